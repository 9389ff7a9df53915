"""Finds page furniture: lines at the edges of pages that are not words of the text.

Three kinds of texts show where pages end: those with form feeds, as programs that copy pages write; those in which a
program wrote each page as one line, after its number and a listing comma; and volumes in which each page is one line
that begins with its number and its section: "- 97 - (3.2 - The Council)".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import LISTING_COMMA, STOPS, without_blanks
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import lines_back, lines_of
from itu_texts.parsing.thresholds import (
    EDGE_LINES,
    HEAD_SIZE,
    MARGIN_LINES,
    OFTEN,
    PAGE_MARGIN,
    SAME_PLACE,
    WIDEST_LINE,
)
from itu_texts.parsing.tokens import Annotation, TokenType
from itu_texts.parsing.typeset import PageNotes, size_of
from itu_texts.parsing.wraps import is_heading
from itu_texts.tree.readings import Evidence, TypesetLine
from itu_texts.tree.spans import overlaps

_MARK: Final = regex(rf"\s{{0,80}}^[^\S\n]?(?P<page>\d{{1,3}}){LISTING_COMMA}(?=\S)", re.MULTILINE)


def silence_page_marks(found: Findings) -> None:
    """Silence the marks of pages that a program wrote as one line each, their heads and the line ends before them.

    In languages that use the sign themselves, it follows labels.
    """
    copy, lang = found.copy, found.lang
    marks = [] if lang.runs_on else [*_MARK.finditer(copy.source)]
    if len(marks) < 2 or [int(mark["page"]) for mark in marks] != [*range(1, len(marks) + 1)]:
        return
    copy.silence([(mark.start("page"), mark.end()) for mark in marks], "page")
    copy.silence(_heads(copy.text, marks, lang), "page")
    copy.blank([(mark.start(), mark.start("page")) for mark in marks])


def _heads(text: str, marks: Sequence[re.Match[str]], lang: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield the running heads directly after a mark, and the same words after the name of the text."""
    head = lang.patterns.HEAD_RUN_IN
    names = {found["name"] for mark in marks if (found := head.match(text, mark.end()))}
    if names:
        for found in head.finditer(text):
            if found["name"] in names:
                yield found.span()


_ALONE: Final = "alone"
"""The label of a running head that no other page has, and that has no number of a page or document."""
_LONE_HEAD: Final = (
    "these small words stand at the head of one page alone: they were taken for its head, and are in no text"
)
FORM_FEED: Final = "\x0c"
_NAMES: Final = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION"))
_BEGINS: Final = frozenset((*_NAMES, "TITLED_ANNEX", "ANNEX", "FORMULA", "AMENDMENT"))
_NOTE_RULE: Final = "_____"  # above footnotes
_NUMBER: Final = r"(?:[–—-][^\S\n]*)?(?:\d{1,4}|[ivxl]{1,6})(?:[^\S\n]*[–—-])?|\d{1,4}\s*/\s*\d{1,4}"
_PAGE: Final = regex(_NUMBER)
_GAP: Final = r"(?:[^\S\n]*\t|[^\S\n]{3})\s*"
# A page number with words beside it
_BESIDE: Final = regex(rf"(?P<first>{_NUMBER}){_GAP}(?P<behind>\S.*)|(?P<before>.*\S){_GAP}(?P<last>{_NUMBER})")
_DIGITS: Final = regex(r"\d+")


class _Edge(NamedTuple):
    """A line at the edge of a page."""

    start: int
    """Where its words begin."""
    end: int
    page: int
    at_head: bool
    words: str
    """The end of the words, without a page number beside them."""
    beside: tuple[int, int] = (0, 0)
    """The start and end of the page number, if there is one."""
    known: TypesetLine | None = None
    """The evidence of a file for it."""
    is_small: bool = False
    """Whether it is smaller than the text of its page, and well above it."""

    @property
    def shape(self) -> tuple[bool, str]:
        """The form that it shares with the same line on another page, in which figures do not count.

        In bold letters, which may be those of a title, they count.
        """
        words = " ".join(self.words.split())
        return self.at_head, words if self.known and self.known.bold else _DIGITS.sub("0", words)

    @property
    def place(self) -> tuple[int, bool, str]:
        """The place of the line; without a known place, its shape."""
        return (round(self.known.foot / SAME_PLACE), True, "") if self.known else (0, *self.shape)

    @property
    def number(self) -> int | None:
        """The number of a line that is only a number; 0 if it is not written in figures."""
        if not _PAGE.fullmatch(self.words):
            return None
        figures = _DIGITS.search(self.words)
        return int(figures[0]) if figures else 0


