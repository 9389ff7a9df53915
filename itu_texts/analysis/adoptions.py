"""From when "the next conference" and "within 90 days" are counted: the adoption of a text, or an estimate of it."""

from __future__ import annotations

from datetime import date

from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.sessions import session_of
from itu_texts.analysis.times import Adopted
from itu_texts.language.conferences import conference_in
from itu_texts.language.dates import adopted_on
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Revision
from itu_texts.language.pattern_cache import regex
from itu_texts.tree.nodes import Text

_DIGITS = regex(r"\d+")
_WHOLE, _YEAR = len("2023-12-15"), len("2023")


def adopted(text: Text | None, lang: LanguagePatterns) -> Adopted:
    """Return when a text was adopted, as it says itself; the first day of a month or a year that it names.

    If it names only a year in which its body met, as "(Lakeside, 2022)" does, that is the last day of the meeting. For
    a draft, the day in its mark or formula; for a text of the United Nations without a day, the first day of the
    session or year in its number.
    """
    if text is None:
        return Adopted()
    assembly, claim = assembly_of(text, lang), text.adopted
    if assembly and claim is not None:
        return Adopted(_first_day(claim.value), assembly, exact=len(claim.value) == _WHOLE)
    identifier, formula = text.identifier, text.formula
    if not assembly:
        body = identifier.work.body if identifier is not None else None
        day = claim.value if claim is not None else None
        if day is None and identifier is not None:
            day = adopted_on(identifier.revision, body)
        if day is None and formula is not None and formula.year:
            day = adopted_on(Revision(place=formula.place, year=formula.year), body)
        held = conference_in(body, int(day)) if body and day is not None and len(day) == _YEAR else None
        return Adopted(held.ends if held is not None else _first_day(day or ""))
    numbers = _DIGITS.findall((identifier.number if identifier else None) or "")
    met = session_of(assembly, int(numbers[0])) if numbers else None
    if met is not None:
        return Adopted(met.begins, assembly)
    return Adopted(_first_day(numbers[-1]) if numbers and assembly == "UNSC" else None, assembly)


def _first_day(day: str) -> date | None:
    """Return the first day of a day, a month or a year."""
    try:
        return date.fromisoformat(f"{day}-01-01"[:_WHOLE])
    except ValueError:
        return None
