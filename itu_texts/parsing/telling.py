"""Who is told: the addressees in the words of a heading or an item, one entry each, and the phrases beside them."""

from __future__ import annotations

import re

from itu_texts.addressees import Addressee
from itu_texts.grammar import Surface
from itu_texts.writing import COMMA, begins_capital

__all__ = ["find_addressees", "part_side_phrases"]

_ALL_DIRECTORS = ("DIR_BR", "DIR_TSB", "DIR_BDT")
_BRACKETS = re.compile(r"\([^()]*\)")


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
    listed = _Listed(words, surface)
    found: list[Addressee] = []
    for start, end in listed.members():
        phrase = surface.words["ADDRESSEE_TAIL"].sub("", words[start:end]).strip(" ,")
        name = listed.head(start, end)
        concepts = _concepts(name, surface) if name else ("OTHER",)
        found += (Addressee(concept, phrase) for concept in concepts if phrase)
    return tuple(found)


class _Listed:
    """A list of addressees: where each begins and ends, and the name that it goes by."""

    def __init__(self, words: str, surface: Surface) -> None:
        self.words = words
        self.forms = surface.words
        self.names = list(self.forms["addressee"].finditer(words))

    def members(self) -> list[tuple[int, int]]:
        """The members of the list.

        A word that parts them does not do so in a name, in brackets, or in what is said of a member:
        "administrations that plan and build", "regional and international organizations".
        """
        words = self.words
        whole = [found.span() for found in (*self.names, *_BRACKETS.finditer(words))]
        members: list[tuple[int, int]] = []
        start = 0
        weak = False  # whether "and" alone stands before, not a comma
        separators = self.forms["ADDRESSEE_SEPARATOR"].finditer(words)
        parting = (each for each in separators if not any(a < each.end() and each.start() < b for a, b in whole))
        for end, behind, comma in (*((s.start(), s.end(), s[0][0] == COMMA) for s in parting), (len(words), 0, True)):
            if members and self._goes_on(members[-1], start, end, weak=weak):
                members[-1] = (members[-1][0], end)
            else:
                members.append((start, end))
            start, weak = behind, not comma
        return members

    def head(self, start: int, end: int) -> re.Match[str] | None:
        """The name that a member goes by: that of the Council in "the Council", none in "a group of the Council"."""
        name = next((name for name in self.names if start <= name.start() < end), None)
        return None if name is None or self._has_of(start, name.start()) else name

    def _goes_on(self, member: tuple[int, int], start: int, end: int, *, weak: bool) -> bool:
        """Whether what follows a member, behind a word that may part them, belongs to it all the same."""
        if self.forms["ADDRESSEE_GOES_ON"].match(self.words, start):
            return True
        head = self.head(*member)
        if weak and head is None and self.forms["ADDRESSEE_ADJECTIVE"].fullmatch(self.words, *member):
            return True  # "regional and international organizations"
        if not weak or any(start <= name.start() < end for name in self.names):
            return False
        if head is not None:
            return bool(self.words[head.end() : member[1]].strip())
        return begins_capital(self.words, start) and self._has_of(*member)

    def _has_of(self, start: int, end: int) -> bool:
        return self.forms["ADDRESSEE_OF"].search(self.words, start, end) is not None


def _concepts(matched: re.Match[str], surface: Surface) -> tuple[str, ...]:
    name = matched.lastgroup or ""
    if name == "DIRECTORS_ALL":
        return _ALL_DIRECTORS
    if name == "DIRECTORS_LISTED":
        return tuple(bureau.lastgroup or "" for bureau in surface.words["bureau"].finditer(matched[0]))
    return (name,)
