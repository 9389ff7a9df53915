"""Writes a site: the pages of files, those of works, and those of the whole collection."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itu_texts.analysis.addressee_names import asked_for
from itu_texts.analysis.works import day_of
from itu_texts.api.batch import cores
from itu_texts.collection import Collection
from itu_texts.collection.site.citations import Citations
from itu_texts.collection.site.contents import Contents, Text
from itu_texts.collection.site.folder import Folder
from itu_texts.collection.site.lists import Lists, called, kind_of_many
from itu_texts.collection.site.page_pool import page_pool
from itu_texts.collection.site.pages import Pages
from itu_texts.collection.site.picture import Neighbour
from itu_texts.collection.site.reading import write_file
from itu_texts.collection.site.searching import Index, Passage, SearchedText
from itu_texts.collection.site.tables import Cell, Table, around, write_table
from itu_texts.collection.site.works import WorkTask, write_work
from itu_texts.errors.arguments import checked
from itu_texts.formats.html.page import filled
from itu_texts.language.language_codes import NAMES
from itu_texts.tree.addressees import CONCEPTS

if TYPE_CHECKING:
    from itu_texts.collection.site.page_pool import PagePool

_WORTH_WORKERS = 60  # texts; fewer are written in less time than workers take to start
_GROUPS = {"Conference": "By conference", "Body": "By body"}
_LATEST_FIRST = "Mandates in latest editions come first, of these those with a deadline ahead, the next one first."
_MOST = 10  # rows of the tables of the start page


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
    :param workers: the number of processes that make pages; ``None`` for one for each core, but none for a few texts,
        and none in a script without ``if __name__ == "__main__":``.
    :param progress: called with the number of pages that are done, the total, and the path of the page.
    :param today: the day before which a deadline is past; ``None`` for the day of the call.
    :raises InputError: if the folder has other files or cannot be written, or if the collection is damaged.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.

    >>> import tempfile
    >>> from itu_texts import Collection, parse, write_site
    >>> with Collection.open(":memory:") as acts, tempfile.TemporaryDirectory() as folder:
    ...     added = acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nresolves\nto count the boats"))
    ...     write_site(acts, folder).texts
    1
    """
    goal = Folder(Path(folder))
    contents = Contents(collection, day_of(today if today is not None else date.today()))
    if workers is None:
        workers = cores() if len(contents.texts) >= _WORTH_WORKERS else 1
    if collection._name == ":memory:":
        workers = 1
    goal.open()
    try:
        writing = _Writing(collection, contents, goal, title, progress)
        names = [*writing.front()]  # first, because it raises an error if an extra is missing
        with page_pool(collection, goal, title, workers) as makers:
            names += writing.texts(makers)
            names += writing.works(makers)
        names += writing.lists()
        names += writing.start()
        names += writing.index()
        goal.close(names)
    finally:
        goal.remove()
    pages = sum(name.endswith(".html") for name in names)
    texts = sum(text.place >= 0 for text in contents.texts.values())
    return Site(str(goal.goal), len(names), pages, texts, len(contents.works))


