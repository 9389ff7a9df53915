# The public names, each once: type checkers read them here, and __init__.py imports one when it is first used.

from itu_texts import nodes as nodes, rows as rows
from itu_texts.analysis.tasks import addressee_names as addressee_names
from itu_texts.analysis.allocations import allocations as allocations
from itu_texts.analysis.checks.drafts import Check as Check
from itu_texts.analysis.passages import chunks as chunks
from itu_texts.analysis.documents import document_records as document_records
from itu_texts.analysis.entries import (
    abbreviations as abbreviations,
    bibliography as bibliography,
    definitions as definitions,
)
from itu_texts.analysis.passages import exhibits as exhibits
from itu_texts.analysis.graph import graph as graph
from itu_texts.analysis.tasks import requirements as requirements
from itu_texts.api import (
    check as check,
    document_fields as document_fields,
    iter_texts as iter_texts,
    languages as languages,
    parse as parse,
    parse_bytes as parse_bytes,
    parse_file as parse_file,
    references as references,
    who_does_what as who_does_what,
)
from itu_texts.api.batch import parse_many as parse_many
from itu_texts.api.parser import explain as explain
from itu_texts.api.parser import Parser as Parser
from itu_texts.collection import Collection as Collection
from itu_texts.collection.site import write_site as write_site
from itu_texts.errors import (
    AddressError as AddressError,
    IdentifierError as IdentifierError,
    InputError as InputError,
    InputTypeError as InputTypeError,
    ItuTextsError as ItuTextsError,
    JSONError as JSONError,
    LabelError as LabelError,
    MissingExtraError as MissingExtraError,
    ReadError as ReadError,
    UnknownLanguageError as UnknownLanguageError,
)
from itu_texts.formats.akn.writer import eid as eid, iri as iri, to_akn as to_akn
from itu_texts.formats.html.page import to_html as to_html
from itu_texts.formats.json.reader import from_json as from_json
from itu_texts.formats.json.schema import json_schema as json_schema
from itu_texts.formats.json.schema import to_dict as to_dict, to_json as to_json
from itu_texts.formats.composing import Limits as Limits
from itu_texts.formats.tables.rows import records as records
from itu_texts.formats.text.writer import to_markdown as to_markdown, to_outline as to_outline
from itu_texts.formats.text.reader import read_text as read_text
from itu_texts.formats.text.writer import to_text as to_text
from itu_texts.formats.word.writer import to_docx as to_docx
from itu_texts.formats.writing import export as export
from itu_texts.language.identifiers import Identifier as Identifier
from itu_texts.parsing.findings import Rule as Rule
from itu_texts.revision import build as build
from itu_texts.revision.aligning import align as align
from itu_texts.revision.comparing import compare as compare
from itu_texts.revision.consolidating import consolidate as consolidate
from itu_texts.revision.diffs import diff as diff
from itu_texts.revision.edits import edit as edit
from itu_texts.revision.in_place import annotate as annotate, file_place as file_place, mend as mend
from itu_texts.revision.redlines import apply as apply, redline as redline
from itu_texts.tree.addressees import CONCEPTS as CONCEPTS
from itu_texts.tree.addresses import address as address, addresses as addresses
from itu_texts.tree.diagnostics import (
    CODES as CODES,
    Diagnostic as Diagnostic,
    ParseError as ParseError,
    Severity as Severity,
)
from itu_texts.tree.nodes import (
    Amendment as Amendment,
    Annex as Annex,
    Clause as Clause,
    Cover as Cover,
    Division as Division,
    Document as Document,
    Footnote as Footnote,
    Heading as Heading,
    Item as Item,
    Node as Node,
    Paragraph as Paragraph,
    Provision as Provision,
    Table as Table,
    Text as Text,
)
from itu_texts.tree.walking import find as find, leaves as leaves, walk as walk

__version__: str
