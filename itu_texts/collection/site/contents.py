"""What a site shows: names, pages and links in a file that is attached to the collection, and a query for each list.

A column of a list is a cell; further columns ``"Text.href"``, ``"Text.more"`` say more of it, as fields of
:class:`itu_texts.collection.site.tables.Cell`.
"""

from __future__ import annotations

import json
import os
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import groupby
from typing import Any

from itu_texts.analysis.tasks import answering
from itu_texts.api.batch import in_runs
from itu_texts.collection.collection import Collection
from itu_texts.collection.naming import ONE_FORM, PARTED, is_stop_word, stemmers, tokens_of
from itu_texts.collection.site.tables import FileNames, Folder, Table, table_of
from itu_texts.collection.storing import ABOVE
from itu_texts.collection.works import (
    COUNTED,
    GONE,
    GROUND,
    IS_BROKEN,
    IS_OUTDATED,
    LATEST,
    MANDATE,
    MANDATED,
    NOW,
    STANDING,
    WORKED,
    WORKS_IN_ORDER,
)
from itu_texts.errors import IdentifierError
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import NAMES
from itu_texts.tree.addressees import CONCEPTS, NO_NAMES

_ALIKE = 0.9  # the likeness of two spellings of one body
_CENTURY, _THIS = 100, 60  # 23 is 2023, 88 is 1988
_YEAR = re.compile(r"\d{2,4}(?!.*\d)")
_TABLES = (
    "files (id INTEGER PRIMARY KEY, place, path, name, stem)",
    "works (id INTEGER PRIMARY KEY, place, name, kind, body, editions, last, stem, page)",
    "texts (id INTEGER PRIMARY KEY, place, file INTEGER, number, name, title, language, spoken, tongue, kind, adopted, "
    "status, work INTEGER, standing, is_latest, counts, copy_of, ground, ground_file, note, conference, stem, page)",
    "pages (file INTEGER, part, page, title, number)",
    "anchors (text INTEGER, address, href, PRIMARY KEY (text, address)) WITHOUT ROWID",
)
"""``place`` is the index in lists, ``number`` that of a text in its file, ``tongue`` a language other than English, and
``note`` the standing of a text that is not the latest edition. Columns that are compared with an ``id`` are integers,
because otherwise SQLite does not use their indexes."""
# The work that a citation means; without a body, that of which the collection has an edition of that year
_MEANT = """
CREATE TABLE site.meant AS SELECT cited, max(work) AS work FROM (
    SELECT q.id AS cited, w.id AS work, count(*) OVER (PARTITION BY q.id) AS works, EXISTS (
        SELECT 1 FROM texts t WHERE t.work = w.id AND substr(t.adopted, 1, 4) = substr(q.adopted, 1, 4)
    ) AS is_of_year
    FROM cited q JOIN works w ON w.kind = q.kind AND w.number = q.number
    WHERE q.body IS w.body OR (q.body IS NULL OR w.body IS NULL) AND q.sector IS w.sector
) WHERE works = 1 OR is_of_year GROUP BY cited HAVING count(*) = 1
"""
_CITED = """
CREATE TABLE site.cited AS SELECT t.work AS citing, m.work, q.identifier AS name, t.id AS text, t.adopted,
    t.place AS at, t.counts, c.place, c.address, c.words
FROM citations c JOIN site.texts t ON t.id = c.text JOIN cited q ON q.id = c.cited
    LEFT JOIN site.meant m ON m.cited = q.id WHERE q.number IS NOT NULL
"""
# The citations of a work in the last edition that has them, in one of its languages
_LINKS = """
CREATE TABLE site.links AS SELECT * FROM (
    SELECT *, first_value(text) OVER (
        PARTITION BY citing, work, iif(work IS NULL, name, '') ORDER BY adopted DESC, at DESC
    ) AS last
    FROM site.cited WHERE counts = 2 AND citing IS NOT work
        AND (work IS NOT NULL OR citing IS NOT NULL AND name IS NOT NULL)
) WHERE text = last OR citing IS NULL
"""
_GIVEN = f"CREATE TABLE site.given AS SELECT {MANDATE}, t.id AS text, k.place {MANDATED}"
_FAULT = f"""
CREATE TABLE site.{{}} AS SELECT t.id AS text, c.place, c.address, q.identifier AS cited, {{}} AS why
FROM citations c JOIN texts t ON t.id = c.text JOIN cited q ON q.id = c.cited {{}} WHERE {COUNTED} AND {{}}
"""
_BROKEN = _FAULT.format("broken", "c.problem", "", IS_BROKEN)
_OUTDATED = _FAULT.format("outdated", "g.why", f"JOIN ({GONE}) g ON g.cited = q.id", IS_OUTDATED)
_INDEXES = (
    "cited (text)",
    "links (citing)",
    "links (work)",
    "links (text)",
    "given (text)",
    "given (addressee)",
    "texts (work)",
    "texts (file)",
)
_PAGE = "coalesce((SELECT a.href FROM site.anchors a WHERE a.text = t.id AND a.address = coalesce({}, '')), t.page)"
_TEXT = """
    t.name AS "Text", {} AS "Text.href", 1 AS "Text.is_once",
    json_array(json_array(nullif(t.title, t.name), '', t.tongue), t.note) AS "Text.more"
"""
_MANDATES = f"""
SELECT called(g.addressee, g.addressee_words) AS "Addressee",
    iif(is_named(g.addressee), '', t.tongue) AS "Addressee.language",
    g.words AS "Task", t.tongue AS "Task.language", g.times AS "When", t.tongue AS "When.language", g.due AS "Deadline",
    json_array(CASE
        WHEN g.is_past AND g.due_kind = 'recurring' THEN 'ended' WHEN g.is_past THEN iif(t.is_latest, 'overdue', 'past')
        WHEN g.due IS NULL OR g.due_kind = 'recurring' THEN g.due_kind END
    ) AS "Deadline.more", {{}}
    coalesce(g.address, 'the text') AS "Place", {_PAGE.format("g.address")} AS "Place.href",
    t.tongue AS "Place.language", json_array(iif(g.concept IS NULL, g.force, '')) AS "Place.more", 1 AS "Place.is_place"
FROM site.given g JOIN site.texts t ON t.id = g.text LEFT JOIN site.works w ON w.id = t.work
"""
_DUE = "g.is_past IS TRUE, g.due IS NULL, g.due"
OVERDUE = "g.is_past AND g.due_kind <> 'recurring'"
MANDATES = _MANDATES.format(_TEXT.format("coalesce(w.page, t.page)") + ",") + (
    f"WHERE t.counts = 2 AND {{}} ORDER BY NOT t.is_latest, {_DUE}, w.place IS NULL, w.place, t.place, g.place"
)
MANDATES_OF = f"{_MANDATES.format('')} WHERE t.id = :text ORDER BY {_DUE}, g.place"
WORKS = """
SELECT w.name AS "Text", w.page AS "Text.href", t.title AS "Title", t.tongue AS "Title.language",
    w.editions AS "Editions", t.adopted AS "Last edition", (
        SELECT group_concat(spoken, ', ') FROM (SELECT DISTINCT spoken FROM site.texts o WHERE o.work = w.id ORDER BY 1)
    ) AS "Languages", t.note AS "Standing"
FROM site.works w JOIN site.texts t ON t.id = w.last WHERE {} ORDER BY w.place
"""
FILES = """
SELECT f.name AS "File", (SELECT page FROM site.pages p WHERE p.file = f.id AND p.part = 0) AS "File.href", (
        SELECT json_group_array(json(x)) FROM (
            SELECT json_array(title, page) AS x FROM site.pages p WHERE p.file = f.id ORDER BY p.part
        )
    ) AS "Pages.more", (
        SELECT group_concat(spoken, ', ') FROM (SELECT DISTINCT spoken FROM site.texts t WHERE t.file = f.id ORDER BY 1)
    ) AS "Languages", (
        SELECT group_concat(name, ', ') FROM (
            SELECT DISTINCT o.name
            FROM site.texts t JOIN site.texts c ON c.id = t.copy_of JOIN site.files o ON o.id = c.file
            WHERE t.file = f.id AND NOT t.counts ORDER BY 1
        )
    ) AS "Copy of"
FROM site.files f ORDER BY f.place
"""
FAILED = 'SELECT path AS "File", error AS "Reason" FROM files WHERE error IS NOT NULL ORDER BY path'
# The places of some citations, each once: the first in the order of the text, with the words of the last
_PLACES = f"""
    t.name AS "Edition", t.page AS "Edition.href", (SELECT json_group_array(json(x)) FROM (
        SELECT json_array(coalesce(nullif(l.address, ''), l.words), {_PAGE.format("l.address")}, t.tongue) AS x,
            min(l.place) AS first, max(l.place)
        FROM site.links l WHERE l.text = s.text AND l.citing IS s.citing AND l.work IS s.work
            AND (s.work IS NOT NULL OR l.name = s.name) GROUP BY l.address ORDER BY first
    )) AS "Places.more"
"""
_CITING = f"""
SELECT w.name AS "Text", w.page AS "Text.href", json_array(last.title) AS "Text.more", {_PLACES}
FROM (SELECT *, count(*) AS times FROM site.links WHERE {{}} GROUP BY citing, work) s
    JOIN site.texts t ON t.id = s.text JOIN site.works w ON w.id = {{}} JOIN site.texts last ON last.id = w.last
ORDER BY s.times DESC, w.place
"""
_OUTSIDE = f"""
SELECT {{}} AS "Text", {{}} AS "Text.href", json_array({{}}) AS "Text.more", {_PLACES}
FROM (SELECT * FROM site.links WHERE {{}}) s JOIN site.texts t ON t.id = s.text ORDER BY {{}}
"""
CITING = (
    _CITING.format("work = :work AND citing IS NOT NULL", "s.citing"),
    _OUTSIDE.format("t.name", "t.page", "NULL", "work = :work AND citing IS NULL GROUP BY text", "t.adopted, t.place"),
)
"""What cites a work: works, and texts that are none."""
CITED = (
    _CITING.format("citing = :work AND work IS NOT NULL", "s.work"),
    _OUTSIDE.format(
        "s.name", "NULL", "'not in the collection'", "citing = :work AND work IS NULL GROUP BY name", "s.name"
    ),
)
"""What a work cites: works, and what is not in the collection."""
FAULTS = f"""
SELECT {_TEXT.format("t.page")}, coalesce(nullif(b.address, ''), 'the text') AS "Place",
    {_PAGE.format("b.address")} AS "Place.href", t.tongue AS "Place.language", 1 AS "Place.is_place",
    b.cited AS "Cites", b.why AS "{{}}"
FROM site.{{}} b JOIN site.texts t ON t.id = b.text LEFT JOIN site.works w ON w.id = t.work
ORDER BY w.place IS NULL, w.place, t.place, b.place
"""
MOST_CITED = """
SELECT w.name AS "Text", w.page AS "Text.href", t.title AS "Title", count(DISTINCT l.citing) AS "Cited by texts"
FROM site.links l JOIN site.works w ON w.id = l.work JOIN site.texts t ON t.id = w.last
WHERE l.citing IS NOT NULL GROUP BY w.id ORDER BY 4 DESC, w.place LIMIT :most
"""
NEWEST = """
SELECT t.name AS "Text", w.page AS "Text.href", t.title AS "Title", t.adopted AS "Adopted"
FROM site.works w JOIN site.texts t ON t.id = w.last ORDER BY t.adopted DESC, w.place LIMIT :most
"""
KINDS = """
SELECT kind_of_many(w.kind) AS "Kind", count(*) AS "Texts",
    sum(EXISTS (SELECT 1 FROM site.texts t WHERE t.work = w.id AND t.is_latest)) AS "Latest edition here"
FROM site.works w GROUP BY w.kind ORDER BY 2 DESC, w.kind
"""
CHUNKS = f"""
SELECT {_PAGE.format("c.address")}, coalesce(c.address, ''), c.words, trim(c.addressees), coalesce(c.role, ''),
    coalesce(c.title, '') || ' ' || coalesce(c.path, '')
FROM chunks c JOIN site.texts t ON t.id = c.text WHERE c.text = :text ORDER BY c.id
"""
_UP_TO = """
SELECT body, max(substr(adopted, 1, 4)) FROM texts
WHERE status IS NULL AND adopted IS NOT NULL AND body NOT GLOB '*[^A-Z-]*' GROUP BY body ORDER BY 1
"""


