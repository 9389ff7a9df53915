"""Finds covers, agendas and lists of contents in session documents and volumes, each as one group of tokens.

Lines that only name texts must not become texts.  A line that could open such a group, but is not followed by one,
is an ordinary line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import SEPARATORS, past_blanks, without_blanks
from itu_texts.parsing.citations import classify_citations
from itu_texts.parsing.reading_copy import line_end
from itu_texts.parsing.record_lines import cover_line
from itu_texts.parsing.stream import RuleContext, TokenStream
from itu_texts.parsing.thresholds import FURTHER_LINES, LINES_ABOVE, NEARBY
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    IN_LINE,
    SOFT_BREAK,
    AgendaItemToken,
    AgendaToken,
    BracketToken,
    CandidateToken,
    ContentsToken,
    CoverLineToken,
    DesignationToken,
    EntryNameToken,
    EntryPageToken,
    EntryTitleToken,
    LabelledToken,
    ParagraphToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree.base import Part

# A line of an announced list without leaders, "PART I Boats 2", but not the number of a text: "RESOLUTION 9"
_BARE_PAGE: Final = regex(r"[^\s\d]+[^\S\n]+\S[^\n]*[^\S\n](?P<page>\d{1,3})[^\S\n]*$", re.MULTILINE)


_DESIGNATIONS: Final = frozenset(("DRAFT_DESIGNATION", "CAPITAL_DESIGNATION", "DESIGNATION"))
_ENDS: Final[TokenTypes] = frozenset(("HEADING", "FORMULA", "AMENDMENT", "AMENDED", "AGENDA", "CONTENTS", "COVER"))


def classify_session(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Put AGENDA_OPEN and AGENDA_CLOSE around agendas, and so on, and classify the tokens in them."""
    told = [*classify_citations(tokens, context.text, context.lang)]
    return context.from_sign(told, lambda rest: _classified(TokenStream(rest), context.text, context.lang))


def _classified(stream: TokenStream, text: str, lang: LanguagePatterns) -> Iterator[Token]:
    groups = _Groups(stream, text, lang)
    covers = _Covers(stream, text, lang)
    begun = False  # the first text
    for token in stream:
        kind = token.type
        if kind == "FORMULA" or (isinstance(token, DesignationToken) and token.known):
            begun = True
        if not begun and groups.is_of_contents(token):
            yield from groups.lines_of_contents(token)
        elif kind == "AGENDA":
            yield from groups.agenda(token)
        elif kind == "CONTENTS":
            yield from groups.contents(token)
        elif kind == "COVER":
            yield from covers.cover(token)
        else:
            yield token


class _Ahead:
    """The tokens ahead, which a group takes."""

    def __init__(self, stream: TokenStream, text: str, lang: LanguagePatterns) -> None:
        self.peek = stream.peek
        self.take = stream.take
        self.text = text
        self.words = lang.patterns

    def _line(self, token: Token) -> int:
        """Take the rest of the line that a token begins; return where it ends."""
        end = token.end
        while (following := self.peek()) is not None and following.gap == IN_LINE:
            end = self.take().end
        return end

    def _group(self, opening: TokenType, members: Sequence[Token], closing: TokenType) -> Iterator[Token]:
        start, end = members[0].start, members[-1].end
        yield BracketToken(start, start, members[0].gap, opening)
        yield from members
        yield BracketToken(end, end, IN_LINE, closing)


