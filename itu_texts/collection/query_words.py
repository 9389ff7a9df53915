"""The words of a question, and the forms of a word, as terms of FTS5.

The index has words as they are printed, without accents. The forms of a word are those words of the index that have the
same stem, so the index is the same with and without the stemmers of the extra ``search``. Without them, the forms of a
word are those that begin like it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Any

from itu_texts.errors import MissingExtraError
from itu_texts.formats.loading import load
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.writing import fold

TOKENS = "unicode61 remove_diacritics 2"
"""The tokenizer, which decides what a word is and which words are equal."""
PARTED = "\u200b"
"""A blank without width, which no word contains, beside each character of Chinese."""

_WORD = re.compile("[\u3400-\u9fff\uf900-\ufaff]+|[^\\W_\u3400-\u9fff\uf900-\ufaff]+")
_ASKED = re.compile(f"{_WORD.pattern}(?:(?<=\\w{{2}})\\*)?")
_CHARACTER = re.compile("([\u3400-\u9fff\uf900-\ufaff])")
ONE_FORM = 3  # letters of a word that is sought as it is
_SHORT = 4  # letters of a word that has no other forms without stemmers; of longer ones the first letters are sought
_ENDING = 3  # letters
_LEAST = 3  # letters that all forms of a word share
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}


def apart(words: str) -> str:
    r"""Return words for the index: Chinese, which has no blanks, is split into characters.

    >>> apart("boats 渡船")
    'boats \u200b渡\u200b\u200b船\u200b'
    """
    return words if words.isascii() else _CHARACTER.sub(f"{PARTED}\\1{PARTED}", words)


def words_of(question: str) -> list[str]:
    """Return the words of a question, as the index has them, each once; of Chinese each character with the next.

    Signs and operators are no words: "AND" is one like others.

    >>> words_of("Qui a compté (tous) les bateaux AND 渡船数?")
    ['qui', 'a', 'compte', 'tous', 'les', 'bateaux', 'and', '渡船', '船数']
    """
    return [*dict.fromkeys(tokens_of(question, _ASKED))]


def tokens_of(words: str, word: re.Pattern[str] = _WORD) -> list[str]:
    """Return the words of a text in their order, as :func:`words_of` those of a question."""
    plain = words.lower()
    if plain.isascii():
        return word.findall(plain)
    plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    found: list[str] = []
    for each in word.findall(plain.replace(PARTED, "")):
        runs_on = len(each) > 1 and _CHARACTER.match(each) is not None
        found += map("".join, pairwise(each)) if runs_on else [each]
    return found


def is_stop_word(word: str, codes: Iterable[str]) -> bool:
    """Return whether a word does not count in a search, in one of some languages.

    >>> is_stop_word("the", ["fr", "en"]), is_stop_word("council", ["en"])
    (True, False)
    """
    known = (lang_of(code) for code in codes if code in languages(code))
    return any(lang.patterns.STOP_WORD.fullmatch(fold(word)) for lang in known)


def term(*words: str) -> str:
    """Return words side by side as a term of FTS5."""
    return f'"{apart(" ".join(words))}"'


def any_of(terms: Iterable[str]) -> str:
    """Return a query for any of some terms."""
    return f"({' OR '.join(terms)})"


def begin_of(word: str, languages: Iterable[str]) -> str:
    """Return the letters with which all forms of a word begin."""
    stems = [stem(word) for stem in stemmers(languages)]
    if not stems:
        length = len(word) if len(word) <= _SHORT else max(len(word) - _ENDING, min(len(word) - 1, _SHORT + 1))
        return word[:length]
    least = min(stems, key=len)
    return least[: max(len(least) - 1, min(_LEAST, len(least)))]


def are_forms(word: str, other: str, languages: Iterable[str]) -> bool:
    """Return whether two words that begin alike are forms of one word in one of some languages.

    >>> are_forms("studies", "study", ["en"]), are_forms("stud", "study", ["en"])
    (True, False)
    """
    if word == other:
        return True
    stems = stemmers(languages)
    return any(stem(word) == stem(other) for stem in stems) if stems else len(word) > _SHORT


def is_meant(word: str, other: str, languages: Iterable[str]) -> bool:
    """Return whether a word of a question means a word of a text: a form of it, or one that begins so with a star.

    >>> [is_meant(word, "reports", ["en"]) for word in ("reported", "rep*", "rep")]
    [True, True, False]
    """
    if apart(word) != word:
        return word in other
    if word.endswith("*"):
        return other.startswith(word[:-1])
    return other.startswith(begin_of(word, languages)) and are_forms(word, other, languages)


def stemmers(languages: Iterable[str]) -> list[Callable[[str], str]]:
    """Return the stemmers of some languages, as far as there are any; none without the extra."""
    return [*filter(None, map(_stem_in, languages))]


@cache
def _stem_in(language: str) -> Callable[[str], str] | None:
    """Return the stemmer of a language; ``None`` without one, or without the extra."""
    if language not in _STEMMERS:
        return None
    try:
        stemmer = load("snowballstemmer:stemmer", "stems of words", "search")
    except MissingExtraError:
        return None
    return lru_cache(1 << 16)(partial(_stemmed, stemmer(_STEMMERS[language])))


def _stemmed(stemmer: Any, word: str) -> str:
    return str(stemmer.stemWord(word))
