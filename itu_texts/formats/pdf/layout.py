"""Makes pages from words with their places: lines and tables, region after region in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import define

from itu_texts.formats.pdf.aligned_rows import with_tables
from itu_texts.formats.pdf.columns import Row, borrowed, gutter_of, in_regions
from itu_texts.formats.pdf.file import RawPage
from itu_texts.formats.pdf.rows import Line, line_of, rows_of
from itu_texts.formats.pdf.separators import mark_separators
from itu_texts.formats.pdf.tables import Table, take_tables

_MOST_GUTTERS = 3  # different gutters in one file

_Rule: TypeAlias = "tuple[float, float, float]"


@define
class Page:
    """A page: its lines and tables in reading order."""

    number: int
    width: float
    height: float
    items: list[Line | Table]
    image: bool
    """Whether images are all that is on it."""

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


@define
class _Draft:
    """A page whose regions are still unknown."""

    raw: RawPage
    tables: list[Table]
    rules: list[_Rule]
    rows: list[Row]
    gutter: float | None


def make_pages(found: Iterable[RawPage]) -> list[Page]:
    """Return pages made from their content.

    A page with too few lines to recognise columns has the columns of other pages.
    """
    drafts = [_draft(raw) for raw in found]
    found_on = Counter(round(draft.gutter) for draft in drafts if draft.gutter is not None)
    gutters = [float(gutter) for gutter, _ in found_on.most_common(_MOST_GUTTERS)]
    return [_page(draft, gutters) for draft in drafts]


def _draft(raw: RawPage) -> _Draft:
    tables, words, rules = take_tables(raw.words, raw.rules, raw.number, raw.height)
    rows = rows_of(words)
    return _Draft(raw, tables, rules, rows, gutter_of(rows, raw.width))


def _page(draft: _Draft, gutters: list[float]) -> Page:
    raw = draft.raw
    gutter = draft.gutter if draft.gutter is not None else borrowed(draft.rows, gutters)
    if gutter is None:
        regions = [(draft.rows, draft.tables)]
    else:
        found = in_regions(draft.rows, draft.tables, gutter)
        regions = [(rows_of(region.words), region.tables) for region in found]
    items: list[Line | Table] = []
    for place, (rows, tables) in enumerate(regions):
        items += _region([*(line_of(row, raw.number) for row in rows), *tables], draft.rules, place, len(items))
    return Page(raw.number, raw.width, raw.height, items, raw.image)


def _region(found: list[Line | Table], rules: list[_Rule], region: int, above: int) -> Iterator[Line | Table]:
    """Yield the lines and tables of a region, from the top.

    :param above: the number of lines and tables in the regions before.
    """
    items = sorted(found, key=lambda item: -item.y)
    for number, item in enumerate(items, above + 1):
        item.number, item.region = number, region
    return with_tables(mark_separators(items, rules))
