"""Reads the styles of a Word file: their names, fonts and lists, also those inherited from other styles."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from attrs import define, field, frozen

from itu_texts.formats import symbols
from itu_texts.formats.composing import FORMATS, SIGNS, STYLES, bare_name, whole_number
from itu_texts.formats.word.package import W, child_value, is_on, made, states, value
from itu_texts.language.writing import BULLETS

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
        chain: dict[str, Any] = {}
        base = style
        while base and base in self._elements and not (base in self._known or base in chain):  # a circle ends
            chain[base] = self._elements[base]
            base = child_value(chain[base], "basedOn")
        found = self._known.get(base, _NOTHING)
        for name, element in reversed(chain.items()):
            found = self._known[name] = _stated(name, element, found)
        return self._known.get(style, _NOTHING)


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


# ----------------------------------------------------------------------
# Computes the numbers that Word shows without storing them: those of lists, and those of fields.

_BULLETS = BULLETS + "–—-"  # signs of lists that are kept
_DRAWN = {"−": "–", "\uf02d": "–", "o": "○", "∙": "•", "⋅": "·", "■": "▪", "\uf0a7": "▪"}  # replacements of other signs
_DEEPEST = 9
# The number formats of Word's own list for LISTNUM fields; the first level comes second
_LIST = ("{}", "1)", "a)", "i)", "(1)", "(a)", "(i)", "1.", "a.", "i.")
_OUTLINE = ("{}", "I.", "A.", "1.", "a)", "(1)", "(a)", "(i)", "(a)", "(i)")
_SWITCH = re.compile(r"\\([a-z*])\s*(\"[^\"]*\"|[^\s\\]+)?", re.IGNORECASE)
_SIGNS = "*†‡§"
_NAME = 100  # characters that contain the name of a field


@frozen
class _Level:
    start: int
    format: str
    text: str
    restart: int | None  # the level after which it restarts; ``None`` for any level above
    legal: bool
    style: str | None
    suffix: str
    font: str
    indent: Indent


@define
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int]  # the current number of each level; lists of one kind are counted together
    restarts: dict[int, int]  # by level: the number with which the count restarts; only the first one used applies


class Numbering:
    """Counts the items of the lists of a document, in order."""

    def __init__(self, part: Any) -> None:
        """:param part: the root element of the numbering part, or ``None``."""
        self.lists: dict[str, _List] = {}
        if part is None:
            return
        kinds = {each.get(W + "abstractNumId"): each for each in part.findall(W + "abstractNum")}
        by_style = {child_value(each, "styleLink"): each for each in kinds.values() if child_value(each, "styleLink")}
        counts: dict[str | None, dict[int, int]] = {}
        for num in part.findall(W + "num"):
            kind = kinds.get(child_value(num, "abstractNumId"))
            if kind is None:
                continue
            kind = by_style.get(child_value(kind, "numStyleLink"), kind)
            levels = (*kind.findall(W + "lvl"), *num.findall(f"{W}lvlOverride/{W}lvl"))
            starts = num.findall(f"{W}lvlOverride/{W}startOverride")
            self.lists[num.get(W + "numId")] = _List(
                {_place(each): _level(each) for each in levels},
                counts.setdefault(kind.get(W + "abstractNumId"), {}),
                {_place(each): whole_number(value(each), 1) for each in starts},
            )

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level of a list to which a paragraph style is linked."""
        levels = self.lists[number].levels if number in self.lists else {}
        return next((place for place, level in levels.items() if level.style == style), 0)

    def indent(self, number: str, place: int) -> Indent:
        """Return the indent of the items of a list at a level, as far as the list states it."""
        level = self.lists[number].levels.get(place) if number in self.lists else None
        return level.indent if level is not None else {}

    def label(self, number: str, place: int) -> str:
        """Return the label of the next item of a list at a level, with its separator; empty if it has none."""
        found = self.lists.get(number)
        level = found.levels.get(place) if found is not None and 0 <= place < _DEEPEST else None
        if found is None or level is None:
            return ""
        counts = found.counts
        for above, each in found.levels.items():
            if above < place:
                counts.setdefault(above, each.start)
        start = found.restarts.get(place)
        if start is not None:
            found.restarts = {}
        counts[place] = counts.get(place, level.start - 1) + 1 if start is None else start
        for below, other in found.levels.items():
            if below > place and (other.restart is None or place < other.restart) and other.restart != 0:
                counts.pop(below, None)

        def shown(sign: re.Match[str]) -> str:
            above = int(sign[1]) - 1
            each = found.levels.get(above) if above <= place else None
            return sign[0] if each is None else (str if level.legal else FORMATS.get(each.format, str))(counts[above])

        text = _bullet(level) if level.format == "bullet" else re.sub(r"%([1-9])", shown, level.text)
        return text + {"nothing": "", "space": " "}.get(level.suffix, "\t") if text.strip() else ""


