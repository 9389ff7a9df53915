"""What a line of AsciiDoc is by its first signs, and the labels of list items."""

from __future__ import annotations

import re

from attrs import define, field

from itu_texts.formats.number_formats import whole_number
from itu_texts.language.series import letters, roman

DELIMITER = re.compile(r"--|([-.+/_*=])\1{3,}|```\w*|[|,:!]={3,}")
"""A line that opens or ends a block."""
_SECTION = re.compile(r"(={1,7}|#{2,7})[ \t]+(\S.*)")
_ITEM = re.compile(r"[ \t]*(\.{1,7}|\*{1,7}|-|•)[ \t]+(?:\[[ xX*]\][ \t]+)?(\S.*)")
_TYPED = re.compile(r"[ \t]*(?:(\d{1,3}\.)|([a-z]\.)|([A-Z]\.)|([ivx]+\))|([IVX]+\)))[ \t]+(\S.*)")
_PART = re.compile(r"""\s*(?:([\w:-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'[^']*'|[^,]*)\s*(?:,|$)""")
_SHORT = re.compile(r"([.#%])([^.#%\s]+)")
_STYLE = re.compile(r"[a-z][a-z_-]*|NOTE|TIP|IMPORTANT|WARNING|CAUTION|")
_ANCHOR = re.compile(r"\[\[([^\[\],]+)(?:,[^\]]*)?\]\]")

_STYLES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")
_FLAVOURED = ("loweralpha", "arabic", "lowerroman", "upperalpha", "upperroman")
_BULLET_STYLES = frozenset(("none", "no-bullet", "unstyled"))


@define
class Attributes:
    """The attributes in square brackets above a block."""

    style: str = ""
    """The first word: ``appendix``, ``NOTE``, ``quote``, ``loweralpha``."""
    named: dict[str, str] = field(factory=dict)
    options: set[str] = field(factory=set)
    roles: set[str] = field(factory=set)
    names: list[str] = field(factory=list)
    """The anchors of the block."""
    title: str = ""
    """The title, from a line that begins with a full stop."""
    title_line: int = 0


def is_attributes(line: str) -> bool:
    """Return whether a line holds attributes of the block below it, and not text in square brackets."""
    if _ANCHOR.fullmatch(line) is not None:
        return True
    if not (line.startswith("[") and line.endswith("]")) or line.startswith("[["):
        return False
    first = line[1:-1].split(",", 1)[0].strip()
    return first[:1] in (".", "#", "%") or "=" in first or _STYLE.fullmatch(re.split("[.#%]", first)[0]) is not None


def is_comment(line: str) -> bool:
    """Return whether a line is a comment; a comment of several lines is a block."""
    return line.startswith("//") and DELIMITER.fullmatch(line) is None


def attributes_of(line: str, into: Attributes) -> None:
    """Read a line of attributes, or of an anchor."""
    anchor = _ANCHOR.fullmatch(line)
    if anchor is not None:
        into.names.append(anchor[1].strip())
        return
    inside = line[1:-1].strip()
    place = 0
    first = True
    while place < len(inside):
        matched = _PART.match(inside, place)
        if matched is None:  # a surplus quotation mark
            break
        name, value = matched[1], matched[2].strip().strip("\"'")
        if name in ("options", "opts"):
            into.options.update(each.strip() for each in value.split(","))
        elif name == "role":
            into.roles.update(value.split())
        elif name == "id":
            into.names.append(value)
        elif name:
            into.named[name] = value
        elif first and value:
            into.style = re.split("[.#%]", value)[0].strip() or into.style
            for sign, word in _SHORT.findall(value):
                if sign == "#":
                    into.names.append(word)
                else:
                    (into.roles if sign == "." else into.options).add(word)
        elif value:
            into.named.setdefault("source" if "source" in into.named else "value", value)
        first = False
        place = max(matched.end(), place + 1)


def section_title(line: str) -> tuple[int, str] | None:
    """Return the level of a section, 0 for the document, and its title; ``None`` for any other line."""
    matched = _SECTION.fullmatch(line)
    if matched is None:
        return None
    title = matched[2].strip()
    if title.endswith(f" {matched[1]}"):  # the signs may be repeated at the end
        title = title[: -len(matched[1])].rstrip()
    return len(matched[1]) - 1, title


def list_marker(line: str) -> tuple[str, str, str] | None:
    """Return the signs that begin an item, its words, and its label if it is typed; ``None`` for other lines."""
    matched = _ITEM.fullmatch(line)
    if matched is not None:
        return matched[1], matched[2].strip(), ""
    typed = _TYPED.fullmatch(line)
    if typed is None:
        return None
    kind = next(kind for kind in range(1, 6) if typed[kind])
    return f"typed {kind}", typed[6].strip(), typed[kind]


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
            return "" if found.style in _BULLET_STYLES else ("–" if self.is_flavoured else "•")
        style = found.style
        number = (letters if style.endswith("alpha") else roman if style.endswith("roman") else str)(found.count)
        return (number.upper() if style.startswith("upper") else number) + (")" if self.is_flavoured else ".")

    def _begun(self, marker: str, attributes: Attributes) -> _List:
        if not self.open:
            self.steps = attributes.named.get("class") == "steps" or "steps" in attributes.roles
        start = attributes.named.get("start", "1")
        style = attributes.style
        if marker[0] == "." and style not in _STYLES:
            depth = self.base + sum(each.marker[0] == "." for each in self.open)
            styles = _FLAVOURED if self.is_flavoured and not self.steps else _STYLES
            style = styles[depth % len(styles)]
        return _List(marker, whole_number(start, 1) - 1, style)
