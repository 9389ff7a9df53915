"""Reads the package of a Word file: documents and templates, with or without macros, of both editions of the standard.

python-docx opens documents (.docx) of the transitional edition; the others contain the same parts under other names.

Source: ECMA-376, parts 1 and 2; ISO/IEC 29500-1, annex A (strict namespaces).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from itu_texts.errors import ReadError
from itu_texts.formats.limits import Limits
from itu_texts.formats.unsupported import kind_of_package

__all__ = ["usual_package"]

_TYPES = "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LIKE_DOCUMENT = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


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
            if "word/document.xml" not in names and (other := kind_of_package(names)):
                raise ReadError(f"{name}: {other}")
            return data if _is_usual(package, members) else _made_usual(package, members)
    except ReadError:
        raise
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, zlib.error):
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
