"""Rules above footnotes that are typed with other signs than low lines: dashes, lines of frames, lines above."""

from __future__ import annotations

import re
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import RULES
from itu_texts.parsing.anchors import Calls
from itu_texts.parsing.thresholds import LONGEST_TEXT
from itu_texts.parsing.twin import Twin

__all__ = ["read_note_rules"]

_RULED: Final = regex(
    rf"^[^\S\n]*(?P<rule>(?P<sign>[{RULES}])(?P=sign){{4,}})[^\S\n]*\n(?:[^\S\n]*\n){{0,2}}"
    r"[^\S\n]*(?P<mark>\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}|\*{1,3})(?![\d*]|[.,]\d)"
    r"(?=[.)]?[^\S\n]*(?:\n[^\S\n]*)?[^\W_](?:[^\n|\s]|[ \t]{1,2}(?=\S))*[^\S\n]*$)",  # no row of a table
    re.MULTILINE,
)


def read_note_rules(twin: Twin, surface: Surface) -> None:
    """Read low lines for the signs of such rules.

    A line of dashes is one if below it stands a mark that words above it wear: others stand between the rows of tables.
    """
    calls = Calls(twin.text, surface)
    for found in _RULED.finditer(twin.text):
        start, end = found.span("rule")
        if calls.above(found["mark"], max(0, start - LONGEST_TEXT), start):
            twin.put(range(start, end), "_")
