"""Recognises the format of a file by its first bytes and its name, which comes in small letters."""

from __future__ import annotations

import re

AKN = (".akn", ".xml")
ASCIIDOC = (".adoc", ".asciidoc")
HTML = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
_TEXT = (".txt", *MARKDOWN)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"type"\s*:\s*"document"')
_PAGE = (b"<!doctype html", b"<html")
_PIECE_OF_A_PAGE = (*_PAGE, b"<head", b"<body", b"<meta", b"<div", b"<p>", b"<p ", b"<table", b"<h1", b"<title")


def docx(head: bytes, _: str) -> bool:
    """Return whether a file is a ZIP archive, as Word files are."""
    return head.startswith(b"PK\x03\x04")


def pdf(head: bytes, _: str) -> bool:
    """Return whether a file is a PDF, which may begin with other bytes."""
    return b"%PDF-" in head


def asciidoc(_: bytes, name: str) -> bool:
    """Return whether a file is AsciiDoc, by its name."""
    return name.endswith(ASCIIDOC)


def html(head: bytes, name: str) -> bool:
    """Return whether a file is a web page: it begins like one, and is not another kind of text with HTML in it."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.endswith(HTML):
        return b"\0" not in head[:100] or head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if name.endswith(_TEXT):
        return start.startswith(_PAGE)
    if start.startswith(b"<?xml"):
        return b"<html" in start
    return start.startswith(_PIECE_OF_A_PAGE)


def akn(head: bytes, name: str) -> bool:
    """Return whether a file is XML other than a web page, by its beginning or its name."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "latin-1")
    begun = head.removeprefix(b"\xef\xbb\xbf").decode(wide, "replace").lstrip("\ufeff \t\r\n")
    if name.endswith(AKN):
        return begun.startswith("<")
    return "<akomaNtoso" in begun if name.endswith(_TEXT) else begun.startswith("<?xml")


def json(head: bytes, name: str) -> bool:
    """Return whether a file is JSON, by its name or because it begins like the JSON of a document."""
    return name.endswith((".json", ".jsonl")) or _JSON.match(head) is not None


def markdown(_: bytes, name: str) -> bool:
    """Return whether a file is Markdown, by its name."""
    return name.endswith(MARKDOWN)


def anything(_: bytes, __: str) -> bool:
    """Return ``True``: any other file may be plain text."""
    return True
