"""What the page asks of the library: functions that take and give strings and bytes, for the border to JavaScript."""

from __future__ import annotations

import json
from typing import Any

import itu_texts
from itu_texts.formats.asciidoc.places import Places
from itu_texts.formats.text.reader import decode
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import line_words

_open: dict[str, itu_texts.Document] = {}
"""The documents that are open, by the names that the page gives them."""


def read(key: str, name: str, data: Any, view: str = "final") -> str:
    """Read a file, keep its document, and return all that the page shows of it, as JSON; or why it cannot be read."""
    content = data if isinstance(data, bytes) else bytes(data)
    try:
        document = itu_texts.parse_bytes(content, name, view=view)
    except itu_texts.ItuTextsError as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)
    _open[key] = document
    original = document.origins.original
    text = content.decode("utf-8", "replace") if original and original.format == "asciidoc" else None
    return json.dumps(shown(document, text), ensure_ascii=False)


def shown(document: itu_texts.Document, text: str | None = None) -> dict[str, Any]:
    """Return what the page shows of a document; offsets count units of UTF-16, as strings in JavaScript do.

    :param text: the file, if its markup stands between the words, as in AsciiDoc.
    """
    source = document.source.text
    places = Places(text, source, document.origins) if text is not None else None
    units = (document.source if text is None else itu_texts.Source(text)).in_units.units
    known = addresses_of(document).known

    def span(start: int, end: int) -> list[int]:
        return [*map(units, places.near(start, end) if places is not None else (start, end))]

    def fixes(found: itu_texts.Diagnostic) -> list[list[Any]]:
        there = [places.exact(*fix.span) if places is not None else fix.span for fix in found.fixes]
        return (
            [] if None in there else [[*map(units, at), fix.text] for at, fix in zip(there, found.fixes, strict=True)]
        )

    outline, stack = [], [(document, 0)]
    while stack:
        node, depth = stack.pop()
        label, words = line_words(node.outline_line)
        if label or words:
            outline.append([*span(node.start, node.end), depth, type(node).__name__, label, words[:120]])
        stack += [(each, depth + (node is not document) + more) for each, more in reversed(node.outline_line.below)]
    return {
        "source": source,
        "language": document.language,
        "outline": outline,
        "findings": [
            {
                "code": each.code,
                "severity": str(each.severity),
                "message": each.message,
                "start": span(*each.span)[0],
                "end": span(*each.span)[1],
                "fixes": fixes(each),
            }
            for each in itu_texts.check(document)
        ],
        "tasks": [
            {
                "addressee": task.addressee.text,
                "verb": task.verb,
                "words": task.text,
                "place": task.address,
                "when": "; ".join(when.text for when in task.when),
                "start": span(task.item.start, task.item.end)[0],
            }
            for task in itu_texts.who_does_what(document)
        ],
        "references": [
            {
                "words": cited.text,
                "kind": str(cited.kind),
                "cited": str(cited.identifier or cited.instrument or ""),
                "place": cited.address or (known(cited.target) if cited.target is not None else ""),
                "start": span(*cited.span)[0],
                "end": span(*cited.span)[1],
                "target": span(cited.target.start, cited.target.end)[0] if cited.target is not None else None,
                "problem": cited.problem.message if cited.problem is not None else "",
            }
            for cited in itu_texts.references(document)
        ],
    }


def decoded(name: str, data: Any) -> str | None:
    """Return the words of a text file as a page holds them; ``None`` if it is none."""
    try:
        text = decode(bytes(data), name)
    except itu_texts.ItuTextsError:
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def redline(key: str, keys: str, names: str) -> str:
    """Return a page with the differences of a document from an earlier one."""
    [old] = json.loads(keys)
    return itu_texts.diff_page(_open[old], _open[key])


def consolidated(key: str, keys: str, names: str) -> str:
    """Return the reading page of a document with proposals applied, each by its name."""
    made = _open[key]
    for each in json.loads(keys):
        made = itu_texts.consolidate(made, _open[each])
    _open["consolidated"] = made
    return itu_texts.to_html(made)


def page(key: str) -> str:
    """Return the reading page of a document, with what is odd in its margin."""
    return itu_texts.to_html(_open[key], findings=itu_texts.check(_open[key]))


def made(key: str, kind: str) -> bytes:
    """Return a document in another format, its tasks as CSV, or its Word file with what was found.

    :param kind: a format of the library, ``csv``, ``comments``, for a Word file with the findings in its margin, or
        ``tracked``, for one with their fixes as tracked changes. A draft that is no Word file is made one for this.
    """
    document = _open[key]
    if kind == "csv":
        return itu_texts.export(document, "csv", rows="tasks").encode("utf-8-sig", "replace")
    if kind in ("comments", "tracked"):
        document = _as_word(document)
        found = itu_texts.check(document)
        return itu_texts.annotate(document, found) if kind == "comments" else itu_texts.mend(document, found).data
    found = itu_texts.export([document] if kind == "graphml" else document, kind)
    return found if isinstance(found, bytes) else found.encode("utf-8", "replace")


def marked(key: str, old: str) -> bytes:
    """Return a Word file with the changes from an earlier document as tracked changes, in its file if it is one."""
    before = _open[old]
    return itu_texts.redline(itu_texts.diff(before, _open[key]), before).data


def _as_word(document: itu_texts.Document) -> itu_texts.Document:
    original = document.origins.original
    if original is not None and original.format == "docx":
        return document
    return itu_texts.parse_bytes(itu_texts.to_docx(document), "draft.docx")


def warm(name: str, data: bytes) -> None:
    """Do all that the page does with a text, so that its patterns are kept."""
    read("warm", name, data)
    for kind in ("json", "akn", "comments"):
        made("warm", kind)
    page("warm")
