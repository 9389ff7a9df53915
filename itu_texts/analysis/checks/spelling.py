"""The check of spelling, which knows only the words of the text: "Telecommuncations" where others are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic

_WORD = re.compile(r"[^\W\d_]+")
_BREAKS = (" ", "- ")  # what parts a word in two by mistake
_SHORTEST = 7  # letters; shorter words may differ in one letter and both be right
_SHORTEST_PART = 3
_ENDING = 3  # letters, which differ in right forms of one word: "grands", "grandes"
_FEWEST = 2  # times that the other word stands behind the same word


def misspelt_words(draft: Draft) -> Iterator[Diagnostic]:
    """Report each word that occurs once and lacks, repeats or swaps a letter of one that stands elsewhere in its place.

    "Its place" is behind the same word. A blank in a word that occurs without it is reported, too: "reso lution".
    """
    lowered = [[*map(str.lower, _WORD.findall(each.text))] for each in draft.words]
    pairs = Counter(chain.from_iterable(map(pairwise, lowered)))
    alone = Counter(chain.from_iterable(lowered))
    once = {word for word, times in alone.items() if times == 1}
    common = {pair for pair, times in pairs.items() if times >= _FEWEST and len(pair[1]) >= _SHORTEST}
    shortened = {(before, lacking): word for before, word in common for lacking in _lacking(word)}
    swapped = {(before, other): word for before, word in common for other in _swapped(word)}
    befores = {before for before, _ in common}
    for words, tokens in zip(draft.words, lowered, strict=True):
        places: list[tuple[int, int]] = []
        for at, (before, word) in enumerate(pairwise(tokens)):
            if word not in once:
                continue
            is_part = before in once and before + word in alone
            found = ""
            if before in befores:
                more = (meant for meant in _lacking(word) if (before, meant) in common)
                found = shortened.get((before, word)) or next(more, "") or swapped.get((before, word), "")
            if not found and not is_part:
                continue
            places = places or [each.span() for each in _WORD.finditer(words.text)]
            (first, last), (start, end) = places[at : at + 2]
            is_broken = is_part and words.text[last:start] in _BREAKS  # "reso lution", and "resolution" elsewhere
            if is_broken and min(len(before), len(word)) >= _SHORTEST_PART and words.text[start].islower():
                meant = words.text[first:last] + words.text[start:end]
                message = f"“{words.text[first:end]}” is written “{meant}” elsewhere: join it"
                span = words.span(first, end)
                yield make_diagnostic("misspelt-word", message, span, Fix(span, meant))
            elif found:
                message = (
                    f"“{words.text[start:end]}” stands here once, and “{found}” elsewhere in its place: correct it"
                )
                yield make_diagnostic("misspelt-word", message, words.span(start, end))


def _lacking(word: str) -> list[str]:
    """Return a word without one of its letters, but not of its first and of its ending."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word) - _ENDING)]


def _swapped(word: str) -> list[str]:
    """Return a word with two letters swapped, but not its first and those of its ending."""
    places = range(1, len(word) - _ENDING)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places if word[at] != word[at + 1]]
