"""Reads web pages, also those saved by Word: one block on each line, with computed labels, tables and footnotes.

Menus, scripts and forms around the text are left out if their elements identify them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import groupby
from typing import Any

from attrs import define, field

from itu_texts.formats.composing import Composer, annex_reference
from itu_texts.formats.html.elements import (
    BLOCKS,
    BULLETS,
    CHANGES,
    LABEL,
    LEFT_OUT,
    Path,
    change_of,
    children,
    empty,
    is_blank_line,
    is_in,
    is_layout,
    is_no_text,
    item_label,
    left_out,
    put_pictures,
    shown_label,
    spell,
    squeeze,
    start_of,
    style_of,
    symbol_font,
    typed_text,
    words_of,
)
from itu_texts.formats.html.notes import Notes, called, note_words
from itu_texts.formats.html.rules import Rules
from itu_texts.formats.html.tables import headers, items, lists_of_rows, provisions, rows
from itu_texts.formats.limits import DEFAULT, Limits, View
from itu_texts.formats.number_formats import whole_number
from itu_texts.formats.style_names import STYLES
from itu_texts.formats.symbols import shown
from itu_texts.formats.text.reader import decode, is_declarable
from itu_texts.formats.word.labels import numbers_apart, set_apart
from itu_texts.formats.word.runs import Paragraph, Piece
from itu_texts.language.provisions import Margin
from itu_texts.tree.readings import Origin, SourceText

_DEEPER = 720  # twentieths of a point between the indents of a list and the list around it
_AROUND = re.compile(
    r"(?i)(?:^|[\s_-])(?:breadcrumbs?|footer|sidebar|menu|navbar|share|cookies?)(?:$|[\s_-])|breadcrumb"
)
_MOST_AROUND = 1000  # characters, which no menu has and a text may
_FRAMES = frozenset(("html", "body", "div", "main", "form"))  # elements that may contain the foot of a page
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)

_ATTRIBUTE = r"""[\s/]++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+"""
_CROWDED = re.compile(f"(<[a-zA-Z][^\\s<>/]*+(?:{_ATTRIBUTE}){{200}})(?:{_ATTRIBUTE})++")
"""A tag with too many attributes: libxml2 compares each attribute with all before it."""


def read_html(data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT) -> SourceText | str:
    """Return the text of a web page; if nearly all of it is preformatted, as plain text.

    :param view: whether tracked changes are made ("final"), undone ("original"), or both shown ("marked").
    :raises ReadError: if the page exceeds a limit.
    :raises ImportError: without lxml.
    """
    from lxml import etree

    text = _decode(data, name)
    limits.check(name, "markup_characters", len(text))
    parser: Any = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_CROWDED.sub(r"\1", text).encode("utf-8", "replace"), parser) if text.strip() else None
    except (etree.LxmlError, ValueError):  # there are no elements
        root = None
    if root is None:
        return Composer(name, limits).reading()
    if (typed := typed_text(root)) is not None:
        limits.check(name, "characters", len(typed))
        return typed
    if view != "marked":
        empty(root, "ins" if view == "original" else "del")
    gone = left_out(root)
    put_pictures(root)
    page = _Page(root, name, limits, marked=view == "marked")
    page.read(root)
    page.out.left_out(gone)
    return page.out.reading(styled=page.styled)


def _decode(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4000])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = declared[1].decode("ascii")
        with suppress(UnicodeError):
            return data.decode(encoding if is_declarable(encoding) else "utf-8")
    return decode(data, name)


@define
class _Line:
    """A line that is being read."""

    path: Path
    label: str = ""
    text: list[str] = field(factory=list)
    length: int = 0
    emphasis: bool = True
    marks: list[tuple[int, int, str]] = field(factory=list)
    changes: list[tuple[int, int, str, object]] = field(factory=list)
    """Insertions and deletions: the place, kind, author and date of each."""
    letters: list[tuple[int, int, str]] = field(factory=list)
    """Words in italics and in bold letters."""
    struck: list[tuple[int, int, str, object]] = field(factory=list)
    """Labels and numbers that others have replaced."""
    deep: int = 0
    """The number of lists around it."""
    kinds: tuple[tuple[str, object], ...] = ()
    """The evidence of its paragraph style, in a page that Word has saved."""


class _Page:
    """One web page: elements are visited in their order, without recursion."""

    def __init__(self, root: Any, name: str, limits: Limits, *, marked: bool) -> None:
        self.name = name
        self.marked = marked
        """Whether tracked changes are shown."""
        self.limits = limits
        self.out = Composer(name, limits)
        self.line: _Line | None = None
        self.path: Path = (None, "html", 1)
        """The place of the last line."""
        self.counts: list[int] = []
        self.rules = Rules.of(root)
        self.notes = Notes(root)
        self.skips = {f"#{main.get('id')}" for main in root.iter("main") if main.get("id")}
        """The targets of links that skip what stands above the text."""
        self.margins: dict[Any, Margin | None] = {}
        """The cells of tables of provisions: cells of words with their margins, cells of margins without."""
        self.labels: dict[Any, str] = {}
        """The cells of tables of items: cells of words with their labels, cells of labels without."""
        self.listed = lists_of_rows(root)
        """The tables that are an item each."""
        self.margin: Margin | None = None
        """The margin of the next line, in a table of provisions."""
        self.looks: list[dict[str, Any]] = [{"bold": False, "italic": False, "font": "-"}]
        """The letters of the open elements, and their symbol fonts, a dash for any other font; the innermost last."""
        self.changes: list[tuple[str, object]] = []
        """The open tracked changes."""
        self.styled = any(style_of(each) == "call" for each in root.iter("p"))
        """Whether the paragraphs have the styles of ITU's templates as their classes."""

    def read(self, root: Any) -> None:
        """Read the page."""
        stack: list[tuple[Any, Path, bool]] = [(root, (None, root.tag, 1), False)]
        depth = 0
        while stack:
            element, path, done = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if done:
                depth -= 1
                self.looks.pop()
                self._leave(element, tag)
            elif (
                not tag or tag in LEFT_OUT or is_no_text(element) or (tag == "a" and element.get("href") in self.skips)
            ):
                pass
            elif self.margins.get(element, self) is None or self.labels.get(element) == "":
                pass  # a cell whose words are put before those of the next one
            elif self._is_around(element):
                self._end()
                words = words_of(element, lambda _: "")[0]
                self.out.line(words.strip(), Origin(element=spell(path)), ("running_head", None))
            elif tag == "table" and not self._is_read_through(element):
                self._end()
                self.out.table(rows(element, marked=self.marked), Origin(element=spell(path)), headers(element))
            elif note := self.notes.at(element):
                self._end()
                self._note(element, note, path)
            elif is_blank_line(element):
                self._end()
                self.out.line("", Origin(element=spell(path)))
            elif tag == "br":
                if self.line is not None and self.line.length:
                    self._add("\n")
            elif self.line is not None and not self.line.length and (label := shown_label(element)):
                self.line.label = f"{label}\t"
            elif (mark := called(element)) and self.line is not None and self.line.length:
                self.line.marks.append((self.line.length, self.line.length + len(mark), mark))
                self._add(mark)
            else:
                depth += 1
                self.limits.check(self.name, "depth", depth)
                if tag in BLOCKS:
                    self._end()
                    self._begin(element, tag, path)
                looks = {
                    "bold": is_in("bold", element),
                    "italic": is_in("italic", element),
                    "font": symbol_font(element) or None,
                }
                self.looks.append(self.looks[-1] | {name: look for name, look in looks.items() if look is not None})
                if tag in CHANGES:
                    self.changes.append((CHANGES[tag], change_of(element)))
                stack.append((element, path, True))
                self._words(element.text)
                stack.extend(children(element, path))
                continue
            self._words(element.tail)
        self._end()

    def _begin(self, element: Any, tag: str, path: Path) -> None:
        if tag in ("ol", "ul"):
            self.counts.append(start_of(element) - 1)
        self.margin = self.margins.get(element, self.margin)
        label = self.labels.get(element, "")
        if tag == "li" and self.counts:
            count = self.counts[-1] = whole_number(element.get("value"), self.counts[-1] + 1)
            given = self.rules.label(element, count)
            label = item_label(element, count) if given is None else given
        if not label and self.line is not None:
            label = self.line.label  # the label of the item around this block
        kinds = STYLES.get(style_of(element), (("body", None),)) if self.styled else ()
        above = element.getparent() if element.tag == "li" else None
        deep = (self.rules.level(above) if above is not None else 0) or len(self.counts)
        self.line = _Line(path, label, kinds=kinds, deep=deep)

    def _leave(self, element: Any, tag: str) -> None:
        """End an element."""
        if tag in CHANGES:
            self.changes.pop()
        if tag in BLOCKS:
            self._end()
        if tag in ("ol", "ul"):
            self.counts.pop()
        if element in self.margins:
            self.out.lone_margin(self.margin, Origin(element=spell(self.path)))
            self.margin = None

    def _is_around(self, element: Any) -> bool:
        """Return whether an element is the head, a side or the foot of the page, and contains no footnotes."""
        around = element.tag == "aside" or _AROUND.search(element.get("class") or element.get("id") or "") is not None
        if element.tag == "footer":
            around = all(above.tag in _FRAMES for above in element.iterancestors())
        return around and element not in self.notes.holders and len(words_of(element, lambda _: "")[0]) < _MOST_AROUND

    def _is_read_through(self, table: Any) -> bool:
        """Return whether the cells of a table are read like text outside tables."""
        listed = items(table, sure=table in self.listed)
        margins, labels = ({}, listed) if listed is not None else provisions(table) or ({}, {})
        self.margins |= margins
        self.labels |= labels
        return bool(margins) or listed is not None or is_layout(table)

    def _words(self, text: str | None) -> None:
        if not text:
            return
        text = squeeze(text)
        font = self.looks[-1]["font"]
        if font != "-":
            text = "".join(shown(font, ord(char)) if char <= "\xff" and not char.isspace() else char for char in text)
        if self.line is None:
            if not text.strip():
                return
            self.line = _Line(self.path)
        if not self.line.length or self.line.text[-1] == "\n":
            text = text.lstrip(" ")
        if text.strip():
            self.line.emphasis = self.line.emphasis and self.looks[-1]["italic"]
        self._add(text)

    def _add(self, text: str) -> None:
        assert self.line is not None
        if self.changes and self.marked and text.strip():
            self.line.changes.append((self.line.length, self.line.length + len(text), *self.changes[-1]))
        if text.strip():
            begin = self.line.length + len(text) - len(text.lstrip())
            end = self.line.length + len(text.rstrip())
            self.line.letters += ((begin, end, name) for name in ("bold", "italic") if self.looks[-1][name])
        self.line.text.append(text)
        self.line.length += len(text)

    def _end(self) -> None:
        line, self.line = self.line, None
        if line is None:
            return
        self.path = line.path
        text = "".join(line.text)
        if not text.strip():
            if line.label:  # its words follow in a block of their own
                self.line = _Line(line.path, line.label, deep=line.deep)
            return
        label = "" if LABEL.match(text.lstrip()) else line.label
        kinds = line.kinds
        if not self.styled and line.emphasis and not label:
            kinds = (("emphasis", None),)
        self._put(label, text, line, kinds)

    def _put(self, label: str, text: str, line: _Line, kinds: tuple[tuple[str, object], ...]) -> None:
        """Add a line, after its margin; the reference of an annex follows below the heading."""
        if line.changes:
            text = _set_apart(text, line)
        letters = _joined(line.letters, text)
        origin = Origin(element=spell(line.path))
        cut = annex_reference(text) if any(kind == "annex" for kind, _ in kinds) else -1
        first, below = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
        head = self.out.margin(self.margin, label + text, kinds, origin)
        start = self.out.line(head + label + first, origin, *kinds, words=len(head))
        if head and self.margin is not None:
            self.out.mark_margin(self.margin, start)
        self.margin = None
        if line.deep and (label or text.lstrip())[:1] in BULLETS:
            place = start + len(head) + (0 if label else len(text) - len(text.lstrip()))
            self.out.mark("bullet", place, place + 1, line.deep * _DEEPER)
        start += len(head) + len(label)
        if below:
            self.out.line(below, origin, ("reference", None))
        calls = ((begin, end, "anchor", mark) for begin, end, mark in line.marks)
        for begin, end, kind, value in (*calls, *line.changes, *line.struck, *letters):
            place = start + begin + (bool(below) and begin >= cut)
            self.out.mark(kind, place, place + end - begin, value)

    def _note(self, element: Any, mark: str, path: Path) -> None:
        """Add a footnote."""
        words, calls = note_words(element, mark)
        start = self.out.line(f"{mark} {words}", Origin(element=spell(path)), ("footnote", mark)) + len(mark) + 1
        for begin, end, other in calls:
            self.out.mark("anchor", start + begin, start + end, other)


