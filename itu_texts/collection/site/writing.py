"""Writes a site: the pages of files, those of works, and those of the whole collection."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from itu_texts.analysis.works import day_of
from itu_texts.api.batch import cores
from itu_texts.collection.collection import Collection
from itu_texts.collection.site import contents as lists
from itu_texts.collection.site.contents import Contents, called, kind_of_many, write_index
from itu_texts.collection.site.page_pool import Make, Worker, page_pool
from itu_texts.collection.site.tables import Cell, FileNames, Folder, Frame, Table, write_table
from itu_texts.collection.site.works import Placed, write_file, write_work
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.writing import NAMES
from itu_texts.tree.addressees import CONCEPTS

_WORTH_WORKERS = 60  # texts; fewer are written in less time than workers take to start
_LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_LATEST_FIRST = "Mandates in latest editions come first, of these those with a deadline ahead, the next one first."
_MOST = 10  # rows of the tables of the start page
_SHOWN = "FROM site.given g JOIN site.texts t ON t.id = g.text WHERE t.counts = 2"
_FIGURES = (
    ("texts", "works.html", "SELECT count(*) FROM site.works"),
    ("mandates", "mandates/all.html", f"SELECT count(*) {_SHOWN}"),
    ("with a deadline", "deadlines.html", f"SELECT count(*) {_SHOWN} AND g.due IS NOT NULL"),
    ("overdue", "overdue.html", f"SELECT count(*) {_SHOWN} AND {lists.OVERDUE}"),
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
    ("to", "Addressee", "@to:", f"SELECT DISTINCT addressee {_SHOWN}", called),
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
