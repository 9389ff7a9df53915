"""Tables and figures by the numbers of their captions: "Table 3 – Weights"."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.language.grammar import surface
from itu_texts.language.pattern_cache import regex
from itu_texts.tree.base import Node
from itu_texts.tree.walking import walk

_NUMBER = regex(r"(?P<number>\w+(?:[.-]\w+)*+)\s*(?=[–—:―−-]|\.\s|\Z|\n)")
_BEFORE_TITLE = " –—:―−-.\n"
_NAMES = (("table", "TABLES_CITED"), ("figure", "FIGURES_CITED"))


def read_caption(words: str, language: str | None) -> tuple[str, str] | None:
    """Return the kind, ``table`` or ``figure``, and the number with which a caption begins; ``None`` for other words.

    >>> read_caption("Table 7-1 – Weights", "en"), read_caption("Table 3 shows weights", "en")
    (('table', '7-1'), None)
    """
    known = surface(language or "en").patterns
    for kind, name in _NAMES:
        named = known[name].match(words)
        number = _NUMBER.match(words, named.end()) if named else None
        if number is not None:
            return kind, number["number"].casefold()
    return None


def caption_words(words: str, language: str | None) -> str:
    """Return the words of a caption after its number.

    >>> caption_words("Table 7-1 – Weights", "en")
    'Weights'
    """
    known = surface(language or "en").patterns
    named = next(filter(None, (known[name].match(words) for _, name in _NAMES)), None)
    number = _NUMBER.match(words, named.end()) if named is not None else None
    return words[number.end() :].strip(_BEFORE_TITLE) if number is not None else words


def captioned(root: Node, language: str | None) -> Iterator[tuple[tuple[str, str], Node]]:
    """Yield the tables with captions, and the captions of figures, each with its kind and number.

    A caption is a paragraph above a table, or its first cell; where no table is found, the caption stands for it.
    """
    for node in walk(root):
        caption = read_caption(node.text, language) if node._MAY_BE_CAPTION else None  # type: ignore[attr-defined]
        above = node.parent
        if caption is None or above is None:
            continue
        beside = above.children
        place = next(place for place, each in enumerate(beside) if each is node)
        if above.parent is not None and above.parent._HAS_CAPTION:  # in a row
            if place == 0:
                yield caption, above.parent
        else:
            below = beside[place + 1 : place + 2] if caption[0] == "table" else ()
            yield caption, next((each for each in below if each._HAS_CAPTION), node)
