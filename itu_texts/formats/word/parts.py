"""Reads the parts of a Word file besides its text: numbering, footnotes, endnotes, settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from itu_texts.formats.word.package import Package
from itu_texts.formats.word.xml import W, child_value, value

_DRAWN = (W + "drawing", W + "pict", W + "object")
_SHOWN = (  # drawings in the text: pictures have a placeholder, and the words of boxes are read
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
    W + "txbxContent",
)


class Parts:
    """The parts to which a document refers."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = package.part

    def notes(self, kind: str) -> dict[str, Any]:
        """Return the footnotes or the endnotes, by their identifiers."""
        root = self.root(kind)
        return {} if root is None else {each.get(W + "id"): each for each in root}

    def comments(self) -> Iterable[Any]:
        """Return the comments, in the order of their part."""
        root = self.root("comments")
        return () if root is None else root.iter(W + "comment")

    def note_formats(self) -> dict[str, str]:
        """The formats of the marks of footnotes and endnotes, from the first section or the settings."""
        found: dict[str, str] = {}
        for root in (self.package.text.find(f".//{W}sectPr"), self.root("settings")):
            for kind in ("footnote", "endnote"):
                numbering = child_value(root.find(f"{W}{kind}Pr"), "numFmt") if root is not None else None
                if numbering:
                    found.setdefault(f"{kind}s", numbering)
        return found


def left_out(body: Any, parts: Parts) -> Iterator[str]:
    """Yield the parts of a file that its text does not contain: ``drawings``, ``headers``, ``merged cells``."""
    if any(next(each.iter(*_SHOWN), None) is None for each in body.iter(*_DRAWN)):
        yield "drawings"
    words = ("".join(each.text or "" for each in head.iter(W + "t")) for head in parts.package.heads())
    if any(any(map(str.isalpha, each)) for each in words):
        yield "headers"
    if (
        any((value(each) or "1") != "1" for each in body.iter(W + "gridSpan"))
        or next(body.iter(W + "vMerge"), None) is not None
    ):
        yield "merged cells"
