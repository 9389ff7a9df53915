"""Writes rows to a collection; the rows of a file replace its earlier ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from itu_texts.analysis.works import IdentifierColumns
from itu_texts.collection.copies import mark_copies
from itu_texts.collection.gathering import Gathered, TaskRow, TextRows
from itu_texts.collection.schema import insert
from itu_texts.collection.standing import Topic, topics_of, update_works
from itu_texts.language.language_codes import own_grammars
from itu_texts.language.writing import writable

_INDEX = """
INSERT INTO chunk_index (rowid, words, title, path)
SELECT id, words, title, path FROM chunks WHERE id >= :chunk
"""
# The number of works that contain some words, in all languages and in each
_REPEATED = """
INSERT OR REPLACE INTO repeated
WITH standing AS (SELECT digest, language, work FROM passages WHERE digest {these})
SELECT digest, '', count(DISTINCT work) AS works FROM standing GROUP BY digest HAVING works > 1
UNION ALL
SELECT digest, language, count(DISTINCT work) AS works FROM standing GROUP BY digest, language HAVING works > 1
"""
_REPEATED_NEW = _REPEATED.format(these="IN (SELECT digest FROM passages WHERE id >= :passage AND digest IS NOT NULL)")
_REPEATED_STILL = _REPEATED.format(these="= :digest")
_DIGESTS = """
SELECT DISTINCT p.digest FROM passages p JOIN texts t ON t.id = p.text WHERE t.file = ? AND p.digest IS NOT NULL
"""


_UNNUMBERED = "SELECT content FROM texts WHERE file = ? AND number IS NULL"


class Storing:
    """The changes to a collection in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._topics: set[Topic] = set()
        self._unnumbered: set[int] = set()
        self._next: dict[str, int] = {}
        """The next row number, by table."""
        self._instructions = _RowPool(
            connection, "instructions", "concept", "verb", "addressee", "addressee_words", "force"
        )
        self._cited = _RowPool(connection, "cited", *IdentifierColumns._fields)
        self._first: dict[str, int] = {}
        """The first passage and the first chunk that are not indexed yet: the index is updated at the end, which is
        faster."""

    def put(self, path: str, digest: str, rows: Gathered) -> None:
        """Write a file completely, or not at all if that fails."""
        try:
            with _WholeOrNot(self._connection):
                self.take_out(path)
                self._put(path, digest, rows)
        except BaseException:
            self._instructions.forget()
            self._cited.forget()
            raise

    def keep_grammars(self, code: str) -> None:
        """Write the own grammars that a code carries; of two for one language the last is kept."""
        own = own_grammars(code)
        if own:
            _begin(self._connection)
            self._connection.executemany("INSERT OR REPLACE INTO grammars VALUES (?, ?)", [*own.items()])

    def fail(self, path: str, language: str, error: str) -> None:
        """Record that a file could not be read, in place of its rows."""
        with _WholeOrNot(self._connection):
            self.take_out(path)
            row = (self._numbers("files", 1), path, "", language, error, 0, None)
            insert(self._connection, "files", [row])

    def take_out(self, path: str) -> bool:
        """Remove a file; return whether it was there."""
        _begin(self._connection)
        file = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if file is None:
            return False
        self._index()
        self._topics |= topics_of(self._connection, file[0])
        self._unnumbered |= {content for (content,) in self._connection.execute(_UNNUMBERED, file)}
        digests = self._connection.execute(_DIGESTS, file).fetchall()
        self._connection.execute("DELETE FROM files WHERE id = ?", file)
        self._connection.executemany("DELETE FROM repeated WHERE digest = ?", digests)
        self._connection.executemany(_REPEATED_STILL, [{"digest": digest} for (digest,) in digests])
        return True

    def update(self) -> None:
        """Update the index of words, the standing of the changed works, and the marks of copies."""
        self._index()
        update_works(self._connection, self._topics)
        mark_copies(self._connection, self._topics, self._unnumbered)
        self._topics, self._unnumbered = set(), set()
        self._next = {}

    def _put(self, path: str, digest: str, rows: Gathered) -> None:
        file = self._numbers("files", 1)
        tree = (file, path, digest, rows.language, None, rows.length, rows.tree)
        insert(self._connection, "files", [tree])
        insert(self._connection, "diagnostics", [(file, *each) for each in rows.diagnostics])
        first = self._numbers("texts", len(rows.texts))
        insert(
            self._connection,
            "texts",
            [(first + at, file, *each.text, *_UNKNOWN, 2) for at, each in enumerate(rows.texts)],
        )
        passages = self._numbers("passages", sum(len(each.passages) for each in rows.texts))
        chunks = [(text, *row) for text, each in enumerate(rows.texts, first) for row in each.chunks]
        chunk = self._numbers("chunks", len(chunks))
        insert(self._connection, "chunks", [(number, *row) for number, row in enumerate(chunks, chunk)])
        self._first = self._first or {"passage": passages, "chunk": chunk}
        for number, each in enumerate(rows.texts, first):
            self._put_text(number, each, passages)
            passages += len(each.passages)
        self._topics |= rows.topics
        self._unnumbered |= rows.unnumbered

    def _index(self) -> None:
        if self._first:
            self._connection.execute(_INDEX, self._first)
            self._connection.execute(_REPEATED_NEW, self._first)
            self._first = {}

    def _put_text(self, text: int, rows: TextRows, passage: int) -> None:
        """Write the rows of a text, the first of whose passages has a given number."""
        insert(self._connection, "history", [(text, *row) for row in rows.history])
        insert(
            self._connection, "passages", [(number, text, *row) for number, row in enumerate(rows.passages, passage)]
        )
        tasks = [(text, place, *self._task(row, passage)) for place, row in enumerate(rows.tasks)]
        insert(self._connection, "tasks", tasks)
        citations = [
            (text, place, self._cited.number(row[0]), int(row.abrogates), int(row.is_aware), *row[3:])
            for place, row in enumerate(rows.citations)
        ]
        insert(self._connection, "citations", citations)
        endings = [(text, self._cited.number(cited), *told) for cited, *told in rows.endings]
        insert(self._connection, "endings", endings)

    def _task(self, row: TaskRow, passage: int) -> tuple[object, ...]:
        """Return the columns of a task of such a text."""
        at = None if row.passage is None else passage + row.passage
        return self._instructions.number(row.instruction), *row[1:8], at, row.address, row.words

    def _numbers(self, table: str, count: int) -> int:
        """Return the first of some numbers for new rows of a table."""
        if table not in self._next:
            (last,) = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
            self._next[table] = int(last or 0) + 1
        first = self._next[table]
        self._next[table] += count
        return first


_UNKNOWN = (None,) * 7  # the columns that standing.py and copies.py fill


def _begin(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


class _WholeOrNot:
    """Rolls back the changes made inside it if an exception occurs; earlier changes are kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        _begin(self._connection)
        self._connection.execute("SAVEPOINT file")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and self._connection.in_transaction:  # a full disk may have rolled it back
            self._connection.execute("ROLLBACK TO file")
        if self._connection.in_transaction:
            self._connection.execute("RELEASE file")


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
