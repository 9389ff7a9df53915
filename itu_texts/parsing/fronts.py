"""The fronts of texts: which lines are the designation, the title, its history and other matter above the formula."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import SEPARATORS, STOPS, begins_capital, is_in_capitals, past_blanks
from itu_texts.parsing.settled import History, Paragraph, Title
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, TITLE_LINES
from itu_texts.parsing.units import BLANK_LINE, BLOCKS, IN_LINE, Designation, Heading, Labelled, Unit, Words

__all__ = ["Fronts", "Group", "past_separator"]


_FIRST_SECTION: Final = ("1", "1.")  # its label


class Group(Unit):
    """A list of contents with all that stands in it, while it waits for the text whose front it may stand in."""

    __slots__ = ("members",)
    type = "GROUP"

    def __init__(self, members: Sequence[Unit]) -> None:
        super().__init__(members[0].start, members[-1].end, members[0].gap)
        self.members = members


class Fronts:
    """Names the lines of fronts."""

    def __init__(self, text: str, surface: Surface, reporter: Reporter) -> None:
        self.text = text
        self.matter = surface.words["FRONT_MATTER"].match
        self.report = reporter.report

    def title_line(self, waiting: Sequence[Unit]) -> int:
        """Where the title begins, in a front without a designation: the lines right before the formula."""
        begin = len(waiting)
        while begin and len(waiting) - begin < TITLE_LINES:
            unit = waiting[begin - 1]
            if unit.type != "TEXT" or self.text[unit.end - 1] in STOPS:
                break
            begin -= 1
            if unit.gap == BLANK_LINE:
                break
        return begin

    def named_only(self, units: Sequence[Unit]) -> Sequence[Unit]:
        """The front of a text that is only named: its designation, and the lines below up to a blank one.

        :param units: a designation, and what follows it.
        """
        end = 1
        while end < len(units) and end <= TITLE_LINES and units[end].type in ("TEXT", "ITEM"):
            if units[end].gap == BLANK_LINE and end > 1:
                break
            if units[end].gap > IN_LINE and self.text[units[end].end - 1] in STOPS:
                break
            end += 1
        return units[:end]

    def is_left_out(self, named: Designation, ahead: Sequence[Unit]) -> bool:
        """Whether a text has no formula and no heading above its words, as Recommendations of ITU-T.

        A file says which texts are such; elsewhere their first section does: "1 Scope".

        :param ahead: what stands below the designation, without lists of contents: :data:`NEAR_UNITS` units.
        """
        if len(ahead) < 2 or ahead[0].type != "TEXT" or ahead[1].type not in BLOCKS:
            return False
        return (named.known or self._begins_sections(named, ahead[1])) and not _holds_opener(ahead)

    def _begins_sections(self, named: Designation, first: Unit) -> bool:
        """Whether a text that stands in capitals begins with its first section, a few words without a stop.

        :param first: what stands below the title.
        """
        if not isinstance(first, Labelled) or first.label not in _FIRST_SECTION or first.words >= first.end:
            return False
        if first.end - first.start > LONGEST_SECTION or self.text[first.end - 1] in STOPS:
            return False
        return begins_capital(self.text, first.words) and is_in_capitals(self.text[named.start : named.end])

    def name(self, front: Sequence[Unit], opener: Unit) -> list[Unit]:
        """Say what the lines of a front are: its title is the last run of lines without a blank one.

        Behind the title there may be other matter, as a Recommendation has it, with lines of its own kind.

        :param opener: what the text is known by, its formula or first heading.
        """
        lines = range(2, len(front))  # below the designation and a title
        matter = next((index for index in lines if self._is_below_title(front[index])), len(front))
        begin, end = self._title(front, matter)
        front = self._parted(front)
        title = self._words(front[begin:end])
        named: list[Unit] = []
        goes_on = False  # whether the line before may go on in the next: a title, or other matter
        for index, unit in enumerate(front):
            if goes_on and (begin <= index < end or (index > matter and unit.gap == IN_LINE)):
                last = named[-1]
                named[-1] = type(last)(last.start, unit.end, last.gap)
                continue
            goes_on = False
            if isinstance(unit, Designation | Group):
                named.append(unit)
            elif begin <= index < end:
                named.append(Title(unit.start, unit.end, unit.gap))
                goes_on = True
            elif title and (end <= index < matter or (index < begin and self._is_history(unit))):
                named.append(History(unit.start, unit.end, unit.gap))
            else:
                named.append(Paragraph(unit.start, unit.end, unit.gap))
                goes_on = index > matter
                if not goes_on and title and self._words([unit]) == title:
                    self.report(
                        "doubled-title", "the title is here and again below: remove one of them", unit.start, unit.end
                    )
                elif index == 1 and unit.gap == IN_LINE and isinstance(front[0], Designation):
                    message = "what stands behind the number here is no part of it, and is not the title"
                    self.report("odd-number", message, front[0].start, unit.end)
        if not title:
            self.report("missing-title", "this text has no title: add one below its number", opener.start, opener.end)
        return named

    def _title(self, front: Sequence[Unit], matter: int) -> tuple[int, int]:
        """Which lines are the title, above the history and other matter."""
        end = matter
        while end and self._is_history(front[end - 1]):
            end -= 1
        begin = end
        while begin and front[begin - 1].type not in ("DESIGNATION", "GROUP") and end - begin < TITLE_LINES:
            begin -= 1
            if front[begin].gap == BLANK_LINE:
                break
        while begin + 1 < end and self._is_history(front[begin]) and front[begin].gap > IN_LINE:
            begin += 1  # "(amended in 1992)" may stand above the title
        return begin, end

    def _parted(self, front: Sequence[Unit]) -> list[Unit]:
        """The lines with each colon or dash between a designation and the title on its line given to the first."""
        parted = list(front[:1])
        for _, unit in pairwise(front):
            above = parted[-1]
            start = past_separator(unit, self.text)
            if start:
                end = unit.start + 1
                parted[-1] = (
                    Designation(above.start, end, above.gap, known=above.known, kind=above.kind)
                    if isinstance(above, Designation)
                    else Words(above.start, end, above.gap)
                )
                unit = Words(start, unit.end)
            parted.append(unit)
        return parted

    def _is_below_title(self, unit: Unit) -> bool:
        """Whether something stands below the title: a list of contents, other matter."""
        return isinstance(unit, Group) or self.is_matter(unit)

    def is_matter(self, unit: Unit) -> bool:
        """Whether a line begins other matter in a front: "Scope", "Keywords"."""
        return unit.type == "TEXT" and self.matter(self.text, unit.start, unit.end) is not None

    def _words(self, units: Sequence[Unit]) -> str:
        return " ".join(self.text[unit.start : unit.end] for unit in units).strip(" :–—-").casefold()

    def _is_history(self, unit: Unit) -> bool:
        """A line in brackets below the title: (City, 2002; City, 2006)."""
        if not isinstance(unit, Words):
            return False
        return unit.said == "history" or (self.text[unit.start] == "(" and self.text[unit.end - 1] == ")")


def past_separator(unit: Unit, text: str) -> int:
    """Where the words begin behind a colon or dash that parts a unit from a heading on its line; 0 without one."""
    start = unit.start
    if unit.gap == IN_LINE and text[start] in SEPARATORS and unit.end > start + 1:
        return past_blanks(text, start + 1)
    return 0


def _holds_opener(units: Sequence[Unit]) -> bool:
    """Whether a formula or a heading stands among some units, and nothing but lines of words before it."""
    for unit in units:
        if unit.type not in ("TEXT", "FORMULA", "HEADING"):
            return False
        if unit.type == "FORMULA" or (isinstance(unit, Heading) and unit.sure):
            return True
    return False
