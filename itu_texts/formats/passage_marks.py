"""Marks in the words and labels of nodes: calls of footnotes, references, tracked changes, italics and bold letters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from attrs import frozen

from itu_texts.analysis.references import GroupKind, Reference, references
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Change, Deletion, Document, Emphasis, Footnote, FootnoteAnchor, Node
from itu_texts.tree.spans import Span, begun_in, met_by, places
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
_start = attrgetter("start")


@frozen
class Call:
    """A call of a footnote, or the place of a footnote that nothing calls."""

    note: Footnote | None
    """``None`` if there is only its mark."""
    mark: str
    """The mark as printed."""
    anchor: FootnoteAnchor | None
    """``None`` for a footnote that nothing calls."""


class Mark(NamedTuple):
    """A mark in some words, by offsets in them."""

    start: int
    end: int
    """The same as ``start`` for a call, and for a deleted label or number that is not part of the words."""
    what: Change | Emphasis | Call | tuple[Reference, ...]
    """What is marked; more than one reference for a range."""
    goes_on: bool = False
    """Whether a change begins before the words, in the label or earlier words."""


Marks: TypeAlias = dict[tuple[int, bool], list[Mark]]
"""Marks, by the identity of the node and whether they are in its label."""
W = TypeVar("W")


def of_kind(marks: Iterable[Mark], kind: type[W]) -> Iterator[tuple[Mark, W]]:
    """Yield the marks of a kind, each with what it marks."""
    return ((mark, mark.what) for mark in marks if isinstance(mark.what, kind))


def struck_in(marks: Iterable[Mark]) -> list[tuple[int, Change]]:
    """Return the deleted labels and numbers that are not part of the words, with their offsets."""
    return [(mark.start, what) for mark, what in of_kind(marks, Deletion) if mark.start == mark.end]


def find_marks(document: Document, root: Node, *, cite: bool) -> Marks:
    """Return the marks in a document, or in a part of one.

    :param cite: whether to find references.
    """
    if not (cite or document.changes or document.anchors or document.footnotes or document.emphasis):
        return {}
    found = _Found(document, root)
    found.notes()
    found.changes_and_letters()
    if cite:
        found.references()
    return found.marks


class _Found:
    def __init__(self, document: Document, root: Node) -> None:
        self.document = document
        self.root = root
        self.marks: Marks = {}
        self.passages: list[Node] = [node for node in walk(root) if isinstance(node, _PASSAGES) and _is_written(node)]
        self.starts = [node.start for node in self.passages]
        self.footnotes: list[Footnote] = []
        """The footnotes that are written."""

    def add(self, mark: Mark, node: Node, *, label: bool = False) -> None:
        self.marks.setdefault((id(node), label), []).append(mark)

    # ------------------------------------------------------------------ footnotes

    def notes(self) -> None:
        """Add the calls of footnotes; a footnote without a call is added to the end of the passage before it."""
        document, root = self.document, self.root
        notes, called = document.footnotes, dict[int, Footnote]()
        for anchor in begun_in(document.anchors, root.start, root.end):
            note = notes[anchor.note] if 0 <= anchor.note < len(notes) else None
            if anchor.end <= root.end and self._call(Call(note, anchor.text, anchor), anchor) and note is not None:
                called[id(note)] = note
        inside = (each for each in begun_in(notes, root.start, root.end) if not each.anchors)
        for note in (notes if root is document else inside) if self.passages else ():
            if id(note) not in called:
                called[id(note)] = note
                last = self.passages[max(bisect_right(self.starts, note.start) - 1, 0)]
                end = len(_text(last))
                self.add(Mark(end, end, Call(note, note.mark or "", None)), last)
        self.footnotes += called.values()

    def _call(self, call: Call, anchor: FootnoteAnchor) -> bool:
        """Add the call of a footnote; return whether it stands in words or behind a label."""
        index = bisect_right(self.starts, anchor.start) - 1
        node = self.passages[index] if index >= 0 and anchor.end <= self.passages[index].end else None
        if node is not None:
            offset = anchor.offset if not isinstance(node, nodes.Cell) else len(node.text)
            if isinstance(node, nodes.Cell) and len(self.document.source) >= self.document.end:
                offset = place_words(self.document, node).offset(anchor.start, end=True)
            offset = min(max(offset, 0), len(_text(node)))
            self.add(Mark(offset, offset, call), node)
            return True
        node = self.passages[index + 1] if index + 1 < len(self.passages) else None
        while node is not None and node.start > anchor.start:  # between a label and the words
            node = node.parent
        if node is not None and label_of(node):
            self.add(Mark(0, 0, call), node, label=True)
        return node is not None and bool(label_of(node))

    # ------------------------------------------------------------------ changes and letters

    def changes_and_letters(self) -> None:
        """Add tracked changes in words and labels, and italics and bold letters in words."""
        changes, emphasis = self.document.changes, self.document.emphasis
        for node in (*self.passages, *self.footnotes) if changes or emphasis else ():
            changed, lettered = met_by(changes, node.start, node.end), begun_in(emphasis, node.start, node.end)
            if changed or lettered:
                placed = place_words(self.document, node)
                for change in changed:
                    self._change(change, placed, node, placed.begin, node.end)
                found = ((placed.stretch(letters.span), letters) for letters in lettered)
                for (start, end), letters in found:
                    if start < end:
                        self.add(Mark(start, end, letters), node)
        for node in walk(self.root) if changes else ():
            label = label_of(node)
            behind = _behind_label(node, label)
            for change in met_by(changes, node.start, behind) if label else ():
                placed = _placed(self.document, label, node.start, node, label.split())
                self._change(change, placed, node, node.start, behind, label=True)

    def _change(self, change: Change, placed: Placed, node: Node, begin: int, end: int, *, label: bool = False) -> None:
        """Add a tracked change in the words or the label of a node, which begin and end at some places."""
        first, last = placed.stretch(change.span)
        is_repeated = label and isinstance(node.parent, nodes.Amendment) and node.parent.amended_provision is node
        if first < last:
            before = self.document.source.text[max(change.start, begin - _NEAR) : begin]
            self.add(Mark(first, last, change, first == 0 and (is_repeated or bool(before.strip()))), node, label=label)
        elif isinstance(change, Deletion) and not is_repeated and change.end <= end and (label or begin < change.start):
            self.add(Mark(first, first, change), node, label=label)

    # ------------------------------------------------------------------ references

    def references(self) -> None:
        """Add the references, including those in footnotes; the members of a range have one mark."""
        notes = self.document.footnotes if self.root is self.document else self.root.footnotes
        passages = sorted([*self.passages, *notes], key=_start)
        starts = [each.start for each in passages]
        here, placed = -1, Placed("", ())
        for span, members in groupby(references(self.root), key=_whole):
            index = bisect_right(starts, span.start) - 1
            while index and passages[index].end < span.end:  # a footnote in the middle of a passage
                index -= 1
            if index != here:
                here, placed = index, place_words(self.document, passages[index])
            start, end = placed.stretch(span)
            if start < end:
                self.add(Mark(start, end, (*members,)), passages[index])


def _whole(reference: Reference) -> Span:
    """Return the span of a reference, or of the range to which it belongs."""
    group = reference.group
    return group.span if group is not None and group.kind is GroupKind.RANGE else reference.span


def _is_written(node: Node) -> bool:
    """Return whether a passage is written; a missing heading is not."""
    return not isinstance(node, nodes.Heading) or bool(node.text)


def label_of(node: Node) -> str:
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


def _text(node: Node) -> str:
    text: str = node.text  # type: ignore[attr-defined]
    return text


# ---------------------------------------------------------------------- from places in the source to offsets in words


class Placed:
    """Where the characters of some words stand in the source."""

    def __init__(self, words: str, at: Sequence[int]) -> None:
        self.words = words
        self.at = at
        self.begin: int = at[0] if at else 0

    def offset(self, place: int, *, end: bool = False) -> int:
        """Return the offset in the words of a place in the source.

        :param end: whether the place is an end: the result is then the offset after the last character before it.
        """
        offset = bisect_left(self.at, place)
        while end and self.words[offset - 1 : offset] == " " and not isinstance(self.at, range):
            offset -= 1  # else a change would end behind a blank
        return offset

    def stretch(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a stretch of the source."""
        return self.offset(span.start), self.offset(span.end, end=True)


def place_words(document: Document, node: Node) -> Placed:
    """Return where the words of a node stand."""
    start, text = node.start, _text(node)
    if isinstance(node, nodes.Note | Footnote):
        start += len((node.label if isinstance(node, nodes.Note) else node.mark) or "")
    return _placed(document, text, start, node, text)


def _placed(document: Document, words: str, start: int, node: Node, inside: str | list[str]) -> Placed:
    """Return where words stand, past page furniture and past deleted words that are not part of them.

    :param inside: in what a deleted word is found that is part of them.
    """
    if len(document.source) < document.end:
        return Placed(words, range(start, start + len(words)))
    left_out = [each.span for each in begun_in(document.furniture, start, node.end) if each is not node]
    deleted = [each for each in met_by(document.changes, start, node.end) if isinstance(each, Deletion)]
    left_out += [each.span for each in deleted if each.text.split(" ", 1)[0] not in inside]
    return Placed(words, places(words, document.source.text, start, sorted(left_out)))
