"""Pages of which a program made one line each: where the lines were that their forms tell.

Such a page of a volume begins with its number and the section of the volume that it belongs to:
"- 97 - (3.2 - The Council)".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from itu_texts.codes import regex
from itu_texts.grammar import Surface

__all__ = ["part_pages"]

_PAGE = 1500  # characters on a line, on the average
_FEW = 4  # line breaks
_FRONT = 600  # characters, of what stands above the first clause
_SECTION = regex(r"\(\d[\d.]*[^\S\n]+[–—-]")  # in the head of such a page, and quick to find


def part_pages(text: str, surface: Surface) -> tuple[str, frozenset[int]]:
    """The text with line breaks for the blanks where lines were, and where those are; each character keeps its place.

    A line ends behind the head of a page, before the name of a text, before and behind the formula, and before
    the headings of recitals.

    :param text: as :func:`itu_texts.writing.fold` gives it.
    """
    if _SECTION.search(text) is None and not _is_run_in(text, surface) and not _names_a_line(text, surface):
        return text, frozenset()
    places = sorted({place for place in _breaks(text, surface) if text[place : place + 1] == " "})
    pieces = [text[start + 1 : end] for start, end in pairwise((-1, *places, len(text)))]
    return "\n".join(pieces), frozenset(places)


def _names_a_line(text: str, surface: Surface) -> bool:
    """Whether a line begins with the name of a text and goes on behind it, where capitals do not tell."""
    return bool(surface.words.text("NAME_OF_LINE")) and surface.words["NAME_OF_LINE"].search(text) is not None


def _is_run_in(text: str, surface: Surface) -> bool:
    """Whether the lines are few, or hold so much that they must be whole pages; blanks part words in them."""
    if surface.runs_on:
        return False
    breaks = text.count("\n")
    return breaks < _FEW or len(text) > _PAGE * breaks


def _line_end(text: str, start: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _breaks(text: str, surface: Surface) -> Iterator[int]:
    """Where the blanks stand that were line breaks, not in order."""
    words = surface.words
    names = words["NAME_OF_LINE"].finditer(text) if words.text("NAME_OF_LINE") else ()
    for name in names:
        formula = words["RUN_IN_FORMULA"].search(
            text, name.end(), min(_line_end(text, name.end()), name.end() + _FRONT)
        )
        if formula is not None:
            yield from (name.end(), formula.start(), formula.end())
    if _is_run_in(text, surface) and words["VOLUME_PAGE"].search(text) is None:
        formulas = [found.span() for found in words["RUN_IN_FORMULA"].finditer(text)]
        for (start, end), (following, _) in pairwise([*formulas, (len(text), 0)]):
            yield from (start, end)
            yield from _recitals(text, end, min(following, _line_end(text, end)), surface)
    for head in words["VOLUME_PAGE"].finditer(text):
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
