"""Reads amendments, and finds what they amend: by names, or by the labels of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from operator import attrgetter

from attrs import frozen

from itu_texts.analysis.references import GroupKind, Reference, ReferenceKind, references
from itu_texts.analysis.references.places import between
from itu_texts.language import series
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.identifiers import Identifier, known_as, meeting_parts
from itu_texts.language.writing import fold
from itu_texts.parsing import parse_document
from itu_texts.parsing.parts import numbers_listed
from itu_texts.revision.lines import Line, Lines
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Designation,
    Division,
    Document,
    Item,
    Node,
    Paragraph,
    Provision,
    Reasons,
    Text,
    Title,
)
from itu_texts.tree.parts import Parts, heading_key, is_labelled
from itu_texts.tree.walking import all_words, find, walk

_NAMED = frozenset(
    (
        ReferenceKind.PROVISION,
        ReferenceKind.TEXT,
        ReferenceKind.PART,
        ReferenceKind.CHAPTER,
        ReferenceKind.SECTION,
        ReferenceKind.ARTICLE,
        ReferenceKind.ANNEX,
        ReferenceKind.APPENDIX,
        ReferenceKind.ATTACHMENT,
    )
)
_BORDERS = (Amendment, Division, Annex, Text, Clause, Reasons)
_STOPS = " .;,"
_RANGE_SIGNS = "-–—"
_LIST_SIGNS = ",;、،"
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_BESIDE = 2  # words beside the numbers in a list of them: "Nos. 3 and 5"

_LABEL = r"(?:\(?\d[\w.]*\)?|\(?[^\W\d_]{1,4}\s?\))"
_SEVERAL = re.compile(rf"{_LABEL}(?:\s*[-,]\s*{_LABEL})+")
_JOINED = re.compile(
    rf"(?<=[\w)])\s*(?P<sign>[{_RANGE_SIGNS}{_LIST_SIGNS}]|[^\W\d_]{{1,4}})\s*(?={_LABEL})"
)  # "a) à c)", "a)和b)"
_RANGE = re.compile(r"(?P<first>[\w.]+)\s*\)?\s*[-–—]\s*\(?(?P<last>[\w.]+)")
_BEHIND = ".)"  # optional signs after a label
_FIRST_OF_CENTURY = "50"  # WRC-97 met in 1997, WRC-03 in 2003


@frozen(eq=False)
class Placed:
    """An amendment with its context."""

    amendment: Amendment
    division: Division | Annex | None
    """The division around it, or the last one that is named before it."""
    before: Node | None
    """The node before it."""
    behind: Sequence[Node]
    """The nodes after it, up to the next amendment."""


def amendments_of(document: Document) -> Iterator[Placed]:
    """Yield the amendments of a document in order, each before those in it."""
    above: dict[int, Division | Annex | None] = {}
    places: dict[int, tuple[Sequence[Node], int]] = {}
    for node in walk(document):
        within = node if isinstance(node, Division | Annex) else above.get(id(node))
        last = within
        children = node.children
        for place, each in enumerate(children):
            above[id(each)] = within
            if isinstance(each, Amendment):
                above[id(each)] = last
                places[id(each)] = children, place
            last = next((named for named in (each, *each.children) if isinstance(named, Division)), last)
        if isinstance(node, Amendment):
            siblings, place = places[id(node)]
            after = takewhile(lambda each: not isinstance(each, _BORDERS), islice(siblings, place + 1, None))
            yield Placed(node, above[id(node)], siblings[place - 1] if place else None, [*after])


def numbers_of_list(block: Node, language: str) -> str:
    """Return the numbers or labels that are all words of a node, "1 and 2", "a) et b)"; empty for other words."""
    words = all_words(block) if isinstance(block, Paragraph | Item) else ""
    if len(_WORD.findall(words)) > _MOST_BESIDE:  # "b) that boats use the band 87-108 MHz"
        return ""
    listed = numbers_listed(words, lang_of(language)) if any(map(str.isdigit, words)) else words
    listed = _JOINED.sub(lambda found: _joint(found["sign"], language), listed).strip()
    return listed if _SEVERAL.fullmatch(listed) else ""


def _joint(sign: str, language: str) -> str:
    """Return the sign for what stands between two labels: ``,`` for "et", ``-`` for "à"; the words if it is another."""
    if sign in _RANGE_SIGNS or sign in _LIST_SIGNS:
        return "-" if sign in _RANGE_SIGNS else ", "
    for code in dict.fromkeys((language, *languages())):
        words = lang_of(code).patterns
        if words.TO.fullmatch(fold(sign)):
            return "-"
        if words.CONNECTIVE.fullmatch(fold(sign)):
            return ", "
    return f" {sign} "


def cited_by(title: Title, language: str) -> list[Reference]:
    """Return what the words after a marker name, if they name nothing else: ``SUP Nos. 35 to 37``."""
    first, *rest = title.text.rstrip(_STOPS).partition(" ")
    words = "".join(("(", first.capitalize() if first.isupper() else first, *rest, ")"))  # in brackets it is no heading
    cited = [*references(parse_document(words, language))]
    kinds = {each.kind for each in cited}
    whole = bool(cited) and (cited[0].span.start, cited[-1].span.end) == (1, len(words) - 1)
    return cited if whole and len(kinds) == 1 and kinds <= _NAMED else []


def named_by_cover(line: str, language: str) -> Identifier | None:
    """Return the text that a line names as what a paper changes: "Corrigendum 1 to Resolution 45"."""
    words = lang_of(language).patterns
    if not any(form.match(fold(line)) for form in (words.CHANGE, words.PAPER)):
        return None
    cited = [each for each in references(parse_document(line, language)) if each.identifier is not None]
    is_last = len(cited) == 1 and cited[0].span.end >= len(line.rstrip(_STOPS))
    return cited[0].identifier if is_last else None


def numbers_of(cited: Sequence[Reference]) -> str:
    """Return the numbers that are cited, as :func:`~itu_texts.revision.targets.numbers_in` reads them."""
    printed: list[str] = []
    for each, before in zip(cited, (None, *cited), strict=False):
        in_range = each.group is not None and each.group.kind is GroupKind.RANGE
        joined = in_range and before is not None and before.group == each.group
        printed += ("-" if joined else ", ", each.number or "")
    return "".join(printed[1:])


def reasons_of(amendment: Amendment) -> str:
    """Return the reasons for an amendment, or for one that contains it; empty if there are none."""
    around = (each for each in (amendment, *amendment.ancestors) if isinstance(each, Amendment))
    return next((each.reasons.text for each in around if each.reasons is not None), "")


def numbers_in(words: str) -> Iterator[tuple[str, str]]:
    """Return the numbers of a marker, ``166, 167`` or ``219-221``, as the first and last of each range."""
    for part in re.split(r"[,;]|\s[^\W\d_]{1,4}\s(?=[^\s)]+\))|\s(?=\d)", words):
        found = _RANGE.search(part)
        if found is not None:
            yield found["first"], found["last"]
        elif part.strip():
            yield part.strip(), part.strip()


class Targets(Parts[Line]):
    """The parts of a document that is being amended."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines.root, attrgetter("node"))
        self.addresses: Addresses = Addresses()

    def may_hold(self, division: Line, provision: Provision) -> bool:
        """Return whether a division lies between the provisions of the next lower and the next higher number."""
        lower, higher = self.before(provision), self.after(provision)
        places = {each: place for place, each in enumerate(self.root.below)}
        first, last = places[division], places[[*division.below][-1]]
        return (lower is None or places[lower] <= last) and (higher is None or places[higher] >= first)

    def taken_out(self, node: Node) -> Line | None:
        """Return the removed part that a node names, as part of another or by itself."""
        if isinstance(node, Text):
            return next(reversed(self.editions(node.identifier)), None)
        text = next((each for each in node.ancestors if isinstance(each, Text)), None)
        above = self.taken_out(text) if text is not None and not isinstance(node, Provision) else None
        if above is not None and not self.stands(above):
            return above
        return self.gone(node) if isinstance(node, Provision | Division | Annex) and node.number is not None else None

    def part_before(self, node: Division | Annex, inside: Line | None) -> Line | None:
        """Return the division or annex that a new one follows: the last of its kind with a lower number."""
        if node.number is not None:
            return self.before(node, inside)
        same = [each for each in self.below(type(node), inside or self.root) if each.get("kind") == node.kind]
        return same[-1] if same else None

    # ------------------------------------------------------------------ texts, clauses

    def text(self, identifier: Identifier | None) -> Line | None:
        """Return the text that an identifier names, in any edition."""
        return next(filter(self.stands, self.editions(identifier)), None)

    def called(self, words: str) -> Line | None:
        """Return the text whose name stands on a line: "77/226."."""
        named = (each for text in self.texts for each in text.parts["front"] if each.is_a(Designation))
        return next((each.parent for each in named if heading_key(each.text) == heading_key(words)), None)

    def named_text(self, node: Text) -> Line | None:
        """Return the text that a text of an amending document stands for: the same work, and no other edition of it."""
        found = self.text(node.identifier)
        return None if found is None or self.is_other_edition(node.identifier, found) else found

    def other_edition(self, node: Text) -> str:
        """Return the name of a text of the base if a text of an amending document is an earlier edition of it.

        A later one is the name that the text is to have. Texts of two bodies are two texts.
        """
        found = self.text(node.identifier)
        is_other = found is not None and self.is_other_edition(node.identifier, found)
        return str(_identifier(found)) if found is not None and is_other else ""

    def is_other_edition(self, named: Identifier | None, found: Line) -> bool:
        """Return whether an identifier names another edition of a text, or one of another body."""
        here = _identifier(found)
        if named is None or here is None:
            return False
        if named.body and here.body and named.body != here.body:
            return True
        year, of_base = _year(named), _year(here)
        if year is None or of_base is None or year != of_base:
            return year is not None and of_base is not None and year < of_base
        places = [each.revision.place for each in (named, here) if each.revision and each.revision.place]
        return len({*map(known_as, places)}) > 1

    def text_before(self, identifier: Identifier | None) -> Line | None:
        """Return the text that a new one follows: the last of its kind with a lower number."""
        lower = [
            each
            for each in self.texts
            if identifier and (named := _identifier(each)) and named.kind == identifier.kind and named < identifier
        ]
        return next(reversed(lower or self.texts), None)

    def clause(self, text: Line, clause: Clause, *, is_named: bool = False) -> Line | None:
        """Return the clause of a text that another stands for: with the same heading, or the same verb and addressees.

        :param is_named: whether only one with the same heading is: "considering also" is another than "considering".
        """
        clauses = [each for each in text.parts["body"] if each.is_a(Clause)]
        heading, words = clause.heading, heading_key(clause.heading.text)
        same = (each for each in clauses if heading_key(each.heading.text) == words)
        wanted = (heading.concept, heading.addressees)
        alike = (each for each in clauses if (each.heading.get("concept"), each.heading.get("addressees")) == wanted)
        return next(same, None) or (next(alike, None) if heading.concept and not is_named else None)


