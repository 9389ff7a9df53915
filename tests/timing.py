"""How the time of a piece of work grows, measured on machines that do other work beside it."""

import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")


def grows_no_faster(work: Callable[[Given], object], small: Given, large: Given) -> bool:
    """Whether the work on `large`, four times `small`, takes less than eight times as long.

    Each is done four times, by turns, and the least time counts: other work can only add to it.
    """

    def seconds(given: Given) -> float:
        start = time.process_time()
        work(given)
        return time.process_time() - start

    work(small)
    runs = [(seconds(small), seconds(large)) for _ in range(4)]
    return min(long for _, long in runs) < 8 * max(min(short for short, _ in runs), 0.002)
