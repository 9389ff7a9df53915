"""The server for editors (Language Server Protocol): drafts in text, Markdown and AsciiDoc as they are typed."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

import itu_texts
from itu_texts import Annex, Clause, Collection, Division, Item, ItuTextsError, Node, Provision, Severity, Text
from itu_texts.cli.draft_places import Draft
from itu_texts.collection import locating, works
from itu_texts.formats.loading import load
from itu_texts.language.series import ordinal
from itu_texts.revision.editing.labels import label_like
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import all_words, find, line_words, walk

_PAUSE = 0.15  # seconds without a key before a draft is checked
_NAME = 60  # characters of a line in the outline
_SHOWN = 600  # characters of the words of what is cited
_MOST = 200  # completions
_KINDS: tuple[tuple[type[Node], str], ...] = (
    (Text, "Class"),
    (Annex, "Namespace"),
    (Division, "Namespace"),
    (Provision, "Field"),
    (Clause, "Method"),
    (Item, "Field"),
)
"""The nodes in the outline, and what editors take them for."""
_SUFFIXES = {"markdown": ".md", "asciidoc": ".adoc", "plaintext": ".txt"}
_SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Information"}


class Editors:
    """What the server answers; each method takes the parameters of a request."""

    def __init__(self, server: Any, types: Any, acts: Collection | None, manual: str | None) -> None:
        self._server, self._types, self._acts, self._manual = server, types, acts, manual
        self._drafts: dict[str, tuple[str, Draft]] = {}

    # ------------------------------------------------------------------ drafts

    def draft(self, uri: str) -> Draft:
        """Return the draft that is open, parsed anew if it has changed.

        :raises JsonRpcInvalidParams: if it is not open.
        """
        if uri not in self._server.workspace.text_documents:
            raise load("pygls.exceptions:JsonRpcInvalidParams")(f"{uri} is not open")
        document = self._server.workspace.get_text_document(uri)
        text = document.source
        if uri not in self._drafts or self._drafts[uri][0] != text:
            suffix = _SUFFIXES.get(document.language_id) or PurePath(urlsplit(uri).path).suffix
            encoding = self._types.PositionEncodingKind(self._server.workspace.position_encoding).value
            self._drafts[uri] = text, Draft(text, f"draft{suffix}", encoding, self._acts)
        return self._drafts[uri][1]

    async def changed(self, params: Any) -> None:
        """Check a draft when nothing more is typed."""
        uri = params.text_document.uri
        text = self._server.workspace.get_text_document(uri).source
        await asyncio.sleep(_PAUSE)
        if uri in self._server.workspace.text_documents and self.draft(uri).text == text:
            self._publish(uri, self._diagnostics(self.draft(uri)))

    def closed(self, params: Any) -> None:
        """Forget a draft."""
        self._drafts.pop(params.text_document.uri, None)
        self._publish(params.text_document.uri, [])

    def _publish(self, uri: str, found: list[Any]) -> None:
        told = self._types.PublishDiagnosticsParams(uri=uri, diagnostics=found)
        self._server.text_document_publish_diagnostics(told)

    def _diagnostics(self, draft: Draft) -> list[Any]:
        return [
            self._types.Diagnostic(
                range=self._range(draft, *draft.place(*each.span)),
                severity=self._types.DiagnosticSeverity[_SEVERITIES[each.severity]],
                code=each.code,
                code_description=self._types.CodeDescription(href=f"{self._manual}#{each.code}")
                if self._manual
                else None,
                source="itu-texts",
                message=each.message,
            )
            for each in draft.found
        ]

    def _range(self, draft: Draft, start: int, end: int) -> Any:
        places = (self._types.Position(*draft.position(each)) for each in (start, end))
        return self._types.Range(*places)

    def _asked(self, params: Any) -> tuple[Draft, int]:
        """Return the draft of a request, and its place in the text of the tree."""
        draft = self.draft(params.text_document.uri)
        return draft, draft.inside(draft.offset(params.position.line, params.position.character))

    # ------------------------------------------------------------------ the outline

    def symbols(self, params: Any) -> list[Any]:
        """Return the outline of a draft."""
        draft = self.draft(params.text_document.uri)
        return self._symbols(draft, draft.document)

    def _symbols(self, draft: Draft, node: Node) -> list[Any]:
        found = []
        for each, _ in node.outline_line.below:
            below = self._symbols(draft, each)
            kind = next((kind for of, kind in _KINDS if isinstance(each, of)), None)
            if kind is None:
                found += below
                continue
            whole = self._range(draft, *draft.place(each.start, each.end))
            name = " ".join(filter(None, line_words(each.outline_line))) or " ".join(each._names) or kind
            found.append(
                self._types.DocumentSymbol(
                    name=name if len(name) <= _NAME else f"{name[:_NAME]}…",
                    kind=self._types.SymbolKind[kind],
                    range=whole,
                    selection_range=self._types.Range(whole.start, whole.start),
                    detail=(each.title or "") if isinstance(each, Text) else "",
                    children=below,
                )
            )
        return found

    def folds(self, params: Any) -> list[Any]:
        """Return what can be folded: texts, annexes, clauses, items of more than one line."""
        found = self.symbols(params)
        for each in found:
            found += each.children  # which are looked at in their turn
        lines = ((each.range.start.line, each.range.end.line) for each in found)
        return [self._types.FoldingRange(first, last) for first, last in lines if first < last]

    # ------------------------------------------------------------------ what is cited

    def hover(self, params: Any) -> Any:
        """Return what is cited at a place: its words, and its title and standing if the collection has it."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        if cited is None:
            return None
        told = [f"**{cited.identifier or cited.text}**" + (f", {cited.address}" if cited.address else "")]
        if cited.target is not None:
            told.append(all_words(cited.target)[:_SHOWN])
        elif (there := self._located(cited)) is not None:
            row, node = there
            told += [row.edition.title, f"*{row.edition.standing}*"]
            told += [all_words(node)[:_SHOWN]] if not isinstance(node, Text) else []
        elif cited.problem is not None:
            told.append(cited.problem.message)
        elif cited.identifier is not None and self._acts is not None:
            ended = self._acts.ended(cited.identifier)
            told += [f"*{ended[0]}*"] if ended is not None else []
        value = "\n\n".join(filter(None, told))
        markup = self._types.MarkupContent(self._types.MarkupKind.Markdown, value)
        return self._types.Hover(markup, self._range(draft, *draft.place(*cited.span)))

    def definition(self, params: Any) -> Any:
        """Return where what is cited stands, in the draft or in a file of the collection."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        if cited is None:
            return None
        if cited.target is not None:
            where = draft.place(cited.target.start, cited.target.end)
            return self._types.Location(params.text_document.uri, self._range(draft, *where))
        there = self._located(cited)
        return self._in_file(there[0].edition.file, there[1].start, there[1].end) if there is not None else None

    def references(self, params: Any) -> list[Any]:
        """Return the places that cite what is at a place, or what is cited there: here and in the collection."""
        draft, at = self._asked(params)
        cited = draft.reference(at)
        here = [each for each in draft.nodes(at) if isinstance(each, tuple(kind for kind, _ in _KINDS))]
        meant = cited.target if cited is not None else here[-1] if here else None
        text = meant if isinstance(meant, Text) else here[0] if len(here) == 1 else None
        named = cited.identifier if cited is not None else text.identifier if isinstance(text, Text) else None
        found = [
            self._types.Location(params.text_document.uri, self._range(draft, *draft.place(*each.span)))
            for each in draft.cited
            if (meant is not None and each.target is meant)
            or (
                named is not None
                and each.identifier is not None
                and each.address is None
                and each.identifier.matches(named)
            )
        ]
        if named is not None and self._acts is not None:
            for row in islice(self._acts.cites(of=named), _MOST):
                place = locating.place_of_row(self._acts, row)
                found += filter(None, [self._in_file(row.file, place["start"], place["end"]) if place else None])
        return found

    def _located(self, cited: itu_texts.rows.Reference) -> Any:
        """Return the edition and the node that the collection has for a reference."""
        if cited.identifier is None or self._acts is None:
            return None
        for address in dict.fromkeys((cited.address or "", "")):
            try:
                row = works.edition(self._acts, cited.identifier)
                text = works.text_of(self._acts, row)
                return row, text.at(address) if address else text
            except ItuTextsError:
                continue
        return None

    def _in_file(self, file: str, start: int, end: int) -> Any:
        """Return a place in a file of the collection; its beginning, unless it is a text; ``None`` if it is gone."""
        assert self._acts is not None
        path = next((each for each in (Path(file), Path(self._acts._name).parent / file) if each.is_file()), None)
        if path is None:
            return None
        try:
            draft = Draft(path.read_text("utf-8"), path.name)
        except (OSError, UnicodeError):  # a Word file
            draft, start, end = Draft("", "draft.txt"), 0, 0
        return self._types.Location(path.absolute().as_uri(), self._range(draft, *draft.place(start, end)))

    # ------------------------------------------------------------------ changes

    def actions(self, params: Any) -> list[Any]:
        """Return the fixes of what is odd at a place, and the renumbering of a draft in which a number is odd."""
        uri = params.text_document.uri
        draft = self.draft(uri)
        kind = self._types.CodeActionKind
        found = []
        for each, shown in zip(draft.found, self._diagnostics(draft), strict=True):
            if shown.range.start <= params.range.end and params.range.start <= shown.range.end:
                places = [(draft.exact(*fix.span), fix.text) for fix in each.fixes]
                edits = [(*place, words) for place, words in places if place is not None]
                if edits and len(edits) == len(places):
                    found.append(self._action(uri, draft, _title(draft, *edits[0]), kind.QuickFix, edits, [shown]))
        if any(each.code.startswith("numbering-") for each in draft.found):
            edits = [*_renumbered(draft)]
            found += [self._action(uri, draft, "Renumber", kind.Source, edits)] if edits else []
        return found

    def _action(
        self, uri: str, draft: Draft, title: str, kind: Any, edits: Iterable[tuple[int, int, str]], of: Any = None
    ) -> Any:
        changes = [self._types.TextEdit(self._range(draft, start, end), words) for start, end, words in edits]
        return self._types.CodeAction(
            title=title, kind=kind, diagnostics=of, edit=self._types.WorkspaceEdit(changes={uri: changes})
        )

    def completions(self, params: Any) -> list[Any]:
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
        found = []
        for name, what in names:
            start = end - _shared(typed, name)
            if start < end or not typed.strip():
                edit = self._types.TextEdit(self._range(draft, start, end), name)
                found.append(self._types.CompletionItem(label=name, detail=what, text_edit=edit, filter_text=name))
        return found[:_MOST]


def _title(draft: Draft, start: int, end: int, words: str) -> str:
    """Return what a change does: ``Delete “the”``."""
    was = draft.text[start:end].strip()
    if not words.strip():
        return f"Delete “{was}”"
    return f"Replace “{was}” by “{words}”" if was else f"Insert “{words}”"


def _shared(typed: str, name: str) -> int:
    """Return how many characters at the end of what was typed, from the beginning of a word, begin a name."""
    folded, wanted = typed.casefold(), name.casefold()
    for length in range(min(len(folded), len(wanted)), 1, -1):
        if wanted.startswith(folded[-length:]) and not folded[-length - 1 : -length].isalnum():
            return length
    return 0


def _labels(draft: Draft, at: int) -> Iterator[tuple[str, str]]:
    """Yield the label behind that of the last item before a place."""
    before = [item for item in find(draft.document, Item) if item.start < at and item.label]
    if before:
        style = before[-1].style
        made = label_like(before[-1].label, style, ordinal(before[-1].label, style) + 1)
        yield f"{made}\t", all_words(before[-1])[:_NAME]


def _renumbered(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that close the gaps in the numbers of a draft; none if a reference would be lost."""
    with tempfile.TemporaryDirectory() as folder:
        was, now = (Path(folder, f"{name} {draft.name}") for name in ("was", "now"))
        try:
            was.write_bytes(draft.text.encode())
            document = itu_texts.parse_file(was, encoding="utf-8")
            itu_texts.edit(document).renumber(document).save(now, strict=True)
            text = now.read_bytes().decode()
        except (ItuTextsError, UnicodeError):
            return
    at = 0
    for line, other in zip(draft.text.splitlines(True), text.splitlines(True), strict=True):
        if line != other:
            yield at, at + len(line), other
        at += len(line)


