"""From an old document and what differs in a new one to a document that has the words of the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from itu_texts.diffs.differences import Difference, DifferenceKind
from itu_texts.diffs.matching import Matching
from itu_texts.diffs.pieces import Piece
from itu_texts.editing.drafts import Draft, DraftDocument, anchors_by_node, draft, draft_document
from itu_texts.editing.finishing import finish
from itu_texts.errors import InputError
from itu_texts.nodes import Document, Footnote, Node, Provision

__all__ = ["Applying", "applied", "apply", "differences_of", "on_line"]

_PLACES = (DifferenceKind.MOVED, DifferenceKind.PROMOTED, DifferenceKind.DEMOTED)


def apply(differences: Iterable[Difference], old: Document) -> Document:
    """Make the differences in a document.

    :param differences: all that :func:`diff` gave for the document and a newer one, or those of them that are to be
        made.
    :param old: the document that they are differences of.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if they are differences of another document.
    """
    return finish(applied(differences, old), old.language)


def applied(differences: Iterable[Difference], old: Document) -> DraftDocument:
    """The same as drafts, from which a document can be made."""
    drafts = draft_document(old)
    made, matching = differences_of(differences, old)
    if matching is not None:
        Applying(drafts, matching).make(made)
    return drafts


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


class Applying:
    """Differences made in drafts of the old document."""

    def __init__(self, drafts: DraftDocument, matching: Matching) -> None:
        self._drafts = drafts
        self._matching = matching
        self._of_old = {id(piece.node): piece for piece in matching.old}
        self._of_new = {id(piece.node): piece for piece in matching.new}
        self._made: dict[int, Draft] = {}  # by the identity of nodes of the new document
        self._moved: set[int] = set()  # indexes of new pieces that stand in another place than before
        self._anchors = self._new_anchors()
        for piece in matching.old:
            other = matching.new_of(piece)
            if other is not None:
                self._take_for(drafts.of[id(piece.node)], piece.node, other.node)

    def _new_anchors(self) -> Mapping[int, list[tuple[int, str, Draft]]]:
        root = self._matching.new[0].node
        if root.document is None:
            return {}
        notes = []
        for note in root.document.footnotes:
            piece = self._of_new.get(id(note))
            known = self._matching.old_of(piece) if piece else None
            made = self._drafts.of[id(known.node)] if known else draft(note, self._made, {})
            self._made[id(note)] = made
            notes.append(made)
        return anchors_by_node(root.document, root, notes)

    def _take_for(self, there: Draft, old: Node, new: Node) -> None:
        """Let a draft stand for a node of the new document, and what is on its line for what is on that."""
        self._made[id(new)] = there
        for ours, theirs in zip(on_line(old), on_line(new), strict=False):
            within = self._drafts.of[id(ours)]
            self._made[id(theirs)] = within
            if getattr(ours, "text", None) == getattr(theirs, "text", None):
                within.anchors = [*self._anchors.get(id(theirs), ())]

    # ------------------------------------------------------------------ the differences

    def make(self, differences: list[Difference]) -> None:
        """Make them."""
        gone: list[Node] = []
        placed: dict[int, Piece] = {}
        changed: dict[int, Piece] = {}  # by the index of the old piece: what stands in another is changed after that
        self._moved = {self._of_new[id(each.new)].index for each in differences if each.kind in _PLACES}
        for each in differences:
            if each.kind is DifferenceKind.REMOVED and each.old is not None:
                gone.append(each.old)
            elif each.kind is DifferenceKind.MERGED and each.new is not None:
                self._take_up(changed, self._of_new[id(each.new)])
                gone += [part for part in each.parts if self._matching.new_of(self._of_old[id(part)]) is None]
            else:
                for node in each.parts or (each.new,):
                    piece = self._of_new[id(node)]
                    if self._matching.old_of(piece) is None or each.kind in _PLACES:
                        placed[piece.index] = piece
                    self._take_up(changed, piece)
        for piece in self._matching.old:
            other = self._matching.new_of(piece)
            if other is not None and type(other.node) is not type(piece.node) and other.children:
                changed[piece.index] = other  # a paragraph that is now an item must hold what hangs under that
        for _, piece in sorted(changed.items()):
            self._redress(piece)
        for _, piece in sorted(placed.items()):
            if self._matching.old_of(piece) is None:
                self._create(piece)
            self._place(piece)
        for node in gone:
            self._remove(node)

    def _take_up(self, changed: dict[int, Piece], piece: Piece) -> None:
        """Put a new piece among those that changed, if it stands for an old one."""
        old = self._matching.old_of(piece)
        if old is not None:
            changed[old.index] = piece

    def _redress(self, new: Piece) -> None:
        """Give the draft of an old piece the label and the words of a new one."""
        old = self._matching.old_of(new)
        assert old is not None
        before = self._drafts.of[id(old.node)]
        if isinstance(new.node, Footnote):
            before.values = {name: getattr(new.node, name) for name in before.values}
            return
        if before.parent is None:  # the root of what was compared
            return
        after = self._without_below(new)
        inner = {id(each) for each in before.below}
        after.stand_in_for(before)
        last = after
        for child in old.children:
            there = self._drafts.of[id(child.node)]
            if id(there) not in inner:
                continue
            above = _innermost(after) if there.parent is not before else after
            if above.parts:
                above.put(there, _attribute_for(above, there))
            else:  # a paragraph holds nothing; what stood in the item that it was follows it
                last.put_beside(there, after=True)
                last = there
        self._drafts.of[id(old.node)] = after

    def _without_below(self, piece: Piece) -> Draft:
        """A new piece as a draft, with what is on its line and nothing below that."""
        made: dict[int, Draft] = {}
        whole = draft(piece.node, made, self._anchors)
        for child in piece.children:
            made[id(child.node)].detach()
        self._made[id(piece.node)] = whole
        self._made |= {id(node): made[id(node)] for node in on_line(piece.node)}
        return whole

    def _create(self, piece: Piece) -> None:
        """A new piece that stands for no old one, with all such that stand in it."""
        if isinstance(piece.node, Footnote):
            return  # it was made with the marks that call it
        made: dict[int, Draft] = {}
        draft(piece.node, made, self._anchors)
        known = dict(self._made)
        for each in piece.below:
            if self._matching.old_of(each) is not None:
                made[id(each.node)].detach()
        self._made = made | known
        self._made[id(piece.node)] = made[id(piece.node)]

    def _place(self, piece: Piece) -> None:
        """Put the draft of a new piece where it stands in the new document."""
        there = self._made[id(piece.node)]
        if isinstance(piece.node, Footnote):
            self._place_note(piece, there)
            return
        above = piece.node.parent
        if above is None or piece.parent is None:
            return
        container = self._made.get(id(above)) or self._made[id(piece.parent.node)]
        attribute = next((name for name in container.parts if _is_in(piece.node, above, name)), "")
        attribute = attribute or _attribute_for(container, there)
        there.detach()
        members = container.parts[attribute]
        siblings = _siblings(above, attribute, piece.node)
        place = 0
        for sibling in reversed(siblings):
            known = self._made.get(id(sibling))
            if known is not None and known.parent is container and known.attribute == attribute:
                place = next(at for at, each in enumerate(members) if each is known) + 1
                break
        container.put(there, attribute, place)

    def _place_note(self, piece: Piece, there: Draft) -> None:
        notes = [note for note in self._drafts.footnotes if note is not there]
        before = {
            id(self._made[id(each.node)]) for each in self._matching.new[: piece.index] if each.kind == "footnote"
        }
        place = max((at + 1 for at, note in enumerate(notes) if id(note) in before), default=0)
        notes.insert(place, there)
        self._drafts.footnotes[:] = notes

    def _remove(self, node: Node) -> None:
        there = self._drafts.of[id(node)]
        if isinstance(node, Footnote):
            self._drafts.footnotes[:] = [note for note in self._drafts.footnotes if note is not there]
        there.detach()


def on_line(node: Node) -> Iterator[Node]:
    """The nodes whose words stand on the line of a node, and the items whose labels do."""
    if isinstance(node, Provision) and node.blocks:
        first = node.blocks[0]
        yield first
        if first.children:
            yield from on_line(first)
        return
    for piece in node.outline_line.pieces or ():
        if isinstance(piece, Node) and piece is not node:
            yield piece


def _innermost(there: Draft) -> Draft:
    """Of a provision whose words begin with an item, that item: what hangs under the line may hang under it."""
    if there.type is Provision and there.parts["blocks"] and "blocks" in there.parts["blocks"][0].parts:
        return there.parts["blocks"][0]
    return there


def _attribute_for(above: Draft, child: Draft) -> str:
    """Where in a draft another may stand."""
    if child.attribute in above.parts:
        return child.attribute
    return next(name for name in ("body", "blocks", *above.parts) if name in above.parts)


def _is_in(node: Node, above: Node, attribute: str) -> bool:
    value = getattr(above, attribute, None)
    return value is node or (isinstance(value, tuple) and any(each is node for each in value))


def _siblings(above: Node, attribute: str, node: Node) -> list[Node]:
    """What stands before a node in an attribute of the one above it."""
    found: list[Node] = []
    value = getattr(above, attribute, ())
    for each in value if isinstance(value, tuple) else ():
        if each is node:
            break
        found.append(each)
    return found
