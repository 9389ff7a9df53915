"""Running heads and page numbers in a text that marks no page breaks: what comes again, and counts the pages.

A line is one of them if it comes again at about a page's distance, the same but for a number at its beginning or its
end, which counts on.  Headings count on too ("Study Group 2"): where the number stands last, and nothing in the line
names an edition, it must break into a sentence here or there, as the ends of pages do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STOPS, begins_small
from itu_texts.parsing.layouts import is_heading
from itu_texts.parsing.thresholds import (
    FEWEST,
    FEWEST_SURE,
    FIRST_LABELS,
    LONGEST_PAGE,
    NEARBY,
    OFTEN,
    SHORTEST_PAGE,
    WIDEST_LINE,
)
from itu_texts.parsing.tokens import Annotation

__all__ = ["running_lines"]

_FIGURES: Final = frozenset("0123456789")
_DASHES: Final = "–—-"
_NUMBERED: Final = regex(
    r"(?P<first>\d{1,4})(?P<behind>[^\S\n]+\S.*|/\d{1,4})?"
    r"|(?P<before>.*\S[^\S\n]+|.*\w[–—-]|[–—-] ?)(?P<last>\d{1,4})(?P<dash> ?[–—-])?"
)
_WORD: Final = regex(r"[^\W\d_]{2}")
_FORMS: Final = frozenset(
    ("TEXT", "ITEM", "PAGE_NUMBER", "RUNNING_HEAD", "PAGED_HEAD", "NAMED_HEAD", "FILE_HEAD")
)  # that it may look like
_PROSE: Final = frozenset(("TEXT", "HEADING_LIKE"))


class _Line(NamedTuple):
    """A line with a number at its beginning or its end."""

    at: int
    """Which line of the text it is."""
    number: int
    shape: tuple[bool, str]
    """Whether the number stands first, and the rest of the line."""


def running_lines(text: str, surface: Surface) -> list[Annotation]:
    """The running heads and page numbers of a text, in their order.

    :param text: as :func:`itu_texts.language.writing.fold` gives it.
    """
    if len(text) < FEWEST_SURE * SHORTEST_PAGE:
        return []
    lines = text.split("\n")
    numbered = [
        index
        for index, line in enumerate(lines)
        if line and (line[-1] in _FIGURES or line[0] in _FIGURES) and len(line) <= WIDEST_LINE
    ]
    if len(numbered) < FEWEST_SURE:
        return []
    shapes: dict[tuple[bool, str], list[_Line]] = {}
    for index in numbered:
        if (line := _read(index, lines[index])) is not None:
            shapes.setdefault(line.shape, []).append(line)
    found: dict[int, str] = {}
    starts: list[int] = []
    for shape, members in shapes.items():
        if len(members) < FEWEST_SURE:
            continue
        starts = starts or [*accumulate((len(line) + 1 for line in lines), initial=0)]
        if _count_pages(members, starts) and _is_furniture(shape, members, lines, surface):
            found |= {line.at: "RUNNING_HEAD" if _WORD.search(shape[1]) else "PAGE_NUMBER" for line in members}
    found |= dict.fromkeys([*_beside(found, lines)], "RUNNING_HEAD")
    return [_annotation(kind, starts[index], lines[index]) for index, kind in sorted(found.items())]


def _read(index: int, line: str) -> _Line | None:
    """A line with its number."""
    read = _NUMBERED.fullmatch(line.strip())
    if read is None:
        return None
    if read["first"]:
        behind = " ".join((read["behind"] or "").split())
        return None if begins_small(behind) else _Line(index, int(read["first"]), (True, behind))  # of an item
    return _Line(index, int(read["last"]), (False, " ".join(read["before"].split())))


def _annotation(kind: str, start: int, line: str) -> Annotation:
    words = line.strip()
    begin = start + line.index(words)
    return Annotation(kind, begin, begin + len(words))


def _count_pages(members: Sequence[_Line], starts: Sequence[int]) -> bool:
    """Whether the numbers of some lines count the pages of a text."""
    for line, following in pairwise(members):
        pages = following.number - line.number
        if not 0 < pages <= NEARBY:
            return False
        if not SHORTEST_PAGE <= (starts[following.at] - starts[line.at]) / pages <= LONGEST_PAGE:
            return False
    return True


def _is_furniture(shape: tuple[bool, str], members: Sequence[_Line], lines: Sequence[str], surface: Surface) -> bool:
    """Whether lines of a shape, which may count pages, are no headings or items."""
    is_first, words = shape
    form = surface.line.match(lines[members[0].at].strip())
    if not words:
        sure = members[0].number > FIRST_LABELS
    elif words[-1] in STOPS or is_heading(words, surface.line) or (form and form.lastgroup not in _FORMS):
        return False
    else:
        numbered = any(char in _FIGURES for char in words) and words[-1] not in _DASHES  # "Table 21-4" may be a caption
        sure = is_first or numbered
    if sure and len(members) >= FEWEST:
        return True
    breaks = sum(_breaks_in(each.at, lines, surface) for each in members)
    return breaks + sure >= len(members) if len(members) < FEWEST else OFTEN * breaks >= len(members)


def _breaks_in(index: int, lines: Sequence[str], surface: Surface) -> bool:
    """Whether a line stands in the middle of a sentence."""
    before = next((line.rstrip() for line in lines[max(0, index - NEARBY) : index][::-1] if line.strip()), "")
    behind = next((line.lstrip() for line in lines[index + 1 : index + 1 + NEARBY] if line.strip()), "")
    if not before or before[-1] in STOPS or not begins_small(behind):
        return False
    form = surface.line.match(behind)
    return form is not None and form.lastgroup in _PROSE


def _beside(found: Collection[int], lines: Sequence[str]) -> Iterator[int]:
    """Which lines stand above or below such lines, and are the same on half of the pages."""
    for step in (-1, 1):
        places: dict[str, list[int]] = {}
        for index in sorted(found):
            other = index + step
            while 0 <= other < len(lines) and not lines[other].strip():
                other += step
            if 0 <= other < len(lines) and other not in found and len(lines[other]) <= WIDEST_LINE:
                places.setdefault(lines[other].strip(), []).append(other)
        for words, same in places.items():
            if len(same) >= FEWEST and 2 * len(same) >= len(found) and words[-1] not in STOPS:
                yield from same
