"""What the passes share: the stream of tokens between them, with look-ahead, and the diagnostics."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.lines import LineBreaks, Lines
from itu_texts.parsing.tokens import FURNITURE, Token, WordsToken
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.spans import Span

_SIGNS: Final = frozenset(("AGENDA", "CONTENTS", "COVER", "DIVISION", "AMENDMENT", "AMENDED"))
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


class LookAhead:
    """A stream of tokens with look-ahead, which skips page furniture."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self._tokens = tokens
        self._ahead: deque[Token] = deque()
        self._passed: deque[Token] = deque()  # page furniture that was passed while looking ahead

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens one after the other, after the furniture that was skipped before each."""
        ahead, passed = self._ahead, self._passed
        for token in self._tokens:
            yield token
            while ahead or passed:
                yield passed.popleft() if passed else ahead.popleft()

    def peek(self, place: int = 0) -> Token | None:
        """Return the token at a number of places ahead; ``None`` after the end."""
        ahead = self._ahead
        while len(ahead) <= place:
            following = next(self._tokens, None)
            if following is None:
                return None
            (self._passed if following.type in FURNITURE else ahead).append(following)
        return ahead[place]

    def take(self) -> Token:
        """Return the next token out of turn; it must have been peeked at.

        Yield the furniture that was :meth:`passed` before the result for this token.
        """
        return self._ahead.popleft()

    def passed(self) -> list[Token]:
        """Return the furniture that was skipped while looking ahead, and not yielded yet."""
        passed = [*self._passed]
        self._passed.clear()
        return passed

    def give_back(self, tokens: Sequence[Token]) -> None:
        """Put tokens back before those ahead."""
        self._ahead.extendleft(reversed(tokens))


class RuleContext:
    """A text whose tokens pass through the rules that classify them."""

    def __init__(
        self, lines: Lines, surface: Surface, reporter: Reporter, active: ActiveRules, source: str = ""
    ) -> None:
        self.text: str = lines.text
        self.source: str = source or lines.text
        self.surface = surface
        self.reporter = reporter
        self.active = active
        self.said: Sequence[tuple[int, int]] = lines.said
        """The lines that a file classifies."""
        self.numbers: Mapping[int, int] = lines.numbers
        """The start and end of known numbers of provisions."""
        self.breaks = LineBreaks(lines, surface, active)
        self._begun = False

    def from_sign(
        self, tokens: Iterator[Token], classify: Callable[[Iterator[Token]], Iterator[Token]]
    ) -> Iterator[Token]:
        """Yield the tokens, classified from the first sign of a session document or a treaty on."""
        for token in tokens:
            if self._begun or self._is_sign(token):
                self._begun = True
                yield from classify(chain((token,), tokens))
                return
            yield token

    def _is_sign(self, token: Token) -> bool:
        kind = token.type
        if kind in _SIGNS or token.start in self.numbers:
            return True
        if kind == "TEXT":
            return isinstance(token, WordsToken) and token.said == "contents"
        return False
