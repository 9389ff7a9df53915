"""The IRIs and eIds of Akoma Ntoso, which name places of a text for programs."""

from __future__ import annotations

from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.writer import written
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Annex, Document, Node

__all__ = ["Places", "eid", "iri", "places_of"]


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
