"""Volumes: files of many texts, read one after the other in bounded memory."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import IO

from itu_texts.formats.text.reader import open_text
from itu_texts.parsing import Layout, language_of, layout_of, parse_mixed
from itu_texts.tree.nodes import Amendment, Division, Text, Title

_BLOCK = 500_000  # characters; the layout is judged by the first block, which is at least this long
_FRONT = 20_000  # characters; no front of a text is longer


def iter_texts(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], language: str, encoding: str | None = None
) -> Iterator[Text]:
    """Yield the texts of a file, one at a time; see :func:`itu_texts.iter_texts`.

    A block of the file is parsed, and all its texts except the last are yielded, because the end of the last is not yet
    known. The next block begins with that text, below the headings of its divisions. A block with only one text is
    extended until it contains another.
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
                held = _headings(texts[-1]) + held[_text_begins(texts[-1]) :]
            elif texts:
                size = max(_BLOCK, len(held))
            elif len(held) > _FRONT:  # prose, which may end with the front of a text
                held = held[held.find("\n", -_FRONT) + 1 :]
            del document, texts
            gc.collect()  # a document is a reference cycle, which the garbage collector may free late


def _text_begins(text: Text) -> int:
    """Return where a text begins, with its amendment marker."""
    return [text.start, *(above.start for above in text.ancestors if isinstance(above, Amendment))][-1]


def _headings(text: Text) -> str:
    """Return the headings of the divisions around a text, the outermost first."""
    document = text.document
    assert document is not None
    above = [node for node in text.ancestors if isinstance(node, Division)]
    return "".join(f"{document.source[node.start : _head_end(node)]}\n\n" for node in reversed(above))


def _head_end(division: Division) -> int:
    """Return where the heading and title of a division end."""
    heads = (block for block in division.blocks if isinstance(block, Title))
    return max((head.end for head in heads), default=division.heading.end)
