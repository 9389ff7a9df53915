"""Inline annotations of words: calls of footnotes, references, tracked changes, italics and bold letters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from attrs import field, frozen

from itu_texts.analysis.references import GroupKind, Reference, references
from itu_texts.tree import nodes
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Change, Document, Footnote, FootnoteAnchor, Node
from itu_texts.tree.spans import S, Span, begun_in, met_by
from itu_texts.tree.walking import walk

_PASSAGES = (
    nodes.Paragraph,
    nodes.Title,
    nodes.History,
    nodes.Formula,
    nodes.Designation,
    nodes.Heading,
    nodes.HeadingReference,
    nodes.Note,
    nodes.Cell,
    nodes.CoverLine,
)
_NEAR = 200  # characters before some words that are searched for a change that continues in them
_FURTHEST = 60  # characters between two consecutive characters of some words in the source
_CHARACTER = re.compile(r"\S")


class Call(NamedTuple):
    """A call of a footnote, or the place of a footnote without a call."""

    offset: int
    """The offset in the words, before which the mark stands."""
    note: Footnote
    mark: str
    """The mark as printed."""
    called: bool = True


class Cited(NamedTuple):
    """A stretch of words with references."""

    start: int
    end: int
    references: tuple[Reference, ...]
    """The references; more than one for a range."""


class Changed(NamedTuple):
    """A stretch of words that was inserted or deleted."""

    start: int
    end: int
    change: Change
    goes_on: bool = False
    """Whether the change begins before these words, in the label or earlier words."""


class Struck(NamedTuple):
    """A label or a number that another one has replaced, and which is not part of the words."""

    words: str
    change: Change
    offset: int
    """The offset in the label, or in the words."""


@frozen
class Annotations:
    """The annotations of some words, by offsets in them."""

    calls: list[Call] = field(factory=list)
    cited: list[Cited] = field(factory=list)
    changes: list[Changed] = field(factory=list)
    struck: list[Struck] = field(factory=list)
    emphasis: list[tuple[int, int, str]] = field(factory=list)
    """Words in italics or bold letters: the start, the end, and ``i`` or ``b``."""


def find_annotations(document: Document, root: Node, *, cite: bool) -> dict[tuple[int, bool], Annotations]:
    """Return the inline annotations of the words and labels of a document, or of a part of one.

    :param cite: whether to find references.
    :returns: the annotations, by the identity of the node and whether they are in its label.
    """
    if not (cite or document.changes or document.footnotes or document.emphasis):
        return {}
    found = _Found(document, root)
    found.notes()
    if len(document.source) >= document.end:
        if document.changes:
            found.changes()
        if document.emphasis:
            found.emphasis()
        if cite:
            found.references()
    return found.marks


class _Found:
    def __init__(self, document: Document, root: Node) -> None:
        self.document = document
        self.root = root
        self.marks: dict[tuple[int, bool], Annotations] = {}
        self.passages: list[Node] = [node for node in walk(root) if isinstance(node, _PASSAGES) and _is_written(node)]
        self.starts = [node.start for node in self.passages]
        self.places = kept(document, "places of words", lambda: Places(document))
        self.footnotes: list[Footnote] = []
        """The footnotes that are written."""

    def of(self, node: Node, *, label: bool = False) -> Annotations:
        """Return the annotations of a node, to add some."""
        return self.marks.setdefault((id(node), label), Annotations())

    def before(self, offset: int) -> Node | None:
        """Return the last passage that begins at or before an offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.passages[index] if index >= 0 else None

    # ------------------------------------------------------------------ footnotes

    def notes(self) -> None:
        """Add the calls of footnotes; a footnote without a call is added to the end of the passage before it."""
        document, root = self.document, self.root
        notes, anchors = document.footnotes, document.anchors
        called: dict[int, Footnote] = {}
        for anchor in begun_in(anchors, root.start, root.end):
            if anchor.end <= root.end and 0 <= anchor.note < len(notes):
                where = self._called_in(anchor)
                if where is not None:
                    note = called[anchor.note] = notes[anchor.note]
                    node, offset, label = where
                    self.of(node, label=label).calls.append(Call(offset, note, anchor.text))
        self.footnotes += called.values()
        stop = len(notes) if root is document else bisect_left(notes, root.end, key=_start)
        for index in range(0 if root is document else bisect_left(notes, root.start, key=_start), stop):
            note = notes[index]
            if index in called or (root is not document and note.anchors):
                continue
            last = self.before(note.start) or next(iter(self.passages), None)
            if last is not None:
                self.footnotes.append(note)
                text: str = last.text  # type: ignore[attr-defined]
                self.of(last).calls.append(Call(len(text), note, note.mark or "", called=False))

    def _called_in(self, anchor: FootnoteAnchor) -> tuple[Node, int, bool] | None:
        """Return the node that contains a mark, the offset in its words, and whether these are its label."""
        node = self.before(anchor.start)
        if node is not None and anchor.end <= node.end:
            text: str = node.text  # type: ignore[attr-defined]
            return node, min(max(anchor.offset, 0), len(text)), False
        index = bisect_left(self.starts, anchor.start)
        below = self.passages[index] if index < len(self.passages) else None
        while below is not None and below.start > anchor.start:  # between a label and the words
            below = below.parent
        return (below, 0, True) if below is not None and _label(below) else None

    # ------------------------------------------------------------------ tracked changes

    def changes(self) -> None:
        """Add the tracked changes in words and labels."""
        changes = self.document.changes
        for node, change, begin, start, end in self._inside(changes, met_by):
            if start < end:
                goes_on = start == 0 and self._began(change, begin)
                self.of(node).changes.append(Changed(start, end, change, goes_on))
            elif begin < change.start and change.end <= node.end:
                self._struck(self.of(node), change, start)
        for node in walk(self.root):
            label = _label(node)
            for change in met_by(changes, node.start, _behind_label(node, label)) if label else ():
                self._in_label(node, label, change)

    def emphasis(self) -> None:
        """Add the words in italics and bold letters."""
        for node, each, _, start, end in self._inside(self.document.emphasis, begun_in):
            if start < end:
                self.of(node).emphasis.append((start, end, "i" if isinstance(each, nodes.Italic) else "b"))

    def _inside(
        self, stretches: Sequence[S], those: Callable[[Sequence[S], int, int], Sequence[S]]
    ) -> Iterator[tuple[Node, S, int, int, int]]:
        """Yield the stretches in passages and footnotes: the node, where its words begin, and the offsets in them."""
        for node in [*self.passages, *self.footnotes]:
            inside = those(stretches, node.start, node.end)
            place = self.places.of(node) if inside else None
            if place is not None:
                for each in inside:
                    yield node, each, place.begin, place.offset(each.start), place.offset(each.end, end=True)

    def _began(self, change: Change, begin: int) -> bool:
        """Return whether a change covers words before a place."""
        return bool(self.document.source.text[max(change.start, begin - _NEAR) : begin].strip())

    def _in_label(self, node: Node, label: str, change: Change) -> None:
        place = self.places.of_label(node, label)
        if place is None:
            return
        start, end = place.offset(change.start), place.offset(change.end, end=True)
        is_marked = isinstance(node.parent, nodes.Amendment) and node.parent.amended_provision is node  # by its marker
        if start < end:
            goes_on = start == 0 and (is_marked or self._began(change, node.start))
            self.of(node, label=True).changes.append(Changed(start, end, change, goes_on))
        elif is_marked:
            pass
        elif change.end <= _behind_label(node, label):
            self._struck(self.of(node, label=True), change, start)

    def _struck(self, marks: Annotations, change: Change, offset: int) -> None:
        """Add deleted words that are not part of the words or label around them."""
        if isinstance(change, nodes.Deletion):
            words = " ".join(self.document.source.text[change.start : change.end].split())
            if words:
                marks.struck.append(Struck(words, change, offset))

    # ------------------------------------------------------------------ references

    def references(self) -> None:
        """Add the references, including those in footnotes."""
        notes = self.document.footnotes if self.root is self.document else self.root.footnotes
        places = sorted([*self.passages, *notes], key=_start)
        starts = [place.start for place in places]
        here: Node | None = None
        found: list[Reference] = []
        for reference in references(self.root):
            index = bisect_right(starts, reference.span.start) - 1
            while index and places[index].end < reference.span.end:  # a footnote in the middle of a passage
                index -= 1
            node = places[index]
            if node is not here:
                self._cite(here, found)
                here, found = node, []
            found.append(reference)
        self._cite(here, found)

    def _cite(self, node: Node | None, found: list[Reference]) -> None:
        place = self.places.of(node) if node is not None and found else None
        if node is None or place is None:
            return
        cited: list[Cited] = []
        for reference in found:
            span = _whole(reference)
            start, end = place.offset(span.start), place.offset(span.end, end=True)
            if start >= end:
                continue
            if cited and start < cited[-1].end:  # a range
                last = cited.pop()
                cited.append(Cited(last.start, max(end, last.end), (*last.references, reference)))
            else:
                cited.append(Cited(start, end, (reference,)))
        self.of(node).cited.extend(cited)


