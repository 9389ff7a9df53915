"""Writes nodes: as blocks (``p``, ``blockList``) in preambles, as levels (``paragraph``, ``point``) elsewhere.

A level holds either ``content``, or ``intro``, further levels, and ``wrapUp``: blocks never stand beside levels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from itu_texts.formats.akn.rows import DIVISIONS, LINES, ROWS, camel, number_of
from itu_texts.formats.akn.writer_words import Lines, verb_phrase
from itu_texts.formats.xml_text import attribute
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Amendment, Annex, Clause, Item, LabelStyle, Node, Paragraph, Role, Text

_NO_ROW = '<tr class="none"><td/></tr>'  # for a table without rows, because the schema requires one
_FIGURES = re.compile(r"\d\w*")
_UNNUMBERED = (LabelStyle.DASH, LabelStyle.BULLET)


DOES = {"ADD": "insertion", "MOD": "substitution", "SUP": "repeal"}
"""The type of modification for each action of an amendment."""


def is_document(node: Node) -> bool:
    """Return whether a node is a document inside another: a text, an annex, or a marker above one."""
    if isinstance(node, Amendment):
        return any(is_document(block) for block in node.blocks)
    return isinstance(node, Annex | Text | nodes.Agenda | nodes.Cover)


def fronts(blocks: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return the title and reference of an annex or a division, and the blocks that follow them."""
    heads = next((place for place, block in enumerate(blocks) if not isinstance(block, LINES)), len(blocks))
    return blocks[:heads], blocks[heads:]


def amendment_class(node: Amendment) -> str:
    """Return the class of an amendment: its action, the marks beside it, and what the marker names."""
    names = [node.action.lower()]
    names += ["editorial"] if node.editorial else []
    names += ["starred"] if node.starred else []
    return " ".join([*names, *(["provision"] if node.provision else ["proposal"] if node.proposal else [])])


