"""Writes rows as an Excel workbook, with a frozen header and filters."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

import xlsxwriter

from itu_texts.analysis.columns import Columns
from itu_texts.formats.tables.text import cell
from itu_texts.language.writing import writable

_MOST_ROWS = 1_048_575  # rows of a sheet, below the header
_LONGEST = 32_767  # characters of a cell
_LEFT_OUT = " … (the cell holds no more)"
_WIDTHS = {str: 24, int: 9, bool: 9, date: 12, list: 24}  # of columns, in characters
_MADE = datetime(2000, 1, 1)  # the same rows give the same bytes


def xlsx_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield an Excel workbook of rows; when a sheet is full, they continue on another one."""
    made = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": _MADE})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        days = {at for at, kind in enumerate(columns.values()) if kind is date}
        coming = iter(rows)
        row = next(coming, None)
        while row is not None or not book.worksheets():
            sheet = book.add_worksheet()
            for at, (name, kind) in enumerate(columns.items()):
                sheet.set_column(at, at, max(len(name) + 3, _WIDTHS[kind]))
                sheet.write_string(0, at, name, bold)
            last = 0
            for last, each in enumerate(islice(chain(() if row is None else (row,), coming), _MOST_ROWS), 1):
                for at, value in enumerate(each):
                    if value and at in days:
                        sheet.write_datetime(last, at, date.fromisoformat(value), day)
                    else:
                        _write(sheet, last, at, value)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, last, len(columns) - 1)
            row = next(coming, None)
    yield made.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str | list):
        value = writable(str(cell(value)))
        if len(value.encode("utf-16-le")) // 2 > _LONGEST:
            value = value[: _LONGEST // 2] + _LEFT_OUT
    sheet.write(row, column, value)
