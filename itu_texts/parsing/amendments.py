"""Amendments outside texts, which own what follows their marker; and what belongs to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.grammar import Surface
from itu_texts.parsing.frames import Frame, Frames
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, LookAhead, Notes, Unit, ending

__all__ = ["OF_CLAUSES", "Amendments"]

OF_CLAUSES = "clauses"
"""The kind of an amendment that owns clauses."""


class Amendments(LookAhead):
    """The state of the pass over texts, and its units that amend or belong to nothing."""

    def __init__(self, units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> None:
        super().__init__(units)
        self.text = text
        self.words = surface.words
        self.body_opens = surface.words["BODY_SURELY_OPENS"].match
        self.report = notes.report
        self.fronts = Fronts(text, surface, notes)
        self.frames = Frames(text, surface)
        self.waiting: list[Unit] = []
        """Outside texts: units that may be the front of one.  In a text: units that may stand after its end."""
        self.over_matter: Unit | None = None
        """The designation above other matter than a title, which may name other texts."""
        self.inside = False
        """Whether the units that come belong to a text, until something shows that it has ended."""
        self.heading: Unit | None = None
        """The heading, of a clause, an annex or a division, that is open in the text."""
        self.in_clause = False
        """Whether that is one of a clause."""
        self.labels: list[str] = []
        """The labels so far below that heading."""
        self.last: Unit | None = None
        """The unit before."""
        self.operative = False
        """Whether the text has had an operative clause."""
        self.taking = False
        """Outside texts: whether units without a form of their own are blocks of what is open, or loose in it."""
        self.sink = ""
        """REASONS or SIGNATURES, while the units that come belong to them."""
        self.closed = False
        """Whether a text has been closed."""
        self.loose: list[Unit] = []
        """The units that belong to nothing, since the last text."""

    def _put(self, unit: Unit) -> None:
        self.last = unit
        self.frames.end = unit.end_pos

    def _clause(self, unit: Unit) -> Iterator[Unit]:
        """A clause of an annex, or one that an amendment owns."""
        yield from self._loosen_waiting()
        self.frames.touch()
        self.taking = True
        self._put(unit)
        yield unit

    # ------------------------------------------------------------------ amendments

    def _amended(self, unit: Unit) -> Iterator[Unit]:
        """A marker with what it amends on its line: a provision, a title, an annex, a text."""
        yield from self._end_amendment()
        following = self._peek()
        behind = following if following is not None and following.gap == IN_LINE else None
        if behind is not None and behind.type in ("DESIGNATION", "ANNEX", "DIVISION"):
            unit.type = "AMENDMENT"
            self.waiting.append(unit)
            return
        self.frames.touch()
        yield from self._open_amendment(unit)
        if behind is None:
            self.taking = False
            return
        if behind.type == "TEXT":
            behind.type = "TITLE"
            self.ahead.popleft()
            self._put(behind)
            yield behind
        self.taking = behind.type == "PROVISION"

    def _amended_clause(self, unit: Unit, marker: Unit) -> Iterator[Unit]:
        """A clause right below a marker: all that is amended of a text that stands elsewhere."""
        yield from self._loosen_waiting()
        self._report_loose()
        yield from self._open_amendment(marker, OF_CLAUSES)
        yield from self._clause(unit)

    def _open_amendment(self, unit: Unit, kind: str = "") -> Iterator[Unit]:
        if unit.type == "AMENDED":
            unit.style = "provision"
        unit.type = "AMENDMENT"
        yield self.frames.open(Frame("AMENDMENT", kind), unit)
        self._put(unit)
        yield unit

    def _is_amended(self, unit: Unit) -> bool:
        """Whether a provision is the one whose marker stands before it."""
        return unit.gap == IN_LINE and self.last is not None and self.last.type == "AMENDMENT"

    def _end_amendment(self, *, of_division: bool = False) -> Iterator[Unit]:
        """Close the amendment that is innermost of all; or, if so said, the outermost, with all that stands in it."""
        stack = self.frames.stack
        amendments = [depth for depth, frame in enumerate(stack) if frame.type == "AMENDMENT"]
        if amendments and (of_division or amendments[-1] == len(stack) - 1):
            yield from self.frames.close(amendments[0] if of_division else amendments[-1])
            self.taking = False

    def _belongs_to_amendment(self, unit: Unit) -> bool:
        """Whether a unit goes on with the provision that is open."""
        if not self.taking or self.last is None or unit.type == "HEADING":
            return False
        if self.sink or self.last.type == "PROVISION":
            return True
        if self.frames.stack[-1].kind == OF_CLAUSES:
            return unit.gap < BLANK_LINE
        begin = self.text[unit.start_pos]
        goes_on = unit.type != "TEXT" or begin.islower() or begin == "("
        if unit.gap < HARD_BREAK or (unit.gap == HARD_BREAK and goes_on):
            return True
        return goes_on and ending(self.text, self.last.end_pos) in ":;,"

    def _reasons(self, unit: Unit) -> Iterator[Unit]:
        """Reasons end an amendment, and what stands between its marker and them is what it amends."""
        for index, waiting in enumerate(self.waiting):
            if waiting.type == "AMENDMENT":
                yield from self._loosen(self.waiting[:index])
                yield from self._end_amendment()
                yield from self._loosen(self.waiting[index:], ended=False)
                self.waiting = []
                break
        yield from self._loosen_waiting()
        depth = next((i for i, frame in enumerate(self.frames.stack) if frame.type == "AMENDMENT"), -1)  # the proposal
        if depth >= 0:
            yield from self.frames.close(depth + 1)
        self.frames.touch()
        self.taking = True
        self.heading = None
        self._put(unit)
        yield unit

    # ------------------------------------------------------------------ what belongs to nothing

    def _loosen(self, units: list[Unit], *, ended: bool = True) -> Iterator[Unit]:
        """Give units that belong to no text, those of one line as one.

        A marker amends the text that is named right behind it, if one is (SUP, and the name of the text).

        :param ended: whether a marker among them is closed behind what it amends.
        """
        if units and units[0].type != "AMENDMENT":
            yield from self._end_amendment()
        line: Unit | None = None
        index = 0
        while index < len(units):
            unit = units[index]
            index += 1
            if unit.type == "AMENDMENT":
                if line is not None:
                    yield line
                    line = None
                names_text = index < len(units) and units[index].type == "DESIGNATION"
                if not names_text:
                    self.frames.touch()
                yield from self._open_amendment(unit)
                if names_text:
                    named = self.fronts.named_only(units[index:])
                    index += len(named)
                    yield self.frames.open(Frame("TEXT"), named[0])
                    yield from self.fronts.name(named, named[0])
                    self.frames.end = named[-1].end_pos
                    yield from self.frames.close(len(self.frames.stack) - 1)
                if ended:
                    yield from self.frames.close(len(self.frames.stack) - 1)
                self.last = units[index - 1]
                self.taking = False
                continue
            if not self.frames.stack:
                self.loose.append(unit)
            if unit.type != "NOTE" and unit.type != "TABLE":
                unit.type = "LOOSE"
                unit.label = ""
                unit.words = unit.start_pos
                if unit.gap == IN_LINE and line is not None and line.type == "LOOSE":
                    line.end_pos = self.frames.end = unit.end_pos
                    continue
            else:
                unit.type += "_APART"
            if line is not None:
                yield line
            line = unit
            self._put(unit)
            self.taking = False
            self.frames.touch()
        if line is not None:
            yield line

    def _loosen_waiting(self) -> Iterator[Unit]:
        """The same for all units that wait."""
        waiting, self.waiting = self.waiting, []
        yield from self._loosen(waiting)

    def _report_loose(self) -> None:
        """Report the stretch of loose units that ends here."""
        if self.loose:
            code = "text-after-end" if self.closed else "unrecognised-block"
            place = "after the end of a text, not part of it" if self.closed else "outside the texts"
            lines = f"{len(self.loose)} lines" if len(self.loose) > 1 else "a line"
            self.report(code, f"{lines} {place}", self.loose[0].start_pos, self.loose[-1].end_pos)
        self.loose = []
