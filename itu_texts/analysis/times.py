"""The times of tasks: dates, conferences, recurrences and durations in their words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from itu_texts.analysis.works import assembly_of, session_of
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName
from itu_texts.language.identifiers import (
    Conference,
    Revision,
    adopted_on,
    conference_in,
    day_named,
    following,
    year_of,
)
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import SEMICOLON, in_figures, is_number
from itu_texts.tree.nodes import Text
from itu_texts.tree.spans import Span

Value: TypeAlias = "date | tuple[date, date] | str | None"
_Found: TypeAlias = "tuple[WhenKind, Value]"
_DIGITS = regex(r"\d+")

_INTERVALS = {
    "YEARLY": "P1Y",
    "TWO_YEARLY": "P2Y",
    "FOUR_YEARLY": "P4Y",
    "HALF_YEARLY": "P6M",
    "QUARTERLY": "P3M",
    "MONTHLY": "P1M",
    "REGULARLY": None,
}
"""Intervals by concept, as durations of ISO 8601."""
_HOW_MANY = {
    "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6,
    "SEVEN": 7, "EIGHT": 8, "NINE": 9, "TEN": 10, "TWELVE": 12,
}  # fmt: skip
"""Numbers by concept."""
_ORDINALS = {
    "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6, "SEVEN": 7, "EIGHT": 8, "NINE": 9, "TEN": 10,
    "ELEVEN": 11, "TWELVE": 12, "THIRTEEN": 13, "FOURTEEN": 14, "FIFTEEN": 15, "SIXTEEN": 16, "SEVENTEEN": 17,
    "EIGHTEEN": 18, "NINETEEN": 19, "TWENTY": 20, "THIRTY": 30, "FORTY": 40, "FIFTY": 50, "SIXTY": 60, "SEVENTY": 70,
    "EIGHTY": 80, "NINETY": 90, "HUNDRED": 100,
}  # fmt: skip
"""The parts of ordinal numbers, by concept."""
_UNITS = {"DAYS": "D", "WEEKS": "W", "MONTHS": "M", "YEARS": "Y"}
"""The letters of units in durations of ISO 8601, by concept."""

_LONGEST_HEADING = 300  # characters of a heading that is cited
_LONGEST_CONDITION = 150  # characters of a condition, from its verb to its time
_LONGEST_NAME = 120  # characters of the name of a body before its session


class WhenKind(StrEnum):
    """The kind of a time."""

    DATE = "date"  #: a day, a month or a year
    CONFERENCE = "conference"  #: a conference that meets then
    RECURRENCE = "recurrence"  #: an interval: "annually"
    DURATION = "duration"
    """The time that a task may take: "within six months"."""


class Due(StrEnum):
    """What a time says about the end of a task. A period, and a time that only begins, are no deadlines."""

    BY = "due"
    """By a day, a month or a year: "by 31 December 2026", "before WRC-27"."""
    EVENT = "event"
    """At a conference or a session: "to WRC-27"."""
    RECURRING = "recurring"  #: again and again: "annually"
    UNTIL = "until"
    """Something lasts as long: "until WRC-27"."""
    WITHIN = "within"
    """In some time after a day that the words do not give: "within six months of their submission"."""
    AFTER = "after"
    """It only begins: "as from 1 July 2026", "after WTSA-28"."""
    PERIOD = "period"
    """Several years, or from a day to another: "for the period 2024-2027"."""


@frozen
class When:
    """A deadline, an occasion, a recurrence or a duration.

    "by 31 December 2026", "to WRC-27", "annually", "within a year".
    """

    kind: WhenKind  #: the kind of time
    text: str
    """The words, including the preposition: ``by 31 December 2026``."""
    span: Span = field(eq=False)
    """Where the words stand: offsets in the text that was parsed."""
    value: date | tuple[date, date] | str | None
    """A day, or the first and last day of a conference, a month, a year or a period; for a recurrence the interval in
    ISO 8601 (``P1Y``) or the body at whose meetings it recurs (``COUNCIL``, ``WRC``); for a duration its length
    (``P6M``). A task due before a conference has the first day of the conference ("before WRC-27", "in time for
    WRC-27"), or a day as long before it as the words say. A task that lasts until a conference ends on its first day.
    ``None`` if neither the words nor the table of conferences give a date: "future conferences", "by the end of the
    year"."""
    due: Due = Due.BY  #: what it says about the end of a task

    @property
    def begins(self) -> date | None:
        """The first day, for sorting; ``None`` for a recurrence, a duration, and a time without a date."""
        return self.value[0] if isinstance(self.value, tuple) else self.value if isinstance(self.value, date) else None

    @property
    def ends(self) -> date | None:
        """The last day; ``None`` for a recurrence, a duration, a time without a date, and one that only begins."""
        if self.due is Due.AFTER:
            return None
        return self.value[1] if isinstance(self.value, tuple) else self.begins

    @property
    def deadline(self) -> str | None:
        """The last day in ISO 8601, or the month or year if the words name no day in it; ``None`` if none is meant.

        "by 2029" is ``2029``, "by the end of 2029" is ``2029-12-31``, "to WRC-27" the last day of that conference.
        """
        begins, ends = self.begins, self.ends
        if begins is None or ends is None or self.due is Due.PERIOD:
            return None
        following = ends + timedelta(days=1)
        is_whole = begins.day == following.day == 1
        if is_whole and begins.month == following.month == 1:
            return str(ends.year)
        return ends.isoformat()[:7] if is_whole and begins.month == ends.month else ends.isoformat()

    def __str__(self) -> str:
        return self.text


def recurrence_of(times: Iterable[When]) -> str | None:
    """Return the intervals and bodies of the recurrences among some times, for tables; ``None`` if there are none."""
    recurring = (str(when.value) for when in times if when.kind is WhenKind.RECURRENCE and when.value is not None)
    return "; ".join(recurring) or None


def due_of(times: Iterable[When]) -> tuple[str | None, str | None]:
    """Return the first deadline among some times, and what it is.

    Without a deadline, what the first time is: recurring, if one is.
    """
    kinds = sorted(((when.deadline, str(when.due)) for when in times), key=lambda each: each[1] != Due.RECURRING)
    dated = [each for each in kinds if each[0] is not None]
    return min(dated, default=kinds[0] if kinds else (None, None), key=lambda each: each[0] or "")


@frozen
class Adopted:
    """When a text was adopted, and by which assembly of the United Nations."""

    day: date | None = None
    """The day, or an earlier one if only a period is known; ``None`` if nothing is known."""
    assembly: str = ""
    """``UNGA``, ``UNHRC`` ...; empty for the texts of other bodies."""
    exact: bool = False
    """Whether the day is exact."""


_ALWAYS = {WhenKind.RECURRENCE: Due.RECURRING, WhenKind.DURATION: Due.WITHIN}


def find_times(words: str, lang: LanguagePatterns, adopted: Adopted) -> list[When]:
    """Return the times in some words, in order; their spans are offsets in the words.

    Times before the adoption of the text are left out, and so are times that do not belong to the task, such as the
    date of something else ("proposals received before 1 May").

    :param adopted: when and by whom the text was adopted, to date "the next conference" and "its eightieth session".
    """
    found: list[When] = []
    for matched in lang.patterns.WHEN_NUMBERED.finditer(words):
        found += () if _is_of_something_else(matched, lang) else _numbered(matched, lang, adopted)
    for name, read in _READERS.items():
        for matched in lang.patterns[name].finditer(words):
            span = Span(*matched.span())
            is_told = any(each.span.start < span.end and span.start < each.span.end for each in found)
            if is_told or _is_of_something_else(matched, lang):
                continue
            value = read(matched, lang, adopted)
            if value is not None:
                found.append(When(value[0], matched[0], span, value[1], _due(name, value[0], matched, lang)))
                found += _joined(matched, lang, adopted) if name == "WHEN_CONFERENCE" else ()
    return sorted((each for each in found if not _is_past(each.value, adopted.day)), key=lambda each: each.span.start)


def _due(form: str, kind: WhenKind, matched: re.Match[str], lang: LanguagePatterns) -> Due:
    """Return what a time that a form has found says about the end of a task."""
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    if form == "WHEN_PERIOD" or (form == "WHEN_DATE" and matched["last"]):
        return Due.PERIOD
    if lang.patterns.BEGINS_ONLY.match(matched[0]):
        return Due.AFTER
    if lang.patterns.LASTS_UNTIL.search(matched[0]):
        return Due.UNTIL
    return Due.EVENT if kind is WhenKind.CONFERENCE and not _is_due_before(matched, lang) else Due.BY


def _joined(first: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> Iterator[When]:
    """Yield the conferences that follow one in a list: "to WTDC-25 and WTSA-24"."""
    before = _is_due_before(first, lang)
    end = first.end()
    while (matched := lang.patterns.ANOTHER_CONFERENCE.match(first.string, end)) is not None:
        end = matched.end()
        days = _days(matched, lang, adopted, before=before)
        due = _due("WHEN_CONFERENCE", WhenKind.CONFERENCE, first, lang)
        span = Span(matched.start("named"), end)
        yield When(WhenKind.CONFERENCE, matched.string[slice(*span)], span, days, due)


def _is_of_something_else(time: re.Match[str], lang: LanguagePatterns) -> bool:
    """Return whether a time is in the heading of a cited clause, or is the time of something else."""
    words, start = time.string, time.start()
    if lang.patterns.IN_CITED_HEADING.search(words, max(0, start - _LONGEST_HEADING), start) is not None:
        return True
    before = max(0, start - _LONGEST_CONDITION)
    if lang.patterns.SENT_TO.search(words, before, start) is not None:
        return True
    condition = lang.patterns.IN_CONDITION.search(words, before, start)
    return condition is not None and lang.patterns.TO_AN_OCCASION.match(words, start) is None


# ---------------------------------------------------------------------- days and periods


def _is_past(value: Value, adopted: date | None) -> bool:
    last = value[1] if isinstance(value, tuple) else value if isinstance(value, date) else None
    return last is not None and adopted is not None and last <= adopted


def _in_year(year: int, last: int = 0) -> tuple[date, date]:
    """Return the first and the last day of a year, or of some years."""
    return date(year, 1, 1), date(last or year, 12, 31)


def _date(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    year, last = int(matched["year"]), int(matched["last"] or matched["year"])
    if not matched["month"]:
        return WhenKind.DATE, date(last, 12, 31) if matched["end"] else _in_year(year, last)
    begins, ends = (day_named(matched, matched["year"], lang, last=last) for last in (False, True))
    if begins is None or ends is None:
        return None
    return WhenKind.DATE, ends if matched["day"] or matched["end"] else (begins, ends)


def _figures(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    try:
        if matched["whole"]:
            return WhenKind.DATE, date.fromisoformat(matched["whole"])
        return WhenKind.DATE, date(int(matched["year"]), int(matched["month"]), int(matched["day"]))
    except ValueError:
        return None


def _period(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    first, last = (lang.patterns.DATE_NAMED.fullmatch(matched[name]) for name in ("first", "last"))
    if first is None or last is None:
        return None
    begins, ends = (
        day_named(first, first["year"] or last["year"], lang),
        day_named(last, last["year"], lang, last=True),
    )
    return (WhenKind.DATE, (begins, ends)) if begins and ends and begins <= ends else None


def _within(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    count, unit = number_of(matched["count"], lang), _unit(matched, lang)
    if matched.groupdict().get("adoption") and adopted.exact and adopted.day is not None:
        return WhenKind.DATE, (adopted.day, _earlier(adopted.day, -count, unit))
    return WhenKind.DURATION, f"P{count}{unit}"


def number_of(number: str, lang: LanguagePatterns) -> int:
    """Return a number in figures or in words: 3 for "three"."""
    return int(number) if is_number(number) else _HOW_MANY[lang.concept(number, "HOW_MANY")]


def _unit(matched: re.Match[str], lang: LanguagePatterns) -> str:
    return _UNITS[lang.concept(matched["unit"], "LASTS")]


# ---------------------------------------------------------------------- conferences


def _conference(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    days = _days(matched, lang, adopted, before=_is_due_before(matched, lang))
    if isinstance(days, tuple) and lang.patterns.LASTS_UNTIL.search(matched[0]):
        days = days[0]
    return WhenKind.CONFERENCE, days


def _is_due_before(matched: re.Match[str], lang: LanguagePatterns) -> bool:
    return lang.patterns.DUE_BEFORE.search(matched[0]) is not None


def _days(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted, *, before: bool) -> Value:
    """Return the first and last day of the conferences that are named, as far as the table has them.

    :param before: whether the task is due before they begin; the result is then that day, or one some time before it.
    """
    met, year = _named(matched, lang, adopted)
    if not met:
        return _in_year(year) if year else None
    if not before or met[0].year_only:
        return met[0].begins, met[-1].ends
    groups = matched.groupdict()
    if not groups.get("count"):
        return met[0].begins
    return _earlier(met[0].begins, number_of(groups["count"], lang), _unit(matched, lang))


def _named(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> tuple[list[Conference], int]:
    """Return the conferences that are named, and the year; none and 0 if neither the words nor the table give them."""
    if matched["short"]:
        body, year = lang.concept(matched["short"], "SHORT"), year_of(matched["meeting"])
    else:
        body = lang.concept(matched["name"], "ADDRESSEE")
        year = int(matched["year"] or matched["held"] or matched["of"] or 0)
    if year:
        met = conference_in(body, year)
        return [met] if met else [], year
    groups = matched.groupdict()
    many = groups.get("several") or groups.get("many")
    return _following(body, adopted.day, number_of(many, lang) if many else 1 if groups.get("next") else 0), 0


def _following(body: str, day: date | None, count: int) -> list[Conference]:
    """Return the next conferences of a body after a day, at most a number of them."""
    met: list[Conference] = []
    while day is not None and len(met) < count and (further := following(body, day)) is not None:
        met.append(further)
        day = further.ends
    return met


def _earlier(day: date, count: int, unit: str) -> date:
    """Return the day that is some days, weeks, months or years before another."""
    if unit in "DW":
        return day - timedelta(days=count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "Y" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _session(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    year = int(matched["year"] or matched["of"] or 0)
    last = int(matched.groupdict().get("last") or year)
    begin = max(0, matched.start() - _LONGEST_NAME)
    named = lang.patterns.family_assembly.finditer(matched.string, begin, matched.end()) if adopted.assembly else ()
    *_, body = adopted.assembly, *(each.lastgroup for each in named)
    met, end = session_of(body or "", year), session_of(body or "", last)
    if body == "ECOSOC" and met is not None and end is not None:
        return WhenKind.CONFERENCE, (met.begins, end.ends)
    return WhenKind.CONFERENCE, _in_year(year, last) if year else None


def _numbered(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> Iterator[When]:
    """Yield the numbered sessions of an assembly, each with its first and last day: "at its first and second sessions".

    Without an assembly, only those whose days are known.
    """
    named = [*lang.patterns.NUMBER_OF_SESSION.finditer(matched.string, *matched.span("numbers"))]
    begin = max(0, matched.start() - _LONGEST_NAME)
    where = matched.string, begin, matched.start("numbers")
    bodies = [each.lastgroup or "" for each in lang.patterns.family_assembly.finditer(*where)][-len(named) :]
    if len({*bodies}) < len(named):  # otherwise one each: "to the Assembly and the Council at their ... sessions"
        bodies = [_assembly_of(matched, lang, adopted, begin)] * len(named)
    due = _due("WHEN_NUMBERED", WhenKind.CONFERENCE, matched, lang)
    for place, (body, number) in enumerate(zip(bodies, named, strict=True)):
        met = session_of(body, session_number(number[0], lang))
        value = (met.begins if _is_due_before(matched, lang) else (met.begins, met.ends)) if met else None
        start = matched.start() if place == 0 else number.start()
        end = matched.end() if place == len(named) - 1 else number.end()
        if met is not None or adopted.assembly:
            yield When(WhenKind.CONFERENCE, matched.string[start:end], Span(start, end), value, due)


def session_number(words: str, lang: LanguagePatterns) -> int:
    """Return the number that ordinal numbers or figures name: 79 for "seventy-ninth"; 0 for others."""
    figures = _DIGITS.search(in_figures(words[1:-1] if lang.runs_on else words) or "")  # between two signs
    if figures is not None:
        return int(figures[0])
    return sum(_ORDINALS[found.lastgroup or ""] for found in lang.patterns.family_ordinal.finditer(words))


def _assembly_of(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted, begin: int) -> str:
    """Return the assembly of a session: the one named after or before it, or the acting one; empty for other bodies."""
    words = lang.patterns
    if matched["of"]:
        return lang.concept(matched["of"], "ASSEMBLY")
    start = matched.start("numbers")
    named = [
        (found.end(), -found.start(), found.lastgroup or "")
        for bodies in (words.family_assembly, words.OTHER_BODY)
        for found in bodies.finditer(matched.string, begin, start)
    ]
    end, _, body = max(named, default=(start, 0, adopted.assembly))
    between = matched.string[end:start]
    is_apart = SEMICOLON in between or words.OTHER_KIND__REPORT.search(between) is not None
    return adopted.assembly if not body and is_apart else body


def _each(matched: re.Match[str], lang: LanguagePatterns, adopted: Adopted) -> _Found | None:
    if matched["name"]:
        return WhenKind.RECURRENCE, lang.concept(matched["name"], "ADDRESSEE")
    return WhenKind.RECURRENCE, "COUNCIL" if matched["council"] or matched["of"] else None


_READERS: dict[PatternName, Callable[[re.Match[str], LanguagePatterns, Adopted], _Found | None]] = {
    NAMES.WHEN_EACH: _each,
    NAMES.WHEN_EVERY: lambda matched, lang, _: (
        WhenKind.RECURRENCE,
        f"P{number_of(matched['count'], lang)}{_unit(matched, lang)}",
    ),
    NAMES.WHEN_CONFERENCE: _conference,
    NAMES.WHEN_SESSION: _session,
    NAMES.WHEN_COUNCIL: lambda matched, *_: (WhenKind.CONFERENCE, _in_year(year_of(matched["meeting"]))),
    NAMES.WHEN_SOME_CONFERENCE: lambda *_: (WhenKind.CONFERENCE, None),
    NAMES.WHEN_PERIOD: _period,
    NAMES.WHEN_DATE: _date,
    NAMES.WHEN_FIGURES: _figures,
    NAMES.WHEN_SOME_DATE: lambda *_: (WhenKind.DATE, None),
    NAMES.WHEN_WITHIN: _within,
    NAMES.WHEN_OFTEN: lambda matched, lang, _: (
        WhenKind.RECURRENCE,
        _INTERVALS[lang.concept(matched[0], "RECURRING")],
    ),
}
"""The patterns of times in their order of priority, behind that of numbered sessions."""


# ---------------------------------------------------------------------- from which day times are counted

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
