"""The first words of a pattern's matches, so that a search tries the pattern only where one of them occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _parser
from typing import Any

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
_Words = tuple[frozenset[str], frozenset[str]]
"""The first words that end in a part of a pattern; and those that may go on behind it, with "" if none has begun."""
_NONE: frozenset[str] = frozenset()
_NOT_BEGUN = frozenset(("",))
_MOST = 10_000  # first words of a pattern; if it has more, it is said to begin with anything


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
    ended, begun = _sequence(_parser.parse(pattern.replace(STRETCHES, "")), _NOT_BEGUN)
    return ended | begun


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


def _sequence(items: Iterable[Any], begun: frozenset[str]) -> _Words:
    """Return the first words in some items of a pattern, one after another.

    :param items: a part of the tree that Python makes of a pattern.
    :param begun: the first word so far, in each of its spellings.
    """
    words = _NONE
    for operator, argument in items:
        ended, begun = _item(operator, argument, begun)
        words |= ended
        if not begun:
            break
    return words, begun


def _item(operator: Any, argument: Any, begun: frozenset[str]) -> _Words:
    """Return the first words in an item of a pattern."""
    name = operator.name
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeated(argument[2], begun, least=argument[0])
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sequence(argument[-1] if name == "SUBPATTERN" else argument, begun)
    if name == "BRANCH":
        alternatives = [_sequence(alternative, begun) for alternative in argument[1]]
        return _NONE.union(*(ended for ended, _ in alternatives)), _NONE.union(*(more for _, more in alternatives))
    if name == "FAILURE" or (name == "ASSERT_NOT" and not argument[1]):  # nothing matches "(?!)"
        return _NONE, _NONE
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        ended = begun - _NOT_BEGUN if str(argument) == "AT_BOUNDARY" else _NONE
        return ended, begun - ended
    return _characters(argument if name == "IN" else [(operator, argument)], begun)


def _repeated(items: Sequence[Any], begun: frozenset[str], *, least: int) -> _Words:
    """Return the first words in repeated items. Optional signs before a word, such as brackets, are ignored."""
    ended, more = _sequence(items, begun)
    if least:
        return ended, more
    is_sign = len(items) == 1 and not more and items[0][0].name in ("LITERAL", "NOT_LITERAL", "IN", "ANY")
    return (ended & begun if is_sign else ended), more | begun


def _characters(members: Iterable[Any], begun: frozenset[str]) -> _Words:
    """Return the first words where one character stands: a letter of a word, a word by itself, or a sign that ends it.

    "" stands for a sign that is not known.
    """
    signs = {chr(code) if kind.name == "LITERAL" else "" for kind, code in members}
    letters = {fold(sign.lower()) for sign in signs}
    if len(begun) * len(letters) > _MOST:
        return _NOT_BEGUN, _NONE
    if all(map(WORD.fullmatch, letters)):
        grown = frozenset(word + letter for word in begun for letter in letters)
        return (grown, _NONE) if all(map(SIGN.fullmatch, letters)) else (_NONE, grown)
    return begun - _NOT_BEGUN | (signs if len(signs) == 1 and "" in begun else begun & _NOT_BEGUN), _NONE
