"""The lexer: from lines to units, each with the form that its first characters have.

A unit begins at the start of a line, or in a line where a label, a heading or page furniture may begin.  Page
furniture is taken out here, so that the passes after this one see the text as if it had no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.reflow import Lines
from itu_texts.parsing.units import BLANK_LINE, HARD_BREAK, IN_LINE, SOFT_BREAK, Notes, Unit

__all__ = ["scan"]

_LINE = re.compile(r"[^\S\n]*+([^\n]*\S)")
_BLANKS = re.compile(r"\s*")
_FURNITURE = frozenset(("FOOTNOTE", "PAGE_NUMBER", "RUNNING_HEAD"))
# The forms that are followed by words up to the next break; others end where they match.
_OPEN_ENDED = frozenset(("ITEM", "TEXT"))
_WITHIN = {
    "ITEM_WITHIN": "ITEM",
    "BULLET_WITHIN": "ITEM",
    "DASH_WITHIN": "ITEM",
    "PREAMBLE_WITHIN": "PREAMBLE_OPEN",
    "OPERATIVE_WITHIN": "OPERATIVE_OPEN",
    "ANNEX_WITHIN": "ANNEX",
    "FOOTNOTE_WITHIN": "FOOTNOTE",
    "PAGE_WITHIN": "PAGE_NUMBER",
}
_AFTER_STOP = frozenset(("ITEM_WITHIN", "PREAMBLE_WITHIN", "OPERATIVE_WITHIN", "ANNEX_WITHIN"))


def scan(lines: Lines, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Cut a text into units.  Page furniture goes to the notes; all else is yielded, in order."""
    text = lines.text
    form_of = surface.line.match
    connective = surface.words["CONNECTIVE"].match
    breaks = surface.within.finditer(text)
    if " - " in text:
        breaks = iter(sorted((*breaks, *surface.after_dash.finditer(text)), key=re.Match.start))
    candidate = next(breaks, None)
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
        form = ""
        while position < end_of_line:
            words = position
            if not form:
                matched = form_of(text, position)
                assert matched is not None  # TEXT matches anything
                form = matched.lastgroup or ""
                words = matched.end()
            else:
                assert candidate is not None
                words = candidate.end()
                candidate = next(breaks, None)
            if form not in _OPEN_ENDED:
                unit = Unit(form, position, words, gap)
                done = words
                form = ""
                if unit.type in _FURNITURE:
                    notes.furniture.append(unit)
                    after_furniture = True
                    gap = SOFT_BREAK
                else:
                    yield unit
                    after_furniture = False
                    gap = IN_LINE
                position = _BLANKS.match(text, done).end()  # type: ignore[union-attr]
                if done < end_of_line:
                    position = min(position, end_of_line)
                continue
            after_furniture = False
            label = text[position:words].rstrip() if form == "ITEM" else ""
            while candidate is not None and candidate.start() < words:
                candidate = next(breaks, None)
            if candidate is None or candidate.start() >= end_of_line:
                yield Unit(form, position, end_of_line, gap, label, words if label else position)
                done = end_of_line
                break
            stop = candidate.start()
            following = candidate.lastgroup or ""
            begin = stop
            if following in _AFTER_STOP:
                stop += 1
                begin = _BLANKS.match(text, stop).end()  # type: ignore[union-attr]
            next_form = _WITHIN[following]
            if following == "ITEM_WITHIN":
                led = connective(text, begin)
                if led is not None and led.end() < candidate.end() and text[led.end()].isspace():
                    stop = led.end()
                    begin = _BLANKS.match(text, stop).end()  # type: ignore[union-attr]
            while text[stop - 1].isspace():
                stop -= 1
            yield Unit(form, position, stop, gap, label, words if label else position)
            done = stop
            position = begin
            form = next_form
            gap = IN_LINE
