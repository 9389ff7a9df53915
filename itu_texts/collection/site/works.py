"""The pages of a work: the timeline of its editions, their changes, its mandates and citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from itu_texts.api.runs import in_runs
from itu_texts.collection.site import contents as lists
from itu_texts.collection.site.page_pool import Worker
from itu_texts.collection.site.tables import Table, in_pages, write_table
from itu_texts.collection.works import Kept, editions_of, text_of
from itu_texts.formats.html.page import Link
from itu_texts.language.language_codes import NAMES
from itu_texts.language.writing import direction
from itu_texts.revision.diffs import Difference, diff, html_report, summary

_SHOWN = 40  # rows of a table on the page of a work; longer tables also have pages of their own
_MOST = 500_000  # bytes of the rows of a page of differences, estimated before it is made
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
    if len(table.rows) <= _SHOWN:
        return table, None
    path = f"works/{work.stem}.{stem}"
    write_table(worker.frame, path, f"{work.name}: {table.name[:1].lower()}{table.name[1:]}", table)
    return Table(table.columns, table.rows[:_SHOWN], table.name), Link(f"{path}.html", f"All {len(table.rows)}")


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
    for name, part, which, near in in_pages(stem, in_runs(diff(was, now, unchanged=True), _bytes, _MOST)):
        above = worker.frame.around(name, Link(f"../works/{work.stem}.html", work.name), *texts, *near)
        title = f"{work.name}: {_mark(old)} and {_mark(new)}, {spoken}{which}"
        worker.frame.folder.write(name, html_report(part, title=title, around=above))
    return _Change(words, summary(found), f"{stem}.html")


def _mark(row: Kept) -> str:
    """Return the mark of an edition, or its day: ``Rev. Lakeside, 2022``."""
    return row.edition.identifier.partition(" (")[2].removesuffix(")") or row.day or "an edition without date"


def _bytes(difference: Difference) -> int:
    """Return the approximate number of bytes of a difference in HTML."""
    words = len(difference.old_text.encode("utf-8", "replace")) + len(difference.new_text.encode("utf-8", "replace"))
    return _TIMES * words + _AROUND
