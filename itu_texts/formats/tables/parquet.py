"""Writes rows as Apache Parquet, whose typed columns pandas, DuckDB and Spark read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

import pyarrow
import pyarrow.parquet

from itu_texts.analysis.columns import Columns
from itu_texts.formats.tables.text import joined
from itu_texts.language.writing import writable

_ROWS = 20_000  # rows of a group, which is held in memory
_TYPES = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    bool: pyarrow.bool_(),
    date: pyarrow.date32(),
    list: pyarrow.string(),
}


def parquet_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield a Parquet file of rows, one group at a time."""
    schema = pyarrow.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
    coming, taken = iter(rows), 0
    with TemporaryFile() as file:
        with pyarrow.parquet.ParquetWriter(file, schema) as writer:
            while some := [*islice(coming, _ROWS)]:
                arrays = [
                    pyarrow.array([*map(_READ[kind], column)] if kind in _READ else column, type=_TYPES[kind])
                    for kind, column in zip(columns.values(), zip(*some, strict=True), strict=True)
                ]
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
                if len(some) == _ROWS:
                    yield _from(file, taken)
                    taken = file.tell()
        yield _from(file, taken)


def _from(file: IO[bytes], place: int) -> bytes:
    """Return what stands in a file from a place to its end."""
    file.seek(place)
    return file.read()


def _words(value: Any) -> str | None:
    words = joined(value) if isinstance(value, list) else value
    return writable(words) if words is not None else None


_READ: dict[type, Callable[[Any], Any]] = {
    str: _words,
    list: _words,
    date: lambda value: date.fromisoformat(value) if value else None,
}
