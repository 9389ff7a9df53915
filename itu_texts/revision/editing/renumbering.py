"""Numbers lists anew after edits: each label moves by what was put in and taken out before it in its list.

So a label keeps its form, its script, its *bis* and the number of its section. A list that nobody touched keeps all
labels: one with ``2bis``, one that begins again, one that begins with 4 because it continues another. A gap is what the
parser reports as ``numbering-gap``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from attrs import define, field

from itu_texts.errors import LabelError
from itu_texts.revision.editing.labels import Counted, core_of
from itu_texts.revision.lines import Line, Lines
from itu_texts.revision.words import longest_increasing
from itu_texts.tree.base import LabelStyle
from itu_texts.tree.nodes import Clause, Document, Item
from itu_texts.tree.walking import walk


@define(eq=False)
class _Count:
    """How far a list is counted."""

    was: int = 0  # the last number before the edits
    now: int = 0  # the last number after them
    is_held: bool = False  # whether an item has the last number, so that one with *bis* shares it
    numbers: list[tuple[Line, _Number]] = field(factory=list)  # those that its items are to get
    lists: list[int] = field(factory=list)  # the indexes of its lists as they are now
    after: list[_Count] = field(factory=list)  # the counts of lists that continue it
    is_done: bool = False  # whether its items have their numbers


class _Number(NamedTuple):
    """The number of an item, and what its label is like."""

    number: int
    like: Counted
    known: Sequence[Counted]  # the labels that its list had


_Series = tuple[str, ...]
_Lists = dict[tuple[int, str], tuple[Line, list[Line]]]  # each with the draft that has it, by the part of that


@define
class _Plan:
    """The numbers of all items of a document as it is now, and what of them has been written into labels."""

    lists: Sequence[tuple[tuple[int, str], Line, list[Line]]]
    """The lists in the order of the text, each with its place and the draft that has it."""
    below: dict[int, list[int]]
    """The indexes of the lists of each draft that has some, by its identity."""
    counts: dict[int, list[_Count]]
    """The counts of these lists."""
    numbers: dict[int, _Number] = field(factory=dict)
    """The numbers that are written, by the identity of the items."""
    sections: dict[int, tuple[str, str]] = field(factory=dict)
    """The numbers that decimals repeat, before and after, by the identity of the drafts that have them."""


class Renumbering:
    """The lists of a document before it is edited, and the numbers that their items have after."""

    def __init__(self, document: Document, drafts: Lines) -> None:
        self._root = drafts.root
        told = {each.span.start for each in document.diagnostics if each.code == "numbering-gap"}
        late = (drafts.of.get(id(node)) for node in walk(document) if told and node.start in told)
        self._late = {id(there) for there in late if there is not None}  # the drafts before which a number is missing
        self._plan: _Plan | None = None
        self._was: dict[int, Counted] = {}  # the labels of the items
        self._lists = self._now()
        for _, items in self._lists.values():
            labels = [each.label for each in items]
            self._was |= {id(each): Counted.of(each.label, each.get("style"), labels) for each in items}

    def forget(self) -> None:
        """Have the items counted again: the document has changed."""
        self._plan = None

    def renumber(self, target: Line) -> None:
        """Give the items in a node their numbers, and those in lists that continue theirs.

        :raises LabelError: if two items of a list would have one label; no label is changed then.
        """
        plan = self._plan = self._plan or self._planned()
        waiting = [each for there in target.below for each in plan.counts.get(id(there), ())]
        counts: dict[int, _Count] = {}
        while waiting:
            count = waiting.pop()
            if not count.is_done and id(count) not in counts:
                counts[id(count)] = count
                waiting += count.after
        numbers = {id(there): number for count in counts.values() for there, number in count.numbers}
        lists = [*{at for count in counts.values() for at in count.lists}]
        heapify(lists)
        sections: dict[int, tuple[str, str]] = {}
        found: list[tuple[Line, str, LabelStyle]] = []
        last = -1
        while lists:
            at = heappop(lists)
            if at == last:
                continue
            last = at
            _, above, items = plan.lists[at]
            around = [pair for each in above.around if (pair := sections.get(id(each)) or plan.sections.get(id(each)))]
            is_below = id(above) in sections or id(above) in plan.sections
            earlier: dict[str, str] = {}
            made: dict[int, str] = {}
            for each in items:
                was = self._counted(each)
                meant = numbers.get(id(each)) or plan.numbers.get(id(each))
                if meant is None and not is_below:
                    continue
                number, model, known = meant or _Number(0, was, ())
                section = next((now for before, now in around if before == model.prefix), earlier.get(model.prefix))
                made[id(each)] = label = model.numbered(number or model.ordinal, known, section)
                sections[id(each)] = core_of(was.text), core_of(label)
                earlier[core_of(was.text)] = core_of(label)
                found.append((each, label, model.style))
                for below in plan.below.get(id(each), ()):
                    heappush(lists, below)
            self._check(at, made)
        for each, label, style in found:
            each.set(label=label, style=style)
        plan.numbers |= numbers
        plan.sections |= sections
        for count in counts.values():
            count.is_done = True

    def _counted(self, there: Line) -> Counted:
        return self._was.get(id(there)) or Counted.of(there.label, there.get("style"))

    def _check(self, at: int, made: Mapping[int, str]) -> None:
        """Check that no label stands twice in a list, unless it did before the edits."""
        assert self._plan is not None
        place, _, items = self._plan.lists[at]
        before = self._lists.get(place, (None, []))[1]
        known = Counter(self._was[id(each)].text for each in before if self._was[id(each)].ordinal)
        for label, count in Counter(made.get(id(each), each.label) for each in items).items():
            if count > max(known[label], 1) and any(map(str.isalnum, label)):
                raise LabelError(f"renumbering would give {count} items of one list the label {label!r:.40}")

    def _now(self) -> _Lists:
        """Return the labelled items of each part of a node as they are now."""
        labelled = (
            (above, name, [each for each in members if each.is_a(Item) and each.label])
            for above in self._root.below
            for name, members in above.parts.items()
        )
        return {(id(above), name): (above, items) for above, name, items in labelled if items}

    # ------------------------------------------------------------------ counting

    def _planned(self) -> _Plan:
        """Count all items."""
        now = self._now()
        indexes = {place: at for at, place in enumerate(now)}
        plan = _Plan([(place, *each) for place, each in now.items()], {}, {})
        for at, (_, above, _) in enumerate(plan.lists):
            plan.below.setdefault(id(above), []).append(at)
        ends: dict[_Series, _Count] = {}
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
                counts[series] = counts.get(series) or self._begun(each, ends, len(before))
            known = [] if not before else [*counts.values()]
            for there, number in self._over(before, items, counts):
                counts[number.like.series].numbers.append((there, number))
            known = known or [*counts.values()]  # another series that is put into a list keeps its labels
            for count in known:
                count.lists += [indexes[place]] if place in indexes else []
            plan.counts.setdefault(id(above), []).extend(known)
            ends |= counts
        return plan

    def _begun(self, first: Line, ends: Mapping[_Series, _Count], length: int) -> _Count:
        """Return the count before the first item of a list, which may continue another.

        If more numbers are missing than its items have, it is not a list that lost its beginning: "(a)", "(xi)".
        """
        counted = self._was[id(first)]
        last = ends.get(counted.series) or _Count()
        if 1 < counted.ordinal == last.was + 1:
            last.after.append(_Count(last.was, last.now))
            return last.after[-1]
        is_clause = first.parent is not None and first.parent.is_a((Clause, Item))
        is_near = counted.ordinal <= length + 1 and not 0 < last.was < counted.ordinal
        is_late = id(first) in self._late and is_clause and not counted.prefix and is_near
        before = 0 if is_late else counted.ordinal - 1
        return _Count(before, before)

    def _over(
        self, before: Sequence[Line], items: Sequence[Line], counts: dict[_Series, _Count]
    ) -> Iterator[tuple[Line, _Number]]:
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
                count = counts.setdefault(counted.series, _Count())
                count.now, count.is_held = count.now + 1, True
                number = count.now
            if counted.ordinal:
                yield each, _Number(number, counted, known)
        for gone in before[at:]:
            self._count(gone, counts, is_kept=False)

    def _count(self, there: Line, counts: Mapping[_Series, _Count], *, is_kept: bool) -> int:
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
