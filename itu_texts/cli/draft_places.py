"""A draft that is open in an editor: its tree, and the places of the tree in the file as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import itu_texts
from itu_texts import Collection, Diagnostic, Document, ItuTextsError, Node
from itu_texts.analysis.references import Reference
from itu_texts.formats.asciidoc.places import Places
from itu_texts.language.writing import writable

_BREAK = re.compile(r"\r\n?|\n")
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Draft:
    """The text of an open file, and its tree."""

    def __init__(self, text: str, name: str, encoding: str = "utf-16", acts: Collection | None = None) -> None:
        """Parse a text.

        :param name: the name of the file, whose suffix says what its markup is.
        :param encoding: the encoding in whose units editors count characters.
        :param acts: the collection that says what is superseded.
        """
        self.text, self.name, self._acts = text, name, acts
        self._codec, self._size = _UNITS[encoding]
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        try:
            self.document: Document = itu_texts.parse_bytes(writable(text).encode(), name, encoding="utf-8")
        except ItuTextsError:  # it begins like a file of another kind, or exceeds a limit
            self.document = itu_texts.parse(text)
        source, origins = self.document.source.text, self.document.origins
        self._places = Places(text, source, origins) if source != text and origins.starts else None

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """What is odd in it."""
        return itu_texts.check(self.document, collection=self._acts)

    @cached_property
    def cited(self) -> list[Reference]:
        """What it cites."""
        return [*itu_texts.references(self.document)]

    # ------------------------------------------------------------------ offsets and lines

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the character of an offset in the file, both from 0, as editors count them."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self.text[self._starts[line] : offset])

    def offset(self, line: int, character: int) -> int:
        """Return the offset in the file of a line and a character; that of the end of the line or text behind it."""
        if line >= len(self._starts):
            return len(self.text)
        at, end = self._starts[line], [*self._starts, len(self.text)][line + 1]
        while character > 0 and at < end and self.text[at] not in "\r\n":
            character -= self._units(self.text[at])
            at += 1
        return at

    def _units(self, words: str) -> int:
        return len(words.encode(self._codec, "surrogatepass")) // self._size

    # ------------------------------------------------------------------ the text of the tree and the file

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text of the tree stands in the file."""
        return self._places.near(start, end) if self._places is not None else (start, end)

    def exact(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the same if the file has all its words as they are printed."""
        return self._places.exact(start, end) if self._places is not None else (start, end)

    def inside(self, offset: int) -> int:
        """Return the offset in the text of the tree of a place in the file."""
        return self._places.inside(offset) if self._places is not None else offset

    # ------------------------------------------------------------------ nodes

    def reference(self, offset: int) -> Reference | None:
        """Return what is cited at an offset of the text of the tree: the innermost, such as the clause of a text."""
        there = [each for each in self.cited if each.span.start <= offset <= each.span.end]
        return min(there, key=lambda each: each.span.end - each.span.start, default=None)

    def nodes(self, offset: int) -> list[Node]:
        """Return the nodes at an offset of the text of the tree, from the outermost to the innermost."""
        found: list[Node] = [self.document]
        while below := next((each for each in found[-1].children if each.start <= offset <= each.end), None):
            found.append(below)
        return found
