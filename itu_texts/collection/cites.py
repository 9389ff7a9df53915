"""Queries on citations: what cites what, and what is cited in vain."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from itu_texts.analysis.works import NO_COLUMNS, columns_of, day_of
from itu_texts.collection.naming import asked_of, identifier_in, value_in
from itu_texts.collection.rows import Answer, Citation
from itu_texts.collection.views import COUNTED, IS_CITED, IS_TEXT, LATEST, NOW, REFERENCES
from itu_texts.errors.arguments import checked
from itu_texts.language.identifiers import Identifier

if TYPE_CHECKING:
    from itu_texts.collection.collection import Collection

_IS_INSTRUMENT = "c.instrument = :of_instrument"
_IS_PART = """
    c.cited_kind = :of_part AND upper(c.part) = upper(:of_part_number)
    AND (:of_instrument IS NULL OR c.instrument = :of_instrument)
"""
# What is superseded or ended on a day: a work with a later edition, or that a text ends; a change counts as the edition
_SINCE = "coalesce(nullif(q.changes, ''), q.adopted)"
_LATER = f"{{0}} > {_SINCE} AND substr({{0}}, 1, length({_SINCE})) <> {_SINCE} AND {{0}} <= :day"
_LAST = f"""
    SELECT l.{{0}} FROM texts l
    WHERE l.work = w.id AND l.status IS NULL AND l.changes IS NULL AND {_LATER.format("l.adopted")}
    ORDER BY l.adopted DESC, l.id LIMIT 1
"""
_MEANT = "w.kind = q.kind AND w.number = q.number AND may_be(q.body, q.sector, w.body, w.sector)"
_OF_WORKS = f"""
SELECT q.id AS cited, w.id AS work,
    CASE WHEN w.ended_how IS NOT NULL AND coalesce(w.ended_on, '') <= :day THEN w.ended_how
        WHEN {_LATER.format("w.latest_on")} THEN 'superseded by ' || w.latest
        WHEN w.latest_on > :day THEN 'superseded by ' || ({_LAST.format("identifier")})
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
_ENDED = f"""
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
    rows = acts.rows(_ENDED, {"day": NOW, **columns_of(identifier_in(acts, identifier))._asdict()})
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
        values |= columns_of(identifier_in(acts, by))._asdict()
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
