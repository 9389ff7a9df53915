"""The command line: ``itu-texts parse | view | check | diff | consolidate | compare | collect | works ...``.

Each command is a row of :data:`COMMANDS`, with its options and the function that runs it.

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
from itu_texts.cli.calls import FAILED, OK, CallError, Stopped, fail
from itu_texts.cli.commands import COMMANDS
from itu_texts.formats.xml_text import on_terminal

__all__ = ["COMMANDS", "main"]

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: the arguments without the program name; ``None`` for those of the process.
    :returns: the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # whatever the encoding of the console
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    code = FAILED
    try:
        options = _parser(given).parse_args(given)
        with stoppable(restore=arguments is not None):
            code = options.run(options)
            if sys.stdout is not None:
                sys.stdout.flush()
            if arguments is None:  # the process ends soon: no garbage collection
                gc.freeze()
    except (CallError, ItuTextsError) as error:
        code = fail(str(error))
    except BrokenPipeError:  # the reading program, such as "head", has read enough
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

    def first(number: int, _: object) -> None:
        for each in taken:
            signal.signal(each, lambda other, _: os._exit(128 + other))  # workers end with this process
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
    """Return the parser of the arguments, with the command that they begin with, or with all commands for help.

    :raises CallError: if that is a command of an earlier version.
    """
    for name in arguments[:1]:
        if name in GONE:
            raise CallError(f"there is no command {name} any more: use {GONE[name]}")
    parser = _Parser(prog="itu-texts", description="Analyse the structure of ITU texts.", epilog=_EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    commands = parser.add_subparsers(prog=parser.prog, required=True, metavar="COMMAND")
    for row in [row for row in COMMANDS if row.name in arguments[:1]] or COMMANDS:
        command = commands.add_parser(row.name, help=row.help, description=row.help, epilog=row.exit_codes)
        row.add_arguments(command)
    return parser
