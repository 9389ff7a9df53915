"""The command line: ``itu-texts parse | export | outline | view | check | who | cited | diff | consolidate ...``.

Each command is a row of :data:`COMMANDS`, with two functions: one adds its arguments, the other runs it.

Exit codes: 0 success; 1 the command found what its help says; 2 a wrong call, or a file that cannot be read or written;
130, 143 and 129 stopped by a signal (Ctrl-C, SIGTERM, SIGHUP).
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import itu_texts
from itu_texts import ItuTextsError
from itu_texts.api import batch
from itu_texts.cli import (
    addressees,
    aligned,
    amended,
    check,
    collections,
    differences,
    explain,
    export,
    listing,
    renumber,
    schema,
    site,
    view,
)
from itu_texts.cli.calls import FAILED, OK, CallError, Command, Stopped, fail, say
from itu_texts.formats.terminal import on_terminal

__all__ = ["COMMANDS", "main"]

_ODD = "--strict found warnings or errors in a text"

COMMANDS = (
    Command("parse", "Write the tree of texts as JSON.", export.add_to_parse, export.export, _ODD),
    Command("export", "Write texts in another format.", export.add_to_export, export.export_as_named, _ODD),
    Command(
        "outline",
        "Print a text as an outline, with one line for each block.",
        export.add_to_outline,
        export.outline,
    ),
    Command("view", "Show a text as a page in the browser.", view.add_arguments, view.run),
    Command(
        "check",
        "Report what is odd in texts: file:line:column (or paragraph, element, page): severity code message.",
        check.add_arguments,
        check.run,
        "errors are reported (with --warnings-as-errors: errors or warnings)",
    ),
    Command(
        "explain",
        "Say what each line of a text was taken for, by which rule, what else was considered, and why it lost.",
        explain.add_arguments,
        explain.run,
    ),
    *listing.COMMANDS,
    Command(
        "diff",
        "Show the differences between two editions of a text: OLD NEW.",
        differences.add_arguments,
        differences.run,
        "the editions differ",
    ),
    Command(
        "align",
        "Pair the parts of a text in two languages: FIRST SECOND.",
        aligned.add_arguments,
        aligned.run,
        "a part has no partner, or differs from it",
    ),
    Command(
        "consolidate",
        "Apply amendments to a text or treaty: BASE AMENDING...",
        amended.add_to_consolidate,
        amended.consolidate,
        "an amendment was not applied, or conflicts with another",
    ),
    Command(
        "renumber",
        "Number the items of a Word, Markdown, AsciiDoc or text file anew, and the references to them: FILE -o OUT.",
        renumber.add_arguments,
        renumber.run,
        "a reference could not follow what it refers to",
    ),
    Command(
        "compare",
        "Show several proposals on one text side by side: BASE PROPOSAL...",
        amended.add_to_compare,
        amended.compare,
    ),
    *collections.COMMANDS,
    Command(
        "addressees",
        "List the addressees that mandates accepts: keys, names and short names.",
        addressees.add_arguments,
        addressees.run,
    ),
    Command(
        "site",
        "Write a collection as static pages that work from a folder: -o DIR.",
        site.add_arguments,
        site.run,
    ),
    Command("schema", "Print the schema of the JSON (JSON Schema).", lambda _: None, schema.run),
)
"""The commands, in the order of the help."""

_EXIT_CODES = (
    "exit codes: 0 success; 1 found what the help of the command says; 2 a wrong call, or a file that cannot be read"
    " or written; 130 stopped by Ctrl-C"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: the arguments without the program name; ``None`` for those of the process.
    :returns: the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # whatever the encoding of the console
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given)
    code = FAILED
    try:
        with stoppable(restore=arguments is not None):
            code = options.run(options)
            if sys.stdout is not None:
                sys.stdout.flush()
            if arguments is None:  # the process ends soon: no garbage collection
                gc.freeze()
    except (CallError, ItuTextsError) as error:
        code = fail(str(error))
    except BrokenPipeError:  # the reading program has closed the pipe
        say("itu-texts: standard output was closed before everything was written")
        code = OK
    except OSError as error:  # usually a full disk
        code = fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except KeyboardInterrupt as stopped:
        kept = "; ".join(getattr(stopped, "__notes__", ())) or "the output is incomplete"
        code = fail(f"stopped: {kept}", 128 + getattr(stopped, "number", signal.SIGINT))
    except Exception as error:
        code = fail(f"stopped by an internal error of itu-texts ({batch.describe_error(error)})")
    _flush_or_drop()
    return code


@contextmanager
def stoppable(*, restore: bool) -> Iterator[None]:
    """Stop the work at the first signal that ends programs, and the process at the second.

    :param restore: whether to restore the signal handlers afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    taken = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]

    def second(number: int, _: object) -> None:
        multiprocessing = sys.modules.get("multiprocessing")
        for worker in multiprocessing.active_children() if multiprocessing else ():
            worker.terminate()
        os._exit(128 + number)

    def first(number: int, _: object) -> None:
        for each in taken:
            signal.signal(each, second)
        raise Stopped(number)

    for number in taken:
        signal.signal(number, first)
    try:
        yield
    finally:
        if restore:
            for number in taken:
                signal.signal(number, before[number])


def _flush_or_drop() -> None:
    """Write buffered output, or discard it if it cannot be written: the interpreter would report an error at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(on_terminal(message))


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the arguments, with the command that they begin with, or with all commands for help."""
    parser = _Parser(prog="itu-texts", description="Analyse the structure of ITU texts.", epilog=_EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    commands = parser.add_subparsers(prog=parser.prog, required=True, metavar="COMMAND")
    for row in [row for row in COMMANDS if row.name in arguments[:1]] or COMMANDS:
        command = commands.add_parser(row.name, help=row.help, description=row.help, epilog=row.exit_codes)
        command.set_defaults(run=row.run)
        row.add_arguments(command)
    return parser
