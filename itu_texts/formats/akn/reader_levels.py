"""Reads levels and blocks that this library wrote as the nodes from which they were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from itu_texts.formats.akn.reader_blocks import N, heads, is_blank
from itu_texts.formats.akn.reader_clauses import Clauses, begins_with_letters
from itu_texts.formats.akn.reader_source import Lines
from itu_texts.formats.akn.reader_xml import Element
from itu_texts.formats.akn.rows import DIVISIONS, HEADS, NAMED, NAMED_LINES, PARTING, ROWS, number_of
from itu_texts.language import series
from itu_texts.language.writing import as_latin
from itu_texts.parsing.record_lines import told
from itu_texts.tree import nodes
from itu_texts.tree.base import ACTIONS, Part
from itu_texts.tree.nodes import Amendment, Clause, Heading, Item, LabelStyle, Node, Paragraph, Reasons, Role
from itu_texts.tree.nodes.divisions import FORMER_NUMBER

_MARKER = re.compile(r"(\(?)(ADD|MOD|SUP|NOC)\)?(\*?)|^[^\W\d_]+(?=\s)")  # or the word of a language


class Levels(Clauses):
    """Makes clauses, items, divisions, provisions and amendments from levels."""

    def __init__(self, lines: Lines, language: str) -> None:
        super().__init__(lines, language)
        self._opens: Element | None = None
        """The first line of the clause that is being read."""
        self.readers: dict[str, Callable[[Element], list[Node]]] = {
            "p": self._p,
            "blockList": self._block_list,
            "blockContainer": lambda element: [self.made_item(self.lines.begin(), "", self.blocks(element))],
            "tblock": self._by_name,
            "paragraph": self._paragraph,
            "alinea": self._paragraph,
            "list": lambda element: [*self.blocks(element.first("intro")), *self.items(element, "point", "indent")],
            "hcontainer": self._by_name,
            "container": self._container,
            **dict.fromkeys(DIVISIONS, lambda element: [self.division(element)]),
        }

    def block(self, element: Element) -> list[Node]:
        read = self.readers.get(element.name)
        return read(element) if read is not None else super().block(element)

    # ------------------------------------------------------------------ blocks

    def _p(self, element: Element) -> list[Node]:
        if is_blank(element) or element is self._opens:
            return []
        kind = NAMED_LINES.get(element.get("class"))
        if kind is None and element.first("docTitle") is not None and not element.get("class"):
            kind = nodes.Title
        return [self.line(kind, element)] if kind is not None else self.paragraph(element)

    def _block_list(self, element: Element) -> list[Node]:
        intro = element.first("listIntroduction")
        if intro is None:
            return self.items(element, "item")
        start = self.lines.begin()
        blank = intro.get("class") == "blank"
        led: list[Node] = [self.made(Paragraph, start, text="")] if blank else self.paragraph(intro)
        return [self.made_item(start, "", [*led, *self.items(element, "item")])]

    def _by_name(self, element: Element) -> list[Node]:
        """Return the nodes of a level or a block that names its class."""
        is_block = element.name == "tblock"
        if element.get("refersTo") and not is_block:
            return [self.clause(element, element)]
        name = element.get("class" if is_block else "name")
        kind = NAMED.get(name)
        if kind is nodes.Contents:
            return [self.contents(element, element.first("content") or element)]
        if kind is Amendment:
            return [self.amendment(element, self.blocks)]
        if name in ("preamble", "protocol"):
            return [self.division(element)]
        if kind is not None:
            return [self.named_level(kind, element)]
        return super().block(element) if is_block else self.blocks(element)

    def named_level(self, kind: type[N], element: Element) -> N:
        """Return a note, reasons, signatures or a provision, with its number, and its words or blocks."""
        start, number = self.number(element) if ROWS[kind].num else (self.lines.begin(), "")
        values: dict[str, Any] = {ROWS[kind].num: number} if ROWS[kind].num else {}
        if kind is nodes.Provision:
            values["history"] = _history(element)
        if kind is nodes.Note:
            p = (element.first("content") or element).first("p")
            return self.made(
                kind, start, text=self.written(*([p] if p is not None else []), begin=False)[1].text, **values
            )
        return self.made(kind, start, blocks=tuple(self.blocks(element)), **values)

    # ------------------------------------------------------------------ items

    def items(self, element: Element, *names: str) -> list[Node]:
        """Return the items of a list, each with the style that all labels can have."""
        return list(_styled([self.item(child) for child in element.elements if child.name in names]))

    def item(self, element: Element) -> Item:
        return self.made_item(*self.number(element), self.blocks(element))

    def _paragraph(self, element: Element) -> list[Node]:
        """Return an item or, from a paragraph without a number, words, a table, or words that open a list."""
        if (first := _first_line(element)) is not None and begins_with_letters([first]):
            return [self._led_clause(element, first)]
        if not heads(element, "num") and element.first("content") is not None:
            return self.blocks(element)
        return [self.item(element)]

    # ------------------------------------------------------------------ levels

    def clause(self, element: Element, holder: Element) -> Clause:
        """Return a clause, whose heading and blocks have an element of their own in a preamble."""
        start, label = self.number(holder)
        role = Role.OPERATIVE if element.get("refersTo").endswith("operative") else Role.PREAMBLE
        begin, line = self.written(*heads(holder, "heading"))
        known = element.get("name") != "clause"  # the name is the verb
        heading = self.heading(begin, self.lines.length, line.text, role, None, known=known)
        return self.made(Clause, start, role=role, label=label, heading=heading, blocks=tuple(self.blocks(holder)))

    def _led_clause(self, element: Element, first: Element) -> Clause:
        """Return a clause whose heading is on its first line."""
        role = Role.OPERATIVE if element.name == "paragraph" else Role.PREAMBLE
        clause = self.opened(role, "", [first], 0, heads(element, "num"))
        self._opens = first
        rest: Any = self.blocks(element)
        return evolve(clause, end=self.lines.length, blocks=(*clause.blocks, *rest))

    def heading_of_part(self, *elements: Element) -> tuple[Heading, list[Node]]:
        """Return the heading of an annex or a division, and the title if it is on the same line."""
        titled = [title for element in elements if (title := element.first("docTitle")) is not None]
        around = elements
        if titled:
            around = tuple(child for element in elements for child in element.elements if child not in titled)
        start, line = self.written(*around)
        parting = line.part(PARTING) or ""
        heading = self.made(Heading, start, text=line.text.removesuffix(parting).rstrip(), separator=parting)
        if titled:
            self.lines.space()
        return heading, [self.line(nodes.Title, title, begin=False) for title in titled]

    def division(self, element: Element) -> Node:
        start = self.lines.begin()
        heading, blocks = self.heading_of_part(*heads(element, "num"))
        for head in heads(element, *HEADS):
            on_line = bool(heading.separator) and not blocks and head.name == "heading"
            if on_line:
                self.lines.space()
            blocks.append(self.line(HEADS[head.name], head, begin=not on_line))
        blocks += self.blocks(element)
        kind = element.get("name") if element.name == "hcontainer" else element.name
        number = number_in(heading.text, element.get("eId"))
        return self.made(nodes.Division, start, kind=kind, number=number, heading=heading, blocks=tuple(blocks))

    def amendment(self, element: Element, read: Callable[[Element], Iterable[Node]]) -> Amendment:
        """Return a marker, with what it amends.

        :param read: returns the nodes that it amends.
        """
        start, marker = self.label(*heads(element, "num"))
        blocks = [*read(element)]
        reasons = blocks.pop() if blocks and isinstance(blocks[-1], Reasons) else None
        names = element.get("class").split()
        about = FORMER_NUMBER.sub("", _MARKER.sub("", marker, count=1)).strip()
        numbers = [block.number for block in blocks if isinstance(block, nodes.Provision)]
        about = as_latin(about) if "provision" in names else about
        about = next((number for number in numbers if about.rstrip(".").endswith(number)), about)
        return self.made(
            Amendment,
            start,
            marker=marker,
            action=names[0].upper() if names and names[0].upper() in ACTIONS else "NOC",
            editorial="editorial" in names,
            starred="starred" in names,
            proposal=about if "proposal" in names else None,
            provision=about if "provision" in names else None,
            history=_history(element),
            blocks=tuple(blocks),
            reasons=reasons,
        )

    # ------------------------------------------------------------------ preambles and fronts

    def _container(self, element: Element) -> list[Node]:
        match element.get("name"):
            case "identification":
                return [self.front_line(child, "") for child in element.elements]
            case "signatures":
                return [self.named_level(nodes.SignatureBlock, element)]
            case "amendment":
                marker = element.first("tblock") or element
                marker.attributes["class"] = element.get("class")
                grounds = (child for child in element.elements if child.name == "container")
                return [
                    self.amendment(
                        marker,
                        lambda quoted: [
                            *self.blocks(quoted),
                            *(node for each in grounds for node in self._container(each)),
                        ],
                    )
                ]
        holder, first = element.first("tblock"), _first_line(element)
        if holder is None and first is not None:
            return [self._led_clause(element, first)]
        return [self.clause(element, holder if holder is not None else element)]

    def front_line(self, element: Element, kind: str) -> Node:
        """Return a line of a front.

        :param kind: the kind of the text.
        """
        named = NAMED_LINES.get(element.get("class"))
        if named is not None:
            return self.line(named, element)
        start, line = self.written(element)
        says = {name for name, *_ in line.inlines}
        parts = line.parts(*ROWS[nodes.Designation].parts)
        if "title" in says or not parts:
            return self.made(nodes.Title if "title" in says else Paragraph, start, text=line.text)
        if parts == (Part("kind", 0, len(line.text)),) and kind in ("", "text"):
            parts = ()
        return self.named(line, start, kind or "text", parts)

    def formula(self, element: Element) -> Node:
        """Return the formula of a text."""
        start, line = self.written(*element.elements)
        parts = tuple(
            Part("body" if part.name == "organization" else part.name, part.start, part.end)
            for part in line.parts(*ROWS[nodes.Formula].parts)
        )
        year = line.part("year")
        return self.made(
            nodes.Formula,
            start,
            text=line.text,
            body=line.part("organization") or line.text.strip(" ,"),
            place=line.part("place"),
            year=int(year) if year and year.isdecimal() else None,
            parts=(*parts, *told(line.text, self.surface)),
        )


def _first_line(element: Element) -> Element | None:
    """Return the first line of a paragraph, if there are no words before it."""
    while element.name != "p":
        inside = next((child for child in element.elements if child.name != "num"), None)
        if inside is None or inside.name not in ("p", "content", "list", "intro"):
            return None
        element = inside
    return element


def _styled(items: list[Item]) -> Iterable[Item]:
    """Return items, each with the style that all their labels can have: ``i)`` beside ``ii)`` is a roman numeral."""
    readings = [[reading.style for reading in series.label(item.label).readings] for item in items]
    firsts = series.label(items[0].label).readings if items else ()
    shared = [reading for reading in firsts if all(reading.style in each for each in readings)]
    best = series.first_of(shared) or (shared[0] if shared else None)
    for item in items:
        style = LabelStyle(best.style) if best else item.style
        yield item if style is item.style else evolve(item, style=style)


def number_in(heading: str, eid: str) -> str | None:
    """Return the number of a division or an annex: the word of its heading that its eId contains."""
    number = eid.rpartition("__")[2].partition("_")[2]
    if not number or number.startswith("nn_"):
        return None
    words = heading.split()
    for count in (1, 2, 3):
        for place in range(len(words)):
            each = " ".join(words[place : place + count]).strip(" .,:;–—")
            number_in_id = number_of(each)
            if number_in_id and (number == number_in_id or number.startswith(f"{number_in_id}_")):
                return each
    return number


def _history(element: Element) -> tuple[str, ...]:
    """Return the conferences that changed a provision."""
    histories = (num.get("history") for num in heads(element, "num"))
    return tuple(name for names in histories for name in names.split("; ") if name)
