"""Computes the changes that turn the lines of a document into those of another.

Words and labels that differ are edits of the source; lines whose nodes are in one document only are removed or new. A
Word file is changed by this script: words first, then paragraphs and rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, product
from operator import itemgetter
from typing import Any, TypeAlias

from attrs import define

from itu_texts.errors import ReadError
from itu_texts.formats.word.blocks import NewNote
from itu_texts.formats.word.in_place import WordFile
from itu_texts.formats.word.package import PICTURES, W
from itu_texts.formats.word.tracking import By, above
from itu_texts.formats.word.writer import style_of
from itu_texts.language.writing import STOPS
from itu_texts.revision.lines import anchors_by_node, longest_increasing, runs
from itu_texts.tree.nodes import Cell, Document, Footnote, Item, Node, Row
from itu_texts.tree.walking import preorder

MISSING = "()"
"""The line of a missing heading."""
_CHARACTER = re.compile(r"\S")
_SIGN = 0xF0000  # the first private-use character that stands for the mark of a footnote
_NEW = 0x8000  # the number of new footnotes at most
_KEPT = re.compile(f"[{chr(_SIGN + _NEW)}-{chr(_SIGN + 2 * _NEW - 3)}]")  # the marks of footnotes that stay
_FEW = 3  # if a line has more than this many times the shared words, all words are replaced
_SHOWN = 60  # characters of a line in a message
Edit: TypeAlias = tuple[int, int, str]
"""Words that replace a stretch of the source."""


@define(eq=False)
class FileLine:
    """A line of a document: the words and the label of a node."""

    node: Node
    label: str
    text: str
    marked: str = ""
    """The words, in which a private-use character stands for each footnote mark."""
    index: int = 0
    places: Sequence[int | None] = ()
    """For an old line: the places in the source of the characters of its label and words that are not blank."""

    @property
    def span(self) -> tuple[int, int]:
        """The span in the source; empty if the line has no words."""
        known = [place for place in self.places if place is not None]
        return (known[0], known[-1] + 1) if known else (self.node.start, self.node.start)

    @property
    def label_span(self) -> tuple[int, int] | None:
        """The span of its label."""
        count = len("".join(self.label.split()))
        places = self.places[:count]
        return _span(places) if count and len(self.places) >= count else None

    @property
    def text_span(self) -> tuple[int, int] | None:
        """The span of its words."""
        return _span(self.places[len("".join(self.label.split())) :])

    @property
    def kind(self) -> tuple[str, type, bool]:
        """The properties that lines of the same look share: the style, the class, and whether they have labels."""
        level = sum(isinstance(each, Item) for each in self.node.ancestors)
        style = "footnote text" if isinstance(self.node, Footnote) else style_of(self.node, level)
        return style, type(self.node), bool(self.label)


def _span(places: Sequence[int | None]) -> tuple[int, int] | None:
    if not places or places[0] is None or places[-1] is None:
        return None
    return places[0], places[-1] + 1


def _lines(document: Document, signs: Mapping[int, str]) -> Iterator[FileLine]:
    """Yield the lines of a document: first those of the text, with each cell of a table, then the footnotes.

    :param signs: the characters that stand for the marks of footnotes, by the indexes of these.
    """
    anchors = anchors_by_node(document, document)

    def words(node: Node) -> str:
        text = getattr(node, "text", "")
        for mark in reversed(anchors.get(id(node), ())):
            text = text[: mark.offset] + signs.get(mark.note, "") + text[mark.offset :]
        return text

    def line(node: Node, label: str, text: str) -> FileLine:
        return FileLine(node, label, _KEPT.sub("", text), text)

    root: Node = document
    for node in preorder(root, _below):
        pieces = [node] if isinstance(node, Row | Cell) else node.outline_line.pieces or ()
        first = next((at for at, each in enumerate(pieces) if isinstance(each, Node)), len(pieces))
        printed = [each if isinstance(each, str) else words(each) for each in pieces]
        if pieces and (*pieces,) != (MISSING,):
            yield line(node, " ".join(printed[:first]), " ".join(filter(None, printed[first:])))
    for note in document.footnotes:
        yield line(note, note.mark or "", note.text)


def _below(node: Node) -> Sequence[Node]:
    return node.children if isinstance(node, Row) else [child for child, _ in node.outline_line.below]


class Script:
    """The changes that turn the lines of a document into those of another."""

    def __init__(self, old: Document, new: Document, was: Mapping[int, Node]) -> None:
        self.document = old
        self._into, self._was = new, was
        signs = {id(note): chr(_SIGN + _NEW + at) for at, note in enumerate(old.footnotes)}
        self.old: list[FileLine] = [*_lines(old, dict(enumerate(signs.values())))]
        self._find(old)
        known = {id(line.node): line for line in self.old}
        called = {mark.note for mark in new.anchors}
        kept = {at: signs[id(was[id(note)])] for at, note in enumerate(new.footnotes) if id(note) in was}
        lines = [*_lines(new, kept)]
        stay = {sign for line in lines for sign in _staying(known.get(id(was.get(id(line.node)))), line)}
        kept = {at: sign for at, sign in kept.items() if sign in stay or at not in called}
        self.notes = {chr(_SIGN + at): note for at, note in enumerate(new.footnotes) if at in called and at not in kept}
        """The new footnotes with marks, by the characters that stand for their marks in the words."""
        moved = {id(note) for note in self.notes.values()}
        self.new: list[FileLine] = [*_lines(new, {ord(sign) - _SIGN: sign for sign in self.notes} | kept)]
        self.before: list[FileLine | None] = [
            known.get(id(was.get(id(line.node)))) if id(line.node) not in moved else None for line in self.new
        ]
        """The old line of each new one."""
        here = [(at, line) for at, line in enumerate(self.before) if line and not isinstance(line.node, Footnote)]
        stays = longest_increasing([line.index for _, line in here])
        self.moved: set[int] = {at for place, (at, _) in enumerate(here) if place not in stays}
        """The indexes of new lines that have moved."""
        stayed = {line.index for line in self.before if line is not None}
        self.gone: list[FileLine] = [line for line in self.old if line.index not in stayed]

    def without(self, nodes: Collection[int]) -> Script:
        """Return the same changes, in which some new nodes, by identity, replace their old lines as a whole."""
        return Script(self.document, self._into, {node: old for node, old in self._was.items() if node not in nodes})

    def _find(self, old: Document) -> None:
        """Find the places of the characters of the old lines."""
        source = old.source.text
        places = [found.start() for start, end in _between(old) for found in _CHARACTER.finditer(source, start, end)]
        body = [line for line in self.old if not isinstance(line.node, Footnote | Row)]
        ends = [*(line.node.start for line in body[1:]), len(source)]
        for line, end in zip(body, ends, strict=True):
            stop = line.node.end if isinstance(line.node, Cell) else max(end, line.node.start)
            line.places = _aligned(
                line, places[bisect_left(places, line.node.start) : bisect_left(places, stop)], source
            )
        for index, line in enumerate(self.old):
            line.index = index
            if isinstance(line.node, Footnote):
                inside = range(line.node.start, line.node.end)
                line.places = _aligned(line, [place for place in inside if not source[place].isspace()], source)

    def edits(self, old: FileLine, new: FileLine) -> list[Edit]:
        """Return the edits of an old line, from the last to the first."""
        found = [*self._words(old, new)]
        if "".join(old.label.split()) != "".join(new.label.split()):
            found = [*self._label(old, new), *found]
        return found[::-1]

    def _label(self, old: FileLine, new: FileLine) -> Iterator[Edit]:
        label, text = old.label_span, old.text_span
        if label is not None:
            yield label[0], label[1] if new.label or text is None else text[0], new.label
        elif text is not None and new.label and not old.label:
            yield text[0], text[0], f"{new.label}\t"
        else:
            raise _unplaced(old)

    def _words(self, old: FileLine, new: FileLine) -> Iterator[Edit]:
        """Yield the edits of words that differ."""
        words = old.text
        rank = [0]
        for char in words:
            rank.append(rank[-1] + (not char.isspace()))
        skipped = len("".join(old.label.split()))

        def at(index: int) -> int:
            place = old.places[skipped + rank[index]] if skipped + rank[index] < len(old.places) else None
            if place is None:
                raise _unplaced(old)
            return place

        changes = runs(old.marked, new.marked)
        shared = sum(len(text) for kind, text in changes if kind == "kept")
        is_divided = words.startswith(new.text.rstrip(STOPS))  # its other words may be in the next paragraph
        if (
            _FEW * shared < len(words) and not is_divided and not _KEPT.search(new.marked)
        ):  # what is the same is so by chance, but for the stop
            stop = words[-1:] if words[-1:] == new.text[-1:] and words[-1:] in STOPS else ""
            whole = (each.removesuffix(stop) for each in (words, new.text))
            changes = [("deleted", next(whole)), ("inserted", next(whole)), ("kept", stop)]
        here, behind = 0, True
        for is_kept, those in groupby(changes, key=lambda change: change[0] == "kept"):
            run = [*those]
            begin, put = here, "".join(_KEPT.sub("", text) for kind, text in run if kind == "inserted")
            here += sum(len(_KEPT.sub("", text)) for kind, text in run if kind != "inserted")
            while not is_kept and begin < here and words[begin].isspace() and words[begin] == put[:1]:
                begin, put = begin + 1, put[1:]
            if not is_kept and (words[begin:here].strip() or put.strip()):  # otherwise only the kind of blank differs
                yield from self._edit(words, begin, here, put, at, rank, behind=behind)
            behind = _KEPT.match(run[-1][1][-1:]) is not None

    def _edit(
        self,
        words: str,
        begin: int,
        end: int,
        put: str,
        at: Callable[[int], int],
        rank: Sequence[int],
        *,
        behind: bool,
    ) -> Iterator[Edit]:
        """Yield the edits of a stretch of words in the source; marks of footnotes in it stay.

        :param behind: whether the words stand behind a mark that is before them.
        """
        follows = rank[begin] > 0 and (
            (begin == end and (put[:1].isspace() or begin == len(words) or not words[begin - 1].isspace()))
            or words[begin : begin + 1].isspace()
        )
        if follows:
            before = next(place for place in range(begin - 1, -1, -1) if not words[place].isspace())
            start = at(before) + 1
        else:
            start = at(begin)
        if begin == end:
            start = next(
                (mark.end for mark in self.document.anchors if behind and follows and mark.start == start), start
            )
            yield start, start, put
            return
        is_removal = follows and not put and words[end : end + 1].isspace()
        if is_removal and "\t" in self.document.source.text[start : at(begin + 1)]:
            begin, end = begin + 1, end + 1  # the tab stays, and the blank after it goes
            start = at(begin)
        if words[end - 1].isspace() and rank[end] < rank[-1]:
            stop = at(end)
        else:
            stop = at(next(place for place in range(end - 1, -1, -1) if not words[place].isspace())) + 1
        parts = []
        for mark in self.document.anchors:
            if start <= mark.start and mark.end <= stop:
                parts.append((start, mark.start))
                start = mark.end
        parts.append((start, stop))
        full = [part for part in parts if part[0] < part[1]] or parts[:1]
        for part in full:
            yield *part, put if part is full[0] else ""


def _staying(old: FileLine | None, new: FileLine) -> set[str]:
    """Return the signs of the footnote marks that stay at their place in the words of a line."""
    if old is None or not _KEPT.search(new.marked):
        return set()
    return {sign for kind, text in runs(old.marked, new.marked) if kind == "kept" for sign in _KEPT.findall(text)}


def _unplaced(line: FileLine) -> ReadError:
    printed = f"{line.label} {line.text}".strip()[:_SHOWN]
    return ReadError(f"“{printed}” does not stand in the file as it is printed; change it there")


def _between(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source between page furniture."""
    place = 0
    for piece in document.furniture:
        if piece.start > place:
            yield place, piece.start
        place = max(place, piece.end)
    yield place, len(document.source.text)


