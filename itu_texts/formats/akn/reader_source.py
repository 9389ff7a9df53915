"""Composes the text of an Akoma Ntoso file, one block on each line, with the inline elements of its words."""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve, field, frozen

from itu_texts.formats.akn.reader_xml import Element
from itu_texts.formats.akn.rows import PARTS
from itu_texts.language.scripts import lowered, picture, raised
from itu_texts.tree import nodes
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import (
    Bold,
    Change,
    Deletion,
    Emphasis,
    Footnote,
    FootnoteAnchor,
    Furniture,
    Insertion,
    Italic,
    StrayCharacters,
)
from itu_texts.tree.spans import Source

STRUCTURES = frozenset(("quotedStructure", "embeddedStructure", "popup", "subFlow", "foreign"))
"""Elements among words that contain blocks."""
_BREAKS = frozenset(("br", "eol"))
_SAYS = {element: part for part, element in PARTS.items()}
_LETTERS: dict[str, type[Emphasis]] = {"b": Bold, "i": Italic}
_SCRIPTS = {"sub": lowered, "sup": raised}
_RUN = re.compile(r"[ \t\r\n]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\S*")


@frozen
class Line:
    """Words, with their inline elements by offset."""

    text: str
    notes: list[tuple[int, Element]] = field(factory=list)
    """Footnotes, or repeated calls of one."""
    changes: list[tuple[int, int, Element]] = field(factory=list)
    struck: list[tuple[int, Element]] = field(factory=list)
    """Labels that others have replaced."""
    letters: list[tuple[int, int, str]] = field(factory=list)
    """Words in italics (``i``) and bold letters (``b``)."""
    inlines: list[tuple[str, int, int, Element]] = field(factory=list)
    """Elements that classify some words, by their names."""

    def parts(self, *names: str) -> tuple[Part, ...]:
        """Return the parts with some names, in order."""
        return tuple(Part(name, start, end) for name, start, end, _ in self.inlines if name in names)

    def part(self, name: str) -> str | None:
        """Return the words of a part; ``None`` if there is none of that name."""
        return next((self.text[start:end] for each, start, end, _ in self.inlines if each == name), None)


