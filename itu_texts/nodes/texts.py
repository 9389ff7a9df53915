"""Texts and what they are made of, and the units of treaties: what may stand in one another to any depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from attrs import field, frozen
from attrs.validators import in_

from itu_texts.addressees import Addressee
from itu_texts.addressing import of_kind, resolve
from itu_texts.errors import IdentifierError
from itu_texts.identifiers import Identifier, Revision
from itu_texts.nodes.blocks import Block, Item, Note, Paragraph, Table
from itu_texts.tree import Node, OutlineLine, Role, indented, labelled, without_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "TEXT_KINDS",
    "Amendment",
    "Annex",
    "Clause",
    "Decision",
    "Designation",
    "Division",
    "Formula",
    "Heading",
    "HeadingReference",
    "History",
    "Matter",
    "Opinion",
    "Provision",
    "Reasons",
    "Recommendation",
    "Resolution",
    "SignatureBlock",
    "Text",
    "Title",
]

N = TypeVar("N", bound=Node)


# ---------------------------------------------------------------------- headings and clauses


@frozen(kw_only=True, slots=True)
class Heading(Node):
    """The heading of a clause, an annex or a division: *instructs the Director of the Radiocommunication Bureau*."""

    text: str
    """The words as printed, lines joined; empty where the heading is missing."""
    verb: str = ""
    """The verb phrase of a clause, without adverbs: *considering*, *resolves to invite*."""
    concept: str = ""
    """What the verb means, the same in all languages: ``CONSIDERING``, ``INSTRUCTS`` (for *resolves to instruct* too);
    empty where it is not known, and for annexes and divisions."""
    addressees: tuple[Addressee, ...] = ()
    """Those whom the heading names, one entry each."""
    side_phrases: tuple[str, ...] = ()
    """What else it says: "in consultation with ...", "as appropriate", "to complete in time for ..."."""

    @property
    def name(self) -> str:
        """What the clause, annex or division is called in addresses: the words, or ``()`` where there are none."""
        return " ".join(self.text.split()) or "()"


@frozen(kw_only=True, slots=True)
class Clause(Node):
    """A heading and what stands below it."""

    role: Role
    """Which half of the text the clause belongs to."""
    heading: Heading
    """Its heading."""
    blocks: tuple[Block, ...] = ()
    """What stands below the heading."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items directly below the heading."""
        return tuple(block for block in self.blocks if isinstance(block, Item))

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.blocks)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.heading.name,)

    @property
    def content(self) -> Sequence[Node]:
        return self.blocks

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.heading if self.heading.text else "()",), indented(self.blocks))


@frozen(kw_only=True, slots=True)
class Title(Node):
    """The title of a text, an annex or a division, lines joined."""

    text: str
    """The words."""


@frozen(kw_only=True, slots=True)
class HeadingReference(Node):
    """The line below the heading of an annex or a division that says where it is called: ``(see No. 9.7)``."""

    text: str
    """The words, with the brackets."""


@frozen(kw_only=True, slots=True)
class SignatureBlock(Node):
    """Where a text is signed: "IN WITNESS WHEREOF ...", "Done at ...", and the names below."""

    blocks: tuple[Block, ...] = ()
    """The closing words, and the names below."""

    @property
    def text(self) -> str:
        """Its words, a paragraph a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    @property
    def names(self) -> tuple[str, ...]:
        return ("signatures",)

    @property
    def outline_line(self) -> OutlineLine:
        return without_line(self.blocks)


@frozen(kw_only=True, slots=True)
class Reasons(Node):
    """The reasons that are given for a proposal."""

    label: str
    """What says so, as printed: ``Reasons:``."""
    blocks: tuple[Block, ...] = ()
    """The reasons themselves."""

    @property
    def text(self) -> str:
        """Its words, a paragraph a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    @property
    def names(self) -> tuple[str, ...]:
        return ("reasons",)

    @property
    def outline_line(self) -> OutlineLine:
        return labelled(self.label, self.blocks)

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return self.label_leaf(self.label)


# ---------------------------------------------------------------------- annexes, divisions, provisions


