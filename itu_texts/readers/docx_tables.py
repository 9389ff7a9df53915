"""The tables of a Word file: their rows and cells, and those that are no tables but provisions with their margins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from itu_texts.readers.docx_xml import W, is_on
from itu_texts.readers.limits import View
from itu_texts.readers.provisions import Margin, are_items, are_provisions, margin

__all__ = ["Row", "headers", "is_gone", "items", "provisions", "rows"]

_NOTHING = Margin("", "", "")


class Row(NamedTuple):
    """A row with its cells, as elements."""

    element: Any
    cells: tuple[Any, ...]


def rows(table: Any) -> list[Row]:
    """The rows of a table, without those of tables that stand in its cells."""
    return [
        Row(row, tuple(cell for cell in row.iter(W + "tc") if _outer_table(cell) is table))
        for row in table.iter(W + "tr")
        if _outer_table(row) is table
    ]


def _outer_table(element: Any) -> Any:
    """The table that a row or a cell belongs to."""
    return next((above for above in element.iterancestors() if above.tag == W + "tbl"), None)


def headers(rows: Sequence[Row]) -> int:
    """How many rows, from the first on, are repeated on each page because they name the columns."""
    return sum(takewhile(bool, (is_on(row.element.find(W + "trPr"), "tblHeader") for row in rows)))


def is_gone(row: Any, view: View) -> bool:
    """Whether a tracked change takes a row out of a view."""
    properties = row.find(W + "trPr")
    gone = {"final": "del", "original": "ins"}.get(view)
    return properties is not None and gone is not None and properties.find(W + gone) is not None


def provisions(rows: Sequence[Row]) -> list[tuple[Margin, tuple[Any, ...]]] | None:
    """The margins of a table of provisions, and the cells with their words; ``None`` for any other table.

    A row of one cell, for the heading of an article, has no margin, nor has one with other words on the left.  Where
    more than two columns are, the last one with words holds those of the provision.
    """
    if not any(len(row.cells) > 1 for row in rows) or any(len(row.cells) > 3 for row in rows):
        return None
    sides: list[tuple[str, tuple[Any, ...]]] = []
    for row in rows:
        if not row.cells:
            continue
        *left, right = row.cells
        words = " ".join(_text(cell) for cell in left)
        if len(left) == 2 and not _text(right).strip() and margin(_text(left[0])) is not None:
            words, right = _text(left[0]), left[1]
        sides.append((words, (right,) if margin(words) is not None else row.cells))
    if not are_provisions([(words, _text(cells[-1])) for words, cells in sides if words.strip()]):
        return None
    return [(margin(words) or _NOTHING, cells) for words, cells in sides]


def items(rows: Sequence[Row]) -> list[tuple[str, Any]] | None:
    """The labels of a table of items, and the cells with their words; ``None`` for any other table."""
    filled = [[cell for cell in row.cells if _text(cell).strip()] for row in rows]
    if any(len(cells) != 2 for cells in filled):
        return None
    if not are_items([(_text(left), _text(right)) for left, right in filled]):
        return None
    return [(_text(left).strip(), right) for left, right in filled]


def _text(cell: Any) -> str:
    """The words of a cell, whatever was struck out in it."""
    return " ".join("".join(text.text or "" for text in each.iter(W + "t")) for each in cell.iter(W + "p"))
