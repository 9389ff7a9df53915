"""The differences between two editions of a text, by structure: reworded, moved, added, removed ..."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.revision.diffs.matching import Matching, Partners, shared, similarity
from itu_texts.revision.lines import Line, from_pdf, printed_lines, sequence
from itu_texts.revision.words import WordChange, longest_increasing, tokens, word_changes
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
    for node in (old, new):
        if not isinstance(node, Node):
            raise InputTypeError(f"diff() takes two documents or nodes of documents, not a {type(node).__name__}")
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
        elif is_relabelled and old.above is not None and not kinds:
            kinds.append(DifferenceKind.RELABELLED)
        elif is_relabelled and kinds == [DifferenceKind.REWORDED]:
            kinds.insert(0, DifferenceKind.RELABELLED)
        if not kinds and divided is None and self._unchanged:
            kinds.append(DifferenceKind.UNCHANGED)
        yield from (self._difference(kind, old, new) for kind in kinds)

    def _wording(self, old: Line, new: Line) -> DifferenceKind | None:
        if old.was.words == new.was.words:
            return None
        was, now = old.origin, new.origin
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
