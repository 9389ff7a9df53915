"""Finds the tasks in a paragraph of an assembly of the United Nations: one for each verb with an addressee.

"Requests the Secretary-General to report, and invites States to help" contains two; the words of each run from its verb
to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import begins_capital, fold, in_small
from itu_texts.parsing.addressees import find_addressees, part_side_phrases
from itu_texts.tree.addressees import Addressee
from itu_texts.tree.nodes import Heading
from itu_texts.tree.spans import Span

ENCOURAGING = frozenset(("ENCOURAGES", "INVITES"))
"""The concepts of verbs that may have a thing as their object: "encourages efforts by all States to ..."."""
_TELLING = frozenset((
    "INSTRUCTS", "REQUESTS", "INVITES", "URGES", "ENCOURAGES", "CALLS_UPON", "AUTHORIZES", "DIRECTS", "APPEALS",
    "ENTRUSTS", "DEMANDS",
))  # fmt: skip
"""The concepts of verbs that give tasks."""


class Act(NamedTuple):
    """An instruction of a paragraph: a verb, its addressees, and its words."""

    verb: str
    addressees: tuple[Addressee, ...]
    """The addressees; their spans are offsets in the words of the block, except for those of a heading."""
    start: int
    """Where its words begin in those of the block."""
    end: int
    doing: int
    """Where what is to be done begins in them, behind the verb and the addressees."""
    in_heading: bool = False
    """Whether the addressees stand in the heading."""


def acts_of(heading: Heading, words: str, surface: Surface) -> list[Act]:
    """Return the instructions of a paragraph, in order.

    :param heading: the heading of the clause.
    :param words: the words after the heading.
    """
    in_heading = tuple(_alone(each, surface) for each in heading.addressees)
    acts = [*_acts(heading.verb, 0, words, surface, in_heading)]
    first = acts and acts[0].verb == heading.verb
    return acts[1:] if first and _is_thing(heading, acts[0].addressees[0], fold(words), surface) else acts


def acts_of_point(words: str, surface: Surface) -> list[Act]:
    """Return the instructions of a point of a list that begins with a verb: "(a) Calls upon States to ..."."""
    head = surface.patterns["ACT_HEAD"].match(in_small(fold(words)))
    return [*_acts(head["verb"], head.end(), words, surface)] if head is not None else []


def _acts(
    first: str, start: int, words: str, surface: Surface, in_heading: tuple[Addressee, ...] = ()
) -> Iterator[Act]:
    """Yield the instructions of some words, of which the first has its verb before them.

    :param first: that verb.
    :param start: where the words after it begin.
    """
    shown = fold(words)
    further = [*surface.patterns["FURTHER_ACT"].finditer(shown, start)]
    verbs = [(first, 0, start), *((words[slice(*each.span("verb"))], *each.span("verb")) for each in further)]
    ends = [*(each.start() for each in further), len(shown)]
    gives = [surface.verb_concept(verb, "ACTS") in _TELLING for verb, *_ in verbs] + [False]
    for place, ((verb, begin, behind), end) in enumerate(zip(verbs, ends, strict=True)):
        if not gives[place]:
            continue
        told, doing = (in_heading, behind) if place == 0 and in_heading else ((), behind)
        for form in () if told else ("TOLD_IN_PARAGRAPH", "TOLD_BY_THAT"):
            told, doing = (told, doing) if told else _addressees_after(form, words, shown, behind, end, surface)
        nothing = not shown[behind:end].strip(" ,")
        if gives[place + 1] and (not told or nothing):  # "requests the Council, and invites States, to help"
            told = told or _addressees_after("TOLD_TOGETHER", words, shown, behind, end, surface)[0]
            end = ends[place + 1]
        if told and (place == 0 or told[0].concept != "OTHER"):
            yield Act(verb, told, begin, end, doing, in_heading=place == 0 and bool(in_heading))


def _addressees_after(
    form: str, words: str, shown: str, start: int, end: int, surface: Surface
) -> tuple[tuple[Addressee, ...], int]:
    """Return the addressees after a verb, and where what they are to do begins."""
    matched = surface.patterns[form].match(shown, start, end)
    if matched is None:
        return (), start
    named, _ = part_side_phrases(words[slice(*matched.span("who"))], surface)
    found = _joined(find_addressees(named, surface, matched.start("who")), words, surface)
    nobody = surface.patterns["NOBODY_TOLD"].match
    told = (_alone(each, surface) for each in found if each.concept != "OTHER" or nobody(fold(each.text)) is None)
    return tuple(told), matched.end("who")


def _alone(addressee: Addressee, surface: Surface) -> Addressee:
    """Return an addressee without what leads to it and what stands after it: "в этой связи", "в полной мере"."""
    alone = surface.patterns["TOLD_ALONE"].fullmatch(fold(addressee.text))
    if alone is None or alone.span("who") == alone.span():
        return addressee
    start, end = alone.span("who")
    return (*find_addressees(addressee.text[start:end], surface, addressee.span.start + start), addressee)[0]


def _joined(found: tuple[Addressee, ...], words: str, surface: Surface) -> list[Addressee]:
    """Return the addressees; words that cannot be one belong to the one before: "the Office on Drugs and Crime"."""
    joined: list[Addressee] = []
    for each in found:
        if joined and each.concept == "OTHER" and surface.patterns["MAY_BE_TOLD"].match(fold(each.text)) is None:
            span = Span(joined[-1].span.start, each.span.end)
            joined[-1] = evolve(joined[-1], text=words[span.start : span.end], span=span)
        else:
            joined.append(each)
    return joined


def _is_thing(heading: Heading, first: Addressee, shown: str, surface: Surface) -> bool:
    """Return whether a paragraph encourages a thing: "the participation of women", "efforts by States"."""
    if surface.patterns["LED_TO_THING"].match(f"{fold(heading.text)} {shown}"):
        return True
    may_be = heading.concept in ENCOURAGING and first.concept == "OTHER" and not begins_capital(first.text)
    return may_be and surface.patterns["ACTION_OF_SOMEBODY"].match(first.text) is not None
