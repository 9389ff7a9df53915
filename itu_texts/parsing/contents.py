"""Lines that lead to a page, as lists of contents have them: "Section 2 – Oars ........ 5"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import LEADERS, STOPS, is_number, past_blanks
from itu_texts.parsing.thresholds import FAR_TOKENS, FEWEST, FURTHER_LINES, LONGEST_PHRASE
from itu_texts.parsing.tokens import IN_LINE, Token

__all__ = ["PagedLines"]

_ENTRIES: Final = frozenset(("TEXT", "ITEM", "ANNEX", "DIVISION"))


class PagedLines:
    """The lines of a text that end with dots and a page."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        self.page = surface.words["ENTRY_PAGE"].search
        self.pages: dict[int, str] = {}
        """The pages, by where their lines begin."""
        if any(dots in text for dots in LEADERS):
            for found in surface.words["LED_PAGE"].finditer(text):
                begin = past_blanks(text, text.rfind("\n", 0, found.start()) + 1)
                if begin < found.start():  # else the line has no words
                    self.pages[begin] = found["page"]

    def run(self, peek: Callable[[int], Token | None], *, headed: bool = False) -> int:
        """How many tokens ahead belong to the list that a line with a page begins, or that stands below a heading.

        :param peek: gives the token so many places ahead.
        :param headed: whether a heading says that it is a list: a tab may lead to a page too.
        """
        count = between = place = 0
        while (token := peek(place)) is not None:
            if token.type == "FORMULA":
                break
            place += 1
            if token.gap == IN_LINE:
                count += count == place - 1
                continue
            if token.start in self.pages or (headed and self._has_page(token)):
                between = 0
                count = place
            else:
                between += 1
                if between > FURTHER_LINES:
                    break
        return count

    def _has_page(self, token: Token) -> bool:
        """Whether something leads to a page at the end of the line that a token begins."""
        end = self.text.find("\n", token.start)
        return self.page(self.text, token.start, len(self.text) if end < 0 else end) is not None

    @staticmethod
    def above_formula(text: str, peek: Callable[[int], Token | None]) -> int:
        """How many tokens ahead stand between a heading and a formula, all of them short lines without stops.

        Where most of them end with a figure, what follows the last that does is the title of the text.

        :param peek: gives the token so many places ahead.
        """
        lines = place = paged = last = 0
        while (token := peek(place)) is not None and place < FAR_TOKENS:
            if token.type == "FORMULA":
                return (last if 2 * paged > lines else place) if lines >= FEWEST else 0
            if token.type not in _ENTRIES or token.end - token.start > LONGEST_PHRASE or text[token.end - 1] in STOPS:
                return 0
            lines += token.gap > IN_LINE
            place += 1
            if is_number(text[token.end - 1]):
                paged += 1
                last = place
        return 0

    def is_list(self, first: Token, count: int, peek: Callable[[int], Token | None]) -> bool:
        """Whether a line with a page, and so many tokens ahead, are a list of contents: its pages do not go back."""
        pages = [self.pages[first.start]]
        for place in range(count):
            token = peek(place)
            if token is not None and token.start in self.pages:
                pages.append(self.pages[token.start])
        figures = [int(page) for page in pages if is_number(page)]
        return len(pages) >= FEWEST and all(page <= following for page, following in pairwise(figures))
