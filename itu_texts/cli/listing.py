"""``who``, ``cited`` and any other listing: a command for each row of the table of listings."""

from __future__ import annotations

import argparse
from functools import partial

from itu_texts.cli.calls import Command, Results, add_reading, files_of, output
from itu_texts.listings import FORMATS, LISTINGS, Listed, Listing

__all__ = ["LISTED"]


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"default: {FORMATS[0]}")
    add_reading(command)


def _list(listing: Listing, options: argparse.Namespace) -> int:
    work = Listed(listing.name, options.format)
    results = Results(options, work, files_of(options))
    with output(options, results.names) as out:
        out.write(work.head)
        for _, pieces in results:
            out.writelines(pieces)
    return results.code


LISTED = tuple(Command(row.name, row.help, _add, partial(_list, row)) for row in LISTINGS)
