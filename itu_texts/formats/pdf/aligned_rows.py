"""Tables without rules: lines of which the parts stand below one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

__all__ = ["is_row", "row_of", "with_tables"]

_NEAR = 3.0  # points: how far apart things stand that are in one place
_FARTHEST = 6.0  # of the size: how far a row is from the one above it, at most
_SUFFIX = r"(?:\s?(?:bis|ter|quater))?"
_LABEL = re.compile(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)


def with_tables(region: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """A region of a page, with a table for each run of lines that are the rows of one."""
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
        ):
            rows.append(item)
            place += 1
        yield head if len(rows) < 2 else _table(rows, right)


def is_row(head: Line, line: Line | Table, right: float) -> bool:
    """Whether the cells of a line stand below some of the first row, flush left or right.

    :param right: where full lines end: words that are spread to reach there are no cells.
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
    """A line as a row of a table."""
    return [[evolve(line, cells=[cell])] for cell in line.cells]


def _table(rows: Sequence[Line], right: float) -> Table:
    head, last = rows[0], rows[-1]
    made = [row_of(line) for line in rows]
    return Table(head.page, head.x0, right, last.y, head.y, (), made, head.number, head.region, head)
