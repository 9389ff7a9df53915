"""The standing of works and editions: which edition follows which, and when an edition is superseded or ended.

Editions are those in the collection, those that history lines name, and those that other texts cite. An edition ends
when the next begins, when an adopted text or a printed notice abrogates the work, or when an amendment suppresses it.
Drafts and proposals end nothing. An amendment or a corrigendum of a Recommendation does not end the edition that it
changes, and ends with it.

All texts that share a kind and a number are looked at together, once for all files that were added or removed.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from typing import NamedTuple

from itu_texts.analysis.works import is_later, name_of_work
from itu_texts.tree.claims import IN_FORCE

# ----------------------------------------------------------------------
# Copies: texts that occur in several files or twice in a file, and which of them counts.

_FIRST_LANGUAGE = "en"
_AMENDING = ("proposed", "suppressed")
_NONE, _IN_ITS_LANGUAGE, _ALWAYS = range(3)
_COLUMNS = """
SELECT t.id, t.file, f.path, t.place, t.kind, t.work, coalesce(t.edition, t.adopted), t.status, t.language, t.size,
    t.content, t.title
FROM texts t JOIN files f ON f.id = t.file
"""
_SHARED = {
    "SELECT DISTINCT kind, number FROM stale WHERE number IS NOT NULL": "WHERE t.kind = ? AND t.number = ?",
    "SELECT DISTINCT content FROM stale WHERE number IS NULL": "WHERE t.number IS NULL AND t.content = ?",
}
"""What texts share among which there may be copies, and the condition for it."""
_SAYS_MORE = """
SELECT 1 FROM passages p WHERE p.text = ?
AND NOT EXISTS (SELECT 1 FROM passages o WHERE o.text = ? AND o.words = p.words) LIMIT 1
"""


class _Text(NamedTuple):
    id: int
    file: int
    path: str
    place: int
    kind: str
    work: int | None
    edition: str | None
    status: str | None
    language: str
    size: int
    content: int
    title: str | None

    @property
    def is_known_by_edition(self) -> bool:
        return self.work is not None and self.edition is not None and self.status is None

    @property
    def called(self) -> str:
        """The title for comparison, without case and extra blanks."""
        return " ".join((self.title or "").casefold().split())

    @property
    def may_be_a_piece(self) -> bool:
        """Whether another text of its file may be a piece of the same text though their edition is unknown.

        Not for proposals.
        """
        return self.work is not None and not self.is_known_by_edition and self.status not in _AMENDING

    @property
    def whole(self) -> tuple[object, ...]:
        """A key that copies of one text share, in all languages."""
        if self.work is None:
            return self.kind, self.language, self.content
        return self.work, self.edition, self.status, None if self.is_known_by_edition else self.size

    @property
    def worth(self) -> tuple[int, str, int]:
        return -self.size, self.path, self.place


def mark_copies(connection: sqlite3.Connection) -> None:
    """Mark the copies among the texts that have changed: of one kind and number, or without and with the same words."""
    for stale, condition in _SHARED.items():
        for key in connection.execute(stale).fetchall():
            texts = [*map(_Text._make, connection.execute(f"{_COLUMNS} {condition}", key))]
            marks: dict[int, tuple[int | None, int]] = {}  # the text of which each is a copy, and where it counts
            for group in _grouped(texts, lambda text: text.whole):
                _mark(connection, group, marks)
            pieces = [text for text in texts if marks[text.id][0] is None and text.may_be_a_piece]
            for group in _grouped(pieces, lambda text: (text.file, text.work, text.status, text.language, text.called)):
                main, *others = sorted(group, key=lambda each: each.worth)
                for text in others:
                    marks[text.id] = _beside(connection, text, main, marks[main.id][1])
            rows = [(*mark, text) for text, mark in marks.items()]
            connection.executemany("UPDATE texts SET copy_of = ?, counts = ? WHERE id = ?", rows)


def _grouped(texts: Iterable[_Text], key: Callable[[_Text], tuple[object, ...]]) -> list[list[_Text]]:
    groups: dict[tuple[object, ...], list[_Text]] = defaultdict(list)
    for text in texts:
        groups[key(text)].append(text)
    return [*groups.values()]


def _mark(connection: sqlite3.Connection, texts: Sequence[_Text], marks: dict[int, tuple[int | None, int]]) -> None:
    """Mark the texts of an edition, in all languages."""
    first = min((text.language != _FIRST_LANGUAGE, text.language) for text in texts)[1]
    for same in _grouped(texts, lambda text: (text.language, None if text.is_known_by_edition else text.content)):
        main, *others = sorted(same, key=lambda each: each.worth)
        counts = _ALWAYS if main.language == first else _IN_ITS_LANGUAGE
        marks[main.id] = None, counts
        for text in others:
            marks[text.id] = _beside(connection, text, main, counts)


def _beside(connection: sqlite3.Connection, text: _Text, main: _Text, counts: int) -> tuple[int | None, int]:
    """Return the mark of a text beside the longest copy: a copy, or a piece, which counts too."""
    is_piece = text.file == main.file and connection.execute(_SAYS_MORE, (text.id, main.id)).fetchone() is not None
    return main.id, counts if is_piece else _NONE


_Key = tuple[str | None, str | None]
"""The body and the Sector of a work."""
_STALE = "SELECT DISTINCT kind, number FROM stale WHERE number IS NOT NULL ORDER BY kind, number"
# The editions in the collection, and those that their fronts name
_EDITIONS = """
SELECT t.id, t.body, t.sector, t.edition, t.adopted, t.changes, t.status, coalesce(t.identifier, t.edition, '') AS name,
    '', coalesce(t.ground, t.identifier), t.ground_start, f.path
