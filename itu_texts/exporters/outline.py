"""A document as an outline: one block a line, its depth as leading tabs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from itu_texts import nodes
from itu_texts.errors import InputError
from itu_texts.nodes import Document, FootnoteAnchor, Node

__all__ = ["to_outline"]


def to_outline(root: Node) -> str:
    """Print a document, or a part of one, as an outline.

    Title matter and clause headings stand at depth 0, the blocks of a clause one deeper, sub-items one deeper
    than the item that they hang under; a label and its text are one line.  What stands in an annex, a division or
    under an amendment marker is one deeper than its heading, but for whole texts under a marker.  An empty heading
    is ``()``.  The cells of tables are parted by tabs.  The marks of footnotes stand in the words as they are
    printed; footnotes themselves and page furniture are left out.

    :param root: a document, or any node of one: a text, a clause, an item.
    :returns: the lines, each ended by LF.
    :raises InputError: if it is no node.
    """
    if not isinstance(root, Node):
        raise InputError(f"an outline is made of a document or a part of one, not of a {type(root).__name__}")
    return "".join(f"{line}\n" for line in _Outline(root).lines())


class _Outline:
    """The lines of a document, or of a part of one."""

    def __init__(self, root: Node) -> None:
        self.root = root
        document = root if isinstance(root, Document) else root.document
        self.anchors = document.anchors if document else ()

    def lines(self) -> Iterator[str]:
        stack: list[tuple[Node, int]] = [(self.root, 0)]
        while stack:
            node, depth = stack.pop()
            line, below = self._line(node)
            if line is not None:
                yield "\t" * depth + line
            stack.extend((child, depth + further) for child, further in reversed(below))

    def _line(self, node: Node) -> tuple[str | None, list[tuple[Node, int]]]:
        """What is printed for a node, if anything; and what comes below, and how much deeper."""
        if isinstance(node, nodes.Paragraph):
            return self._words(node), []
        if isinstance(node, nodes.Item | nodes.AgendaItem):
            return self._labelled(node.label, node.blocks)
        if isinstance(node, nodes.Document | nodes.Text):
            return None, [(child, 0) for child in node.children]
        if isinstance(node, nodes.Clause | nodes.Annex | nodes.Division):
            return self._words(node.heading) or "()", [(block, 1) for block in node.blocks]
        if isinstance(node, nodes.Amendment):
            return node.marker, self._amended(node)
        if isinstance(node, nodes.Provision):
            line, below = self._first(node.blocks)
            return f"{node.number} {line}".strip(), below
        if isinstance(node, nodes.Reasons):
            return self._labelled(node.label, node.blocks)
        if isinstance(node, nodes.SignatureBlock | nodes.Cover):
            return None, [(child, 0) for child in node.children]
        if isinstance(node, nodes.Note):
            return f"{node.label} {self._words(node)}".strip(), []
        if isinstance(node, nodes.Table):
            return None, [(row, 0) for row in node.rows]
        if isinstance(node, nodes.Row):
            return "\t".join(cell.text for cell in node.cells), []
        if isinstance(node, nodes.Agenda):
            return self._words(node.heading), [(item, 1) for item in node.items]
        if isinstance(node, nodes.Entry):
            return f"{node.label} {self._words(node)}".strip(), []
        if isinstance(node, nodes.Contents):
            return self._words(node.heading) if node.heading else "()", [(block, 1) for block in node.blocks]
        return self._words(node), []

    def _amended(self, node: nodes.Amendment) -> list[tuple[Node, int]]:
        below: list[tuple[Node, int]] = []
        for block in node.blocks:
            if isinstance(block, nodes.Provision) and block.number == node.provision:  # said by the marker
                below += [(child, 1) for child in block.blocks]
            else:
                below.append((block, 0 if isinstance(block, nodes.Text) else 1))
        return [*below, (node.reasons, 1)] if node.reasons else below

    def _labelled(self, label: str, blocks: tuple[Node, ...]) -> tuple[str, list[tuple[Node, int]]]:
        """A label and the words of the first block on one line; the other blocks below."""
        if blocks and isinstance(blocks[0], nodes.Paragraph):
            return f"{label} {self._words(blocks[0])}".strip(), [(block, 1) for block in blocks[1:]]
        return label, [(block, 1) for block in blocks]

    def _first(self, blocks: tuple[Node, ...]) -> tuple[str, list[tuple[Node, int]]]:
        """The line of the first block, with those labels that stand right behind one another; and what comes below."""
        if not blocks:
            return "", []
        line, below = self._line(blocks[0])
        return line or "", [*below, *((block, 0) for block in blocks[1:])]

    def _words(self, node: Node) -> str:
        """The words of a node, with the marks of footnotes in their places."""
        text: str = node.text  # type: ignore[attr-defined]
        if not self.anchors:
            return text
        for anchor in reversed(_within(self.anchors, node)):
            text = text[: anchor.offset] + anchor.text + text[anchor.offset :]
        return text


def _within(anchors: tuple[FootnoteAnchor, ...], node: Node) -> list[FootnoteAnchor]:
    begin = bisect_left(anchors, node.start, key=lambda anchor: anchor.start)
    stop = bisect_right(anchors, node.end, key=lambda anchor: anchor.end)
    return list(anchors[begin:stop])
