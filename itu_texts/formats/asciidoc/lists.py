"""Tracks the lists of AsciiDoc: the depth of an item, and its label as printed."""

from __future__ import annotations

from attrs import define, field

from itu_texts.formats.asciidoc.lines import Attributes
from itu_texts.language.series import letters, roman

__all__ = ["Lists"]

_STYLES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")
_FLAVOURED = ("loweralpha", "arabic", "lowerroman", "upperalpha", "upperroman")
_BULLET_STYLES = frozenset(("none", "no-bullet", "unstyled"))


@define
class _List:
    marker: str
    count: int
    style: str


@define
class Lists:
    """The open lists, the innermost last."""

    is_flavoured: bool
    """Whether labels have the forms of ITU texts, a) and 1) and i), or those of AsciiDoc itself, 1. and a. and i."""
    base: int = 0
    """The number of lists around the block that contains these lists."""
    open: list[_List] = field(factory=list)
    steps: bool = False

    @property
    def level(self) -> int:
        """The number of open lists."""
        return self.base + len(self.open)

    def inner(self, *, is_attached: bool) -> Lists:
        """Return the lists of a block inside, which belongs to an item or stands by itself."""
        return Lists(self.is_flavoured, self.level if is_attached else self.base)

    def close(self) -> None:
        """End all lists."""
        self.open.clear()

    def close_one(self) -> None:
        """End the innermost list unless it is the only one: what follows belongs to an item around it."""
        if len(self.open) > 1:
            self.open.pop()

    def item(self, marker: str, attributes: Attributes, typed: str = "") -> str:
        """Begin an item, and return its label.

        :param typed: the label in the file, if there is one.
        """
        place = next((place for place, each in enumerate(self.open) if each.marker == marker), -1)
        if place < 0 or (place == len(self.open) - 1 and (attributes.style or "start" in attributes.named)):
            del self.open[place if place >= 0 else len(self.open) :]
            self.open.append(self._begun(marker, attributes))
        else:
            del self.open[place + 1 :]
        found = self.open[-1]
        found.count += 1
        if typed:
            return typed
        if marker[0] != ".":
            sign = "–" if self.is_flavoured else "•"
            return "" if found.style in _BULLET_STYLES else sign
        return _number(found.count, found.style) + (")" if self.is_flavoured else ".")

    def _begun(self, marker: str, attributes: Attributes) -> _List:
        if not self.open:
            self.steps = attributes.named.get("class") == "steps" or "steps" in attributes.roles
        start = attributes.named.get("start", "1")
        style = attributes.style
        if marker[0] == "." and style not in _STYLES:
            depth = self.base + sum(each.marker[0] == "." for each in self.open)
            styles = _FLAVOURED if self.is_flavoured and not self.steps else _STYLES
            style = styles[depth % len(styles)]
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        return _List(marker, number - 1, style)


def _number(number: int, style: str) -> str:
    write = letters if style.endswith("alpha") else roman if style.endswith("roman") else str
    text = write(number)
    return text.upper() if style.startswith("upper") else text
