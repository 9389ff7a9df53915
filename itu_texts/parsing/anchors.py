"""Finds the marks in the words that call footnotes, and the footnote that each calls.

A mark in the words counts only if there is a footnote for it in the same text: ``countries1`` calls footnote 1,
``Annex 1`` does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    CAPITALS,
    COMMA,
    FULL_STOP,
    NOTE_SIGNS,
    SEMICOLON,
    SMALL,
    WIDE,
    begins_capital,
    is_number,
    past_blanks,
    runs_on,
)
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.thresholds import LINE_REACH, LONGEST_SEARCH, LONGEST_TEXT, SEARCHES, WORD_REACH, YEAR
from itu_texts.parsing.tokens import AnchorToken, Annotation, FootnoteToken
from itu_texts.tree.spans import overlaps

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
_STOPS: Final = (COMMA, SEMICOLON, FULL_STOP)


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
        labels = {note.label for note in own}
        marks = _find_anchors(text, found.footnotes, lang, found.begins)
        marks = [mark for mark in found.outside(marks, "TABLE", "FOOTNOTE") if mark.mark not in labels]
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
        if not marks:
            return []
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
    if form == "within":
        return True
    if form == "year":
        return not _is_numbered(anchor.start - YEAR - 1, text, lang)
    if (form == "between" and not _is_between_words(anchor, text, lang)) or (
        form == "apart" and _is_numbered(anchor.start - 1, text, lang)
    ):
        return False
    return form == "glued" or _is_apart(anchor, text, lang)


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


def _is_apart(anchor: AnchorToken, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a separate mark is not part of a cross-reference or a heading: "resolves 1,", "Annex 1"."""
    if is_number(text[anchor.start - 1]):
        return True
    end = anchor.start - 1
    begin = past_blanks(text, text.rfind("\n", 0, end) + 1)  # behind the signs of Markdown
    start = max(text.rfind(" ", begin, end) + 1, begin)
    if lang.line.of(text[start:end]) in VERBS:
        return False
    if is_number(anchor.mark) and begins_capital(text, start) and text[anchor.end : anchor.end + 1] in _STOPS:
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
