"""Footnotes on pages whose lines have places: below a rule that is drawn, or in small type behind a mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Final

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import is_number
from itu_texts.parsing.thresholds import LARGE_TYPE, LEADING, MUCH_OF_PAGE, SMALL_TYPE, WORD_REACH
from itu_texts.parsing.tokens import Anchor, Annotation
from itu_texts.parsing.typeset import size_of
from itu_texts.tree.readings import Evidence, TypesetLine

__all__ = ["PageNotes"]

_MARK: Final = regex(r"(\d{1,2}|\*{1,3})\)?\s*(?=\D)")
_POWER: Final = regex(r"(?<![^\W\d_])(?:10|\d\s?(?:[kcdmµ]?m|s))$")
_STARS: Final = regex(r"\*{1,3}")
_FIGURES: Final = regex(r"\d+")


class PageNotes:
    """Finds the footnotes of a text.

    :param lines: the lines of the text outside page furniture.
    :param raised: the places of figures above the line.
    :param tables: where tables begin.
    """

    def __init__(
        self, text: str, lines: Sequence[TypesetLine], raised: Sequence[tuple[int, int]], tables: Sequence[int]
    ) -> None:
        self.text = text
        self.lines = lines
        self.raised = raised
        self.begins: set[int] = {start for start, _ in raised}
        self.tables = tables
        pages = groupby(lines, key=lambda line: (line.page, line.region))
        regions = [[*region] for _, region in pages]
        above = (takewhile(lambda line: not line.below_rule, region) for region in regions)
        self.size: float = size_of([line for region in above for line in region] or lines)
        """Of the characters of the text."""
        self.lines_of_notes: set[int] = set()
        """Where they begin."""
        self.found: list[Annotation] = []
        self.oddities: list[Evidence] = []
        heads = {page: max(line.foot for line in found) for page, found in groupby(lines, key=_page)}
        for region in regions:
            below = self._notes_of(region, heads[region[0].page])
            self._add(below)
            self.lines_of_notes.update(line.start for line in below)
        for _, page in groupby((line for line in lines if line.start in self.lines_of_notes), key=_page):
            self._report([*page])

    @property
    def anchors(self) -> list[Anchor]:
        """The raised figures that call the footnotes: those that make no power of what stands before them."""
        marks = {note.label for note in self.found}
        begins = {note.start for note in self.found}
        return [
            Anchor(start, end, self.text[start:end])
            for start, end in self.raised
            if self.text[start:end] in marks
            and start not in begins
            and not _POWER.search(self.text, max(start - WORD_REACH, 0), start)
        ]

    def _notes_of(self, region: Sequence[TypesetLine], head: float) -> Sequence[TypesetLine]:
        """The lines of a region that are footnotes; they are its last ones.

        :param head: how high the first line of its page stands: what is drawn above it separates no footnotes.
        """
        last = max((place for place in self.tables if place < region[-1].start), default=-1)
        for place in reversed(range(len(region))):
            line, below = region[place], region[place:]
            if line.start < last or any(each.size > LARGE_TYPE * self.size for each in below):
                break
            is_small = all(each.size < SMALL_TYPE * self.size for each in below)
            at_head = line.foot >= head and last < 0
            if not line.below_rule or (at_head and not (self.found and is_small)):
                continue
            if is_small or self._is_called(line, self._worn(region[:place])):
                return below
        small = [*takewhile(lambda each: each.size <= SMALL_TYPE * self.size and each.start > last, reversed(region))]
        if len(small) == len(region):  # all of it is small type
            return ()
        worn = self._worn(region[: len(region) - len(small)])
        begins = (
            place for place in range(len(region) - len(small), len(region)) if self._is_called(region[place], worn)
        )
        return region[next(begins, len(region)) :]

    def _worn(self, lines: Sequence[TypesetLine]) -> set[str]:
        """The marks that words wear."""
        if not lines:
            return set()
        start, end = lines[0].start, lines[-1].end
        raised = (self.text[begin:stop] for begin, stop in self.raised if start <= begin < end)
        return {*(mark for text in raised for mark in _FIGURES.findall(text)), *_STARS.findall(self.text[start:end])}

    def _is_called(self, line: TypesetLine, worn: set[str]) -> bool:
        """Whether a mark begins a line, raised itself or worn by a word above."""
        mark = _MARK.match(self.text, line.start, line.end)
        return line.start in self.begins or (mark is not None and mark[1] in worn)

    def _add(self, lines: Sequence[TypesetLine]) -> None:
        """Add the footnotes of some lines, one after the other."""
        mark = ""
        begun = 0
        for place, line in enumerate(lines):
            found = _MARK.match(self.text, line.start, line.end)
            if found and (line.start in self.begins or len(line.cells) > 1 or self._is_next(found[1], mark)):
                if place:
                    self.found.append(Annotation("FOOTNOTE", lines[begun].start, lines[place - 1].end, mark))
                mark, begun = found[1], place
        if lines:
            self.found.append(Annotation("FOOTNOTE", lines[begun].start, lines[-1].end, mark))

    def _is_next(self, mark: str, open_mark: str) -> bool:
        last = open_mark or (self.found[-1].label if self.found else "0")
        return not is_number(mark) or not is_number(last) or int(mark) in (1, int(last) + 1)

    def _report(self, lines: Sequence[TypesetLine]) -> None:
        """Report footnotes that take up much of a page."""
        first = lines[0]
        share = LEADING * sum(line.size for line in lines) / (first.foot + first.head)
        if share > MUCH_OF_PAGE:
            where = f"page {first.page}"
            message = f"footnotes take up {share:.0%} of {where}: check that all of them are notes"
            self.oddities.append(Evidence("oddity", first.start, lines[-1].end, ("large-footnotes", message)))


def _page(line: TypesetLine) -> int:
    return line.page
