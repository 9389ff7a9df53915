"""The standing of works and editions: which edition follows which, and when an edition is superseded or ended.

Editions are those in the collection, those that history lines name, and those that other texts cite. An edition ends
when the next begins, when an adopted text or a printed notice abrogates the work, or when an amendment suppresses it.
Drafts and proposals end nothing. An amendment or a corrigendum of a Recommendation does not end the edition that it
changes, and ends with it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cmp_to_key
from typing import Any, NamedTuple

from itu_texts.analysis.works import is_later, name_of_work
from itu_texts.tree.notices import IN_FORCE

Topic = tuple[str, str]
"""The kind and the number that all texts of a work share, and possibly those of other works: ``("resolution",
"70")``."""

_TOPICS_OF_FILE = """
SELECT kind, number FROM texts WHERE file = :file AND number IS NOT NULL
UNION SELECT q.kind, q.number FROM texts t JOIN citations c ON c.text = t.id JOIN cited q ON q.id = c.cited
WHERE t.file = :file AND q.edition IS NOT NULL AND q.number IS NOT NULL
UNION SELECT q.kind, q.number FROM texts t JOIN endings e ON e.text = t.id JOIN cited q ON q.id = e.cited
WHERE t.file = :file AND q.number IS NOT NULL
"""
_EDITIONS = """
SELECT t.id, t.body, t.sector, t.edition, t.adopted, t.changes, t.status, t.identifier, t.ground, t.ground_start, f.path
FROM texts t JOIN files f ON f.id = t.file WHERE t.kind = ? AND t.number = ? ORDER BY f.path, t.place
"""
# The editions that adopted texts cite, with the first text that cites each and is not older than the edition
_CITED = """
SELECT q.body, q.sector, q.edition, q.adopted, coalesce(t.identifier, t.title, 'another text'), c.words, NULL, f.path,
    min(coalesce(t.adopted, '') || coalesce(t.identifier, '') || coalesce(t.title, ''))  -- the first row that cites it
FROM cited q JOIN citations c ON c.cited = q.id JOIN texts t ON t.id = c.text JOIN files f ON f.id = t.file
WHERE q.kind = ? AND q.number = ? AND q.edition IS NOT NULL AND q.changes IS NULL AND t.status IS NULL
    AND NOT t.adopted < substr(coalesce(q.adopted, ''), 1, length(t.adopted))
GROUP BY q.id
"""
_NOTICED = f"""
SELECT t.body, t.sector, t.adopted, t.notice_on, t.notice, t.ground, t.ground_start, f.path
FROM texts t JOIN files f ON f.id = t.file
WHERE t.kind = ? AND t.number = ? AND t.status IS NULL AND t.notice <> '{IN_FORCE}'
"""
_HISTORY = "SELECT adopted, changes, identifier FROM history WHERE text = ?"
_ENDING = """
SELECT q.body, q.sector, q.adopted, coalesce(nullif(e.day, ''), t.adopted),
    e.how || CASE WHEN instr(e.how, ' by ') THEN '' ELSE ' by ' || coalesce(t.identifier, t.title, 'another text') END,
    e.words, e.start, f.path
FROM cited q CROSS JOIN endings e ON e.cited = q.id JOIN texts t ON t.id = e.text JOIN files f ON f.id = t.file
WHERE q.changes IS NULL AND q.kind = ? AND q.number = ? AND (t.status IS NULL OR e.is_noted)
    AND e.how NOT LIKE 'in force%'
"""
# What lists of texts in force and catalogues say
_HOLDING = """
SELECT q.body, q.sector, q.adopted, e.day, e.how, e.words, e.start, f.path
FROM cited q CROSS JOIN endings e ON e.cited = q.id JOIN texts t ON t.id = e.text JOIN files f ON f.id = t.file
WHERE q.kind = ? AND q.number = ? AND e.how LIKE 'in force%' ORDER BY e.day DESC
"""
# The day of a suppressed text is that of its file: of the last text adopted in it
_SUPPRESSING = """
SELECT s.body, s.sector, s.adopted, (SELECT max(o.adopted) FROM texts o WHERE o.file = s.file AND o.status IS NULL),
    'suppressed', s.ground, s.ground_start, f.path
