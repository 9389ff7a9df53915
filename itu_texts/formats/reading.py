"""From a file to its text: a table of the kinds of files, each found by its content and read by its own module.

A new kind of file is a module with a function that takes the content and gives a
:class:`~itu_texts.tree.evidence.Reading`, and a row of :data:`KINDS`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, get_args

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.json.reader import JSONText, is_json
from itu_texts.formats.limits import DEFAULT, Limits, View
from itu_texts.formats.loading import load, missing_extra
from itu_texts.formats.markdown.reader import MARKDOWN, is_markdown
from itu_texts.formats.text.reader import check_is_file, decode, open_text, read_text
from itu_texts.formats.unread import OLD_WORD, OTHERS, unread
from itu_texts.formats.whole import is_named_pipe
from itu_texts.tree.evidence import Reading
from itu_texts.tree.nodes import Document

__all__ = [
    "DEFAULT",
    "KINDS",
    "SUFFIXES",
    "FileKind",
    "JSONText",
    "Limits",
    "View",
    "decode",
    "is_text",
    "kind_of",
    "open_text",
    "read_bytes",
    "read_file",
    "read_text",
    "skipped",
]

_HEAD = 1024  # bytes: what a kind is recognised by
_ASCIIDOC = (".adoc", ".asciidoc")
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


def _is_html(head: bytes, name: str) -> bool:
    """Whether a file is a web page: it begins like one, and is not another kind of text with marks of HTML in it."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.lower().endswith((".htm", ".html", ".xhtml")):
        return b"\0" not in head[:100] or head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if name.lower().endswith((".txt", *MARKDOWN)):
        return start.startswith((b"<!doctype html", b"<html"))
    if start.startswith(b"<?xml"):
        return b"<html" in start
    return start.startswith(_HTML)


