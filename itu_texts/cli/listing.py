"""``who``, ``cited`` and any other listing: a command for each row of the table of listings."""

from __future__ import annotations

import argparse
from functools import partial

from itu_texts.cli.calls import Command, Results, add_reading, files_of
from itu_texts.cli.outputs import output
from itu_texts.cli.tables import add_format, format_asked
from itu_texts.exporters.table_formats import written
from itu_texts.listings import LISTINGS, Listed, Listing

__all__ = ["LISTED"]


def _add(command: argparse.ArgumentParser) -> None:
    add_format(command)
    add_reading(command)


def _list(listing: Listing, options: argparse.Namespace) -> int:
    name = format_asked(options)
    work = Listed(listing.name, lines=name == "table")
    results = Results(options, work, files_of(options))
    rows = (row for _, pieces in results for row in pieces)
    with output(options, results.names, display=work.lines) as out:
        out.writelines(rows if work.lines else written(name, work.columns, rows))
        if results.none:
            out.drop()
    return results.code


LISTED = tuple(Command(row.name, row.help, _add, partial(_list, row)) for row in LISTINGS)
