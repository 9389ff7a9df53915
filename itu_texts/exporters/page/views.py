"""What the template of the page shows: blocks with their words as markup, the outline, the legend."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from attrs import define, field, frozen
from markupsafe import Markup, escape

from itu_texts.addressees import AddresseeKind
from itu_texts.analysis.references import Reference
from itu_texts.analysis.tasks import who_does_what
from itu_texts.diagnostics import Diagnostic
from itu_texts.exporters.akn_inline import Point, Wrap, dress, pieces
from itu_texts.exporters.akn_marks import Call, Marks, marks_of
from itu_texts.exporters.page.anchors import Anchors
from itu_texts.grammar import surface
from itu_texts.nodes import (
    Amendment,
    Annex,
    Change,
    Clause,
    Division,
    Document,
    Footnote,
    Heading,
    Insertion,
    Item,
    Node,
    Row,
    Table,
    Text,
)

__all__ = ["Addressed", "Block", "Entry", "Note", "Page"]

_RIGHT_TO_LEFT = ("ar",)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHOWN = 240  # characters of what is cited, in its preview


@frozen
class Note:
    """A footnote, where it is called first."""

    anchor: str
    called_at: str
    mark: str
    words: Markup


@define
class Block:
    """A node on the page."""

    kind: str
    anchor: str
    address: str
    label: Markup = field(factory=Markup)
    words: Markup = field(factory=Markup)
    rows: list[list[Markup]] = field(factory=list)
    """Of a table."""
    children: list[Block] = field(factory=list)
    notes: list[Note] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    told: str = ""
    """The keys of those who are told something in it, with a blank between two."""
    action: str = ""
    """Of an amendment: ADD, MOD, SUP, NOC."""
    role: str = ""
    """Of a clause: preamble or operative."""
    language: str = ""
    """Of a text in another language than its page."""


@frozen
class Entry:
    """A line of the outline at the side."""

    anchor: str
    words: str
    below: list[Entry]


@define
class Addressed:
    """One of those who are told something: a line of the legend."""

    key: str
    kind: str
    words: str
    count: int = 0


class Page:
    """A document as its page shows it."""

    def __init__(self, document: Document, *, anonymous: bool) -> None:
        self.document = document
        self.language = document.main_language
        self.direction = "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"
        self.anonymous = anonymous
        self._anchors = Anchors(document)
        cite = len(document.source) >= document.end
        self._marks = marks_of(document, document, surface(self.language), cite=cite)
        self._notes: dict[int, str] = {}
        self._calls = 0
        self.legend: list[Addressed] = []
        self._told = self._tasks()
        self.blocks = [self._block(node) for node in document.blocks]
        self._put_diagnostics()

    @cached_property
    def title(self) -> str:
        """What the page is called: by its first text, or its first heading."""
        text = next(iter(self.document.texts), None)
        if text is not None:
            named = text.designation.text if text.designation else ""
            return ": ".join(part for part in (named, text.title or "") if part) or "Text"
        first = next((block for block in self.blocks if block.words), None)
        return str(first.words.striptags()) if first else "Document"

    # ------------------------------------------------------------------ who is told what

    def _tasks(self) -> dict[int, set[str]]:
        told: dict[int, set[str]] = {}
        known: dict[str, Addressed] = {}
        for task in who_does_what(self.document):
            addressee = task.addressee
            named = addressee.kind not in (AddresseeKind.OTHER, AddresseeKind.ORGANIZATION)
            key = addressee.concept if named else re.sub(r"\W+", "-", addressee.text.casefold())
            line = known.setdefault(key, Addressed(key, addressee.kind.value.replace(" ", "-"), addressee.text))
            line.count += 1
            told.setdefault(id(task.item), set()).add(key)
        self.legend = sorted(known.values(), key=lambda line: (line.kind, -line.count, line.words))
        return told

    # ------------------------------------------------------------------ blocks

    def _block(self, node: Node) -> Block:
        made = Block(
            kind=_CAMEL.sub("-", type(node).__name__).lower(),
            anchor=self._anchors.of(node),
            address=self._anchors.address(node),
            told=" ".join(sorted(self._told.get(id(node), ()))),
        )
        self._places.append((node.start, made))
        if isinstance(node, Table):
            made.rows = [[self._words(cell, made) for cell in row.cells] for row in node.rows]
            return made
        if isinstance(node, Text):
            made.kind, made.children = "text", [self._block(child) for child in node.children]
            return made
        if isinstance(node, Amendment):
            made.action = node.action
        if isinstance(node, Clause):
            made.role = node.role.value
        line, below = node.outline_line
        labels = []
        for piece in line or ():
            if isinstance(piece, str):
                labels.append(piece)
            elif isinstance(piece, Heading):
                made.words += self._heading(piece, made)
            else:
                made.words += (" " if made.words else "") + self._words(piece, made)
        shown = [] if isinstance(node, Row) else [label for label in labels if label and label != "()"]
        made.label = self._label(node, " ".join(shown), made)
        made.children = [self._block(child) for child, _ in below]
        return made

    @cached_property
    def _places(self) -> list[tuple[int, Block]]:
        """The blocks by where they begin."""
        return []

    def _put_diagnostics(self) -> None:
        places = sorted(self._places, key=lambda place: place[0])
        starts = [start for start, _ in places]
        for diagnostic in self.document.diagnostics:
            index = bisect_right(starts, diagnostic.span.start) - 1
            if index >= 0:
                places[index][1].diagnostics.append(diagnostic)

    # ------------------------------------------------------------------ words

    def _label(self, node: Node, label: str, block: Block) -> Markup:
        marks = self._marks.get((id(node), True))
        if marks is None:
            return Markup(escape(label))
        struck = "".join(f"<del>{escape(each.words)}</del>" for each in marks.struck)
        return Markup(self._dressed(label, marks, [], block, at_end=True) + struck)

    def _words(self, node: Node, block: Block) -> Markup:
        text: str = getattr(node, "text", "")
        return Markup(self._dressed(text, self._marks.get((id(node), False)) or Marks(), [], block))

    def _heading(self, heading: Heading, block: Block) -> Markup:
        """The words of a heading, each addressee in its colour."""
        wraps: list[Wrap] = []
        position = 0
        for words, named in groupby(heading.addressees, key=lambda each: each.text):
            start = heading.text.find(words, position)
            if start >= 0:
                position = start + len(words)
                kind = next(iter(named)).kind.value.replace(" ", "-")
                wraps.append(Wrap(start, position, f'<span class="to to-{kind}">', "</span>"))
        marks = self._marks.get((id(heading), False)) or Marks()
        return Markup(self._dressed(heading.text, marks, wraps, block))

    def _dressed(self, text: str, marks: Marks, wraps: list[Wrap], block: Block, *, at_end: bool = False) -> str:
        wraps = [*wraps, *self._cited(marks)]
        points = [Point(len(text) if at_end else call.offset, self._call(call, block)) for call in marks.calls]
        borders = sorted({border for wrap in wraps for border in (wrap.start, wrap.end)})
        for start, end, change, _ in marks.changes:
            opening, closing = self._tracked(change)
            wraps += [Wrap(a, b, opening, closing, 9) for a, b in pieces(start, end, borders)]
        return dress(text, wraps, points)

    def _tracked(self, change: Change) -> tuple[str, str]:
        name = "ins" if isinstance(change, Insertion) else "del"
        said = "" if self.anonymous else ", ".join(part for part in (change.author, change.date) if part)
        title = f' title="{escape(said)}"' if said else ""
        return f"<{name}{title}>", f"</{name}>"

    def _cited(self, marks: Marks) -> Iterator[Wrap]:
        for cited in marks.cited:
            reference = cited.references[0]
            if reference.target is not None:
                preview = escape(self._preview(reference.target))
                anchor = escape(self._anchors.of(reference.target))
                yield Wrap(cited.start, cited.end, f'<a class="ref" href="#{anchor}" data-says="{preview}">', "</a>", 1)
            else:
                says = escape(_named(reference))
                yield Wrap(cited.start, cited.end, f'<span class="ref out" title="{says}">', "</span>", 1)

    def _preview(self, node: Node) -> str:
        """The first words of what is cited."""
        words = f"{self._anchors.address(node)}: {_all_words(node)}".strip(": ")
        return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"

    # ------------------------------------------------------------------ footnotes

    def _call(self, call: Call, block: Block) -> str:
        """The mark of a footnote; the note stands beside the block where it is called first."""
        known = self._notes.get(id(call.note))
        self._calls += 1
        here = self._anchors.unique(f"call-{self._calls}")
        if known is None:
            known = self._notes[id(call.note)] = self._anchors.unique(f"note-{len(self._notes) + 1}")
            block.notes.append(self._note(call.note, known, here, block))
        if not call.called:
            return f'<span id="{here}"></span>'
        return f'<sup class="call"><a id="{here}" href="#{known}">{escape(call.mark)}</a></sup>'

    def _note(self, note: Footnote, anchor: str, called_at: str, block: Block) -> Note:
        return Note(anchor, called_at, note.mark or "note", self._words(note, block))

    # ------------------------------------------------------------------ the outline

    @cached_property
    def outline(self) -> list[Entry]:
        """The outline at the side: texts, clauses, annexes, divisions and amendments."""
        return [entry for node in self.document.blocks for entry in self._entries(node)]

    def _entries(self, node: Node) -> Iterator[Entry]:
        if isinstance(node, Text | Clause | Annex | Division | Amendment):
            below = [entry for child in node.children for entry in self._entries(child)]
            yield Entry(self._anchors.of(node), _name(node), below)
        elif not isinstance(node, Item | Table):
            for child in node.children:
                yield from self._entries(child)


def _name(node: Node) -> str:
    words = node.names[0] if node.names else "…"
    if (isinstance(node, Text) and node.title and node.designation) or (
        isinstance(node, Annex | Division) and node.title
    ):
        words = f"{words}: {node.title}"
    return words if words != "()" else "(without heading)"


def _named(reference: Reference) -> str:
    """What a reference cites that is not in the document."""
    said = [str(reference.identifier)] if reference.identifier else []
    if reference.number:
        said.insert(0, f"{reference.kind.value.capitalize()} {reference.number}")
    if reference.instrument:
        said.append(reference.instrument)
    return ", ".join(said) or reference.kind.value


def _all_words(node: Node) -> str:
    """The words of a node and of all below it, as far as a preview shows them."""
    found: list[str] = []
    stack = [node]
    length = 0
    while stack and length < _SHOWN:
        each = stack.pop()
        line, below = each.outline_line
        for piece in line or ():
            words = piece if isinstance(piece, str) else getattr(piece, "text", "")
            found.append(words)
            length += len(words)
        stack += [child for child, _ in reversed(below)]
    return " ".join(" ".join(found).split())
