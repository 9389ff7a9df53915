"""Reads letters in unusual forms as if they were usual, in a copy in which each character keeps its place.

These are letters set apart (``R E S O L U T I O N  9``), letters whose marks stand behind them, and the name of an
assembly in capitals in its formula (``THE GENERAL ASSEMBLY,``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.reading_copy import Edit, ReadingCopy

MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327\u0653\u0654\u0655"
"""The marks that stand behind their letters in a decomposed text."""
_PARTED: Final = regex(f"[^\\W\\d_][{MARKS}]+")
_THIN_BLANKS: Final = "\u2009\u200a\u202f"
_BLANK: Final = rf"[ \xa0{_THIN_BLANKS}]"
# "R E S O L U T I O N   9   ( R E V .": at least five signs, each behind one blank or a wider gap; from the first blank
# on, which is found faster than a sign
_SET_APART: Final = regex(
    rf"{_BLANK}(?=\S{_BLANK})(?<=[\w(].)(?:(?<=^..)|(?<=[\s(]..))\S(?:{_BLANK}{{1,4}}\S(?![^\W\d_])){{3,}}"
)
# Four of its letters, with what else may stand so, which is found faster
_FEW_APART: Final = regex(" [^ ] [^ ] [^ ] [^ ]")
# What stands together in it: signs between wider gaps or other blanks than those between letters; else letters alone
_LETTERS: Final = regex(r"[^\W\d_](?:[ \xa0][^\W\d_](?![^\W\d_])){4,}")
_SIGNS: Final = regex(r"\S(?:[ \xa0]\S)+")
_THINLY: Final = regex(rf"\S(?:[{_THIN_BLANKS}]\S)+")
_SHORTEST: Final = regex(rf"[^\W\d_](?:{_BLANK}[^\W\d_]){{4}}")
_ADOPTING: Final = ("UNGA", "UNSC", "UNHRC", "ECOSOC")


def read_letters(copy: ReadingCopy, lang: LanguagePatterns) -> None:
    """Put usual letters in place of unusual ones."""
    text = copy.text
    for capitals, usual in _names(lang.language):
        if capitals in text:
            text = text.replace(capitals, usual)
    copy.text = text
    edits = [*_composed(text), *_joined(text)]
    if edits:
        copy.edit(sorted(edits), "letters")


@lru_cache(maxsize=None, typed=True)
def _names(language: str) -> list[tuple[str, str]]:
    """Return the names of the assemblies in capitals, with accents and without, and in usual letters."""
    names = (lang_of(language).phrase_for("ADOPTS", body) for body in _ADOPTING)
    return [
        (each, name)
        for name in names
        for each in {name.upper(), _bare(name.upper())} - {name}
        if len(each) == len(name)
    ]


def _bare(words: str) -> str:
    """Return words without the accents of their letters, as capitals are often printed."""
    return "".join(unicodedata.normalize("NFD", letter)[0] if letter not in "Йй" else letter for letter in words)


def _composed(text: str) -> Iterator[Edit]:
    """Yield the letters in place of those with their marks behind them."""
    if any(mark in text for mark in MARKS):
        for found in _PARTED.finditer(text):
            if len(letter := unicodedata.normalize("NFC", found[0])) == 1:
                yield (*found.span(), letter)


def _joined(text: str) -> Iterator[Edit]:
    """Yield the blanks in words whose letters are set apart; not in "a b c d e"."""
    may_be = _FEW_APART.search(text.replace("\xa0", " ")) or any(blank in text for blank in _THIN_BLANKS)
    for found in _SET_APART.finditer(text) if may_be else ():
        start, end = found.start() - 1, found.end()
        thin = any(blank in found[0] for blank in _THIN_BLANKS)
        pattern = _THINLY if thin else _SIGNS if "  " in found[0] else _LETTERS
        words = [*pattern.finditer(text, start, end)]
        if any(_SHORTEST.match(word[0]) and not _are_listed(word[0][::2]) for word in words):
            yield from ((place, place + 1, "") for word in words for place in range(word.start() + 1, word.end(), 2))


def _are_listed(letters: str) -> bool:
    return all(ord(other) - ord(one) == 1 for one, other in pairwise(letters))
