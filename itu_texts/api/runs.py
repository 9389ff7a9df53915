"""Groups things in runs of a limited size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def in_runs(things: Iterable[_T], size: Callable[[_T], int], most: int, count: int | None = None) -> Iterator[list[_T]]:
    """Yield things in order, in runs of limited size; a larger thing is a run by itself.

    :param size: returns the approximate number of bytes of a thing.
    :param most: the largest number of bytes of a run.
    :param count: the largest number of things in a run; ``None`` for any number.
    """
    run: list[_T] = []
    used = 0
    for thing in things:
        more = size(thing)
        if run and (used + more > most or len(run) == count):
            yield run
            run, used = [], 0
        run.append(thing)
        used += more
    if run:
        yield run
