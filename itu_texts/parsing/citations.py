"""Tells the names of texts that a list cites from those of texts that begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import is_in_capitals
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import LONGEST_PHRASE, NEAR_TOKENS
from itu_texts.parsing.tokens import IN_LINE, DesignationToken, Token, WordsToken

_ENDS: Final = frozenset(("FORMULA", "AMENDMENT", "AMENDED", "COVER", "AGENDA", "CONTENTS"))


def classify_citations(tokens: Iterator[Token], text: str, surface: Surface) -> Iterator[Token]:
    """Turn the designations of a list into words.

    A list begins below its title, "Related ITU Recommendations", or behind a colon, "to abrogate the following
    Resolutions:". It goes on as long as its members follow one another.
    """
    begins = surface.patterns["RELATED_TITLE"].match
    follows = surface.patterns["TEXTS_FOLLOW"].search
    stream = LookAhead(tokens)
    left = 0  # tokens among which the next member must stand
    capitals: bool | None = None  # whether the members are in capitals
    for token in stream:
        if token.type in _ENDS:
            left = 0
        elif isinstance(token, DesignationToken):
            in_capitals = is_in_capitals(text[token.start : token.end].partition("(")[0])
            if left and not (in_capitals and not capitals and _begins_text(stream)):
                left, capitals = NEAR_TOKENS, in_capitals
                token = WordsToken(token.start, token.end, token.gap, said="cited")
            else:
                left = 0
        elif token.gap > IN_LINE:
            left = max(left - 1, 0)
            last = max(token.start, token.end - LONGEST_PHRASE)
            if begins(text, token.start, token.end) or follows(text, last, token.end):
                left, capitals = NEAR_TOKENS, None
        yield token


def _begins_text(stream: LookAhead) -> bool:
    """Return whether the formula of a text stands below its name."""
    for place in range(NEAR_TOKENS):
        token = stream.peek(place)
        if token is None or isinstance(token, DesignationToken):
            return False
        if token.type == "FORMULA":
            return True
    return False
