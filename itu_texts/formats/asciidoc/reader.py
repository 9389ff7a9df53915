"""Reads AsciiDoc files as Metanorma prints them: with numbers, labels, references, footnotes and tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from itu_texts.formats.asciidoc.blocks import Block, Scanner
from itu_texts.formats.asciidoc.numbers import Front, Numbering
from itu_texts.formats.asciidoc.words import WordsOfFile, is_emphasised, segments
from itu_texts.formats.composing import Composer
from itu_texts.formats.limits import DEFAULT, Allowance, Limits, View
from itu_texts.formats.marked_words import Mark, Words
from itu_texts.formats.text.reader import read_plain
from itu_texts.language.scripts import picture
from itu_texts.tree.readings import Origin, SourceText

_CELL = re.compile(
    r"(?<!\\)(?:(?<=\s)|^|(?<=\|))(?:(\d*)(?:\.(\d+))?([+*]))?(?:[<^>]?(?:\.[<^>])?[aehlmds]?)?(?<!\\)[|!]|(?<!\\)\|"
)
_SEPARATORS = {"csv": ",", "dsv": ":", "tsv": "\t"}
_MOST = 500  # columns, and repetitions of one cell

_BODY: Mark = ("body", None)
_PLAIN: Mark = ("plain", None)
_PARAGRAPH: Mark = ("paragraph", None)
_STOPS = (".", ";", ":", ",", "。", "；", "：", "，")


def read_asciidoc(
    data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT, encoding: str | None = None
) -> SourceText:
    """Return the text of an AsciiDoc file as it is printed.

    :param view: whether marked insertions and deletions are made ("final"), undone ("original"), or both shown
        ("marked").
    :raises ReadError: if the file is not text, or exceeds a limit.
    """
    return _File(read_plain(data, name, limits, encoding).removeprefix("\ufeff"), name, view, limits).read()


class _File:
    """One file."""

    def __init__(self, text: str, name: str, view: View, limits: Limits) -> None:
        self.file = Scanner(text)
        self.front = Front(self.file.attributes)
        self.numbers = Numbering(self.file, self.front)
        self.numbers.count()
        self.allowance = Allowance.of(text, name, limits)
        self.words = WordsOfFile(self.numbers.references, self.file.attributes, self.allowance, view)
        self.out = Composer(name, limits)
        self.origin = Origin(line=self.file.title.line)
        self.untitled: Block | None = None
        """The section without a title, whose number is written before the next words."""
        self.in_section = False
        """Whether a section has begun, so that there are no clauses."""

    def read(self) -> SourceText:
        named, title = self.front.designation, self.file.title.text or self.front.title
        self._line(Words.of(named), ("designation", self.front.kind))
        self._line(self.words.printed(title), *([_PLAIN] if named else []))
        if named and self.front.get("meeting-place"):
            self._line(Words.of(f"({self.front.where})"), ("history", None))
        for block in self.file.blocks:
            self.origin = Origin(line=block.line)
            if block.kind not in ("paragraph", "caption"):
                self._number_alone()
            self._block(block)
        self._number_alone()
        return self.out.reading()

    def _block(self, block: Block) -> None:
        match block.kind:
            case "section":
                self._section(block)
            case "item" | "paragraph":
                self._paragraph(block)
            case "note":
                kinds = [_BODY] if " " in block.label else [_BODY, ("note", None)]
                self._line(self.words.printed(block.text), *kinds, head=f"{block.label} – ")
            case "figure":
                self._line(Words.of(picture(self.words.printed(block.text).text)), _PLAIN)
                self._titled(block)
            case "table":
                self._titled(block)
                rows, headers = table_rows(block, self.allowance)
                printed = [[self.words.printed(cell.replace("\n+\n", "\n")) for cell in row] for row in rows]
                self.out.table(printed, self.origin, headers)
                self._notes()
            case "verbatim":
                self._titled(block)
                for count, line in enumerate(block.lines):
                    self.origin = Origin(line=block.line + count)
                    self._line(Words.of(line.strip()), ("quoted", None))
            case "caption":
                self._line(self.words.printed(block.text), _PLAIN)
            case _:
                self.out.oddity("unread-part", f"a file that is included here is not read ({block.text})")

    def _section(self, block: Block) -> None:
        printed, label = self.words.printed(block.text), block.label
        annex = self.numbers.annex(block)
        self.in_section = self.in_section or bool(label)
        if annex:
            self._line(Words.of(self.front.part_name(annex, label)), ("annex", annex))
            self._line(Words.of(self.front.reference), ("reference", None))
            self._line(printed, _PLAIN)
        elif not printed.text.strip():
            self.untitled = block if label else None
        elif label and block.level == 1 and self.numbers.is_of_resolution:
            heading = self.front.part_name("section", "{number}").upper().replace("{NUMBER}", label)
            self._line(Words.of(heading), ("division", "section"))
            self._line(printed, _PLAIN)
        elif block.level == 0:
            self._line(printed)
        elif label:
            self._line(printed, _BODY, ("section", block.level), head=f"{label}\t")
        else:
            self._line(printed, ("section", block.level))

    def _paragraph(self, block: Block) -> None:
        """Add a paragraph or an item, with a new line after each printed line break."""
        label = block.label
        kinds: list[Mark] = [("level", block.level)] if block.level else []
        if block.kind == "paragraph" and self.untitled is not None:
            label, kinds = self.untitled.label, [*kinds, ("section", self.untitled.level)]
            self.untitled = None
        if block.kind == "item" or block.level or self.in_section or block.is_quoted:
            kinds.insert(0, ("quoted", None) if block.is_quoted else _BODY)
        is_source = "source" in (block.style, *block.options)
        parts = segments(block.text) or [""]
        held: list[str] = []
        for place, part in enumerate(parts):
            held.append(part)
            is_last = place + 1 == len(parts)
            if len(held) == 1 and not label and not block.is_quoted and is_emphasised(part):
                is_heading = not is_last or block.opens or block.text.endswith(" +")
                self._line(self.words.printed(part), ("heading" if is_heading else "emphasis", None))
            elif not is_last and not part.rstrip().endswith(_STOPS):
                continue
            else:
                head = (f"{label}\t" if label else "") + ("[SOURCE: " if is_source else "")
                self._line(self.words.printed("\n".join(held)) + Words.of("]" * is_source), *kinds, head=head)
            held, label = [], ""

    def _titled(self, block: Block) -> None:
        """Add the caption of a figure or a table."""
        printed = self.words.printed(block.title)
        if printed.text.strip():
            self._line(printed, _PLAIN, head=f"{block.label} – " if block.label else "")

    def _number_alone(self) -> None:
        """Add the number of a section without title and words."""
        if self.untitled is not None:
            self._line(Words.of(self.untitled.label), _BODY, ("section", self.untitled.level))
            self.untitled = None

    def _line(self, words: Words, *kinds: Mark, head: str = "") -> None:
        """Add a line, if it has words, and the footnotes that it calls."""
        if words.text.strip() or head:
            self.out.put(words, *(kinds or (_PARAGRAPH,)), origin=self.origin, label=head)
        self._notes()

    def _notes(self) -> None:
        """Add the footnotes that have been called."""
        found, self.words.notes = self.words.notes, []
        self.out.footnotes(((f"{mark} ", words) for mark, words in found), self.origin)


def table_rows(block: Block, allowance: Allowance) -> tuple[list[list[str]], int]:
    """Return the cells of a table, row by row, as they are written, and the number of header rows.

    :raises ReadError: if cells span or repeat more than is allowed.
    """
    filled = [number for number, line in enumerate(block.lines) if line.strip()]
    if not filled:
        return [], 0
    is_first_alone = filled[0] == 0 and len(filled) > 1 and not block.lines[1].strip()
    has_header = "header" in block.options or ("noheader" not in block.options and is_first_alone)
    if separator := _SEPARATORS.get(block.named.get("format", "")):
        try:
            rows = [row for row in csv.reader(io.StringIO(block.text), delimiter=separator) if row]
        except csv.Error:  # a field that exceeds the limit
            rows = [line.split(separator) for line in block.lines if line.strip()]
    else:
        cols = block.named.get("cols", "").strip()
        widths = [re.match(r"\s*(?:(\d+)\*)?", each) for each in re.split("[,;]", cols)] if cols else []
        spans = (_count(cell[1]) for cell in _CELL.finditer(block.lines[filled[0]]))
        rows = _filled(
            _cells(block.text, allowance), sum(_count(width[1]) for width in widths if width) or max(sum(spans), 1)
        )
    return rows, int(has_header and len(rows) > 1)


def _count(digits: str | None) -> int:
    """Return how many columns or rows a cell spans, or how often it is repeated."""
    return max(min(int((digits or "1")[:4]), _MOST), 1)


def _cells(text: str, allowance: Allowance) -> Iterator[tuple[str, int, int]]:
    """Yield the words of each cell, and the number of columns and rows that it spans."""
    marks = [*_CELL.finditer(text)]
    before = text[: marks[0].start()].strip() if marks else text.strip()
    if before:
        yield before, 1, 1
    for found, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=False):
        words = text[found.end() : end].replace("\\|", "|").strip()
        columns, down = _count(found[1]), _count(found[2])
        if found[3] == "*":
            allowance.take(found[0].strip(), columns * len(words))
            yield from [(words, 1, 1)] * columns
        else:
            allowance.take(found[0].strip(), columns * down - 1)
            yield words, columns, down


def _filled(cells: Iterator[tuple[str, int, int]], columns: int) -> list[list[str]]:
    """Return cells in rows of a given length; a cell that spans several has empty ones beside and below it."""
    rows: list[list[str]] = [[]]
    last_row: dict[int, int] = {}  # that a cell above fills, by column
    for words, wide, down in cells:
        while (place := len(rows[-1])) >= columns or last_row.get(place, -1) >= len(rows) - 1:
            rows[-1:] = [rows[-1], []] if place >= columns else [[*rows[-1], ""]]
        last_row.update(dict.fromkeys(range(place, place + wide), len(rows) - 2 + down))
        rows[-1] += [words, *[""] * (wide - 1)]
    return [row for row in rows if row]
