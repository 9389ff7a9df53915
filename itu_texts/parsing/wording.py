"""Composes the words of tokens as they are shown: lines joined, without page furniture and footnote marks.

It also makes nodes of page furniture and of stray characters.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import RULES, fold, is_letter, is_number, is_word_character, runs_on
from itu_texts.parsing.footnotes import bind
from itu_texts.parsing.reading_copy import SILENT, ReadingCopy, Silence
from itu_texts.parsing.thresholds import PAGE
from itu_texts.parsing.tokens import AnchorToken, FootnoteToken, MarginNoteToken, Token
from itu_texts.tree import nodes
from itu_texts.tree.addressees import Addressee
from itu_texts.tree.spans import overlaps, places

_CONFERENCE: Final = regex(r"[^\W\d_]+[-\u2010-\u2013]\d+")
_PRIVATE: Final = [*map(chr, range(ord("\ue000"), ord("\uf900")))]  # characters without a meaning
_RUN_OF_BLANKS: Final = regex(r"[ \t\v\f]{2,}|[\t\v\f]")


class Wording:
    """Returns the words of one token after the other, and records the places of removed footnote marks."""

    def __init__(
        self, copy: ReadingCopy, anchors: Sequence[AnchorToken], margins: Sequence[MarginNoteToken] = ()
    ) -> None:
        self.copy = copy
        self.text: str = copy.source
        self.lined: str = copy.lined
        self.margins: list[MarginNoteToken] = sorted(margins, key=lambda note: (note.number, note.start))
        self.furniture: list[Token] = []
        """The page furniture, in the order of the text."""
        self.passed = 0
        """How much of it stands before the words that were read last."""
        self.plain = 0
        """The place before which all words are as they stand in the text, without marks, furniture and silences."""
        self.anchors = anchors
        self.offsets: list[int] = [0] * len(anchors)
        """The place of each anchor in its words."""
        self.next = 0
        """The index of the next mark."""
        self.stand_in: str = next(char for char in _PRIVATE if char not in copy.source) if anchors else ""
        """A placeholder for a mark while the words are composed."""
        self.furnish(margins)

    def printed(self, start: int, folded: str) -> str:
        """Return words of the folded text as printed, from their place, with single blanks."""
        words, bare = self.copy.words(start, self.copy.end(start + len(folded))), folded.replace(SILENT, "")
        if "  " in bare:
            words, bare = (_RUN_OF_BLANKS.sub(" ", each) for each in (words, bare))
        return words if fold(words) == bare else bare

    def furnish(self, pieces: Iterable[Token]) -> None:
        """Record the page furniture that is known before any words are read."""
        self.furniture = sorted([*self.furniture, *pieces], key=_start)
        self._look_on(0)

    def pass_by(self, piece: Token) -> None:
        """Record one more piece of page furniture."""
        insort(self.furniture, piece, key=_start)
        self._look_on(0)

    def _look_on(self, place: int) -> None:
        """Look for the next mark, page furniture or silence from a place on."""
        while self.passed < len(self.furniture) and self.furniture[self.passed].end <= place:
            self.passed += 1
        furniture_at = self.furniture[self.passed].start if self.passed < len(self.furniture) else sys.maxsize
        mark_at = self.anchors[self.next].start - 1 if self.next < len(self.anchors) else sys.maxsize
        self.plain = min(furniture_at, mark_at, self.copy.next_silence(place))

    def is_furniture(self, place: int) -> bool:
        """Return whether a place is in recorded page furniture."""
        near = self._inside(place - PAGE, place + 1)
        return any(piece.start <= place < piece.end for piece in near)

    def history(self, start: int, end: int) -> tuple[str, ...]:
        """Return the conferences in the margin of the provision whose number begins in a stretch."""
        if not self.margins:
            return ()
        first = bisect_left(self.margins, start, key=lambda note: note.number)
        stop = bisect_left(self.margins, end, first, key=lambda note: note.number)
        noted = (_CONFERENCE.findall(self.copy.words(note.start, note.end)) for note in self.margins[first:stop])
        return tuple(name for names in noted for name in names)

    def of(self, start: int, end: int) -> tuple[str, int]:
        """Return the words of a stretch, and its end including footnote marks directly after it.

        Stretches must be queried in the order of the text.
        """
        if end < self.plain:  # as most
            words = self.lined[start:end]
            return (_in_one_line(words) if "\n" in words or "\t" in words or "  " in words else words), end
        first, last, end = self._called(start, self.copy.end(end))
        self._look_on(start)
        shown = _in_one_line(self._marked(start, end, self.anchors[first:last]))
        return (self._placed(shown, first, last) if first < last else shown), end

    def placed(self, addressees: tuple[Addressee, ...], shown: str, start: int, end: int) -> tuple[Addressee, ...]:
        """Return addressees with spans in the text, from spans in some words."""
        if self.text.startswith(shown, start):
            return tuple([each.moved(each.span.start + start, each.span.end + start) for each in addressees])
        first, stop = (bisect_left(self.anchors, place, key=_start) for place in (start, end))
        left_out: tuple[Token | Silence, ...] = (
            *self.anchors[first:stop],
            *self._inside(start, end),
            *(each for each in self.copy.silent(start, end) if not each.shown.strip()),
        )
        gaps = [(piece.start, piece.end) for piece in left_out]
        at = places(shown, self.text, start, sorted(gaps))
        return tuple([each.moved(at[each.span.start], self.copy.past(at[each.span.end - 1])) for each in addressees])

    def end_of(self, start: int, end: int) -> int:
        """Return where a stretch ends whose words are not shown."""
        return end if end < self.plain else self.of(start, end)[1]

    def _inside(self, start: int, end: int) -> Sequence[Token]:
        first, stop = (bisect_left(self.furniture, place, key=_start) for place in (start, end))
        return self.furniture[first:stop]

    def _called(self, start: int, end: int) -> tuple[int, int, int]:
        """Return the range of the marks in a stretch or directly after it, and the end with them."""
        anchors = self.anchors
        first = self.next
        while first < len(anchors) and anchors[first].start < start:
            first += 1
        last = first
        while last < len(anchors):
            stop = anchors[last].end
            if stop > end:
                behind = anchors[last].start - end
                if behind > 1 or (behind and not self.text[end].isspace()):
                    break
                end = stop
            last += 1
        self.next = last
        return first, last, end

    def _marked(self, start: int, end: int, called: Sequence[AnchorToken]) -> str:
        """Return a stretch without page furniture, with a placeholder for each mark."""
        stretches: list[str] = []
        marks = iter([*called, None])
        mark = next(marks)
        furniture = self._inside(start, end)
        for begin, stop in _between(start, end, furniture):
            pieces: list[str] = []
            while mark is not None and mark.end <= stop:
                pieces += (self.copy.words(begin, mark.start), self.stand_in)
                begin = mark.end
                mark = next(marks)
            stretches.append("".join((*pieces, self.copy.words(begin, stop))))
        return _lines(stretches) if furniture else stretches[0]

    def _placed(self, shown: str, first: int, last: int) -> str:
        """Return the words without the marks, whose places are recorded."""
        pieces = _beside_marks(self.stand_in).sub("", shown).split(self.stand_in)
        offset = 0
        for piece, anchor in zip(pieces, range(first, last), strict=False):
            offset += len(piece)
            self.offsets[anchor] = offset
        return "".join(pieces)


def _start(token: Token | nodes.Furniture) -> int:
    return token.start


def _between(start: int, end: int, furniture: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch outside page furniture."""
    for piece in furniture:
        yield start, piece.start
        start = piece.end
    yield start, end


