"""Writes a site: the pages of files, those of works, and those of the whole collection."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from html import escape
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records
from itu_texts.analysis.graph import addressed
from itu_texts.analysis.works import day_of
from itu_texts.api.batch import Pool, cores, in_runs
from itu_texts.collection.collection import Collection
from itu_texts.collection.site import contents as lists
from itu_texts.collection.site.contents import Contents, called, kind_of_many, write_index
from itu_texts.collection.site.tables import Cell, FileNames, Folder, Frame, Table, in_pages, write_table
from itu_texts.collection.works import Kept, editions_of, text_of
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.html.page import Link, iter_page
from itu_texts.formats.printed_lines import Wrap
from itu_texts.language.writing import NAMES, direction
from itu_texts.revision.diffs import Difference, diff, html_report, summary
from itu_texts.tree.addressees import CONCEPTS
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Cell as TableCell
from itu_texts.tree.nodes import Document, HeadingReference, Node, Note, Paragraph, Text, Title
from itu_texts.tree.walking import find, walk

# ---------------------------------------------------------------------- processes that make pages
# Each opens the collection by itself. A small site is made by this process.

_CHUNKS = 8  # chunks for each worker, so many that none waits long for the last
Made = TypeVar("Made")


class Worker(NamedTuple):
    """The tools of a worker."""

    contents: Contents
    frame: Frame


Make = Callable[[Callable[[Worker, int], Made], Sequence[int]], Iterator[Made]]


@contextmanager
def page_pool(worker: Worker, workers: int) -> Iterator[Make[Any]]:
    """Start workers for pages; a function of a module is called for each number, and its results come in their order.

    :param workers: the number of processes; with less than two, this process makes all pages.
    """
    if workers < 2:
        yield lambda work, tasks: (work(worker, task) for task in tasks)
        return
    with Pool(workers, _open, (worker.contents.acts._name, worker.frame)) as pool:
        yield lambda work, tasks: pool.in_chunks(partial(_made, work), tasks, max(1, len(tasks) // (workers * _CHUNKS)))


_this_worker: list[Worker] = []
"""The tools of a worker process."""


def _open(name: str, frame: Frame) -> None:
    acts = Collection.open(name, write=False)
    _this_worker.append(Worker(Contents(acts, frame.folder.database), frame))


def _made(work: Callable[[Worker, int], Made], task: int) -> Made:
    return work(_this_worker[0], task)


# ---------------------------------------------------------------------- pages of works
# The timeline of the editions of a work, their changes, its mandates and citations.

_ROWS_SHOWN = 40  # rows of a table on the page of a work; longer tables also have pages of their own
_MOST_OF_DIFFERENCES = 500_000  # bytes of the rows of a page of differences, estimated before it is made
_TIMES = 3  # occurrences of the words of a difference on its page
_AROUND = 700  # bytes of markup around these words
_WORK = """
SELECT w.stem, w.name, t.id, t.name AS text, t.title, t.tongue,
    upper(substr(t.standing, 1, 1)) || substr(t.standing, 2), (
    SELECT max(is_latest) FROM site.texts o WHERE o.work = w.id
) FROM site.works w JOIN site.texts t ON t.id = w.last WHERE w.id = ?
"""


class _Work(NamedTuple):
    """A work, as its last edition has it."""

    stem: str
    name: str
    text: int
    text_name: str
    title: str
    language: str
    standing: str
    is_latest: bool

    @property
    def direction(self) -> str:
        """The direction of its language."""
        return direction(self.language)


class _Change(NamedTuple):
    """The changes of an edition, in one language."""

    words: str
    counts: str
    href: str = ""


def write_work(worker: Worker, number: int) -> str:
    """Write the pages of a work, and return the path of the first."""
    acts = worker.contents.acts
    work = _Work(*acts.rows(_WORK, (number,))[0])
    pages = {
        text: (stem, page)
        for text, stem, page in acts.rows("SELECT id, stem, page FROM site.texts WHERE work = ?", (number,))
    }
    rows = editions_of(acts, number)
    name = f"works/{work.stem}.html"
    worker.frame.write(
        name,
        "work.html",
        work.name,
        work=work,
        editions=[*_editions(rows)],
        hrefs={text: page for text, (_, page) in pages.items()},
        languages=NAMES,
        changes={new.id: _change(worker, work, pages, old, new) for old, new in _successive(rows)},
        tables=[_brief(worker, work, *each) for each in _tables(worker, work, number)],
    )
    return name


def _tables(worker: Worker, work: _Work, number: int) -> Iterator[tuple[str, Table]]:
    """Yield the mandates and citations of a work, each with the name of their own pages."""
    table = worker.contents.table
    yield "mandates", table(lists.MANDATES_OF, f"Addressees and tasks of {work.text_name}", text=work.text)
    for stem, name, queries in (("cited-in", "Cited by", lists.CITING), ("cites", "Cites", lists.CITED)):
        found = [table(query, name, work=number) for query in queries]
        yield stem, Table(found[0].columns, [row for each in found for row in each.rows], name)


def _brief(worker: Worker, work: _Work, stem: str, table: Table) -> tuple[Table, Link | None]:
    """Return a table for the page of its work; if it is long, its first rows, and a link to pages of its own."""
    if len(table.rows) <= _ROWS_SHOWN:
        return table, None
    path = f"works/{work.stem}.{stem}"
    write_table(worker.frame, path, f"{work.name}: {table.name[:1].lower()}{table.name[1:]}", table)
    return Table(table.columns, table.rows[:_ROWS_SHOWN], table.name), Link(f"{path}.html", f"All {len(table.rows)}")


def _editions(rows: Sequence[Kept]) -> Iterator[list[Kept]]:
    """Yield the editions, the last first, each in all its languages, English first."""
    groups = [[*group] for _, group in groupby(rows, key=lambda row: (row.day, row.status, bool(row.id)))]
    for group in reversed(groups):
        yield sorted(group, key=lambda row: (row.edition.language != "en", row.edition.language, row.edition.file))


# ---------------------------------------------------------------------- changes between editions


def _successive(rows: Sequence[Kept]) -> Iterator[tuple[Kept, Kept]]:
    """Yield each edition with the one before it in its language."""
    before: dict[str, Kept] = {}
    for row in (row for row in rows if row.id and row.status != "suppressed"):
        old = before.get(row.edition.language)
        if old is not None and (old.edition.identifier, old.day) == (row.edition.identifier, row.day):
            continue  # another copy of the same edition
        if old is not None:
            yield old, row
        before[row.edition.language] = row


def _change(worker: Worker, work: _Work, pages: Mapping[int, tuple[str, str]], old: Kept, new: Kept) -> _Change:
    """Write the pages that show the changes of an edition from the one before it, and return what they are."""
    was, now = (text_of(worker.contents.acts, row) for row in (old, new))
    spoken = NAMES.get(new.edition.language, new.edition.language)
    words = f"Compared with {_mark(old)}, {spoken}"
    found = diff(was, now)
    if not found:
        return _Change(words, "no differences")
    texts = [Link(f"../{pages[row.id][1]}", f"The text of {_mark(row)}") for row in (old, new)]
    stem = f"changes/{pages[new.id][0]}"
    for name, part, which, near in in_pages(
        stem, in_runs(diff(was, now, unchanged=True), _bytes_of_difference, _MOST_OF_DIFFERENCES)
    ):
        above = worker.frame.around(name, Link(f"../works/{work.stem}.html", work.name), *texts, *near)
        title = f"{work.name}: {_mark(old)} and {_mark(new)}, {spoken}{which}"
        worker.frame.folder.write(name, html_report(part, title=title, around=above))
    return _Change(words, summary(found), f"{stem}.html")


def _mark(row: Kept) -> str:
    """Return the mark of an edition, or its day: ``Rev. Lakeside, 2022``."""
    return row.edition.identifier.partition(" (")[2].removesuffix(")") or row.day or "an edition without date"


def _bytes_of_difference(difference: Difference) -> int:
    """Return the approximate number of bytes of a difference in HTML."""
    words = len(difference.old_text.encode("utf-8", "replace")) + len(difference.new_text.encode("utf-8", "replace"))
    return _TIMES * words + _AROUND


# ----------------------------------------------------------------------
# The reading pages of a file: its texts, with links to the works that they cite.

_TO_WORK = '<a class="ref out" href="../{}" data-says="{}">'
_WORDS = (Paragraph, Title, HeadingReference, Note, TableCell)
_TEXTS = """
SELECT t.number, t.stem, t.name || ': ' || t.standing, w.page, w.name, t.standing, t.ground, t.ground_file
FROM site.texts t LEFT JOIN site.works w ON w.id = t.work WHERE t.file = ? AND t.number >= 0
"""
_CITED = """
SELECT t.number, c.address, c.words, w.page, c.name || coalesce(': ' || nullif(last.title, ''), '')
FROM site.texts t JOIN site.cited c ON c.text = t.id JOIN site.works w ON w.id = c.work
    JOIN site.texts last ON last.id = w.last
