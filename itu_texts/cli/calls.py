"""What the commands share: exit codes, wrong calls, the files that are read, progress, and where output goes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, get_args

import itu_texts
from itu_texts import UnknownLanguageError, batch
from itu_texts.language_codes import ANY
from itu_texts.loading import missing_extra
from itu_texts.readers import KINDS, SUFFIXES, View, decode

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from itu_texts.nodes import Document

__all__ = [
    "FAILED",
    "FOUND",
    "JOBS_HELP",
    "OK",
    "CallError",
    "Command",
    "Files",
    "Progress",
    "ProgressOf",
    "Results",
    "add_progress",
    "add_reading",
    "by_suffix",
    "cluster",
    "count",
    "document_of",
    "documents_of",
    "fail",
    "files_of",
    "jobs",
    "not_for_terminals",
    "open_to_write",
    "output",
    "tell_unread",
    "workers",
]

OK, FOUND, FAILED = 0, 1, 2
_PATIENCE = 10  # seconds, for a scheduler to answer
_KNOCKS = 1  # second, for a worker to be reached; networks that let nothing through do not say so
_FILE_HELP = f"{', '.join(kind.title for kind in KINDS)}, or folders of such; - for standard input"
_LANGUAGE_HELP = "code of the language of the text (default: auto, which each text tells)"
_VIEW_HELP = "of tracked changes in Word files: with all made, with none, or both marked (default: final)"

JOBS_HELP = "number of worker processes, 0 for one for each core (default: the same, but none for a few small files)"
_DASK_HELP = "do the work on the Dask cluster with this scheduler, whose machines find the files at the same paths"


class Command(NamedTuple):
    """A command: what it is called, what it takes, and what it does."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    """Does it, and gives the exit code."""
    found: str = ""
    """What exit code 1 says; empty for a command that has none."""

    @property
    def exit_codes(self) -> str:
        """What its exit codes say, for help."""
        found = f"{FOUND} {self.found}; " if self.found else ""
        return f"exit codes: {OK} all is well; {found}{FAILED} a wrong call, or a file that cannot be read"


class CallError(Exception):
    """A call that asks for what cannot be done."""


def fail(message: str, code: int = FAILED) -> int:
    """Say what is wrong, and give the exit code."""
    print(f"itu-texts: {message}", file=sys.stderr)
    return code


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add the arguments of commands that read files."""
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILE_HELP)
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")
    command.add_argument("--view", choices=get_args(View), default="final", help=_VIEW_HELP)
    command.add_argument("--language", default=ANY, help=_LANGUAGE_HELP)
    command.add_argument("--encoding", help="of plain text, such as cp1251 (default: found)")
    command.add_argument("--jobs", type=int, metavar="N", help=JOBS_HELP)
    command.add_argument("--dask", metavar="ADDRESS", help=_DASK_HELP)
    add_progress(command)


def add_progress(command: argparse.ArgumentParser) -> None:
    """Add the argument of commands that show how far they are."""
    command.add_argument("--progress", action="store_true", help="show progress even where there is no terminal")


class Files(NamedTuple):
    """The files that are to be read, and the exit code so far."""

    names: list[str]
    code: int


def files_of(options: argparse.Namespace) -> Files:
    """The files to read; there must be some, in a language that is known.

    A folder without any is reported.

    :raises CallError: if there are none at all, or what is said of them is wrong.
    """
    known = (ANY, *itu_texts.languages())
    if options.language not in known:
        raise CallError(str(UnknownLanguageError(options.language, known)))
    if options.encoding is not None:
        decode(b"", encoding=options.encoding)  # for its error
    expanded = {name: batch.expand([name]) for name in options.files}
    empty = [name for name, found in expanded.items() if not found]
    message = f"{', '.join(empty)}: no files in it that could be parsed ({' '.join(SUFFIXES)})"
    if len(empty) == len(expanded):
        raise CallError(message)
    return Files([file for name in options.files for file in expanded[name]], fail(message) if empty else OK)


def workers(options: argparse.Namespace, names: Sequence[str]) -> int:
    """How many processes are to do the work.

    :raises CallError: if less than none are asked for.
    """
    asked = jobs(options)
    return batch.workers_for(names, os.cpu_count() or 1) if asked is None else min(asked, len(names))


def jobs(options: argparse.Namespace) -> int | None:
    """How many processes are asked for, one for each core at most; ``None`` if nothing is said.

    :raises CallError: if less than none are asked for.
    """
    cores = os.cpu_count() or 1
    if options.jobs is None:
        return None
    if options.jobs < 0:
        raise CallError(f"--jobs {options.jobs}: a number of processes is meant; 0 is one for each core")
    if options.jobs > cores:
        note = f"--jobs {options.jobs}: there are {cores} cores, so {cores} processes are used"
        print(f"itu-texts: {note}", file=sys.stderr)
    return min(options.jobs or cores, cores)


