"""From units to nodes: what is built of each rule of the structure grammar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from itu_texts import nodes
from itu_texts.nodes import LabelStyle, Role
from itu_texts.parsing.units import Unit

__all__ = ["Builder", "furniture"]

_STYLES = {style.value: style for style in LabelStyle}
_ROLES = {role.value: role for role in Role}
_FURNITURE: dict[str, type[nodes.Furniture]] = {
    "FOOTNOTE": nodes.Footnote,
    "PAGE_NUMBER": nodes.PageNumber,
    "RUNNING_HEAD": nodes.RunningHead,
    "STRAY": nodes.StrayCharacters,
}


class Builder:
    """One method for each rule; what a rule gives is a list that the rule above lengthens.

    Lark calls the methods while it parses, so that no parse tree is kept.  There is no state: one builder
    serves all parsers.
    """

    @staticmethod
    def document(children: list[Any]) -> Any:
        return children[0]

    @staticmethod
    def nothing(children: list[Any]) -> list[Any]:
        return []

    @staticmethod
    def add(children: list[Any]) -> list[Any]:
        siblings, node = children
        siblings.append(node)
        return siblings  # type: ignore[no-any-return]

    # ------------------------------------------------------------------ blocks

    @staticmethod
    def paragraph(children: list[Any]) -> list[Any]:
        siblings, unit = children
        siblings.append(nodes.Paragraph(start=unit.start_pos, end=unit.end_pos, text=unit.text))
        return siblings  # type: ignore[no-any-return]

    loose = paragraph

    @staticmethod
    def item(children: list[Any]) -> list[Any]:
        siblings, unit = children
        end = unit.end_pos
        blocks = (nodes.Paragraph(start=unit.words, end=end, text=unit.text),) if unit.text else ()
        siblings.append(
            nodes.Item(start=unit.start_pos, end=end, label=unit.label, style=_STYLES[unit.style], blocks=blocks)
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def item_with_list(children: list[Any]) -> list[Any]:
        siblings, unit, _, below, _ = children
        if unit.text:
            below.insert(0, nodes.Paragraph(start=unit.words, end=unit.end_pos, text=unit.text))
        siblings.append(
            nodes.Item(
                start=unit.start_pos,
                end=below[-1].end,
                label=unit.label,
                style=_STYLES[unit.style or "none"],
                blocks=tuple(below),
            )
        )
        return siblings  # type: ignore[no-any-return]

    opening = item_with_list

    # ------------------------------------------------------------------ clauses, annexes, fronts

    @staticmethod
    def clause(children: list[Any]) -> list[Any]:
        siblings, unit, blocks = children
        heading = _heading(unit)
        siblings.append(
            nodes.Clause(
                start=heading.start,
                end=_end(heading, blocks),
                role=_ROLES[unit.style],
                heading=heading,
                blocks=tuple(blocks),
            )
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def annex(children: list[Any]) -> list[Any]:
        siblings, unit, blocks, clauses = children
        heading = _heading(unit)
        siblings.append(
            nodes.Annex(
                start=heading.start,
                end=_end(heading, clauses or blocks),
                heading=heading,
                blocks=tuple(blocks),
                clauses=tuple(clauses),
            )
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def leaf(children: list[Any]) -> list[Any]:
        siblings, unit = children
        start, end = unit.start_pos, unit.end_pos
        node: nodes.Node
        if unit.type == "DESIGNATION":
            _, number, revision, status = unit.parts
            node = nodes.Designation(
                start=start, end=end, text=unit.text.rstrip(" :–—-"), number=number, revision=revision, status=status
            )
        elif unit.type == "FORMULA":
            body, place, year = unit.parts
            node = nodes.Formula(start=start, end=end, text=unit.text, body=body, place=place, year=year)
        elif unit.type == "TITLE" and siblings and isinstance(siblings[-1], nodes.Title):
            before = siblings.pop()  # the next line of the title
            node = nodes.Title(start=before.start, end=end, text=f"{before.text} {unit.text}")
        elif unit.type == "TITLE":
            node = nodes.Title(start=start, end=end, text=unit.text)
        else:
            node = nodes.Paragraph(start=start, end=end, text=unit.text)
        siblings.append(node)
        if unit.type == "DESIGNATION":
            siblings.kind = unit.parts[0]
        return siblings  # type: ignore[no-any-return]

    # ------------------------------------------------------------------ texts and amendments

    @staticmethod
    def front(children: list[Any]) -> _Front:
        return _Front()

    @staticmethod
    def text(children: list[Any]) -> nodes.Text:
        _, front, clauses, annexes, closing = children
        parts = (*front, *clauses, *annexes)
        start, end = (parts[0].start, parts[-1].end) if parts else (closing.start_pos, closing.start_pos)
        return nodes.TEXT_KINDS[front.kind](
            start=start, end=end, front=tuple(front), clauses=tuple(clauses), annexes=tuple(annexes)
        )

    @staticmethod
    def marker(children: list[Any]) -> list[Any]:
        siblings, unit = children
        siblings.append(_amendment(unit, ()))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def amendment(children: list[Any]) -> list[Any]:
        siblings, unit, text = children
        siblings.append(_amendment(unit, (text,)))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def amended(children: list[Any]) -> list[Any]:
        siblings, unit, blocks = children
        siblings.append(_amendment(unit, tuple(blocks)))
        return siblings  # type: ignore[no-any-return]


class _Front(list[Any]):
    """The front of a text in the making, and the kind of text that it names."""

    kind = "text"


def _heading(unit: Unit) -> nodes.Heading:
    verb, addressees, phrases = unit.parts or ("", (), ())
    return nodes.Heading(
        start=unit.start_pos,
        end=unit.end_pos,
        text=unit.text,
        verb=str(verb),
        addressees=addressees,  # type: ignore[arg-type]
        side_phrases=phrases,  # type: ignore[arg-type]
    )


def _end(heading: nodes.Heading, blocks: list[Any]) -> int:
    end: int = (blocks[-1] if blocks else heading).end
    return end


def _amendment(unit: Unit, blocks: tuple[nodes.Text | nodes.Block, ...]) -> nodes.Amendment:
    action, editorial, starred, about = unit.parts
    named = None if about is None else str(about)
    return nodes.Amendment(
        start=unit.start_pos,
        end=blocks[-1].end if blocks else unit.end_pos,
        marker=unit.text,
        action=str(action),
        editorial=bool(editorial),
        starred=bool(starred),
        proposal=named if unit.type != "AMENDED" else None,
        provision=named if unit.type == "AMENDED" else None,
        blocks=blocks,
    )


def furniture(units: Iterable[Unit], text: str) -> tuple[nodes.Furniture, ...]:
    """The page furniture as nodes, in the order of the text."""
    return tuple(
        _FURNITURE[unit.type](
            start=unit.start_pos, end=unit.end_pos, text=" ".join(text[unit.start_pos : unit.end_pos].split())
        )
        for unit in sorted(units, key=lambda unit: unit.start_pos)
    )
