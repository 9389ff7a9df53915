"""Removes the authors and dates of tracked changes."""

from typing import TypeVar, cast

from attrs import evolve

from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Change, Comment
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
    signed: tuple[Change | Comment, ...] = (*document.changes, *document.comments) if document is not None else ()
    if document is None or not any(each.author or each.date for each in signed):
        return node
    changes = (evolve(each, author=None, date=None) for each in document.changes)
    comments = (evolve(each, author=None, date=None) for each in document.comments)
    made = evolve(document, changes=tuple(changes), comments=tuple(comments))
    return cast(N, next(new for old, new in zip(walk(document), walk(made), strict=True) if old is node))
