"""Recitals without labels that run on in one paragraph: "considering that boats leak; that oars float,".

Each "that" behind a semicolon begins one, as do words in capitals behind other stops.
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.grammar import Surface
from itu_texts.parsing.units import FURNITURE, HARD_BREAK, Unit, Words
from itu_texts.writing import SEMICOLON, without_blanks

__all__ = ["part_recitals"]


def part_recitals(units: Iterator[Unit], text: str, surface: Surface) -> Iterator[Unit]:
    """The units of a text, each recital without a label one by itself."""
    following = surface.words["NEXT_RECITAL"].finditer
    below = False  # whether nothing but words without labels stands between the heading of a preamble and a unit
    for unit in units:
        kind = unit.type
        if kind == "TEXT":
            if below and SEMICOLON in text[unit.start : unit.end] and not unit.level:  # type: ignore[attr-defined]
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
