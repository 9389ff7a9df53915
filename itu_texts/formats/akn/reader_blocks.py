"""Reads blocks and levels of any Akoma Ntoso file: each block becomes a line with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from attrs import evolve

from itu_texts.formats.akn.reader_source import STRUCTURES, Line, Lines, inline
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.language import series
from itu_texts.tree import nodes
from itu_texts.tree.addresses import is_label
from itu_texts.tree.nodes import Cell, Clause, Heading, Item, LabelStyle, Node, Paragraph, Role, Row, Table

N = TypeVar("N", bound=Node)

DIVISIONS = {
    "part": "part",
    "book": "part",
    "tome": "part",
    "title": "part",
    "subpart": "part",
    "chapter": "chapter",
    "subchapter": "chapter",
    "article": "article",
    "section": "section",
    "division": "section",
}
"""The kind of division, by the name of a level with a heading; any other level is a subsection."""
_HEADS = ("num", "heading", "subheading")
_WORDS = frozenset(
    ["p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "docTitle", "from", "narrative", "span"]
)
"""Elements that hold words and no blocks."""
_NEVER = frozenset(("meta", "num", "heading", "subheading", "authorialNote", "noteRef"))
_AROUND = frozenset(("content", "intro"))


def heads(element: Element, *names: str) -> list[Element]:
    """Return the number and the headings of a level."""
    return [child for child in element.elements if child.name in (names or _HEADS)]


def is_blank(element: Element) -> bool:
    """Return whether a paragraph is empty, and there only because the schema requires one."""
    return element.name in ("p", "td") and not element.children and not element.get("class")


def put_last(parts: list[Node], node: Node, holds: Callable[[Node], bool]) -> None:
    """Put a node at the end of some parts: as deep in the last part as the classes of the nodes allow."""
    last: Any = parts[-1] if parts else None
    if last is None or not holds(last):
        parts.append(node)
        return
    inside = [*last.blocks]
    put_last(inside, node, holds)
    parts[-1] = evolve(last, end=node.end, blocks=tuple(inside))


def without_heading(node: Node, role: Role) -> Clause:
    """Return a clause without a heading, for blocks that stand in no clause."""
    lost = Heading(start=node.start, end=node.start, text="")
    blocks: Any = (node,)
    return Clause(start=node.start, end=node.end, role=role, heading=lost, blocks=blocks)


class Blocks:
    """Makes nodes from elements, and writes their words as lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    # ------------------------------------------------------------------ words

    def paragraph(self, element: Element) -> list[Node]:
        """Return the paragraphs of an element with words, and the blocks of quotations in it."""
        found: list[Node] = []
        for piece in inline(element):
            if isinstance(piece, Element):
                found += self.blocks(piece)
            else:
                found.append(self.made(Paragraph, self.lines.line(piece), text=piece.text))
        if not found and element.get("class") == "blank":
            found.append(self.made(Paragraph, self.lines.begin(), text=""))
        return found

    def made(self, kind: type[N], start: int, /, **fields: Any) -> N:
        """Return a node from a place to the current end of the text."""
        return kind(start=start, end=self.lines.length, **fields)

    def line(self, kind: type[N], /, *elements: Element, begin: bool = True, **fields: Any) -> N:
        """Return a node that consists of words."""
        start, line = self.written(*elements, begin=begin)
        return self.made(kind, start, text=line.text, **fields)

    @staticmethod
    def words(*elements: Element) -> Line:
        """Return the words of some elements as one line."""
        return next((piece for piece in inline(*elements) if isinstance(piece, Line)), Line(""))

    def written(self, *elements: Element, begin: bool = True) -> tuple[int, Line]:
        """Write the words of some elements; return their offset and the words.

        :param begin: whether the words begin a line.
        """
        line = self.words(*elements)
        return self.lines.line(line, begin=begin), line

    def label(self, *elements: Element) -> tuple[int, str]:
        """Write a label; return its offset and the label."""
        start, line = self.written(*elements)
        return start, line.text

    def number(self, element: Element) -> tuple[int, str]:
        """Write the number of a level and a blank; return its offset and the number, which may be empty."""
        numbers = heads(element, "num")
        if not numbers:
            return self.lines.begin(), ""
        label = self.label(*numbers)
        self.lines.space()
        return label

    # ------------------------------------------------------------------ any block

    def blocks(self, element: Element | None) -> list[Node]:
        """Return the blocks in an element, in order."""
        return [node for child in self.within(element) for node in self.block(child)] if element is not None else []

    def within(self, element: Element) -> Iterator[Element]:
        """Yield the content of an element without its number and headings; loose words become a paragraph."""
        loose = Element("p", {})
        for child in element.children:
            if isinstance(child, str):
                if child.strip() or loose.children:
                    loose.children.append(child)
            elif child.name in _INLINE and not any(each.name in STRUCTURES for each in child.walk()):
                loose.children.append(child)
            else:
                if loose.children:
                    yield loose
                    loose = Element("p", {})
                if child.name not in _NEVER:
                    yield child
        if loose.children:
            yield loose

    def block(self, element: Element) -> list[Node]:
        """Return the nodes of a block."""
        if element.name == "crossHeading":
            return [self.division(element)]
        if element.name in _WORDS or element.name in _INLINE:
            return self.paragraph(element)
        if element.name == "table":
            return self.table(element)
        titled = any(each.name in ("heading", "subheading", "crossHeading") for each in element.walk())
        if heads(element, "heading", "subheading") or (heads(element) and titled):  # an item cannot hold headings
            return [self.division(element)]
        if heads(element, "num"):
            return [self.item(element)] if is_label(self.words(*heads(element, "num")).text) else self._led(element)
        return self.blocks(element)

    def division(self, element: Element) -> Node:
        """Return the node of a level with headings, of a heading by itself, or of an attachment."""
        start = self.lines.begin()
        alone = element.name == "crossHeading"
        named = [element] if alone else heads(element)
        heading = self.line(Heading, *named)
        number = next((each.words for each in named if each.name == "num"), None)
        blocks = () if alone else tuple(self.blocks(element))
        is_annex = element.name == "attachment"
        kind = "annex" if is_annex else DIVISIONS.get(element.name, "subsection")
        made = nodes.Annex if is_annex else nodes.Division
        return self.made(made, start, kind=kind, number=number, heading=heading, blocks=blocks)

    def item(self, element: Element) -> Item:
        """Return the item of a level with a number."""
        return self.made_item(*self.number(element), self.blocks(element))

    def _led(self, element: Element) -> list[Node]:
        """Return the nodes of a level whose number is no label: it becomes the first words of its first paragraph."""
        inside = [*self.within(element)]
        while len(inside) == 1 and inside[0].name in _AROUND and not heads(inside[0]):
            inside = [*self.within(inside[0])]
        first = inside.pop(0) if inside and inside[0].name == "p" else None
        start = self.lines.begin()
        led = self.line(Paragraph, *heads(element, "num"), *([first] if first is not None else []))
        rest = [node for child in inside for node in self.block(child)]
        return [self.made_item(start, "", [led, *rest])] if rest else [led]

    def made_item(self, start: int, label: str, blocks: Iterable[Node]) -> Item:
        """Wrap blocks in an unlabelled item."""
        style = LabelStyle(series.label(label).readings[0].style) if label else LabelStyle.NONE
        return self.made(Item, start, label=label, style=style, blocks=tuple(blocks))

    # ------------------------------------------------------------------ tables

    def table(self, element: Element) -> list[Node]:
        """Return a table, after its caption."""
        before = [node for caption in heads(element, "caption") for node in self.paragraph(caption)]
        start = self.lines.begin()
        rows = [self._row(row) for row in element.walk() if row.name == "tr" and row.get("class") != "none"]
        return [*before, self.made(Table, start, rows=tuple(rows))]

    def _row(self, element: Element) -> Row:
        start = self.lines.begin()
        cells: list[Cell] = []
        header = {cell.name for cell in heads(element, "td", "th")} == {"th"}
        for cell in element.elements if element.get("class") != "empty" else ():
            if cells:
                self.lines.tab()
            cells.append(self.line(Cell, *(cell.elements if heads(cell, "p") else [cell]), begin=False))
        return self.made(Row, start, header=header, cells=tuple(cells))


_INLINE = frozenset(
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
