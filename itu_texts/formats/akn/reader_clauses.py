"""Reads clauses with their headings, lists of contents, and statements of other programs.

In statements of other programs, such as those of the United Nations, paragraphs are clauses. The mark-up gives the
class of each, and italics the extent of its verb; otherwise the words decide, as in plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from itu_texts.formats.akn.reader_blocks import Blocks, N, heads, put_last, without_heading
from itu_texts.formats.akn.reader_source import Line, Lines, inline
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.formats.akn.rows import ABOUT, ROWS
from itu_texts.language.grammar import surface
from itu_texts.language.writing import fold, past_blanks
from itu_texts.parsing import tokens
from itu_texts.parsing.assemblies import end_of_heading, verb_told
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.record_lines import cover_line, cover_of, history_line
from itu_texts.tree import nodes
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import TEXT_KINDS, Clause, Division, Heading, Node, Paragraph, Role
from itu_texts.tree.spans import Span

_LETTERS = frozenset(("italic", "bold"))
_PARTS_OF: dict[type[Node], Any] = {nodes.CoverLine: cover_line, nodes.History: history_line}
"""What reads the parts of lines that say something of a document."""

_AROUND = frozenset(("content", "intro", "list", "alinea", "subparagraph", "blockList", "wrapUp", "listWrapUp"))
"""Elements that contain the words and points of a paragraph."""
_LONGEST_SUBHEADING = 200  # characters


class Clauses(Blocks):
    """Makes clauses whose headings are on the line of their words, and lists of contents with their entries."""

    def __init__(self, lines: Lines, language: str) -> None:
        super().__init__(lines)
        self.surface = surface(language)

    def line(self, kind: type[N], /, *elements: Element, begin: bool = True, **fields: Any) -> N:
        """Return a node that consists of words, with the parts that these say."""
        start, line = self.written(*elements, begin=begin)
        parts = {"parts": _PARTS_OF[kind](line.text, self.surface)} if kind in _PARTS_OF else {}
        return self.made(kind, start, text=line.text, **parts, **fields)

    def contents(self, element: Element, holder: Element | None) -> nodes.Contents:
        """Return a list of contents.

        :param element: the element with its heading.
        :param holder: the element with its entries.
        """
        start = self.lines.begin()
        named = heads(element, "heading")
        heading = self.line(Paragraph, *named) if named else None
        blocks: list[Any] = []
        for child in holder.elements if holder is not None else ():
            if child.name == "toc":
                blocks += [self.entry(entry) for entry in child.elements]
            elif child.name != "heading":
                blocks += self.block(child)
        return self.made(nodes.Contents, start, heading=heading, blocks=tuple(blocks))

    def entry(self, element: Element) -> nodes.Entry:
        """Return the entry of a text, each part of which has an element."""
        holder = element.first("ref") or element
        parts = {child.get("name").removeprefix(ABOUT): child for child in holder.elements if child.name == "inline"}
        start, label = self.lines.begin(), ""
        if "label" in parts:
            start, label = self.label(parts["label"])
            self.lines.space()
        begin, line = self.written(parts.get("designation", holder), begin=False)
        kind = self.surface.concept(line.part("kind") or "", "KIND").lower() or "text"
        named = self.named(line, begin, kind, line.parts(*ROWS[nodes.Designation].parts) if kind != "text" else ())
        title: nodes.Title | None = None
        if "title" in parts:
            self.lines.space()
            title = self.line(nodes.Title, parts["title"], begin=False)
        page: nodes.PageReference | None = None
        if "page" in parts:
            self.lines.space()
            begin, number = self.written(parts["page"], begin=False)
            page = self.made(nodes.PageReference, begin, number=number.text)
        return self.made(nodes.Entry, start, label=label, designation=named, title=title, page=page)

    def named(self, line: Line, start: int, kind: str, parts: tuple[Part, ...]) -> nodes.Designation:
        """Return the designation of a text."""
        values = {name: line.part(name) for name in ("number", "revision", "status")}
        return self.made(nodes.Designation, start, text=line.text, kind=kind, parts=parts, **values)

    def heading(
        self, start: int, end: int, shown: str, role: Role, label: str | None, *, known: bool, offset: int = 0
    ) -> Heading:
        """Return the heading of a clause.

        :param start: the offset of the words written last; ``offset`` is the place of the heading in them.
        :param end: the place in the words at which the heading ends.
        :param label: the number of a paragraph that is a clause; otherwise ``None``.
        :param known: whether the heading begins with a known verb.
        """
        token = tokens.HeadingToken(0, len(shown), 0, role.value, len(shown) if known else 0, sure=True, label=label)
        verb, concept, addressees, phrases = read_parts(token, shown, self.surface) if shown else ("", "", (), ())
        place = self.lines.place
        named = tuple(
            evolve(each, span=Span(place(start, offset + first), place(start, offset + last, end=True)))
            for each in addressees
            for first, last in (each.span,)
        )
        return Heading(
            start=place(start, offset),
            end=end,
            text=shown,
            verb=verb,
            concept=concept,
            addressees=named,
            side_phrases=phrases,
        )

    def opened(
        self, role: Role, label: str, inside: list[Element], begin: int, numbers: list[Element] | None = None
    ) -> Clause:
        """Return the clause that the first line of a paragraph begins.

        :param inside: the lines and points of the paragraph.
        :param begin: where the words of the first line begin, after a number in it.
        :param numbers: the elements of its number.
        """
        start = self.lines.begin()
        if numbers:
            start, label = self.label(*numbers)
            self.lines.space()
        first = inside[0] if inside and inside[0].name == "p" else None
        line = self.words(first) if first is not None else Line("")
        at = self.lines.begin()
        self.lines.write(line)
        words, verb_end = fold(line.text), self._verb_end(first, line, begin)
        verb = begin
        if role is Role.OPERATIVE and not label:  # as in statements and decisions
            told = verb_told(words, begin, len(words), self.surface)
            if told is not None and told < verb_end:
                verb, verb_end = told, 0
        stop, known = end_of_heading(words, verb, len(words), role.value, self.surface, verb_end)
        place, shown = self.lines.place, line.text[begin:stop]
        heading = self.heading(at, place(at, stop, end=True), shown, role, label, known=known, offset=begin)
        blocks: list[Node] = []
        behind = past_blanks(line.text, stop) if stop < len(line.text) else stop
        body = place(at, behind)
        if stop < len(line.text):
            blocks.append(self.made(Paragraph, body, text=line.text[behind:]))
        self.lines.shift(body, -behind if blocks else -begin)
        return self.made(Clause, start, role=role, label=label, heading=heading, blocks=tuple(blocks))

    def _verb_end(self, first: Element | None, line: Line, begin: int) -> int:
        """Return where the letters of the verb end; 0 if the line does not begin with them, or has no others."""
        ends = [end for start, end, _ in line.letters if start <= begin < end]
        if not ends and first is not None and begins_with_letters([first]):
            lettered = next(each for each in first.elements if each.get("class") in _LETTERS)
            ends = [begin + len(self.words(lettered).text)]
        end = len(line.text[: ends[0]].rstrip(" ,:،，：")) if ends else 0
        whole = end >= len(line.text.rstrip(" ,;.:"))
        return 0 if whole or not end or (line.text[end - 1 : end + 1].isalpha() and not self.surface.runs_on) else end


def begins_with_letters(elements: list[Element]) -> bool:
    """Return whether the first words of an element are in italics or bold letters."""
    for element in elements:
        for child in element.children:
            if isinstance(child, str) and not child.strip():
                continue
            return not isinstance(child, str) and child.name == "span" and child.get("class") in _LETTERS
    return False


class Statements(Clauses):
    """Makes a text from a statement."""

    def __init__(self, lines: Lines, language: str) -> None:
        super().__init__(lines, language)
        self.body: list[Node] = []
        self.kind = "text"

    def whole(self, element: Element) -> list[Node]:
        """Return the cover and the text of a statement."""
        self.kind = element.get("name") if element.get("name") in TEXT_KINDS else "text"
        named: list[Node] = []
        cover = element.first("coverPage")
        above = [*self._cover(cover, named)] if cover is not None else []
        start = named[0].start if named else self.lines.begin()
        for part in ("preface", "preamble", "mainBody", "body", "conclusions", "attachments"):
            for child in (child for found in heads(element, part) for child in self.within(found)):
                self._part(part, child, named)
        return [*above, self.made(TEXT_KINDS[self.kind], start, front=tuple(named), body=tuple(self.body))]

    # ------------------------------------------------------------------ around the paragraphs

    def _cover(self, element: Element, front: list[Node]) -> Iterator[Node]:
        """Yield the cover; its lines from the designation on belong to the front of the text."""
        lines: list[nodes.CoverLine] = []
        for child in self.within(element):
            title = next((each for each in child.walk() if each.name == "docTitle"), None)
            concept = title.get("refersTo") if title is not None else ""
            if concept == "#resolutionNumber":
                front.append(self._designation(child))
            elif front:
                front.append(self.line(nodes.History, child))
            else:
                lines.append(self.line(nodes.CoverLine, child))
        if lines:
            yield cover_of(lines)

    def _part(self, part: str, element: Element, front: list[Node]) -> None:
        if part == "preface":
            front += self._named(element)
        elif element.name == "formula":
            line = self.words(*element.elements)
            body, *_, parts = read_parts(tokens.FormulaToken(0, len(line.text)), line.text, self.surface)
            made = self.line(nodes.Formula, *element.elements, body=body, parts=parts)
            (self.body or front).append(made)
        elif part == "conclusions":
            self.body += (self.line(nodes.History, each) for each in _parted(element))
        elif part == "attachments":
            self._add(self.block(element))
        elif not self.body and element.name == "p" and part == "preamble":
            front += self.block(element)
        else:
            self._paragraph(element, Role.PREAMBLE if part == "preamble" else Role.OPERATIVE)

    def _named(self, element: Element) -> Iterator[Node]:
        """Yield the number and the title of a text, which may be in one paragraph."""
        number, title = (
            next((e for e in element.walk() if e.name == name), None) for name in ("docNumber", "docTitle")
        )
        if number is not None:
            yield self._designation(number)
            self.lines.space()
        if title is not None:
            yield self.line(nodes.Title, title, begin=number is None)
        if number is None and title is None:
            yield from self.block(element)

    def _designation(self, element: Element) -> Node:
        text = self.words(element).text
        kind, number, revision, status, parts = read_parts(
            tokens.DesignationToken(0, len(text), 0, kind=self.kind), text, self.surface
        )
        return self.line(
            nodes.Designation, element, kind=kind, number=number, revision=revision, status=status, parts=parts
        )

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element, role: Role) -> None:
        """Read a recital, a numbered paragraph, a subheading, or the continuation of one of them."""
        if heads(element, "heading", "subheading"):
            self._division(element)
            return
        if element.get("name") == "line":
            self.body += self.block(element)
            return
        numbers = heads(element, "num")
        label = self.words(*numbers).text if numbers else ""
        inside = [*self._flat(element)]
        line = self.words(inside[0]) if inside and inside[0].name == "p" else Line("")
        numbered = self.surface.patterns.PARAGRAPH_NUMBER.fullmatch(fold(label))
        text = self.words(element).text  # of a paragraph without a number, which may continue the one above it
        goes_on = element.name == "table" or len(text) > _LONGEST_SUBHEADING or text[-1:] in ".;:,；。，؛،"
        if not label and (found := self.surface.patterns.NUMBER_OF_PARAGRAPH.match(fold(line.text))):
            self._clause(Role.OPERATIVE, line.text[: found.end()].rstrip(), inside, past_blanks(line.text, found.end()))
        elif numbered is not None:
            self._clause(Role.OPERATIVE, label, inside, 0, numbers)
        elif label or (element.name != "container" and self.body and goes_on):
            self._add(self.block(element))
        elif element.name == "container" or line.letters or begins_with_letters(inside[:1]):
            self._clause(Role.PREAMBLE if element.name == "container" else role, "", inside, 0)
        else:
            self._division(element)

    def _flat(self, element: Element) -> Iterator[Element]:
        """Yield the lines and points of a paragraph."""
        if element.name == "p":
            yield element
            return
        for child in self.within(element):
            if child.name in _AROUND and not heads(child):
                yield from self._flat(child)
            else:
                yield child

    def _division(self, element: Element) -> None:
        """Read a subheading, or a level with a heading and paragraphs."""
        headed = heads(element)
        start = self.lines.begin()
        heading = self.line(Heading, *(headed or [element]))
        self.body.append(self.made(Division, start, kind="section", number=None, heading=heading))
        for child in self.within(element) if headed else ():
            self._paragraph(child, Role.OPERATIVE)

    def _clause(
        self, role: Role, label: str, inside: list[Element], begin: int, numbers: list[Element] | None = None
    ) -> None:
        """Add a clause made from the lines and points of a paragraph."""
        clause = self.opened(role, label, inside, begin, numbers)
        put_last(self.body, clause, lambda last: isinstance(last, Division))
        for each in inside[bool(inside) and inside[0].name == "p" :]:
            self._add(self.block(each))

    def _add(self, found: list[Node]) -> None:
        """Add blocks to the last clause; annexes and divisions stand beside clauses."""
        for node in found:
            if isinstance(node, nodes.Annex | Division):
                self.body.append(node)
            elif not self.body or isinstance(self.body[-1], nodes.History):
                self.body.append(without_heading(node, Role.OPERATIVE))
            else:
                put_last(self.body, node, lambda last: isinstance(last, Clause | nodes.Annex | Division))


def _parted(element: Element) -> Iterator[Element]:
    """Yield the lines of a paragraph, divided at its line breaks."""
    line = Element("p", {})
    for child in element.children:
        if not isinstance(child, str) and child.name in ("eol", "br"):
            yield line
            line = Element("p", {})
        else:
            line.children.append(child)
    if inline(line):
        yield line
