"""Numbers lists anew after edits: each label moves by what was put in and taken out before it in its list.

So a label keeps its form, its script, its *bis* and the number of its section. A list that nobody touched keeps all
labels: one with ``2bis``, one that begins again, one that begins with 4 because it continues another. A gap is what the
parser reports as ``numbering-gap``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from attrs import define

from itu_texts.errors import LabelError
from itu_texts.revision.editing.drafts import Draft, DraftDocument
from itu_texts.revision.editing.labels import Counted, core_of
from itu_texts.revision.pieces import longest_increasing
from itu_texts.tree.base import LabelStyle
from itu_texts.tree.nodes import Clause, Document, Item
from itu_texts.tree.walking import walk


@define
class _Count:
    """How far a list is counted."""

    was: int  # the last number before the edits
    now: int  # the last number after them
    is_held: bool = False  # whether an item has the last number, so that one with *bis* shares it
    is_meant: bool = False  # whether its items are to get their numbers


class _Number(NamedTuple):
    """The number of an item, and what its label is like."""

    number: int
    like: Counted
    known: Sequence[Counted]  # the labels that its list had


_Series = tuple[str, ...]
_Lists = dict[tuple[int, str], tuple[Draft, list[Draft]]]  # each with the draft that has it, by the part of that
_NONE: Final = _Count(0, 0)


class Renumbering:
    """The lists of a document before it is edited, and the numbers that their items have after."""

    def __init__(self, document: Document, drafts: DraftDocument) -> None:
        self._root = drafts.root
        told = {each.span.start for each in document.diagnostics if each.code == "numbering-gap"}
        late = (drafts.of.get(id(node)) for node in walk(document) if told and node.start in told)
        self._late = {id(there) for there in late if there is not None}  # the drafts before which a number is missing
        self._was: dict[int, Counted] = {}  # the labels of the items
        self._lists = self._now()
        for _, items in self._lists.values():
            labels = [each.values["label"] for each in items]
            self._was |= {id(each): Counted.of(each.values["label"], each.values["style"], labels) for each in items}

    def renumber(self, target: Draft) -> None:
        """Give the items in a node their numbers, and those in lists that continue theirs.

        :raises LabelError: if two items of a list would have one label; no label is changed then.
        """
        numbers = self._numbers({id(each) for each in target.below})
        # The numbers that decimals repeat, before and after, by the identity of the drafts that have them
        sections: dict[int, tuple[str, str]] = {}
        found: list[tuple[Draft, str, LabelStyle]] = []
        for above, items in self._now().values():
            for place, each in enumerate(items):
                was = self._counted(each)
                if id(each) not in numbers and id(above) not in sections:
                    continue
                number, model, known = numbers.get(id(each)) or _Number(0, was, ())
                near = (sections.get(id(other)) for other in (*above.around, *reversed(items[:place])))
                section = next((pair[1] for pair in near if pair and pair[0] == model.prefix), None)
                label = model.numbered(number or model.ordinal, known, section)
                sections[id(each)] = core_of(was.text), core_of(label)
                found.append((each, label, model.style))
        self._check({id(each): label for each, label, _ in found})
        for each, label, style in found:
            each.values |= {"label": label, "style": style}

    def _counted(self, there: Draft) -> Counted:
        return self._was.get(id(there)) or Counted.of(there.values["label"], there.values["style"])

    def _check(self, made: Mapping[int, str]) -> None:
        for place, (above, items) in self._now().items():
            before = self._lists.get(place, (above, []))[1]
            known = Counter(self._was[id(each)].text for each in before if self._was[id(each)].ordinal)
            now = [made.get(id(each), each.values["label"]) for each in items]
            for label, count in Counter(now).items():
                if count > max(known[label], 1) and any(map(str.isalnum, label)):
                    raise LabelError(f"renumbering would give {count} items of one list the label {label!r:.40}")

    def _now(self) -> _Lists:
        """Return the labelled items of each part of a node as they are now."""
        labelled = (
            (above, name, [each for each in members if each.type is Item and each.values["label"]])
            for above in self._root.below
            for name, members in above.parts.items()
        )
        return {(id(above), name): (above, items) for above, name, items in labelled if items}

    # ------------------------------------------------------------------ counting

    def _numbers(self, target: Collection[int]) -> dict[int, _Number]:
        """Return the labels of the items that count, by the identity of their drafts."""
        found: dict[int, _Number] = {}
        ends: dict[_Series, _Count] = {}
        now = self._now()
        begun: _Lists = {
            place: (above, [])
            for place, (above, items) in now.items()
            if place not in self._lists and any(id(each) in self._was for each in items)
        }
        for place, (above, before) in (self._lists | begun).items():
            items = now.get(place, (above, []))[1]
            counts: dict[_Series, _Count] = {}
            for each in before:
                series = self._was[id(each)].series
                counts[series] = counts.get(series) or self._begun(
                    each, ends, len(before), is_meant=id(above) in target
                )
            for there, number in self._over(before, items, counts):
                if counts.get(number.like.series, _NONE).is_meant or (not before and id(above) in target):
                    found[id(there)] = number
            ends |= counts
        return found

    def _begun(self, first: Draft, ends: Mapping[_Series, _Count], length: int, *, is_meant: bool) -> _Count:
        """Return the count before the first item of a list, which may continue another.

        If more numbers are missing than its items have, it is not a list that lost its beginning: "(a)", "(xi)".
        """
        counted = self._was[id(first)]
        last = ends.get(counted.series, _NONE)
        if 1 < counted.ordinal == last.was + 1:
            return _Count(last.was, last.now, is_meant=is_meant or last.is_meant)
        is_clause = first.parent is not None and first.parent.type in (Clause, Item)
        is_near = counted.ordinal <= length + 1 and not 0 < last.was < counted.ordinal
        is_late = id(first) in self._late and is_clause and not counted.prefix and is_near
        before = 0 if is_late else counted.ordinal - 1
        return _Count(before, before, is_meant=is_meant)

    def _over(
        self, before: Sequence[Draft], items: Sequence[Draft], counts: dict[_Series, _Count]
    ) -> Iterator[tuple[Draft, _Number]]:
        """Yield the items of a list that count, while it is counted before and after the edits at once."""
        places = {id(each): place for place, each in enumerate(before)}
        here = [each for each in items if id(each) in places]
        stays = longest_increasing([places[id(each)] for each in here])
        kept = {id(here[place]) for place in stays}
        known = [self._was[id(each)] for each in before if self._was[id(each)].ordinal]
        model = known[0] if known else None
        at = 0
        for each in items:
            counted = self._counted(each)
            if id(each) in kept:
                for gone in before[at : places[id(each)]]:
                    self._count(gone, counts, is_kept=False)
                at = places[id(each)] + 1
                number = self._count(each, counts, is_kept=True)
                model = counted if counted.ordinal else model
            elif counted.ordinal:
                counted = (counted if counted.series in counts or model is None else model).plain()
                count = counts.setdefault(counted.series, _Count(0, 0))
                count.now, count.is_held = count.now + 1, True
                number = count.now
            if counted.ordinal:
                yield each, _Number(number, counted, known)
        for gone in before[at:]:
            self._count(gone, counts, is_kept=False)

    def _count(self, there: Draft, counts: Mapping[_Series, _Count], *, is_kept: bool) -> int:
        """Count an item that the list had before; return its number."""
        counted = self._was[id(there)]
        count = counts[counted.series]
        if id(there) in self._late and count.was < counted.ordinal:
            count.was = counted.ordinal - 1
        elif not count.was <= counted.ordinal <= count.was + 1:  # it begins again
            count.was = count.now = counted.ordinal - 1
        if counted.ordinal != count.was:
            count.was, count.is_held = counted.ordinal, False
        if is_kept and not count.is_held:
            count.now, count.is_held = count.now + 1, True
        return count.now
