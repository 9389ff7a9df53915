"""Reads the structure grammar with Lark, and converts its parse table to plain numbers and names."""

from __future__ import annotations

from typing import Any

from lark import Lark

from itu_texts.language.grammar.patterns import NoLexer


def read_structure(text: str) -> dict[str, Any]:
    """Return the parse table of the structure grammar, as :class:`itu_texts.language.grammar.tables.ParseTable`."""
    lark = Lark(text, parser="lalr", lexer=NoLexer, start="document", keep_all_tokens=True, maybe_placeholders=False)
    parse = lark.parse_interactive("").parser_state.parse_conf
    numbers = _numbered(parse)
    rules: list[tuple[str, int, str]] = []
    places: dict[Any, int] = {}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for state in numbers:
        actions.append({})
        gotos.append({})
        for symbol, (action, argument) in sorted(parse.states[state].items()):
            name = str(symbol)
            if action.name == "Shift":
                (actions if name.isupper() else gotos)[-1][name] = numbers[argument]
                continue
            if argument not in places:
                places[argument] = len(rules)
                made = argument.alias or argument.options.template_source or argument.origin.name
                rules.append((str(made), len(argument.expansion), str(argument.origin.name)))
            actions[-1][name] = ~places[argument]
    return {
        "actions": actions,
        "gotos": gotos,
        "rules": rules,
        "start": numbers[parse.start_state],
        "end": numbers[parse.end_state],
    }


def _numbered(parse: Any) -> dict[Any, int]:
    """Number the states in the order in which paths of sorted symbols first reach them, which is always the same."""
    numbers = {parse.start_state: 0}
    for state in (coming := [parse.start_state]):
        for _, (action, argument) in sorted(parse.states[state].items()):
            if action.name == "Shift" and argument not in numbers:
                numbers[argument] = len(numbers)
                coming.append(argument)
    return numbers
