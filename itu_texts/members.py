"""What is addressed in a node, looked up by name and by label: one pass over all of it serves all that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge
from typing import NamedTuple

from itu_texts.codes import regex
from itu_texts.tree import Node
from itu_texts.writing import as_latin, fold, without_stretches

__all__ = ["Called", "Members", "bare"]

_DRESS = regex(r"[\s().°º、,]+$|^\[?\(?|\s+|\)")
_BOUNDS = " [,/"


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """A label without its brackets and stops, in small letters: ``1)`` and ``1.`` are the same in addresses."""
    return as_latin(_DRESS.sub("", without_stretches(fold(label))).casefold())


class Called(NamedTuple):
    """What a node goes by among those beside it: its first name; where it has none, its label, which may be empty."""

    name: str
    label: str
    rank: int
    """Which of those that have the name, or the label, it is, from 1."""
    same: list[Node]
    """These."""


class Members:
    """The members of a node, or other nodes that stand beside one another.

    :param inside: the members of what a node contains, for labels that are found through items without one.
    """

    def __init__(self, members: Iterable[Node], inside: Callable[[Node], Members]) -> None:
        self._inside = inside
        self._members = tuple(members)
        self._places: dict[int, int] = {}
        self._labels: dict[str, list[Node]] = {}
        self._names: dict[str, list[Node]] = {}
        self._nameless: list[Node] = []
        self._open: list[Node] = []
        self._called: dict[int, Called] = {}
        self._through: dict[str, list[Node]] | None = None
        for place, node in enumerate(self._members):
            self._places[id(node)] = place
            self._enter(node)
        self._lengths = _lengths(self._names)
        self._others: dict[str, list[Node]] | None = None
        self._lengths_of_others: list[int] = []

    def _enter(self, node: Node) -> None:
        label, names = node.list_label, node.names
        if label:
            same = self._labels.setdefault(bare(label), [])
            self._call(node, "", label.lstrip("[") or label, same)
        elif not names:
            self._call(node, "", "", self._nameless)
        if label == "":
            self._open.append(node)
        for name in {name.casefold() for name in names[1:]} - {name.casefold() for name in names[:1]}:
            self._names.setdefault(name, []).append(node)
        if names:
            self._call(node, names[0], "", self._names.setdefault(names[0].casefold(), []))

    def _call(self, node: Node, name: str, label: str, same: list[Node]) -> None:
        same.append(node)
        self._called[id(node)] = Called(name, label, len(same), same)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._members)

    # ------------------------------------------------------------------ those that have something in common

    def labelled(self, label: str | None) -> Sequence[Node]:
        """Those that have a label, however it is dressed; for ``None`` those that have none, and no name either."""
        return self._nameless if label is None else self._labels.get(bare(label), ())

    def named(self, wanted: str, *, in_english: bool = False) -> tuple[Sequence[Node], str]:
        """Those that have the longest name with which an address begins, and what of the address follows it.

        :param in_english: whether to look for the names in English of what is in another language.
        """
        names, lengths = self._named_in_english() if in_english else (self._names, self._lengths)
        for length in lengths:
            if length == len(wanted) or (length < len(wanted) and wanted[length] in _BOUNDS):
                found = names.get(wanted[:length].casefold())
                if found:
                    return found, wanted[length:]
        return (), wanted

    def _named_in_english(self) -> tuple[dict[str, list[Node]], list[int]]:
        if self._others is None:
            self._others = {}
            for node in self._members:
                for name in {name.casefold() for name in node.other_names}:
                    self._others.setdefault(name, []).append(node)
            self._lengths_of_others = _lengths(self._others)
        return self._others, self._lengths_of_others

    def called(self, node: Node) -> Called | None:
        """What one of them goes by; ``None`` for a node that is none of them."""
        return self._called.get(id(node))

    def above(self, label: str) -> Iterator[Node]:
        """The items in which one of a label may stand: without a label, or with that which a decimal begins with."""
        wanted = bare(label)
        keys = [wanted[:place] for place, char in enumerate(wanted) if char == "."]
        through = self._found_through()
        lists = [self._labels.get(key, ()) for key in keys] + [through.get(key, ()) for key in (*keys, wanted)]
        last: Node | None = None
        for node in merge(*filter(None, lists), key=lambda node: self._places[id(node)]):
            if node is not last:
                yield node
            last = node

    def _found_through(self) -> dict[str, list[Node]]:
        """By label: the items without one in which, or through which, one of that label is found."""
        if self._through is None:
            self._through = {}
            for node in self._open:
                below = self._inside(node)
                for key in {**below._labels, **below._found_through()}:
                    self._through.setdefault(key, []).append(node)
        return self._through


def _lengths(names: Iterable[str]) -> list[int]:
    """How long some names are, the longest first."""
    return sorted({len(name) for name in names}, reverse=True)
