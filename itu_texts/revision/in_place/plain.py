"""Changes a text, Markdown or AsciiDoc file in place: words and labels only."""

from __future__ import annotations

from collections.abc import Iterable

from itu_texts.errors import ReadError
from itu_texts.formats.asciidoc.places import Places
from itu_texts.formats.text.reader import decode
from itu_texts.revision.in_place.script import Edit, Script
from itu_texts.tree.nodes import Document

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252")


def in_text(data: bytes, script: Script, name: str) -> bytes:
    """Return the content of a file with the edits of a script.

    :raises ReadError: if lines were added or removed, or an edit has no place in the file.
    """
    if script.gone or script.moved or not all(script.before):
        raise ReadError(f"{name}: in a text file, only words and labels can be changed in place; export the document")
    pairs = zip(script.before, script.new, strict=True)
    return edited(data, script.document, [each for old, new in pairs if old for each in script.edits(old, new)])


def edited(data: bytes, document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the content of a file with edits of the text that was read from it.

    :raises ReadError: if one has no place in the file.
    """
    original, source = document.origins.original, document.source.text
    assert original is not None
    text = decode(data, original.path, original.encoding)
    encoding = original.encoding or next(each for each in _ENCODINGS if _encoded(text, each) == data)
    places = Places(text, source, document.origins)
    for start, end, words in sorted(edits, reverse=True):
        place = (start, end) if text[:end] == source[:end] else places.exact(start, end)
        if place is None and source[:start].rpartition("\n")[2].strip():
            raise ReadError(f"{original.path}: “{source[start:end]}” does not stand in the file as it is printed")
        if place is not None:  # a number at the beginning of a line may be made by the program that shows the file
            text = text[: place[0]] + words + text[place[1] :]
    made = _encoded(text, encoding)
    if made is None:
        raise ReadError(f"{original.path}: not all characters can be written in {encoding}; save it in UTF-8 first")
    return made


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None
