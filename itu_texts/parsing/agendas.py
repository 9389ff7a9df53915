"""Finds covers, agendas and lists of contents in session documents and volumes, each as one token.

Lines that only name texts must not become texts.  A line that could open such a group, but is not followed by one,
is an ordinary line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, SEPARATORS, is_in_capitals, past_blanks, without_blanks
from itu_texts.parsing.findings import Pass, RuleContext, TokenStream
from itu_texts.parsing.parts import cover_line
from itu_texts.parsing.reading_copy import line_end
from itu_texts.parsing.thresholds import FURTHER_LINES, LINES_ABOVE, LONGEST_PHRASE, NEAR_TOKENS, NEARBY
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    IN_LINE,
    SOFT_BREAK,
    AgendaItemToken,
    AgendaToken,
    CandidateToken,
    ContentsToken,
    CoverLineToken,
    DesignationToken,
    EntryNameToken,
    EntryPageToken,
    EntryTitleToken,
    LabelledToken,
    ListingToken,
    ParagraphToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree.base import Part

# ---------------------------------------------------------------------- texts that a list cites

_ENDS_OF_LIST: Final[TokenTypes] = frozenset(("FORMULA", "AMENDMENT", "AMENDED", "COVER", "AGENDA", "CONTENTS"))


def classify_citations(tokens: Sequence[Token], text: str, lang: LanguagePatterns) -> Sequence[Token]:
    """Return the tokens, with words in place of the designations of a list.

    A list begins below its title, "Related ITU Recommendations", or behind a colon, "to abrogate the following
    Resolutions:". It goes on as long as its members follow one another.
    """
    told = [*tokens]
    listed = False  # whether the name above is a member
    capitals: bool | None = None  # whether the members are in capitals
    names = [place for place, token in enumerate(tokens) if isinstance(token, DesignationToken)]
    for above, place in pairwise((-1, *names)):
        token = tokens[place]
        lines: list[Token] = []  # those above, as far as one may stand below its title
        for line in reversed(tokens[above + 1 : place]):
            is_end = line.type in _ENDS_OF_LIST
            if line.gap > IN_LINE and not is_end:
                lines.append(line)
            if is_end or len(lines) == NEAR_TOKENS:
                listed = False
                break
        if any(_begins_list(line, text, lang) for line in lines):
            listed, capitals = True, None
        in_capitals = listed and is_in_capitals(text[token.start : token.end].partition("(")[0])
        begins = (in_capitals and not capitals) or lang.patterns.DRAFT_DESIGNATION.match(text, token.start)
        listed = listed and not (begins and _begins_text(tokens[place + 1 : place + 1 + NEAR_TOKENS]))
        if listed:
            capitals = in_capitals
            told[place] = WordsToken(token.start, token.end, token.gap, said="cited")
    return told


def _begins_list(line: Token, text: str, lang: LanguagePatterns) -> bool:
    """Return whether a line is the title of such a list, or ends with a colon behind the word for its members."""
    if lang.patterns.RELATED_TITLE.match(text, line.start, line.end):
        return True
    last = max(line.start, line.end - LONGEST_PHRASE)
    return COLON in text[last : line.end] and bool(lang.patterns.TEXTS_FOLLOW.search(text, last, line.end))


def _begins_text(near: Sequence[Token]) -> bool:
    """Return whether the formula of a text stands below its name, and no other name between."""
    below = next((token for token in near if token.type == "FORMULA" or isinstance(token, DesignationToken)), None)
    return below is not None and below.type == "FORMULA"


# ---------------------------------------------------------------------- covers, agendas and lists of contents

# A line of an announced list without leaders, "PART I Boats 2", but not the number of a text: "RESOLUTION 9"
_BARE_PAGE: Final = regex(r"[^\s\d]+[^\S\n]+\S[^\n]*[^\S\n](?P<page>\d{1,3})[^\S\n]*$", re.MULTILINE)


_DESIGNATIONS: Final = frozenset(("DRAFT_DESIGNATION", "CAPITAL_DESIGNATION", "DESIGNATION"))
_ENDS: Final[TokenTypes] = frozenset(("HEADING", "FORMULA", "AMENDMENT", "AMENDED", "AGENDA", "CONTENTS", "COVER"))


def classify_session(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Put one token in place of the lines of each agenda, and so on, and classify those in it."""
    told = classify_citations(tokens, context.text, context.lang)
    return context.from_sign(told, lambda rest: _classified(TokenStream(rest), context))


def _classified(stream: TokenStream, context: RuleContext) -> Iterator[Token]:
    groups = _Groups(stream, context)
    begun = False  # the first text
    for token in stream:
        if token.type == "FORMULA" or (isinstance(token, DesignationToken) and token.known):
            begun = True
        if token.type in _GROUPS or (not begun and _is_of_contents(token)):
            yield groups.group(token)
        else:
            yield token


def _is_of_contents(token: Token | None) -> bool:
    """Return whether a file marks a line as part of a list of contents."""
    return isinstance(token, WordsToken) and token.said == "contents"


