"""Blocks: what stands in a clause, an annex or a provision: paragraphs, items, notes and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from itu_texts import series
from itu_texts.tree import LabelStyle, Node, OutlineLine, labelled, without_line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Block", "Cell", "Item", "Note", "Paragraph", "Row", "Table"]


@frozen(kw_only=True, slots=True)
class Paragraph(Node):
    """Running words without a label.

    In ``text``, as in that of all nodes, lines are joined, runs of blanks and tabs are one blank, and page
    furniture and the marks of footnotes are left out; :attr:`Document.source` has the characters as they were.
    """

    JOINS_LABEL: ClassVar[bool] = True

    text: str
    """The words."""


@frozen(kw_only=True, slots=True)
class Item(Node):
    """A member of a list: its label, and under it an introduction, sub-items, and text that resumes.

    An unlabelled paragraph that opens a list ("that the following shall apply: a) ...") is an item too, with
    an empty label and the style "none".
    """

    label: str
    """The label as printed: ``a)``, ``2bis``, ``1.10``, ``–``."""
    style: LabelStyle
    """The kind of series that the label belongs to."""
    blocks: tuple[Block, ...] = ()
    """The introduction, the sub-items, and text that resumes after them."""

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

    @property
    def list_label(self) -> str:
        return self.label

    @property
    def outline_line(self) -> OutlineLine:
        return labelled(self.label, self.blocks)

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return self.label_leaf(self.label)


@frozen(kw_only=True, slots=True)
class Note(Node):
    """A note in the text: ``NOTE 1 – ...``, ``Note by the Secretariat: ...``; not one at the foot of a page."""

    label: str
    """What says that it is a note, as printed, with its number and stop: ``NOTE 1 –``."""
    text: str
    """The words after the label."""

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.label, self))

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        words = source[self.start + len(self.label) : self.end]
        text = (("text", self.end - len(words.lstrip()), self.end),) if self.text else ()
        return (*self.label_leaf(self.label), *text)


@frozen(kw_only=True, slots=True)
class Cell(Node):
    """A cell of a table; its text may be empty."""

    text: str
    """The words."""

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return ()


@frozen(kw_only=True, slots=True)
class Row(Node):
    """A row of a table."""

    cells: tuple[Cell, ...] = ()
    """The cells, from left to right."""

    @property
    def children(self) -> Sequence[Node]:
        return self.cells

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine(("\t".join(cell.text for cell in self.cells),))

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return ()


@frozen(kw_only=True, slots=True)
class Table(Node):
    """A table: rows of cells, as tabs, pipes or columns part them.  The first row may hold the headings."""

    rows: tuple[Row, ...] = ()
    """The rows, from top to bottom."""

    @property
    def text(self) -> str:
        """The cells, parted by tabs, a row a line."""
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.rows)

    @property
    def children(self) -> Sequence[Node]:
        return self.rows

    @property
    def outline_line(self) -> OutlineLine:
        return without_line(self.rows)

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return (("table", self.start, self.end),)


Block = Paragraph | Item | Note | Table
