"""The names of texts, and blocks of clauses, annexes and provisions: paragraphs, items, notes, tables, contents."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, cast

from attrs import field, frozen

from itu_texts.language import series
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.addressees import Addressee, places_in
from itu_texts.tree.base import (
    ACTIONS,
    LabelStyle,
    Node,
    OneOf,
    OutlineLine,
    Part,
    Role,
    Shape,
    headed,
    indented,
    label_and_words,
    labelled,
    without_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_texts.tree.nodes.document import ContainerBlock, Text

_BEHIND_LABEL = " –—−-"  # the dash between the label and the heading of a section: "A – General"
KINDS = (
    "text", "resolution", "decision", "recommendation", "opinion", "amendment", "corrigendum", "erratum", "supplement",
    "report", "question", "presidential_statement", "implementers_guide", "technical_paper", "technical_report",
)  # fmt: skip
"""The kinds of texts. An amendment, a corrigendum and an erratum are of a Recommendation, whose number they have."""


class WithItems:
    """A node with items among its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items directly below."""
        return tuple(block for block in self.blocks if isinstance(block, Item))


class WithEntries:
    """A node with entries among its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts named in it."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))


@frozen(kw_only=True, eq=False, repr=False)
class Designation(Node):
    """The line that names a text: RESOLUTION 999 (REV. CITY, 2022)."""

    text: str
    """The whole line, as printed."""
    kind: str = field(default="text", validator=OneOf(KINDS))
    """The kind of text, one of ``itu_texts.tree.nodes.blocks.KINDS``; ``text`` if none is named."""
    number: str | None = None
    """The number as printed: ``77``, ``155A``, ``COM5/3``, ``ITU-R 2-8``, ``[B-1]``."""
    revision: str | None = None
    """The mark without its brackets: ``Rev. City, 2022``, ``WRC-23``."""
    status: str | None = None
    """The words before the kind: ``Draft new``, ``[Revised] Draft new``."""
    parts: tuple[Part, ...] = field(default=(), eq=False, repr=False)
    """The positions of the status, kind, number and revision mark in the line."""

    @property
    def identifier(self) -> Identifier | None:
        """The identifier that the line states by itself; ``None`` if it names no kind of text that has identifiers."""
        if self.kind in ("text", "presidential_statement"):
            return None
        return Identifier.of(self.kind, self.number, self.revision, self.status, language=self.language or "en")


@frozen(kw_only=True, eq=False, repr=False)
class Title(Node):
    """The title of a text, an annex or a division, lines joined."""

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Paragraph(Node):
    """Running words without a label.

    In ``text``, as in that of all nodes, lines are joined, white space is one blank, and page furniture and footnote
    marks are left out; :attr:`Document.source` has the original characters.
    """

    _JOINS_LABEL: ClassVar[bool] = True
    _MAY_BE_CAPTION: ClassVar[bool] = True

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Item(WithItems, Node):
    """An item of a list: its label, an introduction, sub-items, and text that continues after them.

    An unlabelled paragraph that opens a list ("that the following shall apply: a) ...") is an item too, with an empty
    label and the style "none".
    """

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), label="label", line=labelled)

    label: str
    """The label as printed: ``a)``, ``2bis``, ``1.10``, ``–``."""
    style: LabelStyle
    """The kind of series that the label belongs to."""
    blocks: tuple[Block, ...] = ()
    """The introduction, the sub-items, and the text after them."""

    @property
    def ordinal(self) -> int:
        """The place in the series that the label states: 27 for ``aa)``, 10 for ``1.10``, 9 for the letter ``i)``.

        0 for dashes, bullets and items without a label.
        """
        beside = self.parent.children if self.parent is not None else ()
        return series.ordinal(self.label, self.style.value, (each.label for each in beside if isinstance(each, Item)))

    @property
    def text(self) -> str:
        """The words of the introduction; empty if the item has none."""
        return self.blocks[0].text if self.blocks and isinstance(self.blocks[0], Paragraph) else ""

    @property
    def _list_label(self) -> str:
        return self.label.rstrip(_BEHIND_LABEL) or self.label


