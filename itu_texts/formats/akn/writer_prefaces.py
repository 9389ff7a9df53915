"""The fronts of texts, annexes and collections as a whole: in the preface, and in the preamble above clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itu_texts.formats.akn.writer_entries import contents_block
from itu_texts.formats.akn.writer_front import formula, front_line
from itu_texts.formats.akn.writer_words import Words
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Node

__all__ = ["front", "front_part"]


def front(words: Words, lines: Sequence[Node], prefix: str) -> str:
    """Lines of a front together."""
    eid = words.ids.counted(f"{prefix}identification")
    shown = "".join(_paragraphs(words, lines, prefix))
    return f'<container name="identification" eId="{eid}">{shown}</container>'


def _paragraphs(words: Words, lines: Sequence[Node], prefix: str) -> Iterator[str]:
    """A paragraph for each line, a block for contents; a title that stands on the line of a heading is one with it."""
    heading: nodes.Heading | None = None
    for line in lines:
        if heading is not None and isinstance(line, nodes.Title):
            yield f"<p><docType>{words.named(heading)}</docType> <docTitle>{words.of(line)}</docTitle></p>"
            heading = None
            continue
        if heading is not None:
            yield front_line(words, heading)
        heading = line if isinstance(line, nodes.Heading) and line.separator else None
        if heading is None:
            yield front_part(words, line, prefix)
    if heading is not None:
        yield front_line(words, heading)


def front_part(words: Words, node: Node, prefix: str) -> str:
    """A part of a front: a line, the formula, a list of contents."""
    match node:
        case nodes.Formula():
            return formula(words, node, prefix)
        case nodes.Contents():
            return contents_block(words, node, prefix)
    return front_line(words, node)
