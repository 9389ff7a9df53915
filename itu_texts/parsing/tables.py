"""Finds tables: lines that tabs, pipes or columns of blanks divide into cells, and tables of frequency allocations.

Tables with pipes whose rows are provisions or items, or whose cells have several lines, are parted into lines before.
A row begins and ends with a pipe, which may be some lines below; without pipes around it, it is the line with the pipe
and those below it up to the next row. Tables of provisions are read like provisions on lines of their own: the pipes
are not words, and the left cells are margins.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple, TypeAlias

from itu_texts.language import series
from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.provisions import item_rows, margin, margin_places, parts_of_row, provision_rows
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    SMALL,
    STOPS,
    begins_capital,
    begins_small,
    is_letter,
    is_number,
    past_blanks,
)
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import SILENT, Edit, LineTable, ReadingCopy, line_end, lines_of, runs
from itu_texts.parsing.thresholds import (
    FEWEST,
    FEWEST_SURE,
    HEAD_ROWS,
    LINE_REACH,
    LINES_AHEAD,
    LONGEST_SECTION,
    LONGEST_TEXT,
)
from itu_texts.parsing.tokens import Annotation, Row, TokenTypes
from itu_texts.tree.readings import Evidence, HeaderRow

_Cells: TypeAlias = list[tuple[int, int]]

_PARTS: Final = ("\t", "   ")  # separators of cells
_PIPE_PARTS: Final = ("|", "+-", "+=")  # the separators of a table with pipes, and the beginnings of its rules
_PIPE_RULE: Final = regex(r"[\s|:+=-]*[|+][\s|:+=-]*")  # between the rows of a table with pipes
_PIPE: Final = regex(r"(?<!\\)\|")
GAP: Final = regex(rf"[^\S\n][^\S\n]*+(?:(?<=[^\S\n{SILENT}]{{3}})|(?<=\t)|(?<=\t[^\S\n]))")
"""The separator of cells in a table without pipes: three or more blanks, or a tab with the blanks around it."""
_LEAST: Final = {"pipe": 2, "tab": 2, "column": FEWEST}  # rows
_HEADS: Final[TokenTypes] = frozenset(("TEXT", "HEADING_LIKE"))  # the forms of the first row of a table
_ROWS: Final = _HEADS | {"ITEM", "LONE_LABEL", "NOTE"}
_SENTENCE_ENDS: Final = (FULL_STOP, COLON, SEMICOLON, f"{FULL_STOP})")
_CLAUSE_ENDS: Final = (SEMICOLON, COLON, COMMA)


def find_tables(found: Findings) -> None:
    """Find the tables of a text, with their rows and cells; a file with the places of lines shows what is a row."""
    if found.reading.lines:
        return
    copy, lang = found.copy, found.lang
    tables: list[Annotation] = []
    for kind, rows in _runs(copy.table, lang, found.numbers):
        if len(rows) >= _LEAST[kind] and _is_table(kind, rows, copy.text, lang):
            shown = [(begin, copy.end(stop), copy.cells(cells)) for begin, stop, cells in rows if cells]
            headers = _headers(kind, rows)
            parts = (*map(HeaderRow, shown[:headers]), *shown[headers:])
            tables.append(Annotation("TABLE", rows[0][0], rows[-1][1], rows=parts))
    found.claims["tables"] = tables


def _headers(kind: str, rows: list[_Row]) -> int:
    """Return the number of header rows: those above the only rule between rows of pipes, except for one at the top."""
    rules = [place for place, (_, _, cells) in enumerate(rows) if not cells and 0 < place < len(rows) - 1]
    return sum(1 for _, _, cells in rows[: rules[0]] if cells) if kind == "pipe" and len(rules) == 1 else 0


def _lines(table: LineTable) -> Iterator[tuple[int, str]]:
    """Yield the lines that may be divided, each with its offset; most texts have few."""
    text = table.text
    parts = (*_PARTS, *_PIPE_PARTS) if table.has("|") else _PARTS
    for start, words in table.rows if any(part in text for part in parts) else ():
        if any(part in words for part in parts):
            yield start, text[start : line_end(text, start)]


_Row: TypeAlias = tuple[int, int, _Cells]


def _runs(table: LineTable, lang: LanguagePatterns, provisions: Container[int]) -> Iterator[tuple[str, list[_Row]]]:
    """Yield runs of lines that are divided in the same way."""
    for run in runs(_divided(table, lang, provisions), lambda run, line: not _is_row(run, line, table.text)):
        yield run[0][0], [row for _, row in run]


def _divided(table: LineTable, lang: LanguagePatterns, provisions: Container[int]) -> Iterator[tuple[str, _Row]]:
    """Yield the lines that are divided, each with what divides it."""
    for position, line in _lines(table):
        start, end = _trimmed(line, 0, len(line))
        kind, cells = ("", []) if position + start in provisions else _part(line, position, lang)
        if kind == "pipe" or (kind and lang.line.of(line) in _ROWS):
            yield kind, (position + start, position + end, cells)


def _is_row(run: Sequence[tuple[str, _Row]], line: tuple[str, _Row], text: str) -> bool:
    """Return whether a line is one more row of the table of those above; a row may lack its last cells."""
    (kind, (start, _, cells)), (above, (_, end, _)), first = line, run[-1], run[0][1][2]
    if kind != above or text[end:start].count("\n") != 1:
        return False
    return kind == "pipe" or len(cells) == len(first) or 2 <= len(cells) < len(first)


def _part(line: str, offset: int, lang: LanguagePatterns) -> tuple[str, _Cells]:
    """Return the kind of separator of a line, and its cells."""
    if "|" in line or line.lstrip().startswith(_PIPE_PARTS[1:]):
        if _PIPE_RULE.fullmatch(line):
            return "pipe", []
        cells = [(offset + a, offset + b) for a, b in (_trimmed(line, *cell) for cell in _between_pipes(line))]
        if len(cells) > 1 or line.strip().startswith("|"):
            return "pipe", cells
    stripped = line.strip()
    if "\t" in stripped or "   " in stripped:
        cells = between_gaps(line, offset)
        if sum(a < b for a, b in cells) > 1 and not _is_provision(line, cells, offset, lang):
            return "tab" if "\t" in stripped else "column", cells
    return "", []


def _is_provision(line: str, cells: _Cells, offset: int, lang: LanguagePatterns) -> bool:
    """Return whether a divided line is a provision: its number, its words, and at the end a conference."""
    pieces = [line[start - offset : end - offset] for start, end in cells]
    if lang.patterns.PROVISION_NUMBER.fullmatch(pieces[0]) is None:
        return False
    words = pieces[1:-1] if lang.patterns.REVISION.fullmatch(pieces[-1]) else pieces[1:]
    return not words or (len(words) == 1 and words[0].endswith(_SENTENCE_ENDS))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the blanks at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, end - (len(piece) - len(piece.rstrip())))


def _between_pipes(line: str, offset: int = 0) -> _Cells:
    """Return the cells of a line between pipes, with the blanks around their words."""
    bounds = [-1, *(pipe.start() for pipe in _PIPE.finditer(line)), len(line)]
    cells = [(offset + one + 1, offset + other) for one, other in pairwise(bounds)]
    return cells[line.lstrip().startswith("|") : len(cells) - line.rstrip().endswith("|")]


def between_gaps(line: str, offset: int) -> list[tuple[int, int]]:
    """Return the cells of a line between gaps; tabs before its first words are empty cells."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    cells: _Cells = [(offset + start, offset + start)] * line[:start].count("\t")
    for gap in GAP.finditer(line, start, end):
        cells.append((offset + start, offset + gap.start()))
        tabs = gap[0].count("\t")
        cells += [(offset + gap.end(), offset + gap.end())] * (tabs - 1)
        start = gap.end()
    cells.append((offset + start, offset + end))
    return cells


