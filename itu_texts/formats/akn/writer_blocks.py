"""Blocks as XML: as blocks (``p``, ``blockList``) in preambles, as levels (``paragraph``, ``point``) elsewhere.

A level holds either ``content``, or ``intro``, further levels, and ``wrapUp``: blocks never stand beside levels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from itu_texts.formats.akn.writer_fronts import contents_block, inside, shown_heading
from itu_texts.formats.akn.writer_words import Words
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Item, LabelStyle, Node, Paragraph

__all__ = ["Blocks"]

_NO_ROW = '<tr class="none"><td/></tr>'  # of a table without any, which may not be empty
_FIGURES = re.compile(r"\d\w*")
_UNNUMBERED = (LabelStyle.DASH, LabelStyle.BULLET)


class Blocks:
    """Writes blocks, each with an eId that begins with that of what holds it."""

    def __init__(self, words: Words, put: Callable[[str], None]) -> None:
        self.words = words
        self.ids = words.ids
        self.eids = words.links.eids
        self.put = put

    def p(self, node: Node) -> str:
        """A paragraph."""
        words = self.words.of(node)
        return f"<p>{words}</p>" if words else '<p class="blank"/>'

    # ------------------------------------------------------------------ as blocks

    def blocks(self, blocks: Sequence[Node], prefix: str) -> None:
        """Blocks where blocks stand; an empty paragraph if there is none."""
        put = self.put
        if not blocks:
            put("<p/>")
            return
        run: list[Item] = []
        for node in blocks:
            if isinstance(node, Item) and node.label:
                run.append(node)
                continue
            if run:
                self._block_list(run, prefix)
                run = []
            if isinstance(node, Paragraph):
                put(self.p(node))
            else:
                self._block(node, prefix)
        if run:
            self._block_list(run, prefix)

    def _block(self, node: Node, prefix: str) -> None:
        match node:
            case nodes.Item():
                self._opening(node, prefix)
            case nodes.Note():
                eid = self._note_id(node, prefix)
                self.put(f'<tblock class="note" eId="{eid}"><num>{self.words.label(node, node.label)}</num>')
                self.put(f"<p>{self.words.of(node)}</p></tblock>")
            case nodes.Table():
                self.table(node, prefix)
            case nodes.Contents():
                self.put(contents_block(self.words, node, prefix))

    def _block_list(self, items: Sequence[Node], prefix: str, opening: Item | None = None, intro: str = "") -> None:
        eid = self.ids.counted(f"{prefix}list")
        if opening is not None:
            self.eids[id(opening)] = eid
        self.put(f'<blockList eId="{eid}">{intro}')
        for item in items:
            assert isinstance(item, Item)
            mine = self.numbered(item, f"{eid}__item", item.label)
            self.put(f'<item eId="{mine}"><num>{self.words.label(item, item.label)}</num>')
            self.blocks(item.blocks, f"{mine}__")
            self.put("</item>")
        self.put("</blockList>")

    def _opening(self, item: Item, prefix: str) -> None:
        """Unlabelled words that open a list."""
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
        """A table; one without rows or cells gets an empty one."""
        eid = self.eids[id(table)] = self.ids.counted(f"{prefix}table")
        rows = []
        for row in table.rows:
            name = "th" if row.header else "td"
            cells = "".join([f"<{name}><p>{self.words.of(cell)}</p></{name}>" for cell in row.cells])
            rows.append(f"<tr>{cells}</tr>" if cells else '<tr class="empty"><td/></tr>')
        self.put(f'<table eId="{eid}">{"".join(rows) or _NO_ROW}</table>')

    # ------------------------------------------------------------------ as levels

    def level(self, node: Node, prefix: str) -> None:
        """A block as a level; one at the top, not one of a list."""
        self._level(node, prefix, "paragraph", "para")

    def _level(self, node: Node, prefix: str, element: str, ref: str) -> None:
        """A block as a level.

        :param element: what a paragraph or an item is.
        :param ref: what its eId says of that.
        """
        match node:
            case nodes.Paragraph():
                eid = self.numbered(node, f"{prefix}{ref}", "")
                self.put(f'<{element} eId="{eid}"><content>{self.p(node)}</content></{element}>')
            case nodes.Item():
                self._item(node, prefix, element, ref)
            case nodes.Note():
                eid = self._note_id(node, prefix)
                self.put(f'<hcontainer name="note" eId="{eid}"><num>{self.words.label(node, node.label)}</num>')
                self.put(f"<content><p>{self.words.of(node)}</p></content></hcontainer>")
            case nodes.Table():
                self.put(f"<{element}><content>")
                self.table(node, prefix)
                self.put(f"</content></{element}>")
            case nodes.Contents():
                eid = self.eids[id(node)] = self.ids.counted(f"{prefix}contents")
                self.put(f'<hcontainer name="contents" eId="{eid}">{shown_heading(self.words, node)}')
                self.put(f"<content>{inside(self.words, node, f'{eid}__') or '<p/>'}</content></hcontainer>")

    def _note_id(self, note: nodes.Note, prefix: str) -> str:
        """The eId of a note, by the number in its label."""
        figures = _FIGURES.search(note.label)
        new = self.ids.numbered(f"{prefix}note", figures[0]) if figures else self.ids.counted(f"{prefix}note")
        self.eids[id(note)] = new
        return new

    def _item(self, item: Item, prefix: str, element: str, ref: str) -> None:
        label = item.label
        blocks = item.blocks
        eid = self.numbered(item, f"{prefix}{ref}", label)
        num = f"<num>{self.words.label(item, label)}</num>" if label else ""
        if label and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            words = self.p(blocks[0])
            self.put(f'<{element} eId="{eid}">{num}<content>{words}</content></{element}>')
            return
        self.put(f'<{element} eId="{eid}">{num}')
        places = [place for place, block in enumerate(blocks) if isinstance(block, Item)]
        within = f"{eid}__"
        if places:
            first, last = places[0], places[-1] + 1
            self._levels(blocks[:first], blocks[first:last], within)
            self._in("wrapUp", blocks[last:], within)
        elif label:
            self._in("content", blocks or (None,), within)
        else:  # it opens no list, but is more than a paragraph
            self.put("<intro>")
            self.blocks(blocks[:1], within)
            self.put("</intro>")
            for block in blocks[1:]:
                self._level(block, within, "alinea", "al")
        self.put(f"</{element}>")

    def _in(self, element: str, blocks: Sequence[Node | None], prefix: str) -> None:
        if blocks:
            self.put(f"<{element}>")
            self.blocks([block for block in blocks if block is not None], prefix)
            self.put(f"</{element}>")

    def _levels(self, head: Sequence[Node], blocks: Sequence[Node], prefix: str) -> None:
        """Sub-items and what stands between them; the words before them open the first list."""
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
                self._item(block, f"{around}__", name, name)
                continue
            if around:
                self.put("</list>")
                around, unnumbered = "", None
            self._in("intro", head, prefix)
            head = ()
            self._level(block, prefix, "alinea", "al")
        self.put("</list>" if around else "")

    def numbered(self, node: Node, ref: str, label: str) -> str:
        """The eId of a node, by its label."""
        eid = self.eids[id(node)] = self.ids.numbered(ref, label)
        return eid
