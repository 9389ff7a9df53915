"""Labels as data, lists that are numbered anew, and references inside a document that follow.

What counts in ``b)``, ``(iv)``, ``1bis.2`` or ``أ )`` is its number, and the same label can have another one.
After edits each label moves by what was put in and taken out before it in its list.

So a label keeps its form, its script, its *bis* and the number of its section. A list that nobody touched keeps all
labels: one with ``2bis``, one that begins again, one that begins with 4 because it continues another. A gap is what the
parser reports as ``numbering-gap``. References follow their targets; those that cannot become diagnostics.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import define, evolve, field, frozen

from itu_texts.analysis.references import Reference, references
from itu_texts.errors import LabelError
from itu_texts.formats.printed_lines import place_words
from itu_texts.language.series import (
    RANKS,
    counter,
    is_beside,
    letters,
    ordinal,
    readings,
    roman,
    suffix_after,
)
from itu_texts.language.writing import figures_like
from itu_texts.revision.lines import Line, Lines, in_words, longest_increasing, nodes_of
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import LabelStyle
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Clause, Document, Item, Node
from itu_texts.tree.walking import preorder, walk

_LETTERS = 2  # letters in a label that is not Roman, at most
_CORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def core_of(text: str) -> str:
    """Return a label without the signs around: ``1bis.2`` for ``(1bis.2)``; empty for a dash."""
    found = _CORE.search(text)
    return found[0] if found else ""


def is_readable(text: str) -> bool:
    """Return whether what begins with a label can be read as an item: not "zzz", "iv" or "OP3", which are words.

    >>> is_readable("b)bis"), is_readable("–"), is_readable("(iv)"), is_readable("iv"), is_readable("hello 1")
    (True, True, True, False, False)
    """
    style = next((each.style for each in readings(text) if each.path), None)
    if style is None:  # a dash
        return not core_of(text)
    if style not in (LabelStyle.LETTER, LabelStyle.ROMAN):
        return True
    _, start, end = counter(text) or (0, 0, 0)
    return not text.strip().isalpha() and (style == LabelStyle.ROMAN or end - start <= _LETTERS)


class Counted(NamedTuple):
    """A label taken apart: ``1bis.2`` is the prefix ``1bis``, the figures ``2`` and no suffix."""

    text: str
    style: LabelStyle
    ordinal: int
    """The place in its series; 0 for dashes, bullets and labels of no series."""
    rank: int
    """0, or 2 for *bis*, 3 for *ter* ..."""
    start: int
    """Where the prefix begins, or the figures if there is none."""
    at: int
    """Where the letters or figures begin that count."""
    end: int

    @classmethod
    def of(cls, text: str, style: LabelStyle, siblings: Iterable[str] = ()) -> Counted:
        """Take a label apart.

        :param style: the style in which it is read.
        :param siblings: the labels of its list in order, which decide the alphabet of a letter.
        """
        siblings = [*siblings]
        place = ordinal(text, style.value, siblings)
        found = counter(text) if place else None
        if found is None:
            return cls(text, style, 0, 0, 0, 0, 0)
        start, at, end = found
        rank = next((each.path[-1] % RANKS for each in readings(text) if each.style == style and each.path), 0)
        if text in siblings and is_beside(text[at:end]):  # "й" counts in lists that have it
            rank = 0
        return cls(text, style, place, rank, start, at, end)

    @property
    def core(self) -> str:
        """The letters or figures that count."""
        return self.text[self.at : self.end]

    @property
    def prefix(self) -> str:
        """The number of the section that a decimal repeats, without the stop behind it; empty if there is none."""
        return self.text[self.start : self.at].rstrip(".")

    @property
    def series(self) -> tuple[str, str, str, str]:
        """What labels of one list share: the style, the prefix, and the signs around."""
        behind = re.sub(r"\w+", "", self.text[self.end :])
        return self.style.value, self.prefix, self.text[: self.start], "".join(behind.split())

    def numbered(self, number: int, known: Sequence[Counted] = (), prefix: str | None = None) -> str:
        """Return the label at another place of its series, in its own form.

        :param known: labels of the same list, which show how the letters of a place are written there.
        :param prefix: the number of the section; ``None`` for that of the label.
        """
        core = self.core
        if number != self.ordinal:
            same = (
                each.core for each in known if each.ordinal == number and not each.rank and each.style == self.style
            )
            core = next(same, None) or _core(number, self.style, core, [each.text for each in known])
        section = self.text[self.start : self.at]
        if prefix is not None and section:
            section = prefix + section[len(self.prefix) :]
        return self.text[: self.start] + section + core + self.text[self.end :]

    def plain(self) -> Counted:
        """The same label without *bis*."""
        return Counted.of(self.text[: self.end] + re.sub(r"\s*\w+\s*", "", self.text[self.end :]), self.style)


def _core(number: int, style: LabelStyle, like: str, siblings: Iterable[str]) -> str:
    """Return a number as letters or figures, in the script and the case of others."""
    if style is LabelStyle.ROMAN:
        made = roman(number)
    elif style is LabelStyle.LETTER:
        made = letters(number, like, siblings)
    else:
        return figures_like(number, like)
    return made.upper() if like.isupper() else made


def label_like(sample: str, style: LabelStyle, number: int) -> str:
    """Return the label at a place of the series of another label.

    :param sample: a label of the series, as printed: ``b)``, ``(iv)``, ``1.2``.
    :param style: the style in which it is read.
    :param number: the place, from 1.
    :returns: the label; the same label for dashes, bullets and labels of no series.

    >>> label_like("b)", LabelStyle.LETTER, 4), label_like("1.2", LabelStyle.DECIMAL, 3)
    ('d)', '1.3')
    """
    counted = Counted.of(sample, style)
    return counted.plain().numbered(number) if counted.ordinal else sample


def label_after(before: str) -> str:
    """Return the label of an item inserted after another without renumbering: ``2bis`` after ``2``, then ``2ter``.

    >>> label_after("2"), label_after("a)bis"), label_after("–")
    ('2bis', 'a)ter', '–')
    """
    return suffix_after(before) if any(reading.path for reading in readings(before)) else before


@define(eq=False)
class _Count:
    """How far a list is counted."""

    was: int = 0  # the last number before the edits
    now: int = 0  # the last number after them
    is_held: bool = False  # whether an item has the last number, so that one with *bis* shares it
    numbers: list[tuple[Line, _Number]] = field(factory=list)  # those that its items are still to get
    after: list[_Count] = field(factory=list)  # the counts of lists that continue it


class _Number(NamedTuple):
    """The number of an item, and what its label is like."""

    number: int
    like: Counted
    known: Sequence[Counted]  # the labels that its list had


_Series = tuple[str, ...]
_Place = tuple[Line | None, str]  # a part of a draft that has a list
_Label = tuple[str, LabelStyle]


@define
class _Plan:
    """The numbers of all items of a document as it is now."""

    lists: Mapping[_Place, list[Line]]
    """The labelled items of each list, in the order of the text."""
    order: Mapping[_Place, int]
    """The indexes of the lists in this order."""
    counts: dict[Line | None, list[_Count]] = field(factory=dict)
    """The counts of the lists of each draft that has some."""


class Renumbering:
    """The lists of a document before it is edited, and the numbers that their items have after."""

    def __init__(self, document: Document, drafts: Lines) -> None:
        self._root = drafts.root
        told = {each.span.start for each in document.diagnostics if each.code == "numbering-gap"}
        late = (drafts.of.get(id(node)) for node in walk(document) if told and node.start in told)
        self._late = {*late}  # the drafts before which a number is missing
        self._plan: _Plan | None = None
        self._was: dict[Line, Counted] = {}  # the labels of the items
        self._lists = self._now()
        for items in self._lists.values():
            labels = [each.label for each in items]
            self._was |= {each: Counted.of(each.label, each.get("style"), labels) for each in items}

    def forget(self) -> None:
        """Have the items counted again: the document has changed."""
        self._plan = None

    def renumber(self, target: Line) -> None:
        """Give the items in a node their numbers, and those in lists that continue theirs.

        :raises LabelError: if two items of a list would have one label; no label is changed then.
        """
        plan = self._plan = self._plan or self._planned()
        begun = [each for there in target.below for each in plan.counts.get(there, ())]
        counts = {each for count in begun for each in preorder(count, lambda above: above.after)}
        numbers = {there: number for count in counts for there, number in count.numbers}
        places = {(there.parent, there.attribute) for there in numbers}
        within = (below for place in places for each in plan.lists[place] for below in each.below)
        places |= {(below, name) for below in within for name in below.parts if (below, name) in plan.lists}
        made: dict[Line, _Label] = {}
        for place in sorted(places, key=plan.order.__getitem__):
            made |= self._labels(place, plan.lists[place], numbers, made)
            self._check(place, [made[each][0] for each in plan.lists[place]])
        for there, (label, style) in made.items():
            there.set(label=label, style=style)
        for count in counts:
            count.numbers, count.after = [], []

    def _labels(
        self, place: _Place, items: Sequence[Line], numbers: Mapping[Line, _Number], made: Mapping[Line, _Label]
    ) -> dict[Line, _Label]:
        """Return the items of a list with their labels, in which the number of a section is that which it has now.

        :param made: the labels of the items around it.
        """
        around = reversed([*place[0].around] if place[0] is not None else [])
        sections = {self._core(each): core_of(made[each][0] if each in made else each.label) for each in around}
        found: dict[Line, _Label] = {}
        for each in items:
            number, like, known = numbers.get(each) or _Number(0, Counted.of(each.label, each.get("style")), ())
            label = like.numbered(number or like.ordinal, known, sections.get(like.prefix))
            sections.setdefault(self._core(each), core_of(label))
            found[each] = label, like.style
        return found

    def _core(self, there: Line) -> str:
        """Return the label of an item before the edits, as decimals below it repeat it."""
        return core_of(self._was[there].text if there in self._was else there.label)

    def _counted(self, there: Line) -> Counted:
        return self._was.get(there) or Counted.of(there.label, there.get("style"))

    def _check(self, place: _Place, labels: Sequence[str]) -> None:
        """Check that no label stands twice in a list, unless it did before the edits."""
        known = Counter(self._was[each].text for each in self._lists.get(place, ()) if self._was[each].ordinal)
        for label, count in Counter(labels).items():
            if count > max(known[label], 1) and any(map(str.isalnum, label)):
                raise LabelError(f"renumbering would give {count} items of one list the label {label!r:.40}")

    def _now(self) -> dict[_Place, list[Line]]:
        """Return the labelled items of each part of a node as they are now."""
        labelled = (
            ((above, name), [each for each in members if each.is_a(Item) and each.label])
            for above in self._root.below
            for name, members in above.parts.items()
        )
        return {place: items for place, items in labelled if items}

    # ------------------------------------------------------------------ counting

    def _planned(self) -> _Plan:
        """Count all items."""
        now = self._now()
        plan = _Plan(now, {place: at for at, place in enumerate(now)})
        ends: dict[_Series, _Count] = {}
        moved = (place for place, items in now.items() if any(each in self._was for each in items))
        for place in dict.fromkeys((*self._lists, *moved)):
            before = self._lists.get(place, [])
            counts: dict[_Series, _Count] = {}
            for each in before:
                series = self._was[each].series
                counts[series] = counts.get(series) or self._begun(each, ends, len(before))
            known = [*counts.values()]
            for there, number in self._over(before, now.get(place, []), counts):
                counts[number.like.series].numbers.append((there, number))
            # another series that is put into a list keeps its labels
            plan.counts.setdefault(place[0], []).extend(known or counts.values())
            ends |= counts
        return plan

    def _begun(self, first: Line, ends: Mapping[_Series, _Count], length: int) -> _Count:
        """Return the count before the first item of a list, which may continue another.

        If more numbers are missing than its items have, it is not a list that lost its beginning: "(a)", "(xi)".
        """
        counted = self._was[first]
        last = ends.get(counted.series) or _Count()
        if 1 < counted.ordinal == last.was + 1:
            last.after.append(_Count(last.was, last.now))
            return last.after[-1]
        is_clause = first.parent is not None and first.parent.is_a((Clause, Item))
        is_near = counted.ordinal <= length + 1 and not 0 < last.was < counted.ordinal
        is_late = first in self._late and is_clause and not counted.prefix and is_near
        before = 0 if is_late else counted.ordinal - 1
        return _Count(before, before)

    def _over(
        self, before: Sequence[Line], items: Sequence[Line], counts: dict[_Series, _Count]
    ) -> Iterator[tuple[Line, _Number]]:
        """Yield the items of a list that count, while it is counted before and after the edits at once."""
        places = {each: place for place, each in enumerate(before)}
        here = [places[each] for each in items if each in places]
        kept = {before[here[at]] for at in longest_increasing(here)}
        known = [self._was[each] for each in before if self._was[each].ordinal]
        model = known[0] if known else None
        at = number = 0
        for each in items:
            counted = self._counted(each)
            if each in kept:
                for old in before[at : places[each] + 1]:
                    number = self._count(old, counts, is_kept=old is each)
                at = places[each] + 1
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
        counted = self._was[there]
        count = counts[counted.series]
        if there in self._late and count.was < counted.ordinal:
            count.was = counted.ordinal - 1
        elif not count.was <= counted.ordinal <= count.was + 1:  # it begins again
            count.was = count.now = counted.ordinal - 1
        if counted.ordinal != count.was:
            count.was, count.is_held = counted.ordinal, False
        if is_kept and not count.is_held:
            count.now, count.is_held = count.now + 1, True
        return count.now


_SHOWN = 40  # characters of the words of a target in a message
_LOOKED_AT = 10 * _SHOWN  # of which they are, blanks and all: a text may have many references to one long item


@frozen(eq=False)
class _Cited:
    """A reference to a node of the same document."""

    words: str  # the words of the reference, as in the passage
    rank: int  # the index among the references of its passage
    passage: Line
    target: Line | None  # ``None`` for a place in the same text that is not there
    # The target and the nodes around it, from the outermost, each with its former label
    labels: tuple[tuple[Line, str], ...]
    address: str  # the former address of the target
    first_words: str  # the first words of the target


class InnerReferences:
    """The references inside a document, found before it is changed."""

    def __init__(self, document: Document, lines: Lines) -> None:
        self._lines = lines
        self._counts: dict[int, int] = {}
        self._cited = [*self._inside(document)]

    def _inside(self, document: Document) -> Iterator[_Cited]:
        if len(document.source) < document.end:
            return
        addresses = Addresses()
        for passage, found in in_words(document, [*references(document)]):
            placed = place_words(document, passage)
            there = self._lines.of[id(passage)]
            self._counts[id(there)] = len(found)
            for rank, reference in enumerate(found):
                target = self._lines.of.get(id(reference.target))
                is_dangling = reference.target is None and reference.address is not None
                if is_dangling or (target is not None and target.parent is not None):
                    words = " ".join(placed.words[slice(*placed.stretch(reference.span))].split())
                    was = _address(reference.target, addresses) if reference.target else ""
                    first_words = _first_words(reference.target)
                    above = reversed([*target.around] if target is not None else [])
                    labels = tuple((each, label) for each in above if (label := each.label))
                    yield _Cited(words, rank, there, target, labels, was, first_words)

    # ------------------------------------------------------------------ following

    def follow(self) -> None:
        """Put the new labels of the targets into the words of the references; this can be repeated."""
        done: dict[int, int] = {}
        for rank, cited in enumerate(self._cited):
            words = cited.passage.text
            at = words.find(cited.words, done.get(id(cited.passage), 0))
            if at < 0:
                continue
            new = _relabelled(cited)
            if new != cited.words:
                cited.passage.reword(words[:at] + new + words[at + len(cited.words) :])
            done[id(cited.passage)] = at + len(new)
            labels = tuple((there, there.label) for there, _ in cited.labels)
            self._cited[rank] = evolve(cited, words=new, labels=labels)

    # ------------------------------------------------------------------ checking

    def with_diagnostics(self, new: Document) -> Document:
        """Return the new document with a diagnostic for each reference that no longer cites its target."""
        if not self._cited:
            return new
        now = nodes_of(self._lines, new)
        there = {*self._lines.root.below}
        found = {id(passage): those for passage, those in in_words(new, [*references(new)])}
        broken, addresses = [], Addresses()
        for cited in self._cited:
            passage = now.get(cited.passage)
            those = found.get(id(passage), [])
            if passage is None or len(those) != self._counts[id(cited.passage)]:
                continue
            reference = those[cited.rank]
            if cited.target in there and cited.target not in now:
                continue  # the words are read as something else
            if reference.target is not (now.get(cited.target) if cited.target else None) or (
                reference.target is None and cited.target
            ):
                broken.append(_broken(cited, reference, addresses))
        if not broken:
            return new
        return evolve(new, diagnostics=tuple(sorted((*new.diagnostics, *broken), key=lambda each: each.span)))


def _first_words(node: Node | None) -> str:
    words = getattr(node, "text", "") if node is not None else ""
    return textwrap.shorten(words[:_LOOKED_AT], _SHOWN, placeholder=" ...") or "no words"


def _relabelled(cited: _Cited) -> str:
    """Return the words of a reference with the current labels of its target."""
    words = cited.words
    end = len(words)
    for there, was in reversed(cited.labels):  # the innermost label stands last
        now = there.label
        found = [*re.finditer(rf"(?<![\w.]){re.escape(core_of(was))}(?![\w.]*\w)", words[:end])]
        for last in found[-1:]:
            end = last.start()
            words = words[:end] + core_of(now) + words[last.end() :] if now != was else words
    return words


def _broken(cited: _Cited, reference: Reference, addresses: Addresses) -> Diagnostic:
    was = f"{cited.address!r} ({cited.first_words})" if cited.target is not None else "nothing here"
    if reference.target is None:
        message = f"{cited.words!r} cited {was}, which is gone; change or remove the reference"
    else:
        now = f"{_address(reference.target, addresses)!r} ({_first_words(reference.target)})"
        message = f"{cited.words!r} cited {was} and now cites {now}; check the reference"
    return make_diagnostic("broken-reference", message, reference.span)


def _address(node: Node, addresses: Addresses) -> str:
    return addresses.known(node, type(node).__name__.lower())
