"""Rows of plain values, as a table to look at, as CSV or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from itu_texts.tabular import csv_lines, json_array

__all__ = ["FORMATS", "in_format"]

_WIDEST = 60  # characters of a column of a table, but for the last
_WHOLE = frozenset(("work", "identifier", "cited", "latest", "standing", "why"))  # columns that are never cut
_GAP = "  "
_AT_ONCE = 1000  # rows of CSV that are written at a time


def in_format(name: str, fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """The rows in one of :data:`FORMATS`.

    :param fields: the names of the columns.
    """
    return _FORMATS[name](fields, rows)


def _table(fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Columns under their names; those without any value are left out, and what is too wide loses its end.

    Names of texts, by which they can be asked for, and how they stand are given whole.
    """
    shown = [[_cell(value) for value in row] for row in rows]
    full = [at for at in range(len(fields)) if any(row[at] for row in shown)]
    if not full:
        return
    lines = [[fields[at].upper().replace("_", " ") for at in full], *([row[at] for at in full] for row in shown)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(full) - 1)]
    widths = [width if fields[at] in _WHOLE else min(_WIDEST, width) for at, width in zip(full, widths, strict=False)]
    for line in lines:
        cells = [_fit(cell, width) for cell, width in zip(line, widths, strict=False)]
        yield _GAP.join((*cells, line[-1])).rstrip() + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _fit(words: str, width: int) -> str:
    return words.ljust(width) if len(words) <= width else words[: width - 1] + "…"


def _csv(fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield csv_lines((fields,))
    coming = iter(rows)
    while some := [*islice(coming, _AT_ONCE)]:
        yield csv_lines(some)


def _json(fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """An array with an object for each row, each on a line of its own."""
    return json_array(dict(zip(fields, row, strict=True)) for row in rows)


_FORMATS: dict[str, Callable[[Sequence[str], Sequence[Sequence[Any]]], Iterator[str]]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
}
FORMATS = tuple(_FORMATS)
"""The formats by name; the first is that which is written if none is asked for."""
