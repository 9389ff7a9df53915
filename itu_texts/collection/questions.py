"""Queries on mandates, citations and words."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import Any

from itu_texts.analysis.addressee_names import asked_for, close_names
from itu_texts.analysis.works import columns_of, dated, day_of
from itu_texts.collection.answers import Answer, Query
from itu_texts.collection.base import COUNTED, GROUND, LATEST, NOW, SAME_EDITION, SAME_TEXT, STANDING, latest_filter
from itu_texts.collection.editions import Editions
from itu_texts.collection.rows import Broken, Citation, Duplicate, Hit, Mandate, Outdated
from itu_texts.collection.searching import PARTED, fts_query, question_query, question_terms
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.identifiers import Identifier

_ROLES = ("preamble", "operative")
_COMMON = 0.3  # the share of chunks in which a word of a question says little
_PATH = "(SELECT f.path FROM files f WHERE f.id = t.file)"
_MANDATES = f"""
SELECT coalesce(t.identifier, ''), t.language, coalesce(k.address, p.address), i.concept, i.verb, i.addressee,
    i.addressee_words, coalesce(k.words, p.words), coalesce(k.begins, ''), coalesce(k.ends, ''),
    coalesce(k.recurrence, ''), coalesce(k.times, ''), t.adopted, {LATEST}, {STANDING}, {", ".join(GROUND)}, {_PATH}
FROM texts t CROSS JOIN tasks k ON k.text = t.id CROSS JOIN instructions i ON i.id = k.instruction
    LEFT JOIN passages p ON p.id = k.passage
WHERE {{conditions}}
ORDER BY t.adopted, t.id, k.place
"""
# The chunks with some words, the best first: those with the most of the rarest words, for their length
_HITS = f"""
SELECT coalesce(t.identifier, ''), c.language, coalesce(c.address, ''), c.path, coalesce(c.role, ''),
    coalesce(c.concept, ''),
    snippet(chunk_index, 0, '[', ']', '…', CASE c.language WHEN 'zh' THEN 40 ELSE 24 END), c.words, {LATEST},
    {STANDING}, {", ".join(GROUND)}, c.name, {_PATH}, c.begins_at, c.ends_at
FROM chunk_index CROSS JOIN chunks c ON c.id = chunk_index.rowid CROSS JOIN texts t ON t.id = c.text
WHERE chunk_index MATCH :query AND t.counts ORDER BY chunk_index.rank LIMIT :limit
"""
_CITATION = f"""
SELECT coalesce(t.identifier, ''), t.language, c.address, c.words, q.identifier, c.cited_kind, {_PATH}
FROM citations c JOIN cited q ON q.id = c.cited JOIN texts t ON t.id = c.text
WHERE c.text = ? AND c.place = ?
"""
# Cited texts ``q`` that are superseded, abrogated or suppressed, and why; a change counts as its edition
_SINCE = "coalesce(nullif(q.changes, ''), q.adopted)"
_LATER = f"{{0}} > {_SINCE} AND substr({{0}}, 1, length({_SINCE})) <> {_SINCE}"
_GONE = f"""
SELECT q.id AS cited, q.identifier AS identifier, w.id AS work,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_how
        WHEN {_LATER.format("w.latest_on")} THEN 'superseded by ' || w.latest
        ELSE w.next_how END AS why,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_on
        WHEN {_LATER.format("w.latest_on")} THEN w.latest_on ELSE w.next_on END AS gone_on
FROM cited q CROSS JOIN works w ON w.kind = q.kind AND w.number = q.number
WHERE (q.body = w.body OR (q.body IS NULL OR w.body IS NULL) AND q.sector IS w.sector)
    AND (w.ended_how IS NOT NULL OR {_LATER.format("w.latest_on")} OR {_LATER.format("w.next_on")})
