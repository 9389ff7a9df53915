"""The titles of annexes and divisions, and what these refer to: the lines right below their headings."""

from __future__ import annotations

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import SEPARATORS, STOPS, begins_small
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.classified import HeadingReference, Title
from itu_texts.parsing.fronts import past_separator
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import LONGEST_PHRASE
from itu_texts.parsing.tokens import BLANK_LINE, IN_LINE, Annex, Division, Labelled, Section, Token, Words

__all__ = ["Titles"]


class Titles:
    """Takes the titles below headings out of the stream."""

    def __init__(self, stream: LookAhead, text: str, surface: Surface, asked: Asked) -> None:
        self.stream = stream
        self.asked = asked
        self.text = text
        self.refers = surface.words["REFERENCE"].match

    def below(self, heading: Annex | Division) -> list[Token]:
        """The heading, and what stands right below it or behind it on its line: references, and its title."""
        title = self.stream.peek()
        if not isinstance(heading, Section):
            claim: list[Token] | None = self.asked.first("title", heading.start, self, heading)
            return claim or [heading]
        if not isinstance(title, Words) or title.said != "title":
            return [heading]
        self.stream.take()
        return [heading, Title(title.start, title.end, title.gap)]

    def named(self, heading: Annex | Division) -> list[Token]:
        """The same for all but sections, whose titles are known."""
        heads: list[Token] = [heading]
        while (token := self.stream.peek()) is not None:
            if isinstance(token, Labelled) and token.gap == IN_LINE and token.label in SEPARATORS:
                self.stream.take()
                token = Words(token.start, token.end, token.gap)  # "PART I – Title"
                self.stream.give_back([token])
            if token.type != "TEXT":
                break
            if self._is_reference(token):
                heads.append(HeadingReference(token.start, token.end, token.gap))
                self.stream.take()
                continue
            end = self._end(token)
            if end:
                while (line := self.stream.peek()) is not None and line.start < end:
                    self.stream.take()
                start = token.start
                if len(heads) == 1 and (behind := past_separator(token, self.text)):
                    heads[0] = _longer(heading, start + 1)
                    start = behind
                heads.append(Title(start, end, token.gap))
            break
        return heads

    def _is_reference(self, token: Token) -> bool:
        if isinstance(token, Words) and token.said == "reference":
            return True
        return self.refers(self.text, token.start, token.end) is not None

    def _end(self, token: Token) -> int:
        """Where the title ends that begins with a token; 0 if that is none."""
        text = self.text
        following = self.stream.peek(1)
        end = token.end
        place = 1
        while following is not None and following.type == "TEXT" and IN_LINE < following.gap < BLANK_LINE:
            if not begins_small(text, following.start) or following.end - token.start > LONGEST_PHRASE:
                break
            end = following.end  # its next line
            place += 1
            following = self.stream.peek(place)
        alone = following is None or following.gap > IN_LINE or following.type == "ITEM"
        if end - token.start > LONGEST_PHRASE or text[end - 1] in STOPS or not alone:
            return 0
        if begins_small(text, token.start) or text[token.end - 1] in STOPS:
            return 0
        return end


def _longer(heading: Annex | Division, end: int) -> Annex | Division:
    """The heading with the colon or dash behind it."""
    if isinstance(heading, Annex):
        return Annex(heading.start, end, heading.gap, heading.kind, heading.number, heading.target)
    return Division(heading.start, end, heading.gap, heading.kind, heading.number, over_articles=heading.over_articles)