@frozen(kw_only=True, eq=False, repr=False)
class Note(Node):
    """A note in the text: ``NOTE 1 – ...``, ``Note by the Secretariat: ...``; not a footnote."""

    _SHAPE: ClassVar[Shape] = Shape(line=label_and_words)

    label: str
    """The beginning of the note as printed, with its number and stop: ``NOTE 1 –``."""
    text: str
    """The words after the label."""

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        label = self._label_leaf(self.label, source)
        words = source[label[-1][2] if label else self.start : self.end]
        return (*label, *((("text", self.end - len(words.lstrip()), self.end),) if self.text else ()))


@frozen(kw_only=True, eq=False, repr=False)
class Cell(Node):
    """A cell of a table; its text may be empty."""

    _MAY_BE_CAPTION: ClassVar[bool] = True
    _SHAPE: ClassVar[Shape] = Shape(leaf="")

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Row(Node):
    """A row of a table."""

    _SHAPE: ClassVar[Shape] = Shape(
        ("cells",), line=lambda row: OutlineLine(("\t".join(cell.text for cell in row.cells),)), leaf=""
    )

    header: bool = False
    """Whether the row names the columns, as far as the file says so."""
    cells: tuple[Cell, ...] = ()
    """The cells, from left to right."""


@frozen(kw_only=True, eq=False, repr=False)
class Table(Node):
    """A table: rows of cells that tabs, pipes or columns separate. The first rows may name the columns."""

    _HAS_CAPTION: ClassVar[bool] = True
    _SHAPE: ClassVar[Shape] = Shape(("rows",), line=without_line, leaf="table")

    kind: str = field(default="table", validator=OneOf(("table", "allocation")))
    """``allocation`` for a table that allocates frequency bands to services in the three Regions; ``table``
    otherwise."""
    rows: tuple[Row, ...] = ()
    """The rows, from top to bottom."""

    @property
    def text(self) -> str:
        """The cells, separated by tabs, one row on each line."""
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.rows)


@frozen(kw_only=True, eq=False, repr=False)
class PageReference(Node):
    """A page number in a list of contents, with the leader dots before it."""

    _SHAPE: ClassVar[Shape] = Shape(line=lambda page: OutlineLine((page.number,)))

    number: str
    """The number as printed."""


@frozen(kw_only=True, eq=False, repr=False)
class Entry(Node):
    """A text named in an agenda or a list of contents: its designation and title, without a body."""

    _SHAPE: ClassVar[Shape] = Shape(("designation", "title", "page"), label="label", line=label_and_words)

    label: str = ""
    """The label before it in a list: ``–``, ``a)``."""
    designation: Designation
    """The words that name the text."""
    title: Title | None = None
    """The title of the text."""
    page: PageReference | None = None
    """The page on which the text begins."""

    @property
    def identifier(self) -> Identifier | None:
        """The identifier of the text."""
        return self.designation.identifier

    @property
    def text(self) -> str:
        """The designation, as printed, and the title."""
        return f"{self.designation.text}: {self.title.text}" if self.title else self.designation.text


