"""Composes words with their places from the characters that PDFium finds on a page."""

from __future__ import annotations

import ctypes
import re
from collections import deque
from itertools import repeat
from math import hypot
from typing import Any, NamedTuple, TypeAlias

from attrs import define

from itu_texts.formats.symbols import shown_anywhere
from itu_texts.language.writing import joined

_BLANK = 0.15  # of the size: the smallest gap between characters that is a blank
_HYPHENS = {0x02: "-", 0xAD: "-"}  # PDFium's hyphen at the end of a line, and the soft hyphen
_NO_CHARACTERS = frozenset((0, 0xFFFE, 0xFFFF))
_SYMBOLS = (0xF020, 0xF0FF)  # the characters of symbol fonts in the private use area
_AROUND_NAME = re.compile(r"^[a-z]{6}\+|(?:mt)?(?:[-,]?regular)?$")
_ZERO, _NINE = ord("0"), ord("9")
_RISE = 0.18  # of the size: the least height of the foot of a raised figure
_RAISED = 0.6  # of the size: the size of raised figures
_ASLANT = 4  # in place of a number of quarter turns
_ITALIC, _FORCED_BOLD = 1 << 6, 1 << 18  # flags of a font

_Point: TypeAlias = "tuple[float, float]"


class Word(NamedTuple):
    """Characters in one font without a blank between them; places are in points from the foot of the page."""

    x0: float
    x1: float
    y: float
    """The place of the baseline."""
    size: float
    text: str
    italic: bool
    bold: bool
    blank: bool
    """Whether a blank stands before it."""


@define
class View:
    """Converts places in a page to those that a reader sees: the corner is at 0, and the page may be turned."""

    left: float
    foot: float
    right: float
    head: float
    turns: int
    """The number of quarter turns, clockwise."""

    def point(self, x: float, y: float) -> _Point:
        """Return where a point is seen."""
        right, up = self.right - x, self.head - y
        return ((x - self.left, y - self.foot), (y - self.foot, right), (right, up), (up, x - self.left))[self.turns]

    def direction(self, x: float, y: float) -> _Point:
        """Return a direction as it is seen."""
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.turns]

    def sides(self, boxes: list[float]) -> tuple[list[float], list[float]]:
        """Return where boxes (left, head, right, foot; one after the other) begin and end from left to right."""
        first, second, sign, shift = (
            (0, 2, 1, -self.left),
            (3, 1, 1, -self.foot),
            (2, 0, -1, self.right),
            (1, 3, -1, self.head),
        )[self.turns]
        return [sign * each + shift for each in boxes[first::4]], [sign * each + shift for each in boxes[second::4]]

    @property
    def size(self) -> _Point:
        """The width and height as they are seen."""
        width, height = self.right - self.left, self.head - self.foot
        return (height, width) if self.turns % 2 else (width, height)


class _Style(NamedTuple):
    italic: bool
    bold: bool
    font: str = ""
    """The name of the font, without the prefix and suffix of a program."""


