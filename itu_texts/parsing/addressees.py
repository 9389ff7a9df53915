"""Finds the addressees in the words of a heading or an item, one entry for each, and the phrases beside them."""

from __future__ import annotations

import re
from typing import Final, cast

from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.language_codes import bound, own_grammars
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, begins_capital, fold, is_letter
from itu_texts.tree.addressees import ADDED, CONCEPTS, Addressee, AddresseeKind, Concept
from itu_texts.tree.spans import Span

_ALL_DIRECTORS: Final = ("DIR_BR", "DIR_TSB", "DIR_BDT")
_AT_ENDS: Final = " ,،，、"
ADDED_IN: Final = regex(r"^ADDRESSEE__(\w+):", re.MULTILINE)
"""An addressee in an own grammar file."""
_BRACKETS: Final = regex(r"\([^()]*\)")


def part_side_phrases(words: str, lang: LanguagePatterns) -> tuple[str, tuple[str, ...]]:
    """Separate addressees from the phrases after them: "in consultation with ...", "as appropriate".

    A phrase between two addressees, "Member States, as appropriate, and Sector Members", is found too, but stays in its
    place.
    """
    shown = fold(words)
    starts = [matched.start() for matched in lang.patterns.SIDE_PHRASE.finditer(shown)]
    stop = starts[0] if starts else len(words)
    between = (matched.span() for matched in lang.patterns.ASIDE_WITHIN.finditer(shown, 0, stop))
    tail = lang.patterns.ADDRESSEE_TAIL
    behind = (
        (start, start + len(tail.sub("", shown[start:end])))
        for start, end in zip(starts, [*starts[1:], len(words)][: len(starts)], strict=True)
    )
    phrases = (words[start:end].strip(_AT_ENDS) for start, end in (*between, *behind))
    return words[:stop], tuple(phrase for phrase in phrases if phrase)


def find_addressees(words: str, lang: LanguagePatterns, offset: int = 0) -> tuple[Addressee, ...]:
    """Return the addressees that some words name, in order; unknown names are addressees of kind "other".

    :param offset: the offset of the words, to which the spans are relative.
    """
    offset += len(words) - len(words.lstrip())
    words = words.strip()
    shown = fold(words)
    listed = _Listed(shown, lang)
    found: list[Addressee] = []
    for start, end in listed.members():
        phrase = lang.patterns.ADDRESSEE_TAIL.sub("", shown[start:end]).rstrip(" ,")
        begin = start + len(phrase) - len(phrase.lstrip(" ,"))
        phrase = words[begin : start + len(phrase)]
        name = listed.head(start, end)
        concepts = _concepts(name, lang) if name else ("OTHER",)
        span = Span(offset + begin, offset + begin + len(phrase))
        found += (
            Addressee(cast("Concept", concept), phrase, span) for concept in concepts if any(map(is_letter, phrase))
        )
    return tuple(found)


