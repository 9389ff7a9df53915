"""From drafts to a document of its own: its text printed, and read again, so that its spans are true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itu_texts.api import parse
from itu_texts.formats.text.writer import to_text
from itu_texts.revision.editing.drafts import Draft, DraftDocument
from itu_texts.tree.nodes import Document, Node
from itu_texts.tree.walking import walk

__all__ = ["finish", "nodes_of"]


def finish(drafts: DraftDocument, language: str) -> Document:
    """The document that drafts are, with the text that it is printed as for its source."""
    return parse(to_text(drafts.frozen(language)), language=language)


def nodes_of(drafts: DraftDocument, finished: Document) -> dict[int, Node]:
    """The nodes that drafts have become, by the identity of the drafts.

    Where the printed text was read as another tree, a draft has become the next node of its class that has its words,
    if there is one.
    """
    lines = [each for each in drafts.root.below if each is not drafts.root]
    nodes = [node for node in walk(finished) if node is not finished]
    if [each.type for each in lines] == [type(node) for node in nodes]:
        return {id(there): node for there, node in zip(lines, nodes, strict=True)}
    return dict(_by_words(lines, nodes))


def _by_words(lines: Sequence[Draft], nodes: Sequence[Node]) -> Iterator[tuple[int, Node]]:
    left: dict[tuple[type, str], list[Node]] = {}
    for node in reversed(nodes):
        words = "".join(getattr(each, "text", "") for each in walk(node) if not each.children)
        left.setdefault((type(node), words), []).append(node)
    for there in lines:
        found = left.get((there.type, "".join(each.values.get("text", "") for each in there.below)))
        if found:
            yield id(there), found.pop()
