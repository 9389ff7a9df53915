"""The places where conferences of the Union met, with their names in six languages.

The table is ``itu_texts/data/places.json``: one row for each place, with its names by language, the usual name first.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from itu_texts.language.data import table
from itu_texts.language.pattern_cache import regex

_SIGNS = regex(r"[\W_]+")


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
