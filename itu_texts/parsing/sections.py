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
from typing import Final, NamedTuple, TypeAlias

from attrs import define

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import LabelReading
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    SEPARATORS,
    STOPS,
    begins_capital,
    begins_small,
    ending,
    is_in_capitals,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.findings import Pass, RuleContext
from itu_texts.parsing.lexer import annex_kind, division_of
from itu_texts.parsing.thresholds import FEWEST_SURE, LONGEST_PHRASE, LONGEST_SECTION, STRETCH, WORD_REACH
from itu_texts.parsing.tokens import (
    BLOCKS,
    HARD_BREAK,
    IN_LINE,
    PROSE,
    SOFT_BREAK,
    AnnexToken,
    CandidateToken,
    DivisionToken,
    LabelledToken,
    NoteToken,
    Token,
    TokenTypes,
    WordsToken,
    divided,
    with_end,
)
from itu_texts.tree.spans import overlaps

_SENTENCE_ENDS: Final = frozenset((FULL_STOP, SEMICOLON, COLON))
_BELOW_LETTER: Final = "A.1"  # the form of the labels of sections in a part with a letter

_Places: TypeAlias = dict[tuple[str, tuple[int, ...]], list[int]]


@define(eq=False, slots=True)
class LabelCandidate:
    """A possible label of an item in a token."""

    place: int
    """The index of its token in the stretch."""
    start: int
    label: str
    words: int
    """Where the words after it begin."""
    before: int = 0
    """Where the words before it end; 0 if there are none."""
    stop: str = FULL_STOP
    """The last character of these words."""
    division: DivisionToken | None = None
    """The division that it names, if it names one."""
    at_line: bool = False
    """Whether a paragraph surely begins with it."""
    is_token: bool = False
    """Whether ``scan`` has classified it as a label."""
    is_note: bool = False
    """Whether it is the label of a note."""
    opens: bool = True
    """Whether a sentence, a heading or another label begins after it."""
    believed: bool = False

    @property
    def readings(self) -> tuple[LabelReading, ...]:
        if self.division is None:
            return series.readings(self.label)
        number = self.division.number or ""
        readings = series.readings(number)
        if not readings[0].path and len(number) > 1:  # "PART A1"
            letter, figure = (series.readings(part)[-1].path for part in (number[0], number[1:]))
            readings = (LabelReading("", "A1", (*letter, *figure)),)
        return tuple(each._replace(style="", form=f"{self.division.kind} {each.form}") for each in readings)

    @property
    def bracketed(self) -> bool:
        return self.label[-1] == ")"


@define(eq=False)
class _Open:
    """An open list."""

    reading: LabelReading
    candidates: list[int]


