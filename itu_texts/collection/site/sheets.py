"""Splits the reading page of a document into sheets: one for each text, and more for a long text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from attrs import evolve
from markupsafe import Markup

from itu_texts.api.batch import in_runs
from itu_texts.formats.html.page.views import Block, Entry, Page, Sheet

_MOST_OF_SHEET = 500_000  # bytes of a sheet, estimated before it is made, without the frame
_HEADED = ("text", "clause", "annex", "division", "amendment")  # blocks whose heading is repeated when they continue
_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_INNER_LINK = re.compile(r'(<a [^<>]*?href=")#([^"]*)"')


class Cut(NamedTuple):
    """A sheet, and its position."""

    sheet: Sheet
    place: int
    """The index of its text in the document; -1 for words outside texts, or in amendments."""
    anchors: dict[tuple[int, str], str]
    """The anchors on this sheet, by the index of a text and the address in it; the text itself has the address
    ``""``."""


def cut(page: Page) -> list[Cut]:
    """Return the sheets of a page."""
    places = {block.anchor: place for block, place in _walk(page.blocks, count())}
    names = {entry.anchor: entry.words for entry in _all_entries(page.outline)}
    sheets: list[Cut] = []
    done: set[str] = set()
    for blocks in [*_groups(page.blocks)] or [[]]:
        is_text = bool(blocks) and blocks[0].kind == "text"
        title = names.get(blocks[0].anchor, page.title) if is_text else page.title
        runs = [*_runs(blocks, _MOST_OF_SHEET)] or [[]]
        for part, run in enumerate(runs, 1):
            inside = [block for block, _ in _walk(run, count())]
            anchors: dict[tuple[int, str], str] = {}
            for block in (each for each in inside if each.anchor not in done):
                anchors.setdefault((places[block.anchor], "" if block.kind == "text" else block.address), block.anchor)
            done |= {block.anchor for block in inside}
            said = f"{title} (part {part} of {len(runs)})" if len(runs) > 1 else title
            sheet = _sheet(page, run, inside, said, first=not sheets)
            sheets.append(Cut(sheet, places[blocks[0].anchor] if is_text else -1, anchors))
    return sheets


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
    homes: dict[str, str] = {}
    for name, html in zip(names, sheets, strict=True):
        for each in _ID.findall(html):
            homes.setdefault(each, name)

    def resolved(html: str, ids: set[str]) -> str:
        def to(link: re.Match[str]) -> str:
            return link[0] if link[2] in ids or link[2] not in homes else f'{link[1]}{homes[link[2]]}#{link[2]}"'

        return _INNER_LINK.sub(to, html)

    return [resolved(html, {*_ID.findall(html)}) for html in sheets]


def _walk(blocks: Iterable[Block], texts: Iterator[int], place: int = -1) -> Iterator[tuple[Block, int]]:
    """Yield all blocks, each with the index of its text; -1 for none."""
    for block in blocks:
        own = next(texts) if block.kind == "text" else place
        yield block, own
        yield from _walk(block.children, texts, own)


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


# ---------------------------------------------------------------------- groups, and runs of limited length


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield each text alone, including those in divisions, and the blocks between texts together."""
    others: list[Block] = []
    for block in blocks:
        inner = [[block]] if block.kind == "text" else []
        if block.kind == "division" and any(each.kind == "text" for each, _ in _walk(block.children, count())):
            inner = [*_groups(block.children)]
            begins = inner.pop(0) if inner[0][0].kind != "text" else []
            others.append(evolve(block, children=begins))
        elif not inner:
            others.append(block)
        if inner and others:
            yield others
            others = []
        yield from inner
    if others:
        yield others


def _runs(blocks: Iterable[Block], most: int) -> Iterator[list[Block]]:
    """Yield blocks in order, in runs of a number of bytes at most."""
    return in_runs((piece for block in blocks for piece in _pieces(block, most)), _bytes_of_block, most)


def _pieces(block: Block, most: int) -> Iterator[Block]:
    """Yield a block, a long one in pieces, if it contains other blocks; pieces after the first repeat its heading."""
    head = evolve(block, rows=[], children=[])
    room = max(most - _bytes_of_block(head), most // 4) if _bytes_of_block(block) > most else 0
    pieces = [evolve(head, rows=rows) for rows in in_runs(block.rows if room else (), _bytes_of_block, room)]
    pieces += [evolve(head, children=run) for run in _runs(block.children if room else (), room)]
    again = block.words if block.kind in _HEADED else Markup()
    for number, piece in enumerate(pieces or [block]):
        yield evolve(piece, words=again, notes=[], margin=[], diagnostics=[]) if number else piece


def _bytes_of_block(shown: object) -> int:
    """Return the approximate number of bytes of a block or a row in HTML, with its line in the outline."""
    return len(repr(shown).encode("utf-8", "replace"))
