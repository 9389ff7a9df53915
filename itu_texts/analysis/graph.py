"""The citation graph: texts as nodes, and citations, amendments, repeals and revisions as edges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.assemblies import day_beside
from itu_texts.analysis.documents import DocumentRecord, document_records
from itu_texts.analysis.endings import addressed, endings, passages
from itu_texts.analysis.iris import (
    Work,
    name_of_treaty,
    treaty_work,
    work_of,
)
from itu_texts.analysis.passages import texts_around, texts_of
from itu_texts.analysis.references import Reference, references_of
from itu_texts.analysis.works import columns_of
from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language.dates import edition_year
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Amendment, Cover, Document, Node, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find

_ACTIONS = {"ADD": "adds", "MOD": "amends", "SUP": "repeals"}
_COUNCIL = "C-"  # the prefix in the marks of its texts: C-1999


class GraphNode(NamedTuple):
    """A text, an instrument or a proposal."""

    name: str
    """The identifier of a text, the name of an instrument, or the number of a proposal."""
    kind: str
    """``resolution``, ``decision``, ``recommendation``, ``opinion``, ``report``, ``question``; ``document`` for one
    that has only a symbol; ``instrument``, ``proposal``."""
    title: str
    """The title; empty if it is not known."""
    given: bool
    """Whether the text itself is among the documents, and is not only named in them."""
    iri: str = ""
    """The IRI, as :func:`itu_texts.iri` returns it; empty for a proposal, an undated text, and a treaty of others."""
    year: int | None = None
    """The year of the edition, if it is known."""
    body: str = ""
    """The body that adopted it, by its short name; empty if it is not known."""
    language: str = ""
    """The codes of the languages of the text itself, separated by blanks."""
    title_language: str = ""
    """The code of the language of the title; empty if it is not known."""


class GraphEdge(NamedTuple):
    """A relation between two nodes."""

    source: str
    """The name of the node that cites, amends, repeals or revises."""
    target: str
    """The name of the other node."""
    kind: str
    """``cites``, ``repeals``, ``revises``; for a proposal ``adds``, ``amends``, ``repeals``; for a draft ``drafts``."""
    times: int
    """The number of occurrences."""
    places: tuple[str, ...] = ()
    """The addresses of the places in the source that cite or repeal, each once, sorted."""


class Graph(NamedTuple):
    """Nodes and edges, both sorted: plain tuples that any library for graphs or tables takes."""

    nodes: tuple[GraphNode, ...]  #: the nodes, sorted
    edges: tuple[GraphEdge, ...]  #: the edges, sorted


@checked
def graph(documents: Iterable[Document], *, editions: bool = True) -> Graph:
    r"""Return the graph of what the texts of some documents cite, amend, repeal and revise.

    A text cites each text that its words name, and each instrument (the Constitution, the Convention ...) of which they
    name an article or a provision; it repeals what it abrogates, if no draft. A proposal adds, amends or repeals the
    text below its marker (ADD, MOD, SUP), and cites what it would have the text below MOD cite. An edition that says
    that it is revised revises the edition before it, as far as that is named. Marks with a place, and marks with the
    short name of a conference, belong to different texts: Resolution 125 (Rev. Dubai, 2018) is not a resolution of a
    WRC. The graph does not know which conference met in a place: if two conferences number their texts alike, look at
    the marks.

    :param documents: documents that were parsed, or read from JSON with their source.
    :param editions: whether each edition of a text is a node; if not, ``Resolution 5 (Rev. X, 2019)`` counts as
        ``Resolution 5``, and no text revises another.
    :raises InputError: if one of them is not a document, or has no source.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7\nOars\nThe ITU Council,\nconsidering\nResolution 5 and Decision 2")
    >>> for edge in graph([doc]).edges:
    ...     print(*edge, sep=" | ")
    Resolution 7 | Decision 2 | cites | 1 | ('considering [1]',)
    Resolution 7 | Resolution 5 | cites | 1 | ('considering [1]',)
    """
    if isinstance(documents, Document):
        documents = (documents,)
    return joined((gathered(document, editions=editions) for document in documents), editions=editions).graph()


def gathered(document: Document, *, editions: bool = True) -> Gathered:
    """Return the part of a graph from one document; it is small, and can be sent between processes.

    :raises InputError: if ``document`` is not a document, or has no source.
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"graph() takes documents, not a {type(document).__name__}")
    made = Gathered(editions=editions)
    made.add(document)
    return made


def joined(parts: Iterable[Gathered], *, editions: bool = True) -> Gathered:
    """Join the parts of a graph from several documents, in order."""
    made = Gathered(editions=editions)
    for part in parts:
        made.join(part)
    return made


