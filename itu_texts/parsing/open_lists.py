"""The lists of a clause that are open: of each the last member, the next label, and what is wrong with another.

Each fault of the numbering is told once: behind a label that is wrong the list may go on from where it was.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from itu_texts.language import series
from itu_texts.language.series import Reading, first_of
from itu_texts.language.writing import FULL_STOP, STOPS, may_begin_sentence, past_blanks
from itu_texts.parsing.settled import Item, Paragraph
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import DEEPEST_LIST, LINE_REACH, LONGEST_SECTION, MISSED_LABELS, SKIPPED_LABELS
from itu_texts.parsing.units import IN_LINE, SOFT_BREAK, Labelled, Note, Table, Unit, Words
from itu_texts.tree.diagnostics import Diagnostic

__all__ = [
    "DROP",
    "JOIN",
    "MIXED_LABELS",
    "SPLIT",
    "OpenList",
    "OpenLists",
    "Placeable",
    "Placed",
    "item_of",
    "paragraph_of",
    "report_label",
]

Placeable: TypeAlias = Words | Labelled | Note | Table
"""What has a place in the lists of a clause."""
Placed: TypeAlias = tuple[int, Unit]
"""A level, and the unit as it was settled."""
JOIN: Final = -1
"""Instead of a level: part of the unit before."""
DROP: Final = -2
"""Instead of a level: page furniture."""
SPLIT: Final = DROP - 1
"""Instead of a level: the unit before is two, and what is placed says where the second begins."""

_PARTS: Final = 2  # of a decimal, at least
_SECTIONS: Final = "A.1"  # the form of the labels of sections that have the letter of their part: "T.1"
MIXED_LABELS: Final = "“{}” is in a list of “{}”: give all its labels the same style"
_WRONG: Final = "add what is missing {}, or correct the label"


class OpenList:
    """A list that is open: its last member, and how the label of that is read."""

    __slots__ = ("due", "end", "label", "missing", "rank", "reading", "start", "titled", "told", "whole")

    def __init__(self, unit: Placeable, reading: Reading | None) -> None:
        self.start = unit.start
        self.end = unit.end
        """Where the last member ends, without what hangs under it."""
        self.label = unit.label if isinstance(unit, Labelled) else ""
        self.rank = unit.level
        """Which level the file says it is; 0 if it says nothing."""
        self.reading = reading
        """``None`` if the members are paragraphs without labels."""
        self.due: tuple[Reading, ...] = ()
        """Where the list was before a label that is wrong, and where it should be: it may go on from there too."""
        self.missing: list[int] = []
        """The places that were skipped, and may yet come."""
        self.told: list[Diagnostic] = []
        """That they were skipped."""
        self.titled = False
        """Whether the last member is a heading without a number, under which the others stand."""
        self.whole = True
        """Whether each member but the last ended with a full stop, as sentences do."""

    def is_section(self, text: str, end: int) -> bool:
        """Whether its last member, which ends somewhere, is the heading of a section: a few words without a stop."""
        numbered = self.reading is not None and self.reading.style in ("number", "decimal")
        return numbered and end - self.start <= LONGEST_SECTION and text[end - 1] not in STOPS

    def words(self, text: str) -> int:
        """Where the words of the last member begin."""
        return past_blanks(text, self.start + len(self.label))

    def takes(self, reading: Reading) -> bool:
        """Whether a label is the next, in the same dress."""
        return self.goes_on(reading) or any(reading.follows(each) for each in self.due)

    def goes_on(self, reading: Reading) -> bool:
        """Whether a label of any dress is the next."""
        return self.reading is not None and reading.follows(self.reading)

    def going_on(self, unit: Labelled, reading: Reading, *, whole: bool) -> OpenList:
        """The list behind a further member.

        :param whole: whether the one before ended with a full stop.
        """
        going = OpenList(unit, reading)
        going.whole = self.whole and whole
        going.rank, going.missing, going.told = self.rank, self.missing, self.told
        return going

    def begins_late(self, unit: Labelled, reading: Reading, reporter: Reporter) -> None:
        """Tell that the list begins with a label that is no first one."""
        self.missing = [*series.between(reading.none(), reading)][:MISSED_LABELS]
        if not self.missing:  # "7.1.0"
            return
        message = f"the list begins with “{unit.label}”: {_WRONG.format('before it')}"
        self.told = [report_label(reporter, "numbering-gap", unit, message)]

    def fault(self, unit: Labelled, reading: Reading, step: int, reporter: Reporter) -> tuple[Reading, ...]:
        """Tell what is wrong with a label that is not the next.

        :param step: how many places it stands behind the last one.
        :returns: from where the list may go on too.
        """
        last, label, previous = self.reading, unit.label, self.label
        assert last is not None
        place = reading.path[-1]
        if reading.form != last.form:
            report_label(reporter, "mixed-labels", unit, MIXED_LABELS.format(label, previous))
            return (last.next(),) if last.path else ()
        if place in self.missing:
            self.missing.remove(place)
            report_label(reporter, "numbering-disorder", unit, f"“{label}” follows “{previous}”: swap them")
            if not self.missing:
                reporter.retract(self.told)
                self.told = []
            return (last,)
        if step > 0:
            self.missing = [*self.missing, *series.between(last, reading)][:MISSED_LABELS]
            message = f"“{label}” follows “{previous}”: {_WRONG.format('between them')}"
            self.told = [*self.told, report_label(reporter, "numbering-gap", unit, message)]
        elif step == 0:
            report_label(reporter, "numbering-repeat", unit, f"“{label}” occurs twice: renumber the second")
            return (reading.next(),)
        elif not (reading.first and reading.form == _SECTIONS):  # whose list is printed again
            report_label(reporter, "numbering-disorder", unit, f"“{label}” follows “{previous}”: put them in order")
            return (last, last.next()) if last.path else ()
        return ()


class OpenLists:
    """The lists of one clause that are open: a stack, the outermost first."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter = reporter
        self.levels: list[OpenList] = []
        self.ended: dict[str, Reading] = {}
        """By their dress: the last labels of the lists above the headings of divisions."""
        self.alone = False
        """Whether the labels are those of a single provision, whose siblings are not here."""
        self.numbered: Reading | None = None
        """The last label below the last heading without a number: numbers may run on below the next."""
        self.alike: dict[str, Reading] = {}
        """The label right below each heading without a number: it may run on below one of the same words."""

    def open(self, unit: Labelled, reading: Reading, level: int) -> Placed:
        """Begin a list at a level."""
        level = self.no_deeper(unit, level)
        del self.levels[level:]
        opened = OpenList(unit, reading)
        self.levels.append(opened)
        if not reading.first and not self.alone and not self._runs_on(reading):
            opened.begins_late(unit, reading, self.reporter)
        return level, item_of(unit, reading)

    def divide(self) -> None:
        """Close the lists at the heading of a division: their numbers may run on below it."""
        self.ended |= {each.reading.form: each.reading for each in self.levels if each.reading is not None}
        self.levels.clear()

    def _runs_on(self, reading: Reading) -> bool:
        """Whether a label goes on with a list that ended at the heading of a division."""
        last = self.ended.get(reading.form)
        return last is not None and reading.follows(last)

    def no_deeper(self, unit: Placeable, level: int) -> int:
        """The level for a unit, or the deepest there is."""
        if level >= DEEPEST_LIST:
            words = unit.words if isinstance(unit, Labelled | Note) else unit.start
            self.reporter.report(
                "deep-nesting",
                f"lists nest more than {DEEPEST_LIST} levels deep here: check their labels",
                unit.start,
                words,
            )
            return DEEPEST_LIST - 1
        return level

    def go_on(self, unit: Labelled, reading: Reading, level: int, stop: str) -> Placed:
        """Go on with the list at a level, behind what ended with a stop, or without one."""
        going = self.levels[level].going_on(unit, reading, whole=stop == FULL_STOP)
        del self.levels[level:]
        self.levels.append(going)
        return level, item_of(unit, reading)

    def section(self, reading: Reading, gap: int) -> int:
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

    def without_number(self, reading: Reading) -> int:
        """The level of the list that a decimal goes on with in place of the number it is below: 4.1 right after 3."""
        if len(reading.path) < _PARTS or not reading.first:
            return -1
        for index in range(len(self.levels) - 1, -1, -1):
            last = self.levels[index].reading
            if last is not None and last.style == "number" and last.next().path == reading.path[:-1]:
                return index
        return -1

    def in_place_of_number(self, unit: Labelled, reading: Reading, level: int, stop: str) -> Placed:
        """Go on with a list of numbers, whose next is not there, with what would stand below it."""
        last = self.levels[level].reading
        assert last is not None
        message = f"“{unit.label}” follows “{self.levels[level].label}”: {_WRONG.format('between them')}"
        report_label(self.reporter, "numbering-gap", unit, message)
        placed = self.go_on(unit, reading, level, stop)
        self.levels[level].due = (last.next(),)
        return placed

    def in_section(self, unit: Labelled, reading: Reading, level: int, stop: str) -> Placed:
        """Place a decimal at the level that :meth:`section` gave: in the section there, in the next, or below."""
        last = self.levels[level].reading if level < len(self.levels) else None
        if last is None or last.form != reading.form:
            return self.open(unit, reading, level)
        if last.path[:-1] == reading.path[:-1]:
            return self.odd(unit, reading, level, reading.steps_from(last), stop)
        if len(last.path) == len(reading.path):
            return self.go_on(unit, reading, level, stop)
        return self.open(unit, reading, level)

    def is_near(self, readings: tuple[Reading, ...]) -> bool:
        """Whether what may be a first label is a letter of the innermost list: "i)" after "i)", "g)", or "j)"."""
        inner = self.levels[-1]
        last = inner.reading
        return last is not None and any(
            reading.form == last.form
            and reading.style == "letter"
            and (0 <= reading.steps_from(last) <= SKIPPED_LABELS or reading.path[-1] in inner.missing)
            for reading in readings
        )

    def outdented(self, text: str, unit: Labelled, reading: Reading) -> int | None:
        """The level of an outer list whose next is a label that may be the next of the innermost one too.

        Where the lines of the inner list stand further in than that of the label and those of the outer list, they
        tell; ``None`` where they do not.
        """
        inner = self.levels[-1]
        if unit.gap == IN_LINE:
            return None
        for level in range(len(self.levels) - 2, -1, -1):
            outer = self.levels[level]
            if outer.takes(reading):
                column = _column(text, unit.start)
                return level if column == _column(text, outer.start) < _column(text, inner.start) else None
        return None

    def is_passed_by(self, text: str, unit: Labelled, reading: Reading, level: int) -> bool:
        """Whether a label that may go on with the innermost list goes on with one further out."""
        return 0 < level == len(self.levels) - 1 and self.outdented(text, unit, reading) is not None

    def restarts(self, reading: Reading) -> bool:
        """Whether a first label would begin anew a list that is open."""
        return bool(reading.path) and any(
            level.reading is not None and level.reading.form == reading.form for level in self.levels
        )

    def odd(self, unit: Labelled, reading: Reading, level: int, step: int, stop: str) -> Placed:
        """Go on with the list at a level, with a label that is not its next one."""
        due = self.levels[level].fault(unit, reading, step, self.reporter)
        placed = self.go_on(unit, reading, level, stop)
        self.levels[level].due = due
        return placed

    def title(self, unit: Words, words: str) -> int:
        """Place a heading without a number: beside the one above, or outermost."""
        levels = self.levels
        level = next((level for level, each in enumerate(levels) if each.titled), 0)
        numbers = level + levels[level].titled if levels else 0
        self.numbered = levels[numbers].reading if len(levels) > numbers else None
        self.numbered = self.alike.get(words, self.numbered)
        del levels[level:]
        levels.append(OpenList(unit, None))
        levels[level].titled = True
        return level

    def below_title(self, unit: Labelled, readings: tuple[Reading, ...], words: str) -> Placed:
        """Begin a list right below a heading without a number; numbers may run on from below another.

        :param words: those of the heading.
        """
        last = self.numbered
        for reading in readings:
            if last is not None and reading.follows(last):
                self.levels.append(OpenList(unit, reading))
                self.alike[words] = reading
                return len(self.levels) - 1, item_of(unit, reading)
        reading = self.alike[words] = first_of(readings) or readings[-1]
        return self.open(unit, reading, len(self.levels))

    def forget_titles(self) -> None:
        """Begin a clause, an annex and the like: its headings have their own numbers."""
        self.numbered = None
        self.alike.clear()

    def resumed(self, text: str) -> int:
        """The level of a paragraph behind a sentence: below the nearest item that is complete, or beside words.

        An item is complete if it is a sentence, as those before it in its list are; what hangs on the words above it
        is not.
        """
        for level in range(len(self.levels) - 1, -1, -1):
            last = self.levels[level]
            if last.reading is None:
                return level + last.titled
            if last.reading.path and last.whole and may_begin_sentence(text, last.words(text)):
                return level + 1
        outermost = self.levels[0].reading
        return 1 if outermost is not None and outermost.path else 0


def _column(text: str, start: int) -> int:
    """How many characters stand before a place in its line."""
    return start - 1 - text.rfind("\n", max(0, start - LINE_REACH), start)


def item_of(unit: Labelled, reading: Reading) -> Item:
    """An item, settled: with the form in which its label is read."""
    return Item(unit.start, unit.end, unit.gap, unit.label, unit.words, reading.style)


def paragraph_of(unit: Placeable) -> Unit:
    """A paragraph, settled, if the unit is words; else the unit."""
    return Paragraph(unit.start, unit.end, unit.gap) if isinstance(unit, Words) else unit


def report_label(reporter: Reporter, code: str, unit: Labelled, message: str) -> Diagnostic:
    """Tell what is wrong with a label."""
    return reporter.report(code, message, unit.start, unit.start + len(unit.label))
