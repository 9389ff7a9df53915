"""Footnotes: what stands at the foot of a page or a column below a short rule, or in small type behind a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from itu_texts.readers.pdf_layout import Page
from itu_texts.readers.pdf_rows import Line
from itu_texts.readers.pdf_tables import Table

__all__ = ["MARK", "above_rules", "notes_of"]

MARK = re.compile(r"(\d{1,2}|\*{1,3})\)?\s*(?=\D)")
"""What begins a footnote."""
_SMALL = 0.95  # of the size of the text: what is smaller may be a footnote
_LARGEST = 1.05  # of the size of the text: what is larger is none
_SHORT = 0.6  # of the width of a page: what is longer is a separator only above small type
_LEAST = 20.0  # points: how long a separator is
_EDGE = 8.0  # points: how far from the edge of the text it may begin
_CLEAR = 0.6  # of the size: how far below the words above it a separator stands at least
_TALL = 0.75  # of the size: how high words are

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
    for rule in sorted(_separators(lines, region, page), key=lambda rule: rule[2]):
        below = [line for line in lines if line.y < rule[2]]
        if not below or region[-len(below) :] != below or any(line.size > _LARGEST * size for line in below):
            continue
        is_small = below[0].size < _SMALL * size
        is_marked = below[0].is_marked or (rule[1] - rule[0] < _SHORT * page.width and MARK.match(below[0].text))
        if len(below) == len(region) and not (open_note and is_small):
            continue  # the rule below the head of a page
        if is_small or is_marked:
            return below
    return _unruled(region, size)


def _lines(region: list[Line | Table]) -> list[Line]:
    return [item for item in region if isinstance(item, Line)]


def _separators(lines: Sequence[Line], region: list[Line | Table], page: Page) -> list[_Rule]:
    """The rules that may be the separator in a region: they begin at its left edge, and no words stand on them."""
    if not lines:
        return []
    left = min(item.x0 for item in region)
    right = max(item.x1 for item in region)
    longest = right - left + _EDGE
    near = [rule for rule in page.rules if abs(rule[0] - left) <= _EDGE and _LEAST < rule[1] - rule[0] < longest]
    return [rule for rule in near if _is_clear(rule, lines) and not _closes_table(rule, near, lines)]


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


def _unruled(region: list[Line | Table], size: float) -> list[Line]:
    """The last lines of a region that are smaller than the text, from one on that a mark begins."""
    last: list[Line] = []
    count = 0
    for item in reversed(region):
        if isinstance(item, Table) or item.size > _SMALL * size:
            break
        last.append(item)
        if MARK.match(item.text):
            count = len(last)
    return last[:count][::-1]
