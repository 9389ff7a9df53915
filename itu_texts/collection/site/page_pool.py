"""The pool of processes that make pages; each opens the collection by itself. A small site is made by this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from itu_texts.api.workers import Pool
from itu_texts.collection import Collection
from itu_texts.collection.site.folder import Folder

_CHUNKS = 8  # chunks for each worker, so many that none waits long for the last
Task = TypeVar("Task")
Made = TypeVar("Made")


class Worker(NamedTuple):
    """The tools of a worker."""

    acts: Collection
    folder: Folder
    title: str
    """The name of the site."""


Work: TypeAlias = "Callable[[Worker, Task], Made]"


class PagePool:
    """Makes pages in worker processes, and returns the results in the order of the tasks."""

    def __init__(self, worker: Worker, pool: Pool | None, workers: int) -> None:
        self._worker = worker
        self._pool = pool
        self._workers = workers

    def make(self, work: Work[Task, Made], tasks: Sequence[Task]) -> Iterator[Made]:
        """Call a function of a module for each task."""
        if self._pool is None:
            return (work(self._worker, task) for task in tasks)
        return self._pool.in_chunks(partial(_made, work), tasks, max(1, len(tasks) // (self._workers * _CHUNKS)))


@contextmanager
def page_pool(acts: Collection, folder: Folder, title: str, workers: int) -> Iterator[PagePool]:
    """Start workers for the pages of a collection.

    :param workers: the number of processes; with less than two, this process makes all pages.
    """
    worker = Worker(acts, folder, title)
    if workers < 2:
        yield PagePool(worker, None, 1)
        return
    with Pool(workers, _open, (acts._name, folder.goal, folder.path, title)) as pool:
        yield PagePool(worker, pool, workers)


_this_worker: list[Worker] = []
"""The tools of a worker process."""


def _open(name: str, goal: Path, path: Path, title: str) -> None:
    acts = Collection.open(name, write=False)
    _this_worker.append(Worker(acts, Folder(goal, path), title))


def _made(work: Work[Task, Made], task: Task) -> Made:
    return work(_this_worker[0], task)
