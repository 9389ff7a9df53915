"""The tables of a web page: their cells, and those that are no tables but provisions with their margins."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from itu_texts.readers.composing import Cell
from itu_texts.readers.html_elements import words_of
from itu_texts.readers.html_notes import called
from itu_texts.readers.provisions import Margin, are_items, are_provisions, margin

__all__ = ["headers", "items", "provisions", "rows"]

_NOTHING = Margin("", "", "")


def rows(table: Any) -> list[list[Cell]]:
    """The cells of a table, row by row."""
    return [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def headers(table: Any) -> int:
    """How many rows, from the first on, name the columns: they stand in the head of the table, or hold ``th`` alone."""
    named = (
        row.getparent().tag == "thead" or {cell.tag for cell in row if cell.tag in ("td", "th")} == {"th"}
        for row in table.iter("tr")
    )
    return sum(takewhile(bool, named))


def _cell(element: Any) -> Cell:
    text, calls = words_of(element, called)
    return Cell(text, tuple(("anchor", start, end, mark) for start, end, mark in calls))


def _cells(table: Any) -> list[list[Any]]:
    """The cells of a table, as elements, row by row, without those of tables that stand in its cells."""
    return [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]


def items(table: Any) -> dict[Any, str] | None:
    """The cells of a table of items, those with words with their labels; ``None`` for any other table.

    The cells of the labels themselves are given without one.
    """
    found = [[cell for cell in row if _text(cell).strip()] for row in _cells(table)]
    if not found or any(len(row) != 2 for row in found):
        return None
    if not are_items([(_text(left), _text(right)) for left, right in found]):
        return None
    return {cell: label for left, right in found for cell, label in ((left, ""), (right, f"{_text(left).strip()}\t"))}


def provisions(table: Any) -> dict[Any, Margin | None] | None:
    """The cells of a table of provisions, those with words with their margins; ``None`` for any other table.

    The cells of the margin itself, which say no more than that, are given without one.  A row of one cell, for the
    heading of an article, has an empty margin.
    """
    found = _cells(table)
    if not any(len(row) > 1 for row in found) or any(len(row) > 3 for row in found):
        return None
    sides = [(left, " ".join(map(_text, left)), right) for *left, right in filter(None, found)]
    if not are_provisions([(words, _text(right)) for _, words, right in sides if words.strip()]):
        return None
    cells: dict[Any, Margin | None] = {}
    for left, words, right in sides:
        said = margin(words)
        cells |= dict.fromkeys(left, None if said is not None else _NOTHING)
        cells[right] = said or _NOTHING
    return cells


def _text(element: Any) -> str:
    return words_of(element, lambda _: "")[0]
