"""Page furniture: from units to nodes; and the stray characters that a text holds."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from itu_texts.language.writing import RULES
from itu_texts.parsing.anchors import bind
from itu_texts.parsing.settled import Bracket, EntryName, Item
from itu_texts.parsing.units import FURNITURE, Footnote, Note, Stray, Unit
from itu_texts.parsing.wording import Wording, joined
from itu_texts.tree import nodes

__all__ = ["furniture", "with_stray"]

_AROUND_NOTES: Final = " .,;–—―-"  # what may stand between the number, the notes of a margin and the words
_NODES: Final[dict[str, type[nodes.Furniture]]] = {
    "PAGE_NUMBER": nodes.PageNumber,
    "RUNNING_HEAD": nodes.RunningHead,
    "MARGIN_NOTE": nodes.MarginNote,
    "STRAY": nodes.StrayCharacters,
}


def with_stray(units: Iterable[Unit], stray: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """The units, and between them the runs of stray characters, a byte order mark for one, that lie in none."""
    runs = iter(stray)
    nowhere = (sys.maxsize, sys.maxsize)
    start, end = next(runs, nowhere)
    for unit in units:
        if start < unit.end and unit.type not in FURNITURE and not isinstance(unit, Bracket):
            labelled = isinstance(unit, Item | Note | EntryName)
            label_end = unit.start + len(unit.label) if labelled else unit.start  # type: ignore[attr-defined]
            words: int = unit.words if labelled else unit.start  # type: ignore[attr-defined]
            while start < unit.end:
                if end <= unit.start or label_end <= start < words:
                    yield Stray(start, end)
                start, end = next(runs, nowhere)
        yield unit
    while start < sys.maxsize:
        yield Stray(start, end)
        start, end = next(runs, nowhere)


def furniture(wording: Wording, source: str) -> tuple[nodes.Furniture, ...]:
    """The page furniture and the marks that call footnotes as nodes, in the order of the text."""
    pieces = [piece for piece in wording.furniture if piece.type != "STRAY"]
    found = [_piece(piece, source) for piece in (*pieces, *_outside(pieces, wording.furniture))]
    called = bind(wording.anchors, [piece for piece in pieces if isinstance(piece, Footnote)])
    for anchor, note, offset in zip(wording.anchors, called, wording.offsets, strict=True):
        start, end = anchor.start, anchor.end
        words = " ".join(source[start:end].split())
        found.append(
            nodes.StrayCharacters(start=start, end=end, text=words)
            if note is None
            else nodes.FootnoteAnchor(start=start, end=end, text=words, note=note, offset=offset)
        )
    return tuple(sorted(found, key=lambda piece: piece.start))


def _outside(pieces: Sequence[Unit], found: Sequence[Unit]) -> Iterator[Unit]:
    """The stray characters that do not lie in other page furniture."""
    ends = {piece.start: piece.end for piece in pieces}
    starts = sorted(ends)
    for piece in found:
        if piece.type == "STRAY":
            index = bisect_right(starts, piece.start)
            if not index or ends[starts[index - 1]] <= piece.start:
                yield piece


def _piece(unit: Unit, source: str) -> nodes.Furniture:
    start, end = unit.start, unit.end
    words = " ".join(source[start:end].split())
    if isinstance(unit, Footnote):
        said = " ".join(joined(source[start:end]).split())
        said = said.lstrip("_ " + RULES) if unit.mark else said.lstrip("_ ")
        if unit.mark:
            said = said[len(unit.mark) :].lstrip(".) ")
        return nodes.Footnote(start=start, end=end, text=said, mark=unit.mark or None)
    if unit.type == "MARGIN_NOTE":
        words = words.strip(_AROUND_NOTES)
    return _NODES[unit.type](start=start, end=end, text=words)
