"""Reads documents that amend a text: their amendments, what they were before tracked changes, and what replaces what.

A revision of a document replaces it, and a corrigendum replaces the proposals that it has again; addenda apply
together. Two proposals with one number are one proposal, of which the later is meant (guidelines for proposals to
conferences of the Union; the cover says "Revision 1 to Document 12-E").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from attrs import field, frozen

from itu_texts.api import parse, parse_file
from itu_texts.errors import InputError, ItuTextsError, ReadError
from itu_texts.formats.limits import View
from itu_texts.language.detection import DEFAULT
from itu_texts.language.grammar import lang_of
from itu_texts.language.language_codes import ANY
from itu_texts.language.writing import fold
from itu_texts.revision.consolidation.instructions import instructions
from itu_texts.revision.consolidation.targets import Placed, amendments_of
from itu_texts.tree.nodes import Amendment, Annex, Clause, Division, Document, Node, Text
from itu_texts.tree.walking import all_words, walk

_TELLING = (Text, Annex, Division, Clause)


@frozen(eq=False)
class Proposal:
    """A document that amends a text."""

    document: Document
    number: int
    """Its number among the amending documents, from 1."""
    placed: Sequence[Placed]
    """Its amendments."""
    author_base: Document | None
    """The document without its tracked changes, if it has any."""
    revision: int
    """The count of its revision, from its cover; 0 if it is none."""
    _before: Mapping[int, Placed]  # its amendments without the tracked changes, by the identity of those with them
    replaced: dict[int, Proposal] = field(factory=dict)
    """The documents that replace amendments of this one, by the identity of these."""

    @classmethod
    def of(cls, document: Document, number: int, language: str) -> Proposal:
        """Read a document.

        :param language: that of the base, in which it is read again if it is too short to tell its own: nothing in it
            is then recognised in another one.
        :raises InputError: if it shows tracked changes, and was not read from a file.
        :raises ReadError: if it shows them, and the file has changed since.
        """
        before = None
        original = document.origins.original
        is_word = original is not None and original.format == "docx"
        if document.main_language != language and not _is_understood(document):
            source = str(document.source)
            again = _again(document, "final", language) if is_word else parse(source, language=language)
            is_clear = document.main_language != DEFAULT  # of a text without words of any language
            document = document if is_clear and not _is_understood(again) else again
        if document.changes:
            document = _again(document, "final")
        if is_word:
            with suppress(ItuTextsError):  # without the file, its tracked changes are not known
                before = _again(document, "original")
        if before is not None and all_words(before) == all_words(document):
            before = None
        placed = [*amendments_of(document)]
        pairs = dict(_pairs(placed, [*amendments_of(before)])) if before is not None else {}
        return cls(document, number, placed, before, _revision(document), pairs)

    @property
    def is_marked(self) -> bool:
        """Whether it has markers, and not only sentences such as "Replace clause 7.3 by"."""
        marker = lang_of(self.document.main_language).patterns.MARKED.search
        return any(marker(fold(each.amendment.marker)) for each in self.placed)

    @property
    def papers(self) -> set[str]:
        """The documents that its proposals are of: LKS/12 for LKS/12/1."""
        return {each.amendment.proposal.rpartition("/")[0] for each in self.placed if each.amendment.proposal}

    def named_by(self, placed: Placed) -> Placed:
        """Return an amendment as it names what it is about: a SUP has words that tracked changes strike.

        Where they insert markers, it is not known how far the words below one went.
        """
        before = self._before.get(id(placed.amendment)) if len(self._before) == len(self.placed) else None
        is_named = placed.amendment.action == "SUP" and before is not None and bool(before.amendment.blocks)
        return before if before is not None and is_named else placed

    def author_of(self, block: Node, amendment: Amendment | None = None) -> Node | None:
        """Return what a node, in the document or below a marker, was before the tracked changes."""
        before: Document | Amendment | None = self.author_base
        if amendment is not None:
            before = self._before[id(amendment)].amendment if id(amendment) in self._before else None
        if before is None:
            return None
        here = [each for each in (amendment or self.document).blocks if type(each) is type(block)]
        there = [each for each in before.blocks if type(each) is type(block)]
        place = next((place for place, each in enumerate(here) if each is block), len(there))
        return there[place] if place < len(there) else None


def _is_understood(document: Document) -> bool:
    """Return whether there is something in a document that is recognised by the words of its language."""
    said = any(isinstance(each, _TELLING) for each in walk(document))
    return said or any(each.tells for each in instructions(document))


def _again(document: Document, view: View, language: str = "") -> Document:
    """Return the document of a Word file in another view of its tracked changes."""
    original = document.origins.original
    if original is None:
        raise InputError("a document that shows tracked changes, and its file is not known: read it with view='final'")
    language = language or (document.language if not document.languages else ANY)
    again = parse_file(original.path, language=language, view=view)
    if again.origins.original is None or again.origins.original.digest != original.digest:
        raise ReadError(f"{original.path}: the file has changed since it was read; read it again")
    return again


def _pairs(placed: Sequence[Placed], before: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """Yield the pairs of amendments with the same marker, in their order."""
    there: dict[str, list[Placed]] = defaultdict(list)
    for each in reversed(before):
        there[each.amendment.marker].append(each)
    for each in placed:
        if there[each.amendment.marker]:
            yield id(each.amendment), there[each.amendment.marker].pop()


def _revision(document: Document) -> int:
    first = next((each for each in document.blocks if isinstance(each, Amendment | Text)), None)
    cover = fold(str(document.source)[: first.start if first is not None else 0])
    lang = lang_of(document.main_language)
    found = lang.patterns.PAPER_COUNTED.finditer(cover)
    counts = [int(each["count"]) for each in found if lang.concept(each["paper"], "PAPER", "COUNTED") == "REV"]
    return max(counts, default=0)


def replace(proposals: Sequence[Proposal]) -> None:
    """Find the amendments that later documents replace, and those of a document that is given twice."""
    for place, late in enumerate(proposals):
        for early in proposals[:place]:
            old, new = (late, early) if late.revision < early.revision else (early, late)
            is_same = str(old.document.source).split() == str(new.document.source).split()
            if is_same:
                old, new = late, early
            again = {each.amendment.proposal for each in new.placed if each.amendment.proposal}
            whole = is_same or (new.revision > old.revision and bool(old.papers & new.papers))
            gone = (each.amendment for each in old.placed if whole or each.amendment.proposal in again)
            old.replaced.update((id(each), new) for each in gone)
