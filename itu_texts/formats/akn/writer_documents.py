"""Writes documents: texts as statements, treaties as acts, annexes as attachments of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, zip_longest
from typing import Any

from attrs import frozen

from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.iris import (
    Date,
    Work,
    first_words,
    number_of_work,
    treaty_of,
    treaty_of_others,
    treaty_work,
    unknown_work,
    words_of_name,
    work_of,
)
from itu_texts.formats.akn.rows import number_of
from itu_texts.formats.akn.writer_levels import DOES, Levels, amendment_class, fronts, is_document
from itu_texts.formats.akn.writer_scope import Scope, dates_of, identification, meta
from itu_texts.formats.akn.writer_words import Words
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Amendment, Annex, Clause, Node, Role, SignatureBlock, Text
from itu_texts.tree.published import Published


@frozen
class GivenMetadata:
    """Metadata that the caller adds to those of the text."""

    date: str | None = None
    actor: str | None = None
    number: str | None = None

    def of(self, work: Work) -> Work:
        """Return a work with these metadata."""
        date = work.date
        if self.date:
            date = Date(self.date, "revision" if date.name == "revisionYear" else "adoption")
        return work._replace(date=date, actor=self.actor or work.actor, number=self.number or work.number)


NO_METADATA = GivenMetadata()


def in_preamble(node: Node) -> bool:
    """Return whether a part of a text may stand in its preamble: a recital, a marker above some, the formula."""
    if isinstance(node, Amendment):
        return (
            bool(node.blocks)
            and node.reasons is None
            and all(isinstance(b, Clause) and in_preamble(b) for b in node.blocks)
        )
    return isinstance(node, nodes.Formula) or (isinstance(node, Clause) and node.role is Role.PREAMBLE)


class Documents(Levels):
    """Writes documents, and the documents in them.

    :param language: three letters of ISO 639-2.
    """

    def __init__(self, words: Words, language: str) -> None:
        self.out: list[str] = []
        super().__init__(words, self.out.append)
        self.language = language
        self.as_of = ""
        """The day at which a consolidated text was in this form."""
        self._said_amended: set[int] = set()
        self.names = UniqueNames("-")
        """The names of works without numbers."""

    # ------------------------------------------------------------------ a document and its scope

    def whole(
        self,
        node: Node,
        opening: str,
        work: Work,
        prefix: str,
        inside: Callable[[], None],
        *,
        beside: Sequence[Node] = (),
        **given: Any,
    ) -> None:
        """Write a document that is complete by itself. Its metadata are known only when the rest has been written.

        :param node: the node that is written; ``beside`` are further nodes.
        :param opening: the start tag without its brackets.
        :param inside: writes all that follows the metadata.
        :param given: further arguments for the identification.
        """
        text = node if isinstance(node, Text) else None
        scope = Scope(work, prefix, self.words.lang, text.formula.body if text and text.formula else "")
        scope.is_assembly = text is not None and bool(assembly_of(text, self.words.lang))
        self.links.scopes.update((id(each), scope) for each in (node, *beside))
        if not prefix:
            self.links.scopes[id(node.document)] = scope
        outer, around = self.words.scope, self.around
        self.words.scope, self.around = scope, prefix
        place = len(self.out)
        self.put("")
        inside()
        self._say_amended(node, scope)
        if scope.later:
            self.put("<components>")
            for later, eid in scope.later:  # the list may grow
                self.deep(later, eid)
            self.put("</components>")
        contains = ' contains="multipleVersions"' if scope.tracked else ""
        document = node.document
        is_whole = document is not None and not prefix and (node is document or len(document.texts) == 1)
        published = document.published if document is not None and is_whole else Published()
        named = identification(scope, self.language, "main", **given)
        self.out[place] = f"<{opening}{contains}>{meta(scope, named, published)}"
        self.put(f"</{opening.split(' ', 1)[0]}>")
        self.words.scope, self.around = outer, around

    def _say_amended(self, node: Node, scope: Scope) -> None:
        """Record what was amended in a consolidated text, and by which proposal."""
        document = node.document
        for each in document.amended if document is not None else ():
            if id(each) in self._said_amended or not (node.start <= each.start and each.end <= node.end):
                continue
            self._said_amended.add(id(each))
            if not scope.events:
                self._say_event(scope, scope.work.date.whole, scope.library, "generation")
            source = scope.amending(each.marker)
            self._say_event(scope, self.as_of or scope.work.date.whole, source, "amendment")
            eid = self._amended_place(node, each)
            destination = f'<destination href="#{eid}"/>' if eid else f'<destination href="{scope.work.name}"/>'
            what = DOES.get(each.action, "substitution")
            scope.amended.append(f'<textualMod type="{what}"><source href="{source}"/>{destination}</textualMod>')
            scope.as_of = self.as_of

    @staticmethod
    def _say_event(scope: Scope, date: str, source: str, kind: str) -> None:
        event = f'<eventRef date="{date}" source="{source}" type="{kind}"/>'
        if event not in scope.events:
            scope.events.append(event)

    def _amended_place(self, node: Node, stretch: nodes.Amended) -> str:
        """Return the eId of the smallest node that contains a stretch of a text."""
        eid = ""
        below: Node | None = node
        while below is not None:
            eid = self.eids.get(id(below), eid)
            if below.span == stretch.span and id(below) in self.eids:
                break
            inside = (each for each in below.children if each.start <= stretch.start and stretch.end <= each.end)
            below = next(inside, None)
        return eid

    def deep(self, node: Node, eid: str) -> None:
        """Write a document deep inside another as a component."""
        raise NotImplementedError

    def document(self, node: Node, prefix: str) -> None:
        """Write a node that is a document by itself."""
        raise NotImplementedError

    # ------------------------------------------------------------------ fronts

    def front(self, lines: Sequence[Node], prefix: str) -> None:
        """Write the first lines of a document; a heading and a title on one line are one paragraph."""
        if not lines:
            return
        eid = self.ids.counted(f"{prefix}identification")
        self.put(f'<preface><container name="identification" eId="{eid}">')
        heading = ""
        for line, behind in zip_longest(lines, lines[1:]):
            if isinstance(line, nodes.Heading) and line.separator and isinstance(behind, nodes.Title):
                heading = self.line(line).removesuffix("</p>") + " "
            elif heading:
                self.put(heading + self.line(line).removeprefix("<p>"))
                heading = ""
            else:
                self.front_part(line, prefix)
        self.put("</container></preface>")

    def front_part(self, node: Node, prefix: str) -> None:
        """Write a part of a front: a line, the formula, a list of contents."""
        match node:
            case nodes.Formula():
                self.formula(node, prefix)
            case nodes.Contents():
                self.named(node, prefix, "tblock")
            case _:
                self.put(self.line(node))

    # ------------------------------------------------------------------ texts

    def statement(
        self, text: Text, prefix: str, given: GivenMetadata = NO_METADATA, above: Sequence[Node] = ()
    ) -> None:
        """Write a text.

        :param above: the nodes before it in its file: a cover, and other lines.
        """
        work = self.work_of(text)
        work = given.of(work if text.number else work._replace(number=self.names.new(work.number)))
        self.whole(
            text,
            f'statement name="{text.kind}{"Draft" if text.claims.is_draft else ""}"',
            work,
            prefix,
            lambda: self._text(text, prefix, above),
            shown_as=text.designation.text if text.designation else "",
            dates=dates_of(text),
            official=self.links.official(text.identifier),
        )

    def work_of(self, text: Text) -> Work:
        """Return the work of a text."""
        return work_of(None, self.words.lang, text=text)

    def name_of_part(self, node: Annex | nodes.Division) -> str:
        """Return the name of an annex or a part that is a document: its number, and its title."""
        words = words_of_name(node.title or node.heading.text)
        number = number_of(node.number or "")
        return self.names.new(f"{node.kind}-{number}_{words}" if number else f"{node.kind}-nn-{words}")

    def _text(self, text: Text, prefix: str, above: Sequence[Node]) -> None:
        if above:
            self._above(above)
        lines, body = text.front, text.body
        named = next((place for place, line in enumerate(lines) if isinstance(line, nodes.Formula)), len(lines))
        self.front(lines[:named], prefix)
        grounds = next((place for place, part in enumerate(body) if not in_preamble(part)), len(body))
        if named < len(lines) or grounds:
            self.put("<preamble>")
            for line in lines[named:]:
                self.front_part(line, prefix)
            for part in body[:grounds]:
                if isinstance(part, nodes.Formula):  # below recitals
                    self.formula(part, prefix)
                else:
                    self.container(part, prefix)  # type: ignore[arg-type]
            self.put("</preamble>")
        self.body(body[grounds:], prefix, "main")

    def _above(self, blocks: Sequence[Node]) -> None:
        """Write the page before a text."""
        cover, rest = (blocks[0], blocks[1:]) if isinstance(blocks[0], nodes.Cover) else (None, blocks)
        self.put(f"<coverPage>{self.cover(cover) if cover is not None else ''}")
        if rest:
            eid = self.ids.counted("above")
            self.put(f'<blockContainer class="above" eId="{eid}">')
            self.blocks(rest, f"{eid}__")
            self.put("</blockContainer>")
        self.put("</coverPage>")

    def cover(self, cover: nodes.Cover) -> str:
        """Return the lines of a cover as XML."""
        return "".join(map(self.line, cover.lines)) or "<p/>"

    def body(self, blocks: Sequence[Node], prefix: str, component: str, element: str = "mainBody") -> None:
        """Write what follows the front of a document: levels, signatures, annexes and what follows them.

        :param component: the name of the document in its file: ``main``, ``annex_1``.
        """
        first = next((place for place, block in enumerate(blocks) if is_document(block)), len(blocks))
        closing = (nodes.History, SignatureBlock)  # a date amid a text does not close it
        last = next((place for place in range(first, 0, -1) if not isinstance(blocks[place - 1], closing)), 0)
        adopted = [block for block in blocks[last:first] if isinstance(block, nodes.History)]
        inside = [*blocks[:last], *(block for block in blocks[last:first] if not isinstance(block, nodes.History))]
        is_signed = inside and isinstance(inside[-1], SignatureBlock) and len(inside) > (element == "body")
        signed = [inside.pop()] if is_signed else []
        self.put(f"<{element}>")
        self.levels(inside, prefix)
        if not inside:
            self.put("<p/>" if element == "mainBody" else '<hcontainer name="empty"/>')
        self.put(f"</{element}>")
        if signed or adopted:
            self.put("<conclusions>")
            for each in signed:
                self.named(each, prefix, "container")
            self.put("".join(map(self.line, adopted)) + "</conclusions>")
        if blocks[first:]:
            self.put("<attachments>")
            self.attachments(blocks[first:], prefix, component)
            self.put("</attachments>")

    # ------------------------------------------------------------------ annexes

    def attachments(self, blocks: Sequence[Node], prefix: str, component: str, of: str = "") -> None:
        """Write annexes, whole texts, markers above these, and runs of other blocks after them.

        :param of: the eId of a marker to which they belong although it stands above another node.
        """
        for apart, run in groupby(blocks, key=is_document):
            if not apart:
                self._attachment((*run,), prefix, component, of)
                continue
            for block in run:
                if isinstance(block, Amendment):
                    self._under_marker(block, prefix, component, of)
                else:
                    self._attachment((block,), prefix, component, of)

    def _under_marker(self, node: Amendment, prefix: str, component: str, of: str) -> None:
        """Write a marker above an annex or a text, then the reasons and other nodes that belong to it."""
        first = node.blocks[:1]
        if not is_document(first[0]) or isinstance(first[0], Amendment):
            first = ()
        reasons = (node.reasons,) if node.reasons is not None else ()
        eid = self.eids[id(node)] = self._attachment(first, prefix, component, of, node)
        self.modifies(node, eid)
        self.attachments((*node.blocks[len(first) :], *reasons), prefix, component, eid)

    def _attachment(
        self, blocks: Sequence[Node], prefix: str, component: str, of: str, marker: Amendment | None = None
    ) -> str:
        """Write an annex, a whole text, or other blocks after an annex, with the marker above it.

        :returns: its eId.
        """
        alone = blocks[0] if blocks and is_document(blocks[0]) else None
        kind = "matter" if alone is None else getattr(alone, "kind", type(alone).__name__.lower())
        number = alone.number if isinstance(alone, Annex | Text) else None
        ref = f"{prefix}{kind}"
        eid = self.ids.numbered(ref, number) if alone is not None else self.ids.counted(ref)
        local = eid.removeprefix(prefix)
        path = local if component == "main" else f"{component}/{local}"
        self.put(f"<attachment{belonging(eid, of, marker)}>{self.words.num(marker) if marker else ''}")
        if alone is None:
            self._doc(kind, path, f"{eid}__", lambda: self._loose_blocks(blocks, f"{eid}__"))
        else:
            self.eids[id(alone)] = eid
            if isinstance(alone, Annex):
                self._doc(
                    kind,
                    path,
                    f"{eid}__",
                    lambda: self.body(self.annex_front(alone, f"{eid}__"), f"{eid}__", path),
                )
            else:
                self.document(alone, f"{eid}__")
        self.put("</attachment>")
        return eid

    def _doc(self, name: str, component: str, prefix: str, inside: Callable[[], None]) -> None:
        """Write a document whose metadata only name the work that it is a part of."""
        around, self.around = self.around, prefix
        self.put(f'<doc name="{name}"><meta>{identification(self.words.scope, self.language, component)}</meta>')
        inside()
        self.put("</doc>")
        self.around: str = around

    def annex_front(self, annex: Annex | nodes.Division, prefix: str) -> Sequence[Node]:
        """Write the heading of an annex, its title and its reference; return the blocks that follow."""
        heads, rest = fronts(annex.blocks)
        self.front([*((annex.heading,) if annex.heading.text else ()), *heads], prefix)
        return rest

    def _loose_blocks(self, blocks: Sequence[Node], prefix: str) -> None:
        self.put("<mainBody>")
        self.levels(blocks, prefix)
        self.put("</mainBody>" if blocks else "<p/></mainBody>")

    # ------------------------------------------------------------------ treaties

    def act(self, blocks: Sequence[Node], prefix: str, given: GivenMetadata = NO_METADATA) -> None:
        """Write parts of a treaty: divisions, provisions, amendments, and annexes after them."""
        words = first_words(*blocks)
        treaty = treaty_of(words, self.words.lang)
        work = (
            treaty_work(treaty) if treaty else treaty_of_others(self.names.new(number_of_work("treaty", None, words)))
        )
        work = given.of(work)
        first, *beside = blocks
        self.whole(
            first, 'act name="treaty"', work, prefix, lambda: self.body(blocks, prefix, "main", "body"), beside=beside
        )

    def annex(self, annex: Annex, prefix: str) -> None:
        """Write an annex that follows neither a text nor a treaty."""
        work = unknown_work("doc", annex.kind, self.name_of_part(annex))
        self.whole(
            annex,
            f'doc name="{annex.kind}"',
            work,
            prefix,
            lambda: self.body(self.annex_front(annex, prefix), prefix, "main"),
        )


def belonging(eid: str, of: str, marker: Amendment | None) -> str:
    """Return the attributes of a component: its eId, the class of its marker, and the marker to which it belongs."""
    given = f' class="{amendment_class(marker)}"' if marker is not None else ""
    return f' eId="{eid}"{given}' + (f' refersTo="#{of}"' if of else "")
