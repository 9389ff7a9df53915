"""The amendments of a document, and what they say of what they amend by where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.consolidation.targets import lists_numbers
from itu_texts.nodes import Amendment, Annex, Division, Document, Node, Paragraph, Text
from itu_texts.walk import walk

__all__ = ["amendments_of", "heading_of", "neighbours", "numbers_below"]


def amendments_of(document: Document) -> Iterator[Amendment]:
    """The amendments of a document in their order; those inside an amended text count, and that text does not."""
    for node in walk(document):
        if isinstance(node, Amendment) and not any(
            isinstance(each, Amendment) for block in node.blocks if isinstance(block, Text) for each in walk(block)
        ):
            yield node


def neighbours(document: Document) -> dict[int, tuple[Node | None, Node | None]]:
    """By the identity of each amendment, what stands right before it, and right behind it."""
    found: dict[int, tuple[Node | None, Node | None]] = {}
    for node in walk(document):
        for before, each, behind in zip(
            (None, *node.children), node.children, (*node.children[1:], None), strict=False
        ):
            if isinstance(each, Amendment):
                found[id(each)] = before, behind
    return found


def heading_of(above: Node | None) -> Division | Annex | None:
    """What an amendment right above holds, if it is no more than a heading, as ``NOC ARTICLE 5``."""
    if not isinstance(above, Amendment) or len(above.blocks) != 1:
        return None
    [block] = above.blocks
    return block if isinstance(block, Division | Annex) and not block.blocks else None


def numbers_below(below: Node | None) -> str:
    """The numbers on the line below a marker: ``SUP A/1/2``, and ``16, 18-20``; empty if it has none."""
    said = below.text if isinstance(below, Paragraph) else ""
    return said if lists_numbers(said) else ""
