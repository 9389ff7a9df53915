"""A text as it was given, and its twin: a reading copy of the same length, in which patterns are looked for.

Each character of the twin is that of the text, or what it is folded to; or a blank, where it says nothing for certain.
Why a stretch is silent is kept beside it.  Words are taken from the text, and every offset is that of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from itu_texts.language.writing import fold

__all__ = ["Silence", "Twin", "blank", "with_breaks", "with_line_ends"]

_LINE_END_SIGNS: Final = "\r\x0b\x0c\x85\u2028\u2029"


class Silence(NamedTuple):
    """A stretch of a text that is no word of it."""

    start: int
    end: int
    reason: str
    """``stray`` characters, the mark of a ``page``, a ``struck`` label."""
    shown: str = " "
    """What is printed in its place."""


class Twin:
    """A text and its reading copy, which the stages before :func:`itu_texts.parsing.lexer.scan` make blanks in.

    :param source: the text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._lined = with_line_ends(source)
        self.text = fold(self._lined)
        """The reading copy."""
        self.silences: list[Silence] = []
        """The silent stretches, in the order of the text."""

    def silence(self, stretches: Iterable[tuple[int, int]], reason: str) -> None:
        """Make stretches silent."""
        runs = [*stretches]
        self.blank(runs)
        self.silences = sorted([*self.silences, *(Silence(start, end, reason) for start, end in runs)])

    def blank(self, runs: Collection[tuple[int, int]]) -> None:
        """Put blanks for some runs of characters, the words of which are printed all the same."""
        if runs:
            self.text = blank(self.text, sorted(runs))

    def restore(self, runs: Iterable[tuple[int, int]]) -> None:
        """Undo the blanks of some runs."""
        for start, end in runs:
            self.text = f"{self.text[:start]}{fold(self._lined[start:end])}{self.text[end:]}"

    def put(self, places: Collection[int], char: str) -> None:
        """Put a line break, or a blank, for the character at each of some places."""
        if places:
            self.text = with_breaks(self.text, places, char)

    def words(self, start: int, end: int) -> str:
        """The words of a stretch as they are printed, its lines ended with LF."""
        shown = self._lined[start:end]
        if not self.silences:
            return shown
        pieces: list[str] = []
        done = start
        for each in self.silent(start, end):
            pieces += (self._lined[done : each.start], each.shown)
            done = min(each.end, end)
        return "".join((*pieces, self._lined[done:end])) if pieces else shown

    def silent(self, start: int, end: int) -> Sequence[Silence]:
        """The silences of a stretch, with one that it begins in."""
        first = bisect_right(self.silences, start, key=_end)
        return self.silences[first : bisect_left(self.silences, end, first, key=_start)]


def _end(silence: Silence) -> int:
    return silence.end


def _start(silence: Silence) -> int:
    return silence.start


def with_line_ends(text: str) -> str:
    """The text with LF for each line end; each character keeps its place."""
    if not any(end in text for end in _LINE_END_SIGNS):
        return text
    text = text.replace("\r\n", " \n").replace("\x0c", " ")
    for line_end in "\r\x0b\x85\u2028\u2029":
        text = text.replace(line_end, "\n")
    return text


def blank(text: str, runs: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in place of some runs of its characters.

    :param runs: in their order.
    """
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        pieces += (text[done:start], " " * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def with_breaks(text: str, places: Collection[int], char: str = "\n") -> str:
    """The text with a line break, or a blank, for the character at each of some places."""
    return char.join(text[start + 1 : end] for start, end in pairwise((-1, *sorted(places), len(text))))