FROM texts s JOIN files f ON f.id = s.file WHERE s.kind = ? AND s.number = ? AND s.status = 'suppressed'
"""


class _Said(NamedTuple):
    """The words that say something, their place in the source, and their file."""

    words: str | None = None
    start: int | None = None
    file: str | None = None


class _Edition(NamedTuple):
    id: int | None
    """``None`` for one that is only named by another text."""
    edition: str | None
    adopted: str | None
    changes: str | None
    """The day of the edition that it changes, empty if that is not known; ``None`` for an edition."""
    status: str | None
    name: str
    order: int
    """The number of the edition, if the number of the text has it."""
    said: _Said
    cited_by: str = ""
    """The text that cites it, if nothing else is known of it."""

    @property
    def since(self) -> str | None:
        """The day of the edition; of a change, that of the edition that it changes."""
        return self.changes or self.adopted

    @property
    def succeeds(self) -> str:
        """What this edition says about the editions before it."""
        if not self.cited_by:
            return f"superseded by {self.name}"
        which = f"an edition of {self.adopted[:4]}" if self.adopted else f"edition {self.edition}"
        return f"superseded: {self.cited_by} cites {which}"


class _End(NamedTuple):
    body: str | None
    sector: str | None
    edition_on: str | None
    """The day of the edition that is named; later editions are not meant."""
    day: str | None
    how: str
    said: _Said


def topics_of(connection: sqlite3.Connection, file: int) -> set[Topic]:
    """Return the topics of the texts of a file, of texts that they abrogate, and of editions that they cite."""
    return {*connection.execute(_TOPICS_OF_FILE, {"file": file})}


def update_works(connection: sqlite3.Connection, topics: Iterable[Topic]) -> None:
    """Update the rows of the works of some topics, and the end of each of their texts."""
    for topic in sorted(topics):
        rows = connection.execute(_EDITIONS, topic).fetchall()
        connection.execute("DELETE FROM works WHERE kind = ? AND number = ?", topic)
        if not rows:
            continue
        ends = [
            _End._make((*row[:5], _Said(*row[5:])))
            for query in (_ENDING, _SUPPRESSING, _NOTICED)
            for row in connection.execute(query, topic)
        ]
        holding = [_End._make((*row[:5], _Said(*row[5:]))) for row in connection.execute(_HOLDING, topic)]
        cited = connection.execute(_CITED, topic).fetchall()
        for (body, sector), texts in _chains(rows).items():
            editions = [_edition(row) for row in texts]
            earlier = [each for text in editions for each in _history(connection, text)]
            editions = [*earlier, *editions]  # of two equal editions, the later one here has the name
            meant = [each for each in ends if may_be(each.body, each.sector, body, sector)]
            known = [_cited(*row[2:8]) for row in cited if row[0] == body and (body is not None or row[1] == sector)]
            holds = [each for each in holding if may_be(each.body, each.sector, body, sector)]
            _update_work(connection, topic, body, sector, editions, meant, known, holds)


def may_be(body: str | None, sector: str | None, its_body: str | None, its_sector: str | None) -> bool:
    """Return whether two names may mean one work: a name without body may be of any body, but not of a Sector."""
    return body == its_body or ((body is None or its_body is None) and sector == its_sector)


def _chains(rows: Sequence[tuple[object, ...]]) -> dict[tuple[str | None, str | None], list[tuple[object, ...]]]:
    """Return the editions by the body and the Sector of their work.

    Editions without a body belong to the only work that there is, or make a work of their own.
    """
    chains: dict[tuple[str | None, str | None], list[tuple[object, ...]]] = defaultdict(list)
    for row in rows:
        body, sector = row[1], row[2]
        chains[str(body) if body is not None else None, str(sector) if sector is not None else None].append(row)
    for key in [key for key in chains if key[0] is None]:
        known = [other for other in chains if other[0] is not None and other[1] == key[1]]
        if len(known) == 1:
            chains[known[0]] += chains.pop(key)
    by_body: dict[str, tuple[str | None, str | None]] = {}
    for key in [*chains]:  # "Resolution ITU-R 1" and "Resolution 1" of the assembly of ITU-R are one
        if key[0] is not None:
            first = by_body.setdefault(key[0], key)
            if first != key:
                chains[first] += chains.pop(key)
    return chains


def _edition(row: tuple[object, ...]) -> _Edition:
    number, _, _, *told = row[:7]
    name = row[7]
    edition, adopted, changes, status = (str(each) if each is not None else None for each in told)
    return _Edition(
        number if isinstance(number, int) else None,
        edition,
        adopted,
        changes,
        status,
        str(name or edition or ""),
        _order(edition),
        _Said(row[8] or name, *row[9:]),  # type: ignore[arg-type]  # the columns of _EDITIONS
    )


def _cited(edition: str, adopted: str | None, citing: str, *said: Any) -> _Edition:
    """Return an edition that a text cites."""
    return _Edition(None, edition, adopted, None, None, edition, _order(edition), _Said(*said), citing)


def _order(edition: object) -> int:
    return int(str(edition)) if edition is not None and str(edition).isdecimal() else 0


def _history(connection: sqlite3.Connection, text: _Edition) -> Iterator[_Edition]:
    """Yield the editions that the front of a text names."""
    if text.status is None:
        for adopted, changes, name in connection.execute(_HISTORY, (text.id,)):
            yield _Edition(None, None, adopted, changes, None, name, 0, text.said._replace(words=name))


def _follows(one: _Edition, other: _Edition) -> bool:
    """Return whether an edition is surely later than another."""
    if one.adopted and other.since:
        return is_later(one.adopted, other.since)
    return one.order > other.order


def _compared(one: _Edition, other: _Edition) -> int:
    return _follows(one, other) - _follows(other, one)


def _update_work(
    connection: sqlite3.Connection,
    topic: Topic,
    body: str | None,
    sector: str | None,
    editions: Sequence[_Edition],
    ends: Sequence[_End],
    cited: Sequence[_Edition],
    holds: Sequence[_End],
) -> None:
    adopted = sorted(
        (each for each in editions if each.status is None),
        key=cmp_to_key(_compared),
    )
    whole = [each for each in adopted if each.changes is None]
    latest = (whole or adopted or editions)[-1]
    known = next((each for each in whole if each.id is not None and not _follows(latest, each)), latest)
    steps = [*{(each.adopted, each.order): each for each in whole}.values()]  # each once for all files and languages
    later = [each for each in cited if _follows(each, latest)]
    ended = {each.id: _end_of(each, (*steps, *later), ends) for each in adopted}
    for each in adopted:
        if ended[each.id] == _NOT_ENDED:
            ended[each.id] = _holds(each, holds, is_latest=each.since == latest.since)
    end = _end_of(latest, (), ends)[:2] if adopted else (None, None)
    following = _end_of(latest, later, ())[:2] if adopted else (None, None)
    name = name_of_work(*topic, sector, body)
    work = connection.execute(
        "INSERT INTO works VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, *topic, body, sector, known.name, latest.adopted, *end, *following),
    ).lastrowid
    connection.executemany(
        """
        UPDATE texts SET work = ?, ended_on = ?, ended_how = ?, ended_words = ?, ended_start = ?, ended_file = ?
        WHERE id = ?
        """,
        [
            (work, *(ended[each.id] if each.status is None else _NOT_ENDED), each.id)
            for each in editions
            if each.id is not None
        ],
    )


def _end_of(edition: _Edition, adopted: Sequence[_Edition], ends: Sequence[_End]) -> tuple[str | int | None, ...]:
    """Return the day on which an edition ends, empty if it is not known, the reason, and the words that say so."""
    found = [(each.adopted or "", each.succeeds, each.said) for each in adopted if _follows(each, edition)]
    for each in ends:
        not_meant = is_later(edition.since, each.edition_on) or is_later(edition.since, each.day)
        if not not_meant:
            found.append((each.day or "", each.how, each.said))
    first = min(found, key=lambda end: (not end[0], *end[:2], str(end[2])), default=None)
    return (*first[:2], *first[2]) if first is not None else _NOT_ENDED


def _holds(edition: _Edition, holds: Sequence[_End], *, is_latest: bool) -> tuple[str | int | None, ...]:
    """Return what the last list or catalogue says of an edition that has not ended: "in force on ...", the words.

    A list that names no edition means the latest one, unless that is later than the list.
    """
    for each in holds:
        if each.edition_on == edition.since if each.edition_on else is_latest and not is_later(edition.since, each.day):
            return (None, each.how, *each.said)
    return _NOT_ENDED


_NOT_ENDED = (None,) * 5