class Characters:
    """Reads the characters of the pages of one file; the caller holds the lock."""

    def __init__(self, raw: Any) -> None:
        def declare(function: Any, result: Any, *takes: Any) -> Any:
            """Return a function that is declared so that calls are cheap."""
            return ctypes.PYFUNCTYPE(result, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)

        place, number = ctypes.c_void_p, ctypes.c_int
        self.raw = raw
        self.box = declare(raw.FPDFText_GetLooseCharBox, number, place, number, place)
        self.object = declare(raw.FPDFText_GetTextObject, place, place, number)
        self.unicode = declare(raw.FPDFText_GetUnicode, ctypes.c_uint, place, number)
        self.styles: dict[int, _Style] = {}
        """The fonts, by their addresses."""

    def words(self, text: Any, view: View) -> tuple[list[Word], int]:
        """Return the upright words of a text page of PDFium, and the quarter turns that make most others upright."""
        count = max(self.raw.FPDFText_CountChars(text), 0)
        place = ctypes.cast(text, ctypes.c_void_p).value
        boxes = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(boxes)
        deque(map(self.box, repeat(place), range(count), range(start, start + 16 * count, 16)), maxlen=0)
        codes = map(self.unicode, repeat(place), range(count))
        owners = map(self.object, repeat(place), range(count))
        maker = _Maker()
        last = None
        quarter = _ASLANT
        counts = [0] * (_ASLANT + 1)
        for index, (owner, code, x0, x1) in enumerate(zip(owners, codes, *view.sides(list(boxes)), strict=True)):
            if owner is None:  # a blank or a line end that PDFium has added
                continue
            if owner != last:
                last = owner
                quarter = self._begin(maker, text, index, view)
            counts[quarter] += 1
            if quarter or code in _NO_CHARACTERS:
                continue
            if _ZERO <= code <= _NINE and (rise := self._foot(text, index, view) - maker.y) > _RISE * maker.size:
                maker.add(chr(code), x0, x1, rise)
            elif _SYMBOLS[0] <= code <= _SYMBOLS[1]:
                maker.add(shown_anywhere(maker.style.font, code), x0, x1)
            else:
                maker.add(_HYPHENS.get(code) or chr(code), x0, x1)
        maker.end()
        return maker.words, counts.index(max(counts[:_ASLANT]))

    def _begin(self, maker: _Maker, text: Any, index: int, view: View) -> int:
        """Set the style of the next characters; return the quarter turns, clockwise, that make them upright."""
        raw = self.raw
        matrix = raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        scale = raw.FPDFText_GetFontSize(text, index)  # a negative size turns the characters round
        along = view.direction(matrix.a * scale, matrix.b * scale)
        up = view.direction(matrix.c * scale, matrix.d * scale)
        size = hypot(*up)
        baseline = view.point(x.value, y.value)[1]
        style = self._style(raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, index)))
        maker.begin(baseline, size or 1.0, style)
        if abs(along[1]) < 0.1 * abs(along[0]):
            return _ASLANT if up[1] * along[0] < 0 else 0 if along[0] > 0 else 2
        if abs(along[0]) < 0.1 * abs(along[1]):
            return 1 if along[1] > 0 else 3
        return _ASLANT

    def _foot(self, text: Any, index: int, view: View) -> float:
        """Return the height of the foot of a character; raised figures of a font are on the baseline themselves."""
        x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(text, index, x0, x1, y0, y1)
        return min(view.point(x0.value, y0.value)[1], view.point(x1.value, y1.value)[1])

    def _style(self, font: Any) -> _Style:
        place = ctypes.cast(font, ctypes.c_void_p).value or 0
        if place not in self.styles:
            raw = self.raw
            length = raw.FPDFFont_GetBaseFontName(font, None, 0) if place else 0
            buffer = ctypes.create_string_buffer(max(length, 1))
            if length:
                raw.FPDFFont_GetBaseFontName(font, buffer, length)
            name = buffer.value.decode("utf-8", "replace").lower()
            flags = max(raw.FPDFFont_GetFlags(font), 0) if place else 0
            italic = "italic" in name or "oblique" in name or name.endswith(("-it", "ti"))
            bold = "bold" in name or bool(flags & _FORCED_BOLD)
            self.styles[place] = _Style(italic or bool(flags & _ITALIC), bold, _AROUND_NAME.sub("", name))
        return self.styles[place]


class _Maker:
    """Composes words from characters."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.text = ""
        self.x0 = self.x1 = self.last = 0.0
        self.y, self.size, self.style = 0.0, 1.0, _Style(False, False)
        self.rise = 0.0
        self.gap = 0.0
        self.blank = False

    def begin(self, y: float, size: float, style: _Style) -> None:
        """Set the style of the next characters."""
        self.end()
        self.y, self.size, self.style = y, size, style
        self.gap = _BLANK * size

    def add(self, character: str, x0: float, x1: float, rise: float = 0.0) -> None:
        """Add a character.

        :param rise: the rise of a figure that the font itself draws small and raised; it becomes a smaller character.
        """
        if character.isspace() or character < " ":
            self.end()
            self.blank = True
            return
        doubled = x0 == self.last and x1 == self.x1  # one of several letters of a ligature
        beside = doubled or -self.gap <= x0 - self.x1 <= self.gap
        if self.text and beside and bool(rise) == bool(self.rise):
            self.text += character
        else:
            self.end()
            self.text = character
            self.x0 = x0
            self.rise = rise
        self.x1 = x1
        self.last = x0

    def end(self) -> None:
        """End the open word, if there is one."""
        if self.text:
            size = self.size * _RAISED if self.rise else self.size
            self.words.append(
                Word(
                    self.x0,
                    self.x1,
                    self.y + self.rise,
                    size,
                    joined(self.text),  # PDFium returns characters beyond 16 bits in two halves
                    self.style.italic,
                    self.style.bold,
                    self.blank,
                )
            )
            self.text = ""
            self.blank = False
