"""What is open where the pass over texts has come to, and what may stand there: asked of the structure grammar.

The stack is that of the LALR parser, with its states and without its values, so that what nests in what is said in
the grammar alone.  Only the units that the nesting depends on are read here; the parser reads them all later.
"""

from __future__ import annotations

from typing import Final

from itu_texts.parsing.driver import ANY, table
from itu_texts.parsing.settled import Bracket, TextOpen
from itu_texts.parsing.units import Annex, Division, Marker, Unit

__all__ = ["Container", "Nesting", "terminal"]

Container = TextOpen | Annex | Division | Marker
"""The unit that a container begins with."""

_CLOSE: Final = {
    "TEXT_OPEN": "TEXT_CLOSE",
    "ANNEX": "ANNEX_CLOSE",
    "AMENDMENT": "AMENDMENT_CLOSE",
    "TEXT_AMENDMENT": "AMENDMENT_CLOSE",
    "DIVISION": "DIVISION_CLOSE",
}
_CONTAINERS: Final = frozenset(("TEXT_OPEN", "ANNEX", "DIVISION", "AMENDMENT", "TEXT_AMENDMENT", "PART_AMENDMENT"))
_OF_MANY: Final = frozenset(("DIVISION", "BRACKET"))  # types of units that are one of several terminals
_ENDED: Final = frozenset(
    ("TEXT_OPEN", "ANNEX", "AMENDMENT", "TEXT_AMENDMENT")
)  # what goes on until something says it ends
_BLOCK: Final = "PARAGRAPH"


class Nesting:
    """The containers that are open, the outermost first."""

    def __init__(self) -> None:
        self.actions, self.gotos, self.rules, start = table()
        self.states = [start]
        self.units: list[Container | None] = [None]
        """Of each state: the container that begins there, if one does."""

    @property
    def open(self) -> list[Container]:
        return [unit for unit in self.units if unit is not None]

    @property
    def top(self) -> Container | None:
        for unit in reversed(self.units):
            if unit is not None:
                return unit
        return None

    def holds(self, kind: type[Container]) -> bool:
        """Whether a container of some kind is open."""
        return any(isinstance(unit, kind) for unit in self.units)

    # ------------------------------------------------------------------ what comes next

    def read(self, unit: Unit) -> Unit:
        """Read a unit, which closes what it cannot stand in, and give it back."""
        container = unit if unit.type in _CONTAINERS else None
        if container is not None or self.top is not None:  # else nothing is open, and that stays so
            self._read(terminal(unit), container)  # type: ignore[arg-type]  # of these types
        return unit

    def read_block(self) -> None:
        """Read an item, a paragraph or the like; which of them makes no difference here.

        It only makes one in an annex or a division, which takes no whole texts then.
        """
        if isinstance(self.top, (Annex, Division)):
            self._read(_BLOCK, None)

    def _read(self, name: str, container: Container | None) -> None:
        state = self._reduce(name, self.states, self.units)
        assert state is not None, (name, self.open)
        self.states.append(state)
        self.units.append(container)

    def _reduce(self, name: str, states: list[int], units: list[Container | None]) -> int | None:
        """Do what the parser does before it takes a terminal; gives the state behind that, ``None`` without one."""
        actions, gotos, rules = self.actions, self.gotos, self.rules
        while (action := actions[states[-1]].get(name)) is not None:
            if action >= 0:
                return action
            _, size, origin = rules[~action]
            if size:
                del states[-size:], units[-size:]
            states.append(gotos[states[-1]][origin])
            units.append(None)
        return None

    def around(self, name: str) -> int | None:
        """How many of the containers stay open around a unit; ``None`` if it can stand in none of them.

        A unit can stand in those only that are not in a container which goes on until something says that it ends.
        """
        states, units = self.states.copy(), self.units.copy()
        if self._reduce(name, states, units) is None:
            return None
        return sum(unit is not None for unit in units)

    def takes(self, name: str) -> bool:
        """Whether a unit can stand in the innermost container."""
        return self.around(name) == len(self.open)

    # ------------------------------------------------------------------ what ends

    def close(self, depth: int, *, divisions_too: bool = False) -> list[Unit]:
        """Close containers until so many are open.

        :param divisions_too: whether what comes could stand in the divisions that are closed, as a marker and reasons
            could; otherwise those close by themselves when the next unit is read.
        """
        closed = reversed(self.open[depth:])
        ended = [each.type for each in closed if each.type in _ENDED or (divisions_too and each.type == "DIVISION")]
        return [self._end(_CLOSE[kind]) for kind in ended]

    def close_innermost(self) -> list[Unit]:
        """Close the innermost container, which goes on until something says that it ends."""
        top = self.top
        assert top is not None
        return [self._end(_CLOSE[top.type])]

    def close_all(self) -> list[Unit]:
        """Close all that is open."""
        closing = self.close(0)
        del self.states[1:], self.units[1:]
        return closing

    def _end(self, closing: str) -> Unit:
        """Read what ends a container, and leave that."""
        bracket = Bracket(closing, 0)
        self.read(bracket)
        self._reduce(ANY, self.states, self.units)
        return bracket

    def make_room(self, name: str, *, divisions_too: bool = False) -> list[Unit]:
        """Close the innermost containers until a unit can stand in what is open."""
        if self.top is None:
            return []
        closing: list[Unit] = []
        while (depth := self.around(name)) is None:
            ended = [place for place, container in enumerate(self.open) if container.type in _ENDED]
            closing += self.close(ended[-1])
        return [*closing, *self.close(depth, divisions_too=divisions_too)] if divisions_too else closing


def terminal(unit: Unit) -> str:
    """The terminal of the structure grammar that a settled unit is."""
    kind = unit.type
    return unit.terminal if kind in _OF_MANY else kind  # type: ignore[attr-defined]
