"""Session documents and volumes: covers, agendas and lists of contents, each as one group of units.

What only names texts must not become texts.  A line that could open such a group and does not, because nothing of
the kind follows, is a line like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.writing import SEPARATORS, past_blanks, without_blanks
from itu_texts.parsing.contents import PagedLines
from itu_texts.parsing.settled import AgendaItem, Bracket, CoverLine, EntryName, EntryPage, EntryTitle, Paragraph
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import NEARBY
from itu_texts.parsing.units import (
    BLANK_LINE,
    IN_LINE,
    SOFT_BREAK,
    Agenda,
    Candidate,
    Contents,
    Designation,
    Labelled,
    Unit,
    Words,
)

__all__ = ["settle_session"]

_DESIGNATIONS: Final = frozenset(("DRAFT_DESIGNATION", "CAPITAL_DESIGNATION", "DESIGNATION"))
_ENDS: Final = frozenset(("HEADING", "FORMULA", "AMENDMENT", "AMENDED", "AGENDA", "CONTENTS", "COVER"))


def settle_session(units: Iterator[Unit], text: str, surface: Surface) -> Iterator[Unit]:
    """Put AGENDA_OPEN and AGENDA_CLOSE around agendas, and so on, and say what stands in them."""
    stream = LookAhead(units)
    groups = _Groups(stream, text, surface)
    covers = _Covers(stream, text, surface)
    begun = False  # the first text
    for unit in stream:
        kind = unit.type
        if kind == "FORMULA" or (isinstance(unit, Designation) and unit.known):
            begun = True
        if not begun and groups.is_of_contents(unit):
            yield from groups.lines_of_contents(unit)
        elif kind == "AGENDA":
            yield from groups.agenda(unit)
        elif kind == "CONTENTS":
            yield from groups.contents(unit)
        elif kind == "COVER":
            yield from covers.cover(unit)
        elif kind == "DESIGNATION" and unit.gap >= SOFT_BREAK and groups.is_listed(unit):
            yield from groups.contents_without_heading(unit)
        elif unit.start in groups.paged.pages and unit.gap >= SOFT_BREAK and (count := groups.listed(unit)):
            yield from groups.paged_lines(unit, count)
        else:
            yield unit


class _Ahead:
    """The units ahead, which a group takes."""

    def __init__(self, stream: LookAhead, text: str) -> None:
        self.peek = stream.peek
        self.take = stream.take
        self.passed = stream.passed
        self.text = text

    def _line(self, unit: Unit) -> int:
        """Take the rest of the line that a unit begins; gives where it ends."""
        end = unit.end
        while (following := self.peek()) is not None and following.gap == IN_LINE:
            end = self.take().end
        return end

    def _group(self, name: str, members: Sequence[Unit]) -> Iterator[Unit]:
        yield from self.passed()
        yield Bracket(f"{name}_OPEN", members[0].start, members[0].gap)
        yield from members
        yield Bracket(f"{name}_CLOSE", members[-1].end)


class _Groups(_Ahead):
    """Looks ahead for the members of agendas and lists of contents."""

    def __init__(self, stream: LookAhead, text: str, surface: Surface) -> None:
        super().__init__(stream, text)
        self.form_of = surface.line.match
        self.page = surface.words["ENTRY_PAGE"].search
        self.paged = PagedLines(text, surface)
        self.no_list = 0
        """Where the last lines with pages end that are no list of contents."""

    def _line_end(self, place: int = -1) -> int:
        """Where the line ends that a unit ahead begins; the unit itself is the one before the first ahead."""
        place += 1
        end = 0
        while (following := self.peek(place)) is not None and following.gap == IN_LINE:
            end = following.end
            place += 1
        return end

    def _plain(self, unit: Unit) -> Words:
        return Words(unit.start, self._line(unit), unit.gap)

    # ------------------------------------------------------------------ entries

    def is_listed(self, unit: Unit) -> bool:
        """Whether a designation has a title and a page on its line, and another with a title follows."""
        end = self._line_end()
        if not end or not self.page(self.text, unit.end, end):
            return False
        place = 0
        while (following := self.peek(place)) is not None and (following.gap == IN_LINE or place < NEARBY):
            if following.gap > IN_LINE and following.type == "DESIGNATION":
                return self._line_end(place) > 0
            place += 1
        return False

    def _entry(self, unit: Unit, end: int = 0, label: str = "", words: int = -1) -> list[Unit]:
        """An entry: its designation, title and page.

        :param end: where its line ends, if that is known.
        :param label: what stands before the designation, which then begins at ``words``.
        """
        end = end or self._line(unit)
        while (following := self.peek()) is not None and following.type == "TEXT" and following.gap < BLANK_LINE:
            if following.gap == SOFT_BREAK or not self.page(self.text, unit.end, end):
                self.take()  # the next line of the title
                end = self._line(following)
            else:
                break
        return self._parts(unit, end, label, words)

    def _parts(self, unit: Unit, end: int, label: str = "", words: int = -1) -> list[Unit]:
        """The designation, title and page of an entry, which is known to end somewhere."""
        stop = unit.end
        if end == stop:
            return [EntryName(unit.start, stop, unit.gap, label, words)]
        start = past_blanks(self.text, stop)
        if self.text[start] in SEPARATORS and start + 1 < end:
            stop = start + 1
            start = past_blanks(self.text, stop)
        parts: list[Unit] = [EntryName(unit.start, stop, unit.gap, label, words)]
        paged = self.page(self.text, stop, end)
        title_end = paged.start() if paged else end
        if title_end > start:
            parts.append(EntryTitle(start, title_end))
        if paged:
            parts.append(EntryPage(past_blanks(self.text, paged.start()), end))
        return parts

    # ------------------------------------------------------------------ agendas

    def agenda(self, heading: Unit) -> Iterator[Unit]:
        place = 0
        while (following := self.peek(place)) is not None and place < 2 * NEARBY:
            if following.gap > IN_LINE and following.type != "TEXT":
                break
            place += 1
        if following is None or not self._begins_agenda(following):
            plain = self._plain(heading)
            yield from self.passed()
            yield plain
            return
        end = self._line(heading)
        while (unit := self.peek()) is not None and unit.type == "TEXT":  # the date and place of the meeting
            end = self._line(self.take())
        yield from self._group("AGENDA", [Agenda(heading.start, end, heading.gap), *self._agenda_items()])

    def _agenda_items(self) -> list[Unit]:
        """The items of an agenda, and what each of them lists."""
        members: list[Unit] = []
        while (unit := self.peek()) is not None:
            if isinstance(unit, Labelled):
                self.take()
                members += self._agenda_item(unit, in_item=bool(members))
            elif unit.type == "DESIGNATION" and members:
                self.take()
                members += self._entry(unit)
            elif unit.type == "TEXT" and members and (unit.gap < BLANK_LINE or self._goes_on()):
                self.take()
                end = self._line(unit)
                last = members[-1]
                if unit.gap < BLANK_LINE and isinstance(last, Paragraph | EntryTitle):
                    members[-1] = type(last)(last.start, end, last.gap)
                else:
                    members.append(Paragraph(unit.start, end, unit.gap))
            else:
                break
        return members

    @staticmethod
    def _begins_agenda(unit: Unit) -> bool:
        readings = series.label(unit.label).readings if isinstance(unit, Labelled) else ()
        return any(reading.style == "number" and reading.first for reading in readings)

    def _agenda_item(self, unit: Labelled, *, in_item: bool) -> list[Unit]:
        """An item, with what it names; or what is listed in an item, with dashes or letters."""
        start, end = unit.words, self._line(unit)
        form = self.form_of(self.text, start) if start < end else None
        named = form is not None and form.lastgroup in _DESIGNATIONS
        if in_item and not any(reading.style in ("number", "decimal") for reading in series.label(unit.label).readings):
            if form is None or not named:
                return [Paragraph(unit.start, end, unit.gap)]
            return self._entry(Unit(unit.start, form.end(), unit.gap), end, unit.label, start)
        item = AgendaItem(unit.start, unit.start + len(unit.label), unit.gap, unit.label)
        if start >= end:
            return [item]
        if form is not None and named:  # "2 Resolution 1 - Title"
            return [item, *self._entry(Unit(start, form.end()), end)]
        return [item, Paragraph(start, end)]

    def _goes_on(self) -> bool:
        """Whether, behind the line that is ahead, the agenda goes on with an item or a named text."""
        place = 1
        while (unit := self.peek(place)) is not None and unit.gap == IN_LINE:
            place += 1
        return unit is not None and unit.type in ("ITEM", "DESIGNATION") and unit.gap >= SOFT_BREAK

    # ------------------------------------------------------------------ lists of contents

    @staticmethod
    def is_of_contents(unit: Unit | None) -> bool:
        """Whether a file says that a line is one of a list of contents."""
        return isinstance(unit, Words) and unit.said == "contents"

    def lines_of_contents(self, first: Unit) -> Iterator[Unit]:
        """The lines of which a file says that they list the contents, up to the last of them."""
        members = self._line_of_contents(first)
        while (following := self.peek()) is not None and self.is_of_contents(following):
            members += self._line_of_contents(self.take())
        yield from self._group("CONTENTS", members)

    def _line_of_contents(self, unit: Unit) -> list[Unit]:
        form = self.form_of(self.text, unit.start)
        if form is None or form.lastgroup not in _DESIGNATIONS or form.end() > unit.end:
            return [Paragraph(unit.start, unit.end, unit.gap)]
        return self._parts(Unit(unit.start, without_blanks(self.text, form.end()), unit.gap), unit.end)

    def contents(self, heading: Unit) -> Iterator[Unit]:
        if self.is_of_contents(self.peek()):
            members: list[Unit] = [Contents(heading.start, heading.end, heading.gap)]
            while (line := self.peek()) is not None and self.is_of_contents(line):
                members += self._line_of_contents(self.take())
            yield from self._group("CONTENTS", members)
            return
        place = 0
        while (following := self.peek(place)) is not None and following.type != "DESIGNATION" and place < NEARBY:
            place += 1
        if following is None or following.type != "DESIGNATION" or not self._line_end(place):
            end = self._line(heading)
            title = Contents(heading.start, end, heading.gap)
            count = self.paged.run(self.peek, headed=True) or self.paged.above_formula(self.text, self.peek)
            yield from (
                self._group("CONTENTS", [title, *self._lines(count)])
                if count
                else (
                    *self.passed(),
                    Words(heading.start, end, heading.gap),
                )
            )
            return
        title = Contents(heading.start, self._line(heading), heading.gap)
        yield from self._group("CONTENTS", [title, *self._entries()])

    def listed(self, first: Unit) -> int:
        """How many units ahead stand in a list of contents that a line begins; 0 if it begins none."""
        if first.start < self.no_list:
            return 0
        count = self.paged.run(self.peek)
        if self.paged.is_list(first, count, self.peek):
            return count
        last = self.peek(count - 1) if count else first
        self.no_list = last.end if last is not None else 0
        return 0

    def paged_lines(self, first: Unit, count: int) -> Iterator[Unit]:
        """Lines with pages, whatever they name."""
        lines = self._lines(count, first)
        yield from self._group("CONTENTS", lines)

    def _lines(self, count: int, first: Unit | None = None) -> list[Unit]:
        """So many units ahead, and one before them, as the lines of a list of contents."""
        units = [*([first] if first is not None else ()), *(self.take() for _ in range(count))]
        lines: list[Unit] = []
        for unit in units:
            if unit.gap == IN_LINE and lines:
                lines[-1] = Unit(lines[-1].start, unit.end, lines[-1].gap)
            else:
                lines.append(Unit(unit.start, unit.end, unit.gap))
        return [part for line in lines for part in self._line_of_contents(line)]

    def contents_without_heading(self, unit: Unit) -> Iterator[Unit]:
        yield from self._group("CONTENTS", [*self._entry(unit), *self._entries()])

    def _entries(self) -> list[Unit]:
        """Entries, and the lines between them, up to the last entry."""
        members: list[Unit] = []
        while (unit := self.peek()) is not None:
            if unit.type == "DESIGNATION" and self._names_only(unit):
                self.take()
                members += self._entry(unit)
                continue
            place = 0
            while (unit := self.peek(place)) is not None and place < 2 * NEARBY:
                if unit.type in _ENDS or (unit.type == "DESIGNATION" and unit.gap > IN_LINE):
                    break
                place += 1
            if unit is None or unit.type != "DESIGNATION" or not self._names_only(unit, place):
                break
            members += self._between(place)
        while (unit := self.peek()) is not None and SOFT_BREAK <= unit.gap < BLANK_LINE and self._is_paged(unit):
            self.take()
            members.append(Paragraph(unit.start, self._line(unit), unit.gap))
        return members

    def _between(self, count: int) -> list[Paragraph]:
        """So many units ahead as lines between entries."""
        lines: list[Paragraph] = []
        for _ in range(count):
            unit = self.take()
            if unit.gap == IN_LINE and lines:
                lines[-1] = Paragraph(lines[-1].start, unit.end, lines[-1].gap)
            else:
                lines.append(Paragraph(unit.start, unit.end, unit.gap))
        return lines

    def _is_paged(self, unit: Unit) -> bool:
        """Whether a page stands at the end of the line that the unit ahead begins."""
        end = max(unit.end, self._line_end(0))
        return unit.type != "TABLE" and self.page(self.text, unit.start, end) is not None

    def _names_only(self, unit: Unit, place: int = 0) -> bool:
        """Whether a designation ahead is an entry: a title or a page follows, and no formula or heading."""
        end = self._line_end(place)
        if end and self.page(self.text, unit.end, end):
            return True
        for index in range(place + 1, place + 2 * NEARBY):
            following = self.peek(index)
            if following is None or following.type in ("DESIGNATION", "CONTENTS"):
                return bool(end)
            if following.type in _ENDS or (isinstance(following, Candidate) and following.form != "HEADING_LIKE"):
                return False
        return False


class _Covers(_Ahead):
    """Looks ahead for the lines of a cover."""

    def __init__(self, stream: LookAhead, text: str, surface: Surface) -> None:
        super().__init__(stream, text)
        self.says = surface.words["COVER_PARTS"].match

    def cover(self, first: Unit) -> Iterator[Unit]:
        """Lines that say what a document is; only some of them are found in covers alone."""
        members = [CoverLine(first.start, self._line(first), first.gap)]
        said_by = [True]  # of each line, whether it has the form of one, or stands between such
        while True:
            place = 0
            while (unit := self.peek(place)) is not None and unit.type == "TEXT" and place < NEARBY:
                place += 1
            if unit is None or unit.type != "COVER":
                break
            for _ in range(place + 1):
                unit = self.take()
                if unit.gap == IN_LINE:
                    members[-1] = CoverLine(members[-1].start, unit.end, members[-1].gap)
                else:
                    members.append(CoverLine(unit.start, unit.end, unit.gap))
                    said_by.append(unit.type == "COVER")
        lines = [line for line, says in zip(members, said_by, strict=True) if says]
        said = [self.says(self.text, line.start, line.end) for line in lines]
        tells = [name for each in said if each for name in ("series", "annex_pages", "number") if each[name]]
        if any(name != "number" for name in tells) or (tells and len(lines) > 1):  # a number alone may stand anywhere
            yield from self._group("COVER", members)
        else:
            yield from self.passed()
            yield from (Words(line.start, line.end, line.gap) for line in members)
