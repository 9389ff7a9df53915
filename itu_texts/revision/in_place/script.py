"""Computes the changes that turn the lines of a document into those of another.

Words and labels that differ are edits of the source; lines whose nodes are in one document only are removed or new.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from attrs import define

from itu_texts.errors import ReadError
from itu_texts.formats.word.writer import style_of
from itu_texts.language.writing import STOPS
from itu_texts.revision.lines import anchors_by_node
from itu_texts.revision.words import longest_increasing, runs
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
class Line:
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


def _lines(document: Document, signs: Mapping[int, str]) -> Iterator[Line]:
    """Yield the lines of a document: first those of the text, with each cell of a table, then the footnotes.

    :param signs: the characters that stand for the marks of footnotes, by the indexes of these.
    """
    anchors = anchors_by_node(document, document)

    def words(node: Node) -> str:
        text = getattr(node, "text", "")
        for mark in reversed(anchors.get(id(node), ())):
            text = text[: mark.offset] + signs.get(mark.note, "") + text[mark.offset :]
        return text

    def line(node: Node, label: str, text: str) -> Line:
        return Line(node, label, _KEPT.sub("", text), text)

    root: Node = document
    for node in preorder(root, _below):
        if isinstance(node, Row | Cell):
            yield line(node, "", words(node))
            continue
        pieces = node.outline_line.pieces or ()
        first = next((at for at, each in enumerate(pieces) if isinstance(each, Node)), len(pieces))
        printed = [each if isinstance(each, str) else words(each) for each in pieces]
        if pieces and pieces != (MISSING,):
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
        self.old: list[Line] = [*_lines(old, dict(enumerate(signs.values())))]
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
        self.new: list[Line] = [*_lines(new, {ord(sign) - _SIGN: sign for sign in self.notes} | kept)]
        self.before: list[Line | None] = [
            known.get(id(was.get(id(line.node)))) if id(line.node) not in moved else None for line in self.new
        ]
        """The old line of each new one."""
        here = [(at, line) for at, line in enumerate(self.before) if line and not isinstance(line.node, Footnote)]
        stays = longest_increasing([line.index for _, line in here])
        self.moved: set[int] = {at for place, (at, _) in enumerate(here) if place not in stays}
        """The indexes of new lines that have moved."""
        stayed = {line.index for line in self.before if line is not None}
        self.gone: list[Line] = [line for line in self.old if line.index not in stayed]

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

    def edits(self, old: Line, new: Line) -> list[Edit]:
        """Return the edits of an old line, from the last to the first."""
        found = [*self._words(old, new)]
        if "".join(old.label.split()) != "".join(new.label.split()):
            found = [*self._label(old, new), *found]
        return found[::-1]

    def _label(self, old: Line, new: Line) -> Iterator[Edit]:
        label, text = old.label_span, old.text_span
        if label is not None:
            yield label[0], label[1] if new.label or text is None else text[0], new.label
        elif text is not None and new.label and not old.label:
            yield text[0], text[0], f"{new.label}\t"
        else:
            raise _unplaced(old)

    def _words(self, old: Line, new: Line) -> Iterator[Edit]:
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

        here = 0
        begin: int | None = None
        put: list[str] = []
        changes = runs(old.marked, new.marked)
        shared = sum(len(text) for kind, text in changes if kind == "kept")
        behind = True
        is_divided = words.startswith(new.text.rstrip(STOPS))  # its other words may be in the next paragraph
        if (
            _FEW * shared < len(words) and not is_divided and not _KEPT.search(new.marked)
        ):  # what is the same is so by chance, but for the stop
            stop = words[-1:] if words[-1:] == new.text[-1:] and words[-1:] in STOPS else ""
            whole = (each.removesuffix(stop) for each in (words, new.text))
            changes = [("deleted", next(whole)), ("inserted", next(whole)), ("kept", stop)]
        for kind, marked in [*changes, ("kept", "")]:
            text = _KEPT.sub("", marked)
            if kind == "kept":
                if begin is not None:
                    new_words = "".join(put)
                    while begin < here and words[begin].isspace() and words[begin] == new_words[:1]:
                        begin, new_words = begin + 1, new_words[1:]
                    if words[begin:here].strip() or new_words.strip():  # otherwise only the kind of blank differs
                        yield from self._edit(words, begin, here, new_words, at, rank, behind=behind)
                begin, put = None, []
                behind = _KEPT.match(marked[-1:]) is not None
            elif begin is None:
                begin = here
            put += [text] if kind == "inserted" else []
            here += len(text) if kind != "inserted" else 0

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


def _staying(old: Line | None, new: Line) -> set[str]:
    """Return the signs of the footnote marks that stay at their place in the words of a line."""
    if old is None or not _KEPT.search(new.marked):
        return set()
    return {sign for kind, text in runs(old.marked, new.marked) if kind == "kept" for sign in _KEPT.findall(text)}


def _unplaced(line: Line) -> ReadError:
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


def _aligned(line: Line, there: Sequence[int], source: str) -> Sequence[int | None]:
    """Return the places in the source of the characters of a line, some of which may have none."""
    printed = "".join(f"{line.label}{line.text}".split())
    found = "".join(source[place] for place in there)
    if printed == found:
        return there
    places: list[int | None] = [None] * len(printed)
    for block in SequenceMatcher(None, printed, found, autojunk=False).get_matching_blocks():
        places[block.a : block.a + block.size] = there[block.b : block.b + block.size]
    return places
