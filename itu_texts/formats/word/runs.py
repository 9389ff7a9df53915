"""Reads the words of a paragraph of a Word file: runs with tracked changes, symbols, fields, and calls of notes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from itu_texts.formats import symbols
from itu_texts.formats.composing import BOLD, ITALIC, Limits, Mark, Piece, View, Words
from itu_texts.formats.word.package import (
    CALLS,
    GONE,
    MATH,
    PICTURES,
    SIGNS,
    TRACKED,
    W,
    child_value,
    described,
    is_on,
    is_spare,
    linear,
    states,
)
from itu_texts.formats.word.styles import Fields, Styles, note_format, own_font, own_switches
from itu_texts.language.writing import lowered, picture, raised

_READING = W + "rt"
_SCRIPTS: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
_LOOKS = ((BOLD, "b"), (ITALIC, "i"))
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_MORE_OF_MARK = re.compile(r"[^\W\d_]{1,12}|\*+")
_Inside: TypeAlias = "tuple[Iterable[Any], Mark | None] | None"  # what to read next, and the change in which it stands


@define
class Paragraph(Words):
    """The words of a paragraph that is being read."""

    notes: "list[Call]" = field(factory=list)
    """The notes that it calls."""
    boxes: list[Any] = field(factory=list)
    """The text boxes anchored in it."""
    in_contents: bool = False
    """Whether it is in a table of contents."""
    element: Any = None
    """The last of its elements that has words, if it continues others."""

    def take(self, other: "Paragraph") -> None:
        """Add the words of another paragraph on a line of their own."""
        self.pieces += [Piece("\n"), *other.pieces] if self.pieces else other.pieces
        self.notes += other.notes
        self.boxes += other.boxes


class Call(NamedTuple):
    """A call of a note."""

    part: str
    """``footnotes`` or ``endnotes``."""
    identifier: str
    mark: str


def change_of(element: Any) -> Mark:
    """Return the tracked change that an element is."""
    return TRACKED[element.tag], (element.get(W + "author") or None, element.get(W + "date"))


class Runs:
    """Reads the words of paragraphs, in the order of the file.

    For each element, a method adds its words, or returns what stands inside to be read.
    """

    def __init__(self, name: str, view: View, limits: Limits, styles: Styles, formats: Mapping[str, str]) -> None:
        """:param formats: the formats of the marks of footnotes and endnotes, as far as the file states them."""
        self.name = name
        self.view = view
        self.limits = limits
        self.styles = styles
        self.formats = {"footnotes": "decimal", "endnotes": "lowerRoman", **formats}
        self.called: Counter[str] = Counter()
        """The number of footnotes and endnotes without marks of their own that have been called."""
        self.fields = Fields()

    def read(self, element: Any, paragraph: Paragraph) -> None:
        """Add the words of an element, at any depth, to a paragraph."""
        self._begin(element, paragraph)
        stack: list[tuple[Iterator[Any], Mark | None]] = [(iter(element), None)]
        while stack:
            children, change = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif self.hidden and child.tag in _SHOWN:
                continue
            elif (inside := _TAKES.get(child.tag, Runs.enter)(self, child, change)) is not None:
                stack.append((iter(inside[0]), inside[1]))
                self.limits.check(self.name, "depth", len(stack))

    def _begin(self, element: Any, paragraph: Paragraph) -> None:
        """Begin a paragraph."""
        self.paragraph = paragraph
        style = child_value(element.find(W + "pPr"), "pStyle") or self.styles.default
        self.paragraph_font = self.styles[style].font or self.styles.default_font
        self.font = self.paragraph_font
        self.looks: tuple[Mark, ...] = ()
        self.custom = False
        """Whether the next words are the mark of a note."""
        self.raised = False
        """Whether the run is raised, as the marks of notes are."""
        self.script: Callable[[str], str] | None = None
        """The function that converts its words, if they are raised or lowered."""
        self.hidden = False
        """Whether the run is hidden."""
        self.begun: list[int] = []
        """The number of pieces at the beginning of each open field."""

    def _add(self, text: str, element: Any, change: Mark | None, *marks: Mark) -> None:
        """Add words."""
        paragraph = self.paragraph
        if text:
            if self.fields.in_contents and not paragraph.in_contents:
                paragraph.in_contents = not any(piece.text.strip() for piece in paragraph.pieces)
            paragraph.add(text, *((change,) if change else ()), *self.looks, *marks, element=element)

    # ------------------------------------------------------------------ what stands inside others

    def enter(self, element: Any, change: Mark | None) -> _Inside:
        """Read what stands in an element; not what repeats its sibling, and no comment of XML."""
        return (element, change) if isinstance(element.tag, str) and not is_spare(element) else None

    def skip(self, element: Any, change: Mark | None) -> None:
        """Read nothing."""

    def tracked(self, element: Any, _: Mark | None) -> _Inside:
        """Read what is inserted or deleted, unless the view does without it."""
        if element.tag in GONE[self.view]:
            return None
        return element, change_of(element) if self.view == "marked" else None

    def ruby(self, element: Any, change: Mark | None) -> _Inside:
        """Read the words first, then their pronunciation."""
        return sorted(element, key=lambda each: bool(each.tag == _READING)), change

    def pronunciation(self, element: Any, change: Mark | None) -> _Inside:
        """Read a pronunciation, in brackets."""

        def inside() -> Iterator[Any]:
            self._add("(", element, change)
            yield from element
            self._add(")", element, change)

        return inside(), change

    def simple_field(self, field: Any, change: Mark | None) -> _Inside:
        """Read what a field stores, or the number that it shows without storing it."""
        instruction = field.get(W + "instr") or ""
        stored = any(each.text for each in field.iter(W + "t"))
        if number := "" if stored else self.fields.number(instruction):
            self._add(number, field, change)
            return None
        self.paragraph.in_contents = self.paragraph.in_contents or instruction.split(None, 1)[:1] == ["TOC"]
        return field, change

    def formula(self, element: Any, change: Mark | None) -> _Inside:
        """Read a formula as linear text; its parts, if there are changes or notes in it."""
        if next(element.iter(*TRACKED, *CALLS), None) is not None:
            return element, change
        self._add(linear(element), element, change)
        return None

    def run(self, run: Any, change: Mark | None) -> _Inside:
        """Begin a run: read its font and letters."""
        properties = run.find(W + "rPr")
        style = self.styles[child_value(properties, "rStyle")]
        align = child_value(properties, "vertAlign") or style.align
        self.font = own_font(properties) or style.font or self.paragraph_font
        self.raised = align == "superscript" or style.calls_note
        self.script = None if style.calls_note else _SCRIPTS.get(align or "")
        on = {**style.on, **own_switches(properties)}
        self.looks = tuple(look for look, sign in _LOOKS if on.get(sign))
        self.hidden = on.get("vanish", False)
        return run, change

    # ------------------------------------------------------------------ words

    def words(self, element: Any, change: Mark | None) -> None:
        """Add words: the mark of a note, more of it, or words of the text."""
        text = (element.text or "").replace("\u00ad", "")
        if self.custom and text.strip():
            self.custom = False
            notes = self.paragraph.notes
            if notes and not notes[-1].mark:
                notes[-1] = notes[-1]._replace(mark=text.strip())
            self._add(text.strip(), element, change, ("anchor", text.strip()))
        elif self.fields.calls_note and text.strip():
            self._add(text, element, change, ("anchor", text.strip()))
        elif not (self.raised and _MORE_OF_MARK.fullmatch(text) and self._lengthen(text)):
            self._characters(text, element, change)

    def _lengthen(self, more: str) -> bool:
        """Add letters to the mark of a note directly before them: 1bis; return ``False`` if there is none."""
        paragraph = self.paragraph
        last = paragraph.pieces[-1] if paragraph.pieces else Piece("")
        if not paragraph.notes or last.own is None or last.own[0] != "anchor":
            return False
        mark = last.text + more
        paragraph.pieces[-1] = last._replace(text=mark, marks=(*last.marks[:-1], ("anchor", mark)))
        paragraph.notes[-1] = paragraph.notes[-1]._replace(mark=mark)
        return True

    def _characters(self, text: str, element: Any, change: Mark | None) -> None:
        """Add words of the text, raised or lowered ones as such characters."""
        if self.script is not None and (self.script is lowered or self.paragraph.text.strip()):
            text = self.script(text)  # others are the mark of a note
        self._in_font(text, self.font, element, change)

    def _in_font(self, text: str, font: str, element: Any, change: Mark | None) -> None:
        """Add words in a font; a symbol font shows other characters in their place."""
        is_symbol = symbols.is_symbol_font(font)
        if not is_symbol and _PRIVATE.search(text) is None:
            self._add(text, element, change)
            return
        for char in text:
            code = ord(char)
            if 0xF000 <= code <= 0xF0FF or (is_symbol and code <= 0xFF and not char.isspace()):
                self._shown(font, code, element, change)
            else:
                self._add(char, element, change)

    def sign(self, element: Any, change: Mark | None) -> None:
        """Add the character for which an element stands."""
        self._add(SIGNS[element.tag], element, change)

    def symbol(self, element: Any, change: Mark | None) -> None:
        """Add a symbol from a font."""
        with suppress(ValueError, OverflowError):  # no number, or that of no character
            char = chr(int((element.get(W + "char") or "").strip("+-"), 16))
            self._in_font(char, element.get(W + "font") or self.font, element, change)

    def _shown(self, font: str, code: int, element: Any, change: Mark | None) -> None:
        """Add what a font shows for a code."""
        char = symbols.shown_anywhere(font, code)
        if code & 0xFF == 0x2D and not self.paragraph.text.strip():
            char = "–"  # a minus sign at the beginning of a paragraph is the dash of a list
        message = f"a character of the font “{font}” that has no equivalent in Unicode: {code:04X}"
        oddity = (("oddity", ("unknown-symbol", message)),) if char == symbols.UNKNOWN else ()
        self._add(char, element, change, *oddity)

    def picture(self, element: Any, change: Mark | None) -> None:
        """Add the words that stand for a picture."""
        self._add(picture(described(element)), element, change)

    def box(self, element: Any, _: Mark | None) -> None:
        """Put the content of a text box aside."""
        self.paragraph.boxes.append(element)

    # ------------------------------------------------------------------ notes, comments and fields

    def note(self, element: Any, change: Mark | None) -> None:
        """Add a call of a note, whose mark may be the text that follows."""
        part, identifier = CALLS[element.tag], element.get(W + "id")
        self.custom = states(element, "customMarkFollows")
        self.called[part] += not self.custom
        mark = "" if self.custom else note_format(self.formats[part])(self.called[part])
        self.paragraph.notes.append(Call(part, identifier, mark))
        self._add(mark, element, change, ("anchor", mark))

    def comment(self, element: Any, _: Mark | None) -> None:
        """Add a place where a comment begins, ends or is called."""
        self.paragraph.add("", (_COMMENTS[element.tag], element.get(W + "id")))

    def field_border(self, element: Any, change: Mark | None) -> None:
        """Begin or end a field; a field that stores no words may show a number."""
        kind, fields, pieces = element.get(W + "fldCharType"), self.fields, self.paragraph.pieces
        instruction = fields.mark(kind)
        if kind == "begin":
            self.begun.append(len(pieces))
        elif kind == "end" and self.begun and self.begun.pop() == len(pieces):
            self._add(fields.number(instruction), element, change)

    def instruction(self, element: Any, _: Mark | None) -> None:
        """Take a part of the instruction of a field."""
        self.fields.says(element.text or "")


_COMMENTS = {
    W + "commentRangeStart": "comment_begins",
    W + "commentRangeEnd": "comment_ends",
    W + "commentReference": "comment_called",
}
_TEXTS = (W + "t", W + "delText")
_SHOWN = frozenset((*_TEXTS, *SIGNS, W + "sym", *CALLS))  # elements that a hidden run hides
_TAKES: dict[Any, Callable[[Runs, Any, Mark | None], _Inside]] = {
    **dict.fromkeys((W + "pPr", W + "rPr", W + "sectPr"), Runs.skip),
    **dict.fromkeys(TRACKED, Runs.tracked),
    W + "ruby": Runs.ruby,
    _READING: Runs.pronunciation,
    W + "fldSimple": Runs.simple_field,
    MATH + "oMath": Runs.formula,
    W + "r": Runs.run,
    **dict.fromkeys((*_TEXTS, MATH + "t"), Runs.words),
    **dict.fromkeys(SIGNS, Runs.sign),
    W + "sym": Runs.symbol,
    **dict.fromkeys(PICTURES, Runs.picture),
    W + "txbxContent": Runs.box,
    **dict.fromkeys(CALLS, Runs.note),
    **dict.fromkeys(_COMMENTS, Runs.comment),
    W + "fldChar": Runs.field_border,
    **dict.fromkeys((W + "instrText", W + "delInstrText"), Runs.instruction),
}


# ----------------------------------------------------------------------
# Reads the rows of the tables of a Word file, and the words of their cells.


def rows(table: Any) -> list[Any]:
    """Return the rows of a table, without those of tables in its cells."""
    return [row for row in table.iter(W + "tr") if _outer_table(row) is table]


def cells(row: Any) -> list[Any]:
    """Return the cells of a row, without those of tables in them."""
    return [cell for cell in row.iter(W + "tc") if _outer_table(cell) is _outer_table(row)]


def _outer_table(element: Any) -> Any:
    """Return the table of a row or a cell."""
    return next(element.iterancestors(W + "tbl"), None)


def headers(rows: Sequence[Any]) -> int:
    """Return the number of header rows, which are repeated on each page."""
    return sum(takewhile(bool, (is_on(row.find(W + "trPr"), "tblHeader") for row in rows)))


def is_gone(row: Any, view: View) -> bool:
    """Return whether a tracked change removes a row in a view."""
    properties = row.find(W + "trPr")
    return properties is not None and any(each.tag in GONE[view] for each in properties)


def is_layout(table: Any, rows: Sequence[Sequence[Any]], names_text: Callable[[Any], bool]) -> bool:
    """Return whether a table is only layout: it has one cell in each row, or texts or tables in its cells.

    :param rows: the cells of each row.
    :param names_text: returns whether a paragraph is the heading of a text, an annex or a clause.
    """
    if all(len(row) < 2 for row in rows) or any(map(names_text, table.iter(W + "p"))):
        return True
    if sum(1 for _ in table.iter(W + "tbl")) < 2:
        return False
    lengths = [(len(text.text or ""), _outer_table(text) is table) for text in table.iter(W + "t")]
    return sum(length for length, own in lengths if not own) > sum(length for length, own in lengths if own)


def cell_text(cell: Any, view: View) -> str:
    """Return the words of a cell in a view, without the marks of notes; if changes are shown, the current ones.

    If changes are shown, and all words are deleted, those.
    """
    text = _text(cell, "original" if view == "original" else "final")
    return text if view != "marked" or text.strip() else _text(cell, "original")


def _text(cell: Any, view: View) -> str:
    words = (W + ("delText" if view == "original" else "t"), W + "t", *SIGNS)
    return " ".join("".join(_shown(text, view) for text in each.iter(*words)) for each in cell.iter(W + "p"))


def _shown(element: Any, view: View) -> str:
    """Return the words of an element, or its sign; the definition of a tab stop has none."""
    run = element.getparent()
    if run.tag != W + "r" or any(map(_has_own_mark, run)) or next(run.iterancestors(*GONE[view]), None) is not None:
        return ""
    return SIGNS.get(element.tag) or element.text or ""


def _has_own_mark(element: Any) -> bool:
    """Return whether an element calls a note with a mark of its own, which follows it in the run."""
    return element.tag in CALLS and states(element, "customMarkFollows")
