"""One Word file with both editions of a text, and their differences as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable

from itu_texts.api import parse_bytes
from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.applying import apply, differences_of
from itu_texts.revision.diffs.differences import Difference, diff
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.pieces import pieces
from itu_texts.tree.nodes import Document

__all__ = ["merged", "to_docx"]

_NAME = "old.docx"  # of a file that is made of a document


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """Return the old text as a Word file with the differences as tracked changes.

    If it was read from a Word file, that is changed in place: what does not differ stays as it is.

    :param differences: the result of :func:`itu_texts.diff` for the document and a newer one.
    :param old: the document that the differences were made from.
    :param author: the author of the changes.
    :param date: the date of the changes: ``2026-11-25T09:00:00Z``.
    :returns: the bytes of a .docx file; with all changes accepted it is the new text, with all rejected the old one.
    :raises InputError: if the differences were made from another document.
    :raises MissingExtraError: if the extra ``docx`` is not installed.
    :raises ReadError: if the Word file has changed since it was read, or cannot be changed in place.
    """
    made, matching = differences_of(differences, old)
    new = matching.new[0].node if matching is not None else old
    if not isinstance(new, Document) or len(made) < len(diff(old, new)):  # of a part, or not all of them
        new = apply(made, old)
    original = old.origins.original
    in_word = original is not None and original.format == "docx"
    data, here = (original_of(old), old) if in_word else _written(old)
    by = By(author or "itu-texts", date)
    return rewritten(data, here, new, Matching(pieces(here), pieces(new)).nodes, lambda _: by)[0]


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """Return the same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source has the words of both editions, and is not meant to be parsed.
    """
    data = to_docx(differences, old, author=author, date=date)
    return parse_bytes(data, _NAME, language=old.language, view="marked")


def _written(document: Document) -> tuple[bytes, Document]:
    """Return a document as a Word file, and the document that is read from that."""
    data = document_to_docx(document)
    return data, parse_bytes(data, _NAME, language=document.language)
