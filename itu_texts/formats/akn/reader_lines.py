"""Composes the text of a file: its lines, each a token with its depth, and what stands among their words."""

import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar
from xml.etree.ElementTree import (
    Element,
    TreeBuilder,  # only for the tree: expat reads, and expands nothing
)
from xml.parsers import expat

from itu_texts.errors import ReadError
from itu_texts.formats.composing import Limits
from itu_texts.language.writing import lowered, picture, raised
from itu_texts.parsing import tokens
from itu_texts.tree.readings import Evidence, SourceText

T = TypeVar("T", bound=tokens.Token)
LETTERS = {"b": "bold", "i": "italic"}
_SCRIPTS = {"sub": lowered, "sup": raised}
_CHANGES = {"ins": "insertion", "del": "deletion"}
_RUN = re.compile(r"[ \t\r\n]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\S*")
_IN_NOTES = ("p", "block", "num", "heading")


class Lines:
    """The lines of a file. Those of the attributes that tell of words tell of the part of a line that was written last.

    :param root: the root of the file, in which notes are looked up by their names.
    """

    def __init__(self, root: Element) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.before = ""
        """What separates the next words from those before them: a line end, or a blank on the same line."""
        self.depth = 0
        self.tokens: list[tuple[int, tokens.Token]] = []
        self.evidence: list[Evidence] = []
        self.around: list[tokens.Token] = []
        """The footnotes, their calls, and the margins of provisions."""
        self.is_empty = True
        """Whether nothing was written."""
        self.start = 0
        """Where the words begin."""
        self.said: dict[str, tuple[int, str]] = {}
        """By the names of elements that classify some of the words: where these begin, and the words."""
        self._shown: list[str] = []
        self._marks: list[tuple[str, int, int, Element]] = []
        """The evidence for stretches of them, with the element around each."""
        self._is_blank = True  # whether the next blanks are left out
        self._in_note = False
        notes = {_name(each): each for each in root.iter() if each.tag in ("authorialNote", "note")}
        self._notes = {name: notes.get(each.get("wId", ""), each) for name, each in notes.items()}
        """The notes by their names; one that stands in several documents has the name of the first as its ``wId``."""
        self._calls: dict[int, list[tokens.AnchorToken]] = {}
        """The calls of each note that was met, by the identity of its element."""
        self._called: list[tuple[str, Element]] = []
        """The notes that are written last, with their marks."""
        self._uncalled: list[tuple[str, Element]] = []
        """Those that are written below the line, since nothing calls them."""

    # ------------------------------------------------------------------ lines

    def line(self, kind: Callable[..., T], *elements: Element, deeper: int = 0, **more: Any) -> T:
        """Write the words of elements as a line, and return its token.

        :param kind: the class of the token; ``more`` are its attributes.
        :param deeper: how much deeper it stands than what surrounds it.
        """
        self.part(*elements)
        return self.token(kind(self.start, self.length, 0, **more), deeper)

    def token(self, token: T, deeper: int = 0) -> T:
        """Add the token of a line, and write the notes in it that nothing calls."""
        self.tokens.append((self.depth + deeper, token))
        notes, self._uncalled = self._uncalled, []
        self._write_notes(notes)
        return token

    def labelled(self, numbers: list[Element], words: list[Element]) -> tuple[str, int, int]:
        """Write a label and the words after it; return the label, where it begins, and where the words begin."""
        label = self.part(*numbers)
        start = -1 if self.is_empty else self.start
        self.before = self.before if self.is_empty else " "
        self.part(*words)
        begin = self.length if self.is_empty else self.start
        return label, begin if start < 0 else start, begin

    def part(self, *elements: Element) -> str:
        """Write the words of elements as a part of a line, separated by blanks, and return them without marks."""
        self.is_empty, self.start, self.said = True, self.length, {}
        self._shown, self._marks, self._is_blank = [], [], True
        for element in elements:
            self._add(" ")
            self._take(element)
        self._cut()
        self.before = self.before if self.is_empty else "\n"
        for kind, start, end, element in sorted(self._marks, key=lambda each: each[0] == "struck_label"):
            if start < min(end, self.length):
                self._say(kind, start, min(end, self.length), element)
        return _RUN.sub(" ", "".join(self._shown).rstrip())

    def separate(self, separator: str) -> None:
        """Write what separates the next words, which may be missing, from those before them."""
        self.before, self.is_empty = separator, True
        self._emit("")
        self.before = ""

    def _emit(self, characters: str) -> None:
        if self.is_empty:
            self.pieces.append(self.before)
            self.length += len(self.before)
            self.is_empty, self.start = False, self.length
        self.pieces.append(characters)
        self.length += len(characters)

    def _add(self, characters: str) -> None:
        """Write words; a run of white space becomes one blank."""
        shown = _RUN.sub(" ", characters)
        shown = shown.lstrip(" ") if self._is_blank else shown
        if shown:
            self._emit(shown)
            self._shown.append(shown)
            self._is_blank = shown[-1] == " "

    def _take(self, element: Element) -> None:
        """Write the words of an element, and what stands among them."""
        script = _SCRIPTS.get(element.tag, str)
        self._add(script(element.text or ""))
        for child in element:
            if child.tag in ("authorialNote", "noteRef"):
                self._call(child)
            elif child.tag in _CHANGES and child.get("class") == "label":
                self._strike(child)
            elif child.tag == "img":
                self._add(picture(child.get("alt") or child.get("title")))
            elif child.tag in ("br", "eol"):
                self._end_line()
            else:
                self._inside(child)
            self._add(script(child.tail or ""))

    def _end_line(self) -> None:
        """Write a line end, in place of the blank before it."""
        self._cut()
        if self._shown:
            self._emit("\n")
            self._shown.append("\n")
            self._is_blank = True

    def _cut(self) -> None:
        """Take away the blank at the end."""
        if self._is_blank and not self.is_empty:
            last = self.pieces[-1]
            self.pieces[-1] = last.rstrip()
            self.length -= len(last) - len(self.pieces[-1])

    def _inside(self, element: Element) -> None:
        """Write the words of an element that says something of them."""
        first, place = len(self._shown), self.length
        self._take(element)
        name, start = element.tag, max(place, self.start)
        kind = LETTERS.get(name) or _CHANGES.get(name, "")
        if name == "span" and element.get("class") in LETTERS.values():
            kind = "verb"
        said = element.get("name", "") if name == "inline" else kind or name
        self.said.setdefault(said, (start, "".join(self._shown[first:])))
        if kind:
            self._marks.append((kind, start, self.length, element))

    # ------------------------------------------------------------------ changes and letters

    def _say(self, kind: str, start: int, end: int, element: Element) -> None:
        """Add evidence; adjacent words in the same letters are one stretch, as are the pieces of a divided change."""
        is_change = kind in _CHANGES.values()
        goes_on = is_change and element.get("class") == "continued"
        for place in range(len(self.evidence) - 1, -1 if goes_on else max(len(self.evidence) - 3, -1), -1):
            last = self.evidence[place]
            if goes_on and last.kind in _CHANGES.values() and last.kind != kind:
                return  # a number that its marker repeats
            if last.kind == kind and (goes_on or (last.end == start and not is_change)):
                start = self.evidence.pop(place).start
                break
        self.evidence.append(Evidence(kind, start, end, _author(element)))
        if kind == "struck_label":
            self.evidence.append(Evidence(_CHANGES[element.tag], start, end, _author(element)))

    def _strike(self, change: Element) -> None:
        """Write a label that another one has replaced."""
        self._emit("" if self._is_blank else " ")
        start = self.length
        self._emit(change.get("label", ""))
        self._marks.append(("struck_label", start, self.length, change))
        self._emit(" ")
        self._is_blank = True

    # ------------------------------------------------------------------ notes

    def _call(self, element: Element) -> None:
        """Write the mark that calls a note."""
        if self._in_note:
            return
        note = self._notes.get(element.get("href", "").lstrip("#") or _name(element), element)
        uncalled = "uncalled" in element.get("class", "")
        mark = note.get("marker") or element.get("marker") or ("" if uncalled else f"{len(self._calls) + 1}")
        if id(note) not in self._calls and note.tag != "noteRef":
            self._calls[id(note)] = []
            (self._uncalled if uncalled else self._called).append((mark, note))
        if not uncalled and note.tag != "noteRef":
            mark = element.get("marker") or mark
            self.before += (
                "\n" if self.is_empty and self.before == "\n" else ""
            )  # else it would be one of the line above
            self._emit(mark)
            call = tokens.AnchorToken(self.length - len(mark), self.length, mark)
            self._calls[id(note)].append(call)
            self.around.append(call)

    def _write_notes(self, notes: list[tuple[str, Element]]) -> None:
        """Write notes, with their marks; what they call in turn is left out."""
        for mark, note in notes:
            parts = [each for each in note if each.tag in _IN_NOTES] or [note]
            self.before, self._in_note = "\n", True
            _, start, _ = self.labelled([with_text("num", mark)], parts)
            self.before, self._in_note = "\n", False
            self.around.append(tokens.FootnoteToken(start, self.length, 0, mark))
            for call in self._calls[id(note)]:
                call.note = start

    def finish(self) -> SourceText:
        """Return the reading of the file. The notes come last."""
        for note in self._notes.values():
            if id(note) not in self._calls:
                self._calls[id(note)] = []
                self._called.append((note.get("marker", ""), note))
        self._write_notes(self._called)
        return SourceText("".join(self.pieces), tuple(sorted(self.evidence, key=lambda each: (each.start, each.end))))