def _named(blocks: Iterable[Node], kind: type[N]) -> Iterator[N]:
    """Nodes of a kind among blocks, and among what amendments there own."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        elif isinstance(block, Amendment):
            yield from (owned for owned in block.blocks if isinstance(owned, kind))


def _by_heading_and_number(heading: Heading, kind: str, number: str | None) -> tuple[str, ...]:
    """What an annex or a division is called in addresses."""
    return (heading.name, f"{kind} {number}") if number else (heading.name,)


@frozen(kw_only=True, slots=True)
class _Container(Node):
    """What annexes and divisions have in common."""

    number: str | None = None
    """The number as printed: ``2``, ``30B``, ``IV``; ``None`` where there is none."""
    heading: Heading
    """The heading, with its number: ``ANNEX 2``, ``ARTICLE 30B``."""
    blocks: tuple[Matter, ...] = ()
    """All that stands in it, its title included, in the order of the text."""

    @property
    def title(self) -> str | None:
        """The title, lines joined."""
        return next((part.text for part in _named(self.blocks, Title)), None)

    @property
    def reference(self) -> str | None:
        """The line below the heading that says where it is called: ``(see No. 9.7)``."""
        return next((part.text for part in _named(self.blocks, HeadingReference)), None)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses directly in it."""
        return tuple(_named(self.blocks, Clause))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes directly in it."""
        return tuple(_named(self.blocks, Annex))

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions directly in it."""
        return tuple(_named(self.blocks, Division))

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The numbered provisions directly in it, those under amendment markers included."""
        return tuple(_named(self.blocks, Provision))

    @property
    def texts(self) -> tuple[Text, ...]:
        """The whole texts directly in it."""
        return tuple(_named(self.blocks, Text))

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.blocks)

    @property
    def content(self) -> Sequence[Node]:
        return self.blocks

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.heading if self.heading.text else "()",), indented(self.blocks))


@frozen(kw_only=True, slots=True)
class Annex(_Container):
    """An annex, appendix or attachment."""

    NAMED_ANNEX: ClassVar[bool] = True

    kind: str = field(validator=in_(("annex", "appendix", "attachment")))
    """Which of these it is."""

    @property
    def names(self) -> tuple[str, ...]:
        return _by_heading_and_number(self.heading, self.kind, self.number)


@frozen(kw_only=True, slots=True)
class Division(_Container):
    """A division of a treaty or a long text: a part, a chapter, an article ..."""

    kind: str = field(validator=in_(("preamble", "part", "chapter", "article", "section", "subsection")))
    """Which kind of division it is."""

    NAMED_ANYWHERE: ClassVar[bool] = True

    @property
    def names(self) -> tuple[str, ...]:
        return _by_heading_and_number(self.heading, self.kind, self.number)


@frozen(kw_only=True, slots=True)
class Provision(Node):
    """A numbered provision of a treaty: its number in the margin, and its words, with labels of their own."""

    NAMED_ANYWHERE: ClassVar[bool] = True

    number: str
    """The number in the margin, as printed: ``28A``, ``9.12A``."""
    blocks: tuple[Block, ...] = ()
    """Its words."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items directly in it."""
        return tuple(block for block in self.blocks if isinstance(block, Item))

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    @property
    def names(self) -> tuple[str, ...]:
        return (f"No. {self.number}",)

    @property
    def outline_line(self) -> OutlineLine:
        """The number, with the line of the first block, however many labels that begins with."""
        first = self.blocks[0].outline_line if self.blocks else OutlineLine(())
        return OutlineLine((self.number, *(first.pieces or ())), (*first.below, *indented(self.blocks[1:], 0)))

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return self.label_leaf(self.number)


# ---------------------------------------------------------------------- texts


