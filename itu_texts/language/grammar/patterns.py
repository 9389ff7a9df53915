"""Turns the grammar files into regular expressions, one for each terminal.

Lark reads the files and composes the terminals. Two rules are added, which ``shapes/writing.lark`` states: a blank
stands for any white space inside a line, and ``{NAME}`` in a pattern stands for the terminal of that name. In a
language that writes no blanks between words, and therefore defines ``WORDS_RUN_ON``, a blank may be missing, and a word
may end anywhere except between Latin letters or figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import Lexer

from itu_texts.language.grammar.beginnings import STRETCHES
from itu_texts.language.grammar.families import families
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, VOWELS, fold, is_stretched

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import Token

_DEFINED = regex(r"^(?:%override |%extend )?([A-Z][A-Z0-9_]*)(?:\.\d+)?:", re.MULTILINE)
_TERM = regex(r"(?:%override |%extend )?(?P<name>[A-Z][A-Z0-9_]*)(?:\.\d+)?(?P<colon>\s*:)?")
_RULE = regex(r"^([a-z][a-z_]*):", re.MULTILINE)
_PIECE = regex(r'(?://|#)[^\n]*|"(?:\\.|[^"\\])*"|(?P<pattern>/(?:\\.|[^/\\\n])+/)|(?P<name>\b[A-Z][A-Z0-9_]*\b)')
_INSIDE = regex(r"\{([A-Z][A-Z0-9_]*)\}")
_BEHIND = regex(r"\(\?<([=!])\{([A-Z][A-Z0-9_]*)\}([^()]*)\)")
_TOKEN = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<[=!]|[()]|[ ]|[^\\\[() ]+", re.DOTALL)
_WORD = regex(r"[^\W\d_]{2,}|[\u0620-\u064a]")
_STOPS = (SEMICOLON, COLON, COMMA)  # signs without another meaning in a pattern
_NO_VOWELS = dict.fromkeys(map(ord, VOWELS))
_LONG = 6  # letters of the shortest word that is recognised with one missing
_BLANKS, _ANY_BLANKS, _ONE_BLANK = r"[^\S\n]++", r"[^\S\n]*+", r"[^\S\n]"
_RUN_ON = "WORDS_RUN_ON"
_PRINTED = ("FORMAT_", "NAME__", "NAME_OF__", "KIND_OF__")  # phrases for output only
_BORDERS = {  # the borders of words in a language without blanks: as written, and as matched
    r"\b": "(?:(?<![A-Za-z0-9])|(?![A-Za-z0-9]))",
    r"(?!\w)": "(?![A-Za-z0-9])",
    r"(?<!\w)": "(?<![A-Za-z0-9])",
}


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

    :returns: the terminals by name, as regular expressions, in the order in which the members of a family are tried;
        and the rules, each with its expansions.
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
    patterns = _Expanded(raw, run_on=_RUN_ON in defined)
    rules: dict[str, list[list[str]]] = {}
    for rule in lark.rules:
        rules.setdefault(str(rule.origin.name), []).append([symbol.name for symbol in rule.expansion])
    # a form with a higher priority is tried first, then phrases before patterns, and long phrases before short ones
    order = sorted(raw, key=lambda name: (-priorities[name], _is_pattern(raw[name]), -len(raw[name]), name))
    return {name: patterns[name] for name in order}, rules


def fault(text: str, known: str) -> str:
    """Return what is wrong with a language file, with its line and term; an empty string if nothing is found.

    :param known: the other files, which use its terms: a name that neither they nor it use says nothing.
    """
    names = {*_used(known), *_used(_DEFINED.sub("", text))}
    members = {*families(names), "KIND_OF"}
    terms = {*_used(known), *members, *_DEFINED.findall(known), *_DEFINED.findall(text)}
    for number, line in enumerate(text.split("\n"), 1):
        if (rule := _RULE.match(line)) and rule[1] not in _RULE.findall(known):
            return f"line {number}: {rule[1]}: the names of terms are in capitals"
        if line[:1].isspace() and (indented := _DEFINED.match(line.lstrip())):
            return f"line {number}: {indented[1]}: blanks stand before the name"
        for name in sorted(_used(_DEFINED.sub("", line)) - terms):
            return f"line {number}: {name}: no term has this name{_instead(name, terms)}"
        term = _TERM.match(line)
        if term is None:
            continue
        name = term["name"]
        family, is_member, _ = name.partition("__")
        wrong = ""
        if term["colon"] is None:
            wrong = "a colon is missing behind the name"
        elif is_member and family not in members:
            wrong = f"there is no family {family}{_instead(family, members)}"
        elif not is_member and name not in names:
            wrong = f"no form uses this term{_instead(name, names)}"
        for pattern in _PIECE.finditer(line) if not wrong else ():
            try:
                re.compile(_INSIDE.sub("x", pattern["pattern"] or ""))
            except re.error as error:
                if error.msg.startswith("unknown group"):  # of a form that this one is a part of: (?(bracket)\])
                    continue
                wrong = f"{error} in {pattern['pattern']}"
        if wrong:
            return f"line {number}: {name}: {wrong}"
    return ""


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
            used.update(_INSIDE.findall(piece["pattern"]))
    return used


def _is_pattern(raw: str) -> bool:
    return any(sign in raw for sign in ("[", "+", "{", "\\b"))


class _Expanded(dict[str, str]):
    """The terminals with references to other terminals expanded, and blanks that match any white space."""

    def __init__(self, raw: Mapping[str, str], *, run_on: bool) -> None:
        super().__init__()
        self._raw = raw
        self._run_on = run_on

    def __missing__(self, name: str) -> str:
        if name.startswith(_PRINTED):
            return self._raw[name]
        raw = _BEHIND.sub(self._behind, self._raw[name])
        if self._run_on:
            for border, without_blanks in _BORDERS.items():
                raw = raw.replace(border, without_blanks)
        spread = _with_blanks(raw, run_on=self._run_on)
        expanded = self[name] = _INSIDE.sub(lambda inside: f"(?:{self[inside[1]]})", spread)
        return expanded

    def _behind(self, found: re.Match[str]) -> str:
        """Return one look-behind for each phrase: the alternatives of a look-behind must have the same length."""
        sign, name, rest = found.groups()
        rest = "" if self._run_on and rest in (" ", "[ ]", _ONE_BLANK) else rest
        each = [rf"(?<{sign}\b{phrase}{rest})" for phrase in _phrases(self._raw[name])]
        return f"(?:{'|'.join(each)})" if sign == "=" else "".join(each)


def _phrases(raw: str) -> Iterator[str]:
    """Return the phrases that a terminal lists as alternatives; of a group, each with what stands around the group."""
    depth = start = 0
    group: list[int] = []  # where the first group of a phrase begins and ends
    for token in re.finditer(r"\\.|.", raw + "|"):
        if not depth and not group and raw.startswith("(?:", token.start()):
            group = [token.start()]
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == ")" and not depth and len(group) == 1:
            group.append(token.end())
        if token[0] == "|" and not depth:
            before, *listed = (raw[slice(*ends)] for ends in pairwise((start, *group, token.start())))
            if listed:
                phrases, behind = listed
                optional = [""] if behind.startswith("?") else []
                for each in (*_phrases(phrases[3:-1]), *optional):
                    yield from _phrases(before + each + behind[len(optional) :])
            else:
                yield before
            start, group = token.end(), []


def _with_blanks(raw: str, *, run_on: bool) -> str:
    """Make each blank of a pattern, escaped or not, match any white space, and an optional blank also none.

    An apostrophe matches the typographic apostrophe too, because words are also matched as printed; an accented letter
    matches the letter without the accent too.
    """
    out: list[str] = []
    behind = 0  # open brackets of a look-behind, which must have one length
    for token, following in pairwise((*_TOKEN.findall(raw), "")):
        if token.startswith("(?<"):
            behind = 1
        elif behind and token in "()":
            behind += 1 if token == "(" else -1
        if token not in (" ", "\\ "):
            out.append(token if token.startswith("[") else _as_copied(token, whole=not behind))
        elif behind:
            out.append("" if run_on else _ONE_BLANK)
        elif run_on or following.startswith("?"):
            out.append(_ANY_BLANKS)
        else:
            out.append(_BLANKS)
    return re.sub(r"(\[\^\\S\\n\]\*\+)\?", r"\1", "".join(out))


def _as_copied(token: str, *, whole: bool) -> str:
    """Return a piece of a pattern that matches the ways in which copies write its letters.

    :param whole: whether a letter may be missing: some copies lose all accented letters.
    """
    token = token.replace("'", "['’]")
    if token.isascii():
        return token
    token = "".join(same if (same := fold(sign)) in _STOPS else sign for sign in token.translate(_NO_VOWELS))
    return _WORD.sub(lambda word: _spelled(word[0], whole=whole), token)


def _spelled(word: str, *, whole: bool) -> str:
    """Return a pattern of a word in which accented letters also match the plain letter, or may be missing.

    An Arabic letter also matches the letters that copies write in its place, and may be stretched.
    """
    plain = (unicodedata.normalize("NFD", letter)[0] for letter in word)
    rest = "?" if whole and len(word) >= _LONG else ""
    spelled = "".join(
        _arabic(letter, base) if is_stretched(letter) else (letter if letter == base else f"[{letter}{base}]{rest}")
        for letter, base in zip(word, plain, strict=True)
    )
    return spelled + STRETCHES if whole and is_stretched(word[-1]) else spelled


def _arabic(letter: str, base: str) -> str:
    """Return an Arabic letter as in folded texts, without the signs above it."""
    letters = "".join(dict.fromkeys((fold(letter), fold(base))))
    return f"[{letters}]" if len(letters) > 1 else letters
