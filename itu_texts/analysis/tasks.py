"""The tasks that a text gives: one row for each addressee and each task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from attrs import evolve, frozen

from itu_texts.analysis.asked import Act, acts_of_item, acts_of_paragraph, acts_of_point, opens_list
from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.passages import nodes_of, passage_of, words_at
from itu_texts.analysis.requirements import Force
from itu_texts.analysis.times import Adopted, Time, When, WhenKind, adopted, find_times
from itu_texts.language.grammar import Family, LanguagePatterns
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import STOPS, fold, is_in_capitals, is_number
from itu_texts.tree.addressees import NO_NAMES, Addressee, AddresseeKind, Concept, places_in
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Amendment, Block, Clause, Document, Heading, Item, LabelStyle, Paragraph, Role, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import nodes_in

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
        When(
            time.kind,
            node.text[time.start : time.end],
            passage_of(node).span(time.start, time.end),
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
        if not any(_is_repeated(task, other) for other in same):
            same.append(task)  # "the Director of BR and the Directors of the Bureaux" names that Director twice
            yield task


def _is_repeated(task: Task, other: Task) -> bool:
    """Return whether two tasks in the same words are one, in the same text or in copies of it."""
    is_of_one_text = task.source is other.source or (
        task.identifier is not None and task.identifier == other.identifier
    )
    return is_of_one_text and task.address == other.address


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
