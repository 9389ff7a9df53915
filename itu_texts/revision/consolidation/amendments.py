"""The amendments of a document, with the context that determines what they amend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import frozen

from itu_texts.analysis.cited import GroupKind, Reference, ReferenceKind
from itu_texts.analysis.references import references
from itu_texts.parsing import parse_document
from itu_texts.revision.consolidation.targets import lists_numbers
from itu_texts.tree.nodes import Amendment, Annex, Clause, Division, Document, Node, Paragraph, Reasons, Text, Title
from itu_texts.tree.walking import walk

__all__ = ["Placed", "amendments_of", "cited_by", "numbers_below", "numbers_of", "reasons_of"]

_NAMED = frozenset(
    (
        ReferenceKind.PROVISION,
        ReferenceKind.TEXT,
        ReferenceKind.PART,
        ReferenceKind.CHAPTER,
        ReferenceKind.SECTION,
        ReferenceKind.ARTICLE,
        ReferenceKind.ANNEX,
        ReferenceKind.APPENDIX,
        ReferenceKind.ATTACHMENT,
    )
)
_STOPS = " .;,"


@frozen(eq=False)
class Placed:
    """An amendment with its context."""

    amendment: Amendment
    division: Division | Annex | None
    """The division around it, or the last one that is named before it."""
    before: Node | None
    """The node before it."""
    behind: Sequence[Node]
    """The nodes after it, up to the next amendment."""


def amendments_of(document: Document) -> Iterator[Placed]:
    """Yield the amendments of a document in order, each before those in it."""
    above: dict[int, Division | Annex | None] = {}
    places: dict[int, tuple[Sequence[Node], int]] = {}
    for node in walk(document):
        within = node if isinstance(node, Division | Annex) else above.get(id(node))
        last = within
        children = node.children
        for place, each in enumerate(children):
            above[id(each)] = within
            if isinstance(each, Amendment):
                above[id(each)] = last
                places[id(each)] = children, place
            last = next((named for named in (each, *each.children) if isinstance(named, Division)), last)
        if isinstance(node, Amendment):
            siblings, place = places[id(node)]
            yield Placed(node, above[id(node)], siblings[place - 1] if place else None, [*_behind(siblings, place)])


def _behind(siblings: Sequence[Node], place: int) -> Iterator[Node]:
    for each in islice(siblings, place + 1, None):
        if isinstance(each, Amendment | Division | Annex | Text | Clause | Reasons):
            return
        yield each


def numbers_below(placed: Placed) -> str:
    """Return the numbers on the line below a marker: ``SUP A/1/2``, and ``16, 18-20``; empty if it has none."""
    first = placed.behind[0] if placed.behind else None
    text = first.text if isinstance(first, Paragraph) else ""
    return text if lists_numbers(text) else ""


def cited_by(title: Title, language: str) -> list[Reference]:
    """Return what the words after a marker name, if they name nothing else: ``SUP Nos. 35 to 37``."""
    first, *rest = title.text.rstrip(_STOPS).partition(" ")
    words = "".join(("(", first.capitalize() if first.isupper() else first, *rest, ")"))  # in brackets it is no heading
    cited = [*references(parse_document(words, language))]
    kinds = {each.kind for each in cited}
    whole = bool(cited) and (cited[0].span.start, cited[-1].span.end) == (1, len(words) - 1)
    return cited if whole and len(kinds) == 1 and kinds <= _NAMED else []


def numbers_of(cited: Sequence[Reference]) -> str:
    """Return the numbers that are cited, as :func:`~itu_texts.revision.consolidation.targets.numbers_in` reads them."""
    printed: list[str] = []
    for each, before in zip(cited, (None, *cited), strict=False):
        in_range = each.group is not None and each.group.kind is GroupKind.RANGE
        joined = in_range and before is not None and before.group == each.group
        printed += ("-" if joined else ", ", each.number or "")
    return "".join(printed[1:])


def reasons_of(amendment: Amendment) -> str:
    """Return the reasons for an amendment, or for one that contains it; empty if there are none."""
    each: Node | None = amendment
    while each is not None:
        if isinstance(each, Amendment) and each.reasons is not None:
            return each.reasons.text
        each = each.parent
    return ""
