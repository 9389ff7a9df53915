"""The edges of pages in a text that marks page breaks with form feeds, as programs that copy pages do.

There stand page numbers, and heads and feet that come again on other pages.  Elsewhere a figure on a line of its own
may be a label; beside a form feed, and counting on from page to page, it is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STOPS, without_blanks
from itu_texts.parsing.layouts import fits, form, is_heading
from itu_texts.parsing.thresholds import EDGE_LINES, OFTEN, WIDEST_LINE
from itu_texts.parsing.tokens import Annotation

__all__ = ["Pages", "find_pages", "goes_on", "within_pages"]

_FORM_FEED: Final = "\x0c"
_NAMES: Final = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION"))
_BEGINS: Final = frozenset((*_NAMES, "TITLED_ANNEX", "ANNEX", "FORMULA", "AMENDMENT"))
_RULE: Final = "_____"  # above footnotes
_NUMBER: Final = regex(r"[^\S\n]*(?:[–—-][^\S\n]*)?(\d{1,4})(?:[^\S\n]*[–—-])?[^\S\n]*")
_DIGITS: Final = regex(r"\d+")


class _Line(NamedTuple):
    """A line at the edge of a page."""

    start: int
    """Where its words begin."""
    end: int
    page: int
    at_head: bool
    place: int
    """How many lines stand between it and the edge."""
    words: str

    @property
    def shape(self) -> tuple[bool, str]:
        """What it has in common with a line that is the same on another page: figures count for nothing."""
        return self.at_head, _DIGITS.sub("0", " ".join(self.words.split()))

    @property
    def number(self) -> int | None:
        """The number that it is, if it is no more than that."""
        found = _NUMBER.fullmatch(self.words)
        return int(found[1]) if found else None


class Pages:
    """Where the pages of a text end, and what stands at their edges."""

    def __init__(self, breaks: Sequence[int], edges: Sequence[Annotation]) -> None:
        self.breaks = breaks
        """The places of its form feeds."""
        self.edges = edges
        """Page numbers, heads and feet, in the order of the text."""
        self._begins = [edge.start for edge in edges]

    def foot(self, place: int, end: int) -> int:
        """Where the text ends on the page of a place.

        :param end: where the whole text does.
        """
        index, page = bisect_right(self._begins, place), bisect_right(self.breaks, place)
        ends = (*self._begins[index : index + 1], *self.breaks[page : page + 1], end)
        return min(ends)


def find_pages(source: str, text: str, surface: Surface) -> Pages:
    """The pages of a text that end with form feeds.

    :param source: the text with its form feeds.
    :param text: the same, as :func:`itu_texts.language.writing.fold` gives it, each character in its place.
    """
    breaks = [place for place, char in enumerate(source) if char == _FORM_FEED]
    pages = [*pairwise((0, *breaks, len(source)))]
    lines = [line for page, (start, end) in enumerate(pages) for line in _edges(text, start, end, page)]
    numbers = Counter(line.number - line.page for line in lines if line.number is not None)
    shapes = Counter(line.shape for line in lines if line.number is None)
    furniture = _furniture(lines, numbers, shapes, surface, len(pages))
    return Pages(breaks, sorted(furniture, key=lambda annotation: annotation.start))


def goes_on(text: str, pages: Pages, width: int) -> list[int]:
    """The breaks before lines that go on with the last line of the page before: its next word would not have fitted.

    :param width: the column at which the text is wrapped.
    """
    found: list[int] = []
    index = 0
    while index < len(pages.edges):
        start, end = pages.edges[index].start, pages.edges[index].end
        while index < len(pages.edges) and not text[end : pages.edges[index].start].strip():
            end = pages.edges[index].end
            index += 1
        before = next(_lines_back(text, 0, start), None)
        behind = next(_lines(text, end, len(text)), None)
        if before is not None and behind is not None:
            line = text[text.rfind("\n", 0, before[0]) + 1 : before[1]]
            if not fits(line, text[slice(*behind)], width):
                found.append(text.rfind("\n", 0, behind[0]))
    return found


def within_pages(notes: Sequence[Annotation], text: str, pages: Pages, surface: Surface) -> Iterator[Annotation]:
    """Footnotes, none of which goes on beyond its page; those below a rule take all that stands below it there.

    A rule does not stand at the foot of a page if it stands at its head, if no break ends the page, or if a heading,
    an annex or another text stands below it.
    """
    ruled = -1  # the last page with such a rule
    for note, following in pairwise([*notes, None]):
        assert note is not None
        page = bisect_right(pages.breaks, note.start)
        if text.startswith(_RULE, note.start):
            ruled = page
        below = following.start if following is not None else len(text)
        end = min(pages.foot(note.start, len(text)), note.end)
        head = pages.breaks[page - 1] + 1 if page else 0
        if page == ruled and page < len(pages.breaks) and text[head : note.start].strip():
            foot = min(pages.foot(note.start, len(text)), below)
            end = end if _text_goes_on(text, end, foot, surface) else foot
        yield Annotation(note.type, note.start, without_blanks(text, end), note.label)


def _text_goes_on(text: str, start: int, end: int, surface: Surface) -> bool:
    """Whether a line of a stretch is a heading, or begins an annex or another text."""
    lines = (text[begin:stop] for begin, stop in _lines(text, start, end))
    return any(is_heading(line, surface.line) or form(line, surface.line) in _BEGINS for line in lines)


def _edges(text: str, start: int, end: int, page: int) -> Iterator[_Line]:
    """The first and the last lines of a page."""
    head = [*islice(_lines(text, start, end), EDGE_LINES)]
    foot = [*islice(_lines_back(text, start, end), EDGE_LINES)]
    for at_head, places in ((True, head), (False, foot)):
        for place, (begin, stop) in enumerate(places):
            if at_head or (begin, stop) not in head:
                yield _Line(begin, stop, page, at_head, place, text[begin:stop])


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of the lines of a stretch begin and end, from its beginning on."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if words := text[start:stop].strip():
            begin = text.index(words, start)
            yield begin, begin + len(words)
        start = stop + 1


def _lines_back(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same, from its end back."""
    while end > start:
        begin = text.rfind("\n", start, end) + 1 or start
        if words := text[begin:end].strip():
            place = text.index(words, begin)
            yield place, place + len(words)
        end = begin - 1


def _furniture(
    lines: Sequence[_Line],
    numbers: Counter[int],
    shapes: Counter[tuple[bool, str]],
    surface: Surface,
    pages: int,
) -> Iterator[Annotation]:
    """Those of some lines that are furniture; a line that is none keeps those behind it from being any.

    The first line with the name of a text is that; the same on later pages is a running head.
    """
    inner: set[tuple[int, bool]] = set()
    names: set[str] = set()  # of texts, that stood above
    for line in lines:
        if line.number is not None:
            kind = "PAGE_NUMBER" if numbers[line.number - line.page] > 1 or line.number == line.page + 1 else ""
        else:
            again = shapes[line.shape] > 1 and shapes[line.shape] * OFTEN >= pages
            if form(line.words, surface.line) in _NAMES:
                again = again and line.words in names
                names.add(line.words)
            kind = "RUNNING_HEAD" if again and not _may_be_text(line, surface) else ""
        if not kind:
            inner.add((line.page, line.at_head))
        elif (line.page, line.at_head) not in inner:
            yield Annotation(kind, line.start, line.end)


def _may_be_text(line: _Line, surface: Surface) -> bool:
    """Whether a line that comes again may stand in the text each time: a heading, the end of a sentence."""
    return len(line.words) > WIDEST_LINE or line.words[-1] in STOPS or is_heading(line.words, surface.line)
