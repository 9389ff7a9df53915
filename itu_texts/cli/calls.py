"""What commands share: exit codes, errors, input files, and progress."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, TypeAlias, get_args
from unicodedata import category, east_asian_width

import itu_texts
from itu_texts import ItuTextsError, UnknownLanguageError
from itu_texts.analysis.columns import Columns
from itu_texts.api import batch
from itu_texts.formats.atomic_files import any_of, whole
from itu_texts.formats.composing import View
from itu_texts.formats.loading import Installed, load
from itu_texts.formats.table import FORMATS, READ, ROWS, SUFFIXES
from itu_texts.formats.text.reader import decode
from itu_texts.formats.writing import iter_rows
from itu_texts.formats.xml_text import on_terminal, visible
from itu_texts.language.grammar import languages
from itu_texts.language.writing import ANY, Code, utf8
from itu_texts.tree.spans import Offsets

if TYPE_CHECKING:
    from concurrent.futures import Executor

OK, FOUND, FAILED = 0, 1, 2
_CLEAR = "\r\x1b[K"  # removes the line that shows progress
_PATIENCE = 10  # seconds to wait for a scheduler

Option = tuple[tuple[str, ...], dict[str, Any]]
Skipped = list[tuple[str, str]]
"""Files that are not read, each with the reason."""


def option(*names: str, **settings: Any) -> Option:
    """Return an option or an argument of a command, with what :meth:`argparse.ArgumentParser.add_argument` takes."""
    return names, settings


def to_option(formats: Iterable[str], default: str) -> Option:
    """Return the option that names the format of the output."""
    said = f"the format: {', '.join(formats)} (default: by the suffix of OUT, or {default})"
    return option("--to", metavar="FORMAT", help=said)


def count(value: str) -> int:
    """Convert an argument to a number, 0 or more.

    :raises ArgumentTypeError: if it is not such a number.
    """
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number, 0 or more: {value!r:.40}")
    return int(value)


OUTPUT: Final = option("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
JOBS: Final = option(
    "--jobs",
    type=count,
    metavar="N",
    help="number of worker processes; 0: one for each core (default: the same, but none for a few small files)",
)
OFFSETS: Final = option(
    "--offsets",
    choices=get_args(Offsets),
    help="what offsets and columns count: characters, or units of utf-16, as JavaScript and editors do (default:"
    " characters)",
)
PROGRESS: Final = option("--progress", action="store_true", help="show progress even without a terminal")
AS_READ: Final = (
    OUTPUT,
    option(
        "--view",
        choices=get_args(View),
        default="final",
        help="tracked changes in Word files: final accepts them, original rejects them, marked shows both"
        " (default: final)",
    ),
    option(
        "--language",
        default=ANY,
        help="code of the language of the text (default: auto, which detects it for each text)",
    ),
    option(
        "--grammars",
        metavar="DIR",
        help="folder of your grammar files: pt.lark adds a language, en.lark adds words to English",
    ),
    option("--encoding", help="encoding of plain text, such as cp1251 (default: detected)"),
)
"""The options of commands that read files."""
READING: Final = (
    option(
        "files",
        nargs="+",
        metavar="FILE",
        help=f"{', '.join(row.title for row in READ)}, or folders of these; - for standard input",
    ),
    *AS_READ,
    JOBS,
    option(
        "--dask",
        metavar="ADDRESS",
        help="run on the Dask cluster with this scheduler; its machines must find the files at the same paths",
    ),
    PROGRESS,
)
"""The files of commands that read many, and their options."""


def file(name: str, nargs: int | str = 1) -> Option:
    """Return the argument for a file with a part of its own in a command, or for several."""
    return option("files", nargs=nargs, action="extend", metavar=name, help="as FILE of parse, but no folder")


class Command(NamedTuple):
    """A command: its name, help, options and function."""

    name: str
    help: str
    options: tuple[Option, ...]
    run: Callable[[argparse.Namespace], int]
    """Runs the command, and returns the exit code."""
    found: str = ""
    """The meaning of exit code 1; empty for a command that does not have it."""

    @property
    def exit_codes(self) -> str:
        """The exit codes, for help."""
        found = f"{FOUND} {self.found}; " if self.found else ""
        return f"exit codes: {OK} success; {found}{FAILED} a wrong call, or a file that cannot be read"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the options to a parser."""
        for names, settings in self.options:
            parser.add_argument(*names, **settings)
        parser.set_defaults(run=self.run)


