"""Writes rows to which many other rows refer, each once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from itu_texts.language.writing import writable

__all__ = ["RowPool"]


class RowPool:
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
