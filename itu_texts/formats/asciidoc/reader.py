"""Reads AsciiDoc files as Metanorma prints them: with numbers, labels, references, footnotes and tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from itu_texts.formats.asciidoc.blocks import Block, blocks_of
from itu_texts.formats.asciidoc.lines import Attributes
from itu_texts.formats.asciidoc.numbers import designation, history, kind_of_text, numbered, part_name, reference, title
from itu_texts.formats.asciidoc.words import Printed, Words, is_emphasised, segments
from itu_texts.formats.composing import Composer
from itu_texts.formats.limits import DEFAULT, Allowance, Limits, View
from itu_texts.formats.marked_words import Words as MarkedWords
from itu_texts.formats.text.reader import read_plain
from itu_texts.language.scripts import picture
from itu_texts.tree.readings import Origin, SourceText

_CELL = re.compile(
    r"(?<!\\)(?:(?<=\s)|^|(?<=\|))(?:(\d*)(?:\.(\d+))?([+*]))?(?:[<^>]?(?:\.[<^>])?[aehlmds]?)?(?<!\\)[|!]|(?<!\\)\|"
)
_COLUMNS = re.compile(r"(?:(\d+)\*)?[^,;]*")
_MOST = 500  # columns, and repetitions of one cell

_Kinds: TypeAlias = tuple[tuple[str, object], ...]
_BODY: _Kinds = (("body", None),)
_QUOTED: _Kinds = (("quoted", None),)
_PLAIN: _Kinds = (("plain", None),)
_PARAGRAPH: _Kinds = (("paragraph", None),)
_STOPS = (".", ";", ":", ",", "。", "；", "：", "，")


def table_rows(text: str, given: Attributes, allowance: Allowance) -> tuple[list[list[str]], int]:
    """Return the cells of a table, row by row, as they are written, and the number of header rows.

    :raises ReadError: if cells span or repeat more than is allowed.
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return [], 0
    first = filled[0]
    headed = "header" in given.options or (
        "noheader" not in given.options and first == 0 and len(lines) > 1 and not lines[1].strip() and len(filled) > 1
    )
    if given.named.get("format", "") in ("csv", "dsv", "tsv"):
        sign = {"csv": ",", "dsv": ":", "tsv": "\t"}[given.named["format"]]
        try:
            found = [row for row in csv.reader(io.StringIO(text), delimiter=sign) if row]
        except csv.Error:  # a field that exceeds the limit
            found = [line.split(sign) for line in text.split("\n") if line.strip()]
        return found, int(headed and len(found) > 1)
    spans = [max(min(int((cell[1] or "1")[:4]), _MOST), 1) for cell in _CELL.finditer(lines[first])]
    widths = re.split("[,;]", cols) if (cols := given.named.get("cols", "")).strip() else []
    named = [matched[1] for each in widths if (matched := _COLUMNS.match(each))]
    columns = sum(min(int(count[:4]), _MOST) if count else 1 for count in named) or max(sum(spans), 1)
    rows = _filled(list(_cells(text, allowance)), columns)
    return rows, int(headed and len(rows) > 1)


def _cells(text: str, allowance: Allowance) -> Iterator[tuple[str, int, int]]:
    """Yield the words of each cell, and the number of columns and rows that it spans."""
    marks = list(_CELL.finditer(text))
    before = text[: marks[0].start()].strip() if marks else text.strip()
    if before:
        yield before, 1, 1
    for place, matched in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        words = text[matched.end() : end].replace("\\|", "|").strip()
        columns = max(min(int((matched[1] or "1")[:4]), _MOST), 1)
        down = max(min(int((matched[2] or "1")[:4]), _MOST), 1)
        if matched[3]:
            allowance.take(matched[0].strip(), columns * (len(words) if matched[3] == "*" else 1))
        if matched[3] == "*":
            for _ in range(columns):
                yield words, 1, 1
        else:
            yield words, columns, down


def _filled(cells: list[tuple[str, int, int]], columns: int) -> list[list[str]]:
    """Return cells in rows of a given length; a cell that spans several has empty ones beside and below it."""
    rows: list[list[str]] = []
    row: list[str] = []
    below: dict[int, int] = {}
    for words, wide, down in cells:
        row += _taken(below, len(row), columns)
        if len(row) >= columns:
            rows.append(row)
            row = _taken(below, 0, columns)
        for place in range(len(row), len(row) + wide):
            if down > 1:
                below[place] = down - 1
        row += [words, *[""] * (wide - 1)]
        if len(row) >= columns:
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    return rows


