"""Line breaks: which of them end a paragraph, and which were put in by a page or a program.

Text copied from a page is wrapped: a paragraph is many lines of nearly one length.  There the break after a
line is a wrap if the next word would not have fitted, and ends a paragraph if it would.  Text that a program
took out of a PDF has whole paragraphs on a line, and false breaks where a line happened to begin with a number
or a letter in brackets.  Text that a person typed has a line for each paragraph.

All characters keep their places: a wrap becomes a blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from itu_texts.parsing.grammar import Forms, Surface
from itu_texts.parsing.units import Region

__all__ = ["Layout", "Lines", "blank", "clean", "judge", "reflow"]

# Characters that are neither words nor blanks: controls, soft hyphens, zero-width and direction marks.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# A heading of Markdown, or a line all of it emphasised
_MARKUP = re.compile(
    r"(?P<hashes>#{1,6})?\s*(?P<before>(?:\*{1,3}|_{1,3})?)(?P<words>[^*_#\s](?:[^*]*[^*_\s])?)(?P<after>(?P=before))\s*"
)
_MARKUP_BEGINS = ("#", "*", "_")
_LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")

_RULE = "_____"  # above footnotes
_VERBS = ("PREAMBLE", "TELLING", "DECIDING")  # the forms of lines that may be headings
_WIDEST_WRAP = 130  # columns: a wrapped text has hardly any longer line
_SHORT = 30  # columns: a shorter line is no full line of any page
_ENOUGH = 8  # wraps that make a text a wrapped one whose lines differ in length
_BEGINNING = 250_000  # characters that are looked at to judge a layout
_SAMPLE = 400  # lines that are looked at to find the width
# Signs that line breaks are a program's: items, page numbers or footnotes in the middle of a line.  Each begins with
# one character that it is quick to search for.
_RUN_IN = tuple(
    re.compile(sign)
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


@frozen
class Lines:
    """A text whose lines are its paragraphs, as far as could be told."""

    text: str
    reliable: bool
    """Whether the line breaks that are left can be trusted to end a paragraph."""
    doubtful: frozenset[int] = frozenset()
    """Offsets of line breaks, in a wrapped text, that may be wraps: the next line begins like an item."""
    regions: Sequence[Region] = ()
    """The tables and footnotes, in their order; and what else is known of whole lines."""
    exact: bool = False
    """Whether each line is a paragraph and nothing begins in the middle of one."""


def clean(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Make line ends LF, and blanks of characters that are no words; each character keeps its place.

    Those are controls, zero-width characters and the like outside words, and the marks of Markdown headings and
    of emphasised lines (``### *recalling*``).

    :returns: the text, and the places of the runs that were made blanks.
    """
    stray: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        if not line.isprintable():
            if _LINE_ENDS.search(line):
                text = text.replace("\r\n", " \n").replace("\x0c", " ")
                for line_end in "\r\x0b\x85\u2028\u2029":
                    text = text.replace(line_end, "\n")
                return clean(text)
            for run in _STRAY.finditer(line):
                start, end = run.span()
                if not (line[start - 1 : start].strip() and line[end : end + 1].strip()):  # not inside a word
                    stray.append((start + position, end + position))
        if line[:1] in _MARKUP_BEGINS and (marked := _MARKUP.fullmatch(line)):
            spans = [marked.span(group) for group in ("hashes", "before", "after")]
            stray.extend((start + position, end + position) for start, end in spans if start < end)
        position += len(line) + 1
    return blank(text, stray), stray


def blank(text: str, runs: list[tuple[int, int]]) -> str:
    """The text with blanks in place of some runs of its characters; puts those in order."""
    runs.sort()
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        pieces += (text[done:start], " " * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def judge(text: str, surface: Surface) -> Layout:
    """How the lines of a text were broken; its beginning tells, so that a volume is read alike in one go or in parts.

    :param text: a text with LF line ends.
    """
    begun = text[:_BEGINNING]
    width = _wrap_width(begun, surface.line)
    return Layout(width, reliable=width is not None or not any(sign.search(begun) for sign in _RUN_IN))


def reflow(text: str, surface: Surface, layout: Layout, tables: Sequence[Region] = ()) -> Lines:
    """Undo the wrapping of a text, if it is wrapped.

    The break before a line that has a form of its own (a label, a heading, a title), and that between a heading
    and the first words of a body, are never taken for wraps here, only marked as doubtful.

    :param text: a text with LF line ends.
    :param tables: stretches whose line breaks stay as they are.
    """
    form_of = surface.line
    width = layout.width
    if width is None:
        return Lines(text, layout.reliable)
    doubtful: set[int] = set()
    pieces: list[str] = []
    position = 0
    coming = iter(tables)
    table = next(coming, None)
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        position += len(line) + 1
        pieces.append(line)
        while table is not None and table.end < position - 1:
            table = next(coming, None)
        tabular = table is not None and table.start <= position + len(following)
        if tabular or _fits(line, following, width):
            pieces.append("\n")
        elif (
            _form(following, form_of) != "TEXT"
            or following.lstrip().startswith(_RULE)
            or (surface.words["BODY_SURELY_OPENS"].match(following.lstrip()) and _form(line, form_of) in _VERBS)
        ):
            doubtful.add(position - 1)
            pieces.append("\n")
        else:
            pieces.append(" ")
    return Lines("".join(pieces[:-1]), reliable=True, doubtful=frozenset(doubtful))


def _form(line: str, form_of: Forms) -> str | None:
    matched = form_of.match(line.lstrip())
    return matched.lastgroup if matched else "TEXT"


def _fits(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would have fitted on this one (or one of them is blank)."""
    words = following.split(None, 1)
    if not words or not line.strip():
        return True
    return len(line.rstrip()) + 1 + len(words[0]) <= width


def _wrap_width(text: str, form_of: Forms) -> int | None:
    """The column at which a text is wrapped; ``None`` if it is not.

    Where a text plainly goes on (no stop ends the line, a lower-case word begins the next, neither line looks
    like a heading) the line and the next word together must reach beyond it.  A program wraps
    exactly: then it is the length of the longest line.  A page does not: then it is what nearly all reach.
    """
    lengths = [len(line) for line in text.split("\n")]
    total = sum(lengths)
    long = sum(length for length in lengths if length > _WIDEST_WRAP)
    if long * 20 > total:
        return None
    reached = []
    lines = text[: _SAMPLE * _WIDEST_WRAP].split("\n")
    for line, following in pairwise(lines):
        line = line.rstrip()
        word = following.split(None, 1)[:1]
        if (
            len(line) > _SHORT
            and line[-1].isalnum()
            and word
            and word[0][0].islower()
            and _form(following, form_of) in ("TEXT", "HEADING_LIKE")
            and _form(line, form_of) in ("TEXT", "HEADING_LIKE", "ITEM")
        ):
            reached.append(len(line) + 1 + len(word[0]))
    if not reached:
        return None
    reached.sort()
    longest = max(length for length in lengths if length <= _WIDEST_WRAP)
    if reached[len(reached) // 8] > longest:
        return longest
    return reached[len(reached) // 50] - 1 if len(reached) >= _ENOUGH else None
