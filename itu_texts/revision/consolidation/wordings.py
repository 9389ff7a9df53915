"""Merges two wordings of a line that have a common ancestor, word by word.

Changes of different words are both made. Insertions at one place are both kept, unless one of them has all words of the
other. The same words changed in two ways are a conflict, in which the later wording counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from itu_texts.revision.pieces import Step, Token, opcodes, tokens

_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_DOTS = "..."
_AROUND_DOTS = frozenset((_DOTS, "[", "]", "(", ")"))


@frozen
class _Change:
    """Words of the ancestor, from ``start`` to ``end``, for which a wording has those from ``first`` to ``beyond``."""

    start: int
    end: int
    first: int
    beyond: int
    words: tuple[str, ...]

    @property
    def inserts(self) -> bool:
        """Whether it only inserts words."""
        return self.start == self.end

    def meets(self, other: _Change) -> bool:
        """Return whether another change is one of the same words, or one inserts words between those of the other."""
        if self.inserts and other.inserts:
            return self.start == other.start
        return self.start < other.end and other.start < self.end


@frozen
class Merged:
    """Two merged wordings."""

    text: str
    is_conflict: bool
    """Whether both change the same words in different ways."""
    _ends: tuple[Sequence[Token], Sequence[Token]]
    _places: tuple[Sequence[int], Sequence[int]]

    def place(self, side: int, offset: int) -> int:
        """Return the place of an offset in the wording that was there (0), or in the new one (1)."""
        behind = sum(end <= offset for _, _, end in self._ends[side])
        return self._places[side][behind - 1] if behind else 0


def merged(old: str, now: str, new: str) -> Merged:
    """Merge a new wording of a line into the one that it has now.

    Dots in the new wording stand for the words of the ancestor in their place, unless that has dots there too.

    >>> merged("draw up a list of boats", "draw up a public list of boats", "draw up a list of ... and oars").text
    'draw up a public list of boats and oars'
    """
    was, here, there = words = [[*_words(text)] for text in (old, now, new)]
    steps = opcodes(was, here), opcodes(was, there)
    ours, theirs = [*_changes(steps[0], here)], [*_changes(steps[1], there)]
    theirs = [each for change in theirs for each in _around_dots(change)]
    is_conflict = False
    for each in [*ours]:
        for other in [other for other in theirs if each.meets(other)]:
            if each.inserts and other.inserts and not _has(other, each):
                if _has(each, other):
                    theirs.remove(other)
                continue
            if not (each.words or other.words) and not (each.inserts or other.inserts):
                continue  # both only strike words
            is_same = (each.start, each.end, each.words) == (other.start, other.end, other.words)
            is_conflict = is_conflict or not (is_same or (each.inserts and other.inserts))
            ours.remove(each)
            break
    return _joined((old, now, new), words, steps, (ours, theirs), is_conflict)


def _words(text: str) -> Iterator[Token]:
    """Yield the words and signs of a line; in a script without blanks, each character is a word."""
    for word, start, end in tokens(text):
        if end - start == len(word) and _IDEOGRAPH.search(word):
            yield from ((sign, start + at, start + at + 1) for at, sign in enumerate(word))
        else:
            yield word, start, end


def _changes(steps: Iterable[Step], new: Sequence[Token]) -> Iterator[_Change]:
    for tag, start, end, first, beyond in steps:
        if tag != "equal":
            yield _Change(start, end, first, beyond, tuple(word for word, *_ in new[first:beyond]))


def _around_dots(change: _Change) -> Iterator[_Change]:
    """Yield the insertions before and after dots that stand for words of the ancestor; otherwise the change itself."""
    if _DOTS not in change.words:
        yield change
        return
    begin = change.words.index(_DOTS)
    end = len(change.words) - change.words[::-1].index(_DOTS)
    while begin and change.words[begin - 1] in _AROUND_DOTS:
        begin -= 1
    while end < len(change.words) and change.words[end] in _AROUND_DOTS:
        end += 1
    if begin:
        yield _Change(change.start, change.start, change.first, change.first + begin, change.words[:begin])
    if end < len(change.words):
        yield _Change(change.end, change.end, change.first + end, change.beyond, change.words[end:])


def _has(one: _Change, other: _Change) -> bool:
    """Return whether the words of a change contain those of another."""
    count = len(other.words)
    return any(one.words[at : at + count] == other.words for at in range(len(one.words) - count + 1))


def _joined(
    texts: Sequence[str],
    words: Sequence[Sequence[Token]],
    steps: Sequence[Sequence[Step]],
    changes: Sequence[Sequence[_Change]],
    is_conflict: bool,
) -> Merged:
    """Return the words of the ancestor with the changes of both sides."""
    was, here, there = words
    kept = [  # the words of both sides by those of the ancestor
        {at: first + at - start for tag, start, end, first, _ in each if tag == "equal" for at in range(start, end)}
        for each in steps
    ]
    gone: dict[int, int] = {}  # words of the ancestor that a side strikes
    put: dict[int, list[tuple[bool, int, _Change]]] = {}
    for side in (0, 1):
        for each in changes[side]:
            gone |= dict.fromkeys(range(each.start, each.end), side)
            put.setdefault(each.start, []).append((not each.inserts, side, each))
    out = ""
    places = [0] * len(here), [0] * len(there)
    last = 0  # the side that changed the words right before

    def say(text: str, found: Sequence[Token], at: int) -> None:
        nonlocal out
        begin = found[at - 1][2] if at else 0
        out += text[begin if out else found[at][1] : found[at][2]]

    for at in range(len(was) + 1):
        for _, side, change in sorted(put.get(at, ()), key=lambda each: each[:2]):
            last = side
            for place in range(change.first, change.beyond):
                say(texts[1 + side], words[1 + side], place)
                places[side][place] = len(out)
        if at in gone:
            last = gone[at]
        elif at < len(was):
            sides = [side for side in (last, 1 - last) if at in kept[side]]
            if sides:
                say(texts[1 + sides[0]], words[1 + sides[0]], kept[sides[0]][at])
            else:
                say(texts[0], was, at)
            last = 0
        for side in (0, 1):
            if at in kept[side]:
                places[side][kept[side][at]] = len(out)
    return Merged(out, is_conflict, (here, there), places)
