"""Sentences in the words of a paragraph, and the grammar of the language at a node."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import begins_small
from itu_texts.tree.nodes import Node

_ENDS = re.compile(r"(?<![^\W\d_]\.[^\W\d_])[.;!?؛؟](?=\s|$)|[。；！？]")  # not "e.g."
_BEFORE_WORD = re.compile(r"[\W_]*")


def words_at(node: Node) -> LanguagePatterns:
    """Return the patterns of the language at a node; a document may be in several."""
    return lang_of(node.language or "en")


def sentences(text: str, lang: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end, with the blanks before them; each character is in one.

    A sentence ends with a stop or a semicolon, but not with an abbreviation ("No. 5"), and not before a small letter.

    :param lang: the language of the text.
    """
    start = 0
    for stop in _ENDS.finditer(text):
        end = stop.end()
        if lang.ends_abbreviation(text, end) or begins_small(text, _BEFORE_WORD.match(text, end).end()):  # type: ignore[union-attr]  # it matches anything
            continue
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
