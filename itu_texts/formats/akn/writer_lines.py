"""Writes lines as paragraphs: those of fronts and covers, and the texts named in agendas and lists of contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from itu_texts.analysis.iris import is_year, work_of
from itu_texts.formats.akn.rows import ROWS
from itu_texts.formats.akn.terms import ABOUT, PARTS
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.inline_markup import Wrap
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Entry, Node

__all__ = ["Lines"]


class Lines:
    """Writes lines."""

    def __init__(self, words: Words, put: Callable[[str], None]) -> None:
        self.words = words
        self.ids = words.ids
        self.links = words.links
        self.eids: dict[int, str] = words.links.eids
        self.put = put
        self._led: dict[int, str] = {}
        """By the identity of a paragraph: the XML that precedes it on its line."""

    def line(self, node: Node) -> str:
        """Return a line with the elements that its row defines."""
        row = ROWS[type(node)]
        shown = self._led.pop(id(node), "") + self._words_of(node)
        if row.around:
            shown = f"<{row.around}>{shown}</{row.around}>"
        if row.name:
            return f'<p class="{row.name}">{shown}</p>'
        return f"<p>{shown}</p>" if shown else '<p class="blank"/>'

    def _words_of(self, node: Node) -> str:
        """Return the words of a line, with elements around the parts that its row names."""
        if isinstance(node, nodes.Heading):
            return self.words.named(node)
        if not isinstance(node, nodes.Designation | nodes.CoverLine):
            return self.words.of(node)
        wraps = [
            Wrap(part.start, min(part.end, len(node.text)), f"<{PARTS[part.name]}>", f"</{PARTS[part.name]}>")
            for part in node.parts
            if part.name in ROWS[type(node)].parts and part.start < len(node.text)
        ]
        shown = self.words.wrapped(node, wraps)
        return f"<docType>{shown}</docType>" if isinstance(node, nodes.Designation) and not wraps else shown

    def formula(self, node: nodes.Formula, prefix: str) -> None:
        """Write the formula of a text."""
        scope = self.words.scope
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
        eid = self.eids[id(node)] = self.ids.counted(f"{prefix}formula")
        shown = self.words.wrapped(node, wraps)
        self.put(f'<formula name="enactingFormula" eId="{eid}"><p>{shown}</p></formula>')

    # ------------------------------------------------------------------ entries

    def entries(self, blocks: Sequence[Node], prefix: str) -> str:
        """Return the content of a list of contents."""
        out: list[str] = []
        for named, run in groupby(blocks, key=lambda block: isinstance(block, Entry)):
            if not named:
                out += map(self.line, run)
                continue
            eid = self.ids.counted(f"{prefix}toc")
            items = [(self.cited(each) or f"#{eid}", self.entry(each)) for each in run if isinstance(each, Entry)]
            shown = "".join([f'<tocItem level="1" href="{href}">{words}</tocItem>' for href, words in items])
            out.append(f'<toc eId="{eid}">{shown}</toc>')
        return "".join(out) or "<p/>"

    def cited(self, entry: Entry) -> str:
        """Return the IRI of the text of an entry; an empty string if it has no number."""
        identifier = entry.identifier
        if identifier is None or not identifier.number:
            return ""
        words = self.words
        return self.links.official(identifier) or work_of(identifier, words.surface, around=words.scope.work.actor).iri

    def entry(self, entry: Entry) -> str:
        """Return the words of an entry: its label, its designation, its title, and the page."""
        words = self.words
        parts = {
            "label": words.label(entry, entry.label) if entry.label else None,
            "designation": self._words_of(entry.designation),
            "title": words.of(entry.title) if entry.title else None,
            "page": words.label(entry.page, entry.page.number) if entry.page else None,
        }
        inlines = [
            f'<inline name="{ABOUT}{name}">{shown}</inline>' for name, shown in parts.items() if shown is not None
        ]
        return " ".join(inlines)
