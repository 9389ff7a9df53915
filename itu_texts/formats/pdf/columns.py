"""Finds the columns of a page: the gutter, and the regions of a page in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from attrs import define, field

from itu_texts.formats.pdf.characters import Word
from itu_texts.formats.pdf.tables import Table

_LABEL = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).]|[–—•-]")
_BEHIND_LABEL = 40.0  # points: the largest gap between a label and its words
_GUTTER = 10.0  # points: the smallest gap between columns
_NEAR = 3.0  # points between two things at the same place
_MIDDLE = (0.4, 0.62)  # of the width of the page: the range in which a right column begins
_ALIKE = 0.65  # the least width of the narrower column, relative to the wider one
_FULL = 0.6  # of the width of a column: the length of full lines
_INKED = 0.4  # of the width of a column: the words of such lines without gaps
_INDENT = 40.0  # points: the largest indent of a line in a column
_MOST_STARTS = 12  # possible beginnings of a right column that are tried
_WIDER = 1.5  # times the other gaps of a line: the least gap between columns
_TOGETHER = 2  # the least mean number of consecutive rows that do not cross the gutter
_LEAST = 2  # the least number of lines in a column
_BORROWED = 0.4  # of the width of the left column: the least length of a row beside another
_FULL_LINES = 0.25  # of the lines of a column: the least share of full lines

Row: TypeAlias = "list[Word]"
"""Words on one line, from left to right."""


@define
class _Sides:
    """The words of a row on the left and on the right of a gutter."""

    left: Row
    right: Row
    across: bool
    """Whether the row runs across the gutter."""


def _sides(row: Row, gutter: float) -> _Sides:
    left = [word for word in row if word.x0 < gutter - _NEAR]
    right = [word for word in row if word.x0 >= gutter - _NEAR]
    return _Sides(left, right, bool(left) and gutter - _end(left) < (0 if not right else _GUTTER - _NEAR))


def _is_one_line(left: Row, right: Row) -> bool:
    """Return whether the gap between two sides of a row is only a blank: a justified line has wide blanks.

    The gap after the label of an item is one too; two words alone give no evidence.
    """
    if not left or not right:
        return False
    if len(left) == 1 and _LABEL.fullmatch(left[0].text) and right[0].x0 - left[0].x1 < _BEHIND_LABEL:
        return True
    blanks = sorted(after.x0 - before.x1 for row in (left, right) for before, after in pairwise(row))
    return not blanks or right[0].x0 - _end(left) < _WIDER * blanks[len(blanks) // 2]


def _end(row: Row) -> float:
    return max(word.x1 for word in row)


def _apart(rows: Sequence[Row], gutter: float) -> list[_Sides]:
    """Return the sides of the rows that do not cross the gutter."""
    found = [sides for row in rows if not (sides := _sides(row, gutter)).across]
    return [sides for sides in found if not _is_one_line(sides.left, sides.right)]


def gutter_of(rows: Sequence[Row], width: float) -> float | None:
    """Return where the right column of a page begins; ``None`` if the page has one column.

    The lines of a right column begin at a few places near the middle of the page, columns have similar widths, and some
    lines fill each column, as lines of a text do and cells of a table do not.
    """
    starts: Counter[int] = Counter()
    for row in rows:
        end = 0.0
        for word in row:
            if _MIDDLE[0] * width < word.x0 < _MIDDLE[1] * width and word.x0 - end >= _GUTTER:
                starts[round(word.x0)] += 1
            end = max(end, word.x1)
    likely = [
        place - 1.5
        for place, _ in starts.most_common(_MOST_STARTS)
        if starts[place - 1] + starts[place] + starts[place + 1] >= _LEAST
    ]
    found = [(gutter, across) for gutter in likely if (across := _across(rows, gutter)) is not None]
    most = min((across for _, across in found), default=0) + max(2, len(rows) // 20)
    return min((gutter for gutter, across in found if across <= most), default=None)  # hanging labels first


def _across(rows: Sequence[Row], gutter: float) -> int | None:
    """Return how many rows cross a gutter; ``None`` if it does not separate columns."""
    sides = _apart(rows, gutter)
    if not _stand_together(rows, sides):
        return None
    lefts = [each.left for each in sides if each.left]
    rights = [each.right for each in sides if each.right]
    if not lefts or not rights:
        return None
    lefts, rights = _beside(lefts, rights), _beside(rights, lefts)
    if min(len(lefts), len(rights)) < _LEAST:
        return None
    left = gutter - min(row[0].x0 for row in lefts)
    right = max(map(_end, rights)) - gutter
    full = min(_full(lefts, left), _full(rights, right))
    if min(left, right) < _ALIKE * max(left, right) or full < _FULL_LINES or not _is_flush(rights):
        return None
    return len(rows) - len(sides)


def _stand_together(rows: Sequence[Row], sides: Sequence[_Sides]) -> bool:
    """Return whether the rows that do not cross the gutter are consecutive, as in columns.

    Wide blanks of justified lines may be at the same place by chance, but other lines stand between these.
    """
    apart = {id((each.left or each.right)[0]) for each in sides}
    runs = [len([*run]) for is_apart, run in groupby(rows, key=lambda row: id(row[0]) in apart) if is_apart]
    return sum(runs) >= _TOGETHER * len(runs)


def _is_flush(rows: Sequence[Row]) -> bool:
    """Return whether most rows begin where others do."""
    starts = Counter(round(row[0].x0 / _NEAR) for row in rows)
    return sum(starts[place - 1] + starts[place] + starts[place + 1] > 1 for place in starts.elements()) * 2 >= len(
        rows
    )


def _beside(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the rows at the height of other rows."""
    heights = [other[0].y for other in others]
    head, foot = max(heights), min(heights)
    return [row for row in rows if foot - 2 * row[0].size <= row[0].y <= head + 2 * row[0].size]


