"""The shared state of the segmentation, and the content outside texts.

That is amendments, which own what follows their marker, annexes, treaties, and loose lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itu_texts.language import series
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, STOPS, begins_small, ending
from itu_texts.parsing.amended_items import forms_of, goes_on
from itu_texts.parsing.frames import Frames, terminal
from itu_texts.parsing.fronts import Annexes, ContentsAhead, Fronts, Titles
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.stream import Reporter, RuleContext, TokenStream
from itu_texts.parsing.thresholds import FURTHER_LINES, LONGEST_PHRASE
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    IN_LINE,
    AnnexToken,
    BracketToken,
    DivisionToken,
    EntryNameToken,
    LabelledToken,
    LooseToken,
    MarkerToken,
    NoteApartToken,
    NoteToken,
    SectionToken,
    TableApartToken,
    TableToken,
    TextMarkerToken,
    TextOpenToken,
    TitleToken,
    Token,
)
from itu_texts.parsing.wording import Wording


class Context:
    """The text with its tokens and frames, and the helpers that classify lines of fronts and headings."""

    def __init__(
        self,
        tokens: Iterable[Token],
        rule_context: RuleContext,
        wording: Wording,
        frames: Frames,
    ) -> None:
        self.active = rule_context.active
        self.stream = TokenStream(tokens)
        self.text: str = rule_context.text
        self.lang = rule_context.lang
        self.reporter = rule_context.reporter
        self.breaks = rule_context.breaks
        self.frames = frames
        self.put = Levels(frames, rule_context, wording).put
        """Puts a token into the open containers."""
        self.annexes = Annexes(frames, rule_context)
        self.fronts = Fronts(rule_context)
        self.titles = Titles(self.stream, rule_context)

    def put_all(self, tokens: Iterable[Token]) -> None:
        """Put some tokens into the open containers, one after the other."""
        for token in tokens:
            self.put(token)

    def make_room(self, token: Token, *, divisions_too: bool) -> None:
        """Close the containers that a token does not belong to."""
        if isinstance(token, AnnexToken):
            self.frames.close(self.annexes.around(token), divisions_too=divisions_too)
            return
        if isinstance(token, SectionToken):
            self._close_sections(token)
        elif isinstance(token, DivisionToken) and token.kind == "protocol":
            self._close_annexes()
        self.frames.make_room(terminal(token), divisions_too=divisions_too)

    def keeps_contents(self, opening: BracketToken, *, of_texts: bool) -> bool:
        """Return whether a group is a list of contents of the open container.

        :param of_texts: whether it may be one that names texts.
        """
        if opening.terminal != "CONTENTS_OPEN" or self.frames.top is None:
            return False
        if isinstance(self.frames.top, AnnexToken | DivisionToken) and not self.frames.takes("PARAGRAPH"):
            return False
        place = 0
        while (token := self.stream.peek(place)) is not None and not isinstance(token, BracketToken):
            if isinstance(token, EntryNameToken) and not of_texts:
                return False
            place += 1
        return True

    def ahead(self) -> Iterator[Token]:
        """Yield the tokens ahead without lists of contents."""
        within = False
        place = 0
        while (token := self.stream.peek(place)) is not None:
            place += 1
            if isinstance(token, BracketToken) and (within or token.terminal == "CONTENTS_OPEN"):
                within = not within
            elif not within:
                yield token

    def group(self, opening: BracketToken) -> list[Token]:
        """Return the tokens of a cover, an agenda or a list of contents, which was found before."""
        group: list[Token] = [opening]
        while len(group) == 1 or not isinstance(group[-1], BracketToken):
            group.append(self.stream.take())
        return group

    def _close_sections(self, section: SectionToken) -> None:
        """Close the sections that a section does not belong to, and the containers in them."""
        containers = self.frames.containers
        inner = next(
            (depth for depth in range(len(containers), 0, -1) if isinstance(containers[depth - 1], AnnexToken)), 0
        )
        for depth in range(inner, len(containers)):
            other = containers[depth]
            if isinstance(other, SectionToken) and not other.may_hold(section):
                self.frames.close(depth)
                return

    def _close_annexes(self) -> None:
        """Close the annexes of a treaty, and the containers in them; a protocol in the annex of a text stays open."""
        containers = self.frames.containers
        if not self.frames.holds(TextOpenToken):
            first = next(
                (depth for depth, each in enumerate(containers) if isinstance(each, AnnexToken)), len(containers)
            )
            self.frames.close(first)


class LooseRun:
    """The loose tokens since the last text, which are reported as one stretch."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter = reporter
        self.count = self.start = self.end = 0
        self.behind_text = False
        """Whether there is a text before them."""

    def add(self, token: Token) -> None:
        if not self.count:
            self.start = token.start
        self.count += 1
        self.end = token.end

    def forget(self) -> None:
        """Take back what was reported of lines before the first text: they are its cover."""
        self.count = 0
        found = self.reporter.found
        found[:] = [each for each in found if each.code != "unrecognised-block"]

    def report(self) -> None:
        """End the stretch, and report it."""
        if self.count:
            code = "text-after-end" if self.behind_text else "unrecognised-block"
            place = "after the end of a text" if self.behind_text else "outside the texts"
            lines, they = (f"{self.count} lines are", "they belong") if self.count > 1 else ("a line is", "it belongs")
            message = f"{lines} {place}: check whether {they} to one"
            self.reporter.report(code, message, self.start, self.end)
        self.count = 0


