"""Finds footnotes by the rule above them, or by a mark at the start of their line that is also attached to a word.

A rule may be typed with signs other than low lines. A footnote continues below its first line if its lines were
wrapped, or if it has a list. A mark in the words calls a footnote only if there is one for it in the same text:
``countries1`` calls footnote 1, ``Annex 1`` does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby, pairwise
from typing import Final

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
    runs_on,
    without_blanks,
)
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.pages import BEGINS_TEXT, NAMES_OF_TEXTS, OPENS, TITLED, within_pages
from itu_texts.parsing.reading_copy import runs
from itu_texts.parsing.thresholds import (
    FULL_LINE,
    LINE_REACH,
    LINES_AHEAD,
    LONGEST_SEARCH,
    LONGEST_TEXT,
    SEARCHES,
    SHORTEST_LINE,
    WORD_REACH,
    YEAR,
)
from itu_texts.parsing.tokens import AnchorToken, Annotation, FootnoteToken, TokenTypes
from itu_texts.tree.spans import met_by, overlaps

# ---------------------------------------------------------------------- marks in the words

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISE: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A mark attached to a word, or raised. The pattern begins with the mark itself, which makes the search fast, and then
# looks back; {first} are the first characters of marks.
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


def lowered(mark: str) -> str:
    """Return a mark with its digits as plain digits, raised or not."""
    return mark.translate(_SUPERSCRIPTS)


def worn(text: str, marks: Iterable[str], start: int, end: int, lang: LanguagePatterns) -> list[AnchorToken]:
    """Return the marks attached to words in a stretch that are among some marks, in the order of the text."""
    return [anchor for anchor, _ in _anchors_in(text, marks, _GLUED, start, end, lang)]


class Calls:
    """Finds out whether words call a footnote below them; queries must be in the order of the text."""

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.lang = lang
        self._seen: dict[str, tuple[int, int]] = {}
        """By mark: the end of the searched text, and the place of the last call."""

    def above(self, mark: str, least: int, start: int) -> bool:
        """Return whether a stretch contains a mark attached to a word, or one that may be a call and numbers nothing.

        :param least: where the stretch begins, not before that of an earlier query for the same mark.
        """
        done, last = self._seen.get(mark, (0, -1))
        if done < start:
            last = max(self._found(mark, max(done, least), start), default=last)
            self._seen[mark] = (start, last)
        return last >= least

    def _found(self, mark: str, start: int, end: int) -> list[int]:
        wearing = [each.start for each in worn(self.text, [mark], start, end, self.lang) if each.mark == mark]
        return wearing or [*self._doubtful(mark, start, end)]

    def _doubtful(self, mark: str, start: int, end: int) -> Iterator[int]:
        for anchor, form in _anchors_in(self.text, [mark], _DOUBTFUL, start, end, self.lang):
            if anchor.mark == mark and form in _FORMS_ABOVE and _calls(anchor, form, self.text, self.lang):
                yield anchor.start


def _anchors_in(
    text: str, marks: Iterable[str], pattern: str, start: int, end: int, lang: LanguagePatterns
) -> Iterator[tuple[AnchorToken, str]]:
    """Yield the possible calls in a stretch outside numbers, in the order of the text, with their forms."""
    for found in _marks_in(text, marks, pattern, start, end):
        anchor = AnchorToken(*found.span(), lowered(found[0]))
        form = found.lastgroup or ""
        if _names_a_text(anchor, text, lang) if form == "named" else not _is_in_number(anchor, text, lang):
            yield anchor, form


def _marks_in(text: str, marks: Iterable[str], pattern: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the possible calls with some marks in a stretch, in the order of the text."""
    first = {mark[0] for mark in marks}
    may_be_raised = {begin.translate(_RAISE) for begin in first} - first
    raised = "".join(sorted(mark for mark in may_be_raised if text.find(mark, start, end) >= 0))
    searches = (*first, raised) if len(first) <= SEARCHES else ("".join(sorted(first)) + raised,)
    found = [worn for begins in searches if begins for worn in _worn(pattern, begins).finditer(text, start, end)]
    return sorted(found, key=re.Match.start)


