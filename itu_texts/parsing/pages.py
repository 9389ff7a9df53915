"""Finds page furniture: lines at the edges of pages that are not words of the text.

Three kinds of texts show where pages end: those with form feeds, as programs that copy pages write; those in which a
program wrote each page as one line, after its number and a listing comma; and volumes in which each page is one line
that begins with its number and its section: "- 97 - (3.2 - The Council)".

In a text whose pages, or all of it, a program wrote as one line each, lines ended where a name, a formula, a recital or
a numbered paragraph begins; the head of a page, which counts the pages, is silent. Search indexes, crawlers and cells
of tables write so::

    Resolution 9 1 RESOLUTION 9 (LAKESIDE, 2030) Lamps of boats The ITU Council, considering a) that lamps are dim;
    Resolution 9 2 b) that oil is dear, resolves 1 to buy oil.

The lines of a message, of a site, or of a printer around or among those of a text do not belong to it::

    From: Ann Smith <ann@example.org>       the head of a message
    Subject: Boats

    3 to report to the harbour master.

    Best regards,                           its end
    Ann Smith
    --
    Ann Smith | Tel. +41 22 000

Such lines hold no name of a text, no formula and no heading of an annex, an article or a clause, and they are no large
part of the text. They are set apart as page furniture, and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COMMA,
    FULL_STOP,
    LISTING_COMMA,
    STOPS,
    begins_capital,
    begins_small,
    is_in_word,
    without_blanks,
)
from itu_texts.parsing.assemblies import begins_head
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.layout import PageNotes, is_heading, size_of
from itu_texts.parsing.reading_copy import SILENT, LineTable, line_end, lines_back, lines_of
from itu_texts.parsing.thresholds import (
    EDGE_LINES,
    EXCEPTION,
    FEWEST,
    FEWEST_SURE,
    FULL_SHARE,
    HEAD_SIZE,
    HEAD_WORDS,
    JOINED_BREAKS,
    JOINED_PAGE,
    JOINED_PAGE_RUN_ON,
    LINES_AHEAD,
    LONGEST_PHRASE,
    MARGIN_LINES,
    MUCH_OF_PAGE,
    NEARBY,
    OFTEN,
    PAGE_MARGIN,
    SAME_PLACE,
    WIDEST_LINE,
    WORD_REACH,
)
from itu_texts.parsing.tokens import HARD_BREAK, Annotation, TokenType
from itu_texts.tree.readings import Evidence, TypesetLine
from itu_texts.tree.spans import overlaps

_MARK: Final = regex(rf"\s{{0,80}}^[^\S\n]?(?P<page>\d{{1,3}}){LISTING_COMMA}(?=\S)", re.MULTILINE)


def silence_page_marks(found: Findings) -> None:
    """Silence the marks of pages that a program wrote as one line each, their heads and the line ends before them.

    In languages that use the sign themselves, it follows labels.
    """
    copy, lang = found.copy, found.lang
    marks = [] if lang.runs_on or LISTING_COMMA not in copy.source else [*_MARK.finditer(copy.source)]
    if len(marks) < 2 or [int(mark["page"]) for mark in marks] != [*range(1, len(marks) + 1)]:
        return
    copy.silence([(mark.start("page"), mark.end()) for mark in marks], "page")
    copy.silence(_numbered_heads(copy.text, marks, lang), "page")
    copy.blank([(mark.start(), mark.start("page")) for mark in marks])


def _numbered_heads(text: str, marks: Sequence[re.Match[str]], lang: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield the running heads directly after a mark, and the same words after the name of the text."""
    head = lang.patterns.HEAD_RUN_IN
    names = {found["name"] for mark in marks if (found := head.match(text, mark.end()))}
    yield from (found.span() for found in head.finditer(text) if found["name"] in names)


