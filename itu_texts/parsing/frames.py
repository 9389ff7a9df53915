"""The stack of the LALR parser, which builds the tree from tokens as they come.

``structure.lark`` alone defines how parts nest. Code that needs the open containers, or what may stand in them, queries
the stack. Its frames are the containers and lists that have begun and not ended. A list knows its last member and the
label that is due, and says what is wrong with another one, once: after a wrong label it may continue from where it was.

The parse table is Lark's. This module drives it with numbers for states and rules, which takes half the time of Lark's
own driver: most rules only lengthen a list, and need no call. The tree of a file that states the class and the nesting
of each of its lines is built without the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import evolve

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.grammar.tables import read_parse_table
from itu_texts.language.series import LabelReading
from itu_texts.language.writing import COMMA, FULL_STOP, SEMICOLON, STOPS, past_blanks
from itu_texts.parsing.assemblies import end_of_heading, verb_told
from itu_texts.parsing.findings import Reporter, changes, emphasis
from itu_texts.parsing.leaves import Leaves, Wording, furniture_nodes
from itu_texts.parsing.parts import cover_of
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.thresholds import LONGEST_SECTION, MISSED_LABELS
from itu_texts.parsing.tokens import (
    AnchorToken,
    AnnexToken,
    DivisionToken,
    FootnoteToken,
    HeadingToken,
    LabelledToken,
    ListingToken,
    MarginNoteToken,
    MarkerToken,
    NoteToken,
    ParagraphToken,
    TableToken,
    TextOpenToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import LabelStyle
from itu_texts.tree.readings import SourceText
from itu_texts.tree.spans import Source

# ---------------------------------------------------------------------- open lists

Placeable: TypeAlias = WordsToken | LabelledToken | NoteToken | TableToken
"""The tokens with a place in the lists of a clause."""
NEXT_FOLLOWS: Final = frozenset((SEMICOLON, COMMA))  # the stops of items before the last
_SECTIONS: Final = "A.1"  # the form of the labels of sections that have the letter of their part: "T.1"
_WRONG: Final = "add what is missing {}, or correct the label"
_MIXED: Final = "“{}” is in a list of “{}”: give all its labels the same style"


class OpenList:
    """An open list: its last member, and the reading of the label of that member."""

    __slots__ = ("due", "end", "label", "missing", "rank", "reading", "start", "titled", "told", "whole")

    def __init__(self, token: Placeable, reading: LabelReading | None) -> None:
        self.rank: int = token.level
        """The level that the file declares; 0 for none."""
        self.due: tuple[LabelReading, ...] = ()
        """The reading before a wrong label, and the one that should follow: the list may continue from there too."""
        self.missing: list[int] = []
        """The skipped places, which may still come."""
        self.told: list[Diagnostic] = []
        """The diagnostic of the skipped places."""
        self.whole: bool = True
        """Whether all members except the last ended with a full stop, as sentences do."""
        self._end_with(token, reading)

    def _end_with(self, token: Placeable, reading: LabelReading | None) -> None:
        """Set the last member."""
        self.start: int = token.start
        self.end: int = token.end
        """Where the last member ends, without the nodes below it."""
        self.label: str = token.label if isinstance(token, LabelledToken) else ""
        self.reading: LabelReading | None = reading
        """``None`` if the members are paragraphs without labels."""
        self.titled: bool = False
        """Whether the last member is a heading without a number, below which the others stand."""

    def is_section(self, text: str, end: int) -> bool:
        """Return whether its last member is the heading of a section: a few words without a stop.

        :param end: where that member ends.
        """
        numbered = self.reading is not None and self.reading.style in ("number", "decimal")
        return numbered and end - self.start <= LONGEST_SECTION and text[end - 1] not in STOPS

    def words(self, text: str) -> int:
        """Return where the words of the last member begin."""
        return past_blanks(text, self.start + len(self.label))

    def takes(self, reading: LabelReading) -> bool:
        """Return whether a label is the next one, in the same form."""
        last = self.reading
        if last is not None and reading.form == last.form and reading.follows(last):
            return True
        return bool(self.due) and any(reading.follows(each) for each in self.due)

    def add(self, token: LabelledToken, reading: LabelReading, stop: str) -> None:
        """Add a member.

        :param stop: the stop at the end of the one before.
        """
        self.whole = self.whole and stop == FULL_STOP
        if self.due and not (stop in NEXT_FOLLOWS and self.reading is not None and reading.follows(self.reading)):
            self.due = ()
        self._end_with(token, reading)

    def begins_late(self, token: LabelledToken, reading: LabelReading, reporter: Reporter) -> None:
        """Report that the list does not begin with a first label."""
        self.missing = [*series.between(reading.none(), reading)[:MISSED_LABELS]]
        if not self.missing:  # "7.1.0"
            return
        message = f"the list begins with “{token.label}”: {_WRONG.format('before it')}"
        self.told = [_report(reporter, "numbering-gap", token, message)]

    def fault(self, token: LabelledToken, reading: LabelReading, reporter: Reporter) -> tuple[LabelReading, ...]:
        """Report what is wrong with a label that is not the next one.

        :returns: further readings from which the list may continue.
        """
        last, label, previous = self.reading, token.label, self.label
        assert last is not None
        place, step = reading.path[-1], reading.steps_from(last)
        if reading.form != last.form:
            self.mixes(token, reporter)
            return (last.next(),)
        if place in self.missing:
            self.missing.remove(place)
            _report(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: swap them")
            if not self.missing:
                reporter.retract(self.told)
                self.told = []
            return (last,)
        if step > 0:
            self.missing = [*self.missing, *series.between(last, reading)[:MISSED_LABELS]][:MISSED_LABELS]
            self.told = [*self.told, self._gap(token, reporter)]
        elif step == 0:
            _report(reporter, "numbering-repeat", token, f"“{label}” occurs twice: renumber the second")
            return (reading.next(),)
        elif not (reading.first and reading.form == _SECTIONS):  # a list that is printed again
            _report(reporter, "numbering-disorder", token, f"“{label}” follows “{previous}”: put them in order")
            return (last, last.next())
        return ()

    def skips(self, token: LabelledToken, reporter: Reporter) -> tuple[LabelReading, ...]:
        """Report that a label stands in place of the next one; return the reading of that, which may still come."""
        self._gap(token, reporter)
        return (self.reading.next(),) if self.reading is not None else ()

    def _gap(self, token: LabelledToken, reporter: Reporter) -> Diagnostic:
        """Report that labels are missing before one."""
        message = f"“{token.label}” follows “{self.label}”: {_WRONG.format('between them')}"
        return _report(reporter, "numbering-gap", token, message)

    def mixes(self, token: LabelledToken, reporter: Reporter) -> None:
        """Report a label of another form."""
        _report(reporter, "mixed-labels", token, _MIXED.format(token.label, self.label))


def _report(reporter: Reporter, code: str, token: LabelledToken, message: str) -> Diagnostic:
    """Report a fault of a label."""
    return reporter.report(code, message, token.start, token.start + len(token.label))


# ---------------------------------------------------------------------- the methods of the structure grammar


class Builder:
    """One method for each rule, with its name, which takes the values of the members of the rule.

    A rule called ``add`` needs none: its last member is added to its first, a list.
    """

    @staticmethod
    def document(blocks: Any) -> Any:
        return blocks

    @staticmethod
    def nothing() -> list[Any]:
        return []

    @staticmethod
    def first(member: Any) -> list[Any]:
        return [member]

    # ------------------------------------------------------------------ blocks

    @staticmethod
    def go_on(blocks: list[Any], contents: nodes.Contents, items: list[Any]) -> list[Any]:
        """Return blocks after a list of contents."""
        return [*blocks, contents, *items]

    @staticmethod
    def item_with_list(siblings: list[Any], item: nodes.Item, _: None, below: list[Any], *__: None) -> list[Any]:
        made = nodes.Item(
            start=item.start,
            end=below[-1].end,
            label=item.label,
            style=item.style,
            blocks=(*item.blocks, *below),
        )
        siblings.append(made)
        return siblings

    @staticmethod
    def opening(siblings: list[Any], words: nodes.Paragraph, _: None, below: list[Any], *__: None) -> list[Any]:
        """Return a paragraph that introduces a list."""
        blocks = (words, *below) if words.text else tuple(below)
        siblings.append(
            nodes.Item(start=words.start, end=below[-1].end, label="", style=LabelStyle.NONE, blocks=blocks)
        )
        return siblings

    @staticmethod
    def list_beside(siblings: list[Any], node: nodes.Node, _: None, below: list[Any], *__: None) -> list[Any]:
        """Return a list after a note or a table, to which it does not belong."""
        siblings += (node, *below)
        return siblings

    # ------------------------------------------------------------------ clauses, annexes, divisions, amendments

    @staticmethod
    def clause(opened: tuple[Any, Any, nodes.Heading], blocks: list[Any]) -> nodes.Clause:
        token, role, heading = opened
        end = _end(blocks, heading.end)
        if token.label is not None and blocks and isinstance(blocks[0], nodes.Item) and not blocks[0].label:
            blocks = [*blocks[0].blocks, *blocks[1:]]  # the words of the paragraph introduce its points
        label = " ".join((token.label or "").split())
        return nodes.Clause(start=token.start, end=end, role=role, label=label, heading=heading, blocks=tuple(blocks))

    @staticmethod
    def matter(*members: list[Any]) -> list[Any]:
        return [block for member in members for block in member]

    @staticmethod
    def held(opened: Any, blocks: list[Any], *others: list[Any] | None) -> Any:
        """Return an annex, a division, a provision, reasons or a change, with what stands below it."""
        held = (*blocks, *(block for other in others if other is not None for block in other))  # a terminal is none
        return evolve(opened, end=_end(held, opened.end), blocks=held)

    @staticmethod
    def amendment(marker: nodes.Amendment, *members: Any) -> nodes.Amendment:
        """Return an amendment; behind the marker stand the amended node or nodes, and the reasons."""
        known = (member for member in members if member is not None)  # a terminal is none
        blocks = [block for member in known for block in (member if isinstance(member, list) else (member,))]
        end = _end(blocks, marker.end)
        reasons = blocks.pop() if blocks and isinstance(blocks[-1], nodes.Reasons) else None
        return evolve(marker, end=end, blocks=tuple(blocks), reasons=reasons)

    @staticmethod
    def signatures(words: nodes.Paragraph, blocks: list[Any]) -> nodes.SignatureBlock:
        return nodes.SignatureBlock(start=words.start, end=_end(blocks, words.end), blocks=(words, *blocks))

    # ------------------------------------------------------------------ texts

    @staticmethod
    def text(_: None, front: list[Any], body: list[Any], *__: None) -> nodes.Text:
        parts = (*front, *body)
        kind = next((part.kind for part in front if isinstance(part, nodes.Designation)), "text")
        made = nodes.TEXT_KINDS[kind]
        return made(start=parts[0].start, end=parts[-1].end, front=tuple(front), body=tuple(body))

    # ------------------------------------------------------------------ session documents and volumes

    @staticmethod
    def agenda(_: None, heading: nodes.Paragraph, items: list[Any], *__: None) -> nodes.Agenda:
        return nodes.Agenda(start=heading.start, end=_end(items, heading.end), heading=heading, items=tuple(items))

    @staticmethod
    def agenda_item(siblings: list[Any], item: nodes.AgendaItem, blocks: list[Any]) -> list[Any]:
        siblings.append(Builder.held(item, blocks))
        return siblings

    @staticmethod
    def entry_title(siblings: list[Any], title: nodes.Title) -> list[Any]:
        siblings[-1] = evolve(siblings[-1], end=title.end, title=title)
        return siblings

    @staticmethod
    def entry_page(siblings: list[Any], page: nodes.PageReference) -> list[Any]:
        siblings[-1] = evolve(siblings[-1], end=page.end, page=page)
        return siblings

    @staticmethod
    def contents(_: None, *members: Any) -> nodes.Contents:
        *headings, blocks = (member for member in members if member is not None)
        first = (*headings, *blocks)[0]
        heading = headings[0] if headings else None
        return nodes.Contents(start=first.start, end=_end(blocks, first.end), heading=heading, blocks=tuple(blocks))

    @staticmethod
    def cover(_: None, lines: list[Any], *__: None) -> nodes.Cover:
        return cover_of(lines)


def _end(blocks: list[Any] | tuple[Any, ...], least: int) -> int:
    end: int = blocks[-1].end if blocks else least
    return end


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
        if isinstance(token, ListingToken):
            self.shift(f"{token.kind}_OPEN")
            for member in token.members:
                self.put(member)
            self.shift(f"{token.kind}_CLOSE")
            return
        self.shift(terminal(token), token)
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
    return token.terminal if isinstance(token, DivisionToken) else token.type


# ---------------------------------------------------------------------- the tree of a file that states it

_IN_FRONT: Final = (
    nodes.Designation, nodes.Title, nodes.History, nodes.Formula, nodes.Paragraph, nodes.Contents,
)  # fmt: skip
_OF_OTHERS: Final = ("TEXT_OPEN", "SIGNATURES", "COVER")  # they consist of other lines


def parse_stated(
    reading: SourceText, tokens: Sequence[tuple[int, Token]], notes: Sequence[Token], language: str
) -> nodes.Document:
    """Return the document of a file that states the class and the nesting of its lines.

    :param tokens: its lines, each with its depth: the number of lines that it stands below.
    :param notes: its footnotes, the marks that call them, and the margins of provisions.
    """
    copy, lang = ReadingCopy(reading.text), lang_of(language)
    struck = [(each.start, each.end) for each in reading.evidence if each.kind == "struck_label"]
    copy.silence(struck, "struck")
    anchors = sorted((each for each in notes if isinstance(each, AnchorToken)), key=lambda each: each.start)
    wording = Wording(copy, anchors, [each for each in notes if isinstance(each, MarginNoteToken)])
    wording.furnish(each for each in notes if isinstance(each, FootnoteToken) and each.start < each.end)
    leaves = Leaves(wording, lang, struck)
    blocks = _build(_with_headings(tokens, copy.text, lang), leaves)
    leaves.finish()
    return nodes.Document(
        start=0,
        end=len(reading.text),
        blocks=tuple(blocks),
        furniture=furniture_nodes(wording),
        language=language,
        changes=tuple(changes(reading)),
        emphasis=tuple(emphasis(reading)),
        source=Source(reading.text),
    )


def _with_headings(
    tokens: Iterable[tuple[int, Token]], text: str, lang: LanguagePatterns
) -> Iterator[tuple[int, Token]]:
    """Yield the tokens; of a clause whose heading is on the line of its words, the heading and the words after it."""
    for depth, token in tokens:
        if not isinstance(token, HeadingToken) or token.sure:
            yield depth, token
            continue
        verb, verb_end = token.words, token.verb_end
        said = verb_told(text, verb, token.end, lang) if token.role == "operative" and not token.label else None
        if said is not None and said < verb_end:  # "“The Council requests the Secretary-General to report"
            verb, verb_end = said, 0
        stop, known = end_of_heading(text, verb, token.end, token.role, lang, verb_end)
        verb_end = stop if known else 0
        yield (
            depth,
            HeadingToken(token.start, stop, 0, token.role, verb_end, sure=True, label=token.label, words=token.words),
        )
        if stop < token.end:
            yield depth + 1, ParagraphToken(past_blanks(text, stop), token.end)


def _build(tokens: Iterable[tuple[int, Token]], leaves: Leaves) -> list[Any]:
    """Return the nodes of tokens; what is deeper than a token, up to the next one that is not, stands below it."""
    found: list[Any] = []
    around: list[tuple[int, str, Any, list[Any]]] = []

    def end(depth: int) -> None:
        while around and around[-1][0] >= depth:
            _, kind, leaf, below = around.pop()
            siblings = around[-1][-1] if around else found
            if below or kind not in _OF_OTHERS:
                siblings.append(_WHOLE.get(kind, _alone)(leaf, [*_styled(below)]))

    for depth, token in tokens:
        end(depth)
        around.append((depth, token.type, leaves.read(token), []))
    end(0)
    return [*_styled(found)]


def _styled(siblings: list[Any]) -> Iterator[Any]:
    """Yield nodes; items, each with the style that all their labels can have: "i)" beside "ii)" is a roman numeral."""
    items = (each for each in siblings if isinstance(each, nodes.Item) and each.label)
    readings = {each.label: series.readings(each.label) for each in items}
    shared = set.intersection(*({one.style for one in each} for each in readings.values())) if readings else set()
    for each in siblings:
        if isinstance(each, nodes.Item) and each.label:
            possible = [reading for reading in readings[each.label] if reading.style in shared]
            best = series.first_of(possible) or (possible or readings[each.label])[0]
            yield evolve(each, style=LabelStyle(best.style))
        else:
            yield each


def _alone(leaf: Any, below: list[Any]) -> Any:
    """Return the node of a line, with the blocks below it."""
    if not below:
        return leaf
    if isinstance(leaf, nodes.Paragraph):
        return Builder.opening([], leaf, None, below)[0]
    return evolve(leaf, end=below[-1].end, blocks=(*leaf.blocks, *below))


def _text(_: Any, below: list[Any]) -> nodes.Text:
    front = [*takewhile(lambda node: isinstance(node, _IN_FRONT), below)]
    return Builder.text(None, front, below[len(front) :])


def _entry(leaf: Any, below: list[Any]) -> Any:
    parts = {"title" if isinstance(each, nodes.Title) else "page": each for each in below}
    return evolve(leaf, end=below[-1].end if below else leaf.end, **parts)


_WHOLE: Final[dict[str, Callable[[Any, list[Any]], Any]]] = {
    "HEADING": lambda leaf, below: Builder.clause(leaf, below),
    "AMENDMENT": lambda leaf, below: Builder.amendment(leaf, *below),
    "TEXT_OPEN": _text,
    "SIGNATURES": lambda _, below: nodes.SignatureBlock(start=below[0].start, end=below[-1].end, blocks=tuple(below)),
    "AGENDA": lambda leaf, below: Builder.agenda(None, leaf, below),
    "CONTENTS": lambda leaf, below: Builder.contents(None, *([leaf] if leaf.text else ()), below),
    "COVER": lambda _, below: Builder.cover(None, below),
    "ENTRY_NAME": _entry,
}
"""How a node is made of its line and what stands below it, by the type of the token."""
