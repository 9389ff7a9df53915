"""The names by which addressees can be looked up: keys, and names in all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from itu_texts.language.grammar import LanguagePatterns, lang_of, languages
from itu_texts.language.writing import fold, is_number
from itu_texts.parsing.parts import find_addressees
from itu_texts.tree.addressees import CONCEPTS, NO_NAMES

_OFFICES = {"BR": "DIR_BR", "TSB": "DIR_TSB", "BDT": "DIR_BDT"}
"""The Director of each Bureau: a query for one of them means the tasks of both."""
_TOGETHER = {"BUREAUX": ("BR", "TSB", "BDT"), "SECTORS": ("ITU_R", "ITU_T", "ITU_D")}
"""The members of concepts that stand for several addressees."""
_KINDS_OF = {"STUDY_GROUPS": ("ITU_R_STUDY_GROUPS", "ITU_T_STUDY_GROUPS", "ITU_D_STUDY_GROUPS")}
"""The concepts that a general concept includes."""
_MOST = 3  # suggested names
_FIRST_LANGUAGE = "en"


class AddresseeName(NamedTuple):
    """A name by which an addressee can be looked up."""

    language: str
    addressee: str
    """A key of :data:`itu_texts.CONCEPTS`."""
    addressee_kind: str
    name: str
    short_name: str
    """A short form; empty if there is none."""


def answering(concept: str) -> tuple[str, ...]:
    """Return the concepts whose tasks a query for an addressee finds; a Director and the Bureau count as one.

    >>> answering("BDT")
    ('DIR_BDT', 'BDT', 'BUREAUX')
    """
    office = _OFFICES.get(concept, concept)
    own = (office, *(bureau for bureau, director in _OFFICES.items() if director == office))
    together = (group for group, members in _TOGETHER.items() if not {*own}.isdisjoint(members))
    return (*own, *together, *_KINDS_OF.get(concept, ()))


def asked_for(name: str) -> frozenset[str]:
    """Return the concepts that a name means, in any language and any case; empty for an unknown name.

    >>> asked_for("bdt director") == asked_for("DIR_BDT") == asked_for("Directeur du BDT")
    True
    """
    found = {name.strip().upper().replace("-", "_").replace(" ", "_")} & CONCEPTS.keys()
    for language in _languages():
        found = found or _in_language(name, language)
    return frozenset(each for concept in found for each in answering(concept))


def _in_language(name: str, language: str) -> set[str]:
    """Return the concepts that a name means in a language."""
    plain, lang = _plain(name), lang_of(language)
    found = {key for key in CONCEPTS if plain in map(_plain, _names(key, lang))}
    if found or any(map(is_number, name)):  # "Study Group 3" is one of many
        return found
    return {*_read(name, lang.for_capitals)}


def _read(name: str, lang: LanguagePatterns) -> Iterator[str]:
    """Yield the concepts of the addressees that a name consists of, as in a heading."""
    found = find_addressees(name, lang)
    pattern = lang.patterns.addressee
    whole = all(pattern.fullmatch(lang.without_articles(fold(each.text))) for each in found)
    concepts = [each.concept for each in found]
    if whole and NO_NAMES.isdisjoint(concepts):
        yield from concepts
    if lang.patterns.DIRECTOR_ASKED.fullmatch(fold(name)):
        yield from (bureau.lastgroup or "" for bureau in lang.patterns.bureau.finditer(fold(name)))
    concept = lang.concept(name, "SHORT", "BODY")
    if concept in CONCEPTS:
        yield concept


def close_names(name: str, more: Iterable[str] = ()) -> list[str]:
    """Return the names most similar to an unknown one.

    :param more: further names to compare with.
    """
    listed = (found for each in addressee_names() for found in (each.name, each.short_name) if found)
    known = {_plain(each): each for each in (*sorted(more), *listed, *CONCEPTS)}
    return [known[each] for each in get_close_matches(_plain(name), known, _MOST)]


@cache
def addressee_names() -> tuple[AddresseeName, ...]:
    """Return the names of addressees in each language, by key."""
    return tuple(
        AddresseeName(language, key, str(kind), *_names(key, lang_of(language)))
        for key, kind in CONCEPTS.items()
        for language in _languages()
        if key not in NO_NAMES and lang_of(language).phrase_for("NAME", key)
    )


def _names(key: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return the name and the short name of a concept in a language; empty if it has none."""
    return lang.phrase_for("NAME", key), lang.phrase_for("SHORT_NAME", key)


def _languages() -> list[str]:
    """Return all languages, the one most used in queries first."""
    return sorted(languages(), key=lambda language: (language != _FIRST_LANGUAGE, language))


def _plain(name: str) -> str:
    """Return a name for comparison: in small letters, without hyphens and accents."""
    return " ".join(fold(name).casefold().replace("-", " ").split())
