"""Divides lines at places that depend on the lines around them, which ``scan`` cannot decide.

``scan`` divides a line where something with a form of its own begins. These divisions depend on the context: words
after a verb begin a body only if the verb is a heading, a number is that of a provision only in a treaty, and so on.
Searching each line for all of them would take longer than all other work of ``scan``.

Recitals without labels in one paragraph are separated too: "considering that boats leak; that oars float,".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.writing import past_blanks, without_blanks
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.stream import RuleContext
from itu_texts.parsing.tokens import (
    HARD_BREAK,
    IN_LINE,
    CandidateToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    ProvisionToken,
    Token,
    WordsToken,
)


def cut_heading(token: CandidateToken, text: str, lang: LanguagePatterns) -> tuple[HeadingToken, Token] | None:
    """Separate the heading of an operative clause from the body on its line; return ``None`` if there is no body."""
    instructs = lang.instructs(text, token.start)
    opened = lang.patterns[NAMES.INSTRUCTING_OPEN if instructs else NAMES.DECIDING_OPEN].match(text, token.verb_end)
    sure = token.gap >= HARD_BREAK
    if opened is None and sure and not instructs:
        opened = lang.patterns.DECISION_ALONE.match(text, token.verb_end)
    if opened is None or opened.end() >= token.end:
        return None
    heading = HeadingToken(token.start, opened.end(), token.gap, "operative", token.verb_end, sure=sure)
    return heading, _at(past_blanks(text, opened.end()), token.end, text, lang)


def _at(start: int, end: int, text: str, lang: LanguagePatterns) -> Token:
    """Return the rest of a line: words, or an item if they begin with a label."""
    form = lang.line.match(text, start)
    if form is not None and form.lastgroup == "ITEM":
        return LabelledToken(start, end, IN_LINE, form[0].rstrip(), min(form.end(), end))
    return WordsToken(start, end)


def cut_formula(token: Token, text: str, lang: LanguagePatterns) -> list[Token] | None:
    """Separate the formula from the title, or the first heading and its words, on the same line.

    :returns: the title, if any, the formula, and what follows it; ``None`` if the line contains no formula.
    """
    within = lang.patterns.FORMULA_WITHIN.search(text, token.start, token.end)
    if within is None:
        return None
    behind: list[Token] = []
    if within.end() < token.end:
        behind = _clause(past_blanks(text, within.end()), token.end, text, lang)
        if not behind:
            return None
    if within.start() == token.start:
        return [FormulaToken(token.start, within.end(), token.gap), *behind]
    title = WordsToken(token.start, without_blanks(text, within.start()), token.gap)
    return [title, FormulaToken(within.start(), within.end()), *behind]


def _clause(start: int, end: int, text: str, lang: LanguagePatterns) -> list[Token]:
    """Return a heading, and the words of its clause."""
    verb = lang.patterns.verb.match(text, start)
    if verb is None or verb.end() > end or not verb.lastgroup:
        return []
    rest = lang.rest(verb.lastgroup).match(text, verb.end())
    stop = without_blanks(text, rest.end() if rest is not None and rest.end() <= end else verb.end())
    role = "preamble" if verb.lastgroup == "PREAMBLE" else "operative"
    heading = HeadingToken(start, stop, IN_LINE, role, verb.end(), sure=True)
    return [heading] if stop >= end else [heading, _at(past_blanks(text, stop), end, text, lang)]


def cut_provision(token: Token, end: int, stop: int, text: str, lang: LanguagePatterns) -> list[Token]:
    """Separate the number of a provision, and the labels after it, from its line.

    :param end: where the number ends.
    :param stop: where the dash after it ends, or the same place without one.
    """
    parts: list[Token] = [ProvisionToken(token.start, stop, token.gap, text[token.start : end])]
    start = past_blanks(text, stop) if stop < token.end else stop
    while start < token.end:
        rest = _at(start, token.end, text, lang)
        second = (
            lang.line.match(text, rest.words) if isinstance(rest, LabelledToken) and rest.words < token.end else None
        )
        if second is None or second.lastgroup != "ITEM" or second[0].rstrip()[-1] != ")":
            return [*parts, rest]
        assert isinstance(rest, LabelledToken)
        label_end = start + len(rest.label)
        parts.append(LabelledToken(start, label_end, IN_LINE, rest.label, label_end))
        start = rest.words
    return parts


def has_recitals(copy: ReadingCopy, lang: LanguagePatterns) -> bool:
    """Return whether "that" follows a semicolon anywhere in a text."""
    return lang.patterns.NEXT_RECITAL.search(copy.text) is not None


def part_recitals(tokens: Iterable[Token], context: RuleContext) -> Iterator[Token]:
    """Yield the tokens of a text, with each recital without a label as a token of its own."""
    text = context.text
    following = context.lang.patterns.NEXT_RECITAL.finditer
    below = False  # whether only words without labels stand between the heading of a preamble and a token
    for token in tokens:
        kind = token.type
        if kind == "TEXT":
            if below and not token.level:  # type: ignore[attr-defined]  # words
                yield from _with_recitals(
                    token, [found.end() for found in following(text, token.start, token.end)], text
                )
                continue
        elif kind == "HEADING":
            below = token.role == "preamble"  # type: ignore[attr-defined]  # a heading
        else:
            below = False
        yield token


def _with_recitals(token: Token, starts: list[int], text: str) -> Iterator[Token]:
    """Yield words, divided where recitals begin."""
    start, gap = token.start, token.gap
    for following in starts:
        yield WordsToken(start, without_blanks(text, following), gap)
        start, gap = following, HARD_BREAK
    yield WordsToken(start, token.end, gap)
