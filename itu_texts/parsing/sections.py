"""Annexes whose paragraphs run on in one line: cut where the whole series of labels speaks for it.

``scan`` cuts a line where a label stands behind a stop.  In an annex that is not enough: a section begins behind a
heading that has no stop, and a number behind a full stop may be any.  Here all labels of an annex are looked at
together: one is believed that is the next in its series, or the first of one that goes on, with the beginning of a
sentence behind it.  What is cut off so begins a paragraph, as if it had a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from attrs import define

from itu_texts import series
from itu_texts.grammar import Surface
from itu_texts.parsing.captions import Captions
from itu_texts.parsing.lexer import annex_kind
from itu_texts.parsing.paragraphs import Paragraphs
from itu_texts.parsing.units import (
    FURNITURE,
    HARD_BREAK,
    IN_LINE,
    Annex,
    Candidate,
    Division,
    Labelled,
    Note,
    Unit,
    Words,
)
from itu_texts.series import Reading
from itu_texts.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    SEPARATORS,
    begins_small,
    ending,
    past_blanks,
    without_blanks,
)

__all__ = ["Mark", "settle_sections"]

_MOST = 2000  # units that are looked at together
_WORDS = frozenset(("TEXT", "ITEM", "NOTE"))
_ASIDE = FURNITURE | {"TABLE"}  # what does not end a stretch
_WHOLE_LINES = frozenset(("PREAMBLE_HEADING", "OPERATIVE_HEADING", "OPERATIVE_WRAPPED"))
_SENTENCE_ENDS = frozenset((FULL_STOP, SEMICOLON, COLON))
_BEFORE = 40  # characters before a label that are looked at
_STOP = re.compile(r"[.;:]\s")
_BELOW_LETTER = "A.1"  # the dress of the sections of a part with a letter
_PLACE = 16  # from one place in a series to the next


_Places: TypeAlias = dict[tuple[str, tuple[int, ...]], list[int]]


@define(eq=False, slots=True)
class Mark:
    """What may be the label of an item, in a unit."""

    place: int
    """Which unit of the stretch it stands in."""
    start: int
    label: str
    words: int
    """Where the words behind it begin."""
    before: int = 0
    """Where the words before it end; 0 if there are none."""
    stop: str = FULL_STOP
    """The last character of those."""
    division: Division | None = None
    """The division that it names, if it names one."""
    at_line: bool = False
    """Whether a paragraph begins with it in any case."""
    is_unit: bool = False
    """Whether ``scan`` has taken it for a label."""
    is_note: bool = False
    """Whether it is that of a note."""
    opens: bool = True
    """Whether a sentence, a heading or another label begins behind it."""
    believed: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        if self.division is None:
            return series.label(self.label).readings
        number = self.division.number or ""
        readings = series.label(number).readings
        if not readings[0].path and len(number) > 1:  # "PART A1"
            letter, figure = (series.label(part).readings[-1].path for part in (number[0], number[1:]))
            readings = (Reading("", "A1", (*letter, *figure)),)
        return tuple(each._replace(style="", form=f"{self.division.kind} {each.form}") for each in readings)

    @property
    def bracketed(self) -> bool:
        return self.label[-1] == ")"


def settle_sections(units: Iterator[Unit], text: str, surface: Surface, *, exact: bool) -> Iterator[Unit]:
    """Cut the paragraphs of annexes, and those of articles at the numbers that name the article.

    :param exact: whether each line is known to be a paragraph: then labels are only found at the beginning of lines.
    """
    stretch: list[Unit] = []
    cutter: _Cutter | None = None
    in_annex = False
    for unit in chain.from_iterable(_parted(unit, text, surface) if in_annex else (unit,) for unit in units):
        kind = unit.type
        if cutter is not None and (kind in _WORDS or kind in _ASIDE or _is_in_sentence(unit)):
            joined = _with_dash(stretch[-1], unit, text, surface) if stretch and unit.gap == IN_LINE else None
            if joined is not None:
                stretch[-1] = joined
                continue
            stretch.append(unit)
            if len(stretch) >= _MOST:
                yield from cutter.cut(stretch)
                stretch = []
            continue
        if stretch and cutter is not None:
            yield from cutter.cut(stretch)
            stretch = []
        if isinstance(unit, Annex):
            in_annex = True
        elif not isinstance(unit, Division) and kind not in _ASIDE:
            in_annex = False
        if in_annex:
            assert isinstance(unit, Annex | Division) or cutter is not None
            if isinstance(unit, Annex | Division):
                cutter = _Cutter(text, surface, unit, exact=exact)
        elif isinstance(unit, Division) and unit.kind == "article" and unit.number:
            cutter = _Cutter(text, surface, unit, exact=exact, article=unit.number)
        elif kind not in _ASIDE:
            cutter = None
        yield unit
    if cutter is not None:
        yield from cutter.cut(stretch)


def _parted(unit: Unit, text: str, surface: Surface) -> Sequence[Unit]:
    """A unit, and the annexes that are named in it, as their headings name them, without a stop before them."""
    if unit.type not in ("TEXT", "ITEM"):
        return (unit,)
    parts: list[Unit] = []
    rest = unit
    for found in surface.words["RUN_IN_ANNEX"].finditer(text, unit.start + 1, unit.end):
        named = surface.words["ANNEX_PARTS"].match(text, found.start(), found.end())
        if named is not None:
            parts.append(_shorter(rest, without_blanks(text, found.start())))
            parts.append(
                Annex(found.start(), found.end(), HARD_BREAK, annex_kind(named), named["number"], named["target"])
            )
            rest = Words(past_blanks(text, found.end()), unit.end)
    return (*parts, rest)


def _with_dash(before: Unit, unit: Unit, text: str, surface: Surface) -> Unit | None:
    """A unit with the one behind it, if that begins with the dash behind a name: "PART A – General"."""
    if not isinstance(unit, Labelled) or unit.label not in SEPARATORS or before.type not in _WORDS:
        return None
    if surface.words["NAME_BEFORE_DASH"].search(text, max(before.start, before.end - _BEFORE), before.end) is None:
        return None
    return _shorter(before, unit.end)


def _shorter(unit: Unit, end: int) -> Unit:
    """A unit with fewer words, or with more."""
    if isinstance(unit, Labelled | Note):
        return type(unit)(unit.start, end, unit.gap, unit.label, min(unit.words, end), unit.level)
    assert isinstance(unit, Words)
    return Words(unit.start, end, unit.gap, unit.level, said=unit.said)


def _is_in_sentence(unit: Unit) -> bool:
    """Whether what may be the heading of a clause may as well go on with a sentence."""
    return isinstance(unit, Candidate) and (unit.gap < HARD_BREAK or unit.form not in _WHOLE_LINES)


class _Cutter:
    """Cuts the units below one heading."""

    def __init__(
        self, text: str, surface: Surface, heading: Annex | Division, *, exact: bool, article: str = ""
    ) -> None:
        self.text = text
        self.start = 0
        """Where the stretch begins."""
        self.numbers = series.label(heading.number or "").readings
        """The number of the division that they stand in, or of the annex."""
        self.exact = exact
        self.article = article
        """The number of the article, where only numbers that name it count."""
        self.captions = Captions(text, surface)
        self.paragraphs = Paragraphs(text, surface)
        self.division = surface.words["RUN_IN_DIVISION"]
        self.note = surface.words["RUN_IN_NOTE"]
        self.parts = surface.words["DIVISION_PARTS"].match
        self.label = surface.words["RUN_IN"]
        self.quantity = surface.words["QUANTITY"].match
        self.takes_number = surface.words["TAKES_NUMBER_END"].search

    def cut(self, stretch: list[Unit]) -> Iterator[Unit]:
        """The units of a stretch, those that run on cut into their paragraphs."""
        self.start = stretch[0].start if stretch else 0
        marks = self._marks(stretch)
        lists = _Lists(self, marks).believed()
        cuts: dict[int, dict[int, Mark | None]] = {}
        for mark in marks:
            if mark.believed or mark.is_note:
                cuts.setdefault(mark.place, {})[mark.start] = mark
        if not self.exact and not self.article:
            for place, start in self.captions.ends(stretch, marks, lists):
                cuts.setdefault(place, {}).setdefault(start, None)
        runs_on = 0 in cuts and stretch[0].gap == IN_LINE  # behind the name of the annex
        pieces: list[Unit] = []
        in_line: list[bool] = []
        for place, unit in enumerate(stretch):
            made = [*self._pieces(unit, cuts[place])] if place in cuts else [unit]
            following = stretch[place + 1] if place + 1 < len(stretch) else None
            alone = len(made) == 1 and unit.gap > IN_LINE and (following is None or following.gap > IN_LINE)
            pieces += made
            in_line += [runs_on or not alone] * len(made)
        if self.exact or self.article:
            return iter(pieces)
        return self.paragraphs.cut(pieces, in_line)

    # ------------------------------------------------------------------ what may be a label

    def _marks(self, stretch: Sequence[Unit]) -> list[Mark]:
        """All that may be labels, in their order."""
        marks: list[Mark] = []
        end = 0  # of the words before
        for place, unit in enumerate(stretch):
            if unit.type not in _WORDS:
                if unit.type not in FURNITURE:
                    end = unit.end
                continue
            marks += self._in_unit(place, unit, end)
            end = unit.end
        return marks

    def _in_unit(self, place: int, unit: Unit, before: int) -> Iterator[Mark]:
        text = self.text
        start = unit.start
        is_numbered = True
        if isinstance(unit, Labelled):
            mark = Mark(place, start, unit.label, unit.words, before, is_unit=True, at_line=unit.gap >= HARD_BREAK)
            mark.stop = ending(text, before) if before else FULL_STOP
            mark.opens = unit.words >= unit.end or not begins_small(text, unit.words)
            start = unit.words
            is_numbered = bool(mark.readings[0].path)
            if not self.article or unit.label.startswith(f"{self.article}."):
                yield mark
        elif isinstance(unit, Note):
            start = unit.words
        for found in self._found(start, unit.end):
            at_start = found.start() == unit.start
            if self.exact and not at_start:
                return
            if found.start() == start != unit.start and not is_numbered:
                continue  # "– A.1 ...": behind a dash
            if self.article and not found[0].startswith(f"{self.article}."):
                continue
            division = self._division(found)
            words = past_blanks(text, found.end())
            if division is not None and text[words] in SEPARATORS:
                words = past_blanks(text, words + 1)
            is_note = found.re is self.note
            mark = Mark(place, found.start(), found[0].rstrip(), words, division=division, is_note=is_note)
            if is_note:
                yield mark
                continue
            if mark.division is None and not mark.bracketed and self.quantity(text, mark.words) is not None:
                continue
            mark.at_line = at_start and unit.gap >= HARD_BREAK
            mark.before = before if at_start else without_blanks(text, mark.start)
            mark.stop = ending(text, mark.before) if mark.before else FULL_STOP
            mark.opens = not begins_small(text, mark.words)
            yield mark

    def _found(self, start: int, end: int) -> list[re.Match[str]]:
        """What looks like a label or the name of a division."""
        found = [*self.label.finditer(self.text, start, end)]
        if self.article or self.exact:
            return found
        others = [*self.division.finditer(self.text, start, end), *self.note.finditer(self.text, start, end)]
        if not others:
            return found
        names = {each.end() for each in others}
        return sorted([each for each in found if each.end() not in names] + others, key=re.Match.start)

    def _division(self, found: re.Match[str]) -> Division | None:
        parts = self.parts(self.text, found.start(), found.end()) if found.re is self.division else None
        if parts is None:
            return None
        kind = next(name for name, said in parts.groupdict().items() if said and name != "number")
        return Division(found.start(), found.end(), HARD_BREAK, kind, parts["number"])

    def is_of_noun(self, mark: Mark) -> bool:
        """Whether a number belongs to the word before it: "Annex 1", "Regions 1 and 3"."""
        return self.takes_number(self.text, max(0, mark.before - _BEFORE), mark.before) is not None

    def is_behind_title(self, mark: Mark) -> bool:
        """Whether nothing but the title of the annex stands before a mark."""
        return mark.place == 0 and _STOP.search(self.text, self.start, mark.before) is None

    # ------------------------------------------------------------------ the pieces

    def _pieces(self, unit: Unit, cuts: dict[int, Mark | None]) -> Iterator[Unit]:
        """A unit in its pieces."""
        text = self.text
        starts = sorted({unit.start, *cuts})
        for start, following in zip(starts, [*starts[1:], 0], strict=True):
            end = without_blanks(text, following) if following else unit.end
            mark = cuts.get(start)
            gap = max(unit.gap, HARD_BREAK) if start == unit.start else HARD_BREAK
            if mark is not None and mark.division is not None:
                yield mark.division
                yield Words(past_blanks(text, mark.division.end), end, IN_LINE)
            elif mark is not None and mark.is_note:
                yield Note(start, end, gap, mark.label, mark.words)
            elif mark is not None:
                words = min(end, mark.words)
                yield Labelled(start, end, gap, mark.label, words, getattr(unit, "level", 0))
            elif start > unit.start:
                yield Words(start, end, gap)
            else:
                yield _shorter(unit, end)


class _Open:
    """A list that is open."""

    __slots__ = ("marks", "reading")

    def __init__(self, reading: Reading, marks: list[int]) -> None:
        self.reading = reading
        self.marks = marks


class _Lists:
    """Which of the marks are labels, judged by those that come before and behind."""

    def __init__(self, cutter: _Cutter, marks: Sequence[Mark]) -> None:
        self.cutter = cutter
        self.marks = marks
        self.open: list[_Open] = []
        self.found: list[list[int]] = []
        self.lasts: dict[str, Reading] = {}
        """By dress: the last label that was believed."""
        self.places: _Places = {}
        """Where a place in a series is stated by what looks like a label."""
        self.less_sure: _Places = {}
        """The same, by what looks like one but for the stop before it."""
        for index, mark in enumerate(marks):
            sure = mark.at_line or mark.stop in _SENTENCE_ENDS or (mark.bracketed and mark.opens)
            if sure or (mark.opens and not cutter.is_of_noun(mark)):
                places = self.places if sure else self.less_sure
                for reading in mark.readings:
                    places.setdefault((reading.form, reading.path), []).append(index)

    def believed(self) -> list[list[int]]:
        """Say of each mark whether it is believed, and give the members of each list."""
        for index, mark in enumerate(self.marks):
            if mark.readings[0].path and not mark.is_note:
                mark.believed = self._next(index, mark) or self._first(index, mark)
                if mark.believed:
                    reading = self.open[-1].reading
                    self.lasts[reading.form] = reading
        return self.found

    def _next(self, index: int, mark: Mark) -> bool:
        """Whether a mark is the next of a list that is open."""
        for depth in range(len(self.open) - 1, -1, -1):
            last = self.open[depth]
            for reading in mark.readings:
                if reading.form == last.reading.form and reading.follows(last.reading):
                    if not self._goes_on(index, mark, reading):
                        return False
                    del self.open[depth + 1 :]
                    last.reading = reading
                    last.marks.append(index)
                    return True
        return False

    def _first(self, index: int, mark: Mark) -> bool:
        """Whether a mark begins a list."""
        reading = next((each for each in mark.readings if each.first), None)
        if mark.at_line and mark.is_unit:
            self._begin(index, reading or mark.readings[0])
            return True
        if reading is None:
            return self._runs_on(index, mark)
        if any(each.reading.form == reading.form for each in self.open if len(reading.path) == 1):
            return False
        if self._begins(index, mark, reading):
            self._begin(index, reading)
            return True
        return False

    def _runs_on(self, index: int, mark: Mark) -> bool:
        """Whether a number goes on with a list that ended at the heading above: § 5 below B, § 4 below A."""
        if mark.bracketed or mark.division is not None:
            return False
        for reading in mark.readings:
            last = self.lasts.get(reading.form)
            if last is not None and reading.follows(last) and self._goes_on(index, mark, reading):
                self._begin(index, reading)
                return True
        return False

    def _begin(self, index: int, reading: Reading) -> None:
        """Begin a list, below the section whose number it goes on with, if there is one."""
        if self.marks[index].division is not None:
            while self.open and self.marks[self.open[-1].marks[0]].division is None:
                self.open.pop()
        for depth, each in enumerate(self.open):
            if each.reading.form == reading.form or _holds(each.reading, reading):
                del self.open[depth + (each.reading.form != reading.form) :]
                break
        self.found.append([index])
        self.open.append(_Open(reading, self.found[-1]))

    def _goes_on(self, index: int, mark: Mark, reading: Reading) -> bool:
        """Whether the next of a list is believed where it stands."""
        if mark.at_line:
            return True
        if mark.division is not None:
            return mark.stop in _SENTENCE_ENDS or not self.cutter.is_of_noun(mark)
        if mark.bracketed:
            return (
                mark.stop in _SENTENCE_ENDS or mark.stop == COMMA or (mark.opens and not self.cutter.is_of_noun(mark))
            )
        if not mark.opens:
            return False
        if mark.stop in _SENTENCE_ENDS:
            return mark.stop != FULL_STOP or not self.cutter.is_of_noun(mark)
        return not self._comes(reading.form, reading.path, index) and not self.cutter.is_of_noun(mark)

    def _begins(self, index: int, mark: Mark, reading: Reading) -> bool:
        """Whether the first of a list is believed where it stands."""
        following = (*reading.path[:-1], reading.path[-1] + _PLACE)
        goes_on = self._comes(reading.form, following, index)
        if not goes_on and self._comes(reading.form, following, index, self.less_sure):
            third = (*reading.path[:-1], reading.path[-1] + 2 * _PLACE)
            goes_on = (
                mark.stop in _SENTENCE_ENDS
                or self.cutter.is_behind_title(mark)
                or any(self._comes(reading.form, third, index, stated) for stated in (self.places, self.less_sure))
            )
        if mark.division is not None:
            return goes_on or mark.at_line or mark.stop in _SENTENCE_ENDS
        if mark.bracketed:
            if mark.stop == COLON:
                return goes_on
            return goes_on and mark.opens and not self.cutter.is_of_noun(mark)
        if not mark.opens or self.cutter.is_of_noun(mark):
            return False
        if reading.style == "decimal":
            return goes_on or any(_holds(each.reading, reading) for each in self.open) or self._names_division(reading)
        if reading.style in ("letter", "roman"):
            goes_on = goes_on or self._comes(_BELOW_LETTER, (*reading.path, _PLACE), index)
        return goes_on

    def _names_division(self, reading: Reading) -> bool:
        """Whether a decimal is the first of the division that is open: 2.1 in Section II."""
        named = [each.reading.path for each in self.open if self.marks[each.marks[0]].division is not None]
        named += [each.path for each in self.cutter.numbers]
        return reading.path[:-1] in named

    def _comes(self, form: str, path: tuple[int, ...], index: int, stated: _Places | None = None) -> bool:
        """Whether a place in a series is stated behind a mark."""
        places = (self.places if stated is None else stated).get((form, path), [])
        return bisect_right(places, index) < len(places)


def _holds(outer: Reading, inner: Reading) -> bool:
    """Whether a section is one of another: 1.1 of 1, A.1 of A."""
    return inner.style == "decimal" and outer.path == inner.path[:-1] and outer.style in ("number", "decimal", "letter")
