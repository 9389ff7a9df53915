"""Joins what continues on the next page: tables, and the last lines of a page below a rule.

The parts are joined because page numbers and running heads stand between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from itu_texts.formats.pdf.aligned_rows import is_row, row_of
from itu_texts.formats.pdf.layout import Page
from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

_MARGIN = 0.12  # of the height of a page: the margins with page numbers and running heads
_SMALL = 0.95  # of the size of the text; smaller lines may be footnotes
_MARK = re.compile(r"(?:\d{1,2}|\*{1,3})\)?")  # the mark of a footnote


def join_pages(pages: Sequence[Page]) -> None:
    """Join what continues on the next page."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in takewhile(lambda line: not line.below_rule, page.lines):
            sizes[line.size] += len(line.text)
    small = _SMALL * sizes.most_common(1)[0][0] if sizes else 0.0
    tables: list[Table] = []
    for page, following in pairwise(pages):
        last = [item for item in page.items if not _is_outside(item, page, small)][-1:]
        tables = [item for item in last if isinstance(item, Table)] or (tables if not last else [])
        for table in tables:
            _go_on(table, following)
        _move_notes(page, following, small)


def _is_outside(item: Line | Table, page: Page, small: float = 0.0) -> bool:
    """Return whether an item may be outside the text: a line in the margin, or in small type."""
    if isinstance(item, Table) or item.bold:
        return False
    return item.size <= small or not _MARGIN * page.height <= item.y <= (1 - _MARGIN) * page.height


def _go_on(table: Table, page: Page) -> None:
    """Move the rows of a table from the next page to it; at most one line may stand above them."""
    right = max((item.x1 for item in page.items), default=0.0)
    above = 0
    for item in [*page.items]:
        head = table.first
        if head is not None and isinstance(item, Line) and is_row(head, item, right):
            table.rows.append(row_of(item))
        elif isinstance(item, Table) and (
            item.first is not None and is_row(head, item.first, right) if head is not None else table.goes_on(item)
        ):
            table.add(item)
        elif not above and _is_outside(item, page):
            above += 1
            continue
        else:
            return
        page.items.remove(item)


def _notes(page: Page, small: float) -> list[Line]:
    """Return the lines in small type below the last rule of a page."""
    body = [item for item in page.items if isinstance(item, Table) or item.y >= _MARGIN * page.height]
    below = [*takewhile(lambda item: isinstance(item, Line) and item.size <= small, reversed(body))]
    lines = [item for item in reversed(below) if isinstance(item, Line)]
    return next((lines[place:] for place, line in enumerate(lines) if line.below_rule), [])


def _begins_note(line: Line) -> bool:
    """Return whether a line begins a footnote, with a mark that is raised or set apart."""
    raised = line.cells[0].raised
    return bool(raised and raised[0][0] == 0) or (
        len(line.cells) > 1 and _MARK.fullmatch(line.cells[0].text) is not None
    )


def _move_notes(page: Page, following: Page, small: float) -> None:
    """Move the lines below the rule of the next page that continue a footnote to the footnotes of a page."""
    notes = _notes(page, small)
    moved = [*takewhile(lambda line: not _begins_note(line), _notes(following, small))]
    if not notes or not moved:
        return
    moved[0].below_rule = False
    place = page.items.index(notes[-1]) + 1
    for line in moved:
        line.region = notes[-1].region
    page.items[place:place] = moved
    following.items = [item for item in following.items if item not in moved]
