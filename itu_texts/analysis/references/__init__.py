"""The references of a text, typed, with their targets in the same document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from operator import attrgetter

from itu_texts.analysis.allocations import FOOTNOTE
from itu_texts.analysis.passages import Passage, joined, nodes_of, passage_of, texts_around, texts_of
from itu_texts.analysis.references.places import ANNEXES, Group, GroupKind, Reference, ReferenceKind, Whole
from itu_texts.analysis.references.resolving import Around, Begun, Resolver, as_in_sentences
from itu_texts.errors import InputError
from itu_texts.language.grammar import lang_of
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Cell,
    Clause,
    Contents,
    Document,
    Footnote,
    Heading,
    HeadingReference,
    Node,
    Note,
    Paragraph,
    Table,
    Title,
)
from itu_texts.tree.walking import walk

__all__ = ["ANNEXES", "Group", "GroupKind", "Reference", "ReferenceKind", "references", "references_of"]

_START, _START_OF = attrgetter("start"), attrgetter("span.start")
_WORDS = (Paragraph, Title, HeadingReference, Note, Cell, Footnote)


def references(root: Node) -> Iterator[Reference]:
    """Yield the references in a node and below, in the order of the text.

    Those in a footnote follow those of the passage with its mark.

    :param root: a node of a document that was parsed (not read from JSON without its source).
    :raises InputError: if the document has no source.
    """
    document = root if isinstance(root, Document) else root.document
    if document is None or len(document.source) < document.end:
        raise InputError(
            "references are found in the text, which this JSON does not have: write it with to_json(doc, source=True)"
        )
    if root is document:
        return iter(references_of(document))
    found = kept(document, "references by passage", lambda: _Finder(document))
    passages = merge((node for node in walk(root) if _may_cite(node)), sorted(root.footnotes, key=_START), key=_START)
    return (each for passage in passages for each in found.of(passage))


def references_of(document: Document) -> Sequence[Reference]:
    """Return the references of a document, which are kept with it."""
    found = kept(document, "references by passage", lambda: _Finder(document))
    return kept(document, "references", lambda: [each for passage in found.passages for each in found.of(passage)])


class _Finder:
    """Finds the references in the passages of a document, each passage once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._in_tree = [node for node in nodes_of(document) if _may_cite(node)]
        self._starts = [node.start for node in self._in_tree]
        self.passages: Sequence[Node] = [*merge(self._in_tree, sorted(document.footnotes, key=_START), key=_START)]
        """The nodes with words, and the footnotes, in the order of the text."""
        self._whole = Whole(document)
        self._around: dict[int | str, Around] = {}
        self._found: dict[int, Sequence[Reference]] = {}

    @cached_property
    def _begun(self) -> Mapping[int, Begun]:
        """The passages in which references begin."""
        found: dict[int, Begun] = {}
        for each in joined(self.passages, lambda node: self._around_of(node).lang):
            text = as_in_sentences(each.text, each.lang)
            for word, place in each.lang.references.words.places(text):
                if each.lang.references[word](text, place):
                    passage, start = each.at(place)
                    begun = found.get(id(passage.node))
                    if begun is None:
                        shown = text[place - start : place - start + len(passage.text)]
                        begun = found[id(passage.node)] = Begun(shown, [])
                    begun.places.append((word, start))
        return found

    def of(self, passage: Node) -> Sequence[Reference]:
        """Return the references of a passage, in order."""
        if id(passage) not in self._found:
            self._found[id(passage)] = self._find(passage)
        return self._found[id(passage)]

    def _find(self, passage: Node) -> Sequence[Reference]:
        around, begun, said = self._around_of(passage), self._begun.get(id(passage)), passage_of(passage)
        is_allocation = isinstance(passage, Cell) and _is_of_allocation(passage)
        may_be_numbers = around.assembly and ("/" in said.text or "(" in said.text)  # "77/15", "2585 (2021)"
        if begun is None and not (is_allocation or may_be_numbers):
            return ()
        place = self._before(passage) if isinstance(passage, Footnote) else passage
        is_heading = isinstance(passage, Heading) or isinstance(passage.parent, Contents)
        begun = begun or Begun(as_in_sentences(said.text, around.lang), [])
        found = Resolver(said, place, around, begun, is_heading=is_heading).find()
        return [*merge(found, _footnotes(said, self._whole), key=_START_OF)] if is_allocation else found

    def _before(self, note: Footnote) -> Node:
        """Return the passage before a footnote, whose place the footnote has."""
        at = bisect_left(self._starts, note.start) - 1
        return self._in_tree[max(at, 0)] if self._in_tree else self._document

    def _around_of(self, passage: Node) -> Around:
        """Return what the passages share that stand around one: in a text, or outside texts in a language."""
        texts = texts_around(self._document, passage.start)
        text = texts[-1] if texts else None
        key = id(text) if text is not None else self._document.language_at(passage.start)
        if key not in self._around:
            lang = lang_of(self._document.language_at(passage.start if text is None else text.start))
            places = self._whole.outside if text is None else self._whole.places(text)
            only = texts_of(self._document) if text is None else ()  # what stands above it is its cover
            self._around[key] = Around(lang, places, self._whole, only[0] if len(only) == 1 else text)
        return self._around[key]


def _is_of_allocation(cell: Cell) -> bool:
    """Return whether a cell is in a table of frequency allocations."""
    table = cell.parent.parent if cell.parent else None
    return isinstance(table, Table) and table.kind == "allocation"


def _footnotes(cell: Passage, whole: Whole) -> Iterator[Reference]:
    """Yield the provisions of the Radio Regulations that a cell names only by their numbers."""
    for found in FOOTNOTE.finditer(cell.text):
        span, target = cell.span(*found.span()), whole.part("provision", found[0], cell.node.start)
        yield Reference(
            ReferenceKind.PROVISION, span, found[0], instrument="RR", treaty="rr", target=target, text=found[0]
        )


def _may_cite(node: Node) -> bool:
    """Return whether a node has words that may cite.

    The heading of an annex or a division is its name, and does not.
    """
    return isinstance(node, _WORDS) or (isinstance(node, Heading) and isinstance(node.parent, Clause))
