"""In which language a text is, where it does not seem to be that which it is read in."""

from __future__ import annotations

from itertools import islice

from itu_texts.grammar import Surface, languages, surface
from itu_texts.writing import fold, in_small

__all__ = ["NAMES", "other_language"]

NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""The languages of the ITU, by their codes."""

_LINES = 300  # that are looked at
_FEW = 2  # lines with the words of another language, that are enough
_LONGEST = 320  # characters, of a heading


def other_language(text: str, language: str) -> str | None:
    """The code of the language that the formula and the clause headings of a text are in; ``None`` if none is clear.

    :param language: the code of that in which the text was read and had no clause.
    """
    nonblank = (line.strip()[:_LONGEST] for line in fold(text).split("\n") if line.strip())
    lines = [*islice(nonblank, _LINES)]
    if len(lines) < _FEW:
        return None
    found = {other: _opened(lines, surface(other)) for other in languages() if other != language}
    best = max(found, key=lambda other: found[other], default=language)
    if best == language or found[best] < max(_FEW, 2 * _opened(lines, surface(language))):
        return None
    return best


def _opened(lines: list[str], words: Surface) -> int:
    """How many lines begin with the words of a language: a formula, or the heading of a clause."""
    count = 0
    for line in lines:
        form = words.line.match(line)
        if form is not None and form.lastgroup == "FORMULA":
            count += 1
            continue
        small = in_small(line)
        verb = words.words["verb"].match(small)
        count += verb is not None and words.rest[verb.lastgroup or ""].match(small, verb.end()) is not None
    return count
