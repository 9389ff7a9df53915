"""What all nodes have, and the two enumerations that several of them use."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import field, frozen

from itu_texts.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itu_texts.evidence import Origin
    from itu_texts.nodes.document import Change, Document, Footnote

__all__ = ["LabelStyle", "Node", "Role", "set_parent"]


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

    ABSTRACT: ClassVar[bool] = True
    """Set in the body of a class of which only the subclasses occur in documents."""
    DERIVED: ClassVar[tuple[str, ...]] = ()
    """Properties that the JSON gives besides the attributes, because readers look for them there."""

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
        from itu_texts.nodes.document import Document

        node: Node = self
        while node._parent is not None:
            node = node._parent
        return node if isinstance(node, Document) else None

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes that are called in the node, in the order of their marks there."""
        document = self.document
        return document.footnotes_in(self) if document else ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The tracked changes inside the node, in the order of the text."""
        document = self.document
        return tuple(each for each in document.changes if self.start <= each.start < self.end) if document else ()

    @property
    def origin(self) -> Origin | None:
        """Where in the file the node begins; ``None`` if the document came from a string or a text file."""
        document = self.document
        return document.origins.at(self.start) if document else None

    @property
    def children(self) -> Sequence[Node]:
        """The nodes directly below, in the order of the text."""
        return ()


set_parent = cast("object", Node).__dict__["_parent"].__set__  # the slot itself: frozen nodes have no setter
