"""Documents as XML: texts as statements, treaties as acts, annexes as the attachments of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from itu_texts.formats.akn.terms import number_of
from itu_texts.formats.akn.writer_fronts import front, front_part, is_front
from itu_texts.formats.akn.writer_levels import Levels, amendment_class, is_document
from itu_texts.formats.akn.writer_links import Links
from itu_texts.formats.akn.writer_meta import dates_of, identification, meta
from itu_texts.formats.akn.writer_names import Date, Work, unknown_work, work_of
from itu_texts.formats.akn.writer_scope import Scope
from itu_texts.formats.akn.writer_words import Words
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Amendment, Annex, Clause, Node, Role, SignatureBlock, Text

__all__ = ["NOTHING", "Documents", "Said", "belonging", "in_preamble"]


@frozen
class Said:
    """What the caller says of the whole, which the text does not."""

    date: str | None = None
    actor: str | None = None
    number: str | None = None

    def of(self, work: Work) -> Work:
        """A work with what is said of it."""
        date = work.date
        if self.date:
            date = Date(self.date, "revision" if date.name == "revisionYear" else "adoption")
        return work._replace(date=date, actor=self.actor or work.actor, number=self.number or work.number)


NOTHING = Said()


def in_preamble(node: Node) -> bool:
    """Whether a part of a text may stand in its preamble: a clause of it, or a marker above such clauses."""
    if isinstance(node, Amendment):
        return (
            bool(node.blocks)
            and node.reasons is None
            and all(isinstance(b, Clause) and in_preamble(b) for b in node.blocks)
        )
    return isinstance(node, Clause) and node.role is Role.PREAMBLE


class Documents:
    """Writes documents, and those that stand in them.

    :param language: three letters of ISO 639-2.
    """

    def __init__(self, words: Words, links: Links, language: str) -> None:
        self.out: list[str] = []
        self.put = self.out.append
        self.words = words
        self.ids = words.ids
        self.links = links
        self.language = language
        self.levels = Levels(words, self.put)
        self._unnumbered = 0

    # ------------------------------------------------------------------ a document and its scope

    def whole(self, of: Sequence[Node], opening: str, scope: Scope, inside: Callable[[], None], named: str) -> None:
        """A document that is complete by itself: its metadata are known when all else has been written.

        :param of: the nodes that it is made of.
        :param opening: its tag, without what it contains.
        :param inside: what writes all behind the metadata.
        :param named: its identification.
        """
        self.links.scopes.update((id(node), scope) for node in of)
        outer, around = self.words.scope, self.levels.around
        self.words.scope, self.levels.around = scope, scope.prefix
        place = len(self.out)
        self.put("")
        inside()
        if scope.later:
            self.put("<components>")
            for later, eid in scope.later:  # which may grow
                self.deep(later, eid)
            self.put("</components>")
        contains = ' contains="multipleVersions"' if scope.tracked else ""
        self.out[place] = f"<{opening}{contains}>{meta(scope, named)}"
        self.put(f"</{opening.split(' ', 1)[0]}>")
        self.words.scope, self.levels.around = outer, around

    def deep(self, node: Node, eid: str) -> None:
        """A document that stands deep in another, as a component."""
        raise NotImplementedError

    def document(self, node: Node, prefix: str) -> None:
        """A node that is a document by itself."""
        raise NotImplementedError

    # ------------------------------------------------------------------ texts

    def statement(self, text: Text, prefix: str, said: Said = NOTHING) -> None:
        """A text."""
        words = self.words.surface
        count = 1
        if not text.number:
            self._unnumbered += 1
            count = self._unnumbered
        work = said.of(work_of(text.identifier, words, kind=text.kind, text=text, count=count))
        body = text.formula.body if text.formula else ""
        scope = Scope(work, prefix, words, body)
        name = f"{text.kind}{'Draft' if text.status else ''}"
        designation = text.designation

        named = identification(
            scope,
            self.language,
            "main",
            shown_as=designation.text if designation else "",
            dates=dates_of(text),
            official=self.links.official(text.identifier),
        )
        self.whole((text,), f'statement name="{name}"', scope, lambda: self._text(text, prefix), named)

    def _text(self, text: Text, prefix: str) -> None:
        lines, body = text.front, text.body
        named = next((place for place, line in enumerate(lines) if isinstance(line, nodes.Formula)), len(lines))
        if named:
            self.put(f"<preface>{front(self.words, lines[:named], prefix)}</preface>")
        grounds = next((place for place, part in enumerate(body) if not in_preamble(part)), len(body))
        if named < len(lines) or grounds:
            self.put("<preamble>")
            for line in lines[named:]:
                self.put(front_part(self.words, line, prefix))
            for part in body[:grounds]:
                self.levels.container(part, prefix)  # type: ignore[arg-type]
            self.put("</preamble>")
        self.body(body[grounds:], prefix, "main")

    def body(self, blocks: Sequence[Node], prefix: str, component: str, element: str = "mainBody") -> None:
        """All behind the front of a document: levels, signatures, and then annexes and what follows them.

        :param component: what the document is in its file: ``main``, ``annex_1``.
        """
        first = next((place for place, block in enumerate(blocks) if is_document(block)), len(blocks))
        inside, behind = blocks[:first], blocks[first:]
        adopted = [block for block in inside if isinstance(block, nodes.History)]
        inside = [block for block in inside if not isinstance(block, nodes.History)]
        signed = (
            inside[-1]
            if inside and isinstance(inside[-1], SignatureBlock) and len(inside) > (element == "body")
            else None
        )
        if signed is not None:
            inside = inside[:-1]
        self.put(f"<{element}>")
        self.levels.levels(inside, prefix)
        if not inside:
            self.put("<p/>" if element == "mainBody" else '<hcontainer name="empty"/>')
        self.put(f"</{element}>")
        if signed is not None or adopted:
            self.put("<conclusions>")
            if signed is not None:
                self.levels.ending(signed, prefix, "container")
            for line in adopted:
                self.put(f'<p class="history">{self.words.of(line)}</p>')
            self.put("</conclusions>")
        if behind:
            self.put("<attachments>")
            self.attachments(behind, prefix, component)
            self.put("</attachments>")

    # ------------------------------------------------------------------ annexes

    def attachments(self, blocks: Sequence[Node], prefix: str, component: str, of: str = "") -> None:
        """Annexes, whole texts, markers above these, and runs of other matter behind them.

        :param of: the eId of the marker to which they belong besides what it stands above.
        """
        run: list[Node] = []
        for block in blocks:
            if not is_document(block):
                run.append(block)
                continue
            self._matter(run, prefix, component, of)
            run = []
            if isinstance(block, Amendment):
                self._under_marker(block, prefix, component, of)
            else:
                self._attachment(block, prefix, component, of)
        self._matter(run, prefix, component, of)

    def _under_marker(self, node: Amendment, prefix: str, component: str, of: str) -> None:
        """A marker above an annex or a text; the reasons, and what else belongs to it, stand behind."""
        first, rest = node.blocks[0], node.blocks[1:]
        reasons = (node.reasons,) if node.reasons is not None else ()
        num = self.words.number(node)
        if is_document(first) and not isinstance(first, Amendment):
            eid = self._attachment(first, prefix, component, of, num, node)
        else:
            rest = node.blocks
            eid = self._matter((), prefix, component, of, num, node)
        self.links.eids[id(node)] = eid
        self.levels.modifies(node, eid)
        self.attachments((*rest, *reasons), prefix, component, eid)

    def _attachment(
        self, node: Node, prefix: str, component: str, of: str, num: str = "", marker: Amendment | None = None
    ) -> str:
        """An annex or a whole text, with its marker if it stands under one; its eId."""
        kind, number = _called(node)
        eid = self.ids.numbered(f"{prefix}{kind}", number)
        self.links.eids[id(node)] = eid
        self.put(f"<attachment{belonging(eid, of, marker)}>{num}")
        inside = f"{eid}__"
        if isinstance(node, Annex):
            local = eid.removeprefix(prefix)
            self._doc(node, inside, local if component == "main" else f"{component}/{local}")
        else:
            self.document(node, inside)
        self.put("</attachment>")
        return eid

    def _doc(self, annex: Annex, prefix: str, component: str) -> None:
        around, self.levels.around = self.levels.around, prefix
        self.put(f'<doc name="{annex.kind}"><meta>{identification(self.words.scope, self.language, component)}</meta>')
        rest = self.annex_front(annex, prefix)
        self.body(rest, prefix, component)
        self.put("</doc>")
        self.levels.around = around

    def annex_front(self, annex: Annex | nodes.Division, prefix: str) -> Sequence[Node]:
        """The heading of an annex, its title, and where it is called; what stands behind these is given back."""
        blocks = annex.blocks
        heads = next((place for place, block in enumerate(blocks) if not is_front(block)), len(blocks))
        lines: list[Any] = [*((annex.heading,) if annex.heading.text else ()), *blocks[:heads]]
        if lines:
            self.put(f"<preface>{front(self.words, lines, prefix)}</preface>")
        return blocks[heads:]

    def _matter(
        self,
        blocks: Sequence[Node],
        prefix: str,
        component: str,
        of: str,
        num: str = "",
        marker: Amendment | None = None,
    ) -> str:
        """What follows an annex and is none."""
        if not (blocks or marker):
            return ""
        eid = self.ids.counted(f"{prefix}matter")
        local = eid.removeprefix(prefix)
        path = local if component == "main" else f"{component}/{local}"
        self.put(f"<attachment{belonging(eid, of, marker)}>{num}")
        self.put(f'<doc name="matter"><meta>{identification(self.words.scope, self.language, path)}</meta>')
        around, self.levels.around = self.levels.around, f"{eid}__"
        self.put("<mainBody>")
        self.levels.levels(blocks, f"{eid}__")
        self.put("<p/></mainBody></doc></attachment>" if not blocks else "</mainBody></doc></attachment>")
        self.levels.around = around
        return eid

    # ------------------------------------------------------------------ treaties

    def act(self, blocks: Sequence[Node], prefix: str, said: Said = NOTHING) -> None:
        """Treaty matter: divisions, provisions, amendments, and annexes behind them."""
        scope = Scope(said.of(unknown_work("act", "provision")), prefix, self.words.surface)
        named = identification(scope, self.language, "main")
        self.whole(blocks, 'act name="treaty"', scope, lambda: self.body(blocks, prefix, "main", "body"), named)

    def annex(self, annex: Annex, prefix: str) -> None:
        """An annex that no text or treaty precedes."""
        number = f"{annex.kind}-{number_of(annex.number or '') or 'nn-1'}"
        scope = Scope(unknown_work("doc", annex.kind, number), prefix, self.words.surface)
        named = identification(scope, self.language, "main")

        def inside() -> None:
            self.body(self.annex_front(annex, prefix), prefix, "main")

        self.whole((annex,), f'doc name="{annex.kind}"', scope, inside, named)


def _called(node: Node) -> tuple[str, str | None]:
    """The kind of a document in another, and its number."""
    if isinstance(node, Annex | Text):
        return node.kind, node.number
    return type(node).__name__.lower(), None


def belonging(eid: str, of: str, marker: Amendment | None) -> str:
    """The attributes of a component: its eId, the class of its marker, and the marker that it belongs to."""
    said = f' class="{amendment_class(marker)}"' if marker is not None else ""
    return f' eId="{eid}"{said}' + (f' refersTo="#{of}"' if of else "")
