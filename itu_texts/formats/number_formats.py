"""Numbers as the labels of lists write them."""

from __future__ import annotations

from collections.abc import Callable

from itu_texts.language.series import roman

__all__ = ["CSS_STYLES", "FORMATS", "SIGNS"]


def _letter(number: int) -> str:
    """A number as small letters, the way of Word: z, aa, bb."""
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
"""How numbers are written, by the names that Word has for it (ST_NumberFormat of ECMA-376)."""
SIGNS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The formats by the signs that HTML has for them in ``type``, and Word in what LISTNUM fields show."""
CSS_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
"""The formats by the names that CSS has for them; any other is taken for ``decimal``."""
