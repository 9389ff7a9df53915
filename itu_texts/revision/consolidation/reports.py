"""Reports of compared proposals: a table, a page, a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from itu_texts.formats.html.page import filled
from itu_texts.formats.table import ROWS
from itu_texts.formats.word.writer import docx_words
from itu_texts.formats.word.writer_package import package
from itu_texts.formats.word.writer_styles import style_id
from itu_texts.formats.writing import iter_rows
from itu_texts.language.writing import utf8
from itu_texts.revision.consolidation.comparing import Comparison, Proposed, words_of
from itu_texts.revision.pieces import runs

_TITLE = "Proposals compared"
_HEADS = ("address", "base", "proposals", "change", "words", "reasons")
_WIDTHS = (1600, 4000, 1500, 1300, 4172, 2000)  # of the columns in a Word file, in twips
_LOOKS = {
    "kept": "",
    "deleted": '<w:strike/><w:color w:val="B00020"/>',
    "inserted": '<w:color w:val="0B6B2E"/><w:u w:val="single"/>',
}
"""The run properties of words by kind of change."""


class _Row(NamedTuple):
    """A place with one of its wordings, as a row of a table."""

    cells: tuple[str, ...]
    runs: Sequence[tuple[str, str]]
    """The words of the wording, in runs with the kind of change of each."""


def _rows(compared: Sequence[Comparison], names: Sequence[str]) -> Iterator[_Row]:
    """Yield a row for each place and each of its wordings, that of the base first if a proposal keeps it."""
    for place in compared:
        address = place.address or ""
        if place.kept_by:
            cells = (address, place.text, _named(place.kept_by, names), "kept", place.text, "")
            yield _Row(cells, (("kept", place.text),))
        for each in place.proposed:
            change = "suppressed" if each.kind == "removed" else each.kind.value
            reasons = "\n".join(_reasons(each, names))
            yield _Row((address, place.text, _named(each.proposals, names), change, each.text, reasons), _runs(each))


def _named(numbers: Sequence[int], names: Sequence[str]) -> str:
    return ", ".join(names[number - 1] if number <= len(names) else str(number) for number in numbers)


def _reasons(proposed: Proposed, names: Sequence[str]) -> Iterator[str]:
    """Yield the reasons for a wording, with the proposals that give them if there are several."""
    for number, reasons in proposed.reasons_of:
        yield f"{_named((number,), names)}: {reasons}" if len(proposed.proposals) > 1 else reasons


def _table(name: str, compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pieces = iter_rows(name, dict.fromkeys(_HEADS, str), (row.cells for row in _rows(compared, names)))
    return b"".join(utf8(piece) if isinstance(piece, str) else piece for piece in pieces)


def _docx(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    language = next((place.node.language for place in compared if place.node is not None), None) or "en"
    table = [_docx_row([[("kept", head)] for head in _HEADS], "Table_head", language)]
    for row in _rows(compared, names):
        cells: list[Sequence[tuple[str, str]]] = [[("kept", words)] for words in row.cells]
        cells[_HEADS.index("words")] = row.runs
        table.append(_docx_row(cells, "Table_text", language))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = f'<w:p><w:pPr><w:pStyle w:val="{style_id("Table_head")}"/></w:pPr>{docx_words(_TITLE, "en")}</w:p>'
    looks = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    body = f"{head}<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(table)}</w:tbl><w:p/>"
    return package(body, "", _TITLE, language, landscape=True)


def _docx_row(cells: Sequence[Sequence[tuple[str, str]]], style: str, language: str) -> str:
    """Return a row of a table in a Word file; the first row is repeated on each page."""
    made = []
    for width, cell in zip(_WIDTHS, cells, strict=True):
        lines = [(kind, text.split("\n")) for kind, text in cell]
        words = "".join(
            "<w:r><w:br/></w:r>".join(docx_words(line, language, _LOOKS[kind]) for line in text) for kind, text in lines
        )
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{words}</w:p>'
        made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>')
    again = "<w:trPr><w:tblHeader/></w:trPr>" if style == "Table_head" else ""
    return f"<w:tr>{again}{''.join(made)}</w:tr>"


def _html(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pages = filled(
        __package__,
        "compared.html",
        (__package__, "compared.css"),
        title=_TITLE,
        compared=compared,
        named=lambda numbers: _named(numbers, names),
        runs=_runs,
        reasons=lambda proposed: _reasons(proposed, names),
    )
    return utf8("".join(pages))


def _runs(proposed: Proposed) -> list[tuple[str, str]]:
    """Return the words of a proposal, in runs with the kind of change of each."""
    difference = proposed.difference
    if difference.new is None:
        return [("deleted", words_of(difference.old))]
    if difference.old is None or difference.old_text == difference.new_text:
        return [("inserted" if difference.old is None else "kept", proposed.text)]
    return [*runs(difference.old_text, difference.new_text)]


REPORTS: dict[str, Callable[[Sequence[Comparison], Sequence[str]], bytes]] = {
    **{name: partial(_table, name) for name in ROWS},
    "html": _html,
    "docx": _docx,
}
"""The formats by name; each takes the comparisons and the names of the proposals."""
