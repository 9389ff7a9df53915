"""What commands share: how a call runs, its errors and exit code; input files and progress; outputs and tables."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, NoReturn, get_args
from unicodedata import category, east_asian_width

import itu_texts
from itu_texts.analysis.columns import Columns
from itu_texts.api import batch
from itu_texts.formats.atomic_files import any_of, whole
from itu_texts.formats.composing import View
from itu_texts.formats.loading import Installed, load
from itu_texts.formats.table import FORMATS, READ, ROWS, SUFFIXES
from itu_texts.formats.text.reader import decode
from itu_texts.formats.writing import iter_rows
from itu_texts.formats.xml_text import on_terminal, visible
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import ANY, utf8
from itu_texts.tree.spans import Offsets

OK, FOUND, FAILED = 0, 1, 2
_CLEAR = "\r\x1b[K"  # removes the line that shows progress
_PATIENCE = 10  # seconds to wait for a scheduler

Option = tuple[tuple[str, ...], dict[str, Any]]


def option(*names: str, **settings: Any) -> Option:
    """Return an option or an argument of a command, with what :meth:`argparse.ArgumentParser.add_argument` takes."""
    return names, settings


def to_option(formats: Collection[str], default: str) -> Option:
    """Return the option that names the format of the output."""
    said = f"the format: {', '.join(formats)} (default: by the suffix of OUT, or {default})"
    return option("--to", choices=formats, metavar="FORMAT", help=said)


def count(value: str) -> int:
    """Convert an argument to a number, 0 or more.

    :raises ArgumentTypeError: if it is not such a number.
    """
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number, 0 or more: {value!r:.40}")
    return int(value)


def _processes(value: str) -> int:
    """Convert the number of processes that are asked for: at most one for each core; 0 is one for each."""
    cores = os.cpu_count() or 1
    return min(count(value) or cores, cores)


OUTPUT: Final = option("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
JOBS: Final = option(
    "--jobs",
    type=_processes,
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

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the options to a parser."""
        for names, settings in self.options:
            parser.add_argument(*names, **settings)
        parser.set_defaults(run=self.run)


class CallError(Exception):
    """Raised for a call that cannot be done."""


class NothingRead(Exception):  # noqa: N818
    """Raised to end a command if all its files failed, with the exit code; each was reported."""


# ---------------------------------------------------------------------- a call, from its arguments to the exit code

GONE = {
    "export": "parse FILE --to NAME",
    "outline": "parse FILE --to outline",
    "explain": "parse FILE --to explain",
    "schema": "parse --to schema, or --to types",
    "who": "mandates FILE",
    "cited": "cites FILE",
    "renumber": "check FILE --fix --select numbering-gap -o OUT",
    "citing": "cites COLLECTION --of TEXT",
    "cited-by": "cites COLLECTION --by TEXT",
    "broken": "cites COLLECTION --broken",
    "outdated": "cites COLLECTION --outdated",
    "blame": "history COLLECTION TEXT --blame ADDRESS",
    "duplicates": "Collection.duplicates() in Python",
    "align": "align() in Python",
    "addressees": "addressee_names() in Python",
}
"""The commands of earlier versions, and what does now what they did."""

_EXIT_CODES = (
    "exit codes: 0 success; 1 found what the help of the command says; 2 a wrong call, or a file that cannot be read"
    " or written; 130 stopped by Ctrl-C"
)


def run(commands: Sequence[Command], arguments: Sequence[str] | None) -> int:
    """Run one of some commands, and return the exit code.

    :param arguments: the arguments without the program name; ``None`` for those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # whatever the encoding of the console
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(commands, given).parse_args(given)
        with _stoppable(restore=arguments is not None):
            code: int = options.run(options)
            if arguments is None:  # the process ends soon: no garbage collection
                gc.freeze()
    except NothingRead as ended:
        code = ended.args[0]
    except (CallError, itu_texts.ItuTextsError) as error:
        code = fail(str(error))
    except BrokenPipeError:  # the reading program, such as "head", has read enough
        code = OK
    except OSError as error:  # usually a full disk
        code = fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except KeyboardInterrupt as stopped:
        kept = "; ".join(getattr(stopped, "__notes__", ())) or "the output is incomplete"
        code = fail(f"stopped: {kept}", 128 + (*stopped.args, signal.SIGINT)[0])
    except Exception as error:
        code = fail(f"stopped by an internal error of itu-texts ({batch.describe_error(error)})")
    _flush_or_drop()
    return code


@contextmanager
def _stoppable(*, restore: bool) -> Iterator[None]:
    """Stop the work at the first signal that ends programs, and the process at the second.

    :param restore: whether to restore the signal handlers afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    taken = {each: was for each in numbers if (was := signal.getsignal(each)) not in (signal.SIG_IGN, None)}

    def first(number: int, _: object) -> None:
        for each in taken:
            signal.signal(each, lambda other, _: os._exit(128 + other))  # workers end with this process
        raise KeyboardInterrupt(number)

    for number in taken:
        signal.signal(number, first)
    try:
        yield
    finally:
        for number, handler in taken.items() if restore else ():
            signal.signal(number, handler)


