"""The tasks that a text gives: one row for each addressee and each task."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias, cast

from attrs import evolve, field, frozen

from itu_texts.analysis.entries import section_lists
from itu_texts.analysis.passages import nodes_of, passage_of, sentences, words_at
from itu_texts.analysis.times import Adopted, When, WhenKind, adopted, find_times
from itu_texts.analysis.works import assembly_of
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import NAMES, Family, LanguagePatterns, PatternName, lang_of, languages
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import (
    COLON,
    COMMA,
    STOPS,
    begins_capital,
    fold,
    is_in_capitals,
    is_number,
    uncapitalized,
)
from itu_texts.parsing.parts import find_addressees, part_side_phrases
from itu_texts.tree.addressees import CONCEPTS, NO_NAMES, Addressee, AddresseeKind, Concept, places_in
from itu_texts.tree.addresses import addresses_of, read_caption
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Block,
    Cell,
    Clause,
    Contents,
    Division,
    Document,
    Heading,
    Item,
    LabelStyle,
    Node,
    Note,
    Paragraph,
    Provision,
    Role,
    Text,
)
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import nodes_in, preorder

# ----------------------------------------------------------------------
# Finds what a text requires, forbids, recommends or allows, and of whom: "The hive shall be closed".

_LONGEST_SUBJECT = 160  # characters
_MARK = re.compile(r"^\[[^\]]*\]\s*")  # "[REQ-1]"
_BRACKETED = re.compile(r"\([^()]*\)?|^[^()]*\)")
_STRONGER = re.compile(r"[;；:：]\s")
_ASIDES = (("(", ")"), ("“", "”"), ("«", "»"), ("[", "]"))


class Force(StrEnum):
    """How binding a requirement is."""

    SHALL = "shall"  #: it is required
    SHALL_NOT = "shall not"  #: it is forbidden
    SHOULD = "should"  #: it is recommended
    SHOULD_NOT = "should not"  #: it is recommended against
    MAY = "may"  #: it is allowed


@frozen
class Requirement:
    """A sentence that requires, forbids, recommends or allows something."""

    force: Force
    """How binding it is, whatever the language and the verb."""
    verb: str
    """The verb, as printed: ``shall``, ``is required to``, ``doit``."""
    subject: str | None
    """The subject of the requirement: ``The hive``; ``None`` if it does not precede the verb."""
    words: str
    """The sentence, or the item if it continues the words above its list."""
    node: Paragraph = field(eq=False, repr=False)
    """The paragraph that contains it."""
    span: Span
    """The position of the verb in the source."""


@checked
def requirements(document: Document) -> Iterator[Requirement]:
    r"""Yield the requirements in the clauses, sections and provisions of a document, in the order of the text.

    Recitals, notes, references, definitions, captions, front matter, and appendices of Recommendations, which are
    informative, contain none. "May" is one if it allows something, but not if it states what can happen ("losses may
    occur").

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tLids\nIf it rains, the lid shall be closed."
    >>> doc = parse(text + " It may be locked.\n3\tWax\nFlat.\n")
    >>> [(str(each.force), each.subject) for each in requirements(doc)]
    [('shall', 'the lid'), ('may', 'It')]
    """

    def below(node: Node) -> Iterator[Node]:
        return (each for each in node.children if not _is_informative(each))

    for node in preorder(document, below):  # type: ignore[arg-type]  # a node
        if (
            isinstance(node, Paragraph)
            and any(isinstance(each, Division | Clause | Annex | Provision) for each in node.ancestors)
            and read_caption(node.text, node.language) is None
        ):
            yield from _in_paragraph(node, words_at(node))


def _is_informative(node: Node) -> bool:
    """Return whether a node is informative, and so contains no requirements."""
    if isinstance(node, Note | Contents | Cell) or (isinstance(node, Clause) and node.role is Role.PREAMBLE):
        return True
    if isinstance(node, Annex) and node.kind == "appendix":
        text = next((each for each in node.ancestors if each._HOLDS_ADDRESSES), None)
        return getattr(text, "kind", "") == "recommendation"
    return bool(section_lists(node))


def _in_paragraph(node: Paragraph, lang: LanguagePatterns) -> Iterator[Requirement]:
    text = node.text
    if lang.patterns.NOTE_WORD.match(text):
        return
    for each in required(text, lang):
        verb, sentence = text[each.verb : each.behind], text[each.start : each.end].strip()
        yield Requirement(each.force, verb, each.subject, sentence, node, passage_of(node).span(each.verb, each.behind))


class Required(NamedTuple):
    """A sentence that requires something, before its place in a document is known; the numbers are offsets."""

    force: Force
    subject: str | None
    start: int
    verb: int
    behind: int
    """Where the words behind the verb begin."""
    end: int


def required(text: str, lang: LanguagePatterns) -> Iterator[Required]:
    """Yield the sentences of some words that require, recommend or allow something, each with its first such verb."""
    folded = fold(text)
    for start, end in sentences(text, lang):
        for found in lang.patterns.REQUIREMENT.finditer(folded, start, end):
            before, concept = text[start : found.start()], lang.concept(found["requires"], "REQUIRES")
            if (
                _is_aside(before)
                or (concept == "MAY" and lang.patterns.MAY_HAPPEN_BEHIND.match(folded, found.end()) is not None)
                or lang.patterns.RELATIVE_BEFORE.search(before.rstrip()) is not None
            ):
                continue
            yield Required(Force[concept], _subject(before, lang), start, *found.span("requires"), end)
            break


def _is_aside(before: str) -> bool:
    """Return whether the place after some words is in brackets or quotation marks."""
    return before.count('"') % 2 == 1 or any(before.count(sign) > before.count(close) for sign, close in _ASIDES)


def _subject(before: str, lang: LanguagePatterns) -> str | None:
    """Return the subject of a sentence, from the words before its verb."""
    before = lang.patterns.BEFORE_SUBJECT.sub("", _STRONGER.split(before)[-1].strip()).lstrip(" ,")
    led = lang.patterns.SENTENCE_LED.match(fold(before)) is not None
    pieces = _pieces(before)
    if len(pieces) > 2 and not pieces[-1]:  # "the hive, if needed, shall"
        del pieces[-2:]
    while len(pieces) > 1 and lang.patterns.ASIDE_BEGINS.match(fold(pieces[-1])):
        pieces.pop()
    if led and len(pieces) == 1:
        return None
    subject = pieces[-1] if led else ", ".join(pieces)
    for form in (lang.patterns.SUBORDINATE_WITHIN, lang.patterns.SAID_THAT, lang.patterns.JOINED_BEHIND):
        within = [*form.finditer(fold(_without_brackets(subject)))]
        subject = subject[within[-1].end() :] if within else subject
    subject = lang.patterns.BEFORE_SUBJECT.sub("", _MARK.sub("", subject)).strip(" ,")
    bare = fold(_without_brackets(subject))
    if lang.patterns.TELLS_NO_SUBJECT.match(bare) or lang.patterns.IS_SENTENCE.match(bare):
        return None
    return subject if subject and len(subject) <= _LONGEST_SUBJECT else None


def _without_brackets(words: str) -> str:
    """Return some words with the contents of brackets blanked."""
    return _BRACKETED.sub(lambda found: "." * len(found[0]), words)


def _pieces(words: str) -> list[str]:
    """Split some words at commas outside brackets."""
    shown = enumerate(fold(_without_brackets(words)))
    cuts = [at for at, sign in shown if sign == COMMA and (words[at] != COMMA or not words[at + 1 : at + 2].strip())]
    starts, ends = (0, *(at + 1 for at in cuts)), (*cuts, len(words))
    first, *others = map(words.__getitem__, map(slice, starts, ends))
    return [first, *map(str.strip, others)]


# ----------------------------------------------------------------------
# Finds who is asked what in the words of a clause: each verb that asks, whom it asks, and where what to do begins.

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
    is_led = lang.patterns.family_instructed.search(shown) is not None
    tried = (lang.patterns[form].match(shown) for form in _OF_ITEM if is_led or form != NAMES.WHO_IS_INSTRUCTED)
    own = found = next((each for each in tried if each and (has_list or words[each.end() :].strip(" :"))), None)
    verb, concept = heading.verb, heading.concept
    if own is not None:
        verb = words[slice(*own.span("verb"))]
        concept = lang.concept(verb, "TO_INSTRUCT") or lang.verb_concept(verb)
    elif concept in _DECIDING and (acts := [*_required(words, lang, meant)]):
        return acts
    elif _takes_addressee(heading, shown, lang) and (begun := lang.patterns.ITEM_ADDRESSES.match(shown)):
        found = begun if has_list or words[begun.end() :].strip(" :") else None
    if found is None:
        return [Act(verb, (), 0, end, 0)] if concept in _ASKING else []
    told = _named_by(found, words, lang)
    if told and _is_thing(concept, told[0], lang):
        return [Act(verb, (), 0, end, 0 if own is None else found.end())]
    return [Act(verb, told, 0, end, found.end())]


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


_NO_TASK = frozenset((
    "THANKS", "CONGRATULATES", "COMMENDS", "GIVES_THE_VIEW", "IS_OF_THE_VIEW", "NOTES", "RECOGNIZES",
    "CONSIDERS", "WELCOMES", "EXPRESSES", "EMPHASIZES", "REGRETS", "CONDEMNS", "HOPES",
))  # fmt: skip
"""The concepts of verbs that give no task, though they may have an addressee, or an item that names one."""
_BUREAUX = {"WRC": "BR", "RA": "BR", "ITU-R": "BR", "WTSA": "TSB", "ITU-T": "TSB", "WTDC": "BDT", "ITU-D": "BDT"}
"""The Bureau of the Sector of a body."""
_COUNTED = frozenset((LabelStyle.NUMBER, LabelStyle.DECIMAL))


@frozen
class Task:
    """A task and its addressee: a row of a table of tasks."""

    addressee: Addressee
    """Who is to do it. Its concept is ``NOT_NAMED``, and its words are empty, if the words name nobody, or nobody that
    could be told apart: "Calls for an end to fog", "that lamps shall not be lit"."""
    verb: str
    """The verb: *instructs*, *resolves to invite*; *invite* if an item has its own ("to invite ... to ..."); *shall* if
    a sentence says "that the Council shall ...".
    """
    item: Block
    """The item, or the paragraph if there are no items."""
    part: tuple[int, int] | None = None
    """The start and end of its words in those of the item, if a paragraph of an assembly has several verbs."""
    doing: int = 0
    """Where what is to be done begins in the words of the item, behind a verb and addressees that stand in them."""

    @property
    def address(self) -> str:
        """The address in the text: ``instructs the Secretary-General 2``."""
        return addresses_of(self.item).of(self.item)

    @property
    def text(self) -> str:
        """What is to be done: the words of the item, or of the part that gives the task, without verb and addressee.

        They begin with the thing that a heading encourages: "the participation of clubs" ... "in the work on the lake".
        """
        end = self.part[1] if self.part is not None else None
        words = self.item.text[self.doing : end].lstrip(" ,:").rstrip() or self.item.text
        heading = self.clause.heading
        things = heading.addressees if not self.addressee.text and self.verb == heading.verb else ()
        return " ".join((*(each.text for each in things), words))

    @property
    def clause(self) -> Clause:
        """The clause with the item."""
        return next(above for above in self.item.ancestors if isinstance(above, Clause))

    @property
    def concept(self) -> str:
        """The meaning of the verb, the same in all languages: ``INSTRUCTS``; empty if it is not known."""
        heading, lang = self.clause.heading, words_at(self.item)
        if self.verb == heading.verb:
            return heading.concept
        of_assembly: tuple[Family, ...] = ("ACTS",) if self.clause.label else ()
        return lang.verb_concept(self.verb, *of_assembly) or lang.concept(self.verb, "TO_INSTRUCT") or heading.concept

    @property
    def force(self) -> Force | None:
        """How binding it is, if a sentence requires it: "the Council shall report"; ``None`` for other verbs."""
        requires = words_at(self.item).concept(self.verb, "REQUIRES")
        return Force[requires] if requires else None

    @property
    def source(self) -> Text | None:
        """The text that gives the task; ``None`` if the clause is outside texts."""
        return next((above for above in self.item.ancestors if isinstance(above, Text)), None)

    @property
    def identifier(self) -> Identifier | None:
        """The identifier of that text; ``None`` if it has none."""
        return self.source.identifier if self.source else None

    @property
    def title(self) -> str | None:
        """The title of that text."""
        return self.source.title if self.source else None

    @property
    def edition(self) -> str | None:
        """The mark of its edition, as in identifiers: ``Rev. Lakeside, 2022``, ``WRC-23``."""
        return str(self.identifier.revision) if self.identifier and self.identifier.revision else None

    @property
    def when(self) -> tuple[When, ...]:
        """The deadlines and occasions that the heading and the item name, in the order of the text.

        Times before the adoption of the text are left out: "adopted by WRC-19" in a text of WRC-23.
        """
        return self.times()

    def times(self, known: Adopted | None = None) -> tuple[When, ...]:
        """Return those times.

        :param known: when the text was adopted, and by whom, if it is not what the text itself says.
        """
        known = known or adopted(self.source, words_at(self.item))
        if self.part is None:
            lead = self.clause.blocks[0] if self.clause.label and self.verb == self.clause.heading.verb else self.item
            above = times_in(lead, known) if isinstance(lead, Paragraph) and lead is not self.item else ()
            return (*times_in(self.clause.heading, known), *above, *times_in(self.item, known))
        words = _first_words(self.item)
        return _times_of(words, known, self.part) if words is not None else ()


def times_in(root: Heading | Block, known: Adopted) -> tuple[When, ...]:
    """Return the times in a heading, or in an item and all nodes below it, in the order of the text.

    :param known: when the text was adopted, and by whom.
    """
    document = root.document
    times: dict[Any, tuple[When, ...]] = kept(document, "times", dict) if document is not None else {}
    key = id(root), known
    if key not in times:  # several tasks share a heading
        nodes = (node for node in nodes_in(root) if isinstance(node, Heading | Paragraph))
        times[key] = tuple(time for node in nodes for time in _times_of(node, known))
    return times[key]


def _times_of(node: Heading | Paragraph, known: Adopted, part: tuple[int, int] | None = None) -> tuple[When, ...]:
    """Return the times in the words of a node, or in a part of them."""
    begin, end = part or (0, len(node.text))
    return tuple(
        evolve(time, text=node.text[slice(*time.span)], span=passage_of(node).span(*time.span))
        for time in find_times(fold(node.text), words_at(node), known)
        if begin <= time.span.start < end and not (isinstance(node, Heading) and _is_of_addressee(time, node))
    )


def _is_of_addressee(time: When, heading: Heading) -> bool:
    """Return whether a time is part of the name of an addressee, such as a conference, and not a deadline."""
    return any(
        start < time.span.end
        and time.span.start < end
        and (time.kind is WhenKind.CONFERENCE or named[0].kind is AddresseeKind.CONFERENCE)
        for start, end, named in places_in(heading.text, heading.start, heading.addressees)
    )


def who_does_what(root: Document | Text) -> Iterator[Task]:
    """Yield the tasks of the operative clauses of a document or a text, in the order of the text.

    The addressees are those of the heading. If the heading names none (*invites*), they are those with which an item
    begins. If an item has its own verb ("4 to invite future conferences to ..."), they are the addressees of that verb;
    below *resolves* and *recommends*, each sentence with such a verb is a task of those who shall do something ("2 that
    the Council shall ..."). Where somebody is asked and nobody is named, the addressee is ``NOT_NAMED``. An item with
    all items below it is one task; below unlabelled words, only numbered items are tasks of their own. Repetitions in
    the same words at the same address, as in a PDF that repeats its header, are one task.
    """
    if isinstance(root, Document):
        return iter(tasks_of(root))
    return _told_once(root)


def tasks_of(document: Document) -> Sequence[Task]:
    """Return the tasks of a document, which are kept with it."""
    return kept(document, "tasks", lambda: [*_told_once(document)])


def _told_once(root: Document | Text) -> Iterator[Task]:
    """Yield the tasks, without repetitions."""
    told: dict[tuple[object, ...], list[Task]] = {}
    for task in _all_tasks(root):
        words, concept = fold(task.item.text).casefold(), task.addressee.concept
        named = task.addressee.text if concept in NO_NAMES else ""
        same = told.setdefault((concept, named, task.verb, words, task.part, task.doing), [])
        alike = (each for each in same if each.source is task.source or None is not each.identifier == task.identifier)
        if not any(each.address == task.address for each in alike):  # in the text, or in a copy of it
            same.append(task)  # "the Director of BR and the Directors of the Bureaux" names that Director twice
            yield task


def _all_tasks(root: Document | Text) -> Iterator[Task]:
    """Yield the tasks, including those that a text repeats."""
    for clause in nodes_of(root) if isinstance(root, Document) else nodes_in(root):
        if not isinstance(clause, Clause) or clause.role is not Role.OPERATIVE:
            continue
        if any(isinstance(above, Amendment) and above.action == "SUP" for above in clause.ancestors):
            continue
        lang = words_at(clause)
        text = next((above for above in clause.ancestors if isinstance(above, Text)), None)
        assembly = assembly_of(text, lang)
        asking = _Asking(clause, lang, text, assembly)
        told = [*asking.of_paragraph()] if assembly or clause.label or not clause.heading.text else []
        yield from told
        if not (assembly or told or clause.heading.concept in _NO_TASK):
            yield from asking.of_blocks()


@frozen
class _Asking:
    """What a clause asks."""

    clause: Clause
    lang: LanguagePatterns
    text: Text | None
    assembly: str
    """The assembly that adopts the text; empty for texts of other bodies."""

    def of_blocks(self) -> Iterator[Task]:
        """Yield the tasks of a clause: of each item or paragraph below its heading."""
        before: Block | None = None
        for block in self.clause.blocks:
            if isinstance(block, Item | Paragraph) and not _goes_on(block, before):
                yield from self.of_block(block)
            before = block

    def of_block(self, block: Item | Paragraph) -> Iterator[Task]:
        """Yield the tasks of an item or a paragraph, and of the items below it if it names nobody."""
        parts: tuple[Item, ...] = block.items if isinstance(block, Item) else ()
        acts = acts_of_item(self.clause.heading, block.text, self.lang, self.meant, has_list=bool(parts))
        below: list[Task] = []
        if not any(act.addressees for act in acts):
            below = [task for part in parts for task in self.of_block(part)]
        named = [task for task in below if task.addressee.text]
        for act in acts:
            if act.is_required or not named:
                is_lead = isinstance(block, Item) and not block.label and bool(act.addressees)
                for each in parts if parts and is_lead and parts[0].style in _COUNTED else (block,):
                    yield from self.tasks(act, each, _first_words(block))
        yield from named if acts and not acts[0].is_required else below

    def of_paragraph(self) -> Iterator[Task]:
        """Yield the tasks of a paragraph of an assembly: for each verb, and each point below the last.

        Items that no heading leads may be such paragraphs: "1. Requests the Council to rest".
        """
        heading = self.clause.heading
        blocks = [each for each in self.clause.blocks if isinstance(each, Item | Paragraph)]
        points = [each for each in blocks if isinstance(each, Item)]
        lead = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
        text = lead.text if lead is not None else ""
        acts = acts_of_paragraph(heading, text, self.lang) if heading.text else []
        yield from self.of_acts(acts, lead, points)

    def of_acts(self, acts: list[Act], lead: Paragraph | None, points: Sequence[Item]) -> Iterator[Task]:
        """Yield the tasks of the verbs of a paragraph, and of the points below the last."""
        text = lead.text if lead is not None else ""
        opens = bool(points) and opens_list(acts, text)
        last = acts[-1] if opens else None
        if lead is not None:
            for act in acts[: len(acts) - opens]:
                yield from self.tasks(act, lead, lead)
        below: list[Task] = []
        for point in points:
            if last is not None and last.addressees:
                below += self.tasks(last, point, lead)
                continue
            own = acts_of_point(point.text, self.lang, last.verb if last is not None else "")
            told = _first_words(point)
            if point.items and opens_list(own, told.text if told is not None else ""):
                below += self.of_acts(own, told, point.items)
                continue
            for act in own:
                below += self.tasks(act, point, told)
            below += self.of_block(point) if not own else ()
        if last is not None and not any(task.addressee.text for task in below):
            below = [*self.tasks(last, points[0] if lead is None else lead, lead)]
        yield from below

    def tasks(self, act: Act, block: Block, told: Paragraph | None) -> Iterator[Task]:
        """Yield the tasks that a verb gives, one for each addressee; one without a name if it names nobody.

        :param block: what is to be done.
        :param told: the paragraph with the verb, and with the addressees that no heading names.
        """
        is_same = told is not None and told.text == block.text
        part = (act.start, act.end) if is_same and (act.start, act.end) != (0, len(block.text)) else None
        for each in act.addressees or (Addressee("NOT_NAMED", "", Span(block.start, block.start)),):
            span = each.span
            if told is not None and act.addressees and not act.in_heading:
                span = passage_of(told).span(*span)
            meant = self.meant(each)
            named = meant if span is meant.span else evolve(meant, span=span)
            yield Task(named, act.verb, block, part, act.doing if is_same else 0)

    def meant(self, addressee: Addressee) -> Addressee:
        """Return an addressee that is named in short with its concept.

        "The notifying administration", "the Bureau"; in a text of the Economic and Social Council, "the Council".
        """
        concept: str = addressee.concept
        if self.assembly:
            concept = self.assembly if concept == "COUNCIL" and self.assembly != "UNGA" else concept
        elif concept == "OTHER" and (found := self.lang.patterns.IS_BOUND.match(fold(addressee.text))) is not None:
            concept = self.lang.concept(found["actor"], "ACTOR")
            if concept == "BR":
                concept = bureau_of(self.text) if self.text is not None else "OTHER"
        return addressee if concept == addressee.concept else evolve(addressee, concept=cast("Concept", concept))


def _first_words(block: Block) -> Paragraph | None:
    """Return the first paragraph of an item or the like, or the paragraph itself."""
    return next((node for node in nodes_in(block) if isinstance(node, Paragraph)), None)


def _goes_on(block: Item | Paragraph, before: Block | None) -> bool:
    """Return whether a paragraph continues a broken line: no stop precedes it, or it begins with a figure."""
    if not (isinstance(block, Paragraph) and isinstance(before, Paragraph)):
        return False
    return before.text[-1:] not in STOPS or is_number(block.text[:1])


@lru_cache(maxsize=1)
def bureau_of(text: Text) -> str:
    """Return the Bureau that "the Bureau" is in a text: the only one that it names, or that of its conference."""
    lang, document = words_at(text), text.document
    source = fold(str(document.source)[slice(*text.span)]) if document is not None else ""
    named = {
        (found.lastgroup or "").removeprefix("DIR_")
        for found in lang.patterns.bureau.finditer(source)  # and not "the World Radiocommunication Conference"
        if is_in_capitals(found[0]) or lang.patterns.BUREAU_WORD.search(found[0]) is not None
    }
    body = text.identifier.body if text.identifier is not None else None
    return named.pop() if len(named) == 1 else _BUREAUX.get(body or "", "OTHER")


# ----------------------------------------------------------------------
# The names by which addressees can be looked up: keys, and names in all languages.

_OFFICES = {"BR": "DIR_BR", "TSB": "DIR_TSB", "BDT": "DIR_BDT"}
"""The Director of each Bureau: a query for one of them means the tasks of both."""
_TOGETHER = {"BUREAUX": ("BR", "TSB", "BDT"), "SECTORS": ("ITU_R", "ITU_T", "ITU_D")}
"""The members of concepts that stand for several addressees."""
_KINDS_OF = {"STUDY_GROUPS": ("ITU_R_STUDY_GROUPS", "ITU_T_STUDY_GROUPS", "ITU_D_STUDY_GROUPS")}
"""The concepts that a general concept includes."""
_MOST = 3  # suggested names
_FIRST_LANGUAGE = "en"


class AddresseeName(NamedTuple):
    """A name by which an addressee can be looked up."""

    language: str
    addressee: str
    """A key of :data:`itu_texts.CONCEPTS`."""
    addressee_kind: str
    name: str
    short_name: str
    """A short form; empty if there is none."""


def answering(concept: str) -> tuple[str, ...]:
    """Return the concepts whose tasks a query for an addressee finds; a Director and the Bureau count as one.

    >>> answering("BDT")
    ('DIR_BDT', 'BDT', 'BUREAUX')
    """
    office = _OFFICES.get(concept, concept)
    own = (office, *(bureau for bureau, director in _OFFICES.items() if director == office))
    together = (group for group, members in _TOGETHER.items() if not {*own}.isdisjoint(members))
    return (*own, *together, *_KINDS_OF.get(concept, ()))


def asked_for(name: str) -> frozenset[str]:
    """Return the concepts that a name means, in any language and any case; empty for an unknown name.

    >>> asked_for("bdt director") == asked_for("DIR_BDT") == asked_for("Directeur du BDT")
    True
    """
    found = {name.strip().upper().replace("-", "_").replace(" ", "_")} & CONCEPTS.keys()
    for language in _languages():
        found = found or _in_language(name, language)
    return frozenset(each for concept in found for each in answering(concept))


def _in_language(name: str, language: str) -> set[str]:
    """Return the concepts that a name means in a language."""
    plain, lang = _plain(name), lang_of(language)
    found = {key for key in CONCEPTS if plain in map(_plain, _names(key, lang))}
    if found or any(map(is_number, name)):  # "Study Group 3" is one of many
        return found
    return {*_read(name, lang.for_capitals)}


def _read(name: str, lang: LanguagePatterns) -> Iterator[str]:
    """Yield the concepts of the addressees that a name consists of, as in a heading."""
    found = find_addressees(name, lang)
    pattern = lang.patterns.addressee
    whole = all(pattern.fullmatch(lang.without_articles(fold(each.text))) for each in found)
    concepts = [each.concept for each in found]
    if whole and NO_NAMES.isdisjoint(concepts):
        yield from concepts
    if lang.patterns.DIRECTOR_ASKED.fullmatch(fold(name)):
        yield from (bureau.lastgroup or "" for bureau in lang.patterns.bureau.finditer(fold(name)))
    concept = lang.concept(name, "SHORT", "BODY")
    if concept in CONCEPTS:
        yield concept


def close_names(name: str, more: Iterable[str] = ()) -> list[str]:
    """Return the names most similar to an unknown one.

    :param more: further names to compare with.
    """
    listed = (found for each in addressee_names() for found in (each.name, each.short_name) if found)
    known = {_plain(each): each for each in (*sorted(more), *listed, *CONCEPTS)}
    return [known[each] for each in get_close_matches(_plain(name), known, _MOST)]


@cache
def addressee_names() -> tuple[AddresseeName, ...]:
    """Return the names of addressees in each language, by key."""
    return tuple(
        AddresseeName(language, key, str(kind), *_names(key, lang_of(language)))
        for key, kind in CONCEPTS.items()
        for language in _languages()
        if key not in NO_NAMES and lang_of(language).phrase_for("NAME", key)
    )


def _names(key: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return the name and the short name of a concept in a language; empty if it has none."""
    return lang.phrase_for("NAME", key), lang.phrase_for("SHORT_NAME", key)


def _languages() -> list[str]:
    """Return all languages, the one most used in queries first."""
    return sorted(languages(), key=lambda language: (language != _FIRST_LANGUAGE, language))


def _plain(name: str) -> str:
    """Return a name for comparison: in small letters, without hyphens and accents."""
    return " ".join(fold(name).casefold().replace("-", " ").split())
