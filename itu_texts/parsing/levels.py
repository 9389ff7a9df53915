"""List levels: how deep an item or a paragraph of a clause stands, given those before it.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``,
``3`` after ``2.4`` goes back up.  A candidate that fits no open list, and cannot begin one where it stands, is
no label but part of the sentence before it.
"""

from __future__ import annotations

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
from itu_texts.parsing.declared_levels import DeclaredLevels
from itu_texts.parsing.frames import OPENERS, Frames
from itu_texts.parsing.hidden import HiddenLabels
from itu_texts.parsing.line_breaks import LineBreaks
from itu_texts.parsing.lists import Lists
from itu_texts.parsing.open_lists import MIXED_LABELS, OpenList, Placeable, report_label
from itu_texts.parsing.reflow import Lines
from itu_texts.parsing.settled import Item, with_end
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, SKIPPED_LABELS
from itu_texts.parsing.units import (
    BLOCKS,
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
from itu_texts.parsing.wording import Wording

__all__ = ["Levels"]

_LINE_ENDS: Final = regex(r"[^\S\n]*(?:\n|\Z)")
_WITH_LABEL: Final = (Item, Note)
_WITHOUT_LISTS: Final = frozenset(("NOTE", "TABLE"))  # under which no list hangs
_MEMBERS: Final = frozenset(("ITEM", "PARAGRAPH", "NOTE", "TABLE"))  # of lists
_NEXT_FOLLOWS: Final = frozenset((SEMICOLON, COMMA))  # what ends an item that is not the last


class Levels:
    """Puts items and paragraphs into the lists of the clause that is open, and all else into the frames."""

    def __init__(self, frames: Frames, lines: Lines, surface: Surface, reporter: Reporter, wording: Wording) -> None:
        self.frames = frames
        self.wording = wording
        self.text = text = lines.text
        self.breaks = LineBreaks(text, surface, lines.loose)
        self.reporter = reporter
        self.cited = surface.words["CITED_WITH_NEXT"].match
        self.counted = surface.words["COUNTED_WITH_NEXT"].match
        self.opens = surface.words["BODY_OPENS"].match
        self.surely_opens = surface.words["BODY_SURELY_OPENS"].match
        self.lists = Lists(frames, reporter)
        self.hidden = HiddenLabels(text, surface, self.lists, wording)
        self.levels = frames.lists
        """The lists that are open, the outermost first."""
        self.readings = series.readings
        self.titles = UnnumberedTitles(text, surface, self.levels, self.breaks)
        self.declared = DeclaredLevels(
            text, self.lists, self.readings, lines.indents, lines.bullets, self._is_title_of_annex
        )

    def put(self, unit: Unit) -> None:
        """Put a unit into what is open: an item or a paragraph where it belongs, anything else as it comes."""
        kind = unit.type
        if kind in BLOCKS:
            if kind == "ITEM":
                self.frames.labels.append(unit.label)  # type: ignore[attr-defined]  # an item
            self.place(unit)  # type: ignore[arg-type]  # of these types
            return
        if kind in OPENERS:
            self.lists.begin(kind)
        self.frames.put(unit)

    def place(self, unit: Placeable) -> None:
        """Put an item, a paragraph or the like at its level, or lengthen the one before it."""
        before = self.frames.last if self.frames.unread else None
        if before is not None and before.type not in _MEMBERS:
            before = None
        if (unit.level or self.declared.speaks) and self.declared.place(unit, before):
            return
        if not isinstance(unit, Labelled):
            self._paragraph(unit, before)
            return
        readings = self.readings(unit.label)
        levels = self.levels
        if before is None:
            self.lists.open(unit, readings, 0)
            return
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
                        self.frames.shift("ITEM", item)
                        return
        bare = isinstance(before, _WITH_LABEL) and before.words >= before.end  # another label stands right before
        if unit.gap == IN_LINE and bare:
            for reading in readings:
                if levels[-1].goes_on(reading):  # "a) b) that ...": two labels in front of one item
                    self.lists.go_on(unit, reading, len(levels) - 1, "")
                    return
            self.lists.open(unit, readings, len(levels))
            return
        ended = (
            stop in STOPS
            or unit.gap >= HARD_BREAK
            or bare
            or (isinstance(before, Item) and before.style == "bullet")
            or self.breaks.joins(before)
        )
        self._place_item(unit, before, readings, stop, ended=ended)

    def _join(self, unit: Placeable) -> None:
        """Make a unit part of the one before it; words behind a table stand beside it."""
        before = self.frames.last
        if self.frames.unread and before is not None and not isinstance(before, Table):
            self.frames.last = with_end(before, unit.end)
        else:
            self.lists.put(Words(unit.start, unit.end, unit.gap), len(self.levels) - 1)

    # ------------------------------------------------------------------ items

    def _place_item(
        self, unit: Labelled, before: Unit, readings: tuple[Reading, ...], stop: str, *, ended: bool
    ) -> None:
        """Place an item that is not the next of the innermost list."""
        levels = self.levels
        first = first_of(readings)
        if levels[-1].titled and levels[-1].start == before.start:  # right below a heading without a number
            return self.lists.below_title(unit, readings, self._words(before))
        inner = levels[-1].reading
        is_next = self.frames.in_annex and inner is not None and not inner.path and inner == first
        leads_in = stop == COLON or (first is not None and first.path and self.breaks.breaks_off(before))
        if leads_in and first is not None and before.type not in _WITHOUT_LISTS and not is_next:
            return self.lists.open(unit, (first,), len(levels))
        for level in range(len(levels) - 1, -1, -1):
            last = levels[level].reading
            if last is not None:
                for reading in readings:
                    if not levels[level].takes(reading) or self.lists.is_passed_by(self.text, unit, reading, level):
                        continue
                    if ended or not reading.path or self._is_surely_label(unit, reading):
                        return self.lists.go_on(unit, reading, level, stop)
        if self.frames.in_annex and inner is not None and inner.form != readings[0].form and self._heads(before, first):
            return self.lists.open(unit, readings, len(levels))
        if first is not None and stop not in STOPS and self.hidden.leads_in(unit, before, first):
            return self.lists.open(unit, (first,), len(levels))
        if ended:
            if readings[0].style == "decimal":
                if stop == COMMA and self.counted(self.text, unit.words) is not None:
                    return self._join(unit)
                level = self.lists.section(readings[0], unit.gap)
                if level >= 0:
                    if self.hidden.skipped(unit, readings[0], level, before):
                        return self.place(unit)
                    return self.lists.in_section(unit, readings[0], level, stop)
                level = self.lists.without_number(readings[0])
                if level >= 0 and (unit.gap >= SOFT_BREAK or stop == SEMICOLON):
                    return self.lists.in_place_of_number(unit, readings[0], level, stop)
            if self._begins(unit, before, first, readings, stop):
                return None
        elif first is not None and not first.path and self.frames.in_annex and not _label(before):
            return self.lists.open(unit, (first,), len(levels) - 1)  # phrases below the title of an annex
        return self._out_of_order(unit, before, readings, ended=ended)

    def _begins(
        self, unit: Labelled, before: Unit, first: Reading | None, readings: tuple[Reading, ...], stop: str
    ) -> bool:
        """Begin a list with a first label that no colon announces, if it is one there; gives whether it is."""
        if first is None or not self._may_begin(first, unit, before) or self.lists.restarts(first):
            return False
        if stop in _NEXT_FOLLOWS and len(readings) > 1 and unit.gap >= SOFT_BREAK and self.lists.is_near(readings):
            return False
        levels = self.levels
        inner = levels[-1].reading
        if not first.path and inner is not None and not inner.path:
            message = MIXED_LABELS.format(unit.label, levels[-1].label)
            report_label(self.reporter, "mixed-labels", unit, message)
            self.lists.go_on(unit, first, len(levels) - 1, stop)
        else:
            self.lists.open(unit, (first,), len(levels) - (inner is None))
        return True

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

    def _out_of_order(self, unit: Labelled, before: Unit, readings: tuple[Reading, ...], *, ended: bool) -> None:
        """A label that is not the next of any open list: believed at the start of a line only."""
        bracketed = unit.label[-1] == ")"
        stop = ending(self.text, before.end)
        # in a line, where a label was lost: "; 11 that" after 9
        in_line = stop == SEMICOLON and self.opens(self.text, unit.words) is not None
        if stop == COMMA and self.cited(self.text, unit.words) is not None:
            return self._join(unit)
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
                    if self.hidden.skipped(unit, reading, level, before):
                        return self.place(unit)
                    return self.lists.odd(unit, reading, level, step, stop)
        if bracketed and stop == SEMICOLON and unit.gap >= SOFT_BREAK:
            if self.hidden.first(unit, readings, before):
                return self.place(unit)
            return self.lists.open(unit, readings[-1:], len(self.levels) - (not _label(before)))
        if unit.words >= unit.end and is_number(unit.label) and self._is_alone(unit):
            return self.wording.pass_by(PageNumber(unit.start, unit.end, unit.gap))
        if unit.gap >= HARD_BREAK:
            if bracketed and not _label(before) and ended:
                return self.lists.open(unit, readings[-1:], len(self.levels) - 1)
            if not bracketed and unit.gap == HARD_BREAK and self.breaks.is_cut_off(before):
                return self._join(unit)  # "as required by No. / 46 of the Constitution"
            return self._paragraph(Words(unit.start, unit.end, unit.gap, unit.level), before)
        in_sentence = bracketed and stop == SEMICOLON  # "to prevent a) the sinking; b) the sale"
        if in_sentence and self.hidden.first(unit, readings, before, in_sentence=True):
            return self.place(unit)
        return self._join(unit)

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

    def _paragraph(self, unit: Words | Note | Table, before: Unit | None) -> None:
        """Put a line without a label: a paragraph, or more of the unit before."""
        levels = self.levels
        if before is None:
            if self.frames.in_annex and isinstance(unit, Words) and self.titles.stands_alone(unit, None, FULL_STOP):
                return self.lists.title(unit, self._words(unit))
            return self.lists.put(unit, 0)
        stop = ending(self.text, before.end)
        small = begins_small(self.text, unit.start)
        beside = levels[-1].reading is None and len(levels) > 1
        if isinstance(unit, Words) and self.breaks.goes_on(unit, before, stop, small=small, beside=beside):
            return self._join(unit)
        if (
            self.frames.is_below("SIGNATURES") and self.text[unit.end - 1] == COLON
        ):  # "For Atlantis:", and then its delegates
            return self.lists.put(unit, 0)
        if self.frames.in_annex and isinstance(unit, Words) and self.titles.stands_alone(unit, before, stop):
            return self.lists.title(unit, self._words(unit))
        top = levels[-1]
        if top.titled and unit.type == "TABLE":  # whose caption it is
            top.titled = False
        under = (top.titled and top.start == before.start) or _is_section(self.text, before, top)
        anew = self.frames.in_annex or top.reading is not None
        resumed = -1 if under or stop != FULL_STOP or small or not anew else self.lists.resumed(self.text, len(levels))
        under = under or (top.reading is not None and len(levels) == 1)
        if resumed >= 0:
            return self.lists.put(unit, resumed)
        if (stop == COLON and before.type not in _WITHOUT_LISTS) or under:
            return self.lists.put(unit, self.lists.no_deeper(unit, len(levels)))
        if top.reading is not None:
            if isinstance(unit, Words) and self._goes_on_with_first(unit):
                return self.lists.put(unit, 0)
            return self.lists.shift(unit)
        if (
            stop == FULL_STOP
            and len(levels) > 1
            and levels[-2].reading is None
            and not small
            and not begins_small(self.text, levels[-2].start)
        ):  # a sentence stands with the sentence above, not with the fragments below that
            self.frames.close_lists(len(levels) - 1)
        levels[-1].start, levels[-1].label = unit.start, ""
        return self.lists.shift(unit)

    def _goes_on_with_first(self, unit: Words) -> bool:
        """Whether a paragraph behind a list begins as the one above the list does: "that boats", "that oars"."""
        outermost = self.levels[0]
        opens = self.surely_opens(self.text, outermost.start) if outermost.reading is None else None
        return opens is not None and self.text.startswith(opens[0], unit.start)

    def _words(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _is_title_of_annex(self, unit: Words, before: Unit, stop: str) -> bool:
        return self.frames.in_annex and self.titles.stands_alone(unit, before, stop)


def _label(unit: Unit) -> str:
    """The label of a settled unit, if it has one."""
    return unit.label if isinstance(unit, _WITH_LABEL) else ""


def _is_section(text: str, unit: Unit, level: OpenList) -> bool:
    """Whether an item is the heading of a numbered section."""
    return level.start == unit.start and level.is_section(text, unit.end)
