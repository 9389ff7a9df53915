"""Finds tables with rules: the rules that form a grid, and the content of its cells."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import TypeAlias

from attrs import define, evolve, field

from itu_texts.formats.pdf.file import Rules, Word

# ----------------------------------------------------------------------
# Composes lines from words by their baselines, with raised figures beside their words.

_SAME_LINE = 0.5  # of the size of a word: the largest distance between baselines of one line
_BLANK = 0.15  # of the size: the smallest gap between words in different fonts that is a blank
_WIDE = 1.2  # of the size: the smallest gap between cells, or between a label and its words
_RAISED = 0.85  # of the size of a line; a smaller word is raised or lowered
_RISE = (0.1, 0.75)  # of the size: the range of heights of raised words above the baseline
_FALL = 0.35  # of the size: the largest depth of lowered words below the baseline
_AROUND = 8  # rows above and below to which a raised or lowered word may belong
_BESIDE = 0.4  # of the size: the largest distance of a raised figure from its word


@define
class Cell:
    """A stretch of a line between wide gaps."""

    x0: float
    x1: float
    text: str
    raised: list[tuple[int, int]] = field(factory=list)
    """Raised stretches of the text: the marks of footnotes."""


@define(eq=False)
class Line:
    """A line of a page."""

    page: int
    x0: float
    x1: float
    y: float
    """The height of the baseline above the foot of the page."""
    size: float
    italic: bool
    bold: bool
    cells: list[Cell]
    number: int = 0
    region: int = 0
    """The number of its region on the page, in reading order."""
    below_rule: bool = False
    """Whether a rule is drawn above it that may separate footnotes from the text."""
    text: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.text = "\t".join(cell.text for cell in self.cells)


@define(eq=False)
class _Row:
    """Words on nearly the same baseline."""

    y: float
    size: float
    words: list[Word]
    edges: set[int] = field(factory=set)
    """Where its words begin and end, in steps of the distance that counts as beside; computed on demand."""

    def is_beside(self, word: Word) -> bool:
        """Return whether a word is beside one of its words."""
        step = _BESIDE * self.size
        if not self.edges:
            self.edges = {int(place / step) for each in self.words for place in (each.x0, each.x1)}
        return any(int(place / step) + near in self.edges for place in (word.x0, word.x1) for near in (-1, 0, 1))


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Return words by lines, from the top, and from left to right in each line."""
    rows: list[_Row] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        row = rows[-1] if rows else None
        if row is not None and row.y - word.y <= 0.05 * word.size and 0.9 * row.size < word.size < 1.1 * row.size:
            row.words.append(word)
        else:
            rows.append(_Row(word.y, word.size, [word]))
    rows = _merged(_with_raised(rows))
    return [sorted(row.words, key=attrgetter("x0")) for row in rows]


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Add raised and lowered words to the rows to which they belong."""
    for place, row in enumerate(rows):
        around = rows[max(place - _AROUND, 0) : place + _AROUND + 1]
        near = [other for other in around if other.words and row.size <= _RAISED * other.size]
        if not near:
            continue
        homes = [(word, _home(word, row, near)) for word in row.words]
        row.words = [word for word, home in homes if home is None]
        for word, home in homes:
            if home is not None:
                home.words.append(word)
    return [row for row in rows if row.words]


def _home(word: Word, row: _Row, near: list[_Row]) -> _Row | None:
    """Return the row of a raised or lowered word: one with a word beside it, or one that it rises from."""
    rises = [(other, (row.y - other.y) / other.size) for other in near]
    beside = (other for other, rise in rises if -_FALL <= rise <= _RISE[1] and other.is_beside(word))
    above = (other for other, rise in rises if _RISE[0] <= rise <= _SAME_LINE)
    return next(chain(beside, above), None)


def _merged(rows: list[_Row]) -> list[_Row]:
    """Join rows whose baselines differ little."""
    out: list[_Row] = []
    for row in rows:
        above = out[-1] if out else None
        if above is not None and above.y - row.y <= _SAME_LINE * max(above.size, row.size):
            above.words += row.words
            if row.size > above.size:
                above.y, above.size = row.y, row.size
        else:
            out.append(row)
    return out


def line_of(row: list[Word], page: int) -> Line:
    """Return the line that consists of words, from left to right."""
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[round(word.size, 1)] += len(word.text)
    size = sizes.most_common(1)[0][0]
    full = [word for word in row if word.size > _RAISED * size]
    y = Counter(round(word.y, 1) for word in full).most_common(1)[0][0]
    letters = [word for word in full if any(map(str.isalpha, word.text))]
    italic = bool(letters) and all(word.italic for word in letters)
    bold = all(word.bold for word in full)
    return Line(page, row[0].x0, max(word.x1 for word in row), y, size, italic, bold, _cells(row, size, y))


def _cells(row: list[Word], size: float, y: float) -> list[Cell]:
    cells: list[Cell] = []
    texts: list[list[str]] = []
    length = 0  # the length of the last text
    for word in row:
        raised = word.size <= _RAISED * size and word.y > y + _RISE[0] * size
        gap = word.x0 - cells[-1].x1 if cells else 0.0
        if not cells or gap > _WIDE * size:
            cells.append(Cell(word.x0, word.x1, ""))
            texts.append([])
            length = 0
        elif (word.blank and not (raised and gap < _BLANK * size)) or gap > (_BESIDE if raised else _BLANK) * size:
            texts[-1].append(" ")
            length += 1
        cell = cells[-1]
        texts[-1].append(word.text)
        end = length + len(word.text)
        if raised and cell.raised and cell.raised[-1][1] == length:
            cell.raised[-1] = (cell.raised[-1][0], end)
        elif raised:
            cell.raised.append((length, end))
        cell.x1 = max(cell.x1, word.x1)
        length = end
    for cell, text in zip(cells, texts, strict=True):
        cell.text = "".join(text)
    return cells


_TOUCH = 4.0  # points: the largest distance between the ends of rules that touch
_NEAR_RULES = 3.0  # points: the largest distance between rules that are one
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

    def goes_on(self, other: "Table") -> bool:
        """Return whether a table on the next page has the same columns and continues this one."""
        return len(other.columns) == len(self.columns) and all(
            abs(one - two) <= _NEAR_RULES for one, two in zip(self.columns, other.columns, strict=True)
        )

    def add(self, other: "Table") -> None:
        """Add the rows of the part on the next page, without a repeated header row."""
        self.rows += other.rows[_words(other.rows[0]) == _words(self.rows[0]) :]


def _words(row: list[list[Line]]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


class _Grid(Rules):
    """Rules that touch one another."""

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
        table, loose_words = _ruled_table(grid, inside, page, _TALL * height)
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
        if rows and rule[0] - rows[-1][0][0] <= _NEAR_RULES / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    out: list[_Rule] = []
    for row in rows:
        begun = len(out)
        for place, begin, end in sorted(row, key=lambda rule: rule[1]):
            if len(out) > begun and begin - out[-1][2] <= _NEAR_RULES:
                out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], end))
            else:
                out.append((place, begin, end))
    return out


def _places(values: Iterable[float]) -> list[float]:
    """Return sorted values, with close ones reduced to one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2 * _NEAR_RULES:
            out.append(value)
    return out


