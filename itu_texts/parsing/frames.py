"""The stack of the LALR parser, which builds the tree from tokens as they come.

``structure.lark`` alone defines how parts nest. Code that needs the open containers, or what may stand in them, queries
the stack. Its frames are the containers and lists that have begun and not ended.

The parse table is Lark's. This module drives it with numbers for states and rules, which takes half the time of Lark's
own driver: most rules only lengthen a list, and need no call.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

from itu_texts.language.grammar.tables import read_parse_table
from itu_texts.parsing.builder import Builder
from itu_texts.parsing.lists import OpenList, Placeable
from itu_texts.parsing.tokens import (
    AnnexToken,
    DivisionToken,
    HeadingToken,
    MarkerToken,
    TextOpenToken,
    Token,
    TokenType,
    TokenTypes,
)

Container = TextOpenToken | AnnexToken | DivisionToken | MarkerToken
"""The token with which a container begins."""

ANY: Final = ""
"""Stands for any terminal: a rule that is complete whatever comes next, as after the end of a container."""
_END: Final = "$END"
_ADD: Final = "add"
_SAME: Final = "same"
_CLOSE: Final[dict[TokenType, TokenType]] = {
    "TEXT_OPEN": "TEXT_CLOSE",
    "ANNEX": "ANNEX_CLOSE",
    "NUMBERED_SECTION": "NUMBERED_CLOSE",
    "AMENDMENT": "AMENDMENT_CLOSE",
    "TEXT_AMENDMENT": "AMENDMENT_CLOSE",
}
"""The terminals that end the containers without an end of their own."""
_CONTAINERS: Final[TokenTypes] = frozenset((*_CLOSE, "DIVISION", "GROUP", "PART_AMENDMENT"))
OPENERS: Final[TokenTypes] = frozenset(
    ("HEADING", "ANNEX", "DIVISION", "NUMBERED_SECTION", "GROUP", "PROVISION", "REASONS", "SIGNATURES", "CHANGE")
)  # tokens with blocks below them
_OF_MANY: Final[TokenTypes] = frozenset(("DIVISION", "BRACKET"))  # types of tokens with several terminals


class Rule(NamedTuple):
    """The action for a complete rule."""

    build: Callable[..., Any] | None
    """Makes a value from those of its members; ``None`` if the rule keeps its only member."""
    size: int
    """The number of its members."""
    origin: str


class ParseTable(NamedTuple):
    """A parse table."""

    actions: list[dict[str, int]]
    """By state and terminal: the next state; or, counted down from -1, the rule that is complete."""
    gotos: list[dict[str, int]]
    """By state and rule: the next state."""
    rules: list[Rule | None]
    """``None`` for a rule that adds its last member to its first, a list of the same rule."""
    start: int


@cache
def table() -> ParseTable:
    """Return the parse table of the structure grammar, with the action of each rule."""
    made = read_parse_table()
    actions = [{**steps} for steps in made.actions]
    actions[made.end][_END] = made.end
    for steps in actions:
        if len({*steps.values()}) == 1 and (only := next(iter(steps.values()))) < 0:
            steps[ANY] = only
    return ParseTable(actions, made.gotos, [_rule(*rule) for rule in made.rules], made.start)


def _rule(name: str, size: int, origin: str) -> Rule | None:
    passes_on = name == _SAME or (name[0] == "_" and size == 1)
    return None if name == _ADD else Rule(None if passes_on else getattr(Builder, name), size, origin)


class Frames:
    """The stack of the parser.

    :param read: returns the node, or other value, that a token becomes; for an item, with the style of its label.
    """

    def __init__(self, read: Callable[[Token, str], Any]) -> None:
        self.actions, self.gotos, self.rules, start = table()
        self.states: list[int] = [start]
        self.values: list[Any] = [None]
        """The value of the symbol before each state."""
        self.read = read
        self.last: Token | None = None
        """The last token with words, in the open text if there is one."""
        self.unread: bool = False
        """Whether that is the last of all tokens. Its words are read when the next one comes, so that it can be
        lengthened.
        """
        self.style = ""
        """The style of its label, if it is an item: a value of :class:`itu_texts.LabelStyle`."""
        self.opener: Token | None = None
        """The token above the items and paragraphs: a heading, an annex ...; none in the front of a text."""
        self.labels: list[str] = []
        """The labels of the items below it."""
        self.operative: bool = False
        """Whether an operative clause has begun, so that the preamble is over."""
        self.containers: list[Container] = []
        """The open containers, the outermost first."""
        self.places: list[int] = []
        """The place on the stack at which each of them begins."""
        self.lists: list[OpenList] = []
        """The open lists, the outermost first; each other one has its LIST_OPEN on the stack."""
        self.ended: int = 0
        """The number of ended lists without a LIST_CLOSE yet: another may continue in place of the outermost."""

    @property
    def top(self) -> Container | None:
        """The innermost container."""
        return self.containers[-1] if self.containers else None

    def holds(self, kind: type[Container]) -> bool:
        """Return whether a container of a kind is open."""
        return any(isinstance(each, kind) for each in self.containers)

    def outermost(self, kind: type[Container]) -> int:
        """Return how many containers are open around the outermost of a kind; the number of all if there is none."""
        places = (place for place, each in enumerate(self.containers) if isinstance(each, kind))
        return next(places, len(self.containers))

    def within(self, kind: type[Container]) -> int:
        """Return how many containers are open up to the innermost of a kind, with it; 0 if there is none."""
        depths = range(len(self.containers), 0, -1)
        return next((depth for depth in depths if isinstance(self.containers[depth - 1], kind)), 0)

    def is_below(self, *kinds: str) -> bool:
        """Return whether the opener is a token of one of some types."""
        return self.opener is not None and self.opener.type in kinds

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands below the opener yet."""
        return self.last is not None and self.last is self.opener

    @property
    def holds_titles_only(self) -> bool:
        """Whether only a title or a reference stands below the opener."""
        return self.is_fresh or (self.last is not None and self.last.type in ("TITLE", "REFERENCE"))

    @property
    def in_annex(self) -> bool:
        """Whether the opener is the heading of an annex or a protocol, or of a division in one of them."""
        if not self.is_below("ANNEX", "DIVISION"):
            return False
        for container in reversed(self.containers):
            if not isinstance(container, DivisionToken) or container.kind == "protocol":
                return isinstance(container, AnnexToken | DivisionToken)
        return False

    @property
    def is_alone(self) -> bool:
        """Whether labels below the opener may begin late: in a provision, or if only some items are amended."""
        if self.opener is None or self.opener.start < self.opener.end:
            return self.is_below("PROVISION")
        return self.top is not None and self.top.type == "PART_AMENDMENT"

    # ------------------------------------------------------------------ what comes next

    def put(self, token: Token) -> None:
        """Put a token other than an item or a paragraph; it ends the containers that it cannot stand in."""
        self.lists.clear()
        kind = token.type
        self.shift(terminal(token), token if kind != "BRACKET" else None)
        if kind in OPENERS or (kind == "HISTORY" and self.opener is not None):  # lines that close the text
            self.opener = token
            self.labels = []
            if isinstance(token, HeadingToken) and token.role == "operative":
                self.operative = True
        elif kind == "FORMULA":  # below recitals, too, what follows has no heading yet
            self.opener = None
        if kind in _CONTAINERS:
            self.containers.append(token)  # type: ignore[arg-type]  # of these types
            self.places.append(len(self.states) - 1)
            if kind == "TEXT_OPEN":  # a token without words
                self.last = self.opener = None
                self.unread = self.operative = False

    def put_member(self, token: Placeable, style: str = "") -> None:
        """Put a member into the innermost list.

        :param style: the style of its label, if it is an item.
        """
        kind = token.type
        self.shift("PARAGRAPH" if kind == "TEXT" else kind, token)
        self.style = style

    def shift(self, name: str, token: Token | None = None) -> None:
        """Shift a terminal, with its token if it has one."""
        while self.ended:
            self.ended -= 1
            self.shift("LIST_CLOSE")
        self.states.append(self._reduce(name))
        self.values.append(None)
        if token is not None:
            self.last = token
            self.unread = True

    def _reduce(self, name: str) -> int:
        """Build everything that ends before a terminal; return the state after the terminal, 0 for :data:`ANY`."""
        actions, gotos, rules, states, values = self.actions, self.gotos, self.rules, self.states, self.values
        if self.unread:
            values[-1] = self.read(self.last, self.style)  # type: ignore[arg-type]  # there is one
            self.unread = False
        while (action := actions[states[-1]].get(name, 0)) < 0:
            rule = rules[~action]
            if rule is None:  # a list with one more member: what stands before it stays as it is
                states.pop()
                last = values.pop()
                values[-1].append(last)
                continue
            build, size, origin = rule
            if build is None:
                states.pop()
            elif size:
                members = values[-size:]
                del values[-size:], states[-size:]
                values.append(build(*members))
                if self.places and self.places[-1] >= len(states):
                    self.containers.pop()
                    self.places.pop()
            else:
                values.append([])
            states.append(gotos[states[-1]][origin])
        assert action or not name, (name, self.containers)
        return action

    def finish(self) -> list[Any]:
        """Return the blocks of the document, after its last token."""
        self._reduce(_END)
        blocks: list[Any] = self.values[1]
        return blocks

    # ------------------------------------------------------------------ lists

    def put_list(self, level: int, begun: OpenList) -> None:
        """Begin a list at a level, or replace the state of the one there; the lists inside it end."""
        lists = self.lists
        if level == len(lists):
            lists.append(begun)
            if self.ended:
                self.ended -= 1
            elif level:
                self.shift("LIST_OPEN")
            return
        self.close_lists(level + 1)
        lists[level] = begun

    def close_lists(self, level: int) -> None:
        """Close lists until a number of them is open, at least one."""
        while len(self.lists) > level:
            self.lists.pop()
            self.ended += 1

    # ------------------------------------------------------------------ permitted tokens

    def around(self, name: str) -> int | None:
        """Return how many containers stay open around a token; ``None`` if it can stand in none of them.

        A container that continues until its end is stated does not end here.
        """
        states = self.states.copy()
        while (action := self.actions[states[-1]].get(name)) is not None:
            if action >= 0:
                return sum(place < len(states) for place in self.places)
            rule = self.rules[~action]
            if rule is None:
                states.pop()
                continue
            if rule.size:
                del states[-rule.size :]
            states.append(self.gotos[states[-1]][rule.origin])
        return None

    def takes(self, name: str) -> bool:
        """Return whether a token can stand in the innermost container."""
        return self.around(name) == len(self.containers)

    # ------------------------------------------------------------------ ends

    def close(self, depth: int, *, divisions_too: bool = False) -> None:
        """Close containers until a number of them is open.

        :param divisions_too: whether the next token could stand in the divisions that are closed, as a marker and
            reasons could; otherwise the divisions close by themselves at the next token.
        """
        for container in reversed(self.containers[depth:]):
            if container.type in _CLOSE or (divisions_too and container.type == "DIVISION"):
                self._end(_CLOSE.get(container.type, "DIVISION_CLOSE"))

    def close_innermost(self) -> None:
        """Close the innermost container, which has no end of its own."""
        self._end(_CLOSE[self.containers[-1].type])

    def make_room(self, name: str, *, divisions_too: bool = False) -> None:
        """Close the innermost containers until a token can stand in the open one."""
        if not self.containers:
            return
        while (depth := self.around(name)) is None:
            self.close(max(place for place, each in enumerate(self.containers) if each.type in _CLOSE))
        if divisions_too:
            self.close(depth, divisions_too=True)

    def _end(self, closing: str) -> None:
        """Put the terminal that ends a container, and leave the container."""
        self.lists.clear()
        self.shift(closing)
        self._reduce(ANY)


def terminal(token: Token) -> str:
    """Return the terminal of the structure grammar for a token."""
    kind = token.type
    return token.terminal if kind in _OF_MANY else kind  # type: ignore[attr-defined]
