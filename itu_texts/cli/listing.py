"""``who``, ``cited`` and any other listing: a command for each row of the table of listings."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from itu_texts.cli.calls import Command, Results, add_reading, files_of, say
from itu_texts.cli.listings import LISTINGS, Listed, Listing
from itu_texts.cli.outputs import output
from itu_texts.cli.tables import add_format, format_asked
from itu_texts.formats.writing import iter_rows

__all__ = ["LISTED"]


def _add(command: argparse.ArgumentParser) -> None:
    add_format(command)
    add_reading(command)


def _list(listing: Listing, options: argparse.Namespace) -> int:
    name = format_asked(options)
    work = Listed(listing.name, lines=name == "table")
    results = Results(options, work, files_of(options))
    rows = _listed_once(results)
    with output(options, results.names, display=work.lines) as out:
        out.writelines(rows if work.lines else iter_rows(name, work.columns, rows))
        if results.none:
            out.drop()
    return results.code


def _listed_once(results: Results) -> Iterator[Any]:
    """The rows of all files; one that comes again in a copy of its text is counted on standard error instead."""
    listed: dict[bytes, str] = {}
    for name, rows in results:
        copied: Counter[str] = Counter()
        for content, same in rows:
            if same in listed:
                copied[listed[same]] += 1
                continue
            if same:
                listed[same] = name
            yield content
        for first, count in copied.items():
            say(f"{name}: rows that are also in {first}, listed once: {count}")


LISTED = tuple(Command(row.name, row.help, _add, partial(_list, row)) for row in LISTINGS)
