"""Tables of Markdown whose columns are those of a line of dashes, as pandoc writes them.

Those whose rows run over several lines are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.tables import trimmed, with_words
from itu_texts.parsing.thresholds import FEWEST_SURE
from itu_texts.parsing.tokens import Row
from itu_texts.parsing.twin import Twin
from itu_texts.tree.readings import Evidence, HeaderRow

__all__ = ["dashed_tables"]

_RULE = regex(r"^[ ]*-{2,}(?:[ ]+-{2,})+[ ]*$", re.MULTILINE)
_DASHES = regex(r"-+")


class Dashed(NamedTuple):
    """A table, the rule of which is silent."""

    rule: tuple[int, int]
    lines: Sequence[tuple[int, int]]
    starts: Sequence[int]
    """Where its columns begin in a line."""
    headed: bool

    def table(self, twin: Twin) -> Evidence:
        """What it says."""
        rows = [_row(twin, *line, self.starts) for line in self.lines]
        if self.headed:
            rows[0] = HeaderRow(rows[0])
        return Evidence("table", rows[0][0], rows[-1][1], tuple(rows))


def dashed_tables(source: str) -> Iterator[Dashed]:
    """Such tables."""
    done = 0
    for rule in _RULE.finditer(source):
        if rule.start() < done:
            continue
        starts = [found.start() for found in _DASHES.finditer(rule[0])]
        head = _line_above(source, rule.start())
        if head is not None and _line_above(source, head[0]) is not None:  # its rows run over lines
            continue
        rows = list(_rows(source, rule.end() + 1))
        lines = [head, *rows] if head is not None else rows
        enough = len(rows) >= (FEWEST_SURE if head is None else 1)
        if not enough or not all(_fits(source, line, starts) for line in lines):
            continue
        yield Dashed(rule.span(), lines, starts, head is not None)
        done = rows[-1][1]


def _line_above(source: str, start: int) -> tuple[int, int] | None:
    """The line right above a rule that names the columns; ``None`` if a blank line stands there."""
    if start < 2 or source[start - 2] == "\n":
        return None
    return source.rfind("\n", 0, start - 1) + 1, start - 1


def _rows(source: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines below a rule up to a blank one, or another rule."""
    while start < len(source):
        end = source.find("\n", start)
        end = end if end >= 0 else len(source)
        line = source[start:end]
        if not line.strip(" -"):
            return
        yield start, end
        start = end + 1


def _fits(source: str, line: tuple[int, int], starts: Sequence[int]) -> bool:
    """Whether a line has blanks where the columns begin, and words in one of them; pipes have tables of their own."""
    words = source[line[0] : line[1]]
    return "|" not in words and "\t" not in words and all(words[at - 1 : at] in ("", " ") for at in starts[1:])


def _row(twin: Twin, start: int, end: int, starts: Sequence[int]) -> Row:
    """A line as a row."""
    bounds = [min(start + at, end) for at in starts] + [end]
    cells = [trimmed(twin.text, *each) for each in pairwise([start, *bounds[1:]])]
    return cells[0][0], start + len(twin.text[start:end].rstrip()), with_words(cells, twin)
