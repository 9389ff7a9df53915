"""Composes the text of a file, one paragraph on each line, with evidence and the source map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from itu_texts.formats.limits import Limits
from itu_texts.language.provisions import Margin
from itu_texts.language.writing import halves, writable
from itu_texts.tree.diagnostics import half_character
from itu_texts.tree.readings import Evidence, HeaderRow, Origin, Origins, SourceText, TypesetLine

Mark: TypeAlias = tuple[str, int, int, object]
"""Evidence within a paragraph or a cell: its kind, its start and end there, and its value."""


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    marks: tuple[Mark, ...] = ()


_REGIONS = [" 1", " 2", " 3"]  # what the heads of their columns end with


class Composer:
    """Composes a reading from paragraphs and tables, added in order."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.pieces: list[str] = []
        self.length = 0
        self.evidence: list[Evidence] = []
        self.lines: list[TypesetLine] = []
        """The printed lines, if the file says where they stand."""
        self.starts: list[int] = []
        self.origins: list[Origin] = []
        self.number = -1
        """The offset of the number of the last provision in a table."""

    def line(self, text: str, origin: Origin, *kinds: tuple[str, object], words: int = 0) -> int:
        """Add a line, and return its offset.

        Line breaks in it become blanks if the file says what the line is; otherwise the parser judges them.

        :param kinds: the evidence for the line: pairs of a kind and its value.
        :param words: where in the line the words begin to which the evidence applies.
        """
        start = self.length
        text = text.replace("\r", " ")
        if kinds:
            text = text.replace("\n", " ")
        self._origin(origin)
        for place, char in enumerate(text):
            if char == "\n":
                self.mark("line_break", start + place, start + place + 1)
        self._add(text + "\n")
        stripped = text[words:].strip()
        if stripped:
            begin = start + len(text) - len(text[words:].lstrip())
            self.evidence += (Evidence(kind, begin, begin + len(stripped), value) for kind, value in kinds)
        return start

    def margin(self, margin: Margin | None, text: str, kinds: Sequence[tuple[str, object]], origin: Origin) -> str:
        """Return the words in the margin of a line, to be put before its words.

        A marker without a number gets a line of its own, except before a title, as outside tables.
        """
        if margin is None or not margin.text:
            return ""
        of_words = all(kind in ("body", "plain", "paragraph") for kind, _ in kinds)
        if margin.number or (margin.head and of_words and text.lstrip()[:1].isupper()):
            return margin.before_words
        self.lone_margin(margin, origin)
        return ""

    def lone_margin(self, margin: Margin | None, origin: Origin) -> None:
        """Add the margin of a provision as a line of its own; its words are missing, or a heading or the like."""
        if margin is not None and margin.text:
            self.mark_margin(margin, self.line(margin.before_words.rstrip(), origin))

    def mark_margin(self, margin: Margin, start: int) -> None:
        """Add evidence for the parts of a margin that begins at an offset."""
        begin = start + len(margin.marker) + bool(margin.marker and margin.number)
        if margin.head:
            self.number = begin if margin.number else start
        if margin.number:
            self.mark("provision", begin, begin + len(margin.number))
        if margin.history:
            end = start + len(margin.text)
            self.mark("margin", end - len(margin.history), end, self.number)

    def end_page(self) -> None:
        """End a page."""
        self._add("\x0c")

    def left_out(self, kinds: Iterable[str]) -> None:
        """Record parts of the file that are not in the text."""
        for kind in kinds:
            self.mark("left_out", self.length, self.length, kind)

    def mark(self, kind: str, start: int, end: int, value: object = None) -> None:
        """Add evidence for a stretch of the text."""
        self.evidence.append(Evidence(kind, start, end, value))

    def indent(self, text: str, start: int, indent: tuple[int, int]) -> None:
        """Add the indent of a paragraph at an offset, if it has one."""
        if any(indent) and text.strip():
            begin = start + len(text) - len(text.lstrip())
            self.mark("indent", begin, begin + len(text.strip()), indent)

    def table(self, rows: Sequence[Sequence[Cell | str]], origin: Origin, headers: int = 0) -> None:
        """Add a table, one row on each line, with cells separated by tabs; a cell without evidence may be a string.

        In a table of frequency allocations, which has a column for each Region, cells keep their lines.

        :param headers: the number of header rows at the top.
        """
        whole = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in rows]
        with_lines = any([cell.text.strip()[-2:] for cell in row if cell.text.strip()] == _REGIONS for row in whole)
        squeezed = [[_squeezed(cell, with_lines=with_lines) for cell in row] for row in whole]
        filled = [row for row in squeezed if any(cell.text for cell in row)]
        headers = sum(1 for row in squeezed[:headers] if any(cell.text for cell in row))
        if not filled:
            return
        self._origin(origin)
        parts: list[tuple[int, int, tuple[tuple[int, int, str], ...]]] = []
        for row in filled:
            line = "\t".join(cell.text for cell in row)
            place = self.length
            begin, stop = place + len(line) - len(line.lstrip()), place + len(line.rstrip())
            cells: list[tuple[int, int, str]] = []
            for cell in row:  # an empty cell may be outside the bounds of its row
                first, last = (min(max(each, begin), stop) for each in (place, place + len(cell.text)))
                cells.append((first, last, cell.text))
                for kind, start, end, value in cell.marks:
                    self.mark(kind, place + start, place + end, value)
                place += len(cell.text) + 1
            made = (begin, stop, tuple(cells))
            parts.append(HeaderRow(made) if len(parts) < headers else made)
            self._add(line + "\n")
        self.mark("table", parts[0][0], parts[-1][1], tuple(parts))

    def _origin(self, origin: Origin) -> None:
        if not self.origins or self.origins[-1] != origin:
            self.starts.append(self.length)
            self.origins.append(origin)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.limits.check(self.name, "characters", self.length)

    def reading(self, *, styled: bool = False) -> SourceText:
        """Return the reading of all that was added."""
        text = "".join(self.pieces)
        for half in halves(text):
            self.mark("oddity", *half.span(), half_character(half[0]))
        evidence = sorted(self.evidence, key=lambda each: (each.start, -each.end))
        origins = Origins(tuple(self.starts), tuple(self.origins))
        return SourceText(writable(text), tuple(evidence), origins, tuple(self.lines), styled)


def _squeezed(cell: Cell, *, with_lines: bool) -> Cell:
    """Return a cell with each run of blanks reduced to one, and none at its ends.

    :param with_lines: whether it keeps its lines.
    """
    lines = cell.text.split("\n") if with_lines else [cell.text]
    text = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    if not cell.marks or text == cell.text:
        return Cell(text, cell.marks)
    places = []  # the offset of each character
    length = 0
    for index, char in enumerate(cell.text):
        places.append(length)
        if not char.isspace() or (length and not cell.text[index - 1].isspace()):
            length += 1
    places.append(length)
    marks = ((kind, places[start], places[end], value) for kind, start, end, value in cell.marks)
    return Cell(text, tuple((kind, start, min(end, len(text)), value) for kind, start, end, value in marks))


def annex_reference(heading: str) -> int:
    """Return where the reference in brackets begins in the heading of an annex; -1 if there is none.

    "Annex 1 (to Resolution 9 (Rev. City, 2030))", in any language; not "APPENDIX 30B (REV.WRC-19)".
    """
    place = min((found for bracket in "(（" if (found := heading.find(bracket)) > 0), default=-1)
    words = heading.rstrip()
    if place < 0 or words[-1] not in ")）":
        return -1
    inside = words[place + 1 : -1]
    return place if inside[:1].islower() or "(" in inside or "（" in inside else -1
