"""Blocks and levels of Akoma Ntoso as nodes, whoever wrote them: each block a line, with its number."""

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

__all__ = ["DIVISIONS", "Blocks", "N", "heads", "is_blank", "put_last", "without_heading"]

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
"""What kind of division a level with a heading is; any other is a subsection."""
_HEADS = ("num", "heading", "subheading")
_WORDS = frozenset(
    ["p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "docTitle", "from", "narrative", "span"]
)
"""Elements that hold words and no blocks."""
_NEVER = frozenset(("meta", "num", "heading", "subheading", "authorialNote", "noteRef"))
_AROUND = frozenset(("content", "intro"))


def heads(element: Element, *names: str) -> list[Element]:
    """The number and the headings of a level."""
    return [child for child in element.elements if child.name in (names or _HEADS)]


def is_blank(element: Element) -> bool:
    """Whether a paragraph stands only where one must."""
    return element.name in ("p", "td") and not element.children and not element.get("class")


def put_last(parts: list[Node], node: Node, holds: Callable[[Node], bool]) -> None:
    """Put a node at the end of some parts: inside the last of them, and the last inside that, if these hold it."""
    last: Any = parts[-1] if parts else None
    if last is None or not holds(last):
        parts.append(node)
        return
    inside = [*last.blocks]
    put_last(inside, node, holds)
    parts[-1] = evolve(last, end=node.end, blocks=tuple(inside))


def without_heading(node: Node, role: Role) -> Clause:
    """A clause for a block that stands in none."""
    lost = Heading(start=node.start, end=node.start, text="")
    blocks: Any = (node,)
    return Clause(start=node.start, end=node.end, role=role, heading=lost, blocks=blocks)


class Blocks:
    """Makes nodes of elements, and writes their words as lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    # ------------------------------------------------------------------ words

    def paragraph(self, element: Element) -> list[Node]:
        """The paragraphs of an element with words, and the blocks of what is quoted in it."""
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
        """A node that begins at a place, and ends where the text ends so far."""
        return kind(start=start, end=self.lines.length, **fields)

    def line(self, kind: type[N], /, *elements: Element, begin: bool = True, **fields: Any) -> N:
        """A node that is some words."""
        start, line = self.written(*elements, begin=begin)
        return self.made(kind, start, text=line.text, **fields)

    @staticmethod
    def words(*elements: Element) -> Line:
        """The words of some elements, as one line."""
        found = [piece for piece in inline(*elements) if isinstance(piece, Line)]
        return found[0] if found else Line("")

    def written(self, *elements: Element, begin: bool = True) -> tuple[int, Line]:
        """Write the words of some elements; where they begin is given back, and the words.

        :param begin: whether they begin a line.
        """
        line = self.words(*elements)
        return self.lines.line(line, begin=begin), line

    def label(self, *elements: Element) -> tuple[int, str]:
        """Write a label; where it begins is given back, and the label itself."""
        start, line = self.written(*elements)
        return start, line.text

    def number(self, element: Element) -> tuple[int, str]:
        """The same of the number of a level, and a blank behind it; where it has none, no more than where it begins."""
        numbers = heads(element, "num")
        if not numbers:
            return self.lines.begin(), ""
        said = self.label(*numbers)
        self.lines.space()
        return said

    # ------------------------------------------------------------------ any block

    def blocks(self, element: Element) -> list[Node]:
        """The blocks in an element, in their order."""
        return [node for child in self.within(element) for node in self.block(child)]

    def within(self, element: Element) -> Iterator[Element]:
        """What stands in an element, without its number and headings; loose words count as a paragraph."""
        loose = Element("p", {})
        for child in element.children:
            if isinstance(child, str):
                if child.strip() or loose.children:
                    loose.children.append(child)
            elif self._is_inline(child) and not self._holds_blocks(child):
                loose.children.append(child)
            else:
                if loose.children:
                    yield loose
                    loose = Element("p", {})
                if child.name not in _NEVER:
                    yield child
        if loose.children:
            yield loose

    @staticmethod
    def _is_inline(element: Element) -> bool:
        """Whether an element holds words that are part of a line: none that holds lines itself."""
        return element.name in _INLINE

    @staticmethod
    def _holds_blocks(element: Element) -> bool:
        return any(each.name in STRUCTURES for each in element.walk())

    def block(self, element: Element) -> list[Node]:
        """The nodes of a block."""
        if element.name == "crossHeading":
            return [self.division(element)]
        if element.name in _WORDS or self._is_inline(element):
            return self.paragraph(element)
        if element.name == "table":
            return self.table(element)
        if heads(element, "heading", "subheading") or (heads(element) and self._has_headings(element)):
            return [self.division(element)]
        if heads(element, "num"):
            label = self.words(*heads(element, "num")).text
            return [self.item(element)] if is_label(label) else self._led(element)
        return self.blocks(element)

    @staticmethod
    def _has_headings(element: Element) -> bool:
        """Whether headings stand in a level, which no item can hold."""
        return any(each.name in ("heading", "subheading", "crossHeading") for each in element.walk())

    def division(self, element: Element) -> Node:
        """A level with a heading, or with such levels in it; a heading that stands alone; an attachment."""
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
        """A level with a number."""
        return self.made_item(*self.number(element), self.blocks(element))

    def _led(self, element: Element) -> list[Node]:
        """A level whose number is more than a label: words before those of its first paragraph."""
        inside = [*self.within(element)]
        while len(inside) == 1 and inside[0].name in _AROUND and not heads(inside[0]):
            inside = [*self.within(inside[0])]
        first = inside.pop(0) if inside and inside[0].name == "p" else None
        start = self.lines.begin()
        led = self.line(Paragraph, *heads(element, "num"), *([first] if first is not None else []))
        rest = [node for child in inside for node in self.block(child)]
        return [self.made_item(start, "", [led, *rest])] if rest else [led]

    def made_item(self, start: int, label: str, blocks: Iterable[Node]) -> Item:
        """An item of what was read."""
        style = LabelStyle(series.label(label).readings[0].style) if label else LabelStyle.NONE
        return self.made(Item, start, label=label, style=style, blocks=tuple(blocks))

    # ------------------------------------------------------------------ tables

    def table(self, element: Element) -> list[Node]:
        """A table, and its caption before it."""
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
