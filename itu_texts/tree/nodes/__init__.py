"""The syntax tree: what an ITU text is made of.

Every node is frozen and compares by what it says, not by where it stands: ``span`` is left out of equality, so
that a clause that merely moved is still the same clause.  Children are tuples.  The tree is made by
:func:`itu_texts.parse`; a :class:`Document` gives its nodes their parents.
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
    Decision,
    Formula,
    History,
    Matter,
    Opinion,
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
    "Matter",
    "Node",
    "Note",
    "Opinion",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "Part",
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