def _is_table(kind: str, rows: list[_Row], text: str, lang: LanguagePatterns) -> bool:
    if kind == "pipe":
        return any(cells for _, _, cells in rows)
    start, end, cells = rows[0]
    headed = lang.line.of(text[start:end]) in _HEADS
    filled = min(sum(a < b for a, b in row[2]) for row in rows)
    if not headed and (filled < FEWEST or any(len(row[2]) != len(cells) or _goes_on(text, row) for row in rows)):
        return False  # a list with labels separated from the words
    if sum(_goes_on(text, row) for row in rows) * 2 > len(rows):
        return False
    if all(len(row[2]) == 2 and series.is_label(text[slice(*row[2][0])]) for row in rows):
        return False  # a list with labels that few texts have: "I."
    return kind == "tab" or all(_aligned(one[2], other[2]) for one, other in pairwise(rows))


def _goes_on(text: str, row: _Row) -> bool:
    """Return whether a row ends like a part of a sentence."""
    return text[row[1] - 1] in _CLAUSE_ENDS


def _aligned(one: _Cells, other: _Cells) -> bool:
    """Return whether the cells of two rows are aligned, on the left or right."""
    base, other_base = one[0][0], other[0][0]
    return all(
        abs((a - base) - (c - other_base)) <= 1 or abs((b - base) - (d - other_base)) <= 1
        for (a, b), (c, d) in zip(one[1:], other[1:], strict=False)
    )


