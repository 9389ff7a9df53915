"""The lines of two editions as drafts, each by itself, to be joined to their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from itu_texts.revision.diffs.arranging import Unit
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import LABELS, Draft, alone, footnote_marks
from itu_texts.revision.pieces import Piece
from itu_texts.tree.nodes import Document, Node

__all__ = ["Line", "Lines"]

_Gap = tuple[tuple[tuple[str, int], ...], str, int]
"""A gap on a line, where drafts can be inserted: the path from the draft of the line to the draft with the gap, as
attributes and indexes; the attribute of the gap; and the number of drafts before it."""


@frozen
class _Shape:
    """The gaps on the line of a piece."""

    gaps: tuple[_Gap, ...]
    of: Mapping[int, _Gap]
    """The gaps of the pieces below, by their indexes."""


@define(eq=False)
class Line:
    """The drafts of one line."""

    piece: Piece
    """The piece of the line."""
    draft: Draft
    drafts: list[Draft] = field(factory=list)
    """The draft with all drafts below it on the line."""

    def hang(self, below: Iterable[tuple[Draft, _Gap]]) -> None:
        """Insert drafts below the line, in the order of the text, each in its gap.

        A draft that would precede the one that it follows goes to the gap of that one, if both may stand there.
        """
        gaps = [*_gaps(self.draft, ())]
        places = {gap: place for place, (gap, _) in enumerate(gaps)}
        hung: list[list[Draft]] = [[] for _ in gaps]
        last = 0
        for there, gap in below:
            place = places[gap]
            if place < last and _attribute(gaps[last][0]) == _attribute(gap):
                place = last
            hung[place].append(there)
            last = place
        members: dict[tuple[int, str], list[Draft]] = {}
        for ((_, name, count), holder), those in zip(gaps, hung, strict=True):
            found = members.setdefault((id(holder), name), [])
            for there in those:
                there.parent, there.attribute = holder, name
            found += those
            found += holder.parts[name][count : count + 1]
        for (_, name, _), holder in gaps:
            holder.parts[name] = members[id(holder), name]


class Lines:
    """The lines of two editions."""

    def __init__(self, matching: Matching, old: Document) -> None:
        self._matching = matching
        self._shapes: dict[int, _Shape] = {}
        self.notes: dict[int, Draft] = {id(note): alone(note, {}) for note in old.footnotes}
        """The drafts of footnotes by the identity of their nodes, one for both editions if both have the footnote."""
        self._in_new: set[int] = set()  # the identities of the drafts of footnotes that the new edition has
        new = matching.new[0].node
        self._marks = {**footnote_marks(old, matching.old[0].node, [self.notes[id(note)] for note in old.footnotes])}
        if new.document is not None:
            self._marks |= footnote_marks(new.document, new, [*self._notes_of(new.document)])

    def _notes_of(self, new: Document) -> Iterator[Draft]:
        known = {
            id(other.node): self.notes[id(piece.node)]
            for piece in self._matching.old
            if piece.kind == "footnote" and (other := self._matching.new_of(piece)) is not None
        }
        same = {}
        if self._matching.new[0].node is not new:  # a part was compared, and not its footnotes
            same = {(each.values["mark"], each.values["text"]): each for each in self.notes.values()}
        for note in new.footnotes:
            there = known.get(id(note)) or same.get((note.mark, note.text)) or alone(note, {})
            made = self.notes.setdefault(id(note), there)
            self._in_new.add(id(made))
            yield made

    # ------------------------------------------------------------------ lines

    def of(self, piece: Piece) -> Line:
        """Return the line of a piece, without the lines below it."""
        apart = {id(child.node): child.index for child in piece.children}
        line = Line(piece, alone(piece.node, self._marks))
        hanging: dict[int, _Gap] = {}
        stack: list[tuple[Node, Draft, tuple[tuple[str, int], ...]]] = [(piece.node, line.draft, ())]
        while stack:
            node, there, way = stack.pop()
            line.drafts.append(there)
            inside = []
            for name, members in there.parts.items():
                value = getattr(node, name)
                for child in value if isinstance(value, tuple) else (value,) if value else ():
                    if id(child) in apart:
                        hanging[apart[id(child)]] = (way, name, len(members))
                        continue
                    below = alone(child, self._marks)
                    below.parent, below.attribute = there, name
                    inside.append((child, below, (*way, (name, len(members)))))
                    members.append(below)
            stack += reversed(inside)
        if id(piece) not in self._shapes:
            self._shapes[id(piece)] = _Shape(tuple(gap for gap, _ in _gaps(line.draft, ())), hanging)
        return line

    def of_unit(self, unit: Unit) -> Line:
        """Return the line of a unit with its label and words, without the lines below it."""
        line = self.of(unit.piece)
        if unit.old is None or unit.new is None:
            return line
        other = self.of(unit.old if unit.new_words else unit.new)
        for there, those in zip(line.drafts, other.drafts, strict=False):
            if unit.new_words != unit.new_label and there.type is those.type:
                there.values |= {name: those.values[name] for name in (*LABELS, "style") if name in there.values}
            if not unit.new_words and there.values.get("text") == those.values.get("text"):
                gone = [mark for mark in there.anchors if id(mark.note) not in self._in_new]
                there.anchors = sorted((*those.anchors, *gone), key=lambda mark: mark.offset)
        return line

    def gap(self, line: Line, below: Unit) -> _Gap:
        """Return the gap for a unit below a line."""
        gaps = tuple(gap for gap, _ in _gaps(line.draft, ()))
        pieces = [piece for piece in (below.new, below.old) if piece is not None and piece.parent is not None]
        for piece in pieces:
            if piece.parent is line.piece:
                return self._shape_above(piece).of[piece.index]
        shape = self._shape_above(pieces[0])
        gap = shape.of[pieces[0].index]
        if shape.gaps == gaps:
            return gap
        name = next(name for name in (gap[1], "body", "blocks", *line.draft.parts) if name in line.draft.parts)
        return ((), name, len(line.draft.parts[name]))

    def _shape_above(self, piece: Piece) -> _Shape:
        above = piece.parent
        assert above is not None
        if id(above) not in self._shapes:
            self.of(above)
        return self._shapes[id(above)]


def _gaps(there: Draft, way: tuple[tuple[str, int], ...]) -> Iterator[tuple[_Gap, Draft]]:
    """Return the gaps of a line in the order of the text, each with its draft."""
    for name, members in there.parts.items():
        yield (way, name, 0), there
        for count, member in enumerate(members):
            yield from _gaps(member, (*way, (name, count)))
            yield (way, name, count + 1), there


def _attribute(gap: _Gap) -> str:
    """Return the attribute of the line's draft that contains a gap."""
    way, name, _ = gap
    return way[0][0] if way else name
