"""Rows as text for other programs: CSV, and arrays of JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = ["csv_lines", "json_array"]


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    r"""Rows as lines of CSV, each with ``\n`` at its end.

    >>> csv_lines([("oars", 2), ("a, b", None)])
    'oars,2\n"a, b",\n'
    """
    import csv

    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()


def json_array(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    r"""An array of JSON, piece by piece, with each object on a line of its own.

    >>> "".join(json_array([{"oars": 2}, {"oars": 3}]))
    '[\n{"oars": 2},\n{"oars": 3}\n]\n'
    """
    import json

    yield "["
    separator = "\n"
    for each in objects:
        yield separator + json.dumps(each, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"