class Segmenter:
    """What decides where tokens belong: it knows the text, the tokens ahead and the open containers."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text: str = context.text
        self.words = context.lang.patterns
        self.stream = context.stream
        self.frames: Frames = context.frames
        self.put = context.put


class Outside(Segmenter):
    """The open containers outside texts, which may take the next tokens."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.taking = False
        """Whether tokens without a form of their own are blocks of the open container, and not loose."""
        self.of_clauses = False
        """Whether the last amendment owns clauses of a text outside the document."""
        self.apart = False
        """Whether the words of the last provision stand below its number, so that an amendment owns all of them."""
        self.sink = ""
        """REASONS or SIGNATURES, while the next tokens belong to them."""

    def begin(self, token: Token) -> None:
        """Put a token that takes the next ones: a clause of an annex, a provision, reasons."""
        self.apart = token.type == "PROVISION" and self._has_words_below()
        self.taking = True
        self.put(token)

    def _has_words_below(self) -> bool:
        """Return whether only labels follow the number of a provision on its line."""
        place = 0
        while (following := self.stream.peek(place)) is not None and following.gap == IN_LINE:
            said = self.text[following.start : following.end].strip()
            if not series.is_label(said) and not all(map(series.is_label, said.split())):
                return False
            place += 1
        return following is not None

    def contain(self, token: AnnexToken | DivisionToken, marker: Token | None) -> None:
        """Begin an annex or a division, with its title, at its place."""
        self.context.make_room(token, divisions_too=marker is not None)
        if marker is not None:
            self.amend(marker)
        self.context.put_all(self.context.titles.below(token))
        self.taking = True

    # ------------------------------------------------------------------ amendments

    def amend(self, marker: Token, *, of_clauses: bool = False) -> None:
        """Begin an amendment."""
        self.of_clauses = of_clauses
        of_provision = marker.type == "AMENDED"
        self.put(MarkerToken(marker.start, marker.end, marker.gap, of_provision=of_provision))

    def amend_text(self, marker: Token) -> None:
        """Begin the amendment of a text."""
        self.of_clauses = False
        self.put(TextMarkerToken(marker.start, marker.end, marker.gap))

    def amend_here(self, marker: Token, behind: Token | None) -> None:
        """Begin an amendment of the tokens after the marker on its line: a provision, a title."""
        self.amend(marker)
        self.taking = behind is not None and behind.type == "PROVISION"
        if behind is not None and behind.type == "TEXT":
            self.stream.take()
            self.put(TitleToken(behind.start, behind.end, behind.gap))

    def is_amended(self, token: Token) -> bool:
        """Return whether a marker stands directly before a provision."""
        return token.gap == IN_LINE and self.frames.last is not None and self.frames.last.type == "AMENDMENT"

    def end_amendment(self) -> None:
        """Close the innermost container if it is an amendment."""
        if isinstance(self.frames.top, MarkerToken):
            self.taking = False
            self.frames.close_innermost()

    def end_proposal(self) -> None:
        """Close the outermost amendment, with the containers in it."""
        depth = self._proposal()
        if depth is not None:
            self.taking = False
            self.frames.close(depth)

    def _proposal(self) -> int | None:
        return next((depth for depth, each in enumerate(self.frames.containers) if isinstance(each, MarkerToken)), None)

    def belongs_to_amendment(self, token: Token) -> bool:
        """Return whether a token continues the open provision or clause."""
        last = self.frames.last
        if not self.taking or last is None or token.type == "HEADING":
            return False
        if self.sink or self.apart or last.type == "PROVISION":
            return True
        if self.of_clauses:
            return token.gap < BLANK_LINE or self._is_in_clause(token, last)
        return self.context.breaks.goes_on(token, last, "amendment")

    def _is_in_clause(self, token: Token, last: Token) -> bool:
        """Return whether a token after a blank line continues the open clause."""
        if last.type == "HEADING" or ending(self.text, last.end) in (COLON, SEMICOLON, COMMA):
            return True
        return isinstance(token, LabelledToken) and goes_on(token, forms_of(self.frames.labels))

    def reasons(self, token: Token) -> None:
        """Put reasons, which belong to the proposal."""
        proposal = self._proposal()
        if proposal is not None:
            self.frames.close(proposal + 1, divisions_too=True)
        self.begin(token)

    # ------------------------------------------------------------------ loose tokens

    def loosen(self, tokens: Sequence[Token], run: LooseRun, *, ended: bool = True) -> None:
        """Put tokens that belong to no text; those of one line become one.

        A marker amends a text that is named directly after it (SUP, and the name of the text).

        :param ended: whether a marker among them is closed after what it amends.
        """
        if tokens and tokens[0].type != "AMENDMENT":
            self.end_amendment()
        begun = False  # whether one of them has been put
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.type == "AMENDMENT":
                index += self._marked(token, tokens[index:], ended=ended)
            elif isinstance(token, ContentsAhead):
                self._apart(token, run)
            else:
                if self.frames.top is None:
                    run.add(token)
                line = self.frames.last if begun and self.frames.unread else None
                if (
                    token.gap == IN_LINE
                    and isinstance(line, LooseToken)
                    and not isinstance(token, NoteToken | TableToken)
                ):
                    self.frames.last = LooseToken(line.start, token.end, line.gap)
                else:
                    self.taking = False
                    self.put(_apart(token))
            begun = True

    def _marked(self, marker: Token, behind: Sequence[Token], *, ended: bool) -> int:
        """Put a marker and what it amends: a title, a named text, or a table; return the number of tokens."""
        self.taking = False
        taken = 1
        if self._is_above_title(behind):
            self.amend(marker)
            self.put(TitleToken(behind[0].start, behind[0].end, behind[0].gap))
        elif behind and behind[0].type == "DESIGNATION":
            named = self.context.fronts.named_only(behind)
            taken = len(named)
            self.amend_text(marker)
            self.put(TextOpenToken(named[0].start, named[0].start, named[0].gap))
            self.context.put_all(self.context.fronts.name(named, named[0]))
            self.frames.close_innermost()
        else:
            self.amend(marker)
            taken = _up_to_table(behind)
            self.context.put_all(map(_apart, behind[:taken]))
        if ended:
            self.frames.close_innermost()
        return taken

    def _is_above_title(self, behind: Sequence[Token]) -> bool:
        """Return whether a title follows a marker: on its line, or below it if an article is named directly above."""
        if not behind or behind[0].type != "TEXT":
            return False
        if behind[0].gap == IN_LINE:
            return not begins_small(self.text, behind[0].start)
        if self.frames.last is None or self.frames.last.type != "DIVISION":
            return False
        title = behind[0]
        alone = len(behind) == 1 or behind[1].type == "AMENDMENT"
        short = title.end - title.start <= LONGEST_PHRASE and ending(self.text, title.end) not in STOPS
        return alone and short and not begins_small(self.text, title.start)

    def _apart(self, group: ContentsAhead, run: LooseRun) -> None:
        """Put a list of contents outside all containers."""
        self.frames.close(0, divisions_too=True)
        run.report()
        self.taking = False
        self.context.put_all(group.members)


def ungrouped(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with groups replaced by their members."""
    return [each for token in tokens for each in (token.members if isinstance(token, ContentsAhead) else (token,))]


def _up_to_table(tokens: Sequence[Token]) -> int:
    """Return the number of tokens from a marker to a table: a few lines, and the table; 0 without one."""
    for place, token in enumerate(tokens[: FURTHER_LINES + 1]):
        if isinstance(token, TableToken):
            return place + 1
        if token.type not in ("TEXT", "ITEM") or token.gap == IN_LINE:
            return 0
    return 0


def _apart(token: Token) -> Token:
    """Return a token as one that belongs to no text."""
    if isinstance(token, NoteToken):
        return NoteApartToken(token.start, token.end, token.gap, token.label, token.words)
    if isinstance(token, TableToken):
        return TableApartToken(token.start, token.end, token.gap, token.rows)
    return LooseToken(token.start, token.end, token.gap)
