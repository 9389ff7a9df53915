"""Reads what the lines of covers, the lines below a text and its formula say: symbol, session, meeting, day, vote.

The names of texts that accompany Recommendations, such as supplements and guides, or change them, are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from time import strptime
from typing import Any, Final

from attrs import evolve

from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.identifiers import CHANGES, named_beside
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, fold, narrow
from itu_texts.parsing.thresholds import LONGEST_COVER_LINE, LONGEST_TITLE
from itu_texts.parsing.tokens import IN_LINE, Named, Token
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


# ---------------------------------------------------------------------- texts beside Recommendations

GUIDE: Final = "implementers_guide"
"""The kinds of texts whose name is their title."""

_LINE: Final = regex(r"(?m)^[^\S\n]*(?P<words>[^\n]*\S)[^\S\n]*$")
_KINDS: Final = {"AMD": "amendment", "CORR": "corrigendum", "ERR": "erratum"}
# "(04/2017)", on the cover or at the first foot
_DATE: Final = regex(r"(?m)\((?P<date>(?:0[1-9]|1[0-2])/(?:19|20)\d\d)\)[ \t]*$")


def read_name(line: str, lang: LanguagePatterns, *, declared: bool = False) -> Named | None:
    """Return the text that a line names, if it accompanies Recommendations or changes one; otherwise ``None``.

    :param declared: whether a file marks the line as the name of a text.
    """
    words, folded = lang.patterns, fold(line)
    changed = words.CHANGE_AND_NAME.match(folded)
    if changed is not None and (changed.end() == len(line) or folded[changed.end()] == COMMA):
        return _changed(changed[0], changed["number"], changed["base"], lang, changed.end())
    if len(line) > LONGEST_TITLE:
        return None
    beside = named_beside(folded, lang.language)
    if beside is not None:
        return Named(*beside, len(line))
    supplement = words.SUPPLEMENT_NAMED.fullmatch(folded)
    if supplement is not None:
        series = supplement["series"] or supplement["of_series"]
        return Named("supplement", f"ITU-T {series} Suppl. {supplement['number']}", supplement["dated"], len(line))
    changed = words.NAME_AND_CHANGE.fullmatch(folded)
    if changed is not None:
        found = _changed(changed[0], changed["number"], None, lang, changed.end())
        as_printed = line[changed.start("base") - 1 :] if changed["base"] else None
        return found._replace(edition=as_printed) if found and as_printed else found
    guide = words.GUIDE_TO.match(folded) if declared or words.GUIDE_FOR.match(folded) else None
    if guide is not None:
        return Named(GUIDE, guide["number"] and f"ITU-T {guide['number']}", None, len(line))
    return None


def _changed(shown: str, number: str, base: str | None, lang: LanguagePatterns, end: int) -> Named | None:
    """Return the Recommendation that is changed, with the mark of the change."""
    change = lang.patterns.CHANGE_NUMBERED.search(shown)
    if change is None:
        return None
    kind = _KINDS[lang.concept(change["change"], "CHANGE", "COUNTED")]
    return Named(kind, number, f"({base}) {change[0]}" if base else change[0], end)


def names_change(line: str, lang: LanguagePatterns) -> bool:
    """Return whether a line only names a change: "Corrigendum 2"."""
    return lang.patterns.CHANGE_NUMBERED.fullmatch(fold(line)) is not None


def change_on_cover(text: str, end: int, lang: LanguagePatterns) -> Named | None:
    """Return the change that lines above a place name: "Corrigendum 2", and on another line the changed edition."""
    alone = named = None
    cells = (cell for line in _LINE.finditer(text, 0, end) for cell in line["words"].split("\t") if cell.strip())
    for line in (" ".join(cell.split()) for cell in cells):
        found = read_name(line, lang)
        if found is not None and found.kind in CHANGES and found.end == len(line):
            named = named or found
        elif alone is None and names_change(line, lang):
            alone = _changed(line, "", None, lang, len(line))
    if alone is None:
        return None
    found = named or alone
    date = date_on_cover(text, end, lang)
    dated = f"{found.edition} ({date})" if date and not (found.edition or "").endswith(f"({date})") else found.edition
    return found._replace(edition=dated)


def date_on_cover(text: str, end: int, lang: LanguagePatterns) -> str | None:
    """Return the month and year on a cover: 04/2017."""
    dated = _DATE.search(text, 0, end)
    if dated is not None:
        return dated["date"]
    named = lang.patterns.COVER_DATE.search(fold(text[:end]))
    if named is None:
        return None
    month = strptime(lang.concept(named["month"], "MONTH"), "%B").tm_mon  # concepts are the names in English
    return f"{month:02}/{named['year']}"


def change_in(token: Token, text: str, lang: LanguagePatterns) -> str:
    """Return the action of words that change a text: MOD for "Replace clause 7.3 by"; empty for others."""
    if token.type not in ("TEXT", "ITEM") or token.gap == IN_LINE:
        return ""
    words = fold(text[token.start : token.end])
    found = lang.patterns.CHANGE_BEGINS.match(words)
    return lang.concept(found["change"], "CHANGING") if found is not None else ""
