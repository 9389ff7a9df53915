"""Changes a Word file in place: words, paragraphs and rows; the rest of the package stays as it is.

The reader reports for each character of the text the element from which it was read. Existing tracked changes are kept:
words that are deleted inside the insertion of another author are marked as deleted there, as Word does.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby, islice
from typing import Any, NamedTuple

from itu_texts.errors import ReadError
from itu_texts.formats.limits import DEFAULT
from itu_texts.formats.style_names import bare_name
from itu_texts.formats.word.math import MATH
from itu_texts.formats.word.package import usual_package
from itu_texts.formats.word.reader import Traced, traced
from itu_texts.formats.word.xml import SIGNS, W, child_value
from itu_texts.formats.xml_text import allowed

__all__ = ["By", "WordFile"]

_RUN, _TEXT, _PARAGRAPH, _ROW = (W + name for name in ("r", "t", "p", "tr"))
_PUT_IN = (W + "ins", W + "moveTo")
_TAKEN = (W + "del", W + "moveFrom")
_WORDS = frozenset((_TEXT, W + "sym", *SIGNS))
_BORDERS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
_CALLS = frozenset(W + name for name in ("footnoteReference", "endnoteReference", "commentReference"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIGNATURE = b"/digital-signature/origin"
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
"""The properties of a paragraph, in their order in the schema."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FIRST_IN_MARK = ("ins", "del", "moveFrom", "moveTo")  # the first properties of a paragraph mark, in this order


class By(NamedTuple):
    """The author and date of tracked changes."""

    author: str
    date: str | None = None


class _Stretch(NamedTuple):
    """Characters of the text, and the element from which they were read."""

    start: int
    end: int
    element: Any
    places: Sequence[int]
    """The place of each character in the words of the element."""


