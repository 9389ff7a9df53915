"""Word files (.docx): paragraphs with their styles, automatic numbers, tracked changes, footnotes, tables.

ITU's templates name the structure in paragraph styles; those are compared without case, blanks and underscores.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from itu_texts.errors import ReadError
from itu_texts.evidence import Origin, Reading
from itu_texts.readers.composing import Composer
from itu_texts.readers.docx_numbering import Numbering
from itu_texts.readers.limits import DEFAULT, Limits, View
from itu_texts.readers.numerals import roman
from itu_texts.readers.styles import STYLES, bare_name

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SYMBOLS = {"F0B7": "•", "F02D": "–", "F0A7": "▪"}
_SKIPPED = frozenset(_W + name for name in ("pPr", "rPr", "instrText", "delInstrText", "commentReference", "sectPr"))
_INSERTED = frozenset((_W + "ins", _W + "moveTo"))
_DELETED = frozenset((_W + "del", _W + "moveFrom"))
_NOTES = {_W + "footnoteReference": "footnotes", _W + "endnoteReference": "endnotes"}


def read_docx(data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT) -> Reading:
    """The text of a Word file and what its styles say.

    :param view: of tracked changes: the text with all of them made, with none, or with both and the changes marked.
    :raises ReadError: if the file is broken, encrypted, beyond a limit, or no Word file.
    :raises ImportError: without python-docx.
    """
    import docx

    _check_package(data, name, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        return _Word(document, name, view, limits).read()
    except (ReadError, NameError, AssertionError):  # ours
        raise
    except RecursionError:
        raise ReadError(f"{name}: nested too deeply") from None
    except Exception as error:  # of python-docx, lxml, zipfile: whatever is wrong with the file
        raise ReadError(f"{name}: a broken Word file ({type(error).__name__})") from None


def _check_package(data: bytes, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        raise ReadError(f"{name}: a ZIP or Word file that is broken or cut short") from None
    limits.check(name, "unpacked_bytes", sum(member.file_size for member in members))
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{name}: encrypted")
    if not any(member.filename == "word/document.xml" for member in members) and not any(
        member.filename == "[Content_Types].xml" for member in members
    ):
        raise ReadError(f"{name}: a ZIP file, not a Word file")


@define
class _Paragraph:
    """The text of a paragraph in the making."""

    text: list[str] = field(factory=list)
    length: int = 0
    marks: list[tuple[str, int, int, object]] = field(factory=list)
    """Evidence within it: offsets count from its beginning."""
    notes: list[tuple[str, str, str]] = field(factory=list)
    """Footnotes that it calls: the part that holds them, their identifier, their mark."""
    boxes: list[Any] = field(factory=list)
    """Text boxes that are anchored in it."""
    italic: bool = True

    def add(self, text: str, change: tuple[str, object] | None = None) -> None:
        if not text:
            return
        start = self.length
        self.text.append(text)
        self.length += len(text)
        if change is not None:
            last = self.marks[-1] if self.marks else None
            if last is not None and last[0] == change[0] and last[2] == start and last[3] == change[1]:
                self.marks[-1] = (last[0], last[1], self.length, last[3])
            else:
                self.marks.append((change[0], start, self.length, change[1]))


class _Word:
    """One Word file."""

    def __init__(self, document: Any, name: str, view: View, limits: Limits) -> None:
        self.document = document
        self.view = view
        self.limits = limits
        self.out = Composer(name, limits)
        self.name = name
        self.count = 0
        self.marks = {"footnotes": 0, "endnotes": 0}
        self.styles = {each.get(_W + "styleId"): each for each in document.styles.element.findall(_W + "style")}
        self.known: dict[str, str] = {}
        self.numbering = Numbering(self._part_root("numbering"))
        self.notes = {kind: self._notes(kind) for kind in ("footnotes", "endnotes")}
        self.pending: _Paragraph | None = None
        body = document.element.body
        called = (each.get(_W + "val") for each in body.iter(_W + "pStyle"))
        self.styled = any(self._style_name(style) == "call" for style in set(called))

    def read(self) -> Reading:
        for block in self._blocks(self.document.element.body):
            if block.tag == _W + "tbl":
                self._table(block)
            else:
                self._paragraph(block)
        if self.pending is not None:
            self._put(self.pending, (), Origin(paragraph=self.count))
        self._heads()
        return self.out.reading(styled=self.styled)

    # ------------------------------------------------------------------ parts, styles

    def _part_root(self, kind: str) -> Any:
        from lxml import etree

        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                return etree.fromstring(relation.target_part.blob, parser)
        return None

    def _notes(self, kind: str) -> dict[str, Any]:
        root = self._part_root(kind)
        return {} if root is None else {each.get(_W + "id"): each for each in root}

    def _style_name(self, style: str | None) -> str:
        """The name of a style that is known, its own or that of one that it is based on; empty if none is."""
        if style is None:
            return ""
        if style not in self.known:
            self.known[style] = ""  # in case a chain is a ring
            element = self.styles.get(style)
            if element is not None:
                name = element.find(_W + "name")
                bare = bare_name(name.get(_W + "val") or "") if name is not None else ""
                based = element.find(_W + "basedOn")
                above = based.get(_W + "val") if based is not None else None
                self.known[style] = bare if bare in STYLES else self._style_name(above)
        return self.known[style]

    # ------------------------------------------------------------------ blocks

    def _blocks(self, root: Any) -> Iterator[Any]:
        """Paragraphs and tables, also those in content controls and the like."""
        stack = [iter(root)]
        while stack:
            self.limits.check(self.name, "depth", len(stack))
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.tag in (_W + "p", _W + "tbl"):
                yield element
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not _is_spare(element):
                stack.append(iter(element))

    def _paragraph(self, element: Any) -> None:
        self.count += 1
        paragraph = self.pending or _Paragraph()
        self.pending = None
        properties = element.find(_W + "pPr")
        self._label(paragraph, properties)
        self._runs(element, paragraph)
        if self._joins_next(properties):
            self.pending = paragraph
            return
        style = properties.find(_W + "pStyle") if properties is not None else None
        name = self._style_name(style.get(_W + "val") if style is not None else None)
        kinds = STYLES.get(name, (("body", None),) if self.styled else ())
        if not self.styled and not kinds and paragraph.italic and "".join(paragraph.text).strip():
            kinds = (("emphasis", None),)
        self._put(paragraph, kinds, Origin(paragraph=self.count))

    def _put(self, paragraph: _Paragraph, kinds: tuple[tuple[str, object], ...], origin: Origin) -> None:
        text = "".join(paragraph.text)
        if text.strip():
            if any(kind == "annex" for kind, _ in kinds) and "\n" in text.strip():  # the title below, in one paragraph
                head, _, rest = text.partition("\n")
                start = self.out.line(head, origin, *kinds)
                self.out.line(rest, origin, ("plain", None))
            else:
                start = self.out.line(text, origin, *kinds)
            for kind, begin, end, value in paragraph.marks:
                self.out.mark(kind, start + begin, start + end, value)
        for part, identifier, mark in paragraph.notes:
            note = self.notes[part].get(identifier)
            if note is not None:
                self._note(note, mark, origin)
        for box in paragraph.boxes:
            for block in self._blocks(box):
                if block.tag == _W + "tbl":
                    self._table(block)
                else:
                    self._paragraph(block)

    def _note(self, note: Any, mark: str, origin: Origin) -> None:
        inside = _Paragraph()
        for block in self._blocks(note):
            if inside.length:
                inside.add(" ")
            for each in block.iter(_W + "p") if block.tag == _W + "tbl" else (block,):
                self._runs(each, inside)
        text = "".join(inside.text).strip()
        text = text.removeprefix(mark).lstrip()
        self.out.line(f"{mark} {text}", origin, ("footnote", mark))

    def _joins_next(self, properties: Any) -> bool:
        """Whether the end of a paragraph is itself struck out, or not yet put in, in this view."""
        marks = properties.find(_W + "rPr") if properties is not None else None
        if marks is None:
            return False
        if self.view == "final":
            return marks.find(_W + "del") is not None
        return self.view == "original" and marks.find(_W + "ins") is not None

    def _label(self, paragraph: _Paragraph, properties: Any) -> None:
        number, level, style = None, None, None
        if properties is not None:
            style_element = properties.find(_W + "pStyle")
            style = style_element.get(_W + "val") if style_element is not None else None
            number, level = _num(properties)
        seen: set[str] = set()
        above = style
        while number is None and above is not None and above not in seen:
            seen.add(above)
            element = self.styles.get(above)
            inner = element.find(_W + "pPr") if element is not None else None
            if inner is not None:
                number, in_style = _num(inner)
                if number is not None and level is None:
                    level = in_style if in_style is not None else self.numbering.level_of_style(number, above)
            based = element.find(_W + "basedOn") if element is not None else None
            above = based.get(_W + "val") if based is not None else None
        if number is not None and number != "0":
            paragraph.add(self.numbering.label(number, level or 0))

    # ------------------------------------------------------------------ runs

    def _runs(self, element: Any, paragraph: _Paragraph) -> None:
        """The text of all that stands in a paragraph, to any depth."""
        stack: list[tuple[Iterator[Any], tuple[str, object] | None]] = [(iter(element), None)]
        custom = False
        while stack:
            self.limits.check(self.name, "depth", len(stack))
            children, change = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in _INSERTED or tag in _DELETED:
                made = "insertion" if tag in _INSERTED else "deletion"
                if self.view == ("original" if made == "insertion" else "final"):
                    continue
                said = (child.get(_W + "author"), child.get(_W + "date"))
                stack.append((iter(child), (made, said) if self.view == "marked" else None))
            elif tag == _W + "r":
                if "".join(text.text or "" for text in child.iter(_W + "t")).strip():
                    paragraph.italic = paragraph.italic and _is_italic(child)
                stack.append((iter(child), change))
            elif tag in (_W + "t", _W + "delText", _MATH + "t"):
                text = (child.text or "").replace("\u00ad", "")
                if custom and text.strip():
                    custom = False
                    self._anchor(paragraph, text.strip())
                else:
                    paragraph.add(text, change)
            elif tag in (_W + "tab", _W + "ptab"):
                paragraph.add("\t", change)
            elif tag in (_W + "br", _W + "cr"):
                paragraph.add("\n", change)
            elif tag == _W + "noBreakHyphen":
                paragraph.add("\u2011", change)
            elif tag == _W + "sym":
                code = (child.get(_W + "char") or "").upper()
                paragraph.add(_SYMBOLS.get(code) or ("•" if code.startswith("F0") else _char(code)), change)
            elif tag in _NOTES:
                custom = self._called(child, _NOTES[tag], paragraph)
            elif tag == _W + "txbxContent":
                paragraph.boxes.append(child)
            elif not _is_spare(child):
                stack.append((iter(child), change))

    def _called(self, reference: Any, part: str, paragraph: _Paragraph) -> bool:
        """A reference to a note; gives whether its mark is the text that follows."""
        identifier = reference.get(_W + "id")
        if reference.get(_W + "customMarkFollows") in ("1", "true", "on"):
            paragraph.notes.append((part, identifier, ""))
            return True
        self.marks[part] += 1
        mark = str(self.marks[part]) if part == "footnotes" else roman(self.marks[part])
        paragraph.notes.append((part, identifier, mark))
        self._mark(paragraph, mark)
        return False

    def _anchor(self, paragraph: _Paragraph, mark: str) -> None:
        """The mark of a note, where a writer chose it."""
        if paragraph.notes and not paragraph.notes[-1][2]:
            part, identifier, _ = paragraph.notes[-1]
            paragraph.notes[-1] = (part, identifier, mark)
        self._mark(paragraph, mark)

    def _mark(self, paragraph: _Paragraph, mark: str) -> None:
        start = paragraph.length
        paragraph.add(mark)
        paragraph.marks.append(("anchor", start, paragraph.length, mark))

    # ------------------------------------------------------------------ tables, headers and footers

    def _table(self, element: Any) -> None:
        rows = []
        first = self.count + 1
        notes: list[tuple[str, str, str]] = []
        for row in element.iter(_W + "tr"):
            if self._is_gone(row) or _outer_table(row) is not element:
                continue
            cells = []
            for cell in row.iter(_W + "tc"):
                if _outer_table(cell) is not element:
                    continue
                inside = _Paragraph()
                for paragraph in cell.iter(_W + "p"):
                    self.count += 1
                    inside.add(" ")
                    self._label(inside, paragraph.find(_W + "pPr"))
                    self._runs(paragraph, inside)
                notes += inside.notes
                cells.append("".join(inside.text))
            rows.append(cells)
        self.out.table(rows, Origin(paragraph=first))
        self._put(_Paragraph(notes=notes), (), Origin(paragraph=first))

    def _is_gone(self, row: Any) -> bool:
        properties = row.find(_W + "trPr")
        if properties is None:
            return False
        gone = {"final": "del", "original": "ins"}.get(self.view)
        return gone is not None and properties.find(_W + gone) is not None

    def _heads(self) -> None:
        """The words of headers and footers, each once, as page furniture after the text."""
        seen = set()
        for relation in self.document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
                continue
            for block in self._blocks(relation.target_part.element):
                for each in block.iter(_W + "p") if block.tag == _W + "tbl" else (block,):
                    paragraph = _Paragraph()
                    self._runs(each, paragraph)
                    text = " ".join("".join(paragraph.text).split())
                    if text and text not in seen:
                        seen.add(text)
                        self.out.line(text, Origin(), ("running_head", None))


def _is_spare(element: Any) -> bool:
    """Whether an element says again, for older programs, what stands beside it."""
    return element.tag == _MC + "Fallback" and element.getparent().find(_MC + "Choice") is not None


def _outer_table(element: Any) -> Any:
    """The table that a row or a cell belongs to."""
    return next((above for above in element.iterancestors() if above.tag == _W + "tbl"), None)


def _num(properties: Any) -> tuple[str | None, int | None]:
    """The list and the level that paragraph properties name."""
    found = properties.find(_W + "numPr")
    if found is None:
        return None, None
    number, level = found.find(_W + "numId"), found.find(_W + "ilvl")
    place = level.get(_W + "val") if level is not None else None
    return (number.get(_W + "val") if number is not None else None, int(place) if place and place.isdigit() else None)


def _is_italic(run: Any) -> bool:
    properties = run.find(_W + "rPr")
    mark = properties.find(_W + "i") if properties is not None else None
    return mark is not None and mark.get(_W + "val") not in ("0", "false", "off")


def _char(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
