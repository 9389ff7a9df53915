"""The table of lines: the evidence of rules and files for the lines of a text before they are scanned.

Doubtful breaks of the table are decided here too: which end a paragraph or an item, and which are inside its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from attrs import field, frozen

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    columns,
    ending,
    is_in_word,
    is_word_character,
)
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.thresholds import FEWEST, FULL_LINE, WORD_REACH
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    SOFT_BREAK,
    Annotation,
    MarginNoteToken,
    Token,
)


class LineEvidence(NamedTuple):
    """The evidence of a file for a line, besides its kind."""

    level: int = 0
    """In a list, from 1; 0 if it says nothing."""
    said: str = ""
    """That it is of the ``history`` of the text, the ``reference`` of an annex, or a line of ``contents``."""
    left: int | None = None
    """How far from the margin its words stand, in twentieths of a point."""
    first: int | None = None
    """How far its label stands from there: a number, a bullet or a dash."""


PLAIN: Final = LineEvidence()
"""A line of which a file says nothing."""


@frozen
class Lines:
    """The lines of a text, which are its paragraphs as far as is known."""

    text: str
    """Its reading copy."""
    breaks: Mapping[int, int] = field(factory=dict)
    """By the place of a line break: its strength, if it is known. It surely ends a paragraph, it may be a wrap, or the
    line after it, below page furniture, surely continues.
    """
    loose: Sequence[tuple[int, int]] = ()
    """The stretches where line breaks cannot be trusted to end a paragraph."""
    annotations: Sequence[Annotation] = ()
    """The tables and footnotes in order, and other annotations of whole lines."""
    margins: Sequence[MarginNoteToken] = ()
    """The content of the margins of provisions besides their numbers, in the order of the text."""
    known: Mapping[int, LineEvidence] = field(factory=dict)
    """By where a line begins: what else a file says of it."""
    numbers: Mapping[int, int] = field(factory=dict)
    """The start and end of known numbers of provisions, whatever their context."""
    verbs: Mapping[int, int] = field(factory=dict)
    """The start and end of words in other letters, such as a file gives the verb of a paragraph."""
    said: Sequence[tuple[int, int]] = ()
    """The lines that a file classifies, in order: nothing begins inside one."""

    def is_loose(self, place: int) -> bool:
        """Return whether a line break before a place may not end a paragraph."""
        index = bisect_right(self.loose, place, key=itemgetter(0))
        return index > 0 and place < self.loose[index - 1][1]

    def gap(self, start: int, done: int) -> int:
        """Return the strength of the break between the end of one line and the start of the next."""
        text = self.text
        if (start != done + 1 or not done) and text.count("\n", done, start) != 1:  # usually only a line end
            return BLANK_LINE
        known = self.breaks.get(text.index("\n", done)) if self.breaks else None
        if known is not None:
            return known
        return SOFT_BREAK if self.loose and self.is_loose(start) else HARD_BREAK

    def gap_below_furniture(self, start: int) -> int:
        """Return the strength of the break before a line that follows page furniture."""
        return self.breaks.get(self.text.rfind("\n", 0, start), SOFT_BREAK) if self.breaks else SOFT_BREAK


_BRACKETS: Final = ")]"
_GO_ON: Final = (COLON, SEMICOLON, COMMA)  # what a line ends with that others follow


class Break(NamedTuple):
    """The break between two lines."""

    token: Token
    """What stands behind it."""
    before: Token
    stop: str
    """With what that ends."""
    within: str
    """Where it is: in a ``clause``, a ``paragraph`` of an assembly, or an ``amendment``."""
    beside: bool = False
    """Whether what stands before is one of several below a label that have none themselves."""


class LineBreaks:
    """The line breaks of a text: the rules for a break decide whether the text continues after it."""

    def __init__(self, lines: Lines, lang: LanguagePatterns, active: ActiveRules) -> None:
        self.text: str = lines.text
        self.is_loose: Callable[[int], bool] = lines.is_loose
        self.lang = lang
        self.active = active

    def goes_on(self, token: Token, before: Token, within: str, *, beside: bool = False) -> bool:
        """Whether a line is more of what stands before it."""
        at = Break(token, before, ending(self.text, before.end), within, beside)
        return self.active.first("break", token.start, self, at) is not None

    # ------------------------------------------------------------------ the rules

    def is_wrap(self, at: Break) -> bool:
        """Return whether a line of a clause continues after a line break, sure or doubtful."""
        token, before, stop, within, beside = at
        if within != "clause":
            return False
        small = begins_small(self.text, token.start)
        if token.gap == SOFT_BREAK:
            line = self.text[self.text.rfind("\n", 0, before.end) + 1 : before.end]
            if is_below_equation(line, self.text[token.start : token.end]):
                return False
            return stop not in STOPS or (stop == COMMA and small)
        if token.gap == BLANK_LINE:
            return stop not in STOPS and small and self.is_loose(token.start)
        return self._may_be_wrapped(before, token, beside=beside)

    def is_amended(self, at: Break) -> bool:
        """Return whether a line continues what an amendment changes."""
        token = at.token
        if at.within != "amendment":
            return False
        begin = self.text[token.start]
        goes_on = token.type != "TEXT" or begins_small(begin) or begin == "("
        return token.gap < HARD_BREAK or (goes_on and (token.gap == HARD_BREAK or at.stop in _GO_ON))

    # ------------------------------------------------------------------ what these and others look at

    def joins(self, before: Token) -> bool:
        """Return whether a token ends with words that join it to the next of a list: "; and"."""
        return (
            self.lang.patterns.JOINING_END.search(self.text, max(before.start, before.end - WORD_REACH), before.end)
            is not None
        )

    def is_unfinished(self, end: int) -> bool:
        """Return whether the word before a place cannot end a paragraph."""
        return self.lang.is_unfinished(self.text, end)

    def is_cut_off(self, before: Token) -> bool:
        """Return whether a token ends with a word that cannot end a paragraph, or an abbreviation before a number."""
        return self.is_unfinished(before.end) or self.lang.ends_abbreviation(self.text, before.end, before.start)

    def _may_be_wrapped(self, before: Token, token: Token, *, beside: bool) -> bool:
        """Return whether a token is as long as a wrapped line, not one of several without labels, and may continue."""
        stop, begin = ending(self.text, before.end), self.text[token.start]
        last_line = columns(self.text[max(before.start, self.text.rfind("\n", before.start, before.end)) : before.end])
        if last_line >= FULL_LINE and self.is_unfinished(before.end):
            return not self.joins(before) or not begins_capital(self.text, token.start)
        if not (is_in_word(stop) and is_in_word(begin)) and not (
            begin == "(" and (is_word_character(stop) or stop in _BRACKETS)
        ):
            return False
        return not beside and last_line >= FULL_LINE


_WORD_AND_COLON: Final = regex(rf"[^\W\d_]+ ?{COLON}\s*")


def is_below_equation(line: str, following: str) -> bool:
    """Return whether a word and a colon stand alone below an equation: "L = a + b" / "where:"."""
    if _WORD_AND_COLON.fullmatch(following) is None:
        return False
    return "=" in line or sum(len(word) == 1 for word in line.split()) > FEWEST
