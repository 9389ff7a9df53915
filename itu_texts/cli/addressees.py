"""``addressees``: the names by which ``mandates`` can be asked for an addressee."""

from __future__ import annotations

import argparse

from itu_texts.cli.calls import OK, CallError, Command, output
from itu_texts.cli.tables import FORMATS, in_format

__all__ = ["ADDRESSEES"]


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="en", help="of the names, or all (default: en)")
    command.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"default: {FORMATS[0]}")
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")


def _list(options: argparse.Namespace) -> int:
    from itu_texts.analysis.asked import AddresseeName, addressee_names

    rows = [row for row in addressee_names() if options.language in ("all", row.language)]
    if not rows:
        raise CallError(f"no names in {options.language!r}")
    with output(options, []) as out:
        for piece in in_format(options.format, AddresseeName._fields, rows):
            out.write(piece.encode())
    return OK


ADDRESSEES = Command(
    "addressees", "List the addressees that can be asked for: keys, names and short names.", _add, _list
)
