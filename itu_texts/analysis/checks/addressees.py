"""The check for addressees whose names are nearly right: "the Secretary General", "Member states"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from itu_texts.analysis.checks.drafts import Draft, Words
from itu_texts.analysis.tasks import who_does_what
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.grammar.nearness import is_near, nearest
from itu_texts.language.writing import fold
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic
from itu_texts.tree.nodes import Clause
from itu_texts.tree.spans import Span, overlaps
from itu_texts.tree.walking import find

_JOIN = re.compile(r"(?<=\w)[ \u2011-](?=\w)")  # a blank or a hyphen between two words
_NO_NAMES = ("OTHER", "ORGANIZATION")
_ARTICLES = 1  # words before the name: "the"
_MOST_JOINS = 6  # joins of words that are tried in a name
_SHORT = 3  # letters of words that have no capital in a name
_PLURAL = re.compile(r"\w{3}s(?=\s)")
_MEMBERS = (NAMES.ADDRESSEE__MEMBER_STATES, NAMES.ADDRESSEE__SECTOR_MEMBERS)
_EITHER_CASE = ("fr",)  # languages in which ITU prints "États membres" too


def near_addressees(draft: Draft) -> Iterator[Diagnostic]:
    """Report each addressee of a heading or an item without a known name that is close to a known name.

    In the other words, report Member States with one small letter, several Directors of one Bureau, and the Director of
    a Bureau that does not exist.
    """
    found = [*_in_tasks(draft)]
    yield from found
    spans = sorted(each.span for each in found)
    for words in draft.in_union:
        for diagnostic in (*_half_in_capitals(words), *_of_bureaux(words)):
            if not overlaps(spans, *diagnostic.span):
                yield diagnostic


def _in_tasks(draft: Draft) -> Iterator[Diagnostic]:
    document = draft.document
    in_headings = (each for clause in find(document, Clause) for each in clause.heading.addressees)
    in_items = (task.addressee for task in who_does_what(document))
    for addressee in dict.fromkeys((*in_headings, *in_items)):
        language = document.language_at(addressee.span.start)
        name = lang_of(language).name(addressee.concept)  # "Secretary General" is known too, and no name
        is_known = addressee.concept != "OTHER"
        meant = addressee.text.replace(name.replace("-", " "), name) if is_known else _meant(addressee.text, language)
        is_common = addressee.text.islower() and meant.lower() == addressee.text  # "the secretariat" of a convention
        if is_common and not draft.is_in_union(addressee.span.start):
            continue
        if meant and meant.split() != addressee.text.split():
            message = f"“{addressee.text}” is not the name of an addressee: did you mean “{meant}”?"
            fixes = (Fix(addressee.span, meant),) if document.source[addressee.span] == addressee.text else ()
            yield make_diagnostic("near-addressee", message, addressee.span, *fixes)
        elif not is_known and lang_of(language).patterns.BUREAU_AND_DIRECTOR.match(fold(addressee.text)):
            yield _no_bureau(addressee.text, addressee.span)


def _half_in_capitals(words: Words) -> Iterator[Diagnostic]:
    known, either = words.lang.patterns, words.lang.for_capitals.patterns
    for name in _MEMBERS:
        for found in either[name].finditer(words.text):
            printed = found[0]
            meant = _in_capitals(printed)
            is_known = words.lang.language in _EITHER_CASE and known[name].fullmatch(printed)
            if not (printed in (meant, printed.lower(), printed.upper()) or is_known):
                span = words.span(*found.span())
                message = f"“{printed}” is written with capitals: “{meant}”"
                yield make_diagnostic("near-addressee", message, span, Fix(span, meant))


def _of_bureaux(words: Words) -> Iterator[Diagnostic]:
    for found in words.lang.patterns.DIRECTORS_OF_ONE.finditer(words.text):
        message = f"there is one, not several: correct “{found[0]}”"
        yield make_diagnostic("near-addressee", message, words.span(*found.span()))
    for found in words.lang.patterns.NO_BUREAU.finditer(words.text):
        yield _no_bureau(found[0], words.span(*found.span()))


def _no_bureau(name: str, span: Span) -> Diagnostic:
    return make_diagnostic("unknown-body", f"there is no “{name}”: correct the name", span)


@lru_cache(maxsize=4096, typed=True)
def _meant(words: str, language: str) -> str:
    """Return the name that some words are close to; an empty string if there is none."""
    known = lang_of(language).patterns.addressee
    for variant in _variants(words, language):
        found = known.search(variant)
        if found is None or found.lastgroup in _NO_NAMES:  # "the Council of Rowers"
            continue
        before = variant[: found.start()]
        if found.end() == len(variant) and len(before.split()) <= _ARTICLES and "-" not in before:
            return variant
    return ""


def _variants(words: str, language: str) -> Iterator[str]:
    """Yield the words as they may have been meant: with hyphens for blanks, in other case, without a slip."""
    for each in dict.fromkeys((words, _spelt(words, language), _spelt(words, language, inflected=True))):
        for joined in (each, *_joined(each), *_of_one(each)):
            yield joined
            yield _in_capitals(joined)
            yield _begun_with_capital(joined)


def _joined(words: str) -> Iterator[str]:
    """Yield the words with a hyphen in place of one blank, or a blank in place of one hyphen."""
    for count, joint in enumerate(_JOIN.finditer(words)):
        if count == _MOST_JOINS:
            return
        for other in ("-",) if joint[0] == " " else (" ", ""):
            yield words[: joint.start()] + other + words[joint.end() :]


def _of_one(words: str) -> Iterator[str]:
    """Yield the words with one of them in the singular: "Members States"."""
    for count, plural in enumerate(_PLURAL.finditer(words)):
        if count == _MOST_JOINS:
            return
        yield words[: plural.end() - 1] + words[plural.end() :]


def _in_capitals(words: str) -> str:
    """Return the words with initial capitals, except those of two or three letters."""
    return WORD.sub(_with_capital, words)


def _begun_with_capital(words: str) -> str:
    """Return the words with a capital for the first that has more than three letters: "Secrétaire général"."""
    first = next((word for word in WORD.finditer(words) if len(word[0]) > _SHORT), None)
    return words if first is None else words[: first.start()] + _with_capital(first) + words[first.end() :]


def _with_capital(word: re.Match[str]) -> str:
    return word[0] if len(word[0]) <= _SHORT else word[0][0].upper() + word[0][1:]


@lru_cache(maxsize=4096, typed=True)
def _names(language: str) -> tuple[str, ...]:
    """Return the longer words in the names of addressees."""
    return tuple(sorted(set(re.findall(r"[^\W\d_]{5,}", lang_of(language).patterns.addressee.pattern))))


def _spelt(words: str, language: str, *, inflected: bool = False) -> str:
    """Return the words, each that is close to a word of a name replaced by it.

    :param inflected: whether names contain only the stems of words, which any ending may follow.
    """
    names = _names(language)

    def spelt(word: re.Match[str]) -> str:
        if len(word[0]) <= _SHORT + 1:
            return word[0]
        return _of_stem(word[0], names) if inflected else nearest(word[0], names) or word[0]

    return WORD.sub(spelt, words)


def _of_stem(word: str, names: tuple[str, ...]) -> str:
    """Return a word with the stem that its stem is close to: "Генералному"; otherwise the word itself."""
    if any(word.startswith(name) for name in names):
        return word
    for name in names:
        for end in range(len(name) - 1, min(len(name) + 2, len(word))):
            if is_near(word[:end], name):
                return name + word[end:]
    return word
