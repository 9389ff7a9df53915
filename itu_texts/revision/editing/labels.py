"""Labels as data: what counts in ``b)``, ``(iv)``, ``1bis.2`` or ``أ )``, and the same label with another number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from itu_texts.language.series import (
    RANKS,
    counter,
    is_beside,
    letters,
    ordinal,
    readings,
    roman,
    suffix_after,
)
from itu_texts.language.writing import figures_like
from itu_texts.tree.base import LabelStyle

_LETTERS = 2  # letters in a label that is not Roman, at most
_CORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def core_of(text: str) -> str:
    """Return a label without the signs around: ``1bis.2`` for ``(1bis.2)``; empty for a dash."""
    found = _CORE.search(text)
    return found[0] if found else ""


def is_readable(text: str) -> bool:
    """Return whether what begins with a label can be read as an item: not "zzz", "iv" or "OP3", which are words.

    >>> is_readable("b)bis"), is_readable("–"), is_readable("(iv)"), is_readable("iv"), is_readable("hello 1")
    (True, True, True, False, False)
    """
    style = next((each.style for each in readings(text) if each.path), None)
    if style is None:  # a dash
        return not core_of(text)
    if style not in (LabelStyle.LETTER, LabelStyle.ROMAN):
        return True
    _, start, end = counter(text) or (0, 0, 0)
    return not text.strip().isalpha() and (style == LabelStyle.ROMAN or end - start <= _LETTERS)


class Counted(NamedTuple):
    """A label taken apart: ``1bis.2`` is the prefix ``1bis``, the figures ``2`` and no suffix."""

    text: str
    style: LabelStyle
    ordinal: int
    """The place in its series; 0 for dashes, bullets and labels of no series."""
    rank: int
    """0, or 2 for *bis*, 3 for *ter* ..."""
    start: int
    """Where the prefix begins, or the figures if there is none."""
    at: int
    """Where the letters or figures begin that count."""
    end: int

    @classmethod
    def of(cls, text: str, style: LabelStyle, siblings: Iterable[str] = ()) -> Counted:
        """Take a label apart.

        :param style: the style in which it is read.
        :param siblings: the labels of its list in order, which decide the alphabet of a letter.
        """
        siblings = [*siblings]
        place = ordinal(text, style.value, siblings)
        found = counter(text) if place else None
        if found is None:
            return cls(text, style, 0, 0, 0, 0, 0)
        start, at, end = found
        rank = next((each.path[-1] % RANKS for each in readings(text) if each.style == style and each.path), 0)
        if text in siblings and is_beside(text[at:end]):  # "й" counts in lists that have it
            rank = 0
        return cls(text, style, place, rank, start, at, end)

    @property
    def core(self) -> str:
        """The letters or figures that count."""
        return self.text[self.at : self.end]

    @property
    def prefix(self) -> str:
        """The number of the section that a decimal repeats, without the stop behind it; empty if there is none."""
        return self.text[self.start : self.at].rstrip(".")

    @property
    def series(self) -> tuple[str, str, str, str]:
        """What labels of one list share: the style, the prefix, and the signs around."""
        behind = re.sub(r"\w+", "", self.text[self.end :])
        return self.style.value, self.prefix, self.text[: self.start], "".join(behind.split())

    def numbered(self, number: int, known: Sequence[Counted] = (), prefix: str | None = None) -> str:
        """Return the label at another place of its series, in its own form.

        :param known: labels of the same list, which show how the letters of a place are written there.
        :param prefix: the number of the section; ``None`` for that of the label.
        """
        core = self.core
        if number != self.ordinal:
            same = (
                each.core for each in known if each.ordinal == number and not each.rank and each.style == self.style
            )
            core = next(same, None) or _core(number, self.style, core, [each.text for each in known])
        section = self.text[self.start : self.at]
        if prefix is not None and section:
            section = prefix + section[len(self.prefix) :]
        return self.text[: self.start] + section + core + self.text[self.end :]

    def plain(self) -> Counted:
        """The same label without *bis*."""
        return Counted.of(self.text[: self.end] + re.sub(r"\s*\w+\s*", "", self.text[self.end :]), self.style)


def _core(number: int, style: LabelStyle, like: str, siblings: Iterable[str]) -> str:
    """Return a number as letters or figures, in the script and the case of others."""
    if style is LabelStyle.ROMAN:
        made = roman(number)
    elif style is LabelStyle.LETTER:
        made = letters(number, like, siblings)
    else:
        return figures_like(number, like)
    return made.upper() if like.isupper() else made


def label_like(sample: str, style: LabelStyle, number: int) -> str:
    """Return the label at a place of the series of another label.

    :param sample: a label of the series, as printed: ``b)``, ``(iv)``, ``1.2``.
    :param style: the style in which it is read.
    :param number: the place, from 1.
    :returns: the label; the same label for dashes, bullets and labels of no series.

    >>> label_like("b)", LabelStyle.LETTER, 4), label_like("1.2", LabelStyle.DECIMAL, 3)
    ('d)', '1.3')
    """
    counted = Counted.of(sample, style)
    return counted.plain().numbered(number) if counted.ordinal else sample


def label_after(before: str) -> str:
    """Return the label of an item inserted after another without renumbering: ``2bis`` after ``2``, then ``2ter``.

    >>> label_after("2"), label_after("a)bis"), label_after("–")
    ('2bis', 'a)ter', '–')
    """
    return suffix_after(before) if any(reading.path for reading in readings(before)) else before
