"""Finds footnotes by the rule above them, or by a mark at the start of their line that is also attached to a word.

A rule may be typed with signs other than low lines. A footnote continues below its first line if its lines were
wrapped, or if it has a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    NOTE_SIGNS,
    RULES,
    SEMICOLON,
    SMALL,
    begins_capital,
    columns,
    ending,
    is_letter,
    is_number,
    without_blanks,
)
from itu_texts.parsing.anchors import Calls, lowered, worn
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.pages import within_pages
from itu_texts.parsing.reading_copy import runs
from itu_texts.parsing.thresholds import FULL_LINE, LINES_AHEAD, LONGEST_TEXT, SHORTEST_LINE, WIDEST_LINE
from itu_texts.parsing.tokens import Annotation, TokenTypes
from itu_texts.parsing.wraps import fits
from itu_texts.tree.spans import begun_in, met_by

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
_TEXT_ENDS: Final = frozenset(("CAPITAL_DESIGNATION", "DESIGNATION", "DRAFT_DESIGNATION"))
_TITLED: Final = frozenset(("TITLED_ANNEX", "ANNEX", "DIVISION"))
_OPEN: Final = frozenset(VERBS) | _TITLED | _TEXT_ENDS
BEGINS_TEXT: Final = _OPEN | {"FORMULA", "ASSEMBLY_FORMULA", "DECISION_FORMULA", "STATEMENT_FORMULA", "AMENDMENT"}
"""The forms of lines that begin a text, an annex or a clause, and stand in no footnote or other furniture."""


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
    opens = line.end("blank")
    if line["gap"] is not None or _is_odd(text, line, glued=True) or not _SURELY_OPENS.match(text, opens):
        return True
    return is_letter(text[opens]) and not begins_capital(text, opens)


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
        if below is not None and _page_form(below["words"], lang) not in _PAGE_ENDS | _TEXT_ENDS:
            continue
        start = run[0].start
        marks = [line.mark for line in run]
        above = _page_begins(text, start, lang)
        if any(note.label in marks for note in begun_in(ruled, above, start)):
            continue
        if all(calls.above(mark, above, start) for mark in marks) and not _is_list(text, run, lang):
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
        if form in _TEXT_ENDS:  # whose number may have a mark
            break
    return start


def _value(mark: str) -> int:
    return int(mark.strip("()"))


def _is_list(text: str, run: list[_NoteLine], lang: LanguagePatterns) -> bool:
    """Return whether lines with numbers are items: below a heading and its title, or continued on the next page."""
    end = run[-1].end
    start = run[0].start
    before = text[max(start - LONGEST_TEXT, 0) : start].rstrip()
    for opening in (_OPEN, _TITLED):
        begin = before.rfind("\n") + 1
        if lang.line.of(before, begin) in opening:
            return True
        before = before[:begin].rstrip()
    following = _NOTE_LINE.match(text, end)
    while following is not None and _page_form(following["words"], lang) in _PAGE_ENDS:
        following = _NOTE_LINE.match(text, following.end())
    goes_on = _UNRULED.match(text, text.rfind("\n", 0, following.start("words")) + 1) if following else None
    return goes_on is not None and bool(goes_on["number"]) and _value(goes_on["number"]) == _value(run[-1].mark) + 1


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
    width = 0  # the width of the lines that were surely wrapped
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
        elif kind in _PLAIN and below["gap"] is None and _goes_on(line, words, width, lang):
            width = max(width, columns(line))
        else:
            break
        begin = below.start("words")
        end = without_blanks(text, below.end())
    return end if end > first else None


def _goes_on(line: str, words: str, width: int, lang: LanguagePatterns) -> bool:
    """Return whether a line of a note continues in the words below it.

    :param width: the width of its lines that were surely wrapped; 0 if there are none.
    """
    length = columns(line)
    last = ending(line, len(line))
    if length > WIDEST_LINE:
        return False
    if last == COMMA or lang.is_unfinished(line, len(line)) or (width and not fits(line, words, width)):
        return True
    if last in _CLOSES:
        return False
    return length >= FULL_LINE and is_letter(last) if begins_capital(words) else length >= SHORTEST_LINE
