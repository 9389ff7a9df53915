"""Words with marks in them: what a file says of stretches of a line or of a cell.

Readers collect the words of a line piece by piece, each with its marks and with the element that it was read from, cut
and join them, and give them to a :class:`~itu_texts.formats.composing.Composer`, which puts them into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple, Self, TypeAlias

from attrs import define, field

Mark: TypeAlias = tuple[str, object]
"""A kind of evidence, and its value; see :class:`~itu_texts.tree.readings.Evidence`."""
BOLD: Mark = ("bold", None)
ITALIC: Mark = ("italic", None)
_LOOKS = (BOLD, ITALIC)
_CHANGES = ("insertion", "deletion")
_BY_RUN = frozenset((*_CHANGES, "bold", "italic"))  # kinds of marks that go on in the next piece
_BLANKS_OR_NOT = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A stretch of words with the same marks."""

    text: str
    marks: tuple[Mark, ...] = ()
    element: Any = None
    """The element from which it was read; ``None`` if it cannot be changed in its file."""
    place: int = 0
    """Where in the words of that element it begins."""

    @property
    def change(self) -> Mark | None:
        """The tracked change: ``insertion`` or ``deletion``, with its author and date."""
        return next((mark for mark in self.marks if mark[0] in _CHANGES), None)

    @property
    def own(self) -> Mark | None:
        """What it is, if it is not words of the line: an ``anchor``, a ``struck_label`` ..."""
        return next((mark for mark in self.marks if mark[0] not in _BY_RUN), None)

    @property
    def is_old(self) -> bool:
        """Whether it is in the text before the tracked changes."""
        return self.change is None or self.change[0] != "insertion"

    @property
    def is_new(self) -> bool:
        """Whether it is in the text after the tracked changes."""
        return self.change is None or self.change[0] != "deletion"

    def cut(self, start: int, end: int) -> Piece:
        """Return a part of it."""
        return self._replace(text=self.text[start:end], place=self.place + start)


@define
class Words:
    """The words of a line, a cell or a note."""

    pieces: list[Piece] = field(factory=list)

    @classmethod
    def of(cls, text: str, stretches: Iterable[tuple[int, int, Mark]] = ()) -> Self:
        """Return words with marks.

        :param stretches: the start, the end and the mark of each stretch.

        >>> [piece.text for piece in Words.of("to row", [(3, 6, ("italic", None))]).pieces]
        ['to ', 'row']
        """
        marks = [*stretches]
        borders = sorted({0, len(text), *(place for start, end, _ in marks for place in (start, end))})
        return cls(
            [
                Piece(text[start:end], tuple(mark for first, last, mark in marks if first <= start and end <= last))
                for start, end in pairwise(borders)
            ]
        )

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join([piece.text for piece in self.pieces])

    def add(self, text: str, *marks: Mark, element: Any = None) -> None:
        """Add words; marks without words stand at a place."""
        if text or marks:
            last = self.pieces[-1] if self.pieces and element is not None else None
            place = last.place + len(last.text) if last is not None and last.element is element else 0
            self.pieces.append(Piece(text, marks, element, place))

    def __add__(self, other: Words) -> Words:
        """Return words followed by others."""
        return Words([*self.pieces, *other.pieces])

    def __getitem__(self, part: slice) -> Words:
        """Return a part of the words, from one offset to another."""
        places = [part.start or 0, *([] if part.stop is None else [part.stop])]
        return self.divided(places)[1]

    def divided(self, places: Sequence[int]) -> list[Words]:
        """Return the parts before, between and behind some offsets; marks without words go with the words behind them.

        >>> [part.text for part in Words.of("to row").divided([2, 3])]
        ['to', ' ', 'row']
        """
        parts, waiting, start = [Words()], [*reversed(places)], 0
        for piece in self.pieces:
            done, end = 0, start + len(piece.text)
            while waiting and (waiting[-1] <= start or waiting[-1] < end):
                at = max(waiting.pop() - start, done)
                parts[-1].pieces += [piece.cut(done, at)] if at > done else []
                parts.append(Words())
                done = at
            parts[-1].pieces.append(piece.cut(done, len(piece.text)) if done else piece)
            start = end
        return [*parts, *(Words() for _ in waiting)]

    def stripped(self) -> Words:
        """Return the words without the blanks at their ends."""
        text = self.text
        return self if text == text.strip() else self[len(text) - len(text.lstrip()) : len(text.rstrip())]

    def _placed(self) -> Iterator[tuple[int, Piece]]:
        place = 0
        for piece in self.pieces:
            yield place, piece
            place += len(piece.text)

    def squeezed(self, *, with_lines: bool = False) -> Words:
        """Return the words with each run of blanks as one blank, and none at the ends.

        :param with_lines: whether line breaks stay.
        """
        text, made = self.text, Words()
        lines = text.split("\n") if with_lines else [text]
        shown = "\n".join(" ".join(line.split()) for line in lines if line.strip())
        if text == shown:
            return self
        if not any(piece.marks or piece.element is not None for piece in self.pieces):
            return Words([Piece(shown)])
        gap: Piece | None = None
        for piece in self.pieces:
            for found in _BLANKS_OR_NOT.finditer(piece.text):
                if found[0].isspace():
                    gap = gap or piece.cut(found.start(), found.start() + 1)
                    gap = gap._replace(text="\n" if with_lines and "\n" in gap.text + found[0] else " ")
                    continue
                if gap is not None and made.pieces:
                    made.pieces.append(gap)
                made.pieces.append(piece.cut(*found.span()))
                gap = None
            if not piece.text:
                made.pieces.append(piece)
        return made

    def stretches(self) -> Iterator[tuple[str, int, int, object]]:
        """Yield the marks: the kind, the start, the end and the value of each.

        A change that goes on in the next piece is one. So are bold letters and italics, also across blanks; these are
        no marks if all words are set in them.
        """
        if not any(piece.marks for piece in self.pieces):
            return
        placed = [*self._placed()]
        for place, piece in placed:
            if (own := piece.own) is not None:
                yield own[0], place, place + len(piece.text), own[1]
        for change, run in groupby(placed, key=lambda each: each[1].change):
            if change is not None:
                yield change[0], *_ends([*run]), change[1]
        worded = [(place, piece) for place, piece in placed if piece.text.strip()]
        for look in (mark for mark in _LOOKS if not self.is_all(mark)):
            in_look = [look in piece.marks for _, piece in worded]
            for has_look, pairs in groupby(zip(in_look, worded, strict=True), key=itemgetter(0)):
                if has_look:
                    yield look[0], *_ends([each for _, each in pairs], blanks=False), look[1]

    def is_all(self, look: Mark) -> bool:
        """Return whether all words are set in :data:`BOLD` or :data:`ITALIC` letters; marks of notes do not count."""
        return all(look in piece.marks or piece.own for piece in self.pieces if piece.text.strip())


def _ends(run: Sequence[tuple[int, Piece]], *, blanks: bool = True) -> tuple[int, int]:
    """Return where a run of pieces begins and ends; ``blanks`` says whether those at its ends count."""
    (start, first), (place, last) = run[0], run[-1]
    if blanks:
        return start, place + len(last.text)
    return start + len(first.text) - len(first.text.lstrip()), place + len(last.text.rstrip())
