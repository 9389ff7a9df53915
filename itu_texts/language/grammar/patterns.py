"""Reads the grammar files with Lark, which composes terminals and makes the parse table, and finds mistakes in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import Lexer

from itu_texts.language.grammar.expanding import INSIDE, families, rank
from itu_texts.language.pattern_cache import regex

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import Token

_DEFINED = regex(r"^(?:%override |%extend )?([A-Z][A-Z0-9_]*)(?:\.\d+)?:", re.MULTILINE)
_TERM = regex(r"(?:%override |%extend )?(?P<name>[A-Z][A-Z0-9_]*)(?:\.\d+)?(?P<colon>\s*:)?")
_RULE = regex(r"^([a-z][a-z_]*):", re.MULTILINE)
_PIECE = regex(r'(?://|#)[^\n]*|"(?:\\.|[^"\\])*"|(?P<pattern>/(?:\\.|[^/\\\n])+/)|(?P<name>\b[A-Z][A-Z0-9_]*\b)')
_MEMBER = regex(
    r'\s+|//[^\n]*|(?P<word>"(?:\\.|[^"\\\n])+"i?|(?P<pattern>/(?:\\.|[^/\\\n])+/)[imslux]*|[A-Z][A-Z0-9_]*\b)'
    r"|(?P<sign>[()|?*+])"
)


class NoLexer(Lexer):
    """Replaces Lark's lexer: lines are matched with single terminals, and the parsing passes make the tokens."""

    def __init__(self, conf: LexerConf) -> None:
        pass

    def lex(self, *_: Any) -> Iterator[Token]:
        return iter(())


class _KeepAll:
    """Makes Lark keep the terminals that no rule uses."""

    def __init__(self, names: Iterable[str]) -> None:
        self.always_accept = tuple(names)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


def read_terminals(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """Read the files of a grammar: the common forms, the words of a language, and then the forms of that language.

    :returns: the terminals by name, as Lark composes them, in the order in which the members of a family are tried,
        for :func:`itu_texts.language.grammar.expanding.expand`; and the rules, each with its expansions.
    """
    text = "\n".join(texts)
    defined = set(_DEFINED.findall(text))
    found = families(dict.fromkeys(_DEFINED.findall(text)))
    text += "".join(f"\n{family}: {' | '.join(members)}" for family, members in found.items())
    defined |= found.keys()
    text += "".join(f"\n{name}: /(?!)/" for name in sorted(_used(text) - defined))
    defined |= _used(text)
    lark = Lark(
        text, parser="lalr", lexer=NoLexer, start=[*dict.fromkeys(_RULE.findall(text))], postlex=_KeepAll(defined)
    )
    raw = {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}
    priorities = {terminal.name: terminal.priority for terminal in lark.terminals}
    rules: dict[str, list[list[str]]] = {}
    for rule in lark.rules:
        rules.setdefault(str(rule.origin.name), []).append([symbol.name for symbol in rule.expansion])
    order = sorted(raw, key=lambda name: (-priorities[name], rank(name, raw[name])))
    return {name: raw[name] for name in order}, rules


def fault(text: str, known: str) -> str:
    """Return what is wrong with a language file, with its line and term; an empty string if nothing is found.

    :param known: the other files, which use its terms: a name that neither they nor it use says nothing.
    """
    names = {*_used(known), *_used(_DEFINED.sub("", text))}
    members = {*families(names), "KIND_OF"}
    terms = {*_used(known), *members, *_DEFINED.findall(known), *_DEFINED.findall(text)}
    lines = text.split("\n")
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if (rule := _RULE.match(line)) and rule[1] not in _RULE.findall(known):
            return f"line {number}: {rule[1]}: the names of terms are in capitals"
        if line[:1].isspace() and (indented := _DEFINED.match(line.lstrip())):
            return f"line {number}: {indented[1]}: blanks stand before the name"
        term = _TERM.match(line)
        if term is None:
            if line.startswith("%") and not line.startswith(("%extend ", "%override ")):
                return f"line {number}: {line.split()[0]}: only %extend and %override stand before a term"
            continue
        name = term["name"]
        family, is_member, concept = name.partition("__")
        below = takewhile(
            lambda each: each[:1] in ("|", " ", "\t") and not _DEFINED.match(each.lstrip()), lines[number:]
        )
        value = "\n".join((line[term.end() :], *below))
        wrong = ""
        if term["colon"] is None:
            wrong = "a colon is missing behind the name"
        elif is_member and family not in members:
            wrong = f"there is no family {family}{_instead(family, members)}"
        elif not is_member and name not in names:
            wrong = f"no form uses this term{_instead(name, names)}"
        elif family == "KIND_OF" and f"ADDRESSEE__{concept}" not in terms:
            wrong = f"there is no ADDRESSEE__{concept}"
        elif seen.setdefault(name, number) != number and not line.startswith("%"):
            wrong = f"the name stands in line {seen[name]} too; %extend adds to a term"
        else:
            wrong = _fault_in(value)
        for used in sorted(_used(value) - terms) if not wrong else ():
            wrong = f"no term has the name {used}{_instead(used, terms)}"
        if wrong:
            return f"line {number}: {name}: {wrong}"
    return "" if seen or "%" in text else "line 1: it has no terms"


def _fault_in(value: str) -> str:
    """Return what is wrong with the words behind the colon of a term."""
    at = opened = 0
    empty = True  # whether the alternative has no word yet
    while at < len(value):
        piece = _MEMBER.match(value, at)
        if piece is None or not all(map(str.isprintable, piece[0].split())):
            shown = " ".join(value[at:].split()[:1])
            return f"{shown!r:.40} is no phrase in quotes, no pattern between slashes and no term"
        if piece["pattern"] is not None:
            try:
                re.compile(INSIDE.sub("x", piece["pattern"]))
            except re.error as error:
                if not error.msg.startswith("unknown group"):  # of a form that this one is a part of: (?(bracket)\])
                    return f"{error} in {piece['pattern']}"
        sign = piece["sign"]
        if empty and sign and sign in "|)?*+":
            return f"no word stands before {sign}"
        opened += {"(": 1, ")": -1}.get(sign or "", 0)
        if opened < 0:
            return "a bracket is closed that is not open"
        empty = sign in ("|", "(") if piece["word"] or sign else empty
        at = piece.end()
    return "a bracket is not closed" if opened else "no word stands at its end" if empty else ""


def term_of(text: str, said: str, line: int | None) -> str:
    """Return the line and the term of a language file that an error is about, as far as its words tell.

    :param line: the line, if it is known.
    """
    begins = {found[1]: text.count("\n", 0, found.start()) + 1 for found in _DEFINED.finditer(text)}
    if line is None:
        name = next((each for each in begins if re.search(rf"\b{each}\b", said)), "")
        return f", line {begins[name]}: {name}" if name else ""
    name = next((each for each, start in reversed(begins.items()) if start <= line), "")
    return f", line {line}: {name}"


def _instead(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, names, 1)
    return f"; {near[0]} was meant?" if near else ""


def _used(text: str) -> set[str]:
    """Return the names of the terminals that a grammar uses."""
    used: set[str] = set()
    for piece in _PIECE.finditer(text):
        if piece["name"]:
            used.add(piece["name"])
        elif piece["pattern"]:
            used.update(INSIDE.findall(piece["pattern"]))
    return used


# ---------------------------------------------------------------------- the structure grammar


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
