"""List levels: how deep an item or a paragraph of a clause stands, given those before it.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``,
``3`` after ``2.4`` goes back up.  A candidate that fits no open list, and cannot begin one where it stands, is
no label but part of the sentence before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from itu_texts import series
from itu_texts.grammar import Surface
from itu_texts.parsing.directions import are_numbers_turned
from itu_texts.parsing.hidden import HiddenLabels
from itu_texts.parsing.indents import Indents
from itu_texts.parsing.line_breaks import LineBreaks
from itu_texts.parsing.open_lists import (
    LONGEST_SECTION,
    MIXED_LABELS,
    OpenList,
    OpenLists,
    Placeable,
    Placed,
    first_of,
    item_of,
    report_label,
)
from itu_texts.parsing.settled import Item, Paragraph
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.units import (
    HARD_BREAK,
    IN_LINE,
    SECTIONS,
    SOFT_BREAK,
    Labelled,
    Note,
    PageNumber,
    Table,
    Unit,
    Words,
)
from itu_texts.series import Reading
from itu_texts.writing import (
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
    may_begin_sentence,
)

__all__ = ["DROP", "JOIN", "Levels", "Placeable"]

JOIN = -1
"""Instead of a level: part of the unit before."""
DROP = -2
"""Instead of a level: page furniture."""

_WITH_LABEL = (Item, Note)
_WITHOUT_LISTS = frozenset(("NOTE", "TABLE"))  # under which no list hangs
_LONGEST_TITLE = 80  # characters of a heading without a number
_BLANKS = 40  # characters between two lines
_NEXT_FOLLOWS = frozenset((SEMICOLON, COMMA))  # what ends an item that is not the last
_SENTENCE_ENDS = frozenset((FULL_STOP, SEMICOLON))
_BRACKETS = ")]"
_NEAR = 3  # places that a label without a bracket may skip in its series and still be believed


class Levels:
    """Places the items and paragraphs of one clause in its open lists."""

    def __init__(
        self,
        text: str,
        surface: Surface,
        reporter: Reporter,
        loose: Sequence[tuple[int, int]],
        indents: Mapping[int, tuple[int, int]],
    ) -> None:
        self.text = text
        self.indents = Indents(text, indents) if indents else None
        self.breaks = LineBreaks(text, surface, loose)
        self.reporter = reporter
        self.cited = surface.words["CITED_WITH_NEXT"].match
        self.counted = surface.words["COUNTED_WITH_NEXT"].match
        self.opens = surface.words["BODY_OPENS"].match
        self.own_label = surface.words["OWN_LABEL"].match
        self.surely_opens = surface.words["BODY_SURELY_OPENS"].match
        self.lists = OpenLists(reporter)
        self.hidden = HiddenLabels(text, surface, self.lists)
        self.levels = self.lists.levels
        """The lists that are open, the outermost first."""
        self.readings = series.turned_readings if are_numbers_turned(text) else series.readings
        self.in_annex = False
        self.in_signatures = False
        self.ranked = False
        """Whether a file has said the level of a paragraph in this clause."""

    def begin(self, opener: str) -> None:
        """Begin the blocks below a heading and the like, which is of some type."""
        if opener == "DIVISION":
            self.lists.divide()
        else:
            self.levels.clear()
            self.lists.ended.clear()
        self.hidden.apart.clear()
        self.ranked = False
        self.in_annex = opener == "ANNEX" or (opener == "DIVISION" and self.in_annex)
        self.lists.forget_titles()
        self.lists.alone = opener == "PROVISION"
        self.in_signatures = opener == "SIGNATURES"

    def interrupt(self) -> None:
        """Close all lists, in the same clause or annex."""
        self.levels.clear()
        self.ranked = False

    def beside(self, unit: Placeable) -> Placed:
        """Set a unit beside the one before it, as a paragraph."""
        self.levels[-1] = OpenList(Words(unit.start, unit.end), None)
        return len(self.levels) - 1, Paragraph(unit.start, unit.end, unit.gap)

    def place(self, unit: Placeable, before: Unit | None) -> Placed:
        """Settle a unit and give its level, 0 for the outermost; or ``JOIN``, or ``DROP`` and the page number.

        :param before: the unit before it, as it was settled.
        """
        if self.indents is not None and before is not None and not unit.level and self.levels:
            placed = self._indented(unit, before, self.indents)
            if placed is not None:
                return placed
        if unit.level or self.ranked:
            placed = self._ranked(unit, before)
            if placed is not None:
                return placed
        if not isinstance(unit, Labelled):
            return self._paragraph(unit, before)
        readings = self.readings(unit.label)
        if before is None:
            return self.lists.open(unit, first_of(readings) or readings[-1], 0)
        levels = self.levels
        bare = isinstance(before, _WITH_LABEL) and before.words >= before.end  # another label stands right before
        if unit.gap == IN_LINE and bare:
            for reading in readings:
                if levels[-1].goes_on(reading):  # "a) b) that ...": two labels in front of one item
                    return self.lists.go_on(unit, reading, len(levels) - 1, "")
            return self.lists.open(unit, first_of(readings) or readings[-1], len(levels))
        stop = self.text[before.end - 1]
        if stop == "]":
            stop = ending(self.text, before.end)
        if stop in _NEXT_FOLLOWS:  # most often, the next of the innermost list
            top = levels[-1]
            last = top.reading
            if last is not None:
                for reading in readings:
                    if reading.form == last.form and reading.before == last.path:
                        top.start, top.label, top.rank, top.reading = unit.start, unit.label, unit.level, reading
                        top.end = unit.end
                        top.whole = False
                        item = Item(unit.start, unit.end, unit.gap, unit.label, unit.words, reading.style)
                        return len(levels) - 1, item
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
        leads_in = stop == COLON or (first is not None and first.path and self._breaks_off(before))
        if leads_in and first is not None and before.type not in _WITHOUT_LISTS and not is_next:
            return self.lists.open(unit, first, len(levels))
        for level in range(len(levels) - 1, -1, -1):
            last = levels[level].reading
            if last is not None:
                for reading in readings:
                    if not levels[level].takes(reading):
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

    def _breaks_off(self, before: Unit) -> bool:
        """Whether a paragraph without a label cannot end where it does, so that the list below goes on with it."""
        return isinstance(before, Paragraph) and self.breaks.is_unfinished(before.end)

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

    def _ranked(self, unit: Placeable, before: Unit | None) -> Placed | None:
        """Place a unit of which the file says the level; ``None`` if it says none, and it can be any."""
        levels = self.levels
        rank = unit.level
        if not rank:
            if unit.type == "ITEM":
                while levels and levels[-1].rank > SECTIONS:
                    levels.pop()
            return self._below_section(unit) or self._behind_ranked(unit, before)
        self.ranked = True
        ended = (place + (each.rank == rank) for place, each in enumerate(levels) if each.rank >= rank)
        depth = next(ended, len(levels))  # with what stands in those, of whatever rank
        in_section = rank <= SECTIONS  # which ends all that stands below the section before
        while depth and in_section and not levels[depth - 1].rank:
            depth -= 1
        same = depth > 0 and levels[depth - 1].rank == rank
        if same and not in_section and unit.type != "ITEM" and levels[depth - 1].reading is not None:
            same = False  # it goes on with the item of its level
        level = self.lists.no_deeper(unit, depth - same)
        reading: Reading | None = None
        placed: Unit = unit
        if isinstance(unit, Labelled):
            readings = self.readings(unit.label)
            last = levels[level].reading if same else None
            follows = (each for each in readings if last is not None and each.form == last.form and each.follows(last))
            reading = next(follows, None) or first_of(readings) or readings[-1]
            placed = item_of(unit, reading)
        elif unit.type == "TEXT":
            placed = Paragraph(unit.start, unit.end, unit.gap)
        del levels[level:]
        levels.append(OpenList(unit, reading))
        return level, placed

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
        if self.in_annex and isinstance(unit, Words) and self._is_title(unit, before, stop):
            return None
        placed: Unit = Paragraph(unit.start, unit.end, unit.gap) if isinstance(unit, Words) else unit
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

    def _below_section(self, unit: Placeable) -> Placed | None:
        """Place what stands right below the heading of a section; ``None`` for anything else."""
        levels = self.levels
        if not levels or not 0 < levels[-1].rank <= SECTIONS:
            return None
        if isinstance(unit, Labelled):
            readings = self.readings(unit.label)
            return self.lists.open(unit, first_of(readings) or readings[-1], len(levels))
        levels.append(OpenList(unit, None))
        placed = Paragraph(unit.start, unit.end, unit.gap) if unit.type == "TEXT" else unit
        return len(levels) - 1, placed

    def _behind_ranked(self, unit: Placeable, before: Unit | None) -> Placed | None:
        """Place a paragraph that has the level of no list, behind lists that have one: it goes on with the item above.

        ``None`` for anything else, and for what belongs to the words right before it.
        """
        levels = self.levels
        above = next((place for place, each in enumerate(levels) if each.rank > SECTIONS), 0)
        if not above or not isinstance(unit, Words) or before is None:
            return None
        stop = ending(self.text, before.end)
        if stop not in _SENTENCE_ENDS or (self.in_annex and self._is_title(unit, before, stop)):
            return None
        del levels[above:]
        if levels[-1].reading is None:
            del levels[-1]
        levels.append(OpenList(unit, None))
        return len(levels) - 1, Paragraph(unit.start, unit.end, unit.gap)

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
                    if not bracketed and (step > _NEAR or (step <= 0 and not self._may_go_back(unit, stop))):
                        continue
                    if unit.gap == IN_LINE and not 0 < step <= _NEAR:
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
        if unit.words >= unit.end and is_number(unit.label):
            return DROP, PageNumber(unit.start, unit.end, unit.gap)
        if unit.gap >= HARD_BREAK:
            if bracketed and not _label(before) and ended:
                return self.lists.open(unit, readings[-1], len(self.levels) - 1)
            return self._paragraph(Words(unit.start, unit.end, unit.gap, unit.level), before)
        in_sentence = bracketed and stop == SEMICOLON  # "to prevent a) the sinking; b) the sale"
        return (self.hidden.first(unit, readings, before) if in_sentence else None) or (JOIN, unit)

    def _may_go_back(self, unit: Labelled, stop: str) -> bool:
        """Whether a bare number that is not beyond the one before it is a label all the same."""
        if unit.gap >= HARD_BREAK:
            return True
        return unit.words < unit.end and (stop == SEMICOLON or self.opens(self.text, unit.words) is not None)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, unit: Words | Note | Table, before: Unit | None) -> Placed:
        """A line without a label: a paragraph, or more of the unit before."""
        levels = self.levels
        placed: Unit = Paragraph(unit.start, unit.end, unit.gap) if isinstance(unit, Words) else unit
        if before is None:
            if self.in_annex and isinstance(unit, Words) and self._is_title(unit, None, FULL_STOP):
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
        if self.in_annex and isinstance(unit, Words) and self._is_title(unit, before, stop):
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

    def _is_title(self, unit: Words, before: Unit | None, stop: str) -> bool:
        """Whether a line in an annex is a heading without a number: a few words and no stop, behind a sentence."""
        if unit.gap < HARD_BREAK or unit.end - unit.start > _LONGEST_TITLE:
            return False
        last = self.text[unit.end - 1]
        if not (is_word_character(last) or last in _BRACKETS) or not may_begin_sentence(self.text, unit.start):
            return False
        if self.breaks.is_loose(unit.start) and unit.end - unit.start > _LONGEST_TITLE // 2:
            return False  # as long as a line that was wrapped
        following = self.text[unit.end : unit.end + _BLANKS].lstrip()
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


def _label(unit: Unit) -> str:
    """The label of a settled unit, if it has one."""
    return unit.label if isinstance(unit, _WITH_LABEL) else ""


def _is_section(text: str, unit: Unit, level: OpenList) -> bool:
    """Whether an item is the heading of a numbered section."""
    return level.start == unit.start and level.is_section(text, unit.end)
