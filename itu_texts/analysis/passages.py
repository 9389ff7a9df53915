"""Passages: the words of a node with their places in the source, their sentences, and the text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import field, frozen

from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import begins_small, fold
from itu_texts.parsing.reading_copy import blank
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Deletion, Document, Node, Text
from itu_texts.tree.spans import Enclosing, Span, begun_in, places
from itu_texts.tree.walking import nodes_in

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
