"""Documents, and the nodes outside their trees: page furniture, changes, emphasis."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from operator import is_not
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, overload

from attrs import field, frozen

from itu_texts.errors.arguments import checked
from itu_texts.language.identifiers import Identifier, Revision
from itu_texts.language.writing import SEVERAL, bound
from itu_texts.tree.addresses import addresses_of, of_kind
from itu_texts.tree.base import Node, Part, Shape, check_types, copied, headed, kept, labelled, set_parent, without_line
from itu_texts.tree.claims import Claim, Claims, Published, claims_of, notice_of
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes.blocks import (
    KINDS,
    Amendment,
    Annex,
    Clause,
    Contents,
    Designation,
    Division,
    Entry,
    HeadingReference,
    Item,
    Note,
    Paragraph,
    Provision,
    Reasons,
    SignatureBlock,
    Table,
    Title,
    WithEntries,
    WithSections,
)
from itu_texts.tree.readings import Origins
from itu_texts.tree.spans import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


# ----------------------------------------------------------------------
# Texts that conferences adopt, with their fronts, and what session documents have besides: covers and agendas.

N = TypeVar("N", bound=Node)


@frozen(kw_only=True, eq=False, repr=False)
class History(Node):
    """The line that says where a text was adopted and revised: ``(City, 2002; City, 2006)`` below the title.

    Below a text of the United Nations: ``48th plenary meeting``, ``6 December 2024``, the vote.
    """

    text: str
    """The words, with the brackets."""
    parts: tuple[Part, ...] = field(default=(), eq=False, repr=False)
    """The positions in the words of what they say: ``meeting``, ``adopted`` (a day), ``vote``, ``question``."""

    @property
    def _names(self) -> tuple[str, ...]:
        return ("history",)

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The revisions that it names, typed; other words are left out."""
        marks = self.text.strip("()").split(";")
        return tuple(filter(None, (Revision.read(mark, self.language or "en") for mark in marks)))


@frozen(kw_only=True, eq=False, repr=False)
class Formula(Node):
    """The adopting formula: ``The World Radiocommunication Conference (City, 2023),``."""

    text: str
    """The words, as printed."""
    body: str
    """The body that adopts, without the article."""
    place: str | None = None
    """The place where the body met."""
    year: int | None = None
    """The year in which the body met."""
    parts: tuple[Part, ...] = field(default=(), eq=False, repr=False)
    """The positions in the words of the body, the place and the year; of the ``meeting``, the day (``adopted``) and the
    ``agenda_title``, if it tells of a meeting."""

    @property
    def _names(self) -> tuple[str, ...]:
        return ("formula",)


