"""The fields of a Word file: what they say to do, and the numbers that Word shows for some and does not store."""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.formats.number_formats import FORMATS, SIGNS

__all__ = ["Fields", "note_format"]

_LIST = ("{}", "1)", "a)", "i)", "(1)", "(a)", "(i)", "1.", "a.", "i.")
"""How Word numbers the levels of its own list for LISTNUM fields, the first level second."""
_OUTLINE = ("{}", "I.", "A.", "1.", "a)", "(1)", "(a)", "(i)", "(a)", "(i)")
_SWITCH = re.compile(r"\\([a-z*])\s*(\"[^\"]*\"|[^\s\\]+)?", re.IGNORECASE)
_SIGNS = "*†‡§"
_NAME = 100  # characters, in which the name of a field stands


class Fields:
    """The fields that are open at a place of a file; they may go on over many paragraphs."""

    def __init__(self) -> None:
        self.open: list[str] = []
        """What each of them says to do, the outermost first."""
        self.contents = 0
        """How many of them list the contents."""
        self.paragraphs = 0
        """How many paragraphs have a number of an AUTONUM field."""
        self.counts: dict[str, list[int]] = {}
        """The numbers of the levels of each list of LISTNUM fields."""

    def mark(self, kind: str | None) -> str:
        """A mark that begins or ends a field; gives what the one that ends says to do."""
        if kind == "begin":
            self.open.append("")
        elif kind == "end" and self.open:
            self.contents -= self._does("TOC")
            return self.open.pop()
        return ""

    def says(self, words: str) -> None:
        """A part of what the innermost field says to do."""
        if self.open:
            self.contents -= self._does("TOC")
            self.open[-1] += words
            self.contents += self._does("TOC")

    def _does(self, name: str) -> bool:
        """Whether the innermost field is of a kind."""
        return self.open[-1][:_NAME].split(None, 1)[:1] == [name]

    @property
    def in_contents(self) -> bool:
        """Whether one of them lists the contents."""
        return self.contents > 0

    @property
    def calls_note(self) -> bool:
        """Whether the innermost shows the mark of a note that is called elsewhere too."""
        return bool(self.open) and self._does("NOTEREF")

    def number(self, said: str) -> str:
        """The number that a field shows, by what it says to do; empty if it shows none, or stores it."""
        name, _, rest = said.strip().partition(" ")
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
    """How the marks of notes are written, by the name that Word has for it."""
    if name == "chicago":
        return lambda number: _SIGNS[(number - 1) % len(_SIGNS)] * ((number - 1) // len(_SIGNS) + 1)
    return FORMATS.get(name, str) if name != "none" else str
