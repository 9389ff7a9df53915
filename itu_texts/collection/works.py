"""Queries on works and their editions: history, changes, and the edition that introduced some words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from itu_texts.analysis.tasks import asked_for, close_names
from itu_texts.analysis.works import NO_COLUMNS, columns_of, dated, day_of, is_later
from itu_texts.collection.naming import asked_of, identifier_in, is_meant, tokens_of, value_in, words_of
from itu_texts.collection.rows import Answer, Blame, Citation, Edition, Mandate, WorkRow, made
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier, conferences
from itu_texts.parsing.parts import concepts_in
from itu_texts.revision.diffs import DifferenceKind, diff, summary
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Text
from itu_texts.tree.walking import find, outline_nodes

if TYPE_CHECKING:
    from collections.abc import Collection as Words

    from itu_texts.collection.collection import Collection


# ----------------------------------------------------------------------
# The SQL that queries, commands, tables and sites share: conditions, columns, and the views for other programs.

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

_SAME_WORDS = (DifferenceKind.UNCHANGED, DifferenceKind.RELABELLED, DifferenceKind.MOVED)
_NAMED = """
SELECT identifier, adopted, changes, coalesce(study_group, '') FROM history WHERE text = ? AND adopted IS NOT NULL
"""
_COLUMNS = len(Edition._fields)


class Kept(NamedTuple):
    """An edition, and what a collection keeps of it."""

    edition: Edition
    id: int
    """The number of the text; 0 for an edition that only the front of another names."""
    place: int
    """The index of the text in its file."""
    work: int | None
    day: str
    """The day of adoption as far as it is known: ``2018``; empty if it is not."""
    status: str | None
    copy_of: int | None
    changes: str | None
    """For an amendment or a corrigendum, the day of the edition that it changes, empty if that is not known."""

    @property
    def is_whole(self) -> bool:
        """Whether it has all words of an edition: it is not suppressed, and not an amendment or corrigendum."""
        return self.status != "suppressed" and self.changes is None

    @property
    def is_read(self) -> bool:
        """Whether it stands in a file of the collection, and is no copy."""
        return bool(self.id) and self.copy_of is None


def latest_values(latest: bool | str | date | None) -> dict[str, Any]:
    """Return the values for a filter by latest edition: ``wanted``, which is ``None`` for all texts, and ``day``."""
    if latest is None or isinstance(latest, bool):
        return {"wanted": latest, "day": NOW}
    return {"wanted": True, "day": day_of(latest, last=True)}


@checked
def works(
    acts: Collection,
    *,
    latest: bool | str | date | None = None,
    language: str | None = None,
    kind: str | None = None,
) -> Answer[WorkRow]:
    """Return the texts, each in all its editions and languages, by body, kind and number.

    Bodies without a short name count as one, because each text may spell them differently.

    :param latest: ``True`` for works with an edition that the collection does not show as superseded or ended; a day
        for works with such an edition on that day; ``False`` for the others; ``None`` for all.
    :param language: only works that the collection has in this language.
    :param kind: ``resolution``, ``decision`` ...
    """
    values = {
        **latest_values(latest),
        "language": value_in(acts, "language", language),
        "kind": value_in(acts, "kind", kind),
    }
    sql = f"""
        {WORKS} WHERE (:kind IS NULL OR w.kind = :kind) AND (:wanted IS NULL OR s.is_latest = :wanted) AND (
            :language IS NULL OR EXISTS (SELECT 1 FROM texts t WHERE t.work = w.id AND t.language = :language)
        ) ORDER BY {WORKS_IN_ORDER}, w.id
    """
    return acts._answer(WorkRow, sql, values)


@checked
def history(acts: Collection, identifier: str | Identifier, *, language: str | None = None) -> Answer[Edition]:
    """Return the editions of a text, from the first to the last, with the changes of each.

    Copies of an edition in one language are one row, which lists their files. Editions that only the history line of
    another edition names are included, without a file.

    :param identifier: ``Resolution 70``, ``Resolution 70 (PP)``; without a body all texts of that name, without an
        edition all editions.
    :param language: only editions in this language.
    :raises IdentifierError: if ``identifier`` is not an identifier.
    :raises InputError: if nothing in the collection is or names such a text; the error names the editions that are.
    """
    found = Answer(Edition)
    before: dict[tuple[int | None, str], Text] = {}
    named = identifier_in(acts, identifier)
    for each in _there(acts, named, editions(acts, named, language)):
        changes = ""
        if each.is_read and each.is_whole:
            text, chain = text_of(acts, each), (each.work, each.edition.language)
            changes = summary(diff(before[chain], text)) if chain in before else ""
            before[chain] = text
        if each.copy_of is None:
            found.append(each.edition._replace(changes=changes))
    return found


@checked
def blame(
    acts: Collection, identifier: str | Identifier, address: str, *, language: str | None = None
) -> Answer[Blame]:
    """Return the edition that introduced the words of a place, and of each place below it.

    Labels do not count as words, and moved words stay those of the edition that introduced them.

    :param identifier: the text, or its name among the :meth:`works`; its last edition, unless it names one.
    :param address: a place in the text: ``resolves 2``.
    :param language: the language of the editions; by default English, or the language of the last edition.
    :raises IdentifierError: if ``identifier`` is not an identifier.
    :raises AddressError: if nothing stands at the address.
    :raises InputError: if the collection has no such text, or texts of several bodies have that name.
    """
    last = edition(acts, identifier, language, is_whole=True)
    before = (each for each in others(acts, last) if each.status is None and each.day < last.day)
    rows = [*before, last]
    texts = [text_of(acts, each) for each in rows]
    pieces = [each for each in outline_nodes(texts[-1].at(address)) if _words(each)]
    known = Addresses().known
    return Answer(
        Blame,
        (
            Blame(rows[at].edition.identifier, known(each), _words(each), *dated(rows[at].day), kind)
            for each, (at, kind) in zip(pieces, _brought(texts, pieces), strict=True)
        ),
    )


# ---------------------------------------------------------------------- editions


def editions(acts: Collection, identifier: str | Identifier, language: str | None = None) -> list[Kept]:
    """Return the editions of a text, including those only named by others, from the first to the last."""
    names = columns_of(identifier_in(acts, identifier))
    language = value_in(acts, "language", language)
    condition = f"{IS_TEXT} AND (:language IS NULL OR t.language = :language)"
    rows = kept(acts, condition, {**names._asdict(), "language": language})
    return _in_order([*rows, *_earlier(acts, rows)] if names.edition is None else rows)


def editions_of(acts: Collection, work: int | None) -> list[Kept]:
    """Return the editions of a work in all languages, in order, including those only named by others."""
    rows = kept(acts, "t.work = :work", {"work": work})
    return _in_order([*rows, *_earlier(acts, rows)])


def edition(
    acts: Collection, identifier: str | Identifier, language: str | None = None, *, is_whole: bool = False
) -> Kept:
    """Return the edition that is named: the last adopted one if none is, in English if the collection has it.

    :param is_whole: whether amendments, corrigenda and what is suppressed do not count.
    :raises InputError: if the collection has no such edition, or it may be of several works.
    """
    named = identifier_in(acts, identifier)
    known = editions(acts, named, language)
    rows = _there(acts, named, [each for each in known if each.is_read and (each.is_whole or not is_whole)])
    work = _only_work(acts, named, {each.work for each in rows})
    return max(
        (each for each in rows if each.work == work),
        key=lambda each: (
            each.status is None,
            each.is_whole,
            each.day,
            each.edition.language == "en",
            each.edition.language,
        ),
    )


def _there(acts: Collection, named: Identifier, rows: list[Kept]) -> list[Kept]:
    """Return the editions that a name means.

    :raises InputError: if there are none; the error names the editions of the text that the collection has.
    """
    if rows:
        return rows
    there = editions(acts, evolve(named, revision=None, body=columns_of(named).body))
    known = ", ".join(dict.fromkeys(row.edition.identifier for row in there if row.is_read))
    raise InputError(
        f"{'the collection' if acts._name == ':memory:' else acts._name} has no {named}"
        + (f"; there is {known}" if known else "")
    )


def others(acts: Collection, row: Kept) -> list[Kept]:
    """Return the other editions of a text in its language, from the first to the last."""
    return [
        each
        for each in (editions_of(acts, row.work) if row.work is not None else [])
        if each.is_read and each.is_whole and each.edition.language == row.edition.language
        if each.edition.identifier != row.edition.identifier
    ]


def text_of(acts: Collection, row: Kept) -> Text:
    """Return the text of an edition."""
    return [*find(acts.document(row.edition.file), Text)][row.place]


def kept(acts: Collection, condition: str, values: dict[str, Any]) -> list[Kept]:
    """Return the editions in the collection that fulfil a condition in SQL."""
    sql = f"{EDITIONS} WHERE {condition} ORDER BY t.body, t.adopted, t.edition, t.id"
    rows = ((made(Edition, row[:_COLUMNS]), row[_COLUMNS:]) for row in acts.rows(sql, {"day": NOW, **values}))
    return [Kept(edition, *more) for edition, more in rows]


def _in_order(rows: Sequence[Kept]) -> list[Kept]:
    """Return editions from the first to the last, those of a work together."""
    order = {work: at for at, work in enumerate(dict.fromkeys(row.work for row in rows))}
    return sorted(
        rows,
        key=lambda row: (
            order[row.work],
            row.status is not None and not row.day,
            row.day[:4],
            row.status is not None,
            row.day,
        ),
    )


def _earlier(acts: Collection, rows: Sequence[Kept]) -> Iterator[Kept]:
    """Yield the editions that fronts name and the collection does not have."""
    known: dict[tuple[int | None, bool, str], list[str]] = defaultdict(list)
    for row in rows:
        known[row.work, row.changes is None, _unmarked(row.edition.identifier)].append(row.day)
    for row in (row for row in rows if row.status is None):
        for name, day, changes, group in acts.rows(_NAMED, (row.id,)):
            days = known[row.work, changes is None, _unmarked(name)]
            if not any(not is_later(each, day) and not is_later(day, each) for each in days):
                days.append(day)
                edition = Edition(
                    row.edition.work, name, "", "", *dated(day), False, "not in the collection", name, None,
                    row.edition.file, "", "", "", group, "", "",
                )  # fmt: skip
                yield Kept(edition, 0, -1, row.work, day, None, None, changes)


def _unmarked(identifier: str) -> str:
    """Return an identifier without the mark of its edition; of ITU-R, the number has the edition."""
    return identifier.partition(" (")[0]


def _only_work(acts: Collection, identifier: Identifier, works: set[int | None]) -> int | None:
    """Return the work that an identifier means: that of its body, if it names one.

    :raises InputError: if it may mean several works.
    """
    if len(works) == 1:
        return next(iter(works))
    numbers = ", ".join(str(int(each or 0)) for each in works)
    rows = acts.rows(f"SELECT id, body, name, latest FROM works WHERE id IN ({numbers}) ORDER BY name")
    body = columns_of(identifier).body
    own = [work for work, its_body, _, _ in rows if body is not None and its_body == body]
    if len(own) == 1:
        return int(own[0])
    names = ", ".join(latest if its_body is None else name for _, its_body, name, latest in rows)
    raise InputError(f"{identifier} may be several texts: {names}")


# ---------------------------------------------------------------------- who introduced some words


def _brought(editions: Sequence[Text], nodes: Sequence[Node]) -> list[tuple[int, str]]:
    """Return, for each of some nodes of the last edition, the edition that introduced it, and how."""
    brought = [(0, "original")] * len(nodes)
    looked_for = dict(enumerate(nodes))
    for at in range(len(editions) - 1, 0, -1):
        if not looked_for:
            break
        kinds = _kinds(editions[at - 1], editions[at])
        for key, node in [*looked_for.items()]:
            kind, was = kinds.get(id(node), (DifferenceKind.ADDED, None))
            if kind in _SAME_WORDS and was is not None:
                looked_for[key] = was
            else:
                brought[key] = (at, kind.value)
                del looked_for[key]
    return brought


def _kinds(old: Text, new: Text) -> dict[int, tuple[DifferenceKind, Node | None]]:
    """Return the change and the old node of each node of the new text; a change of words has priority."""
    kinds: dict[int, tuple[DifferenceKind, Node | None]] = {}
    for each in diff(old, new, unchanged=True):
        if each.new is not None:
            known = kinds.get(id(each.new))
            if known is None or known[0] in _SAME_WORDS:
                kinds[id(each.new)] = (each.kind, each.old)
    return kinds


def _words(node: Node) -> str:
    pieces = node.outline_line.pieces or ()
    return " ".join(getattr(each, "text", "") for each in pieces if isinstance(each, Node))


# ----------------------------------------------------------------------
# Queries on citations: what cites what, and what is cited in vain.

_IS_INSTRUMENT = "c.instrument = :of_instrument"
_IS_PART = """
    c.cited_kind = :of_part AND upper(c.part) = upper(:of_part_number)
    AND (:of_instrument IS NULL OR c.instrument = :of_instrument)
