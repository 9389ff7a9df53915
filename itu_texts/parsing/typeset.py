"""Lines of which a file says where they stand on their pages: which of them make one paragraph.

They are judged by place, size and slant; what the words mean is left to the grammar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from itu_texts.language.hyphens import HYPHENS, Words
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON, begins_small, is_letter
from itu_texts.parsing.thresholds import (
    COMMON_GAP,
    FULL_SHARE,
    HEIGHT_OF_LINES,
    INDENT_UNITS,
    LEADING,
    LOOSEST_LINES,
    SAME_PLACE,
    SIZE_DIFFERS,
    USUAL_SIZE,
)
from itu_texts.tree.readings import TypesetLine

__all__ = ["Paragraphs", "added_hyphens", "size_of"]

_BULLETS: Final = "–—•▪·-○●■□◦*"
_STOPS: Final = (FULL_STOP, SEMICOLON, COLON, COMMA)
_SUFFIX: Final = r"(?:\s?(?:bis|ter|quater))?"
_LABEL: Final = regex(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)


def size_of(lines: Sequence[TypesetLine]) -> float:
    """The size of most characters of some lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += line.end - line.start
    return sizes.most_common(1)[0][0] if sizes else USUAL_SIZE


class Paragraphs:
    """Finds the paragraphs of a text, of which the printed lines are known.

    :param text: the text.
    :param lines: its lines outside page furniture, footnotes and tables, one at least.
    :param apart: where tables begin, in order: a paragraph ends before each.
    :param numbers: where the numbers of provisions begin, and end.
    """

    def __init__(
        self, text: str, lines: Sequence[TypesetLine], apart: Sequence[int], numbers: Mapping[int, int]
    ) -> None:
        self.text = text
        self.lines = lines
        self.apart = apart
        self.numbers = numbers
        self.pitch: float = _pitch(lines)
        """From one line of a paragraph to the next."""
        self.columns: bool = any(line.region for line in lines)
        self.areas: dict[tuple[int, int], tuple[float, float]] = {}
        """Where the lines of each region begin and end."""
        self.margins: dict[int, float] = {}
        """Where the lines of even and of odd pages begin."""
        for line in lines:
            place, side = (line.page, line.region), line.page % 2
            left, right = self.areas.get(place, (line.left, line.right))
            self.areas[place] = (min(left, line.left), max(right, line.right))
            self.margins[side] = min(line.left, self.margins.get(side, line.left))
        areas = self.areas.values()
        self.whole: tuple[float, float] = min(left for left, _ in areas), max(right for _, right in areas)
        """Where those of all pages do."""

    def found(self) -> Iterator[list[TypesetLine]]:
        """The lines of each paragraph."""
        opened: list[TypesetLine] = []
        for line in self.lines:
            if opened and self._begins(opened, line):
                yield opened
                opened = []
            opened.append(line)
        if opened:
            yield opened

    def bullet(self, line: TypesetLine) -> int:
        """How far from the margin the dash or bullet stands with which a line begins; -1 if it has none."""
        if self.text[line.start] not in _BULLETS or not self.text[line.start + 1 : line.start + 2].isspace():
            return -1
        left = self.areas[line.page, line.region][0] if self.columns else self.margins[line.page % 2]
        return round((line.left - left) * INDENT_UNITS)

    def _begins(self, opened: Sequence[TypesetLine], line: TypesetLine) -> bool:
        """Whether a line begins a paragraph, and does not go on with one."""
        before = opened[-1]
        table = bisect_left(self.apart, before.start)
        if table < len(self.apart) and self.apart[table] < line.start:
            return True
        last, goes_on = self.text[before.end - 1], begins_small(self.text, line.start)
        if last in HYPHENS and goes_on and is_letter(self.text[before.end - 2]):
            return False
        if line.start in self.numbers or before.titled or line.titled:
            return True
        if line.italic != before.italic or line.bold != before.bold or abs(line.size - before.size) > SIZE_DIFFERS:
            return True
        if len(line.cells) > 1 and _LABEL.fullmatch(self.text, line.start, line.cells[1][0] - 1):
            return True
        ended = last in _STOPS
        if line.page != before.page or line.region != before.region:
            left, right = self.areas[before.page, before.region] if self.columns else self.whole
            short = before.right - left < FULL_SHARE * (right - left)
            indent = before.left - left
            centred = abs(indent - (right - before.right)) < 2 * SAME_PLACE < indent
            return ((short or centred) and not goes_on) or (ended and not (last == COMMA and goes_on))
        if before.foot - line.foot > LEADING * self.pitch:
            return True
        left, right = self.areas[line.page, line.region]
        indented = len(opened) > 1 and line.left > max(opened[0].left, before.left) + SAME_PLACE
        return indented or (ended and before.right - left < FULL_SHARE * (right - left) and not goes_on)


def added_hyphens(source: str, wraps: Sequence[tuple[TypesetLine, TypesetLine]]) -> list[tuple[int, int]]:
    """The hyphens that were added where one line goes on with another, with what stands between the two."""
    ends = [(one, other) for one, other in wraps if source[one.end - 1] in HYPHENS]
    words = Words(source.split("\n") if ends else ())
    return sorted(
        (one.end - 1, other.start)
        for one, other in ends
        if words.is_added(source[one.start : one.end], source[other.start : other.end])
    )


def _pitch(lines: Sequence[TypesetLine]) -> float:
    """How far the lines of a paragraph are apart, most often: the least gap that is common."""
    size = size_of(lines)
    pairs = [(one, other) for one, other in pairwise(lines) if (one.page, one.region) == (other.page, other.region)]
    gaps = [one.foot - other.foot for one, other in pairs]
    gaps = [gap for gap in gaps if HEIGHT_OF_LINES * size < gap < 2 * LOOSEST_LINES * size]
    if not gaps:
        return LEADING * size
    counts = Counter(map(round, gaps))
    common = min(gap for gap, count in counts.items() if count * COMMON_GAP >= len(gaps))
    return min(median(gap for gap in gaps if abs(gap - common) <= 1), LOOSEST_LINES * size)
