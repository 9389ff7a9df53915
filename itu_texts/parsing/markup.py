"""Markdown: the signs of emphasis, escapes, links, footnotes and tables, which are no words.

A text is parsed without them; then its nodes are put in the places that they have in the text as it was given, and
the signs are page furniture there.  Headings and lines that are all emphasis keep blanks in the places of their signs:
see :func:`itu_texts.parsing.reflow.clean`.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import evolve, field, frozen

from itu_texts.grammar import Surface
from itu_texts.parsing.pipes import Edit, ProvisionRow, part_rows
from itu_texts.parsing.reflow import with_line_ends
from itu_texts.parsing.units import Anchor, Region

__all__ = ["Plain", "without_markup"]

_SIGNS = re.compile(r"[*\\|]|\[\^|\]\(|\b_|_\b|&[#\w]|<[/!a-zA-Z]|^>|^---|^#", re.MULTILINE)
_BOUND = r"(?:(?<=[\s(\[“\"'‘—–/|>{other}])|(?<=^))"
_BEFORE_STARS, _BEFORE_LINES = _BOUND.format(other="_"), _BOUND.format(other="*")
_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});)"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<raised><sup>\s*(?P<mark>\d{1,2}|\*{1,3})\)?\s*</sup>)"
    r"|(?P<tag></?(?:i|b|u|em|strong|sub)>)"
    r"|(?P<break><br\s?/?>)"
    r"|!?(?P<open>\[)(?=[^\]\[\n^][^\]\[\n]{0,300}\]\([^()\s]{1,500}(?:\s\"[^\"\n]{0,200}\")?\))"
    r"|(?P<target>\]\([^()\s]{1,500}(?:\s\"[^\"\n]{0,200}\")?\))"
    rf"|{_BEFORE_STARS}(?P<stars>\*{{1,3}})(?=[^\s*])(?P<inside>[^*\n]{{1,600}}(?<!\\)(?:(?<!\s)|(?=\*\*)))(?P<after>(?P=stars))(?![\w*])"
    rf"|{_BEFORE_LINES}(?P<lines>_{{1,3}})(?=[^\s_])(?P<under>[^_\n]{{1,600}}(?<![\s\\]))(?P<below>(?P=lines))(?![\w_])",
    re.MULTILINE | re.DOTALL,
)
_DEFINED = re.compile(r"^[ ]{0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_CALLED = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\](?!:)")
_GOES_ON = re.compile(r"\n(?:[ \t]*\n)*(?:[ ]{4}|\t)[ \t]*(?=\S)|\n(?=[^\s\[#|>*_-])")
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_LABELLED = re.compile(
    r"^[ \t]*[-*+] (?=(?:[*_]{1,3})?\(?(?:[a-z]{1,2}|[ivx]+|\d{1,2})\)(?:[*_]{1,3})?\s)", re.MULTILINE
)
_RULED = re.compile(r"^[ ]{0,3}(?:-{3,}|\*{3,}|={3,}|(?:[*_-] ){2,}[*_-])[ \t]*$", re.MULTILINE)
_TRAILING = re.compile(r"(?<=\S)[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s*\S", re.MULTILINE)
_EVIDENT = re.compile(r"^#{1,6} \S|\*\*\S|\[\^|\]\(http|\\[.)_*\[]|^\|[\s:|-]*---", re.MULTILINE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@frozen
class Plain:
    """A text without the signs of Markdown."""

    text: str
    edits: Sequence[Edit]
    """What was left out, or replaced, in the order of the text."""
    margins: Sequence[ProvisionRow] = ()
    """Where the margins of provisions in tables begin and end."""
    notes: Sequence[Region] = ()
    """The footnotes."""
    anchors: Sequence[Anchor] = ()
    """The marks that call them."""
    _pieces: Sequence[int] = field(factory=tuple, repr=False)
    """Where what stands in place of each edit begins."""

    def start(self, offset: int) -> int:
        """Where a character of the plain text stands in the text as it was given."""
        index = bisect_right(self._pieces, offset) - 1
        if index < 0:
            return offset
        start, end, put = self.edits[index]
        begin = self._pieces[index]
        return start if offset < begin + len(put) else end + offset - begin - len(put)

    def end(self, offset: int) -> int:
        """Where what ends at a place of the plain text ends in the text as it was given."""
        if not offset:
            return 0
        index = bisect_right(self._pieces, offset - 1) - 1
        while index >= 0 and not self.edits[index][2] and self._pieces[index] == offset:
            index -= 1
        if index < 0:
            return offset
        _, end, put = self.edits[index]
        begin = self._pieces[index]
        return end if offset <= begin + len(put) else end + offset - begin - len(put)

    def plain(self, offset: int) -> int:
        """Where a character of the text as it was given stands in the plain text, or would stand."""
        index = bisect_right(self.edits, offset, key=lambda edit: edit[0]) - 1
        if index < 0:
            return offset
        _, end, put = self.edits[index]
        begin = self._pieces[index]
        return begin if offset < end else begin + len(put) + offset - end


def without_markup(source: str, surface: Surface) -> Plain | None:
    """The text without the signs of Markdown; ``None`` if there are none."""
    if _SIGNS.search(source) is None:
        return None
    source = with_line_ends(source)
    rows, parted = part_rows(source, surface)
    notes, called, edits = _footnotes(source)
    marked = [*_inline(source), *(_lines(source) if _EVIDENT.search(source) else ())]
    edits = _in_order([*parted, *edits], marked)
    if not edits:
        return None
    return _plain(source, edits, rows, notes, called)


def _in_order(first: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """Edits in their order; of two that overlap one of the first kind is kept, or the one before."""
    kept: list[Edit] = []
    ranked = sorted(
        [(*edit, 0) for edit in first] + [(*edit, 1) for edit in others], key=lambda each: (each[0], each[3])
    )
    taken = sorted((start, end) for start, end, _ in first)
    for start, end, put, rank in ranked:
        if kept and start < kept[-1][1]:
            continue
        if rank:
            index = bisect_left(taken, (end, end)) - 1
            if index >= 0 and taken[index][1] > start and taken[index] != (start, end):
                continue
        kept.append((start, end, put))
    return kept


def _plain(
    source: str,
    edits: list[Edit],
    rows: Sequence[ProvisionRow],
    notes: list[tuple[int, int, str]],
    called: list[tuple[int, str]],
) -> Plain:
    pieces: list[str] = []
    done = 0
    for start, end, put in edits:
        pieces += (source[done:start], put)
        done = end
    pieces.append(source[done:])
    places = list(accumulate(map(len, pieces)))[::2]
    made = Plain("".join(pieces), edits, pieces=places[: len(edits)])
    text = made.text
    margins = [(made.plain(start), made.plain(end)) for start, end in rows]
    regions = []
    for start, end, mark in notes:
        begin, stop = made.plain(start), made.plain(end)
        stop = begin + len(text[begin:stop].rstrip())
        regions.append(Region("FOOTNOTE", begin, stop, mark))
    anchors = [Anchor(place, place + len(mark), mark) for start, mark in called for place in (made.plain(start),)]
    return evolve(made, margins=margins, notes=regions, anchors=anchors)


# ---------------------------------------------------------------------- in lines


def _inline(source: str, begin: int = 0, stop: int | None = None) -> Iterator[Edit]:
    """The signs in lines: emphasis, escapes, links, tags, entities."""
    stop = len(source) if stop is None else stop
    opened = False
    for found in _INLINE.finditer(source, begin, stop):
        kind = found.lastgroup
        start, end = found.span()
        if found["escape"]:
            yield (start, end, "")
        elif found["entity"]:
            put = html.unescape(found[0])
            if put != found[0] and len(put) == 1:
                yield (start, end, " " if put.isspace() else put)
        elif found["raised"]:
            yield (start, end, found["mark"].translate(_RAISED))
        elif found["break"]:
            yield (start, end, "\n")
        elif found["open"]:
            opened = True
            yield (start, end, "")
        elif found["target"]:
            if opened:
                yield (start, end, "")
            opened = False
        elif found["stars"] or found["lines"]:
            signs = ("stars", "inside", "after") if found["stars"] else ("lines", "under", "below")
            # A line that is all emphasis keeps blanks, by which it is known to be a line of its own
            put = " " * len(found[signs[0]]) if _is_line(source, start, end) else ""
            yield (*found.span(signs[0]), put)
            yield from _inline(source, *found.span(signs[1]))
            yield (*found.span(signs[2]), put)
        elif kind is not None:  # a tag, a comment
            yield (start, end, "")


def _is_line(source: str, start: int, end: int) -> bool:
    """Whether a stretch is all that stands in its line, but for the signs of a heading."""
    line_end = source.find("\n", end)
    begin = source.rfind("\n", 0, start) + 1
    return not source[begin:start].strip("# \t") and not source[end : line_end if line_end >= 0 else None].strip()


def _lines(source: str) -> Iterator[Edit]:
    """The signs of whole lines, in a text that is Markdown beyond doubt: quotations, rules, bullets before labels."""
    for pattern in (_QUOTED, _LABELLED, _TRAILING):
        for found in pattern.finditer(source):
            yield (*found.span(), "")
    for found in _RULED.finditer(source):
        if found.start():  # not the first line of what stands before a text in a file
            yield (*found.span(), "")


# ---------------------------------------------------------------------- footnotes


def _inside(notes: Sequence[tuple[int, int, str]], start: int) -> bool:
    """Whether a place lies in one of some footnotes that are in order."""
    index = bisect_right(notes, start, key=lambda note: note[0])
    return index > 0 and notes[index - 1][1] > start


def _footnotes(source: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]], list[Edit]]:
    """The footnotes (start, end, mark), where they are called, and what is left out around the marks."""
    notes: list[tuple[int, int, str]] = []
    edits: list[Edit] = []
    for found in _DEFINED.finditer(source):
        start = source.index("[", found.start())
        end = source.find("\n", found.end())
        end = end if end >= 0 else len(source)
        while (more := _GOES_ON.match(source, end)) is not None:
            edits.append((*more.span(), " "))
            end = source.find("\n", more.end())
            end = end if end >= 0 else len(source)
        notes.append((start, end, found["mark"]))
        edits.append((start, found.end(), f"{found['mark']} "))
    marks = {mark for _, _, mark in notes}
    called = [(found.start(), found["mark"]) for found in _CALLED.finditer(source) if found["mark"] in marks]
    called = [(start, mark) for start, mark in called if not _inside(notes, start)]
    edits += ((start, start + len(mark) + 3, mark) for start, mark in called)
    return notes, called, edits