WHERE t.file = ? AND c.work IS NOT t.work ORDER BY t.place, c.place
"""


class Placed(NamedTuple):
    """The pages of a file."""

    pages: list[tuple[str, str, int]]
    """The path in the site, the title and the index of the text, for each page."""
    hrefs: dict[tuple[int, str], str]
    """The path of the page, with its fragment, by the index of the text and the address in it."""


def write_file(worker: Worker, file: int) -> Placed:
    """Write the reading pages of a file."""
    from itu_texts.collection.site.sheets import cut, relinked  # which need an extra
    from itu_texts.formats.html.page.views import Page

    acts, frame = worker.contents.acts, worker.frame
    [(path, rest)] = acts.rows("SELECT path, stem FROM site.files WHERE id = ?", (file,))
    texts = {number: more for number, *more in acts.rows(_TEXTS, (file,))}
    document = acts.document(path)
    sheets = cut(Page(document, _links(document, acts.rows(_CITED, (file,)))))
    records = _records(document)
    counts: Counter[str] = Counter()
    names = []
    for each in sheets:
        stem = texts[each.place][0] if each.place in texts else rest
        counts[stem] += 1
        names.append(f"texts/{stem}.html" if counts[stem] == 1 else f"texts/{stem}.{counts[stem]}.html")
    pages = []
    for name, each, _, near in in_pages(names, sheets):
        _, said, page, work, standing, ground, where = texts.get(each.place, (None, "", *[None] * 5))
        more = [Link(f"../{page}", f"All of {work}")] if work else []
        record = [*([("standing", standing, ground, where)] if ground else []), *records.get(each.place, ())]
        above = frame.around(name, *more, *near, note=said)._replace(record=record)
        pages.append("".join(iter_page(each.sheet, above)))
    placed = Placed([], {})
    files = [name.rpartition("/")[2] for name in names]
    for name, each, html in zip(names, sheets, relinked(pages, files), strict=True):
        frame.folder.write(name, [html])
        placed.pages.append((name, each.sheet.title, each.place))
        placed.hrefs.setdefault((each.place, ""), name)  # the first page of a text with several
        for key, anchor in each.anchors.items():
            placed.hrefs.setdefault(key, f"{name}#{anchor}")
    return placed


def _records(document: Document) -> dict[int, list[tuple[str, str, str, str]]]:
    """Return the records of texts, by the index of the text: what is known, its value, the words, and what they are."""
    places = {id(text): place for place, text in enumerate(find(document, Text))}
    found: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for record in document_records(document):
        for each in (record.claims[name] for name in FIELDS if name in record.claims):
            value = ", ".join(map(str, each.value)) if isinstance(each.value, list) else str(each.value)
            found[places.get(id(record.text), -1)].append(
                (each.field.replace("_", " "), value, each.words, str(each.by))
            )
    return found


# ---------------------------------------------------------------------- links to works


def _links(document: Document, cited: Sequence[tuple[int, str, str, str, str]]) -> dict[int, list[Wrap]]:
    """Return the links in the words of passages, by the identity of the passage.

    Their places and words come from the collection, because finding the references again would take longer.
    """
    links: dict[int, list[Wrap]] = defaultdict(list)
    passages = _passages(document, {each[:2] for each in cited})
    for place, address, said, href, says in cited:
        words = re.compile(r"\s+".join(map(re.escape, said.split())))
        for node in passages[place, address]:
            known = links[id(node)]
            found = words.search(getattr(node, "text", ""), known[-1].end if known else 0)
            if found is not None:
                known.append(Wrap(*found.span(), _TO_WORK.format(escape(href), escape(says)), "</a>", 1))
                break
    return links


def _passages(document: Document, wanted: set[tuple[int, str]]) -> dict[tuple[int, str], list[Node]]:
    """Return the passages at some places, each with the index of a text and an address in it."""
    places: dict[int, int] = {}
    found: dict[tuple[int, str], list[Node]] = defaultdict(list)
    addresses = Addresses()
    for node in walk(document) if wanted else ():
        if isinstance(node, Text):
            places[id(node)] = len(places)
        elif isinstance(node, _WORDS):
            place = next((places[id(above)] for above in node.ancestors if id(above) in places), -1)
            key = place, addresses.known(addressed(node))
            if key in wanted:
                found[key].append(node)
    return found


# ---------------------------------------------------------------------- the whole site

_WORTH_WORKERS = 60  # texts; fewer are written in less time than workers take to start
_LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_LATEST_FIRST = "Mandates in latest editions come first, of these those with a deadline ahead, the next one first."
_MOST = 10  # rows of the tables of the start page
_OF_GIVEN = "FROM site.given g JOIN site.texts t ON t.id = g.text WHERE t.counts = 2"
_FIGURES = (
    ("texts", "works.html", "SELECT count(*) FROM site.works"),
    ("mandates", "mandates/all.html", f"SELECT count(*) {_OF_GIVEN}"),
    ("with a deadline", "deadlines.html", f"SELECT count(*) {_OF_GIVEN} AND g.due IS NOT NULL"),
    ("overdue", "overdue.html", f"SELECT count(*) {_OF_GIVEN} AND {lists.OVERDUE}"),
    ("citations of texts", "", "SELECT count(*) FROM site.cited WHERE counts = 2"),
    ("outdated citations", "outdated.html", "SELECT count(*) FROM site.outdated"),
    ("files", "files.html", "SELECT count(*) FROM site.files"),
    ("files not read", "failed.html", "SELECT count(*) FROM files WHERE error IS NOT NULL"),
)
_GIVEN = (
    ("mandates/all", "All mandates", "1"),
    ("deadlines", "Deadlines", "g.due IS NOT NULL"),
    ("overdue", "Overdue mandates", lists.OVERDUE),
)
_FAULTS = (
    (
        "outdated",
        "Outdated citations",
        "Ground",
        "Last editions cite these superseded editions, and these abrogated or suppressed texts.",
    ),
    (
        "broken",
        "Broken citations",
        "What is missing",
        "Latest editions cite these places of themselves, which they do not have.",
    ),
)
# The works in the order of the files of their first texts, so that few trees are read twice
_BY_FILE = """
SELECT w.id FROM site.works w JOIN site.texts t ON t.work = w.id JOIN site.files f ON f.id = t.file
GROUP BY w.id ORDER BY min(f.place), w.place
"""
_FILTERS = (
    (
        "language",
        "Language",
        "#",
        "SELECT DISTINCT language FROM site.texts ORDER BY 1",
        lambda code: NAMES.get(code, code),
    ),
    ("role", "Part", "@", "SELECT 'preamble' UNION SELECT 'operative'", lambda role: role.replace("ive", "ive part")),
    ("kind", "Kind", "#kind:", "SELECT DISTINCT kind FROM site.texts WHERE number >= 0 ORDER BY 1", kind_of_many),
    ("body", "Body", "#body:", "SELECT DISTINCT body FROM site.works WHERE body IS NOT NULL ORDER BY 1", str),
    ("to", "Addressee", "@to:", f"SELECT DISTINCT addressee {_OF_GIVEN}", called),
    (
        "since",
        "Since",
        "#year:",
        "SELECT DISTINCT substr(adopted, 1, 4) FROM site.texts WHERE number >= 0 ORDER BY 1",
        str,
    ),
)


class Site(NamedTuple):
    """The result of writing a site."""

    folder: str  #: the folder with the pages
    files: int
    """The number of files."""
    pages: int
    """The number of files that are pages."""
    texts: int  #: the number of texts, without what stands outside texts
    works: int  #: the number of works


@checked
def write_site(
    collection: Collection,
    folder: str | os.PathLike[str],
    *,
    title: str = "Collection of texts",
    logo: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    today: str | date | None = None,
) -> Site:
    r"""Write a collection as a site: static pages that work from a folder, without a server.

    The pages load nothing from elsewhere. There is a page for each text and each work, with its editions, their
    changes, its mandates and citations; tables of mandates and deadlines; a search. The same collection and the same
    day give the same bytes.

    :param collection: the collection; it must not be written at the same time.
    :param folder: a new or empty folder, or one with a site, whose files are replaced; other files stay.
    :param title: the name of the site.
    :param logo: a picture beside the name: a file in SVG, PNG, JPEG, GIF or WebP.
    :param workers: the number of processes that make pages; ``None`` for one for each core, but none for a few texts,
        and none in a script without ``if __name__ == "__main__":``.
    :param progress: called with the number of pages that are done, the total, and the path of the page.
    :param today: the day before which a deadline is past; ``None`` for the day of the call.
    :raises InputError: if the folder has other files or cannot be written, if the logo cannot be read, or if the
        collection is damaged.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.

    >>> import tempfile
    >>> from itu_texts import Collection, parse, write_site
    >>> with Collection.open(":memory:") as acts, tempfile.TemporaryDirectory() as folder:
    ...     added = acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nresolves\nto count the boats"))
    ...     write_site(acts, folder).texts
    1
    """
    goal, day = Folder(Path(folder)), day_of(today if today is not None else date.today())
    if workers is None:
        workers = cores() if collection.rows("SELECT count(*) FROM texts")[0][0] >= _WORTH_WORKERS else 1
    goal.open()
    try:
        contents = Contents(collection, goal.database)
        try:
            contents.fill(day)
            writing = _Writing(Worker(contents, Frame(goal, title, _copied(logo, goal))), progress)
            writing.front()  # first, because it raises an error if an extra is missing
            with page_pool(writing.worker, 1 if collection._name == ":memory:" else workers) as make:
                writing.texts(make)
                writing.works(make)
            writing.lists()
            write_index(contents, goal)
            [texts] = contents.column("SELECT count(*) FROM site.texts WHERE number >= 0")
            [works] = contents.column("SELECT count(*) FROM site.works")
        finally:
            contents.close()
        names = goal.close()
    finally:
        goal.remove()
    return Site(str(goal.goal), len(names), sum(name.endswith(".html") for name in names), texts, works)


def _copied(logo: str | os.PathLike[str] | None, folder: Folder) -> str:
    """Return the path of the logo in the site, to which it is copied; empty for none.

    :raises InputError: if it cannot be read, or is no picture.
    """
    if logo is None:
        return ""
    name = f"logo{Path(logo).suffix.lower()}"
    if not name.endswith(_LOGOS):
        raise InputError(f"{logo}: not a picture for a page; there are: {', '.join(_LOGOS)}")
    try:
        (folder.path / name).write_bytes(Path(logo).read_bytes())
    except OSError as error:
        raise InputError(f"{logo}: {error.strerror}") from None
    return name


class _Writing:
    """A site that is being written."""

    def __init__(self, worker: Worker, progress: Callable[[int, int, str], None] | None) -> None:
        self.worker = worker
        self._contents, self._frame = worker.contents, worker.frame
        self._progress = progress
        self._done = 0

    def front(self) -> None:
        """Write the search page and the scripts."""
        filters = []
        for key, name, mark, query, named in _FILTERS:
            values = [value for value in self._contents.column(query) if value]
            if key == "to":
                values = [each for each in CONCEPTS if each in values]
            filters.append((key, name, mark, [(each, named(each)) for each in values]))
        self._frame.write("search.html", "search.html", "Search", filters=filters)
        for name in ("search.js", "table.js"):
            self._frame.folder.write(name, [resources.files(__package__).joinpath(name).read_text("utf-8")])

    def texts(self, make: Make[Placed]) -> None:
        """Write the pages of texts."""
        contents = self._contents
        files = contents.column("SELECT id FROM site.files ORDER BY place")
        numbers = {
            (file, number): text for text, file, number in contents.acts.rows("SELECT id, file, number FROM site.texts")
        }
        pages, anchors = [], []
        for file, placed in zip(files, make(write_file, files), strict=True):
            pages += [(file, part, *each) for part, each in enumerate(placed.pages)]
            anchors += [
                (numbers[file, place], address, href)
                for (place, address), href in placed.hrefs.items()
                if (file, place) in numbers
            ]
            self._step(placed.pages[0][0])
        contents.add("pages", pages)
        contents.add("anchors", anchors)
        contents.acts.rows("""
            UPDATE site.texts SET page = coalesce(
                (SELECT href FROM site.anchors a WHERE a.text = texts.id AND a.address = ''),
                (SELECT page FROM site.pages p WHERE p.file = texts.file AND p.part = 0)
            )
        """)

    def works(self, make: Make[str]) -> None:
        """Write the pages of works, and of the changes of their editions."""
        for name in make(write_work, self._contents.column(_BY_FILE)):
            self._step(name)

    def lists(self) -> None:
        """Write the tables that have pages of their own, and the start page."""
        contents, stems = self._contents, FileNames()
        standing = contents.standing()
        addressees = []
        for key, name, table, held in contents.addressees():  # one at a time, because all of them take much memory
            stem = f"mandates/{stems.take(key)}"
            dated = sum(bool(row[3].words) for row in table.rows)
            addressees.append(
                (Cell(name, f"{stem}.html"), *(Cell(str(each)) for each in (held, len(table.rows), dated)))
            )
            write_table(self._frame, stem, f"{name}: mandates", table, f"{_LATEST_FIRST} {standing}")
        every = Table(("Addressee", "In latest editions", "All", "With a deadline"), addressees)
        said = "The mandates of each addressee in all texts. An edition in several languages counts once."
        write_table(self._frame, "mandates", "Mandates by addressee", every, said)
        for stem, title, which in _GIVEN:
            write_table(
                self._frame, stem, title, contents.table(lists.MANDATES.format(which)), f"{_LATEST_FIRST} {standing}"
            )
        for stem, title, why, said in _FAULTS:
            write_table(self._frame, stem, title, contents.table(lists.FAULTS.format(why, stem)), said)
        groups: dict[str, list[tuple[Cell, ...]]] = {"Conference": [], "Body": []}
        for what, name, table in contents.groups():
            stem = f"groups/{stems.take(f'{what} {name}')}"
            groups[what].append((Cell(name, f"{stem}.html"), Cell(str(len(table.rows)))))
            write_table(self._frame, stem, name, table, standing)
        said = f"Each text with all its editions and languages. {standing}"
        write_table(self._frame, "works", "Texts", contents.table(lists.WORKS.format("1")), said)
        write_table(
            self._frame, "files", "Files", contents.table(lists.FILES), "Each file with the pages of its texts."
        )
        failed = contents.table(lists.FAILED)
        if failed.rows:
            write_table(self._frame, "failed", "Files that could not be read", failed)
        counted = [(contents.column(query)[0], words, href) for words, href, query in _FIGURES]
        tables = [
            contents.table(lists.KINDS, "Kinds"),
            Table(("Conference", "Texts"), groups["Conference"], "By conference"),
            Table(("Body", "Texts"), groups["Body"], "By body"),
            Table(("Addressee", "Mandates in latest editions"), [row[:2] for row in addressees], "By addressee"),
            contents.table(lists.NEWEST, "The latest", most=_MOST),
            contents.table(lists.MOST_CITED, "The most cited", most=_MOST),
        ]
        shown = [each for each in counted if each[0] or each[1] in ("texts", "mandates")]
        self._frame.write("index.html", "start.html", self._frame.title, figures=shown, tables=tables, said=standing)

    def _step(self, name: str) -> None:
        self._done += 1
        if self._progress is not None:
            [total] = self._contents.column(
                "SELECT (SELECT count(*) FROM site.files) + (SELECT count(*) FROM site.works)"
            )
            self._progress(self._done, total, name)
