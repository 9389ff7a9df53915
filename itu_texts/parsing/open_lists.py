"""A list that is open: its last member, which label is the next, and what is wrong with one that is not.

Each fault of the numbering is told once: behind a label that is wrong the list may go on from where it was.
"""

from __future__ import annotations

from typing import TypeAlias

from itu_texts import series
from itu_texts.diagnostics import Diagnostic
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.units import Labelled, Note, Table, Words
from itu_texts.series import Reading

__all__ = ["OpenList", "Placeable", "report_label"]

Placeable: TypeAlias = Words | Labelled | Note | Table
"""What has a place in the lists of a clause."""

_MISSED = 8  # places of a list that were skipped and may yet come, at most
_WRONG = "what stands {} is missing, or the label is wrong"


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
        self.due: Reading | None = None
        """Where the list was before a label that is wrong: it may go on from there too."""
        self.missing: list[int] = []
        """The places that were skipped, and may yet come."""
        self.told: list[Diagnostic] = []
        """That they were skipped."""
        self.titled = False
        """Whether the last member is a heading without a number, under which the others stand."""
        self.whole = True
        """Whether each member but the last ended with a full stop, as sentences do."""

    def takes(self, reading: Reading) -> bool:
        """Whether a label of the same dress is the next."""
        last, due = self.reading, self.due
        return last is not None and (reading.follows(last) or (due is not None and reading.follows(due)))

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
        self.missing = [*series.between(reading.none(), reading)][:_MISSED]
        message = f"the list begins with “{unit.label}”: {_WRONG.format('before')}"
        self.told = [report_label(reporter, "numbering-gap", unit, message)]

    def fault(self, unit: Labelled, reading: Reading, step: int, reporter: Reporter) -> Reading | None:
        """Tell what is wrong with a label that is not the next.

        :param step: how many places it stands behind the last one.
        :returns: from where the list may go on too.
        """
        last, label, previous = self.reading, unit.label, self.label
        assert last is not None
        place = reading.path[-1]
        if reading.form != last.form:
            report_label(reporter, "mixed-labels", unit, f"“{label}” in a list of “{previous}”")
        elif place in self.missing:
            self.missing.remove(place)
            report_label(
                reporter, "numbering-disorder", unit, f"“{label}” comes after “{previous}”: change their places"
            )
            if not self.missing:
                reporter.retract(self.told)
            return last
        elif step > 0:
            self.missing = [*self.missing, *series.between(last, reading)][:_MISSED]
            message = f"“{label}” comes after “{previous}”: {_WRONG.format('between')}"
            self.told = [*self.told, report_label(reporter, "numbering-gap", unit, message)]
        elif step == 0:
            report_label(reporter, "numbering-repeat", unit, f"“{label}” comes twice: number the second anew")
            return reading.next()
        else:
            report_label(reporter, "numbering-disorder", unit, f"“{label}” comes after “{previous}”: put them in order")
        return None


def report_label(reporter: Reporter, code: str, unit: Labelled, message: str) -> Diagnostic:
    """Tell what is wrong with a label."""
    return reporter.report(code, message, unit.start, unit.start + len(unit.label))
