"""What stands outside texts: amendments, which own what follows their marker, annexes, treaties; and what is loose."""

from __future__ import annotations

from collections.abc import Sequence

from itu_texts.language import series
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, STOPS, begins_small, ending
from itu_texts.parsing.amended_items import forms_of, goes_on
from itu_texts.parsing.fronts import Group
from itu_texts.parsing.settled import Loose, NoteApart, TableApart, TextMarker, TextOpen, Title
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import FURTHER_LINES, LONGEST_PHRASE
from itu_texts.parsing.tools import Tools
from itu_texts.parsing.units import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    Annex,
    Division,
    Labelled,
    Marker,
    Note,
    Table,
    Unit,
)

__all__ = ["LooseRun", "Matter", "ungrouped"]


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
            place = "after the end of a text" if self.behind_text else "outside the texts"
            lines, they = (f"{self.count} lines are", "they belong") if self.count > 1 else ("a line is", "it belongs")
            message = f"{lines} {place}: check whether {they} to one"
            self.reporter.report(code, message, self.start, self.end)
        self.count = 0


class Matter:
    """What is open outside texts, and whether it takes the units that come."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.text = tools.text
        self.nesting = tools.nesting
        self.last: Unit | None = None
        """The unit before."""
        self.taking = False
        """Whether units without a form of their own are blocks of what is open, or loose in it."""
        self.of_clauses = False
        """Whether the last amendment owns clauses of a text that stands elsewhere."""
        self.apart = False
        """Whether the words of the last provision stand below its number: an amendment of it owns all of them."""
        self.forms: set[str] = set()
        """Those of the labels below the last clause, provision or reasons."""
        self.sink = ""
        """REASONS or SIGNATURES, while the units that come belong to them."""

    def put(self, unit: Unit) -> list[Unit]:
        """Put a unit without a form of its own into what is open."""
        self.nesting.read_block()
        self.last = unit
        if isinstance(unit, Labelled):
            self.forms |= forms_of((unit.label,))
        return [unit]

    def begin(self, unit: Unit) -> list[Unit]:
        """Put one that takes those behind it: a clause of an annex, a provision, reasons."""
        self.apart = unit.type == "PROVISION" and self._has_words_below()
        self.taking = True
        self.last = unit
        self.forms = set()
        return [self.nesting.read(unit)]

    def _has_words_below(self) -> bool:
        """Whether nothing but labels stands on the line of a provision, behind its number."""
        place = 0
        while (following := self.tools.stream.peek(place)) is not None and following.gap == IN_LINE:
            said = self.text[following.start : following.end].strip()
            if not series.is_label(said) and not all(map(series.is_label, said.split())):
                return False
            place += 1
        return following is not None

    def contain(self, unit: Annex | Division, marker: Unit | None) -> list[Unit]:
        """Begin an annex or a division, with its title, in the place where it belongs."""
        closing = self.tools.make_room(unit, divisions_too=marker is not None)
        opening = self.amend(marker) if marker is not None else []
        heads = self.tools.titles.below(unit)
        self.nesting.read(heads[0])
        self.taking = True
        self.last = heads[-1]
        return [*closing, *opening, *heads]

    # ------------------------------------------------------------------ amendments

    def amend(self, marker: Unit, *, of_clauses: bool = False) -> list[Unit]:
        """Begin an amendment."""
        self.last = marker
        self.of_clauses = of_clauses
        of_provision = marker.type == "AMENDED"
        return [self.nesting.read(Marker(marker.start, marker.end, marker.gap, of_provision=of_provision))]

    def amend_text(self, marker: Unit) -> list[Unit]:
        """Begin the amendment of a text."""
        self.last = marker
        self.of_clauses = False
        return [self.nesting.read(TextMarker(marker.start, marker.end, marker.gap))]

    def amend_here(self, marker: Unit, behind: Unit | None) -> list[Unit]:
        """Begin an amendment of what stands behind the marker on its line: a provision, a title."""
        opening = self.amend(marker)
        self.taking = behind is not None and behind.type == "PROVISION"
        if behind is None or behind.type != "TEXT":
            return opening
        self.tools.stream.take()
        self.last = Title(behind.start, behind.end, behind.gap)
        return [*opening, self.nesting.read(self.last)]

    def is_amended(self, unit: Unit) -> bool:
        """Whether a provision is the one whose marker stands before it."""
        return unit.gap == IN_LINE and self.last is not None and self.last.type in ("AMENDMENT", "AMENDED")

    def end_amendment(self) -> list[Unit]:
        """Close the amendment that is innermost of all, if one is."""
        if not isinstance(self.nesting.top, Marker):
            return []
        self.taking = False
        return self.nesting.close_innermost()

    def end_proposal(self) -> list[Unit]:
        """Close the outermost amendment, with all that stands in it."""
        depth = self._proposal()
        if depth is None:
            return []
        self.taking = False
        return self.nesting.close(depth)

    def _proposal(self) -> int | None:
        return next((depth for depth, each in enumerate(self.nesting.open) if isinstance(each, Marker)), None)

    def belongs_to_amendment(self, unit: Unit) -> bool:
        """Whether a unit goes on with the provision, or the clause, that is open."""
        if not self.taking or self.last is None or unit.type == "HEADING":
            return False
        if self.sink or self.apart or self.last.type == "PROVISION":
            return True
        if self.of_clauses:
            return unit.gap < BLANK_LINE or self._is_in_clause(unit, self.last)
        begin = self.text[unit.start]
        goes_on = unit.type != "TEXT" or begins_small(begin) or begin == "("
        if unit.gap < HARD_BREAK or (unit.gap == HARD_BREAK and goes_on):
            return True
        return goes_on and ending(self.text, self.last.end) in (COLON, SEMICOLON, COMMA)

    def _is_in_clause(self, unit: Unit, last: Unit) -> bool:
        """Whether a unit behind a blank line goes on with the clause that is open."""
        if last.type == "HEADING" or ending(self.text, last.end) in (COLON, SEMICOLON, COMMA):
            return True
        return isinstance(unit, Labelled) and goes_on(unit, self.forms)

    def reasons(self, unit: Unit) -> list[Unit]:
        """Reasons, which belong to the proposal."""
        proposal = self._proposal()
        closing = self.nesting.close(proposal + 1, divisions_too=True) if proposal is not None else []
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
            if unit.type == "AMENDMENT" and self._is_above_title(units[index:]):
                loose += self._titled(unit, units[index], ended=ended)
                index += 1
                continue
            if unit.type == "AMENDMENT":
                named: Sequence[Unit] = ()
                if index < len(units) and units[index].type == "DESIGNATION":
                    named = self.tools.fronts.named_only(units[index:])
                    index += len(named)
                with_table = 0 if named else _up_to_table(units[index:])
                loose += self._marked(unit, named, ended=ended and not with_table)
                self.last = units[index - 1]
                if with_table:
                    loose += self._below_marker(units[index : index + with_table], ended=ended)
                    index += with_table
                continue
            if isinstance(unit, Group):
                loose += self._apart(unit, run)
                continue
            if self.nesting.top is None:
                run.add(unit)
            line = loose[-1] if loose else None
            if unit.gap == IN_LINE and isinstance(line, Loose) and not isinstance(unit, Note | Table):
                self.last = loose[-1] = Loose(line.start, unit.end, line.gap)
                continue
            self.taking = False
            self.last = _apart(unit)
            loose.append(self.nesting.read(self.last))
        return loose

    def _is_above_title(self, behind: Sequence[Unit]) -> bool:
        """Whether a title stands on the line of a marker, or below it that of an article named right above."""
        if not behind or behind[0].type != "TEXT":
            return False
        if behind[0].gap == IN_LINE:
            return not begins_small(self.text, behind[0].start)
        if self.last is None or self.last.type != "DIVISION":
            return False
        title = behind[0]
        alone = len(behind) == 1 or behind[1].type == "AMENDMENT"
        short = title.end - title.start <= LONGEST_PHRASE and ending(self.text, title.end) not in STOPS
        return alone and short and not begins_small(self.text, title.start)

    def _titled(self, marker: Unit, title: Unit, *, ended: bool) -> list[Unit]:
        """A marker, and the title below it."""
        self.taking = False
        marked = self.amend(marker)
        self.last = Title(title.start, title.end, title.gap)
        marked.append(self.nesting.read(self.last))
        return [*marked, *self.nesting.close_innermost()] if ended else marked

    def _below_marker(self, units: Sequence[Unit], *, ended: bool) -> list[Unit]:
        """A table and the lines above it, which the marker above them amends."""
        owned = [self.nesting.read(_apart(unit)) for unit in units]
        self.last = owned[-1]
        return [*owned, *self.nesting.close_innermost()] if ended else owned

    def _apart(self, group: Group, run: LooseRun) -> list[Unit]:
        """A list of contents that stands in nothing."""
        closing = self.nesting.close_all()
        run.report()
        self.taking = False
        self.last = group.members[-2]
        return [*closing, *group.members]

    def _marked(self, marker: Unit, named: Sequence[Unit], *, ended: bool) -> list[Unit]:
        """A marker, and the text that is named behind it, if one is."""
        self.taking = False
        if named:
            marked = self.amend_text(marker)
            marked.append(self.nesting.read(TextOpen(named[0].start, named[0].gap, "")))
            marked += self.tools.fronts.name(named, named[0])
            marked += self.nesting.close_innermost()
        else:
            marked = self.amend(marker)
        if ended:
            marked += self.nesting.close_innermost()
        return marked


def ungrouped(units: Sequence[Unit]) -> list[Unit]:
    """The same units, with the members of groups in their place."""
    return [each for unit in units for each in (unit.members if isinstance(unit, Group) else (unit,))]


def _up_to_table(units: Sequence[Unit]) -> int:
    """How many units stand below a marker up to a table: no more than a few lines, and the table; 0 without one."""
    for place, unit in enumerate(units[: FURTHER_LINES + 1]):
        if isinstance(unit, Table):
            return place + 1
        if unit.type not in ("TEXT", "ITEM") or unit.gap == IN_LINE:
            return 0
    return 0


def _apart(unit: Unit) -> Unit:
    """A unit that belongs to no text."""
    if isinstance(unit, Note):
        return NoteApart(unit.start, unit.end, unit.gap, unit.label, unit.words)
    if isinstance(unit, Table):
        return TableApart(unit.start, unit.end, unit.gap, unit.rows)
    return Loose(unit.start, unit.end, unit.gap)
