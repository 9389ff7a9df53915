"""Facts of writing that all languages share: signs that mean the same, stops, letters large and small.

Texts are matched in a copy that is folded character for character, so that places in it are places in the text,
and words are taken from the text itself.
"""

from __future__ import annotations

import re

__all__ = ["STOPS", "fold"]

STOPS = ";:,."
"""What ends a sentence, or a part of one, in a folded text."""

_SAME = {
    "‐": "-",  # hyphens that look like one another
    "‑": "-",
    "’": "'",
    "；": ";",
    "：": ":",
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "／": "/",
    "؛": ";",
    "،": ",",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + place): chr(0x41 + place) for place in range(26)},
    **{chr(0xFF41 + place): chr(0x61 + place) for place in range(26)},
}
_ODD = re.compile(f"[{re.escape(''.join(_SAME))}]")


def fold(text: str) -> str:
    """A copy of a text in which what means the same is written the same; each character keeps its place."""
    return text if text.isascii() else _ODD.sub(lambda sign: _SAME[sign[0]], text)