@frozen(kw_only=True, eq=False, repr=False)
class Contents(WithEntries, Node):
    """A list of contents: the texts of a volume, or the parts of a text, an annex or a treaty."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), line=without_line)

    heading: Paragraph | None = None
    """The heading of the list."""
    blocks: tuple[Paragraph | Entry, ...] = ()
    """The entries, and the lines between them: titles of parts and the like."""

    @property
    def text(self) -> str:
        """The lines, without page numbers."""
        return "\n".join(block.text for block in (*([self.heading] if self.heading else ()), *self.blocks))


Block = Paragraph | Item | Note | Table | Contents


# ----------------------------------------------------------------------
# Nodes that contain blocks: clauses with their headings, provisions, reasons, signatures.

_CONFERENCE = re.compile(r"\((?:[^\W\d_]+(?:\.\s?|\s(?:[-–—]\s)?))?(?P<name>[^\W\d_]{2,6}-\d{2,4})\)\s*$")
"""The conference in the brackets that end a provision: ``(WRC-23)``, ``(Rev.WRC-15)``, ``(SUP – WRC-12)``."""
_BEHIND_NUMBER = re.compile(r"\s*\((?:ex[ -])?\d[^\W_]*\)|[. –—―-]*[.–—―-]|[、,，:：]")
"""The signs between the number of a provision and its words: its former number, a dash, a colon."""


class Opening(NamedTuple):
    """A heading up to the end of a phrase that names addressees, where references and addresses may stop."""

    words: str
    """The words as printed."""
    plain: str
    """The verb without adverbs, and the addressees."""
    concepts: tuple[str, ...]
    """The concepts of the addressees."""


@frozen(kw_only=True, eq=False, repr=False)
class Heading(Node):
    """The heading of a clause, an annex or a division: *instructs the Director of the Radiocommunication Bureau*."""

    text: str
    """The words as printed, lines joined; empty if the heading is missing."""
    verb: str = ""
    """The verb phrase of a clause, without adverbs: *considering*, *resolves to invite*."""
    concept: str = ""
    """The meaning of the verb, the same in all languages: ``CONSIDERING``, ``INSTRUCTS`` (for *resolves to instruct*
    too); empty if it is unknown, and for annexes and divisions."""
    addressees: tuple[Addressee, ...] = ()
    """The addressees that the heading names, one entry each."""
    side_phrases: tuple[str, ...] = ()
    """The other phrases: "in consultation with ...", "as appropriate", "to complete in time for ..."."""
    separator: str = ""
    """The dash or colon between the heading of an annex or division and a title on the same line."""

    @property
    def name(self) -> str:
        """The name of the clause, annex or division in addresses: the words, or ``()`` if there are none."""
        return " ".join(self.text.split()) or "()"

    @property
    def openings(self) -> tuple[Opening, ...]:
        """The short forms of the heading that leave out only side phrases, the longest first."""
        told = [*places_in(self.text, self.start, self.addressees)]
        return tuple(
            Opening(
                " ".join(self.text[:end].split()),
                " ".join((self.verb, *self.text[told[0][0] : end].split())),
                tuple(each.concept for *_, named in told[:count] for each in named),
            )
            for count, (_, end, _) in reversed([*enumerate(told, 1)])
        )


def english_names(heading: Heading) -> Iterator[str]:
    """Yield the English names of a heading, without articles, with its verb and its addressees, the longest first.

    The concept of a verb is the English verb: ``instructs Secretary-General``.
    """
    verb = verb_in_english(heading)
    english = lang_of("en")
    told = [name for each in heading.addressees if verb and (name := english.phrase_for("NAME", each.concept))]
    both = f" {english.phrase(NAMES.AND)} "
    for count in range(len(told), 0, -1):
        *others, last = told[:count]
        yield english.without_articles(f"{verb} {both.join((', '.join(others), last)) if others else last}")


def verb_in_english(heading: Heading) -> str:
    """Return the English verb of a heading in any language: ``taking into account``; empty if it is unknown."""
    return heading.concept.replace("_", " ").lower()


@frozen(kw_only=True, eq=False, repr=False)
class Clause(WithItems, Node):
    """A clause: a heading and the blocks below it."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), ("blocks",), label="label")

    role: Role
    """The half of the text that the clause belongs to."""
    heading: Heading
    """Its heading."""
    label: str = ""
    """The number with which it begins, as printed: ``1.``; empty if it has none, as in ITU texts."""
    blocks: tuple[Block, ...] = ()
    """The blocks below the heading."""

    @property
    def _names(self) -> tuple[str, ...]:
        name = self.heading.name
        bare = lang_of(self.language or "en").patterns.HEADING_TAIL.sub("", name) or name
        number = (self.label.rstrip(" .-–—"),) if self.label else ()
        return (*number, bare, name) if bare != name else (*number, name)

    @property
    def _other_names(self) -> tuple[str, ...]:
        verb = verb_in_english(self.heading)
        return (*english_names(self.heading), verb) if verb and self.language not in (None, "en") else ()

    @property
    def _short_names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        whole, *begun = ((each.words, each.plain) for each in self.heading.openings or (Opening("", "", ()),))
        in_english = (*english_names(self.heading),) if self.language == "en" else ()
        return whole, (*chain.from_iterable(begun), *in_english)

    @property
    def outline_line(self) -> OutlineLine:
        line = headed(self)
        return line._replace(pieces=(self.label, *(line.pieces or ()))) if self.label else line


@frozen(kw_only=True, eq=False, repr=False)
class HeadingReference(Node):
    """The line below the heading of an annex or a division that says where it is referred to: ``(see No. 9.7)``."""

    text: str
    """The words, with the brackets."""


