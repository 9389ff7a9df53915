"""When something is to be done: the dates, conferences and recurrences that the words of a task name."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from itu_texts.analysis.conferences import Conference, called, following, held_in, year_of
from itu_texts.grammar import Surface
from itu_texts.nodes import Text
from itu_texts.spans import Span
from itu_texts.writing import is_number

__all__ = ["Time", "When", "WhenKind", "adopted", "find_times"]

Value: TypeAlias = "date | tuple[date, date] | str | None"
_Said: TypeAlias = "tuple[WhenKind, Value]"

_MONTHS = {
    "JANUARY": 1, "FEBRUARY": 2, "MARCH": 3, "APRIL": 4, "MAY": 5, "JUNE": 6,
    "JULY": 7, "AUGUST": 8, "SEPTEMBER": 9, "OCTOBER": 10, "NOVEMBER": 11, "DECEMBER": 12,
}  # fmt: skip
"""By concept."""
_INTERVALS = {
    "YEARLY": "P1Y",
    "TWO_YEARLY": "P2Y",
    "FOUR_YEARLY": "P4Y",
    "HALF_YEARLY": "P6M",
    "QUARTERLY": "P3M",
    "MONTHLY": "P1M",
    "REGULARLY": None,
}
"""By concept: how often, as a duration of ISO 8601."""


_LONGEST_HEADING = 300  # characters, of one that is cited


class WhenKind(StrEnum):
    """What sort of time."""

    DATE = "date"
    CONFERENCE = "conference"
    RECURRENCE = "recurrence"


@frozen
class When:
    """A deadline, an occasion, or how often: "by 31 December 2026", "to WRC-27", "annually"."""

    kind: WhenKind
    text: str
    """The words, with what says whether it is the end or the beginning: ``by 31 December 2026``."""
    span: Span = field(eq=False)
    """Where they stand: offsets in the text that was parsed."""
    value: date | tuple[date, date] | str | None
    """A day; or the first and the last one of a conference, a month, a year or a period; for a recurrence the interval
    (``P1Y``, as ISO 8601 has it) or the body at each meeting of which it recurs (``COUNCIL``, ``WRC``).  ``None``
    where the words, or the table of conferences, do not tell: "future conferences"."""

    @property
    def begins(self) -> date | None:
        """The first day of it, for sorting; ``None`` for a recurrence and for what has no date."""
        return self.value[0] if isinstance(self.value, tuple) else self.value if isinstance(self.value, date) else None

    @property
    def ends(self) -> date | None:
        """The last day of it; ``None`` for a recurrence and for what has no date."""
        return self.value[1] if isinstance(self.value, tuple) else self.begins

    def __str__(self) -> str:
        return self.text


@frozen
class Time:
    """A time in some words, before it is known where these stand."""

    kind: WhenKind
    start: int
    end: int
    value: date | tuple[date, date] | str | None


def find_times(words: str, surface: Surface, adopted: date | None) -> list[Time]:
    """The times that some words name, in their order; what lies before the adoption of the text is left out.

    :param adopted: the day from which "the next conference" is counted, if it is known.
    """
    found: list[Time] = []
    for name, read in _READERS.items():
        for matched in surface.words[name].finditer(words):
            start, end = matched.span()
            if any(each.start < end and start < each.end for each in found) or _is_cited(words, start, surface):
                continue
            time = read(matched, surface, adopted)
            if time is not None and not _is_past(time[1], adopted):
                found.append(Time(time[0], start, end, time[1]))
    return sorted(found, key=lambda each: each.start)


def _is_cited(words: str, start: int, surface: Surface) -> bool:
    """Whether a time stands in the heading of a clause that is cited."""
    return surface.words["IN_CITED_HEADING"].search(words, max(0, start - _LONGEST_HEADING), start) is not None


def adopted(text: Text | None, surface: Surface) -> date | None:
    """The last day of the conference that adopted a text, or else the first day of the year; ``None`` if not known."""
    if text is None:
        return None
    revision = text.identifier.revision if text.identifier else None
    if revision is not None and revision.conference:
        body, _, meeting = revision.conference.rpartition("-")
        return _last_day(called(body, year_of(meeting)), year_of(meeting)) if is_number(meeting) else None
    if revision is not None and revision.year:
        met = held_in(revision.place, revision.year) or _of_body(text, revision.year, surface)
        return _last_day(met, revision.year)
    formula = text.formula
    if formula is None or not formula.year:
        return None
    met = _of_body(text, formula.year, surface) or held_in(formula.place, formula.year)
    return _last_day(met, formula.year)


def _of_body(text: Text, year: int, surface: Surface) -> Conference | None:
    """The conference of a year of the body that a text says has adopted it."""
    return called(surface.concept(text.formula.body, "ADDRESSEE"), year) if text.formula else None


def _last_day(met: Conference | None, year: int) -> date | None:
    if met is not None:
        return met.ends
    return date(year, 1, 1) if date.min.year <= year <= date.max.year else None


# ---------------------------------------------------------------------- what the words say


def _is_past(value: Value, adopted: date | None) -> bool:
    last = value[1] if isinstance(value, tuple) else value if isinstance(value, date) else None
    return last is not None and adopted is not None and last <= adopted


def _date(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    year, last = int(matched["year"]), int(matched["last"] or matched["year"])
    if not matched["month"]:
        return WhenKind.DATE, date(last, 12, 31) if matched["end"] else (date(year, 1, 1), date(last, 12, 31))
    month = _MONTHS[surface.concept(matched["month"], "MONTH")]
    days = calendar.monthrange(year, month)[1]
    if matched["day"]:
        day = int(matched["day"])
        return (WhenKind.DATE, date(year, month, day)) if 0 < day <= days else None
    if matched["end"]:
        return WhenKind.DATE, date(year, month, days)
    return WhenKind.DATE, (date(year, month, 1), date(year, month, days))


def _conference(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    if matched["short"]:
        body, year = surface.concept(matched["short"], "SHORT"), year_of(matched["meeting"])
    else:
        body = surface.concept(matched["name"], "ADDRESSEE")
        year = int(matched["year"] or matched["held"] or matched["of"] or 0)
    if year:
        met = called(body, year)
        return WhenKind.CONFERENCE, (met.begins, met.ends) if met else (date(year, 1, 1), date(year, 12, 31))
    met = following(body, adopted) if matched["next"] and adopted else None
    return WhenKind.CONFERENCE, (met.begins, met.ends) if met else None


def _some_conference(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    return WhenKind.CONFERENCE, None


def _session(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    year = int(matched["year"] or matched["of"] or 0)
    return WhenKind.CONFERENCE, (date(year, 1, 1), date(year, 12, 31)) if year else None


def _each(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    if matched["name"]:
        return WhenKind.RECURRENCE, surface.concept(matched["name"], "ADDRESSEE")
    return WhenKind.RECURRENCE, "COUNCIL" if matched["council"] or matched["of"] else None


def _often(matched: re.Match[str], surface: Surface, adopted: date | None) -> _Said | None:
    return WhenKind.RECURRENCE, _INTERVALS[surface.concept(matched[0], "RECURRING")]


_READERS = {
    "WHEN_EACH": _each,
    "WHEN_CONFERENCE": _conference,
    "WHEN_SESSION": _session,
    "WHEN_SOME_CONFERENCE": _some_conference,
    "WHEN_DATE": _date,
    "WHEN_OFTEN": _often,
}
"""What is looked for, the first to take some words first."""
