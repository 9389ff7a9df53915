"""What the commands share: exit codes, wrong calls, the files that are read, progress, and where output goes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, get_args

import itu_texts
from itu_texts import Document, ItuTextsError, UnknownLanguageError, batch
from itu_texts.readers import KINDS, SUFFIXES, View

__all__ = [
    "FAILED",
    "FOUND",
    "OK",
    "CallError",
    "Command",
    "Progress",
    "Results",
    "add_reading",
    "fail",
    "files_of",
    "output",
]

OK, FOUND, FAILED = 0, 1, 2
_FILE_HELP = f"{', '.join(kind.title for kind in KINDS)}, or folders of such; - for standard input"
_VIEW_HELP = "of tracked changes in Word files: with all made, with none, or both marked (default: final)"


class Command(NamedTuple):
    """A command: what it is called, what it takes, and what it does."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    """Does it, and gives the exit code."""


class CallError(Exception):
    """A call that asks for what cannot be done."""


def fail(message: str, code: int = FAILED) -> int:
    """Say what is wrong, and give the exit code."""
    print(f"itu-texts: {message}", file=sys.stderr)
    return code


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add the arguments of commands that read files."""
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILE_HELP)
    command.add_argument("--view", choices=get_args(View), default="final", help=_VIEW_HELP)
    command.add_argument("--language", default="en", help="code of the language of the text (default: en)")


def files_of(options: argparse.Namespace) -> list[str]:
    """The files to read; there must be some, in a language that is known.

    :raises CallError: if not.
    """
    known = itu_texts.languages()
    if options.language not in known:
        raise CallError(str(UnknownLanguageError(options.language, known)))
    names = batch.expand(options.files)
    if not names:
        raise CallError(f"{', '.join(options.files)}: no files in it that could be parsed ({' '.join(SUFFIXES)})")
    return names


class Results(Iterable[tuple[str, Document]]):
    """The documents of the files, each with its name; a file that fails is reported and passed over."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.files = files_of(options)
        self.job = batch.Job(options.language, view=options.view)
        self.code = OK

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        progress = Progress(len(self.files))
        for name in self.files:
            progress.step(name)
            try:
                document = self.job.parse(name)
            except ItuTextsError as error:
                self.code = fail(str(error))
            else:
                yield "<stdin>" if name == "-" else name, document
        progress.clear()


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


@contextmanager
def output(path: str | None, end: int = 0) -> Iterator[BinaryIO]:
    """Standard output; or a file to write to, after the bytes of it that are to be kept.

    :raises CallError: if the file cannot be written to.
    """
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        file = Path(path).open("r+b" if end else "wb")  # noqa: SIM115  # closed below
    except OSError as error:
        raise CallError(f"{path}: {error.strerror}") from None
    with file:
        if end:
            file.seek(end)
            file.truncate()
        yield file
