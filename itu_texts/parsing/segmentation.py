"""The segmentation: where texts begin, and what surrounds them.

A text is recognised by its adopting formula, or by its designation with clauses below. A line that only names a text,
in an agenda or a list, begins none. Prose before, between and after texts is loose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, is_in_capitals
from itu_texts.parsing.bodies import FIRSTS, Body, is_of_signatures
from itu_texts.parsing.context import Context, LooseRun, Outside, Segmenter, ungrouped
from itu_texts.parsing.fronts import ContentsAhead
from itu_texts.parsing.thresholds import FAR_TOKENS, NEAR_TOKENS
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    BLOCKS,
    IN_LINE,
    AnnexToken,
    BracketToken,
    DesignationToken,
    DivisionToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    MarkerToken,
    TextOpenToken,
    Token,
    TokenTypes,
    WordsToken,
)

_SERIES: Final = regex(r"\b[A-Z]{1,2}\.\d[\w.-]*")  # the number of a Recommendation: Y.4999, P.836-6
_OPENERS: Final[TokenTypes] = frozenset(
    ("ANNEX", "DIVISION", "NUMBERED_SECTION", "PROVISION", "REASONS", "SIGNATURES", "AMENDED")
)


def segment(context: Context) -> None:
    """Find where texts, annexes and amendments begin and end, and give each token to the parser.

    The lines of fronts are classified too.  Lines that belong to nothing are loose.
    """
    stream, text, put = context.stream, context.text, context.put
    around = _Around(context)
    for token in stream:
        kind = token.type
        body = around.body
        if body is not None and token.gap != BLANK_LINE and not body.waiting and context.frames.is_below("HEADING"):
            if isinstance(token, LabelledToken) and not (token.label in FIRSTS and body.lost_heading(token)):
                put(token)  # as most tokens
                continue
            if kind == "TEXT" and body.words.SOURCES.match(text, token.start) is None:
                put(token)
                continue
        if isinstance(token, FormulaToken) and not token.within and not around.is_formula():
            token = WordsToken(token.start, token.end, token.gap)
        if body is not None:
            if body.take(token):
                continue
            around.leave(token)
        if kind != "END":
            around.take(token)
    around.end()


class _Around(Segmenter):
    """The content around texts, and the beginnings of texts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.fronts = context.fronts
        self.outside = Outside(context)
        self.loose = LooseRun(context.reporter)
        self.body: Body | None = None
        """The open text, if there is one."""
        self.waiting: list[Token] = []
        """Waiting tokens that may be the front of a text."""
        self.over_content: Token | None = None
        """The designation above other content than a title, which may name other texts."""

    def take(self, token: Token) -> None:
        """Put a token that is outside texts, after those that waited, or let it wait."""
        kind = token.type
        if kind in BLOCKS or kind == "HEADING":
            self._content(token)
        elif kind in _OPENERS:
            self._open(token)
        elif kind == "FORMULA":
            self._begin_text(token)
            self.put(token)
        elif isinstance(token, BracketToken):
            self._group(token)
        elif isinstance(token, DesignationToken) and self._is_cited(token):
            self.waiting.append(WordsToken(token.start, token.end, token.gap))
        else:
            self._front(token)

    def leave(self, token: Token) -> None:
        """Close the open text before a token that it does not take.

        If the token begins a text in an annex of the open one, this stays open.
        """
        body = self.body
        assert body is not None
        self.body = None
        self.outside.taking = False
        if token.type == "DESIGNATION" and body.nests():
            body.flush()
            return
        body.end()
        self.loose.behind_text = True
        self.waiting = body.waiting
        self.frames.close(next(at for at, each in enumerate(self.frames.containers) if isinstance(each, TextOpenToken)))

    def end(self) -> None:
        """Close everything at the end of the tokens."""
        if self.body is not None:
            self.leave(Token(0, 0))
        self._loosen_waiting()
        self.frames.close(0)
        self.loose.report()

    def _group(self, opening: BracketToken) -> None:
        """Put the tokens of a cover, an agenda or a list of contents, which was found before."""
        outside = self.outside
        if opening.terminal == "CONTENTS_OPEN" and self._designation() is not None:
            self.waiting.append(ContentsAhead(self.context.group(opening)))
            return
        if not (outside.taking and not self.waiting and self.context.keeps_contents(opening, of_texts=False)):
            self._loosen_waiting()
            self.frames.close(0, divisions_too=True)
            self.loose.report()
            outside.taking = False
        self.context.put_all(self.context.group(opening))

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
        if marker:
            self.outside.end_proposal()
        self.outside.sink = ""
        self.waiting.append(token)
        if isinstance(token, DesignationToken) and self.fronts.is_left_out(token, self.context.ahead()):
            if not token.is_title:
                title = self.stream.take()
                if isinstance(title, BracketToken):
                    self.waiting.append(ContentsAhead(self.context.group(title)))
                    title = self.stream.take()
                self.waiting.append(title)
            body = self._begin_text(token)
            body.awaits_sections = token.sections
            body.has_sections = not token.known or token.kind == "recommendation"
            if not body.has_sections:
                body.lacks_formula(token)

    def is_formula(self) -> bool:
        """Return whether a line like a formula is one: a text is named above it, or begins below it."""
        if self.body is None and self._designation() is not None:
            return True
        following = self.stream.peek()
        if isinstance(following, LabelledToken):
            return series.may_begin(following.label)
        return following is not None and following.type == "HEADING"

    # ------------------------------------------------------------------ tokens without a form of their own

    def _content(self, token: Token) -> None:
        """Put a token without a form of its own, or a heading that may begin a text."""
        outside = self.outside
        if isinstance(token, HeadingToken) and (token.sure or self._designation() is not None):
            self._heading(token)
            return
        if outside.sink == "SIGNATURES" and not is_of_signatures(token):
            outside.sink = ""
            outside.taking = False
        top = self.frames.top
        if self.waiting or not (top is not None or outside.taking):
            self._before_text(token)
            return
        if isinstance(top, MarkerToken) and not outside.belongs_to_amendment(token):
            outside.end_amendment()
        elif outside.taking and self.frames.last is not None:
            self.put(WordsToken(token.start, token.end, token.gap) if token.type == "HEADING" else token)
            return
        if self.frames.top is not None:
            outside.loosen([token], self.loose)
        else:
            self._before_text(token)

    def _heading(self, token: HeadingToken) -> None:
        """Put a heading that begins a text, or a clause of an annex or an amendment."""
        outside = self.outside
        if self._designation() is None:
            if self.waiting and self.waiting[-1].type == "AMENDMENT":  # the only amended part of a text elsewhere
                marker = self.waiting.pop()
                self._loosen_waiting()
                self.loose.report()
                outside.amend(marker, of_clauses=True)
                outside.begin(token)
                return
            top = self.frames.top
            of_clauses = isinstance(top, MarkerToken) and outside.of_clauses and self.frames.takes("HEADING")
            if of_clauses or isinstance(top, AnnexToken):
                self._loosen_waiting()
                outside.begin(token)
                return
        body = self._begin_text(token)
        body.lacks_formula(token)
        body.begin_clause(token)

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
            self.outside.loosen(self.waiting[:NEAR_TOKENS], self.loose)
            del self.waiting[:NEAR_TOKENS]

    def _with_formula(self, token: Token) -> list[Token]:
        """Return the formula in a waiting line, and the tokens around it; an empty list if there is none."""
        named = self._designation() is not None
        parts: list[Token] = []
        if named or not self.waiting:
            parts = self.context.active.first("formula", token.start, token, self.text, self.context.lang) or []
        if named or not parts:
            return parts
        begins = parts[0].type == "FORMULA" and (len(parts) > 1 or self.is_formula())
        return parts if begins else []  # without the name of a text, its first heading must follow

    def _above_content(self) -> int | None:
        """Return the index of the waiting token above other content than a title, if there is one."""
        over = self.over_content
        return next((index for index, token in enumerate(self.waiting) if token is over), None) if over else None

    def _is_cited(self, token: Token) -> bool:
        """Return whether a designation in the content of a front names a related text, so that no text begins there.

        So does the kind of a draft below those who submit it: "Albania and Chile: / draft resolution".
        """
        above = self.waiting[-1:]
        if (
            above
            and above[0].type == "TEXT"
            and self.text[above[0].end - 1] == COLON
            and self.fronts.names_draft([*above, token])
        ):
            return True
        return self._above_content() is not None and not is_in_capitals(
            self.text[token.start : token.end].split("(")[0]
        )

    def _loosen_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        self.outside.loosen(waiting, self.loose)

    # ------------------------------------------------------------------ annexes, divisions, provisions, reasons

    def _open(self, token: Token) -> None:
        """Put an annex, a division, a provision, a marker with one, reasons or signatures."""
        kind = token.type
        outside = self.outside
        outside.sink = kind if kind in ("REASONS", "SIGNATURES") else ""
        if kind == "REASONS":
            self._amend_above()
            self._loosen_waiting()
            outside.reasons(token)
            return
        marker = None
        if kind != "AMENDED" and self.waiting and self.waiting[-1].type == "AMENDMENT":
            marker = self.waiting.pop()
        self._loosen_waiting()
        if kind == "AMENDED":
            outside.end_amendment()
            self._amended(token)
            return
        if marker is not None or kind != "PROVISION" or not outside.is_amended(token):
            outside.end_amendment()
        self.loose.report()
        if isinstance(token, AnnexToken | DivisionToken):
            outside.contain(token, marker)
            return
        if kind == "SIGNATURES":
            self.frames.make_room(kind, divisions_too=marker is not None)
        if marker is not None:
            outside.amend(marker)
        outside.begin(token)

    def _amended(self, marker: Token) -> None:
        """Put a marker with what it amends on its line: a provision, a title, an annex, a text."""
        following = self.stream.peek()
        behind = following if following is not None and following.gap == IN_LINE else None
        if behind is not None and behind.type in ("DESIGNATION", "ANNEX", "DIVISION"):
            self.waiting.append(MarkerToken(marker.start, marker.end, marker.gap))
        else:
            self.outside.amend_here(marker, behind)

    def _amend_above(self) -> None:
        """Put the tokens between a waiting marker and the reasons, which are amended."""
        index = next((index for index, waiting in enumerate(self.waiting) if waiting.type == "AMENDMENT"), None)
        if index is not None:
            waiting, self.waiting = self.waiting, []
            self.outside.loosen(waiting[:index], self.loose)
            self.outside.end_amendment()
            self.outside.loosen(waiting[index:], self.loose, ended=False)

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
        loose = self.loose
        if loose.behind_text or not front or not isinstance(front[0], DesignationToken):
            return False
        if front[0].said is not None and front[0].said.kind:
            return True
        number = _SERIES.search(self.text, front[0].start, front[0].end)
        return number is not None and number[0] in self.text[loose.start : loose.end]

    def _begin_text(self, opener: Token) -> Body:
        """Begin a text at its formula or first heading; its front is among the waiting tokens."""
        outside = self.outside
        begin = self._designation()
        waiting, self.waiting = self.waiting, []
        if begin is None:
            begin = self.fronts.title_line(waiting) if opener.type == "FORMULA" else len(waiting)
        begin = self.fronts.with_sponsors(waiting, begin)
        marker = waiting[begin - 1] if begin > 0 and waiting[begin - 1].type == "AMENDMENT" else None
        outside.loosen(waiting[: begin - (marker is not None)], self.loose)
        outside.end_amendment()
        self.frames.make_room("TEXT_OPEN", divisions_too=marker is not None)
        if self._is_cover(waiting[begin:]):
            self.loose.forget()
        self.loose.report()
        if marker is not None:
            outside.amend_text(marker)
        front = waiting[begin:]
        first = front[0] if front else opener
        opening = TextOpenToken(first.start, first.start, first.gap, self._number(front))
        self.put(opening)
        named = self.fronts.name(front, opener)
        self.context.put_all(ungrouped(named))
        self.body = Body(self.context, opening)
        return self.body

    def _number(self, front: Sequence[Token]) -> str:
        """Return the number that a designation states."""
        named = next((token for token in front if token.type == "DESIGNATION"), None)
        return (self.text[named.start : named.end].split("(")[0].split() or [""])[-1] if named else ""
