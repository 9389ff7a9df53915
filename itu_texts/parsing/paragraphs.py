"""Paragraphs without a label that run on behind a list, or before one, where only the sentences tell.

The items of ``... shall be: a) of wood; b) of iron. All boats ...`` are parts of a sentence, which ends with the last
of them: what follows it is a paragraph.  The words that lead to a list are one too, behind other sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, ending, past_blanks, without_blanks
from itu_texts.parsing.thresholds import NEARBY, WORD_REACH
from itu_texts.parsing.units import FURNITURE, HARD_BREAK, SOFT_BREAK, Labelled, Unit, Words

__all__ = ["Paragraphs"]


class Paragraphs:
    """Cuts paragraphs without a label off the units of an annex that run on in a line."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        words = surface.words
        self.sentences = words["NEXT_SENTENCE"].finditer
        self.ends_abbreviation = surface.ends_abbreviation
        self.goes_on = words["GOES_ON_TO_NEXT"].search
        self.behind_semicolon = words["BEHIND_SEMICOLON"].search

    def cut(self, units: Sequence[Unit], run_in: Sequence[bool]) -> Iterator[Unit]:
        """The units, with the paragraphs in them.

        :param run_in: of each, whether others stand on its line.
        """
        before: Unit | None = None
        for place, unit in enumerate(units):
            if run_in[place] and unit.type in ("TEXT", "ITEM") and unit.gap != SOFT_BREAK:
                yield from self._pieces(unit, before, self._following(units, place))
            else:
                yield unit
            if unit.type not in FURNITURE:
                before = unit

    def _following(self, units: Sequence[Unit], place: int) -> Unit | None:
        return next((unit for unit in units[place + 1 : place + 1 + NEARBY] if unit.type not in FURNITURE), None)

    def _pieces(self, unit: Unit, before: Unit | None, following: Unit | None) -> Iterator[Unit]:
        """A unit, and the paragraphs behind its first."""
        text = self.text
        starts: list[int] = []
        words = unit.words if isinstance(unit, Labelled) else unit.start
        if isinstance(unit, Labelled) and self._is_last(unit, before):
            starts = self._starts(words, unit.end)[:1]
        leads = isinstance(following, Labelled) and ending(text, unit.end) == COLON
        if leads and (starts or not isinstance(unit, Labelled)):
            starts = [*starts, *self._starts(starts[0] if starts else words, unit.end)[-1:]]
        if not starts and isinstance(unit, Labelled):
            found = self.behind_semicolon(text, words, unit.end)
            starts = [past_blanks(text, found.start() + 1)] if found is not None else []
        if not starts:
            yield unit
            return
        first = without_blanks(text, starts[0])
        if isinstance(unit, Labelled):
            yield Labelled(unit.start, first, unit.gap, unit.label, unit.words, unit.level)
        else:
            yield Words(unit.start, first, unit.gap)
        for start, end in zip(starts, [*starts[1:], 0], strict=True):
            yield Words(start, without_blanks(text, end) if end else unit.end, HARD_BREAK)

    def _is_last(self, item: Labelled, before: Unit | None) -> bool:
        """Whether an item is the last of several that are parts of a sentence."""
        if not isinstance(before, Labelled) or ending(self.text, item.end) in (SEMICOLON, COMMA):
            return False
        return self.goes_on(self.text, max(before.words, before.end - WORD_REACH), before.end) is not None

    def _starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin behind the first."""
        text = self.text
        found = (each.start() + 1 for each in self.sentences(text, start, end))  # behind the full stop
        return [past_blanks(text, at) for at in found if not self.ends_abbreviation(text, at)]