def _taken(below: dict[int, int], place: int, columns: int) -> list[str]:
    """Return empty cells for the places that a cell above spans, from a place on."""
    found: list[str] = []
    while place < columns and below.get(place, 0) > 0:
        below[place] -= 1
        found.append("")
        place += 1
    return found


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
        self.header, self.blocks = blocks_of(text)
        self.numbers = numbered(self.header, self.blocks)
        self.allowance = Allowance.of(text, name, limits)
        self.words = Words(self.numbers.references, self.header.attributes, self.allowance, view)
        self.out = Composer(name, limits)
        self.label = ""
        """The number of a section without a title, which is written before the next words."""
        self.origin = Origin()
        self.level = 0
        """The level of that section."""
        self.in_section = False
        """Whether a section has begun, so that there are no clauses."""

    def read(self) -> SourceText:
        self._front()
        for place, block in enumerate(self.blocks):
            self.origin = Origin(line=block.line)
            if block.kind in ("section", "table", "figure", "unread", "verbatim", "item"):
                self._lone_label()
            self._block(place, block)
        self._lone_label()
        return self.out.reading()

    def _front(self) -> None:
        self.origin = Origin(line=self.header.line)
        named = designation(self.header)
        if named:
            self._line(Printed(named), (("designation", kind_of_text(self.header)),))
        printed = title(self.header)
        where = history(self.header) if named else ""
        if printed:
            self._line(self.words.rendered(printed), _PLAIN if named else ())
        if where:
            self._line(Printed(where), (("history", None),))

    def _block(self, place: int, block: Block) -> None:
        label = self.numbers.labels.get(place, "")
        if block.kind == "section":
            self._section(place, block, label)
        elif block.kind == "item":
            self._paragraph(block, block.label)
        elif block.kind == "paragraph":
            number, self.label = self.label, ""
            self._paragraph(block, number, self.level if number else 0)
        elif block.kind == "note":
            self._lone_label()
            kinds: _Kinds = (("body", None), ("note", None)) if " " not in label else _BODY
            self._line(self.words.rendered(block.text).behind(f"{label} – "), kinds)
        elif block.kind == "figure":
            self._line(Printed(picture(self.words.rendered(block.text).text)), _PLAIN)
            self._captioned(label, self.words.rendered(block.attributes.title))
        elif block.kind == "table":
            self._captioned(label, self.words.rendered(block.attributes.title))
            rows, headers = table_rows(block.text, block.attributes, self.allowance)
            self.out.table([[self._cell(cell) for cell in row] for row in rows], Origin(line=block.line), headers)
            self._notes()
        elif block.kind == "verbatim":
            self._captioned("", self.words.rendered(block.attributes.title))
            for count, line in enumerate(block.text.split("\n")):
                self.origin = Origin(line=block.line + count)
                if line.strip():
                    self._line(Printed(line.strip()), _QUOTED)
        elif block.kind == "caption":
            self._line(self.words.rendered(block.text), _PLAIN)
        else:
            message = f"a file that is included here is not read ({block.text})"
            self.out.oddity("unread-part", message)

    def _section(self, place: int, block: Block, label: str) -> None:
        printed = self.words.rendered(block.text)
        blank = not printed.text.strip()
        annex = self.numbers.annexes.get(place)
        self.in_section = self.in_section or bool(label)
        if annex:
            self._line(Printed(part_name(self.header, annex, label)), (("annex", annex),))
            self._line(Printed(reference(self.header)), (("reference", None),))
            if not blank:
                self._line(printed, _PLAIN)
        elif label and block.level == 1 and self.numbers.of_resolution and not blank:
            heading = part_name(self.header, "section", "{number}").upper().replace("{NUMBER}", label)
            self._line(Printed(heading), (("division", "section"),))
            self._line(printed, _PLAIN)
        elif blank:
            self.label, self.level = label, block.level
        elif block.level == 0:
            self._line(printed, ())
        else:
            kinds: _Kinds = (("section", block.level),)
            self._line(printed, (*_BODY, *kinds) if label else kinds, label)

    def _paragraph(self, block: Block, label: str, section: int = 0) -> None:
        """Add a paragraph or an item, with a new line after each printed line break."""
        kinds: list[tuple[str, object]] = []
        if block.level:
            kinds.append(("level", block.level))
        if section:
            kinds.append(("section", section))
        if block.kind == "item" or block.level or self.in_section or block.in_block:
            kinds.insert(0, ("quoted" if block.in_block else "body", None))
        parts = segments(block.text) or [""]
        held: list[str] = []
        for place, part in enumerate(parts):
            held.append(part)
            emphasised = len(held) == 1 and not label and not block.in_block and is_emphasised(part)
            last = place + 1 == len(parts)
            if not last and not emphasised and not part.rstrip().endswith(_STOPS):
                continue
            if emphasised:
                heads = not last or block.opens or block.text.endswith(" +")
                self._line(self.words.rendered(part), ((("heading" if heads else "emphasis"), None),))
            else:
                printed = self.words.rendered("\n".join(held))
                if "source" in block.attributes.roles or block.attributes.style == "source":
                    printed = printed.behind("[SOURCE: ", "]")
                self._line(printed, tuple(kinds), label)
            held, label = [], ""

    def _captioned(self, label: str, printed: Printed) -> None:
        """Add the caption of a figure or a table."""
        if printed.text.strip():
            self._line(printed.behind(f"{label} – " if label else ""), _PLAIN)

    def _cell(self, raw: str) -> MarkedWords:
        return self.words.rendered(raw.replace("\n+\n", "\n")).words

    def _lone_label(self) -> None:
        """Add the number of a section without title and words."""
        if self.label:
            label, self.label = self.label, ""
            self._line(Printed(label), (*_BODY, ("section", self.level)))

    def _line(self, printed: Printed, kinds: Sequence[tuple[str, object]], label: str = "") -> None:
        """Add a line with its footnote calls, changes and letters."""
        if printed.text.strip() or label:
            self._put(f"{label}\t" if label else "", printed, *(kinds or _PARAGRAPH))
            self._notes()

    def _notes(self) -> None:
        """Add the footnotes that have been called."""
        found, self.words.notes = self.words.notes, []
        for mark, printed in found:
            self._put(f"{mark} ", printed, ("footnote", mark))

    def _put(self, head: str, printed: Printed, *kinds: tuple[str, object]) -> None:
        """Add words behind others, with what they show."""
        self.out.put(printed.words, *kinds, origin=self.origin, label=head)
