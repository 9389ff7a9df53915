"""Reads lines of AsciiDoc: what each line begins, and the attributes in square brackets above a block."""

from __future__ import annotations

import re

from attrs import define, field

__all__ = ["DELIMITER", "Attributes", "attributes_of", "is_attributes", "is_comment", "list_marker", "section_title"]

DELIMITER = re.compile(r"--|([-.+/_*=])\1{3,}|```\w*|[|,:!]={3,}")
"""A line that opens or ends a block."""
_SECTION = re.compile(r"(={1,7}|#{2,7})[ \t]+(\S.*)")
_ITEM = re.compile(r"[ \t]*(\.{1,7}|\*{1,7}|-|•)[ \t]+(?:\[[ xX*]\][ \t]+)?(\S.*)")
_TYPED = re.compile(r"[ \t]*(?:(\d{1,3}\.)|([a-z]\.)|([A-Z]\.)|([ivx]+\))|([IVX]+\)))[ \t]+(\S.*)")
_PART = re.compile(r"""\s*(?:([\w:-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'[^']*'|[^,]*)\s*(?:,|$)""")
_SHORT = re.compile(r"([.#%])([^.#%\s]+)")
_STYLE = re.compile(r"[a-z][a-z_-]*|NOTE|TIP|IMPORTANT|WARNING|CAUTION|")
_ANCHOR = re.compile(r"\[\[([^\[\],]+)(?:,[^\]]*)?\]\]")


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
    inside = line[1:-1]
    first = inside.split(",", 1)[0].strip()
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
            _read_style(value, into)
        elif value:
            into.named.setdefault("source" if "source" in into.named else "value", value)
        first = False
        place = max(matched.end(), place + 1)


def _read_style(value: str, into: Attributes) -> None:
    """Read the first word, with its suffixes: ``quote#name.role%option``."""
    into.style = re.split("[.#%]", value)[0].strip() or into.style
    for sign, word in _SHORT.findall(value):
        if sign == "#":
            into.names.append(word)
        else:
            (into.roles if sign == "." else into.options).add(word)


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
