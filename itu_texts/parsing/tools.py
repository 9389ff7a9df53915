"""What the parts of the pass over texts share."""

from __future__ import annotations

from itu_texts.grammar import Surface
from itu_texts.parsing.annexes import Annexes
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.nesting import Nesting, terminal
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

    def _behind_annexes(self) -> list[Unit]:
        """Close the annexes of a treaty, and all that stands in them."""
        containers = self.nesting.open
        first = next((depth for depth, each in enumerate(containers) if isinstance(each, Annex)), len(containers))
        return self.nesting.close(first) if first < len(containers) else []