def _whole(reference: Reference) -> Span:
    """Return the span of a reference, or of the range to which it belongs."""
    group = reference.group
    return group.span if group is not None and group.kind is GroupKind.RANGE else reference.span


def _is_written(node: Node) -> bool:
    """Return whether a passage is written; a missing heading is not."""
    return not isinstance(node, nodes.Heading) or bool(node.text)


def _start(node: Node) -> int:
    return node.start


def _label(node: Node) -> str:
    """Return the label with which a node begins; an empty string for none."""
    match node:
        case nodes.Item() | nodes.Note() | nodes.Reasons() | nodes.AgendaItem():
            return node.label
        case nodes.Provision():
            return node.number
        case nodes.Amendment():
            return node.marker
    return ""


def _behind_label(node: Node, label: str) -> int:
    """Return where the words after a label begin."""
    if isinstance(node, nodes.Amendment) and node.amended_provision is not None:
        node = node.amended_provision  # whose number is in the marker
    if isinstance(node, nodes.Note) or not node.children:
        return node.start + len(label)
    return node.children[0].start


# ---------------------------------------------------------------------- from offsets in the source to those in words


class Shift:
    """The place of words that occur unchanged in the source."""

    def __init__(self, start: int, length: int) -> None:
        self.begin = self._start = start
        self.end: int = start + length
        self._length = length

    def offset(self, there: int, *, end: bool = False) -> int:
        """Return the offset in the words of a place in the source."""
        return min(max(there - self._start, 0), self._length)


