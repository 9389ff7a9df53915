"""Akoma Ntoso 3.0 (OASIS LegalDocML), in the profile of AKN4UN, the guidelines of the United Nations system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from itu_texts.analysis.iris import first_words, number_of_work, unknown_work
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.rows import LANGUAGES, NAMESPACE, OURS
from itu_texts.formats.akn.writer_documents import NO_METADATA, Documents, GivenMetadata, belonging
from itu_texts.formats.akn.writer_levels import DOES, is_document
from itu_texts.formats.akn.writer_scope import Ids, Links, Resolver, Scope, language_of
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.passage_marks import find_marks
from itu_texts.language.grammar import lang_of
from itu_texts.tree import nodes
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Agenda, Amendment, Annex, Contents, Cover, Division, Document, Node, Text
from itu_texts.tree.walking import walk

_LOOSE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Reasons, nodes.SignatureBlock)

_ABOVE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Contents)
"""The nodes that may precede a text on its page."""
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ACTOR = re.compile(r"[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[\w.-]+")


def is_treaty(blocks: Sequence[Node]) -> bool:
    """Return whether the blocks of a document are those of one treaty."""
    if any(_holds_texts(block) or isinstance(block, Text | Agenda | Contents | Cover) for block in blocks):
        return False
    first = next((place for place, block in enumerate(blocks) if is_document(block)), len(blocks))
    return any(not isinstance(block, _LOOSE) for block in blocks[:first])


def _holds_texts(node: Node) -> bool:
    """Return whether a division, an annex or a marker contains texts outside annexes."""
    within = {Annex: (Amendment,), Division: (Amendment, Division), Amendment: (Amendment, Division)}.get(type(node))
    blocks: Sequence[Node] = node.children if within else ()
    return any(isinstance(each, Text) or (isinstance(each, within or ()) and _holds_texts(each)) for each in blocks)


class Collections(Documents):
    """Writes collections."""

    def collection(self, document: Document, given: GivenMetadata) -> None:
        """Write a document that contains more than one text."""
        blocks: Sequence[Node] = document.blocks
        cover = blocks[0] if blocks and isinstance(blocks[0], Cover) else None
        texts = [block for block in blocks if isinstance(block, Text)]
        if cover is not None and cover.number:
            work = unknown_work("", "", number_of_work("doc", cover.number))
        elif len(texts) == 1:
            work = self.work_of(texts[0])
        else:
            work = unknown_work("", "", number_of_work("doc", None, first_words(*blocks)))
        work = given.of(work._replace(element="documentCollection", subtype="collection"))

        def inside() -> None:
            if cover is not None:
                self.put(f"<coverPage>{self.cover(cover)}</coverPage>")
            self._body(blocks[1:] if cover is not None else blocks, "")

        shown = (cover.number or "") if cover else ""
        self.whole(document, 'documentCollection name="collection"', work, "", inside, shown_as=shown)

    def document(self, node: Node, prefix: str) -> None:
        match node:
            case Text():
                self.statement(node, prefix)
            case Annex() if not _holds_texts(node):
                self.annex(node, prefix)
            case Annex() | Division():
                self.whole(
                    node,
                    f'documentCollection name="{node.kind}"',
                    unknown_work("documentCollection", "collection", self.name_of_part(node)),
                    prefix,
                    lambda: self._body(self.annex_front(node, prefix), prefix),
                    shown_as=node.heading.text,
                )
            case Agenda():
                self.agenda(node, prefix)
            case Contents():
                entries = self.entries(node.blocks, prefix)
                self.put(f'<interstitial eId="{prefix}interstitial" class="contents">{entries}</interstitial>')
            case Cover():
                self.put(f'<interstitial eId="{prefix}interstitial" class="cover">{self.cover(node)}</interstitial>')

    def deep(self, node: Node, eid: str) -> None:
        if isinstance(node, Amendment):
            self._under_marker_here(node, "", "", eid)
        else:
            self._component(node, "", "", eid)

    def _body(self, blocks: Sequence[Node], prefix: str) -> None:
        self.put("<collectionBody>")
        if not blocks:
            eid = self.ids.counted(f"{prefix}cmp")
            self.put(f'<component eId="{eid}"><interstitial eId="{eid}__interstitial"/></component>')
        self._components(blocks, prefix)
        self.put("</collectionBody>")

    # ------------------------------------------------------------------ components

    def _components(self, blocks: Sequence[Node], prefix: str, of: str = "") -> None:
        """Write blocks as components: one for each document, and one for each run of loose blocks or parts of treaties.

        :param of: the eId of the component to whose marker they belong.
        """
        for kind, run in _runs(blocks):
            if kind != "document":
                eid = self.ids.counted(f"{prefix}cmp")
                self.put(f"<component{belonging(eid, of, None)}>")
                self._run(kind, run, f"{eid}__")
                self.put("</component>")
            elif isinstance(run[0], Amendment):
                self._under_marker_here(run[0], prefix, of)
            else:
                self._component(run[0], prefix, of)

    def _run(self, kind: str, run: Sequence[Node], prefix: str) -> None:
        if kind == "treaty":
            self.act(run, prefix)
        else:
            self.put(f'<interstitial eId="{prefix}interstitial">')
            for apart, same in groupby(run, key=lambda block: isinstance(block, nodes.Reasons | nodes.SignatureBlock)):
                if not apart:
                    self.blocks([*same], prefix)
                for block in same if apart else ():
                    self.named(block, prefix, "tblock")
            self.put("</interstitial>")

    def _component(self, node: Node, prefix: str, of: str, eid: str = "") -> None:
        eid = eid or self.ids.counted(f"{prefix}cmp")
        self.eids[id(node)] = eid
        self.put(f"<component{belonging(eid, of, None)}>")
        if isinstance(node, Contents) and node.heading is not None:
            self.put(f"<heading>{self.words.of(node.heading)}</heading>")
        self.document(node, f"{eid}__")
        self.put("</component>")

    def _under_marker_here(self, node: Amendment, prefix: str, of: str, eid: str = "") -> None:
        """Write a marker with what it amends; the reasons, and other nodes that belong to it, follow as components."""
        eid = eid or self.ids.counted(f"{prefix}cmp")
        self.eids[id(node)] = eid
        reasons = (node.reasons,) if node.reasons is not None else ()
        kind, run = next(iter(_runs(node.blocks)))
        first = run[0]
        self.put(f"<component{belonging(eid, of, node)}>{self.words.num(node)}")
        if kind == "document" and not isinstance(first, Amendment):
            self.document(first, f"{eid}__")
            self._changes(node, first, eid)
        elif kind == "document":
            run = []
            self.put(f'<interstitial eId="{eid}__interstitial"/>')
        else:
            self._run(kind, run, f"{eid}__")
        self.put("</component>")
        # nodes of a marker deep in a document follow among its components
        behind = prefix if of or prefix or eid.startswith("cmp") else f"{eid}__"
        self._components((*node.blocks[len(run) :], *reasons), behind, eid)

    def _changes(self, node: Amendment, text: Node, eid: str) -> None:
        """Record that a marker changes a text, in whichever edition."""
        if not isinstance(text, Text) or node.action == "NOC":
            self.modifies(node, eid)
            return
        work = self.links.scopes[id(text)].work
        what = DOES[node.action]
        new = f'<new href="{work.name}"/>' if node.action != "SUP" else ""
        known = text.identifier is not None and node.action != "ADD"
        there = work if node.action == "SUP" else work.undated  # an unknown earlier edition is modified
        destination = f'<destination href="{there.name}"/>' if known else "<destination/>"
        incomplete = "" if known else ' incomplete="true"'
        self.words.scope.modifications.append(
            f'<textualMod type="{what}"{incomplete}><source href="#{eid}"/>{destination}{new}</textualMod>'
        )

    # ------------------------------------------------------------------ covers, agendas

    def agenda(self, agenda: Agenda, prefix: str, given: GivenMetadata = NO_METADATA) -> None:
        """Write the agenda of a meeting."""
        work = given.of(unknown_work("debateReport", "agenda", number_of_work("agenda", None, agenda.heading.text)))

        def inside() -> None:
            title = nodes.Title(start=agenda.heading.start, end=agenda.heading.end, text=agenda.heading.text)
            if marks := self.words.marks.get((id(agenda.heading), False)):
                self.words.marks[(id(title), False)] = marks
            self.front([title], prefix)
            self.put("<mainBody>")
            for item in agenda.items:
                self._agenda_item(item, prefix)
            self.put("</mainBody>" if agenda.items else "<p/></mainBody>")

        self.whole(agenda, 'debateReport name="agendaListing"', work, prefix, inside)

    def _agenda_item(self, item: nodes.AgendaItem, prefix: str) -> None:
        eid = self.numbered(item, f"{prefix}para", item.label)
        self.put(f'<paragraph eId="{eid}">{self.words.num(item)}<content>')
        for named, run in groupby(item.blocks, key=lambda block: isinstance(block, nodes.Entry)):
            if not named:
                self.put("".join([self.line(block) for block in run]))
                continue
            around = self.ids.counted(f"{eid}__list")
            self.put(f'<blockList class="entries" eId="{around}">')
            for entry in run:
                assert isinstance(entry, nodes.Entry)
                mine = self.numbered(entry, f"{around}__item", entry.label)
                href, words = self.cited(entry), self.entry(entry)
                self.put(
                    f'<item eId="{mine}"><p>{f"""<ref href="{href}">{words}</ref>""" if href else words}</p></item>'
                )
            self.put("</blockList>")
        self.put("</content></paragraph>" if item.blocks else "<p/></content></paragraph>")


def _runs(blocks: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Return blocks in runs: documents by themselves, consecutive loose blocks, and consecutive parts of treaties.

    Annexes after parts of treaties belong to them.
    """
    found: list[tuple[str, list[Node]]] = []
    for block in blocks:
        apart = is_document(block) or isinstance(block, Contents) or _holds_texts(block)
        kind = "document" if apart else "loose" if isinstance(block, _LOOSE) else "treaty"
        last, run = found[-1] if found else ("", [])
        behind = (
            kind == "document" and last == "treaty" and isinstance(block, Annex | Amendment) and not _holds_texts(block)
        )
        ended = last == "treaty" and is_document(run[-1])
        signed = isinstance(block, nodes.SignatureBlock) and last == "treaty"
        if behind or ((kind == last or signed) and kind != "document" and not ended):
            run.append(block)
        else:
            found.append((kind, [block]))
    return found


