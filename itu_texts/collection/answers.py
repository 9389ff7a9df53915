"""Answers: rows that are read from the file when they are needed."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Generic, NamedTuple, TypeVar, overload

from itu_texts.errors import InputError

_FIRST = 64  # rows that are read first: most answers have no more
_MOST = 1024  # rows that are read at a time

R = TypeVar("R")
Make = Callable[[sqlite3.Connection, "list[tuple[Any, ...]]"], "list[R]"]
"""Makes rows of an answer from some rows of a query."""


class Query(NamedTuple):
    """A query on the file."""

    sql: str
    values: dict[str, Any]
    first: int = _FIRST
    """The number of rows to read first; small if each row takes much work."""
    counted: str = ""
    """A query that counts the rows, if there is a faster one than counting the query itself."""


class Readers:
    """Connections for reading, each used by one answer, which sees the file as it was at the time of the query."""

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened = opened
        self._spare: list[sqlite3.Connection] = []
        self._closed = False

    def take(self) -> sqlite3.Connection:
        """Return a connection that sees the file as it is now.

        :raises sqlite3.Error: if no connection can be made.
        """
        connection = self._spare.pop() if self._spare else self._opened()
        connection.execute("BEGIN")
        return connection

    def give_back(self, connection: sqlite3.Connection, cursor: sqlite3.Cursor | None = None) -> None:
        """Take a connection back; one connection is kept for the next query."""
        try:
            if cursor is not None:
                cursor.close()
            connection.rollback()
        except sqlite3.Error:  # the file is damaged, and the connection useless
            connection.close()
            return
        if self._closed or self._spare:
            connection.close()
        else:
            self._spare.append(connection)

    def close(self) -> None:
        """Close the spare connection; answers that are not read completely can still be read."""
        self._closed = True
        while self._spare:
            self._spare.pop().close()


class Answer(Sequence[R], Generic[R]):
    r"""The rows of an answer: a sequence that reads them when they are needed, so that the first are available at once.

    All rows show the collection at the time of the query, even if it is changed later. ``list(rows)`` reads them all;
    ``len(rows)`` counts without reading.

    >>> from itu_texts import Collection, parse
    >>> with Collection.open(":memory:") as acts:
    ...     added = acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nresolves\n1 to row;\n2 to sail"))
    ...     rows = acts.search("to")
    >>> len(rows), rows[0].address, [row.snippet for row in rows[:2]]
    (1, 'resolves', ['resolves 1 [to] row; 2 [to] sail'])
    """

    def __init__(self, query: Query, make: Make[R], readers: Readers | None, name: str) -> None:
        """Run a query.

        :param make: makes rows of the results of the query.
        :param readers: the source of the connection.
        :param name: the name of the file, for errors.
        :raises sqlite3.Error: if the query fails.
        """
        self._query = query
        self._make = make
        self._name = name
        self._held: list[R] = []
        self._length: int | None = None
        self._connection: sqlite3.Connection | None = None
        self._steps = _sizes(query.first)
        if readers is not None:
            self._open(readers)

    @classmethod
    def of(cls, rows: list[R]) -> Answer[R]:
        """Make an answer from rows that are already known."""
        answer = cls(Query("", {}), lambda _, given: [], None, "")
        answer._held = rows
        return answer

    def _open(self, readers: Readers) -> None:
        connection = readers.take()
        cursor = connection.cursor()
        self._connection, self._cursor = connection, cursor
        self._done = weakref.finalize(self, readers.give_back, connection, cursor)
        try:
            cursor.execute(self._query.sql, self._query.values)
            self._read()
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        self._connection = None
        self._done()

    def _read(self) -> None:
        """Read some more rows."""
        assert self._connection is not None
        wanted = next(self._steps)
        given = self._cursor.fetchmany(wanted)
        self._held += self._make(self._connection, given)
        if len(given) < wanted:
            self._close()

    def _read_to(self, end: int | None) -> None:
        """Read up to a number of rows, or all."""
        try:
            while self._connection is not None and (end is None or len(self._held) < end):
                self._read()
        except sqlite3.Error as error:
            self._close()
            raise InputError(f"{self._name}: {error}") from None

    # ------------------------------------------------------------------ a sequence

    def __len__(self) -> int:
        if self._connection is None:
            return len(self._held)
        if self._length is None:
            counted = self._query.counted or f"SELECT count(*) FROM ({self._query.sql})"
            try:
                [(self._length,)] = self._connection.execute(counted, self._query.values)
            except sqlite3.Error as error:
                raise InputError(f"{self._name}: {error}") from None
        return self._length

    def __bool__(self) -> bool:
        return bool(self._held)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> list[R]: ...
    def __getitem__(self, at: int | slice) -> R | list[R]:
        ends = (at.start, at.stop) if isinstance(at, slice) else (at, at)
        known = all(isinstance(end, int) and end >= 0 for end in (ends[0] or 0, ends[1]))
        forwards = not isinstance(at, slice) or at.step is None or at.step > 0
        self._read_to((ends[1] or 0) + 1 if known and forwards else None)
        return self._held[at]

    def __iter__(self) -> Iterator[R]:
        for at in count():
            self._read_to(at + 1)
            if at >= len(self._held):
                return
            yield self._held[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, list | tuple | Answer):
            return NotImplemented
        return [*self] == [*other]

    def __reduce__(self) -> tuple[type[list[R]], tuple[list[R]]]:
        return list, ([*self],)

    def __repr__(self) -> str:
        if self._connection is None:
            return repr(self._held)
        return f"[{self._held[0]!r}, ... {len(self)} rows]"


def _sizes(first: int) -> Iterator[int]:
    """Yield how many rows to read at a time: more and more, up to a limit."""
    while True:
        yield first
        first = min(2 * first, _MOST)
