"""Markdown files: text with signs, which the parser knows; here their encoding is found.

Text that is pasted is looked at for the signs themselves: see :mod:`itu_texts.parsing.markup`.
"""

from __future__ import annotations

import re

from itu_texts.formats.limits import DEFAULT, Limits
from itu_texts.formats.text.reader import read_plain
from itu_texts.tree.readings import Reading

_DASH = re.compile(r"(?m)(?:^|(?<=[\s>]))--(?=[ \t])(?![ \t]*--)")
"""What pandoc writes for a dash; as long as what is put for it, so that each character stays in its place."""

__all__ = ["read_markdown"]


def read_markdown(data: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> Reading:
    """The text of a Markdown file, as it is, each character in its place; takes and raises what reading text does."""
    text = read_plain(data, name, limits, encoding)
    return Reading(_DASH.sub("– ", text) if "-- " in text else text, markup=True)
