"""Names the places of a page for links, after their addresses: ``resolves-1.1``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Document, Node, Provision, Table, Text

__all__ = ["Anchors", "below"]

_LEFT_OUT = re.compile(r"[^\w.]+")


def below(node: Node) -> Iterator[Node]:
    """Yield the nodes below a node that get names of their own, in the order of the text."""
    if isinstance(node, Document | Text | Provision):
        yield from node.children
    elif not isinstance(node, Table):
        yield from (child for child, _ in node.outline_line.below)


class Anchors:
    """The unique names of nodes on the page."""

    def __init__(self, document: Document) -> None:
        self._many = len(document.texts) > 1
        self._names: dict[int, str] = {}
        self._addresses = Addresses()
        self.unique = UniqueNames("--").new
        stack: list[tuple[Node, str]] = [(document, "")]
        while stack:
            node, inside = stack.pop()
            if node is not document:
                self._names[id(node)] = self._name(node, inside)
            if isinstance(node, Text) and self._many:
                inside = self._names[id(node)]
            stack += reversed([(child, inside) for child in below(node)])

    def of(self, node: Node) -> str:
        """Return the name of a node, or of the innermost named node around it; empty if there is none."""
        found = next((self._names[id(each)] for each in (node, *node.ancestors) if id(each) in self._names), None)
        return found or ""

    def address(self, node: Node) -> str:
        """Return the address of a node in its text; an empty string if it has none."""
        return self._addresses.known(node)

    def _name(self, node: Node, inside: str) -> str:
        """Return a new name for a node.

        :param inside: the name of the text that contains it, if there are several texts.
        """
        name = _slug(self.address(node)) or type(node).__name__.lower()
        return self.unique(f"{inside}--{name}" if inside else name)


def _slug(words: str) -> str:
    """Return words for use in a link: letters, figures, full stops and hyphens."""
    return _LEFT_OUT.sub("-", words.casefold()).strip("-.")
