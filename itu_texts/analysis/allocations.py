"""The footnotes of frequency allocation tables, which are provisions of Article 5 of the Radio Regulations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.analysis.places import Whole
from itu_texts.language.writing import fold
from itu_texts.tree.nodes import Cell, Table
from itu_texts.tree.spans import Span

__all__ = ["footnotes_of", "is_of_allocation"]

# "5.208", "5.312A", "5.A112", "S5.43A"; not the bounds of a band: "5.25-5.255"
_NUMBER = re.compile(r"(?<![\w.,/-])S?5\.(?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,2}\d{1,3})(?![\w/-]|[.,]\d|\s?[-–]\s?\d)")
_INSTRUMENT = "RR"


def is_of_allocation(cell: Cell) -> bool:
    """Return whether a cell is in a table of frequency allocations."""
    table = cell.parent.parent if cell.parent else None
    return isinstance(table, Table) and table.kind == "allocation"


def footnotes_of(shown: str, cell: Cell, whole: Whole) -> Iterator[Reference]:
    """Yield the provisions that a cell names only by their numbers.

    :param shown: the words of the cell as they stand in the source.
    """
    for found in _NUMBER.finditer(fold(shown)):
        yield Reference(
            ReferenceKind.PROVISION,
            Span(cell.start + found.start(), cell.start + found.end()),
            number=found[0],
            instrument=_INSTRUMENT,
            target=whole.parts.part("provision", found[0], cell.start),
        )
