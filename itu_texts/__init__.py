r"""The structure of the texts that the ITU adopts, as a typed syntax tree.

=====================  =================================================================================================
to read                :func:`parse`, :func:`parse_file`, :func:`parse_bytes`, :func:`parse_many`, :func:`iter_texts`,
                       :func:`from_json`
the tree               :class:`Document`, :class:`Text`, :class:`Clause`, :class:`Item` and the other classes of nodes
to find nodes          :func:`find`, :func:`walk`, :func:`leaves`, :class:`Visitor`, :func:`address`, ``Document.at``
to query               :func:`references`, :func:`who_does_what`, :func:`records`, :func:`allocations`, :func:`chunks`,
                       :func:`graph`, :func:`check`
of Recommendations     :func:`definitions`, :func:`abbreviations`, :func:`bibliography`, :func:`requirements`,
                       :func:`exhibits`
to write               :func:`export`, :func:`to_json`, :func:`to_text`, :func:`to_docx`, :func:`to_akn` ...
to change and compare  :func:`edit`, :mod:`build`, :func:`diff`, :func:`apply`, :func:`consolidate`, :func:`compare`
many texts             :class:`Collection`, :func:`write_site`
errors                 :class:`ItuTextsError` and its subclasses
=====================  =================================================================================================

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

from typing import TYPE_CHECKING

from itu_texts.api import (
    check,
    iter_texts,
    languages,
    parse,
    parse_bytes,
    parse_file,
    references,
    who_does_what,
)
from itu_texts.errors import (
    AddressError,
    IdentifierError,
    InputError,
    ItuTextsError,
    JSONError,
    MissingExtraError,
    ReadError,
    UnknownLanguageError,
)
from itu_texts.formats.limits import Limits
from itu_texts.formats.text.reader import read_text
from itu_texts.formats.writing import export
from itu_texts.language.identifiers import Identifier, Revision, Work
from itu_texts.tree.addressees import CONCEPTS, Addressee, AddresseeKind
from itu_texts.tree.addresses import address
from itu_texts.tree.diagnostics import CODES, Diagnostic, Fix, ParseError, Severity
from itu_texts.tree.nodes import (
    Agenda,
    AgendaItem,
    Amendment,
    Annex,
    Block,
    Bold,
    Cell,
    Change,
    Clause,
    Comment,
    ContainerBlock,
    Contents,
    Cover,
    CoverLine,
    Decision,
    Deletion,
    Designation,
    Division,
    Document,
    Emphasis,
    Entry,
    Footnote,
    FootnoteAnchor,
    Formula,
    Furniture,
    Heading,
    HeadingReference,
    History,
    Insertion,
    Italic,
    Item,
    LabelStyle,
    Language,
    MarginNote,
    Markup,
    Node,
    Note,
    Opinion,
    PageNumber,
    PageReference,
    Paragraph,
    Part,
    Provision,
    Publication,
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
from itu_texts.tree.readings import Origin
from itu_texts.tree.spans import Source, Span
from itu_texts.tree.walking import Leaf, Visitor, find, leaves, walk

if TYPE_CHECKING:
    from itu_texts.analysis.allocations import Allocation, allocations
    from itu_texts.analysis.chunks import Chunk, chunks
    from itu_texts.analysis.cited import Group, GroupKind, Reference, ReferenceKind
    from itu_texts.analysis.entries import (
        Abbreviation,
        BibliographyEntry,
        Definition,
        abbreviations,
        bibliography,
        definitions,
    )
    from itu_texts.analysis.exhibits import Exhibit, exhibits
    from itu_texts.analysis.graph import graph
    from itu_texts.analysis.requirements import Force, Requirement, requirements
    from itu_texts.analysis.tasks import Task
    from itu_texts.analysis.times import When, WhenKind
    from itu_texts.api.batch import parse_many
    from itu_texts.api.explaining import Considered, Explanation, explain
    from itu_texts.collection import (
        Added,
        Answer,
        Blame,
        Broken,
        Citation,
        Collection,
        Duplicate,
        Edition,
        Hit,
        Mandate,
        WorkRow,
    )
    from itu_texts.collection.site import Site, write_site
    from itu_texts.formats.akn.naming import eid, iri
    from itu_texts.formats.akn.writer import to_akn
    from itu_texts.formats.html.page import to_html
    from itu_texts.formats.json.reader import from_json
    from itu_texts.formats.json.schema import json_schema
    from itu_texts.formats.json.shape import SCHEMA_VERSION
    from itu_texts.formats.json.writer import to_dict, to_json
    from itu_texts.formats.markdown.writer import to_markdown
    from itu_texts.formats.tables.rows import records
    from itu_texts.formats.text.outline import to_outline
    from itu_texts.formats.text.writer import to_text
    from itu_texts.formats.word.writer import to_docx
    from itu_texts.revision.consolidation import compare, consolidate
    from itu_texts.revision.diffs import Difference, DifferenceKind, WordChange, apply, diff
    from itu_texts.revision.editing import build, edit
    from itu_texts.tree.representation import print_tree
else:
    _LATER = {
        "Allocation": "itu_texts.analysis.allocations:Allocation",
        "allocations": "itu_texts.analysis.allocations:allocations",
        "Chunk": "itu_texts.analysis.chunks:Chunk",
        "chunks": "itu_texts.analysis.chunks:chunks",
        "Group": "itu_texts.analysis.cited:Group",
        "GroupKind": "itu_texts.analysis.cited:GroupKind",
        "Reference": "itu_texts.analysis.cited:Reference",
        "ReferenceKind": "itu_texts.analysis.cited:ReferenceKind",
        "Abbreviation": "itu_texts.analysis.entries:Abbreviation",
        "BibliographyEntry": "itu_texts.analysis.entries:BibliographyEntry",
        "Definition": "itu_texts.analysis.entries:Definition",
        "abbreviations": "itu_texts.analysis.entries:abbreviations",
        "bibliography": "itu_texts.analysis.entries:bibliography",
        "definitions": "itu_texts.analysis.entries:definitions",
        "Exhibit": "itu_texts.analysis.exhibits:Exhibit",
        "exhibits": "itu_texts.analysis.exhibits:exhibits",
        "Force": "itu_texts.analysis.requirements:Force",
        "Requirement": "itu_texts.analysis.requirements:Requirement",
        "requirements": "itu_texts.analysis.requirements:requirements",
        "Task": "itu_texts.analysis.tasks:Task",
        "Added": "itu_texts.collection:Added",
        "Answer": "itu_texts.collection:Answer",
        "Blame": "itu_texts.collection:Blame",
        "Broken": "itu_texts.collection:Broken",
        "Citation": "itu_texts.collection:Citation",
        "Collection": "itu_texts.collection:Collection",
        "Duplicate": "itu_texts.collection:Duplicate",
        "Edition": "itu_texts.collection:Edition",
        "Hit": "itu_texts.collection:Hit",
        "Mandate": "itu_texts.collection:Mandate",
        "WorkRow": "itu_texts.collection:WorkRow",
        "When": "itu_texts.analysis.times:When",
        "WhenKind": "itu_texts.analysis.times:WhenKind",
        "parse_many": "itu_texts.api.batch:parse_many",
        "Considered": "itu_texts.api.explaining:Considered",
        "Explanation": "itu_texts.api.explaining:Explanation",
        "explain": "itu_texts.api.explaining:explain",
        "records": "itu_texts.formats.tables.rows:records",
        "print_tree": "itu_texts.tree.representation:print_tree",
        "Site": "itu_texts.collection.site:Site",
        "write_site": "itu_texts.collection.site:write_site",
        "Difference": "itu_texts.revision.diffs:Difference",
        "DifferenceKind": "itu_texts.revision.diffs:DifferenceKind",
        "WordChange": "itu_texts.revision.diffs:WordChange",
        "apply": "itu_texts.revision.diffs:apply",
        "build": "itu_texts.revision.editing:build",
        "compare": "itu_texts.revision.consolidation:compare",
        "consolidate": "itu_texts.revision.consolidation:consolidate",
        "diff": "itu_texts.revision.diffs:diff",
        "edit": "itu_texts.revision.editing:edit",
        "to_html": "itu_texts.formats.html.page:to_html",
        "SCHEMA_VERSION": "itu_texts.formats.json.shape:SCHEMA_VERSION",
        "graph": "itu_texts.analysis.graph:graph",
        "from_json": "itu_texts.formats.json.reader:from_json",
        "json_schema": "itu_texts.formats.json.schema:json_schema",
        "eid": "itu_texts.formats.akn.naming:eid",
        "iri": "itu_texts.formats.akn.naming:iri",
        "to_akn": "itu_texts.formats.akn.writer:to_akn",
        "to_dict": "itu_texts.formats.json.writer:to_dict",
        "to_json": "itu_texts.formats.json.writer:to_json",
        "to_docx": "itu_texts.formats.word.writer:to_docx",
        "to_markdown": "itu_texts.formats.markdown.writer:to_markdown",
        "to_outline": "itu_texts.formats.text.outline:to_outline",
        "to_text": "itu_texts.formats.text.writer:to_text",
    }

    def __getattr__(name: str) -> object:
        """Import a name when it is first used."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from itu_texts.formats.loading import load

        found = globals()[name] = load(_LATER[name])
        return found