class Contents:
    """A collection with the tables of its site."""

    def __init__(self, acts: Collection, path: str) -> None:
        """Attach the file with these tables."""
        self.acts = acts
        for function in (called, is_named, kind_of_many):
            acts._connection.create_function(function.__name__, -1, function, deterministic=True)
        acts.rows("ATTACH ? AS site", (path,))
        acts.rows("PRAGMA site.synchronous = OFF")

    def close(self) -> None:
        """Leave the collection as it was."""
        self.acts.rows("DETACH site")

    def table(self, query: str, name: str = "", **values: Any) -> Table:
        """Return a list."""
        return table_of(self.acts._connection.execute(query, values), name)

    def column(self, query: str) -> list[Any]:
        """Return the values of the first column of a query."""
        return [value for value, *_ in self.acts.rows(query)]

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows of a table of the site."""
        written = [*rows]
        if written:
            self.acts.rows("SAVEPOINT adding")
            marks = ", ".join("?" * len(written[0]))
            self.acts._connection.executemany(f"INSERT INTO site.{table} VALUES ({marks})", written)
            self.acts.rows("RELEASE adding")

    # ------------------------------------------------------------------ the tables, in an order that only texts decide

    def fill(self, today: str) -> None:
        """Write what is known before pages are made; a deadline before today is past."""
        asked = {"day": NOW, "today": today, "language": None}
        self.acts.rows("BEGIN")
        for columns in _TABLES:
            self.acts.rows(f"CREATE TABLE site.{columns}")
        names = FileNames()
        paths: dict[int, str] = dict(self.acts.rows("SELECT id, path FROM files WHERE error IS NULL ORDER BY path"))
        shown = _shortened(paths)
        self.add("works", self._works(asked))
        self.add("texts", self._texts(shown, names, asked))
        stems = {file: names.take(path.rpartition(".")[0] or path) for file, path in shown.items()}
        self.add("files", ((file, at, paths[file], shown[file], stems[file]) for at, file in enumerate(paths)))
        for query in (_GIVEN, _MEANT, _CITED, _LINKS, _BROKEN):
            self.acts.rows(query, asked)
        self.acts.rows(_OUTDATED, asked | {"day": today})
        for at, columns in enumerate(_INDEXES):
            self.acts.rows(f"CREATE INDEX site.by_{at} ON {columns}")
        self.acts.rows("COMMIT")

    def _works(self, asked: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        order = f"{WORKS_IN_ORDER}, w.sector, w.latest"
        query = f"SELECT w.id, w.name, w.kind, w.body, s.editions, t.id {WORKED} ORDER BY {order}"
        rows = self.acts.rows(query, dict(asked))
        named, names = _named_once(body for _, _, _, body, *_ in rows if body), FileNames()
        for at, (work, name, kind, body, *more) in enumerate(rows):
            own = name.replace(body, named[body]) if body and " " in body else name
            stem = names.take(own)
            yield work, at, own, kind, named[body] if body else None, *more, stem, f"works/{stem}.html"

    def _texts(self, files: Mapping[int, str], names: FileNames, asked: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        query = f"""
            SELECT t.id, t.file, t.place, coalesce(t.identifier, ''), coalesce(t.title, ''), t.language, t.kind,
                coalesce(t.adopted, ''), t.status, t.work, {STANDING}, {LATEST}, t.counts, t.copy_of,
                {GROUND[0]}, {GROUND[2]}, iif({STANDING} GLOB 'latest edition*', '', {STANDING})
            FROM texts t JOIN files f ON f.id = t.file ORDER BY f.path, t.place
        """
        for at, (text, file, number, identifier, its_title, language, kind, *more) in enumerate(
            self.acts.rows(query, dict(asked))
        ):
            title = its_title if number >= 0 else files[file]
            name = identifier or title or kind.capitalize()
            stem = names.take(f"{name} {language}") if number >= 0 else None
            spoken, tongue = NAMES.get(language, language), language if language != "en" else ""
            yield (
                text,
                at,
                file,
                number,
                name,
                title,
                language,
                spoken,
                tongue,
                kind,
                *more,
                _conference(identifier),
                stem,
                None,
            )

    # ------------------------------------------------------------------ lists

    def addressees(self) -> Iterator[tuple[str, str, Table, int]]:
        """Yield the addressees: key, name, the mandates that a query for each finds, and how many hold."""
        there = self.column(
            "SELECT DISTINCT g.addressee FROM site.given g JOIN site.texts t ON t.id = g.text AND t.counts = 2"
        )
        own = {answering(each)[0] for each in there}
        for concept in dict.fromkeys(answering(each)[0] for each in (*CONCEPTS, *there)):
            if concept in own:
                these = ", ".join(f"'{each}'" for each in answering(concept))
                table = self.table(MANDATES.format(f"g.addressee IN ({these})"))
                [held] = self.column(f"""
                    SELECT count(*) FROM site.given g
                        JOIN site.texts t ON t.id = g.text AND t.counts = 2 AND t.is_latest
                    WHERE g.addressee IN ({these})
                """)
                yield concept, called(concept), table, held

    def groups(self) -> Iterator[tuple[str, str, Table]]:
        """Yield the conferences and the bodies, each with its works."""
        of = "w.id IN (SELECT work FROM site.texts WHERE conference = :group AND status IS NULL)"
        held = self.column(
            "SELECT DISTINCT conference FROM site.texts WHERE conference <> '' AND status IS NULL AND work IS NOT NULL"
        )
        for name in sorted(held, key=_latest_first):
            yield "Conference", name, self.table(WORKS.format(of), group=name)
        for name in self.column(
            "SELECT body FROM site.works WHERE body IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        ):
            yield "Body", name, self.table(WORKS.format("w.body = :group"), group=name)

    def standing(self) -> str:
        """Return the sentence that says what stands in no row: up to when the collection has texts of each body."""
        until = ", ".join(f"{body} up to {year}" for body, year in self.acts.rows(_UP_TO))
        return "A text without a note is the latest edition in this collection" + (f" ({until})." if until else ".")


def _named_once(bodies: Iterable[str]) -> dict[str, str]:
    """Return one name for each body: its short and its full name; of nearly equal spellings, the most frequent."""
    named: dict[str, str] = {}
    for body, _ in Counter(bodies).most_common():
        if " " in body:
            like = get_close_matches(body, named, 1, _ALIKE)
            named[body] = named[like[0]] if like else body.rstrip(".")
        else:
            name = lang_of("en").phrase_for("NAME", body.replace("-", "_"))
            named[body] = f"{name} ({body})" if name else body
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


def _conference(identifier: str) -> str:
    """Return the short name of the conference that adopted a text, or its place and year; empty if it is not known."""
    try:
        mark = Identifier.parse(identifier).revision
    except IdentifierError:
        return ""
    if mark is None:
        return ""
    return mark.conference or (f"{mark.place}, {mark.year}" if mark.place and mark.year else "")


def _latest_first(conference: str) -> tuple[int, str]:
    year = _YEAR.search(conference)
    number = int(year[0]) if year else 0
    return -(number if number > _CENTURY else number + 1900 + (_CENTURY if number < _THIS else 0)), conference


def is_named(concept: str) -> bool:
    """Return whether an addressee has a name of its own."""
    return concept not in NO_NAMES


def called(concept: str, words: str | None = None) -> str:
    """Return the name of an addressee; the words for one that has none."""
    if words is not None and not is_named(concept):
        return words
    name = lang_of("en").phrase_for("NAME", concept) or concept.replace("_", " ").lower()
    return name[:1].upper() + name[1:]


def kind_of_many(kind: str) -> str:
    """Return the name of the texts of a kind.

    >>> kind_of_many("resolution"), kind_of_many("implementers_guide")
    ('Resolutions', "Implementers' guides")
    """
    name = kind.replace("implementers_", "implementers' ").replace("_", " ").capitalize()
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


# ----------------------------------------------------------------------
# The search index of a site: the chunks with each word, and their words.

_MOST = 250_000  # bytes of a piece
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LEVELS = "!#$%&()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_{|}~"  # how much a word counts, from little to much
_BITS = 6  # of these, beside the number
_MOST_COUNTED, _LENGTH = 2.2, 0.75  # the parameters of BM25 in SQLite, whose k1 is 1.2
_KEY = re.compile(r"([A-Z_]+);")
_TO = {each: [to for to in CONCEPTS if each in answering(to)] for each in CONCEPTS}
"""The addressees whose queries find the tasks of each addressee."""
# The texts without copies; latest editions come first
_TEXTS = """
SELECT t.id, t.name, t.title, t.language, t.note, t.page, t.is_latest, t.kind, w.body,
    nullif(substr(t.adopted, 1, 4), '')
