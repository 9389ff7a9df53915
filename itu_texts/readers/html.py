"""Web pages, and what Word saves as one: a block a line, labels of lists computed, tables, footnote links.

What stands around the text (menus, scripts, forms) is left out where its elements say so.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, TypeAlias

from attrs import define, field

from itu_texts.evidence import Origin, Reading
from itu_texts.readers.composing import Composer
from itu_texts.readers.limits import DEFAULT, Limits
from itu_texts.readers.numerals import FORMATS
from itu_texts.readers.plain import decode
from itu_texts.readers.styles import STYLES, bare_name

__all__ = ["read_html"]

_LEFT_OUT = frozenset(
    ("script", "style", "head", "nav", "noscript", "template", "svg", "button", "select", "form", "iframe", "object")
)
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt"))
_BLOCKS = _PARAGRAPHS.union(
    ("address", "article", "aside", "blockquote", "body", "center", "details", "div", "dl", "fieldset", "figcaption"),
    ("figure", "footer", "header", "hr", "html", "main", "menu", "ol", "pre", "section", "summary", "ul"),
    ("table", "tbody", "thead", "tfoot", "tr"),
)
_NOTES = frozenset(("p", "li", "div", "dd", "aside", "td"))  # what may hold a footnote
_EMPHASIS = frozenset(("i", "em", "cite"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|\*{1,3}|[†‡])\)?\]?")
_NOTE_TARGET = re.compile(r"#.*(?:foot|note|fn)", re.IGNORECASE)
_NOTE_NAME = re.compile(r"_?(?:foot|fn|ftn|edn|note)", re.IGNORECASE)
_BACK = re.compile(r"ref", re.IGNORECASE)
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[).]?|(?:[a-z]{1,2}|[ivxl]+)[).])\s|[–—•-]\s")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}


def read_html(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """The text of a web page.

    :raises ReadError: if it is beyond a limit.
    :raises ImportError: without lxml.
    """
    from lxml import etree

    text = _decode(data, name)
    limits.check(name, "markup_characters", len(text))
    page = _Page(name, limits)
    parser: Any = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except (etree.LxmlError, ValueError):  # no element in it at all
        root = None
    if root is not None:
        page.read(root)
    return page.out.reading(styled=page.styled)


def _decode(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4000])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


# Where an element stands: its parent, its name, and which of those with this name it is there
_Path: TypeAlias = "tuple[_Path | None, str, int]"


@define
class _Line:
    """A line in the making."""

    path: _Path
    label: str = ""
    text: list[str] = field(factory=list)
    length: int = 0
    emphasis: bool = True
    marks: list[tuple[int, int, str]] = field(factory=list)
    kinds: tuple[tuple[str, object], ...] = ()
    """What its paragraph style says, in a page that Word has saved."""
    note: str | None = None
    """The mark of the footnote that the line is."""


class _Page:
    """One web page: elements are visited in their order, without recursion."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.out = Composer(name, limits)
        self.line: _Line | None = None
        self.path: _Path = (None, "html", 1)
        """Of the last line."""
        self.counts: list[int] = []
        self.styled = False
        """Whether the paragraphs have the styles of ITU's templates as their classes."""

    def read(self, root: Any) -> None:
        self.styled = any(_style(each) == "call" for each in root.iter("p"))
        stack: list[tuple[Any, _Path, bool]] = [(root, (None, root.tag, 1), False)]
        depth = 0
        emphasis = 0
        while stack:
            element, path, done = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if done:
                depth -= 1
                emphasis -= tag in _EMPHASIS
                if tag in _BLOCKS:
                    self._end()
                if tag in ("ol", "ul"):
                    self.counts.pop()
            elif not tag or tag in _LEFT_OUT or _is_hidden(element):
                pass
            elif tag == "table" and not _is_layout(element):
                self._end()
                self._table(element, path)
            elif tag == "br":
                self._end() if _breaks_line(element) else self._words(" ", emphasis)
            elif (mark := _called(element)) and self.line is not None and self.line.length:
                self.line.marks.append((self.line.length, self.line.length + len(mark), mark))
                self._add(mark)
            else:
                depth += 1
                self.limits.check(self.name, "depth", depth)
                if tag in _BLOCKS:
                    self._end()
                    self._begin(element, tag, path)
                emphasis += tag in _EMPHASIS
                stack.append((element, path, True))
                self._words(element.text, emphasis)
                stack.extend(_children(element, path))
                continue
            self._words(element.tail, emphasis)
        self._end()

    def _begin(self, element: Any, tag: str, path: _Path) -> None:
        if tag in ("ol", "ul"):
            self.counts.append(_start(element) - 1)
        label = self._label(element) if tag == "li" and self.counts else ""
        if not label and self.line is not None:
            label = self.line.label  # of the item around this block
        kinds = STYLES.get(_style(element), (("body", None),)) if self.styled else ()
        self.line = _Line(path, label, kinds=kinds, note=_note_mark(element) if tag in _NOTES else None)

    def _label(self, element: Any) -> str:
        above = element.getparent()
        value = element.get("value")
        self.counts[-1] = int(value) if value and value.isdigit() else self.counts[-1] + 1
        if above is None or above.tag == "ul":
            return "– " if _list_style(element) != "none" else ""
        style = _list_style(above)
        if style == "none":
            return ""
        kind = above.get("type") or _STYLES.get(style, "1")
        number = FORMATS[_TYPES.get(kind, "decimal")](self.counts[-1])
        return f"{number}) " if kind in _TYPES else f"{number} "

    def _words(self, text: str | None, emphasis: int) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", text).replace("\u00ad", "")
        if self.line is None:
            if not text.strip():
                return
            self.line = _Line(self.path)
        if text.strip():
            self.line.emphasis = self.line.emphasis and emphasis > 0
        self._add(text)

    def _add(self, text: str) -> None:
        assert self.line is not None
        self.line.text.append(text)
        self.line.length += len(text)

    def _end(self) -> None:
        line, self.line = self.line, None
        if line is None:
            return
        self.path = line.path
        text = "".join(line.text)
        if not text.strip():
            if line.label:  # its words come in a block of their own
                self.line = _Line(line.path, line.label)
            return
        label = "" if _LABEL.match(text.lstrip()) else line.label
        origin = Origin(element=_spell(line.path))
        if line.note:
            words = text.strip()
            words = words.removeprefix(line.note).lstrip(" .)]") if words.startswith(line.note) else words
            self.out.line(f"{line.note} {words}", origin, ("footnote", line.note))
            return
        kinds = line.kinds
        if not self.styled and line.emphasis and not label:
            kinds = (("emphasis", None),)
        start = self.out.line(label + text, origin, *kinds) + len(label)
        for begin, end, mark in line.marks:
            self.out.mark("anchor", start + begin, start + end, mark)

    def _table(self, element: Any, path: _Path) -> None:
        rows = []
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            rows.append([" ".join("".join(cell.itertext()).split()) for cell in cells])
        self.out.table(rows, Origin(element=_spell(path)))


