"""Finds what the words of a passage cite, and the nodes that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.cited import ANNEXES, NUMBERED, Group, Reference, ReferenceKind
from itu_texts.analysis.cited_texts import TextFinder
from itu_texts.analysis.clauses import ClauseReader, labels_of
from itu_texts.analysis.mentions import Mention, groups
from itu_texts.analysis.numbers import LETTERS, between, part_label, turned_back
from itu_texts.analysis.places import Places, Whole, spaced
from itu_texts.analysis.preceding import Preceding
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Identifier, assembly_named
from itu_texts.language.writing import direction, fold
from itu_texts.tree.diagnostics import make_diagnostic
from itu_texts.tree.nodes import Annex, Clause, Division, Node, Text
from itu_texts.tree.spans import Span

_Kind = ReferenceKind
_SPACES = re.compile(r"\s+")
# Kinds for which only the treaty says what lies between the ends of a range
_ENDS_ONLY = frozenset((_Kind.ARTICLE, _Kind.PROVISION))
_WITH_CAPTIONS = frozenset((_Kind.TABLE, _Kind.FIGURE))
_OF_TREATIES = frozenset((_Kind.ARTICLE, _Kind.PROVISION, _Kind.APPENDIX, _Kind.CHAPTER))
_BY_SIGN = frozenset(("SECTIONS_CITED", "SECTIONS_ALONE"))


class _Place(NamedTuple):
    """The place of a member of a list in the source, and the list."""

    span: Span
    group: Group | None


class Finder:
    """Finds the references in the passages of one text.

    :param places: the places of the text, or of the document outside its texts.
    """

    def __init__(self, lang: LanguagePatterns, places: Places, whole: Whole) -> None:
        self.places = places
        self.text: Text | None = places.root if isinstance(places.root, Text) else None
        self.whole = whole
        formula = self.text.formula if self.text is not None else None
        assembly = assembly_named(formula.text, lang.language) if formula is not None else ""
        self.reader = ClauseReader(lang, places, by_verb=not assembly)
        self.texts = TextFinder(lang, places, whole)
        self.language: str = lang.language
        self.lang = lang
        self.words = lang.patterns
        self.passage: Node = places.root
        self.offset = 0
        self.shown = ""
        self.before = Preceding(lang, self.reader.mentions.past_article)

    def find(self, printed: str, offset: int, passage: Node) -> list[Reference]:
        """Yield the references in the words of a passage.

        :param printed: the words, with blanks in place of other characters.
        :param offset: the offset of the words in the source.
        :param passage: the node with the words, or the node beside a footnote.
        """
        self.shown = shown = fold(printed)
        chains = [*self.reader.chains(printed, shown)]
        if not chains:
            return []
        self.passage = passage
        self.offset = offset
        self.before.begin(shown)
        out: list[Reference] = []
        for run in self._runs(chains):
            *_, last = run
            around: list[list[Reference]] = []
            of: Reference | None = None
            for mention in reversed(last[1:]):
                around.append(self._references(mention, of or self.before.owner(mention)))
                of = around[-1][0] if around[-1] else None
            for chain in run:
                mention = chain[0]
                front = self.before.owner(mention)
                own = (of if chain is last else None) or front or of
                if mention.behind.that:
                    own = self.before.of_that(mention)
                found = self._references(mention, own, front if own is of else None)
                self.before.remember(mention, found)
                out += found
            for found in reversed(around):
                out += found
        return out

    def _runs(self, chains: list[list[Mention]]) -> Iterator[list[list[Mention]]]:
        """Yield runs of mentions that share what follows the last: "resolves 2 and considering a) of Resolution 27"."""
        run: list[list[Mention]] = []
        for chain in chains:
            if run and not self._go_together(run[-1], chain):
                yield run
                run = []
            run.append(chain)
        yield run

    def _go_together(self, first: list[Mention], second: list[Mention]) -> bool:
        if len(first) > 1 or len(second) == 1 or first[0].behind.end:
            return False
        kinds = {first[0].kind, second[0].kind}
        if kinds != {_Kind.CLAUSE} and not (kinds <= _OF_TREATIES and second[-1].kind == _Kind.INSTRUMENT):
            return False
        joined = self.words.CITED_AND.match(self.shown, first[0].end)
        if joined is None:
            return False
        return second[0].members[0].start in (joined.end(), self.reader.mentions.past_article(joined.end()))

    def _references(self, mention: Mention, of: Reference | None, front: Reference | None = None) -> list[Reference]:
        """Yield the references of a mention, one for each member of lists and ranges.

        :param of: the reference that they are a part of.
        :param front: the reference in front of them: "RR Article 5 and Article 3 of the Convention".
        """
        kind = mention.kind
        offset = self.offset
        around = groups(mention.members, offset)
        if kind == _Kind.TEXT:
            return self.texts.references(mention, around, offset)
        spread = labels_of(mention.members) if kind == _Kind.CLAUSE else _spread(mention)
        out = []
        signs = [each.start for each in mention.members if each.sign is not None and not each.to] if front else ()
        last_sign = max(signs, default=0)
        for member, numbers, group in zip(mention.members, spread, around, strict=True):
            own = front if front is not None and member.start < last_sign else of
            for number in numbers:
                printed = number == numbers[-1]
                span = Span(member.start + offset, member.stop + offset) if printed or not group else group.span
                out.append(self._reference(mention, kind, number, _Place(span, group), own))
        if mention.name == "SECTIONS_ALONE" and not mention.behind.placed:  # a number without a target cites nothing
            return [each for each in out if each.target is not None]
        return out

    def _reference(
        self, mention: Mention, kind: ReferenceKind, number: str, place: _Place, of: Reference | None
    ) -> Reference:
        if kind == _Kind.CLAUSE:
            return self._clause(mention, number, place, of)
        if kind == _Kind.INSTRUMENT:
            return Reference(kind, place.span, instrument=self._name(number))
        if kind in ANNEXES:
            return self._annex(mention, number or None, place, of)
        if mention.name in _BY_SIGN:
            return self._section(mention, number, place, of)
        if kind in NUMBERED:
            return self._number(mention, number, place, of)
        here = kind in _WITH_CAPTIONS and of is None and not mention.behind.something
        return self._plain(
            kind, number, place, of, self.places.captioned(kind, number) if here else None, body=mention.body
        )

    def _plain(
        self,
        kind: ReferenceKind,
        number: str | None,
        place: _Place,
        of: Reference | None,
        target: Node | None = None,
        problem: str | None = None,
        body: str | None = None,
    ) -> Reference:
        """Return a reference with the parts that it takes from its owner."""
        return Reference(
            kind,
            place.span,
            number,
            identifier=of.identifier if of else None,
            body=_one_line(body),
            instrument=of.instrument if of else None,
            target=target,
            problem=make_diagnostic("unresolved-reference", problem, place.span) if problem else None,
            of=of,
            group=place.group,
        )

    def _name(self, words: str) -> str:
        """Return the name of an instrument; those of the Union are without the name of the Union."""
        named = self.words.OWN_INSTRUMENT.fullmatch(words)
        return _one_line(named["name"] if named else words) or ""

    def _is_own(self, identifier: Identifier) -> bool:
        """Return whether an identifier is that of the text that cites it."""
        own = self.places.identifier
        return own is not None and evolve(own, status=identifier.status).matches(identifier)

    def _foreign(self, of: Reference | None) -> bool:
        """Return whether a mention belongs to another text."""
        return of is not None and of.identifier is not None and not self._is_own(of.identifier)

    def _places_of(self, of: Reference | None) -> Places | None:
        """Return the places of the other text of the document to which a mention belongs."""
        return self.whole.places(of.target) if of is not None and isinstance(of.target, Text) else None

    # ------------------------------------------------------------------ articles, provisions, annexes ...

    def _number(self, mention: Mention, number: str, place: _Place, of: Reference | None) -> Reference:
        """Return an article, a provision ... of the text or the treaty, unless another is named."""
        kind, behind = mention.kind, mention.behind
        if kind == _Kind.PROVISION and direction(self.language) == "rtl":  # copies may reverse the figures
            number = turned_back(number)
        if self._foreign(of) or (of is not None and of.instrument is not None):
            other = self._places_of(of)
            return self._plain(kind, number, place, of, other.division(other.root, kind, number) if other else None)
        if of is not None and isinstance(of.target, Division):
            return self._plain(kind, number, place, of, self._part_of(of.target, kind, number))
        if of is not None and isinstance(of.target, Annex):
            return self._plain(kind, number, place, of, self.places.annex_in(of.target, kind, number))
        alone = self.words.BEHIND_ALONE.match(self.shown, mention.end) if of is None else None
        if (of is not None and of.kind != _Kind.TEXT) or behind.something or behind.that or alone is not None:
            found = self._plain(kind, number, place, of)
            if of is None and not behind.that:  # "of the Charter", "of the list"
                found = evolve(found, instrument=alone["noun"] if alone is not None else "")
            return found
        target: Node | None = self.places.division(self.passage, kind, number)
        if target is None and kind == _Kind.APPENDIX:
            target = self.places.annex(self.passage, kind, number)
        problem = None
        if target is None and self.text is None and kind in self.whole.parts.kinds:
            target = self._in_document(kind, number)
            if target is None and self.whole.parts.is_complete:
                problem = _lacks("document", kind, number)
        elif target is None and behind.here:
            problem = _lacks("text", kind, number)
        return self._plain(kind, number, place, of, target, problem)

    def _in_document(self, kind: str, number: str) -> Node | None:
        """Return a numbered part of the document, or the item of it that a label names: "No. 15.5 b)"."""
        place = self.passage.start
        found = self.whole.parts.part(kind, number, place)
        whole, label = part_label(number)
        if found is not None or not label:
            return found
        owner = self.whole.parts.part(kind, whole, place)
        return next(iter(self.places.labelled([owner], label)), None) if owner else None

    def _part_of(self, division: Division, kind: str, number: str) -> Node | None:
        """Return a provision or a section of an article that is named with it."""
        if kind == _Kind.SECTION:
            inside = (part for part in division.children if isinstance(part, Division) and part.kind == kind)
            return next((part for part in inside if part.number == number), None)
        return self._in_document(kind, number)

    def _annex(self, mention: Mention, number: str | None, place: _Place, of: Reference | None) -> Reference:
        """Return an annex of the text, if the words say so or the text has it and no other text is named.

        Otherwise of another.
        """
        kind, behind = mention.kind, mention.behind
        if self._foreign(of):
            other = self._places_of(of)
            return self._plain(kind, number, place, of, other.annex(other.root, kind, number) if other else None)
        here = behind.here or (of is not None and of.kind == _Kind.TEXT)
        if of is not None and not here:
            target = self.places.annex_in(of.target, kind, number) if isinstance(of.target, Annex) else None
            return self._plain(kind, number, place, of, target)
        if (behind.something or behind.that) and not here:
            return self._plain(kind, number, place, of)
        target = self.places.annex(self.passage, kind, number)
        problem = None
        if here and target is None:
            pieces = (each.annex(each.root, kind, number) for each in self.whole.other_pieces(self.places.root))
            target = next(filter(None, pieces), None)
            problem = None if target else _lacks("text", kind, number)
        return self._plain(kind, number, place, of, target, problem)

    def _section(self, mention: Mention, number: str, place: _Place, of: Reference | None) -> Reference:
        """Return a section by its sign: of the annex in which it is cited, unless another owner is named."""
        kind, behind = _Kind.SECTION, mention.behind
        if behind.that and of is not None and not isinstance(of.target, Annex | Text):
            return self._plain(kind, number, place, of)
        if of is not None and not (of.kind == _Kind.TEXT and not self._foreign(of)):
            inside = of.target
            section = self.places.section_of(inside, number) if isinstance(inside, Annex | Text | Division) else None
            return self._plain(kind, number, place, of, section)
        if behind.something or behind.that:
            return self._plain(kind, number, place, of)
        target: Node | None = self.places.division(self.passage, kind, number)
        target = target or self.places.section(self.passage, number)
        clause = next((above for above in self.passage.ancestors if isinstance(above, Clause)), None)
        if clause is not None and behind.placed:  # "paragraph 1 above", which is an item
            target = target or next(iter(self.places.labelled([clause], number)), None)
        is_reported = clause is None and (behind.placed or behind.here) and not LETTERS.fullmatch(number)
        problem = None if target or not is_reported else f"there is no § {number} here"
        return self._plain(kind, number, place, of, target, problem)

    # ------------------------------------------------------------------ clauses

    def _clause(self, mention: Mention, label: str, place: _Place, of: Reference | None) -> Reference:
        address = f"{mention.heading} {spaced(label)}" if label else mention.heading
        identifier = of.identifier if of is not None else None
        foreign = self._foreign(of)
        if not foreign and of is not None and of.kind == _Kind.TEXT:
            identifier = None
        target: Node | None = None
        problem = None
        elsewhere = foreign or mention.behind.that or self.text is None or (of is not None and of.kind != _Kind.TEXT)
        if elsewhere:
            other = self._places_of(of)
            target = other.clause(address) if other is not None else None
        elif not label:
            target = mention.clauses[0] if mention.clauses else None
        else:
            target, message = self._item(mention.clauses, label, address)
            problem = make_diagnostic("unresolved-reference", message, place.span) if message else None
        return Reference(
            _Kind.CLAUSE,
            place.span,
            identifier=identifier,
            address=address,
            target=target,
            problem=problem,
            of=of,
            group=place.group,
        )

    def _item(self, clauses: Sequence[Clause], label: str, address: str) -> tuple[Node | None, str]:
        """Return the item with a label in some clauses of the text, or the reason why it is missing."""
        found = self.places.labelled(clauses, label)
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, f"{address!r} fits {len(found)} places"
        target = next(filter(None, (each.clause(address) for each in self.whole.other_pieces(self.places.root))), None)
        missed = target is not None or self.places.skips(clauses, label)
        return target, "" if missed else _lacks("text", f"“{address}”")


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


def _one_line(words: str | None) -> str | None:
    return _SPACES.sub(" ", words) if words else None
