"""The Akoma Ntoso of each class of nodes, as a row that the writer and the reader share."""

from __future__ import annotations

from typing import Final, NamedTuple

from itu_texts.tree import nodes
from itu_texts.tree.nodes import Node

__all__ = ["HEADS", "LINES", "NAMED", "ROWS", "Row"]


class Row(NamedTuple):
    """The mark-up for the nodes of a class."""

    node: type[Node]
    name: str = ""
    """The name of its element: the ``name`` of a level or a container, the ``class`` of a block or a paragraph."""
    num: str = ""
    """The attribute that its ``num`` states."""
    around: str = ""
    """For a line: the element around its words."""
    head: str = ""
    """For a line: its element below the number of a division."""
    parts: tuple[str, ...] = ()
    """For a line: the parts of its words that have elements."""


ROWS: Final = {
    row.node: row
    for row in (
        Row(nodes.Clause, num="label"),
        Row(nodes.Item, num="label"),
        Row(nodes.AgendaItem, num="label"),
        Row(nodes.Note, "note", num="label"),
        Row(nodes.Reasons, "reasons", num="label"),
        Row(nodes.SignatureBlock, "signatures"),
        Row(nodes.Provision, "provision", num="number"),
        Row(nodes.Amendment, "amendment", num="marker"),
        Row(nodes.Contents, "contents"),
        Row(nodes.Heading, around="docType"),
        Row(nodes.Title, around="docTitle", head="heading"),
        Row(nodes.HeadingReference, "reference", head="subheading"),
        Row(nodes.History, "history"),
        Row(nodes.Designation, parts=("status", "kind", "number", "revision")),
        Row(nodes.CoverLine, parts=("number", "submitted_by", "submitted_to", "series")),
        Row(nodes.Formula, parts=("organization", "place", "year")),
        Row(nodes.Paragraph),
    )
}
"""The rows, by class."""
NAMED: Final = {row.name: row.node for row in ROWS.values() if row.name}
"""The classes, by the names of their elements."""
HEADS: Final = {row.head: row.node for row in ROWS.values() if row.head}
"""The lines that may precede the content of an annex or a division, by their elements in a division."""
LINES: Final = tuple(HEADS.values())
