"""Arranges the lines of an old document with some differences applied: their order, place and words.

Each line is a unit. Units of the old document keep their place unless a difference moves them. A moved or added unit
stands below the unit that is its parent in the new document, after the nearest of the units that it follows there. With
all differences applied, the units are the pieces of the new document, in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import define, field

from itu_texts.revision.diffs.differences import Difference, DifferenceKind
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.pieces import Piece
from itu_texts.tree.walking import preorder

_PLACES = frozenset((DifferenceKind.MOVED, DifferenceKind.PROMOTED, DifferenceKind.DEMOTED))
_LABEL_ALONE = frozenset((DifferenceKind.RELABELLED, *_PLACES))  # kinds that leave the words as they were
_WORDS_ALONE = frozenset((DifferenceKind.REWORDED,))  # and those that leave the label


@define(eq=False)
class Unit:
    """A line of the result."""

    old: Piece | None
    """The piece of the old document; ``None`` for an addition."""
    new: Piece | None
    """The piece of the new document; ``None`` for a piece of the old document only."""
    new_words: bool
    """Whether it has the words of the new piece."""
    new_label: bool
    """Whether it has the label of the new piece."""
    moved: bool = False
    """Whether its place differs from that in the old document."""
    parent: Unit | None = None
    children: list[Unit] = field(factory=list)

    @property
    def piece(self) -> Piece:
        """The piece with its words."""
        piece = self.new if self.new_words else self.old
        assert piece is not None
        return piece

    @property
    def is_footnote(self) -> bool:
        """Whether it is a footnote, whose mark is in the text."""
        return self.piece.kind == "footnote"

    @property
    def below(self) -> Iterator[Unit]:
        """Yield the unit and all units below it, in the order of the text."""
        return preorder(self, lambda unit: unit.children)


class Arrangement:
    """The units of a document to which differences are applied."""

    def __init__(self, matching: Matching, differences: Iterable[Difference]) -> None:
        self._matching = matching
        self._kinds: dict[int, set[DifferenceKind]] = defaultdict(set)  # by the index of the new piece
        self._removed: set[int] = set()  # indexes of old pieces that are removed with all that only they contained
        self._merged: set[int] = set()  # and of those that are only removed themselves
        self._take_up(differences)
        self._of_old: dict[int, Unit] = {}
        self._of_new: dict[int, Unit] = {}
        self._make_units()
        self.root: Unit = self._of_old[0]
        self._arrange()

    def _take_up(self, differences: Iterable[Difference]) -> None:
        old_pieces = {id(piece.node): piece for piece in self._matching.old}
        new_pieces = {id(piece.node): piece for piece in self._matching.new}
        for each in differences:
            if each.kind is DifferenceKind.REMOVED:
                self._removed.add(old_pieces[id(each.old)].index)
                continue
            if each.kind is DifferenceKind.MERGED:
                parts = [old_pieces[id(part)] for part in each.parts]
                self._merged.update(part.index for part in parts if self._matching.new_of(part) is None)
            for node in each.parts if each.kind is DifferenceKind.SPLIT else (each.new,):
                self._kinds[new_pieces[id(node)].index].add(each.kind)

    # ------------------------------------------------------------------ the units

    def _make_units(self) -> None:
        for piece in self._matching.old:
            in_removed = piece.parent is not None and piece.parent.index in self._removed
            if in_removed and self._matching.new_of(piece) is None:
                self._removed.add(piece.index)
            if piece.index not in self._removed and piece.index not in self._merged:
                self._keep(piece)
        whole: set[int] = set()  # indexes of new pieces that are added with all pieces that only they contain
        for piece in self._matching.new:
            if self._matching.old_of(piece) is not None:
                continue
            if DifferenceKind.ADDED in self._kinds[piece.index] or (piece.parent and piece.parent.index in whole):
                whole.add(piece.index)
            if piece.index in whole or DifferenceKind.SPLIT in self._kinds[piece.index]:
                self._of_new[piece.index] = Unit(None, piece, new_words=True, new_label=True)

    def _keep(self, piece: Piece) -> None:
        """Make the unit of an old piece, with its words and label after the differences."""
        other = self._matching.new_of(piece)
        kinds = self._kinds[other.index] if other is not None else set()
        # a paragraph that is now an item must hold the pieces below it; with equal words, all the rest is new
        whole = other is not None and (
            (type(other.node) is not type(piece.node) and bool(other.children))
            or (bool(kinds) and other.words == piece.words)
        )
        unit = Unit(
            piece,
            other,
            new_words=whole or bool(kinds - _LABEL_ALONE),
            new_label=whole or bool(kinds - _WORDS_ALONE),
        )
        self._of_old[piece.index] = unit
        if other is not None:
            self._of_new[other.index] = unit

    # ------------------------------------------------------------------ their places

    def _arrange(self) -> None:
        for piece in self._matching.new:
            if self._is_placed(piece):
                self._bring(piece)
        for unit in [*self._of_old.values()]:
            assert unit.old is not None
            if unit.new is not None and self._is_placed(unit.new):
                unit.parent = self._above(unit.old, self._of_old)
            else:
                self._stay(unit)
        placed: dict[int, list[Unit]] = defaultdict(list)  # by the identity of the unit above, in the order of the text
        for piece in self._matching.new:
            if self._is_placed(piece):
                unit, above = self._of_new[piece.index], self._above(piece, self._of_new)
                if above is None or _is_inside(above, unit):
                    self._stay(unit)
                    continue
                unit.parent, unit.moved = above, True
                placed[id(above)].append(unit)
        for piece in self._matching.old:
            staying = self._of_old.get(piece.index)
            if staying is not None and staying.parent is not None and not staying.moved:
                staying.parent.children.append(staying)
        for units in placed.values():
            holder = units[0].parent
            assert holder is not None
            holder.children = [*self._in_order(holder, units)]

    def _is_placed(self, piece: Piece) -> bool:
        """Return whether a new piece has the place that it has in the new document."""
        unit = self._of_new.get(piece.index)
        return unit is not None and (unit.old is None or bool(self._kinds[piece.index] & _PLACES))

    def _bring(self, piece: Piece) -> None:
        """Add the parents of a piece that is placed, even if their addition is not to be applied."""
        for above in piece.ancestors:
            if above.index in self._of_new:
                break
            self._of_new[above.index] = Unit(None, above, new_words=True, new_label=True)

    def _stay(self, unit: Unit) -> None:
        """Leave a unit in its place; its parents stay too, even if they are to be removed."""
        below = unit
        for above in unit.old.ancestors if unit.old is not None else ():
            holder = self._of_old.get(above.index)
            is_new = holder is None
            if holder is None:
                self._keep(above)
                holder = self._of_old[above.index]
            below.parent = holder
            if not is_new:
                break
            below = holder

    @staticmethod
    def _above(piece: Piece, units: dict[int, Unit]) -> Unit | None:
        """Return the unit of the nearest parent piece that has one."""
        return next((units[each.index] for each in piece.ancestors if each.index in units), None)

    def _in_order(self, above: Unit, placed: list[Unit]) -> Iterator[Unit]:
        """Return the units below a unit; those placed there stand after the units that they follow."""
        staying, coming = {id(unit) for unit in above.children}, {id(unit) for unit in placed}
        behind: dict[int, list[Unit]] = defaultdict(list)
        before = 0  # the identity of the unit before the next one
        for sibling in above.new.children if above.new is not None else ():
            unit = self._of_new.get(sibling.index)
            if unit is not None and id(unit) in coming:
                behind[before].append(unit)
                coming.remove(id(unit))
            elif unit is not None and id(unit) in staying:
                before = id(unit)
        yield from behind[0]
        for unit in above.children:
            yield unit
            yield from behind[id(unit)]
        yield from (unit for unit in placed if id(unit) in coming)  # units below one that is not made


def _is_inside(unit: Unit | None, above: Unit) -> bool:
    """Return whether a unit is another, or is below it."""
    while unit is not None and unit is not above:
        unit = unit.parent
    return unit is above
