"""Writes an edited document into the file that it was read from, and changes nothing else there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.reading import read_file
from itu_texts.formats.word.tracking import By
from itu_texts.revision.in_place.plain import in_text
from itu_texts.revision.in_place.script import Script
from itu_texts.revision.in_place.word import in_word
from itu_texts.tree.nodes import Document, Node

__all__ = ["By", "original_of", "rewritten"]

_TEXTS = ("text", "markdown", "asciidoc")


def original_of(document: Document) -> bytes:
    """Return the content of the file that a document was read from.

    :raises InputError: if it was not read from a file that can be changed in place, or in another view.
    :raises ReadError: if the file is gone, or is not what it was.
    """
    original = document.origins.original
    if original is None:
        raise InputError("the document was not read from a file, so no file can be changed in place: export it")
    if original.format not in (*_TEXTS, "docx"):
        raise InputError(f"{original.path}: a file of this format ({original.format}) cannot be changed in place")
    if original.view != "final":
        raise InputError(f"{original.path}: read with view={original.view!r}; to change it, read it with view='final'")
    data = read_file(original.path)
    if sha256(data).hexdigest() != original.digest:
        raise ReadError(f"{original.path}: the file has changed since it was read; read it again")
    return data


def rewritten(
    data: bytes,
    old: Document,
    new: Document,
    was: Mapping[int, Node],
    by: Callable[[Node], By | None],
    firm: Collection[int] | None = None,
) -> tuple[bytes, dict[int, str]]:
    """Return the file of a document with the content of another document, and the automatic labels that differ.

    :param data: the content of the file.
    :param was: the nodes of the old document, by the identity of the new nodes that they have become.
    :param by: returns the author of the tracked change of a node that is new, gone or different; ``None`` for changes
        without tracking.
    :param firm: the identities of new nodes that keep their labels if Word would make others; ``None`` for all nodes.
    :returns: the content, and the automatic labels that differ from those of the new document, by node identity.
    :raises ReadError: if something cannot be changed in place, or the file is protected or signed.
    """
    original = old.origins.original
    assert original is not None
    script = Script(old, new, was)
    if original.format == "docx":
        return in_word(data, original.path, script, by, firm)
    return in_text(data, script, original.path), {}
