"""Finds the margins of provisions: beside the number, the conferences that changed it, such as "PP-98".

They stand after the number, on the line below it or, if the page had columns, after the words of its line or before
those of the next. A paragraph with one in its margin is a provision in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    CAPITALS,
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    is_letter,
    is_word_character,
    past_blanks,
)
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import line_end
from itu_texts.parsing.thresholds import FEWEST, LINE_REACH, LONGEST_CONFERENCE, WORD_REACH
from itu_texts.parsing.tokens import MarginNoteToken

# The dash of a name, and what may precede it in a margin: most names of conferences are words
_BEFORE: Final = (r"\n", r"^", rf"[\s\d{CAPITALS}rs.;:)–—―-]\s", r"[\dA-Zrs.–—―-]\s\(")
_NAMES: Final = "|".join(
    f"(?<={before}[^\\W\\d_]{{{size}}}{{dash}})" for before in _BEFORE for size in range(2, LONGEST_CONFERENCE + 1)
)
_YEARS: Final = tuple(
    regex(f"{dash}(?=\\d\\d)(?:{_NAMES.replace('{dash}', dash)})\\d\\d", re.MULTILINE) for dash in "-–"
)
_MARKERS: Final = ("MOD", "ADD", "SUP", "NOC")
_BEFORE_MARKER: Final = STOPS + ')]”»"'
_SENTENCE_END: Final = regex(rf"[{FULL_STOP}{SEMICOLON}{COLON}](?=\s)")
_GAP: Final = regex(r"[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}")
_JOIN: Final = regex(r"[^\S\n]*[.,]?[^\S\n]*[–—―-]?(?=\s)")


class _Found(NamedTuple):
    """A note in a margin."""

    start: int
    end: int
    number: tuple[int, int]
    """The start and end of the number of its provision."""
    sure: bool
    """Whether it is sure by itself, without other notes."""
    blanks: tuple[tuple[int, int], ...]
    """The line breaks between it and the words beside it, which become blanks with it."""
    breaks: int = -1
    """The place of a new line: before a provision that is on the line of another."""


def find_margins(found: Findings) -> None:
    """Find the notes in margins, and the numbers of their provisions; the notes become blanks.

    The lines of the text are not yet joined. Notes of a file show that those in the words are some too.
    """
    copy, lang = found.copy, found.lang
    notes = [*_Margins(copy.text, lang).notes()]
    if notes and not found.margins and not any(note.sure for note in notes) and not _bear_out(notes, copy.text):
        notes = []
    places = {*_run_in(copy.text, lang), *(note.breaks for note in notes if note.breaks >= 0)}
    copy.blank({*((note.start, note.end) for note in notes), *(run for note in notes for run in note.blanks)})
    copy.put(places, "\n")
    if notes:
        margins = (MarginNoteToken(note.start, note.end, note.number[0]) for note in notes)
        found.margins = sorted([*found.margins, *margins], key=lambda margin: margin.start)
        found.numbers = {**found.numbers, **dict(note.number for note in notes)}


def _run_in(text: str, lang: LanguagePatterns) -> list[int]:
    """Return the blanks before markers with the number of a provision inside a line.

    The words before end with a stop, or the words after begin like a provision.
    """
    if not any(marker in text for marker in _MARKERS):
        return []
    places = []
    label = lang.patterns.OWN_LABEL.match
    for found in lang.patterns.MARKED_WITHIN.finditer(text):
        words = text[max(found.start() + 1 - WORD_REACH, 0) : found.start()].rstrip(" \t")
        if not words or words[-1] == "\n":
            continue
        behind = text[found.end() : found.end() + WORD_REACH].lstrip(" .")
        if words[-1] in _BEFORE_MARKER or begins_capital(behind) or label(behind):
            places.append(found.start())
    return places


def _bear_out(found: Sequence[_Found], text: str) -> bool:
    """Return whether uncertain notes confirm one another: their numbers increase."""
    numbers = list(dict.fromkeys(note.number for note in found))
    values = [int(re.match(r"\d+", text[start:end])[0]) for start, end in numbers]  # type: ignore[index]
    return len(values) >= FEWEST and all(one < other for one, other in pairwise(values))


class _Margins:
    """Finds the notes of a text, one after the other."""

    def __init__(self, text: str, lang: LanguagePatterns) -> None:
        self.text = text
        self.words = lang.patterns
        self.numbered = lang.patterns.MARKED_NUMBER
        self.last: _Found | None = None

    def notes(self) -> Iterator[_Found]:
        done = 0
        first, second = (list(pattern.finditer(self.text)) for pattern in _YEARS)
        for year in sorted([*first, *second], key=re.Match.start) if second else first:
            if year.start() < done:
                continue
            start = self._begin(year.start())
            found = self.words.NOTED_CONFERENCES.match(self.text, start)
            if found is None or found.end() < year.end():
                continue
            done = found.end()
            note = self._note(start, done)
            if note is not None:
                self.last = note
                yield note

    def _begin(self, hyphen: int) -> int:
        text = self.text
        start = hyphen
        while start and is_letter(text[start - 1]) and hyphen - start <= LONGEST_CONFERENCE:
            start -= 1
        return start - 1 if start and text[start - 1] == "(" else start

    def _note(self, start: int, end: int) -> _Found | None:
        """Return the note at a place, if the name of a conference is one there."""
        text = self.text
        if start and not text[start - 1].isspace():
            return None
        line = self._line(start)
        if line >= 0 and not text[line:start].strip():
            return self._below(line, start, end)
        far = min(end + 2 * LINE_REACH, len(text))
        stop = text.find("\n", end, far)
        ends = stop >= 0 or far == len(text)
        stop = stop if stop >= 0 else far
        if number := self._number_before(line, start):
            return self._behind(number, start, end, stop)
        if ends and not text[end:stop].strip():
            return self._at_end(text.rfind("\n", 0, start) + 1, start, end)
        return None

    def _line(self, start: int) -> int:
        """Return where the line of a place begins; -1 if that is far before."""
        least = max(start - LINE_REACH, 0)
        found = self.text.rfind("\n", least, start)
        return found + 1 if found >= 0 or not least else -1

    # ------------------------------------------------------------------ after the number

    def _number_before(self, line: int, start: int) -> re.Match[str] | None:
        """Return the number that ends before a place, and begins its line or follows a stop or a marker."""
        text = self.text
        least = max(line, start - LINE_REACH)
        end = start
        while end > least and text[end - 1].isspace():
            end -= 1
        if not (is_word_character(text[end - 1]) or text[end - 1] in ".–—―-"):
            return None
        for begin in self._begins(least, end, line):
            found = self.numbered.match(text, begin, start)
            if found is not None and not text[found.end() : start].strip():
                return found
        return None

    def _begins(self, least: int, end: int, line: int) -> Iterator[int]:
        """Yield where a number with its marker may begin: at the start of a line, after a stop, at a marker."""
        text = self.text
        if least == line:
            yield line + len(text[line:end]) - len(text[line:end].lstrip())
        for marker in self.words.MARKER.finditer(text, least, end):
            if marker.start() and text[marker.start() - 1].isspace():
                yield marker.start()
        for stop in reversed([*_SENTENCE_END.finditer(text, least, end)]):
            yield past_blanks(text, stop.end())

    def _behind(self, number: re.Match[str], start: int, end: int, stop: int) -> _Found | None:
        text = self.text
        if text[number.end("number") : start].strip():  # "90. – PP-98. –"
            start = number.end("number")
        joined = _JOIN.match(text, end)
        end = joined.end() if joined and joined[0].strip() else end
        rest = text[end:stop]
        words = rest.lstrip()
        label = self.words.OWN_LABEL.match(text, stop - len(words), stop) if words else None
        bracketed = text[number.end() : end].lstrip()[:1] == "("
        sure = self._is_sure(number) or (
            not bracketed and (not words or label is not None or "\t" in rest[: -len(words)])
        )
        if not sure and (bracketed or not (begins_capital(words) or _GAP.match(rest))):
            return None
        within = self._within(number.start())
        if within >= 0 and not (number["marker"] or label):
            return None
        return _Found(start, end, number.span("number"), sure, (), within)

    def _is_sure(self, number: re.Match[str]) -> bool:
        """Return whether a number is that of a provision by itself: after a marker, or with letters."""
        return bool(number["marker"]) or any(begins_capital(char) for char in number["number"])

    def _within(self, start: int) -> int:
        """Return the blank before a provision that is not the first of its line; -1 if it is."""
        line = self._line(start)
        return start - 1 if line < 0 or self.text[line:start].strip() else -1

    # ------------------------------------------------------------------ below the number

    def _below(self, line: int, start: int, end: int) -> _Found | None:
        """Return a note that begins its line, below the number of its provision."""
        text = self.text
        stop = line_end(text, end)
        above = text.rfind("\n", 0, max(line - 1, 0)) + 1
        if not text[above : max(line - 1, 0)].strip():  # a blank line between
            above = text.rfind("\n", 0, max(above - 1, 0)) + 1
        rest = text[end:stop]
        last = self.last
        if last is not None and last.end > above and last.start >= above and not rest.strip():  # one more
            return _Found(start, end, last.number, last.sure, ((line - 1, line),))
        first = above + len(text[above:line]) - len(text[above:line].lstrip())
        number = self.numbered.match(text, first, line)
        if number is None:
            return None
        alone = not text[number.end() : line].strip()
        sure = self._is_sure(number)
        if alone:
            breaks = ((number.end(), line),)
            small = begins_small(rest.strip()) and not self.words.OWN_LABEL.match(rest.lstrip())
            return None if small and not sure else _Found(start, end, number.span("number"), True, breaks)
        if not text[number.end() : number.end() + 1].isspace() or text[start] == "(":  # "(WRC-23)" ends the words
            return None
        if not rest.strip():
            return _Found(start, end, number.span("number"), sure, ())
        if not _GAP.match(rest):
            return None
        wrapped = text[line - 2] not in STOPS
        return _Found(start, end, number.span("number"), sure, ((line - 1, line),) if wrapped else ())

    # ------------------------------------------------------------------ after the words

    def _at_end(self, line: int, start: int, end: int) -> _Found | None:
        """Return a note at the end of the line that the number begins."""
        text = self.text
        begin = line + len(text[line:start]) - len(text[line:start].lstrip())
        number = self.numbered.match(text, begin, start)
        if number is None or not text[number.end() : number.end() + 1].isspace() or text[start] == "(":
            return None
        words = text[begin:start].rstrip()
        gap = text[begin + len(words) : start]
        if "\t" not in gap and len(gap) < 2 and (words[-1] not in STOPS or words[-1] == COMMA):
            return None
        return _Found(start, end, number.span("number"), self._is_sure(number) or "\t" in gap, ())
