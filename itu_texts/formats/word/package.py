"""The package of a Word file: opens the parts that are asked for; those that are not changed stay as they are.

Documents and templates are read, with or without macros, of both editions of the standard. Parts may be missing or
broken, as after a recovery, if the text itself can be read.

Source: ECMA-376, parts 1 and 2; ISO/IEC 29500-1, annex A (strict namespaces).
"""

import contextlib
import io
import os
import posixpath
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from itu_texts.errors import ReadError
from itu_texts.formats.composing import DEFAULT, Limits, View, bare_name
from itu_texts.formats.recognition import kind_of_package
from itu_texts.language.writing import lowered, raised

# ----------------------------------------------------------------------
# The XML of a Word file: its names, queries on elements, and formulas as linear text.

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
"""Elements that stand for a character."""
PUT_IN, TAKEN = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
"""The elements that hold what somebody has put in, and what somebody has struck."""
TRACKED = {**dict.fromkeys(PUT_IN, "insertion"), **dict.fromkeys(TAKEN, "deletion")}
"""The elements of tracked changes, with the kinds of these."""
GONE: dict[View, tuple[str, ...]] = {"final": TAKEN, "original": PUT_IN, "marked": ()}
"""Those of what is not in a view."""
CALLS = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
"""The elements that call notes, with the parts in which these are."""
PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{urn:schemas-microsoft-com:vml}imagedata",
    )
)
DRAWINGS = (W + "drawing", W + "pict", W + "object")
"""The elements that hold pictures, shapes, charts and text boxes."""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_NEAR = 8  # elements around a picture, up to its run
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PROPERTIES = frozenset(MATH + name for name in ("ctrlPr", "dPr", "fPr", "naryPr", "radPr", "rPr", "sSubPr", "sSupPr"))


def made(name: str, /, *inside: Any, text: str | None = None, **values: str) -> Any:
    """A new element.

    :param inside: the elements in it.
    :param text: its words.
    :param values: its attributes.
    """
    from lxml import etree

    new = etree.Element(W + name, {W + key: value for key, value in values.items()}, nsmap={"w": W[1:-1]})
    new.text = text
    new.extend(inside)
    return new


def value(element: Any) -> str | None:
    """Return the value of the attribute ``val`` of an element."""
    found: str | None = None if element is None else element.get(W + "val")
    return found


def child_value(element: Any, name: str) -> str | None:
    """Return the value of the attribute ``val`` of a child."""
    return None if element is None else value(element.find(W + name))


def states(element: Any, name: str) -> bool:
    """Return whether an attribute of an element says yes: ``w:default="1"``."""
    return element.get(W + name) in ("1", "true", "on")


def is_on(properties: Any, name: str) -> bool:
    """Return whether a property is switched on: ``<w:i/>``, not ``<w:i w:val="0"/>``."""
    mark = properties.find(W + name) if properties is not None else None
    return mark is not None and value(mark) not in ("0", "false", "off")


def described(picture: Any) -> str:
    """Return the description of a picture, or of the element around it; an empty string if there is none.

    A name such as "Picture 3", or that of a file, is not a description.
    """
    for element in (picture, *picture.iter(), *islice(picture.iterancestors(), _NEAR)):
        if element is not picture and element.tag == W + "r":
            break
        for each in (element, *element.iterchildren(_DRAWN)):
            found = each.get("descr") or each.get("alt") or each.get(_TITLE) or each.get("title")
            if found and found.strip():
                return str(found)
    return ""


def is_spare(element: Any) -> bool:
    """Return whether an element repeats its sibling for older programs."""
    return element.tag == _MC + "Fallback" and element.getparent().find(_MC + "Choice") is not None


