"""Both editions of a text in one document, what differs between them as tracked changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.applying import built, differences_of, in_document, note_of
from itu_texts.revision.diffs.arranging import Arrangement, Unit
from itu_texts.revision.diffs.differences import Difference
from itu_texts.revision.diffs.lines import Line, Lines
from itu_texts.revision.diffs.pieces import Piece
from itu_texts.revision.diffs.words import Run, runs
from itu_texts.revision.editing.drafts import LABELS, Draft, FootnoteMark, alone, draft_document
from itu_texts.tree.nodes import Deletion, Document, Insertion, Item

__all__ = ["merged", "to_docx"]

_Change = type[Insertion | Deletion]


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """The old text as a Word file, with what differs in the new one as tracked changes.

    :param differences: what :func:`itu_texts.diff` gave for the document and a newer one.
    :param old: the document that they are differences of.
    :param author: who made the changes, as the file is to say.
    :param date: when, as ``2026-11-25T09:00:00Z``.
    :returns: the bytes of a .docx file; with all changes accepted it is the new text, with all rejected the old.
    :raises InputError: if they are differences of another document.
    """
    return document_to_docx(merged(differences, old, author=author, date=date))


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """The same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source is no text to be read again: it holds the words of both editions.
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
    """The units of two editions in one: what both have where it stands in both, what only one has as a change."""

    def __init__(self, arrangement: Arrangement, lines: Lines) -> None:
        self._root = arrangement.root
        self._lines = lines
        self._stays: set[int] = set()  # identities of units that stand in both editions, under the same others
        notes = {id(note_of(unit, lines)) for unit in self._root.children if unit.is_footnote}
        self._notes = notes if isinstance(self._root.piece.node, Document) else None

    def merged(self) -> tuple[Draft, list[Draft]]:
        """The drafts of all that was compared, and of the footnotes."""
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

    # ------------------------------------------------------------------ what stands where

    def _line_with_below(self, unit: Unit, made: dict[int, list[Draft]]) -> list[Draft]:
        """The drafts of a unit that both editions have, with all that stand under it in either of them."""
        line = self._lines.of_unit(unit)
        before = self._mark_line(unit, line)
        if line.draft.parts:
            below = [each for each in self._below(unit) if not each.is_footnote]
            drafts = [(each, made.get(id(each)) or self._of_one(each)) for each in below]
            line.hang((there, self._lines.gap(line, each)) for each, those in drafts for there in those)
        return [*before, line.draft]

    def _below(self, unit: Unit) -> Iterator[Unit]:
        """What stands under a unit in either edition; in one place, what is gone comes before what is new."""
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
        """What stands in one edition alone, as a change."""
        drafts = built(unit, self._lines)[id(unit)]
        for there in drafts:
            _mark(there.below, Deletion if unit.is_gone else Insertion)
        return drafts

    def _footnotes(self, root: Draft) -> list[Draft]:
        """All footnotes; one that is gone stays, for the words that are struck out call it.

        One that is called in one place before and in another after is there twice, so that either can go.
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

    # ------------------------------------------------------------------ what changed on a line

    def _mark_line(self, unit: Unit, line: Line) -> list[Draft]:
        """Put both wordings on a line; where that cannot be, the old line comes before it, to be struck out."""
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
    """An old piece with all that stood under it, as units that are gone."""
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
    """Whether what differs on a line can be shown in its words, and in the label that it begins with."""
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
    """The marks of footnotes in the words of both editions; those of one alone as changes.

    :param words: what became of the words.
    """
    ours, theirs = (
        {(_offset(mark.offset, words, other), id(mark.note)): mark for mark in marks}
        for marks, other in ((old, "inserted"), (new, "deleted"))
    )
    for key in sorted({*ours, *theirs}, key=lambda key: key[0]):
        change = None if key in ours and key in theirs else Deletion if key in ours else Insertion
        yield (theirs.get(key) or ours[key])._replace(offset=key[0], change=change)


def _offset(offset: int, words: Sequence[Run], other: str) -> int:
    """An offset in the words of one edition as one in those of both.

    :param other: what became of the words that only the other edition has.
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
    """Say of drafts what became of them."""
    for each in drafts:
        each.change = kind


def _both(words: Sequence[Run]) -> tuple[str, list[tuple[int, int, _Change]]]:
    """Two wordings in one, and the places of what only one of them has."""
    both = ""
    changes: list[tuple[int, int, _Change]] = []
    for kind, text in words:
        if kind != "kept":
            changes.append((len(both), len(both) + len(text), Insertion if kind == "inserted" else Deletion))
        both += text
    return both, changes
