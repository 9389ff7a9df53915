"""Turns drafts into a document: its text is printed and parsed again, so that its spans are correct."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from itu_texts.api import parse
from itu_texts.formats.text.writer import to_text
from itu_texts.revision.editing.drafts import Draft, DraftDocument
from itu_texts.tree.nodes import Annex, Division, Document, Node
from itu_texts.tree.walking import walk

__all__ = ["finish", "nodes_of"]


def finish(drafts: DraftDocument, language: str) -> Document:
    """Return the document of some drafts, with its printed text as source."""
    return parse(to_text(drafts.frozen(language)), language=language)


def nodes_of(drafts: DraftDocument, finished: Document) -> dict[int, Node]:
    """Return the nodes that drafts have become, by the identity of the drafts.

    If the printed text was parsed as another tree, a draft becomes the next node of its class with its words; if there
    is none, the first node of any class in its printed text, or the last one around it.
    """
    lines = [each for each in drafts.root.below if each is not drafts.root]
    nodes = [node for node in walk(finished) if node is not finished]
    if [each.type for each in lines] == [type(node) for node in nodes]:
        return {id(there): node for there, node in zip(lines, nodes, strict=True)}
    found = dict(_by_words(lines, nodes))
    return found if len(found) == len(lines) else dict(_by_place(lines, nodes, finished.source.text, found)) | found


def _by_words(lines: Sequence[Draft], nodes: Sequence[Node]) -> Iterator[tuple[int, Node]]:
    left: dict[tuple[type, str], list[Node]] = {}
    for node in reversed(nodes):
        words = "".join(getattr(each, "text", "") for each in walk(node) if not each.children)
        left.setdefault((type(node), words), []).append(node)
    for there in lines:
        found = left.get((there.type, "".join(each.values.get("text", "") for each in there.below)))
        if found:
            yield id(there), found.pop()


def _by_place(
    lines: Sequence[Draft], nodes: Sequence[Node], printed: str, known: Mapping[int, Node]
) -> Iterator[tuple[int, Node]]:
    places = [place for place, sign in enumerate(printed) if sign.isalnum()]
    signs = "".join(printed[place] for place in places)
    starts = [node.start for node in nodes]
    at = 0
    for there in lines:
        if id(there) in known:
            at = bisect_left(places, known[id(there)].start)
            continue
        wanted = "".join(
            sign
            for each in there.below
            for name in (("text",) if each.type in (Division, Annex) else ("number", "label", "text"))
            for sign in each.values.get(name) or ""
            if sign.isalnum()
        )
        found = signs.find(wanted, at) if wanted else -1
        if found < 0:
            continue
        at, start, end = found, places[found], places[found + len(wanted) - 1]
        first, beyond = bisect_left(starts, start), bisect_right(starts, end)
        within = (each for each in nodes[first:beyond] if places[bisect_left(places, each.end) - 1] <= end)
        around = (nodes[place] for place in range(first - 1, -1, -1) if nodes[place].end > end)
        node = next(within, None) or next(around, None)
        if node is not None:
            yield id(there), node
