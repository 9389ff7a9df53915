"""What PDFium finds in a PDF: words with their places, rules, whether a page is an image, the titles of bookmarks.

PDFium is not thread-safe, so that every call is made under one lock.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from math import hypot
from threading import RLock
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from itu_texts.errors import ReadError
from itu_texts.readers.limits import Limits
from itu_texts.readers.pdf_rules import Rules, rules_of

__all__ = ["RawPage", "Word", "open_pdf"]

_LOCK = RLock()
_BLANK = 0.15  # of the size: a gap between characters that is a blank
_PASSWORD = 4  # of FPDF_GetLastError
_HYPHENS = {0x02: "-", 0xAD: "-"}  # PDFium writes the first at the end of a line; many fonts have one sign for both
_NO_CHARACTERS = frozenset((0, 0xFFFE, 0xFFFF))
_MOST_BOOKMARKS = 100_000
_ITALIC, _FORCED_BOLD = 1 << 6, 1 << 18  # flags of a font

_Point: TypeAlias = "tuple[float, float]"


class Word(NamedTuple):
    """Characters in one font that stand side by side without a blank; places are points from the foot of the page."""

    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    text: str
    italic: bool
    bold: bool
    blank: bool
    """Whether a blank stands before it."""


@define
class RawPage:
    """A page as it is drawn."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: Rules
    image: bool = False
    """Whether images are all that is on it."""


class _Style(NamedTuple):
    italic: bool
    bold: bool


@define
class _View:
    """How places in a page become those that a reader sees: its corner is at 0, and it may be turned."""

    left: float
    foot: float
    right: float
    head: float
    turns: int
    """Quarters, clockwise."""

    def point(self, x: float, y: float) -> _Point:
        if self.turns == 0:
            return x - self.left, y - self.foot
        if self.turns == 1:
            return y - self.foot, self.right - x
        if self.turns == 2:
            return self.right - x, self.head - y
        return self.head - y, x - self.left

    def direction(self, x: float, y: float) -> _Point:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.turns]

    def sides(self, boxes: list[float]) -> tuple[list[float], list[float]]:
        """Where boxes (left, head, right, foot; one after the other) begin and end from left to right."""
        first, second, sign, shift = (
            (0, 2, 1, -self.left),
            (3, 1, 1, -self.foot),
            (2, 0, -1, self.right),
            (1, 3, -1, self.head),
        )[self.turns]
        return [sign * each + shift for each in boxes[first::4]], [sign * each + shift for each in boxes[second::4]]

    @property
    def size(self) -> _Point:
        width, height = self.right - self.left, self.head - self.foot
        return (height, width) if self.turns % 2 else (width, height)


@cache
def _calls(raw: Any) -> _Calls:
    return _Calls(raw)


class _Calls:
    """The calls that are made for each character, declared so that they cost little."""

    def __init__(self, raw: Any) -> None:
        def declare(function: Any, result: Any, *takes: Any) -> Any:
            address = ctypes.cast(function, ctypes.c_void_p).value
            return ctypes.PYFUNCTYPE(result, *takes)(address or 0)

        place, number = ctypes.c_void_p, ctypes.c_int
        self.box = declare(raw.FPDFText_GetLooseCharBox, number, place, number, place)
        self.object = declare(raw.FPDFText_GetTextObject, place, place, number)
        self.unicode = declare(raw.FPDFText_GetUnicode, ctypes.c_uint, place, number)


@contextmanager
def open_pdf(data: bytes, name: str, limits: Limits) -> Iterator[_File]:
    """A PDF, open as long as the context lasts.

    :raises ReadError: if it is broken, encrypted or has too many pages.
    :raises ImportError: without pypdfium2.
    """
    import pypdfium2.raw as raw

    with _LOCK:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            if raw.FPDF_GetLastError() == _PASSWORD:
                raise ReadError(f"{name}: encrypted; it needs a password")
            raise ReadError(f"{name}: a broken PDF file")
    try:
        yield _File(raw, _calls(raw), document, name, limits)
    finally:
        with _LOCK:
            raw.FPDF_CloseDocument(document)


