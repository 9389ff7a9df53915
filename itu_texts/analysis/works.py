"""Works and editions: the columns of an identifier, the names of works, and the dates of editions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve

from itu_texts.errors import IdentifierError, InputError
from itu_texts.language.conferences import conferences, held_in
from itu_texts.language.dates import adopted_on
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier, body_of

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = re.compile(r"\d+")
_WITH_BODY = re.compile(r"(?P<text>.+) \((?P<body>[^()]+)\)")


class IdentifierColumns(NamedTuple):
    """The columns of an identifier."""

    kind: str | None
    number: str | None
    body: str | None
    sector: str | None
    edition: str | None
    """The mark, or the edition that the number ends with: ``Rev. Lakeside, 2022``, ``4`` of ``ITU-R P.525-4``."""
    adopted: str | None
    """The day of adoption, as :func:`adopted_on` returns it."""
    identifier: str | None
    changes: str | None = None
    """The day of the edition that an amendment, a corrigendum or an erratum changes, empty if it is not known; ``None``
    for an edition."""


NO_COLUMNS = IdentifierColumns(None, None, None, None, None, None, None)
_CHANGES = ("amd", "corr", "err")


@lru_cache(maxsize=4096)
def columns_of(identifier: Identifier) -> IdentifierColumns:
    """Return the columns of an identifier."""
    revision = identifier.revision
    if identifier.body is None and revision is not None and revision.place and revision.year:
        identifier = evolve(identifier, body=_only_body(revision.place, revision.year))
    work = identifier.work
    edition = str(revision) if revision else _edition_of_number(identifier, work.number)
    return IdentifierColumns(
        identifier.kind,
        work.number,
        work.body,
        identifier.sector,
        edition,
        adopted_on(revision),
        str(identifier),
        _changed_on(identifier),
    )


def _changed_on(identifier: Identifier) -> str | None:
    """Return the day of the edition that an amendment or the like changes."""
    revision = identifier.revision
    is_recommendation = identifier.kind == "recommendation"
    if revision is None or not is_recommendation or not (revision.counted or "").casefold().startswith(_CHANGES):
        return None
    return adopted_on(evolve(revision, counted=None, counted_on=None)) or ""


def _only_body(place: str, year: int) -> str | None:
    """Return the body that met in a city in a year; ``None`` if no body is known, or several are."""
    last = held_in(place, year)
    met = {each.body for each in conferences() if last and each.begins.year == year and each.place == last.place}
    return met.pop() if len(met) == 1 else None


def _edition_of_number(identifier: Identifier, number: str | None) -> str | None:
    """Return the edition that a number ends with: ``4`` for ``ITU-R P.525-4``."""
    whole = (identifier.number or "").casefold()
    if not number or whole == number:
        return None
    return "-".join(_NUMBER.findall(whole)[len(_NUMBER.findall(number)) :]) or None


def work_name(identifier: Identifier) -> str | None:
    """Return the name of the work of which an identifier names an edition; ``None`` if it has no number.

    >>> work_name(Identifier.parse("Resolution 35 (Rev.WRC-23)"))
    'Resolution 35 (WRC)'
    """
    columns = columns_of(identifier)
    if columns.number is None:
        return None
    return name_of_work(identifier.kind, columns.number, columns.sector, columns.body)


def name_of_work(kind: str, number: str, sector: str | None, body: str | None) -> str:
    """Return the name of a work: ``Resolution 70 (PP)``."""
    named = [] if kind == "supplement" else [lang_of("en").name(kind.upper())]  # the number includes the kind
    words = [*named, *([sector] if sector else []), number.upper()]
    return " ".join(words) + (f" ({body})" if body and body != sector else "")


def first_day(days: Iterable[date | None]) -> str | None:
    """Return the first of some days in ISO 8601, which sorts as a string; ``None`` if there is none."""
    return min((day.isoformat() for day in days if day is not None), default=None)


def is_later(one: str | None, other: str | None) -> bool:
    """Return whether one day is surely later than another; a year alone may be any day in it.

    >>> is_later("2022", "2018-11-16"), is_later("2018-11-16", "2018")
    (True, False)
    """
    return bool(one and other) and str(one) > str(other) and not str(one).startswith(str(other))


def day_of(value: str | date, *, last: bool = False) -> str:
    """Return a day in the form of tables, from a date, or from ``2022-10-14``, ``2022-10``, ``2022``.

    :param last: whether a month or a year stands for its last day.
    :raises InputError: if ``value`` is not a day.
    """
    day = value.isoformat() if isinstance(value, date) else value
    try:
        if _DAY.fullmatch(day) is None:
            raise ValueError
        date.fromisoformat((day + "-01-01")[:10])  # the first day of a month or a year
    except (TypeError, ValueError):
        raise InputError(f"not a day, such as 2022-10-14 or 2022: {value!r:.40}") from None
    if not last:
        return day
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "")


def dated(day: str | None) -> tuple[str, str]:
    """Return the first day of a day, a month or a year in the form of tables, and how much of it is known.

    >>> dated("2022-10-14"), dated("2022"), dated(None)
    (('2022-10-14', 'day'), ('2022-01-01', 'year'), ('', ''))
    """
    behind, precision = {4: ("-01-01", "year"), 7: ("-01", "month"), 10: ("", "day")}.get(len(day or ""), ("", ""))
    return f"{day}{behind}" if precision else "", precision


def identifier_of(identifier: str | Identifier) -> Identifier:
    """Return an identifier, from an identifier, a string, or the name of a work.

    :raises IdentifierError: if ``identifier`` is none of these.

    >>> identifier_of("Resolution 7 (PP)").body
    'PP'
    """
    if isinstance(identifier, Identifier):
        return identifier
    if not isinstance(identifier, str):
        raise IdentifierError(f"not the identifier of a text: {identifier!r:.40}")
    try:
        return Identifier.parse(identifier)
    except IdentifierError:
        matched = _WITH_BODY.fullmatch(identifier.strip())
        body = body_of(matched["body"], "en") if matched else None
        if matched is None or body is None:
            raise
    return evolve(Identifier.parse(matched["text"]), body=body)
