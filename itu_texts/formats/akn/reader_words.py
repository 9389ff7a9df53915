"""Words of elements, with what stands among them: calls of notes, tracked changes, other letters, blocks."""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_texts.formats.akn.reader_xml import Element
from itu_texts.language.scripts import lowered, picture, raised

STRUCTURES = frozenset(("quotedStructure", "embeddedStructure", "popup", "subFlow", "foreign"))
"""Elements among words that contain blocks."""
INLINE = frozenset(
    (
        *("ref", "mref", "rref", "mod", "mmod", "rmod", "remark", "recordedTime", "vote", "outcome", "ins"),
        *("del", "omissis", "embeddedText", "opinion", "placeholder", "fillIn", "decoration", "b", "i", "a", "u"),
        *("sub", "sup", "abbr", "span", "docType", "docNumber", "docProponent", "docDate", "legislature"),
        *("session", "shortTitle", "docAuthority", "docPurpose", "docCommittee", "docIntroducer", "docStage"),
        *("docStatus", "docJurisdiction", "docketNumber", "date", "time", "person", "organization", "concept"),
        *("object", "event", "location", "process", "role", "term", "quantity", "def", "entity", "courtType"),
        *("neutralCitation", "party", "judge", "lawyer", "signature", "argument", "inline", "quotedText"),
        *("noteRef", "authorialNote", "br", "eol", "eop", "img", "docTitle", "affectedDocument"),
        *("relatedDocument", "change"),
    )
)
"""Elements that are part of a line."""
NOTES = ("authorialNote", "noteRef")
_LETTERS = {"b": "bold", "i": "italic"}
LETTERS = frozenset((*_LETTERS.values(), "verb"))
"""The kinds of marks for words in letters that differ from those around them."""
_SCRIPTS = {"sub": lowered, "sup": raised}
CHANGES = {"ins": "insertion", "del": "deletion"}
"""The kinds of marks for tracked changes, by their elements."""
_RUN = re.compile(r"[ \t\r\n]+")


class Mark(NamedTuple):
    """A mark at a stretch of some words."""

    kind: str
    """``note``, ``struck`` for a label that another one has replaced, or a kind of evidence."""
    start: int
    end: int
    element: Element


class Words:
    """The words of a line, with marks by offset."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = True  # whether the next blanks are left out
        self.marks: list[Mark] = []
        self.said: dict[str, tuple[int, int]] = {}
        """The places of elements that classify some of the words, by their names."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(self.pieces).rstrip()

    def part(self, name: str) -> str | None:
        """Return the words in an element of a name; ``None`` if there is none."""
        return self.text[slice(*self.said[name])] if name in self.said else None

    def add(self, characters: str) -> None:
        """Add characters; a run of white space becomes one blank."""
        shown = _RUN.sub(" ", characters)
        self._add(shown.lstrip(" ") if self.blank else shown)

    def end_line(self) -> None:
        """Add a line end, in place of the blank before it."""
        if self.pieces:
            last = self.pieces.pop()
            self.length -= len(last)
            self._add(f"{last.rstrip()}\n")

    def _add(self, shown: str) -> None:
        if shown:
            self.pieces.append(shown)
            self.length += len(shown)
            self.blank = shown[-1] in " \n"

    def mark(self, element: Element, start: int) -> None:
        """Mark the words of an element, which begin at an offset."""
        name, end = element.name, self.length
        kind = _LETTERS.get(name) or CHANGES.get(name, "")
        if name == "span" and element.get("class") in LETTERS:
            kind = "verb"
        self.said.setdefault(element.get("name") if name == "inline" else kind or name, (start, end))
        if kind:
            self.marks.append(Mark(kind, start, end, element))


def words_of(*elements: Element) -> Words:
    """Return the words of some elements on one line, separated by blanks, without the blocks among them."""
    words = next((piece for piece in pieces_of(*elements) if isinstance(piece, Words)), Words())
    words.pieces = [piece.replace("\n", " ") for piece in words.pieces]
    return words


def pieces_of(*elements: Element) -> list[Words | Element]:
    """Return the words of some elements, separated by blanks, and the elements with blocks among them, in order."""
    words = Words()
    found: list[Words | Element] = [words]
    for element in elements:
        words.add(" ")
        words = _take(element, words, found)
    return [piece for piece in found if isinstance(piece, Element) or piece.text or piece.marks or piece.said]


def _take(element: Element, words: Words, found: list[Words | Element]) -> Words:
    """Add the words of an element; return those that are then added to."""
    script = _SCRIPTS.get(element.name, str)
    for child in element.children:
        place = words.length
        if isinstance(child, str):
            words.add(script(child))
        elif child.name in STRUCTURES:
            words = Words()
            found += (child, words)
        elif child.name in NOTES or (child.name in CHANGES and child.get("class") == "label"):
            words.marks.append(Mark("note" if child.name in NOTES else "struck", place, place, child))
        elif child.name == "img":
            words.add(picture(child.get("alt") or child.get("title")))
        elif child.name in ("br", "eol"):
            words.end_line()
        else:
            inner = _take(child, words, found)
            if inner is words:
                words.mark(child, place)
            words = inner
    return words
