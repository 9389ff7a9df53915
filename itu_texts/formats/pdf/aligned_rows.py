"""Finds tables without rules: lines whose parts are aligned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

_NEAR = 3.0  # points between two things at the same place
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
        yield head if len(rows) < 2 else _table(rows, right)


def is_row(head: Line, line: Line | Table, right: float) -> bool:
    """Return whether the cells of a line are aligned with some of the first row, on the left or right.

    :param right: where full lines end; words that are spread to reach this place are not cells.
    """
    if isinstance(line, Table) or not 2 <= len(line.cells) <= len(head.cells):
        return False
    return all(
        any(
            abs(cell.x0 - above.x0) < _NEAR or (abs(cell.x1 - above.x1) < _NEAR and cell.x1 < right - _NEAR)
            for above in head.cells
        )
        for cell in line.cells
    )


def row_of(line: Line) -> list[list[Line]]:
    """Return a line as a row of a table."""
    return [[evolve(line, cells=[cell])] for cell in line.cells]


def _table(rows: Sequence[Line], right: float) -> Table:
    head, last = rows[0], rows[-1]
    made = [row_of(line) for line in rows]
    return Table(head.page, head.x0, right, last.y, head.y, (), made, head.number, head.region, head)
