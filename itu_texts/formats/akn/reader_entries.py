"""Reads lists of contents that this library wrote, and the texts named in them and in agendas."""

from __future__ import annotations

from typing import Any

from itu_texts.formats.akn.reader_blocks import Blocks, heads
from itu_texts.formats.akn.reader_source import Line, Lines
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.formats.akn.rows import ROWS
from itu_texts.formats.akn.terms import ABOUT
from itu_texts.language.grammar import surface
from itu_texts.tree import nodes
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import Paragraph

__all__ = ["Entries"]


class Entries(Blocks):
    """Makes lists of contents and their entries."""

    def __init__(self, lines: Lines, language: str) -> None:
        super().__init__(lines)
        self.surface = surface(language)

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
