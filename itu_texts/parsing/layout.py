"""Determines the layout of a text, and the line breaks that a page or a program inserted.

Text copied from a page is wrapped: a paragraph is many lines of nearly equal length. The break after a line is a wrap
if the next word would not have fitted, and otherwise ends a paragraph. Text extracted from a PDF has whole paragraphs
on a line, and false breaks where a line happened to begin with a number or a letter in brackets. Typed text has a line
for each paragraph. Some web pages have a blank line after every printed line.

The beginning of a text shows its layout. All characters keep their offsets: a wrap becomes a blank. A possible wrap is
marked as doubtful, and decided with the lists by :class:`itu_texts.parsing.findings.RuleContext`.

A file may state the places of lines on their pages. Place, size and slant then decide which of them form a paragraph,
and which are footnotes: those below a drawn rule, or in small type with a mark before them.

A program may write two columns of print beside each other, as ``pdftotext -layout`` does::

    considering                          b)   that oil is dear, and that the
    a)   that boats are many, and        harbour has no stock of it,
         that lamps are few;             resolves

A copy of the text in which each character keeps its place cannot be read so. The reader of text files puts the columns
of each page one after the other; of a text that is no file it is only told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, islice, pairwise, takewhile
from typing import Final, NamedTuple

from attrs import frozen

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    CAPITALS,
    COLON,
    COMMA,
    FULL_STOP,
    HYPHENS,
    LEADERS,
    SEMICOLON,
    SMALL,
    STOPS,
    added_hyphens,
    begins_small,
    columns,
    is_in_word,
    is_letter,
    is_number,
    is_word_character,
    runs_on,
    uncapitalized,
)
from itu_texts.parsing.findings import Findings, LineEvidence, is_below_equation
from itu_texts.parsing.parts import cover_line
from itu_texts.parsing.reading_copy import SILENT, ReadingCopy, line_end, lines_back, lines_of, runs
from itu_texts.parsing.thresholds import (
    COMMON_GAP,
    EXCEPTION,
    FEWEST,
    FEWEST_SURE,
    FULL_SHARE,
    GUTTER,
    HEIGHT_OF_LINES,
    INDENT_UNITS,
    LARGE_TYPE,
    LEADING,
    LINES_ABOVE,
    LONGEST_PHRASE,
    LONGEST_SEARCH,
    LOOSEST_LINES,
    MANY,
    MIDDLE,
    MUCH_OF_PAGE,
    NARROWEST_COLUMN,
    RARE,
    SAME_PLACE,
    SAMPLE,
    SHORTEST_LINE,
    SIZE_DIFFERS,
    SMALL_TYPE,
    USUAL_SIZE,
    WIDEST_LINE,
    WORD_REACH,
)
from itu_texts.parsing.tokens import IN_LINE, SOFT_BREAK, AnchorToken, Annotation, TokenType, TokenTypes
from itu_texts.tree.readings import Evidence, TypesetLine
from itu_texts.tree.spans import overlaps

# ---------------------------------------------------------------------- lines whose places a file states

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
    added = added_hyphens(copy.source, sorted((one.end, other.start) for one, other in wraps), typeset=True)
    copy.edit(((*each, "") for each in added), "hyphen")
    ends = (copy.text.find("\n", one.end, other.start) for one, other in wraps)
    copy.put([place for place in ends if place >= 0], " ")
    found.say(annotations, known)


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


# Signs of line breaks inserted by a program: items, page numbers or footnotes inside a line. Each begins with one
# character, for a fast search.
_RUN_IN: Final = tuple(
    regex(sign)
    for sign in (
        r";[^\S\n]+(?:\d{1,2}|[b-z]\))[^\S\n]+\w",
        r"–(?<=[^\S\n]–)[^\S\n]\d{1,4}[^\S\n]–",
        r"_____(?:(?<=\S[^\S\n]_____)|(?<=\S[^\S\n]{2}_____)|(?<=\S[^\S\n]{3}_____))",
    )
)


@frozen
class Layout:
    """The layout of the lines of a text, judged by its beginning."""

    width: int | None
    """The column at which they are wrapped; ``None`` if they are not wrapped."""
    reliable: bool
    """Whether line breaks other than wraps surely end paragraphs."""
    separated: bool = False
    """Whether a wrapped text has blank lines between its paragraphs."""


def judge(text: str, lang: LanguagePatterns) -> Layout:
    """Return the layout of a text, judged by its beginning, so that a volume is read equally whole and in parts.

    :param text: a text with LF line ends.
    """
    begun = text[:LONGEST_SEARCH]
    width = _wrap_width(begun, lang)
    if width is None:
        return Layout(None, not _is_run_in(begun))
    return Layout(width, True, _are_separated(begun[: SAMPLE * WIDEST_LINE].split("\n"), width))


def _are_separated(lines: Sequence[str], width: int) -> bool:
    """Return whether blank lines stand between the paragraphs of a wrapped text.

    A paragraph surely ends where the next word would have fitted.
    """
    apart = close = 0
    for line, following in pairwise(lines):
        if following.strip():
            apart += not line.strip()
            close += bool(line.strip()) and fits(line, following, width)
    return apart >= MANY and close * EXCEPTION < apart


def indent(line: str) -> int:
    """Return the column at which the words of a line begin, from 0."""
    return len(line) - len(line.lstrip())


def fits(line: str, following: str, width: int) -> bool:
    """Return whether the first word of the following line would have fitted on this one (or one of them is blank).

    Nothing stands behind the page of an entry in a list of contents. In a language without blanks, the first character
    counts.
    """
    words, line = following.split(None, 1), line.rstrip()
    if not words or not line or (is_number(line[-1]) and any(leader in line for leader in LEADERS)):
        return True
    return columns(line) + _needed(words[0]) <= width


def _needed(word: str) -> int:
    """Return the width of a word after others; in a language without blanks, a line may end inside a word."""
    return columns(word[0]) if runs_on(word[0]) else 1 + len(word)


def _is_run_in(text: str) -> bool:
    return any(sign.search(text) for sign in _RUN_IN)


def is_heading(line: str, lang: LanguagePatterns) -> bool:
    """Return whether a line begins with the verb of a clause heading, in any case."""
    return lang.line.of(uncapitalized(line.strip())) in VERBS


def _wrap_width(text: str, lang: LanguagePatterns) -> int | None:
    """Return the column at which a text is wrapped; ``None`` if it is not.

    Where a text surely continues (no stop ends the line, the next begins with a small letter, or in an alphabet without
    capitals, and neither looks like a heading), the line and the next word together must exceed the column. A program
    wraps exactly: the column is the length of the longest line. A page does not: it is the length that nearly all lines
    reach. Where all lines are short, as in a narrow column, the longest of them count, and more of them must show it.
    """
    measure = columns if lang.runs_on else len
    lengths = [measure(line.rstrip()) for line in text.split("\n")]
    total = sum(lengths)
    long = sum(length for length in lengths if length > WIDEST_LINE)
    if long * RARE > total:
        return None
    formula = lang.patterns.FORMULA_BODY.match
    filled = sorted(filter(None, lengths))
    full = min(SHORTEST_LINE, FULL_SHARE * filled[-1 - len(filled) // RARE]) if filled else SHORTEST_LINE
    reached = []
    lines = text[: SAMPLE * WIDEST_LINE].split("\n")
    for (line, following), apart in zip(pairwise(lines), parted_by_cover(lines, lang), strict=True):
        line = line.rstrip()
        if apart or columns(line) <= full or not is_word_character(line[-1]):
            continue
        word = following.split(None, 1)[:1]
        if (
            word
            and is_in_word(word[0][0])
            and lang.line.of(following) in ("TEXT", "HEADING_LIKE")
            and lang.line.of(line) in ("TEXT", "HEADING_LIKE", "ITEM")
            and not is_heading(line, lang)
            and (begins_small(word[0]) or not formula(following))
        ):
            wide = runs_on(word[0][0])
            reached.append(columns(line) + _needed(word[0]))
    if not reached:
        return None
    reached.sort()
    longest = max(length for length in lengths if length <= WIDEST_LINE)
    few = len(reached) < (FEWEST if wide else MANY)
    if reached[len(reached) // EXCEPTION] > longest and not (few and full < SHORTEST_LINE):
        return longest
    if few:
        return None
    return reached[len(reached) // RARE] - 1


def parted_by_cover(lines: Sequence[str], lang: LanguagePatterns) -> Iterator[bool]:
    """Yield of each line but the last whether it and the next one are apart, for one of them is a whole one of a cover.

    "Agenda item 71 (c)" is one, and of the lines between two such the title of the item.
    """
    begins = lang.patterns.COVER.match
    ahead = 0  # lines in which the cover may go on
    above = unfinished = False
    for at, (line, following) in enumerate(pairwise((*lines, ""))):
        words = line.strip()
        here = bool(words) and (
            begins(f"{words}\n{following}") is not None or (ahead > 0 and bool(cover_line(words, lang)))
        )
        if at:
            yield above or (here and not unfinished)
        ahead = LINES_ABOVE if here else ahead - bool(words)
        above = here
        unfinished = ahead > 0 and lang.patterns.UNFINISHED_END.match(words, len(words)) is not None


# A line that ends with a word and, behind a blank one, a line that begins in small letters
_BROKEN: Final = regex(rf"\n(?<=[\w ]\n)[^\S\n]*\n\s*+(?=[^\W\d_])(?![{CAPITALS}])")
_NUMBER: Final = regex(r"\d{1,3}(?=\s|$)")
_WORDS: Final[TokenTypes] = frozenset(("TEXT", "HEADING_LIKE"))
_GOES_ON: Final = _WORDS | {*VERBS, "ITEM", "NOTE"}


def close_up(found: Findings) -> None:
    """Find blank lines that do not separate paragraphs."""
    join_spaced_lines(found.copy, found.lang)
    found.copy.put(found.begun, "\n")


def join_spaced_lines(copy: ReadingCopy, lang: LanguagePatterns) -> None:
    """Replace the line breaks with blank lines behind them that do not separate paragraphs by blanks."""
    text = copy.text
    if len([*islice(_BROKEN.finditer(text), FEWEST)]) == FEWEST:
        lines = lines_of(text, 0, len(text))
        near = runs(lines, lambda run, line: text.count("\n", run[-1][1], line[0]) < FEWEST_SURE)
        copy.blank([gap for run in near for gap in _false_breaks(run, text, lang)])


def _false_breaks(run: Sequence[tuple[int, int]], text: str, lang: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield the line breaks of a run inside paragraphs, with the blank lines behind them, if it has such."""
    lines = [text[slice(*line)] for line in run]
    lengths = sorted(length for line in lines[:-1] if (length := len(line)) < WIDEST_LINE)
    full = lengths[-len(lengths) // EXCEPTION] if lengths else WIDEST_LINE  # a tenth of the lines exceed it
    apart = [*parted_by_cover(lines, lang)]
    pairs = [*zip(pairwise(lines), apart, strict=True)]
    broken = sum(_is_broken(*pair, FULL_SHARE * full, lang) for pair, is_apart in pairs if not is_apart)
    if broken < max(FEWEST, len(pairs) / EXCEPTION):
        return
    begun = ""  # the paragraph of the last line, as far as it may be a heading
    marked = False  # whether it is emphasised: its marks are blanks
    for ((line, following), is_apart), (start, end), (below, _) in zip(pairs, run, run[1:], strict=False):
        marked = marked if begun else text[start - 1 : start] not in ("", "\n")
        begun = f"{begun} {line}" if 0 < len(begun) < LONGEST_PHRASE else begun or line
        trailed = text[end] != "\n"
        if not (marked and trailed) and not is_apart and _goes_on(begun, line, following, full, lang):
            yield end, text.rfind("\n", end, below) + 1
        else:
            begun = ""


def _is_broken(line: str, following: str, full: float, lang: LanguagePatterns) -> bool:
    """Return whether a sentence surely goes on over a blank line."""
    return (
        SHORTEST_LINE < len(line) < WIDEST_LINE
        and is_word_character(line[-1])
        and (begins_small(following) or (is_in_word(following[0]) and is_in_word(line[-1]) and len(line) >= full))
        and lang.line.of(following) == "TEXT"
        and not is_whole_heading(line, following, lang)
    )


def is_whole_heading(line: str, following: str, lang: LanguagePatterns) -> bool:
    """Return whether a line is the whole heading of a clause."""
    verb = lang.line.match(line)
    if verb is None or verb.lastgroup not in VERBS:
        return False
    rest = lang.rest(verb.lastgroup).match(line, verb.end())
    if rest is None or rest.lastgroup not in ("PREAMBLE_LINE", "INSTRUCTING_LINE", "DECIDING_LINE"):
        return False
    if rest.lastgroup == "PREAMBLE_LINE" or lang.line.of(following) == "ITEM":
        return True
    return lang.patterns.BODY_SURELY_OPENS.match(following) is not None


def _goes_on(begun: str, line: str, following: str, full: int, lang: LanguagePatterns) -> bool:
    """Return whether a paragraph, from its beginning and its last line so far, continues in the next line."""
    if lang.line.of(begun) not in _GOES_ON or len(line) >= WIDEST_LINE or is_whole_heading(begun, following, lang):
        return False
    unfinished = lang.patterns.UNFINISHED_END.match(line, len(line)) is not None
    form = lang.line.of(following)
    if form in ("ITEM", "LONE_LABEL"):
        return _NUMBER.match(following) is not None and line[-1] not in STOPS and (unfinished or form == "ITEM")
    if form not in _WORDS:
        return False
    if line[-1] not in STOPS:
        return begins_small(following) or lang.patterns.FORMULA_BODY.match(following) is None
    return line[-1] == COMMA and begins_small(following) and len(line) + len(following.split(None, 1)[0]) >= full


_HYPHEN_AT_END: Final = "-\n"
_IN_WORD: Final = regex(rf"-\n(?:(?<=[{SMALL}]-\n)(?=[^\S\n]*[{SMALL}])|(?<=[\dA-Z]-\n)(?=\d))")
_INDENT: Final = regex(r"[^\S\n]*")
_LABEL_AND_WORDS: Final = regex(r"[^\S\n]*\S{1,8}[^\S\n]+(?=\S)")
_NOTE: Final = regex(r"_____|[*†‡]{1,3}\s|[¹²³⁴-⁹]{1,2}\s*[^\W\d_]")  # the rule above footnotes, and the marks of some


def reflow(found: Findings) -> None:
    """Replace the wraps of a wrapped text by blanks.

    The break before a line with a form of its own (a label, a heading, a title), and the break between a heading and
    the first words of a body, are only marked as doubtful here. Where lines are not judged to be reliable, any line
    break may be inside a paragraph.
    """
    if found.reading.lines:
        join_lines(found)
        return
    copy, pages = found.copy, found.pages
    text = copy.text
    layout = found.layout or judge(text, found.lang)
    over = [*_over_pages(text, pages.edges, layout.width)] if pages is not None and layout.width is not None else ()
    wraps: Sequence[tuple[int, bool]] = ()
    if layout.width is not None:
        wraps = [*_wraps(found, layout, layout.width)]
    elif _HYPHEN_AT_END in text:  # a line break in a word is one of a few wraps
        wraps = [(wrap.end() - 1, True) for wrap in _IN_WORD.finditer(text)]
    joined = [place for place, is_sure in wraps if is_sure]
    copy.put(joined, " ")
    if _HYPHEN_AT_END in text:
        copy.edit(((*each, "") for each in _hyphens_before(text, joined)), "hyphen")
    found.loose = () if layout.reliable else [(0, len(text))]
    copy.put(found.begun, "\n")
    copy.put({*copy.parted}, " ")
    doubtful = dict.fromkeys((place for place, is_sure in wraps if not is_sure), SOFT_BREAK)
    found.breaks = {**doubtful, **dict.fromkeys(over, IN_LINE), **found.breaks}


def _hyphens_before(text: str, wraps: Iterable[int]) -> list[tuple[int, int]]:
    """Return the hyphens that were added before wraps, with what stands behind each up to the next word."""
    rests = ((place, _INDENT.match(text, place + 1)) for place in wraps if text[place - 1] in HYPHENS)
    return added_hyphens(text, [(place, rest.end()) for place, rest in rests if rest is not None])


def _over_pages(text: str, edges: Sequence[Annotation], width: int) -> Iterator[int]:
    """Yield the breaks before lines that continue the last line of the page before, which has no room for more.

    :param edges: the furniture at the edges of pages.
    """
    for furniture in runs(edges, lambda run, edge: bool(text[run[-1].end : edge.start].strip())):
        before = next(lines_back(text, 0, furniture[0].start), None)
        behind = next(lines_of(text, furniture[-1].end, len(text)), None)
        if before is not None and behind is not None:
            line = text[text.rfind("\n", 0, before[0]) + 1 : before[1]]
            if not fits(line, text[slice(*behind)], width):
                yield text.rfind("\n", 0, behind[0])


def _wraps(found: Findings, layout: Layout, width: int) -> Iterator[tuple[int, bool]]:
    """Yield the line breaks of a text with lines of a width that may be wraps, and whether each surely is one."""
    tables = [(table.start, table.end) for table in found.apart]
    lines = found.copy.text.split("\n")
    place = -1
    begun = before = ""  # the first line of a paragraph; the line above
    goes_on = False
    for (line, following), apart in zip(pairwise(lines), parted_by_cover(lines, found.lang), strict=True):
        above, before = before, line
        begun = begun if goes_on else line
        place += len(line) + 1
        goes_on = False
        parted = len(above) - above.rfind(" ") if above.endswith("-") else 0  # a word, of which it has the rest
        if not (
            apart or overlaps(tables, place - 1, place + len(following) + 2) or fits(line, following, width - parted)
        ):
            goes_on = layout.separated or _stands_in(begun, following, found.lang)
            goes_on = goes_on or not _may_begin(line, following, place + 1, found)
            yield place, goes_on


def _may_begin(line: str, following: str, start: int, found: Findings) -> bool:
    """Return whether a line after a full one may begin something, and not continue it."""
    words, lang = following.lstrip(), found.lang
    if _NOTE.match(words) or is_below_equation(line, words):
        return True
    kind = lang.line.of(words)
    if kind == "TEXT" and found.active.first("wrap", start, line, words, lang) is not None:
        return True
    in_heading = is_heading(line, lang)
    if (in_heading or kind not in VERBS) and lang.patterns.PARAGRAPH_GOES_ON.match(line, len(line.rstrip())):
        return False
    if in_heading:  # the heading continues, or its body begins
        return kind not in ("TEXT", "HEADING_LIKE") or lang.patterns.BODY_SURELY_OPENS.match(words) is not None
    return kind != "TEXT"


def _stands_in(begun: str, following: str, lang: LanguagePatterns) -> bool:
    """Return whether a line is further in than the first of its paragraph, like its others, or below a silent bullet.

    Such lines stand below the words behind its label.
    """
    column, lead = indent(following), indent(begun)
    if following[:column].count(SILENT) < begun[:lead].count(SILENT) and column == lead:
        return True
    label = _LABEL_AND_WORDS.match(begun)
    return label is not None and 0 < column == label.end() and lang.line.of(begun) == "ITEM"


# ---------------------------------------------------------------------- two columns

_WIDE_GAP: Final = "   "  # quick to find
_GAP: Final = regex(r" {3}(?<=\S {3}) *(?=\S)")


_COLUMNS: Final = (
    "the lines seem to be those of two columns of print: write the text to a file and read it with parse_file(), which "
    "puts one column after the other"
)


class _Line(NamedTuple):
    """A line of a page: where it begins, and its characters."""

    start: int
    text: str


def report_columns(found: Findings) -> None:
    """Report a text in two columns of print, which only the reader of its file puts one after the other."""
    text = found.copy.text
    if found.of_markup and not found.reading.origins.starts and next(columns_of(text), None) is not None:
        found.report([Evidence("oddity", 0, line_end(text, 0), ("two-columns", _COLUMNS))])


def columns_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of lines of a text in two columns in the order in which they are read; none for another text."""
    if _WIDE_GAP not in text or len([*islice(_GAP.finditer(text), FEWEST)]) < FEWEST:
        return
    pages = [*_pages(text)]
    gutters = [_gutter(page) for page in pages]
    if not any(gutters):
        return
    for page, gutter in zip(pages, gutters, strict=True):
        right: list[tuple[int, int]] = []
        for line in page:
            end = line.start + len(line.text)
            if not gutter or line.text[gutter - GUTTER : gutter].strip():  # it stands over both columns
                yield from right
                right = []
                yield line.start, end
                continue
            yield line.start, line.start + len(line.text[:gutter].rstrip())
            if right or len(line.text) > gutter:
                right.append((min(line.start + gutter, end), end))
        yield from right


def _pages(text: str) -> Iterator[list[_Line]]:
    """Return the lines of each page, with the form feed that begins it."""
    lines = text.removesuffix("\n").split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return runs(map(_Line, starts, lines), lambda _, line: line.text.startswith("\x0c"))


def _gutter(page: Sequence[_Line]) -> int:
    """Return the column at which the right half of a page begins; 0 if the page is in one column."""
    lines = [line.text.rstrip() for line in page if line.text.strip()]
    width = max(map(len, lines), default=0)
    ink = Counter(place for line in lines for place, char in enumerate(line) if not char.isspace())
    few = len(lines) // RARE
    blank = {place for place in range(int(width * MIDDLE), int(width * (1 - MIDDLE))) if ink[place] <= few}
    for place in sorted(blank, reverse=True) if len(lines) >= MANY else ():
        if ink[place + 1] <= few or place - GUTTER + 1 not in blank:
            continue
        left = [line[:place].strip() for line in lines]
        right = [line[place + 1 :].strip() for line in lines]
        if _is_prose(left, MANY) and _is_prose(right, FEWEST):
            return place + 1
    return 0


def _is_prose(half: Sequence[str], fewest: int) -> bool:
    """Return whether lines of half a page are long enough for prose, and sentences go on over their ends."""
    lines = [line for line in half if line]
    if len(lines) < fewest or sum(map(columns, lines)) < NARROWEST_COLUMN * len(lines):
        return False
    goes_on = sum(one[-1] not in STOPS and is_in_word(other[0]) for one, other in pairwise(lines))
    return goes_on >= max(FEWEST_SURE, len(lines) // EXCEPTION)
