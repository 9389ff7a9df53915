"""Clause headings in the middle of a line that no stop parts from the words before them.

A verb there is most often one of a sentence.  It is looked for from what stands right behind a heading only: the first
label of a list, with the word that the body of a clause begins with.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final, TypeAlias

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import SMALL, begins_small
from itu_texts.parsing.thresholds import LONGEST_SECTION

__all__ = ["BreakOff", "unstopped_headings"]

BreakOff: TypeAlias = tuple[str, int, int, int, int]
"""What may begin in the middle of a line: its type, where it begins and ends (for an item, where its words begin),
where what stands before it ends, and where its verb ends.  A plain tuple, for there are many."""

_FIRSTS: Final = tuple(
    regex(label) for label in (r"1(?<= 1)(?= )", r"\)(?<= a\))(?= )")
)  # each begins with one character
_WORD_BEHIND: Final = regex(rf"(?<=[{SMALL}\d)]) (?P<word>[{SMALL}]+)")


def unstopped_headings(text: str, surface: Surface) -> list[BreakOff]:
    """What may be such headings in a text, in their order."""
    found: list[BreakOff] = []
    opens = surface.words["LISTED_BODY"].match
    for label in _FIRSTS:
        for first in label.finditer(text):
            place = text.rindex(" ", 0, first.end())
            if begins_small(text, place - 1) and opens(text, first.end() + 1):
                heading = _ending_at(place, text, surface)
                if heading is not None:
                    found.append(heading)
    return sorted(found, key=itemgetter(1))


def _ending_at(end: int, text: str, surface: Surface) -> BreakOff | None:
    """The heading that ends at a place, behind a word on its line, if one does."""
    least = max(0, end - LONGEST_SECTION)
    least = max(least, text.rfind("\n", least, end) + 1)
    for word in _WORD_BEHIND.finditer(text, least, end):
        if word["word"] not in surface.verb_words:
            continue
        start = word.start("word")
        verb = surface.words["verb"].match(text, start)
        if verb is None or verb.lastgroup is None:
            continue
        rest = surface.rest[f"{verb.lastgroup}_WITHIN"].match(text, verb.end())
        if rest is None or rest.end() != end:
            continue
        if surface.words["CITES_CLAUSE"].search(text, least, word.start()):
            continue
        if surface.words["TAKES_NUMBER_END"].search(text, start, end):
            continue
        role = "PREAMBLE" if verb.lastgroup == "PREAMBLE" else "OPERATIVE"
        return (f"{role}_UNSTOPPED", start, end, word.start(), verb.end())
    return None
