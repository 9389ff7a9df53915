"""The XML of a Word file: its names, and the small questions that are asked of many elements.

Source: ECMA-376, part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

from typing import Any

__all__ = ["RELATION", "SIGNS", "W", "child_value", "is_on", "is_spare", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
"""Elements that stand for a character."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def value(element: Any) -> str | None:
    """What an element says in its attribute ``val``."""
    found: str | None = None if element is None else element.get(W + "val")
    return found


def child_value(element: Any, name: str) -> str | None:
    """The same, of the child of that name."""
    return None if element is None else value(element.find(W + name))


def is_on(properties: Any, name: str) -> bool:
    """Whether properties switch something on: ``<w:i/>``, not ``<w:i w:val="0"/>``."""
    mark = properties.find(W + name) if properties is not None else None
    return mark is not None and value(mark) not in ("0", "false", "off")


def is_spare(element: Any) -> bool:
    """Whether an element says again, for older programs, what stands beside it."""
    return element.tag == _MC + "Fallback" and element.getparent().find(_MC + "Choice") is not None
