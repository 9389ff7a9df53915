"""Decides which candidates in an annex without line breaks are labels, from the labels before and after them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias

from attrs import define

from itu_texts.language import series
from itu_texts.language.series import LabelReading
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON
from itu_texts.parsing.tokens import DivisionToken

_SENTENCE_ENDS: Final = frozenset((FULL_STOP, SEMICOLON, COLON))
_BELOW_LETTER: Final = "A.1"  # the form of the labels of sections in a part with a letter

_Places: TypeAlias = dict[tuple[str, tuple[int, ...]], list[int]]


@define(eq=False, slots=True)
class LabelCandidate:
    """A possible label of an item in a token."""

    place: int
    """The index of its token in the stretch."""
    start: int
    label: str
    words: int
    """Where the words after it begin."""
    before: int = 0
    """Where the words before it end; 0 if there are none."""
    stop: str = FULL_STOP
    """The last character of these words."""
    division: DivisionToken | None = None
    """The division that it names, if it names one."""
    at_line: bool = False
    """Whether a paragraph surely begins with it."""
    is_token: bool = False
    """Whether ``scan`` has classified it as a label."""
    is_note: bool = False
    """Whether it is the label of a note."""
    opens: bool = True
    """Whether a sentence, a heading or another label begins after it."""
    believed: bool = False

    @property
    def readings(self) -> tuple[LabelReading, ...]:
        if self.division is None:
            return series.readings(self.label)
        number = self.division.number or ""
        readings = series.readings(number)
        if not readings[0].path and len(number) > 1:  # "PART A1"
            letter, figure = (series.readings(part)[-1].path for part in (number[0], number[1:]))
            readings = (LabelReading("", "A1", (*letter, *figure)),)
        return tuple(each._replace(style="", form=f"{self.division.kind} {each.form}") for each in readings)

    @property
    def bracketed(self) -> bool:
        return self.label[-1] == ")"


class Cutter(Protocol):
    """The context of candidates in the text."""

    numbers: tuple[LabelReading, ...]
    """The number of the division or annex around all candidates."""

    def is_of_noun(self, candidate: LabelCandidate) -> bool:
        """Return whether a number belongs to the word before it."""

    def is_behind_title(self, candidate: LabelCandidate) -> bool:
        """Return whether only the title of the annex precedes a candidate."""


@define(eq=False)
class _Open:
    """An open list."""

    reading: LabelReading
    candidates: list[int]


class Lists:
    """Decides which candidates are labels, from those before and after them."""

    def __init__(self, cutter: Cutter, candidates: Sequence[LabelCandidate]) -> None:
        self.cutter = cutter
        self.candidates = candidates
        self.open: list[_Open] = []
        self.found: list[list[int]] = []
        self.lasts: dict[str, LabelReading] = {}
        """By form: the last accepted label."""
        self.places: _Places = {}
        """The places in the text at which candidates state a place in a series."""
        self.less_sure: _Places = {}
        """The same for candidates without a stop before them, which may turn out to belong to a word."""
        for index, candidate in enumerate(candidates):
            sure = candidate.at_line or candidate.stop in _SENTENCE_ENDS or (candidate.bracketed and candidate.opens)
            if sure or candidate.opens:
                places = self.places if sure else self.less_sure
                for reading in candidate.readings:
                    places.setdefault((reading.form, reading.path), []).append(index)

    def believed(self) -> list[list[int]]:
        """Accept or reject each candidate, and return the members of each list."""
        for index, candidate in enumerate(self.candidates):
            if candidate.readings[0].path and not candidate.is_note:
                candidate.believed = self._next(index, candidate) or self._first(index, candidate)
                if candidate.believed:
                    reading = self.open[-1].reading
                    self.lasts[reading.form] = reading
        return self.found

    def _next(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a candidate is the next label of an open list."""
        readings = candidate.readings
        for depth in range(len(self.open) - 1, -1, -1):
            last = self.open[depth]
            for reading in readings:
                if reading.follows(last.reading):
                    if not self._goes_on(index, candidate, reading):
                        return False
                    del self.open[depth + 1 :]
                    last.reading = reading
                    last.candidates.append(index)
                    return True
        return False

    def _first(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a candidate begins a list."""
        reading = series.first_of(candidate.readings)
        if candidate.at_line and candidate.is_token:
            self._begin(index, reading or candidate.readings[0])
            return True
        if reading is None:
            return self._runs_on(index, candidate)
        if any(each.reading.form == reading.form for each in self.open if len(reading.path) == 1):
            return False
        if self._begins(index, candidate, reading):
            self._begin(index, reading)
            return True
        return False

    def _runs_on(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a number continues a list that ended at the heading above: § 5 below B, § 4 below A."""
        if candidate.bracketed or candidate.division is not None:
            return False
        for reading in candidate.readings:
            last = self.lasts.get(reading.form)
            if last is not None and reading.follows(last) and self._goes_on(index, candidate, reading):
                self._begin(index, reading)
                return True
        return False

    def _begin(self, index: int, reading: LabelReading) -> None:
        """Begin a list, below the section whose number it continues, if there is one."""
        if self.candidates[index].division is not None:
            while self.open and self.candidates[self.open[-1].candidates[0]].division is None:
                self.open.pop()
        for depth, each in enumerate(self.open):
            holds = _holds(each.reading, reading)
            if holds or each.reading.form == reading.form:
                del self.open[depth + holds :]
                break
        self.found.append([index])
        self.open.append(_Open(reading, self.found[-1]))

    def _goes_on(self, index: int, candidate: LabelCandidate, reading: LabelReading) -> bool:
        """Return whether the next label of a list is accepted at its place."""
        if candidate.at_line:
            return True
        if candidate.division is not None:
            return candidate.stop in _SENTENCE_ENDS or not self.cutter.is_of_noun(candidate)
        if candidate.bracketed:
            return (
                candidate.stop in _SENTENCE_ENDS
                or candidate.stop == COMMA
                or (candidate.opens and not self.cutter.is_of_noun(candidate))
            )
        if not candidate.opens:
            return False
        if candidate.stop in _SENTENCE_ENDS:
            return candidate.stop != FULL_STOP or not self.cutter.is_of_noun(candidate)
        return not self._comes(reading.form, reading.path, index) and not self.cutter.is_of_noun(candidate)

    def _begins(self, index: int, candidate: LabelCandidate, reading: LabelReading) -> bool:
        """Return whether the first label of a list is accepted at its place."""
        following = (*reading.path[:-1], reading.path[-1] + series.RANKS)
        goes_on = self._comes(reading.form, following, index)
        if not goes_on and self._may_come(reading.form, following, index):
            third = (*reading.path[:-1], reading.path[-1] + 2 * series.RANKS)
            goes_on = (
                candidate.stop in _SENTENCE_ENDS
                or self.cutter.is_behind_title(candidate)
                or self._comes(reading.form, third, index)
                or self._may_come(reading.form, third, index)
            )
        if candidate.division is not None:
            return goes_on or candidate.at_line or candidate.stop in _SENTENCE_ENDS
        if candidate.bracketed:
            if candidate.stop == COLON:
                return goes_on
            return goes_on and candidate.opens and not self.cutter.is_of_noun(candidate)
        if not candidate.opens:
            return False
        if reading.style == "decimal":
            holds = (_holds(each.reading, reading) for each in self.open)
            goes_on = goes_on or any(holds) or self._names_division(reading)
        elif reading.style in ("letter", "roman"):
            goes_on = goes_on or self._comes(_BELOW_LETTER, (*reading.path, series.RANKS), index)
        return goes_on and not self.cutter.is_of_noun(candidate)

    def _names_division(self, reading: LabelReading) -> bool:
        """Return whether a decimal is the first of the open division: 2.1 in Section II."""
        named = [each.reading.path for each in self.open if self.candidates[each.candidates[0]].division is not None]
        named += [each.path for each in self.cutter.numbers]
        return reading.path[:-1] in named

    def _comes(self, form: str, path: tuple[int, ...], index: int) -> bool:
        """Return whether a later candidate states a place in a series."""
        places = self.places.get((form, path), [])
        return bisect_right(places, index) < len(places)

    def _may_come(self, form: str, path: tuple[int, ...], index: int) -> bool:
        """Return the same for candidates without a stop before them; those that belong to a word are then removed."""
        places = self.less_sure.get((form, path), [])
        following = bisect_right(places, index)
        while following < len(places) and self.cutter.is_of_noun(self.candidates[places[following]]):
            del places[following]
        return following < len(places)


def _holds(outer: LabelReading, inner: LabelReading) -> bool:
    """Return whether a section is inside another: 1.1 in 1, A.1 in A."""
    return inner.style == "decimal" and outer.path == inner.path[:-1] and outer.style in ("number", "decimal", "letter")
