"""The parent links of nodes, which a document sets."""

from __future__ import annotations

from operator import is_not
from typing import TYPE_CHECKING, Final

from itu_texts.tree.base import Node, copied, set_parent
from itu_texts.tree.nodes.blocks import Paragraph

if TYPE_CHECKING:
    from itu_texts.tree.nodes.document import Document

_set: Final = object.__setattr__  # only for the blocks of a document that is still being made


def adopt(document: Document) -> None:
    """Set the parent of each node of a document.

    Nodes that belong to another document stay there: the document gets copies of the blocks that contain them.
    """
    pairs: list[tuple[Node, Node]] = []
    for name in ("blocks", "furniture", "languages", "changes", "comments", "emphasis", "amended"):
        nodes: tuple[Node, ...] = getattr(document, name)
        own = tuple([_owned(node, document, pairs) for node in nodes])
        if any(map(is_not, nodes, own)):
            _set(document, name, own)
    for child, parent in pairs:
        set_parent(child, parent)


def _owned(block: Node, document: Document, pairs: list[tuple[Node, Node]]) -> Node:
    """Return a block with the parents below it set, or a copy if any node in it belongs to a document."""
    begun = len(pairs)
    pairs.append((block, document))
    stack = [block]
    free = block._parent is None
    while stack and free:
        node = stack.pop()
        for child in node.children:
            if child._parent is not None:
                free = False
                break
            pairs.append((child, node))
            if not isinstance(child, Paragraph):
                stack.append(child)
    if free:
        return block
    del pairs[begun:]
    return _owned(copied(block), document, pairs)
