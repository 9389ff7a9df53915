"""Reads XML with expat as a tree of elements. Entities and references to other files are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from itu_texts.errors import ReadError
from itu_texts.formats.limits import Limits
from itu_texts.tree.walking import preorder

_DEEPEST = 240  # nested elements; lists of 32 levels need fewer than a hundred
_STEP = 1 << 20  # bytes between two checks of the limits


class Element:
    """An element: its name without the namespace, its attributes and its content."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name: str = name
        self.attributes: dict[str, str] = attributes
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """Return the value of an attribute; an empty string if it is missing."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, *path: str) -> Element | None:
        """Return the first element at a path of names below; ``None`` if there is none."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.elements if child.name == name), None) if found else None
        return found

    def below(self, *path: str) -> list[Element]:
        """Return the elements in the first element at a path of names below; none if there is no such element."""
        found = self.first(*path)
        return [*found.elements] if found is not None else []

    def walk(self) -> Iterator[Element]:
        """Yield the element and all elements below it, in document order."""
        return preorder(self, lambda element: element.elements)

    @property
    def words(self) -> str:
        """All words in it; a run of white space becomes one blank."""
        found: Iterator[Element | str] = preorder(self, lambda each: each.children if isinstance(each, Element) else ())
        return " ".join("".join(each for each in found if isinstance(each, str)).split())


class _Builder:
    """Makes elements from the events of expat."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.file = name
        self.limits = limits
        self.root: Element | None = None
        self.open: list[Element] = []
        self.characters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)
        self.limits.check(self.file, "depth", len(self.open))
        if len(self.open) > _DEEPEST:
            raise ReadError(f"{self.file}: elements are nested more than {_DEEPEST} deep")

    def end(self, _: str) -> None:
        self.open.pop()

    def text(self, characters: str) -> None:
        self.characters += len(characters)
        self.limits.check(self.file, "characters", self.characters)
        self.open[-1].children.append(characters)

    def declared(self, *_: object) -> NoReturn:
        """Refuse a declaration of an entity, or of another file."""
        raise ReadError(f"{self.file}: it names entities, which are not expanded; save it without a DOCTYPE")


def read_xml(data: bytes, name: str, limits: Limits) -> Element:
    """Return the root element of an XML file.

    :raises ReadError: if it is not well-formed, declares entities, or is beyond a limit.
    """
    limits.check(name, "markup_characters", len(data))
    builder = _Builder(name, limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = builder.declared
    parser.SkippedEntityHandler = builder.declared
    parser.ExternalEntityRefHandler = builder.declared
    try:
        for place in range(0, len(data), _STEP):
            parser.Parse(data[place : place + _STEP])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReadError(f"{name}: not well-formed XML ({error})") from None
    assert builder.root is not None
    return builder.root
