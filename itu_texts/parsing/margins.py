"""Finds what leads the lines of a text, and the margins of provisions, before the lines are classified.

Quotations, line numbers and bullets lead a line, and labels on lines of their own. They say how deep a line stands, or
nothing; what stands behind is what it is without it::

     4    • considering          4 is the number of the line in the margin; the bullet says that the line is a point
     5       ◦ a) that boats     5 and the bullet say nothing, a) is the label

The whole text decides at once: numbers count its lines, or are labels; its clause headings are points, or only its
items are.

The conferences that changed a provision, such as "PP-98", stand in its margin. They stand after the number, on the line
below it or, if the page had columns, after the words of its line or before those of the next. A paragraph with one in
its margin is a provision in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, islice, pairwise
from typing import Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    BULLETS,
    CAPITALS,
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    is_in_word,
    is_number,
    past_blanks,
    uncapitalized,
)
from itu_texts.parsing.assemblies import begins_head
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.layout import indent, is_whole_heading
from itu_texts.parsing.pages import BEGINS_TEXT, MARKERS
from itu_texts.parsing.reading_copy import (
    SILENT,
    LineTable,
    ReadingCopy,
    at_lines,
    line_end,
    lines_back,
    lines_of,
    runs,
)
from itu_texts.parsing.thresholds import (
    EXCEPTION,
    FEWEST,
    FEWEST_SURE,
    FULL_SHARE,
    LINE_REACH,
    LINES_COUNTED,
    LONGEST_CONFERENCE,
    LONGEST_PHRASE,
    MANY,
    MARGIN_SHARE,
    NEARBY,
    SIGNS_OF_WRAPS,
    WORD_REACH,
)
from itu_texts.parsing.tokens import Annotation, MarginNoteToken, TokenTypes
from itu_texts.tree.readings import Evidence

# The dash of a name, and what may precede it in a margin: most names of conferences are words
_BEFORE_NAME: Final = (r"\n", r"^", rf"[\s\d{CAPITALS}rs.;:)–—―-]\s", r"[\dA-Zrs.–—―-]\s\(")
_NAMES: Final = "|".join(
    f"(?<={before}[^\\W\\d_]{{{size}}}{{dash}})" for before in _BEFORE_NAME for size in range(2, LONGEST_CONFERENCE + 1)
)
_YEARS: Final = tuple(
    regex(f"{dash}(?=\\d\\d)(?:{_NAMES.replace('{dash}', dash)})\\d\\d", re.MULTILINE) for dash in "-–"
)
_BEFORE_MARKER: Final = STOPS + ')]”»"'
_SENTENCE_END: Final = regex(rf"[{FULL_STOP}{SEMICOLON}{COLON}](?=\s)")
_GAP: Final = regex(r"[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}")
_JOIN: Final = regex(r"[^\S\n]*(?:[.,]?[^\S\n]*[–—―-]|[.,])(?=\s|\Z)")
_NAME: Final = regex(r"\(?[^\W\d_]+\Z")
_FIGURE: Final = regex(r"\d")


class _Found(NamedTuple):
    """A note in a margin."""

    start: int
    end: int
    number: tuple[int, int]
    """The start and end of the number of its provision."""
    sure: bool
    """Whether it is sure by itself, without other notes."""
    blanks: tuple[tuple[int, int], ...]
    """The line breaks between it and the words beside it, which become blanks with it."""
    breaks: int = -1
    """The place of a new line: before a provision that is on the line of another."""


def find_margins(found: Findings) -> None:
    """Find the notes in margins, and the numbers of their provisions; the notes become blanks.

    The lines of the text are not yet joined. Notes of a file show that those in the words are some too.
    """
    copy, lang = found.copy, found.lang
    notes = [*_Margins(copy.text, lang).notes()]
    if notes and not found.margins and not any(note.sure for note in notes) and not _bear_out(notes, copy.text):
        notes = []
    places = {*_run_in(copy.text, lang), *(note.breaks for note in notes if note.breaks >= 0)}
    copy.blank({*((note.start, note.end) for note in notes), *(run for note in notes for run in note.blanks)})
    copy.put(places, "\n")
    margins = (MarginNoteToken(note.start, note.end, note.number[0]) for note in notes)
    found.margins = sorted([*found.margins, *margins], key=lambda margin: margin.start)
    found.numbers = {**found.numbers, **dict(note.number for note in notes)}


def _run_in(text: str, lang: LanguagePatterns) -> list[int]:
    """Return the blanks before markers with the number of a provision inside a line.

    The words before end with a stop, or the words after begin like a provision.
    """
    if not any(marker in text for marker in MARKERS):
        return []
    places = []
    label = lang.patterns.OWN_LABEL.match
    for found in lang.patterns.MARKED_WITHIN.finditer(text):
        words = text[max(found.start() + 1 - WORD_REACH, 0) : found.start()].rstrip(" \t")
        if not words or words[-1] == "\n":  # " MOD 24": the marker begins its line
            continue
        behind = text[found.end() : found.end() + WORD_REACH].lstrip(" .")
        if words[-1] in _BEFORE_MARKER or begins_capital(behind) or label(behind):
            places.append(found.start())
    return places


def _bear_out(found: Sequence[_Found], text: str) -> bool:
    """Return whether uncertain notes confirm one another: their numbers increase."""
    numbers = list(dict.fromkeys(note.number for note in found))
    values = [int(re.match(r"\d+", text[start:end])[0]) for start, end in numbers]  # type: ignore[index]
    return len(values) >= FEWEST and all(one < other for one, other in pairwise(values))


class _Margins:
    """Finds the notes of a text, one after the other.

    The number that a note may belong to is near it. Where both stand decides::

        90   PP-98   Each Member shall            behind the number
        90   Each Member shall row.   PP-98       behind the words
        90                                        below the number, before the words
        PP-98   Each Member shall
        90   Each Member shall                    below the first words
        PP-98   row.
    """

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.words = lang.patterns
        self.last: _Found | None = None

    def notes(self) -> Iterator[_Found]:
        text = self.text
        done = 0
        for year in sorted(year.span() for pattern in _YEARS for year in pattern.finditer(text)):
            name = _NAME.search(text, max(year[0] - LONGEST_CONFERENCE - 1, 0), year[0]) if year[0] >= done else None
            found = name and self.words.NOTED_CONFERENCES.match(text, name.start())
            if name is None or found is None or found.end() < year[1]:
                continue
            done = found.end()
            note = self._note(*found.span()) if not text[max(name.start() - 1, 0) : name.start()].strip() else None
            if note is not None:
                self.last = note
                yield note

    def _note(self, start: int, end: int) -> _Found | None:
        """Return the note at a place, if a number is beside it or in the line above."""
        text = self.text
        rest = text[end : end + 2 * LINE_REACH].partition("\n")[0]
        least = max(start - LINE_REACH, 0)
        line = text.rfind("\n", least, start) + 1
        near = line > 0 or least == 0  # the start of its line
        if near and not text[line:start].strip():
            above = text.rfind("\n", 0, max(line - 1, 0)) + 1
            if self.last is not None and self.last.start >= above and not rest.strip():  # one more
                return self.last._replace(start=start, end=end, blanks=((line - 1, line),), breaks=-1)
            number = self._number(above, start)
            return self._apart(number, start, end, rest) if number else None
        begins = [*([line] if near else []), *self._begins(max(line, least), start)]
        for number in (self._number(begin, start) for begin in begins):
            if number is not None and not text[number.end() : start].strip():
                return self._behind(number, start, end, rest)
        number = self._number(text.rfind("\n", 0, start) + 1, start) if not rest.strip() else None
        return self._apart(number, start, end, rest) if number else None

    def _number(self, begin: int, end: int) -> re.Match[str] | None:
        return self.words.MARKED_NUMBER.match(self.text, past_blanks(self.text, begin), end)

    def _begins(self, least: int, end: int) -> Iterator[int]:
        """Yield where a number inside the line before a place may begin: with its marker, or after a stop."""
        text = self.text
        if not _FIGURE.search(text[least:end].rstrip()[-WORD_REACH:]):
            return
        markers = (marker.start() for marker in self.words.MARKER.finditer(text, least, end))
        yield from (start for start in markers if not text[max(start - 1, 0) : start].strip())  # none in "1SUP 7"
        yield from reversed([stop.end() for stop in _SENTENCE_END.finditer(text, least, end)])

    def _behind(self, number: re.Match[str], start: int, end: int, rest: str) -> _Found | None:
        """Return a note directly behind a number: words that begin like a provision, or nothing, stand behind it."""
        text = self.text
        bracketed = text[start] == "("
        if text[number.end("number") : start].strip():  # "90. – PP-98. –"
            start = number.end("number")
        join = _JOIN.match(rest)
        rest = rest[join.end() :] if join else rest
        end += join.end() if join else 0
        words = rest.lstrip()
        opens = not words or self.words.OWN_LABEL.match(words) or "\t" in rest[: -len(words)]
        sure = _is_sure(number) or (not bracketed and bool(opens))
        if not sure and (bracketed or not (begins_capital(words) or _GAP.match(rest))):
            return None
        place = number.start()
        within = text[max(place - LINE_REACH, 0) : place].rpartition("\n")[2].strip()
        return _Found(start, end, number.span("number"), sure, (), place - 1 if within else -1)

    def _apart(self, number: re.Match[str], start: int, end: int, rest: str) -> _Found | None:
        """Return a note apart from the number that begins its line or the one above."""
        between, behind = self.text[number.end() : start], rest.strip()
        words, sure = between.strip(), _is_sure(number)
        gap = between[len(between.rstrip()) :]
        line = start - len(gap.rpartition("\n")[2])
        found = _Found(start, end, number.span("number"), sure, ())
        if not words:  # the number is alone on its line
            is_note = sure or not begins_small(behind) or self.words.OWN_LABEL.match(behind)
            return found._replace(sure=True, blanks=((number.end(), line),)) if is_note else None
        if not between[0].isspace() or self.text[start] == "(":  # "(WRC-23)" ends the words
            return None
        if "\n" not in gap:
            tabbed = "\t" in gap
            return found._replace(sure=sure or tabbed) if tabbed or gap[1:] or words[-1] in _CLOSING else None
        if behind and not _GAP.match(rest):
            return None
        return found._replace(blanks=((line - 1, line),)) if behind and words[-1] not in STOPS else found


def _is_sure(number: re.Match[str]) -> bool:
    """Return whether a number is that of a provision by itself: after a marker, or with letters."""
    return bool(number["marker"]) or any(map(begins_capital, number["number"]))


# ---------------------------------------------------------------------- what leads lines

# ---------------------------------------------------------------------- quotations and line numbers

_FIGURES: Final = frozenset("0123456789")
_LEADS: Final = _FIGURES.union(" \t", SILENT)
_MAY_BE_BEHIND: Final = regex(r"  \d{1,4}[ \t]*\n")  # quick to find
_DECORATION: Final = " *_#-–•"  # before the name of a text: "- **Draft new Resolution 7**"
_QUOTE: Final = regex(r"(?:> ?)+")
_BEFORE: Final = regex(r"(?P<lead>[ \t]*(?P<number>\d{1,4})[:|]?(?:[ \t]+|$))")
_BEHIND: Final = regex(r"(?P<lead>[ \t]{2,}(?P<number>\d{1,4})[ \t]*)$")
_BLANKS: Final = f" \t{SILENT}"
_ENDS: Final = frozenset(STOPS)
_FORMULAS: Final = frozenset(("FORMULA", "ASSEMBLY_FORMULA", "DECISION_FORMULA", "STATEMENT_FORMULA"))


class _Numbered(NamedTuple):
    """A line with a number before or behind its words."""

    place: int
    """Its place among the lines that are not blank."""
    line: int
    """Its place among all lines."""
    number: int
    start: int
    """Where the number stands in the text, with the blanks between it and the words."""
    end: int


def read_margins(found: Findings) -> None:
    """Silence the signs of quotation before most lines, and the numbers that count the lines; report what is left out.

    Such numbers stand on either side, at each line, or at those that a number divides, such as 5, and begin again on
    each page.
    """
    if not found.of_markup:
        return
    copy, lang = found.copy, found.lang
    if _is_quoted(copy.table):
        found.report(_answer(copy, lang))
        copy.edit((*quoted.span(), "") for quoted in copy.table.at(_QUOTE, ">"))
    lines, text = copy.table.lines, copy.text
    led = len(copy.table.beginning(_FIGURES)) >= FEWEST_SURE and 2 * sum(line[:1] in _LEADS for line in lines if line)
    ended = "  " in text and _MAY_BE_BEHIND.search(text) is not None
    for behind in (False,) * (led > len(lines)) + (True,) * ended:
        numbered = [*_numbers(lines, behind=behind)]
        if len(numbered) >= FEWEST_SURE and (margin := _margin(numbered, lines, lang, behind=behind)):
            copy.edit(((each.start, each.end, "") for each in margin), "margin")
            message = f"{len(margin)} numbers beside the lines were taken for the numbers of lines: they are in no text"
            found.report([Evidence("oddity", margin[0].start, margin[0].end, ("line-numbers", message))])
            return


def _answer(copy: ReadingCopy, lang: LanguagePatterns) -> list[Evidence]:
    """Silence the lines above and below a quotation, which are those of who quotes; return what is reported."""
    quoted = copy.table.beginning(">")
    above, below = quoted[0], line_end(copy.text, quoted[-1])
    lines = [*lines_of(copy.text, 0, above), *lines_of(copy.text, below, len(copy.text))]
    if not lines or any(lang.line.of(copy.text[start:end].lstrip(_DECORATION)) in BEGINS_TEXT for start, end in lines):
        return []
    copy.silence(lines, "page")
    message = f"what stands around a quotation is in no text (lines: {len(lines)})"
    return [Evidence("oddity", *lines[0], ("unrecognised-block", message))]


def _is_quoted(table: LineTable) -> bool:
    """Return whether most lines begin with the sign of a quotation, as in a reply to a letter."""
    quoted = sum(table.text[start] == ">" for start in table.beginning(">"))
    return quoted > 1 and 2 * quoted > sum(not line.isspace() for line in table.lines if line)


def _numbers(lines: Sequence[str], *, behind: bool) -> Iterator[_Numbered]:
    """Yield the lines with a number on a side, before their words or behind."""
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    shown = (each for each in enumerate(zip(starts, lines, strict=False)) if each[1][1].strip(_BLANKS))
    for index, (count, (start, line)) in enumerate(shown):
        if line.strip(_BLANKS)[-1 if behind else 0] in _FIGURES:
            found = _BEHIND.search(line) if behind else _BEFORE.match(line, len(line) - len(line.lstrip(SILENT)))
            if found is not None and (not behind or found.start()):
                begin, end = found.span("lead")
                yield _Numbered(index, count, int(found["number"]), start + begin, start + end)


def _margin(
    found: Sequence[_Numbered], lines: Sequence[str], lang: LanguagePatterns, *, behind: bool
) -> list[_Numbered]:
    """Return the numbers that count the lines of a text; none if they are labels, or numbers of anything else."""
    held = _counting(found, 1)
    if len(held) >= MANY and len(held) >= MARGIN_SHARE * (held[-1].place - held[0].place + 1):
        return held if behind or _is_text(held, lines, lang) else []
    apart = found if behind else _apart(found, lines)
    steps = Counter(other.number - one.number for one, other in pairwise(apart) if other.number > one.number + 1)
    for step, _ in steps.most_common(1):
        held = _counting(apart, step)
        if len(held) >= (FEWEST_SURE if step >= LINES_COUNTED else MANY):
            return held
    return []


def _counting(found: Sequence[_Numbered], step: int) -> list[_Numbered]:
    """Return the numbers that are multiples of a step, each as many lines below the last as it is larger.

    Each page may begin anew, and may have a few lines that are not counted, such as those at its head.
    """
    held: list[_Numbered] = []
    for each in found:
        if not each.number or each.number % step:
            continue
        last = held[-1] if held else None
        if last is not None and each.number > last.number:
            by = each.number - last.number
            if by > step * NEARBY or min(abs(each.place - last.place - by), abs(each.line - last.line - by)) > NEARBY:
                continue
        elif each.number > step * NEARBY:
            continue
        held.append(each)
    return held


def _is_text(held: Sequence[_Numbered], lines: Sequence[str], lang: LanguagePatterns) -> bool:
    """Return whether lines with a number each are those of a text, not the members of a list.

    Sentences go on over their ends, a formula stands behind one, or clause headings and labels stand behind them. What
    begins below a clause heading without a number is its list.
    """
    if any(each.number == 1 and _is_below_heading(each, lines, lang) for each in held):
        return False
    words = [lines[each.line].strip(_BLANKS).lstrip("0123456789:|").lstrip() for each in held]
    full = FULL_SHARE * max(map(len, words))
    wraps = headings = labels = 0
    for before, line in pairwise(words):
        form = lang.line.of(line) if line else ""
        if form in _FORMULAS:
            return True
        wraps += len(before) >= full and form == "TEXT" and is_in_word(line[0]) and before[-1] not in _ENDS
        headings += form in VERBS and is_whole_heading(line, "", lang)
        labels += form == "ITEM" and not is_number(line[0])
    return wraps * SIGNS_OF_WRAPS >= len(words) or min(headings, labels) >= FEWEST_SURE


def _is_below_heading(numbered: _Numbered, lines: Sequence[str], lang: LanguagePatterns) -> bool:
    """Return whether the heading of a clause stands above a line, with no number of its own."""
    above = (lines[place].strip(_BLANKS) for place in range(numbered.line - 1, -1, -1))
    return is_whole_heading(next(filter(None, above), ""), lines[numbered.line], lang)


def _apart(found: Sequence[_Numbered], lines: Sequence[str]) -> list[_Numbered]:
    """Return the numbers in a column that is blank on nearly all lines without a number."""
    numbered = {each.line for each in found}
    inner = sorted(indent(line) for place, line in enumerate(lines) if line.strip(_BLANKS) and place not in numbered)
    column = inner[len(inner) // EXCEPTION] if inner else 0
    return [each for each in found if indent(lines[each.line]) + len(str(each.number)) <= column]


# ---------------------------------------------------------------------- bullets

_TYPED: Final = "+o#▪‣➢➣➤►▶✓✔❑❒❏□■◆◇♦⮚\uf020-\uf0ff–—―-"
_POINT: Final = regex(
    rf"[ \t{SILENT}]*(?P<bullet>[{BULLETS}{_TYPED}])(?P<gap>[ \t{SILENT}\xa0]+)"
    rf"(?=[^\s{SILENT}])(?!(?<=[–—-] )\d{{1,4}} ?[–—-](?:\(|(?!\S)(?! [\u0620-\u064a])))"  # the number of a page
)
_DOUBTFUL: Final = frozenset("+o#")  # the bullets of inner lists in copies of Firefox, among others
_SIGNS: Final = frozenset(f"{BULLETS}{_TYPED}")
_WORDS: Final = regex(rf"[ \t{SILENT}]*(?P<words>[^\n]*\S)")


class _Point(NamedTuple):
    """A line with a bullet."""

    start: int
    """Where the bullet stands."""
    words: int
    """Where the words behind it begin."""
    end: int
    column: int
    label: str
    """The label that they begin with."""
    head: bool
    """Whether they, or the words behind their label, begin with a verb of a clause."""
    whole: bool
    """Whether they are the whole heading of a clause."""
    lone: bool
    """Whether a body without a bullet stands below such a heading."""


def read_points(found: Findings) -> None:
    """Silence the bullets that only say how deep a line stands; a line ends before each point.

    A file may say how deep bullets stand, and which lines are clause headings, so that not all of them are points.
    """
    if found.reading.lines:
        return
    copy, lang, given = found.copy, found.lang, found.reading.evidence
    text = copy.text
    columns = {each.start: each.value for each in given if each.kind == "bullet" and isinstance(each.value, int)}
    points = [*_points(copy.table, lang, columns)]
    if not points:
        return
    silent = [*{*_before_labels(points), *(point for point in points if point.lone)}]
    if not found.reading.styled and _are_all(points, text, lang):
        outermost = min(point.column for point in points)
        silent = [each for each in points if each.column == outermost or each.label or text[each.start] in _DOUBTFUL]
        ranks = {column: rank for rank, column in enumerate(sorted({point.column for point in points}))}
        begin = {point.start: point.words for point in silent}
        found.report(
            Evidence("level", (start := begin.get(point.start, point.start)), start + 1, ranks[point.column])
            for point in points
            if point.column != outermost
        )
    copy.edit((point.start, point.words, "") for point in sorted(silent))
    ends = (text.rfind("\n", 0, point.start) for point in points)
    found.begun = [end for end in ends if end >= 0]


def _are_all(points: Sequence[_Point], text: str, lang: LanguagePatterns) -> bool:
    """Return whether all paragraphs of a text are points, its clause headings, or its recitals, the outermost."""
    outermost = min(point.column for point in points)
    tops = [point for point in points if point.column == outermost]
    headings = sum(one.whole and other.column > one.column for one, other in pairwise(points))
    if headings < FEWEST_SURE and 2 * sum(point.head for point in tops) < max(len(tops), FEWEST):
        return False
    begun = {point.words for point in points}
    return not any(
        heading.start("words") not in begun
        and is_whole_heading(heading["words"], _line_below(text, heading.end()), lang)
        for heading in at_lines(_WORDS, text)
        if lang.verb_form(heading[0])
    )


def _before_labels(points: Sequence[_Point]) -> Iterator[_Point]:
    """Yield the points whose words begin with a label; figures alone are labels if they count, from 1 or for long."""
    numbered = [point for point in points if is_number(point.label)]
    for run in runs(numbered, lambda run, point: int(point.label) != int(run[-1].label) + 1):
        yield from run if len(run) >= FEWEST or (len(run) > 1 and run[0].label == "1") else ()
    yield from (point for point in points if point.label and not is_number(point.label))


def _points(table: LineTable, lang: LanguagePatterns, columns: dict[int, int]) -> Iterator[_Point]:
    """Yield the lines with a bullet; a letter or sign that may be another thing is one below a sure bullet."""
    text = table.text
    sure = -1
    for found in table.at(_POINT, _SIGNS):
        start, words = found.start("bullet"), found.end()
        column = columns.get(start, start - text.rfind("\n", 0, start) - 1)
        if found["bullet"] in _DOUBTFUL and not 0 <= sure < column:
            continue
        sure = column if sure < 0 else min(column, sure)
        end = line_end(text, words)
        line = text[words : min(end, words + LONGEST_PHRASE)]
        form = lang.line.of(uncapitalized(line)) if lang.verb_form(line) else lang.line.of(line)
        labelled = lang.patterns.NUMBER_OF_PARAGRAPH.match(line)
        labelled = labelled or (lang.line.match(line) if form == "ITEM" else None)
        if labelled is None and (number := lang.patterns.PROVISION_NUMBER.match(line)) is not None:
            labelled = number if lang.patterns.OWN_LABEL.match(line, number.end() + 1) else None
        label = labelled[0].strip() if labelled else ""
        if form == "LONE_LABEL" and _STOPPED.match(line) and _line_below(text, end):
            label = line.strip(_BLANKS)
        whole = form in VERBS and is_whole_heading(uncapitalized(line.strip()), _line_below(text, end), lang)
        head = form in VERBS or begins_head(text, past_blanks(text, words + len(label)), lang)
        body = lang.patterns.FIRST_ON_NEXT_LINE.match(text, end) if whole else None
        lone = body is not None and not body[0].lstrip().startswith(found["bullet"])
        yield _Point(start, words, end, column, label, head, whole, lone)


def _line_below(text: str, end: int) -> str:
    """Return the beginning of the next line that is not blank."""
    while end < len(text) and not text[end : line_end(text, end)].strip(_BLANKS):
        end = line_end(text, end) + 1
    return text[end : end + LONGEST_PHRASE]


# ---------------------------------------------------------------------- labels on lines of their own

_ALONE: Final = regex(
    rf"[ \t{SILENT}]*(?P<label>\(?(?:[^\W\d_]{{1,4}} ?\)|\d{{1,3}}(?:\)|\.| ?[–-])?)|[•–-])[ \t{SILENT}]*"
    r"(?P<end>\n\s*)(?=\S)"
)
_LONGEST_ALONE: Final = 7  # "(abcd )"
_STOPPED: Final = regex(r".*[).–-]")
_CLOSING: Final = frozenset(STOPS) - {COMMA}
_AND: Final = regex(r";[^\S\n](?:[^\W\d_]{1,3})\Z")  # "; and"
_ITEM_BELOW: Final = "a) a"  # as if one stood below a line
_BODIES: Final[TokenTypes] = frozenset(("TEXT", "HEADING_LIKE"))


def join_labels(found: Findings) -> None:
    """Join labels that stand on lines of their own, above their words, with these.

    The line end behind a single label becomes a blank; a bare figure, which may be a page number, stays as it is. Of
    labels in a queue, one below the other, each belongs to one of the paragraphs below them, which are claimed.
    """
    if found.reading.lines:
        return
    copy, lang = found.copy, found.lang
    text = copy.text
    ends: list[int] = []
    items: list[Annotation] = []
    labels: list[tuple[int, int]] = []
    lone = copy.table.short(_ALONE, _LONGEST_ALONE)
    for queue in runs(lone, lambda queue, below: queue[-1].end() < below.start("label")):
        alone = queue[-1]
        queued = _queued(queue, copy, lang) if len(queue) > 1 else _behind_first_line(alone, copy, lang, items)
        if queued:
            if items and items[-1].end > queued[0].start:  # "boats," ended it: the first line of the next stood behind
                items[-1] = Annotation("ITEM", items[-1].start, text.rfind("\n", 0, queued[0].start), items[-1].label)
            items += queued
            labels += (each.span("label") for each in queue)
        elif _STOPPED.match(alone["label"]) and _is_body(text, alone.end(), alone["label"], lang):
            ends += (place for place in range(*alone.span("end")) if text[place] == "\n")
    ends += (place for each in items for place in range(each.start, each.end) if text[place] == "\n")
    copy.put(ends, " ")
    copy.edit(((*label, "") for label in labels), "label")
    found.claims["lone-labels"] = items


def _queued(queue: Sequence[re.Match[str]], copy: ReadingCopy, lang: LanguagePatterns) -> Sequence[Annotation]:
    """Return the paragraphs below labels in a queue, each with its label; none if the labels do not count on."""
    labels = [copy.words(*found.span("label")) for found in queue]
    readings = [series.readings(label) for label in labels]
    if not all(any(mine.follows(last) for mine in each for last in before) for before, each in pairwise(readings)):
        return ()
    for stops in (_CLOSING, _ENDS):
        items = _paragraphs(labels, queue[-1].end(), stops, copy.text, lang)
        if len(items) == len(labels):
            return items
    return ()


def _behind_first_line(
    alone: re.Match[str], copy: ReadingCopy, lang: LanguagePatterns, above: Sequence[Annotation]
) -> Sequence[Annotation]:
    """Return the paragraph whose first line stands above its label, and the rest of it below; nothing if none does.

    Programs that read a page line by line put a label so that stands a little lower than the words beside it::

        that oars differ for several
        b)
        kinds of boats;

    :param above: the paragraphs found so far; a bare figure, which may be a page number, counts on from the last one.
    """
    text, label = copy.text, alone["label"].strip()
    lines = [*islice(lines_back(text, 0, alone.start("label")), 2)]
    if len(lines) < 2 or not begins_small(text, alone.end()) or "\n\n" in text[lines[0][1] : alone.end()]:
        return ()
    (start, end), (head, last) = lines
    is_first = bool(lang.verb_form(text[head:last]))
    counts = (
        series.counts_on(above[-1].label if above and not is_first else "", label)
        if is_number(label)
        else series.is_label(label)
    )
    follows = is_first or text[last - 1] in _ENDS
    if not (counts and follows) or text[end - 1] in _ENDS or lang.line.of(text[start:end]) not in _BODIES:
        return ()
    items = _paragraphs([label], alone.end(), _CLOSING, text, lang)
    # "instructs the Director of the", "Offices", "1", "to row;", "2": each label stands above its words
    ended = (line_end(text, item.end) + 1 for item in items if text[item.end - 1] in _ENDS)
    return (
        []
        if any(_ALONE.match(text, below) for below in ended)
        else [Annotation("ITEM", start, item.end, label) for item in items]
    )


def _paragraphs(
    labels: Sequence[str], place: int, stops: AbstractSet[str], text: str, lang: LanguagePatterns
) -> Sequence[Annotation]:
    """Return the paragraphs behind a place, one for each label; each but the last ends with one of some stops."""
    items: list[Annotation] = []
    for start, end in lines_of(text, place, len(text)):
        last = items[-1] if items else None
        goes_on = last is not None and text[last.end - 1] not in stops and not _AND.search(text, last.start, last.end)
        label, below = ("", _ITEM_BELOW) if goes_on else (labels[0], _line_below(text, end))
        if (len(items) == len(labels) and not goes_on) or not _is_body(text, start, label, lang, below):
            break
        if goes_on and last is not None:
            items[-1] = Annotation("ITEM", last.start, end, last.label)
        else:
            items.append(Annotation("ITEM", start, end, labels[len(items)]))
    return items


def _is_body(text: str, words: int, label: str, lang: LanguagePatterns, below: str = "") -> bool:
    """Return whether the words at a place may be those of an item with a label, or without one the rest of some.

    :param below: what stands below the line.
    """
    line = text[words : min(line_end(text, words), words + LONGEST_PHRASE)]
    form = lang.line.of(line)
    if form in _BODIES or (form == "ITEM" and not label):
        return True
    return form in VERBS and (not label or is_number(label[0])) and not is_whole_heading(line, below, lang)
