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
from typing import Final, NamedTuple

from itu_texts.language.grammar import VERBS, Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import SMALL, is_letter
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.layouts import Layout, fits, form, indent, is_heading
from itu_texts.parsing.thresholds import BATCH
from itu_texts.parsing.tokens import Annotation
from itu_texts.parsing.twin import Twin

__all__ = ["Wraps", "clean", "reflow"]

# Characters that are neither words nor blanks: controls, soft hyphens, zero-width and direction marks.
_STRAY: Final = regex("[\x00-\x08\x0e-\x1e\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_BYTE_ORDER_MARK: Final = "\ufeff"
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that say in which direction to read; they stand between words, figures and stops."""
# A heading of Markdown, or a line all of it emphasised
_MARKUP: Final = regex(
    r"(?P<hashes>#{1,6})?\s*(?P<before>(?:\*{1,3}|_{1,3})?)(?P<words>[^*_#\s](?:[^*]*[^*_\s])?)(?P<after>(?P=before))\s*"
)
_MARKUP_OVER_LINES: Final = regex(
    r"^(?P<before>\*{1,3})(?![\s*])[^*\n]+(?:\n\s*+[^*\n]+){1,4}?(?<!\s)(?P<after>(?P=before))[^\S\n]*$", re.MULTILINE
)
_MARKUP_BEGINS: Final = ("#", "*", "_")

_PRINTABLE: Final = b"\t\n\x1f" + bytes(range(ord(" "), ord("~") + 1))  # of ASCII, with the tab and the line end
_HYPHEN_AT_END: Final = "-\n"
_IN_WORD: Final = regex(rf"-\n(?:(?<=[{SMALL}]-\n)(?=[^\S\n]*[{SMALL}])|(?<=[\dA-Z]-\n)(?=\d))")
_LABEL_AND_WORDS: Final = regex(r"[^\S\n]*\S{1,8}[^\S\n]+(?=\S)")
_NOTE: Final = regex(r"_____|[*†‡]{1,3}\s|[¹²³⁴-⁹]{1,2}\s*[^\W\d_]")  # the rule above footnotes, and the marks of some


def clean(twin: Twin) -> None:
    """Silence the characters that are no words.

    Those are controls, zero-width characters and the like outside words, and the marks of Markdown headings and
    of emphasised lines (``### *recalling*``).
    """
    begin = int(twin.text.startswith(_BYTE_ORDER_MARK))
    text = twin.text[begin:]
    marked = text[:1] in _MARKUP_BEGINS or any(begin in text and f"\n{begin}" in text for begin in _MARKUP_BEGINS)
    if not marked and not begin and _is_printable(text):  # as most are
        return
    stray = [(0, 1)] if begin else []
    for spread in _MARKUP_OVER_LINES.finditer(text) if marked else ():
        stray += ((begin + start, begin + end) for start, end in (spread.span("before"), spread.span("after")))
    position = begin
    lines = text.split("\n")
    for first in range(0, len(lines), BATCH):
        batch = lines[first : first + BATCH]
        if not marked and _is_printable("".join(batch)):
            position += sum(map(len, batch)) + len(batch)
            continue
        for line in batch:
            if not line.isprintable():
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
    twin.silence(stray, "stray")


def _is_printable(text: str) -> bool:
    """Whether all characters but line ends are printable; quick where most are those of ASCII."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)
    return others.decode("utf-8", "surrogatepass").isprintable()


class Wraps(NamedTuple):
    """What is known of the line breaks of a text behind :func:`reflow`."""

    begins: Sequence[int] | None
    """Where the texts of a volume begin, if that was looked for."""
    loose: Sequence[tuple[int, int]]
    """The stretches where the line breaks cannot be trusted to end a paragraph."""
    doubtful: Sequence[int]
    """Line breaks, in a wrapped text, that may be wraps: the next line begins like an item."""


def reflow(twin: Twin, surface: Surface, layout: Layout, asked: Asked, tables: Sequence[Annotation] = ()) -> Wraps:
    """Put blanks for the wraps of a text, if it is wrapped; in a volume, of each of its texts.

    The break before a line that has a form of its own (a label, a heading, a title), and that between a heading
    and the first words of a body, are never taken for wraps here, only marked as doubtful.

    :param layout: how its lines are broken.
    :param tables: stretches whose line breaks stay as they are.
    """
    text = twin.text
    begins, layouts = asked.first("layout", 0, text, surface, layout) or (None, [(0, layout)])
    wraps = _Wraps(text, surface, asked, tables)
    loose: list[tuple[int, int]] = []
    for (start, each), (end, _) in pairwise([*layouts, (len(text), layout)]):
        if each.width is not None:
            wraps.undo(start, end, each)
            continue
        if _HYPHEN_AT_END in text:  # a line break in a word is one of a few wraps
            wraps.found += (found.end() - 1 for found in _IN_WORD.finditer(text, start, end))
        if not each.reliable:
            loose.append((start, end))
    twin.put(wraps.found, " ")
    return Wraps(begins, loose, wraps.doubtful)


class _Wraps:
    """The line breaks of a text that are wraps, and those that may be."""

    def __init__(self, text: str, surface: Surface, asked: Asked, tables: Sequence[Annotation]) -> None:
        self.text = text
        self.surface = surface
        self.asked = asked
        self.form_of = surface.line
        self.unfinished = surface.words["PARAGRAPH_GOES_ON"].match
        self.opens = surface.words["BODY_SURELY_OPENS"].match
        self.tables = iter(tables)
        self.table = next(self.tables, None)
        self.found: list[int] = []
        self.doubtful: list[int] = []
        self.begun = ""
        """The first line of the paragraph."""
        self.hangs: int | None = None
        """The column in which its words hang from its label, once it was asked for; 0 if it has none."""

    def undo(self, start: int, end: int, layout: Layout) -> None:
        """Find those of a stretch."""
        assert layout.width is not None
        position = start
        goes_on = False
        for line, following in pairwise(self.text[start:end].split("\n")):
            if not goes_on:
                self.begun = line
                self.hangs = None
            position += len(line) + 1
            goes_on = False
            if self._is_tabular(position, following) or fits(line, following, layout.width):
                continue
            goes_on = (
                layout.separated or self._stands_in(following, layout) or not self._may_begin(line, following, position)
            )
            (self.found if goes_on else self.doubtful).append(position - 1)

    def _may_begin(self, line: str, following: str, start: int) -> bool:
        """Whether a line behind a full one may begin something, and not go on with it."""
        words = following.lstrip()
        if _NOTE.match(words):
            return True
        kind = form(words, self.form_of)
        in_heading = is_heading(line, self.form_of)
        if (in_heading or kind not in VERBS) and self.unfinished(line, len(line.rstrip())):
            return False
        if in_heading:  # which goes on, or its body begins
            return kind not in ("TEXT", "HEADING_LIKE") or self.opens(words) is not None
        return kind != "TEXT" or self.asked.first("wrap", start, line, words, self.surface) is not None

    def _stands_in(self, following: str, layout: Layout) -> bool:
        """Whether a line stands further in than the beginning of its paragraph, as its other lines do."""
        column = indent(following)
        if self.hangs is None:
            self.hangs = self._hangs(self.begun)
        if self.hangs and column == self.hangs:
            return True
        if not layout.hanging or column <= indent(self.begun):
            return False
        return column not in layout.starts or not self._is_item(following)

    def _hangs(self, line: str) -> int:
        """The column in which the words of a line begin, behind its label; 0 if it has none."""
        matched = _LABEL_AND_WORDS.match(line)
        return matched.end() if matched and self._is_item(line) else 0

    def _is_item(self, line: str) -> bool:
        return form(line, self.form_of) == "ITEM"

    def _is_tabular(self, position: int, following: str) -> bool:
        while self.table is not None and self.table.end < position - 1:
            self.table = next(self.tables, None)
        return self.table is not None and self.table.start <= position + len(following)
