"""A text as it was given, and its reading copy: a copy of the same length, which patterns search.

Each character of the copy is that of the text, its folded form, or a blank for characters that are not read. The
reasons for silent stretches are kept: characters that are not words, and the marks of headings and of lines in
emphasis, are silent from the beginning. Words are taken from the text, and all offsets are those of the text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain, compress, pairwise
from typing import Final, NamedTuple, TypeAlias, TypeVar

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import WIDE, begins_small, fold, is_letter, rare_signs
from itu_texts.parsing.thresholds import WORD_REACH
from itu_texts.tree.spans import met_by

BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END_SIGNS: Final = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS: Final = {**dict.fromkeys(map(ord, _LINE_END_SIGNS), "\n"), ord("\x0c"): " "}


_Item = TypeVar("_Item")
Edit: TypeAlias = tuple[int, int, str]
"""A stretch of a text, and its replacement: nothing, a blank, a line break, the character that it names."""
Cell: TypeAlias = tuple[int, int, str] | tuple[int, int]
"""Where a cell of a table begins and ends, and its words."""
SILENT: Final = "\x1f"
"""The replacement of markup: a blank for patterns, but neither an indent nor a gap between columns."""
# The rest of a word with silences in it, from the first of them on; and what stands before that, a character of Chinese
# for one.  Behind the sign that closes a word, the next begins, and on both sides of the line between two cells.
_REST_OF_WORD: Final = regex(rf"{SILENT}(?<=\S{SILENT}){SILENT}*+[^\s{WIDE}]++(?:{SILENT}++[^\s{WIDE}]++)*+")
_WORD_BEGUN: Final = regex(rf"[^\s{WIDE}]+\Z|[{WIDE}]\Z")
_WORDS_OF_LINE: Final = regex(r"\S(?:[^\n]*\S)?")
_WORD_ENDS: Final = regex(rf"(?<=[.)\]:;,])(?={SILENT}*[^\W\d_])|(?<=\|)|(?=\|)")


class Silence(NamedTuple):
    """A stretch of a text that is not read as words."""

    start: int
    end: int
    reason: str
    """``stray`` characters, signs of ``markup``, the mark of a ``page``, a ``struck`` label, an added ``hyphen``."""
    shown: str = " "
    """The replacement in printed words."""


class LineTable:
    """The lines of a text, by the sign with which each begins, and the signs of the whole text.

    Each is sought once for all rules, which ask here whether a text can hold what they are for, and where.
    """

    def __init__(self, text: str, signs: str) -> None:
        self.text = text
        self.signs = signs
        """The characters of the text, without the letters, figures and stops that all have; perhaps others too."""

    def has(self, signs: Iterable[str]) -> bool:
        """Return whether the text has one of some rare characters."""
        return any(sign in self.signs for sign in signs)

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.text.split("\n")

    @cached_property
    def rows(self) -> Sequence[tuple[int, str]]:
        """Where each line begins that is not blank, and its words."""
        starts = accumulate((len(line) + 1 for line in self.lines), initial=0)
        return [(start, words) for start, line in zip(starts, self.lines, strict=False) if (words := line.strip())]

    @cached_property
    def _begun(self) -> Mapping[str, Sequence[int]]:
        """By the first character of words, where their lines begin."""
        begun: dict[str, list[int]] = {}
        for start, words in self.rows:
            begun.setdefault(words[0], []).append(start)
        return begun

    def beginning(self, signs: Iterable[str]) -> Sequence[int]:
        """Return where the lines begin whose words begin with one of some characters."""
        begun = self._begun
        return sorted(start for sign in signs if sign in begun for start in begun[sign])

    @cached_property
    def not_small(self) -> Sequence[str]:
        """The first characters of lines that are no small letters."""
        return [sign for sign in self._begun if not begins_small(sign)]

    def at(self, pattern: re.Pattern[str], signs: Iterable[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern at the lines whose words begin so, none inside another."""
        return _matches(pattern, self.text, self.beginning(signs))

    def short(self, pattern: re.Pattern[str], longest: int) -> Iterator[re.Match[str]]:
        """Yield the same at the lines whose words have few characters."""
        return _matches(pattern, self.text, [start for start, words in self.rows if len(words) <= longest])


