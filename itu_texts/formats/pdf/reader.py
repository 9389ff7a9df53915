"""Reads PDF files: pages of lines and tables, region after region in reading order, from words with their places.

The place and look of each line are given to the parser, which classifies the lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import TypeAlias

from attrs import define, field

from itu_texts.errors import ReadError
from itu_texts.formats.composing import DEFAULT, Allowance, Composer, Limits, MarginWords, Mark
from itu_texts.formats.composing import Words as MarkedWords
from itu_texts.formats.pdf.file import Page, Word, check_streams, open_pdf
from itu_texts.formats.pdf.tables import Line, Table, is_row, line_of, row_of, rows_of, take_tables, with_tables
from itu_texts.language.provisions import Margin, provision_rows
from itu_texts.language.writing import Words
from itu_texts.tree.readings import Origin, SourceText, TypesetLine

_Rule: TypeAlias = tuple[float, float, float]

# ----------------------------------------------------------------------
# Finds rules that may separate footnotes from the text above them.

_LEAST_SEPARATOR = 20.0  # points: the least length of a separator
_EDGE = 8.0  # points: the largest distance of its left end from the edge of the text
_CLEAR = 0.6  # of the size: the least distance of a separator from the words above it
_TALL = 0.75  # of the size: the height of words
_MOST_RULES = 50  # the lowest rules of a region, which are examined
_TYPED = re.compile(r"[_―─]{5,}")


def mark_separators(region: list[Line | Table], rules: Sequence[_Rule]) -> list[Line | Table]:
    """Return the content of a region, with the lines below such rules marked; rows of signs are rules too.

    A separator begins at the left edge of the region, and no words stand on it.
    """
    lines = [item for item in region if isinstance(item, Line)]
    typed = [line for line in lines if _TYPED.fullmatch(line.text)]
    words = [line for line in lines if line not in typed]
    if not words:
        return region
    left = min(item.x0 for item in region)
    longest = max(item.x1 for item in region) - left + _EDGE
    drawn = [*rules, *((line.x0, line.x1, line.y) for line in typed)]
    near = [rule for rule in drawn if abs(rule[0] - left) <= _EDGE and _LEAST_SEPARATOR < rule[1] - rule[0] < longest]
    near = sorted(near, key=lambda rule: rule[2])[:_MOST_RULES]
    for rule in near:
        below = [line for line in words if line.y < rule[2]]
        if below and _is_clear(rule, words) and not _closes_table(rule, near, words):
            below[0].below_rule = True
    above = (next((line for line in words if line.y < item.y), None) if item in typed else None for item in region)
    return [item for item, line in zip(region, above, strict=True) if line is None or not line.below_rule]


def _is_clear(rule: _Rule, lines: Sequence[Line]) -> bool:
    """Return whether a rule neither underlines words nor strikes them out."""
    x0, x1, y = rule
    return not any(
        line.x0 < x1 and line.x1 > x0 and -_TALL * line.size < line.y - y < _CLEAR * line.size for line in lines
    )


def _closes_table(rule: _Rule, rules: Sequence[_Rule], lines: Sequence[Line]) -> bool:
    """Return whether a rule is the last of several similar ones, with lines between them."""
    alike = [other[2] for other in rules if other[2] > rule[2] and abs(other[1] - rule[1]) < 2]
    head = max((line.y for line in lines), default=0.0)
    return any(y < head and any(rule[2] < line.y < y for line in lines) for y in alike)


# ----------------------------------------------------------------------
# Finds the columns of a page: the gutter, and the regions of a page in reading order.

_LABEL = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).]|[–—•-]")
_BEHIND_LABEL = 40.0  # points: the largest gap between a label and its words
_GUTTER = 10.0  # points: the smallest gap between columns
_NEAR = 3.0  # points between two things at the same place
_MIDDLE = (0.4, 0.62)  # of the width of the page: the range in which a right column begins
_ALIKE = 0.65  # the least width of the narrower column, relative to the wider one
_FULL = 0.6  # of the width of a column: the length of full lines
_INKED = 0.4  # of the width of a column: the words of such lines without gaps
_INDENT = 40.0  # points: the largest indent of a line in a column
_MOST_STARTS = 12  # possible beginnings of a right column that are tried
_WIDER = 1.5  # times the other gaps of a line: the least gap between columns
_TOGETHER = 2  # the least mean number of consecutive rows that do not cross the gutter
_LEAST = 2  # the least number of lines in a column
_BORROWED = 0.4  # of the width of the left column: the least length of a row beside another
_FULL_LINES = 0.25  # of the lines of a column: the least share of full lines

Row: TypeAlias = "list[Word]"
"""Words on one line, from left to right."""


@define
class _Sides:
    """The words of a row on the left and on the right of a gutter."""

    left: Row
    right: Row
    across: bool
    """Whether the row runs across the gutter."""


def _sides(row: Row, gutter: float) -> _Sides:
    left = [word for word in row if word.x0 < gutter - _NEAR]
    right = [word for word in row if word.x0 >= gutter - _NEAR]
    return _Sides(left, right, bool(left) and gutter - _end(left) < (0 if not right else _GUTTER - _NEAR))


def _is_one_line(left: Row, right: Row) -> bool:
    """Return whether the gap between two sides of a row is only a blank: a justified line has wide blanks.

    The gap after the label of an item is one too; two words alone give no evidence.
    """
    if not left or not right:
        return False
    if len(left) == 1 and _LABEL.fullmatch(left[0].text) and right[0].x0 - left[0].x1 < _BEHIND_LABEL:
        return True
    blanks = sorted(after.x0 - before.x1 for row in (left, right) for before, after in pairwise(row))
    return not blanks or right[0].x0 - _end(left) < _WIDER * blanks[len(blanks) // 2]


def _end(row: Row) -> float:
    return max(word.x1 for word in row)


def _apart(rows: Sequence[Row], gutter: float) -> list[_Sides]:
    """Return the sides of the rows that do not cross the gutter."""
    found = [sides for row in rows if not (sides := _sides(row, gutter)).across]
    return [sides for sides in found if not _is_one_line(sides.left, sides.right)]


def gutter_of(rows: Sequence[Row], width: float) -> float | None:
    """Return where the right column of a page begins; ``None`` if the page has one column.

    The lines of a right column begin at a few places near the middle of the page, columns have similar widths, and some
    lines fill each column, as lines of a text do and cells of a table do not.
    """
    starts: Counter[int] = Counter()
    for row in rows:
        end = 0.0
        for word in row:
            if _MIDDLE[0] * width < word.x0 < _MIDDLE[1] * width and word.x0 - end >= _GUTTER:
                starts[round(word.x0)] += 1
            end = max(end, word.x1)
    likely = [
        place - 1.5
        for place, _ in starts.most_common(_MOST_STARTS)
        if starts[place - 1] + starts[place] + starts[place + 1] >= _LEAST
    ]
    found = [(gutter, across) for gutter in likely if (across := _across(rows, gutter)) is not None]
    most = min((across for _, across in found), default=0) + max(2, len(rows) // 20)
    return min((gutter for gutter, across in found if across <= most), default=None)  # hanging labels first


def _across(rows: Sequence[Row], gutter: float) -> int | None:
    """Return how many rows cross a gutter; ``None`` if it does not separate columns."""
    sides = _apart(rows, gutter)
    if not _stand_together(rows, sides):
        return None
    lefts = [each.left for each in sides if each.left]
    rights = [each.right for each in sides if each.right]
    if not lefts or not rights:
        return None
    lefts, rights = _beside(lefts, rights), _beside(rights, lefts)
    if min(len(lefts), len(rights)) < _LEAST:
        return None
    left = gutter - min(row[0].x0 for row in lefts)
    right = max(map(_end, rights)) - gutter
    full = min(_full(lefts, left), _full(rights, right))
    if min(left, right) < _ALIKE * max(left, right) or full < _FULL_LINES or not _is_flush(rights):
        return None
    return len(rows) - len(sides)


def _stand_together(rows: Sequence[Row], sides: Sequence[_Sides]) -> bool:
    """Return whether the rows that do not cross the gutter are consecutive, as in columns.

    Wide blanks of justified lines may be at the same place by chance, but other lines stand between these.
    """
    apart = {id((each.left or each.right)[0]) for each in sides}
    runs = [len([*run]) for is_apart, run in groupby(rows, key=lambda row: id(row[0]) in apart) if is_apart]
    return sum(runs) >= _TOGETHER * len(runs)


def _is_flush(rows: Sequence[Row]) -> bool:
    """Return whether most rows begin where others do."""
    starts = Counter(round(row[0].x0 / _NEAR) for row in rows)
    return sum(starts[place - 1] + starts[place] + starts[place + 1] > 1 for place in starts.elements()) * 2 >= len(
        rows
    )


def _beside(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the rows at the height of other rows."""
    heights = [other[0].y for other in others]
    head, foot = max(heights), min(heights)
    return [row for row in rows if foot - 2 * row[0].size <= row[0].y <= head + 2 * row[0].size]


