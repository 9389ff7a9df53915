"""Headings that were wrapped, in a text that is not wrapped elsewhere: blank lines part its paragraphs and tell."""

from __future__ import annotations

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.writing import STOPS, columns, ending
from itu_texts.parsing.cuts import cut_heading
from itu_texts.parsing.layouts import fits
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import FURTHER_LINES, SHORTEST_LINE
from itu_texts.parsing.units import BLANK_LINE, IN_LINE, Candidate, Labelled, Unit

__all__ = ["count_lines"]


def count_lines(unit: Candidate, stream: LookAhead, text: str, surface: Surface) -> int:
    """How many lines below that of a heading which tells somebody belong to it: those up to a blank line.

    Behind that line a body must begin, and the first word of each line must not have fitted on the one before.
    """
    if unit.form != "OPERATIVE_HEADING" or unit.gap < BLANK_LINE or not surface.tells(text, unit.start):
        return 0
    above: Unit = unit
    for count in range(FURTHER_LINES):
        following = stream.peek(count)
        if following is None or not _is_words(following) or not _goes_on(above, following, text):
            return 0
        if not count and not _may_go_on(unit, following, text, surface):
            return 0
        behind = stream.peek(count + 1)
        if behind is not None and behind.gap >= BLANK_LINE:
            return count + 1 if _opens(behind) else 0
        above = following
    return 0


def _is_words(unit: Unit) -> bool:
    """Whether a line has no form but that of words."""
    return unit.type == "TEXT" or (isinstance(unit, Candidate) and not unit.verb_end)


def _goes_on(above: Unit, unit: Unit, text: str) -> bool:
    """Whether a line stands right below another that had no room for its first word, and neither ends with a stop."""
    line, words = text[above.start : above.end], text[unit.start : unit.end]
    near = IN_LINE < unit.gap < BLANK_LINE and not text[above.end : unit.start].strip()  # no page furniture between
    if not near or ending(text, above.end) in STOPS or ending(text, unit.end) in STOPS:
        return False
    return columns(line) > SHORTEST_LINE and not fits(line, words, columns(words))


def _may_go_on(unit: Candidate, following: Unit, text: str, surface: Surface) -> bool:
    """Whether the body begins neither on the line of a heading nor on the next."""
    words = surface.words
    begins = words["BODY_SURELY_OPENS"].match(text, following.start) or not words["NO_BODY"].match(
        text, following.start
    )
    return not begins and cut_heading(unit, text, surface) is None


def _opens(unit: Unit) -> bool:
    """Whether a unit may be the beginning of a body."""
    if isinstance(unit, Labelled):
        return series.may_begin(unit.label)
    return unit.type == "TEXT"
