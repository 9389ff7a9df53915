"""What the passes share: the stream of tokens between them, with look-ahead, and the diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.findings import LineBreaks, Lines
from itu_texts.parsing.tokens import Token, TokenTypes, WordsToken
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.spans import Span

_SIGNS: Final[TokenTypes] = frozenset(("AGENDA", "CONTENTS", "COVER", "DIVISION", "AMENDMENT", "AMENDED"))
"""The types of tokens of session documents, and of treaties."""


class Reporter:
    """Collects the diagnostics of all passes.

    :param end_of: returns the offset in the text for the end of a stretch of its reading copy.
    """

    def __init__(self, end_of: Callable[[int], int] = int) -> None:
        self._end_of = end_of
        self.found: list[Diagnostic] = []

    def report(self, code: str, message: str, start: int, end: int) -> Diagnostic:
        """Add a diagnostic; its severity is that of its code."""
        found = make_diagnostic(code, message, Span(start, self._end_of(end)))
        self.found.append(found)
        return found

    def retract(self, wrong: Sequence[Diagnostic]) -> None:
        """Withdraw a diagnostic that has turned out to be another fault."""
        for diagnostic in wrong:
            place = next(place for place in range(len(self.found) - 1, -1, -1) if self.found[place] is diagnostic)
            del self.found[place]


class TokenStream:
    """The tokens of a text one after the other, with look-ahead.

    :param tokens: the tokens; they are copied.
    """

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._ahead: list[Token] = [*tokens]
        self._ahead.reverse()

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens that were not taken before."""
        ahead = self._ahead
        while ahead:
            yield ahead.pop()

    def peek(self, place: int = 0) -> Token | None:
        """Return the token at a number of places ahead; ``None`` after the end."""
        return self._ahead[~place] if place < len(self._ahead) else None

    def ahead(self) -> Iterator[Token]:
        """Return the tokens ahead, which stay there."""
        return reversed(self._ahead)

    def take(self) -> Token:
        """Return the next token out of turn; there must be one."""
        return self._ahead.pop()

    def give_back(self, tokens: Sequence[Token]) -> None:
        """Put tokens back before those ahead."""
        self._ahead.extend(reversed(tokens))


class RuleContext:
    """A text whose tokens pass through the rules that classify them."""

    def __init__(
        self,
        lines: Lines,
        lang: LanguagePatterns,
        reporter: Reporter,
        active: ActiveRules,
        source: str = "",
        furniture: Sequence[Token] = (),
    ) -> None:
        self.lines = lines
        self.text: str = lines.text
        self.source: str = source or lines.text
        self.lang = lang
        self.reporter = reporter
        self.active = active
        self.said: Sequence[tuple[int, int]] = lines.said
        """The lines that a file classifies."""
        self.numbers: Mapping[int, int] = lines.numbers
        """The start and end of known numbers of provisions."""
        self.verbs: Mapping[int, int] = lines.verbs
        """The start and end of words in the letters of a verb."""
        self.breaks: LineBreaks = LineBreaks(lines, lang, active)
        self.furniture: Sequence[Token] = furniture
        """The page furniture, in the order of the text."""

    def with_furniture(self, tokens: Iterable[Token]) -> list[Token]:
        """Return tokens together with the page furniture, in the order of the text."""
        return sorted((*tokens, *self.furniture), key=attrgetter("start"))

    def from_sign(
        self, tokens: Sequence[Token], classify: Callable[[Sequence[Token]], Iterable[Token]]
    ) -> Sequence[Token]:
        """Return the tokens, classified from the first sign of a session document or a treaty on."""
        if not (self.numbers or self.lines.known) and _SIGNS.isdisjoint({token.type for token in tokens}):
            return tokens
        first = next((place for place, token in enumerate(tokens) if self._is_sign(token)), None)
        return tokens if first is None else [*tokens[:first], *classify(tokens[first:])]

    def _is_sign(self, token: Token) -> bool:
        if token.type in _SIGNS or token.start in self.numbers:
            return True
        return isinstance(token, WordsToken) and token.said == "contents"
