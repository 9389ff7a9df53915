"""The tasks that a text gives: one row for each addressee and each task."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from attrs import evolve

from itu_texts.analysis.adoptions import adopted
from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.assembly_tasks import ENCOURAGING, Act, acts_of, acts_of_point
from itu_texts.analysis.sentences import words_at
from itu_texts.analysis.times import Adopted, Time, When, WhenKind, find_times
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import COLON, STOPS, begins_capital, fold, is_in_capitals, is_number
from itu_texts.parsing.addressees import find_addressees, part_side_phrases
from itu_texts.tree.addressees import NO_NAMES, Addressee, AddresseeKind, Concept, places_in
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Amendment, Block, Clause, Document, Heading, Item, LabelStyle, Paragraph, Role, Text
from itu_texts.tree.spans import Span, begun_in, places
from itu_texts.tree.walking import find, walk

_NO_TASK = frozenset((
    "THANKS", "CONGRATULATES", "COMMENDS", "GIVES_THE_VIEW", "IS_OF_THE_VIEW", "NOTES", "RECOGNIZES",
    "CONSIDERS", "WELCOMES", "EXPRESSES", "EMPHASIZES", "REGRETS", "CONDEMNS", "HOPES",
))  # fmt: skip
"""The concepts of verbs that give no task, though they may have an addressee, or an item that names one."""
_DECIDING = frozenset(("RESOLVES", "RECOMMENDS"))
"""The concepts of verbs whose items may name an addressee with "shall"."""
_BUREAUX = {"WRC": "BR", "RA": "BR", "ITU-R": "BR", "WTSA": "TSB", "ITU-T": "TSB", "WTDC": "BDT", "ITU-D": "BDT"}
"""The Bureau of the Sector of a body."""
_COUNTED = frozenset((LabelStyle.NUMBER, LabelStyle.DECIMAL))


class Task(NamedTuple):
    """A task and its addressee: a row of a table of tasks."""

    addressee: Addressee  #: who is to do it
    verb: str
    """The verb: *instructs*, *resolves to invite*; *invite* if an item has its own ("to invite ... to ..."); *shall* if
    an item says "that the Council shall ...".
    """
    item: Block
    """The item, or the paragraph if there are no items."""
    address: str
    """The address in the text: ``instructs the Secretary-General 2``."""
    part: tuple[int, int] | None = None
    """The start and end of its words in those of the item, if a paragraph of an assembly has several verbs."""
    doing: int = 0
    """Where what is to be done begins in the words of the item, behind a verb and addressees that stand in them."""

    @property
    def text(self) -> str:
        """What is to be done: the words of the item, or of the part that gives the task, without verb and addressee."""
        end = self.part[1] if self.part is not None else None
        return self.item.text[self.doing : end].lstrip(" ,:").rstrip() or self.item.text

    @property
    def clause(self) -> Clause:
        """The clause with the item."""
        return next(above for above in self.item.ancestors if isinstance(above, Clause))

    @property
    def concept(self) -> str:
        """The meaning of the verb, the same in all languages: ``INSTRUCTS``; empty if it is not known."""
        heading, words = self.clause.heading, words_at(self.item)
        if self.verb == heading.verb:
            return heading.concept
        family = "ACTS" if self.clause.label else ""  # of a paragraph of an assembly
        return words.verb_concept(self.verb, family) or words.concept(self.verb, "TO_INSTRUCT") or heading.concept

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
        return _times_of(next(find(self.item, Paragraph)), known, self.part)


def times_in(root: Heading | Block, known: Adopted) -> tuple[When, ...]:
    """Return the times in a heading, or in an item and all nodes below it, in the order of the text.

    :param known: when the text was adopted, and by whom.
    """
    nodes = (node for node in walk(root) if isinstance(node, Heading | Paragraph))
    return tuple(time for node in nodes for time in _times_of(node, known))


def _times_of(node: Heading | Paragraph, known: Adopted, part: tuple[int, int] | None = None) -> tuple[When, ...]:
    """Return the times in the words of a node, or in a part of them."""
    begin, end = part or (0, len(node.text))
    return tuple(
        When(
            time.kind,
            node.text[time.start : time.end],
            span_in(node, time.start, time.end, node.document),
            time.value,
            time.due,
        )
        for time in find_times(fold(node.text), words_at(node), known)
        if begin <= time.start < end and not (isinstance(node, Heading) and _is_of_addressee(time, node))
    )


def _is_of_addressee(time: Time, heading: Heading) -> bool:
    """Return whether a time is part of the name of an addressee, such as a conference, and not a deadline."""
    return any(
        start < time.end
        and time.start < end
        and (time.kind is WhenKind.CONFERENCE or named[0].kind is AddresseeKind.CONFERENCE)
        for start, end, named in places_in(heading.text, heading.start, heading.addressees)
    )


def span_in(node: Node, start: int, end: int, document: Document | None) -> Span:
    """Return where words of a node stand in the source; the span of the node if there is no source."""
    if document is None or not document.source:
        return node.span
    gaps = [piece.span for piece in begun_in(document.furniture, node.start, node.end)]
    at = places(getattr(node, "text", ""), str(document.source), node.start, gaps)
    return Span(at[start], at[end - 1] + 1)


def who_does_what(root: Document | Text) -> Iterator[Task]:
    """Yield the tasks of the operative clauses of a document or a text, in the order of the text.

    The addressees are those of the heading. If the heading names none (*invites*), they are those with which an item
    begins. If an item has its own verb ("4 to invite future conferences to ..."), they are the addressees of that verb;
    below *resolves* and *recommends* also those who shall do something ("2 that the Council shall ..."). An item with
    all items below it is one task; below unlabelled words, only numbered items are tasks of their own. Repetitions in
    the same words at the same address, as in a PDF that repeats its header, are one task.
    """
    return tasks_of(root, Addresses())


def tasks_of(root: Document | Text, places: Addresses) -> Iterator[Task]:
    """Yield the same tasks, with the addresses of the document already indexed.

    :param places: the addresses of the document.
    """
    seen = set()  # "the Director of BR and the Directors of the Bureaux" names that Director twice
    for task in _all_tasks(root, places):
        words = " ".join(fold(task.text).casefold().split())
        identifier = task.identifier
        named = str(identifier) if identifier else id(task.source)
        addressee = task.addressee.text if task.addressee.concept in NO_NAMES else ""
        key = (named, task.addressee.concept, addressee, task.verb, task.address, words)
        if key not in seen:
            seen.add(key)
            yield task


def _all_tasks(root: Document | Text, places: Addresses) -> Iterator[Task]:
    """Yield the tasks, including those that a text repeats."""
    assemblies: dict[int, str] = {}
    for clause in find(root, Clause):
        words = words_at(clause)
        if clause.role is not Role.OPERATIVE or any(
            isinstance(above, Amendment) and above.action == "SUP" for above in clause.ancestors
        ):
            continue
        text = next((above for above in clause.ancestors if isinstance(above, Text)), None)
        if (assembly := assemblies.get(id(text))) is None:
            assembly = assemblies[id(text)] = assembly_of(text, words)
        if assembly:
            yield from _of_paragraph(clause, words, places, assembly)
        elif clause.heading.concept not in _NO_TASK:
            before: Block | None = None
            for block in clause.blocks:
                if isinstance(block, Item | Paragraph) and not _goes_on(block, before):
                    yield from _tasks(clause.heading, block, words, places)
                before = block


def _of_paragraph(clause: Clause, words: Surface, places: Addresses, assembly: str) -> Iterator[Task]:
    """Yield the tasks of a paragraph of an assembly: for each verb and addressee, and each point below the last."""
    blocks = [each for each in clause.blocks if isinstance(each, Item | Paragraph)]
    lead = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
    points = [each for each in blocks if isinstance(each, Item)]
    text = lead.text if lead is not None else ""
    acts = acts_of(clause.heading, text, words)
    opens = bool(points and acts) and acts[-1].end == len(text) and (not text or fold(text).rstrip().endswith(COLON))
    if lead is not None:
        yield from _tasks_of(acts[: len(acts) - opens], lead, lead, places, assembly)
    for point in points:
        own = [] if opens else acts_of_point(point.text, words)
        if opens or own:
            told = lead if opens else next(find(point, Paragraph))
            yield from _tasks_of(acts[-1:] if opens else own, point, told, places, assembly)
        else:
            yield from _tasks(clause.heading, point, words, places)


def _tasks_of(
    acts: list[Act], block: Block, told: Paragraph | None, places: Addresses, assembly: str
) -> Iterator[Task]:
    """Yield the tasks of some instructions, each addressee once; "the Council" is the acting assembly.

    :param block: what is to be done.
    :param told: the paragraph with the verbs, and with the addressees that no heading names.
    """
    for act in acts:
        whole = told is None or told.text != block.text or (act.start, act.end) == (0, len(told.text))
        part = None if whole else (act.start, act.end)
        for each in act.addressees:
            concept = assembly if each.concept == "COUNCIL" and assembly != "UNGA" else each.concept
            span = each.span if told is None or act.in_heading else span_in(told, *each.span, told.document)
            named = evolve(each, concept=cast("Concept", concept), span=span)
            doing = act.doing if told is not None and told.text == block.text else 0
            yield Task(named, act.verb, block, places.of(block), part, doing)


def _goes_on(block: Item | Paragraph, before: Block | None) -> bool:
    """Return whether a paragraph continues a broken line: no stop precedes it, or it begins with a figure."""
    if not (isinstance(block, Paragraph) and isinstance(before, Paragraph)):
        return False
    return before.text[-1:] not in STOPS or is_number(block.text[:1])


def _tasks(heading: Heading, block: Item | Paragraph, words: Surface, places: Addresses) -> Iterator[Task]:
    verb, addressees, doing = _addressees_of(heading, block, words)
    parts: tuple[Item, ...] = block.items if isinstance(block, Item) else ()
    if not addressees:
        for part in parts:
            yield from _tasks(heading, part, words, places)
        return
    opens_list = parts and isinstance(block, Item) and not block.label and parts[0].style in _COUNTED
    for each in parts if opens_list else (block,):
        where = places.of(each)
        for addressee in (_bound(each, block, words) for each in addressees):
            yield Task(addressee, verb, each, where, None, 0 if opens_list else doing)


# ---------------------------------------------------------------------- the addressees of an item


def _addressees_of(heading: Heading, block: Item | Paragraph, words: Surface) -> tuple[str, tuple[Addressee, ...], int]:
    """Return the verb, the addressees of the heading or of the item itself, and where the words behind begin."""
    text = fold(block.text)
    if heading.addressees:
        return heading.verb, () if _encourages_action(heading, text, words) else heading.addressees, 0
    for form in ("ITEM_INSTRUCTS", "ITEM_INSTRUCTS_ITSELF", "WHO_IS_INSTRUCTED", "ITEM_ALSO_INSTRUCTS"):
        matched = words.patterns[form].match(text)
        if matched is not None and _opens(matched.end(), block):
            named = _named(*matched.span("who"), block, words)
            is_action = bool(named) and _is_action(matched["verb"], named[0], words)
            return block.text[slice(*matched.span("verb"))], () if is_action else named, matched.end()
    shall = words.patterns["ITEM_SHALL"].match(text) if heading.concept in _DECIDING else None
    if shall is not None and _opens(shall.end(), block):
        named = _named(*shall.span("who"), block, words)
        if named and _bound(named[0], block, words).concept != "OTHER":
            known = tuple(each for each in (_bound(each, block, words) for each in named) if each.concept != "OTHER")
            return block.text[slice(*shall.span("verb"))], known, shall.end()
    begun = words.patterns["ITEM_ADDRESSES"].match(text) if _takes_addressee(heading, text, words) else None
    if begun is None or not _opens(begun.end(), block):
        return heading.verb, (), 0
    return heading.verb, _named(*begun.span("who"), block, words), begun.end()


def _bound(addressee: Addressee, block: Block, words: Surface) -> Addressee:
    """Return an addressee that is named in short with its concept: "the notifying administration", "the Bureau"."""
    found = words.patterns["IS_BOUND"].match(fold(addressee.text)) if addressee.concept == "OTHER" else None
    concept = words.concept(found["actor"], "ACTOR") if found is not None else addressee.concept
    if found is not None and concept == "BR":
        text = next((above for above in block.ancestors if isinstance(above, Text)), None)
        concept = _bureau_of(text) if text is not None else "OTHER"
    return evolve(addressee, concept=cast("Concept", concept))


@lru_cache(maxsize=1)
def _bureau_of(text: Text) -> str:
    """Return the Bureau that "the Bureau" is in a text: the only one that it names, or that of its conference."""
    words, document = words_at(text), text.document
    source = fold(str(document.source)[slice(*text.span)]) if document is not None else ""
    named = {
        (found.lastgroup or "").removeprefix("DIR_")
        for found in words.patterns["bureau"].finditer(source)  # and not "the World Radiocommunication Conference"
        if is_in_capitals(found[0]) or words.patterns["BUREAU_WORD"].search(found[0]) is not None
    }
    body = text.identifier.body if text.identifier is not None else None
    return named.pop() if len(named) == 1 else _BUREAUX.get(body or "", "OTHER")


def _encourages_action(heading: Heading, text: str, words: Surface) -> bool:
    """Return whether a heading encourages a thing, which the words below describe.

    "the participation of many", "in".
    """
    is_body = words.patterns["BODY_SURELY_OPENS"].match(text) is not None or begins_capital(text)
    alone = heading.concept in ENCOURAGING and len(heading.addressees) == 1
    return alone and not is_body and _acts(heading.addressees[0], words)


def _acts(first: Addressee, words: Surface) -> bool:
    return first.concept == "OTHER" and words.patterns["ACTION_OF_SOMEBODY"].match(first.text) is not None


def _is_action(verb: str, first: Addressee, words: Surface) -> bool:
    """Return whether a thing is encouraged, not somebody: "contributions from all", "the participation of many"."""
    return words.patterns["ENCOURAGING"].fullmatch(verb) is not None and _acts(first, words)


def _takes_addressee(heading: Heading, text: str, words: Surface) -> bool:
    """Return whether the verb takes an addressee, so that an item may begin with one."""
    recommends = heading.concept == "RECOMMENDS" and words.patterns["BEGINS_TO_WHOM"].match(text) is not None
    return recommends or (bool(heading.verb) and (heading.concept == "CONTINUES" or words.instructs(heading.text)))


def _opens(end: int, block: Item | Paragraph) -> bool:
    """Return whether a task follows: in the same words, or in a list below them."""
    return bool(block.text[end:].strip(" :")) or (isinstance(block, Item) and bool(block.items))


def _named(start: int, end: int, block: Item | Paragraph, words: Surface) -> tuple[Addressee, ...]:
    named, _ = part_side_phrases(block.text[start:end], words)
    node = next(find(block, Paragraph), block)
    found = find_addressees(named, words, start)
    return tuple(evolve(each, span=span_in(node, *each.span, node.document)) for each in found)
