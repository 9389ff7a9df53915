"""Who is told: the addressees in the words of a heading or an item, one entry each, and the phrases beside them."""

from __future__ import annotations

import re

from itu_texts.addressees import Addressee
from itu_texts.parsing.grammar import Surface

__all__ = ["find_addressees", "part_side_phrases"]

_ALL_DIRECTORS = ("DIR_BR", "DIR_TSB", "DIR_BDT")
_BUREAUX = {"BUREAU_R": "DIR_BR", "BUREAU_T": "DIR_TSB", "BUREAU_D": "DIR_BDT"}


def part_side_phrases(words: str, surface: Surface) -> tuple[str, tuple[str, ...]]:
    """Part what names addressees from the phrases behind it: "in consultation with ...", "as appropriate"."""
    starts = [matched.start() for matched in surface.words["SIDE_PHRASE"].finditer(words)]
    if not starts:
        return words, ()
    ends = [*starts[1:], len(words)]
    tail = surface.words["ADDRESSEE_TAIL"]
    phrases = (tail.sub("", words[start:end]).strip(" ,") for start, end in zip(starts, ends, strict=True))
    return words[: starts[0]], tuple(phrase for phrase in phrases if phrase)


def find_addressees(words: str, surface: Surface) -> tuple[Addressee, ...]:
    """The addressees that some words name, in their order; what is not known by name is one of kind "other"."""
    found: list[Addressee] = []
    separator = surface.words["ADDRESSEE_SEPARATOR"]
    tail = surface.words["ADDRESSEE_TAIL"]

    def others(listed: str) -> list[Addressee]:
        pieces = (tail.sub("", piece).strip() for piece in separator.split(listed))
        return [Addressee("OTHER", piece) for piece in pieces if piece]

    matches = list(surface.words["addressee"].finditer(words))
    if not matches:
        return tuple(others(words))
    starts = [_begin(words, matched.start(), surface) for matched in matches]
    lead = words[: starts[0]]
    if not tail.search(lead):  # "regional and international" before "organizations"
        starts[0] = 0
    else:
        found += others(lead)
    for matched, start, end in zip(matches, starts, [*starts[1:], len(words)], strict=True):
        comma = words.find(",", matched.end(), end)
        stop = end if comma < 0 else comma
        phrase = tail.sub("", words[start:stop]).strip()
        found += (Addressee(concept, phrase) for concept in _concepts(matched, surface))
        found += others(words[stop:end].lstrip(", "))
    return tuple(found)


def _begin(words: str, start: int, surface: Surface) -> int:
    """Where an addressee begins, with what stands before its name."""
    led = surface.words["DETERMINERS"].search(words, 0, start)
    return led.start() if led else start


def _concepts(matched: re.Match[str], surface: Surface) -> tuple[str, ...]:
    name = matched.lastgroup or ""
    if name == "DIRECTORS_ALL":
        return _ALL_DIRECTORS
    if name == "DIRECTORS_LISTED":
        return tuple(_BUREAUX[bureau.lastgroup or ""] for bureau in surface.words["bureau"].finditer(matched[0]))
    return (name,)
