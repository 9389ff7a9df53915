"""The rows that answer a question, read from the file as they are looked at."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Generic, NamedTuple, TypeVar, overload

from itu_texts.errors import InputError

__all__ = ["Answer", "Make", "Query", "Readers"]

_FIRST = 64  # rows that are read at once: most answers have no more
_MOST = 1024  # rows that are read at a time

R = TypeVar("R")
Make = Callable[[sqlite3.Connection, "list[tuple[Any, ...]]"], "list[R]"]
"""From what a query gives, some rows of it at a time, to the rows of an answer."""


class Query(NamedTuple):
    """What is asked of the file."""

    sql: str
    values: dict[str, Any]
    first: int = _FIRST
    """How many rows are read at once; fewer where each of them is much work."""
    counted: str = ""
    """How they are counted, where less than the rows themselves need be looked at for that."""


class Readers:
    """Connections that only read, each for one answer at a time, which shows the file as it was when that was asked."""

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened = opened
        self._spare: list[sqlite3.Connection] = []
        self._closed = False

    def take(self) -> sqlite3.Connection:
        """A connection that shows the file as it is now, for as long as it is kept.

        :raises sqlite3.Error: if there can be none.
        """
        connection = self._spare.pop() if self._spare else self._opened()
        connection.execute("BEGIN")
        return connection

    def give_back(self, connection: sqlite3.Connection, cursor: sqlite3.Cursor | None = None) -> None:
        """Take a connection back; one is kept, for the next question."""
        try:
            if cursor is not None:
                cursor.close()
            connection.rollback()
        except sqlite3.Error:  # a damaged file: the connection is of no more use
            connection.close()
            return
        if self._closed or self._spare:
            connection.close()
        else:
            self._spare.append(connection)

    def close(self) -> None:
        """Close what no answer needs; answers that are not read to their ends can still be."""
        self._closed = True
        while self._spare:
            self._spare.pop().close()


class Answer(Sequence[R], Generic[R]):
    r"""The rows of an answer: a sequence that reads them as they are looked at, so that the first are there at once.

    All of them are of the moment when the question was asked, whatever is written to the collection since.
    ``list(rows)`` reads them all; ``len(rows)`` counts without reading.

    >>> from itu_texts import Collection, parse
    >>> with Collection.open(":memory:") as acts:
    ...     added = acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nresolves\n1 to row;\n2 to sail"))
    ...     rows = acts.search("to")
    >>> len(rows), rows[0].address, [row.snippet for row in rows[:2]]
    (2, 'resolves 1', ['[to] row;', '[to] sail'])
    """

    def __init__(self, query: Query, make: Make[R], readers: Readers | None, name: str) -> None:
        """Ask.

        :param make: makes rows of what the query gives.
        :param readers: where a connection is taken from.
        :param name: of the file, for errors.
        :raises sqlite3.Error: if the query cannot be answered.
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
        """Answer that are there already."""
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
        """Read as many rows as are wanted, or all."""
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

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[list[R]], tuple[list[R]]]:
        return list, ([*self],)

    def __repr__(self) -> str:
        if self._connection is None:
            return repr(self._held)
        return f"[{self._held[0]!r}, ... {len(self)} rows]"


def _sizes(first: int) -> Iterator[int]:
    """How many rows are read at a time: more and more, to a bound."""
    while True:
        yield first
        first = min(2 * first, _MOST)
