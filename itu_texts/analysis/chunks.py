"""Cuts a document into chunks for search engines and language models, between clauses, items and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itu_texts.analysis.passages import sentences
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import runs_on
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Node, Provision, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, own_words

WORDS = 300
"""The default number of words of a chunk."""
_APART = Clause | Provision | Division | Annex
"""The nodes that are a chunk by themselves if they are short enough, and otherwise contain several."""
_WHOLES = Document | Text
"""The nodes that are never a chunk, because their clauses are."""


class Chunk(NamedTuple):
    """Some neighbouring parts of a document: a clause, some items of a long one, some sentences of a long item."""

    node: Node
    """The first of its nodes, or the node of its sentences."""
    span: Span
    """The span in the source, in characters."""
    words: str
    """The words, including labels and headings, with single blanks."""
    part: int
    """The number of the chunk among those of its node, from 1."""


class _Unit(NamedTuple):
    """A part that is not divided."""

    node: Node
    span: Span
    words: str
    holder: Node
    """Units with the same holder may share a chunk."""


@checked
def chunks(document: Document, words: int = WORDS) -> Iterator[Chunk]:
    r"""Cut a document into chunks, in the order of the text; each word of the tree is in exactly one.

    A clause, provision, annex or section that is short enough is one chunk. A longer one is divided between its items,
    and neighbouring items share a chunk as far as they fit. A longer item is divided between sentences. A sentence is
    never divided, so it may exceed ``words``.

    :param words: the largest number of words of a chunk; in a language without blanks, two characters count as one
        word.
    :raises InputError: if ``document`` is not a document, or ``words`` is not a positive number.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 1 (LAKESIDE, 2019)\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to rest.")
    >>> [chunk.words for chunk in chunks(doc)]
    ['RESOLUTION 1 (LAKESIDE, 2019) Oars The ITU Council,', 'resolves 1 to row; 2 to rest.']
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"chunks() takes a document, not a {type(document).__name__}")
    if isinstance(words, bool) or words < 1:
        raise InputError(f"the words of a chunk are a positive number, not {words!r:.40}")
    return _numbered(_packed(_units(document, document, words), words))


def length_of(words: str) -> int:
    """Return the number of words; two characters of a language without blanks count as one word."""
    blanks = words.count(" ") + 1 if words else 0
    return blanks if words.isascii() else blanks + sum(map(runs_on, words)) // 2


def _units(root: Node, document: Document, most: int) -> Iterator[_Unit]:
    """Yield the largest parts below a node that are short enough."""
    lengths: dict[int, int] = {}
    _measure(root, lengths)
    stack: list[tuple[Node, Node]] = [(root, root)]
    while stack:
        node, holder = stack.pop()
        below = [child for child, _ in node.outline_line.below]
        if lengths[id(node)] <= most and not isinstance(node, _WHOLES):
            if words := all_words(node):
                yield _Unit(node, node.span, words, node if isinstance(node, _APART) else holder)
            continue
        if words := own_words(node):
            end = min([node.end, *(child.start for child in below if child.start > node.start)])
            yield from _sentences(_Unit(node, Span(node.start, end), words, node), document, most)
        stack += [(child, node) for child in reversed(below)]


def _measure(root: Node, lengths: dict[int, int]) -> None:
    """Count the words of a node and of all nodes below it, each line once."""
    order = [root]
    for node in order:
        order += [child for child, _ in node.outline_line.below]
    for node in reversed(order):
        below = (lengths[id(child)] for child, _ in node.outline_line.below)
        lengths[id(node)] = length_of(own_words(node)) + sum(below)


def _sentences(unit: _Unit, document: Document, most: int) -> Iterator[_Unit]:
    """Divide a line between sentences if it is too long; if a page number or note interrupts it, all have its span."""
    if length_of(unit.words) <= most:
        yield unit
        return
    source = document.source.text[unit.span.start : unit.span.end]
    is_whole = " ".join(source.split()) == unit.words
    cut = source if is_whole else unit.words
    for start, end in sentences(cut, lang_of(unit.node.language or document.main_language)):
        if words := " ".join(cut[start:end].split()):
            span = Span(unit.span.start + start, unit.span.start + end) if is_whole else unit.span
            yield unit._replace(span=span, words=words)


def _packed(units: Iterable[_Unit], most: int) -> Iterator[list[_Unit]]:
    """Join neighbouring units with the same holder, as far as they fit."""
    packed: list[_Unit] = []
    size = 0
    for unit in units:
        length = length_of(unit.words)
        if packed and not (_go_together(packed, unit) and size + length <= most):
            yield packed
            packed, size = [], 0
        packed.append(unit)
        size += length
    if packed:
        yield packed


def _go_together(packed: list[_Unit], unit: _Unit) -> bool:
    """Return whether a unit may share a chunk with those before it: neighbours do, and a heading with what it heads."""
    last = packed[-1]
    is_heading = last.node is last.holder and any(above is last.node for above in unit.node.ancestors)
    return unit.holder is last.holder or is_heading


def _numbered(packed: Iterable[list[_Unit]]) -> Iterator[Chunk]:
    parts: Counter[int] = Counter()
    for units in packed:
        first, last = units[0], units[-1]
        parts[id(first.node)] += 1
        words = " ".join(unit.words for unit in units)
        yield Chunk(first.node, Span(first.span.start, last.span.end), words, parts[id(first.node)])