FROM texts t JOIN files f ON f.id = t.file WHERE t.kind = ? AND t.number = ? ORDER BY f.path, t.place
"""
_NAMED = """
SELECT NULL, t.body, t.sector, NULL, h.adopted, h.changes, NULL, h.identifier, '', h.identifier, t.ground_start, f.path
FROM texts t JOIN files f ON f.id = t.file JOIN history h ON h.text = t.id
WHERE t.kind = ? AND t.number = ? AND t.status IS NULL ORDER BY f.path, t.place, h.rowid
"""
# The editions that adopted texts cite, with the first text that cites each and is not older than the edition
_CITED = """
SELECT NULL, q.body, q.sector, q.edition, q.adopted, NULL, NULL, q.edition,
    coalesce(t.identifier, t.title, 'another text'), c.words, NULL, f.path,
    min(coalesce(t.adopted, '') || coalesce(t.identifier, '') || coalesce(t.title, ''))  -- the first row that cites it
FROM cited q JOIN citations c ON c.cited = q.id JOIN texts t ON t.id = c.text JOIN files f ON f.id = t.file
WHERE q.kind = ? AND q.number = ? AND q.edition IS NOT NULL AND q.changes IS NULL AND t.status IS NULL
    AND NOT t.adopted < substr(coalesce(q.adopted, ''), 1, length(t.adopted))
GROUP BY q.id
"""
_ENDING = """
SELECT q.body, q.sector, q.adopted, coalesce(nullif(e.day, ''), t.adopted),
    e.how || CASE WHEN instr(e.how, ' by ') THEN '' ELSE ' by ' || coalesce(t.identifier, t.title, 'another text') END,
    e.words, e.start, f.path
FROM cited q CROSS JOIN endings e ON e.cited = q.id JOIN texts t ON t.id = e.text JOIN files f ON f.id = t.file
WHERE q.changes IS NULL AND q.kind = ? AND q.number = ? AND (t.status IS NULL OR e.is_noted)
    AND e.how NOT LIKE 'in force%'
"""
# The day of a suppressed text is that of its file: of the last text adopted in it
_SUPPRESSING = """
SELECT s.body, s.sector, s.adopted, (SELECT max(o.adopted) FROM texts o WHERE o.file = s.file AND o.status IS NULL),
    'suppressed', s.ground, s.ground_start, f.path
