"""Nodes of session documents besides texts: covers and agendas."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from itu_texts.tree.base import Node, Part, Shape, headed, labelled, without_line
from itu_texts.tree.nodes.blocks import Entry, Paragraph, WithEntries

__all__ = ["Agenda", "AgendaItem", "Cover", "CoverLine"]


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
    """The positions in the line of the attributes of the cover: its number, its series ..."""


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
