"""What the functions that write nodes share: the document around a node with its metadata, eIds, marks, and links.

The eIds are made from labels as printed: ``resolves_1__para_1__list_1__point_1-1``. They follow the Naming Convention
1.0 of OASIS, 5.4: ``[prefix__]ref[_number]``, each unique in its file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import frozen

from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.analysis.works import (
    UNION,
    Date,
    Work,
    date_of,
    day_beside,
    number_of_work,
    slug,
    tag_of,
    treaty_work,
    unknown_work,
    work_of,
)
from itu_texts.formats.akn.published import LANGUAGES, LIBRARY, OTHERS, classified, course, number_of, votes
from itu_texts.formats.printed_lines import Marks
from itu_texts.formats.xml_text import UniqueNames, attribute
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Identifier, adopted_on
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.base import ACTIONS
from itu_texts.tree.claims import Published
from itu_texts.tree.nodes import Amended, Node, Text

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


DOES = {"ADD": "insertion", "MOD": "substitution", "SUP": "repeal"}
"""The type of modification for each action of an amendment."""
_TIME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?)?")


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
        self.scope: Scope = Scope(unknown_work("doc", "doc"), "", lang)
        """The document around what is written."""
        self.prefix = ""
        """The prefix of eIds here."""
        self.around = ""
        """That of articles and provisions: of the document around them."""
        self.path = "main"
        """The name of the document around in its file: ``annex_1/appendix_2``."""
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
        self.works: UniqueNames = UniqueNames("-")
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


# ---------------------------------------------------------------------- metadata


def language_of(code: str) -> str:
    """Return the three letters of ISO 639-2 for a language; ``und`` for an unknown one."""
    return LANGUAGES.get(code, code if re.fullmatch(r"[a-z]{3}", code) else "und")


def identification(
    w: Writing, scope: Scope, component: str = "main", text: Text | None = None, shown_as: str = ""
) -> str:
    """Return the identification of a document, or of a component of one.

    :param component: ``main``, ``annex_1``, ``annex_1/appendix_2``.
    :param text: the text that the document is.
    :param shown_as: its number as printed.
    """
    work = scope.work
    as_of = w.as_of if scope.amended else ""
    iri, undated = work.name, work.undated.name
    expression = f"{iri}/{w.language}@{as_of}"
    date = f'<FRBRdate date="{work.date.whole}" name="{work.date.name}"/>'
    made = f'<FRBRdate date="{as_of}" name="consolidation"/>' if as_of else date
    others = [each for each in dict.fromkeys(_dates_of(text)) if each.date != work.date.date]
    more = "".join(f'<FRBRdate date="{each.whole}" name="{each.name}"/>' for each in others)
    official = w.official(text.identifier) if text is not None else ""
    aliases = (("undated", undated if undated != iri else ""), ("official", official))
    alias = "".join(f'<FRBRalias value="{value}" name="{name}"/>' for name, value in aliases if value)
    shown_as = text.designation.text if text is not None and text.designation else shown_as
    shown = f' showAs="{attribute(shown_as)}"' if shown_as else ""
    author = f'<FRBRauthor href="{scope.author}"/>'
    return (
        f'<identification source="{scope.library}"><FRBRWork><FRBRthis value="{iri}/!{component}"/>'
        f'<FRBRuri value="{iri}"/>{alias}{date}{more}{author}<FRBRcountry value="un"/>'
        f'<FRBRsubtype value="{work.subtype}"/><FRBRnumber value="{work.number}"{shown}/></FRBRWork>'
        f'<FRBRExpression><FRBRthis value="{expression}/!{component}"/><FRBRuri value="{expression}"/>{made}{author}'
        f'<FRBRlanguage language="{w.language}"/></FRBRExpression>'
        f'<FRBRManifestation><FRBRthis value="{expression}/!{component}.xml"/><FRBRuri value="{expression}.xml"/>{made}'
        f'<FRBRauthor href="{scope.library}"/><FRBRformat value="xml"/></FRBRManifestation></identification>'
    )


def _dates_of(text: Text | None) -> list[Date]:
    """Return the dates of adoption and revision in the history line of a text."""
    revisions = text.history.revisions if text is not None and text.history else ()
    known = [each for each in (date_of(adopted_on(revision)) for revision in revisions) if each.name != "unknown"]
    return [Date(each.date, "revisionYear" if place else "adoptionYear") for place, each in enumerate(known)]


def meta(scope: Scope, named: str, published: Published) -> str:
    """Return the metadata of a document that is complete by itself.

    :param named: its identification.
    :param published: what its publisher says of it.
    """
    events = [*scope.events]
    if scope.tracked:
        date = next((each for each in scope.dates if _TIME.fullmatch(each)), scope.work.date.whole)
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


def say_amended(w: Writing, node: Node, scope: Scope) -> None:
    """Record what was amended in a consolidated text, and by which proposal."""
    document = node.document
    for each in document.amended if document is not None else ():
        if id(each) in w.amended or not (node.start <= each.start and each.end <= node.end):
            continue
        w.amended.add(id(each))
        source, date = scope.amending(each.marker), scope.work.date.whole
        scope.events[f'<eventRef date="{date}" source="{scope.library}" type="generation"/>'] = None
        scope.events[f'<eventRef date="{w.as_of or date}" source="{source}" type="amendment"/>'] = None
        eid = _amended_place(w, node, each)
        destination = f"#{eid}" if eid else scope.work.name
        what = DOES.get(each.action, "substitution")
        scope.amended.append(
            f'<textualMod type="{what}"><source href="{source}"/><destination href="{destination}"/></textualMod>'
        )


def _amended_place(w: Writing, node: Node, stretch: Amended) -> str:
    """Return the eId of the smallest node that contains a stretch of a text."""
    eid = ""
    below: Node | None = node
    while below is not None:
        eid = w.eids.get(id(below), eid)
        if below.span == stretch.span and id(below) in w.eids:
            break
        inside = (each for each in below.children if each.start <= stretch.start and stretch.end <= each.end)
        below = next(inside, None)
    return eid


def published_of(w: Writing, node: Node) -> Published:
    """Return what its publisher says of a document that is written, of all of it or of its only text."""
    document = node.document if not w.prefix else None
    is_whole = document is not None and (node is document or len(document.texts) == 1)
    return document.published if document is not None and is_whole else Published()
