"""Pages that a program put on one line each: where the lines began, as far as their forms tell.

Such a page of a volume begins with its number and the section of the volume that it belongs to:
"- 97 - (3.2 - The Council)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.thresholds import JOINED_BREAKS, JOINED_PAGE, LONGEST_PHRASE
from itu_texts.parsing.twin import Twin

__all__ = ["part_pages"]

_SECTION: Final = regex(r"\(\d[\d.]*[^\S\n]+[–—-]")  # in the head of such a page, and quick to find


def part_pages(twin: Twin, surface: Surface) -> frozenset[int]:
    """Put line breaks for the blanks where lines were, and say where those are.

    A line ends behind the head of a page, before the name of a text, before and behind the formula, and before
    the headings of recitals.
    """
    text = twin.text
    places = frozenset(place for place in _breaks(text, surface) if text[place : place + 1] == " ")
    twin.put(places, "\n")
    return places


def _is_run_in(text: str, surface: Surface) -> bool:
    """Whether the lines are few, or hold so much that they must be whole pages; blanks part words in them."""
    if surface.runs_on:
        return False
    breaks = text.count("\n")
    return breaks < JOINED_BREAKS or len(text) > JOINED_PAGE * breaks


def _line_end(text: str, start: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _breaks(text: str, surface: Surface) -> Iterator[int]:
    """Where the blanks stand that were line breaks, not in order."""
    heads = [*surface.words["VOLUME_PAGE"].finditer(text)] if _SECTION.search(text) is not None else []
    if surface.words.text("NAME_OF_LINE"):
        yield from _behind_names(text, surface)
    if heads:
        yield from _on_pages(text, heads, surface)
    elif _is_run_in(text, surface):
        yield from _run_in(text, surface)


def _behind_names(text: str, surface: Surface) -> Iterator[int]:
    """The same where a line begins with the name of a text and goes on behind it, and capitals do not tell."""
    for name in surface.words["NAME_OF_LINE"].finditer(text):
        end = min(_line_end(text, name.end()), name.end() + LONGEST_PHRASE)
        formula = surface.words["RUN_IN_FORMULA"].search(text, name.end(), end)
        if formula is not None:
            yield from (name.end(), formula.start(), formula.end())


def _run_in(text: str, surface: Surface) -> Iterator[int]:
    """The same in a text that has few lines."""
    formulas = [found.span() for found in surface.words["RUN_IN_FORMULA"].finditer(text)]
    for (start, end), (following, _) in pairwise([*formulas, (len(text), 0)]):
        yield from (start, end)
        yield from _recitals(text, end, min(following, _line_end(text, end)), surface)


def _on_pages(text: str, heads: Sequence[re.Match[str]], surface: Surface) -> Iterator[int]:
    """The same in a volume, of which each page is a line.

    :param heads: those of its pages.
    """
    words = surface.words
    for head in heads:
        start, end = head.end(), _line_end(text, head.end())
        yield start
        for formula in words["RUN_IN_FORMULA"].finditer(text, start, end):
            yield from _recitals(text, start, formula.start(), surface)
            named = [*words["RUN_IN_NAME"].finditer(text, start, formula.start())]
            if named:
                yield named[-1].start() - 1
            yield formula.start()
            yield formula.end()
            start = formula.end()
        yield from _recitals(text, start, end, surface)
        yield from (sources.start() - 1 for sources in words["RUN_IN_SOURCES"].finditer(text, head.end(), end))


def _recitals(text: str, start: int, end: int, surface: Surface) -> Iterator[int]:
    """Where the blanks stand before the headings of recitals, up to what is decided."""
    words = surface.words
    decided = words["RUN_IN_DECISION"].search(text, start, end)
    stop = decided.start() if decided is not None else end
    yield from (heading.start() - 1 for heading in words["RUN_IN_GROUND"].finditer(text, start, stop))
