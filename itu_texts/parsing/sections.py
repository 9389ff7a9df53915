"""Divides annexes whose paragraphs are on one line, where the whole series of labels supports it.

``scan`` divides a line at a label after a stop. In an annex this does not suffice: a section begins after a heading
without a stop, and a number after a full stop may be any. This module examines all labels of an annex together: it
accepts one that is the next in its series, or the first of one that continues, before the beginning of a sentence. Such
a label begins a paragraph, as if it were on a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    SEPARATORS,
    begins_small,
    ending,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.label_candidates import LabelCandidate, Lists
from itu_texts.parsing.lexer import annex_kind, division_of
from itu_texts.parsing.stream import RuleContext
from itu_texts.parsing.thresholds import STRETCH, WORD_REACH
from itu_texts.parsing.tokens import (
    BLOCKS,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AnnexToken,
    CandidateToken,
    DivisionToken,
    LabelledToken,
    NoteToken,
    Token,
    TokenTypes,
    WordsToken,
    with_end,
)
from itu_texts.tree.spans import overlaps


class Paragraphs:
    """Separates paragraphs without labels in the tokens of an annex that are on one line."""

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.words = lang.patterns
        self.ends_abbreviation = lang.ends_abbreviation

    def cut(self, tokens: Sequence[Token], run_in: Sequence[bool]) -> Iterator[Token]:
        """Yield the tokens, divided into their paragraphs.

        :param run_in: for each token, whether others are on its line.
        """
        before: Token | None = None
        for place, token in enumerate(tokens):
            if run_in[place] and token.type in ("TEXT", "ITEM") and token.gap != SOFT_BREAK:
                following = tokens[place + 1] if place + 1 < len(tokens) else None
                yield from self._pieces(token, before, following)
            else:
                yield token
            before = token

    def _pieces(self, token: Token, before: Token | None, following: Token | None) -> Iterator[Token]:
        """Yield a token, and the paragraphs after its first one."""
        text = self.text
        starts: list[int] = []
        words = token.words if isinstance(token, LabelledToken) else token.start
        if isinstance(token, LabelledToken) and self._is_last(token, before):
            starts = self._starts(words, token.end)[:1]
        leads = isinstance(following, LabelledToken) and ending(text, token.end) == COLON
        if leads and (starts or not isinstance(token, LabelledToken)):
            starts = [*starts, *self._starts(starts[0] if starts else words, token.end)[-1:]]
        if not starts and isinstance(token, LabelledToken):
            found = self.words.BEHIND_SEMICOLON.search(text, words, token.end)
            starts = [past_blanks(text, found.start() + 1)] if found is not None else []
        if not starts:
            yield token
            return
        first = without_blanks(text, starts[0])
        if isinstance(token, LabelledToken):
            yield LabelledToken(token.start, first, token.gap, token.label, token.words, token.level)
        else:
            yield WordsToken(token.start, first, token.gap)
        for start, end in zip(starts, [*starts[1:], 0], strict=True):
            yield WordsToken(start, without_blanks(text, end) if end else token.end, HARD_BREAK)

    def _is_last(self, item: LabelledToken, before: Token | None) -> bool:
        """Return whether an item is the last of several that are parts of a sentence."""
        if not isinstance(before, LabelledToken) or ending(self.text, item.end) in (SEMICOLON, COMMA):
            return False
        return (
            self.words.GOES_ON_TO_NEXT.search(self.text, max(before.words, before.end - WORD_REACH), before.end)
            is not None
        )

    def _starts(self, start: int, end: int) -> list[int]:
        """Return where sentences after the first begin."""
        text = self.text
        found = (
            each.start() + 1 for each in self.words.NEXT_SENTENCE.finditer(text, start, end)
        )  # after the full stop
        return [past_blanks(text, at) for at in found if not self.ends_abbreviation(text, at)]


_WORDS: Final[TokenTypes] = frozenset(("TEXT", "ITEM", "NOTE"))
_WHOLE_LINES: Final[TokenTypes] = frozenset(("PREAMBLE_HEADING", "OPERATIVE_HEADING", "OPERATIVE_WRAPPED"))
_WORD_EDGE: Final = regex(r"\b(?=\S)")  # where a word begins, or a sign follows one
_STOP: Final = regex(r"[.;:]\s")
_MARGIN: Final = regex(r"\d{1,4}[A-Z]{0,2}[^\S\n]+")  # the number of a provision, followed only by blanks


def classify_sections(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Divide annexes and articles into paragraphs; with numbered provisions, at the numbers that name the article.

    In lines that a file classifies, labels are found only at the beginning.
    """
    has_sections = any(token.type == "ANNEX" or token.type == "DIVISION" for token in tokens)
    return [*_classified(tokens, context)] if has_sections else tokens


