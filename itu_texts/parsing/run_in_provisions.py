"""Treaties that run on, several provisions in a line: where their numbers stand, and where lines are to begin.

A number in a line may be any.  Those in the margin of a treaty grow from one article to the next, each with its own
label or the beginning of a sentence behind it: the longest run of such numbers is believed if it leaves few of them
out, and goes on behind the heading of an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from itu_texts.language.grammar import Surface
from itu_texts.language.grammar.beginnings import first_words
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    FULL_STOP,
    SEPARATORS,
    STOPS,
    begins_capital,
    is_number,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.thresholds import (
    BEARS_OUT,
    DOUBTFUL,
    FEWEST,
    LEFT_OUT,
    LONGEST_PHRASE,
    MANY,
    PAGE,
    SKIPPED_PROVISIONS,
    TREATIES,
    WORD_REACH,
)
from itu_texts.parsing.tokens import Region
from itu_texts.parsing.twin import Twin

__all__ = ["InMargin", "part_provisions", "provisions_in_margin"]

_BEFORE_HEADING: Final = STOPS + ')"”»*'
_BEHIND_NUMBER: Final = STOPS + SEPARATORS
_STOP: Final = regex(r"[.;:]\s")
_VALUE: Final = regex(r"\d+")


class _Number(NamedTuple):
    """What may be the number of a provision."""

    start: int
    end: int
    value: int
    letters: str
    weight: float
    """How much it looks like one."""


class _Run(NamedTuple):
    """The best run of numbers that ends with one of them."""

    score: float
    skips: int
    number: _Number
    before: _Run | None

    def numbers(self) -> list[_Number]:
        """All of its numbers, in their order."""
        found = []
        run: _Run | None = self
        while run is not None:
            found.append(run.number)
            run = run.before
        return found[::-1]


class InMargin(NamedTuple):
    """The articles of a text, and the numbers in the margin of each treaty in it."""

    text: str
    articles: Sequence[re.Match[str]]
    runs: Sequence[Sequence[_Number]]

    @property
    def places(self) -> dict[int, int]:
        """Where each number begins and ends."""
        return {each.start: each.end for run in self.runs for each in run}


def provisions_in_margin(text: str, surface: Surface) -> InMargin | None:
    """The numbers of provisions that go on with one another in a treaty.

    :param text: as :func:`itu_texts.language.writing.fold` gives it.
    :returns: ``None`` if it is no treaty, without the headings of several articles; quick where none is named.
    """
    articles = _articles(text, surface)
    return _in_margin(text, surface, articles, {}) if len(articles) >= 2 else None


def _in_margin(text: str, surface: Surface, articles: Sequence[re.Match[str]], known: Mapping[int, int]) -> InMargin:
    """The numbers in the margin, but those that are known already."""
    numbers = [each for each in _numbers(text, surface, articles) if each.start not in known]
    return InMargin(text, articles, [*_runs(numbers, [each.start() for each in articles])])


class Parted(NamedTuple):
    """What :func:`part_provisions` finds."""

    numbers: Mapping[int, int]
    """Where the numbers of provisions begin and end."""
    counted: Mapping[int, int]
    """What those are worth, by where they begin."""
    headings: Sequence[Region]
    """The headings of articles with a stop behind their number."""
    breaks: Sequence[int]
    """The line breaks that are put for blanks."""


def part_provisions(twin: Twin, surface: Surface, before: InMargin, known: Mapping[int, int]) -> Parted:
    """Put line breaks for blanks where provisions and articles begin in a line.

    :param before: what was found when its lines were still wrapped: the same where they were not.
    :param known: the numbers of provisions that are known already.
    """
    text = twin.text
    if text != before.text or known:
        before = _in_margin(text, surface, _articles(text, surface), known)
    _, articles, runs = before
    found = before.places
    begins = sorted({*found, *_in_order(text, surface, articles)})
    if not begins:
        return Parted({}, {}, (), ())
    headings = _headings(text, surface, begins)
    places = {
        place
        for place in _breaks(text, surface, begins, headings)
        if place >= 0 and text[place : place + 1] in (" ", "\t")
    }
    twin.put(places, "\n")
    twin.put([place for start, end in headings for place in range(start, end) if text[place] == "\n"], " ")
    return Parted(
        found,
        {each.start: each.value for run in runs for each in run},
        [Region("DIVISION", start, end) for start, end in headings if text[end - 1] in _BEHIND_NUMBER],
        [*places],
    )


# ------------------------------------------------------------------ what may be a number


def _articles(text: str, surface: Surface) -> list[re.Match[str]]:
    """What looks like the headings of articles, in their order."""
    if surface.runs_on:
        return []
    heading = surface.words["ARTICLE_RUN_IN"].match
    found: dict[int, re.Match[str]] = {}
    for word in _written(surface.words.text("DIVISION_KIND__ARTICLE")):
        place = text.find(word)
        while place >= 0:
            if (article := heading(text, place)) is not None:
                found[place] = article
            place = text.find(word, place + 1)
    return [found[place] for place in sorted(found)]


@cache
def _written(pattern: str) -> frozenset[str]:
    """What a pattern matches begins with, as headings are written: its first words but those that begin so too."""
    words = {written for word in first_words(pattern) for written in (word.capitalize(), word.upper())}
    return frozenset(word for word in words if not any(word.startswith(each) for each in words - {word}))


def _may_be_heading(text: str, surface: Surface, start: int, end: int) -> bool:
    """Whether a heading may stand here: at the beginning of a line, behind a stop, or behind the title of another.

    One with a stop behind its number may as well end a sentence: at the beginning of a line it is none by that alone.
    """
    before = without_blanks(text, start)
    breaks = text.count("\n", before, start)
    if not before or text[before - 1] in _BEFORE_HEADING or breaks > (text[end - 1] in _BEHIND_NUMBER):
        return True
    above = [*surface.words["DIVISION_RUN_IN"].finditer(text, max(0, start - LONGEST_PHRASE), before)]
    return bool(above) and _STOP.search(text, above[-1].end(), start) is None


def _in_order(text: str, surface: Surface, articles: Sequence[re.Match[str]]) -> list[int]:
    """Where the headings of articles begin that go on with one another, behind a stop or at the beginning of a line."""
    headings = [each for each in articles if _may_be_heading(text, surface, *each.span())]
    lengths: dict[int, int] = {}  # by number, of the best series that ends with it
    places: list[int] = []  # in its series, of each heading
    for each in headings:
        number = int(each["figures"])
        places.append(lengths.get(number - 1, 0) + 1)
        lengths[number] = max(lengths.get(number, 0), places[-1])
    best: list[int] = []
    wanted = (max(places, default=0), -1)  # which place, and which number
    for each, place in zip(reversed(headings), reversed(places), strict=True):
        number = int(each["figures"])
        if place == wanted[0] and wanted[1] in (-1, number):
            best.append(each.start())
            wanted = (place - 1, number - 1)
    enough = len(best) >= FEWEST and len(best) >= len(headings) * (1 - LEFT_OUT)
    return best[::-1] if enough else []


def _numbers(text: str, surface: Surface, articles: Sequence[re.Match[str]]) -> Iterator[_Number]:
    """What may be numbers of provisions, in their order; one that is glued to a label may be several."""
    label = surface.words["OWN_LABEL"].match
    takes_number = surface.words["BEFORE_NO_PROVISION"].search
    label_end = 0  # of the label behind the last of them
    for found in surface.words["NUMBER_RUN_IN"].finditer(text):
        start, end = found.span()
        behind = past_blanks(text, end)
        labelled = label(text, behind)
        of_noun = takes_number(text, max(0, start - WORD_REACH), start) is not None
        if start < label_end or (of_noun and labelled is None):
            continue
        doubtful = of_noun or text[end : end + 1] == "\n"
        before = without_blanks(text, start)
        behind_stop = not before or text[before - 1] in STOPS
        weight = DOUBTFUL if doubtful else 1 + BEARS_OUT * behind_stop + BEARS_OUT * (labelled is not None)
        value = _VALUE.match(found[0])
        assert value is not None  # it begins with figures
        if text[end : end + 1] == FULL_STOP and is_number(text[end + 1]):
            article = bisect_right(articles, start, key=re.Match.start)
            yield from _glued(found, articles[article - 1]["number"] if article else "", weight)
            continue
        if behind > end and labelled is not None:
            label_end = labelled.end()
        yield _Number(start, end, int(value[0]), found[0][value.end() :], weight)
        if labelled is None or text[behind] == "(":
            cuts = range(start + 1, start + value.end())
            yield from (_Number(start, cut, int(text[start:cut]), "", DOUBTFUL) for cut in cuts)


def _glued(found: re.Match[str], article: str, weight: float) -> Iterator[_Number]:
    """The number before the label of an article's paragraph that it is glued to: "121.8" is 12 1.8 in article 1."""
    figures = found[0].removesuffix(article)
    if article and figures and figures != found[0]:
        yield _Number(found.start(), found.start() + len(figures), int(figures), "", weight)


