"""Pages in two columns: where the gutter is, and the regions of a page in the order of reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from attrs import define, field

from itu_texts.formats.pdf.characters import Word
from itu_texts.formats.pdf.tables import Table

__all__ = ["Region", "Row", "borrowed", "gutter_of", "in_regions"]

_LABEL = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).]|[–—•-]")
_BEHIND_LABEL = 40.0  # points, of the gap between a label and its words
_GUTTER = 10.0  # points between columns, at least
_NEAR = 3.0  # points: how far apart things stand that are in one place
_MIDDLE = (0.4, 0.62)  # of the width of the page: where a right column may begin
_ALIKE = 0.65  # how wide the narrower column is, of the wider one, at least
_FULL = 0.6  # of the width of a column: what lines of a text fill
_INKED = 0.4  # of the width of a column: what the words of such lines fill
_INDENT = 40.0  # points, of lines at the left of a column
_MOST_STARTS = 12  # of right columns, that are tried
_WIDER = 1.5  # than these is the one between columns, at least
_TOGETHER = 2  # rows that stand below one another, of which none runs across, on an average
_LEAST = 2  # lines that each column has, at least
_BORROWED = 0.4  # the same, where other pages have these columns
_FULL_LINES = 0.25  # of the lines of a column

Row: TypeAlias = "list[Word]"
"""Words on one line, from left to right."""


@define
class _Sides:
    """What of a row stands left of a gutter, and right of it."""

    left: Row
    right: Row
    across: bool
    """Whether the row runs across the gutter."""


def _sides(row: Row, gutter: float) -> _Sides:
    left = [word for word in row if word.x0 < gutter - _NEAR]
    right = [word for word in row if word.x0 >= gutter - _NEAR]
    across = bool(left) and gutter - _end(left) < (0 if not right else _GUTTER - _NEAR)
    return _Sides(left, right, across)


def _is_one_line(left: Row, right: Row) -> bool:
    """Whether what parts two sides of a row is a blank like its others: those of a justified line are all wide.

    So is what stands behind the label of an item; and two words alone tell nothing.
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
    """The sides of the rows that do not run across, nor are likely to."""
    found = [sides for row in rows if not (sides := _sides(row, gutter)).across]
    return [sides for sides in found if not _is_one_line(sides.left, sides.right)]


def gutter_of(rows: Sequence[Row], width: float) -> float | None:
    """Where the right column of a page begins; ``None`` if it has one column.

    The lines of a right column begin in a few places near the middle of the page, columns are about as wide as one
    another, and some lines of both fill them as those of a text do, which the cells of a table do not.
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
    return min((gutter for gutter, across in found if across <= most), default=None)  # where labels hang out, at those


def _across(rows: Sequence[Row], gutter: float) -> int | None:
    """How many rows run across a gutter; ``None`` if it parts no columns."""
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
    """Whether the rows that do not run across stand below one another, as columns do.

    Where the wide blanks of justified lines chance to be at one place, other lines stand between them.
    """
    apart = {id((each.left or each.right)[0]) for each in sides}
    runs = [len([*run]) for is_apart, run in groupby(rows, key=lambda row: id(row[0]) in apart) if is_apart]
    return sum(runs) >= _TOGETHER * len(runs)


def _is_flush(rows: Sequence[Row]) -> bool:
    """Whether most rows begin where others do."""
    starts = Counter(round(row[0].x0 / _NEAR) for row in rows)
    return sum(starts[place - 1] + starts[place] + starts[place + 1] > 1 for place in starts.elements()) * 2 >= len(
        rows
    )


def _beside(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that stand at the height of the others."""
    heights = [other[0].y for other in others]
    head, foot = max(heights), min(heights)
    return [row for row in rows if foot - 2 * row[0].size <= row[0].y <= head + 2 * row[0].size]


def _full(rows: Sequence[Row], width: float) -> float:
    """How many of some rows fill a column, as words do and the cells of a table do not."""
    return sum(_is_full(row, width) for row in rows) / len(rows)


def _is_full(row: Row, width: float) -> bool:
    inked = sum(word.x1 - word.x0 for word in row)
    return _end(row) - row[0].x0 > _FULL * width and inked > _INKED * width


def borrowed(rows: Sequence[Row], gutters: Iterable[float]) -> float | None:
    """The gutter of other pages that parts a page too, on which too few lines stand side by side to tell."""
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
    """A part of a page that is read as a whole before the next one."""

    words: list[Word] = field(factory=list)
    tables: list[Table] = field(factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.tables)


def in_regions(rows: Sequence[Row], tables: Sequence[Table], gutter: float) -> list[Region]:
    """The regions of a page, in the order of reading.

    What runs across the gutter parts the page; between two such rows the left column comes before the right one.
    """
    out = [Region()]  # what runs across, then left and right, and so on
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
