"""Addressees in headings whose names are nearly right: "the Secretary General", "Member states"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from itu_texts.analysis.references import Reference
from itu_texts.diagnostics import Diagnostic, told
from itu_texts.grammar import surface
from itu_texts.grammar.beginnings import WORD
from itu_texts.grammar.nearness import nearest
from itu_texts.nodes import Clause, Document
from itu_texts.walk import find

__all__ = ["near_addressees"]

_JOIN = re.compile(r"(?<=\w)[ \u2011-](?=\w)")  # a blank or a hyphen between two words
_ARTICLES = 1  # words, before the name: "the"
_MOST_JOINS = 6  # that are tried in a name


def near_addressees(document: Document, _: Sequence[Reference]) -> Iterator[Diagnostic]:
    """Each addressee of a heading that is none by its name, but nearly has the name of one."""
    for clause in find(document, Clause):
        for addressee in clause.heading.addressees:
            if addressee.concept != "OTHER":
                continue
            meant = _meant(addressee.text, clause.language or document.main_language)
            if meant:
                message = f"“{addressee.text}” is nobody's name: did you mean “{meant}”?"
                yield told("near-addressee", message, addressee.span)


@cache
def _meant(words: str, language: str) -> str:
    """The addressee whose name some words nearly are; empty if there is none."""
    known = surface(language).words["addressee"]
    for variant in _variants(words, language):
        found = known.search(variant)
        if found is None or found.lastgroup == "OTHER":  # "the Council of Rowers"
            continue
        if found.end() == len(variant) and len(variant[: found.start()].split()) <= _ARTICLES:
            return variant
    return ""


def _variants(words: str, language: str) -> Iterator[str]:
    """The words as they may have been meant: with hyphens for blanks, in other letters, without a slip of the pen."""
    spelt = _spelt(words, language)
    for each in dict.fromkeys((words, spelt)):
        for joined in (each, *_joined(each)):
            yield joined
            yield _in_capitals(joined)


def _joined(words: str) -> Iterator[str]:
    """The words with one blank a hyphen, or one hyphen a blank."""
    for count, joint in enumerate(_JOIN.finditer(words)):
        if count == _MOST_JOINS:
            return
        other = "-" if joint[0] == " " else " "
        yield words[: joint.start()] + other + words[joint.end() :]


def _in_capitals(words: str) -> str:
    """The words with a capital each, but for those of two or three letters."""
    return WORD.sub(lambda word: word[0] if len(word[0]) <= 3 else word[0][0].upper() + word[0][1:], words)


@cache
def _names(language: str) -> tuple[str, ...]:
    """The longer words that occur in names of addressees."""
    return tuple(sorted(set(re.findall(r"[^\W\d_]{5,}", surface(language).words["addressee"].pattern))))


def _spelt(words: str, language: str) -> str:
    """The words, each that is nearly one of a name as that is spelt."""
    names = _names(language)
    return WORD.sub(lambda word: (len(word[0]) > 4 and nearest(word[0], names)) or word[0], words)
