"""Reads the parts of a Word file besides its text: notes, comments, settings; and what the text does not contain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itu_texts.formats.word.package import Package
from itu_texts.formats.word.xml import DRAWINGS, PICTURES, W, child_value, value

_SHOWN = (*PICTURES, W + "txbxContent")  # pictures have a placeholder, and the words of boxes are read


def notes_of(package: Package, part: str) -> dict[str, Any]:
    """Return the notes of a part, ``footnotes`` or ``endnotes``, by their identifiers."""
    root = package.part(part)
    return {} if root is None else {each.get(W + "id"): each for each in root}


def note_formats(package: Package) -> dict[str, str]:
    """Return the formats of the marks of footnotes and endnotes, from the first section or the settings."""
    found: dict[str, str] = {}
    for root in (package.text.find(f".//{W}sectPr"), package.part("settings")):
        for kind in ("footnote", "endnote"):
            numbering = child_value(root.find(f"{W}{kind}Pr"), "numFmt") if root is not None else None
            if numbering:
                found.setdefault(f"{kind}s", numbering)
    return found


def comments(package: Package) -> Iterator[tuple[str, tuple[str | None, str | None, str]]]:
    """Yield the identifier of each comment, and its author, its date and its words."""
    root = package.part("comments")
    for each in () if root is None else root.iter(W + "comment"):
        lines = ("".join(text.text or "" for text in line.iter(W + "t")) for line in each.iter(W + "p"))
        yield each.get(W + "id"), (each.get(W + "author") or None, each.get(W + "date"), "\n".join(lines).strip())


def left_out(body: Any, package: Package) -> Iterator[str]:
    """Yield what the text does not contain: ``drawings``, ``headers``, ``merged cells``, the names of lost parts."""
    if any(next(each.iter(*_SHOWN), None) is None for each in body.iter(*DRAWINGS)):
        yield "drawings"
    words = ("".join(each.text or "" for each in head.iter(W + "t")) for head in package.heads())
    if any(any(map(str.isalpha, each)) for each in words):
        yield "headers"
    spans = any((value(each) or "1") != "1" for each in body.iter(W + "gridSpan"))
    if spans or next(body.iter(W + "vMerge"), None) is not None:
        yield "merged cells"
    yield from sorted(package.lost)
