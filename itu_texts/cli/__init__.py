"""The command line: ``itu-texts parse | export | outline | view | check | who | cited | diff | consolidate ...``.

A new command is a module with a :class:`~itu_texts.cli.calls.Command`, and a row of :data:`COMMANDS`.

Exit codes: 0 all is well; 1 what a command looks for was found, as its help says; 2 the call was wrong, or a file could
not be read.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

import itu_texts
from itu_texts import ItuTextsError
from itu_texts.cli.addressees import ADDRESSEES
from itu_texts.cli.aligned import ALIGN
from itu_texts.cli.amended import COMPARE, CONSOLIDATE
from itu_texts.cli.calls import OK, CallError, fail
from itu_texts.cli.check import CHECK
from itu_texts.cli.collections import COLLECTIONS
from itu_texts.cli.differences import DIFF
from itu_texts.cli.export import EXPORT, OUTLINE, PARSE
from itu_texts.cli.listing import LISTED
from itu_texts.cli.schema import SCHEMA
from itu_texts.cli.site import SITE
from itu_texts.cli.view import VIEW

__all__ = ["COMMANDS", "main"]

COMMANDS = (
    PARSE,
    EXPORT,
    OUTLINE,
    VIEW,
    CHECK,
    *LISTED,
    DIFF,
    ALIGN,
    CONSOLIDATE,
    COMPARE,
    *COLLECTIONS,
    ADDRESSEES,
    SITE,
    SCHEMA,
)
"""The commands, in the order in which help lists them."""

_EXIT_CODES = (
    "exit codes: 0 all is well; 1 found what the help of a command says; 2 a wrong call, or a file that cannot be read"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: without the name of the program; ``None`` for those of the process.
    :returns: the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # whatever the console says, which may be a code page
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        if arguments is None:  # the process ends: what there is need not be looked through for cycles again
            gc.freeze()
        return code
    except (CallError, ItuTextsError) as error:
        return fail(str(error))
    except BrokenPipeError:  # the reader has had enough
        _write_no_more()
        return OK
    except OSError as error:  # a full disk, mostly
        _write_no_more()
        place = error.filename or getattr(options, "output", None) or "output"
        return fail(f"{place}: {error.strerror or error}")
    except KeyboardInterrupt:
        return 130


def _write_no_more() -> None:
    """Send what is left of the output nowhere: it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """What reads the arguments: with the command that they begin with; with all, for help, if they begin with none."""
    parser = argparse.ArgumentParser(
        prog="itu-texts", description="The structure of ITU texts, from the command line.", epilog=_EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    commands = parser.add_subparsers(prog=parser.prog, required=True, metavar="COMMAND")
    for row in [row for row in COMMANDS if row.name in arguments[:1]] or COMMANDS:
        command = commands.add_parser(row.name, help=row.help, description=row.help, epilog=row.exit_codes)
        command.set_defaults(run=row.run)
        row.add_arguments(command)
    return parser