@cache
def _worn(pattern: str, first: str) -> re.Pattern[str]:
    """Return a pattern of marks that begin with one of some characters; with only one, the search is fast."""
    return regex(pattern.format(first=f"[{first}]" if len(first) > 1 else re.escape(first)), re.MULTILINE)


def find_note_marks(found: Findings) -> None:
    """Find the marks that call footnotes, and the footnote that each calls."""
    text, lang, own = found.copy.text, found.lang, found.own_notes
    if not own and not found.footnotes:
        return
    held = [(note.start, note.end) for note in found.footnotes]
    called = [mark for mark in found.anchors if not overlaps(held, mark.start, mark.end)]
    if found.said.said and own:
        worn = {mark.mark for mark in found.anchors}
        marks = _find_anchors(text, [note for note in own if note.label and note.label not in worn], lang)
    else:
        marks = found.outside(_find_anchors(text, found.footnotes, lang, found.begins), "TABLE", "FOOTNOTE")
    found.anchors = sorted([*called, *marks], key=lambda mark: mark.start)


def _find_anchors(
    text: str, footnotes: Sequence[Annotation], lang: LanguagePatterns, begins: Sequence[int] = ()
) -> list[AnchorToken]:
    """Return the marks that call footnotes, in the order of the text, each with its footnote.

    :param begins: where texts begin; marks of one text do not call footnotes of another.
    """
    found: list[AnchorToken] = []
    bounds = (0, *begins, len(text))
    for place, notes in groupby(footnotes, key=lambda note: bisect_right(begins, note.start)):
        found += _Stretch(text, bounds[place], bounds[place + 1], list(notes), lang).anchors()
    return found


class _Stretch:
    """The footnotes of one text, and the words that may call them."""

    def __init__(self, text: str, start: int, end: int, footnotes: list[Annotation], lang: LanguagePatterns) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.footnotes = footnotes
        self.lang = lang

    def anchors(self) -> list[AnchorToken]:
        marks: dict[str, list[int]] = {}
        for annotation in self.footnotes:
            if annotation.label:
                marks.setdefault(annotation.label, []).append(annotation.start)
        found = self._with_listed([anchor for anchor, _ in self._calling(marks, _GLUED)], marks)
        called = {anchor.mark for anchor in found}
        uncalled = {mark: places for mark, places in marks.items() if mark not in called}
        likely = list(self._calling(uncalled, _DOUBTFUL)) if uncalled else []
        for form in _FORMS if likely else ():
            called = {anchor.mark for anchor in found}
            those = [
                each
                for each, its in likely
                if its == form and each.mark not in called and _calls(each, form, self.text, self.lang)
            ]
            nearest = {(anchor.mark, anchor.note): anchor for anchor in those}  # the last is nearest to the footnote
            found = self._with_listed([*found, *nearest.values()], marks)
        return sorted(found, key=lambda anchor: anchor.start)

    def _with_listed(self, found: list[AnchorToken], marks: dict[str, list[int]]) -> list[AnchorToken]:
        """Return marks that call footnotes, with those that follow one after a comma."""
        known = {anchor.start for anchor in found}
        for anchor in found:  # the list grows
            listed = _LISTED.match(self.text, anchor.end, self.end)
            if listed is not None and listed["mark"] in marks and listed.start("mark") not in known:
                start, end = listed.span("mark")
                note = _nearest(marks[listed["mark"]], start)
                if note is not None:
                    known.add(start)
                    found.append(AnchorToken(start, end, listed["mark"], note))
        return found

    def _calling(self, marks: dict[str, list[int]], pattern: str) -> Iterator[tuple[AnchorToken, str]]:
        """Yield the marks that call near footnotes and are not in a footnote themselves, with their forms."""
        starts = [annotation.start for annotation in self.footnotes]
        for found, form in _anchors_in(self.text, marks, pattern, self.start, self.end, self.lang):
            note = _nearest(marks.get(found.mark, []), found.start)
            if note is None:
                continue
            index = bisect_left(starts, found.start + 1)
            if not index or self.footnotes[index - 1].end <= found.start:
                yield AnchorToken(found.start, found.end, found.mark, note), form


