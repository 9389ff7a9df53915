"""Writes formulas of Word files as linear text: fractions, roots, powers and indices keep their meaning.

Source: ECMA-376, part 1, 22.1 (math).
"""

from __future__ import annotations

from typing import Any

from itu_texts.language.scripts import lowered, raised

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PROPERTIES = frozenset(MATH + name for name in ("ctrlPr", "dPr", "fPr", "naryPr", "radPr", "rPr", "sSubPr", "sSupPr"))


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