FROM site.texts t LEFT JOIN site.works w ON w.id = t.work WHERE t.counts
ORDER BY NOT t.is_latest, t.adopted DESC, t.place
"""
_AVERAGE = "SELECT avg(length(words) + length(coalesce(title, '')) + length(coalesce(path, ''))) FROM chunks"


def write_index(contents: Contents, folder: Folder) -> None:
    """Write the index of a site."""
    index = _Index(contents, folder)
    passages = index.write("passages", ((number, _dumped(row)) for number, row in enumerate(index.passages())))
    texts = index.write("texts", ((number, _dumped(row)) for number, row in enumerate(index.texts)))
    known = {
        "passages": passages,
        "texts": texts,
        "words": index.write("words", index.words()),
        "forms": index.write("forms", _forms(index.postings, sorted(index.languages))),
        "firsts": index.firsts,
        "count": index.count,
        "levels": _LEVELS,
        "stop": sorted(word for word in index.postings if is_stop_word(word, index.languages)),
    }
    folder.write("search/contents.js", ['itu.put("contents",0,', _dumped(known), ");\n"])


class _Index:
    """The index, as it grows with each text."""

    def __init__(self, contents: Contents, folder: Folder) -> None:
        self._contents, self._folder = contents, folder
        self.postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        """Behind each word the numbers of chunks, and how much it counts there; behind "#" and "@" those of filters."""
        self.texts: list[list[str]] = []
        self.firsts: list[int] = []  # the number of the first chunk of each text
        self.languages: set[str] = set()
        self.count = 0
        [self._average] = contents.column(_AVERAGE)

    def passages(self) -> Iterator[list[Any]]:
        """Yield the chunks as they are shown, each after its words are known."""
        for text, name, title, language, note, page, *marks in self._contents.acts.rows(_TEXTS):
            self.firsts.append(self.count)
            self.languages.add(self._contents.acts._bound(language))
            named = zip(("latest", "kind", "body", "year"), marks, strict=True)
            for each in (language, *(f"{mark}:{value}" for mark, value in named if value)):
                self.postings[f"#{each}"].append(len(self.texts) << _BITS)
            begin = page.partition("#")[0]
            for href, address, words, told, role, above in self._contents.acts.rows(CHUNKS, {"text": text}):
                self._add(words, above, told)
                self._mark(role, told)
                shown = [len(self.texts), href.removeprefix(begin), address, words.replace(PARTED, "")]
                yield [*shown, told] if told else shown
                self.count += 1
            self.texts.append([name, title, language, note, begin])

    def _add(self, words: str, above: str, told: str) -> None:
        """Add the words of a chunk, with those above it and the names of those who have a task in it."""
        size = (len(words) + len(above)) / self._average
        said = Counter(tokens_of(words))
        said.update(_counted_above(above))
        said.update(_counted_above(told))
        for word, many in said.items():
            self.postings[word].append(self.count << _BITS | _level(many, size))

    def _mark(self, role: str, told: str) -> None:
        """Add a chunk to the filters for its role, and for those whose queries find its tasks."""
        addressees = {f"@to:{to}" for key in _KEY.findall(told) for to in _TO.get(key, ())}
        for each in addressees | ({f"@{role}"} if role else set()):
            self.postings[each].append(self.count << _BITS)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield the words in their order, each with its numbers, those of many numbers several times."""
        for word in sorted(self.postings):
            for numbers in _written(self.postings[word]):
                yield word, f"{_dumped(word)},{_dumped(numbers)}"

    def write(self, kind: str, entries: Iterable[tuple[Any, str]]) -> list[Any]:
        """Write the pieces of a kind; return the first key of each."""
        begin = []
        runs = in_runs(entries, lambda entry: len(entry[1].encode("utf-8", "replace")) + 1, _MOST)
        for number, run in enumerate(runs):
            content = ",".join(said for _, said in run)
            self._folder.write(f"search/{kind}-{number}.js", [f'itu.put("{kind}",{number},[', content, "]);\n"])
            begin.append(run[0][0])
        return begin


