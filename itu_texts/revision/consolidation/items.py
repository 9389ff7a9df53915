"""Amendments of items: markers in a clause, above the items that they add, modify, suppress or leave."""

from __future__ import annotations

from itu_texts.language import series
from itu_texts.revision.editing.drafts import Draft
from itu_texts.tree.nodes import Annex, Clause, Item, Node, Paragraph, Provision, Text
from itu_texts.tree.walking import find

__all__ = ["ItemChanges", "amended_holder", "label_of"]

_BEHIND = ".)"  # optional signs after a label


def amended_holder(block: Clause) -> Clause | Annex | None:
    """Return the owner of the items in a clause without heading below a marker.

    It is the last clause with a heading before it, or the annex if there is no such clause.
    """
    around = next((each for each in block.ancestors if isinstance(each, Text | Annex)), None)
    before = [each for each in find(around, Clause) if each.start < block.start and each.heading.text] if around else []
    if before:
        return before[-1]
    return around if isinstance(around, Annex) else None


def label_of(block: Node) -> str:
    """Return the label of an item, or of a node that is only a label; empty for words without one."""
    if isinstance(block, Item):
        return block.label
    if isinstance(block, Provision):  # in an annex without provisions
        return block.number
    words = block.text.rstrip(";,") if isinstance(block, Paragraph) else ""
    return words if series.is_label(words) else ""


class ItemChanges:
    """The items of a clause of the base, in the order in which amendments name them."""

    def __init__(self, clause: Draft) -> None:
        self._clause = clause
        self._within: list[Draft] = [clause]
        """The nodes around the item named last, from the outside in, and that item: labels in them may be meant."""

    def find(self, label: str) -> Draft | None:
        """Return the item of a label: around the last one, from the inside out, or the only one with that label.

        Without a label, it is the words of a clause without items.
        """
        if not label:
            words = [each for each in self._clause.parts["blocks"] if each.type is Paragraph]
            return words[0] if len(words) == 1 else None
        holders = (each for each in reversed(self._within))
        near = [each for holder in holders for each in holder.parts["blocks"] if _is_labelled(each, label)]
        found = near or [each for each in self._clause.below if _is_labelled(each, label)]
        if not near and len(found) > 1:
            return None
        return found[0] if found else None

    def stand_at(self, before: Node | None) -> None:
        """Start at the unmarked nodes right before a marker: the last item there is the one named last."""
        if not isinstance(before, Clause | Item):
            return
        self._within = [self._clause]
        node: Node | None = before
        while node is not None:
            if isinstance(node, Item) and (named := self.find(node.label)) is not None:
                self.name(named)
            node = next((each for each in reversed(node.children) if isinstance(each, Item)), None)

    def name(self, item: Draft) -> None:
        """Record that an item was named."""
        self._within = [item]
        while self._within[0] is not self._clause and self._within[0].parent is not None:
            self._within.insert(0, self._within[0].parent)
        if item.type is not Item:
            del self._within[-1]

    def add(self, made: Draft, label: str) -> None:
        """Add a new item where its label belongs: after the last lower label in a list of labels of the same form."""
        for holder in reversed(self._within):
            beside = [each for each in holder.parts["blocks"] if each.type is Item]
            lower = [each for each in beside if _is_before(each.values["label"], label)]
            if lower:
                lower[-1].put_beside(made, after=True)
                return
            if any(_is_before(label, each.values["label"]) for each in beside):
                beside[0].put_beside(made, after=False)
                return
        self._clause.put(made, "blocks")


def _is_labelled(each: Draft, label: str) -> bool:
    return each.type is Item and each.values["label"].rstrip(_BEHIND) == label.rstrip(_BEHIND)


def _is_before(one: str, other: str) -> bool:
    """Return whether a label precedes another in a series of labels of the same form."""
    return any(
        first.form == second.form and first.path < second.path
        for first in series.label(one).readings
        for second in series.label(other).readings
    )
