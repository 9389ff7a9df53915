"""Checks the unpacked size of the streams of a PDF before they are read."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator
from itertools import chain

from itu_texts.formats.limits import Allowance, Limits

_STREAM = re.compile(rb"stream\r?\n")
_STRING = rb"\((?:[^()\\]|\\.)*+\)|<[0-9a-fA-F\s]*+>"
_SHOWN = re.compile(rb"(?:\[(?:%b|[-\d.\s]++)*+\]|%b)\s*+(?:TJ|Tj|'|\")" % (_STRING, _STRING), re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)
WORDS = "what its pages show"
_PIECE = 65_536  # bytes that are read at a time
_UNPACKED = 1_000_000  # bytes that are unpacked at a time
_BEGINNINGS = (b"x", b"h", b"X")  # the first bytes of zlib data
_DEEPEST = 8  # nested layers of packed data


def check_streams(data: bytes, name: str, limits: Limits, allowance: Allowance) -> None:
    """Unpack the streams piece by piece, including nested packed data, and discard the result.

    :raises ReadError: if they contain more than ``unpacked_bytes`` together, or show more words than is allowed, in all
        or in one: PDFium needs much more memory for each character of a page than the file has.
    """
    total = shown = 0

    def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal total, shown
        of_page = 0
        for piece in pieces:
            total += len(piece)
            limits.check(name, "unpacked_bytes", total)
            shown += sum(len(words[0]) for words in _SHOWN.finditer(piece))
            allowance.check(WORDS, shown)
            of_page += _least_characters(piece)
            limits.check(name, "page_characters", of_page)
            yield piece

    for begun in _STREAM.finditer(data):
        end = data.find(b"endstream", begun.end())
        if end - begun.end() > limits.page_characters:
            limits.check(name, "page_characters", _least_characters(data[begun.end() : end]))
        layers = [_pieces(data, begun.end())]
        while len(layers) <= _DEEPEST:
            first = next(layers[-1], b"")
            if not first.startswith(_BEGINNINGS):
                break
            layers.append(counted(_unpacked(chain((first,), layers[-1]))))
        for layer in layers[:0:-1]:
            deque(layer, maxlen=0)


def _least_characters(content: bytes) -> int:
    """Return the least number of characters that a stream shows: one has two bytes at most, or four figures."""
    strings = (each for words in _SHOWN.finditer(content) for each in _STRINGS.findall(words[0]))
    return sum(len(each) // (2 if each.startswith(b"(") else 4) for each in strings)


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    for place in range(start, len(data), _PIECE):
        yield data[place : place + _PIECE]


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of packed data, up to their end or to the first error."""
    unpacker = zlib.decompressobj()
    for piece in pieces:
        while piece and not unpacker.eof:
            try:
                made = unpacker.decompress(piece, _UNPACKED)
            except zlib.error:
                return
            piece = unpacker.unconsumed_tail
            if made:
                yield made
        if unpacker.eof:
            return
