"""Writes an edited document into the file that it was read from, and changes nothing else there."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import PurePath

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.reading import read_file
from itu_texts.formats.word.tracking import By
from itu_texts.revision.in_place.plain import in_text
from itu_texts.revision.in_place.script import Script
from itu_texts.revision.in_place.word import in_word
from itu_texts.tree.nodes import Document, Node

__all__ = ["TEXTS", "By", "check_kind", "original_of", "rewritten"]

_KEPT_KINDS = frozenset((".docm", ".dotx", ".dotm"))
_WORD = (".docx", *_KEPT_KINDS)
TEXTS = ("text", "markdown", "asciidoc")
"""The formats whose files are text that people write."""


def original_of(document: Document) -> bytes:
    """Return the content of the file that a document was read from, or the bytes.

    :raises InputError: if it was not read from a file that can be changed in place, or in another view.
    :raises ReadError: if the file is gone, or is not what it was.
    """
    original = document.origins.original
    if original is None:
        raise InputError("the document was not read from a file, so no file can be changed in place: export it")
    if original.format not in (*TEXTS, "docx"):
        raise InputError(f"{original.path}: a file of this format ({original.format}) cannot be changed in place")
    if original.view != "final":
        raise InputError(
            f"{original.path}: read with view={original.view!r:.40}; to change it, read it with view='final'"
        )
    data = read_file(original.path) if original.data is None else original.data
    if sha256(data).hexdigest() != original.digest:
        raise ReadError(f"{original.path}: the file has changed since it was read; read it again")
    return data


def check_kind(document: Document, goal: str | os.PathLike[str]) -> None:
    """Check that a file with macros, or a template, that is changed in place stays one, and that no other becomes one.

    :raises InputError: if the suffix of the new file is that of another kind, which Word would not open.
    """
    original = document.origins.original
    was, now = PurePath(original.path if original else "").suffix.lower(), PurePath(goal).suffix.lower()
    if was != now and now in _WORD and not _KEPT_KINDS.isdisjoint((was, now)):
        raise InputError(f"{os.fspath(goal)}: a file of the kind {was or '.docx'} stays one: name it so")


def rewritten(
    data: bytes,
    old: Document,
    new: Document,
    was: Mapping[int, Node],
    by: Callable[[Node], By | None],
    firm: Collection[int] | None = None,
    left_out: list[str] | None = None,
) -> tuple[bytes, dict[int, str]]:
    """Return the file of a document with the content of another document, and the automatic labels that differ.

    :param data: the content of the file.
    :param was: the nodes of the old document, by the identity of the new nodes that they have become.
    :param by: returns the author of the tracked change of a node that is new, gone or different; ``None`` for changes
        without tracking.
    :param firm: the identities of new nodes that keep their labels if Word would make others; ``None`` for all nodes.
    :param left_out: receives what of the new document the file cannot show; ``None`` to refuse in place of that.
    :returns: the content, and the automatic labels that differ from those of the new document, by node identity.
    :raises ReadError: if something cannot be changed in place, or the file is protected or signed.
    """
    original = old.origins.original
    assert original is not None
    script = Script(old, new, was)
    if original.format == "docx":
        return in_word(data, original.path, script, by, firm, left_out)
    return in_text(data, script, original.path), {}
