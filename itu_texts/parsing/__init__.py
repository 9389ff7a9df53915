"""From characters to the tree, one short stage after the other; each can be called by itself.

=============  ==============================================================================
clean, reflow  line ends and stray characters; wrapped lines joined (every character stays)
scan           lines, and what breaks off within them, as units; page furniture taken out
settle_...     passes that decide what each unit is: headings, texts, list levels
read_parts     the words of each unit and what they say
structure      the LALR grammar, by which the units become nodes
=============  ==============================================================================

Each stage is a generator or works in one go over the text, and looks a bounded way ahead, so that time and
memory grow with the text and no faster.
"""

from __future__ import annotations

import gc
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from attrs import evolve

from itu_texts import nodes
from itu_texts.diagnostics import CODES, Diagnostic
from itu_texts.evidence import Reading
from itu_texts.parsing.anchors import bind, find_anchors
from itu_texts.parsing.builder import Builder, furniture
from itu_texts.parsing.evidence import changes, oddities, with_evidence, without_struck
from itu_texts.parsing.footnotes import find_footnotes
from itu_texts.parsing.grammar import Surface, structure, surface
from itu_texts.parsing.headings import settle_headings
from itu_texts.parsing.layouts import Layout, judge
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.lists import settle_lists
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.reflow import Lines, blank, clean, reflow
from itu_texts.parsing.session import settle_session
from itu_texts.parsing.tables import find_tables
from itu_texts.parsing.texts import settle_texts
from itu_texts.parsing.treaties import settle_provisions
from itu_texts.parsing.units import Notes, Region, Unit
from itu_texts.spans import Source

__all__ = ["Layout", "layout_of", "parse_document", "parse_reading", "units"]

_BUILDER = Builder()
_BATCH = 300  # units
_SIGNS = frozenset(("AGENDA", "CONTENTS", "COVER", "DIVISION", "AMENDMENT", "AMENDED", "DESIGNATION"))


def units(text: str, language: str, notes: Notes, layout: Layout | None = None) -> Iterator[Unit]:
    """The units of a text with all decided: what the structure grammar reads.

    :param text: as :func:`itu_texts.parsing.reflow.clean` gives it.
    :param layout: how its lines are broken; found if not given.
    """
    words = surface(language)
    tables = find_tables(text, words)
    lines = reflow(text, words, layout or judge(text, words), tables)
    return _settled(text, _with_footnotes(lines, tables, words, notes), words, notes)


def _settled(text: str, lines: Lines, words: Surface, notes: Notes) -> Iterator[Unit]:
    found = _by_turns(scan(lines, words, notes))
    found = _settle_matter(found, lines.text, words)
    found = settle_headings(found, lines.text, words, notes)
    found = settle_texts(found, lines.text, words, notes)
    found = settle_lists(found, lines.text, words, notes, loose=lines.loose)
    return read_parts(found, text, words, notes)


def _by_turns(units: Iterator[Unit]) -> Iterator[Unit]:
    """The same units, but many are made before the first is used: a processor likes to do one thing at a time."""
    return chain.from_iterable(iter(lambda: list(islice(units, _BATCH)), []))


def _settle_matter(units: Iterator[Unit], text: str, words: Surface) -> Iterator[Unit]:
    """Settle session matter and provisions from the first sign of either on; most texts have none."""
    page = words.words["ENTRY_PAGE"].search
    for unit in units:
        if unit.type in _SIGNS and (
            unit.type != "DESIGNATION" or page(text, unit.end_pos, text.find("\n", unit.end_pos))
        ):
            rest = settle_session(chain((unit,), units), text, words)
            yield from settle_provisions(rest, text, words)
            return
        yield unit


