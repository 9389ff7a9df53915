"""Passages: the words of a node with their places in the source, their sentences, and the text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from attrs import field, frozen

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import begins_small, fold, runs_on
from itu_texts.parsing.reading_copy import blank, runs
from itu_texts.tree.addresses import caption_words, captioned, read_caption
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Annex,
    Cell,
    Clause,
    Deletion,
    Division,
    Document,
    Node,
    Note,
    Paragraph,
    Provision,
    Table,
    Text,
)
from itu_texts.tree.spans import Enclosing, Span, begun_in, places
from itu_texts.tree.walking import all_words, nodes_in, own_words, walk

_ENDS = re.compile(r"(?<![^\W\d_]\.[^\W\d_])[.;!?؛؟](?=\s|$)|[。；！？]")  # not "e.g."
_LONGEST_END = 40  # characters of the words that no sentence ends with, and of the blanks around them
_BLANK = re.compile(r"\s")
_BEFORE_WORD = re.compile(r"[\W_]*")


@frozen(eq=False)
class Passage:
    """The words of a node without children."""

    node: Node
    printed: str
    """The words, with blanks for other white space."""
    text: str
    """The same, folded."""
    lang: LanguagePatterns = field(repr=False)
    """The grammar of their language."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of a stretch of the words in the source; that of the node if there is no source."""
        places = self._places
        return Span(places[start], places[end - 1] + 1) if places else self.node.span

    @cached_property
    def cut_off(self) -> re.Match[str] | None:
        """The end of the words if no sentence ends so: "the boats of the"."""
        return self.lang.patterns.CUT_OFF.search(self.text, max(0, len(self.text) - _LONGEST_END))

    @cached_property
    def _places(self) -> Sequence[int]:
        """Where each character stands in the source; nothing if there is no source."""
        node, document = self.node, self.node.document
        if document is None or not document.source:
            return ()
        source, gaps = document.source.text, begun_in(document.furniture, node.start, node.end)
        label = node._label_leaf(getattr(node, "label", "") or getattr(node, "mark", "") or "", source)
        start = label[-1][2] if label else node.start
        return places(self.printed, source, start, [piece.span for piece in gaps if piece is not node])


def nodes_of(document: Document) -> Sequence[Node]:
    """Return all nodes of a document, in the order of the text, which are kept with it."""
    return kept(document, "nodes", lambda: [*nodes_in(document)])


def passage_of(node: Node) -> Passage:
    """Return the passage of a node, which is kept with its document."""
    document = node.document
    known: dict[int, Passage] = kept(document, "passages", dict) if document is not None else {}
    passage = known.get(id(node))
    if passage is None:
        lang = lang_of(document.language_at(node.start) if document is not None else "en")
        printed = getattr(node, "text", "")
        printed = printed if printed.isprintable() else _BLANK.sub(" ", printed)
        passage = known[id(node)] = Passage(node, printed, fold(printed), lang)
    return passage


_BETWEEN = "\n\0\n"  # over which no phrase goes: neither blanks nor words without line ends


class Joined:
    """The words of some passages of one language in one string, in which a search is faster than in each of them."""

    def __init__(self, lang: LanguagePatterns, passages: Sequence[Passage]) -> None:
        self.lang = lang
        self.text: str = "".join(each.text + _BETWEEN for each in passages)
        self._passages = passages
        self._starts = [*accumulate((len(each.text) + len(_BETWEEN) for each in passages), initial=0)]

    def at(self, place: int) -> tuple[Passage, int]:
        """Return the passage at an offset of the string, and the offset in its words."""
        index = bisect_right(self._starts, place) - 1
        return self._passages[index], place - self._starts[index]

    def with_any(self, pattern: re.Pattern[str]) -> Sequence[Passage]:
        """Return the passages in which a pattern is found, which matches nothing that is longer than a passage."""
        found = (self.at(match.start())[0] for match in pattern.finditer(self.text))
        return [*{id(passage): passage for passage in found}.values()]


def joined(nodes: Iterable[Node], lang_at: Callable[[Node], LanguagePatterns]) -> Sequence[Joined]:
    """Return the words of some nodes, those of each language in one string."""
    by_language: dict[str, list[Passage]] = defaultdict(list)
    for node in nodes:
        by_language[lang_at(node).language].append(passage_of(node))
    return [Joined(lang_of(language), passages) for language, passages in by_language.items()]


def words_at(node: Node) -> LanguagePatterns:
    """Return the lang grammar of the language at a node; a document may be in several."""
    return lang_of(node.language or "en")


