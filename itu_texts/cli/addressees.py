"""``addressees``: the names of addressees that ``mandates`` accepts."""

from __future__ import annotations

import argparse
from typing import get_type_hints

from itu_texts.cli.calls import OK, CallError
from itu_texts.cli.outputs import output
from itu_texts.cli.tables import add_format, format_asked, in_format

__all__ = ["add_arguments", "run"]


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="en", help="language of the names, or all (default: en)")
    add_format(command)
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")


def run(options: argparse.Namespace) -> int:
    from itu_texts.analysis.addressee_names import AddresseeName, addressee_names

    name = format_asked(options)
    rows = [row for row in addressee_names() if options.language in ("all", row.language)]
    if not rows:
        raise CallError(f"no names in language {options.language!r}")
    with output(options, [], display=name == "table") as out:
        out.writelines(in_format(name, get_type_hints(AddresseeName), rows))
    return OK
