"""Groups things in runs that fit on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["in_runs"]

_T = TypeVar("_T")


def in_runs(things: Iterable[_T], size: Callable[[_T], int], most: int) -> Iterator[list[_T]]:
    """Yield things in order, in runs of a number of bytes at most; a larger thing is a run by itself.

    :param size: returns the approximate number of bytes of a thing.
    """
    run: list[_T] = []
    used = 0
    for thing in things:
        more = size(thing)
        if run and used + more > most:
            yield run
            run, used = [], 0
        run.append(thing)
        used += more
    if run:
        yield run
