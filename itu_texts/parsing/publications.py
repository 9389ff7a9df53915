"""Reads the names of texts that accompany Recommendations, such as supplements and guides, or change them."""

from __future__ import annotations

from time import strptime
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import CHANGES, named_beside
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, fold
from itu_texts.parsing.thresholds import LONGEST_TITLE
from itu_texts.parsing.tokens import IN_LINE, Named, Token

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
