"""``addressees``: the names of addressees that ``mandates`` accepts."""

from __future__ import annotations

import argparse
from typing import get_type_hints

from itu_texts.cli.calls import OK, CallError, Command
from itu_texts.cli.outputs import output
from itu_texts.cli.tables import add_format, format_asked, in_format

__all__ = ["ADDRESSEES"]


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="en", help="language of the names, or all (default: en)")
    add_format(command)
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")


def _list(options: argparse.Namespace) -> int:
    from itu_texts.analysis.asked import AddresseeName, addressee_names

    name = format_asked(options)
    rows = [row for row in addressee_names() if options.language in ("all", row.language)]
    if not rows:
        raise CallError(f"no names in language {options.language!r}")
    with output(options, [], display=name == "table") as out:
        out.writelines(in_format(name, get_type_hints(AddresseeName), rows))
    return OK


ADDRESSEES = Command(
    "addressees", "List the addressees that mandates accepts: keys, names and short names.", _add, _list
)
