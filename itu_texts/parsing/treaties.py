"""Turns the numbers of the provisions of treaties into tokens, before those of their labels and words.

``28A a bis) ...`` under an article is provision 28A with a label of its own. :mod:`itu_texts.parsing.provision_numbers`
has found the numbers of provisions in the whole text; below a marker, any number is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Final

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import begins_small, is_number, past_blanks
from itu_texts.parsing.cuts import cut_provision
from itu_texts.parsing.stream import TokenStream
from itu_texts.parsing.thresholds import (
    FEWEST,
    TITLE_LINES,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    IN_LINE,
    SOFT_BREAK,
    BracketToken,
    DivisionToken,
    LabelledToken,
    ProvisionToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)

_WORDS: Final[TokenTypes] = frozenset(("TEXT", "ITEM"))
_HEADINGS: Final[TokenTypes] = frozenset(("CANDIDATE", "HEADING"))  # headings of clauses, which contain no provisions
_OPENS: Final = "_OPEN"  # the suffix of the terminals that begin such lists


def classify_provisions(
    tokens: Iterable[Token],
    text: str,
    lang: LanguagePatterns,
    known: Mapping[int, int],
) -> Iterator[Token]:
    """Put the number of each provision before its words, and determine whether each section contains articles.

    :param known: the start and end of known numbers of provisions.
    """
    return _Treaty(TokenStream(tokens), text, lang, known).all()


class _Treaty:
    """The current place in an instrument, and the numbering of its provisions."""

    def __init__(self, stream: TokenStream, text: str, lang: LanguagePatterns, known: Mapping[int, int]) -> None:
        self.known = known
        self.stream = stream
        self.text = text
        self.lang = lang
        self.words = lang.patterns
        self.legend_end = 0
        """The end of the last list that explains the markers."""
        self.marker: Token | None = None
        """The amendment marker directly above."""

    def all(self) -> Iterator[Token]:
        listed = False  # whether a cover, an agenda or a list of contents is open, without provisions
        above: TokenType = ""
        for token in self.stream:
            if isinstance(token, BracketToken):
                listed = token.terminal.endswith(_OPENS)
            if listed or isinstance(token, BracketToken):
                yield token
                continue
            if (
                token.type == "FORMULA" and above == "DIVISION"
            ):  # a title of an article: "The Plenipotentiary Conference"
                token = WordsToken(token.start, token.end, token.gap)
            above = token.type
            yield from self._classified(token)

    def _classified(self, token: Token) -> Iterable[Token]:
        """Return a token with the number of a provision in it or at its beginning."""
        if isinstance(token, DivisionToken):
            return [self._division(token)]
        if token.type == "AMENDED":
            in_legend = self._in_legend(token)
            return [WordsToken(token.start, token.end, token.gap)] if in_legend else self._amended(token)
        if token.start in self.known or (token.type in _WORDS and self._is_below_marker(token)):
            return self._divided(token)
        if token.type == "AMENDMENT" or token.type in _HEADINGS:
            self.marker = token if token.type == "AMENDMENT" else None
        return [token]

    # ------------------------------------------------------------------ divisions

    def _division(self, token: DivisionToken) -> DivisionToken:
        self.marker = None
        return evolve(token, over_articles=True) if token.kind == "section" and self._holds_articles() else token

    def _holds_articles(self) -> bool:
        near = islice(self.stream.ahead(), TITLE_LINES)
        below = next((token for token in near if token.type != "TEXT"), None)
        return isinstance(below, DivisionToken) and below.kind == "article"

    # ------------------------------------------------------------------ provisions

    def _amended(self, token: Token) -> Iterator[Token]:
        """Yield the marker and, if words follow, the number of the provision in it.

        The words may be below, unless the provision is suppressed.
        """
        yield token
        self.marker = None
        marker = self.words.MARKER.match(self.text, token.start)
        begin = past_blanks(self.text, marker.end()) if marker else token.end
        sign = self.words.SIGN_OF_PROVISIONS.match(self.text, begin)
        number = self.words.IN_MARGIN.match(self.text, sign.end()) if marker and sign else None
        below = self.stream.peek()
        if (
            number is not None
            and self.words.BEHIND_MARKED.fullmatch(self.text, number.end(), token.end) is not None
            and (below is not None and below.type in _WORDS)
            and (below.gap == IN_LINE or not self._names_only(token, number[0], below))
        ):
            yield ProvisionToken(number.start(), token.end, IN_LINE, number[0].rstrip())

    def _names_only(self, marker: Token, number: str, following: Token) -> bool:
        """Return whether the words below a marker are not those of its number: "NOC 1", with "2 to row" below it."""
        if self.words.SUPPRESSED.match(self.text, marker.start) is not None:
            return True
        if self.words.NAMES_ONLY.match(self.text, marker.start) is None:
            return False
        label = following.label if isinstance(following, LabelledToken) else ""
        goes_on = bool(label) and all(map(is_number, number + label)) and int(label) > int(number)
        return goes_on or self.words.NOT_REPEATED.fullmatch(self.text, following.start, following.end) is not None

    def _is_below_marker(self, token: Token) -> bool:
        """Return whether a token of words is below a marker, or behind it with only blanks between them."""
        if self.marker is None or token.gap >= SOFT_BREAK:
            return self.marker is not None
        between = self.text[self.marker.end : token.start][:WORD_REACH]
        return len(between) < WORD_REACH and between.isspace() and "\n" not in between

    def _divided(self, token: Token) -> list[Token]:
        """Return a line divided after the number of a provision, if it begins with one."""
        self.marker = None
        end = self.known.get(token.start, 0) or self._number_end(token)
        if not end:
            return [token]
        sign = self.words.MARGIN_STOP.match(self.text, end)
        stop = sign.end() if sign is not None else end
        whole = token
        while token.end < stop and (below := self.stream.peek()) is not None:
            if below.start > stop or below.type not in _WORDS:
                break
            token = self.stream.take()
        return cut_provision(WordsToken(whole.start, token.end, whole.gap), end, stop, self.text, self.lang)

    def _number_end(self, token: Token) -> int:
        """Return where the number of a provision below a marker ends; 0 if there is none."""
        text, start = self.text, token.start
        number = self.words.PROVISION_NUMBER.match(text, start)
        if number is None or number.end() > token.end or self.words.GROUPED_FIGURES.match(text, start):
            return 0
        end = number.end()
        # "11.3 - 11.5": what the marker amends, and no words
        is_listed = end < token.end and self.words.ALL_PROVISIONS.fullmatch(text, start, token.end) is not None
        return 0 if is_listed or self._is_in_sentence(end, token) else end

    def _is_in_sentence(self, end: int, token: Token) -> bool:
        """Return whether a number at the start of a line continues a sentence: "218 above"."""
        behind = past_blanks(self.text, end) if end < token.end else end
        if not begins_small(self.text, behind) or "\t" in self.text[end:behind]:
            return False
        return self.lang.line.of(self.text, behind) != "ITEM"

    # ------------------------------------------------------------------ legends

    def _in_legend(self, token: Token) -> bool:
        """Return whether a marker is in a list that explains the markers: "ADD  Addition" ..."""
        if token.start < self.legend_end:
            return True
        seen: set[str] = set()
        end = 0
        for ahead, following in enumerate(chain((token,), self.stream.ahead())):
            is_marker = following is token or (following.type == "AMENDED" and IN_LINE < following.gap < BLANK_LINE)
            action = " ".join(self.text[following.start : following.end].split()) if is_marker else ""
            if any(map(is_number, action)):
                return False
            if action and action not in seen:
                seen.add(action)
                end = following.end
            elif following.type not in _WORDS or (following.gap > IN_LINE and ahead > 1):
                break
        if len(seen) < FEWEST:
            return False
        self.legend_end = end
        return True
