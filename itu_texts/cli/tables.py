"""Tables on a terminal, or in one of the formats of :data:`itu_texts.formats.table.ROWS`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from itu_texts.analysis.columns import Columns
from itu_texts.cli.outputs import format_of, not_for_terminals
from itu_texts.formats.table import ROWS
from itu_texts.formats.writing import iter_rows

__all__ = ["FORMATS", "add_format", "format_asked", "in_format"]

_WIDEST = 60  # characters of a column other than the last
_WHOLE = frozenset(("work", "identifier", "cited", "latest", "standing", "why"))  # columns that are never cut
_GAP = "  "


def in_format(name: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> Iterator[str] | Iterator[bytes]:
    """Yield rows in one of :data:`FORMATS`.

    :param columns: the names of the columns, and their types.
    """
    return _table([*columns], rows) if name == "table" else iter_rows(name, columns, rows)


def _table(fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Yield aligned columns with headers; empty columns are left out, and long values are cut.

    Names of texts, which can be used in queries, and their standing are not cut.
    """
    shown = [[_cell(value) for value in row] for row in rows]
    full = [at for at in range(len(fields)) if any(row[at] for row in shown)]
    if not full:
        return
    lines = [[fields[at].upper().replace("_", " ") for at in full], *([row[at] for at in full] for row in shown)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(full) - 1)]
    widths = [width if fields[at] in _WHOLE else min(_WIDEST, width) for at, width in zip(full, widths, strict=False)]
    for line in lines:
        cells = [_fit(cell, width) for cell, width in zip(line, widths, strict=False)]
        yield _GAP.join((*cells, line[-1])).rstrip() + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _fit(words: str, width: int) -> str:
    return words.ljust(width) if len(words) <= width else words[: width - 1] + "…"


FORMATS = ("table", *ROWS)
"""The formats by name; the first is the default."""


def add_format(command: argparse.ArgumentParser) -> None:
    """Add the argument for the format."""
    command.add_argument(
        "--format", choices=FORMATS, help=f"the format (default: by the suffix of OUT, or {FORMATS[0]})"
    )


def format_asked(options: argparse.Namespace) -> str:
    """Return the format to write.

    :raises CallError: if no format has the suffix of the output, or the format is not for terminals.
    """
    name = format_of(options, options.format, ROWS, FORMATS[0], also={".txt": "table"})
    not_for_terminals(options, name)
    return name
