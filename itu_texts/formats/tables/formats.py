"""The formats that rows of plain values are written in, whatever the rows are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from itu_texts.analysis.columns import Columns
from itu_texts.errors import MissingExtraError
from itu_texts.formats.loading import load, missing_extra
from itu_texts.formats.tables.tabular import csv_lines, json_array

__all__ = ["TABLES", "TableFormat", "written"]

_AT_ONCE = 1000  # rows of CSV that are written at a time


def _csv(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield csv_lines([tuple(columns)])
    coming = iter(rows)
    while some := [*islice(coming, _AT_ONCE)]:
        yield csv_lines(some)


def _json(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """An array with an object for each row, each on a line of its own."""
    return json_array(dict(zip(columns, row, strict=True)) for row in rows)


def _jsonl(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """An object for each row, each on a line of its own."""
    import json

    return (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)


class TableFormat(NamedTuple):
    """A format that rows can be written in."""

    title: str
    function: str
    """What makes the output, as ``module:function``; it takes the columns and the rows, and gives pieces."""
    binary: bool = False
    extra: str = ""


TABLES = {
    "csv": TableFormat("CSV", "itu_texts.formats.tables.formats:_csv"),
    "json": TableFormat("JSON", "itu_texts.formats.tables.formats:_json"),
    "jsonl": TableFormat("JSON Lines", "itu_texts.formats.tables.formats:_jsonl"),
    "xlsx": TableFormat("Excel", "itu_texts.formats.tables.spreadsheet:sheets", binary=True, extra="xlsx"),
    "parquet": TableFormat("Parquet", "itu_texts.formats.tables.parquet:groups", binary=True, extra="parquet"),
}
"""The formats of tables by name; the suffix of a file in one is its name."""


def written(name: str, columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str] | Iterator[bytes]:
    """Rows in one of :data:`TABLES`, in pieces.

    :param columns: the names of the values, and what they are where they are not ``None``.
    :param rows: taken one by one.
    :raises MissingExtraError: if the format needs an extra that is not installed.
    """
    row = TABLES[name]
    try:
        make = load(row.function)
    except ImportError as error:
        raise MissingExtraError(missing_extra(f"{row.title} files", row.extra)) from error
    pieces: Iterator[str] | Iterator[bytes] = make(columns, rows)
    return pieces
