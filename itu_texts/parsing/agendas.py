"""Finds covers, agendas and lists of contents in session documents and volumes, each as one group of tokens.

Lines that only name texts must not become texts.  A line that could open such a group, but is not followed by one,
is an ordinary line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.writing import LEADERS, SEPARATORS, is_number, past_blanks, without_blanks
from itu_texts.parsing.stream import LookAhead, Passing
from itu_texts.parsing.thresholds import FEWEST, FURTHER_LINES, NEARBY
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    IN_LINE,
    SOFT_BREAK,
    Agenda,
    AgendaItem,
    Bracket,
    Contents,
    CoverLine,
    Designation,
    EntryName,
    EntryPage,
    EntryTitle,
    Labelled,
    Paragraph,
    Token,
    Words,
)
from itu_texts.parsing.twin import line_end

_DESIGNATIONS: Final = frozenset(("DRAFT_DESIGNATION", "CAPITAL_DESIGNATION", "DESIGNATION"))


def classify_session(tokens: Iterator[Token], passing: Passing) -> Iterator[Token]:
    """Put AGENDA_OPEN and AGENDA_CLOSE around agendas, and so on, and classify the tokens in them."""
    return passing.from_sign(tokens, lambda rest: _classified(LookAhead(rest), passing.text, passing.surface))


def _classified(stream: LookAhead, text: str, surface: Surface) -> Iterator[Token]:
    groups = _Groups(stream, text, surface)
    begun = False  # the first text
    for token in stream:
        kind = token.type
        if kind == "FORMULA" or (isinstance(token, Designation) and token.known):
            begun = True
        if kind == "AGENDA":
            yield from groups.agenda(token)
        elif kind == "COVER":
            yield from groups.cover(token)
        elif count := groups.listed(token, begun=begun):
            yield from groups.contents(token, count)
        elif kind == "CONTENTS":
            yield from groups.plain([token])
        else:
            yield token


class _Groups:
    """Looks ahead for the lines of covers, agendas and lists of contents."""

    def __init__(self, stream: LookAhead, text: str, surface: Surface) -> None:
        self.peek = stream.peek
        self.take = stream.take
        self.passed = stream.passed
        self.text = text
        self.words = surface.patterns
        self.form_of = surface.line.match
        self.page = surface.patterns["ENTRY_PAGE"].search
        self.pages: dict[int, str] = {}
        """The pages of lines that end with leader dots and a page, by where the lines begin."""
        self.no_list = 0
        """The end of the last lines with pages that are not a list of contents."""
        if any(dots in text for dots in LEADERS):
            for found in surface.patterns["LED_PAGE"].finditer(text):
                begin = past_blanks(text, text.rfind("\n", 0, found.start()) + 1)
                self.pages[begin] = found["page"]

    def _line(self, token: Token) -> Token:
        """Take the rest of the line that a token begins; return the line."""
        end = token.end
        while (following := self.peek()) is not None and following.gap == IN_LINE:
            end = self.take().end
        return Token(token.start, end, token.gap)

    def _group(self, name: str, members: Sequence[Token]) -> Iterator[Token]:
        yield from self.passed()
        yield Bracket(f"{name}_OPEN", members[0].start, members[0].gap)
        yield from members
        yield Bracket(f"{name}_CLOSE", members[-1].end)

    def plain(self, lines: Sequence[Token]) -> Iterator[Token]:
        """Yield lines that are words after all."""
        lines = [*lines[:-1], self._line(lines[-1])]
        yield from self.passed()
        yield from (Words(line.start, line.end, line.gap) for line in lines)

    # ------------------------------------------------------------------ entries

    def _entry(self, token: Token) -> Token:
        """Take the rest of an entry: its line, and the next lines of its title if it names a text."""
        line = self._line(token)
        while (
            token.type == "DESIGNATION"
            and (following := self.peek()) is not None
            and following.type == "TEXT"
            and following.gap < BLANK_LINE
            and (following.gap == SOFT_BREAK or not self.page(self.text, token.end, line.end))
        ):
            line = Token(line.start, self._line(self.take()).end, line.gap)
        return line

    def _parts(self, line: Token) -> list[Token]:
        """Return the designation, title and page of a line; one paragraph if it names no text."""
        text, end = self.text, line.end
        form = self.form_of(text, line.start)
        if form is None or form.lastgroup not in _DESIGNATIONS or form.end() > end:
            return [Paragraph(line.start, end, line.gap)]
        stop = without_blanks(text, form.end())
        start = past_blanks(text, stop) if stop < end else end
        if start + 1 < end and text[start] in SEPARATORS:
            stop = start + 1
            start = past_blanks(text, stop)
        parts: list[Token] = [EntryName(line.start, stop, line.gap)]
        paged = self.page(text, stop, end)
        title_end = paged.start() if paged else end
        if title_end > start:
            parts.append(EntryTitle(start, title_end))
        if paged:
            parts.append(EntryPage(past_blanks(text, paged.start()), end))
        return parts

    # ------------------------------------------------------------------ agendas

    def agenda(self, heading: Token) -> Iterator[Token]:
        place = 0  # behind the date and place of the meeting
        while (token := self.peek(place)) is not None and place < 2 * NEARBY:
            if token.gap > IN_LINE and token.type != "TEXT":
                break
            place += 1
        readings = series.label(token.label).readings if isinstance(token, Labelled) else ()
        if not any(reading.style == "number" and reading.first for reading in readings):
            yield from self.plain([heading])
            return
        end = [heading, *(self.take() for _ in range(place))][-1].end
        members: list[Token] = [Agenda(heading.start, end, heading.gap)]
        while (token := self.peek()) is not None and token.type in ("ITEM", "DESIGNATION"):
            line = self._entry(self.take())
            if isinstance(token, Labelled):
                members.append(AgendaItem(token.start, token.start + len(token.label), token.gap, token.label))
                line = Token(token.words, line.end)
            if line.start < line.end:
                members += self._parts(line)
        yield from self._group("AGENDA", members)

    # ------------------------------------------------------------------ lists of contents

    def listed(self, first: Token, *, begun: bool) -> int:
        """Return how many tokens, from a first one, are the heading and lines of a list of contents.

        A file marks them, or they have pages.

        :param begun: whether a text has begun, so that marked lines without a heading are its words.
        """
        headed = first.type == "CONTENTS"
        count = 0
        while _is_marked(self.peek(count)):
            count += 1
        if (headed and count) or (not begun and _is_marked(first)):
            return count + 1
        if headed:
            return 1 + count if (count := self._run(headed=True)) else 0
        if first.gap < SOFT_BREAK or first.start < self.no_list or not self._page(first):
            return 0
        count = self._run()
        if self._is_list(first, count):
            return count + 1
        last = self.peek(count - 1) if count else first
        self.no_list = last.end if last is not None else 0
        return 0

    def _page(self, token: Token, *, headed: bool = False) -> str:
        """Return the page at the end of the line that a token begins; dots lead to it, or a tab in a name or a list."""
        if headed or token.type == "DESIGNATION":
            found = self.page(self.text, token.start if headed else token.end, line_end(self.text, token.end))
            return found[0].strip(" .…\t") if found is not None else ""
        return self.pages.get(token.start, "")

    def _run(self, *, headed: bool = False) -> int:
        """Return how many tokens ahead are lines with pages, with a few lines between them.

        :param headed: whether a heading announces them.
        """
        count = between = place = 0
        while (token := self.peek(place)) is not None and token.type != "FORMULA" and between <= FURTHER_LINES:
            place += 1
            if token.gap == IN_LINE:
                count += count == place - 1
            elif self._page(token, headed=headed):
                between, count = 0, place
            else:
                between += 1
        return count

    def _is_list(self, first: Token, count: int) -> bool:
        """Return whether a line with a page and some tokens ahead are a list: its pages do not decrease."""
        paged = [token for token in (first, *map(self.peek, range(count))) if token is not None and self._page(token)]
        figures = [int(page) for page in map(self._page, paged) if is_number(page)]
        fewest = 2 if first.type == "DESIGNATION" else FEWEST
        return len(paged) >= fewest and all(one <= other for one, other in pairwise(figures))

    def contents(self, first: Token, count: int) -> Iterator[Token]:
        """Yield a number of tokens, from a first one, as a list of contents."""
        end = self.peek(count - 2).end if count > 1 else first.end  # type: ignore[union-attr]
        lines = [self._line(first) if first.type == "CONTENTS" or _is_marked(first) else self._entry(first)]
        while lines[-1].end < end:
            token = self.take()
            lines.append(self._line(token) if _is_marked(token) else self._entry(token))
        members: list[Token] = []
        if first.type == "CONTENTS":
            members = [Contents(first.start, lines[0].end, first.gap)]
            lines = lines[1:]
        for line in lines:
            members += self._parts(line)
        yield from self._group("CONTENTS", members)

    # ------------------------------------------------------------------ covers

    def cover(self, first: Token) -> Iterator[Token]:
        """Yield the lines of a cover; only some of their forms occur only in covers."""
        lines = [self._line(first)]
        named = [*lines]  # with the form of a line of a cover
        while (end := self._next_of_cover()) > 0:
            while lines[-1].end < end:
                token = self.take()
                lines.append(self._line(token))
                if token.type == "COVER":
                    named.append(lines[-1])
        behind = self.peek()
        if behind is not None and self.words["COVER_DAY"].match(self.text, behind.start):
            lines.append(self._line(self.take()))
        said = [self.words["COVER_PARTS"].match(self.text, line.start, line.end) for line in named]
        tells = {name for each in said if each for name in ("series", "annex_pages", "number") if each[name]}
        if tells - {"number"} or (tells and len(named) > 1):  # a number alone may stand anywhere
            yield from self._group("COVER", [CoverLine(line.start, line.end, line.gap) for line in lines])
        else:
            yield from self.plain(lines)

    def _next_of_cover(self) -> int:
        """Return where the next line of a cover ends, with a few lines above it; 0 without one."""
        place = 0
        while (token := self.peek(place)) is not None and token.type == "TEXT" and place < NEARBY:
            place += 1
        return token.end if token is not None and token.type == "COVER" else 0


def _is_marked(token: Token | None) -> bool:
    """Return whether a file marks a line as part of a list of contents."""
    return isinstance(token, Words) and token.said == "contents"
