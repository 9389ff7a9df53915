"""Reads Markdown files: the encoding is found here, and the parser interprets the markup.

The parser also recognises the markup in a string: see :mod:`itu_texts.parsing.markup`.
"""

from __future__ import annotations

import re

from itu_texts.formats.composing import DEFAULT, Limits
from itu_texts.formats.text.reader import read_plain
from itu_texts.tree.readings import SourceText

_DASH = re.compile(r"(?m)(?:^|(?<=[\s>]))--(?=[ \t])(?![ \t]*--)")
"""The dash of pandoc; its replacement has the same length, so that each character keeps its offset."""


def read_markdown(data: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> SourceText:
    """Return the text of a Markdown file, each character at its offset; the parameters are those of ``read_plain``."""
    text = read_plain(data, name, limits, encoding)
    return SourceText(_DASH.sub("– ", text) if "-- " in text else text, markup=True)
