"""Text that runs the wrong way: copies of pages from right to left that have their words, figures or ranges reversed.

Programs that copy such pages take the signs in the order in which they stand on the page, from the left.  Words then
begin with a letter that words end with, letters stand apart, and of ``1.1.3`` or ``9-20`` the parts change places.
No sign changes its place; it is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Final

from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import label
from itu_texts.language.writing import fold, has_sign_of
from itu_texts.parsing.thresholds import FEWEST_SURE, WORD_REACH, YEAR

__all__ = ["Backwards", "backwards"]

Lines = Iterable[tuple[int, int]]
"""Where lines begin and end."""
Backwards = tuple[int, int, str]
"""Where it stands, from and to, and what to say of it."""

_LEADS: Final = b"\xd8\xd9\xda\xdb"  # with which letters of Arabic begin in UTF-8
_ARABIC: Final = regex(r"[\u0620-\u064a]")
_WORD: Final = regex(r"[\u0620-\u064a]{2,}")
# A letter that only ends words, at the beginning of one; letters that stand apart.  What stands before a sign is looked
# at behind it, for a sign that a pattern begins with is quick to search for.
_REVERSED_WORD: Final = regex(r"ة(?<![\u0620-\u064a]ة)[\u0620-\u064a]+")
_ARTICLE: Final = regex(r"(?:و|ف|ب|ك)?ال[\u0620-\u064a]{2,}")
_MAY_BE_APART: Final = regex(r" [\u0620-\u064a] [\u0620-\u064a] ")
_APART: Final = regex(r"(?<!\S)[\u0620-\u064a](?:[ ][\u0620-\u064a]){4,}(?!\S)")
# Lam-alef read backwards: "االتحاد" for "الاتحاد"
_LAM_ALEF: Final = regex(r"اال(?<!\wاال)[\u0620-\u064a]{2,}")
# "20-9 أكتوبر", "2030-2027": a range that falls; but "ITU-R 12-1" is the name of a text
_RANGE: Final = regex(r"(\d(?<![\w./-]\d)(?<!-[RTD] \d)\d{0,3})[-–](\d{1,4})(?![\w./-])")
_NUMBER: Final = regex(r"[^\S\n]*(\d{1,2}(?:\.\d{1,2}){0,4})(?=[^\S\n]*[\u0620-\u064a])")


def backwards(text: str) -> Iterator[Backwards]:
    """What runs the wrong way in a text, in its order by kind; nothing in a text without Arabic."""
    if text.isascii() or not has_sign_of(text, _LEADS):
        return
    shown = fold(text)
    lines = [*_in_arabic(shown)]
    yield from _lines(shown, lines)
    yield from _ranges(shown, lines)
    yield from _labels(shown, lines)


def _in_arabic(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that have a letter of Arabic."""
    end = 0
    while found := _ARABIC.search(text, end):
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.end())
        end = end if end >= 0 else len(text)
        yield start, end


def _lines(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Lines in the order of their signs on the page."""
    for start, end in lines:
        if _is_reversed(shown[start:end]):
            yield (
                start,
                end,
                "this line has its letters in the order of the page and cannot be read: copy it anew",
            )
        elif swapped := _LAM_ALEF.search(shown, start, end):
            message = f"“{swapped[0]}” has two letters in the wrong order, as in some copies of PDFs: correct them"
            yield *swapped.span(), message


def _is_reversed(line: str) -> bool:
    if _MAY_BE_APART.search(line) and _APART.search(line):
        return True
    wrong = len(_REVERSED_WORD.findall(line))
    if not wrong:
        return False
    words = _WORD.findall(line)
    right = sum(_ARTICLE.fullmatch(word) is not None for word in words)
    return wrong >= min(FEWEST_SURE, len(words)) and wrong > right


def _ranges(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Ranges that fall, among words."""
    for found in chain.from_iterable(_RANGE.finditer(shown, *line) for line in lines):
        first, last = int(found[1]), int(found[2])
        near = shown[max(0, found.start() - WORD_REACH) : found.end() + WORD_REACH]
        if first > last and (len(found[1]) < YEAR or len(found[2]) == YEAR) and _ARABIC.search(near):
            yield *found.span(), f"the range {found[0]} runs downwards: if its ends are reversed, change their places"


def _labels(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Labels of which each follows the one before if both are read from their ends: 1.1, 2.1, 3.1; 2, 1.2."""
    for before, found in pairwise(_numbers(shown, lines)):
        if _is_turned(before, found):
            message = f"{found[1]} follows {before[1]}: if the parts of these numbers are in the wrong order, swap them"
            yield *found.span(1), message


def _numbers(text: str, lines: Lines) -> Iterator[re.Match[str]]:
    """The numbers before words in Arabic."""
    found = (_NUMBER.match(text, start) for start, _ in lines)
    return (number for number in found if number is not None)


def _is_turned(before: re.Match[str], found: re.Match[str]) -> bool | None:
    """Whether two numbers follow one another from right to left only; ``None`` if they do both ways, or neither."""
    straight = _follows(before[1], found[1])
    turned = _follows(_turned(before[1]), _turned(found[1]))
    return None if straight == turned else turned


def _turned(number: str) -> str:
    return ".".join(number.split(".")[::-1])


def _follows(before: str, number: str) -> bool:
    """Whether a number comes next in its series, or begins one below the number before it."""
    return any(
        mine.path and last.path and (mine.follows(last) or (mine.first and mine.path[:-1] == last.path))
        for mine in label(number).readings
        for last in label(before).readings
    )
