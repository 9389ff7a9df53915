"""``check``: the oddities of texts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from itu_texts import CODES, Severity
from itu_texts.cli.calls import FOUND, CallError, Command, Results, add_reading, files_of, output
from itu_texts.cli.reports import REPORTS, Shown
from itu_texts.problems import Checked, Problem

__all__ = ["CHECK"]

_HELP = "List the oddities of texts: file:line:column (paragraph, element, page): severity code message."


def _add(command: argparse.ArgumentParser) -> None:
    first = next(iter(REPORTS))
    command.add_argument("--format", choices=REPORTS, default=first, help=f"default: {first}")
    codes = "codes, separated by commas; may come several times"
    command.add_argument("--select", action="append", metavar="CODES", help=f"report only these {codes}")
    command.add_argument("--ignore", action="append", metavar="CODES", help=f"do not report these {codes}")
    command.add_argument("--warnings-as-errors", action="store_true", help="exit with 1 if there are warnings")
    add_reading(command)


def _check(options: argparse.Namespace) -> int:
    codes = _codes(options.select, [*CODES]) - _codes(options.ignore, ())
    files = files_of(options)
    results = Results(options, Checked(frozenset(codes)), files)
    grave = {Severity.ERROR, Severity.WARNING} if options.warnings_as_errors else {Severity.ERROR}
    shown = Shown(marked=options.output is None and sys.stdout.isatty(), read=len(files.names))
    found = False
    with output(options, files.names) as out:
        for piece in REPORTS[options.format](_all(results), shown):
            out.write(piece.encode())
        found = bool(grave & shown.severities)
    return max(results.code, FOUND) if found else results.code


def _all(results: Results) -> Iterable[tuple[str, Sequence[Problem]]]:
    """The problems of each file."""
    return ((name, [*pieces]) for name, pieces in results)


def _codes(asked: Sequence[str] | None, otherwise: Iterable[str]) -> set[str]:
    """The codes that are asked for.

    :raises CallError: if one is not known.
    """
    if asked is None:
        return {*otherwise}
    codes = {code.strip() for each in asked for code in each.split(",") if code.strip()}
    unknown = sorted(codes - CODES.keys())
    if unknown:
        raise CallError(f"no code {', '.join(unknown)}; there are: {', '.join(CODES)}")
    return codes


CHECK = Command("check", _HELP, _add, _check)
