"""Reads the tables of a Word file: their rows and cells, and tables that only lay out provisions or items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from itu_texts.formats.limits import View
from itu_texts.formats.word.xml import SIGNS, W, is_on
from itu_texts.language.provisions import Margin, item_rows, margin, provision_rows

_PUT_IN = (W + "ins", W + "moveTo")
_TAKEN = (W + "del", W + "moveFrom")
_CALLS = (W + "footnoteReference", W + "endnoteReference")


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
    return next((above for above in element.iterancestors() if above.tag == W + "tbl"), None)


def headers(rows: Sequence[Row]) -> int:
    """Return the number of header rows, which are repeated on each page."""
    return sum(takewhile(bool, (is_on(row.element.find(W + "trPr"), "tblHeader") for row in rows)))


def is_gone(row: Any, view: View) -> bool:
    """Return whether a tracked change removes a row in a view."""
    properties = row.find(W + "trPr")
    gone = {"final": "del", "original": "ins"}.get(view)
    return properties is not None and gone is not None and properties.find(W + gone) is not None


class Sides(NamedTuple):
    """A row of a table of provisions."""

    margin: Margin
    before: str
    """The marker and the number in the margin without the tracked changes."""
    margins: tuple[Any, ...]
    """The cells of the margin."""
    labels: tuple[Any, ...]
    """The label, in a cell of its own between the margin and the words."""
    cells: tuple[Any, ...]
    """The cells with the words."""


def provisions(rows: Sequence[Row], view: View) -> list[Sides] | None:
    """Return the rows of a table of provisions; ``None`` for any other table.

    A row of one cell, for the heading of an article, has no margin; neither has a row with other words on the left.
    """
    filled = [row.cells for row in rows if row.cells]
    parts = provision_rows(filled, lambda cells: _words(cells, view))
    if parts is None:
        return None
    sides: list[Sides] = []
    for cells, (columns, words, beside, _) in zip(filled, parts, strict=True):
        was = margin(" ".join(_text(cell, "original") for cell in cells[:columns]))
        old = was.head if was is not None else ""
        sides.append(Sides(beside, old, cells[:columns], cells[columns:words], cells[words:]))
    return sides


def _words(cells: Sequence[Any], view: View) -> list[str]:
    """Return the words of cells; if changes are shown, also those of a deleted row."""
    texts = [_text(cell, "original" if view == "original" else "final") for cell in cells]
    is_struck = view == "marked" and not any(map(str.strip, texts))
    return [_text(cell, "original") for cell in cells] if is_struck else texts


def is_layout(table: Any, rows: Sequence[Row], names_text: Callable[[Any], bool]) -> bool:
    """Return whether a table is only layout: it has one cell in each row, or texts or tables in its cells.

    :param names_text: returns whether a paragraph is the heading of a text, an annex or a clause.
    """
    if all(len(row.cells) < 2 for row in rows) or any(map(names_text, table.iter(W + "p"))):
        return True
    words = [(len(text.text or ""), _outer_table(text) is table) for text in table.iter(W + "t")]
    return sum(length for length, own in words if not own) > sum(length for length, own in words if own)


def items(rows: Sequence[Row], view: View) -> list[tuple[tuple[Any, ...], Any]] | None:
    """Return the cells of a table of items, that of the label, if any, and that of the words; ``None`` for others."""
    texts = [
        [
            _text(cell, view).strip() or (_text(cell, "original") if view == "marked" else "").strip()
            for cell in row.cells
        ]
        for row in rows
    ]
    places = item_rows(texts)
    if places is None:
        return None
    return [
        (row.cells[label : label + 1] if label >= 0 else (), row.cells[words])
        for row, (label, words) in zip(rows, places, strict=True)
        if words >= 0
    ]


def _text(cell: Any, view: View = "final") -> str:
    """Return the words of a cell in a view, without footnote marks; if changes are shown, the inserted words."""
    words = (W + ("delText" if view == "original" else "t"), W + "t", *SIGNS)
    return " ".join("".join(_shown(text, view) for text in each.iter(*words)) for each in cell.iter(W + "p"))


def _shown(element: Any, view: View) -> str:
    """Return the words of an element, or its sign; the definition of a tab stop has none."""
    run = element.getparent()
    hidden = _PUT_IN if view == "original" else _TAKEN
    if run.tag != W + "r" or any(map(_has_own_mark, run)) or any(above.tag in hidden for above in run.iterancestors()):
        return ""
    return SIGNS.get(element.tag) or element.text or ""


def _has_own_mark(element: Any) -> bool:
    """Return whether an element calls a note with a mark of its own, which follows it in the run."""
    return element.tag in _CALLS and element.get(W + "customMarkFollows") in ("1", "true", "on")
