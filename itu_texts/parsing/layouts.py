"""How the lines of a text were broken: wrapped at a column, or not, by a program or by a person.

A volume may hold texts of many layouts: each is judged by itself, and by the whole where it is too short to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from itu_texts.language.grammar import VERBS, Forms, Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import begins_small, columns, in_small, is_in_word, is_word_character, runs_on
from itu_texts.parsing.thresholds import (
    AVERAGE_LINE,
    EXCEPTION,
    FEWEST,
    LONGEST_SEARCH,
    LONGEST_TEXT,
    MANY,
    RARE,
    SAMPLE,
    SHORTEST_LINE,
    WIDEST_LINE,
)

__all__ = [
    "Layout",
    "fits",
    "form",
    "indent",
    "is_heading",
    "judge",
    "judge_texts",
    "text_begins",
]

# Signs that line breaks are a program's: items, page numbers or footnotes in the middle of a line.  Each begins with
# one character that it is quick to search for.
_RUN_IN: Final = tuple(
    regex(sign)
    for sign in (
        r";[^\S\n]+(?:\d{1,2}|[b-z]\))[^\S\n]+\w",
        r"–(?<=[^\S\n]–)[^\S\n]\d{1,4}[^\S\n]–",
        r"_____(?:(?<=\S[^\S\n]_____)|(?<=\S[^\S\n]{2}_____)|(?<=\S[^\S\n]{3}_____))",
    )
)


@frozen
class Layout:
    """How the lines of a text were broken, judged by its beginning."""

    width: int | None
    """The column at which they are wrapped; ``None`` if they are not."""
    reliable: bool
    """Whether the line breaks that are no wraps can be trusted to end a paragraph."""
    separated: bool = False
    """Whether, in a wrapped text, a blank line stands between its paragraphs."""
    hanging: bool = False
    """Whether, in a wrapped text, all lines of a paragraph but its first stand further in."""
    starts: frozenset[int] = frozenset()
    """The columns in which paragraphs of a wrapped text surely begin."""


def text_begins(text: str, surface: Surface) -> list[int]:
    """Where the texts of a volume begin: the lines that name another than the line before did."""
    named = [(line.start(), " ".join(line[0].split())) for line in surface.words["TEXT_BEGINS"].finditer(text)]
    return [start for (_, before), (start, name) in pairwise([(0, ""), *named]) if name != before]


def _may_be_mixed(text: str, whole: Layout) -> bool:
    """Whether some texts of a volume may be wrapped: most single texts that are not are told at a glance."""
    return whole.width is not None or len(text) > LONGEST_TEXT or _has_short_lines(text)


def _has_short_lines(text: str) -> bool:
    return text.count("\n") * AVERAGE_LINE > len(text)


def judge(text: str, surface: Surface) -> Layout:
    """How the lines of a text were broken; its beginning tells, so that a volume is read alike in one go or in parts.

    :param text: a text with LF line ends.
    """
    begun = text[:LONGEST_SEARCH]
    width, _ = _wrap_width(begun, surface)
    return _layout(begun, width, reliable=True)


def judge_texts(text: str, surface: Surface, whole: Layout) -> tuple[list[int], list[tuple[int, Layout]]] | None:
    """Where the texts of a volume begin, and how the lines of each were broken; ``None`` if all are alike.

    What stands before the first text counts as one.

    :param whole: how the lines of the volume were broken, for texts that are too short to tell.
    """
    if not _may_be_mixed(text, whole):
        return None
    begins = text_begins(text, surface)
    if not begins:
        return begins, [(0, whole)]
    return begins, [
        (start, _judge_text(text[start : min(end, start + LONGEST_SEARCH)], surface, whole))
        for start, end in pairwise((0, *begins, len(text)))
    ]


def _judge_text(text: str, surface: Surface, whole: Layout) -> Layout:
    width: int | None = None
    if _has_short_lines(text):  # else it is not wrapped
        width, sure = _wrap_width(text, surface)
        if not sure:
            width = whole.width
    return _layout(text, width, whole.reliable)


def _layout(text: str, width: int | None, reliable: bool) -> Layout:
    """The layout of a text that is wrapped at a column, or not at all."""
    if width is None:
        return Layout(None, reliable and not _is_run_in(text))
    return Layout(width, True, *_paragraphs(text[: SAMPLE * WIDEST_LINE].split("\n"), width))


def _paragraphs(lines: Sequence[str], width: int) -> tuple[bool, bool, frozenset[int]]:
    """Whether blank lines stand between the paragraphs of a wrapped text, whether they hang, and where they begin.

    A paragraph surely ends where the next word would have fitted.
    """
    apart = close = hanging = flush = 0
    first = indent(lines[0])
    starts = {first}
    for line, following in pairwise(lines):
        if not following.strip():
            continue
        if not line.strip():
            apart += 1
        elif fits(line, following, width):
            close += 1
        else:
            hanging += indent(following) > first
            flush += indent(following) <= first
            continue
        first = indent(following)
        starts.add(first)
    separated = apart >= MANY and close * EXCEPTION < apart
    return separated, hanging >= MANY and flush * EXCEPTION < hanging, frozenset(starts)


def indent(line: str) -> int:
    """In which column the words of a line begin, counted from 0."""
    return len(line) - len(line.lstrip())


def fits(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would have fitted on this one (or one of them is blank).

    Where words run on without blanks, any character might have.
    """
    words = following.split(None, 1)
    if not words or not line.strip():
        return True
    return columns(line.rstrip()) + _needed(words[0]) <= width


