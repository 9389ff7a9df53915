"""Removes the authors and dates of tracked changes."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from attrs import evolve, fields

from itu_texts.tree.nodes import Node
from itu_texts.tree.walking import walk

N = TypeVar("N", bound=Node)


def without_authors(node: N) -> N:
    r"""Return a document, or a node of one, whose tracked changes have no authors and no dates.

    The argument does not change; for a node, its whole document is copied.

    >>> from itu_texts import parse
    >>> document = parse("resolves\nto row")
    >>> without_authors(document) is document  # it has no changes
    True
    """
    document = node.document
    if document is None or not (
        any(each.author or each.date for each in document.changes)
        or any(each.author or each.date for each in document.comments)
    ):
        return node
    copies: dict[int, Node] = {}
    pieces = (*document.furniture, *document.changes, *document.comments)
    for each in (*pieces, *reversed(list(walk(document)))):  # children before parents
        copies[id(each)] = evolve(each, **_changed(each, copies))
    return cast(N, copies[id(node)])


def _changed(node: Node, copies: dict[int, Node]) -> dict[str, Any]:
    """Return the attributes that differ in the copy of a node."""
    changed: dict[str, Any] = {}
    for attribute in fields(type(node)):
        value = getattr(node, attribute.name)
        if not attribute.init:
            continue
        if isinstance(value, Node):
            changed[attribute.name] = copies[id(value)]
        elif isinstance(value, tuple) and any(id(member) in copies for member in value):
            changed[attribute.name] = tuple(copies.get(id(member), member) for member in value)
        elif attribute.name in ("author", "date"):
            changed[attribute.name] = None
    return changed
