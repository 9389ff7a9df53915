"""Reads Akoma Ntoso: files of this library give the tree that was written, other files a tree of their blocks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.akn.published import published_in
from itu_texts.formats.akn.reader_blocks import Blocks, heads, is_blank, put_last, without_heading
from itu_texts.formats.akn.reader_clauses import Statements
from itu_texts.formats.akn.reader_levels import Levels, number_in
from itu_texts.formats.akn.reader_source import Lines
from itu_texts.formats.akn.reader_xml import Element, read_xml
from itu_texts.formats.akn.rows import DIVISIONS, LANGUAGES, LIBRARY
from itu_texts.formats.limits import Limits
from itu_texts.language.grammar import languages
from itu_texts.language.language_codes import ANY
from itu_texts.parsing import parse_mixed
from itu_texts.parsing.record_lines import cover_of
from itu_texts.tree import nodes
from itu_texts.tree.addresses import is_label
from itu_texts.tree.base import set_parent
from itu_texts.tree.diagnostics import make_diagnostic
from itu_texts.tree.nodes import TEXT_KINDS, Annex, Clause, Cover, Division, Document, Node, Paragraph, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_DOCUMENTS = ("statement", "act", "doc", "documentCollection", "debateReport", "interstitial")
_ANNEXES = ("annex", "appendix", "attachment")
_PARTS = (*_ANNEXES, *DIVISIONS, "preamble", "protocol")

_CODES = {three: code for code, three in LANGUAGES.items()}
_UNKNOWN = "en"
_KNOWN = (nodes.Text, nodes.Amendment, nodes.Division, nodes.Annex, nodes.Provision, nodes.Clause, nodes.Agenda)


class Documents(Levels):
    """Makes texts, annexes and other nodes from documents in Akoma Ntoso."""

    def __init__(self, lines: Lines, language: str, places: dict[str, Element]) -> None:
        super().__init__(lines, language)
        self.places = places
        """The elements of the file by their eIds."""
        self._behind: dict[str, list[Element]] = {}
        """By the eId of a component or an attachment: the following ones that belong to its marker."""
        for eid, element in places.items():
            if element.name in ("component", "attachment"):
                self._behind.get(_above(element), []).append(element)
                self._behind[eid] = []

    def whole(self, element: Element) -> list[Node]:
        """Return the blocks of a document that is the whole file."""
        if element.name == "documentCollection":
            cover = element.first("coverPage")
            return [*([self._cover(cover)] if cover is not None else []), *self._collected(element)]
        cover = element.first("coverPage") if element.name == "statement" else None
        return [*(self._above(cover) if cover is not None else ()), *self._document(element, element)]

    def _above(self, element: Element) -> list[Node]:
        """Return what stands above a text: a cover, and other lines."""
        above = element.first("blockContainer")
        cover = [self._cover(element)] if above is None or next(element.elements) is not above else []
        return [*cover, *self.blocks(above)]

    def _document(self, element: Element, around: Element) -> list[Node]:
        """Return the nodes of a document in another.

        :param around: its component or attachment.
        """
        match element.name:
            case "statement":
                return [self._statement(element)]
            case "doc" if element.get("name") in _ANNEXES:
                return [self._headed(element.get("name"), element, around.get("eId"), self._inside)]
            case "act" | "doc":
                return self._inside(element)
            case "debateReport":
                start = self.lines.begin()
                heading = self.line(Paragraph, *element.below("preface", "container"))
                items = tuple(
                    [self._agenda_item(each) for each in element.below("mainBody") if each.name == "paragraph"]
                )
                return [self.made(nodes.Agenda, start, heading=heading, items=items)]
            case "documentCollection":
                kind = element.get("name")
                return [self._headed(kind if kind in _PARTS else "part", element, "", self._collected)]
            case "interstitial" if element.get("class") == "contents":
                return [self.contents(around, element)]
            case "interstitial" if element.get("class") == "cover":
                return [self._cover(element)]
        return self.blocks(element)

    # ------------------------------------------------------------------ components and attachments

    def _components(self, element: Element | None) -> list[Node]:
        """Return the nodes of components or attachments, read together with those that belong to their markers."""
        found = element.elements if element is not None else ()
        alone = (child for child in found if child not in self._behind.get(_above(child), ()))
        return [node for child in alone for node in self._component(child)]

    def _component(self, element: Element) -> list[Node]:
        return [self.amendment(element, self._held)] if heads(element, "num") else self._held(element)

    def _held(self, element: Element) -> list[Node]:
        """Return the content of a component or an attachment, and of those that belong to it."""
        inside = (child for child in element.elements if child.name in _DOCUMENTS)
        found = [node for child in inside for node in self._document(child, element)]
        return found + [node for each in self._behind.get(element.get("eId"), ()) for node in self._component(each)]

    def block(self, element: Element) -> list[Node]:
        if element.name == "componentRef":
            there = self.places.pop(element.get("src").lstrip("#"), None)
            return self._component(there) if there is not None and there.name == "component" else []
        return super().block(element)

    # ------------------------------------------------------------------ texts

    def _statement(self, element: Element) -> Text:
        start = self.lines.begin()
        kind = element.get("name").removesuffix("Draft")
        kind = kind if kind in TEXT_KINDS else "text"
        front: list[Any] = [
            part for line in element.below("preface", "container") for part in self._front_part(line, kind)
        ]
        body: list[Any] = []
        for child in element.below("preamble"):
            match child.name:
                case "formula":  # below recitals, as some conferences have it, or above them
                    (body or front).append(self.formula(child))
                case "p" | "tblock":
                    front += self._front_part(child, kind)
                case _:
                    body += self.block(child)
        body = _in_clauses([*body, *self._inside(element)])
        return self.made(TEXT_KINDS[kind], start, front=tuple(front), body=tuple(body))

    def _front_part(self, element: Element, kind: str) -> list[Node]:
        """Return a line of a front, or a list of contents in it."""
        return self.block(element) if element.name == "tblock" else [self.front_line(element, kind)]

    def _inside(self, element: Element) -> list[Node]:
        """Return what follows the front of a document."""
        return [
            *self.blocks(element.first("mainBody") or element.first("body")),
            *self.blocks(element.first("conclusions")),
            *self._components(element.first("attachments")),
        ]

    def _headed(self, kind: str, element: Element, eid: str, read: Callable[[Element], list[Node]]) -> Node:
        """Return an annex or a division that is a document.

        :param eid: the eId of its attachment.
        :param read: returns what follows its front.
        """
        start = self.lines.begin()
        lines = element.below("preface", "container")
        headed = lines[:1] if lines and lines[0].first("docType") is not None and not lines[0].get("class") else []
        heading, blocks = self.heading_of_part(*headed)
        blocks += [*(self.front_line(line, "") for line in lines[len(headed) :]), *read(element)]
        number = _number_of_component(element, heading.text, eid)
        made: type[Annex | Division] = Annex if kind in _ANNEXES else Division
        return self.made(made, start, kind=kind, number=number, heading=heading, blocks=tuple(blocks))

    # ------------------------------------------------------------------ collections

    def _collected(self, element: Element) -> list[Node]:
        return self._components(element.first("collectionBody"))

    def _cover(self, element: Element) -> Cover:
        start = self.lines.begin()
        shown = (child for child in element.elements if not is_blank(child) and child.name != "blockContainer")
        lines = [self.line(nodes.CoverLine, child) for child in shown]
        return cover_of(lines) if lines else self.made(Cover, start)

    def _agenda_item(self, element: Element) -> nodes.AgendaItem:
        start, label = self.number(element)
        blocks: list[Any] = []
        for child in element.below("content"):
            if child.get("class") == "entries":
                blocks += [self.entry(p) for item in child.elements for p in heads(item, "p")]
            else:
                blocks += self.block(child)
        return self.made(nodes.AgendaItem, start, label=label, blocks=tuple(blocks))


def _above(element: Element) -> str:
    """Return the eId of the component to whose marker another belongs."""
    return element.get("refersTo").lstrip("#")


def _number_of_component(element: Element, heading: str, eid: str) -> str | None:
    """Return the number of an annex or a part, from the eId of its attachment or from the number of the work."""
    if eid and not eid.rpartition("__")[2].startswith("cmp_"):
        return number_in(heading, eid)
    number = element.first("meta", "identification", "FRBRWork", "FRBRnumber")
    value = number.get("value").partition("-")[2] if number is not None else ""
    value = value.partition("_")[0]
    return None if not value or value.startswith("nn-") else number_in(heading, f"x_{value}")


def _in_clauses(found: list[Node]) -> list[Node]:
    """Return the parts of a text; blocks in none of them go into a clause without a heading."""
    made: list[Node] = []
    for node in found:
        if not isinstance(node, Paragraph | nodes.Item | nodes.Note | nodes.Table):
            made.append(node)
        elif made and _is_lost(made[-1]):
            put_last(made, node, _is_lost)
        else:
            made.append(without_heading(node, nodes.Role.PREAMBLE))
    return made


def _is_lost(node: Node) -> bool:
    """Return whether a node is a clause without a heading."""
    return isinstance(node, Clause) and not node.heading.text


def read_akn(data: bytes, name: str, limits: Limits) -> Document:
    """Return the document of an Akoma Ntoso file, with its tracked changes.

    The text is composed of the words of the file, one block on each line; spans are offsets in this text.

    :raises ReadError: if it is not Akoma Ntoso, is not well-formed, declares entities, or is beyond a limit.
    """
    root = read_xml(data, name, limits)
    main = next(root.elements, None) if root.name == "akomaNtoso" else None
    if main is None:
        raise ReadError(f"{name}: an XML file that is not Akoma Ntoso; save it as text, a web page or a Word file")
    named = main.first("meta", "identification", "FRBRExpression", "FRBRlanguage")
    code = named.get("language") if named is not None else ""
    code = _CODES.get(code, code)
    language = code if code in languages() else ""  # no grammar for it
    try:
        document = _ours(root, main, language) if _is_ours(main) else None
        if document is not None:
            return document
        if main.name != "statement" or _is_ours(main):
            return _made(root, language, lambda lines: Blocks(lines).blocks(main))
        if main.first("preamble", "formula") is None:
            return _by_words(_made(root, language, lambda lines: Blocks(lines).blocks(main)))
        document = _made(root, language, lambda lines: Statements(lines, language or _UNKNOWN).whole(main))
        return document if any(isinstance(each, Clause) for each in walk(document)) else _by_words(document)
    except RecursionError:
        raise ReadError(f"{name}: elements are nested too deeply") from None


def _made(root: Element, language: str, read: Callable[[Lines], list[Node]]) -> Document:
    """Return the document of a file."""
    lines = Lines(root)
    blocks: Any = tuple(read(lines))
    source, furniture, changes = lines.finish()
    message = "no text was found: check that this is the right file and that it is complete"
    is_empty = not any(isinstance(each, _KNOWN) for block in blocks for each in walk(block))
    return Document(
        start=0,
        end=len(source),
        blocks=blocks,
        furniture=furniture,
        language=language,
        changes=changes,
        diagnostics=(make_diagnostic("no-text", message, Span(0, len(source))),) if is_empty else (),
        emphasis=tuple(sorted(lines.emphasis, key=lambda each: each.start)),
        published=published_in(next(root.elements, root)),
        source=source,
    )


def _by_words(document: Document) -> Document:
    """Return what its words show of a statement in which no formula or no paragraph is marked, as in plain text.

    Such are the statements of the President of the Security Council.
    """
    text = document.source.text
    found = parse_mixed(text, document.language or ANY)
    if not found.texts or document.changes:
        return document
    for node in (*found.blocks, *found.furniture, *document.emphasis):
        set_parent(node, None)  # so that the new document adopts the node instead of a copy
    return Document(
        start=0,
        end=len(text),
        blocks=found.blocks,
        furniture=found.furniture,
        language=found.language,
        diagnostics=found.diagnostics,
        emphasis=document.emphasis,
        published=document.published,
        source=document.source,
    )


# ---------------------------------------------------------------------- files of this library


def _is_ours(main: Element) -> bool:
    named = main.first("meta", "identification")
    return named is not None and named.get("source") == f"#{LIBRARY}"


def _ours(root: Element, main: Element, language: str) -> Document | None:
    """Return the document that this library wrote; ``None`` if another program has changed its structure."""
    places = {element.get("eId"): element for element in main.walk() if element.get("eId")}
    try:
        document = _made(root, language, lambda lines: Documents(lines, language or _UNKNOWN, places).whole(main))
    except (InputError, ValueError):  # a node with unsuitable content, or of an unknown class
        return None
    return document if all(map(_is_right, walk(document))) else None


def _is_right(node: Node) -> bool:
    """Return whether a node has the attributes that its class requires, and its blocks follow one another."""
    match node:
        case nodes.Item() if node.label and not is_label(node.list_label):
            return False
        case nodes.Provision() if not node.number:
            return False
        case nodes.Amendment() if not node.marker:
            return False
    return all(above.end <= below.start for above, below in pairwise(node.children))
