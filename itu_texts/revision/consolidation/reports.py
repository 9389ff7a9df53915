"""Reports of compared proposals: a table, a page, a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from itu_texts.formats.html.page import filled
from itu_texts.formats.table import ROWS
from itu_texts.formats.tables.text import json_array
from itu_texts.formats.word.writer import docx_words
from itu_texts.formats.word.writer_package import package
from itu_texts.formats.word.writer_styles import style_id
from itu_texts.formats.writing import iter_rows
from itu_texts.language.writing import direction, utf8
from itu_texts.revision.consolidation.comparing import Comparison, Proposed, words_of
from itu_texts.revision.consolidation.consolidating import Consolidation
from itu_texts.revision.consolidation.merging import Source
from itu_texts.revision.words import runs
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Node
from itu_texts.tree.walking import all_words

_TITLE = "Proposals compared"
_HEADS = ("address", "base", "proposals", "change", "words", "reasons")
_WIDTH = 15400  # of a table in a Word file, in twips
_MOST = 6  # proposals in a table
_FEW = 4  # proposals for which letters are small
_LARGE, _SMALL = 18, 16  # half points
_NEAR = '<w:spacing w:before="20" w:after="20"/>'
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
_PLACE, _ASIDE = '<w:b/><w:color w:val="595959"/>', '<w:i/><w:color w:val="595959"/>'
# The run properties of words by kind of change
_LOOKS = {
    "kept": "",
    "deleted": '<w:strike/><w:color w:val="B00020"/>',
    "inserted": '<w:color w:val="0B6B2E"/><w:u w:val="single"/>',
}


class _Row(NamedTuple):
    """A place with one of its wordings, as a row of a table."""

    cells: tuple[str, ...]
    runs: Sequence[tuple[str, str]]  # the words of the wording, in runs with the kind of change of each


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
    """Return a Word file with a column for each proposal beside the base; many proposals make several tables."""
    language = next((place.node.language for place in compared if place.node is not None), None) or "en"
    groups = [range(first + 1, min(first + _MOST, len(names)) + 1) for first in range(0, max(len(names), 1), _MOST)]
    tables = (_columns(compared, names, numbers, language) for numbers in groups)
    head = f'<w:p><w:pPr><w:pStyle w:val="{style_id("Table_head")}"/></w:pPr>{docx_words(_TITLE, "en")}</w:p>'
    return package(head + "".join(each + _GAP for each in tables), "", _TITLE, language, landscape=True)


def _columns(compared: Sequence[Comparison], names: Sequence[str], numbers: Sequence[int], language: str) -> str:
    """Return a table of the base and some proposals, without the places that all of these keep."""
    width = _WIDTH // (len(numbers) + 1)
    size = f'<w:sz w:val="{_LARGE if len(numbers) < _FEW else _SMALL}"/>'

    def cell(words: Iterable[tuple[str, str]], style: str = "Table_text") -> str:
        lines = (
            "<w:r><w:br/></w:r>".join(docx_words(line, language, looks + size) for line in text.split("\n"))
            for looks, text in words
        )
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{_NEAR}</w:pPr>{"".join(lines)}</w:p>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'

    heads = ("Text in force", *(_named((number,), names) for number in numbers))
    rows = [
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(cell([('', head)], 'Table_head') for head in heads)}</w:tr>"
    ]
    for place in compared:
        proposed = [[*_proposed(place, number)] for number in numbers]
        if any(proposed):
            base = [(_PLACE, f"{place.address or ''}\n"), ("", place.text)]
            kept = ([(_ASIDE, "kept")] if number in place.kept_by else [] for number in numbers)
            cells = (cell(each or other) for each, other in zip(proposed, kept, strict=True))
            rows.append(f"<w:tr>{cell(base)}{''.join(cells)}</w:tr>")
    mirrored = "<w:bidiVisual/>" if direction(language) == "rtl" else ""
    looks = f'<w:tblStyle w:val="TableGrid"/>{mirrored}<w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    grid = f'<w:gridCol w:w="{width}"/>' * len(heads)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _proposed(place: Comparison, number: int) -> Iterator[tuple[str, str]]:
    """Yield the words that a proposal gives a place, with what it does and its reasons, each with its looks."""
    for each in place.proposed:
        if number in each.proposals:
            yield _PLACE, f"{'suppressed' if each.kind == 'removed' else each.kind.value}\n"
            yield from ((_LOOKS[kind], words) for kind, words in _runs(each))
            yield from ((_ASIDE, f"\nReasons: {reasons}") for other, reasons in each.reasons_of if other == number)


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


def consolidation_json(made: Consolidation, files: Sequence[str]) -> Iterator[str]:
    """Yield an array with an object for each part that an amendment made or took away, and for each problem.

    :param files: the names of the base and of the amending documents.
    """
    return json_array(_consolidation_rows(made, files))


def _consolidation_rows(made: Consolidation, files: Sequence[str]) -> Iterator[dict[str, Any]]:
    addresses = Addresses()
    for node, source in made.changed:
        if source.amendment.action != "SUP":
            yield _made(addresses.known(node), node, source.amendment.action, source, files)
    for each in made.gone:
        yield _made(addresses.known(each.line.origin), each.line.origin, "SUP", each.source, files)
    for problem in made.problems:
        yield {"kind": "told", "code": problem.code, "message": with_files(problem.message, files)}


def _made(address: str, node: Node, action: str, source: Source, files: Sequence[str]) -> dict[str, Any]:
    row = {
        "kind": "made",
        "action": action,
        "marker": source.amendment.marker,
        "file": files[source.document],
        "address": address,
        "text": all_words(node),
    }
    return {name: value for name, value in row.items() if value}


def with_files(message: str, files: Sequence[str]) -> str:
    """Return a message with the names of files in place of the numbers of documents."""
    return re.sub(r"\bdocument (\d+)\b", lambda found: files[int(found[1])], message)


REPORTS: dict[str, Callable[[Sequence[Comparison], Sequence[str]], bytes]] = {
    **{name: partial(_table, name) for name in ROWS},
    "html": _html,
    "docx": _docx,
}
"""The formats by name; each takes the comparisons and the names of the proposals."""