class _Lines:
    """A node whose words are those of its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def text(self) -> str:
        """The words, one paragraph on each line."""
        return "\n".join(block.text for block in self.blocks)


@frozen(kw_only=True, eq=False, repr=False)
class SignatureBlock(_Lines, Node):
    """The signatures of a text: "IN WITNESS WHEREOF ...", "Done at ...", and the names below."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), name="signatures", line=without_line)

    blocks: tuple[Block, ...] = ()
    """The closing words, and the names below."""


@frozen(kw_only=True, eq=False, repr=False)
class Reasons(_Lines, Node):
    """The reasons that are given for a proposal."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), name="reasons", label="label", line=labelled)

    label: str
    """The word that introduces them, as printed: ``Reasons:``."""
    blocks: tuple[Block, ...] = ()
    """The reasons themselves."""


@frozen(kw_only=True, eq=False, repr=False)
class Provision(WithItems, Node):
    """A numbered provision of a treaty: its number in the margin, and its words, with their labels."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",))

    _NAMED_ANYWHERE: ClassVar[bool] = True

    number: str
    """The number in the margin, as printed: ``28A``, ``9.12A``, ``(197)``."""
    history: tuple[str, ...] = ()
    """The conferences that changed it, as the margin names them: ``PP-94``, ``PP-98``; they are not part of the
    words."""
    blocks: tuple[Block, ...] = ()
    """The words."""

    @property
    def _names(self) -> tuple[str, ...]:
        return (f"No. {self.number.strip('()')}",)

    @property
    def conference(self) -> str | None:
        """The conference that changed it last: that of its margin, or in brackets at the end of its words.

        ``PP-98``, ``WRC-23``.
        """
        last: Node = self
        while last.children:
            last = last.children[-1]
        found = _CONFERENCE.search(getattr(last, "text", ""))
        return found["name"] if found is not None else self.history[-1] if self.history else None

    @property
    def outline_line(self) -> OutlineLine:
        """The number, with the line of the first block."""
        first = self.blocks[0].outline_line if self.blocks else OutlineLine(())
        return OutlineLine((self.number, *(first.pieces or ())), (*first.below, *indented(self.blocks[1:], 0)))

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        """The number, with the dash or the former number after it."""
        (kind, start, end) = self._label_leaf(self.number, source)[0]
        more = _BEHIND_NUMBER.match(source, end, self.children[0].start) if self.children else None
        return ((kind, start, more.end() if more else end),)


# ----------------------------------------------------------------------
# Nodes that contain clauses and one another, to any depth: annexes, divisions of treaties, amendments.

N = TypeVar("N", bound=Node)

FORMER_NUMBER = re.compile(r"\s*\((?:ex[ -])?(?P<number>\d[^\W_]*)\)\W*\Z")
"""The former number of a provision, after its number."""


def among(blocks: Iterable[Node], kind: type[N]) -> Iterator[N]:
    """Yield the nodes of a class among blocks, and among the blocks of amendments there."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        elif isinstance(block, Amendment):
            yield from (owned for owned in block.blocks if isinstance(owned, kind))


class WithSections:
    """A node with clauses, annexes and divisions below it, or below amendments in it."""

    __slots__ = ()
    _content: Any

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses directly in it, including those under amendment markers."""
        return tuple(among(self._content, Clause))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes directly in it, including those under amendment markers."""
        return tuple(among(self._content, Annex))

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions directly in it, including those under amendment markers."""
        return tuple(among(self._content, Division))


def _by_heading_and_number(heading: Heading, kind: str, number: str | None) -> tuple[str, ...]:
    """Return the names of an annex or a division in addresses."""
    return (heading.name, f"{kind} {number}") if number else (heading.name,)


