"""Composes lines from words by their baselines, with raised figures beside their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from attrs import define, field

from itu_texts.formats.pdf.characters import Word

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
        homes = [_home(word, row, near) for word in row.words]
        if all(home is None for home in homes):
            continue
        kept = []
        for word, home in zip(row.words, homes, strict=True):
            if home is None:
                kept.append(word)
            else:
                home.words.append(word)
        row.words = kept
    return [row for row in rows if row.words]


def _home(word: Word, row: _Row, near: list[_Row]) -> _Row | None:
    """Return the row of a raised or lowered word: one with a word beside it, or one that it rises from."""
    loose = None
    for other in near:
        rise = (row.y - other.y) / other.size
        if not -_FALL <= rise <= _RISE[1]:
            continue
        if other.is_beside(word):
            return other
        if _RISE[0] <= rise <= _SAME_LINE:
            loose = loose or other
    return loose


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