class _Listed:
    """A list of addressees in folded words: the start, end and known name of each."""

    def __init__(self, words: str, lang: LanguagePatterns) -> None:
        self.words = words
        self.forms = lang.patterns
        self.names = list(self.forms.addressee.finditer(words))

    def members(self) -> list[tuple[int, int]]:
        """The members of the list.

        A separating word does not separate in a name, in brackets, or in the description of a member:
        "administrations that plan and build", "regional and international organizations".
        """
        words = self.words
        whole = [found.span() for found in (*self.names, *_BRACKETS.finditer(words))]
        members: list[tuple[int, int]] = []
        start = 0
        behind = ""  # the separator before the member
        separators = self.forms.ADDRESSEE_SEPARATOR.finditer(words)
        parting = (each for each in separators if not any(a < each.end() and each.start() < b for a, b in whole))
        for end, further, separator in (*((s.start(), s.end(), s[0]) for s in parting), (len(words), 0, "")):
            if members and self._goes_on(members[-1], start, end, behind):
                members[-1] = (members[-1][0], end)
            else:
                members.append((start, end))
            start, behind = further, separator
        return members

    def head(self, start: int, end: int) -> re.Match[str] | None:
        """Return the known name of a member: that of the Council in "the Council".

        There is none in "a group of the Council", and in "all concerned, including the Council".
        """
        more = self.forms.ADDRESSEE_SAYS_MORE.search(self.words, start, end)
        end = more.start() if more is not None and more.start() > start else end
        name = next((name for name in self.names if start <= name.start() < end), None)
        return None if name is None or self._has_of(start, name.start()) else name

    def _goes_on(self, member: tuple[int, int], start: int, end: int, separator: str) -> bool:
        """Return whether the words after a possible separator belong to the member before it."""
        weak = separator[0] != COMMA  # "and" alone
        if self.forms[NAMES.ADDRESSEE_GOES_ON_BEHIND_AND if weak else NAMES.ADDRESSEE_GOES_ON].match(self.words, start):
            return True
        if self.forms.ADDRESSEE_BEGINS.match(self.words, start):
            return False
        head = self.head(*member)
        named = any(start <= name.start() < end for name in self.names)
        if (weak or separator.strip() == COMMA) and self._lists(*member) and not (head and named):
            return True  # "all concerned, including Member States and Sector Members"
        adjective = NAMES.ADDRESSEE_ADJECTIVE if weak else NAMES.ADDRESSEE_ADJECTIVE_LISTED
        if head is None and self.forms[adjective].fullmatch(self.words, *member):
            return True  # "regional and international organizations"
        if head is None and not named and self._has_of(*member) and not self._may_be_addressee(start, end):
            return True  # "providers of equipment, services and ICTs"
        if not weak or named:
            return False
        if head is not None:
            said = self.words[head.end() : member[1]].strip()
            return bool(said) and self.forms.ADJECTIVE_BEHIND.fullmatch(said) is None
        if self.forms.NAME_OF_SEVERAL.fullmatch(self.words, *member) and self._ends_name(start, end):
            return True  # "Consejo Consultivo y Ejecutivo"
        return begins_capital(self.words, start) and self._has_of(*member)

    def _may_be_addressee(self, start: int, end: int) -> bool:
        """Return whether words without a known name may name an addressee: "the club", "keepers", "UNESCO"."""
        return self.forms.ADDRESSEE_MAY_BE.match(self.words, start, end) is not None

    def _ends_name(self, start: int, end: int) -> bool:
        return self.forms.ADDRESSEE_NAME_ENDS.fullmatch(self.words, start, end) is not None

    def _lists(self, start: int, end: int) -> bool:
        return self.forms.ADDRESSEE_SAYS_MORE.search(self.words, start, end) is not None

    def _has_of(self, start: int, end: int) -> bool:
        return self.forms.ADDRESSEE_OF.search(self.words, start, end) is not None


def concepts_in(words: str, lang: LanguagePatterns) -> set[str]:
    """Return the concepts of the known addressees that a sentence names anywhere.

    What an unknown name says of a known one does not hide it: "the Council of the activities carried out".
    """
    names = [*lang.patterns.addressee.finditer(fold(words))]
    heads = (lang.patterns.addressee.fullmatch(each[0].partition(" ")[0]) for each in names)
    return {concept for name in (*names, *heads) if name is not None for concept in _concepts(name, lang)}


def _concepts(matched: re.Match[str], lang: LanguagePatterns) -> tuple[str, ...]:
    name = matched.lastgroup or ""
    if name == "DIRECTORS_ALL":
        return _ALL_DIRECTORS
    if name == "DIRECTORS_LISTED":
        return tuple(bureau.lastgroup or "" for bureau in lang.patterns.bureau.finditer(matched[0]))
    add_concept(name, lang)
    return (name,)


def add_concepts(code: str) -> None:
    """Add the concepts of the own grammars that a code carries."""
    for language, words in own_grammars(code).items():
        for name in ADDED_IN.findall(words):
            add_concept(name, lang_of(bound(language, code)))


def add_concept(name: str, lang: LanguagePatterns) -> None:
    """Add a concept that an own grammar has, with the kind that it says: ``KIND_OF__HARBOUR_MASTER: "office"``.

    What is said last holds, as when a person has changed the file.
    """
    kind = lang.phrase_for("KIND_OF", name)
    if name not in CONCEPTS and (kind or name not in ADDED):
        ADDED[name] = AddresseeKind(kind or "other")