def _calls(anchor: AnchorToken, form: str, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a possible call is one."""
    if form == "year":
        return not _is_numbered(anchor.start - YEAR - 1, text, lang)
    if (form == "between" and not _is_between_words(anchor, text, lang)) or (
        form == "apart" and _is_numbered(anchor.start - 1, text, lang)
    ):
        return False
    return form == "glued" or _is_no_reference(anchor, text, lang)


def _is_in_number(anchor: AnchorToken, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a figure in words without blanks counts or numbers something: in "第1条", "表1", "1个"."""
    start = anchor.start
    if not is_number(anchor.mark) or text[start] != anchor.mark[0] or not start or not runs_on(text[start - 1]):
        return False
    before = lang.patterns.BEFORE_A_FIGURE.search(text, max(0, anchor.start - WORD_REACH), anchor.start)
    return before is not None or lang.patterns.BEHIND_A_FIGURE.match(text, anchor.end) is not None


def _names_a_text(anchor: AnchorToken, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a mark follows the number of a text; elsewhere it may be a power, or a label."""
    start = max(0, anchor.start - LINE_REACH, text.rfind("\n", 0, anchor.start) + 1)
    return lang.patterns.UP_TO_MARK.search(text, start, anchor.start) is not None


def _is_numbered(start: int, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a figure is the number of the thing that the word before names: "channel 20271"."""
    word = _word_before(text, start + 1, lang)
    return word is not None and lang.patterns.NUMBERED.fullmatch(word[1]) is not None


def _word_before(text: str, end: int, lang: LanguagePatterns) -> re.Match[str] | None:
    return lang.patterns.WORD_BEFORE.search(text, max(0, end - WORD_REACH), end)


def _is_between_words(anchor: AnchorToken, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a mark between two words counts and numbers nothing, unlike "section 1 of", "at 2 or more"."""
    word = _word_before(text, anchor.start, lang)
    if word is None or lang.patterns.NUMBERED.fullmatch(word[1]) or lang.instructs(word[1]):
        return False
    return lang.patterns.BEHIND_A_MARK.match(text, anchor.end) is not None


def _is_no_reference(anchor: AnchorToken, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a separate mark is not part of a cross-reference or a heading: "resolves 1,", "Annex 1"."""
    end = anchor.start - 1
    begin = past_blanks(text, text.rfind("\n", 0, end) + 1)  # behind the signs of Markdown
    start = max(text.rfind(" ", begin, end) + 1, begin)
    if lang.line.of(text[start:end]) in VERBS:
        return False
    line = lang.line.match(text, begin)
    return line is None or line.lastgroup in ("TEXT", "ITEM", "NOTE") or line.end() < anchor.end


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
_NOTE_LINE: Final = regex(r"\s*(?P<words>\S[^\n]*)")
_WORDS: Final = regex(r"[\s*#]*+(?=\S)")  # stars may be those of emphasis, hashes those of a heading
_LONE_NUMBER: Final = regex(r"\d{1,4}\s*")
_PAGE_ENDS: Final[TokenTypes] = frozenset(("PAGE_NUMBER", "RUNNING_HEAD"))


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

    notes = _ruled(text, lang, end_of)
    begun = (_NoteLine(text, line, end_of) for line in found.copy.table.at(_UNRULED, _BEGIN_NOTES) if line.start())
    lines = [line for line in begun if not met_by(notes, line.start, line.start + 1)]
    notes += _at_feet_of_pages(text, [line for line in lines if line.counts], notes, lang)
    marked = [line for line in lines if not line.counts]
    if notes or marked:
        found.begins = _text_begins(text, lang)
        notes = sorted([*notes, *_marked(text, marked, found.begins, lang)], key=lambda note: note.start)
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


def _ruled(text: str, lang: LanguagePatterns, end_of: Callable[[int, int], int]) -> list[Annotation]:
    """Return the footnotes below rules, in order."""
    found: list[Annotation] = []
    if _RULE in text:
        calls = Calls(text, lang)
        for ruled in lang.patterns.RULED_NOTE.finditer(text):
            found += _parted(text, ruled.start(), without_blanks(text, ruled.end()), calls, end_of)
    return found


def _parted(text: str, start: int, end: int, calls: Calls, end_of: Callable[[int, int], int]) -> Iterator[Annotation]:
    """Yield the notes below one rule."""
    rule = start + len(text[start:end]) - len(text[start:end].lstrip("_"))
    first = _FIRST.match(text, start, end)
    above = (max(0, start - LONGEST_TEXT), start)  # the words that may call one
    if first is None:
        if not _begins_text(text, rule, calls.lang):
            rule = end
        yield Annotation("FOOTNOTE", start, rule)
        return
    mark = lowered(first["mark"])
    behind = first.end()
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


def _marked(text: str, lines: list[_NoteLine], begins: Sequence[int], lang: LanguagePatterns) -> Iterator[Annotation]:
    """Yield notes without a rule: a raised mark or stars begin the line, and a word above has the same mark."""
    calls: dict[str, list[int]] = {}  # by mark, where it is attached to words
    for anchor in worn(text, {line.mark for line in lines}, 0, len(text), lang):
        if anchor.start and text[anchor.start - 1] != "\n":
            calls.setdefault(anchor.mark, []).append(anchor.start)
    for line in lines:
        above = begins[: bisect_right(begins, line.start)][-1:]
        least, called = max(*above, line.start - LONGEST_TEXT, 0), calls.get(line.mark, [])
        if bisect_left(called, least) < bisect_left(called, line.start):
            yield Annotation("FOOTNOTE", line.start, line.end, line.mark)


# ---------------------------------------------------------------------- at the feet of pages, without a rule


def _at_feet_of_pages(
    text: str, lines: list[_NoteLine], ruled: list[Annotation], lang: LanguagePatterns
) -> list[Annotation]:
    """Return notes with plain numbers: the last lines of a page or text, if words of that page have the numbers.

    Lines that may be the last items of a list, which the next page continues, are not notes.

    :param ruled: the footnotes below rules, whose calls call no other footnote.
    """
    found: list[Annotation] = []
    calls = Calls(text, lang)
    for run in _runs(text, lines):
        below = _NOTE_LINE.match(text, run[-1].end)
        if below is not None and _page_form(below["words"], lang) not in _PAGE_ENDS | NAMES_OF_TEXTS:
            continue
        if _is_list(text, run, lang):
            continue
        start = run[0].start
        marks = [line.mark for line in run]
        above = _page_begins(text, start, lang)
        if all(calls.above(mark, above, start) for mark in marks):
            found += (Annotation("FOOTNOTE", line.start, line.end, line.mark) for line in run)
    return found


def _runs(text: str, lines: list[_NoteLine]) -> Iterator[list[_NoteLine]]:
    """Return the runs of lines with increasing numbers and nothing between a note and the next."""
    return runs(
        lines, lambda run, line: _value(line.mark) != _value(run[-1].mark) + 1 or _is_apart(text, run[-1], line)
    )


def _is_apart(text: str, before: _NoteLine, line: _NoteLine) -> bool:
    return bool(text[before.end_of_line : line.start].strip() and text[before.end : line.start].strip())


def _page_form(line: str, lang: LanguagePatterns) -> str:
    """Return the form of a line that may end a page, where a lone number is that of the page."""
    return "PAGE_NUMBER" if _LONE_NUMBER.fullmatch(line) else lang.line.of(line)


def _page_begins(text: str, start: int, lang: LanguagePatterns) -> int:
    """Return where the page of a line begins: after the last page number, or at the beginning of the text."""
    least = max(start - LONGEST_TEXT, 0)
    while start > least:
        before = text.rfind("\n", least, start)
        line = text[before + 1 : start].strip()
        form = _page_form(line, lang)
        if form in _PAGE_ENDS:
            break
        start = before if before >= 0 else least
        if form in NAMES_OF_TEXTS:  # whose number may have a mark
            break
    return start


def _value(mark: str) -> int:
    return int(mark.strip("()"))


def _is_list(text: str, run: list[_NoteLine], lang: LanguagePatterns) -> bool:
    """Return whether lines with numbers are items: below a heading and its title, or continued on the next page."""
    start = run[0].start
    before = text[max(start - LONGEST_TEXT, 0) : start].rstrip()
    for opening in (OPENS, TITLED):
        begin = before.rfind("\n") + 1
        if lang.line.of(before, begin) in opening:
            return True
        before = before[:begin].rstrip()
    return False


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
