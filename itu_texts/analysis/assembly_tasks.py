"""Finds the tasks in a paragraph of an assembly of the United Nations: one for each verb with an addressee.

"Requests the Secretary-General to report, and invites States to help" contains two; the words of each run from its verb
to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import begins_capital, fold
from itu_texts.parsing.addressees import find_addressees, part_side_phrases
from itu_texts.tree.addressees import Addressee
from itu_texts.tree.nodes import Heading
from itu_texts.tree.spans import Span

__all__ = ["Act", "acts_of"]

_THINGS = frozenset(("ENCOURAGES", "INVITES"))
"""The concepts of verbs that may have a thing as their object: "encourages efforts by all States to ..."."""


class Act(NamedTuple):
    """An instruction of a paragraph: a verb, its addressees, and its words."""

    verb: str
    addressees: tuple[Addressee, ...]
    """The addressees; their spans are offsets in the words of the block, except for those of a heading."""
    start: int
    """Where its words begin in those of the block."""
    end: int
    in_heading: bool = False
    """Whether the addressees stand in the heading."""


def acts_of(heading: Heading, words: str, surface: Surface) -> Iterator[Act]:
    """Yield the instructions of a paragraph, in order.

    :param heading: the heading of the clause.
    :param words: the words after the heading.
    """
    shown = fold(words)
    further = [*surface.patterns["FURTHER_ACT"].finditer(shown)]
    ends = [*(found.start() for found in further), len(shown)]
    if _gives_task(heading.verb, surface):
        in_heading = tuple(_alone(each, surface) for each in heading.addressees)
        addressees = in_heading or _addressees_after(words, shown, 0, ends[0], surface)
        if not _is_thing(heading, addressees, shown, surface):
            yield Act(heading.verb, addressees, 0, ends[0], in_heading=bool(in_heading))
    for found, end in zip(further, ends[1:], strict=True):
        verb = found["verb"]
        if _gives_task(verb, surface):
            addressees = _addressees_after(words, shown, found.end("verb"), end, surface)
            if addressees and addressees[0].concept != "OTHER":
                yield Act(words[slice(*found.span("verb"))], addressees, found.start("verb"), end)


def _gives_task(verb: str, surface: Surface) -> bool:
    return surface.patterns["VERB_OF_TASK"].fullmatch(fold(verb)) is not None


def _addressees_after(words: str, shown: str, start: int, end: int, surface: Surface) -> tuple[Addressee, ...]:
    """Return the addressees after a verb."""
    matched = surface.patterns["TOLD_IN_PARAGRAPH"].match(shown, start, end)
    if matched is None:
        return ()
    named, _ = part_side_phrases(words[slice(*matched.span("who"))], surface)
    found = _joined(find_addressees(named, surface, matched.start("who")), words, surface)
    return tuple(_alone(each, surface) for each in found)


def _alone(addressee: Addressee, surface: Surface) -> Addressee:
    """Return an addressee without what leads to it and what stands after it: "в этой связи", "в полной мере"."""
    alone = surface.patterns["TOLD_ALONE"].fullmatch(fold(addressee.text))
    if alone is None or alone.span("who") == alone.span():
        return addressee
    start, end = alone.span("who")
    return find_addressees(addressee.text[start:end], surface, addressee.span.start + start)[0]


def _joined(found: tuple[Addressee, ...], words: str, surface: Surface) -> Iterator[Addressee]:
    """Yield the addressees; words that cannot be one belong to the one before: "the Office on Drugs and Crime"."""
    held: Addressee | None = None
    for each in found:
        if held is not None and each.concept == "OTHER" and not _may_be_somebody(each, surface):
            span = Span(held.span.start, each.span.end)
            held = evolve(held, text=words[span.start : span.end], span=span)
        else:
            if held is not None:
                yield held
            held = each
    if held is not None:
        yield held


def _may_be_somebody(named: Addressee, surface: Surface) -> bool:
    return surface.patterns["MAY_BE_TOLD"].match(fold(named.text)) is not None


def _is_thing(heading: Heading, addressees: tuple[Addressee, ...], shown: str, surface: Surface) -> bool:
    """Return whether a paragraph encourages a thing: "the participation of women", "efforts by States"."""
    if surface.patterns["LED_TO_THING"].match(f"{fold(heading.text)} {shown}"):
        return True
    if (
        heading.concept not in _THINGS
        or not addressees
        or addressees[0].concept != "OTHER"
        or begins_capital(addressees[0].text)
    ):
        return False
    return surface.patterns["ACTION_OF_SOMEBODY"].match(addressees[0].text) is not None
