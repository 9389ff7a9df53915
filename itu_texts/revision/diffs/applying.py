"""From an old document and what differs in a new one to a document that has the words of the new."""

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
    """Make the differences in a document.

    :param differences: all that :func:`diff` gave for the document and a newer one, or those of them that are to be
        made.
    :param old: the document that they are differences of.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if it is no document, or they are differences of another one.
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
    """Differences without what is unchanged, and which nodes stand for one another; ``None`` if there are none.

    :raises InputError: if they are differences of another document.
    """
    made = [each for each in differences if each.kind is not DifferenceKind.UNCHANGED]
    if not made:
        return [], None
    matching = made[0].matching
    if matching is None or matching.old[0].node.document is not old:
        raise InputError("these are differences of another document")
    return made, matching


def built(root: Unit, lines: Lines) -> dict[int, list[Draft]]:
    """The drafts of a unit and of all that stand under it, by the identity of each.

    What stands under one that can hold nothing follows it.
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
    """The draft of a footnote, with the mark and the words that it is to have."""
    made = lines.notes[id(unit.piece.node)]
    if unit.new is not None:
        text, mark = (unit.new if new else unit.old for new in (unit.new_words, unit.new_label))
        assert text is not None
        assert mark is not None
        made.values |= {"text": text.text, "mark": mark.printed_label or None}
    return made


def in_document(root: Draft, notes: list[Draft], matching: Matching, old: Document) -> DraftDocument:
    """The old document with a draft in the place of what was compared.

    :param notes: the footnotes, where all of the document was compared.
    """
    compared = matching.old[0].node
    if compared is old:
        return DraftDocument(root, notes, {})
    drafts = draft_document(old)
    root.stand_in_for(drafts.of[id(compared)])
    return drafts
