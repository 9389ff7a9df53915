"""Texts: where one begins and ends, what stands before its first clause, and what lies around and in it.

A text is known by its adopting formula, or by its designation and clauses below.  A line that only names a
text (in an agenda, in a list) opens none.  Prose before, between and after the texts is left loose.
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts import series
from itu_texts.grammar import Surface, in_small
from itu_texts.parsing.outside import Outside
from itu_texts.parsing.session import GROUPS
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, SOFT_BREAK, STOPS, Notes, Unit, ending

__all__ = ["settle_texts"]

_LONGEST_VERB = 60  # characters


def settle_texts(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Put TEXT_OPEN and TEXT_CLOSE around the texts, and the like around annexes, divisions and amendments.

    The parts of fronts are named, and what belongs to nothing is set loose.
    """
    return _Texts(units, text, surface, notes).settle()


class _Texts(Outside):
    """The pass: what is outside texts is left to the class above, and what is inside them read here."""

    def settle(self) -> Iterator[Unit]:
        for unit in self.in_turn():
            kind = unit.type
            if kind == "ITEM" and self.in_clause and not self.operative and self._tells_itself(unit):
                yield from self._flush()
                yield from self._begin_without_heading(unit, "operative")
            if kind == "ITEM" and self.in_clause and unit.gap != BLANK_LINE and not self.waiting:  # most units
                self.labels.append(unit.label)
                self.last = unit
                yield unit
                continue
            if kind == "FORMULA" and not self._is_formula(unit):
                kind = unit.type = "TEXT"
            if not self.inside:
                yield from self._group(unit) if kind in GROUPS else self._outside(unit)
            elif kind == "ITEM" or kind == "TEXT":
                if self.heading is not None and self.heading.type == "SIGNATURES" and not self._is_of_signatures(unit):
                    yield from self._close()
                    yield from self._outside(unit)
                elif self.waiting or self.heading is None or (kind == "TEXT" and self._may_be_after_end(unit)):
                    yield from self._unsure(unit)
                else:
                    if unit.gap == BLANK_LINE and self._begins_without_heading(unit):
                        yield from self._begin_without_heading(unit)
                    elif self._may_be_title():
                        self._name_title(unit)
                    self._note(unit)
                    yield unit
            elif kind == "NOTE" or kind == "TABLE":
                yield from self._unsure(unit)
            elif kind == "HEADING":
                if self.waiting:
                    yield from self._flush()
                if self.frames.stack[-1].type == "TEXT":  # most often
                    self._end_clause()
                    self.operative = self.operative or unit.style == "operative"
                    yield self._begin(unit)
                else:
                    yield from self._begin_clause(unit)
            elif kind in GROUPS:
                yield from self._close()
                yield from self._group(unit)
            elif kind == "PROVISION" or not self._on_its_own(unit):
                yield from self._in_sentence(unit)
            elif self._belongs_to_text(unit):
                yield from self._flush()
                yield from self._begin_part(unit)
            else:
                yield from self._leave_text() if kind == "DESIGNATION" and self._nests() else self._close()
                yield from self._outside(unit)
        if self.inside:
            yield from self._close()
        yield from self._loosen_waiting()
        yield from self.frames.close(0)
        self._report_loose()

    def _is_formula(self, unit: Unit) -> bool:
        """Whether a line that reads like a formula is one: a text is named above it, or begins below it."""
        if not self.inside and self._designation() is not None:
            return True
        following = self._peek()
        if following is None:
            return False
        return following.type == "HEADING" or (following.type == "ITEM" and _may_begin_a_list(following))

    def _group(self, unit: Unit) -> Iterator[Unit]:
        """A cover, an agenda, a list of contents: all of it, for it was found before."""
        yield from self._loosen_waiting()
        yield from self.frames.close(0)
        self._report_loose()
        closing = unit.type.replace("_OPEN", "_CLOSE")
        while unit.type != closing:
            yield unit
            self.last = unit
            unit = self.ahead.popleft() if self.ahead else next(self.units)
        yield unit
        self.taking = False

    # ------------------------------------------------------------------ in a text

    def _begin_clause(self, unit: Unit, marker: Unit | None = None) -> Iterator[Unit]:
        self._end_clause()
        yield from self.frames.close_while(lambda frame: frame.type in ("DIVISION", "AMENDMENT"))
        if marker is not None:
            yield from self._open_amendment(marker)
        self.operative = self.operative or unit.style == "operative"
        yield self._begin(unit)

    def _begin_part(self, unit: Unit, marker: Unit | None = None) -> Iterator[Unit]:
        """An annex, a division or signatures; or a marker for one of them, or for a clause."""
        kind = unit.type
        if kind == "AMENDMENT" or kind == "AMENDED":
            self._peek()
            amended = self.ahead.popleft()
            begin = self._begin_clause if amended.type == "HEADING" else self._begin_part
            yield from begin(amended, unit)
            return
        self._end_clause()
        if kind == "SIGNATURES":
            yield from self.frames.close_while(lambda frame: frame.type in ("DIVISION", "AMENDMENT"))
        else:
            frame, depth = self._place(unit)
            yield from self.frames.close(depth)
        self.frames.touch()
        if marker is not None:
            yield from self._open_amendment(marker)
        if kind != "SIGNATURES":
            yield self.frames.open(frame, unit)
        yield self._begin(unit)

    def _begin(self, heading: Unit) -> Unit:
        """Begin a clause, an annex or a division."""
        self.heading = self.last = heading
        self.in_clause = heading.type == "HEADING"
        self.labels = []
        return heading

    def _belongs_to_text(self, unit: Unit) -> bool:
        """Whether an annex, a division, signatures, or a marker, go on with the text."""
        if self.heading is None:
            return False
        if unit.type in ("ANNEX", "SIGNATURES"):
            return True
        if unit.type == "DIVISION":
            kind, _, over_articles = unit.parts
            return self.frames.takes_division(str(kind), over_articles=bool(over_articles))
        if unit.type not in ("AMENDMENT", "AMENDED"):
            return False
        following = self._peek()
        if following is None or (unit.type == "AMENDED" and following.gap != IN_LINE):
            return False
        if following.type == "HEADING":  # of a new text, if grounds follow what was resolved
            return following.sure and not (self.operative and following.style == "preamble")
        return following.type == "ANNEX" or (following.type == "DIVISION" and self.frames.holds("DIVISION"))

    def _in_sentence(self, unit: Unit) -> Iterator[Unit]:
        """What does not stand on its own in a text; a provision's number does if it is in a division."""
        if unit.type == "PROVISION" and self.heading is not None and self.heading.type in ("DIVISION", "PROVISION"):
            yield from self._flush()
            yield self._begin(unit)
            return
        unit.type = "TEXT"
        unit.label = ""
        yield from self._unsure(unit)

    def _tells_itself(self, unit: Unit) -> bool:
        """Whether an item below grounds begins a list of what is resolved: "1. Requests the Secretary-General ..."."""
        if unit.label.rstrip(".)") != "1" or not self.text[unit.words].isupper():
            return False
        verb = self.words["verb"].match(in_small(self.text[unit.words : unit.words + _LONGEST_VERB]))
        return verb is not None and verb.lastgroup != "PREAMBLE"

    def _begin_without_heading(self, unit: Unit, role: str = "") -> Iterator[Unit]:
        """Begin a clause whose heading was lost."""
        heading = Unit("HEADING", unit.start_pos, unit.start_pos, unit.gap)
        heading.style = role or (self.heading.style if self.heading else "preamble")
        self.report("missing-heading", "a clause without its heading begins here", unit.start_pos, unit.end_pos)
        yield from self._begin_clause(heading)

    def _begins_without_heading(self, unit: Unit) -> bool:
        """Whether, after a blank line, a clause begins whose heading was lost.

        The one before has ended (with a comma, as clauses do), and a list begins anew; or it has no heading itself,
        and any list or body begins.
        """
        if self.heading is None or self.heading.type != "HEADING" or self.last is None or self.last is self.heading:
            return False
        if ending(self.text, self.last.end_pos) != ",":
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
        if self.last is not None:
            self.frames.end = self.last.end_pos

    def _close(self) -> Iterator[Unit]:
        """End the text, and what is open in it."""
        self._end_clause()
        end = self.frames.end
        if self.heading is None:
            self.report("no-clauses", "this text has no clause", end, end)
        self.inside = self.in_clause = False
        self.closed = True
        self.taking = False
        depth = next(index for index, frame in enumerate(self.frames.stack) if frame.type == "TEXT")
        yield from self.frames.close(depth)

    def _on_its_own(self, unit: Unit) -> bool:
        """Whether a line is the beginning of something, not the rest of a sentence."""
        if unit.gap >= HARD_BREAK or self.last is None or self.last.type not in ("ITEM", "TEXT"):
            return True
        return ending(self.text, self.last.end_pos) in STOPS and (
            unit.gap >= SOFT_BREAK or unit.type in ("ANNEX", "REASONS")
        )

    def _may_be_after_end(self, unit: Unit) -> bool:
        """Whether a line without a label may be no part of the text any more."""
        if unit.type != "TEXT" or unit.gap < BLANK_LINE or self.last is None:
            return False
        if self.heading is None or self.heading.type != "HEADING":
            return False
        if self.frames.holds("ANNEX"):
            return False
        return (
            self.last is not self.heading
            and ending(self.text, self.last.end_pos) in ";.,"
            and not self.text[unit.start_pos].islower()
            and self.body_opens(self.text, unit.start_pos) is None
        )

    def _unsure(self, unit: Unit) -> Iterator[Unit]:
        """A unit before the first clause, or one that may stand after the end."""
        if self.heading is None:
            if unit.type != "ITEM":
                unit.type = "PARAGRAPH"
                unit.label = ""
                unit.words = unit.start_pos
                self.last = unit
                yield unit
                return
            yield from self._begin_without_heading(unit)
            self._note(unit)
            yield unit
        elif not self._goes_on(unit) if unit.type == "ITEM" else self.waiting or self._may_be_after_end(unit):
            self.waiting.append(unit)
        else:
            yield from self._flush()
            self._note(unit)
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


def _may_begin_a_list(item: Unit) -> bool:
    return any(reading.first for reading in series.label(item.label).readings)
