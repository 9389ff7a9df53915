"""The pages of a work: the timeline of its editions, their changes, its mandates and citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from itu_texts.api.runs import in_runs
from itu_texts.collection.site.page_pool import Worker
from itu_texts.collection.site.picture import Neighbour, pictures
from itu_texts.collection.site.tables import Table, around, write_table
from itu_texts.collection.works import Kept, editions_of, text_of
from itu_texts.formats.html.page import Link, filled
from itu_texts.language.language_codes import NAMES
from itu_texts.language.writing import direction
from itu_texts.revision.diffs import Difference, diff
from itu_texts.revision.diffs.reports import html_report, summary

_SHOWN = 40  # rows of a table on the page of a work; longer tables also have pages of their own
_MOST = 500_000  # bytes of the rows of a page of differences, estimated before it is made
_TIMES = 3  # occurrences of the words of a difference on its page
_AROUND = 700  # bytes of markup around these words


@frozen
class WorkTask:
    """A work whose pages are to be made."""

    id: int
    stem: str
    """The name of its page, without a suffix."""
    name: str
    title: str
    language: str
    """The language of the title."""
    standing: str
    is_latest: bool
    hrefs: Mapping[int, str]
    """The paths of the pages of its texts, by their numbers."""
    stems: Mapping[int, str]
    """The names of those pages, without a suffix."""
    standings: Mapping[int, str]
    tables: Sequence[tuple[str, Table]]
    """Its mandates and citations, each with the name of their own pages."""
    citing: Sequence[Neighbour]
    cited: Sequence[Neighbour]
    between: Mapping[tuple[int, int], int]


@frozen
class _Change:
    """The changes of an edition, in one language."""

    words: str
    counts: str
    href: str = ""


@frozen
class _Edition:
    """An edition in all its languages."""

    name: str
    adopted: str
    standing: str
    ground: str
    """The words that say how it stands."""
    file: str
    """The file of these words."""
    is_latest: bool
    texts: list[Link]
    changes: list[_Change]


def write_work(worker: Worker, task: WorkTask) -> list[str]:
    """Write the pages of a work, and return their paths."""
    names = [f"works/{task.stem}.html"]
    rows = editions_of(worker.acts, task.id)
    changes: dict[int, _Change] = {}
    for new, change, pages in _changes(worker, task, rows):
        changes[new] = change
        names += pages
    tables: list[tuple[Table, Link | None]] = []
    for table, whole, pages in _tables(worker, task):
        tables.append((table, whole))
        names += pages
    language = task.language if task.language != "en" else ""
    drawn = pictures(task.citing, task.cited, task.between)
    worker.folder.write(
        names[0],
        filled(
            __package__,
            "work.html",
            (__package__, "site.css"),
            around=around(worker.title, names[0]),
            title=task.name,
            up="../",
            work=task,
            language=language,
            direction=direction(language),
            editions=[*_editions(task, rows, changes)],
            tables=tables,
            pictures=drawn,
            left_out=len({each.work for each in (*task.citing, *task.cited)}) - len(drawn[0].nodes) if drawn else 0,
        ),
    )
    return names


def _tables(worker: Worker, task: WorkTask) -> Iterator[tuple[Table, Link | None, list[str]]]:
    """Yield the tables of a work: the rows on its page.

    For a long table also a link to all rows, and the pages of these.
    """
    for stem, table in task.tables:
        if len(table.rows) <= _SHOWN:
            yield table, None, []
            continue
        path = f"works/{task.stem}.{stem}"
        title = f"{task.name}: {table.name[:1].lower()}{table.name[1:]}"
        names = write_table(worker.folder, worker.title, path, title, table)
        whole = Link(f"{path}.html", f"All {len(table.rows)}")
        yield Table(table.columns, table.rows[:_SHOWN], table.name), whole, names


def _editions(task: WorkTask, rows: Sequence[Kept], changes: Mapping[int, _Change]) -> Iterator[_Edition]:
    """Yield the editions, the last first, each in all its languages."""
    editions = [[*group] for _, group in groupby(rows, key=lambda row: (row.day, row.status, bool(row.edition.file)))]
    for group in reversed(editions):
        first = min(group, key=lambda row: (row.edition.language != "en", row.edition.language, row.edition.file))
        yield _Edition(
            first.edition.identifier or task.name,
            first.day,
            task.standings[first.id] if first.edition.file else first.edition.standing,
            first.edition.ground,
            first.edition.ground_file,
            any(row.edition.is_latest for row in group),
            [*_languages(task, group)],
            [changes[row.id] for row in group if row.id in changes],
        )


def _languages(task: WorkTask, rows: Sequence[Kept]) -> Iterator[Link]:
    """Yield links to an edition in all its languages, English first; several copies in one language are numbered."""
    copies: Counter[str] = Counter()
    for row in sorted(
        (row for row in rows if row.edition.file),
        key=lambda row: (row.edition.language != "en", row.edition.language, row.edition.file),
    ):
        copies[row.edition.language] += 1
        number = f" ({copies[row.edition.language]})" if copies[row.edition.language] > 1 else ""
        yield Link(task.hrefs[row.id], f"{NAMES.get(row.edition.language, row.edition.language)}{number}")


# ---------------------------------------------------------------------- changes between editions


def _changes(worker: Worker, task: WorkTask, rows: Sequence[Kept]) -> Iterator[tuple[int, _Change, list[str]]]:
    """Yield each edition with an earlier one in its language: its number, its changes, and their pages."""
    before: dict[str, Kept] = {}
    for row in rows:
        if not row.edition.file or row.status == "suppressed":
            continue
        old = before.get(row.edition.language)
        if old is not None and (old.edition.identifier, old.day) == (row.edition.identifier, row.day):
            continue  # another copy of the same edition
        if old is not None:
            yield row.id, *_change(worker, task, old, row)
        before[row.edition.language] = row


def _change(worker: Worker, task: WorkTask, old: Kept, new: Kept) -> tuple[_Change, list[str]]:
    """Return the changes of an edition from the one before it, and the pages that show them."""
    was, now = text_of(worker.acts, old), text_of(worker.acts, new)
    spoken = NAMES.get(new.edition.language, new.edition.language)
    words = f"Compared with {_mark(old)}, {spoken}"
    found = diff(was, now)
    if not found:
        return _Change(words, "no differences"), []
    stem = f"changes/{task.stems[new.id]}"
    parts = [*in_runs(diff(was, now, unchanged=True), _bytes, _MOST)]
    names = [f"{stem}.html", *(f"{stem}.{number}.html" for number in range(2, len(parts) + 1))]
    texts = [Link(f"../{task.hrefs[row.id]}", f"The text of {_mark(row)}") for row in (old, new)]
    for at, (name, part) in enumerate(zip(names, parts, strict=True)):
        files = [each.rpartition("/")[2] for each in names]
        near = [Link(files[at - 1], "Previous page")] if at else []
        near += [Link(files[at + 1], "Next page")] if at + 1 < len(names) else []
        above = around(worker.title, name, Link(f"../works/{task.stem}.html", task.name), *texts, *near)
        page = f" (part {at + 1} of {len(parts)})" if len(parts) > 1 else ""
        title = f"{task.name}: {_mark(old)} and {_mark(new)}, {spoken}{page}"
        worker.folder.write(name, html_report(part, title=title, around=above))
    return _Change(words, summary(found), names[0]), names


def _mark(row: Kept) -> str:
    """Return the mark of an edition, or its day: ``Rev. Lakeside, 2022``."""
    return row.edition.identifier.partition(" (")[2].removesuffix(")") or row.day or "an edition without date"


def _bytes(difference: Difference) -> int:
    """Return the approximate number of bytes of a difference in HTML."""
    words = len(difference.old_text.encode("utf-8", "replace")) + len(difference.new_text.encode("utf-8", "replace"))
    return _TIMES * words + _AROUND