@checked
def to_akn(
    node: Document | Text,
    *,
    references: bool = True,
    resolve: Resolver | None = None,
    instrument: str | None = "rr",
    anonymous: bool = False,
    date: str | None = None,
    actor: str | None = None,
    number: str | None = None,
    language: str | None = None,
    as_of: str | None = None,
) -> str:
    r"""Return a document, or one text of it, as Akoma Ntoso.

    The output is always valid under the strict schema. Without its tags it is the text, word for word, except for page
    furniture, and :func:`itu_texts.parse_file` gives an equal outline. Characters that XML does not allow (control
    characters, lone surrogates) become U+FFFD. The same tree gives the same bytes.

    :param node: a document, or a text.
    :param references: whether to look for references, which takes longer than all other work; a document without its
        source has none.
    :param resolve: returns the official address of the text with an :class:`~itu_texts.Identifier`, or ``None``.
        References lead there, and a text names its own address as an alias. By default, references are IRIs that are
        made from the identifiers.
    :param instrument: the treaty to which bare numbers in a text of a radio conference refer: ``rr``, the Radio
        Regulations; ``None`` leaves them plain words.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param date: the date of adoption, ``2022-10-14``, if the text does not state it.
    :param actor: the adopting body, in the form of IRIs: ``itu-pp``.
    :param number: the last step of the IRI: ``res-5``.
    :param language: the language, three letters of ISO 639-2.
    :param as_of: the day at which a consolidated text was in this form, ``2026-11-27``; the expression has this date.
    :raises InputError: if ``node`` is neither a document nor a text, or another argument has a wrong form.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to rest")
    >>> '<paragraph eId="resolves_1__para_2"><num>2</num><content><p>to rest</p></content></paragraph>' in to_akn(doc)
    True
    """
    for name, value, form in (
        ("date", date, _DATE),
        ("actor", actor, _ACTOR),
        ("number", number, _NUMBER),
        ("as_of", as_of, _DATE),
    ):
        if value is not None and not form.fullmatch(value):
            raise InputError(f"{name}={value!r:.40} cannot be part of an IRI")
    given = GivenMetadata(date, actor, number)
    return written(
        node,
        references=references,
        resolve=resolve,
        instrument=instrument,
        anonymous=anonymous,
        language=language,
        as_of=as_of,
        given=given,
    )[0]


