"""Compares several proposals on one text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.revision.consolidation.consolidating import Consolidation, Target
from itu_texts.revision.consolidation.instructions import instructions
from itu_texts.revision.consolidation.targets import reasons_of
from itu_texts.revision.diffs import Difference, DifferenceKind, diff
from itu_texts.revision.diffs.differences import differences_of_pairs
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Amendment, Document, Node
from itu_texts.tree.walking import all_words, find


@frozen(kw_only=True)
class Proposed:
    """The words that one or more proposals give a place."""

    proposals: tuple[int, ...]
    """The numbers of the proposals, from 1."""
    kind: DifferenceKind
    """The kind of difference from the base."""
    text: str
    """The proposed words; empty for a suppression."""
    difference: Difference = field(repr=False)
    """The difference of the first of these proposals, with its words."""
    reasons_of: tuple[tuple[int, str], ...] = ()
    """The reasons, each with the number of the proposal that gives them."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons, without the numbers of the proposals."""
        return tuple(reasons for _, reasons in self.reasons_of)


@frozen(kw_only=True)
class Comparison:
    """A place of the base, and what the proposals make of it."""

    address: str | None
    """The address in the base, or in a proposal for an addition; ``None`` if there is none."""
    node: Node | None = field(repr=False)
    """The node of the base; ``None`` for an addition."""
    text: str
    """The words of the base."""
    kept_by: tuple[int, ...]
    """The numbers of the proposals that leave it unchanged, from 1; not of those that are about another text."""
    proposed: tuple[Proposed, ...]
    """The other proposals, those with the same words together."""


@checked
def compare(base: Document, *proposals: Document, whole: bool = False) -> list[Comparison]:
    """Compare several proposals on one text.

    :param base: the text in force.
    :param proposals: documents with amendments (ADD, MOD, SUP, NOC) to it, or complete revised texts.
    :param whole: whether a proposal with markers is the complete new text, so that what it does not repeat goes.
    :returns: the places that a proposal changes, in the order of the base; an addition stands after the node that it
        follows.
    :raises InputError: if one of them is not a document.
    """
    for each in (base, *proposals):
        if not isinstance(each, Document):
            raise InputTypeError(f"compare() takes documents, not a {type(each).__name__}")
    return compared(base, proposals, whole=whole)[0]


def compared(
    base: Document, proposals: Sequence[Document], *, whole: bool = False
) -> tuple[list[Comparison], list[tuple[int, Diagnostic]]]:
    """Return the places of :func:`compare`, and what is not applied, each with the number of its proposal."""
    problems: list[tuple[int, Diagnostic]] = []
    places: dict[int | str, list[tuple[int, Difference, str]]] = {}
    order: dict[int | str, tuple[int, int]] = {}
    about: list[int] = []
    for number, proposal in enumerate(proposals, 1):
        last = 0
        found, told = _differences(base, proposal, whole=whole)
        about += [number] if found else []
        problems += ((number, each) for each in told)
        for difference, reasons in found:
            if difference.old is not None:
                last = difference.old.start
            if difference.kind is DifferenceKind.UNCHANGED:
                continue
            added = difference.new_address or words_of(difference.new)
            key = id(difference.old) if difference.old is not None else added
            places.setdefault(key, []).append((number, difference, reasons))
            order.setdefault(key, (last, 0 if difference.old is not None else 1))
    rows = sorted(places.items(), key=lambda row: order[row[0]])
    return [_comparison(changes, about) for _, changes in rows], problems


def _differences(
    base: Document, proposal: Document, *, whole: bool
) -> tuple[list[tuple[Difference, str]], list[Diagnostic]]:
    """Return the differences between the base and a proposal, each with its reasons, and what is not applied.

    A suppression and an addition stay two differences, even if they share words. A proposal that names nothing of the
    base has none, not even that a part is unchanged.
    """
    in_words = not any(isinstance(each, Target) for each in proposal.blocks) and any(
        each.tells for each in instructions(proposal)
    )
    if not in_words and not any(find(proposal, Amendment)):
        return [(each, "") for each in diff(base, proposal, unchanged=True)], []
    made = Consolidation(base, proposal, whole=whole)
    problems = [each for each in made.problems if each.code != "left-unchanged"]
    if not made.is_about_base:
        return [], problems
    told: list[tuple[Difference, str]] = []
    for each in differences_of_pairs(made.partners(), unchanged=True):
        node = each.new or each.old
        sources = made.sources(node) if node is not None else ()
        reasons = filter(None, (reasons_of(source.amendment) for source in sources))
        told.append((each, " ".join(dict.fromkeys(reasons))))
    return told, problems


def _comparison(found: list[tuple[int, Difference, str]], about: Sequence[int]) -> Comparison:
    first = found[0][1]
    gone = any(difference.kind is DifferenceKind.REMOVED for _, difference, _ in found)
    changed = {number for number, *_ in found}
    return Comparison(
        address=first.old_address if first.old is not None else first.new_address,
        node=first.old,
        text=words_of(first.old) if gone else first.old_text or words_of(first.old),
        kept_by=tuple(number for number in about if number not in changed) if first.old else (),
        proposed=tuple(_grouped(found)),
    )


def _grouped(found: list[tuple[int, Difference, str]]) -> Iterator[Proposed]:
    """Group the proposals with the same words."""
    groups: dict[tuple[str, str], list[tuple[int, Difference, str]]] = {}
    for each in found:
        words = words_of(each[1].new)
        groups.setdefault((each[1].kind.value, words), []).append(each)
    for (_, words), group in groups.items():
        yield Proposed(
            proposals=tuple(number for number, *_ in group),
            kind=group[0][1].kind,
            text=words,
            difference=group[0][1],
            reasons_of=tuple((number, reasons) for number, _, reasons in group if reasons),
        )


def words_of(node: Node | None) -> str:
    """Return all words of a node, with its labels."""
    return "" if node is None else all_words(node)
