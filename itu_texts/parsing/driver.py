"""The driver of the structure grammar: feeds units to the LALR parser and builds the tree as it goes.

The parse table is Lark's.  Driven here, with numbers for states and rules, a unit costs half of what Lark's own
driver takes; most rules only lengthen a list, which needs no call at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import Any, Final, NamedTuple

from itu_texts.language.grammar.tables import read_parse_table
from itu_texts.parsing.builder import Builder

__all__ = ["ANY", "Rule", "Table", "build", "table"]

ANY: Final = ""
"""Instead of a terminal, where whatever comes shows that a rule has been read: behind what ends a container."""
_END: Final = "$END"
_ADD: Final = "add"
_SAME: Final = "same"


class Rule(NamedTuple):
    """What is done when a rule has been read."""

    build: Callable[[list[Any]], Any] | None
    """Makes a value of those of its members; ``None`` if it has one that is kept, or adds the last to the first."""
    size: int
    """How many members it has."""
    origin: str


class Table(NamedTuple):
    """A parse table."""

    actions: list[dict[str, int]]
    """By state and terminal: the state behind it; or, counted down from -1, the rule that has been read."""
    gotos: list[dict[str, int]]
    """By state and rule: the state behind it."""
    rules: list[Rule]
    start: int


@cache
def table() -> Table:
    """The parse table of the structure grammar, with what is built of each rule."""
    made = read_parse_table()
    actions = [{**steps} for steps in made.actions]
    actions[made.end][_END] = made.end
    for steps in actions:
        if len({*steps.values()}) == 1 and (only := next(iter(steps.values()))) < 0:
            steps[ANY] = only
    return Table(actions, made.gotos, [_rule(*rule) for rule in made.rules], made.start)


def _rule(name: str, size: int, origin: str) -> Rule:
    passes_on = name in (_ADD, _SAME) or (name[0] == "_" and size == 1)
    return Rule(None if passes_on else getattr(Builder, name), size, origin)


def build(leaves: Iterable[tuple[str, Any]]) -> list[Any]:
    """Build the blocks of a document.

    :param leaves: terminals, each with its value.
    """
    actions, gotos, rules, start = table()
    states = [start]
    values: list[Any] = []
    for terminal, value in chain(leaves, ((_END, None),)):
        while (action := actions[states[-1]][terminal]) < 0:
            build, size, origin = rules[~action]
            if build is None:
                states.pop()
                if size > 1:
                    states.pop()
                    last = values.pop()
                    values[-1].append(last)
            elif size:
                members = values[-size:]
                del values[-size:], states[-size:]
                values.append(build(members))
            else:
                values.append([])
            states.append(gotos[states[-1]][origin])
        states.append(action)
        values.append(value)
    blocks: list[Any] = values[0]
    return blocks
