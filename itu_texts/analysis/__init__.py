"""Queries on a document: references, tasks, times, tables, the citation graph."""

from itu_texts.tree.addresses import FINDERS
from itu_texts.tree.base import Node


def _at_paragraph(node: Node, name: str) -> Node | None:
    """Return the paragraph of a text of an assembly of the United Nations that people ask for by its number."""
    if not any(map(str.isdecimal, name)):
        return None
    from itu_texts.analysis.works import paragraph_at

    return paragraph_at(node, name)


FINDERS.append(_at_paragraph)