def _lines(pieces: Iterator[str] | Sequence[str]) -> str:
    stripped = (piece.strip() for piece in pieces)
    return "\n".join(piece for piece in stripped if piece)


def _in_one_line(words: str) -> str:
    """Return words with their lines joined, and with single blanks."""
    return _RUN_OF_BLANKS.sub(" ", joined(words) if "\n" in words else words)


def joined(shown: str) -> str:
    """Return lines joined with blanks, but without one after a hyphen inside a word, or in Chinese."""
    joined = ""
    for line in shown.split("\n"):
        line = line.strip()
        hyphened = joined[-1:] == "-" and _is_whole(joined[-2:-1], line[:1])
        if joined and line and not hyphened and not (runs_on(joined[-1]) and runs_on(line[0])):
            joined += " "
        joined += line
    return joined


def _is_whole(before: str, behind: str) -> bool:
    """Return whether a word or number continues after a hyphen at a line end: "coordi-nation", "WRC-15", "873-880"."""
    return (is_letter(before) and is_word_character(behind)) or (is_number(before) and is_number(behind))


@cache
def _beside_marks(mark: str) -> re.Pattern[str]:
    """Return a pattern of signs that are removed with marks: a comma between two, a blank before one and a stop."""
    return re.compile(rf"(?<={mark})\s*,\s*(?={mark})|\s+(?={mark}(?:[,.;:)\s]|$))")


