"""Prepares what the template of the page shows: blocks with their words as markup, and the outline."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, field, frozen
from markupsafe import Markup, escape

from itu_texts.analysis.references import Reference
from itu_texts.analysis.tasks import who_does_what
from itu_texts.formats.printed_lines import Call, Mark, Wrap, dress_marks, find_marks, of_kind, place_words, struck_in
from itu_texts.formats.xml_text import UniqueNames
from itu_texts.language.writing import direction
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import (
    Amended,
    Amendment,
    Annex,
    Change,
    Clause,
    Division,
    Document,
    Heading,
    Insertion,
    Item,
    Node,
    Provision,
    Row,
    Table,
    Text,
)
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import outline_nodes, own_words, walk

# ----------------------------------------------------------------------
# What a page says about nodes: the anchors of links, and the addressees of the tasks.

_LEFT_OUT = re.compile(r"[^\w.]+")


def below(node: Node) -> Iterator[Node]:
    """Yield the nodes below a node that get names of their own, in the order of the text."""
    if isinstance(node, Document | Text | Provision):
        yield from node.children
    elif not isinstance(node, Table):
        yield from (child for child, _ in node.outline_line.below)


class Anchors:
    """The unique names of nodes on the page."""

    def __init__(self, document: Document) -> None:
        self._many = len(document.texts) > 1
        self._names: dict[int, str] = {}
        self._addresses = Addresses()
        self.unique = UniqueNames("--").new
        stack: list[tuple[Node, str]] = [(document, "")]
        while stack:
            node, inside = stack.pop()
            if node is not document:
                name = _LEFT_OUT.sub("-", self.address(node).casefold()).strip("-.") or type(node).__name__.lower()
                self._names[id(node)] = self.unique(f"{inside}--{name}" if inside else name)
            if isinstance(node, Text) and self._many:
                inside = self._names[id(node)]
            stack += reversed([(child, inside) for child in below(node)])

    def of(self, node: Node) -> str:
        """Return the name of a node, or of the innermost named node around it; empty if there is none."""
        return next((self._names[id(each)] for each in (node, *node.ancestors) if id(each) in self._names), None) or ""

    def address(self, node: Node) -> str:
        """Return the address of a node in its text; an empty string if it has none."""
        return self._addresses.known(node)


@define
class Addressed:
    """An addressee: a line of the legend."""

    key: str
    kind: str
    words: str = ""
    count: int = 0
    called: Counter[str] = field(factory=Counter)


class DocumentAddressees:
    """The addressees of a document, and the nodes that instruct them."""

    def __init__(self, document: Document) -> None:
        self._tasks = [task for task in who_does_what(document) if task.addressee.text]
        self.keys: dict[int, set[str]] = defaultdict(set)
        """The keys of the addressees that a node instructs, by its identity."""
        self.spans: dict[int, list[tuple[int, int, str]]] = {}
        """By the identity of the node: the start, end and kind of each addressee named in its words."""
        lines: dict[str, Addressed] = {}
        for task in self._tasks:
            key: str = task.addressee.concept
            if task.addressee.kind in (AddresseeKind.OTHER, AddresseeKind.ORGANIZATION):
                key = re.sub(r"\W+", "-", task.addressee.text.casefold())
            line = lines.setdefault(key, Addressed(key, kind_of(task.addressee)))
            line.count += 1
            line.called[task.addressee.text] += 1
            self.keys[id(task.item)].add(key)
        shared = Counter(words for line in lines.values() for words in line.called)
        for line in lines.values():  # words that name only their addressee, if there are such words
            own = [words for words, _ in line.called.most_common() if shared[words] == 1]
            line.words = own[0] if own else f"{next(iter(line.called))} ({line.key})"
        self.legend: list[Addressed] = sorted(lines.values(), key=lambda line: (line.kind, -line.count, line.words))
        """The lines of the legend, by kind, the most frequently instructed first."""
        if len(document.source) >= document.end:
            self._place(document)

    def _place(self, document: Document) -> None:
        nodes = [node for node in walk(document) if not node.children and hasattr(node, "text")]
        starts = [node.start for node in nodes]
        instructed = (task.addressee for task in self._tasks)
        named = (each for node in walk(document) if isinstance(node, Heading) for each in node.addressees)
        found = {each.span: each for each in (*named, *instructed) if each.span.start < each.span.end}
        for addressee in (found[span] for span in sorted(found)):  # each place once
            index = bisect_right(starts, addressee.span.start) - 1
            node = nodes[index] if index >= 0 else None
            if node is None or addressee.span.end > node.end:
                continue
            start, end = place_words(document, node).stretch(addressee.span)
            known = self.spans.setdefault(id(node), [])
            if start < end and (not known or start >= known[-1][1]):
                known.append((start, end, kind_of(addressee)))


def kind_of(addressee: Addressee) -> str:
    """Return the kind of an addressee for use in a name: ``study-group``."""
    return addressee.kind.value.replace(" ", "-")


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHOWN = 240  # characters of the preview of a reference
_FOLDED = (Clause, Annex, Division)
_DEEPEST = 6  # the deepest level of headings in HTML
_DONE = {"ADD": "added", "MOD": "modified", "SUP": "a part suppressed"}


@frozen
class Note:
    """A footnote, at its first call."""

    anchor: str
    called_at: str
    """The mark that calls it; empty without a call."""
    mark: str
    words: Markup


@frozen
class Cell:
    """A cell of a table."""

    words: Markup
    heads: bool
    """Whether it is the header of its column."""


@define
class Block:
    """A node on the page."""

    kind: str
    anchor: str
    address: str
    label: Markup = field(factory=Markup)
    words: Markup = field(factory=Markup)
    rows: list[list[Cell]] = field(factory=list)
    """The rows of a table."""
    children: "list[Block]" = field(factory=list)
    notes: list[Note] = field(factory=list)
    margin: list[str] = field(factory=list)
    """Further marginal notes: the conferences that changed a provision, the amendment."""
    diagnostics: list[Diagnostic] = field(factory=list)
    addressees: str = ""
    """The keys of the addressees that it instructs, separated by blanks."""
    action: str = ""
    """The action of an amendment: ADD, MOD, SUP, NOC."""
    role: str = ""
    """The role of a clause: preamble or operative."""
    level: int = 2
    """The level of its heading, if it has one."""
    language: str = ""
    """The language, if it is not that of the page."""

    @property
    def direction(self) -> str:
        """The direction of its language: ``ltr`` or ``rtl``."""
        return direction(self.language)


@frozen
class Entry:
    """A line of the outline at the side."""

    anchor: str
    words: str
    below: "list[Entry]"


@frozen
class Sheet:
    """A part of a page that is divided into several, with the interface of a page."""

    language: str
    direction: str
    title: str
    legend: list[Addressed]
    outline: list[Entry]
    problems: list[Diagnostic]
    blocks: list[Block]


class Page:
    """A document for the template of the page.

    :param links: links to other pages, by the identity of the node whose words contain them; ``None`` to link the
        references found in the document.
    """

    def __init__(self, document: Document, links: Mapping[int, Sequence[Wrap]] | None = None) -> None:
        self.document = document
        self.language: str = document.main_language
        self.direction: str = direction(self.language)
        self._anchors = Anchors(document)
        cite = links is None and len(document.source) >= document.end
        self._marks = find_marks(document, document, cite=cite)
        self._links = links or {}
        self._notes: dict[int, str] = {}
        self._previews: dict[int, str] = {}
        self._calls = 0
        self._addressees = DocumentAddressees(document)
        self.legend: list[Addressed] = self._addressees.legend
        self._amended: dict[tuple[int, int], list[Amended]] = defaultdict(list)
        for each in document.amended:
            self._amended[each.start, each.end].append(each)
        self.problems: list[Diagnostic] = []
        """The diagnostics of the whole document."""
        self._places: list[tuple[int, Block]] = []
        self.blocks: list[Block] = [self._block(node, 2) for node in document.blocks]
        self._put_diagnostics()

    @cached_property
    def title(self) -> str:
        """The title of the page: the name of its first text, or its first heading."""
        text = next(iter(self.document.texts), None)
        if text is not None:
            return _titled(text.designation.text if text.designation else "", text.title or "") or "Text"
        first = next((block for block in self.blocks if block.words), None)
        return str(first.words.striptags()) if first else "Document"

    # ------------------------------------------------------------------ blocks

    def _block(self, node: Node, level: int) -> Block:
        language = node.language if isinstance(node, Text) or node.parent is self.document else ""
        made = Block(
            kind=_CAMEL.sub("-", type(node).__name__).lower(),
            anchor=self._anchors.of(node),
            address=self._anchors.address(node),
            addressees=" ".join(sorted(self._addressees.keys.get(id(node), ()))),
            level=min(level, _DEEPEST),
            margin=[*self._margin(node)],
            language=language if language and language != self.language else "",
        )
        self._places.append((node.start, made))
        match node:
            case Table():
                made.rows = [[Cell(self._words(cell, made), row.header) for cell in row.cells] for row in node.rows]
            case Text():
                made.kind = "text"
            case Provision():
                made.label = self._label(node, node.number, made)
            case _:
                self._put_line(node, made)
        inner = level + 1 if isinstance(node, (*_FOLDED, Text)) else level
        made.children = [self._block(child, inner) for child in below(node)]
        return made

    def _put_line(self, node: Node, made: Block) -> None:
        """Put the line of a node into its block."""
        if isinstance(node, Amendment):
            made.action = node.action
        if isinstance(node, Clause):
            made.role = node.role.value
        labels = []
        for piece in node.outline_line.pieces or ():
            if isinstance(piece, Node):
                made.words += (" " if made.words else "") + self._words(piece, made)
            elif made.words:  # the dash between a heading and its title
                made.words += f" {piece}"
            elif piece and (piece != "()" or not isinstance(node, _FOLDED)):
                labels.append(piece)
        made.label = self._label(node, " ".join(labels), made) if not isinstance(node, Row) else Markup()

    def _margin(self, node: Node) -> Iterator[str]:
        history = getattr(node, "history", ())
        if isinstance(history, tuple) and history:
            yield ", ".join(history)
        for amended in self._amended.pop((node.start, node.end), ()) if self._amended else ():
            change = f"{_DONE.get(amended.action, amended.action)} by {amended.marker}"
            where = node._names[0] if node._names else self._anchors.address(node)
            yield f"{where}: {change}" if where else change

    def _put_diagnostics(self) -> None:
        places = sorted(self._places, key=lambda place: place[0])
        starts = [start for start, _ in places]
        for comment in self.document.comments:
            index = bisect_right(starts, comment.start) - 1 if places else -1
            shown = f"{comment.author}: {comment.text}" if comment.author else comment.text
            if index >= 0:
                places[index][1].margin.append(shown)
        for diagnostic in self.document.diagnostics:
            if not places or diagnostic.span in (Span(0, 0), self.document.span):
                self.problems.append(diagnostic)
                continue
            index = bisect_right(starts, diagnostic.span.start) - 1
            places[max(index, 0)][1].diagnostics.append(diagnostic)

    # ------------------------------------------------------------------ words

    def _label(self, node: Node, label: str, block: Block) -> Markup:
        marks = self._marks.get((id(node), True), ())
        if not marks:
            return Markup(escape(label))
        was = [f'<del class="was"{self._by(each)}>{escape(each.text)}</del> ' for _, each in struck_in(marks)]
        return Markup("".join(was) + self._dressed(label, marks, [], block, at_end=True))

    def _words(self, node: Node, block: Block) -> Markup:
        """Return the words of a node, with each addressee in its colour."""
        text: str = getattr(node, "text", "")
        wraps = [
            Wrap(start, end, f'<span class="to to-{kind}">', "</span>")
            for start, end, kind in self._addressees.spans.get(id(node), ())
        ]
        wraps += self._links.get(id(node), ())
        marks = self._marks.get((id(node), False), ())
        return Markup(self._dressed(text, marks, wraps, block, links=not isinstance(node, Heading)))

    def _dressed(
        self,
        text: str,
        marks: Sequence[Mark],
        wraps: list[Wrap],
        block: Block,
        *,
        at_end: bool = False,
        links: bool = True,
    ) -> str:
        """Return words with their marks.

        :param at_end: whether all notes are called after the words.
        :param links: whether there may be links; there are none in words that fold when they are clicked.
        """
        wraps = [*wraps, *self._cited(marks, links=links)]
        return dress_marks(
            text,
            marks,
            wraps,
            call=lambda call: self._call(call, block, link=links),
            change=lambda change, _: ("ins" if isinstance(change, Insertion) else "del", self._by(change)),
            at_end=at_end,
        )

    def _by(self, change: Change) -> str:
        """Return the author and date of a change as an attribute."""
        shown = ", ".join(part for part in (change.author, change.date) if part)
        return f' title="{escape(shown)}"' if shown else ""

    def _cited(self, marks: Sequence[Mark], *, links: bool) -> Iterator[Wrap]:
        for cited, (reference, *_) in of_kind(marks, tuple):
            anchor = self._anchors.of(reference.target) if reference.target is not None else ""
            if reference.target is not None and anchor and links:
                words = self._preview(reference.target)
                opening = f'<a class="ref" href="#{escape(anchor)}" data-says="{escape(words)}">'
                yield Wrap(cited.start, cited.end, opening, "</a>", 1)
            else:
                says = escape(_named(reference))
                yield Wrap(cited.start, cited.end, f'<span class="ref out" title="{says}">', "</span>", 1)

    def _preview(self, node: Node) -> str:
        """Return the address and the first words of a node, which may be cited many times."""
        if id(node) not in self._previews:
            words = f"{self._anchors.address(node)}: {_all_words(node)}".strip(": ")
            self._previews[id(node)] = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
        return self._previews[id(node)]

    # ------------------------------------------------------------------ footnotes

    def _call(self, call: Call, block: Block, *, link: bool) -> str:
        """Return the mark of a footnote; the note stands beside the block with its first call."""
        note = call.note
        if note is None:
            return ""
        known = self._notes.get(id(note))
        here = ""
        if call.anchor is not None:
            self._calls += 1
            here = self._anchors.unique(f"call-{self._calls}")
        if known is None:
            known = self._notes[id(note)] = self._anchors.unique(f"note-{len(self._notes) + 1}")
            if call.anchor is not None or note.mark or note.text:
                block.notes.append(Note(known, here, note.mark or "note", self._words(note, block)))
        if not here:
            return ""
        mark = escape(call.mark)
        inner = f'<a id="{here}" href="#{known}">{mark}</a>' if link else f'<span id="{here}">{mark}</span>'
        return f'<sup class="call">{inner}</sup>'

    # ------------------------------------------------------------------ the outline

    @cached_property
    def outline(self) -> list[Entry]:
        """Return the outline beside the text: texts, clauses, annexes, divisions and amendments."""
        return [entry for node in self.document.blocks for entry in self._entries(node)]

    def _entries(self, node: Node) -> Iterator[Entry]:
        if isinstance(node, (Text, Amendment, *_FOLDED)):
            words = node._names[0] if node._names else "…"
            is_titled = isinstance(node, Annex | Division) or (isinstance(node, Text) and node.designation is not None)
            words = _titled(words, getattr(node, "title", None) or "") if is_titled else words
            words = words if words != "()" else "(without heading)"
            yield Entry(self._anchors.of(node), words, [each for child in below(node) for each in self._entries(child)])
        elif not isinstance(node, Item | Table):
            for child in below(node):
                yield from self._entries(child)


def _titled(name: str, title: str) -> str:
    """Return a name and a title with a colon between them, in place of a stop: "79/999. Boats" is "79/999: Boats"."""
    return f"{name.rstrip('.')}: {title}" if name and title else name or title


def _named(reference: Reference) -> str:
    """Return what a reference outside the document cites."""
    parts = [str(reference.identifier)] if reference.identifier else []
    if reference.number:
        parts.insert(0, f"{reference.kind.value.capitalize()} {reference.number}")
    if reference.instrument:
        parts.append(reference.instrument)
    return ", ".join(parts) or reference.kind.value


def _all_words(node: Node) -> str:
    """Return the words of a node and of all nodes below it, as far as a preview shows them."""
    found: list[str] = []
    for each in outline_nodes(node):
        if sum(map(len, found)) >= _SHOWN:
            break
        found.append(own_words(each)[:_SHOWN])
    return " ".join(filter(None, found))
