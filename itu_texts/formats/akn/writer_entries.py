"""Lists of contents as XML: the texts that they name, each with its parts, and the lines between them."""

from __future__ import annotations

from itertools import groupby

from itu_texts.formats.akn.writer_front import designation, front_line
from itu_texts.formats.akn.writer_names import work_of
from itu_texts.formats.akn.writer_words import Words
from itu_texts.tree.nodes import Contents, Entry

__all__ = ["cited", "contents_block", "entry", "inside", "shown_heading"]


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
    return " ".join([f'<inline name="akn4un:{name}">{shown}</inline>' for name, shown in parts])
