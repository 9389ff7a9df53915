"""From the lines of pages to paragraphs, footnotes, tables and page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from attrs import define, field

from itu_texts.readers.pdf_layout import Line, Page

__all__ = ["Note", "Paragraph", "Words", "paragraphs", "set_furniture_apart", "title_key"]

_MARGIN_LINES = 3  # at the head and the foot of a page, that may be furniture
_PAGE_NUMBER = re.compile(r"(?:[–—-]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*[–—-])?|\d{1,4}\s*/\s*\d{1,4}")
_SUFFIX = r"(?:\s?(?:bis|ter|quater))?"
_LABEL = re.compile(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)
_NOTE = re.compile(r"(\d{1,2}|\*{1,3})\)?\s*(?=\D)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = ("-", "\u2010")
_STOPS = ".;:,"
_NEAR = 3.0  # points: how far apart things stand that are in one place
_SMALL = 0.95  # of the size of the text: what is smaller may be a footnote
_LOOSEST = 1.45  # of the size: how far apart the lines of a paragraph may be
_SHORT = 0.85  # of the width of a column: a line that ends before that ends a paragraph, if it is a sentence's end


def title_key(words: str) -> str:
    """Words as bookmarks and lines are compared: without case, blanks all alike."""
    return " ".join(words.casefold().split())


@define
class Paragraph:
    """Lines that are one paragraph."""

    lines: list[Line]


@define
class Note:
    """A footnote."""

    mark: str
    lines: list[Line]


Block: TypeAlias = "Paragraph | Note | Line | list[Line]"


# ---------------------------------------------------------------------- page furniture


def set_furniture_apart(pages: list[Page]) -> None:
    """Mark the page numbers, and the heads and feet that come again in the same place on other pages."""
    shapes: Counter[tuple[str, int]] = Counter()
    places: Counter[int] = Counter()
    for page in pages:
        for line in _margins(page):
            shapes[_shape(line), round(line.y / _NEAR)] += 1
            places[round(line.y / _NEAR)] += 1
    for page in pages:
        for line in _margins(page):
            place = round(line.y / _NEAR)
            often = sum(shapes[_shape(line), place + near] for near in (-1, 0, 1))
            others = sum(places[place + near] for near in (-1, 0, 1)) - often
            if not _is_apart(page, line) or line.bold:
                continue
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                line.furniture = "page_number"
            repeated = often > 1 and often * 4 >= len(pages) and others <= often  # else text begins or ends there too
            if not line.furniture and (repeated or _is_small_head(page, line)):
                line.furniture = "running_head"


def _margins(page: Page) -> list[Line]:
    by_height = sorted(page.lines, key=lambda line: -line.y)
    return by_height[:_MARGIN_LINES] + by_height[max(_MARGIN_LINES, len(by_height) - _MARGIN_LINES) :]


def _is_small_head(page: Page, line: Line) -> bool:
    """Whether a line at the head of a page is smaller than the text, and well above it."""
    below = [other for other in page.lines if other.y < line.y - _NEAR]
    if not below or line.y < 0.88 * page.height:
        return False
    size = Counter(other.size for other in below for _ in other.text).most_common(1)[0][0]
    return line.size < 0.9 * size and line.y - max(other.y for other in below) > 2 * size


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _is_apart(page: Page, line: Line) -> bool:
    """Whether a line stands in the margin at the head or the foot of its page."""
    return line.y < 0.12 * page.height or line.y > 0.88 * page.height


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
        body = [line for page in pages for line in _above_rules(page) if not line.furniture]
        sizes = Counter(line.size for line in body or lines for _ in line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        """Of the characters of the text."""
        self.open: list[Line] = []
        self.held: list[Note | Line] = []
        self.last_note: Note | None = None
        self.left, self.right = 0.0, 0.0
        """Where the lines of the column begin and end."""
        self.above = (0.0, 0.0)
        """The same, of the column before."""
        self.pitch = _pitch(body or lines, self.size)
        """From one line of a paragraph to the next."""

        self.columns = any(line.column for line in lines)
        self.area = (min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0))
        """Where the lines of all pages begin and end."""
        self.bodies: dict[int, list[Line]] = {}
        """The lines of each page that are neither furniture nor footnotes."""
        self.notes: dict[int, list[Note]] = {}
        for page in pages:
            body = [line for line in page.lines if not line.furniture]
            below = self._notes(page, body)
            self.bodies[page.number] = body[: len(body) - len(below)]
            self.notes[page.number] = list(self._as_notes(below))

    def page(self, page: Page) -> Iterator[Block]:
        body = self.bodies[page.number]
        for column in sorted({line.column for line in body}):
            yield from self._column([line for line in body if line.column == column])
        self.held += self.notes[page.number]
        self.held += (line for line in page.lines if line.furniture)

    def end(self) -> Iterator[Block]:
        yield from self._close()

    def _column(self, lines: list[Line]) -> Iterator[Block]:
        self.above = (self.left, self.right) if self.columns else self.area
        self.left = min(line.x0 for line in lines)
        self.right = max(line.x1 for line in lines)
        place = 0
        while place < len(lines):
            rows = _table_at(lines, place, self.right)
            if rows:
                yield from self._close()
                yield lines[place : place + rows]
                place += rows
                continue
            line = lines[place]
            if self.open and self._begins(self.open[-1], line):
                yield from self._close()
            self.open.append(line)
            place += 1

    def _close(self) -> Iterator[Block]:
        if self.open:
            yield Paragraph(self.open)
            self.open = []
        yield from self.held
        self.held = []

    def _begins(self, before: Line, line: Line) -> bool:
        """Whether a line begins a paragraph."""
        if self.titles and any(title_key(each.text) in self.titles for each in (before, line)):
            return True  # a bookmark names all of a line
        if line.italic != before.italic or line.bold != before.bold or abs(line.size - before.size) > 0.6:
            return True
        labelled = len(line.cells) > 1 and _LABEL.fullmatch(line.cells[0].text) is not None
        if labelled:
            return True
        ended = before.text[-1:] in _STOPS
        if line.page != before.page or line.column != before.column:
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

    def _notes(self, page: Page, body: list[Line]) -> list[Line]:
        """The lines at the foot of a page below a short rule, or smaller than the text and beginning with a mark."""
        best: list[Line] = []
        for rule in sorted(_short_rules(page), reverse=True):
            below = [line for line in body if line.y < rule]
            small = all(each.size <= 1.05 * self.size for each in below)
            if below and body[len(body) - len(below) :] == below and small:
                best = below
                break
        if best:
            return best
        count = 0
        for place, line in enumerate(reversed(body), 1):
            if line.size > _SMALL * self.size:
                break
            if _NOTE.match(line.text):
                count = place
        return body[len(body) - count :] if count else []

    def _as_notes(self, lines: list[Line]) -> Iterator[Note]:
        made: list[Note] = []
        for line in lines:
            matched = _NOTE.match(line.text)
            raised = bool(line.cells[0].raised and line.cells[0].raised[0][0] == 0)
            if matched and (raised or len(line.cells) > 1 or self._is_next(matched[1])):
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


def _short_rules(page: Page) -> list[float]:
    """How high the rules are that may stand above footnotes."""
    return [y for x0, x1, y in page.rules if x1 - x0 < 0.6 * page.width]


def _above_rules(page: Page) -> list[Line]:
    lowest = min(_short_rules(page), default=0.0)
    return [line for line in page.lines if line.y >= lowest]


def _pitch(lines: list[Line], size: float) -> float:
    """How far the lines of a paragraph are apart, most often: the least gap that is common."""
    pairs = ((one, other) for one, other in pairwise(lines) if one.page == other.page and one.column == other.column)
    gaps = [one.y - other.y for one, other in pairs if 0.9 * size < one.y - other.y < 3 * size]
    if not gaps:
        return 1.2 * size
    counts = Counter(round(gap) for gap in gaps)
    common = min(gap for gap, count in counts.items() if count * 50 >= len(gaps))
    return min(median(gap for gap in gaps if abs(gap - common) <= 1), _LOOSEST * size)


def _table_at(lines: list[Line], place: int, right: float) -> int:
    """How many lines from here on are the rows of a table; 0 if they are none.

    :param right: where full lines end: words that are spread to reach there are no cells.
    """
    head = lines[place]
    if len(head.cells) < 2 or _LABEL.fullmatch(head.cells[0].text):
        return 0
    end = place + 1
    while end < len(lines) and _is_row(head, lines[end], right):
        end += 1
    return end - place if end - place > 1 else 0


def _is_row(head: Line, line: Line, right: float) -> bool:
    """Whether the cells of a line stand below some of the first row, flush left or right."""
    if len(line.cells) < 2 or len(line.cells) > len(head.cells):
        return False
    return all(
        any(
            abs(cell.x0 - above.x0) < _NEAR or (abs(cell.x1 - above.x1) < _NEAR and cell.x1 < right - _NEAR)
            for above in head.cells
        )
        for cell in line.cells
    )


# ---------------------------------------------------------------------- words


@define
class Words:
    """Joins lines; a hyphen at the end of one is dropped only where it surely does not belong to the word.

    It is where the whole word stands elsewhere in the file, or neither of its halves does.
    """

    lines: Iterable[Line]
    known: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        broken = False
        for line in self.lines:
            found = _WORD.findall(line.text.casefold())
            ends_broken = line.text.endswith(_HYPHENS)
            self.known.update(found[broken : len(found) - ends_broken])  # no halves of broken words
            broken = ends_broken

    def join(self, lines: list[Line]) -> tuple[str, list[tuple[int, int]]]:
        """The text of lines as one, and the stretches of it that are raised."""
        text = ""
        raised: list[tuple[int, int]] = []
        for line in lines:
            for place, cell in enumerate(line.cells):
                if place:
                    text += "\t" if place == 1 and line is lines[0] else " "
                elif text:
                    text = self._joint(text, cell.text)
                raised += ((len(text) + begin, len(text) + end) for begin, end in cell.raised)
                text += cell.text
        return text, [(begin, end) for begin, end in raised if end <= len(text)]

    def _joint(self, text: str, following: str) -> str:
        """The text so far, ready for the next line."""
        if not (text.endswith(_HYPHENS) and text[-2:-1].isalpha() and following[:1].islower()):
            return text + " "
        begun = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[:-1])
        rest = _WORD.match(following.casefold())
        if begun and rest:
            halves = (begun[0].casefold(), rest[0])
            if "".join(halves) in self.known or not any(half in self.known for half in halves):
                return text[:-1]
        return text
