"""Reads XML with expat as a tree of elements. Entities and references to other files are refused."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder  # only for the tree: expat reads, and expands nothing
from xml.parsers import expat

from itu_texts.errors import ReadError
from itu_texts.formats.limits import Limits

_DEEPEST = 240  # nested elements; lists of 32 levels need fewer than a hundred
_STEP = 1 << 20  # bytes between two checks of the limits


def words_of(element: Element) -> str:
    """Return all words in an element; a run of white space becomes one blank."""
    return " ".join("".join(element.itertext()).split())


def read_xml(data: bytes, name: str, limits: Limits) -> Element:
    """Return the root element of an XML file, with the names of elements and attributes without their namespaces.

    :raises ReadError: if it is not well-formed, declares entities, or is beyond a limit.
    """
    limits.check(name, "markup_characters", len(data))
    builder, depth, characters = TreeBuilder(), 0, 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        limits.check(name, "depth", depth)
        if depth > _DEEPEST:
            raise ReadError(f"{name}: elements are nested more than {_DEEPEST} deep")
        builder.start(tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition(" ")[2])

    def text(words: str) -> None:
        nonlocal characters
        characters += len(words)
        limits.check(name, "characters", characters)
        builder.data(words)

    def refused(*_: object) -> NoReturn:
        raise ReadError(f"{name}: it names entities, which are not expanded; save it without a DOCTYPE")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.EntityDeclHandler = parser.SkippedEntityHandler = parser.ExternalEntityRefHandler = refused
    try:
        for place in range(0, len(data), _STEP):
            parser.Parse(data[place : place + _STEP])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReadError(f"{name}: not well-formed XML ({error})") from None
    return builder.close()
