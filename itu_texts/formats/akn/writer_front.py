"""The lines of the fronts of texts, annexes and collections: what names them, a paragraph each."""

from __future__ import annotations

from itu_texts.formats.akn.writer_names import is_year
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.inline_markup import Wrap
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Node

__all__ = ["cover_line", "designation", "formula", "front_line", "is_front"]

_OF_DESIGNATIONS = {"status": "docStage", "kind": "docType", "number": "docNumber", "revision": "docStatus"}
_OF_COVERS = {
    "number": "docNumber",
    "submitted_by": "docProponent",
    "submitted_to": "docCommittee",
    "series": "docPurpose",
    "annex_pages": "",
}


def is_front(node: Node) -> bool:
    """Whether a node stands above what an annex or a division says: its title, and where it is called."""
    return isinstance(node, nodes.Title | nodes.HeadingReference)


def front_line(words: Words, node: Node) -> str:
    """A line of a front."""
    match node:
        case nodes.Designation():
            return f"<p>{designation(words, node)}</p>"
        case nodes.Title():
            return f"<p><docTitle>{words.of(node)}</docTitle></p>"
        case nodes.History():
            return f'<p class="history">{words.of(node)}</p>'
        case nodes.HeadingReference():
            return f'<p class="reference">{words.of(node)}</p>'
        case nodes.Heading():
            return f"<p><docType>{words.named(node)}</docType></p>"
    shown = words.of(node)
    return f"<p>{shown}</p>" if shown else '<p class="blank"/>'


def designation(words: Words, node: nodes.Designation) -> str:
    """The words that name a text, with their parts."""
    wraps = [
        Wrap(
            part.start,
            min(part.end, len(node.text)),
            f"<{_OF_DESIGNATIONS[part.name]}>",
            f"</{_OF_DESIGNATIONS[part.name]}>",
        )
        for part in node.parts
        if part.name in _OF_DESIGNATIONS and part.start < len(node.text)
    ]
    if not wraps:
        return f"<docType>{words.of(node)}</docType>"
    return words.wrapped(node, wraps)


def formula(words: Words, node: nodes.Formula, prefix: str) -> str:
    """The formula by which a body adopts a text."""
    scope = words.scope
    around = {"body": ("organization", f' refersTo="{scope.author}"')}
    if node.place and (place := scope.location(node.place)):
        around["place"] = ("location", f' refersTo="{place}"')
    if node.year and is_year(node.year):
        around["year"] = ("date", f' date="{node.year}-01-01"')
    wraps = [
        Wrap(part.start, part.end, f"<{name}{refers}>", f"</{name}>")
        for part in node.parts
        for name, refers in (around.get(part.name, ("", "")),)
        if name
    ]
    eid = words.links.eids[id(node)] = words.ids.counted(f"{prefix}formula")
    return f'<formula name="enactingFormula" eId="{eid}"><p>{words.wrapped(node, wraps)}</p></formula>'


def cover_line(words: Words, node: nodes.CoverLine) -> str:
    """A line of a cover."""
    wraps = [
        Wrap(part.start, part.end, f"<{_OF_COVERS[part.name]}>", f"</{_OF_COVERS[part.name]}>")
        for part in node.parts
        if _OF_COVERS.get(part.name)
    ]
    return f"<p>{words.wrapped(node, wraps)}</p>" if node.text else '<p class="blank"/>'
