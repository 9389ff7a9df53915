"""Matches the lines of the old document with those of the new one.

Lines with equal words that occur once on each side are certain partners. From these follow the clauses, annexes and
texts that contain them; below two partners, the others are paired by the share of common words, in the order of the
text. The rest may have moved to another place. (The order of the steps is that of GumTree: Falleri et al.,
"Fine-grained and accurate source code differencing", 2014.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from itu_texts.revision.lines import Line
from itu_texts.revision.words import longest_increasing
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Node, Provision, Row

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
        for line in self.new:
            old, node = self.partner(line), line.origin
            if old is not None and not isinstance(node, Row):
                found[id(node)] = old.origin
            elif old is not None and len(old.origin.children) == len(node.children):
                pairs = ((node, old.origin), *zip(node.children, old.origin.children, strict=True))
                found |= {id(now): was for now, was in pairs}
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
            if once and (len(lines) != 1 or len(others) != 1):
                continue
            for line, other in zip(lines, others, strict=False):
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
