"""Rows that many others name: each is written once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from itu_texts.language.writing import writable

__all__ = ["Known"]


class Known:
    """The rows of a table by their columns; one that is not there is added when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, table: str, *columns: str) -> None:
        """A table whose first column is the number of the row.

        :param columns: the others; there is an index of the first of them.
        """
        same = " AND ".join(f"{column} IS ?" for column in columns)
        self._connection = connection
        self._find = f"SELECT id FROM {table} WHERE {same}"
        self._add = f"INSERT INTO {table} VALUES (NULL, {', '.join('?' * len(columns))})"
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def number(self, row: Sequence[str | None]) -> int:
        """The number of a row."""
        key = tuple([writable(value) if value is not None else None for value in row])
        if key not in self._numbers:
            found = self._connection.execute(self._find, key).fetchone()
            self._numbers[key] = int(found[0] if found else self._connection.execute(self._add, key).lastrowid or 0)
        return self._numbers[key]

    def forget(self) -> None:
        """Know no row: what was added may have been undone."""
        self._numbers.clear()