"""
_FORM = "brackets must be closed, and AND, OR, NOT and NEAR must be between words"
_MANY_GONE = 2000  # texts; if there are fewer, they are looked up first


class Questions(Editions):
    """The query methods of a collection."""

    @checked
    def mandates(
        self,
        addressee: str | None = None,
        *,
        latest: bool | str | date | None = None,
        since: str | date | None = None,
        deadline: str | date | None = None,
        language: str | None = None,
    ) -> Answer[Mandate]:
        """Return the tasks with their addressees, in the order in which the texts were adopted.

        Copies of a text count once, and an edition in several languages counts in one: English if it has it.

        :param addressee: a key of :data:`itu_texts.CONCEPTS`, such as ``DIR_BR``; a name in any language and case
            ("Director of the BR", "BR"), which finds the tasks of the Director and of the Bureau, also together with
            others; or words of the printed addressee.
        :param latest: ``True`` for texts that the collection does not show as superseded or ended, ``False`` for the
            others; a day (``2020-01-01``) for texts that were the latest then; ``None`` for all.
        :param since: only texts adopted on that day or in that year, or later.
        :param deadline: only tasks with a date, one of which is on that day or before.
        :param language: only texts in this language.
        :raises InputError: if a day is not valid, or no addressee has that name; the error names similar ones.
        """
        values: dict[str, Any] = {**latest_filter(latest), "language": language}
        of_text, of_task = [COUNTED], []
        if addressee is not None:
            instructions = ", ".join(map(str, self._instructions_to(addressee)))
            of_task.append(f"k.instruction IN ({instructions})")
        if deadline is not None:
            of_task.append("k.ends <= :deadline")
            values["deadline"] = day_of(deadline, last=True)
        if values["wanted"] is not None:
            of_text.append(f"{LATEST} = :wanted")
        if since is not None:
            of_text.append("t.adopted >= :since")
            values["since"] = day_of(since)
        if language is not None:
            of_text.append("t.language = :language")
        conditions = " AND ".join((*of_text, *of_task))
        sql = _MANDATES.format(conditions=conditions)
        counted = f"SELECT count(*) FROM texts t CROSS JOIN tasks k ON k.text = t.id WHERE {conditions}"
        return self._answer(Query(sql, values, counted=counted), _mandates)

    def _instructions_to(self, addressee: str) -> list[int]:
        """Return the numbers of the instructions to an addressee.

        :raises InputError: if no addressee has that name.
        """
        concepts = asked_for(addressee)
        instructions = self.rows("SELECT id, addressee, addressee_words FROM instructions")
        if concepts:
            return [number for number, concept, _ in instructions if concept in concepts]
        wanted = addressee.casefold()
        found = [number for number, _, words in instructions if wanted in words.casefold()]
        if not found:
            like = close_names(addressee, {words for _, _, words in instructions})
            suggested = f"did you mean {' or '.join(map(repr, like))}?" if like else ""
            hint = suggested or '"itu-texts addressees" lists the names'
            raise InputError(f"no addressee is called {addressee!r}; {hint}")
        return found

    # ------------------------------------------------------------------ citations

    @checked
    def citing(self, identifier: str | Identifier, *, language: str | None = None) -> Answer[Citation]:
        """Return the places that cite a text; a citation without an edition or body may mean any.

        :param identifier: ``Resolution 70``, ``Resolution 70 (PP)``; without an edition or body it means all.
        :param language: only places in texts in this language.
        :raises IdentifierError: if ``identifier`` is not an identifier.
        """
        condition = f"""
            q.kind = :kind AND q.number IS :number
            AND (q.body = :body OR (:body IS NULL OR q.body IS NULL) AND q.sector IS :sector)
            AND (q.edition IS NULL OR {SAME_EDITION.format("q")})
        """
        return self._citations(condition, identifier, language)

    @checked
    def cited_by(self, identifier: str | Identifier, *, language: str | None = None) -> Answer[Citation]:
        """Return what a text cites.

        :param identifier: ``Resolution 70``, ``Resolution 70 (PP)``; without an edition or body it means all.
        :param language: only editions in this language.
        :raises IdentifierError: if ``identifier`` is not an identifier.
        """
        return self._citations(f"{SAME_TEXT} AND q.identifier IS NOT NULL", identifier, language)

    def _citations(self, condition: str, identifier: str | Identifier, language: str | None) -> Answer[Citation]:
        sql = f"""
            SELECT c.text, c.place FROM citations c JOIN cited q ON q.id = c.cited JOIN texts t ON t.id = c.text
            WHERE {condition} AND {COUNTED} AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, t.id, c.place
            """
        values = {**columns_of(self.identifier(identifier))._asdict(), "language": language}
        return self._answer(Query(sql, values), _citations)

    @checked
    def broken(self, *, language: str | None = None) -> Answer[Broken]:
        """Return the citations of places that are not there: items, annexes, provisions that a text does not have.

        Only texts that the collection does not show as superseded or ended are examined.

        :param language: only texts in this language.
        """
        sql = f"""
            SELECT coalesce(t.identifier, ''), t.language, c.address, c.words, coalesce(q.identifier, ''), c.problem,
                {_PATH}
            FROM texts t CROSS JOIN citations c ON c.text = t.id JOIN cited q ON q.id = c.cited
            WHERE c.problem IS NOT NULL AND {LATEST} AND {COUNTED} AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, t.id, c.place
            """
        return self._answer(Query(sql, {"day": NOW, "language": language}), partial(_made, Broken))

    @checked
    def outdated(self, *, language: str | None = None) -> Answer[Outdated]:
        """Return the citations of editions that were superseded, and of texts that had ended, when they were cited.

        Only texts that the collection does not show as superseded or ended are examined, and only the content of the
        collection counts. What was right when the text was adopted is not outdated, nor is a citation that says itself
        that it is old: in a history of editions or a recital that recalls, "as revised by this conference", with a note
        at it. A text that abrogates another does not cite it.

        :param language: only texts in this language.
        """
        [(gone,)] = self.rows(f"SELECT count(*) FROM (SELECT 1 FROM ({_GONE}) LIMIT {_MANY_GONE})")
        sql = f"""
            WITH gone AS {"NOT" if gone == _MANY_GONE else ""} MATERIALIZED ({_GONE})
            SELECT coalesce(t.identifier, ''), t.language, c.address, c.words, g.identifier, g.why, {_PATH}
            FROM texts t CROSS JOIN citations c ON c.text = t.id CROSS JOIN gone g ON g.cited = c.cited
            WHERE NOT c.abrogates AND NOT c.aware AND t.work IS NOT g.work AND {LATEST} AND {COUNTED}
                AND t.adopted >= coalesce(g.gone_on, '') AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, t.id, c.place
            """
        return self._answer(Query(sql, {"day": NOW, "language": language}), partial(_made, Outdated))

    # ------------------------------------------------------------------ words

    @checked
    def search(
        self, query: str, *, role: str | None = None, language: str | None = None, limit: int | None = 100
    ) -> Answer[Hit]:
        """Return the chunks with some words, the best first: those with the most of the rarest words, for their length.

        Chunks are whole clauses or items; see :func:`itu_texts.chunks`. If no chunk has all words of a question of
        three words or more, those count that have some of its words, perhaps with other endings, or in the title or the
        headings above.

        :param query: words, with ``a AND b``, ``a OR b``, ``a NOT b``, ``a NEAR b``, ``a NEAR/3 b``, ``"a phrase"``,
            ``pref*`` and brackets.
        :param role: only clauses with this role: ``preamble`` or ``operative``.
        :param language: only texts in this language.
        :param limit: the largest number of results; ``None`` for all.
        :raises InputError: if the query has no words, or is not in that form.
        """
        if role is not None and role not in _ROLES:
            raise InputError(f"not the role of a clause: {role!r}; there are: {', '.join(_ROLES)}")
        try:
            hits = self._hits(fts_query(query, role=role, language=language), limit)
        except InputError as error:
            if "fts5" in str(error):
                raise InputError(f"not a valid search: {query!r}: {_FORM}") from None
            raise
        if not hits and (terms := question_terms(query)):
            return self._hits(question_query(self._rare(terms), role=role, language=language), limit)
        return hits

    def _hits(self, query: str, limit: int | None) -> Answer[Hit]:
        """Return the chunks that a query of FTS5 finds."""
        return self._answer(Query(_HITS, {"query": query, "limit": -1 if limit is None else limit, "day": NOW}), _hits)

    def _rare(self, terms: list[str]) -> list[str]:
        """Return the terms that few chunks have; all, if there are none."""
        [(chunks,)] = self.rows("SELECT count(*) FROM chunks")
        found = "SELECT count(*) FROM (SELECT 1 FROM chunk_index WHERE chunk_index MATCH ? LIMIT ?)"
        most = int(chunks * _COMMON)
        return [term for term in terms if self.rows(found, (term, most + 1))[0][0] <= most] or terms

    @checked
    def duplicates(self, *, language: str | None = None, limit: int | None = 100) -> Answer[Duplicate]:
        """Return passages of at least eight words that occur in several texts, those in the most texts first.

        The editions of a text in all languages count as one.

        :param language: only texts in this language.
        :param limit: the largest number of results; ``None`` for all.
        """
        sql = """
            SELECT digest, works FROM repeated WHERE language = :language
            ORDER BY works DESC, digest LIMIT :limit
            """
        values = {"language": language or "", "limit": -1 if limit is None else limit}
        return self._answer(Query(sql, values, first=1), partial(_duplicates, language))


# ---------------------------------------------------------------------- from the rows of a query to those of an answer


def _mandates(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[Mandate]:
    return [Mandate._make((*row[:12], *dated(row[12]), bool(row[13]), *row[14:])) for row in rows]


def _citations(connection: sqlite3.Connection, rows: list[tuple[int, int]]) -> list[Citation]:
    return [Citation._make(connection.execute(_CITATION, row).fetchone()) for row in rows]


def _made(kind: type[Any], connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[Any]:
    return [*map(kind._make, rows)]


def _hits(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[Hit]:
    plain = ([each.replace(PARTED, "") if isinstance(each, str) else each for each in row] for row in rows)
    return [Hit._make((*row[:8], bool(row[8]), *row[9:])) for row in plain]


def _duplicates(language: str | None, connection: sqlite3.Connection, rows: list[tuple[int, int]]) -> list[Duplicate]:
    found = connection.execute(
        f"""
        SELECT p.digest, p.words, group_concat(trim(coalesce(t.identifier, {_PATH}) || ' ' || p.address), '; ')
        FROM passages p CROSS JOIN texts t ON t.id = p.text
        WHERE p.digest IN ({", ".join(str(digest) for digest, _ in rows)})
            AND (:language IS NULL OR p.language = :language)
        GROUP BY p.digest
        """,
        {"language": language},
    )
    words = {digest: (said, "; ".join(sorted({*places.split("; ")}))) for digest, said, places in found}
    return [Duplicate(words[digest][0], works, words[digest][1]) for digest, works in rows]
