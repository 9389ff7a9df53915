"""The lexer: from lines to units, each with the form that its first characters have.

A unit begins at the start of a line, or in a line where a label, a heading or page furniture may begin.  Page
furniture is taken out here, so that the passes after this one see the text as if it had no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.reflow import Lines
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, SOFT_BREAK, Notes, Unit

__all__ = ["scan"]

_LINE = re.compile(r"[^\S\n]*+([^\n]*\S)")
_BLANKS = re.compile(r"\s*")
_FURNITURE = frozenset(("FOOTNOTE", "PAGE_NUMBER", "RUNNING_HEAD"))
# What the terminals of the grammar are as units; those not named here keep their name.
_TYPES = {
    "DRAFT_DESIGNATION": "DESIGNATION",
    "CAPITAL_DESIGNATION": "DESIGNATION",
    "TITLED_ANNEX": "ANNEX",
    "LONE_LABEL": "ITEM",
    "LABEL_WITHIN": "ITEM",
    "JOINED_LABEL_WITHIN": "ITEM",
    "DASH_AT_END": "ITEM",
    "BULLET_WITHIN": "ITEM",
    "DASH_WITHIN": "ITEM",
    "ANNEX_WITHIN": "ANNEX",
    "FOOTNOTE_WITHIN": "FOOTNOTE",
    "PAGE_WITHIN": "PAGE_NUMBER",
    "PREAMBLE_LINE": "PREAMBLE_HEADING",
    "PREAMBLE_SWALLOWED": "PREAMBLE_OPEN",
    "TELLING_LINE": "OPERATIVE_HEADING",
    "TELLING_WRAPPED": "OPERATIVE_WRAPPED",
    "TELLING_WRAPPED_BEFORE_LABEL": "OPERATIVE_WRAPPED",
    "TELLING_OPEN": "OPERATIVE_OPEN",
    "DECIDING_LINE": "OPERATIVE_HEADING",
    "DECIDING_OPEN": "OPERATIVE_OPEN",
}
_VERBS = frozenset(("PREAMBLE", "TELLING", "DECIDING", "PREAMBLE_WITHIN", "TELLING_WITHIN", "DECIDING_WITHIN"))
_MARKS = frozenset(("FOOTNOTE_WITHIN", "PAGE_WITHIN", "BULLET_WITHIN", "DASH_WITHIN"))


class _Form(NamedTuple):
    """What begins at a place in the text."""

    type: str
    start: int
    end: int
    """For an item: where its words begin."""
    stop: int
    """Where what stands before it ends."""
    verb_end: int = 0


class _Scanner:
    """The forms of one text."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        self.line = surface.line.match
        self.rest = surface.rest
        self.words = surface.words
        self.within = self._within(surface)

    def at(self, start: int) -> _Form:
        """The form at the start of a line, or behind something that was cut off."""
        matched = self.line(self.text, start)
        assert matched is not None  # TEXT matches anything
        name = matched.lastgroup or ""
        end = matched.end()
        if name == "ITEM":
            if self._is_quantity(start, end):
                return _Form("TEXT", start, start, start)
            return _Form("ITEM", start, end, start)
        if name in _VERBS:
            rest = self.rest[name].match(self.text, end)
            if rest is not None:
                return _Form(_TYPES.get(rest.lastgroup or "", rest.lastgroup or ""), start, rest.end(), start, end)
            like = self.words["HEADING_LIKE"].match(self.text, start)
            if like is not None:
                return _Form("HEADING_LIKE", start, like.end(), start, end)
            return _Form("TEXT", start, start, start)
        return _Form(_TYPES.get(name, name), start, end, start)

    def _is_quantity(self, start: int, end: int) -> bool:
        """Whether a number is not a label, by what it counts."""
        return (
            self.text[start].isdigit()
            and self.text[end - 2] not in ").\t"
            and self.words["QUANTITY"].match(self.text, end) is not None
        )

    def _within(self, surface: Surface) -> Iterator[_Form]:
        """The candidates in the middle of lines, in their order."""
        text = self.text
        breaks = surface.within.finditer(text)
        if " - " in text:
            breaks = iter(sorted((*breaks, *surface.after_dash.finditer(text)), key=re.Match.start))
        for matched in breaks:
            name = matched.lastgroup or ""
            start, end = matched.span()
            if name in _MARKS:
                if name == "DASH_WITHIN":
                    start = end - 1
                    while text[start].isspace():
                        start -= 1
                stop = start
                while text[stop - 1].isspace():
                    stop -= 1
                yield _Form(_TYPES[name], start, end, stop)
                continue
            stop = start + 1
            start = stop
            while text[start].isspace():
                start += 1
            if name in _VERBS:
                rest = self.rest[name].match(text, end)
                if rest is not None:
                    yield _Form(_TYPES[rest.lastgroup or ""], start, rest.end(), stop, end)
                continue
            if name == "JOINED_LABEL_WITHIN":
                stop = self.words["CONNECTIVE"].match(text, start).end()  # type: ignore[union-attr]
                start = stop
                while text[start].isspace():
                    start += 1
            if text[start].isdigit() and (
                self._is_quantity(start, end)
                or (text[stop - 1] == "." and self.words["ABBREVIATION_END"].search(text, max(0, stop - 6), stop))
            ):
                continue
            yield _Form(_TYPES[name], start, end, stop)


def scan(lines: Lines, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Cut a text into units.  Page furniture goes to the notes; all else is yielded, in order."""
    text = lines.text
    scanner = _Scanner(text, surface)
    within = scanner.within
    candidate = next(within, None)
    plain_break = HARD_BREAK if lines.reliable else SOFT_BREAK
    done = 0
    after_furniture = False
    for line in _LINE.finditer(text):
        position, end_of_line = line.span(1)
        if end_of_line <= done:
            continue
        if position < done:  # a form that went on into this line
            position = _BLANKS.match(text, done, end_of_line).end()  # type: ignore[union-attr]
            gap = IN_LINE
        elif after_furniture:
            gap = SOFT_BREAK
        else:
            newlines = text.count("\n", done, position)
            gap = plain_break if newlines == 1 else BLANK_LINE
            if lines.doubtful and newlines == 1 and text.index("\n", done) in lines.doubtful:
                gap = SOFT_BREAK
        after_furniture = False
        form = scanner.at(position)
        while True:
            kind = form.type
            if kind == "ITEM" or kind == "TEXT":
                words = form.end
                while candidate is not None and candidate.start < words:
                    candidate = next(within, None)
                start = form.start
                label = text[start:words].rstrip() if kind == "ITEM" else ""
                ends_line = candidate is None or candidate.stop >= end_of_line
                done = end_of_line if ends_line else candidate.stop  # type: ignore[union-attr]
                yield Unit(kind, start, done, gap, label, words if label else start)
                if ends_line:
                    break
                form = candidate  # type: ignore[assignment]
                candidate = next(within, None)
                gap = IN_LINE
                continue
            done = form.end
            while text[done - 1].isspace():
                done -= 1
            unit = Unit(kind, form.start, done, gap)
            unit.verb_end = form.verb_end
            if kind in _FURNITURE:
                notes.furniture.append(unit)
                after_furniture = True
                gap = SOFT_BREAK
            else:
                yield unit
                gap = IN_LINE
            if done >= end_of_line:
                break
            after_furniture = False
            form = scanner.at(_BLANKS.match(text, done).end())  # type: ignore[union-attr]
