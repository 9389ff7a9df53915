"""Rows of what stands in documents, as tables: one a clause, item, task, reference or diagnostic, of many documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from itu_texts.analysis.columns import COLUMNS, Values, What
from itu_texts.analysis.rows import records
from itu_texts.formats.tables.formats import written
from itu_texts.tree.nodes import Document

__all__ = ["iter_csv", "rows_of"]


def rows_of(document: Document, *, rows: What = "clauses", file: str | None = None) -> Values:
    """The rows of one document.

    :param rows: of what they are made.
    :param file: where the document came from.
    :raises InputError: if there are no such rows, or they cannot be had of a document without its source.
    """
    return [tuple(row.values()) for row in records(document, rows, file=file)]


def iter_csv(parts: Iterable[Values], *, rows: What = "clauses") -> Iterator[str] | Iterator[bytes]:
    """CSV with the names of the columns on its first line.

    :param parts: the rows of each document.
    :param rows: of what they are made.
    """
    return written("csv", COLUMNS[rows], chain.from_iterable(parts))
