"""Tables of Markdown whose columns are those of a line of dashes, as pandoc writes them: they are given pipes.

Those whose rows run over several lines are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.pipes import Edit
from itu_texts.parsing.thresholds import FEWEST_SURE

__all__ = ["dashed_tables"]

_RULE = regex(r"^[ ]*-{2,}(?:[ ]+-{2,})+[ ]*$", re.MULTILINE)
_FRAMED = regex(r"^\+(?:[=:]{2,}\+)+$", re.MULTILINE)
_DASHES = regex(r"-+")


def dashed_tables(source: str) -> Iterator[Edit]:
    """What is to be put into such tables, and for the rule below the names of columns in tables with frames."""
    done = 0
    yield from ((*rule.span(), "|" + "---|" * (rule[0].count("+") - 1)) for rule in _FRAMED.finditer(source))
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
        if head is not None:
            yield from _piped(source, head, starts)
            yield (*rule.span(), "|" + "---|" * len(starts))
        else:
            yield (*rule.span(), "")
        for row in rows:
            yield from _piped(source, row, starts)
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


def _fits(source: str, line: tuple[int, int], starts: list[int]) -> bool:
    """Whether a line has blanks where the columns begin, and words in one of them; pipes have tables of their own."""
    words = source[line[0] : line[1]]
    return "|" not in words and "\t" not in words and all(words[at - 1 : at] in ("", " ") for at in starts[1:])


def _piped(source: str, line: tuple[int, int], starts: list[int]) -> Iterator[Edit]:
    """The pipes of a row."""
    start, end = line
    yield (start, start, "| ")
    inside = [start + at - 1 for at in starts[1:] if start + at - 1 < end]
    yield from ((place, place + 1, "|") for place in inside)
    yield (end, end, " |" * (len(starts) - len(inside)))
