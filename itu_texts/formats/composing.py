"""Composes the text of a file, one paragraph on each line, with evidence and the source map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from itu_texts.formats.limits import Limits
from itu_texts.formats.marked_words import Mark, Piece, Words
from itu_texts.language.provisions import Margin
from itu_texts.language.writing import halves, writable
from itu_texts.tree.diagnostics import half_character
from itu_texts.tree.readings import Evidence, HeaderRow, Origin, Origins, SourceText, TypesetLine

_REGIONS = [" 1", " 2", " 3"]  # what the heads of the columns of Regions end with
_OF_WORDS = frozenset(("body", "plain", "paragraph", "indent"))  # evidence of lines before which a marker may stand
_BRACKETS = ("(", "（")
_NOWHERE = Origin()


class MarginWords(NamedTuple):
    """What stands in the margin of a provision."""

    margin: Margin
    change: Mark | None = None
    """The tracked change of its marker and number."""
    struck: tuple[Piece, ...] = ()
    """The marker and the number that these replaced, with what follows them."""

    @property
    def words(self) -> Words:
        """The margin as it stands before the words of the provision."""
        head = self.margin.head
        pieces = Piece(head, (self.change,) if self.change else ()), Piece(self.margin.before_words[len(head) :])
        return Words([*pieces, *self.struck])


class Composer:
    """Composes the text of a file from paragraphs and tables, added in order.

    :meth:`put` and :meth:`table` are the only ways in which words come into the text; :meth:`mark` adds what else the
    file says of a place.
    """

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
        self.sources: list[tuple[int, Piece]] = []
        """The places in the text of the pieces that were read from an element."""
        self.number = -1
        """The offset of the number of the last provision in a table."""

    def put(
        self,
        words: Words | str,
        *kinds: Mark,
        origin: Origin = _NOWHERE,
        label: Words | str = "",
        margin: MarginWords | None = None,
    ) -> int:
        """Add a line, and return the offset of its words, with those that its margin needs.

        Line breaks in it become blanks if the file says what the line is; otherwise the parser judges them. A reference
        in the heading of an annex, and what else stands in its paragraph, become lines of their own. Without words, the
        margin is a line.

        :param kinds: the evidence for the line.
        :param label: its label, with the blank or tab behind it.
        :param margin: the margin of a provision in a table. A marker without a number gets a line of its own, except
            before a paragraph that begins with a capital letter, as outside tables.
        """
        line, label, head = _marked(words), _marked(label), Words()
        if margin is not None and margin.margin.text:
            head, begins = margin.words, f"{label.text}{line.text}".lstrip()
            begins_sentence = all(kind in _OF_WORDS for kind, _ in kinds) and begins[:1].isupper()
            if begins and not (margin.margin.number or (margin.margin.head and begins_sentence)):
                self.put("", origin=origin, margin=margin)
                head = Words()
        if head.pieces and margin is not None:
            self._mark_margin(margin.margin, self.length)
        lines = [*_lines_of_annex(line, kinds)] if any(kind == "annex" for kind, _ in kinds) else [(line, kinds)]
        place = self._line(head, (label, lines[0][0]), kinds, origin)
        for more, own_kinds in lines[1:]:
            self._line(Words(), (more,), own_kinds, origin)
        return place

    def footnotes(self, notes: Iterable[tuple[Words | str, Words]], origin: Origin) -> None:
        """Add footnotes: the label of each, which is its mark and a blank, and its words."""
        for label, words in notes:
            self.put(words, ("footnote", _marked(label).text.strip()), origin=origin, label=label)

    def _line(self, head: Words, parts: Sequence[Words], kinds: Sequence[Mark], origin: Origin) -> int:
        """Add a line, and return the offset of the words to which the evidence applies.

        :param head: the words before these.
        :param parts: those words, in parts of which each has looks of its own.
        """
        text = "".join(words.text for words in parts).replace("\r", " ")
        if kinds:
            text = text.replace("\n", " ")
        before = head.text if text.strip() else head.text.rstrip()
        self._origin(origin)
        place = end = self.length + len(before)
        self._mark_words(head, self.length)
        for words in parts:
            end = self._mark_words(words, end)
        for found in re.finditer("\n", text):
            self.mark("line_break", place + found.start(), place + found.end())
        self._add(f"{before}{text}\n")
        if stripped := text.strip():
            begin = place + len(text) - len(text.lstrip())
            self.evidence += (Evidence(kind, begin, begin + len(stripped), value) for kind, value in kinds)
        return place

    def _mark_words(self, words: Words, start: int) -> int:
        """Add the marks of words that begin at an offset, and what they were read from; return where they end."""
        for kind, first, last, value in words.stretches():
            self.mark(kind, start + first, start + last, value)
        for piece in words.pieces:
            if piece.element is not None:
                self.sources.append((start, piece))
            start += len(piece.text)
        return start

    def _mark_margin(self, margin: Margin, start: int) -> None:
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

    def oddity(self, code: str, message: str) -> None:
        """Report an oddity at the end of the text so far.

        :param code: the code of a diagnostic.
        """
        self.mark("oddity", self.length, self.length, (code, message))

    def mark(self, kind: str, start: int, end: int, value: object = None) -> None:
        """Add evidence for a stretch of the text."""
        self.evidence.append(Evidence(kind, start, end, value))

    def table(self, rows: Iterable[Sequence[Words | str]], origin: Origin, headers: int = 0) -> None:
        """Add a table, one row on each line, with cells separated by tabs.

        In a table of frequency allocations, which has a column for each Region, cells keep their lines.

        :param headers: the number of header rows at the top.
        """
        whole = [[_marked(cell) for cell in row] for row in rows]
        with_lines = any([text[-2:] for cell in row if (text := cell.text.strip())] == _REGIONS for row in whole)
        squeezed = [[cell.squeezed(with_lines=with_lines) for cell in row] for row in whole]
        filled = [(row, number < headers) for number, row in enumerate(squeezed) if any(cell.text for cell in row)]
        if not filled:
            return
        self._origin(origin)
        parts = [HeaderRow(self._row(row)) if is_header else self._row(row) for row, is_header in filled]
        self.mark("table", parts[0][0], parts[-1][1], tuple(parts))

    def _row(self, row: Sequence[Words]) -> tuple[int, int, tuple[tuple[int, int, str], ...]]:
        """Add a row, and return its start, its end and its cells, also of those that are empty."""
        line = "\t".join(cell.text for cell in row)
        place = self.length
        begin, stop = place + len(line) - len(line.lstrip()), place + len(line.rstrip())
        cells: list[tuple[int, int, str]] = []
        for cell in row:
            text = cell.text
            cells.append((min(max(place, begin), stop), min(max(place + len(text), begin), stop), text))
            place = self._mark_words(cell, place) + 1
        self._add(line + "\n")
        return begin, stop, tuple(cells)

    def _origin(self, origin: Origin) -> None:
        if not self.origins or self.origins[-1] != origin:
            self.starts.append(self.length)
            self.origins.append(origin)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.limits.check(self.name, "characters", self.length)

    def reading(self, *, styled: bool = False) -> SourceText:
        """Return all that was added.

        :param styled: whether the file marks the headings of its clauses.
        """
        text = "".join(self.pieces)
        for half in halves(text):
            self.mark("oddity", *half.span(), half_character(half[0]))
        evidence = sorted(self.evidence, key=lambda each: (each.start, -each.end))
        origins = Origins(tuple(self.starts), tuple(self.origins))
        return SourceText(writable(text), tuple(evidence), origins, tuple(self.lines), styled)


def _marked(words: Words | str) -> Words:
    return words if isinstance(words, Words) else Words([Piece(words)] if words else [])


def _lines_of_annex(words: Words, kinds: Sequence[Mark]) -> Iterator[tuple[Words, Sequence[Mark]]]:
    """Yield the heading of an annex, "Annex 1" with "to Resolution 9" below it, and its other lines, with evidence."""
    text = words.text
    start = len(text) - len(text.lstrip())
    reference = start + annex_reference(text[start:].partition("\n")[0])
    borders = [place for found in re.finditer("\n", text) for place in found.span()]
    if reference > start:
        borders = sorted([*borders, reference, reference])
    lines = words.divided(borders)[::2]
    while len(lines) > 1 and lines[1].text.lstrip()[:1].islower():
        lines[:2] = [lines[0] + Words.of("\n") + lines[1]]
    yield lines[0], kinds
    worded = (line for line in lines[1:] if line.text.strip())
    for is_reference, group in groupby(worded, key=lambda line: line.text.lstrip().startswith(_BRACKETS)):
        if is_reference:
            yield from ((line, (("reference", None),)) for line in group)
        else:
            yield reduce(lambda one, other: one + Words.of("\n") + other, group), (("plain", None),)


def annex_reference(heading: str) -> int:
    """Return where the reference in brackets begins in the heading of an annex; -1 if there is none.

    "Annex 1 (to Resolution 9 (Rev. City, 2030))", in any language; not "APPENDIX 30B (REV.WRC-19)".
    """
    place = min((found for bracket in _BRACKETS if (found := heading.find(bracket)) > 0), default=-1)
    words = heading.rstrip()
    if place < 0 or words[-1] not in ")）":
        return -1
    inside = words[place + 1 : -1]
    return place if inside[:1].islower() or "(" in inside or "（" in inside else -1
