"""Akoma Ntoso 3.0 (OASIS LegalDocML), in the profile of AKN4UN, the guidelines of the United Nations system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.analysis.iris import unknown_work
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.rows import NAMESPACE, OURS
from itu_texts.formats.akn.writer_collections import Collections, is_treaty
from itu_texts.formats.akn.writer_documents import NO_METADATA, GivenMetadata
from itu_texts.formats.akn.writer_scope import Ids, Links, Resolver, Scope, language_of
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.inline_annotations import find_annotations
from itu_texts.language.grammar import surface
from itu_texts.tree import nodes
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Agenda, Annex, Cover, Document, Node, Text

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
            raise InputError(f"{name}={value!r} cannot be part of an IRI")
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
        raise InputError(f"to_akn() takes a document or a text of one, not a {type(node).__name__}")
    words = surface(document.language_at(node.start) if isinstance(node, Text) else document.main_language)
    cite = references and len(document.source) >= document.end
    links = Links(node, words, resolve, instrument)
    marks = find_annotations(document, node, cite=cite)
    writer = Words(marks, Ids(), links, words, Scope(unknown_work("doc", "doc"), "", words))
    writer.anonymous = anonymous
    made = Collections(writer, language or language_of(words.language if isinstance(node, Text) else document.language))
    made.as_of = as_of or ""
    _write(made, node, given)
    ours = f' xmlns:itu="{OURS}"' if writer.ours else ""
    xml = links.fill("".join(made.out))
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"{ours}>'
    return f"{head}{xml}</akomaNtoso>\n", links


def _write(made: Collections, node: Document | Text, given: GivenMetadata) -> None:
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


def iter_akn(document: Document, *, references: bool = True, resolve: Resolver | None = None) -> Iterator[str]:
    """Yield the Akoma Ntoso of a document in one piece, because its metadata are known only at the end.

    The parameters and errors are those of :func:`to_akn`.
    """
    yield to_akn(document, references=references, resolve=resolve)


class Places:
    """The names of the nodes of a document. The document is written once to find them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._links = written(document, references=False)[1]
        self._addresses = Addresses()

    def eid(self, node: Node) -> str:
        """Return the eId of a node in the Akoma Ntoso of its document, or of the innermost node that has one."""
        return next((found for each in (node, *node.ancestors) if (found := self._links.eids.get(id(each)))), "")

    def iri(self, node: Node) -> str:
        """Return the IRI of a node: that of its work, followed by the eId if the node is a part of a work."""
        around = next(each for each in (node, *node.ancestors) if id(each) in self._links.scopes)
        scope = self._links.scopes[id(around)]
        eid = self.eid(node).removeprefix(scope.prefix) if node is not around else ""
        if not eid or f"{eid}__" == scope.prefix:
            return scope.work.iri
        if isinstance(node, Annex):
            return f"{scope.work.iri}/!{eid.replace('__', '/')}"
        return f"{scope.work.iri}/!main#{eid}"

    def named(self, node: Node) -> dict[str, str]:
        """Return the ``eid`` and the ``address`` of a node, as far as it has them."""
        found = {"eid": self._links.eids.get(id(node), ""), "address": self._addresses.known(node)}
        return {name: value for name, value in found.items() if value}


_last: list[Places] = []
"""The names for the document that was queried last."""


def places_of(node: Node) -> Places:
    """Return the names of the nodes in the document of a node.

    :raises InputError: if the node stands in no document.
    """
    document = node.document if isinstance(node, Node) else None
    if document is None:
        raise InputError(f"only a document, or a part of one, has an IRI, not a {type(node).__name__}")
    known = next((each for each in _last if each.document is document), None)
    if known is None:
        known = Places(document)
        _last[:] = [known]
    return known


@checked
def eid(node: Node) -> str:
    """Return the eId of a node in the Akoma Ntoso of its document: ``resolves_1__para_2``.

    It is the one that :func:`itu_texts.to_akn` writes. A node without an eId, such as a heading, has that of the node
    around it. The eId of a document, and of a text that is a file by itself, is empty.

    :raises InputError: if the node stands in no document.
    """
    return places_of(node).eid(node)


@checked
def iri(node: Node) -> str:
    r"""Return the IRI of a text, or of a place in one.

    A citation of the text has the same IRI in Akoma Ntoso, and an edge of :func:`itu_texts.graph` leads to it.

    :raises InputError: if the node stands in no document.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nresolves\n1 to row;\n2 to rest")
    >>> iri(doc.texts[0])
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7'
    >>> iri(doc.at("resolves 2"))
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7/!main#resolves_1__para_2'
    """
    return places_of(node).iri(node)
