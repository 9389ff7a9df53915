"""Finds the words of a text that was read from AsciiDoc in the file, where markup stands between them.

The origins of the text say at which line of the file each piece begins. A piece and its lines are aligned word by word:
the words that are read stand in the file in the same order, but for labels that are counted and for attributes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from itu_texts.tree.readings import Origins

_BREAK = re.compile(r"\r\n?|\n")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST = 250_000  # pairs of words of a piece and its lines that are compared
_Token = tuple[str, int]
_Pair = tuple[_Token, _Token]


class Places:
    """The places in a file of the text that was read from it."""

    def __init__(self, text: str, source: str, origins: Origins) -> None:
        """Keep the text of the file and what was read from it."""
        self._text, self._source, self._origins = text, source, origins
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
        self._lines = sorted({each.line for each in origins.origins if each.line})
        self._blocks: dict[int, dict[int, int]] = {}

    def exact(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where all words of a stretch of the source stand in the file; ``None`` if some do not."""
        at = [place for each in range(start, end) if (place := self._at(each)) or not self._source[each].isspace()]
        known = [each for each in at if each is not None]
        if start == end and start:  # behind a character
            before = self._at(start - 1)
            return (before + 1, before + 1) if before is not None else None
        return (known[0], known[-1] + 1) if known and len(known) == len(at) else None

    def near(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of a stretch of the source stand in the file, from the first to the last that does.

        If none does, as of a label that is counted, it is the line where the piece begins.
        """
        first = next((at for each in range(start, end) if (at := self._at(each)) is not None), None)
        last = next((at for each in range(end - 1, start - 1, -1) if (at := self._at(each)) is not None), None)
        if first is not None and last is not None:
            return first, max(first, last) + 1
        origin = self._origins.at(start)
        line = (origin.line if origin is not None else None) or 1
        begin, stop = self._starts[line - 1 : line + 1]
        return begin, begin + len(self._text[begin:stop].rstrip("\r\n"))

    def inside(self, offset: int) -> int:
        """Return the offset in the source of a place in the file: of the last word that begins at or before it."""
        here = bisect_right(self._starts, offset)
        above = max((line for line in self._lines if line <= here), default=None)
        pieces = [at for at, each in enumerate(self._origins.origins) if each.line == above]
        pairs = ((there, at) for piece in pieces for at, there in self._block(piece).items() if there <= offset)
        return max(pairs, default=(0, self._origins.starts[pieces[0]] if pieces else 0))[1]

    def _at(self, offset: int) -> int | None:
        piece = bisect_right(self._origins.starts, offset) - 1
        return self._block(piece).get(offset) if piece >= 0 else None

    def _block(self, piece: int) -> dict[int, int]:
        """Return the offsets in the file of the characters of a piece."""
        if piece not in self._blocks:
            starts, line = self._origins.starts, self._origins.origins[piece].line or 1
            end = starts[piece + 1] if piece + 1 < len(starts) else len(self._source)
            below = bisect_right(self._lines, line)
            last = self._lines[below] if below < len(self._lines) else len(self._starts)
            read = [(found[0], found.start()) for found in _TOKEN.finditer(self._source, starts[piece], end)]
            lines = _TOKEN.finditer(self._text, self._starts[line - 1], self._starts[last - 1])
            there = [(found[0], found.start()) for found in lines]
            pairs = _in_order(_aligned(read, there), read, there)
            found = {one + at: other + at for (word, one), (_, other) in pairs for at in range(len(word))}
            for blank in range(starts[piece] + 1, end):
                behind = found.get(blank - 1, -1) + 1
                if behind and self._source[blank].isspace() and self._text[behind : behind + 1].isspace():
                    found[blank] = behind
            self._blocks[piece] = found
        return self._blocks[piece]


def _aligned(read: Sequence[_Token], there: Sequence[_Token]) -> Iterator[_Pair]:
    """Yield the pairs of equal words: those at both ends and, unless there are very many others, the longest runs."""
    end = _same(read[::-1], there[::-1])
    begin = _same(read[: len(read) - end], there[: len(there) - end])
    yield from zip(read[:begin], there[:begin], strict=True)
    yield from zip(read[len(read) - end :], there[len(there) - end :], strict=True)
    one, two = read[begin : len(read) - end], there[begin : len(there) - end]
    if len(one) * len(two) <= _MOST:
        matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in two], autojunk=False)
        for at, place, size in matcher.get_matching_blocks():
            yield from zip(one[at : at + size], two[place : place + size], strict=True)


def _in_order(pairs: Iterable[_Pair], read: Sequence[_Token], there: Sequence[_Token]) -> Iterator[_Pair]:
    """Return the pairs but those of the first and the second of two equal words: their places are not known."""
    one, two = _turns(read), _turns(there)
    return ((a, b) for a, b in pairs if one[a] == two[b] or one[a][1] != two[b][1])


def _turns(tokens: Sequence[_Token]) -> dict[_Token, tuple[int, int]]:
    """Return how many equal words stand before each, and how many there are."""
    equal: dict[str, list[_Token]] = defaultdict(list)
    for token in tokens:
        equal[token[0]].append(token)
    return {token: (turn, len(same)) for same in equal.values() for turn, token in enumerate(same)}


def _same(one: Sequence[_Token], two: Sequence[_Token]) -> int:
    """Return how many words at the beginning are the same."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (this, that) in pairs if this[0] != that[0]), min(len(one), len(two)))