def with_text(name: str, text: str | None) -> Element:
    """Return an element with a text."""
    made = Element(name)
    made.text = text
    return made


def _name(element: Element) -> str:
    return element.get("eId") or element.get("id") or str(id(element))


def _author(change: Element) -> tuple[str | None, str | None]:
    """Return the author and the date of a tracked change."""
    title = change.get("title", "")
    author, _, date = title.rpartition(", ")
    return (author or None, date) if _DATE.fullmatch(date) else (title or None, None)


# ----------------------------------------------------------------------
# Reads XML with expat as a tree of elements. Entities and references to other files are refused.

_DEEPEST = 240  # nested elements; lists of 32 levels need fewer than a hundred
_STEP = 1 << 20  # bytes between two checks of the limits


def words_of(element: Element) -> str:
    """Return all words in an element; a run of white space becomes one blank."""
    return " ".join("".join(element.itertext()).split())


def read_xml(data: bytes, name: str, limits: Limits) -> Element:
    """Return the root element of an XML file, with the names of elements and attributes without their namespaces.

    :raises ReadError: if it is not well-formed, declares entities, or is beyond a limit.
    """
    limits.check(name, "markup_characters", len(data))
    builder, depth, characters = TreeBuilder(), 0, 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        limits.check(name, "depth", depth)
        if depth > _DEEPEST:
            raise ReadError(f"{name}: elements are nested more than {_DEEPEST} deep")
        builder.start(tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition(" ")[2])

    def text(words: str) -> None:
        nonlocal characters
        characters += len(words)
        limits.check(name, "characters", characters)
        builder.data(words)

    def refused(*_: object) -> NoReturn:
        raise ReadError(f"{name}: it names entities, which are not expanded; save it without a DOCTYPE")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.EntityDeclHandler = parser.SkippedEntityHandler = parser.ExternalEntityRefHandler = refused
    try:
        for place in range(0, len(data), _STEP):
            parser.Parse(data[place : place + _STEP])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReadError(f"{name}: not well-formed XML ({error})") from None
    return builder.close()
