"""The conferences of the Union, their dates, and the names of their places in six languages.

The tables are ``itu_texts/data/conferences.json`` and ``places.json``, which has a row for each place, with its names
by language, the usual name first. The dates come from the published records. If only the year of a conference is known,
the row is marked ``year_only`` and has the first and last day of that year.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from itu_texts.language.pattern_cache import regex

# ----------------------------------------------------------------------
# The tables of ``itu_texts/data``: conferences, sessions, places.


def table(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table; the days with which they begin and end are dates."""
    import json  # few programs need it

    rows: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data" / f"{name}.json").read_text("utf-8"))
    for row in rows:
        row.update((name, date.fromisoformat(row[name])) for name in ("begins", "ends") if name in row)
    return rows


_SIGNS = regex(r"[\W_]+")
_WITHOUT_RESOLUTIONS = ("WCIT", "WTPF")
_CENTURY = 60  # a number of two figures from this on is a year of the last century: WARC-79, WRC-23


class Conference(NamedTuple):
    """A conference: its name, place and dates."""

    body: str
    """``PP``, ``WRC``, ``RA``, ``WTSA``, ``WTDC``, ``WCIT`` or ``WTPF``."""
    name: str
    """``WRC-27``."""
    begins: date
    ends: date
    place: str | None = None
    """The city; ``None`` if it is not known."""
    year_only: bool = False
    """Whether only the year is known, so that the dates are its first and last day."""


@cache
def conferences() -> tuple[Conference, ...]:
    """Return all conferences, in the order of their first days."""
    return tuple(sorted((Conference(**row) for row in table("conferences")), key=lambda each: each.begins))


def year_of(meeting: str) -> int:
    """Return the year that the number of a meeting stands for: 2027 for ``27``, 1997 for ``97``, 2000 for ``2000``."""
    number = int(meeting)
    return number if len(meeting) > 2 else number + (1900 if number >= _CENTURY else 2000)


def conference_in(body: str, year: int) -> Conference | None:
    """Return the conference of a body with a year in its name, or that meets in the year.

    ``None`` if the table has none.
    """
    mine = [each for each in conferences() if each.body == body]
    named = (each for each in mine if year_of(each.name.rpartition("-")[2]) == year)
    return next(named, None) or next((each for each in mine if each.begins.year == year), None)


@lru_cache(maxsize=1024)
def held_in(place: str | None, year: int) -> Conference | None:
    """Return the last conference that met in a city in a year; one that adopts resolutions, if there was one."""
    met = [each for each in conferences() if each.begins.year == year and known_as(each.place) == known_as(place)]
    return max(met, key=lambda each: (each.body not in _WITHOUT_RESOLUTIONS, each.begins), default=None)


def following(body: str, day: date) -> Conference | None:
    """Return the first conference of a body that begins after a day; ``None`` if the table has none."""
    return next((each for each in conferences() if each.body == body and each.begins > day), None)


# ---------------------------------------------------------------------- places


def folded(value: str | None) -> str | None:
    """Return a word for comparison, without case and accents (``Dubaï`` is ``DUBAI``)."""
    if not value or value.isascii():
        return value.casefold() if value else None
    letters = unicodedata.normalize("NFD", value)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=1024)
def known_as(place: str | None) -> str | None:
    """Return the key of a place, from its name in any language: ``dubai`` for ``Дубай``."""
    row = _row(place) if place else None
    return folded(row["en"][0] if row else place)


def place_in(place: str, language: str) -> str:
    """Return the name of a place in a language, if it is known; otherwise the given name.

    >>> place_in("Дубай", "fr"), place_in("Lakeside", "fr")
    ('Dubaï', 'Lakeside')
    """
    row = _row(place)
    names = row.get(language, ()) if row else ()
    return next((name for name in names if folded(name) == folded(place)), names[0]) if names else place


def _row(place: str) -> dict[str, list[str]] | None:
    return _rows().get(_key(place))


def _key(place: str) -> str:
    return _SIGNS.sub(" ", folded(place) or "").strip()


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    return {_key(name): row for row in reversed(table("places")) for names in row.values() for name in names}
