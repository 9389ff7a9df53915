"""``who``, ``cited`` and any other listing: a command for each row of the table of listings."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
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
        listed: dict[bytes, str] = {}
        for name, lines in results:
            copied: Counter[str] = Counter()
            for line in lines:
                if line.same in listed:
                    copied[listed[line.same]] += 1
                    continue
                out.write(line.line)
                if line.same:
                    listed[line.same] = name
            for first, count in copied.items():
                print(f"{name}: rows that stand in {first} too, listed once: {count}", file=sys.stderr)
    return results.code


LISTED = tuple(Command(row.name, row.help, _add, partial(_list, row)) for row in LISTINGS)