def _aligned(line: FileLine, there: Sequence[int], source: str) -> Sequence[int | None]:
    """Return the places in the source of the characters of a line, some of which may have none."""
    printed = "".join(f"{line.label}{line.text}".split())
    found = "".join(source[place] for place in there)
    if printed == found:
        return there
    places: list[int | None] = [None] * len(printed)
    for block in SequenceMatcher(None, printed, found, autojunk=False).get_matching_blocks():
        places[block.a : block.a + block.size] = there[block.b : block.b + block.size]
    return places


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

    def _found(self, line: FileLine) -> list[Any]:
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
        for line, old in ((line, old) for line, old in self._pairs if old is not None):
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
                self.file.tracking.share(first, each, "del")
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

    def _is_automatic(self, old: FileLine, place: int) -> bool:
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

    def _moved(self, lines: Sequence[tuple[FileLine, FileLine | None]]) -> list[Any]:
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

    def _cells(self, at: int) -> Sequence[FileLine]:
        """The lines of the cells of a row."""
        return self._script.new[at + 1 : at + 1 + len(self._pairs[at][0].node.children)]

    def _model(self, at: int) -> FileLine:
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
            near = (place for key in keys for place in _nearest(self._models.get(key, ()), at))
            if model := min(near, key=lambda pair: (abs(pair[0] - at), pair[0]), default=None):
                return model[1]
        raise ReadError(f"there is no paragraph that “{line.text}” could be set like; add it in Word")

    @cached_property
    def _models(self) -> dict[tuple[object, ...], list[tuple[int, FileLine]]]:
        """The places and lines that others may be set like, by parent and kind, and by each part of the kind.

        They are those that stay, or all old ones if none of these will do.
        """
        found: dict[tuple[object, ...], list[tuple[int, FileLine]]] = {}
        for stay in (self._pairs, [(old, old) for old in self._script.old]):
            for place, (line, old) in enumerate(stay):
                if old is None or isinstance(old.node, Cell | Footnote) or old.text_span is None:
                    continue
                paragraphs = self._of_old[old.index]
                if len(paragraphs) == 1 and self._holds[paragraphs[0]] == {old.index}:
                    parts = product(*((each, None) for each in line.kind))
                    for key in ((id(line.node.parent), *line.kind), *((0, *some) for some in parts)):
                        found.setdefault(key, []).append((place, old))
            if found:
                break
        return found

    def _kept_row(self, row: Node) -> Any:
        """Return the row of the file for a row of the new document; ``None`` for a new one."""
        old = self._old_of.get(id(row))
        return next(iter(self._of_old[old.index]), None) if old is not None else None

    def _put(self, coming: Mapping[int, list[Any]], going: Collection[Any]) -> None:
        """Insert lines, each after the one that it follows, and after what is removed there."""
        stay = (old for at, (_, old) in enumerate(self._pairs) if at not in coming)
        old_blocks = [self._of_old[old.index] for old in stay if old and not isinstance(old.node, Footnote)]
        first = next(
            (each for those in (*old_blocks, *self._of_old) for each in those if each.getparent() is not None), None
        )
        last: Any = None
        for at, (line, old) in enumerate(self._pairs):
            if isinstance(line.node, Footnote) and at not in coming:
                continue
            blocks = coming.get(at)
            if blocks is None:
                blocks = self._of_old[old.index] if old is not None else []
                last = blocks[-1] if blocks else last
            else:
                self.file.tracking.by = self._by(line.node)
                if isinstance(line.node, Row) and blocks:
                    self._put_row(line.node, blocks[0])
                    last = blocks[-1]
                else:
                    blocks = self._new_table(line.node) if isinstance(line.node, Row) else blocks
                    last = self._put_blocks(blocks, first, last, going)
            if blocks:
                self._blocks[id(line.node)] = blocks[0]

    def _put_blocks(self, blocks: Sequence[Any], first: Any, last: Any, going: Collection[Any]) -> Any:
        """Insert the paragraphs of a line, and return the last thing before the next line.

        :param first: the first thing that stays, before which they stand if nothing is before them.
        """
        while last is not None and last.getnext() in going:
            last = last.getnext()
        for each in blocks if last is not None or first is not None else ():
            is_behind = last is not None
            self.file.blocks.put(each, last if is_behind else first, after=is_behind, move=self._moves.get(each, ""))
            last = each if is_behind else None
        return last

    def _divide(self, coming: Mapping[int, list[Any]]) -> None:
        """Show lines that became two as divided, if changes are tracked."""
        for at in coming:
            (line, old), (_, first) = self._pairs[at], self._pairs[at - 1]
            second = self._blocks.get(id(line.node))
            self.file.tracking.by = self._by(line.node)
            if not at or old is not None or first is None or at - 1 in coming or second is None:
                continue
            if self.file.tracking.by is not None and second.getprevious() in self._of_old[first.index]:
                self.file.tracking.share(second.getprevious(), second, "ins")

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

    def other_labels(self, data: bytes) -> Iterator[tuple[FileLine, str]]:
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

    def type_label(self, line: FileLine) -> None:
        """Type the label of a line that Word would number differently."""
        self.file.tracking.by = self._by(line.node)
        paragraph = self._blocks[id(line.node)]
        indent = self.file.indent(self.file.blocks.models.get(paragraph, paragraph))
        self.file.blocks.type_label(paragraph, line.label, indent)


def _nearest(places: Sequence[tuple[int, FileLine]], at: int) -> Sequence[tuple[int, FileLine]]:
    """Return the places nearest to another, before it and from it on, each with its line."""
    index = bisect_left(places, at, key=itemgetter(0))
    return places[max(index - 1, 0) : index + 1]
