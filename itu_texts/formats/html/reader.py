"""Reads web pages, also those saved by Word: one block on each line, with computed labels, tables and footnotes.

Menus, scripts and forms around the text are left out if their elements identify them.
"""

import re
from contextlib import suppress
from itertools import islice, takewhile
from typing import Any

from attrs import define, field

from itu_texts.formats.composing import (
    DEFAULT,
    ITALIC,
    STYLES,
    Composer,
    Limits,
    MarginWords,
    Mark,
    Piece,
    TextRow,
    View,
    Words,
    set_apart,
    text_rows,
    whole_number,
)
from itu_texts.formats.html.elements import (
    BLOCKS,
    BULLETS,
    LABEL,
    Notes,
    Path,
    Rules,
    Walk,
    called,
    is_blank_line,
    is_layout,
    item_label,
    left_out,
    note_words,
    put_pictures,
    shown_label,
    spell,
    style_of,
    typed_text,
    words_of,
)
from itu_texts.formats.text.reader import decode, is_declarable
from itu_texts.language.provisions import is_label
from itu_texts.parsing.thresholds import FEWEST
from itu_texts.tree.readings import Origin, SourceText

_DEEPER = 720  # twentieths of a point between the indents of a list and the list around it
_AROUND = re.compile(
    r"(?i)(?:^|[\s_-])(?:breadcrumbs?|footer|sidebar|menu|navbar|share|cookies?)(?:$|[\s_-])|breadcrumb"
)
_MOST = 1000  # steps through a cell that is examined; cells may contain tables
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
        etree.strip_elements(root, "ins" if view == "original" else "del", with_tail=False)
    gone = left_out(root)
    put_pictures(root)
    page = _Page(root, name, limits, marked=view == "marked")
    page.read(root)
    for frame in root.iter("frame"):
        page.out.oddity("unread-part", f"a frame of the page is not read: give what it shows ({frame.get('src')})")
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
    words: Words = field(factory=Words)
    deep: int = 0
    """The number of lists around it."""
    kinds: tuple[Mark, ...] = ()
    """The evidence of its paragraph style, in a page that Word has saved."""


