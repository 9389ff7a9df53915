"""Writes rows to a collection; the rows of a file replace its earlier ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from itu_texts.analysis.works import IdentifierColumns
from itu_texts.collection.gathering import Gathered
from itu_texts.collection.schema import GATHERED, insert
from itu_texts.collection.standing import update_standing
from itu_texts.language.language_codes import own_grammars
from itu_texts.language.writing import writable

# Chunks that are not indexed yet: many at once are indexed faster
_INDEX = """
INSERT INTO chunk_index (rowid, words, title, path, addressees)
SELECT id, words, title, path, addressees FROM chunks WHERE id > coalesce((SELECT max(id) FROM chunk_index_docsize), 0)
"""
# The texts of a file, those that they end, and editions that they cite
_STALE = """
INSERT INTO stale
SELECT kind, number, NULL FROM texts WHERE file = :file AND number IS NOT NULL
UNION SELECT q.kind, q.number, NULL FROM texts t JOIN citations c ON c.text = t.id JOIN cited q ON q.id = c.cited
WHERE t.file = :file AND q.edition IS NOT NULL AND q.number IS NOT NULL
UNION SELECT q.kind, q.number, NULL FROM texts t JOIN endings e ON e.text = t.id JOIN cited q ON q.id = e.cited
WHERE t.file = :file AND q.number IS NOT NULL
UNION SELECT NULL, NULL, content FROM texts WHERE file = :file AND number IS NULL
"""


class Storing:
    """The changes to a collection in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pools = {
            "instruction": _RowPool(
                connection, "instructions", "concept", "verb", "addressee", "addressee_words", "force"
            ),
            "cited": _RowPool(connection, "cited", *IdentifierColumns._fields),
        }

    def put(self, path: str, digest: str, gathered: Gathered) -> None:
        """Write a file completely, or not at all if that fails."""
        try:
            with _whole_or_not(self._connection):
                self.take_out(path)
                self._put(path, digest, gathered.tables)
        except BaseException:
            for pool in self._pools.values():
                pool.forget()
            raise

    def keep_grammars(self, code: str) -> None:
        """Write the own grammars that a code carries; of two for one language the last is kept."""
        own = own_grammars(code)
        if own:
            _begin(self._connection)
            self._connection.executemany("INSERT OR REPLACE INTO grammars VALUES (?, ?)", [*own.items()])

    def fail(self, path: str, language: str, error: str) -> None:
        """Record that a file could not be read, in place of its rows."""
        with _whole_or_not(self._connection):
            self.take_out(path)
            insert(self._connection, "files", ("path", "digest", "language", "error"), [(path, "", language, error)])

    def take_out(self, path: str) -> bool:
        """Remove a file; return whether it was there."""
        _begin(self._connection)
        file = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if file is not None:
            self.index()
            self._connection.execute(_STALE, {"file": file[0]})
            self._connection.execute("DELETE FROM files WHERE id = ?", file)
        return file is not None

    def index(self) -> None:
        """Index the words of new chunks."""
        self._connection.execute(_INDEX)

    def finish(self) -> None:
        """Index the words of new chunks, and work out the standing of the texts that have changed."""
        self.index()
        update_standing(self._connection)

    def _put(self, path: str, digest: str, tables: dict[str, list[tuple[Any, ...]]]) -> None:
        own = ("path", "digest", *GATHERED["files"])
        insert(self._connection, "files", own, [(path, digest, *tables["files"][0])])
        [(file,)] = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,))
        texts, passages = self._last("texts") + 1, self._last("passages") + 1  # the numbers of the first rows
        links: dict[str, Callable[[Any], object]] = {
            "file": lambda _: file,
            "text": lambda at: texts + at,
            "passage": lambda at: None if at is None else passages + at,
            **{name: pool.number for name, pool in self._pools.items()},
        }
        for table, columns in [*GATHERED.items()][1:]:
            linked = [(at, links[name]) for at, name in enumerate(columns) if name in links]
            insert(self._connection, table, columns, (_resolved(row, linked) for row in tables[table]))
        self._connection.execute(_STALE, {"file": file})

    def _last(self, table: str) -> int:
        [(last,)] = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(last)


def _resolved(row: Sequence[Any], linked: Sequence[tuple[int, Callable[[Any], object]]]) -> list[Any]:
    """Return a row with the numbers of the rows that it names."""
    values = [*row]
    for at, number in linked:
        values[at] = number(values[at])
    return values


def _begin(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


@contextmanager
def _whole_or_not(connection: sqlite3.Connection) -> Iterator[None]:
    """Roll back the changes made inside it if an exception occurs; earlier changes are kept."""
    _begin(connection)
    connection.execute("SAVEPOINT file")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back
            connection.execute("ROLLBACK TO file")
            connection.execute("RELEASE file")
        raise
    connection.execute("RELEASE file")


class _RowPool:
    """The numbers of the rows of a table, by their columns; a missing row is added when it is looked up."""

    def __init__(self, connection: sqlite3.Connection, table: str, *columns: str) -> None:
        """Look rows up in a table, whose first column is the number of the row.

        :param columns: the other columns; the first of them must have an index.
        """
        same = " AND ".join(f"{column} IS ?" for column in columns)
        self._connection = connection
        self._find = f"SELECT id FROM {table} WHERE {same}"
        self._add = f"INSERT INTO {table} VALUES (NULL, {', '.join('?' * len(columns))})"
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def number(self, row: Sequence[str | None]) -> int:
        """Return the number of a row."""
        key = tuple([writable(value) if value is not None else None for value in row])
        if key not in self._numbers:
            found = self._connection.execute(self._find, key).fetchone()
            self._numbers[key] = int(found[0] if found else self._connection.execute(self._add, key).lastrowid or 0)
        return self._numbers[key]

    def forget(self) -> None:
        """Forget all rows: the transaction that added them may have been rolled back."""
        self._numbers.clear()
