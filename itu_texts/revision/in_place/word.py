"""Changes a Word file in place by a script: words first, then paragraphs and rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import product
from typing import Any

from itu_texts.errors import ReadError
from itu_texts.formats.word.in_place import WordFile
from itu_texts.formats.word.notes import NewNote
from itu_texts.formats.word.tracking import By, above
from itu_texts.formats.word.xml import PICTURES, W
from itu_texts.revision.in_place.script import Line, Script
from itu_texts.tree.nodes import Cell, Footnote, Item, Node, Row

PICTURE = re.compile(r"\[picture(?:: [^\]]*)?\]")
"""What stands in a text for a picture of the file."""
_AROUND = (
    r"(?:\s*{})+\s*(?=([\w(\[“«])?)"  # a picture with the blanks around, and what follows if a blank stays before it
)
_ROUNDS = 5  # rounds in which typed labels may shift automatic ones


def in_word(
    data: bytes,
    name: str,
    script: Script,
    by: Callable[[Node], By | None],
    firm: Collection[int] | None,
    left_out: list[str] | None,
) -> tuple[bytes, dict[int, str]]:
    """Return the content of a Word file changed by a script; see :func:`itu_texts.revision.in_place.rewritten`."""
    kind = "" if by(script.document) is None else "trackedChanges"
    made = _Writing(WordFile(data, name, kind), script, by)
    if made.file.reading.text != script.document.source.text:
        raise ReadError(f"{name}: the file is now read differently; read it again")
    if left_out is not None:
        made = _Writing(made.file, script.without(made.unplaced()), by)
        made.leave_out(left_out)
    made.write()
    for _ in range(_ROUNDS):
        data = made.file.data()
        others = dict(made.other_labels(data))
        firmly = [line for line in others if firm is None or id(line.node) in firm]
        if not firmly:
            break
        for line in firmly:
            made.type_label(line)
    return data, {id(line.node): label for line, label in others.items()}


class _Writing:
    """A Word file while it is changed."""

    def __init__(self, file: WordFile, script: Script, by: Callable[[Node], By | None]) -> None:
        self.file = file
        self._script = script
        self._by = by
        self._pairs = [*zip(script.new, script.before, strict=True)]
        self._old_of = {id(line.node): old for line, old in self._pairs}
        self._blocks: dict[int, Any] = {}  # the paragraph or the row of each new line, by the identity of its node
        self._of_old = [self._found(line) for line in script.old]  # the paragraphs, or the row, of each old line
        self._holds: dict[Any, set[int]] = defaultdict(set)  # the old lines in each paragraph
        for index, those in enumerate(self._of_old):
            for each in those:
                self._holds[each].add(index)
        self._copied: set[int] = set()  # the new nodes whose old lines are copied, and go
        self._anew: set[int] = set()  # the new nodes whose paragraphs are set like others, and have no typed label
        self._moves: dict[Any, str] = {}  # the names of moves, by the old line and by the paragraph that is its copy
        self.is_other = False
        """Whether automatic numbers may have changed."""

    def _found(self, line: Line) -> list[Any]:
        if isinstance(line.node, Row):
            cells = self._script.old[line.index + 1 : line.index + 1 + len(line.node.cells)]
            paragraphs = [each for cell in cells for each in self.file.paragraphs(*cell.span)]
            return [above(paragraphs[0], W + "tr")] if paragraphs else []
        return self.file.paragraphs(*line.span)

    def unplaced(self) -> set[int]:
        """Return the new nodes whose lines cannot be made of the old ones, with those in the same paragraph or row.

        What differs there is a picture, a field, a formula or the words of an empty cell.
        """
        near: set[int] = set()
        for line, old in self._pairs:
            if old is None:
                continue
            try:
                for start, end, _ in self._script.edits(old, line):
                    if not self._is_automatic(old, start):
                        self.file.check(start, end)
            except ReadError:
                place = old.index
                while isinstance(self._script.old[place].node, Cell):
                    place -= 1
                row = self._script.old[place].node
                near |= {*range(place, place + 1 + len(row.children) * isinstance(row, Row)), old.index}
                near |= {index for each in self._of_old[old.index] for index in self._holds[each]}
        return {id(line.node) for line, old in self._pairs if old is not None and old.index in near}

    def leave_out(self, left_out: list[str]) -> None:
        """Take the pictures out of the words that are new, and name them."""
        for line, old in self._pairs:
            for each in PICTURE.findall(f"{line.label} {line.text}"):
                if old is None or each not in f"{old.label} {old.text}":
                    line.label, line.text, line.marked = (
                        re.sub(
                            _AROUND.format(re.escape(each)), lambda found: " " * bool(found[1] and found.start()), words
                        )
                        for words in (line.label, line.text, line.marked)
                    )
                    left_out.append(each)

    def write(self) -> None:
        """Make all changes."""
        coming = {at: self._made(at) for at in range(len(self._pairs)) if self._is_new(at)}
        stay = {old.index for at, (_, old) in enumerate(self._pairs) if old and not self._is_copied(coming, at)}
        gone = {line.index for line in self._script.old} - stay
        edits = [*self._partly_gone(gone)]
        for at, (line, old) in enumerate(self._pairs):
            if old is None or self._is_copied(coming, at):
                continue
            for edit in self._script.edits(old, line):
                if self._is_automatic(old, edit[0]):
                    self.is_other = True
                else:
                    edits.append((edit, line.node))
                    marks = old.node.anchors if isinstance(old.node, Footnote) and edit[2] == line.label else ()
                    edits += (((mark.start, mark.end, line.label), line.node) for mark in marks)
        for (start, end, words), node in sorted(edits, key=lambda each: each[0][:2], reverse=True):
            self.file.tracking.by = self._by(node)
            if words is None:
                self.file.uncall(start, end)
            else:
                self.file.replace(start, end, words)
        going = {each: index for index in sorted(gone) for each in self._of_old[index] if self._is_gone(each, gone)}
        going |= {row: going[each] for each in [*going] if (row := self._row_gone(each, gone)) is not None}
        self._put(coming, going)
        self._divide(coming)
        for each, index in going.items():
            self.file.tracking.by = self._by(self._script.old[index].node)
            self.file.blocks.remove(each, self._moves.get(index, ""))
        for each, index in going.items():
            first = each.getprevious() if each.tag == W + "p" else None
            if first is not None and first.tag == W + "p" and first not in going:
                self.file.tracking.by = self._by(self._script.old[index].node)
                self.file.tracking.join(first, each)
        notes = self._script.notes.items()
        self.file.notes.put({sign: NewNote(note.text, note.mark or "1", self._by(note)) for sign, note in notes})
        self.file.notes.arrange()
        self.is_other = self.is_other or bool(coming or gone)

    def _is_new(self, at: int) -> bool:
        """Return whether a line is inserted: it is new, or has moved."""
        line, old = self._pairs[at]
        if isinstance(line.node, Footnote):  # without a mark, it is a paragraph
            return old is None and all(note is not line.node for note in self._script.notes.values())
        return not isinstance(line.node, Cell) and (old is None or at in self._script.moved or self._is_shifted(at))

    def _is_shifted(self, at: int) -> bool:
        """Return whether a line is an item that has another level than before."""
        line, old = self._pairs[at]
        return old is not None and isinstance(line.node, Item) and line.kind[:2] != old.kind[:2]

    def _is_copied(self, coming: Mapping[int, list[Any]], at: int) -> bool:
        """Return whether a line is made anew, and is not an old one that stays or moves."""
        is_of_copy = id(self._pairs[at][0].node) in self._copied  # a cell
        return is_of_copy or any(each.getparent() is None for each in coming.get(at, ()))

    def _is_automatic(self, old: Line, place: int) -> bool:
        """Return whether an edit changes an automatic number."""
        label = old.label_span
        if label is None or place != label[0]:
            return False
        if isinstance(old.node, Footnote):
            return self.file.letters(*label) is None
        return self.file.is_automatic(place)

    def _is_gone(self, block: Any, gone: set[int]) -> bool:
        """Return whether a paragraph or a row is removed with its lines; a paragraph of a remaining cell is not."""
        held = self._holds.get(block, set())
        lines = [self._script.old[each] for each in held]
        return bool(held) and held <= gone and not any(isinstance(line.node, Cell) for line in lines)

    def _row_gone(self, block: Any, gone: set[int]) -> Any:
        """Return the row of a paragraph if all that was read from it goes, so that its margin goes with it."""
        row = above(block, W + "tr") if block.tag == W + "p" else None
        inside = [] if row is None else [*row.iter(W + "p")]
        is_gone = all(self._is_gone(each, gone) for each in inside if each in self._holds)
        return row if row is not None and is_gone and next(row.iter(*PICTURES), None) is None else None

    def _partly_gone(self, gone: set[int]) -> Iterator[tuple[tuple[int, int, str | None], Node]]:
        """Yield the words to remove from remaining paragraphs, and the marks of removed footnotes."""
        script = self._script
        rows = {id(line.node) for line in script.old if line.index in gone and isinstance(line.node, Row)}
        for line in (script.old[index] for index in sorted(gone)):
            if isinstance(line.node, Footnote) and (marks := line.node.anchors):
                for mark in marks:
                    held = self.file.paragraphs(mark.start, mark.end)
                    if not any(self._is_gone(each, gone) for each in held):
                        yield (mark.start, mark.end, None), line.node
                self._of_old[line.index] = []
                continue
            stays = not all(self._is_gone(each, gone) for each in self._of_old[line.index])
            if line.places and stays and id(line.node.parent) not in rows:
                yield (*line.span, ""), line.node

    # ------------------------------------------------------------------ insertions

    def _made(self, at: int) -> list[Any]:
        """Return the paragraphs, or the row, of an inserted line."""
        line, old = self._pairs[at]
        if isinstance(line.node, Row):
            cells = self._pairs[at + 1 : at + 1 + len(line.node.cells)]
            if old is not None and [cell and cell.node for _, cell in cells] == [*old.node.children]:
                with suppress(ReadError):  # an empty cell gets words
                    return self._moved([(line, old), *cells])
            rows = line.node.parent.children if line.node.parent is not None else ()
            beside = [each for each in rows if each is not line.node and self._kept_row(each) is not None]
            model = self._kept_row(line.node if old is not None else beside[-1]) if beside else None
            return [self.file.blocks.row_like(model, [cell.text for cell in self._cells(at)])] if beside else []
        is_alone = old is not None and all(self._holds[each] == {old.index} for each in self._of_old[old.index])
        if old is not None and is_alone and not self._is_shifted(at):
            return self._moved([(line, old)])
        model = self._model(at)
        label, text = model.label_span, model.text_span
        assert text is not None
        parts = [(line.text, self.file.letters(*text))]
        is_typed = label is None or isinstance(line.node, Footnote) or not self.file.is_automatic(label[0])
        if line.label and is_typed:
            between = self._script.document.source.text[label[1] : text[0]] if label else "\t"
            letters = self.file.letters(*label) if label else None
            parts.insert(0, (line.label + ("\t" if "\t" in between else " "), letters))
        else:
            self._anew.add(id(line.node))
        made = self.file.blocks.like(self._of_old[model.index][0], parts)
        if model.kind[:2] != line.kind[:2]:
            self.file.blocks.restyle(made, line.kind[0])
        return [made]

    def _moved(self, lines: Sequence[tuple[Line, Line | None]]) -> list[Any]:
        """Return the paragraphs or the row of lines that move; where changes are tracked, a copy of them.

        :param lines: each with its old line; after a row, its cells.
        """
        (line, old), *cells = lines
        assert old is not None
        if self._by(line.node) is None:
            return self._of_old[old.index]
        pairs = [(new, was) for new, was in lines if was is not None]
        all_edits = ((was, each) for new, was in pairs for each in self._script.edits(was, new))
        edits = [each for was, each in all_edits if not self._is_automatic(was, each[0])]
        made, same = self.file.blocks.copied(self._of_old[old.index])
        self._copied |= {id(new.node) for new, _ in pairs}
        for start, end, words in sorted(edits, key=lambda each: each[:2], reverse=True):
            self.file.replace(start, end, words, same)
        if not edits and not cells and len(made) == 1:
            self._moves[old.index] = self._moves[made[0]] = f"move{self.file.tracking.last}-{old.index}"
        return made

    def _cells(self, at: int) -> Sequence[Line]:
        """The lines of the cells of a row."""
        return self._script.new[at + 1 : at + 1 + len(self._pairs[at][0].node.children)]

    def _model(self, at: int) -> Line:
        """Return the old line that an inserted one resembles: the nearest of its kind, siblings first."""
        line = self._pairs[at][0]
        style, kind, labelled = line.kind
        alike = (
            [(id(line.node.parent), style, kind, labelled)],
            [(0, style, kind, labelled)],
            [(0, style, kind, None), (0, style, None, labelled), (0, None, kind, labelled)],
            [(0, style, None, None), (0, None, kind, None), (0, None, None, labelled)],
            [(0, None, None, None)],
        )
        for keys in alike:
            near = [place for key in keys if (place := _nearest(self._models[0].get(key, ()), at)) is not None]
            if near:
                return self._models[1][min(near, key=lambda place: (abs(place - at), place))]
        raise ReadError(f"there is no paragraph that “{line.text}” could be set like; add it in Word")

    @cached_property
    def _models(self) -> tuple[dict[tuple[object, ...], list[int]], dict[int, Line]]:
        """The lines that others may be set like, by place: those that stay, or all old ones if none of these will do.

        First come their places by parent and kind, and by each part of the kind.
        """
        found: dict[tuple[object, ...], list[int]] = {}
        lines: dict[int, Line] = {}
        for stay in (self._pairs, [(old, old) for old in self._script.old]):
            for place, (line, old) in enumerate(stay):
                if old is None or isinstance(old.node, Cell | Footnote) or old.text_span is None:
                    continue
                paragraphs = self._of_old[old.index]
                if len(paragraphs) == 1 and self._holds[paragraphs[0]] == {old.index}:
                    lines[place] = old
                    parts = product(*((each, None) for each in line.kind))
                    for key in ((id(line.node.parent), *line.kind), *((0, *some) for some in parts)):
                        found.setdefault(key, []).append(place)
            if lines:
                break
        return found, lines

    def _kept_row(self, row: Node) -> Any:
        """Return the row of the file for a row of the new document; ``None`` for a new one."""
        old = self._old_of.get(id(row))
        return next(iter(self._of_old[old.index]), None) if old is not None else None

    def _put(self, coming: Mapping[int, list[Any]], going: Collection[Any]) -> None:
        """Insert lines, each after the one that it follows, and after what is removed there."""
        last: Any = None
        waiting: list[Any] = []
        for at, (line, old) in enumerate(self._pairs):
            if isinstance(line.node, Footnote) and at not in coming:
                continue
            blocks = coming.get(at)
            if blocks is None:
                blocks = self._of_old[old.index] if old is not None else []
                if waiting and blocks:
                    for each in waiting:
                        self.file.blocks.put(each, blocks[0], after=False, move=self._moves.get(each, ""))
                    waiting = []
            else:
                self.file.tracking.by = self._by(line.node)
                is_row = isinstance(line.node, Row) and bool(blocks)
                blocks = self._new_table(line.node) if isinstance(line.node, Row) and not blocks else blocks
                if is_row:
                    self._put_row(line.node, blocks[0])
                elif last is None:
                    waiting += blocks
                else:
                    while last.getnext() in going:
                        last = last.getnext()
                    for each in blocks:
                        self.file.blocks.put(each, last, after=True, move=self._moves.get(each, ""))
                        last = each
            if blocks:
                self._blocks[id(line.node)] = blocks[0]
                last = None if waiting else blocks[-1]
        first = next((each for those in self._of_old for each in those if each.getparent() is not None), None)
        for each in waiting if first is not None else ():  # no line stays
            self.file.blocks.put(each, first, after=False)

    def _divide(self, coming: Mapping[int, list[Any]]) -> None:
        """Show lines that became two as divided, if changes are tracked."""
        for at in coming:
            (line, old), (_, first) = self._pairs[at], self._pairs[at - 1]
            second = self._blocks.get(id(line.node))
            self.file.tracking.by = self._by(line.node)
            if not at or old is not None or first is None or at - 1 in coming or second is None:
                continue
            if self.file.tracking.by is not None and second.getprevious() in self._of_old[first.index]:
                self.file.tracking.divide(second.getprevious(), second)

    def _put_row(self, row: Node, block: Any) -> None:
        """Put a row into its table."""
        rows = row.parent.children if row.parent is not None else ()
        at = next(place for place, each in enumerate(rows) if each is row)
        before = self._blocks.get(id(rows[at - 1])) if at else None
        kept = (self._kept_row(each) for each in rows[at + 1 :])
        beside = before if before is not None else next(each for each in kept if each is not None)
        self.file.blocks.put(block, beside, after=before is not None)

    def _new_table(self, row: Node) -> list[Any]:
        """Return a new table, for its first row; nothing for the others."""
        if row.parent is None or row is not row.parent.children[0]:
            return []
        lines = [other for other, line in enumerate(self._script.new) if line.node.parent is row.parent]
        return [self.file.blocks.table([[cell.text for cell in self._cells(each)] for each in lines])]

    # ------------------------------------------------------------------ numbers

    def other_labels(self, data: bytes) -> Iterator[tuple[Line, str]]:
        """Yield the lines with automatic numbers that differ from their labels, each with that number."""
        if not self.is_other:
            return
        counted, indexes = WordFile(data, self.file.name, "comments").automatic(), self.file.indexes()
        for line, _ in self._pairs:
            label = counted.get(indexes.get(self._blocks.get(id(line.node)), -1))
            is_anew = id(line.node) in self._anew
            is_meant = line.label if label and not is_anew else label or line.label if is_anew else ""
            if is_meant and (label or "").split() != line.label.split():
                yield line, label or ""

    def type_label(self, line: Line) -> None:
        """Type the label of a line that Word would number differently."""
        self.file.tracking.by = self._by(line.node)
        paragraph = self._blocks[id(line.node)]
        indent = self.file.indent(self.file.blocks.models.get(paragraph, paragraph))
        self.file.blocks.type_label(paragraph, line.label, indent)


def _nearest(places: Sequence[int], at: int) -> int | None:
    """Return the place nearest to another, the earlier one of two; ``None`` if there is none."""
    index = bisect_left(places, at)
    return min(places[max(index - 1, 0) : index + 1], key=lambda place: abs(place - at), default=None)
