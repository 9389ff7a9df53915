"""Line breaks: which of them end a paragraph, and which were put in by a page or a program.

Text copied from a page is wrapped: a paragraph is many lines of nearly one length.  There the break after a
line is a wrap if the next word would not have fitted, and ends a paragraph if it would.  Text that a program
took out of a PDF has whole paragraphs on a line, and false breaks where a line happened to begin with a number
or a letter in brackets.  Text that a person typed has a line for each paragraph.

All characters keep their places: a wrap becomes a blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import field, frozen

from itu_texts.grammar import Surface
from itu_texts.parsing.layouts import Layout, form, is_heading, judge_texts, may_be_mixed, text_begins
from itu_texts.parsing.units import MarginNote, Region
from itu_texts.writing import is_letter, runs_on

__all__ = ["Lines", "blank", "clean", "reflow", "with_line_ends"]

# Characters that are neither words nor blanks: controls, soft hyphens, zero-width and direction marks.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that say in which direction to read; they stand between words, figures and stops."""
# A heading of Markdown, or a line all of it emphasised
_MARKUP = re.compile(
    r"(?P<hashes>#{1,6})?\s*(?P<before>(?:\*{1,3}|_{1,3})?)(?P<words>[^*_#\s](?:[^*]*[^*_\s])?)(?P<after>(?P=before))\s*"
)
_MARKUP_OVER_LINES = re.compile(
    r"^(?P<before>\*{1,3})(?![\s*])[^*\n]+(?:\n\s*+[^*\n]+){1,4}?(?<!\s)(?P<after>(?P=before))[^\S\n]*$", re.MULTILINE
)
_MARKUP_BEGINS = ("#", "*", "_")
_LINE_END_SIGNS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"[{_LINE_END_SIGNS}]")

_PRINTABLE = b"\n" + bytes(range(0x20, 0x7F))  # of ASCII, and the line end
_BATCH = 100  # lines that are looked at together
_LABEL_AND_WORDS = re.compile(r"[^\S\n]*\S{1,8}[^\S\n]+(?=\S)")
_RULE = "_____"  # above footnotes


@frozen
class Lines:
    """A text whose lines are its paragraphs, as far as could be told."""

    text: str
    begins: Sequence[int] | None = None
    """Where the texts of a volume begin, if that was looked for."""
    loose: Sequence[tuple[int, int]] = ()
    """The stretches where the line breaks that are left cannot be trusted to end a paragraph."""
    doubtful: frozenset[int] = frozenset()
    """Offsets of line breaks, in a wrapped text, that may be wraps: the next line begins like an item."""
    regions: Sequence[Region] = ()
    """The tables and footnotes, in their order; and what else is known of whole lines."""
    margins: Sequence[MarginNote] = ()
    indents: Mapping[int, tuple[int, int]] = field(factory=dict)
    """How far from the margin the paragraphs at these places begin, and their first lines; others begin there."""
    """What stands in the margins of provisions besides their numbers, in the order of the text."""
    numbers: Mapping[int, int] = field(factory=dict)
    """Where the numbers of provisions begin and end that are known to be such, whatever stands around them."""
    exact: bool = False
    """Whether each line is a paragraph and nothing begins in the middle of one."""


