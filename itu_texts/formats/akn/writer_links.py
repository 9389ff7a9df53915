"""Where references lead: to a place in the file, or to the IRI of a text, an annex, a provision elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.analysis.times import days_named
from itu_texts.formats.akn.terms import UNION, number_of
from itu_texts.formats.akn.writer_names import unknown_work, work_of
from itu_texts.formats.akn.writer_scope import Scope
from itu_texts.formats.xml_text import attribute
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import fold
from itu_texts.tree.nodes import Node, Text
from itu_texts.tree.spans import Span

__all__ = ["Links", "Resolver"]

Resolver = Callable[[Identifier], "str | None"]
"""From what names a text to its official address; ``None`` where it has none."""

_INSTRUMENTS = {
    "CONSTITUTION": "cs",
    "CONVENTION": "cv",
    "RADIO_REGULATIONS": "rr",
    "GENERAL_RULES": "gr",
    "TELECOMMUNICATION_REGULATIONS": "itr",
}
_IN_TREATIES = {
    ReferenceKind.ARTICLE: "!main#art",
    ReferenceKind.PROVISION: "!main#provision",
    ReferenceKind.CHAPTER: "!main#chp",
    ReferenceKind.APPENDIX: "!appendix",
}
_ANNEXES = (ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT, ReferenceKind.APPENDIX)
_NEAR = 40  # characters, in which a day may stand beside a citation
_BESIDE = 2  # characters, between a day and the number behind it, where words run on
_BEFORE_DAY = re.compile(r",?[^\d,;.()/]{0,16}")
_HOLE = re.compile("\0(\\d+)\0")


class Links:
    """The addresses of what is cited.  Those of places in the file are only known when all of it has been written.

    :param root: what is written.
    :param instrument: the treaty of which a number without an instrument is one, in a text of a radio conference.
    """

    def __init__(self, root: Node, words: Surface, resolve: Resolver | None, instrument: str | None) -> None:
        self._root = root
        self._words = words
        self._resolve = resolve
        self._instrument = instrument
        self._holes: list[tuple[Node, Scope]] = []
        self.eids: dict[int, str] = {}
        """The eIds of the nodes that have one, by their identity."""
        self.scopes: dict[int, Scope] = {}
        """The documents in the file, by the identity of the node that each is made of."""

    def of(self, reference: Reference, scope: Scope) -> str:
        """The address of what is cited, ready to stand in an attribute; empty if there is none."""
        if reference.problem is not None:
            return ""
        target = reference.target
        if target is not None and not isinstance(target, Text):
            return self.to(target, scope) if self._is_written(target) else ""
        identifier = reference.identifier
        if identifier is None:
            return self._in_treaty(reference, scope)
        official = self._resolve(identifier) if self._resolve else None
        if reference.kind is ReferenceKind.TEXT and official:
            return attribute(official)
        if target is not None and id(target) in self.scopes:
            return self.scopes[id(target)].work.iri
        work = work_of(
            identifier, self._words, body=reference.body, around=scope.work.actor, day=self._day(reference.span)
        )
        if reference.kind in _ANNEXES:
            number = number_of(reference.number or "") or "nn_1"
            return f"{work.iri}/!{reference.kind.value}_{number}"
        return work.iri

    def _day(self, span: Span) -> date | None:
        """The day that stands beside a citation: "77/15 of 21 November 2022"."""
        document = self._root.document
        source = fold(document.source.text[max(0, span.start - _NEAR) : span.end + _NEAR]) if document else ""
        start = min(span.start, _NEAR)
        end = start + span.end - span.start
        for day, first, last in days_named(source, self._words):
            if first >= end and _BEFORE_DAY.fullmatch(source, end, first):
                return day
            if start - _BESIDE <= last <= start:
                return day
        return None

    def official(self, identifier: Identifier | None) -> str:
        """The official address of a text, ready to stand in an attribute; empty if none is known."""
        found = self._resolve(identifier) if self._resolve and identifier else None
        return attribute(found) if found else ""

    def _in_treaty(self, reference: Reference, scope: Scope) -> str:
        """The address of a numbered part of a treaty."""
        where = _IN_TREATIES.get(reference.kind)
        number = number_of(reference.number or "")
        if not where or not number:
            return ""
        treaty = self.treaty(reference.instrument) if reference.instrument else None
        if not reference.instrument and scope.work.actor == f"{UNION}-wrc":
            treaty = self._instrument
        return f"{unknown_work('act', 'provision', treaty).iri}/{where}_{number}" if treaty else ""

    def treaty(self, instrument: str) -> str | None:
        """What a treaty is called in IRIs, by its name; ``None`` for one that is not known."""
        concept = self._words.concept(instrument, "INSTRUMENT", "INSTRUMENT_SHORT")
        if not concept and self._words.words["INSTRUMENT_BEHIND"].fullmatch(instrument):
            concept = "TELECOMMUNICATION_REGULATIONS"
        return _INSTRUMENTS.get(concept)

    # ------------------------------------------------------------------ places in the file

    def to(self, target: Node, scope: Scope) -> str:
        """The address of a node of the file: a hole, which is filled in the end."""
        self._holes.append((target, scope))
        return f"\0{len(self._holes) - 1}\0"

    def fill(self, xml: str) -> str:
        """A file with its holes filled."""
        return _HOLE.sub(lambda hole: self._address(*self._holes[int(hole[1])]), xml) if self._holes else xml

    def _is_written(self, target: Node) -> bool:
        return target is self._root or any(above is self._root for above in target.ancestors)

    def _address(self, target: Node, scope: Scope) -> str:
        eid = ""
        for node in (target, *target.ancestors):
            eid = eid or self.eids.get(id(node), "")
            there = self.scopes.get(id(node))
            if there is not None:
                break
        else:
            there = scope
        if eid and there is scope:
            return f"#{eid}"
        return f"{there.work.iri}/!main#{eid.removeprefix(there.prefix)}" if eid else there.work.iri
