"""What one document is and refers to: its metadata, the eIds of its elements, and the addresses of its references.

The eIds are made from labels as printed: ``resolves_1__para_1__list_1__point_1-1``. They follow the Naming Convention
1.0 of OASIS, 5.4: ``[prefix__]ref[_number]``, each unique in its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.analysis.assemblies import day_beside
from itu_texts.analysis.iris import (
    UNION,
    Date,
    Work,
    date_of,
    number_of_work,
    slug,
    tag_of,
    treaty_work,
    unknown_work,
    work_of,
)
from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.formats.akn.published import classified, course, votes
from itu_texts.formats.akn.rows import LANGUAGES, LIBRARY, OTHERS, number_of
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.formats.xml_text import attribute
from itu_texts.language.dates import adopted_on
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.base import ACTIONS
from itu_texts.tree.nodes import Node, Text
from itu_texts.tree.published import Published

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
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?)?")


class Ids:
    """The eIds of one file."""

    def __init__(self) -> None:
        self.names = UniqueNames("_")
        self._counts: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """Return an eId, with a count at its end if it is taken."""
        return self.names.new(wanted)

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


class Links:
    """The addresses to which references lead. Those in the file are known only when all of it has been written.

    :param root: the node that is written.
    :param instrument: the treaty to which bare numbers in a text of a radio conference refer.
    """

    def __init__(self, root: Node, lang: LanguagePatterns, resolve: Resolver | None, instrument: str | None) -> None:
        self._root = root
        self._lang = lang
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
            return self.scopes[id(target)].work.name
        work = work_of(
            identifier,
            self._lang,
            body=reference.body,
            around=scope.work.actor,
            day=day_beside(self._root.document, reference.span, self._lang),
        )
        if reference.kind in _ANNEXES:
            number = number_of(reference.number or "") or "nn_1"
            return f"{work.name}/!{reference.kind.value}_{number}"
        return work.name

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
        treaty = reference.treaty
        if reference.instrument is None and scope.work.actor == f"{UNION}-wrc":
            treaty = self._instrument
        return f"{treaty_work(treaty).name}/{where}_{number}" if treaty else ""

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
        return f"{there.work.name}/!main#{eid.removeprefix(there.prefix)}" if eid else there.work.name


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
        self.modifications: list[str] = []
        """The modifications that its amendments make, as XML."""
        self.tracked: list[str] = []
        """The tracked changes in it, as XML."""
        self.amended: list[str] = []
        """The modifications made in it, as XML, if it is a consolidated text."""
        self.events: list[str] = []
        """The events of its life, as XML."""
        self.as_of = ""
        """The day at which a consolidated text was in this form."""
        self.dates: list[str] = []
        """The times of the tracked changes."""
        self.later: list[tuple[Node, str]] = []
        """The documents deep inside it: each node, with its eId."""
        self.notes: dict[int, str] = {}
        """The footnotes called in it, with their eIds."""
        self._terms: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self.library: str = self._term("Organization", LIBRARY, LIBRARY.replace("-", "_"))
        concept = work.actor.removeprefix("itu-").upper().replace("-", "_")
        known = next((each for each in (concept, work.actor.upper().replace("-", "_")) if lang.has_name(each)), "")
        self.is_assembly = False
        """Whether its paragraphs are clauses, as in texts of the United Nations."""
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
        self._terms.setdefault(
            f"amending-{name}",
            f'<passiveRef eId="{self.prefix}amending-{name}" href="{attribute(iri)}" showAs="{attribute(marker)}"/>',
        )
        return f"#{self.prefix}amending-{name}"

    def _term(self, kind: str, name: str, shown: str) -> str:
        if name not in self._terms:
            self._terms[name] = (
                f'<TLC{kind} eId="{self.prefix}{name}" href="/akn/ontology/{kind.lower()}/un/{name}" '
                f'showAs="{attribute(shown)}"/>'
            )
        return f"#{self.prefix}{name}"


def language_of(code: str) -> str:
    """Return the three letters of ISO 639-2 for a language; ``und`` for an unknown one."""
    return LANGUAGES.get(code, code if re.fullmatch(r"[a-z]{3}", code) else "und")


def dates_of(text: Text) -> list[Date]:
    """Return the dates of adoption and revision in the history line of a text."""
    found = [date_of(adopted_on(revision)) for revision in text.history.revisions] if text.history else []
    known = [each for each in found if each.name != "unknown"]
    return [Date(each.date, "revisionYear" if place else "adoptionYear") for place, each in enumerate(known)]


def identification(
    scope: Scope,
    language: str,
    component: str,
    *,
    shown_as: str = "",
    dates: list[Date] | None = None,
    official: str = "",
) -> str:
    """Return the identification of a document, or of a component of one.

    :param component: ``main``, ``annex_1``, ``annex_1/appendix_2``.
    :param shown_as: its number as printed.
    :param dates: further dates of its history.
    :param official: its official address.
    """
    work = scope.work
    iri, undated = work.name, work.undated.name
    expression = f"{iri}/{language}@{scope.as_of}"
    date = f'<FRBRdate date="{work.date.whole}" name="{work.date.name}"/>'
    made = f'<FRBRdate date="{scope.as_of}" name="consolidation"/>' if scope.as_of else date
    others = [each for each in dict.fromkeys(dates or []) if each.date != work.date.date]
    more = "".join(f'<FRBRdate date="{each.whole}" name="{each.name}"/>' for each in others)
    alias = f'<FRBRalias value="{undated}" name="undated"/>' if undated != iri else ""
    alias += f'<FRBRalias value="{official}" name="official"/>' if official else ""
    shown = f' showAs="{attribute(shown_as)}"' if shown_as else ""
    author = f'<FRBRauthor href="{scope.author}"/>'
    return (
        f'<identification source="{scope.library}"><FRBRWork><FRBRthis value="{iri}/!{component}"/>'
        f'<FRBRuri value="{iri}"/>{alias}{date}{more}{author}<FRBRcountry value="un"/>'
        f'<FRBRsubtype value="{work.subtype}"/><FRBRnumber value="{work.number}"{shown}/></FRBRWork>'
        f'<FRBRExpression><FRBRthis value="{expression}/!{component}"/><FRBRuri value="{expression}"/>{made}{author}'
        f'<FRBRlanguage language="{language}"/></FRBRExpression>'
        f'<FRBRManifestation><FRBRthis value="{expression}/!{component}.xml"/><FRBRuri value="{expression}.xml"/>{made}'
        f'<FRBRauthor href="{scope.library}"/><FRBRformat value="xml"/></FRBRManifestation></identification>'
    )


def meta(scope: Scope, named: str, published: Published) -> str:
    """Return the metadata of a document that is complete by itself.

    :param named: its identification.
    :param published: what its publisher says of it.
    """
    events = [*scope.events]
    if scope.tracked:
        date = next((each for each in scope.dates if _DATE.fullmatch(each)), scope.work.date.whole)
        events.append(f'<eventRef date="{date}" source="{scope.library}" type="amendment"/>')
    changes = {"active": scope.modifications, "passive": [*scope.amended, *scope.tracked]}
    parts = {
        "lifecycle": "".join(events),
        "workflow": course(published),
        "analysis": "".join(
            f"<{name}Modifications>{''.join(found)}</{name}Modifications>" for name, found in changes.items() if found
        )
        + votes(published),
    }
    more = "".join(f'<{name} source="{scope.library}">{inner}</{name}>' for name, inner in parts.items() if inner)
    subjects, terms = classified(published, scope.library), scope.terms
    return f'<meta>{named}{subjects}{more}<references source="{scope.library}">{terms}</references></meta>'
