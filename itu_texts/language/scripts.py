"""Superscripts, subscripts and pictures in plain text.

Superscripts and subscripts are written with the Unicode characters for them, otherwise as ``^{...}`` and ``_{...}``.
"""

from __future__ import annotations

import re

_SIGNS = "+\u2212-\u2013=()"
_RAISED = str.maketrans(
    f"0123456789{_SIGNS}abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ªᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿºᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED = str.maketrans(f"0123456789{_SIGNS}aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_WORDED = re.compile(r"[^\W_]")
# 19th, Mme, 5bis, which are as clear on the line; and footnote marks in brackets
_ON_LINE = re.compile(r"[^\W\d_]{2,}\.?|[(\[]?\w{1,3}[)\]]")


def picture(description: str | None) -> str:
    """Return the text that replaces a picture.

    >>> picture("A map of the lake"), picture("")
    ('[picture: A map of the lake]', '[picture]')
    """
    words = " ".join((description or "").split())
    return f"[picture: {words}]" if words else "[picture]"


def raised(text: str) -> str:
    """Return words above the line as plain text.

    Two or more letters alone stay as they are: they end an ordinal number or an abbreviation.

    >>> raised("6"), raised("-3"), raised("n+1"), raised("th"), raised("x/2")
    ('⁶', '⁻³', 'ⁿ⁺¹', 'th', '^{x/2}')
    """
    return text if _ON_LINE.fullmatch(text.strip()) else _written(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Return words below the line as plain text.

    >>> lowered("2"), lowered("max"), lowered("dB")
    ('₂', 'ₘₐₓ', '_{dB}')
    """
    return _written(text, _LOWERED, "_")


def _written(text: str, twins: dict[int, int], sign: str) -> str:
    words = text.strip()
    made = words.translate(twins)
    if not words or (made == words and not _WORDED.search(words)):  # a footnote mark, or a sign such as ™
        return text
    twinned = all(ord(char) in twins for char in words)
    if not twinned and not (words.isascii() or (words.isalpha() and len(words) < 3)):
        return text
    start = text.index(words)
    return f"{text[:start]}{made if twinned else f'{sign}{{{words}}}'}{text[start + len(words) :]}"
