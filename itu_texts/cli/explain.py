"""``explain``: shows why each line of a text was taken for what it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from itu_texts.cli.calls import OK, CallError, add_reading, documents_of
from itu_texts.cli.outputs import output

if TYPE_CHECKING:
    from itu_texts import Explanation

__all__ = ["add_arguments", "run"]

_AT_HELP = "explain only this place: the number of a line, or an address"


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--at", metavar="PLACE", help=_AT_HELP)
    add_reading(command)


def run(options: argparse.Namespace) -> int:
    if len(options.files) != 1:
        raise CallError("explain takes one file")
    from itu_texts import explain  # imports the parser

    [document] = documents_of(options)
    at = options.at
    with output(options, options.files, display=True) as out:
        for line in explain(document, int(at) if at is not None and at.isdecimal() else at):
            out.writelines(_shown(line, " ".join(document.source[line.span].split())))
    return OK


def _shown(line: Explanation, words: str) -> Iterator[str]:
    """Yield the lines that explain a line."""
    yield f"{line.line}: {words}\n"
    yield f"    taken for {line.taken_for}{f', at {line.address}' if line.address else ''}\n"
    if line.rule:
        yield f"    by {line.rule}: {line.reason}\n"
    else:
        yield f"    by its form, {line.form}\n"
    for other in line.considered:
        why = f"{other.rule}: {other.reason}" if other.rule else other.reason
        yield f"    not {other.taken_for or 'anything'}: {why}\n"
