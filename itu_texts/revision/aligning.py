"""Pairs the parts of two language editions of a text.

Editions of one text say the same in the same order: their clauses have the same concepts and addressees, their items
have the same places in their series whatever the labels look like (``d)``, ``г)``, ``د )``), and their references have
the same identifiers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from attrs import field, frozen

from itu_texts.analysis.references import references
from itu_texts.analysis.works import assembly_of
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, NAMES, fold
from itu_texts.revision.lines import longest_increasing
from itu_texts.tree.addressees import NO_NAMES
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    CoverLine,
    Designation,
    Division,
    Document,
    Heading,
    History,
    Item,
    Node,
    Paragraph,
    Provision,
    Text,
)
from itu_texts.tree.walking import find

_T = TypeVar("_T")
_Of = Callable[[_T], object]
_Pair = tuple[_T | None, _T | None]
_Keys = Sequence[tuple[object, object]]  # the key and the kin of each member
_SMALL = 10_000  # pairs of members; up to this number, all are compared
_SAME, _AKIN = 3, 1  # the weights of a pair with equal keys, and of one with equal kin

_DIGITS = regex(r"\d")
_LEAD = 2  # words that lead in to a list
_LONGEST = 60  # characters of words in a message


def pair(first: Sequence[_T], second: Sequence[_T], key: _Of[_T], kin: _Of[_T]) -> Iterator[_Pair[_T]]:
    """Pair the members of two sequences, in order; ``None`` stands for a missing partner.

    :param key: returns the key of a member; equal keys are paired if the order allows it.
    :param kin: returns what two members must share to be paired at all.
    """
    mine, its = ([(key(each), kin(each)) for each in members] for members in (first, second))
    done = its_done = 0
    for one, two in (*_certain(mine, its), (len(mine), len(its))):
        for at, place in _best(mine[done:one], its[its_done:two]):
            yield None if at is None else first[done + at], None if place is None else second[its_done + place]
        yield from zip(first[one : one + 1], second[two : two + 1], strict=True)
        done, its_done = one + 1, two + 1


def _certain(mine: _Keys, its: _Keys) -> Iterator[tuple[int, int]]:
    """Yield the places of certain partners: members with equal keys at the beginning, and at the end.

    In long sequences, they are also those with keys that occur once in each, as many as keep their order.
    """
    begin = _same(mine, its)
    behind = _same(mine[begin:][::-1], its[begin:][::-1])
    end, stop = len(mine) - behind, len(its) - behind
    yield from ((at, at) for at in range(begin))
    if (end - begin) * (stop - begin) > _SMALL:
        places, its_places = (_once(members[begin:last]) for members, last in ((mine, end), (its, stop)))
        both = [(begin + places[key], begin + its_places[key]) for key in places if key in its_places]
        kept = longest_increasing([place for _, place in both])
        yield from (each for at, each in enumerate(both) if at in kept)
    yield from zip(range(end, len(mine)), range(stop, len(its)), strict=True)


def _same(mine: _Keys, its: _Keys) -> int:
    """Return how many members with equal keys two sequences begin with."""
    pairs = enumerate(zip(mine, its, strict=False))
    return next((at for at, (one, two) in pairs if one[0] != two[0]), min(len(mine), len(its)))


def _once(members: _Keys) -> dict[object, int]:
    """Return the places of the keys that occur once in a sequence, in its order."""
    counts = Counter(key for key, _ in members)
    return {key: place for place, (key, _) in enumerate(members) if counts[key] == 1}


def _best(mine: _Keys, its: _Keys) -> Iterator[_Pair[int]]:
    """Return the places of the pairs with the greatest total weight; of several, the earliest; none of too many."""
    is_short = len(mine) * len(its) <= _SMALL
    worth = [
        [_SAME if one[0] == two[0] else _AKIN if one[1] == two[1] else 0 for two in its] for one in mine if is_short
    ]
    rows, columns = len(worth), len(its)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            met = best[r + 1][c + 1] + worth[r][c] if worth[r][c] else 0
            best[r][c] = max(met, best[r + 1][c], best[r][c + 1])
    r = c = 0
    while r < rows and c < columns:
        if worth[r][c] and best[r][c] == best[r + 1][c + 1] + worth[r][c]:
            yield r, c
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            yield r, None
            r += 1
        else:
            yield None, c
            c += 1
    yield from chain(((place, None) for place in range(r, len(mine))), ((None, place) for place in range(c, columns)))


@frozen
class Pair:
    """A node of one edition and its partner in the other; one of them may be missing."""

    first: Node | None
    second: Node | None
    problems: tuple[Diagnostic, ...] = ()
    """The reasons why there is no partner, or the differences between the two. The span of a problem is in the source
    of the first node, or of the second if there is no first. The nodes below a node without partner have no problems of
    their own."""
    # The addresses of all nodes of both editions, indexed once for all pairs
    _addresses: Addresses = field(factory=Addresses, eq=False, repr=False)

    @property
    def node(self) -> Node:
        """The first of the two nodes that exists."""
        return next(each for each in (self.first, self.second) if each is not None)

    @property
    def first_address(self) -> str:
        """The address of the first node; empty if it has none."""
        return _address(self.first, self._addresses)

    @property
    def second_address(self) -> str:
        """The address of the second node; empty if it has none."""
        return _address(self.second, self._addresses)

    @property
    def first_text(self) -> str:
        """The words of the first node, if it has words of its own."""
        return _words(self.first)

    @property
    def second_text(self) -> str:
        """The words of the second node, if it has words of its own."""
        return _words(self.second)


@checked
def align(first: Document | Text, second: Document | Text) -> list[Pair]:
    """Pair the nodes of two language editions, in the order of the first.

    Nodes without a partner stand at their places in the order.

    A node is paired with a node below the partner of its parent that has the same concept, place in its series, number
    or kind; if all but one node there are paired, the last one is paired too.
    """
    return [*_Aligner(first, second).pairs(first, second)]


def mismatches(pairs: list[Pair]) -> Iterator[tuple[bool, Diagnostic]]:
    """Yield each problem of some pairs, with whether it is in the first edition."""
    return ((pair.first is not None, problem) for pair in pairs for problem in pair.problems)


class _Aligner:
    """Pairs nodes from the top down."""

    def __init__(self, first: Document | Text, second: Document | Text) -> None:
        self.languages = _language(first), _language(second)
        self.cited = _cited(first), _cited(second)
        self.said = _said_in(first), _said_in(second)
        self.addresses = Addresses()

    def pairs(self, first: Node, second: Node) -> Iterator[Pair]:
        stack: list[tuple[Node | None, Node | None, bool]] = [(first, second, False)]
        while stack:
            one, two, is_part = stack.pop()
            if not isinstance(one, Document) and not isinstance(two, Document):
                yield Pair(one, two, () if is_part else self._problems(one, two), self.addresses)
            if one is not None and two is not None:
                stack += ((mine, its, False) for mine, its in reversed([*_paired(one, two)]))
            else:
                stack += ((child, None, True) for child in reversed(one.children if one is not None else ()))
                stack += ((None, child, True) for child in reversed(two.children if two is not None else ()))

    def _problems(self, one: Node | None, two: Node | None) -> tuple[Diagnostic, ...]:
        if one is not None and two is not None:
            otherwise = (*self._otherwise(one, two), *self._cites_otherwise(one, two))
            return tuple(make_diagnostic("differs-in-edition", message, one.span) for message in otherwise)
        node, other = next((each, at) for each, at in ((one, 1), (two, 0)) if each is not None)
        if _is_subheading(node) or self._is_said(node, other):
            return ()
        message = f"the {self.languages[other]} text lacks {self._named(node)}"
        return (make_diagnostic("lacks-partner", message, node.span),)

    def _is_said(self, node: Node, other: int) -> bool:
        """Return whether the words of a node need no partner.

        Lines of covers and closings may say it in other lines, and one names the language. "that:" before a list has no
        words in Chinese and Arabic.
        """
        if isinstance(node, CoverLine | History):
            return all((type(node), name) in self.said[other] or name == "language" for name in _said(node))
        words = _words(node)
        return isinstance(node, Paragraph) and fold(words).endswith(COLON) and len(words.split()) <= _LEAD

    def _otherwise(self, one: Node, two: Node) -> Iterator[str]:
        """Yield the differences between two partners."""
        is_paragraph = isinstance(one, Heading) and _is_paragraph(one)
        for name in ("concept", "addressees", "ordinal", "identifier", "action", "number"):
            mine, its = _property_of(one, name), _property_of(two, name)
            if mine != its and not (is_paragraph and (name == "concept" or not _names_others(one, two))):
                yield f"{self._named(one)}: {name} {mine or 'none'} here, {its or 'none'} in the other edition"

    def _cites_otherwise(self, one: Node, two: Node) -> Iterator[str]:
        """Yield the citations in the words of one partner that the other does not have, in any order."""
        if _words(one) and _words(two):
            mine, its = (cited(node) for cited, node in zip(self.cited, (one, two), strict=True))
            both = [", ".join(sorted(_lacking(*each))) for each in ((mine, its, two), (its, mine, one))]
            if any(both):
                both = [each or "none" for each in both]
                yield "{}: cites {} here, {} in the other edition".format(self._named(one), *both)

    def _named(self, node: Node) -> str:
        """Return a node as messages name it: "item c) of considering", "the clause “invites Member States”"."""
        match node:
            case Clause():
                return f"the clause “{_short(node.heading.text)}”"
            case Item() if node.label:
                above = _address(node.parent, self.addresses)
                return f"item {node.label}" + (f" of “{_short(above)}”" if above else "")
            case Heading() | Designation():
                return f"the heading “{_short(node.text)}”"
            case Annex() | Division() | Text() if where := _address(node, self.addresses):
                return f"“{_short(where)}”"
        kind = type(node).__name__.lower()
        words = getattr(node, "text", "")
        return f"the {kind} “{_short(words)}”" if isinstance(words, str) and words else f"a {kind}"


def _cited(root: Document | Text) -> Callable[[Node], Counter[str]]:
    """Return what tells the texts that are cited in the words of a node; there are none if it has no source."""
    document = root if isinstance(root, Document) else root.document
    has_source = document is not None and len(document.source) >= document.end
    found = [(each.span.start, each.identifier) for each in references(root) if each.identifier] if has_source else []
    found.sort(key=itemgetter(0))
    starts = [start for start, _ in found]
    works = [" ".join(filter(None, (named.kind, named.sector, named.number))) for _, named in found]
    return lambda node: Counter(works[bisect_left(starts, node.start) : bisect_left(starts, node.end)])


def _paired(one: Node, two: Node) -> Iterator[tuple[Node | None, Node | None]]:
    """Pair the nodes below two partners; those of a text of an assembly one by one if its paragraphs are as many."""
    if not any(isinstance(node, Clause) and node.label for node in find(one, Clause)) or not isinstance(one, Text):
        return pair(one.children, two.children, _key, _kin)
    mine, its = [*_paragraphs(one)], [*_paragraphs(two)]
    kin = [*map(_kin, mine)], [*map(_kin, its)]
    if kin[0] == kin[1]:
        return zip(mine, its, strict=True)
    return pair(mine, its, _key, _kin)


def _paragraphs(text: Node) -> Iterator[Node]:
    """Yield the nodes of a text of an assembly, with those below its subheadings, of which an edition may have more."""
    for node in text.children:
        if isinstance(node, Division) and node.number is None:
            yield from _paragraphs(node)
        else:
            yield node


def _is_subheading(node: Node | None) -> bool:
    """Return whether a node is a subheading of a text of an assembly, which an edition may print in several lines."""
    above = node.parent if isinstance(node, Heading) else None
    return isinstance(above, Division) and above.number is None and node is not None and _is_paragraph(node)


def _is_paragraph(node: Node) -> bool:
    """Return whether a node is the heading of a paragraph of an assembly, whose verb translators are free to choose."""
    text = next((above for above in node.ancestors if isinstance(above, Text)), None)
    return text is not None and bool(assembly_of(text, lang_of(node.language or "en")))


def _lacking(mine: Counter[str], its: Counter[str], partner: Node) -> Iterator[str]:
    """Yield what one partner cites and the other does not, though its words may have the number."""
    words = "".join(_words(partner).split())
    return (each for each in (mine - its).elements() if each.rpartition(" ")[2] not in words)


def _names_others(one: Node, two: Node) -> bool:
    """Return whether both headings have known addressees, none of which they share."""
    known = [{each.concept for each in node.addressees} - NO_NAMES for node in (one, two) if isinstance(node, Heading)]
    return all(known) and known[0].isdisjoint(known[1])


def _property_of(node: Node, name: str) -> str:
    """Return the properties of a node that are the same in all languages."""
    match name, node:
        case "addressees", Heading(addressees=told):
            return ", ".join(addressee.concept for addressee in told)
        case "identifier", Text(identifier=Identifier() as named):
            body, kind, number = named.work
            body = body if body and body.isupper() else ""  # otherwise a name in the words of the language
            revised = named.revision is not None and named.revision.revised
            return " ".join(filter(None, (body, kind, number, "revised" if revised else "")))
        case ("concept", Heading(concept=said)) | ("ordinal", Item(ordinal=said)) | ("action", Amendment(action=said)):
            return str(said or "")
        case "number", Annex(number=said) | Division(number=said) | Provision(number=said):
            return said or ""
    return ""


def _said_in(root: Document | Text) -> set[tuple[type[Node], str]]:
    """Return what the lines of covers and closings say."""
    lines: list[CoverLine | History] = [*find(root, CoverLine), *find(root, History)]
    return {(type(line), name) for line in lines for name in _said(line)}


def _said(line: CoverLine | History) -> list[str]:
    """Return what a line says; one of no known form is the title of an item without its number."""
    return [part.name.removeprefix("no_") for part in line.parts] or ["agenda_title"]  # "without ... a Main Committee"


def _key(node: Node) -> tuple[object, ...]:
    """Return the key of a node among its siblings, which is the same in all editions."""
    parts: tuple[object, ...] = ()
    match node:
        case Clause():
            parts = (node.role, node.heading.concept, _property_of(node.heading, "addressees"))
        case Item():
            parts = (node.ordinal,)
        case Text():
            parts = (node.identifier.work if node.identifier else None,)
        case Annex() | Division():
            parts = (node.kind, node.number)
        case Amendment():
            parts = (node.action, node.provision, node.proposal)
        case Provision():
            parts = (node.number,)
        case CoverLine() | History():
            parts = tuple(_said(node))
    return (_kin(node), *parts)


def _kin(node: Node) -> object:
    """Return what a partner must share with the node."""
    if isinstance(node, Clause):
        return (Clause, node.role, "".join(_DIGITS.findall(node.label)))  # "1.", "1 -" in texts of assemblies
    if isinstance(node, CoverLine | History):
        return (type(node), *_said(node)[:1])
    return Text if isinstance(node, Text) else type(node)


def _language(root: Document | Text) -> str:
    document = root if isinstance(root, Document) else root.document
    return NAMES.get((document.language if document is not None else ""), "other")


def _address(node: Node | None, addresses: Addresses) -> str:
    if node is None:
        return ""
    above = node.parent
    if isinstance(above, Item) and above.blocks and above.blocks[0] is node:
        node = above  # the node of these words
    return addresses.known(node)


def _words(node: Node | None) -> str:
    """Return the words of a node, unless a node below has them."""
    words = getattr(node, "text", "") if node is not None and not node.children else ""
    return " ".join(words.split()) if isinstance(words, str) else ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
