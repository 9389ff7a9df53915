"""The JSON that this library writes: here it is recognised and decoded; to nodes it comes where nodes go to JSON."""

from __future__ import annotations

import re

from attrs import frozen

from itu_texts.formats.limits import DEFAULT, Limits
from itu_texts.formats.text.reader import decode

__all__ = ["JSONText", "is_json", "read_json"]

_BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"type"\s*:\s*"document"')


@frozen
class JSONText:
    """The JSON of a document, which is yet to be read."""

    text: str


def is_json(head: bytes, name: str) -> bool:
    """Whether a file is JSON: its name says so, or it begins like the JSON of a document."""
    return name.lower().endswith((".json", ".jsonl")) or _BEGINS.match(head) is not None


def read_json(data: bytes, name: str, *, limits: Limits = DEFAULT, encoding: str | None = None) -> JSONText:
    """The text of a JSON file.

    :raises ReadError: if it is beyond a limit.
    """
    text = decode(data, name, encoding)
    limits.check(name, "markup_characters", len(text))
    return JSONText(text.removeprefix("\ufeff"))
