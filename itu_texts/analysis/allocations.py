"""Tables of frequency allocations: the bands that they allocate to services, and their footnotes.

The footnotes are provisions of Article 5 of the Radio Regulations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import field, frozen

from itu_texts.language.writing import CAPITALS, COMMA, FULL_STOP, SMALL, begins_small, fold, is_in_capitals
from itu_texts.tree.nodes import Cell, Node, Row, Table
from itu_texts.tree.walking import find

# "5.208", "5.312A", "5.A112", "S5.43A"; not the ends of a band: "5.25-5.255"
FOOTNOTE = re.compile(r"(?<![\w.,/-])S?5\.(?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,2}\d{1,3})(?![\w/-]|[.,]\d|\s?[-–]\s?\d)")
_FOOTNOTES = re.compile(rf"(?:{FOOTNOTE.pattern}[,;\s]*)+")
_FIGURES = r"\d[\d\s]*(?:[.,]\d+)?"
_BAND = re.compile(
    rf"[*_]*(?P<low>{_FIGURES})\s?[-–—]\s?(?P<high>{_FIGURES})(?![\w/-])\s*(?P<unit>[kMGкМГ]?(?:Hz|Гц))?[*_]*"
)
_UNITS = {"Hz": 0, "kHz": 3, "MHz": 6, "GHz": 9, "Гц": 0, "кГц": 3, "МГц": 6, "ГГц": 9}
"""Powers of ten, in hertz."""
_LINE_ENDS = re.compile(r"\n|<br\s?/?>")
_LINE = 500  # characters, the most of the line above a table
_SIGNS = re.compile(r"[*_]{1,3}")
# Between two services on one line: after a bracket or a footnote, or where capitals begin or end
_BETWEEN = re.compile(
    rf"(?<=[)\d])\s+(?=[{CAPITALS}][^\W\d_]{{3}})|(?<=\d[A-Z])\s+(?=[{CAPITALS}][^\W\d_]{{3}})"
    rf"|(?<=[{CAPITALS}])\s+(?=[{CAPITALS}][{SMALL}]{{3}})|(?<=[{SMALL}])\s+(?=[{CAPITALS}]{{4}})"
)
_REGIONS = (1, 2, 3)


@frozen
class Allocation:
    """A band that a table allocates to a service.

    In print, capitals say that the service is a primary one.
    """

    cell: Cell = field(repr=False)
    """The cell that names the service."""
    begins: int | None
    """The lower end of the band in hertz; ``None`` if the table does not say its unit."""
    ends: int | None
    """The upper end of the band in hertz."""
    regions: tuple[int, ...]
    """The Regions; empty if the file does not show them, as when the columns of a page are lost."""
    service: str
    """The name of the service as printed, without its footnotes: ``FIXED-SATELLITE (space-to-Earth)``."""
    primary: bool | None
    """Whether the service is a primary one; ``None`` in writing without capitals."""
    footnotes: tuple[str, ...] = ()
    """The numbers of the footnotes beside the service: ``5.434A``."""
    band_footnotes: tuple[str, ...] = ()
    """The numbers of the footnotes below all services, which apply to the whole band."""


class _Box:
    """A band with its services in some Regions."""

    def __init__(self, band: re.Match[str], regions: tuple[int, ...], cell: Cell) -> None:
        self.band = band
        self.regions = regions
        self.lines: list[tuple[Cell, str]] = []
        self.cell = cell
        self.alone = True
        """Whether no other box has the same frequencies in another Region."""
        figures = ("".join(band[end].split()).replace(COMMA, FULL_STOP) for end in ("low", "high"))
        self.low, self.high = map(Decimal, figures)


def allocations(root: Node) -> Iterator[Allocation]:
    r"""Yield the frequency bands that the tables in a node and below allocate to services, in the order of the text.

    :param root: a node of a document that was parsed.

    >>> from itu_texts import parse
    >>> doc = parse("148-150 MHz\nAllocation to services\nRegion 1\tRegion 2\tRegion 3\n148-150\tFIXED\n\tMobile 5.1\n")
    >>> [(each.begins, each.service, each.primary, each.footnotes) for each in allocations(doc)]
    [(148000000, 'FIXED', True, ()), (148000000, 'Mobile', False, ('5.1',))]
    """
    power: int | None = None
    for table in find(root, Table):
        if table.kind != "allocation":
            continue
        power = _power(table, power)
        for box in _boxes(table):
            yield from _in_box(box, power)


def _power(table: Table, before: int | None) -> int | None:
    """Return the power of ten of the unit of a table; that of the table before if it states none."""
    source = table.document.source.text if table.document else ""
    above = source[max(0, table.start - _LINE) : table.start].rstrip().rpartition("\n")[2]
    for words in (*(cell.text for row in table.rows for cell in row.cells), above):
        found = _BAND.search(words)
        if found is not None and found["unit"]:
            return _UNITS[found["unit"]]
    return before


# ---------------------------------------------------------------------- bands


def _boxes(table: Table) -> Sequence[_Box]:
    """Return the bands of a table, each with the lines of its services."""
    boxes: list[_Box] = []
    open_boxes: dict[int, _Box] = {}  # by column
    for row in table.rows:
        if [cell.text[-2:] for cell in row.cells if cell.text] == [" 1", " 2", " 3"]:
            continue
        for column, regions, cell in _columns(row):
            for line in _lines(cell):
                band = _BAND.match(line)
                if band is not None:
                    open_boxes[column] = _Box(band, regions, cell)
                    boxes.append(open_boxes[column])
                    line = line[band.end() :].strip()
                box = open_boxes.get(column) or (boxes[-1] if boxes else None)
                if line and box is not None:
                    box.lines.append((cell, line))
    _say_regions(boxes)
    return boxes


def _columns(row: Row) -> Iterator[tuple[int, tuple[int, ...], Cell]]:
    """Yield the cells of a row, each with its column and its Regions, if the row shows them."""
    filled = [place for place, cell in enumerate(row.cells) if cell.text]
    banded = [place for place in filled if _BAND.match(row.cells[place].text)]
    if len(row.cells) != len(_REGIONS) or (len(filled) > 1 and len(banded) < len(filled)):
        for place in filled:
            yield 0, (), row.cells[place]
        return
    for place, following in zip(filled, (*filled[1:], len(_REGIONS)), strict=True):
        yield place, _REGIONS[place:following], row.cells[place]


def _lines(cell: Cell) -> Iterator[str]:
    """Yield the lines of a cell, as its file shows them."""
    shown = (cell.document.source.text if cell.document else "")[cell.start : cell.end] or cell.text
    for line in _LINE_ENDS.split(shown):
        words = " ".join(_SIGNS.sub("", fold(line)).split())
        if words:
            yield words


def _say_regions(boxes: Sequence[_Box]) -> None:
    """Set the Regions of bands whose columns are lost: the bands of a Region precede those of the next.

    A band below the one before begins the column of another Region; if there is none, a band belongs to all three.
    """
    columns: list[int] = []  # where columns that begin with the same band begin
    highest = Decimal(0)  # where the columns before the last end
    last: dict[Decimal, int] = {}  # by where bands begin
    for place, box in enumerate([*boxes, None]):
        before = boxes[place - 1] if place else None
        if box is not None and before is not None and box.low < before.high:
            if columns and boxes[columns[0]].low != box.low:
                _say(boxes, columns, place)
                columns = []
            columns = columns or ([last[box.low]] if box.low in last else [])
            columns.append(place)
            highest = max(highest, before.high) if len(columns) > 2 else before.high
        elif columns and (box is None or box.high > highest):
            _say(boxes, columns, place)
            columns = []
        if box is not None:
            last[box.low] = place
    for box in boxes:
        if box.alone and not box.regions:
            box.regions = _REGIONS


def _say(boxes: Sequence[_Box], columns: Sequence[int], end: int) -> None:
    """Set the Regions of the bands in three columns; for another number of columns, they stay unknown."""
    for region, (start, stop) in enumerate(pairwise((*columns, end)), 1):
        for box in boxes[start:stop]:
            box.alone = False
            if not box.regions and len(columns) == len(_REGIONS):
                box.regions = (region,)


# ---------------------------------------------------------------------- services


def _in_box(box: _Box, power: int | None) -> Iterator[Allocation]:
    """Yield the services of a band."""
    unit = box.band["unit"]
    power = _UNITS[unit] if unit else power
    begins, ends = (int(each.scaleb(power)) if power is not None else None for each in (box.low, box.high))
    services: list[tuple[Cell, str]] = []
    below: list[str] = []
    for cell, line in box.lines:
        if _FOOTNOTES.fullmatch(line):
            below += (found[0] for found in FOOTNOTE.finditer(line))
            continue
        first, *others = _BETWEEN.split(line)
        if services and (first.startswith("(") or begins_small(first) or services[-1][1].endswith("-")):
            services[-1] = (services[-1][0], f"{services[-1][1]} {first}".replace("- ", "-"))
        else:
            others.insert(0, first)
        services += ((cell, each) for each in others)
    for cell, words in services:
        name = " ".join(_BAND.sub("", FOOTNOTE.sub("", words)).split()).rstrip(" ,;")
        if not name or name.startswith("("):
            continue
        capitals = is_in_capitals(name.split()[0])
        primary = capitals if capitals or any(map(begins_small, name)) else None
        numbers = tuple(found[0] for found in FOOTNOTE.finditer(words))
        yield Allocation(cell, begins, ends, box.regions, name, primary, numbers, tuple(below))