def _children(element: Any, path: _Path) -> list[tuple[Any, _Path, bool]]:
    """The children of an element with their paths, the last first."""
    counts: dict[str, int] = {}
    out: list[tuple[Any, _Path, bool]] = []
    for child in element:
        tag = str(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        out.append((child, (path, tag, counts[tag]), False))
    return out[::-1]


def _spell(path: _Path) -> str:
    steps = []
    step: _Path | None = path
    while step is not None:
        step, tag, count = step
        steps.append(f"/{tag}[{count}]" if tag not in ("html", "body") else f"/{tag}")
    return "".join(reversed(steps))


def _start(element: Any) -> int:
    start = element.get("start") or ""
    return int(start) if start.lstrip("-").isdigit() and len(start) < 10 else 1


def _list_style(element: Any) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
    return found[1] if found else ""


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return "display:none" in style or "mso-hide:all" in style or element.get("hidden") is not None


def _is_layout(table: Any) -> bool:
    """Whether a table only places things on the page: it has one cell in each row, or tables or lists in its cells."""
    if next((inner for inner in table.iter("table", "ol", "ul") if inner is not table), None) is not None:
        return True
    return all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr"))


def _style(element: Any) -> str:
    """The bare name of the style that a class of Word names; hyphens stand in it for blanks."""
    return bare_name((element.get("class") or "").replace("-", " "))


def _breaks_line(element: Any) -> bool:
    """Whether a line break separates paragraphs: it does outside paragraphs and headings."""
    above = element.getparent()
    while above is not None and above.tag not in _BLOCKS:
        above = above.getparent()
    return above is not None and above.tag not in _PARAGRAPHS


def _called(element: Any) -> str:
    """The mark of a footnote that an element calls; empty if it calls none."""
    if element.tag not in ("a", "sup"):
        return ""
    link = element if element.tag == "a" else next(iter(element.iter("a")), None)
    text = "".join(element.itertext()).strip()
    matched = _MARK.fullmatch(text)
    if matched is None:
        return ""
    if element.tag == "a" and not _NOTE_TARGET.search(element.get("href") or ""):
        return ""
    if element.tag == "sup" and link is None and not matched[1].isdigit() and matched[1] != "*":
        return ""
    return matched[1]


def _note_mark(element: Any) -> str | None:
    """The mark of the footnote that a block is: it has the name that a link to a footnote leads to, and links back."""
    links = islice(element.iter("a"), 3)
    names = [element.get("id") or "", *(link.get("id") or link.get("name") or "" for link in links)]
    if not any(_NOTE_NAME.match(name) and (name == names[0] or not _BACK.search(name)) for name in names):
        return None
    words = "".join(element.itertext()).strip()
    matched = _MARK.match(words)
    return matched[1] if matched else None
