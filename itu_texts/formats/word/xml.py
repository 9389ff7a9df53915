"""The XML of a Word file: its names, and queries on elements.

Source: ECMA-376, part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

from itertools import islice
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
"""Elements that stand for a character."""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_NEAR = 8  # elements around a picture, up to its run
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


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
