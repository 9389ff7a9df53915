"""The differences between two editions of a text, by structure: reworded, moved, added, removed ...; their reports.

First the lines of the old document are matched with those of the new one. Lines with equal words that occur once on
each side are certain partners. From these follow the clauses, annexes and texts that contain them; below two partners,
the others are paired by the share of common words, in the order of the text. The rest may have moved to another place.
(The order of the steps is that of GumTree: Falleri et al., "Fine-grained and accurate source code differencing", 2014.)
What became of each line follows from its partner. A report is a text, rows of JSON, or a page in the style of the
reading page.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import evolve, field, frozen

from itu_texts.errors.arguments import checked
from itu_texts.formats.html.page import Around, filled
from itu_texts.formats.tables.text import json_array
from itu_texts.language.writing import direction
from itu_texts.revision.lines import (
    Line,
    WordChange,
    from_pdf,
    longest_increasing,
    printed_lines,
    runs,
    sequence,
    tokens,
    word_changes,
)
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Clause, Designation, Document, Node, Provision, Row, Title
from itu_texts.tree.walking import preorder

_ALIKE = 0.5  # the least share of common words of two lines in one place that match
_ALIKE_IN_PLACE = 0.25  # the same, if labels and neighbours are equal too
_ALIKE_ELSEWHERE = 0.7  # the same, in different clauses
_HELD = 0.3  # the least share of the words below a clause that are in the other
_FEW = 400  # pairs; up to this number, all are compared
_RARE = 6  # rare words by which a line is looked up
_CANDIDATES = 12  # lines with a common rare word that are compared
_ONCE = frozenset(("title", "designation", "history", "formula"))  # kinds that occur once in a text or a division
_TELLING = 4  # words; shorter lines are not sought in other places


def similarity(old: Line, new: Line) -> float:
    """Return the similarity of the words of two lines, from 0 to 1 (Dice's coefficient)."""
    return shared(old.was.words, new.was.words)


def shared(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the share of words that two rows of words have in common, from 0 to 1."""
    total = len(ours) + len(theirs)
    if ours == theirs or not total:
        return 1.0
    return 2 * (Counter(ours) & Counter(theirs)).total() / total


class Partners:
    """Lines of two documents, of which some are partners."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line], pairs: Iterable[tuple[Line, Line]] = ()) -> None:
        self.old, self.new = old, new
        self.hyphens = True
        self.addresses: Addresses = Addresses()
        """The addresses of the nodes of both documents, indexed once."""
        self._partners: dict[Line, Line | None] = {}
        for one, other in pairs:
            self._pair(one, other)

    @property
    def nodes(self) -> dict[int, Node]:
        """The old nodes with partners, by the identity of the new ones; cells are paired by their places in the row."""
        found: dict[int, Node] = {}
        pairs = ((line.origin, old.origin) for line in self.new if (old := self.partner(line)) is not None)
        for node, before in pairs:
            cells, others = (node.children, before.children) if isinstance(node, Row) else ((), ())
            if len(cells) == len(others):
                found |= {id(now): was for now, was in zip((node, *cells), (before, *others), strict=True)}
        return found

    def partner(self, line: Line) -> Line | None:
        """Return the partner of an old or a new line."""
        return self._partners.get(line)

    def _pair(self, old: Line, new: Line) -> None:
        self._partners[old], self._partners[new] = new, old


class Matching(Partners):
    """The partners of the lines of two documents, found by their words, labels and places."""

    def __init__(
        self,
        old: Sequence[Line],
        new: Sequence[Line],
        *,
        hyphens: bool = True,
        apart: Collection[Line] = (),
        by_label: bool = False,
    ) -> None:
        """Pair the lines of two documents.

        :param hyphens: whether hyphens in words count.
        :param apart: old and new lines without partners.
        :param by_label: whether items with the same label between the same neighbours are partners, whatever their
            words, and also if the new document has only some of them.
        """
        super().__init__(old, new)
        self.hyphens = hyphens
        self._by_label = by_label
        self._place = {line: place for lines in (old, new) for place, line in enumerate(lines)}
        self._labelled: dict[tuple[str, str] | Line, list[Line]] = defaultdict(list)
        for line in old if by_label else ():
            self._labelled[_named(line)].append(line)
        self._partners |= dict.fromkeys(apart)
        self._pair(old[0], new[0])
        self._pair_equal(old, new, once=True)
        numbered = [line for line in old if isinstance(line.origin, Provision)]
        same = [line.was.label == other.was.label for line in numbered if (other := self.partner(line)) is not None]
        # Whether most provisions with partners kept their numbers, so that a number identifies a partner
        self._keeps_numbers = 2 * sum(same) > len(same)
        self._pair_holders()
        self._pair_below(old)
        self._pair_equal(old, new, least=_TELLING)
        ours, theirs = ([line for line in self._left(lines) if len(line.was.words) >= _TELLING] for lines in (old, new))
        self._pair_similar(ours, theirs, _ALIKE_ELSEWHERE)
        self._pair_below(ours)

    def _left(self, lines: Iterable[Line]) -> list[Line]:
        """Return the lines of which it is not known what their partner is."""
        return [line for line in lines if line not in self._partners]

    # ------------------------------------------------------------------ equal words

    def _pair_equal(self, old: Iterable[Line], new: Iterable[Line], *, once: bool = False, least: int = 0) -> None:
        """Pair lines with equal words: those that occur once on each side, or the first with the first."""
        places = self._by_words(new)
        for words, lines in self._by_words(old).items():
            others = places.get(words, [])
            is_certain = not once or len(lines) == len(others) == 1
            for line, other in zip(lines, others, strict=False) if is_certain else ():
                if len(line.was.words) >= least:
                    self._pair(line, other)

    def _by_words(self, lines: Iterable[Line]) -> dict[tuple[str, tuple[str, ...]], list[Line]]:
        found: dict[tuple[str, tuple[str, ...]], list[Line]] = defaultdict(list)
        for line in self._left(lines):
            if line.was.words:
                found[line.kind, line.was.words].append(line)
        return found

    # ------------------------------------------------------------------ containers of pairs

    def _pair_holders(self) -> None:
        """Pair lines by the pairs directly below them, from the innermost out."""
        held = {line: len(line.was.words) for line in self.old}
        for line in reversed(self.old):
            if line.above in held:
                held[line.above] += held[line]
            if not line.lines or line in self._partners:
                continue
            votes: Counter[Line] = Counter()
            for below in line.lines:
                other = self.partner(below)
                if other is not None and other.above is not None:
                    votes[other.above] += held[below] + 1
            for other, vote in votes.most_common():
                if other not in self._partners and other.kind == line.kind:
                    if vote >= _HELD * held[line]:
                        self._pair(line, other)
                    break

    # ------------------------------------------------------------------ in the same place

    def _pair_below(self, lines: Iterable[Line]) -> None:
        """Pair the remaining lines directly below some old lines and their partners."""
        for line in lines:
            if line.lines and (other := self.partner(line)):
                self._pair_lines(line, other)

    def _pair_lines(self, old: Line, new: Line) -> None:
        if self._by_label:  # of several with the same words, the one with the same label
            same = {(_named(line), line.was.words): line for line in self._left(old.lines)}
            for other in self._left(new.lines):
                if other.was.words and (found := same.get((_named(other), other.was.words))) is not None:
                    self._pair(found, other)
        self._pair_equal(old.lines, new.lines)
        if self._by_label:
            self._pair_deeper(old, new)
        gaps = list(self._gaps(old, new))
        for ours, theirs in gaps:
            named = {_named(line): line for line in ours}
            if self._by_label and len({*map(_named, theirs)} & named.keys()) == len(theirs):
                for other in theirs:
                    self._pair(named[_named(other)], other)
            else:
                self._pair_similar(ours, theirs, _ALIKE)
        for ours, theirs in gaps:
            self._pair_in_place(self._left(ours), self._left(theirs))

    def _pair_deeper(self, old: Line, new: Line) -> None:
        """Pair labelled lines with those at a lower level that alone have their labels.

        A part of a text does not tell the level: "b) that:", "...", "ii) bells of brass are dear;".
        """
        named = {_named(line): line for line in old.lines}
        before = old
        for line in new.lines:
            same = self._labelled[_named(line)] if line not in self._partners else []
            before = named.get(_named(line), before)
            for within in (before, old) if _named(line) not in named and len(same) <= _CANDIDATES else ():
                inside = [each for each in self._left(same) if within in each.lines_around]
                if len(inside) == 1:
                    self._pair(inside[0], line)
                    break

    def _gaps(self, old: Line, new: Line) -> Iterator[tuple[list[Line], list[Line]]]:
        """Yield the lines without partner between the pairs below two partners, which are in the same order."""
        places = {line: place for place, line in enumerate(new.lines)}
        paired = [
            (place, places[other])
            for place, line in enumerate(old.lines)
            if (other := self.partner(line)) is not None and other in places
        ]
        kept = longest_increasing([there for _, there in paired])
        here = there = 0
        for place, other_place in [*(paired[place] for place in sorted(kept)), (len(old.lines), len(new.lines))]:
            ours, theirs = self._left(old.lines[here:place]), self._left(new.lines[there:other_place])
            if ours and theirs:
                yield ours, theirs
            here, there = place + 1, other_place + 1

    def _pair_similar(self, old: list[Line], new: list[Line], least: float) -> None:
        """Pair lines of one kind that share the most words."""
        scored = []
        for line, other in self._candidates(old, new):
            if line.kind == other.kind and (score := self._alike(line, other)) >= least:
                here, there = self._place[line], self._place[other]
                scored.append((-score, abs(here - there), here, there))
        for _, _, here, there in sorted(scored):
            line, other = self.old[here], self.new[there]
            if line not in self._partners and other not in self._partners:
                self._pair(line, other)

    def _candidates(self, old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
        """Yield the candidates to compare: all pairs if there are few, otherwise those that share a rare word."""
        if len(old) * len(new) <= _FEW:
            yield from ((line, other) for line in old for other in new)
            return
        having: dict[str, list[Line]] = defaultdict(list)
        for other in new:
            for word in {*other.was.words}:
                having[word].append(other)
        for line in old:
            rare = sorted((len(having[word]), word) for word in {*line.was.words} if word in having)
            near: dict[Line, None] = {}
            for _, word in rare[:_RARE]:
                found = having[word]
                middle = bisect_left(found, self._place[line], key=self._place.__getitem__)
                near |= dict.fromkeys(found[max(0, middle - _CANDIDATES // 2) : middle + _CANDIDATES // 2])
            yield from ((line, other) for other in near)

    def _alike(self, old: Line, new: Line) -> float:
        """Return the similarity of two lines, by their own words and the words below them."""
        own = similarity(old, new)
        if own == 1.0 or not (old.lines and new.lines):
            return own
        ours, theirs = ([word for line in each.lines_within for word in line.was.words] for each in (old, new))
        return max(own, shared(ours, theirs) if ours or theirs else 0)

    def _pair_in_place(self, old: list[Line], new: list[Line]) -> None:
        """Pair lines with one label between the same neighbours that share some words, and lines without words."""
        places = {(line.kind, line.was.label): line for line in reversed(new)}
        alone = len(old) == len(new) == 1
        for line in old:
            other = new[0] if alone else places.get((line.kind, line.was.label))
            if other is None or other.kind != line.kind or other in self._partners:
                continue
            is_named = line.was.label == other.was.label and (
                (self._keeps_numbers and isinstance(line.origin, Provision))
                or (self._by_label and bool(line.was.label))
            )
            same = is_named or line.kind in _ONCE or (not line.was.words and not other.was.words)
            if same or similarity(line, other) >= _ALIKE_IN_PLACE or self._alike(line, other) >= _ALIKE:
                self._pair(line, other)


def _named(line: Line) -> tuple[str, str] | Line:
    """Return the key of an item's label; an item without a label has a key of its own."""
    return (line.kind, line.was.label) if line.was.label else line


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
    matching: Partners | None = field(default=None, eq=False, repr=False)
    """The matching of the nodes of both documents, which :func:`itu_texts.apply` uses."""

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
    hyphens = not (from_pdf(old) or from_pdf(new))
    ours, theirs = printed_lines(old, hyphens=hyphens), printed_lines(new, hyphens=hyphens)
    is_same = not unchanged and sequence(ours) == sequence(theirs)
    return Differences(
        [] if is_same else differences_of_pairs(Matching(ours, theirs, hyphens=hyphens), unchanged=unchanged), new
    )


def differences_of_pairs(matching: Partners, *, unchanged: bool = False) -> list[Difference]:
    """Return the differences of two nodes whose lines are matched."""
    return _Differences(matching, unchanged=unchanged).found


class _Differences:
    """Derives the differences from the partners of two documents."""

    def __init__(self, matching: Partners, *, unchanged: bool) -> None:
        self._matching = matching
        old, new = matching.old, matching.new
        self._unchanged = unchanged
        self._taken: set[Line] = set()  # new lines that are parts of a split, and old ones that were merged
        self._places = {below: at for line in (*old, *new) for at, below in enumerate(line.lines)}
        self._out_of_order = {*self._moved_among_siblings(old)}
        places: list[tuple[tuple[int, int, int], Difference]] = []
        # the neighbours of split or merged lines are then neither added nor removed
        divided = {line: self._divided(line, other) for line in old if (other := matching.partner(line))}
        before = 0
        for line in old:
            other = matching.partner(line)
            if other is not None:
                before = other.index
                kinds = self._kinds(line, other, divided[line])
                places += [((other.index, 1, 0), each) for each in kinds]
            elif self._is_alone(line):
                places.append(((before, 2, line.index), self._alone(DifferenceKind.REMOVED, line)))
        for line in new:
            if matching.partner(line) is None and self._is_alone(line):
                places.append(((line.index, 1, 0), self._alone(DifferenceKind.ADDED, line)))
        self.found = [each for _, each in sorted(places, key=lambda pair: pair[0])]

    def _is_alone(self, line: Line) -> bool:
        """Return whether a line without partner is a difference by itself: the line above it has one."""
        above = line.above
        is_own = above is None or self._matching.partner(above) is not None or above in self._taken
        return is_own and line not in self._taken

    # ------------------------------------------------------------------ the differences of a pair

    def _kinds(self, old: Line, new: Line, divided: Difference | None) -> Iterator[Difference]:
        kinds = [kind for kind in (self._place(old, new), self._wording(old, new)) if kind is not None]
        is_relabelled = old.was.label != new.was.label
        if divided is not None:
            yield divided
            kinds = [kind for kind in kinds if kind is not DifferenceKind.REWORDED]
        elif is_relabelled and (kinds == [DifferenceKind.REWORDED] or (not kinds and old.above is not None)):
            kinds.insert(0, DifferenceKind.RELABELLED)
        if not kinds and divided is None and self._unchanged:
            kinds.append(DifferenceKind.UNCHANGED)
        yield from (self._difference(kind, old, new) for kind in kinds)

    def _wording(self, old: Line, new: Line) -> DifferenceKind | None:
        if old.was.words == new.was.words:
            return None
        match old.origin, new.origin:
            case Clause(heading=was), Clause(heading=now) if (was.concept, was.verb) == (
                now.concept,
                now.verb,
            ) and was.addressees != now.addressees:
                return DifferenceKind.ADDRESSEE
            case _, Title():
                return DifferenceKind.TITLE
            case _, Designation():
                return DifferenceKind.DESIGNATION
        return DifferenceKind.HEADING if new.kind in ("clause", "annex", "division") else DifferenceKind.REWORDED

    # ------------------------------------------------------------------ moved nodes

    def _place(self, old: Line, new: Line) -> DifferenceKind | None:
        if old.above is None or new.above is None:
            return None
        above = self._matching.partner(old.above)
        if above is new.above:
            return DifferenceKind.MOVED if old in self._out_of_order else None
        if above is not None and above in new.lines_around:
            return DifferenceKind.DEMOTED
        is_promoted = self._matching.partner(new.above) in old.lines_around
        return DifferenceKind.PROMOTED if is_promoted else DifferenceKind.MOVED

    def _moved_among_siblings(self, old: Iterable[Line]) -> Iterator[Line]:
        """Return the lines below the same line as before, but in another order."""
        for above in old:
            there = self._matching.partner(above) if above.lines else None
            same = [
                (line, other.index)
                for line in above.lines
                if (other := self._matching.partner(line)) is not None and other.above is there
            ]
            kept = longest_increasing([other for _, other in same])
            yield from (line for place, (line, _) in enumerate(same) if place not in kept)

    # ------------------------------------------------------------------ split and merged nodes

    def _divided(self, old: Line, new: Line) -> Difference | None:
        """Return the difference of a line that was split into several, or into which several were merged."""
        if old.was.words == new.was.words or old.kind != "block" or new.kind != "block":
            return None
        is_split = len(old.was.words) > len(new.was.words)
        parts = self._parts(old, new) if is_split else self._parts(new, old)
        if len(parts) == 1:
            return None
        self._taken.update(parts)
        pair = (old, parts[0]) if is_split else (parts[0], new)
        return self._difference(DifferenceKind.SPLIT if is_split else DifferenceKind.MERGED, *pair, parts)

    def _parts(self, whole: Line, part: Line) -> list[Line]:
        """Return the neighbours without partner that, together with a part, have the words of the whole.

        If there are none, return that part alone.
        """
        siblings = part.above.lines if part.above else []
        rest = Counter(whole.was.words) - Counter(part.was.words)
        found = [part]
        for step in (1, -1):
            at = self._places.get(part, 0) + step
            while 0 <= at < len(siblings) and self._may_be_part(siblings[at]):
                words = Counter(siblings[at].was.words)
                if not words or (words & rest).total() < _PART * words.total():
                    break
                rest -= words
                found.insert(len(found) if step > 0 else 0, siblings[at])
                at += step
        together = [word for line in found for word in line.was.words]
        gained = shared(together, whole.was.words) if together else 0.0
        return found if gained >= _WHOLE and gained > similarity(whole, part) else [part]

    def _may_be_part(self, line: Line) -> bool:
        return self._matching.partner(line) is None and line.kind == "block"

    def _alone(self, kind: DifferenceKind, line: Line) -> Difference:
        """Return the addition or removal of a line, with all below it that have no partners either."""
        partner = self._matching.partner
        below = preorder(line, lambda above: [each for each in above.lines if partner(each) is None])
        lines = [each.was.text if each is line else each.was.printed for each in below]
        pair = (line, None) if kind is DifferenceKind.REMOVED else (None, line)
        return evolve(self._difference(kind, *pair), lines=tuple(lines))

    def _difference(
        self, kind: DifferenceKind, old: Line | None, new: Line | None, parts: Sequence[Line] = ()
    ) -> Difference:
        texts = [line.was.text if line else "" for line in (old, new)]
        if parts:
            texts[kind is DifferenceKind.SPLIT] = " ".join(part.was.text for part in parts)
        return Difference(
            kind=kind,
            old=old.origin if old else None,
            new=new.origin if new else None,
            parts=tuple(part.origin for part in parts),
            old_text=texts[0],
            new_text=texts[1],
            old_label=old.was.printed_label if old else "",
            new_label=new.was.printed_label if new else "",
            matching=self._matching,
        )


_FIGURES = re.compile(r"\(?(\d+)\)?[^\W\d_]*(?:\s?[a-z]+)?")
_RUN = 3  # renumbered provisions; a longer sequence is shown as a run
_MARKS = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def summary(differences: Iterable[Difference]) -> str:
    """Return the number of differences of each kind, the most frequent first: ``2 reworded, 1 added``."""
    counts = Counter(each.kind.value for each in differences)
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common())


def text_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """Yield a line for each difference: kind, place and words; the words only once if place and wording differ.

    :param words: whether to mark deleted words as ``[-old-]`` and inserted ones as ``{+new+}``, or to give both
        wordings in full.
    """
    listed = [*differences]
    last = _last_of_pairs(listed)
    runs_of_numbers = {id(each): run for run in _renumbered(listed) for each in run}
    for each in listed:
        run = runs_of_numbers.get(id(each))
        if run is not None and each is run[0]:
            ends = [(one.old, one.new) for one in (run[0], run[-1])]
            old_ends, new_ends = (
                [one.number for one in sides if isinstance(one, Provision)] for sides in zip(*ends, strict=True)
            )
            yield f"{run[0].kind.value} Nos. {'-'.join(old_ends)} -> Nos. {'-'.join(new_ends)}\n"
        if run is not None:
            continue
        old, new = each.old_address, each.new_address
        where = f"{old} -> {new}" if old and new and old != new else new or old or "(no address)"
        yield f"{each.kind.value} {where}\n"
        if each.old is None or each.new is None:
            sign = "+" if each.old is None else "-"
            yield from (f"    {sign} {line}\n" for line in each.lines if line)
        elif each.old_text == each.new_text or id(each) not in last:
            continue
        elif words:
            yield f"    {_marked(each)}\n"
        else:
            yield f"    - {each.old_text}\n    + {each.new_text}\n"


def _renumbered(differences: Iterable[Difference]) -> Iterator[list[Difference]]:
    """Yield runs of provisions whose numbers changed by the same amount."""
    for _, run in groupby((each for each in differences if _shift(each) is not None), key=_shift):
        members = [*run]
        if len(members) >= _RUN:
            yield members


def _shift(difference: Difference) -> int | None:
    """Return the increase of the number of a provision; ``None`` if more of its label has changed."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Provision) and isinstance(new, Provision)) or difference.kind != DifferenceKind.RELABELLED:
        return None
    was, now = _FIGURES.fullmatch(old.number), _FIGURES.fullmatch(new.number)
    own = (difference.old_label.removeprefix(old.number), difference.new_label.removeprefix(new.number))
    return int(now[1]) - int(was[1]) if was and now and own[0] == own[1] else None


def _last_of_pairs(differences: Iterable[Difference]) -> set[int]:
    """Return the identities of the last difference of each pair of nodes; its wording follows its label and place."""
    return {*{(id(each.old), id(each.new)): id(each) for each in differences}.values()}


def _marked(difference: Difference) -> str:
    """Return both wordings in one line."""
    shown = []
    for kind, words in runs(difference.old_text, difference.new_text):
        bare = words.strip()
        before, _, after = words.partition(bare) if bare else (words, "", "")
        shown.append(f"{before}{_MARKS[kind].format(bare)}{after}" if bare else words)
    return "".join(shown)


def json_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """Yield an array with an object for each difference.

    :param words: whether to give the kept, deleted and inserted words, with their offsets in both wordings.
    """
    return json_array(_as_dict(each, words=words) for each in differences)


def _as_dict(difference: Difference, *, words: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": difference.kind.value}
    for name in ("old", "new"):
        node = getattr(difference, name)
        if node is not None:
            label = getattr(difference, f"{name}_label")
            row[name] = {
                "address": getattr(difference, f"{name}_address"),
                **({"label": label} if label else {}),
                "span": list(node.span),
                "text": "\n".join(difference.lines) or getattr(difference, f"{name}_text"),
            }
    if words and difference.old is not None and difference.new is not None:
        row["words"] = [
            {"kind": change.kind, "old": list(change.old), "new": list(change.new)} for change in difference.words
        ]
    return row


@checked
def diff_page(old: Document, new: Document) -> str:
    """Return a page of HTML that shows two editions of a text side by side or merged, with their differences.

    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    return "".join(html_report(diff(old, new, unchanged=True)))


def html_report(
    differences: Sequence[Difference],
    *,
    words: bool = True,
    title: str = "Differences",
    around: Around | None = None,
) -> Iterator[str]:
    """Yield a page that shows both texts side by side or merged; unchanged and only renumbered parts are folded.

    :param differences: the result of :func:`diff`, including unchanged nodes.
    :param around: the frame of the page, if it is one of many.
    """
    node = next((each.new or each.old for each in differences), None)
    language = (node.language if node is not None else None) or "en"
    last = _last_of_pairs(differences)
    folded = {id(each) for run in _renumbered(differences) for each in run}
    folded |= {id(each) for each in differences if each.kind is DifferenceKind.UNCHANGED}
    groups = [(same, [*members]) for same, members in groupby(differences, key=lambda each: id(each) in folded)]
    return filled(
        __package__,
        "differences.html",
        (__package__, "differences.css"),
        around=around,
        title=title,
        language=language,
        direction=direction(language),
        groups=groups,
        runs=lambda each: (
            runs_of(each, "\n".join(each.lines) or each.new_text, words=words) if id(each) in last else []
        ),
    )


def runs_of(difference: Difference, text: str, *, words: bool = True) -> list[tuple[str, str]]:
    """Return the words of both sides in runs: kept, deleted and inserted.

    :param text: all words of what is unchanged, or on one side only.
    :param words: whether to mark the words, or to give both wordings in full.
    """
    old, new = difference.old_text, difference.new_text
    if difference.old is None or difference.new is None or old == new:
        return [("inserted" if difference.old is None else "kept" if difference.new is not None else "deleted", text)]
    return [*runs(old, new)] if words else [("deleted", old), ("inserted", new)]


REPORTS: dict[str, Callable[..., Iterator[str]]] = {"text": text_report, "json": json_report, "html": html_report}
"""The formats by name; the first is the default."""