def _joined(letters: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str, None]]:
    """Return stretches in other letters, joined across blanks; none if all words are in such letters."""
    made: list[tuple[int, int, str, None]] = []
    for kind in ("bold", "italic"):
        found: list[tuple[int, int]] = []
        for start, end, name in letters:
            if name == kind and found and not text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            elif name == kind:
                found.append((start, end))
        if not found or len(found) > 1 or (text[: found[0][0]] + text[found[0][1] :]).strip():
            made += ((start, end, kind, None) for start, end in found)
    return made


def _set_apart(text: str, line: _Line) -> str:
    """Return the words of a line, with blanks between struck labels and numbers and their replacements."""
    changed = {place: (kind, value) for start, end, kind, value in line.changes for place in range(start, end)}
    called = {place: ("anchor", mark) for start, end, mark in line.marks for place in range(start, end)}
    lettered: dict[int, frozenset[str]] = {}
    for start, end, name in line.letters:
        lettered |= {place: lettered.get(place, frozenset()) | {name} for place in range(start, end)}
    signs = (
        (char, changed.get(place), called.get(place), lettered.get(place, frozenset()))
        for place, char in enumerate(text)
    )
    pieces = [
        Piece("".join(char for char, *_ in run), *kinds) for kinds, run in groupby(signs, key=lambda sign: sign[1:])
    ]
    made = Paragraph(numbers_apart(set_apart(pieces)))
    found = list(made.evidence())
    line.marks = [(start, end, str(value)) for kind, start, end, value in found if kind == "anchor"]
    line.changes = [(start, end, kind, value) for kind, start, end, value in found if kind in CHANGES.values()]
    line.letters = [(start, end, kind) for kind, start, end, _ in found if kind in ("bold", "italic")]
    line.struck = [(start, end, kind, value) for kind, start, end, value in found if kind == "struck_label"]
    return made.text
