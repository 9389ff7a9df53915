"""Joins the words of lines.  Hyphens added at a line end are removed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field

from itu_texts.formats.pdf.rows import Line

__all__ = ["Words"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_LONGEST = 100  # characters of a word
_HYPHENS = ("-", "\u2010")


@define
class Words:
    """Joins lines; a hyphen at the end of one is dropped only where it is sure to be none of the word.

    It is where the whole word stands elsewhere in the file, or neither of its halves does.
    """

    lines: Iterable[Line]
    known: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        broken = False
        for line in self.lines:
            found = _WORD.findall(line.text.casefold())
            ends_broken = line.text.endswith(_HYPHENS)
            self.known.update(found[broken : len(found) - ends_broken])  # no halves of broken words
            broken = ends_broken

    def join(self, lines: list[Line]) -> tuple[str, list[tuple[int, int]]]:
        """The text of lines as one, and the stretches of it that are raised."""
        text = ""
        raised: list[tuple[int, int]] = []
        for line in lines:
            for place, cell in enumerate(line.cells):
                if place:
                    text += "\t" if place == 1 and line is lines[0] else " "
                elif text:
                    text = self._joint(text, cell.text)
                raised += ((len(text) + begin, len(text) + end) for begin, end in cell.raised)
                text += cell.text
        return text, [(begin, end) for begin, end in raised if end <= len(text)]

    def _joint(self, text: str, following: str) -> str:
        """The text so far, ready for the next line."""
        if not (text.endswith(_HYPHENS) and text[-2:-1].isalpha() and following[:1].islower()):
            return text + " "
        begun = _LAST_WORD.search(text[-_LONGEST:-1])
        rest = _WORD.match(following.casefold())
        if begun and rest:
            halves = (begun[0].casefold(), rest[0])
            if "".join(halves) in self.known or not any(half in self.known for half in halves):
                return text[:-1]
        return text