class WordFile:
    """A Word file, with the elements from which its text was read."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read a file.

        :raises ReadError: if it cannot be read, is protected or signed, or cannot be changed.
        """
        self.name = name
        self._data = data
        self.reading, traces, document = traced(data, name)
        self._parts: dict[str, Any] = {}
        """The root elements of the parts with words, by their names in the package."""
        self._touched: set[Any] = set()
        self._new: dict[str, str] = {}
        """The new parts, by their kinds."""
        same = self._opened(document)
        self._stretches = [each for trace in traces for each in self._of(trace, same)]
        self._stretches.sort(key=lambda each: each.start)
        self._starts = [each.start for each in self._stretches]
        self._like: dict[Any, Any] = {}
        """The originals of copies."""
        self._ours: dict[Any, tuple[str, By | None]] = {}
        """The new tracked changes, with their kinds, authors and dates."""
        self.by: By | None = None
        """The author and date of the next tracked changes; ``None`` to change the file without tracking."""
        body = next(iter(self._parts.values()))
        numbers = (int(said) for each in body.iter(*_PUT_IN, *_TAKEN) if (said := each.get(W + "id") or "").isdigit())
        self._last = max(numbers, default=0) + 10_000

    def _opened(self, document: Any) -> dict[Any, Any]:
        """Open the parts with words; return the elements of the body, by those that the reader saw."""
        from lxml import etree

        part = document.part
        if usual_package(self._data, self.name, DEFAULT) is not self._data and (
            self._member(part.partname) != part.blob
        ):
            raise ReadError(f"{self.name}: of the strict edition of the standard; save it as a Word document first")
        related = [each for each in part.rels.values() if not each.is_external]
        if _SIGNATURE in self._member("_rels/.rels"):
            raise ReadError(f"{self.name}: it is signed; remove the signature to change it")
        for each in related:
            if each.reltype.endswith("/settings"):
                held = etree.fromstring(each.target_part.blob).find(W + "documentProtection")
                if held is not None and held.get(W + "enforcement") in ("1", "true", "on"):
                    raise ReadError(f"{self.name}: it is protected against changes; end the protection first")
        plain = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        body = etree.fromstring(self._member(part.partname), plain)
        self._parts[part.partname.lstrip("/")] = body
        self._notes = {each.reltype.rpartition("/")[2]: each.target_part.partname.lstrip("/") for each in related}
        return dict(zip(document.element.iter(), body.iter(), strict=True))

    def _with_new(self, name: str, content: bytes) -> bytes:
        """Return the content of a part that names others, with the new parts added."""
        main = next(iter(self._parts))
        folder, _, own = main.rpartition("/")
        for kind, path in self._new.items():
            if name == "[Content_Types].xml":
                said = f'<Override PartName="/{path}" ContentType="{_CONTENT}.{kind}+xml"/>'
                content = content.replace(b"</Types>", said.encode() + b"</Types>")
            elif name == f"{folder}/_rels/{own}.rels":
                target = f'<Relationship Id="itu-{kind}" Type="{_RELATION}/{kind}" Target="/{path}"/>'
                content = content.replace(b"</Relationships>", target.encode() + b"</Relationships>")
        return content

    def _member(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self._data)) as package:
            return package.read(name.lstrip("/")) if name.lstrip("/") in package.namelist() else b""

    def _of(self, trace: Traced, same: dict[Any, Any]) -> Iterator[_Stretch]:
        """Yield the stretches of a trace; the text may have fewer blanks."""
        text, place = self.reading.text, trace.start
        cut = trace.cut
        for element, pieces in groupby(trace.pieces, key=lambda piece: piece.element):
            words = "".join(piece.text for piece in pieces)
            here = None if element is None else same.get(element, element)
            own = _places(here, words)
            found: list[tuple[int, int]] = []
            for index, char in enumerate(words):
                if cut:
                    cut -= 1
                    continue
                while place < trace.end and text[place].isspace() and not char.isspace():
                    place += 1
                if place < trace.end and text[place].isspace() == char.isspace():
                    found.append((place, own[index]))
                    place += 1
            for _, run in groupby(enumerate(found), key=lambda each: each[1][0] - each[0]):
                those = [each for _, each in run]
                if here is not None:
                    yield _Stretch(those[0][0], those[-1][0] + 1, here, [each for _, each in those])
            root = here.getroottree().getroot() if here is not None else None
            if root is not None and root not in self._parts.values():
                kind = root.tag.removeprefix(W)
                self._parts[self._notes.get(kind, kind)] = root

    # ------------------------------------------------------------------ places

    def _within(self, start: int, end: int) -> Iterator[_Stretch]:
        """The stretches in one of the text, cut to it."""
        for place in range(max(bisect_right(self._starts, start) - 1, 0), len(self._stretches)):
            each = self._stretches[place]
            if each.start >= end:
                return
            first, last = max(start - each.start, 0), min(end, each.end) - each.start
            if first < last:
                yield _Stretch(each.start + first, each.start + last, each.element, each.places[first:last])

    def paragraphs(self, start: int, end: int) -> list[Any]:
        """Return the paragraphs that contain a stretch of the text."""
        return [*dict.fromkeys(_above(each.element, _PARAGRAPH) for each in self._within(start, end))]

    def is_automatic(self, place: int) -> bool:
        """Return whether the number at an offset is automatic."""
        return any(each.element.tag == _PARAGRAPH for each in self._within(place, place + 1))

    def automatic(self) -> dict[int, str]:
        """The automatic numbers, by the index of their paragraphs in the body."""
        indexes = self.indexes()
        return {
            indexes[each.element]: self.reading.text[each.start : each.end].strip()
            for each in reversed(self._stretches)
            if each.element in indexes
        }

    def indexes(self) -> dict[Any, int]:
        """The current indexes of the paragraphs of the body."""
        return {each: index for index, each in enumerate(next(iter(self._parts.values())).iter(_PARAGRAPH))}

    def row(self, paragraph: Any) -> Any:
        """Return the row of a table that contains a paragraph."""
        return _above(paragraph, _ROW)

    # ------------------------------------------------------------------ words

    def replace(self, start: int, end: int, words: str, copy: dict[Any, Any] | None = None) -> None:
        """Replace a stretch of the text by words in its letters, or in those before it if it is empty.

        Replace the last stretch first, because offsets are those of the text that was read.

        :param copy: the elements of a copy of the paragraph by those of the original, to change the copy without
            tracking.
        :raises ReadError: if the stretch has no words of its own in the file, as a formula or the number of a field.
        """
        found = [*self._within(start, end)]
        locked = next((each for each in found if each.element.tag not in _WORDS), None)
        if locked is not None:
            said = self.reading.text[locked.start : locked.end]
            raise ReadError(f"{self.name}: “{said}” cannot be changed in place: a formula, a field or a note makes it")
        if copy is not None:
            found = [each._replace(element=copy[each.element]) for each in found]
        beside, is_after = (found[0], True) if found else self._beside(start, copy)
        self._touch(beside.element)
        if self.by is None or copy is not None:
            for each in reversed(found):
                _cut(each, words if each is found[0] else "")
            if not found:
                _put_in(beside, words, after=is_after)
            return
        runs = [_isolated(each) for each in reversed(found or [beside])][::-1]
        if words:
            last = runs[-1] if runs[-1].getparent() is runs[0].getparent() else runs[0]
            self._put(_run(words, runs[0].find(W + "rPr")), last, after=is_after)
        for run in runs if found else ():
            self._strike(run)

    def surround(self, stretches: Iterable[tuple[int, int, Sequence[Any], Sequence[Any]]]) -> None:
        """Put elements before and after words of the body.

        :param stretches: the start and end of the words in the text, and the elements to put before and after them.
        :raises ReadError: if there are no words of the body at the place or before it.
        """
        events: list[tuple[int, bool, Sequence[Any]]] = []
        for start, end, before, behind in stretches:
            first, last = self._in_body(start, end)
            events += [(first, False, before), (last, True, behind)]
        begun: dict[int, Any] = {}
        for place, is_behind, elements in sorted(events, key=lambda each: (-each[0] - each[1], each[1])):
            (found,) = self._within(place, place + 1)
            self._touch(found.element)
            if is_behind:
                run = _divided(found.element, found.places[0] + 1, behind=True)
                for each in reversed(elements):
                    run.addnext(each)
            else:
                run = begun[place] = (
                    begun[place] if place in begun else _divided(found.element, found.places[0], behind=False)
                )
                for each in elements:
                    run.addprevious(each)

    def _in_body(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last character of a stretch that are words of the body.

        If there are none, as in an automatic number, they are those of the next or previous words.
        """
        body = next(iter(self._parts.values()))

        def places(found: Iterable[_Stretch]) -> Iterator[int]:
            for each in found:
                if each.element.tag in _WORDS and each.element.getroottree().getroot() is body:
                    yield from range(each.start, each.end)

        inside = [*places(self._within(start, end))]
        beside = inside or [*islice(places(self._within(end, len(self.reading.text))), 1)]
        beside = beside or [*places(self._within(0, start))][-1:]
        if not beside:
            raise ReadError(f"{self.name}: the file has no words")
        return beside[0], beside[-1]

    def add_part(self, kind: str, root: Any) -> Any:
        """Add a part such as the comments, with its root element; return the element of an existing part."""
        name = self._notes.get(kind)
        if name is None:
            name = f"word/{kind}.xml"
            self._new[kind] = name
        elif name not in self._parts:
            from lxml import etree

            self._parts[name] = etree.fromstring(self._member(name))
        root = self._parts.setdefault(name, root)
        self._touch(root)
        return root

    def uncall(self, start: int, end: int) -> None:
        """Remove the mark of a footnote, and the footnote unless the change is tracked."""
        for each in [each for each in self._within(start, end) if each.element.tag in _CALLS]:
            self._touch(each.element)
            run = _isolated(each)
            if self.by is None:
                self._remove_note(each.element.get(W + "id"))
            self._strike(run)

    def _beside(self, place: int, copy: dict[Any, Any] | None) -> tuple[_Stretch, bool]:
        """Return the stretch of an element beside a place, and whether it precedes the place."""
        for first, is_after in ((place - 1, True), (place, False)):
            for each in self._within(max(first, 0), first + 1):
                if each.element.tag in _WORDS and _above(each.element, _RUN) is not None:
                    here = each.element if copy is None else copy[each.element]
                    at, length = each.places[0], len(here.text or "") if here.tag == _TEXT else 1
                    return each._replace(
                        element=here, places=range(at + 1) if is_after else range(at, length)
                    ), is_after
        raise ReadError(f"{self.name}: there are no words beside which others can be put in place")

    def _put(self, run: Any, beside: Any, *, after: bool) -> None:
        """Put a run beside another, outside the insertions of other authors."""
        if self.by is not None:
            while beside.getparent().tag in (*_PUT_IN, *_TAKEN):
                above = beside.getparent()
                later = [*beside.itersiblings()] if after else [beside, *beside.itersiblings()]
                if later and (after or beside.getprevious() is not None):
                    rest = above.makeelement(above.tag, dict(above.attrib))
                    rest.set(W + "id", self._number())
                    above.addnext(rest)
                    rest.extend(later)
                    after = True
                beside = above
            run = self._changed("ins", [run])
        beside.addnext(run) if after else beside.addprevious(run)

    def _strike(self, run: Any) -> None:
        if self.by is None:
            _removed(run)
            return
        self._into("del", run)
        for each in run.iter(_TEXT, W + "instrText"):
            each.tag = W + ("delText" if each.tag == _TEXT else "delInstrText")

    def _into(self, name: str, run: Any) -> None:
        """Put a run into a tracked change; if the previous run is in a new one of the same kind, into that."""
        before = run.getprevious()
        if self._ours.get(before) != (name, self.by):
            before = self._changed(name, ())
            self._ours[before] = (name, self.by)
            run.addprevious(before)
        before.append(run)

    def _changed(self, name: str, inside: Iterable[Any]) -> Any:
        """Return a tracked change with its content."""
        from lxml import etree

        made = etree.Element(W + name, self._said())
        made.extend(inside)
        return made

    def _said(self) -> dict[str, str]:
        by = self.by or By("")
        return {W + "id": self._number(), W + "author": allowed(by.author)} | ({W + "date": by.date} if by.date else {})

    def _number(self) -> str:
        self._last += 1
        return str(self._last)

    def _touch(self, element: Any) -> None:
        self._touched.add(element.getroottree().getroot())

    # ------------------------------------------------------------------ paragraphs and rows

    def remove(self, block: Any) -> None:
        """Remove a paragraph or a row; bookmarks, other ranges and sections stay."""
        self._touch(block)
        notes = [each for each in block.iter(*_CALLS) if each.tag == W + "footnoteReference"]
        if block.tag == _ROW:
            if self.by is None:
                table = block.getparent()
                table.remove(block)
                if table.find(_ROW) is None:
                    _removed(table)
            else:
                _child(block, "trPr").append(self._changed("del", ()))
                for each in block.iter(_PARAGRAPH):
                    self._strike_all(each)
        elif self.by is None:
            self._take_away(block)
        else:
            self._strike_all(block)
            if block.find(f"{W}pPr/{W}sectPr") is None:
                self._mark(block, "del")
        for each in notes if self.by is None else ():
            self._remove_note(each.get(W + "id"))

    def _take_away(self, paragraph: Any) -> None:
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None or _is_alone(paragraph):
            for each in [each for each in paragraph if each.tag != W + "pPr"]:
                paragraph.remove(each)
            return
        borders = list(paragraph.iter(*(W + name for name in _BORDERS)))
        count = Counter(("comment" in each.tag, each.get(W + "id")) for each in borders)
        kept = [each for each in borders if count["comment" in each.tag, each.get(W + "id")] == 1]
        other = next(paragraph.itersiblings(_PARAGRAPH), None)
        for each in reversed(kept):
            if other is not None:
                other.insert(int(other.find(W + "pPr") is not None), each)
        paragraph.getparent().remove(paragraph)

    def _strike_all(self, paragraph: Any) -> None:
        """Mark all words of a paragraph as deleted."""
        for each in [*paragraph.iter(_RUN, MATH + "oMath")]:
            above = [up.tag for up in each.iterancestors()]
            if _above(each, _PARAGRAPH) is paragraph and MATH + "oMath" not in above and not {*above} & {*_TAKEN}:
                self._strike(each)

    def _mark(self, paragraph: Any, name: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = _child(paragraph, "pPr")
        mark = properties.find(W + "rPr")
        if mark is None:
            mark = properties.makeelement(W + "rPr")
            behind = next((each for each in properties if each.tag in (W + "sectPr", W + "pPrChange")), None)
            properties.append(mark) if behind is None else behind.addprevious(mark)
        before = sum(each.tag in [W + each for each in _FIRST_IN_MARK[: _FIRST_IN_MARK.index(name)]] for each in mark)
        mark.insert(before, self._changed(name, ()))

    def _remove_note(self, identifier: str | None) -> None:
        root = self._parts.get(self._notes.get("footnotes", ""))
        for note in () if root is None else root.findall(f"{W}footnote[@{W}id='{identifier}']"):
            self._touch(note)
            _removed(note)

    def _call_copy(self, call: Any) -> None:
        """Let a mark call a copy of its footnote, because Word never writes two marks for one."""
        root = self._parts.get(self._notes.get("footnotes", ""))
        if root is None:
            return
        notes = {each.get(W + "id"): each for each in root}
        made = deepcopy(notes[call.get(W + "id")])
        call.set(W + "id", str(max(map(int, notes)) + 1))
        made.set(W + "id", call.get(W + "id"))
        root.append(made)
        self._touch(root)

    def copied(self, block: Any) -> tuple[Any, dict[Any, Any]]:
        """Return a copy of a paragraph or a row, with tracked changes made, and its elements by those of the original.

        The copy has no elements with a number or name of their own, such as bookmarks.
        """
        made = deepcopy(block)
        self._like[made] = block
        same = dict(zip(block.iter(), made.iter(), strict=True))
        unwanted = ("sectPr", "pPrChange", "rPrChange", "del", "moveFrom", "commentReference", *_BORDERS)
        for each in [*made.iter(*(W + name for name in unwanted))]:
            _removed(each)
        for each in [*made.iter(*_PUT_IN)]:
            for child in each:
                each.addprevious(child)
            each.getparent().remove(each)
        return made, same

    def like(self, block: Any, words: Sequence[tuple[int, int, str]]) -> Any:
        """Return a paragraph or a row like another, with other words and nothing but words.

        :param words: the stretches of the text that have other words, from the first to the last.
        """
        made, same = self.copied(block)
        kept = set()
        for start, end, said in reversed(words):
            found = [each for each in self._within(start, end) if each.element.tag in _WORDS]
            longest = max(found, key=lambda each: each.end - each.start, default=None)
            for each in reversed(found):
                here = each._replace(element=same[each.element])
                kept.add(here.element)
                _cut(here, said if each is longest else "")
        for run in [*made.iter(_RUN)]:
            for each in [each for each in run if each.tag not in (W + "rPr", _TEXT, W + "tab")]:
                run.remove(each)
            if all(each.tag == W + "rPr" for each in run):
                _removed(run)
        return made

    def copied_all(self, blocks: Sequence[Any]) -> tuple[list[Any], dict[Any, Any]]:
        """Return copies of several paragraphs; see :meth:`copied`."""
        pairs = [self.copied(each) for each in blocks]
        for call in [each for made, _ in pairs for each in made.iter(W + "footnoteReference")]:
            self._call_copy(call)
        return [made for made, _ in pairs], {key: each for _, same in pairs for key, each in same.items()}

    def row_like(self, row: Any, cells: Sequence[str]) -> Any:
        """Return a row like another, with other words in its cells."""
        made, _ = self.copied(row)
        there = made.findall(W + "tc")
        for cell in there[len(cells) :]:
            made.remove(cell)
        for cell, words in zip(there, cells, strict=False):
            first, *others = cell.findall(_PARAGRAPH)
            for each in others:
                cell.remove(each)
            run = next(first.iter(_RUN), None)
            letters = None if run is None else run.find(W + "rPr")
            for each in [each for each in first if each.tag != W + "pPr"]:
                first.remove(each)
            first.append(_run(words, letters))
        return made

    def table(self, rows: Sequence[Sequence[str]]) -> Any:
        """Return a new table with a border around each cell."""
        from lxml import etree

        sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
        looks = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        grid = "<w:gridCol/>" * max(map(len, rows))
        made = etree.fromstring(f'<w:tbl xmlns:w="{W[1:-1]}">{looks}<w:tblGrid>{grid}</w:tblGrid></w:tbl>')
        for row in rows:
            there = etree.SubElement(made, _ROW)
            for words in row:
                etree.SubElement(etree.SubElement(there, W + "tc"), _PARAGRAPH).append(_run(words, None))
        return made

    def put(self, block: Any, beside: Any, *, after: bool) -> None:
        """Put a paragraph, a row or a table beside another, or move it there.

        A paragraph or a table is put beside the table that contains the other one.
        """
        self._touch(beside)
        if self.by is not None:
            for row in block.iter(_ROW):
                _child(row, "trPr").append(self._changed("ins", ()))
            for each in block.iter(_PARAGRAPH):
                if each is block:
                    self._mark(each, "ins")
                for run in [*each.iter(_RUN)]:
                    self._into("ins", run)
        model = self._like.get(block, block)
        home = next(iter(self._parts.values()))[0] if model.getparent() is None else model.getparent()
        while block.tag != _ROW and home in beside.iterancestors() and beside.getparent() is not home:
            beside = beside.getparent()
        if block.tag != _ROW and beside.tag == _ROW:
            beside = beside.getparent()
        beside.addnext(block) if after else beside.addprevious(block)

    def restyle(self, paragraph: Any, name: str) -> None:
        """Give a paragraph the style of a name, if the file has it, and no number of its own."""
        properties = _child(paragraph, "pPr")
        for each in properties.findall(W + "numPr"):
            properties.remove(each)
        style = self._style(name)
        if style is not None:
            _property(properties, "pStyle").set(W + "val", style)

    def type_label(self, paragraph: Any, label: str) -> None:
        """Replace the automatic number of a paragraph by a typed label."""
        properties = _child(paragraph, "pPr")
        if self.by is not None and paragraph not in self._like and properties.find(W + "pPrChange") is None:
            before = deepcopy(properties)
            for name in ("rPr", "sectPr", "pPrChange"):
                for each in before.findall(W + name):
                    before.remove(each)
            _property(properties, "pPrChange").attrib.update(self._said())
            properties[-1].append(before)
        number = _property(properties, "numPr")
        number.append(number.makeelement(W + "numId", {W + "val": "0"}))
        model = self._like.get(paragraph, paragraph)
        indents = (each for each in self.reading.evidence if each.kind == "indent")
        indent: Any = next((each.value for each in indents if model in self.paragraphs(each.start, each.end)), None)
        if indent is not None and properties.find(W + "ind") is None:
            left, first = indent
            _property(properties, "ind").attrib.update({W + "left": str(left), W + "hanging": str(left - first)})
        run = _run(f"{label}\t", None)
        begin = next(paragraph.iter(_RUN), None)
        if begin is None:
            paragraph.append(run)
        else:
            self._put(run, begin, after=False)

    # ------------------------------------------------------------------ styles, and the whole file

    def _style(self, name: str) -> str | None:
        """Return the identifier of the paragraph style of a name; ``None`` if the file has none."""
        from lxml import etree

        root = etree.fromstring(self._member(self._notes.get("styles", "word/styles.xml")) or b"<none/>")
        named = {bare_name(child_value(each, "name") or ""): each.get(W + "styleId") for each in root.iter(W + "style")}
        return named.get(bare_name(name))

    def data(self) -> bytes:
        """Return the file as it is now; without changes, the same bytes."""
        from lxml import etree

        if not self._touched:
            return self._data
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as package, zipfile.ZipFile(made, "w") as out:
            for member in package.infolist():
                root = self._parts.get(member.filename)
                if root is not None and root in self._touched:
                    tree = root.getroottree()
                    out.writestr(member, etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))
                else:
                    out.writestr(member, self._with_new(member.filename, package.read(member)))
            for name in self._new.values():
                out.writestr(name, etree.tostring(self._parts[name], encoding="UTF-8", xml_declaration=True))
        return made.getvalue()


def _divided(element: Any, place: int, *, behind: bool) -> Any:
    """Divide a run at a character of an element; return the run that begins there, or the one that ends before it.

    The elements before the place stay as they are.
    """
    text = element.text or "" if element.tag == _TEXT else " "
    if 0 < place < len(text):
        more = element.makeelement(_TEXT)
        _set_text(more, text[place:])
        _set_text(element, text[:place])
        element.addnext(more)
    first = element if place == 0 else element.getnext()
    run = element.getparent()
    if first is None or (place == 0 and all(each.tag == W + "rPr" for each in first.itersiblings(preceding=True))):
        return run
    other = _run_behind(run, [first, *first.itersiblings()])
    return run if behind else other


def _run_behind(run: Any, members: Iterable[Any]) -> Any:
    """Return a new run after another, in its letters, with some of its elements."""
    other = run.makeelement(run.tag, dict(run.attrib))
    if (letters := run.find(W + "rPr")) is not None:
        other.append(deepcopy(letters))
    other.extend(members)
    run.addnext(other)
    return other


def _places(element: Any, words: str) -> list[int]:
    """Return the places, in the words of an element, of the characters that were read from it."""
    if element is None or element.tag != _TEXT:
        return [0] * len(words)
    own = [place for place, char in enumerate(element.text or "") if char != "\u00ad"]
    return own if len(own) == len(words) else [*range(len(words))]


def _above(element: Any, tag: str) -> Any:
    """Return the innermost element of a name around an element, or the element itself."""
    return element if element.tag == tag else next(element.iterancestors(tag), None)


def _child(element: Any, name: str) -> Any:
    """Return the properties of an element, which come first; they are added if there are none."""
    found = element.find(W + name)
    if found is None:
        found = element.makeelement(W + name)
        before = element.find(W + "tblPrEx")
        element.insert(0, found) if before is None else before.addnext(found)
    return found


def _property(properties: Any, name: str) -> Any:
    """Return a new property of a paragraph, inserted at its place among the others."""
    for each in properties.findall(W + name):
        properties.remove(each)
    made = properties.makeelement(W + name)
    later = _ORDER[_ORDER.index(name) + 1 :]
    behind = next((each for each in properties if each.tag.removeprefix(W) in later), None)
    properties.append(made) if behind is None else behind.addprevious(made)
    return made


def _is_alone(paragraph: Any) -> bool:
    """Return whether a paragraph must stay because it is the last one of a cell, a note or the like."""
    above = paragraph.getparent()
    return above.tag != W + "body" and all(each is paragraph for each in above.findall(_PARAGRAPH))


def _removed(element: Any) -> None:
    """Remove an element, and the elements around it that contain nothing else."""
    above = element.getparent()
    above.remove(element)
    if above.tag in (*_PUT_IN, W + "hyperlink", W + "smartTag") and not len(above):
        _removed(above)


def _set_text(element: Any, text: str) -> None:
    """Set the words of an element; tab stops in them get elements of their own."""
    first, *others = allowed(text).split("\t")
    element.text = first
    element.set(_SPACE, "preserve")
    for each in reversed(others):
        if each:
            more = element.makeelement(_TEXT)
            _set_text(more, each)
            element.addnext(more)
        element.addnext(element.makeelement(W + "tab"))


def _cut(stretch: _Stretch, words: str) -> None:
    """Replace words of an element, in their run."""
    element = stretch.element
    if element.tag == _TEXT:
        text = element.text or ""
        _set_text(element, text[: stretch.places[0]] + words + text[stretch.places[-1] + 1 :])
        if element.text or words:
            return
    elif words:
        _put_in(stretch, words, after=True)
    run = element.getparent()
    run.remove(element)
    if run.tag == _RUN and all(each.tag == W + "rPr" for each in run):
        _removed(run)


def _put_in(stretch: _Stretch, words: str, *, after: bool) -> None:
    """Put words beside others in an element, in the same run."""
    element = stretch.element
    if element.tag == _TEXT:
        text, place = element.text or "", stretch.places[-1] + 1 if after else stretch.places[0]
        _set_text(element, text[:place] + words + text[place:])
        return
    made = element.makeelement(_TEXT)
    element.addnext(made) if after else element.addprevious(made)
    _set_text(made, words)


def _isolated(stretch: _Stretch) -> Any:
    """Return a run with only the given words; what preceded and followed them gets runs of its own.

    The element keeps the words before them.
    """
    element = stretch.element
    if element.tag == _TEXT:
        text, begin, end = element.text or "", stretch.places[0], stretch.places[-1] + 1
        for part in (text[end:], text[begin:end] if begin else ""):
            if part:
                more = element.makeelement(_TEXT)
                _set_text(more, part)
                element.addnext(more)
        _set_text(element, text[:begin] if begin else text[:end])
        element = element.getnext() if begin else element
    run = element.getparent()
    behind = [*element.itersiblings()]
    before = [each for each in element.itersiblings(preceding=True) if each.tag != W + "rPr"]
    for members in (behind, [element] if before else []):
        if members:
            _run_behind(run, members)
    return element.getparent()


def _run(words: str, letters: Any) -> Any:
    """Return a run of words in some letters."""
    from lxml import etree

    run = etree.Element(_RUN)
    if letters is not None:
        made = deepcopy(letters)
        for each in made.findall(W + "rPrChange"):
            made.remove(each)
        run.append(made)
    text = etree.SubElement(run, _TEXT)
    _set_text(text, words)
    return run