def sentences(text: str, words: LanguagePatterns) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end, with the blanks before them; each character is in one.

    A sentence ends with a stop or a semicolon, but not with an abbreviation ("No. 5"), and not before a small letter.

    :param words: the language of the text.
    """
    start = 0
    for stop in _ENDS.finditer(text):
        end = stop.end()
        if words.ends_abbreviation(text, end) or begins_small(text, _BEFORE_WORD.match(text, end).end()):  # type: ignore[union-attr]  # it matches anything
            continue
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def on_one_line(document: Document, start: int, end: int, aside: Sequence[Deletion] = ()) -> str:
    """Return a stretch of the source on one line, each character at its place, with blanks for page furniture.

    :param aside: deleted words that blanks stand for, too.
    """
    words = document.source[start:end].replace("\n", " ")
    words = words if words.isprintable() else _BLANK.sub(" ", words)
    pieces = [*begun_in(document.furniture, start, end), *aside]
    inside = [(piece.start - start, piece.end - start) for piece in pieces if piece.end <= end]
    return blank(words, sorted(each for each in inside if each != (0, end - start)))  # a note has its own words


def texts_of(document: Document) -> Sequence[Text]:
    """Return all texts of a document in order, including those in annexes and under markers."""
    return kept(document, "all texts", lambda: [node for node in nodes_of(document) if isinstance(node, Text)])


def texts_around(document: Document, offset: int) -> Sequence[Text]:
    """Return the texts around an offset, from the outside in: a footnote is not in the tree."""
    return kept(document, "texts around offsets", lambda: Enclosing(texts_of(document))).of(offset, offset + 1)


# ----------------------------------------------------------------------
# Finds what is set apart from running words: tables and figures with captions, equations, notes, examples, code.

_WIDE = r"(?:\t\s*|[^\S\n]{3,})"
_EQUATION_NUMBER = r"(?:[A-Z]|[IVX]{1,4}|\d{1,3})?[.-]?\d{1,3}[a-z]?"
_EQUATION = re.compile(rf"(?P<words>\S.*?){_WIDE}\((?P<number>{_EQUATION_NUMBER})\)\W*$", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_TAG = r"</?[A-Za-z][\w:-]*(?:\s+[\w:-]+=[^<>]*)?/?>"
_CODE = re.compile(rf"::=|[{{}}]\s*$|\w\s*[+-]?=\s*[^;=]+;\s*$|^\s*(?:{_TAG}|#include|//|/\*)|\bEND\s*$")
_BEHIND_NUMBER = " \t–—:−-.\u00a0"


@frozen
class Exhibit:
    """A table, a figure, an equation, a note, an example, or code."""

    kind: str
    """``table``, ``figure``, ``equation``, ``note``, ``example`` or ``code``."""
    number: str | None
    """Its number, as printed; ``None`` if it has none."""
    words: str
    """The caption of a table or figure without its number; the words of others."""
    node: Node = field(eq=False, repr=False)
    """The table, the note or the paragraph; the first paragraph of code."""


@checked
def exhibits(document: Document) -> Iterator[Exhibit]:
    r"""Yield the tables and figures with captions, the numbered equations, notes, examples and code of a document.

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tHives\nTable 1 – Weights\nOak\t4\nAsh\t5\n"
    >>> doc = parse(text + "3\tLids\nNOTE 2 – Flat.\n")
    >>> [(each.kind, each.number, each.words) for each in exhibits(doc)]
    [('table', '1', 'Weights'), ('note', '2', 'Flat.')]
    """
    captions = {id(node): caption for caption, node in captioned(document)}
    code: Node | None = None
    last: dict[int, Node] = {}  # the last child so far of each node
    for node in walk(document):
        caption = captions.get(id(node))
        if caption is not None:
            yield Exhibit(caption[0], caption[1].upper(), _caption(node, last.get(id(node.parent))), node)
        elif isinstance(node, Note):
            number = _NUMBER.search(node.label)
            yield Exhibit("note", number[0] if number else None, node.text, node)
        elif isinstance(node, Paragraph) and not isinstance(node.parent, Note | Cell):
            found = _paragraph(node, document, words_at(node))
            if found is not None and not (found.kind == "code" and code is not None):
                yield found
            code = node if found is not None and found.kind == "code" else None
        last[id(node.parent)] = node


def _caption(node: Node, above: Node | None) -> str:
    """Return the caption of a table or figure without its number: it stands above a table, or in its first cell.

    :param above: the node beside it that precedes it.
    """
    printed: Node = node
    if isinstance(node, Table):
        is_above = isinstance(above, Paragraph) and read_caption(above.text, above.language) is not None
        printed = above if is_above and above is not None else node.rows[0].cells[0]
    return caption_words(printed.text, printed.language)  # type: ignore[attr-defined]  # a paragraph or a cell


def _paragraph(node: Paragraph, document: Document, lang: LanguagePatterns) -> Exhibit | None:
    """Return the example, the equation or the code in a paragraph."""
    example = lang.patterns.EXAMPLE_BEGINS.match(fold(node.text))
    if example is not None:
        return Exhibit("example", example["number"], node.text[example.end() :].strip(_BEHIND_NUMBER), node)
    source = document.source.text[node.start : node.end]
    equation = _EQUATION.fullmatch(source.strip())
    if equation is not None and "=" in source:
        return Exhibit("equation", equation["number"], " ".join(equation["words"].split()), node)
    return (
        Exhibit("code", None, node.text, node) if _CODE.search(source) and not source.rstrip().endswith(".") else None
    )


# ----------------------------------------------------------------------
# Cuts a document into chunks for search engines and language models, between clauses, items and sentences.

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
    """Join neighbouring units with the same holder, and a heading with what it heads, as far as they fit."""

    def is_apart(packed: Sequence[_Unit], unit: _Unit) -> bool:
        last, length = packed[-1], sum(length_of(each.words) for each in (*packed, unit))
        is_headed = last.node is last.holder and any(above is last.node for above in unit.node.ancestors)
        return length > most or not (unit.holder is last.holder or is_headed)

    return runs(units, is_apart)


def _numbered(packed: Iterable[list[_Unit]]) -> Iterator[Chunk]:
    parts: Counter[int] = Counter()
    for units in packed:
        first, last = units[0], units[-1]
        parts[id(first.node)] += 1
        words = " ".join(unit.words for unit in units)
        yield Chunk(first.node, Span(first.span.start, last.span.end), words, parts[id(first.node)])