_PART: Final = r"(?:[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}|[^\S\n]*\n[^\S\n]*)"
# "Region 1 ... Region 2 ... Region 3", in any language; the pattern begins with one character, for a fast search
_REGIONS: Final = regex(rf"1(?<= 1){_PART}(?P<word>[^\W\d_]{{3,12}}) 2{_PART}(?P=word) 3[^\S\n]*$", re.MULTILINE)
_BAND: Final = regex(r"\d[\d ]*(?:[.,]\d+)?\s?[-–—]\s?\d[\d ]*(?:[.,]\d+)?(?![\w/-])")
_SERVICE: Final = regex(r"[^\W\d_a-z]{4,}")
_FOOTNOTES: Final = regex(r"(?:S?5\.[A-Z]?\d{1,3}[A-Z]{0,3}[,;\s]*)+")
_ENDS: Final = (FULL_STOP, SEMICOLON, COLON)
_PLAIN: Final = frozenset(("TEXT", "HEADING_LIKE", "ITEM", "LONE_LABEL", "PAGE_NUMBER"))


def is_allocation(rows: Sequence[Row], lang: LanguagePatterns) -> bool:
    """Return whether a table allocates bands to services: it names the three Regions, or states it and has bands."""
    headed = False
    for _, _, cells in rows[:HEAD_ROWS]:
        words = [text for _, _, text in cells if text]
        if [text[-2:] for text in words] == [" 1", " 2", " 3"] and len({text[:-2] for text in words}) == 1:
            return bool(words[0][:-2].strip()) and _has_bands(rows)
        headed = headed or bool(words and lang.patterns.ALLOCATION_WORDS.match(words[0]))
    return headed and _has_bands(rows)


def _has_bands(rows: Sequence[Row]) -> bool:
    return any(_BAND.match(text) for _, _, cells in rows for _, _, text in cells)


def find_allocations(found: Findings) -> None:
    """Find the tables of frequency allocations in plain text without pipes."""
    copy, lang = found.copy, found.lang
    text = copy.text
    if not any(words.endswith(" 3") for _, words in copy.table.rows):
        return
    heads = [head for head in _REGIONS.finditer(text) if _names_regions(text, head)]
    tables: list[Annotation] = []
    for head, below in zip_longest(heads, heads[1:]):
        start = text.rfind("\n", 0, head.start()) + 1
        end = _begins(text, text.rfind("\n", 0, below.start()) + 1, head.end(), lang) if below else len(text)
        above = lines_of(text, _begins(text, start, tables[-1].end if tables else 0, lang), start)
        shown = (*above, (start, head.end()), *_below(text, head.end(), end, lang))  # the Regions in one of them
        rows = tuple(_row(copy, text.rfind("\n", 0, begin) + 1, stop) for begin, stop in shown)
        if _has_bands(rows):
            tables.append(Annotation("TABLE", rows[0][0], rows[-1][1], rows=rows))
    found.claims["allocations"] = tables


