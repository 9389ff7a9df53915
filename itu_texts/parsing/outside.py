"""What lies around texts: where one begins, and amendments, annexes and divisions outside them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from itu_texts.parsing.frames import Frame, Frames
from itu_texts.parsing.fronts import SEPARATORS, Fronts
from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, STOPS, LookAhead, Notes, Unit

__all__ = ["FRONT", "Outside"]

FRONT = 10  # units between a designation and the formula or the first heading, at most
_LONGEST_FRONT = 100  # the same, where a text has more than a title there
_LONGEST_TITLE = 250  # characters, of an annex or a division
_LONGEST_SIGNATURE = 120  # characters of a line
_OF_CLAUSES = "clauses"  # the kind of an amendment that owns clauses
_CONTENT = frozenset(("ITEM", "TEXT", "NOTE", "TABLE"))
_OPENERS = frozenset(("ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED"))


class Outside(LookAhead, ABC):
    """The state of one pass, and the units outside texts; what is read inside one is told by a subclass."""

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
                yield from self._loosen(self.waiting)
                self.waiting = []
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
                if top is not None and (top.type == "ANNEX" or top.kind == _OF_CLAUSES):
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
        if self.fronts.is_matter(unit) and not self._has_matter():
            named = self._designation()
            if named is not None and named < len(self.waiting) - 1:
                self.over_matter = self.waiting[named]
        self.waiting.append(unit)
        if len(self.waiting) > (_LONGEST_FRONT if self._has_matter() else 2 * FRONT):
            yield from self._loosen(self.waiting[:FRONT])
            del self.waiting[:FRONT]

    def _has_matter(self) -> bool:
        """Whether other matter than a title was found in the front that waits."""
        over = self.over_matter
        return over is not None and any(unit is over for unit in self.waiting)

    def _is_cited(self, unit: Unit) -> bool:
        """Whether a designation stands in the matter of a front: a related text; no text begins there."""
        return self._has_matter() and not self.text[unit.start_pos : unit.end_pos].split("(")[0].isupper()

    def _is_of_signatures(self, unit: Unit) -> bool:
        """Whether a line may stand among signatures: a name, a place and date."""
        return unit.type == "TEXT" and unit.end_pos - unit.start_pos <= _LONGEST_SIGNATURE

    def _put(self, unit: Unit) -> None:
        self.last = unit
        self.frames.end = unit.end_pos

    def _clause(self, unit: Unit) -> Iterator[Unit]:
        """A clause of an annex, or one that an amendment owns."""
        yield from self._loosen(self.waiting)
        self.waiting = []
        self.frames.touch()
        self.taking = True
        self._put(unit)
        yield unit

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
        yield from self._loosen(self.waiting)
        self.waiting = []
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

    # ------------------------------------------------------------------ amendments, outside texts

    def _amended_clause(self, unit: Unit, marker: Unit) -> Iterator[Unit]:
        """A clause right below a marker: all that is amended of a text that stands elsewhere."""
        yield from self._loosen(self.waiting)
        self.waiting = []
        self._report_loose()
        yield from self._open_amendment(marker, _OF_CLAUSES)
        yield from self._clause(unit)

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
        if self.frames.stack[-1].kind == _OF_CLAUSES:
            return unit.gap < BLANK_LINE
        begin = self.text[unit.start_pos]
        goes_on = unit.type != "TEXT" or begin.islower() or begin == "("
        if unit.gap < HARD_BREAK or (unit.gap == HARD_BREAK and goes_on):
            return True
        return goes_on and self.text[self.last.end_pos - 1] in ":;,"

    def _reasons(self, unit: Unit) -> Iterator[Unit]:
        """Reasons end an amendment, and what stands between its marker and them is what it amends."""
        for index, waiting in enumerate(self.waiting):
            if waiting.type == "AMENDMENT":
                yield from self._loosen(self.waiting[:index])
                yield from self._end_amendment()
                yield from self._loosen(self.waiting[index:], ended=False)
                self.waiting = []
                break
        yield from self._loosen(self.waiting)
        self.waiting = []
        depth = next((i for i, frame in enumerate(self.frames.stack) if frame.type == "AMENDMENT"), -1)  # the proposal
        if depth >= 0:
            yield from self.frames.close(depth + 1)
        self.frames.touch()
        self.taking = True
        self.heading = None
        self._put(unit)
        yield unit

    # ------------------------------------------------------------------ where a text begins

    def _designation(self) -> int | None:
        """Which of the waiting units names the text, if one does."""
        if self._has_matter():
            return next(index for index, unit in enumerate(self.waiting) if unit is self.over_matter)
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

    def _report_loose(self) -> None:
        """Report the stretch of loose units that ends here."""
        if self.loose:
            code = "text-after-end" if self.closed else "unrecognised-block"
            place = "after the end of a text, not part of it" if self.closed else "outside the texts"
            lines = f"{len(self.loose)} lines" if len(self.loose) > 1 else "a line"
            self.report(code, f"{lines} {place}", self.loose[0].start_pos, self.loose[-1].end_pos)
        self.loose = []

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