def written(
    node: Document | Text,
    *,
    references: bool,
    resolve: Resolver | None = None,
    instrument: str | None = None,
    anonymous: bool = False,
    language: str | None = None,
    as_of: str | None = None,
    given: GivenMetadata = NO_METADATA,
) -> tuple[str, Links]:
    """Return the Akoma Ntoso of a document or a text, and the names of its nodes; see :func:`to_akn`."""
    document = node.document if isinstance(node, Document | Text) else None
    if document is None:
        raise InputTypeError(f"to_akn() takes a document or a text of one, not a {type(node).__name__}")
    lang = lang_of(document.language_at(node.start) if isinstance(node, Text) else document.main_language)
    cite = references and len(document.source) >= document.end
    links = Links(node, lang, resolve, instrument)
    marks = find_marks(document, node, cite=cite)
    writer = Words(marks, Ids(), links, lang, Scope(unknown_work("doc", "doc"), "", lang))
    writer.anonymous = anonymous
    made = Collections(writer, language or language_of(lang.language if isinstance(node, Text) else document.language))
    made.as_of = as_of or ""
    blocks: tuple[Node, ...] = node.blocks if isinstance(node, Document) else (node,)
    *above, last = blocks or (node,)
    if isinstance(last, Text) and all(isinstance(block, _ABOVE) for block in above[isinstance(blocks[0], Cover) :]):
        made.statement(last, "", given, above)
    elif len(blocks) == 1 and isinstance(blocks[0], Agenda):
        made.agenda(blocks[0], "", given)
    elif is_treaty(blocks):
        made.act(blocks, "", given)
    else:
        assert isinstance(node, Document)
        made.collection(node, given)
    ours = f' xmlns:itu="{OURS}"' if writer.ours else ""
    xml = links.fill("".join(made.out))
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"{ours}>'
    return f"{head}{xml}</akomaNtoso>\n", links


