"""From a document to the rows that a collection keeps of it; worker processes do this."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from attrs import frozen

from itu_texts.addressing import address
from itu_texts.analysis.conferences import called, held_in, year_of
from itu_texts.analysis.references import Reference, references
from itu_texts.analysis.tasks import who_does_what
from itu_texts.batch import Input
from itu_texts.errors import AddressError
from itu_texts.exporters.json import to_json
from itu_texts.grammar import surface
from itu_texts.identifiers import Identifier
from itu_texts.nodes import Amendment, Clause, Document, Item, Node, Paragraph, Provision, Table, Text

__all__ = ["Gather", "Gathered", "adopted_on", "gather"]

_ENDED = frozenset(("ABROGATES", "REPEALS", "SUPPRESSES"))  # concepts of verbs by which a text ends another


class Gathered(NamedTuple):
    """The rows of a file."""

    digest: str
    language: str
    length: int
    tree: bytes
    texts: list[dict[str, Any]]
    """Each with its ``passages`` and ``tasks``."""
    citations: list[dict[str, Any]]
    """Each with ``text``, the place in :attr:`texts` or ``None``."""
    oddities: list[tuple[str, str, str, int, int]]


@frozen
class Gather:
    """Work for each document: its rows."""

    def __call__(self, file: Input, document: Document) -> Iterable[Gathered]:
        yield gather(document, file.digest)


def gather(document: Document, digest: str) -> Gathered:
    """The rows of a document."""
    texts = [*document.texts]
    places = {id(text): place for place, text in enumerate(texts)}
    return Gathered(
        digest,
        document.language,
        len(document.source),
        zlib.compress(to_json(document).encode("utf-8"), 6),
        [_text(text, place) for place, text in enumerate(texts)],
        [*_citations(document, places)],
        [
            (each.code, each.severity.value, each.message, *document.source.line_column(each.span.start))
            for each in document.diagnostics
        ],
    )


def _text(text: Text, place: int) -> dict[str, Any]:
    identifier = text.identifier
    work = identifier.work if identifier else None
    passages = [*_passages(text)]
    by_node = {id(node): at for at, (node, _) in enumerate(passages)}
    return {
        "place": place,
        "kind": text.kind,
        "number": work.number if work else None,
        "body": work.body if work else None,
        "identifier": str(identifier) if identifier else None,
        "edition": str(identifier.revision) if identifier and identifier.revision else None,
        "adopted": adopted_on(identifier, text),
        "title": text.title,
        "language": text.language or "en",
        "status": identifier.status if identifier else None,
        "suppressed": isinstance(text.parent, Amendment) and text.parent.action == "SUP",
        "passages": [row for _, row in passages],
        "tasks": [*_tasks(text, by_node)],
    }


def adopted_on(identifier: Identifier | None, text: Text | None = None) -> str | None:
    """The day on which an edition was adopted, as far as its mark or its formula tells: ``2022-10-14``, or ``2022``."""
    revision = identifier.revision if identifier else None
    year: int | None = None
    conference = None
    if revision and revision.conference:
        short, _, meeting = revision.conference.rpartition("-")
        if meeting.isdecimal():
            year = year_of(meeting)
            conference = called(short, year)
    elif revision and (revision.year or revision.years):
        year = revision.year or revision.years[-1]
        conference = held_in(revision.place, year)
    if year is None and text is not None and text.formula is not None:
        year = text.formula.year
        conference = held_in(text.formula.place, year) if year else None
    if conference is not None and not conference.year_only:
        return conference.ends.isoformat()
    return f"{year:04}" if year else None


# ---------------------------------------------------------------------- passages and tasks


def _passages(text: Text) -> Iterator[tuple[Node, dict[str, Any]]]:
    """The headings, items and paragraphs of a text, each with its clause's role and concept."""
    stack: list[tuple[Node, str, str]] = [(text, "", "")]
    while stack:
        node, role, concept = stack.pop()
        if isinstance(node, Text) and node is not text and not isinstance(node.parent, Amendment):
            continue
        if isinstance(node, Clause):
            role, concept = node.role.value, node.heading.concept
        label, words = _line(node)
        if words:
            yield (
                node,
                {
                    "address": _address(node),
                    "role": role,
                    "concept": concept,
                    "label": label,
                    "words": words,
                    "digest": zlib.crc32(" ".join(words.casefold().split()).encode("utf-8")),
                },
            )
        below = node.outline_line.below if not isinstance(node, Table) else ()
        stack += [(child, role, concept) for child, _ in reversed(below)]


def _line(node: Node) -> tuple[str, str]:
    """The label and the words of the line of a node."""
    if isinstance(node, Table):
        return "", node.text
    line = node.outline_line.pieces or ()
    label = " ".join(each for each in line if isinstance(each, str))
    words = " ".join(getattr(each, "text", "") for each in line if isinstance(each, Node))
    return label, words


def _address(node: Node) -> str:
    try:
        return address(node)
    except AddressError:
        return ""


def _tasks(text: Text, by_node: dict[int, int]) -> Iterator[dict[str, Any]]:
    for task in who_does_what(text):
        times = task.when
        begins = [when.begins.isoformat() for when in times if when.begins]
        ends = [when.ends.isoformat() for when in times if when.ends]
        yield {
            "passage": by_node.get(id(task.item)),
            "addressee": task.addressee.concept,
            "named": task.addressee.text,
            "verb": task.verb,
            "address": task.address,
            "times": "; ".join(when.text for when in times),
            "begins": min(begins, default=None),
            "ends": max(ends, default=None),
        }


# ---------------------------------------------------------------------- citations


def _citations(document: Document, places: dict[int, int]) -> Iterator[dict[str, Any]]:
    if len(document.source) < document.end:
        return
    for passage, found in _by_passage(document):
        text = next((each for each in (passage, *passage.ancestors) if id(each) in places), None)
        clause = next((each for each in passage.ancestors if isinstance(each, Clause)), None)
        action = "ends" if clause is not None and clause.heading.concept in _ENDED else ""
        if not action and _tells_end(passage, document):
            action = "ends"
        where = _address(_addressed(passage))
        for reference in found:
            cited = reference.identifier
            work = cited.work if cited else None
            yield {
                "text": places[id(text)] if text is not None else None,
                "address": where,
                "kind": reference.kind.value,
                "words": " ".join(document.source[reference.span].split()),
                "cited_kind": work.kind if work else None,
                "cited_number": work.number if work else None,
                "cited_body": work.body if work else None,
                "identifier": str(cited) if cited else None,
                "edition": str(cited.revision) if cited and cited.revision else None,
                "action": action if reference.kind == "text" else "",
            }


def _tells_end(passage: Node, document: Document) -> bool:
    """Whether an item says that it ends a text: "to abrogate Resolution 12"."""
    ending = surface(passage.language or document.main_language).words["TO_END"]
    return ending.match(getattr(passage, "text", "").casefold()) is not None


def _addressed(passage: Node) -> Node:
    """The item or the like whose words a passage is."""
    above = passage.parent
    is_line = isinstance(passage, Paragraph) and isinstance(above, Item | Provision) and above.blocks[0] is passage
    return above if is_line and above is not None else passage


def _by_passage(document: Document) -> Iterator[tuple[Node, list[Reference]]]:
    """The nodes whose words cite something, with what they cite."""
    found = [*references(document)]
    at = 0
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        if node.children:
            stack += reversed(node.children)
            continue
        those = []
        while at < len(found) and found[at].span.start < node.end:
            if found[at].span.start >= node.start:
                those.append(found[at])
            at += 1
        if those:
            yield node, those
