"""The data of a site, read once from the collection: works, texts, tasks, and citations."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from itu_texts.collection import Collection
from itu_texts.collection.rows import Mandate, made
from itu_texts.collection.standing import may_be
from itu_texts.collection.views import (
    BY_DEADLINE,
    GROUND,
    LATEST,
    MANDATE,
    MANDATED,
    NOW,
    STANDING,
    WORKED,
    WORKS_IN_ORDER,
)

_ALIKE = 0.9  # the likeness of two spellings of one body
_ALWAYS = 2  # the value of ``counts`` for texts that count without a given language


class Work(NamedTuple):
    """A text in all its editions and languages."""

    id: int
    name: str
    kind: str
    number: str
    body: str | None
    sector: str | None
    latest: str
    """The identifier of the last edition."""
    editions: int
    """The number of editions, as in the rows of works."""
    last: int
    """The text as which it stands, as in these rows: its last edition."""


class Text(NamedTuple):
    """A text of a file; or the words outside texts, which have the place -1."""

    id: int
    file: int
    place: int
    kind: str
    identifier: str
    title: str
    language: str
    edition: str
    adopted: str
    status: str | None
    work: int | None
    standing: str
    is_latest: bool
    """Whether it was adopted, and nothing in the collection says that it was superseded or ended."""
    copy_of: int | None
    counts: int
    """How its rows count, as in the collection."""
    ground: str
    """The words that say how it stands."""
    ground_file: str

    @property
    def name(self) -> str:
        """The name of the text in lists."""
        return self.identifier or self.title or self.kind.capitalize()


class Citation(NamedTuple):
    """A place where a text is cited."""

    text: int
    address: str
    words: str
    kind: str
    number: str
    body: str | None
    sector: str | None
    on: str
    cited: str


class Contents:
    """The rows that the site shows, in an order that does not depend on how the collection was filled."""

    def __init__(self, acts: Collection, today: str) -> None:
        self.paths: dict[int, str] = dict(acts.rows("SELECT id, path FROM files WHERE error IS NULL ORDER BY path"))
        """The path of each file, as in the collection."""
        self.files: dict[int, str] = _shortened(self.paths)
        """The path of each file below the common folder."""
        self.failed: list[tuple[str, str]] = acts.rows(
            "SELECT path, error FROM files WHERE error IS NOT NULL ORDER BY path"
        )
        self.works = {
            row[0]: Work._make(row)
            for row in acts.rows(
                f"SELECT w.id, w.name, w.kind, w.number, w.body, w.sector, w.latest, s.editions, t.id {WORKED}"
                f" ORDER BY {WORKS_IN_ORDER}, w.sector, w.latest",
                {"day": NOW},
            )
        }
        named = _named_once(work.body for work in self.works.values() if work.body)
        for work in self.works.values():
            if work.body and named[work.body] != work.body:
                name = work.name.replace(work.body, named[work.body])
                self.works[work.id] = work._replace(name=name, body=named[work.body])
        texts = acts.rows(
            f"""
            SELECT t.id, t.file, t.place, t.kind, coalesce(t.identifier, ''), coalesce(t.title, ''), t.language,
                coalesce(t.edition, ''), coalesce(t.adopted, ''), t.status, t.work, {STANDING}, {LATEST},
                t.copy_of, t.counts, {GROUND[0]}, {GROUND[2]}
            FROM texts t JOIN files f ON f.id = t.file ORDER BY f.path, t.place
            """,
            {"day": NOW},
        )
        self.texts = {row[0]: self._text(Text._make((*row[:12], bool(row[12]), *row[13:]))) for row in texts}
        self.mandates: dict[int, list[Mandate]] = defaultdict(list)
        """By text, in all languages, in the order of their deadlines."""
        sql = f"SELECT {MANDATE}, t.id {MANDATED} ORDER BY {BY_DEADLINE}"
        for row in acts.rows(sql, {"day": NOW, "today": today}):
            self.mandates[row[-1]].append(made(Mandate, row))
        self.citations: dict[int, list[Citation]] = defaultdict(list)
        """By citing text."""
        for row in acts.rows(
            "SELECT c.text, c.address, c.words, q.kind, q.number, q.body, q.sector, coalesce(q.adopted, ''),"
            " coalesce(q.identifier, '') FROM citations c JOIN cited q ON q.id = c.cited"
            " WHERE q.number IS NOT NULL ORDER BY c.text, c.place"
        ):
            self.citations[row[0]].append(Citation._make(row))

    def _text(self, text: Text) -> Text:
        """Return a text; words outside texts are named after their file."""
        return text if text.place >= 0 else text._replace(title=self.files[text.file])

    @cached_property
    def order(self) -> dict[int, int]:
        """The index of each work, by body, kind and number."""
        return {work: place for place, work in enumerate(self.works)}

    @cached_property
    def texts_of(self) -> dict[int, list[Text]]:
        """The texts of each work, in all editions and languages."""
        found: dict[int, list[Text]] = defaultdict(list)
        for text in self.texts.values():
            if text.work is not None:
                found[text.work].append(text)
        return found

    @cached_property
    def shown(self) -> list[Text]:
        """The texts whose rows count: one language of each edition, without copies."""
        return [text for text in self.texts.values() if text.counts == _ALWAYS]

    def last_of(self, work: int) -> Text:
        """Return the last edition of a work."""
        return self.texts[self.works[work].last]

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], list[Work]]:
        found: dict[tuple[str, str], list[Work]] = defaultdict(list)
        for work in self.works.values():
            found[work.kind, work.number].append(work)
        return found

    def work_of(self, cited: Citation) -> int | None:
        """Return the work that is cited; ``None`` if the collection does not have it, or if several may be meant.

        Without a body, it is the work of which the collection has an edition of that year.
        """
        works = [
            work
            for work in self._by_number.get((cited.kind, cited.number), ())
            if may_be(cited.body, cited.sector, work.body, work.sector)
        ]
        if len(works) > 1 and cited.on:
            works = [work for work in works if any(t.adopted[:4] == cited.on[:4] for t in self.texts_of[work.id])]
        return works[0].id if len(works) == 1 else None


def _named_once(bodies: Iterable[str]) -> dict[str, str]:
    """Return one name for the spellings of a body: the most frequent of those that are nearly the same."""
    named: dict[str, str] = {}
    for body, _ in Counter(bodies).most_common():
        like = get_close_matches(body, named, 1, _ALIKE) if " " in body else []
        named[body] = named[like[0]] if like else body.rstrip(".")
    return named


def _shortened(paths: Mapping[int, str]) -> dict[int, str]:
    """Return the paths of files without their common folder."""
    written = {number: path.replace(os.sep, "/") for number, path in paths.items()}
    folders = [path.rpartition("/")[0] for path in written.values()]
    try:
        common = os.path.commonpath(folders).replace(os.sep, "/") if folders else ""
    except ValueError:  # absolute and relative paths are mixed
        common = ""
    return {number: path.removeprefix(common).lstrip("/") for number, path in written.items()}
