"""PDF files: characters with their places are made lines, lines paragraphs; what pages add is set apart.

Everything is judged by place, size and slant; what the words mean is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from itu_texts.errors import ReadError
from itu_texts.formats.composing import Cell, Composer
from itu_texts.formats.limits import DEFAULT, Allowance, Limits
from itu_texts.formats.pdf.file import open_pdf
from itu_texts.formats.pdf.furniture import set_furniture_apart
from itu_texts.formats.pdf.hyphens import Words
from itu_texts.formats.pdf.layout import Page, make_pages
from itu_texts.formats.pdf.margins import joined, set_margins_apart
from itu_texts.formats.pdf.paragraphs import Note, Paragraph, paragraphs, title_key
from itu_texts.formats.pdf.rows import Line
from itu_texts.formats.pdf.streams import check_streams
from itu_texts.formats.pdf.tables import Table
from itu_texts.language.provisions import Margin, provision_rows
from itu_texts.tree.readings import Origin, Reading

__all__ = ["read_pdf"]

_STANDS_ONCE = "these small words stand at the head of one page alone: they were taken for its head, and are in no text"
_PARAGRAPH = (("paragraph", None),)
_POWER = re.compile(r"(?<![^\W\d_])(?:10|\d\s?(?:[kcdmµ]?m|s))$")
"""What a raised figure makes a power of, and calls no footnote."""


def read_pdf(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """The text of a PDF, its paragraphs rebuilt.

    :raises ReadError: if the file is broken, encrypted, scanned or beyond a limit.
    :raises ImportError: without pypdfium2.
    """
    allowance = Allowance.of(data, name, limits)
    check_streams(data, name, limits, allowance)
    with open_pdf(data, name, limits, allowance) as file:
        pages = make_pages(file.pages())
        titles = {key for title in file.titles() if (key := title_key(title))}
    if not pages:
        raise ReadError(f"{name}: a PDF file that is broken or has no pages")
    if not any(page.items for page in pages):
        raise ReadError(f"{name}: a scanned PDF, without text; it needs OCR first")
    return _compose(pages, titles, Composer(name, limits))


def _compose(pages: list[Page], titles: set[str], out: Composer) -> Reading:
    set_furniture_apart(pages)
    set_margins_apart(pages)
    words = Words(line for page in pages for line in page.lines)
    for block in paragraphs(pages, titles):
        if isinstance(block, Paragraph):
            _put(block, words, out)
        elif isinstance(block, Note):
            _put_note(block, words, out)
        elif isinstance(block, Line):
            odd = (("oddity", ("unrecognised-block", _STANDS_ONCE)),) if block.stands_once else ()
            out.line(block.text, _origin(block), (block.furniture, None), *odd)
        elif isinstance(block, Table) and (rows := _provisions(block, words)):
            for beside, text in rows:
                _put_words(text, beside, _origin(block), _PARAGRAPH, out)
        elif isinstance(block, Table):
            out.table([[_cell(cell, words) for cell in row] for row in block.rows], _origin(block))
        else:
            out.table([[cell.text for cell in line.cells] for line in block], _origin(block[0]))
    _report_images(pages, out)
    return out.reading()


def _put(paragraph: Paragraph, words: Words, out: Composer) -> None:
    text, raised = words.join(paragraph.lines)
    kinds = (("emphasis", None),) if all(line.italic for line in paragraph.lines) else _PARAGRAPH
    beside = joined([line.margin for line in paragraph.lines])
    start = _put_words(text, beside, _origin(paragraph.lines[0]), kinds, out)
    if paragraph.bullet is not None:
        out.mark("bullet", start, start + 1, paragraph.bullet)
    for begin, end in _marks(text, raised):
        out.mark("anchor", start + begin, start + end, text[begin:end])


def _put_words(
    text: str, beside: Margin | None, origin: Origin, kinds: tuple[tuple[str, object], ...], out: Composer
) -> int:
    """Add a paragraph with what stands in its margin; where its words begin is given back."""
    if not text.strip():
        out.lone_margin(beside, origin)
        return out.length
    head = out.margin(beside, text, kinds, origin)
    start = out.line(head + text, origin, *kinds, words=len(head))
    if head and beside is not None:
        out.mark_margin(beside, start)
    return start + len(head)


def _provisions(table: Table, words: Words) -> list[tuple[Margin | None, str]] | None:
    """The rows of a table of provisions, each with its margin and its words; ``None`` for any other table."""
    rows = [[words.join(cell)[0] for cell in row] for row in table.rows]
    parts = provision_rows(rows, lambda row: row)
    if parts is None:
        return None
    return [
        (part.margin if part.columns else None, "\t".join(filter(str.strip, row[part.columns :])))
        for row, part in zip(rows, parts, strict=True)
    ]


def _marks(text: str, raised: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The raised stretches that may call footnotes: those that make no power of what stands before them."""
    return ((start, end) for start, end in raised if not _POWER.search(text, max(start - 10, 0), start))


def _cell(lines: list[Line], words: Words) -> Cell:
    text, raised = words.join(lines)
    return Cell(text, tuple(("anchor", start, end, text[start:end]) for start, end in _marks(text, raised)))


def _put_note(note: Note, words: Words, out: Composer) -> None:
    start = out.line(words.join(note.lines)[0], _origin(note.lines[0]), ("footnote", note.mark))
    if note.share:
        where = f"page {note.lines[0].page}"
        message = f"footnotes take up {note.share:.0%} of {where}: check that all of them are notes"
        out.mark("oddity", start, out.length - 1, ("large-footnotes", message))


def _report_images(pages: list[Page], out: Composer) -> None:
    """Say which pages are images, each run of them once, where their text would stand."""
    starts: dict[int | None, int] = {}
    for start, origin in zip(out.starts, out.origins, strict=True):
        starts.setdefault(origin.page, start)
    for is_image, run in groupby(pages, key=lambda page: page.image):
        numbers = [page.number for page in run]
        if is_image:
            place = starts.get(numbers[-1] + 1, out.length)
            which = f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]} are"
            image = "an image" if len(numbers) == 1 else "images"
            out.mark("oddity", place, place, ("image-page", f"{which} {image}, without text; it needs OCR"))


def _origin(item: Line | Table) -> Origin:
    return Origin(page=item.page, line=item.number)
