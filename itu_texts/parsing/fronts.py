"""The fronts of texts: which lines are the designation, the title, its history and the adopting formula."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from itu_texts.grammar import Surface
from itu_texts.parsing.units import BLANK_LINE, IN_LINE, STOPS, Notes, Unit, past_blanks, without_blanks

__all__ = ["SEPARATORS", "Fronts"]

_TITLE_LINES = 4
SEPARATORS = ":–—-"  # between a designation and a title on its line


class Fronts:
    """Names the lines of fronts."""

    def __init__(self, text: str, surface: Surface, notes: Notes) -> None:
        self.text = text
        self.surface = surface
        self.formula_within = surface.words["FORMULA_WITHIN"].search
        self.matter = surface.words["FRONT_MATTER"].match
        self.notes = notes
        self.report = notes.report

    def part_formula(self, unit: Unit) -> list[Unit]:
        """Part the formula from the line that holds the title, or the first heading and its words, or both.

        :returns: the title, if any, the formula, and what follows it; nothing if the line holds no formula.
        """
        within = self.formula_within(self.text, unit.start_pos, unit.end_pos)
        if within is None:
            return []
        behind: list[Unit] = []
        if within.end() < unit.end_pos:
            behind = self._heading_at(past_blanks(self.text, within.end()), unit)
            if not behind:
                return []
        if within.start() == unit.start_pos:
            unit.type = "FORMULA"
            unit.end_pos = within.end()
            return [unit, *behind]
        unit.end_pos = without_blanks(self.text, within.start())
        return [unit, Unit("FORMULA", within.start(), within.end(), IN_LINE), *behind]

    def _heading_at(self, start: int, unit: Unit) -> list[Unit]:
        """A heading, and the words of its clause, from a place to the end of a unit."""
        verb = self.surface.words["verb"].match(self.text, start)
        if verb is None or verb.end() > unit.end_pos or not verb.lastgroup:
            return []
        rest = self.surface.rest[verb.lastgroup].match(self.text, verb.end())
        end = rest.end() if rest is not None and rest.end() <= unit.end_pos else verb.end()
        heading = Unit("HEADING", start, without_blanks(self.text, end), IN_LINE)
        heading.style = "preamble" if verb.lastgroup == "PREAMBLE" else "operative"
        heading.sure = True
        heading.verb_end = verb.end()
        if heading.end_pos >= unit.end_pos:
            return [heading]
        return [heading, Unit("TEXT", past_blanks(self.text, heading.end_pos), unit.end_pos, IN_LINE)]

    def part_reasons(self, unit: Unit) -> list[Unit]:
        """Cut the reasons off the line that holds the title of a suppressed text, and give them if there are any."""
        text = self.text
        found = self.surface.words["REASONS"].search(text, unit.start_pos, unit.end_pos)
        if found is None or found.start() == unit.start_pos or ":" not in found[0]:
            return []
        start, end = found.start(), without_blanks(text, found.end())
        parts = [Unit("REASONS", start, end, IN_LINE, text[start:end])]
        if end < unit.end_pos:
            parts.append(Unit("TEXT", past_blanks(text, end), unit.end_pos, IN_LINE))
        unit.end_pos = without_blanks(text, start)
        return parts

    def title_line(self, waiting: list[Unit]) -> int:
        """Where the title begins, in a front without a designation: the lines right before the formula."""
        begin = len(waiting)
        while begin and len(waiting) - begin < _TITLE_LINES:
            unit = waiting[begin - 1]
            if unit.type != "TEXT" or self.text[unit.end_pos - 1] in STOPS:
                break
            begin -= 1
            if unit.gap == BLANK_LINE:
                break
        return begin

    def named_only(self, units: list[Unit]) -> list[Unit]:
        """The front of a text that is only named: its designation, and the lines below up to a blank one.

        :param units: a designation, and what follows it.
        """
        end = 1
        while end < len(units) and end <= _TITLE_LINES and units[end].type in ("TEXT", "ITEM"):
            if units[end].gap == BLANK_LINE and end > 1:
                break
            if units[end].gap > IN_LINE and self.text[units[end].end_pos - 1] in STOPS:
                break
            end += 1
        return units[:end]

    def name(self, front: list[Unit], opener: Unit) -> Iterator[Unit]:
        """Say what the lines of a front are: its title is the last run of lines without a blank one.

        Behind the title there may be other matter, as a Recommendation has it, with lines of its own kind.
        """
        lines = range(2, len(front))  # below the designation and a title
        matter = next((index for index in lines if self.is_matter(front[index])), len(front))
        begin = end = matter
        while end and self._is_history(front[end - 1]):
            end -= 1
        begin = end
        while begin and front[begin - 1].type != "DESIGNATION" and end - begin < _TITLE_LINES:
            begin -= 1
            if front[begin].gap == BLANK_LINE:
                break
        for above, unit in pairwise(front):
            self.part_separator(above, unit)
        title = self._words(front[begin:end])
        before: Unit | None = None
        for index, unit in enumerate(front):
            if before is not None and (begin <= index < end or (index > matter and unit.gap == IN_LINE)):
                # the next line of the title, or the rest of a line
                before.broken = before.broken or self.notes.furniture_after(before.end_pos, unit.start_pos)
                before.end_pos = unit.end_pos
                continue
            if before is not None:
                yield before
                before = None
            if unit.type == "DESIGNATION":
                yield unit
                continue
            unit.label = ""
            unit.words = unit.start_pos
            if begin <= index < end:
                unit.type = "TITLE"
                before = unit
                continue
            if index > matter:
                unit.type = "PARAGRAPH"
                before = unit
                continue
            if end <= index < matter and title:
                unit.type = "HISTORY"
            else:
                unit.type = "PARAGRAPH"
                if title and self._words([unit]) == title:
                    self.report("doubled-title", "the title stands here and again below", unit.start_pos, unit.end_pos)
            yield unit
        if before is not None:
            yield before
        if not title:
            self.report("missing-title", "this text has no title", opener.start_pos, opener.end_pos)

    def part_separator(self, before: Unit, unit: Unit) -> None:
        """Give a colon or dash between a designation and the title on its line to the designation."""
        start = unit.start_pos
        if unit.gap == IN_LINE and self.text[start] in SEPARATORS and unit.end_pos > start + 1:
            before.end_pos = start + 1
            unit.start_pos = unit.words = past_blanks(self.text, start + 1)

    def is_matter(self, unit: Unit) -> bool:
        """Whether a line begins other matter in a front: "Scope", "Keywords"."""
        return unit.type == "TEXT" and self.matter(self.text, unit.start_pos, unit.end_pos) is not None

    def _words(self, units: list[Unit]) -> str:
        return " ".join(self.text[unit.start_pos : unit.end_pos] for unit in units).strip(" :–—-").casefold()

    def _is_history(self, unit: Unit) -> bool:
        """A line in brackets below the title: (City, 2002; City, 2006)."""
        if unit.style == "history":
            return True
        return unit.type == "TEXT" and self.text[unit.start_pos] == "(" and self.text[unit.end_pos - 1] == ")"
