"""Amendments made in what they amend: ADD, MOD, SUP and NOC of proposals and amending instruments."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from itu_texts.consolidation.amendments import amendments_of, heading_of, neighbours, numbers_below
from itu_texts.consolidation.items import ItemChanges, amended_holder, label_of, modify
from itu_texts.consolidation.targets import Targets, numbers_in
from itu_texts.diagnostics import told
from itu_texts.editing.drafts import Draft, draft, draft_document
from itu_texts.editing.finishing import finish, nodes_of
from itu_texts.errors import InputError
from itu_texts.nodes import (
    Amended,
    Amendment,
    Annex,
    Block,
    Clause,
    Division,
    Document,
    HeadingReference,
    Node,
    Provision,
    Text,
    Title,
)
from itu_texts.spans import Span
from itu_texts.walk import find

__all__ = ["consolidate"]

_HEAD = (Title, HeadingReference)
_ADVICE = {
    "amendment-without-target": "correct what it names, or make an ADD of it",
    "added-twice": "make a MOD of it, or take it out",
    "amended-after-suppression": "take one of the two out",
}


def consolidate(base: Document, *amending: Document) -> Document:
    """Make amendments in what they amend.

    Provisions, articles and other divisions, their titles, annexes, clauses and whole texts are amended, and items of
    clauses by their labels: what stands below an item stays unless the amendment has other.  ``(ADD)`` and ``ADD*``
    count as ``ADD``, and so for the others.  A division under MOD that has nothing below its heading but its title
    changes these alone.  Amendments are made in the order in which they are given.

    :param base: a treaty, a text or several; it stays as it is.
    :param amending: the documents with the amendments: proposals, amending instruments.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.  Its
        :attr:`~itu_texts.Document.amended` says which stretch of it came from which amendment, and
        :attr:`Node.amended_by <itu_texts.Node.amended_by>` of each node the same.  What could not be made is among its
        diagnostics: ``amendment-without-target``, ``added-twice``, ``amended-after-suppression``.
    :raises InputError: if one of them is no document, or the base shows tracked changes.
    """
    for each in (base, *amending):
        if not isinstance(each, Document):
            raise InputError(f"documents are consolidated, not a {type(each).__name__}")
    if base.changes:
        raise InputError("the base shows tracked changes; read it with view='final' or view='original'")
    made = _Consolidation(base)
    for number, document in enumerate(amending, 1):
        made.amend(document, number)
    return made.finished()


@frozen
class _Source:
    """An amendment, and which of the amending documents it stands in."""

    amendment: Amendment
    document: int

    def __str__(self) -> str:
        return f"{self.amendment.marker!r} of document {self.document}"


class _Consolidation:
    """A base document on its way to what it says as amended."""

    def __init__(self, base: Document) -> None:
        self._base = base
        self._drafts = draft_document(base)
        self._targets = Targets(self._drafts, base.main_language)
        self._by: dict[int, tuple[Draft, _Source]] = {}  # drafts that amendments made or changed, by identity
        self._suppressed: dict[str, _Source] = {}
        self._problems: list[tuple[str, str]] = []
        self._beside: dict[int, tuple[Node | None, Node | None]] = {}
        self._items: dict[int, ItemChanges] = {}  # by the identity of the clause of an amending text

    # ------------------------------------------------------------------ one document after the other

    def amend(self, document: Document, number: int) -> None:
        """Make the amendments of a document."""
        self._beside = neighbours(document)
        for amendment in amendments_of(document):
            source = _Source(amendment, number)
            blocks = [
                block for block in amendment.blocks if isinstance(block, Provision | Division | Annex | Clause | Text)
            ]
            if blocks:
                for block in blocks:
                    if isinstance(block, Clause) and not block.heading.text:
                        self._make_items(source, block)
                    else:
                        self._make(source, block)
            elif numbers := amendment.provision or numbers_below(self._beside[id(amendment)][1]):
                self._make_numbers(source, numbers)
            elif title := next((block for block in amendment.blocks if isinstance(block, Title)), None):
                self._retitle(source, title)
            else:
                self._problem("amendment-without-target", f"{source} does not say what it amends")

    def _make(self, source: _Source, block: Provision | Division | Annex | Clause | Text) -> None:
        name = _name(block)
        found, known = self._find(source, block)
        action = source.amendment.action
        if not known:
            self._problem("amendment-without-target", f"{source} amends {name} of a text that the base does not have")
        elif action == "ADD":
            if found is None:
                self._add(source, block)
            else:
                earlier = self._by.get(id(found))
                since = f"; {earlier[1]} added it" if earlier and earlier[1].amendment.action == "ADD" else ""
                self._problem("added-twice", f"{source} adds {name}, which is there already{since}")
        elif found is None:
            self._missing(source, name)
        elif action == "SUP":
            self._suppress(source, found, name)
        elif action == "MOD":
            self._modify(source, found, block)

    def _make_items(self, source: _Source, block: Clause) -> None:
        """Items of a clause whose heading stands above the marker, or of an annex."""
        holder = amended_holder(block)
        around, _ = self._text_around(source.amendment)
        found = None
        if isinstance(holder, Annex):
            found = self._targets.named(holder, around)
        elif around is not None and holder is not None:
            found = self._targets.clause(around, holder)
        if found is None or holder is None:
            name = _name(holder) if holder is not None else "an item"
            self._problem("amendment-without-target", f"{source} amends items of {name}, which the base does not have")
            return
        items = self._items.setdefault(id(holder), ItemChanges(found))
        for each in block.blocks:
            label = label_of(each)
            self._make_item(source, items, each, label, f"{_name(holder)} {label}".rstrip())

    def _make_item(self, source: _Source, items: ItemChanges, block: Block, label: str, name: str) -> None:
        action = source.amendment.action
        found = items.find(label)
        if action == "ADD" and found is not None and label:
            self._problem("added-twice", f"{source} adds {name}, which is there already")
        elif action == "ADD":
            made = self._draft_of(source, block)
            items.add(made, label)
            items.name(made)
        elif found is None:
            self._missing(source, name)
        elif action == "SUP":
            self._suppress(source, found, name)
        elif action == "MOD":
            made = self._draft_of(source, block)
            modify(found, made)
            items.name(made)
        else:
            items.name(found)

    def _make_numbers(self, source: _Source, said: str) -> None:
        """What a marker alone amends: ``SUP 219-221``."""
        for first, last in numbers_in(said):
            found = self._targets.provisions(first, last)
            if not found:
                self._missing(source, f"No. {first}")
            for each in found if source.amendment.action == "SUP" else ():
                self._suppress(source, each, f"No. {each.values['number']}")
            if found and source.amendment.action in ("ADD", "MOD"):
                self._problem("amendment-without-target", f"{source} does not say what No. {first} is to be")

    def _missing(self, source: _Source, name: str) -> None:
        earlier = self._suppressed.get(name)
        if earlier is not None:
            self._problem("amended-after-suppression", f"{source} amends {name}, which {earlier} suppressed")
        else:
            self._problem("amendment-without-target", f"{source} amends {name}, which the base does not have")

    def _problem(self, code: str, message: str) -> None:
        self._problems.append((code, f"{message}: {_ADVICE[code]}"))

    # ------------------------------------------------------------------ what is amended

    def _text_around(self, node: Node) -> tuple[Draft | None, bool]:
        """The text of the base that an amendment stands in, if it stands in one; and whether the base has that."""
        around = next((each for each in node.ancestors if isinstance(each, Text)), None)
        if around is None:
            return None, True
        found = self._targets.text(around.identifier)
        if found is None:
            texts = self._targets.texts
            found = texts[0] if len(texts) == 1 and around.identifier is None else None
        return found, found is not None

    def _find(self, source: _Source, block: Provision | Division | Annex | Clause | Text) -> tuple[Draft | None, bool]:
        """What a block under a marker stands for in the base; and whether the base has what that would stand in."""
        if isinstance(block, Text):
            return self._targets.text(block.identifier), True
        around, known = self._text_around(source.amendment)
        if not known:
            return None, False
        if isinstance(block, Provision):
            return self._targets.provision(block.number), True
        if isinstance(block, Clause):
            return (self._targets.clause(around, block), True) if around else (None, False)
        return self._targets.named(block, around), True

    # ------------------------------------------------------------------ the actions

    def _draft_of(self, source: _Source, block: Node) -> Draft:
        there = draft(block, {}, {})
        for marker in [each for each in there.below if each.type is Amendment]:
            for each in list(marker.parts["blocks"]):
                marker.put_beside(each, after=False)
            marker.detach()
        self._by[id(there)] = (there, source)
        return there

    def _modify(self, source: _Source, found: Draft, block: Node) -> None:
        if isinstance(block, Division | Annex) and all(isinstance(each, _HEAD) for each in block.blocks):
            self._reheaded(source, found, block)
            return
        made = self._draft_of(source, block)
        made.stand_in_for(found)
        self._targets.put(made)

    def _reheaded(self, source: _Source, found: Draft, block: Division | Annex) -> None:
        """Only the heading of a division, and its title, are amended."""
        new = self._draft_of(source, block)
        head = new.parts["heading"][0]
        found.parts["heading"][0].detach()
        found.put(head, "heading")
        self._by[id(head)] = (head, source)
        kinds = {each.type for each in new.parts["blocks"]}
        for old in [each for each in found.parts["blocks"] if each.type in kinds]:
            old.detach()
        for place, each in enumerate([*new.parts["blocks"]]):
            found.put(each, "blocks", place)
            self._by[id(each)] = (each, source)

    def _suppress(self, source: _Source, found: Draft, name: str) -> None:
        found.detach()
        self._suppressed[name] = source
        for each in found.below:
            if each.type is Provision:
                self._suppressed[f"No. {each.values['number']}"] = source

    def _retitle(self, source: _Source, title: Title) -> None:
        """A title under a marker: that of the text or the division that the amendment stands in."""
        above, known = self._text_around(source.amendment)
        division = next((each for each in source.amendment.ancestors if isinstance(each, Division | Annex)), None)
        if division is None and above is None:
            division = heading_of(self._beside[id(source.amendment)][0])
        if division is not None and known:
            above = self._targets.named(division, above)
        if above is None:
            self._problem("amendment-without-target", f"{source} amends a title of a text that the base does not have")
            return
        members = above.parts["front" if "front" in above.parts else "blocks"]
        old = next((each for each in members if each.type is Title), None)
        if old is None:
            self._missing(source, "a title")
        elif source.amendment.action == "MOD":
            self._draft_of(source, title).stand_in_for(old)

    def _add(self, source: _Source, block: Provision | Division | Annex | Clause | Text) -> None:
        around, _ = self._text_around(source.amendment)
        division = next((each for each in source.amendment.ancestors if isinstance(each, Division | Annex)), None)
        inside = self._targets.named(division, around) if division is not None else None
        made = self._draft_of(source, block)
        before = self._before(block, around, inside)
        if before is not None:
            before.put_beside(made, after=True)
        elif inside is not None:
            head = sum(each.type in _HEAD for each in inside.parts["blocks"])
            inside.put(made, "blocks", head if isinstance(block, Provision) else None)
        else:
            above = around or self._targets.document
            above.put(made, "body" if "body" in above.parts else "blocks")
        self._targets.put(made)

    def _before(
        self, block: Provision | Division | Annex | Clause | Text, around: Draft | None, inside: Draft | None
    ) -> Draft | None:
        """What something new follows in the base."""
        if isinstance(block, Provision):
            return self._targets.provision_before(block.number, inside)
        if isinstance(block, Text):
            return self._targets.text_before(block.identifier)
        if isinstance(block, Clause):
            return self._clause_before(block, around)
        return self._targets.named_before(block, around)

    def _clause_before(self, clause: Clause, around: Draft | None) -> Draft | None:
        """The last clause before it in the amending text that the base has too; or the last of all."""
        text = next((each for each in clause.ancestors if isinstance(each, Text)), None)
        if text is None or around is None:
            return None
        before = [each for each in find(text, Clause) if each.start < clause.start]
        known = (found for each in reversed(before) if (found := self._targets.clause(around, each)) is not None)
        clauses = [each for each in around.parts["body"] if each.type is Clause]
        return next(known, clauses[-1] if clauses else None)

    # ------------------------------------------------------------------ the new document

    def finished(self) -> Document:
        """What the base says as amended, with where it came from, and what could not be made."""
        made = finish(self._drafts, self._base.language)
        problems = [told(code, message, Span(0, 0)) for code, message in self._problems]
        return evolve(made, diagnostics=(*problems, *made.diagnostics), amended=tuple(self._amended(made)))

    def _amended(self, made: Document) -> Iterator[Amended]:
        nodes = nodes_of(self._drafts, made)
        for there in self._drafts.root.below:
            known, node = self._by.get(id(there)), nodes.get(id(there))
            if known is not None and node is not None:
                amendment = known[1].amendment
                yield Amended(
                    start=node.start,
                    end=node.end,
                    action=amendment.action,
                    marker=amendment.marker,
                    amending=known[1].document,
                )


def _name(block: Node) -> str:
    return block.names[0] if block.names else type(block).__name__.lower()