def _full(rows: Sequence[Row], width: float) -> float:
    """Return the share of rows that fill a column, as lines of a text do and cells of a table do not."""
    return sum(_is_full(row, width) for row in rows) / len(rows)


def _is_full(row: Row, width: float) -> bool:
    return _end(row) - row[0].x0 > _FULL * width and sum(word.x1 - word.x0 for word in row) > _INKED * width


def borrowed(rows: Sequence[Row], gutters: Iterable[float]) -> float | None:
    """Return the gutter of other pages that also fits a page with too few lines side by side."""
    for gutter in sorted(gutters):
        sides = _apart(rows, gutter)
        beside = [each.left for each in sides if each.left and each.right]
        rights = [each.right for each in sides if each.right]
        indented = sum(row[0].x0 < gutter + _INDENT for row in rights)
        if indented * 2 >= len(rights) and any(
            _end(row) - row[0].x0 > _BORROWED * (gutter - row[0].x0) for row in beside
        ):
            return gutter
    return None


@define
class Region:
    """A part of a page that is read completely before the next one."""

    words: list[Word] = field(factory=list)
    tables: list[Table] = field(factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.tables)


def in_regions(rows: Sequence[Row], tables: Sequence[Table], gutter: float) -> list[Region]:
    """Return the regions of a page in reading order.

    Rows across the gutter divide the page; between two of them, the left column comes before the right one.
    """
    out = [Region()]  # rows across, then left and right, and so on
    order: list[tuple[float, Row | Table]] = [(row[0].y, row) for row in rows]
    order += [(table.head, table) for table in tables]
    for _, item in sorted(order, key=lambda pair: -pair[0]):
        if isinstance(item, Table):
            across = item.x0 < gutter - _GUTTER and item.x1 > gutter + _GUTTER
        else:
            sides = _sides(item, gutter)
            across = sides.across
        if across != (len(out) % 3 == 1):
            out += [Region()] if across else [Region(), Region()]
        if isinstance(item, Table):
            out[-1 if across or item.x1 > gutter + _GUTTER else -2].tables.append(item)
        elif across:
            out[-1].words += item
        else:
            out[-2].words += sides.left
            out[-1].words += sides.right
    return [region for region in out if region]
