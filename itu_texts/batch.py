"""Many files at once, on all cores: the results come in the order of the files, whatever the number of workers."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from attrs import field, frozen

from itu_texts.api import parse_bytes
from itu_texts.errors import ItuTextsError, ParseError, ReadError
from itu_texts.exporters import exporter, iter_export
from itu_texts.readers import SUFFIXES, View, read_file

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

    from itu_texts.nodes import Document

__all__ = [
    "Export",
    "Input",
    "Job",
    "Result",
    "Work",
    "cores",
    "digest",
    "expand",
    "parse_many",
    "run",
    "workers_for",
]

_AHEAD = 4  # chunks for each worker that are started before it is their turn to be written
_FAR_WORKERS = 16  # as many an executor may have; it is kept busy with chunks for so many
_CHUNK_FILES = 16
_CHUNK_BYTES = 200_000  # of the files of a chunk; beyond that the cost of sending it does not count
_WORTH_WORKERS = 500_000  # bytes; less than that is parsed in less time than workers take to start


class Input(NamedTuple):
    """A file that was read."""

    name: str
    """What it is called in output."""
    data: bytes
    """Its content."""

    @property
    def digest(self) -> str:
        """What the content is known by, whatever the file is called."""
        return digest(self.data)


class Work(Protocol):
    """What is made of each document; workers are sent it, and send back the pieces."""

    def __call__(self, file: Input, document: Document) -> Iterable[Any]:
        """The pieces of what is made."""


@frozen
class Export:
    """Work that writes documents in another format, in bytes; text is in UTF-8 and ends with a line end."""

    exporter: str = "jsonl"
    options: Mapping[str, Any] = field(factory=dict)
    """For the exporter; the name of the file is added where it takes that, and its digest beside ``made``."""

    def __call__(self, file: Input, document: Document) -> Iterator[bytes]:
        options = dict(self.options)
        taken = exporter(self.exporter).options
        if "file" in taken:
            options["file"] = file.name
        if "made" in options:
            options["digest"] = file.digest
        return _encoded(iter_export(document, self.exporter, **options))


@frozen
class Job:
    """How each file is read, and what is to be made of it."""

    work: Work = field(factory=Export)
    language: str = "en"
    strict: bool = False
    view: View = "final"
    encoding: str | None = None
    """Of plain text; ``None`` to find it."""

    def read(self, name: str) -> Input:
        """The content of a file, or of standard input, which goes by ``-``."""
        return Input("<stdin>", sys.stdin.buffer.read()) if name == "-" else Input(name, read_file(name))

    def parse(self, file: Input) -> Document:
        """The document of a file."""
        return parse_bytes(
            file.data,
            file.name,
            language=self.language,
            strict=self.strict,
            view=self.view,
            encoding=self.encoding,
        )


class Result(NamedTuple):
    """What became of a file: what the work made of it, or an error."""

    name: str
    pieces: Iterable[Any] = ()
    error: str = ""
    odd: bool = False
    """Whether the error is that strict parsing found an oddity."""


def digest(data: bytes) -> str:
    """What the content of a file is known by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _encoded(pieces: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    last: str | bytes = b""
    for last in pieces:
        yield last.encode("utf-8") if isinstance(last, str) else last
    if isinstance(last, str) and not last.endswith("\n"):
        yield b"\n"


def expand(names: Iterable[str]) -> list[str]:
    """The files that are named, and those below the folders that are, in the order of their names.

    In a folder those count whose suffix is one of :data:`itu_texts.readers.SUFFIXES`; hidden ones are passed over.
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


def workers_for(names: Sequence[str], cores: int) -> int:
    """How many processes to use for files: one for each core, but only this one, 1, for a few small files."""
    total = 0
    for name in names:
        total += _size(name)
        if total > _WORTH_WORKERS:
            return min(cores, len(names))
    return 1


def parse_many(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    language: str = "en",
    view: View = "final",
    encoding: str | None = None,
) -> Iterator[tuple[str, Document | ItuTextsError]]:
    """Parse files on all cores, or on other machines.

    :param paths: files, and folders of files.
    :param executor: where they are parsed: any of :mod:`concurrent.futures`, or that of a Dask cluster
        (``Client(...).get_executor()``), whose machines must see the files at the same paths; ``None`` for processes
        of this machine, one for each core, but none for a few small files.
    :param language: that of the files.
    :param view: of tracked changes in Word files.
    :param encoding: of plain text; ``None`` to find it.
    :returns: each path with its document, in the order of the files, or with the error that it gave.
    """
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    names = expand(os.fspath(path) for path in named)
    job = Job(_Whole(), language, view=view, encoding=encoding)
    workers = workers_for(names, cores()) if executor is None else 1
    for result in run(names, job, workers, executor):
        if result.error:
            yield result.name, ReadError(result.error)
        for document in result.pieces:
            yield result.name, document


@frozen
class _Whole:
    """Work that gives each document as it is."""

    def __call__(self, file: Input, document: Document) -> Iterator[Document]:
        yield document


def cores() -> int:
    """How many processes can run at once; 1 in a script without a guard, which each new process would run again."""
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    try:
        guarded = script is None or b"__name__" in Path(script).read_bytes()
    except OSError:
        guarded = False
    return (os.cpu_count() or 1) if guarded else 1


def run(names: Sequence[str], job: Job, workers: int, executor: Executor | None = None) -> Iterator[Result]:
    """Parse files, and do the work of a job with each.

    A file that cannot be read gives a result with an error, and so does one that kills its worker.

    :param names: of files; or ``-``, standard input, which is read in this process, as are then all other files.
    :param workers: how many processes; with less than two, this one does it all, and each file when it is asked for.
    :param executor: what runs the work in their place.
    """
    if executor is not None:
        yield from _run_on(executor, names, job)
        return
    if workers < 2 or "-" in names:
        yield from (_work(name, job) for name in names)
        return
    from concurrent.futures.process import BrokenProcessPool

    coming = _chunks(names, workers)
    started: deque[tuple[list[str], Future[list[Result]]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(started) < workers * _AHEAD and (chunk := next(coming, None)) is not None:
                started.append((chunk, _submit(pool, chunk, job)))
            if not started:
                return
            chunk, future = started.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                yield from _one_by_one(chunk, job)
                pool = _pool(workers)
                started = deque((other, _submit(pool, other, job)) for other, _ in started)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run_on(executor: Executor, names: Sequence[str], job: Job) -> Iterator[Result]:
    """Do the work on an executor of the caller's; what it cannot do is told of each file of the chunk."""
    started: deque[tuple[list[str], Future[list[Result]]]] = deque()
    coming = _chunks(names, _FAR_WORKERS)
    try:
        while True:
            while len(started) < _FAR_WORKERS * _AHEAD and (chunk := next(coming, None)) is not None:
                started.append((chunk, executor.submit(_work_all, chunk, job)))
            if not started:
                return
            chunk, future = started.popleft()
            try:
                yield from future.result()
            except Exception as error:  # whatever an executor raises where a worker is lost
                yield from (Result(name, error=f"{name}: {error or type(error).__name__}") for name in chunk)
    finally:
        for _, future in started:
            future.cancel()


def _submit(pool: ProcessPoolExecutor, chunk: list[str], job: Job) -> Future[list[Result]]:
    """Send a chunk to a worker; where one has just died the pool takes none, and the future says so."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_work_all, chunk, job)
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _chunks(names: Sequence[str], workers: int) -> Iterator[list[str]]:
    """The files in their order, some at a time, so that little time goes into sending and each worker has its share."""
    most = max(1, min(_CHUNK_FILES, len(names) // (workers * _AHEAD)))
    chunk: list[str] = []
    size = 0
    for name in names:
        chunk.append(name)
        size += _size(name)
        if len(chunk) == most or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(name: str) -> int:
    """The bytes of a file; none if it is not there, or is standard input."""
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0


def _pool(workers: int) -> ProcessPoolExecutor:
    """New processes as workers: copies of a process with threads can hang."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _one_by_one(names: Sequence[str], job: Job) -> Iterator[Result]:
    """The files of the chunk whose turn it was when a worker died, to find the one that killed it if it is among them.

    They are parsed in one worker, which is replaced when it dies.
    """
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1)
    try:
        for name in names:
            try:
                yield from pool.submit(_work_all, [name], job).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(1)
                yield Result(name, error=f"{name}: the process that parsed it died")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _work_all(names: Iterable[str], job: Job) -> list[Result]:
    """What a worker does with a chunk; what it makes of a file is sent as a whole."""
    out = []
    for name in names:
        result = _work(name, job)
        try:
            pieces = [*result.pieces]
            if pieces and all(isinstance(piece, bytes) for piece in pieces):
                pieces = [b"".join(pieces)]
            out.append(result._replace(pieces=pieces))
        except ItuTextsError as error:
            out.append(Result(name, error=f"{name}: {error}"))
        except MemoryError:
            out.append(_out_of_memory(name))
    return out


def _work(name: str, job: Job) -> Result:
    try:
        file = job.read(name)
        return Result(name, job.work(file, job.parse(file)))
    except ParseError as error:
        return Result(name, error=f"{'<stdin>' if name == '-' else name}: {error}", odd=True)
    except ItuTextsError as error:
        return Result(name, error=str(error))
    except MemoryError:
        return _out_of_memory(name)


def _out_of_memory(name: str) -> Result:
    return Result(name, error=f"{name}: not enough memory")
