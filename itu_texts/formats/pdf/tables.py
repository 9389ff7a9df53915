"""Finds tables with rules: the rules that form a grid, and the content of its cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from attrs import define, field

from itu_texts.formats.pdf.characters import Word
from itu_texts.formats.pdf.rows import Line, line_of, rows_of
from itu_texts.formats.pdf.rules import Rules

_TOUCH = 4.0  # points: the largest distance between the ends of rules that touch
_NEAR = 3.0  # points: the largest distance between rules that are one
_APART = 8.0  # points: the least distance between columns without a rule between them
_TALL = 0.34  # of the height of a page: a grid of one row, open and taller than this, separates columns
_MOST_PAIRS = 4_000_000  # of horizontal and vertical rules; more are a drawing
_MOST_TABLES = 200  # on a page
_MOST_OPEN = 20  # on a page, without vertical rules
_OPEN_ROWS = 3  # rows between rules of one length that make a table without vertical rules

_Rule: TypeAlias = "tuple[float, float, float]"


@define(eq=False)
class Table:
    """A table: the lines of its cells, row by row."""

    page: int
    x0: float
    x1: float
    foot: float
    head: float
    columns: tuple[float, ...]
    """The left ends of the columns, and the right end of the last one."""
    rows: list[list[list[Line]]]
    number: int = 0
    """The number of the line of the page with which it begins."""
    region: int = 0
    first: Line | None = None
    """The first row, if there are no rules."""

    @property
    def y(self) -> float:
        """The height at which it begins."""
        return self.head

    def goes_on(self, other: Table) -> bool:
        """Return whether a table on the next page has the same columns and continues this one."""
        return len(other.columns) == len(self.columns) and all(
            abs(one - two) <= _NEAR for one, two in zip(self.columns, other.columns, strict=True)
        )

    def add(self, other: Table) -> None:
        """Add the rows of the part on the next page, without a repeated header row."""
        self.rows += other.rows[_words(other.rows[0]) == _words(self.rows[0]) :]


def _words(row: list[list[Line]]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


@define(eq=False)
class _Grid:
    """Rules that touch one another; horizontal ones as (begin, end, height), vertical ones as (place, foot, head)."""

    level: list[_Rule] = field(factory=list)
    upright: list[_Rule] = field(factory=list)

    def edges(self) -> tuple[list[float], list[float]]:
        """Return the borders of columns, from the left, and of rows, from the top."""
        xs = [rule[0] for rule in self.upright] + [place for rule in self.level for place in rule[:2]]
        ys = [rule[2] for rule in self.level] + [place for rule in self.upright for place in rule[1:]]
        return _places(xs), _places(ys)[::-1]

    def is_table(self, height: float) -> bool:
        """Return whether it has several columns, and is not a rule between the columns of a page."""
        if not self.level or not self.upright:
            return False
        xs, ys = self.edges()
        parts_page = len(self.upright) == 1 and len(ys) == 2 and ys[0] - ys[1] > _TALL * height
        return len(xs) > 2 and len(ys) > 1 and not parts_page


def take_tables(
    words: list[Word], rules: Rules, page: int, height: float
) -> tuple[list[Table], list[Word], list[_Rule]]:
    """Return the tables of a page, the words outside them, and the horizontal rules outside tables and boxes."""
    grids = _grids(rules) if len(rules.level) * len(rules.upright) <= _MOST_PAIRS else []
    loose = [rule for grid in grids if not grid.upright for rule in grid.level] if grids else []
    made = [grid for grid in grids if grid.is_table(height)]
    opened = list(_open_grids(loose, words))
    taken = {rule for grid in opened for rule in grid.level}
    loose = [rule for rule in loose if rule not in taken]
    tables: list[Table] = []
    for grid in sorted(made + opened, key=_area, reverse=True)[:_MOST_TABLES]:
        middle = grid.level[0]
        if any(_within(table, (middle[0] + middle[1]) / 2, middle[2]) for table in tables):
            continue  # inside a cell of another table
        inside, outside = _parted(grid, words)
        table, loose_words = _table(grid, inside, page, _TALL * height)
        if table is not None:
            tables.append(table)
            words = outside + loose_words
    free = [rule for rule in loose if not any(_within(table, (rule[0] + rule[1]) / 2, rule[2]) for table in tables)]
    return tables, words, free


# ---------------------------------------------------------------------- rules


def _grids(rules: Rules) -> list[_Grid]:
    """Return the rules in groups that touch one another."""
    level = [(x0, x1, y) for y, x0, x1 in _joined((y, x0, x1) for x0, x1, y in rules.level)]
    upright = sorted(_joined(rules.upright))
    owner = list(range(len(level) + len(upright)))

    def root(each: int) -> int:
        while owner[each] != each:
            owner[each] = owner[owner[each]]
            each = owner[each]
        return each

    places = [rule[0] for rule in upright]
    for index, (x0, x1, y) in enumerate(level):
        for each in range(bisect_left(places, x0 - _TOUCH), bisect_right(places, x1 + _TOUCH)):
            if upright[each][1] - _TOUCH <= y <= upright[each][2] + _TOUCH:
                owner[root(len(level) + each)] = root(index)
    found: defaultdict[int, _Grid] = defaultdict(_Grid)
    for index, rule in enumerate(level):
        found[root(index)].level.append(rule)
    for index, rule in enumerate(upright):
        found[root(len(level) + index)].upright.append(rule)
    return list(found.values())


def _joined(rules: Iterable[_Rule]) -> list[_Rule]:
    """Return rules (place, begin, end), with consecutive ones joined."""
    rows: list[list[_Rule]] = []
    for rule in sorted(rules):
        if rows and rule[0] - rows[-1][0][0] <= _NEAR / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    out: list[_Rule] = []
    for row in rows:
        begun = len(out)
        for place, begin, end in sorted(row, key=lambda rule: rule[1]):
            if len(out) > begun and begin - out[-1][2] <= _NEAR:
                out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], end))
            else:
                out.append((place, begin, end))
    return out


def _places(values: Iterable[float]) -> list[float]:
    """Return sorted values, with close ones reduced to one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2 * _NEAR:
            out.append(value)
    return out


