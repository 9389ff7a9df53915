"""Texts: where one begins and ends, what stands before its first clause, and what lies around and in it.

A text is known by its adopting formula, or by its designation and clauses below.  A line that only names a
text (in an agenda, in a list) opens none.  Prose before, between and after the texts is left loose.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from itu_texts import series
from itu_texts.parsing.frames import Frame, Frames
from itu_texts.parsing.fronts import SEPARATORS, Fronts
from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.session import GROUPS
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, SOFT_BREAK, STOPS, Notes, Unit

__all__ = ["settle_texts"]

_FRONT = 10  # units between a designation and the formula or the first heading, at most
_LONGEST_TITLE = 250  # characters, of an annex or a division
_LONGEST_SIGNATURE = 120  # characters of a line
_CONTENT = frozenset(("ITEM", "TEXT", "NOTE", "TABLE"))
_OPENERS = frozenset(("ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED"))


def settle_texts(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Put TEXT_OPEN and TEXT_CLOSE around the texts, and the like around annexes, divisions and amendments.

    The parts of fronts are named, and what belongs to nothing is set loose.
    """
    return _Texts(units, text, surface, notes).settle()


class _Texts:
    """The state of one pass: what is open, and the units that wait for what follows them."""

    def __init__(self, units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> None:
        self.units = units
        self.ahead: deque[Unit] = deque()
        self.text = text
        self.words = surface.words
        self.body_opens = surface.words["BODY_SURELY_OPENS"].match
        self.report = notes.report
        self.fronts = Fronts(text, surface, notes)
        self.frames = Frames(text, surface)
        self.waiting: list[Unit] = []
        """Outside texts: units that may be the front of one.  In a text: units that may stand after its end."""
        self.inside = False
        """Whether the units that come belong to a text, until something shows that it has ended."""
        self.heading: Unit | None = None
        """The heading, of a clause, an annex or a division, that is open in the text."""
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

    def settle(self) -> Iterator[Unit]:
        ahead = self.ahead
        units = self.units
        while ahead or (following := next(units, None)) is not None:
            unit = ahead.popleft() if ahead else following
            assert unit is not None
            kind = unit.type
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
                yield from self._flush()
                yield from self._begin_clause(unit)
            elif kind == "PROVISION" or not self._on_its_own(unit):
                yield from self._in_sentence(unit)
            elif self._belongs_to_text(unit):
                yield from self._flush()
                yield from self._begin_part(unit)
            elif kind in GROUPS:
                yield from self._close()
                yield from self._group(unit)
            else:
                yield from self._leave_text() if kind == "DESIGNATION" and self._nests() else self._close()
                yield from self._outside(unit)
        if self.inside:
            yield from self._close()
        yield from self._loosen(self.waiting)
        yield from self.frames.close(0)
        self._report_loose()

    def _peek(self, place: int = 0) -> Unit | None:
        while len(self.ahead) <= place:
            following = next(self.units, None)
            if following is None:
                return None
            self.ahead.append(following)
        return self.ahead[place]

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
        yield from self._loosen(self.waiting)
        self.waiting = []
        yield from self.frames.close(0)
        self._report_loose()
        closing = unit.type.replace("_OPEN", "_CLOSE")
        while unit.type != closing:
            yield unit
            self.last = unit
            unit = self.ahead.popleft() if self.ahead else next(self.units)
        yield unit
        self.taking = False

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
        else:  # a marker or a designation, which begin the front of a text
            if kind == "AMENDMENT" or not (self.waiting and self.waiting[-1].type == "AMENDMENT"):
                yield from self._loosen(self.waiting)
                self.waiting = []
            if kind == "AMENDMENT":
                yield from self._end_amendment(of_division=True)
            self.sink = ""
            self.waiting.append(unit)

    def _content(self, unit: Unit) -> Iterator[Unit]:
        """A unit without a form of its own, or a heading that may open a text."""
        kind = unit.type
        top = self.frames.top
        if kind == "HEADING" and (unit.sure or self._designation() is not None):
            if top is not None and top.type == "ANNEX" and self._designation() is None:
                yield from self._clause_of_annex(unit)
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
        if kind == "TEXT" and self.waiting and self.waiting[-1].type == "DESIGNATION":
            formula = self.fronts.part_formula(unit)
            if formula is not None:
                if formula is not unit:
                    self.waiting.append(unit)
                yield from self._outside(formula)
                return
        self.waiting.append(unit)
        if len(self.waiting) > 2 * _FRONT:
            yield from self._loosen(self.waiting[:_FRONT])
            del self.waiting[:_FRONT]

    def _is_of_signatures(self, unit: Unit) -> bool:
        """Whether a line may stand among signatures: a name, a place and date."""
        return unit.type == "TEXT" and unit.end_pos - unit.start_pos <= _LONGEST_SIGNATURE

    def _put(self, unit: Unit) -> None:
        self.last = unit
        self.frames.end = unit.end_pos

    def _clause_of_annex(self, unit: Unit) -> Iterator[Unit]:
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

    def _open_amendment(self, unit: Unit) -> Iterator[Unit]:
        if unit.type == "AMENDED":
            unit.style = "provision"
        unit.type = "AMENDMENT"
        yield self.frames.open(Frame("AMENDMENT"), unit)
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
        goes_on = unit.type != "TEXT" or self.text[unit.start_pos].islower()
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
        for index in range(len(self.waiting) - 1, max(-1, len(self.waiting) - _FRONT - 1), -1):
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
        self.operative = False
        self.heading = None
        self.last = front[-1] if front else None
        yield self.frames.open(Frame("TEXT", number=self._number(front)), front[0] if front else opener)
        yield from self.fronts.name(front, opener)

    def _number(self, front: list[Unit]) -> str:
        """The number that a designation states."""
        named = next((unit for unit in front if unit.type == "DESIGNATION"), None)
        return (self.text[named.start_pos : named.end_pos].split("(")[0].split() or [""])[-1] if named else ""

    def _nests(self) -> bool:
        """Whether a designation in a text begins another, inside an annex that holds nothing before it."""
        if self.heading is None or self.heading.type != "ANNEX" or self.last is None:
            return False
        if self.last is not self.heading and self.last.type not in ("TITLE", "REFERENCE"):
            return False
        for place in range(_FRONT):
            unit = self._peek(place)
            if unit is None or unit.type not in ("TEXT", "FORMULA", "HEADING"):
                return False
            if unit.type != "TEXT":
                return True
        return False

    def _leave_text(self) -> Iterator[Unit]:
        """Stay in the annex of a text, whose units are for a while read like those outside."""
        yield from self._flush()
        self.inside = False
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
                yield from self._open_amendment(unit)
                if index < len(units) and units[index].type == "DESIGNATION":
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

    def _begin_without_heading(self, unit: Unit) -> Iterator[Unit]:
        """Begin a clause whose heading was lost."""
        heading = Unit("HEADING", unit.start_pos, unit.start_pos, unit.gap)
        heading.style = self.heading.style if self.heading else "preamble"
        self.report("missing-heading", "a clause without its heading begins here", unit.start_pos, unit.end_pos)
        yield from self._begin_clause(heading)

    def _begins_without_heading(self, unit: Unit) -> bool:
        """Whether, after a blank line, a clause begins whose heading was lost.

        The one before has ended (with a comma, as clauses do), and a list begins anew; or it has no heading itself,
        and any list or body begins.
        """
        if self.heading is None or self.heading.type != "HEADING" or self.last is None or self.last is self.heading:
            return False
        if self.text[self.last.end_pos - 1] != ",":
            return False
        lost = self.heading.start_pos == self.heading.end_pos
        if unit.type == "TEXT":
            return lost and self.body_opens(self.text, unit.start_pos) is not None
        forms = {reading.form for reading in series.label(unit.label).readings if reading.first and reading.path}
        begun = self.labels[:1] if not lost else []
        return bool(forms) and (lost or any(r.form in forms for label in begun for r in series.label(label).readings))

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
        self.inside = False
        self.closed = True
        self.taking = False
        depth = next(index for index, frame in enumerate(self.frames.stack) if frame.type == "TEXT")
        yield from self.frames.close(depth)

    def _on_its_own(self, unit: Unit) -> bool:
        """Whether a line is the beginning of something, not the rest of a sentence."""
        if unit.gap >= HARD_BREAK or self.last is None or self.last.type not in ("ITEM", "TEXT"):
            return True
        return self.text[self.last.end_pos - 1] in STOPS and (
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
            and self.text[self.last.end_pos - 1] in ";.,"
            and not self.text[unit.start_pos].islower()
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

    def _flush(self) -> Iterator[Unit]:
        """What was thought to stand after the end belongs to the text."""
        for unit in self.waiting:
            self.last = unit
            yield unit
        self.waiting = []


def _may_begin_a_list(item: Unit) -> bool:
    return any(reading.first for reading in series.label(item.label).readings)
