"""Texts that are to tell their language, and volumes in several: each text is parsed in its own."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from itu_texts.language.detection import Stretch, detect, stretches
from itu_texts.language.grammar import languages
from itu_texts.language.language_codes import ANY, SEVERAL
from itu_texts.parsing import Layout, parse_document, parse_reading
from itu_texts.tree import nodes
from itu_texts.tree.base import set_parent
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.readings import Reading
from itu_texts.tree.spans import Source, Span
from itu_texts.tree.walking import walk

__all__ = ["language_of", "parse_mixed", "parse_read"]

_DEFAULT = "en"
# Of nodes that nobody has seen yet; a frozen class has no other way
_set_start, _set_end, _set_addressees, _set_note = (
    getattr(kind, name).__set__
    for kind, name in (
        (nodes.Node, "start"),
        (nodes.Node, "end"),
        (nodes.Heading, "addressees"),
        (nodes.FootnoteAnchor, "note"),
    )
)


def parse_mixed(source: str, language: str, layout: Layout | None = None) -> nodes.Document:
    """Parse a text in a language, or in that, or those, which it tells.

    :param language: a code, or :data:`ANY`; :data:`SEVERAL`, which documents may have, asks for the same.
    :param layout: how its lines are broken, where that is known of the whole that it is a part of.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in (ANY, SEVERAL):
        return parse_document(source, language, layout)
    codes = detect(source)
    parts = stretches(source, codes) if len(codes) > 1 else []
    if len({_known(part.language) for part in parts}) < 2:
        return parse_document(source, _known(parts[0].language if parts else codes[0]), layout)
    return _joined(
        source, [(part, parse_document(source[slice(*part[:2])], _known(part.language), layout)) for part in parts]
    )


def parse_read(reading: Reading, language: str) -> nodes.Document:
    """Parse what a reader gave of a file in a language, or in that which most of it is in.

    :param language: as of :func:`parse_mixed`.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    document = parse_reading(reading, language_of(reading.text, language))
    document.source.reading = reading
    return document


def language_of(text: str, language: str) -> str:
    """The code of a language that there is a grammar for: that which is asked for, or that of most of a text."""
    return _known(detect(text)[0]) if language in (ANY, SEVERAL) else language


def _known(code: str) -> str:
    return code if code in languages() else _DEFAULT


def _joined(source: str, parts: Sequence[tuple[Stretch, nodes.Document]]) -> nodes.Document:
    """One document of those of the stretches of a text, the nodes of each at their places in the whole."""
    notes = 0
    found: list[Diagnostic] = []
    for stretch, part in parts:
        for node in (*walk(part), *part.furniture, *part.emphasis):
            _move(node, stretch.start)
        for anchor in part.anchors:
            _set_note(anchor, anchor.note + notes)
        notes += len(part.footnotes)
        found += (evolve(each, span=_moved(each.span, stretch.start)) for each in part.diagnostics)
    return nodes.Document(
        start=0,
        end=len(source),
        blocks=tuple(block for _, part in parts for block in part.blocks),
        furniture=tuple(piece for _, part in parts for piece in part.furniture),
        diagnostics=tuple(found),
        language=SEVERAL,
        languages=tuple(nodes.Language(start=part.start, end=part.end, code=part.language) for _, part in parts),
        emphasis=tuple(each for _, part in parts for each in part.emphasis),
        source=Source(source),
    )


def _move(node: nodes.Node, by: int) -> None:
    """Put a node so much further on."""
    _set_start(node, node.start + by)
    _set_end(node, node.end + by)
    set_parent(node, None)  # so that the document that is made of it takes it over instead of a copy
    if isinstance(node, nodes.Heading) and node.addressees:
        _set_addressees(node, tuple([each.moved(*_moved(each.span, by)) for each in node.addressees]))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
