"""Lines whose places on their pages a file states: which of them form a paragraph, and which are footnotes.

Place, size and slant decide; the grammar interprets the words. Footnotes stand below a drawn rule, or in small type
with a mark before them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Final

from itu_texts.language.hyphens import HYPHENS, Words
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON, begins_small, is_letter, is_number
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.lines import LineEvidence
from itu_texts.parsing.reading_copy import runs
from itu_texts.parsing.thresholds import (
    COMMON_GAP,
    FULL_SHARE,
    HEIGHT_OF_LINES,
    INDENT_UNITS,
    LARGE_TYPE,
    LEADING,
    LOOSEST_LINES,
    MUCH_OF_PAGE,
    SAME_PLACE,
    SIZE_DIFFERS,
    SMALL_TYPE,
    USUAL_SIZE,
    WORD_REACH,
)
from itu_texts.parsing.tokens import IN_LINE, AnchorToken, Annotation, TokenType
from itu_texts.tree.readings import Evidence, TypesetLine
from itu_texts.tree.spans import overlaps

_BULLETS: Final = "–—•▪·-○●■□◦*"
_STOPS: Final = (FULL_STOP, SEMICOLON, COLON, COMMA)
_SUFFIX: Final = r"(?:\s?(?:bis|ter|quater))?"
_LABEL: Final = regex(
    rf"\(?\d{{1,3}}(?:(?:bis)?\.\d{{1,3}})*{_SUFFIX}[).]?|\(?(?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]){_SUFFIX}[).]{_SUFFIX}|[–—•▪·-]"
)


def size_of(lines: Sequence[TypesetLine]) -> float:
    """Return the most common size of the characters of some lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += line.end - line.start
    return sizes.most_common(1)[0][0] if sizes else USUAL_SIZE


class Paragraphs:
    """Finds the paragraphs of a text with known printed lines.

    :param text: the text.
    :param lines: its lines outside page furniture, footnotes and tables, at least one.
    :param apart: where tables begin, in order: a paragraph ends before each.
    :param numbers: the start and end of the numbers of provisions.
    """

    def __init__(
        self, text: str, lines: Sequence[TypesetLine], apart: Sequence[int], numbers: Mapping[int, int]
    ) -> None:
        self.text = text
        self.lines = lines
        self.apart = apart
        self.numbers = numbers
        self.pitch: float = _pitch(lines)
        """The distance between lines of a paragraph."""
        self.columns: bool = any(line.region for line in lines)
        self.areas: dict[tuple[int, int], tuple[float, float]] = {}
        """The left and right ends of the lines of each region."""
        self.margins: dict[int, float] = {}
        """The left ends of the lines of even and of odd pages."""
        for line in lines:
            place, side = (line.page, line.region), line.page % 2
            left, right = self.areas.get(place, (line.left, line.right))
            self.areas[place] = (min(left, line.left), max(right, line.right))
            self.margins[side] = min(line.left, self.margins.get(side, line.left))
        areas = self.areas.values()
        self.whole: tuple[float, float] = min(left for left, _ in areas), max(right for _, right in areas)
        """The left end of the lines of all pages."""

    def found(self) -> Iterator[list[TypesetLine]]:
        """Return the lines of each paragraph."""
        return runs(self.lines, self._begins)

    def bullet(self, line: TypesetLine) -> int:
        """Return the indent of the dash or bullet with which a line begins; -1 if it has none."""
        if self.text[line.start] not in _BULLETS or not self.text[line.start + 1 : line.start + 2].isspace():
            return -1
        left = self.areas[line.page, line.region][0] if self.columns else self.margins[line.page % 2]
        return round((line.left - left) * INDENT_UNITS)

    def _begins(self, opened: Sequence[TypesetLine], line: TypesetLine) -> bool:
        """Return whether a line begins a paragraph, and does not continue one."""
        before = opened[-1]
        table = bisect_left(self.apart, before.start)
        if table < len(self.apart) and self.apart[table] < line.start:
            return True
        last, goes_on = self.text[before.end - 1], begins_small(self.text, line.start)
        if last in HYPHENS and goes_on and is_letter(self.text[before.end - 2]):
            return False
        if line.start in self.numbers or before.titled or line.titled:
            return True
        if line.italic != before.italic or line.bold != before.bold or abs(line.size - before.size) > SIZE_DIFFERS:
            return True
        if len(line.cells) > 1 and _LABEL.fullmatch(self.text, line.start, line.cells[1][0] - 1):
            return True
        ended = last in _STOPS
        if line.page != before.page or line.region != before.region:
            left, right = self.areas[before.page, before.region] if self.columns else self.whole
            short = before.right - left < FULL_SHARE * (right - left)
            indent = before.left - left
            centred = abs(indent - (right - before.right)) < 2 * SAME_PLACE < indent
            return ((short or centred) and not goes_on) or (ended and not (last == COMMA and goes_on))
        if before.foot - line.foot > LEADING * self.pitch:
            return True
        left, right = self.areas[line.page, line.region]
        indented = len(opened) > 1 and line.left > max(opened[0].left, before.left) + SAME_PLACE
        return indented or (ended and before.right - left < FULL_SHARE * (right - left) and not goes_on)