class Levels(Lines):
    """Writes nodes, each with an eId that begins with that of the element around it."""

    def __init__(self, words: Any, put: Callable[[str], None]) -> None:
        super().__init__(words, put)
        self.around = ""
        """The prefix of the eIds of articles and provisions: that of the document around them."""

    # ------------------------------------------------------------------ as blocks

    def blocks(self, blocks: Sequence[Node], prefix: str) -> None:
        """Write blocks as blocks; an empty paragraph if there are none."""
        if not blocks:
            self.put("<p/>")
        for listed, run in groupby(blocks, key=lambda block: isinstance(block, Item) and bool(block.label)):
            if listed:
                self._block_list([*run], prefix)
                continue
            for node in run:
                match node:
                    case Paragraph():
                        self.put(self.line(node))
                    case Item():
                        self._opening(node, prefix)
                    case nodes.Table():
                        self.table(node, prefix)
                    case nodes.Note() | nodes.Contents():
                        self.named(node, prefix, "tblock")

    def _block_list(self, items: Sequence[Node], prefix: str, opening: Item | None = None, intro: str = "") -> None:
        eid = self.ids.counted(f"{prefix}list")
        if opening is not None:
            self.eids[id(opening)] = eid
        self.put(f'<blockList eId="{eid}">{intro}')
        for item in items:
            assert isinstance(item, Item)
            mine = self.numbered(item, f"{eid}__item", item.label)
            self.put(f'<item eId="{mine}">{self.words.num(item)}')
            self.blocks(item.blocks, f"{mine}__")
            self.put("</item>")
        self.put("</blockList>")

    def _opening(self, item: Item, prefix: str) -> None:
        """Write unlabelled words that open a list."""
        blocks = item.blocks
        led = bool(blocks) and isinstance(blocks[0], Paragraph)
        below = blocks[1:] if led else blocks
        if below and all(isinstance(block, Item) and block.label for block in below):
            words = self.words.of(blocks[0]) if led else ""
            intro = f"<listIntroduction>{words}</listIntroduction>" if words or not led else ""
            self._block_list(below, prefix, item, intro or '<listIntroduction class="blank"/>')
        else:
            eid = self.numbered(item, f"{prefix}item", "")
            self.put(f'<blockContainer eId="{eid}">')
            self.blocks(blocks, f"{eid}__")
            self.put("</blockContainer>")

    def table(self, table: nodes.Table, prefix: str) -> None:
        """Write a table; a table without rows or cells gets an empty row."""
        eid = self.eids[id(table)] = self.ids.counted(f"{prefix}table")
        rows = []
        for row in table.rows:
            name = "th" if row.header else "td"
            cells = "".join([f"<{name}><p>{self.words.of(cell)}</p></{name}>" for cell in row.cells])
            rows.append(f"<tr>{cells}</tr>" if cells else '<tr class="empty"><td/></tr>')
        self.put(f'<table eId="{eid}">{"".join(rows) or _NO_ROW}</table>')

    # ------------------------------------------------------------------ as levels

    def level(self, node: Node, prefix: str, element: str = "paragraph", ref: str = "para") -> None:
        """Write a block as a level; without an element, as one outside lists.

        :param element: the name of the element of a paragraph or an item.
        :param ref: its abbreviation in eIds.
        """
        match node:
            case nodes.Paragraph():
                eid = self.numbered(node, f"{prefix}{ref}", "")
                self.put(f'<{element} eId="{eid}"><content>{self.line(node)}</content></{element}>')
            case nodes.Item():
                eid = self.numbered(node, f"{prefix}{ref}", node.label)
                self._filled(node, element, eid, node.blocks, bool(node.label))
            case nodes.Table():
                self.put(f"<{element}><content>")
                self.table(node, prefix)
                self.put(f"</content></{element}>")
            case Clause():
                self._clause(node, prefix)
            case nodes.Division():
                self._division(node, prefix)
            case nodes.Provision():
                self._provision(node, prefix)
            case Amendment():
                self._amendment(node, prefix)
            case nodes.Title() | nodes.HeadingReference() | nodes.History():
                eid = self.eids[id(node)] = self.ids.counted(f"{prefix}line")
                self.put(f'<hcontainer name="line" eId="{eid}"><content>{self.line(node)}</content></hcontainer>')
            case _ if is_document(node):
                self._elsewhere(node)
            case _:
                self.named(node, prefix)

    def named(self, node: Node, prefix: str, element: str = "hcontainer") -> None:
        """Write a node whose element has a ``name``: a note, a list of contents, reasons, signatures.

        :param element: ``hcontainer``, which is a level, or ``tblock`` or ``container``, which are blocks.
        """
        name = ROWS[type(node)].name
        figures = _FIGURES.search(node.label) if isinstance(node, nodes.Note) else None
        ref = f"{prefix}{name}"
        new = self.eids[id(node)] = self.ids.numbered(ref, figures[0]) if figures else self.ids.counted(ref)
        says = "class" if element == "tblock" else "name"
        self.put(f'<{element} {says}="{name}" eId="{new}">{self.words.num(node)}')
        opening, closing = ("<content>", "</content>") if element == "hcontainer" else ("", "")
        match node:
            case nodes.Note():
                self.put(f"{opening}<p>{self.words.of(node)}</p>{closing}")
            case nodes.Contents():
                heading = f"<heading>{self.words.of(node.heading)}</heading>" if node.heading else ""
                self.put(f"{heading}{opening}{self.entries(node.blocks, f'{new}__')}{closing}")
            case nodes.Reasons() | nodes.SignatureBlock() if node.blocks or not opening:
                self.put(opening)
                self.blocks(node.blocks, f"{new}__")
                self.put(closing)
        self.put(f"</{element}>")

    def _filled(self, node: Node, element: str, eid: str, blocks: Sequence[Node], alone: bool) -> None:
        """Write a level with blocks, and a number if it has one.

        :param alone: whether a paragraph may be its only content; a paragraph without a number is a block by itself.
        """
        num = self.words.num(node)
        if alone and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            self.put(f'<{element} eId="{eid}">{num}<content>{self.line(blocks[0])}</content></{element}>')
            return
        self.put(f'<{element} eId="{eid}">{num}')
        places = [place for place, block in enumerate(blocks) if isinstance(block, Item)]
        within = f"{eid}__"
        if places:
            first, last = places[0], places[-1] + 1
            self._levels(blocks[:first], blocks[first:last], within)
            self._in("wrapUp", blocks[last:], within)
        elif alone:
            self._in("content", blocks or (None,), within)
        else:  # more than a paragraph, but it opens no list
            self.put("<intro>")
            self.blocks(blocks[:1], within)
            self.put("</intro>")
            for block in blocks[1:]:
                self.level(block, within, "alinea", "al")
        self.put(f"</{element}>")

    def _in(self, element: str, blocks: Sequence[Node | None], prefix: str) -> None:
        if blocks:
            self.put(f"<{element}>")
            self.blocks([block for block in blocks if block is not None], prefix)
            self.put(f"</{element}>")

    def _levels(self, head: Sequence[Node], blocks: Sequence[Node], prefix: str) -> None:
        """Write sub-items and the blocks between them; the words before them open the first list."""
        unnumbered: bool | None = None
        around = ""
        for block in blocks:
            if isinstance(block, Item) and block.label:
                kind = block.style in _UNNUMBERED
                if kind is not unnumbered:
                    self.put("</list>" if around else "")
                    around = self.ids.counted(f"{prefix}list")
                    self.put(f'<list eId="{around}">')
                    self._in("intro", head, prefix)
                    head, unnumbered = (), kind
                name = "indent" if kind else "point"
                self.level(block, f"{around}__", name, name)
                continue
            if around:
                self.put("</list>")
                around, unnumbered = "", None
            self._in("intro", head, prefix)
            head = ()
            self.level(block, prefix, "alinea", "al")
        self.put("</list>" if around else "")

    def numbered(self, node: Node, ref: str, label: str) -> str:
        """Return the eId of a node, from its label."""
        eid = self.eids[id(node)] = self.ids.numbered(ref, label)
        return eid

    def levels(self, blocks: Sequence[Node], prefix: str) -> None:
        """Write the content of a clause, a division, an annex ..., in order."""
        for block in blocks:
            self.level(block, prefix)

    # ------------------------------------------------------------------ clauses

    def clause_id(self, clause: Clause, prefix: str) -> tuple[str, str]:
        """Return the name of a clause, which is its verb, and its eId."""
        name = camel(clause.heading.verb or "") or "clause"
        eid = self.eids[id(clause)] = self.ids.counted(f"{prefix}{name}")
        return name, eid

    def heading(self, clause: Clause) -> str:
        """Return the number and heading of a clause as XML, as far as it has them."""
        number = self.words.num(clause)
        return f"{number}<heading>{self.words.heading(clause.heading)}</heading>" if clause.heading.text else number

    def _led_by_heading(self, clause: Clause) -> tuple[nodes.Block, ...]:
        """Return the blocks of a clause whose heading is on the line of the first, as in United Nations texts."""
        heading, blocks = clause.heading, clause.blocks
        if not (blocks and isinstance(blocks[0], nodes.Paragraph)):
            blocks = (nodes.Paragraph(start=heading.end, end=heading.end, text=""), *blocks)
        parting = " " if blocks[0].text and not self.words.lang.runs_on else ""
        self._led[id(blocks[0])] = self.words.heading(heading) + parting
        return blocks

    def _clause(self, clause: Clause, prefix: str) -> None:
        if self.words.scope.is_assembly and clause.heading.text:
            eid = self.eids[id(clause)] = self._through(prefix, "para", clause.label)
            element = "paragraph" if clause.role is Role.OPERATIVE else "alinea"
            self._filled(clause, element, eid, self._led_by_heading(clause), alone=True)
            return
        name, eid = self.clause_id(clause, prefix)
        part = self.words.scope.part("OPERATIVE" if clause.role is Role.OPERATIVE else "PREAMBULAR")
        self.put(f'<hcontainer name="{name}" eId="{eid}" refersTo="{part}">{self.heading(clause)}')
        self.levels(clause.blocks, f"{eid}__")
        self.put("</hcontainer>")

    def container(self, node: Clause | Amendment, prefix: str) -> None:
        """Write a clause of the preamble as a block, or a marker with such a clause."""
        if isinstance(node, Amendment):
            eid = self.eids[id(node)] = self.ids.counted(f"{prefix}amendment")
            self.put(f'<container name="amendment" class="{amendment_class(node)}" eId="{eid}">')
            self.put(f"<tblock>{self.words.num(node)}{'' if node.action in DOES else '<p/></tblock>'}")
            self._quoted(node, eid, lambda block: self.container(block, prefix))  # type: ignore[arg-type]
            self.put("</tblock>" if node.action in DOES else "")
        else:
            name, eid = self.clause_id(node, prefix)
            opening, closing, blocks = f"<tblock>{self.heading(node)}", "</tblock>", node.blocks
            if self.words.scope.is_assembly and node.heading.text:
                name, blocks = attribute(verb_phrase(node.heading, self.words.lang)), self._led_by_heading(node)
                opening, closing = (f"<tblock>{self.words.num(node)}", closing) if node.label else ("", "")
            self.put(f'<container name="{name}" eId="{eid}">{opening}')
            self.blocks(blocks, f"{eid}__")
            self.put(closing)
        self.put("</container>")

    # ------------------------------------------------------------------ treaties

    def _division(self, division: nodes.Division, prefix: str) -> None:
        ref = DIVISIONS.get(division.kind)
        if ref is None:
            opening, element = f'hcontainer name="{division.kind}"', "hcontainer"
            eid = self.ids.counted(f"{prefix}{division.kind}")
        else:
            opening = element = division.kind
            eid = self._through(prefix, ref, division.number) if ref == "art" else ""
            eid = eid or self.ids.numbered(f"{prefix}{ref}", division.number)
        self.eids[id(division)] = eid
        num = f"<num>{self.words.named(division.heading)}</num>" if division.heading.text else ""
        self.put(f'<{opening} eId="{eid}">{num}')
        heads, rest = fronts(division.blocks)
        for head in heads:
            name = ROWS[type(head)].head
            self.put(f"<{name}>{self.words.of(head)}</{name}>")
        self.levels(rest, f"{eid}__")
        self.put(f"</{element}>")

    def _through(self, prefix: str, ref: str, number: str | None) -> str:
        """Return the eId of an article or a provision, whose numbers run through the document."""
        wanted = f"{self.around}{ref}_{number_of(number or '')}"
        if not number_of(number or "") or wanted in self.ids.names:
            return self.ids.numbered(f"{prefix}{ref}", number)
        return self.ids.new(wanted)

    def _provision(self, provision: nodes.Provision, prefix: str) -> None:
        eid = self.eids[id(provision)] = self._through(prefix, "provision", provision.number)
        self.put(f'<hcontainer name="provision" eId="{eid}">{self.words.num(provision)}')
        if any(isinstance(block, nodes.Item) for block in provision.blocks):
            self.levels(provision.blocks, f"{eid}__")
        elif provision.blocks:
            self._in("content", provision.blocks, f"{eid}__")
        self.put("</hcontainer>")

    # ------------------------------------------------------------------ amendments, reasons, signatures

    def _amendment(self, node: Amendment, prefix: str) -> None:
        eid = self.eids[id(node)] = self.ids.counted(f"{prefix}amendment")
        self.put(f'<hcontainer name="amendment" class="{amendment_class(node)}" eId="{eid}">{self.words.num(node)}')
        is_quoted = bool(node.blocks) and node.action in DOES
        self.put("<content>" if is_quoted else "")
        own = (nodes.Provision, nodes.Division, Clause)
        self._quoted(node, eid, lambda block: self.level(block, prefix if isinstance(block, own) else f"{eid}__"))
        if node.reasons is not None:
            self.named(node.reasons, f"{eid}__", "tblock" if is_quoted else "hcontainer")
        self.put("</content></hcontainer>" if is_quoted else "</hcontainer>")

    def _quoted(self, node: Amendment, eid: str, write: Callable[[Node], None]) -> None:
        """Write what an amendment adds or changes as a quoted structure, and record the modification."""
        is_quoted = bool(node.blocks) and node.action in DOES
        mod = f"{eid}__mod_1" if is_quoted else eid
        if is_quoted:
            self.put(f'<p><mod eId="{self.ids.new(mod)}"><quotedStructure eId="{self.ids.new(f"{mod}__qstr_1")}">')
        for block in node.blocks:
            write(block)
        self.put("</quotedStructure></mod></p>" if is_quoted else "")
        self.modifies(node, mod)

    def modifies(self, node: Amendment, eid: str) -> None:
        """Record the modification that an amendment makes."""
        what = DOES.get(node.action)
        if what is None:
            return
        made = [self.eids[id(block)] for block in node.blocks if id(block) in self.eids]
        made = made[:1] if node.action != "SUP" else []
        new = "".join(f'<new href="#{each}"/>' for each in made)
        self.words.scope.modifications.append(
            f'<textualMod type="{what}" incomplete="true"><source href="#{eid}"/><destination/>{new}</textualMod>'
        )

    # ------------------------------------------------------------------ other nodes

    def _elsewhere(self, node: Node) -> None:
        """Write a reference to the component of a document deep inside another."""
        scope = self.words.scope
        eid = self.ids.counted(f"{scope.prefix}cmp")
        scope.later.append((node, eid))
        names = node._names
        self.put(f'<componentRef src="#{eid}" showAs="{attribute(names[0] if names else eid)}"/>')