class _Writing:
    """A site that is being written."""

    def __init__(
        self,
        acts: Collection,
        contents: Contents,
        folder: Folder,
        title: str,
        progress: Callable[[int, int, str], None] | None,
    ) -> None:
        self._acts = acts
        self._contents = contents
        self._folder = folder
        self._title = title
        self._progress = progress
        self._done = 0
        self._groups: dict[str, list[tuple[Cell, Table]]] = {}
        self._pages = Pages(contents)
        self._citations = Citations(contents)
        self._lists = Lists(contents, self._pages, self._citations)

    def front(self) -> Iterator[str]:
        """Write the search page and its script."""
        spoken = sorted({text.language for text in self._contents.texts.values()})
        languages = [(code, NAMES.get(code, code)) for code in spoken]
        contents = self._contents
        numbered = [text for text in contents.texts.values() if text.place >= 0]
        found = {mandate.addressee for _, mandate in self._lists.given}
        filters = (
            ("language", "Language", "", languages),
            ("role", "Part", "", [("preamble", "preamble"), ("operative", "operative part")]),
            (
                "kind",
                "Kind",
                "kind:",
                [(kind, kind_of_many(kind)) for kind in sorted({text.kind for text in numbered})],
            ),
            (
                "body",
                "Body",
                "body:",
                [(body, body) for body in sorted({work.body or "" for work in contents.works.values()})],
            ),
            ("to", "Addressee", "to:", [(concept, called(concept)) for concept in CONCEPTS if concept in found]),
            ("since", "Since", "year:", [(year, year) for year in sorted({text.adopted[:4] for text in numbered})]),
        )
        yield self._page("search.html", "Search", "search.html", filters=filters)
        for name in ("search.js", "table.js"):
            self._folder.write(name, [resources.files(__package__).joinpath(name).read_text("utf-8")])
            yield name

    def texts(self, makers: PagePool) -> Iterator[str]:
        """Write the pages of texts."""
        numbers, tasks = [], []
        for number, task in self._pages.tasks():
            numbers.append(number)
            tasks.append(task)
        for number, placed in zip(numbers, makers.make(write_file, tasks), strict=True):
            self._pages.placed[number] = placed
            self._step(placed.pages[0][0])
            yield from (path for path, _, _ in placed.pages)

    def works(self, makers: PagePool) -> Iterator[str]:
        """Write the pages of works, and of the changes of their editions."""
        tasks = [self._work(work) for work in self._by_file()]
        for names in makers.make(write_work, tasks):
            self._step(names[0])
            yield from names

    def lists(self) -> Iterator[str]:
        """Write the tables that have pages of their own."""
        lists = self._lists
        rows = []
        for each in lists.mandates():  # one table at a time, because all of them take much memory
            rows.append(lists.addressee(each))
            yield from self._table(f"mandates/{each.stem}", f"{each.name}: mandates", each.table, _LATEST_FIRST)
        self._addressees = Table(("Addressee", "In latest editions", "All", "With a deadline"), rows)
        said = "The mandates of each addressee in all texts. An edition in several languages counts once."
        yield from self._table("mandates", "Mandates by addressee", self._addressees, said)
        yield from self._table("mandates/all", "All mandates", lists.all_mandates(), _LATEST_FIRST)
        yield from self._table("deadlines", "Deadlines", lists.all_mandates(due=True), _LATEST_FIRST)
        said = "Latest editions cite these superseded editions, and these abrogated or suppressed texts."
        outdated = lists.faults(self._acts.cites(outdated=True), "Standing")
        yield from self._table("outdated", "Outdated citations", outdated, said)
        said = "Latest editions cite these places of themselves, which they do not have."
        broken = lists.faults(self._acts.cites(broken=True), "What is missing")
        yield from self._table("broken", "Broken citations", broken, said)
        for group in lists.groups():
            self._groups.setdefault(group.what, []).append((Cell(group.name, f"{group.stem}.html"), group.table))
            yield from self._table(group.stem, f"{group.what}: {group.name}", group.table)
        yield from self._table("works", "Texts", lists.works(), "Each text with all its editions and languages.")
        yield from self._table("texts", "Pages of texts", lists.texts(), "Each edition in each language, by file.")
        if self._contents.failed:
            yield from self._table("failed", "Files that could not be read", lists.failed())

    def start(self) -> Iterator[str]:
        """Write the start page."""
        contents = self._contents
        editions = [text for text in contents.texts.values() if text.place >= 0 and text.copy_of is None]
        latest = {text.work for text in contents.texts.values() if text.is_latest and text.work is not None}
        figures = [
            (len(contents.works), "numbered texts", "works.html"),
            (len(latest), "of them with a latest edition here", ""),
            (
                len(editions),
                "editions and languages",
                "texts.html",
            ),
            (len({text.language for text in contents.texts.values()}), "languages", ""),
            (len(self._lists.given), "mandates", "mandates/all.html"),
            (sum(bool(mandate.due) for _, mandate in self._lists.given), "with a deadline", "deadlines.html"),
            (sum(len(contents.citations[text.id]) for text in contents.shown), "citations of texts", ""),
            (len(contents.files), "files", ""),
            (len(contents.failed), "files not read", "failed.html"),
        ]
        shown = [each for each in figures if each[0] or each[1] != "files not read"]
        yield self._page("index.html", self._title, "start.html", figures=shown, tables=[*self._start_tables(latest)])

    def index(self) -> list[str]:
        """Write the search index, without copies; latest editions come first."""
        index = Index()
        contents = self._contents
        counted = (text for text in contents.texts.values() if text.counts)
        texts = sorted(counted, key=lambda text: text.adopted, reverse=True)
        for text in sorted(texts, key=lambda text: not text.is_latest):
            page = self._pages.text(text).partition("#")[0]
            work = contents.works.get(text.work or 0)
            marks = [f"kind:{text.kind}", *([f"body:{work.body}"] if work is not None and work.body else [])]
            marks += [f"year:{text.adopted[:4]}"] if text.adopted else []
            searched = SearchedText(
                text.name, text.title, text.language, text.is_latest, text.standing, page, tuple(marks)
            )
            index.add(searched, self._passages(text))
        return index.write(self._folder)

    # ------------------------------------------------------------------ parts of pages

    def _passages(self, text: Text) -> Iterator[Passage]:
        query = "SELECT address, role, label, words FROM passages WHERE text = ? ORDER BY id"
        given: dict[str, dict[str, None]] = defaultdict(dict)
        for mandate in self._contents.mandates[text.id]:
            given[mandate.address] |= dict.fromkeys(asked_for(mandate.addressee))
        for address, role, label, words in self._acts.rows(query, (text.id,)):
            href = self._pages.text(text, address)
            yield Passage(href, address, role, f"{label} {words}".strip(), tuple(sorted(given[address])))

    def _by_file(self) -> Iterator[int]:
        """Yield the works in the order of the files of their first texts, so that few trees are read twice."""
        order = {file: at for at, file in enumerate(self._contents.files)}
        texts = self._contents.texts_of
        yield from sorted(self._contents.works, key=lambda work: min(order[text.file] for text in texts[work]))

    def _work(self, number: int) -> WorkTask:
        contents, pages, lists = self._contents, self._pages, self._lists
        work, texts, last = contents.works[number], contents.texts_of[number], contents.last_of(number)
        citing = self._neighbours(self._citations.citing(number))
        cited = self._neighbours(self._citations.cited_by(number))
        return WorkTask(
            number,
            pages.works[number],
            work.name,
            last.title,
            last.language,
            last.standing[:1].upper() + last.standing[1:],
            any(text.is_latest for text in texts),
            {text.id: pages.text(text) for text in texts},
            {text.id: pages.texts[text.id] for text in texts},
            {text.id: text.standing for text in texts},
            [
                ("mandates", lists.mandates_of(last)),
                ("cited-in", lists.citing(number)),
                ("cites", lists.cited_by(number)),
            ],
            citing,
            cited,
            self._citations.between(each.work for each in (*citing, *cited)),
        )

    def _neighbours(self, counted: list[tuple[int, int]]) -> list[Neighbour]:
        contents = self._contents
        return [
            Neighbour(
                number,
                contents.works[number].name,
                contents.last_of(number).title,
                self._pages.work(number),
                any(text.is_latest for text in contents.texts_of[number]),
                contents.order[number],
                times,
            )
            for number, times in counted
        ]

    def _start_tables(self, latest: set[int]) -> Iterator[Table]:
        contents, pages = self._contents, self._pages
        kinds = Counter(work.kind for work in contents.works.values())
        holds = Counter(contents.works[number].kind for number in latest)
        rows = [
            (Cell(kind_of_many(kind)), Cell(str(count)), Cell(str(holds[kind])))
            for kind, count in sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
        ]
        yield Table(("Kind", "Texts", "Latest edition here"), rows, "Kinds")
        for what, found in self._groups.items():
            counts = [(cell, Cell(str(len(table.rows)))) for cell, table in found]
            yield Table((what, "Texts"), counts, _GROUPS[what])
        by_addressee = [(row[0], row[1]) for row in self._addressees.rows]
        yield Table(("Addressee", "Mandates in latest editions"), by_addressee, "By addressee")
        last = sorted(
            ((work, contents.last_of(work)) for work in contents.works), key=lambda each: each[1].adopted, reverse=True
        )[:_MOST]
        newest = [(Cell(text.name, pages.work(work)), Cell(text.title), Cell(text.adopted)) for work, text in last]
        yield Table(("Text", "Title", "Adopted"), newest, "The latest")
        cited = [
            (Cell(contents.works[work].name, pages.work(work)), Cell(contents.last_of(work).title), Cell(str(count)))
            for work, count in self._citations.most_cited(_MOST)
        ]
        yield Table(("Text", "Title", "Cited by texts"), cited, "The most cited")

    def _page(self, name: str, title: str, template: str, **values: object) -> str:
        above = around(self._title, name)
        self._folder.write(
            name, filled(__package__, template, (__package__, "site.css"), around=above, title=title, **values)
        )
        return name

    def _table(self, stem: str, title: str, table: Table, said: str = "") -> Iterator[str]:
        yield from write_table(self._folder, self._title, stem, title, table, said)

    def _step(self, name: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, len(self._contents.files) + len(self._contents.works), name)
