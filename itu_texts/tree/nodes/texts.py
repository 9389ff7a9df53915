"""Texts that conferences adopt, with their fronts, and what session documents have besides: covers and agendas."""

from __future__ import annotations

from itertools import chain
from typing import Any, ClassVar, TypeVar, overload

from attrs import field, frozen

from itu_texts.errors.arguments import checked
from itu_texts.language.identifiers import Identifier, Revision
from itu_texts.tree.addresses import addresses_of, of_kind
from itu_texts.tree.base import Node, Part, Shape, headed, kept, labelled, without_line
from itu_texts.tree.claims import Claim, Claims, claims_of
from itu_texts.tree.nodes.blocks import (
    KINDS,
    Contents,
    Designation,
    Entry,
    Item,
    Note,
    Paragraph,
    Table,
    Title,
    WithEntries,
)
from itu_texts.tree.nodes.clauses import Clause, HeadingReference, Provision, Reasons, SignatureBlock
from itu_texts.tree.nodes.divisions import Amendment, Annex, Division, WithSections
from itu_texts.tree.notices import notice_of

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
