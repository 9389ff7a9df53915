"""Puts elements around words: notes, references, addressees, tracked changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from itu_texts.formats.printed_lines import Call, Mark, of_kind, struck_in
from itu_texts.formats.xml_text import escape
from itu_texts.tree.nodes import Change, Emphasis, Italic


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


def dress_marks(
    text: str,
    marks: Sequence[Mark],
    wraps: list[Wrap],
    *,
    call: Callable[[Call], str],
    change: Callable[[Change, bool], tuple[str, str]],
    struck: Callable[[Change], str] | None = None,
    at_end: bool = False,
) -> str:
    """Return words with elements around some of them, and around those that have marks.

    :param call: returns the call of a footnote.
    :param change: returns the name and the attributes of the element of a tracked change, or of a piece of one, from
        whether it begins before these words.
    :param struck: returns what shows a deleted label that is not part of the words.
    :param at_end: whether all footnotes are called after the words.
    """
    points = [Point(len(text) if at_end else mark.start, call(what)) for mark, what in of_kind(marks, Call)]
    borders = _borders(wraps)
    for mark, what in of_kind(marks, Change):
        for start, end in pieces(mark.start, mark.end, borders) if mark.start < mark.end else ():
            name, says = change(what, mark.goes_on or start > mark.start)
            wraps.append(Wrap(start, end, f"<{name}{says}>", f"</{name}>", 9))
    letters = [*of_kind(marks, Emphasis)]
    borders = _borders([*wraps, *(Wrap(mark.start, mark.end, "", "") for mark, _ in letters)]) if letters else []
    for level, (mark, letter) in enumerate(letters, 10):
        name = "i" if isinstance(letter, Italic) else "b"
        wraps += [Wrap(a, b, f"<{name}>", f"</{name}>", level) for a, b in pieces(mark.start, mark.end, borders)]
    if struck is not None:
        points += [Point(place, struck(what)) for place, what in struck_in(marks)]
    return dress(text, wraps, points)


def _borders(wraps: Iterable[Wrap]) -> list[int]:
    return sorted({border for wrap in wraps for border in (wrap.start, wrap.end)})


def pieces(start: int, end: int, borders: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch that is divided at the borders inside it.

    >>> pieces(0, 9, [2, 5, 12])
    [(0, 2), (2, 5), (5, 9)]
    """
    return list(pairwise([start, *borders[bisect_right(borders, start) : bisect_left(borders, end)], end]))
