"""Many files at once, on all cores or many machines: results come in the order of the files, whoever works."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from attrs import field, frozen

from itu_texts.api import parse_bytes
from itu_texts.errors import InputError, ItuTextsError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.limits import View
from itu_texts.formats.reading import read_bytes, read_file, skipped
from itu_texts.formats.terminal import file_name
from itu_texts.formats.writing import exporter, iter_export, part_of
from itu_texts.language.language_codes import ANY, SEVERAL
from itu_texts.language.writing import utf8
from itu_texts.tree.diagnostics import ParseError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from itu_texts.api.workers import Pool
    from itu_texts.tree.nodes import Document

__all__ = [
    "NOT_READ",
    "Export",
    "Found",
    "Input",
    "Job",
    "Parsed",
    "PartOf",
    "Result",
    "Work",
    "called",
    "cores",
    "digest",
    "expand",
    "fault",
    "found_in",
    "parse_many",
    "processes",
    "run",
    "unread",
    "workers_for",
]

_AHEAD = 4  # chunks for each worker that are started before it is their turn to be written
_ELSEWHERE = 8  # workers that an executor has which does not tell
_CHUNK_FILES = 16
_CHUNK_BYTES = 200_000  # of the files of a chunk; beyond that the cost of sending it does not count
NOT_READ = ("no-text", "wrong-language", "image-page")  # by which a document says that it is not what was meant
_HERE = Path(__file__).parents[1]
_LONGEST = 300  # characters of the message of an error
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
        options = _options(self.exporter, self.options, file)
        if "made" in options:
            options["digest"] = file.digest
        return _encoded(iter_export(document, self.exporter, **options))


@frozen
class PartOf:
    """Work that takes of each document what an output needs that is made of all of them together."""

    exporter: str
    options: Mapping[str, Any] = field(factory=dict)
    """For the exporter; the name of the file is added where it takes that."""

    def __call__(self, file: Input, document: Document) -> list[Any]:
        return [part_of(document, self.exporter, **_options(self.exporter, self.options, file))]


def _options(name: str, options: Mapping[str, Any], file: Input) -> dict[str, Any]:
    """The options of an exporter, with the name of the file where it takes that."""
    return {**options, **({"file": file.name} if "file" in exporter(name).writer.options else {})}


@frozen
class Parsed:
    """Work that gives the documents themselves."""

    def __call__(self, file: Input, document: Document) -> list[Document]:
        return [document]


@frozen
class Job:
    """How each file is read, and what is to be made of it."""

    work: Work = field(factory=Export)
    language: str = ANY
    strict: bool = False
    view: View = "final"
    encoding: str | None = None
    """Of plain text; ``None`` to find it."""

    def read(self, name: str) -> Input:
        """The content of a file, or of standard input, which goes by ``-``."""
        return Input(called(name), sys.stdin.buffer.read() if name == "-" else read_file(name))

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
    raised: ItuTextsError | None = None
    """The error itself, if it is one of ours."""
    unread: Sequence[str] = ()
    """What says that the file is not read as was meant: there is no text in it, or one in another language."""
    left_out: Sequence[str] = ()
    """What the file has that is not in the document: ``comments``, ``drawings`` ..."""


def digest(data: bytes) -> str:
    """What the content of a file is known by."""
    import hashlib

    return hashlib.blake2b(data, digest_size=16).hexdigest()


def called(name: str) -> str:
    """What a file is called in output: in characters that UTF-8 can hold."""
    return "<stdin>" if name == "-" else file_name(name)


def _encoded(pieces: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    last: str | bytes = b""
    for last in pieces:
        yield utf8(last) if isinstance(last, str) else last
    if isinstance(last, str) and not last.endswith("\n"):
        yield b"\n"


class Found(NamedTuple):
    """The files that are named, and those of the folders that are."""

    names: list[str]
    """Those that are read, in the order of their names."""
    skipped: list[tuple[str, str]]
    """Those of folders that are not, each with the reason."""
    failed: list[tuple[str, str]]
    """The folders below these that cannot be looked into, each with the reason."""


def found_in(names: Iterable[str]) -> Found:
    """The files that are named, and those below the folders that are.

    In a folder those count whose suffix is one of :data:`itu_texts.formats.table.SUFFIXES`; all others are skipped.
    """
    out = Found([], [], [])
    for name in names:
        if name == "-" or not Path(name).is_dir():
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
    """Each file below a folder, and why it is not read; empty if it is."""

    def fail(error: OSError) -> None:
        failed.append((called(str(error.filename)), f"{called(str(error.filename))}: {error.strerror or error}"))

    for top, folders, files in os.walk(folder, onerror=fail):
        hidden = any(part.startswith(".") for part in Path(top).relative_to(folder).parts)
        for name in sorted([*files, *(each for each in folders if Path(top, each).is_symlink())]):
            path = Path(top, name)
            yield str(path), "hidden files" if hidden or name.startswith(".") else skipped(path)


def expand(names: Iterable[str]) -> list[str]:
    """The files that are named, and those that are read of the folders that are; see :func:`found_in`."""
    return found_in(names).names


def cores() -> int:
    """How many processes can run at once; 1 in a script without a guard, which each new process would run again."""
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    try:
        guarded = script is None or b"__name__" in Path(script).read_bytes()
    except OSError:
        guarded = False
    return (os.cpu_count() or 1) if guarded else 1


def workers_for(names: Sequence[str], cores: int) -> int:
    """How many processes to use for files: one for each core, but only this one, 1, for a few small files."""
    total = 0
    for name in names:
        total += _size(name)
        if total > _WORTH_WORKERS:
            return min(cores, len(names))
    return 1


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
    """Parse many files: each path with its document, or with the error that it gave, in the order of the paths.

    Documents come as they are asked for: what is ahead of that is bounded, and no more is held.  A file that kills the
    process that parses it gives an error too, and so does one at which anything else is raised; the others go on.

    :param paths: of a file or many; or of folders, of which the files are taken that :func:`parse_file` reads.
    :param executor: who does the work: any ``concurrent.futures.Executor``, such as ``Client(...).get_executor()`` of a
        Dask cluster, whose machines must find the files at the same paths.  It stays open.  With ``None`` a process
        for each core does it, or this one alone for a few small files.
    :param language: and the others: as :func:`parse_file` takes them.
    :raises InputError: if there is no such view or encoding, or the executor cannot run the work.
    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    from itu_texts.language.grammar import surface

    if language not in (ANY, SEVERAL):
        surface(language)  # for its error
    read_bytes(b"", "nothing.txt", view=view, encoding=encoding)  # for its errors
    try:
        given = [paths] if isinstance(paths, str | os.PathLike) else paths
        names = expand([os.fspath(path) for path in given])
    except TypeError as error:
        raise InputError(f"paths of files are expected: {error}") from None
    job = Job(Parsed(), language, strict, view, encoding)
    return _documents(names, job, executor)


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
    """Parse files, and do the work of a job with each.

    A file that cannot be read gives a result with an error, and so does one that kills its worker.

    :param names: of files; or ``-``, standard input, which is read in this process, as are then all other files.
    :param workers: how many processes; with less than two, this one does it all, and each file when it is asked for.
    :param executor: who does the work instead of these.
    :raises InputError: if the executor cannot run the work.
    """
    if "-" in names or (executor is None and workers < 2):
        yield from (_work(name, job) for name in names)
    else:
        yield from _run(names, job, executor, getattr(executor, "_max_workers", _ELSEWHERE) if executor else workers)


