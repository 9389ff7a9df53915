"""Many files at once, on all cores or many machines. Results come in file order, whichever worker finishes first."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import accumulate, islice
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, Protocol, TypeVar

from itu_texts.api import parse_content
from itu_texts.errors import InputError, ItuTextsError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.composing import DEFAULT, View
from itu_texts.formats.reading import read_bytes, read_file, skipped
from itu_texts.formats.writing import exporter, iter_export, options_of, part_of
from itu_texts.formats.xml_text import file_name
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import ANY, SEVERAL, utf8
from itu_texts.tree.diagnostics import ParseError
from itu_texts.tree.nodes import Document

# ---------------------------------------------------------------------- groups things in runs of a limited size

T = TypeVar("T")
R = TypeVar("R")


def in_runs(things: Iterable[T], size: Callable[[T], int], most: int, count: int | None = None) -> Iterator[list[T]]:
    """Yield things in order, in runs of limited size; a larger thing is a run by itself.

    :param size: returns the approximate number of bytes of a thing.
    :param most: the largest number of bytes of a run.
    :param count: the largest number of things in a run; ``None`` for any number.
    """
    run: list[T] = []
    used = 0
    for thing in things:
        more = size(thing)
        if run and (used + more > most or len(run) == count):
            yield run
            run, used = [], 0
        run.append(thing)
        used += more
    if run:
        yield run


_WITH_COMMENTS = frozenset(("json", "jsonl", "html"))
"""The formats that have the comments in the margin of a file."""

_AHEAD = 4  # chunks for each worker that are started ahead of the chunk whose results are written
_ELSEWHERE = 8  # assumed number of workers of an executor that does not state it
_CHUNK_FILES = 16
_CHUNK_BYTES = 200_000  # size of the files of a chunk; the cost of sending a larger chunk is negligible
NOT_READ = ("no-text", "wrong-language", "image-page")  # codes of documents without the expected content
_HERE = Path(__file__).parents[1]
_LONGEST = 300  # characters of the message of an error
_WORTH_WORKERS = 500_000  # bytes; fewer are parsed in less time than workers take to start


class Input(NamedTuple):
    """A file that was read."""

    name: str
    """The name of the file in output."""
    data: bytes
    """The content."""

    @property
    def digest(self) -> str:
        """A digest of the content, independent of the name."""
        return digest(self.data)


class Work(Protocol):
    """A function that each document is given to; workers receive it, and return the pieces of the result."""

    def __call__(self, file: Input, document: Document) -> Iterable[Any]:
        """Return the pieces of the result."""


class Export(NamedTuple):
    """Work that writes documents in another format, in bytes; text is UTF-8 and ends with a newline."""

    exporter: str = "jsonl"
    options: Mapping[str, Any] = {}
    """The options of the exporter; the name and the digest of the file are added if the exporter takes them."""
    joined: bool = False
    """Whether the output joins all documents: the result is then the part of each."""

    def __call__(self, file: Input, document: Document) -> Iterable[Any]:
        known = options_of(exporter(self.exporter), self.options)
        of_file = {"file": file.name} | ({"digest": file.digest} if "digest" in known else {})
        options = {**self.options, **{each: value for each, value in of_file.items() if each in known}}
        if self.joined:
            return [part_of(document, self.exporter, **options)]
        return _encoded(iter_export(document, self.exporter, **options))


def document_itself(file: Input, document: Document) -> list[Document]:
    """Return the document: the work of those who only parse."""
    return [document]


class Job(NamedTuple):
    """How each file is read, and the work for its document."""

    work: Work = Export()
    language: str = ANY
    strict: bool = False
    view: View = "final"
    encoding: str | None = None
    """The encoding of plain text; ``None`` to detect it."""

    def read(self, name: str) -> Input:
        """Read a file, or standard input for ``-``."""
        return Input(display_name(name), sys.stdin.buffer.read() if name == "-" else read_file(name))

    def parse(self, file: Input) -> Document:
        """Parse a file."""
        view, encoding = self.view, self.encoding
        return parse_content(
            file.data, file.name, self.language, strict=self.strict, view=view, limits=DEFAULT, encoding=encoding
        )


class Result(NamedTuple):
    """The result for a file: the pieces of the work, or an error."""

    name: str
    pieces: Iterable[Any] = ()
    error: str = ""
    odd: bool = False
    """Whether the error is a diagnostic that strict parsing found."""
    raised: ItuTextsError | None = None
    """The exception, if it is one of this library."""
    unread: Sequence[str] = ()
    """Messages that the file does not contain what was expected: it has no text, or one in another language."""
    left_out: Sequence[str] = ()
    """The parts of the file that are not in the document: ``comments``, ``drawings`` ..."""


def digest(data: bytes) -> str:
    """Return a digest of the content of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def display_name(name: str) -> str:
    """Return the name of a file in output, in characters that UTF-8 can encode."""
    return "<stdin>" if name == "-" else file_name(name)