def _classified(tokens: Iterable[Token], context: RuleContext) -> Iterator[Token]:
    text, lang = context.text, context.lang
    stretch: list[Token] = []
    cutter: _Cutter | None = None
    in_annex = False
    for found in tokens:
        for token in _parted(found, text, lang) if in_annex else (found,):
            kind = token.type
            in_sentence = isinstance(token, CandidateToken) and (
                token.gap < HARD_BREAK or token.form not in _WHOLE_LINES
            )
            if cutter is not None and (kind in BLOCKS or in_sentence):
                joined = _with_dash(stretch[-1], token, text, lang) if stretch and token.gap == IN_LINE else None
                if joined is not None:
                    stretch[-1] = joined
                    continue
                stretch.append(token)
                if len(stretch) >= STRETCH:
                    yield from cutter.cut(stretch)
                    stretch = []
                continue
            if stretch and cutter is not None:
                yield from cutter.cut(stretch)
                stretch = []
            if isinstance(token, AnnexToken):
                in_annex = True
            elif not isinstance(token, DivisionToken) and kind != "TABLE":
                in_annex = False
            if in_annex:
                assert isinstance(token, AnnexToken | DivisionToken) or cutter is not None
                if isinstance(token, AnnexToken | DivisionToken):
                    cutter = _Cutter(context, token)
            elif isinstance(token, DivisionToken) and token.kind == "article" and token.number:
                cutter = _Cutter(context, token, token.number if context.numbers else "")
            elif kind != "TABLE":
                cutter = None
            yield token
    if cutter is not None:
        yield from cutter.cut(stretch)


def _parted(token: Token, text: str, lang: LanguagePatterns) -> Sequence[Token]:
    """Return a token, divided before the headings of annexes in it that have no stop before them."""
    if token.type not in ("TEXT", "ITEM"):
        return (token,)
    parts: list[Token] = []
    rest = token
    for found in lang.patterns.RUN_IN_ANNEX.finditer(text, token.start + 1, token.end):
        start = found.start() + 1  # behind a blank
        named = lang.patterns.ANNEX_PARTS.match(text, start, found.end())
        if named is not None:
            parts.append(with_end(rest, without_blanks(text, start)))
            parts.append(
                AnnexToken(start, found.end(), HARD_BREAK, annex_kind(named), named["number"], named["target"])
            )
            rest = WordsToken(past_blanks(text, found.end()), token.end)
    return (*parts, rest)


def _with_dash(before: Token, token: Token, text: str, lang: LanguagePatterns) -> Token | None:
    """Return a token joined with the next one, if that begins with the dash after a name: "PART A – General"."""
    named, last = lang.patterns.NAME_BEFORE_DASH, max(before.start, before.end - WORD_REACH)
    if (
        not isinstance(token, LabelledToken)
        or token.label not in SEPARATORS
        or before.type not in _WORDS
        or named.search(text, last, before.end) is None
    ):
        return None
    return with_end(before, token.end)