class Gathered:
    """A graph that is being built."""

    def __init__(self, *, editions: bool = True) -> None:
        self.editions = editions
        self.names: dict[Identifier, str] = {}
        """The name of each text, as written where it first occurs."""
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[tuple[str, str, str], list[str]] = {}
        """The places of each edge; an empty one for an occurrence that has no address."""

    def add(self, document: Document) -> None:
        """Add a document."""
        texts = texts_of(document)
        has_cover = any(isinstance(block, Cover) for block in document.blocks)
        records = {id(each.text): each for each in document_records(document)} if has_cover else {}
        named = {
            id(each): self._given(each, lang_of(document.language_at(each.start)), records.get(id(each)))
            for each in texts
        }
        lang, addresses = lang_of(document.main_language), Addresses()
        for amendment in find(document, Amendment):
            for text, proposal in self._amended(amendment, document):
                if amendment.action == "MOD":  # what it would have the text cite, the adopted text does not
                    named[id(text)] = proposal
        found = references_of(document)
        where = passages(document, found)
        ended = endings(document, found, where)
        wholes: set[Span] = set()
        for number, cited in enumerate(found):
            whole = _whole(cited)
            if whole.span in wholes:  # "Article 5 of the Convention" cites that once
                continue
            wholes.add(whole.span)
            within = _around(document, cited.span.start)
            source = named[id(within)] if within is not None else ""
            if source and cited.identifier is not None:
                day = day_beside(document, cited.span, lang)
                around = work_of(None, lang, text=within).actor
                target = self._text(
                    cited.identifier, work_of(cited.identifier, lang, body=cited.body, around=around, day=day)
                )
            elif source and cited.instrument:
                target = self._instrument(cited.instrument, cited.treaty)
            else:
                continue
            ends = number in ended and not ended[number].is_in_force
            repeals = ends and cited.identifier is not None and within is not None and not within.claims.is_draft
            kind = "repeals" if repeals else "cites"
            self._edge(source, target, kind, [_address(where[number], addresses)])

    def join(self, other: Gathered) -> None:
        """Add the part of another document; a text keeps the name under which it first occurred."""
        called = {name: self._text(identifier) for identifier, name in other.names.items()}
        for node in other.nodes.values():
            self._node(node._replace(name=called.get(node.name, node.name)))
        for (source, target, kind), places in other.edges.items():
            self._edge(called.get(source, source), called.get(target, target), kind, places)

    def _given(self, text: Text, lang: LanguagePatterns, record: DocumentRecord | None = None) -> str:
        """Return the name of a text of the document, and mark its node; an empty string if the text has no name.

        :param record: the record of the text, if it has a cover: it names a draft, and what was the draft of the text.
        """
        claims = record.claims if record is not None else {}
        identifier = text.identifier
        if identifier is None and "symbol" in claims:
            identifier = Identifier.read(claims["symbol"].value)
        if identifier is None or identifier.number is None:
            return ""
        name = self._text(identifier, work_of(None, lang, text=text))
        says = _says(text)
        language = lang.language if says else ""
        title, spoken = (text.title, text.language or lang.language) if text.title else ("", "")
        self._node(GraphNode(name, identifier.kind, title, given=says, language=language, title_language=spoken))
        for symbol in claims["draft_of"].value if "draft_of" in claims else ():
            draft = Identifier.read(symbol)
            if draft is not None:
                self._edge(self._text(draft), name, "drafts")
        return name

    def _text(self, identifier: Identifier, work: Work | None = None) -> str:
        """Return the name of a text, and add its node.

        :param work: its work, which has the IRI.
        """
        year = edition_year(identifier.revision)
        if not self.editions:
            identifier, work, year = evolve(identifier, revision=None), work.undated if work else None, None
        name = self.names.setdefault(identifier, str(identifier))
        iri = (work.iri if work is not None else None) or ""
        dated = bool(iri) and self.editions
        year = year or (int(work.date.date[:4]) if work is not None and dated else None)
        body = columns_of(identifier).body or ""
        self._node(GraphNode(name, identifier.kind, "", False, iri, year, body))
        return name

    def _instrument(self, instrument: str, treaty: str | None) -> str:
        """Return the name of an instrument, and add its node: in English, if it is a treaty of the Union."""
        name = name_of_treaty(treaty) if treaty else instrument
        iri = treaty_work(treaty).iri if treaty else None
        self._node(GraphNode(name, "instrument", "", False, iri or "", body="ITU" if treaty else ""))
        return name

    def _amended(self, amendment: Amendment, document: Document) -> Iterator[tuple[Text, str]]:
        """Add the edges of an amendment; yield the texts that it names, each with the proposal."""
        relation = _ACTIONS.get(amendment.action)
        for text in amendment.blocks:
            if relation and isinstance(text, Text) and text.identifier is not None:
                proposal = amendment.proposal or _number(document) or amendment.marker
                self._node(GraphNode(proposal, "proposal", "", given=True))
                self._edge(proposal, self._text(text.identifier), relation)
                yield text, proposal

    def _node(self, node: GraphNode) -> None:
        """Add a node, or merge it with the known node of the same name."""
        known = self.nodes.get(node.name, node)
        iris = [each for each in (known, node) if each.iri]
        # that of the text itself, otherwise one with a date, whatever the order of the documents
        best = min(iris, key=lambda each: (not each.given, each.iri), default=node)
        titled = known if known.title else node
        self.nodes[node.name] = known._replace(
            title=titled.title,
            title_language=titled.title_language,
            given=known.given or node.given,
            iri=best.iri,
            year=best.year or known.year or node.year,
            body=known.body or node.body,
            language=" ".join(sorted({*known.language.split(), *node.language.split()})),
        )

    def _edge(self, source: str, target: str, kind: str, places: Iterable[str] = ("",)) -> None:
        if source != target:
            self.edges.setdefault((source, target, kind), []).extend(places)

    def graph(self) -> Graph:
        """Return the graph, with the revisions between editions."""
        whole = self._whole_names()
        made = Gathered(editions=self.editions)
        for node in self.nodes.values():
            made._node(self.nodes[whole.get(node.name, node.name)])
        for (source, target, kind), places in self.edges.items():
            made._edge(source, whole.get(target, target), kind, places)
        for later, earlier in self._revisions():
            made._edge(later, earlier, "revises")
        edges = (
            GraphEdge(*edge, len(places), tuple(sorted({*places} - {""})))
            for edge, places in sorted(made.edges.items())
        )
        return Graph(tuple(node for _, node in sorted(made.nodes.items())), tuple(edges))

    def _whole_names(self) -> dict[str, str]:
        """Return the full names of instruments, by the short names with which they begin: the 2030 Agenda."""
        names = [name for name, node in self.nodes.items() if node.kind == "instrument"]
        longer = {name: [each for each in names if each.startswith(f"{name} ")] for name in names if " " in name}
        return {name: found[0] for name, found in longer.items() if len(found) == 1}

    def _revisions(self) -> Iterator[tuple[str, str]]:
        """Yield each edition that revises another, with that one."""
        years = ((each, name, edition_year(each.revision)) for each, name in self.names.items())
        dated = [(_family(each), year, name, _is_revised(each)) for each, name, year in years if year is not None]
        for _, editions in groupby(sorted(dated), key=lambda edition: edition[0]):
            for (_, before, earlier, _), (_, year, later, revised) in pairwise(editions):
                if revised and before < year:
                    yield later, earlier


