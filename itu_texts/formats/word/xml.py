"""The XML of a Word file: its names, queries on elements, and formulas as linear text.

Source: ECMA-376, part 1, 17 (WordprocessingML), 22.1 (math).
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from itu_texts.language.scripts import lowered, raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
"""Elements that stand for a character."""
TRACKED = {W + "ins": "insertion", W + "moveTo": "insertion", W + "del": "deletion", W + "moveFrom": "deletion"}
"""The elements of tracked changes, with the kinds of these."""
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
