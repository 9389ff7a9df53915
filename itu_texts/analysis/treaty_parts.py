"""The numbered parts of the treaties in a document, outside its texts: provisions, articles, chapters ..."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from itu_texts.tree.nodes import Amendment, Annex, Division, Document, Node, Provision
from itu_texts.tree.walking import walk

_Key = tuple[str, str]
_COUNTED = frozenset(("article", "provision"))  # kinds whose numbers run through a whole treaty
_FIRST = "1"
_AGAIN = 3  # repeated numbers that show the beginning of another treaty


class TreatyParts:
    """The parts of the treaties in a document, by kind and number.

    The first part with a number counts. A document may contain several treaties, one after the other, each with its own
    numbers.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _blocks(self) -> list[Node]:
        return [each for each in self._document.blocks if isinstance(each, Division | Annex | Amendment | Provision)]

    @cached_property
    def _treaties(self) -> tuple[list[int], list[dict[_Key, Node]]]:
        """Return where each treaty begins, and its parts."""
        starts: list[int] = []
        treaties: list[dict[_Key, Node]] = [{}]
        for block in self._blocks:
            found = dict(reversed([*_numbered(block)]))
            again = sum(key[0] in _COUNTED and key in treaties[-1] for key in found)
            if again >= _AGAIN:
                starts.append(block.start)
                treaties.append(found)
            else:
                treaties[-1] = found | treaties[-1]
        return starts, treaties

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of parts that there are: provisions, articles, chapters ..."""
        return frozenset(kind for treaty in self._treaties[1] for kind, _ in treaty)

    @cached_property
    def is_complete(self) -> bool:
        """Return whether the document has all parts of a treaty.

        Amendments leave out unchanged parts, and a piece does not begin in the first article: "5.431B".
        """
        parts = self._treaties[1][0].items()
        numbers = [(node.start, number) for (kind, number), node in parts if kind == "provision"]
        _, first = min(numbers, default=(0, _FIRST))
        article, stop, _ = first.partition(".")
        return (not stop or article == _FIRST) and not any(
            isinstance(node, Amendment) for block in self._blocks for node in walk(block)
        )

    def part(self, kind: str, number: str, place: int) -> Node | None:
        """Return the provision, article, chapter ... with a number in the treaty around an offset."""
        starts, treaties = self._treaties
        return treaties[bisect_right(starts, place)].get((kind, number))


def _numbered(block: Node) -> Iterator[tuple[_Key, Node]]:
    """Yield the numbered parts of a block, in the order of the text."""
    for node in walk(block):
        if isinstance(node, Provision):
            yield ("provision", node.number), node
        elif isinstance(node, Division | Annex) and node.number:
            yield (node.kind, node.number), node
