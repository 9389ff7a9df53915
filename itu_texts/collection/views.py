"""The SQL that queries, commands, tables and sites share: conditions, columns, and the views for other programs.

A view has the columns of :data:`itu_texts.analysis.columns.SCHEMA`, and some of its own. It calls no function of the
library, so that any program that reads SQLite can read it. An unknown value is NULL. A day is in ISO 8601; if only the
month or the year is known, it is the first day, and the column ``precision`` says so.

A query ends before its conditions. ``:day`` is the day for which it says what is the latest, ``:today`` the day from
which a deadline is past. Its tables are texts ``t``, files ``f``, works ``w``, tasks ``k``, instructions ``i``,
passages ``p``, citations ``c``, and what is cited, ``q``.
"""

from __future__ import annotations

from functools import reduce

NOW = "9999-12-31"
LATEST = """(
    t.status IS NULL AND (t.ended_on IS NULL OR t.ended_on > :day) AND (t.adopted IS NULL OR t.adopted <= :day)
)"""
"""Whether a text was adopted by a day, and not known to be superseded or ended on it, as 0 or 1."""
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
"""The standing of a text, in words: ``latest edition in this collection (2018; PP up to 2023)``."""
_ENDED = "t.status IS NULL AND t.ended_how IS NOT NULL"
GROUND = (
    f"CASE WHEN {_ENDED} THEN coalesce(t.ended_words, '') ELSE coalesce(t.ground, '') END",
    f"CASE WHEN {_ENDED} THEN t.ended_start ELSE t.ground_start END",
    f"""CASE WHEN {_ENDED} THEN coalesce(t.ended_file, '')
    WHEN t.ground IS NOT NULL THEN (SELECT g.path FROM files g WHERE g.id = t.file) ELSE '' END""",
)
"""The ground of the standing of a text: the words, their place in the source, and their file."""
_SAID_LAST = """(
    SELECT o.{0} FROM texts o WHERE o.work = w.id AND o.{0} IS NOT NULL
    ORDER BY o.status IS NOT NULL, o.changes IS NOT NULL, o.adopted DESC, o.language <> 'en', o.language, o.id LIMIT 1
) AS {0}"""
"""A column of the last edition of a work that was adopted and has it, the English one first."""
COUNTED = "t.counts >= CASE WHEN :language IS NULL THEN 2 ELSE 1 END AND (:language IS NULL OR t.language = :language)"
"""Whether the rows of a text count: those of copies do not; without a given language, those of one do."""
_MEANS = """
    {0}.kind = :{1}kind AND {0}.number IS :{1}number AND may_be({0}.body, {0}.sector, :{1}body, :{1}sector)
    AND (
        :{1}edition IS NULL OR {2} {0}.edition IS :{1}edition
        OR {0}.changes IS NULL AND :{1}edition = substr({0}.adopted, 1, 4)
        OR {0}.changes IS NULL AND :{1}edition GLOB '[01][0-9]/*' AND substr({0}.adopted, 1, 7) = :{1}adopted
    )
"""
IS_TEXT = _MEANS.format("t", "", "")
"""Whether a text may be the one with an identifier, also if that names its year, ``(2009)``, or month, ``(11/2009)``;
an identifier without body may be of any body."""
IS_CITED = _MEANS.format("q", "of_", "q.edition IS NULL OR")
"""Whether what is cited may be the text with an identifier, whose columns are named ``of_...``."""

