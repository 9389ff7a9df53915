"""The words of a line as they are compared and merged, and the lines of a text that may change.

Layout is ignored: line breaks, variants of apostrophes, dashes and blanks, and a blank after a hyphen where a word was
broken; also all hyphens in words if one of the texts comes from a PDF, because the hyphens at its line ends are
ambiguous.

A line is a node of the text. It keeps the node that it was made from, and becomes a new node in a text with the words
of all nodes, one after the other, so that the spans and the footnote marks are correct there. The first paragraph of an
item stands on the line of the item, and the heading of a clause on that of the clause: :func:`printed_lines` has the
lines as they are printed, which are compared.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeVar

from attrs import Factory, define, evolve, field, fields, frozen

from itu_texts.api import parse
from itu_texts.formats.text.writer import to_text
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import COLON, SEVERAL, bound, fold
from itu_texts.tree.base import kept, member_types
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Cover,
    Designation,
    Division,
    Document,
    Footnote,
    FootnoteAnchor,
    Heading,
    Item,
    Node,
    Note,
    Paragraph,
    Provision,
    Row,
    Text,
)
from itu_texts.tree.spans import Source, Span
from itu_texts.tree.walking import preorder, walk

# ---------------------------------------------------------------------- the words of a line

Token = tuple[str, int, int]
"""A word or a sign in the form that is compared, with its position in the words."""

Step = tuple[str, int, int, int, int]
"""A step from old to new words, as :class:`difflib.SequenceMatcher` has it."""

_TOKEN = re.compile(r"[^\W_]+(?:-\s*[^\W_]+)*|\.{3}|\S")
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | {"ʼ": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'} | _CONTROLS
)
_BLANKS = re.compile(r"\s+")

_PART = re.compile(r"\s+|\S+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_DOTS = "..."
_AROUND_DOTS = frozenset((_DOTS, "[", "]", "(", ")"))
_MANY = 2_000  # words; in longer lines, frequent words are not anchors
Run = tuple[Literal["kept", "deleted", "inserted"], str]
"""Some characters, with the kind of their change."""


def plain_signs(words: str) -> str:
    """Return words in which one sign stands for all that are equivalent.

    Each character keeps its offset unless an accent is separate.
    """
    return fold(words).translate(_DASHES)


def tokens(words: str, *, hyphens: bool = True) -> tuple[Token, ...]:
    """Return the words and signs of a line in the form that is compared, with their positions.

    :param hyphens: whether hyphens in words count.
    """
    return tuple(
        (_counts(found[0], hyphens=hyphens), found.start(), found.end())
        for found in _TOKEN.finditer(plain_signs(words))
    )


@lru_cache(maxsize=4096)  # the same lines stand in the base and in each proposal
def compared(words: str, *, hyphens: bool = True) -> tuple[str, ...]:
    """Return the words and signs of :func:`tokens` alone."""
    shown = plain_signs(words)
    found = _TOKEN.findall(shown)
    plain = shown.isascii() and "-" not in shown
    return tuple(found if plain else [_counts(word, hyphens=hyphens) for word in found])


def _counts(word: str, *, hyphens: bool) -> str:
    """Return a word in the form that is compared: without a blank after a hyphen, and with accents composed."""
    if "-" in word:
        word = _BLANKS.sub("", word)
        word = word if hyphens else _HYPHEN.sub("", word)
    return word if word.isascii() else "..." if word == "…" else unicodedata.normalize("NFC", word)


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Return the indexes of a longest increasing subsequence of distinct numbers."""
    ends: list[int] = []  # by length: the place of the smallest last member
    last: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(last, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(value)
        else:
            ends[length], last[length] = place, value
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


@frozen
class WordChange:
    """A run of words that both wordings share, or that only one of them has."""

    kind: Literal["kept", "deleted", "inserted"]
    """``deleted`` words are in the old wording only, ``inserted`` ones in the new wording only."""
    old: Span
    """The position in the old wording, as offsets in :attr:`Difference.old_text`; empty for ``inserted``."""
    new: Span
    """The position in the new wording, as offsets in :attr:`Difference.new_text`; empty for ``deleted``."""


def opcodes(old: Sequence[Token], new: Sequence[Token]) -> Sequence[Step]:
    """Return how some words become others, as :meth:`difflib.SequenceMatcher.get_opcodes` says it."""
    many = len(old) + len(new) > _MANY
    ours, theirs = ([word for word, *_ in each] for each in (old, new))
    return SequenceMatcher(None, ours, theirs, autojunk=many).get_opcodes()


def word_changes(old: Sequence[Token], new: Sequence[Token]) -> tuple[WordChange, ...]:
    """Return the runs of words in the order of the new wording.

    Deleted words precede inserted ones in the same place.
    """
    found: list[WordChange] = []
    for tag, *places in opcodes(old, new):
        was, now = _span(old, *places[:2]), _span(new, *places[2:])
        if tag == "equal":
            found.append(WordChange("kept", was, now))
        if tag in ("delete", "replace"):
            found.append(WordChange("deleted", was, Span(now.start, now.start)))
        if tag in ("insert", "replace"):
            found.append(WordChange("inserted", Span(was.end, was.end), now))
    return tuple(found)


def runs(old: str, new: str) -> list[Run]:
    """Return two wordings joined, as runs of characters with the kind of change of each.

    Without the inserted runs it is the old wording, without the deleted runs the new one, character for character.
    """
    found: list[Run] = []
    here = there = 0
    for change in word_changes(tokens(old), tokens(new)):
        if change.kind == "deleted":
            found.append(("deleted", old[here : change.old.end]))
            here = change.old.end
        elif change.kind == "inserted":
            found.append(("inserted", new[there : change.new.end]))
            there = change.new.end
        else:
            for was, now in (
                (old[here : change.old.start], new[there : change.new.start]),
                (old[change.old.slice], new[change.new.slice]),
            ):
                found += _same_words(was, now)
            here, there = change.old.end, change.new.end
    found += [("deleted", old[here:]), ("inserted", new[there:])]
    return [(kind, text) for kind, text in found if text]


def _same_words(old: str, new: str) -> list[Run]:
    """Return the runs of the same words, of which some may be written with other signs or blanks."""
    ours, theirs = (_PART.findall(each) for each in (old, new))
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ((old, new),)
    found: list[Run] = []
    for was, now in pairs:
        found += [("kept", was)] if was == now else [("deleted", was), ("inserted", now)]
    return found


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Return the span from the first to the last of some words; without words, the place after the word before."""
    if start == end:
        place = tokens[start - 1][2] if start else 0
        return Span(place, place)
    return Span(tokens[start][1], tokens[end - 1][2])


# ---------------------------------------------------------------------- two new wordings of one line


@frozen
class _Change:
    """Words of the ancestor, from ``start`` to ``end``, for which a wording has those from ``first`` to ``beyond``."""

    start: int
    end: int
    first: int
    beyond: int
    words: tuple[str, ...]

    @property
    def inserts(self) -> bool:
        """Whether it only inserts words."""
        return self.start == self.end

    def meets(self, other: _Change) -> bool:
        """Return whether another change is one of the same words, or one inserts words between those of the other."""
        if self.inserts and other.inserts:
            return self.start == other.start
        return self.start < other.end and other.start < self.end


def merge_words(old: str, now: str, new: str) -> tuple[str, bool]:
    """Merge a new wording of a line into the one that it has now; both come from an old one.

    Changes of different words are both made. Insertions at one place are both kept, unless one of them has all words of
    the other. The same words changed in two ways are a conflict, in which the later wording counts.

    Dots in the new wording stand for the words of the ancestor in their place, unless that has dots there too.

    :returns: the words, and whether both change the same words in different ways.

    >>> merge_words("draw up a list of boats", "draw up a public list of boats", "draw up a list of ... and oars")
    ('draw up a public list of boats and oars', False)
    """
    was, here, there = words = [[*_words(text)] for text in (old, now, new)]
    steps = opcodes(was, here), opcodes(was, there)
    ours, theirs = [*_changes(steps[0], here)], [*_changes(steps[1], there)]
    theirs = [each for change in theirs for each in _around_dots(change)]
    is_conflict = False
    for each in [*ours]:
        for other in [other for other in theirs if each.meets(other)]:
            if each.inserts and other.inserts and not _includes(other, each):
                if _includes(each, other):
                    theirs.remove(other)
                continue
            if not (each.words or other.words) and not (each.inserts or other.inserts):
                continue  # both only strike words
            is_same = (each.start, each.end, each.words) == (other.start, other.end, other.words)
            is_conflict = is_conflict or not (is_same or (each.inserts and other.inserts))
            ours.remove(each)
            break
    return _joined((old, now, new), words, steps, (ours, theirs)), is_conflict


def _words(text: str) -> Iterator[Token]:
    """Yield the words and signs of a line; in a script without blanks, each character is a word."""
    for word, start, end in tokens(text):
        if end - start == len(word) and _IDEOGRAPH.search(word):
            yield from ((sign, start + at, start + at + 1) for at, sign in enumerate(word))
        else:
            yield word, start, end


def _changes(steps: Iterable[Step], new: Sequence[Token]) -> Iterator[_Change]:
    for tag, start, end, first, beyond in steps:
        if tag != "equal":
            yield _Change(start, end, first, beyond, tuple(word for word, *_ in new[first:beyond]))


def _around_dots(change: _Change) -> Iterator[_Change]:
    """Yield the insertions before and after dots that stand for words of the ancestor; otherwise the change itself."""
    if _DOTS not in change.words:
        yield change
        return
    begin = change.words.index(_DOTS)
    end = len(change.words) - change.words[::-1].index(_DOTS)
    while begin and change.words[begin - 1] in _AROUND_DOTS:
        begin -= 1
    while end < len(change.words) and change.words[end] in _AROUND_DOTS:
        end += 1
    if begin:
        yield _Change(change.start, change.start, change.first, change.first + begin, change.words[:begin])
    if end < len(change.words):
        yield _Change(change.end, change.end, change.first + end, change.beyond, change.words[end:])


def _includes(one: _Change, other: _Change) -> bool:
    """Return whether the words of a change contain those of another."""
    count = len(other.words)
    return any(one.words[at : at + count] == other.words for at in range(len(one.words) - count + 1))


def _joined(
    texts: Sequence[str],
    words: Sequence[Sequence[Token]],
    steps: Sequence[Sequence[Step]],
    changes: Sequence[Sequence[_Change]],
) -> str:
    """Return the words of the ancestor with the changes of both sides."""
    kept = [  # the words of both sides by those of the ancestor
        {at: first + at - start for tag, start, end, first, _ in each if tag == "equal" for at in range(start, end)}
        for each in steps
    ]
    gone: dict[int, int] = {}  # words of the ancestor that a side strikes
    put: dict[int, list[tuple[bool, int, _Change]]] = {}
    for side in (0, 1):
        for each in changes[side]:
            gone |= dict.fromkeys(range(each.start, each.end), side)
            put.setdefault(each.start, []).append((not each.inserts, side, each))
    order: list[tuple[int, int]] = []  # the words, by the number of their text and their place in it
    last = 0  # the side that changed the words right before
    for at in range(len(words[0]) + 1):
        for _, side, change in sorted(put.get(at, ()), key=lambda each: each[:2]):
            last = side
            order += ((1 + side, place) for place in range(change.first, change.beyond))
        if at in gone:
            last = gone[at]
        elif at < len(words[0]):
            sides = [side for side in (last, 1 - last) if at in kept[side]]
            order.append((1 + sides[0], kept[sides[0]][at]) if sides else (0, at))
            last = 0
    out = ""
    for text, at in order:
        begin = words[text][at - 1][2] if at else 0
        out += texts[text][begin if out else words[text][at][1] : words[text][at][2]]
    return out


def place_in(new: str, old: str, offset: int) -> int:
    """Return the place of an offset in new words: behind the word that it follows, or behind those in its place."""
    was, now = [*_words(old)], [*_words(new)]
    last = sum(end <= offset for *_, end in was) - 1
    for tag, start, end, first, beyond in opcodes(was, now):
        if start <= last < end and beyond:
            return now[first + last - start if tag == "equal" else beyond - 1][2]
    return 0


LABELS = ("label", "number", "marker", "mark")  # attributes that precede the words of a node
_NUMBER_IN_WORDS = (Annex, Cover, Designation, Division)  # nodes whose number is part of their words
_KINDS: tuple[tuple[type[Node], str], ...] = (
    (Text, "text"),
    (Clause, "clause"),
    (Annex, "annex"),
    (Division, "division"),
    (Amendment, "amendment"),
    (Provision, "provision"),
    (Item, "block"),
    (Paragraph, "block"),
    (Note, "block"),
    (Footnote, "footnote"),
)


_Spanned = TypeVar("_Spanned")
_START = attrgetter("span.start")


class FootnoteMark(NamedTuple):
    """A footnote mark in the words of a line."""

    offset: int
    """The offset of the character before which it stands."""
    text: str
    """The mark as printed."""
    note: Line
    """The footnote that it refers to."""


Marks = Mapping[int, list[FootnoteMark]]
"""Footnote marks by the identity of their nodes."""


class Wording(NamedTuple):
    """What is printed on a line, and the form in which that is compared."""

    label: str = ""
    """The label, marker or number, in the form that is compared."""
    printed_label: str = ""
    """The label as printed."""
    text: str = ""
    """The words of the line, without the label."""
    words: tuple[str, ...] = ()
    """The words and signs of the line, in the form that is compared."""

    @property
    def printed(self) -> str:
        """The line as printed."""
        return f"{self.printed_label} {self.text}".strip()

    def saying(self, text: str) -> Wording:
        """Return the line with other words."""
        return self._replace(text=text, words=compared(text))


_SILENT = Wording()


@define(eq=False)
class Line:
    """A node of a text that may change, with all nodes below it."""

    node: Node
    """What it is now: its class, its label, its words. The nodes below it are those of :attr:`parts`."""
    parts: dict[str, list[Line]] = field(factory=dict)
    """The lines below it, by the attributes that contain their nodes, in the order of the text."""
    marks: list[FootnoteMark] = field(factory=list)
    """The footnote marks in its words."""
    origin: Node = field(default=Factory(lambda self: self.node, takes_self=True))
    """The node that it was made from."""
    parent: Line | None = None
    attribute: str = ""
    """The attribute of the parent that contains it."""
    # What follows is known of printed lines
    kind: str = ""
    """Lines of the same kind may be partners; empty for what stands on the line of another node."""
    index: int = 0
    """The index among the printed lines of its document."""
    was: Wording = _SILENT
    """What it said when it was read."""
    says: Wording = _SILENT
    """What it says now."""
    above: Line | None = None
    """The printed line above it, when it was read."""
    lines: list[Line] = field(factory=list)
    """The printed lines directly below, when it was read."""
    sources: list[Any] = field(factory=list)
    """The amendments that made or changed it."""
    added_by: Any = None
    """The amendment that added it."""

    def is_a(self, kind: type[Node] | tuple[type[Node], ...]) -> bool:
        """Return whether its node is of a class."""
        return isinstance(self.node, kind)

    def get(self, name: str) -> Any:
        """Return an attribute of its node; ``None`` if its class has none of that name."""
        return getattr(self.node, name) if _has(self.node, name) else None

    def set(self, **values: Any) -> None:
        """Change attributes of its node."""
        self.node = evolve(self.node, **values)

    def say(self, other: Line, **values: Any) -> None:
        """Take all attributes of another line but some."""
        self.node = evolve(other.node, **values)

    def reword(self, words: str) -> None:
        """Replace its words; footnote marks stay behind the words that they follow, or behind those in their place."""
        self.marks = [mark._replace(offset=place_in(words, self.text, mark.offset)) for mark in self.marks]
        self.set(text=words)

    @property
    def text(self) -> str:
        """Its own words; empty if lines below have them."""
        return self.get("text") or ""

    @property
    def has_text(self) -> bool:
        """Whether it may have words of its own."""
        return _has(self.node, "text")

    @property
    def label(self) -> str:
        """Its label or its number as printed; empty if it has none."""
        return self.get("label") or self.get("number") or ""

    @property
    def labels(self) -> dict[str, Any]:
        """The attributes that precede its words."""
        return {name: self.get(name) for name in (*LABELS, "style") if _has(self.node, name)}

    @property
    def heading(self) -> Line:
        """The heading of a clause, an annex or a division."""
        return self.parts["heading"][0]

    @property
    def children(self) -> Iterator[Line]:
        """The lines directly below, in the order of the text."""
        return (each for part in self.parts.values() for each in part)

    @property
    def ancestors(self) -> Iterator[Line]:
        """The line that contains it, the one that contains that, and so on to the document."""
        each = self.parent
        while each is not None:
            yield each
            each = each.parent

    @property
    def around(self) -> Iterator[Line]:
        """The line itself and its ancestors."""
        yield self
        yield from self.ancestors

    @property
    def below(self) -> Iterator[Line]:
        """The line and all lines below it, each before its children."""
        return preorder(self, lambda each: each.children)

    @property
    def on_line(self) -> Iterator[Line]:
        """The line itself, and what is printed on it: its heading, its first paragraph, its cells."""
        return preorder(self, lambda each: (below for below in each.children if not below.kind))

    @property
    def lines_around(self) -> Sequence[Line]:
        """The printed line above it when it was read, the one above that, and so on."""
        return (self.above, *self.above.lines_around) if self.above is not None else ()

    @property
    def lines_within(self) -> Iterator[Line]:
        """The line and all printed lines below it, when it was read, in the order of the text."""
        return preorder(self, lambda each: each.lines)

    @property
    def beside(self) -> Sequence[Line]:
        """The lines in the same attribute of its parent, in order; itself among them."""
        return self.parent.parts[self.attribute] if self.parent is not None else ()

    def detach(self) -> None:
        """Remove the line from its parent."""
        if self.parent is not None:
            self.parent.parts[self.attribute] = [each for each in self.beside if each is not self]
            self.parent = None

    def put(self, child: Line, attribute: str, place: int | None = None) -> None:
        """Insert a line at an index of an attribute, or at the end."""
        child.detach()
        members = self.parts[attribute]
        members.insert(len(members) if place is None else place, child)
        child.parent, child.attribute = self, attribute

    def put_beside(self, child: Line, *, after: bool) -> None:
        """Insert a line before or after it."""
        child.detach()
        if self.parent is not None:
            self.parent.put(child, self.attribute, self.beside.index(self) + after)

    def hang(self, child: Line) -> None:
        """Put a line below it, behind what is printed on its own line; beside it, if it cannot contain it."""
        names = (name for name in (child.attribute, *self.parts) if name in self.parts and fits(child, self, name))
        name = next(names, None)
        if name is None:
            self.put_beside(child, after=True)
        else:
            self.put(child, name, sum(not each.kind for each in self.parts[name]))

    def stand_in_for(self, other: Line) -> None:
        """Replace another line."""
        other.put_beside(self, after=True)
        other.detach()


def _has(node: Node, name: str) -> bool:
    kind: Any = type(node)
    return name in _names(kind)


@cache
def _names(kind: Any) -> frozenset[str]:
    """Return the names of the attributes of a class of nodes."""
    return frozenset(each.name for each in fields(kind) if each.init)


@define(eq=False)
class Lines:
    """The lines of a document."""

    root: Line
    footnotes: list[Line]
    of: dict[int, Line]
    """The lines by the identity of the nodes that they were made from."""

    @property
    def marks(self) -> Iterator[FootnoteMark]:
        """The footnote marks, in the order of the text."""
        return (mark for each in self.root.below for mark in each.marks)

    def enter_notes(self) -> None:
        """Add the footnotes that are called and not here, in the order in which they are called.

        If the marks were the numbers from 1 on, they are so again; otherwise one without a mark gets the next number.
        """
        called = [*dict.fromkeys(mark.note for mark in self.marks)]
        if {*self.footnotes}.issuperset(called):
            return
        was = [note.get("mark") for note in called if note in self.footnotes]
        is_counted = was == [str(number) for number in range(1, len(was) + 1)]
        self.footnotes[:] = dict.fromkeys((*called, *self.footnotes))
        number = 0 if is_counted else max((int(mark) for mark in was if mark and mark.isdecimal()), default=0)
        for note in called:
            mark = note.get("mark")
            if mark is None or (is_counted and mark.isdecimal()):
                number += 1
                note.set(mark=str(number))
        for each in self.root.below:
            each.marks = [mark._replace(text=mark.note.get("mark") or mark.text) for mark in each.marks]

    def frozen(self, language: str) -> Document:
        """Return the current document; its nodes are in a text of their words."""
        return _Frozen(self, language).document


# ---------------------------------------------------------------------- from nodes to lines


def lines_below(node: Node, of: dict[int, Line], marks: Marks) -> Line:
    """Return a node and all nodes below it as lines.

    :param of: receives the lines by the identity of their nodes; those in it are made anew.
    :param marks: the footnote marks by the identity of their nodes.
    """
    made = line_of(node, marks, of)
    stack = [(node, made)]
    while stack:
        above, there = stack.pop()
        for name in there.parts:
            value = getattr(above, name)
            for child in value if isinstance(value, tuple) else (value,) if value else ():
                below = line_of(child, marks, of)
                there.parts[name].append(below)
                below.parent, below.attribute = there, name
                stack.append((child, below))
    return made


def line_of(node: Node, marks: Marks | None = None, of: dict[int, Line] | None = None) -> Line:
    """Return the line of a node, without those of the nodes below it."""
    line = of.setdefault(id(node), Line(node)) if of is not None else Line(node)
    line.node, line.parent = node, None
    line.parts = {name: [] for name in node._SHAPE.children}
    line.marks = [*(marks or {}).get(id(node), ())]
    return line


def copy_of(there: Line, **values: Any) -> Line:
    """Return a line like another one, without those below it, with other values of some attributes."""
    return line_of(evolve(there.node, **values))


def fits(made: Line, above: Line, attribute: str) -> bool:
    """Return whether a node of some class may stand in an attribute of another."""
    return made.is_a(member_types(type(above.node), attribute))


def lines_of(document: Document, of: dict[int, Line] | None = None) -> Lines:
    """Return the lines of a document.

    :param of: lines by the identity of their nodes, which are made anew.
    """
    of = {} if of is None else of
    notes = [line_of(note, of=of) for note in document.footnotes]
    return Lines(lines_below(document, of, footnote_marks(document, document, notes)), notes, of)


def footnote_marks(document: Document, root: Node, notes: list[Line]) -> dict[int, list[FootnoteMark]]:
    """Return the footnote marks in the words of nodes, by the identity of the nodes."""
    return {
        node: [FootnoteMark(each.offset, each.text, notes[each.note]) for each in anchors]
        for node, anchors in anchors_by_node(document, root).items()
    }


def anchors_by_node(document: Document, root: Node) -> dict[int, list[FootnoteAnchor]]:
    """Return the footnote marks in the words of a node and of those below it, by the identity of the nodes."""
    return {id(node): [*those] for node, those in in_words(root, document.anchors)}


def in_words(root: Node, found: Sequence[_Spanned]) -> Iterator[tuple[Node, Sequence[_Spanned]]]:
    """Yield the nodes in whose words something begins, each with that, in the order of the text.

    :param found: footnote marks or references, in order.
    """
    starts = [*map(_START, found)]
    for node in walk(root) if found else ():
        if not node.children and hasattr(node, "text"):
            those = found[slice(*(bisect_left(starts, place) for place in node.span))]
            if those:
                yield node, those


# ---------------------------------------------------------------------- lines as they are printed


def printed_lines(root: Node, of: Mapping[int, Line] | None = None, *, hyphens: bool = True) -> list[Line]:
    """Return the printed lines of a document or a part of it, in the order of the text, the root first, footnotes last.

    :param of: the lines by the identity of their nodes, if they have been made.
    :param hyphens: whether hyphens in words count.
    """
    found: list[Line] = []
    stack: list[tuple[Node, Line | None]] = [(root, None)]
    if isinstance(root, Document):
        stack = [*reversed([(note, None) for note in root.footnotes]), *stack]
    while stack:
        node, above = stack.pop()
        if above is None and found:
            above = found[0]
        pieces, below = node.outline_line
        line = of[id(node)] if of is not None else Line(node)
        line.kind = next((kind for type_, kind in _KINDS if isinstance(node, type_)), type(node).__name__.lower())
        label, text = _label_and_text(node, pieces or ())
        line.was = line.says = Wording(
            "".join(plain_signs(label).split()), label, text, compared(text, hyphens=hyphens)
        )
        line.index, line.above, line.lines = len(found), above, []
        found.append(line)
        if above is not None:
            above.lines.append(line)
        stack += [(child, line) for child, _ in reversed(below)]
    return found


def _label_and_text(node: Node, pieces: Sequence[str | Node]) -> tuple[str, str]:
    """Return the label and the words on the line of a node."""
    match node:
        case Row():
            return "", " ".join(str(each) for each in pieces)
        case Footnote():
            return node.mark or "", node.text
    label = " ".join(each for each in pieces if isinstance(each, str))
    texts = (getattr(each, "text", "") for each in pieces if isinstance(each, Node))
    return label, " ".join(text for text in texts if isinstance(text, str))


def sequence(found: Sequence[Line]) -> str:
    """Return all labels and words of some lines, joined without blanks."""
    return "".join("".join((line.was.label, *line.was.words)) for line in found)


def from_pdf(node: Node) -> bool:
    """Return whether the text of a node comes from a PDF."""
    document = node.document
    return document is not None and any(each.page is not None for each in document.origins.origins[:1])


# ---------------------------------------------------------------------- from lines to nodes


class _Frozen:
    """A document that is being made from lines."""

    def __init__(self, lines: Lines, language: str) -> None:
        lang = lang_of(bound("en", language) if language == SEVERAL else language)
        self._behind_heading = "" if lang.runs_on else " "  # for paragraphs on the line of their heading
        self._text: list[str] = []
        self._length = 0
        order = [*lines.root.below][1:]
        self._spans = {each: self._placed(each) for each in (*order, *lines.footnotes)}
        self._made: dict[Line, Node] = {}
        for each in reversed([*order, *lines.footnotes]):
            self._made[each] = self._node(each)
        notes = [self._made[note] for note in lines.footnotes]
        self.document = Document(
            start=0,
            end=self._length,
            blocks=tuple([self._made[each] for each in lines.root.parts["blocks"]]),  # type: ignore[misc]
            furniture=(*self._anchors(order, lines.footnotes), *notes),  # type: ignore[arg-type]
            language=language,
            source=Source("".join(self._text)),
        )

    def _placed(self, each: Line) -> Span:
        """Place a line in the text: its label, its words and its marks."""
        said = "".join((_own_words(each), *(mark.text for mark in each.marks)))
        of_clause = each.is_a(Heading) and each.parent is not None and each.parent.is_a(Clause)
        goes_on = of_clause and not fold(each.text).endswith(COLON)  # what is below may stand on its line
        self._text += (said, self._behind_heading if goes_on else "\n")
        start, end = self._length, self._length + len(said)
        self._length = end + len(self._text[-1])
        return Span(start, end)

    def _node(self, each: Line) -> Node:
        start, end = self._spans[each]
        parts: dict[str, Any] = {}
        for name, members in each.parts.items():
            found = tuple([self._made[member] for member in members])
            end = max(end, found[-1].end) if found else end
            is_many = isinstance(getattr(each.node, name), tuple)
            parts[name] = found if is_many else (found[0] if found else None)
        if told := each.get("addressees"):
            by = start - each.node.start
            parts["addressees"] = tuple(one.moved(one.span.start + by, one.span.end + by) for one in told)
        return evolve(each.node, start=start, end=end, **parts)

    def _anchors(self, order: Iterable[Line], notes: list[Line]) -> Iterator[FootnoteAnchor]:
        numbers = {note: number for number, note in enumerate(notes)}
        for each in order:
            start = self._spans[each].end - sum(len(mark.text) for mark in each.marks)
            for mark in each.marks:
                end = start + len(mark.text)
                if mark.note in numbers:
                    offset = min(mark.offset, len(each.text))
                    note = numbers[mark.note]
                    yield FootnoteAnchor(start=start, end=end, text=mark.text, note=note, offset=offset)
                start = end


def _own_words(there: Line) -> str:
    """Return the label and the words of a line."""
    labels = LABELS if not there.is_a(_NUMBER_IN_WORDS) else ()
    return next((label for name in labels if (label := there.get(name))), "") + there.text


def finish(lines: Lines, base: Document) -> Document:
    """Return the document that a base has become.

    Its source is the text as :func:`itu_texts.to_text` prints it, which is read again, unless the print of the base is
    read as another tree than the base. That of a Recommendation is, whose headings are known by their styles: its nodes
    stay as they are, the source is their words, one on each line, and the diagnostics are those of the lines that are
    read alike.
    """
    language = base.language
    made = lines.frozen(language)
    again = parse(to_text(made), language=language)
    if _is_same(made, again) or kept(base, "is read as printed", lambda: _is_read_as_printed(base)):
        return again
    left: dict[tuple[object, ...], list[Node]] = {}
    for node in reversed([*walk(again), *again.footnotes]):
        left.setdefault(_printed(node), []).append(node)
    every = [*lines.root.below, *lines.footnotes]
    alike = [
        (there, found.pop())
        for there, node in zip(every, (*walk(made), *made.footnotes), strict=True)
        if not node.children and (found := left.get(_printed(node)))
    ]
    for there, node in alike:
        if there.origin.document is None or there.text != getattr(there.origin, "text", ""):  # its words are new
            there.node = node
    made = lines.frozen(language)
    now = {there: node.start for there, node in zip(every, (*walk(made), *made.footnotes), strict=True)}
    shifts = sorted((node.start, node.end, now[there] - node.start) for there, node in alike)
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


def nodes_of(lines: Lines, finished: Document) -> dict[Line, Node]:
    """Return the nodes that lines have become.

    If the printed text was parsed as another tree, a line becomes the node of its class that begins with its first
    letter or figure there; if there is none, the innermost node around that.
    """
    every = [*lines.root.below][1:]
    nodes = [*walk(finished)][1:]
    if [type(each.node) for each in every] == [*map(type, nodes)]:
        return dict(zip(every, nodes, strict=True))
    text = finished.source.text
    aside = {place for each in finished.furniture for place in range(each.start, each.end)}
    places = [place for place, sign in enumerate(text) if sign.isalnum() and place not in aside]
    signs = "".join(text[place] for place in places)
    starts = [bisect_left(places, node.start) for node in nodes]
    found: dict[Line, Node] = {}
    at = 0
    for there in every:
        words = "".join(filter(str.isalnum, _own_words(there)))
        start = signs.find(words, at)
        if not at <= start < len(signs):
            continue
        last = nodes[bisect_right(starts, start) - 1]
        around = [each for each in (last, *last.ancestors) if each.end > places[start]]
        begun = (each for each in around if each.start > places[start - 1] or not start)
        found[there] = next((each for each in begun if type(each) is type(there.node)), around[0])
        at = start + len(words)
    return found
