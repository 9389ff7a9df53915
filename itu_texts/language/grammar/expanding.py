"""Turns the terminals of a grammar, as Lark composes them, into regular expressions.

Two rules are added, which ``shapes/writing.lark`` states: a blank stands for any white space inside a line, and
``{NAME}`` in a pattern stands for the terminal of that name. In a language that writes no blanks between words, and
therefore defines ``WORDS_RUN_ON``, a blank may be missing, and a word may end anywhere except between Latin letters or
figures.

Terminals form families: ``GROUNDS__CONSIDERING`` is the concept CONSIDERING in the family GROUNDS.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from itu_texts.language.grammar.beginnings import STRETCHES
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, VOWELS, fold, is_stretched

INSIDE = regex(r"\{([A-Z][A-Z0-9_]*)\}")
"""A name inside a pattern, which stands for the terminal of that name."""
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


def expand(raw: Mapping[str, str]) -> dict[str, str]:
    """Return the terminals, as Lark composes them, as regular expressions, in the same order."""
    patterns = _Expanded(raw)
    return {name: patterns[name] for name in raw}


class _Expanded(dict[str, str]):
    """The terminals with references to other terminals expanded, and blanks that match any white space."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        super().__init__()
        self._raw = raw
        self._run_on = _RUN_ON in raw

    def __missing__(self, name: str) -> str:
        if name.startswith(_PRINTED):
            return self._raw[name]
        raw = _BEHIND.sub(self._behind, self._raw[name])
        if self._run_on:
            for border, without_blanks in _BORDERS.items():
                raw = raw.replace(border, without_blanks)
        spread = _with_blanks(raw, run_on=self._run_on)
        expanded = self[name] = INSIDE.sub(lambda inside: f"(?:{self[inside[1]]})", spread)
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


@cache
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


# ---------------------------------------------------------------------- families of terminals

_JOINED = "__"


def families(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the families among some names of terminals, each with its members in their order."""
    found: dict[str, list[str]] = {}
    for name in names:
        family, is_member, _ = name.partition(_JOINED)
        if is_member:
            found.setdefault(family, []).append(name)
    return found


def concept(name: str) -> str:
    """Return the concept of a member of a family; for any other name the name itself."""
    return name.partition(_JOINED)[2] or name


def rank(name: str, pattern: str) -> tuple[bool, int, str]:
    """Return a key for the order in which members of one priority are tried.

    Phrases are tried before patterns, and long phrases before short ones.

    :param pattern: the pattern of the terminal, as Lark composes it.
    """
    return any(sign in pattern for sign in ("[", "+", "{", "\\b")), -len(pattern), name