"""
# What is superseded or ended on a day: a work with a later edition, or that a text ends; a change counts as the edition
_CITED_SINCE = "coalesce(nullif(q.changes, ''), q.adopted)"
_LATER = f"{{0}} > {_CITED_SINCE} AND substr({{0}}, 1, length({_CITED_SINCE})) <> {_CITED_SINCE} AND {{0}} <= :day"
_LATEST = f"""
    SELECT l.{{0}} FROM texts l
    WHERE l.work = w.id AND l.status IS NULL AND l.changes IS NULL AND {_LATER.format("l.adopted")}
    ORDER BY l.adopted DESC, l.id LIMIT 1
"""
_MEANT = "w.kind = q.kind AND w.number = q.number AND may_be(q.body, q.sector, w.body, w.sector)"
_OF_WORKS = f"""
SELECT q.id AS cited, w.id AS work,
    CASE WHEN w.ended_how IS NOT NULL AND coalesce(w.ended_on, '') <= :day THEN w.ended_how
        WHEN {_LATER.format("w.latest_on")} THEN 'superseded by ' || w.latest
        WHEN w.latest_on > :day THEN 'superseded by ' || ({_LATEST.format("identifier")})
        WHEN {_LATER.format("w.next_on")} THEN w.next_how END AS why
FROM cited q CROSS JOIN works w ON {_MEANT} WHERE why IS NOT NULL
"""
# ... or a work of which the collection has no edition, and texts that were adopted cite a later one
_OF_CITED = f"""
SELECT q.id AS cited, 0 AS work, (
    SELECT 'superseded: ' || coalesce(t.identifier, t.title, f.path) || rtrim(', ' || c.address, ', ')
        || ' cites ' || l.identifier
    FROM cited l JOIN citations c ON c.cited = l.id JOIN texts t ON t.id = c.text JOIN files f ON f.id = t.file
    WHERE l.kind = q.kind AND l.number = q.number AND l.body IS q.body AND l.sector IS q.sector AND l.changes IS NULL
        AND {_LATER.format("l.adopted")} AND t.status IS NULL
        AND NOT t.adopted < substr(l.adopted, 1, length(t.adopted))
    ORDER BY l.adopted DESC, t.adopted, f.path, c.place LIMIT 1
) AS why FROM cited q
WHERE q.number IS NOT NULL AND q.adopted IS NOT NULL AND why IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM works w WHERE {_MEANT})
"""
GONE = f"{_OF_WORKS} UNION ALL {_OF_CITED}"
# In the last edition here, also if that is superseded by one that is not here; not in a list of editions
IS_OUTDATED = f"""
    NOT c.abrogates AND NOT c.aware AND t.work IS NOT g.work AND ({LATEST}
        OR t.status IS NULL AND t.adopted <= :day AND t.ended_how LIKE 'superseded%' AND NOT EXISTS (
            SELECT 1 FROM texts l
            WHERE l.work = t.work AND l.status IS NULL AND l.adopted > t.adopted AND l.adopted <= :day
        )
    ) AND NOT EXISTS (
        SELECT 1 FROM citations s JOIN cited l ON l.id = s.cited
        WHERE s.text = c.text AND s.address = c.address AND l.kind = q.kind AND l.number = q.number AND l.body IS q.body
            AND {_LATER.format("l.adopted")}
    )
