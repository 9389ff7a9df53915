"""Finds what a text requires, forbids, recommends or allows, and of whom: "The hive shall be closed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

from itu_texts.analysis.entries import section_lists
from itu_texts.analysis.passages import passage_of, sentences, words_at
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import COMMA, fold
from itu_texts.tree.addresses import read_caption
from itu_texts.tree.nodes import (
    Annex,
    Cell,
    Clause,
    Contents,
    Division,
    Document,
    Node,
    Note,
    Paragraph,
    Provision,
    Role,
)
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import preorder

_LONGEST_SUBJECT = 160  # characters
_MARK = re.compile(r"^\[[^\]]*\]\s*")  # "[REQ-1]"
_BRACKETED = re.compile(r"\([^()]*\)?|^[^()]*\)")
_STRONGER = re.compile(r"[;；:：]\s")
_ASIDES = (("(", ")"), ("“", "”"), ("«", "»"), ("[", "]"))


class Force(StrEnum):
    """How binding a requirement is."""

    SHALL = "shall"  #: it is required
    SHALL_NOT = "shall not"  #: it is forbidden
    SHOULD = "should"  #: it is recommended
    SHOULD_NOT = "should not"  #: it is recommended against
    MAY = "may"  #: it is allowed


@frozen
class Requirement:
    """A sentence that requires, forbids, recommends or allows something."""

    force: Force
    """How binding it is, whatever the language and the verb."""
    verb: str
    """The verb, as printed: ``shall``, ``is required to``, ``doit``."""
    subject: str | None
    """The subject of the requirement: ``The hive``; ``None`` if it does not precede the verb."""
    words: str
    """The sentence, or the item if it continues the words above its list."""
    node: Paragraph = field(eq=False, repr=False)
    """The paragraph that contains it."""
    span: Span
    """The position of the verb in the source."""


@checked
def requirements(document: Document) -> Iterator[Requirement]:
    r"""Yield the requirements in the clauses, sections and provisions of a document, in the order of the text.

    Recitals, notes, references, definitions, captions, front matter, and appendices of Recommendations, which are
    informative, contain none. "May" is one if it allows something, but not if it states what can happen ("losses may
    occur").

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tLids\nIf it rains, the lid shall be closed."
    >>> doc = parse(text + " It may be locked.\n3\tWax\nFlat.\n")
    >>> [(str(each.force), each.subject) for each in requirements(doc)]
    [('shall', 'the lid'), ('may', 'It')]
    """

    def below(node: Node) -> Iterator[Node]:
        return (each for each in node.children if not _is_informative(each))

    for node in preorder(document, below):  # type: ignore[arg-type]  # a node
        if (
            isinstance(node, Paragraph)
            and any(isinstance(each, Division | Clause | Annex | Provision) for each in node.ancestors)
            and read_caption(node.text, node.language) is None
        ):
            yield from _in_paragraph(node, words_at(node))


def _is_informative(node: Node) -> bool:
    """Return whether a node is informative, and so contains no requirements."""
    if isinstance(node, Note | Contents | Cell) or (isinstance(node, Clause) and node.role is Role.PREAMBLE):
        return True
    if isinstance(node, Annex) and node.kind == "appendix":
        text = next((each for each in node.ancestors if each._HOLDS_ADDRESSES), None)
        return getattr(text, "kind", "") == "recommendation"
    return bool(section_lists(node))


def _in_paragraph(node: Paragraph, lang: LanguagePatterns) -> Iterator[Requirement]:
    text = node.text
    if lang.patterns.NOTE_WORD.match(text):
        return
    for each in required(text, lang):
        verb, sentence = text[each.verb : each.behind], text[each.start : each.end].strip()
        yield Requirement(each.force, verb, each.subject, sentence, node, passage_of(node).span(each.verb, each.behind))


class Required(NamedTuple):
    """A sentence that requires something, before its place in a document is known; the numbers are offsets."""

    force: Force
    subject: str | None
    start: int
    verb: int
    behind: int
    """Where the words behind the verb begin."""
    end: int


def required(text: str, lang: LanguagePatterns) -> Iterator[Required]:
    """Yield the sentences of some words that require, recommend or allow something, each with its first such verb."""
    folded = fold(text)
    for start, end in sentences(text, lang):
        for found in lang.patterns.REQUIREMENT.finditer(folded, start, end):
            before = text[start : found.start()]
            if (
                _is_aside(before)
                or _happens(found, folded, lang)
                or lang.patterns.RELATIVE_BEFORE.search(before.rstrip()) is not None
            ):
                continue
            force = Force[lang.concept(found["requires"], "REQUIRES")]
            yield Required(force, _subject(before, lang), start, *found.span("requires"), end)
            break


def _is_aside(before: str) -> bool:
    """Return whether the place after some words is in brackets or quotation marks."""
    return before.count('"') % 2 == 1 or any(before.count(sign) > before.count(close) for sign, close in _ASIDES)


def _happens(found: re.Match[str], folded: str, lang: LanguagePatterns) -> bool:
    """Return whether "may" states what can happen, and allows nothing."""
    if lang.concept(found["requires"], "REQUIRES") != "MAY":
        return False
    return lang.patterns.MAY_HAPPEN_BEHIND.match(folded, found.end()) is not None


def _subject(before: str, lang: LanguagePatterns) -> str | None:
    """Return the subject of a sentence, from the words before its verb."""
    before = lang.patterns.BEFORE_SUBJECT.sub("", _STRONGER.split(before)[-1].strip()).lstrip(" ,")
    led = lang.patterns.SENTENCE_LED.match(fold(before)) is not None
    pieces = _pieces(before)
    if len(pieces) > 2 and not pieces[-1]:  # "the hive, if needed, shall"
        del pieces[-2:]
    while len(pieces) > 1 and lang.patterns.ASIDE_BEGINS.match(fold(pieces[-1])):
        pieces.pop()
    if led and len(pieces) == 1:
        return None
    subject = pieces[-1] if led else ", ".join(pieces)
    for form in (lang.patterns.SUBORDINATE_WITHIN, lang.patterns.SAID_THAT, lang.patterns.JOINED_BEHIND):
        within = [*form.finditer(fold(_without_brackets(subject)))]
        subject = subject[within[-1].end() :] if within else subject
    subject = lang.patterns.BEFORE_SUBJECT.sub("", _MARK.sub("", subject)).strip(" ,")
    bare = fold(_without_brackets(subject))
    if lang.patterns.TELLS_NO_SUBJECT.match(bare) or lang.patterns.IS_SENTENCE.match(bare):
        return None
    return subject if subject and len(subject) <= _LONGEST_SUBJECT else None


def _without_brackets(words: str) -> str:
    """Return some words with the contents of brackets blanked."""
    return _BRACKETED.sub(lambda found: "." * len(found[0]), words)


def _pieces(words: str) -> list[str]:
    """Split some words at commas outside brackets."""
    pieces = [""]
    depth = 0
    folded = fold(words)
    for at, sign in enumerate(words):
        depth += (sign in "([") - (sign in ")]")
        parts = folded[at] == COMMA and (sign != COMMA or not words[at + 1 : at + 2].strip())
        if parts and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip() if place else piece for place, piece in enumerate(pieces)]
