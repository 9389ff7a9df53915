"""Akoma Ntoso: what this library wrote as the tree that it was, what others wrote as the blocks that it has."""

from __future__ import annotations

from typing import Any

from itu_texts.akn_terms import LANGUAGES, LIBRARY
from itu_texts.errors import ReadError
from itu_texts.grammar import languages
from itu_texts.nodes import Document, Node
from itu_texts.readers.akn_blocks import Blocks
from itu_texts.readers.akn_documents import Documents
from itu_texts.readers.akn_source import Lines
from itu_texts.readers.akn_xml import Element, read_xml
from itu_texts.readers.limits import Limits

__all__ = ["read_akn"]

_CODES = {three: code for code, three in LANGUAGES.items()}
_UNKNOWN = "en"


def read_akn(data: bytes, name: str, limits: Limits) -> Document:
    """The document that an Akoma Ntoso file holds; tracked changes are marked in it.

    Its text is put together of the words of the file, a line a block; spans are offsets in that.

    :raises ReadError: if it is no Akoma Ntoso, is not well-formed, declares entities, or is beyond a limit.
    """
    root = read_xml(data, name, limits)
    main = next(root.elements, None) if root.name == "akomaNtoso" else None
    if main is None:
        raise ReadError(f"{name}: an XML file that is not Akoma Ntoso; save it as text, a web page or a Word file")
    lines = Lines(root)
    language = _language(main)
    try:
        blocks = _blocks(main, lines, language or _UNKNOWN)
        source, furniture, changes = lines.finish()
    except RecursionError:
        raise ReadError(f"{name}: elements stand too deep in one another") from None
    found: Any = tuple(blocks)
    return Document(
        start=0,
        end=len(source),
        blocks=found,
        furniture=furniture,
        language=language,
        changes=changes,
        source=source,
    )


def _blocks(main: Element, lines: Lines, language: str) -> list[Node]:
    named = main.first("meta", "identification")
    if named is not None and named.get("source") == f"#{LIBRARY}":
        places = {element.get("eId"): element for element in main.walk() if element.get("eId")}
        return Documents(lines, language, places).whole(main)
    return Blocks(lines).blocks(main)


def _language(main: Element) -> str:
    """The code of the language, if there is a grammar for it; else nothing."""
    said = main.first("meta", "identification", "FRBRExpression", "FRBRlanguage")
    code = said.get("language") if said is not None else ""
    code = _CODES.get(code, code)
    return code if code in languages() else ""
