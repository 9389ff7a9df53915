"""One document with both editions of a text, and their differences as tracked changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.applying import apply, built, differences_of, in_document, note_of
from itu_texts.revision.diffs.arranging import Arrangement, Unit
from itu_texts.revision.diffs.differences import Difference, diff
from itu_texts.revision.diffs.lines import Line, Lines
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import LABELS, Draft, FootnoteMark, alone, draft_document
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.pieces import Piece, pieces
from itu_texts.revision.words import Run, runs
from itu_texts.tree.nodes import Deletion, Document, Insertion, Item

__all__ = ["merged", "to_docx"]

_Change = type[Insertion | Deletion]


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """Return the old text as a Word file with the differences as tracked changes.

    If it was read from a Word file, this file is changed in place: parts without differences stay as they are.

    :param differences: the result of :func:`itu_texts.diff` for the document and a newer one.
    :param old: the document that the differences were made from.
    :param author: the author of the changes.
    :param date: the date of the changes: ``2026-11-25T09:00:00Z``.
    :returns: the bytes of a .docx file; with all changes accepted it is the new text, with all rejected the old one.
    :raises InputError: if the differences were made from another document.
    :raises ReadError: if the Word file has changed since it was read, or cannot be changed in place.
    """
    if old.origins.original is None or old.origins.original.format != "docx":
        return document_to_docx(merged(differences, old, author=author, date=date))
    data = original_of(old)
    made, matching = differences_of(differences, old)
    new = matching.new[0].node if matching is not None else old
    if not isinstance(new, Document) or len(made) < len(diff(old, new)):  # differences of a part, or only some of them
        new = apply(made, old)
    by = By(author or "itu-texts", date)
    return rewritten(data, old, new, Matching(pieces(old), pieces(new)).nodes, lambda _: by)[0]


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """Return the same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source has the words of both editions, and is not meant to be parsed.
    """
    made, matching = differences_of(differences, old)
    if matching is None:
        drafts = draft_document(old)
    else:
        merging = _Merging(Arrangement(matching, made), Lines(matching, old))
        root, notes = merging.merged()
        drafts = in_document(root, notes, matching, old)
    return drafts.frozen(old.language, author=author, date=date)


class _Merging:
    """The units of two editions in one document; units of one edition only are tracked changes."""

    def __init__(self, arrangement: Arrangement, lines: Lines) -> None:
        self._root = arrangement.root
        self._lines = lines
        self._stays: set[int] = set()  # identities of units in both editions, below the same units
        notes = {id(note_of(unit, lines)) for unit in self._root.children if unit.is_footnote}
        self._notes = notes if isinstance(self._root.piece.node, Document) else None

    def merged(self) -> tuple[Draft, list[Draft]]:
        """Return the drafts of the compared nodes, and of the footnotes."""
        staying = [unit for unit in self._root.below if self._is_in_both(unit)]
        made: dict[int, list[Draft]] = {}
        for unit in reversed(staying):
            if not unit.is_footnote:
                made[id(unit)] = self._line_with_below(unit, made)
        root = made[id(self._root)][-1]
        return root, self._footnotes(root)

    def _is_in_both(self, unit: Unit) -> bool:
        old, above = unit.old, unit.parent
        if old is None:
            return False
        if above is not None:
            if unit.moved or old.parent is not above.old or id(above) not in self._stays:
                return False
            ours, theirs = (self._lines.of(piece).draft.parts for piece in (old, unit.piece))
            if [*ours] != [*theirs]:
                return False
        self._stays.add(id(unit))
        return True

    # ------------------------------------------------------------------ the order of units

    def _line_with_below(self, unit: Unit, made: dict[int, list[Draft]]) -> list[Draft]:
        """Return the drafts of a unit of both editions, with the units below it in either of them."""
        line = self._lines.of_unit(unit)
        before = self._mark_line(unit, line)
        if line.draft.parts:
            below = [each for each in self._below(unit) if not each.is_footnote]
            drafts = [(each, made.get(id(each)) or self._of_one(each)) for each in below]
            line.hang((there, self._lines.gap(line, each)) for each, those in drafts for there in those)
        return [*before, line.draft]

    def _below(self, unit: Unit) -> Iterator[Unit]:
        """Yield the units below a unit in either edition; a removed unit precedes an added one in the same place."""
        assert unit.old is not None
        were = iter(unit.old.children)
        coming: list[Unit] = []
        for each in (*unit.children, None):
            if each is not None and id(each) not in self._stays:
                coming.append(each)
                continue
            for piece in were:
                if each is not None and piece is each.old:
                    break
                yield _as_it_was(piece)
            yield from coming
            coming = []
            if each is not None:
                yield each

    def _of_one(self, unit: Unit) -> list[Draft]:
        """Return the drafts of a unit of one edition only, as a tracked change."""
        drafts = built(unit, self._lines)[id(unit)]
        for there in drafts:
            _mark(there.below, Deletion if unit.is_gone else Insertion)
        return drafts

    def _footnotes(self, root: Draft) -> list[Draft]:
        """Return all footnotes; a removed one stays, because its mark is among the deleted words.

        A footnote whose mark moved is there twice, so that either can be removed.
        """
        calls: dict[int, set[_Change | None]] = defaultdict(set)
        for there in root.below:
            for mark in there.anchors:
                calls[id(mark.note)].add(there.change or mark.change)
        notes: dict[int, Draft] = {}
        struck: dict[int, Draft] = {}
        for unit in self._below(self._root):
            if not unit.is_footnote:
                continue
            there = self._lines.notes[id(unit.piece.node)]
            notes[id(there)] = there
            if unit.old is None or unit.is_gone:
                continue
            if calls[id(there)] == {Deletion, Insertion}:
                was = struck[id(there)] = alone(unit.old.node, {})
                notes[id(was)] = was
            elif there.values["text"] != unit.old.text:
                there.values["text"], there.changes = _both(runs(unit.old.text, there.values["text"]))
        for there in root.below if struck else ():
            for place, mark in enumerate(there.anchors):
                if (there.change or mark.change) is Deletion and id(mark.note) in struck:
                    there.anchors[place] = mark._replace(note=struck[id(mark.note)])
        return [*notes.values()]

    # ------------------------------------------------------------------ the changes of a line

    def _mark_line(self, unit: Unit, line: Line) -> list[Draft]:
        """Put both wordings on a line; if that is impossible, the old line precedes it as a deletion."""
        assert unit.old is not None
        old = self._lines.of(unit.old)
        label = unit.new.printed_label if unit.new is not None and unit.new_label else unit.old.printed_label
        if not _is_alike(old, line, other_label=label != unit.old.printed_label):
            _mark(old.drafts, Deletion)
            _mark(line.drafts, Insertion)
            return [old.draft]
        if label != unit.old.printed_label:
            line.draft.label_was = old.draft.values["label"]
        for ours, theirs in zip(old.drafts, line.drafts, strict=True):
            if "text" in theirs.values:
                marks = [each for each in theirs.anchors if self._notes is None or id(each.note) in self._notes]
                words = runs(ours.values["text"], theirs.values["text"])
                theirs.values["text"], theirs.changes = _both(words)
                theirs.anchors = [*_marks_of_both(ours.anchors, marks, words)]
        return []


def _as_it_was(piece: Piece) -> Unit:
    """Return an old piece with all pieces below it, as removed units."""
    root = Unit(piece, None, new_words=False, new_label=False, is_gone=True)
    stack = [(piece, root)]
    while stack:
        above, unit = stack.pop()
        for child in above.children:
            below = Unit(child, None, new_words=False, new_label=False, parent=unit)
            unit.children.append(below)
            stack.append((child, below))
    return root


def _is_alike(old: Line, new: Line, *, other_label: bool) -> bool:
    """Return whether the differences of a line can be shown in its words and its first label."""
    if [each.type for each in old.drafts[1:]] != [each.type for each in new.drafts[1:]]:
        return False
    inner = [*zip(old.drafts[1:], new.drafts[1:], strict=True)]
    labels = [
        [there.values.get(name) for name in LABELS] for pair in inner for there in pair if "text" not in there.values
    ]
    if labels[::2] != labels[1::2]:
        return False
    of_items = old.draft.type is Item and new.draft.type is Item
    return not other_label or (of_items and bool(inner) and not any(map(any, labels)))


def _marks_of_both(
    old: Sequence[FootnoteMark], new: Sequence[FootnoteMark], words: Sequence[Run]
) -> Iterator[FootnoteMark]:
    """Yield the footnote marks in the words of both editions; those of one edition only are tracked changes.

    :param words: the changes of the words.
    """
    ours, theirs = (
        {(_offset(mark.offset, words, other), id(mark.note)): mark for mark in marks}
        for marks, other in ((old, "inserted"), (new, "deleted"))
    )
    for key in sorted({*ours, *theirs}, key=lambda key: key[0]):
        change = None if key in ours and key in theirs else Deletion if key in ours else Insertion
        yield (theirs.get(key) or ours[key])._replace(offset=key[0], change=change)


def _offset(offset: int, words: Sequence[Run], other: str) -> int:
    """Convert an offset in the words of one edition to one in the joined words.

    :param other: the words that only the other edition has.
    """
    place = 0
    for kind, text in words:
        if kind != other:
            if offset <= len(text):
                return place + offset
            offset -= len(text)
        place += len(text)
    return place


def _mark(drafts: Iterable[Draft], kind: _Change) -> None:
    """Mark drafts as inserted or deleted."""
    for each in drafts:
        each.change = kind


def _both(words: Sequence[Run]) -> tuple[str, list[tuple[int, int, _Change]]]:
    """Return two wordings joined, and the positions of the words that only one of them has."""
    both = ""
    changes: list[tuple[int, int, _Change]] = []
    for kind, text in words:
        if kind != "kept":
            changes.append((len(both), len(both) + len(text), Insertion if kind == "inserted" else Deletion))
        both += text
    return both, changes
