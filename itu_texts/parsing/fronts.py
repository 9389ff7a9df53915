"""The fronts of texts: which lines are the designation, the title, its history and other matter above the formula."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import SEPARATORS, STOPS, begins_capital, is_in_capitals, past_blanks
from itu_texts.parsing.classified import History, Paragraph, Title
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, TITLE_LINES
from itu_texts.parsing.tokens import BLANK_LINE, BLOCKS, IN_LINE, Designation, Heading, Labelled, Token, Words

__all__ = ["Fronts", "Group", "past_separator"]


_FIRST_SECTION: Final = ("1", "1.")  # its label


class Group(Token):
    """A list of contents with all that stands in it, while it waits for the text whose front it may stand in."""

    __slots__ = ("members",)
    type = "GROUP"

    def __init__(self, members: Sequence[Token]) -> None:
        super().__init__(members[0].start, members[-1].end, members[0].gap)
        self.members = members


class Fronts:
    """Names the lines of fronts."""

    def __init__(self, text: str, surface: Surface, reporter: Reporter) -> None:
        self.text = text
        self.matter = surface.words["FRONT_MATTER"].match
        self.report = reporter.report

    def title_line(self, waiting: Sequence[Token]) -> int:
        """Where the title begins, in a front without a designation: the lines right before the formula."""
        begin = len(waiting)
        while begin and len(waiting) - begin < TITLE_LINES:
            token = waiting[begin - 1]
            if token.type != "TEXT" or self.text[token.end - 1] in STOPS:
                break
            begin -= 1
            if token.gap == BLANK_LINE:
                break
        return begin

    def named_only(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The front of a text that is only named: its designation, and the lines below up to a blank one.

        :param tokens: a designation, and what follows it.
        """
        end = 1
        while end < len(tokens) and end <= TITLE_LINES and tokens[end].type in ("TEXT", "ITEM"):
            if tokens[end].gap == BLANK_LINE and end > 1:
                break
            if tokens[end].gap > IN_LINE and self.text[tokens[end].end - 1] in STOPS:
                break
            end += 1
        return tokens[:end]

    def is_left_out(self, named: Designation, ahead: Sequence[Token]) -> bool:
        """Whether a text has no formula and no heading above its words, as Recommendations of ITU-T.

        A file says which texts are such; elsewhere their first section does: "1 Scope".

        :param ahead: what stands below the designation, without lists of contents: :data:`NEAR_TOKENS` tokens.
        """
        if named.sections:
            return bool(ahead) and ahead[0].type == "TEXT" and not _holds_opener(ahead)
        if len(ahead) < 2 or ahead[0].type != "TEXT" or ahead[1].type not in BLOCKS:
            return False
        return (named.known or self._begins_sections(named, ahead[1])) and not _holds_opener(ahead)

    def _begins_sections(self, named: Designation, first: Token) -> bool:
        """Whether a text that stands in capitals begins with its first section, a few words without a stop.

        :param first: what stands below the title.
        """
        if not isinstance(first, Labelled) or first.label not in _FIRST_SECTION or first.words >= first.end:
            return False
        if first.end - first.start > LONGEST_SECTION or self.text[first.end - 1] in STOPS:
            return False
        return begins_capital(self.text, first.words) and is_in_capitals(self.text[named.start : named.end])

    def name(self, front: Sequence[Token], opener: Token) -> list[Token]:
        """Say what the lines of a front are: its title is the last run of lines without a blank one.

        Behind the title there may be other matter, as a Recommendation has it, with lines of its own kind.

        :param opener: what the text is known by, its formula or first heading.
        """
        lines = range(2, len(front))  # below the designation and a title
        matter = next((index for index in lines if self._is_below_title(front[index])), len(front))
        begin, end = self._title(front, matter)
        front = self._parted(front)
        title = self._words(front[begin:end])
        named: list[Token] = []
        goes_on = False  # whether the line before may go on in the next: a title, or other matter
        for index, token in enumerate(front):
            if goes_on and (begin <= index < end or (index > matter and token.gap == IN_LINE)):
                last = named[-1]
                named[-1] = type(last)(last.start, token.end, last.gap)
                continue
            goes_on = False
            if isinstance(token, Designation | Group):
                named.append(token)
            elif begin <= index < end:
                named.append(Title(token.start, token.end, token.gap))
                goes_on = True
            elif title and (end <= index < matter or (index < begin and self._is_history(token))):
                named.append(History(token.start, token.end, token.gap))
            else:
                named.append(Paragraph(token.start, token.end, token.gap))
                goes_on = index > matter
                if not goes_on and title and self._words([token]) == title:
                    self.report(
                        "doubled-title", "the title is here and again below: remove one of them", token.start, token.end
                    )
                elif index == 1 and token.gap == IN_LINE and isinstance(front[0], Designation):
                    message = "what stands behind the number here is no part of it, and is not the title"
                    self.report("odd-number", message, front[0].start, token.end)
        if not title:
            self.report("missing-title", "this text has no title: add one below its number", opener.start, opener.end)
        return named

    def _title(self, front: Sequence[Token], matter: int) -> tuple[int, int]:
        """Which lines are the title, above the history and other matter."""
        end = matter
        while end and self._is_history(front[end - 1]):
            end -= 1
        begin = end
        while begin and front[begin - 1].type not in ("DESIGNATION", "GROUP") and end - begin < TITLE_LINES:
            begin -= 1
            if front[begin].gap == BLANK_LINE:
                break
        while begin + 1 < end and self._is_history(front[begin]) and front[begin].gap > IN_LINE:
            begin += 1  # "(amended in 1992)" may stand above the title
        return begin, end

    def _parted(self, front: Sequence[Token]) -> list[Token]:
        """The lines with each colon or dash between a designation and the title on its line given to the first."""
        parted = list(front[:1])
        for _, token in pairwise(front):
            above = parted[-1]
            start = past_separator(token, self.text)
            if start:
                end = token.start + 1
                parted[-1] = (
                    Designation(above.start, end, above.gap, known=above.known, kind=above.kind)
                    if isinstance(above, Designation)
                    else Words(above.start, end, above.gap)
                )
                token = Words(start, token.end)
            parted.append(token)
        return parted

    def _is_below_title(self, token: Token) -> bool:
        """Whether something stands below the title: a list of contents, other matter."""
        return isinstance(token, Group) or self.is_matter(token)

    def is_matter(self, token: Token) -> bool:
        """Whether a line begins other matter in a front: "Scope", "Keywords"."""
        return token.type == "TEXT" and self.matter(self.text, token.start, token.end) is not None

    def _words(self, tokens: Sequence[Token]) -> str:
        return " ".join(self.text[token.start : token.end] for token in tokens).strip(" :–—-").casefold()

    def _is_history(self, token: Token) -> bool:
        """A line in brackets below the title: (City, 2002; City, 2006)."""
        if not isinstance(token, Words):
            return False
        return token.said == "history" or (self.text[token.start] == "(" and self.text[token.end - 1] == ")")


def past_separator(token: Token, text: str) -> int:
    """Where the words begin behind a colon or dash that parts a token from a heading on its line; 0 without one."""
    start = token.start
    if token.gap == IN_LINE and text[start] in SEPARATORS and token.end > start + 1:
        return past_blanks(text, start + 1)
    return 0


def _holds_opener(tokens: Sequence[Token]) -> bool:
    """Whether a formula or a heading stands among some tokens, and nothing but lines of words before it."""
    for token in tokens:
        if token.type not in ("TEXT", "FORMULA", "HEADING"):
            return False
        if token.type == "FORMULA" or (isinstance(token, Heading) and token.sure):
            return True
    return False
