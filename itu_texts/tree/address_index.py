"""An index of the nodes that have addresses below a node, by name and by label, made in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import merge
from typing import NamedTuple

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import as_latin, fold, without_stretches
from itu_texts.tree.base import Node

_DRESS = regex(r"[\s().°º、,]+$|^\[?\(?|\s+|\)")
_BOUNDS = " [,/"


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """Return a label without its brackets and stops, in small letters: ``1)`` and ``1.`` are the same in addresses."""
    return as_latin(_DRESS.sub("", without_stretches(fold(label))).casefold())


def uncased(name: str) -> str:
    """Return a name in small letters, to compare; each character keeps its offset, "İ" too."""
    return name.replace("İ", "i").lower()


class AddressName(NamedTuple):
    """The name by which a node is addressed among its siblings.

    Its first name, otherwise its label, which may be empty.
    """

    name: str
    label: str
    rank: int
    """The position of the node among those with the same name or label, from 1."""
    same: list[Node]
    """The nodes with the same name or label."""


class AddressIndex:
    """The nodes that have addresses directly below a node.

    :param inside: returns the index of a node's content, to find labels through items without one.
    """

    def __init__(self, nodes: Iterable[Node], inside: Callable[[Node], AddressIndex]) -> None:
        self._inside = inside
        self._nodes = tuple(nodes)
        self._places: dict[int, int] = {}
        self._labels: dict[str, list[Node]] = {}
        self._names = Names()
        self._nameless: list[Node] = []
        self._open: list[Node] = []
        self._names_of_nodes: dict[int, AddressName] = {}
        for place, node in enumerate(self._nodes):
            self._places[id(node)] = place
            self._enter(node)

    def _enter(self, node: Node) -> None:
        label, names = node._list_label, node._names
        if label:
            self._call(node, "", label.lstrip("[") or label, self._labels.setdefault(bare(label), []))
        elif not names:
            self._call(node, "", "", self._nameless)
        if label == "":
            self._open.append(node)
        self._names.add(node, {*map(uncased, names[1:])} - {*map(uncased, names[:1])})
        if names:
            self._call(node, names[0], "", self._names.setdefault(uncased(names[0]), []))

    def _call(self, node: Node, name: str, label: str, same: list[Node]) -> None:
        same.append(node)
        self._names_of_nodes[id(node)] = AddressName(name, label, len(same), same)

    # ------------------------------------------------------------------ nodes with the same name or label

    def labelled(self, label: str | None) -> Sequence[Node]:
        """Return the nodes with a label, whatever its form; for ``None`` those with neither label nor name."""
        return self._nameless if label is None else self._labels.get(bare(label), ())

    def named(self, wanted: str) -> tuple[Sequence[Node], str]:
        """Return the nodes with the longest name with which an address begins, and the rest of the address."""
        return self._names.find(wanted)

    def named_otherwise(self, wanted: str, *, short: bool) -> tuple[Sequence[Node], str]:
        """Return the same by the English names, without articles, of nodes in other languages.

        :param short: whether a long name may be without its end, too.
        """
        *shortened, english = self._otherwise
        known = (*shortened, english) if short else (english,)
        return min((names.find(wanted) for names in known), key=lambda found: len(found[1]))

    @cached_property
    def _otherwise(self) -> tuple[Names, Names, Names]:
        """The nodes by their names without the end, those with priority first; and by their English names."""
        called = (Names(), Names(), Names())
        for node in self._nodes:
            for names, its in zip(called, (*node._short_names, node._other_names), strict=True):
                names.add(node, its)
        return called

    def name_of(self, node: Node) -> AddressName | None:
        """Return the name of a node of the index; ``None`` for any other node."""
        return self._names_of_nodes.get(id(node))

    def above(self, label: str) -> Iterator[Node]:
        """Yield the items that may contain a label: items without a label, or with the beginning of a decimal."""
        wanted = bare(label)
        keys = [wanted[:place] for place, char in enumerate(wanted) if char == "."]
        lists = [self._labels.get(key, ()) for key in keys] + [self._through.get(key, ()) for key in (*keys, wanted)]
        last: Node | None = None
        for node in merge(*filter(None, lists), key=lambda node: self._places[id(node)]):
            if node is not last:
                yield node
            last = node

    @cached_property
    def _through(self) -> dict[str, list[Node]]:
        """By label: the items without a label through which it is found."""
        through: dict[str, list[Node]] = {}
        for node in self._open:
            below = self._inside(node)
            for key in {**below._labels, **below._through}:
                through.setdefault(key, []).append(node)
        return through


class Names(dict[str, list[Node]]):
    """Nodes by their names in small letters, to look up the longest with which an address begins."""

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(name) for name in self}, reverse=True)

    def add(self, node: Node, names: Iterable[str]) -> None:
        for name in {*map(uncased, names)}:
            self.setdefault(name, []).append(node)

    def find(self, wanted: str) -> tuple[Sequence[Node], str]:
        for length in self._lengths:
            if wanted[length : length + 1] in _BOUNDS and (found := self.get(uncased(wanted[:length]))):
                return found, wanted[length:]
        return (), wanted
