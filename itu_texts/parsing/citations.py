"""Tells the names of texts that a list cites from those of texts that begin."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import COLON, is_in_capitals
from itu_texts.parsing.stream import TokenStream
from itu_texts.parsing.thresholds import LONGEST_PHRASE, NEAR_TOKENS
from itu_texts.parsing.tokens import IN_LINE, DesignationToken, Token, TokenTypes, WordsToken

_ENDS: Final[TokenTypes] = frozenset(("FORMULA", "AMENDMENT", "AMENDED", "COVER", "AGENDA", "CONTENTS"))


def classify_citations(tokens: Sequence[Token], text: str, lang: LanguagePatterns) -> Iterator[Token]:
    """Turn the designations of a list into words.

    A list begins below its title, "Related ITU Recommendations", or behind a colon, "to abrogate the following
    Resolutions:". It goes on as long as its members follow one another.
    """
    stream = TokenStream(tokens)
    # the lines since the last member, as far as one may stand below its title; only a designation needs to look at them
    lines = deque[Token](maxlen=NEAR_TOKENS)
    listed = False  # whether a member stands above these lines
    capitals: bool | None = None  # whether the members are in capitals
    for token in stream:
        if isinstance(token, DesignationToken):
            if any(_begins_list(line, text, lang) for line in lines):
                listed, capitals = True, None
            elif len(lines) == NEAR_TOKENS:
                listed = False
            lines.clear()
            in_capitals = listed and is_in_capitals(text[token.start : token.end].partition("(")[0])
            begins = (in_capitals and not capitals) or lang.patterns.DRAFT_DESIGNATION.match(text, token.start)
            listed = listed and not (begins and _begins_text(stream))
            if listed:
                capitals = in_capitals
                token = WordsToken(token.start, token.end, token.gap, said="cited")
        elif token.type in _ENDS:
            listed = False
            lines.clear()
        elif token.gap > IN_LINE:
            lines.append(token)
        yield token


def _begins_list(line: Token, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a line is the title of such a list, or ends with a colon behind the word for its members."""
    if lang.patterns.RELATED_TITLE.match(text, line.start, line.end):
        return True
    last = max(line.start, line.end - LONGEST_PHRASE)
    return COLON in text[last : line.end] and bool(lang.patterns.TEXTS_FOLLOW.search(text, last, line.end))


def _begins_text(stream: TokenStream) -> bool:
    """Return whether the formula of a text stands below its name."""
    for place in range(NEAR_TOKENS):
        token = stream.peek(place)
        if token is None or isinstance(token, DesignationToken):
            return False
        if token.type == "FORMULA":
            return True
    return False
