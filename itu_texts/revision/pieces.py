"""The pieces of a document that are compared, each a line with its words, and how the words of two lines differ.

Layout is ignored: line breaks, variants of apostrophes, dashes and blanks, and a blank after a hyphen where a word was
broken; also all hyphens in words if one of the texts comes from a PDF, because the hyphens at its line ends are
ambiguous.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from attrs import define, field, frozen

from itu_texts.language.writing import fold
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Division,
    Document,
    Footnote,
    FootnoteAnchor,
    Item,
    Node,
    Note,
    Paragraph,
    Provision,
    Row,
    Text,
)
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import preorder, walk

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

_PART = re.compile(r"\s+|\S+")
_MANY = 2_000  # words; in longer lines, frequent words are not anchors
Run = tuple[Literal["kept", "deleted", "inserted"], str]
"""Some characters, with the kind of their change."""


def _same_signs(words: str) -> str:
    """Return words with equivalent signs replaced by one.

    Each character keeps its offset unless an accent is separate.
    """
    return fold(words).translate(_DASHES)


def tokens(words: str, *, hyphens: bool = True) -> tuple[Token, ...]:
    """Return the words and signs of a line in the form that is compared, with their positions.

    :param hyphens: whether hyphens in words count.
    """
    return tuple(
        (_counts(found[0], hyphens=hyphens), found.start(), found.end())
        for found in _TOKEN.finditer(_same_signs(words))
    )


@lru_cache(maxsize=4096)  # the same lines stand in the base and in each proposal
def compared(words: str, *, hyphens: bool = True) -> tuple[str, ...]:
    """Return the words and signs of :func:`tokens` alone."""
    shown = _same_signs(words)
    found = _TOKEN.findall(shown)
    plain = shown.isascii() and "-" not in shown
    return tuple(found if plain else [_counts(word, hyphens=hyphens) for word in found])


def _counts(word: str, *, hyphens: bool) -> str:
    """Return a word in the form that is compared: without a blank after a hyphen, and with accents composed."""
    if "-" in word:
        word = _BLANKS.sub("", word)
        word = word if hyphens else _HYPHEN.sub("", word)
    return word if word.isascii() else "..." if word == "…" else unicodedata.normalize("NFC", word)


def from_pdf(node: Node) -> bool:
    """Return whether the text of a node comes from a PDF."""
    document = node.document
    return document is not None and any(each.page is not None for each in document.origins.origins[:1])


@define(eq=False)
class Piece:
    """A node with a line of its own, or with such nodes below it."""

    index: int
    """The index among the pieces of the document."""
    node: Node  #: the node
    kind: str
    """Pieces of the same kind may be partners."""
    label: str
    """The label, marker or number, in the form that is compared."""
    printed_label: str
    """The label as printed."""
    text: str
    """The words of the line, without the label."""
    words: tuple[str, ...]
    """The words and signs of the line, in the form that is compared."""
    parent: Piece | None  #: the piece above it
    children: list[Piece] = field(factory=list)  #: the pieces below it

    @property
    def printed(self) -> str:
        """The line as printed."""
        return f"{self.printed_label} {self.text}".strip()

    @property
    def ancestors(self) -> Iterator[Piece]:
        """Yield the parent piece, its parent, and so on up to the root."""
        piece = self.parent
        while piece is not None:
            yield piece
            piece = piece.parent

    @property
    def below(self) -> Iterator[Piece]:
        """Yield the piece and all pieces below it, in the order of the text."""
        return preorder(self, lambda piece: piece.children)


def pieces(root: Node, *, hyphens: bool = True) -> list[Piece]:
    """Return the pieces of a document or a part of it, in the order of the text, the root first, footnotes last.

    :param hyphens: whether hyphens in words count.
    """
    found: list[Piece] = []
    stack: list[tuple[Node, Piece | None]] = [(root, None)]
    if isinstance(root, Document):
        stack = [*reversed([(note, None) for note in root.footnotes]), *stack]
    while stack:
        node, parent = stack.pop()
        if parent is None and found:
            parent = found[0]
        line, below = node.outline_line
        label, text = _label_and_text(node, line or ())
        counting = _BLANKS.sub("", _same_signs(label))
        piece = Piece(
            len(found),
            node,
            _kind(node),
            counting,
            label,
            text,
            compared(text, hyphens=hyphens),
            parent,
        )
        found.append(piece)
        if parent is not None:
            parent.children.append(piece)
        stack += [(child, piece) for child, _ in reversed(below)]
    return found


def _kind(node: Node) -> str:
    return next((kind for type_, kind in _KINDS if isinstance(node, type_)), type(node).__name__.lower())


def _label_and_text(node: Node, line: Sequence[str | Node]) -> tuple[str, str]:
    """Return the label and the words on the line of a node."""
    if isinstance(node, Row):
        return "", " ".join(str(each) for each in line)
    if isinstance(node, Footnote):
        return node.mark or "", node.text
    label = " ".join(each for each in line if isinstance(each, str))
    words = " ".join(
        text for each in line if isinstance(each, Node) and isinstance(text := getattr(each, "text", ""), str)
    )
    return label, words


def sequence(found: Sequence[Piece]) -> str:
    """Return all labels and words of some pieces, joined without blanks."""
    return "".join("".join((piece.label, *piece.words)) for piece in found)


def anchors_by_node(document: Document, root: Node) -> dict[int, list[FootnoteAnchor]]:
    """Return the footnote marks in the words of a node and of those below it, by the identity of the nodes."""
    anchors = document.anchors
    found: dict[int, list[FootnoteAnchor]] = {}
    at = 0
    for node in walk(root) if anchors else ():
        if node.children or not hasattr(node, "text"):
            continue
        while at < len(anchors) and anchors[at].start < node.start:
            at += 1
        while at < len(anchors) and anchors[at].end <= node.end:
            found.setdefault(id(node), []).append(anchors[at])
            at += 1
    return found


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
    for tag, old_from, old_to, new_from, new_to in opcodes(old, new):
        was, now = _span(old, old_from, old_to), _span(new, new_from, new_to)
        if tag == "equal":
            found.append(WordChange("kept", was, now))
            continue
        if old_to > old_from:
            found.append(WordChange("deleted", was, Span(now.start, now.start)))
        if new_to > new_from:
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
