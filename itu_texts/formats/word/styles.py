"""Reads the styles of a Word file: their names, fonts and lists, also those inherited from other styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar

from itu_texts.formats.number_formats import whole_number
from itu_texts.formats.style_names import STYLES, bare_name
from itu_texts.formats.word.xml import W, child_value, is_on, made

T = TypeVar("T")

Indent: TypeAlias = dict[str, int]
"""The indent of a paragraph, in twentieths of a point: ``left``, and ``first`` for its first line."""

_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_TWENTIETHS = {None: 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


class Styles:
    """The styles of one file, by their identifiers."""

    def __init__(self, root: Any) -> None:
        """:param root: the root element of the styles part, or ``None``."""
        root = made("styles") if root is None else root
        self.elements = {each.get(W + "styleId"): each for each in root.findall(W + "style")}
        self.default_font: str = own_font(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) or ""
        self.default = next(
            (
                name
                for name, each in self.elements.items()
                if each.get(W + "type") == "paragraph" and each.get(W + "default") in ("1", "true", "on")
            ),
            None,
        )
        """The default style of paragraphs."""
        self.names: dict[str, str | None] = {}
        self.fonts: dict[str, str | None] = {}
        self.switches: dict[str, dict[str, bool | None]] = {}
        self.aligned: dict[str, str | None] = {}
        self.lists: dict[str, tuple[str, int | None, str] | None] = {}
        self.of_indents: dict[str, tuple[Indent, Indent]] = {}

    def name(self, style: str | None) -> str:
        """Return the bare name of a style, if it is known, or of one on which it is based; empty if none is known."""
        return self._first(style, self.names, lambda _, element: _known_name(element)) or ""

    def font(self, style: str | None) -> str:
        """Return the font of a style; an empty string if it sets none."""
        return self._first(style, self.fonts, lambda _, element: own_font(element.find(W + "rPr"))) or ""

    def is_on(self, style: str | None, name: str) -> bool:
        """Return whether a character style switches a property on: ``vanish``, ``i``."""

        def value_of(_: str, element: Any) -> bool | None:
            properties = element.find(W + "rPr")
            return None if properties is None or properties.find(W + name) is None else is_on(properties, name)

        return self._first(style, self.switches.setdefault(name, {}), value_of) or False

    def align(self, style: str | None) -> str | None:
        """Return whether a character style raises or lowers its words."""
        return self._first(style, self.aligned, lambda _, element: child_value(element.find(W + "rPr"), "vertAlign"))

    def list_of(self, style: str | None) -> tuple[str, int | None, str] | None:
        """Return the list of a style, the level if it is stated, and the style that states it."""

        def value_of(name: str, element: Any) -> tuple[str, int | None, str] | None:
            number, level = own_list(element.find(W + "pPr"))
            return None if number is None else (number, level, name)

        return self._first(style, self.lists, value_of)

    def indents(self, style: str | None) -> tuple[Indent, Indent]:
        """Return the indent of a style with its base styles: up to the one that states the list, and with all."""
        chain = []
        found: tuple[Indent, Indent] = {}, {}
        for name, element in self._chain(style):
            if name in self.of_indents:
                found = self.of_indents[name]
                break
            chain.append((name, element.find(W + "pPr")))
        for name, properties in reversed(chain):
            own = own_indent(properties)
            has_list = own_list(properties)[0] is not None
            found = self.of_indents[name] = own if has_list else {**found[0], **own}, {**found[1], **own}
        return found

    def calls_note(self, style: str | None) -> bool:
        """Return whether a character style is that of footnote marks."""
        if style is None:
            return False
        name = child_value(self.elements.get(style), "name") or ""
        return bare_name(name) in ("footnotereference", "endnotereference")

    def _first(self, style: str | None, known: dict[str, T | None], stated: Callable[[str, Any], T | None]) -> T | None:
        """Return the first value that a style, or one on which it is based, states.

        :param known: the known values of styles; the result is added for each style that was examined.
        """
        looked_at = []
        found: T | None = None
        for name, element in self._chain(style):
            if name in known:
                found = known[name]
                break
            looked_at.append(name)
            if (found := stated(name, element)) is not None:
                break
        known.update(dict.fromkeys(looked_at, found))
        return found

    def _chain(self, style: str | None) -> Iterator[tuple[str, Any]]:
        """Yield a style, the one on which it is based, and so on; a circle ends at its beginning."""
        seen: set[str] = set()
        while style is not None and style not in seen and style in self.elements:
            seen.add(style)
            yield style, self.elements[style]
            style = child_value(self.elements[style], "basedOn")


def _known_name(element: Any) -> str | None:
    """Return the bare name of a style, or an alias, if it is one of ITU's templates."""
    names = (child_value(element, "name") or "").split(",")
    return next((bare for each in names if (bare := bare_name(each)) in STYLES), None)


def own_font(properties: Any) -> str | None:
    """Return the font of run properties; ``None`` if they name none, or one of the theme."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return None
    if fonts.get(W + "asciiTheme") is not None:
        return "(theme)"
    found: str | None = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return found


def own_list(properties: Any, *, made: bool = True) -> tuple[str | None, int | None]:
    """Return the list and the level in paragraph properties.

    :param made: whether tracked changes are made, so that an inserted list counts.
    """
    found = properties.find(W + "numPr") if properties is not None else None
    if found is not None and not made and found.find(W + "ins") is not None:
        return None, None
    return child_value(found, "numId"), whole_number(child_value(found, "ilvl"), None)


def own_indent(properties: Any) -> Indent:
    """Return the indent in paragraph properties, as far as they state it."""
    found = properties.find(W + "ind") if properties is not None else None
    if found is None:
        return {}
    indents = {name: _twentieths(found.get(W + name)) for name in ("left", "start", "firstLine", "hanging")}
    left = indents["left"] if indents["left"] is not None else indents["start"]
    hanging = indents["hanging"]
    first = -hanging if hanging is not None else indents["firstLine"]
    return {name: value for name, value in (("left", left), ("first", first)) if value is not None}


def _twentieths(measure: str | None) -> int | None:
    """Return a measure in twentieths of a point, the unit of Word."""
    found = _MEASURE.fullmatch(measure or "")
    return round(float(found[1]) * _TWENTIETHS[found[2]]) if found else None
