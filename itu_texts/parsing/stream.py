"""The stream of tokens between two passes, in which one may look ahead; and what takes the diagnostics of all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from itu_texts.parsing.tokens import FURNITURE, Token
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.spans import Span

__all__ = ["LookAhead", "Reporter"]


class Reporter:
    """Takes the diagnostics of all passes.

    :param end_of: where in the text ends what ends at a place of its reading copy.
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
        """Take back what has turned out to be another fault."""
        for diagnostic in wrong:
            place = next(place for place in range(len(self.found) - 1, -1, -1) if self.found[place] is diagnostic)
            del self.found[place]


class LookAhead:
    """A stream of tokens in which one may look ahead, past page furniture."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self._tokens = tokens
        self._ahead: deque[Token] = deque()
        self._passed: deque[Token] = deque()  # page furniture that was passed while looking ahead

    def __iter__(self) -> Iterator[Token]:
        """The tokens one after the other, and the furniture that was passed before the next of them."""
        ahead, passed = self._ahead, self._passed
        for token in self._tokens:
            yield token
            while ahead or passed:
                yield passed.popleft() if passed else ahead.popleft()

    def peek(self, place: int = 0) -> Token | None:
        """The token so many places ahead; ``None`` if there are not so many."""
        ahead = self._ahead
        while len(ahead) <= place:
            following = next(self._tokens, None)
            if following is None:
                return None
            (self._passed if following.type in FURNITURE else ahead).append(following)
        return ahead[place]

    def take(self) -> Token:
        """The next token, out of its turn; one must have looked at it.

        Before one gives what was made of it, one gives the furniture that was :meth:`passed`.
        """
        return self._ahead.popleft()

    def passed(self) -> list[Token]:
        """The furniture that was passed while looking ahead, and not given yet."""
        if not self._passed:
            return []
        passed = [*self._passed]
        self._passed.clear()
        return passed

    def give_back(self, tokens: Sequence[Token]) -> None:
        """Put tokens before those that are ahead."""
        self._ahead.extendleft(reversed(tokens))