@define(eq=False)
class _File:
    raw: Any
    calls: _Calls
    document: Any
    name: str
    limits: Limits
    characters: int = 0
    styles: dict[int, _Style] = field(factory=dict)
    """By the address of a font."""

    def pages(self) -> Iterator[RawPage]:
        """The pages, one after the other.

        :raises ReadError: if one is broken, or beyond a limit.
        """
        with _LOCK:
            count = self.raw.FPDF_GetPageCount(self.document)
        self.limits.check(self.name, "pages", count)
        for index in range(count):
            yield self._page(index)

    def titles(self) -> Iterator[str]:
        """The titles of the bookmarks, which say where something begins."""
        raw = self.raw
        with _LOCK:
            stack = [raw.FPDFBookmark_GetFirstChild(self.document, None)]
            for _ in range(_MOST_BOOKMARKS):  # they may go in a circle
                while stack and not stack[-1]:
                    stack.pop()
                if not stack:
                    return
                bookmark = stack[-1]
                length = raw.FPDFBookmark_GetTitle(bookmark, None, 0)
                buffer = ctypes.create_string_buffer(length)
                raw.FPDFBookmark_GetTitle(bookmark, buffer, length)
                yield buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
                stack[-1] = raw.FPDFBookmark_GetNextSibling(self.document, bookmark)
                stack.append(raw.FPDFBookmark_GetFirstChild(self.document, bookmark))

    def _page(self, index: int) -> RawPage:
        raw = self.raw
        with _LOCK:
            page = raw.FPDF_LoadPage(self.document, index)
            if not page:
                raise ReadError(f"{self.name}: a broken PDF file (page {index + 1})")
            try:
                view = self._view(page)
                text = raw.FPDFText_LoadPage(page)
                try:
                    words = self._words(text, view) if text else []
                finally:
                    if text:
                        raw.FPDFText_ClosePage(text)
                rules, images = rules_of(raw, page, view.point)
            finally:
                raw.FPDF_ClosePage(page)
        return RawPage(index + 1, *view.size, words, rules, bool(images) and not words)

    def _view(self, page: Any) -> _View:
        box = self.raw.FS_RECTF()
        self.raw.FPDF_GetPageBoundingBox(page, box)
        turns = max(self.raw.FPDFPage_GetRotation(page), 0)
        return _View(box.left, min(box.top, box.bottom), box.right, max(box.top, box.bottom), turns)

    def _words(self, text: Any, view: _View) -> list[Word]:
        count = max(self.raw.FPDFText_CountChars(text), 0)
        self.characters += count
        self.limits.check(self.name, "characters", self.characters)
        place = ctypes.cast(text, ctypes.c_void_p).value
        boxes = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(boxes)
        deque(map(self.calls.box, repeat(place), range(count), range(start, start + 16 * count, 16)), maxlen=0)
        codes = map(self.calls.unicode, repeat(place), range(count))
        owners = map(self.calls.object, repeat(place), range(count))
        maker = _Maker()
        last = None
        upright = False
        for index, (owner, code, x0, x1) in enumerate(zip(owners, codes, *view.sides(list(boxes)), strict=True)):
            if owner is None:  # a blank or a line end that PDFium has made up
                continue
            if owner != last:
                last = owner
                upright = self._begin(maker, text, index, view)
            if upright and code not in _NO_CHARACTERS:
                maker.add(_HYPHENS.get(code) or chr(code), x0, x1)
        maker.end()
        return maker.words

    def _begin(self, maker: _Maker, text: Any, index: int, view: _View) -> bool:
        """Tell the maker how characters look from here on; false if they do not stand upright."""
        raw = self.raw
        matrix = raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        along = view.direction(matrix.a, matrix.b)
        up = view.direction(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(text, index) * hypot(*up)
        baseline = view.point(x.value, y.value)[1]
        style = self._style(raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, index)))
        maker.begin(baseline, size or 1.0, style)
        return along[0] > 0 and up[1] > 0 and abs(along[1]) < 0.1 * along[0]

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
            self.styles[place] = _Style(italic or bool(flags & _ITALIC), "bold" in name or bool(flags & _FORCED_BOLD))
        return self.styles[place]


class _Maker:
    """Makes words of characters."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.text = ""
        self.x0 = self.x1 = self.last = 0.0
        self.look: tuple[float, float, bool, bool] = (0.0, 1.0, False, False)
        self.gap = 0.0
        self.blank = False

    def begin(self, y: float, size: float, style: _Style) -> None:
        self.end()
        self.look = (y, size, *style)
        self.gap = _BLANK * size

    def add(self, character: str, x0: float, x1: float) -> None:
        if character.isspace() or character < " ":
            self.end()
            self.blank = True
            return
        doubled = x0 == self.last and x1 == self.x1  # one of several letters that are drawn as one
        if self.text and (doubled or -self.gap <= x0 - self.x1 <= self.gap):
            self.text += character
        else:
            self.end()
            self.text = character
            self.x0 = x0
        self.x1 = x1
        self.last = x0

    def end(self) -> None:
        if self.text:
            y, size, italic, bold = self.look
            self.words.append(Word(self.x0, self.x1, y, size, self.text, italic, bold, self.blank))
            self.text = ""
            self.blank = False
