"""Akoma Ntoso 3.0 (OASIS LegalDocML), in the profile of AKN4UN, the guidelines of the United Nations system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.rows import LANGUAGES, NAMESPACE, OURS
from itu_texts.formats.akn.writer_context import GivenMetadata, Resolver, Scope, Writing, language_of
from itu_texts.formats.akn.writer_documents import act, agenda, collection, is_treaty, statement
from itu_texts.formats.passage_marks import find_marks
from itu_texts.language.grammar import lang_of
from itu_texts.tree import nodes
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Agenda, Annex, Cover, Document, Node, Text
from itu_texts.tree.walking import walk

_ABOVE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Contents)
"""The nodes that may precede a text on its page."""
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ACTOR = re.compile(r"[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[\w.-]+")


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
    return written(
        node,
        references=references,
        resolve=resolve,
        instrument=instrument,
        anonymous=anonymous,
        language=language,
        as_of=as_of or "",
        given=GivenMetadata(date, actor, number),
    )[0]


def written(
    node: Document | Text, *, references: bool, language: str | None = None, **options: Any
) -> tuple[str, Writing]:
    """Return the Akoma Ntoso of a document or a text, and the names of its nodes; see :func:`to_akn`."""
    document = node.document if isinstance(node, Document | Text) else None
    if document is None:
        raise InputTypeError(f"to_akn() takes a document or a text of one, not a {type(node).__name__}")
    lang = lang_of(document.language_at(node.start) if isinstance(node, Text) else document.main_language)
    language = language or language_of(lang.language if isinstance(node, Text) else document.language)
    marks = find_marks(document, node, cite=references and len(document.source) >= document.end)
    w = Writing(node, marks, lang, language=language, **options)
    blocks: tuple[Node, ...] = node.blocks if isinstance(node, Document) else (node,)
    *above, last = blocks or (node,)
    if isinstance(last, Text) and all(isinstance(block, _ABOVE) for block in above[isinstance(blocks[0], Cover) :]):
        xml = statement(w, last, above)
    elif len(blocks) == 1 and isinstance(blocks[0], Agenda):
        xml = agenda(w, blocks[0])
    else:
        xml = act(w, blocks) if is_treaty(blocks) else collection(w, document)
    ours = f' xmlns:itu="{OURS}"' if w.has_own_names else ""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"{ours}>'
    return f"{head}{w.fill(xml)}</akomaNtoso>\n", w


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