def _open_grids(loose: list[_Rule], words: list[Word]) -> Iterator[_Grid]:
    """Yield tables without vertical rules: rules of one length above one another, with columns of words between."""
    alike: defaultdict[tuple[int, int], list[_Rule]] = defaultdict(list)
    for rule in loose:
        alike[round(rule[0] / _NEAR_RULES), round(rule[1] / _NEAR_RULES)].append(rule)
    for rules in sorted(alike.values(), key=len, reverse=True)[:_MOST_OPEN]:
        if len(rules) <= _OPEN_ROWS:
            return
        x0, x1 = rules[0][:2]
        heights = sorted(rule[2] for rule in rules)
        inside = [
            word
            for word in words
            if heights[0] < word.y < heights[-1] and x0 - _NEAR_RULES < word.x0 < x1 + _NEAR_RULES
        ]
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
    return (
        table.x0 - _NEAR_RULES < x < table.x1 + _NEAR_RULES and table.foot - _NEAR_RULES < y < table.head + _NEAR_RULES
    )


def _parted(grid: _Grid, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words in a grid, and the other words."""
    xs, ys = grid.edges()
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        held = xs[0] < (word.x0 + word.x1) / 2 < xs[-1] and ys[-1] < word.y + word.size / 4 < ys[0]
        (inside if held else outside).append(word)
    return inside, outside


def _ruled_table(grid: _Grid, words: list[Word], page: int, tallest: float) -> tuple[Table | None, list[Word]]:
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
    beside = [[rule for rule in grid.upright if abs(rule[0] - x) <= 2 * _NEAR_RULES] for x in xs]
    above = [[rule for rule in grid.level if abs(rule[2] - y) <= 2 * _NEAR_RULES] for y in ys]
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


# ----------------------------------------------------------------------
# Finds tables without rules: lines whose parts are aligned.

_NEAR_CELLS = 3.0  # points between two things at the same place
_FARTHEST = 6.0  # of the size: the largest distance between two rows
_SUFFIX = r"(?:\s?(?:bis|ter|quater))?"
_LABEL = re.compile(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)


def with_tables(region: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """Yield the content of a region of a page, with a table in place of each run of lines that are its rows."""
    right = max((item.x1 for item in region), default=0.0)
    place = 0
    while place < len(region):
        head = region[place]
        place += 1
        if isinstance(head, Table) or len(head.cells) < 2 or _LABEL.fullmatch(head.cells[0].text):
            yield head
            continue
        rows = [head]
        while (
            place < len(region)
            and isinstance(item := region[place], Line)
            and rows[-1].y - item.y < _FARTHEST * item.size
            and is_row(head, item, right)
            and (head.bold or not item.bold)  # the heading of the next section
        ):
            rows.append(item)
            place += 1
        yield head if len(rows) < 2 else _aligned_table(rows, right)


def is_row(head: Line, line: Line | Table, right: float) -> bool:
    """Return whether the cells of a line are aligned with some of the first row, on the left or right.

    :param right: where full lines end; words that are spread to reach this place are not cells.
    """
    if isinstance(line, Table) or not 2 <= len(line.cells) <= len(head.cells):
        return False
    return all(
        any(
            abs(cell.x0 - above.x0) < _NEAR_CELLS
            or (abs(cell.x1 - above.x1) < _NEAR_CELLS and cell.x1 < right - _NEAR_CELLS)
            for above in head.cells
        )
        for cell in line.cells
    )


def row_of(line: Line) -> list[list[Line]]:
    """Return a line as a row of a table."""
    return [[evolve(line, cells=[cell])] for cell in line.cells]


def _aligned_table(rows: Sequence[Line], right: float) -> Table:
    head, last = rows[0], rows[-1]
    made = [row_of(line) for line in rows]
    return Table(head.page, head.x0, right, last.y, head.y, (), made, head.number, head.region, head)
