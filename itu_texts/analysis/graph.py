"""The citation graph: texts as nodes, and citations, amendments, repeals and revisions as edges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from itu_texts.analysis.documents import DocumentRecord, document_records
from itu_texts.analysis.passages import nodes_of, on_one_line, texts_around, texts_of
from itu_texts.analysis.references import Reference, ReferenceKind, references_of
from itu_texts.analysis.works import (
    Work,
    columns_of,
    day_beside,
    name_of_treaty,
    treaty_work,
    work_of,
)
from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import BODIES, Identifier, days_named, edition_year
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, FULL_STOP, SEMICOLON, fold, is_in_capitals
from itu_texts.parsing.reading_copy import runs
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import Role
from itu_texts.tree.claims import IN_FORCE, notice_agent, notice_in
from itu_texts.tree.nodes import (
    Amendment,
    Clause,
    Cover,
    Division,
    Document,
    Heading,
    Item,
    Node,
    Paragraph,
    Provision,
    Table,
    Text,
    Title,
)
from itu_texts.tree.spans import Enclosing, Span
from itu_texts.tree.walking import find, walk

# ----------------------------------------------------------------------
# The texts that a document ends: the acts by which it abrogates or replaces them, with their days and words.

_BEFORE = 240  # characters before a reference that may say what becomes of it
_BEHIND = 160  # characters behind it
_MOOD = 60  # characters before a verb that may say that nothing is decided
_SENTENCE_ENDS = regex(rf"[{FULL_STOP}{SEMICOLON}](?=\s)")
_LEVELS = 4  # levels of a list between a member and the words that introduce it
_LONGEST_TITLE = 150  # characters of the title of a list
_NEAR_STAR = 3  # characters between a reference and the mark of its note


class Ending(NamedTuple):
    """How a document ends a text."""

    how: str
    """``abrogated``, ``superseded``; with who did it, if a note or a list names it: ``abrogated by WRC-19``. What a
    list or a catalogue tells of its day: ``in force on 2018-11-16``."""
    day: str
    """The day from which it has ended, in ISO 8601; empty if the words name none."""
    words: str
    """The words that say so."""
    start: int
    """Offset of the words in the source."""
    end: int
    is_noted: bool = False
    """Whether a note says so, and not the text that cites."""

    @property
    def is_in_force(self) -> bool:
        """Whether it is none: a list or a catalogue says that the text is in force."""
        return self.how.startswith(IN_FORCE)


def passages(document: Document, found: Sequence[Reference]) -> list[Node | None]:
    """Return the node without children in whose words each reference stands; ``None`` for a reference in a footnote.

    :param found: the references of the document, in order.
    """
    leaves = Enclosing(node for node in nodes_of(document) if not node.children)
    around = (leaves.of(each.span.start, each.span.start + 1) for each in found)
    return [each[-1] if each else None for each in around]


def addressed(passage: Node) -> Node:
    """Return the item or the like whose words a passage is."""
    above = passage.parent
    is_line = isinstance(above, Item | Provision) and above.blocks and above.blocks[0] is passage
    return above if is_line and above is not None else passage


def endings(document: Document, found: Sequence[Reference], where: Sequence[Node | None]) -> dict[int, Ending]:
    """Return how each text that a document ends is ended, by the index of the reference to it.

    A verb in an operative clause ends the texts behind it: "to abrogate the following Resolutions as of 16 December
    2023:", with the list below; so do the words behind a text, "is repealed", and the title of a list. What is negated,
    possible, or asked of somebody, and what names a part of a text, ends nothing. A note binds where its star stands.

    :param found: the references of the document, in order.
    :param where: the result of :func:`passages` for them.
    """
    ended: dict[int, Ending] = {}
    titled = _listed(document)
    within: dict[int, tuple[int, Ending] | None] = {}
    for run in _runs(document, found, where, lang_of(document.main_language)):
        passage = where[run[0]]
        if passage is None:
            continue
        lang = lang_of(document.language_at(passage.start))
        ending = titled.get(id(passage))
        if ending is not None and ending.is_in_force and found[run[0]].span.start > passage.start + _NEAR_STAR:
            ending = None  # prose
        ending = ending or _by_act(document, found, run, passage, lang)
        if ending is not None:
            ended.update(dict.fromkeys(run, ending))
        elif is_in_capitals(found[run[0]].text.partition("(")[0]):
            if id(passage) not in within:
                within[id(passage)] = _title_within(document, passage, lang)
            title = within[id(passage)]
            if title is not None and title[0] <= found[run[0]].span.start:
                ended.update(dict.fromkeys(run, title[1]))
    return ended | _noted(document, found)


def _runs(
    document: Document, found: Sequence[Reference], where: Sequence[Node | None], lang: LanguagePatterns
) -> Iterator[list[int]]:
    """Return the lists of texts that are cited together, as the indexes of their members."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    joint = lang.patterns.ENDED_AND

    def is_apart(run: Sequence[int], at: int) -> bool:
        one, other = found[run[-1]], found[at]
        return where[run[-1]] is not where[at] or not (
            (one.group is not None and one.group == other.group)
            or joint.match(on_one_line(document, one.span.end, other.span.start)) is not None
        )

    return runs(texts, is_apart)


