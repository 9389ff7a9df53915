"""Finds letters that are not written as usual, and reads them as the usual ones.

These are letters whose marks stand behind them, and the name of an assembly in capitals in its formula (``THE GENERAL
ASSEMBLY,``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from itu_texts.language.grammar import lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import Edit

MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327\u0653\u0654\u0655"
"""The marks that stand behind their letters in a decomposed text."""
_PARTED: Final = regex(f"[^\\W\\d_][{MARKS}]+")
_ADOPTING: Final = ("UNGA", "UNSC", "UNHRC", "ECOSOC")


def read_letters(found: Findings) -> None:
    """Put usual letters in place of unusual ones."""
    copy = found.copy
    for capitals, usual in _names(found.lang.language):
        if capitals in copy.text:
            copy.text = copy.text.replace(capitals, usual)
    if copy.table.has(MARKS):
        copy.edit(_composed(copy.text), "letters")


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
    for found in _PARTED.finditer(text):
        if len(letter := unicodedata.normalize("NFC", found[0])) == 1:
            yield (*found.span(), letter)
