"""Reads what the lines of covers, the lines below a text and its formula say: symbol, session, meeting, day, vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.writing import fold, narrow
from itu_texts.parsing.thresholds import LONGEST_COVER_LINE
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import Cover, CoverLine

_WHOLE: Final = (
    NAMES.SAID_ADOPTED,
    NAMES.SAID_SOURCE,
    NAMES.SAID_SPONSORS,
    NAMES.SAID_SERIES,
    NAMES.SAID_AUTHOR,
    NAMES.SAID_HELD,
    NAMES.SAID_REPORT,
    NAMES.SAID_PROPOSALS,
    NAMES.SAID_SERIES_OF,
    NAMES.SAID_SECTOR,
)
_NAMES: Final = {
    "document": "number",
    "submitted": "sponsors",
    "drafted": "draft",
    "author": "source",
    "reported": "source",
    "numbered": "number",
}
_ATTRIBUTES: Final[dict[str, Callable[[str], Any]]] = {
    "number": str, "series": str.lower, "submitted_by": str.lower, "submitted_to": str.lower, "annex_pages": int,
}  # fmt: skip
"""The parts of its lines that a cover has as attributes, and what makes their values."""
_OF_ASSEMBLY: Final = frozenset(("distribution", "publisher"))  # on covers of the United Nations
_DECIDED: Final = frozenset(("adopted", "draft"))
_ENGLISH: Final = "en"  # covers in Russian, Chinese and Arabic have "Distr.: General" and the day in English


def cover_line(shown: str, words: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a line of a cover; none if any of its words is of no known form.

    "United Nations A/RES/79/999" has two: the ``publisher`` and the ``number``.
    """
    if len(shown) > LONGEST_COVER_LINE:
        return ()
    line = fold(narrow(shown)).replace("\n", " ")
    for known in _known(words):
        for name in _WHOLE:
            whole = known.patterns[name].match(line)
            if whole is not None:
                return _parts(whole)
    found: list[Part] = []
    at = 0
    while at < len(line):
        said = next(filter(None, (known.patterns.SAID_ON_LINE.match(line, at) for known in _known(words))), None)
        if said is None:
            return ()
        found += _parts(said)
        at = len(line) - len(line[said.end() :].lstrip())
    return tuple(found)


def cover_of(lines: Sequence[CoverLine]) -> Cover:
    """Return the cover with some lines; those of no known form are the title of an item, or the author, by their place.

    The title stands below the item of the agenda; the author of a contribution to a conference below its language.
    """
    said = {
        part.name: _ATTRIBUTES[part.name](line.text[part.start : part.end])
        for line in lines
        for part in line.parts
        if part.name in _ATTRIBUTES
    }
    names = frozenset(part.name for line in lines for part in line.parts)
    return Cover(start=lines[0].start, end=lines[-1].end, lines=tuple(_by_place(lines, names)), **said)


def _by_place(lines: Sequence[CoverLine], names: frozenset[str]) -> Iterator[CoverLine]:
    below = ""  # what a line of no known form says
    first = False  # whether the item of the agenda stands above
    for line in lines:
        here = {part.name for part in line.parts}
        if "agenda_item" in here:
            below = "agenda_title"
        elif "original" in here and "source" not in names and names.isdisjoint(_OF_ASSEMBLY):
            below = "source"
        elif here and not (
            here == {"source"}  # "Report of the International Court of Justice"
            and below == "agenda_title"
            and not names.isdisjoint(_OF_ASSEMBLY)
            and (first or not names.isdisjoint(_DECIDED))
        ):
            below = ""
        elif below:
            line = evolve(line, parts=(Part(below, 0, len(line.text)),))
        first = "agenda_item" in here
        yield line


def history_line(shown: str, lang: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a line that says when, where and by which votes a text was adopted, or whose draft it is.

    "42nd plenary meeting", "[Adopted by a recorded vote of 33 to 7, with 7 abstentions.]", "(Question ITU-R 201/3)"
    """
    line = fold(narrow(shown)).replace("\n", " ")
    found: tuple[Part, ...] = ()
    for name in (
        NAMES.SAID_ADOPTED,
        NAMES.SAID_SPONSORS,
        NAMES.SAID_FRONT,
        NAMES.SAID_VOTED,
        NAMES.SAID_MEETING,
    ):
        said = lang.patterns[name].match(line)
        found = _parts(said) if said is not None and not found else found
    for name in (NAMES.SAID_VOTE, NAMES.QUESTION_NUMBERED):
        said = lang.patterns[name].search(line, found[-1].end if found else 0)
        found = (*found, *_parts(said)) if said is not None else found
    return found


def told(shown: str, lang: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a formula that tells of a meeting: "At the 8999th meeting ..., held on 9 July 2021"."""
    said = lang.patterns.SAID_TOLD.match(fold(narrow(shown)))
    return _parts(said) if said is not None else ()


def _known(lang: LanguagePatterns) -> tuple[LanguagePatterns, ...]:
    return (lang,) if lang.language == _ENGLISH else (lang, lang_of(_ENGLISH))


def _parts(said: re.Match[str]) -> tuple[Part, ...]:
    """Return the places of the groups of a match, without the blanks around them, in their order."""
    found = []
    for name, value in said.groupdict().items():
        if value and value.strip():
            start = said.start(name) + len(value) - len(value.lstrip())
            found.append(Part(_NAMES.get(name, name), start, start + len(value.strip())))
    return tuple(sorted(found, key=lambda part: part.start))