def _names_regions(text: str, found: re.Match[str]) -> bool:
    """Return whether the line begins with the name of the first Region."""
    line = text.rfind("\n", 0, found.start()) + 1
    return text[line : found.start()].strip() == found["word"]


def _begins(text: str, start: int, least: int, lang: LanguagePatterns) -> int:
    """Return where a table with a line of Regions begins: at the line above, if that states the allocation."""
    above = text.rfind("\n", least, max(start - 1, 0)) + 1
    while above > least and not text[above : start - 1].strip():
        start, above = above, text.rfind("\n", least, max(above - 1, 0)) + 1
    words = text[above : max(start - 1, above)].lstrip()
    return above if above >= least and lang.patterns.ALLOCATION_WORDS.match(words) else start


def _below(text: str, start: int, end: int, lang: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield the lines of the table below the names of the Regions; there may be blank lines between them."""
    above = ""
    for line in lines_of(text, start + 1, end):
        words = text[slice(*line)]
        has_cells = all(_is_cell(cell) for cell in GAP.split(words) if cell) or _ends_name(above, words)
        if not has_cells or lang.line.of(words) not in _PLAIN:
            return
        yield line
        above = words


def _is_cell(words: str) -> bool:
    """Return whether words are a band, a service or footnotes."""
    if _BAND.match(words) or _FOOTNOTES.fullmatch(words):
        return True
    if len(words) > LONGEST_SECTION or words.endswith(_ENDS):
        return False
    return (
        _SERVICE.match(words) is not None
        or words[0] == "("
        or (begins_capital(words) and not any(is_number(word) for word in words.split()))
    )


def _ends_name(above: str, words: str) -> bool:
    """Return whether the name of a service continues in a line: "MOBILE except aeronautical" / "mobile 5.433B"."""
    if not begins_small(words) or not (begins_capital(above) and is_letter(above[:1])):
        return False
    return len(_FOOTNOTES.sub(" ", words).split()) <= FEWEST and not words.endswith(_ENDS)


def _row(copy: ReadingCopy, start: int, end: int) -> Row:
    """Return a line as a row; tabs before its first words are empty cells."""
    line = copy.text[start:end].replace("\n", "\t")
    begin = start + len(line) - len(line.lstrip())
    return begin, start + len(line.rstrip()), copy.cells(between_gaps(line, start))


# ---------------------------------------------------------------------- rows with pipes that are parted into lines

_RULE: Final = regex(r"[\s|:+=-]*(?:[|+][\s|:+=-]*|---[\s|:+=-]*)")
# A line with a pipe, or the rule of a grid: "+-----+---+"
_PIPED: Final = regex(r"^(?:[^\n|]*\||[ \t]*\+[-=+: \t]*\+[ \t]*$)", re.MULTILINE)
# A row that begins with a pipe, up to its last one, which may be some lines below; it has two cells or more
_UP_TO_PIPE: Final = r"(?:[^|\n]|\n(?![ \t]*(?:[|#]|\+-)))*+\|"
_CLOSED: Final = regex(rf"[ \t]*\|{_UP_TO_PIPE}{_UP_TO_PIPE}(?:{_UP_TO_PIPE})*?[ \t]*$", re.MULTILINE)
_BREAK: Final = regex(r"<br\s?/?>|\n")
_SIGNS: Final = regex(r"[*_\\]|<[^<>\n]{1,40}>")
_MARGIN_DASH: Final = regex(r"(?<=\w)\.(?:\s*[–—―-])?(?![^\s|<])|(?<=\w)\s+[–—―-](?![^\s|<])")
_LABEL_AT_END: Final = regex(r"(?<=[\dA-Z*])\s+\d{1,2}(?:\.\d{1,2})*\.[\s*]*\Z")
_GLUED_MARKER: Final = regex(r"(?<![^\W\d_])(?:ADD|MOD|SUP|NOC)\)?\*?(?=\d)")
_COUNT: Final = regex(rf"\d+[^\S\n]+[{SMALL}]{{3}}")  # "within" / "6 months": not a label
_WORDS: Final = frozenset(("TEXT", "HEADING_LIKE", *VERBS))


class _PipedRow(NamedTuple):
    """A row, or a rule between two."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    """The start and end of each cell; none in a rule."""


def part_rows(text: str, lang: LanguagePatterns) -> tuple[list[tuple[int, int]], list[Edit]]:
    """Return the margins of provisions in tables with pipes, and the replacements of pipes and line breaks."""
    found: list[tuple[int, int]] = []
    edits: list[Edit] = []
    for table in runs(_piped_rows(text), lambda run, row: _is_apart(text[run[-1].end : row.start])):
        shown = {row: [_plain(text[slice(*cell)]) for cell in row.cells] for row in table if row.cells}
        labels = item_rows([*shown.values()])
        if labels is not None:
            columns = [label + 1 for label, _ in labels]
        else:
            head = table[0]
            if len(table) > 1 and not table[1].cells and head in shown and not parts_of_row(shown[head])[0]:
                del shown[head]  # the names of the columns
            parts = provision_rows([*shown.values()], list)
            if parts is None:  # any other table: each row is one line
                edits += ((*line_break, " ") for row in table for line_break in _breaks(row, text))
                continue
            columns = [each.columns for each in parts]
        sides = dict.fromkeys(table, 0) | dict(zip(shown, columns, strict=True))
        if labels is None:
            edits += _between([*sides.items()], text, lang)
            margins = [(row.cells[0][0], row.cells[count - 1][1]) for row, count in sides.items() if count]
            edits += (edit for start, end in margins for edit in _in_margin(start, end, text))
            found += margins
        for row, count in sides.items():
            edits += _opened(row, count, text, lang)
    return found, edits


def _is_apart(between: str) -> bool:
    """Return whether words or several blank lines stand between two rows."""
    return bool(between.strip()) or between.count("\n") > FEWEST_SURE


def margins_of(text: str, rows: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """Yield the content of the margins of rows; a note without a number belongs to the provision above.

    :param text: the text without the signs of tables.
    """
    last = 0
    for start, end in rows:
        number, history = margin_places(text, start, end)
        if number[0] >= 0:
            last = number[0]
            yield Evidence("provision", *number)
            if last and is_letter(text[last - 1]):  # "ADD6A"
                yield Evidence("marker", past_blanks(text, start), number[1])
        if history[0] >= 0:
            yield Evidence("margin", *history, last)


# ---------------------------------------------------------------------- rows and cells


def _piped_rows(text: str) -> Iterator[_PipedRow]:
    """Yield the rows with pipes, and the rules between them."""
    done = 0
    while (found := _PIPED.search(text, done) if "|" in text else None) is not None:
        start, end = found.start(), line_end(text, found.end())
        if _RULE.fullmatch(text, start, end):
            row = _PipedRow(start, end, ())
        else:
            closed = _CLOSED.match(text, start, start + LONGEST_TEXT)
            if closed is not None:
                end = closed.end()
            elif text[start:end].lstrip()[:1] != "|":
                start, end = _without_frame(text, start, end, done)
            row = _PipedRow(start, end, tuple(_between_pipes(text[start:end], start)))
        yield row
        done = end


def _without_frame(text: str, start: int, end: int, least: int) -> tuple[int, int]:
    """Return the start and end of a row with a pipe only between its cells; the left cell may begin a line above."""
    left = text[start : text.index("|", start)]
    said = margin(_plain(left))
    if said is None or not left.strip():
        return start, end
    if not said.number:  # "MOD 90" above "PP-98 | ..."
        above = text.rfind("\n", least, max(start - 1, 0)) + 1
        if above >= least and text[above:start].strip() and margin(_plain(text[above:start])) is not None:
            start = above
    for line in text[end + 1 : end + LONGEST_TEXT].split("\n")[:LINES_AHEAD]:
        if not line.strip() or "|" in line or margin(_plain(line)) is not None or line.startswith("#"):
            break
        end += 1 + len(line)
    return start, end


def _plain(words: str) -> str:
    return " ".join(_SIGNS.sub(" ", words).split())


# ---------------------------------------------------------------------- provisions and items


def _opened(row: _PipedRow, columns: int, text: str, lang: LanguagePatterns) -> Iterator[Edit]:
    """Yield the replacements of the pipes and line breaks of a row: its margin or label is joined to its words."""
    if not row.cells:
        yield (row.start, row.end, "")
        return
    behind = row.cells[columns - 1][1] if columns else -1
    for pipe in (found.start() for found in _PIPE.finditer(text, row.start, row.end)):
        framing = not text[row.start : pipe].strip(" |") or not text[pipe + 1 : row.end].strip(" |")
        yield (pipe, pipe + 1, "\t" if pipe == behind else "" if framing else " ")
    for start, end in _breaks(row, text):
        if start > behind and end - start > 1:
            yield (start, end, "\n")
        elif start <= behind or _cell_goes_on(
            text[max(row.start, start - LINE_REACH) : start],
            text[end : min(row.end, end + LINE_REACH)],
            lang,
            stopped=bool(columns) and text[start] == "\n",
        ):
            yield (start, end, " ")


def _in_margin(start: int, end: int, text: str) -> Iterator[Edit]:
    """Yield the replacements of stops and dashes after a number and after conferences, and a blank before a number."""
    label = _LABEL_AT_END.search(text, start, end)
    stop = label.start() if label is not None else end
    yield from ((*found.span(), "") for found in _MARGIN_DASH.finditer(text, start, stop))
    yield from ((found.end(), found.end(), " ") for found in _GLUED_MARKER.finditer(text, start, end))


def _breaks(row: _PipedRow, text: str) -> list[tuple[int, int]]:
    """Return the line breaks in a row, those of the text and those of its markup."""
    return [found.span() for found in _BREAK.finditer(text, row.start, row.end)]


def _between(sides: Sequence[tuple[_PipedRow, int]], text: str, lang: LanguagePatterns) -> Iterator[Edit]:
    """Yield the replacement of the break before a row that continues the cell above, in a table with drawn rules."""
    for (above, beside), (row, columns) in pairwise(sides):
        if not above.cells or not row.cells or len(row.cells) < 2:
            continue
        before = text[above.cells[beside][0] : above.end].rstrip(" |") if beside < len(above.cells) else ""
        words = text[row.cells[max(columns, 1)][0] : row.end] if columns < len(row.cells) else ""
        left = _plain(text[row.cells[0][0] : row.cells[max(columns, 1) - 1][1]].replace("|", " "))
        said = margin(left) if left else None
        if (not left or (said is not None and not said.head)) and _cell_goes_on(before, words.lstrip(" |"), lang):
            yield (above.end, row.start, " ")


def _cell_goes_on(before: str, after: str, lang: LanguagePatterns, *, stopped: bool = False) -> bool:
    """Return whether a line of a cell continues in the next.

    :param stopped: whether it may continue after a stop.
    """
    last, after = before.rstrip()[-1:], after.lstrip(" \t*_")
    words = lang.line.of(after) in _WORDS or _COUNT.match(after)
    return bool(words) and (stopped or last not in STOPS) and (begins_small(after) or last != ")")