_AROUND_NOTES: Final = " .,;–—―-"  # signs between the number, the notes of a margin and the words
_NODES: Final[dict[str, type[nodes.Furniture]]] = {
    "PAGE_NUMBER": nodes.PageNumber,
    "RUNNING_HEAD": nodes.RunningHead,
    "MARGIN_NOTE": nodes.MarginNote,
    "STRAY": nodes.StrayCharacters,
}
_SIGNS: Final[dict[str, type[nodes.Furniture]]] = {
    "markup": nodes.Markup,
    "margin": nodes.StrayCharacters,
    "page": nodes.RunningHead,
    "label": nodes.StrayCharacters,
}
"""The kinds of silent stretches, by reason."""


def furniture_nodes(wording: Wording) -> tuple[nodes.Furniture, ...]:
    """Return page furniture, footnote marks and signs of markup as nodes, in the order of the text."""
    copy = wording.copy
    pieces = [piece for piece in wording.furniture if piece.type != "STRAY"]
    held = [(piece.start, piece.end) for piece in pieces]
    stray = (each for each in wording.furniture if each.type == "STRAY" and not overlaps(held, each.start, each.end))
    found = [_piece(piece, copy) for piece in (*pieces, *stray)]
    called = bind(wording.anchors, [piece for piece in pieces if isinstance(piece, FootnoteToken)])
    for anchor, note, offset in zip(wording.anchors, called, wording.offsets, strict=True):
        start, end = anchor.start, copy.end(anchor.end)
        words = " ".join(copy.words(start, end).split()) or anchor.mark
        found.append(
            nodes.StrayCharacters(start=start, end=end, text=words)
            if note is None
            else nodes.FootnoteAnchor(start=start, end=end, text=words, note=note, offset=offset)
        )
    return tuple(sorted([*found, *_signs(copy, found)], key=_start))


def _signs(copy: ReadingCopy, found: Sequence[nodes.Furniture]) -> Iterator[nodes.Furniture]:
    """Yield the signs of markup, the numbers of lines and the heads of pages outside other page furniture."""
    held = sorted((piece.start, piece.end) for piece in found)
    for each in copy.silences:
        words = copy.source[each.start : each.end].strip()
        if each.reason in _SIGNS and words and not each.shown.strip():
            start = copy.source.index(words, each.start)
            if not overlaps(held, start, start + 1):
                yield _SIGNS[each.reason](start=start, end=start + len(words), text=" ".join(words.split()))


def _piece(token: Token, copy: ReadingCopy) -> nodes.Furniture:
    start, end = token.start, copy.end(token.end)
    words = " ".join(copy.words(start, end).split() or copy.source[start:end].split())
    if isinstance(token, FootnoteToken):
        said = " ".join(joined(copy.words(start, end)).split())
        said = said.lstrip("_ " + RULES) if token.mark else said.lstrip("_ ")
        if token.mark:
            said = said[len(token.mark) :].lstrip(".) ")
        return nodes.Footnote(start=start, end=end, text=said, mark=token.mark or None)
    if token.type == "MARGIN_NOTE":
        words = words.strip(_AROUND_NOTES)
    return _NODES[token.type](start=start, end=end, text=words)
