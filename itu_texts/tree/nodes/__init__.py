"""The node classes of the syntax tree.

Nodes are frozen and are compared by content, not by position: ``span`` is not part of equality, so a clause that only
moved is still equal. Children are tuples. :func:`itu_texts.parse` makes the tree; a :class:`Document` sets the parents
of its nodes.
"""

from itu_texts.tree.base import LabelStyle, Node, Part, Role
from itu_texts.tree.nodes.blocks import Block, Cell, Contents, Entry, Item, Note, PageReference, Paragraph, Row, Table
from itu_texts.tree.nodes.clauses import Clause, Heading, HeadingReference, Provision, Reasons, SignatureBlock
from itu_texts.tree.nodes.divisions import Amendment, Annex, Division
from itu_texts.tree.nodes.document import (
    Amended,
    Bold,
    Change,
    Deletion,
    Document,
    Emphasis,
    Footnote,
    FootnoteAnchor,
    Furniture,
    Insertion,
    Italic,
    Language,
    MarginNote,
    Markup,
    PageNumber,
    RunningHead,
    StrayCharacters,
)
from itu_texts.tree.nodes.names import Designation, Title
from itu_texts.tree.nodes.session import Agenda, AgendaItem, Cover, CoverLine
from itu_texts.tree.nodes.texts import (
    TEXT_KINDS,
    ContainerBlock,
    Decision,
    Formula,
    History,
    Opinion,
    Publication,
    Recommendation,
    Resolution,
    Text,
)

__all__ = [
    "TEXT_KINDS",
    "Agenda",
    "AgendaItem",
    "Amended",
    "Amendment",
    "Annex",
    "Block",
    "Bold",
    "Cell",
    "Change",
    "Clause",
    "ContainerBlock",
    "Contents",
    "Cover",
    "CoverLine",
    "Decision",
    "Deletion",
    "Designation",
    "Division",
    "Document",
    "Emphasis",
    "Entry",
    "Footnote",
    "FootnoteAnchor",
    "Formula",
    "Furniture",
    "Heading",
    "HeadingReference",
    "History",
    "Insertion",
    "Italic",
    "Item",
    "LabelStyle",
    "Language",
    "MarginNote",
    "Markup",
    "Node",
    "Note",
    "Opinion",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "Part",
    "Provision",
    "Publication",
    "Reasons",
    "Recommendation",
    "Resolution",
    "Role",
    "Row",
    "RunningHead",
    "SignatureBlock",
    "StrayCharacters",
    "Table",
    "Text",
    "Title",
]