"""
IS_BROKEN = f"c.problem IS NOT NULL AND {LATEST}"

# The works that an identifier may mean, each with how it has ended, and its latest edition
_ENDED_LATER = f"""
WITH cited AS (
    SELECT 1 AS id, :kind AS kind, :number AS number, :body AS body, :sector AS sector, :adopted AS adopted,
        :changes AS changes
)
SELECT g.why, CASE WHEN g.why = 'superseded by ' || w.latest THEN w.latest ELSE '' END
FROM cited q CROSS JOIN works w ON {_MEANT} LEFT JOIN ({_OF_WORKS}) g ON g.work = w.id
"""


@checked
def ended(acts: Collection, identifier: str | Identifier) -> tuple[str, str] | None:
    """Return why an edition is no longer in force, and the edition that follows it, empty if none does.

    :param identifier: the edition; without a mark, the text in all its editions.
    :returns: ``None`` if the collection does not say that it is superseded or has ended, or several texts may be meant.
    :raises IdentifierError: if ``identifier`` is not an identifier.
    """
    rows = acts.rows(_ENDED_LATER, {"day": NOW, **columns_of(identifier_in(acts, identifier))._asdict()})
    return rows[0] if len(rows) == 1 and rows[0][0] else None


@checked
def cites(
    acts: Collection,
    *,
    of: str | Identifier | None = None,
    by: str | Identifier | None = None,
    broken: bool = False,
    outdated: bool = False,
    on: str | date | None = None,
    language: str | None = None,
) -> Answer[Citation]:
    """Return what texts cite: all citations, or those that fulfil all conditions.

    :param of: only citations of a text, an instrument or a part of one: ``Resolution 70``, ``Resolution 70 (PP)``,
        ``Res 70``, ``75/25``; without an edition or body it means all; ``Radio Regulations``, ``Article 22 of the Radio
        Regulations``, ``No. 5.340``. A citation of a text without an edition or body may mean any.
    :param by: only what a text cites: ``Resolution 70``, ``Resolution 70 (PP)``.
    :param broken: only citations of places that are not there, in texts that the collection does not show as superseded
        or ended: items, annexes, provisions that a text does not have.
    :param outdated: only citations, in the last edition here of each text, of editions that are superseded, and of
        texts that have ended: by what the collection has, and by later editions that its texts cite. A citation that
        says itself that it is old is not outdated: in a history of editions or a recital that recalls, "as revised by
        this conference", with a note at it. A text that abrogates another does not cite it. ``why`` says by which
        ground.
    :param on: the day for which ``broken`` and ``outdated`` look; by default the day of the call.
    :param language: only places in texts in this language.
    :raises IdentifierError: if ``of`` or ``by`` names none of these.
    :raises InputError: if nothing in the collection is the text that ``by`` names; the error names its editions.
    """
    values: dict[str, Any] = {
        "day": day_of(on if on is not None else date.today(), last=True) if outdated or on is not None else NOW,
        "language": value_in(acts, "language", language),
    }
    conditions = [COUNTED]
    if of is not None:
        named = asked_of(acts, of)
        conditions.append({"text": IS_CITED, "instrument": _IS_INSTRUMENT}.get(named.kind, _IS_PART))
        columns = columns_of(named.identifier) if named.identifier is not None else NO_COLUMNS
        part = {"part": named.kind, "part_number": named.number, "instrument": named.instrument}
        values |= {f"of_{name}": value for name, value in {**columns._asdict(), **part}.items()}
    if by is not None:
        conditions.append(f"{IS_TEXT} AND coalesce(q.identifier, c.instrument) IS NOT NULL")
        citing = identifier_in(acts, by)
        _there(acts, citing, editions(acts, citing))
        values |= columns_of(citing)._asdict()
    if broken:
        conditions.append(IS_BROKEN)
    gone, why, joined = "", "c.problem", ""
    if outdated:
        gone, why, joined = f"WITH gone AS MATERIALIZED ({GONE})", "g.why", "CROSS JOIN gone g ON g.cited = c.cited"
        conditions.append(IS_OUTDATED)
    sql = f"""
        {gone} SELECT {", ".join(Citation._fields)} FROM (
            {REFERENCES.format(why=why, joined=joined)} WHERE {" AND ".join(conditions)}
            ORDER BY t.adopted, t.id, c.place
        )
    """
    return acts._answer(Citation, sql, values)


# ----------------------------------------------------------------------
# Queries on mandates: who must do what, until when.

_IS_OVERDUE = f"{PAST} AND k.due_kind <> 'recurring'"


@checked
def mandates(
    acts: Collection,
    addressee: str | None = None,
    *,
    to: str | None = None,
    words: str | None = None,
    latest: bool | str | date | None = None,
    since: str | date | None = None,
    before: str | int | date | None = None,
    overdue: bool = False,
    language: str | None = None,
    obligations: bool = True,
    today: str | date | None = None,
) -> Answer[Mandate]:
    """Return who must do what by which text: tasks, and obligations of somebody.

    Those with a deadline ahead come first, the next one first; then those without a deadline; then those that are past.
    The deadline of what recurs is its next date. Copies of a text count once, and an edition in several languages
    counts in one: English if it has it.

    :param addressee: a key of :data:`itu_texts.CONCEPTS`, such as ``DIR_BR``; a name in any language and case
        ("Director of the BR", "BR"), which finds the tasks of the Director and of the Bureau, also together with
        others; or words of the printed addressee.
    :param to: only those whose words name this body or office beside the addressee, as "to report to the Council".
    :param words: only those with all these words, in any of their forms: ``report`` finds "reports".
    :param latest: ``True`` for texts that the collection does not show as superseded or ended, ``False`` for the
        others; a day (``2020-01-01``) for texts that were the latest then; ``None`` for all.
    :param since: only texts adopted on that day or in that year, or later.
    :param before: only those with a deadline before that day, month or year begins, or up to the end of a conference
        (``WRC-27``). What recurs is due on each of its dates.
    :param overdue: only those whose deadlines are past, and that do not recur.
    :param language: only texts in this language.
    :param obligations: whether sentences such as "administrations shall ..." count, or only tasks.
    :param today: the day before which a deadline is past; ``None`` for the day of the call.
    :raises InputError: if a day is not valid, or no addressee has that name; the error names similar ones.
    """
    values: dict[str, Any] = {
        **latest_values(latest),
        "language": value_in(acts, "language", language),
        "today": day_of(today if today is not None else date.today()),
        "before": None if before is None else _day_before_which(before),
        "since": None if since is None else day_of(since),
    }
    conditions = {
        COUNTED: True,
        f"k.instruction IN ({_instructions_to(acts, addressee)})": addressee is not None,
        IS_BEFORE: before is not None,
        _IS_OVERDUE: overdue,
        "i.concept IS NOT NULL": not obligations,
        f"{LATEST} = :wanted": values["wanted"] is not None,
        "t.adopted >= :since": since is not None,
    }
    given = " AND ".join(condition for condition, is_asked in conditions.items() if is_asked)
    found = acts._answer(Mandate, f"SELECT {MANDATE} {MANDATED} WHERE {given} ORDER BY {BY_DEADLINE}", values)
    if to is not None:
        named, read = concepts_of(to), {each.language: acts._bound(each.language) for each in found}
        found[:] = [row for row in found if not named.isdisjoint(concepts_in(row.words, lang_of(read[row.language])))]
    wanted = words_of(words or "")
    return Answer(Mandate, (row for row in found if not wanted or _has_words(wanted, row)))


def _day_before_which(asked: str | int | date) -> str:
    """Return the first day of a year or a month, or the day after a conference.

    :raises InputError: if it is neither a day nor a conference.
    """
    met = next((each.ends for each in conferences() if each.name == asked), None)
    if met is not None:
        return (met + timedelta(1)).isoformat()
    day = day_of(str(asked) if isinstance(asked, int) else asked)
    return day + "0000-01-01"[len(day) :]


def _has_words(words: list[str], row: Mandate) -> bool:
    said = tokens_of(row.words)
    return all(any(is_meant(word, each, [row.language]) for each in said) for word in words)


def concepts_of(addressee: str) -> frozenset[str]:
    """Return the concepts that a name means.

    :raises InputError: if no addressee has that name.
    """
    concepts = asked_for(addressee)
    if not concepts:
        raise unknown_addressee(addressee)
    return concepts


def _instructions_to(acts: Collection, addressee: str | None) -> str:
    """Return the numbers of the instructions to an addressee, as a list in SQL.

    :raises InputError: if no addressee has that name.
    """
    if addressee is None:
        return ""
    concepts = asked_for(addressee)
    instructions = acts.rows("SELECT id, addressee, addressee_words FROM instructions")
    wanted = addressee.casefold()
    found = [
        str(number)
        for number, concept, words in instructions
        if (concept in concepts if concepts else wanted in words.casefold())
    ]
    if not found and not concepts:
        raise unknown_addressee(addressee, {words for _, _, words in instructions})
    return ", ".join(found)


def unknown_addressee(addressee: str, words: Words[str] = ()) -> InputError:
    """Return the error for an addressee that nobody is called, which names similar ones.

    :param words: the addressees as texts print them.
    """
    like = close_names(addressee, words)
    hint = f"did you mean {' or '.join(map(repr, like))}?" if like else "itu_texts.addressee_names() lists the names"
    return InputError(f"no addressee is called {addressee!r:.40}; {hint}")
