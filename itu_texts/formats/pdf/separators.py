"""Finds rules that may separate footnotes from the text above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.tables import Table

_LEAST = 20.0  # points: the least length of a separator
_EDGE = 8.0  # points: the largest distance of its left end from the edge of the text
_CLEAR = 0.6  # of the size: the least distance of a separator from the words above it
_TALL = 0.75  # of the size: the height of words
_MOST_RULES = 50  # the lowest rules of a region, which are examined
_TYPED = re.compile(r"[_―─]{5,}")

_Rule: TypeAlias = "tuple[float, float, float]"


def mark_separators(region: list[Line | Table], rules: Sequence[_Rule]) -> list[Line | Table]:
    """Return the content of a region, with the lines below such rules marked; rows of signs are rules too.

    A separator begins at the left edge of the region, and no words stand on it.
    """
    lines = [item for item in region if isinstance(item, Line)]
    typed = [line for line in lines if _TYPED.fullmatch(line.text)]
    words = [line for line in lines if line not in typed]
    if not words:
        return region
    left = min(item.x0 for item in region)
    longest = max(item.x1 for item in region) - left + _EDGE
    drawn = [*rules, *((line.x0, line.x1, line.y) for line in typed)]
    near = [rule for rule in drawn if abs(rule[0] - left) <= _EDGE and _LEAST < rule[1] - rule[0] < longest]
    near = sorted(near, key=lambda rule: rule[2])[:_MOST_RULES]
    for rule in near:
        below = [line for line in words if line.y < rule[2]]
        if below and _is_clear(rule, words) and not _closes_table(rule, near, words):
            below[0].below_rule = True
    return [item for item in region if item not in typed or not _is_above_rule(item, words)]


def _is_above_rule(item: Line | Table, words: Sequence[Line]) -> bool:
    """Return whether an item is a row of signs that serves as a rule above the next line."""
    below = [line for line in words if line.y < item.y]
    return bool(below) and below[0].below_rule


def _is_clear(rule: _Rule, lines: Sequence[Line]) -> bool:
    """Return whether a rule neither underlines words nor strikes them out."""
    x0, x1, y = rule
    return not any(
        line.x0 < x1 and line.x1 > x0 and -_TALL * line.size < line.y - y < _CLEAR * line.size for line in lines
    )


def _closes_table(rule: _Rule, rules: Sequence[_Rule], lines: Sequence[Line]) -> bool:
    """Return whether a rule is the last of several similar ones, with lines between them."""
    alike = [other[2] for other in rules if other[2] > rule[2] and abs(other[1] - rule[1]) < 2]
    head = max((line.y for line in lines), default=0.0)
    return any(y < head and any(rule[2] < line.y < y for line in lines) for y in alike)
