"""The eIds of elements, and the addresses to which references lead."""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.analysis.assemblies import day_beside
from itu_texts.analysis.iris import UNION, treaty_of, unknown_work, work_of
from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.formats.akn.rows import number_of
from itu_texts.formats.akn.writer_meta import Scope
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.formats.xml_text import attribute
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.nodes import Node, Text

__all__ = ["Ids", "Links", "Resolver"]


class Ids:
    """The eIds of one file."""

    def __init__(self) -> None:
        self._names = UniqueNames("_")
        self._counts: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """Return an eId, with a count at its end if it is taken."""
        return self._names.new(wanted)

    def counted(self, ref: str) -> str:
        """Return the eId of the next element of a kind: ``list_1``, ``list_2``.

        :param ref: the eId of the element around it, and its kind.
        """
        count = self._counts[ref] = self._counts.get(ref, 0) + 1
        return self.new(f"{ref}_{count}")

    def numbered(self, ref: str, label: str | None) -> str:
        """Return the eId of an element with a label: ``para_1``; without a label it has a count: ``para_nn_1``."""
        number = number_of(label) if label else ""
        return self.new(f"{ref}_{number}") if number else self.counted(f"{ref}_nn")

    def is_taken(self, wanted: str) -> bool:
        """Return whether an eId is taken."""
        return wanted in self._names


Resolver = Callable[[Identifier], "str | None"]
"""Returns the official address of a text; ``None`` if it has none."""

_IN_TREATIES = {
    ReferenceKind.ARTICLE: "!main#art",
    ReferenceKind.PROVISION: "!main#provision",
    ReferenceKind.CHAPTER: "!main#chp",
    ReferenceKind.APPENDIX: "!appendix",
}
_ANNEXES = (ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT, ReferenceKind.APPENDIX)
_HOLE = re.compile("\0(\\d+)\0")


class Links:
    """The addresses to which references lead. Those in the file are known only when all of it has been written.

    :param root: the node that is written.
    :param instrument: the treaty to which bare numbers in a text of a radio conference refer.
    """

    def __init__(self, root: Node, words: Surface, resolve: Resolver | None, instrument: str | None) -> None:
        self._root = root
        self._words = words
        self._resolve = resolve
        self._instrument = instrument
        self._holes: list[tuple[Node, Scope]] = []
        self.eids: dict[int, str] = {}
        """The eIds of nodes, by the identity of the node."""
        self.scopes: dict[int, Scope] = {}
        """The documents in the file, by the identity of their nodes."""

    def of(self, reference: Reference, scope: Scope) -> str:
        """Return the address to which a reference leads, as the value of an attribute; empty if there is none."""
        if reference.problem is not None:
            return ""
        target = reference.target
        if target is not None and not isinstance(target, Text):
            is_written = any(each is self._root for each in (target, *target.ancestors))
            return self.to(target, scope) if is_written else ""
        identifier = reference.identifier
        if identifier is None:
            return self._in_treaty(reference, scope)
        official = self._resolve(identifier) if self._resolve else None
        if reference.kind is ReferenceKind.TEXT and official:
            return attribute(official)
        if target is not None and id(target) in self.scopes:
            return self.scopes[id(target)].work.iri
        work = work_of(
            identifier,
            self._words,
            body=reference.body,
            around=scope.work.actor,
            day=day_beside(self._root.document, reference.span, self._words),
        )
        if reference.kind in _ANNEXES:
            number = number_of(reference.number or "") or "nn_1"
            return f"{work.iri}/!{reference.kind.value}_{number}"
        return work.iri

    def official(self, identifier: Identifier | None) -> str:
        """Return the official address of a text, as the value of an attribute; an empty string if none is known."""
        found = self._resolve(identifier) if self._resolve and identifier else None
        return attribute(found) if found else ""

    def _in_treaty(self, reference: Reference, scope: Scope) -> str:
        """Return the address of a numbered part of a treaty."""
        where = _IN_TREATIES.get(reference.kind)
        number = number_of(reference.number or "")
        if not where or not number:
            return ""
        treaty = treaty_of(reference.instrument, self._words) if reference.instrument else None
        if not reference.instrument and scope.work.actor == f"{UNION}-wrc":
            treaty = self._instrument
        return f"{unknown_work('act', 'provision', treaty).iri}/{where}_{number}" if treaty else ""

    # ------------------------------------------------------------------ places in the file

    def to(self, target: Node, scope: Scope) -> str:
        """Return a placeholder for the address of a node of the file, which :meth:`fill` replaces."""
        self._holes.append((target, scope))
        return f"\0{len(self._holes) - 1}\0"

    def fill(self, xml: str) -> str:
        """Return a file with its placeholders replaced."""
        return _HOLE.sub(lambda hole: self._address(*self._holes[int(hole[1])]), xml) if self._holes else xml

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
