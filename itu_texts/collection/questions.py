"""What a collection can be asked of mandates, citations and words."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from itu_texts.addressees import CONCEPTS
from itu_texts.collection.base import IN_FORCE, NOW, SAME_TEXT, force
from itu_texts.collection.editions import Editions
from itu_texts.collection.names import day_of, identifier_of, named
from itu_texts.collection.rows import Broken, Citation, Duplicate, Hit, Mandate
from itu_texts.collection.searching import fts_query
from itu_texts.errors import InputError
from itu_texts.identifiers import Identifier

__all__ = ["Questions"]

_ROLES = ("preamble", "operative")
_RANKED = 5000  # passages of which the best are sought: those with a word that most texts have are too many to compare


class Questions(Editions):
    """The methods of a collection that ask."""

    def mandates(
        self,
        addressee: str | None = None,
        *,
        in_force: bool | str | date | None = None,
        since: str | date | None = None,
        deadline: str | date | None = None,
        language: str | None = None,
    ) -> list[Mandate]:
        """Who is told to do what, in the order of the days on which the texts were adopted.

        :param addressee: a key of :data:`itu_texts.CONCEPTS`, as ``DIR_BR``; or words that the addressee is named by.
        :param in_force: ``True`` for texts in force as far as the collection tells, ``False`` for the others; a day
            (``2020-01-01``) for those in force then; ``None`` for all.
        :param since: only of texts adopted on that day or in that year, or later.
        :param deadline: only tasks with a date, of which one is on that day or before it.
        :param language: only of texts in a language.
        :raises InputError: if a day is none.
        """
        values: dict[str, Any] = {**force(in_force), "language": language, "addressee": addressee}
        conditions = []
        if addressee in CONCEPTS:
            conditions.append("k.addressee = :addressee")
        elif addressee is not None:
            conditions.append("instr(lower(k.named), lower(:addressee))")
        if values["wanted"] is not None:
            conditions.append(f"{IN_FORCE} = :wanted")
        if since is not None:
            conditions.append("t.adopted >= :since")
            values["since"] = day_of(since)
        if deadline is not None:
            conditions.append("k.ends <= :deadline")
            values["deadline"] = day_of(deadline, last=True)
        if language is not None:
            conditions.append("t.language = :language")
        rows = self.rows(
            f"""
            SELECT coalesce(t.identifier, ''), k.address, k.addressee, k.named, k.verb,
                coalesce(k.words, p.words), k.times,
                coalesce(k.begins, ''), coalesce(k.ends, ''), coalesce(t.adopted, ''), {IN_FORCE}, t.language, f.path
            FROM tasks k JOIN texts t ON t.id = k.text JOIN files f ON f.id = t.file
                LEFT JOIN passages p ON p.id = k.passage
            WHERE {" AND ".join(conditions) or "1"}
            ORDER BY t.adopted, k.rowid
            """,
            values,
        )
        return [Mandate._make((*row[:10], bool(row[10]), *row[11:])) for row in rows]

    # ------------------------------------------------------------------ citations

    def citing(self, identifier: str | Identifier, *, language: str | None = None) -> list[Citation]:
        """Where a text is cited; a citation that names no edition or body may be of any.

        :param identifier: ``Resolution 70``; one without edition or body means all.
        :param language: only in texts in a language.
        :raises IdentifierError: if it is none.
        """
        condition = """
            c.cited_kind = :kind AND c.cited_number IS :number
            AND (c.cited_body = :body OR (:body IS NULL OR c.cited_body IS NULL) AND c.cited_sector IS :sector)
            AND (:edition IS NULL OR c.edition IS NULL OR c.edition = :edition)
        """
        return self._citations(condition, identifier, language)

    def cited_by(self, identifier: str | Identifier, *, language: str | None = None) -> list[Citation]:
        """What a text cites.

        :param identifier: ``Resolution 70``; one without edition or body means all.
        :param language: only in its editions in a language.
        :raises IdentifierError: if it is none.
        """
        return self._citations(f"{SAME_TEXT} AND c.identifier IS NOT NULL", identifier, language)

    def _citations(self, condition: str, identifier: str | Identifier, language: str | None) -> list[Citation]:
        rows = self.rows(
            f"""
            SELECT coalesce(t.identifier, ''), c.address, c.words, c.identifier, c.kind, t.language, f.path
            FROM citations c JOIN texts t ON t.id = c.text JOIN files f ON f.id = t.file
            WHERE {condition} AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, c.rowid
            """,
            {**named(identifier_of(identifier))._asdict(), "language": language},
        )
        return [Citation(*row) for row in rows]

    def broken(self, *, language: str | None = None) -> list[Broken]:
        """Citations of editions that are superseded, and of texts that are abrogated or suppressed.

        Only texts in force are looked at, and only what the collection knows counts.  A text that says of another that
        it abrogates it does not cite it.

        :param language: only in texts in a language.
        """
        later = "w.latest_on > c.cited_on AND substr(w.latest_on, 1, length(c.cited_on)) <> c.cited_on"
        rows = self.rows(
            f"""
            SELECT coalesce(t.identifier, ''), c.address, c.words, c.identifier,
                CASE WHEN w.ended_how IS NULL THEN 'superseded by ' || w.latest ELSE w.ended_how END,
                t.language, f.path
            FROM texts t CROSS JOIN citations c ON c.text = t.id
                CROSS JOIN works w ON w.kind = c.cited_kind AND w.number = c.cited_number
                CROSS JOIN files f ON f.id = t.file
            WHERE (c.cited_body = w.body OR (c.cited_body IS NULL OR w.body IS NULL) AND c.cited_sector IS w.sector)
                AND (w.ended_how IS NOT NULL OR {later})
                AND NOT c.abrogates AND t.work IS NOT w.id AND {IN_FORCE}
                AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, c.rowid
            """,
            {"day": NOW, "language": language},
        )
        return [Broken(*row) for row in rows]

    # ------------------------------------------------------------------ words

    def search(
        self, query: str, *, role: str | None = None, language: str | None = None, limit: int | None = 100
    ) -> list[Hit]:
        """The titles, headings, items and paragraphs with some words, the best first.

        Where more than 5,000 have them, the first 5,000 are looked at.

        :param query: words; with ``a AND b``, ``a OR b``, ``a NOT b``, ``a NEAR b``, ``a NEAR/3 b``, ``"a phrase"``,
            ``pref*`` and brackets.
        :param role: of the clause: ``preamble`` or ``operative``.
        :param language: only in texts in a language.
        :param limit: how many at most; ``None`` for all.
        :raises InputError: if the query has no words, or is not in that form.
        """
        if role is not None and role not in _ROLES:
            raise InputError(f"not the role of a clause: {role!r}; there are: {', '.join(_ROLES)}")
        values = {"query": fts_query(query, role=role, language=language), **_limits(limit)}
        try:
            rows = self._connection.execute(
                f"""
                SELECT coalesce(t.identifier, ''), p.address,
                    (SELECT snippet(found, 0, '[', ']', '…', 16) FROM found WHERE found MATCH :query AND rowid = h.id),
                    p.role, p.concept, {IN_FORCE}, t.language, f.path
                FROM (
                    SELECT id, worth FROM (
                        SELECT rowid AS id, rank AS worth FROM found WHERE found MATCH :query LIMIT :most
                    ) ORDER BY worth LIMIT :limit
                ) h JOIN passages p ON p.id = h.id JOIN texts t ON t.id = p.text JOIN files f ON f.id = t.file
                ORDER BY h.worth, p.id
                """,
                {**values, "day": NOW},
            ).fetchall()
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                raise InputError(f"not a search that can be made: {query!r}: {error}") from None
            raise InputError(f"{self._name}: {error}") from None
        except sqlite3.Error as error:
            raise InputError(f"{self._name}: {error}") from None
        return [Hit._make((*row[:5], bool(row[5]), *row[6:])) for row in rows]

    def duplicates(self, *, language: str | None = None, limit: int | None = 100) -> list[Duplicate]:
        """Words, eight at least, that stand in several texts; those in the most texts first.

        The editions of a text count as one, and its languages too.

        :param language: only in texts in a language.
        :param limit: how many at most; ``None`` for all.
        """
        rows = self.rows(
            """
            SELECT p.words, count(DISTINCT p.work) AS texts,
                group_concat(trim(coalesce(t.identifier, f.path) || ' ' || p.address), '; ')
            FROM (
                SELECT digest FROM repeated WHERE language = coalesce(:language, '')
                ORDER BY works DESC, digest LIMIT :limit
            ) d CROSS JOIN passages p ON p.digest = d.digest JOIN texts t ON t.id = p.text JOIN files f ON f.id = t.file
            WHERE :language IS NULL OR p.language = :language
            GROUP BY p.digest
            ORDER BY texts DESC, p.words
            """,
            {"language": language, "limit": -1 if limit is None else limit},
        )
        return [Duplicate(words, texts, "; ".join(sorted({*places.split("; ")}))) for words, texts, places in rows]


def _limits(limit: int | None) -> dict[str, int]:
    """How many hits are wanted, and how many are compared to find them; -1 for all."""
    return {"limit": -1, "most": -1} if limit is None else {"limit": limit, "most": max(limit, _RANKED)}
