"""The syntax tree: what an ITU text is made of.

Every node is frozen and compares by what it says, not by where it stands: ``span`` is left out of equality, so
that a clause that merely moved is still the same clause.  Children are tuples.  The tree is made by
:func:`itu_texts.parse`; a :class:`Document` gives its nodes their parents.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import field, frozen

from itu_texts import series
from itu_texts.addressees import Addressee
from itu_texts.diagnostics import Diagnostic
from itu_texts.errors import IdentifierError
from itu_texts.identifiers import Identifier
from itu_texts.spans import Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "TEXT_KINDS",
    "Amendment",
    "Annex",
    "Block",
    "Clause",
    "Decision",
    "Designation",
    "Document",
    "Footnote",
    "Formula",
    "Furniture",
    "Heading",
    "Item",
    "LabelStyle",
    "Node",
    "Opinion",
    "PageNumber",
    "Paragraph",
    "Recommendation",
    "Resolution",
    "Role",
    "RunningHead",
    "StrayCharacters",
    "Text",
    "Title",
]


class Role(enum.StrEnum):
    """Which half of a text a clause belongs to."""

    PREAMBLE = "preamble"
    """Grounds: *considering*, *noting*, *recalling* ..."""
    OPERATIVE = "operative"
    """What is resolved, and who is told to do what: *resolves*, *instructs*, *invites* ..."""


class LabelStyle(enum.StrEnum):
    """The kind of series that an item's label belongs to; its siblings decide, not its look."""

    LETTER = "letter"
    ROMAN = "roman"
    NUMBER = "number"
    DECIMAL = "decimal"
    DASH = "dash"
    BULLET = "bullet"
    NONE = "none"


@frozen(kw_only=True, slots=True)
class Node:
    """What all nodes have: a place in the text, and a parent once they stand in a document."""

    start: int = field(eq=False, repr=False)
    """Offset in :attr:`Document.source` of the first character."""
    end: int = field(eq=False, repr=False)
    """Offset of the character after the last one."""
    _parent: Node | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def span(self) -> Span:
        """The stretch of the text that the node covers: ``document.source[node.span]``."""
        return Span(self.start, self.end)

    @property
    def parent(self) -> Node | None:
        """The node that this one hangs under; ``None`` for a document, or for a node in none."""
        return self._parent

    @property
    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, and so on up to the document."""
        node = self._parent
        while node is not None:
            yield node
            node = node._parent

    @property
    def document(self) -> Document | None:
        """The document that the node stands in, if any."""
        node: Node = self
        while node._parent is not None:
            node = node._parent
        return node if isinstance(node, Document) else None

    @property
    def children(self) -> Sequence[Node]:
        """The nodes directly below, in the order of the text."""
        return ()


# ---------------------------------------------------------------------- blocks: paragraphs and items


@frozen(kw_only=True, slots=True)
class Paragraph(Node):
    """Running words without a label.

    In ``text``, as in that of all nodes, lines are joined, runs of blanks and tabs are one blank, and page
    furniture is left out; :attr:`Document.source` has the characters as they were.
    """

    text: str


@frozen(kw_only=True, slots=True)
class Item(Node):
    """A member of a list: its label, and under it an introduction, sub-items, and text that resumes.

    An unlabelled paragraph that opens a list ("that the following shall apply: a) ...") is an item too, with
    an empty label and the style "none".
    """

    label: str
    """The label as printed: ``a)``, ``2bis``, ``1.10``, ``–``."""
    style: LabelStyle
    blocks: tuple[Block, ...] = ()

    @property
    def ordinal(self) -> int:
        """The place in the series that the label states: 27 for ``aa)``, 10 for ``1.10``, 9 for the letter ``i)``.

        0 for dashes, bullets and items without a label.
        """
        return series.ordinal(self.label, self.style.value)

    @property
    def text(self) -> str:
        """The words of the introduction, empty if the item has none."""
        if self.blocks and isinstance(self.blocks[0], Paragraph):
            return self.blocks[0].text
        return ""

    @property
    def items(self) -> tuple[Item, ...]:
        """The sub-items."""
        return tuple(block for block in self.blocks if isinstance(block, Item))

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks


Block = Paragraph | Item


# ---------------------------------------------------------------------- clauses and annexes


@frozen(kw_only=True, slots=True)
class Heading(Node):
    """The heading of a clause: *instructs the Director of the Radiocommunication Bureau*."""

    text: str
    """The words as printed, lines joined; empty where the heading is missing."""
    verb: str = ""
    """The verb phrase without adverbs: *considering*, *resolves to invite*."""
    addressees: tuple[Addressee, ...] = ()
    """Those whom the heading names, one entry each."""
    side_phrases: tuple[str, ...] = ()
    """What else it says: "in consultation with ...", "as appropriate", "to complete in time for ..."."""


@frozen(kw_only=True, slots=True)
class Clause(Node):
    """A heading and what stands below it."""

    role: Role
    heading: Heading
    blocks: tuple[Block, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items directly below the heading."""
        return tuple(block for block in self.blocks if isinstance(block, Item))

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.blocks)


@frozen(kw_only=True, slots=True)
class Annex(Node):
    """An annex, appendix or attachment: its heading as printed and what stands below it."""

    heading: Heading
    blocks: tuple[Block, ...] = ()
    clauses: tuple[Clause, ...] = ()
    """Clauses that stand in the annex, after its blocks."""

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.blocks, *self.clauses)


