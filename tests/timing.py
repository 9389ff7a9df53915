"""Whether the time that something takes grows with what it is given and no faster.

No test asserts how long something takes: that depends on the machine.  They compare the time that the processor spends
on two pieces of work in one process; that something never ends is what the timeout of each test is for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
_MEASURED = 0.006  # seconds of the processor: what takes less is not compared, if there is more


def seconds(work: Callable[[Given], object], given: Given) -> float:
    """The processor's time for a piece of work, in seconds."""
    start = time.process_time()
    work(given)
    return time.process_time() - start


def grows_no_faster(
    work: Callable[[Given], object], small: Given, large: Given, *, times: float = 8, runs: int = 5
) -> bool:
    """Whether the work on `large`, four times `small`, takes less than eight times as long.

    The least time of each counts, for other programs on the machine can only add to it.  The work on `small` is done
    once more than that on `large`, the first time to load what it needs.  The first runs that show it end it.

    :param times: how many times as long the work on `large` may take.
    :param runs: how often each is done at most.
    """
    least = seconds(work, small)
    most = float("inf")
    for _ in range(runs):
        least, most = min(least, seconds(work, small)), min(most, seconds(work, large))
        if most < times * max(least, 0.002):
            return True
    return False


def grows_with_count(work: Callable[[Given], object], made: Callable[[int], Given], count: int) -> bool:
    """The same for what is made with a count, and with four times that.

    A half or a quarter of the count will do, if the work on that takes long enough to be measured.
    """
    for part in (4, 2, 1):
        small = made(count // part)
        if min(seconds(work, small) for _ in range(2)) > _MEASURED:
            break
    return grows_no_faster(work, small, made(4 * (count // part)))
