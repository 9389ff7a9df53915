"""Recognises the format of a file by its first bytes and its name, which comes in small letters."""

import re
from collections.abc import Callable, Collection

AKN = (".akn", ".xml")
ASCIIDOC = (".adoc", ".asciidoc")
HTML = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
_TEXT = (".txt", *MARKDOWN)
JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"type"\s*:\s*"document"')
"""How the JSON of a document begins."""
_PAGE = (b"<!doctype html", b"<html")
_PIECE_OF_A_PAGE = (*_PAGE, b"<head", b"<body", b"<meta", b"<div", b"<p>", b"<p ", b"<table", b"<h1", b"<title")


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


# ----------------------------------------------------------------------
# The formats that are not read, each with a message that says what the file is and what to do.

_SAVE = "open it in {} and save it as a Word file (.docx)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = b"PK\x03\x04"
_HEADERS = 16_384  # bytes of an e-mail that contain its headers
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]")
_OF_MAIL = rb"(?im)^(?:mime-version|received|message-id|return-path|delivered-to|x-mailer):[ \t]"


def _holds(head: bytes, *words: str) -> bool:
    """Return whether an old Office file has a stream with one of some names."""
    return any(word.encode("utf-16-le") in head for word in words)


def _is_mail(head: bytes, name: str) -> bool:
    begun = head[:_HEADERS].lstrip(b"\xef\xbb\xbf\r\n")
    if _HEADER.match(begun) is None:
        return False
    headers = re.split(rb"\r?\n\r?\n", begun, maxsplit=1)[0]
    return name.lower().endswith(".eml") or re.search(_OF_MAIL, headers) is not None


OLD_WORD = dict.fromkeys((".doc", ".dot"), f"an old Word file (.doc); {_SAVE.format('Word or LibreOffice')}")
"""By suffix: the message for files that are read only if LibreOffice can convert them."""

OTHERS = {
    suffix: f"{name} ({suffix})"
    for name, suffixes in (
        ("Excel workbooks", (".xls", ".xlsx", ".xlsm")),
        ("presentations", (".ppt", ".pptx")),
        ("RTF files", (".rtf",)),
        ("OpenDocument files", (".odt", ".ods", ".odp")),
        ("e-books", (".epub",)),
        ("messages", (".msg", ".eml")),
        ("archives", (".zip", ".gz", ".7z", ".rar", ".tar")),
        ("pictures", (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".svg")),
        ("JSON files, which are read if they are named", (".json", ".jsonl")),
    )
    for suffix in suffixes
}
"""By suffix: the name of files that are not read from folders."""

UNREAD: tuple[tuple[str, Callable[[bytes, str], bool]], ...] = (
    (
        f"an OpenDocument text; {_SAVE.format('LibreOffice or Word')}",
        lambda head, _: head.startswith(_OPEN) and b"application/vnd.oasis.opendocument.text" in head,
    ),
    (
        "an OpenDocument spreadsheet or presentation; copy the text that it holds into a Word or text file",
        lambda head, _: head.startswith(_OPEN) and b"application/vnd.oasis.opendocument" in head,
    ),
    (
        "an e-book (EPUB); unpack it and give the web pages (.xhtml) in it",
        lambda head, _: head.startswith(_OPEN) and b"application/epub+zip" in head,
    ),
    (
        "a Word file that is encrypted or protected by a password; save it without one",
        lambda head, _: head.startswith(_OLE) and _holds(head, "EncryptedPackage", "EncryptionInfo"),
    ),
    (
        OLD_WORD[".doc"],
        lambda head, name: (
            head.startswith(_OLE) and (_holds(head, "WordDocument") or name.lower().endswith((".doc", ".dot")))
        ),
    ),
    (
        "an old Excel workbook (.xls); copy the text that it holds into a Word or text file",
        lambda head, name: (
            head.startswith(_OLE) and (_holds(head, "Workbook", "Book") or name.lower().endswith(".xls"))
        ),
    ),
    (
        "an old PowerPoint presentation (.ppt); copy the text that it holds into a Word or text file",
        lambda head, name: (
            head.startswith(_OLE) and (_holds(head, "PowerPoint Document") or name.lower().endswith(".ppt"))
        ),
    ),
    (
        "a message of Outlook (.msg); save what is attached to it, or its text, and give that",
        lambda head, name: head.startswith(_OLE) and (_holds(head, "__substg1.0_") or name.lower().endswith(".msg")),
    ),
    (
        f"an old or encrypted Office file; {_SAVE.format('the program that made it')}, without a password",
        lambda head, _: head.startswith(_OLE),
    ),
    (
        f"a file of Word 2 or before; {_SAVE.format('LibreOffice, or a Word that still reads it,')}",
        lambda head, _: head.startswith((b"\xdb\xa5", b"\x9b\xa5", b"\x31\xbe\x00\x00", b"\xfe\x37\x00")),
    ),
    (
        f"an RTF file; {_SAVE.format('Word or LibreOffice')}",
        lambda head, _: head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"),
    ),
    ("a message (e-mail); save what is attached to it, or its text, and give that", _is_mail),
)
"""The kinds of files that are not read, in the order in which they are tried.

Each has its message, what the file is and what to do, and what says by its first bytes and its name whether it is such.
"""

_PACKAGES = {
    "xl/": "an Excel workbook (.xlsx); copy the text that it holds into a Word or text file",
    "ppt/": "a PowerPoint presentation (.pptx); copy the text that it holds into a Word or text file",
    "visio/": "a Visio drawing; copy the text that it holds into a Word or text file",
    "META-INF/container.xml": "an e-book (EPUB); unpack it and give the web pages (.xhtml) in it",
    "content.xml": f"an OpenDocument file; {_SAVE.format('LibreOffice or Word')}",
}


def unread(head: bytes, name: str) -> str | None:
    """Return the message for a file that is not read; ``None`` for a file that may be read.

    :param head: its content, or the beginning of it.
    """
    return next((sentence for sentence, is_such in UNREAD if is_such(head, name)), None)


def kind_of_package(names: Collection[str]) -> str | None:
    """Return the message for a ZIP file that is not read, by the names of its members.

    An unknown package without a Word text is left to the reader, which reports what is broken.
    """
    for begin, sentence in _PACKAGES.items():
        if any(name.startswith(begin) for name in names):
            return sentence
    return None if "[Content_Types].xml" in names else "a ZIP file, not a Word file; unpack it and give the files in it"