# ---------------------------------------------------------------------- texts


@frozen(kw_only=True, slots=True)
class Designation(Node):
    """The line that names a text: RESOLUTION 999 (REV. CITY, 2022)."""

    text: str
    number: str | None = None
    """``77``, ``155A``, ``COM5/3``, ``ITU-R 2-8``, ``[B-1]``."""
    revision: str | None = None
    """The mark in brackets, without them: ``Rev. City, 2022``, ``WRC-23``."""
    status: str | None = None
    """What precedes the kind: ``Draft new``, ``[Revised] Draft new``."""


@frozen(kw_only=True, slots=True)
class Title(Node):
    """The title of a text, lines joined."""

    text: str


@frozen(kw_only=True, slots=True)
class Formula(Node):
    """The adopting formula: ``The World Radiocommunication Conference (City, 2023),``."""

    text: str
    body: str
    """The body that adopts, without the article."""
    place: str | None = None
    year: int | None = None


@frozen(kw_only=True, slots=True)
class Text(Node):
    """A text that a conference adopts, or the draft of one; the subclasses say which kind."""

    KIND: ClassVar[str] = "text"

    front: tuple[Designation | Title | Formula | Paragraph, ...] = ()
    """What stands before the first clause, in the order of the text."""
    clauses: tuple[Clause, ...] = ()
    annexes: tuple[Annex, ...] = ()

    @property
    def kind(self) -> str:
        """``resolution``, ``decision``, ``recommendation``, ``opinion``, or ``text`` where none is named."""
        return self.KIND

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
        named = self.designation
        if named is None:
            return None
        name = " ".join(part for part in (named.status, self.kind, named.number) if part)
        try:
            return Identifier.parse(f"{name} ({named.revision})" if named.revision else name)
        except IdentifierError:  # a mark that is no mark of a revision
            return Identifier.parse(name)

    @property
    def title(self) -> str | None:
        """The title, lines joined."""
        return next((part.text for part in self.front if isinstance(part, Title)), None)

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
        return (*self.front, *self.clauses, *self.annexes)

    def at(self, address: str) -> Node:
        """The node at an address in this text: see :mod:`itu_texts.addresses`.

        :raises itu_texts.AddressError: if nothing, or more than one thing, stands there.
        """
        from itu_texts.addresses import resolve

        return resolve(self, address)


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


@frozen(kw_only=True, slots=True)
class Amendment(Node):
    """A marker (ADD, MOD, SUP, NOC) and what it amends, if that stands below or behind it: a text, or a provision."""

    marker: str
    """The line as printed: ``ADD B2/49/1``."""
    action: str
    """``ADD``, ``MOD``, ``SUP`` or ``NOC``."""
    editorial: bool = False
    """Whether the action stands in brackets, for a change of form only: ``(MOD)``."""
    starred: bool = False
    """Whether a star follows the action: ``ADD*``."""
    proposal: str | None = None
    """The identifier of the proposal: ``B2/49/1``."""
    provision: str | None = None
    """The number of the provision that it amends: ``28A``, ``219-221``, ``166, 167``."""
    blocks: tuple[Text | Item | Paragraph, ...] = ()
    """The text that it amends; or the words of the provision or the title, with the provision's own label."""

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks


# ---------------------------------------------------------------------- page furniture


@frozen(kw_only=True, slots=True)
class Furniture(Node):
    """What a page adds to a text; it is kept apart from the tree, in :attr:`Document.furniture`."""

    text: str


@frozen(kw_only=True, slots=True)
class PageNumber(Furniture):
    """A page number: ``– 27 –``."""


@frozen(kw_only=True, slots=True)
class RunningHead(Furniture):
    """A line repeated on each page: ``RES12-2``."""


@frozen(kw_only=True, slots=True)
class Footnote(Furniture):
    """A note at the foot of a page, with the rule above it."""


@frozen(kw_only=True, slots=True)
class StrayCharacters(Furniture):
    """Control and zero-width characters outside any words."""


# ---------------------------------------------------------------------- documents


@frozen(kw_only=True, slots=True)
class Document(Node):
    """All that was read: texts in their order, what stands between them, page furniture and diagnostics."""

    blocks: tuple[Text | Amendment | Paragraph, ...] = ()
    """Texts, amendments with their texts, and the paragraphs that belong to neither."""
    furniture: tuple[Furniture, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    language: str = "en"
    source: Source = field(factory=lambda: Source(""), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _adopt(self)

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts in their order, those under amendment markers included."""
        found: list[Text] = []
        for block in self.blocks:
            if isinstance(block, Amendment):
                found.extend(text for text in block.blocks if isinstance(text, Text))
            elif isinstance(block, Text):
                found.append(block)
        return tuple(found)

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    def at(self, address: str) -> Node:
        """The node at an address, as people cite: ``resolves 1.1``, ``considering f)``.

        :raises itu_texts.AddressError: if nothing, or more than one thing, stands there.
        """
        from itu_texts.addresses import resolve

        return resolve(self, address)


_set_parent = cast("object", Node).__dict__["_parent"].__set__  # the slot itself: frozen nodes have no setter


def _adopt(document: Document) -> None:
    """Give each node of a document its parent."""
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        for child in node.children:
            _set_parent(child, node)
            if not isinstance(child, Paragraph):
                stack.append(child)
    for piece in document.furniture:
        _set_parent(piece, document)
