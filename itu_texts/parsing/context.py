"""What the parts of the segmentation share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itu_texts.language.grammar import Surface
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.frames import Frames, terminal
from itu_texts.parsing.fronts import Annexes, Fronts, Titles
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.lines import Lines
from itu_texts.parsing.stream import LookAhead, Reporter
from itu_texts.parsing.tokens import FURNITURE, Annex, Bracket, Division, EntryName, Section, TextOpen, Token
from itu_texts.parsing.wording import Wording

__all__ = ["Context"]


class Context:
    """The text with its tokens and frames, and the helpers that classify lines of fronts and headings."""

    def __init__(
        self,
        tokens: Iterator[Token],
        lines: Lines,
        surface: Surface,
        reporter: Reporter,
        wording: Wording,
        frames: Frames,
        asked: Asked,
    ) -> None:
        self.asked = asked
        self.stream = LookAhead(_without_furniture(tokens, wording))
        self.text = lines.text
        self.surface = surface
        self.reporter = reporter
        self.frames = frames
        self.put = Levels(frames, lines, surface, reporter, wording, asked).put
        """Puts a token into what is open."""
        self.annexes = Annexes(frames, surface, asked)
        self.fronts = Fronts(lines.text, surface, reporter)
        self.titles = Titles(self.stream, lines.text, surface, asked)

    def put_all(self, tokens: Iterable[Token]) -> None:
        """Put some tokens into what is open, one after the other."""
        for token in tokens:
            self.put(token)

    def make_room(self, token: Token, *, divisions_too: bool) -> None:
        """Close what a token does not stand in."""
        if isinstance(token, Annex):
            self.frames.close(self.annexes.around(token), divisions_too=divisions_too)
            return
        if isinstance(token, Section):
            self._close_sections(token)
        elif isinstance(token, Division) and token.kind == "protocol":
            self._close_annexes()
        self.frames.make_room(terminal(token), divisions_too=divisions_too)

    def keeps_contents(self, opening: Bracket, *, of_texts: bool) -> bool:
        """Whether a group that begins is a list of contents in what is open.

        :param of_texts: whether it may be if it names texts.
        """
        if opening.terminal != "CONTENTS_OPEN" or self.frames.top is None:
            return False
        if isinstance(self.frames.top, Annex | Division) and not self.frames.takes("PARAGRAPH"):
            return False
        place = 0
        while (token := self.stream.peek(place)) is not None and not isinstance(token, Bracket):
            if isinstance(token, EntryName) and not of_texts:
                return False
            place += 1
        return True

    def ahead(self) -> Iterator[Token]:
        """The tokens ahead without lists of contents."""
        within = False
        place = 0
        while (token := self.stream.peek(place)) is not None:
            place += 1
            if isinstance(token, Bracket) and (within or token.terminal == "CONTENTS_OPEN"):
                within = not within
            elif not within:
                yield token

    def group(self, opening: Bracket) -> list[Token]:
        """All of a cover, an agenda or a list of contents: it was found before."""
        group: list[Token] = [opening]
        while len(group) == 1 or not isinstance(group[-1], Bracket):
            self.stream.peek()
            group.append(self.stream.take())
        return group

    def _close_sections(self, section: Section) -> None:
        """Close the sections that a section does not stand in, and what stands in them."""
        containers = self.frames.containers
        inner = next((depth for depth in range(len(containers), 0, -1) if isinstance(containers[depth - 1], Annex)), 0)
        for depth in range(inner, len(containers)):
            other = containers[depth]
            if isinstance(other, Section) and not other.may_hold(section):
                self.frames.close(depth)
                return

    def _close_annexes(self) -> None:
        """Close the annexes of a treaty, and all that stands in them; a protocol in the annex of a text stays there."""
        containers = self.frames.containers
        if not self.frames.holds(TextOpen):
            first = next((depth for depth, each in enumerate(containers) if isinstance(each, Annex)), len(containers))
            self.frames.close(first)


def _without_furniture(tokens: Iterator[Token], wording: Wording) -> Iterator[Token]:
    """The tokens without page furniture, which goes to the wording."""
    for token in tokens:
        if token.type in FURNITURE:
            wording.pass_by(token)
        else:
            yield token
