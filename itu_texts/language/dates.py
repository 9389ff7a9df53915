"""Days that words and marks name: dates with their months, and the days of conferences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from itu_texts.language.conferences import Conference, conference_in, held_in, year_of
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Revision, meeting_parts
from itu_texts.language.writing import is_number

_MONTHS = {
    "JANUARY": 1, "FEBRUARY": 2, "MARCH": 3, "APRIL": 4, "MAY": 5, "JUNE": 6,
    "JULY": 7, "AUGUST": 8, "SEPTEMBER": 9, "OCTOBER": 10, "NOVEMBER": 11, "DECEMBER": 12,
}  # fmt: skip
"""Months by concept."""


def days_named(words: str, lang: LanguagePatterns) -> Iterator[tuple[date, int, int]]:
    """Yield the days that some words name with month and year, and where each stands: "10 December 2020"."""
    for named in lang.patterns.DATE_NAMED.finditer(words):
        day = day_named(named, named["year"], lang) if named["day"] and named["year"] else None
        if day is not None:
            yield day, *named.span()


def day_named(named: re.Match[str], year_words: str, lang: LanguagePatterns, *, last: bool = False) -> date | None:
    """Return the day that is named, or the first or last day of a month; ``None`` if there is no such day.

    :param named: a match of the pattern DATE_NAMED.
    :param year_words: the year.
    """
    year, month = int(year_words), month_of(named["month"], lang)
    days = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    day = int(named["day"] or (days if last else 1))
    return date(year, month, day) if 0 < day <= days else None


def month_of(word: str, lang: LanguagePatterns) -> int:
    """Return the number of a month, by its name."""
    return _MONTHS[lang.concept(word, "MONTH")]


# ---------------------------------------------------------------------- the days of marks


def adopted_on(revision: Revision | None, body: str | None = None) -> str | None:
    """Return the day on which an edition was adopted, as far as its mark states it.

    It is the last day of the conference, if the table of conferences has it (``2022-10-14``); otherwise the month or
    the year. What changes an edition of a Recommendation has the month in its own mark.

    :param body: the body that adopted it, if the mark names only a place and a year.

    >>> adopted_on(Revision.parse("(2009) Cor. 2 (02/2012)"))
    '2012-02'
    """
    if revision is None:
        return None
    if revision.counted:
        month, _, counted = (revision.counted_on or "").partition("/")
        return f"{counted}-{int(month):02}" if counted else None
    conference, year = conference_of(revision, body), edition_year(revision)
    if year is None:
        return None
    if revision.month and not revision.conference:
        return f"{year:04}-{revision.month:02}"
    return conference.ends.isoformat() if conference is not None and not conference.year_only else f"{year:04}"


def conference_of(revision: Revision | None, body: str | None = None) -> Conference | None:
    """Return the conference at which an edition was adopted, as far as its mark states it.

    :param body: as for :func:`adopted_on`.
    """
    year = edition_year(revision)
    if revision is None or year is None:
        return None
    last = _last(revision)
    if last.conference:
        return conference_in(meeting_parts(last.conference)[0], year)
    met = held_in(last.place, year)
    return met if met is not None or last.place or body is None else conference_in(body, year)


def edition_year(revision: Revision | None) -> int | None:
    """Return the year of an edition, as far as its mark states it.

    >>> edition_year(Revision.parse("C-1948, last amended C-1976"))
    1976
    """
    if revision is None:
        return None
    last = _last(revision)
    if last.conference and is_number(meeting_parts(last.conference)[1]):
        return year_of(meeting_parts(last.conference)[1])
    return last.year or (last.years[-1] if last.years else None)


def _last(revision: Revision) -> Revision:
    """Return the mark of the last amendment, if a mark names one."""
    return (Revision.read(revision.amended, "en") if revision.amended else None) or revision
