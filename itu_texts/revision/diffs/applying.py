"""Applies differences to the old edition: as a document, or as a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable

from itu_texts.api import parse_bytes
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.arranging import Arrangement, Unit
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.revision.diffs.lines import Lines
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import Draft, DraftDocument, draft_document
from itu_texts.revision.editing.finishing import finish
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.pieces import pieces
from itu_texts.tree.nodes import Document

__all__ = ["apply", "built", "differences_of", "in_document", "merged", "note_of", "to_docx"]


@checked
def apply(differences: Iterable[Difference], old: Document) -> Document:
    """Apply differences to a document.

    :param differences: the result of :func:`diff` for the document and a newer one, or the part of it that is to be
        applied.
    :param old: the document that the differences were made from.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if ``old`` is not a document, or the differences were made from another one.
    """
    if not isinstance(old, Document):
        raise InputError(f"apply() takes a document, not a {type(old).__name__}")
    made, matching = differences_of(differences, old)
    if matching is None:
        return finish(draft_document(old), old.language)
    arrangement, lines = Arrangement(matching, made), Lines(matching, old)
    root = built(arrangement.root, lines)[id(arrangement.root)][0]
    notes = [note_of(unit, lines) for unit in arrangement.root.children if unit.is_footnote]
    return finish(in_document(root, notes, matching, old), old.language)


def differences_of(differences: Iterable[Difference], old: Document) -> tuple[list[Difference], Matching | None]:
    """Return the differences without unchanged nodes, and the matching of nodes; ``None`` if there are none.

    :raises InputError: if they were made from another document.
    """
    made = [each for each in differences if each.kind is not DifferenceKind.UNCHANGED]
    if not made:
        return [], None
    matching = made[0].matching
    if matching is None or matching.old[0].node.document is not old:
        raise InputError("these are differences of another document")
    return made, matching


def built(root: Unit, lines: Lines) -> dict[int, list[Draft]]:
    """Build the drafts of a unit and of all units below it, by identity.

    The units below one that cannot contain nodes follow it.
    """
    made: dict[int, list[Draft]] = {}
    for unit in reversed([*root.below]):
        if unit.is_footnote:
            continue
        line = lines.of_unit(unit)
        below = [(each, there) for each in unit.children for there in made.get(id(each), ())]
        if line.draft.parts:
            line.hang((there, lines.gap(line, each)) for each, there in below)
            made[id(unit)] = [line.draft]
        else:
            made[id(unit)] = [line.draft, *(there for _, there in below)]
    return made


def note_of(unit: Unit, lines: Lines) -> Draft:
    """Return the draft of a footnote, with its mark and words."""
    made = lines.notes[id(unit.piece.node)]
    if unit.new is not None:
        text, mark = (unit.new if new else unit.old for new in (unit.new_words, unit.new_label))
        assert text is not None
        assert mark is not None
        made.values |= {"text": text.text, "mark": mark.printed_label or None}
    return made


def in_document(root: Draft, notes: list[Draft], matching: Matching, old: Document) -> DraftDocument:
    """Return the old document with a draft in the place of the compared node.

    :param notes: the footnotes, if the whole document was compared.
    """
    compared = matching.old[0].node
    if compared is old:
        return DraftDocument(root, notes, {})
    drafts = draft_document(old)
    root.stand_in_for(drafts.of[id(compared)])
    return drafts


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
    data = original_of(old) if in_word else document_to_docx(old)
    here = old if in_word else parse_bytes(data, _NAME, language=old.language)
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
