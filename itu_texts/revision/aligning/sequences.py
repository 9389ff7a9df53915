"""Pairs two sequences of siblings, in time that grows with their length if they are long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from itu_texts.revision.pieces import longest_increasing

__all__ = ["pair"]

_T = TypeVar("_T")
_Of = Callable[[_T], object]
_Pair = tuple[_T | None, _T | None]
_SMALL = 10_000  # pairs of members; up to this number, all are compared
_SAME, _AKIN = 3, 1  # the weights of a pair with equal keys, and of one with equal kin


def pair(first: Sequence[_T], second: Sequence[_T], key: _Of[_T], kin: _Of[_T]) -> Iterator[_Pair[_T]]:
    """Pair the members of two sequences, in order; ``None`` stands for a missing partner.

    :param key: returns the key of a member; equal keys are paired if the order allows it.
    :param kin: returns what two members must share to be paired at all.
    """
    mine, its = [*map(key, first)], [*map(key, second)]
    begin, end, stop = 0, len(first), len(second)
    while begin < min(end, stop) and mine[begin] == its[begin]:
        yield first[begin], second[begin]
        begin += 1
    behind = 0
    while begin < min(end, stop) and mine[end - 1] == its[stop - 1]:
        end, stop, behind = end - 1, stop - 1, behind + 1
    for one, two in _between(
        mine[begin:end], its[begin:stop], [*map(kin, first[begin:end])], [*map(kin, second[begin:stop])]
    ):
        yield (
            None if one is None else first[begin + one],
            None if two is None else second[begin + two],
        )
    yield from zip(first[end:], second[stop:], strict=True)


def _between(mine: list[object], its: list[object], kin: list[object], its_kin: list[object]) -> Iterator[_Pair[int]]:
    """Return the pairs of indexes, without the common beginning and end."""
    if len(mine) * len(its) <= _SMALL:
        yield from _best(mine, its, kin, its_kin)
        return
    done, its_done = 0, 0
    for one, two in (*_anchors(mine, its), (len(mine), len(its))):
        gap = range(done, one), range(its_done, two)
        small = len(gap[0]) * len(gap[1]) <= _SMALL
        found: Iterable[_Pair[int]] = (
            _best(mine[done:one], its[its_done:two], kin[done:one], its_kin[its_done:two])
            if small
            else chain(((at, None) for at in range(len(gap[0]))), ((None, at) for at in range(len(gap[1]))))
        )
        for left, right in found:
            yield None if left is None else done + left, None if right is None else its_done + right
        if one < len(mine):
            yield one, two
        done, its_done = one + 1, two + 1


def _anchors(mine: list[object], its: list[object]) -> list[tuple[int, int]]:
    """Return the indexes of members that occur once in each sequence, as many as keep their order."""
    counts, its_counts = Counter(mine), Counter(its)
    where = {each: place for place, each in enumerate(its) if its_counts[each] == 1}
    once = [(place, where[each]) for place, each in enumerate(mine) if counts[each] == 1 and each in where]
    kept = longest_increasing([place for _, place in once])
    return [each for at, each in enumerate(once) if at in kept]


def _best(mine: list[object], its: list[object], kin: list[object], its_kin: list[object]) -> Iterator[_Pair[int]]:
    """Return the pairs with the greatest total weight; of several, the earliest."""
    rows, columns = len(mine), len(its)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    worth = [
        [_SAME if mine[r] == its[c] else _AKIN if kin[r] == its_kin[c] else 0 for c in range(columns)]
        for r in range(rows)
    ]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            met = best[r + 1][c + 1] + worth[r][c] if worth[r][c] else 0
            best[r][c] = max(met, best[r + 1][c], best[r][c + 1])
    r = c = 0
    while r < rows or c < columns:
        if r < rows and c < columns and worth[r][c] and best[r][c] == best[r + 1][c + 1] + worth[r][c]:
            yield r, c
            r, c = r + 1, c + 1
        elif r < rows and (c == columns or best[r][c] == best[r + 1][c]):
            yield r, None
            r += 1
        else:
            yield None, c
            c += 1
