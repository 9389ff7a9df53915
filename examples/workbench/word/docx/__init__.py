"""What the library uses of python-docx: the parts of a Word file, and how they refer to one another."""

from __future__ import annotations

import posixpath
import zipfile
from functools import cached_property
from typing import IO, Any

from lxml import etree

_TYPES = "[Content_Types].xml"
_MAIN = "officeDocument"
_WORD = "wordprocessingml"
_READ = (
    "document.main",
    "template.main",
    "styles",
    "numbering",
    "settings",
    "header",
    "footer",
    "comments",
    "core-properties",
)
_NO_STYLES = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def _tree(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True))


class Relation:
    """What a part refers to."""

    def __init__(self, package: Package, source: str, given: Any) -> None:
        self.reltype: str = given.attrib["Type"]
        self.target_ref: str = given.attrib["Target"]
        self.is_external = given.get("TargetMode") == "External"
        self._package = package
        self._name = posixpath.normpath(posixpath.join(posixpath.dirname(source), self.target_ref))

    @property
    def target_part(self) -> Part:
        if self.is_external:
            raise ValueError("the target of an external relation is no part")
        return self._package.part(self._name)


class Part:
    """A part of a package."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.partname = name
        self.blob: bytes = package.content(name)
        self.content_type = package.kind(name)
        self.rels = package.relations(name)
        if self.content_type.endswith("+xml") and any(f".{each}+xml" in f".{self.content_type}" for each in _READ):
            _ = self.element  # a broken part is no part

    @cached_property
    def element(self) -> Any:
        root = _tree(self.blob)
        return _Body(root) if self.partname == self.package.main else root


class _Body:
    """The outermost element of the text, with its body."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def __getattr__(self, name: str) -> Any:
        return getattr(self._root, name)

    @property
    def body(self) -> Any:
        return next(each for each in self._root if each.tag.endswith("}body"))


class Package:
    """The parts of a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(file)
        self._parts: dict[str, Part] = {}
        types = _tree(self._archive.read(_TYPES))
        rows = [(each.tag.rpartition("}")[2], each.attrib) for each in types]
        self._named = {row["PartName"].lower(): row["ContentType"] for kind, row in rows if kind == "Override"}
        self._endings = {row["Extension"].lower(): row["ContentType"] for kind, row in rows if kind == "Default"}
        relations = self.relations("/")
        self.main = ""
        [first] = [each for each in relations.values() if each.reltype.endswith(f"/{_MAIN}")][:1] or [None]
        if first is None:
            raise KeyError("no text")
        self.main = first._name
        waiting = [*relations.values()]
        while waiting:  # all parts that are referred to are there
            each = waiting.pop()
            if not each.is_external and each._name not in self._parts:
                waiting += self.part(each._name).rels.values()

    def content(self, name: str) -> bytes:
        return self._archive.read(name.lstrip("/"))

    def kind(self, name: str) -> str:
        ending = name.rpartition(".")[2].lower()
        return self._named[name.lower()] if name.lower() in self._named else self._endings[ending]

    def relations(self, source: str) -> dict[str, Relation]:
        folder, _, own = source.rpartition("/")
        name = f"{folder}/_rels/{own}.rels".lstrip("/")
        if name not in self._archive.namelist():
            return {}
        return {each.attrib["Id"]: Relation(self, source, each) for each in _tree(self._archive.read(name))}

    def part(self, name: str) -> Part:
        if name not in self._parts:
            self._parts[name] = Part(self, name)
        return self._parts[name]


class _Styles:
    def __init__(self, element: Any) -> None:
        self.element = element


class _Document:
    """A Word file."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.element = part.element

    @property
    def styles(self) -> _Styles:
        named = (each for each in self.part.rels.values() if each.reltype.endswith("/styles"))
        part = next(named, None)
        return _Styles(part.target_part.element if part is not None else _tree(_NO_STYLES))


def Document(file: IO[bytes]) -> _Document:
    """Open a Word file.

    :raises Exception: if a part is broken or missing, or it is no Word file.
    """
    package = Package(file)
    part = package.part(package.main)
    if _WORD not in part.content_type and "ms-word" not in part.content_type:
        raise ValueError(f"not a Word file: {part.content_type}")
    return _Document(part)