def join_lines(found: Findings) -> None:
    """Join the lines of paragraphs in a file that shows the places of lines."""
    copy, said = found.copy, found.said
    apart = sorted((each.start, each.end) for each in found.apart)
    notes = sorted((each.start, each.end) for each in found.own_notes)
    body = [line for line in found.reading.lines if not overlaps(apart, line.start, line.end)]
    if not body:
        return
    paragraphs = Paragraphs(copy.text, body, found.tables, found.numbers)
    annotations, known = [*said.annotations], {**said.known}
    wraps = [(one, other) for one, other in pairwise(found.reading.lines) if overlaps(notes, one.end, other.start)]
    for lines in paragraphs.found():
        if (bullet := paragraphs.bullet(lines[0])) >= 0:
            known[lines[0].start] = LineEvidence(first=bullet)
        kind: TokenType = "EMPHASIS" if all(line.italic for line in lines) else "PARAGRAPH"
        start = lines[0].start
        for one, other in pairwise(lines):
            if copy.text[one.end : other.start].isspace():
                wraps.append((one, other))
            else:  # page furniture is between them
                found.breaks[copy.text.rfind("\n", one.end, other.start)] = IN_LINE
                annotations.append(Annotation(kind, start, one.end))
                start = other.start
        annotations.append(Annotation(kind, start, lines[-1].end))
    copy.edit(((*each, "") for each in _added_hyphens(copy.source, wraps)), "hyphen")
    ends = (copy.text.find("\n", one.end, other.start) for one, other in wraps)
    copy.put([place for place in ends if place >= 0], " ")
    found.say(annotations, known)


def _added_hyphens(source: str, wraps: Sequence[tuple[TypesetLine, TypesetLine]]) -> list[tuple[int, int]]:
    """Return the hyphens that were added at line ends inside paragraphs, with what follows up to the next line."""
    ends = [(one, other) for one, other in wraps if source[one.end - 1] in HYPHENS]
    words = Words(source.split("\n") if ends else ())
    return sorted(
        (one.end - 1, other.start)
        for one, other in ends
        if words.is_added(source[one.start : one.end], source[other.start : other.end])
    )


def _pitch(lines: Sequence[TypesetLine]) -> float:
    """Return the usual distance between lines of a paragraph: the least common gap."""
    size = size_of(lines)
    pairs = [(one, other) for one, other in pairwise(lines) if (one.page, one.region) == (other.page, other.region)]
    gaps = [one.foot - other.foot for one, other in pairs]
    gaps = [gap for gap in gaps if HEIGHT_OF_LINES * size < gap < 2 * LOOSEST_LINES * size]
    if not gaps:
        return LEADING * size
    counts = Counter(map(round, gaps))
    common = min(gap for gap, count in counts.items() if count * COMMON_GAP >= len(gaps))
    from statistics import median  # which takes long to import

    return min(median(gap for gap in gaps if abs(gap - common) <= 1), LOOSEST_LINES * size)


_MARK: Final = regex(r"(\d{1,2}|\*{1,3})\)?\s*(?=\D)")
_POWER: Final = regex(r"(?<![^\W\d_])(?:10|\d\s?(?:[kcdmµ]?m|s))$")
_STARS: Final = regex(r"\*{1,3}")
_FIGURES: Final = regex(r"\d+")


