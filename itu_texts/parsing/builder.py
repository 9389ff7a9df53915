"""Builds the tree from leaves: one method for each rule of the structure grammar."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from itu_texts.parsing.covers import cover_of
from itu_texts.tree import nodes
from itu_texts.tree.nodes import LabelStyle


class Builder:
    """One method for each rule, with its name, which takes the values of the members of the rule.

    A rule called ``add`` needs none: its last member is added to its first, a list.
    """

    @staticmethod
    def document(blocks: Any) -> Any:
        return blocks

    @staticmethod
    def nothing() -> list[Any]:
        return []

    @staticmethod
    def first(member: Any) -> list[Any]:
        return [member]

    # ------------------------------------------------------------------ blocks

    @staticmethod
    def go_on(blocks: list[Any], contents: nodes.Contents, items: list[Any]) -> list[Any]:
        """Return blocks after a list of contents."""
        return [*blocks, contents, *items]

    @staticmethod
    def item_with_list(siblings: list[Any], item: nodes.Item, _: None, below: list[Any], *__: None) -> list[Any]:
        made = nodes.Item(
            start=item.start,
            end=below[-1].end,
            label=item.label,
            style=item.style,
            blocks=(*item.blocks, *below),
        )
        siblings.append(made)
        return siblings

    @staticmethod
    def opening(siblings: list[Any], words: nodes.Paragraph, _: None, below: list[Any], *__: None) -> list[Any]:
        """Return a paragraph that introduces a list."""
        blocks = (words, *below) if words.text else tuple(below)
        siblings.append(
            nodes.Item(start=words.start, end=below[-1].end, label="", style=LabelStyle.NONE, blocks=blocks)
        )
        return siblings

    @staticmethod
    def list_beside(siblings: list[Any], node: nodes.Node, _: None, below: list[Any], *__: None) -> list[Any]:
        """Return a list after a note or a table, to which it does not belong."""
        siblings += (node, *below)
        return siblings

    # ------------------------------------------------------------------ clauses, annexes, divisions, amendments

    @staticmethod
    def clause(opened: tuple[Any, Any, nodes.Heading], blocks: list[Any]) -> nodes.Clause:
        token, role, heading = opened
        end = _end(blocks, heading.end)
        if token.label is not None and blocks and isinstance(blocks[0], nodes.Item) and not blocks[0].label:
            blocks = [*blocks[0].blocks, *blocks[1:]]  # the words of the paragraph introduce its points
        label = " ".join((token.label or "").split())
        return nodes.Clause(start=token.start, end=end, role=role, label=label, heading=heading, blocks=tuple(blocks))

    @staticmethod
    def matter(*members: list[Any]) -> list[Any]:
        return [block for member in members for block in member]

    @staticmethod
    def held(opened: Any, blocks: list[Any], *others: list[Any] | None) -> Any:
        """Return an annex, a division, a provision, reasons or a change, with what stands below it."""
        held = (*blocks, *(block for other in others if other is not None for block in other))  # a terminal is none
        return evolve(opened, end=_end(held, opened.end), blocks=held)

    @staticmethod
    def amendment(marker: nodes.Amendment, *members: Any) -> nodes.Amendment:
        """Return an amendment; behind the marker stand the amended node or nodes, and the reasons."""
        known = (member for member in members if member is not None)  # a terminal is none
        blocks = [block for member in known for block in (member if isinstance(member, list) else (member,))]
        end = _end(blocks, marker.end)
        reasons = blocks.pop() if blocks and isinstance(blocks[-1], nodes.Reasons) else None
        return evolve(marker, end=end, blocks=tuple(blocks), reasons=reasons)

    @staticmethod
    def signatures(words: nodes.Paragraph, blocks: list[Any]) -> nodes.SignatureBlock:
        return nodes.SignatureBlock(start=words.start, end=_end(blocks, words.end), blocks=(words, *blocks))

    # ------------------------------------------------------------------ texts

    @staticmethod
    def text(_: None, front: list[Any], body: list[Any], *__: None) -> nodes.Text:
        parts = (*front, *body)
        kind = next((part.kind for part in front if isinstance(part, nodes.Designation)), "text")
        made = nodes.TEXT_KINDS[kind]
        return made(start=parts[0].start, end=parts[-1].end, front=tuple(front), body=tuple(body))

    # ------------------------------------------------------------------ session documents and volumes

    @staticmethod
    def agenda(_: None, heading: nodes.Paragraph, items: list[Any], *__: None) -> nodes.Agenda:
        return nodes.Agenda(start=heading.start, end=_end(items, heading.end), heading=heading, items=tuple(items))

    @staticmethod
    def agenda_item(siblings: list[Any], item: nodes.AgendaItem, blocks: list[Any]) -> list[Any]:
        siblings.append(Builder.held(item, blocks))
        return siblings

    @staticmethod
    def entry_title(siblings: list[Any], title: nodes.Title) -> list[Any]:
        siblings[-1] = evolve(siblings[-1], end=title.end, title=title)
        return siblings

    @staticmethod
    def entry_page(siblings: list[Any], page: nodes.PageReference) -> list[Any]:
        siblings[-1] = evolve(siblings[-1], end=page.end, page=page)
        return siblings

    @staticmethod
    def contents(_: None, *members: Any) -> nodes.Contents:
        *headings, blocks = (member for member in members if member is not None)
        first = (*headings, *blocks)[0]
        heading = headings[0] if headings else None
        return nodes.Contents(start=first.start, end=_end(blocks, first.end), heading=heading, blocks=tuple(blocks))

    @staticmethod
    def cover(_: None, lines: list[Any], *__: None) -> nodes.Cover:
        return cover_of(lines)


def _end(blocks: list[Any] | tuple[Any, ...], least: int) -> int:
    end: int = blocks[-1].end if blocks else least
    return end