def __dir__() -> list[str]:
    """Return all public names, including those that are not imported yet."""
    return [*__all__, *(name for name in globals() if name.startswith("__"))]


__version__ = "0.1.0"

__all__ = [
    "CODES",
    "CONCEPTS",
    "SCHEMA_VERSION",
    "Abbreviation",
    "Added",
    "AddressError",
    "Addressee",
    "AddresseeKind",
    "Agenda",
    "AgendaItem",
    "Allocation",
    "Amendment",
    "Annex",
    "Answer",
    "BibliographyEntry",
    "Blame",
    "Block",
    "Bold",
    "Broken",
    "Cell",
    "Change",
    "Chunk",
    "Citation",
    "Clause",
    "Collection",
    "Comment",
    "Considered",
    "ContainerBlock",
    "Contents",
    "Cover",
    "CoverLine",
    "Decision",
    "Definition",
    "Deletion",
    "Designation",
    "Diagnostic",
    "Difference",
    "DifferenceKind",
    "Division",
    "Document",
    "Duplicate",
    "Edition",
    "Emphasis",
    "Entry",
    "Exhibit",
    "Explanation",
    "Fix",
    "Footnote",
    "FootnoteAnchor",
    "Force",
    "Formula",
    "Furniture",
    "Group",
    "GroupKind",
    "Heading",
    "HeadingReference",
    "History",
    "Hit",
    "Identifier",
    "IdentifierError",
    "InputError",
    "Insertion",
    "Italic",
    "Item",
    "ItuTextsError",
    "JSONError",
    "LabelStyle",
    "Language",
    "Leaf",
    "Limits",
    "Mandate",
    "MarginNote",
    "Markup",
    "MissingExtraError",
    "Node",
    "Note",
    "Opinion",
    "Origin",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "ParseError",
    "Part",
    "Provision",
    "Publication",
    "ReadError",
    "Reasons",
    "Recommendation",
    "Reference",
    "ReferenceKind",
    "Requirement",
    "Resolution",
    "Revision",
    "Role",
    "Row",
    "RunningHead",
    "Severity",
    "SignatureBlock",
    "Site",
    "Source",
    "Span",
    "StrayCharacters",
    "Table",
    "Task",
    "Text",
    "Title",
    "UnknownLanguageError",
    "Visitor",
    "When",
    "WhenKind",
    "WordChange",
    "Work",
    "WorkRow",
    "abbreviations",
    "address",
    "allocations",
    "apply",
    "bibliography",
    "build",
    "check",
    "chunks",
    "compare",
    "consolidate",
    "definitions",
    "diff",
    "edit",
    "eid",
    "exhibits",
    "explain",
    "export",
    "find",
    "from_json",
    "graph",
    "iri",
    "iter_texts",
    "json_schema",
    "languages",
    "leaves",
    "parse",
    "parse_bytes",
    "parse_file",
    "parse_many",
    "print_tree",
    "read_text",
    "records",
    "references",
    "requirements",
    "to_akn",
    "to_dict",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_outline",
    "to_text",
    "walk",
    "who_does_what",
    "write_site",
]
