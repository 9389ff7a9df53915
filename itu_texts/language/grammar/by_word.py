"""Rules whose members begin with words: they are tried only where one of the words stands."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from heapq import merge
from operator import itemgetter

from itu_texts.language.grammar.beginnings import SIGN, WORD, any_of, first_words
from itu_texts.language.pattern_cache import PatternCache
from itu_texts.language.writing import STRETCH, without_stretches

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
