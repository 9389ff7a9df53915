"""The places of a page that can be linked to: names made of addresses, as ``resolves-1.1``."""

from __future__ import annotations

import re

from itu_texts.addressing import address
from itu_texts.errors import AddressError
from itu_texts.nodes import Document, Node, Text

__all__ = ["Anchors"]

_KEPT = re.compile(r"[^\w.]+")


class Anchors:
    """Names by node, each once in the page."""

    def __init__(self, document: Document) -> None:
        self._many = len(document.texts) > 1
        self._names: dict[int, str] = {}
        self._taken: dict[str, int] = {}

    def of(self, node: Node) -> str:
        """The name of a node; the same whenever it is asked for."""
        known = self._names.get(id(node))
        if known is None:
            known = self._names[id(node)] = self._new(node)
        return known

    def address(self, node: Node) -> str:
        """The address of a node in its text; empty if it has none."""
        try:
            return "" if isinstance(node, Document) else address(node)
        except AddressError:
            return ""

    def _new(self, node: Node) -> str:
        name = _slug(self.address(node)) or type(node).__name__.lower()
        text = next((each for each in node.ancestors if isinstance(each, Text)), None)
        if self._many and text is not None:
            name = f"{self.of(text)}--{name}"
        count = self._taken[name] = self._taken.get(name, 0) + 1
        return name if count == 1 else self.unique(f"{name}--{count}")

    def unique(self, name: str) -> str:
        """A name that no other place has."""
        while name in self._taken:
            name += "-"
        self._taken[name] = 1
        return name


def _slug(words: str) -> str:
    """Words as part of a link: letters, figures, full stops and hyphens."""
    return _KEPT.sub("-", words.casefold()).strip("-.")
