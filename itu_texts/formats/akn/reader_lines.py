"""Composes the text of a file: its lines, each a token with its depth, and what stands among their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from itu_texts.formats.akn.reader_words import CHANGES, Mark, Words, words_of
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.parsing import tokens
from itu_texts.tree.readings import Evidence, SourceText

T = TypeVar("T", bound=tokens.Token)
_WITH_LABEL = (tokens.HeadingToken, tokens.LabelledToken, tokens.NoteToken)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\S*")
NO_WORDS = Words()


class Lines:
    """The lines of a file.

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
        notes = {_name(each): each for each in root.walk() if each.name in ("authorialNote", "note")}
        self.notes = {name: notes.get(each.get("wId"), each) for name, each in notes.items()}
        """The notes by their names; one that stands in several documents has the name of the first as its ``wId``."""
        self.calls: dict[int, list[tokens.AnchorToken]] = {}
        """The calls of each note that was met, by the identity of its element."""
        self.called: list[tuple[str, Element]] = []
        """The notes that are written last, with their marks."""
        self.uncalled: list[tuple[str, Element]] = []
        """Those that are written below the line, since nothing calls them."""

    def line(
        self, make: Callable[..., T], words: Words = NO_WORDS, label: Words = NO_WORDS, /, deeper: int = 0, **more: Any
    ) -> T:
        """Write a line and return its token; what follows a label without words is on its line.

        :param make: the class of the token; ``more`` are its attributes, besides its label and its words.
        :param deeper: how much deeper it stands than what surrounds it.
        """
        places = [self.length]
        for shown in (label, words):
            if shown.text or shown.marks:
                places = [*places[len(places) == 1 :], *self.put(shown)]
                self.before = " " if shown is label else "\n"
        if make in _WITH_LABEL:
            more = {"label": label.text, "words": places[-2 if words.text else -1], **more}
        token = make(places[0], places[-1], 0, **more)
        self.tokens.append((self.depth + deeper, token))
        return token

    def put(self, words: Words) -> tuple[int, int]:
        """Write words, and return where they begin and end."""
        if self.before == "\n":
            notes, self.uncalled = self.uncalled, []
            self._write_notes(notes)
        begins_with_call = bool(words.marks) and (words.marks[0].kind, words.marks[0].start) == ("note", 0)
        self._add(self.before * (1 + begins_with_call))  # else the mark would be taken for one of the line above
        self.before = "\n"
        start, text, done = self.length, words.text, 0
        struck: list[Evidence] = []
        at: list[int] = []  # the place of each character, if there are marks
        for mark in (*words.marks, None):
            if mark is not None and mark.kind not in _AMONG:
                continue
            stop = min(mark.start, len(text)) if mark is not None else len(text)
            at += range(self.length, self.length + stop - done) if words.marks else ()
            self._add(text[done:stop])
            done = stop
            if mark is not None:
                struck += _AMONG[mark.kind](self, mark.element, text[stop:])
        for mark in words.marks:
            if mark.kind not in _AMONG and mark.start < min(mark.end, len(text)):
                self._mark(mark, at[mark.start], at[min(mark.end, len(text)) - 1] + 1)
        self.evidence += struck
        return start, self.length

    def _add(self, characters: str) -> None:
        if characters:
            self.pieces.append(characters)
            self.length += len(characters)

    # ------------------------------------------------------------------ changes and letters

    def _mark(self, mark: Mark, start: int, end: int) -> None:
        """Add evidence; adjacent words in the same letters are one stretch, as are the pieces of a divided change."""
        is_change = mark.kind in CHANGES.values()
        goes_on = is_change and mark.element.get("class") == "continued"
        for place in range(len(self.evidence) - 1, -1 if goes_on else max(len(self.evidence) - 3, -1), -1):
            last = self.evidence[place]
            if goes_on and last.kind in CHANGES.values() and last.kind != mark.kind:
                return  # a number that its marker repeats
            if last.kind == mark.kind and (goes_on or (last.end == start and not is_change)):
                start = self.evidence.pop(place).start
                break
        self.evidence.append(Evidence(mark.kind, start, end, _author(mark.element)))

    def _strike(self, change: Element, behind: str) -> list[Evidence]:
        """Write a label that another one has replaced, and return the evidence for it."""
        self._add(" " if self.pieces and self.pieces[-1][-1] not in " \n" else "")
        start = self.length
        self._add(change.get("label"))
        self._add(" " if behind else "")
        end = start + len(change.get("label"))
        return [
            Evidence(CHANGES[change.name], start, end, _author(change)),
            Evidence("struck_label", start, end),
        ]

    # ------------------------------------------------------------------ notes

    def _call(self, element: Element, _: str) -> Sequence[Evidence]:
        """Write the mark that calls a note."""
        note = self.notes.get(element.get("href").lstrip("#") or _name(element), element)
        uncalled = "uncalled" in element.get("class")
        mark = note.get("marker") or element.get("marker") or ("" if uncalled else f"{len(self.calls) + 1}")
        if id(note) not in self.calls and note.name != "noteRef":
            self.calls[id(note)] = []
            (self.uncalled if uncalled else self.called).append((mark, note))
        if not uncalled and note.name != "noteRef":
            start, mark = self.length, element.get("marker") or mark
            self._add(mark)
            call = tokens.AnchorToken(start, self.length, mark)
            self.calls[id(note)].append(call)
            self.around.append(call)
        return ()

    def _write_notes(self, notes: list[tuple[str, Element]]) -> None:
        """Write notes, with their marks."""
        for mark, note in notes:
            self._add("\n" if self.length else "")
            start, self.before = self.length, " " if mark else ""
            self._add(mark)
            words = words_of(*([each for each in note.elements if each.name in _IN_NOTES] or [note]))
            words.marks = [each for each in words.marks if each.kind != "note"]
            self.put(words)
            self.around.append(tokens.FootnoteToken(start, self.length, 0, mark))
            for call in self.calls[id(note)]:
                call.note = start

    def finish(self) -> SourceText:
        """Return the reading of the file. The notes come last."""
        for note in self.notes.values():
            if id(note) not in self.calls:
                self.calls[id(note)] = []
                self.called.append((note.get("marker"), note))
        self._write_notes([*self.uncalled, *self.called])
        return SourceText("".join(self.pieces), tuple(sorted(self.evidence, key=lambda each: (each.start, each.end))))


_AMONG = {"note": Lines._call, "struck": Lines._strike}
_IN_NOTES = ("p", "block", "num", "heading")


def _name(element: Element) -> str:
    return element.get("eId") or element.get("id") or str(id(element))


def _author(change: Element) -> tuple[str | None, str | None]:
    """Return the author and the date of a tracked change."""
    title = change.get("title")
    author, _, date = title.rpartition(", ")
    return (author or None, date) if _DATE.fullmatch(date) else (title or None, None)
