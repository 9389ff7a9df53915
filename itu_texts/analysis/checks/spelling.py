"""The check of spelling, which knows only the words of the text: "Telecommuncations" where others are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import TypeAlias

from itu_texts.analysis.checks.drafts import Draft, Words
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic

_Place: TypeAlias = "tuple[Words, int, int, str]"  # the word is in small letters
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
    tokens = [_tokens(each) for each in draft.words]
    pairs = [*chain.from_iterable(map(pairwise, tokens))]
    often = Counter([(one[3], other[3]) for one, other in pairs])
    alone = Counter([said for each in tokens for *_, said in each])
    shortened: dict[tuple[str, str], str] = {}
    for (before, word), times in often.items():
        if times >= _FEWEST and len(word) >= _SHORTEST:
            shortened.update({(before, lacking): word for lacking in _lacking(word)})
    for one, other in pairs:
        before, (words, start, end, word) = one[3], other
        if alone[word] != 1:
            continue
        between = words.text[one[2] : start]
        is_whole = between in _BREAKS and alone[before + word] > 0 and alone[before] == 1
        if is_whole and min(len(before), len(word)) >= _SHORTEST_PART and words.text[start].islower():
            meant = words.text[one[1] : one[2]] + words.text[start:end]
            message = f"“{words.text[one[1] : end]}” is written “{meant}” elsewhere: join it"
            span = words.span(one[1], end)
            yield make_diagnostic("misspelt-word", message, span, Fix(span, meant))
        elif len(word) >= _SHORTEST - 1:
            found = shortened.get((before, word)) or next(
                (meant for meant in (*_lacking(word), *_swapped(word)) if often[before, meant] >= _FEWEST), ""
            )
            if found and len(found) >= _SHORTEST:
                message = (
                    f"“{words.text[start:end]}” stands here once, and “{found}” elsewhere in its place: correct it"
                )
                yield make_diagnostic("misspelt-word", message, words.span(start, end))


def _tokens(words: Words) -> list[_Place]:
    return [(words, found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(words.text)]


def _lacking(word: str) -> list[str]:
    """Return a word without one of its letters, but not of its first and of its ending."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word) - _ENDING)]


def _swapped(word: str) -> list[str]:
    """Return a word with two letters swapped, but not its first and those of its ending."""
    places = range(1, len(word) - _ENDING)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places if word[at] != word[at + 1]]