class ReadingCopy:
    """A text and its reading copy, in which the stages before :func:`itu_texts.parsing.lexer.scan` put blanks.

    :param source: the text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.lined: str = _with_line_ends(source)
        """The text with LF line ends."""
        marked = self.lined.startswith(BYTE_ORDER_MARK)
        read = (" " + self.lined[1:] if marked else self.lined).replace(SILENT, "\x1e")
        signs = "".join({*rare_signs(read)})
        self.folded: str = fold(read, signs)
        """The reading copy before any blanks are put, but for that of a byte order mark."""
        self.table: LineTable = LineTable(self.folded, fold(signs, signs))
        self.silences: list[Silence] = []
        """The silent stretches, in the order of the text."""
        self.parted: list[int] = []
        """The line ends put before words that a line end parted; they become blanks once the layout is known."""
        self._moved: dict[int, int] = {}
        """Where characters stand in the text that stand elsewhere in the copy: those of words with silences in them."""

    @property
    def text(self) -> str:
        """The current reading copy."""
        return self.table.text

    @text.setter
    def text(self, text: str) -> None:
        self.table = LineTable(text, self.table.signs)

    def silence(self, stretches: Iterable[tuple[int, int]], reason: str) -> None:
        """Make stretches silent."""
        runs = [*stretches]
        self.blank(runs)
        placed = (self._in_text(*run) for run in runs)
        self.silences += (Silence(start, end, reason, self._between(start, end)) for start, end in placed)
        self._sort()

    def _between(self, start: int, end: int) -> str:
        """Return what is printed for a silent stretch: a blank between words, nothing beside a blank."""
        return " " if self.lined[start - 1 : start].strip() and self.lined[end : end + 1].strip() else ""

    def edit(self, edits: Iterable[Edit], reason: str = "markup") -> None:
        """Replace markup, or remove it.

        Silences after a blank are put before it, and those inside a word after it, like the signs that stretch a word
        in Arabic.

        :param edits: the edits, in order.
        """
        pieces: list[str] = []
        done = 0
        blanks = ""
        for start, end, put in edits:
            piece = blanks + self.text[done:start]
            words = piece if put else piece.rstrip(" \t")
            blanks = piece[len(words) :]
            read = put if len(put) <= end - start else put[: end - start and 1]
            pieces += (words, fold(read).ljust(end - start, SILENT))
            done = end
            self.silences.append(Silence(*self._in_text(start, end), reason, put))
        if pieces:
            text = self._with_whole_words("".join((*pieces, blanks, self.text[done:])))
            self.table = LineTable(text, rare_signs(text))
            self._sort()

    def _with_whole_words(self, text: str) -> str:
        """Return the text with silences after the words that they interrupt."""
        pieces: list[str] = []
        done = 0
        for found in _REST_OF_WORD.finditer(text):
            begun = _WORD_BEGUN.search(text, max(done, found.start() - WORD_REACH), found.start())
            start = begun.start() if begun is not None else found.start()
            pieces += (text[done:start], self._whole(text[start : found.end()], start))
            done = found.end()
        return "".join((*pieces, text[done:])) if pieces else text

    def _whole(self, word: str, place: int) -> str:
        """Return a word followed by its silences; where its characters stand in the text is recorded."""
        mended: list[str] = []
        for part in _WORD_ENDS.split(word):
            lead = len(part) - len(part.lstrip(SILENT))
            there = [self._moved.pop(at, at) for at in range(place, place + len(part))]
            self._moved |= enumerate(compress(there, (char != SILENT for char in part)), place + lead)
            mended.append(f"{part[:lead]}{part.replace(SILENT, '')}".ljust(len(part), SILENT))
            place += len(part)
        return "".join(mended)

    def _sort(self) -> None:
        """Put the silences in order; where two overlap, the characters belong to the one that begins first."""
        apart: list[Silence] = []
        done = -1
        for each in sorted(self.silences, key=lambda each: (each.start, each.end > each.start, -each.end)):
            if each.end > done or each.start == done:
                apart.append(each._replace(start=max(each.start, done)))
                done = each.end
        self.silences = apart

    def end(self, place: int) -> int:
        """Return the offset in the text for the end of a stretch of the reading copy."""
        if not self.silences:
            return place
        return self.past(self._moved.get(place - 1, place - 1))

    def past(self, place: int) -> int:
        """Return where a character of the text ends, with the signs for it, or those behind it, that are silent."""
        return max((place + 1, *(each.end for each in self.silent(place, place + 1))))

    def _in_text(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the copy begins and ends in the text."""
        begin = self._moved.get(start, start)
        return begin, max(begin, self._moved.get(end - 1, end - 1) + 1)

    def blank(self, runs: Collection[tuple[int, int]]) -> None:
        """Replace some runs of characters by blanks; their words are still printed."""
        if runs:
            self.text = blank(self.text, sorted(runs))

    def put(self, places: Collection[int], char: str) -> None:
        """Replace the character at each of some places by a line break or a blank."""
        if places:
            self.text = with_breaks(self.text, places, char)

    def words(self, start: int, end: int) -> str:
        """Return the words of a stretch as printed, with LF line ends."""
        pieces: list[str] = []
        done = start
        for each in self.silent(start, end):
            pieces += (self.lined[done : each.start], each.shown if each.start >= start else "")
            done = min(each.end, end)
        return "".join((*pieces, self.lined[done:end]))

    def cells(self, cells: Iterable[Cell]) -> tuple[tuple[int, int, str], ...]:
        """Return cells with the words that are printed in them; each ends where the next one begins, or before.

        :param cells: where each begins and ends, and perhaps other words.
        """
        behind = pairwise((*cells, (len(self.source), 0)))
        ends = ((cell[0], min(self.end(cell[1]), following[0])) for cell, following in behind)
        return tuple((start, end, " ".join(self.words(start, end).split())) for start, end in ends)

    def next_silence(self, place: int) -> int:
        """Return where the next silence from a place on begins; a large number if there is none."""
        first = bisect_right(self.silences, place, key=lambda silence: silence.end)
        return self.silences[first].start if first < len(self.silences) else sys.maxsize

    def silent(self, start: int, end: int) -> Sequence[Silence]:
        """Return the silences of a stretch, including one in which it begins."""
        return met_by(self.silences, start, end)


