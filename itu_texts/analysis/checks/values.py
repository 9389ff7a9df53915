"""The checks of values: days that do not exist, periods that run back, numbers that say two things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.analysis.times import number_of
from itu_texts.language.dates import day_named
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import fold
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic

_LEAP = "2000"  # a year with a 29 February, for dates without a year
_FIRST = 31  # the session from which on resolutions are numbered so
_FOUNDED = 1945  # session 1 of the General Assembly met in the two years behind this one
_SESSION = re.compile(r"(\d{1,3})/\d{1,4}")
_NEAR = 16  # characters of a date before a citation: "2005年9月25日第"
_BETWEEN = re.compile(r"[^\d\n]{,12}")  # " of ", ", de "
_LONGEST_DATE = 60  # characters


def impossible_days(draft: Draft) -> Iterator[Diagnostic]:
    """Report each day that its month does not have: "31 June"."""
    for each in draft.with_figures:
        for named in each.lang.patterns.DATE_NAMED.finditer(each.text):
            if named["day"] and day_named(named, named["year"] or _LEAP, each.lang) is None:
                message = f"there is no {named[0].strip()}: correct the day"
                yield make_diagnostic("impossible-date", message, each.span(*named.span()))


def numbers_said_twice(draft: Draft) -> Iterator[Diagnostic]:
    """Report each number in words with another one in figures behind it: "three (4)"."""
    for each in draft.with_figures:
        for found in each.lang.patterns.NUMBER_TWICE.finditer(each.text):
            number = number_of(found["count"], each.lang)
            if number > 1 and number != int(found["figures"]):  # "a (2)" is a label
                message = f"“{found['count']}” is {number}, not {found['figures']}: correct one of the two"
                yield make_diagnostic("number-mismatch", message, each.span(*found.span()))


def session_of(named: Identifier | None) -> int:
    """Return the session of a resolution of the General Assembly, 78 for 78/301; 0 for those with other numbers."""
    number = named.number if named is not None and named.body == "UNGA" else ""
    found = _SESSION.fullmatch(number or "")
    return int(found[1]) if found is not None and int(found[1]) >= _FIRST else 0


def days_of_sessions(draft: Draft) -> Iterator[Diagnostic]:
    """Report each resolution of the General Assembly with a day on which its session did not meet.

    Other bodies number their resolutions in the same way, so that one beside it in its list must agree:
    "its resolutions 70/1 of 25 September 2005 and 71/1 of 19 September 2016".
    """
    dated = [(each, year) for each in draft.cited if (year := _year_behind(draft, each))]
    wrong = []
    for (one, year), (other, next_year) in pairwise(dated):
        between = draft.document.source.text[one.span.end : other.span.start]
        agrees = _is_of_session(one, year)
        if "\n" not in between and len(between) <= _LONGEST_DATE and agrees is not _is_of_session(other, next_year):
            wrong.append(other if agrees else one)
    for span, cited in {each.span: each for each in wrong}.items():
        session = session_of(cited.identifier)
        begun = _FOUNDED + session
        message = f"session {session} met in {begun} and {begun + 1}: correct the number or the date"
        yield make_diagnostic("impossible-date", message, span)


def _is_of_session(cited: Reference, year: int) -> bool:
    """Return whether the session of a resolution met in a year: session 70 in 2015 and 2016."""
    return year - session_of(cited.identifier) in (_FOUNDED, _FOUNDED + 1)


def _year_behind(draft: Draft, cited: Reference) -> int:
    """Return the year of the date behind a citation of the General Assembly, in Chinese before it; 0 for none."""
    if cited.kind is not ReferenceKind.TEXT or not session_of(cited.identifier):
        return 0
    source, (start, end) = draft.document.source.text, cited.span
    language = draft.document.language_at(start)
    words = fold(source[max(0, start - _NEAR) : start] if language == "zh" else source[end : end + _LONGEST_DATE])
    named = lang_of(language).patterns.DATE_NAMED.search(words)
    if named is None or (language != "zh" and not _BETWEEN.fullmatch(words, 0, named.start())):
        return 0
    return int(named["year"] or 0)
