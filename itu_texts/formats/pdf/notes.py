"""Footnotes: what stands at the foot of a page or a column below a separator, or in small type behind a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from itu_texts.formats.pdf.layout import Page
from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

__all__ = ["MARK", "above_rules", "notes_of", "without_separator"]

MARK = re.compile(r"(\d{1,2}|\*{1,3})\)?\s*(?=\D)")
"""What begins a footnote."""
_SMALL = 0.95  # of the size of the text: what is smaller may be a footnote
_LARGEST = 1.05  # of the size of the text: what is larger is none
_LEAST = 20.0  # points: how long a separator is
_EDGE = 8.0  # points: how far from the edge of the text it may begin
_CLEAR = 0.6  # of the size: how far below the words above it a separator stands at least
_TALL = 0.75  # of the size: how high words are
_MOST_RULES = 50  # of a region, the lowest ones, that may be the separator
_STARS = re.compile(r"\*{1,3}")
_FIGURES = re.compile(r"\d+")
_TYPED = re.compile(r"[_―─]{5,}")

_Rule: TypeAlias = "tuple[float, float, float]"


def above_rules(page: Page) -> Iterator[Line]:
    """The lines of a page that stand above all that may be the separator of footnotes."""
    for region in page.regions():
        lines = _lines(region)
        head = max((line.y for line in lines), default=0.0)
        lowest = min((rule[2] for rule in _separators(lines, region, page) if rule[2] < head), default=0.0)
        yield from (line for line in lines if line.y >= lowest)


def notes_of(region: list[Line | Table], page: Page, size: float, *, open_note: bool) -> list[Line]:
    """The lines of a region that are footnotes; they are its last ones.

    :param size: of the characters of the text.
    :param open_note: whether a page before has footnotes, of which one may go on.
    """
    lines = _lines(region)
    head = max((item.y for each in page.regions() for item in each), default=0.0)
    for rule in _separators(lines, region, page):
        below = [line for line in lines if line.y < rule[2]]
        if not below or region[-len(below) :] != below or any(line.size > _LARGEST * size for line in below):
            continue
        is_small = all(line.size < _SMALL * size for line in below)
        if rule[2] > head and not (open_note and is_small):
            continue  # the rule below the head of a page
        if is_small or _is_called(below[0], _worn(lines[: len(lines) - len(below)])):
            return below
    return _unruled(region, size)


def without_separator(region: list[Line | Table]) -> list[Line | Table]:
    """A region above footnotes without the separator, if that is written as a row of signs."""
    return region[:-1] if region and _is_typed(region[-1]) else region


def _lines(region: list[Line | Table]) -> list[Line]:
    return [item for item in region if isinstance(item, Line)]


def _is_typed(item: Line | Table) -> bool:
    return isinstance(item, Line) and _TYPED.fullmatch(item.text) is not None


def _separators(lines: Sequence[Line], region: list[Line | Table], page: Page) -> list[_Rule]:
    """The rules that may be the separator in a region, the lowest first.

    They begin at its left edge, and no words stand on them.
    """
    if not lines:
        return []
    left = min(item.x0 for item in region)
    longest = max(item.x1 for item in region) - left + _EDGE
    typed = [(line.x0, line.x1, line.y) for line in lines if _is_typed(line)]
    near = [
        rule for rule in page.rules + typed if abs(rule[0] - left) <= _EDGE and _LEAST < rule[1] - rule[0] < longest
    ]
    near = sorted(near, key=lambda rule: rule[2])[:_MOST_RULES]
    words = [line for line in lines if not _is_typed(line)]
    return [rule for rule in near if _is_clear(rule, words) and not _closes_table(rule, near, words)]


def _is_clear(rule: _Rule, lines: Sequence[Line]) -> bool:
    """Whether a rule neither underlines words nor strikes them out."""
    x0, x1, y = rule
    return not any(
        line.x0 < x1 and line.x1 > x0 and -_TALL * line.size < line.y - y < _CLEAR * line.size for line in lines
    )


def _closes_table(rule: _Rule, rules: Sequence[_Rule], lines: Sequence[Line]) -> bool:
    """Whether a rule is the last of several alike, with lines between them and above the first."""
    alike = [other[2] for other in rules if other[2] > rule[2] and abs(other[1] - rule[1]) < 2]
    head = max((line.y for line in lines), default=0.0)
    return any(y < head and any(rule[2] < line.y < y for line in lines) for y in alike)


def _worn(lines: Sequence[Line]) -> set[str]:
    """The marks that words wear."""
    raised = (cell.text[begin:end] for line in lines for cell in line.cells for begin, end in cell.raised)
    stars = (stars for line in lines for stars in _STARS.findall(line.text))
    return {*(mark for text in raised for mark in _FIGURES.findall(text)), *stars}


def _is_called(line: Line, worn: set[str]) -> bool:
    """Whether a mark begins a line, raised itself or worn by a word above."""
    matched = MARK.match(line.text)
    return line.is_marked or (matched is not None and matched[1] in worn)


def _unruled(region: list[Line | Table], size: float) -> list[Line]:
    """The last lines of a region that are smaller than the text, from one on that begins with a mark worn above."""
    last: list[Line] = []
    for item in reversed(region):
        if isinstance(item, Table) or item.size > _SMALL * size:
            break
        last.append(item)
    if len(last) == len(region):  # all of it is small type
        return []
    worn = _worn(_lines(region[: len(region) - len(last)]))
    last.reverse()
    begins = next((place for place, line in enumerate(last) if _is_called(line, worn)), len(last))
    return last[begins:]
