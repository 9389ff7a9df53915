"""Explains what each line of a text was taken for: its form, and the rules that decided.

The text is parsed once more, and all that rules claim is recorded meanwhile: a claim that became a node decided, the
others were outranked. Nothing is recorded while a text is parsed for another purpose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from attrs import frozen

from itu_texts.errors import AddressError, InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import VERBS, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import ANY, SEVERAL, bound, fold
from itu_texts.parsing import parse_mixed, parse_read
from itu_texts.parsing.findings import RuleClaim, keeping
from itu_texts.parsing.lexer import HEADINGS
from itu_texts.parsing.rules import rules_for
from itu_texts.tree import nodes
from itu_texts.tree.addresses import address
from itu_texts.tree.nodes import Document, Node
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_GOES_ON = "more of the line above"
_CLASSES = {"TEXT": "Paragraph", "BREAK": _GOES_ON, "REFERENCE": "HeadingReference"} | dict.fromkeys(
    HEADINGS, "Heading"
)
"""By the types of tokens: the classes of the nodes that they become, where the names differ."""
_OUTRANKED = "this rule claims it, but another rule, or what stands around it, outranks that"
_LINE = regex(r"[^\r\n]*(?:\r\n|\n|\r|$)")


@frozen
class Considered:
    """An alternative, and why it was rejected."""

    taken_for: str
    """What the line would be, in the words of :attr:`Explanation.taken_for`."""
    rule: str
    """The name of the rule that decided against it; empty if no rule spoke for it."""
    reason: str
    """The reason, in a sentence."""


@frozen
class Explanation:
    """What a line was taken for, and why."""

    line: int
    """The number of the line, from 1."""
    span: Span
    """The line without the blanks around it; offsets in the text."""
    taken_for: str
    """The nodes that begin in the line, the outermost first, by their classes: "Item, Paragraph";
    or "more of the Paragraph above"."""
    address: str
    """The address of the outermost of these nodes that has one; empty if none has."""
    form: str
    """The terminal of ``grammars/shapes/lines.lark`` that the line matches."""
    rule: str
    """The name of the rule that decided last; empty if only the form of the line decided."""
    reason: str
    """What the rule takes for what, and why, in a sentence; empty if there is no rule."""
    considered: tuple[Considered, ...]
    """The alternatives: what the line would be without a rule that decided, and what other rules claimed in it."""


@checked
def explain(document: Document, at: str | int | None = None) -> tuple[Explanation, ...]:
    r"""Explain what each line of a document was taken for, by which rule, and which alternatives were rejected.

    The text is parsed once more, with a record of all that rules claim; this takes two to three times as long as
    parsing it.

    :param document: the result of :func:`parse` or :func:`parse_file`.
    :param at: an address (``"resolves 2"``) or a line number, to explain only the lines there.
    :raises InputError: if the document has no source, or no such line.
    :raises AddressError: if nothing stands at the address.

    >>> import itu_texts
    >>> document = itu_texts.parse("RESOLUTION 7\nBoats\nThe Council,\nresolves\n1 to row;\n2 to rest.")
    >>> [(line.taken_for, line.form) for line in explain(document, at="resolves 2")]
    [('Item, Paragraph', 'ITEM')]
    """
    if not document.source.text.strip():
        raise InputError(
            "explain() needs the text, which this document does not have: to_json(doc, source=True) keeps it"
        )
    wanted = _wanted(document, at)
    with keeping() as kept:
        found = _Lines(_again(document))
    claims: dict[int, list[RuleClaim]] = defaultdict(list)
    start = 0
    for copy, claimed in kept:  # stretches in one language each
        for claim in dict.fromkeys(claimed):
            claims[document.source.line_column(start + claim.start)[0]].append(
                claim._replace(start=start + claim.start)
            )
        start += len(copy.source)
    return tuple(_explained(document, found, wanted, claims))


def _wanted(document: Document, at: str | int | None) -> range:
    """Return the numbers of the lines to explain."""
    place = document.source.line_column
    last = place(len(document.source))[0]
    if at is None:
        return range(1, last + 1)
    if isinstance(at, int):
        if not 0 < at <= last:
            raise InputError(f"there is no line {at}: the text has {last}")
        return range(at, at + 1)
    node = document.at(at)
    return range(place(node.start)[0], place(max(node.start, node.end - 1))[0] + 1)


def _again(document: Document) -> Document:
    """Parse the source of the document again."""
    source = document.source
    if source.reading is not None:
        return parse_read(source.reading, document.language)
    return parse_mixed(
        source.text, bound(ANY, document.language) if document.language == SEVERAL else document.language
    )


class _Lines:
    """What the lines of a document are taken for.

    :param document: the document.
    """

    def __init__(self, document: Document) -> None:
        self.begun: dict[int, list[Node]] = defaultdict(list)
        """The nodes that begin in each line, in order."""
        self.at: dict[int, set[str]] = defaultdict(set)
        """The classes of the nodes that begin at each offset."""
        nodes = [node for node in (*walk(document), *document.furniture) if node.start < node.end]
        for node in sorted(nodes, key=lambda node: (node.start, -node.end)):
            self.at[node.start].add(type(node).__name__)
            if node is not document:
                self.begun[document.source.line_column(node.start)[0]].append(node)
        self._numbers = [*self.begun]

    def taken_for(self, line: int) -> str:
        """Return what a line is taken for."""
        if line in self.begun:
            return ", ".join(dict.fromkeys(type(node).__name__ for node in self.begun[line]))
        before = bisect_left(self._numbers, line)
        return f"more of the {type(self.begun[self._numbers[before - 1]][-1]).__name__} above" if before else ""


def _explained(
    document: Document, found: _Lines, wanted: range, claims: Mapping[int, Sequence[RuleClaim]]
) -> Iterator[Explanation]:
    lang = lang_of(document.main_language)
    text = fold(document.source.text)
    rules = {rule.name: (place, rule) for place, rule in enumerate(rules_for(document.language))}
    for number, (begin, end) in enumerate(_spans(text), 1):
        if number not in wanted or begin >= end:
            continue
        form = lang.line.match(text, begin)
        name = form.lastgroup or "TEXT" if form is not None else "TEXT"
        taken_for = found.taken_for(number)
        made = sorted(claims.get(number, ()), key=lambda claim: rules[claim.rule][0] if claim.rule in rules else 0)
        decided = [claim for claim in made if claim.rule in rules and _came_true(claim, found, number)]
        considered = dict.fromkeys(
            Considered(_named(claim.otherwise, claim, begin), claim.rule, rules[claim.rule][1].does)
            for claim in decided
            if _kinds(claim.otherwise) != _kinds(claim.what)
        )
        if name in (*VERBS, "HEADING_LIKE") and "Heading" not in taken_for and not decided:
            considered[Considered("Heading", "", "no rule for headings takes it for one")] = None
        for claim in made:
            if _kinds(claim.what) and not _came_true(claim, found, number):
                considered[Considered(_named(claim.what, claim, begin), claim.rule, _OUTRANKED)] = None
        rule = rules[decided[-1].rule][1] if decided else None
        yield Explanation(
            number,
            Span(begin, end),
            taken_for,
            _address(found.begun.get(number, ())),
            name,
            rule.name if rule else "",
            rule.does if rule else "",
            tuple(considered),
        )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Return the span of the words of each line; an empty span for a blank line."""
    start = 0
    for line in _LINE.findall(text):
        words = line.strip()
        begin = start + line.index(words) if words else start
        yield begin, begin + len(words)
        start += len(line)


def _kinds(types: str) -> list[str]:
    """Return the classes of nodes that types of tokens become; empty if there are none."""
    kinds = (_CLASSES.get(kind, kind.title().replace("_", "")) for kind in types.split(", "))
    return [*dict.fromkeys(kind for kind in kinds if kind == _GOES_ON or hasattr(nodes, kind))]


def _named(types: str, claim: RuleClaim, begin: int) -> str:
    """Return what a claim, or what it replaces, takes a place for, and where in the line that is."""
    kinds = ", ".join(_kinds(types)) or "Paragraph"
    return f"{kinds} at column {claim.start - begin + 1}" if claim.start > begin else kinds


def _came_true(claim: RuleClaim, found: _Lines, line: int) -> bool:
    """Return whether a node that a rule claimed begins in the line, or the line continues the one above as claimed."""
    kinds = _kinds(claim.what)
    return (kinds == [_GOES_ON] and line not in found.begun) or any(kind in found.at[claim.start] for kind in kinds)


def _address(nodes: Sequence[Node]) -> str:
    """Return the address of the outermost of some nodes that has one."""
    for node in nodes:
        with suppress(AddressError):
            return address(node)
    return ""
