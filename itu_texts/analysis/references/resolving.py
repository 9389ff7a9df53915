"""Resolves what a passage cites: whose part each mention is, its identifier, and the node that it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from attrs import evolve, frozen

from itu_texts.analysis.passages import Passage
from itu_texts.analysis.references.places import (
    ANNEXES,
    NUMBERED,
    Group,
    Places,
    Reference,
    ReferenceKind,
    Whole,
    spaced,
    turned_back,
)
from itu_texts.analysis.references.scanning import Assembly, Cited, Member, Mention, Scanner, one_line, spread
from itu_texts.analysis.works import assembly_of, treaty_of
from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.grammar.matching import Patterns
from itu_texts.language.identifiers import OF_ASSEMBLIES, Identifier, Revision, kind_of, sector_of, status_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, direction, fold
from itu_texts.parsing.reading_copy import runs
from itu_texts.tree.diagnostics import make_diagnostic
from itu_texts.tree.nodes import Clause, Document, Node, Text

_Kind = ReferenceKind
# "RESOLUTION 36"
_IN_CAPITALS = regex(r"\d(?<=[^\W\d_a-zа-я]{6} \d)")
_WITH_CAPTIONS = frozenset((_Kind.TABLE, _Kind.FIGURE))
_OF_TREATIES = frozenset((_Kind.ARTICLE, _Kind.PROVISION, _Kind.APPENDIX, _Kind.CHAPTER))
_BY_SIGN = frozenset(("SECTIONS_CITED", "SECTIONS_ALONE"))
_Target = tuple["Node | None", str]
"""The node that is cited, and why it was not found."""


@frozen(eq=False)
class Around:
    """What the passages of a text share, or those outside texts.

    :param of_text: the text; of a passage outside texts the only one of the document, whose cover that may be.
    """

    lang: LanguagePatterns
    places: Places
    whole: Whole
    of_text: Text | None

    @cached_property
    def assembly(self) -> str:
        """The assembly that adopts the text; empty for other bodies."""
        return assembly_of(self.of_text, self.lang)

    @cached_property
    def text(self) -> Text | None:
        """The text; ``None`` outside texts."""
        return self.places.root if isinstance(self.places.root, Text) else None

    @cached_property
    def instruments(self) -> Instruments:
        """The instruments that the text, or what stands outside texts, names in full."""
        return Instruments(self.places.root, self.lang, own=not self.assembly)


class Begun(NamedTuple):
    """Where references may begin in a passage."""

    shown: str
    """Its words, folded and as sentences have them."""
    places: list[tuple[str, int]]
    """The first words of references, with their places."""


class Resolver:
    """Finds the references in a passage.

    :param said: its words.
    :param passage: the node with the words, or the node beside a footnote.
    :param begun: where references may begin in it.
    :param is_heading: whether they are a heading, or a line of a table of contents, which cites no clauses. Nor do
        texts of assemblies of the United Nations by their verbs.
    """

    def __init__(self, said: Passage, passage: Node, around: Around, begun: Begun, *, is_heading: bool) -> None:
        self._said = said
        self._passage = passage
        self._around = around
        self._lang = around.lang
        self._patterns = around.lang.patterns
        self._places = around.places
        self._begun = begun
        by_verb = not (is_heading or around.assembly)
        self._assembly = Assembly(begun.shown, around.lang, around.assembly) if around.assembly else None
        self._scanner = Scanner(said.printed, begun.shown, around.lang, around.places, by_verb=by_verb)

    def find(self) -> list[Reference]:
        """Return the references in the words of the passage."""
        owners = _Owners(self._scanner, self._patterns)
        out: list[Reference] = []
        chains = [*self._scanner.chains(self._begun.places)]
        for run in runs(chains, lambda run, chain: not self._go_together(run[-1], chain)):
            *_, last = run
            behind: list[list[Reference]] = []
            of: Reference | None = None
            for mention in reversed(last[1:]):
                behind.append(self._references(mention, of or owners.before(mention)))
                of = behind[-1][0] if behind[-1] else None
            for chain in run:
                mention, front = chain[0], owners.before(chain[0])
                own = (of if chain is last else None) or front or of
                if mention.behind.that:
                    own = owners.of_that(mention)
                found = self._references(mention, own, front if own is of else None)
                owners.remember(mention, found)
                out += found
            for found in reversed(behind):
                out += found
        return out if self._assembly is None else self._with_numbers_alone(out, self._assembly)

    def _with_numbers_alone(self, known: list[Reference], assembly: Assembly) -> list[Reference]:
        """Return some references with those to resolutions and documents of assemblies that only their numbers name."""
        for identifier, start, stop in assembly.numbers_alone():
            span = self._said.span(start, stop)
            if not any(each.span.start < span.end and span.start < each.span.end for each in known):
                known.append(self._to_text(identifier, start, stop))
        return sorted(known, key=lambda each: each.span.start)

    def _go_together(self, first: list[Mention], second: list[Mention]) -> bool:
        """Return whether a mention shares what follows the next: "resolves 2 and considering a) of Resolution 27"."""
        if len(first) > 1 or len(second) == 1 or any(first[0].behind):
            return False
        kinds = {first[0].kind, second[0].kind}
        if kinds != {_Kind.CLAUSE} and not (kinds <= _OF_TREATIES and second[-1].kind is _Kind.INSTRUMENT):
            return False
        joined = self._patterns.CITED_AND.match(self._scanner.shown, first[0].end)
        return joined is not None and second[0].start in (joined.end(), self._scanner.past_article(joined.end()))

    def _references(self, mention: Mention, of: Reference | None, front: Reference | None = None) -> list[Reference]:
        """Return the references of a mention, one for each member of lists and ranges.

        :param of: the reference that they are a part of.
        :param front: the reference in front of them: "RR Article 5 and Article 3 of the Convention".
        """
        if mention.kind is _Kind.TEXT:
            return [*self._texts(mention)]
        signs = [each.start for each in mention.members if each.sign is not None and not each.to] if front else ()
        out: list[Reference] = []
        for cited in spread(mention, self._said, self._patterns.LETTERS_LISTED):
            if mention.kind is _Kind.PROVISION and self._assembly and not self._assembly.counts_paragraph(cited.start):
                continue
            own = front if front is not None and cited.member.start < max(signs, default=0) else of
            made = self._clause if mention.kind is _Kind.CLAUSE else self._part
            out.append(made(mention, cited, own))
        if mention.name == "SECTIONS_ALONE" and not mention.behind.placed:  # a number without a target cites nothing
            return [each for each in out if each.target is not None]
        return out

    def _made(
        self, kind: ReferenceKind, start: int, stop: int, group: Group | None, message: str = "", **parts: Any
    ) -> Reference:
        """Return a reference.

        :param message: why it was not found.
        """
        span = self._said.span(start, stop)
        problem = make_diagnostic("unresolved-reference", message, span) if message else None
        text = " ".join(self._said.printed[start:stop].split())
        return Reference(kind, span, problem=problem, group=group, text=text, **parts)

    # ------------------------------------------------------------------ parts

    def _part(self, mention: Mention, cited: Cited, of: Reference | None) -> Reference:
        kind, number, where = mention.kind, cited.number, (cited.start, cited.stop, cited.group)
        instrument, treaty = (of.instrument, of.treaty) if of is not None else (None, None)
        if kind is _Kind.INSTRUMENT:
            instrument, treaty = self._instrument(number, cited)
            return self._made(kind, *where, instrument=instrument, treaty=treaty)
        if kind is _Kind.PROVISION and direction(self._lang.language) == "rtl":  # copies may reverse the figures
            number = turned_back(number)
        target, message, is_counted = None, "", kind in NUMBERED and mention.name not in _BY_SIGN
        noun = self._noun_behind(mention) if is_counted and of is None else None
        if noun is not None:
            instrument, treaty = self._instrument(noun, cited) if noun else ("", None)
        elif kind in ANNEXES or kind in NUMBERED:
            target, message = self._target(mention, number or None, of)
        elif kind in _WITH_CAPTIONS and of is None and not mention.behind.something:
            target = self._places.captioned(kind, number)
        return self._made(
            _Kind.SECTION if kind is _Kind.PROVISION and self._assembly else kind,
            *where,
            message,
            number=number or None,
            identifier=of.identifier if of is not None and of.kind is not _Kind.DOCUMENT else None,
            body=one_line(mention.body) if mention.body else None,
            instrument=instrument,
            treaty=treaty,
            target=target,
            of=of,
        )

    def _instrument(self, name: str, cited: Cited) -> tuple[str, str | None]:
        """Return the full name of an instrument that is named here, and the treaty of the Union that it is."""
        return self._around.instruments.named(name, self._said.span(cited.start, cited.stop).start)

    def _is_of_another(self, of: Reference | None) -> bool:
        """Return whether what is a part of a reference is not a part of this text itself."""
        own, cited = self._places.identifier, of.identifier if of is not None and of.kind is _Kind.TEXT else None
        is_own = own is not None and cited is not None and evolve(own, status=cited.status).matches(cited)
        return of is not None and not is_own

    def _noun_behind(self, mention: Mention) -> str | None:
        """Return what words after a number say that it belongs to: "of the Charter"; empty for no known instrument.

        ``None`` if they say nothing.
        """
        behind = mention.behind
        alone = None if behind.that else self._patterns.BEHIND_ALONE.match(self._scanner.shown, mention.end)
        return alone["noun"] if alone is not None else "" if behind.something else None

    def _target(self, mention: Mention, number: str | None, of: Reference | None) -> _Target:
        """Return the part of a kind and number in what it is said to be a part of, or the nearest one."""
        kind, behind, places, by_sign = mention.kind, mention.behind, self._places, mention.name in _BY_SIGN
        if of is not None and self._is_of_another(of):
            return places.inside(of.target, kind, number, by_sign=by_sign), ""
        if of is None and (behind.something or behind.that):
            return None, ""
        target = places.nearest(self._passage, kind, number, by_sign=by_sign)
        is_here = behind.here or of is not None
        if target is None and by_sign:
            return self._item_placed(mention, number or "")
        if target is None and kind in ANNEXES and is_here:
            others = (each.inside(each.root, kind, number) for each in self._around.whole.other_pieces(places.root))
            target = next(filter(None, others), None)
        elif target is None and self._around.text is None and kind in self._around.whole.kinds - ANNEXES:
            target = self._around.whole.part(kind, number or "", self._passage.start)
            return target, _lacks("document", kind, number) if target is None and self._around.whole.is_complete else ""
        return target, _lacks("text", kind, number) if target is None and is_here else ""

    def _item_placed(self, mention: Mention, number: str) -> _Target:
        """Return the item of the clause around that a number is said to be: "paragraph 1 above"."""
        clause = next((above for above in self._passage.ancestors if isinstance(above, Clause)), None)
        if clause is not None:
            return next(iter(self._places.labelled([clause], number)), None) if mention.behind.placed else None, ""
        is_told = mention.behind.placed or mention.behind.here
        is_letter = self._patterns.LETTERS_LISTED.fullmatch(number) is not None
        return None, f"there is no § {number} here" if is_told and not is_letter else ""

    # ------------------------------------------------------------------ clauses

    def _clause(self, mention: Mention, cited: Cited, of: Reference | None) -> Reference:
        label = cited.number
        address = f"{mention.heading} {spaced(label)}" if label else mention.heading
        is_of_other = self._is_of_another(of)
        target: Node | None = None
        message = ""
        if is_of_other or mention.behind.that or self._around.text is None:
            other = of.target if of is not None else None
            target = self._around.whole.places(other).clause(address) if isinstance(other, Text) else None
        elif label:
            target, message = self._item(mention.clauses, label, address)
        else:
            target = mention.clauses[0] if mention.clauses else None
        identifier = of.identifier if of is not None and is_of_other else None
        where = cited.start, cited.stop, cited.group, message
        return self._made(_Kind.CLAUSE, *where, identifier=identifier, address=address, target=target, of=of)

    def _item(self, clauses: Sequence[Clause], label: str, address: str) -> _Target:
        """Return the item with a label in some clauses of the text."""
        found = self._places.labelled(clauses, label)
        if found:
            return (found[0], "") if len(found) == 1 else (None, f"{address!r} fits {len(found)} places")
        others = (each.clause(address) for each in self._around.whole.other_pieces(self._places.root))
        target = next(filter(None, others), None)
        is_missed = target is None and not self._places.skips(clauses, label)
        return target, _lacks("text", f"“{address}”") if is_missed else ""

    # ------------------------------------------------------------------ texts

    def _texts(self, mention: Mention) -> Iterator[Reference]:
        """Yield the references to texts of a mention: their identifiers, parts of which the members of a list share."""
        marks = dict(zip(mention.members, self._shared_marks(mention.members, mention.mark), strict=True))
        kind, sector, status, body = "recommendation", None, None, mention.body
        for cited in spread(mention, self._said, self._patterns.LETTERS_LISTED):
            member, (revision, is_printed) = cited.member, marks[cited.member]
            assert member.parts is not None
            if member.sign is not None:
                said = member.sign.groupdict()
                kind = kind_of(said["kind"], self._lang.language) if said.get("kind") else "recommendation"
                sector = sector_of(said.get("of_sector"))
                named = self._patterns.STATUS.match(member.sign[0])
                status = status_of(named[0], self._lang.language) if named else None
                body = said.get("body") or mention.body
            sector = sector_of(member.parts["sector"]) or sector
            if kind in OF_ASSEMBLIES and member.parts["sector"] and cited.number[:1].isalpha():
                kind, body = "recommendation", None  # "Resolution 5 and ITU-T X.509"
            identifier = Identifier.made(
                kind,
                cited.number,
                language=self._lang.language,
                sector=sector,
                revision=revision,
                status=status,
                cited=body,
            )
            if identifier.body is None and body is not None and self._patterns.OWN_BODY.fullmatch(body):
                own = self._places.identifier
                identifier = evolve(identifier, body=own.body if own else None)
            stop = cited.stop if is_printed or cited.start != member.start else member.parts.start("mark")
            meant: Identifier | None = identifier
            if self._assembly is not None:
                meant, stop = self._assembly.meant(identifier, cited.start, stop)
            if meant is not None:
                yield self._to_text(meant, cited.start, stop, cited.group, body)

    def _to_text(
        self, identifier: Identifier, start: int, stop: int, group: Group | None = None, body: str | None = None
    ) -> Reference:
        """Return the reference to a text, or to a document by its symbol, as which it has an identifier: S/2022/940."""
        if identifier.kind == "document":
            return self._made(_Kind.DOCUMENT, start, stop, group, number=identifier.number, identifier=identifier)
        shown, target = one_line(body) if body else None, self._around.whole.text(identifier)
        return self._made(_Kind.TEXT, start, stop, group, identifier=identifier, body=shown, target=target)

    def _shared_marks(self, members: Sequence[Member], behind: str | None) -> list[tuple[Revision | None, bool]]:
        """Return the mark of each member, and whether its brackets hold a mark.

        A mark after a list belongs to all members.

        :param behind: the mark after the body that adopted the texts.
        """
        found = [self._mark(member.mark) for member in members]
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
        read = (Revision.read(mark[start:], self._lang.language) for start in (0, ends[-1]))
        revision = next(filter(None, read), None)
        return revision, revision is not None


def _lacks(whole: str, *parts: str | None) -> str:
    """Return the message for a reference to a missing part."""
    return f"the {whole} has no {' '.join(filter(None, parts))}: add it, or correct the reference"


def as_in_sentences(shown: str, lang: LanguagePatterns) -> str:
    """Return some words as sentences have them, each character at its place.

    A name in capitals is in small letters, "RESOLUTION 36 (REV. LAKESIDE, 2010)", and small words that are glued to the
    next are blanks.
    """
    if _IN_CAPITALS.search(shown):
        shown = lang.patterns.CAPITAL_DESIGNATION.sub(_capitalized, shown)
    if lang.patterns.text(NAMES.GLUED_BEFORE):
        shown = lang.patterns.GLUED_BEFORE.sub(lambda word: " " * len(word[0]), shown)
    return shown


def _capitalized(name: re.Match[str]) -> str:
    """Return a name that is in capitals as a sentence has it: each word with one capital."""
    return name[0].title() if len(name[0].title()) == len(name[0]) else name[0]


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

    def __init__(self, scanner: Scanner, patterns: Patterns) -> None:
        self._scanner = scanner
        self._patterns = patterns
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
        if not found:
            self._named = self._beside = None
            return
        last, shown, end = found[-1], self._scanner.shown, mention.end
        joined = self._patterns.CITED_AND.match(shown, end) if last.of is not None else None
        self._beside = (joined.end(), last) if joined is not None else None
        if last.kind is _Kind.TEXT:
            self._last_text = last
        if last.kind in _WHOLES:
            self._last_whole = last
        of_text = (self._patterns.BEFORE_PART_SAID,) if last.kind is _Kind.TEXT else ()
        others = (_BEHIND_NAME,) if shown[end : end + 1] in _MAY_LEAD_ON else ()
        tried = (form.match(shown, end) for form in (self._patterns.BEFORE_OWN_PART, *of_text, *others))
        self._named = next(((behind.end(), last) for behind in tried if behind is not None), None)


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

    def named(self, words: str, place: int) -> tuple[str, str | None]:
        """Return the full name of an instrument that some words name, and the treaty of the Union that it is.

        :param place: where it is named.
        """
        own = self._lang.patterns.OWN_INSTRUMENT.fullmatch(words)
        name = one_line(own["name"] if own is not None else words)  # without that of the Union: "the ITU Convention"
        is_told = own is not None and own["name"] != own[0]
        alone = not is_told and " " not in name and self._lang.patterns.INSTRUMENT_ALONE.fullmatch(name) is not None
        full = self._last(name, place) if alone else None
        return full or name, treaty_of(name, self._lang) if full is None and (self._own or not alone) else None

    def _last(self, noun: str, place: int) -> str | None:
        """Return the name in full with a noun that stands last before a place."""
        stem = noun[: max(len(noun) - _ENDING, _ENDING)].casefold()
        for _, name in reversed(self._names[: bisect_left(self._names, (place,))]):
            if any(word.startswith(stem) or word.endswith(stem) for word in name.casefold().split()):
                return name
        return None
