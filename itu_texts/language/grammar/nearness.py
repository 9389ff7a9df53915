"""Words that differ by one slip: a letter too many, too few or wrong, or two letters exchanged."""

from __future__ import annotations

from collections.abc import Collection

_SHORTEST = 4  # letters; many shorter words are close to one another


def is_near(word: str, other: str) -> bool:
    """Return whether two different words differ by one slip.

    >>> [is_near("noitng", "noting"), is_near("instruct", "instructs"), is_near("noted", "noting")]
    [True, True, False]
    """
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1 or word == other:
        return False
    same = 0
    while same < len(word) and word[same] == other[same]:
        same += 1
    mine, its = word[same:], other[same:]
    if len(word) < len(other):
        return mine == its[1:]
    return mine[1:] == its[1:] or (mine[:2] == its[1::-1] and mine[2:] == its[2:])


def nearest(word: str, known: Collection[str]) -> str:
    """Return the first of some words that a word is close to.

    An empty string if it is one of them, short, or close to none.
    """
    if len(word) < _SHORTEST or word in known:
        return ""
    lengths = range(max(_SHORTEST, len(word) - 1), len(word) + 2)
    return next((other for other in known if len(other) in lengths and is_near(word, other)), "")
