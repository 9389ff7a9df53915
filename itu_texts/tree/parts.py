"""Finds the parts of a document by what they are called: kind and number, heading, label, what holds them.

A number is compared by its places, whatever signs and blanks stand in it: ``28bis`` and ``28 bis``. A label is compared
without its brackets and stops.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from itu_texts.language.identifiers import Identifier
from itu_texts.language.series import SUFFIXES
from itu_texts.tree.addresses import bare
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Annex, Division, Item, Provision, Text
from itu_texts.tree.walking import preorder


class Branch(Protocol):
    """A node, or what stands for one."""

    @property
    def children(self) -> Iterable[Any]:
        """What is directly below it, in order."""

    @property
    def ancestors(self) -> Iterable[Any]:
        """What it stands in, from the inside out."""


P = TypeVar("P", bound=Branch)
Key = tuple[tuple[int, int, str], ...]
"""The sort key of a number."""
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_SUFFIXES = {suffix.upper(): rank for suffix, rank in SUFFIXES.items()}


def number_key(number: str) -> Key:
    """Return the sort key of a number: 9.2 before 9.12, 9.12 before 9.12A, 28 before 28bis before 28A before 29."""
    found = []
    for piece in _PIECE.findall(number.upper()):
        if piece.isdecimal():
            found.append((1, int(piece), ""))
        else:
            found.append((0, _SUFFIXES.get(piece, 0), "" if piece in _SUFFIXES else piece))
    return tuple(found)


def heading_key(words: str) -> str:
    """Return a heading as it is compared."""
    return " ".join(words.split()).casefold()


def is_labelled(node: Node, label: str) -> bool:
    """Return whether a node is the item of a label."""
    return isinstance(node, Item) and bare(node.label) == bare(label)


class Parts(Generic[P]):
    """The parts of a document or a text, by what they are called.

    The document may change: what is put into it is added here, and what was taken out of it is found no more.

    :param root: the document or the text.
    :param node: returns the node of a part.
    """

    def __init__(self, root: P, node: Callable[[P], Node]) -> None:
        self.root = root
        self._node = node
        self._numbered: dict[str, dict[Key, list[P]]] = defaultdict(dict)
        self._keys: dict[str, list[Key]] = defaultdict(list)  # those of each kind, in order
        self._texts: dict[int, P] = {}
        self._works: dict[object, list[P]] = {}
        self.put(root)

    def put(self, part: P) -> None:
        """Add a part that was put into the document, with all parts in it."""
        for each in preorder(part, lambda above: above.children):
            node = self._node(each)
            if isinstance(node, Text) and id(each) not in self._texts:
                self._texts[id(each)] = each
                self._works.setdefault(_work(node.identifier), []).append(each)
            elif isinstance(node, Provision | Division | Annex):
                kind, key = called(node)
                if key not in self._numbered[kind]:
                    insort(self._keys[kind], key)
                same = self._numbered[kind].setdefault(key, [])
                same += [each] if all(other is not each for other in same) else []

    def stands(self, part: P, inside: P | None = None) -> bool:
        """Return whether a part is in another one; in the document, if none is given."""
        holder = inside if inside is not None else self.root
        return part is holder or any(each is holder for each in part.ancestors)

    # ------------------------------------------------------------------ by kind and number

    def at(self, kind: str, number: str | Key, inside: P | None = None) -> P | None:
        """Return the first part of a kind and number.

        :param kind: ``provision``, ``article``, ``annex`` ...
        """
        key = number_key(number) if isinstance(number, str) else number
        return next((each for each in self._numbered[kind].get(key, ()) if self.stands(each, inside)), None)

    def like(self, node: Provision | Division | Annex, inside: P | None = None) -> P | None:
        """Return the first part that is called as a node."""
        return self.at(*called(node), inside)

    def gone(self, node: Provision | Division | Annex) -> P | None:
        """Return the part that is called as a node and was taken out of the document last."""
        kind, key = called(node)
        return next((each for each in reversed(self._numbered[kind].get(key, ())) if not self.stands(each)), None)

    def before(self, node: Provision | Division | Annex, inside: P | None = None) -> P | None:
        """Return the part of the kind of a node with the highest number below its own."""
        kind, key = called(node)
        lower = reversed(self._keys[kind][: bisect_left(self._keys[kind], key)])
        return next((found for each in lower if (found := self.at(kind, each, inside)) is not None), None)

    def after(self, node: Provision | Division | Annex, inside: P | None = None) -> P | None:
        """Return the part of the kind of a node with the lowest number above its own."""
        kind, key = called(node)
        higher = self._keys[kind][bisect_right(self._keys[kind], key) :]
        return next((found for each in higher if (found := self.at(kind, each, inside)) is not None), None)

    def between(self, kind: str, first: str, last: str, inside: P | None = None) -> list[P]:
        """Return the parts of a kind from one number to another, these two included."""
        keys = self._keys[kind]
        there = keys[bisect_left(keys, number_key(first)) : bisect_right(keys, number_key(last))]
        return [each for key in there for each in self._numbered[kind][key] if self.stands(each, inside)]

    # ------------------------------------------------------------------ texts

    @property
    def texts(self) -> list[P]:
        """The texts in the document."""
        return [each for each in self._texts.values() if self.stands(each)]

    def editions(self, identifier: Identifier | None) -> list[P]:
        """Return the texts of the kind, sector and number of an identifier, those that were taken out among them."""
        return self._works.get(_work(identifier), []) if identifier is not None else []

    def below(self, kind: type[Node], inside: P) -> Iterator[P]:
        """Yield the parts of a class in another one."""
        return (each for each in preorder(inside, lambda above: above.children) if isinstance(self._node(each), kind))


def called(node: Provision | Division | Annex) -> tuple[str, Key]:
    """Return what a part is called: its kind, and the key of its number or, without a number, of its heading."""
    if isinstance(node, Provision):
        return "provision", number_key(node.number)
    if node.number is None:
        return node.kind, ((-1, 0, heading_key(node.heading.text)),)
    return node.kind, number_key(node.number)


def _work(identifier: Identifier | None) -> object:
    sector, number = (identifier.sector, identifier.number) if identifier is not None else (None, None)
    return identifier and (identifier.kind, (sector or "").casefold(), (number or "").casefold())