class _Inline:
    """Collects the words of an element."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = True  # whether the next blanks are left out
        self.line = Line("")
        self.found: list[Line | Element] = []

    def add(self, characters: str) -> None:
        shown = _RUN.sub(" ", characters)
        if self.blank and shown.startswith(" "):
            shown = shown[1:]
        if shown:
            self.pieces.append(shown)
            self.length += len(shown)
            self.blank = shown.endswith(" ")

    def take(self, element: Element) -> None:
        """Collect the content of an element."""
        script = _SCRIPTS.get(element.name)
        for child in element.children:
            if isinstance(child, str):
                self.add(script(child) if script is not None else child)
            elif child.name in STRUCTURES:
                self.flush()
                self.found.append(child)
            elif child.name in ("authorialNote", "noteRef"):
                self.line.notes.append((self.length, child))
            elif child.name == "img":
                self.add(picture(child.get("alt") or child.get("title")))
            elif child.name in _BREAKS:
                self.add(" ")
            elif child.name in ("ins", "del") and child.get("class") == "label":
                self.line.struck.append((self.length, child))
            else:
                self._inside(child)

    def _inside(self, child: Element) -> None:
        line, start = self.line, self.length
        self.take(child)
        if line is not self.line:  # it contained a structure
            return
        if child.name in _LETTERS:
            self._letter(child.name, start)
        if child.name in ("ins", "del"):
            line.changes.append((start, self.length, child))
        says = _SAYS.get(child.name, child.get("name") if child.name == "inline" else "")
        if says:
            line.inlines.append((says, start, self.length, child))

    def _letter(self, name: str, start: int) -> None:
        """Record words in italics or bold letters; adjacent words in the same letters are joined."""
        letters = self.line.letters
        for place in range(len(letters) - 1, max(len(letters) - 3, -1), -1):
            if letters[place][1:] == (start, name):
                start = letters.pop(place)[0]
                break
        letters.append((start, self.length, name))

    def flush(self) -> None:
        """End the current words, and begin others."""
        bare = "".join(self.pieces).rstrip(" ")
        if bare or self.line.notes or self.line.struck or self.line.inlines:
            most = len(bare)
            line = self.line
            self.found.append(
                Line(
                    bare,
                    [(min(place, most), note) for place, note in line.notes],
                    [(start, min(end, most), each) for start, end, each in line.changes if start < min(end, most)],
                    [(min(place, most), each) for place, each in line.struck],
                    [(start, min(end, most), name) for start, end, name in line.letters if start < min(end, most)],
                    [(says, start, min(end, most), each) for says, start, end, each in line.inlines],
                )
            )
        self.line = Line("")
        self.pieces, self.length, self.blank = [], 0, True


def inline(*elements: Element) -> list[Line | Element]:
    """Return the words of some elements, separated by one blank, and the structures among the words."""
    made = _Inline()
    for place, element in enumerate(elements):
        if place:
            made.add(" ")
        made.take(element)
    made.flush()
    return made.found


class Lines:
    """The text so far, with what is not part of the tree: footnotes, their calls, tracked changes.

    :param root: the root of the file, in which notes are looked up by their eIds.
    """

    def __init__(self, root: Element) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._worded = 0
        """Where the last words end, without trailing blanks."""
        self._ready = True  # whether words may begin here: at the start of a line, or after a label
        self._waiting: list[int] = []
        """Notes without a call, which are written before the next line."""
        self.furniture: list[Furniture] = []
        self.changes: list[Change] = []
        self.emphasis: list[Emphasis] = []
        self._notes: list[tuple[str, Element]] = []
        self._known: dict[str, int] = {}
        self._written: dict[int, Footnote] = {}
        self._apart = {
            element.get("eId") or element.get("id"): element
            for element in root.walk()
            if element.name in ("authorialNote", "note") and (element.get("eId") or element.get("id"))
        }

    # ------------------------------------------------------------------ characters

    def begin(self) -> int:
        """Begin a line unless a label has begun it; return the offset."""
        if not self._ready:
            self._break()
            while self._waiting:
                self._note(self._waiting.pop(0))
                self._break()
        return self.length

    def _break(self) -> None:
        self._put("\n")
        self._ready = True

    def space(self) -> None:
        """Separate words from the label before them on the line."""
        if not self._ready:
            self._put(" ")
            self._ready = True

    def tab(self) -> None:
        """Separate a cell from the one before it."""
        self._put("\t")

    def _put(self, characters: str) -> None:
        self._pieces.append(characters)
        self.length += len(characters)

    def put(self, characters: str) -> None:
        """Write some characters."""
        if characters:
            self._put(characters)
            self._ready = False
            self._worded = self.length

    def place(self, start: int, offset: int, *, end: bool = False) -> int:
        """Return the offset of a character of the words written last, past the marks of notes before it.

        :param start: the offset of these words.
        :param end: whether the place is an end, so that the mark of a note there comes after it.
        """
        place = start + offset
        for mark in reversed(self.furniture):
            if mark.start < start:
                break
            if isinstance(mark, FootnoteAnchor) and (mark.offset < offset or (mark.offset == offset and not end)):
                place += mark.end - mark.start
        return place

    def line(self, line: Line, *, begin: bool = True) -> int:
        """Write words, and return their offset.

        :param begin: whether they begin a line.
        """
        start = self.begin() if begin else self.length
        self.write(line)
        return start

    def shift(self, since: int, by: int) -> None:
        """Move the marks of notes after a place, because their words are only a part of those that were written."""
        for index in range(len(self.furniture) - 1, -1, -1):
            mark = self.furniture[index]
            if mark.start < since:
                break
            if isinstance(mark, FootnoteAnchor):
                self.furniture[index] = evolve(mark, offset=mark.offset + by)

    def write(self, line: Line) -> None:
        """Write words with their inline elements."""
        before = self._worded
        at: list[int] = []  # the offset of each character
        inside = sorted([*line.notes, *line.struck], key=lambda each: each[0])
        done = 0
        struck: list[tuple[Element, int, int]] = []
        for offset, element in [*inside, (len(line.text), None)]:
            words = line.text[done:offset]
            if line.changes or line.letters:
                at += range(self.length, self.length + len(words))
            self.put(words)
            done = offset
            if element is None:
                pass
            elif element.name in ("ins", "del"):
                struck.append((element, *self._aside(element.get("label"), goes_on=offset < len(line.text))))
            else:
                self._call(element, offset)
        self.emphasis += (
            _LETTERS[name](start=at[begin], end=at[end - 1] + 1, text=line.text[begin:end])
            for begin, end, name in line.letters
        )
        for begin, end, change in line.changes:
            self._change(change, at[begin], at[end - 1] + 1, before)
            before = self.changes[-1].end
        for change, first, last in struck:
            self._change(change, first, last, -1)

    def _aside(self, label: str, *, goes_on: bool) -> tuple[int, int]:
        """Write a label that another has replaced; return its span.

        :param goes_on: whether words follow it.
        """
        if not (self._pieces and self._pieces[-1].endswith(" ")):
            self.space()
        begin = self.length
        self.put(label)
        end = self.length
        self.furniture.append(StrayCharacters(start=begin, end=end, text=label))
        if goes_on:
            self.space()
        return begin, end

    # ------------------------------------------------------------------ notes and changes

    def _call(self, note: Element, offset: int) -> None:
        """Write the mark of a footnote at its call; a footnote without a call has no mark."""
        eid = note.get("eId") or note.get("id")
        if note.name == "noteRef":
            eid = note.get("href").lstrip("#")
            target = self._apart.get(eid)
        else:
            target = note
        if target is None:
            return
        place = self._known.get(eid, -1) if eid else -1
        if place < 0:
            place = len(self._notes)
            mark = (
                target.get("marker")
                or note.get("marker")
                or ("" if "uncalled" in target.get("class") else f"{place + 1}")
            )
            self._notes.append((mark, target))
            if eid:
                self._known[eid] = place
        if "uncalled" in note.get("class"):
            self._waiting.append(place)
            return
        mark = note.get("marker") or self._notes[place][0]
        begin = self.length
        self.put(mark)
        self.furniture.append(FootnoteAnchor(start=begin, end=self.length, text=mark, note=place, offset=offset))

    def _change(self, element: Element, start: int, end: int, before: int) -> None:
        """Add a tracked change, or a piece of one.

        :param before: where the words before it end.
        """
        author, parted, date = element.get("title").rpartition(", ")
        if not _DATE.fullmatch(date):
            author, date = element.get("title"), ""
        elif not parted:
            author = ""
        made: type[Any] = Insertion if element.name == "ins" else Deletion
        last = self.changes[-1] if self.changes else None
        goes_on = element.get("class") == "continued" and last is not None and type(last) is made
        if goes_on and last is not None and last.end in (before, start):
            start = self.changes.pop().start
        elif element.get("class") == "continued" and self._says_again(made, start, end):
            return
        self.changes.append(made(start=start, end=end, text="", author=author or None, date=date or None))

    def _says_again(self, made: type[Any], start: int, end: int) -> bool:
        """Return whether a change repeats that of a number which the marker already has."""
        if len(self.changes) < 2 or not isinstance(self.changes[-1], Deletion):
            return False
        text = "".join(self._pieces[-40:])
        offset = self.length - len(text)
        last = self.changes[-2]
        return (
            type(last) is made and text[last.start - offset : last.end - offset] == text[start - offset : end - offset]
        )

    def _note(self, place: int) -> None:
        """Write a footnote as a line."""
        mark, note = self._notes[place]
        start = self.length
        self.put(mark)
        texts = []
        parts = [child for child in note.elements if child.name in ("p", "block", "num", "heading")]
        for line in inline(*(parts or (note,))):
            if isinstance(line, Line):
                self.space()
                self.write(Line(line.text, changes=line.changes, letters=line.letters))
                texts.append(line.text)
        text = " ".join(filter(None, texts))
        if not (mark or text):
            mark = str(place + 1)  # a mark is needed
            self.put(mark)
        self._written[place] = Footnote(start=start, end=self.length, text=text, mark=mark or None)
        self.furniture.append(self._written[place])

    # ------------------------------------------------------------------ the whole

    def finish(self) -> tuple[Source, tuple[Furniture, ...], tuple[Change, ...]]:
        """Return the text, the page furniture and the tracked changes; notes without a call come last."""
        for eid, note in self._apart.items():
            if eid not in self._known:
                self._known[eid] = len(self._notes)
                self._notes.append((note.get("marker"), note))
        self.begin()
        for place in range(len(self._notes)):
            if place not in self._written:
                self.begin()
                self._note(place)
        source = Source("".join(self._pieces))
        order = sorted(self._written, key=lambda place: self._written[place].start)
        now = {place: index for index, place in enumerate(order)}
        furniture = [
            evolve(each, note=now[each.note]) if isinstance(each, FootnoteAnchor) else each for each in self.furniture
        ]
        changes = [
            type(each)(
                start=each.start,
                end=each.end,
                text=" ".join(source.text[each.start : each.end].split()),
                author=each.author,
                date=each.date,
            )
            for each in sorted(self.changes, key=_place)
        ]
        return source, tuple(sorted(furniture, key=_place)), tuple(changes)


def _place(node: nodes.Node) -> tuple[int, int]:
    return node.start, node.end