class Results:
    """What work makes of each file, with its name; a file that fails is reported and passed over."""

    def __init__(
        self,
        options: argparse.Namespace,
        work: batch.Work,
        files: Files,
        *,
        done: int = 0,
        strict: bool = False,
        tell: bool = True,
    ) -> None:
        """What work makes of some files.

        :param done: how many others were done before.
        :param tell: whether files that are not read as was meant are told of.
        """
        self.names = files.names
        self.code = files.code
        self.done = done
        self.tell = tell
        self.left_out: dict[str, list[str]] = {}
        """What files have that is not in the documents, each with the files."""
        self.asked = options.progress
        self.dask = options.dask
        self.workers = workers(options, files.names)
        self.job = batch.Job(work, options.language, strict, options.view, options.encoding)

    def __iter__(self) -> Iterator[tuple[str, Iterable[Any]]]:
        progress = Progress(self.done + len(self.names), self.done, asked=self.asked)
        with cluster(self.dask) as executor:
            for result in batch.run(self.names, self.job, self.workers, executor):
                progress.step(result.name)
                if result.error:
                    progress.clear()
                    self.code = max(self.code, fail(result.error, FOUND if result.odd else FAILED))
                else:
                    name = "<stdin>" if result.name == "-" else result.name
                    for what in result.left_out:
                        self.left_out.setdefault(what, []).append(name)
                    if self.tell and result.unread:
                        progress.clear()
                        tell_unread(name, result.unread)
                    yield name, result.pieces
        progress.clear()

    def tell_left_out(self) -> None:
        """Say once what of the files is not in what was written."""
        said = (
            f"{what} ({names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''})"
            for what, names in sorted(self.left_out.items())
        )
        if self.left_out:
            print(f"itu-texts: not in what was written: {', '.join(said)}", file=sys.stderr)


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """Who does the work: the Dask cluster whose scheduler has an address; ``None`` if there is no address.

    :raises CallError: if the extra is missing, or no scheduler answers there.
    """
    if address is None:
        yield None
        return
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise CallError(missing_extra("Dask clusters", "dask")) from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        raise CallError(f"--dask {address}: no scheduler answers there ({error})") from None
    with client:
        workers = client.nthreads()
        client.direct_to_workers = all(map(_is_reached, workers))
        executor = client.get_executor(pure=False)
        executor._max_workers = sum(workers.values()) or 1
        yield executor


def _is_reached(worker: str) -> bool:
    """Whether this machine reaches a worker of a cluster: then its results need not go through the scheduler."""
    import socket
    from urllib.parse import urlsplit

    place = urlsplit(worker)
    if place.scheme not in ("tcp", "tls") or place.hostname is None or place.port is None:
        return False
    try:
        socket.create_connection((place.hostname, place.port), _KNOCKS).close()
    except OSError:
        return False
    return True


class Progress:
    """A line that says how many files are done; shown if asked for, or for many files on a terminal."""

    def __init__(self, total: int, done: int = 0, *, asked: bool = False) -> None:
        self.total = total
        self.done = done
        self.shown = asked or (total > 1 and sys.stderr.isatty())

    def step(self, name: str) -> None:
        """Say that the next file is being done."""
        self.done += 1
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{self.done}/{self.total} {name}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")


class ProgressOf:
    """A line of progress for what tells itself how many things are to be done, once the first of them is."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._asked = options.progress
        self._line: Progress | None = None

    def __call__(self, number: int, total: int, name: str) -> None:
        """Say that a thing is done: the number of it, of how many, and what it is called."""
        if self._line is None:
            self._line = Progress(total, asked=self._asked)
        self._line.step(name)

    def clear(self) -> None:
        """Take the line away."""
        if self._line is not None:
            self._line.clear()


@contextmanager
def output(options: argparse.Namespace, names: Sequence[str], end: int = 0) -> Iterator[BinaryIO]:
    """Standard output; or the file to write to, after the bytes of it that are to be kept.

    :param names: of the files that are read.
    :raises CallError: if the file is one of these, or cannot be written to.
    """
    if options.output is None:
        yield sys.stdout.buffer
        return
    goal = Path(options.output)
    if any(name != "-" and Path(name).resolve() == goal.resolve() for name in names):
        raise CallError(f"{goal}: is read, and would be written over")
    with open_to_write(goal, end) as file:
        yield file


def tell_unread(name: str, messages: Iterable[str]) -> None:
    """Say that a file is not read as was meant.

    :param messages: those of :func:`itu_texts.batch.unread`.
    """
    for message in messages:
        fail(f"{name}: {message}")


def documents_of(options: argparse.Namespace) -> list[Document]:
    """The documents of all files; those that are not read as was meant are told of."""
    documents = [document_of(options, name) for name in options.files]
    for name, document in zip(options.files, documents, strict=True):
        tell_unread(name, batch.unread(document))
    return documents


def document_of(options: argparse.Namespace, name: str, language: str | None = None) -> Document:
    """The document of a file, read as the options say.

    :param language: in which it is read, if not in that of the options.
    """
    return itu_texts.parse_file(
        name, language=language or options.language, view=options.view, encoding=options.encoding
    )


def by_suffix(options: argparse.Namespace, formats: Iterable[tuple[str, str]]) -> str | None:
    """The format that the suffix of the output stands for; ``None`` if it stands for none.

    :param formats: their suffixes and their names.
    """
    suffix = Path(options.output or "").suffix
    return next((name for known, name in formats if suffix and known == suffix), None)


def not_for_terminals(options: argparse.Namespace, title: str) -> None:
    """Refuse to write what is no text to a terminal.

    :param title: what such files are called.
    :raises CallError: if it would be.
    """
    if options.output is None and sys.stdout.isatty():
        raise CallError(f"{title} files are not for terminals: name a file with -o")


def count(said: str) -> int:
    """A number of things, none at least, as it is given on the command line.

    :raises ArgumentTypeError: if it is none.
    """
    if not said.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number, 0 or more: {said!r}")
    return int(said)


def open_to_write(goal: Path, end: int = 0) -> BinaryIO:
    """A file to write to, after the bytes of it that are to be kept.

    :raises CallError: if it cannot be written to.
    """
    try:
        file = goal.open("r+b" if end else "wb")
        if end:
            file.seek(end)
            file.truncate()
    except OSError as error:
        raise CallError(f"{goal}: {error.strerror}") from None
    return file
