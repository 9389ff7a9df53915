"""Drafts: nodes that can be changed, and the documents that they become.

A draft keeps the node that it was made from, and the values that replace its attributes. It becomes a new node in a
text with the words of all nodes, one after the other, so that the spans and the footnote marks are correct there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import attrs
from attrs import define, evolve, field

from itu_texts.api import parse
from itu_texts.formats.text.writer import to_text
from itu_texts.language.grammar import lang_of
from itu_texts.language.language_codes import SEVERAL, bound
from itu_texts.language.writing import COLON, fold
from itu_texts.revision.pieces import anchors_by_node
from itu_texts.tree import nodes
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Annex,
    Clause,
    Cover,
    Designation,
    Division,
    Document,
    FootnoteAnchor,
    Heading,
    Node,
)
from itu_texts.tree.spans import Source, Span
from itu_texts.tree.validation import member_types
from itu_texts.tree.walking import preorder, walk

LABELS = ("label", "number", "marker", "mark")  # attributes that precede the words of a node
_NUMBER_IN_WORDS = (Annex, Cover, Designation, Division)  # nodes whose number is part of their words


class FootnoteMark(NamedTuple):
    """A footnote mark in the words of a draft."""

    offset: int
    """The offset of the character before which it stands."""
    text: str
    """The mark as printed."""
    note: Draft
    """The footnote that it refers to."""


Marks = Mapping[int, list[FootnoteMark]]
"""Footnote marks by the identity of their nodes."""


@define(eq=False)
class Draft:
    """A node that can be changed, with all nodes below it."""

    type: Any
    """The class of the node."""
    values: dict[str, Any]
    """The attributes that do not contain nodes."""
    parts: dict[str, list[Draft]]
    """The attributes that contain nodes, in the order of the text."""
    anchors: list[FootnoteMark] = field(factory=list)
    """The footnote marks in its words."""
    words: str | None = None
    """The words that its values were read from; ``None`` if they were not."""
    parent: Draft | None = None
    attribute: str = ""
    """The attribute of the parent that contains it."""

    @property
    def children(self) -> Iterator[Draft]:
        """The drafts directly below, in the order of the text."""
        return (each for part in self.parts.values() for each in part)

    @property
    def around(self) -> Iterator[Draft]:
        """The draft itself, the one that contains it, and so on to the document."""
        each: Draft | None = self
        while each is not None:
            yield each
            each = each.parent

    @property
    def below(self) -> Iterator[Draft]:
        """The draft and all drafts below it, each before its children."""
        return preorder(self, lambda each: each.children)

    def detach(self) -> None:
        """Remove the draft from its parent."""
        if self.parent is not None:
            self.parent.parts[self.attribute] = [each for each in self.parent.parts[self.attribute] if each is not self]
            self.parent = None

    def put(self, child: Draft, attribute: str, place: int | None = None) -> None:
        """Insert a draft at an index of an attribute, or at the end."""
        child.detach()
        members = self.parts[attribute]
        members.insert(len(members) if place is None else place, child)
        child.parent, child.attribute = self, attribute

    def put_beside(self, child: Draft, *, after: bool) -> None:
        """Insert a draft before or after it."""
        child.detach()
        if self.parent is not None:
            members = self.parent.parts[self.attribute]
            at = next(place for place, each in enumerate(members) if each is self)
            self.parent.put(child, self.attribute, at + after)

    def stand_in_for(self, other: Draft) -> None:
        """Replace another draft."""
        if other.parent is not None:
            other.put_beside(self, after=True)
            other.detach()


@define(eq=False)
class DraftDocument:
    """A document that can be changed."""

    root: Draft
    footnotes: list[Draft]
    of: dict[int, Draft]
    """The drafts by the identity of the nodes that they were made from."""

    @property
    def marks(self) -> Iterator[FootnoteMark]:
        """The footnote marks, in the order of the text."""
        return (mark for each in self.root.below for mark in each.anchors)

    def enter_notes(self) -> None:
        """Add the footnotes that are called and not here, in the order in which they are called.

        If the marks were the numbers from 1 on, they are so again; otherwise one without a mark gets the next number.
        """
        known = {id(note) for note in self.footnotes}
        by_id = {id(mark.note): mark.note for mark in self.marks}
        if known.issuperset(by_id):
            return
        called = [*by_id.values()]
        was = [note.values["mark"] for note in called if id(note) in known]
        is_counted = was == [str(number) for number in range(1, len(was) + 1)]
        self.footnotes[:] = [*called, *(note for note in self.footnotes if id(note) not in by_id)]
        number = 0 if is_counted else max((int(mark) for mark in was if mark and mark.isdecimal()), default=0)
        for note in called:
            mark = note.values["mark"]
            if mark is None or (is_counted and mark.isdecimal()):
                number += 1
                note.values["mark"] = str(number)
        for each in self.root.below:
            each.anchors = [mark._replace(text=mark.note.values["mark"] or mark.text) for mark in each.anchors]

    def frozen(self, language: str) -> Document:
        """Return the current document; its nodes are in a text of their words."""
        return _Frozen(self, language).document


# ---------------------------------------------------------------------- from nodes to drafts


@cache
def _attributes(type_: Any) -> dict[str, str]:
    """Return the attributes of a class of nodes, and whether each contains a value, one node or many."""
    if type_ is Document:
        return {"blocks": "many"}
    hints = get_type_hints(type_, localns=vars(nodes))
    names = [each.name for each in attrs.fields(type_) if each.init and each.name not in ("start", "end")]
    return {name: _held(hints[name]) for name in names}


def _held(hint: Any) -> str:
    members = {member for each in (hint, *get_args(hint)) for member in (each, *get_args(each))}
    if not any(isinstance(member, type) and issubclass(member, Node) for member in members):
        return "value"
    return "many" if get_origin(hint) is tuple else "one"


def draft(node: Node, of: dict[int, Draft], anchors: Marks) -> Draft:
    """Return a node and all nodes below it as drafts.

    :param of: receives the drafts by the identity of their nodes.
    :param anchors: the footnote marks by the identity of their nodes.
    """
    made = alone(node, anchors)
    of[id(node)] = made
    stack = [(node, made)]
    while stack:
        above, there = stack.pop()
        for name in there.parts:
            value = getattr(above, name)
            for child in value if isinstance(value, tuple) else (value,) if value else ():
                below = of[id(child)] = alone(child, anchors)
                there.parts[name].append(below)
                below.parent, below.attribute = there, name
                stack.append((child, below))
    return made


def alone(node: Node, anchors: Marks) -> Draft:
    """Return the draft of a node without the nodes below it."""
    values: dict[str, Any] = {}
    parts: dict[str, list[Draft]] = {}
    kind: Any = type(node)
    for name, held in _attributes(kind).items():
        if name == "addressees":  # their places in the words
            told = getattr(node, name)
            values[name] = tuple(one.moved(one.span.start - node.start, one.span.end - node.start) for one in told)
        elif held == "value":
            values[name] = getattr(node, name)
        else:
            parts[name] = []
    words = values.get("text") if node.document is not None else None
    return Draft(type(node), values, parts, list(anchors.get(id(node), ())), words)


def fits(made: Draft, above: Draft, attribute: str) -> bool:
    """Return whether a node of some class may stand in an attribute of another."""
    return issubclass(made.type, member_types(above.type, attribute))


def draft_document(document: Document) -> DraftDocument:
    """Return a document as drafts."""
    of: dict[int, Draft] = {}
    notes = [alone(note, {}) for note in document.footnotes]
    of |= {id(note): made for note, made in zip(document.footnotes, notes, strict=True)}
    return DraftDocument(draft(document, of, footnote_marks(document, document, notes)), notes, of)


def footnote_marks(document: Document, root: Node, notes: list[Draft]) -> dict[int, list[FootnoteMark]]:
    """Return the footnote marks in the words of nodes, by the identity of the nodes."""
    return {
        node: [FootnoteMark(each.offset, each.text, notes[each.note]) for each in anchors]
        for node, anchors in anchors_by_node(document, root).items()
    }


# ---------------------------------------------------------------------- from drafts to nodes


class _Frozen:
    """A document that is being made from drafts."""

    def __init__(self, drafts: DraftDocument, language: str) -> None:
        lang = lang_of(bound("en", language) if language == SEVERAL else language)
        self._behind_heading = "" if lang.runs_on else " "  # for paragraphs on the line of their heading
        self._text: list[str] = []
        self._length = 0
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        order = [each for each in drafts.root.below if each is not drafts.root]
        for each in order:
            self._place(each)
        for note in drafts.footnotes:
            self._place(note)
        made: dict[int, Node] = {}
        for each in reversed(order):
            made[id(each)] = self._node(each, made)
        notes = tuple(self._node(note, made) for note in drafts.footnotes)
        self.document = Document(
            start=0,
            end=self._length,
            blocks=tuple([made[id(each)] for each in drafts.root.parts["blocks"]]),  # type: ignore[misc]
            furniture=(*self._anchors(order, drafts.footnotes), *notes),  # type: ignore[arg-type]
            language=language,
            source=Source("".join(self._text)),
        )

    def _say(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _place(self, each: Draft) -> None:
        """Place a draft in the text: its label, its words and its marks."""
        self._starts[id(each)] = self._length
        labels = LABELS if not issubclass(each.type, _NUMBER_IN_WORDS) else ()
        self._say(next((each.values[name] for name in labels if each.values.get(name)), ""))
        self._say(each.values.get("text", ""))
        for mark in each.anchors:
            self._say(mark.text)
        self._ends[id(each)] = self._length
        of_clause = each.type is Heading and each.parent is not None and each.parent.type is Clause
        goes_on = of_clause and not fold(each.values["text"]).endswith(COLON)  # what is below may stand on its line
        self._say(self._behind_heading if goes_on else "\n")

    def _node(self, each: Draft, made: Mapping[int, Node]) -> Node:
        parts: dict[str, Any] = {}
        end = self._ends[id(each)]
        for name, members in each.parts.items():
            found = tuple(made[id(member)] for member in members)
            if found:
                end = max(end, found[-1].end)
            parts[name] = found if _attributes(each.type)[name] == "many" else (found[0] if found else None)
        start = self._starts[id(each)]
        values = each.values | (
            {"addressees": tuple(one.moved(one.span.start + start, one.span.end + start) for one in told)}
            if (told := each.values.get("addressees"))
            else {}
        )
        node: Node = each.type(start=start, end=end, **values, **parts)
        return node

    def _anchors(self, order: Iterable[Draft], notes: list[Draft]) -> Iterator[FootnoteAnchor]:
        numbers = {id(note): number for number, note in enumerate(notes)}
        for each in order:
            words = each.values.get("text", "")
            start = self._ends[id(each)] - sum(len(mark.text) for mark in each.anchors)
            for mark in each.anchors:
                end = start + len(mark.text)
                if id(mark.note) in numbers:
                    yield FootnoteAnchor(
                        start=start,
                        end=end,
                        text=mark.text,
                        note=numbers[id(mark.note)],
                        offset=min(mark.offset, len(words)),
                    )
                start = end


def finish(drafts: DraftDocument, base: Document) -> Document:
    """Return the document that a base has become.

    Its source is the text as :func:`itu_texts.to_text` prints it, which is read again, unless the print of the base is
    read as another tree than the base. That of a Recommendation is, whose headings are known by their styles: its nodes
    stay as they are, the source is their words, one on each line, and the diagnostics are those of the lines that are
    read alike.
    """
    language = base.language
    made = drafts.frozen(language)
    again = parse(to_text(made), language=language)
    if _is_same(made, again) or kept(base, "is read as printed", lambda: _is_read_as_printed(base)):
        return again
    left: dict[tuple[object, ...], list[Node]] = {}
    for node in reversed([*walk(again), *again.footnotes]):
        left.setdefault(_printed(node), []).append(node)
    lines = [*drafts.root.below, *drafts.footnotes]
    alike = [
        (there, found.pop())
        for there, node in zip(lines, (*walk(made), *made.footnotes), strict=True)
        if not node.children and (found := left.get(_printed(node)))
    ]
    for there, node in alike:
        if there.words != there.values.get("text"):  # what new words mean is known when they are read
            there.values |= alone(node, {}).values
    made = drafts.frozen(language)
    now = {id(there): node.start for there, node in zip(lines, (*walk(made), *made.footnotes), strict=True)}
    shifts = sorted((node.start, node.end, now[id(there)] - node.start) for there, node in alike)
    moved = [
        evolve(each, span=Span(each.span.start + by, each.span.end + by), fixes=())
        for each in again.diagnostics
        for start, end, by in shifts[max(bisect_right(shifts, (each.span.start, len(again.source) + 1)) - 1, 0) :][:1]
        if start <= each.span.start <= each.span.end <= end
    ]
    return evolve(made, diagnostics=tuple(sorted(moved, key=lambda each: each.span)))


def _is_read_as_printed(document: Document) -> bool:
    return _is_same(document, parse(to_text(document), language=document.language))


def _is_same(one: Document, other: Document) -> bool:
    return [*map(_printed, walk(one))] == [*map(_printed, walk(other))]


def _printed(node: Node) -> tuple[object, ...]:
    """Return the class of a node, and what it prints itself."""
    labels = (getattr(node, name, None) for name in LABELS)
    return (type(node), *labels, None if node.children else getattr(node, "text", None))


def nodes_of(drafts: DraftDocument, finished: Document) -> dict[int, Node]:
    """Return the nodes that drafts have become, by the identity of the drafts.

    If the printed text was parsed as another tree, a draft becomes the next node of its class with its words; if there
    is none, the first node of any class in its printed text, or the last one around it.
    """
    lines = [each for each in drafts.root.below if each is not drafts.root]
    nodes = [node for node in walk(finished) if node is not finished]
    if [each.type for each in lines] == [type(node) for node in nodes]:
        return {id(there): node for there, node in zip(lines, nodes, strict=True)}
    found = dict(_by_words(lines, nodes))
    return found if len(found) == len(lines) else dict(_by_place(lines, nodes, finished.source.text, found)) | found


def _by_words(lines: Sequence[Draft], nodes: Sequence[Node]) -> Iterator[tuple[int, Node]]:
    left: dict[tuple[type, str], list[Node]] = {}
    for node in reversed(nodes):
        words = "".join(getattr(each, "text", "") for each in walk(node) if not each.children)
        left.setdefault((type(node), words), []).append(node)
    for there in lines:
        found = left.get((there.type, "".join(each.values.get("text", "") for each in there.below)))
        if found:
            yield id(there), found.pop()


def _by_place(
    lines: Sequence[Draft], nodes: Sequence[Node], printed: str, known: Mapping[int, Node]
) -> Iterator[tuple[int, Node]]:
    places = [place for place, sign in enumerate(printed) if sign.isalnum()]
    signs = "".join(printed[place] for place in places)
    starts = [node.start for node in nodes]
    at = 0
    for there in lines:
        if id(there) in known:
            at = bisect_left(places, known[id(there)].start)
            continue
        wanted = "".join(
            sign
            for each in there.below
            for name in (("text",) if each.type in (Division, Annex) else ("number", "label", "text"))
            for sign in each.values.get(name) or ""
            if sign.isalnum()
        )
        found = signs.find(wanted, at) if wanted else -1
        if found < 0:
            continue
        at, start, end = found, places[found], places[found + len(wanted) - 1]
        first, beyond = bisect_left(starts, start), bisect_right(starts, end)
        within = (each for each in nodes[first:beyond] if places[bisect_left(places, each.end) - 1] <= end)
        around = (nodes[place] for place in range(first - 1, -1, -1) if nodes[place].end > end)
        node = next(within, None) or next(around, None)
        if node is not None:
            yield id(there), node
