"""Rows of what stands in documents, as tables: one a clause, item, task, reference or diagnostic, of many documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from itu_texts.columns import COLUMNS, What
from itu_texts.nodes import Document
from itu_texts.rows import records
from itu_texts.tabular import csv_lines

__all__ = ["Values", "iter_csv", "rows_of"]

Values: TypeAlias = "list[tuple[str | int | bool | None, ...]]"
"""The rows of a document, each with its values in the order of the columns."""


def rows_of(document: Document, *, rows: What = "clauses", file: str | None = None) -> Values:
    """The rows of one document.

    :param rows: of what they are made.
    :param file: where the document came from.
    :raises InputError: if there are no such rows, or they cannot be had of a document without its source.
    """
    return [tuple(row.values()) for row in records(document, rows, file=file)]


def iter_csv(parts: Iterable[Values], *, rows: What = "clauses") -> Iterator[str]:
    """CSV with the names of the columns on its first line; a piece for each document.

    :param parts: the rows of each document.
    :param rows: of what they are made.
    """
    yield csv_lines([tuple(COLUMNS[rows])])
    for part in parts:
        if part:
            yield csv_lines(part)
