"""The neighbourhood of a work in the citation graph, drawn as SVG.

Citing works stand on the left, cited works on the right, each side on an arc. On a narrow screen, all stand below one
another: citing works above the work, cited works below. They are in the order of body, kind and number, so that the
same neighbourhood gives the same pictures.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from math import sqrt

from attrs import frozen

MOST = 12
"""The largest number of neighbours on each side."""
_WIDTH, _MIDDLE, _REACH = 640, 320, 130
_NARROW, _COLUMN = 320, 90  # the width of the narrow picture, and where its column stands
_LINE = 26  # units between two neighbours
_HIGH = 6  # the least number of lines of a picture
_GAP = 12  # units between the end of a line and the middle of its target
_WORDS = 24  # characters of a name
_THICKEST = 4.0


@frozen
class Neighbour:
    """A work that cites another, or is cited by it."""

    work: int
    name: str
    title: str
    href: str
    is_latest: bool
    order: int
    """The index among all works, by body, kind and number."""
    times: int
    """How often it cites, or is cited."""


@frozen
class Node:
    """The position of a work in the picture."""

    x: float
    y: float
    label_x: float
    anchor: str
    """The text anchor of the label in SVG."""
    words: str
    neighbour: Neighbour


@frozen
class Line:
    """A citation, from the citing work to the cited one."""

    path: str
    width: float
    outer: bool
    """Whether it is between two neighbours."""


@frozen
class Picture:
    """The values for the template."""

    name: str
    """``wide`` or ``narrow``."""
    width: int
    height: int
    x: float
    y: float
    """The position of the work itself."""
    label_x: float
    label_y: float
    anchor: str
    nodes: list[Node]
    lines: list[Line]


def pictures(
    citing: Sequence[Neighbour], cited: Sequence[Neighbour], between: Mapping[tuple[int, int], int]
) -> list[Picture]:
    """Return the pictures of a neighbourhood, the wide and the narrow one; none if it is empty.

    :param citing: the citing works, the most frequent first; a work that is also cited stands on the other side.
    :param cited: the cited works, the most frequent first.
    :param between: how often a work cites another, by the numbers of both.
    """
    right = cited[:MOST]
    both = {each.work for each in right} & {each.work for each in citing}
    left = [each for each in citing if each.work not in both][:MOST]
    if not left and not right:
        return []
    height = _LINE * (max(len(left), len(right), _HIGH) + 1)
    middle = height / 2
    nodes = [*_arc(left, middle, -1), *_arc(right, middle, 1)]
    lines = [*_lines(nodes, len(left), both, (_MIDDLE, middle), 0.0)]
    for one in nodes:
        for other in nodes:
            times = between.get((one.neighbour.work, other.neighbour.work), 0)
            if times and one is not other:
                bent = _path((one.x, one.y), (other.x, other.y), 0.5, (_MIDDLE, middle))
                lines.append(Line(bent, _width(times) / 2, outer=True))
    wide = Picture("wide", _WIDTH, height, _MIDDLE, middle, _MIDDLE, middle - 15, "middle", nodes, lines)
    y = _LINE * (len(left) + 1)
    nodes = [*_column(left, _LINE), *_column(right, y + _LINE)]
    lines = [*_lines(nodes, len(left), both, (_COLUMN, y), 0.8)]
    height = y + _LINE * (len(right) + 1)
    narrow = Picture("narrow", _NARROW, height, _COLUMN, y, _COLUMN + 14, y + 5, "start", nodes, lines)
    return [wide, narrow]


def _lines(
    nodes: Sequence[Node], citing: int, both: Container[int], here: tuple[float, float], bend: float
) -> Iterator[Line]:
    """Yield the citations of a work, and those that it makes.

    :param citing: the number of the nodes that only cite it; the others it cites.
    :param both: the numbers of the works that do both.
    :param bend: how much the lines bend to the left.
    """
    for at, node in enumerate(nodes):
        width, there = _width(node.neighbour.times), (node.x, node.y)
        towards = (0.0, (node.y + here[1]) / 2)
        if at < citing or node.neighbour.work in both:
            yield Line(_path(there, here, bend, towards), width, outer=False)
        if at >= citing:
            yield Line(_path(here, there, bend, towards), width, outer=False)


def _column(neighbours: Sequence[Neighbour], top: float) -> list[Node]:
    """Return the positions of neighbours below one another, in the order of their names."""
    ordered = sorted(neighbours, key=lambda each: each.order)
    return [
        Node(_COLUMN, top + _LINE * at, _COLUMN + 14, "start", _named(each), each) for at, each in enumerate(ordered)
    ]


def _named(neighbour: Neighbour) -> str:
    return neighbour.name if len(neighbour.name) <= _WORDS else neighbour.name[: _WORDS - 1] + "…"


def _arc(neighbours: Sequence[Neighbour], middle: float, side: int) -> list[Node]:
    """Return the positions of the neighbours on one side, from top to bottom in the order of their names."""
    nodes = []
    ordered = sorted(neighbours, key=lambda each: each.order)
    top = middle - _LINE * (len(ordered) - 1) / 2
    for at, each in enumerate(ordered):
        y = top + _LINE * at
        x = _MIDDLE + side * _REACH * sqrt(max(1 - ((y - middle) / (middle + _LINE)) ** 2, 0.0))
        anchor = "end" if side < 0 else "start"
        nodes.append(Node(round(x, 1), round(y, 1), round(x + side * 12, 1), anchor, _named(each), each))
    return nodes


def _width(times: int) -> float:
    return round(min(1 + (times - 1) * 0.5, _THICKEST), 1)


def _path(
    start: tuple[float, float], end: tuple[float, float], bend: float, towards: tuple[float, float] = (0.0, 0.0)
) -> str:
    """Return a line that ends shortly before its target, bent towards a point."""
    (x1, y1), (x2, y2) = start, end
    mid_x, mid_y = (x1 + x2) / 2, (y1 + y2) / 2
    bent_x, bent_y = mid_x + (towards[0] - mid_x) * bend, mid_y + (towards[1] - mid_y) * bend
    short = _GAP / (sqrt((x2 - bent_x) ** 2 + (y2 - bent_y) ** 2) or 1.0)
    x2, y2 = x2 + (bent_x - x2) * short, y2 + (bent_y - y2) * short
    return f"M{x1:.1f} {y1:.1f}Q{bent_x:.1f} {bent_y:.1f} {x2:.1f} {y2:.1f}"
