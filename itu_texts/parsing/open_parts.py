"""What is open while a text is segmented: the containers, and the tokens that wait until the next ones decide.

It is one state: what is outside texts, the open text, and what begins one all act on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itu_texts.parsing.frames import Frames, terminal
from itu_texts.parsing.fronts import Annexes, Fronts, Titles
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.stream import RuleContext, TokenStream
from itu_texts.parsing.tokens import (
    AnnexToken,
    BracketToken,
    DivisionToken,
    EntryNameToken,
    SectionToken,
    TextOpenToken,
    Token,
)
from itu_texts.parsing.wording import Wording


class OpenParts:
    """The tokens ahead, those that wait, and the open containers; with the helpers that classify lines of fronts."""

    def __init__(self, tokens: Sequence[Token], context: RuleContext, wording: Wording, frames: Frames) -> None:
        self.active = context.active
        self.stream = TokenStream(tokens)
        self.text: str = context.text
        self.lang = context.lang
        self.words = context.lang.patterns
        self.reporter = context.reporter
        self.report = context.reporter.report
        self.breaks = context.breaks
        self.frames = frames
        self.put = Levels(frames, context, wording).put
        """Puts a token into the open containers."""
        self.annexes = Annexes(frames, context)
        self.fronts = Fronts(context)
        self.titles = Titles(self.stream, context)
        self.waiting: list[Token] = []
        """The tokens that wait: they may be the front of a text, or stand behind the end of the open one."""

    def put_all(self, tokens: Iterable[Token]) -> None:
        """Put some tokens into the open containers, one after the other."""
        for token in tokens:
            self.put(token)

    def flush(self) -> None:
        """Put the waiting tokens: they belong to what is open."""
        self.put_all(self.no_longer_waiting())

    def no_longer_waiting(self) -> list[Token]:
        """Return the waiting tokens, which wait no longer."""
        waiting, self.waiting = self.waiting, []
        return waiting

    def make_room(self, token: Token, *, divisions_too: bool) -> None:
        """Close the containers that a token does not belong to."""
        if isinstance(token, AnnexToken):
            self.frames.close(self.annexes.around(token), divisions_too=divisions_too)
            return
        if isinstance(token, SectionToken):
            self._close_sections(token)
        elif isinstance(token, DivisionToken) and token.kind == "protocol" and not self.frames.holds(TextOpenToken):
            self.frames.close(self.frames.outermost(AnnexToken))  # of the treaty
        self.frames.make_room(terminal(token), divisions_too=divisions_too)

    def _close_sections(self, section: SectionToken) -> None:
        """Close the sections that a section does not belong to, and the containers in them."""
        containers = self.frames.containers
        for depth in range(self.frames.within(AnnexToken), len(containers)):
            other = containers[depth]
            if isinstance(other, SectionToken) and not other.may_hold(section):
                self.frames.close(depth)
                return

    # ------------------------------------------------------------------ groups

    def keeps_contents(self, opening: BracketToken, *, of_texts: bool) -> bool:
        """Return whether a group is a list of contents of the open container.

        :param of_texts: whether it may be one that names texts.
        """
        if opening.terminal != "CONTENTS_OPEN" or self.frames.top is None:
            return False
        if isinstance(self.frames.top, AnnexToken | DivisionToken) and not self.frames.takes("PARAGRAPH"):
            return False
        for token in self.stream.ahead():
            if isinstance(token, BracketToken):
                break
            if isinstance(token, EntryNameToken) and not of_texts:
                return False
        return True

    def ahead(self) -> Iterator[Token]:
        """Yield the tokens ahead without lists of contents."""
        within = False
        for token in self.stream.ahead():
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
