"""The segmentation: where texts begin, and what surrounds them.

A text is recognised by its adopting formula, or by its designation with clauses below. A line that only names a text,
in an agenda or a list, begins none. Prose before, between and after texts is loose. Around texts stand amendments,
which own what follows their marker, annexes and treaties.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, STOPS, begins_small, ending, is_in_capitals
from itu_texts.parsing.bodies import Body, forms_of, goes_on, is_of_signatures
from itu_texts.parsing.findings import RuleContext
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.leaves import Wording
from itu_texts.parsing.thresholds import FAR_TOKENS, FURTHER_LINES, LONGEST_PHRASE, NEAR_TOKENS
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    BLOCKS,
    IN_LINE,
    PROSE,
    AnnexToken,
    DesignationToken,
    DivisionToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    ListingToken,
    LooseToken,
    MarkerToken,
    NoteApartToken,
    NoteToken,
    TableApartToken,
    TableToken,
    TextMarkerToken,
    TextOpenToken,
    TitleToken,
    Token,
    TokenTypes,
    WordsToken,
)

_SERIES: Final = regex(r"\b[A-Z]{1,2}\.\d[\w.-]*")  # the number of a Recommendation: Y.4999, P.836-6
_OPENERS: Final[TokenTypes] = frozenset(
    ("ANNEX", "DIVISION", "NUMBERED_SECTION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED")
)


def segment(tokens: Sequence[Token], context: RuleContext, wording: Wording, frames: Frames) -> None:
    """Find where texts, annexes and amendments begin and end, and give each token to the parser.

    The lines of fronts are classified too.  Lines that belong to nothing are loose.
    """
    segments = Segments(tokens, context, wording, frames)
    put = segments.put
    for token in segments.stream:
        in_text = segments.opening is not None and not segments.waiting
        if in_text and token.type in PROSE and token.gap != BLANK_LINE:
            opener = frames.opener
            if opener is not None and opener.type == "HEADING" and segments.is_sure(token):
                put(token)  # as most tokens
                continue
        segments.take(token)
    segments.end()


class Segments(Body):
    """The content around texts, and the beginnings of texts."""

    taking = False
    """Whether tokens without a form of their own are blocks of the open container, and not loose."""
    of_clauses = False
    """Whether the last amendment owns clauses of a text outside the document."""
    apart = False
    """Whether the words of the last provision stand below its number, so that an amendment owns all of them."""
    over_content: Token | None = None
    """The designation above other content than a title, which may name other texts."""
    behind_text = False
    """Whether a text stands above, which has ended."""

    def __init__(self, tokens: Sequence[Token], context: RuleContext, wording: Wording, frames: Frames) -> None:
        super().__init__(tokens, context, wording, frames)
        self.loose: list[Token] = []
        """The loose tokens that will be reported as one stretch."""

    def take(self, token: Token) -> None:
        """Put a token into the open text, or into what is around texts."""
        if isinstance(token, FormulaToken) and not token.within and not self.is_formula():
            token = WordsToken(token.start, token.end, token.gap)
        if self.opening is not None:
            if self.take_into_text(token):
                return
            self._leave(token)
        if token.type != "END":
            self._take_outside(token)

    def _take_outside(self, token: Token) -> None:
        """Put a token that is outside texts, after those that waited, or let it wait."""
        kind = token.type
        if kind in BLOCKS or kind == "HEADING":
            self._content(token)
        elif kind in _OPENERS:
            self._open(token)
        elif kind == "FORMULA":
            self._begin_text(token)
            self.put(token)
        elif isinstance(token, ListingToken):
            self._listing(token)
        elif isinstance(token, DesignationToken) and self._is_cited(token):
            self.waiting.append(WordsToken(token.start, token.end, token.gap))
        else:
            self._front(token)

    def _leave(self, token: Token) -> None:
        """Close the open text before a token that it does not take.

        If the token begins a text in an annex of the open one, this stays open.
        """
        self.opening = None
        self.taking = False
        if token.type == "DESIGNATION" and self.nests():
            self.flush()
            return
        self.end_body()
        self.behind_text = True
        self.frames.close(self.frames.outermost(TextOpenToken))

    def end(self) -> None:
        """Close everything at the end of the tokens."""
        if self.opening is not None:
            self._leave(Token(0, 0))
        self._loosen_waiting()
        self.frames.close(0)
        self._report_loose()

    def _listing(self, token: ListingToken) -> None:
        """Put a cover, an agenda or a list of contents; one that may belong to the front of a text waits."""
        if token.kind == "CONTENTS" and self._designation() is not None:
            self.waiting.append(token)
        elif self.taking and not self.waiting and self.keeps_contents(token):
            self.put(token)
        else:
            self._loosen_waiting()
            self._put_apart(token)

    def _put_apart(self, listing: ListingToken) -> None:
        """Put a listing outside all containers."""
        self.frames.close(0, divisions_too=True)
        self._report_loose()
        self.taking = False
        self.put(listing)

    def _front(self, token: Token) -> None:
        """Put a marker or a designation, which begin the front of a text."""
        marker = token.type == "AMENDMENT"
        following = self.stream.peek() if marker and self._has_front() else None
        if isinstance(following, HeadingToken) and following.sure and following.gap > IN_LINE:
            self._begin_text(token)
            self.stream.give_back([token])  # the text takes it, like a marker above any other clause
            return
        if marker or not (self.waiting and self.waiting[-1].type == "AMENDMENT"):
            self._loosen_waiting()
        if marker and self.frames.holds(MarkerToken):
            self.taking = False
            self.frames.close(self.frames.outermost(MarkerToken))
        self.waiting.append(token)
        if isinstance(token, DesignationToken) and self.fronts.is_left_out(token):
            if not token.is_title:
                while isinstance(title := self.stream.take(), ListingToken):
                    self.waiting.append(title)
                self.waiting.append(title)
            self._begin_text(token)
            self.awaits_sections = token.sections
            self.has_sections = not token.known or token.kind == "recommendation"
            if not self.has_sections:
                self.lacks_formula(token)

    def is_formula(self) -> bool:
        """Return whether a line like a formula is one: a text is named above it, or begins below it."""
        if self.opening is None and self._designation() is not None:
            return True
        following = self.stream.peek()
        if isinstance(following, LabelledToken):
            return series.first_of(series.readings(following.label)) is not None
        return following is not None and following.type == "HEADING"

    # ------------------------------------------------------------------ tokens without a form of their own

    def _content(self, token: Token) -> None:
        """Put a token without a form of its own, or a heading that may begin a text."""
        if isinstance(token, HeadingToken) and (token.sure or self._designation() is not None):
            self._heading(token)
            return
        if self.frames.is_below("SIGNATURES") and not is_of_signatures(token):
            self.taking = False
        top = self.frames.top
        if self.waiting or not (top is not None or self.taking):
            self._before_text(token)
            return
        if isinstance(top, MarkerToken) and not self._belongs_to_amendment(token):
            self._end_amendment()
        elif self.taking and self.frames.last is not None:
            self.put(WordsToken(token.start, token.end, token.gap) if token.type == "HEADING" else token)
            return
        if self.frames.top is not None:
            self._loosen([token])
        else:
            self._before_text(token)

    def _heading(self, token: HeadingToken) -> None:
        """Put a heading that begins a text, or a clause of an annex or an amendment."""
        if self._designation() is None:
            marker = self._marker_above()
            top = self.frames.top
            of_clauses = isinstance(top, MarkerToken) and self.of_clauses and self.frames.takes("HEADING")
            if marker is not None or of_clauses or isinstance(top, AnnexToken):
                self._loosen_waiting()
                if marker is not None:  # the only amended part of a text elsewhere
                    self._report_loose()
                    self._amend(marker, of_clauses=True)
                self._begin(token)
                return
        self._begin_text(token)
        self.lacks_formula(token)
        self.begin_clause(token)

    def _before_text(self, token: Token) -> None:
        """Put a line that may belong to the front of a text, and waits."""
        if token.type == "TEXT" and (parts := self._with_formula(token)):
            if parts[0].type == "TEXT":
                self.waiting.append(parts.pop(0))
            self.stream.give_back(parts)
            return
        if self.fronts.is_further_content(token) and self._above_content() is None:
            named = self._designation()
            if named is not None and named < len(self.waiting) - 1:
                self.over_content = self.waiting[named]
        self.waiting.append(token)
        if len(self.waiting) > (2 * NEAR_TOKENS if self._above_content() is None else FAR_TOKENS):
            self._loosen(self.waiting[:NEAR_TOKENS])
            del self.waiting[:NEAR_TOKENS]

    def _with_formula(self, token: Token) -> list[Token]:
        """Return the formula in a waiting line, and the tokens around it; an empty list if there is none."""
        named = self._designation() is not None
        parts: list[Token] = []
        if named or not self.waiting:
            parts = self.active.first("formula", token.start, token, self.text, self.lang) or []
        if named or not parts:
            return parts
        begins = parts[0].type == "FORMULA" and (len(parts) > 1 or self.is_formula())
        return parts if begins else []  # without the name of a text, its first heading must follow

    def _above_content(self) -> int | None:
        """Return the index of the waiting token above other content than a title, if there is one."""
        over = self.over_content
        return next((index for index, token in enumerate(self.waiting) if token is over), None) if over else None

    def _is_cited(self, token: Token) -> bool:
        """Return whether a designation in the content of a front names a related text, so that no text begins there."""
        named = self.text[token.start : token.end].split("(")[0]
        return self._above_content() is not None and not is_in_capitals(named)

    # ------------------------------------------------------------------ annexes, divisions, provisions, reasons

    def _open(self, token: Token) -> None:
        """Put an annex, a division, a provision, a marker with one, reasons or signatures."""
        kind = token.type
        if kind == "REASONS":
            self._amend_above()
            self._loosen_waiting()
            if self.frames.holds(MarkerToken):  # they belong to the proposal
                self.frames.close(self.frames.outermost(MarkerToken) + 1, divisions_too=True)
            self._begin(token)
            return
        marker = self._marker_above() if kind != "AMENDED" else None
        self._loosen_waiting()
        if kind == "AMENDED":
            self._end_amendment()
            self._amended(token)
            return
        last = self.frames.last
        is_marked = token.gap == IN_LINE and last is not None and last.type == "AMENDMENT"
        if marker is not None or kind != "PROVISION" or not is_marked:
            self._end_amendment()
        self._report_loose()
        if kind != "PROVISION":
            self.make_room(token, divisions_too=marker is not None)
        if marker is not None:
            self._amend(marker)
        if isinstance(token, AnnexToken | DivisionToken):
            self.put_all(self.fronts.headed(token))
            self.taking = True
        else:
            self._begin(token)

    def _begin(self, token: Token) -> None:
        """Put a token that takes the next ones: a clause of an annex, a provision, reasons."""
        self.apart = token.type == "PROVISION" and self._has_words_below()
        self.taking = True
        self.put(token)

    def _has_words_below(self) -> bool:
        """Return whether only labels follow the number of a provision on its line."""
        for following in self.stream.ahead():
            if following.gap != IN_LINE:
                return True
            said = self.text[following.start : following.end].strip()
            if not series.is_label(said) and not all(map(series.is_label, said.split())):
                return False
        return False

    # ------------------------------------------------------------------ amendments

    def _marker_above(self) -> Token | None:
        """Return the marker that waits directly above, which waits no longer; ``None`` if there is none."""
        return self.waiting.pop() if self.waiting and self.waiting[-1].type == "AMENDMENT" else None

    def _amend(self, marker: Token, kind: type[MarkerToken] = MarkerToken, *, of_clauses: bool = False) -> None:
        """Begin an amendment."""
        self.of_clauses = of_clauses
        self.put(kind(marker.start, marker.end, marker.gap, of_provision=marker.type == "AMENDED"))

    def _amended(self, marker: Token) -> None:
        """Put a marker with what it amends on its line: a provision, a title, an annex, a text."""
        following = self.stream.peek()
        kind = following.type if following is not None and following.gap == IN_LINE else ""
        if kind in ("DESIGNATION", "ANNEX", "DIVISION"):
            self.waiting.append(MarkerToken(marker.start, marker.end, marker.gap))
            return
        self._amend(marker)
        self.taking = kind == "PROVISION"
        if kind == "TEXT":
            self.put(_title(self.stream.take()))

    def _amend_above(self) -> None:
        """Put the tokens between a waiting marker and the reasons, which are amended."""
        index = next((index for index, waiting in enumerate(self.waiting) if waiting.type == "AMENDMENT"), None)
        if index is not None:
            waiting = self.no_longer_waiting()
            self._loosen(waiting[:index])
            self._end_amendment()
            self._loosen(waiting[index:], ended=False)

    def _end_amendment(self) -> None:
        """Close the innermost container if it is an amendment."""
        if isinstance(self.frames.top, MarkerToken):
            self.taking = False
            self.frames.close_innermost()

    def _belongs_to_amendment(self, token: Token) -> bool:
        """Return whether a token continues the open provision or clause."""
        last = self.frames.last
        if not self.taking or last is None or token.type == "HEADING":
            return False
        if self.apart or last.type == "PROVISION" or self.frames.is_below("REASONS", "SIGNATURES"):
            return True
        if self.of_clauses:
            return token.gap < BLANK_LINE or self._is_in_clause(token, last)
        return self.context.goes_on(token, last, "amendment")

    def _is_in_clause(self, token: Token, last: Token) -> bool:
        """Return whether a token after a blank line continues the open clause."""
        if last.type == "HEADING" or ending(self.text, last.end) in (COLON, SEMICOLON, COMMA):
            return True
        return isinstance(token, LabelledToken) and goes_on(token, forms_of(self.frames.labels))

    # ------------------------------------------------------------------ loose tokens

    def _loosen_waiting(self) -> None:
        self._loosen(self.no_longer_waiting())

    def _loosen(self, tokens: Sequence[Token], *, ended: bool = True) -> None:
        """Put tokens that belong to no text; those of one line become one.

        A marker amends a text that is named directly after it (SUP, and the name of the text).

        :param ended: whether a marker among them is closed after what it amends.
        """
        if tokens and tokens[0].type != "AMENDMENT":
            self._end_amendment()
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.type == "AMENDMENT":
                index += self._marked(token, tokens[index:], ended=ended)
            elif isinstance(token, ListingToken):
                self._put_apart(token)
            else:
                self._put_loose(token, goes_on=index > 1 and token.gap == IN_LINE)

    def _put_loose(self, token: Token, *, goes_on: bool) -> None:
        """Put a loose token.

        :param goes_on: whether another one was put before it on its line.
        """
        if self.frames.top is None:
            self.loose.append(token)
        last = self.frames.last
        if goes_on and self.frames.unread and isinstance(last, LooseToken) and token.type not in ("NOTE", "TABLE"):
            self.frames.last = LooseToken(last.start, token.end, last.gap)
        else:
            self.taking = False
            self.put(_apart(token))

    def _report_loose(self) -> None:
        """End the stretch of loose tokens, and report it."""
        if self.loose:
            count = len(self.loose)
            code = "text-after-end" if self.behind_text else "unrecognised-block"
            place = "after the end of a text" if self.behind_text else "outside the texts"
            lines, they = (f"{count} lines are", "they belong") if count > 1 else ("a line is", "it belongs")
            message = f"{lines} {place}: check whether {they} to one"
            self.reporter.report(code, message, self.loose[0].start, self.loose[-1].end)
        self.loose = []

    def _forget_loose(self) -> None:
        """Take back what was reported of lines before the first text: they are its cover."""
        self.loose = []
        found = self.reporter.found
        found[:] = [each for each in found if each.code != "unrecognised-block"]

    def _marked(self, marker: Token, behind: Sequence[Token], *, ended: bool) -> int:
        """Put a marker and what it amends: a title, a named text, or a table; return the number of tokens."""
        self.taking = False
        taken = 1
        if self._is_above_title(behind):
            self._amend(marker)
            self.put(_title(behind[0]))
        elif behind and behind[0].type == "DESIGNATION":
            named = self.fronts.named_only(behind)
            taken = len(named)
            self._amend(marker, TextMarkerToken)
            self.put(TextOpenToken(named[0].start, named[0].start, named[0].gap))
            self.put_all(self.fronts.name(named, named[0]))
            self.frames.close_innermost()
        else:
            self._amend(marker)
            taken = _up_to_table(behind)
            self.put_all(map(_apart, behind[:taken]))
        if ended:
            self.frames.close_innermost()
        return taken

    def _is_above_title(self, behind: Sequence[Token]) -> bool:
        """Return whether a title follows a marker: on its line, or below it if an article is named directly above."""
        title = behind[0] if behind else None
        if title is None or title.type != "TEXT" or begins_small(self.text, title.start):
            return False
        if title.gap == IN_LINE:
            return True
        named = self.frames.last is not None and self.frames.last.type == "DIVISION"
        alone = len(behind) == 1 or behind[1].type == "AMENDMENT"
        short = title.end - title.start <= LONGEST_PHRASE and ending(self.text, title.end) not in STOPS
        return named and alone and short

    # ------------------------------------------------------------------ beginnings of texts

    def _designation(self) -> int | None:
        """Return the index of the waiting token that names the text, if there is one."""
        above = self._above_content()
        if above is not None:
            return above
        for index in range(len(self.waiting) - 1, max(-1, len(self.waiting) - NEAR_TOKENS - 1), -1):
            if self.waiting[index].type == "DESIGNATION":
                return index
        return None

    def _has_front(self) -> bool:
        """Return whether the waiting tokens name a text, with a title below or a marker above its name."""
        named = self._designation()
        if named is None:
            return False
        return named < len(self.waiting) - 1 or (named > 0 and self.waiting[named - 1].type == "AMENDMENT")

    def _is_cover(self, front: Sequence[Token]) -> bool:
        """Return whether the lines before a text are its cover and foreword.

        They have the number of the Recommendation; above an erratum or a guide all lines are the cover.
        """
        named = front[0] if front else None
        if self.behind_text or not isinstance(named, DesignationToken):
            return False
        if named.said is not None and named.said.kind:
            return True
        number = _SERIES.search(self.text, named.start, named.end)
        return number is not None and number[0] in self.text[: named.start]

    def _begin_text(self, opener: Token) -> None:
        """Begin a text at its formula or first heading; its front is among the waiting tokens."""
        begin = self._designation()
        waiting = self.no_longer_waiting()
        if begin is None:
            begin = self.fronts.title_line(waiting) if opener.type == "FORMULA" else len(waiting)
        begin = self.fronts.with_sponsors(waiting, begin)
        marker = waiting[begin - 1] if begin > 0 and waiting[begin - 1].type == "AMENDMENT" else None
        self._loosen(waiting[: begin - (marker is not None)])
        self._end_amendment()
        self.frames.make_room("TEXT_OPEN", divisions_too=marker is not None)
        front = waiting[begin:]
        if self._is_cover(front):
            self._forget_loose()
        self._report_loose()
        if marker is not None:
            self._amend(marker, TextMarkerToken)
        first = front[0] if front else opener
        opening = TextOpenToken(first.start, first.start, first.gap, self._number_of(front))
        self.put(opening)
        self.put_all(self.fronts.name(front, opener))
        self.begin_body(opening)

    def _number_of(self, front: Sequence[Token]) -> str:
        """Return the number that a designation states."""
        named = next((token for token in front if token.type == "DESIGNATION"), None)
        return (self.text[named.start : named.end].split("(")[0].split() or [""])[-1] if named else ""


def _up_to_table(tokens: Sequence[Token]) -> int:
    """Return the number of tokens from a marker to a table: a few lines, and the table; 0 without one."""
    for place, token in enumerate(tokens[: FURTHER_LINES + 1]):
        if isinstance(token, TableToken):
            return place + 1
        if token.type not in PROSE or token.gap == IN_LINE:
            break
    return 0


def _title(token: Token) -> Token:
    return TitleToken(token.start, token.end, token.gap)


def _apart(token: Token) -> Token:
    """Return a token as one that belongs to no text."""
    if isinstance(token, NoteToken):
        return NoteApartToken(token.start, token.end, token.gap, token.label, token.words)
    if isinstance(token, TableToken):
        return TableApartToken(token.start, token.end, token.gap, token.rows)
    return LooseToken(token.start, token.end, token.gap)
