"""Reads Akoma Ntoso: files of this library give the tree that was written, other files a tree of their blocks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.akn.reader_blocks import Blocks
from itu_texts.formats.akn.reader_documents import Documents
from itu_texts.formats.akn.reader_source import Lines
from itu_texts.formats.akn.reader_statements import Statements
from itu_texts.formats.akn.reader_xml import Element, read_xml
from itu_texts.formats.akn.rows import LANGUAGES, LIBRARY
from itu_texts.formats.limits import Limits
from itu_texts.language.grammar import languages
from itu_texts.tree import nodes
from itu_texts.tree.addresses import is_label
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Document, Node
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_CODES = {three: code for code, three in LANGUAGES.items()}
_UNKNOWN = "en"
_KNOWN = (nodes.Text, nodes.Amendment, nodes.Division, nodes.Annex, nodes.Provision, nodes.Clause, nodes.Agenda)


def read_akn(data: bytes, name: str, limits: Limits) -> Document:
    """Return the document of an Akoma Ntoso file, with its tracked changes.

    The text is composed of the words of the file, one block on each line; spans are offsets in this text.

    :raises ReadError: if it is not Akoma Ntoso, is not well-formed, declares entities, or is beyond a limit.
    """
    root = read_xml(data, name, limits)
    main = next(root.elements, None) if root.name == "akomaNtoso" else None
    if main is None:
        raise ReadError(f"{name}: an XML file that is not Akoma Ntoso; save it as text, a web page or a Word file")
    language = _language(main)
    try:
        document = _ours(root, main, language) if _is_ours(main) else None
        if document is not None:
            return document
        is_statement = main.name == "statement" and not _is_ours(main) and main.first("preamble", "formula") is not None
        read = (lambda lines: Statements(lines, language or _UNKNOWN).whole(main)) if is_statement else None
        return _made(root, language, read or (lambda lines: Blocks(lines).blocks(main)))
    except RecursionError:
        raise ReadError(f"{name}: elements are nested too deeply") from None


def _made(root: Element, language: str, read: Callable[[Lines], list[Node]]) -> Document:
    """Return the document of a file."""
    lines = Lines(root)
    blocks: Any = tuple(read(lines))
    source, furniture, changes = lines.finish()
    return Document(
        start=0,
        end=len(source),
        blocks=blocks,
        furniture=furniture,
        language=language,
        changes=changes,
        diagnostics=_without_text(blocks, len(source)),
        emphasis=tuple(sorted(lines.emphasis, key=lambda each: each.start)),
        source=source,
    )


def _without_text(blocks: tuple[Node, ...], length: int) -> tuple[Diagnostic, ...]:
    """Return the diagnostic of a file that holds neither a text nor a part of one."""
    if any(isinstance(each, _KNOWN) for block in blocks for each in walk(block)):
        return ()
    message = "no text was found: check that this is the right file and that it is complete"
    return (make_diagnostic("no-text", message, Span(0, length)),)


# ---------------------------------------------------------------------- files of this library


def _is_ours(main: Element) -> bool:
    named = main.first("meta", "identification")
    return named is not None and named.get("source") == f"#{LIBRARY}"


def _ours(root: Element, main: Element, language: str) -> Document | None:
    """Return the document that this library wrote; ``None`` if another program has changed its structure."""
    places = {element.get("eId"): element for element in main.walk() if element.get("eId")}
    try:
        document = _made(root, language, lambda lines: Documents(lines, language or _UNKNOWN, places).whole(main))
    except (InputError, ValueError):  # a node with unsuitable content, or of an unknown class
        return None
    return document if all(map(_is_right, walk(document))) else None


def _is_right(node: Node) -> bool:
    """Return whether a node has the attributes that its class requires, and its blocks follow one another."""
    match node:
        case nodes.Item() if node.label and not is_label(node.list_label):
            return False
        case nodes.Provision() if not node.number:
            return False
        case nodes.Amendment() if not node.marker:
            return False
    return all(above.end <= below.start for above, below in pairwise(node.children))


def _language(main: Element) -> str:
    """Return the code of the language; an empty string if there is no grammar for it."""
    named = main.first("meta", "identification", "FRBRExpression", "FRBRlanguage")
    code = named.get("language") if named is not None else ""
    code = _CODES.get(code, code)
    return code if code in languages() else ""
