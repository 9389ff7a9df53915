"""Recitals without labels that run on in one paragraph: "considering that boats leak; that oars float,".

Each "that" after a semicolon begins one.
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import without_blanks
from itu_texts.parsing.stream import Passing
from itu_texts.parsing.tokens import FURNITURE, HARD_BREAK, Token, Words
from itu_texts.parsing.twin import Twin

__all__ = ["has_recitals", "part_recitals"]


def has_recitals(twin: Twin, surface: Surface) -> bool:
    """Whether "that" follows a semicolon anywhere in a text."""
    return surface.words["NEXT_RECITAL"].search(twin.text) is not None


def part_recitals(tokens: Iterator[Token], passing: Passing) -> Iterator[Token]:
    """The tokens of a text, each recital without a label one by itself."""
    text = passing.text
    following = passing.surface.words["NEXT_RECITAL"].finditer
    below = False  # whether nothing but words without labels stands between the heading of a preamble and a token
    for token in tokens:
        kind = token.type
        if kind == "TEXT":
            if below and not token.level:  # type: ignore[attr-defined]  # words
                yield from _parted(token, [found.end() for found in following(text, token.start, token.end)], text)
                continue
        elif kind == "HEADING":
            below = token.role == "preamble"  # type: ignore[attr-defined]  # a heading
        elif kind not in FURNITURE:
            below = False
        yield token


def _parted(token: Token, starts: list[int], text: str) -> Iterator[Token]:
    """Words, parted where others begin."""
    start, gap = token.start, token.gap
    for following in starts:
        yield Words(start, without_blanks(text, following), gap)
        start, gap = following, HARD_BREAK
    yield Words(start, token.end, gap)