_ALONE: Final = "alone"
"""The label of a running head that no other page has, and that has no number of a page or document."""
_LONE_HEAD: Final = (
    "these small words stand at the head of one page alone: they were taken for its head, and are in no text"
)
_FORM_FEED: Final = "\x0c"
NAMES_OF_TEXTS: Final = frozenset(("CAPITAL_DESIGNATION", "DESIGNATION", "DRAFT_DESIGNATION"))
TITLED: Final = frozenset(("TITLED_ANNEX", "ANNEX", "DIVISION"))
"""The forms of lines that begin a part of a text, with a title."""
OPENS: Final = frozenset(VERBS) | TITLED | NAMES_OF_TEXTS
BEGINS_TEXT: Final = OPENS | {"FORMULA", "ASSEMBLY_FORMULA", "DECISION_FORMULA", "STATEMENT_FORMULA", "AMENDMENT"}
"""The forms of lines that begin a text, an annex or a clause, and stand in no footnote or other furniture."""
_BEGINS: Final = frozenset((*NAMES_OF_TEXTS, "TITLED_ANNEX", "ANNEX", "FORMULA", "AMENDMENT"))
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
    if _FORM_FEED not in copy.source:
        return
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
    breaks = [place for place, char in enumerate(source) if char == _FORM_FEED]
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
    for note, below in zip(notes, (*(note.start for note in notes[1:]), len(text)), strict=False):
        page = bisect_right(pages.breaks, note.start)
        if text.startswith(_NOTE_RULE, note.start):
            ruled = page
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
            if lang.line.of(line.words) in NAMES_OF_TEXTS:
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


# ---------------------------------------------------------------------- pages that are one line

_ONE_LINE: Final = (
    "the line ends of this text are lost: where its paragraphs begin is known from their words only; a copy with line "
    "ends is read better"
)
DASHES: Final = "–—-"
MARKERS: Final = ("MOD", "ADD", "SUP", "NOC")
_LINE: Final = regex(r"^[^\S\n]*+(?=\S)", re.MULTILINE)
_WORD: Final = regex(r"\S+")
_DIGIT: Final = regex(r"[^\W\d_].*\d")
_STOP: Final = regex(rf" (?<=[{STOPS}\]] ) *(?=\S)")
# ... or a number below a subheading: "; Report on the budget 12. Takes note"
_STOP_OR_NUMBER: Final = regex(rf" (?:(?<=[{STOPS}\]] ) *(?=\S)|(?=\d{{1,3}}(?:\.| ?[–-]) ))")
_ENDS: Final = f"{STOPS}]"
_COUNTED: Final = regex(r"(\d{1,3})(?:\.| ?[–-]) *(?=[^\W\d_])")
_UP_TO_DASH: Final = regex(rf"[^\n,;:.]{{2,80}} (?=[{DASHES}] )")
_SECTION: Final = regex(r"\(\d[\d.]*[^\S\n]+[–—-]")  # in the head of such a page


def part_pages(found: Findings) -> None:
    """Replace blanks by line breaks where lines ended, and report it if only words tell where.

    A line ends after the head of a page, before the name of a text, before and after the formula, before the headings
    of recitals, and before the paragraphs of an assembly.
    """
    copy, lang = found.copy, found.lang
    is_marker = lang.patterns.MARKER.match(copy.text.lstrip()) is not None  # "MOD 16 ...", "MOD 17 ..."
    if not is_marker and _is_run_in(copy.table, lang):
        heads = [*_heads(copy.text)]
        copy.silence(heads, "page")
        copy.blank([(start - 1, start) for start, _ in heads if start])
    else:
        copy.silence(
            [head.span() for head in copy.table.at(lang.patterns.HEAD_BEFORE_NAME, copy.table.not_small)], "page"
        )
    table, text = copy.table, copy.text
    places = frozenset(place for place in _breaks(table, lang) if text[place : place + 1] == " ")
    copy.put(places, "\n")
    found.breaks = dict.fromkeys(places, HARD_BREAK)
    guessed = len(places) >= FEWEST and len(text) > JOINED_PAGE_RUN_ON and _is_run_in(table, lang)
    if guessed and _SECTION.search(text) is None:
        found.report([Evidence("oddity", 0, min(places), ("lost-line-ends", _ONE_LINE))])


def _is_run_in(table: LineTable, lang: LanguagePatterns) -> bool:
    """Return whether there are few lines, or lines so long that they must be whole pages."""
    breaks = len(table.lines) - 1
    return breaks < JOINED_BREAKS or len(table.text) > (JOINED_PAGE_RUN_ON if lang.runs_on else JOINED_PAGE) * breaks


