"""From characters to the tree, one short stage after the other; each can be called by itself.

=============  ==============================================================================
clean, reflow  line ends and stray characters; wrapped lines joined (every character stays)
scan           lines, and what breaks off within them, as units; page furniture taken out
settle_...     passes that decide what each unit is: headings, texts, list levels
read_parts     the words of each unit and what they say
structure      the LALR grammar, by which the units become nodes
=============  ==============================================================================

Each stage is a generator or works in one go over the text, and looks a bounded way ahead, so that time and
memory grow with the text and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from itu_texts import nodes
from itu_texts.diagnostics import CODES, Diagnostic
from itu_texts.parsing.builder import Builder, furniture
from itu_texts.parsing.grammar import structure, surface
from itu_texts.parsing.headings import settle_headings
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.lists import settle_lists
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.reflow import STRAY, clean, reflow
from itu_texts.parsing.texts import settle_texts
from itu_texts.parsing.units import Notes, Unit
from itu_texts.spans import Source, Span
from itu_texts.walk import leaves

if TYPE_CHECKING:
    from lark import Token

__all__ = ["parse_document", "units"]

_BUILDER = Builder()


def units(text: str, language: str, notes: Notes) -> Iterator[Unit]:
    """The units of a text with all decided: what the structure grammar reads.

    :param text: as :func:`itu_texts.parsing.reflow.clean` gives it.
    """
    words = surface(language)
    lines = reflow(text, words.line)
    found = scan(lines, words, notes)
    found = settle_headings(found, lines.text, words, notes)
    found = settle_texts(found, lines.text, words, notes)
    found = settle_lists(found, lines.text, words, notes, reliable=lines.reliable)
    return read_parts(found, text, words, notes)


def parse_document(source: str, language: str) -> nodes.Document:
    """Parse a text into a document.  Nothing is refused: what cannot be placed is kept and reported.

    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    text = clean(source)
    notes = Notes()
    parser = structure(_BUILDER).parse_interactive("")
    feed = parser.parser_state.feed_token
    for unit in units(text, language, notes):
        feed(cast("Token", unit))
    blocks: list[Any] = parser.feed_eof()
    pieces = furniture(notes.furniture, text)
    diagnostics = notes.diagnostics
    if not any(isinstance(block, nodes.Text) or (isinstance(block, nodes.Amendment) and block.blocks) for block in blocks):
        diagnostics = [d for d in diagnostics if d.code != "unrecognised-block"]
        message = CODES["no-text"][1]
        diagnostics.append(
            Diagnostic(code="no-text", severity=CODES["no-text"][0], message=message, span=Span(0, len(source)))
        )
    document = nodes.Document(
        span=Span(0, len(source)),
        blocks=tuple(blocks),
        furniture=pieces,
        diagnostics=tuple(sorted(diagnostics, key=lambda d: d.span)),
        language=language,
        source=Source(source),
    )
    if text != source:
        document = _with_stray_characters(document)
    return document


def _with_stray_characters(document: nodes.Document) -> nodes.Document:
    """Set apart the characters that are no words and lie in no leaf, a byte order mark for one."""
    covered = iter(leaves(document))
    leaf = next(covered, None)
    found: list[nodes.Furniture] = []
    for stray in STRAY.finditer(document.source.text):
        start, end = stray.span()
        while leaf is not None and leaf.span.end <= start:
            leaf = next(covered, None)
        if leaf is None or end <= leaf.span.start:
            found.append(nodes.StrayCharacters(span=Span(start, end), text=stray[0]))
    if not found:
        return document
    furniture = sorted((*document.furniture, *found), key=lambda piece: piece.span)
    return evolve(document, furniture=tuple(furniture))
