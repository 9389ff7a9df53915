"""Clauses whose heading was lost: what shows that one begins at an item or a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.writing import COMMA, FULL_STOP, begins_capital, ending
from itu_texts.parsing.thresholds import LONGEST_SECTION
from itu_texts.parsing.tokens import BLANK_LINE, SOFT_BREAK, Heading, Labelled, Token

if TYPE_CHECKING:
    from itu_texts.parsing.bodies import Body

__all__ = ["FIRSTS", "LostHeading", "lost_heading"]

_FIGURES: Final = frozenset(("1", "1.", "1)"))  # that a list of what is resolved begins with
FIRSTS: Final = _FIGURES | {"a)", "(a)", "(1)", "i)", "(i)"}
"""Labels that a list may begin with whose clause lost its heading."""


class LostHeading(NamedTuple):
    """A clause without its heading."""

    role: str
    """Its role; empty if it has that of the clause before."""
    sure: bool
    """Whether it begins whatever waits for the end of the text."""


def lost_heading(body: Body, token: Token) -> LostHeading | None:
    """The clause that a token begins whose heading was lost; ``None`` if it begins none."""
    if isinstance(token, Labelled):
        if _begins_operative(body, token):
            return LostHeading("operative", True)
        if _begins_anew(body, token):
            return LostHeading(_role(body, token), False)
    return LostHeading("", False) if token.gap == BLANK_LINE and _begins_apart(body, token) else None


def _begins_operative(body: Body, item: Labelled) -> bool:
    """Whether an item below grounds begins a list of what is resolved: "1. Requests the Secretary-General ..."."""
    if body.frames.operative or not body.frames.is_below("HEADING") or item.label not in _FIGURES:
        return False
    if not begins_capital(body.text, item.words):
        return False
    return body.context.surface.verb_form(body.text, item.words) in ("INSTRUCTING", "DECIDING")


def _begins_anew(body: Body, item: Labelled) -> bool:
    """Whether an item begins a clause whose heading was lost: a first label, and what a body opens with.

    The clause before has ended, as clauses do: with a comma, or a full stop.  It has a list that began like this
    one, or letters where this has figures, or no list at all.
    """
    frames = body.frames
    last = frames.last
    if not frames.is_below("HEADING") or frames.is_fresh or last is None or item.gap < SOFT_BREAK:
        return False
    stop = ending(body.text, last.end)
    if stop != COMMA and stop != FULL_STOP:
        return False
    forms = series.first_forms(item.label)
    behind_grounds = _is_behind_grounds(body, item, stop)
    if not forms or not (behind_grounds or body.opens(body.text, item.words)):
        return False
    if not frames.labels:
        longest = LONGEST_SECTION // 2 if behind_grounds else LONGEST_SECTION
        opens = body.opens(body.text, last.start) is not None or last.end - last.start > longest
        return last.type == "PARAGRAPH" and opens and item.label in _FIGURES and stop == COMMA
    first = series.label(frames.labels[0]).readings
    if any(reading.form in forms for reading in first):
        return True
    return item.label in _FIGURES and first[0].style == "letter" and stop == COMMA


def _is_behind_grounds(body: Body, item: Labelled, stop: str) -> bool:
    """Whether figures begin below grounds that have ended: what is resolved, whatever it begins with."""
    in_grounds = isinstance(body.frames.opener, Heading) and body.frames.opener.role == "preamble"
    return in_grounds and item.label in _FIGURES and stop == COMMA


def _role(body: Body, item: Labelled) -> str:
    """The role of a clause without its heading: grounds have letters, operative items have figures."""
    letters = bool(body.frames.labels) and series.label(body.frames.labels[0]).readings[0].style == "letter"
    return "operative" if letters and item.label in _FIGURES else ""


def _begins_apart(body: Body, token: Token) -> bool:
    """Whether, after a blank line, a clause begins whose heading was lost.

    The clause before has ended with a comma, and its list begins again; or that clause has no heading either, and any
    list or body begins.
    """
    frames = body.frames
    heading, last = frames.opener, frames.last
    if not isinstance(heading, Heading) or last is None or frames.is_fresh or ending(body.text, last.end) != COMMA:
        return False
    lost = heading.start == heading.end
    if not isinstance(token, Labelled):
        return lost and body.opens(body.text, token.start) is not None
    forms = series.first_forms(token.label)
    begun = frames.labels[:1] if not lost else []
    return bool(forms) and (lost or any(r.form in forms for label in begun for r in series.label(label).readings))
