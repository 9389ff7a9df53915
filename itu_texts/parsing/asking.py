"""What a rule is, which rules are asked of a text, and what they claim.

A rule that is switched off is asked of no text; one that needs something is only asked of a text that has it, which is
looked for once a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Literal, NamedTuple

from attrs import frozen

from itu_texts.language.grammar import Surface
from itu_texts.parsing.tokens import Token
from itu_texts.parsing.twin import Twin

__all__ = ["Asked", "Claim", "Place", "Rule", "keeping", "without"]

Place = Literal[
    "file",
    "text",
    "line",
    "beginning",
    "verb",
    "tokens",
    "cuts",
    "paragraphs",
    "heading",
    "clauses",
    "formula",
    "annex",
    "title",
    "clause",
    "marker",
    "layout",
    "wrap",
    "break",
    "note",
    "section",
    "label",
    "document",
]
"""What a rule is asked about.  CONTRIBUTING says what the functions of each place take and give."""


@frozen
class Rule:
    """A rule of the parser: a row of :data:`itu_texts.parsing.rules.RULES`."""

    name: str
    """By which it is switched off, and named where a text is explained."""
    place: Place
    """What it is asked about."""
    does: str
    """What it takes for what, and why: a sentence that an explanation shows."""
    function: Callable[..., Any]
    """Decides.  What it takes and gives is that of its place."""
    case: str
    """The case in ``tests/cases`` that changes without it: "annexes: its title"."""
    witness: str
    """Who needs it: a file of ``../shared``; or the program that writes such a form, or the mistake that people make,
    of which ``tests/witnesses`` has an example by the name of the rule."""
    needs: Callable[[Twin, Surface], bool] | None = None
    """Whether a text has what the rule needs to change anything; ``None`` if any may have it."""


class Claim(NamedTuple):
    """What a rule takes a place for."""

    rule: str
    start: int
    """The offset of the place in the text."""
    what: str
    """A type of tokens, or several."""


_left_out: Final[ContextVar[frozenset[str]]] = ContextVar("rules that are not asked", default=frozenset())
_kept: Final[ContextVar[list[tuple[Twin, list[Claim]]] | None]] = ContextVar("claims that are kept", default=None)


class Asked:
    """The rules that are asked of a text, by what they are asked about.

    :param twin: the text; without it, all rules are asked.
    """

    def __init__(self, rules: Sequence[Rule], words: Surface, twin: Twin | None = None) -> None:
        off = _left_out.get()
        self._at: dict[Place, list[Rule]] = {}
        for rule in rules:
            if rule.name not in off and (twin is None or rule.needs is None or rule.needs(twin, words)):
                self._at.setdefault(rule.place, []).append(rule)
        self.claims: list[Claim] | None = None
        """What all rules claim, if it is kept."""
        kept = _kept.get()
        if kept is not None and twin is not None:
            self.claims = []
            kept.append((twin, self.claims))

    def at(self, place: Place) -> Sequence[Rule]:
        """The rules that are asked about something, in their order."""
        return self._at.get(place, ())

    def first(self, place: Place, start: int, *about: Any) -> Any:
        """Ask the rules of a place in their order, until one claims it; return the claim, or ``None``.

        Where claims are kept, those of the others are asked for too.

        :param start: where in the text the place is.
        :param about: what the functions of these rules take.
        """
        chosen = None
        for rule in self._at.get(place, ()):
            claim = rule.function(*about)
            if claim is None or claim is False:
                continue
            if self.claims is None:
                return claim
            at = claim.start if isinstance(claim, Token) else start
            self.claims.append(Claim(rule.name, at, _said(claim, place)))
            if chosen is None:
                chosen = claim
        return chosen

    def passed(self, place: Place, tokens: Iterator[Token], *about: Any) -> Iterator[Token]:
        """The tokens of a text, as the rules of a place classify them one after the other."""
        for rule in self._at.get(place, ()):
            if self.claims is None:
                tokens = rule.function(tokens, *about)
            else:
                tokens = self._with_claims(rule, [*tokens], *about)
        return tokens

    def _with_claims(self, rule: Rule, tokens: Sequence[Token], *about: Any) -> Iterator[Token]:
        given = {id(token) for token in tokens}
        for token in rule.function(iter(tokens), *about):
            if id(token) not in given and self.claims is not None:
                self.claims.append(Claim(rule.name, token.start, _said(token, rule.place)))
            yield token

    def keep(self, rule: str, found: Iterable[tuple[int, str]]) -> None:
        """Keep where a rule claims what, if claims are kept."""
        if self.claims is not None:
            self.claims += (Claim(rule, start, what) for start, what in found)


def _said(claim: object, place: Place) -> str:
    """What a claim takes something for: the types of its tokens, or what the place is about."""
    tokens = claim if isinstance(claim, tuple | list) else (claim,)
    return ", ".join(token.type for token in tokens if isinstance(token, Token)) or place.upper()


@contextmanager
def keeping() -> Iterator[list[tuple[Twin, list[Claim]]]]:
    """Keep what all rules claim of the texts that are parsed in the block of a ``with`` statement."""
    kept: list[tuple[Twin, list[Claim]]] = []
    before = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(before)


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Parse without some rules, by their names, in the block of a ``with`` statement."""
    before = _left_out.set(_left_out.get().union(rules))
    try:
        yield
    finally:
        _left_out.reset(before)
