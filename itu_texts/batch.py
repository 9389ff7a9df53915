"""Many files at once, on all cores: the results come in the order of the files, whatever the number of workers."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from itu_texts.api import parse_file
from itu_texts.errors import ItuTextsError, ParseError
from itu_texts.exporters.json import iter_json
from itu_texts.readers import View

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["SUFFIXES", "Job", "Result", "expand", "finished", "run"]

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".txt")
"""Of the files that are taken from a folder."""
_AHEAD = 4  # files for each worker that are begun before their turn to be written


@frozen
class Job:
    """What is to be done with each file."""

    language: str = "en"
    strict: bool = False
    view: View = "final"


@frozen
class Result:
    """What became of a file: a line of JSON, or an error."""

    name: str
    line: str = ""
    error: str = ""
    odd: bool = False
    """Whether the error is that strict parsing met an oddity."""


def expand(names: Iterable[str]) -> list[str]:
    """The files that are named, and those below the folders that are, in the order of their names.

    In a folder those count whose suffix is one of :data:`SUFFIXES`; hidden ones are passed over.
    """
    out: list[str] = []
    for name in names:
        if name != "-" and Path(name).is_dir():
            found = (path for path in Path(name).rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
            out += sorted(
                str(path) for path in found if not any(part.startswith(".") for part in path.relative_to(name).parts)
            )
        else:
            out.append(name)
    return out


def run(names: Iterable[str], job: Job, workers: int) -> Iterator[Result]:
    """Parse files; a file that cannot be read gives a result with an error, and so does one that kills its worker."""
    if workers < 2:
        yield from (_parse(name, job) for name in names)
        return
    from concurrent.futures.process import BrokenProcessPool

    coming = iter(names)
    begun: deque[tuple[str, Future[Result]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(begun) < workers * _AHEAD and (name := next(coming, None)) is not None:
                begun.append((name, pool.submit(_parse, name, job)))
            if not begun:
                return
            name, future = begun.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                yield _alone(name, job)
                pool = _pool(workers)
                begun = deque((other, pool.submit(_parse, other, job)) for other, _ in begun)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that are begun afresh: copies of a process with threads can hang."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _alone(name: str, job: Job) -> Result:
    """A file whose turn it was when a worker died, in a worker of its own: it may have been another that killed it."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(_parse, name, job).result()
        except BrokenProcessPool:
            return Result(name, error=f"{name}: the process that parsed it died")


def _parse(name: str, job: Job) -> Result:
    try:
        document = parse_file(name, language=job.language, strict=job.strict, view=job.view)
    except ParseError as error:
        return Result(name, error=f"{name}: {error}", odd=True)
    except ItuTextsError as error:
        return Result(name, error=str(error))
    except MemoryError:
        return Result(name, error=f"{name}: not enough memory")
    return Result(name, line="".join(iter_json(document, file=name)) + "\n")


def finished(path: str | os.PathLike[str]) -> tuple[set[str], int]:
    """The files whose results a JSON Lines file holds, and where its last whole line ends.

    That file may have been broken off in the middle of a line.
    """
    import json

    done: set[str] = set()
    end = 0
    try:
        with Path(path).open("rb") as lines:
            for line in lines:
                try:
                    data = json.loads(line)
                    name = data["file"]
                except (ValueError, KeyError, TypeError):
                    break
                if not line.endswith(b"\n"):
                    break
                done.add(name)
                end += len(line)
    except FileNotFoundError:
        pass
    return done, end
