"""The automatic numbers of Word: the labels that are not in the text and must be counted.

Source: ECMA-376, part 1, 17.9 (numbering).
"""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from itu_texts.readers.numerals import FORMATS

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Bullets of the symbol fonts, which lie in the private use area
_SYMBOLS = {"\uf0b7": "•", "\uf02d": "–", "\uf0a7": "▪", "\uf0d8": "•", "\uf0fc": "•", "\uf06f": "○"}
_DEEPEST = 9


@frozen
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    """The level after which it begins anew; ``None`` for any above."""
    legal: bool
    style: str | None
    suffix: str


@define
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(factory=dict)


def _value(element: Any, name: str) -> str | None:
    child = element.find(_W + name) if element is not None else None
    return None if child is None else child.get(_W + "val")


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


class Numbering:
    """Counts the members of the lists of a document, in its order."""

    def __init__(self, part: Any) -> None:
        """:param part: the root element of the numbering part, or ``None``."""
        self.lists: dict[str, _List] = {}
        if part is None:
            return
        kinds = {each.get(_W + "abstractNumId"): each for each in part.findall(_W + "abstractNum")}
        by_style = {_value(each, "styleLink"): each for each in kinds.values() if _value(each, "styleLink")}
        shared: dict[str, _List] = {}
        for num in part.findall(_W + "num"):
            kind_id = _value(num, "abstractNumId")
            kind = kinds.get(kind_id)
            if kind is None:
                continue
            kind = by_style.get(_value(kind, "numStyleLink"), kind)
            levels = {_int(each.get(_W + "ilvl"), 0): _level(each) for each in kind.findall(_W + "lvl")}
            overrides = num.findall(_W + "lvlOverride")
            for override in overrides:
                place = _int(override.get(_W + "ilvl"), 0)
                given = override.find(_W + "lvl")
                level = _level(given) if given is not None else levels.get(place)
                start = _value(override, "startOverride")
                if level is not None:
                    levels[place] = level if start is None else _restarted(level, _int(start, 1))
            number = num.get(_W + "numId")
            if overrides:
                self.lists[number] = _List(levels)
            else:
                self.lists[number] = shared.setdefault(str(kind_id), _List(levels))

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style is tied to."""
        levels = self.lists[number].levels if number in self.lists else {}
        return next((place for place, level in levels.items() if level.style == style), 0)

    def label(self, number: str, place: int) -> str:
        """The label of the next member of a list at a level, with the separator after it; empty if it has none."""
        found = self.lists.get(number)
        level = found.levels.get(place) if found is not None and 0 <= place < _DEEPEST else None
        if found is None or level is None:
            return ""
        counts = found.counts
        counts[place] = counts.get(place, level.start - 1) + 1
        for below, other in found.levels.items():
            if below > place and (other.restart is None or place < other.restart) and other.restart != 0:
                counts.pop(below, None)
        if level.format == "bullet":
            text = "".join(_SYMBOLS.get(char, "•" if "\uf000" <= char <= "\uf0ff" else char) for char in level.text)
        else:
            text = level.text
            for above, each in sorted(found.levels.items()):
                if above <= place and f"%{above + 1}" in text:
                    write = str if level.legal else FORMATS.get(each.format, str)
                    text = text.replace(f"%{above + 1}", write(counts.setdefault(above, each.start)))
        return text + {"nothing": "", "space": " "}.get(level.suffix, "\t") if text.strip() else ""


def _level(element: Any) -> _Level:
    restart = _value(element, "lvlRestart")
    legal = element.find(_W + "isLgl")
    return _Level(
        start=_int(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        restart=None if restart is None else _int(restart, 0),
        legal=legal is not None and legal.get(_W + "val") not in ("0", "false"),
        style=_value(element, "pStyle"),
        suffix=_value(element, "suff") or "tab",
    )


def _restarted(level: _Level, start: int) -> _Level:
    return _Level(start, level.format, level.text, level.restart, level.legal, level.style, level.suffix)
