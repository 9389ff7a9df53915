"""From units to nodes: what is built of each rule of the structure grammar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from itu_texts import nodes
from itu_texts.nodes import LabelStyle, Role
from itu_texts.parsing.units import Unit

__all__ = ["Builder", "furniture"]

_STYLES = {style.value: style for style in LabelStyle}
_ROLES = {role.value: role for role in Role}
_FURNITURE: dict[str, type[nodes.Furniture]] = {
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

    @staticmethod
    def note(children: list[Any]) -> list[Any]:
        siblings, unit = children
        siblings.append(nodes.Note(start=unit.start_pos, end=unit.end_pos, label=unit.label, text=unit.text))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def table(children: list[Any]) -> list[Any]:
        siblings, unit = children
        rows = tuple(
            nodes.Row(start=start, end=end, cells=tuple(nodes.Cell(start=a, end=b, text=text) for a, b, text in cells))
            for start, end, cells in unit.parts
        )
        siblings.append(nodes.Table(start=unit.start_pos, end=unit.end_pos, rows=rows))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def list_beside(children: list[Any]) -> list[Any]:
        """A list behind a note or a table, under which none hangs."""
        siblings, unit, _, below, _ = children
        siblings = Builder.note([siblings, unit]) if unit.type == "NOTE" else Builder.table([siblings, unit])
        siblings += below
        return siblings

    # ------------------------------------------------------------------ clauses, annexes, divisions, amendments

    @staticmethod
    def clause(children: list[Any]) -> list[Any]:
        siblings, unit, blocks = children
        heading = _heading(unit)
        siblings.append(
            nodes.Clause(
                start=heading.start,
                end=_end(blocks, heading.end),
                role=_ROLES[unit.style],
                heading=heading,
                blocks=tuple(blocks),
            )
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def title(children: list[Any]) -> list[Any]:
        siblings, unit = children
        kind = nodes.Title if unit.type == "TITLE" else nodes.HeadingReference
        siblings.append(kind(start=unit.start_pos, end=unit.end_pos, text=unit.text))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def matter(children: list[Any]) -> list[Any]:
        heads, blocks, units = children
        return [*heads, *blocks, *units]

    @staticmethod
    def annex(children: list[Any]) -> nodes.Annex:
        _, unit, blocks, _ = children
        return nodes.Annex(**_container(unit, blocks))

    @staticmethod
    def division(children: list[Any]) -> nodes.Division:
        _, unit, blocks, _ = children
        return nodes.Division(**_container(unit, blocks))

    @staticmethod
    def provision(children: list[Any]) -> nodes.Provision:
        unit, blocks = children
        end = _end(blocks, unit.end_pos)
        return nodes.Provision(start=unit.start_pos, end=end, number=unit.label, blocks=tuple(blocks))

    @staticmethod
    def amendment(children: list[Any]) -> nodes.Amendment:
        _, unit, blocks, _ = children
        action, editorial, starred, proposal, provision = unit.parts
        end = _end(blocks, unit.end_pos)
        reasons = blocks.pop() if blocks and isinstance(blocks[-1], nodes.Reasons) else None
        return nodes.Amendment(
            start=unit.start_pos,
            end=end,
            marker=unit.text,
            action=action,
            editorial=editorial,
            starred=starred,
            proposal=proposal,
            provision=provision,
            blocks=tuple(blocks),
            reasons=reasons,
        )

    @staticmethod
    def reasons(children: list[Any]) -> nodes.Reasons:
        unit, blocks = children
        end = _end(blocks, unit.end_pos)
        return nodes.Reasons(start=unit.start_pos, end=end, label=unit.label, blocks=tuple(blocks))

    @staticmethod
    def signatures(children: list[Any]) -> nodes.SignatureBlock:
        unit, blocks = children
        blocks.insert(0, _paragraph(unit))
        return nodes.SignatureBlock(start=unit.start_pos, end=_end(blocks, unit.end_pos), blocks=tuple(blocks))

    # ------------------------------------------------------------------ texts

    @staticmethod
    def front(children: list[Any]) -> list[Any]:
        return []

    @staticmethod
    def leaf(children: list[Any]) -> list[Any]:
        siblings, unit = children
        start, end = unit.start_pos, unit.end_pos
        node: nodes.Node
        if unit.type == "DESIGNATION":
            node = _designation(unit)
        elif unit.type == "FORMULA":
            body, place, year = unit.parts
            node = nodes.Formula(start=start, end=end, text=unit.text, body=body, place=place, year=year)
        else:
            node = _LEAVES[unit.type](start=start, end=end, text=unit.text)
        siblings.append(node)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def text(children: list[Any]) -> nodes.Text:
        _, front, body, closing = children
        parts = (*front, *body)
        start, end = (parts[0].start, parts[-1].end) if parts else (closing.start_pos, closing.start_pos)
        kind = next((part.kind for part in front if isinstance(part, nodes.Designation)), "text")
        return nodes.TEXT_KINDS[kind](start=start, end=end, front=tuple(front), body=tuple(body))

    # ------------------------------------------------------------------ session documents and volumes

    @staticmethod
    def agenda(children: list[Any]) -> nodes.Agenda:
        _, unit, items, _ = children
        heading = _paragraph(unit)
        return nodes.Agenda(start=heading.start, end=_end(items, heading.end), heading=heading, items=tuple(items))

    @staticmethod
    def agenda_item(children: list[Any]) -> list[Any]:
        siblings, unit, blocks = children
        siblings.append(
            nodes.AgendaItem(
                start=unit.start_pos, end=_end(blocks, unit.end_pos), label=unit.label, blocks=tuple(blocks)
            )
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def entry(children: list[Any]) -> list[Any]:
        siblings, unit = children
        named = _designation(unit)
        siblings.append(nodes.Entry(start=unit.start_pos, end=named.end, label=unit.label, designation=named))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def entry_title(children: list[Any]) -> list[Any]:
        siblings, unit = children
        title = nodes.Title(start=unit.start_pos, end=unit.end_pos, text=unit.text)
        siblings[-1] = evolve(siblings[-1], end=unit.end_pos, title=title)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def entry_page(children: list[Any]) -> list[Any]:
        siblings, unit = children
        page = nodes.PageReference(start=unit.start_pos, end=unit.end_pos, number=unit.text.strip(" .…"))
        siblings[-1] = evolve(siblings[-1], end=unit.end_pos, page=page)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def contents(children: list[Any]) -> nodes.Contents:
        heading = _paragraph(children[1]) if len(children) > 3 else None
        blocks = children[-2]
        start = heading.start if heading else blocks[0].start
        end = _end(blocks, heading.end if heading else start)
        return nodes.Contents(start=start, end=end, heading=heading, blocks=tuple(blocks))

    @staticmethod
    def cover_line(children: list[Any]) -> list[Any]:
        siblings, unit = children
        siblings.append(unit)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def cover(children: list[Any]) -> nodes.Cover:
        units: list[Unit] = children[1]
        said: dict[str, Any] = {}
        for unit in units:
            said |= dict(unit.parts)  # type: ignore[arg-type]
        lines = tuple(nodes.CoverLine(start=unit.start_pos, end=unit.end_pos, text=unit.text) for unit in units)
        return nodes.Cover(start=lines[0].start, end=lines[-1].end, lines=lines, **said)


_LEAVES: dict[str, Any] = {"TITLE": nodes.Title, "HISTORY": nodes.History, "PARAGRAPH": nodes.Paragraph}


def _paragraph(unit: Unit) -> nodes.Paragraph:
    return nodes.Paragraph(start=unit.start_pos, end=unit.end_pos, text=unit.text)


def _designation(unit: Unit) -> nodes.Designation:
    kind, number, revision, status = unit.parts
    return nodes.Designation(
        start=unit.words,
        end=unit.end_pos,
        text=unit.text.rstrip(" :–—-"),
        kind=str(kind),
        number=number,  # type: ignore[arg-type]
        revision=revision,  # type: ignore[arg-type]
        status=status,  # type: ignore[arg-type]
    )


def _container(unit: Unit, blocks: list[Any]) -> dict[str, Any]:
    kind, number = unit.parts[:2]
    heading = nodes.Heading(start=unit.start_pos, end=unit.end_pos, text=unit.text.rstrip(" :–—-"))
    return {
        "start": heading.start,
        "end": _end(blocks, heading.end),
        "kind": kind,
        "number": number,
        "heading": heading,
        "blocks": tuple(blocks),
    }


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


def _end(blocks: list[Any], least: int) -> int:
    end: int = blocks[-1].end if blocks else least
    return end


def furniture(units: Iterable[Unit], text: str) -> tuple[nodes.Furniture, ...]:
    """The page furniture as nodes, in the order of the text."""
    return tuple(_piece(unit, text) for unit in sorted(units, key=lambda unit: unit.start_pos))


def _piece(unit: Unit, text: str) -> nodes.Furniture:
    start, end = unit.start_pos, unit.end_pos
    words = " ".join(text[start:end].split())
    if unit.type == "FOOTNOTE":
        said = words.lstrip("_ ")
        if unit.label:
            said = said[len(unit.label) :].lstrip(") ")
        return nodes.Footnote(start=start, end=end, text=said, mark=unit.label or None)
    if unit.type == "ANCHOR":
        note, offset = unit.parts
        return nodes.FootnoteAnchor(start=start, end=end, text=words, note=note, offset=offset)  # type: ignore[arg-type]
    return _FURNITURE[unit.type](start=start, end=end, text=words)
