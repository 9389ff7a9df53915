"""Applies differences to the old edition: as a document, or as a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from itu_texts.api import parse_bytes
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.arranging import Arrangement, Unit
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import (
    LABELS,
    Draft,
    DraftDocument,
    alone,
    draft_document,
    finish,
    footnote_marks,
)
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.pieces import Piece, pieces
from itu_texts.tree.nodes import Document, Node


@checked
def apply(differences: Iterable[Difference], old: Document) -> Document:
    """Apply differences to a document.

    :param differences: the result of :func:`diff` for the document and a newer one, or the part of it that is to be
        applied.
    :param old: the document that the differences were made from.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if ``old`` is not a document, or the differences were made from another one.
    """
    if not isinstance(old, Document):
        raise InputError(f"apply() takes a document, not a {type(old).__name__}")
    made, matching = differences_of(differences, old)
    if matching is None:
        return finish(draft_document(old), old.language)
    arrangement, lines = Arrangement(matching, made), Lines(matching, old)
    root = built(arrangement.root, lines)[id(arrangement.root)][0]
    notes = [note_of(unit, lines) for unit in arrangement.root.children if unit.is_footnote]
    return finish(in_document(root, notes, matching, old), old.language)


def differences_of(differences: Iterable[Difference], old: Document) -> tuple[list[Difference], Matching | None]:
    """Return the differences without unchanged nodes, and the matching of nodes; ``None`` if there are none.

    :raises InputError: if they were made from another document.
    """
    made = [each for each in differences if each.kind is not DifferenceKind.UNCHANGED]
    if not made:
        return [], None
    matching = made[0].matching
    if matching is None or matching.old[0].node.document is not old:
        raise InputError("these are differences of another document")
    return made, matching


def built(root: Unit, lines: Lines) -> dict[int, list[Draft]]:
    """Build the drafts of a unit and of all units below it, by identity.

    The units below one that cannot contain nodes follow it.
    """
    made: dict[int, list[Draft]] = {}
    for unit in reversed([*root.below]):
        if unit.is_footnote:
            continue
        line = lines.of_unit(unit)
        below = [(each, there) for each in unit.children for there in made.get(id(each), ())]
        if line.draft.parts:
            line.hang((there, lines.gap(line, each)) for each, there in below)
            made[id(unit)] = [line.draft]
        else:
            made[id(unit)] = [line.draft, *(there for _, there in below)]
    return made


def note_of(unit: Unit, lines: Lines) -> Draft:
    """Return the draft of a footnote, with its mark and words."""
    made = lines.notes[id(unit.piece.node)]
    if unit.new is not None:
        text, mark = (unit.new if new else unit.old for new in (unit.new_words, unit.new_label))
        assert text is not None
        assert mark is not None
        made.values |= {"text": text.text, "mark": mark.printed_label or None}
    return made


def in_document(root: Draft, notes: list[Draft], matching: Matching, old: Document) -> DraftDocument:
    """Return the old document with a draft in the place of the compared node.

    :param notes: the footnotes, if the whole document was compared.
    """
    compared = matching.old[0].node
    if compared is old:
        return DraftDocument(root, notes, {})
    drafts = draft_document(old)
    root.stand_in_for(drafts.of[id(compared)])
    return drafts


_NAME = "old.docx"  # of a file that is made of a document


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """Return the old text as a Word file with the differences as tracked changes.

    If it was read from a Word file, that is changed in place: what does not differ stays as it is.

    :param differences: the result of :func:`itu_texts.diff` for the document and a newer one.
    :param old: the document that the differences were made from.
    :param author: the author of the changes.
    :param date: the date of the changes: ``2026-11-25T09:00:00Z``.
    :returns: the bytes of a .docx file; with all changes accepted it is the new text, with all rejected the old one.
    :raises InputError: if the differences were made from another document.
    :raises MissingExtraError: if the extra ``docx`` is not installed.
    :raises ReadError: if the Word file has changed since it was read, or cannot be changed in place.
    """
    made, matching = differences_of(differences, old)
    new = matching.new[0].node if matching is not None else old
    if not isinstance(new, Document) or len(made) < len(diff(old, new)):  # of a part, or not all of them
        new = apply(made, old)
    original = old.origins.original
    in_word = original is not None and original.format == "docx"
    data = original_of(old) if in_word else document_to_docx(old)
    here = old if in_word else parse_bytes(data, _NAME, language=old.language)
    by = By(author or "itu-texts", date)
    return rewritten(data, here, new, Matching(pieces(here), pieces(new)).nodes, lambda _: by)[0]


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """Return the same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source has the words of both editions, and is not meant to be parsed.
    """
    data = to_docx(differences, old, author=author, date=date)
    return parse_bytes(data, _NAME, language=old.language, view="marked")


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
