"""List levels: how deep each item and paragraph of a clause stands.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``,
``3`` after ``2.4`` goes back up.  A candidate that fits no open list, and cannot begin one where it stands, is
no label but part of the sentence before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from itu_texts import series
from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, SOFT_BREAK, STOPS, Notes, Unit, ending
from itu_texts.series import Reading

__all__ = ["settle_lists"]

_PLACED = frozenset(("ITEM", "TEXT", "NOTE", "TABLE"))
_WITHOUT_LISTS = frozenset(("NOTE", "TABLE"))  # under which no list hangs
_OPENERS = frozenset(("HEADING", "ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES"))  # what has blocks below it
_DEEPEST = 32  # levels; a list that would stand deeper goes on at this one
_LONGEST_SECTION = 100  # characters of the heading of a numbered section
_FULL = 60  # characters of a line that may have been wrapped
_BRACKETS = ")]"
_NEAR = 3  # places that a label without a bracket may skip in its series and still be believed
_JOIN = -1  # instead of a level: part of the unit before
_DROP = -2  # instead of a level: page furniture


def settle_lists(
    units: Iterator[Unit], text: str, surface: Surface, notes: Notes, *, loose: Sequence[tuple[int, int]]
) -> Iterator[Unit]:
    """Settle items and paragraphs, and put LIST_OPEN and LIST_CLOSE between their levels."""
    lists = _Lists(text, surface, notes, loose)
    held: Unit | None = None  # may yet be lengthened by what follows it
    depth = 0
    for unit in units:
        kind = unit.type
        if kind in _PLACED:
            level = lists.place(unit, held)
            if level == _JOIN and held is not None and held.type == "TABLE":  # which takes no words
                level = lists.beside(unit)
            if level < 0:
                if level == _JOIN:
                    assert held is not None
                    held.broken = held.broken or notes.furniture_after(held.end_pos, unit.start_pos)
                    held.end_pos = unit.end_pos
                continue
            if held is not None:
                yield held
            held = unit
            while depth < level:
                yield Unit("LIST_OPEN", unit.start_pos, unit.start_pos, IN_LINE)
                depth += 1
            while depth > level:
                yield Unit("LIST_CLOSE", unit.start_pos, unit.start_pos, IN_LINE)
                depth -= 1
            continue
        if held is not None:
            yield held
            held = None
        while depth:
            yield Unit("LIST_CLOSE", unit.start_pos, unit.start_pos, IN_LINE)
            depth -= 1
        if kind in _OPENERS:
            lists.levels.clear()
            lists.ranked = False
            lists.in_annex = kind == "ANNEX"
            lists.alone = kind == "PROVISION"
            lists.in_signatures = kind == "SIGNATURES"
        yield unit
    if held is not None:
        yield held
        yield from (Unit("LIST_CLOSE", held.end_pos, held.end_pos, IN_LINE) for _ in range(depth))


class _Level:
    """A list that is open."""

    __slots__ = ("last", "rank", "reading")

    def __init__(self, last: Unit, reading: Reading | None) -> None:
        self.rank = last.level
        """Which level the file says it is; 0 if it says nothing."""
        self.last = last
        """Its last member."""
        self.reading = reading
        """How the label of that is read; ``None`` if the members are paragraphs without labels."""


class _Lists:
    """The lists of one clause: a stack of open levels, the outermost first."""

    def __init__(self, text: str, surface: Surface, notes: Notes, loose: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.loose = loose
        self.notes = notes
        self.joins = surface.words["JOINING_END"].search
        self.opens = surface.words["BODY_OPENS"].match
        self.levels: list[_Level] = []
        self.in_annex = False
        self.in_signatures = False
        self.ranked = False
        """Whether a file has said the level of a paragraph in this clause."""
        self.alone = False
        """Whether the labels are those of a single provision, whose siblings are not here."""

    def beside(self, unit: Unit) -> int:
        """Set a unit beside the one before it, as a paragraph, and give its level."""
        unit.type = "PARAGRAPH"
        unit.label = ""
        unit.words = unit.start_pos
        self.levels[-1] = _Level(unit, None)
        return len(self.levels) - 1

    def place(self, unit: Unit, before: Unit | None) -> int:
        """Settle a unit and give its level, 0 for the outermost; or ``_JOIN``, or ``_DROP``."""
        if unit.level or self.ranked:
            level = self._ranked(unit)
            if level >= 0:
                return level
        if unit.type != "ITEM":
            return self._paragraph(unit, before)
        readings = series.label(unit.label).readings
        if before is None:
            return self._open(unit, _first(readings) or readings[-1], 0)
        levels = self.levels
        if unit.gap == IN_LINE and before.words >= before.end_pos:  # right behind another label
            return self._open(unit, _first(readings) or readings[-1], len(levels))
        stop = self.text[before.end_pos - 1]
        if stop == "]":
            stop = ending(self.text, before.end_pos)
        if stop == ";" or stop == ",":  # most often, the next of the innermost list
            top = levels[-1]
            last = top.reading
            if last is not None:
                for reading in readings:
                    if reading.form == last.form and reading.before == last.path:
                        top.last, top.reading, top.rank = unit, reading, unit.level
                        unit.style = reading.style
                        return len(levels) - 1
        ended = (
            stop in STOPS
            or unit.gap >= HARD_BREAK
            or before.words >= before.end_pos
            or before.style == "bullet"
            or self.joins(self.text, max(before.start_pos, before.end_pos - 8), before.end_pos) is not None
        )
        first = _first(readings)
        if stop == ":" and first is not None and before.type not in _WITHOUT_LISTS:
            return self._open(unit, first, len(levels))
        for level in range(len(levels) - 1, -1, -1):
            last = levels[level].reading
            if last is not None:
                for reading in readings:
                    if reading.form == last.form and reading.follows(last) and (ended or not reading.path):
                        return self._continue(unit, reading, level)
        if ended:
            if readings[0].style == "decimal":
                level = self._section(readings[0], unit.gap)
                if level >= 0:
                    return (
                        level
                        if level < len(levels) and self._is_next_section(level, unit, readings[0])
                        else self._open(unit, readings[0], level)
                    )
            if first is not None and self._may_begin(first, unit, before) and not self._restarts(first):
                inner = levels[-1].reading
                if not first.path and inner is not None and not inner.path:
                    self._report("mixed-labels", unit, f"“{unit.label}” in a list of “{levels[-1].last.label}”")
                    return self._continue(unit, first, len(levels) - 1)
                return self._open(unit, first, len(levels) - (inner is None))
        elif first is not None and not first.path and self.in_annex and not before.label:
            return self._open(unit, first, len(levels) - 1)  # phrases below the title of an annex
        return self._out_of_order(unit, before, readings, ended=ended)

    def _ranked(self, unit: Unit) -> int:
        """The level of a unit of which the file says the level, or that stands behind such; -1 if it can be any."""
        levels = self.levels
        rank = unit.level
        if not rank:
            if unit.type == "ITEM":
                while levels and levels[-1].rank:
                    levels.pop()
            return -1
        self.ranked = True
        depth = len(levels)
        while depth and levels[depth - 1].rank > rank:
            depth -= 1
        same = depth > 0 and levels[depth - 1].rank == rank
        level = self._no_deeper(unit, depth - same)
        reading: Reading | None = None
        if unit.type == "ITEM":
            readings = series.label(unit.label).readings
            last = levels[level].reading if same else None
            follows = (each for each in readings if last is not None and each.form == last.form and each.follows(last))
            reading = next(follows, None) or _first(readings) or readings[-1]
            unit.style = reading.style
        elif unit.type == "TEXT":
            unit.type = "PARAGRAPH"
        del levels[level:]
        levels.append(_Level(unit, reading))
        return level

    # ------------------------------------------------------------------ items

    def _open(self, unit: Unit, reading: Reading, level: int) -> int:
        """Begin a list at a level."""
        level = self._no_deeper(unit, level)
        del self.levels[level:]
        self.levels.append(_Level(unit, reading))
        unit.style = reading.style
        if not reading.first and not self.alone:
            self._report("numbering-gap", unit, f"the list begins with “{unit.label}”")
        return level

    def _no_deeper(self, unit: Unit, level: int) -> int:
        if level >= _DEEPEST:
            self.notes.report("deep-nesting", f"more than {_DEEPEST} levels of lists", unit.start_pos, unit.words)
            return _DEEPEST - 1
        return level

    def _continue(self, unit: Unit, reading: Reading, level: int) -> int:
        """Go on with the list at a level."""
        levels = self.levels
        del levels[level + 1 :]
        levels[level].last = unit
        levels[level].reading = reading
        unit.style = reading.style
        return level

    def _section(self, reading: Reading, gap: int) -> int:
        """The level of a decimal that is not the next in an open list: below its number, or the next section."""
        for index in range(len(self.levels) - 1, -1, -1):
            last = self.levels[index].reading
            if last is None or last.style not in ("number", "decimal"):
                continue
            if last.path == reading.path[:-1] and (reading.first or gap >= SOFT_BREAK):
                return index + 1  # 1.1 below 1
            if (
                last.style == "decimal"
                and len(last.path) == len(reading.path)
                and reading.first
                and reading.path[:-1] > last.path[:-1]
                and gap >= SOFT_BREAK
            ):
                return index  # 2.1 after 1.3
        return -1

    def _is_next_section(self, level: int, unit: Unit, reading: Reading) -> bool:
        last = self.levels[level].reading
        if last is None or last.form != reading.form or len(last.path) != len(reading.path):
            return False
        self._continue(unit, reading, level)
        return True

    def _may_begin(self, first: Reading, unit: Unit, before: Unit) -> bool:
        """Whether a first label begins a list where no colon announces one."""
        if unit.gap >= SOFT_BREAK or not first.path:
            return True
        # in a line: behind the unlabelled words that lead in to all items of a clause
        return not before.label and len(self.levels) == 1 and self.opens(self.text, unit.words) is not None

    def _restarts(self, reading: Reading) -> bool:
        """Whether a first label would begin anew a list that is open."""
        return bool(reading.path) and any(
            level.reading is not None and level.reading.form == reading.form for level in self.levels
        )

    def _out_of_order(self, unit: Unit, before: Unit, readings: tuple[Reading, ...], *, ended: bool) -> int:
        """A label that is not the next of any open list: believed at the start of a line only."""
        bracketed = unit.label[-1] == ")"
        stop = ending(self.text, before.end_pos)
        # in a line, where a label was lost: "; 11 that" after 9
        in_line = stop == ";" and self.opens(self.text, unit.words) is not None
        if ended and (unit.gap >= SOFT_BREAK or in_line):
            for level in range(len(self.levels) - 1, -1, -1):
                last = self.levels[level].reading
                if last is None:
                    continue
                for reading in readings:
                    if reading.style != last.style or reading.path[:-1] != last.path[:-1]:
                        continue
                    step = reading.steps_from(last)
                    if not bracketed and (step > _NEAR or (step <= 0 and unit.gap < HARD_BREAK)):
                        continue
                    if unit.gap == IN_LINE and not 0 < step <= _NEAR:
                        continue
                    previous = self.levels[level].last.label
                    if reading.form != last.form:
                        if step != 1:
                            continue
                        self._report("mixed-labels", unit, f"“{unit.label}” in a list of “{previous}”")
                    elif step > 0:
                        self._report("numbering-gap", unit, f"“{unit.label}” comes after “{previous}”")
                    elif step == 0:
                        self._report("numbering-repeat", unit, f"“{unit.label}” comes twice")
                    else:
                        self._report("numbering-disorder", unit, f"“{unit.label}” comes after “{previous}”")
                    return self._continue(unit, reading, level)
        if bracketed and stop == ";" and unit.gap >= SOFT_BREAK:
            return self._open(unit, readings[-1], len(self.levels) - (not before.label))
        if unit.words >= unit.end_pos and unit.label.isdigit():
            unit.type = "PAGE_NUMBER"
            self.notes.add_furniture(unit)
            return _DROP
        if unit.gap >= HARD_BREAK:
            if bracketed and before.label == "" and ended:
                return self._open(unit, readings[-1], len(self.levels) - 1)
            unit.type = "TEXT"
            unit.label = ""
            unit.words = unit.start_pos
            return self._paragraph(unit, before)
        return _JOIN

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, unit: Unit, before: Unit | None) -> int:
        """A line without a label: a paragraph, or more of the unit before."""
        levels = self.levels
        plain = unit.type == "TEXT"
        if plain:
            unit.type = "PARAGRAPH"
        if before is None:
            levels.append(_Level(unit, None))
            return 0
        stop = ending(self.text, before.end_pos)
        small = self.text[unit.start_pos].islower()
        if plain and (
            unit.gap == IN_LINE
            or before.words >= before.end_pos
            or (unit.gap == SOFT_BREAK and (stop not in STOPS or (stop == "," and small)))
            or (unit.gap == BLANK_LINE and stop not in STOPS and small and self._is_loose(unit.start_pos))
            or (unit.gap == HARD_BREAK and self._may_be_wrapped(before, unit))
        ):
            return _JOIN
        if self.in_signatures and self.text[unit.end_pos - 1] == ":":  # "For Atlantis:", and then its delegates
            levels[:] = [_Level(unit, None)]
            return 0
        top = levels[-1]
        under = top.reading is not None and (len(levels) == 1 or self._is_section(before, top))
        if (stop == ":" and before.type not in _WITHOUT_LISTS) or under:
            level = self._no_deeper(unit, len(levels))
            del levels[level:]
            levels.append(_Level(unit, None))
        elif top.reading is None:
            if (
                stop == "."
                and len(levels) > 1
                and levels[-2].reading is None
                and not small
                and not self.text[levels[-2].last.start_pos].islower()
            ):
                levels.pop()  # a sentence stands with the sentence above, not with the fragments below that
            levels[-1].last = unit
        return len(levels) - 1

    def _is_loose(self, start: int) -> bool:
        """Whether a line break before a place cannot be trusted to end a paragraph."""
        index = bisect_right(self.loose, start, key=itemgetter(0))
        return index > 0 and start < self.loose[index - 1][1]

    def _is_section(self, unit: Unit, level: _Level) -> bool:
        """Whether an item is the heading of a numbered section: a few words without a stop."""
        return (
            level.last is unit
            and level.reading is not None
            and level.reading.style in ("number", "decimal")
            and unit.end_pos - unit.start_pos <= _LONGEST_SECTION
            and self.text[unit.end_pos - 1] not in STOPS
        )

    def _may_be_wrapped(self, before: Unit, unit: Unit) -> bool:
        """Whether a unit is long enough for a wrap, not one of several without labels, and goes on in the next line."""
        stop, begin = ending(self.text, before.end_pos), self.text[unit.start_pos]
        if not (stop.islower() and begin.islower()) and not (begin == "(" and (stop.isalnum() or stop in _BRACKETS)):
            return False
        if self.levels[-1].reading is None and len(self.levels) > 1:
            return False
        start = max(before.start_pos, self.text.rfind("\n", before.start_pos, before.end_pos))
        return before.end_pos - start >= _FULL

    def _report(self, code: str, unit: Unit, message: str) -> None:
        self.notes.report(code, message, unit.start_pos, unit.start_pos + len(unit.label))


def _first(readings: tuple[Reading, ...]) -> Reading | None:
    """The reading with which a label may begin a list."""
    return next((reading for reading in readings if reading.first), None)
