r"""The structure of the texts that the ITU adopts, as a typed syntax tree.

To read: parse, parse_file, parse_bytes, parse_many, iter_texts, from_json.

The tree: Document, Text, Clause, Item and the other classes of nodes.

To find nodes: find, walk, leaves, Visitor, address, and Document.at.

To query: references, who_does_what, records, chunks, graph, check; allocations of the Radio Regulations; definitions,
abbreviations, bibliography, requirements and exhibits of Recommendations.

To write: export, to_json, to_text, to_markdown, to_docx, to_html, to_akn.

To change and compare: edit, build, diff, apply, consolidate, compare.

Many texts: Collection, write_site.

Errors: ItuTextsError and its subclasses.

"help(itu_texts.parse)" and "help(itu_texts.Document)" explain a function or a class; "dir(itu_texts)" lists all names.

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

if TYPE_CHECKING:
    from itu_texts.analysis.allocations import Allocation, allocations
    from itu_texts.analysis.checks.own import Check
    from itu_texts.analysis.chunks import Chunk, chunks
    from itu_texts.analysis.cited import Group, GroupKind, Reference, ReferenceKind
    from itu_texts.analysis.documents import document_records, DocumentRecord
    from itu_texts.analysis.entries import (
        Abbreviation,
        abbreviations,
        bibliography,
        BibliographyEntry,
        Definition,
        definitions,
    )
    from itu_texts.analysis.exhibits import Exhibit, exhibits
    from itu_texts.analysis.graph import Graph, graph
    from itu_texts.analysis.requirements import Force, Requirement, requirements
    from itu_texts.analysis.tasks import Task
    from itu_texts.analysis.times import Adopted, Due, When, WhenKind
    from itu_texts.api import (
        check,
        document_fields,
        iter_texts,
        languages,
        parse,
        parse_bytes,
        parse_file,
        references,
        who_does_what,
    )
    from itu_texts.api.batch import parse_many
    from itu_texts.api.explaining import Considered, explain, Explanation
    from itu_texts.api.parser import Parser
    from itu_texts.collection import (
        Added,
        Blame,
        Citation,
        CitationProblem,
        Collection,
        Duplicate,
        Edition,
        Hit,
        Mandate,
        WorkRow,
    )
    from itu_texts.collection.site import Site, write_site
    from itu_texts.errors import (
        AddressError,
        IdentifierError,
        InputError,
        InputTypeError,
        ItuTextsError,
        JSONError,
        LabelError,
        MissingExtraError,
        ReadError,
        UnknownLanguageError,
    )
    from itu_texts.formats.akn.published import read_extract
    from itu_texts.formats.akn.writer import eid, iri, to_akn
    from itu_texts.formats.html.page import to_html
    from itu_texts.formats.json.reader import from_json
    from itu_texts.formats.json.schema import json_schema, SCHEMA_VERSION
    from itu_texts.formats.json.writer import to_dict, to_json
    from itu_texts.formats.limits import Limits, View
    from itu_texts.formats.markdown.writer import to_markdown
    from itu_texts.formats.table import Format, Reader, Writer
    from itu_texts.formats.tables.rows import records, RowKind
    from itu_texts.formats.text.outline import to_outline
    from itu_texts.formats.text.reader import read_text
    from itu_texts.formats.text.writer import to_text
    from itu_texts.formats.word.writer import to_docx
    from itu_texts.formats.writing import export
    from itu_texts.language.grammar.tables import GRAMMARS
    from itu_texts.language.identifiers import Identifier, Revision, Work
    from itu_texts.parsing.asking import Rule
    from itu_texts.parsing.rules import RULES
    from itu_texts.revision.consolidation import compare, consolidate
    from itu_texts.revision.consolidation.comparing import Comparison, Proposed
    from itu_texts.revision.diffs import apply, diff, Difference, DifferenceKind, Redline, redline, WordChange
    from itu_texts.revision.diffs.matching import Matching
    from itu_texts.revision.diffs.reports import diff_page
    from itu_texts.revision.editing import build, edit
    from itu_texts.revision.editing.edits import Editor
    from itu_texts.revision.in_place.mending import annotate, mend, Mended
    from itu_texts.revision.in_place.places import file_place, FilePlace
    from itu_texts.revision.pieces import Piece
    from itu_texts.tree.addressees import Addressee, AddresseeKind, Concept, CONCEPTS
    from itu_texts.tree.addresses import address, addresses
    from itu_texts.tree.base import OutlineLine
    from itu_texts.tree.claims import Claim, Claims, Ground
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
    from itu_texts.tree.nodes.clauses import Opening
    from itu_texts.tree.nodes.document import Amended
    from itu_texts.tree.published import Count, Keyword, Published, Step, Voting
    from itu_texts.tree.readings import Origin, Original, Origins
    from itu_texts.tree.representation import print_tree
    from itu_texts.tree.spans import Offsets, Source, Span
    from itu_texts.tree.visitors import Transformer, Visitor
    from itu_texts.tree.walking import find, Leaf, leaves, walk
else:
    _NAMES = {
        "Allocation": "itu_texts.analysis.allocations:Allocation",
        "allocations": "itu_texts.analysis.allocations:allocations",
        "Check": "itu_texts.analysis.checks.own:Check",
        "Chunk": "itu_texts.analysis.chunks:Chunk",
        "chunks": "itu_texts.analysis.chunks:chunks",
        "Group": "itu_texts.analysis.cited:Group",
        "GroupKind": "itu_texts.analysis.cited:GroupKind",
        "Reference": "itu_texts.analysis.cited:Reference",
        "ReferenceKind": "itu_texts.analysis.cited:ReferenceKind",
        "DocumentRecord": "itu_texts.analysis.documents:DocumentRecord",
        "document_records": "itu_texts.analysis.documents:document_records",
        "Abbreviation": "itu_texts.analysis.entries:Abbreviation",
        "BibliographyEntry": "itu_texts.analysis.entries:BibliographyEntry",
        "Definition": "itu_texts.analysis.entries:Definition",
        "abbreviations": "itu_texts.analysis.entries:abbreviations",
        "bibliography": "itu_texts.analysis.entries:bibliography",
        "definitions": "itu_texts.analysis.entries:definitions",
        "Exhibit": "itu_texts.analysis.exhibits:Exhibit",
        "exhibits": "itu_texts.analysis.exhibits:exhibits",
        "Graph": "itu_texts.analysis.graph:Graph",
        "graph": "itu_texts.analysis.graph:graph",
        "Force": "itu_texts.analysis.requirements:Force",
        "Requirement": "itu_texts.analysis.requirements:Requirement",
        "requirements": "itu_texts.analysis.requirements:requirements",
        "Task": "itu_texts.analysis.tasks:Task",
        "Adopted": "itu_texts.analysis.times:Adopted",
        "Due": "itu_texts.analysis.times:Due",
        "When": "itu_texts.analysis.times:When",
        "WhenKind": "itu_texts.analysis.times:WhenKind",
        "check": "itu_texts.api:check",
        "document_fields": "itu_texts.api:document_fields",
        "iter_texts": "itu_texts.api:iter_texts",
        "languages": "itu_texts.api:languages",
        "parse": "itu_texts.api:parse",
        "parse_bytes": "itu_texts.api:parse_bytes",
        "parse_file": "itu_texts.api:parse_file",
        "references": "itu_texts.api:references",
        "who_does_what": "itu_texts.api:who_does_what",
        "parse_many": "itu_texts.api.batch:parse_many",
        "Considered": "itu_texts.api.explaining:Considered",
        "Explanation": "itu_texts.api.explaining:Explanation",
        "explain": "itu_texts.api.explaining:explain",
        "Parser": "itu_texts.api.parser:Parser",
        "Added": "itu_texts.collection:Added",
        "Blame": "itu_texts.collection:Blame",
        "Citation": "itu_texts.collection:Citation",
        "CitationProblem": "itu_texts.collection:CitationProblem",
        "Collection": "itu_texts.collection:Collection",
        "Duplicate": "itu_texts.collection:Duplicate",
        "Edition": "itu_texts.collection:Edition",
        "Hit": "itu_texts.collection:Hit",
        "Mandate": "itu_texts.collection:Mandate",
        "WorkRow": "itu_texts.collection:WorkRow",
        "Site": "itu_texts.collection.site:Site",
        "write_site": "itu_texts.collection.site:write_site",
        "AddressError": "itu_texts.errors:AddressError",
        "IdentifierError": "itu_texts.errors:IdentifierError",
        "InputError": "itu_texts.errors:InputError",
        "InputTypeError": "itu_texts.errors:InputTypeError",
        "ItuTextsError": "itu_texts.errors:ItuTextsError",
        "JSONError": "itu_texts.errors:JSONError",
        "LabelError": "itu_texts.errors:LabelError",
        "MissingExtraError": "itu_texts.errors:MissingExtraError",
        "ReadError": "itu_texts.errors:ReadError",
        "UnknownLanguageError": "itu_texts.errors:UnknownLanguageError",
        "read_extract": "itu_texts.formats.akn.published:read_extract",
        "eid": "itu_texts.formats.akn.writer:eid",
        "iri": "itu_texts.formats.akn.writer:iri",
        "to_akn": "itu_texts.formats.akn.writer:to_akn",
        "to_html": "itu_texts.formats.html.page:to_html",
        "from_json": "itu_texts.formats.json.reader:from_json",
        "SCHEMA_VERSION": "itu_texts.formats.json.schema:SCHEMA_VERSION",
        "json_schema": "itu_texts.formats.json.schema:json_schema",
        "to_dict": "itu_texts.formats.json.writer:to_dict",
        "to_json": "itu_texts.formats.json.writer:to_json",
        "Limits": "itu_texts.formats.limits:Limits",
        "View": "itu_texts.formats.limits:View",
        "to_markdown": "itu_texts.formats.markdown.writer:to_markdown",
        "Format": "itu_texts.formats.table:Format",
        "Reader": "itu_texts.formats.table:Reader",
        "Writer": "itu_texts.formats.table:Writer",
        "RowKind": "itu_texts.formats.tables.rows:RowKind",
        "records": "itu_texts.formats.tables.rows:records",
        "to_outline": "itu_texts.formats.text.outline:to_outline",
        "read_text": "itu_texts.formats.text.reader:read_text",
        "to_text": "itu_texts.formats.text.writer:to_text",
        "to_docx": "itu_texts.formats.word.writer:to_docx",
        "export": "itu_texts.formats.writing:export",
        "GRAMMARS": "itu_texts.language.grammar.tables:GRAMMARS",
        "Identifier": "itu_texts.language.identifiers:Identifier",
        "Revision": "itu_texts.language.identifiers:Revision",
        "Work": "itu_texts.language.identifiers:Work",
        "Rule": "itu_texts.parsing.asking:Rule",
        "RULES": "itu_texts.parsing.rules:RULES",
        "compare": "itu_texts.revision.consolidation:compare",
        "consolidate": "itu_texts.revision.consolidation:consolidate",
        "Comparison": "itu_texts.revision.consolidation.comparing:Comparison",
        "Proposed": "itu_texts.revision.consolidation.comparing:Proposed",
        "Difference": "itu_texts.revision.diffs:Difference",
        "DifferenceKind": "itu_texts.revision.diffs:DifferenceKind",
        "Redline": "itu_texts.revision.diffs:Redline",
        "WordChange": "itu_texts.revision.diffs:WordChange",
        "apply": "itu_texts.revision.diffs:apply",
        "diff": "itu_texts.revision.diffs:diff",
        "redline": "itu_texts.revision.diffs:redline",
        "Matching": "itu_texts.revision.diffs.matching:Matching",
        "diff_page": "itu_texts.revision.diffs.reports:diff_page",
        "build": "itu_texts.revision.editing:build",
        "edit": "itu_texts.revision.editing:edit",
        "Editor": "itu_texts.revision.editing.edits:Editor",
        "Mended": "itu_texts.revision.in_place.mending:Mended",
        "annotate": "itu_texts.revision.in_place.mending:annotate",
        "mend": "itu_texts.revision.in_place.mending:mend",
        "FilePlace": "itu_texts.revision.in_place.places:FilePlace",
        "file_place": "itu_texts.revision.in_place.places:file_place",
        "Piece": "itu_texts.revision.pieces:Piece",
        "Addressee": "itu_texts.tree.addressees:Addressee",
        "AddresseeKind": "itu_texts.tree.addressees:AddresseeKind",
        "CONCEPTS": "itu_texts.tree.addressees:CONCEPTS",
        "Concept": "itu_texts.tree.addressees:Concept",
        "address": "itu_texts.tree.addresses:address",
        "addresses": "itu_texts.tree.addresses:addresses",
        "OutlineLine": "itu_texts.tree.base:OutlineLine",
        "Claim": "itu_texts.tree.claims:Claim",
        "Claims": "itu_texts.tree.claims:Claims",
        "Ground": "itu_texts.tree.claims:Ground",
        "CODES": "itu_texts.tree.diagnostics:CODES",
        "Diagnostic": "itu_texts.tree.diagnostics:Diagnostic",
        "Fix": "itu_texts.tree.diagnostics:Fix",
        "ParseError": "itu_texts.tree.diagnostics:ParseError",
        "Severity": "itu_texts.tree.diagnostics:Severity",
        "Agenda": "itu_texts.tree.nodes:Agenda",
        "AgendaItem": "itu_texts.tree.nodes:AgendaItem",
        "Amendment": "itu_texts.tree.nodes:Amendment",
        "Annex": "itu_texts.tree.nodes:Annex",
        "Block": "itu_texts.tree.nodes:Block",
        "Bold": "itu_texts.tree.nodes:Bold",
        "Cell": "itu_texts.tree.nodes:Cell",
        "Change": "itu_texts.tree.nodes:Change",
        "Clause": "itu_texts.tree.nodes:Clause",
        "Comment": "itu_texts.tree.nodes:Comment",
        "ContainerBlock": "itu_texts.tree.nodes:ContainerBlock",
        "Contents": "itu_texts.tree.nodes:Contents",
        "Cover": "itu_texts.tree.nodes:Cover",
        "CoverLine": "itu_texts.tree.nodes:CoverLine",
        "Decision": "itu_texts.tree.nodes:Decision",
        "Deletion": "itu_texts.tree.nodes:Deletion",
        "Designation": "itu_texts.tree.nodes:Designation",
        "Division": "itu_texts.tree.nodes:Division",
        "Document": "itu_texts.tree.nodes:Document",
        "Emphasis": "itu_texts.tree.nodes:Emphasis",
        "Entry": "itu_texts.tree.nodes:Entry",
        "Footnote": "itu_texts.tree.nodes:Footnote",
        "FootnoteAnchor": "itu_texts.tree.nodes:FootnoteAnchor",
        "Formula": "itu_texts.tree.nodes:Formula",
        "Furniture": "itu_texts.tree.nodes:Furniture",
        "Heading": "itu_texts.tree.nodes:Heading",
        "HeadingReference": "itu_texts.tree.nodes:HeadingReference",
        "History": "itu_texts.tree.nodes:History",
        "Insertion": "itu_texts.tree.nodes:Insertion",
        "Italic": "itu_texts.tree.nodes:Italic",
        "Item": "itu_texts.tree.nodes:Item",
        "LabelStyle": "itu_texts.tree.nodes:LabelStyle",
        "Language": "itu_texts.tree.nodes:Language",
        "MarginNote": "itu_texts.tree.nodes:MarginNote",
        "Markup": "itu_texts.tree.nodes:Markup",
        "Node": "itu_texts.tree.nodes:Node",
        "Note": "itu_texts.tree.nodes:Note",
        "Opinion": "itu_texts.tree.nodes:Opinion",
        "PageNumber": "itu_texts.tree.nodes:PageNumber",
        "PageReference": "itu_texts.tree.nodes:PageReference",
        "Paragraph": "itu_texts.tree.nodes:Paragraph",
        "Part": "itu_texts.tree.nodes:Part",
        "Provision": "itu_texts.tree.nodes:Provision",
        "Publication": "itu_texts.tree.nodes:Publication",
        "Reasons": "itu_texts.tree.nodes:Reasons",
        "Recommendation": "itu_texts.tree.nodes:Recommendation",
        "Resolution": "itu_texts.tree.nodes:Resolution",
        "Role": "itu_texts.tree.nodes:Role",
        "Row": "itu_texts.tree.nodes:Row",
        "RunningHead": "itu_texts.tree.nodes:RunningHead",
        "SignatureBlock": "itu_texts.tree.nodes:SignatureBlock",
        "StrayCharacters": "itu_texts.tree.nodes:StrayCharacters",
        "Table": "itu_texts.tree.nodes:Table",
        "Text": "itu_texts.tree.nodes:Text",
        "Title": "itu_texts.tree.nodes:Title",
        "Opening": "itu_texts.tree.nodes.clauses:Opening",
        "Amended": "itu_texts.tree.nodes.document:Amended",
        "Count": "itu_texts.tree.published:Count",
        "Keyword": "itu_texts.tree.published:Keyword",
        "Published": "itu_texts.tree.published:Published",
        "Step": "itu_texts.tree.published:Step",
        "Voting": "itu_texts.tree.published:Voting",
        "Origin": "itu_texts.tree.readings:Origin",
        "Original": "itu_texts.tree.readings:Original",
        "Origins": "itu_texts.tree.readings:Origins",
        "print_tree": "itu_texts.tree.representation:print_tree",
        "Offsets": "itu_texts.tree.spans:Offsets",
        "Source": "itu_texts.tree.spans:Source",
        "Span": "itu_texts.tree.spans:Span",
        "Transformer": "itu_texts.tree.visitors:Transformer",
        "Visitor": "itu_texts.tree.visitors:Visitor",
        "Leaf": "itu_texts.tree.walking:Leaf",
        "find": "itu_texts.tree.walking:find",
        "leaves": "itu_texts.tree.walking:leaves",
        "walk": "itu_texts.tree.walking:walk",
    }

    def __getattr__(name: str) -> object:
        """Import a name when it is first used."""
        if name not in _NAMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r:.40}")
        from itu_texts.errors.docstrings import explain
        from itu_texts.formats.loading import load

        found = globals()[name] = load(_NAMES[name])
        if isinstance(found, type):
            explain(found)
        return found

    def __dir__() -> list[str]:
        """Return the public names: functions and classes."""
        return [*_NAMES, *(name for name in globals() if name.startswith("__"))]


__version__ = "0.2.0"

__all__ = [
    "CODES",
    "CONCEPTS",
    "GRAMMARS",
    "RULES",
    "SCHEMA_VERSION",
    "Abbreviation",
    "Added",
    "AddressError",
    "Addressee",
    "AddresseeKind",
    "Adopted",
    "Agenda",
    "AgendaItem",
    "Allocation",
    "Amended",
    "Amendment",
    "Annex",
    "BibliographyEntry",
    "Blame",
    "Block",
    "Bold",
    "Cell",
    "Change",
    "Check",
    "Chunk",
    "Citation",
    "CitationProblem",
    "Claim",
    "Claims",
    "Clause",
    "Collection",
    "Comment",
    "Comparison",
    "Concept",
    "Considered",
    "ContainerBlock",
    "Contents",
    "Count",
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
    "DocumentRecord",
    "Due",
    "Duplicate",
    "Edition",
    "Editor",
    "Emphasis",
    "Entry",
    "Exhibit",
    "Explanation",
    "FilePlace",
    "Fix",
    "Footnote",
    "FootnoteAnchor",
    "Force",
    "Format",
    "Formula",
    "Furniture",
    "Graph",
    "Ground",
    "Group",
    "GroupKind",
    "Heading",
    "HeadingReference",
    "History",
    "Hit",
    "Identifier",
    "IdentifierError",
    "InputError",
    "InputTypeError",
    "Insertion",
    "Italic",
    "Item",
    "ItuTextsError",
    "JSONError",
    "Keyword",
    "LabelError",
    "LabelStyle",
    "Language",
    "Leaf",
    "Limits",
    "Mandate",
    "MarginNote",
    "Markup",
    "Matching",
    "Mended",
    "MissingExtraError",
    "Node",
    "Note",
    "Offsets",
    "Opening",
    "Opinion",
    "Origin",
    "Original",
    "Origins",
    "OutlineLine",
    "PageNumber",
    "PageReference",
    "Paragraph",
    "ParseError",
    "Parser",
    "Part",
    "Piece",
    "Proposed",
    "Provision",
    "Publication",
    "Published",
    "ReadError",
    "Reader",
    "Reasons",
    "Recommendation",
    "Redline",
    "Reference",
    "ReferenceKind",
    "Requirement",
    "Resolution",
    "Revision",
    "Role",
    "Row",
    "RowKind",
    "Rule",
    "RunningHead",
    "Severity",
    "SignatureBlock",
    "Site",
    "Source",
    "Span",
    "Step",
    "StrayCharacters",
    "Table",
    "Task",
    "Text",
    "Title",
    "Transformer",
    "UnknownLanguageError",
    "View",
    "Visitor",
    "Voting",
    "When",
    "WhenKind",
    "WordChange",
    "Work",
    "WorkRow",
    "Writer",
    "abbreviations",
    "address",
    "addresses",
    "allocations",
    "annotate",
    "apply",
    "bibliography",
    "build",
    "check",
    "chunks",
    "compare",
    "consolidate",
    "definitions",
    "diff",
    "diff_page",
    "document_fields",
    "document_records",
    "edit",
    "eid",
    "exhibits",
    "explain",
    "export",
    "file_place",
    "find",
    "from_json",
    "graph",
    "iri",
    "iter_texts",
    "json_schema",
    "languages",
    "leaves",
    "mend",
    "parse",
    "parse_bytes",
    "parse_file",
    "parse_many",
    "print_tree",
    "read_extract",
    "read_text",
    "records",
    "redline",
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
