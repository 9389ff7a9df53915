"""What the passes hand to one another: a unit is a line of a text, or the part of a line that stands alone."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator

from attrs import define, field, frozen

from itu_texts.diagnostics import CODES, Diagnostic
from itu_texts.spans import Span

__all__ = [
    "BLANK_LINE",
    "HARD_BREAK",
    "IN_LINE",
    "SOFT_BREAK",
    "STOPS",
    "LookAhead",
    "Notes",
    "Region",
    "Unit",
    "ending",
    "past_blanks",
    "without_blanks",
]

# What stands before a unit, from the weakest break to the strongest.
IN_LINE = 0
"""Nothing: it goes on in the same line."""
SOFT_BREAK = 1
"""A line break that may stand in the middle of a paragraph."""
HARD_BREAK = 2
"""A line break that ends a paragraph."""
BLANK_LINE = 3
"""One or more blank lines."""

STOPS = ";:,."
"""What ends a sentence, or a part of one."""


class Unit:
    """A token of the structure grammar, before and after the passes have settled what it is.

    It has the attributes that Lark reads on a token.  ``words`` is where the words begin, behind a label.
    """

    line = column = end_line = end_column = None  # Lark's places; ours are offsets

    # Most units keep these defaults, and do not carry them.
    style: str = ""
    """Of an item: a LabelStyle.  Of a heading: a Role."""
    sure: bool = False
    """Of a heading: a known verb, alone on its line, with a body behind it."""
    verb_end: int = 0
    """Of a heading with a known verb: where that ends."""
    level: int = 0
    """Of a paragraph whose file says so: its level in a list, from 1."""
    note: int = -1
    """Of the mark that calls a footnote: where that begins, if it is known."""
    broken: bool = False
    """Whether page furniture stands inside it."""
    text: str = ""
    """Its words, lines joined."""
    parts: tuple[object, ...] = ()
    """What the words of a heading, a designation ... say."""

    def __init__(self, type: str, start: int, end: int, gap: int, label: str = "", words: int = -1) -> None:
        self.type = type
        self.start_pos = start
        self.end_pos = end
        self.gap = gap
        self.label = label
        self.words = start if words < 0 else words

    def __repr__(self) -> str:
        return f"{self.type}({self.label or self.text!r}, {self.start_pos}-{self.end_pos})"


@frozen
class Region:
    """A stretch of a text whose nature is known before its lines are looked at: a table, a footnote."""

    type: str
    """Of the unit that it becomes."""
    start: int
    end: int
    label: str = ""
    """Of a footnote: its mark."""
    level: int = 0
    """Of a paragraph: its level in a list."""
    parts: tuple[object, ...] = ()
    """Of a table: its rows, each with its cells."""


@define
class Notes:
    """What the passes find besides structure: page furniture and diagnostics."""

    furniture: list[Unit] = field(factory=list)
    anchors: list[Unit] = field(factory=list)
    """The marks that call footnotes, in their order."""
    diagnostics: list[Diagnostic] = field(factory=list)

    def add_furniture(self, unit: Unit) -> None:
        """Put a piece of page furniture in its place: other pieces may have been found before it that stand below."""
        insort(self.furniture, unit, key=lambda piece: piece.start_pos)

    def furniture_after(self, start: int, end: int) -> bool:
        """Whether page furniture was found between two offsets, of late."""
        for unit in reversed(self.furniture):
            if unit.end_pos <= start:
                return False
            if unit.start_pos < end:
                return True
        return False

    def report(self, code: str, message: str, start: int, end: int) -> None:
        """Add a diagnostic; its severity is that of its code."""
        self.diagnostics.append(Diagnostic(code=code, severity=CODES[code][0], message=message, span=Span(start, end)))


class LookAhead:
    """A pass that looks at units before their turn: those wait in ``ahead``."""

    def __init__(self, units: Iterator[Unit]) -> None:
        self.units = units
        self.ahead: deque[Unit] = deque()

    def in_turn(self) -> Iterator[Unit]:
        """The units one after the other, those that were looked at and are still ahead included."""
        ahead = self.ahead
        for unit in self.units:
            yield unit
            while ahead:
                yield ahead.popleft()

    def _peek(self, place: int = 0) -> Unit | None:
        """The unit so many places ahead; ``None`` if there are not so many."""
        while len(self.ahead) <= place:
            following = next(self.units, None)
            if following is None:
                return None
            self.ahead.append(following)
        return self.ahead[place]


def ending(text: str, end: int) -> str:
    """The last character of what ends here; the stop before a square bracket, which draft texts put around words."""
    last = text[end - 1]
    return text[end - 2] if last == "]" and end > 1 and text[end - 2] in STOPS else last


def past_blanks(text: str, position: int) -> int:
    """Where the next character that is not blank stands; there must be one."""
    while text[position].isspace():
        position += 1
    return position


def without_blanks(text: str, end: int) -> int:
    """Where what ends here ends without the blanks at its end; there must be a character that is not blank."""
    while text[end - 1].isspace():
        end -= 1
    return end