def _is_xml(head: bytes, name: str) -> bool:
    """Whether a file is XML that is no web page: it begins like such, or its name says so."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "latin-1")
    begun = head.removeprefix(b"\xef\xbb\xbf").decode(wide, "replace").lstrip("\ufeff \t\r\n")
    if name.lower().endswith((".xml", ".akn")):
        return begun.startswith("<")
    return "<akomaNtoso" in begun if name.lower().endswith((".txt", *MARKDOWN)) else begun.startswith("<?xml")


class FileKind(NamedTuple):
    """A kind of file that can be read."""

    name: str
    title: str
    """What files of the kind are called in messages, many of them."""
    suffixes: tuple[str, ...]
    """By which files are taken from a folder."""
    recognise: Callable[[bytes, str], bool]
    """Whether a file is of the kind, by its first bytes and its name; the first kind that says so counts."""
    function: str
    """What reads the content, as ``module:function``; it takes the content, a name for errors, and the options."""
    options: tuple[str, ...] = ()
    """Which of ``view``, ``limits`` and ``encoding`` the function takes."""
    extra: str = ""
    """What must be installed besides: ``pip install 'itu-texts[extra]'``."""


KINDS = (
    FileKind(
        "docx",
        "Word files",
        (".docx", ".docm", ".dotx", ".dotm"),
        lambda head, _: head.startswith(b"PK\x03\x04"),
        "itu_texts.formats.word.reader:read_docx",
        options=("view", "limits"),
        extra="docx",
    ),
    FileKind(
        "pdf",
        "PDF files",
        (".pdf",),
        lambda head, _: b"%PDF-" in head,
        "itu_texts.formats.pdf.reader:read_pdf",
        options=("limits",),
        extra="pdf",
    ),
    FileKind(
        "asciidoc",
        "AsciiDoc files",
        _ASCIIDOC,
        lambda _, name: name.lower().endswith(_ASCIIDOC),
        "itu_texts.formats.asciidoc.reader:read_asciidoc",
        options=("view", "limits", "encoding"),
    ),
    FileKind(
        "html",
        "web pages",
        (".htm", ".html", ".xhtml"),
        _is_html,
        "itu_texts.formats.html.reader:read_html",
        options=("view", "limits"),
        extra="html",
    ),
    FileKind(
        "akn",
        "Akoma Ntoso files",
        (".akn", ".xml"),
        _is_xml,
        "itu_texts.formats.akn.reader:read_akn",
        options=("limits",),
    ),
    FileKind(
        "json",
        "JSON files of documents",
        (),  # those of a folder may be of any program, or made of the files beside them
        is_json,
        "itu_texts.formats.json.reader:read_json",
        options=("limits", "encoding"),
    ),
    FileKind(
        "markdown",
        "Markdown files",
        MARKDOWN,
        is_markdown,
        "itu_texts.formats.markdown.reader:read_markdown",
        options=("limits", "encoding"),
    ),
    FileKind(
        "text",
        "text files",
        (".txt",),
        lambda *_: True,
        "itu_texts.formats.text.reader:read_plain",
        options=("limits", "encoding"),
    ),
)
"""The kinds of files, in the order in which they are tried."""

SUFFIXES = tuple(sorted(suffix for kind in KINDS for suffix in kind.suffixes))
"""Of the files that are taken from a folder."""


_OF_TEXT = frozenset((*_ASCIIDOC, *MARKDOWN, ".txt"))  # files of nothing are texts without words


def skipped(path: Path) -> str:
    """Why a file of a folder is not read, as words for many of them; empty if it is."""
    suffix = path.suffix.lower()
    if not path.is_file():
        return "links that lead to no file" if path.is_symlink() else "pipes and devices"
    if path.name.startswith("~$"):
        return "lock files of Word (~$)"
    if suffix in SUFFIXES:
        return ""
    if suffix in OLD_WORD:
        from itu_texts.formats.word.old_files import program

        return "" if program() is not None else f"old Word files ({suffix}), which need LibreOffice"
    return OTHERS.get(suffix, f"files of other kinds ({suffix or 'without a suffix'})")


def kind_of(head: bytes, name: str) -> FileKind:
    """The kind of a file.

    :param head: its content, or the first 1024 bytes of it.
    """
    head = head[:_HEAD]
    return next(kind for kind in KINDS if kind.recognise(head, name))


def is_text(path: str | os.PathLike[str]) -> bool:
    """Whether a file is plain text, with markup or without; one that cannot be opened counts as such."""
    name = os.fspath(path)
    try:
        if is_named_pipe(Path(name)):
            return True
        with Path(name).open("rb") as file:
            head = file.read(_HEAD)
            return kind_of(head, name).name in ("text", "markdown") and unread(head, name) is None
    except OSError:
        return True


def read_file(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> bytes:
    """The content of a file.

    :raises ReadError: if there is no such file, or it is beyond a limit.
    """
    name = os.fspath(path)
    try:
        check_is_file(name)
        with Path(name).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except ReadError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise ReadError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
    limits.check(name, "file_bytes", len(data))
    return data


def read_bytes(
    data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT, encoding: str | None = None
) -> Reading | str | Document | JSONText:
    """What the content of a file says; a document, without a language where it says none, if it is marked up as one.

    The kind of file is found by the content; the name decides only between web page and plain text.

    :raises ReadError: if it cannot be read, is beyond a limit, or needs an extra that is not installed.
    :param encoding: of plain text; ``None`` to find it.
    :raises InputError: if there is no such view or encoding.
    """
    if view not in get_args(View):
        raise InputError(f"a view is one of {', '.join(get_args(View))}, not {view!r}")
    limits.check(name, "file_bytes", len(data))
    if not data.strip(b"\0") and (data or Path(name).suffix.lower() in {*SUFFIXES, *OLD_WORD} - _OF_TEXT):
        what = "a file of zeros" if data else "an empty file (0 bytes)"
        raise ReadError(f"{name}: {what}, not what its name says; get it again from its source")
    if encoding is None and (sentence := unread(data, name)) is not None:
        if sentence not in OLD_WORD.values():
            raise ReadError(f"{name}: {sentence}")
        from itu_texts.formats.word.old_files import converted

        try:
            data = converted(data)
        except OSError as error:
            raise ReadError(f"{name}: {sentence} ({error})") from None
    kind = kind_of(data, name)
    options = {"view": view, "limits": limits, "encoding": encoding}
    try:
        found: Reading | str | Document | JSONText = load(kind.function)(
            data, name, **{each: options[each] for each in kind.options}
        )
    except ImportError as error:
        if not kind.extra:
            raise
        raise ReadError(f"{name}: {missing_extra(kind.title, kind.extra)}") from error
    return found
