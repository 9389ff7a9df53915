"""PDF files: characters with their places are made lines, lines paragraphs; what pages add is set apart.

Everything is judged by place, size and slant; what the words mean is left to the grammar.
"""

from __future__ import annotations

import re
import zlib

from itu_texts.errors import ReadError
from itu_texts.evidence import Origin, Reading
from itu_texts.readers.composing import Composer
from itu_texts.readers.limits import DEFAULT, Limits
from itu_texts.readers.pdf_file import open_pdf
from itu_texts.readers.pdf_furniture import set_furniture_apart
from itu_texts.readers.pdf_joining import Words
from itu_texts.readers.pdf_layout import Page, make_pages
from itu_texts.readers.pdf_paragraphs import Note, Paragraph, paragraphs, title_key
from itu_texts.readers.pdf_rows import Line
from itu_texts.readers.pdf_tables import Table

__all__ = ["read_pdf"]

_STREAM = re.compile(rb"stream\r?\n")


def read_pdf(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """The text of a PDF, its paragraphs rebuilt.

    :raises ReadError: if the file is broken, encrypted, scanned or beyond a limit.
    :raises ImportError: without pypdfium2.
    """
    _check_streams(data, name, limits)
    with open_pdf(data, name, limits) as file:
        pages = make_pages(file.pages())
        titles = {key for title in file.titles() if (key := title_key(title))}
    if not pages:
        raise ReadError(f"{name}: a PDF file that is broken or has no pages")
    if not any(page.items for page in pages):
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


def _compose(pages: list[Page], titles: set[str], out: Composer) -> Reading:
    set_furniture_apart(pages)
    words = Words(line for page in pages for line in page.lines)
    for block in paragraphs(pages, titles):
        if isinstance(block, Paragraph):
            _put(block, words, out)
        elif isinstance(block, Note):
            out.line(words.join(block.lines)[0], _origin(block.lines[0]), ("footnote", block.mark))
        elif isinstance(block, Line):
            out.line(block.text, _origin(block), (block.furniture, None))
        elif isinstance(block, Table):
            out.table([[words.join(cell)[0] for cell in row] for row in block.rows], _origin(block))
        else:
            out.table([[cell.text for cell in line.cells] for line in block], _origin(block[0]))
    return out.reading()


def _put(paragraph: Paragraph, words: Words, out: Composer) -> None:
    text, raised = words.join(paragraph.lines)
    kinds = (("emphasis", None),) if all(line.italic for line in paragraph.lines) else ()
    start = out.line(text, _origin(paragraph.lines[0]), *kinds)
    for begin, end in raised:
        out.mark("anchor", start + begin, start + end, text[begin:end])


def _origin(item: Line | Table) -> Origin:
    return Origin(page=item.page, line=item.number)