class _Line(NamedTuple):
    """A line ahead, with the lines below on which the title of an entry goes on."""

    token: Token
    """What it begins with."""
    end: int
    place: int
    """How many tokens ahead it begins."""
    below: int
    """How many tokens ahead the next line begins."""

    def of(self, kind: type[Token]) -> Token:
        """Return the line as one token."""
        return kind(self.token.start, self.end, self.token.gap)


class _Members(NamedTuple):
    """The members of a group, and how many tokens ahead they take; none if no group begins."""

    tokens: Sequence[Token] = ()
    taken: int = 0


class _Groups(Pass):
    """Looks ahead for the members of agendas, lists of contents and covers."""

    def __init__(self, stream: TokenStream, context: RuleContext) -> None:
        super().__init__(context)
        self.stream = stream
        self.peek = stream.peek
        self.page = self.words.ENTRY_PAGE.search
        self.not_covers = 0
        """The end of lines that are no cover: so none begins in one of them."""

    def group(self, first: Token) -> Token:
        """Return the group that begins with a token, or its line as words if none does."""
        self.stream.give_back([first])
        heading = next(self._lines())
        kind = first.type if first.type in _GROUPS else "CONTENTS"
        members, taken = _GROUPS[kind](self, heading)
        for _ in range(taken or heading.below):
            self.stream.take()
        if not members:
            return heading.of(WordsToken)
        return ListingToken(members[0].start, members[-1].end, members[0].gap, kind, members)

    def _lines(self, place: int = 0, *, entries: bool = False) -> Iterator[_Line]:
        """Yield the lines ahead.

        :param entries: whether the title of an entry goes on below, up to its page or a blank line.
        """
        while (token := self.peek(place)) is not None:
            begin = place
            end, place = self._line(place)
            while entries and token.type == "DESIGNATION" and self._goes_on(token, end, self.peek(place)):
                end, place = self._line(place)
            yield _Line(token, end, begin, place)

    def _line(self, place: int) -> tuple[int, int]:
        """Return where the line of a token ahead ends, and at which place the next one begins."""
        end = 0
        while (token := self.peek(place)) is not None and (token.gap == IN_LINE or not end):
            end, place = token.end, place + 1
        return end, place

    def _goes_on(self, token: Token, end: int, below: Token | None) -> bool:
        """Return whether the title of an entry goes on in the line below."""
        if below is None or below.type != "TEXT":
            return False
        return below.gap == SOFT_BREAK or (below.gap < BLANK_LINE and not self.page(self.text, token.end, end))

    # ------------------------------------------------------------------ agendas

    def agenda(self, heading: _Line) -> _Members:
        """Return an agenda: its heading, with the date and place of the meeting, and its items with their entries."""
        near = takewhile(lambda line: line.place <= 2 * NEARBY, self._lines())
        *_, title = takewhile(lambda line: not line.place or line.token.type == "TEXT", near)
        first = self.peek(title.below)
        readings = series.readings(first.label) if isinstance(first, LabelledToken) else ()
        if not any(reading.style == "number" and reading.first for reading in readings):
            return _Members()
        members: list[Token] = [AgendaToken(heading.token.start, title.end, heading.token.gap)]
        taken = title.below
        for line in self._lines(taken, entries=True):
            token = line.token
            if isinstance(token, LabelledToken):
                members.append(AgendaItemToken(token.start, token.start + len(token.label), token.gap, token.label))
                members += [ParagraphToken(token.words, line.end)] if token.words < line.end else []
            elif token.type == "DESIGNATION" or (token.type == "TEXT" and token.gap < BLANK_LINE):
                members += self._entry(line)
            else:
                break
            taken = line.below
        return _Members(members, taken)

    # ------------------------------------------------------------------ lists of contents

    def contents(self, heading: _Line) -> _Members:
        """Return a list of contents: the lines that the file marks so, those that name texts, or those with pages."""
        headed = heading.token.type == "CONTENTS"
        begin = heading.below if headed else 0
        if _is_of_contents(self.peek(begin)):
            lines = [*takewhile(lambda line: _is_of_contents(line.token), self._lines(begin))]
            found = _Members([token for line in lines for token in self._entry(line)], lines[-1].below)
        elif self._names_texts():
            found = self._entries(begin)
        else:
            found = self._paged(begin)
        title = [heading.of(ContentsToken)] if headed else []
        return _Members([*title, *found.tokens], found.taken) if found.tokens else found

    def _names_texts(self) -> bool:
        """Return whether the first name of a text near has a title or a page on its line."""
        near = range(1, NEARBY + 2)
        place = next((at for at in near if (token := self.peek(at)) and token.type == "DESIGNATION"), None)
        return place is not None and self._line(place)[1] > place + 1

    def _paged(self, begin: int) -> _Members:
        """Return the lines up to the last with a page: "Boats ..... 2"."""
        members: list[Token] = []
        known, taken, last, between = 0, 0, 0, 0
        for line in self._lines(begin):
            if line.token.type == "FORMULA" or between > FURTHER_LINES:
                break
            members += self._entry(line)
            start = line.token.start
            bare = _BARE_PAGE.match(self.text, start)
            page = int(bare["page"]) if bare is not None else -1
            between += 1
            if page >= last or self.page(self.text, start, line_end(self.text, start)):
                known, taken, last, between = len(members), line.below, max(last, page), 0
        return _Members(members[:known], taken)

    def _entries(self, begin: int) -> _Members:
        """Return entries that name texts, the lines between them, and those below the last that end with a page."""
        members: list[Token] = []
        between: list[Token] = []
        taken = begin
        for line in self._lines(begin, entries=True):
            if line.token.type == "DESIGNATION" and self._names_only(line):
                members += (*between, *self._entry(line))
                between, taken = [], line.below
            elif line.token.type in _ENDS or line.place - taken > 2 * NEARBY:
                break
            else:
                between.append(line.of(ParagraphToken))
        for line in self._lines(taken):
            is_near = SOFT_BREAK <= line.token.gap < BLANK_LINE and line.token.type != "TABLE"
            if not is_near or self.page(self.text, line.token.start, line.end) is None:
                break
            members.append(line.of(ParagraphToken))
            taken = line.below
        return _Members(members, taken)

    def _names_only(self, line: _Line) -> bool:
        """Return whether a designation ahead is an entry: a title or a page follows, and no formula or heading."""
        end, below = self._line(line.place)
        if self.page(self.text, line.token.end, end):
            return True
        for place in range(line.place + 1, line.place + 2 * NEARBY):
            following = self.peek(place)
            if following is None or following.type in ("DESIGNATION", "CONTENTS"):
                return below > line.place + 1
            if following.type in _ENDS or (isinstance(following, CandidateToken) and following.form != "HEADING_LIKE"):
                break
        return False

    def _entry(self, line: _Line) -> list[Token]:
        """Return the designation, title and page of an entry; a paragraph for a line that names no text."""
        start, stop, end = line.token.start, line.token.end, line.end
        if line.token.type != "DESIGNATION":
            form = self.lang.line.match(self.text, start)
            if form is None or form.lastgroup not in _DESIGNATIONS or form.end() > end:
                return [line.of(ParagraphToken)]
            stop = without_blanks(self.text, form.end())
        words = past_blanks(self.text, stop)
        if words + 1 < end and self.text[words] in SEPARATORS:
            stop, words = words + 1, past_blanks(self.text, words + 1)
        page = self.page(self.text, stop, end)
        title_end = page.start() if page else end
        parts: list[Token] = [EntryNameToken(start, stop, line.token.gap)]
        if title_end > words:
            parts.append(EntryTitleToken(words, title_end))
        if page:
            parts.append(EntryPageToken(past_blanks(self.text, page.start()), end))
        return parts

    # ------------------------------------------------------------------ covers

    def cover(self, first: _Line) -> _Members:
        """Return the lines of a cover, up to the last of a known form; only some of these occur only in covers."""
        if first.token.start < self.not_covers:
            return _Members()
        lines: list[Token] = [CoverLineToken(first.token.start, first.end, first.token.gap)]
        said = {part.name for part in self._parts(lines[0])}
        titled = "agenda_item" in said  # whether the title of an item may begin here
        known, taken = 1, first.below
        for line in self._lines(first.below):
            token = line.token
            if len(lines) - known >= LINES_ABOVE or self.words.TITLE_BEHIND_COVER.match(self.text, token.start):
                break
            lines.append(CoverLineToken(token.start, line.end, token.gap))
            names = {part.name for part in self._joined(lines, known)}
            may_be_title = isinstance(token, CandidateToken) and (titled or not token.verb_end)
            if not names and token.type != "TEXT" and not may_be_title:
                break
            titled = "agenda_item" in names
            if names:
                said |= names
                known, taken = len(lines), line.below
        if said.isdisjoint(("series", "annex_pages")) and len(said) < 2:  # a number alone may stand anywhere
            self.not_covers = lines[known - 1].end
            return _Members()
        return _Members(lines[:known], taken)

    def _joined(self, lines: list[Token], known: int) -> Sequence[Part]:
        """Return the parts of the last line; it is joined to those above, of no known form, that it goes on.

        "[on the report of the Third" begins a line; the names of those that submit a draft begin below a blank one.
        """
        parts = self._parts(lines[-1])
        names = any(part.name == "sponsors" for part in parts)
        for at in range(len(lines) - 2, known - 1, -1) if names or not parts else ():
            line = CoverLineToken(lines[at].start, lines[-1].end, lines[at].gap)
            if names:
                begins = line.gap == BLANK_LINE and lines[at + 1].gap != BLANK_LINE
            else:
                begins = self.words.COVER_BEGUN.match(self.text, line.start) is not None
            found = self._parts(line) if begins else ()
            if found:
                lines[at:] = [line]
                return found
        return parts

    def _parts(self, line: Token) -> Sequence[Part]:
        return cover_line(self.text[line.start : line.end], self.lang)


_GROUPS: Final[Mapping[TokenType, Callable[[_Groups, _Line], _Members]]] = {
    "AGENDA": _Groups.agenda,
    "CONTENTS": _Groups.contents,
    "COVER": _Groups.cover,
}