def _by_act(
    document: Document, found: Sequence[Reference], run: Sequence[int], passage: Node, lang: LanguagePatterns
) -> Ending | None:
    """Return how a verb before some texts, or the words behind them, end them."""
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    if isinstance(passage, Title | Heading) or (clause is not None and clause.heading.addressees):
        return None  # a title only names the matter, and what is asked of somebody is not yet done
    start, end = found[run[0]].span.start, found[run[-1]].span.end
    begin = max(passage.start, start - _BEFORE)
    before = fold(on_one_line(document, begin, start))
    if not before.strip() or before.strip() == getattr(addressed(passage), "label", ""):
        before, begin = _introduced(document, passage, before, begin)
    elif clause is not None and clause.heading.concept == "ABROGATES" and begin == passage.start:
        before, begin = f"{clause.heading.text} {before}", clause.start
    behind = fold(on_one_line(document, end, min(passage.end, end + _BEHIND)))
    patterns = lang.patterns
    act = next(reversed([*patterns.ENDING_ACT.finditer(before)]), None)
    sentence = max((found.end() for found in _SENTENCE_ENDS.finditer(before)), default=0)
    if act is not None and act["passive"]:  # "Resolution 6 is abrogated, and Resolution 5 ..."
        above = bisect_left(found, begin + act.start(), key=lambda each: each.span.start) - 1
        act = None if above >= 0 and found[above].span.end > begin + sentence else act
    if act is not None and act.start() >= sentence and patterns.BETWEEN_ENDED.fullmatch(before, act.end()):
        mood = patterns.NOT_DECIDED.search(before, max(sentence, act.start() - _MOOD), act.start())
        if mood is None and (clause is None or clause.role is Role.OPERATIVE or act["replaces"]):
            how = "superseded" if act["replaces"] else "abrogated"
            return _ending(document, how, begin + act.start(), end, before[sentence:] + behind, lang)
    passive = patterns.IS_ENDED.match(behind)
    if passive is not None and patterns.NOT_DECIDED.search(before, max(sentence, len(before) - _MOOD)) is None:
        how = "superseded" if passive["replaced"] else "abrogated"
        said = f"{before[sentence:]} {behind[passive.end() :]}"
        return _ending(document, how, start, end + passive.end(), said, lang)
    return None


def _ending(document: Document, how: str, start: int, end: int, said: str, lang: LanguagePatterns) -> Ending:
    """Return an ending, with the day from which it holds, as far as the words around it name it."""
    on = lang.patterns.ENDS_ON.search(said)
    days = [day for day, *_ in days_named(on["day"], lang)] if on is not None else []
    printed = " ".join(document.source[start:end].split())
    return Ending(how, days[0].isoformat() if days else "", printed, start, end)


def _introduced(document: Document, passage: Node, before: str, begin: int) -> tuple[str, int]:
    """Return the words that introduce the list that a passage is a member of, up to the colon, with its own."""
    node: Node = passage
    for _ in range(_LEVELS):
        above = node.parent
        if above is None or isinstance(above, Text | Document):
            break
        first = next(iter(getattr(above, "blocks", ())), None)
        first = first.blocks[0] if isinstance(first, Item) and first.blocks and first is not node else first
        if isinstance(first, Paragraph) and first is not node and fold(first.text).endswith(COLON):
            start = max(first.start, first.end - _BEFORE)
            return f"{fold(document.source[start : first.end])} ".replace("\n", " "), start
        if isinstance(above, Clause) and above.heading.concept == "ABROGATES":
            return f"{fold(above.heading.text)} ", above.start
        node = above
    return before, begin


def _listed(document: Document) -> dict[int, Ending]:
    """Return the lines of lists of a volume with what their titles say: "LIST OF RESOLUTIONS ABROGATED BY ...".

    So does the title of a list of texts in force, and the cell of a row in a catalogue.
    """
    found: dict[int, Ending] = {}
    active: Ending | None = None
    day = ""  # in the line above a catalogue
    for block in _outside_texts(document):
        lang = lang_of(document.language_at(block.start))
        if isinstance(block, Table):
            says = lang.patterns.FORCE_CELL.match
            said = [next((cell for cell in row.cells if says(fold(cell.text))), None) for row in block.rows]
            for row, cell in zip(block.rows, said, strict=True):
                ending = _in_force(document, cell, day) if cell is not None else None if any(said) else active
                found |= {id(leaf): ending for leaf in walk(row) if not leaf.children and ending is not None}
            continue
        if not isinstance(block, Paragraph | Item | Title):
            active = None
            continue
        shown = fold(block.text)
        day = max((each.isoformat() for each, *_ in days_named(shown, lang)), default="")
        title = lang.patterns.ENDED_TITLE.search(shown)
        if title is not None:
            active = _by_title(document, block, title["by"], lang)
        elif len(shown) < _LONGEST_TITLE and lang.patterns.FORCE_TITLE.search(shown):
            active = _in_force(document, block, day)
        elif active is not None:
            found |= {id(leaf): active for leaf in walk(block) if not leaf.children}
    return found


