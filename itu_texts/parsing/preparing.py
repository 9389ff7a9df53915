"""From a text to the lines that are scanned: what is looked for in the text as a whole.

That is its pages, margins, tables and footnotes, the numbers of its provisions, and how its lines are broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from itu_texts.language.grammar import Surface
from itu_texts.parsing.allocations import find_allocations
from itu_texts.parsing.anchors import find_anchors
from itu_texts.parsing.footnotes import find_footnotes
from itu_texts.parsing.joined_pages import part_pages
from itu_texts.parsing.layouts import Layout, judge
from itu_texts.parsing.margins import find_margins, outside
from itu_texts.parsing.markup import Plain
from itu_texts.parsing.page_edges import Pages, goes_on, within_pages
from itu_texts.parsing.reflow import Lines, reflow
from itu_texts.parsing.regions import NOTHING, Known
from itu_texts.parsing.run_in_provisions import part_provisions, provisions_in_margin
from itu_texts.parsing.spacing import close_up
from itu_texts.parsing.tables import find_tables
from itu_texts.parsing.twin import Twin
from itu_texts.parsing.units import Anchor, MarginNote, Region
from itu_texts.tree.spans import overlaps

__all__ = ["prepare"]


def prepare(
    twin: Twin,
    words: Surface,
    layout: Layout | None,
    plain: Plain | None = None,
    pages: Pages | None = None,
    known: Known = NOTHING,
) -> tuple[Lines, list[Anchor]]:
    """The lines of a text with their tables and footnotes, and the marks that call those, blanks in their place.

    :param plain: what is known of it, if it had markup.
    :param pages: its pages, if it marks them.
    :param known: what its file says of it, which outranks what the rules find.
    """
    certain = part_pages(twin, words)
    twin.blank([(note.start, note.end) for note in known.margins])
    close_up(twin, words)
    margins, numbers = find_margins(twin, words, plain.margins if plain else ())
    if known.margins or known.numbers:
        margins = sorted([*known.margins, *margins], key=_start)
        numbers = {**known.numbers, **numbers}
    allocations = find_allocations(twin, words)
    twin.silence([(mark.start, mark.end) for mark in (plain.anchors if plain else known.anchors)], "anchor")
    in_treaty = provisions_in_margin(twin.text, words)
    tables = find_tables(twin, words, {**numbers, **in_treaty.places} if in_treaty else numbers)
    tables = _beside(known.regions, _beside(allocations, tables))
    apart = _beside(tables, pages.edges if pages is not None else ())  # from all paragraphs
    layout = layout or judge(twin.text, words)
    lines = reflow(twin.text, words, layout, apart)
    if pages is not None and layout.width is not None:
        lines = evolve(lines, goes_on=goes_on(twin.text, pages, layout.width))
    if known.regions:
        said = [(each.start, each.end) for each in known.regions]
        certain = certain.union(_breaks_around(said, twin.text))
        lines = evolve(lines, said=said, indents=known.indents, bullets=known.bullets)
    if numbers or margins or certain:
        lines = evolve(lines, margins=margins, numbers=numbers, certain=certain)
    if in_treaty is not None:
        lines = part_provisions(lines, words, in_treaty)
    twin.text = lines.text
    footnotes, anchors = _notes(lines, words, tables, plain, pages, known)
    headings = plain.headings if plain is not None else ()
    if not apart and not footnotes and not headings:
        return lines, []
    twin.blank([(mark.start, mark.end) for mark in anchors])
    regions = sorted([*apart, *footnotes, *headings, *lines.regions], key=_start)
    noted = outside(lines.margins, regions, twin)
    return evolve(lines, text=twin.text, regions=regions, margins=noted), anchors


def _breaks_around(stretches: Sequence[tuple[int, int]], text: str) -> Iterator[int]:
    """The offsets of the line breaks before and behind some stretches that are whole lines."""
    for start, end in stretches:
        yield text.rfind("\n", 0, start)
        yield text.find("\n", end)


def _notes(
    lines: Lines, words: Surface, tables: Sequence[Region], plain: Plain | None, pages: Pages | None, known: Known
) -> tuple[Sequence[Region], list[Anchor]]:
    """The footnotes outside tables, and the marks that call them."""
    if known.has_notes:
        wearing = {mark.mark for mark in known.anchors}
        notes = (each for each in known.regions if each.type == "FOOTNOTE")
        uncalled = [note for note in notes if note.label and note.label not in wearing]
        found = find_anchors(lines.text, uncalled, words) if uncalled else ()
        return (), sorted([*known.anchors, *found], key=_start)
    footnotes, begins = find_footnotes(lines.text, words, lines.begins)
    called: Sequence[Anchor] = ()
    if plain is not None and plain.notes:
        footnotes = _beside(plain.notes, footnotes)
        spans = [(note.start, note.end) for note in footnotes]
        called = [mark for mark in plain.anchors if not overlaps(spans, mark.start, mark.end)]
    if not footnotes:
        return (), []
    if pages is not None and pages.breaks:
        footnotes = [*within_pages(footnotes, lines.text, pages, words)]
    in_tables = sorted((table.start, table.end) for table in tables if table.type == "TABLE")
    footnotes = [note for note in footnotes if not overlaps(in_tables, note.start, note.end)]
    anchors = find_anchors(lines.text, footnotes, words, begins)
    anchors = [mark for mark in anchors if not overlaps(in_tables, mark.start, mark.end)]
    if called:
        marks = {note.label for note in plain.notes} if plain else set()
        anchors = sorted([*(mark for mark in anchors if mark.mark not in marks), *called], key=_start)
    return footnotes, anchors


def _beside(first: Sequence[Region], others: Sequence[Region]) -> list[Region]:
    """Regions in the order of the text, and others where these do not stand."""
    if not others or not first:
        return [*first, *others]
    known = sorted((each.start, each.end) for each in first)
    return sorted([*first, *(each for each in others if not overlaps(known, each.start, each.end))], key=_start)


def _start(region: Region | Anchor | MarginNote) -> int:
    return region.start
