"""Reads files that are embedded in a Word file: another Word file, a web page, text."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes

from itu_texts.errors import ReadError
from itu_texts.formats.html.reader import read_html
from itu_texts.formats.limits import Limits, View
from itu_texts.formats.text.reader import read_plain
from itu_texts.formats.unsupported import unread
from itu_texts.tree.readings import Reading

_HEAD = 4096  # bytes from which a format is recognised
_MIME = re.compile(rb"(?m)^(?:mime-version|content-type):")
_PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<div", b"<p", b"<?xml")


def read_put_in(
    blob: bytes, name: str, view: View, limits: Limits, read_word: Callable[[bytes], Reading]
) -> Reading | None:
    """Return the reading of an embedded file; ``None`` if its format is not read.

    :param name: the name of the outer file, for messages.
    :param read_word: reads an embedded Word file.
    """
    if blob.startswith(b"PK\x03\x04"):
        return read_word(blob)
    head = blob[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower().replace(b"\0", b"")
    page: object = blob if head.startswith(_PAGES) else None
    if _MIME.search(head) is not None:
        held = next((each for each in message_from_bytes(blob).walk() if each.get_content_type() == "text/html"), None)
        page = held.get_payload(decode=True) if held is not None else None
        if not isinstance(page, bytes):
            return None
    if isinstance(page, bytes):
        found = read_html(page, name, view=view, limits=limits)
        return Reading(found) if isinstance(found, str) else found
    if unread(blob, "") is not None:
        return None
    try:
        return Reading(read_plain(blob, name, limits).replace("\r\n", "\n"))
    except ReadError:
        return None
