"""Who is told: the addressees in the words of a heading or an item, one entry each, and the phrases beside them."""

from __future__ import annotations

import re

from itu_texts.addressees import Addressee
from itu_texts.parsing.grammar import Surface

__all__ = ["find_addressees", "part_side_phrases"]

_ALL_DIRECTORS = ("DIR_BR", "DIR_TSB", "DIR_BDT")
_BRACKETS = re.compile(r"\([^()]*\)")
_ADJECTIVE = re.compile(r"(?:the\s)?[a-z-]+[^s\W]")
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
    names = list(surface.words["addressee"].finditer(words))
    found: list[Addressee] = []
    for start, end in _members(words, names, surface):
        phrase = surface.words["ADDRESSEE_TAIL"].sub("", words[start:end]).strip(" ,")
        name = _head(words, start, end, names, surface)
        concepts = _concepts(name, surface) if name else ("OTHER",)
        found += (Addressee(concept, phrase) for concept in concepts if phrase)
    return tuple(found)


def _members(words: str, names: list[re.Match[str]], surface: Surface) -> list[tuple[int, int]]:
    """The members of a list of addressees: where each begins and ends.

    A word that parts them does not do so in a name, in brackets, or in what is said of a member: "administrations
    that plan and build", "regional and international organizations".
    """
    whole = [*(name.span() for name in names), *(bracket.span() for bracket in _BRACKETS.finditer(words))]
    members: list[tuple[int, int]] = []
    start = 0
    weak = False  # whether "and" alone stands before, not a comma
    separators = surface.words["ADDRESSEE_SEPARATOR"].finditer(words)
    parting = (each for each in separators if not any(a < each.end() and each.start() < b for a, b in whole))
    for end, behind, comma in (*((s.start(), s.end(), s[0][0] == ",") for s in parting), (len(words), 0, True)):
        if not members or not _goes_on(words, members[-1], (start, end), names, surface, weak=weak):
            members.append((start, end))
        else:
            members[-1] = (members[-1][0], end)
        start, weak = behind, not comma
    return members


def _goes_on(
    words: str,
    member: tuple[int, int],
    following: tuple[int, int],
    names: list[re.Match[str]],
    surface: Surface,
    *,
    weak: bool,
) -> bool:
    """Whether what follows a member of a list, behind a word that may part them, belongs to it all the same."""
    start, end = member
    if surface.words["ADDRESSEE_GOES_ON"].match(words, following[0]):
        return True
    head = _head(words, *member, names, surface)
    if weak and head is None and _ADJECTIVE.fullmatch(words, start, end):
        return True  # "regional and international organizations"
    if not weak or any(following[0] <= name.start() < following[1] for name in names):
        return False
    if head is not None:
        return bool(words[head.end() : end].strip())
    return words[following[0]].isupper() and _of(words, start, end, surface) is not None


def _of(words: str, start: int, end: int, surface: Surface) -> re.Match[str] | None:
    return surface.words["ADDRESSEE_OF"].search(words, start, end)


def _head(words: str, start: int, end: int, names: list[re.Match[str]], surface: Surface) -> re.Match[str] | None:
    """The name that a member goes by: that of the Council in "the Council", none in "a group of the Council"."""
    name = next((name for name in names if start <= name.start() < end), None)
    return None if name is None or _of(words, start, name.start(), surface) else name


def _concepts(matched: re.Match[str], surface: Surface) -> tuple[str, ...]:
    name = matched.lastgroup or ""
    if name == "DIRECTORS_ALL":
        return _ALL_DIRECTORS
    if name == "DIRECTORS_LISTED":
        return tuple(_BUREAUX[bureau.lastgroup or ""] for bureau in surface.words["bureau"].finditer(matched[0]))
    return (name,)
