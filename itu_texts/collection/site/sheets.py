"""Splits the reading page of a document into sheets: one for each text, and more for a long text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve
from markupsafe import Markup

from itu_texts.api.runs import in_runs
from itu_texts.formats.html.page.views import Block, Cell, Entry, Page, Sheet

_MOST = 500_000  # bytes of a sheet, estimated before it is made, without the frame
_AROUND = 500  # bytes of markup around the words of a block
_HEADED = ("text", "clause", "annex", "division", "amendment")  # blocks whose heading is repeated when they continue
_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_INNER_LINK = re.compile(r'(<a [^<>]*?href=")#([^"]*)"')


class Cut(NamedTuple):
    """A sheet, and its position."""

    sheet: Sheet
    place: int
    """The index of its text in the document; -1 for words outside texts, or in amendments."""
    part: int
    """The number of the part of that text, from 1."""
    parts: int
    anchors: dict[tuple[int, str], str]
    """The anchors on this sheet, by the index of a text and the address in it; the text itself has the address
    ``""``."""


def cut(page: Page) -> list[Cut]:
    """Return the sheets of a page."""
    places = _places(page.blocks)
    names = {entry.anchor: entry.words for entry in _all_entries(page.outline)}
    sheets: list[Cut] = []
    done: set[str] = set()
    for blocks in _groups(page.blocks):
        is_text = blocks[0].kind == "text"
        place = places[blocks[0].anchor] if is_text else -1
        title = names.get(blocks[0].anchor, page.title) if is_text else page.title
        runs = [*_runs(blocks, _MOST)]
        for part, run in enumerate(runs, 1):
            said = f"{title} (part {part} of {len(runs)})" if len(runs) > 1 else title
            inside = [*_all_blocks(run)]
            anchors: dict[tuple[int, str], str] = {}
            for block in inside:
                if block.anchor not in done:
                    done.add(block.anchor)
                    address = "" if block.kind == "text" else block.address
                    anchors.setdefault((places[block.anchor], address), block.anchor)
            sheets.append(Cut(_sheet(page, run, inside, said, first=not sheets), place, part, len(runs), anchors))
    return sheets or [Cut(_sheet(page, [], [], page.title, first=True), -1, 1, 1, {})]


def _sheet(page: Page, blocks: list[Block], inside: list[Block], title: str, *, first: bool) -> Sheet:
    instructed = {key for block in inside for key in block.addressees.split()}
    return Sheet(
        page.language,
        page.direction,
        title,
        [line for line in page.legend if line.key in instructed],
        [*_entries(page.outline, {block.anchor for block in inside})],
        page.problems if first else [],
        blocks,
    )


def relinked(sheets: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return sheets whose inner links lead to other sheets, if their targets are there.

    :param names: the names of the sheets, all in one folder.
    """
    if len(sheets) < 2:
        return [*sheets]
    own = [{*_ID.findall(html)} for html in sheets]
    homes: dict[str, str] = {}
    for name, ids in zip(names, own, strict=True):
        for each in ids:
            homes.setdefault(each, name)

    def resolved(html: str, ids: set[str]) -> str:
        def to(link: re.Match[str]) -> str:
            return link[0] if link[2] in ids or link[2] not in homes else f'{link[1]}{homes[link[2]]}#{link[2]}"'

        return _INNER_LINK.sub(to, html)

    return [resolved(html, ids) for html, ids in zip(sheets, own, strict=True)]


# ---------------------------------------------------------------------- places


def _all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _all_blocks(block.children)


def _all_entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all_entries(entry.below)


def _entries(entries: Iterable[Entry], anchors: set[str]) -> Iterator[Entry]:
    """Yield the lines of the outline that lead to some anchors, and those above them."""
    for entry in entries:
        below = [*_entries(entry.below, anchors)]
        if below or entry.anchor in anchors:
            yield Entry(entry.anchor, entry.words, below)


def _places(blocks: Iterable[Block]) -> dict[str, int]:
    """Return the index of the text of each block, by anchor; -1 for none."""
    found: dict[str, int] = {}
    count = 0

    def enter(block: Block, place: int) -> None:
        nonlocal count
        if block.kind == "text":
            place, count = count, count + 1
        found[block.anchor] = place
        for child in block.children:
            enter(child, place)

    for block in blocks:
        enter(block, -1)
    return found


# ---------------------------------------------------------------------- groups, and runs of limited length


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield each text alone, including those in divisions, and the blocks between texts together."""
    others: list[Block] = []
    for block in blocks:
        texts = block.kind == "division" and any(child.kind == "text" for child in _all_blocks(block.children))
        inner = [*_groups(block.children)] if texts else []
        if block.kind == "text":
            inner = [[block]]
        elif texts and inner and inner[0][0].kind != "text":
            others.append(evolve(block, children=inner.pop(0)))
        elif texts:
            others.append(evolve(block, children=[]))
        else:
            others.append(block)
        if inner and others:
            yield others
            others = []
        yield from inner
    if others:
        yield others


def _runs(blocks: Iterable[Block], most: int) -> Iterator[list[Block]]:
    """Yield blocks in order, in runs of a number of bytes at most."""
    cut = (piece for block in blocks for piece in ([block] if _bytes(block) <= most else _pieces(block, most)))
    return in_runs(cut, _bytes, most)


def _pieces(block: Block, most: int) -> Iterator[Block]:
    """Yield a long block in pieces, if it contains other blocks; pieces after the first repeat its heading."""
    room = max(most - _own_bytes(block), most // 4)
    again = evolve(block, notes=[], margin=[], diagnostics=[])
    if block.kind not in _HEADED:
        again.words = Markup()
    rows = [*in_runs(block.rows, _row_bytes, room)]
    inner = [*_runs(block.children, room)]
    if len(rows) + len(inner) < 2:
        yield block
        return
    for number, piece in enumerate(rows):
        yield evolve(again if number else block, rows=piece, children=[])
    for number, run in enumerate(inner, len(rows)):
        yield evolve(again if number else block, rows=[], children=run)


def _row_bytes(row: list[Cell]) -> int:
    return sum(_length(cell.words) + 60 for cell in row)


def _bytes(block: Block) -> int:
    """Return the approximate number of bytes of a block in HTML, with its line in the outline."""
    return _own_bytes(block) + sum(_bytes(child) for child in block.children)


def _own_bytes(block: Block) -> int:
    notes = sum(_length(note.words) + 300 for note in block.notes)
    margin = sum(_length(each) + 80 for each in (*block.margin, *(found.message for found in block.diagnostics)))
    rows = sum(map(_row_bytes, block.rows))
    names = 2 * _length(block.words) + _length(block.label) + 3 * (len(block.address) + len(block.anchor))
    return _AROUND + names + notes + margin + rows


def _length(words: str) -> int:
    return len(words.encode("utf-8", "replace"))
