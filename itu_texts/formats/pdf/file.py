"""Reads a PDF with PDFium: words with their places, rules, pages that are images, and the titles of bookmarks.

PDFium is not thread-safe; every call holds one lock.
"""

import ctypes
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice, pairwise, repeat
from math import hypot
from threading import RLock
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from itu_texts.errors import ReadError
from itu_texts.formats.composing import Allowance, Limits
from itu_texts.formats.symbols import shown_anywhere
from itu_texts.language.writing import joined

# ----------------------------------------------------------------------
# Checks the unpacked size of the streams of a PDF before they are read.

_STREAM = re.compile(rb"stream\r?\n")
_STRING = rb"\((?:[^()\\]|\\.)*+\)|<[0-9a-fA-F\s]*+>"
_SHOWN = re.compile(rb"(?:\[(?:%b|[-\d.\s]++)*+\]|%b)\s*+(?:TJ|Tj|'|\")" % (_STRING, _STRING), re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)
WORDS = "what its pages show"
_PIECE = 65_536  # bytes that are read at a time
_UNPACKED = 1_000_000  # bytes that are unpacked at a time
_BEGINNINGS = (b"x", b"h", b"X")  # the first bytes of zlib data
_DEEPEST_LAYERS = 8  # nested layers of packed data


def check_streams(data: bytes, name: str, limits: Limits, allowance: Allowance) -> None:
    """Unpack the streams piece by piece, including nested packed data, and discard the result.

    :raises ReadError: if they contain more than ``unpacked_bytes`` together, or show more words than is allowed, in all
        or in one: PDFium needs much more memory for each character of a page than the file has.
    """
    total = shown = 0

    def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal total, shown
        of_page = 0
        for piece in pieces:
            total += len(piece)
            limits.check(name, "unpacked_bytes", total)
            words = _SHOWN.findall(piece)
            shown += sum(map(len, words))
            allowance.check(WORDS, shown)
            of_page += _least_characters(words)
            limits.check(name, "page_characters", of_page)
            yield piece

    for begun in _STREAM.finditer(data):
        end = data.find(b"endstream", begun.end())
        if end - begun.end() > limits.page_characters:
            limits.check(name, "page_characters", _least_characters(_SHOWN.findall(data, begun.end(), end)))
        places = range(begun.end(), len(data), _PIECE)
        layers: list[Iterator[bytes]] = [(data[place : place + _PIECE] for place in places)]
        while len(layers) <= _DEEPEST_LAYERS:
            first = next(layers[-1], b"")
            if not first.startswith(_BEGINNINGS):
                break
            layers.append(counted(_unpacked(chain((first,), layers[-1]))))
        for layer in layers[:0:-1]:
            deque(layer, maxlen=0)


def _least_characters(shown: list[bytes]) -> int:
    """Return the least number of characters in what a stream shows: one has two bytes at most, or four figures."""
    strings = (each for words in shown for each in _STRINGS.findall(words))
    return sum(len(each) // (2 if each.startswith(b"(") else 4) for each in strings)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of packed data, up to their end or to the first error."""
    unpacker = zlib.decompressobj()
    for piece in pieces:
        while piece and not unpacker.eof:
            try:
                made = unpacker.decompress(piece, _UNPACKED)
            except zlib.error:
                return
            piece = unpacker.unconsumed_tail
            if made:
                yield made
        if unpacker.eof:
            return


# ----------------------------------------------------------------------
# Composes words with their places from the characters that PDFium finds on a page.

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

    def words(self, text: Any, count: int, view: View) -> tuple[list[Word], int]:
        """Return the upright words of a text page of PDFium, and the quarter turns that make most others upright."""
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

    def _begin(self, maker: "_Maker", text: Any, index: int, view: View) -> int:
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


# ----------------------------------------------------------------------
# Finds the horizontal and vertical rules of a page.

_THIN = 3.0  # points: the largest thickness of a rule
_LEAST = 4.0  # points: the least length of a rule
_MOST_SEGMENTS = 2_000  # of one path; a path with more is a drawing
_DEEPEST_FORMS = 8  # nested forms that are examined

_Place: TypeAlias = "Callable[[float, float], _Point]"


@define(eq=False)
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
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORMS:
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


_LOCK = RLock()
_PASSWORD = 4  # a result of FPDF_GetLastError
_IMAGE = 0.3  # of the page: the least area of images on a page that is an image
_MOST_BOOKMARKS = 100_000


@define
class Page:
    """A page: what is drawn on it, and what is made of that."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: Rules
    image: bool = False
    """Whether images are all that is on it."""
    items: list[Any] = field(factory=list)
    """Its lines and tables in reading order."""


@contextmanager
def open_pdf(
    data: bytes, name: str, limits: Limits, allowance: Allowance
) -> Iterator[tuple[Iterator[Page], Iterator[str]]]:
    """Open a PDF for the duration of the context: its pages, and the titles of its bookmarks, which are headings in it.

    :raises ReadError: if it is broken, encrypted or has too many pages; as a page comes, if it exceeds a limit.
    :raises ImportError: without pypdfium2.
    """
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            fault = (
                "encrypted; it needs a password"
                if error.err_code == _PASSWORD
                else "a PDF file that is broken or has no pages"
            )
            raise ReadError(f"{name}: {fault}") from None
        with closing(document):
            limits.check(name, "pages", len(document))
            bookmarks = islice(document.get_toc(max_depth=100), _MOST_BOOKMARKS)  # 15 if it is not said
            titles = (_title(pypdfium2.raw, bookmark) for bookmark in bookmarks)
            yield _pages(pypdfium2, document, name, limits, allowance), titles


def _title(raw: Any, bookmark: Any) -> str:
    """Return the title of a bookmark, also one with half a character."""
    length = raw.FPDFBookmark_GetTitle(bookmark, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFBookmark_GetTitle(bookmark, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _pages(pdfium: Any, document: Any, name: str, limits: Limits, allowance: Allowance) -> Iterator[Page]:
    """Yield the pages, one after the other."""
    characters, total = Characters(pdfium.raw), 0
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text:
                count = max(pdfium.raw.FPDFText_CountChars(text), 0)
                limits.check(name, "page_characters", count)
                total += count
                limits.check(name, "characters", total)
                allowance.check(WORDS, total)
                left, foot, right, head = page.get_bbox()  # it may stand on its head
                view = View(left, min(head, foot), right, max(head, foot), page.get_rotation() // 90)
                words, quarters = characters.words(text, count, view)
                if quarters:  # such as a wide table on an upright page
                    view.turns = (view.turns + quarters) % 4
                    words, _ = characters.words(text, count, view)
                rules, covered = rules_of(pdfium.raw, page, view.point)
        except pdfium.PdfiumError:
            raise ReadError(f"{name}: a broken PDF file (page {index + 1})") from None
        width, height = view.size
        is_image = not words and covered > _IMAGE * width * height
        yield Page(index + 1, width, height, words, rules, is_image)
