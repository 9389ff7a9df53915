"""The pages of a work: the timeline of its editions, their changes, its mandates and citations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records
from itu_texts.analysis.graph import addressed
from itu_texts.api.batch import in_runs
from itu_texts.collection.site import contents as lists
from itu_texts.collection.site.page_pool import Worker
from itu_texts.collection.site.tables import Table, in_pages, write_table
from itu_texts.collection.works import Kept, editions_of, text_of
from itu_texts.formats.html.page import Link, iter_page
from itu_texts.formats.printed_lines import Wrap
from itu_texts.language.writing import NAMES, direction
from itu_texts.revision.diffs import Difference, diff, html_report, summary
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Cell, Document, HeadingReference, Node, Note, Paragraph, Text, Title
from itu_texts.tree.walking import find, walk

_SHOWN = 40  # rows of a table on the page of a work; longer tables also have pages of their own
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
_WORDS = (Paragraph, Title, HeadingReference, Note, Cell)
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
