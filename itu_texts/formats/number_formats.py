"""Numbers as the labels of lists write them."""

from __future__ import annotations

from collections.abc import Callable

from itu_texts.language.series import roman

__all__ = ["FORMATS", "letter"]


def letter(number: int) -> str:
    """A number as small letters, the way of Word: z, aa, bb."""
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 10_000 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda number: "",
}
"""How numbers are written, by the names that Word has for it (ST_NumberFormat of ECMA-376)."""
