"""What lies around texts: where one begins, and annexes and divisions outside them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from itu_texts.parsing.amendments import OF_CLAUSES, Amendments
from itu_texts.parsing.frames import Frame
from itu_texts.parsing.fronts import SEPARATORS
from itu_texts.parsing.units import BLANK_LINE, IN_LINE, STOPS, Unit

__all__ = ["FRONT", "Outside"]

FRONT = 10  # units between a designation and the formula or the first heading, at most
_LONGEST_FRONT = 100  # the same, where a text has more than a title there
_LONGEST_TITLE = 250  # characters, of an annex or a division
_LONGEST_SIGNATURE = 120  # characters of a line
_CONTENT = frozenset(("ITEM", "TEXT", "NOTE", "TABLE"))
_OPENERS = frozenset(("ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED"))


class Outside(Amendments, ABC):
    """The units outside texts; what is read inside one is told by a subclass."""

    @abstractmethod
    def _begin_clause(self, unit: Unit, marker: Unit | None = None) -> Iterator[Unit]:
        """Begin a clause of the text that is open."""

    # ------------------------------------------------------------------ outside texts

    def _outside(self, unit: Unit) -> Iterator[Unit]:
        kind = unit.type
        if kind in _CONTENT or kind == "HEADING":
            yield from self._content(unit)
        elif kind in _OPENERS:
            yield from self._open(unit)
        elif kind == "FORMULA":
            yield from self._begin_text(unit)
            self.last = unit
            yield unit
        elif kind == "DESIGNATION" and self._is_cited(unit):
            unit.type = "TEXT"
            self.waiting.append(unit)
        else:  # a marker or a designation, which begin the front of a text
            if kind == "AMENDMENT" or not (self.waiting and self.waiting[-1].type == "AMENDMENT"):
                yield from self._loosen_waiting()
            if kind == "AMENDMENT":
                yield from self._end_amendment(of_division=True)
            self.sink = ""
            self.waiting.append(unit)
            if kind == "DESIGNATION" and unit.sure and not self._front_follows() and self._words_follow():
                self.waiting.append(self.ahead.popleft())  # the title
                yield from self._begin_text(unit)
                self.report("missing-formula", "no line says who adopts this text", unit.start_pos, unit.end_pos)

    def _words_follow(self) -> bool:
        """Whether a title follows, and below it the words of a text."""
        title, words = self._peek(), self._peek(1)
        return title is not None and title.type == "TEXT" and words is not None and words.type in _CONTENT

    def _front_follows(self) -> bool:
        """Whether a formula or a heading follows, as behind a designation."""
        for place in range(FRONT):
            unit = self._peek(place)
            if unit is None or unit.type not in ("TEXT", "FORMULA", "HEADING"):
                return False
            if unit.type == "FORMULA" or (unit.type == "HEADING" and unit.sure):
                return True
        return False

    def _content(self, unit: Unit) -> Iterator[Unit]:
        """A unit without a form of its own, or a heading that may open a text."""
        kind = unit.type
        top = self.frames.top
        if kind == "HEADING" and (unit.sure or self._designation() is not None):
            if self._designation() is None:
                if self.waiting and self.waiting[-1].type == "AMENDMENT":
                    yield from self._amended_clause(unit, self.waiting.pop())
                    return
                if top is not None and (top.type == "ANNEX" or top.kind == OF_CLAUSES):
                    yield from self._clause(unit)
                    return
            yield from self._begin_text(unit)
            self.report("missing-formula", "no line says who adopts this text", unit.start_pos, unit.end_pos)
            yield from self._begin_clause(unit)
            return
        if self.sink == "SIGNATURES" and not self._is_of_signatures(unit):
            self.sink = ""
            self.taking = False
        if not self.waiting and (top is not None or self.taking):
            if top is not None and top.type == "AMENDMENT" and not self._belongs_to_amendment(unit):
                yield from self._end_amendment()
            elif self.taking and self.last is not None:
                if kind == "HEADING":
                    unit.type = "TEXT"
                    unit.style = ""
                if self._may_be_title():
                    self._name_title(unit)
                if unit.type not in ("TITLE", "REFERENCE"):
                    self.frames.touch()
                self._put(unit)
                yield unit
                return
            if self.frames.stack:
                yield from self._loosen([unit])
                return
        if kind == "TEXT" and self._designation() is not None:
            parts = self.fronts.part_formula(unit)
            if parts:
                if parts[0] is unit and unit.type == "TEXT":
                    self.waiting.append(parts.pop(0))
                self.ahead.extendleft(reversed(parts))
                return
        if kind == "TEXT" and any(waiting.type == "AMENDMENT" for waiting in self.waiting):
            self.ahead.extendleft(reversed(self.fronts.part_reasons(unit)))
        if self.fronts.is_matter(unit) and self._above_matter() is None:
            named = self._designation()
            if named is not None and named < len(self.waiting) - 1:
                self.over_matter = self.waiting[named]
        self.waiting.append(unit)
        if len(self.waiting) > (2 * FRONT if self._above_matter() is None else _LONGEST_FRONT):
            yield from self._loosen(self.waiting[:FRONT])
            del self.waiting[:FRONT]

    def _above_matter(self) -> int | None:
        """Which of the waiting units stands above other matter than a title, if one does."""
        over = self.over_matter
        return next((index for index, unit in enumerate(self.waiting) if unit is over), None) if over else None

    def _is_cited(self, unit: Unit) -> bool:
        """Whether a designation stands in the matter of a front: a related text; no text begins there."""
        return self._above_matter() is not None and not self.text[unit.start_pos : unit.end_pos].split("(")[0].isupper()

    def _is_of_signatures(self, unit: Unit) -> bool:
        """Whether a line may stand among signatures: a name, a place and date."""
        return unit.type == "TEXT" and unit.end_pos - unit.start_pos <= _LONGEST_SIGNATURE

    def _open(self, unit: Unit) -> Iterator[Unit]:
        """An annex, a division, a provision, a marker with one, reasons or signatures."""
        kind = unit.type
        self.sink = kind if kind in ("REASONS", "SIGNATURES") else ""
        if kind == "REASONS":
            yield from self._reasons(unit)
            return
        marker = None
        if kind != "AMENDED" and self.waiting and self.waiting[-1].type == "AMENDMENT":
            marker = self.waiting.pop()
        yield from self._loosen_waiting()
        if kind == "AMENDED":
            yield from self._amended(unit)
            return
        if marker is not None or kind != "PROVISION" or not self._is_amended(unit):
            yield from self._end_amendment()
        self._report_loose()
        if kind == "SIGNATURES":
            yield from self.frames.close_while(lambda frame: frame.type != "ANNEX")
        elif kind != "PROVISION":
            frame, depth = self._place(unit)
            yield from self.frames.close(depth)
            self.heading = unit
        self.frames.touch()
        if marker is not None:
            yield from self._open_amendment(marker)
        if kind == "ANNEX" or kind == "DIVISION":
            yield self.frames.open(frame, unit)
        elif kind == "PROVISION" and not self.frames.stack:  # nothing that it could be a provision of
            yield from self._loosen([unit])
            return
        self.taking = True
        self._put(unit)
        yield unit

    def _place(self, unit: Unit) -> tuple[Frame, int]:
        if unit.type == "ANNEX":
            return self.frames.annex(unit)
        kind, _, over_articles = unit.parts
        return self.frames.division(str(kind), bool(over_articles))

    # ------------------------------------------------------------------ where a text begins

    def _designation(self) -> int | None:
        """Which of the waiting units names the text, if one does."""
        above = self._above_matter()
        if above is not None:
            return above
        for index in range(len(self.waiting) - 1, max(-1, len(self.waiting) - FRONT - 1), -1):
            if self.waiting[index].type == "DESIGNATION":
                return index
        return None

    def _begin_text(self, opener: Unit) -> Iterator[Unit]:
        """Open a text at its formula or first heading; its front is among the units that wait."""
        begin = self._designation()
        waiting, self.waiting = self.waiting, []
        if begin is None:
            begin = self.fronts.title_line(waiting) if opener.type == "FORMULA" else len(waiting)
        marker = waiting[begin - 1] if begin > 0 and waiting[begin - 1].type == "AMENDMENT" else None
        yield from self._loosen(waiting[: begin - (marker is not None)])
        yield from self._end_amendment()
        yield from self.frames.close_while(lambda frame: not frame.fresh)
        self._report_loose()
        if marker is not None:
            yield from self._open_amendment(marker)
        front = waiting[begin:]
        self.inside = True
        self.in_clause = False
        self.operative = False
        self.heading = None
        self.last = front[-1] if front else None
        yield self.frames.open(Frame("TEXT", number=self._number(front)), front[0] if front else opener)
        yield from self.fronts.name(front, opener)

    def _number(self, front: list[Unit]) -> str:
        """The number that a designation states."""
        named = next((unit for unit in front if unit.type == "DESIGNATION"), None)
        return (self.text[named.start_pos : named.end_pos].split("(")[0].split() or [""])[-1] if named else ""

    def _flush(self) -> Iterator[Unit]:
        """What was thought to stand after the end belongs to the text."""
        for unit in self.waiting:
            self.last = unit
            yield unit
        self.waiting = []

    def _nests(self) -> bool:
        """Whether a designation in a text begins another, inside an annex that holds nothing before it."""
        if self.heading is None or self.heading.type != "ANNEX" or self.last is None:
            return False
        if self.last is not self.heading and self.last.type not in ("TITLE", "REFERENCE"):
            return False
        for place in range(FRONT):
            unit = self._peek(place)
            if unit is None or unit.type not in ("TEXT", "FORMULA", "HEADING"):
                return False
            if unit.type != "TEXT":
                return True
        return False

    def _leave_text(self) -> Iterator[Unit]:
        """Stay in the annex of a text, whose units are for a while read like those outside."""
        yield from self._flush()
        self.inside = self.in_clause = False
        self.taking = False

    # ------------------------------------------------------------------ titles

    def _may_be_title(self) -> bool:
        """Whether a unit stands right below a heading."""
        return self.last is self.heading or (self.last is not None and self.last.type == "REFERENCE")

    def _name_title(self, unit: Unit) -> None:
        """Make the line below the heading of an annex or a division its title, if it is one."""
        assert self.heading is not None
        if self.heading.type != "ANNEX" and self.heading.type != "DIVISION":
            return
        text = self.text
        if unit.type == "ITEM" and unit.gap == IN_LINE and unit.label in SEPARATORS:
            unit.type = "TEXT"  # "PART I – Title"
            unit.label = ""
            unit.words = unit.start_pos
        if unit.type != "TEXT":
            return
        if self.words["REFERENCE"].match(text, unit.start_pos, unit.end_pos):
            unit.type = "REFERENCE"
            return
        following = self._peek()
        end = unit.end_pos
        wrapped = False
        if following is not None and following.type == "TEXT" and IN_LINE < following.gap < BLANK_LINE:
            wrapped = text[following.start_pos].islower()
            end = following.end_pos if wrapped else end
            following = self._peek(1) if wrapped else following
        alone = following is None or following.gap > IN_LINE or following.type == "ITEM"
        if end - unit.start_pos > _LONGEST_TITLE or text[end - 1] in STOPS or not alone:
            return
        if text[unit.start_pos].islower() or text[unit.end_pos - 1] in STOPS:
            return
        if wrapped:
            self.ahead.popleft()
            unit.end_pos = end
        unit.type = "TITLE"
        if text[unit.start_pos] in SEPARATORS:  # between the heading and the title on its line
            self.fronts.part_separator(self.heading, unit)
