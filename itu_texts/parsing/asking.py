"""What a rule is, and which rules are asked of a text.

A rule that is switched off is asked of no text; one that needs something is only asked of a text that has it, which is
looked for once a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Literal

from attrs import frozen

from itu_texts.language.grammar import Surface
from itu_texts.parsing.twin import Twin

__all__ = ["Place", "Rule", "asking", "asks", "without"]

Place = Literal["file", "text", "line", "beginning", "tokens", "heading", "break", "list", "front", "document"]
"""What a rule is asked about.

``file``: the text as it came, with its markup; ``text``: the text as a whole, before its lines are scanned; ``line``:
what stands in the middle of lines; ``beginning``: the first characters of a line that has no form in the grammar;
``tokens``: the tokens of a text, one after the other; ``heading``: a line that may
be the heading of a clause; ``break``: the break between two lines; ``list``: a label; ``front``: what stands around
the clauses of a text; ``document``: the tree.
"""


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


_left_out: Final[ContextVar[frozenset[str]]] = ContextVar("rules that are not asked", default=frozenset())


def asks(rule: str) -> bool:
    """Whether a rule, by its name, is asked of the text that is parsed."""
    return rule not in _left_out.get()


@contextmanager
def asking(rules: Iterable[Rule], twin: Twin, words: Surface) -> Iterator[None]:
    """Ask those of some rules that a text has what they need for, while it is parsed."""
    off = _left_out.get()
    absent = [rule.name for rule in rules if rule.needs and rule.name not in off and not rule.needs(twin, words)]
    before = _left_out.set(off.union(absent))
    try:
        yield
    finally:
        _left_out.reset(before)


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Parse without some rules, by their names, in the block of a ``with`` statement."""
    before = _left_out.set(_left_out.get().union(rules))
    try:
        yield
    finally:
        _left_out.reset(before)
