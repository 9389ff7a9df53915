"""How a collection knows texts: the columns that an identifier makes, and the day of an edition."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.conferences import Conference, called, conferences, held_in, year_of
from itu_texts.errors import IdentifierError, InputError
from itu_texts.language.identifiers import Identifier, Revision, body_of, meeting_parts
from itu_texts.language.writing import is_number
from itu_texts.tree.nodes import Formula

__all__ = ["NONE", "Named", "adopted_on", "day_of", "edition_of", "identifier_of", "is_later", "name_of", "named"]

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = re.compile(r"\d+")
_WITH_BODY = re.compile(r"(?P<text>.+) \((?P<body>[^()]+)\)")


class Named(NamedTuple):
    """An identifier in columns."""

    kind: str | None
    number: str | None
    body: str | None
    sector: str | None
    edition: str | None
    """The mark, or the edition that the number ends with: ``Rev. Lakeside, 2022``, ``4`` of ``ITU-R P.525-4``."""
    adopted: str | None
    """As :func:`adopted_on` tells it."""
    identifier: str | None


NONE = Named(None, None, None, None, None, None, None)


@lru_cache(maxsize=4096)
def named(identifier: Identifier) -> Named:
    """The columns of an identifier."""
    revision = identifier.revision
    if identifier.body is None and revision is not None and revision.place and revision.year:
        identifier = evolve(identifier, body=_only_body(revision.place, revision.year))
    work = identifier.work
    edition = str(revision) if revision else _edition_of_number(identifier, work.number)
    return Named(
        identifier.kind, work.number, work.body, identifier.sector, edition, adopted_on(revision), str(identifier)
    )


def _only_body(place: str, year: int) -> str | None:
    """The body that met in a city in a year; ``None`` if none is known, or several are."""
    last = held_in(place, year)
    met = {each.body for each in conferences() if last and each.begins.year == year and each.place == last.place}
    return met.pop() if len(met) == 1 else None


def _edition_of_number(identifier: Identifier, number: str | None) -> str | None:
    """``4`` for ``ITU-R P.525-4``, of which the number without edition is ``p.525``."""
    whole = (identifier.number or "").casefold()
    if not number or whole == number:
        return None
    return "-".join(_NUMBER.findall(whole)[len(_NUMBER.findall(number)) :]) or None


def name_of(kind: str, number: str, sector: str | None, body: str | None) -> str:
    """What a work is called: ``Resolution 70 (PP)``."""
    words = [kind.capitalize(), *([sector] if sector else []), number.upper()]
    return " ".join(words) + (f" ({body})" if body and body != sector else "")


def edition_of(identifier: str, edition: str) -> str:
    """The identifier of another edition of a text.

    >>> edition_of("Resolution 7 (Lakeside, 2018)", "Rev. Pond, 2022")
    'Resolution 7 (Rev. Pond, 2022)'
    """
    return f"{identifier.partition(' (')[0]} ({edition})"


def adopted_on(revision: Revision | None, formula: Formula | None = None) -> str | None:
    """The day on which an edition was adopted, as far as its mark or its formula tells.

    The last day of the conference, where the table of conferences has it: ``2022-10-14``; else the month or the year.
    """
    if revision and revision.conference:
        short, meeting = meeting_parts(revision.conference)
        if is_number(meeting):
            return _day(called(short, year_of(meeting)), year_of(meeting))
    if revision and (revision.year or revision.years):
        year = revision.year or revision.years[-1]
        if revision.month:
            return f"{year:04}-{revision.month:02}"
        return _day(held_in(revision.place, year), year)
    if formula is not None and formula.year:
        return _day(held_in(formula.place, formula.year), formula.year)
    return None


def _day(conference: Conference | None, year: int) -> str:
    if conference is not None and not conference.year_only:
        return conference.ends.isoformat()
    return f"{year:04}"


def is_later(one: str | None, other: str | None) -> bool:
    """Whether one day is surely after another; a year alone is any day of it.

    >>> is_later("2022", "2018-11-16"), is_later("2018-11-16", "2018")
    (True, False)
    """
    return bool(one and other) and str(one) > str(other) and not str(one).startswith(str(other))


def day_of(value: str | date, *, last: bool = False) -> str:
    """A day that was asked for: a date, or ``2022-10-14``, ``2022-10``, ``2022``.

    :param last: whether the last day of a month or a year is meant.
    :raises InputError: if it is none.
    """
    said = value.isoformat() if isinstance(value, date) else value
    if not isinstance(said, str) or _DAY.fullmatch(said) is None:
        raise InputError(f"not a day, such as 2022-10-14 or 2022: {value!r}")
    if not last:
        return said
    return said + {4: "-12-31", 7: "-31"}.get(len(said), "")


def identifier_of(identifier: str | Identifier) -> Identifier:
    """The identifier that was asked for; the name of a work is one too.

    :raises IdentifierError: if it is none.

    >>> identifier_of("Resolution 7 (PP)").body
    'PP'
    """
    if isinstance(identifier, Identifier):
        return identifier
    if not isinstance(identifier, str):
        raise IdentifierError(f"not the identifier of a text: {identifier!r}")
    try:
        return Identifier.parse(identifier)
    except IdentifierError:
        said = _WITH_BODY.fullmatch(identifier.strip())
        body = body_of(said["body"], "en") if said else None
        if said is None or body is None:
            raise
    return evolve(Identifier.parse(said["text"]), body=body)
