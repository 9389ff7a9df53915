"""What begins a reference in the words of a passage, the lists and ranges behind it, and what they point at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.analysis.numbers import ITEM, LETTERS, NUMBERS, UNDER_NUMBER, between
from itu_texts.analysis.places import Places, Whole, spaced
from itu_texts.diagnostics import CODES, Diagnostic
from itu_texts.errors import IdentifierError
from itu_texts.grammar import Surface
from itu_texts.grammar.beginnings import WORD
from itu_texts.identifiers import Identifier, Revision, kind_of, sector_of, status_of
from itu_texts.nodes import Annex, Clause, Node, Text
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.spans import Span
from itu_texts.writing import fold

__all__ = ["Finder"]

_KINDS = {
    "ARTICLES_CITED": ReferenceKind.ARTICLE,
    "PROVISIONS_CITED": ReferenceKind.PROVISION,
    "APPENDICES_CITED": ReferenceKind.APPENDIX,
    "ANNEXES_CITED": ReferenceKind.ANNEX,
    "ATTACHMENTS_CITED": ReferenceKind.ATTACHMENT,
    "CHAPTERS_CITED": ReferenceKind.CHAPTER,
    "NAMED_SECTIONS_CITED": ReferenceKind.SECTION,
    "SECTIONS_CITED": ReferenceKind.SECTION,
    "THE_ANNEX_CITED": ReferenceKind.ANNEX,
    "THE_ATTACHMENT_CITED": ReferenceKind.ATTACHMENT,
}
_CLAUSES = frozenset(("PREAMBLE_CITED", "TELLING_CITED", "DECIDING_CITED"))
_WITHOUT_NUMBER = frozenset(("THE_ANNEX_CITED", "THE_ATTACHMENT_CITED"))
_ANNEXES = frozenset(name for name, kind in _KINDS.items() if kind in (ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))
_OF_TREATIES = frozenset(("ARTICLES_CITED", "APPENDICES_CITED", "CHAPTERS_CITED"))
_BEHIND_VERB = re.compile(rf"\s+(?P<who>[^,;:()]{{2,160}}?)(?=\s+{ITEM.pattern}(?:[\s,;.:)]|$))")
_SPACES = re.compile(r"\s+")
_FAR = 10  # members of a list of sections, looked at for what they belong to
_DEEPEST = 3  # annexes in one another, as they are cited
_COMMA = re.compile(r"\s*,\s*")
_Member = tuple[str, int, int, bool]


class _Behind(NamedTuple):
    """What stands behind a list of articles, annexes, sections ...: to what they are said to belong."""

    other: Identifier | None
    """A text that is named: "of Resolution 27"."""
    here: bool
    """Whether it is the text itself: "of this Resolution"."""
    placed: bool
    """Whether they are said to stand above or below."""
    something: bool
    """Whether it is anything at all."""
    around: Reference | None
    """An annex: "of the Annex to this Resolution"."""


class Finder:
    """The references in the words of one passage.

    :param shown: the words, with blanks for what is not part of them.
    :param passage: the node that they stand in, and at whose place they begin.
    :param places: those of the text that it stands in, or of the document.
    """

    def __init__(self, shown: str, passage: Node, words: Surface, places: Places, whole: Whole) -> None:
        self.printed = shown
        self.shown = fold(shown)
        self.passage = passage
        self.places = places
        self.text = places.root if isinstance(places.root, Text) else None
        self.whole = whole
        self.named: tuple[Identifier, int] | None = None
        """The text that was cited last, if a comma follows it, and where that which belongs to it would begin."""
        self.grammar = words
        self.language = words.language
        self.words = words.words

    def find(self) -> Iterator[Reference]:
        begins = self.grammar.references.words
        match = self.grammar.references.match
        position = 0
        for word in WORD.finditer(self.shown):
            if word[0] not in begins or word.start() < position:
                continue
            matched = match(self.shown, word.start(), word[0])
            if matched is not None:
                found, position = self._found(matched)
                yield from found

    def _found(self, matched: re.Match[str]) -> tuple[list[Reference], int]:
        """What is cited where a reference begins, and where it ends."""
        name = matched.lastgroup or ""
        if name in ("TEXTS_CITED", "SERIES_CITED"):
            found, position = self._texts(matched)
            self.named = self._with_comma(found)
            return found, position
        if name in _WITHOUT_NUMBER:
            return [self._the_annex(matched, name)], matched.end()
        if name == "POINTS_CITED":
            return self._points(matched)
        return self._numbers(matched, name) if name in _KINDS else self._clauses(matched)

    def _span(self, start: int, end: int) -> Span:
        return Span(start + self.passage.start, end + self.passage.start)

    def _problem(self, message: str, span: Span) -> Diagnostic:
        code = "unresolved-reference"
        return Diagnostic(code=code, severity=CODES[code][0], message=message, span=span)

    def _list(self, number: re.Pattern[str], position: int) -> tuple[list[_Member], int]:
        """The members of a list: their words, places, and whether the word before says that a range ends there."""
        found: list[_Member] = []
        to = False
        while (member := number.match(self.shown, position)) is not None and member.end() > position:
            found.append((member[0], member.start(), member.end(), to))
            position = member.end()
            step = self.words["CITED_TO"].match(self.shown, position)
            to = step is not None and number.match(self.shown, step.end()) is not None
            step = step if to else self.words["CITED_AND"].match(self.shown, position)
            if step is None or number.match(self.shown, step.end()) is None:
                break
            position = step.end()
        return found, found[-1][2] if found else position

    def _begin(self, matched: re.Match[str], found: Sequence[_Member], index: int) -> int:
        """Where a member of a list begins: the first with what leads to it, the end of a range with the other end."""
        _, start, _, to = found[index]
        return matched.start() if not index else found[index - 1][1] if to else start

    def _following(self, joint: str, position: int) -> re.Match[str] | None:
        """The reference that begins behind a word that joins two."""
        joined = self.words[joint].match(self.shown, position)
        return self.words["reference"].match(self.shown, joined.end()) if joined else None

    # ------------------------------------------------------------------ texts

    def _texts(self, matched: re.Match[str]) -> tuple[list[Reference], int]:
        number = self.words["TEXT_NUMBER_CITED"]
        begin = matched.end() if matched["kind"] else matched.start()  # of the first number, with its Sector
        found, end = self._list(number, begin)
        behind = self.words["OF_BODY"].match(self.shown, end)
        body = matched["body"] or (behind["body"] if behind else None)
        cited_kind = matched["kind"]  # "ITU-R M.2171" alone is a recommendation
        kind = kind_of(cited_kind, self.language) if cited_kind else "recommendation"
        named = self.words["STATUS"].match(matched[0])
        status = status_of(named[0], self.language) if named else None
        sector = sector_of(matched["of_sector"])
        last = ""
        out = []
        for index, (cited, start, stop, to) in enumerate(found):
            parts = number.fullmatch(cited)
            assert parts is not None
            sector = sector_of(parts["sector"]) or sector
            mark = None
            if parts["mark"]:
                try:
                    mark = Revision.parse(parts["mark"], self.language)
                except IdentifierError:
                    stop = start + parts.start("mark")
            span = self._span(self._begin(matched, found, index), stop)
            for each in (*(between(last, parts["number"]) if to else ()), parts["number"]):
                edition = mark if each == parts["number"] else None
                identifier = Identifier(kind=kind, number=each, sector=sector, revision=edition, status=status)
                target = self.whole.text(identifier)
                out.append(Reference(ReferenceKind.TEXT, span, identifier=identifier, body=_plain(body), target=target))
            last = parts["number"]
        return out, max(end, matched.end())

    def _with_comma(self, found: list[Reference]) -> tuple[Identifier, int] | None:
        if not found or found[-1].identifier is None:
            return None
        comma = _COMMA.match(self.shown, found[-1].span.end - self.passage.start)
        return (found[-1].identifier, comma.end() + self.passage.start) if comma else None

    def _identifier_before(self, span: Span) -> Identifier | None:
        """The text that something is said to belong to, where that is named first: "Recommendation 8, clause 3"."""
        return self.named[0] if self.named is not None and self.named[1] == span.start else None

    def _identifier_behind(self, position: int) -> Identifier | None:
        """The text that something is said to belong to: "of Resolution 27"."""
        named = self._following("OF_ANOTHER_TEXT", position)
        if named is None or named.lastgroup != "TEXTS_CITED":
            return None
        found, _ = self._texts(named)
        return found[0].identifier if found else None

    def _is_own(self, identifier: Identifier) -> bool:
        """Whether an identifier is that of the text in which it is cited; one without a mark means any edition."""
        own = self.text.identifier if self.text else None
        if own is None:
            return False
        cited = evolve(identifier, revision=identifier.revision or own.revision)
        return cited == evolve(own, status=None)

    # ------------------------------------------------------------------ articles, provisions, annexes ...

    def _numbers(self, matched: re.Match[str], name: str, deep: int = _DEEPEST) -> tuple[list[Reference], int]:
        if name == "NAMED_SECTIONS_CITED" and not matched.start():
            return [], matched.end()  # the heading of one
        kind = _KINDS[name]
        found, end = self._list(NUMBERS[name], matched.end())
        before = self.words["INSTRUMENT_BEFORE"].match(self.shown, matched.start())
        instrument = before["instrument"] if before else self._instrument_behind(end)
        sections = name == "SECTIONS_CITED"
        behind = self._behind(self._behind_sections(end), deep) if sections else self._behind(end, deep - 1)
        out: list[Reference] = []
        for index, (number, _, stop, to) in enumerate(found):
            span = self._span(self._begin(matched, found, index), stop)
            for each in (*(between(found[index - 1][0], number) if to else ()), number):
                if name in _ANNEXES:
                    out.append(self._annex(kind, span, each, behind))
                elif sections:
                    out.append(self._section(span, each, behind))
                else:
                    out.append(self._number(kind, span, each, _plain(instrument), behind))
        return out, max(end, matched.end())

    def _behind(self, position: int, deep: int) -> _Behind:
        """What stands behind a list.

        :param deep: how far a chain of annexes is followed ("Attachment 1 to Annex 2 to ..."); not at all below 0.
        """
        return _Behind(
            other=self._identifier_behind(position),
            here=self.words["OF_THIS_TEXT"].match(self.shown, position) is not None,
            placed=self.words["ABOVE_OR_BELOW"].match(self.shown, position) is not None,
            something=self.words["OF_SOMETHING"].match(self.shown, position) is not None,
            around=self._annex_behind(position, deep) if deep >= 0 else None,
        )

    def _instrument_behind(self, position: int) -> str | None:
        """The treaty that something is said to stand in: "of the Convention", "of Article 9 of the Convention"."""
        for _ in range(2):
            named = self.words["OF_INSTRUMENT"].match(self.shown, position)
            if named is not None:
                return named["instrument"]
            around = self._following("JOINED_TO", position)
            if around is None or around.lastgroup not in _OF_TREATIES:
                break
            _, position = self._list(NUMBERS[around.lastgroup], around.end())
        return None

    def _number(
        self, kind: ReferenceKind, span: Span, number: str, instrument: str | None, behind: _Behind
    ) -> Reference:
        """An article, a provision ...: of the text or the treaty, unless something else is named."""
        other = behind.other
        if other is None and instrument is None and kind == ReferenceKind.SECTION:
            other = self._identifier_before(span)
        if other is not None and not self._is_own(other):
            return Reference(kind, span, number, identifier=other)
        if instrument is not None or (behind.something and not behind.here):
            return Reference(kind, span, number, instrument=instrument)
        target: Node | None = self.places.division(self.passage, kind, number)
        problem = None
        if target is None and self.text is None and kind in self.whole.kinds:
            target = self.whole.part(kind, number)
            problem = None if target else self._problem(f"the document has no {kind} {number}", span)
        elif target is None and behind.here:
            problem = self._problem(f"the text has no {kind} {number}", span)
        return Reference(kind, span, number, target=target, problem=problem)

    def _annex(self, kind: ReferenceKind, span: Span, number: str | None, behind: _Behind) -> Reference:
        """An annex of the text itself, if it says so, or if the text has one and no other is named; else of another."""
        other = behind.other or self._identifier_before(span)
        here = behind.here or (other is not None and self._is_own(other))
        if other is not None and not here:
            return Reference(kind, span, number, identifier=other)
        around = behind.around
        if around is not None and not here:
            inside = around.target
            target = self.places.annex_in(inside, kind, number) if isinstance(inside, Annex) else None
            return Reference(kind, span, number, identifier=around.identifier, target=target)
        if behind.something and not here:
            return Reference(kind, span, number)
        target = self.places.annex(self.passage, kind, number)
        problem = None
        if here and target is None:
            problem = self._problem(f"the text has no {kind} {number}" if number else f"the text has no {kind}", span)
        return Reference(kind, span, number, identifier=other, target=target, problem=problem)

    def _section(self, span: Span, number: str, behind: _Behind) -> Reference:
        """A section by its sign: of the annex in which it is cited, unless something else is named."""
        kind = ReferenceKind.SECTION
        other = behind.other or self._identifier_before(span)
        if other is not None and not self._is_own(other):
            return Reference(kind, span, number, identifier=other)
        around = behind.around
        if around is not None:
            inside = around.target
            section = self.places.section_of(inside, number) if isinstance(inside, Annex) else None
            return Reference(kind, span, number, identifier=around.identifier, target=section)
        if behind.something:
            return Reference(kind, span, number)
        target = self.places.section(self.passage, number)
        told = behind.placed or behind.here
        problem = None if target or not told else self._problem(f"there is no § {number} here", span)
        return Reference(kind, span, number, target=target, problem=problem)

    def _behind_sections(self, position: int) -> int:
        """Where a list of sections ends that goes on with a sign of its own: "§ 4.1 or § 4.2 of ..."."""
        for _ in range(_FAR):
            sign = self._following("CITED_AND", position)
            if sign is None or sign.lastgroup != "SECTIONS_CITED":
                break
            _, position = self._list(NUMBERS["SECTIONS_CITED"], sign.end())
        return position

    def _annex_behind(self, position: int, deep: int) -> Reference | None:
        """The annex that something is said to stand in: "of the Annex to this Resolution"."""
        named = self._following("JOINED_TO", position)
        name = named.lastgroup or "" if named else ""
        if named is None or name not in _ANNEXES:
            return None
        if name in _WITHOUT_NUMBER:
            return self._the_annex(named, name, deep)
        found, _ = self._numbers(named, name, deep)
        return found[0] if found else None

    def _the_annex(self, matched: re.Match[str], name: str, deep: int = _DEEPEST) -> Reference:
        behind = self._behind(matched.end(), deep - 1)
        return self._annex(_KINDS[name], self._span(*matched.span()), None, behind)

    # ------------------------------------------------------------------ clauses

    def _points(self, matched: re.Match[str]) -> tuple[list[Reference], int]:
        """Clauses whose labels stand before the heading: "point 2 du décide"."""
        labels, end = self._list(ITEM, matched.end())
        verb = self._following("POINTS_OF", end) if labels else None
        if verb is None or verb.lastgroup not in _CLAUSES:
            return [], matched.end()
        return self._clauses(verb, labels, matched)

    def _clauses(
        self, matched: re.Match[str], before: Sequence[_Member] = (), points: re.Match[str] | None = None
    ) -> tuple[list[Reference], int]:
        """Clauses of this text, or of another: a heading, then labels, or "above" and the like.

        :param before: the labels, where they stand before the heading, behind a word for them.
        """
        name, clauses, end = self._heading(matched)
        blank = _SPACES.match(self.shown, end)
        found, stop = self._list(ITEM, blank.end()) if blank and not before else (list(before), end)
        stop = stop if found else end
        placed = self.words["ABOVE_OR_BELOW"].match(self.shown, stop)
        of_this = self.words["OF_THIS_TEXT"].match(self.shown, stop)
        other = self._identifier_behind(stop)
        thereof = self.words["THEREOF"].match(self.shown, stop) is not None  # of a text that was named before
        if not found and not (clauses and (placed or of_this)) and other is None:
            return [], matched.end()
        if not (clauses or placed or of_this or thereof or other) and self._goes_on(stop):
            return [], matched.end()  # a sentence that lists: "taking into account a) the weather and b) the tide"
        if other is not None and self._is_own(other):
            other = None
        if not found:
            target = clauses[0] if other is None and clauses else None
            span = self._span(matched.start(), end)
            return [Reference(ReferenceKind.CLAUSE, span, identifier=other, address=name, target=target)], end
        out: list[Reference] = []
        number = ""
        for index, (label, _, finish, to) in enumerate(found):
            if number and LETTERS.fullmatch(label):  # "7a), b) and c)"
                label = f"{number}{label}"
            labels = [*(between(found[index - 1][0], label.removeprefix(number)) if to else ()), label]
            finish = stop if before and index == len(found) - 1 else finish
            span = self._span(self._begin(points or matched, found, index), finish)
            for each in labels:
                whole = f"{number}{each}" if number and LETTERS.fullmatch(each) else each
                out.append(self._clause(name, clauses, whole, span, other, elsewhere=thereof))
            under = UNDER_NUMBER.match(label)
            number = under[1] if under else ""
        return out, stop

    def _goes_on(self, position: int) -> bool:
        """Whether words that open a body follow."""
        blank = _SPACES.match(self.shown, position)
        return blank is not None and self.words["BODY_OPENS"].match(self.shown, blank.end()) is not None

    def _clause(
        self, name: str, clauses: list[Clause], label: str, span: Span, other: Identifier | None, *, elsewhere: bool
    ) -> Reference:
        address = f"{name} {spaced(label)}"
        if other is not None or elsewhere or self.text is None:
            return Reference(ReferenceKind.CLAUSE, span, identifier=other, address=address)
        found = self.places.labelled(clauses, label)
        if len(found) == 1:
            return Reference(ReferenceKind.CLAUSE, span, address=address, target=found[0])
        message = f"{address!r} fits {len(found)} places" if found else f"nothing stands at {address!r}"
        return Reference(ReferenceKind.CLAUSE, span, address=address, problem=self._problem(message, span))

    def _heading(self, matched: re.Match[str]) -> tuple[str, list[Clause], int]:
        """The heading that is cited: the longest of this text that stands here, or one that tells the same."""
        start, end = matched.span()
        clauses, stop = self.places.heading_at(self.printed, start)
        if clauses and stop >= end:
            return _plain(self.printed[start:stop]) or "", clauses, stop
        verb = _plain(matched[0]) or ""
        led = self.words["LED_TO_WHOM"].match(self.shown, end)
        behind = _BEHIND_VERB.match(self.shown, led.end() - 1 if led else end)
        if behind is None or matched.lastgroup != "TELLING_CITED":
            return verb, [], end
        named, _ = part_side_phrases(behind["who"], self.grammar)
        concepts = tuple(each.concept for each in find_addressees(named.strip(), self.grammar))
        told = self.places.telling(verb, concepts)
        if told:
            return told[0].heading.text, told, behind.end()
        if set(concepts) <= {"OTHER"} or self.words["DOING"].search(named):
            return verb, [], end  # a noun, as in "requests for assistance 2", or a sentence
        return _plain(self.printed[start : behind.end()]) or "", [], behind.end()


def _plain(words: str | None) -> str | None:
    return _SPACES.sub(" ", words) if words else None
