"""Pages: from characters with their places to lines, column after column."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import define, field

__all__ = ["Cell", "Line", "Page", "make_page"]

_SAME_LINE = 0.5  # of the size of a character: how far apart the baselines of one line may lie
_BLANK = 0.15  # of the size: a gap between characters that is a blank
_WIDE = 1.2  # of the size: a gap that separates cells, or a label from its words
_RAISED = 0.85  # of the size of a line: a smaller character is raised or lowered
_GUTTER = 12.0  # points between columns, at least
_FULL = 0.6  # of the width of a column: what the lines of a text fill


@define
class Cell:
    """A stretch of a line between wide gaps."""

    x0: float
    x1: float
    text: str
    raised: list[tuple[int, int]] = field(factory=list)
    """Stretches of the text that are raised: the marks of footnotes."""


@define
class Line:
    """A line of a page."""

    page: int
    number: int
    x0: float
    x1: float
    y: float
    """Of the baseline, from the foot of the page."""
    size: float
    italic: bool
    bold: bool
    cells: list[Cell]
    column: int = 0
    furniture: str = ""
    """``page_number`` or ``running_head``, if it is one."""

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


@define
class Page:
    """A page: its lines from top to bottom, column after column, and the rules drawn on it."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[tuple[float, float, float]]
    """Level lines: where each begins and ends, and how high it is."""


@define
class _Char:
    x0: float
    x1: float
    y: float
    size: float
    text: str
    italic: bool
    bold: bool


def make_page(layout: Any, number: int) -> Page:
    """A page of what pdfminer.six gives."""
    from pdfminer.layout import LTChar, LTCurve, LTFigure

    chars: list[_Char] = []
    rules: list[tuple[float, float, float]] = []
    stack = list(layout)
    while stack:
        each = stack.pop()
        if isinstance(each, LTChar):
            text = each.get_text().replace("\u00ad", "-")  # many fonts have one sign for both
            if text and not text.startswith("(cid:") and each.upright:
                name = each.fontname.lower()
                italic = "italic" in name or "oblique" in name or name.endswith(("-it", "ti"))
                size = each.size or 1.0
                chars.append(_Char(each.x0, each.x1, each.matrix[5], size, text, italic, "bold" in name))
        elif isinstance(each, LTCurve):  # lines and rectangles too
            if each.height < 2 and each.width > 20:
                rules.append((each.x0, each.x1, each.y0))
        elif isinstance(each, LTFigure):
            stack.extend(each)
    lines = _in_columns(_rows(chars), layout.width)
    made = [line for column, row in lines if (line := _line(row, number, column)) is not None]
    for place, line in enumerate(made, 1):
        line.number = place
    return Page(number, layout.width, layout.height, made, rules)


def _rows(chars: list[_Char]) -> list[list[_Char]]:
    """The characters by their baselines, from the top; raised ones with the line that they stand in."""
    chars = sorted(chars, key=lambda char: (-char.y, char.x0))
    rows: list[list[_Char]] = []
    for char in chars:
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].y - char.y) <= _SAME_LINE * max(row[0].size, char.size):
            row.append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: char.x0) for row in rows]


def _in_columns(rows: list[list[_Char]], width: float) -> list[tuple[int, list[_Char]]]:
    """The rows in the order of reading: where the page has two columns, each row is cut, and the left half comes first.

    A page has columns if a gap about its middle divides most rows, and their halves are full of text.
    """
    middle = width / 2
    cut: list[tuple[list[_Char], list[_Char]]] = []
    full = 0
    for row in rows:
        left = [char for char in row if char.x1 <= middle + 2]
        right = [char for char in row if char.x0 >= middle - 2]
        if len(left) + len(right) != len(row) or (left and right and right[0].x0 - left[-1].x1 < _GUTTER):
            cut.append((row, []))
            continue
        cut.append((left, right))
        widths = [side[-1].x1 - side[0].x0 for side in (left, right) if side]
        full += len(widths) == 2 and all(each > _FULL * (middle - row[0].x0) for each in widths)
    if full < 4 or full * 3 < len(rows):
        return [(0, row) for row in rows]
    out: list[tuple[int, list[_Char]]] = []
    held: list[tuple[int, list[_Char]]] = []
    for left, right in cut:
        across = bool(left) and left[-1].x1 > middle + 2
        if across:
            out += held
            held = []
            out.append((0, left))
            continue
        if left:
            out.append((0, left))
        if right:
            held.append((1, right))
    return out + held


def _line(row: list[_Char], page: int, column: int) -> Line | None:
    words = [char for char in row if char.text.strip()]
    if not words:
        return None
    size = Counter(round(char.size, 1) for char in words).most_common(1)[0][0]
    full = [char for char in words if char.size > _RAISED * size]
    y = Counter(round(char.y, 1) for char in full).most_common(1)[0][0]
    cells: list[Cell] = []
    last: _Char | None = None
    blank = False
    for char in row:
        if not char.text.strip():
            blank = True
            continue
        gap = char.x0 - last.x1 if last is not None else 0.0
        if last is None or gap > _WIDE * size:
            cells.append(Cell(char.x0, char.x1, ""))
        elif blank or gap > _BLANK * size:
            cells[-1].text += " "
        cell = cells[-1]
        if char.size <= _RAISED * size and char.y > y + 0.1 * size:
            start = len(cell.text)
            if cell.raised and cell.raised[-1][1] == start:
                cell.raised[-1] = (cell.raised[-1][0], start + len(char.text))
            else:
                cell.raised.append((start, start + len(char.text)))
        cell.text += char.text
        cell.x1 = char.x1
        last = char
        blank = False
    letters = [char for char in full if char.text.isalpha()]
    italic = bool(letters) and all(char.italic for char in letters)
    bold = all(char.bold for char in full)
    return Line(page, 0, words[0].x0, words[-1].x1, y, size, italic, bold, cells, column)
