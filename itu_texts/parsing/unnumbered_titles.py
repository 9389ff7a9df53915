"""Headings without a number in annexes: a few words and no stop, behind a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import (
    FULL_STOP,
    STOPS,
    begins_capital,
    begins_small,
    is_word_character,
    may_begin_sentence,
)
from itu_texts.parsing.line_breaks import LineBreaks
from itu_texts.parsing.open_lists import OpenList
from itu_texts.parsing.thresholds import LONGEST_SECTION, WORD_REACH
from itu_texts.parsing.tokens import HARD_BREAK, Token, Words

__all__ = ["UnnumberedTitles"]

_BRACKETS: Final = ")]"


class UnnumberedTitles:
    """Tells such headings.

    :param levels: the lists that are open, the outermost first.
    """

    def __init__(self, text: str, surface: Surface, levels: Sequence[OpenList], breaks: LineBreaks) -> None:
        self.text = text
        self.levels = levels
        self.breaks = breaks
        self.own_label = surface.words["OWN_LABEL"].match

    def stands_alone(self, token: Words, before: Token | None, stop: str) -> bool:
        """Whether a line in an annex is one.

        :param stop: with what the token before it ends.
        """
        if token.gap < HARD_BREAK or token.end - token.start > LONGEST_SECTION:
            return False
        last = self.text[token.end - 1]
        if not (is_word_character(last) or last in _BRACKETS) or not may_begin_sentence(self.text, token.start):
            return False
        if self.breaks.is_loose(token.start) and token.end - token.start > LONGEST_SECTION // 2:
            return False  # as long as a line that was wrapped
        following = self.text[token.end : token.end + WORD_REACH].lstrip()
        if begins_small(following) and not self.own_label(following):
            return False  # and goes on in the next
        if before is None:
            return True
        below_another = self.levels[-1].titled and self.levels[-1].start == before.start
        outermost = self.levels[0]
        if outermost.reading is None:
            return stop == FULL_STOP or below_another
        return stop == FULL_STOP and self._are_sentences(outermost)  # else the heading is one in a section

    def _are_sentences(self, level: OpenList) -> bool:
        """Whether the members of a list are sentences, and no headings of sections."""
        whole = level.whole and self.text[level.end - 1] in STOPS
        return whole and begins_capital(self.text, level.words(self.text))
