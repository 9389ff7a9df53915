"""Both editions of a text in one document, what differs between them as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itu_texts.diffs.applying import Applying, differences_of, on_line
from itu_texts.diffs.differences import Difference
from itu_texts.diffs.pieces import Piece
from itu_texts.diffs.words import runs
from itu_texts.editing.drafts import Draft, draft, draft_document
from itu_texts.exporters.word import to_docx as document_to_docx
from itu_texts.nodes import Deletion, Document, Footnote, Insertion, Node, Row

__all__ = ["merged", "to_docx"]


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """The old text as a Word file, with what differs in the new one as tracked changes.

    :param differences: what :func:`itu_texts.diff` gave for the document and a newer one.
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
        before = self._drafts.of[id(old.node)]
        if before.change is not None:  # in something that moved, which is struck out and put in as a whole
            super()._redress(new)
            _mark(self._drafts.of[id(old.node)].below, Insertion)
        elif new.index in self._moved and before.parent is not None:
            leaving = {id(self._drafts.of[id(each.node)]) for each in self._leaving(old)}
            ghost = _copy(before, leaving)
            before.put_beside(ghost, after=False)
            _mark(ghost.below, Deletion)
            super()._redress(new)
            _mark(self._drafts.of[id(old.node)].below, Insertion)
        else:
            super()._redress(new)
            self._mark_words(old, new)

    def _leaving(self, old: Piece) -> Iterator[Piece]:
        """What stands below a piece that moves, and moves to another place itself."""
        for piece in old.below:
            other = self._matching.new_of(piece)
            if piece is not old and other is not None and other.index in self._moved:
                yield piece

    def _create(self, piece: Piece) -> None:
        super()._create(piece)
        if not isinstance(piece.node, Footnote):
            _mark(self._made[id(piece.node)].below, Insertion)

    def _remove(self, node: Node) -> None:
        there = self._drafts.of[id(node)]
        if isinstance(node, Footnote):
            return  # no footnote stands where nothing calls it
        if there.change is Insertion:  # in something that moved: it is struck out with that, where it stood before
            there.detach()
        _mark(there.below, Deletion)

    def _mark_words(self, old: Piece, new: Piece) -> None:
        """Put both wordings in the words of a draft, and both labels before them."""
        there = self._drafts.of[id(old.node)]
        if isinstance(new.node, Footnote) or there.parent is None:
            return
        was, now = [*_worded(old.node)], [*_worded(new.node)]
        if len(was) != len(now) or _labels(old.node) != _labels(new.node):
            if type(old.node) is type(new.node) and len(was) == len(now) and len(_labels(old.node)) < 2:
                there.label_was = next(iter(_labels(old.node)), "")
            else:
                self._replace_line(there, old)
                return
        for ours, theirs in zip(was, now, strict=True):
            each = self._made[id(theirs)]
            each.values["text"], each.changes = _both(_text(ours), _text(theirs))

    def _replace_line(self, there: Draft, old: Piece) -> None:
        """What is on the line, struck out whole and put in whole."""
        kept = {id(self._drafts.of[id(child.node)]) for child in old.children}
        line = [each for each in there.below if id(each) not in kept and not _stands_in(each, kept, there)]
        made: dict[int, Draft] = {}
        ghost = draft(old.node, made, {})
        for child in old.children:
            made[id(child.node)].detach()
        there.put_beside(ghost, after=False)
        _mark(ghost.below, Deletion)
        _mark(line, Insertion)


def _stands_in(each: Draft, kept: set[int], top: Draft) -> bool:
    while each is not top and each.parent is not None:
        if id(each) in kept:
            return True
        each = each.parent
    return False


def _worded(node: Node) -> Iterator[Node]:
    """The nodes on the line of a node that have words of their own."""
    if isinstance(node, Row):
        yield from node.cells
    elif not node.children:
        yield node
    else:
        yield from (each for each in on_line(node) if not each.children)


def _labels(node: Node) -> list[str]:
    """The labels on the line of a node."""
    return [] if isinstance(node, Row) else [each for each in node.outline_line.pieces or () if isinstance(each, str)]


def _text(node: Node) -> str:
    words: str = getattr(node, "text", "")
    return words


def _copy(there: Draft, without: set[int]) -> Draft:
    """A draft of its own like another, without some of those that stand in it."""
    made = Draft(there.type, dict(there.values), {name: [] for name in there.parts}, list(there.anchors))
    made.changes, made.label_was = list(there.changes), there.label_was
    for name, members in there.parts.items():
        for member in members:
            if id(member) not in without:
                made.put(_copy(member, without), name)
    return made


def _mark(drafts: Iterable[Draft], kind: type[Insertion | Deletion]) -> None:
    """Say of drafts that do not say otherwise what became of them."""
    for each in drafts:
        if each.change is None:
            each.change = kind


def _both(old: str, new: str) -> tuple[str, list[tuple[int, int, type[Insertion | Deletion]]]]:
    """Two wordings in one, and the places of what only one of them has."""
    words = ""
    changes: list[tuple[int, int, type[Insertion | Deletion]]] = []
    for kind, text in runs(old, new):
        if kind != "kept":
            changes.append((len(words), len(words) + len(text), Insertion if kind == "inserted" else Deletion))
        words += text
    return words, changes
