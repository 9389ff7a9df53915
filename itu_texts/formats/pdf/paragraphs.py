"""From the lines of pages to paragraphs, footnotes, tables and page furniture, in the order of reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from attrs import define

from itu_texts.formats.pdf.layout import Page
from itu_texts.formats.pdf.notes import MARK, above_rules, notes_of, without_separator
from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

__all__ = ["Note", "Paragraph", "paragraphs", "title_key"]

_SUFFIX = r"(?:\s?(?:bis|ter|quater))?"
_LABEL = re.compile(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)
_BULLETS = "–—•▪·-○●■□◦*"
_TWENTIETHS = 20  # of a point, in which indents are said
_STOPS = ".;:,"
_NEAR = 3.0  # points: how far apart things stand that are in one place
_LOOSEST = 1.45  # of the size: how far apart the lines of a paragraph may be
_LEADING = 1.2  # of the size: from one line of a footnote to the next
_MOST_NOTES = 1 / 3  # of the height of a page
_SHORT = 0.85  # of the width of a column: a line that ends before that ends a paragraph, if it is a sentence's end


def title_key(words: str) -> str:
    """Words as bookmarks and lines are compared: without case, blanks all alike."""
    return " ".join(words.casefold().split())


@define
class Paragraph:
    """Lines that are one paragraph."""

    lines: list[Line]
    bullet: int | None = None
    """How far from the margin its dash or bullet stands, in twentieths of a point, if it begins with one."""


@define
class Note:
    """A footnote."""

    mark: str
    lines: list[Line]
    share: float = 0.0
    """How much of the height of a page its footnotes make up, if that is much; the first of them has it."""


Block: TypeAlias = "Paragraph | Note | Line | Table | list[Line]"


# ---------------------------------------------------------------------- paragraphs


def paragraphs(pages: list[Page], titles: set[str]) -> Iterator[Block]:
    """Paragraphs, footnotes, tables (lists of lines) and furniture, in the order of reading.

    What a page adds comes after the paragraph that is open at its end.
    """
    builder = _Builder(pages, titles)
    for page in pages:
        yield from builder.page(page)
    yield from builder.end()


class _Builder:
    """The paragraph that is open, and what waits for its end."""

    def __init__(self, pages: list[Page], titles: set[str]) -> None:
        lines = [line for page in pages for line in page.lines if not line.furniture]
        self.titles = titles
        body = [line for page in pages for line in above_rules(page)]
        sizes: Counter[float] = Counter()
        for line in body or lines:
            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        """Of the characters of the text."""
        self.open: list[Line] = []
        self.rows: list[Line] = []
        """The rows of a table without rules that is open: it may go on on the next page."""
        self.table: Table | None = None
        """The table that is open: it may go on on the next page."""
        self.held: list[Note | Line] = []
        self.last_note: Note | None = None
        self.left, self.right = 0.0, 0.0
        """Where the lines of the region begin and end."""
        self.above = (0.0, 0.0)
        """The same, of the region before."""
        self.pitch = _pitch(body or lines, self.size)
        """From one line of a paragraph to the next."""
        self.columns = any(line.region for line in lines)
        self.area = (min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0))
        """Where the lines of all pages begin and end."""
        self.margins = [min((line.x0 for line in lines if line.page % 2 == side), default=0.0) for side in (0, 1)]
        """Where the lines of even and of odd pages begin."""
        self.bodies: dict[int, list[list[Line | Table]]] = {}
        """The regions of each page without furniture and footnotes."""
        self.notes: dict[int, list[Note]] = {}
        for page in pages:
            self._part(page)

    def _part(self, page: Page) -> None:
        """Part the text of a page from its footnotes; these come first, as one may go on on the next page."""
        notes: list[Line] = []
        bodies: list[list[Line | Table]] = []
        self.bodies[page.number] = bodies
        for region in page.regions():
            below = notes_of(region, page, self.size, open_note=self.last_note is not None)
            body = region[: len(region) - len(below)]
            bodies.append(without_separator(body) if below else body)
            notes += below
        made = list(self._as_notes(notes))
        self.notes[page.number] = made
        share = _LEADING * sum(line.size for line in notes) / page.height
        if share > _MOST_NOTES and self.last_note is not None:
            first = made[0] if made else self.last_note
            first.share = max(first.share, share)

    def page(self, page: Page) -> Iterator[Block]:
        for body in self.bodies[page.number]:
            yield from self._region(body)
        self.held += self.notes[page.number]
        self.held += (line for line in page.lines if line.furniture)

    def end(self) -> Iterator[Block]:
        yield from self._close()

    def _region(self, items: list[Line | Table]) -> Iterator[Block]:
        if not items:
            return
        self.above = (self.left, self.right) if self.columns else self.area
        self.left = min(item.x0 for item in items)
        self.right = max(item.x1 for item in items)
        place = 0
        while place < len(items):
            item = items[place]
            if isinstance(item, Table):
                yield from self._take(item)
                place += 1
                continue
            rows = _table_at(items, place, self.right)
            begins = item.page != self.rows[-1].page if not place and self.rows else items[place - 1] in self.rows
            if self.rows and begins and _is_row(self.rows[0], item, self.right):
                self.rows.append(item)
                place += 1
                continue
            if rows:
                yield from self._close()
                self.rows = [line for line in items[place : place + rows] if isinstance(line, Line)]
                place += rows
                continue
            if self.rows or self.table is not None or (self.open and self._begins(self.open[-1], item)):
                yield from self._close()
            self.open.append(item)
            place += 1

    def _take(self, table: Table) -> Iterator[Block]:
        """Open a table, or go on with the one that is open if it has the same columns."""
        if self.table is not None and self.table.goes_on(table):
            self.table.add(table)
        else:
            yield from self._close()
            self.table = table

    def _close(self) -> Iterator[Block]:
        if self.open:
            yield Paragraph(self.open, self._bullet(self.open[0]))
            self.open = []
        if self.rows:
            yield self.rows
            self.rows = []
        if self.table is not None:
            yield self.table
            self.table = None
        yield from self.held
        self.held = []

    def _bullet(self, line: Line) -> int | None:
        """How far from the margin the dash or bullet stands with which a line begins; ``None`` if it has none."""
        begun = line.text[:1]
        if begun not in _BULLETS or line.text[1:2] != " ":
            return None
        left = self.left if self.columns else self.margins[line.page % 2]
        return round((line.x0 - left) * _TWENTIETHS)

    def _begins(self, before: Line, line: Line) -> bool:
        """Whether a line begins a paragraph."""
        if line.margin is not None and line.margin.head:
            return True
        if self.titles and any(title_key(each.text) in self.titles for each in (before, line)):
            return True  # a bookmark names all of a line
        if line.italic != before.italic or line.bold != before.bold or abs(line.size - before.size) > 0.6:
            return True
        labelled = len(line.cells) > 1 and _LABEL.fullmatch(line.cells[0].text) is not None
        if labelled:
            return True
        ended = before.text[-1:] in _STOPS
        if line.page != before.page or line.region != before.region:
            left, right = self.above
            short = before.x1 - left < _SHORT * (right - left)
            centred = abs(before.x0 - left - (right - before.x1)) < 2 * _NEAR and before.x0 > left + 2 * _NEAR
            if (short or centred) and not line.text[:1].islower():
                return True
            return ended and (before.text[-1] != "," or not line.text[:1].islower())
        if before.y - line.y > 1.2 * self.pitch:
            return True
        first = self.open[0]
        indented = line.x0 > first.x0 + _NEAR and len(self.open) > 1 and line.x0 > before.x0 + _NEAR
        short = before.x1 - self.left < _SHORT * (self.right - self.left)
        return indented or (ended and short and not line.text[:1].islower())

    # ------------------------------------------------------------------ footnotes

    def _as_notes(self, lines: list[Line]) -> Iterator[Note]:
        made: list[Note] = []
        for line in lines:
            matched = MARK.match(line.text)
            if matched and (line.is_marked or len(line.cells) > 1 or self._is_next(matched[1])):
                self.last_note = Note(matched[1], [line])
                made.append(self.last_note)
            elif self.last_note is not None:
                self.last_note.lines.append(line)  # it goes on, perhaps from the page before
            else:
                made.append(Note("", [line]))
        yield from made

    def _is_next(self, mark: str) -> bool:
        last = self.last_note.mark if self.last_note is not None else "0"
        return not mark.isdigit() or not last.isdigit() or int(mark) in (1, int(last) + 1)


def _pitch(lines: list[Line], size: float) -> float:
    """How far the lines of a paragraph are apart, most often: the least gap that is common."""
    pairs = ((one, other) for one, other in pairwise(lines) if one.page == other.page and one.region == other.region)
    gaps = [one.y - other.y for one, other in pairs if 0.9 * size < one.y - other.y < 3 * size]
    if not gaps:
        return 1.2 * size
    counts = Counter(round(gap) for gap in gaps)
    common = min(gap for gap, count in counts.items() if count * 50 >= len(gaps))
    return min(median(gap for gap in gaps if abs(gap - common) <= 1), _LOOSEST * size)


def _table_at(items: list[Line | Table], place: int, right: float) -> int:
    """How many lines from here on are the rows of a table; 0 if they are none.

    :param right: where full lines end: words that are spread to reach there are no cells.
    """
    head = items[place]
    if isinstance(head, Table) or len(head.cells) < 2 or _LABEL.fullmatch(head.cells[0].text):
        return 0
    end = place + 1
    while end < len(items) and _is_row(head, items[end], right):
        end += 1
    return end - place if end - place > 1 else 0


def _is_row(head: Line, line: Line | Table, right: float) -> bool:
    """Whether the cells of a line stand below some of the first row, flush left or right."""
    if isinstance(line, Table) or not 2 <= len(line.cells) <= len(head.cells):
        return False
    return all(
        any(
            abs(cell.x0 - above.x0) < _NEAR or (abs(cell.x1 - above.x1) < _NEAR and cell.x1 < right - _NEAR)
            for above in head.cells
        )
        for cell in line.cells
    )
