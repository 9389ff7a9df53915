"""Reads the tables of a web page: their cells, and tables that only lay out provisions or items."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Any

from itu_texts.formats.composing import Cell
from itu_texts.formats.html.elements import words_of
from itu_texts.formats.html.notes import called
from itu_texts.language.provisions import Margin, is_label, item_rows, provision_rows
from itu_texts.parsing.thresholds import FEWEST

_MOST = 500  # elements of a cell that are examined; cells may contain tables


def rows(table: Any, *, marked: bool = False) -> list[list[Cell]]:
    """Return the cells of a table, row by row.

    :param marked: whether tracked changes are shown.
    """
    return [[_cell(cell, marked) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def headers(table: Any) -> int:
    """Return the number of header rows: those in the head of the table, or with only ``th`` cells."""
    named = (
        row.getparent().tag == "thead" or {cell.tag for cell in row if cell.tag in ("td", "th")} == {"th"}
        for row in table.iter("tr")
    )
    return sum(takewhile(bool, named))


def _cell(element: Any, marked: bool) -> Cell:
    changes: list[tuple[str, int, int, object]] = []
    letters: list[tuple[str, int, int, object]] = []
    text, calls = words_of(element, called, changes=changes if marked else None, letters=letters, between="\n")
    worded = (each for each in (*changes, *letters) if text[each[1] : each[2]].strip())
    return Cell(text, (*(("anchor", start, end, mark) for start, end, mark in calls), *worded))


def _cells(table: Any) -> list[list[Any]]:
    """Return the cells of a table as elements, row by row, without those of tables in its cells."""
    return [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]


def lists_of_rows(root: Any) -> frozenset[Any]:
    """Return the tables of a page with one row each, a label and words, if there are several and no others."""
    ones = {
        table: cells
        for table in root.iter("table")
        if next(islice(table.iter("table"), 1, None), None) is None  # no other in it
        and len(rows := [*islice(table.iter("tr"), 2)]) == 1
        and len(cells := _filled(rows[0])) == 2
    }
    labelled = [table for table, (label, _) in ones.items() if is_label(_text(label))]
    return frozenset(labelled) if len(labelled) == len(ones) >= FEWEST else frozenset()


def _filled(row: Any) -> list[Any]:
    """Return the cells of a row that have words."""
    return [cell for cell in row if cell.tag in ("td", "th") and _text(cell).strip()]


def items(table: Any, *, sure: bool = False) -> dict[Any, str] | None:
    """Return the cells of a table of items, with the label of each cell of words; ``None`` for any other table.

    The cells of labels have an empty label.

    :param sure: whether it is one of several tables of a page that are an item each.
    """
    rows = _cells(table)
    places = item_rows([[*map(_text, row)] for row in rows], sure=sure)
    if places is None:
        return None
    labels: dict[Any, str] = {}
    for row, (label, words) in zip(rows, places, strict=True):
        if label >= 0:
            labels |= {row[label]: "", row[words]: f"{_text(row[label]).strip()}\t"}
    return labels


def provisions(table: Any) -> tuple[dict[Any, Margin | None], dict[Any, str]] | None:
    """Return the cells of a table of provisions with their margins and labels; ``None`` for any other table.

    The cells of the margins themselves have no margin, and cells with only a label have no label. A row of one cell,
    for the heading of an article, has an empty margin.
    """
    found = [row for row in _cells(table) if row]
    parts = provision_rows(found, lambda row: [_text(cell) for cell in row])
    if parts is None:
        return None
    margins: dict[Any, Margin | None] = {}
    labels: dict[Any, str] = {}
    for row, (columns, words, beside, _) in zip(found, parts, strict=True):
        margins |= dict.fromkeys(row, Margin("", "")) | dict.fromkeys(row[:words])
        worded = next((cell for cell in row[words:] if _text(cell).strip()), row[words])
        margins[worded] = beside
        if words > columns:
            labels |= {row[columns]: "", worded: f"{_text(row[columns]).strip()}\t"}
    return margins, labels


def _text(element: Any) -> str:
    """Return the words of a cell; only the first ones of a very large cell."""
    return words_of(element, lambda _: "", most=_MOST)[0]
