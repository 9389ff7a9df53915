"""The check of spelling, which knows only the words of the text: "Telecommuncations" where others are right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from itu_texts.analysis.checks.drafts import WORD, Draft, Found
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Document

_BREAKS = (" ", "- ")  # what parts a word in two by mistake
_SHORTEST = 7  # letters; shorter words may differ in one letter and both be right
_SHORTEST_PART = 3
_ENDING = 3  # letters, which differ in right forms of one word: "grands", "grandes"
_LEFT = _ENDING - 1  # letters of the ending in which not even one of two swapped letters stands
_FEWEST = 2  # times that the other word stands behind the same word
_BOTH = re.compile(b"(?=\1\1)")  # two places that are marked, one behind the other


def misspelt_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each word that occurs once and lacks, repeats or swaps a letter of one that stands elsewhere in its place.

    "Its place" is behind the same word.
    """
    common: dict[str, list[str]] = defaultdict(list)  # by the letters that such a slip leaves in their places
    for word, count in draft.times.items():
        if count >= _FEWEST and len(word) >= _SHORTEST:
            common[word[0] + word[-_LEFT:]].append(word)
    once = [word for word, count in draft.times.items() if count == 1 and len(word) >= _SHORTEST - 1]
    alike = ((word, common[word[0] + word[-_LEFT:]]) for word in once if word[0] + word[-_LEFT:] in common)
    near = {word: meant for word, words in alike if (meant := [each for each in words if _is_near(word, each)])}
    pairs = Counter(pairwise(draft.single_words)) if near else Counter()
    for at, (before, word) in enumerate(pairwise(draft.single_words) if near else ()):
        found = next((meant for meant in near.get(word, ()) if pairs[before, meant] >= _FEWEST), "")
        if found and before:
            within, place = draft.single_word(at + 1)
            start, end = [*WORD.finditer(within.text)][place].span()
            yield Found(within.span(start, end), (within.text[start:end], found))


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
    for both in _BOTH.finditer(bytes(map(once.__contains__, draft.single_words))):
        parts = draft.single_words[both.start() : both.start() + 2]
        if "".join(parts) in draft.times and min(map(len, parts)) >= _SHORTEST_PART:
            within, place = draft.single_word(both.start())
            before, behind = [*WORD.finditer(within.text)][place : place + 2]
            if within.text[before.end() : behind.start()] in _BREAKS and behind[0][0].islower():
                start, end, meant = before.start(), behind.end(), before[0] + behind[0]
                span = within.span(start, end)
                yield Found(span, (within.text[start:end], meant), (Fix(span, meant),))
