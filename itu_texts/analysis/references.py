"""The references of a text, typed, with their targets in the same document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from itu_texts.analysis.allocations import footnotes_of, is_of_allocation
from itu_texts.analysis.assemblies import Citations, assembly_of
from itu_texts.analysis.cited import Group, GroupKind, Reference, ReferenceKind
from itu_texts.analysis.finder import Finder
from itu_texts.analysis.instruments import Instruments
from itu_texts.analysis.places import Whole
from itu_texts.errors import InputError
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.parsing.reading_copy import blank
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
    Text,
    Title,
)
from itu_texts.tree.walking import walk

__all__ = ["Group", "GroupKind", "Reference", "ReferenceKind", "references"]

_BLANK = re.compile(r"\s")
_IN_CAPITALS = regex(r"(?<![^\W\d_a-zа-я])[^\W\d_a-zа-я]{6,} \d")
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
    whole = kept(document, "what can be cited", lambda: Whole(document))
    within = kept(document, "texts around offsets", lambda: _Texts(whole.texts))
    shown = kept(document, "words as shown", lambda: _Shown(document))
    outside: dict[str, Finder] = {}
    finder: Finder | None = None
    notes = document.footnotes if root is document else root.footnotes
    passages = (node for node in walk(root) if _may_cite(node))
    only = whole.texts[0] if len(whole.texts) == 1 else None  # what stands above it is its cover
    treaties: dict[int, Instruments] = {}
    place: Node = root
    for passage in merge(passages, sorted(notes, key=_start), key=_start) if notes else passages:
        text = within.around(passage)
        if text is None:
            code = document.language_at(passage.start)
            if code not in outside:
                outside[code] = Finder(lang_of(code), whole.outside, whole)
            finder = outside[code]
        elif finder is None or finder.text is not text:
            finder = Finder(lang_of(document.language_at(text.start)), whole.places(text), whole)
        place = place if isinstance(passage, Footnote) else passage  # a footnote has the place of the words before it
        words = read = shown.of(passage)
        if _IN_CAPITALS.search(words):  # "RESOLUTION 36 (REV. LAKESIDE, 2010)", in the list of a volume
            read = finder.lang.patterns.CAPITAL_DESIGNATION.sub(_in_small, words)
        found: Iterable[Reference] = finder.find(read, passage.start, place)
        if isinstance(passage, Cell) and is_of_allocation(passage):
            found = merge(found, footnotes_of(words, passage, whole), key=_place)
        elif assembly := assembly_of(text or only, finder.lang):
            found = sorted(Citations(finder.shown, passage, assembly, finder.lang, whole).of(found), key=_place)
        elif isinstance(passage, Heading) or isinstance(passage.parent, Contents):
            found = (each for each in found if each.kind != ReferenceKind.CLAUSE)  # a heading is not one, nor a page
        for each in found:
            if each.instrument:
                around = text or document
                if id(around) not in treaties:
                    treaties[id(around)] = _instruments(around, finder.lang, text or only)
                named = each
                while named.of is not None and named.of.instrument == each.instrument:
                    named = named.of
                each = treaties[id(around)].told(
                    each, " ".join(document.source[named.span.start : named.span.end].split())
                )
            start, end = each.span.start - passage.start, each.span.end - passage.start
            object.__setattr__(each, "text", " ".join(words[start:end].split()))  # before anybody has seen it
            yield each


def _instruments(around: Text | Document, lang: LanguagePatterns, text: Text | None) -> Instruments:
    """Return the instruments that a text, or what stands outside texts, names in full."""
    document = around.document
    assert document is not None
    own = not assembly_of(text, lang)

    def made() -> Instruments:
        return Instruments(document.source.text[around.start : around.end], around.start, lang, own=own)

    return kept(document, f"instruments in full at {around.start} of {type(around).__name__}", made)


def _in_small(name: re.Match[str]) -> str:
    """Return a name that is in capitals as a sentence has it: each word with one capital."""
    return name[0].title() if len(name[0].title()) == len(name[0]) else name[0]


def _may_cite(node: Node) -> bool:
    """Return whether a node has words that may cite.

    The heading of an annex or a division is its name, and does not.
    """
    return isinstance(node, _WORDS) or (isinstance(node, Heading) and isinstance(node.parent, Clause))


def _place(found: Reference) -> int:
    return found.span.start


def _start(node: Node) -> int:
    return node.start


class _Texts:
    """The texts of a document, to look up the text around an offset."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._starts = [text.start for text in texts]

    def around(self, passage: Node) -> Text | None:
        """Return the innermost text around a passage, by offset: a footnote is not in the tree."""
        index = bisect_right(self._starts, passage.start) - 1
        last: Node | None = self._texts[index] if index >= 0 else None
        while last is not None and not (isinstance(last, Text) and passage.start < last.end):
            last = last.parent
        return last


class _Shown:
    """The words of passages as they stand in the source, each character at its offset."""

    def __init__(self, document: Document) -> None:
        self._source = document.source.text
        self._furniture = document.furniture
        self._starts = [piece.start for piece in document.furniture]
        self._struck = [change for change in document.changes if isinstance(change, Deletion)]

    def of(self, passage: Node) -> str:
        """Return the words of a passage, with blanks in place of line ends, page furniture and struck numbers."""
        start, end = passage.start, passage.end
        shown = self._source[start:end].replace("\n", " ")
        if not shown.isprintable():
            shown = _BLANK.sub(" ", shown)
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if first == last and not self._struck:
            return shown
        inside = [
            (piece.start - start, piece.end - start)
            for piece in self._furniture[first:last]
            if piece is not passage and piece.end <= end
        ]
        if self._struck:
            inside += self._aside(passage)
        return blank(shown, sorted(inside)) if inside else shown

    def _aside(self, passage: Node) -> Iterator[tuple[int, int]]:
        """Yield the deleted stretches of a passage that are not part of its words."""
        words = "".join(str(getattr(passage, "text", "")).split())
        for index in range(bisect_left(self._struck, passage.start, key=_start), len(self._struck)):
            struck = self._struck[index]
            if struck.end > passage.end:
                break
            following = self._struck[index + 1].start if index + 1 < len(self._struck) else passage.end
            behind = "".join(self._source[struck.start : min(struck.end + _NEAR, passage.end, following)].split())
            if behind not in words:
                yield struck.start - passage.start, struck.end - passage.start
