"""Matches the pieces of the old document with those of the new one.

Pieces with equal words that occur once on each side are certain matches. From these follow the clauses, annexes and
texts that contain them; below two matched pieces, the others are paired by the share of common words, in the order of
the text. The rest may have moved to another place. (The order of the steps is that of GumTree: Falleri et al.,
"Fine-grained and accurate source code differencing", 2014.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from itu_texts.revision.pieces import Piece, longest_increasing
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Node, Provision, Row

_ALIKE = 0.5  # the least share of common words of two pieces in one place that match
_ALIKE_IN_PLACE = 0.25  # the same, if labels and neighbours are equal too
_ALIKE_ELSEWHERE = 0.7  # the same, in different clauses
_HELD = 0.3  # the least share of the words below a clause that are in the other
_FEW = 400  # pairs; up to this number, all are compared
_RARE = 6  # rare words by which a piece is looked up
_CANDIDATES = 12  # pieces with a common rare word that are compared
_ONCE = frozenset(("title", "designation", "history", "formula"))  # kinds that occur once in a text or a division
_TELLING = 4  # words; shorter pieces are not sought in other places


def similarity(old: Piece, new: Piece) -> float:
    """Return the similarity of the words of two pieces, from 0 to 1 (Dice's coefficient)."""
    if old.words == new.words:
        return 1.0
    total = len(old.words) + len(new.words)
    return 2 * (Counter(old.words) & Counter(new.words)).total() / total if total else 1.0


class Matching:
    """The pairs of two documents, given as pieces."""

    def __init__(
        self,
        old: Sequence[Piece],
        new: Sequence[Piece],
        *,
        hyphens: bool = True,
        apart: Container[int] = (),
        by_label: bool = False,
    ) -> None:
        """Pair the pieces of two documents.

        :param hyphens: whether hyphens in words count.
        :param apart: the identities of old and new nodes without partners.
        :param by_label: whether items with the same label between the same neighbours are partners, whatever their
            words, and also if the new document has only some of them.
        """
        self.old, self.new = old, new
        self.hyphens = hyphens
        self.addresses = Addresses()
        """The addresses of the nodes of both documents, indexed once."""
        self._by_label = by_label
        self._labelled: dict[tuple[str, str] | int, list[Piece]] = defaultdict(list)
        for piece in old if by_label else ():
            self._labelled[_named(piece)].append(piece)
        self._new_of: dict[int, Piece | None] = {piece.index: None for piece in old if id(piece.node) in apart}
        self._old_of: dict[int, Piece | None] = {piece.index: None for piece in new if id(piece.node) in apart}
        self._pair(old[0], new[0])
        self._pair_equal(old, new, once=True)
        numbered = [each for each in old if isinstance(each.node, Provision)]
        same = [each.label == other.label for each in numbered if (other := self.new_of(each)) is not None]
        # Whether most provisions with partners kept their numbers, so that a number identifies a partner
        self._keeps_numbers = 2 * sum(same) > len(same)
        self._pair_holders()
        for piece in old:
            if piece.children and (other := self.new_of(piece)):
                self._pair_children(piece, other)
        self._pair_equal(old, new, least=_TELLING)
        left = (self._left(old, old=True), self._left(new, old=False))
        ours, theirs = ([piece for piece in each if len(piece.words) >= _TELLING] for each in left)
        self._pair_similar(ours, theirs, _ALIKE_ELSEWHERE)
        for piece in ours:
            if piece.children and (other := self.new_of(piece)):
                self._pair_children(piece, other)

    @property
    def nodes(self) -> dict[int, Node]:
        """The old nodes with partners, by the identity of the new ones; cells are paired by their places in the row."""
        found: dict[int, Node] = {}
        for piece in self.new:
            old, count = self.old_of(piece), len(piece.node.children)
            if old is not None and isinstance(piece.node, Row):
                cells = old.node.children if len(old.node.children) == count else ()
                found |= {id(new): cell for new, cell in zip(piece.node.children, cells, strict=False)}
            if old is not None and (not isinstance(piece.node, Row) or len(old.node.children) == count):
                found[id(piece.node)] = old.node
        return found

    def new_of(self, piece: Piece) -> Piece | None:
        """Return the new partner of an old piece."""
        return self._new_of.get(piece.index)

    def old_of(self, piece: Piece) -> Piece | None:
        """Return the old partner of a new piece."""
        return self._old_of.get(piece.index)

    def _pair(self, old: Piece, new: Piece) -> None:
        self._new_of[old.index] = new
        self._old_of[new.index] = old

    def _left(self, pieces: Iterable[Piece], *, old: bool) -> list[Piece]:
        """Return the pieces without partner."""
        paired = self._new_of if old else self._old_of
        return [piece for piece in pieces if piece.index not in paired]

    # ------------------------------------------------------------------ equal words

    def _pair_equal(self, old: Iterable[Piece], new: Iterable[Piece], *, once: bool = False, least: int = 0) -> None:
        """Pair pieces with equal words: those that occur once on each side, or the first with the first."""
        places = self._by_words(new, old=False)
        for words, pieces in self._by_words(old, old=True).items():
            others = places.get(words, [])
            if once and (len(pieces) != 1 or len(others) != 1):
                continue
            for piece, other in zip(pieces, others, strict=False):
                if len(piece.words) >= least:
                    self._pair(piece, other)

    def _by_words(self, pieces: Iterable[Piece], *, old: bool) -> dict[tuple[str, tuple[str, ...]], list[Piece]]:
        found: dict[tuple[str, tuple[str, ...]], list[Piece]] = defaultdict(list)
        for piece in self._left(pieces, old=old):
            if piece.words:
                found[piece.kind, piece.words].append(piece)
        return found

    # ------------------------------------------------------------------ containers of pairs

    def _pair_holders(self) -> None:
        """Pair pieces by the pairs directly below them, from the innermost out."""
        held = [len(piece.words) for piece in self.old]
        for piece in reversed(self.old):
            if piece.parent is not None:
                held[piece.parent.index] += held[piece.index]
            if not piece.children or piece.index in self._new_of:
                continue
            votes: Counter[int] = Counter()
            for child in piece.children:
                other = self.new_of(child)
                if other is not None and other.parent is not None:
                    votes[other.parent.index] += held[child.index] + 1
            for index, vote in votes.most_common():
                other = self.new[index]
                if index not in self._old_of and other.kind == piece.kind:
                    if vote >= _HELD * held[piece.index]:
                        self._pair(piece, other)
                    break

    # ------------------------------------------------------------------ in the same place

    def _pair_children(self, old: Piece, new: Piece) -> None:
        """Pair the remaining pieces directly below two partners."""
        if self._by_label:  # of several with the same words, the one with the same label
            same = {(_named(each), each.words): each for each in self._left(old.children, old=True)}
            for other in self._left(new.children, old=False):
                if other.words and (found := same.get((_named(other), other.words))) is not None:
                    self._pair(found, other)
        self._pair_equal(old.children, new.children)
        if self._by_label:
            self._pair_deeper(old, new)
        pairs = list(self._gaps(old, new))
        for ours, theirs in pairs:
            named = {_named(piece): piece for piece in ours}
            if self._by_label and len({*map(_named, theirs)} & named.keys()) == len(theirs):
                for other in theirs:
                    self._pair(named[_named(other)], other)
            else:
                self._pair_similar(ours, theirs, _ALIKE)
        for ours, theirs in pairs:
            self._pair_in_place(self._left(ours, old=True), self._left(theirs, old=False))

    def _pair_deeper(self, old: Piece, new: Piece) -> None:
        """Pair labelled pieces with those at a lower level that alone have their labels.

        A part of a text does not tell the level: "b) that:", "...", "ii) bells of brass are dear;".
        """
        named = {_named(piece): piece for piece in old.children}
        before = old
        for piece in new.children:
            same = self._labelled[_named(piece)] if piece.index not in self._old_of else []
            before = named.get(_named(piece), before)
            for within in (before, old) if _named(piece) not in named and len(same) <= _CANDIDATES else ():
                inside = [each for each in self._left(same, old=True) if within in each.ancestors]
                if len(inside) == 1:
                    self._pair(inside[0], piece)
                    break

    def _gaps(self, old: Piece, new: Piece) -> Iterator[tuple[list[Piece], list[Piece]]]:
        """Yield the pieces without partner between the pairs below two partners, which are in the same order."""
        places = {piece.index: place for place, piece in enumerate(new.children)}
        paired = [
            (place, places[other.index])
            for place, piece in enumerate(old.children)
            if (other := self.new_of(piece)) is not None and other.index in places
        ]
        kept = longest_increasing([there for _, there in paired])
        here = there = 0
        for place, other_place in [*(paired[place] for place in sorted(kept)), (len(old.children), len(new.children))]:
            ours = self._left(old.children[here:place], old=True)
            theirs = self._left(new.children[there:other_place], old=False)
            if ours and theirs:
                yield ours, theirs
            here, there = place + 1, other_place + 1

    def _pair_similar(self, old: list[Piece], new: list[Piece], least: float) -> None:
        """Pair pieces of one kind that share the most words."""
        scored = []
        for piece, other in _candidates(old, new):
            if piece.kind == other.kind and (score := self._alike(piece, other)) >= least:
                scored.append((-score, abs(piece.index - other.index), piece.index, other.index))
        for _, _, here, there in sorted(scored):
            if here not in self._new_of and there not in self._old_of:
                self._pair(self.old[here], self.new[there])

    def _alike(self, old: Piece, new: Piece) -> float:
        """Return the similarity of two pieces, by their own words and the words below them."""
        own = similarity(old, new)
        if own == 1.0 or not (old.children and new.children):
            return own
        ours = Counter(word for piece in old.below for word in piece.words)
        theirs = Counter(word for piece in new.below for word in piece.words)
        return max(own, 2 * (ours & theirs).total() / ((ours.total() + theirs.total()) or 1))

    def _pair_in_place(self, old: list[Piece], new: list[Piece]) -> None:
        """Pair pieces with one label between the same neighbours that share some words, and pieces without words."""
        places = {(piece.kind, piece.label): piece for piece in reversed(new)}
        alone = len(old) == len(new) == 1
        for piece in old:
            other = new[0] if alone else places.get((piece.kind, piece.label))
            if other is None or other.kind != piece.kind or other.index in self._old_of:
                continue
            numbered = self._keeps_numbers and isinstance(piece.node, Provision) and piece.label == other.label
            named = self._by_label and bool(piece.label) and piece.label == other.label
            same = named or numbered or piece.kind in _ONCE or (not piece.words and not other.words)
            if same or similarity(piece, other) >= _ALIKE_IN_PLACE or self._alike(piece, other) >= _ALIKE:
                self._pair(piece, other)


def _named(piece: Piece) -> tuple[str, str] | int:
    """Return the key of an item's label; an item without a label has a key of its own."""
    return (piece.kind, piece.label) if piece.label else id(piece)


def _candidates(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Yield the candidates to compare: all pairs if there are few, otherwise those that share a rare word."""
    if len(old) * len(new) <= _FEW:
        yield from ((piece, other) for piece in old for other in new)
        return
    having: dict[str, list[Piece]] = defaultdict(list)
    for other in new:
        for word in set(other.words):
            having[word].append(other)
    for piece in old:
        rare = sorted((word for word in set(piece.words) if word in having), key=lambda word: (len(having[word]), word))
        near: dict[int, Piece] = {}
        for word in rare[:_RARE]:
            found = having[word]
            middle = bisect_left(found, piece.index, key=lambda other: other.index)
            for other in found[max(0, middle - _CANDIDATES // 2) : middle + _CANDIDATES // 2]:
                near[other.index] = other
        yield from ((piece, other) for other in near.values())