def _with_line_ends(text: str) -> str:
    """Return the text with LF line ends; each character keeps its offset."""
    if not any(end in text for end in _LINE_END_SIGNS):
        return text
    return text.replace("\r\n", " \n").translate(_LINE_ENDS)


def blank(text: str, runs: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in place of some runs of characters.

    :param runs: the runs, in order; they may overlap.
    """
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        pieces += (text[done:start], " " * (end - max(start, done)))
        done = max(end, done)
    return "".join((*pieces, text[done:])) if pieces else text


def runs(items: Iterable[_Item], parted: Callable[[Sequence[_Item], _Item], bool]) -> Iterator[list[_Item]]:
    """Yield the runs of items, of which at least one is in each.

    :param parted: whether an item begins a new run, and is not one more of that before it.
    """
    run: list[_Item] = []
    for item in items:
        if run and parted(run, item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of the words of the lines of a stretch that are not blank."""
    return (words.span() for words in _WORDS_OF_LINE.finditer(text, start, end))


def lines_back(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the same from the end of a stretch back."""
    while end > start:
        begin = text.rfind("\n", start, end) + 1 or start
        yield from lines_of(text, begin, end)
        end = begin - 1


def line_end(text: str, start: int) -> int:
    """Return where the line of a position ends."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def at_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at the beginnings of lines; searching for ``^`` is slow."""
    line_ends = _after_line_end(pattern.pattern, pattern.flags).finditer(text)
    return _matches(pattern, text, chain((0,), (line_end.end() for line_end in line_ends)))


def _matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at some places, none inside another."""
    done = 0
    for start in starts:
        found = pattern.match(text, start) if start >= done else None
        if found is not None:
            yield found
            done = found.end()


@cache
def _after_line_end(pattern: str, flags: int) -> re.Pattern[str]:
    """Return a pattern for the line ends before the lines that begin with another pattern, which are found fast."""
    return regex(f"\n(?={pattern})", flags)


def with_breaks(text: str, places: Collection[int], char: str = "\n") -> str:
    """Return the text with a line break or a blank in place of the character at each of some places."""
    return char.join(text[start + 1 : end] for start, end in pairwise((-1, *sorted({*places}), len(text))))


# ---------------------------------------------------------------------- what is silent from the beginning

# Characters that are neither words nor blanks: controls, soft hyphens, zero-width and direction marks.
_STRAY: Final = regex("[\x00-\x08\x0e-\x1e\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of the reading direction, which stand between words, figures and stops."""
_BEGINS: Final = "#*_"
# "### *recalling*": a heading of Markdown, or a line in emphasis
_MARKED: Final = regex(
    r"(?P<hashes>#{1,6})?\s*(?P<before>(?:\*{1,3}|_{1,3})?)(?P<words>[^*_#\s](?:[^*]*[^*_\s])?)(?P<after>(?P=before))\s*"
)
# "**recalling the aims" / "of the Union**": emphasis over lines
_MARKED_OVER_LINES: Final = regex(
    r"(?P<before>\*{1,3})(?![\s*])[^*\n]+(?:\n\s*+[^*\n]+){1,4}?(?<!\s)(?P<after>(?P=before))[^\S\n]*$", re.MULTILINE
)


def clean(copy: ReadingCopy) -> None:
    """Silence the characters that are not words.

    These are controls, zero-width characters and the like outside words, and the marks of Markdown headings and of
    emphasised lines.
    """
    text, signs = copy.text, copy.table.signs
    begin = int(copy.source.startswith(BYTE_ORDER_MARK))
    stray = [(0, 1)] * begin
    if not signs.isprintable() and _STRAY.search(signs):
        stray += _strays(text)
    begun = (start or begin for start in copy.table.beginning(_BEGINS))
    stray += _marks(text, [place for place in begun if text[place] in _BEGINS])
    if stray:
        copy.silence(stray, "stray")


def _strays(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of stray characters outside words; marks of the direction stand inside one between its letters."""
    for run in _STRAY.finditer(text):
        start, end = run.span()
        before, behind = text[max(start - 1, 0) : start].strip(), text[end : end + 1].strip()
        inside = bool(before and behind)
        if inside and _DIRECTIONS.issuperset(run[0]):
            inside = is_letter(before) and is_letter(behind)
        if not inside:
            yield start, end


def _marks(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the marks of the headings and of the emphasis of Markdown at the beginnings of some lines."""
    done = 0
    for place in places:
        if place >= done and (over := _MARKED_OVER_LINES.match(text, place)):
            yield from (over.span(group) for group in ("before", "after"))
            done = over.end()
        if marked := _MARKED.fullmatch(text, place, line_end(text, place)):
            spans = (marked.span(group) for group in ("hashes", "before", "after"))
            yield from ((start, end) for start, end in spans if start < end)
