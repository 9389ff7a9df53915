"""The check for addressees whose names are nearly right: "the Secretary General", "Member states"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from itu_texts.analysis.checks.drafts import IN_ANY_CASE, Draft, Found, Phrase
from itu_texts.analysis.passages import nodes_of
from itu_texts.analysis.tasks import tasks_of
from itu_texts.language.grammar import lang_of
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.grammar.nearness import is_near, nearest
from itu_texts.language.writing import fold
from itu_texts.tree.base import kept
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Clause, Document
from itu_texts.tree.spans import overlaps

_JOIN = re.compile(r"(?<=\w)[ \u2011-](?=\w)")  # a blank or a hyphen between two words
_NO_NAMES = ("OTHER", "ORGANIZATION")
_ARTICLES = 1  # words before the name: "the"
_MOST_JOINS = 6  # joins of words that are tried in a name
_SHORT = 3  # letters of words that have no capital in a name
_PLURAL = re.compile(r"\w{3}s(?=\s)")
_EITHER_CASE = ("fr",)  # languages in which ITU prints "États membres" too


def asked_addressees(draft: Draft, document: Document) -> Sequence[Found]:
    """Report each addressee of a heading or a task without a known name that is close to a known name.

    And the Director of a Bureau that does not exist, if somebody asks them something.
    """
    return kept(document, "addressees with wrong names", lambda: sorted(_asked(draft), key=lambda found: found.span))


def _asked(draft: Draft) -> Iterator[Found]:
    document = draft.document
    clauses = (node for node in nodes_of(document) if isinstance(node, Clause))
    in_headings = (each for clause in clauses for each in clause.heading.addressees)
    in_tasks = (task.addressee for task in tasks_of(document))
    for addressee in dict.fromkeys((*in_headings, *in_tasks)):
        printed, span = addressee.text, addressee.span
        words = lang_of(document.language_at(span.start))
        name = words.name(addressee.concept)  # "Secretary General" is known too, and no name
        is_known = addressee.concept != "OTHER"
        meant = printed.replace(name.replace("-", " "), name) if is_known else _meant(printed, words.language)
        is_common = printed.islower() and meant.lower() == printed  # "the secretariat" of a convention
        if is_common and not draft.is_in_union(span.start):
            continue
        if meant and meant.split() != printed.split():
            fixes = (Fix(span, meant),) if document.source[span] == printed else ()
            yield Found(span, (printed, meant), fixes, "near-addressee")
        elif not is_known and words.patterns.BUREAU_AND_DIRECTOR.match(fold(printed)):
            yield Found(span, (printed,), code="unknown-body")


def half_in_capitals(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report Member States and Sector Members with one small letter."""
    printed, meant, language = phrase.match[0], _in_capitals(phrase.match[0]), phrase.within.lang
    known = (language.patterns[form] for form in IN_ANY_CASE)
    is_known = language.language in _EITHER_CASE and any(form.fullmatch(printed) for form in known)
    if not is_known and printed not in (meant, printed.lower(), printed.upper()):
        for found in beside_tasks(draft, phrase):
            yield found._replace(words=(printed, meant), fixes=(Fix(found.span, meant),))


def beside_tasks(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a wrong name where no addressee with a wrong name stands."""
    told = [found.span for found in asked_addressees(draft, draft.document)]
    if not overlaps(told, *phrase.span):
        yield Found(phrase.span, (phrase.match[0],))


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
