"""Reads PDF files: composes lines in reading order from characters with their places.

The place and look of each line are given to the parser, which classifies the lines.
"""

from collections.abc import Iterable
from itertools import groupby

from itu_texts.errors import ReadError
from itu_texts.formats.composing import DEFAULT, Allowance, Composer, Limits, MarginWords, Mark
from itu_texts.formats.composing import Words as MarkedWords
from itu_texts.formats.pdf.file import check_streams, open_pdf
from itu_texts.formats.pdf.layout import Page, join_pages, make_pages
from itu_texts.formats.pdf.tables import Line, Table
from itu_texts.language.provisions import Margin, provision_rows
from itu_texts.language.writing import Words
from itu_texts.tree.readings import Origin, SourceText, TypesetLine


def read_pdf(data: bytes, name: str, *, limits: Limits = DEFAULT) -> SourceText:
    """Return the lines of a PDF.

    :raises ReadError: if the file is broken, encrypted or scanned, or exceeds a limit.
    :raises ImportError: without pypdfium2.
    """
    allowance = Allowance.of(data, name, limits)
    check_streams(data, name, limits, allowance)
    with open_pdf(data, name, limits, allowance) as (found, bookmarks):
        pages = make_pages(found)
        titles = {key for title in bookmarks if (key := _key(title))}
    if not any(page.items for page in pages):
        raise ReadError(f"{name}: a scanned PDF, without text; it needs OCR first")
    return _compose(pages, titles, Composer(name, limits))


def _compose(pages: list[Page], titles: set[str], out: Composer) -> SourceText:
    words = Words(line.text for page in pages for item in page.items for line in _lines(item))
    join_pages(pages)
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                _put(item, page, titles, words, out)
            elif (rows := _provisions(item, words)) is not None:
                for beside, text in rows:
                    margin = MarginWords(beside) if beside is not None else None
                    out.put(text, ("paragraph", None), origin=_origin(item), margin=margin)
            else:
                out.table([[_cell(cell, words) for cell in row] for row in item.rows], _origin(item))
        out.end_page()
    _report_images(pages, out)
    return out.reading()


def _lines(item: Line | Table) -> Iterable[Line]:
    return (item,) if isinstance(item, Line) else (line for row in item.rows for cell in row for line in cell)


def _put(line: Line, page: Page, titles: set[str], words: Words, out: Composer) -> None:
    """Add a line, with its place and look."""
    start = place = out.put(_cell([line], words), origin=_origin(line))
    cells = []
    for cell in line.cells:
        cells.append((place, cell.x0, cell.x1))
        place += len(cell.text) + 1
    out.lines.append(
        TypesetLine(
            start,
            place - 1,
            page.number,
            line.region,
            tuple(cells),
            line.y,
            page.height - line.y,
            line.size,
            line.italic,
            line.bold,
            line.below_rule,
            _key(line.text) in titles,
        )
    )


def _provisions(table: Table, words: Words) -> list[tuple[Margin | None, str]] | None:
    """Return the rows of a table of provisions, each with its margin and words; ``None`` for any other table."""
    rows = [[words.join(line.text for line in cell) for cell in row] for row in table.rows]
    parts = provision_rows(rows, lambda row: row)
    if parts is None:
        return None
    return [
        (part.margin if part.columns else None, "\t".join(filter(str.strip, row[part.columns :])))
        for row, part in zip(rows, parts, strict=True)
    ]


def _cell(lines: list[Line], words: Words) -> MarkedWords:
    text = ""
    raised: list[tuple[int, int, Mark]] = []
    for line in lines:
        text = words.join((text, line.text)) if text else line.text
        place = len(text) - len(line.text)
        for cell in line.cells:
            raised += ((place + begin, place + end, ("raised", None)) for begin, end in cell.raised)
            place += len(cell.text) + 1
    return MarkedWords.of(text, raised)


def _key(words: str) -> str:
    """Return words for the comparison of bookmarks with lines: without case, and with single blanks."""
    return " ".join(words.casefold().split())


def _report_images(pages: list[Page], out: Composer) -> None:
    """Report the pages that are images, each run once, at the place of their text."""
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
