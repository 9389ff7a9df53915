"""Gives the checks access to a document: its texts of the Union, and its words with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from itu_texts.analysis.references import Reference
from itu_texts.analysis.tasks import characters_in
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import body_of
from itu_texts.language.writing import begins_capital, fold
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Clause, Document, Footnote, Heading, Item, Node, Paragraph, Text, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

ALL = ("en", "fr", "es", "ru", "zh", "ar")
_FIGURE = re.compile(r"\d")
_UNION = frozenset(("PP", "WRC", "WTSA", "WTDC", "WTPF", "WCIT", "RA", "COUNCIL"))


class Rule(NamedTuple):
    """A row of the table of checks; its severity and meaning are in :data:`itu_texts.CODES`."""

    code: str
    """The code of its diagnostics."""
    find: Callable[[Draft], Iterable[Diagnostic]]
    """The function that finds them; a function of several rows yields the diagnostics of all of them."""
    languages: tuple[str, ...] = ALL
    """The languages to which it applies."""
    of_union: bool = True
    """Whether it applies only to texts of the Union."""


@frozen(eq=False)
class Words:
    """The words of a node without children."""

    node: Node
    text: str
    """The words, folded."""
    lang: LanguagePatterns
    document: Document

    def span(self, start: int, end: int) -> Span:
        """Return the span of a stretch of the words in the source."""
        return Span(self._places[start], self._places[end - 1] + 1)

    @cached_property
    def _places(self) -> Sequence[int]:
        return characters_in(self.node, self.document)


@frozen
class Draft:
    """A document that is checked."""

    document: Document
    cited: Sequence[Reference]
    """Its references."""
    addresses: Addresses

    def place(self, node: Node) -> str:
        """Return the address of a node: ``resolves 2``; its first words if it has none."""
        return self.addresses.known(node) or " ".join(self.document.source[node.span].split()[:4])

    @cached_property
    def texts(self) -> Sequence[Text]:
        """The texts of the Union, in its manner: the headings of their clauses begin with small letters."""
        return [text for text in self.document.texts if text.clauses and _is_of_union(text)]

    @cached_property
    def words(self) -> Sequence[Words]:
        """The words of paragraphs, headings, titles and footnotes, in the order of the text."""
        notes = self.document.footnotes
        nodes = [each for each in walk(self.document) if isinstance(each, Paragraph | Heading | Title)]
        return [*map(self.words_of, (*nodes, *notes))]

    @cached_property
    def with_figures(self) -> Sequence[Words]:
        """The words with a figure: most have none, and need not be read for dates, ranges and numbers."""
        return [each for each in self.words if _FIGURE.search(each.text)]

    def words_of(self, node: Paragraph | Heading | Title | Footnote) -> Words:
        """Return the words of a node."""
        return Words(node, fold(node.text), lang_of(self.document.language_at(node.start)), self.document)

    @cached_property
    def _places(self) -> Sequence[tuple[int, int]]:
        """Where the words begin, in order, each with its index among the words."""
        return sorted((each.node.start, index) for index, each in enumerate(self.words))

    def words_in(self, text: Text) -> Sequence[Words]:
        """Return the words of a text, in their order."""
        first, last = (bisect_left(self._places, (at,)) for at in text.span)
        return [self.words[index] for index in sorted(index for _, index in self._places[first:last])]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [text.start for text in self.document.texts]

    @cached_property
    def _of_union(self) -> frozenset[int]:
        return frozenset(text.start for text in self.texts)

    def text_of(self, start: int) -> Text | None:
        """Return the text at an offset; texts are not nested."""
        place = bisect_right(self._starts, start) - 1
        return self.document.texts[place] if place >= 0 and start < self.document.texts[place].end else None

    def text_at(self, start: int) -> Text | None:
        """Return the text of the Union at an offset."""
        text = self.text_of(start)
        return text if text is not None and text.start in self._of_union else None

    def is_in_union(self, start: int) -> bool:
        """Return whether an offset is in a text of the Union."""
        return self.text_at(start) is not None

    @cached_property
    def in_union(self) -> Sequence[Words]:
        """The words of the texts of the Union."""
        return [each for each in self.words if self.is_in_union(each.node.start)]

    def lists(self) -> Iterator[tuple[Clause, Sequence[Item]]]:
        """Yield the lists of two items and more in the clauses of texts of the Union."""
        for text in self.texts:
            for clause in text.clauses:
                for node in walk(clause):
                    items = node.items if isinstance(node, Clause | Item) else ()
                    if len(items) > 1:
                        yield clause, items


def _is_of_union(text: Text) -> bool:
    formula, language = text.formula, text.language or "en"
    begun = sum(begins_capital(clause.heading.text) for clause in text.clauses)
    if 2 * begun > len(text.clauses):
        return False
    if formula is None:
        return text.identifier is not None and text.identifier.body in (None, *_UNION)
    return body_of(formula.body, language) in _UNION


def number_printed(clause: Clause) -> str:
    """Return the number of a paragraph of an assembly without the sign behind it: 3 of ``3.`` and ``3 –``."""
    return clause.label.rstrip(" .-–—")
