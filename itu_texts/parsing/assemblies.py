"""Classifies the paragraphs of texts of United Nations assemblies, each of which is a clause, whatever its verb.

Below the formula, a paragraph is a recital, and one with the next number is operative; other labels are those of
points. A short line without a stop, above a number, is a subheading of the paragraphs below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import (
    COMMA,
    STOPS,
    begins_small,
    columns,
    ending,
    in_figures,
    in_small,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.lines import Break, LineBreaks
from itu_texts.parsing.stream import LookAhead, Passing
from itu_texts.parsing.thresholds import FULL_LINE, LONGEST_PHRASE, NEAR_TOKENS, WIDEST_LINE, WORD_REACH
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    FURNITURE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    GroupToken,
    HeadingToken,
    HistoryToken,
    LabelledToken,
    Token,
    WordsToken,
)
from itu_texts.parsing.twin import Twin

_APART: Final = frozenset(("ANNEX", "FORMULA", "TABLE"))  # tokens that are not paragraphs, and end them


def has_assembly(twin: Twin, surface: Surface) -> bool:
    """Return whether a text contains the formula of an assembly."""
    words, text = surface.patterns, twin.text
    begun = any(words[name].search(text) for name in ("ADOPTS", "MEETING_SIGN"))  # found faster than the whole
    return begun and words["ASSEMBLY_OPENS"].search(text) is not None


def classify_paragraphs(tokens: Iterator[Token], passing: Passing) -> Iterator[Token]:
    """Turn each paragraph below the formula of an assembly into a clause; other tokens stay as they are.

    Such a text has no numbers of provisions.
    """
    passing.numbers = {}
    return _Paragraphs(LookAhead(tokens), passing).all()


def begins_head(text: str, start: int, surface: Surface) -> bool:
    """Return whether a verb that may begin a paragraph stands at a place, with a capital if the alphabet has any."""
    if surface.patterns["HEAD_BEGINS"].match(text, start) is None:
        return False
    small = in_small(text[start : start + WORD_REACH])
    return any(surface.patterns[name].match(small) for name in ("RECITAL_HEAD", "ACT_HEAD"))


def begins_behind_stop(line: str, words: str, surface: Surface) -> bool:
    """Return whether such a verb begins the words below a full line that ends with a stop."""
    return ending(line, len(line)) in STOPS and begins_head(words, 0, surface)


def end_of_heading(text: str, start: int, end: int, role: str, surface: Surface, verb_end: int = 0) -> tuple[int, bool]:
    """Return where the heading of a paragraph ends, after the verb and its addressees, and whether the verb is known.

    :param verb_end: the end of the verb, if the file marks it.
    """
    words = surface.patterns
    small = in_small(text[start : min(end, start + LONGEST_PHRASE)])
    head = words["ACT_HEAD" if role == "operative" else "RECITAL_HEAD"].match(small)
    if verb_end:
        stop = verb_end
    elif head is not None:
        stop = start + head.end()
    else:
        first = words["FIRST_WORD"].match(text, start, end)
        return (first.end() if first is not None else end), False
    if role == "operative" and surface.instructs(small) and not words["REMINDING"].match(small):
        instructed = words["INSTRUCTED_IN_PARAGRAPH"].match(text, stop, end)
        stop = instructed.end() if instructed is not None else stop
    behind = words["HEAD_STOP"].match(text, stop, end)
    return (behind.end() if behind is not None else stop), head is not None


def verb_told(text: str, start: int, end: int, surface: Surface) -> int | None:
    """Return where the verb begins in a paragraph that tells what was decided or said; ``None`` if none is known.

    "At its 12th meeting, the Committee decided", "“The Council requests".
    """
    found = surface.patterns["TOLD_HEAD"].match(text, start, end)
    return found.start("verb") if found is not None else None


def is_in_paragraph(breaks: LineBreaks, at: Break) -> bool:
    """Return whether a line continues a paragraph of an assembly: the one above is full, and no verb begins another."""
    text, end = breaks.text, at.before.end
    if at.within != "paragraph" or columns(text[text.rfind("\n", 0, end) + 1 : end]) < FULL_LINE:
        return False
    if at.stop == COMMA or (at.stop in STOPS and at.token.gap == SOFT_BREAK):
        return not begins_head(text, at.token.start, breaks.surface)
    return at.stop not in STOPS


class _Paragraphs:
    def __init__(self, stream: LookAhead, passing: Passing) -> None:
        self.stream = stream
        self.text = passing.text
        self.surface = passing.surface
        self.words = passing.surface.patterns
        self.reporter = passing.reporter
        self.breaks = passing.breaks
        self.open = False
        """Whether the tokens are paragraphs of an assembly."""
        self.number = 0
        """The number of the last operative paragraph."""
        self.titled = False
        """Whether the number or the name of a text stands above, and the formula below."""
        self.told = False
        """Whether its paragraphs tell in sentences what was decided or said."""
        self.voting = False
        """Whether the lines are those of a vote, up to the one that closes its brackets."""
        self.bare = False
        """Whether a verb alone in its paragraph stands directly above."""
        self.wrapped = all(columns(line) <= WIDEST_LINE for line in self.text.split("\n"))
        """Whether lines are not whole paragraphs, so that a line end may be a wrap."""

    def all(self) -> Iterator[Token]:
        for token in self.stream:
            if token.type in FURNITURE:
                yield token
                continue
            if token.type == "FORMULA":
                opens = self.words["ASSEMBLY_OPENS"].match(self.text, token.start)
                self.told = opens is not None and opens["told"] is not None
                self.open = opens is not None and (self.titled or not self.told)
                if self.told and not self.titled:  # minutes and news say so too
                    token = WordsToken(token.start, token.end, token.gap)
                self.number = 0
                self.titled = self.voting = False
            elif token.type == "DESIGNATION" and self.words["ASSEMBLY_TITLE"].match(self.text, token.start):
                self.open, self.titled = False, True
            elif self.titled:  # it may begin with a verb
                end = token.end
                while (more := self.stream.peek()) is not None and more.gap == IN_LINE:
                    end = self.stream.take().end
                token = WordsToken(token.start, end, token.gap)
            elif self.open and (token.type in _APART or self._begins_text(token)):
                self.open = False
            elif self.open:
                yield from self._paragraph(token)
                continue
            yield token

    def _begins_text(self, token: Token) -> bool:
        """Return whether a line names another text, whose formula follows."""
        if token.type != "DESIGNATION" or token.gap < HARD_BREAK:
            return False
        return any(each is not None and each.type == "FORMULA" for each in map(self.stream.peek, range(NEAR_TOKENS)))

    def _paragraph(self, token: Token) -> Iterator[Token]:
        """Yield a paragraph with all tokens of its lines."""
        rest = self._rest(token)
        end = rest[-1].end if rest else token.end
        points = [each for each in rest if isinstance(each, LabelledToken) and each.label.endswith(")")]
        stop = without_blanks(self.text, points[0].start) if points else end
        yield from self._begun(token, stop)
        stops = [without_blanks(self.text, each.start) for each in points[1:]]
        for point, stop in zip(points, [*stops, end], strict=False):
            yield LabelledToken(point.start, stop, point.gap, point.label, point.words, point.level)

    def _rest(self, token: Token) -> list[Token]:
        """Return the tokens ahead that belong to the paragraph."""
        rest: list[Token] = []
        before = token
        while (following := self.stream.peek()) is not None and self._goes_on(before, following):
            before = self.stream.take()
            rest.append(before)
        return rest

    def _goes_on(self, before: Token, token: Token) -> bool:
        """Return whether a line continues the paragraph before it."""
        goes_on = self._may_go_on(before, token) and not self._stands_for_others(token)
        return goes_on and self.words["CLOSING_LINE"].match(self.text, token.start) is None

    def _stands_for_others(self, token: Token) -> bool:
        """Return whether a line stands for paragraphs that an amendment does not repeat: "..."."""
        return self.words["NOT_REPEATED"].fullmatch(self.text, token.start, token.end) is not None

    def _may_go_on(self, before: Token, token: Token) -> bool:
        if self.words["BREAK_WITHIN"].match(self.text, before.end):
            return True
        if token.gap == IN_LINE or token.gap == BLANK_LINE or (token.gap == HARD_BREAK and not self.wrapped):
            return token.gap == IN_LINE or self._is_cut(before, token)
        if isinstance(token, LabelledToken) and (self._number(token) is not None or token.label.endswith(")")):
            return False
        return self.breaks.goes_on(token, before, "paragraph")

    def _is_cut(self, before: Token, token: Token) -> bool:
        """Return whether a line is surely the rest of the one above, whatever the other lines: no stop ends that one.

        "Calls upon Member States to mend / their piers": no paragraph begins with a small letter.
        """
        whole = ending(self.text, before.end) in STOPS or isinstance(token, LabelledToken)
        return not whole and begins_small(self.text, token.start)

    def _number(self, token: Token) -> int | None:
        """Return the number of an operative paragraph, if a token begins with one."""
        if not isinstance(token, LabelledToken):
            return None
        found = self.words["PARAGRAPH_NUMBER"].fullmatch(token.label)
        if found is None:
            return None
        number = int(in_figures(found["number"]) or 0)
        return number if number > self.number and (found["stop"] or number == self.number + 1) else None

    def _begun(self, token: Token, end: int) -> Iterator[Token]:
        """Yield the heading of a paragraph and its words, or another token."""
        number = self._number(token)
        closing = self.words["CLOSING_LINE"].match(self.text, token.start)
        if closing is not None or self.voting:
            self.voting = (closing is not None and closing["begun"] is not None) or (
                self.voting and self.text[end - 1] != "]"
            )
            yield HistoryToken(token.start, end, token.gap)
        elif number is not None and isinstance(token, LabelledToken) and token.words < end:
            self.number = number
            yield from self._clause(token, token.words, end, "operative", token.label)
        elif isinstance(token, LabelledToken):
            yield LabelledToken(token.start, end, token.gap, token.label, token.words, token.level)
        elif self.told:
            verb = verb_told(self.text, token.start, end, self.surface)
            yield from self._clause(token, token.start, end, "operative", "", verb)
        elif self._stands_for_others(token):
            yield WordsToken(token.start, end, token.gap)
        elif self._is_subheading(token, end) and (self.number or not self._role(token, end)):
            yield GroupToken(token.start, end, token.gap, "section", None)
        elif self.number or (self.bare and not self._role(token, end)):  # the rest of a paragraph, or all but its verb
            yield WordsToken(token.start, end, token.gap)
            self.bare = False
        else:
            yield from self._clause(token, token.start, end, self._role(token, end) or "preamble", "")

    def _role(self, token: Token, end: int) -> str:
        """Return the role of a paragraph without a number, by its verb; an empty string for an unknown verb.

        The only operative paragraph of a text has no number.
        """
        small = in_small(self.text[token.start : min(end, token.start + LONGEST_PHRASE)])
        recital, act = (self.words[name].match(small) for name in ("RECITAL_HEAD", "ACT_HEAD"))
        return "preamble" if recital is not None else "operative" if act is not None else ""

    def _is_subheading(self, token: Token, end: int) -> bool:
        if end - token.start > LONGEST_PHRASE or ending(self.text, end) in STOPS:
            return False
        following = self.stream.peek()
        return following is not None and following.gap >= SOFT_BREAK and following.type not in _APART

    def _clause(
        self, token: Token, start: int, end: int, role: str, label: str, verb: int | None = None
    ) -> Iterator[Token]:
        """Yield a heading, which contains the verb and its addressees, and the words after it."""
        stop, known = end_of_heading(self.text, verb or start, end, role, self.surface)
        if not known and not self.told:
            message = f"“{self.text[start:stop]}” begins a paragraph, but is not a known verb"
            self.reporter.report("unknown-verb", message, start, stop)
        yield HeadingToken(
            token.start, stop, token.gap, role, stop if known else 0, sure=True, label=label, words=start
        )
        self.bare = stop >= end
        if stop < end:
            yield WordsToken(past_blanks(self.text, stop), end)
