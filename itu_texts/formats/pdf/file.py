"""Reads a PDF with PDFium: words with their places, rules, pages that are images, and the titles of bookmarks.

PDFium is not thread-safe; every call holds one lock.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from attrs import define

from itu_texts.errors import ReadError
from itu_texts.formats.limits import Allowance, Limits
from itu_texts.formats.pdf.characters import Characters, View, Word
from itu_texts.formats.pdf.rules import Rules, rules_of
from itu_texts.formats.pdf.streams import WORDS

_LOCK = RLock()
_PASSWORD = 4  # a result of FPDF_GetLastError
_IMAGE = 0.3  # of the page: the least area of images on a page that is an image
_MOST_BOOKMARKS = 100_000


@define
class RawPage:
    """The content of a page."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: Rules
    image: bool = False
    """Whether the page contains only images."""


@contextmanager
def open_pdf(data: bytes, name: str, limits: Limits, allowance: Allowance) -> Iterator[_File]:
    """Open a PDF for the duration of the context.

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
        yield _File(raw, document, name, limits, allowance)
    finally:
        with _LOCK:
            raw.FPDF_CloseDocument(document)


class _File:
    def __init__(self, raw: Any, document: Any, name: str, limits: Limits, allowance: Allowance) -> None:
        self.raw = raw
        self.document = document
        self.name = name
        self.limits = limits
        self.allowance = allowance
        self.characters = Characters(raw)
        self.count = 0
        """The number of characters so far."""

    def pages(self) -> Iterator[RawPage]:
        """Yield the pages, one after the other.

        :raises ReadError: if a page is broken, or exceeds a limit.
        """
        with _LOCK:
            count = self.raw.FPDF_GetPageCount(self.document)
        self.limits.check(self.name, "pages", count)
        for index in range(count):
            yield self._page(index)

    def titles(self) -> list[str]:
        """Return the titles of the bookmarks, which are headings in the text."""
        raw = self.raw
        titles: list[str] = []
        with _LOCK:
            stack = [raw.FPDFBookmark_GetFirstChild(self.document, None)]
            while stack and len(titles) < _MOST_BOOKMARKS:  # bookmarks may form a circle
                bookmark = stack.pop()
                if not bookmark:
                    continue
                length = raw.FPDFBookmark_GetTitle(bookmark, None, 0)
                buffer = ctypes.create_string_buffer(length)
                raw.FPDFBookmark_GetTitle(bookmark, buffer, length)
                titles.append(buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace"))
                stack.append(raw.FPDFBookmark_GetNextSibling(self.document, bookmark))
                stack.append(raw.FPDFBookmark_GetFirstChild(self.document, bookmark))
        return titles

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
                    words, quarters = self._words(text, view) if text else ([], 0)
                    if quarters:  # such as a wide table on an upright page
                        view.turns = (view.turns + quarters) % 4
                        words, _ = self.characters.words(text, view)
                finally:
                    raw.FPDFText_ClosePage(text)
                rules, covered = rules_of(raw, page, view.point)
            finally:
                raw.FPDF_ClosePage(page)
        width, height = view.size
        is_image = not words and covered > _IMAGE * width * height
        return RawPage(index + 1, width, height, words, rules, is_image)

    def _words(self, text: Any, view: View) -> tuple[list[Word], int]:
        count = max(self.raw.FPDFText_CountChars(text), 0)
        self.limits.check(self.name, "page_characters", count)
        self.count += count
        self.limits.check(self.name, "characters", self.count)
        self.allowance.check(WORDS, self.count)
        return self.characters.words(text, view)

    def _view(self, page: Any) -> View:
        box = self.raw.FS_RECTF()
        self.raw.FPDF_GetPageBoundingBox(page, box)
        turns = max(self.raw.FPDFPage_GetRotation(page), 0)
        return View(box.left, min(box.top, box.bottom), box.right, max(box.top, box.bottom), turns)
