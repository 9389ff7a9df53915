"""Writes rows as text: CSV, and arrays or lines of JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import Any

from itu_texts.analysis.columns import COLUMNS, FIELDS, Columns

_AT_ONCE = 1000  # rows of CSV that are written at a time

_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")  # signs that begin a formula in spreadsheets
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[ .,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?")


def cell(value: Any) -> Any:
    """Return a value for a cell of a spreadsheet: words that would be a formula stay words.

    They get an apostrophe before them, as OWASP advises; numbers do not.

    >>> [cell(value) for value in ("=1+1", "-5", "- oars", -5, "@boats", "a+b")]
    ["'=1+1", '-5', "'- oars", -5, "'@boats", 'a+b']
    """
    if isinstance(value, list):
        return cell(joined(value))
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def joined(values: list[Any]) -> str:
    """Return several values as one, for tables that have no lists."""
    return "; ".join(map(str, values))


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as lines of CSV, each with ``\n`` at its end; for cells see :func:`cell`.

    >>> csv_lines([("oars", 2), ("a, b", None)])
    'oars,2\n"a, b",\n'
    """
    import csv

    lines: list[str] = []
    file = SimpleNamespace(write=lambda line: lines.append(line.removesuffix("\r\n") + "\n"))
    writer = csv.writer(file, lineterminator="\r\n")  # quotes cells with any sign of a line end
    writer.writerows([cell(value) for value in row] for row in rows)
    return "".join(lines)


def json_array(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    r"""Yield an array of JSON, piece by piece, with each object on a line of its own.

    >>> "".join(json_array([{"oars": 2}, {"oars": 3}]))
    '[\n{"oars": 2},\n{"oars": 3}\n]\n'
    """
    yield "["
    separator = "\n"
    for each in objects:
        yield separator + json.dumps(each, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def csv_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield CSV with the names of the columns on its first line."""
    yield csv_lines([tuple(columns)])
    coming = iter(rows)
    while some := [*islice(coming, _AT_ONCE)]:
        yield csv_lines(some)


def json_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield an array with an object for each row, each on a line of its own."""
    return json_array(_objects(columns, rows))


def jsonl_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield an object for each row, each on a line of its own."""
    return (json.dumps(each, ensure_ascii=False) + "\n" for each in _objects(columns, rows))


def _objects(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows by the names of their columns.

    The record of a document has its file as ``id``, and as ``fields`` those that are known.
    """
    for row in rows:
        values = dict(zip(columns, row, strict=True))
        if columns is COLUMNS["documents"]:
            known = {name: value for name, value in values.items() if value is not None}
            values = {"id": known.get("file"), "fields": {n: known.pop(n) for n in FIELDS if n in known}, **known}
        yield values
