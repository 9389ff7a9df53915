"""Markers in a clause, above items of it or before them: "resolves / MOD A/1/2 / 1 to count the boats;"."""

from __future__ import annotations

from typing import Final

from itu_texts import series
from itu_texts.parsing.units import HARD_BREAK, IN_LINE, Labelled, Provision, Unit
from itu_texts.writing import COLON, COMMA, SEMICOLON, begins_small, ending

__all__ = ["begins_items", "item_of"]

_GO_ON: Final = (COMMA, SEMICOLON, COLON)  # what stands at the end of an item before others


def begins_items(text: str, marker: Unit, following: Unit, behind: Unit | None, last: Unit, heading: Unit) -> bool:
    """Whether below a marker stand items, or words, of the clause that is open, and not what comes behind the text.

    They begin small, as what follows a heading does, or are a label alone; and what stands before the marker lets
    others follow: the heading, an item that ends with a comma or a semicolon, or the reasons for another.

    :param following: the unit below the marker, or, if that stands in a line with a number, the number.
    :param behind: the unit behind that one.
    :param last: the unit before the marker.
    :param heading: that of the clause, or of the reasons.
    """
    if (marker.type == "AMENDMENT") == (following.gap == IN_LINE):
        return False
    behind_reasons = heading.type == "REASONS"
    if not behind_reasons and last is not heading and not _lets_others_follow(text, last):
        return False
    if isinstance(following, Provision) and item_of(following, behind, text) is not None:
        return True
    if marker.type != "AMENDMENT":
        return False
    if isinstance(following, Labelled):
        return begins_small(text, following.words) or _is_label(text, following)
    if following.type == "TEXT" and last is heading and begins_small(text, following.start):
        return True
    return following.type in ("TEXT", "PROVISION") and _is_label(text, following)


def item_of(number: Provision, words: Unit | None, text: str) -> Labelled | None:
    """The item of a clause whose label was taken for the number of a provision; ``None`` if that has no small words.

    :param words: the unit behind the number.
    """
    if words is None or words.type != "TEXT" or words.gap != IN_LINE or not begins_small(text, words.start):
        return None
    label = text[number.start : number.end].rstrip()
    return Labelled(number.start, words.end, max(number.gap, HARD_BREAK), label, words.start)


def _lets_others_follow(text: str, item: Unit) -> bool:
    return ending(text, item.end) in _GO_ON or _is_label(text, item)


def _is_label(text: str, unit: Unit) -> bool:
    """Whether a line is a label and no more."""
    return series.is_label(text[unit.start : unit.end].strip())