def _run(names: Sequence[str], job: Job, executor: Executor | None, workers: int) -> Iterator[Result]:
    """The results of all files, in their order; when a worker dies, those of its chunk come one by one.

    An executor that is broken then takes no more work: processes of ours go on.
    """
    from concurrent.futures import BrokenExecutor

    coming = _chunks(names, workers)
    started: deque[tuple[list[str], Future[list[bytes]]]] = deque()
    pool = processes(workers) if executor is None else None
    try:
        while True:
            while len(started) < workers * _AHEAD and (chunk := next(coming, None)) is not None:
                started.append((chunk, _submit(pool or executor, chunk, job)))
            if not started:
                return
            chunk, future = started.popleft()
            try:
                packed = future.result()
            except BrokenExecutor:
                if pool is not None:
                    pool.shutdown(wait=False)
                yield from _one_by_one(chunk, job)
                pool = processes(min(workers, cores()))
                started = deque((other, _submit(pool, other, job)) for other, _ in started)
            except _killed():  # one file too many of its workers: the cluster has others
                yield from _one_by_one(chunk, job)
            except ItuTextsError:
                raise
            except Exception as error:
                raise InputError(f"the executor cannot do the work: {error}") from error
            else:
                yield from map(_unpacked, chunk, packed)
    finally:
        if pool is not None:
            pool.end()
        else:
            for _, future in started:
                future.cancel()