FROM texts s JOIN files f ON f.id = s.file WHERE s.kind = ? AND s.number = ? AND s.status = 'suppressed'
"""
_NOTICED = f"""
SELECT t.body, t.sector, t.adopted, t.notice_on, t.notice, t.ground, t.ground_start, f.path
FROM texts t JOIN files f ON f.id = t.file
WHERE t.kind = ? AND t.number = ? AND t.status IS NULL AND t.notice <> '{IN_FORCE}'
"""
# What lists of texts in force and catalogues say
_HOLDING = """
SELECT q.body, q.sector, q.adopted, e.day, e.how, e.words, e.start, f.path
FROM cited q CROSS JOIN endings e ON e.cited = q.id JOIN texts t ON t.id = e.text JOIN files f ON f.id = t.file
WHERE q.kind = ? AND q.number = ? AND e.how LIKE 'in force%' ORDER BY e.day DESC
"""
_WORK = "INSERT INTO works VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ENDED = """
UPDATE texts SET work = ?, ended_on = ?, ended_how = ?, ended_words = ?, ended_start = ?, ended_file = ? WHERE id = ?
"""


class _Edition(NamedTuple):
    id: int | None
    """``None`` for one that is only named by another text."""
    body: str | None
    sector: str | None
    edition: str | None
    adopted: str | None
    changes: str | None
    """The day of the edition that it changes, empty if that is not known; ``None`` for an edition."""
    status: str | None
    name: str
    cited_by: str
    """The text that cites it, if nothing else is known of it."""
    words: str | None
    """The words that say it, their place in the source, and their file."""
    start: int | None
    file: str

    @property
    def since(self) -> str | None:
        """The day of the edition; of a change, that of the edition that it changes."""
        return self.changes or self.adopted

    @property
    def order(self) -> int:
        """The number of the edition, if the number of the text has it: ``4`` of ``P.525-4``."""
        return int(self.edition) if self.edition is not None and self.edition.isdecimal() else 0

    @property
    def end(self) -> _End:
        """How the editions before it end."""
        how = f"superseded by {self.name}"
        if self.cited_by:
            which = f"an edition of {self.adopted[:4]}" if self.adopted else f"edition {self.edition}"
            how = f"superseded: {self.cited_by} cites {which}"
        return _End(self.body, self.sector, None, self.adopted, how, self.words, self.start, self.file)

    def follows(self, other: _Edition) -> bool:
        """Return whether it is surely later than another."""
        if self.adopted and other.since:
            return is_later(self.adopted, other.since)
        return self.order > other.order


class _End(NamedTuple):
    body: str | None
    sector: str | None
    edition_on: str | None
    """The day of the edition that is named; later editions are not meant."""
    day: str | None
    how: str
    words: str | None
    """The words that say it, their place in the source, and their file."""
    start: int | None
    file: str | None

    @property
    def columns(self) -> tuple[str | int | None, ...]:
        """The columns of a text that ends so."""
        return self.day or "", self.how, self.words, self.start, self.file


_NOT_ENDED = (None,) * 5


def may_be(body: str | None, sector: str | None, its_body: str | None, its_sector: str | None) -> bool:
    """Return whether two names may mean one work: a name without body may be of any body, but not of a Sector."""
    if body is None or its_body is None:
        return sector == its_sector
    return body == its_body


def update_standing(connection: sqlite3.Connection) -> None:
    """Work out the works, the end of each text, and the copies, of all that has changed."""
    for kind, number in connection.execute(_STALE).fetchall():
        _update_works(connection, kind, number)
    mark_copies(connection)
    connection.execute("DELETE FROM stale")


def _update_works(connection: sqlite3.Connection, kind: str, number: str) -> None:
    """Write the works of a kind and number, and the end of each of their texts."""
    topic = kind, number
    connection.execute("DELETE FROM works WHERE kind = ? AND number = ?", topic)
    here = [*map(_Edition._make, connection.execute(_EDITIONS, topic))]
    if not here:
        return
    named = [*map(_Edition._make, connection.execute(_NAMED, topic))]
    cited = [_Edition._make(row[:-1]) for row in connection.execute(_CITED, topic)]
    ends = [_End._make(row) for query in (_ENDING, _SUPPRESSING, _NOTICED) for row in connection.execute(query, topic)]
    holding = [*map(_End._make, connection.execute(_HOLDING, topic))]
    for (body, sector), keys in _works({(each.body, each.sector): None for each in here}).items():
        editions = [
            each for each in (*named, *here) if (each.body, each.sector) in keys
        ]  # the last of equals has the name
        adopted = sorted((each for each in editions if each.status is None), key=cmp_to_key(_compared))
        whole = [each for each in adopted if each.changes is None]
        latest = (whole or adopted or editions)[-1]
        known = next((each for each in whole if each.id is not None and not latest.follows(each)), latest)
        steps = [
            *{(each.adopted, each.order): each for each in whole}.values()
        ]  # each once for all files and languages
        of_work = (each for each in cited if each.body == body and (body is not None or each.sector == sector))
        later = [each for each in of_work if each.follows(latest)]
        meant = [each for each in ends if may_be(each.body, each.sector, body, sector)]
        holds = [each for each in holding if may_be(each.body, each.sector, body, sector)]
        end = _end_of(latest, (), meant)[:2] if adopted else (None, None)
        following = _end_of(latest, later, ())[:2] if adopted else (None, None)
        name = name_of_work(kind, number, sector, body)
        values = (name, *topic, body, sector, known.name, latest.adopted, *end, *following)
        work = connection.execute(_WORK, values).lastrowid
        for each in (each for each in editions if each.id is not None):
            ended = _end_of(each, (*steps, *later), meant) if each.status is None else _NOT_ENDED
            if ended == _NOT_ENDED and each.status is None:
                ended = _held(each, holds, is_latest=each.since == latest.since)
            connection.execute(_ENDED, (work, *ended, each.id))


def _works(keys: Iterable[_Key]) -> dict[_Key, list[_Key]]:
    """Return the bodies and Sectors of works, each with those by which its texts are known.

    Editions without a body belong to the only work that there is, or make a work of their own.
    """
    works = {key: [key] for key in keys}
    for key in [key for key in works if key[0] is None]:
        known = [other for other in works if other[0] is not None and other[1] == key[1]]
        if len(known) == 1:
            works[known[0]] += works.pop(key)
    by_body: dict[str, _Key] = {}
    for key in [*works]:  # "Resolution ITU-R 1" and "Resolution 1" of the assembly of ITU-R are one
        first = key if key[0] is None else by_body.setdefault(key[0], key)
        if first != key:
            works[first] += works.pop(key)
    return works


def _compared(one: _Edition, other: _Edition) -> int:
    return one.follows(other) - other.follows(one)


def _end_of(edition: _Edition, following: Sequence[_Edition], ends: Sequence[_End]) -> tuple[str | int | None, ...]:
    """Return the day on which an edition ends, empty if it is not known, the reason, and the words that say so."""
    found = [each.end.columns for each in following if each.follows(edition)]
    found += [
        each.columns
        for each in ends
        if not is_later(edition.since, each.edition_on) and not is_later(edition.since, each.day)
    ]
    return min(found, key=lambda end: (not end[0], *map(str, end)), default=_NOT_ENDED)


def _held(edition: _Edition, holds: Sequence[_End], *, is_latest: bool) -> tuple[str | int | None, ...]:
    """Return what the last list or catalogue says of an edition that has not ended: "in force on ...", the words.

    A list that names no edition means the latest one, unless that is later than the list.
    """
    for each in holds:
        if each.edition_on == edition.since if each.edition_on else is_latest and not is_later(edition.since, each.day):
            return (None, *each.columns[1:])
    return _NOT_ENDED
