"""The queries that commands, methods, tables, sites and the views for SQL share, and these views.

A view has the columns of :data:`itu_texts.analysis.columns.SCHEMA`, and some of its own. It calls no function of the
library, so that any program that reads SQLite can read it. An unknown value is NULL. A day is in ISO 8601; if only the
month or the year is known, it is the first day, and the column ``precision`` says so.

A query ends before its conditions. ``:day`` is the day for which it says what is the latest, ``:today`` the day from
which a deadline is past.
"""

from __future__ import annotations

from functools import reduce

from itu_texts.collection.base import GROUND, LATEST, NOW, SAID_LAST, STANDING

_DAY = "CASE length({0}) WHEN 4 THEN {0} || '-01-01' WHEN 7 THEN {0} || '-01' ELSE {0} END"
_PRECISION = "CASE length({0}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END"
_DATED = f"{_DAY} AS {{1}}, {_PRECISION} AS {{2}}"
_ADOPTED = _DATED.format("t.adopted", "adopted", "precision")
_STANDS = f"""
    {LATEST} AS is_latest, {STANDING} AS standing, {GROUND[0]} AS ground, {GROUND[1]} AS ground_start,
    {GROUND[2]} AS ground_file"""
_TEXT = "w.name AS work, t.identifier, nullif(t.kind, 'none') AS kind, t.number, t.title, t.body, t.edition, t.language"
_FROM = "JOIN files f ON f.id = t.file LEFT JOIN works w ON w.id = t.work"
_WHOLE = "FILTER (WHERE t.changes IS NULL)"  # editions, without what changes them
DUE = "CASE WHEN k.due < substr(:today, 1, length(k.due)) THEN k.last_due ELSE k.due END"
"""SQL: the deadline of a task ``k``: the first, or, once that is past, the last."""
MANDATE = f"""
    {_TEXT}, nullif(coalesce(k.address, p.address), '') AS address, i.concept, i.verb, i.force, i.addressee,
    i.addressee_words, coalesce(k.words, p.words) AS words, {DUE} AS due, k.due_kind,
    k.last_due < substr(:today, 1, length(k.last_due)) AS is_past, k.begins, k.ends, k.recurrence, k.times, {_ADOPTED},
    {_STANDS}, f.path AS file
"""
"""The columns of a mandate."""
MANDATED = f"""
FROM texts t CROSS JOIN tasks k ON k.text = t.id CROSS JOIN instructions i ON i.id = k.instruction
    LEFT JOIN passages p ON p.id = k.passage {_FROM}
"""
"""The tables of mandates: the texts ``t``, their tasks and obligations ``k``, and the instructions ``i``."""
BY_DEADLINE = "is_past IS TRUE, k.due IS NULL, due, t.adopted, t.id, k.place"
"""The order of mandates: those with a deadline ahead, the next first; those without; past ones."""
REFERENCES = f"""
SELECT {_TEXT}, nullif(c.address, '') AS address, c.words, q.identifier AS cited, c.iri AS cited_iri, c.cited_kind,
    coalesce(c.part, q.number) AS cited_number, q.body AS cited_body, c.instrument AS cited_instrument, c.abrogates,
    {{why}} AS why, {LATEST} AS is_latest, f.path AS file
FROM citations c JOIN texts t ON t.id = c.text JOIN cited q ON q.id = c.cited {_FROM} {{joined}}
"""
"""Each citation, with what is wrong with it, from the texts ``t``, the citations ``c`` and what is cited ``q``."""
_WORK = f"""
    w.name AS work, w.kind, w.number, {SAID_LAST.format("title")} AS title, w.body,
    s.editions, s.languages, {_DATED.format("s.first", "first", "first_precision")},
    {_DATED.format("s.last", "last", "last_precision")}, nullif(w.latest, '') AS latest,
    {_DAY.format("w.latest_on")} AS latest_on, {_DAY.format("w.ended_on")} AS ended_on, w.ended_how,
    s.is_latest, {STANDING} AS standing, {GROUND[0]} AS ground, {GROUND[1]} AS ground_start, {GROUND[2]} AS ground_file,
    {SAID_LAST.format("study_group")} AS study_group, {SAID_LAST.format("question")} AS question
"""
WORKED = f"""
FROM works w JOIN (
    SELECT t.work, count(DISTINCT coalesce(t.edition, t.adopted, '')) {_WHOLE} AS editions,
        group_concat(DISTINCT t.language) AS languages, min(t.adopted) {_WHOLE} AS first,
        max(t.adopted) {_WHOLE} AS last, max({LATEST}) AS is_latest
    FROM texts t WHERE t.work IS NOT NULL GROUP BY t.work
) s ON s.work = w.id LEFT JOIN texts t ON t.id = (
    SELECT t.id FROM texts t WHERE t.work = w.id AND t.place >= 0
    ORDER BY t.status IS NOT NULL, t.changes IS NOT NULL, t.adopted DESC, t.copy_of IS NOT NULL, t.language <> 'en',
        t.language, t.id LIMIT 1
)
"""
"""The tables of works: each ``w`` in all its editions and languages ``s``; it stands as the last adopted, ``t``."""
WORKS = f"SELECT {_WORK} {WORKED}"
"""Each work."""
# The short name of a body; none for a body named in words, because the spellings differ from text to text
_SHORT_BODY = "CASE WHEN w.body GLOB '*[^A-Z-]*' THEN NULL ELSE w.body END"
WORKS_IN_ORDER = f"{_SHORT_BODY} IS NULL, {_SHORT_BODY}, w.kind, CAST(w.number AS INTEGER), w.number, w.body"
"""The sort order of works ``w``: body, those with a short name first, kind and number."""
_ONCE = "WHERE t.counts >= 2"  # each edition in one language
_EACH = "WHERE t.counts"
_QUERIES = {
    "all_works": WORKS,
    # Each edition in each language
    "all_editions": f"""
        SELECT {_TEXT}, {_ADOPTED}, t.status, {_DAY.format("nullif(t.ended_on, '')")} AS ended_on, t.ended_how,
            {_STANDS}, t.changes IS NOT NULL AS is_change, t.study_group, t.question, f.path AS file
        FROM texts t {_FROM} {_EACH} AND t.place >= 0
    """,
    "all_mandates": f"SELECT {MANDATE} {MANDATED} {_ONCE}",
    "all_tasks": "SELECT * FROM all_mandates WHERE concept IS NOT NULL",
    "all_references": f"{REFERENCES.format(why='c.problem', joined='')} {_EACH}",
    # Each line: titles, headings, items, paragraphs
    "all_paragraphs": f"""
        SELECT {_TEXT}, nullif(p.address, '') AS address, nullif(p.role, '') AS role, nullif(p.concept, '') AS concept,
            p.words, nullif(p.label, '') AS label, f.path AS file, p.line
        FROM passages p JOIN texts t ON t.id = p.text {_FROM} {_EACH}
    """,
}
_VALUES = {":day": f"'{NOW}'", ":today": "CAST(current_date AS TEXT)", "CROSS JOIN": "JOIN"}
VIEWS = {name: reduce(lambda made, each: made.replace(*each), _VALUES.items(), sql) for name, sql in _QUERIES.items()}
"""The views by name, each with its query. Copies of a text have rows only once; a mandate has rows in one language."""
CREATE = "\n".join(f"CREATE VIEW {name} AS {query};" for name, query in VIEWS.items())
"""SQL that creates the views."""