def _needed(word: str) -> int:
    """How much room a word needs behind others; where words run on without blanks, a line may end in one."""
    return columns(word[0]) if runs_on(word[0]) else 1 + len(word)


def _is_run_in(text: str) -> bool:
    return any(sign.search(text) for sign in _RUN_IN)


def form(line: str, form_of: Forms) -> str | None:
    """The form that a line has by its beginning."""
    matched = form_of.match(line.lstrip())
    return matched.lastgroup if matched else "TEXT"


def is_heading(line: str, form_of: Forms) -> bool:
    """Whether a line begins with a verb that begins clause headings, in any letters."""
    return form(in_small(line.strip()), form_of) in VERBS


def _wrap_width(text: str, surface: Surface) -> tuple[int | None, bool]:
    """The column at which a text is wrapped, ``None`` if it is not; and whether there is much to tell it by.

    Where a text plainly goes on (no stop ends the line, the next begins with a word in small letters, or in an alphabet
    without them, neither looks like a heading) the line and the next word together must reach beyond it.  A program
    wraps exactly: then it is the length of the longest line.  A page does not: then it is what nearly all reach.
    """
    measure = columns if surface.runs_on else len
    lengths = [measure(line) for line in text.split("\n")]
    total = sum(lengths)
    long = sum(length for length in lengths if length > WIDEST_LINE)
    if long * RARE > total:
        return None, True
    form_of, formula = surface.line, surface.words["FORMULA_BODY"].match
    reached = []
    wide = False
    lines = text[: SAMPLE * WIDEST_LINE].split("\n")
    for line, following in pairwise(lines):
        line = line.rstrip()
        if columns(line) <= SHORTEST_LINE or not is_word_character(line[-1]):
            continue
        word = following.split(None, 1)[:1]
        if (
            word
            and is_in_word(word[0][0])
            and form(following, form_of) in ("TEXT", "HEADING_LIKE")
            and form(line, form_of) in ("TEXT", "HEADING_LIKE", "ITEM")
            and not is_heading(line, form_of)
            and (begins_small(word[0]) or not formula(following))
        ):
            wide = runs_on(word[0][0])
            reached.append(columns(line) + _needed(word[0]))
    if not reached:
        return None, False
    reached.sort()
    longest = max(length for length in lengths if length <= WIDEST_LINE)
    if reached[len(reached) // EXCEPTION] > longest:
        return longest, len(reached) >= FEWEST
    if len(reached) < (FEWEST if wide else MANY):
        return None, False
    return reached[len(reached) // RARE] - 1, True
