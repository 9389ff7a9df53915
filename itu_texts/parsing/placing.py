"""From the places of nodes in a text without markup to those in the text as it was given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import evolve

from itu_texts import nodes
from itu_texts.parsing.markup import Plain
from itu_texts.spans import Source, Span
from itu_texts.walk import walk

__all__ = ["placed"]

# Of nodes that nobody has seen yet; a frozen class has no other way
_set_start, _set_end, _set_addressees = (
    getattr(kind, name).__set__
    for kind, name in ((nodes.Node, "start"), (nodes.Node, "end"), (nodes.Heading, "addressees"))
)


def placed(document: nodes.Document, plain: Plain, source: str) -> nodes.Document:
    """A document that was parsed without markup, its nodes where they stand in the source, the markup furniture."""
    for node in (*walk(document), *document.furniture):
        span = _moved(Span(node.start, node.end), plain)
        empty = node.start == node.end
        _set_start(node, span.start)
        _set_end(node, span.start if empty else span.end)
        if isinstance(node, nodes.Heading) and node.addressees:
            _set_addressees(node, tuple(evolve(each, span=_moved(each.span, plain)) for each in node.addressees))
    found = [evolve(each, span=_moved(each.span, plain)) for each in document.diagnostics]
    signs = _signs(plain, source, document.furniture)
    furniture = sorted([*document.furniture, *signs], key=lambda piece: piece.start)
    return evolve(
        document, start=0, end=len(source), furniture=tuple(furniture), diagnostics=tuple(found), source=Source(source)
    )


def _moved(span: Span, plain: Plain) -> Span:
    start = plain.start(span.start)
    return Span(start, max(start, plain.end(span.end)))


def _signs(plain: Plain, source: str, furniture: Sequence[nodes.Furniture]) -> Iterator[nodes.Markup]:
    """The signs that were left out, but for those in other page furniture."""
    starts = [piece.start for piece in furniture]
    for start, end, put in plain.edits:
        words = source[start:end].strip()
        if not words or put.strip():
            continue
        start = source.index(words, start)
        index = bisect_right(starts, start) - 1
        if index < 0 or furniture[index].end <= start:
            yield nodes.Markup(start=start, end=start + len(words), text=" ".join(words.split()))