def _whole(cited: Reference) -> Reference:
    """Return the outermost reference that a reference is a part of; the reference itself if it is not a part."""
    while cited.of is not None:
        cited = cited.of
    return cited


def _address(passage: Node | None, addresses: Addresses) -> str:
    """Return the address of the item or the like that contains a reference; empty for a footnote."""
    return addresses.known(addressed(passage)) if passage is not None else ""


def _around(document: Document, place: int) -> Text | None:
    """Return the innermost text around an offset; of a note after the end of a text, that text."""
    texts = texts_of(document)
    at = bisect_right(texts, place, key=attrgetter("start"))
    return next(iter((*texts_around(document, place)[::-1], *texts[at - 1 : at])), None)


def _says(text: Text) -> bool:
    """Return whether a text has a body, and not only a name, as under the marker SUP."""
    return bool(text.body) or text.formula is not None


def _number(document: Document) -> str | None:
    return next((cover.number for cover in document.blocks if isinstance(cover, Cover)), None)


def _family(identifier: Identifier) -> tuple[str, ...]:
    """Return a key that all editions of a text share.

    The Council, conferences and assemblies have texts of their own.
    """
    parts = (identifier.kind, identifier.sector, identifier.number, identifier.status)
    conference = identifier.revision.conference if identifier.revision else None
    series = "" if not conference else "council" if conference.startswith(_COUNCIL) else "conference"
    return (*((part or "").casefold() for part in parts), series)


def _is_revised(identifier: Identifier) -> bool:
    return identifier.revision is not None and identifier.revision.revised