class Lists:
    """Decides which candidates are labels, from those before and after them."""

    def __init__(self, cutter: Cutter, candidates: Sequence[LabelCandidate]) -> None:
        self.cutter = cutter
        self.candidates = candidates
        self.open: list[_Open] = []
        self.found: list[list[int]] = []
        self.lasts: dict[str, LabelReading] = {}
        """By form: the last accepted label."""
        self.places: _Places = {}
        """The places in the text at which candidates state a place in a series."""
        self.less_sure: _Places = {}
        """The same for candidates without a stop before them, which may turn out to belong to a word."""
        for index, candidate in enumerate(candidates):
            sure = candidate.at_line or candidate.stop in _SENTENCE_ENDS or (candidate.bracketed and candidate.opens)
            if sure or candidate.opens:
                places = self.places if sure else self.less_sure
                for reading in candidate.readings:
                    places.setdefault((reading.form, reading.path), []).append(index)

    def believed(self) -> list[list[int]]:
        """Accept or reject each candidate, and return the members of each list."""
        for index, candidate in enumerate(self.candidates):
            if candidate.readings[0].path and not candidate.is_note:
                candidate.believed = self._next(index, candidate) or self._first(index, candidate)
                if candidate.believed:
                    reading = self.open[-1].reading
                    self.lasts[reading.form] = reading
        return self.found

    def _next(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a candidate is the next label of an open list."""
        readings = candidate.readings
        for depth in range(len(self.open) - 1, -1, -1):
            last = self.open[depth]
            for reading in readings:
                if reading.follows(last.reading):
                    if not self._goes_on(index, candidate, reading):
                        return False
                    del self.open[depth + 1 :]
                    last.reading = reading
                    last.candidates.append(index)
                    return True
        return False

    def _first(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a candidate begins a list."""
        reading = series.first_of(candidate.readings)
        if candidate.at_line and candidate.is_token:
            self._begin(index, reading or candidate.readings[0])
            return True
        if reading is None:
            return self._runs_on(index, candidate)
        if any(each.reading.form == reading.form for each in self.open if len(reading.path) == 1):
            return False
        if self._begins(index, candidate, reading):
            self._begin(index, reading)
            return True
        return False

    def _runs_on(self, index: int, candidate: LabelCandidate) -> bool:
        """Return whether a number continues a list that ended at the heading above: § 5 below B, § 4 below A."""
        if candidate.bracketed or candidate.division is not None:
            return False
        for reading in candidate.readings:
            last = self.lasts.get(reading.form)
            if last is not None and reading.follows(last) and self._goes_on(index, candidate, reading):
                self._begin(index, reading)
                return True
        return False

    def _begin(self, index: int, reading: LabelReading) -> None:
        """Begin a list, below the section whose number it continues, if there is one."""
        if self.candidates[index].division is not None:
            while self.open and self.candidates[self.open[-1].candidates[0]].division is None:
                self.open.pop()
        for depth, each in enumerate(self.open):
            holds = _holds(each.reading, reading)
            if holds or each.reading.form == reading.form:
                del self.open[depth + holds :]
                break
        self.found.append([index])
        self.open.append(_Open(reading, self.found[-1]))

    def _goes_on(self, index: int, candidate: LabelCandidate, reading: LabelReading) -> bool:
        """Return whether the next label of a list is accepted at its place."""
        if candidate.at_line:
            return True
        if candidate.division is not None:
            return candidate.stop in _SENTENCE_ENDS or not self.cutter.is_of_noun(candidate)
        if candidate.bracketed:
            return (
                candidate.stop in _SENTENCE_ENDS
                or candidate.stop == COMMA
                or (candidate.opens and not self.cutter.is_of_noun(candidate))
            )
        if not candidate.opens:
            return False
        if candidate.stop in _SENTENCE_ENDS:
            return candidate.stop != FULL_STOP or not self.cutter.is_of_noun(candidate)
        return not self._comes(reading.form, reading.path, index) and not self.cutter.is_of_noun(candidate)

    def _begins(self, index: int, candidate: LabelCandidate, reading: LabelReading) -> bool:
        """Return whether the first label of a list is accepted at its place."""
        following = (*reading.path[:-1], reading.path[-1] + series.RANKS)
        goes_on = self._comes(reading.form, following, index)
        if not goes_on and self._may_come(reading.form, following, index):
            third = (*reading.path[:-1], reading.path[-1] + 2 * series.RANKS)
            goes_on = (
                candidate.stop in _SENTENCE_ENDS
                or self.cutter.is_behind_title(candidate)
                or self._comes(reading.form, third, index)
                or self._may_come(reading.form, third, index)
            )
        if candidate.division is not None:
            return goes_on or candidate.at_line or candidate.stop in _SENTENCE_ENDS
        if candidate.bracketed:
            if candidate.stop == COLON:
                return goes_on
            return goes_on and candidate.opens and not self.cutter.is_of_noun(candidate)
        if not candidate.opens:
            return False
        if reading.style == "decimal":
            holds = (_holds(each.reading, reading) for each in self.open)
            goes_on = goes_on or any(holds) or self._names_division(reading)
        elif reading.style in ("letter", "roman"):
            goes_on = goes_on or self._comes(_BELOW_LETTER, (*reading.path, series.RANKS), index)
        return goes_on and not self.cutter.is_of_noun(candidate)

    def _names_division(self, reading: LabelReading) -> bool:
        """Return whether a decimal is the first of the open division: 2.1 in Section II."""
        named = [each.reading.path for each in self.open if self.candidates[each.candidates[0]].division is not None]
        named += [each.path for each in self.cutter.numbers]
        return reading.path[:-1] in named

    def _comes(self, form: str, path: tuple[int, ...], index: int) -> bool:
        """Return whether a later candidate states a place in a series."""
        places = self.places.get((form, path), [])
        return bisect_right(places, index) < len(places)

    def _may_come(self, form: str, path: tuple[int, ...], index: int) -> bool:
        """Return the same for candidates without a stop before them; those that belong to a word are then removed."""
        places = self.less_sure.get((form, path), [])
        following = bisect_right(places, index)
        while following < len(places) and self.cutter.is_of_noun(self.candidates[places[following]]):
            del places[following]
        return following < len(places)


def _holds(outer: LabelReading, inner: LabelReading) -> bool:
    """Return whether a section is inside another: 1.1 in 1, A.1 in A."""
    return inner.style == "decimal" and outer.path == inner.path[:-1] and outer.style in ("number", "decimal", "letter")


_STOP_AND_BLANK: Final = 2  # characters before a heading in a paragraph
_CAPTION_STOP: Final = regex(r"[.;:](?=\s|$)")


class _Caption(NamedTuple):
    """The beginning of the words of a section."""

    kind: str
    """Its kind. ``alone``: only a heading; ``sure`` or ``likely``: a heading with words after it; ``none``: a sentence;
    ``open``: undecided.
    """
    end: int = 0
    """Where the words after it begin."""


_SECTIONS: Final[TokenTypes] = frozenset(("ANNEX", "DIVISION"))
_WORDS: Final[TokenTypes] = frozenset(("TEXT", "ITEM", "NOTE"))
_WHOLE_LINES: Final[TokenTypes] = frozenset(("PREAMBLE_HEADING", "OPERATIVE_HEADING", "OPERATIVE_WRAPPED"))
# What does not end an annex, besides its paragraphs
_IN_ANNEX: Final[TokenTypes] = frozenset(("DIVISION", "GROUP", "NUMBERED_SECTION", "TABLE"))
_WORD_EDGE: Final = regex(r"\b(?=\S)")  # where a word begins, or a sign follows one
_STOP: Final = regex(r"[.;:]\s")
_MARGIN: Final = regex(r"\d{1,4}[A-Z]{0,2}[^\S\n]+")  # the number of a provision, followed only by blanks


def classify_sections(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Divide annexes and articles into paragraphs; with numbered provisions, at the numbers that name the article.

    In lines that a file classifies, labels are found only at the beginning.
    """
    has_sections = not _SECTIONS.isdisjoint({token.type for token in tokens})
    return [*_classified(tokens, context)] if has_sections else tokens


def _classified(tokens: Iterable[Token], context: RuleContext) -> Iterator[Token]:
    text, lang = context.text, context.lang
    stretch: list[Token] = []
    cutter: Cutter | None = None
    in_annex = False
    for found in tokens:
        for token in _parted(found, text, lang) if in_annex else (found,):
            belongs = cutter is not None and (token.type in BLOCKS or _is_in_sentence(token))
            if belongs:
                joined = _with_dash(stretch.pop(), token, text, lang) if stretch and token.gap == IN_LINE else [token]
                stretch += joined
            if cutter is not None and stretch and not (belongs and len(stretch) < STRETCH):
                yield from cutter.cut(stretch)
                stretch = []
            if belongs:
                continue
            in_annex = isinstance(token, AnnexToken) or (in_annex and token.type in _IN_ANNEX)
            heading = token if isinstance(token, AnnexToken | DivisionToken) else None
            if heading is not None and (in_annex or (heading.kind == "article" and heading.number)):
                cutter = Cutter(context, heading, "" if in_annex or not context.numbers else heading.number or "")
            elif not in_annex and token.type != "TABLE":
                cutter = None
            yield token
    if cutter is not None:
        yield from cutter.cut(stretch)


def _is_in_sentence(token: Token) -> bool:
    """Return whether words like the heading of a clause belong to a sentence."""
    return isinstance(token, CandidateToken) and (token.gap < HARD_BREAK or token.form not in _WHOLE_LINES)


def _parted(token: Token, text: str, lang: LanguagePatterns) -> Sequence[Token]:
    """Return a token, divided before the headings of annexes in it that have no stop before them."""
    if token.type not in PROSE:
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


def _with_dash(before: Token, token: Token, text: str, lang: LanguagePatterns) -> Sequence[Token]:
    """Return two tokens, joined if the second begins with the dash after a name: "PART A – General"."""
    named, last = lang.patterns.NAME_BEFORE_DASH, max(before.start, before.end - WORD_REACH)
    is_dash = isinstance(token, LabelledToken) and token.label in SEPARATORS
    if is_dash and before.type in _WORDS and named.search(text, last, before.end) is not None:
        return [with_end(before, token.end)]
    return [before, token]


class Cutter(Pass):
    """Divides the tokens below one heading."""

    def __init__(self, context: RuleContext, heading: AnnexToken | DivisionToken, article: str = "") -> None:
        super().__init__(context)
        self.start = 0
        """Where the stretch begins."""
        self.numbers = series.readings(heading.number or "")
        """The number of their division or annex."""
        self.said = context.said
        self.in_article = isinstance(heading, DivisionToken) and heading.kind == "article"
        self.article = article
        """The number of the article, if only numbers that name it count."""

    def cut(self, stretch: list[Token]) -> Iterator[Token]:
        """Yield the tokens of a stretch, divided into paragraphs."""
        self.start = stretch[0].start if stretch else 0
        candidates = self._candidates(stretch)
        lists = Lists(self, candidates).believed()
        cuts: dict[int, dict[int, LabelCandidate | None]] = {}
        for candidate in candidates:
            if candidate.believed or candidate.is_note:
                cuts.setdefault(candidate.place, {})[candidate.start] = candidate
        for rule in self.active.at("cuts") if not self.article else ():
            for place, start in rule.function(self, stretch, candidates, lists):
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
        for rule in self.active.at("paragraphs") if not self.in_article else ():
            tokens = rule.function(self, [*tokens], in_line)
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
            is_division = found.re is self.words.RUN_IN_DIVISION
            parts = self.words.DIVISION_PARTS.match(text, begin, found.end()) if is_division else None
            division = division_of(parts, begin, found.end(), HARD_BREAK, self.lang) if parts else None
            words = past_blanks(text, found.end())
            if division is not None and text[words] in SEPARATORS:
                words = past_blanks(text, words + 1)
            is_note = found.re is self.words.RUN_IN_NOTE
            candidate = LabelCandidate(place, begin, label, words, division=division, is_note=is_note)
            if is_note:
                yield candidate
                continue
            if (
                candidate.division is None
                and not candidate.bracketed
                and self.words.QUANTITY.match(text, candidate.words) is not None
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
            first = self.words.RUN_IN.match(self.text, start, end)
            return [first] if first is not None else []
        found = [*self.words.RUN_IN.finditer(self.text, start, end)]
        if self.article:
            return found
        others = [
            *self.words.RUN_IN_DIVISION.finditer(self.text, start, end),
            *self.words.RUN_IN_NOTE.finditer(self.text, start, end),
        ]
        if not others:
            return found
        others.sort(key=re.Match.start)
        names = [each.span() for each in others]
        found = [each for each in found if not overlaps(names, each.start(), each.start() + 1)]
        return sorted(found + others, key=re.Match.start)

    def _is_said(self, start: int) -> bool:
        """Return whether a place is in a line that a file classifies."""
        return bool(self.said) and overlaps(self.said, start, start + 1)

    def is_of_noun(self, candidate: LabelCandidate) -> bool:
        """Return whether a number belongs to the word before it: "Annex 1", "Regions 1 and 3"."""
        text, end = self.text, candidate.before
        least = max(0, end - WORD_REACH)
        begins = [found.start() for found in _WORD_EDGE.finditer(text, least, end)]  # searching elsewhere is slow
        starts = (end - 1, end - 2, *reversed(begins))  # usually the last word decides
        return any(self.words.TAKES_NUMBER_END.match(text, start, end) for start in starts if start >= least)

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

    # ------------------------------------------------------------------ where headings end

    def captions(
        self, stretch: Sequence[Token], candidates: Sequence[LabelCandidate], lists: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield where the words after headings begin, each with the index of its token."""
        begins: dict[int, list[int]] = {}
        for candidate in candidates:
            if candidate.believed:
                begins.setdefault(candidate.place, []).append(candidate.start)
        yield from self._title_of_annex(stretch, begins)
        for members in lists:
            yield from self._of_list([candidates[index] for index in members], stretch, begins)
        behind_labels = {candidate.words for candidate in candidates if candidate.believed}
        known = behind_labels | {candidate.start for candidate in candidates if candidate.division is not None}
        for candidate in candidates:
            if candidate.believed and candidate.stop not in STOPS:
                place = self._place_before(candidate, stretch)
                if stretch[place].type not in PROSE:  # a table, a page number
                    continue
                found = self.words.HEADING_BEFORE.search(
                    self.text, max(stretch[place].start, candidate.before - LONGEST_SECTION), candidate.before
                )
                if found is None or found.start() in behind_labels:
                    continue
                if self._may_end(found.start(), found.end()):
                    yield place, found.start()
        for place, token in enumerate(stretch):
            if token.type in PROSE:
                yield from self._headings_in(place, token, known)

    def _place_before(self, candidate: LabelCandidate, stretch: Sequence[Token]) -> int:
        """Return the index of the token with the words before a label."""
        place = candidate.place
        while place and stretch[place].start >= candidate.before:
            place -= 1
        return place

    def _headings_in(self, place: int, token: Token, others: set[int]) -> Iterator[tuple[int, int]]:
        """Yield headings of a few words in the middle of a paragraph, except those that begin at given places."""
        for found in self.words.RUN_IN_HEADING.finditer(self.text, max(0, token.start - _STOP_AND_BLANK), token.end):
            start = past_blanks(self.text, found.start() + 1)  # after the stop
            if start >= token.start and start not in others and self._may_end(start, found.end()):
                yield place, start
                yield place, past_blanks(self.text, found.end())

    def _title_of_annex(self, stretch: Sequence[Token], begins: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
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
        stops = (
            found
            for found in _CAPTION_STOP.finditer(text, start, limit)
            if not self.lang.ends_abbreviation(text, found.end())
        )
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

    # ------------------------------------------------------------------ paragraphs without labels

    def paragraphs(self, tokens: Sequence[Token], run_in: Sequence[bool]) -> Iterator[Token]:
        """Yield the tokens, divided into their paragraphs.

        :param run_in: for each token, whether others are on its line.
        """
        before: Token | None = None
        for place, token in enumerate(tokens):
            if run_in[place] and token.type in PROSE and token.gap != SOFT_BREAK:
                following = tokens[place + 1] if place + 1 < len(tokens) else None
                yield from self._sentences(token, before, following)
            else:
                yield token
            before = token

    def _sentences(self, token: Token, before: Token | None, following: Token | None) -> Iterable[Token]:
        """Return a token, and the paragraphs after its first one."""
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
        return divided(token, starts, text) if starts else (token,)

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
        return [past_blanks(text, at) for at in found if not self.lang.ends_abbreviation(text, at)]
