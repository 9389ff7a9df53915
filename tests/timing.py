"""Whether the time that something takes grows with what it is given and no faster.

No test asserts how long something takes: that depends on the machine.  They compare the time that the processor spends
on two pieces of work in one process; that something never ends is what the timeout of each test is for.  The collector
of garbage rests meanwhile: what it costs depends on all that the process has made before.
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
_MEASURED = 0.006  # seconds of the processor: what takes less is noise, and is not compared
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


def takes_at_most(
    times: float, measure: Callable[[], float], other: Callable[[], float], measured: float = _MEASURED
) -> bool:
    """Whether one thing takes less than so many times what another takes, both measured in seconds by turns.

    The least time of each counts, for other programs on the machine can only add to it.  The other is measured twice
    before the first, to load what it needs.  The first measurement that shows it ends it; if none does, each is done a
    dozen times, with longer and longer pauses, in which a machine that was busy may come to rest.

    :param measured: the seconds below which a time is noise, and counts as so many.
    """
    least, most = min(other(), other()), float("inf")
    for run in range(_RUNS):
        most = min(most, measure())
        if most < times * max(least, measured):
            return True
        time.sleep(_PAUSE * run)
        least = min(least, other())
    return False


def grows_no_faster(work: Callable[[Given], object], made: Callable[[int], Given], count: int) -> bool:
    """Whether the work on what is made with four times a count takes less than eight times as long as with the count.

    :param count: one with which the work takes a few thousandths of a second.  A quarter or a half of it will do if
        that takes long enough to be measured, and longer than half of that, so that what the work takes in any case
        hides nothing; if the count does not, twice the count is taken.
    """
    least = float("inf")
    for eighths in (1, 2, 4, 8, 16):
        small = made(count * eighths // 8)
        half, least = least, min(seconds(work, small) for _ in range(2))
        if least > max(_MEASURED, 1.5 * half):
            break
    large = made(4 * (count * eighths // 8))
    return takes_at_most(8, lambda: seconds(work, large), lambda: seconds(work, small))
