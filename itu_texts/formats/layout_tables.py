"""Decides whether a table only lays out text: provisions beside their margins, items beside their labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from itu_texts.language.provisions import Margin, item_rows, provision_rows

Cell = TypeVar("Cell")


class TextRow(NamedTuple, Generic[Cell]):
    """A row of a table that only lays out text, with cells as a reader has them."""

    words: Sequence[Cell]
    """The cells with the words, to be read like text outside tables."""
    labels: Sequence[Cell] = ()
    """The cell with the label of an item, or of a provision."""
    margins: Sequence[Cell] = ()
    """The cells of the margin of a provision."""
    margin: Margin | None = None
    """The content of these."""


def text_rows(
    rows: Sequence[Sequence[Cell]],
    text_of: Callable[[Cell], str],
    is_layout: Callable[[], bool] = lambda: False,
    *,
    sure: bool = False,
) -> list[TextRow[Cell]] | None:
    """Return the rows of a table that only lays out text; ``None`` for a real table.

    :param rows: the cells of each row.
    :param text_of: returns the words of a cell.
    :param is_layout: returns whether the table lays out something else than items and provisions.
    :param sure: whether the table is known to be one of items.
    """
    filled = [row for row in rows if row]
    texts = {id(cell): text_of(cell) for row in filled for cell in row}
    words = [[texts[id(cell)] for cell in row] for row in filled]
    if (items := item_rows(words, sure=sure)) is not None:
        return [
            TextRow(row[place : place + 1], row[label : label + 1] if label >= 0 else ())
            for row, (label, place) in zip(filled, items, strict=True)
            if place >= 0
        ]
    if (provisions := provision_rows(words, lambda row: row)) is not None:
        return [
            TextRow(row[each.words :], row[each.columns : each.words], row[: each.columns], each.margin)
            for row, each in zip(filled, provisions, strict=True)
        ]
    return [TextRow(row) for row in filled] if is_layout() else None
