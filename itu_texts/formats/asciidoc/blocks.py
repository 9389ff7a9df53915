"""Reads the lines of an AsciiDoc file as blocks: sections, paragraphs, items, tables and captions."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrs import define, field

from itu_texts.formats.asciidoc.lines import (
    DELIMITER,
    Attributes,
    Lists,
    attributes_of,
    is_attributes,
    is_comment,
    list_marker,
    section_title,
)
from itu_texts.formats.asciidoc.words import is_emphasised

_ENTRY = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?")
_AUTHOR = re.compile(r"[^<]*<[^<>\s]+@[^<>\s]+>.*|v?\d+(?:\.\d+)+,.*")
_CONDITION = re.compile(r"(?:ifdef|ifndef|endif)::[^\[]*\[\]|ifeval::\[.*\]")
_CONDITIONAL = re.compile(r"(?:ifdef|ifndef)::[^\[]*\[(.+)\]")
"""A conditional line, which is always read."""
_INCLUDE = re.compile(r"include::(.+?)\[.*\]")
_IMAGE = re.compile(r"(?:image|video|audio)::([^\[]*)\[(.*)\]")
_BARE = re.compile(r"(?:toc|bibliography|index)::?[^\[]*\[.*\]|'{3,}|<{3,}|-{3}|\*{3}")
_ADMONITION = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION|DANGER|EDITOR):[ \t]+")
_TERM = re.compile(r"[ \t]*(\S.*?)::+(?:[ \t]+(\S.*))?")
_ADMONITIONS = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))
_FLAVOURED = frozenset(("resolution", "recommendation", "decision", "opinion", "recommendation-annex", "question"))
_SHOWN = ("-", ".", "+", "`")  # the delimiters of blocks whose lines stay as they are
_RUBBER = frozenset(("{blank}", "{empty}"))
_UNDERLINES = "=-~^+"


class Block(NamedTuple):
    """A block of a file."""

    kind: str
    """``section``, ``paragraph``, ``item``, ``note``, ``figure``, ``caption``, ``table``, ``verbatim``, ``unread``."""
    text: str
    line: int
    attributes: Attributes
    level: int = 0
    """The level of a section, or of the list that contains the block."""
    label: str = ""
    """The label of an item, or the name of a note."""
    opens: bool = False
    """Whether the block is directly below a paragraph, like the body of a clause below its heading."""
    in_block: bool = False
    """Whether the block is in a quotation."""


@define
class Header:
    """The attributes of a file, and its title."""

    title: str = ""
    line: int = 1
    attributes: dict[str, str] = field(factory=dict)

    @property
    def is_flavoured(self) -> bool:
        """Whether the file is printed in the manner of ITU texts."""
        attributes = self.attributes
        return (
            "mn-document-class" in attributes
            or attributes.get("doctype", "").lower() in _FLAVOURED
            or "docnumber" in attributes
        )


@define
class _Open:
    """An open block."""

    delimiter: str
    lists: Lists
    note: str
    in_quotation: bool


class _Scanner:
    """Reads line by line."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.header = Header()
        self.last = {line.rstrip(): number for number, line in enumerate(lines) if DELIMITER.fullmatch(line.rstrip())}
        """The last place of each line that may end a block."""
        self.blocks: list[Block] = []
        self.attributes = Attributes()
        self.held: list[str] = []
        """The lines of the open paragraph."""
        self.begun = Block("paragraph", "", 1, Attributes())
        """The kind of the open paragraph."""
        self.lists = Lists(is_flavoured=True)
        self.opened: list[_Open] = []
        self.attached = False
        """Whether a plus sign joins the next block to the item before it."""
        self.blank = True
        self.note = ""
        """The name of the notes in the open block."""
        self.in_quotation = False
        self.number = 0
        self.in_header = False

    def read(self) -> None:
        self._read_header()
        self.lists = Lists(is_flavoured=self.header.is_flavoured)
        while self.number < len(self.lines):
            self._take(self.lines[self.number].rstrip())
            self.number += 1
        self._end()
        self._drop_title()

    def _read_header(self) -> None:
        """Read the title and the attributes at the beginning of the file."""
        while self.number < len(self.lines):
            line = self.lines[self.number].rstrip()
            title = section_title(line)
            if title is not None and title[0] == 0 and not self.header.title:
                self.header.title, self.header.line = title[1], self.number + 1
                self.in_header = True
            elif not self._is_entry(line):
                is_above = not line and not self.in_header
                is_author = self.in_header and _AUTHOR.fullmatch(line) is not None
                if not (is_above or is_author or is_comment(line)):
                    break
            self.number += 1
        self.in_header = False

    def _is_entry(self, line: str) -> bool:
        """Read an attribute of the file, with the lines that continue it; return whether the line begins one."""
        matched = _ENTRY.fullmatch(line)
        if matched is None:
            return False
        parts = [(matched[2] or "").strip()]
        while parts[-1].endswith(" \\") and self.number + 1 < len(self.lines):
            self.number += 1
            parts[-1] = parts[-1][:-2].rstrip()
            parts.append(self.lines[self.number].strip())
        value = " ".join(parts)
        if matched[1].strip("!") == matched[1]:
            self.header.attributes[matched[1].lower()] = value
        else:
            self.header.attributes.pop(matched[1].strip("!").lower(), None)
        return True

    # ------------------------------------------------------------------ lines

    def _take(self, line: str) -> None:
        """Read one line."""
        if not line:
            self._end()
            self.blank = True
            return
        if (matched := _CONDITIONAL.fullmatch(line)) is not None:
            line = matched[1]
        blank, self.blank = self.blank, False
        if is_comment(line) or _CONDITION.fullmatch(line) is not None:
            self.blank = blank
        elif line == "+" and (self.held or self.lists.level):
            if blank:
                del self.lists.open[max(len(self.lists.open) - 1, 1) :]  # what follows belongs to an item around it
            self._end()
            self.attached = True
        elif self._is_underlined(line, blank):
            pass
        elif DELIMITER.fullmatch(line) is not None:
            self._delimit(line)
        elif is_attributes(line):
            self._end()
            attributes_of(line, self.attributes)
        elif (section := section_title(line)) is not None:
            self._section(*section)
        elif self.held:
            self._go_on(line)
        else:
            self._begin(line, blank)

    def _go_on(self, line: str) -> None:
        """Read a line in a paragraph."""
        if (item := list_marker(line)) is not None and self.lists.open:
            self._item(*item)
        elif (_ADMONITION.match(line) is not None and self.begun.kind == "note") or (
            _term(line) is not None and _term(self.lines[self.begun.line - 1]) is not None
        ):
            self._begin(line, blank=False)
        else:
            self.held.append(line)

    def _begin(self, line: str, blank: bool) -> None:
        """Read the first line of a block."""
        if self._is_entry(line):
            return
        if (matched := _INCLUDE.fullmatch(line)) is not None:
            self._add("unread", matched[1])
        elif (matched := _IMAGE.fullmatch(line)) is not None:
            self._add("figure", matched[2].split(",")[0].strip().strip("\"'"))
        elif _BARE.fullmatch(line) is not None:
            pass
        elif line[0] == "." and len(line) > 1 and line[1] not in ". \t":
            self._drop_title()
            self.attributes.title, self.attributes.title_line = line[1:], self.number + 1
        elif (item := list_marker(line)) is not None:
            self._item(*item)
        else:
            self._paragraph(line, blank)

    def _paragraph(self, line: str, blank: bool) -> None:
        if blank and not self.attached:
            self.lists.open.clear()
        self._end()
        matched = _ADMONITION.match(line)
        kind, label = "paragraph", ""
        if matched is not None:
            kind, label = "note", matched[1]
            line = line[matched.end() :]
        elif self.attributes.style in _ADMONITIONS:
            kind, label = "note", self.attributes.style
        elif self.note:
            kind, label, self.note = "note", self.note, ""
        elif (term := _term(line)) is not None:
            words = term[2] or ""
            after = self.lines[self.number + 1].strip() if not words and self.number + 1 < len(self.lines) else ""
            if after and not (DELIMITER.fullmatch(after) or list_marker(after) or section_title(after)):
                self.number += 1
                words = after
            line = f"{term[1]}: {words}"
        quoted = self.in_quotation or self.attributes.style in ("quote", "verse")
        self.begun = Block(kind, "", self.number + 1, self._taken(), self.lists.level, label, in_block=quoted)
        self.attached = False
        self.held.append(line)

    def _item(self, marker: str, words: str, typed: str) -> None:
        self._end()
        self.attached = False
        attributes = self._taken()
        label = self.lists.item(marker, attributes, typed)
        self.begun = Block("item", "", self.number + 1, attributes, self.lists.level, label, in_block=self.in_quotation)
        self.held.append(words)

    def _section(self, level: int, title: str) -> None:
        self._end()
        self._drop_title()
        self.lists = Lists(is_flavoured=self.header.is_flavoured)
        self.opened.clear()
        self.note, self.in_quotation = "", False
        self.attached = False
        self._add("section", "" if title in _RUBBER else title, level=level)

    def _is_underlined(self, line: str, blank: bool) -> bool:
        """Return whether a line of signs underlines a title of the same length; the title is then read."""
        if blank or len(self.held) != 1 or self.begun.kind != "paragraph" or len(line) < 4:
            return False
        sign = line[0]
        if sign not in _UNDERLINES or line.strip(sign) or abs(len(self.held[0]) - len(line)) > 1:
            return False
        title = self.held.pop()
        self.attributes = self.begun.attributes
        self._section(_UNDERLINES.index(sign), title)
        return True

    # ------------------------------------------------------------------ blocks

    def _delimit(self, line: str) -> None:
        """Read a line that opens or ends a block."""
        opens = bool(self.held) and line == "--"
        self._end(opens=opens)
        place = max((place for place, each in enumerate(self.opened) if each.delimiter == line), default=-1)
        if place >= 0 and not self.attached:
            last = self.opened[place]
            del self.opened[place:]
            self.lists, self.note, self.in_quotation = last.lists, "", last.in_quotation
            self.attached = False
        elif line[0] in "|,:!":
            self._raw(line, "table")
        elif line.startswith("////"):
            self._raw(line, "")
        elif line[0] in _SHOWN and line != "--":
            self._raw("```" if line.startswith("```") else line, "verbatim")
        else:
            attributes = self._taken()
            self.opened.append(_Open(line, self.lists, self.note, self.in_quotation))
            if not self.attached and not opens:
                self.lists.open.clear()
            self.lists = self.lists.inner(is_attached=self.attached)
            self.note = attributes.style if attributes.style in _ADMONITIONS else ""
            ahead = [*self.lines[self.number + 1 : self.number + 5]]
            held = ahead[: ahead.index(line)] if line in ahead else []
            indented = "" not in held and is_emphasised(" ".join(held))  # as pandoc writes a heading with an indent
            quotes = line.startswith("____") and not indented
            self.in_quotation = self.in_quotation or quotes or attributes.style == "quote"
            self.attached = False

    def _raw(self, delimiter: str, kind: str) -> None:
        """Read a block of lines up to the line that ends it; without such a line, the first line opens no block."""
        if self.last.get(delimiter, -1) <= self.number:
            return
        begin = self.number + 1
        end = begin
        while self.lines[end].rstrip() != delimiter:
            end += 1
        self.number = end
        if kind:
            attributes = self.attributes
            self.attributes = Attributes()
            if kind == "table":
                attributes.named["format"] = {",": "csv", ":": "dsv"}.get(
                    delimiter[0], attributes.named.get("format", "")
                )
            level = self.lists.level if self.attached else 0
            self.blocks.append(Block(kind, "\n".join(self.lines[begin:end]), begin + 1, attributes, level))
        self.attached = False

    def _add(self, kind: str, text: str, level: int = 0) -> None:
        attributes = self.attributes
        self.attributes = Attributes()
        self.blocks.append(Block(kind, text, self.number + 1, attributes, level))

    def _end(self, *, opens: bool = False) -> None:
        """End the open paragraph."""
        if self.held:
            self.blocks.append(self.begun._replace(text="\n".join(self.held), opens=opens))
            self.held = []

    def _taken(self) -> Attributes:
        """Return the attributes of the block that begins; its title becomes a block of its own."""
        self._drop_title()
        attributes, self.attributes = self.attributes, Attributes()
        return attributes

    def _drop_title(self) -> None:
        if self.attributes.title:
            self.blocks.append(Block("caption", self.attributes.title, self.attributes.title_line, Attributes()))
            self.attributes.title = ""


def _term(line: str) -> re.Match[str] | None:
    """Match a line that begins with a term of a description list: "CM:: Cable Modem"."""
    return None if line.startswith("http") else _TERM.fullmatch(line)


def blocks_of(text: str) -> tuple[Header, list[Block]]:
    """Return the header of a file and its blocks."""
    scanner = _Scanner(re.split(r"\r\n?|\n", text))
    scanner.read()
    return scanner.header, scanner.blocks
