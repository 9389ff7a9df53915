"""Silences the characters that are not words, and the marks of headings and of lines in emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import is_letter
from itu_texts.parsing.reading_copy import BYTE_ORDER_MARK, ReadingCopy, line_end

# Characters that are neither words nor blanks: controls, soft hyphens, zero-width and direction marks.
_STRAY: Final = regex("[\x00-\x08\x0e-\x1e\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of the reading direction, which stand between words, figures and stops."""
_BEGINS: Final = "#*_"
# "### *recalling*": a heading of Markdown, or a line in emphasis
_MARKED: Final = regex(
    r"(?P<hashes>#{1,6})?\s*(?P<before>(?:\*{1,3}|_{1,3})?)(?P<words>[^*_#\s](?:[^*]*[^*_\s])?)(?P<after>(?P=before))\s*"
)
# "**recalling the aims" / "of the Union**": emphasis over lines
_MARKED_OVER_LINES: Final = regex(
    r"(?P<before>\*{1,3})(?![\s*])[^*\n]+(?:\n\s*+[^*\n]+){1,4}?(?<!\s)(?P<after>(?P=before))[^\S\n]*$", re.MULTILINE
)


def clean(copy: ReadingCopy) -> None:
    """Silence the characters that are not words.

    These are controls, zero-width characters and the like outside words, and the marks of Markdown headings and of
    emphasised lines.
    """
    text, signs = copy.text, copy.table.signs
    begin = int(copy.source.startswith(BYTE_ORDER_MARK))
    stray = [(0, 1)] * begin
    if not signs.isprintable() and _STRAY.search(signs):
        stray += _strays(text)
    begun = (start or begin for start in copy.table.beginning(_BEGINS))
    stray += _marks(text, [place for place in begun if text[place] in _BEGINS])
    if stray:
        copy.silence(stray, "stray")


def _strays(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of stray characters outside words; marks of the direction stand inside one between its letters."""
    for run in _STRAY.finditer(text):
        start, end = run.span()
        before, behind = text[max(start - 1, 0) : start].strip(), text[end : end + 1].strip()
        inside = bool(before and behind)
        if inside and _DIRECTIONS.issuperset(run[0]):
            inside = is_letter(before) and is_letter(behind)
        if not inside:
            yield start, end


def _marks(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the marks of the headings and of the emphasis of Markdown at the beginnings of some lines."""
    done = 0
    for place in places:
        if place >= done and (over := _MARKED_OVER_LINES.match(text, place)):
            yield from (over.span(group) for group in ("before", "after"))
            done = over.end()
        if marked := _MARKED.fullmatch(text, place, line_end(text, place)):
            spans = (marked.span(group) for group in ("hashes", "before", "after"))
            yield from ((start, end) for start, end in spans if start < end)
