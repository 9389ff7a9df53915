"""Documents in Akoma Ntoso that this library wrote: texts, treaties, annexes, collections, agendas."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from itu_texts.formats.akn.reader_blocks import DIVISIONS, heads, is_blank
from itu_texts.formats.akn.reader_levels import Levels, number_in
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.tree import nodes
from itu_texts.tree.nodes import TEXT_KINDS, Annex, Clause, Cover, Division, Heading, Node, Paragraph, Text

__all__ = ["Documents"]

_DOCUMENTS = ("statement", "act", "doc", "documentCollection", "debateReport", "interstitial")
_ANNEXES = ("annex", "appendix", "attachment")


@frozen
class _Component:
    """A component or an attachment, and those behind it that belong to its marker."""

    element: Element
    behind: list[_Component] = field(factory=list)


class Documents(Levels):
    """Makes texts, annexes and the like of the documents that they were written as."""

    def whole(self, element: Element) -> list[Node]:
        """The blocks of a document that is the whole file."""
        if element.name == "documentCollection":
            cover = element.first("coverPage")
            return [*([self._cover(cover)] if cover is not None else []), *self._collected(element)]
        return self._document(element, element)

    def _document(self, element: Element, around: Element) -> list[Node]:
        """The nodes of a document in another.

        :param around: the component or attachment that it is.
        """
        match element.name:
            case "statement":
                return [self._statement(element)]
            case "doc" if element.get("name") in _ANNEXES:
                return [self._annex(element, around.get("eId"))]
            case "act" | "doc":
                return self._inside(element)
            case "debateReport":
                return [self._agenda(element)]
            case "documentCollection":
                return [self._part(element)]
            case "interstitial" if element.get("class") == "contents":
                return [self.contents(around, element)]
            case "interstitial" if element.get("class") == "cover":
                return [self._cover(element)]
        return self.blocks(element)

    # ------------------------------------------------------------------ components and attachments

    def _components(self, element: Element | None) -> list[Node]:
        """The nodes of components or attachments; those behind a marker that belong to it are put under it."""
        if element is None:
            return []
        found: list[_Component] = []
        known: dict[str, _Component] = {}
        for child in element.elements:
            made = _Component(child)
            known[child.get("eId")] = made
            above = known.get(child.get("refersTo").lstrip("#"))
            (above.behind if above is not None and above is not made else found).append(made)
        return [node for each in found for node in self._component(each)]

    def _component(self, component: _Component) -> list[Node]:
        element = component.element
        if not heads(element, "num"):
            return [*self._held(element), *(node for each in component.behind for node in self._component(each))]

        return [self.amendment(element, lambda _: self._under(component))]

    def _under(self, component: _Component) -> list[Node]:
        found = self._held(component.element)
        for each in component.behind:
            found += self._component(each)
        return found

    def _held(self, element: Element) -> list[Node]:
        """What stands in one component."""
        return [
            node for child in element.elements if child.name in _DOCUMENTS for node in self._document(child, element)
        ]

    def block(self, element: Element) -> list[Node]:
        if element.name == "componentRef":
            there = self.places.pop(element.get("src").lstrip("#"), None)
            if there is None or there.name != "component":
                return []
            return self._component(self._with_behind(there))
        return super().block(element)

    def _with_behind(self, element: Element) -> _Component:
        """A component with those that belong to its marker, wherever they stand."""
        behind = self._belonging.get(f"#{element.get('eId')}", ())
        return _Component(element, [self._with_behind(each) for each in behind])

    @cached_property
    def _belonging(self) -> dict[str, list[Element]]:
        """The components that belong to the marker of another, by the address of that."""
        found: dict[str, list[Element]] = {}
        for element in self.places.values():
            if element.name == "component" and element.get("refersTo"):
                found.setdefault(element.get("refersTo"), []).append(element)
        return found

    # ------------------------------------------------------------------ texts

    def _statement(self, element: Element) -> Text:
        start = self.lines.begin()
        kind = element.get("name").removesuffix("Draft")
        kind = kind if kind in TEXT_KINDS else "text"
        front: list[Any] = [part for line in self._front_lines(element) for part in self._front_part(line, kind)]
        body: list[Any] = []
        preamble = element.first("preamble")
        for child in preamble.elements if preamble is not None else ():
            match child.name:
                case "formula":
                    front.append(self.formula(child))
                case "p" | "tblock":
                    front += self._front_part(child, kind)
                case _:
                    body += self.block(child)
        body = _in_clauses([*body, *self._inside(element)])
        return TEXT_KINDS[kind](start=start, end=self.lines.length, front=tuple(front), body=tuple(body))

    def _front_part(self, element: Element, kind: str) -> list[Node]:
        """A line of a front, or a list of contents in it."""
        return self.block(element) if element.name == "tblock" else [self.front_line(element, kind)]

    def _front_lines(self, element: Element) -> list[Element]:
        named = element.first("preface", "container")
        return [*named.elements] if named is not None else []

    def _inside(self, element: Element) -> list[Node]:
        """What stands behind the front of a document."""
        body = element.first("mainBody") or element.first("body")
        found = self.blocks(body) if body is not None else []
        signed = element.first("conclusions")
        found += self.blocks(signed) if signed is not None else []
        return found + self._components(element.first("attachments"))

    def _annex(self, element: Element, eid: str) -> Annex:
        start = self.lines.begin()
        heading, blocks = self._named(element)
        blocks += self._inside(element)
        found: Any = tuple(blocks)
        kind = element.get("name")
        number = _number_of_component(element, heading.text, eid)
        return Annex(start=start, end=self.lines.length, kind=kind, number=number, heading=heading, blocks=found)

    def _named(self, element: Element) -> tuple[Heading, list[Node]]:
        """The heading of an annex or a part, and the lines below it."""
        lines = self._front_lines(element)
        headed = lines[:1] if lines and lines[0].first("docType") is not None and not lines[0].get("class") else []
        heading, titles = self.heading_of_part(*headed)
        return heading, [*titles, *(self.front_line(line, "") for line in lines[len(headed) :])]

    # ------------------------------------------------------------------ collections

    def _collected(self, element: Element) -> list[Node]:
        return self._components(element.first("collectionBody"))

    def _part(self, element: Element) -> Node:
        start = self.lines.begin()
        kind = element.get("name")
        kind = kind if kind in (*_ANNEXES, *DIVISIONS.values(), "subsection", "preamble", "protocol") else "part"
        heading, blocks = self._named(element)
        blocks += self._collected(element)
        found: Any = tuple(blocks)
        number = _number_of_component(element, heading.text, "")
        made: Any = Annex if kind in _ANNEXES else Division
        node: Node = made(start=start, end=self.lines.length, kind=kind, number=number, heading=heading, blocks=found)
        return node

    def _cover(self, element: Element) -> Cover:
        start = self.lines.begin()
        lines: list[Any] = []
        said: dict[str, Any] = {}
        for child in element.elements:
            if is_blank(child):
                continue
            begin, line = self.written(child)
            parts = line.parts("number", "submitted_by", "submitted_to", "series")
            for part in parts:
                words = line.text[part.start : part.end]
                said[part.name] = words if part.name == "number" else words.lower()
            lines.append(nodes.CoverLine(start=begin, end=self.lines.length, text=line.text, parts=parts))
        return Cover(start=start, end=self.lines.length, lines=tuple(lines), **said)

    def _agenda(self, element: Element) -> Node:
        start = self.lines.begin()
        heading: Paragraph = self.line(Paragraph, *self._front_lines(element))
        body = element.first("mainBody")
        items = tuple([self._agenda_item(child) for child in heads(body, "paragraph")] if body is not None else ())
        return nodes.Agenda(start=start, end=self.lines.length, heading=heading, items=items)

    def _agenda_item(self, element: Element) -> nodes.AgendaItem:
        start, label = self.number(element)
        blocks: list[Any] = []
        content = element.first("content")
        for child in content.elements if content is not None else ():
            if child.get("class") == "entries":
                blocks += [self.entry(p) for item in child.elements for p in heads(item, "p")]
            else:
                blocks += self.block(child)
        return nodes.AgendaItem(start=start, end=self.lines.length, label=label, blocks=tuple(blocks))


def _number_of_component(element: Element, heading: str, eid: str) -> str | None:
    """The number of an annex or a part: as the eId of its attachment has it, else the number of the work."""
    if eid and not eid.rpartition("__")[2].startswith("cmp_"):
        return number_in(heading, eid)
    number = element.first("meta", "identification", "FRBRWork", "FRBRnumber")
    said = number.get("value").partition("-")[2] if number is not None else ""
    return None if not said or said.startswith("nn-") else number_in(heading, f"x_{said}")


def _in_clauses(found: list[Any]) -> list[Any]:
    """The parts of a text; blocks that stand in none are those of a clause whose heading is lost."""
    made: list[Any] = []
    for node in found:
        if not isinstance(node, nodes.Paragraph | nodes.Item | nodes.Note | nodes.Table):
            made.append(node)
        elif made and isinstance(made[-1], Clause) and not made[-1].heading.text:
            made[-1] = evolve(made[-1], end=node.end, blocks=(*made[-1].blocks, node))
        else:
            lost = Heading(start=node.start, end=node.start, text="")
            made.append(Clause(start=node.start, end=node.end, role=nodes.Role.PREAMBLE, heading=lost, blocks=(node,)))
    return made
