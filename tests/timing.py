"""Whether the time that something takes grows with what it is given and no faster.

No test asserts how long something takes: that depends on the machine.  They compare the time that the processor spends
on two pieces of work in one process; that something never ends is what the timeout of each test is for.  The collector
of garbage rests meanwhile: what it costs depends on all that the process has made before.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
_MEASURED = 0.006  # seconds of the processor: what takes less is not compared, if there is more
_RUNS = 12
_PAUSE = 0.1  # seconds


def seconds(work: Callable[[Given], object], given: Given) -> float:
    """The processor's time for a piece of work, in seconds."""
    gc.disable()
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()


def takes_at_most(times: float, measure: Callable[[], float], other: Callable[[], float]) -> bool:
    """Whether one thing takes less than so many times what another takes, both measured in seconds by turns.

    The least time of each counts, for other programs on the machine can only add to it.  The other is measured once
    more than the first, to load what it needs.  The first measurement that shows it ends it; if none does, each is done
    a dozen times, with longer and longer pauses, in which a machine that was busy may come to rest.
    """
    least, most = other(), float("inf")
    for run in range(_RUNS):
        least, most = min(least, other()), min(most, measure())
        if most < times * max(least, 0.002):
            return True
        time.sleep(_PAUSE * run)
    return False


def grows_no_faster(work: Callable[[Given], object], small: Given, large: Given, *, times: float = 8) -> bool:
    """Whether the work on `large`, four times `small`, takes less than eight times as long.

    :param times: how many times as long the work on `large` may take.
    """
    return takes_at_most(times, lambda: seconds(work, large), lambda: seconds(work, small))


def grows_with_count(work: Callable[[Given], object], made: Callable[[int], Given], count: int) -> bool:
    """The same for what is made with a count, and with four times that.

    A half or a quarter of the count will do, if the work on that takes long enough to be measured.
    """
    for part in (4, 2, 1):
        small = made(count // part)
        if min(seconds(work, small) for _ in range(2)) > _MEASURED:
            break
    return grows_no_faster(work, small, made(4 * (count // part)))