class PageNotes:
    """Finds the footnotes of a text.

    :param lines: the lines of the text outside page furniture.
    :param raised: the places of raised figures.
    :param tables: where tables begin.
    """

    def __init__(
        self, text: str, lines: Sequence[TypesetLine], raised: Sequence[tuple[int, int]], tables: Sequence[int]
    ) -> None:
        self.text = text
        self.lines = lines
        self.raised = raised
        self.begins: set[int] = {start for start, _ in raised}
        self.tables = tables
        pages = groupby(lines, key=lambda line: (line.page, line.region))
        regions = [[*region] for _, region in pages]
        above = (takewhile(lambda line: not line.below_rule, region) for region in regions)
        self.size: float = size_of([line for region in above for line in region] or lines)
        """The most common size of the characters of the text."""
        self.lines_of_notes: set[int] = set()
        """The places at which footnotes begin."""
        self.found: list[Annotation] = []
        self.oddities: list[Evidence] = []
        heads = {page: max(line.foot for line in found) for page, found in groupby(lines, key=_page)}
        for region in regions:
            below = self._notes_of(region, heads[region[0].page])
            self._add(below)
            self.lines_of_notes.update(line.start for line in below)
        for _, page in groupby((line for line in lines if line.start in self.lines_of_notes), key=_page):
            self._report([*page])

    @property
    def anchors(self) -> list[AnchorToken]:
        """Return the raised figures that call footnotes, and are not powers."""
        marks = {note.label for note in self.found}
        begins = {note.start for note in self.found}
        return [
            AnchorToken(start, end, self.text[start:end])
            for start, end in self.raised
            if self.text[start:end] in marks
            and start not in begins
            and not _POWER.search(self.text, max(start - WORD_REACH, 0), start)
        ]

    def _notes_of(self, region: Sequence[TypesetLine], head: float) -> Sequence[TypesetLine]:
        """Return the lines of a region that are footnotes, which are its last ones.

        :param head: the height of the first line of the page; a rule above it does not separate footnotes.
        """
        last = max((place for place in self.tables if place < region[-1].start), default=-1)
        for place in reversed(range(len(region))):
            line, below = region[place], region[place:]
            if line.start < last or any(each.size > LARGE_TYPE * self.size for each in below):
                break
            is_small = all(each.size < SMALL_TYPE * self.size for each in below)
            at_head = line.foot >= head and last < 0
            if not line.below_rule or (at_head and not (self.found and is_small)):
                continue
            if is_small or self._is_called(line, self._worn(region[:place])):
                return below
        small = [*takewhile(lambda each: each.size <= SMALL_TYPE * self.size and each.start > last, reversed(region))]
        if len(small) == len(region):  # the whole region is in small type
            return ()
        worn = self._worn(region[: len(region) - len(small)])
        begins = (
            place for place in range(len(region) - len(small), len(region)) if self._is_called(region[place], worn)
        )
        return region[next(begins, len(region)) :]

    def _worn(self, lines: Sequence[TypesetLine]) -> set[str]:
        """Return the marks that are attached to words."""
        if not lines:
            return set()
        start, end = lines[0].start, lines[-1].end
        raised = (self.text[begin:stop] for begin, stop in self.raised if start <= begin < end)
        return {*(mark for text in raised for mark in _FIGURES.findall(text)), *_STARS.findall(self.text[start:end])}

    def _is_called(self, line: TypesetLine, worn: set[str]) -> bool:
        """Return whether a mark begins a line, and is raised or attached to a word above."""
        mark = _MARK.match(self.text, line.start, line.end)
        return line.start in self.begins or (mark is not None and mark[1] in worn)

    def _add(self, lines: Sequence[TypesetLine]) -> None:
        """Add the footnotes of some lines, one after the other."""
        mark = ""
        begun = 0
        for place, line in enumerate(lines):
            found = _MARK.match(self.text, line.start, line.end)
            if found and (line.start in self.begins or len(line.cells) > 1 or self._is_next(found[1], mark)):
                if place:
                    self.found.append(Annotation("FOOTNOTE", lines[begun].start, lines[place - 1].end, mark))
                mark, begun = found[1], place
        if lines:
            self.found.append(Annotation("FOOTNOTE", lines[begun].start, lines[-1].end, mark))

    def _is_next(self, mark: str, open_mark: str) -> bool:
        last = open_mark or (self.found[-1].label if self.found else "0")
        return not is_number(mark) or not is_number(last) or int(mark) in (1, int(last) + 1)

    def _report(self, lines: Sequence[TypesetLine]) -> None:
        """Report footnotes that take up much of a page."""
        first = lines[0]
        share = LEADING * sum(line.size for line in lines) / (first.foot + first.head)
        if share > MUCH_OF_PAGE:
            where = f"page {first.page}"
            message = f"footnotes take up {share:.0%} of {where}: check that all of them are notes"
            self.oddities.append(Evidence("oddity", first.start, lines[-1].end, ("large-footnotes", message)))


def _page(line: TypesetLine) -> int:
    return line.page