def _identifier(text: Line) -> Identifier | None:
    return text.node.identifier if isinstance(text.node, Text) else None


def _year(identifier: Identifier) -> int | None:
    """Return the year of an edition: 2018 for "(Rev. Dubai, 2018)", 2015 for "(WRC-15)"."""
    mark = identifier.revision
    if mark is None:
        return None
    figures = meeting_parts(mark.conference)[1] if mark.conference else ""
    century = 0 if len(figures) > 2 else 1900 if figures > _FIRST_OF_CENTURY else 2000
    return mark.year or max(mark.years, default=None) or (century + int(figures) if figures else None)


def amended_holder(block: Clause) -> Clause | Annex | None:
    """Return the owner of the items in a clause without heading below a marker.

    It is the last clause with a heading before it, or the annex if there is no such clause.
    """
    around = next((each for each in block.ancestors if isinstance(each, Text | Annex)), None)
    before = [each for each in find(around, Clause) if each.start < block.start and each.heading.text] if around else []
    if before:
        return before[-1]
    return around if isinstance(around, Annex) else None


def label_of(block: Node) -> str:
    """Return the label of an item, or of a node that is only a label; empty for words without one."""
    match block:
        case Item():
            return block.label
        case Provision():  # in an annex without provisions
            return block.number
    words = block.text.rstrip(";,") if isinstance(block, Paragraph) else ""
    return words if series.is_label(words) else ""


