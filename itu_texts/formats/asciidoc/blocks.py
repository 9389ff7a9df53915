"""Reads the lines of an AsciiDoc file as blocks: sections, paragraphs, items, tables and captions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from attrs import define, field

from itu_texts.formats.asciidoc.words import is_emphasised
from itu_texts.formats.number_formats import whole_number
from itu_texts.language.series import letters, roman

_FENCE = re.compile(r"--|([-.+/_*=])\1{3,}|```\w*|[|,:!]={3,}")  # "====": a line that opens or ends a block
_ENTRY = re.compile(r":(!?)([\w-]+)(!?):(?:[ \t]+(.*))?")
_AUTHOR = re.compile(r"[^<]*<[^<>\s]+@[^<>\s]+>.*|v?\d+(?:\.\d+)+,.*")
_UNREAD = re.compile(r"//(?!//+$).*|(?:ifdef|ifndef|endif)::[^\[]*\[\]|ifeval::\[.*\]")  # "// a comment", "ifdef::a[]"
_CONDITIONAL = re.compile(r"(?:ifdef|ifndef)::[^\[]*\[(.+)\]")  # "ifdef::a[words]": the words are always read
_SECTION = re.compile(r"(={1,7}|#{2,7})[ \t]+(\S.*?)(?:[ \t]+\1)?")
# "[[anchor]]", "[.role,start=3]", "[NOTE]", "[appendix]"; no text in square brackets
_ATTRIBUTES = re.compile(
    r"\[\[([^\[\],]+)(?:,[^\]]*)?\]\]"
    r"|\[(?!\[)(\s*(?:[.#%]|[^,=]*=|(?:[a-z][a-z_-]*|NOTE|TIP|IMPORTANT|WARNING|CAUTION)?\s*(?:[,.#%]|(?=\]$))).*)\]"
)
_ATTRIBUTE = re.compile(r"""\s*(?:([\w:-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'[^']*'|[^,]*)\s*(?:,|$)""")
# ".. words", "* words", "- [x] words", "1. words", "iv) words"
_ITEM = re.compile(
    r"[ \t]*(?:(\.{1,7}|\*{1,7}|-|•)|(\d{1,3}\.)|([a-z]\.)|([A-Z]\.)|([ivx]+\))|([IVX]+\)))"
    r"[ \t]+(?:\[[ xX*]\][ \t]+)?(?P<words>\S.*)"
)
_INCLUDE = re.compile(r"include::(.+?)\[.*\]")
_IMAGE = re.compile(r"(?:image|video|audio)::[^\[]*\[([^,]*).*\]")
_BARE = re.compile(r"(?:toc|bibliography|index)::?[^\[]*\[.*\]|'{3,}|<{3,}|-{3}|\*{3}")
_CAPTION = re.compile(r"\.([^. \t].*)")
_NOTE = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION|DANGER|EDITOR):[ \t]+")
_TERM = re.compile(r"[ \t]*(?!http)(\S.*?)::+(?:[ \t]+(\S.*))?")  # "CM:: Cable Modem"
_NOTES = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))
_FLAVOURED = frozenset(("resolution", "recommendation", "decision", "opinion", "recommendation-annex", "question"))
_SHOWN = frozenset("-.+`")  # the delimiters of blocks whose lines stay as they are
_CAPTIONED = frozenset(("table", "figure", "verbatim"))
_UNDERLINES = "=-~^+"
_STYLES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")
_STYLES_OF_ITU = ("loweralpha", "arabic", "lowerroman", "upperalpha", "upperroman")
_NO_BULLETS = frozenset(("none", "no-bullet", "unstyled"))


@define
class Block:
    """A block of a file."""

    kind: str = ""
    """``section``, ``paragraph``, ``item``, ``note``, ``figure``, ``caption``, ``table``, ``verbatim``, ``unread``."""
    lines: list[str] = field(factory=list)
    """Its lines as they are written; for a title, a figure or an included file, its words."""
    line: int = 0
    level: int = 0
    """The level of a section, or of the list that contains the block."""
    label: str = ""
    """The number of a section, a figure or a table, the label of an item, or the name of a note."""
    title: str = ""
    """The title, from a line that begins with a full stop."""
    style: str = ""
    """The first word in square brackets above the block: ``appendix``, ``NOTE``, ``quote``, ``loweralpha``."""
    named: dict[str, str] = field(factory=dict)
    options: set[str] = field(factory=set)
    """Its options and its roles."""
    names: list[str] = field(factory=list)
    """Its anchors."""
    opens: bool = False
    """Whether a block is directly below this paragraph, like the body of a clause below its heading."""
    is_quoted: bool = False
    """Whether it is in a quotation."""

    @property
    def text(self) -> str:
        """Its lines joined."""
        return "\n".join(self.lines)


