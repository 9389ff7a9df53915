"""Reads the package of a Word file, and changes it: parts that are not touched stay byte for byte as they are.

Documents and templates are read, with or without macros, of both editions of the standard. python-docx opens documents
(.docx) of the transitional edition; the others contain the same parts under other names.

Source: ECMA-376, parts 1 and 2; ISO/IEC 29500-1, annex A (strict namespaces).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any
from xml.sax.saxutils import quoteattr

from itu_texts.errors import ReadError
from itu_texts.formats.limits import Limits
from itu_texts.formats.style_names import bare_name
from itu_texts.formats.unsupported import kind_of_package
from itu_texts.formats.word.xml import W, child_value

_TYPES = "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LIKE_DOCUMENT = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_TRACKED, _COMMENTS = "trackedChanges", "comments"
_ALLOWED = {_TRACKED: (_COMMENTS, _TRACKED), _COMMENTS: (_COMMENTS,)}  # what may be made in a file, by its protection
_TEXT = "word/document.xml"
_RELATIONS_OF_TEXT = "word/_rels/document.xml.rels"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships"
_NAMES_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_OF = {"xml": "xml", "rels": "vnd.openxmlformats-package.relationships+xml"}
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, zlib.error)
"""What the standard library raises where a package or one of its members is broken."""
_SIGNATURE = b"/digital-signature/origin"


def usual_package(data: bytes, name: str, limits: Limits) -> bytes:
    """Return the package of a Word file in the form that python-docx opens.

    :raises ReadError: if it is broken or encrypted, exceeds a limit, or is another kind of file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            limits.check(name, "unpacked_bytes", sum(member.file_size for member in members))
            if any(member.flag_bits & 1 for member in members):
                raise ReadError(f"{name}: encrypted")
            names = {_as_named(member.filename) for member in members}
            if _TEXT not in names and (other := kind_of_package(names)):
                raise ReadError(f"{name}: {other}")
            return data if _is_usual(package, members) else _made_usual(package, members)
    except ReadError:
        raise
    except _BROKEN:
        raise ReadError(f"{name}: a ZIP or Word file that is broken or cut short") from None


def _as_named(filename: str) -> str:
    """Return the name of a part; some programs write it with backslashes."""
    return filename.replace("\\", "/")


def _is_usual(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    names = [member.filename for member in members]
    if any("\\" in filename for filename in names):
        return False
    read = [package.read(filename) for filename in (_TYPES, "_rels/.rels") if filename in names]
    return not any(_LIKE_DOCUMENT.search(part) or _STRICT.search(part) for part in read)


def _made_usual(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for member in members:
            part = package.read(member)
            filename = _as_named(member.filename)
            if filename == _TYPES:
                part = _LIKE_DOCUMENT.sub(_DOCUMENT, part)
            if filename.endswith((".xml", ".rels")):
                part = _STRICT.sub(_TRANSITIONAL, part)
            made.writestr(filename, part)
    return out.getvalue()


def repaired(data: bytes, name: str) -> tuple[bytes, list[str]]:
    """Return a package without the parts that are broken, and the names of these and of those that are missing.

    Programs that recover files, and people who unpack them, lose styles, numbering or notes; the text can be read.

    :raises ReadError: if the text itself is broken or missing.
    """
    from lxml import etree

    def tree(part: bytes) -> Any:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {}
        lost = [each for each in package.namelist() if not each.endswith("/")]
        for each in [*lost]:
            with suppress(*_BROKEN):
                parts[each] = package.read(each)
                lost.remove(each)
    try:
        fault = "" if tree(parts[_TEXT]).tag == W + "document" else "is not a text of Word"
    except KeyError:
        fault = "is broken" if _TEXT in lost else "is missing"
    except etree.XMLSyntaxError as error:
        fault = "nests elements too deeply" if "depth" in str(error).lower() else f"is broken: {error.msg}"
    if fault:
        raise ReadError(f"{name}: the text of the Word file ({_TEXT}) {fault}")
    for each in [*parts]:
        with suppress(etree.XMLSyntaxError):
            if not each.endswith((".xml", ".rels")):
                continue
            if tree(parts[each]).tag == _RELATIONS or not each.endswith(".rels"):
                continue
        lost.append(each)
        del parts[each]
    if _RELATIONS_OF_TEXT not in parts:
        usual = (each for each in parts if each.startswith("word/") and each.endswith(".xml") and each != _TEXT)
        parts[_RELATIONS_OF_TEXT] = _relations((_kind(each), each.removeprefix("word/")) for each in usual)
    parts["_rels/.rels"] = _relations([("officeDocument", _TEXT)])
    for each in [*parts]:
        if each.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(each))
            root = tree(parts[each])
            for relation in [*root]:
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
                if relation.get("TargetMode") != "External" and target not in parts:
                    lost.append(target)
                    root.remove(relation)
            parts[each] = etree.tostring(root)
    parts[_TYPES] = _types(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each, part in parts.items():
            made.writestr(each, part)
    return out.getvalue(), sorted({*lost} - {_TYPES, "_rels/.rels"})


def _kind(part: str) -> str:
    """Return what a part is by its name: ``header`` for ``word/header2.xml``."""
    return posixpath.basename(part).partition(".")[0].rstrip("0123456789")


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets)
    )
    return _NO_RELATIONS.replace(b"/>", f">{listed}</Relationships>".encode())


