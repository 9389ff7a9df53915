"""Page furniture: from tokens to nodes; and the stray characters that a text holds."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.writing import RULES
from itu_texts.parsing.anchors import bind
from itu_texts.parsing.classified import EntryName, Item
from itu_texts.parsing.tokens import Footnote, Note, Stray, Token
from itu_texts.parsing.twin import Twin
from itu_texts.parsing.wording import Wording, joined
from itu_texts.tree import nodes
from itu_texts.tree.spans import overlaps

__all__ = ["StrayRuns", "furniture"]

_AROUND_NOTES: Final = " .,;–—―-"  # what may stand between the number, the notes of a margin and the words
_NOWHERE: Final = (sys.maxsize, sys.maxsize)
_NODES: Final[dict[str, type[nodes.Furniture]]] = {
    "PAGE_NUMBER": nodes.PageNumber,
    "RUNNING_HEAD": nodes.RunningHead,
    "MARGIN_NOTE": nodes.MarginNote,
    "STRAY": nodes.StrayCharacters,
}


class StrayRuns:
    """Notes the runs of stray characters that lie in no words, where the tokens before and behind them come by."""

    def __init__(self, runs: Sequence[tuple[int, int]], wording: Wording) -> None:
        self.runs = iter(runs)
        self.wording = wording
        self.start, self.end = next(self.runs, _NOWHERE)

    def pass_by(self, token: Token | None) -> None:
        """Note those before the end of a token; ``None`` stands for the end of the text."""
        start, stop = (token.start, token.end) if token is not None else _NOWHERE
        label_end = words = start
        if isinstance(token, Item | Note | EntryName):
            label_end, words = start + len(token.label), token.words
        while self.start < stop:
            if self.end <= start or label_end <= self.start < words:
                self.wording.pass_by(Stray(self.start, self.end))
            self.start, self.end = next(self.runs, _NOWHERE)


def furniture(wording: Wording) -> tuple[nodes.Furniture, ...]:
    """The page furniture, the marks that call footnotes and the signs of markup as nodes, in the order of the text."""
    twin = wording.twin
    pieces = [piece for piece in wording.furniture if piece.type != "STRAY"]
    found = [_piece(piece, twin) for piece in (*pieces, *_outside(pieces, wording.furniture))]
    called = bind(wording.anchors, [piece for piece in pieces if isinstance(piece, Footnote)])
    for anchor, note, offset in zip(wording.anchors, called, wording.offsets, strict=True):
        start, end = anchor.start, twin.end(anchor.end)
        words = " ".join(twin.words(start, end).split()) or anchor.mark
        found.append(
            nodes.StrayCharacters(start=start, end=end, text=words)
            if note is None
            else nodes.FootnoteAnchor(start=start, end=end, text=words, note=note, offset=offset)
        )
    found.sort(key=_start)
    return tuple(sorted([*found, *_signs(twin, found)], key=_start))


def _signs(twin: Twin, found: Sequence[nodes.Furniture]) -> Iterator[nodes.Markup]:
    """The signs of markup, but for those in other page furniture."""
    held = [(piece.start, piece.end) for piece in found]
    for each in twin.silences:
        words = twin.source[each.start : each.end].strip()
        if each.reason == "markup" and words and not each.shown.strip():
            start = twin.source.index(words, each.start)
            if not overlaps(held, start, start + 1):
                yield nodes.Markup(start=start, end=start + len(words), text=" ".join(words.split()))


def _start(piece: nodes.Furniture) -> int:
    return piece.start


def _outside(pieces: Sequence[Token], found: Sequence[Token]) -> Iterator[Token]:
    """The stray characters that do not lie in other page furniture."""
    ends = {piece.start: piece.end for piece in pieces}
    starts = sorted(ends)
    for piece in found:
        if piece.type == "STRAY":
            index = bisect_right(starts, piece.start)
            if not index or ends[starts[index - 1]] <= piece.start:
                yield piece


def _piece(token: Token, twin: Twin) -> nodes.Furniture:
    start, end = token.start, twin.end(token.end)
    words = " ".join(twin.words(start, end).split() or twin.source[start:end].split())
    if isinstance(token, Footnote):
        said = " ".join(joined(twin.words(start, end)).split())
        said = said.lstrip("_ " + RULES) if token.mark else said.lstrip("_ ")
        if token.mark:
            said = said[len(token.mark) :].lstrip(".) ")
        return nodes.Footnote(start=start, end=end, text=said, mark=token.mark or None)
    if token.type == "MARGIN_NOTE":
        words = words.strip(_AROUND_NOTES)
    return _NODES[token.type](start=start, end=end, text=words)
