"""Puts elements around words: notes, references, addressees, tracked changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from itu_texts.formats.xml_text import escape


class Wrap(NamedTuple):
    """An element around a stretch of words."""

    start: int
    end: int
    opening: str
    closing: str
    level: int = 0
    """The order of two elements around the same words: the one of the lower level is the outer one."""


class Point(NamedTuple):
    """Markup before a character of the words."""

    offset: int
    xml: str


def dress(text: str, wraps: Iterable[Wrap], points: Iterable[Point]) -> str:
    """Return words with elements around some of them.

    :param wraps: nested or separate elements; an element that would cross an earlier one is left out.
    """
    events: list[tuple[int, int, int, int, str]] = []
    wraps = [*wraps]
    around_nothing = (Point(wrap.start, wrap.opening + wrap.closing) for wrap in wraps if wrap.end <= wrap.start)
    for offset, xml in (*points, *around_nothing):
        events.append((offset, 1, len(events), 0, xml))
    for wrap in _nested(wrap for wrap in wraps if wrap.end > wrap.start):
        events.append((wrap.start, 2, -wrap.end, wrap.level, wrap.opening))
        events.append((wrap.end, 0, -wrap.start, -wrap.level, wrap.closing))
    events.sort()
    out: list[str] = []
    done = 0
    for offset, _, _, _, xml in events:
        if offset > done:
            out.append(escape(text[done:offset]))
            done = offset
        out.append(xml)
    out.append(escape(text[done:]))
    return "".join(out)


def _nested(wraps: Iterable[Wrap]) -> list[Wrap]:
    """Return the elements without those that would cross another."""
    found: list[Wrap] = []
    open_: list[Wrap] = []
    for wrap in sorted(wraps, key=lambda each: (each.start, -each.end, each.level)):
        while open_ and open_[-1].end <= wrap.start:
            open_.pop()
        if open_ and wrap.end > open_[-1].end:
            continue
        open_.append(wrap)
        found.append(wrap)
    return found


def emphasised(stretches: Sequence[tuple[int, int, str]], wraps: Iterable[Wrap]) -> list[Wrap]:
    """Return elements around words in other letters, divided where they would cross others.

    :param stretches: the start and end of each stretch, and the name of its element.
    :param wraps: the elements that are already around words.
    """
    if not stretches:
        return []
    around = [*wraps, *(Wrap(start, end, "", "") for start, end, _ in stretches)]
    borders = sorted({border for wrap in around for border in (wrap.start, wrap.end)})
    return [
        Wrap(a, b, f"<{name}>", f"</{name}>", 10 + level)
        for level, (start, end, name) in enumerate(stretches)
        for a, b in pieces(start, end, borders)
    ]


def pieces(start: int, end: int, borders: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch that is divided at the borders inside it.

    >>> pieces(0, 9, [2, 5, 12])
    [(0, 2), (2, 5), (5, 9)]
    """
    return list(pairwise([start, *borders[bisect_right(borders, start) : bisect_left(borders, end)], end]))