class _Groups(_Ahead):
    """Looks ahead for the members of agendas and lists of contents."""

    def __init__(self, stream: TokenStream, text: str, lang: LanguagePatterns) -> None:
        super().__init__(stream, text, lang)
        self.form_of = lang.line.match
        self.page = self.words.ENTRY_PAGE.search

    def _line_end(self, place: int = -1) -> int:
        """Return the end of the line that a token ahead begins."""
        place += 1
        end = 0
        while (following := self.peek(place)) is not None and following.gap == IN_LINE:
            end = following.end
            place += 1
        return end

    # ------------------------------------------------------------------ entries

    def _entry(self, token: Token) -> list[Token]:
        """Return an entry: its designation, title and page."""
        end = self._line(token)
        while (following := self.peek()) is not None and following.type == "TEXT" and following.gap < BLANK_LINE:
            if following.gap == SOFT_BREAK or not self.page(self.text, token.end, end):
                self.take()  # the next line of the title
                end = self._line(following)
            else:
                break
        return self._parts(token, end)

    def _parts(self, token: Token, end: int) -> list[Token]:
        """Return the designation, title and page of an entry whose end is known."""
        stop = token.end
        if end == stop:
            return [EntryNameToken(token.start, stop, token.gap)]
        start = past_blanks(self.text, stop)
        if self.text[start] in SEPARATORS and start + 1 < end:
            stop = start + 1
            start = past_blanks(self.text, stop)
        parts: list[Token] = [EntryNameToken(token.start, stop, token.gap)]
        paged = self.page(self.text, stop, end)
        title_end = paged.start() if paged else end
        if title_end > start:
            parts.append(EntryTitleToken(start, title_end))
        if paged:
            parts.append(EntryPageToken(past_blanks(self.text, paged.start()), end))
        return parts

    # ------------------------------------------------------------------ agendas

    def agenda(self, heading: Token) -> Iterator[Token]:
        place = 0
        while (following := self.peek(place)) is not None and place < 2 * NEARBY:
            if following.gap > IN_LINE and following.type != "TEXT":
                break
            place += 1
        if following is None or not self._begins_agenda(following):
            plain = WordsToken(heading.start, self._line(heading), heading.gap)
            yield plain
            return
        end = self._line(heading)
        while (token := self.peek()) is not None and token.type == "TEXT":  # the date and place of the meeting
            end = self._line(self.take())
        yield from self._group(
            "AGENDA_OPEN", [AgendaToken(heading.start, end, heading.gap), *self._agenda_items()], "AGENDA_CLOSE"
        )

    def _agenda_items(self) -> list[Token]:
        """Return the items of an agenda, with their entries."""
        members: list[Token] = []
        while (token := self.peek()) is not None:
            if isinstance(token, LabelledToken):
                self.take()
                members += self._agenda_item(token)
            elif token.type == "DESIGNATION" and members:
                self.take()
                members += self._entry(token)
            elif token.type == "TEXT" and members and token.gap < BLANK_LINE:
                self.take()
                members.append(ParagraphToken(token.start, self._line(token), token.gap))
            else:
                break
        return members

    @staticmethod
    def _begins_agenda(token: Token) -> bool:
        readings = series.readings(token.label) if isinstance(token, LabelledToken) else ()
        return any(reading.style == "number" and reading.first for reading in readings)

    def _agenda_item(self, token: LabelledToken) -> list[Token]:
        """Return an item with its words."""
        start, end = token.words, self._line(token)
        item = AgendaItemToken(token.start, token.start + len(token.label), token.gap, token.label)
        return [item, ParagraphToken(start, end)] if start < end else [item]

    # ------------------------------------------------------------------ lists of contents

    @staticmethod
    def is_of_contents(token: Token | None) -> bool:
        """Return whether a file marks a line as part of a list of contents."""
        return isinstance(token, WordsToken) and token.said == "contents"

    def lines_of_contents(self, first: Token) -> Iterator[Token]:
        """Yield the lines that a file marks as a list of contents, with their heading if they have one."""
        heading = first.type == "CONTENTS"
        members = [ContentsToken(first.start, first.end, first.gap)] if heading else self._line_of_contents(first)
        while (following := self.peek()) is not None and self.is_of_contents(following):
            members += self._line_of_contents(self.take())
        yield from self._group("CONTENTS_OPEN", members, "CONTENTS_CLOSE")

    def _line_of_contents(self, token: Token) -> list[Token]:
        form = self.form_of(self.text, token.start)
        if form is None or form.lastgroup not in _DESIGNATIONS or form.end() > token.end:
            return [ParagraphToken(token.start, token.end, token.gap)]
        return self._parts(Token(token.start, without_blanks(self.text, form.end()), token.gap), token.end)

    def contents(self, heading: Token) -> Iterator[Token]:
        if self.is_of_contents(self.peek()):
            yield from self.lines_of_contents(heading)
            return
        place = 0
        while (following := self.peek(place)) is not None and following.type != "DESIGNATION" and place < NEARBY:
            place += 1
        if following is None or following.type != "DESIGNATION" or not self._line_end(place):
            end = self._line(heading)
            title = ContentsToken(heading.start, end, heading.gap)
            count = self._paged()
            yield from (
                self._group("CONTENTS_OPEN", [title, *self._lines(count)], "CONTENTS_CLOSE")
                if count
                else [WordsToken(heading.start, end, heading.gap)]
            )
            return
        title = ContentsToken(heading.start, self._line(heading), heading.gap)
        yield from self._group("CONTENTS_OPEN", [title, *self._entries()], "CONTENTS_CLOSE")

    def _paged(self) -> int:
        """Return how many tokens ahead belong to the list that a heading announces: "Boats ..... 2"."""
        count = between = place = last = 0
        while (token := self.peek(place)) is not None and token.type != "FORMULA":
            place += 1
            if token.gap == IN_LINE:
                count += count == place - 1
                continue
            bare = _BARE_PAGE.match(self.text, token.start)
            page = int(bare["page"]) if bare is not None else -1
            if page >= last or self.page(self.text, token.start, line_end(self.text, token.start)):
                last = max(last, page)
                between = 0
                count = place
            else:
                between += 1
                if between > FURTHER_LINES:
                    break
        return count

    def _lines(self, count: int) -> list[Token]:
        """Return a number of tokens ahead as the lines of a list of contents."""
        lines = self._whole([self.take() for _ in range(count)])
        return [part for line in lines for part in self._line_of_contents(line)]

    @staticmethod
    def _whole(tokens: Sequence[Token]) -> list[Token]:
        """Return the lines of some tokens."""
        lines: list[Token] = []
        for token in tokens:
            if token.gap == IN_LINE and lines:
                lines[-1] = Token(lines[-1].start, token.end, lines[-1].gap)
            else:
                lines.append(Token(token.start, token.end, token.gap))
        return lines

    def _entries(self) -> list[Token]:
        """Return entries, and the lines between them, up to the last entry."""
        members: list[Token] = []
        while (token := self.peek()) is not None:
            if token.type == "DESIGNATION" and self._names_only(token):
                self.take()
                members += self._entry(token)
                continue
            place = 0
            while (token := self.peek(place)) is not None and place < 2 * NEARBY:
                if token.type in _ENDS or (token.type == "DESIGNATION" and token.gap > IN_LINE):
                    break
                place += 1
            if token is None or token.type != "DESIGNATION" or not self._names_only(token, place):
                break
            lines = self._whole([self.take() for _ in range(place)])
            members += [ParagraphToken(line.start, line.end, line.gap) for line in lines]
        while (token := self.peek()) is not None and SOFT_BREAK <= token.gap < BLANK_LINE and self._is_paged(token):
            self.take()
            members.append(ParagraphToken(token.start, self._line(token), token.gap))
        return members

    def _is_paged(self, token: Token) -> bool:
        """Return whether the line that the next token begins ends with a page."""
        end = max(token.end, self._line_end(0))
        return token.type != "TABLE" and self.page(self.text, token.start, end) is not None

    def _names_only(self, token: Token, place: int = 0) -> bool:
        """Return whether a designation ahead is an entry: a title or a page follows, and no formula or heading."""
        end = self._line_end(place)
        if end and self.page(self.text, token.end, end):
            return True
        for index in range(place + 1, place + 2 * NEARBY):
            following = self.peek(index)
            if following is None or following.type in ("DESIGNATION", "CONTENTS"):
                return bool(end)
            if following.type in _ENDS or (isinstance(following, CandidateToken) and following.form != "HEADING_LIKE"):
                return False
        return False