@define
class _List:
    """An open list."""

    marker: str
    count: int
    style: str
    is_of_steps: bool


class _Fenced(NamedTuple):
    """What held before an open block."""

    delimiter: str
    lists: list[_List]
    base: int
    in_quotation: bool


class Scanner:
    """Reads a file line by line."""

    def __init__(self, text: str) -> None:
        self.lines = re.split(r"\r\n?|\n", text)
        self.last = {line.rstrip(): at for at, line in enumerate(self.lines) if _FENCE.fullmatch(line.rstrip())}
        """The last place of each line that may end a block."""
        self.attributes: dict[str, str] = {}
        self.title = Block(line=1)
        """The title of the file."""
        self.blocks: list[Block] = []
        self.next = Block()
        """What is known of the next block."""
        self.open: Block | None = None
        """The paragraph or the item that the next line goes on with."""
        self.lists: list[_List] = []
        """The open lists, the innermost last."""
        self.base = 0
        """The number of lists around the open block, which contains these."""
        self.fenced: list[_Fenced] = []
        self.is_attached = False
        """Whether a plus sign joins the next block to the item before it."""
        self.after_blank = True
        self.note = ""
        """The name of the notes in the open block."""
        self.in_quotation = False
        self.at = 0
        while self.at < len(self.lines):
            self._take(self.lines[self.at].rstrip())
            self.at += 1
        self._captioned()

    @property
    def is_flavoured(self) -> bool:
        """Whether the file is printed in the manner of ITU texts."""
        kind = self.attributes.get("doctype", "").lower()
        return kind in _FLAVOURED or "mn-document-class" in self.attributes or "docnumber" in self.attributes

    # ------------------------------------------------------------------ lines

    def _take(self, line: str) -> None:
        """Read one line, by the first form of lines that it has."""
        if (conditional := _CONDITIONAL.fullmatch(line)) is not None:
            line = conditional[1]
        if _UNREAD.fullmatch(line) is not None:
            return
        forms = _FORMS if self.open is None else _FORMS_IN_PARAGRAPHS
        if not line:
            self.open = None
        elif not any((found := form.fullmatch(line)) is not None and read(self, found) for form, read in forms):
            if self.open is None:
                self._paragraph(line)
            else:
                self.open.lines.append(line)
        self.after_blank = not line

    def _plus(self, _: re.Match[str]) -> bool:
        """Join what follows to an item."""
        if self.open is None and not self.base and not self.lists:
            return False
        if self.after_blank:
            del self.lists[max(len(self.lists) - 1, 1) :]  # what follows belongs to an item around it
        self.open, self.is_attached = None, True
        return True

    def _entry(self, found: re.Match[str]) -> bool:
        """Read an attribute of the file, with the lines that continue it."""
        value = (found[4] or "").strip()
        while value.endswith(" \\") and self.at + 1 < len(self.lines):
            self.at += 1
            value = f"{value[:-2].rstrip()} {self.lines[self.at].strip()}"
        self.attributes[found[2].lower()] = value
        if found[1] or found[3]:
            del self.attributes[found[2].lower()]
        return True

    def _author(self, _: re.Match[str]) -> bool:
        """Return whether a line is below the title of the file, and says who wrote it."""
        return bool(self.title.text) and not self.blocks and not self.after_blank

    def _attributes(self, found: re.Match[str]) -> bool:
        """Read attributes of the next block, or an anchor."""
        self.open = None
        if found[1]:
            self.next.names.append(found[1].strip())
            return True
        for place, part in enumerate(_ATTRIBUTE.finditer(found[2].strip())):
            name, value = part[1], part[2].strip().strip("\"'")
            if name in ("options", "opts", "role"):
                self.next.options.update(re.split(r"[,\s]+", value))
            elif name == "id":
                self.next.names.append(value)
            elif name:
                self.next.named[name] = value
            elif not place:
                style, *others = re.split("(?=[.#%])", value)
                self.next.style = style.strip() or self.next.style
                for other in others:
                    (self.next.names.append if other[0] == "#" else self.next.options.add)(other[1:])
        return True

    def _heading(self, found: re.Match[str]) -> bool:
        self._section(len(found[1]) - 1, found[2])
        return True

    def _underline(self, found: re.Match[str]) -> bool:
        """Read the line above as a title if this one underlines it: it is of the same length."""
        above, line = self.open, found[0]
        if above is None or above.kind != "paragraph" or len(above.lines) > 1 or abs(len(above.text) - len(line)) > 1:
            return False
        self.next = self.blocks.pop()
        self._section(_UNDERLINES.index(line[0]), above.text)
        return True

    def _section(self, level: int, title: str) -> None:
        self.open, self.lists, self.base = None, [], 0
        self.fenced, self.is_attached, self.note, self.in_quotation = [], False, "", False
        if level == 0 and not self.title.text and not self.blocks:
            self.title = Block(lines=[title], line=self.at + 1)
        else:
            self._add("section", ["" if title in ("{blank}", "{empty}") else title], level)

    def _item(self, found: re.Match[str]) -> bool:
        """Begin an item; in a paragraph, only if it is in a list."""
        if self.open is not None and not self.lists:
            return False
        kind = next(kind for kind in range(1, 7) if found[kind])
        marker, typed = (found[1], "") if kind == 1 else (f"typed {kind}", found[kind])
        label = self._label(self._list(marker), typed)
        self.open = self._add("item", [found["words"].strip()], self.base + len(self.lists), label)
        return True

    def _caption(self, found: re.Match[str]) -> bool:
        self._captioned()
        self.next.title, self.next.line = found[1], self.at + 1
        return True

    def _note(self, found: re.Match[str]) -> bool:
        """Begin a note directly below another."""
        if self.open is None or self.open.kind != "note":
            return False
        self._paragraph(found[0])
        return True

    def _term(self, found: re.Match[str]) -> bool:
        """Begin a term directly below another."""
        if self.open is None or _TERM.fullmatch(self.lines[self.open.line - 1].rstrip()) is None:
            return False
        self._paragraph(found[0])
        return True

    def _paragraph(self, line: str) -> None:
        if self.after_blank and not self.is_attached:
            self.lists.clear()
        kind, label, begin = "note", "", self.at
        if (note := _NOTE.match(line)) is not None:
            label, line = note[1], line[note.end() :]
        elif self.next.style in _NOTES:
            label = self.next.style
        elif self.note:
            label, self.note = self.note, ""
        else:
            kind = "paragraph"
            line = self._term_and_words(line)
        self.open = self._add(kind, [line], self.base + len(self.lists), label)
        self.open.line = begin + 1

    def _term_and_words(self, line: str) -> str:
        """Return a line; for a term with what explains it, also on the next line, "Term: words"."""
        if (term := _TERM.fullmatch(line)) is None:
            return line
        below = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        if not term[2] and below and not any(form.fullmatch(below) for form in (_FENCE, _ITEM, _SECTION)):
            self.at += 1
            return f"{term[1]}: {below}"
        return f"{term[1]}: {term[2] or ''}"

    # ------------------------------------------------------------------ blocks

    def _add(self, kind: str, lines: list[str], level: int = 0, label: str = "") -> Block:
        """Add a block, with what is known of it; the title of most becomes a block of its own."""
        if kind not in _CAPTIONED:
            self._captioned()
        block, self.next = self.next, Block()
        block.kind, block.lines, block.line, block.level, block.label = kind, lines, self.at + 1, level, label
        block.is_quoted = self.in_quotation or block.style in ("quote", "verse")
        self.blocks.append(block)
        self.is_attached = False
        return block

    def _captioned(self) -> None:
        if self.next.title:
            self.blocks.append(Block("caption", [self.next.title], self.next.line))
            self.next.title = ""

    def _fence(self, found: re.Match[str]) -> bool:
        """Read a line that opens or ends a block."""
        line, opens = found[0], self.open is not None and found[0] == "--"
        if self.open is not None:
            self.open.opens = opens
        self.open = None
        place = max((place for place, each in enumerate(self.fenced) if each.delimiter == line), default=-1)
        if place >= 0 and not self.is_attached:
            _, self.lists, self.base, self.in_quotation = self.fenced[place]
            self.note = ""
            del self.fenced[place:]
        elif line[0] in "|,:!" or line.startswith("////") or (line[0] in _SHOWN and line != "--"):
            self._raw("```" if line.startswith("```") else line)
        else:
            self._open_block(line, opens=opens)
        return True

    def _open_block(self, line: str, *, opens: bool) -> None:
        """Open a block that holds others."""
        if not self.is_attached and not opens:
            self.lists.clear()
        self._captioned()
        self.fenced.append(_Fenced(line, self.lists, self.base, self.in_quotation))
        self.base += len(self.lists) if self.is_attached else 0
        self.lists, self.is_attached = [], False
        self.note = self.next.style if self.next.style in _NOTES else ""
        ahead = self.lines[self.at + 1 : self.at + 5]
        held = ahead[: ahead.index(line)] if line in ahead else []
        is_indent = "" not in held and is_emphasised(" ".join(held))  # as pandoc writes a heading with an indent
        self.in_quotation |= (line.startswith("____") and not is_indent) or self.next.style == "quote"
        self.next = Block()

    def _raw(self, delimiter: str) -> None:
        """Read a block of lines up to the line that ends it; without such a line, the first line opens no block."""
        if self.last.get(delimiter, -1) <= self.at:
            return
        begin = self.at = self.at + 1
        while self.lines[self.at].rstrip() != delimiter:
            self.at += 1
        if delimiter[0] != "/":
            block = self._add("table" if delimiter[0] in "|,:!" else "verbatim", self.lines[begin : self.at])
            block.line = begin + 1
            if delimiter[0] in ",:":
                block.named["format"] = {",": "csv", ":": "dsv"}[delimiter[0]]
        self.is_attached = False

    # ------------------------------------------------------------------ lists

    def _list(self, marker: str) -> _List:
        """Return the list of an item by its marker, as the innermost open one."""
        place = next((place for place, each in enumerate(self.lists) if each.marker == marker), len(self.lists))
        begins = "start" in self.next.named or self.next.style != ""
        if place == len(self.lists) or (place == len(self.lists) - 1 and begins):
            self.lists[place:] = [self._begun(marker, self.lists[:place])]
        del self.lists[place + 1 :]
        return self.lists[place]

    def _begun(self, marker: str, around: list[_List]) -> _List:
        """Return a list that begins in others."""
        style, named = self.next.style, self.next.named
        is_of_steps = around[0].is_of_steps if around else named.get("class") == "steps" or "steps" in self.next.options
        if marker[0] == "." and style not in _STYLES:
            depth = self.base + sum(each.marker[0] == "." for each in around)
            styles = _STYLES_OF_ITU if self.is_flavoured and not is_of_steps else _STYLES
            style = styles[depth % len(styles)]
        return _List(marker, whole_number(named.get("start"), 1) - 1, style, is_of_steps)

    def _label(self, of: _List, typed: str) -> str:
        """Return the label of the next item of a list.

        It has the form of those in ITU texts, a) and 1) and i), or of AsciiDoc itself, 1. and a. and i.
        """
        of.count += 1
        if typed:
            return typed
        if of.marker[0] != ".":
            return "" if of.style in _NO_BULLETS else "–" if self.is_flavoured else "•"
        made = letters if of.style.endswith("alpha") else roman if of.style.endswith("roman") else str
        number = made(of.count)
        return (number.upper() if of.style.startswith("upper") else number) + (")" if self.is_flavoured else ".")

    def _figure(self, found: re.Match[str]) -> bool:
        self._add("figure", [found[1].strip().strip("\"'")])
        return True

    def _include(self, found: re.Match[str]) -> bool:
        self._add("unread", [found[1]])
        return True


_Forms = tuple[tuple[re.Pattern[str], Callable[[Scanner, re.Match[str]], bool]], ...]
_FORMS_IN_PARAGRAPHS: _Forms = (
    (re.compile(r"\+"), Scanner._plus),
    (re.compile(r"([=~^+-])\1{3,}"), Scanner._underline),
    (_FENCE, Scanner._fence),
    (_ATTRIBUTES, Scanner._attributes),
    (_SECTION, Scanner._heading),
    (_ITEM, Scanner._item),
    (re.compile(f"{_NOTE.pattern}.*"), Scanner._note),
    (_TERM, Scanner._term),
)
_FORMS: _Forms = (
    *_FORMS_IN_PARAGRAPHS[:5],
    (_ENTRY, Scanner._entry),
    (_AUTHOR, Scanner._author),
    (_INCLUDE, Scanner._include),
    (_IMAGE, Scanner._figure),
    (_BARE, lambda *_: True),
    (_CAPTION, Scanner._caption),
    (_ITEM, Scanner._item),
)
"""The forms of lines outside paragraphs and in them, and what reads each; it returns whether the line has the form."""