_DAY = "CASE length({0}) WHEN 4 THEN {0} || '-01-01' WHEN 7 THEN {0} || '-01' ELSE {0} END"
_PRECISION = "CASE length({0}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END"
_DATED = f"{_DAY} AS {{1}}, {_PRECISION} AS {{2}}"
_ADOPTED = _DATED.format("t.adopted", "adopted", "precision")
_UNTIL = _DAY.format("nullif(t.ended_on, '')")
_GROUND = f"{GROUND[0]} AS ground, {GROUND[1]} AS ground_start, {GROUND[2]} AS ground_file"
_STANDS = f"{LATEST} AS is_latest, {STANDING} AS standing, {_GROUND}"
_TEXT = "w.name AS work, t.identifier, nullif(t.kind, 'none') AS kind, t.number, t.title, t.body, t.edition, t.language"
FROM = "JOIN files f ON f.id = t.file LEFT JOIN works w ON w.id = t.work"
_WHOLE = "FILTER (WHERE t.changes IS NULL)"  # editions, without what changes them
# The first interval of a task: "P4Y", or the body at whose meetings it recurs; the years of it; and those of days
_RECURS = "substr(k.recurrence || ';', 1, instr(k.recurrence || ';', ';') - 1)"
_YEARS = f"CAST(rtrim(substr({_RECURS}, 2), 'Y') AS INTEGER)"
_YEAR = "CAST(substr({}, 1, 4) AS INTEGER)"
_NOW, _SINCE = _YEAR.format(":today"), _YEAR.format("coalesce(k.begins, t.adopted, :today)")
# The years from the text to its first date from today on, before they are rounded up; every other year not its own
_PASSED = f"""(CASE WHEN {_NOW} > {_SINCE} THEN {_NOW} - {_SINCE} WHEN {_YEARS} > 1 THEN 1 ELSE 0 END + {_YEARS} - 1)"""
_NEXT = f"""CASE WHEN k.ends < substr(:today, 1, length(k.ends)) THEN k.ends
    WHEN {_RECURS} GLOB 'P*Y' THEN CAST(
        {_SINCE} + {_PASSED} - {_PASSED} % {_YEARS} AS TEXT
    )
    WHEN {_RECURS} GLOB 'P*' THEN substr(:today, 1, 7)
    WHEN {_RECURS} IN ('COUNCIL', 'UNGA') THEN substr(:today, 1, 4)
    ELSE (SELECT min(m.begins) FROM meetings m WHERE m.body = {_RECURS} AND m.ends >= :today)
END"""
DUE = f"""
CASE WHEN k.due_kind = 'recurring' THEN {_NEXT}
    WHEN k.due < substr(:today, 1, length(k.due)) THEN k.last_due ELSE k.due END
"""
"""The deadline of a task: of one that recurs its next date; of others the first, or, once that is past, the last."""
IS_BEFORE = f"""
{DUE} || substr(CASE k.due_kind WHEN 'recurring' THEN '0000-01-01' ELSE '0000-12-31' END, length({DUE}) + 1) < :before
"""
"""Whether a task is due before a day, or begins to recur before it."""
_LAST = "CASE k.due_kind WHEN 'recurring' THEN k.ends ELSE k.last_due END"
PAST = f"{_LAST} < substr(:today, 1, length({_LAST}))"
"""Whether all deadlines of a task are past."""
MANDATE = f"""
    {_TEXT}, nullif(coalesce(k.address, p.address), '') AS address, i.concept, i.verb, i.force, i.addressee,
    i.addressee_words, coalesce(k.words, p.words) AS words, {DUE} AS due, k.due_kind,
    {PAST} AS is_past, k.begins, k.ends, k.recurrence, k.times, {_ADOPTED},
    {_STANDS}, f.path AS file
"""
"""The columns of a mandate."""
MANDATED = f"""
FROM texts t CROSS JOIN tasks k ON k.text = t.id CROSS JOIN instructions i ON i.id = k.instruction
    LEFT JOIN passages p ON p.id = k.passage {FROM}
"""
"""The tables of mandates: the texts, their tasks and obligations, and the instructions."""
REFERENCES = f"""
SELECT {_TEXT}, nullif(c.address, '') AS address, c.words, q.identifier AS cited, c.iri AS cited_iri, c.cited_kind,
    coalesce(c.part, q.number) AS cited_number, q.body AS cited_body, c.instrument AS cited_instrument, c.abrogates,
    {{why}} AS why, {LATEST} AS is_latest, f.path AS file
FROM citations c JOIN texts t ON t.id = c.text JOIN cited q ON q.id = c.cited {FROM} {{joined}}
"""
"""Each citation, with what is wrong with it."""
EDITIONS = f"""
SELECT w.name, t.identifier, t.title, t.language, {_ADOPTED}, {_STANDS}, {_UNTIL}, '', (
        SELECT group_concat(path, '; ') FROM (
            SELECT o.path FROM texts c JOIN files o ON o.id = c.file
            WHERE c.work = t.work AND c.copy_of = t.id AND NOT c.counts ORDER BY 1
        )
    ), t.study_group, t.question, f.path,
    t.id, t.place, t.work, coalesce(t.adopted, ''), t.status, t.copy_of, t.changes
FROM texts t {FROM}
"""
"""Each edition in each language and file: the columns of an edition, and of what is kept of it."""
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
"""The tables of works: each in all its editions and languages, ``s``; it stands as the last adopted text."""
WORKS = f"""
SELECT w.name AS work, w.kind, w.number, {_SAID_LAST.format("title")}, w.body,
    s.editions, s.languages, {_DATED.format("s.first", "first", "first_precision")},
    {_DATED.format("s.last", "last", "last_precision")}, nullif(w.latest, '') AS latest,
    {_DAY.format("w.latest_on")} AS latest_on, {_DAY.format("w.ended_on")} AS ended_on, w.ended_how,
    s.is_latest, {STANDING} AS standing, {_GROUND},
    {_SAID_LAST.format("study_group")}, {_SAID_LAST.format("question")} {WORKED}
"""
"""Each work."""
# The short name of a body; none for a body named in words, because the spellings differ from text to text
_SHORT_BODY = "CASE WHEN w.body GLOB '*[^A-Z-]*' THEN NULL ELSE w.body END"
WORKS_IN_ORDER = f"{_SHORT_BODY} IS NULL, {_SHORT_BODY}, w.kind, CAST(w.number AS INTEGER), w.number, w.body"
"""The sort order of works: body, those with a short name first, kind and number."""
BY_DEADLINE = f"is_past IS TRUE, {DUE} IS NULL, due, {WORKS_IN_ORDER}, t.adopted, t.id, k.place"
"""The order of mandates: those with a deadline ahead, the next first; those without; past ones."""
_ONCE = "WHERE t.counts >= 2"  # each edition in one language
_EACH = "WHERE t.counts"
_QUERIES = {
    "all_works": WORKS,
    # Each edition in each language
    "all_editions": f"""
        SELECT {_TEXT}, {_ADOPTED}, t.status, {_UNTIL} AS ended_on, t.ended_how,
            {_STANDS}, t.changes IS NOT NULL AS is_change, t.study_group, t.question, f.path AS file
        FROM texts t {FROM} {_EACH} AND t.place >= 0
    """,
    "all_mandates": f"SELECT {MANDATE} {MANDATED} {_ONCE}",
    "all_tasks": "SELECT * FROM all_mandates WHERE concept IS NOT NULL",
    "all_references": f"{REFERENCES.format(why='c.problem', joined='')} {_EACH}",
    # Each line: titles, headings, items, paragraphs
    "all_paragraphs": f"""
        SELECT {_TEXT}, nullif(p.address, '') AS address, nullif(p.role, '') AS role, nullif(p.concept, '') AS concept,
            p.words, nullif(p.label, '') AS label, f.path AS file, p.line
        FROM passages p JOIN texts t ON t.id = p.text {FROM} {_EACH}
    """,
}
_VALUES = {":day": f"'{NOW}'", ":today": "CAST(current_date AS TEXT)", "CROSS JOIN": "JOIN"}
VIEWS = {name: reduce(lambda made, each: made.replace(*each), _VALUES.items(), sql) for name, sql in _QUERIES.items()}
"""The views by name, each with its query. Copies of a text have rows only once; a mandate has rows in one language."""
CREATE = "\n".join(f"CREATE VIEW {name} AS {query};" for name, query in VIEWS.items())
"""SQL that creates the views."""
