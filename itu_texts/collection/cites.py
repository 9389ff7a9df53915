"""Queries on citations: what cites what, and what is cited in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itu_texts.analysis.works import NO_COLUMNS, columns_of
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
# Cited texts that are superseded, abrogated or suppressed, and why; a change counts as its edition
_SINCE = "coalesce(nullif(q.changes, ''), q.adopted)"
_LATER = f"{{0}} > {_SINCE} AND substr({{0}}, 1, length({_SINCE})) <> {_SINCE}"
_GONE = f"""
SELECT q.id AS cited, w.id AS work,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_how
        WHEN {_LATER.format("w.latest_on")} THEN 'superseded by ' || w.latest
        ELSE w.next_how END AS why,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_on
        WHEN {_LATER.format("w.latest_on")} THEN w.latest_on ELSE w.next_on END AS gone_on
FROM cited q CROSS JOIN works w
    ON w.kind = q.kind AND w.number = q.number AND may_be(q.body, q.sector, w.body, w.sector)
WHERE w.ended_how IS NOT NULL OR {_LATER.format("w.latest_on")} OR {_LATER.format("w.next_on")}
"""
_IS_OUTDATED = f"""
    NOT c.abrogates AND NOT c.aware AND t.work IS NOT g.work AND {LATEST} AND t.adopted >= coalesce(g.gone_on, '')
"""
_MANY_GONE = 2000  # texts; if there are fewer, they are looked up first


@checked
def cites(
    acts: Collection,
    *,
    of: str | Identifier | None = None,
    by: str | Identifier | None = None,
    broken: bool = False,
    outdated: bool = False,
    language: str | None = None,
) -> Answer[Citation]:
    """Return what texts cite: all citations, or those that fulfil all conditions.

    :param of: only citations of a text, an instrument or a part of one: ``Resolution 70``, ``Resolution 70 (PP)``,
        ``Res 70``, ``75/25``; without an edition or body it means all; ``Radio Regulations``, ``Article 22 of the Radio
        Regulations``, ``No. 5.340``. A citation of a text without an edition or body may mean any.
    :param by: only what a text cites: ``Resolution 70``, ``Resolution 70 (PP)``.
    :param broken: only citations of places that are not there, in texts that the collection does not show as superseded
        or ended: items, annexes, provisions that a text does not have.
    :param outdated: only citations, in such texts, of editions that were superseded, and of texts that had ended, when
        they were cited; only the content of the collection counts. What was right when the text was adopted is not
        outdated, nor is a citation that says itself that it is old: in a history of editions or a recital that recalls,
        "as revised by this conference", with a note at it. A text that abrogates another does not cite it.
    :param language: only places in texts in this language.
    :raises IdentifierError: if ``of`` or ``by`` names none of these.
    """
    values: dict[str, Any] = {"day": NOW, "language": value_in(acts, "language", language)}
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
        conditions.append(f"c.problem IS NOT NULL AND {LATEST}")
    gone, why, joined = "", "c.problem", ""
    if outdated:
        [(many,)] = acts.rows(f"SELECT count(*) FROM (SELECT 1 FROM ({_GONE}) LIMIT {_MANY_GONE})")
        gone = f"WITH gone AS {'NOT' if many == _MANY_GONE else ''} MATERIALIZED ({_GONE})"
        why, joined = "g.why", "CROSS JOIN gone g ON g.cited = c.cited"
        conditions.append(_IS_OUTDATED)
    sql = f"""
        {gone} SELECT {", ".join(Citation._fields)} FROM (
            {REFERENCES.format(why=why, joined=joined)} WHERE {" AND ".join(conditions)}
            ORDER BY t.adopted, t.id, c.place
        )
    """
    return acts._answer(Citation, sql, values)
