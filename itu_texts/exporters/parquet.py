"""Rows of what stands in documents, as Apache Parquet: typed columns, which pandas, DuckDB and Spark read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow
import pyarrow.parquet

from itu_texts.columns import COLUMNS, What
from itu_texts.exporters.tables import Values

__all__ = ["iter_parquet"]

_ROWS = 20_000  # of a group, which is held in memory
_TYPES = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_()}


class _Sink:
    """A file that gives what was written to it, piece by piece."""

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
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """What was written since this was last asked."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def iter_parquet(parts: Iterable[Values], *, rows: What = "clauses") -> Iterator[bytes]:
    """A Parquet file, a group of rows at a time.

    :param parts: the rows of each document.
    :param rows: of what they are made.
    """
    schema = pyarrow.schema([(name, _TYPES[kind]) for name, kind in COLUMNS[rows].items()])
    sink = _Sink()
    with pyarrow.parquet.ParquetWriter(pyarrow.PythonFile(sink, mode="w"), schema) as writer:
        waiting: Values = []
        for part in parts:
            waiting += part
            while len(waiting) >= _ROWS:
                _write(writer, schema, waiting[:_ROWS])
                waiting = waiting[_ROWS:]
                yield sink.taken()
        if waiting:
            _write(writer, schema, waiting)
    yield sink.taken()


def _write(writer: pyarrow.parquet.ParquetWriter, schema: pyarrow.Schema, values: Values) -> None:
    columns = [
        pyarrow.array(column, type=kind) for column, kind in zip(zip(*values, strict=True), schema.types, strict=True)
    ]
    writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
