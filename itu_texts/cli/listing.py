"""``who``, ``cited`` and any other listing: a command for each row of the table of listings."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from itu_texts.cli.calls import Command, Results, add_reading
from itu_texts.listings import FORMATS, LISTINGS, Listing, write_listing

__all__ = ["LISTED"]


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"default: {FORMATS[0]}")
    add_reading(command)


def _list(listing: Listing, options: argparse.Namespace) -> int:
    results = Results(options)
    write_listing(listing, results, sys.stdout, options.format)
    return results.code


LISTED = tuple(Command(row.name, row.help, _add, partial(_list, row)) for row in LISTINGS)
