"""Worker processes that can be ended at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Pool(ProcessPoolExecutor):
    """Starts new processes as workers, because copies of a process with threads can hang."""

    def __init__(self, workers: int, begin: Callable[..., object] | None = None, values: tuple[Any, ...] = ()) -> None:
        """Start some workers.

        :param begin: a function that each worker calls first, with some arguments.
        """
        spawned = multiprocessing.get_context("spawn")
        super().__init__(workers, mp_context=spawned, initializer=_begin, initargs=(begin, values))

    def submit(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        with _interrupts_held():
            return super().submit(function, *given, **named)

    def end(self) -> None:
        """End the workers at once.

        Waiting work is not cancelled; it fails, because there are no workers.
        """
        for process in [*(self._processes or {}).values()]:
            process.terminate()
        self.shutdown(wait=True)

    def in_chunks(self, function: Callable[[T], R], tasks: Sequence[T], size: int) -> Iterator[R]:
        """Yield the results of a function for each task, in order.

        :param size: the number of tasks that are sent to a worker at a time.
        """
        chunks = (tasks[start : start + size] for start in range(0, len(tasks), size))
        futures = deque([self.submit(_all, function, chunk) for chunk in chunks])
        while futures:
            yield from futures.popleft().result()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.end()
        self.shutdown(wait=True)


def _all(function: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    return [function(task) for task in tasks]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a worker starts, so that workers never receive it: this process ends them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(begin: Callable[..., object] | None, values: tuple[Any, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*values)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
