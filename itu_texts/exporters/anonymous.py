"""Documents without the names of those who changed them."""

from __future__ import annotations

from typing import Any

from attrs import evolve, fields

from itu_texts.nodes import Document, Node
from itu_texts.walk import walk

__all__ = ["without_authors"]


def without_authors(document: Document) -> Document:
    r"""A document whose tracked changes have no authors and no dates; the one that was given stays as it is.

    >>> from itu_texts import parse
    >>> document = parse("resolves\nto row")
    >>> without_authors(document) is document  # it has no changes
    True
    """
    if not any(change.author or change.date for change in document.changes):
        return document
    copies: dict[int, Node] = {}
    pieces = (*document.furniture, *document.changes)
    for node in (*pieces, *reversed(list(walk(document)))):  # those below before those above
        copies[id(node)] = evolve(node, **_changed(node, copies))
    made = copies[id(document)]
    assert isinstance(made, Document)
    return made


def _changed(node: Node, copies: dict[int, Node]) -> dict[str, Any]:
    """The attributes of a node that are others in its copy."""
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
