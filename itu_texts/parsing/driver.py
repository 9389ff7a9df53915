"""The driver of the structure grammar: feeds units to the LALR parser and builds the tree as it goes.

The parse table is Lark's.  Driven here, with numbers for states and rules, a unit costs half of what Lark's own
driver takes; most rules only lengthen a list, which needs no call at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from itu_texts.parsing.builder import Builder
from itu_texts.parsing.grammar import structure

__all__ = ["ANY", "Rule", "Table", "build", "table"]

ANY = ""
"""Instead of a terminal, where whatever comes shows that a rule has been read: behind what ends a container."""
_END = "$END"
_ADD = "add"
_SAME = "same"


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
    """The parse table of the structure grammar."""
    parse = structure().parse_interactive("").parser_state.parse_conf
    numbers = {state: number for number, state in enumerate(parse.states)}
    rules: list[Rule] = []
    places: dict[Any, int] = {}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for found in parse.states.values():
        actions.append({})
        gotos.append({})
        for symbol, (action, argument) in found.items():
            name = str(symbol)
            if action.name != "Shift":
                if argument not in places:
                    places[argument] = len(rules)
                    rules.append(_rule(argument))
                actions[-1][name] = ~places[argument]
            else:
                (actions if name.isupper() else gotos)[-1][name] = numbers[argument]
    end = numbers[parse.end_state]
    actions[end][_END] = end
    for steps in actions:
        if len({*steps.values()}) == 1 and (only := next(iter(steps.values()))) < 0:
            steps[ANY] = only
    return Table(actions, gotos, rules, numbers[parse.start_state])


def _rule(rule: Any) -> Rule:
    name = rule.alias or rule.options.template_source or str(rule.origin.name)
    passes_on = name in (_ADD, _SAME) or (name[0] == "_" and len(rule.expansion) == 1)
    return Rule(None if passes_on else getattr(Builder, name), len(rule.expansion), str(rule.origin.name))


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