def _encoded(pieces: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    last: str | bytes = b""
    for last in pieces:
        yield utf8(last) if isinstance(last, str) else last
    if isinstance(last, str) and not last.endswith("\n"):
        yield b"\n"


class Found(NamedTuple):
    """The files that are named, and those in the folders that are named."""

    names: list[str]
    """The files to read, sorted by name."""
    skipped: list[tuple[str, str]]
    """The other files of folders, each with the reason."""
    failed: list[tuple[str, str]]
    """The subfolders that cannot be read, each with the reason."""


def find_files(names: Iterable[str]) -> Found:
    """Find the files that are named, and those below the folders that are named.

    In a folder, files with a suffix of :data:`itu_texts.formats.table.SUFFIXES` are read; all others are skipped.
    """
    out = Found([], [], [])
    for name in names:
        if name == "-" or not os.path.isdir(name):  # noqa: PTH112 - of a name that is too long, reading tells
            out.names.append(name)
            continue
        found = []
        for path, reason in _below(name, out.failed):
            if reason:
                out.skipped.append((path, reason))
            else:
                found.append(path)
        out.names.extend(sorted(found))
    return out


def _below(folder: str, failed: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each file below a folder, and the reason why it is not read; the reason is empty if it is read."""

    def fail(error: OSError) -> None:
        failed.append(
            (display_name(str(error.filename)), f"{display_name(str(error.filename))}: {error.strerror or error}")
        )

    for top, folders, files in os.walk(folder, onerror=fail):
        hidden = any(part.startswith(".") for part in Path(top).relative_to(folder).parts)
        for name in sorted([*files, *(each for each in folders if Path(top, each).is_symlink())]):
            path = Path(top, name)
            yield str(path), "hidden files" if hidden or name.startswith(".") else skipped(path)


def cores() -> int:
    """Return how many processes can run at once.

    1 in a script without a guard, which each new process would run again.
    """
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    try:
        guarded = script is None or b"__name__" in Path(script).read_bytes()
    except OSError:
        guarded = False
    return (os.cpu_count() or 1) if guarded else 1


def workers_for(names: Sequence[str], cores: int) -> int:
    """Return the number of processes for some files: one for each core, but only this process for a few small files."""
    return min(cores, len(names)) if any(total > _WORTH_WORKERS for total in accumulate(map(_size, names))) else 1


@checked
def parse_many(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    language: str = ANY,
    strict: bool = False,
    view: View = "final",
    encoding: str | None = None,
) -> Iterator[tuple[str, Document | ItuTextsError]]:
    """Parse many files; yield each path with its document or its error, in the order of the paths.

    Documents are parsed as they are needed, with a bounded number ahead. A file that kills its process, or that raises
    any exception, gives an error; the other files are still processed.

    :param paths: the path of a file, or several; the files that :func:`parse_file` reads are taken from folders.
    :param executor: any ``concurrent.futures.Executor``, such as ``Client(...).get_executor()`` of a Dask cluster,
        whose machines must find the files at the same paths. It stays open. With ``None``, one process for each core
        does the work, or only this process for a few small files.
    :param language: as in :func:`parse_file`, like the other parameters.
    :raises InputError: if there is no such view or encoding, or the executor cannot run the work.
    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in (ANY, SEVERAL):
        lang_of(language)  # to raise its errors
    read_bytes(b"", "nothing.txt", view=view, encoding=encoding)  # to raise its errors
    try:
        given = [paths] if isinstance(paths, str | os.PathLike) else paths
        names = find_files([os.fspath(path) for path in given]).names
    except TypeError as error:
        raise InputError(f"paths of files are expected: {error}") from None
    return _documents(names, Job(document_itself, language, strict, view, encoding), executor)


def _documents(
    names: Sequence[str], job: Job, executor: Executor | None
) -> Iterator[tuple[str, Document | ItuTextsError]]:
    for result in run(names, job, workers_for(names, cores()), executor):
        if result.error:
            yield result.name, result.raised or ReadError(result.error)
        else:
            [document] = result.pieces
            yield result.name, document


def run(names: Sequence[str], job: Job, workers: int, executor: Executor | None = None) -> Iterator[Result]:
    """Parse files, and do the work of a job for each document.

    A file that cannot be read, or that kills its worker, gives a result with an error.

    :param names: names of files; with ``-`` for standard input, all files are read in this process.
    :param workers: the number of processes; with less than two, this process parses each file when it is needed.
    :param executor: an executor that does the work instead.
    :raises InputError: if the executor cannot run the work.
    """
    if "-" in names or (executor is None and workers < 2):
        yield from (_work(name, job) for name in names)
    else:
        yield from _run(names, job, executor, getattr(executor, "_max_workers", _ELSEWHERE) if executor else workers)


def _run(
    names: Sequence[str], job: Job, executor: Executor | None, workers: int, *, alone: bool = False
) -> Iterator[Result]:
    """Yield the results of all files in order; if a worker dies, the files of its chunk are parsed one by one.

    A broken executor takes no more work: new processes of this machine continue.

    :param alone: whether each file is parsed while no other is, to find the one that kills its process.
    """
    coming = ([name] for name in names) if alone else _chunks(names, workers)
    started: deque[tuple[list[str], Future[list[bytes]]]] = deque()
    pool = Pool(workers) if executor is None else None
    try:
        while True:
            for chunk in islice(coming, (1 if alone else workers * _AHEAD) - len(started)):
                started.append((chunk, _submit(pool or executor, chunk, job)))
            if not started:
                return
            chunk, future = started.popleft()
            try:
                packed = future.result()
            except _deaths() as error:
                if alone:
                    yield _failed(chunk[0], f"{display_name(chunk[0])}: the process that parsed it died")
                else:
                    yield from _run(chunk, job, None, 1, alone=True)
                if isinstance(error, BrokenExecutor):
                    if pool is not None:
                        pool.shutdown(wait=False)
                    pool = Pool(min(workers, cores()))
                    started = deque((other, _submit(pool, other, job)) for other, _ in started)
            except ItuTextsError:
                raise
            except Exception as error:
                raise InputError(f"the executor cannot do the work: {error}") from error
            else:
                yield from map(_unpacked, chunk, packed)
    finally:
        if pool is not None:
            pool.end()
        for _, future in started:
            future.cancel()


def _deaths() -> tuple[type[Exception], ...]:
    """Return the exceptions for work that has killed its worker, or several workers of a Dask cluster, if one is used.

    The cluster keeps running.
    """
    killed = getattr(sys.modules.get("distributed"), "KilledWorker", None)
    return (BrokenExecutor, killed) if killed else (BrokenExecutor,)


def _submit(executor: Executor | None, chunk: list[str], job: Job) -> Future[list[bytes]]:
    """Send a chunk to a worker. If a worker has just died, the pool rejects it, and the future holds the error."""
    assert executor is not None
    try:
        return executor.submit(_work_packed, chunk, job)
    except BrokenExecutor as error:
        failed: Future[list[bytes]] = Future()
        failed.set_exception(error)
        return failed


def _chunks(names: Sequence[str], workers: int) -> Iterator[list[str]]:
    """Return the files in order, several at a time, so that sending takes little time and each worker has its share."""
    return in_runs(names, _size, _CHUNK_BYTES, max(1, min(_CHUNK_FILES, len(names) // (workers * _AHEAD))))


def _size(name: str) -> int:
    """Return the size of a file in bytes; 0 if it does not exist, or is standard input."""
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0


def _work_packed(names: Iterable[str], job: Job) -> list[bytes]:
    """Process a chunk in a worker; each result is bytes, which a cluster forwards unchanged."""
    return [_packed(_work(name, job)) for name in names]


def _packed(result: Result) -> bytes:
    try:
        return pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # the tree is too deep to be pickled
        return pickle.dumps(_failed(result.name, _outside_error(result.name, error)))


def _unpacked(name: str, packed: bytes) -> Result:
    """Unpack a result that a worker sent."""
    try:
        result: Result = pickle.loads(packed)
    except Exception as error:
        return _failed(name, _outside_error(name, error))
    return result


def _left_out(document: Document, work: Work) -> Sequence[str]:
    """Return the parts of a file that are not in the output. Only some formats hold comments."""
    exporter = getattr(work, "exporter", None)
    if document.comments and exporter is not None and exporter not in _WITH_COMMENTS:
        return sorted({*document.left_out, "comments"})
    return document.left_out


def _work(name: str, job: Job) -> Result:
    """Process a file; any exception becomes the error of this file."""
    try:
        file = job.read(name)
        document = job.parse(file)
        pieces = [*job.work(file, document)]
        if pieces and all(isinstance(piece, bytes) for piece in pieces):
            pieces = [b"".join(pieces)]
        return Result(name, pieces, unread=unread(document), left_out=_left_out(document, job.work))
    except ParseError as error:
        return _failed(name, f"{display_name(name)}: {error}", error, odd=True)
    except ItuTextsError as error:
        return _failed(name, str(error), error)
    except Exception as error:
        return _failed(name, _outside_error(name, error))


def _failed(name: str, message: str, raised: ItuTextsError | None = None, *, odd: bool = False) -> Result:
    """Return the result for a file that fails; the message names the file."""
    message = file_name(message)
    return Result(
        name,
        error=message if display_name(name) in message else f"{display_name(name)}: {message}",
        odd=odd,
        raised=raised,
    )


def _outside_error(name: str, error: Exception) -> str:
    """Return the message for an error outside the file: a fault of this library, or of the machine."""
    if isinstance(error, MemoryError):
        return f"{display_name(name)}: not enough memory"
    return f"{display_name(name)}: cannot be read, because of an internal error of itu-texts ({describe_error(error)})"


def describe_error(error: Exception) -> str:
    """Describe an unexpected error: what it is, and the line of this library that raised it."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_HERE):
            place = f" at {file.relative_to(_HERE.parent)}:{trace.tb_lineno}"
        trace = trace.tb_next
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{words and ': '}{words[:_LONGEST]}{place}"


def unread(document: Document) -> list[str]:
    """Return, each once, the messages which say that a document lacks the expected content."""
    return [*dict.fromkeys(found.message for found in document.diagnostics if found.code in NOT_READ)]


# ---------------------------------------------------------------------- worker processes that can be ended at once


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
