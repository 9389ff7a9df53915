"""How far from the margin the paragraphs of a file begin, and what that says of their place in lists."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from itu_texts.language.series import Reading
from itu_texts.parsing.open_lists import OpenList
from itu_texts.parsing.thresholds import INDENT_TOLERANCE, SECTION_LEVELS
from itu_texts.parsing.tokens import Token

__all__ = ["Indents"]

_MARGIN: Final = (0, 0)
_ANYWHERE: Final = -sys.maxsize


class Indents:
    """The indents of the paragraphs of a text.

    :param text: the text.
    :param known: by where a paragraph begins: how far from the margin its lines stand, and the first of them.
    """

    def __init__(self, text: str, known: Mapping[int, tuple[int, int]]) -> None:
        self.text = text
        self.known = known

    def goes_on_with(self, token: Token, levels: Sequence[OpenList]) -> int | None:
        """Behind how many of the open lists a paragraph without a label stands; ``None`` where its indent does not say.

        It goes on with the innermost member whose words begin no further from the margin.  Where those of several
        begin there, and none has been left, the indent does not tell.
        """
        mine = self._words(token.start)
        depth = self._left_open(mine, levels)
        if depth == len(levels) and (levels[-1].reading is None or not self._tells(depth, levels)):
            return None
        return depth

    def is_beside(self, token: Token, level: OpenList) -> bool:
        """Whether a paragraph stands beside a list, further from the words than even its labels are."""
        return self._words(token.start) < self.known.get(level.start, _MARGIN)[1] - INDENT_TOLERANCE

    def is_tied(self, depth: int, levels: Sequence[OpenList]) -> bool:
        """Whether the words of two lists begin at one place: of the last of so many, and of the one around it."""
        return depth > 1 and self._words_of(levels[depth - 2]) >= self._words_of(levels[depth - 1]) - INDENT_TOLERANCE

    def goes_back_to(self, token: Token, readings: Sequence[Reading], levels: Sequence[OpenList]) -> int | None:
        """Which of the outer lists an item goes on with: the one whose members begin where it does."""
        mine = self._words(token.start)
        depth = self._left_open(mine, levels)
        if not 0 < depth < len(levels) or self._words_of(levels[depth - 1]) < mine - INDENT_TOLERANCE:
            return None
        last = levels[depth - 1].reading
        fits = any(last is not None and each.form == last.form and levels[depth - 1].takes(each) for each in readings)
        return depth - 1 if fits else None

    def is_below(self, token: Token, levels: Sequence[OpenList]) -> bool:
        """Whether an item begins further from the margin than the innermost one before it."""
        inner = levels[-1]
        return inner.reading is not None and self._words(token.start) > self._words_of(inner) + INDENT_TOLERANCE

    def label(self, start: int) -> int:
        """How far from the margin the first line of a paragraph begins."""
        return self.known.get(start, _MARGIN)[1]

    def _words(self, start: int) -> int:
        """How far from the margin the words of a paragraph begin."""
        return self.known.get(start, _MARGIN)[0]

    def _words_of(self, level: OpenList) -> int:
        """The same of the last member of a list; what stands below the heading of a section may begin anywhere."""
        is_heading = 0 < level.rank <= SECTION_LEVELS or level.is_section(self.text, level.end)
        return _ANYWHERE if is_heading else self._words(level.start)

    def _left_open(self, mine: int, levels: Sequence[OpenList]) -> int:
        """How many lists are left without the innermost ones whose words begin further from the margin."""
        depth = len(levels)
        while depth and self._words_of(levels[depth - 1]) > mine + INDENT_TOLERANCE:
            depth -= 1
        return depth

    def _tells(self, depth: int, levels: Sequence[OpenList]) -> bool:
        """Whether the indents of open lists differ."""
        return depth > 1 and not self.is_tied(depth, levels)
