"""Page numbers, and the heads and feet that come again on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from itu_texts.formats.pdf.layout import Page
from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

__all__ = ["set_furniture_apart"]

_MARGIN_LINES = 3  # at the head and the foot of a page, that may be furniture
_MARGIN = 0.12  # of the height of a page
_NEAR = 3.0  # points: how far apart things stand that are in one place
_PAGE_NUMBER = re.compile(r"(?:[–—-]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*[–—-])?|\d{1,4}\s*/\s*\d{1,4}")
_DIGITS = re.compile(r"\d+")


def set_furniture_apart(pages: list[Page]) -> None:
    """Mark the page numbers, and the heads and feet that come again in the same place on other pages.

    A page number that stands beside a head or foot becomes a line of its own.
    """
    margins = [(page, _margins(page)) for page in pages]
    shapes = Counter((_shape(line), _place(line)) for _, lines in margins for line in lines)
    again: Counter[int] = Counter()  # lines in a place that come again, and that do not
    once: Counter[int] = Counter()
    for (_, place), count in shapes.items():
        if count > 1:
            again[place] += count
        else:
            once[place] += count
    for page, lines in margins:
        for line in lines:
            place = _place(line)
            repeated, others = (sum(counts[place + near] for near in (-1, 0, 1)) for counts in (again, once))
            often = sum(shapes[_shape(line), place + near] for near in (-1, 0, 1))
            if not line.bold and _PAGE_NUMBER.fullmatch(line.text.strip()):
                line.furniture = "page_number"
                continue
            comes_again = often > 1 and repeated * 4 >= len(pages) and others <= repeated  # else text is there too
            if line.bold:  # it may be a title, unless it is at the edge of the page
                comes_again = comes_again and all(other.furniture for other in _beyond(line, lines, page))
            if comes_again or (not line.bold and _is_small_head(page, line)):
                line.furniture = "running_head"
                line.stands_once = often == 1 and not _DIGITS.search(line.text)
        if any(line.furniture == "running_head" and len(line.cells) > 1 for line in lines):
            page.items = [part for item in page.items for part in _parted(item)]


def _margins(page: Page) -> list[Line]:
    """The lines at the head and the foot of a page that may be furniture, those nearest to its edges first."""
    by_height = sorted(page.lines, key=lambda line: -line.y)
    outer = by_height[:_MARGIN_LINES] + by_height[max(_MARGIN_LINES, len(by_height) - _MARGIN_LINES) :]
    apart = (line for line in outer if _is_apart(page, line))
    return sorted(apart, key=lambda line: min(line.y, page.height - line.y))


def _beyond(line: Line, lines: list[Line], page: Page) -> list[Line]:
    """The lines between a line and the edge of the page that is near it."""
    if line.y > page.height / 2:
        return [other for other in lines if other.y > line.y + _NEAR]
    return [other for other in lines if other.y < line.y - _NEAR]


def _place(line: Line) -> int:
    return round(line.y / _NEAR)


def _shape(line: Line) -> str:
    """What lines have in common that come again: a page number beside them and numbers in them count for nothing.

    In bold lines, which may be titles, numbers do.
    """
    ends = (0, len(line.cells) - 1)
    words = " ".join(
        cell.text for place, cell in enumerate(line.cells) if place not in ends or not _PAGE_NUMBER.fullmatch(cell.text)
    )
    return f"bold {words}" if line.bold else _DIGITS.sub("0", words)


def _is_apart(page: Page, line: Line) -> bool:
    """Whether a line stands in the margin at the head or the foot of its page."""
    return line.y < _MARGIN * page.height or line.y > (1 - _MARGIN) * page.height


def _is_small_head(page: Page, line: Line) -> bool:
    """Whether a line at the head of a page is smaller than the text, and well above it."""
    below = [other for other in page.lines if other.y < line.y - _NEAR]
    if not below or line.y < (1 - _MARGIN) * page.height:
        return False
    sizes: Counter[float] = Counter()
    for other in below:
        sizes[other.size] += len(other.text)
    size = sizes.most_common(1)[0][0]
    return line.size < 0.9 * size and line.y - max(other.y for other in below) > 2 * size


def _parted(line: Line | Table) -> Sequence[Line | Table]:
    """The parts of a head or foot: the page number that stands at its left or right end, and the words."""
    if isinstance(line, Table):
        return [line]
    for cells, others in ((line.cells[:1], line.cells[1:]), (line.cells[-1:], line.cells[:-1])):
        if line.furniture == "running_head" and others and _PAGE_NUMBER.fullmatch(cells[0].text):
            number = evolve(line, cells=cells, x0=cells[0].x0, x1=cells[-1].x1, furniture="page_number")
            words = evolve(line, cells=others, x0=others[0].x0, x1=others[-1].x1)
            return [number, words] if cells[0] is line.cells[0] else [words, number]
    return [line]
