"""From a file to its text: the encoding is found, or said to be unknown."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from itu_texts.errors import ReadError

__all__ = ["decode", "read_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
}
# Bytes that no cp1252 text has: controls other than white space, and the five that cp1252 leaves undefined.
_NO_TEXT = bytes([*range(9), *range(14, 27), *range(28, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D])


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file, its encoding found by :func:`decode`.

    :raises ReadError: if there is no such file, or it is none of text.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"{os.fspath(path)}: {error.strerror or error}") from None
    return decode(data, os.fspath(path))


def decode(data: bytes, name: str = "input") -> str:
    """The text that bytes stand for: UTF-8 with or without BOM, UTF-16 or UTF-32, else cp1252.

    A BOM stays in the text, as U+FEFF, so that offsets are those of the decoded file.

    :param name: what to call the input in an error.
    :raises ReadError: if the bytes are not text in one of these.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"{name}: {what}, not a text file")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data, encoding, name)
    encoding = _utf16_without_bom(data)
    if encoding:
        return _decode(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.translate(None, _NO_TEXT) != data:
            place = f"byte {error.start} is not UTF-8"
            raise ReadError(f"{name}: not text in UTF-8, UTF-16 or cp1252 ({place})") from None
        return data.decode("cp1252")


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: begins like {encoding.upper()} but is broken at byte {error.start}") from None


def _utf16_without_bom(data: bytes) -> str:
    """UTF-16 of Latin text shows by NULs: most of the bytes in even places, and hardly any in odd ones, or so."""
    sample = data[:1000]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd * 2 > half and even * 20 < half:
        return "utf-16-le"
    if half and even * 2 > half and odd * 20 < half:
        return "utf-16-be"
    return ""
