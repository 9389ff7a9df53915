"""Writes rows as Apache Parquet, whose typed columns pandas, DuckDB and Spark read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

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


class _Sink:
    """A file from which the written bytes are taken piece by piece."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._written += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """Do nothing: there is no buffer."""

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """Return the bytes written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def parquet_rows(columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield a Parquet file of rows, one group at a time."""
    schema = pyarrow.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
    sink = _Sink()
    coming = iter(rows)
    with pyarrow.parquet.ParquetWriter(pyarrow.PythonFile(sink, mode="w"), schema) as writer:
        while some := [*islice(coming, _ROWS)]:
            arrays = [
                pyarrow.array([*map(_READ.get(kind, _as_it_is), column)], type=_TYPES[kind])
                for kind, column in zip(columns.values(), zip(*some, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            if len(some) == _ROWS:
                yield sink.taken()
    yield sink.taken()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _words(value: Any) -> str | None:
    words = joined(value) if isinstance(value, list) else value
    return writable(words) if words is not None else None


def _as_it_is(value: Any) -> Any:
    return value


_READ: dict[type, Callable[[Any], Any]] = {str: _words, list: _words, date: _day}