@frozen(kw_only=True, slots=True)
class Designation(Node):
    """The line that names a text: RESOLUTION 999 (REV. CITY, 2022)."""

    text: str
    """The whole line, as printed."""
    kind: str = field(default="text", validator=in_(("text", "resolution", "decision", "recommendation", "opinion")))
    """The kind of text; ``text`` where none is named."""
    number: str | None = None
    """The number as printed: ``77``, ``155A``, ``COM5/3``, ``ITU-R 2-8``, ``[B-1]``."""
    revision: str | None = None
    """The mark in brackets, without them: ``Rev. City, 2022``, ``WRC-23``."""
    status: str | None = None
    """What precedes the kind: ``Draft new``, ``[Revised] Draft new``."""

    @property
    def identifier(self) -> Identifier | None:
        """What names the text, typed; ``None`` where the line names no kind that has identifiers."""
        if self.kind == "text":
            return None
        document = self.document
        return Identifier.of(
            self.kind, self.number, self.revision, self.status, language=document.language if document else "en"
        )


@frozen(kw_only=True, slots=True)
class History(Node):
    """The line below a title that says where the text was adopted and revised: (City, 2002; City, 2006)."""

    text: str
    """The words, with the brackets."""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """What it names, typed; what is no mark of an adoption or revision is left out."""
        document = self.document
        language = document.language if document else "en"
        found = []
        for mark in self.text.strip("()").split(";"):
            try:
                found.append(Revision.parse(mark, language))
            except IdentifierError:
                continue
        return tuple(found)


@frozen(kw_only=True, slots=True)
class Formula(Node):
    """The adopting formula: ``The World Radiocommunication Conference (City, 2023),``."""

    text: str
    """The words, as printed."""
    body: str
    """The body that adopts, without the article."""
    place: str | None = None
    """Where the body met."""
    year: int | None = None
    """The year in which it met."""


@frozen(kw_only=True, slots=True)
class Text(Node):
    """A text that a conference adopts, or the draft of one; where it names its kind, it is one of the subclasses."""

    KIND: ClassVar[str] = "text"
    DERIVED: ClassVar[tuple[str, ...]] = ("number", "revision", "status", "title")
    HOLDS_ADDRESSES: ClassVar[bool] = True

    front: tuple[Designation | Title | History | Formula | Paragraph, ...] = ()
    """What stands before the first clause, in the order of the text."""
    body: tuple[Clause | Annex | Division | Amendment | SignatureBlock, ...] = ()
    """What follows the front: clauses, then annexes, some of them under amendment markers."""

    @property
    def kind(self) -> str:
        """``resolution``, ``decision``, ``recommendation``, ``opinion``, or ``text`` where none is named."""
        return self.KIND

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, those under amendment markers included."""
        return tuple(_named(self.body, Clause))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes, those under amendment markers included; what is nested in one is in its own ``annexes``."""
        return tuple(_named(self.body, Annex))

    @property
    def divisions(self) -> tuple[Division, ...]:
        """Sections and the like that follow the clauses."""
        return tuple(_named(self.body, Division))

    @property
    def designation(self) -> Designation | None:
        """The line that names the text."""
        return next((part for part in self.front if isinstance(part, Designation)), None)

    @property
    def number(self) -> str | None:
        """The number as printed: ``77``, ``ITU-R 2-8``, ``[B-1]``."""
        return self.designation.number if self.designation else None

    @property
    def revision(self) -> str | None:
        """The revision mark without its brackets: ``Rev. City, 2022``."""
        return self.designation.revision if self.designation else None

    @property
    def status(self) -> str | None:
        """``Draft new`` and the like; ``None`` for an adopted text."""
        return self.designation.status if self.designation else None

    @property
    def identifier(self) -> Identifier | None:
        """What names the text, typed; ``None`` if nothing does."""
        return self.designation.identifier if self.designation else None

    @property
    def title(self) -> str | None:
        """The title, lines joined."""
        return next((part.text for part in self.front if isinstance(part, Title)), None)

    @property
    def history(self) -> History | None:
        """The line that says where the text was adopted and revised."""
        return next((part for part in self.front if isinstance(part, History)), None)

    @property
    def formula(self) -> Formula | None:
        """The adopting formula."""
        return next((part for part in self.front if isinstance(part, Formula)), None)

    @property
    def amendment(self) -> Amendment | None:
        """The amendment marker that the text stands under, if any."""
        return self._parent if isinstance(self._parent, Amendment) else None

    @property
    def children(self) -> Sequence[Node]:
        return (*self.front, *self.body)

    @overload
    def at(self, address: str) -> Node: ...
    @overload
    def at(self, address: str, kind: type[N]) -> N: ...
    def at(self, address: str, kind: type[Node] = Node) -> Node:
        """The node at an address in this text: see :mod:`itu_texts.addressing`.

        :param kind: the class that it must be of: ``at("resolves 1", Item).label``.
        :raises itu_texts.AddressError: if nothing of the class, or more than one thing, stands there.
        :raises itu_texts.InputError: if the address is no string.
        """
        return of_kind(resolve(self, address), address, kind)

    @property
    def names(self) -> tuple[str, ...]:
        named = self.designation
        return (" ".join((named.text if named else self.title or "()").split()),)

    @property
    def content(self) -> Sequence[Node]:
        return self.body

    @property
    def outline_line(self) -> OutlineLine:
        return without_line(self.children)


