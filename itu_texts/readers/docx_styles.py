"""The paragraph and character styles of a Word file: their names, fonts and lists, those that they are based on too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar

from itu_texts.readers.docx_xml import W, child_value, is_on
from itu_texts.readers.styles import STYLES, bare_name

__all__ = ["Indent", "Styles", "own_font", "own_indent", "own_list"]

T = TypeVar("T")

Indent: TypeAlias = dict[str, int]
"""How far from the margin a paragraph begins, in twentieths of a point: ``left``, and ``first`` for its first line."""

_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_TWENTIETHS = {None: 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


class Styles:
    """The styles of one file, by their identifiers."""

    def __init__(self, root: Any) -> None:
        """:param root: the root element of the styles part."""
        self.elements = {each.get(W + "styleId"): each for each in root.findall(W + "style")}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default_font = own_font(defaults) or ""
        self.default = next(
            (
                name
                for name, each in self.elements.items()
                if each.get(W + "type") == "paragraph" and each.get(W + "default") in ("1", "true", "on")
            ),
            None,
        )
        """The style of paragraphs that name none."""
        self.names: dict[str, str] = {}
        self.fonts: dict[str, str] = {}

    def name(self, style: str | None) -> str:
        """The bare name of a style that is known, its own or that of one that it is based on; empty if none is."""
        if style is None:
            return ""
        if style not in self.names:
            self.names[style] = self._first(style, _known_name) or ""
        return self.names[style]

    def font(self, style: str | None) -> str:
        """The font that a style gives to letters; empty if it gives none."""
        if style is None:
            return ""
        if style not in self.fonts:
            self.fonts[style] = self._first(style, lambda element: own_font(element.find(W + "rPr"))) or ""
        return self.fonts[style]

    def is_on(self, style: str | None, name: str) -> bool:
        """Whether a character style switches something on: ``vanish``, ``i``."""
        marks = (element.find(W + "rPr") for _, element in self._chain(style))
        said = next((each for each in marks if each is not None and each.find(W + name) is not None), None)
        return is_on(said, name)

    def align(self, style: str | None) -> str | None:
        """Whether a character style sets its words above the line or below it."""
        return (
            None if style is None else self._first(style, lambda each: child_value(each.find(W + "rPr"), "vertAlign"))
        )

    def list_of(self, style: str | None) -> tuple[str, int | None, str] | None:
        """The list that a style puts its paragraphs in, the level if it says so, and which style says it."""
        for name, element in self._chain(style):
            number, level = own_list(element.find(W + "pPr"))
            if number is not None:
                return number, level, name
        return None

    def indents(self, style: str | None) -> Iterator[tuple[str, Indent]]:
        """The indents that a style, and those that it is based on, give themselves, each with the style."""
        for name, element in self._chain(style):
            yield name, own_indent(element.find(W + "pPr"))

    def calls_note(self, style: str | None) -> bool:
        """Whether a character style is the one of the marks that call notes."""
        if style is None:
            return False
        name = child_value(self.elements.get(style), "name") or ""
        return bare_name(name) in ("footnotereference", "endnotereference")

    def _first(self, style: str, said: Callable[[Any], T | None]) -> T | None:
        """The first thing that a style says, or one that it is based on."""
        return next((found for _, element in self._chain(style) if (found := said(element))), None)

    def _chain(self, style: str | None) -> Iterator[tuple[str, Any]]:
        """A style, the one that it is based on, and so on; a ring ends where it begins again."""
        seen: set[str] = set()
        while style is not None and style not in seen and style in self.elements:
            seen.add(style)
            yield style, self.elements[style]
            style = child_value(self.elements[style], "basedOn")


def _known_name(element: Any) -> str | None:
    """The bare name of a style, or another that it goes by, if it is one of ITU's templates."""
    names = (child_value(element, "name") or "").split(",")
    return next((bare for each in names if (bare := bare_name(each)) in STYLES), None)


def own_font(properties: Any) -> str | None:
    """The font that run properties give to letters; ``None`` if they name none, or one of the theme."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return None
    if fonts.get(W + "asciiTheme") is not None:
        return "(theme)"
    found: str | None = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return found


def own_list(properties: Any, *, made: bool = True) -> tuple[str | None, int | None]:
    """The list and the level that paragraph properties name.

    :param made: whether tracked changes are made, so that a list that was put in counts.
    """
    found = properties.find(W + "numPr") if properties is not None else None
    if found is not None and not made and found.find(W + "ins") is not None:
        return None, None
    level = child_value(found, "ilvl")
    return child_value(found, "numId"), int(level) if level and level.isdigit() else None


def own_indent(properties: Any) -> Indent:
    """The indent that paragraph properties name, as much of it as they do."""
    found = properties.find(W + "ind") if properties is not None else None
    if found is None:
        return {}
    said = {name: _twentieths(found.get(W + name)) for name in ("left", "start", "firstLine", "hanging")}
    left = said["left"] if said["left"] is not None else said["start"]
    hanging = said["hanging"]
    first = -hanging if hanging is not None else said["firstLine"]
    return {name: value for name, value in (("left", left), ("first", first)) if value is not None}


def _twentieths(measure: str | None) -> int | None:
    """A measure in twentieths of a point, as Word has it without a unit."""
    found = _MEASURE.fullmatch(measure or "")
    return round(float(found[1]) * _TWENTIETHS[found[2]]) if found else None