class Pages:
    """The ends of the pages of a text, and the furniture at their edges."""

    def __init__(self, breaks: Sequence[int], edges: Sequence[Annotation]) -> None:
        self.breaks = breaks
        """The places of its form feeds."""
        self.edges = edges
        """Page numbers, heads and feet, in the order of the text."""
        self._begins = [edge.start for edge in edges]

    def foot(self, place: int, end: int) -> int:
        """Return where the text on the page of a place ends.

        :param end: where the whole text ends.
        """
        index, page = bisect_right(self._begins, place), bisect_right(self.breaks, place)
        ends = (*self._begins[index : index + 1], *self.breaks[page : page + 1], end)
        return min(ends)


def find_pages(found: Findings) -> None:
    """Find the furniture of pages that end with form feeds, and the footnotes in a file that shows places of lines."""
    copy, lines = found.copy, found.reading.lines
    found.pages = _pages_of(copy.source, copy.text, found.lang, lines)
    found.claims["page-edges"] = edges = found.pages.edges
    alone = (edge for edge in edges if edge.label == _ALONE)
    found.report(Evidence("oddity", each.start, each.end, ("unrecognised-block", _LONE_HEAD)) for each in alone)
    if lines:
        apart = [(edge.start, edge.end) for edge in edges]
        body = [line for line in lines if not overlaps(apart, line.start, line.end)]
        raised = [(each.start, each.end) for each in found.reading.evidence if each.kind == "raised"]
        notes = PageNotes(copy.text, body, raised, found.tables)
        found.say([*found.said.annotations, *notes.found])
        found.anchors = notes.anchors
        copy.silence([(mark.start, mark.end) for mark in found.anchors], "anchor")
        found.report(notes.oddities)


def _pages_of(source: str, text: str, lang: LanguagePatterns, printed: Sequence[TypesetLine]) -> Pages:
    """Return the pages of a text that end with form feeds.

    :param source: the text with its form feeds.
    :param text: its reading copy.
    :param printed: its lines, if a file shows their places.
    """
    breaks = [place for place, char in enumerate(source) if char == FORM_FEED]
    pages = [*pairwise((0, *breaks, len(source)))]
    if printed:
        lines = [line for _, page in groupby(printed, key=attrgetter("page")) for line in _margins(text, [*page])]
    else:
        lines = [line for page, (start, end) in enumerate(pages) for line in _edges(text, start, end, page)]
    numbers = Counter(line.number - line.page for line in lines if line.number is not None)
    shapes = Counter(shape for _, shape in {(line.page, line.shape) for line in lines if line.number is None})
    places = Counter(line.place for line in lines if shapes[line.shape] > 1)
    furniture = _at_edges(lines, numbers, shapes, places, lang, len(pages))
    return Pages(breaks, sorted(furniture, key=lambda annotation: annotation.start))


def within_pages(notes: Sequence[Annotation], text: str, pages: Pages, lang: LanguagePatterns) -> Iterator[Annotation]:
    """Yield footnotes limited to their pages; those below a rule take everything below it on the page.

    A rule is not at the foot of a page if it is at its head, if no break ends the page, or if a heading, an annex or
    another text stands below it.
    """
    ruled = -1  # the last page with such a rule
    for note, following in pairwise([*notes, None]):
        assert note is not None
        page = bisect_right(pages.breaks, note.start)
        if text.startswith(_NOTE_RULE, note.start):
            ruled = page
        below = following.start if following is not None else len(text)
        end = min(pages.foot(note.start, len(text)), note.end)
        head = pages.breaks[page - 1] + 1 if page else 0
        if page == ruled and page < len(pages.breaks) and text[head : note.start].strip():
            foot = min(pages.foot(note.start, len(text)), below)
            end = end if _text_goes_on(text, end, foot, lang) else foot
        yield Annotation(note.type, note.start, without_blanks(text, end), note.label)


def _text_goes_on(text: str, start: int, end: int, lang: LanguagePatterns) -> bool:
    """Return whether a line of a stretch is a heading, or begins an annex or another text."""
    lines = (text[begin:stop] for begin, stop in lines_of(text, start, end))
    return any(is_heading(line, lang) or lang.line.of(line) in _BEGINS for line in lines)


