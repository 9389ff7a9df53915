"""Reads the rows of the tables of a web page, and the words of their cells."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Any

from itu_texts.formats.html.notes import called
from itu_texts.formats.html.walk import words_of
from itu_texts.formats.marked_words import Words
from itu_texts.language.provisions import is_label
from itu_texts.parsing.thresholds import FEWEST

_MOST = 1000  # steps through a cell that is examined; cells may contain tables


def rows(table: Any, *, marked: bool = False) -> list[list[Words]]:
    """Return the cells of a table, row by row.

    :param marked: whether tracked changes are marked.
    """
    return [[words_of(cell, called, marked=marked, between="\n") for cell in row] for row in cells(table)]


def headers(table: Any) -> int:
    """Return the number of header rows: those in the head of the table, or with only ``th`` cells."""
    named = (
        row.getparent().tag == "thead" or {cell.tag for cell in row if cell.tag in ("td", "th")} == {"th"}
        for row in table.iter("tr")
    )
    return sum(takewhile(bool, named))


def cells(table: Any) -> list[list[Any]]:
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
    labelled = [table for table, (label, _) in ones.items() if is_label(first_words(label))]
    return frozenset(labelled) if len(labelled) == len(ones) >= FEWEST else frozenset()


def _filled(row: Any) -> list[Any]:
    """Return the cells of a row that have words."""
    return [cell for cell in row if cell.tag in ("td", "th") and first_words(cell).strip()]


def first_words(cell: Any) -> str:
    """Return the words of a cell; only the first ones of a very large cell."""
    return words_of(cell, most=_MOST).text
