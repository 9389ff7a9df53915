"""The views of a collection: tables for SQL, which stay stable when the tables below them change.

A view has the columns of :data:`itu_texts.analysis.columns.SCHEMA`, and some of its own. It calls no function of the
library, so that any program that reads SQLite can read it. An unknown value is NULL. A day is in ISO 8601; if only the
month or the year is known, it is the first day, and the column ``precision`` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from itu_texts.analysis.columns import SCHEMA, Columns
from itu_texts.collection.base import SAID_LAST

_DAY = "CASE length({0}) WHEN 4 THEN {0} || '-01-01' WHEN 7 THEN {0} || '-01' ELSE {0} END"
_PRECISION = "CASE length({0}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END"
_ADOPTED = f"{_DAY.format('t.adopted')} AS adopted, {_PRECISION.format('t.adopted')} AS precision"
_TEXT = "w.name AS work, t.identifier, nullif(t.kind, 'none') AS kind, t.number, t.title, t.body, t.edition, t.language"
_FROM = "JOIN files f ON f.id = t.file LEFT JOIN works w ON w.id = t.work WHERE t.counts"
VIEWS = {
    # Each text in all its editions and languages
    "all_works": f"""
        SELECT w.name AS work, w.kind, w.number, w.body,
            {SAID_LAST.format("title")} AS title,
            (SELECT count(DISTINCT t.adopted) FROM texts t
             WHERE t.work = w.id AND t.status IS NULL AND t.changes IS NULL) AS editions,
            nullif(w.latest, '') AS latest, {_DAY.format("w.latest_on")} AS latest_on,
            {_DAY.format("w.ended_on")} AS ended_on, w.ended_how,
            {SAID_LAST.format("study_group")} AS study_group, {SAID_LAST.format("question")} AS question
        FROM works w
    """,
    # Each edition in each language
    "all_editions": f"""
        SELECT {_TEXT}, {_ADOPTED}, t.status, {_DAY.format("nullif(t.ended_on, '')")} AS ended_on, t.ended_how,
            t.changes IS NOT NULL AS is_change, t.study_group, t.question, f.path AS file
        FROM texts t {_FROM} AND t.place >= 0
    """,
    # Each task of each addressee
    "all_tasks": f"""
        SELECT {_TEXT}, coalesce(k.address, p.address) AS address, i.concept, i.verb, i.addressee, i.addressee_words,
            coalesce(k.words, p.words) AS words, k.begins, k.ends, k.recurrence, k.times, {_ADOPTED}, f.path AS file
        FROM tasks k JOIN texts t ON t.id = k.text JOIN instructions i ON i.id = k.instruction
            LEFT JOIN passages p ON p.id = k.passage {_FROM}
    """,
    # Each citation
    "all_references": f"""
        SELECT {_TEXT}, nullif(c.address, '') AS address, c.words, q.identifier AS cited, c.cited_kind,
            q.number AS cited_number, q.body AS cited_body, c.abrogates, f.path AS file
        FROM citations c JOIN texts t ON t.id = c.text JOIN cited q ON q.id = c.cited {_FROM}
    """,
    # Each line: titles, headings, items, paragraphs
    "all_paragraphs": f"""
        SELECT {_TEXT}, nullif(p.address, '') AS address, nullif(p.role, '') AS role, nullif(p.concept, '') AS concept,
            p.words, nullif(p.label, '') AS label, f.path AS file, p.line
        FROM passages p JOIN texts t ON t.id = p.text {_FROM}
    """,
}
"""The views by name, each with its query. Copies of a text have rows only once."""
CREATE = "\n".join(f"CREATE VIEW {name} AS {query};" for name, query in VIEWS.items())
"""SQL that creates the views."""
_TYPES: Columns = {
    **SCHEMA,
    **dict.fromkeys(("editions", "abrogates", "ground_start", "line", "is_change", "texts"), int),
    "is_latest": bool,
    **dict.fromkeys(("adopted", "latest_on", "ended_on", "until", "first", "last"), date),
}


def typed(columns: Iterable[str]) -> Columns:
    """Return the types of columns, by name."""
    return {name: _TYPES.get(name, str) for name in columns}