class _Covers(_Ahead):
    """Looks ahead for the lines of a cover."""

    def __init__(self, stream: TokenStream, text: str, lang: LanguagePatterns) -> None:
        super().__init__(stream, text, lang)
        self.lang = lang

    def cover(self, first: Token) -> Iterator[Token]:
        """Yield the lines of a cover, up to the last of a known form; only some of these occur only in covers."""
        lines: list[Token] = [CoverLineToken(first.start, self._line(first), first.gap)]
        said = {part.name for part in self._parts(lines[0])}
        titled = "agenda_item" in said  # whether the title of an item may begin here
        known, tokens, place = 1, 0, 0
        while len(lines) - known < LINES_ABOVE and (token := self.peek(place)) is not None:
            place += 1
            end = token.end
            while (following := self.peek(place)) is not None and following.gap == IN_LINE:
                end = following.end
                place += 1
            if self.words.TITLE_BEHIND_COVER.match(self.text, token.start):
                break
            lines.append(CoverLineToken(token.start, end, token.gap))
            parts = self._joined(lines, known)
            if not parts and not (
                token.type == "TEXT" or (isinstance(token, CandidateToken) and (titled or not token.verb_end))
            ):
                break
            titled = any(part.name == "agenda_item" for part in parts)
            if parts:
                said |= {part.name for part in parts}
                known, tokens = len(lines), place
        if said.isdisjoint(("series", "annex_pages")) and len(said) < 2:  # a number alone may stand anywhere
            yield WordsToken(first.start, lines[0].end, first.gap)
            return
        for _ in range(tokens):
            self.take()
        yield from self._group("COVER_OPEN", lines[:known], "COVER_CLOSE")

    def _joined(self, lines: list[Token], known: int) -> Sequence[Part]:
        """Return the parts of the last line; it is joined to those above, of no known form, that it goes on.

        "[on the report of the Third" begins a line; the names of those that submit a draft begin below a blank one.
        """
        first = len(lines) - 1
        parts = self._parts(lines[-1])
        names = any(part.name == "sponsors" for part in parts)
        for at in range(first - 1, known - 1, -1) if names or not parts else ():
            line = CoverLineToken(lines[at].start, lines[-1].end, lines[at].gap)
            if names and line.gap == BLANK_LINE and lines[at + 1].gap != BLANK_LINE:
                first, parts = at, self._parts(line)
                break
            if not names and self.words.COVER_BEGUN.match(self.text, line.start) and (found := self._parts(line)):
                first, parts = at, found
                break
        lines[first:] = [CoverLineToken(lines[first].start, lines[-1].end, lines[first].gap)]
        return parts

    def _parts(self, line: Token) -> Sequence[Part]:
        return cover_line(self.text[line.start : line.end], self.lang)
