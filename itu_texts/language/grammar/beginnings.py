"""The first words of a pattern's matches, so that a search tries the pattern only where one of them occurs."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from heapq import merge
from operator import itemgetter
from re import _parser
from typing import Any

from itu_texts.language.pattern_cache import PatternCache, regex
from itu_texts.language.writing import STRETCH, fold, without_stretches

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


# ----------------------------------------------------------------------
# Rules whose members begin with words: they are tried only where one of the words stands.

_CODECS = ("cp1252", "cp1251", "cp1256")
"""Encodings of one byte a character, of Latin, Cyrillic and Arabic."""
_SECTION = "§"  # the only sign of these encodings that is a word by itself
_APART = (_SECTION, STRETCH)
_OTHER_LETTER = "µ"  # in place of the letters that an encoding lacks; no word of a language has it
_OTHERS = f"{__name__}.others"


def _without_others(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    return "".join(_OTHER_LETTER if WORD.match(each) and not SIGN.match(each) else "?" for each in signs), error.end


codecs.register_error(_OTHERS, _without_others)


class FirstWords(frozenset[str]):
    """The first words of some phrases, to find where in a text one of the phrases may stand."""

    @cached_property
    def _codec(self) -> str:
        """The encoding that has all of them; empty if none has."""
        words = "".join(self)
        return next((each for each in _CODECS if words.encode(each, "ignore").decode(each) == words), "")

    @cached_property
    def _letters(self) -> bytes:
        """What each byte of the encoding is: itself, or a blank if it is no letter."""
        signs = (bytes((code,)).decode(self._codec, "replace") for code in range(0x100))
        return bytes(code if sign not in _APART and WORD.match(sign) else ord(" ") for code, sign in enumerate(signs))

    @cached_property
    def _encoded(self) -> Mapping[bytes, tuple[bytes, str]]:
        """The words in bytes: each with blanks around it, and as text."""
        encoded = ((word.encode(self._codec), word) for word in self)
        return {each: (b" %b " % each, word) for each, word in encoded}

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        """Finds the words of a text among which those stand."""
        return any_of(self)

    def places(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each of the words in a folded text, with its place."""
        if not self._codec:
            return self._in_signs(text)
        signs = re.finditer(_SECTION, text) if _SECTION in self else ()
        return merge(self._in_letters(text), ((sign[0], sign.start()) for sign in signs), key=itemgetter(1))

    def _in_letters(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words in a text that is encoded and split in one call: that is faster than a search for each."""
        between_blanks = b" %b " % text.encode(self._codec, _OTHERS).translate(self._letters)
        place = 0
        for sought, word in filter(None, map(self._encoded.get, between_blanks.split())):
            place = between_blanks.find(sought, place)
            yield word, place
            place += len(word)

    def _in_signs(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words in a text with signs that are words."""
        for found in self._any_word.finditer(text):
            word = found[0]
            if word in self or (word := without_stretches(word)) in self:
                yield word, found.start()


_Match = Callable[[str, int], "re.Match[str] | None"]


class ByWord(dict[str, _Match]):
    """A rule whose members begin with words: by first word, what matches the members that may begin with it."""

    def __init__(self, members: Mapping[str, str], codes: PatternCache) -> None:
        super().__init__()
        self._members = members
        self._compile = cache(codes.compile)

    def __missing__(self, word: str) -> _Match:
        alternatives = (f"(?:{self._members[name]})(?P<{name}>)" for name in self._names[word])
        found = self[word] = self._compile("|".join(alternatives)).match
        return found

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """The members by their first word, in each way in which it is written."""
        return members_by_word({name: first_words(pattern) for name, pattern in self._members.items()})

    @cached_property
    def words(self) -> FirstWords:
        return FirstWords(self._names)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Match a member at a position of a folded text."""
        found = WORD.match(text, start)
        word = without_stretches(found[0]) if found is not None else ""
        return self[word](text, start) if word in self.words else None

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """Find the members in a folded text; matches may overlap."""
        for word, place in self.words.places(text):
            matched = self[word](text, place)
            if matched is not None:
                yield matched


def members_by_word(beginnings: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of phrases by their first words: in small letters, capitalised, and in capitals.

    A final "s" behind capitals may be small.

    :param beginnings: the first words of each, in small letters.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, words in beginnings.items():
        for word in words:
            for written in {word, word.capitalize(), word.upper(), word[:-1].upper() + word[-1:]}:
                found[written] = (*found.get(written, ()), name)
    return found


# ----------------------------------------------------------------------
# Words that differ by one slip: a letter too many, too few or wrong, or two letters exchanged.

_SHORTEST = 4  # letters; many shorter words are close to one another


def is_near(word: str, other: str) -> bool:
    """Return whether two different words differ by one slip.

    >>> [is_near("noitng", "noting"), is_near("instruct", "instructs"), is_near("noted", "noting")]
    [True, True, False]
    """
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1 or word == other:
        return False
    same = 0
    while same < len(word) and word[same] == other[same]:
        same += 1
    mine, its = word[same:], other[same:]
    if len(word) < len(other):
        return mine == its[1:]
    return mine[1:] == its[1:] or (mine[:2] == its[1::-1] and mine[2:] == its[2:])


def nearest(word: str, known: Collection[str]) -> str:
    """Return the first of some words that a word is close to.

    An empty string if it is one of them, short, or close to none.
    """
    if len(word) < _SHORTEST or word in known:
        return ""
    lengths = range(max(_SHORTEST, len(word) - 1), len(word) + 2)
    return next((other for other in known if len(other) in lengths and is_near(word, other)), "")