@frozen(kw_only=True, eq=False, repr=False)
class _Container(WithSections, Node):
    """The base of annexes and divisions."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), ("blocks",), line=headed)

    number: str | None = None
    """The number as printed: ``2``, ``30B``, ``IV``; ``None`` if there is none."""
    heading: Heading
    """The heading, with its number: ``ANNEX 2``, ``ARTICLE 30B``."""
    blocks: tuple[ContainerBlock, ...] = ()
    """The content, including the title, in the order of the text."""

    @property
    def title(self) -> str | None:
        """The title, lines joined."""
        return next((part.text for part in among(self.blocks, Title)), None)

    @property
    def reference(self) -> str | None:
        """The line below the heading that says where it is referred to: ``(see No. 9.7)``."""
        return next((part.text for part in among(self.blocks, HeadingReference)), None)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The numbered provisions directly in it, including those under amendment markers."""
        return tuple(among(self.blocks, Provision))

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts directly in it."""
        return tuple(cast("Text", each) for each in self._addressed if each._HOLDS_ADDRESSES)

    @property
    def outline_line(self) -> OutlineLine:
        """The heading, with the title if that stands on its line after a dash."""
        first = self.blocks[0] if self.blocks else None
        if isinstance(first, Title) and (self.heading.separator or self.heading.text == self.number):  # "7.1.2 Title"
            between = (self.heading.separator,) if self.heading.separator else ()
            return OutlineLine((self.heading, *between, first), indented(self.blocks[1:]))
        return headed(self)


@frozen(kw_only=True, eq=False, repr=False)
class Annex(_Container):
    """An annex, appendix or attachment."""

    _NAMED_ANNEX: ClassVar[bool] = True

    kind: str = field(validator=OneOf(("annex", "appendix", "attachment")))
    """The kind of annex."""

    @property
    def _names(self) -> tuple[str, ...]:
        return _by_heading_and_number(self.heading, self.kind, self.number)


@frozen(kw_only=True, eq=False, repr=False)
class Division(_Container):
    """A division of a treaty or a long text: a part, a chapter, an article ... or a Final Protocol after it."""

    kind: str = field(validator=OneOf(("preamble", "part", "chapter", "article", "section", "subsection", "protocol")))
    """The kind of division."""

    _NAMED_ANYWHERE: ClassVar[bool] = True

    @property
    def _names(self) -> tuple[str, ...]:
        names = _by_heading_and_number(self.heading, self.kind, self.number)
        if self.number and self.heading.text == self.number:  # a section of a Recommendation
            return (*names, f"clause {self.number}", f"§ {self.number}")
        return names


@frozen(kw_only=True, eq=False, repr=False)
class Amendment(Node):
    """A marker (ADD, MOD, SUP, NOC) and the thing that it amends, if that follows it.

    That may be a whole text, a clause, an annex, a division (an article ...), a provision or a title; or items of the
    clause above the marker, which then stand in a clause with an empty heading.
    """

    _SHAPE: ClassVar[Shape] = Shape(("blocks", "reasons"))
    _OWNS_NAMED: ClassVar[bool] = True

    marker: str
    """The line as printed: ``ADD B2/49/1``."""
    action: str = field(validator=OneOf(ACTIONS))
    """The action: add, modify, suppress, or no change."""
    editorial: bool = False
    """Whether the action stands in brackets, for an editorial change: ``(MOD)``."""
    starred: bool = False
    """Whether a star stands beside the action: ``ADD*``, ``*ADD``."""
    proposal: str | None = None
    """The identifier of the proposal: ``B2/49/1``."""
    provision: str | None = None
    """The number of the provision that it amends: ``28A``, ``219-221``, ``166, 167``."""
    history: tuple[str, ...] = ()
    """The conferences that changed that provision, as the margin names them: ``PP-98``."""
    blocks: tuple[ContainerBlock, ...] = ()
    """The amended nodes, in most cases one."""
    reasons: Reasons | None = None
    """The reasons that are given for it."""

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.marker,)

    @property
    def former(self) -> str | None:
        """The former number of the provision, if the marker has it: 69 of ``MOD 70 (69)``."""
        found = FORMER_NUMBER.search(self.marker) if self.provision else None
        return found["number"] if found else None

    @property
    def amended_provision(self) -> Provision | None:
        """The provision below the marker that has the number of the marker."""
        first = self.blocks[0] if self.blocks else None
        return first if isinstance(first, Provision) and first.number == self.provision else None

    @property
    def outline_line(self) -> OutlineLine:
        """The marker, and below it the amended nodes, without the number of the provision, which the marker shows."""
        below: list[tuple[Node, int]] = []
        for block in self.blocks:
            if isinstance(block, Provision | Clause) and (
                block.number == self.provision if isinstance(block, Provision) else not block.heading.text
            ):  # the marker, or a node above it, already shows its name
                below += indented(block.blocks)
            else:
                below.append((block, 0 if block._HOLDS_ADDRESSES else 1))
        return OutlineLine((self.marker,), (*below, *indented((self.reasons,) if self.reasons else ())))

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        end = self.children[0].start if self.children else self.end
        return (("marker", self.start, self.start + len(source[self.start : end].rstrip())),)
