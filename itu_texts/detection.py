"""In which language a text is, where it does not seem to be that which it is read in."""

from __future__ import annotations

import re
from itertools import islice

from itu_texts.grammar import Surface, languages, surface
from itu_texts.writing import fold, in_small

__all__ = ["NAMES", "language_of_script", "other_language"]

NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""The languages of the ITU, by their codes."""

_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = {
    "ar": re.compile(r"[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufeff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
}
"""The letters of languages that are told by them."""
_LINES = 300  # that are looked at
_FEW = 2  # lines with the words of another language, that are enough
_LONGEST = 320  # characters, of a heading


def other_language(text: str, language: str) -> str | None:
    """The code of the language that a text is in, by its letters, or its formula and clause headings.

    ``None`` if none is clear.

    :param language: the code of that in which the text was read and had no clause.
    """
    nonblank = (line.strip()[:_LONGEST] for line in fold(text).split("\n") if line.strip())
    lines = [*islice(nonblank, _LINES)]
    script = language_of_script("".join(lines))
    if script and script != language:
        return script
    if len(lines) < _FEW:
        return None
    found = {other: _opened(lines, surface(other)) for other in languages() if other != language}
    best = max(found, key=lambda other: found[other], default=language)
    if best == language or found[best] < max(_FEW, 2 * _opened(lines, surface(language))):
        return None
    return best


def language_of_script(sample: str) -> str:
    """The language that a text is in by its letters, where most are of a script that only one language here has."""
    letters = _LETTER.findall(sample)
    for code, script in _SCRIPTS.items():
        if 2 * len(script.findall(sample)) > len(letters) > 0:
            return code
    return ""


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
