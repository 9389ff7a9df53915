"""Reads Word files (.docx): paragraphs with their styles, automatic numbers, tracked changes, footnotes, tables.

The paragraph styles of ITU's templates name the structure; they are compared without case, blanks and underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Self

from attrs import define, field

from itu_texts.errors import ReadError
from itu_texts.formats.composing import Cell, Composer, annex_reference
from itu_texts.formats.limits import DEFAULT, Limits, View
from itu_texts.formats.style_names import STYLES
from itu_texts.formats.word.labels import Labels, numbers_apart, set_apart, shown_properties
from itu_texts.formats.word.package import Package
from itu_texts.formats.word.parts import Parts, left_out
from itu_texts.formats.word.runs import Change, Notes, Paragraph, Piece, Runs
from itu_texts.formats.word.styles import Styles
from itu_texts.formats.word.tables import Row, Sides, headers, is_gone, is_layout, items, provisions, rows
from itu_texts.formats.word.xml import RELATION, W, child_value, is_spare
from itu_texts.language.provisions import Margin
from itu_texts.tree.readings import Origin, SourceText

_CHUNK = W + "altChunk"
_BLOCKS = (W + "p", W + "tbl", _CHUNK)
_SKIPPED = frozenset(W + name for name in ("pPr", "rPr", "sectPr"))
_NOTE_MARK = re.compile(r"\s*(\[\d{1,2}\]|\d{1,2}|\*{1,3})\)?\s")  # the mark of a note among the paragraphs
_NO_EVIDENCE: tuple[tuple[str, object], ...] = ()
_PARAGRAPH = (("paragraph", None),)
_MARKS_OF_COMMENT = ("comment_begins", "comment_ends", "comment_called")
_NAMES_TEMPLATE = frozenset(("heading", "designation", "annex"))  # evidence of styles that only ITU's templates have
_OF_TEMPLATES = frozenset(("section", "note"))  # evidence of styles that Word itself also has


def read_docx(data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT) -> SourceText:
    """Return the text of a Word file, with the evidence of its styles.

    :param view: whether tracked changes are made ("final"), undone ("original"), or both shown ("marked").
    :raises ReadError: if the file is broken, encrypted or not a Word file, or exceeds a limit.
    :raises ImportError: without lxml.
    """
    return _Word(Package(data, name, limits), view, limits).read()


def traced(data: bytes, name: str) -> tuple[SourceText, list[Traced], Package]:
    """Return the text of a Word file with all tracked changes made, the origin of each stretch, and the package.

    :raises ReadError: as :func:`read_docx` does.
    """
    package = Package(data, name)
    word = _Word(package, "final", DEFAULT)
    word.traces = []
    return word.read(), word.traces, package


@define
class _Joined:
    """Paragraphs that are joined in this view, and the properties of the last one with words."""

    paragraph: Paragraph = field(factory=Paragraph)
    properties: Any = None
    element: Any = None


class Traced(NamedTuple):
    """The elements from which a part of the text was read."""

    start: int
    end: int
    pieces: list[Piece]
    cut: int
    """The number of their first characters that are not in the text."""


class _Changed(NamedTuple):
    """The tracked changes of a margin."""

    before: str = ""  # the former content
    struck: Change | None = None
    put_in: Change | None = None  # the change of the current content

    @property
    def behind(self) -> str:
        """The former content after a blank, to be put after the current one."""
        return f"{self.before} " if self.before else ""

    @classmethod
    def of(cls, side: Sides, beside: Paragraph) -> Self:
        """Return the changes of a margin, if all are shown."""
        changes = [piece.change for piece in beside.pieces if piece.change is not None]
        put_in = next((change for change in changes if change[0] == "insertion"), None)
        struck = next((change for change in changes if change[0] == "deletion"), None)
        if side.before == side.margin.head:
            whole = len(changes) == len(beside.pieces) and put_in is None
            return cls(put_in=struck if whole else None)
        if not side.before:
            return cls(put_in=put_in)
        return cls(side.before, struck or ("deletion", (None, None)), put_in or ("insertion", (None, None)))


class _Word:
    """One Word file."""

    def __init__(self, package: Package, view: View, limits: Limits) -> None:
        self.package = package
        self.body = package.text.find(W + "body")
        name = package.name
        self.view = view
        self.limits = limits
        self.out = Composer(name, limits)
        self.name = name
        self.count = 0
        self.styles = Styles(package.part("styles"))
        self.parts = parts = Parts(package)
        self.labels = Labels(parts.root("numbering"), self.styles, view)
        self.notes = Notes(
            {kind: parts.notes(kind) for kind in ("footnotes", "endnotes")}, formats=parts.note_formats()
        )
        self.runs = Runs(name, view, limits, self.styles, self.notes)
        self.joined: _Joined | None = None
        self.label = Paragraph()
        """The label of the next paragraph, in a table of items."""
        self.margin: Margin | None = None
        """The margin of the next paragraph, in a table of provisions."""
        self.changed = _Changed()
        """The tracked changes of that margin."""
        called = {each.get(W + "val") for each in self.body.iter(W + "pStyle")}
        names = {self.styles.name(style) for style in called}
        self.styled = "call" in names
        self.has_styles = any(name in STYLES for name in names)
        """Whether some paragraphs have styles that classify them; the others are then plain paragraphs."""
        self.of_templates = any(kind in _NAMES_TEMPLATE for name in names for kind, _ in STYLES.get(name, ()))
        """Whether the file is made with an ITU template; some texts have no headings of clauses."""
        self.traces: list[Traced] | None = None
        """The origins of the stretches of the text, if they are recorded."""

    def _trace(self, start: int, pieces: list[Piece], cut: int = 0) -> None:
        """Record the origin of the text from a place on."""
        if self.traces is not None:
            self.traces.append(Traced(start, self.out.length, pieces, cut))

    def read(self) -> SourceText:
        try:
            self._put_blocks(self.body)
        except RecursionError:
            raise ReadError(f"{self.name}: nested too deeply") from None
        if self.joined is not None and self.joined.paragraph.text.strip():
            self._put_joined(self.joined)
        self._heads()
        self._comments()
        self.out.left_out(left_out(self.body, self.parts))
        self.out.left_out(sorted(self.package.lost))
        return self.out.reading(styled=self.styled)

    def _comments(self) -> None:
        """Add the comments: each refers to the words between its marks, or before its call."""
        places = {(each.kind, each.value): each.start for each in self.out.evidence if each.kind in _MARKS_OF_COMMENT}
        self.out.evidence = [each for each in self.out.evidence if each.kind not in _MARKS_OF_COMMENT]
        for comment in self.parts.comments():
            begin, end, called = (places.get((kind, comment.get(W + "id"))) for kind in _MARKS_OF_COMMENT)
            end = called if end is None else end
            if end is None:  # without a call in the text
                self.out.left_out(("comments",))
            else:
                lines = ("".join(each.text or "" for each in line.iter(W + "t")) for line in comment.iter(W + "p"))
                comment_parts = (comment.get(W + "author") or None, comment.get(W + "date"), "\n".join(lines).strip())
                self.out.mark("comment", min(end if begin is None else begin, end), end, comment_parts)

    # ------------------------------------------------------------------ blocks

    def _blocks(self, root: Any) -> Iterator[Any]:
        """Yield paragraphs, tables and embedded files, also those in content controls and the like."""
        stack = [iter(root)]
        while stack:
            self.limits.check(self.name, "depth", len(stack))
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.tag in _BLOCKS:
                yield element
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not is_spare(element):
                stack.append(iter(element))

    def _put_blocks(self, root: Any) -> None:
        """Add the content of an element."""
        for block in self._blocks(root):
            if block.tag == W + "tbl":
                self._table(block)
            elif block.tag == _CHUNK:
                self._chunk(block)
            else:
                self._paragraph(block)

    def _chunk(self, element: Any) -> None:
        """Report a file that is embedded, and not read."""
        self.count += 1
        called = element.get(RELATION)
        target = next((each.target for each in self.package.relations if each.identifier == called), "")
        if target:
            place = self.out.length
            message = f"a file is embedded here, and not read: copy its words ({self.package.type_of(target)})"
            self.out.mark("oddity", place, place, ("unread-part", message))

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Any) -> None:
        self.count += 1
        joined = self._take(element, self.joined)
        self.joined = None
        if self.labels.joins_next(element.find(W + "pPr")):
            self.joined = joined
        else:
            self._put_joined(joined)

    def _take(self, element: Any, joined: _Joined | None) -> _Joined:
        """Read a paragraph, after those to which it is joined."""
        joined = joined or _Joined()
        before = len(joined.paragraph.pieces)
        joined.paragraph.is_line = element.getparent().tag == W + "body"
        self.runs.read(element, joined.paragraph)
        properties = element.find(W + "pPr")
        if not before or any(piece.text.strip() for piece in joined.paragraph.pieces[before:]):
            joined.properties, joined.element = properties, element
        return joined

    def _labelled(self, joined: _Joined) -> Paragraph:
        """Return a paragraph with its automatic number."""
        paragraph = joined.paragraph
        label, self.label = self.label, Paragraph()
        numbered = (piece._replace(element=joined.element) for piece in self.labels.of(joined.properties))
        beside = [*label.pieces, Piece("\t")] if label.pieces else [*numbered]
        paragraph.pieces = numbers_apart(set_apart([*beside, *paragraph.pieces]))
        paragraph.notes[:0] = label.notes
        return paragraph

    def _put_joined(self, joined: _Joined) -> None:
        """Add a paragraph with the evidence of its style."""
        worded = bool(joined.paragraph.text.strip())
        paragraph = self._labelled(joined)
        properties = shown_properties(joined.properties, self.view)
        style = self.styles.name(child_value(properties, "pStyle"))
        kinds = STYLES.get(style, (("body", None),) if self.styled else ())
        if not self.of_templates and any(kind in _OF_TEMPLATES for kind, _ in kinds):
            kinds = ()
        if paragraph.in_contents:
            kinds = (("contents", 1),) if not kinds or kinds[0][0] != "contents" else kinds
        elif not self.styled and not kinds and paragraph.italic and worded:
            kinds = (("emphasis", None),)
        paragraph.indent = self.labels.indent(properties)
        if not kinds and (self.has_styles or any(paragraph.indent) or self._has_style(properties)):
            kinds = _PARAGRAPH
        self._put(paragraph, kinds, Origin(paragraph=self.count))

    def _has_style(self, properties: Any) -> bool:
        """Return whether a paragraph has a style other than the default."""
        return child_value(properties, "pStyle") not in (None, self.styles.default)

    def _put(self, paragraph: Paragraph, kinds: Sequence[tuple[str, object]], origin: Origin) -> None:
        is_annex = any(kind == "annex" for kind, _ in kinds)
        if is_annex:
            _part_annex(paragraph)
        text = paragraph.text
        if kinds and kinds[0][0] == "footnote":
            begun = _NOTE_MARK.match(text)
            mark = begun[1] if begun else ""
            cut = begun.end() if begun else 0
            start = self.out.line(f"{mark} {text[cut:]}".strip(), origin, ("footnote", mark))
            self._trace(start + len(mark), paragraph.pieces, cut)
        elif text.strip():
            head = self.out.margin(self.margin, text, kinds, origin)
            struck = self.changed.behind if head else ""
            first, below = _annex_lines(text) if is_annex else (text, [])
            line = (head + struck + first).replace("\n", " ")  # these do not end paragraphs
            start = self.out.line(line, origin, *kinds, words=len(head + struck))
            if head and self.margin is not None:
                self._mark_margin(self.margin, start, len(head))
            self.margin = None
            start += len(head + struck)
            self.out.indent(first, start, paragraph.indent)
            self._below_annex(below, origin)
            self._trace(start, paragraph.pieces)
            for kind, begin, end, value in paragraph.evidence():
                self.out.mark(kind, start + begin, start + end, value)
        elif paragraph.is_line:
            self.out.line("", origin)
        for part, identifier, mark in paragraph.notes:
            note = self.notes.parts[part].get(identifier)
            if note is not None:
                self._note(note, mark, origin)
        for box in paragraph.boxes:
            self._put_blocks(box)

    def _below_annex(self, lines: list[str], origin: Origin) -> None:
        """Add the rest of the paragraph of an annex heading: the title, and references in brackets."""
        worded = (line for line in lines if line.strip())
        for is_reference, group in groupby(worded, lambda line: line.lstrip().startswith(("(", "（"))):
            if is_reference:
                for line in group:
                    self.out.line(line, origin, ("reference", None))
            else:
                self.out.line("\n".join(group), origin, ("plain", None))

    def _note(self, note: Any, mark: str, origin: Origin) -> None:
        inside = Paragraph()
        for block in self._blocks(note):
            if inside.pieces:
                inside.add(" ")
            for each in block.iter(W + "p") if block.tag == W + "tbl" else (block,):
                self.runs.read(each, inside)
        text = inside.text
        behind = text.lstrip()
        blanks, is_typed = len(text) - len(behind), mark != "" and behind.startswith(mark)
        for start in (mark, mark.lstrip("0123456789")):  # the number of the mark 1bis is not in the text of the note
            if start and behind.startswith(start):
                behind = behind[len(start) :].lstrip()
                break
        place = self.out.line(f"{mark} {behind}", origin, ("footnote", mark)) + len(mark) + 1
        cut = len(text) - len(behind)
        if is_typed:
            self._trace(place - len(mark) - 1, inside.pieces, blanks)
        else:
            self._trace(place, inside.pieces, cut)
        for kind, begin, end, value in inside.evidence():
            if begin >= cut:
                self.out.mark(kind, place + begin - cut, place + end - cut, value)

    # ------------------------------------------------------------------ tables, headers and footers

    def _table(self, element: Any) -> None:
        shown = [row for row in rows(element) if not is_gone(row.element, self.view)]
        if (listed := items(shown, self.view)) is not None:
            for label, words in listed:
                self.label = self._beside(label)
                self._put_blocks(words)
        elif (sides := provisions(shown, self.view)) is not None:
            for side in sides:
                self._provision(side)
        elif is_layout(element, shown, self._names_text):
            for row in shown:
                for cell in row.cells:
                    self._put_blocks(cell)
        else:
            self._put_table(shown)

    def _names_text(self, paragraph: Any) -> bool:
        """Return whether the style of a paragraph occurs only in texts, not in cells of tables."""
        style = self.styles.name(child_value(paragraph.find(W + "pPr"), "pStyle"))
        return any(kind in _NAMES_TEMPLATE for kind, _ in STYLES.get(style, ()))

    def _provision(self, side: Sides) -> None:
        """Add a row of a table of provisions, followed by the notes that its margin calls."""
        beside = self._beside(side.margins)
        self.margin, self.label = side.margin, self._beside(side.labels)
        self.changed = _Changed.of(side, beside) if self.view == "marked" else _Changed()
        for cell in side.cells:
            self._put_blocks(cell)
        self.label = Paragraph()
        if self.margin is not None and self.margin.text:
            words = self.margin.before_words.rstrip()
            start = self.out.line(f"{words} {self.changed.behind}".rstrip(), Origin(paragraph=self.count))
            self._mark_margin(self.margin, start, len(words) + 1)
        self.margin = None
        self._put(Paragraph(notes=beside.notes, boxes=beside.boxes), _NO_EVIDENCE, Origin(paragraph=self.count))

    def _beside(self, cells: Sequence[Any]) -> Paragraph:
        """Return the content of the cells before the one with the words, without the marks of notes."""
        found = Paragraph()
        for cell in cells:
            for element in cell.iter(W + "p"):
                self.count += 1
                self.runs.read(element, found)
        found.pieces = [piece for piece in found.pieces if piece.mark is None and piece.text.strip()]
        return found

    def _mark_margin(self, margin: Margin, start: int, length: int) -> None:
        """Add evidence for the parts of a margin, with its tracked changes.

        :param length: the length of the line before the deleted content.
        """
        self.out.mark_margin(margin, start)
        changed = self.changed
        if changed.put_in is not None:
            self.out.mark(changed.put_in[0], start, start + len(margin.head), changed.put_in[1])
        if changed.struck is not None:
            begin = start + length
            end = begin + len(changed.before)
            self.out.mark(changed.struck[0], begin, end, changed.struck[1])
            self.out.mark("struck_label", begin, end)
        self.changed = _Changed()

    def _put_table(self, shown: Sequence[Row]) -> None:
        """Add a real table."""
        first = self.count + 1
        called: list[tuple[str, str, str]] = []
        boxes: list[Any] = []
        pieces: list[Piece] = []
        cells = [[self._cell(cell, called, boxes, pieces) for cell in row.cells] for row in shown]
        start = self.out.length
        self.out.table(cells, Origin(paragraph=first), headers(shown))
        self._trace(start, pieces)
        self._put(Paragraph(notes=called, boxes=boxes), _NO_EVIDENCE, Origin(paragraph=first))

    def _cell(self, cell: Any, called: list[tuple[str, str, str]], boxes: list[Any], pieces: list[Piece]) -> Cell:
        """Return the words of a cell, with paragraphs joined; its notes and boxes are added to those of the table."""
        inside = Paragraph()
        joined: _Joined | None = None
        for element in cell.iter(W + "p"):
            self.count += 1
            joined = self._take(element, joined)
            if not self.labels.joins_next(element.find(W + "pPr")):
                inside = _both(inside, self._labelled(joined))
                joined = None
        if joined is not None:
            inside = _both(inside, self._labelled(joined))
        called += inside.notes
        boxes += inside.boxes
        pieces += inside.pieces
        return Cell(inside.text, tuple(inside.evidence()))

    def _heads(self) -> None:
        """Add the words of headers and footers, each once, as page furniture after the text."""
        seen = set()
        for head in self.package.heads():
            for block in self._blocks(head):
                for each in block.iter(W + "p") if block.tag == W + "tbl" else (block,):
                    paragraph = Paragraph()
                    self.runs.read(each, paragraph)
                    text = " ".join(paragraph.text.split())
                    if text and text not in seen:
                        seen.add(text)
                        self.out.line(text, Origin(), ("running_head", None))


def _both(one: Paragraph, other: Paragraph) -> Paragraph:
    """Return two paragraphs as lines of a cell."""
    pieces = [*one.pieces, Piece("\n"), *other.pieces] if one.pieces else other.pieces
    return Paragraph(pieces, [*one.notes, *other.notes], [*one.boxes, *other.boxes])


def _annex_lines(text: str) -> tuple[str, list[str]]:
    """Return the heading of an annex, "Annex 1" with "to Resolution 9" below it, and its other lines."""
    first, *below = text.split("\n")
    while below and below[0].lstrip()[:1].islower():
        first = f"{first}\n{below.pop(0)}"
    return first, below


def _part_annex(paragraph: Paragraph) -> None:
    """Put a line break before a reference on the line of the heading of an annex."""
    text = paragraph.text
    head = text.lstrip().split("\n", 1)[0]
    place = annex_reference(head)
    if place < 0:
        return
    place += len(text) - len(text.lstrip())
    pieces = []
    for piece in paragraph.pieces:
        cut, place = place, place - len(piece.text)
        if 0 <= cut < len(piece.text):
            before = piece._replace(text=piece.text[:cut])
            pieces += [*([before] if before.text else []), Piece("\n"), piece._replace(text=piece.text[cut:])]
        else:
            pieces.append(piece)
    paragraph.pieces = pieces
