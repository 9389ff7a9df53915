"""Texts with a blank line after every printed line: which of the blank lines part paragraphs.

Some web pages are printed so.  Nothing tells a wrapped line from the end of a paragraph but its words: a line that
ends without a stop goes on in the next, if that has no form of its own (a label, a heading).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from itu_texts.language.grammar import VERBS, Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import CAPITALS, COMMA, STOPS, begins_small, is_word_character
from itu_texts.parsing.thresholds import EXCEPTION, FEWEST, LONGEST_PHRASE, SHORTEST_LINE, WIDEST_LINE
from itu_texts.parsing.twin import Twin

__all__ = ["close_up"]

_BLANK_LINES: Final = regex(r"\n(?:[^\S\n]*+\n)++")
# A line that ends with a word and, behind a blank one, a line that begins in small letters
_BROKEN: Final = regex(rf"\n(?<=[\w ]\n)[^\S\n]*\n\s*+(?=[^\W\d_])(?![{CAPITALS}])")
_NUMBER: Final = regex(r"\d{1,3}(?=\s|$)")
_WORDS: Final = frozenset(("TEXT", "HEADING_LIKE"))
_GOES_ON: Final = _WORDS | {*VERBS, "ITEM", "NOTE"}


def close_up(twin: Twin, surface: Surface) -> None:
    """Put blanks for the line breaks that part no paragraphs."""
    text = twin.text
    if len([*islice(_BROKEN.finditer(text), FEWEST)]) < FEWEST:
        return
    forms = _Forms(surface)
    twin.blank([gap for run in _runs(text) if _is_spaced(run, forms) for gap in _false_breaks(run, forms)])


class _Pair(NamedTuple):
    """Two lines with nothing but blank ones between them."""

    line: str
    """The first, without the blanks around it."""
    following: str
    start: int
    """Where the first begins."""
    gap: tuple[int, int]
    """What stands between them, with the blanks at the end of the first."""
    next_start: int
    """Where the second begins."""
    indented: bool
    """Whether blanks stand before the first."""
    trailed: bool
    """Whether blanks stand behind it."""


def _runs(text: str) -> Iterator[list[_Pair]]:
    """The pairs of lines with a blank one between them, each run of those that follow one another by itself."""
    run: list[_Pair] = []
    for blank in _BLANK_LINES.finditer(text):
        end, begin = blank.span()
        line_begin = text.rfind("\n", 0, end) + 1
        stop = text.find("\n", begin)
        line, following = text[line_begin:end], text[begin : stop if stop >= 0 else len(text)]
        words, next_words = line.strip(), following.strip()
        if not words or not next_words:
            continue
        start = line_begin + len(line) - len(line.lstrip())
        trail = len(line) - len(line.rstrip())
        pair = _Pair(
            line=words,
            following=next_words,
            start=start,
            gap=(end - trail, begin),
            next_start=begin + len(following) - len(following.lstrip()),
            indented=start > line_begin,
            trailed=trail > 0,
        )
        if run and run[-1].next_start != start:
            yield run
            run = []
        run.append(pair)
    yield run


def _is_spaced(run: list[_Pair], forms: _Forms) -> bool:
    """Whether a blank line follows every printed line, those of one paragraph too."""
    broken: int = sum(
        SHORTEST_LINE < len(line) < WIDEST_LINE
        and is_word_character(line[-1])
        and begins_small(following)
        and forms.of(following) == "TEXT"
        and not forms.is_heading(line, following)
        for line, following in ((pair.line, pair.following) for pair in run)
    )
    return broken >= max(FEWEST, len(run) / EXCEPTION)


def _false_breaks(run: list[_Pair], forms: _Forms) -> Iterator[tuple[int, int]]:
    begun = ""  # the paragraph whose last line is read, as far as it may be a heading
    marked = False  # whether it was emphasised: then there are blanks for the marks around it
    full = _width(run)
    for pair in run:
        line, following = pair.line, pair.following
        marked = marked if begun else pair.indented
        begun = f"{begun} {line}" if 0 < len(begun) < LONGEST_PHRASE else begun or line
        if not (marked and pair.trailed) and forms.go_on(begun, line, following, full):
            yield pair.gap
        else:
            begun = ""


def _width(run: list[_Pair]) -> int:
    """The length that a tenth of the lines of a page exceed."""
    lengths = sorted(length for pair in run if (length := len(pair.line)) < WIDEST_LINE)
    return lengths[-len(lengths) // EXCEPTION] if lengths else WIDEST_LINE


class _Forms:
    """The forms of lines, and what they say of the line break between two."""

    def __init__(self, surface: Surface) -> None:
        self.line = surface.line.match
        self.rest = surface.rest
        self.opens = surface.words["BODY_SURELY_OPENS"].match
        self.formula = surface.words["FORMULA_BODY"].match
        self.unfinished = surface.words["UNFINISHED_END"].match

    def of(self, line: str) -> str:
        form = self.line(line)
        return form.lastgroup or "" if form else "TEXT"

    def is_heading(self, line: str, following: str) -> bool:
        """Whether a line is the whole heading of a clause."""
        verb = self.line(line)
        if verb is None or verb.lastgroup not in VERBS:
            return False
        rest = self.rest[verb.lastgroup].match(line, verb.end())
        if rest is None or rest.lastgroup not in ("PREAMBLE_LINE", "INSTRUCTING_LINE", "DECIDING_LINE"):
            return False
        return rest.lastgroup == "PREAMBLE_LINE" or self.of(following) == "ITEM" or self.opens(following) is not None

    def go_on(self, begun: str, line: str, following: str, full: int) -> bool:
        """Whether a paragraph that begins with some words, and has a line for its last so far, goes on in the next."""
        if self.of(begun) not in _GOES_ON or len(line) >= WIDEST_LINE or self.is_heading(begun, following):
            return False
        unfinished = self.unfinished(line, len(line)) is not None
        form = self.of(following)
        if form in ("ITEM", "LONE_LABEL"):
            return _NUMBER.match(following) is not None and line[-1] not in STOPS and (unfinished or form == "ITEM")
        if form not in _WORDS:
            return False
        if line[-1] not in STOPS:
            return begins_small(following) or self.formula(following) is None
        return line[-1] == COMMA and begins_small(following) and len(line) + len(following.split(None, 1)[0]) >= full
