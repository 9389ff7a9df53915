"""The differences between two editions of a text, by structure: reworded, moved, added, removed ..."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.revision.diffs.matching import Matching, similarity
from itu_texts.revision.pieces import (
    Piece,
    WordChange,
    from_pdf,
    longest_increasing,
    pieces,
    sequence,
    tokens,
    word_changes,
)
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Clause, Designation, Node, Title
from itu_texts.tree.walking import preorder

_WHOLE = 0.85  # the least share of the words of a split piece that its parts have together
_PART = 0.8  # the least share of the words of a part that are from the piece


class DifferenceKind(enum.StrEnum):
    """The kind of a difference."""

    UNCHANGED = "unchanged"
    """No difference; listed only on request."""
    REWORDED = "reworded"
    """The words of an item, a paragraph, a note, a row or a footnote."""
    RELABELLED = "relabelled"
    """Only the label: ``b)`` is now ``c)``."""
    MOVED = "moved"
    """The place: among its siblings, or in another clause."""
    PROMOTED = "promoted"
    """The level, which is higher than before."""
    DEMOTED = "demoted"
    """The level, which is lower than before."""
    ADDED = "added"
    """A new node, with all nodes in it that were not elsewhere before."""
    REMOVED = "removed"
    """A removed node, with all nodes in it that are not elsewhere now."""
    SPLIT = "split"
    """One node is now several."""
    MERGED = "merged"
    """Several nodes are now one."""
    HEADING = "heading"
    """The words of the heading of a clause, an annex or a division."""
    ADDRESSEE = "addressee"
    """The addressees in the heading of a clause, with the same verb."""
    TITLE = "title"
    """The title of a text, an annex or a division."""
    DESIGNATION = "designation"
    """The line that names a text."""


@frozen(kw_only=True)
class Difference:
    """One difference between two documents, or between two nodes."""

    kind: DifferenceKind
    """The kind; it compares equal to its name: ``"reworded"``."""
    old: Node | None = None
    """The node of the old document; ``None`` for an addition. If several were merged, the first of them."""
    new: Node | None = None
    """The node of the new document; ``None`` for a removal. If one was split, the first of its parts."""
    parts: tuple[Node, ...] = field(default=(), repr=False)
    """The new nodes of a ``split``, the old nodes of a ``merged``, in the order of the text."""
    old_text: str = field(default="", repr=False)
    """The words of the line of :attr:`old`, without its label; of all nodes that were merged."""
    new_text: str = field(default="", repr=False)
    """The words of the line of :attr:`new`, without its label; of all parts of one that was split."""
    lines: tuple[str, ...] = field(default=(), repr=False)
    """All lines of an addition or a removal; the first without its label, the others each with its own."""
    old_label: str = field(default="", repr=False)
    """The label, number or marker of the line of :attr:`old`."""
    new_label: str = field(default="", repr=False)
    """The label, number or marker of the line of :attr:`new`."""
    matching: Matching | None = field(default=None, eq=False, repr=False)
    """The matching of the nodes of both documents, which :func:`apply` uses."""

    @property
    def old_address(self) -> str | None:
        """The address of the old node in its text; ``None`` if it has none."""
        return self._address(self.old)

    @property
    def new_address(self) -> str | None:
        """The address of the new node in its text; ``None`` if it has none."""
        return self._address(self.new)

    @property
    def words(self) -> tuple[WordChange, ...]:
        """The runs of kept, deleted and inserted words, as offsets in :attr:`old_text` and :attr:`new_text`."""
        hyphens = self.matching is None or self.matching.hyphens
        return word_changes(tokens(self.old_text, hyphens=hyphens), tokens(self.new_text, hyphens=hyphens))

    def _address(self, node: Node | None) -> str | None:
        addresses = self.matching.addresses if self.matching is not None else Addresses()
        return addresses.known(node) or None


class Differences(list[Difference]):
    """The differences of two nodes."""

    def __init__(self, found: Iterable[Difference], new: Node) -> None:
        super().__init__(found)
        self.new = new
        """The newer node: what is not compared may differ, as the formatting, where no words do."""


@checked
def diff(old: Node, new: Node, *, unchanged: bool = False) -> list[Difference]:
    r"""Compare two documents, or two nodes, by structure.

    Clauses are compared by type and words, items by their words and not by their labels. Layout does not count: line
    breaks, variants of apostrophes, dashes and blanks, nesting if all labels and words are the same in the same order,
    and hyphens in words if one of the texts comes from a PDF.

    :param old: a document, or any node of one: a text, a clause.
    :param new: the document or node to compare with.
    :param unchanged: whether to list unchanged nodes too.
    :returns: the differences in the order of the new text; a removed node stands where it would follow. Only the
        innermost node that differs is listed; an addition or removal as a whole is one difference.
    :raises InputError: if one of them is not a node.

    >>> from itu_texts import parse
    >>> was = parse("resolves\n1 to count the boats;\n2 to report to the Council")
    >>> now = parse("resolves\n1 to count all boats;\n2 to report to the Council")
    >>> [(each.kind.value, each.new_address) for each in diff(was, now)]
    [('reworded', 'resolves 1')]
    """
    for node in (old, new):
        if not isinstance(node, Node):
            raise InputTypeError(f"diff() takes two documents or nodes of documents, not a {type(node).__name__}")
    return Differences(differences(old, new, unchanged=unchanged), new)


def differences(old: Node, new: Node, *, unchanged: bool, apart: Container[int] = ()) -> list[Difference]:
    """Return the differences of two nodes.

    :param apart: the identities of nodes without partners: suppressions and additions.
    """
    hyphens = not (from_pdf(old) or from_pdf(new))
    ours, theirs = pieces(old, hyphens=hyphens), pieces(new, hyphens=hyphens)
    if not unchanged and sequence(ours) == sequence(theirs):
        return []
    return differences_of_pairs(Matching(ours, theirs, hyphens=hyphens, apart=apart), unchanged=unchanged)


def differences_of_pairs(matching: Matching, *, unchanged: bool = False) -> list[Difference]:
    """Return the differences of two nodes whose pieces are matched."""
    return _Differences(matching, unchanged=unchanged).found


class _Differences:
    """Derives the differences from the pairs of two documents."""

    def __init__(self, matching: Matching, *, unchanged: bool) -> None:
        self._matching = matching
        old, new = matching.old, matching.new
        self._unchanged = unchanged
        self._taken: set[int] = set()  # indexes of new pieces that are parts of a split
        self._gone: set[int] = set()  # and of old ones that were merged
        self._places = {id(child): at for piece in (*old, *new) for at, child in enumerate(piece.children)}
        self._out_of_order = set(self._moved_among_siblings(old))
        places: list[tuple[tuple[int, int, int], Difference]] = []
        # the neighbours of split or merged pieces are then neither added nor removed
        divided = {each.index: self._divided(each, other) for each in old if (other := self._matching.new_of(each))}
        before = 0
        for piece in old:
            other = self._matching.new_of(piece)
            if other is not None:
                before = other.index
                kinds = self._kinds(piece, other, divided[piece.index])
                places += [((other.index, 1, 0), each) for each in kinds]
            elif piece.index not in self._gone and self._parent_has_partner(piece, old=True):
                places.append(((before, 2, piece.index), self._alone(DifferenceKind.REMOVED, piece)))
        for piece in new:
            alone = self._matching.old_of(piece) is None and piece.index not in self._taken
            if alone and self._parent_has_partner(piece, old=False):
                places.append(((piece.index, 1, 0), self._alone(DifferenceKind.ADDED, piece)))
        self.found = [each for _, each in sorted(places, key=lambda pair: pair[0])]

    def _parent_has_partner(self, piece: Piece, *, old: bool) -> bool:
        """Return whether the parent of a piece without partner has one, so that the piece is a difference by itself."""
        parent = piece.parent
        partner = self._matching.new_of if old else self._matching.old_of
        taken = self._gone if old else self._taken
        return parent is None or partner(parent) is not None or parent.index in taken

    # ------------------------------------------------------------------ the differences of a pair

    def _kinds(self, old: Piece, new: Piece, divided: Difference | None) -> Iterator[Difference]:
        kinds = [kind for kind in (self._place(old, new), self._wording(old, new)) if kind is not None]
        if divided is not None:
            yield divided
            kinds = [kind for kind in kinds if kind is not DifferenceKind.REWORDED]
        elif not kinds and old.label != new.label and old.parent is not None:
            kinds.append(DifferenceKind.RELABELLED)
        elif DifferenceKind.REWORDED in kinds and len(kinds) == 1 and old.label != new.label:
            kinds.insert(0, DifferenceKind.RELABELLED)
        if not kinds and divided is None and self._unchanged:
            kinds.append(DifferenceKind.UNCHANGED)
        yield from (self._difference(kind, old, new) for kind in kinds)

    def _wording(self, old: Piece, new: Piece) -> DifferenceKind | None:
        if old.words == new.words:
            return None
        was, now = old.node, new.node
        if isinstance(was, Clause) and isinstance(now, Clause):
            same_verb = was.heading.concept == now.heading.concept and was.heading.verb == now.heading.verb
            if same_verb and was.heading.addressees != now.heading.addressees:
                return DifferenceKind.ADDRESSEE
        if isinstance(now, Title):
            return DifferenceKind.TITLE
        if isinstance(now, Designation):
            return DifferenceKind.DESIGNATION
        return DifferenceKind.HEADING if new.kind in ("clause", "annex", "division") else DifferenceKind.REWORDED

    # ------------------------------------------------------------------ moved nodes

    def _place(self, old: Piece, new: Piece) -> DifferenceKind | None:
        if old.parent is None or new.parent is None:
            return None
        above = self._matching.new_of(old.parent)
        if above is new.parent:
            return DifferenceKind.MOVED if old.index in self._out_of_order else None
        if above is not None and any(each is above for each in new.ancestors):
            return DifferenceKind.DEMOTED
        if any(each is self._matching.old_of(new.parent) for each in old.ancestors):
            return DifferenceKind.PROMOTED
        return DifferenceKind.MOVED

    def _moved_among_siblings(self, old: Iterable[Piece]) -> Iterator[int]:
        """Return the pieces with the same parent as before, but in another order."""
        for parent in old:
            there = self._matching.new_of(parent) if parent.children else None
            if there is None:
                continue
            same = [
                (child.index, other.index)
                for child in parent.children
                if (other := self._matching.new_of(child)) is not None and other.parent is there
            ]
            kept = longest_increasing([other for _, other in same])
            yield from (index for place, (index, _) in enumerate(same) if place not in kept)

    # ------------------------------------------------------------------ split and merged nodes

    def _divided(self, old: Piece, new: Piece) -> Difference | None:
        """Return the difference of a piece that was split into several, or into which several were merged."""
        if old.words == new.words or old.kind != "block" or new.kind != "block":
            return None
        if len(old.words) > len(new.words):
            parts = self._parts(old, new, old=False)
            kind, taken = DifferenceKind.SPLIT, self._taken
        else:
            parts = self._parts(new, old, old=True)
            kind, taken = DifferenceKind.MERGED, self._gone
        if len(parts) == 1:
            return None
        taken.update(part.index for part in parts)
        here = parts[0] if kind is DifferenceKind.MERGED else old
        there = parts[0] if kind is DifferenceKind.SPLIT else new
        return self._difference(kind, here, there, parts)

    def _parts(self, whole: Piece, part: Piece, *, old: bool) -> list[Piece]:
        """Return the neighbours without partner that, together with a part, have the words of the whole.

        If there are none, return that part alone.
        """
        partner = self._matching.new_of if old else self._matching.old_of
        siblings = part.parent.children if part.parent else []
        place = self._places.get(id(part), 0)
        rest = Counter(whole.words) - Counter(part.words)
        found = [part]
        for step in (1, -1):
            at = place + step
            while 0 <= at < len(siblings) and partner(siblings[at]) is None and siblings[at].kind == "block":
                words = Counter(siblings[at].words)
                if not words or (words & rest).total() < _PART * words.total():
                    break
                rest -= words
                found.insert(len(found) if step > 0 else 0, siblings[at])
                at += step
        together = Counter(word for each in found for word in each.words)
        total = together.total() + len(whole.words)
        both = (together & Counter(whole.words)).total()
        gained = 2 * both / total if total else 0.0
        return found if gained >= _WHOLE and gained > similarity(whole, part) else [part]

    def _alone(self, kind: DifferenceKind, piece: Piece) -> Difference:
        """Return the addition or removal of a piece, with all below it that have no partners either."""
        is_old = kind is DifferenceKind.REMOVED
        partner = self._matching.new_of if is_old else self._matching.old_of
        below = preorder(piece, lambda above: [each for each in above.children if partner(each) is None])
        lines = [each.text if each is piece else each.printed for each in below]
        return evolve(self._difference(kind, *((piece, None) if is_old else (None, piece))), lines=tuple(lines))

    def _difference(
        self, kind: DifferenceKind, old: Piece | None, new: Piece | None, parts: Sequence[Piece] = ()
    ) -> Difference:
        texts = [each.text if each else "" for each in (old, new)]
        if parts:
            texts[kind is DifferenceKind.SPLIT] = " ".join(part.text for part in parts)
        return Difference(
            kind=kind,
            old=old.node if old else None,
            new=new.node if new else None,
            parts=tuple(part.node for part in parts),
            old_text=texts[0],
            new_text=texts[1],
            old_label=old.printed_label if old else "",
            new_label=new.printed_label if new else "",
            matching=self._matching,
        )