# ------------------------------------------------------------------ runs


def _runs(numbers: Sequence[_Number], articles: Sequence[int]) -> Iterator[list[_Number]]:
    """The runs that are believed, each of them of another treaty."""
    rest = [numbers]
    for _ in range(TREATIES):
        if not rest:
            return
        stretch = rest.pop()
        best = _best(stretch) if len(stretch) >= MANY else None
        if best is None:
            continue
        run = best.numbers()
        first, last = run[0].start, run[-1].start
        within = len({each.start for each in stretch if first <= each.start <= last and each.weight > DOUBTFUL})
        goes_on = bisect_left(articles, last) > bisect_right(articles, first)
        sure = sum(each.weight > DOUBTFUL for each in run)
        enough = sure >= MANY and 2 * sure >= len(run) >= within * (1 - LEFT_OUT)
        if goes_on and enough and best.skips <= len(run) * LEFT_OUT:
            yield run
        rest.append([each for each in stretch if each.start < first])
        rest.append([each for each in stretch if each.start > last])


def _best(numbers: Sequence[_Number]) -> _Run | None:
    """The best of the runs in which each number is larger than the one before."""
    ends: dict[int, dict[str, _Run]] = {}  # by value and letters
    best: _Run | None = None
    for _, alternatives in groupby(numbers, key=attrgetter("start")):
        for run in [_run_to(each, ends) for each in alternatives]:
            known = ends.setdefault(run.number.value, {})
            if run.number.letters not in known or known[run.number.letters].score <= run.score:
                known[run.number.letters] = run
            if best is None or run.score > best.score:
                best = run
    return best


