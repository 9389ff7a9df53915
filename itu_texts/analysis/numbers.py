"""Numbers and labels as they are cited: which forms they have, and what lies between the ends of a range."""

from __future__ import annotations

import re

__all__ = ["ITEM", "LETTERS", "NUMBERS", "UNDER_NUMBER", "between"]

_NUMBERED = re.compile(r"\d+[A-Z]?\b")
_NAMED = re.compile(r"(?:\d+[A-Z]?|[IVX]{1,5}[A-Z]?|[A-Z])\b")
NUMBERS = {
    "ARTICLES_CITED": _NUMBERED,
    "PROVISIONS_CITED": re.compile(
        r"\d+(?:\.\d+)*[A-Z]{0,2}(?:\.\d+)?(?:bis|ter)?\b(?!(?:[-–]\d[\d ]*)?\s*[kMG]?Hz|[-–]\d)"
    ),
    "APPENDICES_CITED": _NUMBERED,
    "ANNEXES_CITED": _NAMED,
    "ATTACHMENTS_CITED": _NAMED,
    "CHAPTERS_CITED": _NAMED,
    "NAMED_SECTIONS_CITED": _NAMED,
    "SECTIONS_CITED": re.compile(r"(?:[A-Z]{1,4}\d{0,2}\.)?\d+(?:\.\d+)*[a-z]?(?:\s[a-z]\))?"),
}
"""By the terminal of the grammar that begins the reference."""
ITEM = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:bis|ter)?(?:(?:\s?[a-z]{1,2}\))+|\b(?!(?:[-–]\d[\d ]*)?\s*[MGk]?Hz))"
    r"|\(?[a-z]{1,2}(?:bis)?\))(?:\s?[ivx]+\))*"
)
"""An item of a clause: ``2``, ``1.1``, ``7 a)``, ``c) iv)``."""
LETTERS = re.compile(r"\(?[a-z]{1,2}(?:bis)?\)(?:\s?[ivx]+\))*")
"""One whose label is a letter."""
UNDER_NUMBER = re.compile(r"(\d[\d.]*(?:bis|ter)?)\s?[a-z]{1,2}\)")
"""A letter under a number: ``7 a)``."""


def between(first: str, last: str) -> list[str]:
    """What lies between the ends of a range of numbers or letters, without them."""
    one, two = re.fullmatch(r"(.*?)(\d+)[A-Z]{0,2}", first), re.fullmatch(r"(.*?)(\d+)[A-Z]{0,2}", last)
    if one and two and one[1] == two[1] and int(one[2]) < int(two[2]) <= int(one[2]) + 200:
        return [f"{one[1]}{number}" for number in range(int(one[2]) + 1, int(two[2]))]
    one, two = re.fullmatch(r"(.*?)([a-z])(\))", first), re.fullmatch(r"(.*?)([a-z])(\))", last)
    one, two = one or re.fullmatch(r"(.*\d)([A-Z])()", first), two or re.fullmatch(r"(.*\d)([A-Z])()", last)
    if one and two and two[1] in ("", one[1]) and one[2] < two[2]:
        return [f"{one[1]}{chr(code)}{one[3]}" for code in range(ord(one[2]) + 1, ord(two[2]))]
    return []
