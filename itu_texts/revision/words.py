"""Words as they are compared, how the words of two lines differ, and how those of two new wordings are merged.

Layout is ignored: line breaks, variants of apostrophes, dashes and blanks, and a blank after a hyphen where a word was
broken; also all hyphens in words if one of the texts comes from a PDF, because the hyphens at its line ends are
ambiguous.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from attrs import frozen

from itu_texts.language.writing import fold
from itu_texts.tree.spans import Span

Token = tuple[str, int, int]
"""A word or a sign in the form that is compared, with its position in the words."""

Step = tuple[str, int, int, int, int]
"""A step from old to new words, as :class:`difflib.SequenceMatcher` has it."""

_TOKEN = re.compile(r"[^\W_]+(?:-\s*[^\W_]+)*|\.{3}|\S")
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | {"ʼ": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'} | _CONTROLS
)
_BLANKS = re.compile(r"\s+")

_PART = re.compile(r"\s+|\S+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_DOTS = "..."
_AROUND_DOTS = frozenset((_DOTS, "[", "]", "(", ")"))
_MANY = 2_000  # words; in longer lines, frequent words are not anchors
Run = tuple[Literal["kept", "deleted", "inserted"], str]
"""Some characters, with the kind of their change."""


def plain_signs(words: str) -> str:
    """Return words in which one sign stands for all that are equivalent.

    Each character keeps its offset unless an accent is separate.
    """
    return fold(words).translate(_DASHES)


def tokens(words: str, *, hyphens: bool = True) -> tuple[Token, ...]:
    """Return the words and signs of a line in the form that is compared, with their positions.

    :param hyphens: whether hyphens in words count.
    """
    return tuple(
        (_counts(found[0], hyphens=hyphens), found.start(), found.end())
        for found in _TOKEN.finditer(plain_signs(words))
    )


@lru_cache(maxsize=4096)  # the same lines stand in the base and in each proposal
def compared(words: str, *, hyphens: bool = True) -> tuple[str, ...]:
    """Return the words and signs of :func:`tokens` alone."""
    shown = plain_signs(words)
    found = _TOKEN.findall(shown)
    plain = shown.isascii() and "-" not in shown
    return tuple(found if plain else [_counts(word, hyphens=hyphens) for word in found])


def _counts(word: str, *, hyphens: bool) -> str:
    """Return a word in the form that is compared: without a blank after a hyphen, and with accents composed."""
    if "-" in word:
        word = _BLANKS.sub("", word)
        word = word if hyphens else _HYPHEN.sub("", word)
    return word if word.isascii() else "..." if word == "…" else unicodedata.normalize("NFC", word)


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Return the indexes of a longest increasing subsequence of distinct numbers."""
    ends: list[int] = []  # by length: the place of the smallest last member
    last: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(last, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(value)
        else:
            ends[length], last[length] = place, value
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


@frozen
class WordChange:
    """A run of words that both wordings share, or that only one of them has."""

    kind: Literal["kept", "deleted", "inserted"]
    """``deleted`` words are in the old wording only, ``inserted`` ones in the new wording only."""
    old: Span
    """The position in the old wording, as offsets in :attr:`Difference.old_text`; empty for ``inserted``."""
    new: Span
    """The position in the new wording, as offsets in :attr:`Difference.new_text`; empty for ``deleted``."""


def opcodes(old: Sequence[Token], new: Sequence[Token]) -> Sequence[Step]:
    """Return how some words become others, as :meth:`difflib.SequenceMatcher.get_opcodes` says it."""
    many = len(old) + len(new) > _MANY
    ours, theirs = ([word for word, *_ in each] for each in (old, new))
    return SequenceMatcher(None, ours, theirs, autojunk=many).get_opcodes()


def word_changes(old: Sequence[Token], new: Sequence[Token]) -> tuple[WordChange, ...]:
    """Return the runs of words in the order of the new wording.

    Deleted words precede inserted ones in the same place.
    """
    found: list[WordChange] = []
    for tag, old_from, old_to, new_from, new_to in opcodes(old, new):
        was, now = _span(old, old_from, old_to), _span(new, new_from, new_to)
        if tag == "equal":
            found.append(WordChange("kept", was, now))
            continue
        if old_to > old_from:
            found.append(WordChange("deleted", was, Span(now.start, now.start)))
        if new_to > new_from:
            found.append(WordChange("inserted", Span(was.end, was.end), now))
    return tuple(found)


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


# ---------------------------------------------------------------------- two new wordings of one line


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
class MergedWords:
    """Two wordings of a line, merged."""

    text: str
    is_conflict: bool
    """Whether both change the same words in different ways."""
    _ends: tuple[Sequence[Token], Sequence[Token]]
    _places: tuple[Sequence[int], Sequence[int]]

    def place(self, side: int, offset: int) -> int:
        """Return the place of an offset in the wording that was there (0), or in the new one (1)."""
        behind = sum(end <= offset for _, _, end in self._ends[side])
        return self._places[side][behind - 1] if behind else 0


def merge_words(old: str, now: str, new: str) -> MergedWords:
    """Merge a new wording of a line into the one that it has now; both come from an old one.

    Changes of different words are both made. Insertions at one place are both kept, unless one of them has all words of
    the other. The same words changed in two ways are a conflict, in which the later wording counts.

    Dots in the new wording stand for the words of the ancestor in their place, unless that has dots there too.

    >>> merge_words("draw up a list of boats", "draw up a public list of boats", "draw up a list of ... and oars").text
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
) -> MergedWords:
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
    return MergedWords(out, is_conflict, (here, there), places)
