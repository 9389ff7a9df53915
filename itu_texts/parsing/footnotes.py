"""Finds footnotes by the rule above them, or by a mark at the start of their line that is also attached to a word.

A rule may be typed with signs other than low lines. A footnote continues below its first line if its lines were
wrapped, or if it has a list. A mark in the words calls a footnote only if there is one for it in the same text:
``countries1`` calls footnote 1, ``Annex 1`` does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    CAPITALS,
    COLON,
    COMMA,
    FULL_STOP,
    NOTE_SIGNS,
    RULES,
    SEMICOLON,
    SMALL,
    WIDE,
    begins_capital,
    columns,
    ending,
    is_letter,
    is_number,
    past_blanks,
    raised,
    runs_on,
    without_blanks,
)
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.pages import BEGINS_TEXT, NAMES_OF_TEXTS, OPENS, TITLED, within_pages
from itu_texts.parsing.reading_copy import LineTable, runs
from itu_texts.parsing.thresholds import (
    FULL_LINE,
    LINE_REACH,
    LINES_AHEAD,
    LONGEST_SEARCH,
    LONGEST_TEXT,
    SHORTEST_LINE,
    WORD_REACH,
    YEAR,
)
from itu_texts.parsing.tokens import AnchorToken, Annotation, FootnoteToken, TokenTypes
from itu_texts.tree.spans import begun_in, met_by, overlaps

# ---------------------------------------------------------------------- marks in the words

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A mark attached to a word, or raised. The pattern begins with the mark itself, which makes the search fast, and then
# looks back; {first} is the first character of a mark.
_GLUED: Final = (
    r"{first}(?:(?<=[^\s\d(–/-][ \t][¹²³⁴-⁹])[¹²³⁴-⁹⁰]?|(?<=[^\s\d(–/-].)(?:"  # countries ¹
    r"(?<=[^\W\d_A-Z]{{3}}[1-9])\d?(?:(?![\w.%°]|[-–/,]\d)|(?=\.(?:\s|$)|,[1-9](?:[\s;:)]|$)))"  # countries1; 1,2
    r"|(?<=[a-z]\.[a-z]\.[1-9])(?=[\s,;:)])"  # e.i.r.p.2
    rf"|(?<=[{SMALL}]{{{{5}}}}\.[1-9])(?=\s+[^\W\d{SMALL}]|\s*$)"  # achieved.4
    rf"|(?<=[^\W\d_{CAPITALS}{SMALL}]\.[1-9])(?=\s*$)"
    r"|(?<=[^\W\d_A-Z][;,][1-9])\d?(?=\s|$)|(?<=[)”\"][;,][1-9])\d?(?=\s|$)"
    rf"|(?<=[^\W\d_A-Z][)”\"’][1-9])\d?(?=[\s,;.:{WIDE}]|$)"
    r"|(?<=»[1-9])\d?(?=[\s,;.:]|$)"
    r"|(?<=[¹²³⁴-⁹])[¹²³⁴-⁹⁰]?"
    rf"|(?<=[\w)\]”\"’][{NOTE_SIGNS}])"
    rf"|(?<=[\w)\]”\"]\*)\*{{{{0,2}}}}(?:(?![\w*])|(?=[{WIDE}]))"
    r"|(?<=[^\W\d_][,:]\*)\*{{0,2}}(?=\s|$)"  # Albania,* Chile
    r"|(?<=[\w)”\"’.,;:]\[)\d{{1,2}}\]|(?<=[^\W\d_]\()\d{{1,2}}\)(?!\w)"  # countries[1], countries(1)
    r")|(?:(?<=\d.)|(?<=\d[ \t].))(?:(?<=[¹²³⁴-⁹])[¹²³⁴-⁹⁰]?"  # RESOLUTION 5¹, RESOLUTION 5 (1)
    rf"|(?<=[{NOTE_SIGNS}])|(?<=\*)\*{{{{0,2}}}}(?!\w)|(?<=\[)\d{{{{1,2}}}}\]|(?<=\()\d{{{{1,2}}}}\)(?!\w))(?P<named>))"
)
# Marks of footnotes without another call, the most likely first. Attached to words that may end with figures:
# "ICNIRP2", "(Geneva, 1998)1", "the TRP)1", "1 MHz2", "§ 6.173"; set apart, before a stop or at the end of a line, or
# glued to the number of a recommendation, none of which has five figures: "S.14263"; between the words of a sentence:
# "organizations 2 involved"; between words that run on without blanks; glued to a year: "October 20272"
_DOUBTFUL: Final = (
    r"{first}(?:(?:"
    r"(?<=[^\W\d_][^\W\d_a-z][1-9])\d?(?=[\s,;:.)]|$)|(?<=[^\W_][)\]”\"’][1-9])\d?(?=[\s,;:.]|$)"
    r"|(?<=[kMGT]Hz[1-9])(?=[\s,;:.)]|$)|(?<=§ \d\.\d\d[1-9])(?=[\s,;:)]|$)|(?<=§ \d\d\.\d\d[1-9])(?=[\s,;:)]|$)"
    r")(?P<glued>)|(?:"
    r"(?<=[^\W\d_A-Z][ \t].)(?:(?<=[1-9])\d?|(?<=\()\d{{1,2}}\)|\*{{0,2}})(?=[ \t]?[,;](?!\d{{3}})|[^\S\n]*$)"
    r"|(?<=\)[ \t].)(?:(?<=[1-9])\d?|\*{{0,2}})(?=[ \t]?[,;](?!\d{{3}})|[^\S\n]*$)"
    r"|(?<=[A-Z]\.\d{{4}}[1-9])(?![\w-]|\.\d)"
    r")(?P<apart>)|(?<=[^\W\d_A-Z]{{3}}[ \t][1-9])\d?(?=[ \t]+[^\W\d_A-Z]{{2}})(?P<between>)"
    rf"|(?<=[{WIDE}]{{{{2}}}}[1-9])\d?(?=[{WIDE}])(?P<within>)"
    r"|(?<=(?:[^\W\d_]|,) (?:19|20)\d\d[1-9])\d?(?=[,;:.)]{{0,2}}(?:\s|$))(?P<year>))"
)
_FORMS: Final = ("glued", "apart", "between", "within", "year")
# The next of several that call from one place: "effected4, 5", "(WRC-15)*, 1"
_LISTED: Final = regex(r"[ \t]?,[ \t]?(?P<mark>\[\d{1,2}\]|[1-9]\d?|\*{1,3})(?![\w*%°-]|\.\d| ?[^\W\da-z_])")
_FORMS_ABOVE: Final = frozenset(("glued", "apart", "within", "year"))
_REFERRING: Final = frozenset(("apart", "between", "within"))
"""The forms that a number in a cross-reference may have."""


def lowered(mark: str) -> str:
    """Return a mark with its digits as plain digits, raised or not."""
    return mark.translate(_SUPERSCRIPTS)


class _Call(NamedTuple):
    """A mark in the words that may call a footnote."""

    start: int
    end: int
    mark: str
    form: str
    """How it is written, if it is doubtful: one of ``_FORMS``."""


class Calls:
    """The marks in the words of a text that may call its footnotes."""

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.lang = lang
        self._found: dict[tuple[str, str], dict[str, list[_Call]]] = {}
        """The calls of a pattern that begin with a character, by mark."""

    def of(self, mark: str, pattern: str, start: int, end: int) -> Sequence[_Call]:
        """Return the possible calls with a mark in a stretch, outside numbers, in the order of the text."""
        known = self._found.get((pattern, mark[0]))
        if known is None:
            known = self._found[pattern, mark[0]] = {}
            for call in sorted(self._beginning(mark[0], pattern)):
                known.setdefault(call.mark, []).append(call)
        return begun_in(known.get(mark, ()), start, end)

    def _beginning(self, first: str, pattern: str) -> Iterator[_Call]:
        """Yield the possible calls that begin with a character, raised or not."""
        text = self.text
        for sign in {first, raised(first)}:
            for found in _worn(pattern, sign).finditer(text) if sign in text else ():
                call = _Call(*found.span(), lowered(found[0]), found.lastgroup or "")
                if self._names_a_text(call) if call.form == "named" else not self._is_in_number(call):
                    yield call

    def above(self, mark: str, least: int, start: int) -> Sequence[_Call]:
        """Return the calls in a stretch: those attached to a word, or else those that may be calls and number nothing.

        :param least: where the stretch begins.
        """
        doubtful = (call for call in self.of(mark, _DOUBTFUL, least, start) if call.form in _FORMS_ABOVE)
        return self.of(mark, _GLUED, least, start) or [*filter(self.is_one, doubtful)]

    def is_one(self, call: _Call) -> bool:
        """Return whether a call is one; most doubtful ones may be cross-references or numbers."""
        if call.form == "year":
            return not self._is_numbered(call.start - YEAR)
        if (call.form == "between" and not self._is_between_words(call)) or (
            call.form == "apart" and self._is_numbered(call.start)
        ):
            return False
        return call.form not in _REFERRING or self._is_no_reference(call)

    def _is_in_number(self, call: _Call) -> bool:
        """Return whether a figure in words without blanks counts or numbers something: in "第1条", "表1", "1个"."""
        text, start = self.text, call.start
        if not is_number(call.mark) or text[start] != call.mark[0] or not start or not runs_on(text[start - 1]):
            return False
        before = self.lang.patterns.BEFORE_A_FIGURE.search(text, max(0, start - WORD_REACH), start)
        return before is not None or self.lang.patterns.BEHIND_A_FIGURE.match(text, call.end) is not None

    def _names_a_text(self, call: _Call) -> bool:
        """Return whether a mark follows the number of a text; elsewhere it may be a power, or a label."""
        start = max(0, call.start - LINE_REACH, self.text.rfind("\n", 0, call.start) + 1)
        return self.lang.patterns.UP_TO_MARK.search(self.text, start, call.start) is not None

    def _is_numbered(self, end: int) -> bool:
        """Return whether a figure is the number of the thing that the word before names: "channel 20271"."""
        word = self._word_before(end)
        return word is not None and self.lang.patterns.NUMBERED.fullmatch(word[1]) is not None

    def _word_before(self, end: int) -> re.Match[str] | None:
        return self.lang.patterns.WORD_BEFORE.search(self.text, max(0, end - WORD_REACH), end)

    def _is_between_words(self, call: _Call) -> bool:
        """Return whether a mark between two words counts and numbers nothing, unlike "section 1 of", "at 2 or more"."""
        word = self._word_before(call.start)
        if word is None or self.lang.patterns.NUMBERED.fullmatch(word[1]) or self.lang.instructs(word[1]):
            return False
        return self.lang.patterns.BEHIND_A_MARK.match(self.text, call.end) is not None

    def _is_no_reference(self, call: _Call) -> bool:
        """Return whether a separate mark is not part of a cross-reference or a heading: "resolves 1,", "Annex 1"."""
        text, end = self.text, call.start - 1
        begin = past_blanks(text, text.rfind("\n", 0, end) + 1)  # behind the signs of Markdown
        start = max(text.rfind(" ", begin, end) + 1, begin)
        if self.lang.line.of(text[start:end]) in VERBS:
            return False
        line = self.lang.line.match(text, begin)
        return line is None or line.lastgroup in ("TEXT", "ITEM", "NOTE") or line.end() < call.end


@cache
def _worn(pattern: str, sign: str) -> re.Pattern[str]:
    """Return a pattern of marks that begin with a character, for a fast search."""
    return regex(pattern.format(first=re.escape(sign)), re.MULTILINE)


def find_note_marks(found: Findings) -> None:
    """Find the marks that call footnotes, and the footnote that each calls.

    Marks of one text of a volume do not call footnotes of another.
    """
    own, begins = (found.own_notes, ()) if found.said.said else ([], found.begins)
    worn = {mark.mark for mark in found.anchors}
    notes = [note for note in own if note.label not in worn] if own else found.footnotes
    if not notes:
        return
    calls = Calls(found.copy.text, found.lang)
    held = [(note.start, note.end) for note in found.footnotes]
    called = [mark for mark in found.anchors if not overlaps(held, mark.start, mark.end)]
    bounds = (0, *begins, len(calls.text))
    texts = groupby(notes, key=lambda note: bisect_right(begins, note.start))
    marks = [mark for text, its in texts for mark in _calling(calls, [*its], bounds[text], bounds[text + 1])]
    found.anchors = sorted([*called, *(marks if own else found.outside(marks, "TABLE", "FOOTNOTE"))], key=_start)


def _start(anchor: AnchorToken | Annotation) -> int:
    return anchor.start


def _calling(calls: Calls, notes: Sequence[Annotation], start: int, end: int) -> list[AnchorToken]:
    """Return the marks in a text that call its footnotes, each with its footnote.

    A mark that is nowhere attached to a word may be called in the likeliest of the doubtful forms.
    """
    places: dict[str, list[int]] = {}
    for note in notes:
        if note.label:
            places.setdefault(note.label, []).append(note.start)

    def near(mark: str, pattern: str) -> Iterator[tuple[AnchorToken, str]]:
        """Yield the calls with a mark that are near a footnote, and in none themselves, with their forms."""
        for call in calls.of(mark, pattern, start, end):
            note = _nearest(places[mark], call.start)
            if note is not None and not met_by(notes, call.start, call.start + 1) and calls.is_one(call):
                yield AnchorToken(call.start, call.end, mark, note), call.form

    found = _with_listed([anchor for mark in places for anchor, _ in near(mark, _GLUED)], places, calls.text, end)
    called = {anchor.mark for anchor in found}
    for mark in places:
        if mark not in called:
            likely = {(form, anchor.note): anchor for anchor, form in near(mark, _DOUBTFUL)}  # the last is the nearest
            likeliest = min((form for form, _ in likely), key=_FORMS.index, default="")
            found += (anchor for (form, _), anchor in likely.items() if form == likeliest)
    return _with_listed(found, places, calls.text, end)


def _with_listed(
    found: Sequence[AnchorToken], places: Mapping[str, list[int]], text: str, end: int
) -> list[AnchorToken]:
    """Return marks that call footnotes, with those that follow one after a comma."""
    marks = [*found]
    known = {anchor.start for anchor in found}
    for anchor in marks:  # the list grows
        listed = _LISTED.match(text, anchor.end, end)
        note = _nearest(places.get(listed["mark"], []), listed.start("mark")) if listed is not None else None
        if listed is not None and note is not None and listed.start("mark") not in known:
            known.add(listed.start("mark"))
            marks.append(AnchorToken(*listed.span("mark"), listed["mark"], note))
    return marks


def _nearest(places: list[int], start: int) -> int | None:
    """Return where the footnote is that a mark calls, of those that have it: the next one, else the last one before."""
    index = bisect_left(places, start)
    if index < len(places) and places[index] - start <= LONGEST_TEXT:
        return places[index]
    if index and start - places[index - 1] <= LONGEST_SEARCH:
        return places[index - 1]
    return None


def bind(anchors: Sequence[AnchorToken], notes: Sequence[FootnoteToken]) -> list[int | None]:
    """Return the index of the footnote that each anchor calls, in the order of the text.

    ``None`` if the apparent footnote is part of something else.
    """
    by_place = {note.start: number for number, note in enumerate(notes)}
    by_mark: dict[str, list[int]] = {}
    for note in notes:
        by_mark.setdefault(note.mark, []).append(note.start)
    called: list[int | None] = []
    for anchor in anchors:
        # a file marks an anchor, but not which footnote it calls
        place = anchor.note if anchor.note >= 0 else _nearest(by_mark.get(anchor.mark, []), anchor.start)
        called.append(None if place is None else by_place.get(place))
    return called


_RULED_BY_SIGNS: Final = regex(
    rf"[^\S\n]*(?P<rule>(?P<sign>[{RULES}])(?P=sign){{4,}})[^\S\n]*\n(?:[^\S\n]*\n){{0,2}}"
    r"[^\S\n]*(?P<mark>\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}|\*{1,3})(?![\d*]|[.,]\d)"
    r"(?=[.)]?[^\S\n]*(?:\n[^\S\n]*)?[^\W_](?:[^\n|\s]|[ \t]{1,2}(?=\S))*[^\S\n]*$)",  # not a row of a table
    re.MULTILINE,
)


def read_note_rules(found: Findings) -> None:
    """Replace the signs of typed rules by low lines.

    A line of dashes is a rule above notes if a mark below it is attached to words above it; others are between the rows
    of tables.
    """
    copy = found.copy
    calls = Calls(copy.text, found.lang)
    for ruled in copy.table.at(_RULED_BY_SIGNS, RULES):
        start, end = ruled.span("rule")
        if calls.above(ruled["mark"], max(0, start - LONGEST_TEXT), start):
            copy.put(range(start, end), "_")


_RULE: Final = "_____"
_FIRST: Final = regex(
    rf"_*\s*(?P<mark>\[\d{{1,2}}\]|\(\d{{1,2}}\)|\d{{1,2}}|\*{{1,3}}|[⁰¹²³⁴-⁹]{{1,2}}|[{NOTE_SIGNS}])(?P<stop>\.(?!\d)|\)?)(?=\s|[^\W\d_]|$)"
)
# The beginning of a note: a sentence, or its own number in the Radio Regulations ("5 9.2B.1 The Bureau")
_OPENS: Final = rf"(?:[^\W\d_{SMALL}]|[“\"«‘−]|\d{{1,2}}\.\d{{1,3}}[A-Z]{{0,2}}\.\d)"
_CAPITAL: Final = rf"(?=[^\S\n]+{_OPENS})"
_MARK: Final = rf"\[\d{{1,2}}\]|\(\d{{1,2}}\)|\d{{1,2}}|\*{{1,3}}|[{NOTE_SIGNS}]"
# The next one begins after a stop or on a line of its own; the pattern begins with one of few characters
_NEXT: Final = regex(
    r"[.;)”\"’\n](?:"
    rf"(?<!\n)[^\S\n]+(?P<mark>{_MARK})(?=[.)]?{_CAPITAL})|(?<=\n)[^\S\n]*(?P<below>{_MARK})(?=\)?\s))"
)
# The mark may stand alone on its line, with the note below it
_BEHIND_MARK: Final = rf"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)(?={_OPENS})"
# The line of the next note; blank lines may stand above it, its mark may have a stop or be glued to the words
_NEXT_LINE: Final = regex(
    rf"[^\S\n]*\n(?P<gap>(?:[^\S\n]*\n){{1,2}}+)?+[^\S\n]*(?P<mark>{_MARK})(?P<stop>\.(?!\d)|\)?)"
    rf"(?P<blank>[^\S\n]+|(?:[^\S\n]*\n){{1,3}}[^\S\n]*|(?<!\s)(?=[^\W\d_{SMALL}]))(?=[^\s*])[^\n]+"
)
_ODD: Final = regex(rf"[({NOTE_SIGNS}]")
_SURELY_OPENS: Final = regex(_OPENS)
# A line that begins with a raised mark, with one in brackets, or with stars (not those of emphasis: "*inter alia*"), or
# with a number and a capital, which it may be glued to
_UNRULED: Final = regex(
    r"[^\S\n]*+(?:"
    r"(?P<mark>\[\d{1,2}\]|\*{1,3}+(?![^\s*][^*\n]{0,200}\*)|[¹²³⁴-⁹]{1,2}|[†‡])\)?[^\S\n]*(?=[^\W\d_a-z]|[“\"])"
    rf"|(?P<number>[1-9]\d?|\([1-9]\d?\))(?:[.)]?{_BEHIND_MARK}|(?=[^\W\d_{SMALL}])))[^\n]*"
)
_BEGIN_NOTES: Final = "(*123456789¹²³⁴⁵⁶⁷⁸⁹[†‡"
_WORDS: Final = regex(r"[\s*#]*+(?=\S)")  # stars may be those of emphasis, hashes those of a heading
_LONE_NUMBER: Final = regex(r"\d{1,4}\s*")
_PAGE_ENDS: Final = NAMES_OF_TEXTS | {"PAGE_NUMBER", "RUNNING_HEAD"}


def find_footnotes(found: Findings) -> None:
    """Find the footnotes outside tables, the first below a rule with the rule, unless the file has its own.

    Where further texts begin is looked for only if there are notes.
    """
    if found.said.said and found.own_notes:
        return
    text, lang, pages = found.copy.text, found.lang, found.pages

    def end_of(start: int, end: int) -> int:
        """Return where a footnote ends, from its first line."""
        goes_on: int | None = found.active.first("note", start, text, start, end, lang)
        return goes_on or end

    table, calls = found.copy.table, Calls(text, lang)
    notes = [*_ruled(calls, end_of)]
    begun = (_NoteLine(text, line, end_of) for line in table.at(_UNRULED, _BEGIN_NOTES) if line.start())
    lines = [line for line in begun if not met_by(notes, line.start, line.start + 1)]
    counted = [*_at_feet_of_pages(table, [line for line in lines if line.counts], calls)]
    marked = [line for line in lines if not line.counts]
    if notes or counted or marked:
        found.begins = _text_begins(text, lang)
        lines = [*counted, *(line for line in marked if _is_called(line, calls, found.begins))]
        notes += (Annotation("FOOTNOTE", line.start, line.end, line.mark) for line in lines)
        notes = sorted(notes, key=_start)
        notes = [*within_pages(notes, text, pages, lang)] if pages is not None and pages.breaks else notes
        found.footnotes = found.outside(notes, "TABLE", "FOOTNOTE")


def _text_begins(text: str, lang: LanguagePatterns) -> list[int]:
    """Return where the texts of a volume begin, after the first: the lines with another name than the one before.

    The lines above the first are its cover, which may call its notes: "A/RES/99/76*".
    """
    lines = lang.patterns.TEXT_BEGINS.finditer(f"\n{text}")  # the first text may begin at the first line
    named = [(line.start() - 1, " ".join(line[0].split())) for line in lines]
    return [start for (_, before), (start, name) in pairwise(named) if name != before]


class _NoteLine:
    """A line that begins like a footnote, with the lines below that continue it."""

    def __init__(self, text: str, line: re.Match[str], end_of: Callable[[int, int], int]) -> None:
        group = line.lastgroup or ""
        self.counts: bool = group == "number"
        self.start = line.start(group)
        self.mark = lowered(line[group])
        self.end_of_line = without_blanks(text, line.end())
        self._end_of = end_of

    @cached_property
    def end(self) -> int:
        return self._end_of(self.start, self.end_of_line)


def _ruled(calls: Calls, end_of: Callable[[int, int], int]) -> Iterator[Annotation]:
    """Yield the footnotes below rules, in order."""
    text = calls.text
    for ruled in calls.lang.patterns.RULED_NOTE.finditer(text) if _RULE in text else ():
        yield from _parted(text, ruled.start(), without_blanks(text, ruled.end()), calls, end_of)


def _parted(text: str, start: int, end: int, calls: Calls, end_of: Callable[[int, int], int]) -> Iterator[Annotation]:
    """Yield the notes below one rule."""
    rule = start + len(text[start:end]) - len(text[start:end].lstrip("_"))
    first = _FIRST.match(text, start, end)
    above = (max(0, start - LONGEST_TEXT), start)  # the words that may call one
    if first is None:
        yield Annotation("FOOTNOTE", start, rule if _begins_text(text, rule, calls.lang) else end)
        return
    mark, behind = lowered(first["mark"]), first.end()
    lines = text.count("\n", start, behind)
    heads = _begins_text(text, behind, calls.lang)
    if (heads or lines > 1 or _is_odd(text, first, glued=lines > 0)) and not calls.above(mark, *above):
        yield Annotation("FOOTNOTE", start, rule if heads or lines else end)
        return
    while True:
        for following in _NEXT.finditer(text, behind - 1, end):
            group = "mark" if following["mark"] else "below"
            if _follows(following[group], mark):
                yield Annotation("FOOTNOTE", start, without_blanks(text, following.start(group)), mark)
                start, mark = following.start(group), following[group]
        end = end_of(start, end)
        yield Annotation("FOOTNOTE", start, end, mark)
        line = _NEXT_LINE.match(text, end)
        if line is None or not _follows(line["mark"], mark):
            return
        if _may_be_item(text, line) and not calls.above(line["mark"], *above):
            return
        start, behind, mark = line.start("mark"), line.end("stop"), line["mark"]
        end = without_blanks(text, line.end())


def _begins_text(text: str, start: int, lang: LanguagePatterns) -> bool:
    """Return whether a heading, a formula or the name of a text comes next, which no footnote begins with."""
    words = _WORDS.match(text, start)
    return words is not None and lang.line.of(text, words.end()) in BEGINS_TEXT


# Where what begins a text may stand in a footnote: on a line, behind a stop or a rule
_PARTS: Final = regex(r"[,.;\n_][^\S\n]*+(?:(?<=_ )\d{1,2} )?(?=[^\W\d_]|[*#])")


def holds_text(text: str, start: int, end: int, lang: LanguagePatterns) -> bool:
    """Return whether a heading, a formula or the name of a text stands in a footnote."""
    first = _FIRST.match(text, start, end)
    places = (each.end() for each in _PARTS.finditer(text, start, end))
    begun = (_begins_text(text, place, lang) for place in (first.end() if first else start, *places))
    return any(begun) or lang.patterns.TEXT_BEHIND_NOTE.search(text, start, end) is not None


def _is_odd(text: str, begun: re.Match[str], *, glued: bool) -> bool:
    """Return whether a note begins with a mark only if something calls it: "1. ", "(1)", "①", or without a blank."""
    is_glued = glued and is_letter(text[begun.end("stop") : begun.end("stop") + 1])
    return begun["stop"] == FULL_STOP or is_glued or _ODD.match(begun["mark"]) is not None


def _may_be_item(text: str, line: re.Match[str]) -> bool:
    """Return whether a line like the next note may belong to the text: it is set apart, or begins without a capital."""
    is_odd = line["gap"] is not None or _is_odd(text, line, glued=True)
    return is_odd or not _SURELY_OPENS.match(text, line.end("blank"))


def _follows(mark: str, other: str) -> bool:
    """Return whether a mark is the next one after another: 2 after 1, ** after *, 1 after any stars, ‡ after †."""
    if "*" in other:
        return mark in (other + "*", "1")
    if _ODD.match(other) and not other.endswith(")"):
        return ord(mark[0]) == ord(other) + 1
    mark, other = mark.strip("[]()"), other.strip("[]()")
    return is_number(mark) and is_number(other) and int(mark) == int(other) + 1


def _is_called(line: _NoteLine, calls: Calls, begins: Sequence[int]) -> bool:
    """Return whether a word above a line, in the same text, has the mark that begins it."""
    above = bisect_right(begins, line.start)
    least = max(begins[above - 1] if above else 0, line.start - LONGEST_TEXT)
    return any(
        calls.text[call.start - 1] != "\n" for call in calls.of(line.mark, _GLUED, least, line.start) if call.start
    )


# ---------------------------------------------------------------------- at the feet of pages, without a rule


def _at_feet_of_pages(table: LineTable, lines: Sequence[_NoteLine], calls: Calls) -> Iterator[_NoteLine]:
    """Yield notes with plain numbers: the last lines of a page or text, if words of that page have the numbers.

    Lines that may be the last items of a list, which the next page continues, are not notes; neither are lines below a
    heading, or below the title below one.
    """
    text, rows = table.text, table.rows
    starts = [start for start, _ in rows]

    def form(place: int) -> str:
        """Return the form of a line, where a lone number is that of the page."""
        words = rows[place][1]
        return "PAGE_NUMBER" if _LONE_NUMBER.fullmatch(words) else calls.lang.line.of(words)

    def is_apart(run: Sequence[_NoteLine], line: _NoteLine) -> bool:
        before = run[-1]
        return not _follows(line.mark, before.mark) or (
            bool(text[before.end_of_line : line.start].strip() and text[before.end : line.start].strip())
        )

    for run in runs(lines, is_apart):
        start = run[0].start
        first, behind = bisect_left(starts, start), bisect_left(starts, run[-1].end)
        goes_on = behind < len(rows) and form(behind) not in _PAGE_ENDS
        is_list = first > 0 and (form(first - 1) in OPENS or form(max(first - 2, 0)) in TITLED)
        least = start - LONGEST_TEXT
        if goes_on or is_list or not all(calls.above(line.mark, least, start) for line in run):  # which most are not
            continue
        # a page that begins farther above changes nothing
        page = next(
            (place for place in range(first - 1, bisect_left(starts, least) - 1, -1) if form(place) in _PAGE_ENDS), 0
        )
        least = max(starts[page], least)  # the name of a text may have a mark
        if all(calls.above(line.mark, least, start) for line in run):
            yield from run


_GOING_ON: Final = regex(r"[^\S\n]*\n(?P<gap>[^\S\n]*\n[^\S\n]*+)?[^\S\n]*(?P<words>\S[^\n]*)")
# The beginning of another note, or a line outside notes: a rule, a mark
_ANOTHER: Final = regex(r"_|(?:\[\d{1,2}\]|\(?\d{1,2}|\*{1,3}|[¹²³⁴-⁹]{1,2}|[†‡①-⑳])[.)]?(?:\s|(?<=[\])*¹²³⁴-⁹†‡①-⑳]))")
_PLAIN: Final[TokenTypes] = frozenset(("TEXT", "HEADING_LIKE"))
_CLOSES: Final = (SEMICOLON, COLON, FULL_STOP)
_ITEM_ENDS: Final = (SEMICOLON, COMMA, COLON)


def end_of_note(text: str, start: int, end: int, lang: LanguagePatterns) -> int | None:
    """Return where a footnote ends that continues below its first line; ``None`` if it does not.

    A line continues it if the one above has no stop at its end and is as long as a wrapped line, or if the next word
    would not have fitted there. Below a colon, the items of a list continue it.
    """
    first = end
    begin = max(text.rfind("\n", 0, end) + 1, start)
    listed = False
    for _ in range(LINES_AHEAD):
        below = _GOING_ON.match(text, end)
        if below is None or _ANOTHER.match(below["words"]):
            break
        line, words = text[begin:end], below["words"]
        kind = lang.line.of(words)
        if kind == "ITEM":
            stop = ending(line, len(line))
            if stop != COLON and not (listed and (stop in _ITEM_ENDS or lang.is_unfinished(line, len(line)))):
                break
            listed = True
        elif kind not in _PLAIN or below["gap"] is not None or not _goes_on(line, words, lang):
            break
        begin = below.start("words")
        end = without_blanks(text, below.end())
    return end if end > first else None


def _goes_on(line: str, words: str, lang: LanguagePatterns) -> bool:
    """Return whether a line of a note continues in the words below it."""
    length = columns(line)
    last = ending(line, len(line))
    if last == COMMA or lang.is_unfinished(line, len(line)):
        return True
    if last in _CLOSES:
        return False
    return length >= FULL_LINE and is_letter(last) if begins_capital(words) else length >= SHORTEST_LINE
