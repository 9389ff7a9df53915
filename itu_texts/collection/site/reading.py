"""The reading pages of a file: its texts, with links to the works that they cite."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records
from itu_texts.analysis.endings import addressed
from itu_texts.collection.site.page_pool import Worker
from itu_texts.collection.site.tables import around
from itu_texts.formats.html.page import Around, Link, iter_page
from itu_texts.formats.inline_markup import Wrap
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Cell, Document, HeadingReference, Node, Note, Paragraph, Text, Title
from itu_texts.tree.walking import find, walk

if TYPE_CHECKING:
    from itu_texts.collection.site.sheets import Cut

_TO_WORK = '<a class="ref out" href="{}" data-says="{}">'
_WORDS = (Paragraph, Title, HeadingReference, Note, Cell)


class Standing(NamedTuple):
    """The header of the page of a text."""

    name: str
    """The name of the files of its page, without a suffix."""
    said: str
    """The standing, in the words of the collection."""
    work: Link | None = None
    """The link to the page of its work."""
    ground: Sequence[tuple[str, str, str, str]] = ()
    """The standing with the words that say it, and their file."""


class Cited(NamedTuple):
    """A place of a file where a work is cited."""

    place: int
    address: str
    words: str
    href: str
    says: str


class FileTask(NamedTuple):
    """A file whose pages are to be made."""

    path: str
    """The path, as in the collection."""
    rest: str
    """The name of the page of words outside texts."""
    texts: Mapping[int, Standing]
    """By the index of the text."""
    cited: Sequence[Cited]


class Placed(NamedTuple):
    """The pages of a file."""

    pages: list[tuple[str, str, int]]
    """The path in the site, the title and the index of the text, for each page."""
    hrefs: dict[tuple[int, str], str]
    """The path of the page, with its fragment, by the index of the text and the address in it."""


def write_file(worker: Worker, task: FileTask) -> Placed:
    """Write the reading pages of a file."""
    from itu_texts.collection.site.sheets import cut, relinked  # which need an extra
    from itu_texts.formats.html.page.views import Page

    document = worker.acts.document(task.path)
    sheets = cut(Page(document, _links(document, task.cited)))
    records = _records(document)
    counts: dict[str, int] = defaultdict(int)
    names = []
    for each in sheets:
        name = task.texts[each.place].name if each.place in task.texts else task.rest
        counts[name] += 1
        names.append(f"{name}.html" if counts[name] == 1 else f"{name}.{counts[name]}.html")
    pages = [
        "".join(iter_page(each.sheet, _around(worker, task, sheets, names, at, records)))
        for at, each in enumerate(sheets)
    ]
    placed = Placed([], {})
    for name, each, html in zip(names, sheets, relinked(pages, names), strict=True):
        path = f"texts/{name}"
        worker.folder.write(path, [html])
        placed.pages.append((path, each.sheet.title, each.place))
        placed.hrefs.setdefault((each.place, ""), path)  # the first page of a text with several
        for key, anchor in each.anchors.items():
            placed.hrefs.setdefault(key, f"{path}#{anchor}")
    return placed


def _records(document: Document) -> dict[int, list[tuple[str, str, str, str]]]:
    """Return the records of texts, by the index of the text: what is known, its value, the words, and what they are."""
    places = {id(text): place for place, text in enumerate(find(document, Text))}
    found: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for record in document_records(document):
        claims = (record.claims[name] for name in FIELDS if name in record.claims)
        found[places.get(id(record.text), -1)] += [
            (
                each.field.replace("_", " "),
                ", ".join(map(str, each.value)) if isinstance(each.value, list) else str(each.value),
                each.words,
                str(each.by),
            )
            for each in claims
        ]
    return found


def _around(
    worker: Worker,
    task: FileTask,
    sheets: Sequence[Cut],
    names: Sequence[str],
    at: int,
    records: Mapping[int, Sequence[tuple[str, str, str, str]]],
) -> Around:
    """Return the header of a sheet: its work, the sheets before and after it, and the record of its text."""
    standing = task.texts.get(sheets[at].place)
    more = [standing.work] if standing is not None and standing.work is not None else []
    if at:
        more.append(Link(names[at - 1], "Previous page of the file"))
    if at + 1 < len(sheets):
        more.append(Link(names[at + 1], "Next page of the file"))
    said = standing.said if standing is not None else ""
    record = [*(standing.ground if standing is not None else ()), *records.get(sheets[at].place, ())]
    return around(worker.title, f"texts/{names[at]}", *more, note=said)._replace(record=record)


# ---------------------------------------------------------------------- links to works


def _links(document: Document, cited: Sequence[Cited]) -> dict[int, list[Wrap]]:
    """Return the links in the words of passages, by the identity of the passage.

    Their places and words come from the collection, because finding the references again would take longer.
    """
    links: dict[int, list[Wrap]] = defaultdict(list)
    passages = _passages(document, {(each.place, each.address) for each in cited})
    for each in cited:
        words = re.compile(r"\s+".join(map(re.escape, each.words.split())))
        for node in passages[each.place, each.address]:
            text: str = getattr(node, "text", "")
            known = links[id(node)]
            found = words.search(text, known[-1].end if known else 0)
            if found is not None:
                known.append(Wrap(*found.span(), _TO_WORK.format(escape(each.href), escape(each.says)), "</a>", 1))
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
