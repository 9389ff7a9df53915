"""Reads files: recognises the format by the content, and calls its reader."""

import os
from pathlib import Path
from typing import cast, get_args

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.atomic_files import is_named_pipe
from itu_texts.formats.composing import DEFAULT, Limits, View
from itu_texts.formats.loading import load, missing_extra
from itu_texts.formats.recognition import OLD_WORD, OTHERS, unread
from itu_texts.formats.table import FORMATS, READ, SUFFIXES, Format
from itu_texts.formats.text.reader import read_file
from itu_texts.language.writing import ANY
from itu_texts.tree.nodes import Document
from itu_texts.tree.readings import SourceText

__all__ = ["format_of", "is_text", "read_bytes", "read_file", "skipped"]

_MAY_BE_EMPTY = frozenset(suffix for row in READ if row.reader.is_text for suffix in row.suffixes)
_SUFFIXES = frozenset(suffix for row in READ for suffix in row.suffixes)
_HEAD = 1024  # bytes from which a format is recognised


def skipped(path: Path) -> str:
    """Return the reason why a file of a folder is not read, in the plural; an empty string if it is read."""
    suffix = path.suffix.lower()
    if not path.is_file():
        return "links that lead to no file" if path.is_symlink() else "pipes and devices"
    if path.name.startswith("~$"):
        return "lock files of Word (~$)"
    if suffix in SUFFIXES:
        return ""
    if suffix in OLD_WORD:
        from itu_texts.formats.word.package import program

        return "" if program() is not None else f"old Word files ({suffix}), which need LibreOffice"
    if any(suffix in row.suffixes and row.reader.in_folders for row in FORMATS.more.values()):
        return ""
    return OTHERS.get(suffix, f"files of other kinds ({suffix or 'without a suffix'})")


def format_of(head: bytes, name: str) -> Format:
    """Return the format of a file.

    :param head: its content, or the first 1024 bytes of it.
    """
    head, name = head[:_HEAD], name.lower()
    return _installed(head, name) or next(row for row in READ if row.reader.recognise(head, name))


def _installed(head: bytes, name: str) -> Format | None:
    """Return the format of another package that a file has; the library's own suffixes are its own."""
    if Path(name).suffix in ("", *_SUFFIXES):
        return None
    others: list[Format] = [row for row in FORMATS.more.values() if row.reader.function]
    return next((row for row in others if row.reader.recognise(head, name)), None)


def is_text(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is plain text, with or without markup; a file that cannot be opened counts as text."""
    name = os.fspath(path)
    try:
        if is_named_pipe(Path(name)):
            return True
        with Path(name).open("rb") as file:
            head = file.read(_HEAD)
            return format_of(head, name).name in ("text", "markdown") and unread(head, name) is None
    except OSError:
        return True


def read_bytes(
    data: bytes,
    name: str,
    *,
    view: View = "final",
    limits: Limits = DEFAULT,
    encoding: str | None = None,
    language: str = ANY,
) -> SourceText | str | Document:
    """Return the reading of the content of a file, or the document in it if its format states the whole structure.

    The format is recognised by the content; the name decides only between web page and plain text.

    :param encoding: the encoding of plain text; ``None`` to detect it.
    :raises ReadError: if it cannot be read, exceeds a limit, or needs an extra that is not installed.
    :raises InputError: if there is no such view or encoding.
    """
    if view not in get_args(View):
        raise InputError(f"a view is one of {', '.join(get_args(View))}, not {view!r:.40}")
    limits.check(name, "file_bytes", len(data))
    if not data.strip(b"\0") and (data or Path(name).suffix.lower() in {*SUFFIXES, *OLD_WORD} - _MAY_BE_EMPTY):
        what = "a file of zeros" if data else "an empty file (0 bytes)"
        raise ReadError(f"{name}: {what}: the content does not match the extension; download it again")
    foreign = _installed(data[:_HEAD], name) is not None
    if encoding is None and not foreign and (sentence := unread(data, name)) is not None:
        if sentence not in OLD_WORD.values():
            raise ReadError(f"{name}: {sentence}")
        from itu_texts.formats.word.package import converted

        try:
            data = converted(data)
        except OSError as error:
            raise ReadError(f"{name}: {sentence} ({error})") from None
    row = format_of(data, name)
    options = {"view": view, "limits": limits, "encoding": encoding, "language": language}
    try:
        read = load(row.reader.function)(data, name, **{each: options[each] for each in row.reader.options})
        return cast(SourceText | str | Document, read)
    except ImportError as error:
        if not row.reader.extra:
            raise
        raise ReadError(f"{name}: {missing_extra(row.title + ' files', row.reader.extra)}") from error