def _run_to(number: _Number, ends: Mapping[int, Mapping[str, _Run]]) -> _Run:
    """The best run that goes on with a number."""
    best = _Run(number.weight, 0, number, None)
    for value in range(number.value - SKIPPED_PROVISIONS, number.value + 1):
        for letters, run in ends.get(value, {}).items():
            if value == number.value and letters >= number.letters:
                continue
            skips = value < number.value - 1
            score = run.score + number.weight - skips * DOUBTFUL
            if score >= best.score:
                best = _Run(score, run.skips + skips, number, run)
    return best


# ------------------------------------------------------------------ where lines begin


def _breaks(text: str, surface: Surface, begins: Sequence[int], headings: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where the blanks stand that are to be line breaks, before provisions and articles, and around headings.

    :param begins: where provisions and articles begin that are known to.
    """
    preambles = surface.words["PREAMBLE_RUN_IN"].finditer(text, max(0, begins[0] - PAGE), begins[0] + 1)
    preamble = [
        each.span()
        for each in preambles
        if begins_capital(text, each.end() - 1)
        or past_blanks(text, each.end()) == begins[0]
        or _may_be_heading(text, surface, *each.span())
    ]
    for start, end in (*headings, *preamble[-1:]):
        yield start - 1
        yield end
    yield from (start - 1 for start in begins)


def _headings(text: str, surface: Surface, begins: Sequence[int]) -> list[tuple[int, int]]:
    """Where the headings begin and end that are known, and those that stand right above what is."""
    found: list[tuple[int, int]] = []
    known = frozenset(begins)
    least = max(0, begins[0] - 2 * LONGEST_PHRASE)
    ahead = len(text)
    for heading in reversed([*surface.words["DIVISION_RUN_IN"].finditer(text, least, begins[-1] + WORD_REACH)]):
        start, end = heading.span()
        index = bisect_left(begins, end)
        following = min(ahead, begins[index]) if index < len(begins) else ahead
        is_title = following - end <= LONGEST_PHRASE and _STOP.search(text, end, following) is None
        if is_title and text[end - 1] in _BEHIND_NUMBER:  # "... in accordance with Article 14."
            is_title = _may_be_heading(text, surface, start, end)
        if is_title or start in known:
            found.append((start, end))
            ahead = start
    return found[::-1]
