"""Makes tables of a whole collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from itu_texts.analysis.columns import COLUMNS, Columns
from itu_texts.collection.collection import Collection
from itu_texts.collection.rows import typed
from itu_texts.collection.views import VIEWS
from itu_texts.errors import InputError
from itu_texts.formats.tables.rows import values_of
from itu_texts.tree.nodes import Document

_OF_VIEWS = tuple(name.removeprefix("all_") for name in VIEWS)


_NO_COPIES = """
SELECT f.path FROM files f WHERE f.error IS NULL AND (
    EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id AND t.counts)
    OR NOT EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id)
) ORDER BY f.path
"""
"""The files in which at least one text is not a copy."""


def rows_of(acts: Collection, what: str) -> tuple[Columns, Iterator[Sequence[Any]]]:
    """Return the columns and the rows of all texts of a collection, in the order of its files.

    Rows of works, editions, tasks, references and paragraphs come from its views; the others are made from the
    documents, as :func:`itu_texts.records` makes them, without the columns ``line``, ``column`` and ``place``.

    :raises InputError: if there is no such kind of rows.
    """
    if what in _OF_VIEWS:
        view = f"all_{what}"
        names = [name for _, name, *_ in acts.rows(f"PRAGMA table_info({view})")]
        order = {"works": "kind, number, work", "mandates": "is_past IS TRUE, due IS NULL, due"}.get(what, "file")
        columns = typed(names)
        are_bool = [its_type is bool for its_type in columns.values()]
        found = acts._each_row(f"SELECT * FROM {view} ORDER BY {order}")
        return columns, (
            [bool(value) if is_bool else value for value, is_bool in zip(row, are_bool, strict=True)] for row in found
        )
    if what not in COLUMNS or what == "diagnostics":
        there = dict.fromkeys(each for each in (*_OF_VIEWS, *COLUMNS) if each != "diagnostics")
        raise InputError(f"no rows of {what!r:.40} in a collection; there are: {', '.join(there)}")
    values = chain.from_iterable((values_of(document, rows=what, file=file) for file, document in documents(acts)))
    return COLUMNS[what], _named_apart(values, [*COLUMNS[what]]) if what == "chunks" else values


def documents(acts: Collection) -> Iterator[tuple[str, Document]]:
    """Yield the files of a collection and their documents, in order, without those of which all texts are copies."""
    return ((file, acts.document(file)) for (file,) in acts.rows(_NO_COPIES))


def _named_apart(rows: Iterable[tuple[Any, ...]], columns: list[str]) -> Iterator[Sequence[Any]]:
    """Give unique names to the chunks of a text that is in several files."""
    at, file = columns.index("id"), columns.index("file")
    named: dict[Any, Any] = {}
    for row in rows:
        is_first = named.setdefault(row[at], row[file]) == row[file]
        yield row if is_first else (*row[:at], f"{row[at]}@{row[file]}", *row[at + 1 :])
