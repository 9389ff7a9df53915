"""Reads what the lines of covers, the lines below a text and its formula say: symbol, session, meeting, day, vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from itu_texts.language.grammar import Surface, surface
from itu_texts.language.writing import fold, narrow
from itu_texts.parsing.thresholds import LONGEST_COVER_LINE
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import Cover, CoverLine

_WHOLE: Final = ("SAID_ADOPTED", "SAID_SOURCE", "SAID_SPONSORS", "SAID_SERIES", "SAID_AUTHOR")
_NAMES: Final = {"document": "number", "submitted": "sponsors", "author": "source"}
_ATTRIBUTES: Final[dict[str, Callable[[str], Any]]] = {
    "number": str, "series": str.lower, "submitted_by": str.lower, "submitted_to": str.lower, "annex_pages": int,
}  # fmt: skip
"""The parts of its lines that a cover has as attributes, and what makes their values."""
_ENGLISH: Final = "en"  # covers in Russian, Chinese and Arabic have "Distr.: General" and the day in English


def cover_line(shown: str, words: Surface) -> tuple[Part, ...]:
    """Return the parts of a line of a cover; none if any of its words is of no known form.

    "United Nations A/RES/79/999" has two: the ``publisher`` and the ``number``.
    """
    if len(shown) > LONGEST_COVER_LINE:
        return ()
    line = fold(narrow(shown))
    for known in _known(words):
        for name in _WHOLE:
            whole = known.patterns[name].match(line)
            if whole is not None:
                return _parts(whole)
    found: list[Part] = []
    at = 0
    while at < len(line):
        said = next(filter(None, (known.patterns["SAID_ON_LINE"].match(line, at) for known in _known(words))), None)
        if said is None:
            return ()
        found += _parts(said)
        at = len(line) - len(line[said.end() :].lstrip())
    return tuple(found)


def cover_of(lines: Sequence[CoverLine]) -> Cover:
    """Return the cover with some lines; those of no known form below the item of the agenda are its title."""
    said = {
        part.name: _ATTRIBUTES[part.name](line.text[part.start : part.end])
        for line in lines
        for part in line.parts
        if part.name in _ATTRIBUTES
    }
    return Cover(start=lines[0].start, end=lines[-1].end, lines=tuple(_titled(lines)), **said)


def _titled(lines: Sequence[CoverLine]) -> Iterator[CoverLine]:
    below = False  # whether the line may be one of the title
    for line in lines:
        below = any(part.name == "agenda_item" for part in line.parts) or (below and not line.parts)
        yield evolve(line, parts=(Part("agenda_title", 0, len(line.text)),)) if below and not line.parts else line


def history_line(shown: str, words: Surface) -> tuple[Part, ...]:
    """Return the parts of a line that says when, where and by which votes a text was adopted, or which is its Question.

    "42nd plenary meeting", "[Adopted by a recorded vote of 33 to 7, with 7 abstentions.]", "(Question ITU-R 201/3)"
    """
    line = fold(narrow(shown))
    for name in ("SAID_ADOPTED", "SAID_MEETING", "QUESTION_NUMBERED"):
        said = words.patterns[name].search(line) if name == "QUESTION_NUMBERED" else words.patterns[name].match(line)
        if said is not None and (parts := _parts(said)):
            return parts
    said = words.patterns["SAID_VOTE"].search(line)
    return _parts(said) if said is not None else ()


def told(shown: str, words: Surface) -> tuple[Part, ...]:
    """Return the parts of a formula that tells of a meeting: "At the 8999th meeting ..., held on 9 July 2021"."""
    said = words.patterns["SAID_TOLD"].match(fold(narrow(shown)))
    return _parts(said) if said is not None else ()


def _known(words: Surface) -> tuple[Surface, ...]:
    return (words,) if words.language == _ENGLISH else (words, surface(_ENGLISH))


def _parts(said: re.Match[str]) -> tuple[Part, ...]:
    """Return the places of the groups of a match, without the blanks around them, in their order."""
    found = []
    for name, value in said.groupdict().items():
        if value and value.strip():
            start = said.start(name) + len(value) - len(value.lstrip())
            found.append(Part(_NAMES.get(name, name), start, start + len(value.strip())))
    return tuple(sorted(found, key=lambda part: part.start))
