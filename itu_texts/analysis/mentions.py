"""Mentions in the words of a passage: signs, lists and ranges, and the owner that the words give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from itu_texts.analysis.cited import Group, GroupKind, ReferenceKind
from itu_texts.analysis.numbers import DOTTED, NUMBERS, PLAIN
from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.writing import FULL_STOP
from itu_texts.tree.nodes import Clause
from itu_texts.tree.spans import Span

_Kind = ReferenceKind
KINDS = {
    "TEXTS_CITED": _Kind.TEXT,
    "SERIES_CITED": _Kind.TEXT,
    "ARTICLES_CITED": _Kind.ARTICLE,
    "PROVISIONS_CITED": _Kind.PROVISION,
    "APPENDICES_CITED": _Kind.APPENDIX,
    "ANNEXES_CITED": _Kind.ANNEX,
    "ATTACHMENTS_CITED": _Kind.ATTACHMENT,
    "CHAPTERS_CITED": _Kind.CHAPTER,
    "NAMED_SECTIONS_CITED": _Kind.SECTION,
    "SECTIONS_CITED": _Kind.SECTION,
    "THE_ANNEX_CITED": _Kind.ANNEX,
    "THE_ATTACHMENT_CITED": _Kind.ATTACHMENT,
    "SECTIONS_PLACED": _Kind.SECTION,
    "SECTIONS_ALONE": _Kind.SECTION,
    "PARTS_CITED": _Kind.PART,
    "AGENDA_ITEMS_CITED": _Kind.AGENDA_ITEM,
    "ACTION_LINES_CITED": _Kind.ACTION_LINE,
    "GOALS_CITED": _Kind.GOAL,
    "TARGETS_CITED": _Kind.TARGET,
    "DOCUMENTS_CITED": _Kind.DOCUMENT,
    "TABLES_CITED": _Kind.TABLE,
    "FIGURES_CITED": _Kind.FIGURE,
    "INSTRUMENT_CITED": _Kind.INSTRUMENT,
    "PREAMBLE_CITED": _Kind.CLAUSE,
    "INSTRUCTING_CITED": _Kind.CLAUSE,
    "DECIDING_CITED": _Kind.CLAUSE,
    "POINTS_CITED": _Kind.CLAUSE,
}
"""The kind of reference that each terminal of the grammar begins."""
CLAUSES = frozenset(name for name, kind in KINDS.items() if kind == _Kind.CLAUSE)
_WITHOUT_NUMBER = frozenset(("THE_ANNEX_CITED", "THE_ATTACHMENT_CITED"))
_OWN_NUMBERS = frozenset(("TABLES_CITED", "FIGURES_CITED", "NAMED_SECTIONS_CITED", "CHAPTERS_CITED", "PARTS_CITED"))
# "Annex 1 to Annex 2" is not a range; "§ 1 to § 3" is one
_SIGN_ENDS_RANGE = frozenset(
    ("ARTICLES_CITED", "PROVISIONS_CITED", "APPENDICES_CITED", "SECTIONS_CITED", "NAMED_SECTIONS_CITED")
)
_TEXTS = frozenset(("TEXTS_CITED", "SERIES_CITED"))
HAVE_CLAUSES = frozenset(
    ("TEXTS_CITED", "SERIES_CITED", "ANNEXES_CITED", "APPENDICES_CITED", "ATTACHMENTS_CITED", "THE_ANNEX_CITED")
)
_HOLD = (
    frozenset(KINDS)
    - CLAUSES
    - {"SECTIONS_PLACED", "SECTIONS_ALONE", "AGENDA_ITEMS_CITED", "ACTION_LINES_CITED", "FIGURES_CITED"}
)
_DEEPEST = 6  # nested owners in one citation
_NAME = 90  # characters of a name before its noun


class Behind(NamedTuple):
    """What the words after a mention say about its owner, if they name no number."""

    that: bool = False
    """Whether it is in a text named before: "thereof", "of that Resolution"."""
    here: bool = False
    """Whether it is in the text itself: "of this Resolution"."""
    placed: bool = False
    """Whether it is "above" or "below"."""
    something: bool = False
    """Whether it is in something else, which is not a reference."""

    @property
    def end(self) -> bool:
        return self is not NOWHERE and any(self)


NOWHERE = Behind()


class Member(NamedTuple):
    """A member of a list."""

    words: str
    """The number or label, as printed."""
    start: int
    """The beginning of the member, including the sign before it."""
    stop: int
    to: bool = False
    """Whether it ends a range that the member before begins."""
    sign: re.Match[str] | None = None
    """The sign before it, if it is not that of the member before."""
    parts: re.Match[str] | None = None
    """The parts of its number, as matched."""


class Mention(NamedTuple):
    """One thing that is cited, or a list of them after one sign or more."""

    name: str
    """The terminal of the grammar that begins it."""
    members: tuple[Member, ...]
    end: int
    behind: Behind = NOWHERE
    body: str | None = None
    """The body that adopted the texts, according to the words."""
    mark: str | None = None
    """The mark after that body: "Resolution 1386 of the Council (2017)"."""
    heading: str = ""
    """The heading of clauses."""
    clauses: Sequence[Clause] = ()
    """The clauses of the text with this heading."""

    @property
    def kind(self) -> ReferenceKind:
        return KINDS[self.name]


class _Step(NamedTuple):
    """The step to a member of a list: its start, the start of its number, whether it ends a range, and its own sign."""

    start: int
    number: int
    to: bool = False
    sign: re.Match[str] | None = None
    opens: bool = False
    """Whether a bracket stands before it: "No. 9.6 (9.7, 9.8)"."""


_Clauses = Callable[[re.Match[str]], Mention | None]


class Mentions:
    """Finds the mentions in the words of a passage.

    :param grammar: the patterns of the language.
    :param clauses: returns the clauses that begin at a position; ``None`` if there are none.
    """

    def __init__(self, lang: LanguagePatterns, clauses: _Clauses) -> None:
        self.shown = ""
        self.patterns = lang.patterns
        self._references = lang.references
        self._glued = lang.patterns.GLUED_BEFORE if lang.patterns.text(NAMES.GLUED_BEFORE) else None
        """A small word without the blank after it, in languages whose copies lose such blanks."""
        self._clauses = clauses
        self._passed = 0

    def chains(self, shown: str) -> Iterator[list[Mention]]:
        """Yield the mentions, in order, each with the chain of its owners after it.

        :param shown: the words of a passage, each character at its offset.
        """
        if self._glued is not None:
            shown = self._glued.sub(lambda word: " " * len(word[0]), shown)
        self.shown = shown
        self._passed = 0
        for matched in self._references.all(shown):
            if matched.start() < self._passed:
                continue
            chain = self.chain(matched)
            self._passed = chain[-1].end if chain else matched.end()
            if chain:
                yield chain
                yield from self._numbers_of_short(chain[-1])

    def begin(self, position: int) -> re.Match[str] | None:
        """Return the reference that begins at a position."""
        return self._references.match(self.shown, position)

    def chain(self, matched: re.Match[str]) -> list[Mention]:
        """Return the mention at a position, then its owner, and so on."""
        chain: list[Mention] = []
        while len(chain) < _DEEPEST:
            mention = self._read(matched)
            if mention is None:
                break
            chain.append(mention)
            following = self._around(mention)
            if following is None:
                behind = self.behind(mention.end) if mention.behind is NOWHERE else NOWHERE
                if behind is not NOWHERE:
                    chain[-1] = mention._replace(behind=behind)
                break
            matched = following
        return chain

    def _around(self, mention: Mention) -> re.Match[str] | None:
        """Return the owner of a mention: "of Resolution 27"."""
        if self.shown[mention.end : mention.end + 1] != " " or mention.kind == _Kind.TEXT:
            return None
        link = self.patterns.JOINED_TO.match(self.shown, mention.end)
        found = self._begin_named(link.end()) if link else None
        holders = HAVE_CLAUSES if mention.kind == _Kind.CLAUSE else _HOLD
        return found if found is not None and found.lastgroup in holders else None

    def past_article(self, position: int) -> int:
        """Return the end of an article at a position, or the position itself."""
        article = self.patterns.THE_NEXT.match(self.shown, position)
        return article.end() if article else position

    def _begin_named(self, position: int) -> re.Match[str] | None:
        """Return the reference at a position, or the noun at the end of the name there: "the Lakeside Convention"."""
        name = self.patterns.NAMES_AHEAD.match(self.shown, position)
        return self.begin(name.end() if name else position)

    def behind(self, position: int) -> Behind:
        if self.shown[position : position + 1] != " ":
            return NOWHERE
        matched = self.patterns.BEHIND_CITED.match(self.shown, position)
        return Behind(**{name: bool(words) for name, words in matched.groupdict().items()}) if matched else NOWHERE

    # ------------------------------------------------------------------ one mention

    def _read(self, matched: re.Match[str]) -> Mention | None:
        name = matched.lastgroup or ""
        if name in CLAUSES:
            return self._clauses(matched)
        if name in _TEXTS:
            return self._texts(matched)
        if name == "INSTRUMENT_CITED":
            return self._instrument(matched)
        if name == "SECTIONS_PLACED":
            return self._placed(matched.start())
        if name in _WITHOUT_NUMBER:
            member = Member("", matched.start(), matched.end())
            return Mention(name, (member,), matched.end(), self._before(matched.start()))
        if name in _OWN_NUMBERS and self._is_heading(matched):
            return None
        if name == "PROVISIONS_CITED" and self.patterns.OTHERWISE_NUMBERED.search(
            self.shown, max(matched.start() - _NAME, 0), matched.start()
        ):
            return None
        members = tuple(self.listed(NUMBERS[name], matched.end(), matched))
        behind = self._before(matched.start())
        if members and name == "SECTIONS_ALONE":  # the words that introduce it are not a sign, and stay outside
            members = (members[0]._replace(start=matched.end()), *members[1:])
        return (
            Mention(name, members, members[-1].stop, behind, body=matched.groupdict().get("meeting"))
            if members
            else None
        )

    def _before(self, position: int) -> Behind:
        """Return what the words before a mention say about its owner, in languages that say it there."""
        own = self.patterns.OF_THIS_BEFORE.match(self.shown, position)
        return NOWHERE if own is None else Behind(here=True)

    def _is_heading(self, matched: re.Match[str]) -> bool:
        """Return whether a table, a section ... has its own number here, and is not cited: "Table 2 – Boats"."""
        before = self.shown[: matched.start()].strip()
        own = self.patterns[NAMES.OWN_NUMBER if before else NAMES.OWN_NUMBER_ALONE]
        is_cited = self.patterns.IN_A_SENTENCE.match(self.shown, matched.start()) is not None
        return not is_cited and own.match(self.shown, matched.end()) is not None

    def _texts(self, matched: re.Match[str]) -> Mention | None:
        members = tuple(self.listed(self.patterns.TEXT_NUMBER_CITED, _first_number(matched), matched))
        if not members:
            return None
        end = members[-1].stop
        behind = self.patterns.OF_BODY.match(self.shown, end)
        if behind is None:
            return Mention(matched.lastgroup or "", members, end, body=self._adopting(matched))
        mark = (behind["mark"] or "").strip(" ()")
        mark = mark if mark and self.patterns.REVISION_MARK.fullmatch(mark) else ""
        end = behind.end() if mark else behind.end("body")
        return Mention(matched.lastgroup or "", members, end, body=behind["body"], mark=mark or None)

    def _adopting(self, matched: re.Match[str]) -> str | None:
        """Return the body before some texts that adopted them: "WTSA adopted Resolutions 3 and 4"."""
        if matched.groupdict().get("body"):
            return None
        start = matched.start()
        before = self.patterns.ADOPTED_IN_FRONT.search(self.shown, max(0, start - _NAME), start)
        return before["body"] if before else None

    def _placed(self, position: int) -> Mention | None:
        """Return the numbers of sections before "above" and the like that have no sign."""
        before = self.patterns.NUMBERS_PLACED.search(self.shown, max(self._passed, position - _NAME), position)
        if before is None:
            return None
        members = tuple(self.listed(NUMBERS["SECTIONS_PLACED"], before.start(), None, "SECTIONS_PLACED"))
        return Mention("SECTIONS_CITED", members, position, Behind(placed=True))

    def _instrument(self, matched: re.Match[str]) -> Mention | None:
        """Return an instrument by its name; a noun that is not a name by itself owns what stands before it."""
        start = matched.start()
        before = None
        if not matched["short"]:
            before = self.patterns.NAME_BEFORE.search(self.shown, max(self._passed, start - _NAME), start)
            start = before.start() if before else start
        if matched["noun"] and not matched["behind"] and not before and not self._is_instrument(matched["noun"]):
            return None
        words = self.shown[start : matched.end()]
        return Mention("INSTRUMENT_CITED", (Member(words, start, matched.end()),), matched.end())

    def _is_instrument(self, noun: str) -> bool:
        return self.patterns.INSTRUMENT.fullmatch(noun) is not None

    def _numbers_of_short(self, mention: Mention) -> Iterator[list[Mention]]:
        """Return the numbers after the short name of an instrument: "CS/118"."""
        if mention.kind != _Kind.INSTRUMENT:
            return
        sign = self.patterns.NUMBER_OF_SHORT.match(self.shown, mention.end)
        if sign is not None and self.patterns.INSTRUMENT_SHORT.fullmatch(mention.members[0].words):
            members = tuple(self.listed(PLAIN, sign.end(), None, "PROVISIONS_CITED"))
            if members:
                self._passed = members[-1].stop
                yield [Mention("PROVISIONS_CITED", members, self._passed, self.behind(self._passed))]

    # ------------------------------------------------------------------ lists

    def listed(
        self, number: re.Pattern[str], position: int, sign: re.Match[str] | None, name: str = ""
    ) -> Iterator[Member]:
        """Return the members of a list or range.

        :param number: the pattern of a member.
        :param position: the position of the first member.
        :param sign: the sign before it.
        """
        name = sign.lastgroup or "" if sign else name
        step: _Step | None = _Step(sign.start() if sign else position, position, to=False, sign=sign)
        opened = False
        while step is not None and (found := number.match(self.shown, step.number)) and found.end() > step.number:
            closing = self.patterns.CITED_CLOSES.match(self.shown, found.end())  # "第5条"
            stop = closing.end() if closing else found.end()
            bare = int(step.sign is None and "bracket" in found.re.groupindex and found["bracket"] is not None)
            yield Member(found[0], step.start + bare, stop - bare, step.to, step.sign, found)
            if name == "PROVISIONS_CITED":
                number = DOTTED if FULL_STOP in found[0] else PLAIN
            elif name in _TEXTS:
                lettered = self.patterns.ENDS_WITH_LETTER.fullmatch(found["number"])
                number = self.patterns.NEXT_NUMBER_CITED if lettered else self.patterns.TEXT_NUMBER_CITED
            opened = opened or step.opens
            closes = opened and self.shown.startswith(")", stop)
            step = self._step(number, stop + closes, name)
            opened = opened and not closes

    def _step(self, number: re.Pattern[str], position: int, name: str) -> _Step | None:
        """Return the step to the next member of a list, if one follows."""
        for joint, to in ((self.patterns.CITED_TO, True), (self.patterns.CITED_AND, False)):
            joined = joint.match(self.shown, position)
            if joined is None:
                continue
            begin = joined.end()
            if number.match(self.shown, begin):
                return _Step(begin, begin, to)
            if name in CLAUSES or (to and name not in _SIGN_ENDS_RANGE):
                continue
            sign = self.begin(begin)
            if sign is None:
                begin = self.past_article(begin)
                sign = self.begin(begin)
            if sign is not None and (sign.lastgroup == name or {sign.lastgroup, name} <= _TEXTS):
                first = _first_number(sign) if name in _TEXTS else sign.end()
                if number.match(self.shown, first):
                    return _Step(begin, first, to, sign)
        opening = self.patterns.IN_BRACKETS.match(self.shown, position) if name == "PROVISIONS_CITED" else None
        if opening is not None and number.match(self.shown, opening.end()):
            return _Step(opening.end(), opening.end(), opens=True)
        return None


def _first_number(matched: re.Match[str]) -> int:
    """Return where the first number of some texts begins, with its Sector: "ITU-R M.2171" alone is a recommendation."""
    return matched.end() if matched.lastgroup == "TEXTS_CITED" else matched.start()


def groups(members: tuple[Member, ...], offset: int) -> list[Group | None]:
    """Return the list or range of each of some members."""
    if len(members) == 1:
        return [None]
    found: list[Group | None] = [None] * len(members)
    starts = [index for index, member in enumerate(members) if not index or (member.sign and not member.to)]
    for first, end in zip(starts, [*starts[1:], len(members)], strict=True):
        run = members[first:end]
        whole = None
        if len(run) > 2 or (len(run) == 2 and not run[1].to):
            whole = Group(GroupKind.LIST, Span(run[0].start + offset, run[-1].stop + offset))
        for index in range(first, end):
            found[index] = found[index] or whole
            if members[index].to:
                span = Span(members[index - 1].start + offset, members[index].stop + offset)
                found[index - 1] = found[index] = Group(GroupKind.RANGE, span, whole)
    return found
