"""Several proposals on one text, side by side: who proposes what, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from itu_texts.consolidation.consolidating import consolidate
from itu_texts.diffs import Difference, DifferenceKind, diff
from itu_texts.errors import InputError
from itu_texts.nodes import Amendment, Document, Node
from itu_texts.walk import find

__all__ = ["Comparison", "Proposed", "compare"]


@frozen(kw_only=True)
class Proposed:
    """What one or more proposals make of a place, in the same words."""

    proposals: tuple[int, ...]
    """Which of the proposals, from 1."""
    kind: DifferenceKind
    """In what it differs from the base."""
    text: str
    """The words proposed; empty for what is suppressed."""
    difference: Difference = field(repr=False)
    """The difference, with its words, of the first of these proposals."""
    reasons: tuple[str, ...] = ()
    """The reasons given, one entry for each proposal that gives some."""


@frozen(kw_only=True)
class Comparison:
    """A place of the base and what the proposals make of it."""

    address: str | None
    """Its address in the base, or in a proposal for what is added; ``None`` if there is none to go by."""
    node: Node | None = field(repr=False)
    """The node of the base; ``None`` for what is added."""
    text: str
    """What the base says."""
    kept_by: tuple[int, ...]
    """The proposals that leave it as it is, from 1."""
    proposed: tuple[Proposed, ...]
    """What the others propose, those that agree together."""


def compare(base: Document, *proposals: Document) -> list[Comparison]:
    """Compare several proposals on one text.

    :param base: the text, as it is in force.
    :param proposals: documents with amendments (ADD, MOD, SUP, NOC) to it, or other wordings of it as a whole.
    :returns: the places that a proposal changes, in the order of the base; what is added stands behind what it
        follows.
    :raises InputError: if one of them is no document.
    """
    for each in (base, *proposals):
        if not isinstance(each, Document):
            raise InputError(f"documents are compared, not a {type(each).__name__}")
    places: dict[int | str, list[tuple[int, Difference, str]]] = {}
    order: dict[int | str, tuple[int, int]] = {}
    for number, proposal in enumerate(proposals, 1):
        amended = consolidate(base, proposal) if any(find(proposal, Amendment)) else proposal
        reasons = {each.marker: each.reasons.text for each in find(proposal, Amendment) if each.reasons}
        last = 0
        for difference in diff(base, amended, unchanged=True):
            if difference.old is not None:
                last = difference.old.start
            if difference.kind is DifferenceKind.UNCHANGED:
                continue
            key = id(difference.old) if difference.old is not None else str(difference.new_address)
            places.setdefault(key, []).append((number, difference, _reasons(difference, reasons)))
            order.setdefault(key, (last, 0 if difference.old is not None else 1))
    rows = sorted(places.items(), key=lambda row: order[row[0]])
    return [_comparison(found, len(proposals)) for _, found in rows]


def _reasons(difference: Difference, reasons: dict[str, str]) -> str:
    markers = [amended.marker for amended in difference.new.amended_by] if difference.new else []
    return next((reasons[marker] for marker in markers if marker in reasons), "")


def _comparison(found: list[tuple[int, Difference, str]], count: int) -> Comparison:
    first = found[0][1]
    changed = {number for number, *_ in found}
    return Comparison(
        address=first.old_address if first.old is not None else first.new_address,
        node=first.old,
        text=first.old_text,
        kept_by=tuple(number for number in range(1, count + 1) if number not in changed) if first.old else (),
        proposed=tuple(_grouped(found)),
    )


def _grouped(found: list[tuple[int, Difference, str]]) -> Iterator[Proposed]:
    """Proposals that say the same, together."""
    groups: dict[tuple[str, str], list[tuple[int, Difference, str]]] = {}
    for each in found:
        said = " ".join(_all_words(each[1].new).split())
        groups.setdefault((each[1].kind.value, said), []).append(each)
    for (_, said), group in groups.items():
        yield Proposed(
            proposals=tuple(number for number, *_ in group),
            kind=group[0][1].kind,
            text=said,
            difference=group[0][1],
            reasons=tuple(reason for *_, reason in group if reason),
        )


def _all_words(node: Node | None) -> str:
    if node is None:
        return ""
    line = node.outline_line
    pieces = [piece if isinstance(piece, str) else getattr(piece, "text", "") for piece in line.pieces or ()]
    return " ".join([*pieces, *(_all_words(child) for child, _ in line.below)])
