"""The server for editors (Language Server Protocol): drafts in text, Markdown and AsciiDoc as they are typed."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from functools import cached_property, partial
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from itu_texts import (
    Annex,
    Clause,
    Collection,
    Diagnostic,
    Division,
    Document,
    Item,
    ItuTextsError,
    Node,
    Provision,
    Severity,
    Text,
    __version__,
    check,
    edit,
    parse,
    parse_bytes,
    references,
)
from itu_texts.analysis.references import Reference
from itu_texts.collection import collection as locating
from itu_texts.collection.works import Kept
from itu_texts.formats.asciidoc.reader import Places
from itu_texts.language.series import ordinal
from itu_texts.language.writing import writable
from itu_texts.revision.numbering import label_like
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import all_words, find, line_words, walk

_PAUSE = 0.15  # seconds without a key before a draft is checked
_NAME = 60  # characters of a line in the outline
_SHOWN = 600  # characters of the words of what is cited
_MOST_COMPLETIONS = 200  # completions
_KINDS: tuple[tuple[type[Node], lsp.SymbolKind], ...] = (
    (Text, lsp.SymbolKind.Class),
    (Annex, lsp.SymbolKind.Namespace),
    (Division, lsp.SymbolKind.Namespace),
    (Provision, lsp.SymbolKind.Field),
    (Clause, lsp.SymbolKind.Method),
    (Item, lsp.SymbolKind.Field),
)
"""The nodes in the outline, and what editors take them for."""
_SUFFIXES = {"markdown": ".md", "asciidoc": ".adoc", "plaintext": ".txt"}
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_BREAK = re.compile(r"\r\n?|\n")
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Draft:
    """The text of an open file, and its tree."""

    def __init__(self, text: str, name: str, encoding: str = "utf-16", acts: Collection | None = None) -> None:
        """Parse a text.

        :param name: the name of the file, whose suffix says what its markup is.
        :param encoding: the encoding in whose units editors count characters.
        :param acts: the collection that says what is superseded.
        """
        self.text, self.name, self._acts = text, name, acts
        self._codec, self._size = _UNITS[encoding]
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        try:
            self.document: Document = parse_bytes(writable(text).encode(), name, encoding="utf-8")
        except ItuTextsError:  # it begins like a file of another kind, or exceeds a limit
            self.document = parse(text)
        source, origins = self.document.source.text, self.document.origins
        self._places = Places(text, source, origins) if source != text and origins.starts else None

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """What is odd in it."""
        return check(self.document, collection=self._acts)

    @cached_property
    def cited(self) -> list[Reference]:
        """What it cites."""
        return [*references(self.document)]

    # ------------------------------------------------------------------ offsets and lines

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the character of an offset in the file, both from 0, as editors count them."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset].encode(self._codec, "surrogatepass")
        return line, len(before) // self._size

    def offset(self, line: int, character: int) -> int:
        """Return the offset in the file of a line and a character; that of the end of the line or text behind it."""
        if line >= len(self._starts):
            return len(self.text)
        start, end = [*self._starts, len(self.text)][line : line + 2]
        before = self.text[start:end].rstrip("\r\n").encode(self._codec, "surrogatepass")[: character * self._size]
        return start + len(before.decode(self._codec, "ignore"))

    # ------------------------------------------------------------------ the text of the tree and the file

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text of the tree stands in the file."""
        return self._places.near(start, end) if self._places is not None else (start, end)

    def exact(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the same if the file has all its words as they are printed."""
        return self._places.exact(start, end) if self._places is not None else (start, end)

    def inside(self, offset: int) -> int:
        """Return the offset in the text of the tree of a place in the file."""
        return self._places.inside(offset) if self._places is not None else offset

    # ------------------------------------------------------------------ nodes

    def reference(self, offset: int) -> Reference | None:
        """Return what is cited at an offset of the text of the tree: the innermost, such as the clause of a text."""
        there = [each for each in self.cited if each.span.start <= offset <= each.span.end]
        return min(there, key=lambda each: each.span.end - each.span.start, default=None)

    def nodes(self, offset: int) -> list[Node]:
        """Return the nodes at an offset of the text of the tree, from the outermost to the innermost."""
        found: list[Node] = [self.document]
        while below := next((each for each in found[-1].children if each.start <= offset <= each.end), None):
            found.append(below)
        return found


class Editors:
    """What the server answers; each method takes the parameters of a request."""

    def __init__(self, server: LanguageServer, acts: Collection | None, manual: str | None) -> None:
        self._server, self._acts, self._manual = server, acts, manual
        self._drafts: dict[str, Draft] = {}

    # ------------------------------------------------------------------ drafts

    def draft(self, uri: str) -> Draft:
        """Return the draft that is open, parsed anew if it has changed.

        :raises JsonRpcInvalidParams: if it is not open.
        """
        workspace = self._server.workspace
        if uri not in workspace.text_documents:
            raise JsonRpcInvalidParams(f"{uri} is not open")
        document = workspace.get_text_document(uri)
        if uri not in self._drafts or self._drafts[uri].text != document.source:
            suffix = _SUFFIXES.get(document.language_id or "") or PurePath(urlsplit(uri).path).suffix
            encoding = lsp.PositionEncodingKind(workspace.position_encoding).value
            self._drafts[uri] = Draft(document.source, f"draft{suffix}", encoding, self._acts)
        return self._drafts[uri]

    async def changed(self, params: Any) -> None:
        """Check a draft when nothing more is typed."""
        uri, documents = params.text_document.uri, self._server.workspace.text_documents
        text = documents[uri].source
        await asyncio.sleep(_PAUSE)
        if uri in documents and documents[uri].source == text:
            self._publish(uri, self._diagnostics(self.draft(uri)))

    def closed(self, params: Any) -> None:
        """Forget a draft."""
        self._drafts.pop(params.text_document.uri, None)
        self._publish(params.text_document.uri, [])

    def _publish(self, uri: str, found: list[lsp.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    def _diagnostics(self, draft: Draft) -> list[lsp.Diagnostic]:
        return [
            lsp.Diagnostic(
                _range(draft, *draft.place(*each.span)),
                each.message,
                _SEVERITIES[each.severity],
                each.code,
                lsp.CodeDescription(f"{self._manual}#{each.code}") if self._manual else None,
                "itu-texts",
            )
            for each in draft.found
        ]

    def _asked(self, params: Any) -> tuple[Draft, int]:
        """Return the draft of a request, and its place in the text of the tree."""
        draft = self.draft(params.text_document.uri)
        return draft, draft.inside(draft.offset(params.position.line, params.position.character))

    # ------------------------------------------------------------------ the outline

    def symbols(self, params: Any) -> list[lsp.DocumentSymbol]:
        """Return the outline of a draft."""
        draft = self.draft(params.text_document.uri)
        return _symbols(draft, draft.document)

    def folds(self, params: Any) -> list[lsp.FoldingRange]:
        """Return what can be folded: texts, annexes, clauses, items of more than one line."""
        found = self.symbols(params)
        for each in found:
            found += each.children or ()  # which are looked at in their turn
        lines = ((each.range.start.line, each.range.end.line) for each in found)
        return [lsp.FoldingRange(first, last) for first, last in lines if first < last]

    # ------------------------------------------------------------------ what is cited

    def hover(self, params: Any) -> lsp.Hover | None:
        """Return what is cited at a place: its words, and its title and standing if the collection has it."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        if cited is None:
            return None
        there = self._located(cited)
        told = [f"**{cited.identifier or cited.text}**" + (f", {cited.address}" if cited.address else "")]
        if cited.target is not None:
            told.append(all_words(cited.target)[:_SHOWN])
        elif there is not None:
            row, node = there
            told += [row.edition.title, f"*{row.edition.standing}*"]
            told += [all_words(node)[:_SHOWN]] if not isinstance(node, Text) else []
        elif cited.problem is not None:
            told.append(cited.problem.message)
        elif cited.identifier is not None and self._acts is not None:
            told += [f"*{how}*" for how, _ in filter(None, [self._acts.ended(cited.identifier)])]
        markup = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n".join(filter(None, told)))
        return lsp.Hover(markup, _range(draft, *draft.place(*cited.span)))

    def definition(self, params: Any) -> lsp.Location | None:
        """Return where what is cited stands, in the draft or in a file of the collection."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        if cited is not None and cited.target is not None:
            where = draft.place(cited.target.start, cited.target.end)
            return lsp.Location(params.text_document.uri, _range(draft, *where))
        there = self._located(cited)
        return self._in_file(there[0].edition.file, there[1].start, there[1].end) if there is not None else None

    def references(self, params: Any) -> list[lsp.Location]:
        """Return the places that cite what is at a place, or what is cited there: here and in the collection."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        here = [each for each in draft.nodes(at) if isinstance(each, tuple(kind for kind, _ in _KINDS))]
        meant = cited.target if cited is not None else here[-1] if here else None
        text = meant if isinstance(meant, Text) else here[0] if len(here) == 1 else None
        named = cited.identifier if cited is not None else text.identifier if isinstance(text, Text) else None
        found = [
            lsp.Location(params.text_document.uri, _range(draft, *draft.place(*each.span)))
            for each in draft.cited
            if (meant is not None and each.target is meant)
            or (named is not None and not each.address and each.identifier and each.identifier.matches(named))
        ]
        rows = self._acts.cites(of=named) if named is not None and self._acts is not None else []
        for row in islice(rows, _MOST_COMPLETIONS):
            place = locating.place_of_row(self._acts, row) if self._acts is not None else {}
            found += filter(None, [self._in_file(row.file, place["start"], place["end"]) if place else None])
        return found

    def _located(self, cited: Reference | None) -> tuple[Kept, Node] | None:
        """Return the edition and the node that the collection has for a reference."""
        if cited is None or cited.identifier is None or cited.target is not None or self._acts is None:
            return None
        for address in dict.fromkeys((cited.address or "", "")):
            with suppress(ItuTextsError):
                return locating.find(self._acts, str(cited.identifier), address)
        return None

    def _in_file(self, file: str, start: int, end: int) -> lsp.Location | None:
        """Return a place in a file of the collection; its beginning, unless it is a text; ``None`` if it is gone."""
        folder = Path(self._acts._name).parent if self._acts is not None else Path()
        path = next((each for each in (Path(file), folder / file) if each.is_file()), None)
        if path is None:
            return None
        try:
            draft = Draft(path.read_text("utf-8"), path.name)
        except (OSError, UnicodeError):  # a Word file
            draft, start, end = Draft("", "draft.txt"), 0, 0
        return lsp.Location(path.absolute().as_uri(), _range(draft, *draft.place(start, end)))

    # ------------------------------------------------------------------ changes

    def actions(self, params: Any) -> list[lsp.CodeAction]:
        """Return the fixes of what is odd at a place, and the renumbering of a draft in which a number is odd."""
        uri = params.text_document.uri
        draft = self.draft(uri)
        found = []
        for each, shown in zip(draft.found, self._diagnostics(draft), strict=True):
            if shown.range.start <= params.range.end and params.range.start <= shown.range.end:
                places = [(draft.exact(*fix.span), fix.text) for fix in each.fixes]
                edits = [(*place, words) for place, words in places if place is not None]
                if edits and len(edits) == len(places):
                    title = _title(draft, *edits[0])
                    found.append(_action(uri, draft, title, lsp.CodeActionKind.QuickFix, edits, [shown]))
        if any(each.code.startswith("numbering-") for each in draft.found) and (edits := [*_renumbered(draft)]):
            found.append(_action(uri, draft, "Renumber", lsp.CodeActionKind.Source, edits))
        return found

    def completions(self, params: Any) -> list[lsp.CompletionItem]:
        """Return what may stand at a place: on an empty line the next label, else what begins as the words typed there.

        These are places of the text, and names of texts of the collection.
        """
        draft, at = self._asked(params)
        end = draft.offset(params.position.line, params.position.character)
        typed = draft.text[draft.offset(params.position.line, 0) : end]
        names = [*_labels(draft, at)]
        if typed.strip():
            names = [(row.latest, row.title) for row in self._acts.works(latest=True)] if self._acts is not None else []
            text = next((each for each in draft.nodes(at) if isinstance(each, Text)), draft.document)
            known = addresses_of(draft.document).known
            names += [(known(each), all_words(each)[:_NAME]) for each in walk(text) if isinstance(each, Clause | Item)]
        begun = ((name, what, _shared(typed, name)) for name, what in names)
        return [
            lsp.CompletionItem(
                name, detail=what, text_edit=lsp.TextEdit(_range(draft, end - shared, end), name), filter_text=name
            )
            for name, what, shared in begun
            if shared or not typed.strip()
        ][:_MOST_COMPLETIONS]


def _range(draft: Draft, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(*draft.position(start)), lsp.Position(*draft.position(end)))


def _symbols(draft: Draft, node: Node) -> list[lsp.DocumentSymbol]:
    found = []
    for each, _ in node.outline_line.below:
        below = _symbols(draft, each)
        kind = next((kind for of, kind in _KINDS if isinstance(each, of)), None)
        if kind is None:
            found += below
            continue
        whole = _range(draft, *draft.place(each.start, each.end))
        name = " ".join(filter(None, line_words(each.outline_line))) or " ".join(each._names) or kind.name
        shown = name if len(name) <= _NAME else f"{name[:_NAME]}…"
        title = (each.title or "") if isinstance(each, Text) else ""
        start = lsp.Range(whole.start, whole.start)
        found.append(lsp.DocumentSymbol(shown, kind, whole, start, detail=title, children=below))
    return found


def _action(
    uri: str,
    draft: Draft,
    title: str,
    kind: lsp.CodeActionKind,
    edits: Iterable[tuple[int, int, str]],
    of: list[lsp.Diagnostic] | None = None,
) -> lsp.CodeAction:
    changes = [lsp.TextEdit(_range(draft, start, end), words) for start, end, words in edits]
    return lsp.CodeAction(title, kind, diagnostics=of, edit=lsp.WorkspaceEdit({uri: changes}))


def _title(draft: Draft, start: int, end: int, words: str) -> str:
    """Return what a change does: ``Delete “the”``."""
    was = draft.text[start:end].strip()
    if not words.strip():
        return f"Delete “{was}”"
    return f"Replace “{was}” by “{words}”" if was else f"Insert “{words}”"


def _shared(typed: str, name: str) -> int:
    """Return how many characters at the end of what was typed, from the beginning of a word, begin a name."""
    folded, wanted = typed.casefold(), name.casefold()
    lengths = range(min(len(folded), len(wanted)), 1, -1)
    begun = (length for length in lengths if wanted.startswith(folded[-length:]))
    return next((length for length in begun if not folded[-length - 1 : -length].isalnum()), 0)


def _labels(draft: Draft, at: int) -> Iterator[tuple[str, str]]:
    """Yield the label behind that of the last item before a place."""
    before = [item for item in find(draft.document, Item) if item.start < at and item.label]
    for item in before[-1:]:
        made = label_like(item.label, item.style, ordinal(item.label, item.style) + 1)
        yield f"{made}\t", all_words(item)[:_NAME]


def _renumbered(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that close the gaps in the numbers of a draft; none if a reference would be lost."""
    made = BytesIO()
    try:
        edit(draft.document).renumber(draft.document).save(made, strict=True)
    except ItuTextsError:
        return
    at = 0
    for line, other in zip(draft.text.splitlines(True), made.getvalue().decode().splitlines(True), strict=True):
        if line != other:
            yield at, at + len(line), other
        at += len(line)


def serve(collection: str | None, manual: str | None) -> None:
    """Serve an editor on standard input and output, until it ends.

    :param collection: a collection with the texts that drafts cite.
    :param manual: the address of the page of the manual with all diagnostics.
    """
    opened = Collection.open(collection, write=False) if collection is not None else nullcontext()
    with opened as acts:
        full = lsp.TextDocumentSyncKind.Full  # changes in lines would be counted otherwise at a form feed
        server = LanguageServer("itu-texts", __version__, text_document_sync_kind=full)
        editors = Editors(server, acts, manual)
        answers: dict[str, Callable[[Any], Any]] = {
            lsp.TEXT_DOCUMENT_DID_OPEN: editors.changed,
            lsp.TEXT_DOCUMENT_DID_CHANGE: editors.changed,
            lsp.TEXT_DOCUMENT_DID_CLOSE: editors.closed,
            lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: editors.symbols,
            lsp.TEXT_DOCUMENT_FOLDING_RANGE: editors.folds,
            lsp.TEXT_DOCUMENT_HOVER: editors.hover,
            lsp.TEXT_DOCUMENT_DEFINITION: editors.definition,
            lsp.TEXT_DOCUMENT_REFERENCES: editors.references,
            lsp.TEXT_DOCUMENT_CODE_ACTION: editors.actions,
            lsp.TEXT_DOCUMENT_COMPLETION: editors.completions,
        }
        for request, answer in answers.items():
            server.feature(request)(partial(answer))
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:  # the server closes it
            server.start_io(stdout=out)