def linear(element: Any) -> str:
    """Return a formula, or a part of one, as linear text: ``(a+b)/2``, ``x²``, ``√(2n)``."""
    if element.tag == MATH + "t":
        return element.text or ""
    inner = [(child.tag, linear(child)) for child in element if child.tag not in _PROPERTIES]
    words = "".join(text for _, text in inner)
    match element.tag.removeprefix(MATH) if isinstance(element.tag, str) else "":
        case "sup":
            return raised(words)
        case "sub":
            return lowered(words)
        case "f":
            return "/".join(_grouped(text) for _, text in inner)
        case "rad":
            return "√" + _grouped("".join(text for tag, text in inner if tag != MATH + "deg"))
        case "d":
            opening, closing = (
                _character(element, "dPr", name, usual) for name, usual in (("begChr", "("), ("endChr", ")"))
            )
            return f"{opening}{words}{closing}"
        case "nary":
            return _character(element, "naryPr", "chr", "∫") + words
    return words


def _grouped(words: str) -> str:
    """Return words in brackets, if there is more than one."""
    return words if len(words) < 2 or words.isdecimal() or words.isalpha() else f"({words})"


def _character(element: Any, properties: str, name: str, usual: str) -> str:
    """Return the character that the properties of an element name."""
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    return usual if found is None else str(found.get(MATH + "val") or "")


_TYPES, _ROOT, _TEXT = "[Content_Types].xml", "_rels/.rels", "word/document.xml"
# "http://purl.oclc.org/ooxml/officeDocument/relationships": a name of the strict edition
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_TRACKED, _COMMENTS = "trackedChanges", "comments"
_ALLOWED = {_TRACKED: (_COMMENTS, _TRACKED), _COMMENTS: (_COMMENTS,)}  # what may be made in a file, by its protection
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, zlib.error)
"""What the standard library raises where a package or one of its members is broken."""
_SIGNATURE = b"/digital-signature/origin"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP file


class Relation(NamedTuple):
    """A relation of a part to another."""

    identifier: str
    kind: str  #: ``footnotes``
    target: str  #: the name of the other part; empty for a file outside the package


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a package of parts, by their names; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(_member(name), part)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EARLIEST)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


