"""``who`` and ``cited``: list rows of documents, as lines or as a table in another format; ``addressees``.

A new listing is a row of :data:`_LISTINGS`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from attrs import frozen

from itu_texts.analysis.columns import COLUMNS, Row, What
from itu_texts.cli.calls import OK, OUTPUT, READING, CallError, Command, Results, files_of, option, say
from itu_texts.cli.outputs import FORMAT, format_asked, in_format, output, terminal_width
from itu_texts.formats.writing import iter_rows
from itu_texts.language.writing import fold, utf8

if TYPE_CHECKING:
    from itu_texts.api.batch import Input
    from itu_texts.tree.nodes import Document


class _Column(NamedTuple):
    """A column of the lines of a listing."""

    value: Callable[[Row], object]
    width: int = 0
    """The width in characters; 0 for the last column, which may have any width."""
    keep_end: bool = False
    """Whether words that are too long lose their middle instead of their end."""

    def cell(self, row: Row) -> str:
        words = str(self.value(row) or "")
        if not self.width or len(words) <= self.width:
            return words.ljust(self.width)
        half = self.width // 2 if self.keep_end else self.width - 1
        return f"{words[:half]}…{words[half + 1 - self.width :] if self.keep_end else ''}"


class _Listing(NamedTuple):
    """A command that lists rows of a kind."""

    name: str
    help: str
    what: What
    columns: tuple[_Column, ...]
    same: tuple[str, ...] = ()
    """The columns that identify a row, so that a row that a copy of the text repeats is listed once."""


@frozen
class _Listed:
    """Work for each document: its rows, each with a digest that is the same in a copy of the text."""

    name: str
    """The name of the listing."""
    lines: bool

    def __call__(self, file: Input, document: Document) -> Iterator[tuple[bytes | tuple[Any, ...], bytes]]:
        from itu_texts.formats.tables.rows import records  # other commands do not need it

        listing = _LISTINGS[self.name]
        for row in records(document, listing.what, file=file.name):
            same = b""
            if listing.same:
                identifier, *others = (row[name] for name in listing.same)
                folded = (" ".join(fold(str(value or "")).casefold().split()) for value in others)
                key = repr((identifier or file.digest, *folded)).encode("utf-8", "surrogatepass")
                same = hashlib.blake2b(key, digest_size=16).digest()
            if self.lines:
                yield utf8("  ".join(column.cell(row) for column in listing.columns).rstrip() + "\n"), same
            else:
                yield tuple(row.values()), same


def _cited(row: Row) -> str:
    """Return what is cited, and what it is a part of: ``2 of Resolution 5 (Lakeside, 2018)``."""
    if row["cited_kind"] == "text":
        names = (row["cited"], row["cited_body_words"])
    elif row["cited_kind"] == "instrument":
        names = (row["cited_instrument"], None)
    else:
        whole = row["cited_instrument"] or row["cited_body_words"] or row["cited"] or row["part_of"]
        names = (row["cited_address"] or row["cited_number"], whole)
    return " of ".join(str(name) for name in names if name)


_LISTINGS = {
    row.name: row
    for row in (
        _Listing(
            "who",
            "List the tasks in texts: who is instructed or invited to do what.",
            "tasks",
            (
                _Column(lambda row: row["identifier"], 36),
                _Column(lambda row: row["addressee"], 15),
                _Column(lambda row: row["addressee_words"], 40),
                _Column(lambda row: row["verb"], 18),
                _Column(lambda row: row["address"], 45, keep_end=True),
                _Column(lambda row: row["times"], 24),
                _Column(lambda row: row["words"]),
            ),
            ("identifier", "language", "addressee", "addressee_words", "verb", "address", "words"),
        ),
        _Listing(
            "cited",
            "List what texts cite, and the place of each citation.",
            "references",
            (
                _Column(lambda row: row["place"] or f"{row['line']}:{row['column']}", 12),
                _Column(lambda row: row["cited_kind"], 11),
                _Column(_cited, 45),
                _Column(lambda row: f"→ {row['target']}" if row["target"] else row["problem"]),
            ),
        ),
    )
}


def _list(listing: _Listing, options: argparse.Namespace) -> int:
    name = format_asked(options)
    lines = name == "table"
    results = Results(options, _Listed(listing.name, lines=lines), files_of(options))
    rows = _without_copies(results)
    with output(options, results.names, display=lines, results=results) as out:
        out.writelines(rows if lines else iter_rows(name, COLUMNS[listing.what], rows))
    return results.code


def _without_copies(results: Results) -> Iterator[Any]:
    """Yield the rows of all files; a row that a copy of its text repeats is counted on standard error instead."""
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


def _list_addressees(options: argparse.Namespace) -> int:
    from itu_texts.analysis.addressee_names import AddresseeName, addressee_names

    name = format_asked(options)
    rows = [row for row in addressee_names() if options.language in ("all", row.language)]
    if not rows:
        raise CallError(f"no names in language {options.language!r:.40}")
    with output(options, [], display=name == "table") as out:
        out.writelines(in_format(name, get_type_hints(AddresseeName), rows, terminal_width(options)))
    return OK


ADDRESSEES = Command(
    "addressees",
    "List the addressees that mandates accepts: keys, names and short names.",
    (option("--language", default="en", help="language of the names, or all (default: en)"), FORMAT, OUTPUT),
    _list_addressees,
)
COMMANDS = tuple(Command(row.name, row.help, (FORMAT, *READING), partial(_list, row)) for row in _LISTINGS.values())
