"""The syntax tree: what an ITU text is made of.

Every node is frozen and compares by what it says, not by where it stands: ``span`` is left out of equality, so
that a clause that merely moved is still the same clause.  Children are tuples.  The tree is made by
:func:`itu_texts.parse`; a :class:`Document` gives its nodes their parents.
"""

from itu_texts.nodes.blocks import Block, Cell, Contents, Entry, Item, Note, PageReference, Paragraph, Row, Table
from itu_texts.nodes.document import (
    Change,
    Deletion,
    Document,
    Footnote,
    FootnoteAnchor,
    Furniture,
    Insertion,
    PageNumber,
    RunningHead,
    StrayCharacters,
)
from itu_texts.nodes.names import Designation, Title
from itu_texts.nodes.session import Agenda, AgendaItem, Cover, CoverLine
from itu_texts.nodes.texts import (
    TEXT_KINDS,
    Amendment,
    Annex,
    Clause,
    Decision,
    Division,
    Formula,
    Heading,
    HeadingReference,
    History,
    Matter,
    Opinion,
    Provision,
    Reasons,
    Recommendation,
    Resolution,
    SignatureBlock,
    Text,
)
from itu_texts.tree import LabelStyle, Node, Role

__all__ = [
    "TEXT_KINDS",
    "Agenda",
    "AgendaItem",
    "Amendment",
    "Annex",
    "Block",
    "Cell",
    "Change",
    "Clause",
    "Contents",
    "Cover",
    "CoverLine",
    "Decision",
    "Deletion",
    "Designation",
    "Division",
    "Document",
    "Entry",
    "Footnote",
    "FootnoteAnchor",
    "Formula",
    "Furniture",
    "Heading",
    "HeadingReference",
    "History",
    "Insertion",
    "Item",
    "LabelStyle",
    "Matter",
    "Node",
    "Note",
    "Opinion",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "Provision",
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
