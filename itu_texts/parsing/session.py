"""Session documents and volumes: covers, agendas and lists of contents, each as one group of units.

What only names texts must not become texts.  A line that could open such a group and does not, because nothing of
the kind follows, is a line like any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts import series
from itu_texts.grammar import Surface
from itu_texts.parsing.fronts import SEPARATORS
from itu_texts.parsing.units import BLANK_LINE, IN_LINE, SOFT_BREAK, LookAhead, Unit, past_blanks

__all__ = ["GROUPS", "settle_session"]

GROUPS = frozenset(("AGENDA_OPEN", "CONTENTS_OPEN", "COVER_OPEN"))
_OPENERS = frozenset(("AGENDA", "CONTENTS", "COVER", "DESIGNATION"))
_DESIGNATIONS = frozenset(("DRAFT_DESIGNATION", "CAPITAL_DESIGNATION", "DESIGNATION"))
_FAR = 3  # units that may stand between the heading of a group and its first member
_ENDS = frozenset(("HEADING", "FORMULA", "AMENDMENT", "AMENDED", "AGENDA", "CONTENTS", "COVER"))


def settle_session(units: Iterator[Unit], text: str, surface: Surface) -> Iterator[Unit]:
    """Put AGENDA_OPEN and AGENDA_CLOSE around agendas, and so on, and say what stands in them."""
    groups = _Groups(units, text, surface)
    for unit in groups.in_turn():
        kind = unit.type
        if kind not in _OPENERS:
            yield unit
        elif kind == "AGENDA":
            yield from groups.agenda(unit)
        elif kind == "CONTENTS":
            yield from groups.contents(unit)
        elif kind == "COVER":
            yield from groups.cover(unit)
        elif unit.gap >= SOFT_BREAK and groups.is_listed(unit):
            yield from groups.contents_without_heading(unit)
        else:
            yield unit


class _Groups(LookAhead):
    """Looks ahead for the members of a group, and takes them."""

    def __init__(self, units: Iterator[Unit], text: str, surface: Surface) -> None:
        super().__init__(units)
        self.text = text
        self.form_of = surface.line.match
        self.page = surface.words["ENTRY_PAGE"].search
        self.says = surface.words["COVER_PARTS"].match

    def _line(self, unit: Unit) -> int:
        """Take the rest of the line that a unit begins; gives where it ends."""
        end = unit.end_pos
        while (following := self._peek()) is not None and following.gap == IN_LINE:
            end = self.ahead.popleft().end_pos
        return end

    def _line_end(self, place: int = -1) -> int:
        """Where the line ends that a unit ahead begins; the unit itself is the one before the first ahead."""
        place += 1
        end = 0
        while (following := self._peek(place)) is not None and following.gap == IN_LINE:
            end = following.end_pos
            place += 1
        return end

    def _plain(self, unit: Unit) -> Unit:
        unit.type = "TEXT"
        unit.end_pos = self._line(unit)
        return unit

    def _group(self, name: str, members: list[Unit]) -> Iterator[Unit]:
        start, end = members[0].start_pos, members[-1].end_pos
        yield Unit(f"{name}_OPEN", start, start, members[0].gap)
        yield from members
        yield Unit(f"{name}_CLOSE", end, end, IN_LINE)

    # ------------------------------------------------------------------ entries

    def is_listed(self, unit: Unit) -> bool:
        """Whether a designation has a title and a page on its line, and another with a title follows."""
        end = self._line_end()
        if not end or not self.page(self.text, unit.end_pos, end):
            return False
        place = 0
        while (following := self._peek(place)) is not None and (following.gap == IN_LINE or place < _FAR):
            if following.gap > IN_LINE and following.type == "DESIGNATION":
                return self._line_end(place) > 0
            place += 1
        return False

    def _entry(self, unit: Unit, end: int = 0) -> list[Unit]:
        """An entry: its designation, title and page.

        :param end: where its line ends, if that is known.
        """
        unit.type = "ENTRY_NAME"
        out = [unit]
        end = end or self._line(unit)
        while (following := self._peek()) is not None and following.type == "TEXT" and following.gap < BLANK_LINE:
            if following.gap == SOFT_BREAK or not self.page(self.text, unit.end_pos, end):
                self.ahead.popleft()  # the next line of the title
                end = self._line(following)
            else:
                break
        if end == unit.end_pos:
            return out
        start = past_blanks(self.text, unit.end_pos)
        if self.text[start] in SEPARATORS and start + 1 < end:
            unit.end_pos = start + 1
            start = past_blanks(self.text, start + 1)
        paged = self.page(self.text, unit.end_pos, end)
        stop = paged.start() if paged else end
        if stop > start:
            out.append(Unit("ENTRY_TITLE", start, stop, IN_LINE))
        if paged:
            out.append(Unit("ENTRY_PAGE", past_blanks(self.text, paged.start()), end, IN_LINE))
        return out

    # ------------------------------------------------------------------ agendas

    def agenda(self, heading: Unit) -> Iterator[Unit]:
        place = 0
        while (following := self._peek(place)) is not None and place < 2 * _FAR:
            if following.gap > IN_LINE and following.type != "TEXT":
                break
            place += 1
        if following is None or not self._begins_agenda(following):
            yield self._plain(heading)
            return
        heading.end_pos = self._line(heading)
        members = [heading]
        while (unit := self._peek()) is not None:
            if unit.type == "ITEM":
                self.ahead.popleft()
                members += self._agenda_item(unit, in_item=members[-1] is not heading)
            elif unit.type == "DESIGNATION" and members[-1] is not heading:
                self.ahead.popleft()
                members += self._entry(unit)
            elif unit.type == "TEXT" and members[-1] is heading:  # the date and place of the meeting
                self.ahead.popleft()
                heading.end_pos = self._line(unit)
            elif unit.type == "TEXT" and (unit.gap < BLANK_LINE or self._goes_on()):
                self.ahead.popleft()
                end = self._line(unit)
                if unit.gap < BLANK_LINE and members[-1].type in ("PARAGRAPH", "ENTRY_TITLE"):
                    members[-1].end_pos = end
                else:
                    members.append(Unit("PARAGRAPH", unit.start_pos, end, unit.gap))
            else:
                break
        yield from self._group("AGENDA", members)

    @staticmethod
    def _begins_agenda(unit: Unit) -> bool:
        readings = series.label(unit.label).readings if unit.type == "ITEM" else ()
        return any(reading.style == "number" and reading.first for reading in readings)

    def _agenda_item(self, unit: Unit, *, in_item: bool) -> list[Unit]:
        """An item, with what it names; or what is listed in an item, with dashes or letters."""
        end = self._line(unit)
        if in_item and not any(reading.style in ("number", "decimal") for reading in series.label(unit.label).readings):
            form = self.form_of(self.text, unit.words) if unit.words < end else None
            if form is None or form.lastgroup not in _DESIGNATIONS:
                return [Unit("PARAGRAPH", unit.start_pos, end, unit.gap)]
            named = Unit("DESIGNATION", unit.start_pos, form.end(), unit.gap, unit.label, unit.words)
            return self._entry(named, end)
        item = Unit("AGENDA_ITEM", unit.start_pos, unit.start_pos + len(unit.label), unit.gap, unit.label)
        start = unit.words
        item.words = item.end_pos
        if start >= end:
            return [item]
        form = self.form_of(self.text, start)
        if form is not None and form.lastgroup in _DESIGNATIONS:  # "2 Resolution 1 - Title"
            return [item, *self._entry(Unit("DESIGNATION", start, form.end(), IN_LINE), end)]
        return [item, Unit("PARAGRAPH", start, end, IN_LINE)]

    def _goes_on(self) -> bool:
        """Whether, behind the line that is ahead, the agenda goes on with an item or a named text."""
        place = 1
        while (unit := self._peek(place)) is not None and unit.gap == IN_LINE:
            place += 1
        return unit is not None and unit.type in ("ITEM", "DESIGNATION") and unit.gap >= SOFT_BREAK

    # ------------------------------------------------------------------ lists of contents

    def contents(self, heading: Unit) -> Iterator[Unit]:
        place = 0
        while (following := self._peek(place)) is not None and following.type != "DESIGNATION" and place < _FAR:
            place += 1
        if following is None or following.type != "DESIGNATION" or not self._line_end(place):
            yield self._plain(heading)
            return
        heading.end_pos = self._line(heading)
        yield from self._group("CONTENTS", [heading, *self._entries()])

    def contents_without_heading(self, unit: Unit) -> Iterator[Unit]:
        yield from self._group("CONTENTS", [*self._entry(unit), *self._entries()])

    def _entries(self) -> list[Unit]:
        """Entries, and the lines between them, up to the last entry."""
        members: list[Unit] = []
        while (unit := self._peek()) is not None:
            if unit.type == "DESIGNATION" and self._names_only(unit):
                self.ahead.popleft()
                members += self._entry(unit)
                continue
            place = 0
            while (unit := self._peek(place)) is not None and place < 2 * _FAR:
                if unit.type in _ENDS or (unit.type == "DESIGNATION" and unit.gap > IN_LINE):
                    break
                place += 1
            if unit is None or unit.type != "DESIGNATION" or not self._names_only(unit, place):
                break
            members += self._between(place)
        while (unit := self._peek()) is not None and SOFT_BREAK <= unit.gap < BLANK_LINE and self._is_paged(unit):
            members += self._between(1)
            members[-1].end_pos = self._line(members[-1])
        return members

    def _between(self, count: int) -> list[Unit]:
        """So many units ahead as lines between entries."""
        lines: list[Unit] = []
        for _ in range(count):
            unit = self.ahead.popleft()
            if unit.gap == IN_LINE and lines:
                lines[-1].end_pos = unit.end_pos
            else:
                lines.append(Unit("PARAGRAPH", unit.start_pos, unit.end_pos, unit.gap))
        return lines

    def _is_paged(self, unit: Unit) -> bool:
        """Whether a page stands at the end of the line that the unit ahead begins."""
        end = max(unit.end_pos, self._line_end(0))
        return unit.type != "TABLE" and self.page(self.text, unit.start_pos, end) is not None

    def _names_only(self, unit: Unit, place: int = 0) -> bool:
        """Whether a designation ahead is an entry: a title or a page follows, and no formula or heading."""
        end = self._line_end(place)
        if end and self.page(self.text, unit.end_pos, end):
            return True
        for index in range(place + 1, place + 2 * _FAR):
            following = self._peek(index)
            if following is None or following.type in ("DESIGNATION", "CONTENTS"):
                return bool(end)
            if following.type in _ENDS or following.type.startswith(("PREAMBLE", "OPERATIVE")):
                return False
        return False

    # ------------------------------------------------------------------ covers

    def cover(self, first: Unit) -> Iterator[Unit]:
        """Lines that say what a document is; only some of them are found in covers alone."""
        members = [first]
        first.end_pos = max(first.end_pos, self._line(first))
        while True:
            place = 0
            while (unit := self._peek(place)) is not None and unit.type == "TEXT" and place < _FAR:
                place += 1
            if unit is None or unit.type != "COVER":
                break
            for _ in range(place + 1):
                unit = self.ahead.popleft()
                if unit.gap == IN_LINE:
                    members[-1].end_pos = unit.end_pos
                else:
                    members.append(unit)
        lines = [unit for unit in members if unit.type == "COVER"]
        said = [self.says(self.text, unit.start_pos, unit.end_pos) for unit in lines]
        tells = [name for each in said if each for name in ("series", "annex_pages", "number") if each[name]]
        if any(name != "number" for name in tells) or (tells and len(lines) > 1):  # a number alone may stand anywhere
            for unit in members:
                unit.type = "COVER"
            yield from self._group("COVER", members)
        else:
            for unit in members:
                unit.type = "TEXT"
                yield unit
