"""Files: each format is a folder with its reader and its writer side by side."""

from itu_texts.tree.addresses import FINDERS
from itu_texts.tree.base import Node

_IRIS = "/akn/"


def _at_iri(node: Node, name: str) -> Node | None:
    """Return the node of the document of a node that an IRI names; ``None`` for what is no IRI."""
    if not name.startswith(_IRIS):
        return None
    from itu_texts.formats.akn.writer import node_at

    return node_at(node, name)


FINDERS.append(_at_iri)
