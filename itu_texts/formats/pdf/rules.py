"""Finds the horizontal and vertical rules of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeAlias

from attrs import define, field

_THIN = 3.0  # points: the largest thickness of a rule
_LEAST = 4.0  # points: the least length of a rule
_MOST_SEGMENTS = 2_000  # of one path; a path with more is a drawing
_DEEPEST = 8  # nested forms that are examined

_Point: TypeAlias = "tuple[float, float]"
_Place: TypeAlias = "Callable[[float, float], _Point]"


@define
class Rules:
    """The rules of a page."""

    level: list[tuple[float, float, float]] = field(factory=list)
    """The left end, right end and height of each horizontal rule."""
    upright: list[tuple[float, float, float]] = field(factory=list)
    """The place of each vertical rule, and the heights of its foot and head."""

    def add(self, one: _Point, other: _Point) -> None:
        """Add the shape between two corners, if it is a rule."""
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if y1 - y0 <= _THIN and x1 - x0 >= _LEAST:
            self.level.append((x0, x1, (y0 + y1) / 2))
        elif x1 - x0 <= _THIN and y1 - y0 >= _LEAST:
            self.upright.append(((x0 + x1) / 2, y0, y1))


def rules_of(raw: Any, page: Any, place: _Place) -> tuple[Rules, float]:
    """Return the rules of a page, and the area of its images in square points.

    :param raw: the functions of PDFium.
    :param place: returns where a point of the page is seen.
    """
    rules = Rules()
    covered = 0.0
    count, get = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    stack: list[tuple[Any, _Place, int]] = [(get(page, index), place, 0) for index in range(max(count(page), 0))]
    while stack:
        each, where, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _area(raw, each, where)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(raw, each, where, rules)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = _within(raw, each, where)
            held = range(max(raw.FPDFFormObj_CountObjects(each), 0))
            stack.extend((raw.FPDFFormObj_GetObject(each, index), inside, depth + 1) for index in held)
    return rules, covered


def _area(raw: Any, image: Any, where: _Place) -> float:
    left, foot, right, head = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(image, left, foot, right, head)
    (x0, y0), (x1, y1) = where(left.value, foot.value), where(right.value, head.value)
    return abs((x1 - x0) * (y1 - y0))


def _within(raw: Any, each: Any, where: _Place) -> _Place:
    """Return a function that returns where a point in the space of an object is seen."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(each, matrix)
    a, b, c, d, e, f = (getattr(matrix, name) for name in "abcdef")
    return lambda x, y: where(a * x + c * y + e, b * x + d * y + f)


def _add_path(raw: Any, path: Any, where: _Place, rules: Rules) -> None:
    """Add the rules of a path: thin shapes, and the horizontal and vertical edges of stroked shapes."""
    count = raw.FPDFPath_CountSegments(path)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not 1 < count <= _MOST_SEGMENTS or not (fill.value or stroke.value):
        return
    for shape in _shapes(raw, path, count, _within(raw, path, where)):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            rules.add((min(xs), min(ys)), (max(xs), max(ys)))
        elif stroke.value:
            for one, other in pairwise(shape):
                rules.add(one, other)


def _shapes(raw: Any, path: Any, count: int, where: _Place) -> Iterator[list[_Point]]:
    """Yield the corners of the shapes of a path; shapes with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    shape: list[_Point] = []
    curved = False
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(shape) > 1 and not curved:
                yield shape
            shape, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        shape.append(where(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            shape.append(shape[0])
    if len(shape) > 1 and not curved:
        yield shape
