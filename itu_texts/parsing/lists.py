"""The open lists of a clause: the last member of each, the label that is due, and what is wrong with another one.

Each fault of numbering is reported once: after a wrong label, the list may continue from where it was.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from itu_texts.language import series
from itu_texts.language.series import LabelReading
from itu_texts.language.writing import COMMA, FULL_STOP, SEMICOLON, STOPS, past_blanks
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, MISSED_LABELS
from itu_texts.parsing.tokens import LabelledToken, NoteToken, TableToken, WordsToken
from itu_texts.tree.diagnostics import Diagnostic

Placeable: TypeAlias = WordsToken | LabelledToken | NoteToken | TableToken
"""The tokens with a place in the lists of a clause."""
NEXT_FOLLOWS: Final = frozenset((SEMICOLON, COMMA))  # the stops of items before the last
_SECTIONS: Final = "A.1"  # the form of the labels of sections that have the letter of their part: "T.1"
_WRONG: Final = "add what is missing {}, or correct the label"
_MIXED: Final = "“{}” is in a list of “{}”: give all its labels the same style"


class OpenList:
    """An open list: its last member, and the reading of the label of that member."""

    __slots__ = ("due", "end", "label", "missing", "rank", "reading", "start", "titled", "told", "whole")

    def __init__(self, token: Placeable, reading: LabelReading | None) -> None:
        self.rank: int = token.level
        """The level that the file declares; 0 for none."""
        self.due: tuple[LabelReading, ...] = ()
        """The reading before a wrong label, and the one that should follow: the list may continue from there too."""
        self.missing: list[int] = []
        """The skipped places, which may still come."""
        self.told: list[Diagnostic] = []
        """The diagnostic of the skipped places."""
        self.whole: bool = True
        """Whether all members except the last ended with a full stop, as sentences do."""
        self._end_with(token, reading)

    def _end_with(self, token: Placeable, reading: LabelReading | None) -> None:
        """Set the last member."""
        self.start: int = token.start
        self.end: int = token.end
        """Where the last member ends, without the nodes below it."""
        self.label: str = token.label if isinstance(token, LabelledToken) else ""
        self.reading: LabelReading | None = reading
        """``None`` if the members are paragraphs without labels."""
        self.titled: bool = False
        """Whether the last member is a heading without a number, below which the others stand."""

    def is_section(self, text: str, end: int) -> bool:
        """Return whether its last member is the heading of a section: a few words without a stop.

        :param end: where that member ends.
        """
        numbered = self.reading is not None and self.reading.style in ("number", "decimal")
        return numbered and end - self.start <= LONGEST_SECTION and text[end - 1] not in STOPS

    def words(self, text: str) -> int:
        """Return where the words of the last member begin."""
        return past_blanks(text, self.start + len(self.label))

    def takes(self, reading: LabelReading) -> bool:
        """Return whether a label is the next one, in the same form."""
        last = self.reading
        if last is not None and reading.form == last.form and reading.follows(last):
            return True
        return bool(self.due) and any(reading.follows(each) for each in self.due)

    def add(self, token: LabelledToken, reading: LabelReading, stop: str) -> None:
        """Add a member.

        :param stop: the stop at the end of the one before.
        """
        self.whole = self.whole and stop == FULL_STOP
        if self.due and not (stop in NEXT_FOLLOWS and self.reading is not None and reading.follows(self.reading)):
            self.due = ()
        self._end_with(token, reading)

    def begins_late(self, token: LabelledToken, reading: LabelReading, reporter: Reporter) -> None:
        """Report that the list does not begin with a first label."""
        self.missing = [*series.between(reading.none(), reading)[:MISSED_LABELS]]
        if not self.missing:  # "7.1.0"
            return
        message = f"the list begins with “{token.label}”: {_WRONG.format('before it')}"
        self.told = [_report(reporter, "numbering-gap", token, message)]

    def fault(self, token: LabelledToken, reading: LabelReading, reporter: Reporter) -> tuple[LabelReading, ...]:
        """Report what is wrong with a label that is not the next one.

        :returns: further readings from which the list may continue.
        """
        last, label, previous = self.reading, token.label, self.label
        assert last is not None
        place, step = reading.path[-1], reading.steps_from(last)
        if reading.form != last.form:
            self.mixes(token, reporter)
            return (last.next(),)
        if place in self.missing:
            self.missing.remove(place)
            _report(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: swap them")
            if not self.missing:
                reporter.retract(self.told)
                self.told = []
            return (last,)
        if step > 0:
            self.missing = [*self.missing, *series.between(last, reading)[:MISSED_LABELS]][:MISSED_LABELS]
            self.told = [*self.told, self._gap(token, reporter)]
        elif step == 0:
            _report(reporter, "numbering-repeat", token, f"“{label}” occurs twice: renumber the second")
            return (reading.next(),)
        elif not (reading.first and reading.form == _SECTIONS):  # a list that is printed again
            _report(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: put them in order")
            return (last, last.next())
        return ()

    def skips(self, token: LabelledToken, reporter: Reporter) -> tuple[LabelReading, ...]:
        """Report that a label stands in place of the next one; return the reading of that, which may still come."""
        self._gap(token, reporter)
        return (self.reading.next(),) if self.reading is not None else ()

    def _gap(self, token: LabelledToken, reporter: Reporter) -> Diagnostic:
        """Report that labels are missing before one."""
        message = f"“{token.label}” follows “{self.label}”: {_WRONG.format('between them')}"
        return _report(reporter, "numbering-gap", token, message)

    def mixes(self, token: LabelledToken, reporter: Reporter) -> None:
        """Report a label of another form."""
        _report(reporter, "mixed-labels", token, _MIXED.format(token.label, self.label))


def _report(reporter: Reporter, code: str, token: LabelledToken, message: str) -> Diagnostic:
    """Report a fault of a label."""
    return reporter.report(code, message, token.start, token.start + len(token.label))
