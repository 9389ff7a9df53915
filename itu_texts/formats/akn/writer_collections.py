"""Writes volumes and session documents as collections: texts, parts of treaties and loose blocks become components."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from itu_texts.analysis.iris import first_words, number_of_work, unknown_work
from itu_texts.formats.akn.writer_documents import NO_METADATA, Documents, GivenMetadata, belonging
from itu_texts.formats.akn.writer_levels import DOES, is_document
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Agenda, Amendment, Annex, Contents, Cover, Division, Document, Node, Text

_LOOSE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Reasons, nodes.SignatureBlock)


def is_treaty(blocks: Sequence[Node]) -> bool:
    """Return whether the blocks of a document are those of one treaty."""
    if any(_holds_texts(block) or isinstance(block, Text | Agenda | Contents | Cover) for block in blocks):
        return False
    first = next((place for place, block in enumerate(blocks) if is_document(block)), len(blocks))
    return any(not isinstance(block, _LOOSE) for block in blocks[:first])


def _holds_texts(node: Node) -> bool:
    """Return whether a division, an annex or a marker contains texts outside annexes."""
    within = {Annex: (Amendment,), Division: (Amendment, Division), Amendment: (Amendment, Division)}.get(type(node))
    blocks: Sequence[Node] = node.children if within else ()
    return any(isinstance(each, Text) or (isinstance(each, within or ()) and _holds_texts(each)) for each in blocks)


class Collections(Documents):
    """Writes collections."""

    def collection(self, document: Document, given: GivenMetadata) -> None:
        """Write a document that contains more than one text."""
        blocks: Sequence[Node] = document.blocks
        cover = blocks[0] if blocks and isinstance(blocks[0], Cover) else None
        texts = [block for block in blocks if isinstance(block, Text)]
        if cover is not None and cover.number:
            work = unknown_work("", "", number_of_work("doc", cover.number))
        elif len(texts) == 1:
            work = self.work_of(texts[0])
        else:
            work = unknown_work("", "", number_of_work("doc", None, first_words(*blocks)))
        work = given.of(work._replace(element="documentCollection", subtype="collection"))

        def inside() -> None:
            if cover is not None:
                self.put(f"<coverPage>{self.cover(cover)}</coverPage>")
            self._body(blocks[1:] if cover is not None else blocks, "")

        shown = (cover.number or "") if cover else ""
        self.whole(document, 'documentCollection name="collection"', work, "", inside, shown_as=shown)

    def document(self, node: Node, prefix: str) -> None:
        match node:
            case Text():
                self.statement(node, prefix)
            case Annex() if not _holds_texts(node):
                self.annex(node, prefix)
            case Annex() | Division():
                self.whole(
                    node,
                    f'documentCollection name="{node.kind}"',
                    unknown_work("documentCollection", "collection", self.name_of_part(node)),
                    prefix,
                    lambda: self._body(self.annex_front(node, prefix), prefix),
                    shown_as=node.heading.text,
                )
            case Agenda():
                self.agenda(node, prefix)
            case Contents():
                entries = self.entries(node.blocks, prefix)
                self.put(f'<interstitial eId="{prefix}interstitial" class="contents">{entries}</interstitial>')
            case Cover():
                self.put(f'<interstitial eId="{prefix}interstitial" class="cover">{self.cover(node)}</interstitial>')

    def deep(self, node: Node, eid: str) -> None:
        if isinstance(node, Amendment):
            self._under_marker_here(node, "", "", eid)
        else:
            self._component(node, "", "", eid)

    def _body(self, blocks: Sequence[Node], prefix: str) -> None:
        self.put("<collectionBody>")
        if not blocks:
            eid = self.ids.counted(f"{prefix}cmp")
            self.put(f'<component eId="{eid}"><interstitial eId="{eid}__interstitial"/></component>')
        self._components(blocks, prefix)
        self.put("</collectionBody>")

    # ------------------------------------------------------------------ components

    def _components(self, blocks: Sequence[Node], prefix: str, of: str = "") -> None:
        """Write blocks as components: one for each document, and one for each run of loose blocks or parts of treaties.

        :param of: the eId of the component to whose marker they belong.
        """
        for kind, run in _runs(blocks):
            if kind != "document":
                eid = self.ids.counted(f"{prefix}cmp")
                self.put(f"<component{belonging(eid, of, None)}>")
                self._run(kind, run, f"{eid}__")
                self.put("</component>")
            elif isinstance(run[0], Amendment):
                self._under_marker_here(run[0], prefix, of)
            else:
                self._component(run[0], prefix, of)

    def _run(self, kind: str, run: Sequence[Node], prefix: str) -> None:
        if kind == "treaty":
            self.act(run, prefix)
        else:
            self.put(f'<interstitial eId="{prefix}interstitial">')
            self._loose(run, prefix)
            self.put("</interstitial>")

    def _component(self, node: Node, prefix: str, of: str, eid: str = "") -> None:
        eid = eid or self.ids.counted(f"{prefix}cmp")
        self.eids[id(node)] = eid
        self.put(f"<component{belonging(eid, of, None)}>")
        if isinstance(node, Contents) and node.heading is not None:
            self.put(f"<heading>{self.words.of(node.heading)}</heading>")
        self.document(node, f"{eid}__")
        self.put("</component>")

    def _under_marker_here(self, node: Amendment, prefix: str, of: str, eid: str = "") -> None:
        """Write a marker with what it amends; the reasons, and other nodes that belong to it, follow as components."""
        eid = eid or self.ids.counted(f"{prefix}cmp")
        self.eids[id(node)] = eid
        reasons = (node.reasons,) if node.reasons is not None else ()
        kind, run = next(iter(_runs(node.blocks)))
        first = run[0]
        self.put(f"<component{belonging(eid, of, node)}>{self.words.num(node)}")
        if kind == "document" and not isinstance(first, Amendment):
            self.document(first, f"{eid}__")
            self._changes(node, first, eid)
        elif kind == "document":
            run = []
            self.put(f'<interstitial eId="{eid}__interstitial"/>')
        else:
            self._run(kind, run, f"{eid}__")
        self.put("</component>")
        # nodes of a marker deep in a document follow among its components
        behind = prefix if of or prefix or eid.startswith("cmp") else f"{eid}__"
        self._components((*node.blocks[len(run) :], *reasons), behind, eid)

    def _changes(self, node: Amendment, text: Node, eid: str) -> None:
        """Record that a marker changes a text, in whichever edition."""
        if not isinstance(text, Text) or node.action == "NOC":
            self.modifies(node, eid)
            return
        work = self.links.scopes[id(text)].work
        what = DOES[node.action]
        new = f'<new href="{work.iri}"/>' if node.action != "SUP" else ""
        known = text.identifier is not None and node.action != "ADD"
        there = work if node.action == "SUP" else work.undated  # an unknown earlier edition is modified
        destination = f'<destination href="{there.iri}"/>' if known else "<destination/>"
        incomplete = "" if known else ' incomplete="true"'
        self.words.scope.modifications.append(
            f'<textualMod type="{what}"{incomplete}><source href="#{eid}"/>{destination}{new}</textualMod>'
        )

    def _loose(self, blocks: Sequence[Node], prefix: str) -> None:
        """Write the blocks between texts."""
        for apart, run in groupby(blocks, key=lambda block: isinstance(block, nodes.Reasons | nodes.SignatureBlock)):
            if not apart:
                self.blocks([*run], prefix)
                continue
            for block in run:
                self.named(block, prefix, "tblock")

    # ------------------------------------------------------------------ covers, agendas

    def agenda(self, agenda: Agenda, prefix: str, given: GivenMetadata = NO_METADATA) -> None:
        """Write the agenda of a meeting."""
        number = number_of_work("agenda", None, agenda.heading.text)
        work = given.of(unknown_work("debateReport", "agenda", number))

        def inside() -> None:
            title = nodes.Title(start=agenda.heading.start, end=agenda.heading.end, text=agenda.heading.text)
            if marks := self.words.marks.get((id(agenda.heading), False)):
                self.words.marks[(id(title), False)] = marks
            self.front([title], prefix)
            self.put("<mainBody>")
            for item in agenda.items:
                self._agenda_item(item, prefix)
            self.put("</mainBody>" if agenda.items else "<p/></mainBody>")

        self.whole(agenda, 'debateReport name="agendaListing"', work, prefix, inside)

    def _agenda_item(self, item: nodes.AgendaItem, prefix: str) -> None:
        eid = self.numbered(item, f"{prefix}para", item.label)
        self.put(f'<paragraph eId="{eid}">{self.words.num(item)}<content>')
        for named, run in groupby(item.blocks, key=lambda block: isinstance(block, nodes.Entry)):
            if not named:
                self.put("".join([self.line(block) for block in run]))
                continue
            around = self.ids.counted(f"{eid}__list")
            self.put(f'<blockList class="entries" eId="{around}">')
            for entry in run:
                assert isinstance(entry, nodes.Entry)
                mine = self.numbered(entry, f"{around}__item", entry.label)
                href, words = self.cited(entry), self.entry(entry)
                self.put(
                    f'<item eId="{mine}"><p>{f"""<ref href="{href}">{words}</ref>""" if href else words}</p></item>'
                )
            self.put("</blockList>")
        self.put("</content></paragraph>" if item.blocks else "<p/></content></paragraph>")


def _runs(blocks: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Return blocks in runs: documents by themselves, consecutive loose blocks, and consecutive parts of treaties.

    Annexes after parts of treaties belong to them.
    """
    found: list[tuple[str, list[Node]]] = []
    for block in blocks:
        apart = is_document(block) or isinstance(block, Contents) or _holds_texts(block)
        kind = "document" if apart else "loose" if isinstance(block, _LOOSE) else "treaty"
        last, run = found[-1] if found else ("", [])
        behind = (
            kind == "document" and last == "treaty" and isinstance(block, Annex | Amendment) and not _holds_texts(block)
        )
        ended = last == "treaty" and is_document(run[-1])
        signed = isinstance(block, nodes.SignatureBlock) and last == "treaty"
        if behind or ((kind == last or signed) and kind != "document" and not ended):
            run.append(block)
        else:
            found.append((kind, [block]))
    return found