@frozen(kw_only=True, eq=False, repr=False)
class Text(WithSections, Node):
    """A text that a conference adopts, or a draft of one; a text that names its kind is of one of the subclasses."""

    _SHAPE: ClassVar[Shape] = Shape(("front", "body"), ("body",), line=without_line)

    _KIND: ClassVar[str] = "text"
    _DERIVED: ClassVar[tuple[str, ...]] = ("number", "revision", "status", "title")
    _HOLDS_ADDRESSES: ClassVar[bool] = True

    front: tuple[Designation | Title | History | Formula | Paragraph | Contents, ...] = ()
    """The lines before the first clause, in order."""
    body: tuple[Clause | Annex | Division | Amendment | SignatureBlock | History | Formula, ...] = ()
    """The nodes after the front: clauses, then annexes, some of them under amendment markers.

    In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some
    conferences have their formula between recitals and acts.
    """
    _indexes: dict[str, Any] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def kind(self) -> str:
        """``resolution``, ``decision``, ``recommendation``, ``opinion``, or ``text`` if none is named.

        Of a publication, that which its designation names: ``report``, ``supplement``, ``corrigendum`` ... Of a text of
        the United Nations, that of its symbol or its number, or of the line for a draft.
        """
        if self._KIND != "text":
            return self._KIND
        return self.identifier.kind if self.identifier is not None else self.claims.kind or self._KIND

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
        """The words for a draft in the designation, as printed: ``Draft new``; see :attr:`standing`."""
        return self.designation.status if self.designation else None

    @property
    def identifier(self) -> Identifier | None:
        """The identifier; ``None`` if the text has none. :attr:`identity` has its ground."""
        return self.claims.identifier

    @property
    def claims(self) -> Claims:
        """What is said about the text, and by which words."""
        if self.document is None:  # more may come to stand around it
            return claims_of(self)
        return kept(self, "claims", lambda: claims_of(self))

    @property
    def identity(self) -> Claim | None:
        """Who the text is, with the ground: the symbol of its cover, its designation ..."""
        return self.claims.identity

    @property
    def adopted(self) -> Claim | None:
        """When the text was adopted, with the ground; ``None`` if nothing says it, and for a draft."""
        return self.claims.adopted

    @property
    def standing(self) -> Claim | None:
        """Whether the text is adopted, a draft, suppressed ..., with the ground; ``None`` if nothing says it.

        What a note at the text says counts more: ``abrogated by WRC-19``, ``superseded by ...``, ``in force``.
        """
        return self.notice or self.claims.standing

    @property
    def notice(self) -> Claim | None:
        """What is printed with the text of its standing: "This Resolution was abrogated by WRC-19"."""
        return kept(self, "notice", lambda: notice_of(self))

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
        lines = chain(self.front, self.body)  # looking for it below many clauses takes long
        return kept(self, "formula", lambda: next((part for part in lines if isinstance(part, Formula)), None))

    @property
    def amendment(self) -> Amendment | None:
        """The amendment marker above the text, if any."""
        return self._parent if isinstance(self._parent, Amendment) else None

    @overload
    def at(self, address: str) -> Node: ...
    @overload
    def at(self, address: str, kind: type[N]) -> N: ...
    @checked
    def at(self, address: str, kind: type[Node] = Node) -> Node:
        """Return the node at an address in this text: see :func:`itu_texts.address`.

        :param kind: the class that the node must be of: ``at("resolves 1", Item).label``.
        :raises itu_texts.AddressError: if no node of the class, or more than one node, stands there.
        :raises itu_texts.InputError: if the address is not a string.
        """
        return of_kind(addresses_of(self).resolve(self, address), address, kind)

    @property
    def _names(self) -> tuple[str, ...]:
        named = self.designation
        return (" ".join((named.text if named else self.title or "()").split()),)


# These have the attributes of a text: attrs need not make them anew.


class Resolution(Text):
    """A resolution."""

    _KIND: ClassVar[str] = "resolution"


class Decision(Text):
    """A decision."""

    _KIND: ClassVar[str] = "decision"


class Recommendation(Text):
    """A recommendation."""

    _KIND: ClassVar[str] = "recommendation"


class Opinion(Text):
    """An opinion."""

    _KIND: ClassVar[str] = "opinion"


class Publication(Text):
    """A text that stands beside Recommendations, or changes one: a report, a supplement, a corrigendum ..."""

    @property
    def kind(self) -> str:
        return self.designation.kind if self.designation else self._KIND


_ADOPTED = {kind._KIND: kind for kind in (Text, Resolution, Decision, Recommendation, Opinion)}
TEXT_KINDS: dict[str, type[Text]] = {kind: _ADOPTED.get(kind, Publication) for kind in KINDS}
"""The classes of texts, by kind."""