class CallError(Exception):
    """Raised for a call that cannot be done."""


class Stopped(KeyboardInterrupt):
    """A signal that ends the program; its notes say which results are kept."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        """The number of the signal."""


def fail(message: str, code: int = FAILED) -> int:
    """Print an error, and return the exit code."""
    say(f"itu-texts: {message}")
    return code


def say(message: str, end: str = "\n") -> None:
    """Print a line on standard error, with control characters escaped; do nothing if it is closed or full."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        begin = _CLEAR if sys.stderr.isatty() else ""
        print(begin, visible(message), sep="", end=end, file=sys.stderr, flush=True)


def counted(read: int, failed: int, skipped: Sequence[tuple[str, str]], unchanged: int | None = None) -> str:
    """Return a summary of a run.

    >>> counted(2, 0, [("a.doc", "old Word files (.doc)")] * 3)
    '2 read, 0 failed, 3 skipped: old Word files (.doc)'
    """
    reasons = Counter(reason for _, reason in skipped)
    several = len(reasons) > 1
    why = ", ".join(f"{reason}: {number}" if several else reason for reason, number in sorted(reasons.items()))
    parts = [f"{read} read", *([] if unchanged is None else [f"{unchanged} unchanged"]), f"{failed} failed"]
    return ", ".join(parts + ([f"{len(skipped)} skipped: {why}"] if skipped else []))


def files_of(options: argparse.Namespace) -> tuple[list[str], int, Skipped | None]:
    """Return the files to read, the exit code so far, and what is skipped in folders; ``None`` if there are none.

    A folder without readable files is reported.

    :raises CallError: if there are no files at all, or an option is wrong.
    """
    check_reading(options)
    expanded = [(name, batch.find_files([name])) for name in options.files]
    skipped = [each for _, found in expanded for each in found.skipped]
    told = [reason for _, found in expanded for _, reason in found.failed]
    empty = [_without_files(name, found) for name, found in expanded if not found.names]
    for reason in told if len(empty) == len(expanded) else (*told, *empty):
        fail(reason)
    if len(empty) == len(expanded):
        raise CallError("; ".join(empty))
    are_folders = any(name != "-" and Path(name).is_dir() for name in options.files)
    names = [file for _, found in expanded for file in found.names]
    return names, FAILED if told or empty else OK, skipped if are_folders else None


def _without_files(name: str, found: batch.Found) -> str:
    left = f"; {counted(0, 0, found.skipped).partition('failed, ')[2]}" if found.skipped else ""
    return f"{name}: it has no files that can be parsed ({' '.join(SUFFIXES)}){left}"


def check_reading(options: argparse.Namespace) -> None:
    """Check the options for reading files.

    :raises UnknownLanguageError: if there is no such language.
    :raises InputError: if there is no such encoding.
    """
    if options.grammars is not None and not isinstance(options.language, Code):
        options.language = itu_texts.Parser(grammars=options.grammars).code(options.language)
    known = (ANY, *languages(options.language))
    if options.language not in known:
        raise UnknownLanguageError(options.language, known)
    if options.encoding is not None:
        decode(b"", encoding=options.encoding)  # to raise its error


def processes(options: argparse.Namespace) -> int | None:
    """Return the number of processes asked for, at most one for each core; ``None`` if none was given."""
    cores = os.cpu_count() or 1
    return None if options.jobs is None else min(options.jobs or cores, cores)


