"""Reads the rows of the tables of a Word file, and the words of their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from itu_texts.formats.limits import View
from itu_texts.formats.word.xml import CALLS, SIGNS, TRACKED, W, is_on, states

_HIDDEN = {
    "original": tuple(name for name, kind in TRACKED.items() if kind == "insertion"),
    "final": tuple(name for name, kind in TRACKED.items() if kind == "deletion"),
}


class Row(NamedTuple):
    """A row with its cells, as elements."""

    element: Any
    cells: tuple[Any, ...]


def rows(table: Any) -> list[Row]:
    """Return the rows of a table, without those of tables in its cells."""
    return [
        Row(row, tuple(cell for cell in row.iter(W + "tc") if _outer_table(cell) is table))
        for row in table.iter(W + "tr")
        if _outer_table(row) is table
    ]


def _outer_table(element: Any) -> Any:
    """Return the table of a row or a cell."""
    return next(element.iterancestors(W + "tbl"), None)


def headers(rows: Sequence[Row]) -> int:
    """Return the number of header rows, which are repeated on each page."""
    return sum(takewhile(bool, (is_on(row.element.find(W + "trPr"), "tblHeader") for row in rows)))


def is_gone(row: Any, view: View) -> bool:
    """Return whether a tracked change removes a row in a view."""
    properties = row.find(W + "trPr")
    gone = {"final": "del", "original": "ins"}.get(view)
    return properties is not None and gone is not None and properties.find(W + gone) is not None


def is_layout(table: Any, rows: Sequence[Row], names_text: Callable[[Any], bool]) -> bool:
    """Return whether a table is only layout: it has one cell in each row, or texts or tables in its cells.

    :param names_text: returns whether a paragraph is the heading of a text, an annex or a clause.
    """
    if all(len(row.cells) < 2 for row in rows) or any(map(names_text, table.iter(W + "p"))):
        return True
    if sum(1 for _ in table.iter(W + "tbl")) < 2:
        return False
    lengths = [(len(text.text or ""), _outer_table(text) is table) for text in table.iter(W + "t")]
    return sum(length for length, own in lengths if not own) > sum(length for length, own in lengths if own)


def cell_text(cell: Any, view: View) -> str:
    """Return the words of a cell in a view, without the marks of notes; if changes are shown, the current ones.

    If changes are shown, and all words are deleted, those.
    """
    text = _text(cell, "original" if view == "original" else "final")
    return text if view != "marked" or text.strip() else _text(cell, "original")


def _text(cell: Any, view: str) -> str:
    words = (W + ("delText" if view == "original" else "t"), W + "t", *SIGNS)
    return " ".join("".join(_shown(text, view) for text in each.iter(*words)) for each in cell.iter(W + "p"))


def _shown(element: Any, view: str) -> str:
    """Return the words of an element, or its sign; the definition of a tab stop has none."""
    run = element.getparent()
    if run.tag != W + "r" or any(map(_has_own_mark, run)) or next(run.iterancestors(*_HIDDEN[view]), None) is not None:
        return ""
    return SIGNS.get(element.tag) or element.text or ""


def _has_own_mark(element: Any) -> bool:
    """Return whether an element calls a note with a mark of its own, which follows it in the run."""
    return element.tag in CALLS and states(element, "customMarkFollows")
