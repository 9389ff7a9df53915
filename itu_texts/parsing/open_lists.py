"""What is known of an open list: its last member, which label comes next, and what is wrong with any other.

Each numbering fault is reported once: after a wrong label, the list may go on from where it was.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from itu_texts.language import series
from itu_texts.language.series import Reading
from itu_texts.language.writing import STOPS, past_blanks
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, MISSED_LABELS
from itu_texts.parsing.tokens import Labelled, Note, Table, Words
from itu_texts.tree.diagnostics import Diagnostic

__all__ = ["MIXED_LABELS", "WRONG", "OpenList", "Placeable", "report_label"]

Placeable: TypeAlias = Words | Labelled | Note | Table
"""What has a place in the lists of a clause."""
_SECTIONS: Final = "A.1"  # the form of the labels of sections that have the letter of their part: "T.1"
MIXED_LABELS: Final = "“{}” is in a list of “{}”: give all its labels the same style"
WRONG: Final = "add what is missing {}, or correct the label"


class OpenList:
    """An open list: its last member, and the reading of the label of that member."""

    __slots__ = ("due", "end", "label", "missing", "rank", "reading", "start", "titled", "told", "whole")

    def __init__(self, token: Placeable, reading: Reading | None) -> None:
        self.start = token.start
        self.end = token.end
        """Where the last member ends, without what hangs under it."""
        self.label = token.label if isinstance(token, Labelled) else ""
        self.rank = token.level
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
        """Whether its last member is the heading of a section: a few words without a stop.

        :param end: where that member ends.
        """
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

    def going_on(self, token: Labelled, reading: Reading, *, whole: bool) -> OpenList:
        """The list after one more member.

        :param whole: whether the one before ended with a full stop.
        """
        going = OpenList(token, reading)
        going.whole = self.whole and whole
        going.rank, going.missing, going.told = self.rank, self.missing, self.told
        return going

    def begins_late(self, token: Labelled, reading: Reading, reporter: Reporter) -> None:
        """Report that the list does not begin with a first label."""
        self.missing = [*series.between(reading.none(), reading)][:MISSED_LABELS]
        if not self.missing:  # "7.1.0"
            return
        message = f"the list begins with “{token.label}”: {WRONG.format('before it')}"
        self.told = [report_label(reporter, "numbering-gap", token, message)]

    def fault(self, token: Labelled, reading: Reading, step: int, reporter: Reporter) -> tuple[Reading, ...]:
        """Report what is wrong with a label that is not the next one.

        :param step: how many places it is after the last label.
        :returns: readings from which the list may go on too.
        """
        last, label, previous = self.reading, token.label, self.label
        assert last is not None
        place = reading.path[-1]
        if reading.form != last.form:
            report_label(reporter, "mixed-labels", token, MIXED_LABELS.format(label, previous))
            return (last.next(),) if last.path else ()
        if place in self.missing:
            self.missing.remove(place)
            report_label(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: swap them")
            if not self.missing:
                reporter.retract(self.told)
                self.told = []
            return (last,)
        if step > 0:
            self.missing = [*self.missing, *series.between(last, reading)][:MISSED_LABELS]
            message = f"“{label}” follows “{previous}”: {WRONG.format('between them')}"
            self.told = [*self.told, report_label(reporter, "numbering-gap", token, message)]
        elif step == 0:
            report_label(reporter, "numbering-repeat", token, f"“{label}” occurs twice: renumber the second")
            return (reading.next(),)
        elif not (reading.first and reading.form == _SECTIONS):  # whose list is printed again
            report_label(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: put them in order")
            return (last, last.next()) if last.path else ()
        return ()


def report_label(reporter: Reporter, code: str, token: Labelled, message: str) -> Diagnostic:
    """Report what is wrong with a label."""
    return reporter.report(code, message, token.start, token.start + len(token.label))
