"""Sentences in the words of a paragraph, and the grammar of the language at a node."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.language.grammar import Surface, surface
from itu_texts.language.writing import begins_small
from itu_texts.tree.nodes import Node

_ENDS = re.compile(r"(?<![^\W\d_]\.[^\W\d_])[.;!?؛؟](?=\s|$)|[。；！？]")  # not "e.g."
_BEFORE_WORD = re.compile(r"[\W_]*")


def words_at(node: Node) -> Surface:
    """Return the surface grammar of the language at a node; a document may be in several."""
    return surface(node.language or "en")


def sentences(text: str, words: Surface) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end, with the blanks before them; each character is in one.

    A sentence ends with a stop or a semicolon, but not with an abbreviation ("No. 5"), and not before a small letter.

    :param words: the language of the text.
    """
    start = 0
    for stop in _ENDS.finditer(text):
        end = stop.end()
        if words.ends_abbreviation(text, end) or begins_small(text, _BEFORE_WORD.match(text, end).end()):  # type: ignore[union-attr]  # it matches anything
            continue
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
