r"""The structure of the texts that the ITU adopts, as a typed syntax tree.

>>> import itu_texts
>>> doc = itu_texts.parse("resolves\n1 to study:\na) this;\nb) that;\n2 to report")
>>> print(itu_texts.to_outline(doc).expandtabs(4))
resolves
    1 to study:
        a) this;
        b) that;
    2 to report
<BLANKLINE>
"""

from itu_texts.addressees import CONCEPTS, Addressee, AddresseeKind
from itu_texts.addresses import address
from itu_texts.api import iter_texts, parse, parse_file, references, who_does_what
from itu_texts.diagnostics import CODES, Diagnostic, Severity
from itu_texts.errors import (
    AddressError,
    IdentifierError,
    InputError,
    ItuTextsError,
    JSONError,
    ParseError,
    ReadError,
    UnknownLanguageError,
)
from itu_texts.exporters.json import SCHEMA_VERSION, from_json, json_schema, to_dict, to_json
from itu_texts.exporters.outline import to_outline
from itu_texts.identifiers import Identifier, Revision
from itu_texts.nodes import (
    Agenda,
    AgendaItem,
    Amendment,
    Annex,
    Block,
    Cell,
    Clause,
    Contents,
    Cover,
    CoverLine,
    Decision,
    Designation,
    Division,
    Document,
    Entry,
    Footnote,
    FootnoteAnchor,
    Formula,
    Furniture,
    Heading,
    HeadingReference,
    History,
    Item,
    LabelStyle,
    Matter,
    Node,
    Note,
    Opinion,
    PageNumber,
    PageReference,
    Paragraph,
    Provision,
    Reasons,
    Recommendation,
    Resolution,
    Role,
    Row,
    RunningHead,
    SignatureBlock,
    StrayCharacters,
    Table,
    Text,
    Title,
)
from itu_texts.readers import read_text
from itu_texts.spans import Source, Span
from itu_texts.walk import Leaf, Visitor, find, leaves, walk

__version__ = "0.1.0"

__all__ = [
    "CODES",
    "CONCEPTS",
    "SCHEMA_VERSION",
    "AddressError",
    "Addressee",
    "AddresseeKind",
    "Agenda",
    "AgendaItem",
    "Amendment",
    "Annex",
    "Block",
    "Cell",
    "Clause",
    "Contents",
    "Cover",
    "CoverLine",
    "Decision",
    "Designation",
    "Diagnostic",
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
    "Identifier",
    "IdentifierError",
    "InputError",
    "Item",
    "ItuTextsError",
    "JSONError",
    "LabelStyle",
    "Leaf",
    "Matter",
    "Node",
    "Note",
    "Opinion",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "ParseError",
    "Provision",
    "ReadError",
    "Reasons",
    "Recommendation",
    "Resolution",
    "Revision",
    "Role",
    "Row",
    "RunningHead",
    "Severity",
    "SignatureBlock",
    "Source",
    "Span",
    "StrayCharacters",
    "Table",
    "Text",
    "Title",
    "UnknownLanguageError",
    "Visitor",
    "address",
    "find",
    "from_json",
    "iter_texts",
    "json_schema",
    "leaves",
    "parse",
    "parse_file",
    "read_text",
    "references",
    "to_dict",
    "to_json",
    "to_outline",
    "walk",
    "who_does_what",
]
