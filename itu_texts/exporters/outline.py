"""A document as an outline: one block a line, its depth as leading tabs."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.nodes import Amendment, Annex, Block, Clause, Document, Item, Node, Text

__all__ = ["to_outline"]


def to_outline(document: Document) -> str:
    """Print a document as an outline.

    Title matter and clause headings stand at depth 0, the blocks of a clause one deeper, sub-items one deeper
    than the item that they hang under; a label and its text are one line.  An empty heading is ``()``.  Page
    furniture and footnotes are left out.

    :returns: the lines, each ended by LF.
    """
    return "".join(f"{line}\n" for block in document.blocks for line in _lines(block))


def _lines(node: Node) -> Iterator[str]:
    if isinstance(node, Amendment):
        yield node.marker
        for block in node.blocks:
            yield from _lines(block) if isinstance(block, Text) else _block(block, 1)
    elif isinstance(node, Text):
        for part in node.front:
            yield part.text
        for clause in node.clauses:
            yield from _section(clause, 0)
        for annex in node.annexes:
            yield from _section(annex, 0)
    else:
        yield from _block(node, 0)  # type: ignore[arg-type]


def _section(section: Clause | Annex, depth: int) -> Iterator[str]:
    yield "\t" * depth + (section.heading.text or "()")
    for block in section.blocks:
        yield from _block(block, depth + 1)
    if isinstance(section, Annex):
        for clause in section.clauses:
            yield from _section(clause, depth + 1)


def _block(block: Block, depth: int) -> Iterator[str]:
    stack = [(block, depth)]
    while stack:
        block, depth = stack.pop()
        if isinstance(block, Item):
            yield "\t" * depth + f"{block.label} {block.text}".strip()
            below = block.blocks[1:] if block.text else block.blocks
            stack.extend((child, depth + 1) for child in reversed(below))
        else:
            yield "\t" * depth + block.text
