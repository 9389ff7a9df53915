"""Divides lines at places that depend on the lines around them, which ``scan`` cannot decide.

``scan`` divides a line where something with a form of its own begins. These divisions depend on the context: words
after a verb begin a body only if the verb is a heading, a number is that of a provision only in a treaty, and so on.
Searching each line for all of them would take longer than all other work of ``scan``.

Recitals without labels in one paragraph are separated too: "considering that boats leak; that oars float,". So are the
titles of annexes and the headings of sections that the words below follow on the same line (:class:`Captions`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STOPS, begins_capital, is_in_capitals, past_blanks, without_blanks
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.stream import RuleContext
from itu_texts.parsing.thresholds import FEWEST_SURE, LONGEST_PHRASE, LONGEST_SECTION, WORD_REACH
from itu_texts.parsing.tokens import (
    HARD_BREAK,
    IN_LINE,
    CandidateToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    ProvisionToken,
    Token,
    TokenTypes,
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


if TYPE_CHECKING:
    from itu_texts.parsing.label_candidates import LabelCandidate

__all__ = ["Captions"]

_STOP_AND_BLANK: Final = 2  # characters before a heading in a paragraph
_PROSE: Final[TokenTypes] = frozenset(("TEXT", "ITEM"))
_STOP: Final = regex(r"[.;:](?=\s|$)")


class _Caption(NamedTuple):
    """The beginning of the words of a section."""

    kind: str
    """Its kind. ``alone``: only a heading; ``sure`` or ``likely``: a heading with words after it; ``none``: a sentence;
    ``open``: undecided.
    """
    end: int = 0
    """Where the words after it begin."""


class Captions:
    """Finds where headings end in the tokens of an annex."""

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.words = lang.patterns
        self.ends_abbreviation = lang.ends_abbreviation

    def ends(
        self, stretch: Sequence[Token], candidates: Sequence[LabelCandidate], lists: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield where the words after headings begin, each with the index of its token."""
        begins: dict[int, list[int]] = {}
        for candidate in candidates:
            if candidate.believed:
                begins.setdefault(candidate.place, []).append(candidate.start)
        yield from self._title(stretch, begins)
        for members in lists:
            yield from self._of_list([candidates[index] for index in members], stretch, begins)
        behind_labels = {candidate.words for candidate in candidates if candidate.believed}
        known = behind_labels | {candidate.start for candidate in candidates if candidate.division is not None}
        for candidate in candidates:
            if candidate.believed and candidate.stop not in STOPS:
                place = self._place_before(candidate, stretch)
                if stretch[place].type not in _PROSE:  # a table, a page number
                    continue
                found = self.words.HEADING_BEFORE.search(
                    self.text, max(stretch[place].start, candidate.before - LONGEST_SECTION), candidate.before
                )
                if found is None or found.start() in behind_labels:
                    continue
                if self._may_end(found.start(), found.end()):
                    yield place, found.start()
        for place, token in enumerate(stretch):
            if token.type in _PROSE:
                yield from self._within(place, token, known)

    def _place_before(self, candidate: LabelCandidate, stretch: Sequence[Token]) -> int:
        """Return the index of the token with the words before a label."""
        place = candidate.place
        while place and stretch[place].start >= candidate.before:
            place -= 1
        return place

    def _within(self, place: int, token: Token, others: set[int]) -> Iterator[tuple[int, int]]:
        """Yield headings of a few words in the middle of a paragraph, except those that begin at given places."""
        for found in self.words.RUN_IN_HEADING.finditer(self.text, max(0, token.start - _STOP_AND_BLANK), token.end):
            start = past_blanks(self.text, found.start() + 1)  # after the stop
            if start >= token.start and start not in others and self._may_end(start, found.end()):
                yield place, start
                yield place, past_blanks(self.text, found.end())

    def _title(self, stretch: Sequence[Token], begins: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
        """Yield the title of the annex after its name on the line, and a heading of one word that may follow it."""
        token = stretch[0] if stretch else None
        if token is None or token.type != "TEXT":
            return
        first = begins.get(0)
        end = without_blanks(self.text, first[0]) if first else token.end
        caption = self._caption(token.start, end, LONGEST_PHRASE)
        runs_on = bool(first) or token.gap == IN_LINE or (len(stretch) > 1 and stretch[1].gap == IN_LINE)
        if caption.kind == "sure" or (caption.kind == "likely" and runs_on):
            yield 0, caption.end
            end = without_blanks(self.text, caption.end)
        elif caption.kind != "alone":
            return
        alone = self.words.HEADING_ALONE_END.search(self.text, token.start, end)
        if alone is not None:
            yield 0, alone.start()

    def _of_list(
        self, members: Sequence[LabelCandidate], stretch: Sequence[Token], begins: dict[int, list[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the headings of the sections of a list; all sections have one, or none has."""
        if members[0].bracketed:
            return
        captions = []
        for candidate in members:
            token = stretch[candidate.place]
            starts = begins[candidate.place]
            behind = bisect_right(starts, candidate.start)
            following = starts[behind] if behind < len(starts) else 0
            end = without_blanks(self.text, following) if following else token.end
            captions.append(
                self._caption(candidate.words, end, LONGEST_SECTION) if candidate.words < end else _Caption("none")
            )
        kinds = [caption.kind for caption in captions]
        surely = kinds.count("sure") + kinds.count("alone")
        if "none" in kinds or kinds.count("open") * 2 > surely or not (surely or len(kinds) >= FEWEST_SURE):
            return
        for candidate, caption in zip(members, captions, strict=True):
            if caption.end:
                yield candidate.place, caption.end

    def _caption(self, start: int, end: int, longest: int) -> _Caption:
        """Return the kind of beginning that some words have."""
        text = self.text
        if start >= end or self.words.SENTENCE_OPENS.match(text, start) or not begins_capital(text, start):
            return _Caption("none")
        alone = self.words.HEADING_ALONE.match(text, start, end)
        if alone is not None:
            return _Caption("sure", past_blanks(text, alone.end()))
        limit = min(end, start + longest)
        stops = (found for found in _STOP.finditer(text, start, limit) if not self.ends_abbreviation(text, found.end()))
        stop = next((found.start() for found in stops), end)
        limit = min(stop, limit)
        for kind, ahead in (
            ("sure", self.words.SENTENCE_AHEAD.finditer),
            ("likely", self.words.CAPITAL_AHEAD.finditer),
        ):
            for found in ahead(text, start, limit):
                behind = past_blanks(text, found.start())
                if self.words.LAST_OF_NAME.match(text, behind, end):
                    continue
                if self._may_end(start, found.start()) and not self._is_adjective(start, found):
                    return _Caption(kind, behind)
        if stop == end and end - start <= longest and text[end - 1] not in STOPS:
            return _Caption("alone")
        return _Caption("open")

    def _may_end(self, start: int, end: int) -> bool:
        """Return whether a heading may end with the word that ends at a place."""
        return self.words.NO_HEADING_ENDS.search(self.text, max(start, end - WORD_REACH), end) is None

    def _is_adjective(self, start: int, found: re.Match[str]) -> bool:
        """Return whether the first word of a heading precedes an abbreviation: "Standard RF ratio"."""
        following = self.text[found.end() : found.end() + 2]
        return is_in_capitals(following) and not any(char.isspace() for char in self.text[start : found.start()])
