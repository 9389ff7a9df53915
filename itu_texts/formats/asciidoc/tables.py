"""Reads tables of AsciiDoc, whose cells begin with a sign that may state how many columns and rows they span."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from itu_texts.formats.asciidoc.lines import Attributes
from itu_texts.formats.limits import Allowance

__all__ = ["table_rows"]

_CELL = re.compile(
    r"(?<!\\)(?:(?<=\s)|^|(?<=\|))(?:(\d*)(?:\.(\d+))?([+*]))?(?:[<^>]?(?:\.[<^>])?[aehlmds]?)?(?<!\\)[|!]|(?<!\\)\|"
)
_COLUMNS = re.compile(r"(?:(\d+)\*)?[^,;]*")
_MOST = 500  # columns, and repetitions of one cell


def table_rows(text: str, given: Attributes, allowance: Allowance) -> tuple[list[list[str]], int]:
    """Return the cells of a table, row by row, as they are written, and the number of header rows.

    :raises ReadError: if cells span or repeat more than is allowed.
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return [], 0
    first = filled[0]
    headed = "header" in given.options or (
        "noheader" not in given.options and first == 0 and len(lines) > 1 and not lines[1].strip() and len(filled) > 1
    )
    if given.named.get("format", "") in ("csv", "dsv", "tsv"):
        sign = {"csv": ",", "dsv": ":", "tsv": "\t"}[given.named["format"]]
        try:
            found = [row for row in csv.reader(io.StringIO(text), delimiter=sign) if row]
        except csv.Error:  # a field that exceeds the limit
            found = [line.split(sign) for line in text.split("\n") if line.strip()]
        return found, int(headed and len(found) > 1)
    spans = [max(min(int((cell[1] or "1")[:4]), _MOST), 1) for cell in _CELL.finditer(lines[first])]
    columns = _columns(given.named.get("cols", "")) or max(sum(spans), 1)
    rows = _filled(list(_cells(text, allowance)), columns)
    return rows, int(headed and len(rows) > 1)


def _columns(widths: str) -> int:
    """Return the number of columns in a description: ``1,2`` or ``3*``."""
    if not widths.strip():
        return 0
    parts = re.split("[,;]", widths)
    return sum(
        min(int(matched[1][:4]), _MOST) if (matched := _COLUMNS.match(each)) and matched[1] else 1 for each in parts
    )


def _cells(text: str, allowance: Allowance) -> Iterator[tuple[str, int, int]]:
    """Yield the words of each cell, and the number of columns and rows that it spans."""
    marks = list(_CELL.finditer(text))
    before = text[: marks[0].start()].strip() if marks else text.strip()
    if before:
        yield before, 1, 1
    for place, matched in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        words = text[matched.end() : end].replace("\\|", "|").strip()
        columns = max(min(int((matched[1] or "1")[:4]), _MOST), 1)
        down = max(min(int((matched[2] or "1")[:4]), _MOST), 1)
        if matched[3]:
            allowance.take(matched[0].strip(), columns * (len(words) if matched[3] == "*" else 1))
        if matched[3] == "*":
            for _ in range(columns):
                yield words, 1, 1
        else:
            yield words, columns, down


def _filled(cells: list[tuple[str, int, int]], columns: int) -> list[list[str]]:
    """Return cells in rows of a given length; a cell that spans several has empty ones beside and below it."""
    rows: list[list[str]] = []
    row: list[str] = []
    below: dict[int, int] = {}
    for words, wide, down in cells:
        row += _taken(below, len(row), columns)
        if len(row) >= columns:
            rows.append(row)
            row = _taken(below, 0, columns)
        for place in range(len(row), len(row) + wide):
            if down > 1:
                below[place] = down - 1
        row += [words, *[""] * (wide - 1)]
        if len(row) >= columns:
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    return rows


def _taken(below: dict[int, int], place: int, columns: int) -> list[str]:
    """Return empty cells for the places that a cell above spans, from a place on."""
    found: list[str] = []
    while place < columns and below.get(place, 0) > 0:
        below[place] -= 1
        found.append("")
        place += 1
    return found
