"""What the functions that write nodes share: the document around a node, eIds, marks, and the links to fill in last.

The eIds are made from labels as printed: ``resolves_1__para_1__list_1__point_1-1``. They follow the Naming Convention
1.0 of OASIS, 5.4: ``[prefix__]ref[_number]``, each unique in its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import frozen

from itu_texts.analysis.assemblies import day_beside
from itu_texts.analysis.iris import UNION, Date, Work, number_of_work, slug, tag_of, treaty_work, unknown_work, work_of
from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.formats.akn.rows import LIBRARY, OTHERS, number_of
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.formats.passage_marks import Marks
from itu_texts.formats.xml_text import attribute
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.base import ACTIONS
from itu_texts.tree.nodes import Node, Text

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
_ACTION = re.compile(rf"\W*\b(?:{'|'.join(ACTIONS)})\b\W*")


@frozen
class GivenMetadata:
    """Metadata that the caller adds to those of the text."""

    date: str | None = None
    actor: str | None = None
    number: str | None = None

    def of(self, work: Work) -> Work:
        """Return a work with these metadata."""
        date = work.date
        if self.date:
            date = Date(self.date, "revision" if date.name == "revisionYear" else "adoption")
        return work._replace(date=date, actor=self.actor or work.actor, number=self.number or work.number)


class Scope:
    """The metadata of a document that is complete by itself.

    :param work: its work.
    :param prefix: the prefix of its eIds.
    :param body: the adopting body, in the words of the text.
    """

    def __init__(self, work: Work, prefix: str, lang: LanguagePatterns, body: str = "") -> None:
        self.work = work
        self.prefix = prefix
        self.lang = lang
        self.is_assembly = False
        """Whether its paragraphs are clauses, as in texts of the United Nations."""
        self.modifications: list[str] = []
        """The modifications that its amendments make, as XML."""
        self.tracked: list[str] = []
        """The tracked changes in it, as XML."""
        self.dates: list[str] = []
        """The times of the tracked changes."""
        self.amended: list[str] = []
        """The modifications made in it, as XML, if it is a consolidated text."""
        self.events: dict[str, None] = {}
        """The events of its life, as XML."""
        self.notes: dict[int, str] = {}
        """The footnotes called in it, with their eIds."""
        self._terms: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self.library: str = self._term("Organization", LIBRARY, LIBRARY.replace("-", "_"))
        names = (work.actor.removeprefix(f"{UNION}-"), work.actor)
        concepts = (name.upper().replace("-", "_") for name in names)
        known = next((each for each in concepts if lang.phrase_for("NAME", each)), "")
        self.author: str = self._term("Organization", work.actor, lang.name(known) if known else body or work.actor)

    @property
    def terms(self) -> str:
        """All its references to concepts, as XML."""
        return "".join(self._terms.values())

    def part(self, name: str) -> str:
        """Return the reference to a part of a text: OPERATIVE or PREAMBULAR."""
        return self._term("Concept", name.lower(), self.lang.name(name))

    def addressee(self, addressee: Addressee) -> str:
        """Return the reference to an addressee; that of an unknown addressee is made from the words."""
        kind = "Role" if addressee.kind is AddresseeKind.OFFICE else "Organization"
        if addressee.kind is AddresseeKind.OTHER:
            words = addressee.text  # they may have no letter that IRIs allow
            name = slug(words) or self._others.setdefault(words, f"nn-{len(self._others) + 1}")
            return self._term(kind, f"{OTHERS}{name}", words)
        return self._term(kind, tag_of(addressee.concept), self.lang.name(addressee.concept))

    def location(self, place: str) -> str:
        """Return the reference to a place; an empty string if its name has no letter that IRIs allow."""
        name = slug(place)
        return self._term("Location", f"place-{name}", place) if name else ""

    def amending(self, marker: str) -> str:
        """Return the reference to the proposal whose marker amended a consolidated text."""
        proposal = _ACTION.sub("", marker).strip()
        name = slug(proposal) or "amendment"
        iri = unknown_work("documentCollection", "collection", number_of_work("doc", proposal, name)).name
        eid = f"{self.prefix}amending-{name}"
        passive = f'<passiveRef eId="{eid}" href="{attribute(iri)}" showAs="{attribute(marker)}"/>'
        self._terms.setdefault(f"amending-{name}", passive)
        return f"#{eid}"

    def _term(self, kind: str, name: str, shown: str) -> str:
        if name not in self._terms:
            self._terms[name] = (
                f'<TLC{kind} eId="{self.prefix}{name}" href="/akn/ontology/{kind.lower()}/un/{name}" '
                f'showAs="{attribute(shown)}"/>'
            )
        return f"#{self.prefix}{name}"


class Writing:
    """The writing of a file.

    :param root: the node that is written.
    :param marks: the marks in its words.
    :param instrument: the treaty to which bare numbers in a text of a radio conference refer.
    :param language: three letters of ISO 639-2.
    :param as_of: the day at which a consolidated text was in this form.
    """

    def __init__(
        self,
        root: Node,
        marks: Marks,
        lang: LanguagePatterns,
        *,
        resolve: Resolver | None = None,
        instrument: str | None = None,
        language: str = "",
        as_of: str = "",
        anonymous: bool = False,
        given: GivenMetadata = GivenMetadata(),
    ) -> None:
        self.root = root
        self.marks = marks
        self.lang = lang
        self.resolve = resolve
        self.instrument = instrument
        self.language = language
        self.as_of = as_of
        self.anonymous = anonymous
        self.given = given
        self.has_own_names = False
        """Whether an attribute of the project's own namespace was written."""
        self.scope = Scope(unknown_work("doc", "doc"), "", lang)
        """The document around what is written."""
        self.prefix = ""
        """The prefix of eIds here."""
        self.around = ""
        """That of articles and provisions: of the document around them."""
        self.eids: dict[int, str] = {}
        """The eIds of nodes, by the identity of the node."""
        self.scopes: dict[int, Scope] = {}
        """The documents in the file, by the identity of their nodes."""
        self.led: dict[int, str] = {}
        """By the identity of a paragraph: the XML that precedes it on its line."""
        self.notes: dict[int, str] = {}
        """The footnotes, each with its first eId: one that several documents call stands in each of them."""
        self.amended: set[int] = set()
        """The identities of the amended stretches that some metadata tell of."""
        self.works = UniqueNames("-")
        """The names of works without numbers."""
        self._names = UniqueNames("_")
        self._counts: Counter[str] = Counter()
        self._holes: list[tuple[Node, Scope]] = []

    # ------------------------------------------------------------------ eIds

    def count(self, ref: str, prefix: str | None = None) -> str:
        """Return the eId of the next element of a kind: ``list_1``, ``list_2``.

        :param prefix: what stands before it, if that is not the prefix of eIds here.
        """
        ref = f"{self.prefix if prefix is None else prefix}{ref}"
        self._counts[ref] += 1
        return self._names.new(f"{ref}_{self._counts[ref]}")

    def eid(self, ref: str, label: str | None) -> str:
        """Return the eId of an element with a label: ``para_1``; without a label it has a count: ``para_nn_1``."""
        number = number_of(label) if label else ""
        return self._names.new(f"{self.prefix}{ref}_{number}") if number else self.count(f"{ref}_nn")

    def through(self, ref: str, label: str | None) -> str:
        """Return the eId of an article or a provision, whose numbers run through the document."""
        wanted = f"{self.around}{ref}_{number_of(label or '')}"
        is_free = not wanted.endswith("_") and wanted not in self._names
        return self._names.new(wanted) if is_free else self.eid(ref, label)

    @contextmanager
    def inside(self, node: Node | None, eid: str) -> Iterator[str]:
        """Give a node its eId, which begins those of what is written inside."""
        if node is not None:
            self.eids[id(node)] = eid
        outer, self.prefix = self.prefix, f"{eid}__"
        yield eid
        self.prefix = outer

    @contextmanager
    def at(self, prefix: str) -> Iterator[None]:
        """Let eIds have a prefix."""
        outer, self.prefix = self.prefix, prefix
        yield
        self.prefix = outer

    # ------------------------------------------------------------------ links

    def link(self, reference: Reference) -> str:
        """Return the address to which a reference leads, as the value of an attribute; empty if there is none."""
        if reference.problem is not None:
            return ""
        target = reference.target
        if target is not None and not isinstance(target, Text):
            is_written = any(each is self.root for each in (target, *target.ancestors))
            return self.place(target) if is_written else ""
        identifier = reference.identifier
        if identifier is None:
            return self._in_treaty(reference)
        official = self.official(identifier) if reference.kind is ReferenceKind.TEXT else ""
        if official or (target is not None and id(target) in self.scopes):
            return official or self.scopes[id(target)].work.name
        day = day_beside(self.root.document, reference.span, self.lang)
        work = work_of(identifier, self.lang, body=reference.body, around=self.scope.work.actor, day=day)
        if reference.kind in _ANNEXES:
            return f"{work.name}/!{reference.kind.value}_{number_of(reference.number or '') or 'nn_1'}"
        return work.name

    def official(self, identifier: Identifier | None) -> str:
        """Return the official address of a text, as the value of an attribute; an empty string if none is known."""
        found = self.resolve(identifier) if self.resolve and identifier else None
        return attribute(found) if found else ""

    def _in_treaty(self, reference: Reference) -> str:
        """Return the address of a numbered part of a treaty."""
        where = _IN_TREATIES.get(reference.kind)
        number = number_of(reference.number or "")
        is_of_radio = reference.instrument is None and self.scope.work.actor == f"{UNION}-wrc"
        treaty = self.instrument if is_of_radio else reference.treaty
        return f"{treaty_work(treaty).name}/{where}_{number}" if where and number and treaty else ""

    def place(self, target: Node) -> str:
        """Return a placeholder for the address of a node of the file, which :meth:`fill` replaces."""
        self._holes.append((target, self.scope))
        return f"\0{len(self._holes) - 1}\0"

    def fill(self, xml: str) -> str:
        """Return a file with its placeholders replaced, since the eIds of targets are known only at the end."""
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
        return f"{there.work.name}/!main#{eid.removeprefix(there.prefix)}" if eid else there.work.name
