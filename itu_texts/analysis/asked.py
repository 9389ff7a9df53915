"""Finds who is asked what in the words of a clause: each verb that asks, whom it asks, and where what to do begins.

Texts of the Union have a verb for each item or heading. A paragraph of an assembly may have several: "Requests the
Secretary-General to report, and invites States to help" contains two; the words of each run from its verb to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from attrs import evolve

from itu_texts.analysis.requirements import Force, required
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName
from itu_texts.language.writing import COLON, begins_capital, fold, uncapitalized
from itu_texts.parsing.parts import find_addressees, part_side_phrases
from itu_texts.tree.addressees import Addressee
from itu_texts.tree.nodes import Heading
from itu_texts.tree.spans import Span

_ENCOURAGING = ("ENCOURAGES", "INVITES")
"""The concepts of verbs that may have a thing as their object: "encourages efforts by all States to ..."."""
_ASKING = frozenset((
    "INSTRUCTS", "REQUESTS", "INVITES", "URGES", "ENCOURAGES", "CALLS_UPON", "AUTHORIZES", "DIRECTS", "APPEALS",
    "ENTRUSTS", "DEMANDS",
))  # fmt: skip
"""The concepts of verbs that ask."""
_DECIDING = ("RESOLVES", "RECOMMENDS")
"""The concepts of verbs below which a sentence with "shall" asks."""
_OF_ITEM = (NAMES.ITEM_INSTRUCTS, NAMES.ITEM_INSTRUCTS_ITSELF, NAMES.WHO_IS_INSTRUCTED, NAMES.ITEM_ALSO_INSTRUCTS)
"""The forms of an item that has its own verb."""

_Addressees: TypeAlias = tuple[Addressee, ...]
_Meant: TypeAlias = Callable[[Addressee], Addressee]


class Act(NamedTuple):
    """What a verb asks: the verb, whom it asks, and its words."""

    verb: str
    addressees: _Addressees
    """The addressees; none if the words name nobody. Their spans are offsets in the words, or in the text if the
    heading names them."""
    start: int
    """Where its words begin in those of the block."""
    end: int
    doing: int
    """Where what is to be done begins in them, behind the verb and the addressees."""
    in_heading: bool = False
    """Whether the addressees stand in the heading."""
    is_required: bool = False
    """Whether the verb is that of a sentence: "shall"."""


# ---------------------------------------------------------------------- items of texts of the Union


def acts_of_item(heading: Heading, words: str, lang: LanguagePatterns, meant: _Meant, *, has_list: bool) -> list[Act]:
    """Return what an item, or a paragraph below a heading, asks.

    :param meant: tells which addressee a short name is: "the Bureau".
    :param has_list: whether what is to be done may stand in a list below.
    """
    shown, end = fold(words), len(words)
    if heading.addressees:
        opens = lang.patterns.BODY_SURELY_OPENS.match(shown) is not None or begins_capital(shown)
        alone = not opens and len(heading.addressees) == 1
        is_thing = alone and _is_thing(heading.concept, heading.addressees[0], lang)
        return [Act(heading.verb, () if is_thing else heading.addressees, 0, end, 0, in_heading=True)]
    forms = (*_OF_ITEM, NAMES.ITEM_ADDRESSES) if _takes_addressee(heading, shown, lang) else _OF_ITEM
    for form in forms:
        may_be = form != NAMES.WHO_IS_INSTRUCTED or lang.patterns.family_instructed.search(shown)
        found = lang.patterns[form].match(shown) if may_be else None
        if form == NAMES.ITEM_ADDRESSES or found is None or not (has_list or words[found.end() :].strip(" :")):
            continue
        verb = words[slice(*found.span("verb"))]
        told = _named_by(found, words, lang)
        concept = lang.concept(verb, "TO_INSTRUCT") or lang.verb_concept(verb)
        return [Act(verb, () if told and _is_thing(concept, told[0], lang) else told, 0, end, found.end())]
    if heading.concept in _DECIDING and (acts := [*_required(words, lang, meant)]):
        return acts
    begun = lang.patterns.ITEM_ADDRESSES.match(shown) if "ITEM_ADDRESSES" in forms else None
    if begun is not None and (has_list or words[begun.end() :].strip(" :")):
        told = _named_by(begun, words, lang)
        is_thing = bool(told) and _is_thing(heading.concept, told[0], lang)
        return [Act(heading.verb, *(((), 0, end, 0) if is_thing else (told, 0, end, begun.end())))]
    return [Act(heading.verb, (), 0, end, 0)] if heading.concept in _ASKING else []


def _required(words: str, lang: LanguagePatterns, meant: _Meant) -> Iterator[Act]:
    """Yield what the sentences below a verb that decides require of somebody: "that the Council shall report".

    What is done by nobody, "the conference shall be held", and what a thing shall do is asked of nobody.
    """
    shown, is_bound = fold(words), lang.patterns.IS_BOUND.match
    for each in required(words, lang):
        if each.force is Force.MAY:
            continue
        start = each.start + len(words[each.start : each.end]) - len(words[each.start : each.end].lstrip())
        verb, behind = words[each.verb : each.behind], each.behind
        found: _Addressees = ()
        bound = lang.patterns.WHO_IS_BOUND.match(fold(each.subject)) if each.subject else None
        if form := lang.patterns.ITEM_SHALL.match(shown, start, each.end):
            verb, behind, found = words[slice(*form.span("verb"))], form.end(), _named_by(form, words, lang)
        elif each.subject and bound and lang.patterns.NOT_PASSIVE.match(shown, behind, each.end):
            found = find_addressees(each.subject, lang, words.rfind(each.subject, each.start, each.verb))
        elif form := lang.patterns.REQUIRED_BEHIND.match(shown, behind, each.end):
            behind, found = form.end(), _named_by(form, words, lang)
        known = [meant(one).concept != "OTHER" or bool(is_bound(fold(one.text))) for one in found]
        told = tuple(one for one, is_known in zip(found, known, strict=True) if is_known) if known[:1] == [True] else ()
        yield Act(verb, told, each.start, each.end, behind if told else start, is_required=True)


def _takes_addressee(heading: Heading, text: str, lang: LanguagePatterns) -> bool:
    """Return whether the verb takes an addressee, so that an item may begin with one."""
    recommends = heading.concept == "RECOMMENDS" and lang.patterns.BEGINS_TO_WHOM.match(text) is not None
    return recommends or (bool(heading.verb) and (heading.concept == "CONTINUES" or lang.instructs(heading.text)))


# ---------------------------------------------------------------------- paragraphs of assemblies


def acts_of_paragraph(heading: Heading, words: str, lang: LanguagePatterns) -> list[Act]:
    """Return what a paragraph of an assembly asks, in order.

    :param words: the words behind the heading.
    """
    in_heading = tuple(_alone(each, lang) for each in heading.addressees)
    acts = _acts(heading.verb, 0, words, lang, in_heading)
    first = acts[0] if acts and acts[0].verb == heading.verb and acts[0].addressees else None
    if first is not None and (
        lang.patterns.LED_TO_THING.match(f"{fold(heading.text)} {fold(words)}")
        or (first.addressees[0].concept == "OTHER" and not _may_be(first.addressees[0].text, lang))
        or (not begins_capital(first.addressees[0].text) and _is_thing(heading.concept, first.addressees[0], lang))
    ):
        acts[0] = first._replace(addressees=(), doing=0, in_heading=False)
    return acts


def acts_of_point(words: str, lang: LanguagePatterns, verb: str = "") -> list[Act]:
    """Return what a point of a list asks that begins with a verb: "(a) Calls upon States to ...".

    :param verb: the verb above the list, behind which the words stand: "Demands:", "(a) That States ...".
    """
    head = lang.patterns.ACT_HEAD.match(uncapitalized(fold(words)))
    if head is not None:
        return _acts(head["verb"], head.end(), words, lang)
    return _acts(verb, 0, words, lang) if verb else []


def opens_list(acts: list[Act], words: str) -> bool:
    """Return whether the last verb of a paragraph asks what the points below it say."""
    return bool(acts) and acts[-1].end == len(words) and (not words or fold(words).rstrip().endswith(COLON))


def _acts(first: str, start: int, words: str, lang: LanguagePatterns, in_heading: _Addressees = ()) -> list[Act]:
    """Return what some words ask, of which the first has its verb before them.

    :param first: that verb.
    :param start: where the words after it begin.
    """
    shown = fold(words)
    further = [*lang.patterns.FURTHER_ACT.finditer(shown, start)]
    verbs = [(first, 0, start), *((words[slice(*each.span("verb"))], *each.span("verb")) for each in further)]
    ends = [*(each.start() for each in further), len(shown)]
    acts: list[Act] = []
    is_shared = False  # what the verb before asks stands behind this one, too
    gives = [lang.verb_concept(verb, "ACTS") in _ASKING for verb, *_ in verbs] + [False]
    for place, ((verb, begin, behind), end) in enumerate(zip(verbs, ends, strict=True)):
        if not gives[place]:
            continue
        told, doing = (in_heading, behind) if place == 0 and in_heading else ((), behind)
        for form in () if told else (NAMES.TOLD_IN_PARAGRAPH, NAMES.TOLD_BY_THAT, NAMES.TOLD_OTHERWISE):
            told, doing = (told, doing) if told else _told_after(form, words, shown, behind, end, lang)
        nothing = not shown[doing:end].strip(" ,")
        if is_shared and acts:
            acts[-1] = acts[-1]._replace(doing=doing)
        is_shared = gives[place + 1] and (not told or nothing)
        if is_shared:  # "requests the Council, and invites States, to help"
            told = told or _told_after(NAMES.TOLD_TOGETHER, words, shown, behind, end, lang)[0]
            end = ends[place + 1]
        is_listed = bool(told) and told[0].concept != "OTHER"
        if place == 0 or is_listed or (told and lang.patterns.UNLISTED_FURTHER.match(told[0].text)):
            acts.append(Act(verb, told, begin, end, doing, in_heading=place == 0 and bool(in_heading)))
    return acts


def _told_after(
    form: PatternName, words: str, shown: str, start: int, end: int, lang: LanguagePatterns
) -> tuple[_Addressees, int]:
    """Return the addressees after a verb, and where what they are to do begins."""
    matched = lang.patterns[form].match(shown, start, end)
    told = _named_by(matched, words, lang) if matched is not None else ()
    return (told, matched.end()) if matched is not None and told else ((), start)


# ---------------------------------------------------------------------- addressees


def _named_by(found: re.Match[str], words: str, lang: LanguagePatterns) -> _Addressees:
    """Return the addressees where a form has found them in some words, at their offsets."""
    named, _ = part_side_phrases(words[slice(*found.span("who"))], lang)
    joined: list[Addressee] = []
    for each in find_addressees(named, lang, found.start("who")):
        if joined and each.concept == "OTHER" and lang.patterns.MAY_BE_TOLD.match(fold(each.text)) is None:
            span = Span(joined[-1].span.start, each.span.end)  # "the Office on Drugs and Crime"
            joined[-1] = evolve(joined[-1], text=words[span.start : span.end], span=span)
        else:
            joined.append(each)
    return tuple(_alone(each, lang) for each in joined if each.concept != "OTHER" or _may_be(each.text, lang))


def _may_be(name: str, lang: LanguagePatterns) -> bool:
    """Return whether an unknown name may be that of somebody: "the administration", not "the establishment"."""
    shown = fold(name)
    return not lang.patterns.NOBODY_TOLD.match(shown) or bool(lang.patterns.IS_BOUND.match(shown))


def _alone(addressee: Addressee, lang: LanguagePatterns) -> Addressee:
    """Return an addressee without what leads to it and what stands after it: "в этой связи", "в полной мере"."""
    alone = lang.patterns.TOLD_ALONE.fullmatch(fold(addressee.text))
    if alone is None or alone.span("who") == alone.span():
        return addressee
    start, end = alone.span("who")
    return (*find_addressees(addressee.text[start:end], lang, addressee.span.start + start), addressee)[0]


def _is_thing(concept: str, first: Addressee, lang: LanguagePatterns) -> bool:
    """Return whether a thing is encouraged, not somebody: "the participation of women", "efforts by States".

    :param concept: the concept of the verb.
    """
    may_be = concept in _ENCOURAGING and first.concept == "OTHER"
    return may_be and lang.patterns.ACTION_OF_SOMEBODY.match(first.text) is not None