def _breaks(table: LineTable, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the blanks that were line breaks, not in order."""
    text = table.text
    heads = [*table.at(lang.patterns.VOLUME_PAGE, DASHES)]
    yield from _behind_names(table, lang)
    if any(f" {marker} " in text for marker in MARKERS):
        yield from _proposals(table, lang)
    if heads:
        yield from _on_pages(text, heads, lang)
    elif _is_run_in(table, lang):
        paragraphs = [*_paragraphs(text, lang)]
        yield from paragraphs or (() if lang.runs_on else _run_in(text, lang))


def _behind_names(table: LineTable, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same for lines that begin with the name of a text and continue after it, without help from capitals."""
    text = table.text
    for name in table.at(lang.patterns.NAME_OF_LINE, table.not_small):
        end = min(line_end(text, name.end()), name.end() + LONGEST_PHRASE)
        formula = lang.patterns.RUN_IN_FORMULA.search(text, name.end(), end)
        if formula is not None:
            yield from (name.end(), formula.start(), formula.end())


def _proposals(table: LineTable, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same around the names and markers of proposals: "... carry oars; DEF/7/8 MOD 24 1 The boats"."""
    text, is_run_in = table.text, _is_run_in(table, lang)
    for found in lang.patterns.PROPOSAL_RUN_IN.finditer(text):
        start = found.start()
        if is_run_in or not start or text[start - 1] == "\n" or text[max(start - 2, 0)] in _ENDS:
            yield from (start - 1, found.end())


def _run_in(text: str, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same in a text with few lines."""
    formulas = [found.span() for found in lang.patterns.RUN_IN_FORMULA.finditer(text)]
    for (start, end), (following, _) in pairwise([*formulas, (len(text), 0)]):
        yield from (start, end)
        yield from _recitals(text, end, min(following, line_end(text, end)), lang)
    capitals: list[int] = []  # before headings behind stops: "..., CONSIDERANDO que"
    listed: list[int] = []  # around those above a list of dashes: "..., reconnaissant – que"
    dashes: list[int] = []
    for stop in _STOP.finditer(text):
        start = stop.end()
        if text[start] in DASHES and text.startswith(" ", start + 1):
            dashes.append(stop.start())
        elif form := lang.verb_form(text, start):
            behind_sentence = text[start - 2] == FULL_STOP and not begins_capital(text, start + 1)
            if begins_capital(text, start) and (not behind_sentence or form == "PREAMBLE"):
                capitals.append(start - 1)
            if (dash := _UP_TO_DASH.match(text, start)) is not None:
                listed += (start - 1, dash.end() - 1)
    yield from capitals if len(capitals) >= FEWEST_SURE else ()
    if formulas or len(capitals) >= FEWEST_SURE:
        name = lang.patterns.NAMED.match(text.lstrip())
        if name is not None:
            yield len(text) - len(text.lstrip()) + name.end()
        yield from (*listed, *(dashes if len(dashes) >= FEWEST_SURE else ()))


def _on_pages(text: str, heads: Sequence[re.Match[str]], lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same in a volume in which each page is a line.

    :param heads: the heads of its pages.
    """
    words = lang.patterns
    for head in heads:
        start, end = head.end(), line_end(text, head.end())
        yield start
        for formula in words.RUN_IN_FORMULA.finditer(text, start, end):
            named = [*words.RUN_IN_NAME.finditer(text, start, formula.start())]
            if named:
                yield named[-1].start() - 1
            yield formula.start()
            yield formula.end()
            start = formula.end()
        yield from _recitals(text, start, end, lang)
        yield from (sources.start() - 1 for sources in words.RUN_IN_SOURCES.finditer(text, head.end(), end))


def _recitals(text: str, start: int, end: int, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the blanks before the headings of recitals, up to the operative part."""
    words = lang.patterns
    decided = words.RUN_IN_DECISION.search(text, start, end)
    stop = decided.start() if decided is not None else end
    yield from (heading.start() - 1 for heading in words.RUN_IN_GROUND.finditer(text, start, stop))


def _heads(text: str) -> Iterator[tuple[int, int]]:
    """Yield the heads of pages that are a line each: the same words before or behind a number that counts the pages.

    The only page has before its number the words with which the text begins.
    """
    starts = [found.start() for found in _LINE.finditer(text)]
    words = [[*_WORD.finditer(text, start, min(start + LONGEST_PHRASE, line_end(text, start)))] for start in starts]
    shown = [[word[0].casefold() for word in line][: 2 * HEAD_WORDS] for line in words]
    if not shown or (len(shown) > 1 and min(map(len, shown)) < FEWEST):
        return
    for place, word in enumerate(shown[0][:HEAD_WORDS]):
        if not word.isdecimal():
            continue
        if len(shown) == 1:
            counts = place > 0 and len(shown[0][0]) > FEWEST and shown[0][place + 1 : 2 * place + 1] == shown[0][:place]
        else:
            counts = all(
                line[:place] == shown[0][:place] and line[place : place + 1] == [str(int(word) + page)]
                for page, line in enumerate(shown)
            )
        if counts:
            stop = place + 1
            if stop < FEWEST and not _DIGIT.search(shown[0][0]):  # "Annex 1 ...", "Annex 2 ..."
                return
            yield from ((line[0].start(), line[stop].start()) for line in words if stop < len(line))
            return


def _paragraphs(text: str, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the blanks before and behind the formulas of assemblies, and before the paragraphs below them."""
    formulas = [
        found
        for found in lang.patterns.ADOPTS.finditer(text)
        if text[found.end() : found.end() + 2].rstrip() == COMMA and text[found.start() - 1 : found.start()] == " "
    ]
    ends = (*(formula.start() for formula in formulas[1:]), len(text))
    for formula, end in zip(formulas, ends, strict=False):
        yield from (formula.start() - 1, formula.end() + 1)
        number = 0
        for stop in _STOP_OR_NUMBER.finditer(text, formula.end() + 1, end):
            start = stop.end()
            counted = _COUNTED.match(text, start)
            step = int(counted[1]) - number if counted is not None else 0
            if counted is not None and (
                0 < step <= NEARBY
                if text[stop.start() - 1] in _ENDS
                else step == 1 and number and begins_head(text, counted.end(), lang)
            ):
                number = int(counted[1])
                yield start - 1
            elif not number and begins_head(text, start, lang):
                yield start - 1


# ---------------------------------------------------------------------- lines around a text

Span = tuple[int, int]
_BLANKS: Final = f" \t{SILENT}"
_ADDRESS: Final = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
_SIGNS: Final = regex(rf"{_ADDRESS}|[a-z]{{3,8}}://|©|\(c\) ?\d{{4}}", re.IGNORECASE)
_MAY_BE_AROUND: Final = ("://", "(c) 2", "(C) 2")
_HEADER: Final = regex(r"[^\W\d_][^\W_]*(?:[ -][^\W_]+)?: ?\S")
_TELEPHONE: Final = regex(r"\+\d[\d() ]{6}")
_CUT: Final = regex(r"-- ?")
_PATH: Final = regex(r"[A-Z]:\\\S+\.\w{3,4}\b")
_STAMP: Final = regex(r"[\d.:/-]{5,10}")
_PROSE: Final = frozenset(("TEXT", "HEADING_LIKE"))


def set_apart(found: Findings) -> None:
    """Silence the lines that do not belong to a text, and report it."""
    if found.reading.lines:
        return
    copy, text = found.copy, found.copy.text
    around = _may_have_lines_around(copy.table)
    again = _repeated(copy.table.lines)
    if not (again or around):
        return
    known = [(each.start, each.end) for each in found.apart]
    lines = [line for line in lines_of(text, 0, len(text)) if not overlaps(known, *line)]
    apart = {*_again(text, lines, found.lang)} if again else set()
    if around:
        apart |= {*_stamps(text, lines), *_heads_of_mail(text, lines), *_end(text, lines, found.lang)}
    if apart and sum(end - start for start, end in apart) < max(LONGEST_PHRASE, MUCH_OF_PAGE * len(text)):
        copy.edit(((max(text.rfind("\n", 0, start), 0), end, "") for start, end in sorted(apart)), "page")
        message = f"what a message, a site or a printer puts around a text is in no text (lines: {len(apart)})"
        found.report([Evidence("oddity", *min(apart), ("unrecognised-block", message))])


def _may_have_lines_around(table: LineTable) -> bool:
    """Return whether a text has a sign of such lines: an address, the path of a file, a year, the cut of a message."""
    cut = any(table.text.startswith("--", start) for start in table.beginning("-"))
    return cut or table.has("@©\\") or any(sign in table.text for sign in _MAY_BE_AROUND)


def _repeated(lines: Sequence[str]) -> bool:
    """Return whether a line with a capital comes again; clause headings, which begin with small letters, often do."""
    if len({*lines}) >= len(lines) - max(lines.count("") - 1, 0):
        return False
    return any(count > 1 and begins_capital(line.lstrip(_BLANKS)) for line, count in Counter(lines).items() if line)


def _again(text: str, lines: Sequence[Span], lang: LanguagePatterns) -> Iterator[Span]:
    """Yield lines that come again and again amid sentences, such as the words of a watermark."""
    words = [text[start:end] for start, end in lines]
    counts = Counter(words)
    width = [*sorted(map(len, words)), 0][
        -len(words) // EXCEPTION - 1
    ]  # a line of the text may come again if it is as wide
    full = FULL_SHARE * width / 2
    width = max([width, *(len(line) for line in words if counts[line] == 1)])  # and a watermark may be wider than all
    places = [
        place
        for place, line in enumerate(words)
        if counts[line] > 1 and begins_capital(line) and not full < len(line) <= width
    ]
    amid = Counter(
        words[place]
        for place in places
        if 0 < place < len(words) - 1 and is_in_word(words[place - 1][-1]) and begins_small(words[place + 1])
    )
    for place in places:
        line = words[place]
        if amid[line] >= max(FEWEST_SURE, counts[line] / OFTEN) and lang.line.of(line) in _PROSE:
            yield lines[place]


def _stamps(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the path of a file, with the dates and times below it."""
    below = False
    for line in lines:
        below = _PATH.match(text, *line) is not None or (below and _STAMP.fullmatch(text, *line) is not None)
        if below:
            yield line


def _heads_of_mail(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of the head of a message: names and values, one of which is an address."""
    for is_header, run in groupby(lines[:LINES_AHEAD], lambda line: _HEADER.match(text, *line) is not None):
        head = [*run]
        if is_header and len(head) >= FEWEST and any(_SIGNS.search(text, *line) for line in head):
            yield from head


def _end(text: str, lines: Sequence[Span], lang: LanguagePatterns) -> Iterator[Span]:
    """Yield the end of a message or a page of a site: what stands behind a cut, or around a sign at the very end."""
    last = lines[-LINES_AHEAD:]
    start = len(last)
    while start and _may_be_around(text, last[start - 1], lang):
        start -= 1
    cuts = [place for place, line in enumerate(last) if _CUT.fullmatch(text, *line)]
    signs = [place for place in range(start, len(last)) if _SIGNS.search(text, *last[place])]
    first = min([*cuts[-1:], *signs], default=len(last))
    behind = [lang.line.of(text[begin:end]) for begin, end in last[first:]]
    told = any(_SIGNS.search(text, *line) or _TELEPHONE.search(text, *line) for line in last[first:])
    if not told or not BEGINS_TEXT.isdisjoint(behind) or "ITEM" in behind:
        return
    begin = first
    while begin and first - begin < FEWEST and _may_be_around(text, last[begin - 1], lang, WORD_REACH):
        begin -= 1
    apart = [place for place in range(max(begin, 1), first) if "\n\n" in text[last[place - 1][1] : last[place][0]]]
    yield from last[apart[0] if apart else first :]


def _may_be_around(text: str, line: Span, lang: LanguagePatterns, longest: int = LONGEST_PHRASE) -> bool:
    """Return whether a line is short, without a stop at its end, and of no known form."""
    words = text[slice(*line)]
    stop = words[-1] in STOPS and words[-1] != COMMA
    few = longest > WORD_REACH or len(words.split()) <= FEWEST
    return len(words) < longest and few and not stop and lang.line.of(words) in _PROSE
