"""Reads Word files (.docx): paragraphs with their styles, automatic numbers, tracked changes, footnotes, tables.

The paragraph styles of ITU's templates name the structure; they are compared without case, blanks and underscores.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from itu_texts.errors import ReadError
from itu_texts.formats.composing import (
    ASIDE,
    DEFAULT,
    ITALIC,
    RENUMBERED,
    STYLES,
    Composer,
    Limits,
    MarginWords,
    Mark,
    Piece,
    TextRow,
    View,
    Words,
    set_apart,
    text_rows,
)
from itu_texts.formats.word.package import (
    CALLS,
    DRAWINGS,
    GONE,
    PICTURES,
    PUT_IN,
    RELATION,
    TAKEN,
    Package,
    W,
    child_value,
    is_spare,
    value,
)
from itu_texts.formats.word.runs import (
    Call,
    Paragraph,
    Runs,
    cell_text,
    cells,
    change_of,
    headers,
    is_gone,
    is_layout,
    rows,
)
from itu_texts.formats.word.styles import Indent, Numbering, Styles, own_indent, own_list
from itu_texts.language.provisions import Margin, margin
from itu_texts.tree.readings import Origin, SourceText

# ----------------------------------------------------------------------
# Reads the parts of a Word file besides its text: notes, comments, settings; and what the text does not contain.

_SHOWN = (*PICTURES, W + "txbxContent")  # pictures have a placeholder, and the words of boxes are read


def note_formats(package: Package) -> dict[str, str]:
    """Return the formats of the marks of footnotes and endnotes, from the first section or the settings."""
    found: dict[str, str] = {}
    for root in (package.text.find(f".//{W}sectPr"), package.part("settings")):
        for kind in ("footnote", "endnote"):
            numbering = child_value(root.find(f"{W}{kind}Pr"), "numFmt") if root is not None else None
            if numbering:
                found.setdefault(f"{kind}s", numbering)
    return found


def comments(package: Package) -> Iterator[tuple[str, tuple[str | None, str | None, str]]]:
    """Yield the identifier of each comment, and its author, its date and its words."""
    root = package.part("comments")
    for each in () if root is None else root.iter(W + "comment"):
        lines = ("".join(text.text or "" for text in line.iter(W + "t")) for line in each.iter(W + "p"))
        yield each.get(W + "id"), (each.get(W + "author") or None, each.get(W + "date"), "\n".join(lines).strip())


def left_out(body: Any, package: Package) -> Iterator[str]:
    """Yield what the text does not contain: ``drawings``, ``headers``, ``merged cells``, the names of lost parts."""
    if any(next(each.iter(*_SHOWN), None) is None for each in body.iter(*DRAWINGS)):
        yield "drawings"
    words = ("".join(each.text or "" for each in head.iter(W + "t")) for head in package.heads())
    if any(any(map(str.isalpha, each)) for each in words):
        yield "headers"
    spans = any((value(each) or "1") != "1" for each in body.iter(W + "gridSpan"))
    if spans or next(body.iter(W + "vMerge"), None) is not None:
        yield "merged cells"
    yield from sorted(package.lost)


# ----------------------------------------------------------------------
# Computes the labels of paragraphs of a Word file, in each view of its tracked changes.


class Labels:
    """Counts the automatic numbers of a file, with all changes made and with none."""

    def __init__(self, part: Any, styles: Styles, view: View) -> None:
        """:param part: the root element of the numbering part, or ``None``."""
        self.styles = styles
        self.view = view
        self.made = Numbering(part)
        self.unmade = Numbering(part)

    def of(self, properties: Any) -> list[Piece]:
        """Return the label of the next paragraph, from its properties."""
        is_marked = self.view == "marked"
        struck, put_in = (paragraph_change(properties, kinds) if is_marked else None for kinds in (TAKEN, PUT_IN))
        new = "" if struck or self.view == "original" else self._label(self.made, properties)
        old = "" if put_in or self.view == "final" else self._label(self.unmade, _before(properties))
        gone, added = struck or ("deletion", RENUMBERED), put_in or ("insertion", RENUMBERED)
        if not is_marked or new == old:
            return [Piece(new or old)] if new or old else []
        if new and old:
            return [Piece(new, (added,)), Piece(old.strip(), (gone, ASIDE)), Piece(" ")]
        return [Piece(new, (added,)) if new else Piece(old, (gone,))]

    def joins_next(self, properties: Any) -> bool:
        """Return whether the end of a paragraph is deleted, or not yet inserted, in this view."""
        return paragraph_change(properties, GONE[self.view]) is not None

    def indent(self, properties: Any) -> tuple[int, int]:
        """Return the indents of a paragraph and of its first line.

        :param properties: the properties that are shown.
        """
        numbering = self.unmade if self.view == "original" else self.made
        number, level, listed_by = self._list(numbering, properties)
        of_list = numbering.indent(number, level) if number is not None else {}
        style = self.styles[child_value(properties, "pStyle") or self.styles.default]
        nearer = style.indent if listed_by else {}
        found: Indent = {**style.all_indent, **of_list, **nearer, **own_indent(properties)}
        left = found.get("left", 0)
        return left, left + found.get("first", 0)

    def _label(self, numbering: Numbering, properties: Any) -> str:
        number, level, _ = self._list(numbering, properties)
        return numbering.label(number, level) if number is not None and number != "0" else ""

    def restarts(self, properties: Any) -> tuple[str, int] | None:
        """Return the list and the level that a paragraph begins anew, if its list says so."""
        number, level, _ = self._list(self.made, properties)
        found = self.made.lists.get(number or "")
        return (number, level) if number is not None and found is not None and level in found.restarts else None

    def goes_on(self, properties: Any, number: str, level: int) -> str | None:
        """Return the list of a paragraph if it is counted at a level together with another list; otherwise ``None``."""
        other, deep, _ = self._list(self.made, properties)
        lists = self.made.lists
        is_same = other in lists and lists[other].counts is lists[number].counts
        return other if is_same and deep == level else None

    def _list(self, numbering: Numbering, properties: Any) -> tuple[str | None, int, str]:
        """Return the list of a paragraph, its level, and the style that states them; no style if the paragraph does."""
        number, level = own_list(properties, made=numbering is self.made)
        style = self.styles[child_value(properties, "pStyle") or self.styles.default]
        name = ""
        if number is None and (listed := style.list) is not None:
            number, in_style, name = listed
            if level is None:
                level = in_style if in_style is not None else numbering.level_of_style(number, name)
        return number, level or 0, name


def paragraph_change(properties: Any, kinds: tuple[str, ...]) -> Mark | None:
    """Return the tracked change of the end of a paragraph, if it has one of some kinds."""
    marks = properties.find(W + "rPr") if properties is not None else None
    if marks is None:
        return None
    return next((change_of(found) for kind in kinds if (found := marks.find(kind)) is not None), None)


def shown_properties(properties: Any, view: View) -> Any:
    """Return the properties of a paragraph in a view; the old ones if changes are not made, or it is deleted."""
    is_struck = view == "marked" and paragraph_change(properties, TAKEN) is not None
    return _before(properties) if view == "original" or is_struck else properties


def _before(properties: Any) -> Any:
    """Return the properties of a paragraph before their change."""
    changed = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None else None
    return properties if changed is None else changed


_CHUNK = W + "altChunk"
_BLOCKS = (W + "p", W + "tbl", _CHUNK)
_SKIPPED = frozenset(W + name for name in ("pPr", "rPr", "sectPr"))
_NOTE_MARK = re.compile(r"\s*(\[\d{1,2}\]|\d{1,2}|\*{1,3})\)?\s")  # the mark of a note among the paragraphs
_MARKS_OF_COMMENT = ("comment_begins", "comment_ends", "comment_called")
_NAMES_TEMPLATE = frozenset(("heading", "designation", "annex"))  # evidence of styles that only ITU's templates have
_OF_TEMPLATES = frozenset(("section", "note"))  # evidence of styles that Word itself also has


def read_docx(data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT) -> SourceText:
    """Return the text of a Word file, with the evidence of its styles.

    :param view: whether tracked changes are made ("final"), undone ("original"), or both shown ("marked").
    :raises ReadError: if the file is broken, encrypted or not a Word file, or exceeds a limit.
    :raises ImportError: without lxml.
    """
    return WordReader(Package(data, name, limits), view, limits).read()


class WordReader:
    """Reads one Word file."""

    def __init__(self, package: Package, view: View = "final", limits: Limits = DEFAULT) -> None:
        self.out = Composer(package.name, limits)
        self._package = package
        self._body = package.text.find(W + "body")
        self._view: View = view
        self._limits = limits
        self._count = 0  # of paragraphs
        self._styles = styles = Styles(package.part("styles"))
        self._labels = Labels(package.part("numbering"), styles, view)
        self._notes = {part: package.notes(part) for part in CALLS.values()}
        self._runs = Runs(package.name, view, limits, styles, note_formats(package))
        self._joined: Paragraph | None = None
        """The paragraph that the next one continues in this view."""
        self._label = Paragraph()
        """The label of the next paragraph, in a table of items."""
        self._margin: MarginWords | None = None
        """The margin of the next paragraph, in a table of provisions."""
        names = {styles[style].name for style in {each.get(W + "val") for each in package.text.iter(W + "pStyle")}}
        self._styled = "call" in names
        self._has_styles = any(name in STYLES for name in names)
        """Whether some paragraphs have styles that classify them; the others are then plain paragraphs."""
        self._of_templates = any(map(_names_text, names))
        """Whether the file is made with an ITU template; some texts have no headings of clauses."""

    def read(self) -> SourceText:
        """Return the text of the file."""
        try:
            self._put_blocks(self._body)
        except RecursionError:
            raise ReadError(f"{self._package.name}: nested too deeply") from None
        if self._joined is not None and self._joined.text.strip():
            self._put_paragraph(self._joined)
        self._put_heads()
        self._put_comments()
        self.out.left_out(left_out(self._body, self._package))
        return self.out.reading(styled=self._styled)

    # ------------------------------------------------------------------ blocks

    def _blocks(self, root: Any) -> Iterator[Any]:
        """Yield paragraphs, tables and embedded files, also those in content controls and the like."""
        stack = [iter(root)]
        while stack:
            self._limits.check(self._package.name, "depth", len(stack))
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.tag in _BLOCKS:
                yield element
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not is_spare(element):
                stack.append(iter(element))

    def _lines(self, root: Any) -> Iterator[Any]:
        """Yield the paragraphs of an element, also those in tables."""
        for block in self._blocks(root):
            yield from block.iter(W + "p") if block.tag == W + "tbl" else (block,)

    def _put_blocks(self, root: Any) -> None:
        """Add the content of an element."""
        for block in self._blocks(root):
            if block.tag == W + "tbl":
                self._put_table(block)
            elif block.tag == _CHUNK:
                self._put_chunk(block)
            else:
                self._count += 1
                if (whole := self._whole(block)) is not None:
                    self._put_paragraph(whole)

    def _put_chunk(self, element: Any) -> None:
        """Report a file that is embedded, and not read."""
        self._count += 1
        called = element.get(RELATION)
        target = next((each.target for each in self._package.relations if each.identifier == called), "")
        if target:
            kind = self._package.type_of(target)
            self.out.oddity("unread-part", f"a file is embedded here, and not read: copy its words ({kind})")

    # ------------------------------------------------------------------ paragraphs

    def _whole(self, element: Any) -> Paragraph | None:
        """Read a paragraph, with those that it continues; ``None`` if the next one continues it in this view."""
        paragraph, self._joined = self._joined or Paragraph(), None
        before = len(paragraph.pieces)
        self._runs.read(element, paragraph)
        if not before or any(piece.text.strip() for piece in paragraph.pieces[before:]):
            paragraph.element = element
        if self._labels.joins_next(element.find(W + "pPr")):
            self._joined = paragraph
        return paragraph if self._joined is None else None

    def _put_paragraph(self, paragraph: Paragraph) -> None:
        """Add a paragraph with its label, and with the evidence of its style."""
        kinds = self._kinds(paragraph, shown_properties(paragraph.element.find(W + "pPr"), self._view))
        self._put(self._labelled(paragraph), kinds, Origin(paragraph=self._count))

    def _kinds(self, paragraph: Paragraph, properties: Any) -> Sequence[Mark]:
        """Return the evidence for a paragraph of some properties."""
        style = child_value(properties, "pStyle")
        kinds = STYLES.get(self._styles[style].name, (("body", None),) if self._styled else ())
        if not self._of_templates and any(kind in _OF_TEMPLATES for kind, _ in kinds):
            kinds = ()
        if paragraph.in_contents:
            kinds = kinds if kinds and kinds[0][0] == "contents" else (("contents", 1),)
        elif not self._styled and not kinds and paragraph.is_all(ITALIC) and paragraph.text.strip():
            kinds = (("emphasis", None),)
        indent = self._labels.indent(properties)
        has_style = style not in (None, self._styles.default)
        if not kinds and (self._has_styles or any(indent) or has_style):
            kinds = (("paragraph", None),)
        return (*kinds, ("indent", indent)) if any(indent) else kinds

    def _labelled(self, paragraph: Paragraph) -> Paragraph:
        """Give a paragraph its label, typed beside it or automatic, and put what changes replace apart."""
        label, self._label = self._label, Paragraph()
        automatic = self._labels.of(paragraph.element.find(W + "pPr"))
        numbered = [piece._replace(element=paragraph.element) for piece in automatic]
        beside = [*label.pieces, Piece("\t")] if label.pieces else numbered
        paragraph.pieces = set_apart(Words([*beside, *paragraph.pieces])).pieces
        paragraph.notes[:0] = label.notes
        return paragraph

    def _put(self, paragraph: Paragraph, kinds: Sequence[Mark], origin: Origin) -> None:
        """Add a paragraph with the notes that it calls, and the text boxes in it."""
        is_line = paragraph.element is not None and paragraph.element.getparent() is self._body
        begun = _NOTE_MARK.match(paragraph.text)
        if kinds and kinds[0][0] == "footnote":
            mark, words = (f"{begun[1]} ", paragraph[begun.end() :]) if begun else ("", paragraph)
            self.out.put(words.stripped(), ("footnote", mark.strip()), origin=origin, label=mark)
        elif paragraph.text.strip():
            margin, self._margin = self._margin, None
            # A line break of Word ends no paragraph
            whole = Words([piece._replace(text=piece.text.replace("\n", " ")) for piece in paragraph.pieces])
            self.out.put(paragraph if kinds else whole, *kinds, origin=origin, margin=margin)
        elif is_line:
            self.out.put("", origin=origin)
        self.out.footnotes((note for call in paragraph.notes for note in self._note(call)), origin)
        for box in paragraph.boxes:
            self._put_blocks(box)

    def _note(self, call: Call) -> Iterator[tuple[Words, Words]]:
        """Yield the note that is called, if the file has it: its mark as a label, and its words."""
        element = self._notes[call.part].get(call.identifier)
        if element is None:
            return
        inside = Paragraph()
        for each in self._lines(element):
            if inside.pieces:
                inside.add(" ")
            self._runs.read(each, inside)
        words, mark = inside.stripped(), call.mark
        is_typed = mark != "" and words.text.startswith(mark)
        # The number of the mark "1bis" is not in the text of the note
        begun = next((each for each in (mark, mark.lstrip("0123456789")) if each and words.text.startswith(each)), "")
        typed = [piece._replace(marks=()) for piece in words[: len(begun)].pieces] if is_typed else [Piece(mark)]
        yield Words([*typed, Piece(" ")]), words[len(begun) :].stripped()

    # ------------------------------------------------------------------ tables

    def _put_table(self, table: Any) -> None:
        """Add a table, or the text that it only lays out."""
        shown = [row for row in rows(table) if not is_gone(row, self._view)]
        inside = [cells(row) for row in shown]
        found = text_rows(
            inside,
            lambda cell: cell_text(cell, self._view),
            lambda: is_layout(table, inside, self._is_heading),
        )
        if found is None:
            self._put_real_table(inside, headers(shown))
        for row in found or ():
            self._put_row(row)

    def _is_heading(self, paragraph: Any) -> bool:
        """Return whether the style of a paragraph occurs only in texts, not in cells of tables."""
        return _names_text(self._styles[child_value(paragraph.find(W + "pPr"), "pStyle")].name)

    def _put_row(self, row: TextRow[Any]) -> None:
        """Add a row of a table that only lays out text, followed by the notes that its margin calls."""
        beside = self._beside(row.margins)
        if row.labels or row.margin is not None:
            self._label = self._beside(row.labels)
        if row.margin is not None:
            self._margin = self._with_changes(row, row.margin, beside)
        for cell in row.words:
            self._put_blocks(cell)
        if row.margin is not None:
            margin, self._margin, self._label = self._margin, None, Paragraph()
            origin = Origin(paragraph=self._count)
            if margin is not None and margin.margin.text:
                self.out.put("", origin=origin, margin=margin)
            self._put(Paragraph(notes=beside.notes, boxes=beside.boxes), (), origin)

    def _beside(self, cells: Sequence[Any]) -> Paragraph:
        """Return the content of the cells before the one with the words, without the marks of notes."""
        found = Paragraph()
        for cell in cells:
            for element in cell.iter(W + "p"):
                self._count += 1
                self._runs.read(element, found)
        found.pieces = [piece for piece in found.pieces if piece.own is None and piece.text.strip()]
        return found

    def _with_changes(self, row: TextRow[Any], now: Margin, beside: Paragraph) -> MarginWords:
        """Return the margin of a row with its tracked changes, if these are shown."""
        if self._view != "marked":
            return MarginWords(now)
        changes = [piece.change for piece in beside.pieces if piece.change is not None]
        put_in = next((change for change in changes if change[0] == "insertion"), None)
        struck = next((change for change in changes if change[0] == "deletion"), None)
        was = margin(" ".join(cell_text(cell, "original") for cell in row.margins))
        before = was.head if was is not None else ""
        if before == now.head:
            return MarginWords(now, struck if len(changes) == len(beside.pieces) and put_in is None else None)
        if not before:
            return MarginWords(now, put_in)
        gone = Piece(before, (struck or ("deletion", RENUMBERED), ASIDE))
        return MarginWords(now, put_in or ("insertion", RENUMBERED), (gone, Piece(" ")))

    def _put_real_table(self, rows: Sequence[Sequence[Any]], headers: int) -> None:
        """Add a table with the notes that it calls, and the text boxes in it."""
        origin = Origin(paragraph=self._count + 1)
        inside = Paragraph()
        self.out.table([[self._cell(cell, inside) for cell in row] for row in rows], origin, headers)
        self._put(Paragraph(notes=inside.notes, boxes=inside.boxes), (), origin)

    def _cell(self, cell: Any, table: Paragraph) -> Words:
        """Return the words of a cell, with paragraphs joined; its notes and boxes are added to those of the table."""
        inside, outside = Paragraph(), self._joined
        self._joined = None
        for element in cell.iter(W + "p"):
            self._count += 1
            if (whole := self._whole(element)) is not None:
                inside.take(self._labelled(whole))
        if self._joined is not None:
            inside.take(self._labelled(self._joined))
        self._joined = outside
        table.notes += inside.notes
        table.boxes += inside.boxes
        return inside

    # ------------------------------------------------------------------ headers, footers and comments

    def _put_heads(self) -> None:
        """Add the words of headers and footers, each once, as page furniture after the text."""
        seen = set()
        for each in (line for head in self._package.heads() for line in self._lines(head)):
            paragraph = Paragraph()
            self._runs.read(each, paragraph)
            text = " ".join(paragraph.text.split())
            if text and text not in seen:
                seen.add(text)
                self.out.put(text, ("running_head", None))

    def _put_comments(self) -> None:
        """Add the comments: each refers to the words between its marks, or before its call."""
        out = self.out
        places = {(each.kind, each.value): each.start for each in out.evidence if each.kind in _MARKS_OF_COMMENT}
        out.evidence = [each for each in out.evidence if each.kind not in _MARKS_OF_COMMENT]
        for identifier, comment in comments(self._package):
            begin, end, called = (places.get((kind, identifier)) for kind in _MARKS_OF_COMMENT)
            end = called if end is None else end
            if end is None:  # without a call in the text
                out.left_out(("comments",))
            else:
                out.mark("comment", min(end if begin is None else begin, end), end, comment)


def _names_text(style: str) -> bool:
    """Return whether a style names a text, an annex or a clause, as only styles of ITU's templates do."""
    return any(kind in _NAMES_TEMPLATE for kind, _ in STYLES.get(style, ()))