class _Page:
    """Reads one web page."""

    def __init__(self, root: Any, name: str, limits: Limits, *, marked: bool) -> None:
        self.out = Composer(name, limits)
        self._name = name
        self._limits = limits
        self._marked = marked  # whether tracked changes are shown
        self._line: _Line | None = None
        self._path: Path = (None, "html", 1)
        """The place of the last line."""
        self._counts: list[int] = []  # the numbers of the last items of the open lists
        self._rules = Rules(root)
        self._notes = Notes(root)
        self._unread = {f"#{main.get('id')}" for main in root.iter("main") if main.get("id")}
        """The targets of links that skip what stands above the text."""
        self._beside: dict[Any, TextRow[Any] | None] = {}
        """The cells of tables that lay out text: those of words with their rows, ``None`` for those beside them."""
        self._margin: MarginWords | None = None
        """The margin of the next line, in a table of provisions."""
        self._items = _tables_of_items(root)
        """The tables that are an item each."""
        self.styled = any(style_of(each) == "call" for each in root.iter("p"))
        """Whether the paragraphs have the styles of ITU's templates as their classes."""

    def read(self, root: Any) -> None:
        """Read the page."""
        walk = Walk(root, marked=self._marked)
        for element, path, words, ends in walk:
            if words is not None:
                self._add(words)
            elif ends:
                self._leave(element)
            elif self._takes(element, path):
                walk.skip()
            else:
                self._limits.check(self._name, "depth", walk.depth + 1)
                self._begin(element, path)
        self._end()

    def _takes(self, element: Any, path: Path) -> bool:
        """Read an element as a whole, if it is not one whose content is read step by step."""
        tag, line = element.tag, self._line
        if self._beside.get(element, self) is None or (tag == "a" and element.get("href") in self._unread):
            return True
        if self._is_around(element):
            self._put_whole(words_of(element).text.strip(), path, ("running_head", None))
        elif tag == "table" and not self._is_read_through(element):
            self._end()
            self.out.table(
                [[words_of(cell, called, marked=self._marked, between="\n") for cell in row] for row in _rows(element)],
                Origin(element=spell(path)),
                _headers(element),
            )
        elif note := self._notes.marks.get(element):
            self._end()
            self.out.footnotes(
                [(f"{note} ", note_words(element, note, marked=self._marked))], Origin(element=spell(path))
            )
        elif is_blank_line(element):
            self._put_whole("", path)
        elif tag == "br":
            if line is not None and line.words.pieces:
                line.words.add("\n")
        elif line is not None and not line.words.pieces and (label := shown_label(element)):
            line.label = f"{label}\t"
        elif line is not None and line.words.pieces and (mark := called(element)):
            line.words.add(mark, ("anchor", mark))
        else:
            return False
        return True

    def _put_whole(self, words: Words | str, path: Path, *kinds: Mark) -> None:
        """End the line, and add another one."""
        self._end()
        self.out.put(words, *kinds, origin=Origin(element=spell(path)))

    def _begin(self, element: Any, path: Path) -> None:
        """Begin an element; a block begins a line."""
        tag = element.tag
        if tag not in BLOCKS:
            return
        self._end()
        if tag in ("ol", "ul"):
            self._counts.append(whole_number(element.get("start"), 1) - 1)
        label, row = "", self._beside.get(element)
        if row is not None:
            self._margin = MarginWords(row.margin) if row.margin is not None else self._margin
            label = "".join(f"{text}\t" for cell in row.labels if (text := _first_words(cell).strip()))
        if tag == "li" and self._counts:
            count = self._counts[-1] = whole_number(element.get("value"), self._counts[-1] + 1)
            given = self._rules.label(element, count)
            label = item_label(element, count) if given is None else given
        if not label and self._line is not None:
            label = self._line.label  # the label of the item around this block
        kinds = STYLES.get(style_of(element), (("body", None),)) if self.styled else ()
        above = element.getparent() if tag == "li" else None
        deep = (self._rules.level(above) if above is not None else 0) or len(self._counts)
        self._line = _Line(path, label, kinds=kinds, deep=deep)

    def _leave(self, element: Any) -> None:
        """End an element."""
        if element.tag in BLOCKS:
            self._end()
        if element.tag in ("ol", "ul"):
            self._counts.pop()
        if self._beside.get(element) is not None:
            if self._margin is not None and self._margin.margin.text:
                self.out.put("", origin=Origin(element=spell(self._path)), margin=self._margin)
            self._margin = None

    def _is_around(self, element: Any) -> bool:
        """Return whether an element is the head, a side or the foot of the page, and contains no footnotes."""
        around = element.tag == "aside" or _AROUND.search(element.get("class") or element.get("id") or "") is not None
        if element.tag == "footer":
            around = all(above.tag in _FRAMES for above in element.iterancestors())
        return around and element not in self._notes.around and len(words_of(element).text) < _MOST_AROUND

    def _is_read_through(self, table: Any) -> bool:
        """Return whether the cells of a table are read like text outside tables."""
        found = text_rows(_rows(table), _first_words, lambda: is_layout(table), sure=table in self._items)
        for row in found or ():
            self._beside |= dict.fromkeys((*row.margins, *row.labels))
            if row.labels or row.margin is not None:
                self._beside[next((cell for cell in row.words if _first_words(cell).strip()), row.words[0])] = row
        return found is not None

    # ------------------------------------------------------------------ lines

    def _add(self, piece: Piece) -> None:
        """Add words to the line, without blanks at the beginning of it and of the lines in it."""
        if self._line is None and piece.text.strip():
            self._line = _Line(self._path)
        if self._line is not None:
            pieces = self._line.words.pieces
            text = piece.text if pieces and pieces[-1].text != "\n" else piece.text.lstrip(" ")
            pieces += [piece._replace(text=text)] if text else []

    def _end(self) -> None:
        """End the line, if there is one."""
        line, self._line = self._line, None
        if line is None:
            return
        self._path = line.path
        words = set_apart(line.words)
        text = words.text
        if not text.strip():
            if line.label:  # its words follow in a block of their own
                self._line = _Line(line.path, line.label, deep=line.deep)
            return
        label = "" if LABEL.match(text.lstrip()) else line.label
        kinds = line.kinds
        if not self.styled and words.is_all(ITALIC) and not label:
            kinds = (("emphasis", None),)
        margin, self._margin = self._margin, None
        place = self.out.put(words, *kinds, origin=Origin(element=spell(line.path)), label=label, margin=margin)
        begun = (label + text).lstrip()
        if line.deep and begun[0] in BULLETS:
            place += len(label + text) - len(begun)
            self.out.mark("bullet", place, place + 1, line.deep * _DEEPER)


# ---------------------------------------------------------------------- tables


def _headers(table: Any) -> int:
    """Return the number of header rows: those in the head of the table, or with only ``th`` cells."""
    named = (
        row.getparent().tag == "thead" or {cell.tag for cell in row if cell.tag in ("td", "th")} == {"th"}
        for row in table.iter("tr")
    )
    return sum(takewhile(bool, named))


def _rows(table: Any) -> list[list[Any]]:
    """Return the cells of a table as elements, row by row, without those of tables in its cells."""
    return [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]


def _tables_of_items(root: Any) -> frozenset[Any]:
    """Return the tables of a page with one row each, a label and words, if there are several and no others."""
    ones = {
        table: cells
        for table in root.iter("table")
        if next(islice(table.iter("table"), 1, None), None) is None  # no other in it
        and len(rows := [*islice(table.iter("tr"), 2)]) == 1
        and len(cells := _filled(rows[0])) == 2
    }
    labelled = [table for table, (label, _) in ones.items() if is_label(_first_words(label))]
    return frozenset(labelled) if len(labelled) == len(ones) >= FEWEST else frozenset()


def _filled(row: Any) -> list[Any]:
    """Return the cells of a row that have words."""
    return [cell for cell in row if cell.tag in ("td", "th") and _first_words(cell).strip()]


def _first_words(cell: Any) -> str:
    """Return the words of a cell; only the first ones of a very large cell."""
    return words_of(cell, most=_MOST).text
