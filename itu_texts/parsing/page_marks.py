"""Pages that a program made a line each, and numbered: "1、", "2、".  Their words run on from one to the next.

The marks, and the running heads behind them, are no words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import LISTING_COMMA
from itu_texts.parsing.reflow import blank

__all__ = ["without_page_marks"]

_MARK: Final = regex(rf"\s{{0,80}}^(?P<page>\d{{1,3}}){LISTING_COMMA}(?=\S)", re.MULTILINE)


def without_page_marks(text: str, stray: list[tuple[int, int]], surface: Surface) -> tuple[str, list[tuple[int, int]]]:
    """The text with blanks for such marks and heads and the line ends before them, and all that was made blanks.

    In languages that write the sign themselves it stands behind labels.
    """
    if LISTING_COMMA not in text or surface.runs_on:
        return text, stray
    marks = [*_MARK.finditer(text)]
    if len(marks) < 2 or [int(mark["page"]) for mark in marks] != [*range(1, len(marks) + 1)]:
        return text, stray
    found = [(mark.start("page"), mark.end()) for mark in marks]
    found += _heads(text, marks, surface)
    breaks = [(mark.start(), mark.start("page")) for mark in marks]
    return blank(text, [*found, *breaks]), sorted([*stray, *found])


def _heads(text: str, marks: Sequence[re.Match[str]], surface: Surface) -> Iterator[tuple[int, int]]:
    """The running heads that stand right behind a mark, and the same again behind the name of the text."""
    head = surface.words["HEAD_RUN_IN"]
    names = {found["name"] for mark in marks if (found := head.match(text, mark.end()))}
    if names:
        for found in head.finditer(text):
            if found["name"] in names:
                yield found.span()
