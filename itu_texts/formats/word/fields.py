"""Reads the fields of a Word file: their instructions, and numbers that Word shows without storing them."""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.formats.number_formats import FORMATS, SIGNS

_LIST = ("{}", "1)", "a)", "i)", "(1)", "(a)", "(i)", "1.", "a.", "i.")
"""The number formats of Word's own list for LISTNUM fields; the first level comes second."""
_OUTLINE = ("{}", "I.", "A.", "1.", "a)", "(1)", "(a)", "(i)", "(a)", "(i)")
_SWITCH = re.compile(r"\\([a-z*])\s*(\"[^\"]*\"|[^\s\\]+)?", re.IGNORECASE)
_SIGNS = "*†‡§"
_NAME = 100  # characters that contain the name of a field


class Fields:
    """The open fields at a place of a file; a field may extend over many paragraphs."""

    def __init__(self) -> None:
        self.open: list[str] = []
        """The instruction of each field, the outermost first."""
        self.contents = 0
        """The number of them that are tables of contents."""
        self.paragraphs = 0
        """The number of paragraphs that an AUTONUM field numbers."""
        self.counts: dict[str, list[int]] = {}
        """The numbers of the levels of each list of LISTNUM fields."""

    def mark(self, kind: str | None) -> str:
        """Begin or end a field; return the instruction of a field that ends."""
        if kind == "begin":
            self.open.append("")
        elif kind == "end" and self.open:
            self.contents -= self._does("TOC")
            return self.open.pop()
        return ""

    def says(self, words: str) -> None:
        """Add a part of the instruction of the innermost field."""
        if self.open:
            self.contents -= self._does("TOC")
            self.open[-1] += words
            self.contents += self._does("TOC")

    def _does(self, name: str) -> bool:
        """Return whether the innermost field is of a kind."""
        return self.open[-1][:_NAME].split(None, 1)[:1] == [name]

    @property
    def in_contents(self) -> bool:
        """Whether one of them is a table of contents."""
        return self.contents > 0

    @property
    def calls_note(self) -> bool:
        """Whether the innermost field repeats the mark of a note that is called elsewhere."""
        return bool(self.open) and self._does("NOTEREF")

    def number(self, instruction: str) -> str:
        """Return the number that a field shows, from its instruction; empty if it shows none, or stores it."""
        name, _, rest = instruction.strip().partition(" ")
        switches = {found[1].lower(): (found[2] or "").strip('"') for found in _SWITCH.finditer(rest)}
        if name.upper() in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            self.paragraphs += 1
            return f"{self.paragraphs}{'' if 'e' in switches else switches.get('s') or '.'}"
        if name.upper() != "LISTNUM":
            return ""
        words = rest.strip().split(None, 1)
        listed = words[0].strip('"').lower() if words and not words[0].startswith("\\") else "numberdefault"
        level = min(max(_number(switches.get("l"), 1), 1), 9)
        numbers = self.counts.setdefault(listed, [0] * 10)
        numbers[level] = _number(switches.get("s"), numbers[level] + 1)
        numbers[level + 1 :] = [0] * (9 - level)
        if listed == "legaldefault":
            return "".join(f"{max(each, 1)}." for each in numbers[1 : level + 1])
        form = (_OUTLINE if listed == "outlinedefault" else _LIST)[level]
        return re.sub(r"[1aAiI]", lambda found: FORMATS[SIGNS[found[0]]](numbers[level]), form)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def note_format(name: str) -> Callable[[int], str]:
    """Return the format of the marks of notes, by its name in Word."""
    if name == "chicago":
        return lambda number: _SIGNS[(number - 1) % len(_SIGNS)] * ((number - 1) // len(_SIGNS) + 1)
    return FORMATS.get(name, str) if name != "none" else str