def _open_grids(loose: list[_Rule], words: list[Word]) -> Iterator[_Grid]:
    """Yield tables without vertical rules: rules of one length above one another, with columns of words between."""
    alike: defaultdict[tuple[int, int], list[_Rule]] = defaultdict(list)
    for rule in loose:
        alike[round(rule[0] / _NEAR), round(rule[1] / _NEAR)].append(rule)
    for rules in sorted(alike.values(), key=len, reverse=True)[:_MOST_OPEN]:
        if len(rules) <= _OPEN_ROWS:
            return
        x0, x1 = rules[0][:2]
        heights = sorted(rule[2] for rule in rules)
        inside = [word for word in words if heights[0] < word.y < heights[-1] and x0 - _NEAR < word.x0 < x1 + _NEAR]
        gaps = list(_gaps(inside))
        bands: defaultdict[int, set[int]] = defaultdict(set)
        for word in inside:
            bands[bisect_right(heights, word.y)].add(bisect_right(gaps, word.x0))
        if gaps and len(bands) == len(heights) - 1 and all(0 in band and len(band) > 1 for band in bands.values()):
            yield _Grid(rules, [(place, heights[0], heights[-1]) for place in (x0, *gaps, x1)])


def _gaps(words: list[Word]) -> Iterator[float]:
    """Yield the middles of the gaps that no word crosses."""
    end = None
    for word in sorted(words, key=lambda word: word.x0):
        if end is not None and word.x0 - end >= _APART:
            yield (word.x0 + end) / 2
        end = word.x1 if end is None else max(end, word.x1)


# ---------------------------------------------------------------------- cells


def _area(grid: _Grid) -> float:
    xs, ys = grid.edges()
    return (xs[-1] - xs[0]) * (ys[0] - ys[-1])


def _within(table: Table, x: float, y: float) -> bool:
    return table.x0 - _NEAR < x < table.x1 + _NEAR and table.foot - _NEAR < y < table.head + _NEAR


def _parted(grid: _Grid, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words in a grid, and the other words."""
    xs, ys = grid.edges()
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        held = xs[0] < (word.x0 + word.x1) / 2 < xs[-1] and ys[-1] < word.y + word.size / 4 < ys[0]
        (inside if held else outside).append(word)
    return inside, outside


def _table(grid: _Grid, words: list[Word], page: int, tallest: float) -> tuple[Table | None, list[Word]]:
    """Return the table of the words in a grid, if there are any, and the words that are only in a frame.

    :param tallest: the largest height of a cell as wide as the table; a taller one is a frame around other text.
    """
    xs, ys = grid.edges()
    owners = _owners(grid, xs, ys)
    cells: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    depths = [-y for y in ys]
    for word in words:
        row = min(max(bisect_right(depths, -(word.y + word.size / 4)) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, 0), len(xs) - 2)
        cells[owners[row][column]].append(word)
    framed = {
        (row, 0)
        for row, (head, foot) in enumerate(pairwise(ys))
        if head - foot > tallest and set(owners[row]) == {(row, 0)}
    }
    loose = [word for cell in framed for word in cells.pop(cell, ())]
    if not cells:
        return None, loose
    rows = [
        [
            [line_of(words, page) for words in rows_of(cells[owner])] if owner == (number, column) else []
            for column, owner in _first_slots(row)
        ]
        for number, row in enumerate(owners)
        if (number, 0) not in framed
    ]
    return Table(page, xs[0], xs[-1], ys[-1], ys[0], tuple(xs), rows), loose


def _owners(grid: _Grid, xs: list[float], ys: list[float]) -> list[list[tuple[int, int]]]:
    """Return the cell of each place of a grid, as row and column of its upper left corner."""
    owners: list[list[tuple[int, int]]] = []
    beside = [[rule for rule in grid.upright if abs(rule[0] - x) <= 2 * _NEAR] for x in xs]
    above = [[rule for rule in grid.level if abs(rule[2] - y) <= 2 * _NEAR] for y in ys]
    for row, (head, foot) in enumerate(pairwise(ys)):
        middle = (head + foot) / 2
        owners.append([])
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column and not any(rule[1] <= middle <= rule[2] for rule in beside[column]):
                owners[row].append(owners[row][column - 1])
            elif row and not any(rule[0] <= (x0 + x1) / 2 <= rule[1] for rule in above[row]):
                owners[row].append(owners[row - 1][column])
            else:
                owners[row].append((row, column))
    return owners


def _first_slots(row: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the first place of each cell in a row."""
    for column, owner in enumerate(row):
        if not column or row[column - 1] != owner:
            yield column, owner
