"""Asks rules, and records what they claim.

Rules that are switched off are not asked. A rule that needs something is asked only about texts that contain it, which
is determined once for each text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple, TypeVar

from attrs import frozen

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.tokens import Token

Place = Literal[
    "file",
    "text",
    "line",
    "beginning",
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
    "wrap",
    "break",
    "note",
    "section",
    "label",
    "document",
]
"""The subject of a rule. CONTRIBUTING lists what the functions of each place take and return."""


@frozen(eq=False)
class Rule:
    """A rule of the parser: a row of :data:`itu_texts.parsing.rules.RULES`."""

    name: str
    """The name by which it is switched off, and which explanations print."""
    place: Place
    """The subject that it is asked about."""
    does: str
    """What the rule decides, and why: a sentence for explanations."""
    function: Callable[..., Any]
    """The function that decides; its parameters and result depend on the place."""
    case: str = ""
    """For a rule of the library, the case in ``tests/cases`` that changes without it: "annexes: its title"."""
    witness: str = ""
    """For a rule of the library, who needs it: a file of ``../shared``, perhaps as its ``tools/prints.py`` prints it;
    ``planted:`` and a mistake of ``tests/benchmarks/planted.py``; or programs, with what they printed in
    ``tests/witnesses``.
    """
    needs: Callable[..., bool] | None = None
    """Returns whether the rule can change anything in a text; ``None`` if it can in any text with its signs."""
    signs: Sequence[str] = ()
    """The signs of which a text must have one so that the rule can change anything in it; none if any text may do."""


class RuleClaim(NamedTuple):
    """What a rule claims for a place."""

    rule: str
    start: int
    """The offset of the place in the text."""
    what: str
    """One or several types of tokens."""
    otherwise: str
    """What the place would be without the rule: what the next rule claims, or the type of what stood there."""


_Value = TypeVar("_Value")
_LINE_END: Final = regex("\n")
_left_out: Final[ContextVar[frozenset[str]]] = ContextVar("rules that are not asked", default=frozenset())
_kept: Final[ContextVar[list[tuple[ReadingCopy, list[RuleClaim]]] | None]] = ContextVar(
    "claims that are kept", default=None
)


_OF_WHOLE_TEXTS: Final = ("file", "text")


@lru_cache
def _by_place(rules: tuple[Rule, ...], off: frozenset[str]) -> tuple[dict[Place, Sequence[Rule]], Sequence[Place]]:
    """Return the rules that are not switched off, by place, and the places with some that not all texts need."""
    on = [rule for rule in rules if rule.name not in off]
    places = dict.fromkeys(rule.place for rule in on)
    weighed = {rule.place for rule in on if rule.signs or rule.needs}.difference(_OF_WHOLE_TEXTS)
    return {place: [rule for rule in on if rule.place == place] for place in places}, [*weighed]


class ActiveRules:
    """The rules that are asked about a text, by place: those that are switched on, and that it may need.

    :param copy: the text, if the claims about it may be kept.
    """

    def __init__(self, rules: Sequence[Rule], lang: LanguagePatterns, copy: ReadingCopy | None = None) -> None:
        self._lang = lang
        self._at, self._weighed = _by_place(tuple(rules), _left_out.get())
        self._has: dict[Callable[..., bool], bool] = {}  # for several rules may need the same
        self.claims: list[RuleClaim] | None = None
        """The claims of all rules, if they are kept."""
        kept = _kept.get()
        if kept is not None and copy is not None:
            self.claims = []
            kept.append((copy, self.claims))

    def weigh(self, copy: ReadingCopy) -> None:
        """Leave out the rules that cannot change anything in a text; those of whole texts are weighed when asked."""
        needed = {place: [rule for rule in self._at[place] if self._may_change(rule, copy)] for place in self._weighed}
        self._at = self._at | needed

    def _may_change(self, rule: Rule, copy: ReadingCopy) -> bool:
        """Return whether a rule can change anything in a text."""
        if rule.signs and not any(sign in copy.source for sign in rule.signs):
            return False
        if rule.needs is not None and rule.needs not in self._has:
            self._has[rule.needs] = rule.needs(copy, self._lang)
        return rule.needs is None or self._has[rule.needs]

    def at(self, place: Place) -> Sequence[Rule]:
        """Return the rules of a place, in order."""
        return self._at.get(place, ())

    def first(self, place: Place, start: int, *about: Any) -> Any:
        """Ask the rules of a place in order, until one makes a claim; return the claim, or ``None``.

        If claims are kept, the other rules are asked too.

        :param start: the offset of the place in the text.
        :param about: the arguments of the functions of these rules.
        """
        for number, rule in enumerate(rules := self._at.get(place, ())):
            claim = rule.function(*about)
            if claim is not None and claim is not False:
                if self.claims is not None:
                    others = ((other.name, other.function(*about)) for other in rules[number + 1 :])
                    self._keep(place, start, [(rule.name, claim), *others], about[-1])
                return claim
        return None

    def _keep(self, place: Place, start: int, claims: Iterable[tuple[str, Any]], case: Any) -> None:
        """Record what rules claim for a place, each with what the next one claims."""
        otherwise = case.token.type if place == "break" else "TEXT"
        made: list[tuple[str, Any]] = [each for each in claims if each[1] is not None and each[1] is not False]
        made.reverse()
        for rule, claim in made:
            at, what = claim.start if isinstance(claim, Token) else start, _said(claim, place)
            assert self.claims is not None
            self.claims.append(RuleClaim(rule, at, what, otherwise))
            otherwise = what

    def whole(self, rule: Rule, copy: ReadingCopy, about: Any) -> None:
        """Ask a rule about a whole text. The line ends that it takes away are what it claims."""
        before = copy.text
        if self._may_change(rule, copy):
            rule.function(about)
        if self.claims is not None and copy.text is not before:
            ends = (each.start() for each in _LINE_END.finditer(before) if copy.text[each.start()] != "\n")
            self.keep(rule.name, ((end + 1, "BREAK") for end in ends))

    def passed(self, place: Place, tokens: Sequence[Token], *about: Any) -> Sequence[Token]:
        """Return the tokens of a text, classified by the rules of a place one after the other."""
        for rule in self._at.get(place, ()):
            given, tokens = tokens, [*rule.function(tokens, *about)]
            if self.claims is not None:
                known, types = {*map(id, given)}, {token.start: token.type for token in given}
                made = (token for token in tokens if id(token) not in known)
                self.claims += (
                    RuleClaim(rule.name, token.start, token.type, types.get(token.start, "BREAK")) for token in made
                )
        return tokens

    def keep(self, rule: str, found: Iterable[tuple[int, str]]) -> None:
        """Record a claim of a rule, if claims are kept."""
        if self.claims is not None:
            self.claims += (RuleClaim(rule, start, what, "TEXT") for start, what in found)


def _said(claim: object, place: Place) -> str:
    """Return what a claim says: the type of the beginning, the types of its tokens, or the subject of the place."""
    if place == "beginning" and isinstance(claim, tuple):
        return str(claim[0])
    tokens = claim if isinstance(claim, tuple | list) else (claim,)
    return ", ".join(token.type for token in tokens if isinstance(token, Token)) or place.upper()


def keeping() -> AbstractContextManager[list[tuple[ReadingCopy, list[RuleClaim]]]]:
    """Keep the claims of all rules for the texts that are parsed in the block of a ``with`` statement."""
    return _set(_kept, list[tuple[ReadingCopy, list[RuleClaim]]]())


def without(*rules: str) -> AbstractContextManager[object]:
    """Parse without some rules, by their names, in the block of a ``with`` statement."""
    return _set(_left_out, _left_out.get().union(rules))


@contextmanager
def _set(variable: ContextVar[Any], value: _Value) -> Iterator[_Value]:
    """Set a variable in a block, and give its value."""
    before = variable.set(value)
    try:
        yield value
    finally:
        variable.reset(before)
