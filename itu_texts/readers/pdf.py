"""PDF files: characters with their places are made lines, lines paragraphs; what pages add is set apart.

Everything is judged by place, size and slant; what the words mean is left to the grammar.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from itu_texts.errors import ReadError
from itu_texts.evidence import Origin, Reading
from itu_texts.readers.composing import Composer
from itu_texts.readers.limits import DEFAULT, Limits
from itu_texts.readers.pdf_layout import Line, Page, make_page
from itu_texts.readers.pdf_paragraphs import Note, Paragraph, Words, paragraphs, set_furniture_apart, title_key

__all__ = ["read_pdf"]

_STREAM = re.compile(rb"stream\r?\n")


def read_pdf(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """The text of a PDF, its paragraphs rebuilt.

    :raises ReadError: if the file is broken, encrypted, scanned or beyond a limit.
    :raises ImportError: without pdfminer.six.
    """
    _check_streams(data, name, limits)
    try:
        pages, titles = _pages(data, name, limits)
    except (ReadError, NameError, ImportError):  # ours, and no pdfminer.six
        raise
    except RecursionError:
        raise ReadError(f"{name}: nested too deeply") from None
    except Exception as error:  # of pdfminer.six: whatever is wrong with the file
        raise ReadError(f"{name}: a broken PDF file ({type(error).__name__})") from None
    if not pages:
        raise ReadError(f"{name}: a PDF file that is broken or has no pages")
    if not any(page.lines for page in pages):
        raise ReadError(f"{name}: a scanned PDF, without text; it needs OCR first")
    return _compose(pages, titles, Composer(name, limits))


def _check_streams(data: bytes, name: str, limits: Limits) -> None:
    """Unpack the streams, piece by piece and to no place, to see that they do not hold more than they may."""
    total = 0
    for begun in _STREAM.finditer(data):
        if data[begun.end() : begun.end() + 1] not in (b"x", b"h", b"X"):  # how zlib data begin
            continue
        unpacker = zlib.decompressobj()
        piece = data[begun.end() : begun.end() + 65_536]
        place = begun.end() + len(piece)
        try:
            while piece and not unpacker.eof:
                total += len(unpacker.decompress(piece, 1_000_000))
                limits.check(name, "unpacked_bytes", total)
                piece = unpacker.unconsumed_tail
                if not piece:
                    piece = data[place : place + 65_536]
                    place += len(piece)
        except zlib.error:
            continue


def _pages(data: bytes, name: str, limits: Limits) -> tuple[list[Page], set[str]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    parser = PDFParser(io.BytesIO(data))
    try:
        document = PDFDocument(parser)
    except PDFPasswordIncorrect:
        raise ReadError(f"{name}: encrypted; it needs a password") from None
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    characters = 0
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        limits.check(name, "pages", number)
        interpreter.process_page(page)
        made = make_page(device.get_result(), number)
        characters += sum(len(line.text) for line in made.lines)
        limits.check(name, "characters", characters)
        pages.append(made)
    return pages, _titles(document)


def _titles(document: Any) -> set[str]:
    """The titles of the bookmarks, which say where something begins."""
    try:
        return {title_key(str(title)) for _, title, *_ in document.get_outlines()}
    except Exception:  # of pdfminer.six: there are none, or they are broken
        return set()


def _compose(pages: list[Page], titles: set[str], out: Composer) -> Reading:
    set_furniture_apart(pages)
    words = Words(line for page in pages for line in page.lines)
    for block in paragraphs(pages, {title for title in titles if title}):
        if isinstance(block, Paragraph):
            _put(block, words, out)
        elif isinstance(block, Note):
            text = words.join(block.lines)[0]
            out.line(text, _origin(block.lines[0]), ("footnote", block.mark))
        elif isinstance(block, Line):
            out.line(block.text, _origin(block), (block.furniture, None))
        else:
            out.table([[cell.text for cell in line.cells] for line in block], _origin(block[0]))
    return out.reading()


def _put(paragraph: Paragraph, words: Words, out: Composer) -> None:
    text, raised = words.join(paragraph.lines)
    kinds = (("emphasis", None),) if all(line.italic for line in paragraph.lines) else ()
    start = out.line(text, _origin(paragraph.lines[0]), *kinds)
    for begin, end in raised:
        out.mark("anchor", start + begin, start + end, text[begin:end])


def _origin(line: Line) -> Origin:
    return Origin(page=line.page, line=line.number)
