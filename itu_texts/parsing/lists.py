"""The list pass: items and paragraphs settled, and brackets between the levels of their lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.open_lists import DROP, JOIN, SPLIT
from itu_texts.parsing.settled import Bracket, Hidden, Item, Paragraph
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.units import BLOCKS, FURNITURE, Note, Table, Unit

__all__ = ["settle_lists"]

_OPENERS: Final = frozenset(
    ("HEADING", "ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES")
)  # what has blocks below it
_LIST_OPEN: Final = Bracket("LIST_OPEN", 0)
_LIST_CLOSE: Final = Bracket("LIST_CLOSE", 0)


def settle_lists(
    units: Iterator[Unit],
    text: str,
    surface: Surface,
    reporter: Reporter,
    *,
    loose: Sequence[tuple[int, int]] = (),
    indents: Mapping[int, tuple[int, int]] = MappingProxyType({}),
    bullets: Mapping[int, int] = MappingProxyType({}),
) -> Iterator[Unit]:
    """Settle items and paragraphs, and put LIST_OPEN and LIST_CLOSE between their levels.

    All units pass here, and what is held back goes from one to the next: it is one function for that.

    :param loose: the stretches where line breaks cannot be trusted to end a paragraph.
    :param indents: how far from the margin paragraphs begin, if a file says it.
    :param bullets: how far from it dashes and bullets stand, if a file shows only that.
    """
    levels = Levels(text, surface, reporter, loose, indents, bullets)
    held: Unit | None = None  # may yet be lengthened by what follows it
    depth = 0
    amended = False  # whether a marker in a text stands right before
    for unit in units:
        kind = unit.type
        if kind in BLOCKS:
            level, placed = levels.place(unit, held)  # type: ignore[arg-type]  # one of these types
            if level < 0:
                while level == SPLIT:
                    assert isinstance(placed, Hidden)
                    assert held is not None
                    yield _with_end(held, placed.end)
                    yield from _brackets(depth, placed.level)
                    held, depth = placed.item, placed.level
                    level, placed = levels.place(unit, held)  # type: ignore[arg-type]  # as above
                if level == DROP:
                    yield placed
                    continue
            if level < 0:
                assert level == JOIN
                assert held is not None
                if not isinstance(held, Table):  # which takes no words
                    held = _with_end(held, unit.end)
                    continue
                level, placed = levels.beside(unit)  # type: ignore[arg-type]
            if held is not None:
                yield held
            held = placed
            if level != depth:
                yield from _brackets(depth, level)
                depth = level
            continue
        if kind in FURNITURE:
            levels.hidden.apart.append((unit.start, unit.end))
            yield unit
            continue
        if held is not None:
            yield held
            held = None
        yield from [_LIST_CLOSE] * depth
        depth = 0
        if kind in _OPENERS:
            of_items = amended and unit.start == unit.end  # of which the others stand in the clause before
            levels.begin("PROVISION" if of_items else kind)
        elif kind == "BRACKET":  # behind a list of contents other lists begin anew
            levels.interrupt()
        amended = kind == "PART_AMENDMENT"
        yield unit
    if held is not None:
        yield held
        yield from [_LIST_CLOSE] * depth


def _brackets(depth: int, level: int) -> list[Unit]:
    """What lies between a level and another."""
    return [_LIST_OPEN] * (level - depth) or [_LIST_CLOSE] * (depth - level)


def _with_end(unit: Unit, end: int) -> Unit:
    """A settled unit whose words end elsewhere."""
    if isinstance(unit, Item):
        return Item(unit.start, end, unit.gap, unit.label, unit.words, unit.style)
    if isinstance(unit, Note):
        return Note(unit.start, end, unit.gap, unit.label, unit.words)
    assert isinstance(unit, Paragraph)
    return Paragraph(unit.start, end, unit.gap)
