"""What the questions share: the file, and how rows are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from itu_texts.collection.names import day_of
from itu_texts.errors import InputError

__all__ = ["IN_FORCE", "NOW", "SAME_TEXT", "Asked", "force"]

IN_FORCE = """(
    t.status IS NULL AND (t.ended_on IS NULL OR t.ended_on > :day) AND (t.adopted IS NULL OR t.adopted <= :day)
)"""
"""Whether a text ``t`` is in force on a day, as 0 or 1."""
SAME_TEXT = """
    t.kind = :kind AND t.number IS :number
    AND (t.body = :body OR (:body IS NULL OR t.body IS NULL) AND t.sector IS :sector)
    AND (:edition IS NULL OR t.edition IS :edition)
"""
"""Whether a text ``t`` may be the one that is named: a body that is not told may be any."""
NOW = "9999-12-31"


class Asked:
    """A collection that can be asked for rows."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @property
    def name(self) -> str:
        """The file, as it was opened; ``":memory:"`` for one that is not kept."""
        return self._name

    def rows(self, query: str, values: dict[str, Any] | Sequence[Any] = ()) -> list[Any]:
        """The rows of a query, for what no question asks.

        The tables are those of ``collection/schema.py``, which other versions of the library may change.

        :param query: in SQL.
        :param values: those that it names.
        :raises InputError: if the file is damaged or closed.
        """
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise InputError(f"{self._name}: {error}") from None


def force(in_force: bool | str | date | None) -> dict[str, Any]:
    """The values for a filter by what is in force: ``wanted``, which is ``None`` for all, and ``day``."""
    if in_force is None or isinstance(in_force, bool):
        return {"wanted": in_force, "day": NOW}
    return {"wanted": True, "day": day_of(in_force, last=True)}
