"""The series that labels belong to: a b c, i ii iii, 1 2 3, 1.1 1.2, and what may follow what.

A label alone does not say its series: ``i)`` is the ninth letter or the first roman numeral.  A
:class:`Label` therefore holds each of its readings, and the siblings decide (see ``parsing/lists.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from itu_texts.writing import begins_small, in_figures, is_number, narrow

__all__ = ["Label", "Reading", "between", "label", "ordinal"]

_SUFFIXES = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "sexies": 6, "septies": 7, "octies": 8}
_BULLETS = "•▪◦●○·‣*➢➣➤►▶✓✔❑❒❏□■◆◇♦⮚"

_SHAPE = re.compile(
    r"""\[?(?P<open>\(?) (?P<section>§\s?)?
        (?:(?P<annex>[A-Z]{1,4}\d{0,2})\.(?=\d))?
        (?P<core>\d+(?:(?:bis|ter|quater)?\.\d+)*|[A-Za-z]+?)
        \s?(?P<suffix1>bis|ter|quater|quinquies|sexies|septies|octies)?
        (?P<close>[.)°º]?(?:\s[–—−-])?)
        \s?(?P<suffix2>bis|ter|quater|quinquies|sexies|septies|octies)?""",
    re.VERBOSE,
)
_CHINESE = re.compile(r"(?P<open>\(?)(?P<core>[一二三四五六七八九十百零]+|(?P<circled>[①-⑳]))(?P<close>[),.]?)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)


_RANKS = 16  # ranks of a place in a series: one for itself, others for its bis, ter ...
_PART = re.compile(r"(\d+)(bis|ter|quater)?")


class Reading(NamedTuple):
    """One way to read a label."""

    style: str
    """A value of :class:`itu_texts.LabelStyle`."""
    form: str
    """The dress of the label: ``a)``, ``(a)``, ``1``, ``1.``, ``–``; siblings wear the same."""
    path: tuple[int, ...]
    """The places it states, from the outermost: one for ``aa)``, two for ``1.10``; none for dashes and bullets.

    A place is its number times sixteen, and 2 more for bis, 3 for ter ..., so that they sort as they stand.
    """
    before: tuple[int, ...] | None = None
    """The path of what it most often follows: that of ``z)`` for ``aa)``, of ``1.9`` for ``1.10``."""

    @property
    def first(self) -> bool:
        """Whether a list may begin with it."""
        return not self.path or self.path[-1] == _RANKS

    def follows(self, other: Reading) -> bool:
        """Whether it is the next in the series of ``other``, which wears the same dress."""
        if not self.path:
            return True
        if self.path[:-1] != other.path[:-1]:
            return False
        number, rank = divmod(self.path[-1], _RANKS)
        last_number, last_rank = divmod(other.path[-1], _RANKS)
        if number == last_number:
            return rank == max(last_rank, 1) + 1
        return number == last_number + 1 and rank == 0

    def none(self) -> Reading:
        """What would stand before the first of its series."""
        return self._replace(path=(*self.path[:-1], 0), before=None)

    def next(self) -> Reading:
        """The one after it in its series."""
        return self._replace(path=(*self.path[:-1], (self.path[-1] // _RANKS + 1) * _RANKS), before=self.path)

    def steps_from(self, other: Reading) -> int:
        """How many places it stands behind another of the same series; 0 for the same place."""
        return self.path[-1] // _RANKS - other.path[-1] // _RANKS


class Label(NamedTuple):
    """A label as printed, with its readings, the likeliest first."""

    text: str
    readings: tuple[Reading, ...]


def _letters(core: str) -> int:
    """1 to 26 for a to z, 27 for aa, 28 for ab (and for bb in sets that double the letter)."""
    n = 0
    for char in core.lower():
        n = n * 26 + ord(char) - 96
    return n


def _annex(number: str) -> int:
    """A place for the number of an annex, as sections have it before theirs: A, II, A3."""
    letters = number.rstrip("0123456789")
    return _letters(letters) * _RANKS + int(number[len(letters) :] or 0)


def _roman(core: str) -> int:
    matched = _ROMAN.fullmatch(core.lower())
    if matched is None or not core:
        return 0
    tens, units = matched.groups()
    return 10 * len(tens) + {"ix": 9, "iv": 4}.get(units, 5 * ("v" in units) + units.count("i"))


def _reading(style: str, form: str, path: tuple[int, ...]) -> Reading:
    return Reading(style, form, path, None if path[-1] % _RANKS else (*path[:-1], path[-1] - _RANKS))


@lru_cache(maxsize=4096)
def label(text: str) -> Label:
    """Read a label.  Anything is read: what is no label of a known series is a series of its own."""
    if text[:1] in _BULLETS and text:
        return Label(text, (Reading("bullet", text, (), ()),))
    printed, text = text, narrow(text)
    counted = _CHINESE.fullmatch(text)
    if counted is not None:
        dress = f"{counted['open']}{'①' if counted['circled'] else '一'}{counted['close']}"
        place = int(in_figures(counted["core"]) or 0)
        return Label(printed, (_reading("number", dress, (place * _RANKS,)),))
    shape = _SHAPE.fullmatch(text.replace("ñ", "nbis"))  # which stands between n and o
    if shape is None:
        return Label(text, (Reading("dash", text, (), ()),))
    core = shape["core"]
    suffix = _SUFFIXES.get(shape["suffix1"] or shape["suffix2"] or "", 0)
    dress = f"{shape['open']}{'§' if shape['section'] else ''}{{}}{shape['close']}"
    if is_number(core[0]):
        parts = [_PART.match(part) for part in core.split(".")]
        path = tuple(int(part[1]) * _RANKS + _SUFFIXES.get(part[2] or "", 0) for part in parts if part)
        path = (*path[:-1], path[-1] + suffix)
        if shape["annex"]:
            return Label(text, (_reading("decimal", dress.format("A.1"), (_annex(shape["annex"]), *path)),))
        if len(path) == 1:
            return Label(text, (_reading("number", dress.format("1"), path),))
        return Label(text, (_reading("decimal", dress.format("1.1"), path),))
    case = "a" if begins_small(core) else "A"
    letter = _reading("letter", dress.format(case), (_letters(core) * _RANKS + suffix,))
    value = _roman(core) if len(core) > 1 or core.lower() in "ivx" else 0
    if not value:
        return Label(text, (letter,))
    roman = _reading("roman", dress.format("i" if case == "a" else "I"), (value * _RANKS + suffix,))
    return Label(text, (roman, letter))


def between(before: Reading, after: Reading) -> Iterable[int]:
    """The last members of the paths of what should stand between two labels of one series."""
    return range((before.path[-1] // _RANKS + 1) * _RANKS, after.path[-1], _RANKS)


def ordinal(text: str, style: str) -> int:
    """The place in its series that a label states, read in a style; 0 if it states none."""
    for reading in label(text).readings:
        if reading.style == style and reading.path:
            return reading.path[-1] // _RANKS
    return 0