def iter_akn(document: Document, *, references: bool = True, resolve: Resolver | None = None) -> Iterator[str]:
    """Yield the Akoma Ntoso of a document in one piece, because its metadata are known only at the end.

    The parameters and errors are those of :func:`to_akn`.
    """
    yield to_akn(document, references=references, resolve=resolve)


_LANGUAGE = re.compile(r"/[a-z]{3}@(?=/|$)")  # in the names of chunks: "/akn/un/.../res-7/eng@/!main#resolves_2"
_AGAIN = re.compile(r"~\d+$")  # behind the name of a chunk that occurs twice


class Places:
    """The names of the nodes of a document. The document is written once to find them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._links = written(document, references=False)[1]
        self._addresses = addresses_of(document)

    def eid(self, node: Node) -> str:
        """Return the eId of a node in the Akoma Ntoso of its document, or of the innermost node that has one."""
        return next((found for each in (node, *node.ancestors) if (found := self._links.eids.get(id(each)))), "")

    def iri(self, node: Node) -> str | None:
        """Return the IRI of a node: that of its work, followed by the eId if the node is a part of a work."""
        scope, inside = self._inside(node)
        return f"{scope.work.iri}{inside}" if scope.work.iri is not None else None

    def name(self, node: Node) -> tuple[str, str]:
        """Return the IRI of the work of a node, and its place there; for a work without an IRI the end of one."""
        scope, inside = self._inside(node)
        return scope.work.iri or f"{scope.work.actor}/{scope.work.number}", inside

    def chunk_name(self, node: Node, start: int) -> str:
        """Return the name of a chunk, which has the language of its words.

        :param node: its first node.
        :param start: where it begins in the source.
        """
        work, inside = self.name(node)
        return f"{work}/{LANGUAGES.get(self.document.language_at(start), 'und')}@{inside}"

    def _inside(self, node: Node) -> tuple[Scope, str]:
        """Return the work in which a node stands, and its place there; empty for the work itself."""
        around = next(each for each in (node, *node.ancestors) if id(each) in self._links.scopes)
        scope = self._links.scopes[id(around)]
        eid = self.eid(node).removeprefix(scope.prefix) if node is not around else ""
        if not eid or f"{eid}__" == scope.prefix:
            return scope, ""
        return scope, f"/!{eid.replace('__', '/')}" if isinstance(node, Annex) else f"/!main#{eid}"

    def named(self, node: Node) -> dict[str, str]:
        """Return the ``eid`` and the ``address`` of a node, as far as it has them."""
        found = {"eid": self._links.eids.get(id(node), ""), "address": self._addresses.known(node)}
        return {name: value for name, value in found.items() if value}


def places_of(node: Node) -> Places:
    """Return the names of the nodes in the document of a node.

    :raises InputError: if the node stands in no document.
    """
    document = node.document if isinstance(node, Node) else None
    if document is None:
        raise InputTypeError(f"only a document, or a part of one, has an IRI, not a {type(node).__name__}")
    return kept(document, "places of Akoma Ntoso", lambda: Places(document))


@checked
def eid(node: Node) -> str:
    """Return the eId of a node in the Akoma Ntoso of its document: ``resolves_1__para_2``.

    It is the one that :func:`itu_texts.to_akn` writes. A node without an eId, such as a heading, has that of the node
    around it. The eId of a document, and of a text that is a file by itself, is empty.

    :raises InputError: if the node stands in no document.
    """
    return places_of(node).eid(node)


@checked
def iri(node: Node) -> str | None:
    r"""Return the IRI of a text, or of a place in one.

    A citation of the text has the same IRI in Akoma Ntoso, and an edge of :func:`itu_texts.graph` leads to it. A text
    has none if nothing says when it was adopted or, for a draft, issued.

    :raises InputError: if the node stands in no document.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nresolves\n1 to row;\n2 to rest")
    >>> iri(doc.texts[0])
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7'
    >>> iri(doc.at("resolves 2"))
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7/!main#resolves_1__para_2'
    """
    return places_of(node).iri(node)


def node_at(node: Node, name: str) -> Node | None:
    """Return the node with an IRI in the document of a node, also by the name of a chunk, which has the language.

    :returns: ``None`` if none has it.
    """
    places = places_of(node)

    def made() -> dict[str, Node]:
        found: dict[str, Node] = {}
        first, *others = walk(places.document)
        for each in (*others, first):  # the IRI of a document is that of its only text
            found.setdefault("".join(places.name(each)), each)
            found.setdefault(places.chunk_name(each, each.start), each)
        return found

    known = kept(places.document, "nodes by their IRIs", made)
    once = _AGAIN.sub("", name)
    return known.get(once) or known.get(_LANGUAGE.sub("", once))