def _full(rows: Sequence[Row], width: float) -> float:
    """Return the share of rows that fill a column, as lines of a text do and cells of a table do not."""
    full = (
        _end(row) - row[0].x0 > _FULL * width and sum(word.x1 - word.x0 for word in row) > _INKED * width
        for row in rows
    )
    return sum(full) / len(rows)


def borrowed(rows: Sequence[Row], gutters: Iterable[float]) -> float | None:
    """Return the gutter of other pages that also fits a page with too few lines side by side."""
    for gutter in sorted(gutters):
        sides = _apart(rows, gutter)
        beside = [each.left for each in sides if each.left and each.right]
        rights = [each.right for each in sides if each.right]
        indented = sum(row[0].x0 < gutter + _INDENT for row in rights)
        if indented * 2 >= len(rights) and any(
            _end(row) - row[0].x0 > _BORROWED * (gutter - row[0].x0) for row in beside
        ):
            return gutter
    return None


@define
class Region:
    """A part of a page that is read completely before the next one."""

    words: list[Word] = field(factory=list)
    tables: list[Table] = field(factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.tables)


def in_regions(rows: Sequence[Row], tables: Sequence[Table], gutter: float) -> list[Region]:
    """Return the regions of a page in reading order.

    Rows across the gutter divide the page; between two of them, the left column comes before the right one.
    """
    out = [Region()]  # rows across, then left and right, and so on
    order: list[tuple[float, Row | Table]] = [(row[0].y, row) for row in rows]
    order += [(table.head, table) for table in tables]
    for _, item in sorted(order, key=lambda pair: -pair[0]):
        if isinstance(item, Table):
            across = item.x0 < gutter - _GUTTER and item.x1 > gutter + _GUTTER
        else:
            sides = _sides(item, gutter)
            across = sides.across
        if across != (len(out) % 3 == 1):
            out += [Region()] if across else [Region(), Region()]
        if isinstance(item, Table):
            out[-1 if across or item.x1 > gutter + _GUTTER else -2].tables.append(item)
        elif across:
            out[-1].words += item
        else:
            out[-2].words += sides.left
            out[-1].words += sides.right
    return [region for region in out if region]