class ItemChanges:
    """The items of a clause of the base, in the order in which amendments name them."""

    def __init__(self, clause: Line) -> None:
        self._clause = clause
        # The nodes around the item named last, from the outside in, and that item: labels in them may be meant
        self._within: list[Line] = [clause]

    def find(self, label: str) -> Line | None:
        """Return the item of a label: around the last one, from the inside out, or the only one with that label.

        Without a label, it is the words of a clause without items.
        """
        if not label:
            words = [each for each in self._clause.parts.get("blocks", ()) if each.is_a(Paragraph)]
            return words[0] if len(words) == 1 else None
        near = (each for holder in reversed(self._within) for each in holder.parts.get("blocks", ()))
        first = next((each for each in near if is_labelled(each.node, label)), None)
        every = [each for each in self._clause.below if first is None and is_labelled(each.node, label)]
        return every[0] if len(every) == 1 else first

    def between(self, first: str, last: str) -> list[str]:
        """Return the labels of the items from one to another, the two included, and those that a range has besides."""
        ends = self.find(first), self.find(last)
        named = [first, *between(first, last), last]
        if ends[0] is None or ends[1] is None or ends[0].parent is not ends[1].parent or ends[0].parent is None:
            return named
        beside = [each for each in ends[0].parent.parts["blocks"] if each.is_a(Item)]
        places = [next(place for place, each in enumerate(beside) if each is end) for end in ends]
        labels = [each.label for each in beside[places[0] : places[1] + 1]]
        known = {*map(core, labels)}
        return labels + [each for each in named if core(each) not in known]

    def stand_at(self, before: Node | None) -> None:
        """Start at the unmarked nodes right before a marker: the last item there is the one named last."""
        if not isinstance(before, Clause | Item):
            return
        self._within = [self._clause]
        node: Node | None = before
        while node is not None:
            if isinstance(node, Item) and (named := self.find(node.label)) is not None:
                self.name(named)
            node = next((each for each in reversed(node.children) if isinstance(each, Item)), None)

    def name(self, item: Line) -> None:
        """Record that an item was named."""
        self._within = [item]
        while self._within[0] is not self._clause and self._within[0].parent is not None:
            self._within.insert(0, self._within[0].parent)
        if not item.is_a(Item):
            del self._within[-1]

    def beside(self, label: str) -> tuple[Line, bool] | None:
        """Return the item beside which a new one belongs, and whether it follows that.

        That is the last lower label in a list of labels of the same form, or the first of such a list.
        """
        for holder in reversed(self._within):
            items = [each for each in holder.parts.get("blocks", ()) if each.is_a(Item)]
            lower = [each for each in items if is_before(each.label, label)]
            if lower or any(is_before(label, each.label) for each in items):
                return (lower[-1], True) if lower else (items[0], False)
        return None

    def add(self, made: Line, label: str) -> None:
        """Add a new item where its label belongs; at the end, if there is no list of such labels."""
        beside = self.beside(label)
        if beside is None:
            self._clause.put(made, "blocks")
        else:
            beside[0].put_beside(made, after=beside[1])


def core(label: str) -> str:
    """Return a label as it is compared: "أ )" as "أ"."""
    return "".join(fold(label).split()).rstrip(_BEHIND)


def is_before(one: str, other: str) -> bool:
    """Return whether a label precedes another in a series of labels of the same form."""
    return any(
        first.form == second.form and first.path < second.path
        for first in series.readings(one)
        for second in series.readings(other)
    )
