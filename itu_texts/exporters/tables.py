"""Rows of what stands in documents, as tables: one a clause, item, task, reference or diagnostic, of many documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from itu_texts.columns import COLUMNS, Columns, Values, What
from itu_texts.errors import MissingExtraError
from itu_texts.loading import load, missing_extra
from itu_texts.nodes import Document
from itu_texts.rows import records
from itu_texts.tabular import csv_lines, json_array

__all__ = ["TABLES", "TableFormat", "iter_csv", "rows_of", "written"]

_AT_ONCE = 1000  # rows of CSV that are written at a time

_LONE = re.compile("[\ud800-\udfff]")  # halves of characters, which no file in UTF-8 can hold


def rows_of(document: Document, *, rows: What = "clauses", file: str | None = None) -> Values:
    """The rows of one document, with U+FFFD for what UTF-8 cannot write.

    :param rows: of what they are made.
    :param file: where the document came from.
    :raises InputError: if there are no such rows, or they cannot be had of a document without its source.
    """
    return [tuple([_written(value) for value in row.values()]) for row in records(document, rows, file=file)]


def _written(value: str | int | bool | None) -> str | int | bool | None:
    return _LONE.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def iter_csv(parts: Iterable[Values], *, rows: What = "clauses") -> Iterator[str]:
    """CSV with the names of the columns on its first line.

    :param parts: the rows of each document.
    :param rows: of what they are made.
    """
    return _csv(COLUMNS[rows], chain.from_iterable(parts))


# ---------------------------------------------------------------------- tables of any rows


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
    "csv": TableFormat("CSV", "itu_texts.exporters.tables:_csv"),
    "json": TableFormat("JSON", "itu_texts.exporters.tables:_json"),
    "jsonl": TableFormat("JSON Lines", "itu_texts.exporters.tables:_jsonl"),
    "xlsx": TableFormat("Excel", "itu_texts.exporters.spreadsheet:sheets", binary=True, extra="xlsx"),
    "parquet": TableFormat("Parquet", "itu_texts.exporters.parquet:groups", binary=True, extra="parquet"),
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