_MOST_GUTTERS = 3  # different gutters in one file


def make_pages(found: Iterable[Page]) -> list[Page]:
    """Put the lines and tables of pages in order, and return the pages.

    A page with too few lines to recognise columns has the columns of other pages.
    """
    drafts = []
    for page in found:
        tables, page.words, rules = take_tables(page.words, page.rules, page.number, page.height)
        rows = rows_of(page.words)
        drafts.append((page, tables, rules, rows, gutter_of(rows, page.width)))
    found_on = Counter(round(gutter) for *_, gutter in drafts if gutter is not None)
    gutters = [float(gutter) for gutter, _ in found_on.most_common(_MOST_GUTTERS)]
    for page, tables, rules, rows, gutter in drafts:
        gutter = gutter if gutter is not None else borrowed(rows, gutters)
        regions = [(rows, tables)]
        if gutter is not None:
            regions = [(rows_of(region.words), region.tables) for region in in_regions(rows, tables, gutter)]
        for place, (within, beside) in enumerate(regions):
            lines = (line_of(row, page.number) for row in within)
            page.items += _region([*lines, *beside], rules, place, len(page.items))
    return [page for page, *_ in drafts]


def _region(found: list[Line | Table], rules: list[_Rule], region: int, above: int) -> Iterator[Line | Table]:
    """Yield the lines and tables of a region, from the top.

    :param above: the number of lines and tables in the regions before.
    """
    items = sorted(found, key=lambda item: -item.y)
    for number, item in enumerate(items, above + 1):
        item.number, item.region = number, region
    return with_tables(mark_separators(items, rules))


