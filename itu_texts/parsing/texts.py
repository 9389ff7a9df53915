"""Texts: where one begins and ends, and what stands before its first clause.

A text is known by its adopting formula, or by its designation and clauses below.  A line that only names a
text (in an agenda, in a list) opens none.  Prose before, between and after the texts is left loose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from itu_texts import series
from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.units import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    STOPS,
    Notes,
    Unit,
    past_blanks,
    without_blanks,
)

__all__ = ["settle_texts"]

_FRONT = 10  # units between a designation and the formula or the first heading, at most
_TITLE_LINES = 4
_SEPARATORS = ":–—-"  # between a designation and a title on its line


def settle_texts(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Put TEXT_OPEN and TEXT_CLOSE around the texts, name the parts of their fronts, and set the rest loose."""
    return _Texts(text, surface, notes).settle(units)


class _Texts:
    """The state of one pass: what is open, and the units that wait for what follows them."""

    def __init__(self, text: str, surface: Surface, notes: Notes) -> None:
        self.text = text
        self.formula_within = surface.words["FORMULA_WITHIN"].search
        self.body_opens = surface.words["BODY_SURELY_OPENS"].match
        self.report = notes.report
        self.waiting: list[Unit] = []
        """Outside texts: units that may be the front of one.  In a text: units that may stand after its end."""
        self.open = False
        self.heading: Unit | None = None
        """The heading, of a clause or an annex, that is open in the text."""
        self.amending = False
        """A provision is open, behind its marker."""
        self.labels: list[str] = []
        """The labels so far below that heading."""
        self.last: Unit | None = None
        """The unit before, in the text."""
        self.closed = False
        """Whether a text has been closed."""
        self.loose: list[Unit] = []
        """The units that belong to no text, since the last one."""

    def settle(self, units: Iterator[Unit]) -> Iterator[Unit]:
        following = next(units, None)
        while following is not None:
            unit, following = following, next(units, None)
            kind = unit.type
            if kind == "FORMULA" and not self._is_formula(unit, following):
                kind = unit.type = "TEXT"
            if not self.open:
                yield from self._outside(unit)
            elif kind == "ITEM" or kind == "TEXT":
                if self.waiting or self.heading is None or (kind == "TEXT" and self._may_be_after_end(unit)):
                    yield from self._unsure(unit)
                else:
                    if unit.gap == BLANK_LINE and self._begins_without_heading(unit):
                        yield self._begin_without_heading(unit)
                    self._note(unit)
                    yield unit
            elif kind == "HEADING" or (kind == "ANNEX" and self.heading is not None and self._on_its_own(unit)):
                yield from self._flush()
                yield self._begin(unit)
            elif kind != "ANNEX" and self._on_its_own(unit):
                yield self._close()
                yield from self._outside(unit)
            else:
                unit.type = "TEXT"
                yield from self._unsure(unit)
        if self.open:
            yield self._close()
        yield from self._loosen(self.waiting)
        self._report_loose()

    def _is_formula(self, unit: Unit, following: Unit | None) -> bool:
        """Whether a line that reads like a formula is one: a text is named above it, or begins below it."""
        if not self.open and self._designation() is not None:
            return True
        if following is None:
            return False
        return following.type == "HEADING" or (following.type == "ITEM" and _may_begin_a_list(following))

    # ------------------------------------------------------------------ outside texts

    def _outside(self, unit: Unit) -> Iterator[Unit]:
        kind = unit.type
        if self.amending and self._belongs_to_amendment(unit):
            self.last = unit
            yield unit
            return
        self.amending = kind == "AMENDED"
        if self.amending:
            yield from self._loosen(self.waiting)
            self.waiting = []
            self.last = unit
            yield unit
            return
        if kind == "FORMULA":
            yield from self._begin_text(unit)
            self.last = unit
            yield unit
        elif kind == "HEADING" and (unit.sure or self._designation() is not None):
            yield from self._begin_text(unit)
            self.report("missing-formula", "no line says who adopts this text", unit.start_pos, unit.end_pos)
            yield self._begin(unit)
        elif kind == "DESIGNATION" or kind == "AMENDMENT":
            if kind == "AMENDMENT" or not (self.waiting and self.waiting[-1].type == "AMENDMENT"):
                yield from self._loosen(self.waiting)
                self.waiting = []
            self.waiting.append(unit)
        else:
            if kind == "TEXT" and self.waiting and self.waiting[-1].type == "DESIGNATION":
                within = self.formula_within(self.text, unit.start_pos, unit.end_pos)
                if within is not None and within.end() == unit.end_pos:
                    yield from self._title_with_formula(unit, within.start())
                    return
            self.waiting.append(unit)
            if len(self.waiting) > 2 * _FRONT:
                yield from self._loosen(self.waiting[:_FRONT])
                del self.waiting[:_FRONT]

    def _belongs_to_amendment(self, unit: Unit) -> bool:
        """Whether a unit goes on with the provision that is open."""
        if unit.type not in ("ITEM", "TEXT"):
            return False
        goes_on = unit.type == "ITEM" or self.text[unit.start_pos].islower()
        return unit.gap < HARD_BREAK or (unit.gap == HARD_BREAK and goes_on)

    def _title_with_formula(self, unit: Unit, at: int) -> Iterator[Unit]:
        """A line that holds the title and then the formula."""
        formula = Unit("FORMULA", at, unit.end_pos, IN_LINE)
        if at > unit.start_pos:
            unit.end_pos = without_blanks(self.text, at)
            self.waiting.append(unit)
        yield from self._outside(formula)

    def _designation(self) -> int | None:
        """Which of the waiting units names the text, if one does."""
        for index in range(len(self.waiting) - 1, max(-1, len(self.waiting) - _FRONT - 1), -1):
            if self.waiting[index].type == "DESIGNATION":
                return index
        return None

    def _begin_text(self, opener: Unit) -> Iterator[Unit]:
        """Open a text at its formula or first heading; its front is among the units that wait."""
        begin = self._designation()
        waiting, self.waiting = self.waiting, []
        if begin is None:
            begin = self._title_line(waiting) if opener.type == "FORMULA" else len(waiting)
        marked = begin > 0 and waiting[begin - 1].type == "AMENDMENT"
        yield from self._loosen(waiting[: begin - marked])
        if marked:
            waiting[begin - 1].type = "AMENDING"
            yield waiting[begin - 1]
        self._report_loose()
        front = waiting[begin:]
        self.open = True
        self.heading = None
        self.last = front[-1] if front else None
        start = front[0].start_pos if front else opener.start_pos
        yield Unit("TEXT_OPEN", start, start, BLANK_LINE)
        yield from self._name_front(front, opener)

    def _title_line(self, waiting: list[Unit]) -> int:
        """Where the title begins, in a front without a designation: the lines right before the formula."""
        begin = len(waiting)
        while begin and len(waiting) - begin < _TITLE_LINES:
            unit = waiting[begin - 1]
            if unit.type != "TEXT" or self.text[unit.end_pos - 1] in STOPS:
                break
            begin -= 1
            if unit.gap == BLANK_LINE:
                break
        return begin

    def _name_front(self, front: list[Unit], opener: Unit) -> Iterator[Unit]:
        """Say what the lines of a front are: its title is the last run of lines without a blank one."""
        begin = end = len(front)
        while end and self._is_history(front[end - 1]):
            end -= 1
        begin = end
        while begin and front[begin - 1].type != "DESIGNATION" and end - begin < _TITLE_LINES:
            begin -= 1
            if front[begin].gap == BLANK_LINE:
                break
        self._part_at_separators(front)
        title = self._words(front[begin:end])
        for index, unit in enumerate(front):
            if unit.type == "DESIGNATION":
                yield unit
                continue
            unit.label = ""
            unit.words = unit.start_pos
            if begin <= index < end:
                unit.type = "TITLE"
            else:
                unit.type = "PARAGRAPH"
                if title and self._words([unit]) == title:
                    self.report("doubled-title", "the title stands here and again below", unit.start_pos, unit.end_pos)
            yield unit
        if not title:
            self.report("missing-title", "this text has no title", opener.start_pos, opener.end_pos)

    def _part_at_separators(self, front: list[Unit]) -> None:
        """Give a colon or dash between a designation and the title on its line to the designation."""
        for before, unit in pairwise(front):
            if unit.gap == IN_LINE and self.text[unit.start_pos] in _SEPARATORS and unit.end_pos > unit.start_pos + 1:
                before.end_pos = unit.start_pos + 1
                unit.start_pos = past_blanks(self.text, unit.start_pos + 1)

    def _words(self, units: list[Unit]) -> str:
        return " ".join(self.text[unit.start_pos : unit.end_pos] for unit in units).strip(" :–—-").casefold()

    def _is_history(self, unit: Unit) -> bool:
        """A line in brackets below the title: (City, 2002; City, 2006)."""
        return unit.type == "TEXT" and self.text[unit.start_pos] == "(" and self.text[unit.end_pos - 1] == ")"

    def _loosen(self, units: list[Unit]) -> Iterator[Unit]:
        """Give units that belong to no text, those of one line as one."""
        line: Unit | None = None
        for unit in units:
            if unit.type != "AMENDMENT":
                self.loose.append(unit)
                unit.type = "LOOSE"
                unit.label = ""
                unit.words = unit.start_pos
                if unit.gap == IN_LINE and line is not None:
                    line.end_pos = unit.end_pos
                    continue
            if line is not None:
                yield line
            line = unit
        if line is not None:
            yield line

    def _report_loose(self) -> None:
        """Report the stretch of loose units that ends here."""
        if self.loose:
            code = "text-after-end" if self.closed else "unrecognised-block"
            place = "after the end of a text, not part of it" if self.closed else "outside the texts"
            lines = f"{len(self.loose)} lines" if len(self.loose) > 1 else "a line"
            self.report(code, f"{lines} {place}", self.loose[0].start_pos, self.loose[-1].end_pos)
        self.loose = []

    # ------------------------------------------------------------------ in a text

    def _begin(self, heading: Unit) -> Unit:
        """Begin a clause or an annex."""
        self._end_clause()
        self.heading = self.last = heading
        self.labels = []
        return heading

    def _begin_without_heading(self, unit: Unit) -> Unit:
        """Begin a clause whose heading was lost."""
        heading = Unit("HEADING", unit.start_pos, unit.start_pos, unit.gap)
        heading.style = self.heading.style if self.heading else "preamble"
        self.report("missing-heading", "a clause without its heading begins here", unit.start_pos, unit.end_pos)
        return self._begin(heading)

    def _begins_without_heading(self, unit: Unit) -> bool:
        """Whether, after a blank line, a clause begins whose heading was lost.

        The one before has ended (with a comma, as clauses do), and a list begins anew; or it has no heading itself,
        and any list or body begins.
        """
        if self.heading is None or self.heading.type != "HEADING" or self.last is None or self.last is self.heading:
            return False
        if self.text[self.last.end_pos - 1] != ",":
            return False
        lost = self.heading.start_pos == self.heading.end_pos
        if unit.type == "TEXT":
            return lost and self.body_opens(self.text, unit.start_pos) is not None
        forms = {reading.form for reading in series.label(unit.label).readings if reading.first and reading.path}
        begun = self.labels[:1] if not lost else []
        return bool(forms) and (lost or any(r.form in forms for label in begun for r in series.label(label).readings))

    def _note(self, unit: Unit) -> None:
        if unit.type == "ITEM":
            self.labels.append(unit.label)
        self.last = unit

    def _end_clause(self) -> None:
        if self.heading is not None and self.last is self.heading and self.heading.type == "HEADING":
            self.report(
                "empty-clause", "nothing stands below this heading", self.heading.start_pos, self.heading.end_pos
            )

    def _close(self) -> Unit:
        self._end_clause()
        end = self.last.end_pos if self.last else 0
        if self.heading is None:
            self.report("no-clauses", "this text has no clause", end, end)
        self.open = False
        self.closed = True
        return Unit("TEXT_CLOSE", end, end, IN_LINE)

    def _on_its_own(self, unit: Unit) -> bool:
        """Whether a line is the beginning of something, not the rest of a sentence."""
        if unit.gap >= HARD_BREAK or self.last is None or self.last.type not in ("ITEM", "TEXT"):
            return True
        return self.text[self.last.end_pos - 1] in STOPS and (unit.gap >= SOFT_BREAK or unit.type == "ANNEX")

    def _may_be_after_end(self, unit: Unit) -> bool:
        """Whether a line without a label may be no part of the text any more."""
        if unit.gap < BLANK_LINE or self.last is None or self.heading is None or self.heading.type == "ANNEX":
            return False
        return (
            self.last is not self.heading
            and self.text[self.last.end_pos - 1] in ";.,"
            and not self.text[unit.start_pos].islower()
        )

    def _unsure(self, unit: Unit) -> Iterator[Unit]:
        """A unit before the first clause, or one that may stand after the end."""
        if self.heading is None:
            if unit.type == "TEXT":
                unit.type = "PARAGRAPH"
                self.last = unit
                yield unit
                return
            yield self._begin_without_heading(unit)
            self._note(unit)
            yield unit
        elif not self._goes_on(unit) if unit.type == "ITEM" else self.waiting or self._may_be_after_end(unit):
            self.waiting.append(unit)
        else:
            yield from self._flush()
            if unit.type == "ITEM":
                self.labels.append(unit.label)
            self.last = unit
            yield unit

    def _goes_on(self, item: Unit) -> bool:
        """Whether an item goes on with a list of the clause that is open."""
        mine = [reading for reading in series.label(item.label).readings if not reading.first]
        return any(
            reading.form == other.form
            for label in set(self.labels)
            for other in series.label(label).readings
            for reading in mine
        )

    def _flush(self) -> Iterator[Unit]:
        """What was thought to stand after the end belongs to the text."""
        for unit in self.waiting:
            self.last = unit
            yield unit
        self.waiting = []


def _may_begin_a_list(item: Unit) -> bool:
    return any(reading.first for reading in series.label(item.label).readings)
