"""The base of all queries: the file, and the conditions that they share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from itu_texts.analysis.works import day_of, identifier_of
from itu_texts.collection.asking import Asked, asked, meant
from itu_texts.collection.rows import Answer, R, made
from itu_texts.errors import IdentifierError, InputError
from itu_texts.language.identifiers import Identifier
from itu_texts.language.language_codes import ANY, bound, setting
from itu_texts.language.writing import writable
from itu_texts.parsing.addressees import add_concepts

LATEST = """(
    t.status IS NULL AND (t.ended_on IS NULL OR t.ended_on > :day) AND (t.adopted IS NULL OR t.adopted <= :day)
)"""
"""SQL: whether a text ``t`` was adopted by a day, and not known to be superseded or ended on it, as 0 or 1."""
_EDITION = "coalesce(nullif(t.changes, ''), t.adopted, t.edition)"
STANDING = f"""
coalesce(t.status, t.ended_how, t.notice, CASE WHEN t.ground IS NULL THEN 'unknown' ELSE
    CASE WHEN t.changes IS NULL THEN '' ELSE 'changes the ' END || 'latest edition in this collection ('
    || CASE WHEN {_EDITION} GLOB '[0-9][0-9][0-9][0-9]*' THEN substr({_EDITION}, 1, 4)
        ELSE coalesce('edition ' || {_EDITION}, 'not dated') END
    || coalesce('; ' || t.body || ' up to ' || substr((
        SELECT max(l.adopted) FROM texts l WHERE l.status IS NULL AND l.body = t.body
    ), 1, 4), '') || ')'
END)"""
"""SQL: the standing of a text ``t``, in words: ``latest edition in this collection (2018; PP up to 2023)``."""
_ENDED = "t.status IS NULL AND t.ended_how IS NOT NULL"
GROUND = (
    f"CASE WHEN {_ENDED} THEN coalesce(t.ended_words, '') ELSE coalesce(t.ground, '') END",
    f"CASE WHEN {_ENDED} THEN t.ended_start ELSE t.ground_start END",
    f"""CASE WHEN {_ENDED} THEN coalesce(t.ended_file, '')
    WHEN t.ground IS NOT NULL THEN (SELECT g.path FROM files g WHERE g.id = t.file) ELSE '' END""",
)
"""SQL: the ground of the standing of a text ``t``: the words, their place in the source, and their file."""
SAID_LAST = """(
    SELECT o.{0} FROM texts o WHERE o.work = w.id AND o.{0} IS NOT NULL
    ORDER BY o.status IS NOT NULL, o.changes IS NOT NULL, o.adopted DESC, o.language <> 'en', o.language, o.id LIMIT 1
)"""
"""SQL: a column of the last edition of a work ``w`` that was adopted and has it, the English one first."""
COUNTED = "t.counts >= CASE WHEN :language IS NULL THEN 2 ELSE 1 END"
"""SQL: whether the rows of a text ``t`` count: those of copies do not; without a given language, those of one do."""
SAME_EDITION = """(
    :edition IS NULL OR {0}.edition IS :edition
    OR {0}.changes IS NULL AND :edition = substr({0}.adopted, 1, 4)
    OR {0}.changes IS NULL AND :edition GLOB '[01][0-9]/*' AND substr({0}.adopted, 1, 7) = :adopted
)"""
"""SQL: whether an edition may be the one with an identifier, also by its year, ``(2009)``, or its month,
``(11/2009)``."""
SAME_TEXT = f"""
    t.kind = :kind AND t.number IS :number
    AND (t.body = :body OR (:body IS NULL OR t.body IS NULL) AND t.sector IS :sector)
    AND {SAME_EDITION.format("t")}
