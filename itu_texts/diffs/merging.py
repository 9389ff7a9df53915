"""Both editions of a text in one document, what differs between them as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itu_texts.diffs.applying import Applying, differences_of
from itu_texts.diffs.differences import Difference, DifferenceKind
from itu_texts.diffs.pieces import Piece, tokens
from itu_texts.diffs.words import word_changes
from itu_texts.editing.drafts import Draft, DraftDocument, draft_document
from itu_texts.exporters.word import to_docx as document_to_docx
from itu_texts.nodes import Deletion, Document, Insertion, Node

__all__ = ["merged", "to_docx"]


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """The old text as a Word file, with what differs in the new one as tracked changes.

    :param differences: what :func:`diff` gave for the document and a newer one.
    :param old: the document that they are differences of.
    :param author: who made the changes, as the file is to say.
    :param date: when, as ``2026-11-25T09:00:00Z``.
    :returns: the bytes of a .docx file; with all changes accepted it is the new text, with all rejected the old.
    :raises InputError: if they are differences of another document.
    """
    return document_to_docx(merged(differences, old, author=author, date=date))


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """The same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source is no text to be read again: it holds the words of both editions.
    """
    drafts = draft_document(old)
    made, matching = differences_of(differences, old)
    if matching is not None:
        _Merging(drafts, matching).make(made)
    return drafts.frozen(old.language, author=author, date=date)


class _Merging(Applying):
    """Differences made in drafts that keep what they were, with what became of it."""

    def _redress(self, new: Piece) -> None:
        old = self._matching.old_of(new)
        assert old is not None
        if new.index in self._moved:
            before = self._drafts.of[id(old.node)]
            if before.parent is not None:
                ghost = _copy(before, {id(self._drafts.of[id(each.node)]) for each in self._leaving(old)})
                before.put_beside(ghost, after=False)
                _mark(ghost, Deletion)
            super()._redress(new)
            after = self._drafts.of[id(old.node)]
            _mark(after, Insertion)
            return
        super()._redress(new)
        self._mark_words(self._drafts.of[id(old.node)], old, new)

    def _leaving(self, old: Piece) -> Iterator[Piece]:
        """What stands below a piece that moves, and moves to another place itself."""
        for piece in old.below:
            other = self._matching.new_of(piece)
            if piece is not old and other is not None and other.index in self._moved:
                yield piece

    def _create(self, piece: Piece) -> None:
        super()._create(piece)
        there = self._made.get(id(piece.node))
        if there is not None:
            _mark(there, Insertion)

    def _remove(self, node: Node) -> None:
        _mark(self._drafts.of[id(node)], Deletion)

    def _mark_words(self, there: Draft, old: Piece, new: Piece) -> None:
        """Put both wordings in the words of a draft, and both labels before them."""
        label = next((name for name in ("label", "number", "marker") if name in there.values), None)
        was = getattr(old.node, label, "") if label else ""
        if label and was != there.values[label]:
            there.label_was = str(was or "")
        if old.words == new.words:
            return
        worded = [each for each in there.below if "text" in each.values and (each is there or _on_line_of(each, there))]
        if len(worded) != 1:
            self._replace_all(there, old)
            return
        words, changes = _both(old.text, new.text)
        worded[0].values["text"] = words
        worded[0].changes = changes

    def _replace_all(self, there: Draft, old: Piece) -> None:
        """What has no words of its own, or words in several places: all of it struck out, and put in."""
        ghost = _copy(self._drafts.of[id(old.node)], set())
        for name, value in ((each.name, getattr(old.node, each.name)) for each in ()):
            ghost.values[name] = value
        _mark(there, Insertion)


def _on_line_of(each: Draft, there: Draft) -> bool:
    """Whether the words of a draft are those of the line of another that it stands in."""
    above = each.parent
    if above is not there:
        return False
    first = next(iter(above.parts[each.attribute]), None)
    return each is first and (each.attribute == "heading" or each.type.JOINS_LABEL)


def _copy(there: Draft, without: set[int]) -> Draft:
    """A draft of its own like another, without some of those that stand in it."""
    made = Draft(there.type, dict(there.values), {name: [] for name in there.parts}, list(there.anchors))
    made.changes, made.label_was = list(there.changes), there.label_was
    for name, members in there.parts.items():
        for member in members:
            if id(member) not in without:
                made.put(_copy(member, without), name)
    return made


def _mark(there: Draft, kind: type[Insertion] | type[Deletion]) -> None:
    """Say of a draft, and of all that stand in it and do not say otherwise, what became of it."""
    for each in there.below:
        if each.change is None:
            each.change = kind


def _both(old: str, new: str) -> tuple[str, list[tuple[int, int, type[Insertion] | type[Deletion]]]]:
    """Two wordings in one, and the places of what only one of them has.

    Without the insertions it is the old wording, without the deletions the new one, character for character.
    """
    parts: list[tuple[str, type[Insertion] | type[Deletion] | None]] = []
    here = there = 0
    for change in word_changes(tokens(old), tokens(new)):
        struck, put_in = "", ""
        if change.kind == "kept":
            before, after = old[here : change.old.start], new[there : change.new.start]
            if before == after:
                parts.append((before, None))
            else:
                parts += [(before, Deletion), (after, Insertion)]
            was, now = old[change.old.slice], new[change.new.slice]
            if was == now:
                parts.append((now, None))
            else:
                parts += [(was, Deletion), (now, Insertion)]
            here, there = change.old.end, change.new.end
            continue
        if change.kind == "deleted":
            struck, here = old[here : change.old.end], change.old.end
        else:
            put_in, there = new[there : change.new.end], change.new.end
        parts += [(struck, Deletion), (put_in, Insertion)]
    parts += [(old[here:], Deletion), (new[there:], Insertion)]
    words, changes = "", []
    for text, kind in parts:
        if text and kind is not None:
            changes.append((len(words), len(words) + len(text), kind))
        words += text
    return words, changes
