"""Reads the blocks of any file: each with a number is an item, each with a heading a division."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from itu_texts.formats.akn.reader_lines import Lines, with_text
from itu_texts.formats.akn.reader_xml import words_of
from itu_texts.parsing import tokens
from itu_texts.tree.addresses import is_label
from itu_texts.tree.readings import HeaderRow

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
ANNEXES = ("annex", "appendix", "attachment")
_DIVISIONS = {
    **dict.fromkeys(("part", "book", "tome", "title", "subpart"), "part"),
    **dict.fromkeys(("chapter", "subchapter"), "chapter"),
    "article": "article",
    **dict.fromkeys(("section", "division"), "section"),
}
"""The kind of division, by the name of a level with a heading; any other level is a subsection."""
_HEADS = ("num", "heading", "subheading")
_NEVER = frozenset((*_HEADS, "meta", "authorialNote", "noteRef"))
_WORDS = frozenset(
    ("p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "docTitle", "from", "narrative")
)
"""Elements that hold words and no blocks."""
_BEHIND_LABEL = " –—−-"


def heads(element: Element, *names: str) -> list[Element]:
    """Return the number and the headings of a level, or the elements directly in it with other names."""
    return [child for child in element if child.tag in (names or _HEADS)]


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
        if element.tag == "table":
            self.table(element)
        elif element.tag not in _WORDS and element.tag not in INLINE:
            self.level(element)
        elif _holds_blocks(element):  # a quotation
            self.blocks(element, deeper=0)
        else:
            self.paragraph(element)

    def paragraph(self, element: Element) -> None:
        """Read an element with words."""
        self.part(element)
        if not self.is_empty or self.said:
            self.token(tokens.ParagraphToken(self.start, self.length))

    def level(self, element: Element) -> None:
        """Read a level: a division if it has headings, an item if it has a number, or only blocks."""
        named = [element] if element.tag == "crossHeading" else heads(element)
        titled = any(each.tag in ("heading", "subheading", "crossHeading") for each in element.iter())
        if named and (titled or any(each.tag != "num" for each in named)):  # an item cannot hold headings
            number = next((words_of(each) for each in named if each.tag == "num"), None)
            kind = "annex" if element.tag == "attachment" else _DIVISIONS.get(element.tag, "subsection")
            self.part(*named)
            self.heading(kind, number)
            self.blocks(element if element is not named[0] else Element(""))
        elif named:
            self.item(element)
        else:
            self.blocks(element, deeper=0)

    def heading(self, kind: str, number: str | None) -> None:
        """Make the words written last the heading of an annex or a division."""
        if kind in ANNEXES:
            self.token(tokens.AnnexToken(self.start, self.length, 0, kind, number, None))
        else:
            self.token(tokens.DivisionToken(self.start, self.length, 0, kind, number))

    def item(self, element: Element) -> None:
        """Read a level whose number and first words are one line; a number that is no label is among these."""
        label, start, begin = self.labelled(heads(element, "num"), first_line(element, take=True))
        self.token(self.item_token(element, label, start, begin))
        self.blocks(element)

    def item_token(self, element: Element, label: str, start: int, begin: int) -> tokens.Token:
        """Return the token of an item."""
        if is_label(label.rstrip(_BEHIND_LABEL) or label):
            return tokens.LabelledToken(start, self.length, 0, label, begin)
        return tokens.ParagraphToken(start, self.length)

    def table(self, element: Element) -> None:
        """Read a table, after its caption."""
        for caption in heads(element, "caption"):
            self.paragraph(caption)
        rows = [self._row(row) for row in element.iter() if row.tag == "tr" and row.get("class") != "none"]
        start, end = (rows[0][0], rows[-1][1]) if rows else (self.length, self.length)
        self.token(tokens.TableToken(start, end, 0, tuple(rows)))

    def _row(self, element: Element) -> tokens.Row:
        found = [*element] if element.get("class") != "empty" else []
        cells: list[tuple[int, int, str]] = []
        for cell in found:
            self.separate(" \t" if cells else self.before)
            text = self.part(*([*cell] if heads(cell, "p") else [cell]))
            cells.append((self.start, self.length, text))
        self.before = "\n" if cells else self.before
        start = cells[0][0] if cells else self.length
        end = max((stop for _, stop, text in cells if text), default=start)
        row = (start, end, tuple((min(first, end), min(stop, end), text) for first, stop, text in cells))
        return HeaderRow(row) if {cell.tag for cell in found} == {"th"} else row


def within(element: Element) -> Iterator[Element]:
    """Yield the content of an element without its number and headings; loose words become a paragraph."""
    loose = with_text("p", element.text)
    for child in (*_flat(element), Element("meta")):
        if child.tag in INLINE:
            loose.append(child)
            continue
        if len(loose) or (loose.text or "").strip():
            yield loose
        loose = with_text("p", child.tail)
        if child.tag not in _NEVER:
            yield child


def _flat(element: Element) -> Iterator[Element]:
    """Yield the elements in an element; an inline one that holds blocks is divided into its words and these."""
    for child in element:
        if child.tag in INLINE and _holds_blocks(child):
            yield from _words(child.text)
            yield from _flat(child)
            yield from _words(child.tail)
        else:
            yield child


def _words(text: str | None) -> list[Element]:
    return [with_text("span", text)] if text and text.strip() else []


def first_line(element: Element, *, take: bool = False) -> list[Element]:
    """Return the paragraph that begins a level; none if something else begins it.

    :param take: whether to take it out.
    """
    first = next((child for child in element if child.tag not in _HEADS), None)
    if first is not None and first.tag in ("content", "intro", "list"):
        return first_line(first, take=take)
    if first is None or first.tag not in ("p", "listIntroduction") or _holds_blocks(first):
        return []
    if take:
        element.remove(first)
    return [first]


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in STRUCTURES for each in element.iter())
