"""Resolves what a passage cites: whose part each mention is, its identifier, and the node that it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import evolve

from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.iris import treaty_of
from itu_texts.analysis.references.model import ANNEXES, NUMBERED, Group, Reference, ReferenceKind
from itu_texts.analysis.references.numbers import LETTERS, UNDER_NUMBER, between, part_label, turned_back
from itu_texts.analysis.references.places import Places, Whole, spaced
from itu_texts.analysis.references.scanning import Member, Mention, Scanner, groups, one_line
from itu_texts.errors import IdentifierError
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import OF_ASSEMBLIES, Identifier, Revision, kind_of, sector_of, status_of
from itu_texts.language.writing import COMMA, direction, fold, is_letter
from itu_texts.tree.diagnostics import make_diagnostic
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Node, Text
from itu_texts.tree.spans import Source, Span

_Kind = ReferenceKind
# Kinds for which only the treaty says what lies between the ends of a range
_ENDS_ONLY = frozenset((_Kind.ARTICLE, _Kind.PROVISION))
_WITH_CAPTIONS = frozenset((_Kind.TABLE, _Kind.FIGURE))
_OF_TREATIES = frozenset((_Kind.ARTICLE, _Kind.PROVISION, _Kind.APPENDIX, _Kind.CHAPTER))
_BY_SIGN = frozenset(("SECTIONS_CITED", "SECTIONS_ALONE"))
_Target = tuple["Node | None", str]
"""The node that is cited, and why it was not found."""


class Resolver:
    """Finds the references in the passages of one text.

    :param places: the places of the text, or of the document outside its texts.
    """

    def __init__(self, lang: LanguagePatterns, places: Places, whole: Whole) -> None:
        self.lang = lang
        self._patterns = lang.patterns
        self._places = places
        self._whole = whole
        self._text = places.root if isinstance(places.root, Text) else None
        self._scanner = Scanner(lang, places)
        self._is_of_assembly = bool(assembly_of(self._text, lang))
        self._passage: Node = places.root
        self._offset = 0
        self.shown = ""
        """The words of the passage that was read last, folded."""

    def find(self, printed: str, offset: int, passage: Node, *, is_heading: bool) -> list[Reference]:
        """Return the references in the words of a passage.

        :param printed: the words, with blanks in place of other characters.
        :param offset: the offset of the words in the source.
        :param passage: the node with the words, or the node beside a footnote.
        :param is_heading: whether they are a heading, or a line of a table of contents, which cites no clauses. Nor
            do texts of assemblies of the United Nations by their verbs.
        """
        self.shown = fold(printed)
        by_verb = not (is_heading or self._is_of_assembly)
        chains = [*self._scanner.chains(printed, self.shown, by_verb=by_verb)]
        if not chains:
            return []
        self._passage, self._offset = passage, offset
        owners = _Owners(self._scanner, self.lang, self.shown)
        out: list[Reference] = []
        for run in self._runs(chains):
            *_, last = run
            around: list[list[Reference]] = []
            of: Reference | None = None
            for mention in reversed(last[1:]):
                around.append(self._references(mention, of or owners.before(mention)))
                of = around[-1][0] if around[-1] else None
            for chain in run:
                mention, front = chain[0], owners.before(chain[0])
                own = (of if chain is last else None) or front or of
                if mention.behind.that:
                    own = owners.of_that(mention)
                found = self._references(mention, own, front if own is of else None)
                owners.remember(mention, found)
                out += found
            for found in reversed(around):
                out += found
        return out

    def _runs(self, chains: list[list[Mention]]) -> Iterator[list[list[Mention]]]:
        """Yield runs of mentions that share what follows the last: "resolves 2 and considering a) of Resolution 27"."""
        run = chains[:1]
        for before, chain in pairwise(chains):
            if not self._go_together(before, chain):
                yield run
                run = []
            run.append(chain)
        if run:
            yield run

    def _go_together(self, first: list[Mention], second: list[Mention]) -> bool:
        if len(first) > 1 or len(second) == 1 or any(first[0].behind):
            return False
        kinds = {first[0].kind, second[0].kind}
        if kinds != {_Kind.CLAUSE} and not (kinds <= _OF_TREATIES and second[-1].kind is _Kind.INSTRUMENT):
            return False
        joined = self._patterns.CITED_AND.match(self.shown, first[0].end)
        return joined is not None and second[0].start in (joined.end(), self._scanner.past_article(joined.end()))

    def _references(self, mention: Mention, of: Reference | None, front: Reference | None = None) -> list[Reference]:
        """Return the references of a mention, one for each member of lists and ranges.

        :param of: the reference that they are a part of.
        :param front: the reference in front of them: "RR Article 5 and Article 3 of the Convention".
        """
        around = groups(mention.members, self._offset)
        if mention.kind is _Kind.TEXT:
            return [*self._texts(mention, around)]
        spread = _labels_of(mention.members) if mention.kind is _Kind.CLAUSE else _spread(mention)
        signs = [each.start for each in mention.members if each.sign is not None and not each.to] if front else ()
        out: list[Reference] = []
        for member, numbers, group in zip(mention.members, spread, around, strict=True):
            own = front if front is not None and member.start < max(signs, default=0) else of
            for number in numbers:
                span = Span(member.start + self._offset, member.stop + self._offset)
                if group is not None and number != numbers[-1]:
                    span = group.span
                made = self._clause if mention.kind is _Kind.CLAUSE else self._reference
                out.append(made(mention, number, span, own, group))
        if mention.name == "SECTIONS_ALONE" and not mention.behind.placed:  # a number without a target cites nothing
            return [each for each in out if each.target is not None]
        return out

    def _reference(
        self, mention: Mention, number: str, span: Span, of: Reference | None, group: Group | None
    ) -> Reference:
        kind, instrument = mention.kind, of.instrument if of is not None else None
        target: Node | None = None
        message = ""
        if kind is _Kind.INSTRUMENT:
            named = self._patterns.OWN_INSTRUMENT.fullmatch(number)  # without the name of the Union
            return Reference(kind, span, instrument=one_line(named["name"] if named else number))
        if kind in ANNEXES:
            target, message = self._annex(mention, number or None, of)
        elif mention.name in _BY_SIGN:
            target, message = self._section(mention, number, of)
        elif kind in NUMBERED:
            if kind is _Kind.PROVISION and direction(self.lang.language) == "rtl":  # copies may reverse the figures
                number = turned_back(number)
            owner = self._owner_behind(mention) if of is None else None
            instrument = owner if owner is not None else instrument
            target, message = self._numbered(mention, number, of) if owner is None else (None, "")
        elif kind in _WITH_CAPTIONS and of is None and not mention.behind.something:
            target = self._places.captioned(kind, number)
        return Reference(
            kind,
            span,
            number or None,
            identifier=of.identifier if of is not None else None,
            body=one_line(mention.body) if mention.body else None,
            instrument=instrument,
            target=target,
            problem=make_diagnostic("unresolved-reference", message, span) if message else None,
            of=of,
            group=group,
        )

    def _is_own(self, identifier: Identifier) -> bool:
        """Return whether an identifier is that of the text that cites it."""
        own = self._places.identifier
        return own is not None and evolve(own, status=identifier.status).matches(identifier)

    def _is_foreign(self, of: Reference | None) -> bool:
        """Return whether a mention belongs to another text."""
        return of is not None and of.identifier is not None and not self._is_own(of.identifier)

    def _places_of(self, of: Reference | None) -> Places | None:
        """Return the places of the other text of the document to which a mention belongs."""
        return self._whole.places(of.target) if of is not None and isinstance(of.target, Text) else None

    # ------------------------------------------------------------------ articles, provisions, annexes ...

    def _owner_behind(self, mention: Mention) -> str | None:
        """Return what words after a number say that it belongs to: "of the Charter"; empty for no known instrument.

        ``None`` if they say nothing.
        """
        alone = None if mention.behind.that else self._patterns.BEHIND_ALONE.match(self.shown, mention.end)
        said: str | None = alone["noun"] if alone is not None else ""
        return said if alone is not None or mention.behind.something else None

    def _numbered(self, mention: Mention, number: str, of: Reference | None) -> _Target:
        """Return an article, a provision ... of the text or the treaty, unless another is named."""
        kind, behind, places = mention.kind, mention.behind, self._places
        if self._is_foreign(of) or (of is not None and of.instrument is not None):
            other = self._places_of(of)
            return other.division(other.root, kind, number) if other is not None else None, ""
        if of is not None and isinstance(of.target, Division):
            return self._part_of(of.target, kind, number), ""
        if of is not None and isinstance(of.target, Annex):
            return self._whole.held(of.target, kind, number), ""
        if (of is not None and of.kind is not _Kind.TEXT) or behind.something or behind.that:
            return None, ""
        target: Node | None = places.division(self._passage, kind, number)
        if target is None and kind is _Kind.APPENDIX:
            target = places.annex(self._passage, kind, number)
        if target is None and self._text is None and kind in self._whole.kinds:
            target = self._in_document(kind, number)
            return target, _lacks("document", kind, number) if target is None and self._whole.is_complete else ""
        return target, _lacks("text", kind, number) if target is None and behind.here else ""

    def _in_document(self, kind: str, number: str) -> Node | None:
        """Return a numbered part of the document, or the item of it that a label names: "No. 15.5 b)"."""
        place, (whole, label) = self._passage.start, part_label(number)
        found = self._whole.part(kind, number, place)
        owner = self._whole.part(kind, whole, place) if found is None and label else None
        return next(iter(self._places.labelled([owner], label)), None) if owner is not None else found

    def _part_of(self, division: Division, kind: str, number: str) -> Node | None:
        """Return a provision or a section of an article that is named with it."""
        if kind != _Kind.SECTION:
            return self._in_document(kind, number)
        inside = (part for part in division.children if isinstance(part, Division) and part.kind == kind)
        return next((part for part in inside if part.number == number), None)

    def _annex(self, mention: Mention, number: str | None, of: Reference | None) -> _Target:
        """Return an annex of the text, if the words say so or the text has it and no other text is named."""
        kind, behind, places = mention.kind, mention.behind, self._places
        if self._is_foreign(of):
            other = self._places_of(of)
            return other.annex(other.root, kind, number) if other is not None else None, ""
        here = behind.here or (of is not None and of.kind is _Kind.TEXT)
        if of is not None and not here:
            return self._whole.held(of.target, kind, number) if isinstance(of.target, Annex) else None, ""
        if (behind.something or behind.that) and not here:
            return None, ""
        target = places.annex(self._passage, kind, number)
        if target is not None or not here:
            return target, ""
        pieces = (each.annex(each.root, kind, number) for each in self._whole.other_pieces(places.root))
        target = next(filter(None, pieces), None)
        return target, "" if target is not None else _lacks("text", kind, number)

    def _section(self, mention: Mention, number: str, of: Reference | None) -> _Target:
        """Return a section by its sign: of the annex in which it is cited, unless another owner is named."""
        behind, places, inside = mention.behind, self._places, of.target if of is not None else None
        holder = inside if isinstance(inside, Annex | Text | Division) else None
        if of is not None and (of.kind is not _Kind.TEXT or self._is_foreign(of)):
            in_that = not behind.that or isinstance(holder, Annex | Text)
            return places.section_of(holder, number) if holder is not None and in_that else None, ""
        if behind.something or behind.that:
            return None, ""
        target: Node | None = places.division(self._passage, _Kind.SECTION, number)
        target = target or places.section(self._passage, number)
        clause = next((above for above in self._passage.ancestors if isinstance(above, Clause)), None)
        if target is None and clause is not None and behind.placed:  # "paragraph 1 above", which is an item
            target = next(iter(places.labelled([clause], number)), None)
        is_told = clause is None and (behind.placed or behind.here) and not LETTERS.fullmatch(number)
        return target, f"there is no § {number} here" if is_told and target is None else ""

    # ------------------------------------------------------------------ clauses

    def _clause(self, mention: Mention, label: str, span: Span, of: Reference | None, group: Group | None) -> Reference:
        address = f"{mention.heading} {spaced(label)}" if label else mention.heading
        is_of_other = of is not None and (of.kind is not _Kind.TEXT or self._is_foreign(of))
        target: Node | None = None
        message = ""
        if is_of_other or mention.behind.that or self._text is None:
            other = self._places_of(of)
            target = other.clause(address) if other is not None else None
        elif label:
            target, message = self._item(mention.clauses, label, address)
        else:
            target = mention.clauses[0] if mention.clauses else None
        return Reference(
            _Kind.CLAUSE,
            span,
            identifier=of.identifier if of is not None and is_of_other else None,
            address=address,
            target=target,
            problem=make_diagnostic("unresolved-reference", message, span) if message else None,
            of=of,
            group=group,
        )

    def _item(self, clauses: Sequence[Clause], label: str, address: str) -> _Target:
        """Return the item with a label in some clauses of the text."""
        found = self._places.labelled(clauses, label)
        if found:
            return (found[0], "") if len(found) == 1 else (None, f"{address!r} fits {len(found)} places")
        others = (each.clause(address) for each in self._whole.other_pieces(self._places.root))
        target = next(filter(None, others), None)
        is_missed = target is None and not self._places.skips(clauses, label)
        return target, _lacks("text", f"“{address}”") if is_missed else ""

    # ------------------------------------------------------------------ texts

    def _texts(self, mention: Mention, around: Sequence[Group | None]) -> Iterator[Reference]:
        """Yield the references to texts of a mention: their identifiers, parts of which the members of a list share."""
        marks = self._shared_marks(mention.members, mention.mark)
        kind, sector, status, body = "recommendation", None, None, mention.body
        last = ""
        for member, (revision, is_printed), group in zip(mention.members, marks, around, strict=True):
            if member.sign is not None:
                said = member.sign.groupdict()
                kind = kind_of(said["kind"], self.lang.language) if said.get("kind") else "recommendation"
                sector = sector_of(said.get("of_sector"))
                named = self._patterns.STATUS.match(member.sign[0])
                status = status_of(named[0], self.lang.language) if named else None
                body = said.get("body") or mention.body
            assert member.parts is not None
            sector = sector_of(member.parts["sector"]) or sector
            number = member.parts["number"]
            if is_letter(number):
                number = last[:-1] + number  # "44/116 B and C"
            if kind in OF_ASSEMBLIES and member.parts["sector"] and is_letter(number[:1]):
                kind, body = "recommendation", None  # "Resolution 5 and ITU-T X.509"
            stop = member.stop if is_printed else member.parts.start("mark")
            for each in (*(between(last, number) if member.to else ()), number):
                span = Span(member.start + self._offset, stop + self._offset)
                if group is not None and each != number:
                    span = group.span
                identifier = Identifier.made(
                    kind, each, language=self.lang.language, sector=sector, revision=revision, status=status, cited=body
                )
                if identifier.body is None and body is not None and self._patterns.OWN_BODY.fullmatch(body):
                    own = self._places.identifier
                    identifier = evolve(identifier, body=own.body if own else None)
                shown, target = one_line(body) if body else None, self._whole.text(identifier)
                yield Reference(_Kind.TEXT, span, identifier=identifier, body=shown, target=target, group=group)
            last = number

    def _shared_marks(self, members: Sequence[Member], behind: str | None) -> list[tuple[Revision | None, bool]]:
        """Return the mark of each member, and whether its brackets hold a mark.

        A mark after a list belongs to all members.

        :param behind: the mark after the body that adopted the texts.
        """
        found = [self._mark(member.parts["mark"] if member.parts else None) for member in members]
        if behind and found[-1][0] is None:
            found[-1] = self._mark(behind)[0], found[-1][1]
        starts = [index for index, member in enumerate(members) if not index or member.sign] + [len(members)]
        for start, end in pairwise(starts):
            if not any(mark for mark, _ in found[start : end - 1]):
                found[start:end] = [(found[end - 1][0], printed) for _, printed in found[start:end]]
        return found

    def _mark(self, mark: str | None) -> tuple[Revision | None, bool]:
        """Return the mark in some words, and whether the words are one, or there are none.

        Of several editions, the last: "WARC-92 and Rev.WRC-07".
        """
        if not mark:
            return None, True
        ends = [0, *(joint.end() for joint in self._patterns.CITED_AND.finditer(mark))]
        for start in (0, ends[-1]):
            try:
                return Revision.parse(mark[start:], self.lang.language), True
            except IdentifierError:
                continue
        return None, False


def _lacks(whole: str, *parts: str | None) -> str:
    """Return the message for a reference to a missing part."""
    return f"the {whole} has no {' '.join(filter(None, parts))}: add it, or correct the reference"


def _spread(mention: Mention) -> list[list[str]]:
    """Return the numbers that each member of a list stands for.

    The end of a range also stands for those between the ends.
    """
    found: list[list[str]] = []
    last = ""
    for member in mention.members:
        number = member.words
        if LETTERS.fullmatch(number) and part_label(last)[1]:  # "§ 4.1 a) and b)"
            number = f"{part_label(last)[0]} {number}"
        found.append([*(between(last, number) if member.to and mention.kind not in _ENDS_ONLY else ()), number])
        last = number
    return found


def _labels_of(members: Sequence[Member]) -> list[list[str]]:
    """Return the labels that each member of a list stands for.

    The end of a range also stands for those between the ends.

    A letter after a number with a letter is below that number: "7a), b) and c)".
    """
    if len(members) == 1:
        return [[members[0].words]]
    found: list[list[str]] = []
    number = ""
    last = ""
    for label, _, _, to, *_ in members:
        under = bool(number) and LETTERS.fullmatch(label) is not None
        whole = f"{number}{label}" if under else label
        all_between = between(last, label if under else label.removeprefix(number)) if to else []
        found.append([f"{number}{each}" if under and not each.startswith(number) else each for each in all_between])
        found[-1].append(whole)
        below = UNDER_NUMBER.match(whole)
        number = below[1] if below else ""
        last = whole
    return found


# ---------------------------------------------------------------------- owners in front

_BEHIND_NAME = re.compile(r"\s*[,(]\s*|[\s/]*")
_MAY_LEAD_ON = (COMMA, " ", "/")
_WHOLES = frozenset((_Kind.TEXT, _Kind.INSTRUMENT, _Kind.APPENDIX, _Kind.ANNEX, _Kind.ATTACHMENT))
# The kinds that may be named first, before a comma, and the parts that may follow
_PARTS_BEHIND = {
    _Kind.TEXT: ANNEXES | {_Kind.SECTION, _Kind.TABLE, _Kind.FIGURE, _Kind.CLAUSE},
    _Kind.INSTRUMENT: ANNEXES | NUMBERED | {_Kind.TABLE},
    _Kind.ARTICLE: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.APPENDIX: frozenset((_Kind.ARTICLE, _Kind.SECTION, _Kind.ANNEX, _Kind.TABLE)),
    _Kind.ANNEX: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.DOCUMENT: ANNEXES | {_Kind.SECTION, _Kind.TABLE},
    _Kind.ATTACHMENT: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.CHAPTER: frozenset((_Kind.ARTICLE, _Kind.SECTION)),
}


class _Owners:
    """The references already found in a passage, of which the next may be a part: "Recommendation 8, clause 3"."""

    def __init__(self, scanner: Scanner, lang: LanguagePatterns, shown: str) -> None:
        self._scanner = scanner
        self._patterns = lang.patterns
        self._shown = shown
        self._named: tuple[int, Reference] | None = None
        """Where the last reference may continue, and the reference."""
        self._beside: tuple[int, Reference] | None = None
        """The same of one with an owner in front of it, which also owns the references joined to it."""
        self._last_text: Reference | None = None
        self._last_whole: Reference | None = None
        """The last reference to something that has parts."""

    def before(self, mention: Mention) -> Reference | None:
        """Return the reference in front of which a mention is a part: "Recommendation 8, clause 3", "RR Appendix 7"."""
        if any(mention.behind):
            return None
        if self._named is not None and self._named[0] == mention.start:
            owner = self._named[1]
            return owner if mention.kind in _PARTS_BEHIND.get(owner.kind, ()) else None
        # the owner in front of a reference also owns the next: "RR Article 5 and Article 9"
        position, last = self._beside or (-1, None)
        if last is None or mention.start not in (position, self._scanner.past_article(position)):
            return None
        while last.of is not None and last.of.span.start < last.span.start and last.kind is not mention.kind:
            last = last.of
        return last.of if last.of is not None and last.of.span.start < last.span.start else None

    def of_that(self, mention: Mention) -> Reference | None:
        """Return the reference that "of that Resolution" means."""
        return self._last_text if mention.kind is _Kind.CLAUSE else self._last_whole

    def remember(self, mention: Mention, found: Sequence[Reference]) -> None:
        """Record the references of a mention, for those that follow."""
        self._named = self._beside = None
        if not found:
            return
        last, shown, end = found[-1], self._shown, mention.end
        joined = self._patterns.CITED_AND.match(shown, end) if last.of is not None else None
        if joined is not None:
            self._beside = joined.end(), last
        if last.kind is _Kind.TEXT:
            self._last_text = last
        if last.kind in _WHOLES:
            self._last_whole = last
        behind = self._patterns.BEFORE_OWN_PART.match(shown, end)
        if behind is None and last.kind is _Kind.TEXT:
            behind = self._patterns.BEFORE_PART_SAID.match(shown, end)
        if behind is None and shown[end : end + 1] in _MAY_LEAD_ON:
            behind = _BEHIND_NAME.match(shown, end)
        if behind is not None:
            self._named = behind.end(), last


# ---------------------------------------------------------------------- instruments

_NAME = 90  # characters of a name before its noun
_ENDING = 2  # letters of a noun that its cases may change


class Instruments:
    """The instruments that a text names in full: "the Convention" is the one that it names last before that.

    :param around: the text, or the document for what stands outside texts.
    :param own: whether a name alone is that of a treaty of the Union: not in texts of others.
    """

    def __init__(self, around: Text | Document, lang: LanguagePatterns, *, own: bool) -> None:
        self._around = around
        self._lang = lang
        self._own = own

    @cached_property
    def _names(self) -> Sequence[tuple[int, str]]:
        """Where the names in full end, and the names."""
        document, (start, end) = self._around.document, self._around.span
        shown = fold(document.source.text[start:end] if document is not None else "").replace("\n", " ")
        found: list[tuple[int, str]] = []
        for name in self._lang.patterns.INSTRUMENT_CITED.finditer(shown):
            said, begin, before = name.groupdict(), name.start(), None
            if said.get("noun"):
                before = self._lang.patterns.NAME_BEFORE.search(shown, max(begin - _NAME, 0), begin)
            if before is not None or said.get("behind"):
                begin = before.start() if before is not None else begin
                found.append((start + name.end(), " ".join(shown[begin : name.end()].split())))
        return found

    def told(self, reference: Reference, source: Source) -> Reference:
        """Return a reference with the full name of its instrument, and the treaty of the Union that this is."""
        name, patterns = reference.instrument or "", self._lang.patterns
        named = reference
        while named.of is not None and named.of.instrument == name:
            named = named.of
        said = patterns.OWN_INSTRUMENT.fullmatch(fold(" ".join(source[named.span].split())))
        is_told = said is not None and said["name"] != said[0]  # "the ITU Convention"
        alone = not is_told and " " not in name and patterns.INSTRUMENT_ALONE.fullmatch(name) is not None
        full = self._last(name, reference.span.start) if alone else None
        if full is not None:
            return evolve(reference, instrument=full)
        return evolve(reference, treaty=treaty_of(name, self._lang)) if self._own or not alone else reference

    def _last(self, noun: str, place: int) -> str | None:
        """Return the name in full with a noun that stands last before a place."""
        stem = noun[: max(len(noun) - _ENDING, _ENDING)].casefold()
        for _, name in reversed(self._names[: bisect_left(self._names, (place,))]):
            if any(word.startswith(stem) or word.endswith(stem) for word in name.casefold().split()):
                return name
        return None