def _in_force(document: Document, told: Node, day: str) -> Ending:
    """Return what the title of a list, or a cell of a catalogue, says of a day."""
    printed = " ".join(document.source[told.start : told.end].split())
    return Ending(f"{IN_FORCE} on {day}" if day else IN_FORCE, day, printed, told.start, told.end, is_noted=True)


def _outside_texts(document: Document) -> Iterator[Node]:
    """Yield what stands outside texts: the blocks, and the titles and blocks of divisions."""
    for block in document.blocks:
        yield block
        if isinstance(block, Division):
            yield from (each for each in block.children if isinstance(each, Title))
            yield from block.blocks


def _by_title(document: Document, title: Node, by: str | None, lang: LanguagePatterns) -> Ending:
    """Return how the texts below the title of a list have ended, and by which conference."""
    named = notice_agent(by, lang) if by else ("", "")
    printed = " ".join(document.source[title.start : title.end].split())
    how = f"abrogated by {named[0]}" if named[0] else "abrogated"
    return Ending(how, named[1], printed, title.start, title.end, is_noted=bool(named[0]))


def _title_within(document: Document, passage: Node, lang: LanguagePatterns) -> tuple[int, Ending] | None:
    """Return where the title of such a list ends in the one line that a program made, and what it says."""
    for title in lang.patterns.ENDED_TITLE.finditer(fold(document.source[passage.start : passage.end])):
        if is_in_capitals(title[0]):
            return passage.start + title.end(), _by_title(document, passage, title["by"], lang)
    return None


def _noted(document: Document, found: Sequence[Reference]) -> dict[int, Ending]:
    """Return the texts at which the star of a note stands that says that they have ended."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    ends = [found[at].span.end for at in texts]
    fronts = [(text.start, next((node.start for node in text.body), text.end)) for text in document.texts]
    noted: dict[int, Ending] = {}
    for anchor in document.anchors if texts else ():
        at = bisect_right(ends, anchor.start) - 1
        inside = bisect_right(fronts, (anchor.start, len(document.source))) - 1
        if at < 0 or anchor.start - ends[at] > _NEAR_STAR or (inside >= 0 and anchor.start < fronts[inside][1]):
            continue
        note = anchor.footnote
        identifier = found[texts[at]].identifier
        if note is None or identifier is None:
            continue
        lang = lang_of(document.language_at(note.start))
        said = notice_in(document.source.text, note.span, lang, (None, identifier.number))
        if said is not None and said.value != IN_FORCE:
            noted[texts[at]] = Ending(said.value, said.day, said.words, said.start, said.end, is_noted=True)
    return noted


def knows_better(document: Document, reference: Reference, passage: Node | None) -> bool:
    """Return whether a citation says that it is old: "as revised by this conference", in a recital that recalls.

    :param passage: the result of :func:`passages` for it.
    """
    if passage is None or isinstance(passage, Title):
        return True
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    if clause is not None and clause.heading.concept.startswith("RECALL"):  # of the United Nations: it tells a history
        text = next((above for above in clause.ancestors if isinstance(above, Text)), None)
        return text is not None and text.claims.body in BODIES.values()
    start, end = reference.span
    words = lang_of(document.language_at(passage.start)).patterns
    behind = fold(on_one_line(document, end, min(passage.end, end + _BEHIND)))
    before = fold(on_one_line(document, max(passage.start, start - _MOOD), start))
    return words.KNOWN_AS_OLD.match(behind) is not None or words.TOLD_OF_OLD.search(before) is not None


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
        says = bool(text.body) or text.formula is not None  # not only its name, as under the marker SUP
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
        number = next((each.number for each in document.blocks if isinstance(each, Cover)), None)
        for text in amendment.blocks:
            if relation and isinstance(text, Text) and text.identifier is not None:
                proposal = amendment.proposal or number or amendment.marker
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
        marked = ((each, name, each.revision) for each, name in self.names.items() if each.revision is not None)
        years = ((_family(each), edition_year(mark), name, mark.revised) for each, name, mark in marked)
        dated = [(family, year, name, revised) for family, year, name, revised in years if year is not None]
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


def _family(identifier: Identifier) -> tuple[str, ...]:
    """Return a key that all editions of a text share.

    The Council, conferences and assemblies have texts of their own.
    """
    parts = (identifier.kind, identifier.sector, identifier.number, identifier.status)
    conference = identifier.revision.conference if identifier.revision else None
    series = "" if not conference else "council" if conference.startswith(_COUNCIL) else "conference"
    return (*((part or "").casefold() for part in parts), series)
