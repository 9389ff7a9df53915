"""Recitals without labels that run on in one paragraph: "considering that boats leak; that oars float,".

Each "that" behind a semicolon begins one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import without_blanks
from itu_texts.parsing.units import FURNITURE, HARD_BREAK, Unit, Words

__all__ = ["part_recitals"]


def part_recitals(units: Iterator[Unit], text: str, surface: Surface) -> Iterator[Unit]:
    """The units of a text, each recital without a label one by itself."""
    following = surface.words["NEXT_RECITAL"].finditer
    return _each(units, text, following) if surface.words["NEXT_RECITAL"].search(text) is not None else units


def _each(
    units: Iterator[Unit], text: str, following: Callable[[str, int, int], Iterator[re.Match[str]]]
) -> Iterator[Unit]:
    below = False  # whether nothing but words without labels stands between the heading of a preamble and a unit
    for unit in units:
        kind = unit.type
        if kind == "TEXT":
            if below and not unit.level:  # type: ignore[attr-defined]  # words
                yield from _parted(unit, [found.end() for found in following(text, unit.start, unit.end)], text)
                continue
        elif kind == "HEADING":
            below = unit.role == "preamble"  # type: ignore[attr-defined]  # a heading
        elif kind not in FURNITURE:
            below = False
        yield unit


def _parted(unit: Unit, starts: list[int], text: str) -> Iterator[Unit]:
    """Words, parted where others begin."""
    start, gap = unit.start, unit.gap
    for following in starts:
        yield Words(start, without_blanks(text, following), gap)
        start, gap = following, HARD_BREAK
    yield Words(start, unit.end, gap)
