"""The words with which what a pattern matches may begin: to look at those places only, which is quick."""

from __future__ import annotations

import re

__all__ = ["WORD", "first_words"]

_ALONE = "§《\u3400-\u9fff"
WORD = re.compile(f"[^\\W\\d_\u3400-\u9fff]+|[{_ALONE}]")
"""What counts as a word here: a run of letters; or a sign that is one by itself, as that of a section, or a Chinese
character, is."""
_SIGN = re.compile(f"[{_ALONE}]")

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
        begun: set[str] = {""}  # the letters of the first word so far, in each way in which it may be written
        while self.at < len(self.tokens):
            kind, token = self.tokens[self.at]
            if kind in ("or", "close"):
                break
            self.at += 1
            if kind == "zero":
                if token.startswith("(") and self._skip() and token == "(?!":  # nothing may stand here at all
                    return self._ended(words)
            elif kind == "open":
                if begun != {""}:
                    self.at -= 1
                    return self._ended(words | begun - {""})
                found, may_be_empty = self.alternatives()
                words |= found
                if not (self._is_optional() or may_be_empty):
                    return self._ended(words)
            elif letters := _letters(kind, token):
                grown = {word + letter for word in begun for letter in letters}
                begun = grown | begun if self._is_optional() else grown
                if all(map(_SIGN.fullmatch, letters)):
                    return self._ended(words | begun)
            elif begun != {""}:
                words |= begun - {""}
                if "" not in begun:
                    return self._ended(words)
                begun = {""}
            elif not self._is_optional():
                raise ValueError(f"what begins with {token!r} begins with no word")
        return words | begun - {""}, "" in begun

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

    def _skip(self) -> bool:
        """Pass over what a look-around holds; gives whether that is nothing."""
        depth, first = 1, self.at
        while depth:
            kind, token = self.tokens[self.at]
            depth += (kind == "open" or token.startswith("(?")) - (kind == "close")
            self.at += 1
        return self.at == first + 1


def _letters(kind: str, token: str) -> set[str]:
    """The letters, in small letters, of which one stands where a token does; none if something else may."""
    found: set[str] = set()
    if kind == "char" and not (token[0] == "\\" and token[-1].isalpha()):
        found = {token[-1]}
    elif kind == "set" and token[1] != "^" and not {"-", "\\"} & {*token}:
        found = {*token[1:-1]}
    return {letter.lower() for letter in found} if found and all(map(WORD.fullmatch, found)) else set()
