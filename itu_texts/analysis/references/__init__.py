"""The references of a text, typed, with their targets in the same document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import merge
from operator import attrgetter

from itu_texts.analysis.allocations import FOOTNOTE
from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.passages import nodes_of, on_one_line, texts_around, texts_of
from itu_texts.analysis.references.assemblies import Citations
from itu_texts.analysis.references.model import ANNEXES, Group, GroupKind, Reference, ReferenceKind
from itu_texts.analysis.references.places import Whole
from itu_texts.analysis.references.resolving import Instruments, Resolver
from itu_texts.errors import InputError
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import fold
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Cell,
    Clause,
    Contents,
    Deletion,
    Document,
    Footnote,
    Heading,
    HeadingReference,
    Node,
    Note,
    Paragraph,
    Table,
    Text,
    Title,
)
from itu_texts.tree.spans import Span, held_by
from itu_texts.tree.walking import walk

__all__ = ["ANNEXES", "Group", "GroupKind", "Reference", "ReferenceKind", "references", "references_of"]

# "RESOLUTION 36"
_IN_CAPITALS = regex(r"\d(?<=[^\W\d_a-zа-я]{6} \d)")
_START, _START_OF = attrgetter("start"), attrgetter("span.start")
_NEAR = 12  # characters after deleted words, by which their place in the words is found
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
    found = _found_in(document)
    passages = merge((node for node in walk(root) if _may_cite(node)), sorted(root.footnotes, key=_START), key=_START)
    return (each for passage in passages for each in found.of(passage))


def references_of(document: Document) -> Sequence[Reference]:
    """Return the references of a document, which are kept with it."""
    found = _found_in(document)
    return kept(document, "references", lambda: [each for passage in found.passages for each in found.of(passage)])


def _found_in(document: Document) -> _Resolvers:
    return kept(document, "references by passage", lambda: _Resolvers(document))


class _Resolvers:
    """Finds the references of the passages of a document, each passage once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._in_tree = [node for node in nodes_of(document) if _may_cite(node)]
        self._whole = kept(document, "what can be cited", lambda: Whole(document))
        self._struck = [change for change in document.changes if isinstance(change, Deletion)]
        texts = texts_of(document)
        self._only = texts[0] if len(texts) == 1 else None  # what stands above it is its cover
        self._resolvers: dict[int | str, tuple[Resolver, str]] = {}
        self._found: dict[int, Sequence[Reference]] = {}

    @cached_property
    def passages(self) -> Sequence[Node]:
        """The nodes with words, and the footnotes, in the order of the text."""
        return [*merge(self._in_tree, sorted(self._document.footnotes, key=_START), key=_START)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [node.start for node in self._in_tree]

    def of(self, passage: Node) -> Sequence[Reference]:
        """Return the references of a passage, in order."""
        if id(passage) not in self._found:
            self._found[id(passage)] = self._find(passage)
        return self._found[id(passage)]

    def _find(self, passage: Node) -> Sequence[Reference]:
        around = texts_around(self._document, passage.start)
        text = around[-1] if around else None
        resolver, assembly = self._resolver(text, passage.start)
        aside = [*_struck_aside(self._document, passage, self._struck)] if self._struck else ()
        words = read = on_one_line(self._document, *passage.span, aside)
        if _IN_CAPITALS.search(words):  # "RESOLUTION 36 (REV. LAKESIDE, 2010)", in the list of a volume
            read = resolver.lang.patterns.CAPITAL_DESIGNATION.sub(_capitalized, words)
        place = self._before(passage) if isinstance(passage, Footnote) else passage
        is_heading = isinstance(passage, Heading) or isinstance(passage.parent, Contents)
        found = resolver.find(read, passage.start, place, is_heading=is_heading)
        if isinstance(passage, Cell) and _is_of_allocation(passage):
            found = [*merge(found, _footnotes(words, passage, self._whole), key=_START_OF)]
        elif assembly:
            cited = Citations(resolver.shown, passage, assembly, resolver.lang, self._whole)
            found = sorted(cited.of(found), key=_START_OF)
        for at, each in enumerate(found):
            if each.instrument:
                told = _instruments(text or self._document, resolver.lang, own=not assembly)
                each = found[at] = told.told(each, self._document.source)
            start, end = each.span.start - passage.start, each.span.end - passage.start
            object.__setattr__(each, "text", " ".join(words[start:end].split()))  # before anybody has seen it
        return found

    def _before(self, note: Footnote) -> Node:
        """Return the passage before a footnote, whose place the footnote has."""
        at = bisect_left(self._starts, note.start) - 1
        return self._in_tree[max(at, 0)] if self._in_tree else self._document

    def _resolver(self, text: Text | None, start: int) -> tuple[Resolver, str]:
        """Return the resolver of the passages of a text, or of those in a language outside texts, and the assembly."""
        key = id(text) if text is not None else self._document.language_at(start)
        if key not in self._resolvers:
            lang = lang_of(self._document.language_at(start if text is None else text.start))
            places = self._whole.outside if text is None else self._whole.places(text)
            self._resolvers[key] = Resolver(lang, places, self._whole), assembly_of(text or self._only, lang)
        return self._resolvers[key]


def _instruments(around: Text | Document, lang: LanguagePatterns, *, own: bool) -> Instruments:
    """Return the instruments that a text, or what stands outside texts, names in full."""
    assert around.document is not None
    name = f"instruments in full at {around.start} of {type(around).__name__}"
    return kept(around.document, name, lambda: Instruments(around, lang, own=own))


def _capitalized(name: re.Match[str]) -> str:
    """Return a name that is in capitals as a sentence has it: each word with one capital."""
    return name[0].title() if len(name[0].title()) == len(name[0]) else name[0]


def _is_of_allocation(cell: Cell) -> bool:
    """Return whether a cell is in a table of frequency allocations."""
    table = cell.parent.parent if cell.parent else None
    return isinstance(table, Table) and table.kind == "allocation"


def _footnotes(shown: str, cell: Cell, whole: Whole) -> Iterator[Reference]:
    """Yield the provisions of the Radio Regulations that a cell names only by their numbers.

    :param shown: the words of the cell as they stand in the source.
    """
    for found in FOOTNOTE.finditer(fold(shown)):
        target = whole.part("provision", found[0], cell.start)
        span = Span(cell.start + found.start(), cell.start + found.end())
        yield Reference(ReferenceKind.PROVISION, span, number=found[0], instrument="RR", target=target)


def _may_cite(node: Node) -> bool:
    """Return whether a node has words that may cite.

    The heading of an annex or a division is its name, and does not.
    """
    return isinstance(node, _WORDS) or (isinstance(node, Heading) and isinstance(node.parent, Clause))


def _struck_aside(document: Document, passage: Node, struck: Sequence[Deletion]) -> Iterator[Deletion]:
    """Yield the deleted stretches of a passage that are not part of its words.

    :param struck: those of the document.
    """
    words, inside = "".join(str(getattr(passage, "text", "")).split()), held_by(struck, passage.start, passage.end)
    for deleted, following in zip(inside, (*(each.start for each in inside[1:]), passage.end), strict=False):
        behind = "".join(document.source[deleted.start : min(deleted.end + _NEAR, following)].split())
        if behind not in words:
            yield deleted
