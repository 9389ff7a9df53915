"""List levels: how deep an item or a paragraph of a clause stands, given those before it.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``,
``3`` after ``2.4`` goes back up.  A candidate that fits no open list, and cannot begin one where it stands, is
no label but part of the sentence before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import Reading, first_of
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    ending,
    is_number,
    is_word_character,
)
from itu_texts.parsing.hidden import HiddenLabels
from itu_texts.parsing.line_breaks import LineBreaks
from itu_texts.parsing.open_lists import (
    DROP,
    JOIN,
    MIXED_LABELS,
    OpenList,
    OpenLists,
    Placeable,
    Placed,
    paragraph_of,
    report_label,
)
from itu_texts.parsing.said_levels import SaidLevels
from itu_texts.parsing.settled import Item, Paragraph
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, SKIPPED_LABELS
from itu_texts.parsing.units import (
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    Labelled,
    Note,
    PageNumber,
    Table,
    Unit,
    Words,
)
from itu_texts.parsing.unnumbered_titles import UnnumberedTitles

__all__ = ["Levels", "Placeable"]

_LINE_ENDS: Final = regex(r"[^\S\n]*(?:\n|\Z)")
_WITH_LABEL: Final = (Item, Note)
_WITHOUT_LISTS: Final = frozenset(("NOTE", "TABLE"))  # under which no list hangs
_NEXT_FOLLOWS: Final = frozenset((SEMICOLON, COMMA))  # what ends an item that is not the last


class Levels:
    """Places the items and paragraphs of one clause in its open lists."""

    def __init__(
        self,
        text: str,
        surface: Surface,
        reporter: Reporter,
        loose: Sequence[tuple[int, int]],
        indents: Mapping[int, tuple[int, int]],
        bullets: Mapping[int, int],
    ) -> None:
        self.text = text
        self.breaks = LineBreaks(text, surface, loose)
        self.reporter = reporter
        self.cited = surface.words["CITED_WITH_NEXT"].match
        self.counted = surface.words["COUNTED_WITH_NEXT"].match
        self.opens = surface.words["BODY_OPENS"].match
        self.surely_opens = surface.words["BODY_SURELY_OPENS"].match
        self.lists = OpenLists(reporter)
        self.hidden = HiddenLabels(text, surface, self.lists)
        self.levels = self.lists.levels
        """The lists that are open, the outermost first."""
        self.readings = series.readings
        self.in_annex = False
        self.in_signatures = False
        self.titles = UnnumberedTitles(text, surface, self.levels, self.breaks)
        self.said = SaidLevels(text, self.lists, self.readings, indents, bullets, self._is_title_of_annex)

    def begin(self, opener: str) -> None:
        """Begin the blocks below a heading and the like, which is of some type."""
        if opener == "DIVISION":
            self.lists.divide()
        else:
            self.levels.clear()
            self.lists.ended.clear()
        self.hidden.apart.clear()
        self.said.ranked = False
        self.in_annex = opener == "ANNEX" or (opener == "DIVISION" and self.in_annex)
        self.lists.forget_titles()
        self.lists.alone = opener == "PROVISION"
        self.in_signatures = opener == "SIGNATURES"

    def interrupt(self) -> None:
        """Close all lists, in the same clause or annex."""
        self.levels.clear()
        self.said.ranked = False

    def beside(self, unit: Placeable) -> Placed:
        """Set a unit beside the one before it, as a paragraph."""
        self.levels[-1] = OpenList(Words(unit.start, unit.end), None)
        return len(self.levels) - 1, Paragraph(unit.start, unit.end, unit.gap)

    def place(self, unit: Placeable, before: Unit | None) -> Placed:
        """Settle a unit and give its level, 0 for the outermost; or ``JOIN``, or ``DROP`` and the page number.

        :param before: the unit before it, as it was settled.
        """
        if unit.level or self.said.speaks:
            placed = self.said.place(unit, before)
            if placed is not None:
                return placed
        if not isinstance(unit, Labelled):
            return self._paragraph(unit, before)
        readings = self.readings(unit.label)
        levels = self.levels
        if before is None or not levels:  # the first, or behind lists that the file says have ended
            return self.lists.open(unit, first_of(readings) or readings[-1], 0)
        stop = self.text[before.end - 1]
        if stop == "]":
            stop = ending(self.text, before.end)
        if stop in _NEXT_FOLLOWS:  # most often, the next of the innermost list
            top = levels[-1]
            last = top.reading
            if last is not None:
                for reading in readings:
                    if reading.form == last.form and reading.before == last.path:
                        if self.lists.is_passed_by(self.text, unit, reading, len(levels) - 1):
                            break
                        top.start, top.label, top.rank, top.reading = unit.start, unit.label, unit.level, reading
                        top.end = unit.end
                        top.whole = False
                        item = Item(unit.start, unit.end, unit.gap, unit.label, unit.words, reading.style)
                        return len(levels) - 1, item
        bare = isinstance(before, _WITH_LABEL) and before.words >= before.end  # another label stands right before
        if unit.gap == IN_LINE and bare:
            for reading in readings:
                if levels[-1].goes_on(reading):  # "a) b) that ...": two labels in front of one item
                    return self.lists.go_on(unit, reading, len(levels) - 1, "")
            return self.lists.open(unit, first_of(readings) or readings[-1], len(levels))
        ended = (
            stop in STOPS
            or unit.gap >= HARD_BREAK
            or bare
            or (isinstance(before, Item) and before.style == "bullet")
            or self.breaks.joins(before)
        )
        return self._place_item(unit, before, readings, stop, ended=ended)

    # ------------------------------------------------------------------ items

    def _place_item(
        self, unit: Labelled, before: Unit, readings: tuple[Reading, ...], stop: str, *, ended: bool
    ) -> Placed:
        """Place an item that is not the next of the innermost list."""
        levels = self.levels
        first = first_of(readings)
        if levels[-1].titled and levels[-1].start == before.start:  # right below a heading without a number
            return self.lists.below_title(unit, readings, self._words(before))
        inner = levels[-1].reading
        is_next = self.in_annex and inner is not None and not inner.path and inner == first
        leads_in = stop == COLON or (first is not None and first.path and self.breaks.breaks_off(before))
        if leads_in and first is not None and before.type not in _WITHOUT_LISTS and not is_next:
            return self.lists.open(unit, first, len(levels))
        for level in range(len(levels) - 1, -1, -1):
            last = levels[level].reading
            if last is not None:
                for reading in readings:
                    if not levels[level].takes(reading) or self.lists.is_passed_by(self.text, unit, reading, level):
                        continue
                    if ended or not reading.path or self._is_surely_label(unit, reading):
                        return self.lists.go_on(unit, reading, level, stop)
        if self.in_annex and inner is not None and inner.form != readings[0].form and self._heads(before, first):
            return self.lists.open(unit, first or readings[-1], len(levels))
        if first is not None and stop not in STOPS and self.hidden.leads_in(unit, before, first):
            return self.lists.open(unit, first, len(levels))
        if ended:
            if readings[0].style == "decimal":
                if stop == COMMA and self.counted(self.text, unit.words) is not None:
                    return JOIN, unit
                level = self.lists.section(readings[0], unit.gap)
                if level >= 0:
                    hidden = self.hidden.skipped(unit, readings[0], level, before)
                    return hidden or self.lists.in_section(unit, readings[0], level, stop)
                level = self.lists.without_number(readings[0])
                if level >= 0 and (unit.gap >= SOFT_BREAK or stop == SEMICOLON):
                    return self.lists.in_place_of_number(unit, readings[0], level, stop)
            begun = self._begin(unit, before, first, readings, stop)
            if begun is not None:
                return begun
        elif first is not None and not first.path and self.in_annex and not _label(before):
            return self.lists.open(unit, first, len(levels) - 1)  # phrases below the title of an annex
        return self._out_of_order(unit, before, readings, ended=ended)

    def _begin(
        self, unit: Labelled, before: Unit, first: Reading | None, readings: tuple[Reading, ...], stop: str
    ) -> Placed | None:
        """Begin a list with a first label that no colon announces; ``None`` if it is none there."""
        if first is None or not self._may_begin(first, unit, before) or self.lists.restarts(first):
            return None
        if stop in _NEXT_FOLLOWS and len(readings) > 1 and unit.gap >= SOFT_BREAK and self.lists.is_near(readings):
            return None
        levels = self.levels
        inner = levels[-1].reading
        if not first.path and inner is not None and not inner.path:
            message = MIXED_LABELS.format(unit.label, levels[-1].label)
            report_label(self.reporter, "mixed-labels", unit, message)
            return self.lists.go_on(unit, first, len(levels) - 1, stop)
        return self.lists.open(unit, first, len(levels) - (inner is None))

    def _heads(self, before: Unit, first: Reading | None) -> bool:
        """Whether the item right above is a heading, whose own labels may run on from those below another.

        :param first: how the label below it begins a list, if it may; below a row of figures another is a figure.
        """
        last = self.text[before.end - 1]
        return (
            isinstance(before, Item)
            and self.levels[-1].start == before.start
            and before.words < before.end <= before.start + LONGEST_SECTION
            and is_word_character(last)
            and (first is not None or not is_number(last))
        )

    def _is_surely_label(self, unit: Labelled, reading: Reading) -> bool:
        """Whether the next label of a list is one though the line before does not end: a stop was left out there."""
        if unit.gap < SOFT_BREAK:
            return False
        section = reading.style in ("number", "decimal") and begins_capital(self.text, unit.words)
        return section or self.surely_opens(self.text, unit.words) is not None

    def _may_begin(self, first: Reading, unit: Labelled, before: Unit) -> bool:
        """Whether a first label begins a list where no colon announces one."""
        if unit.gap >= SOFT_BREAK or not first.path:
            return True
        # in a line: behind the unlabelled words that lead in to all items of a clause
        return not _label(before) and len(self.levels) == 1 and self.opens(self.text, unit.words) is not None

    def _out_of_order(self, unit: Labelled, before: Unit, readings: tuple[Reading, ...], *, ended: bool) -> Placed:
        """A label that is not the next of any open list: believed at the start of a line only."""
        bracketed = unit.label[-1] == ")"
        stop = ending(self.text, before.end)
        # in a line, where a label was lost: "; 11 that" after 9
        in_line = stop == SEMICOLON and self.opens(self.text, unit.words) is not None
        if stop == COMMA and self.cited(self.text, unit.words) is not None:
            return JOIN, unit
        if ended and (unit.gap >= SOFT_BREAK or in_line):
            for level in range(len(self.levels) - 1, -1, -1):
                last = self.levels[level].reading
                if last is None:
                    continue
                for reading in readings:
                    if reading.style != last.style or reading.path[:-1] != last.path[:-1]:
                        continue
                    step = reading.steps_from(last)
                    if not bracketed and not self._may_skip(unit, before, step, stop):
                        continue
                    if unit.gap == IN_LINE and not 0 < step <= SKIPPED_LABELS:
                        continue
                    if reading.form != last.form and step != 1:
                        continue
                    return self.hidden.skipped(unit, reading, level, before) or self.lists.odd(
                        unit, reading, level, step, stop
                    )
        if bracketed and stop == SEMICOLON and unit.gap >= SOFT_BREAK:
            return self.hidden.first(unit, readings, before) or self.lists.open(
                unit, readings[-1], len(self.levels) - (not _label(before))
            )
        if unit.words >= unit.end and is_number(unit.label) and self._is_alone(unit):
            return DROP, PageNumber(unit.start, unit.end, unit.gap)
        if unit.gap >= HARD_BREAK:
            if bracketed and not _label(before) and ended:
                return self.lists.open(unit, readings[-1], len(self.levels) - 1)
            if not bracketed and unit.gap == HARD_BREAK and self.breaks.is_cut_off(before):
                return JOIN, unit  # "as required by No. / 46 of the Constitution"
            return self._paragraph(Words(unit.start, unit.end, unit.gap, unit.level), before)
        in_sentence = bracketed and stop == SEMICOLON  # "to prevent a) the sinking; b) the sale"
        hidden = self.hidden.first(unit, readings, before, in_sentence=True) if in_sentence else None
        return hidden or (JOIN, unit)

    def _is_alone(self, unit: Unit) -> bool:
        """Whether a unit is all that stands on its line."""
        return unit.gap > IN_LINE and _LINE_ENDS.match(self.text, unit.end) is not None

    def _may_skip(self, unit: Labelled, before: Unit, step: int, stop: str) -> bool:
        """Whether a bare number is a label though it stands so many places behind the one before it, or before that."""
        opens = unit.words < unit.end and self.opens(self.text, unit.words) is not None
        if step > SKIPPED_LABELS:
            told = self.surely_opens(self.text, unit.words) or "\t" in self.text[unit.start : unit.words]
            return unit.gap >= HARD_BREAK and bool(told) and not self.breaks.is_cut_off(before)
        return step > 0 or unit.gap >= HARD_BREAK or opens or (stop == SEMICOLON and unit.words < unit.end)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, unit: Words | Note | Table, before: Unit | None) -> Placed:
        """A line without a label: a paragraph, or more of the unit before."""
        levels = self.levels
        placed = paragraph_of(unit)
        if before is None:
            if self.in_annex and isinstance(unit, Words) and self.titles.stands_alone(unit, None, FULL_STOP):
                return self.lists.title(unit, self._words(unit)), placed
            levels.append(OpenList(unit, None))
            return 0, placed
        stop = ending(self.text, before.end)
        small = begins_small(self.text, unit.start)
        beside = levels[-1].reading is None and len(levels) > 1
        if isinstance(unit, Words) and self.breaks.goes_on(unit, before, stop, small=small, beside=beside):
            return JOIN, unit
        if self.in_signatures and self.text[unit.end - 1] == COLON:  # "For Atlantis:", and then its delegates
            levels[:] = [OpenList(unit, None)]
            return 0, placed
        if self.in_annex and isinstance(unit, Words) and self.titles.stands_alone(unit, before, stop):
            return self.lists.title(unit, self._words(unit)), placed
        top = levels[-1]
        if top.titled and unit.type == "TABLE":  # whose caption it is
            top.titled = False
        under = (top.titled and top.start == before.start) or _is_section(self.text, before, top)
        anew = self.in_annex or top.reading is not None
        resumed = -1 if under or stop != FULL_STOP or small or not anew else self.lists.resumed(self.text)
        under = under or (top.reading is not None and len(levels) == 1)
        if resumed >= 0:
            del levels[resumed:]
            levels.append(OpenList(unit, None))
        elif (stop == COLON and before.type not in _WITHOUT_LISTS) or under:
            level = self.lists.no_deeper(unit, len(levels))
            del levels[level:]
            levels.append(OpenList(unit, None))
        elif top.reading is not None and isinstance(unit, Words) and self._goes_on_with_first(unit):
            levels[:] = [OpenList(unit, None)]
        elif top.reading is None:
            if (
                stop == FULL_STOP
                and len(levels) > 1
                and levels[-2].reading is None
                and not small
                and not begins_small(self.text, levels[-2].start)
            ):
                levels.pop()  # a sentence stands with the sentence above, not with the fragments below that
            levels[-1].start, levels[-1].label = unit.start, ""
        return len(levels) - 1, placed

    def _goes_on_with_first(self, unit: Words) -> bool:
        """Whether a paragraph behind a list begins as the one above the list does: "that boats", "that oars"."""
        outermost = self.levels[0]
        opens = self.surely_opens(self.text, outermost.start) if outermost.reading is None else None
        return opens is not None and self.text.startswith(opens[0], unit.start)

    def _words(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _is_title_of_annex(self, unit: Words, before: Unit, stop: str) -> bool:
        return self.in_annex and self.titles.stands_alone(unit, before, stop)


def _label(unit: Unit) -> str:
    """The label of a settled unit, if it has one."""
    return unit.label if isinstance(unit, _WITH_LABEL) else ""


def _is_section(text: str, unit: Unit, level: OpenList) -> bool:
    """Whether an item is the heading of a numbered section."""
    return level.start == unit.start and level.is_section(text, unit.end)
