"""Reads the words of a paragraph of a Word file: runs with tracked changes, symbols, fields, and calls of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from itu_texts.formats import symbols
from itu_texts.formats.limits import Limits, View
from itu_texts.formats.word.numbering import Fields, note_format
from itu_texts.formats.word.styles import Styles, own_font
from itu_texts.formats.word.xml import MATH, SIGNS, W, child_value, described, is_on, is_spare, linear
from itu_texts.language.scripts import lowered, picture, raised

_SKIPPED = frozenset(W + name for name in ("pPr", "rPr", "sectPr"))
_COMMENTS = {
    W + "commentRangeStart": "comment_begins",
    W + "commentRangeEnd": "comment_ends",
    W + "commentReference": "comment_called",
}
_RUBY, _READING = W + "ruby", W + "rt"
_CHANGES = {W + "ins": "insertion", W + "moveTo": "insertion", W + "del": "deletion", W + "moveFrom": "deletion"}
_CALLS = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{urn:schemas-microsoft-com:vml}imagedata",
    )
)
_TEXTS = frozenset((W + "t", W + "delText", MATH + "t"))
_SHOWN = frozenset((*_TEXTS - {MATH + "t"}, *SIGNS, W + "sym", *_CALLS))
_SCRIPTS: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
_LETTERS = (("bold", "b"), ("italic", "i"))
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_MORE_OF_MARK = re.compile(r"[^\W\d_]{1,12}|\*+")

Change: TypeAlias = tuple[str, object]
"""A tracked change: ``insertion`` or ``deletion``, with its author and date."""


class Piece(NamedTuple):
    """A stretch of a paragraph."""

    text: str
    change: Change | None = None
    mark: tuple[str, object] | None = None
    """Evidence for it: a kind and its value."""
    letters: frozenset[str] = frozenset()
    """``italic``, ``bold``."""
    element: Any = None
    """The element from which it was read; the paragraph for an automatic number; ``None`` without an element."""

    @property
    def is_old(self) -> bool:
        """Whether it is in the text before the tracked changes."""
        return self.change is None or self.change[0] != "insertion"

    @property
    def is_new(self) -> bool:
        """Whether it is in the text after the tracked changes."""
        return self.change is None or self.change[0] != "deletion"


@define
class Paragraph:
    """The words of a paragraph that is being read."""

    pieces: list[Piece] = field(factory=list)
    notes: list[tuple[str, str, str]] = field(factory=list)
    """The notes that it calls: their part, identifier and mark."""
    boxes: list[Any] = field(factory=list)
    """The text boxes anchored in it."""
    italic: bool = True
    """Whether all its words are."""
    indent: tuple[int, int] = (0, 0)
    """Its indent, and that of its first line."""
    is_line: bool = False
    """Whether it takes up a line of the page without words: it is not in a cell."""
    in_contents: bool = False
    """Whether it is in a table of contents."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)

    letters: frozenset[str] = frozenset()
    """The evidence for words that are added."""
    element: Any = None
    """The element from which they are read."""

    def add(self, text: str, change: Change | None = None, mark: tuple[str, object] | None = None) -> None:
        """Add a stretch of words."""
        if text:
            self.pieces.append(Piece(text, change, mark, self.letters, self.element))

    def evidence(self) -> Iterator[tuple[str, int, int, object]]:
        """Yield evidence for its stretches, with offsets from its beginning; consecutive pieces of a change are one."""
        place = 0
        last: tuple[Change, int] | None = None
        for piece in self.pieces:
            if last is not None and piece.change != last[0]:
                yield last[0][0], last[1], place, last[0][1]
                last = None
            if piece.change is not None and last is None:
                last = (piece.change, place)
            start, place = place, place + len(piece.text)
            if piece.mark is not None:
                yield piece.mark[0], start, place, piece.mark[1]
        if last is not None:
            yield last[0][0], last[1], place, last[0][1]
        for letters in ("bold", "italic"):
            yield from ((letters, start, end, None) for start, end in self._in(letters))

    def _in(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of words in some letters; none if all words are in them."""
        found: list[tuple[int, int]] = []
        place = 0
        goes_on = False
        others = False
        for piece in self.pieces:
            start, place = place, place + len(piece.text)
            if not piece.text.strip():  # blanks between such words count too
                continue
            if letters not in piece.letters:
                goes_on = False
                others = others or piece.mark is None
                continue
            begin = found.pop()[0] if goes_on else start + len(piece.text) - len(piece.text.lstrip())
            found.append((begin, start + len(piece.text.rstrip())))
            goes_on = True
        return iter(found if others else ())


@define
class Notes:
    """The notes of a file by their part, and the number of each that has been called."""

    parts: dict[str, dict[str, Any]]
    called: dict[str, int] = field(factory=lambda: dict.fromkeys(_CALLS.values(), 0))
    formats: dict[str, str] = field(factory=dict)
    """The format of the marks of a part, if the file states it."""

    def next_mark(self, part: str) -> str:
        """Return the mark of the next note without a mark of its own."""
        self.called[part] += 1
        usual = "decimal" if part == "footnotes" else "lowerRoman"
        return note_format(self.formats.get(part, usual))(self.called[part])


class Runs:
    """Reads the content of paragraphs, in the order of the file."""

    def __init__(self, name: str, view: View, limits: Limits, styles: Styles, notes: Notes) -> None:
        self.name = name
        self.view = view
        self.limits = limits
        self.styles = styles
        self.notes = notes
        self.fields = Fields()

    def read(self, element: Any, paragraph: Paragraph) -> None:
        """Add the words of an element, at any depth, to a paragraph."""
        reading = _Reading(self, paragraph, element)
        stack: list[tuple[Iterator[Any], Change | None]] = [(iter(element), None)]
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
            paragraph.element = child
            if tag in _COMMENTS:
                paragraph.pieces.append(Piece("", None, (_COMMENTS[tag], child.get(W + "id"))))
                continue
            if tag in _CHANGES:
                change = change_of(child)
                if self.view == "marked":
                    stack.append((iter(child), change))
                elif change[0] != ("insertion" if self.view == "original" else "deletion"):
                    stack.append((iter(child), None))
            elif tag == _RUBY:  # the words first, then their pronunciation
                stack.append((iter(sorted(child, key=lambda each: each.tag == _READING)), change))
            elif tag == _READING:
                stack.append((_in_brackets(child, paragraph, change), change))
            elif tag == MATH + "oMath" and next(child.iter(*_CHANGES, *_CALLS), None) is None:
                paragraph.add(linear(child), change)
            elif tag == W + "fldSimple" and (number := self._number(child)):
                paragraph.add(number, change)
            elif tag == W + "fldSimple" and (child.get(W + "instr") or "").split(None, 1)[:1] == ["TOC"]:
                paragraph.in_contents = True
                stack.append((iter(child), change))
            elif not reading.take(child, tag, change) and not is_spare(child):
                stack.append((iter(child), change))

    def _number(self, field: Any) -> str:
        """Return the number that a field shows, if it stores no words."""
        stored = any(each.text for each in field.iter(W + "t"))
        return "" if stored else self.fields.number(field.get(W + "instr") or "")


def _in_brackets(element: Any, paragraph: Paragraph, change: Change | None) -> Iterator[Any]:
    """Yield the content of an element, with brackets around its words."""
    paragraph.add("(", change)
    yield from element
    paragraph.add(")", change)


def change_of(element: Any) -> Change:
    """Return the tracked change of an element."""
    return (_CHANGES[element.tag], (element.get(W + "author") or None, element.get(W + "date")))


class _Reading:
    """The reading of one paragraph."""

    def __init__(self, runs: Runs, paragraph: Paragraph, element: Any) -> None:
        self.runs = runs
        self.paragraph = paragraph
        properties = element.find(W + "pPr")
        styles = runs.styles
        style = child_value(properties, "pStyle") or styles.default
        self.paragraph_font = styles.font(style) or styles.default_font
        self.font = self.paragraph_font
        self.custom = False
        """Whether the next words are the mark of a note."""
        self.raised = False
        """Whether the run is raised, as the marks of notes are."""
        self.script: Callable[[str], str] | None = None
        """The function that converts its words, if they are raised or lowered."""
        self.begun: list[int] = []
        """The number of pieces at the beginning of each open field."""
        self.hidden = False
        """Whether the run is hidden."""

    def take(self, child: Any, tag: str, change: Change | None) -> bool:
        """Read an element with words; return ``False`` for one whose content must be read."""
        paragraph, fields = self.paragraph, self.runs.fields
        if tag == W + "r":
            self._enter(child)
            return False
        if self.hidden and tag in _SHOWN:
            return True
        if fields.in_contents and not paragraph.in_contents:
            paragraph.in_contents = not any(piece.text.strip() for piece in paragraph.pieces)
        if tag in _TEXTS:
            text = (child.text or "").replace("\u00ad", "")
            if self.custom and text.strip():
                self.custom = False
                self._call(text.strip(), change)
            elif fields.calls_note and text.strip():
                paragraph.add(text, change, ("anchor", text.strip()))
            elif self.raised and _MORE_OF_MARK.fullmatch(text) and self._lengthen(text):
                pass
            else:
                self._words(text, change)
        elif tag in SIGNS:
            paragraph.add(SIGNS[tag], change)
        elif tag == W + "sym":
            self._symbol(child, change)
        elif tag in _CALLS:
            self._note(child, _CALLS[tag], change)
        elif tag == W + "fldChar":
            self._field(child.get(W + "fldCharType"), change)
        elif tag == W + "instrText" or tag == W + "delInstrText":
            fields.says(child.text or "")
        elif tag in PICTURES:
            paragraph.add(picture(described(child)), change)
        elif tag == W + "txbxContent":
            paragraph.boxes.append(child)
        else:
            return False
        return True

    def _field(self, kind: str | None, change: Change | None) -> None:
        """Begin or end a field; a field that stores no words may show a number."""
        instruction = self.runs.fields.mark(kind)
        if kind == "begin":
            self.begun.append(len(self.paragraph.pieces))
        elif kind == "end" and self.begun and self.begun.pop() == len(self.paragraph.pieces):
            self.paragraph.add(self.runs.fields.number(instruction), change)

    def _enter(self, run: Any) -> None:
        """Begin a run: read its font and letters."""
        properties = run.find(W + "rPr")
        if any((text.text or "").strip() for text in run.iter(W + "t")):
            self.paragraph.italic = self.paragraph.italic and is_on(properties, "i")
        self.font = self.paragraph_font
        if properties is not None:
            styled = self.runs.styles.font(child_value(properties, "rStyle"))
            self.font = own_font(properties) or styled or self.paragraph_font
        align = self._align(properties)
        calls = self.runs.styles.calls_note(child_value(properties, "rStyle"))
        self.raised = align == "superscript" or calls
        self.script = None if calls else _SCRIPTS.get(align or "")
        self.paragraph.letters = frozenset(name for name, sign in _LETTERS if self._is_in(properties, sign))
        self.hidden = self._is_in(properties, "vanish")

    def _align(self, properties: Any) -> str | None:
        """Return whether a run is raised or lowered, by itself or by its style."""
        own = child_value(properties, "vertAlign")
        return own if own is not None else self.runs.styles.align(child_value(properties, "rStyle"))

    def _is_in(self, properties: Any, sign: str) -> bool:
        """Return whether a property, such as italics, is on for a run, by itself or by its style."""
        if properties is None:
            return False
        if properties.find(W + sign) is not None:
            return is_on(properties, sign)
        return self.runs.styles.is_on(child_value(properties, "rStyle"), sign)

    # ------------------------------------------------------------------ characters

    def _words(self, text: str, change: Change | None) -> None:
        """Add words; a symbol font shows other characters in their place."""
        if self.script is not None and (
            self.script is lowered or self.paragraph.text.strip()
        ):  # otherwise the mark of a note
            text = self.script(text)
        if not symbols.is_symbol_font(self.font) and _PRIVATE.search(text) is None:
            self.paragraph.add(text, change)
            return
        for char in text:
            code = ord(char)
            if char.isspace() or (code > 0xFF and not 0xF000 <= code <= 0xF0FF):
                self.paragraph.add(char, change)
            elif code > 0xFF or symbols.is_symbol_font(self.font):
                self._shown(self.font, code, change)
            else:
                self.paragraph.add(char, change)

    def _symbol(self, element: Any, change: Change | None) -> None:
        """Add a symbol from a font."""
        font = element.get(W + "font") or self.font
        try:
            code = int((element.get(W + "char") or "").strip("+-"), 16)
        except ValueError:
            return
        if code <= 0xFF and not symbols.is_symbol_font(font):
            self.paragraph.add(chr(code), change)
        elif 0xF000 <= code <= 0xF0FF or symbols.is_symbol_font(font):
            self._shown(font, code, change)
        elif code <= 0x10FFFF:
            self.paragraph.add(chr(code), change)

    def _shown(self, font: str, code: int, change: Change | None) -> None:
        paragraph = self.paragraph
        char = symbols.shown_anywhere(font, code)
        if code & 0xFF == 0x2D and not paragraph.text.strip():
            char = "–"  # a minus sign at the beginning of a paragraph is the dash of a list
        if char == symbols.UNKNOWN:
            message = f"a character of the font “{font}” that has no equivalent in Unicode: {code:04X}"
            paragraph.add(char, change, ("oddity", ("unknown-symbol", message)))
        else:
            paragraph.add(char, change)

    # ------------------------------------------------------------------ notes

    def _note(self, reference: Any, part: str, change: Change | None) -> None:
        """Add a reference to a note, whose mark may be the text that follows."""
        identifier = reference.get(W + "id")
        if reference.get(W + "customMarkFollows") in ("1", "true", "on"):
            self.paragraph.notes.append((part, identifier, ""))
            self.custom = True
            return
        mark = self.runs.notes.next_mark(part)
        self.paragraph.notes.append((part, identifier, mark))
        self.paragraph.add(mark, change, ("anchor", mark))

    def _lengthen(self, more: str) -> bool:
        """Add letters to the mark of a note directly before them: 1bis; return ``False`` if there is none."""
        paragraph = self.paragraph
        last = paragraph.pieces[-1] if paragraph.pieces else None
        if last is None or last.mark is None or last.mark[0] != "anchor" or not paragraph.notes:
            return False
        mark = last.text + more
        paragraph.pieces[-1] = last._replace(text=mark, mark=("anchor", mark))
        paragraph.notes[-1] = (*paragraph.notes[-1][:2], mark)
        return True

    def _call(self, mark: str, change: Change | None) -> None:
        """Add the mark of a note that its author chose."""
        notes = self.paragraph.notes
        if notes and not notes[-1][2]:
            notes[-1] = (*notes[-1][:2], mark)
        self.paragraph.add(mark, change, ("anchor", mark))
