"""From a file to its text: what kind of file it is, found by its content, and the reader for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

from itu_texts.errors import InputError, ReadError
from itu_texts.evidence import Reading
from itu_texts.readers.limits import DEFAULT, Limits, View
from itu_texts.readers.plain import decode, open_text, read_text

__all__ = ["DEFAULT", "Limits", "View", "decode", "is_text", "open_text", "read_bytes", "read_file", "read_text"]

_HTML = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<meta",
    b"<div",
    b"<p>",
    b"<p ",
    b"<table",
    b"<h1",
    b"<title",
)
_PDF_WITHIN = 1024  # bytes: how far from its beginning a PDF may say that it is one


def read_file(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> bytes:
    """The content of a file.

    :raises ReadError: if there is no such file, or it is beyond a limit.
    """
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise ReadError(f"{name}: {error.strerror or error}") from None
    limits.check(name, "file_bytes", len(data))
    return data


def read_bytes(data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT) -> Reading | str:
    """What the content of a file says; its kind is told by the content, and by the name only between web page and text.

    :raises ReadError: if it is none that can be read, or is beyond a limit.
    """
    if view not in get_args(View):
        raise InputError(f"a view is one of {', '.join(get_args(View))}, not {view!r}")
    limits.check(name, "file_bytes", len(data))
    if data.startswith(b"PK\x03\x04"):
        from itu_texts.readers.docx import read_docx

        return read_docx(data, name, view=view, limits=limits)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from itu_texts.readers.pdf import read_pdf

        return read_pdf(data, name, limits=limits)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: an old or encrypted Office file; save it as .docx, without a password")
    if _is_html(data, name):
        from itu_texts.readers.html import read_html

        return read_html(data, name, limits=limits)
    return decode(data, name)


def is_text(path: str | os.PathLike[str]) -> bool:
    """Whether a file is neither a Word file, nor a PDF, nor a web page; a file that is not there counts as text."""
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            begun = file.read(_PDF_WITHIN)
    except OSError:
        return True
    return not (begun.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"%PDF-" in begun or _is_html(begun, name))


def _is_html(data: bytes, name: str) -> bool:
    """Whether a file is a web page: it begins like one, and is not another kind of text with marks of HTML in it."""
    begun = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.lower().endswith((".htm", ".html", ".xhtml")):
        return b"\0" not in data[:100] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if name.lower().endswith((".txt", ".md")):
        return begun.startswith((b"<!doctype html", b"<html"))
    if begun.startswith(b"<?xml"):
        return b"<html" in begun
    return begun.startswith(_HTML)
