"""Reads the blocks of any file: each with a number is an item, each with a heading a division."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.formats.akn.reader_lines import Lines
from itu_texts.formats.akn.reader_words import INLINE, STRUCTURES, Words, pieces_of, words_of
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.parsing import tokens
from itu_texts.tree.addresses import is_label
from itu_texts.tree.readings import HeaderRow

_DIVISIONS = {
    **dict.fromkeys(("part", "book", "tome", "title", "subpart"), "part"),
    **dict.fromkeys(("chapter", "subchapter"), "chapter"),
    "article": "article",
    **dict.fromkeys(("section", "division"), "section"),
}
"""The kind of division, by the name of a level with a heading; any other level is a subsection."""
ANNEXES = ("annex", "appendix", "attachment")
_BEHIND_LABEL = " –—−-"
_HEADS = ("num", "heading", "subheading")
_NEVER = frozenset((*_HEADS, "meta", "authorialNote", "noteRef"))
_WORDS = frozenset(
    ("p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "docTitle", "from", "narrative")
)
"""Elements that hold words and no blocks."""
_BEFORE_FIRST = ("content", "intro", "list")


def heads(element: Element, *names: str) -> list[Element]:
    """Return the number and the headings of a level, or the elements directly in it with other names."""
    return [child for child in element.elements if child.name in (names or _HEADS)]


class Blocks(Lines):
    """Reads blocks."""

    def blocks(self, element: Element, *, deeper: int = 1) -> None:
        """Read the blocks in an element, below the line before them."""
        self.depth += deeper
        for child in within(element):
            self.block(child)
        self.depth -= deeper

    def block(self, element: Element) -> None:
        """Read a block."""
        name = element.name
        if name in _WORDS or name in INLINE:
            self.words(element)
        elif name == "table":
            self.table(element)
        else:
            self.level(element)

    def words(self, element: Element) -> None:
        """Read an element with words, and the blocks of quotations among them."""
        for piece in pieces_of(element):
            if isinstance(piece, Element):
                self.blocks(piece, deeper=0)
            else:
                self.paragraph(piece, element)

    def paragraph(self, words: Words, element: Element) -> None:
        """Write the words of an element."""
        self.line(tokens.ParagraphToken, words)

    def level(self, element: Element) -> None:
        """Read a level: a division if it has headings, an item if it has a number, or only blocks."""
        named = [element] if element.name == "crossHeading" else heads(element)
        titled = any(each.name in ("heading", "subheading", "crossHeading") for each in element.walk())
        if named and (titled or any(each.name != "num" for each in named)):  # an item cannot hold headings
            number = next((each.words for each in named if each.name == "num"), None)
            kind = "annex" if element.name == "attachment" else _DIVISIONS.get(element.name, "subsection")
            self.heading(words_of(*named), kind, number)
            self.blocks(element if element is not named[0] else Element("", {}))
        elif named:
            self.item(element)
        else:
            self.blocks(element, deeper=0)

    def heading(self, words: Words, kind: str, number: str | None) -> None:
        """Write the heading of an annex or a division."""
        if kind in ANNEXES:
            self.line(tokens.AnnexToken, words, kind=kind, number=number, target=None)
        else:
            self.line(tokens.DivisionToken, words, kind=kind, number=number)

    def item(self, element: Element) -> None:
        """Read a level whose number and first words are one line; a number that is no label is among these."""
        label, words = words_of(*heads(element, "num")), first_words(element)
        if is_label(label.text.rstrip(_BEHIND_LABEL) or label.text):
            self.line(tokens.LabelledToken, words, label)
        else:
            self.line(tokens.ParagraphToken, words, label)
        self.blocks(element)

    def table(self, element: Element) -> None:
        """Read a table, after its caption."""
        for caption in heads(element, "caption"):
            self.words(caption)
        rows = [self._row(row) for row in element.walk() if row.name == "tr" and row.get("class") != "none"]
        start, end = (rows[0][0], rows[-1][1]) if rows else (self.length, self.length)
        self.tokens.append((self.depth, tokens.TableToken(start, end, 0, tuple(rows))))

    def _row(self, element: Element) -> tokens.Row:
        found = [*element.elements] if element.get("class") != "empty" else []
        cells: list[tuple[int, int, str]] = []
        for cell in found:
            self.before = " \t" if cells else self.before
            words = words_of(*(cell.elements if heads(cell, "p") else [cell]))
            cells.append((*self.put(words), words.text))
        start = cells[0][0] if cells else self.length
        end = max((stop for _, stop, text in cells if text), default=start)
        row = (start, end, tuple((min(first, end), min(stop, end), text) for first, stop, text in cells))
        return HeaderRow(row) if {cell.name for cell in found} == {"th"} else row


def within(element: Element) -> Iterator[Element]:
    """Yield the content of an element without its number and headings; loose words become a paragraph."""
    loose = Element("p", {})
    for child in (*element.children, Element("meta", {})):
        if isinstance(child, str) or (child.name in INLINE and not _holds_blocks(child)):
            if loose.children or not isinstance(child, str) or child.strip():
                loose.children.append(child)
            continue
        if loose.children:
            yield loose
            loose = Element("p", {})
        if child.name not in _NEVER:
            yield child


def first_line(element: Element) -> tuple[Element, Element | None]:
    """Return the paragraph that begins a level, after what holds it; ``None`` if something else begins the level."""
    first = next((child for child in element.elements if child.name not in _HEADS), None)
    if first is not None and first.name in _BEFORE_FIRST:
        return first_line(first)
    is_line = first is not None and first.name in ("p", "listIntroduction")
    return element, first if is_line and first is not None and not _holds_blocks(first) else None


def first_words(element: Element) -> Words:
    """Return the words of that paragraph, and take it out; no words if there is none."""
    holder, line = first_line(element)
    if line is None:
        return Words()
    holder.children.remove(line)
    return words_of(line)


def _holds_blocks(element: Element) -> bool:
    return any(each.name in STRUCTURES for each in element.walk())
