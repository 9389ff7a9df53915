"""The words with which what a pattern matches may begin: to look at those places only, which is quick."""

from __future__ import annotations

import re

__all__ = ["WORD", "first_words"]

WORD = re.compile(r"[^\W\d_]+|§")
"""What counts as a word here: a run of letters, or the sign of a section."""

_TOKEN = re.compile(
    r"(?P<zero>\\[bB]|\(\?(?:[=!]|<[=!])|[$^])"
    r"|(?P<open>\((?:\?(?:P<\w+>|[a-z-]*:))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>[?*+]\+?\??|\{\d+(?:,\d*)?\}\+?\??)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[sSdDwW]|\.)"
    r"|(?P<char>\\.|.)",
    re.DOTALL,
)


def first_words(pattern: str) -> frozenset[str]:
    """The first words, in small letters, of all that a pattern matches.

    Optional signs before a word, as brackets are, do not count.

    :raises ValueError: if it may begin with something else than a word that is known.
    """
    words, may_be_empty = _Reader(pattern).alternatives()
    if may_be_empty:
        raise ValueError("the pattern may match nothing")
    return frozenset(words)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern)]
        self.at = 0

    def alternatives(self) -> tuple[set[str], bool]:
        """The first words of what stands between here and the closing bracket, and whether it may be empty."""
        words: set[str] = set()
        empty = False
        while True:
            found, may_be_empty = self._sequence()
            words |= found
            empty = empty or may_be_empty
            if self.at >= len(self.tokens) or self.tokens[self.at][0] == "close":
                self.at += 1
                return words, empty
            self.at += 1  # past "|"

    def _sequence(self) -> tuple[set[str], bool]:
        words: set[str] = set()
        begun = ""  # the letters of the first word so far
        while self.at < len(self.tokens):
            kind, token = self.tokens[self.at]
            if kind in ("or", "close"):
                break
            self.at += 1
            if kind == "zero":
                if token.startswith("("):
                    self._skip()
                continue
            if kind == "open":
                if begun:
                    self.at -= 1
                    return self._ended(words | {begun.lower()})
                found, may_be_empty = self.alternatives()
                words |= found
                if not (may_be_empty or self._is_optional()):
                    return self._ended(words)
                continue
            char = token[-1] if kind == "char" else ""
            if WORD.fullmatch(char):
                if self._is_optional():  # "Revs?": with the letter and without
                    words |= {(begun + char).lower(), begun.lower()} - {""}
                    if begun:
                        return self._ended(words)
                    continue
                begun += char
                if char == "§":
                    return self._ended(words | {begun})
            elif begun:
                return self._ended(words | {begun.lower()})
            elif not self._is_optional():
                raise ValueError(f"what begins with {token!r} begins with no word")
        return (words | {begun.lower()}, False) if begun else (words, True)

    def _is_optional(self) -> bool:
        """Whether what was read may be missing; passes over what says how often it may stand."""
        kind, token = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind == "repeat":
            self.at += 1
        return kind == "repeat" and (token[0] in "?*" or token.startswith("{0"))

    def _ended(self, words: set[str]) -> tuple[set[str], bool]:
        """Pass over the rest of a sequence whose first words are known."""
        depth = 0
        while self.at < len(self.tokens):
            kind, token = self.tokens[self.at]
            if not depth and kind in ("or", "close"):
                break
            depth += (kind == "open" or token.startswith("(?")) - (kind == "close")
            self.at += 1
        return words, False

    def _skip(self) -> None:
        """Pass over what a look-around holds."""
        depth = 1
        while depth:
            kind, token = self.tokens[self.at]
            depth += (kind == "open" or token.startswith("(?")) - (kind == "close")
            self.at += 1