def clean(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Make line ends LF, and blanks of characters that are no words; each character keeps its place.

    Those are controls, zero-width characters and the like outside words, and the marks of Markdown headings and
    of emphasised lines (``### *recalling*``).

    :returns: the text, and the places of the runs that were made blanks.
    """
    marked = text[:1] in _MARKUP_BEGINS or any(begin in text and f"\n{begin}" in text for begin in _MARKUP_BEGINS)
    if not marked and _is_printable(text):  # as most are
        return text, []
    stray: list[tuple[int, int]] = []
    for spread in _MARKUP_OVER_LINES.finditer(text) if marked else ():
        stray += (spread.span("before"), spread.span("after"))
    position = 0
    lines = text.split("\n")
    for first in range(0, len(lines), _BATCH):
        batch = lines[first : first + _BATCH]
        if not marked and _is_printable("".join(batch)):
            position += sum(map(len, batch)) + len(batch)
            continue
        for line in batch:
            if not line.isprintable():
                if _LINE_ENDS.search(line):
                    return clean(with_line_ends(text))
                for run in _STRAY.finditer(line):
                    start, end = run.span()
                    before, behind = line[max(start - 1, 0) : start].strip(), line[end : end + 1].strip()
                    inside = bool(before and behind)  # a word
                    if inside and _DIRECTIONS.issuperset(run[0]):
                        inside = is_letter(before) and is_letter(behind)
                    if not inside:
                        stray.append((start + position, end + position))
            if line[:1] in _MARKUP_BEGINS and (markup := _MARKUP.fullmatch(line)):
                spans = [markup.span(group) for group in ("hashes", "before", "after")]
                stray.extend((start + position, end + position) for start, end in spans if start < end)
            position += len(line) + 1
    return blank(text, stray), stray


def with_line_ends(text: str) -> str:
    """The text with LF for each line end; each character keeps its place."""
    if not any(end in text for end in _LINE_END_SIGNS):
        return text
    text = text.replace("\r\n", " \n").replace("\x0c", " ")
    for line_end in "\r\x0b\x85\u2028\u2029":
        text = text.replace(line_end, "\n")
    return text


def _is_printable(text: str) -> bool:
    """Whether all characters but line ends are printable; quick where most are those of ASCII."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)
    return others.decode("utf-8", "surrogatepass").isprintable()


def blank(text: str, runs: list[tuple[int, int]]) -> str:
    """The text with blanks in place of some runs of its characters; puts those in order."""
    runs.sort()
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        pieces += (text[done:start], " " * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def reflow(text: str, surface: Surface, layout: Layout, tables: Sequence[Region] = ()) -> Lines:
    """Undo the wrapping of a text, if it is wrapped; in a volume, of each of its texts.

    The break before a line that has a form of its own (a label, a heading, a title), and that between a heading
    and the first words of a body, are never taken for wraps here, only marked as doubtful.

    :param text: a text with LF line ends.
    :param layout: how its lines are broken.
    :param tables: stretches whose line breaks stay as they are.
    """
    begins = text_begins(text, surface) if may_be_mixed(text, layout) else None
    layouts = judge_texts(text, surface, layout, begins) if begins else [(0, layout)]
    wraps = _Wraps(text, surface, tables)
    pieces: list[str] = []
    loose: list[tuple[int, int]] = []
    for (start, each), (end, _) in pairwise([*layouts, (len(text), layout)]):
        if each.width is not None:
            wraps.undo(start, end, each.width, pieces)
        else:
            pieces.append(text[start:end])
            if not each.reliable:
                loose.append((start, end))
    return Lines("".join(pieces), begins, loose, frozenset(wraps.doubtful))


class _Wraps:
    """The line breaks of a text that are wraps, and those that may be."""

    def __init__(self, text: str, surface: Surface, tables: Sequence[Region]) -> None:
        self.text = text
        self.form_of = surface.line
        self.opens = surface.words["BODY_SURELY_OPENS"].match
        self.tables = iter(tables)
        self.table = next(self.tables, None)
        self.doubtful: set[int] = set()

    def undo(self, start: int, end: int, width: int, pieces: list[str]) -> None:
        """Add the pieces of a stretch, with blanks for its wraps."""
        position = start
        lines = self.text[start:end].split("\n")
        hangs = 0
        """The column in which words hang from a label above; 0 if there is none, or they hang below it."""
        for line, following in pairwise(lines):
            if not pieces or pieces[-1] == "\n":
                hangs = self._hangs(line)
            position += len(line) + 1
            pieces.append(line)
            if self._is_tabular(position, following) or _fits(line, following, width):
                pieces.append("\n")
            elif hangs and _indent(following) == hangs:
                pieces.append(" ")
            elif (
                form(following, self.form_of) != "TEXT"
                or following.lstrip().startswith(_RULE)
                or (self.opens(following.lstrip()) and is_heading(line, self.form_of))
            ):
                self.doubtful.add(position - 1)
                pieces.append("\n")
            else:
                pieces.append(" ")
        pieces.append(lines[-1])

    def _hangs(self, line: str) -> int:
        """The column in which the words of a line begin, behind its label; 0 if it has none."""
        matched = _LABEL_AND_WORDS.match(line)
        return matched.end() if matched and form(line, self.form_of) == "ITEM" else 0

    def _is_tabular(self, position: int, following: str) -> bool:
        while self.table is not None and self.table.end < position - 1:
            self.table = next(self.tables, None)
        return self.table is not None and self.table.start <= position + len(following)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fits(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would have fitted on this one (or one of them is blank).

    Where words run on without blanks, any character might have.
    """
    words = following.split(None, 1)
    if not words or not line.strip():
        return True
    needed = 1 if runs_on(words[0][0]) else 1 + len(words[0])
    return len(line.rstrip()) + needed <= width
