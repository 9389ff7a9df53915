"""Applies differences to the old document."""

from __future__ import annotations

from collections.abc import Iterable

from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.revision.diffs.arranging import Arrangement, Unit
from itu_texts.revision.diffs.differences import Difference, DifferenceKind
from itu_texts.revision.diffs.lines import Lines
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import Draft, DraftDocument, draft_document
from itu_texts.revision.editing.finishing import finish
from itu_texts.tree.nodes import Document

__all__ = ["apply", "built", "differences_of", "in_document", "note_of"]


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
