"""When a text was adopted, and by which assembly: from then "the next conference" and "within 90 days" are counted."""

from __future__ import annotations

from datetime import date

from itu_texts.analysis.assemblies import adoption_day, assembly_of
from itu_texts.analysis.conferences import Conference, conference_in, held_in, year_of
from itu_texts.analysis.sessions import session_of
from itu_texts.analysis.times import Adopted
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import meeting_parts
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import is_number
from itu_texts.tree.nodes import Text

_DIGITS = regex(r"\d+")


def adopted(text: Text | None, surface: Surface) -> Adopted:
    """Return when a text was adopted: the last day of the conference that adopted it, or the first day of the year.

    For a text of the United Nations, the date below it, or the first day of the session or year in its number.
    """
    if text is None:
        return Adopted()
    assembly = assembly_of(text, surface)
    return _by_assembly(text, assembly, surface) if assembly else Adopted(_by_conference(text, surface))


def _by_assembly(text: Text, assembly: str, surface: Surface) -> Adopted:
    day = adoption_day(text, surface)
    if day is not None:
        return Adopted(day, assembly, exact=True)
    numbers = _DIGITS.findall((text.identifier.number if text.identifier else None) or "")
    if not numbers:
        return Adopted(assembly=assembly)
    met, year = session_of(assembly, int(numbers[0])), int(numbers[-1])
    if met is not None:
        return Adopted(met.begins, assembly)
    return Adopted(_last_day(None, year) if assembly == "UNSC" else None, assembly)


def _by_conference(text: Text, surface: Surface) -> date | None:
    revision = text.identifier.revision if text.identifier else None
    if revision is not None and revision.conference:
        body, meeting = meeting_parts(revision.conference)
        return _last_day(conference_in(body, year_of(meeting)), year_of(meeting)) if is_number(meeting) else None
    if revision is not None and revision.year:
        met = held_in(revision.place, revision.year) or _of_body(text, revision.year, surface)
        return _last_day(met, revision.year)
    formula = text.formula
    if formula is None or not formula.year:
        return None
    met = _of_body(text, formula.year, surface) or held_in(formula.place, formula.year)
    return _last_day(met, formula.year)


def _of_body(text: Text, year: int, surface: Surface) -> Conference | None:
    """Return the conference, in a year, of the body that adopted a text."""
    return conference_in(surface.concept(text.formula.body, "ADDRESSEE"), year) if text.formula else None


def _last_day(met: Conference | None, year: int) -> date | None:
    if met is not None:
        return met.ends
    return date(year, 1, 1) if date.min.year <= year <= date.max.year else None
