"""Builds the tree from leaves: one method for each rule of the structure grammar."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve

from itu_texts.parsing.record_lines import cover_of
from itu_texts.tree import nodes
from itu_texts.tree.nodes import LabelStyle

_Parent = TypeVar("_Parent", nodes.Annex, nodes.Division, nodes.Reasons, nodes.AgendaItem, nodes.Amendment)


class Builder:
    """One method for each rule, with its name, which takes the values of the members of the rule.

    A rule called ``add`` needs none: its last member is added to its first, a list.
    """

    @staticmethod
    def document(members: list[Any]) -> Any:
        return members[0]

    @staticmethod
    def nothing(members: list[Any]) -> list[Any]:
        return []

    # ------------------------------------------------------------------ blocks

    @staticmethod
    def go_on(members: list[Any]) -> list[Any]:
        """Return blocks after a list of contents."""
        blocks, contents, items = members
        return [*blocks, contents, *items]

    @staticmethod
    def item_with_list(members: list[Any]) -> list[Any]:
        siblings, item, _, below, *_ = members
        siblings.append(
            nodes.Item(
                start=item.start,
                end=below[-1].end,
                label=item.label,
                style=item.style,
                blocks=(*item.blocks, *below),
            )
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def opening(members: list[Any]) -> list[Any]:
        """Return a paragraph that introduces a list."""
        siblings, words, _, below, *_ = members
        blocks = (words, *below) if words.text else tuple(below)
        siblings.append(
            nodes.Item(start=words.start, end=below[-1].end, label="", style=LabelStyle.NONE, blocks=blocks)
        )
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def list_beside(members: list[Any]) -> list[Any]:
        """Return a list after a note or a table, to which it does not belong."""
        siblings, node, _, below, *_ = members
        siblings.append(node)
        siblings += below
        return siblings  # type: ignore[no-any-return]

    # ------------------------------------------------------------------ clauses, annexes, divisions, amendments

    @staticmethod
    def first(members: list[Any]) -> list[Any]:
        return members

    @staticmethod
    def clause(members: list[Any]) -> nodes.Clause:
        (token, role, heading), blocks = members
        end = _end(blocks, heading.end)
        if token.label is not None and blocks and isinstance(blocks[0], nodes.Item) and not blocks[0].label:
            blocks = [*blocks[0].blocks, *blocks[1:]]  # the words of the paragraph introduce its points
        label = " ".join((token.label or "").split())
        return nodes.Clause(start=token.start, end=end, role=role, label=label, heading=heading, blocks=tuple(blocks))

    @staticmethod
    def matter(members: list[Any]) -> list[Any]:
        heads, texts, blocks, tokens = members
        return [*heads, *texts, *blocks, *tokens]

    @staticmethod
    def annex(members: list[Any]) -> nodes.Annex:
        heading: nodes.Annex = members[0]
        return _with(heading, members[1])

    @staticmethod
    def division(members: list[Any]) -> nodes.Division:
        heading: nodes.Division = members[0]
        return _with(heading, members[1])

    @staticmethod
    def group(members: list[Any]) -> nodes.Division:
        heading: nodes.Division = members[0]
        return _with(heading, [*members[1], *members[2]])

    @staticmethod
    def provision(members: list[Any]) -> nodes.Provision:
        label: nodes.Provision = members[0]
        blocks = members[1]
        return evolve(label, end=_end(blocks, label.end), blocks=tuple(blocks))

    @staticmethod
    def amendment(members: list[Any]) -> nodes.Amendment:
        """Return an amendment; the members are a marker, the amended node or nodes, and the reasons."""
        amendment: nodes.Amendment = members[0]
        blocks: list[Any] = []
        for member in members[1:]:
            if member is not None:  # a bracket
                blocks += member if isinstance(member, list) else [member]
        end = _end(blocks, amendment.end)
        reasons = blocks.pop() if blocks and isinstance(blocks[-1], nodes.Reasons) else None
        return nodes.Amendment(
            start=amendment.start,
            end=end,
            marker=amendment.marker,
            action=amendment.action,
            editorial=amendment.editorial,
            starred=amendment.starred,
            proposal=amendment.proposal,
            provision=amendment.provision,
            history=amendment.history,
            blocks=tuple(blocks),
            reasons=reasons,
        )

    @staticmethod
    def change(members: list[Any]) -> nodes.Amendment:
        amendment: nodes.Amendment = members[0]
        return _with(amendment, members[1])

    @staticmethod
    def reasons(members: list[Any]) -> nodes.Reasons:
        label: nodes.Reasons = members[0]
        return _with(label, members[1])

    @staticmethod
    def signatures(members: list[Any]) -> nodes.SignatureBlock:
        words, blocks = members
        end = _end(blocks, words.end)
        return nodes.SignatureBlock(start=words.start, end=end, blocks=(words, *blocks))

    # ------------------------------------------------------------------ texts

    @staticmethod
    def text(members: list[Any]) -> nodes.Text:
        _, front, body, _ = members
        parts = (*front, *body)
        kind = next((part.kind for part in front if isinstance(part, nodes.Designation)), "text")
        made = nodes.TEXT_KINDS[kind]
        return made(start=parts[0].start, end=parts[-1].end, front=tuple(front), body=tuple(body))

    # ------------------------------------------------------------------ session documents and volumes

    @staticmethod
    def agenda(members: list[Any]) -> nodes.Agenda:
        _, heading, items, _ = members
        return nodes.Agenda(start=heading.start, end=_end(items, heading.end), heading=heading, items=tuple(items))

    @staticmethod
    def agenda_item(members: list[Any]) -> list[Any]:
        siblings, item, blocks = members
        siblings.append(_with(item, blocks))
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def entry_title(members: list[Any]) -> list[Any]:
        siblings, title = members
        siblings[-1] = evolve(siblings[-1], end=title.end, title=title)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def entry_page(members: list[Any]) -> list[Any]:
        siblings, page = members
        siblings[-1] = evolve(siblings[-1], end=page.end, page=page)
        return siblings  # type: ignore[no-any-return]

    @staticmethod
    def contents(members: list[Any]) -> nodes.Contents:
        _, *headings, blocks, _ = members
        heading = headings[0] if headings else None
        first = heading or blocks[0]
        return nodes.Contents(start=first.start, end=_end(blocks, first.end), heading=heading, blocks=tuple(blocks))

    @staticmethod
    def cover(members: list[Any]) -> nodes.Cover:
        return cover_of(members[1])


def _with(parent: _Parent, blocks: list[Any]) -> _Parent:
    """Return a node that was read from a heading or a label, with the blocks below it."""
    return evolve(parent, end=_end(blocks, parent.end), blocks=tuple(blocks))


def _end(blocks: list[Any], least: int) -> int:
    end: int = blocks[-1].end if blocks else least
    return end
