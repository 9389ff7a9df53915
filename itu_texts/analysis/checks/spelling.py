"""The check of spelling, which knows only the words of the text: "Telecommuncations" where others are right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise

from itu_texts.analysis.checks.drafts import WORD, Draft, Found
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Document

_BREAKS = (" ", "- ")  # what parts a word in two by mistake
_SHORTEST = 7  # letters; shorter words may differ in one letter and both be right
_SHORTEST_PART = 3
_ENDING = 3  # letters, which differ in right forms of one word: "grands", "grandes"
_FEWEST = 2  # times that the other word stands behind the same word
_BOTH = re.compile(b"(?=\1\1)")  # two places that are marked, one behind the other


def misspelt_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each word that occurs once and lacks, repeats or swaps a letter of one that stands elsewhere in its place.

    "Its place" is behind the same word.
    """
    common: dict[str, list[str]] = defaultdict(list)
    for word, count in draft.times.items():
        if count >= _FEWEST and len(word) >= _SHORTEST:
            common[_kept(word)].append(word)
    once = (word for word, count in draft.times.items() if count == 1 and len(word) >= _SHORTEST - 1)
    near = {word: [meant for meant in common.get(_kept(word), ()) if _is_near(word, meant)] for word in once}
    near = {word: meant for word, meant in near.items() if meant}
    pairs = Counter(chain.from_iterable(map(pairwise, draft.lowered))) if near else Counter()
    for words, lowered in zip(draft.words, draft.lowered, strict=True):
        for at in () if near.keys().isdisjoint(lowered) else range(len(lowered)):
            before = lowered[at - 1] if at else ""
            found = next((meant for meant in near.get(lowered[at], ()) if pairs[before, meant] >= _FEWEST), "")
            if found:
                start, end = [*WORD.finditer(words.text)][at].span()
                yield Found(words.span(start, end), (words.text[start:end], found))


def _kept(word: str) -> str:
    """Return the letters of a word that such a slip leaves in their places: the first and the last two."""
    return word[0] + word[-2:]


def _is_near(word: str, other: str) -> bool:
    """Return whether a word is another with a letter more or less, or with two swapped, not in its ending."""
    shorter, longer = sorted((word, other), key=len)
    places = range(1, len(longer) - _ENDING)
    if len(shorter) == len(longer):
        return any(word[:at] + word[at + 1] + word[at] + word[at + 2 :] == other for at in places)
    return len(shorter) + 1 == len(longer) and any(longer[:at] + longer[at + 1 :] == shorter for at in places)


def broken_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each blank in a word that occurs without it: "reso lution"."""
    once = {word for word, count in draft.times.items() if count == 1}
    for words, lowered in zip(draft.words, draft.lowered, strict=True):
        for both in _BOTH.finditer(bytes(map(once.__contains__, lowered))):
            parts = lowered[both.start() : both.end() + 2]
            if "".join(parts) in draft.times and min(map(len, parts)) >= _SHORTEST_PART:
                before, behind = [*WORD.finditer(words.text)][both.start() : both.start() + 2]
                gap = words.text[before.end() : behind.start()]
                if gap in _BREAKS and behind[0][0].islower():
                    span, meant = words.span(before.start(), behind.end()), before[0] + behind[0]
                    yield Found(span, (words.text[before.start() : behind.end()], meant), (Fix(span, meant),))
