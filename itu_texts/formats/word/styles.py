"""Reads the styles of a Word file: their names, fonts and lists, also those inherited from other styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from itu_texts.formats.number_formats import whole_number
from itu_texts.formats.style_names import STYLES, bare_name
from itu_texts.formats.word.xml import W, child_value, is_on, made, states

Indent: TypeAlias = dict[str, int]
"""The indent of a paragraph, in twentieths of a point: ``left``, and ``first`` for its first line."""

_SWITCHES = ("b", "i", "vanish")
_OF_NOTES = ("footnotereference", "endnotereference")
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_TWENTIETHS = {None: 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


@frozen
class Style:
    """What a style states, or one on which it is based."""

    name: str = ""
    """The bare name, if it is one of ITU's templates."""
    font: str = ""
    """The font; empty if none is set."""
    align: str | None = None
    """Whether it raises or lowers words."""
    on: Mapping[str, bool] = field(factory=dict)
    """Whether properties are switched on: ``vanish``, ``i``."""
    list: tuple[str, int | None, str] | None = None
    """The list, the level if it is stated, and the style that states it."""
    indent: Indent = field(factory=dict)
    """The indent, as far as it is stated no farther away than the list."""
    all_indent: Indent = field(factory=dict)
    """The indent with that of all base styles."""
    calls_note: bool = False
    """Whether it is that of footnote marks itself."""


_NOTHING = Style()


class Styles:
    """The styles of one file, by their identifiers."""

    def __init__(self, root: Any) -> None:
        """:param root: the root element of the styles part, or ``None``."""
        root = made("styles") if root is None else root
        self._elements = {each.get(W + "styleId"): each for each in root.findall(W + "style")}
        self._known: dict[str | None, Style] = {}
        self.default_font: str = own_font(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) or ""
        paragraphs = (name for name, each in self._elements.items() if each.get(W + "type") == "paragraph")
        self.default = next((name for name in paragraphs if states(self._elements[name], "default")), None)
        """The default style of paragraphs."""

    def __getitem__(self, style: str | None) -> Style:
        """Return what a style states with its base styles; nothing for a style that is unknown, or none."""
        if style not in self._known:
            chain = [*self._chain(style)]
            found = self._known.get(child_value(self._elements[chain[-1]], "basedOn"), _NOTHING) if chain else _NOTHING
            for name in reversed(chain):
                found = self._known[name] = _stated(name, self._elements[name], found)
        return self._known.get(style, _NOTHING)

    def _chain(self, style: str | None) -> Iterator[str]:
        """Yield a style, the one on which it is based, and so on, as far as they are new; a circle ends."""
        seen: set[str] = set()
        while style is not None and style not in seen and style in self._elements and style not in self._known:
            seen.add(style)
            yield style
            style = child_value(self._elements[style], "basedOn")


def _stated(name: str, element: Any, base: Style) -> Style:
    """Return what a style states, and the one on which it is based."""
    letters, properties = element.find(W + "rPr"), element.find(W + "pPr")
    own, (number, level) = own_indent(properties), own_list(properties)
    return Style(
        name=_known_name(element) or base.name,
        font=own_font(letters) or base.font,
        align=child_value(letters, "vertAlign") or base.align,
        on={**base.on, **own_switches(letters)},
        list=base.list if number is None else (number, level, name),
        indent=own if number is not None else {**base.indent, **own},
        all_indent={**base.all_indent, **own},
        calls_note=bare_name(child_value(element, "name") or "") in _OF_NOTES,
    )


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


def own_switches(properties: Any) -> dict[str, bool]:
    """Return the run properties that are switched on or off: ``vanish``, ``i``."""
    signs = () if properties is None else (sign for sign in _SWITCHES if properties.find(W + sign) is not None)
    return {sign: is_on(properties, sign) for sign in signs}


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