class Results:
    """The results of work on each file, with its name; a file that fails is reported and skipped."""

    def __init__(
        self, options: argparse.Namespace, work: batch.Work, *, strict: bool = False, report: bool = True
    ) -> None:
        """Work on the files of a command.

        :param report: whether files without the expected content are reported.
        """
        self.names, self.code, self._skipped = files_of(options)
        self.read, self.failed = 0, 0
        self._options, self._report = options, report
        self._left_out: dict[str, list[str]] = {}
        """The parts of files that are not in the documents, each with the files."""
        self._job = batch.Job(work, options.language, strict, options.view, options.encoding)

    def __iter__(self) -> Iterator[tuple[str, Iterable[Any]]]:
        names, options = self.names, self._options
        progress = progress_of(options)
        given = processes(options)
        several = batch.workers_for(names, os.cpu_count() or 1) if given is None else given
        with cluster(options.dask) as executor:
            for number, result in enumerate(batch.run(names, self._job, min(several, len(names)), executor), 1):
                progress(number, len(names), result.name)
                if result.error:
                    self.failed += 1
                    self.code = max(self.code, fail(result.error, FOUND if result.odd else FAILED))
                    continue
                name = batch.display_name(result.name)
                for what in result.left_out:
                    self._left_out.setdefault(what, []).append(name)
                if self._report and result.unread:
                    report_unread(name, result.unread)
                yield name, result.pieces
                self.read += 1
        if self._skipped is not None:
            say(f"itu-texts: {counted(self.read, self.failed, self._skipped)}")
        if self._left_out and isinstance(self._job.work, batch.Export):
            parts = (
                f"{what} ({names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''})"
                for what, names in sorted(self._left_out.items())
            )
            say(f"itu-texts: left out of the output: {', '.join(parts)}")

    @property
    def none(self) -> bool:
        """Whether all files that were to be read failed."""
        return bool(self.failed) and not self.read


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """Connect to the Dask cluster of a scheduler; ``None`` if there is no address.

    :raises MissingExtraError: if the extra is missing.
    :raises CallError: if the scheduler does not answer.
    """
    if address is None:
        yield None
        return
    client_of = load("distributed:Client", "Dask clusters", "dask")
    try:
        client = client_of(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # a TimeoutError too
        raise CallError(f"--dask {address}: no scheduler answers there ({error})") from None
    with client:
        executor = client.get_executor(pure=False)
        executor._max_workers = sum(client.nthreads().values()) or 1
        yield executor


def progress_of(options: argparse.Namespace) -> Callable[[int, int, str], None]:
    """Return a function that shows how many files are done: on a terminal in one line, else on request in lines."""

    def show(number: int, total: int, name: str) -> None:
        words = f"{number}/{total} {name}"
        if sys.stderr.isatty() and (options.progress or total > 1):
            say(words, end=_CLEAR if number == total else "")
        elif options.progress:
            say(words)

    return show


def check_goal(goal: Path, names: Iterable[str]) -> None:
    """Refuse to overwrite a file that is read.

    :raises CallError: if it would be overwritten.
    """
    if any_of(goal, (name for name in names if name != "-")):
        raise CallError(f"{goal}: is one of the files that are read, and would be overwritten")


def report_unread(name: str, messages: Iterable[str]) -> None:
    """Report that a file does not contain what was expected.

    :param messages: the result of :func:`itu_texts.api.batch.unread`.
    """
    for message in messages:
        fail(f"{name}: {message}")


def documents_of(
    options: argparse.Namespace, is_text: Callable[[itu_texts.Document], bool] = lambda _: True
) -> list[itu_texts.Document]:
    """Return the documents of all files; those without the expected content are reported.

    :param is_text: whether a document is to be a text.
    :raises CallError: if a file cannot be read.
    """
    check_goal(Path(options.output or ""), options.files)
    documents = [document_of(options, name) for name in options.files]
    for name, document in zip(options.files, documents, strict=True):
        report_unread(name, batch.unread(document) if is_text(document) else ())
    return documents


def document_of(options: argparse.Namespace, name: str) -> itu_texts.Document:
    """Return the document of a file, read with the options.

    :raises CallError: if the file cannot be read.
    """
    check_reading(options)
    job = batch.Job(batch.document_itself, options.language, view=options.view, encoding=options.encoding)
    [result] = batch.run([name], job, 1)
    if result.error:
        raise CallError(result.error)
    [document] = result.pieces
    return document  # type: ignore[no-any-return]


# ----------------------------------------------------------------------
# Output of commands: standard output, or a file that is written completely or not at all; its format; tables.

Write: TypeAlias = Callable[[Iterable[str | bytes]], None]
"""Writes the pieces of an output: text in UTF-8, or bytes."""


class _DroppedError(Exception):
    """Raised to discard the output."""


@contextmanager
def output(
    options: argparse.Namespace, names: Iterable[str], *, display: bool = False, results: Results | None = None
) -> Iterator[Write]:
    """Open standard output, or the output file.

    :param names: the files that are read, which must not be overwritten.
    :param display: whether the output is for people, who may look at it on a terminal.
    :param results: what is written; if all files failed, the output file stays as it was.
    :raises CallError: if the output is one of the files that are read, or cannot be written, or if the format is not
        for terminals.
    """
    if options.output is not None:
        with write_file(Path(options.output), names) as file:
            yield partial(_write, file, is_shown=display)
            if results is not None and results.none:
                raise _DroppedError
        return
    if sys.stdout is None:
        raise CallError("standard output is closed: name a file with -o")
    row = FORMATS.get(options.to or "")
    if row and row.writer.binary and sys.stdout.isatty():
        raise CallError(f"{row.title} files are not for terminals: name a file with -o")
    yield partial(_write, sys.stdout.buffer, is_shown=display or sys.stdout.isatty())
    sys.stdout.buffer.flush()


def _write(file: BinaryIO, pieces: Iterable[str | bytes], *, is_shown: bool) -> None:
    """Write pieces; what is shown on a terminal has no control characters."""
    for piece in pieces:
        words = piece.decode("utf-8", "replace") if is_shown and isinstance(piece, bytes) else piece
        file.write(utf8(on_terminal(words) if is_shown else words) if isinstance(words, str) else words)


@contextmanager
def write_file(goal: Path, names: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """Open a file that appears once it is complete; see :func:`itu_texts.formats.atomic_files.whole`.

    :param names: the files that are read.
    :raises CallError: if it is one of them, or cannot be written.
    """
    check_goal(goal, names)
    try:
        with whole(goal) as file:
            yield file
    except _DroppedError:
        pass
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"nothing is written to {goal}")
        raise
    except ItuTextsError:
        raise
    except OSError as error:
        more = f"; nothing is written to {goal}" if not goal.exists() or goal.is_file() else ""
        raise CallError(f"{goal}: {error.strerror or error}{more}") from None


def format_of(
    options: argparse.Namespace,
    formats: Collection[str],
    default: str,
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the format to write: the one asked for, that of the suffix of the output, or the default.

    :param formats: the names that can be given.
    :param also: further suffixes that are not in the table of formats.
    :raises CallError: if there is no such format, or none with the suffix.
    """
    asked: str | None = getattr(options, "to", None)
    goal = Path(options.output or "")
    suffix = goal.suffix.lower()
    if asked is not None and asked not in formats:
        raise CallError(f"--to {asked}: there is no such format; take one of: {', '.join(formats)}")
    if asked is not None or not suffix:
        return asked or default
    rows = ((name, FORMATS.get(name)) for name in formats)  # without those of other packages, which take time to find
    known = {row.suffixes[0] if row is not None else f".{name}": name for name, row in rows} | {**also}
    if suffix not in known and isinstance(formats, Installed):
        known |= {each: row.name for row in formats.more.values() for each in row.suffixes}
    if suffix not in known and not goal.is_dir():
        more = f", or ask for a format: --to takes one of: {', '.join(formats)}" if hasattr(options, "to") else ""
        raise CallError(f"{goal}: no format has the suffix {suffix}; take one of {' '.join(known)}{more}")
    return known.get(suffix, default)


# ---------------------------------------------------------------------- rows

SHOWN: Final = ("table", *ROWS)
"""The formats of rows by name; the first is the default."""
FORMAT: Final = to_option(SHOWN, SHOWN[0])

_SHORT = 40  # characters of a column of the first line of a row
_NARROWEST, _WIDEST = 40, 120  # characters of a line
_GAP, _INDENT = "  ", "    "
_ASIDE = frozenset((
    "ground_start", "ground_file", "ground", "start", "end", "id", "edition", "number", "kind", "precision",
    "first_precision", "last_precision", "concept", "role", "verb", "language", "begins", "recurrence",
    "addressee_words", "ends", "latest_on", "ended_on", "ended_how", "path", "study_group", "question", "body", "file",
    "copies", "until", "first", "is_past", "is_latest", "force", "times", "latest", "cited_iri", "cited_kind",
    "cited_number", "cited_body", "cited_instrument", "abrogates", "copy_of",
))  # fmt: skip
"""The columns that tables for people leave out; the other formats have them."""
_INSTEAD = {"work": "identifier", "title": "words", "words": "snippet"}
"""Further columns that they leave out, each where there is the other one."""


def in_format(
    name: str, columns: Columns, rows: Sequence[Sequence[Any]], width: int = _WIDEST
) -> Iterator[str] | Iterator[bytes]:
    """Yield rows in one of :data:`SHOWN`.

    :param columns: the names of the columns, and their types.
    :param width: the most characters of a line of a table for people.
    """
    return _table([*columns], rows, max(width, _NARROWEST)) if name == "table" else iter_rows(name, columns, rows)


def terminal_width() -> int:
    """Return the width of the terminal, as far as lines are easy to read."""
    from shutil import get_terminal_size  # which takes long to import

    return min(get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def _table(fields: Sequence[str], rows: Sequence[Sequence[Any]], most: int) -> Iterator[str]:
    """Yield rows, below the names of their columns: those that are short, aligned, and below them those that are long.

    Columns without values are left out.
    """
    if not rows:
        return
    named = {True: "yes", False: "no"}
    shown = [[named[each] if isinstance(each, bool) else " ".join(str(each).split()) for each in row] for row in rows]
    told = [at for at, field in enumerate(fields) if field not in _ASIDE and _INSTEAD.get(field) not in fields]
    filled = [at for at in told if any(row[at] for row in shown)] or [*range(len(fields))]
    lines = [[field.upper().replace("_", " ") for field in fields], *shown]
    widths = {at: max(width_of(line[at]) for line in lines) for at in filled}
    aligned = [at for at in filled if widths[at] <= _SHORT]
    while sum(widths[at] + len(_GAP) for at in aligned) > most + len(_GAP):
        aligned.pop()
    for line in lines:
        cells = (line[at] + " " * (widths[at] - width_of(line[at])) for at in aligned)
        first = _GAP.join(cells).rstrip()
        rest = " · ".join(line[at] for at in filled if at not in aligned and line[at])
        yield f"{first}\n" if first else ""
        yield from (f"{_INDENT}{part}\n" for part in _wrapped(rest, most - len(_INDENT)))


def width_of(words: str) -> int:
    """Return the width of words on a terminal: Chinese characters take two columns, marks none."""
    return len(words) if words.isascii() else sum(map(_columns, words))


def _columns(char: str) -> int:
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF")


def _wrapped(words: str, width: int) -> Iterator[str]:
    """Yield the lines of words, which are not wider; what has no blanks is broken."""
    line = ""
    for word in words.split():
        if line and width_of(line) + 1 + width_of(word) > width:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
        while width_of(line) > width:
            fits = sum(each <= width for each in accumulate(map(_columns, line)))
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
