"""Finds where lines ended in a text whose pages, or all of it, a program wrote as one line each.

Search indexes, crawlers and cells of tables do so::

    Resolution 9 1 RESOLUTION 9 (LAKESIDE, 2030) Lamps of boats The ITU Council, considering a) that lamps are dim;
    Resolution 9 2 b) that oil is dear, resolves 1 to buy oil.

The head of a page, which counts the pages, is silent; a name, a formula, a recital and a numbered paragraph begin
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, FULL_STOP, STOPS, begins_capital
from itu_texts.parsing.assemblies import begins_head
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import LineTable, at_lines, line_end
from itu_texts.parsing.thresholds import (
    FEWEST,
    FEWEST_SURE,
    HEAD_WORDS,
    JOINED_BREAKS,
    JOINED_PAGE,
    JOINED_PAGE_RUN_ON,
    LONGEST_PHRASE,
    NEARBY,
)
from itu_texts.parsing.tokens import HARD_BREAK
from itu_texts.tree.readings import Evidence

_ONE_LINE: Final = (
    "the line ends of this text are lost: where its paragraphs begin is known from their words only; a copy with line "
    "ends is read better"
)
DASHES: Final = "–—-"
_LINE: Final = regex(r"^[^\S\n]*+(?=\S)", re.MULTILINE)
_WORD: Final = regex(r"\S+")
_DIGIT: Final = regex(r"[^\W\d_].*\d")
_STOP: Final = regex(rf" (?<=[{STOPS}\]] ) *(?=\S)")
# ... or a number below a subheading: "; Report on the budget 12. Takes note"
_STOP_OR_NUMBER: Final = regex(rf" (?:(?<=[{STOPS}\]] ) *(?=\S)|(?=\d{{1,3}}(?:\.| ?[–-]) ))")
_ENDS: Final = f"{STOPS}]"
_COUNTED: Final = regex(r"(\d{1,3})(?:\.| ?[–-]) *(?=[^\W\d_])")
_TITLE: Final = regex(r" (?<=\. )\d{1,3}/\d{1,4}\.? (?=\S)")
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
    elif heads := [head.span() for head in at_lines(lang.patterns.HEAD_BEFORE_NAME, copy.text)]:
        copy.silence(heads, "page")
    table, text = copy.table, copy.text
    places = frozenset(place for place in _breaks(table, lang) if text[place : place + 1] == " ")
    if not places:
        return
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
    if lang.patterns.text(NAMES.NAME_OF_LINE):
        yield from _behind_names(text, lang)
    if heads:
        yield from _on_pages(text, heads, lang)
    elif _is_run_in(table, lang):
        paragraphs = [*_paragraphs(text, lang)]
        yield from paragraphs or (() if lang.runs_on else _run_in(text, lang))


def _behind_names(text: str, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same for lines that begin with the name of a text and continue after it, without help from capitals."""
    for name in at_lines(lang.patterns.NAME_OF_LINE, text):
        end = min(line_end(text, name.end()), name.end() + LONGEST_PHRASE)
        formula = lang.patterns.RUN_IN_FORMULA.search(text, name.end(), end)
        if formula is not None:
            yield from (name.end(), formula.start(), formula.end())


def _run_in(text: str, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same in a text with few lines."""
    formulas = [found.span() for found in lang.patterns.RUN_IN_FORMULA.finditer(text)]
    for (start, end), (following, _) in pairwise([*formulas, (len(text), 0)]):
        yield from (start, end)
        yield from _recitals(text, end, min(following, line_end(text, end)), lang)
    capitals, listed = _headings(text, lang)
    if len(capitals) >= FEWEST_SURE:
        yield from capitals
        yield from () if formulas else _formula_above(text, capitals[0], lang)
    dashes = [
        stop.start()
        for stop in _STOP.finditer(text)
        if text[stop.end()] in DASHES and text.startswith(" ", stop.end() + 1)
    ]
    if formulas or len(capitals) >= FEWEST_SURE:
        name = lang.patterns.NAMED.match(text.lstrip())
        if name is not None:
            yield len(text) - len(text.lstrip()) + name.end()
        yield from listed
        yield from dashes if len(dashes) >= FEWEST_SURE else ()


def _headings(text: str, lang: LanguagePatterns) -> tuple[list[int], list[int]]:
    """Return the blanks before the headings behind stops that have a capital, and around those above a list of dashes.

    "..., CONSIDERANDO que", "..., reconnaissant – que".
    """
    capitals: list[int] = []
    listed: list[int] = []
    for stop in _STOP.finditer(text):
        start = stop.end()
        form = lang.verb_form(text, start)
        if not form:
            continue
        behind_sentence = text[start - 2] == FULL_STOP and not begins_capital(text, start + 1)
        if begins_capital(text, start) and (not behind_sentence or form == "PREAMBLE"):
            capitals.append(start - 1)
        if (dash := _UP_TO_DASH.match(text, start)) is not None:
            listed += (start - 1, dash.end() - 1)
    return capitals, listed


def _formula_above(text: str, end: int, lang: LanguagePatterns) -> Iterator[int]:
    """Yield the blanks before and behind the formula that ends where the first heading begins."""
    begin = max(0, end - LONGEST_PHRASE)
    body = lang.for_capitals.patterns.FORMULA_BODY
    found = [each.start() for each in body.finditer(text, begin, end) if begins_capital(text, each.start())]
    yield from (place - 1 for place in found[-1:] if text[place - 1 : place] == " ")


def _on_pages(text: str, heads: Sequence[re.Match[str]], lang: LanguagePatterns) -> Iterator[int]:
    """Yield the same in a volume in which each page is a line.

    :param heads: the heads of its pages.
    """
    words = lang.patterns
    for head in heads:
        start, end = head.end(), line_end(text, head.end())
        yield start
        for formula in words.RUN_IN_FORMULA.finditer(text, start, end):
            yield from _recitals(text, start, formula.start(), lang)
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
            while (
                not place
                and len(shown) > 1
                and stop < len(shown[0])
                and all(line[stop : stop + 1] == shown[0][stop : stop + 1] for line in shown)
            ):
                stop += 1
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
    for formula, following in pairwise([*formulas, None]):
        assert formula is not None
        end = following.start() if following is not None else len(text)
        begin = formula.start() - 1
        adopted = lang.patterns.ADOPTION_LINE.search(text, max(0, begin - LONGEST_PHRASE), begin)
        yield from (begin, formula.end() + 1)
        yield from (adopted.start() - 1,) if adopted is not None else ()
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
        if following is not None:
            title = [*_TITLE.finditer(text, max(formula.end(), end - 2 * LONGEST_PHRASE), end)]
            yield from (each.start() for each in title[-1:])
