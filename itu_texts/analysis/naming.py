"""What contradicts itself: claims about a text, and a text without a number beside a line that may name it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import fold
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Annex, Document, Node, Paragraph, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_NAMES = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION"))  # the forms of names of texts
_PAGE = re.compile(r"(?<!\S)\d{1,3} (?=[^\W\d_]+ \d)")  # "Lamps of 2030 14 RESOLUTION 9"


def contradictions(document: Document) -> Iterator[Diagnostic]:
    """Report each claim about a text that contradicts one of a higher rank."""
    for text in document.texts:
        for first, second in text.claims.conflicts:
            message = f"this says {second.value}, and the {first.by} “{first.words}” says {first.value}: correct one"
            yield make_diagnostic("contradiction", message, Span(second.start, second.end))


def unnamed_texts(document: Document) -> Iterator[Diagnostic]:
    """Report the lines in or beside a text without a number that have the form of its name.

    A name that stands among the clauses begins a text without a formula::

        Boats
        The ITU Council,
        considering that boats leak,
        RESOLUTION 7 (LAKESIDE, 2018)
        resolves to mend them.
    """
    texts = document.texts
    for text, following in zip_longest(texts, texts[1:]):
        if text.identity is not None or text.designation is not None:
            continue
        parts = (each for each in (*text.front, *text.body) if not isinstance(each, Annex))
        beside: list[Node] = [node for each in parts for node in walk(each) if isinstance(node, Paragraph | Title)]
        if text.parent is not None:
            place = bisect_left(text.parent.children, text.start, key=lambda each: each.start)
            beside += text.parent.children[max(place - 1, 0) : place + 2]
        if following is not None and following.formula is None and following.designation is not None:
            beside.append(following.designation)
        for node in beside:
            line = getattr(node, "text", None)
            lines = (line, *_PAGE.split(line, 1)[1:]) if isinstance(line, str) else ()
            if any(lang_of(text.language or "en").line.of(fold(words)) in _NAMES for words in lines):
                message = "this text has no number: if this is its name, put it on a line of its own above the title"
                yield make_diagnostic("unnamed-text", message, node.span)
