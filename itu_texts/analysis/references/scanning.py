"""Reads what the words of a passage cite: signs with their numbers, lists, ranges, headings of clauses, and owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.passages import Passage
from itu_texts.analysis.references.places import Group, GroupKind, Places, ReferenceKind, between, part_label
from itu_texts.analysis.works import session_of
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName
from itu_texts.language.identifiers import BODIES, STATEMENT_SYMBOL, Identifier, Revision, kind_by_number
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import FULL_STOP, as_latin, in_figures, is_letter, is_number
from itu_texts.parsing.parts import find_addressees, part_side_phrases
from itu_texts.tree.nodes import Clause

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
NUMBERS: dict[str, PatternName] = {
    "TEXTS_CITED": NAMES.TEXT_NUMBER_CITED,
    "SERIES_CITED": NAMES.TEXT_NUMBER_CITED,
    "ARTICLES_CITED": NAMES.ARTICLE_LISTED,
    "PROVISIONS_CITED": NAMES.PROVISION_LISTED,
    "APPENDICES_CITED": NAMES.ARTICLE_LISTED,
    "ANNEXES_CITED": NAMES.PART_LISTED,
    "ATTACHMENTS_CITED": NAMES.PART_LISTED,
    "CHAPTERS_CITED": NAMES.PART_LISTED,
    "NAMED_SECTIONS_CITED": NAMES.PART_LISTED,
    "SECTIONS_CITED": NAMES.SECTION_LISTED,
    "SECTIONS_PLACED": NAMES.SECTION_PLACED,
    "SECTIONS_ALONE": NAMES.SECTION_ALONE,
    "PARTS_CITED": NAMES.PART_LISTED,
    "AGENDA_ITEMS_CITED": NAMES.AGENDA_ITEM_LISTED,
    "ACTION_LINES_CITED": NAMES.ACTION_LINE_LISTED,
    "GOALS_CITED": NAMES.GOAL_LISTED,
    "TARGETS_CITED": NAMES.TARGET_LISTED,
    "DOCUMENTS_CITED": NAMES.DOCUMENT_LISTED,
    "TABLES_CITED": NAMES.SERIES_LISTED,
    "FIGURES_CITED": NAMES.SERIES_LISTED,
}
"""The form of the numbers behind each of them."""
_HAVE_OWN_NUMBERS = frozenset(
    ("TABLES_CITED", "FIGURES_CITED", "NAMED_SECTIONS_CITED", "CHAPTERS_CITED", "PARTS_CITED")
)
# "Annex 1 to Annex 2" is not a range; "§ 1 to § 3" is one
_SIGN_ENDS_RANGE = frozenset((_Kind.ARTICLE, _Kind.PROVISION, _Kind.APPENDIX, _Kind.SECTION))
# Only the treaty says what lies between the ends of a range
_ENDS_ONLY = frozenset((_Kind.ARTICLE, _Kind.PROVISION))
_HAVE_CLAUSES = frozenset((_Kind.TEXT, _Kind.ANNEX, _Kind.APPENDIX, _Kind.ATTACHMENT))
_WITHOUT_PARTS = frozenset((_Kind.CLAUSE, _Kind.AGENDA_ITEM, _Kind.ACTION_LINE, _Kind.FIGURE))
_DEEPEST = 6  # nested owners in one citation
_LONGEST_NAME = 90  # characters of a name before its noun
_SPACES = re.compile(r"\s+")


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

    @property
    def mark(self) -> str | None:
        """The mark behind the number of a text."""
        return self.parts["mark"] if self.parts is not None else None


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

    @property
    def start(self) -> int:
        return self.members[0].start


class Scanner:
    """Reads the words of one passage.

    :param printed: the words as printed.
    :param shown: the same words, folded.
    :param places: the places of the text with the passage.
    :param by_verb: whether clauses may be cited by their verbs.
    """

    def __init__(self, printed: str, shown: str, lang: LanguagePatterns, places: Places, *, by_verb: bool) -> None:
        self.printed = printed
        self.shown = shown
        self._lang = lang
        self._patterns = lang.patterns
        self._places = places
        self._by_verb = by_verb
        self._passed = 0

    def chains(self, begun: Iterable[tuple[str, int]]) -> Iterator[list[Mention]]:
        """Yield the mentions of the passage, in order, each with the chain of its owners after it.

        :param begun: the first words of references that stand in it, and their places.
        """
        for word, place in begun:
            matched = self._lang.references[word](self.shown, place) if place >= self._passed else None
            if matched is None:
                continue
            chain = self._chain(matched)
            self._passed = chain[-1].end if chain else matched.end()
            if chain:
                yield chain
                yield from self._numbers_of_short(chain[-1])

    def past_article(self, position: int) -> int:
        """Return the end of an article at a position, or the position itself."""
        article = self._patterns.THE_NEXT.match(self.shown, position)
        return article.end() if article else position

    def _begin(self, position: int) -> re.Match[str] | None:
        """Return the reference that begins at a position."""
        return self._lang.references.match(self.shown, position)

    def _chain(self, matched: re.Match[str] | None) -> list[Mention]:
        """Return the mention at a position, then its owner, and so on."""
        chain: list[Mention] = []
        while matched is not None and len(chain) < _DEEPEST and (mention := self._read(matched)) is not None:
            chain.append(mention)
            matched = self._around(mention)
            if matched is None and mention.behind is NOWHERE:
                chain[-1] = mention._replace(behind=self._behind(mention.end))
        return chain

    def _around(self, mention: Mention) -> re.Match[str] | None:
        """Return the owner of a mention: "of Resolution 27"."""
        if self.shown[mention.end : mention.end + 1] != " " or mention.kind is _Kind.TEXT:
            return None
        link = self._patterns.JOINED_TO.match(self.shown, mention.end)
        if link is None:
            return None
        name = self._patterns.NAMES_AHEAD.match(self.shown, link.end())  # of which the noun is a sign
        found = self._begin((name or link).end())
        kind = KINDS[found.lastgroup or ""] if found is not None else _Kind.CLAUSE
        has_such_parts = kind in _HAVE_CLAUSES if mention.kind is _Kind.CLAUSE else kind not in _WITHOUT_PARTS
        return found if has_such_parts else None

    def _behind(self, position: int) -> Behind:
        if self.shown[position : position + 1] != " ":
            return NOWHERE
        matched = self._patterns.BEHIND_CITED.match(self.shown, position)
        return Behind(**{name: bool(words) for name, words in matched.groupdict().items()}) if matched else NOWHERE

    # ------------------------------------------------------------------ one mention

    def _read(self, matched: re.Match[str]) -> Mention | None:
        name, start, end = matched.lastgroup or "", *matched.span()
        kind = KINDS[name]
        if kind is _Kind.CLAUSE:
            return self._clauses_at(matched) if self._by_verb else None
        if kind is _Kind.TEXT:
            return self._texts(matched)
        if kind is _Kind.INSTRUMENT:
            return self._instrument(matched)
        if name == "SECTIONS_PLACED":
            return self._placed(start)
        # "of this Resolution, Annex 1", in languages that say so before it
        behind = Behind(here=True) if self._patterns.OF_THIS_BEFORE.match(self.shown, start) else NOWHERE
        if name not in NUMBERS:
            return Mention(name, (Member("", start, end),), end, behind)
        is_own = name in _HAVE_OWN_NUMBERS and self._is_heading(matched)
        if is_own or (kind is _Kind.PROVISION and self._is_numbered_otherwise(start)):
            return None
        members = tuple(self._listed(name, end, matched))
        if members and name == "SECTIONS_ALONE":  # the words that introduce it are not a sign, and stay outside
            members = (members[0]._replace(start=end), *members[1:])
        body = matched.groupdict().get("meeting")
        return Mention(name, members, members[-1].stop, behind, body) if members else None

    def _is_numbered_otherwise(self, start: int) -> bool:
        """Return whether a number is that of something else than a provision: "Signalling System No. 7"."""
        return self._patterns.OTHERWISE_NUMBERED.search(self.shown, max(start - _LONGEST_NAME, 0), start) is not None

    def _is_heading(self, matched: re.Match[str]) -> bool:
        """Return whether a table, a section ... has its own number here, and is not cited: "Table 2 – Boats"."""
        if self._patterns.IN_A_SENTENCE.match(self.shown, matched.start()):
            return False
        before = self.shown[: matched.start()].strip()
        own = self._patterns[NAMES.OWN_NUMBER if before else NAMES.OWN_NUMBER_ALONE]
        return own.match(self.shown, matched.end()) is not None

    def _texts(self, matched: re.Match[str]) -> Mention | None:
        name = matched.lastgroup or ""
        members = tuple(self._listed(name, _first_number(matched), matched))
        if not members:
            return None
        end = members[-1].stop
        behind = self._patterns.OF_BODY.match(self.shown, end)
        if behind is None:
            return Mention(name, members, end, body=self._adopting(matched))
        mark = (behind["mark"] or "").strip(" ()")
        if not mark or self._patterns.REVISION_MARK.fullmatch(mark) is None:
            return Mention(name, members, behind.end("body"), body=behind["body"])
        return Mention(name, members, behind.end(), body=behind["body"], mark=mark)

    def _adopting(self, matched: re.Match[str]) -> str | None:
        """Return the body before some texts that adopted them: "WTSA adopted Resolutions 3 and 4"."""
        if matched.groupdict().get("body"):
            return None
        start = matched.start()
        before = self._patterns.ADOPTED_IN_FRONT.search(self.shown, max(0, start - _LONGEST_NAME), start)
        return before["body"] if before else None

    def _placed(self, position: int) -> Mention | None:
        """Return the numbers of sections before "above" and the like that have no sign."""
        before = self._patterns.NUMBERS_PLACED.search(self.shown, max(self._passed, position - _LONGEST_NAME), position)
        if before is None:
            return None
        members = tuple(self._listed("SECTIONS_PLACED", before.start()))
        return Mention("SECTIONS_CITED", members, position, Behind(placed=True))

    def _instrument(self, matched: re.Match[str]) -> Mention | None:
        """Return an instrument by its name; a noun that is not a name by itself owns what stands before it."""
        (start, end), noun, before = matched.span(), matched["noun"], None
        if not matched["short"]:
            before = self._patterns.NAME_BEFORE.search(self.shown, max(self._passed, start - _LONGEST_NAME), start)
        is_name = matched["behind"] or before or not noun or self._patterns.INSTRUMENT.fullmatch(noun)
        start = before.start() if before else start
        return Mention("INSTRUMENT_CITED", (Member(self.shown[start:end], start, end),), end) if is_name else None

    def _numbers_of_short(self, mention: Mention) -> Iterator[list[Mention]]:
        """Yield the numbers after the short name of an instrument: "CS/118"."""
        is_short = mention.kind is _Kind.INSTRUMENT and self._patterns.INSTRUMENT_SHORT.fullmatch(
            mention.members[0].words
        )
        sign = self._patterns.NUMBER_OF_SHORT.match(self.shown, mention.end) if is_short else None
        members = tuple(self._listed("PROVISIONS_CITED", sign.end())) if sign is not None else ()
        if members:
            self._passed = members[-1].stop
            yield [Mention("PROVISIONS_CITED", members, self._passed, self._behind(self._passed))]

    # ------------------------------------------------------------------ lists

    def _listed(self, name: str, position: int, sign: re.Match[str] | None = None) -> Iterator[Member]:
        """Yield the members of a list or range.

        :param name: the terminal of the grammar that begins it.
        :param position: the position of the first member.
        :param sign: the sign before it.
        """
        number = self._patterns[NUMBERS.get(name, NAMES.ITEM_LISTED)]
        start, to = sign.start() if sign else position, False
        opened = False  # a bracket, behind a number: "No. 9.6 (9.7, 9.8)"
        while (found := number.match(self.shown, position)) is not None and found.end() > position:
            closing = self._patterns.CITED_CLOSES.match(self.shown, found.end())  # "第5条"
            stop = (closing or found).end()
            bare = int(sign is None and found.groupdict().get("bracket") is not None)
            yield Member(found[0], start + bare, stop - bare, to, sign, found)
            number = self._next_number(name, found)
            closes = opened and self.shown.startswith(")", stop)
            step = self._step(number, stop + closes, name)
            if step is None:
                break
            start, position, to, sign = step
            opened = (opened and not closes) or (name == "PROVISIONS_CITED" and self.shown[start - 1] == "(")

    def _next_number(self, name: str, before: re.Match[str]) -> re.Pattern[str]:
        """Return the form of the number that may follow another one in a list."""
        if name == "PROVISIONS_CITED":
            return self._patterns.DOTTED_LISTED if FULL_STOP in before[0] else self._patterns.PLAIN_LISTED
        if KINDS[name] is _Kind.TEXT and before["mark"]:
            return self._patterns.NEXT_BEHIND_MARK
        if KINDS[name] is _Kind.TEXT and self._patterns.ENDS_WITH_LETTER.fullmatch(before["number"]):
            return self._patterns.NEXT_NUMBER_CITED
        return self._patterns[NUMBERS.get(name, NAMES.ITEM_LISTED)]

    def _step(
        self, number: re.Pattern[str], position: int, name: str
    ) -> tuple[int, int, bool, re.Match[str] | None] | None:
        """Return where the next member of a list starts, and its number; whether it ends a range; and its own sign."""
        kind = KINDS[name]
        for joint, to in ((self._patterns.CITED_TO, True), (self._patterns.CITED_AND, False)):
            joined = joint.match(self.shown, position)
            if joined is None:
                continue
            begin = joined.end()
            if number.match(self.shown, begin):
                return begin, begin, to, None
            if kind is _Kind.CLAUSE or (to and kind not in _SIGN_ENDS_RANGE):
                continue
            sign = self._begin(begin)
            if sign is None:
                begin = self.past_article(begin)
                sign = self._begin(begin)
            is_like = sign is not None and (sign.lastgroup == name or KINDS[sign.lastgroup or ""] is kind is _Kind.TEXT)
            first = _first_number(sign) if is_like and sign is not None else begin
            if is_like and number.match(self.shown, first):
                return begin, first, to, sign
        opening = self._patterns.IN_BRACKETS.match(self.shown, position) if kind is _Kind.PROVISION else None
        if opening is not None and number.match(self.shown, opening.end()):
            return opening.end(), opening.end(), False, None
        return None

    # ------------------------------------------------------------------ clauses

    def _clauses_at(self, matched: re.Match[str]) -> Mention | None:
        """Return the clauses that are cited at a position; ``None`` if the words are a sentence that continues."""
        if matched.lastgroup != "POINTS_CITED":
            return self._clauses(matched)
        labels = tuple(self._listed("POINTS_CITED", matched.end(), matched))
        joined = self._patterns.POINTS_OF.match(self.shown, labels[-1].stop) if labels else None
        verb = self._begin(joined.end()) if joined else None
        is_clause = verb is not None and KINDS[verb.lastgroup or ""] is _Kind.CLAUSE
        return self._clauses(verb, labels) if verb is not None and is_clause else None

    def _clauses(self, matched: re.Match[str], before: tuple[Member, ...] = ()) -> Mention | None:
        """Return the clauses whose heading begins at a position.

        :param before: the labels before the heading.
        """
        heading, clauses, end = self._heading(matched, labelled=bool(before))
        name, start = matched.lastgroup or "", matched.start()
        pointed = None if before else self._patterns.BEFORE_LABELS.match(self.shown, end)
        if before:
            closing = self._patterns.POINTS_CLOSE.match(self.shown, end)  # "point 2 of “resolves”"
            end = closing.end() if closing else end
            members = (*before[:-1], before[-1]._replace(stop=end))
        else:
            led = pointed or _SPACES.match(self.shown, end)
            listed = self._listed(name, led.end() if led else end, matched)
            members = tuple(listed) if led or self._lang.runs_on else ()
        stop = end if before or not members else members[-1].stop
        part = self._patterns.CLAUSE_PART.match(self.shown, end) if not members else None
        stop = part.end() if part else stop
        shown = members or (Member("", start, end),)
        mention = Mention(name, shown, stop, self._behind(stop), heading=heading, clauses=clauses)
        surely = part is not None or (pointed is not None and bool(members))
        return mention if surely or self._is_cited(mention, start, labelled=bool(members)) else None

    def _is_cited(self, mention: Mention, start: int, *, labelled: bool) -> bool:
        """Return whether a clause is cited, and the words are no sentence that goes on."""
        behind, patterns = mention.behind, self._patterns
        is_led_to = patterns.CITES_A_CLAUSE.match(self.shown, start) is not None
        if mention.name != "PREAMBLE_CITED":
            is_led_to = is_led_to or patterns.CITES_A_VERB.match(self.shown, start) is not None
        may_be = labelled or mention.name != "PREAMBLE_CITED" or is_led_to  # "compte tenu de la Résolution 5"
        if (labelled and mention.clauses) or (may_be and self._is_of_a_text(mention.end, labelled=labelled)):
            return True
        if behind.that or ((behind.placed or behind.here) and (labelled or mention.clauses)):
            return True
        if not labelled:
            ends = patterns.HEADING_ENDS.match(self.shown, mention.end) is not None
            return bool(mention.clauses) and is_led_to and ends
        # not a sentence: "taking into account a) the weather and b) the tide", "supports 8 cards"
        counts = is_number(mention.members[-1].words) and not patterns.NOTHING_COUNTED.match(self.shown, mention.end)
        blank = _SPACES.match(self.shown, mention.end)
        goes_on = blank is not None and patterns.BODY_OPENS.match(self.shown, blank.end()) is not None
        return is_led_to or not (self._lang.runs_on or counts or goes_on)

    def _is_of_a_text(self, position: int, *, labelled: bool) -> bool:
        """Return whether a text follows that the clauses belong to."""
        if self.shown[position : position + 1] != " ":
            return False
        link = self._patterns[NAMES.JOINED_TO if labelled else NAMES.JOINED_BY_OF].match(self.shown, position)
        found = self._begin(link.end()) if link else None
        return found is not None and KINDS[found.lastgroup or ""] in _HAVE_CLAUSES

    def _heading(self, matched: re.Match[str], *, labelled: bool) -> tuple[str, Sequence[Clause], int]:
        """Return the heading that is cited: the longest at the position, or one with the same verb and addressees.

        :param labelled: whether labels stand before it.
        """
        start, end = matched.span()
        clauses, stop = self._places.heading_at(self.shown, start)
        if clauses and stop >= end:
            return one_line(self.printed[start:stop]), clauses, stop
        verb = one_line(matched[0])
        led = self._patterns.LED_TO_WHOM.match(self.shown, end)
        at = led.end() - 1 if led else end
        behind = self._patterns.CITED_INSTRUCTED.match(self.shown, end)
        behind = behind or self._patterns.WHO_BEFORE_LABEL.match(self.shown, at)
        behind = behind or (self._patterns.WHO_UP_TO_STOP.match(self.shown, at) if labelled else None)
        if behind is None or matched.lastgroup != "INSTRUCTING_CITED":
            return verb, (), end
        who, stop = behind["who"], behind.end()
        if labelled and (addressees_end := self._addressees_end(behind)):
            who, stop = self.shown[behind.start("who") : addressees_end], addressees_end
        named, _ = part_side_phrases(who, self._lang)
        concepts = tuple(each.concept for each in find_addressees(named.strip(), self._lang))
        found = self._places.with_instruction(verb, concepts)
        if found:
            return found[0].heading.text, found, stop
        if set(concepts) <= {"OTHER"} or self._patterns.DOING.search(named):
            return verb, (), end  # a noun, as in "requests for assistance 2", or a sentence
        return one_line(self.printed[start:stop]), (), stop

    def _addressees_end(self, behind: re.Match[str]) -> int:
        """Return where the last addressee with a known name ends, before a text that is cited there; 0 for none."""
        start, end = behind.span("who")
        text = self._patterns.TEXTS_CITED.search(self.shown, start)
        end = min(end, text.start("kind")) if text else end
        return max((name.end() for name in self._patterns.addressee.finditer(self.shown, start, end)), default=0)


def _first_number(matched: re.Match[str]) -> int:
    """Return where the first number of some texts begins, with its Sector: "ITU-R M.2171" alone is a recommendation."""
    return matched.start() if matched.lastgroup == "SERIES_CITED" else matched.end()


def one_line(words: str) -> str:
    """Return some words with single blanks."""
    return _SPACES.sub(" ", words)


# ---------------------------------------------------------------------- what a list stands for


class Cited(NamedTuple):
    """One thing that a mention cites: a member of its list, or what lies between the ends of a range."""

    number: str
    """The number or label: ``7 b)`` for the second of "7 a) and b)"."""
    start: int
    """Where it is cited; what lies between the ends of a range is cited by all of the range."""
    stop: int
    member: Member
    group: Group | None


def spread(mention: Mention, said: Passage, letters: re.Pattern[str]) -> Iterator[Cited]:
    """Yield what a mention cites.

    :param letters: the form of a label that is a letter: behind a number with one it is below the same number.
    """
    last = ""
    groups = _groups(mention.members, said)
    for before, member, group in zip((None, *mention.members), mention.members, groups, strict=False):
        number = member.parts["number"] if mention.kind is _Kind.TEXT and member.parts else member.words
        if mention.kind is _Kind.TEXT:
            number = last[:-1] + number if is_letter(number) else number  # "44/116 B and C"
        elif letters.fullmatch(number) and (above := part_label(last)[1]):
            number = last.removesuffix(above) + number
        if before is not None and member.to and mention.kind not in _ENDS_ONLY:
            yield from (Cited(each, before.start, member.stop, member, group) for each in between(last, number))
        yield Cited(number, member.start, member.stop, member, group)
        last = number


def _groups(members: tuple[Member, ...], said: Passage) -> list[Group | None]:
    """Return the list or range of each of some members."""
    found: list[Group | None] = [None] * len(members)
    starts = [index for index, member in enumerate(members) if not index or (member.sign and not member.to)]
    for first, end in pairwise((*starts, len(members))):
        run, whole = members[first:end], None
        if len(run) > 2 or (len(run) == 2 and not run[1].to):
            whole = Group(GroupKind.LIST, said.span(run[0].start, run[-1].stop))
        for index in range(first, end):
            found[index] = found[index] or whole
            if members[index].to:
                span = said.span(members[index - 1].start, members[index].stop)
                found[index - 1] = found[index] = Group(GroupKind.RANGE, span, whole)
    return found


# ----------------------------------------------------------------------
# Finds the numbers by which United Nations texts cite others: 77/15, 2585 (2021), 2200 A (XXI), A/HRC/RES/54/10.

_DOCUMENT = regex(
    r"[ASE](?<![0-9A-Za-z/.-].)/(?!(?:HRC/)?(?:RES|PRST)/)(?:[A-Z]{1,6}[./-]?)*\d"
    r"(?:[0-9A-Za-z./-]*[0-9A-Za-z])?(?: ?\(\d{4}\))?"
)
# "S/PRST/2021/9", "A/HRC/PRST/OS/1"; not "S/PRST/2021"
_STATEMENT = regex(rf"(?<![0-9A-Za-z/.-]){STATEMENT_SYMBOL.pattern}")
_LONGEST_BODY = 80  # characters of a body before what it adopted
_LETTER = 12  # characters behind a number, for its letter or session
_GAP = regex(r"(?<=\d)(?=[A-Z]\b|\()|(?<=[A-Z])(?=\()")
_HEAD = regex(r"(?:E?S-)?\d[\d/]*")


class Assembly:
    """What the numbers in a passage of a text mean that an assembly adopts.

    :param shown: the words, folded.
    :param own: the assembly.
    """

    def __init__(self, shown: str, lang: LanguagePatterns, own: str) -> None:
        self.shown = shown
        self.own = own
        self.language: str = lang.language
        self.words = lang.patterns
        self.cited = lang.patterns.ASSEMBLY_CITED

    def numbers_alone(self) -> Iterator[tuple[Identifier, int, int]]:
        """Yield the resolutions and documents that are cited by number only, and where."""
        for found in self.cited.finditer(self.shown):
            identifier = self._identifier(found)
            if identifier.body == "ECOSOC" or not found["of_council"]:  # otherwise a period
                yield identifier, *found.span()
        for form in (_DOCUMENT, _STATEMENT):
            yield from ((Identifier.parse(found[0]), *found.span()) for found in form.finditer(self.shown))

    def counts_paragraph(self, start: int) -> bool:
        """Return whether a number sign stands before that of a paragraph: "п. 8", and not "general comment No. 1"."""
        return self.words.COUNTED_PARAGRAPH.match(self.shown, start) is not None

    def meant(self, named: Identifier, start: int, stop: int) -> tuple[Identifier | None, int]:
        """Return what a text that is named in full is, and where it ends: "Report ..., A/79/131" is a document.

        It is none if a report is only named: "World Water Development Report 2020".
        """
        if named.kind == "report" and named.sector is None:
            return None, stop
        if _DOCUMENT.fullmatch(named.number or ""):
            return Identifier.parse(named.number or ""), stop
        head = _HEAD.search(in_figures(named.number) or "") if named.sector is None else None
        found = self.cited.search(self.shown, start, stop + _LETTER) if head is not None else None
        if found is None or head is None or head[0] not in found[0]:
            return named, stop
        return self._identifier(found, named, start), max(stop, found.end())

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Where the names of assemblies end, and which it is; "its resolutions" are those of the one that adopts."""
        named = ((found.end(), found.lastgroup or "") for found in self.words.family_assembly.finditer(self.shown))
        its = (found.end() for found in self.words.CITES_OWN.finditer(self.shown) if found["within"] is None)
        return sorted((*named, *((end, self.own) for end in its)))

    def _identifier(
        self, found: re.Match[str], named: Identifier | None = None, start: int | None = None
    ) -> Identifier:
        """The identifier of a number.

        :param named: what the words say of its kind and body.
        :param start: where the words before it begin.
        """
        body = BODIES.get(found["symbol"] or "") or ("UNSC" if found["of_year"] else None)
        if (
            body is None
            and named is not None
            and named.body not in ("COUNCIL", "UNSC", found["of_session"] and "ECOSOC")
        ):
            body = named.body
        if body is None:
            is_council = named is not None and named.body == "COUNCIL" and found["of_council"]
            body = "ECOSOC" if is_council else self._body(found, found.start() if start is None else start)
        number = found["of_session"] or found["of_council"] or found["of_old"] or found["of_year"]
        made = _identifier(body, number, self.language)
        return made if named is None else evolve(made, kind=named.kind)

    def _body(self, found: re.Match[str], start: int) -> str:
        """Return the body of a number: the one after it, otherwise the one named last, otherwise the adopting body.

        Empty for other bodies than these.
        """
        behind = self._body_behind(found.end())
        if behind is not None:
            return behind
        last = next((body for end, body in reversed(self._named) if end <= start), "")
        if found["of_old"]:
            return "UNGA"
        if self.words.ANOTHER_BODY_BEFORE.search(self.shown, max(0, start - _LONGEST_BODY), start):
            return ""
        if found["of_council"]:
            return last if last == "ECOSOC" else ""
        if last not in ("UNGA", "UNHRC"):  # the Economic and Social Council counts by years
            last = "UNHRC" if self.own == "UNHRC" else "UNGA"
        session = found["of_session"].partition("/")[0]
        return "UNGA" if last == "UNHRC" and session.isdecimal() and not session_of(last, int(session)) else last

    def _body_behind(self, position: int) -> str | None:
        """Return the body after a number, or after the list that it begins; empty for other bodies."""
        behind = self.words.ADOPTED_BEHIND.match(self.shown, position)
        if behind is not None:
            named = self.words.family_assembly.match(self.shown, behind.end())
            if named is not None:
                return named.lastgroup or ""
            if self.words.ANOTHER_BODY.match(self.shown, behind.end()):
                return ""
        joined = self.words.CITED_ON.match(self.shown, position)
        following = self.cited.match(self.shown, joined.end()) if joined is not None else None
        return self._body_behind(following.end()) if following is not None else None


@lru_cache(maxsize=4096, typed=True)
def _identifier(body: str, number: str, language: str) -> Identifier:
    """The identifier of a number of a body, whose number tells whether it is a decision; of another body if empty."""
    number = as_latin(number)
    head, _, year = number.removesuffix(")").partition("(")
    if year.isdecimal() and len(year) == len("2021"):
        made = Identifier.made("resolution", head.strip(), language=language, revision=Revision(years=(int(year),)))
    else:
        made = Identifier.made("resolution", _GAP.sub(" ", number), language=language)
    return evolve(made, kind=kind_by_number(body, number), body=body or None)