def _flush_or_drop() -> None:
    """Write buffered output, or discard it if it cannot be written: the interpreter would report an error at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(on_terminal(message))


def _parser(commands: Sequence[Command], arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the arguments, with the command that they begin with, or with all commands for help.

    :raises CallError: if that is a command of an earlier version.
    """
    for name in GONE.keys() & {*arguments[:1]}:
        raise CallError(f"there is no command {name} any more: use {GONE[name]}")
    parser = _Parser(prog="itu-texts", description="Analyse the structure of ITU texts.", epilog=_EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    named = parser.add_subparsers(prog=parser.prog, required=True, metavar="COMMAND")
    for row in [row for row in commands if row.name in arguments[:1]] or commands:
        found = f"{FOUND} {row.found}; " if row.found else ""
        codes = f"exit codes: {OK} success; {found}{FAILED} a wrong call, or a file that cannot be read"
        row.add_arguments(named.add_parser(row.name, help=row.help, description=row.help, epilog=codes))
    return parser


# ---------------------------------------------------------------------- what is told on standard error


def fail(message: str, code: int = FAILED) -> int:
    """Print an error, and return the exit code."""
    say(f"itu-texts: {message}")
    return code


def say(message: str, end: str = "\n") -> None:
    """Print a line on standard error, with control characters escaped; do nothing if it is closed or full."""
    with suppress(OSError, ValueError, AttributeError):
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


def files_of(options: argparse.Namespace) -> tuple[list[str], int, list[tuple[str, str]] | None]:
    """Return the files to read, the exit code so far, and what is skipped in folders; ``None`` if there are none.

    A folder without readable files is reported.

    :raises CallError: if there are no files at all.
    """
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


def language_of(options: argparse.Namespace) -> str:
    """Return the language to read in, with the own grammars that are given."""
    own = options.grammars
    return options.language if own is None else itu_texts.Parser(grammars=own).code(options.language)


def _job(options: argparse.Namespace, work: batch.Work, *, strict: bool = False) -> batch.Job:
    """Return how the files of a command are read, and the work for the document of each.

    :raises UnknownLanguageError: if there is no such language.
    :raises InputError: if there is no such encoding.
    """
    language = language_of(options)
    if language != ANY:
        lang_of(language)
    decode(b"", encoding=options.encoding)
    return batch.Job(work, language, strict, options.view, options.encoding)


def documents_of(
    options: argparse.Namespace,
    names: Sequence[str],
    *,
    is_text: Callable[[itu_texts.Document], bool] = lambda _: True,
) -> Iterator[itu_texts.Document]:
    """Yield the documents of some files; of those without the expected content that is reported.

    :param is_text: whether a document is to be a text.
    :raises CallError: if a file cannot be read.
    """
    check_goal(Path(options.output or ""), names)
    for result in batch.run(names, _job(options, batch.document_itself), 1):
        if result.error:
            raise CallError(result.error)
        for document in result.pieces:
            for message in result.unread if is_text(document) else ():
                fail(f"{batch.display_name(result.name)}: {message}")
            yield document


class Results:
    """The results of work on each file, with its name; a file that fails is reported and skipped."""

    def __init__(
        self, options: argparse.Namespace, work: batch.Work, *, strict: bool = False, report: bool = True
    ) -> None:
        """Work on the files of a command.

        :param report: whether files without the expected content, and what is left out of them, are reported.
        """
        self._job = _job(options, work, strict=strict)
        self.names, self.code, self._skipped = files_of(options)
        self.read = 0
        self._options, self._report = options, report

    def __iter__(self) -> Iterator[tuple[str, Iterable[Any]]]:
        names, options = self.names, self._options
        progress = progress_of(options)
        left_out: dict[str, list[str]] = {}
        workers = batch.workers_for(names, os.cpu_count() or 1) if options.jobs is None else options.jobs
        with cluster(options.dask) as executor:
            for number, result in enumerate(batch.run(names, self._job, min(workers, len(names)), executor), 1):
                progress(number, len(names), result.name)
                if result.error:
                    self.code = max(self.code, fail(result.error, FOUND if result.odd else FAILED))
                    continue
                name = batch.display_name(result.name)
                for what in result.left_out:
                    left_out.setdefault(what, []).append(name)
                for message in result.unread if self._report else ():
                    fail(f"{name}: {message}")
                yield name, result.pieces
                self.read += 1
        if self._skipped is not None:
            say(f"itu-texts: {counted(self.read, len(names) - self.read, self._skipped)}")
        if left_out and self._report:
            parts = (
                f"{what} ({names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''})"
                for what, names in sorted(left_out.items())
            )
            say(f"itu-texts: left out of the output: {', '.join(parts)}")


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


# ----------------------------------------------------------------------
# Output of commands: standard output, or a file that is written completely or not at all; its format; tables.


def write(
    options: argparse.Namespace,
    pieces: Iterable[str | bytes],
    *,
    display: bool = False,
    results: Results | None = None,
) -> None:
    """Write the pieces of an output, text in UTF-8 or bytes, to standard output or the output file.

    :param display: whether the output is for people, who may look at it on a terminal.
    :param results: what is written, if it is of many files; if all of them failed, the output file stays as it was.
    :raises CallError: if the output is one of the files that are read, or cannot be written, or if the format is not
        for terminals.
    :raises NothingRead: if all files failed.
    """
    if options.output is not None:
        with write_file(Path(options.output), options.files if results is None else results.names) as file:
            _write(file, pieces, is_shown=display)
            if results is not None and not results.read:
                raise NothingRead(results.code)
        return
    if sys.stdout is None:
        raise CallError("standard output is closed: name a file with -o")
    row = FORMATS.get(options.to or "")
    if row and row.writer.binary and sys.stdout.isatty():
        raise CallError(f"{row.title} files are not for terminals: name a file with -o")
    _write(sys.stdout.buffer, pieces, is_shown=display or sys.stdout.isatty())
    sys.stdout.buffer.flush()


def _write(file: BinaryIO, pieces: Iterable[str | bytes], *, is_shown: bool) -> None:
    """Write pieces; what is shown on a terminal has no control characters."""
    for piece in pieces:
        words = piece.decode("utf-8", "replace") if is_shown and isinstance(piece, bytes) else piece
        file.write(utf8(on_terminal(words) if is_shown else words) if isinstance(words, str) else words)


@contextmanager
def told_if_stopped(kept: str) -> Iterator[None]:
    """Say what is kept if a signal ends the program meanwhile."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        stopped.add_note(kept)
        raise


@contextmanager
def write_file(goal: Path, names: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """Open a file that appears once it is complete; see :func:`itu_texts.formats.atomic_files.whole`.

    :param names: the files that are read.
    :raises CallError: if it is one of them, or cannot be written.
    """
    check_goal(goal, names)
    try:
        with told_if_stopped(f"nothing is written to {goal}"), whole(goal) as file:
            yield file
    except itu_texts.ItuTextsError:
        raise
    except OSError as error:
        more = f"; nothing is written to {goal}" if not goal.exists() or goal.is_file() else ""
        raise CallError(f"{goal}: {error.strerror or error}{more}") from None


def format_of(
    options: argparse.Namespace,
    formats: Collection[str],
    default: str,
    also: dict[str, str] | None = None,
) -> str:
    """Return the format to write: the one asked for, that of the suffix of the output, or the default.

    :param formats: the names that can be given.
    :param also: further suffixes that are not in the table of formats.
    :raises CallError: if there is none with the suffix.
    """
    asked: str | None = getattr(options, "to", None)
    goal = Path(options.output or "")
    suffix = goal.suffix.lower()
    if asked is not None or not suffix:
        return asked or default
    rows = ((name, FORMATS.get(name)) for name in formats)  # without those of other packages, which take time to find
    known = {row.suffixes[0] if row is not None else f".{name}": name for name, row in rows} | (also or {})
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
    name: str, columns: Columns, rows: Sequence[Sequence[Any]], width: int | None = None
) -> Iterator[str] | Iterator[bytes]:
    """Yield rows in one of :data:`SHOWN`.

    :param columns: the names of the columns, and their types.
    :param width: the most characters of a line of a table for people; ``None`` for the width of the terminal, as far as
        lines are easy to read.
    """
    if name != "table":
        return iter_rows(name, columns, rows)
    from shutil import get_terminal_size  # which takes long to import

    most = min(get_terminal_size((_WIDEST, 0)).columns, _WIDEST) if width is None else width
    return _table([*columns], rows, max(most, _NARROWEST))


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
