"""Positions in a text: character offsets, and lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar, get_args

from itu_texts.errors import InputError
from itu_texts.language.pattern_cache import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Span(NamedTuple):
    """A stretch of a text: offsets of its first character and of the character after its last.

    Offsets count characters (Unicode code points) from 0, as Python slices do.
    """

    start: int  #: offset of the first character
    end: int  #: offset of the character after the last one

    @property
    def slice(self) -> slice:
        """The span as a slice: ``text[span.slice]``."""
        return slice(self.start, self.end)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a stretch overlaps one of some sorted spans."""
    index = bisect_right(spans, (start, end))
    return (index > 0 and spans[index - 1][1] > start) or (index < len(spans) and spans[index][0] < end)


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_HasSpan)
_START, _END = attrgetter("start"), attrgetter("end")


def begun_in(stretches: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return the stretches that begin in a span, of some in the order of the text."""
    return stretches[slice(*(bisect_left(stretches, place, key=_START) for place in (start, end)))]


def met_by(stretches: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return the stretches that have characters in a span, of some in the order of the text that do not overlap."""
    return stretches[bisect_right(stretches, start, key=_END) : bisect_left(stretches, end, key=_START)]


def held_by(stretches: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return the stretches that lie in a span, of some in the order of the text that do not overlap."""
    return stretches[bisect_left(stretches, start, key=_START) : bisect_right(stretches, end, key=_END)]


class Enclosing(Generic[S]):
    """Stretches, which may lie in one another, to look up those around a place.

    >>> from types import SimpleNamespace as Stretch
    >>> found = Enclosing([Stretch(start=2, end=4), Stretch(start=0, end=9), Stretch(start=5, end=6)]).of(2, 3)
    >>> [(each.start, each.end) for each in found]
    [(0, 9), (2, 4)]
    """

    def __init__(self, stretches: Iterable[S]) -> None:
        self._stretches = sorted(stretches, key=lambda each: (each.start, -each.end))
        self._starts = [each.start for each in self._stretches]
        self._longer: list[int] = []  # for each, the index of the last one before it that ends behind it, or -1
        for place, each in enumerate(self._stretches):
            before = place - 1
            while before >= 0 and self._stretches[before].end <= each.end:
                before = self._longer[before]
            self._longer.append(before)

    def of(self, start: int, end: int) -> list[S]:
        """Return the stretches that contain a span, in the order in which they begin."""
        found: list[S] = []
        place = bisect_right(self._starts, start) - 1
        while place >= 0:
            fits = self._stretches[place].end >= end
            found += [self._stretches[place]] * fits
            place = place - 1 if fits else self._longer[place]
        return found[::-1]


_RUNS = regex(r"\s+|\S+")
_WIDE = regex("[^\x00-\uffff]")  # characters that are two units of UTF-16
_FAR = 64  # characters that may be missing from the words in one place


def places(words: str, text: str, start: int, gaps: Iterable[tuple[int, int]] = ()) -> Sequence[int]:
    """Return where each character of some words stands in the text that they were taken from.

    :param words: words with lines joined, white space as one blank, and without the text of the gaps.
    :param start: the offset of the words in the text.
    :param gaps: stretches that were left out, such as page furniture, in the order of the text.
    :returns: an offset for each character; that of a blank is where the white space begins.
    """
    if text.startswith(words, start) or text[start : start + len(words)].replace("\n", " ") == words:
        return range(start, start + len(words))
    left = [*gaps]
    found: list[int] = []
    at = start
    for run in _RUNS.findall(words):
        if run.isspace():
            found += [at] * len(run)
            at += text[at : at + 1].isspace() and not (left and left[0][0] <= at)
            continue
        if left or text[at : at + 1].isspace():
            at = _past_what_is_left_out(text, at, left)
        end = at + len(run)
        if text.startswith(run, at) and not (left and left[0][0] < end):
            found += range(at, end)
            at = end
            continue
        for char in run:
            at = _past_what_is_left_out(text, at, left)
            if text[at : at + 1] != char:
                at = max(at, text.find(char, at, at + _FAR))
            found.append(at)
            at += text.startswith(char, at)  # "è" is in no text that has "e" and its accent
    return found


def _past_what_is_left_out(text: str, at: int, gaps: list[tuple[int, int]]) -> int:
    """Return the offset of the next character that is neither blank nor in a gap; gaps that are passed are removed."""
    while at < len(text):
        if gaps and gaps[0][0] <= at:
            at = max(at, gaps.pop(0)[1])
        elif text[at].isspace():
            at += 1
        else:
            break
    return at


Offsets: TypeAlias = Literal["characters", "utf-16"]
"""What offsets and columns count: characters (Unicode code points), as Python does, or the units of UTF-16, as
JavaScript and editors do, in which a character beyond U+FFFF counts twice."""


class Units:
    """Converts offsets in the characters of a text to those in its units of UTF-16, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _WIDE.finditer(text)] if not text.isascii() else []
        self._from = [place + count for count, place in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """Return the offset in units of one in characters."""
        return offset + bisect_left(self._wide, offset)

    def characters(self, offset: int) -> int:
        """Return the offset in characters of one in units."""
        return offset - bisect_left(self._from, offset)


def check_offsets(offsets: object) -> None:
    """Check what offsets are to count.

    :raises InputError: if it is neither characters nor UTF-16.
    """
    if offsets not in get_args(Offsets):
        raise InputError(f"offsets are in {' or '.join(get_args(Offsets))}, not {offsets!r:.40}")


class Source:
    """The text that was parsed, unchanged.

    ``source[node.span]`` is the stretch of text that a node covers; integers and slices work as on a string. A document
    that was read from JSON has an empty source, unless the JSON contains one.
    """

    __slots__ = ("__dict__", "reading", "text")
    text: str  #: the text
    reading: Any  #: the result of the reader of the file, unless the text is plain text

    def __init__(self, text: str, reading: Any = None) -> None:
        """A text.

        :param reading: the result of the reader of the file, unless the text is plain text.
        """
        self.text = text
        self.reading = reading

    def __getitem__(self, where: Span | slice | int) -> str:
        return self.text[where.start : where.end] if isinstance(where, Span) else self.text[where]

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Source({len(self.text)} characters)"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", self.text))]

    @cached_property
    def in_units(self) -> Units:
        """Converts its offsets to units of UTF-16, and back."""
        return Units(self.text)

    def line_column(self, offset: int, offsets: Offsets = "characters") -> tuple[int, int]:
        """Return the line and the column of an offset in characters, both counted from 1.

        A line ends at LF, CR LF or CR.

        :param offsets: what the column counts: characters, or units of UTF-16.
        :raises InputError: if it counts something else, or the offset is outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise InputError(f"the offset {offset} is outside the text, which has {len(self.text)} characters")
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        if offsets == "characters":
            return line, offset - start + 1
        check_offsets(offsets)
        return line, self.in_units.units(offset) - self.in_units.units(start) + 1
