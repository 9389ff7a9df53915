"""Texts: where one begins, and what stands around it.

A text is known by its adopting formula, or by its designation and clauses below.  A line that only names a
text (in an agenda, in a list) opens none.  Prose before, between and after the texts is left loose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.writing import is_in_capitals
from itu_texts.parsing.bodies import Body, is_of_signatures
from itu_texts.parsing.cuts import cut_formula
from itu_texts.parsing.fronts import Group
from itu_texts.parsing.lost_headings import FIRSTS, may_lack_heading
from itu_texts.parsing.matter import LooseRun, Matter, ungrouped
from itu_texts.parsing.settled import Bracket, TextOpen
from itu_texts.parsing.stream import LookAhead, Reporter
from itu_texts.parsing.thresholds import FAR_UNITS, NEAR_UNITS
from itu_texts.parsing.tools import Tools
from itu_texts.parsing.units import (
    BLANK_LINE,
    BLOCKS,
    FURNITURE,
    IN_LINE,
    Annex,
    Designation,
    Division,
    Heading,
    Labelled,
    Marker,
    Unit,
    Words,
)

__all__ = ["settle_texts"]

_OPENERS: Final = frozenset(("ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED"))


def settle_texts(units: Iterator[Unit], text: str, surface: Surface, reporter: Reporter) -> Iterator[Unit]:
    """Put TEXT_OPEN and TEXT_CLOSE around the texts, and the like around annexes, divisions and amendments.

    The parts of fronts are named, and what belongs to nothing is set loose.
    """
    stream = LookAhead(units)
    around = _Around(Tools(stream, text, surface, reporter))
    for unit in stream:
        kind = unit.type
        body = around.body
        if body is not None and body.in_clause and unit.gap != BLANK_LINE and not body.waiting:  # most units
            if isinstance(unit, Labelled) and not (unit.label in FIRSTS and may_lack_heading(body, unit)):
                body.labels.append(unit.label)
                body.last = unit
                yield unit
                continue
            if kind == "TEXT" and body.sources(text, unit.start) is None:
                body.last = unit
                yield unit
                continue
        if kind in FURNITURE:
            yield unit
            continue
        if kind == "FORMULA" and not around.is_formula():
            unit = Words(unit.start, unit.end, unit.gap)
        if body is not None:
            taken = body.take(unit)
            if taken is not None:
                yield from stream.passed()
                yield from taken
                continue
            yield from around.leave(unit)
        taken = around.take(unit)
        yield from stream.passed()
        yield from taken
    yield from around.end()


class _Around:
    """What stands around texts, and where they begin."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.stream = tools.stream
        self.text = tools.text
        self.surface = tools.surface
        self.reporter = tools.reporter
        self.nesting = tools.nesting
        self.fronts = tools.fronts
        self.matter = Matter(tools)
        self.loose = LooseRun(tools.reporter)
        self.body: Body | None = None
        """The text that is open, if one is."""
        self.waiting: list[Unit] = []
        """Units that may be the front of a text."""
        self.over_matter: Unit | None = None
        """The designation above other matter than a title, which may name other texts."""

    def take(self, unit: Unit) -> list[Unit]:
        """What a unit outside texts is, with those that waited before it."""
        kind = unit.type
        if kind in BLOCKS or kind == "HEADING":
            return self._content(unit)
        if kind in _OPENERS:
            return self._open(unit)
        if kind == "FORMULA":
            begun = self._begin_text(unit)
            assert self.body is not None
            self.body.last = unit
            return [*begun, unit]
        if isinstance(unit, Bracket):
            return self._group(unit)
        if isinstance(unit, Designation) and self._is_cited(unit):
            self.waiting.append(Words(unit.start, unit.end, unit.gap))
            return []
        return self._front(unit)

    def leave(self, unit: Unit) -> list[Unit]:
        """Leave the text that is open, for a unit that it does not take.

        A text inside the annex of a text leaves that open.
        """
        body = self.body
        assert body is not None
        self.body = None
        self.matter.taking = False
        self.matter.last = body.last
        if unit.type == "DESIGNATION" and body.nests():
            return body.flush()
        body.end()
        self.loose.behind_text = True
        self.waiting = body.waiting
        depth = next(depth for depth, each in enumerate(self.nesting.open) if isinstance(each, TextOpen))
        return self.nesting.close(depth)

    def end(self) -> list[Unit]:
        """Leave all that is open, where the units end."""
        closing = self.leave(Unit(0, 0)) if self.body is not None else []
        rest = [*closing, *self._loosen_waiting(), *self.nesting.close_all()]
        self.loose.report()
        return rest

    def _group(self, opening: Bracket) -> list[Unit]:
        """A cover, an agenda, a list of contents: all of it, for it was found before."""
        if opening.terminal == "CONTENTS_OPEN" and self._designation() is not None:
            self.waiting.append(Group(self.tools.group(opening)))
            return []
        if self.matter.taking and not self.waiting and self.tools.keeps_contents(opening, of_texts=False):
            group = self.tools.group(opening)
            self.nesting.read_block()
            self.matter.last = group[-2]
            return group
        around: list[Unit] = [*self._loosen_waiting(), *self.nesting.close_all()]
        self.loose.report()
        group = self.tools.group(opening)
        self.matter.taking = False
        self.matter.last = group[-2]
        return [*around, *group]

    def _front(self, unit: Unit) -> list[Unit]:
        """A marker or a designation, which begin the front of a text."""
        settled: list[Unit] = []
        marker = unit.type == "AMENDMENT"
        following = self.stream.peek() if marker and self._has_front() else None
        if isinstance(following, Heading) and following.sure and following.gap > IN_LINE:
            begun = self._begin_text(unit)
            self.stream.give_back([unit])  # which the text takes, as it takes a marker above any other clause
            return begun
        if marker or not (self.waiting and self.waiting[-1].type == "AMENDMENT"):
            settled += self._loosen_waiting()
        if marker:
            settled += self.matter.end_proposal()
        self.matter.sink = ""
        self.waiting.append(unit)
        if isinstance(unit, Designation) and self.fronts.is_left_out(unit, [*islice(self.tools.ahead(), NEAR_UNITS)]):
            title = self.stream.take()
            if isinstance(title, Bracket):
                self.waiting.append(Group(self.tools.group(title)))
                title = self.stream.take()
            self.waiting.append(title)
            settled += self._begin_text(unit)
            assert self.body is not None
            self.body.has_sections = not unit.known or unit.kind == "recommendation"
            if not self.body.has_sections:
                self._lacks_formula(unit)
        return settled

    def _lacks_formula(self, unit: Unit) -> None:
        message = "no line says who adopts this text: add the formula below the title"
        self.reporter.report("missing-formula", message, unit.start, unit.end)

    def is_formula(self) -> bool:
        """Whether a line that reads like a formula is one: a text is named above it, or begins below it."""
        if self.body is None and self._designation() is not None:
            return True
        following = self.stream.peek()
        if isinstance(following, Labelled):
            return series.may_begin(following.label)
        return following is not None and following.type == "HEADING"

    # ------------------------------------------------------------------ units without a form of their own

    def _content(self, unit: Unit) -> list[Unit]:
        """A unit without a form of its own, or a heading that may open a text."""
        matter = self.matter
        if isinstance(unit, Heading) and (unit.sure or self._designation() is not None):
            return self._heading(unit)
        if matter.sink == "SIGNATURES" and not is_of_signatures(unit):
            matter.sink = ""
            matter.taking = False
        top = self.nesting.top
        if self.waiting or not (top is not None or matter.taking):
            return self._before_text(unit)
        closing: list[Unit] = []
        if isinstance(top, Marker) and not matter.belongs_to_amendment(unit):
            closing = matter.end_amendment()
        elif matter.taking and matter.last is not None:
            return matter.put(Words(unit.start, unit.end, unit.gap) if unit.type == "HEADING" else unit)
        if self.nesting.top is not None:
            return [*closing, *matter.loosen([unit], self.loose)]
        return [*closing, *self._before_text(unit)]

    def _heading(self, unit: Heading) -> list[Unit]:
        """A heading that opens a text, or a clause of an annex or an amendment."""
        if self._designation() is None:
            if self.waiting and self.waiting[-1].type == "AMENDMENT":
                return self._amended_clause(unit, self.waiting.pop())
            top = self.nesting.top
            of_clauses = isinstance(top, Marker) and self.matter.of_clauses and self.nesting.takes("HEADING")
            if of_clauses or isinstance(top, Annex):
                return [*self._loosen_waiting(), *self.matter.begin(unit)]
        begun = self._begin_text(unit)
        self._lacks_formula(unit)
        assert self.body is not None
        return [*begun, *self.body.begin_clause(unit)]

    def _amended_clause(self, unit: Heading, marker: Unit) -> list[Unit]:
        """A clause right below a marker: all that is amended of a text that stands elsewhere."""
        loose = self._loosen_waiting()
        self.loose.report()
        return [*loose, *self.matter.amend(marker, of_clauses=True), *self.matter.begin(unit)]

    def _before_text(self, unit: Unit) -> list[Unit]:
        """A line that may stand in the front of a text, and waits."""
        if unit.type == "TEXT" and (parts := self._with_formula(unit)):
            if parts[0].type == "TEXT":
                self.waiting.append(parts.pop(0))
            self.stream.give_back(parts)
            return []
        if self.fronts.is_matter(unit) and self._above_matter() is None:
            named = self._designation()
            if named is not None and named < len(self.waiting) - 1:
                self.over_matter = self.waiting[named]
        self.waiting.append(unit)
        if len(self.waiting) <= (2 * NEAR_UNITS if self._above_matter() is None else FAR_UNITS):
            return []
        loose = self.matter.loosen(self.waiting[:NEAR_UNITS], self.loose)
        del self.waiting[:NEAR_UNITS]
        return loose

    def _with_formula(self, unit: Unit) -> list[Unit]:
        """The formula in a line that waits, and what stands around it; nothing if the line holds none."""
        named = self._designation() is not None
        parts = cut_formula(unit, self.text, self.surface) if named or not self.waiting else []
        if named or not parts:
            return parts
        begins = parts[0].type == "FORMULA" and (len(parts) > 1 or self.is_formula())
        return parts if begins else []  # where no text is named, its first heading must follow

    def _above_matter(self) -> int | None:
        """Which of the waiting units stands above other matter than a title, if one does."""
        over = self.over_matter
        return next((index for index, unit in enumerate(self.waiting) if unit is over), None) if over else None

    def _is_cited(self, unit: Unit) -> bool:
        """Whether a designation stands in the matter of a front: a related text; no text begins there."""
        return self._above_matter() is not None and not is_in_capitals(self.text[unit.start : unit.end].split("(")[0])

    def _loosen_waiting(self) -> list[Unit]:
        waiting, self.waiting = self.waiting, []
        return self.matter.loosen(waiting, self.loose)

    # ------------------------------------------------------------------ annexes, divisions, provisions, reasons

    def _open(self, unit: Unit) -> list[Unit]:
        """An annex, a division, a provision, a marker with one, reasons or signatures."""
        kind = unit.type
        matter = self.matter
        matter.sink = kind if kind in ("REASONS", "SIGNATURES") else ""
        if kind == "REASONS":
            return [*self._amended_above(), *self._loosen_waiting(), *matter.reasons(unit)]
        marker = None
        if kind != "AMENDED" and self.waiting and self.waiting[-1].type == "AMENDMENT":
            marker = self.waiting.pop()
        settled = self._loosen_waiting()
        if kind == "AMENDED":
            return [*settled, *matter.end_amendment(), *self._amended(unit)]
        if marker is not None or kind != "PROVISION" or not matter.is_amended(unit):
            settled += matter.end_amendment()
        self.loose.report()
        if isinstance(unit, Annex | Division):
            return [*settled, *matter.contain(unit, marker)]
        if kind == "SIGNATURES":
            settled += self.nesting.make_room(kind, divisions_too=marker is not None)
        if marker is not None:
            settled += matter.amend(marker)
        return [*settled, *matter.begin(unit)]

    def _amended(self, marker: Unit) -> list[Unit]:
        """A marker with what it amends on its line: a provision, a title, an annex, a text."""
        following = self.stream.peek()
        behind = following if following is not None and following.gap == IN_LINE else None
        if behind is not None and behind.type in ("DESIGNATION", "ANNEX", "DIVISION"):
            self.waiting.append(Marker(marker.start, marker.end, marker.gap))
            return []
        return self.matter.amend_here(marker, behind)

    def _amended_above(self) -> list[Unit]:
        """What stands between a marker that waits and the reasons: it is what is amended."""
        index = next((index for index, waiting in enumerate(self.waiting) if waiting.type == "AMENDMENT"), None)
        if index is None:
            return []
        waiting, self.waiting = self.waiting, []
        above = self.matter.loosen(waiting[:index], self.loose)
        above += self.matter.end_amendment()
        return [*above, *self.matter.loosen(waiting[index:], self.loose, ended=False)]

    # ------------------------------------------------------------------ where a text begins

    def _designation(self) -> int | None:
        """Which of the waiting units names the text, if one does."""
        above = self._above_matter()
        if above is not None:
            return above
        for index in range(len(self.waiting) - 1, max(-1, len(self.waiting) - NEAR_UNITS - 1), -1):
            if self.waiting[index].type == "DESIGNATION":
                return index
        return None

    def _has_front(self) -> bool:
        """Whether the units that wait name a text, with a title below that or a marker above it."""
        named = self._designation()
        if named is None:
            return False
        return named < len(self.waiting) - 1 or (named > 0 and self.waiting[named - 1].type == "AMENDMENT")

    def _begin_text(self, opener: Unit) -> list[Unit]:
        """Open a text at its formula or first heading; its front is among the units that wait."""
        matter = self.matter
        begin = self._designation()
        waiting, self.waiting = self.waiting, []
        if begin is None:
            begin = self.fronts.title_line(waiting) if opener.type == "FORMULA" else len(waiting)
        marker = waiting[begin - 1] if begin > 0 and waiting[begin - 1].type == "AMENDMENT" else None
        settled = matter.loosen(waiting[: begin - (marker is not None)], self.loose)
        settled += matter.end_amendment()
        settled += self.nesting.make_room("TEXT_OPEN", divisions_too=marker is not None)
        self.loose.report()
        if marker is not None:
            settled += matter.amend_text(marker)
        front = waiting[begin:]
        first = front[0] if front else opener
        opening = TextOpen(first.start, first.gap, self._number(front))
        settled.append(self.nesting.read(opening))
        named = self.fronts.name(front, opener)
        self.body = Body(self.tools, opening, named[-1] if named else None)
        return [*settled, *ungrouped(named)]

    def _number(self, front: Sequence[Unit]) -> str:
        """The number that a designation states."""
        named = next((unit for unit in front if unit.type == "DESIGNATION"), None)
        return (self.text[named.start : named.end].split("(")[0].split() or [""])[-1] if named else ""
