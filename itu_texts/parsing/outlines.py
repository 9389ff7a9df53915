"""Outlines in clauses: sections with Roman numbers and capital letters, "I. Aims", "A. Rowing"."""

from __future__ import annotations

from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.lexer import Beginning
from itu_texts.parsing.twin import Twin

# The rest of the line of a heading, without a stop at its end; Markdown may have a sign before the stop of the label
_STOP: Final = r"[\\ ]?\.[^\S\n]+"
_TITLE: Final = r"(?=\w)[^\n]{0,98}\w[^\S\n]*"
_HEADING: Final = regex(rf"(?P<label>(?:[IVX]{{1,5}}|[A-Z]){_STOP}){_TITLE}(?=\n|\Z)")
_FIRST: Final = regex(rf"(?m)^[^\S\n]*I{_STOP}{_TITLE}$")
_SECOND: Final = regex(rf"(?m)^[^\S\n]*II{_STOP}{_TITLE}$")


def begins_with_outline(text: str, start: int, surface: Surface, annex: str) -> Beginning | None:
    """A heading in an outline, outside numbered annexes."""
    heading = _HEADING.match(text, start) if not annex else None
    return ("ITEM", heading.end("label"), 0) if heading is not None else None


def has_outline(twin: Twin, surface: Surface) -> bool:
    """Whether headings with the Roman numbers one and two stand in a text."""
    first = _FIRST.search(twin.text)
    return first is not None and _SECOND.search(twin.text, first.end()) is not None