def _with_footnotes(lines: Lines, tables: list[Region], words: Surface, notes: Notes) -> Lines:
    """The lines with their tables and footnotes, and blanks for the marks that call footnotes."""
    footnotes, begins = find_footnotes(lines.text, words, lines.begins)
    if not tables and not footnotes:
        return lines
    in_tables = sorted((table.start, table.end) for table in tables)
    footnotes = [note for note in footnotes if not _overlaps(in_tables, note.start, note.end)]
    notes.anchors = find_anchors(lines.text, footnotes, words, begins)
    notes.anchors = [mark for mark in notes.anchors if not _overlaps(in_tables, mark.start_pos, mark.end_pos)]
    text = blank(lines.text, [(mark.start_pos, mark.end_pos) for mark in notes.anchors])
    return evolve(lines, text=text, regions=sorted([*tables, *footnotes], key=lambda region: region.start))


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps one of some that are in order."""
    index = bisect_right(spans, (start, end))
    return (index > 0 and spans[index - 1][1] > start) or (index < len(spans) and spans[index][0] < end)


def layout_of(source: str, language: str) -> Layout:
    """How the lines of a text are broken."""
    return judge(clean(source)[0], surface(language))


def parse_document(source: str, language: str, layout: Layout | None = None) -> nodes.Document:
    """Parse a text into a document.  Nothing is refused: what cannot be placed is kept and reported.

    :param layout: how its lines are broken, where that is known of the whole that it is a part of.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    with _collector_paused():
        text, stray = clean(source)
        notes = Notes()
        return _document(source, units(text, language, notes, layout), stray, notes, language)


def parse_reading(reading: Reading, language: str) -> nodes.Document:
    """Parse what a reader gave of a file: each line a paragraph, and what the file says of it outranks its words.

    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    with _collector_paused():
        text, stray = without_struck(*clean(reading.text), reading)
        notes = Notes()
        words = surface(language)
        lines, notes.anchors = with_evidence(text, reading, words)
        found = _settled(text, lines, words, notes)
        document = _document(reading.text, found, stray, notes, language)
        odd = sorted((*document.diagnostics, *oddities(reading)), key=lambda each: each.span)
        return evolve(document, origins=reading.origins, changes=tuple(changes(reading)), diagnostics=tuple(odd))


def _document(
    source: str, found: Iterator[Unit], stray: list[tuple[int, int]], notes: Notes, language: str
) -> nodes.Document:
    outside: list[Unit] = []
    if stray:
        found = _set_stray_apart(found, stray, outside)
    blocks = _build(found)
    bind(notes.anchors, notes.furniture)
    return nodes.Document(
        start=0,
        end=len(source),
        blocks=tuple(blocks),
        furniture=furniture([*notes.furniture, *notes.anchors, *_not_in(notes.furniture, outside)], source),
        diagnostics=_diagnostics(notes, blocks, len(source)),
        language=language,
        source=Source(source),
    )


def _build(found: Iterator[Unit]) -> list[Any]:
    """Feed the units to the parser, which gives the blocks of the document."""
    parser = structure(_BUILDER).parse_interactive("")
    feed: Callable[[Any], Any] = parser.parser_state.feed_token  # a unit has what Lark reads on a token
    for unit in _by_turns(found):
        feed(unit)
    blocks: list[Any] = parser.feed_eof()  # type: ignore[no-untyped-call]
    return blocks


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: all that a parse makes lives on, and it would be looked at again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _diagnostics(notes: Notes, blocks: list[Any], length: int) -> tuple[Diagnostic, ...]:
    """The diagnostics in the order of the text; where it has no text, no treaty and no amendment, that is all."""
    if not any(isinstance(block, nodes.Text | nodes.Amendment | nodes.Division | nodes.Annex) for block in blocks):
        notes.diagnostics = [found for found in notes.diagnostics if found.code != "unrecognised-block"]
        notes.report("no-text", CODES["no-text"][1], 0, length)
    return tuple(sorted(notes.diagnostics, key=lambda found: found.span))


def _set_stray_apart(found: Iterator[Unit], stray: list[tuple[int, int]], outside: list[Unit]) -> Iterator[Unit]:
    """Pass the units on, and list the runs of stray characters, a byte order mark for one, that lie in none."""
    runs = iter(stray)
    start, end = next(runs)
    for unit in found:
        while start < unit.end_pos:
            if end <= unit.start_pos or unit.start_pos + len(unit.label) <= start < unit.words:
                outside.append(Unit("STRAY", start, end, 0))
            start, end = next(runs, (sys.maxsize, sys.maxsize))
        yield unit
    if start < sys.maxsize:
        outside.extend(Unit("STRAY", *run, 0) for run in ((start, end), *runs))


def _not_in(pieces: list[Unit], stray: list[Unit]) -> Iterator[Unit]:
    """The stray characters that do not lie in page furniture either."""
    ends = {piece.start_pos: piece.end_pos for piece in pieces}
    starts = sorted(ends)
    for unit in stray:
        index = bisect_right(starts, unit.start_pos)
        if not index or ends[starts[index - 1]] <= unit.start_pos:
            yield unit
