"""Copies: texts that occur in several files or twice in a file, and which of them counts.

Texts of one edition in one language are copies; texts of an unknown edition, drafts and proposals are copies if they
have the same words. The longest copy counts. Another one in the same file counts too if it has words that the longest
does not: a file that repeats the designation of a text, as on a cover, has it in several pieces. If no language is
given, an edition counts in one language: English, or otherwise its first.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

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