class Package:
    """The parts of a Word file."""

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT) -> None:
        """Open a package.

        :raises ReadError: if it is broken or encrypted, exceeds a limit, or is another kind of file.
        """
        self._data = data
        self.name = name
        """The name of the file, for errors."""
        self.lost: set[str] = set()
        """The names of the parts that are broken or missing."""
        self._roots: dict[str, Any] = {}  # the outermost elements of the parts that were opened, by their names
        self._touched: set[Any] = set()
        self._new: dict[str, str] = {}  # the names of added parts, by their kinds
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise ReadError(f"{name}: a ZIP or Word file that is broken or cut short") from None
        # The members by the names of their parts; some programs write these with backslashes
        self._members = {each.filename.replace("\\", "/"): each for each in self._zip.infolist()}
        limits.check(name, "unpacked_bytes", sum(each.file_size for each in self._zip.infolist()))
        if any(each.flag_bits & 1 for each in self._members.values()):
            raise ReadError(f"{name}: encrypted")
        if _TEXT not in self._members and (other := kind_of_package(self._members)):
            raise ReadError(f"{name}: {other}")

    @cached_property
    def _main(self) -> str:
        """The name of the part with the text."""
        named = (each.target for each in self._relations(_ROOT) if each.kind == "officeDocument")
        return next((name for name in named if name in self._members), _TEXT)

    @cached_property
    def text(self) -> Any:
        """The outermost element of the text.

        :raises ReadError: if the text is missing or broken.
        """
        from lxml import etree

        try:
            root = self._roots[self._main] = self._parsed(self._main)
            fault = "" if root.tag == W + "document" else "is not a text of Word"
        except KeyError:
            fault = "is missing"
        except etree.XMLSyntaxError as error:
            fault = "nests elements too deeply" if "depth" in str(error).lower() else f"is broken: {error.msg}"
        except _BROKEN:
            fault = "is broken"
        if fault:
            raise ReadError(f"{self.name}: the text of the Word file ({_TEXT}) {fault}")
        return root

    @cached_property
    def relations(self) -> list[Relation]:
        """The relations of the text to other parts; the usual ones if the file has lost them."""
        found = [*self._relations(self._beside_main)] or [*self._usual_relations()]
        self.lost |= {each.target for each in found} - self._members.keys() - {""}
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of the parts that the text refers to, by their kinds; of two of a kind, that of the first."""
        return {each.kind: each.target for each in reversed(self.relations) if each.target in self._members}

    # ------------------------------------------------------------------ parts

    @property
    def _beside_main(self) -> str:
        """The name of the part with the relations of the text."""
        folder, _, own = self._main.rpartition("/")
        return f"{folder}/_rels/{own}.rels"

    def content(self, name: str) -> bytes:
        """Return the content of a part, in the names of the transitional edition.

        :raises KeyError: if there is no such part.
        """
        return _STRICT.sub(_TRANSITIONAL, self._zip.read(self._members[name]))

    def _parsed(self, name: str) -> Any:
        from lxml import etree

        return etree.fromstring(self.content(name), etree.XMLParser(resolve_entities=False, no_network=True))

    def opened(self, name: str) -> Any:
        """Return the outermost element of a part; ``None`` if it is missing or broken."""
        from lxml import etree

        if name not in self._roots and name in self._members:
            try:
                self._roots[name] = self._parsed(name)
            except (*_BROKEN, etree.XMLSyntaxError):
                self.lost.add(name)
        return self._roots.get(name)

    def _relations(self, name: str) -> Iterator[Relation]:
        """Yield the relations that a part of relations states."""
        root = self.opened(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        for each in () if root is None else (each for each in root if each.get("Target")):
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
            is_outside = each.get("TargetMode") == "External"
            kind = (each.get("Type") or "").rpartition("/")[2]
            yield Relation(each.get("Id") or "", kind, "" if is_outside else target)

    def _usual_relations(self) -> Iterator[Relation]:
        """Yield the relations of a file that has lost them, by the names of its parts: ``word/header2.xml``."""
        for name in self._members:
            if re.fullmatch(r"word/\w+\.xml", name) and name != self._main:
                yield Relation("", posixpath.basename(name).partition(".")[0].rstrip("0123456789"), name)

    def part(self, kind: str) -> Any:
        """Return the outermost element of a part that the text refers to, such as ``footnotes``; ``None`` if none."""
        return self.opened(self._names[kind]) if kind in self._names else None

    def notes(self, kind: str) -> dict[str, Any]:
        """Return the notes of a part, ``footnotes`` or ``endnotes``, by their identifiers."""
        root = self.part(kind)
        return {} if root is None else {each.get(W + "id"): each for each in root}

    def heads(self) -> Iterator[Any]:
        """Yield the outermost elements of headers and footers."""
        found = (self.opened(each.target) for each in self.relations if each.kind in ("header", "footer"))
        yield from (each for each in found if each is not None)

    def type_of(self, name: str) -> str:
        """Return the type of the content of a part."""
        root = self.opened(_TYPES)
        rows = () if root is None else root
        types = {each.get("PartName") or each.get("Extension"): each.get("ContentType") for each in rows}
        return types.get(f"/{name}") or types.get(name.rpartition(".")[2]) or "application/octet-stream"

    @cached_property
    def _styles(self) -> dict[str, str | None]:
        """The identifiers of the styles by their bare names."""
        styles = self.part("styles")
        all_styles = () if styles is None else styles.iter(W + "style")
        return {bare_name(child_value(each, "name") or ""): each.get(W + "styleId") for each in all_styles}

    def style(self, name: str) -> str | None:
        """Return the identifier of the style of a name; ``None`` if the file has none."""
        return self._styles.get(bare_name(name))

    # ------------------------------------------------------------------ changes

    def allow(self, made: str) -> None:
        """Check that the file may be changed.

        :param made: what is to be made in it: ``comments``, ``trackedChanges``, or other changes.
        :raises ReadError: if it is broken, protected or signed, or of the strict edition of the standard.
        """
        for each in self._members:
            if each.endswith((".xml", ".rels")):
                self.opened(each)
        if self.lost:
            raise ReadError(f"{self.name}: a broken Word file ({', '.join(sorted(self.lost))})")
        if _STRICT.search(self._zip.read(self._members[self._main])):
            raise ReadError(f"{self.name}: of the strict edition of the standard; save it as a Word document first")
        if _ROOT in self._members and _SIGNATURE in self.content(_ROOT):
            raise ReadError(f"{self.name}: it is signed; remove the signature to change it")
        settings = self.part("settings")
        held = settings.find(W + "documentProtection") if settings is not None else None
        if held is not None and held.get(W + "enforcement") in ("1", "true", "on"):
            kind = held.get(W + "edit") or ""
            if kind != "none" and made not in _ALLOWED.get(kind, ()):  # the formatting alone may be protected
                but = {_TRACKED: " that are not tracked", _COMMENTS: " other than comments"}.get(kind, "")
                raise ReadError(f"{self.name}: it is protected against changes{but}; end the protection first")

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

    def data(self) -> bytes:
        """Return the file as it is now; the very same bytes if nothing was changed."""
        from lxml import etree

        if not self._touched:
            return self._data
        for kind, name in self._new.items():
            self._put(_TYPES, "Override", PartName=f"/{name}", ContentType=f"{_CONTENT}.{kind}+xml")
            target = posixpath.relpath(name, posixpath.dirname(self._main))
            self._put(self._beside_main, "Relationship", Id=f"itu-{kind}", Type=f"{_RELATION}/{kind}", Target=target)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as out:
            changed = {name: root for name, root in self._roots.items() if root in self._touched}
            for name in dict.fromkeys((*self._members, *changed)):
                member = copy(self._members.get(name) or _member(name))  # writing sets the place of a member
                if name not in changed:
                    out.writestr(member, self.content(name))
                    continue
                tree = changed[name].getroottree()
                out.writestr(member, etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))
        return made.getvalue()

    def _put(self, name: str, tag: str, **values: str) -> None:
        """Put an element into a part that names others, unless it is there."""
        from lxml import etree

        root = self._roots[name] = etree.fromstring(_NO_RELATIONS) if self.opened(name) is None else self.opened(name)
        if not any(dict(each.attrib) == values for each in root):
            root.append(root.makeelement(root.tag.rpartition("}")[0] + "}" + tag, values))
        self.touch(root)


# ----------------------------------------------------------------------
# Converts old Word files (.doc, until 2007) with LibreOffice, if it is installed.

_PATIENCE = 120  # seconds for one file
_SECTOR = 512  # bytes of a sector of an old Office file
_WORD_97 = b"\xec\xa5"  # the first bytes of the stream of a document
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return the path of LibreOffice; ``None`` if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes) -> bytes:
    """Convert an old Word file to a Word file (.docx).

    LibreOffice works in a temporary folder; macros are not run, and links are not followed.

    :raises OSError: if LibreOffice is not installed, or does not convert the file in two minutes.
    """
    soffice = program()
    if soffice is None:
        raise OSError("LibreOffice, which converts it, is not installed")
    if not any(data.startswith(_WORD_97, at) for at in range(_SECTOR, len(data), _SECTOR)):
        raise OSError("it is broken, or older than Word 97")
    with tempfile.TemporaryDirectory(prefix="itu-texts-", ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        Path(folder, "text.doc").write_bytes(data)
        command = [soffice, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--infilter=MS Word 97", "--convert-to", "docx", "--outdir", folder, str(Path(folder, "text.doc"))]
        _run(command)
        try:
            return Path(folder, "text.docx").read_bytes()
        except FileNotFoundError:
            raise OSError("LibreOffice could not convert it") from None


def _run(command: list[str]) -> None:
    """Run a program to its end; if this process is ended meanwhile, the program and its children are ended too."""
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    is_main = threading.current_thread() is threading.main_thread()
    is_worker = is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL  # which a signal ends
    with subprocess.Popen(command, start_new_session=True, **quiet) as process:

        def end(number: int, _: object) -> None:
            _end(process)
            os._exit(128 + number)

        try:
            if is_worker:
                signal.signal(signal.SIGTERM, end)
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            raise OSError(f"LibreOffice did not convert it in {_PATIENCE} seconds") from None
        finally:
            _end(process)
            if is_worker:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        process.kill() if sys.platform == "win32" else os.killpg(process.pid, signal.SIGKILL)
