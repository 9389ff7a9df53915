"""The first words of a pattern's matches, so that a search tries the pattern only where one of them occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STRETCH, fold

_ALONE = "§《\u3400-\u9fff"
_OF_LETTERS = "[^\\W\\d_\u3400-\u9fff][a-z]*+[^\\W\\d_\u3400-\u9fff]*+"
WORD = regex(f"{_OF_LETTERS}|[{_ALONE}]")
"""A word: a run of letters, or a sign that counts as a word by itself, such as the section sign or a Chinese character.
Unaccented small letters, the most frequent case, are matched first because that is fast."""
SIGN = regex(f"[{_ALONE}]")
"""A sign that counts as a word by itself."""
_TOLD_BY = 4  # letters of a word


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words that finds no word of one sign but those that are given."""
    signs = "".join(sorted(filter(SIGN.fullmatch, words)))
    return regex(f"{_OF_LETTERS}|[{signs}]" if signs else _OF_LETTERS)


STRETCHES = f"{STRETCH}*+"
"""The signs that may follow a word in Arabic, in a pattern for folded texts."""
_TOKEN = regex(
    r"(?P<zero>\\[bB]|\(\?(?:[=!]|<[=!])|[$^])"
    r"|(?P<open>\((?:\?(?:P<\w+>|[a-z-]*:))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>[?*+]\+?\??|\{\d+(?:,\d*)?\}\+?\??)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[sSdDwW]|\.)"
    r"|(?P<char>\\.|.)",
    re.DOTALL,
)


def first_words(pattern: str) -> frozenset[str]:
    """Return the first words, in small letters, of all matches of a pattern.

    Optional signs before a word, such as brackets, and signs that stretch a letter are ignored. The words are those of
    a folded text.

    :raises ValueError: if a match may begin with something other than a known word.
    """
    found = beginnings(pattern)
    if not all(map(WORD.match, found)):
        raise ValueError("the pattern may match nothing, or begin with no word")
    return found


def beginnings(pattern: str) -> frozenset[str]:
    """Return the first words or signs of all matches of a pattern.

    "" is among them if a match may begin with anything else.
    """
    ended, begun = _Reader(pattern).alternatives()
    return frozenset(ended | begun)


def ahead(words: Iterable[str]) -> str:
    """Return a look-ahead that passes where one of some words, in any case, or a sign may begin.

    Only the first letters are checked.
    """
    return f"(?={_any_of({word[:_TOLD_BY] for word in words})})"


def _any_of(words: set[str]) -> str:
    """Return a pattern of words, in which words with the same first letter are tried together.

    "" stands for any word.
    """
    if "" in words:
        return ""
    behind: dict[str, set[str]] = {}
    for word in sorted(words):
        behind.setdefault(word[0], set()).add(word[1:])
    return f"(?:{'|'.join(_in_any_letters(letter) + _any_of(rest) for letter, rest in behind.items())})"


def _in_any_letters(letter: str) -> str:
    capital = letter.upper()
    return re.escape(letter) if capital == letter or len(capital) > 1 else f"[{letter}{capital}]"


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern.replace(STRETCHES, ""))]
        self.at = 0

    def alternatives(self) -> tuple[set[str], set[str]]:
        """Return the first words of the alternatives up to the closing bracket.

        :returns: the words that end before the bracket, with "" if something other than a word occurs; and the words
            that may continue after it, with "" if none has begun.
        """
        ended: set[str] = set()
        begun: set[str] = set()
        while True:
            found, open_ = self._sequence()
            ended |= found
            begun |= open_
            if self.at >= len(self.tokens) or self.tokens[self.at][0] == "close":
                self.at += 1
                return ended, begun
            self.at += 1  # after "|"

    def _sequence(self) -> tuple[set[str], set[str]]:
        words: set[str] = set()
        begun: set[str] = {""}  # the first word so far, in each of its spellings
        while self.at < len(self.tokens):
            kind, token = self.tokens[self.at]
            if kind in ("or", "close"):
                break
            self.at += 1
            if kind == "zero":
                if token.startswith("(") and self._skip() and token == "(?!":  # nothing matches here
                    return self._ended(words)
                if token == "\\b" and "" not in begun:
                    return self._ended(words | begun)
            elif kind == "open":
                ended, more = self.alternatives()
                optional = self._is_optional()
                words |= {word + rest for word in begun for rest in ended}
                begun = {word + rest for word in begun for rest in more} | (begun if optional else set())
                if not begun:
                    return self._ended(words)
            elif letters := _letters(kind, token):
                grown = {word + letter for word in begun for letter in letters}
                begun = grown | begun if self._is_optional() else grown
                if all(map(SIGN.fullmatch, letters)):
                    return self._ended(words | begun)
            elif begun != {""}:
                words |= begun - {""}
                if self._is_optional():  # "l'?union": the word may go on
                    continue
                if "" not in begun:
                    return self._ended(words)
                begun = {""}
            elif not self._is_optional():
                return self._ended(words | {_sign(kind, token)})
        return words, begun

    def _is_optional(self) -> bool:
        """Return whether the item just read is optional; skip its quantifier."""
        kind, token = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind == "repeat":
            self.at += 1
        return kind == "repeat" and (token[0] in "?*" or token.startswith("{0"))

    def _ended(self, words: set[str]) -> tuple[set[str], set[str]]:
        """Skip the rest of a sequence whose first words are known."""
        self.at = self._before("or", "close")
        return words, set()

    def _skip(self) -> bool:
        """Skip a look-around; return whether it is empty."""
        first, self.at = self.at, self._before("close") + 1
        return self.at == first + 1

    def _before(self, *kinds: str) -> int:
        """Return where the next token of some kinds stands, outside brackets that open here."""
        depth = 0
        for at, (kind, token) in enumerate(self.tokens[self.at :], self.at):
            if not depth and kind in kinds:
                return at
            depth += (kind == "open" or token.startswith("(?")) - (kind == "close")
        return len(self.tokens)


def _sign(kind: str, token: str) -> str:
    """Return the sign that a token stands for; an empty string if it is not one sign."""
    return token[-1] if kind == "char" and not token[-1].isalpha() else ""


def _letters(kind: str, token: str) -> set[str]:
    """Return the letters, in small letters, that a token matches; none if it may match something else."""
    found: set[str] = set()
    if kind == "char" and not (token[0] == "\\" and token[-1].isalpha()):
        found = {token[-1]}
    elif kind == "set" and token[1] != "^" and not {"-", "\\"} & {*token}:
        found = {*token[1:-1]}
    return {fold(letter.lower()) for letter in found} if found and all(map(WORD.fullmatch, found)) else set()
