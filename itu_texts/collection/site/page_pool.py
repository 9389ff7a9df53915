"""The pool of processes that make pages; each opens the collection by itself. A small site is made by this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, TypeVar

from itu_texts.api.batch import Pool
from itu_texts.collection.collection import Collection
from itu_texts.collection.site.contents import Contents
from itu_texts.collection.site.tables import Frame

_CHUNKS = 8  # chunks for each worker, so many that none waits long for the last
Made = TypeVar("Made")


class Worker(NamedTuple):
    """The tools of a worker."""

    contents: Contents
    frame: Frame


Make = Callable[[Callable[[Worker, int], Made], Sequence[int]], Iterator[Made]]


@contextmanager
def page_pool(worker: Worker, workers: int) -> Iterator[Make[Any]]:
    """Start workers for pages; a function of a module is called for each number, and its results come in their order.

    :param workers: the number of processes; with less than two, this process makes all pages.
    """
    if workers < 2:
        yield lambda work, tasks: (work(worker, task) for task in tasks)
        return
    with Pool(workers, _open, (worker.contents.acts._name, worker.frame)) as pool:
        yield lambda work, tasks: pool.in_chunks(partial(_made, work), tasks, max(1, len(tasks) // (workers * _CHUNKS)))


_this_worker: list[Worker] = []
"""The tools of a worker process."""


def _open(name: str, frame: Frame) -> None:
    acts = Collection.open(name, write=False)
    _this_worker.append(Worker(Contents(acts, frame.folder.database), frame))


def _made(work: Callable[[Worker, int], Made], task: int) -> Made:
    return work(_this_worker[0], task)
