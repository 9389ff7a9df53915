"""The forms of numbers and labels in references, and the numbers between the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_uppercase

from itu_texts.language.series import ordinal, roman
from itu_texts.language.writing import begins_capital


def _numbers(pattern: str) -> re.Pattern[str]:
    """Return a pattern of numbers that end before any character except Latin letters and figures.

    In Chinese a word may follow.
    """
    return re.compile(pattern.replace(r"\b", "(?![A-Za-z0-9_])"))


_NO_FREQUENCY = r"(?!(?:\s?[-–]\s?\d[\d\s]*)?\s*[kMGT]?Hz)"
_NO_THOUSANDS = r"(?!(?:\s\d{3})+(?:\s?[-–]\s?\d[\d\s]*)?\s*[kMGT]?Hz)"
_NOT_NAMED = r"(?!\s?[:–—-]\s)"  # "Goal 1 - Growth" names it
_REPEATED = r"(?:bis|ter|quater)?"
_LABEL = r"(?:\s?\(?[a-z]{1,2}\)|\s?\([ivx]+\)|\s?\([\u0627-\u064a]\u0640?\))*"
_LETTER_OF_ARTICLE = r"(?: [b-h\u0431-\u0436](?![\w'’.)]| [iI])|\s?\([\u0627-\u064a]\u0640?\))?"  # "73 e", "73 (ب)"
_NUMBERED = _numbers(rf"\d{{1,3}}[A-Z]?{_REPEATED}(?:\.\d+)*\b{_LETTER_OF_ARTICLE}|[IVXL]{{1,7}}\b(?!\.\d)")
_NAMED = _numbers(r"(?:\d+(?:-?[A-Z]|bis|ter)?|[IVX]{1,6}(?:-?[A-HJ-UWYZ])?|[A-Z])\b(?!\.\d)")
_DOTTED_NUMBER = r"\d+(?:\.[A-Z]?\d+)+"
_SERIES = _numbers(r"(?:[A-Z]{1,2}[.-]?)?\d+(?:[.-]\d+)*[A-Za-z]?\b(?!\.\d)|[A-Z]\b")
_TURNED_NUMBER = r"\d{3}[A-Z]{1,2}\.\d{1,2}"  # in a copy with reversed direction
DOTTED = _numbers(
    rf"(?:{_DOTTED_NUMBER}(?:[A-Z]{{0,2}}\d?)(?:\.\d+[A-Z]?)?{_REPEATED}|{_TURNED_NUMBER})\b{_NO_FREQUENCY}{_LABEL}"
)
"""A provision of the Radio Regulations: ``5.418``, ``9.12A``, ``15.5 b)``."""
_LETTER_APART = r" (?:[B-H]|A(?=,? \w{1,3} \d))(?![\w/'’.-])"  # "197 H", "197 A to 197 H"; not "5 A boat"
PLAIN = _numbers(
    rf"(?:1\d{{3}}|\d{{1,3}})(?:{_LETTER_APART}|[A-Z]{{0,2}}){_REPEATED}\b(?!\.\d)"
    rf"{_NO_FREQUENCY}{_NO_THOUSANDS}{_LABEL}"
)
"""A provision of another treaty: ``118``, ``28A``, ``1002``."""
NUMBERS = {
    "ARTICLES_CITED": _NUMBERED,
    "PROVISIONS_CITED": _numbers(f"{DOTTED.pattern}|{PLAIN.pattern}"),
    "APPENDICES_CITED": _NUMBERED,
    "ANNEXES_CITED": _NAMED,
    "ATTACHMENTS_CITED": _NAMED,
    "CHAPTERS_CITED": _NAMED,
    "NAMED_SECTIONS_CITED": _NAMED,
    "SECTIONS_CITED": _numbers(
        rf"(?:[A-Z]{{1,4}}\d{{0,2}}\.)?\d+{_REPEATED}(?:\.(?:\d+|[a-z]\b))*(?:[a-z]\b)?{_REPEATED}{_LABEL}(?![\d%年])"
        r"|\(?[a-z]{1,2}\)"
    ),
    "SECTIONS_PLACED": _numbers(rf"\d+{_REPEATED}(?:\.\d+)+"),
    "SECTIONS_ALONE": _numbers(rf"\d+{_REPEATED}(?:\.\d+)+\b{_NO_FREQUENCY}"),
    "PARTS_CITED": _NAMED,
    "AGENDA_ITEMS_CITED": _numbers(rf"\d+(?:\.\d+)*\b{_LABEL}"),
    "ACTION_LINES_CITED": _numbers(r"[A-Z]\d{1,2}\b"),
    "GOALS_CITED": _numbers(rf"\d{{1,2}}\b(?!\.\d){_NOT_NAMED}"),
    "TARGETS_CITED": _numbers(rf"\d{{1,2}}(?:\.(?:\d{{1,2}}(?:\.[A-Z])?|[A-Za-z]))?\b(?!%|\.\d){_NOT_NAMED}"),
    "DOCUMENTS_CITED": _numbers(
        r"(?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*/){0,3}[A-Z]{0,5}\d+(?:[/-][A-Z]*\d+)*[A-Z]?\b"
        r"(?: ?\((?:[A-Z][a-z]+\.? ?)+\d+\))?"
    ),
    "TABLES_CITED": _SERIES,
    "FIGURES_CITED": _SERIES,
}
"""The patterns of numbers, by the terminal of the grammar that begins the reference."""
_LETTER_OF_ITEM = r"(?:[a-zа-яё]{1,2}|[\u0627-\u064a]\u0640?\s?)"  # "b", "ب", "أ " before its bracket
ITEM = _numbers(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*(?:bis|ter)?(?:(?:\s?\(?{_LETTER_OF_ITEM}\))+|\b(?!(?:[-–]\d[\d ]*)?\s*[MGk]?Hz|%))"
    rf"|\(?(?:{_LETTER_OF_ITEM}(?:bis)?|[ivx]{{3,5}})\))(?:\s?[ivx]+\))*"
)
"""An item of a clause: ``2``, ``1.1``, ``7 a)``, ``c) iv)``."""
LETTERS = _numbers(rf"\(?{_LETTER_OF_ITEM}(?:bis)?\)(?:\s?[ivx]+\))*")
"""An item whose label is a letter."""
UNDER_NUMBER = re.compile(r"(\d[\d.]*(?:bis|ter)?)\s?\(?[a-zа-яё]{1,2}\)")
"""A letter under a number: ``7 a)``."""
_ENDS_WITH_LABEL = re.compile(r"(.*?\d[A-Z]{0,2}(?:bis|ter|quater)?)(\s?\(?[a-zа-яё]{1,2}\).*)")
_LONGEST = 200  # members of a range
# "9.12" and "9.21A", "a) ii)" and "iv)", "7 a)" and "c)", "30A" and "C"
_FIGURES = re.compile(
    r"(?P<before>.*?)(?<!\d)(?P<count>\d{1,18})(?P<behind>)[A-Z]{0,2}"
)  # longer numbers count nothing
_ROMAN = re.compile(r"(?P<before>.*?)\b(?P<count>[ivx]+|[IVX]+)(?P<behind>\)?)")
_SMALL_LETTER = re.compile(r"(?P<before>.*?)(?P<count>[a-z])(?P<behind>\))")
_CAPITAL = re.compile(r"(?P<before>.*\d ?)?(?P<count>[A-Z])(?P<behind>)")


def part_label(number: str) -> tuple[str, str]:
    """Split a number and the label of the item in it: ``15.5`` and ``b)``; the label is empty if there is none."""
    matched = _ENDS_WITH_LABEL.fullmatch(number)
    return (matched[1], matched[2].strip()) if matched else (number, "")


_TURNED = re.compile(r"(\d{2,3}[A-Z]{0,2})\.(\d{1,2})")
_LAST_ARTICLE = 59  # of the Radio Regulations


def turned_back(number: str) -> str:
    """Return the number of a provision with its parts in order.

    ``5.457A`` for ``457A.5``, as there is no Article 457.
    """
    found = _TURNED.fullmatch(number)
    if found is None or int(found[1].rstrip(ascii_uppercase)) <= _LAST_ARTICLE or int(found[2]) > _LAST_ARTICLE:
        return number
    return f"{found[2]}.{found[1]}"


def _numeral(count: int, like: str) -> str:
    return roman(count).upper() if begins_capital(like) else roman(count)


_COUNTS: tuple[tuple[re.Pattern[str], Callable[[str], int], Callable[[int, str], str]], ...] = (
    (_FIGURES, int, lambda count, _: str(count)),
    (_ROMAN, lambda numeral: ordinal(numeral, "roman"), _numeral),
    (_SMALL_LETTER, ord, lambda count, _: chr(count)),
    (_CAPITAL, ord, lambda count, _: chr(count)),
)
"""What the end of a range counts: its form, its place in the series, and what stands at a place."""


def between(first: str, last: str) -> list[str]:
    """Return the numbers or letters between the ends of a range."""
    for form, place_of, shown in _COUNTS:
        one, two = form.fullmatch(first), form.fullmatch(last)
        if one is None or two is None or (form is _ROMAN and len(one["count"]) + len(two["count"]) == 2):
            continue
        before, start, stop = one["before"] or "", place_of(one["count"]), place_of(two["count"])
        goes_on = two["before"] == before or (form is not _FIGURES and (two["before"] or "(") == "(")
        if goes_on and start < stop <= start + _LONGEST and (start or form is _FIGURES):
            return [f"{before}{shown(place, one['count'])}{one['behind']}" for place in range(start + 1, stop)]
    return []
