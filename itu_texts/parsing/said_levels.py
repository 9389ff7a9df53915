"""Levels that a file says: of paragraphs, by their styles and numbering; and by their indents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from itu_texts.language.series import Reading, first_of
from itu_texts.language.writing import FULL_STOP, SEMICOLON, STOPS, begins_small, ending
from itu_texts.parsing.indents import Indents
from itu_texts.parsing.open_lists import OpenList, OpenLists, Placeable, Placed, item_of, paragraph_of
from itu_texts.parsing.thresholds import INDENT_TOLERANCE, SECTION_LEVELS
from itu_texts.parsing.units import Labelled, Note, Table, Unit, Words

__all__ = ["SaidLevels"]

_SENTENCE_ENDS: Final = frozenset((FULL_STOP, SEMICOLON))


class SaidLevels:
    """Places the units of a clause of which the file says where they stand.

    :param indents: of paragraphs, by where they begin.
    :param bullets: of dashes and bullets, by where they stand.
    :param is_title: whether a line behind a unit, which ends with a stop, is a heading in an annex.
    """

    def __init__(
        self,
        text: str,
        lists: OpenLists,
        readings: Callable[[str], tuple[Reading, ...]],
        indents: Mapping[int, tuple[int, int]],
        bullets: Mapping[int, int],
        is_title: Callable[[Words, Unit, str], bool],
    ) -> None:
        self.text = text
        self.lists = lists
        self.levels = lists.levels
        self.readings = readings
        self.indents = Indents(text, indents) if indents else None
        self.bullets = bullets
        self.is_title = is_title
        self.ranked = False
        """Whether the file has said the level of a paragraph in this clause."""

    @property
    def speaks(self) -> bool:
        """Whether it may say something of a unit without a level of its own."""
        return self.ranked or self.indents is not None or bool(self.bullets)

    def place(self, unit: Placeable, before: Unit | None) -> Placed | None:
        """Place a unit; ``None`` if the file does not say where it stands."""
        if before is not None and self.levels and isinstance(unit, Labelled) and not unit.level:
            placed = self._bulleted(unit, before)
            if placed is not None:
                return placed
        if self.indents is not None and before is not None and not unit.level and self.levels:
            placed = self._indented(unit, before, self.indents)
            if placed is not None:
                return placed
        return self._ranked(unit, before) if unit.level or self.ranked else None

    # ------------------------------------------------------------------ levels

    def _ranked(self, unit: Placeable, before: Unit | None) -> Placed | None:
        """Place a unit of which the file says the level; ``None`` if it says none, and it can be any."""
        levels = self.levels
        rank = unit.level
        if not rank:
            if unit.type == "ITEM":
                while levels and levels[-1].rank > SECTION_LEVELS:
                    levels.pop()
            return self._below_section(unit) or self._behind_ranked(unit, before)
        self.ranked = True
        ended = (place + (each.rank == rank) for place, each in enumerate(levels) if each.rank >= rank)
        depth = next(ended, len(levels))  # with what stands in those, of whatever rank
        in_section = rank <= SECTION_LEVELS  # which ends all that stands below the section before
        while depth and in_section and not levels[depth - 1].rank:
            depth -= 1
        same = depth > 0 and levels[depth - 1].rank == rank
        if same and not in_section and unit.type != "ITEM" and levels[depth - 1].reading is not None:
            same = False  # it goes on with the item of its level
        level = self.lists.no_deeper(unit, depth - same)
        reading: Reading | None = None
        placed = paragraph_of(unit)
        if isinstance(unit, Labelled):
            readings = self.readings(unit.label)
            last = levels[level].reading if same else None
            follows = (each for each in readings if last is not None and each.follows(last))
            reading = next(follows, None) or first_of(readings) or readings[-1]
            placed = item_of(unit, reading)
        del levels[level:]
        levels.append(OpenList(unit, reading))
        return level, placed

    def _below_section(self, unit: Placeable) -> Placed | None:
        """Place what stands right below the heading of a section; ``None`` for anything else."""
        levels = self.levels
        if not levels or not 0 < levels[-1].rank <= SECTION_LEVELS:
            return None
        if isinstance(unit, Labelled):
            readings = self.readings(unit.label)
            return self.lists.open(unit, first_of(readings) or readings[-1], len(levels))
        levels.append(OpenList(unit, None))
        placed = paragraph_of(unit)
        return len(levels) - 1, placed

    def _behind_ranked(self, unit: Placeable, before: Unit | None) -> Placed | None:
        """Place a paragraph that has the level of no list, behind lists that have one: it goes on with the item above.

        ``None`` for anything else, and for what belongs to the words right before it.
        """
        levels = self.levels
        above = next((place for place, each in enumerate(levels) if each.rank > SECTION_LEVELS), 0)
        if not above or not isinstance(unit, Words) or before is None:
            return None
        stop = ending(self.text, before.end)
        if stop not in _SENTENCE_ENDS or self.is_title(unit, before, stop):
            return None
        del levels[above:]
        if levels[-1].reading is None:
            del levels[-1]
        levels.append(OpenList(unit, None))
        return len(levels) - 1, paragraph_of(unit)

    # ------------------------------------------------------------------ indents

    def _bulleted(self, unit: Labelled, before: Unit) -> Placed | None:
        """Place a dash or bullet below or beside others, by how far from the margin each stands; labels tell it not."""
        mine = self._bullet_at(unit.start)
        reading = next((each for each in self.readings(unit.label) if not each.path), None)
        if mine is None or reading is None:
            return None
        levels = self.levels
        inner = False
        for depth in range(len(levels), 0, -1):
            last = levels[depth - 1]
            if last.reading is None and depth > 1:
                continue
            place = self._bullet_at(last.start)
            if last.reading is None or last.reading.path or place is None:
                return None
            if abs(mine - place) <= INDENT_TOLERANCE:
                return (
                    self.lists.go_on(unit, reading, depth - 1, ending(self.text, before.end))
                    if last.takes(reading)
                    else None
                )
            if mine > place:
                return None if inner else self.lists.open(unit, reading, depth)
            inner = True
        return None

    def _bullet_at(self, start: int) -> int | None:
        """How far from the margin a dash or bullet stands; ``None`` where the file says nothing."""
        return self.bullets.get(start) if self.indents is None else self.indents.label(start)

    def _indented(self, unit: Placeable, before: Unit, indents: Indents) -> Placed | None:
        """Place a unit where its indent says; ``None`` if that says nothing, or what it says fits nothing."""
        levels = self.levels
        if isinstance(unit, Labelled):
            readings = self.readings(unit.label)
            level = indents.goes_back_to(unit, readings, levels)
            if level is not None:
                return next(
                    self.lists.go_on(unit, each, level, ending(self.text, before.end))
                    for each in readings
                    if levels[level].takes(each)
                )
            first = first_of(readings)
            below = first is not None and not any(levels[-1].takes(each) for each in readings)
            if first is not None and below and indents.is_below(unit, levels):
                return self.lists.open(unit, first, len(levels))
            return None
        return None if unit.type == "TABLE" else self._indented_paragraph(unit, before, indents)

    def _indented_paragraph(self, unit: Words | Note | Table, before: Unit, indents: Indents) -> Placed | None:
        """Place a paragraph below the item with which its indent says that it goes on, or beside all of them."""
        levels = self.levels
        depth = indents.goes_on_with(unit, levels)
        stop = ending(self.text, before.end)
        if depth is None or (depth == len(levels) and stop not in STOPS and begins_small(self.text, unit.start)):
            return None
        if isinstance(unit, Words) and self.is_title(unit, before, stop):
            return None
        placed = paragraph_of(unit)
        tied = indents.is_tied(depth, levels)
        beside = depth == 0 and (levels[0].reading is None or indents.is_beside(unit, levels[0]))
        del levels[max(depth, 1) :]
        if beside:  # the list may go on behind it
            return 0, placed
        level = self.lists.resumed(self.text) if tied and stop == FULL_STOP else len(levels)
        if level == len(levels) and levels[-1].reading is None:
            level -= 1
        level = self.lists.no_deeper(unit, level)
        del levels[level:]
        levels.append(OpenList(unit, None))
        return level, placed
