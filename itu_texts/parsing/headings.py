"""Clause headings: which of the candidates are headings, and which are references or parts of sentences.

What helps: the line before a real heading ends a part of a sentence, or is blank; the line after it opens a
body (a first label, or "that", "to" ...).  A heading on a line of its own with a known verb needs little of
this, one that the paragraph before it has swallowed needs all.
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts import series
from itu_texts.grammar import Surface
from itu_texts.parsing.units import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    STOPS,
    LookAhead,
    Notes,
    Unit,
    ending,
    past_blanks,
)

__all__ = ["settle_headings"]

_PREAMBLE = frozenset(("PREAMBLE_HEADING", "PREAMBLE_OPEN"))
_CANDIDATES = _PREAMBLE | {"OPERATIVE_HEADING", "OPERATIVE_WRAPPED", "OPERATIVE_OPEN", "HEADING_LIKE"}
_BODY = ("ITEM", "TEXT")
_LONGEST_REST = 80  # characters behind a verb that seldom has any in a heading


def settle_headings(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Turn each candidate into a HEADING, with its role as style, or into plain TEXT."""
    judge = _Judge(units, text, surface)
    before: Unit | None = None
    role = "preamble"
    label = ""  # of the last item in the clause
    for unit in judge.in_turn():
        if unit.type in _CANDIDATES:
            unknown = unit.type == "HEADING_LIKE"
            rest = judge.settle(unit, before, role, label)
            if unit.type == "HEADING":
                role = unit.style
                label = ""
                if unknown and not unit.verb_end:
                    words = " ".join(text[unit.start_pos : unit.end_pos].split())
                    message = f"“{words}” stands where a clause heading does, but its verb is not a known one"
                    notes.report("unknown-verb", message, unit.start_pos, unit.end_pos)
            if rest is not None:
                yield unit
                unit = rest
        if unit.type == "ITEM":
            label = unit.label
        elif unit.type == "FORMULA":
            role = "preamble"
        yield unit
        before = unit


class _Judge(LookAhead):
    """Decides on one candidate at a time; holds the text and the words of its language."""

    def __init__(self, units: Iterator[Unit], text: str, surface: Surface) -> None:
        super().__init__(units)
        self.text = text
        self.form_of = surface.line.match
        self.tells = surface.tells
        self.words = surface.words

    def settle(self, unit: Unit, before: Unit | None, role: str, label: str) -> Unit | None:
        """Settle a candidate in place; where its line holds the first words of the body too, give those.

        :param role: of the clause before it.
        :param label: of the last item of that clause.
        """
        form = unit.type
        after = self._peek()
        in_body = before is not None and before.type in _BODY
        stopped = not in_body or ending(self.text, before.end_pos) in STOPS  # type: ignore[union-attr]
        ended = stopped or unit.gap >= HARD_BREAK
        unit.type = "TEXT"
        if form == "PREAMBLE_HEADING":
            if ended:
                self._accept(unit, "preamble", sure=self._surely_opens_body(after))
        elif form == "OPERATIVE_WRAPPED":
            if ended:
                self._accept(unit, "operative", sure=True)
        elif form == "OPERATIVE_HEADING":
            if ended and self._whole_line(unit, after, stopped):
                self._accept(unit, "operative", sure=self._surely_opens_body(after))
            elif ended and self._firm(unit, in_body=in_body):
                return self._split(unit)
        elif form == "OPERATIVE_OPEN":
            if stopped and self._firm(unit, in_body=in_body) and not self._list_goes_on(label):
                self._accept(unit, "operative", sure=unit.gap > IN_LINE and not in_body)
        elif form == "PREAMBLE_OPEN":
            if stopped and role == "preamble":
                self._accept(unit, "preamble", sure=unit.gap > IN_LINE and not in_body)
        elif self._unknown_heading(unit, before, after, stopped):
            known_form = self.words["PREAMBLE_FORM"].match(self.text, unit.start_pos)
            self._accept(unit, "preamble" if known_form else "operative", sure=False)
        return None

    @staticmethod
    def _accept(unit: Unit, role: str, *, sure: bool) -> None:
        unit.type = "HEADING"
        unit.style = role
        unit.sure = sure

    def _opens_body(self, unit: Unit | None) -> bool:
        """Whether a unit looks like the beginning of what stands below a heading."""
        if unit is None:
            return False
        if unit.type == "ITEM":
            return any(reading.first for reading in series.label(unit.label).readings)
        return unit.type == "TEXT" and self.words["BODY_OPENS"].match(self.text, unit.start_pos) is not None

    def _surely_opens_body(self, unit: Unit | None) -> bool:
        """The same, where a known verb stands above: any label with a bracket will do."""
        return self._opens_body(unit) or (unit is not None and unit.type == "ITEM" and unit.label[-1] == ")")

    def _list_goes_on(self, label: str) -> bool:
        """Whether, after one unit without a label, the next label goes on with the list before: no heading then."""
        between, following = self._peek(), self._peek(1)
        if between is None or following is None or between.type != "TEXT" or following.type != "ITEM" or not label:
            return False
        return any(
            reading.path and reading.form == last.form and reading.follows(last)
            for reading in series.label(following.label).readings
            for last in series.label(label).readings
        )

    def _firm(self, unit: Unit, *, in_body: bool) -> bool:
        """Whether a verb that begins a line, with the body behind it, cannot be one of a sentence.

        A line break that may be false is as good as none: then only verbs count that sentences hardly use there.
        """
        if not in_body or unit.gap != SOFT_BREAK or self.tells(self.text, unit.start_pos):
            return True
        adverb = self.words["ADVERB"].match(self.text, unit.start_pos)
        start = adverb.end() if adverb else unit.start_pos
        return self.words["SWALLOWED_VERB"].match(self.text, start) is not None

    def _whole_line(self, unit: Unit, after: Unit | None, stopped: bool) -> bool:
        """Whether a line that begins with an operative verb is a heading up to its end."""
        telling = self.tells(self.text, unit.start_pos)
        rest = self.text[unit.verb_end : unit.end_pos].strip(" \t:,")
        if not rest:
            return True
        if self._opens_body(after):
            return telling or (stopped and len(rest) < _LONGEST_REST)
        return telling and after is not None and after.gap >= HARD_BREAK and unit.gap >= HARD_BREAK

    def _split(self, unit: Unit) -> Unit | None:
        """Cut the heading off a line that goes on with the body; give the rest of the line."""
        form = "TELLING_OPEN" if self.tells(self.text, unit.start_pos) else "DECIDING_OPEN"
        opened = self.words[form].match(self.text, unit.verb_end)
        if opened is None or opened.end() >= unit.end_pos:
            return None
        begin = past_blanks(self.text, opened.end())
        matched = self.form_of(self.text, begin)
        rest = Unit("TEXT", begin, unit.end_pos, IN_LINE)
        if matched is not None and matched.lastgroup == "ITEM":
            rest = Unit("ITEM", begin, unit.end_pos, IN_LINE, matched[0].rstrip(), matched.end())
        unit.end_pos = opened.end()
        self._accept(unit, "operative", sure=unit.gap >= HARD_BREAK)
        return rest

    def _unknown_heading(self, unit: Unit, before: Unit | None, after: Unit | None, stopped: bool) -> bool:
        if before is None or after is None or after.gap < SOFT_BREAK or unit.gap < SOFT_BREAK:
            return False
        if before.type in _BODY and not (stopped or unit.gap == BLANK_LINE):
            return False
        if after.type == "ITEM":
            return self._opens_body(after) and after.label[0] not in "–—-"
        return unit.gap >= HARD_BREAK and stopped and self._opens_body(after)