@frozen(kw_only=True, slots=True)
class Resolution(Text):
    """A resolution."""

    KIND: ClassVar[str] = "resolution"


@frozen(kw_only=True, slots=True)
class Decision(Text):
    """A decision."""

    KIND: ClassVar[str] = "decision"


@frozen(kw_only=True, slots=True)
class Recommendation(Text):
    """A recommendation."""

    KIND: ClassVar[str] = "recommendation"


@frozen(kw_only=True, slots=True)
class Opinion(Text):
    """An opinion."""

    KIND: ClassVar[str] = "opinion"


TEXT_KINDS: dict[str, type[Text]] = {kind.KIND: kind for kind in (Text, Resolution, Decision, Recommendation, Opinion)}
"""The classes of texts, by what they say they are."""


# ---------------------------------------------------------------------- amendments


@frozen(kw_only=True, slots=True)
class Amendment(Node):
    """A marker (ADD, MOD, SUP, NOC) and what it amends, if that stands below or behind it.

    That may be a whole text, a clause, an annex, a division (an article ...), a provision or a title.
    """

    marker: str
    """The line as printed: ``ADD B2/49/1``."""
    action: str = field(validator=in_(("ADD", "MOD", "SUP", "NOC")))
    """What is to be done: add, modify, suppress, or change nothing."""
    editorial: bool = False
    """Whether the action stands in brackets, for a change of form only: ``(MOD)``."""
    starred: bool = False
    """Whether a star follows the action: ``ADD*``."""
    proposal: str | None = None
    """The identifier of the proposal: ``B2/49/1``."""
    provision: str | None = None
    """The number of the provision that it amends: ``28A``, ``219-221``, ``166, 167``."""
    blocks: tuple[Matter, ...] = ()
    """What it amends: most often one node."""
    reasons: Reasons | None = None
    """The reasons that are given for it."""

    @property
    def children(self) -> Sequence[Node]:
        return (*self.blocks, self.reasons) if self.reasons else self.blocks

    @property
    def names(self) -> tuple[str, ...]:
        return (self.marker,)

    @property
    def owned(self) -> Sequence[Node]:
        return [member for member in self.members if member.names]

    @property
    def outline_line(self) -> OutlineLine:
        """The marker; below it what it amends, without the number of the provision, which the marker says."""
        below: list[tuple[Node, int]] = []
        for block in self.blocks:
            if isinstance(block, Provision) and block.number == self.provision:
                below += indented(block.blocks)
            else:
                below.append((block, 0 if isinstance(block, Text) else 1))
        return OutlineLine((self.marker,), (*below, *indented((self.reasons,) if self.reasons else ())))

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        end = self.children[0].start if self.children else self.end
        return (("marker", self.start, self.start + len(source[self.start : end].rstrip())),)


Matter = (
    Paragraph
    | Item
    | Note
    | Table
    | Title
    | HeadingReference
    | Clause
    | Annex
    | Division
    | Provision
    | Text
    | Amendment
    | Reasons
    | SignatureBlock
)
"""What may stand in annexes, divisions and amendments."""
