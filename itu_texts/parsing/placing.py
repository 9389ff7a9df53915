"""From the places of nodes in a text without markup to those in the text as it was given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import evolve

from itu_texts.parsing.markup import Plain
from itu_texts.tree import nodes
from itu_texts.tree.base import set_parent
from itu_texts.tree.spans import Source, Span
from itu_texts.tree.walking import walk

__all__ = ["move", "placed"]

# Of nodes that nobody has seen yet; a frozen class has no other way
_set_start, _set_end, _set_addressees = (
    getattr(kind, name).__set__
    for kind, name in ((nodes.Node, "start"), (nodes.Node, "end"), (nodes.Heading, "addressees"))
)
_BOLD: Final = 2  # signs around words


def placed(document: nodes.Document, plain: Plain, source: str) -> nodes.Document:
    """A document that was parsed without markup, its nodes where they stand in the source, the markup furniture."""

    def moved(span: Span) -> Span:
        start = plain.start(span.start)
        return Span(start, max(start, plain.end(span.end)))

    for node in (*walk(document), *document.furniture):
        span = moved(node.span)
        move(node, span if node.start < node.end else Span(span.start, span.start), moved)
    found = [evolve(each, span=moved(each.span)) for each in document.diagnostics]
    signs = _signs(plain, source, document.furniture)
    furniture = sorted([*document.furniture, *signs], key=lambda piece: piece.start)
    return evolve(
        document,
        start=0,
        end=len(source),
        furniture=tuple(furniture),
        diagnostics=tuple(found),
        emphasis=tuple(_emphasis(plain, source)),
        source=Source(source),
    )


def _emphasis(plain: Plain, source: str) -> Iterator[nodes.Emphasis]:
    """The words in italics or bold letters."""
    for start, end, count in plain.letters:
        words = " ".join(source[start:end].split())
        if count != 1:
            yield nodes.Bold(start=start, end=end, text=words)
        if count != _BOLD:
            yield nodes.Italic(start=start, end=end, text=words)


def move(node: nodes.Node, span: Span, moved: Callable[[Span], Span]) -> None:
    """Put a node that nobody has seen yet in another place.

    :param span: where it stands then.
    :param moved: where the addressees that it names stand then.
    """
    _set_start(node, span.start)
    _set_end(node, span.end)
    set_parent(node, None)  # so that the document that is made of it takes it over instead of a copy
    if isinstance(node, nodes.Heading) and node.addressees:
        _set_addressees(node, tuple([each.moved(*moved(each.span)) for each in node.addressees]))


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
