"""The reading pages of a file: its texts, with links to the works that they cite."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records
from itu_texts.analysis.endings import addressed
from itu_texts.collection.site.page_pool import Worker
from itu_texts.collection.site.tables import in_pages
from itu_texts.formats.html.page import Link, iter_page
from itu_texts.formats.inline_markup import Wrap
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Cell, Document, HeadingReference, Node, Note, Paragraph, Text, Title
from itu_texts.tree.walking import find, walk

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