def serve(collection: str | None, manual: str | None) -> None:
    """Serve an editor on standard input and output, until it ends.

    :param collection: a collection with the texts that drafts cite.
    :param manual: the address of the page of the manual with all diagnostics.
    :raises MissingExtraError: if the extra is not installed.
    """
    opened = Collection.open(collection, write=False) if collection is not None else nullcontext()
    with opened as acts:
        made = load("pygls.lsp.server:LanguageServer", "servers for editors", "lsp")
        types: Any = import_module("lsprotocol.types")
        full = types.TextDocumentSyncKind.Full  # changes in lines would be counted otherwise at a form feed
        server = made("itu-texts", itu_texts.__version__, text_document_sync_kind=full)
        editors = Editors(server, types, acts, manual)
        answers: dict[str, Callable[[Any], Any]] = {
            types.TEXT_DOCUMENT_DID_OPEN: editors.changed,
            types.TEXT_DOCUMENT_DID_CHANGE: editors.changed,
            types.TEXT_DOCUMENT_DID_CLOSE: editors.closed,
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: editors.symbols,
            types.TEXT_DOCUMENT_FOLDING_RANGE: editors.folds,
            types.TEXT_DOCUMENT_HOVER: editors.hover,
            types.TEXT_DOCUMENT_DEFINITION: editors.definition,
            types.TEXT_DOCUMENT_REFERENCES: editors.references,
            types.TEXT_DOCUMENT_CODE_ACTION: editors.actions,
            types.TEXT_DOCUMENT_COMPLETION: editors.completions,
        }
        for request, answer in answers.items():
            server.feature(request)(partial(answer))
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:  # the server closes it
            server.start_io(stdout=out)