def _place(element: Any) -> int:
    """Return the level of what stands in an override, or is itself a level of a list."""
    return whole_number(element.getparent().get(W + "ilvl") or element.get(W + "ilvl"), 0)


def _level(element: Any) -> _Level:
    restart = child_value(element, "lvlRestart")
    return _Level(
        start=whole_number(child_value(element, "start"), 1),
        format=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText") or "",
        restart=None if restart is None else whole_number(restart, 0),
        legal=is_on(element, "isLgl"),
        style=child_value(element, "pStyle"),
        suffix=child_value(element, "suff") or "tab",
        font=own_font(element.find(W + "rPr")) or "",
        indent=own_indent(element.find(W + "pPr")),
    )


def _bullet(level: _Level) -> str:
    """Return the sign of a list without numbers: a dash or a bullet."""
    char = level.text.strip()
    if len(char) != 1:
        return level.text
    if symbols.is_symbol_font(level.font) and (ord(char) <= 0xFF or "\uf000" <= char <= "\uf0ff"):
        char = symbols.shown(level.font, ord(char))
    char = _DRAWN.get(char, char)
    return char if char in _BULLETS else "•"


class Fields:
    """The open fields at a place of a file; a field may extend over many paragraphs."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        """The instruction of each field, the outermost first, and whether it stands in a table of contents."""
        self.paragraphs = 0
        """The number of paragraphs that an AUTONUM field numbers."""
        self.counts: dict[str, list[int]] = {}
        """The numbers of the levels of each list of LISTNUM fields."""

    def mark(self, kind: str | None) -> str:
        """Begin or end a field; return the instruction of a field that ends."""
        if kind == "begin":
            self.open.append(("", self.in_contents))
        return self.open.pop()[0] if kind == "end" and self.open else ""

    def says(self, words: str) -> None:
        """Add a part of the instruction of the innermost field."""
        if self.open:
            instruction, in_contents = self.open[-1]
            self.open[-1] = instruction + words, in_contents

    def _does(self, name: str) -> bool:
        """Return whether the innermost field is of a kind."""
        return bool(self.open) and self.open[-1][0][:_NAME].split(None, 1)[:1] == [name]

    @property
    def in_contents(self) -> bool:
        """Whether one of them is a table of contents."""
        return self._does("TOC") or (bool(self.open) and self.open[-1][1])

    @property
    def calls_note(self) -> bool:
        """Whether the innermost field repeats the mark of a note that is called elsewhere."""
        return self._does("NOTEREF")

    def number(self, instruction: str) -> str:
        """Return the number that a field shows, from its instruction; empty if it shows none, or stores it."""
        name, _, rest = instruction.strip().partition(" ")
        switches = {found[1].lower(): (found[2] or "").strip('"') for found in _SWITCH.finditer(rest)}
        if name.upper() in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            self.paragraphs += 1
            return f"{self.paragraphs}{'' if 'e' in switches else switches.get('s') or '.'}"
        if name.upper() != "LISTNUM":
            return ""
        words = rest.strip().split(None, 1)
        listed = words[0].strip('"').lower() if words and not words[0].startswith("\\") else "numberdefault"
        level = min(max(whole_number(switches.get("l"), 1), 1), 9)
        numbers = self.counts.setdefault(listed, [0] * 10)
        numbers[level] = whole_number(switches.get("s"), numbers[level] + 1)
        numbers[level + 1 :] = [0] * (9 - level)
        if listed == "legaldefault":
            return "".join(f"{max(each, 1)}." for each in numbers[1 : level + 1])
        form = (_OUTLINE if listed == "outlinedefault" else _LIST)[level]
        return re.sub(r"[1aAiI]", lambda found: FORMATS[SIGNS[found[0]]](numbers[level]), form)


def note_format(name: str) -> Callable[[int], str]:
    """Return the format of the marks of notes, by its name in Word."""
    if name == "chicago":
        return lambda number: _SIGNS[(number - 1) % len(_SIGNS)] * ((number - 1) // len(_SIGNS) + 1)
    return FORMATS.get(name, str) if name != "none" else str
