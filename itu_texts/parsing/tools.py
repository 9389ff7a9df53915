"""What the parts of the pass over texts share."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.language.grammar import Surface
from itu_texts.parsing.annexes import Annexes
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.nesting import Nesting, terminal
from itu_texts.parsing.settled import Bracket, EntryName, TextOpen
from itu_texts.parsing.stream import LookAhead, Reporter
from itu_texts.parsing.titles import Titles
from itu_texts.parsing.units import Annex, Division, Unit

__all__ = ["Tools"]


class Tools:
    """The text and its units, what is open in it, and what names the lines of fronts and headings."""

    def __init__(self, stream: LookAhead, text: str, surface: Surface, reporter: Reporter) -> None:
        self.stream = stream
        self.text = text
        self.surface = surface
        self.reporter = reporter
        self.nesting = Nesting()
        self.annexes = Annexes(self.nesting, surface)
        self.fronts = Fronts(text, surface, reporter)
        self.titles = Titles(stream, text, surface)

    def make_room(self, unit: Unit, *, divisions_too: bool) -> list[Unit]:
        """Close what a unit does not stand in."""
        if isinstance(unit, Annex):
            return self.nesting.close(self.annexes.around(unit), divisions_too=divisions_too)
        if isinstance(unit, Division) and unit.kind == "protocol":
            return [*self._behind_annexes(), *self.nesting.make_room(terminal(unit), divisions_too=divisions_too)]
        return self.nesting.make_room(terminal(unit), divisions_too=divisions_too)

    def keeps_contents(self, opening: Bracket, *, of_texts: bool) -> bool:
        """Whether a group that begins is a list of contents which stands in what is open.

        :param of_texts: whether it may be if it names texts.
        """
        if opening.terminal != "CONTENTS_OPEN" or self.nesting.top is None:
            return False
        if isinstance(self.nesting.top, Annex | Division) and not self.nesting.takes("PARAGRAPH"):
            return False
        place = 0
        while (unit := self.stream.peek(place)) is not None and not isinstance(unit, Bracket):
            if isinstance(unit, EntryName) and not of_texts:
                return False
            place += 1
        return True

    def ahead(self) -> Iterator[Unit]:
        """The units ahead without lists of contents."""
        within = False
        place = 0
        while (unit := self.stream.peek(place)) is not None:
            place += 1
            if isinstance(unit, Bracket) and (within or unit.terminal == "CONTENTS_OPEN"):
                within = not within
            elif not within:
                yield unit

    def group(self, opening: Bracket) -> list[Unit]:
        """All of a cover, an agenda or a list of contents: it was found before."""
        group: list[Unit] = [opening]
        while len(group) == 1 or not isinstance(group[-1], Bracket):
            self.stream.peek()
            group.append(self.stream.take())
        return group

    def _behind_annexes(self) -> list[Unit]:
        """Close the annexes of a treaty, and all that stands in them; a protocol in the annex of a text stays there."""
        containers = self.nesting.open
        if self.nesting.holds(TextOpen):
            return []
        first = next((depth for depth, each in enumerate(containers) if isinstance(each, Annex)), len(containers))
        return self.nesting.close(first) if first < len(containers) else []
