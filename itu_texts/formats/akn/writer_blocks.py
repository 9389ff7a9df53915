"""Writes blocks: as blocks (``p``, ``blockList``) in preambles, as levels (``paragraph``, ``point``) elsewhere.

A level holds either ``content``, or ``intro``, further levels, and ``wrapUp``: blocks never stand beside levels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from itu_texts.formats.akn.rows import ROWS
from itu_texts.formats.akn.writer_words import Lines
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Item, LabelStyle, Node, Paragraph

__all__ = ["Blocks"]

_NO_ROW = '<tr class="none"><td/></tr>'  # for a table without rows, because the schema requires one
_FIGURES = re.compile(r"\d\w*")
_UNNUMBERED = (LabelStyle.DASH, LabelStyle.BULLET)


class Blocks(Lines):
    """Writes blocks, each with an eId that begins with that of the element around it."""

    # ------------------------------------------------------------------ as blocks

    def blocks(self, blocks: Sequence[Node], prefix: str) -> None:
        """Write blocks as blocks; an empty paragraph if there are none."""
        if not blocks:
            self.put("<p/>")
        for listed, run in groupby(blocks, key=lambda block: isinstance(block, Item) and bool(block.label)):
            if listed:
                self._block_list([*run], prefix)
                continue
            for node in run:
                match node:
                    case Paragraph():
                        self.put(self.line(node))
                    case Item():
                        self._opening(node, prefix)
                    case nodes.Table():
                        self.table(node, prefix)
                    case nodes.Note() | nodes.Contents():
                        self.named(node, prefix, "tblock")

    def _block_list(self, items: Sequence[Node], prefix: str, opening: Item | None = None, intro: str = "") -> None:
        eid = self.ids.counted(f"{prefix}list")
        if opening is not None:
            self.eids[id(opening)] = eid
        self.put(f'<blockList eId="{eid}">{intro}')
        for item in items:
            assert isinstance(item, Item)
            mine = self.numbered(item, f"{eid}__item", item.label)
            self.put(f'<item eId="{mine}">{self.words.num(item)}')
            self.blocks(item.blocks, f"{mine}__")
            self.put("</item>")
        self.put("</blockList>")

    def _opening(self, item: Item, prefix: str) -> None:
        """Write unlabelled words that open a list."""
        blocks = item.blocks
        led = bool(blocks) and isinstance(blocks[0], Paragraph)
        below = blocks[1:] if led else blocks
        if below and all(isinstance(block, Item) and block.label for block in below):
            words = self.words.of(blocks[0]) if led else ""
            intro = f"<listIntroduction>{words}</listIntroduction>" if words or not led else ""
            self._block_list(below, prefix, item, intro or '<listIntroduction class="blank"/>')
        else:
            eid = self.numbered(item, f"{prefix}item", "")
            self.put(f'<blockContainer eId="{eid}">')
            self.blocks(blocks, f"{eid}__")
            self.put("</blockContainer>")

    def table(self, table: nodes.Table, prefix: str) -> None:
        """Write a table; a table without rows or cells gets an empty row."""
        eid = self.eids[id(table)] = self.ids.counted(f"{prefix}table")
        rows = []
        for row in table.rows:
            name = "th" if row.header else "td"
            cells = "".join([f"<{name}><p>{self.words.of(cell)}</p></{name}>" for cell in row.cells])
            rows.append(f"<tr>{cells}</tr>" if cells else '<tr class="empty"><td/></tr>')
        self.put(f'<table eId="{eid}">{"".join(rows) or _NO_ROW}</table>')

    # ------------------------------------------------------------------ as levels

    def level(self, node: Node, prefix: str, element: str = "paragraph", ref: str = "para") -> None:
        """Write a block as a level; without an element, as one outside lists.

        :param element: the name of the element of a paragraph or an item.
        :param ref: its abbreviation in eIds.
        """
        match node:
            case nodes.Paragraph():
                eid = self.numbered(node, f"{prefix}{ref}", "")
                self.put(f'<{element} eId="{eid}"><content>{self.line(node)}</content></{element}>')
            case nodes.Item():
                eid = self.numbered(node, f"{prefix}{ref}", node.label)
                self._filled(node, element, eid, node.blocks, bool(node.label))
            case nodes.Table():
                self.put(f"<{element}><content>")
                self.table(node, prefix)
                self.put(f"</content></{element}>")
            case _:
                self.named(node, prefix)

    def named(self, node: Node, prefix: str, element: str = "hcontainer") -> None:
        """Write a node whose element has a ``name``: a note, a list of contents, reasons, signatures.

        :param element: ``hcontainer``, which is a level, or ``tblock`` or ``container``, which are blocks.
        """
        name = ROWS[type(node)].name
        figures = _FIGURES.search(node.label) if isinstance(node, nodes.Note) else None
        ref = f"{prefix}{name}"
        new = self.eids[id(node)] = self.ids.numbered(ref, figures[0]) if figures else self.ids.counted(ref)
        says = "class" if element == "tblock" else "name"
        self.put(f'<{element} {says}="{name}" eId="{new}">{self.words.num(node)}')
        opening, closing = ("<content>", "</content>") if element == "hcontainer" else ("", "")
        match node:
            case nodes.Note():
                self.put(f"{opening}<p>{self.words.of(node)}</p>{closing}")
            case nodes.Contents():
                heading = f"<heading>{self.words.of(node.heading)}</heading>" if node.heading else ""
                self.put(f"{heading}{opening}{self.entries(node.blocks, f'{new}__')}{closing}")
            case nodes.Reasons() | nodes.SignatureBlock() if node.blocks or not opening:
                self.put(opening)
                self.blocks(node.blocks, f"{new}__")
                self.put(closing)
        self.put(f"</{element}>")

    def _filled(self, node: Node, element: str, eid: str, blocks: Sequence[Node], alone: bool) -> None:
        """Write a level with blocks, and a number if it has one.

        :param alone: whether a paragraph may be its only content; a paragraph without a number is a block by itself.
        """
        num = self.words.num(node)
        if alone and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            self.put(f'<{element} eId="{eid}">{num}<content>{self.line(blocks[0])}</content></{element}>')
            return
        self.put(f'<{element} eId="{eid}">{num}')
        places = [place for place, block in enumerate(blocks) if isinstance(block, Item)]
        within = f"{eid}__"
        if places:
            first, last = places[0], places[-1] + 1
            self._levels(blocks[:first], blocks[first:last], within)
            self._in("wrapUp", blocks[last:], within)
        elif alone:
            self._in("content", blocks or (None,), within)
        else:  # more than a paragraph, but it opens no list
            self.put("<intro>")
            self.blocks(blocks[:1], within)
            self.put("</intro>")
            for block in blocks[1:]:
                self.level(block, within, "alinea", "al")
        self.put(f"</{element}>")

    def _in(self, element: str, blocks: Sequence[Node | None], prefix: str) -> None:
        if blocks:
            self.put(f"<{element}>")
            self.blocks([block for block in blocks if block is not None], prefix)
            self.put(f"</{element}>")

    def _levels(self, head: Sequence[Node], blocks: Sequence[Node], prefix: str) -> None:
        """Write sub-items and the blocks between them; the words before them open the first list."""
        unnumbered: bool | None = None
        around = ""
        for block in blocks:
            if isinstance(block, Item) and block.label:
                kind = block.style in _UNNUMBERED
                if kind is not unnumbered:
                    self.put("</list>" if around else "")
                    around = self.ids.counted(f"{prefix}list")
                    self.put(f'<list eId="{around}">')
                    self._in("intro", head, prefix)
                    head, unnumbered = (), kind
                name = "indent" if kind else "point"
                self.level(block, f"{around}__", name, name)
                continue
            if around:
                self.put("</list>")
                around, unnumbered = "", None
            self._in("intro", head, prefix)
            head = ()
            self.level(block, prefix, "alinea", "al")
        self.put("</list>" if around else "")

    def numbered(self, node: Node, ref: str, label: str) -> str:
        """Return the eId of a node, from its label."""
        eid = self.eids[id(node)] = self.ids.numbered(ref, label)
        return eid