def _types(parts: Iterable[str]) -> bytes:
    """Return the list of the types of some parts, by their usual names."""
    endings = {each.rpartition(".")[2] for each in parts}
    named = {each: f"{_CONTENT}.{_kind(each)}+xml" for each in parts if re.fullmatch(r"word/\w+\.xml", each)}
    named[_TEXT] = _DOCUMENT.decode()
    listed = [
        f'<Default Extension={quoteattr(each)} ContentType="application/{_TYPES_OF.get(each, "octet-stream")}"/>'
        for each in endings
    ]
    listed += [f'<Override PartName={quoteattr(f"/{each}")} ContentType="{kind}"/>' for each, kind in named.items()]
    return f'<Types xmlns="{_NAMES_TYPES}">{"".join(listed)}</Types>'.encode()


class KeptPackage:
    """The parts of a Word file."""

    def __init__(self, data: bytes, name: str, document: Any, made: str = "") -> None:
        """Open a package.

        :param document: the same file as python-docx reads it.
        :param made: what is to be made in it: ``comments``, ``trackedChanges``, or other changes.
        :raises ReadError: if it is protected or signed, or of the strict edition of the standard.
        """
        self._data = data
        self.name = name
        """The name of the file, for errors."""
        part = document.part
        self._main = part.partname.lstrip("/")
        related = [each for each in part.rels.values() if not each.is_external]
        # The names of the parts that the text refers to, by their kinds
        self._names = {each.reltype.rpartition("/")[2]: each.target_part.partname.lstrip("/") for each in related}
        self._new: dict[str, str] = {}  # those that the file has not
        self._roots: dict[str, Any] = {}  # the outermost elements of the parts that were opened, by their names
        self._touched: set[Any] = set()
        if _STRICT.search(self._content(self._main)):
            raise ReadError(f"{name}: of the strict edition of the standard; save it as a Word document first")
        if _SIGNATURE in self._content("_rels/.rels"):
            raise ReadError(f"{name}: it is signed; remove the signature to change it")
        settings = self.part("settings")
        held = settings.find(W + "documentProtection") if settings is not None else None
        if held is not None and held.get(W + "enforcement") in ("1", "true", "on"):
            kind = held.get(W + "edit") or ""
            if kind != "none" and made not in _ALLOWED.get(kind, ()):  # the formatting alone may be protected
                but = {_TRACKED: " that are not tracked", _COMMENTS: " other than comments"}.get(kind, "")
                raise ReadError(f"{name}: it is protected against changes{but}; end the protection first")
        self.text = self._opened(self._main)
        """The outermost element of the text."""

    def _content(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self._data)) as package:
            return package.read(name) if name in package.namelist() else b""

    def _opened(self, name: str) -> Any:
        from lxml import etree

        if name not in self._roots:
            plain = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            self._roots[name] = etree.fromstring(self._content(name) or _NO_RELATIONS, plain)
        return self._roots[name]

    def part(self, kind: str) -> Any:
        """Return the outermost element of a part that the text refers to, such as ``footnotes``; ``None`` if none."""
        return self._opened(self._names[kind]) if kind in self._names else None

    def add_part(self, kind: str, root: Any) -> Any:
        """Give the file a part; returns its outermost element, or that of the part that the file has already."""
        if kind not in self._names:
            self._new[kind] = self._names[kind] = f"word/{kind}.xml"
            self._roots[self._names[kind]] = root
        self.touch(self.part(kind))
        return self.part(kind)

    def touch(self, element: Any) -> None:
        """Say that the part of an element is changed."""
        self._touched.add(element.getroottree().getroot())

    @cached_property
    def _styles(self) -> dict[str, str | None]:
        """The identifiers of the styles by their bare names."""
        styles = self.part("styles")
        all_styles = () if styles is None else styles.iter(W + "style")
        return {bare_name(child_value(each, "name") or ""): each.get(W + "styleId") for each in all_styles}

    def style(self, name: str) -> str | None:
        """Return the identifier of the style of a name; ``None`` if the file has none."""
        return self._styles.get(bare_name(name))

    def data(self) -> bytes:
        """Return the file as it is now; the very same bytes if nothing was changed."""
        from lxml import etree

        if not self._touched:
            return self._data
        folder, _, own = self._main.rpartition("/")
        relations = f"{folder}/_rels/{own}.rels"
        for kind, name in self._new.items():
            self._put(_TYPES, "Override", PartName=f"/{name}", ContentType=f"{_CONTENT}.{kind}+xml")
            target = posixpath.relpath(name, folder)
            self._put(relations, "Relationship", Id=f"itu-{kind}", Type=f"{_RELATION}/{kind}", Target=target)
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as package, zipfile.ZipFile(made, "w") as out:
            members: dict[str, Any] = {each.filename: each for each in package.infolist()}
            changed = {name: root for name, root in self._roots.items() if root in self._touched}
            for name in dict.fromkeys((*members, *changed)):
                content = b"" if name in changed else package.read(name)
                if name in changed:
                    tree = changed[name].getroottree()
                    content = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
                out.writestr(members.get(name, name), content)
        return made.getvalue()

    def _put(self, name: str, tag: str, **values: str) -> None:
        """Put an element into a part that names others, unless it is there."""
        root = self._opened(name)
        if not any(dict(each.attrib) == values for each in root):
            root.append(root.makeelement(root.tag.rpartition("}")[0] + "}" + tag, values))
        self.touch(root)
