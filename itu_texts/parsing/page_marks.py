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
from itu_texts.parsing.twin import Twin

__all__ = ["silence_page_marks"]

_MARK: Final = regex(rf"\s{{0,80}}^[^\S\n]?(?P<page>\d{{1,3}}){LISTING_COMMA}(?=\S)", re.MULTILINE)


def silence_page_marks(twin: Twin, surface: Surface) -> None:
    """Silence such marks and heads, and put blanks for the line ends before them.

    In languages that write the sign themselves it stands behind labels.
    """
    if LISTING_COMMA not in twin.source or surface.runs_on:
        return
    marks = [*_MARK.finditer(twin.source)]
    if len(marks) < 2 or [int(mark["page"]) for mark in marks] != [*range(1, len(marks) + 1)]:
        return
    twin.silence([(mark.start("page"), mark.end()) for mark in marks], "page")
    twin.silence(_heads(twin.text, marks, surface), "page")
    twin.blank([(mark.start(), mark.start("page")) for mark in marks])


def _heads(text: str, marks: Sequence[re.Match[str]], surface: Surface) -> Iterator[tuple[int, int]]:
    """The running heads that stand right behind a mark, and the same again behind the name of the text."""
    head = surface.words["HEAD_RUN_IN"]
    names = {found["name"] for mark in marks if (found := head.match(text, mark.end()))}
    if names:
        for found in head.finditer(text):
            if found["name"] in names:
                yield found.span()
