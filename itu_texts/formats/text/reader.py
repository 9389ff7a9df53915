"""Reads files of plain text and of Markdown: detects the encoding, or reports that it is unknown."""

import codecs
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, cast

from itu_texts.errors import InputError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.atomic_files import is_named_pipe
from itu_texts.formats.composing import DEFAULT, Limits
from itu_texts.formats.recognition import unread
from itu_texts.tree.readings import Origin, Origins, SourceText

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
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_BLOCK = 1_000_000  # bytes
_LETTERS = rb"[A-Za-z\x80-\xff]"
_HIGH_RUNS = rb"[\x80-\xff]{3,}"  # words of other scripts in their 8-bit encodings
# Bytes that no cp1252 text has: controls other than white space, and the five that cp1252 leaves undefined.
_NO_TEXT = bytes([*range(9), *range(14, 27), *range(28, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D])
_ASCII = b"""<meta charset="UTF-8"> abcdefghijklmnopqrstuvwxyz 0123456789 '+2DU-' (.,:;!?#&*/=-)"""
_ESCAPED = rb"\u0041"  # an escape that only Python's own encodings decode


def read_file(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> bytes:
    """Return the content of a file.

    :raises ReadError: if the file does not exist, or exceeds a limit.
    """
    name = os.fspath(path)
    check_is_file(name)
    try:
        with Path(name).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: an impossible file name
        raise ReadError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
    limits.check(name, "file_bytes", len(data))
    return data


def read_plain(data: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> str:
    """Return the text of a file; the parameters and errors are those of ``decode``.

    :raises ReadError: also if the text has more characters than the limits allow.
    """
    text = decode(data, name, encoding)
    limits.check(name, "characters", len(text))
    return text


def read_printed(data: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> str | SourceText:
    """Return the text of a file; if it is in two columns of print, in the order in which they are read.

    The origins of such a text are the lines of the file. The parameters and errors are those of ``read_plain``.
    """
    from itu_texts.parsing.layout import columns_of  # imports the parser

    text = read_plain(data, name, limits, encoding)
    parts = [*columns_of(text)]
    if not parts:
        return text
    begins = sorted(start for start, _ in parts)
    lines = accumulate(text.count("\n", one, other) for one, other in pairwise((0, *begins)))
    numbers = dict(zip(begins, lines, strict=True))
    starts = accumulate((end - start + 1 for start, end in parts[:-1]), initial=0)
    origins = Origins(tuple(starts), tuple(Origin(line=numbers[start] + 1) for start, _ in parts))
    return SourceText("\n".join(text[start:end] for start, end in parts), origins=origins)


_DASH = re.compile(r"(?m)(?:^|(?<=[\s>]))--(?=[ \t])(?![ \t]*--)")
"""The dash of pandoc; its replacement has the same length, so that each character keeps its offset."""


def read_markdown(data: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> SourceText:
    """Return the text of a Markdown file, each character at its offset; the parameters are those of ``read_plain``.

    The parser interprets the markup, also that in a string: see :mod:`itu_texts.parsing.markup`.
    """
    text = read_plain(data, name, limits, encoding)
    return SourceText(_DASH.sub("– ", text) if "-- " in text else text, markup=True)


@checked
def read_text(path: str | os.PathLike[str], *, encoding: str | None = None) -> str:
    """Return the text of a file.

    :param encoding: the encoding, by its Python name; ``None`` to detect it, as ``decode`` does.
    :raises InputError: if there is no such encoding.
    :raises ReadError: if the file does not exist, or is not a text file.
    """
    return decode(read_file(path), os.fspath(path), encoding)


@contextmanager
def open_text(source: str | os.PathLike[str] | IO[str] | IO[bytes], encoding: str | None = None) -> Iterator[IO[str]]:
    """Open a file as a stream of text, which is read piece by piece; an open file stays open.

    The encoding of a path, or of a seekable binary file, is detected as by ``decode``; that of other binary files must
    be UTF-8.

    :param encoding: the encoding of a path or a binary file, if it is known.
    :raises InputError: if there is no such encoding.
    :raises ReadError: if the file does not exist, or is not a text file.
    """
    if encoding is not None:
        _decode_as(b"", encoding, "")  # to raise its error
    if isinstance(source, str | os.PathLike):
        name = os.fspath(source)
        check_is_file(name)
        try:
            with Path(name).open("rb") as file:
                yield cast("IO[str]", _Stream(file, encoding or _encoding(file, name), name))
        except OSError as error:
            raise ReadError(f"{name}: {error.strerror or error}") from None
        return
    name = str(getattr(source, "name", "input"))
    if isinstance(source, io.TextIOBase) or not isinstance(source, io.IOBase):
        yield cast("IO[str]", source)
    else:
        binary = cast("IO[bytes]", source)
        found = encoding or (_encoding(binary, name) if binary.seekable() else "utf-8")
        stream = _Stream(binary, found, name)
        yield cast("IO[str]", stream)


def check_is_file(name: str) -> None:
    """Refuse a named pipe, which blocks until a program writes to it.

    :raises ReadError: if the file is a named pipe.
    """
    if is_named_pipe(Path(name)):
        raise ReadError(f"{name}: a named pipe (FIFO), not a file; to read from it, send it to standard input")


class _Stream:
    """A binary file read as text; undecodable bytes raise :class:`~itu_texts.ReadError`."""

    def __init__(self, file: IO[bytes], encoding: str, name: str) -> None:
        self.file = file
        self.decoder = codecs.getincrementaldecoder(encoding)()
        self.encoding = encoding
        self.name = name

    def read(self, size: int) -> str:
        """Return about a number of further characters; none at the end."""
        while True:
            data = self.file.read(size)
            try:
                text = self.decoder.decode(data, final=not data)
            except UnicodeError:  # the message of UTF-16 does not help without a BOM
                raise ReadError(f"{self.name}: begins like {self.encoding.upper()} but is broken") from None
            if text or not data:
                return text


def _encoding(file: IO[bytes], name: str) -> str:
    """Return the encoding of a binary file, which is read once and rewound."""
    start = file.tell()
    encoding = _begins_like(file.read(1000), name)
    if not encoding:
        encoding = "utf-8"
        file.seek(start)
        decoder = codecs.getincrementaldecoder("utf-8")()
        data = b""
        try:
            for data in iter(lambda: file.read(_BLOCK), b""):
                decoder.decode(data)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            encoding = "cp1252"
            if data.translate(None, _NO_TEXT) != data:
                place = file.tell() - start - len(error.object) + error.start
                why = f"not text in UTF-8, UTF-16 or cp1252 (byte {place} is not UTF-8)"
                raise ReadError(f"{name}: {why}") from None
            letters, runs = len(re.findall(_LETTERS, data)), sum(map(len, re.findall(_HIGH_RUNS, data)))
            if letters and 2 * runs > letters:
                raise ReadError(
                    f"{name}: not UTF-8, and not Latin text: it may be in cp1251 (Cyrillic), cp1256 (Arabic) or "
                    "gb18030 (Chinese); name its encoding with encoding='cp1251' or --encoding cp1251"
                ) from None
    file.seek(start)
    return encoding


def _begins_like(data: bytes, name: str) -> str:
    """Return the encoding that the first bytes of a file show; an empty string if they show none.

    :raises ReadError: if they are those of another kind of file.
    """
    if (sentence := unread(data, name)) is not None:
        raise ReadError(f"{name}: {sentence}")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"{name}: {what}, not a text file")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    half = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)  # NUL bytes, which Latin text in UTF-16 has in one half
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if half and zeros * 2 > half and others * 20 < half:
            return encoding
    return ""


def decode(data: bytes, name: str = "input", encoding: str | None = None) -> str:
    """Decode bytes: UTF-8 with or without BOM, UTF-16, UTF-32 or, failing these, cp1252.

    A BOM stays in the text, as U+FEFF, so that offsets are those of the decoded file.

    :param name: the name of the input in errors.
    :param encoding: the encoding, by its Python name, if it is known.
    :raises InputError: if there is no such encoding.
    :raises ReadError: if the bytes are not text in one of these encodings, or in the given one.
    """
    if encoding is not None:
        return _decode_as(data, encoding, name)
    encoding = _encoding(io.BytesIO(data), name)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: begins like {encoding.upper()} but is broken at byte {error.start}") from None


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)  # refuses codecs that do not encode text, even without data
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not text in {encoding} (byte {error.start})") from None
    except (LookupError, ValueError, TypeError):  # no codec, or not a codec for text
        raise InputError(f"no encoding {encoding!r:.40}: use one of Python, such as 'utf-8' or 'cp1251'") from None


def is_declarable(encoding: str) -> bool:
    """Return whether a file can declare an encoding in ASCII, because ASCII means the same in it."""
    try:
        same = _ASCII.decode(encoding) == _ASCII.decode("ascii")
        return same and len(_ESCAPED.decode(encoding)) == len(_ESCAPED)
    except (LookupError, ValueError):
        return False