"""
"""SQL: whether a text ``t`` may be the one with an identifier; an identifier without body may be of any body."""
NOW = "9999-12-31"
# The columns of a name from an answer
_NAMED = """
SELECT kind, number, sector, body FROM works WHERE name = :name
UNION SELECT kind, number, sector, body FROM texts WHERE identifier = :name
UNION SELECT kind, number, sector, body FROM cited WHERE identifier = :name
LIMIT 1
"""


class Queried:
    """A collection that can be queried."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """Use an open connection."""
        self._connection = connection
        self._name = name

    @property
    def name(self) -> str:
        """The file, as it was opened; ``":memory:"`` for a collection in memory."""
        return self._name

    @property
    def code(self) -> str:
        """The code for the parameter ``language`` that reads texts with the own grammars that the collection keeps."""
        own = self.rows("SELECT language, words FROM grammars ORDER BY language")
        code = bound(ANY, setting(tuple(own), None)) if own else ANY
        add_concepts(code)
        return code

    def rows(self, query: str, values: dict[str, Any] | Sequence[Any] = ()) -> list[Any]:
        """Return the rows of an SQL query.

        The tables are those of ``collection/schema.py``; other versions of the library may change them.

        :param query: the query, in SQL.
        :param values: the values of its parameters.
        :raises InputError: if the file is damaged or closed.
        """
        return [*self.iter_rows(query, values)]

    def iter_rows(self, query: str, values: dict[str, Any] | Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the same rows one by one, without keeping them in memory."""
        try:
            # "yield from" would close the cursor once the collection may be closed
            for row in self._connection.execute(query, _storable(values)):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise InputError(f"{self._name}: {error}") from None

    def answer(self, kind: type[R], query: str, values: dict[str, Any]) -> Answer[R]:
        """Return the rows of a query, whose columns are the fields of a class.

        :raises InputError: if the language among the values is none.
        """
        values = {**values, "language": self.meant("language", values.get("language"))}
        return Answer(kind, (made(kind, row) for row in self.rows(query, values)))

    def meant(self, column: str, asked: str | None) -> str | None:
        """Return the value of ``language``, ``kind`` or ``body`` that is asked for; ``None`` for all.

        :raises InputError: if nothing is called so.
        """
        there = f"SELECT DISTINCT {column} FROM texts WHERE {column} IS NOT NULL AND kind <> 'none'"
        return None if asked is None else meant(column, asked, lambda: [value for (value,) in self.rows(there)])

    def _asked(self, identifier: str | Identifier) -> Asked:
        """Return what some words mean: an identifier, a name in an answer, or words as people write them.

        Works and cited texts may have bodies and numbers that identifiers do not: ``Resolution 2665 (XX)``.

        :raises IdentifierError: if they mean nothing of that.
        """
        try:
            return Asked(identifier_of(identifier))
        except IdentifierError:
            named = self.rows(_NAMED, {"name": identifier}) if isinstance(identifier, str) else []
            found = asked(identifier) if isinstance(identifier, str) and not named else None
            if found is not None:
                return found
            if not named:
                raise
        kind, number, sector, body = named[0]
        return Asked(Identifier(kind=kind, number=number.upper() if number else None, sector=sector, body=body))

    def identifier(self, identifier: str | Identifier) -> Identifier:
        """Return the identifier of the text that some words mean.

        :raises IdentifierError: if they mean none.
        """
        found = self._asked(identifier).identifier
        if found is None:
            raise IdentifierError(f"not the identifier of a text: {identifier!r:.40}")
        return found


def latest_filter(latest: bool | str | date | None) -> dict[str, Any]:
    """Return the values for a filter by latest edition: ``wanted``, which is ``None`` for all texts, and ``day``."""
    if latest is None or isinstance(latest, bool):
        return {"wanted": latest, "day": NOW}
    return {"wanted": True, "day": day_of(latest, last=True)}


def _storable(values: Any) -> Any:
    """Return the values of a query, with U+FFFD for lone surrogates, as in the tables."""
    if isinstance(values, dict):
        return {name: writable(value) if isinstance(value, str) else value for name, value in values.items()}
    return [writable(value) if isinstance(value, str) else value for value in values]
