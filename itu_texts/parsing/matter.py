"""What stands outside texts: amendments, which own what follows their marker, annexes, treaties; and what is loose."""

from __future__ import annotations

from collections.abc import Sequence

from itu_texts.parsing.frames import Frame, Frames
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.stream import LookAhead, Reporter
from itu_texts.parsing.titles import Titles
from itu_texts.parsing.units import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    Annex,
    Division,
    Loose,
    Marker,
    Note,
    NoteApart,
    Table,
    TableApart,
    Title,
    Unit,
    ending,
)

__all__ = ["OF_CLAUSES", "LooseRun", "Matter", "open_amendment"]

OF_CLAUSES = "clauses"
"""The kind of an amendment that owns clauses."""


def open_amendment(frames: Frames, marker: Unit, kind: str = "") -> list[Unit]:
    """Open an amendment at its marker."""
    opening = frames.open(Frame("AMENDMENT", kind), marker)
    return [opening, Marker(marker.start, marker.end, marker.gap, of_provision=marker.type == "AMENDED")]


class LooseRun:
    """The units that belong to nothing, since the last text: reported as one stretch."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter = reporter
        self.count = self.start = self.end = 0
        self.behind_text = False
        """Whether a text stands before."""

    def add(self, unit: Unit) -> None:
        if not self.count:
            self.start = unit.start
        self.count += 1
        self.end = unit.end

    def report(self) -> None:
        """Report the stretch, which ends here."""
        if self.count:
            code = "text-after-end" if self.behind_text else "unrecognised-block"
            place = "after the end of a text, not part of it" if self.behind_text else "outside the texts"
            lines = f"{self.count} lines" if self.count > 1 else "a line"
            self.reporter.report(code, f"{lines} {place}", self.start, self.end)
        self.count = 0


class Matter:
    """What is open outside texts, and whether it takes the units that come."""

    def __init__(self, text: str, stream: LookAhead, frames: Frames, fronts: Fronts, titles: Titles) -> None:
        self.text = text
        self.stream = stream
        self.frames = frames
        self.fronts = fronts
        self.titles = titles
        self.last: Unit | None = None
        """The unit before."""
        self.taking = False
        """Whether units without a form of their own are blocks of what is open, or loose in it."""
        self.sink = ""
        """REASONS or SIGNATURES, while the units that come belong to them."""

    def put(self, unit: Unit) -> list[Unit]:
        """Put a unit into what is open."""
        self.frames.touch()
        self.last = unit
        return [unit]

    def begin(self, unit: Unit) -> list[Unit]:
        """The same with one that takes those behind it: a clause of an annex, a provision, reasons."""
        self.taking = True
        return self.put(unit)

    def contain(self, unit: Annex | Division, marker: Unit | None) -> list[Unit]:
        """Begin an annex or a division, with its title, in the place where it belongs."""
        frame, depth = self.frames.place(unit)
        closing = self.frames.close(depth)
        self.frames.touch()
        marked = open_amendment(self.frames, marker) if marker is not None else []
        heads = self.titles.below(unit)
        self.taking = True
        self.last = heads[-1]
        return [*closing, *marked, self.frames.open(frame, unit), *heads]

    # ------------------------------------------------------------------ amendments

    def amend(self, marker: Unit, kind: str = "") -> list[Unit]:
        """Begin an amendment."""
        self.last = marker
        return open_amendment(self.frames, marker, kind)

    def amend_here(self, marker: Unit, behind: Unit | None) -> list[Unit]:
        """Begin an amendment of what stands behind the marker on its line: a provision, a title."""
        self.frames.touch()
        opening = self.amend(marker)
        self.taking = behind is not None and behind.type == "PROVISION"
        if behind is None or behind.type != "TEXT":
            return opening
        self.stream.take()
        title = Title(behind.start, behind.end, behind.gap)
        self.last = title
        return [*opening, title]

    def is_amended(self, unit: Unit) -> bool:
        """Whether a provision is the one whose marker stands before it."""
        return unit.gap == IN_LINE and self.last is not None and self.last.type in ("AMENDMENT", "AMENDED")

    def end_amendment(self) -> list[Unit]:
        """Close the amendment that is innermost of all, if one is."""
        if not self.frames.stack or self.frames.stack[-1].type != "AMENDMENT":
            return []
        self.taking = False
        return self.frames.close(len(self.frames.stack) - 1)

    def end_proposal(self) -> list[Unit]:
        """Close the outermost amendment, with all that stands in it."""
        depth = self._proposal()
        if depth is None:
            return []
        self.taking = False
        return self.frames.close(depth)

    def _proposal(self) -> int | None:
        return next((depth for depth, frame in enumerate(self.frames.stack) if frame.type == "AMENDMENT"), None)

    def belongs_to_amendment(self, unit: Unit) -> bool:
        """Whether a unit goes on with the provision that is open."""
        if not self.taking or self.last is None or unit.type == "HEADING":
            return False
        if self.sink or self.last.type == "PROVISION":
            return True
        if self.frames.stack[-1].kind == OF_CLAUSES:
            return unit.gap < BLANK_LINE
        begin = self.text[unit.start]
        goes_on = unit.type != "TEXT" or begin.islower() or begin == "("
        if unit.gap < HARD_BREAK or (unit.gap == HARD_BREAK and goes_on):
            return True
        return goes_on and ending(self.text, self.last.end) in ":;,"

    def reasons(self, unit: Unit) -> list[Unit]:
        """Reasons, which belong to the proposal."""
        proposal = self._proposal()
        closing = self.frames.close(proposal + 1) if proposal is not None else []
        return [*closing, *self.begin(unit)]

    # ------------------------------------------------------------------ what belongs to nothing

    def loosen(self, units: Sequence[Unit], run: LooseRun, *, ended: bool = True) -> list[Unit]:
        """Give units that belong to no text, those of one line as one.

        A marker amends the text that is named right behind it, if one is (SUP, and the name of the text).

        :param ended: whether a marker among them is closed behind what it amends.
        """
        loose: list[Unit] = self.end_amendment() if units and units[0].type != "AMENDMENT" else []
        index = 0
        while index < len(units):
            unit = units[index]
            index += 1
            if unit.type == "AMENDMENT":
                named: Sequence[Unit] = ()
                if index < len(units) and units[index].type == "DESIGNATION":
                    named = self.fronts.named_only(units[index:])
                    index += len(named)
                loose += self._marked(unit, named, ended=ended)
                self.last = units[index - 1]
                continue
            if not self.frames.stack:
                run.add(unit)
            line = loose[-1] if loose else None
            if unit.gap == IN_LINE and isinstance(line, Loose) and not isinstance(unit, Note | Table):
                self.last = loose[-1] = Loose(line.start, unit.end, line.gap)
                continue
            self.taking = False
            loose += self.put(_apart(unit))
        return loose

    def _marked(self, marker: Unit, named: Sequence[Unit], *, ended: bool) -> list[Unit]:
        """A marker, and the text that is named behind it, if one is."""
        if not named:
            self.frames.touch()
        marked = self.amend(marker)
        if named:
            marked.append(self.frames.open(Frame("TEXT"), named[0]))
            marked += self.fronts.name(named, named[0])
            marked += self.frames.close(len(self.frames.stack) - 1)
        if ended:
            marked += self.frames.close(len(self.frames.stack) - 1)
        self.taking = False
        return marked


def _apart(unit: Unit) -> Unit:
    """A unit that belongs to no text."""
    if isinstance(unit, Note):
        return NoteApart(unit.start, unit.end, unit.gap, unit.label, unit.words)
    if isinstance(unit, Table):
        return TableApart(unit.start, unit.end, unit.gap, unit.rows)
    return Loose(unit.start, unit.end, unit.gap)
