"""Tells the names of texts that a list cites from those of texts that begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import COLON, is_in_capitals
from itu_texts.parsing.thresholds import LONGEST_PHRASE, NEAR_TOKENS
from itu_texts.parsing.tokens import IN_LINE, DesignationToken, Token, TokenTypes, WordsToken

_ENDS: Final[TokenTypes] = frozenset(("FORMULA", "AMENDMENT", "AMENDED", "COVER", "AGENDA", "CONTENTS"))


def classify_citations(tokens: Sequence[Token], text: str, lang: LanguagePatterns) -> Sequence[Token]:
    """Return the tokens, with words in place of the designations of a list.

    A list begins below its title, "Related ITU Recommendations", or behind a colon, "to abrogate the following
    Resolutions:". It goes on as long as its members follow one another.
    """
    told = [*tokens]
    listed = False  # whether the name above is a member
    capitals: bool | None = None  # whether the members are in capitals
    names = [place for place, token in enumerate(tokens) if isinstance(token, DesignationToken)]
    for above, place in pairwise((-1, *names)):
        token = tokens[place]
        lines: list[Token] = []  # those above, as far as one may stand below its title
        for line in reversed(tokens[above + 1 : place]):
            is_end = line.type in _ENDS
            if line.gap > IN_LINE and not is_end:
                lines.append(line)
            if is_end or len(lines) == NEAR_TOKENS:
                listed = False
                break
        if any(_begins_list(line, text, lang) for line in lines):
            listed, capitals = True, None
        in_capitals = listed and is_in_capitals(text[token.start : token.end].partition("(")[0])
        begins = (in_capitals and not capitals) or lang.patterns.DRAFT_DESIGNATION.match(text, token.start)
        listed = listed and not (begins and _begins_text(tokens[place + 1 : place + 1 + NEAR_TOKENS]))
        if listed:
            capitals = in_capitals
            told[place] = WordsToken(token.start, token.end, token.gap, said="cited")
    return told


def _begins_list(line: Token, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a line is the title of such a list, or ends with a colon behind the word for its members."""
    if lang.patterns.RELATED_TITLE.match(text, line.start, line.end):
        return True
    last = max(line.start, line.end - LONGEST_PHRASE)
    return COLON in text[last : line.end] and bool(lang.patterns.TEXTS_FOLLOW.search(text, last, line.end))


def _begins_text(near: Sequence[Token]) -> bool:
    """Return whether the formula of a text stands below its name, and no other name between."""
    below = next((token for token in near if token.type == "FORMULA" or isinstance(token, DesignationToken)), None)
    return below is not None and below.type == "FORMULA"
