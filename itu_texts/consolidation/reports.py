"""What several proposals make of a text, as a table: CSV, a page, a Word file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from itu_texts.consolidation.comparing import Comparison, Proposed
from itu_texts.diffs.words import runs
from itu_texts.exporters.page import filled
from itu_texts.exporters.table_formats import TABLES, written
from itu_texts.exporters.word import to_docx
from itu_texts.nodes import Cell, Document, Paragraph, Row, Table
from itu_texts.visible import encoded

__all__ = ["REPORTS"]

_TITLE = "Proposals compared"
_HEADS = ("address", "base", "proposals", "what", "text", "reasons")


def _rows(compared: Sequence[Comparison], names: Sequence[str]) -> list[tuple[str, ...]]:
    """A row for each place and each wording of it, that of the base first if a proposal keeps it."""
    rows: list[tuple[str, ...]] = []
    for place in compared:
        if place.kept_by:
            rows.append((place.address or "", place.text, _named(place.kept_by, names), "kept", place.text, ""))
        for each in place.proposed:
            said = "suppressed" if each.kind == "removed" else each.kind.value
            reasons = " ".join(dict.fromkeys(each.reasons))
            rows.append((place.address or "", place.text, _named(each.proposals, names), said, each.text, reasons))
    return rows


def _named(numbers: Sequence[int], names: Sequence[str]) -> str:
    return ", ".join(names[number - 1] if number <= len(names) else str(number) for number in numbers)


def _table(name: str, compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pieces = written(name, dict.fromkeys(_HEADS, str), _rows(compared, names))
    return b"".join(encoded(piece) if isinstance(piece, str) else piece for piece in pieces)


def _docx(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    rows = [_HEADS, *_rows(compared, names)]
    cells = [tuple(Cell(start=0, end=0, text=text) for text in row) for row in rows]
    table = Table(start=0, end=0, rows=tuple(Row(start=0, end=0, cells=row) for row in cells))
    head = Paragraph(start=0, end=0, text=_TITLE)
    return to_docx(Document(start=0, end=0, blocks=(head, table), language="en"))


def _html(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pages = filled(
        __package__,
        "compared.html",
        (__package__, "compared.css"),
        title=_TITLE,
        compared=compared,
        named=lambda numbers: _named(numbers, names),
        runs=_runs,
    )
    return "".join(pages).encode("utf-8")


def _runs(proposed: Proposed) -> list[tuple[str, str]]:
    """The words of a proposal, each run with what became of it."""
    difference = proposed.difference
    if difference.old is None or difference.new is None or difference.old_text == difference.new_text:
        return [("inserted" if difference.old is None else "kept", proposed.text)]
    return [*runs(difference.old_text, difference.new_text)]


REPORTS: dict[str, Callable[[Sequence[Comparison], Sequence[str]], bytes]] = {
    "csv": partial(_table, "csv"),
    "html": _html,
    "docx": _docx,
    **{name: partial(_table, name) for name in TABLES if name != "csv"},
}
"""The formats by name; each takes what is compared, and the names of the proposals."""
