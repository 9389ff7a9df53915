"""Places tokens by the levels that a file declares, by styles and numbering, or shows by indents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from itu_texts.language.series import Reading, first_of
from itu_texts.language.writing import FULL_STOP, SEMICOLON, STOPS, begins_small, ending
from itu_texts.parsing.frames import OpenList, Placeable
from itu_texts.parsing.lines import PLAIN, LineEvidence
from itu_texts.parsing.lists import Lists
from itu_texts.parsing.thresholds import INDENT_TOLERANCE, SECTION_LEVELS
from itu_texts.parsing.tokens import LabelledToken, NoteToken, TableToken, Token, WordsToken

_ANYWHERE: Final = -sys.maxsize


class Indents:
    """The indents of the paragraphs of a text.

    :param known: what a file says of lines, by where they begin; others stand at the margin.
    """

    def __init__(self, text: str, known: Mapping[int, LineEvidence]) -> None:
        self.text = text
        self.known = known

    def goes_on_with(self, token: Token, levels: Sequence[OpenList]) -> int | None:
        """Return the number of open lists that a paragraph without a label continues, by its indent, or ``None``.

        It continues the innermost member whose words begin no further from the margin. If those of several begin at one
        place, and no list has ended, the indent does not decide.
        """
        mine = self._words(token.start)
        depth = self._left_open(mine, levels)
        if depth == len(levels) and (levels[-1].reading is None or depth < 2 or self.is_tied(depth, levels)):
            return None
        return depth

    def is_beside(self, token: Token, level: OpenList) -> bool:
        """Return whether a paragraph is beside a list, nearer to the margin than its labels."""
        return self._words(token.start) < self.label(level.start) - INDENT_TOLERANCE

    def is_tied(self, depth: int, levels: Sequence[OpenList]) -> bool:
        """Return whether the words of the last of some lists, and of the list around it, begin at one place."""
        return depth > 1 and self._words_of(levels[depth - 2]) >= self._words_of(levels[depth - 1]) - INDENT_TOLERANCE

    def goes_back_to(self, token: Token, readings: Sequence[Reading], levels: Sequence[OpenList]) -> int | None:
        """Return the outer list that an item continues: the one whose members begin where it does."""
        mine = self._words(token.start)
        depth = self._left_open(mine, levels)
        if not 0 < depth < len(levels) or self._words_of(levels[depth - 1]) < mine - INDENT_TOLERANCE:
            return None
        last = levels[depth - 1].reading
        fits = any(last is not None and each.form == last.form and levels[depth - 1].takes(each) for each in readings)
        return depth - 1 if fits else None

    def is_below(self, token: Token, levels: Sequence[OpenList]) -> bool:
        """Return whether an item begins further from the margin than the innermost one before it."""
        inner = levels[-1]
        return inner.reading is not None and self._words(token.start) > self._words_of(inner) + INDENT_TOLERANCE

    def label(self, start: int) -> int:
        """Return the indent of the first line of a paragraph."""
        return self.known.get(start, PLAIN).first or 0

    def _words(self, start: int) -> int:
        """Return the indent of the words of a paragraph."""
        return self.known.get(start, PLAIN).left or 0

    def _words_of(self, level: OpenList) -> int:
        """Return the same for the last member of a list; below the heading of a section, any indent is possible."""
        is_heading = 0 < level.rank <= SECTION_LEVELS or level.is_section(self.text, level.end)
        return _ANYWHERE if is_heading else self._words(level.start)

    def _left_open(self, mine: int, levels: Sequence[OpenList]) -> int:
        """Return the number of lists without the innermost ones whose words begin further from the margin."""
        depth = len(levels)
        while depth and self._words_of(levels[depth - 1]) > mine + INDENT_TOLERANCE:
            depth -= 1
        return depth


_SENTENCE_ENDS: Final = frozenset((FULL_STOP, SEMICOLON))


class DeclaredLevels:
    """Places the tokens of a clause whose level the file declares or shows.

    :param known: what it says of lines, by where they begin.
    :param is_title: whether a line behind a token, which ends with a stop, is a heading in an annex.
    """

    def __init__(
        self,
        text: str,
        lists: Lists,
        readings: Callable[[str], tuple[Reading, ...]],
        known: Mapping[int, LineEvidence],
        is_title: Callable[[WordsToken, Token, str], bool],
    ) -> None:
        self.text = text
        self.lists = lists
        self.levels: list[OpenList] = lists.levels
        self.readings = readings
        has_indents = any(line.left is not None for line in known.values())
        self.indents: Indents | None = Indents(text, known) if has_indents else None
        self.known = known
        self.is_title = is_title
        self.ranked = False
        """Whether the file has declared the level of a paragraph."""

    @property
    def speaks(self) -> bool:
        """Return whether the file may show the place of a token without a declared level."""
        return self.ranked or bool(self.known)

    def place(self, token: Placeable, before: Token | None) -> bool:
        """Place a token if the file shows where; return whether it does."""
        if before is not None and not token.level and self.levels:
            if isinstance(token, LabelledToken) and self._bulleted(token, before):
                return True
            if self.indents is not None and self._indented(token, before, self.indents):
                return True
        return self._ranked(token, before) if token.level or self.ranked else False

    # ------------------------------------------------------------------ levels

    def _ranked(self, token: Placeable, before: Token | None) -> bool:
        """Place a token by its declared level, or after tokens that have one; return whether it is placed."""
        levels = self.levels
        rank = token.level
        if not rank:
            if isinstance(token, LabelledToken) and levels and levels[-1].rank > SECTION_LEVELS:
                kept = len(levels)
                while kept and levels[kept - 1].rank > SECTION_LEVELS:
                    kept -= 1
                if not kept:
                    self.lists.open(token, self.readings(token.label), 0)
                    return True
                self.lists.frames.close_lists(kept)
            return self._below_section(token) or self._behind_ranked(token, before)
        self.ranked = True
        ended = (place + (each.rank == rank) for place, each in enumerate(levels) if each.rank >= rank)
        depth = next(ended, len(levels))  # with the lists in those, of any rank
        in_section = rank <= SECTION_LEVELS  # it ends the lists below the section before
        while depth and in_section and not levels[depth - 1].rank:
            depth -= 1
        same = depth > 0 and levels[depth - 1].rank == rank
        if same and not in_section and token.type != "ITEM" and levels[depth - 1].reading is not None:
            same = False  # it continues the item of its level
        level = self.lists.no_deeper(token, depth - same)
        reading: Reading | None = None
        if isinstance(token, LabelledToken):
            readings = self.readings(token.label)
            last = levels[level].reading if same else None
            follows = (each for each in readings if last is not None and each.follows(last))
            reading = next(follows, None) or first_of(readings) or readings[-1]
        self.lists.put(token, level, reading)
        return True

    def _below_section(self, token: Placeable) -> bool:
        """Place a token directly below the heading of a section; return whether it is placed."""
        levels = self.levels
        if not levels or not 0 < levels[-1].rank <= SECTION_LEVELS:
            return False
        if isinstance(token, LabelledToken):
            self.lists.open(token, self.readings(token.label), len(levels))
        else:
            self.lists.put(token, len(levels))
        return True

    def _behind_ranked(self, token: Placeable, before: Token | None) -> bool:
        """Place a paragraph without a level after lists with one: it continues the item above.

        :returns: whether it is placed.
        """
        levels = self.levels
        above = next((place for place, each in enumerate(levels) if each.rank > SECTION_LEVELS), 0)
        if not above or not isinstance(token, WordsToken) or before is None:
            return False
        stop = ending(self.text, before.end)
        if stop not in _SENTENCE_ENDS or self.is_title(token, before, stop):
            return False
        self.lists.put(token, above - (levels[above - 1].reading is None))
        return True

    # ------------------------------------------------------------------ indents

    def _bulleted(self, token: LabelledToken, before: Token) -> bool:
        """Place a dash or bullet by its distance from the margin; return whether it is placed."""
        mine = self._bullet_at(token.start)
        reading = next((each for each in self.readings(token.label) if not each.path), None)
        if mine is None or reading is None:
            return False
        levels = self.levels
        inner = False
        for depth in range(len(levels), 0, -1):
            last = levels[depth - 1]
            if last.reading is None and depth > 1:
                continue
            place = self._bullet_at(last.start)
            if last.reading is None or last.reading.path or place is None:
                return False
            if abs(mine - place) <= INDENT_TOLERANCE:
                if not last.takes(reading):
                    return False
                self.lists.go_on(token, reading, depth - 1, ending(self.text, before.end))
                return True
            if mine > place:
                if not inner:
                    self.lists.open(token, (reading,), depth)
                return not inner
            inner = True
        return False

    def _bullet_at(self, start: int) -> int | None:
        """Return the indent of a dash or bullet; ``None`` if the file does not show it."""
        return self.known.get(start, PLAIN).first if self.indents is None else self.indents.label(start)

    def _indented(self, token: Placeable, before: Token, indents: Indents) -> bool:
        """Place a token by its indent; return whether the indent shows a suitable place."""
        levels = self.levels
        if not isinstance(token, LabelledToken):
            return token.type != "TABLE" and self._indented_paragraph(token, before, indents)
        readings = self.readings(token.label)
        level = indents.goes_back_to(token, readings, levels)
        if level is not None:
            reading = next(each for each in readings if levels[level].takes(each))
            self.lists.go_on(token, reading, level, ending(self.text, before.end))
            return True
        first = first_of(readings)
        below = first is not None and not any(levels[-1].takes(each) for each in readings)
        if first is None or not below or not indents.is_below(token, levels):
            return False
        self.lists.open(token, (first,), len(levels))
        return True

    def _indented_paragraph(self, token: WordsToken | NoteToken | TableToken, before: Token, indents: Indents) -> bool:
        """Place a paragraph below the item that it continues by its indent, or beside all items."""
        levels = self.levels
        depth = indents.goes_on_with(token, levels)
        stop = ending(self.text, before.end)
        if depth is None or (depth == len(levels) and stop not in STOPS and begins_small(self.text, token.start)):
            return False
        if isinstance(token, WordsToken) and self.is_title(token, before, stop):
            return False
        tied = indents.is_tied(depth, levels)
        beside = depth == 0 and (levels[0].reading is None or indents.is_beside(token, levels[0]))
        if beside:  # the list may continue after it
            self.lists.frames.close_lists(1)
            self.lists.shift(token)
            return True
        depth = max(depth, 1)
        level = self.lists.resumed(self.text, depth) if tied and stop == FULL_STOP else depth
        if level == depth and levels[depth - 1].reading is None:
            level -= 1
        self.lists.put(token, self.lists.no_deeper(token, level))
        return True
