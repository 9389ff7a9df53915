"""The margins of provisions on the pages of a PDF: a marker, a number and conferences, left of all other lines.

Lines whose first cells say no more than that, in a column of their own, are lines of a provision with its margin.  A
file has such a column only if markers or conferences stand in it: numbers alone are the labels of lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from attrs import evolve

from itu_texts.formats.pdf.layout import Page
from itu_texts.formats.pdf.rows import Cell, Line
from itu_texts.formats.pdf.tables import Table
from itu_texts.language.provisions import Margin, margin, parts_of_row

__all__ = ["joined", "set_margins_apart"]

_FEW = 3  # margins with a marker or a conference, that a file must have
_MOST = 0.8  # of the lines that begin left of the others, that must be margins
_NEAR = 3.0  # points: how far apart things stand that are in one place


class _Found(NamedTuple):
    """A line that begins with what may be a margin."""

    line: Line
    cells: int
    """How many of its cells are that."""
    margin: Margin


def set_margins_apart(pages: Sequence[Page]) -> None:
    """Take the margins out of the lines that have one, where the pages have a column for them."""
    found = {page.number: [each for line in _body(page) if (each := _found(line)) is not None] for page in pages}
    said = [each.margin for others in found.values() for each in others]
    if sum(bool(each.marker or each.history) for each in said) < _FEW:
        return
    for page in pages:
        edge = _edge(found[page.number])
        taken = [each for each in found[page.number] if each.line.cells[each.cells - 1].x1 < edge - _NEAR]
        outside = sum(line.x0 < edge - _NEAR for line in _body(page))
        if taken and len(taken) >= _MOST * outside:
            _take(page, taken)


def joined(margins: Sequence[Margin | None]) -> Margin | None:
    """The margin of a paragraph: that of its first line, with the conferences that stand beside the others."""
    said = [each for each in margins if each is not None]
    if not said:
        return None
    return said[0]._replace(history=" ".join(each.history for each in said if each.history))


def _body(page: Page) -> list[Line]:
    return [line for line in page.lines if not line.furniture]


def _found(line: Line) -> _Found | None:
    """What may be the margin of a line: its first cells, or all of it."""
    texts = [cell.text for cell in line.cells]
    cells, _ = parts_of_row([*texts, ""])  # of a line with a margin alone, all of them
    said = margin(" ".join(texts[:cells])) if cells else None
    return _Found(line, cells, said) if said is not None else None


def _edge(found: Sequence[_Found]) -> float:
    """Where the words of most provisions begin; 0 if no line has any."""
    edges = Counter(round(each.line.cells[each.cells].x0) for each in found if each.cells < len(each.line.cells))
    return float(min(edges, key=lambda edge: (-edges[edge], edge))) if edges else 0.0


def _take(page: Page, taken: Sequence[_Found]) -> None:
    """Set the margins of some lines apart; one that has conferences alone belongs to the line above."""
    margins = {id(each.line): each for each in taken}
    items: list[Line | Table] = []
    above: Line | None = None
    for item in page.items:
        each = margins.get(id(item))
        if each is None or isinstance(item, Table):
            above = item if isinstance(item, Line) and not item.furniture else above
            items.append(item)
            continue
        cells = item.cells[each.cells :]
        if not cells and not each.margin.head and above is not None:
            above.margin = joined([above.margin or Margin("", "", ""), each.margin])
            continue
        shown: list[Cell] = cells or [Cell(item.x0, item.x0, "")]
        above = evolve(item, cells=shown, x0=shown[0].x0, margin=each.margin)
        items.append(above)
    page.items = items
