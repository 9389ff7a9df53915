"""The numbers and labels of references: their parts, and those between the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_uppercase

from itu_texts.language.series import ordinal, roman
from itu_texts.language.writing import begins_capital

# "15.5 b)": a number, and the label of the item in it
_ENDS_WITH_LABEL = re.compile(r"(.*?\d[A-Z]{0,2}(?:bis|ter|quater)?)(\s?\(?[a-zа-яё]{1,2}\).*)")
_LONGEST = 200  # members of a range
# "9.12" and "9.21A", "a) ii)" and "iv)", "7 a)" and "7 c)", "30A" and "C"; longer numbers count nothing
_FIGURES = re.compile(r"(?P<before>.*?)(?<!\d)(?P<count>\d{1,18})(?P<behind>)[A-Z]{0,2}")
_ROMAN = re.compile(r"(?P<before>.*?)\b(?P<count>[ivx]+|[IVX]+)(?P<behind>\)?)")
_SMALL_LETTER = re.compile(r"(?P<before>.*?)(?P<count>[a-z])(?P<behind>\))")
_CAPITAL = re.compile(r"(?P<before>.*\d ?)?(?P<count>[A-Z])(?P<behind>)")
_TURNED = re.compile(r"(\d{2,3}[A-Z]{0,2})\.(\d{1,2})")
_LAST_ARTICLE = 59  # of the Radio Regulations


def part_label(number: str) -> tuple[str, str]:
    """Split a number and the label of the item in it: ``15.5`` and ``b)``; the label is empty if there is none."""
    matched = _ENDS_WITH_LABEL.fullmatch(number)
    return (matched[1], matched[2].strip()) if matched else (number, "")


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