class _Cutter:
    """Divides the tokens below one heading."""

    def __init__(self, context: RuleContext, heading: AnnexToken | DivisionToken, article: str = "") -> None:
        self.text = context.text
        self.lang = lang = context.lang
        self.start = 0
        """Where the stretch begins."""
        self.numbers = series.readings(heading.number or "")
        """The number of their division or annex."""
        self.said = context.said
        self.in_article = isinstance(heading, DivisionToken) and heading.kind == "article"
        self.article = article
        """The number of the article, if only numbers that name it count."""
        self.captions = [rule.function(self.text, lang) for rule in context.active.at("cuts")]
        self.paragraphs = [rule.function(self.text, lang) for rule in context.active.at("paragraphs")]

    def cut(self, stretch: list[Token]) -> Iterator[Token]:
        """Yield the tokens of a stretch, divided into paragraphs."""
        self.start = stretch[0].start if stretch else 0
        candidates = self._candidates(stretch)
        lists = Lists(self, candidates).believed()
        cuts: dict[int, dict[int, LabelCandidate | None]] = {}
        for candidate in candidates:
            if candidate.believed or candidate.is_note:
                cuts.setdefault(candidate.place, {})[candidate.start] = candidate
        for captions in self.captions if not self.article else ():
            for place, start in captions.ends(stretch, candidates, lists):
                if not self._is_said(start):
                    cuts.setdefault(place, {}).setdefault(start, None)
        if self.in_article and all(candidate.at_line for candidate in candidates if candidate.believed):
            return iter(stretch)
        runs_on = 0 in cuts and stretch[0].gap == IN_LINE  # after the name of the annex
        pieces: list[Token] = []
        in_line: list[bool] = []
        for place, token in enumerate(stretch):
            made = [*self._pieces(token, cuts[place])] if place in cuts else [token]
            following = stretch[place + 1] if place + 1 < len(stretch) else None
            alone = len(made) == 1 and token.gap > IN_LINE and (following is None or following.gap > IN_LINE)
            pieces += made
            in_line += [runs_on or not alone] * len(made)
        tokens = iter(pieces)
        for paragraphs in self.paragraphs if not self.in_article else ():
            tokens = paragraphs.cut([*tokens], in_line)
        return tokens

    # ------------------------------------------------------------------ candidates

    def _candidates(self, stretch: Sequence[Token]) -> list[LabelCandidate]:
        """Return all candidates for labels, in order."""
        candidates: list[LabelCandidate] = []
        end = 0  # the end of the words before
        for place, token in enumerate(stretch):
            if token.type not in _WORDS:
                end = token.end
                continue
            listed = isinstance(token, WordsToken) and token.said == "contents"  # "Section 1 – Oars .... 3" begins none
            in_margin = place and token.gap == IN_LINE and self._is_in_margin(stretch[place - 1], token.start)
            if not (listed or in_margin):
                candidates += self._in_token(place, token, end)
            end = token.end
        return candidates

    def _is_in_margin(self, token: Token, end: int) -> bool:
        """Return whether a token has only a number before a place: "14 2.1 ...", where 2.1 is the label of 14."""
        return self.in_article and _MARGIN.fullmatch(self.text, token.start, end) is not None

    def _in_token(self, place: int, token: Token, before: int) -> Iterator[LabelCandidate]:
        text = self.text
        start = token.start
        is_numbered = True
        if isinstance(token, LabelledToken):
            candidate = LabelCandidate(
                place, start, token.label, token.words, before, is_token=True, at_line=token.gap >= HARD_BREAK
            )
            candidate.stop = ending(text, before) if before else FULL_STOP
            candidate.opens = token.words >= token.end or not begins_small(text, token.words)
            start = token.words
            is_numbered = bool(candidate.readings[0].path)
            if not self.article or token.label.startswith(f"{self.article}."):
                yield candidate
        elif isinstance(token, NoteToken):
            start = token.words
        for found in self._found(start, token.end):
            begin = found.start() + 1  # behind a blank
            at_start = begin == token.start
            if not at_start and self._is_said(begin):
                return
            if begin == start != token.start and not is_numbered:
                continue  # "– A.1 ...": behind a dash
            label = found[0].strip()
            if self.article and not label.startswith(f"{self.article}."):
                continue
            if self._is_in_margin(token, begin):
                continue
            is_division = found.re is self.lang.patterns.RUN_IN_DIVISION
            parts = self.lang.patterns.DIVISION_PARTS.match(text, begin, found.end()) if is_division else None
            division = division_of(parts, begin, found.end(), HARD_BREAK, self.lang) if parts else None
            words = past_blanks(text, found.end())
            if division is not None and text[words] in SEPARATORS:
                words = past_blanks(text, words + 1)
            is_note = found.re is self.lang.patterns.RUN_IN_NOTE
            candidate = LabelCandidate(place, begin, label, words, division=division, is_note=is_note)
            if is_note:
                yield candidate
                continue
            if (
                candidate.division is None
                and not candidate.bracketed
                and self.lang.patterns.QUANTITY.match(text, candidate.words) is not None
            ):
                continue
            candidate.at_line = at_start and token.gap >= HARD_BREAK
            candidate.before = before if at_start else without_blanks(text, candidate.start)
            candidate.stop = ending(text, candidate.before) if candidate.before else FULL_STOP
            candidate.opens = not begins_small(text, candidate.words)
            yield candidate

    def _found(self, start: int, end: int) -> list[re.Match[str]]:
        """Return apparent labels and names of divisions, with the blanks before them."""
        start -= 1
        if self._is_said(start):  # only the beginning of the token counts
            first = self.lang.patterns.RUN_IN.match(self.text, start, end)
            return [first] if first is not None else []
        found = [*self.lang.patterns.RUN_IN.finditer(self.text, start, end)]
        if self.article:
            return found
        others = [
            *self.lang.patterns.RUN_IN_DIVISION.finditer(self.text, start, end),
            *self.lang.patterns.RUN_IN_NOTE.finditer(self.text, start, end),
        ]
        if not others:
            return found
        others.sort(key=re.Match.start)
        starts = [each.start() for each in others]
        found = [each for each in found if not self._is_within(each, others, starts)]
        return sorted(found + others, key=re.Match.start)

    def _is_said(self, start: int) -> bool:
        """Return whether a place is in a line that a file classifies."""
        return bool(self.said) and overlaps(self.said, start, start + 1)

    @staticmethod
    def _is_within(label: re.Match[str], names: Sequence[re.Match[str]], starts: Sequence[int]) -> bool:
        """Return whether an apparent label is inside one of some sorted names of divisions, such as Part A."""
        index = bisect_right(starts, label.start()) - 1
        return index >= 0 and label.start() < names[index].end()

    def is_of_noun(self, candidate: LabelCandidate) -> bool:
        """Return whether a number belongs to the word before it: "Annex 1", "Regions 1 and 3"."""
        text, end = self.text, candidate.before
        least = max(0, end - WORD_REACH)
        begins = [found.start() for found in _WORD_EDGE.finditer(text, least, end)]  # searching elsewhere is slow
        starts = (end - 1, end - 2, *reversed(begins))  # usually the last word decides
        return any(self.lang.patterns.TAKES_NUMBER_END.match(text, start, end) for start in starts if start >= least)

    def is_behind_title(self, candidate: LabelCandidate) -> bool:
        """Return whether only the title of the annex precedes a candidate."""
        return candidate.place == 0 and _STOP.search(self.text, self.start, candidate.before) is None

    # ------------------------------------------------------------------ the pieces

    def _pieces(self, token: Token, cuts: dict[int, LabelCandidate | None]) -> Iterator[Token]:
        """Yield the pieces of a token."""
        text = self.text
        starts = sorted({token.start, *cuts})
        for start, following in zip(starts, [*starts[1:], 0], strict=True):
            end = without_blanks(text, following) if following else token.end
            candidate = cuts.get(start)
            gap = max(token.gap, HARD_BREAK) if start == token.start else HARD_BREAK
            if candidate is not None and candidate.division is not None:
                yield candidate.division
                words = past_blanks(text, candidate.division.end)
                if words < end:
                    yield WordsToken(words, end, IN_LINE)
            elif candidate is not None and candidate.is_note:
                yield NoteToken(start, end, gap, candidate.label, candidate.words)
            elif candidate is not None:
                words = min(end, candidate.words)
                yield LabelledToken(start, end, gap, candidate.label, words, getattr(token, "level", 0))
            elif start > token.start:
                yield WordsToken(start, end, gap)
            else:
                yield with_end(token, end)
