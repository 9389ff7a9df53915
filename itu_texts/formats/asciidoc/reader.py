"""Reads AsciiDoc files as Metanorma prints them: with numbers, labels, references and footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from itu_texts.formats.asciidoc.blocks import Block, blocks_of
from itu_texts.formats.asciidoc.numbers import designation, history, kind_of_text, numbered, part_name, reference, title
from itu_texts.formats.asciidoc.tables import table_rows
from itu_texts.formats.asciidoc.words import Printed, Words, is_emphasised, segments
from itu_texts.formats.composing import Cell, Composer
from itu_texts.formats.limits import DEFAULT, Allowance, Limits, View
from itu_texts.formats.text.reader import read_plain
from itu_texts.language.scripts import picture
from itu_texts.tree.readings import Origin, Reading

__all__ = ["read_asciidoc"]

_Kinds: TypeAlias = tuple[tuple[str, object], ...]
_BODY: _Kinds = (("body", None),)
_QUOTED: _Kinds = (("quoted", None),)
_PLAIN: _Kinds = (("plain", None),)
_PARAGRAPH: _Kinds = (("paragraph", None),)
_STOPS = (".", ";", ":", ",", "。", "；", "：", "，")


def read_asciidoc(
    data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT, encoding: str | None = None
) -> Reading:
    """Return the text of an AsciiDoc file as it is printed.

    :param view: whether marked insertions and deletions are made ("final"), undone ("original"), or both shown
        ("marked").
    :raises ReadError: if the file is not text, or exceeds a limit.
    """
    text = read_plain(data, name, limits, encoding)
    return _File(text.removeprefix("\ufeff"), name, view, limits).read()


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

    def read(self) -> Reading:
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
            self._note(block, label)
        elif block.kind == "figure":
            self._line(Printed(picture(self.words.rendered(block.text).text)), _PLAIN)
            self._captioned(label, self.words.rendered(block.attributes.title))
        elif block.kind == "table":
            self._table(block, label)
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
            self.out.mark("oddity", self.out.length, self.out.length, ("unread-part", message))

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

    def _note(self, block: Block, label: str) -> None:
        kinds: _Kinds = (("body", None), ("note", None)) if " " not in label else _BODY
        self._lone_label()
        self._line(self.words.rendered(block.text).behind(f"{label} – "), kinds)

    def _captioned(self, label: str, printed: Printed) -> None:
        """Add the caption of a figure or a table."""
        if printed.text.strip():
            self._line(printed.behind(f"{label} – " if label else ""), _PLAIN)

    def _table(self, block: Block, label: str) -> None:
        self._captioned(label, self.words.rendered(block.attributes.title))
        rows, headers = table_rows(block.text, block.attributes, self.allowance)
        cells = [[self._cell(cell) for cell in row] for row in rows]
        self.out.table(cells, Origin(line=block.line), headers)
        self._notes()

    def _cell(self, raw: str) -> Cell:
        printed = self.words.rendered(raw.replace("\n+\n", "\n"))
        marks = [("anchor", start, end, mark) for start, end, mark in printed.calls]
        return Cell(printed.text, (*marks, *((kind, start, end, (None, None)) for start, end, kind in printed.changes)))

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
        start = self.out.line(head + printed.text, self.origin, *kinds) + len(head)
        for begin, end, mark in printed.calls:
            self.out.mark("anchor", start + begin, start + end, mark)
        for begin, end, kind in printed.changes:
            self.out.mark(kind, start + begin, start + end, (None, None))
