"""Reads the numbers that attributes state, and formats the numbers of list labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from itu_texts.language.series import roman

_Other = TypeVar("_Other")
_WHOLE = re.compile(r"-?[0-9]{1,10}")


def whole_number(text: str | None, otherwise: _Other) -> int | _Other:
    """Return the number that an attribute states, or a default if it states none, or one of more than ten figures."""
    return int(text) if text is not None and _WHOLE.fullmatch(text.strip()) else otherwise


def _letter(number: int) -> str:
    """Return a number as small letters, as Word does: z, aa, bb."""
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 10_000 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda number: "",
}
"""The number formats by their names in Word (ST_NumberFormat of ECMA-376)."""
SIGNS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The formats by their signs in the attribute ``type`` of HTML and in LISTNUM fields of Word."""
CSS_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
"""The formats by their names in CSS; any other name means ``decimal``."""