@lru_cache(1 << 10)
def _counted_above(words: str) -> Counter[str]:
    return Counter({word: ABOVE * many for word, many in Counter(tokens_of(words)).items()})


def _level(many: int, size: float) -> int:
    """Return how much a word counts that a chunk has some times, for its length, as BM25 says."""
    counted = many / (many + (_MOST_COUNTED - 1) * (1 - _LENGTH + _LENGTH * size))
    return int(counted * (len(_LEVELS) - 1))


def _written(numbers: Sequence[int]) -> Iterator[str]:
    """Yield the numbers of a word, each as the step from the one before; many come in several pieces."""
    for run in in_runs(zip(numbers, (0, *numbers), strict=False), lambda _: 4, _MOST // 2):
        steps = [(number >> _BITS) - (before >> _BITS if at else 0) for at, (number, before) in enumerate(run)]
        yield "".join(
            f"{_base36(step)}{_LEVELS[number & (1 << _BITS) - 1]}" for step, (number, _) in zip(steps, run, strict=True)
        )


def _forms(words: Iterable[str], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the other forms of each word that has some, in the order of the words."""
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    written = [word for word in words if len(word) > ONE_FORM and word[0].isalpha()]
    for stem in stemmers(languages):
        for _, group in groupby(sorted(written, key=stem), key=stem):
            alike = dict.fromkeys(group)
            for word in alike if len(alike) > 1 else ():
                forms[word] |= alike
    for word in sorted(forms):
        others = " ".join(other for other in forms[word] if other != word)
        yield word, f"{_dumped(word)},{_dumped(others)}"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
