"""Volumes: files of many texts, read one after the other in bounded memory."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import IO

from itu_texts.formats.text.reader import open_text
from itu_texts.parsing import Layout, layout_of
from itu_texts.parsing.mixed import language_of, parse_mixed
from itu_texts.tree.nodes import Amendment, Division, Text, Title

__all__ = ["iter_texts"]

_BLOCK = 500_000  # characters; the first block is at least as long as what a layout is judged by
_FRONT = 20_000  # characters, more than the front of any text has


def iter_texts(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], language: str, encoding: str | None = None
) -> Iterator[Text]:
    """The texts of a file, one at a time; see :func:`itu_texts.iter_texts`.

    A block of the file is parsed, and all its texts but the last are given: where that one ends is not yet known.
    The next block begins with it, below the headings of the divisions that it stands in.  A block that holds one text
    only is made longer until it holds another.
    """
    with open_text(source, encoding) as stream:
        layout: Layout | None = None
        held = ""
        size = _BLOCK
        while True:
            more = stream.read(size)
            held += more
            if not held:
                return
            layout = layout or layout_of(held, language_of(held, language))
            document = parse_mixed(held, language, layout)
            texts = document.texts
            if not more:
                yield from texts
                return
            yield from texts[:-1]
            size = _BLOCK
            if len(texts) > 1:
                held = _headings(texts[-1]) + held[_begin(texts[-1]) :]
            elif texts:
                size = max(_BLOCK, len(held))
            elif len(held) > _FRONT:  # prose; the front of a text may stand at its end
                held = held[held.find("\n", -_FRONT) + 1 :]
            del document, texts
            gc.collect()  # a document is a cycle, and the collector may take its time


def _begin(text: Text) -> int:
    """Where a text begins, with the marker that it stands under."""
    start = text.start
    for above in text.ancestors:
        if isinstance(above, Amendment):
            start = above.start
    return start


def _headings(text: Text) -> str:
    """The headings of the divisions that a text stands in, the outermost first."""
    document = text.document
    assert document is not None
    above = [node for node in text.ancestors if isinstance(node, Division)]
    return "".join(f"{document.source[node.start : _head_end(node)]}\n\n" for node in reversed(above))


def _head_end(division: Division) -> int:
    """Where the heading and title of a division end."""
    heads = (block for block in division.blocks if isinstance(block, Title))
    return max((head.end for head in heads), default=division.heading.end)
