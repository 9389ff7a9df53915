"""Walks the tree: all nodes, nodes of a class, and the leaves, which hold the characters."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.tree.base import Node, OutlineLine
from itu_texts.tree.spans import Span

if TYPE_CHECKING:
    from itu_texts.tree.nodes import Document

N = TypeVar("N", bound=Node)
T = TypeVar("T")


@checked
def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, each before its children, in the order of the text.

    Page furniture is not part of the tree: see :attr:`itu_texts.Document.furniture`.
    """
    return nodes_in(node)


def nodes_in(node: Node) -> Iterator[Node]:
    """Yield the nodes of :func:`walk`, for callers whose argument is a node."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        children = node.children
        if children:
            stack.extend(reversed(children))


def preorder(root: T, below: Callable[[T], Iterable[T]]) -> Iterator[T]:
    """Yield a thing and all things below it, each before those below it.

    :param below: returns the things directly below another, in order.
    """
    stack = [root]
    while stack:
        each = stack.pop()
        yield each
        stack.extend(reversed([*below(each)]))


def outline_nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it that an outline shows, in its order."""
    return preorder(node, lambda each: [child for child, _ in each.outline_line.below])


def all_words(node: Node) -> str:
    """Return the words of a node and of all nodes below it, including labels, as an outline shows them."""
    return " ".join(filter(None, (own_words(each) for each in outline_nodes(node))))


def own_words(node: Node) -> str:
    """Return the words of a node alone: those of its line in an outline; compare :func:`all_words`."""
    pieces = (each if isinstance(each, str) else getattr(each, "text", "") for each in node.outline_line.pieces or ())
    return " ".join(" ".join(pieces).split())


def line_words(line: OutlineLine) -> tuple[str, str]:
    """Return the label and the words of a line, each with single blanks; either may be empty."""
    labels = " ".join(each for each in line.pieces or () if isinstance(each, str))
    words = " ".join(getattr(each, "text", "") for each in line.pieces or () if not isinstance(each, str))
    return " ".join(labels.split()), " ".join(words.split())


@checked
def find(node: Node, kind: type[N]) -> Iterator[N]:
    r"""Yield the nodes of a class, including subclasses, in the order of :func:`walk`.

    For a class that is not part of the tree (page furniture such as footnotes and their marks, tracked changes), the
    nodes of the document that lie inside the node are found.

    :raises InputError: if ``kind`` is not a class of nodes.

    >>> from itu_texts import Item, parse
    >>> doc = parse("resolves\n1 to study;\n2 to report")
    >>> [item.label for item in find(doc, Item)]
    ['1', '2']
    """
    if not isinstance(kind, type) or not issubclass(kind, Node):
        raise InputTypeError(
            f"find() takes a class of nodes, such as Item, not {getattr(kind, '__name__', repr(kind)):.40}"
        )
    if not kind._KEPT_IN:
        return (found for found in walk(node) if isinstance(found, kind))
    kept: tuple[Node, ...] = getattr(node.document, kind._KEPT_IN, ())
    return (found for found in kept if isinstance(found, kind) and node.start <= found.start and found.end <= node.end)


class Leaf(NamedTuple):
    """A stretch of characters that belongs to one node: its label, its words, or a piece of them."""

    kind: str
    """``label``, ``marker``, ``furniture``, ``table`` (a whole table, with its cells and separators), or ``text``."""
    span: Span  #: its place in the source
    node: Node  #: the node that it belongs to


@checked
def leaves(document: Document) -> Iterator[Leaf]:
    """Yield the leaves, in the order of the text.

    Every character of the source that is not blank lies in exactly one leaf. Words that page furniture interrupts give
    one leaf for each piece.

    :raises InputError: if ``document`` is not a document.
    """
    if not hasattr(document, "furniture"):
        raise InputTypeError(f"leaves() takes a document, not a {type(document).__name__}")
    furniture = deque(document.furniture)
    source = document.source.text
    for node in walk(document):
        for kind, start, end in node._own_leaves(source):
            while furniture and furniture[0].start < end:
                piece = furniture.popleft()
                if start < piece.start:
                    yield Leaf(kind, Span(start, piece.start), node)
                yield Leaf("furniture", piece.span, piece)
                start = max(start, piece.end)
            if start < end:
                yield Leaf(kind, Span(start, end), node)
    yield from (Leaf("furniture", piece.span, piece) for piece in furniture)