def _edges(text: str, start: int, end: int, page: int) -> Iterator[_Edge]:
    """Yield the first and the last lines of a page."""
    head = [*islice(lines_of(text, start, end), EDGE_LINES)]
    foot = [*islice(lines_back(text, start, end), EDGE_LINES)]
    for at_head, places in ((True, head), (False, foot)):
        for begin, stop in places:
            if at_head or (begin, stop) not in head:
                yield _edge(text, begin, stop, page, at_head)


def _margins(text: str, lines: Sequence[TypesetLine]) -> Iterator[_Edge]:
    """Yield the lines in the margins at the head and the foot of a page, the outermost first."""
    height = lines[0].foot + lines[0].head
    inner = sorted(lines, key=attrgetter("head"))
    head = [line for line in inner if line.head < PAGE_MARGIN * height]
    foot = [line for line in reversed(inner) if line.foot < PAGE_MARGIN * height]
    for at_head, outer in ((True, head[:MARGIN_LINES]), (False, foot[:MARGIN_LINES])):
        for place, line in enumerate(outer):
            is_small = at_head and _is_small(line, inner[place + 1 :])
            yield _edge(text, line.start, line.end, line.page - 1, at_head, line, is_small)


def _is_small(line: TypesetLine, others: Sequence[TypesetLine]) -> bool:
    """Return whether a line at the head of a page is smaller than the text below, and well above it."""
    below = [other for other in others if other.head > line.head + SAME_PLACE]
    size = size_of(below)
    return bool(below) and not line.bold and line.size < HEAD_SIZE * size and below[0].head - line.head > 2 * size


def _edge(
    text: str, start: int, end: int, page: int, at_head: bool, known: TypesetLine | None = None, is_small: bool = False
) -> _Edge:
    """A line at the edge of a page."""
    found = _BESIDE.fullmatch(text, start, end)
    if found is None:
        return _Edge(start, end, page, at_head, text[start:end], known=known, is_small=is_small)
    number, words = ("first", "behind") if found["first"] else ("last", "before")
    return _Edge(start, end, page, at_head, found[words], found.span(number), known, is_small)


def _at_edges(
    lines: Sequence[_Edge],
    numbers: Counter[int],
    shapes: Counter[tuple[bool, str]],
    places: Counter[tuple[int, bool, str]],
    lang: LanguagePatterns,
    pages: int,
) -> Iterator[Annotation]:
    """Yield the lines that are furniture; lines after a line of the text are not.

    The first line at a head with the name of a text is part of the text; the same line on later pages is furniture.
    """
    inner: set[tuple[int, bool]] = set()
    names: set[str] = set()  # names of texts above
    for line in lines:
        if line.number is not None:
            counts = numbers[line.number - line.page] > 1 or line.number == line.page + 1
            kind: TokenType = "PAGE_NUMBER" if counts or line.known else ""
        else:
            place, at_head, shape = line.place
            near = sum(places[place + step, at_head, shape] for step in (-1, 0, 1))
            again = shapes[line.shape] > 1 and max(near, shapes[line.shape]) * OFTEN >= pages
            if lang.line.of(line.words) in _NAMES:
                again = again and (line.words in names or not line.at_head)
                names.add(line.words)
            kind = "RUNNING_HEAD" if (again and not _may_be_text(line, lang)) or line.is_small else ""
        if not kind:
            inner.add((line.page, line.at_head))
        elif (line.page, line.at_head) not in inner or line.is_small:
            alone = line.is_small and shapes[line.shape] == 1 and not _DIGITS.search(line.words)
            yield from _parts(line, kind, _ALONE if alone else "")


def _parts(line: _Edge, kind: TokenType, label: str) -> Iterator[Annotation]:
    """Yield a line of furniture: its words, and the page number beside them."""
    start, end = line.start, line.end
    first, last = line.beside
    if last:
        yield Annotation("PAGE_NUMBER", first, last)
        start, end = (end - len(line.words), end) if first == start else (start, start + len(line.words))
    yield Annotation(kind, start, end, label)


def _may_be_text(line: _Edge, lang: LanguagePatterns) -> bool:
    """Return whether a repeated line may belong to the text each time: a heading, the end of a sentence."""
    return len(line.words) > WIDEST_LINE or line.words[-1] in STOPS or is_heading(line.words, lang)
