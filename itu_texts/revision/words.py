"""The differences in the words of one line: kept, deleted and inserted words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from attrs import frozen

from itu_texts.revision.pieces import Token, tokens
from itu_texts.tree.spans import Span

__all__ = ["Run", "WordChange", "runs", "word_changes"]

_PART = re.compile(r"\s+|\S+")
_MANY = 2_000  # words; in longer lines, frequent words are not anchors


@frozen
class WordChange:
    """A run of words that both wordings share, or that only one of them has."""

    kind: Literal["kept", "deleted", "inserted"]
    """``deleted`` words are in the old wording only, ``inserted`` ones in the new wording only."""
    old: Span
    """The position in the old wording, as offsets in :attr:`Difference.old_text`; empty for ``inserted``."""
    new: Span
    """The position in the new wording, as offsets in :attr:`Difference.new_text`; empty for ``deleted``."""


def word_changes(old: Sequence[Token], new: Sequence[Token]) -> tuple[WordChange, ...]:
    """Return the runs of words in the order of the new wording.

    Deleted words precede inserted ones in the same place.
    """
    many = len(old) + len(new) > _MANY
    matcher = SequenceMatcher(None, [word for word, *_ in old], [word for word, *_ in new], autojunk=many)
    found: list[WordChange] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        was, now = _span(old, old_from, old_to), _span(new, new_from, new_to)
        if tag == "equal":
            found.append(WordChange("kept", was, now))
            continue
        if old_to > old_from:
            found.append(WordChange("deleted", was, Span(now.start, now.start)))
        if new_to > new_from:
            found.append(WordChange("inserted", Span(was.end, was.end), now))
    return tuple(found)


Run = tuple[Literal["kept", "deleted", "inserted"], str]
"""Some characters, with the kind of their change."""


def runs(old: str, new: str) -> list[Run]:
    """Return two wordings joined, as runs of characters with the kind of change of each.

    Without the inserted runs it is the old wording, without the deleted runs the new one, character for character.
    """
    found: list[Run] = []
    here = there = 0
    for change in word_changes(tokens(old), tokens(new)):
        if change.kind == "deleted":
            found.append(("deleted", old[here : change.old.end]))
            here = change.old.end
        elif change.kind == "inserted":
            found.append(("inserted", new[there : change.new.end]))
            there = change.new.end
        else:
            for was, now in (
                (old[here : change.old.start], new[there : change.new.start]),
                (old[change.old.slice], new[change.new.slice]),
            ):
                found += _same_words(was, now)
            here, there = change.old.end, change.new.end
    found += [("deleted", old[here:]), ("inserted", new[there:])]
    return [(kind, text) for kind, text in found if text]


def _same_words(old: str, new: str) -> list[Run]:
    """Return the runs of the same words, of which some may be written with other signs or blanks."""
    ours, theirs = (_PART.findall(each) for each in (old, new))
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ((old, new),)
    found: list[Run] = []
    for was, now in pairs:
        found += [("kept", was)] if was == now else [("deleted", was), ("inserted", now)]
    return found


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Return the span from the first to the last of some words; without words, the place after the word before."""
    if start == end:
        place = tokens[start - 1][2] if start else 0
        return Span(place, place)
    return Span(tokens[start][1], tokens[end - 1][2])
