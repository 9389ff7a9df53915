"""Finds the gutter between two columns of print that a program wrote beside each other.

``pdftotext -layout`` does so::

    considering                          b)   that oil is dear, and that the
    a)   that boats are many, and        harbour has no stock of it,
         that lamps are few;             resolves

A copy of the text in which each character keeps its place cannot be read so. The reader of text files puts the columns
of each page one after the other; of a text that is no file it is only told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import Final, NamedTuple

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STOPS, columns, is_in_word
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import line_end, runs
from itu_texts.parsing.thresholds import EXCEPTION, FEWEST, FEWEST_SURE, GUTTER, MANY, MIDDLE, NARROWEST_COLUMN, RARE
from itu_texts.tree.readings import Evidence

_WIDE_GAP: Final = "   "  # quick to find
_GAP: Final = regex(r" {3}(?<=\S {3}) *(?=\S)")


_COLUMNS: Final = (
    "the lines seem to be those of two columns of print: write the text to a file and read it with parse_file(), which "
    "puts one column after the other"
)


class _Line(NamedTuple):
    """A line of a page: where it begins, and its characters."""

    start: int
    text: str


def report_columns(found: Findings) -> None:
    """Report a text in two columns of print, which only the reader of its file puts one after the other."""
    text = found.copy.text
    if found.of_markup and not found.reading.origins.starts and next(columns_of(text), None) is not None:
        found.report([Evidence("oddity", 0, line_end(text, 0), ("two-columns", _COLUMNS))])


def columns_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of lines of a text in two columns in the order in which they are read; none for another text."""
    if _WIDE_GAP not in text or len([*islice(_GAP.finditer(text), FEWEST)]) < FEWEST:
        return
    pages = [*_pages(text)]
    gutters = [_gutter(page) for page in pages]
    if not any(gutters):
        return
    for page, gutter in zip(pages, gutters, strict=True):
        right: list[tuple[int, int]] = []
        for line in page:
            end = line.start + len(line.text)
            if not gutter or line.text[gutter - GUTTER : gutter].strip():  # it stands over both columns
                yield from right
                right = []
                yield line.start, end
                continue
            yield line.start, line.start + len(line.text[:gutter].rstrip())
            if len(line.text) > gutter:
                right.append((line.start + gutter, end))
            elif right:
                right.append((end, end))
        yield from right


def _pages(text: str) -> Iterator[list[_Line]]:
    """Return the lines of each page, with the form feed that begins it."""
    lines = text.removesuffix("\n").split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return runs(map(_Line, starts, lines), lambda _, line: line.text.startswith("\x0c"))


def _gutter(page: Sequence[_Line]) -> int:
    """Return the column at which the right half of a page begins; 0 if the page is in one column."""
    lines = [line.text.rstrip() for line in page if line.text.strip()]
    width = max(map(len, lines), default=0)
    ink = [0] * (width + 1)
    for line in lines:
        for place, char in enumerate(line):
            ink[place] += not char.isspace()
    few = len(lines) // RARE
    blank = {place for place in range(int(width * MIDDLE), int(width * (1 - MIDDLE))) if ink[place] <= few}
    for place in sorted(blank, reverse=True) if len(lines) >= MANY else ():
        if ink[place + 1] <= few or place - GUTTER + 1 not in blank:
            continue
        left = [line[:place].strip() for line in lines]
        right = [line[place + 1 :].strip() for line in lines]
        if _is_prose(left, MANY) and _is_prose(right, FEWEST):
            return place + 1
    return 0


def _is_prose(half: Sequence[str], fewest: int) -> bool:
    """Return whether lines of half a page are long enough for prose, and sentences go on over their ends."""
    lines = [line for line in half if line]
    if len(lines) < fewest or sum(map(columns, lines)) < NARROWEST_COLUMN * len(lines):
        return False
    goes_on = sum(one[-1] not in STOPS and is_in_word(other[0]) for one, other in pairwise(lines))
    return goes_on >= max(FEWEST_SURE, len(lines) // EXCEPTION)