ContainerBlock = (
    Paragraph
    | Item
    | Note
    | Table
    | Contents
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
"""The nodes that may stand in annexes, divisions and amendments."""


@frozen(kw_only=True, eq=False, repr=False)
class AgendaItem(WithEntries, Node):
    """An item of an agenda, and the texts named below it."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), label="label", line=labelled)

    label: str
    """The label as printed: ``2.``."""
    blocks: tuple[Paragraph | Entry, ...] = ()
    """The words, and the texts named below them."""

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(block.text for block in self.blocks if isinstance(block, Paragraph))


@frozen(kw_only=True, eq=False, repr=False)
class Agenda(Node):
    """The agenda of a meeting."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "items"), line=headed)

    heading: Paragraph
    """The heading of the agenda."""
    items: tuple[AgendaItem, ...] = ()
    """The items."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts named below all items."""
        return tuple(entry for item in self.items for entry in item.entries)


@frozen(kw_only=True, eq=False, repr=False)
class CoverLine(Node):
    """A line of a cover."""

    text: str
    """The words."""
    parts: tuple[Part, ...] = field(default=(), eq=False, repr=False)
    """The positions in the line of what it says: ``number``, ``organ``, ``date_issued``, ``session`` ..."""


@frozen(kw_only=True, eq=False, repr=False)
class Cover(Node):
    """The cover of a session document: its kind, its author and its recipient."""

    _SHAPE: ClassVar[Shape] = Shape(("lines",), line=without_line)

    number: str | None = None
    """The number of the document: ``49-E``, ``C18/24(Rev.1)-E``."""
    series: str | None = None
    """The series of texts that the document contains: ``second``."""
    submitted_by: str | None = None
    """The author: ``editorial committee``."""
    submitted_to: str | None = None
    """The recipient: ``plenary meeting``."""
    annex_pages: int | None = None
    """The number of pages of the annex."""
    lines: tuple[CoverLine, ...] = ()
    """The lines, from top to bottom."""

    @property
    def text(self) -> str:
        """The lines."""
        return "\n".join(line.text for line in self.lines)


# Classes without attributes of their own have those of their base: attrs need not make them anew.

# ---------------------------------------------------------------------- page furniture


@frozen(kw_only=True, eq=False, repr=False)
class Furniture(Node):
    """Something that a page adds to a text; it is not part of the tree, but of :attr:`itu_texts.Document.furniture`."""

    _ABSTRACT: ClassVar[bool] = True
    _KEPT_IN: ClassVar[str] = "furniture"

    text: str
    """The words or characters, as printed."""


class PageNumber(Furniture):
    """A page number: ``– 27 –``."""


class RunningHead(Furniture):
    """A line repeated on each page: ``RES12-2``."""


class MarginNote(Furniture):
    """The margin of a provision besides its number: ``PP-98``; see :attr:`itu_texts.Provision.history`."""


@frozen(kw_only=True, eq=False, repr=False)
class Footnote(Furniture):
    """A note at the foot of a page; ``text`` does not contain its mark and the rule above it."""

    mark: str | None = None
    """The mark of the note: ``1``, ``*``; ``None`` if it has none."""

    @property
    def anchors(self) -> tuple[FootnoteAnchor, ...]:
        """The marks in the text that refer to the note, in order."""
        document = self.document
        if document is None:
            return ()
        return kept(document, "anchors of notes", lambda: _anchors_of_notes(document)).get(id(self), ())


@frozen(kw_only=True, eq=False, repr=False)
class FootnoteAnchor(Furniture):
    """A mark in the words that refers to a footnote: the ``1`` of ``countries1``."""

    note: int
    """The index of the footnote in the footnotes of the document."""
    offset: int
    """The position of the mark in ``.text`` of its node: before the character at this offset."""

    @property
    def footnote(self) -> Footnote | None:
        """The footnote; ``None`` if the document has no footnote of that index."""
        notes = self.document.footnotes if self.document else ()
        return notes[self.note] if 0 <= self.note < len(notes) else None


class Markup(Furniture):
    """Markdown signs, which are not words: emphasis, escapes, links, pipes of provisions in tables."""


class StrayCharacters(Furniture):
    """Characters that are not words: control characters, zero-width characters, a rule without a note below it."""


# ---------------------------------------------------------------------- tracked changes


@frozen(kw_only=True, eq=False, repr=False)
class Change(Node):
    """A tracked change of a Word file, in the view that shows both versions."""

    _ABSTRACT: ClassVar[bool] = True
    _KEPT_IN: ClassVar[str] = "changes"

    text: str
    """The words that were inserted or deleted."""
    author: str | None = None
    """The author of the change, as the file names them."""
    date: str | None = None
    """The time of the change, as the file has it: ``2018-11-12T09:30:00Z``."""


class Insertion(Change):
    """Inserted words."""


class Deletion(Change):
    """Deleted words."""


# ---------------------------------------------------------------------- comments


@frozen(kw_only=True, eq=False, repr=False)
class Comment(Node):
    """A comment in the margin of a Word file; its span is that of the words that it is about."""

    _KEPT_IN: ClassVar[str] = "comments"

    text: str
    """The words of the comment, one paragraph on each line."""
    author: str | None = None
    """The author, as the file names them."""
    date: str | None = None
    """The time of the comment, as the file has it."""


# ---------------------------------------------------------------------- letters


@frozen(kw_only=True, eq=False, repr=False)
class Emphasis(Node):
    """Words emphasised within a line; whole lines, such as headings, do not count."""

    _ABSTRACT: ClassVar[bool] = True

    text: str
    """The words."""


class Italic(Emphasis):
    """Words in italics: *inter alia*."""


class Bold(Emphasis):
    """Words in bold."""


# ---------------------------------------------------------------------- consolidated texts


@frozen(kw_only=True, eq=False, repr=False)
class Amended(Node):
    """A stretch of a consolidated text that came from an amendment."""

    _KEPT_IN: ClassVar[str] = "amended"

    action: str
    """The action of the amendment: ``ADD``, ``MOD``, or ``SUP``; the stretch of ``SUP`` is the heading, or the first
    words, of the node that contained the suppressed part."""
    marker: str
    """The marker of the amendment, as printed: ``MOD B2/49/1``."""
    amending: int
    """The number of the amending document, from 1."""


# ---------------------------------------------------------------------- languages


@frozen(kw_only=True, eq=False, repr=False)
class Language(Node):
    """A stretch of a document in several languages."""

    _KEPT_IN: ClassVar[str] = "languages"

    code: str
    """The code of the language: ``fr``."""


# ---------------------------------------------------------------------- documents


@frozen(kw_only=True, eq=False, repr=False)
class Document(Node):
    """A document: texts in order, the words between them, page furniture and diagnostics."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), line=without_line, leaf="")

    blocks: tuple[
        Text
        | Amendment
        | Annex
        | Division
        | Provision
        | Reasons
        | SignatureBlock
        | Agenda
        | Contents
        | Cover
        | Paragraph
        | Item
        | Note
        | Table,
        ...,
    ] = ()
    """Texts, amendments, divisions of treaties, session matter, and the paragraphs that belong to none of them."""
    furniture: tuple[Furniture, ...] = ()
    """Page numbers, running heads, footnotes, their marks and other furniture, in the order of the text."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The oddities of the text, in the order of the text."""
    language: str
    """The code of the language in which the text was parsed: ``en``; ``mul`` if its parts were in several languages."""
    languages: tuple[Language, ...] = ()
    """The stretches in one language each, in order, if the document is in several languages."""
    changes: tuple[Change, ...] = ()
    """The tracked changes, if the view of the file shows them."""
    comments: tuple[Comment, ...] = ()
    """The comments in the margin, in the order of the words that they are about."""
    emphasis: tuple[Emphasis, ...] = ()
    """Words in italics or bold letters, in the order of the text; two may cover the same words."""
    left_out: tuple[str, ...] = ()
    """The parts of the file that are not in this document: ``drawings``, ``headers``, ``merged
    cells``."""
    amended: tuple[Amended, ...] = ()
    """The stretches of a consolidated text that came from amendments."""
    published: Published = field(factory=Published)
    """What the publisher of the file says of it beside its words: subjects, the course of a draft, votes."""
    origins: Origins = field(factory=Origins, eq=False, repr=False)
    """The source map: where in the file each piece of the text came from."""
    source: Source = field(factory=lambda: Source(""), eq=False, repr=False)
    """The text that was parsed."""
    _indexes: dict[str, Any] = field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_types(self)
        _adopt(self)

    def _find_diagnostics_later(self, find: Callable[[Document], tuple[Diagnostic, ...]]) -> None:
        """Leave the diagnostics of a document that nobody else has yet to be found when they are first read.

        :param find: returns all of them.
        """
        self._indexes["find diagnostics"] = find
        object.__delattr__(self, "diagnostics")

    if not TYPE_CHECKING:  # a type checker would take every name for an attribute

        def __getattr__(self, name: str) -> Any:
            """Find the diagnostics, if they were left to be found; there are no other attributes without a value."""
            if name != "diagnostics":
                raise AttributeError(f"a {type(self).__name__} has no attribute {name!r}", name=name, obj=self)
            found = self._indexes["find diagnostics"](self)
            object.__setattr__(self, name, found)
            return found

    @property
    def document(self) -> Document:
        """The document itself."""
        return self

    @property
    def _shown(self) -> tuple[str, str]:
        texts = self.texts
        return f"{len(texts)} text{'s' if len(texts) != 1 else ''}", texts[0].title or "" if texts else ""

    def language_at(self, place: int) -> str:
        """Return the code of the language at an offset of the text."""
        if not self.languages:
            return self.main_language
        return self.languages[max(bisect_right(self.languages, place, key=lambda stretch: stretch.start) - 1, 0)].code

    @property
    def main_language(self) -> str:
        """The code of the language of the largest part of the text."""
        longest = max(self.languages, key=lambda stretch: stretch.end - stretch.start, default=None)
        if longest is None:
            return bound("en", self.language) if self.language == SEVERAL else self.language
        return longest.code

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts in order, including those under markers and in divisions, without those inside other texts."""
        return kept(self, "texts", lambda: tuple(_texts(self.blocks)))

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes in order."""
        return kept(self, "footnotes", lambda: tuple(each for each in self.furniture if isinstance(each, Footnote)))

    @property
    def anchors(self) -> tuple[FootnoteAnchor, ...]:
        """The marks that refer to footnotes, in order."""
        return kept(self, "anchors", lambda: tuple(each for each in self.furniture if isinstance(each, FootnoteAnchor)))

    @overload
    def at(self, address: str) -> Node: ...
    @overload
    def at(self, address: str, kind: type[N]) -> N: ...
    @checked
    def at(self, address: str, kind: type[Node] = Node) -> Node:
        """Return the node at an address, as people cite it: ``resolves 1.1``, ``considering f)``.

        :param kind: the class that the node must be of: ``at("resolves 1", Item).label``.
        :raises itu_texts.AddressError: if no node of the class, or more than one node, stands there.
        :raises itu_texts.InputError: if the address is not a string.
        """
        return of_kind(addresses_of(self).resolve(self, address, self.texts), address, kind)


def _anchors_of_notes(document: Document) -> dict[int, tuple[FootnoteAnchor, ...]]:
    """Return the marks of each footnote, by its identity."""
    found: dict[int, tuple[FootnoteAnchor, ...]] = {}
    for anchor in document.anchors:
        if anchor.footnote is not None:
            found[id(anchor.footnote)] = (*found.get(id(anchor.footnote), ()), anchor)
    return found


def _texts(blocks: Iterable[Node]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Amendment | Annex | Division):
            yield from _texts(block.blocks)


# ---------------------------------------------------------------------- parents


def _adopt(document: Document) -> None:
    """Set the parent of each node of a document.

    Nodes that belong to another document stay there: the document gets copies of the blocks that contain them.
    """
    pairs: list[tuple[Node, Node]] = []
    for name in ("blocks", "furniture", "languages", "changes", "comments", "emphasis", "amended"):
        nodes: tuple[Node, ...] = getattr(document, name)
        own = tuple([_owned(node, document, pairs) for node in nodes])
        if any(map(is_not, nodes, own)):
            object.__setattr__(document, name, own)  # it is still being made
    for child, parent in pairs:
        set_parent(child, parent)


def _owned(block: Node, document: Document, pairs: list[tuple[Node, Node]]) -> Node:
    """Return a block with the parents below it set, or a copy if any node in it belongs to a document."""
    begun = len(pairs)
    pairs.append((block, document))
    stack = [block]
    free = block._parent is None
    while stack and free:
        node = stack.pop()
        for child in node.children:
            if child._parent is not None:
                free = False
                break
            pairs.append((child, node))
            if not isinstance(child, Paragraph):
                stack.append(child)
    if free:
        return block
    del pairs[begun:]
    return _owned(copied(block), document, pairs)