# ----------------------------------------------------------------------
# Joins what continues on the next page: tables, and the last lines of a page below a rule.

_MARGIN = 0.12  # of the height of a page: the margins with page numbers and running heads
_SMALL = 0.95  # of the size of the text; smaller lines may be footnotes
_MARK = re.compile(r"(?:\d{1,2}|\*{1,3})\)?")  # the mark of a footnote


def join_pages(pages: Sequence[Page]) -> None:
    """Join what continues on the next page."""
    sizes: Counter[float] = Counter()
    for page in pages:
        lines = (item for item in page.items if isinstance(item, Line))
        for line in takewhile(lambda line: not line.below_rule, lines):
            sizes[line.size] += len(line.text)
    small = _SMALL * sizes.most_common(1)[0][0] if sizes else 0.0
    tables: list[Table] = []
    for page, following in pairwise(pages):
        last = [item for item in page.items if not _is_outside(item, page, small)][-1:]
        tables = [item for item in last if isinstance(item, Table)] or (tables if not last else [])
        for table in tables:
            _go_on(table, following)
        _move_notes(page, following, small)


def _is_outside(item: Line | Table, page: Page, small: float = 0.0) -> bool:
    """Return whether an item may be outside the text: a line in the margin, or in small type."""
    if isinstance(item, Table) or item.bold:
        return False
    return item.size <= small or not _MARGIN * page.height <= item.y <= (1 - _MARGIN) * page.height


def _go_on(table: Table, page: Page) -> None:
    """Move the rows of a table from the next page to it; at most one line may stand above them."""
    right = max((item.x1 for item in page.items), default=0.0)
    above = 0
    for item in [*page.items]:
        head = table.first
        if head is not None and isinstance(item, Line) and is_row(head, item, right):
            table.rows.append(row_of(item))
        elif isinstance(item, Table) and (
            item.first is not None and is_row(head, item.first, right) if head is not None else table.goes_on(item)
        ):
            table.add(item)
        elif not above and _is_outside(item, page):
            above += 1
            continue
        else:
            return
        page.items.remove(item)


def _notes(page: Page, small: float) -> list[Line]:
    """Return the lines in small type below the last rule of a page."""
    body = [item for item in page.items if isinstance(item, Table) or item.y >= _MARGIN * page.height]
    below = [*takewhile(lambda item: isinstance(item, Line) and item.size <= small, reversed(body))]
    lines = [item for item in reversed(below) if isinstance(item, Line)]
    return next((lines[place:] for place, line in enumerate(lines) if line.below_rule), [])


def _begins_note(line: Line) -> bool:
    """Return whether a line begins a footnote, with a mark that is raised or set apart."""
    raised = line.cells[0].raised
    return bool(raised and raised[0][0] == 0) or (
        len(line.cells) > 1 and _MARK.fullmatch(line.cells[0].text) is not None
    )


def _move_notes(page: Page, following: Page, small: float) -> None:
    """Move the lines below the rule of the next page that continue a footnote to the footnotes of a page."""
    notes = _notes(page, small)
    moved = [*takewhile(lambda line: not _begins_note(line), _notes(following, small))]
    if not notes or not moved:
        return
    moved[0].below_rule = False
    place = page.items.index(notes[-1]) + 1
    for line in moved:
        line.region = notes[-1].region
    page.items[place:place] = moved
    following.items = [item for item in following.items if item not in moved]


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
    places = [*zip(out.starts, out.origins, strict=True)]
    starts = {origin.page: start for start, origin in reversed(places)}
    for is_image, run in groupby(pages, key=lambda page: page.image):
        numbers = [page.number for page in run]
        if is_image:
            place = starts.get(numbers[-1] + 1, out.length)
            which = f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]} are"
            image = "an image" if len(numbers) == 1 else "images"
            out.mark("oddity", place, place, ("image-page", f"{which} {image}, without text; it needs OCR"))


def _origin(item: Line | Table) -> Origin:
    return Origin(page=item.page, line=item.number)
