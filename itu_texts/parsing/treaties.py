"""Provisions of treaties: the numbers in the margin, before the labels and words of the provisions themselves.

``28A  a bis) ...`` under an article is provision 28A with a label of its own.  Margin numbers run on from one
article to the next, in the order of the instrument; or they name their article (``9.12A``).  Without either sign
a number is a label like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.grammar import Surface
from itu_texts.parsing.units import BLANK_LINE, IN_LINE, SOFT_BREAK, LookAhead, Unit, past_blanks

__all__ = ["settle_provisions"]

_LEGEND = 3  # markers, each another, in lines that follow one another
_FAR = 400  # units that are looked at to find whether numbers run on into the next article
_TITLE = 4  # units between the heading of a section and the article that it holds
_SKIPPED = 30  # numbers that an instrument may skip, where provisions were suppressed
_WORDS = frozenset(("TEXT", "ITEM"))
_KINDS = ("part", "chapter", "section", "subsection", "article", "preamble")  # of divisions


def settle_provisions(units: Iterator[Unit], text: str, surface: Surface) -> Iterator[Unit]:
    """Put a PROVISION before the words of each, and say of what kind each DIVISION is (``parts``)."""
    treaty = _Treaty(units, text, surface)
    for unit in treaty.in_turn():
        kind = unit.type
        if kind == "FORMULA" and treaty.divided:  # the title of an article: "The Plenipotentiary Conference"
            kind = unit.type = "TEXT"
        treaty.divided = kind == "DIVISION"
        if kind == "DIVISION":
            treaty.divide(unit)
            yield unit
        elif kind == "AMENDED":
            if treaty.in_legend(unit):
                unit.type = "TEXT"
                yield unit
            else:
                yield from treaty.amended(unit)
        elif treaty.active and kind in _WORDS and unit.gap >= SOFT_BREAK:
            yield from treaty.words(unit)
        else:
            if kind == "DESIGNATION" or kind == "FORMULA":
                treaty.active = False
            elif kind == "AMENDMENT":
                treaty.marked = treaty.active = True
            yield unit


class _Treaty(LookAhead):
    """Where in an instrument we are, and how its provisions are numbered."""

    def __init__(self, units: Iterator[Unit], text: str, surface: Surface) -> None:
        super().__init__(units)
        self.text = text
        self.form_of = surface.line.match
        self.number = surface.words["PROVISION_NUMBER"].match
        self.glued = surface.words["GLUED_NUMBER"].match
        self.parts_of = surface.words["DIVISION_PARTS"].match
        self.active = False
        """Whether the units stand in a treaty."""
        self.legend = self.end_of_legend = 0
        """Where the last legend of markers ends."""
        self.divided = False
        """Whether the heading of a division stands right above."""
        self.article = ""
        """The number of the article that is open."""
        self.last = 0
        """The last number in the margin."""
        self.in_margin = False
        """Whether it was found that numbers stand in the margin."""
        self.labels = False
        """Whether it was found that the numbers in this division are labels."""
        self.marked = False
        """Whether an amendment marker stands right above."""

    # ------------------------------------------------------------------ divisions

    def divide(self, unit: Unit) -> None:
        parts = self.parts_of(self.text, unit.start_pos, unit.end_pos)
        assert parts is not None
        kind = next(name for name in _KINDS if parts[name])
        unit.parts = (kind, parts["number"], kind == "section" and self._holds_articles())
        self.active = True
        self.marked = self.labels = False
        if kind == "article":
            self.article = parts["number"]
        elif kind not in ("section", "subsection"):
            self.article = ""

    def _holds_articles(self) -> bool:
        for place in range(_TITLE):
            unit = self._peek(place)
            if unit is None or unit.type not in ("TEXT", "DIVISION"):
                return False
            if unit.type == "DIVISION":
                parts = self.parts_of(self.text, unit.start_pos, unit.end_pos)
                return parts is not None and parts["article"] is not None
        return False

    # ------------------------------------------------------------------ provisions

    def in_legend(self, unit: Unit) -> bool:
        """Whether a marker stands in a list that says what each of them means: "ADD  Addition" ..."""
        if unit.start_pos < self.legend:
            return True
        seen = {self._action(unit)}
        place = 0
        while (following := self._peek(place)) is not None:
            if (
                following.type == "AMENDED"
                and IN_LINE < following.gap < BLANK_LINE
                and self._action(following) not in seen
            ):
                seen.add(self._action(following))
                self.end_of_legend = following.end_pos
            elif following.type not in _WORDS or (following.gap > IN_LINE and place):
                break
            place += 1
        if len(seen) < _LEGEND or any(char.isdigit() for action in seen for char in action):
            return False
        self.legend = self.end_of_legend
        return True

    def _action(self, unit: Unit) -> str:
        """The marker as it stands, with what follows it in the unit."""
        return " ".join(self.text[unit.start_pos : unit.end_pos].split())

    def amended(self, unit: Unit) -> Iterator[Unit]:
        """A marker with the number of a provision: that comes again as a unit, if there are words behind it."""
        self.active = True
        self.marked = False
        yield unit
        start = unit.end_pos
        while start > unit.start_pos and not self.text[start - 1].isspace():
            start -= 1
        number = self.number(self.text, start)
        if number is None or number.end() != unit.end_pos or start == unit.start_pos:
            return
        digits = re.match(r"\d+", number[0])
        self.last = int(digits[0]) if digits and "." not in number[0] else self.last
        self.in_margin = True
        following = self._peek(0)
        if following is not None and following.gap == IN_LINE and following.type in _WORDS:
            yield self._provision(start, unit.end_pos, IN_LINE)

    def _provision(self, start: int, end: int, gap: int) -> Unit:
        return Unit("PROVISION", start, end, gap, self.text[start:end])

    def words(self, unit: Unit) -> Iterator[Unit]:
        """A line in a treaty: with a provision's number, if one stands there."""
        marked, self.marked = self.marked, False
        start = unit.start_pos
        if not self.text[start].isdigit():
            yield unit
            return
        end = self._number_end(unit, marked=marked)
        if not end:
            yield unit
            return
        yield self._provision(start, end, unit.gap)
        rest = past_blanks(self.text, end) if end < unit.end_pos else end
        while rest < unit.end_pos:
            form = self.form_of(self.text, rest)
            if form is None or form.lastgroup != "ITEM":
                yield Unit("TEXT", rest, unit.end_pos, IN_LINE)
                return
            label = form[0].rstrip()
            second = self.form_of(self.text, form.end()) if form.end() < unit.end_pos else None
            if second is None or second.lastgroup != "ITEM" or second[0].rstrip()[-1] != ")":
                yield Unit("ITEM", rest, unit.end_pos, IN_LINE, label, min(form.end(), unit.end_pos))
                return
            yield Unit("ITEM", rest, rest + len(label), IN_LINE, label, rest + len(label))
            rest = form.end()

    def _number_end(self, unit: Unit, *, marked: bool) -> int:
        """Where the number of a provision ends that begins a line; 0 if none does."""
        start = unit.start_pos
        expected = str(self.last + 1)
        glued = self.glued(self.text, start)
        if self.in_margin and self.text.startswith(expected, start):  # in some copies glued to what follows
            behind = start + len(expected)
            if glued.end() == behind if glued else self._is_own_label(behind):
                self.last += 1
                return behind
        if glued and not self.in_margin and int(glued[0]) == self.last + 1:
            self.in_margin = True
            self.last += 1
            return glued.end()
        number = self.number(self.text, start)
        if number is None or number.end() > unit.end_pos or self._is_in_sentence(number.end(), unit):
            return 0
        whole, _, part = number[0].partition(".")
        digits = int(re.match(r"\d+", whole)[0])  # type: ignore[index]
        if part:
            return number.end() if digits == _value(self.article) or marked else 0
        if marked or whole != str(digits):  # behind a marker, or 28A
            if not (marked or self.last <= digits <= self.last + _SKIPPED):
                return 0
        elif not self._runs_on(digits, unit, number.end()):
            return 0
        self.in_margin = True
        self.last = digits
        return number.end()

    def _is_in_sentence(self, end: int, unit: Unit) -> bool:
        """Whether a number at the start of a line goes on as a sentence does: "218 above"."""
        behind = past_blanks(self.text, end) if end < unit.end_pos else end
        if not self.text[behind : behind + 1].islower() or "\t" in self.text[end:behind]:
            return False
        return not self._is_label(behind)

    def _is_label(self, start: int) -> bool:
        form = self.form_of(self.text, start)
        return form is not None and form.lastgroup == "ITEM"

    def _is_own_label(self, start: int) -> bool:
        """Whether the label of an article's paragraph begins here: 1.1 in article 1."""
        own = f"{self.article}."
        return bool(self.article) and self.text.startswith(own, start) and self.text[start + len(own)].isdigit()

    def _runs_on(self, digits: int, unit: Unit, end: int) -> bool:
        """Whether a number is the next in the margin, and not the label of a paragraph of an article."""
        if not self.last < digits <= self.last + _SKIPPED:
            return False
        if self.in_margin:
            return True
        following = self._peek(0)
        if following is not None and following.gap == IN_LINE and following.type == "ITEM":  # "2 1.1 a)"
            return True
        if end < unit.end_pos and self._is_label(past_blanks(self.text, end)):  # "1 1 1)"
            return True
        if self.last:
            return False
        # the first of all: do the numbers run on into the next article?
        if self.labels:
            return False
        self.labels = True
        seen = digits
        divided = False
        for place in range(_FAR):
            ahead = self._peek(place)
            if ahead is None or ahead.type in ("DESIGNATION", "FORMULA"):
                return False
            if ahead.type == "DIVISION":
                divided = True
            elif ahead.gap >= SOFT_BREAK and (number := self.number(self.text, ahead.start_pos)) is not None:
                if number[0].isdigit() and seen < int(number[0]) <= seen + _SKIPPED:
                    seen = int(number[0])
                    if divided:
                        return True
                elif divided:
                    return False
        return False


def _value(number: str) -> int:
    """What a number is worth without its letters; -1 if it is none."""
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else -1
