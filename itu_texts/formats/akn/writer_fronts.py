"""What stands above the body of texts, annexes and collections: fronts, a paragraph a line, and lists of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from itu_texts.formats.akn.terms import ABOUT, PARTS
from itu_texts.formats.akn.writer_names import is_year, work_of
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.inline_markup import Wrap
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Contents, Entry, Node

__all__ = [
    "cited",
    "contents_block",
    "cover_line",
    "entry",
    "front",
    "front_line",
    "front_part",
    "inside",
    "is_front",
    "shown_heading",
]


def front(words: Words, lines: Sequence[Node], prefix: str) -> str:
    """Lines of a front together."""
    eid = words.ids.counted(f"{prefix}identification")
    shown = "".join(_paragraphs(words, lines, prefix))
    return f'<container name="identification" eId="{eid}">{shown}</container>'


def _paragraphs(words: Words, lines: Sequence[Node], prefix: str) -> Iterator[str]:
    """A paragraph for each line, a block for contents; a title that stands on the line of a heading is one with it."""
    heading: nodes.Heading | None = None
    for line in lines:
        if heading is not None and isinstance(line, nodes.Title):
            yield f"<p><docType>{words.named(heading)}</docType> <docTitle>{words.of(line)}</docTitle></p>"
            heading = None
            continue
        if heading is not None:
            yield front_line(words, heading)
        heading = line if isinstance(line, nodes.Heading) and line.separator else None
        if heading is None:
            yield front_part(words, line, prefix)
    if heading is not None:
        yield front_line(words, heading)


def front_part(words: Words, node: Node, prefix: str) -> str:
    """A part of a front: a line, the formula, a list of contents."""
    match node:
        case nodes.Formula():
            return formula(words, node, prefix)
        case nodes.Contents():
            return contents_block(words, node, prefix)
    return front_line(words, node)


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
    wraps = _parts(node, "status", "kind", "number", "revision")
    return words.wrapped(node, wraps) if wraps else f"<docType>{words.of(node)}</docType>"


def _parts(node: nodes.Designation | nodes.CoverLine, *names: str) -> list[Wrap]:
    """Elements around the parts of some words that have some names."""
    return [
        Wrap(part.start, min(part.end, len(node.text)), f"<{PARTS[part.name]}>", f"</{PARTS[part.name]}>")
        for part in node.parts
        if part.name in names and part.start < len(node.text)
    ]


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
    wraps = _parts(node, "number", "submitted_by", "submitted_to", "series")
    return f"<p>{words.wrapped(node, wraps)}</p>" if node.text else '<p class="blank"/>'


# ---------------------------------------------------------------------- lists of contents


def shown_heading(words: Words, contents: Contents) -> str:
    """The heading of a list of contents; nothing where it has none."""
    return f"<heading>{words.of(contents.heading)}</heading>" if contents.heading else ""


def inside(words: Words, contents: Contents, prefix: str) -> str:
    """What stands in a list of contents."""
    out: list[str] = []
    for named, run in groupby(contents.blocks, key=lambda block: isinstance(block, Entry)):
        if not named:
            out += [front_line(words, block) for block in run]
            continue
        eid = words.ids.counted(f"{prefix}toc")
        out.append(f'<toc eId="{eid}">')
        for each in run:
            assert isinstance(each, Entry)
            href = cited(words, each) or f"#{eid}"
            out.append(f'<tocItem level="1" href="{href}">{entry(words, each)}</tocItem>')
        out.append("</toc>")
    return "".join(out)


def contents_block(words: Words, contents: Contents, prefix: str) -> str:
    """A list of contents as a block."""
    eid = words.links.eids[id(contents)] = words.ids.counted(f"{prefix}contents")
    shown = inside(words, contents, f"{eid}__") or "<p/>"
    return f'<tblock class="contents" eId="{eid}">{shown_heading(words, contents)}{shown}</tblock>'


def cited(words: Words, entry: Entry) -> str:
    """The IRI of a text that is named; empty if it has no number."""
    identifier = entry.identifier
    if identifier is None or not identifier.number:
        return ""
    official = words.links.official(identifier)
    return official or work_of(identifier, words.surface, around=words.scope.work.actor).iri


def entry(words: Words, entry: Entry) -> str:
    """The words of an entry: its label, its designation, its title, and the page."""
    parts = [("label", words.label(entry, entry.label))] if entry.label else []
    parts.append(("designation", designation(words, entry.designation)))
    if entry.title is not None:
        parts.append(("title", words.of(entry.title)))
    if entry.page is not None:
        parts.append(("page", words.label(entry.page, entry.page.number)))
    return " ".join([f'<inline name="{ABOUT}{name}">{shown}</inline>' for name, shown in parts])
