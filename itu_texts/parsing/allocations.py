"""Tables of frequency allocations: bands and the services in each, for each of the three Regions.

In plain text the cells run over several lines, which nothing frames: the table begins with the line that names the
Regions, or with three lines that do, and goes on as long as the lines are bands, services and numbers of footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, FULL_STOP, SEMICOLON, begins_capital, is_number
from itu_texts.parsing.tables import GAP, between_gaps, with_words
from itu_texts.parsing.thresholds import HEAD_ROWS, LONGEST_SECTION
from itu_texts.parsing.tokens import Annotation, Row
from itu_texts.parsing.twin import Twin

__all__ = ["find_allocations", "is_allocation"]

_PART: Final = r"(?:[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}|[^\S\n]*\n[^\S\n]*)"
# "Region 1 ... Region 2 ... Region 3", in any language; the pattern begins with one character, which is quick to find
_REGIONS: Final = regex(rf"1(?<= 1){_PART}(?P<word>[^\W\d_]{{3,12}}) 2{_PART}(?P=word) 3[^\S\n]*$", re.MULTILINE)
_BAND: Final = regex(r"\d[\d ]*(?:[.,]\d+)?\s?[-–—]\s?\d[\d ]*(?:[.,]\d+)?(?![\w/-])")
_SERVICE: Final = regex(r"[^\W\d_a-z]{4,}")
_FOOTNOTES: Final = regex(r"(?:S?5\.[A-Z]?\d{1,3}[A-Z]{0,3}[,;\s]*)+")
_ENDS: Final = (FULL_STOP, SEMICOLON, COLON)
_WORDS: Final = frozenset(("TEXT", "HEADING_LIKE", "ITEM", "LONE_LABEL", "PAGE_NUMBER", "SECTION_LABEL"))


def is_allocation(rows: Sequence[Row], surface: Surface) -> bool:
    """Whether a table allocates bands to services: it names the three Regions, or says so and has bands."""
    headed = False
    for _, _, cells in rows[:HEAD_ROWS]:
        words = [text for _, _, text in cells if text]
        if [text[-2:] for text in words] == [" 1", " 2", " 3"] and len({text[:-2] for text in words}) == 1:
            return bool(words[0][:-2].strip()) and _has_bands(rows)
        headed = headed or bool(words and surface.words["ALLOCATION_WORDS"].match(words[0]))
    return headed and _has_bands(rows)


def _has_bands(rows: Sequence[Row]) -> bool:
    return any(_BAND.match(text) for _, _, cells in rows for _, _, text in cells)


def find_allocations(twin: Twin, surface: Surface) -> list[Annotation]:
    """The tables of frequency allocations in plain text that has no pipes, in their order."""
    text = twin.text
    if " 3" not in text:
        return []
    heads = [found for found in _REGIONS.finditer(text) if _names_regions(text, found)]
    found: list[Annotation] = []
    for index, head in enumerate(heads):
        start = text.rfind("\n", 0, head.start()) + 1
        end = len(text)
        if index + 1 < len(heads):
            end = _begins(text, text.rfind("\n", 0, heads[index + 1].start()) + 1, head.end(), surface)
        lines = [
            *_lines(text, _begins(text, start, found[-1].end if found else 0, surface), start),
            (start, head.end()),
        ]
        below = list(_below(text, head.end(), end, surface))
        rows = tuple(_row(twin, *line) for line in (*lines, *below))  # the Regions in one of them
        if _has_bands(rows):
            found.append(Annotation("TABLE", rows[0][0], rows[-1][1], rows=rows))
    return found


def _names_regions(text: str, found: re.Match[str]) -> bool:
    """Whether the line begins with the name of the first Region."""
    line = text.rfind("\n", 0, found.start()) + 1
    return text[line : found.start()].strip() == found["word"]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that are not blank."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = stop if stop >= 0 else end
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _begins(text: str, start: int, least: int, surface: Surface) -> int:
    """Where a table begins whose Regions are named in a line: with the line above, if that says what it allocates."""
    above = text.rfind("\n", least, max(start - 1, 0)) + 1
    while above > least and not text[above : start - 1].strip():
        start, above = above, text.rfind("\n", least, max(above - 1, 0)) + 1
    words = text[above : max(start - 1, above)].lstrip()
    return above if above >= least and surface.words["ALLOCATION_WORDS"].match(words) else start


def _below(text: str, start: int, end: int, surface: Surface) -> Iterator[tuple[int, int]]:
    """The lines below the names of the Regions that belong to the table; blank ones may stand between them."""
    for line in _lines(text, start + 1, end):
        words = text[slice(*line)].strip()
        form = surface.line.match(words)
        if form is not None and form.lastgroup not in _WORDS:
            return
        if not all(_is_cell(cell) for cell in GAP.split(words) if cell):
            return
        yield line


def _is_cell(words: str) -> bool:
    """Whether words are a band, a service or footnotes."""
    if _BAND.match(words) or _FOOTNOTES.fullmatch(words):
        return True
    if len(words) > LONGEST_SECTION or words.endswith(_ENDS):
        return False
    return (
        _SERVICE.match(words) is not None
        or words[0] == "("
        or (begins_capital(words) and not any(is_number(word) for word in words.split()))
    )


def _row(twin: Twin, start: int, end: int) -> Row:
    """A line as a row; blanks before its first words are empty cells, if they are tabs."""
    line = twin.text[start:end].replace("\n", "\t")
    begin = start + len(line) - len(line.lstrip())
    return begin, start + len(line.rstrip()), with_words(between_gaps(line, start), twin)
