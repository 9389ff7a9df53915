"""Provisions of treaties: their numbers become tokens, before those of their own labels and words.

``28A  a bis) ...`` under an article is provision 28A with a label of its own.  Which numbers are those of provisions,
:mod:`itu_texts.parsing.provision_numbers` has found in the text as a whole; below a marker, any is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import begins_small, is_number, past_blanks
from itu_texts.parsing.cuts import cut_provision
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import (
    FEWEST,
    TITLE_LINES,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    FURNITURE,
    IN_LINE,
    SOFT_BREAK,
    Bracket,
    Division,
    Provision,
    ProvisionMarker,
    Stray,
    Token,
    Words,
)

__all__ = ["NO_NUMBERS", "classify_provisions"]

NO_NUMBERS: Final[Mapping[int, int]] = MappingProxyType({})
_WORDS: Final = frozenset(("TEXT", "ITEM"))
_HEADINGS: Final = frozenset(("CANDIDATE", "HEADING"))  # of clauses, which hold no provisions
_OPENS: Final = "_OPEN"  # the end of the terminals that begin such lists
_AROUND_MARKER: Final = "()* "


def classify_provisions(
    tokens: Iterator[Token],
    text: str,
    surface: Surface,
    known: Mapping[int, int] = NO_NUMBERS,
) -> Iterator[Token]:
    """Put the number of each provision before its words, and say of each section whether it holds articles.

    :param known: where the numbers begin and end that are known to be those of provisions.
    """
    stream = LookAhead(tokens)
    treaty = _Treaty(stream, text, surface, known)
    divided = False  # whether the heading of a division stands right above
    listed = False  # whether a cover, an agenda or a list of contents is open, which holds no provisions
    for token in stream:
        kind = token.type
        if isinstance(token, Bracket):
            listed = token.terminal.endswith(_OPENS)
        if listed or kind in FURNITURE or kind == "BRACKET":
            yield token
            continue
        if kind == "FORMULA" and divided:  # the title of an article: "The Plenipotentiary Conference"
            kind = "TEXT"
            token = Words(token.start, token.end, token.gap)
        divided = kind == "DIVISION"
        if isinstance(token, Division):
            yield treaty.divide(token)
        elif (kind == "AMENDMENT" or kind == "AMENDED") and treaty.comes_again(token):
            yield from treaty.once(token)
        elif kind == "AMENDED":
            if treaty.in_legend(token):
                yield Words(token.start, token.end, token.gap)
            else:
                yield token
                yield from treaty.amended(token)
        elif token.start in known or (kind in _WORDS and treaty.may_begin_with_number(token)):
            yield from treaty.words(token)
        else:
            if kind == "AMENDMENT":
                treaty.marked = True
                treaty.marker_end = token.end
            elif kind in _HEADINGS:
                treaty.marked = False
            yield token


class _Treaty:
    """Where in an instrument we are, and how its provisions are numbered."""

    def __init__(
        self,
        stream: LookAhead,
        text: str,
        surface: Surface,
        known: Mapping[int, int],
    ) -> None:
        self.known = known
        self.peek = stream.peek
        self.take = stream.take
        self.give_back = stream.give_back
        self.text = text
        self.surface = surface
        self.in_legend = _Legends(stream.peek, text).holds
        self.marked = False
        """Whether an amendment marker stands right above."""
        self.marker_end = -1
        """Where the last of those ends."""

    # ------------------------------------------------------------------ divisions

    def divide(self, token: Division) -> Division:
        self.marked = False
        if token.kind == "section" and self._holds_articles():
            return Division(token.start, token.end, token.gap, token.kind, token.number, over_articles=True)
        return token

    def _holds_articles(self) -> bool:
        for place in range(TITLE_LINES):
            token = self.peek(place)
            if token is None or token.type not in ("TEXT", "DIVISION"):
                return False
            if isinstance(token, Division):
                return token.kind == "article"
        return False

    # ------------------------------------------------------------------ provisions

    def comes_again(self, token: Token) -> bool:
        """Whether a marker stands once more right behind itself, there with what it amends: "(SUP)  (SUP) 52"."""
        following = self.peek()
        if following is None or following.type != "AMENDED" or following.gap >= BLANK_LINE:
            return False
        again = self.surface.patterns["MARKER"].match(self.text, following.start)
        same = again is not None and again[0].strip(_AROUND_MARKER)
        return self.text[token.start : token.end].strip(_AROUND_MARKER) == same

    def once(self, token: Token) -> Iterator[Token]:
        """The second of two markers that are one; the first says nothing."""
        yield Stray(token.start, token.end, token.gap)
        following = self.take()
        self.give_back([ProvisionMarker(following.start, following.end, token.gap)])

    def amended(self, token: Token) -> Iterator[Token]:
        """The number of a provision that stands in its marker comes again behind that, if words follow it.

        They may stand below, unless the provision is suppressed.
        """
        self.marked = False
        marker = self.surface.patterns["MARKER"].match(self.text, token.start)
        sign = (
            self.surface.patterns["SIGN_OF_PROVISIONS"].match(self.text, past_blanks(self.text, marker.end()))
            if marker
            else None
        )
        number = self.surface.patterns["IN_MARGIN"].match(self.text, sign.end()) if sign else None
        if (
            number is None
            or self.surface.patterns["BEHIND_MARKED"].fullmatch(self.text, number.end(), token.end) is None
        ):
            return
        following = self.peek()
        if following is None or following.type not in _WORDS:
            return
        if following.gap == IN_LINE or self.surface.patterns["SUPPRESSED"].match(self.text, token.start) is None:
            yield Provision(number.start(), token.end, IN_LINE, number[0].rstrip())

    def may_begin_with_number(self, token: Token) -> bool:
        """Whether a token of words stands below a marker, or beside it, where a number may."""
        return self.marked and (token.gap >= SOFT_BREAK or self._is_behind(self.marker_end, token.start))

    def words(self, token: Token) -> list[Token]:
        """A line with a provision's number, if one stands there."""
        self.marked = False
        end = self.known.get(token.start, 0) or self._number_end(token)
        if not end:
            return [token]
        sign = self.surface.patterns["MARGIN_STOP"].match(self.text, end)
        stop = sign.end() if sign is not None else end
        whole = token
        while token.end < stop and (following := self.peek()) is not None:
            if following.start > stop or following.type not in _WORDS:
                break
            token = self.take()
        return cut_provision(Words(whole.start, token.end, whole.gap), end, stop, self.text, self.surface)

    def _is_behind(self, end: int, start: int) -> bool:
        """Whether something begins on the line of the number that ends at a place, with nothing but blanks between."""
        between = self.text[end : min(start, end + WORD_REACH)]
        return start - end < WORD_REACH and between.isspace() and "\n" not in between

    def _number_end(self, token: Token) -> int:
        """Where the number of a provision ends that stands below a marker; 0 if none does."""
        text, start = self.text, token.start
        number = self.surface.patterns["PROVISION_NUMBER"].match(text, start)
        if (
            number is None
            or number.end() > token.end
            or self.surface.patterns["GROUPED_FIGURES"].match(text, start)
            or self._is_in_sentence(number.end(), token)
        ):
            return 0
        listed = self.surface.patterns["ALL_PROVISIONS"].fullmatch(text, start, token.end)
        if listed and listed.end() > number.end():
            return 0  # "11.3 - 11.5": what the marker amends, and no words
        return number.end()

    def _is_in_sentence(self, end: int, token: Token) -> bool:
        """Whether a number at the start of a line goes on as a sentence does: "218 above"."""
        behind = past_blanks(self.text, end) if end < token.end else end
        if not begins_small(self.text, behind) or "\t" in self.text[end:behind]:
            return False
        return self.surface.line.of(self.text, behind) != "ITEM"


class _Legends:
    """The lists that say what each marker means."""

    def __init__(self, peek: Callable[[int], Token | None], text: str) -> None:
        self.peek = peek
        self.text = text
        self.end = 0
        """Where the last of them ends."""

    def holds(self, token: Token) -> bool:
        """Whether a marker stands in a list that says what each of them means: "ADD  Addition" ..."""
        if token.start < self.end:
            return True
        seen = {self._action(token)}
        if any(is_number(char) for action in seen for char in action):
            return False
        place = end = 0
        while (following := self.peek(place)) is not None:
            if (
                following.type == "AMENDED"
                and IN_LINE < following.gap < BLANK_LINE
                and (action := self._action(following)) not in seen
            ):
                if any(is_number(char) for char in action):
                    return False
                seen.add(action)
                end = following.end
            elif following.type not in _WORDS or (following.gap > IN_LINE and place):
                break
            place += 1
        if len(seen) < FEWEST:
            return False
        self.end = end
        return True

    def _action(self, token: Token) -> str:
        """The marker as it stands, with what follows it in the token."""
        return " ".join(self.text[token.start : token.end].split())