class Place:
    """The places of the characters of some words in the source."""

    def __init__(self, here: Sequence[int], there: Sequence[int]) -> None:
        self._here = here
        """The offsets in the words of all characters that are not blank."""
        self._there = there
        """The offsets of these characters in the source."""
        self.begin: int = there[0]
        self.end: int = there[-1] + 1

    def offset(self, there: int, *, end: bool = False) -> int:
        """Return the offset in the words of a place in the source.

        :param end: whether the place is an end: the result is then the offset after the previous character.
        """
        index = bisect_left(self._there, there)
        if end:
            return self._here[index - 1] + 1 if index else 0
        return self._here[index] if index < len(self._here) else self._here[-1] + 1


class Places:
    """Converts offsets in the source to offsets in words, in which white space and page furniture are left out."""

    def __init__(self, document: Document) -> None:
        self._source = document.source.text
        self._furniture = document.furniture
        self._struck = [change for change in document.changes if isinstance(change, nodes.Deletion)]
        self._is_markdown = any(isinstance(piece, nodes.Markup) for piece in document.furniture)

    def of(self, node: Node) -> Place | Shift | None:
        """Return the places of the words of a node; ``None`` if its characters are not in the source."""
        text: str = node.text  # type: ignore[attr-defined]
        if node.end - node.start == len(text) and self._source.startswith(text, node.start):
            return Shift(node.start, len(text))
        there = list(self._characters(node))
        here = [found.start() for found in _CHARACTER.finditer(text)]
        more = len(there) - len(here)  # a label, or a mark, before the words
        if not here or not there:
            return None
        if more < 0:
            return self._nearly(here, there, text)
        for skipped in (more, 0):
            rest = there[skipped : skipped + len(here)]
            if all(self._source[a] == text[b] for a, b in zip(rest, here, strict=True)):
                return Place(here, rest)
        worded = self._worded(there, [text[place] for place in here]) if self._struck else None
        return Place(here, worded) if worded else self._nearly(here, there, text)

    def _nearly(self, here: list[int], there: list[int], text: str) -> Place | None:
        """Return the places of words in Markdown, except for escaped characters; ``None`` for other texts."""
        if not self._is_markdown:
            return None
        found: list[tuple[int, int]] = []
        place = 0
        for offset in here:
            far = range(place, min(place + _FURTHEST, len(there)))
            index = next((each for each in far if self._source[there[each]] == text[offset]), None)
            if index is not None:
                found.append((offset, there[index]))
                place = index + 1
        return Place(*zip(*found, strict=True)) if found else None

    def _worded(self, there: list[int], words: list[str]) -> list[int] | None:
        """Return the places of words among some places, without deleted characters that are not part of the words.

        The places are examined from the last one on, because a label may stand before the words.
        """
        found: list[int] = []
        place, left = len(there) - 1, len(words)
        while left and place >= 0:
            struck = self._struck_at(there[place])
            first = place
            while struck is not None and first and there[first - 1] >= struck.start:
                first -= 1
            run = there[first : place + 1]
            begin = left - len(run)
            if begin >= 0 and [self._source[each] for each in run] == words[begin:left]:
                found += reversed(run)
                left = begin
            elif struck is None:
                return None
            place = first - 1
        return None if left else found[::-1]

    def _struck_at(self, place: int) -> Change | None:
        """Return the deletion at a place."""
        index = bisect_right(self._struck, place, key=_start) - 1
        return self._struck[index] if index >= 0 and self._struck[index].end > place else None

    def of_label(self, node: Node, label: str) -> Place | Shift | None:
        """Return the places of the label with which a node begins."""
        if self._source.startswith(label, node.start):
            return Shift(node.start, len(label))
        here = [found.start() for found in _CHARACTER.finditer(label)]
        there = list(islice(self._characters(node), len(here)))
        if not self._are_same(label, here, there):  # deleted characters may be between its words
            there = list(islice(self._unstruck(node), len(here)))
        return Place(here, there) if here and self._are_same(label, here, there) else None

    def _are_same(self, label: str, here: Sequence[int], there: Sequence[int]) -> bool:
        return len(there) == len(here) and all(self._source[a] == label[b] for a, b in zip(there, here, strict=True))

    def _unstruck(self, node: Node) -> Iterator[int]:
        """Yield the places of the characters of a node that were not deleted."""
        for place in self._characters(node):
            if self._struck_at(place) is None:
                yield place

    def _characters(self, node: Node) -> Iterator[int]:
        """Yield the places of the characters of a node that are neither blank nor furniture."""
        position = node.start
        for piece in begun_in(self._furniture, node.start, node.end):
            if piece is not node:
                yield from (found.start() for found in _CHARACTER.finditer(self._source, position, piece.start))
                position = max(position, piece.end)
        yield from (found.start() for found in _CHARACTER.finditer(self._source, position, node.end))
