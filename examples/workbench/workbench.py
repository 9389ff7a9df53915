"""What the page asks of the library: functions that take and give strings and bytes, for the border to JavaScript."""

from __future__ import annotations

import html
import json
import re
from functools import cached_property
from typing import Any

import itu_texts
from itu_texts.formats.asciidoc.reader import Places
from itu_texts.formats.text.reader import decode
from itu_texts.revision.diffs import diff_page
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import line_words

_NUMBERED = re.compile(
    r"\bdocument (\d+)\b"
)  # how a consolidation names what was given: "nothing of document 2 is applied"
_open: dict[str, Opened] = {}
"""The documents that are open, by the names that the page gives them."""


class Opened:
    """A document and what the page shows of it; offsets count units of UTF-16, as strings in JavaScript do."""

    def __init__(self, document: itu_texts.Document, content: bytes = b"") -> None:
        self.document = document
        original = document.origins.original
        source = document.source
        self._places = None
        if original is not None and original.format == "asciidoc":  # its markup stands between the words
            text = content.decode("utf-8", "replace")
            self._places = Places(text, source.text, document.origins)
            source = itu_texts.nodes.Source(text)
        self._units = source.in_units.units

    @cached_property
    def found(self) -> tuple[itu_texts.Diagnostic, ...]:
        """What is odd in it."""
        return itu_texts.check(self.document)

    def span(self, start: int, end: int) -> list[int]:
        """Return where a stretch of the text of the tree stands in the draft."""
        return [*map(self._units, self._places.near(start, end) if self._places is not None else (start, end))]

    def fixes(self, found: itu_texts.Diagnostic) -> list[list[Any]]:
        """Return the edits that mend a finding; none if the draft has not all its words as they are printed."""
        there = [self._places.exact(*fix.span) if self._places is not None else fix.span for fix in found.fixes]
        if None in there:
            return []
        return [[*map(self._units, at), fix.text] for at, fix in zip(there, found.fixes, strict=True)]


def read(key: str, name: str, data: Any, view: str = "final") -> str:
    """Read a file, keep its document, and return its text and its outline as JSON; or why it cannot be read."""
    content = data if isinstance(data, bytes) else bytes(data)
    try:
        document = itu_texts.parse_bytes(content, name, view=view)
    except itu_texts.ItuTextsError as error:
        return _json({"error": str(error)})
    opened = _open[key] = Opened(document, content)
    outline, stack = [], [(document, 0)]
    while stack:
        node, depth = stack.pop()
        label, words = line_words(node.outline_line)
        if label or words:
            outline.append([*opened.span(node.start, node.end), depth, type(node).__name__, label, words[:120]])
        stack += [(each, depth + (node is not document) + more) for each, more in reversed(node.outline_line.below)]
    return _json({"source": document.source.text, "language": document.language, "outline": outline})


def _json(what: Any) -> str:
    return json.dumps(what, ensure_ascii=False)


def findings(key: str) -> str:
    """Return what is odd in a document, as JSON."""
    opened = _open[key]
    return _json(
        [
            {
                "code": each.code,
                "severity": str(each.severity),
                "message": each.message,
                "start": opened.span(*each.span)[0],
                "end": opened.span(*each.span)[1],
                "fixes": opened.fixes(each),
            }
            for each in opened.found
        ]
    )


def tasks(key: str) -> str:
    """Return who is to do what, as JSON."""
    opened = _open[key]
    return _json(
        [
            {
                "addressee": task.addressee.text,
                "verb": task.verb,
                "words": task.text,
                "place": task.address,
                "when": "; ".join(when.text for when in task.when),
                "start": opened.span(task.item.start, task.item.end)[0],
            }
            for task in itu_texts.who_does_what(opened.document)
        ]
    )


def references(key: str) -> str:
    """Return what a document cites, as JSON."""
    opened = _open[key]
    known = addresses_of(opened.document).known
    return _json(
        [
            {
                "words": cited.text,
                "kind": str(cited.kind),
                "cited": str(cited.identifier or cited.instrument or ""),
                "place": cited.address or (known(cited.target) if cited.target is not None else ""),
                "start": opened.span(*cited.span)[0],
                "end": opened.span(*cited.span)[1],
                "target": opened.span(cited.target.start, cited.target.end)[0] if cited.target is not None else None,
                "problem": cited.problem.message if cited.problem is not None else "",
            }
            for cited in itu_texts.references(opened.document)
        ]
    )


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
    return diff_page(_open[old].document, _open[key].document)


def consolidated(key: str, keys: str, names: str) -> str:
    """Return the reading page of a document with proposals applied, and what was done with each, by its name, as JSON.

    ``applied`` has the name of each proposal and the words of what it changed; ``told`` what a person must see.
    """
    base, called = _open[key].document, json.loads(names)
    made = itu_texts.consolidate(base, *(_open[each].document for each in json.loads(keys)))
    applied: list[tuple[str, list[str]]] = [(name, []) for name in called]
    for each in made.amended:
        where = " ".join((made.source[each.span] if each.span is not None else "").split())
        applied[each.amending - 1][1].append(" ".join(filter(None, (each.marker, where[:80]))))
    usual = {each.code for each in base.diagnostics}
    numbered = [each.message for each in made.diagnostics if each.code not in usual]
    told = [_NUMBERED.sub(lambda found: called[int(found[1]) - 1], each) for each in numbered]
    page = itu_texts.to_html(made)
    for old, new in zip(numbered, told, strict=True):
        page = page.replace(html.escape(old, quote=False), html.escape(new, quote=False))
    return _json({"page": page, "applied": applied, "told": told})


def page(key: str) -> str:
    """Return the reading page of a document, with what is odd in its margin."""
    opened = _open[key]
    own = {*opened.document.diagnostics}  # which the page shows anyway
    return itu_texts.to_html(opened.document, findings=[each for each in opened.found if each not in own])


def made(key: str, kind: str) -> bytes:
    """Return a document in another format, its tasks as CSV, or its Word file with what was found.

    :param kind: a format of the library, ``csv``, ``comments``, for a Word file with the findings in its margin, or
        ``tracked``, for one with their fixes as tracked changes. A draft that is no Word file is made one for this.
    """
    document = _open[key].document
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
    before = _open[old].document
    return itu_texts.redline(itu_texts.diff(before, _open[key].document), before).data


def _as_word(document: itu_texts.Document) -> itu_texts.Document:
    original = document.origins.original
    if original is not None and original.format == "docx":
        return document
    return itu_texts.parse_bytes(itu_texts.to_docx(document), "draft.docx")


def warm(name: str, data: bytes) -> None:
    """Do all that the page does with a text, so that its patterns are kept and all modules are loaded."""
    read("warm", name, data)
    for each in (findings, tasks, references, page):
        each("warm")
    for kind in ("json", "akn", "comments"):
        made("warm", kind)
