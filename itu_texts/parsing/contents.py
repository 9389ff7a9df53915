"""Lines that lead to a page, as lists of contents have them: "Section 2 – Oars ........ 5"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import LEADERS, STOPS, is_number, past_blanks
from itu_texts.parsing.thresholds import FAR_UNITS, FEWEST, FURTHER_LINES, LONGEST_PHRASE
from itu_texts.parsing.units import IN_LINE, Unit

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

    def run(self, peek: Callable[[int], Unit | None], *, headed: bool = False) -> int:
        """How many units ahead belong to the list that a line with a page begins, or that stands below a heading.

        :param peek: gives the unit so many places ahead.
        :param headed: whether a heading says that it is a list: a tab may lead to a page too.
        """
        count = between = place = 0
        while (unit := peek(place)) is not None:
            if unit.type == "FORMULA":
                break
            place += 1
            if unit.gap == IN_LINE:
                count += count == place - 1
                continue
            if unit.start in self.pages or (headed and self._has_page(unit)):
                between = 0
                count = place
            else:
                between += 1
                if between > FURTHER_LINES:
                    break
        return count

    def _has_page(self, unit: Unit) -> bool:
        """Whether something leads to a page at the end of the line that a unit begins."""
        end = self.text.find("\n", unit.start)
        return self.page(self.text, unit.start, len(self.text) if end < 0 else end) is not None

    @staticmethod
    def above_formula(text: str, peek: Callable[[int], Unit | None]) -> int:
        """How many units ahead stand between a heading and a formula, all of them short lines without stops.

        Where most of them end with a figure, what follows the last that does is the title of the text.

        :param peek: gives the unit so many places ahead.
        """
        lines = place = paged = last = 0
        while (unit := peek(place)) is not None and place < FAR_UNITS:
            if unit.type == "FORMULA":
                return (last if 2 * paged > lines else place) if lines >= FEWEST else 0
            if unit.type not in _ENTRIES or unit.end - unit.start > LONGEST_PHRASE or text[unit.end - 1] in STOPS:
                return 0
            lines += unit.gap > IN_LINE
            place += 1
            if is_number(text[unit.end - 1]):
                paged += 1
                last = place
        return 0

    def is_list(self, first: Unit, count: int, peek: Callable[[int], Unit | None]) -> bool:
        """Whether a line with a page, and so many units ahead, are a list of contents: its pages do not go back."""
        pages = [self.pages[first.start]]
        for place in range(count):
            unit = peek(place)
            if unit is not None and unit.start in self.pages:
                pages.append(self.pages[unit.start])
        figures = [int(page) for page in pages if is_number(page)]
        return len(pages) >= FEWEST and all(page <= following for page, following in pairwise(figures))