def _killed() -> tuple[type[Exception], ...]:
    """What a Dask cluster, if one is in use, says of work that has killed too many of its workers."""
    killed = getattr(sys.modules.get("distributed"), "KilledWorker", None)
    return (killed,) if killed else ()


def _submit(executor: Executor | None, chunk: list[str], job: Job) -> Future[list[bytes]]:
    """Send a chunk to a worker; where one has just died a pool takes none, and the future says so."""
    from concurrent.futures import BrokenExecutor, Future

    assert executor is not None
    try:
        return executor.submit(_work_packed, chunk, job)
    except BrokenExecutor as error:
        failed: Future[list[bytes]] = Future()
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


def processes(workers: int) -> Pool:
    """New processes as workers."""
    from itu_texts.api.workers import Pool

    return Pool(workers)


def _one_by_one(names: Sequence[str], job: Job) -> Iterator[Result]:
    """The files of the chunk whose turn it was when a worker died, to find the one that killed it if it is among them.

    They are parsed in one worker, which is replaced when it dies.
    """
    from concurrent.futures.process import BrokenProcessPool

    pool = processes(1)
    try:
        for name in names:
            try:
                [packed] = pool.submit(_work_packed, [name], job).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = processes(1)
                yield _failed(name, f"{called(name)}: the process that parsed it died")
            else:
                yield _unpacked(name, packed)
    finally:
        pool.end()


def _work_packed(names: Iterable[str], job: Job) -> list[bytes]:
    """What a worker does with a chunk: each result as bytes, which a cluster hands on as they are."""
    import pickle

    out = []
    for name in names:
        result = _work(name, job)
        try:
            packed = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # a tree that is too deep
            packed = pickle.dumps(_failed(name, _fault(name, error)))
        out.append(packed)
    return out


def _unpacked(name: str, packed: bytes) -> Result:
    """A result that a worker has sent."""
    import pickle

    try:
        result: Result = pickle.loads(packed)
    except Exception as error:
        return _failed(name, _fault(name, error))
    return result


def _work(name: str, job: Job) -> Result:
    """What becomes of a file; whatever is raised meanwhile is an error of this file, and of no other."""
    try:
        file = job.read(name)
        document = job.parse(file)
        pieces = [*job.work(file, document)]
        if pieces and all(isinstance(piece, bytes) for piece in pieces):
            pieces = [b"".join(pieces)]
        return Result(name, pieces, unread=unread(document), left_out=document.left_out)
    except ParseError as error:
        return _failed(name, f"{called(name)}: {error}", error, odd=True)
    except ItuTextsError as error:
        return _failed(name, str(error), error)
    except Exception as error:
        return _failed(name, _fault(name, error))


def _failed(name: str, message: str, raised: ItuTextsError | None = None, *, odd: bool = False) -> Result:
    """The result of a file that fails; its message names it."""
    message = file_name(message)
    return Result(
        name, error=message if called(name) in message else f"{called(name)}: {message}", odd=odd, raised=raised
    )


def _fault(name: str, error: Exception) -> str:
    """What is said of an error that is none of a file: a fault of this library, or of the machine."""
    if isinstance(error, MemoryError):
        return f"{called(name)}: not enough memory"
    return f"{called(name)}: cannot be read, because of an internal error of itu-texts ({fault(error)})"


def fault(error: Exception) -> str:
    """An error that nothing expects: what it is, and the line of this library that it comes from."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_HERE):
            place = f" at {file.relative_to(_HERE.parent)}:{trace.tb_lineno}"
        trace = trace.tb_next
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{words and ': '}{words[:_LONGEST]}{place}"


def unread(document: Document) -> list[str]:
    """What says that a document is not read as was meant: messages, each once."""
    return [*dict.fromkeys(found.message for found in document.diagnostics if found.code in NOT_READ)]
