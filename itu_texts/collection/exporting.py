"""Rows of a whole collection, for tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from itu_texts.analysis.columns import COLUMNS, Columns
from itu_texts.collection.collection import Collection
from itu_texts.collection.views import VIEWS, columns_of_view
from itu_texts.errors import InputError
from itu_texts.formats.tables.rows import values_of

__all__ = ["Rows", "rows_of"]

_OF_VIEWS = tuple(name.removeprefix("all_") for name in VIEWS)


_NO_COPIES = """
SELECT f.path FROM files f WHERE f.error IS NULL AND (
    EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id AND t.counts)
    OR NOT EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id)
) ORDER BY f.path
"""
"""The files in which not all texts are copies of others."""


class Rows(NamedTuple):
    """A table."""

    columns: Columns
    values: Iterator[Sequence[Any]]


def rows_of(acts: Collection, what: str) -> Rows:
    """Return rows of all texts of a collection, in the order of its files.

    Those of works, editions, tasks, references and paragraphs are those of its views; the others are made of the
    documents, as :func:`itu_texts.records` makes them, without their places in the file.

    :raises InputError: if there is no such kind of rows.
    """
    if what in _OF_VIEWS:
        view = f"all_{what}"
        names = [name for _, name, *_ in acts.rows(f"PRAGMA table_info({view})")]
        order = "kind, number, work" if what == "works" else "file"
        return Rows(columns_of_view(names), iter(acts.rows(f"SELECT * FROM {view} ORDER BY {order}")))
    if what not in COLUMNS or what == "diagnostics":
        there = dict.fromkeys((*_OF_VIEWS, *COLUMNS))
        raise InputError(f"no rows of {what!r} in a collection; there are: {', '.join(there)}")
    made = (values_of(acts.document(file), rows=what, file=file) for (file,) in acts.rows(_NO_COPIES))
    values = chain.from_iterable(made)
    return Rows(COLUMNS[what], _named_apart(values, [*COLUMNS[what]]) if what == "chunks" else values)


def _named_apart(rows: Iterable[tuple[Any, ...]], columns: list[str]) -> Iterator[Sequence[Any]]:
    """Give the chunks of a text that stands in several files names of their own."""
    at, file = columns.index("id"), columns.index("file")
    named: dict[Any, Any] = {}
    for row in rows:
        is_first = named.setdefault(row[at], row[file]) == row[file]
        yield row if is_first else (*row[:at], f"{row[at]}@{row[file]}", *row[at + 1 :])
