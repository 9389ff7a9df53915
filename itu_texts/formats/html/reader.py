"""Reads web pages, also those saved by Word: one block on each line, with computed labels, tables and footnotes.

Menus, scripts and forms around the text are left out if their elements identify them.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice, takewhile
from typing import Any, TypeAlias

from attrs import define, field

from itu_texts.formats.composing import (
    BOLD,
    CSS_STYLES,
    DEFAULT,
    FORMATS,
    ITALIC,
    SIGNS,
    STYLES,
    Composer,
    Limits,
    MarginWords,
    Mark,
    Piece,
    TextRow,
    View,
    Words,
    bare_name,
    set_apart,
    text_rows,
    whole_number,
)
from itu_texts.formats.symbols import is_symbol_font, shown, shown_anywhere
from itu_texts.formats.text.reader import decode, is_declarable
from itu_texts.language.provisions import is_label
from itu_texts.language.writing import lowered, picture, raised
from itu_texts.parsing.thresholds import FEWEST
from itu_texts.tree.readings import Origin, SourceText

# ----------------------------------------------------------------------
# The elements of a web page: what each says, and a walk through them that gives their words with their marks.

LEFT_OUT = frozenset(
    ("script", "style", "head", "nav", "noscript", "template", "svg", "button", "select", "form", "iframe", "object")
)
"""Elements whose content is not read."""
BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt")).union(
    ("address", "article", "aside", "blockquote", "body", "center", "details", "div", "dl", "fieldset", "figcaption"),
    ("figure", "footer", "header", "hr", "html", "main", "menu", "ol", "pre", "section", "summary", "ul"),
    ("table", "tbody", "thead", "tfoot", "tr"),
)
"""Elements that begin a line."""
LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[).]?|(?:[a-z]{1,2}|[ivxl]+)[).])\s|[–—•-]\s")
"""The label of an item at the start of a line."""
BULLETS = "–—-•·▪○●■□◦*"
"""The list styles without numbers."""
_NO_TEXT = frozenset(("navigation", "search", "tooltip", "toolbar", "menu", "menubar"))
"""The roles of elements for navigation and other controls."""
_PERMALINKS = frozenset(("#", "¶", "🔗", "⚓"))
"""Signs beside words that are links to them."""
_HIDDEN = re.compile(r"display:none|mso-hide:all|clip-path:inset\((?:50|100)%\)|clip:rect\((?:0(?:px)?|1px)[,)01]")
_FONT = re.compile(r"(?:^|;)\s*font-family\s*:\s*[\"']?([^\"',;]+)", re.IGNORECASE)
_LOOKS = (
    (
        BOLD,
        re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE),
        frozenset(("bold", "bolder", "600", "700", "800", "900")),
        ("b", "strong"),
    ),
    (
        ITALIC,
        re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE),
        frozenset(("italic", "oblique")),
        ("i", "em", "cite"),
    ),
)
"""For looks of words: the property of a style, its values, and elements."""
_CHANGES = {"ins": "insertion", "del": "deletion"}
_TYPED = 0.8  # of the words of a page: the least share of preformatted words in a typed page
_LINE_END = re.compile(r"[ \t]*[\r\n\f][ \t\r\n\f]*")
_ALIGN = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_SCRIPTS: dict[str, Callable[[str], str]] = {"sup": raised, "super": raised, "sub": lowered}


def is_blank_line(element: Any) -> bool:
    """Return whether an element is an empty paragraph that takes up a line of the page."""
    if element.tag != "p":
        return False
    text = "".join(element.itertext())
    return not text.strip() and ("\u00a0" in text or next(element.iter("br"), None) is not None)


def item_label(element: Any, count: int) -> str:
    """Return the label that a browser shows before an item, and a blank; an empty string if it shows none.

    :param count: the number of the item.
    """
    above = element.getparent()
    if above is None or above.tag == "ul":
        return "– " if _list_style(element) != "none" else ""
    style = _list_style(above)
    if style == "none":
        return ""
    kind = above.get("type")
    name = SIGNS.get(kind, "decimal") if kind else CSS_STYLES.get(style, "decimal")
    return f"{FORMATS[name](count)}{' ' if name.startswith('decimal') else ') '}"


def _list_style(element: Any) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
    return found[1] if found else ""


def symbol_font(element: Any) -> str:
    """Return the symbol font that an element sets; an empty string if it sets none, ``-`` for another font."""
    style = element.get("style") or ""
    found = _FONT.search(style) if "font" in style else None
    name = found[1].strip() if found is not None else (element.get("face") or "") if element.tag == "font" else ""
    return name if is_symbol_font(name) else "-" if name else ""


def shown_label(element: Any) -> str:
    """Return the label that LibreOffice writes as a floating element before the words; otherwise an empty string."""
    floats = (element.get("class") or "").startswith("ListLabel") and "float:" in (element.get("style") or "")
    if not floats:
        return ""
    label = "".join(element.itertext()).strip()
    return "".join(shown_anywhere("", ord(char)) if "\uf020" <= char <= "\uf0ff" else char for char in label)


def put_pictures(root: Any) -> None:
    """Replace pictures by words, except for those that are marked as decoration."""
    for image in list(root.iter("img")):
        alternative = image.get("alt") or image.get("title")
        if (image.get("alt") is None or alternative) and not is_no_text(image) and image.get("width") not in ("0", "1"):
            image.tag, image.text = "span", picture(alternative)


def left_out(root: Any) -> Iterator[str]:
    """Yield the parts of a page that its text does not contain: ``drawings``, ``merged cells``."""
    if next(root.iter("svg", "canvas", "object"), None) is not None:
        yield "drawings"
    if any((cell.get(name) or "1").strip() != "1" for cell in root.iter("td", "th") for name in ("colspan", "rowspan")):
        yield "merged cells"


def is_no_text(element: Any) -> bool:
    """Return whether an element is not part of the text: a browser does not show it, or it is a control of the page."""
    style = element.get("style")
    if (style and hides(style)) or element.get("hidden") is not None or element.get("data-nosnippet") is not None:
        return True
    if element.tag == "a" and (element.get("href") or "").startswith("#"):  # a sign that leads to the words beside it
        return element.get("role") in _NO_TEXT or "".join(element.itertext()).strip() in _PERMALINKS
    return element.get("role") in _NO_TEXT


def hides(style: str) -> bool:
    """Return whether declarations hide an element, or show it to screen readers only."""
    return _HIDDEN.search(style.replace(" ", "")) is not None


def _looks(element: Any, around: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return how an element sets its words, from the looks of those around it."""
    style = element.get("style")
    for look, said, values, tags in _LOOKS:
        found = said.search(style) if style else None
        if found is not None or element.tag in tags:
            around = tuple(each for each in around if each != look)
            around += (look,) if found is None or found[1].lower() in values else ()
    return around


def script_of(element: Any) -> Callable[[str], str] | None:
    """Return the function that converts raised or lowered words; ``None`` for an element on the line."""
    style = element.get("style") or ""
    aligned = _ALIGN.search(style) if "vertical-align" in style and element.tag not in BLOCKS else None
    return _SCRIPTS.get(aligned[1].lower() if aligned is not None else str(element.tag))


def is_layout(table: Any) -> bool:
    """Return whether a table is only layout: it has one cell in each row, or tables or lists in its cells."""
    if next((inner for inner in table.iter("table", "ol", "ul") if inner is not table), None) is not None:
        return True
    return all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr"))


def style_of(element: Any) -> str:
    """Return the bare name of the style that a class of Word names, in which hyphens replace blanks."""
    return bare_name(element.get("class") or "").removeprefix("mso")


# ---------------------------------------------------------------------- words

Path: TypeAlias = "tuple[Path | None, str, int]"
"""The path of an element: that of its parent, its name, and its number among siblings of that name."""


def spell(path: Path) -> str:
    """Return a path as text: ``/html/body/p[3]``."""
    steps = []
    step: Path | None = path
    while step is not None:
        step, tag, count = step
        steps.append(f"/{tag}[{count}]" if tag not in ("html", "body") else f"/{tag}")
    return "".join(reversed(steps))


class Walk:
    """The steps through an element and all that stands in it, in order and without recursion.

    Whoever is given the beginning of an element may skip what stands in it.
    """

    def __init__(self, root: Any, *, marked: bool, is_left_out: Callable[[Any], bool] = lambda _: False) -> None:
        """A walk.

        :param marked: whether words have the marks of tracked changes.
        :param is_left_out: returns whether an element is skipped.
        """
        self._root = root
        self._stack: list[tuple[Any, Path, bool]] = [(root, (None, str(root.tag), 1), False)]
        self._marked = marked
        self._is_left_out = is_left_out
        self._looks: list[tuple[tuple[Mark, ...], str]] = [((), "-")]
        """The looks of the open elements, and their symbol fonts, a dash for any other font; the innermost last."""
        self._changes: list[Mark] = []
        """The open tracked changes."""

    @property
    def depth(self) -> int:
        """The number of open elements."""
        return len(self._looks) - 1

    def skip(self) -> None:
        """Skip what stands in the element that begins."""
        self._skips = True

    def __iter__(self) -> Iterator[tuple[Any, Path, Piece | None, bool]]:
        """Yield an element with its path that begins or, if the last value is true, ends; words have a piece."""
        while self._stack:
            element, path, ends = self._stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if ends:
                self._looks.pop()
                if tag in _CHANGES:
                    self._changes.pop()
                yield element, path, None, True
            elif tag and tag not in LEFT_OUT and not is_no_text(element) and not self._is_left_out(element):
                self._skips = False
                yield element, path, None, False
                if not self._skips:
                    self._enter(element, path)
                    if text := element.text:
                        yield element, path, self._piece(text), False
                    continue
            if element is not self._root and (text := element.tail):
                yield element, path, self._piece(text), False

    def _enter(self, element: Any, path: Path) -> None:
        looks, font = self._looks[-1]
        self._looks.append((_looks(element, looks), symbol_font(element) or font))
        if element.tag in _CHANGES:
            self._changes.append((_CHANGES[element.tag], (element.get("cite"), element.get("datetime"))))
        self._stack.append((element, path, True))
        counts: dict[str, int] = {}
        children: list[tuple[Any, Path, bool]] = []
        for child in element:
            tag = str(child.tag)
            counts[tag] = counts.get(tag, 0) + 1
            children.append((child, (path, tag, counts[tag]), False))
        self._stack.extend(reversed(children))

    def _piece(self, text: str) -> Piece:
        """Return words, with each line end of the file and the blanks around it as one blank, without soft hyphens."""
        if not text.isprintable():
            text = _LINE_END.sub(" ", text).replace("\u00ad", "")
        looks, font = self._looks[-1]
        if font != "-":
            signs = (shown(font, ord(char)) if char <= "\xff" and not char.isspace() else char for char in text)
            text = "".join(signs)
        changes = self._changes[-1:] if self._marked and text.strip() else ()
        return Piece(text, (*changes, *looks))


def words_of(
    element: Any,
    mark_of: Callable[[Any], str] = lambda _: "",
    *,
    marked: bool = False,
    is_left_out: Callable[[Any], bool] = lambda _: False,
    most: int | None = None,
    between: str = " ",
) -> Words:
    """Return all words in an element.

    :param mark_of: returns the mark of the footnote that an element calls; an empty string if it calls none.
    :param marked: whether tracked changes are marked.
    :param is_left_out: returns whether the words of an element are left out.
    :param most: the number of steps after which to stop; ``None`` to read all.
    :param between: the character that separates paragraphs and lines.
    """
    walk, words = Walk(element, marked=marked, is_left_out=is_left_out), Words()
    for inner, _, piece, ends in islice(walk, most):
        if piece is not None:
            words.pieces.append(piece)
        elif not ends and (mark := mark_of(inner)):
            words.add(mark, ("anchor", mark))
            walk.skip()
        elif inner.tag in BLOCKS or (inner.tag == "br" and not ends):
            words.add(between)
    return words


def typed_text(root: Any) -> str | None:
    """Return the text of a page that is nearly all preformatted, with its lines; ``None`` for other pages."""
    typed = "".join("".join(block.itertext()) for block in root.iter("pre"))
    if not typed.strip() or next(root.iter("table", "li"), None) is not None:
        return None
    whole = words_of(root).text
    return typed if _TYPED * len("".join(whole.split())) < len("".join(typed.split())) else None


# ----------------------------------------------------------------------
# Finds the footnotes of a web page: links that call them, and the blocks to which they lead.

_HOLDERS = ("p", "li", "div", "dd", "aside", "td")  # elements that may contain a footnote
_SIGN = r"\d{1,3}(?:bis|ter|quater)?|[a-z]|\*{1,3}|[†‡]"
_MARK = re.compile(rf"\[?\(?({_SIGN})\)?\]?")
_BEGINS = re.compile(rf"\[?\(?({_SIGN})\)?\]?(?![^\W\d_])\s*[.)\]]*\s*|\[?\(?(\d{{1,3}})\)?\]?\s*")
_TARGET = re.compile(r"#.*(?:foot|note|fn|ftn|edn)", re.IGNORECASE)
_NAME = re.compile(r"_?(?:foot|fn|ftn|edn|note)", re.IGNORECASE)
_BACK = re.compile(r"ref|back", re.IGNORECASE)
_FIRST = 100  # elements, or pieces of words, among which the beginning of a block is sought


def _beginning(element: Any) -> str:
    """Return the first words of an element; all of its words if it contains only a mark."""
    return "".join(islice(element.itertext(), _FIRST)).strip()


def called(element: Any) -> str:
    """Return the mark of the footnote that an element calls; an empty string if it calls none."""
    if element.tag not in ("a", "sup"):
        return ""
    link = element if element.tag == "a" else next(iter(element.iter("a")), None)
    matched = _MARK.fullmatch(_beginning(element))
    if matched is None:
        return ""
    href = element.get("href") or ""
    leads = _TARGET.search(href) is not None or (href.startswith("#") and element.get("role") == "doc-noteref")
    if element.tag == "a" and not leads:
        return ""
    if element.tag == "sup" and link is None and not matched[1].isdigit() and matched[1].strip("*"):
        return ""
    return matched[1]


def _leads_back(element: Any) -> bool:
    """Return whether a link leads from a footnote back to its mark: an arrow, or the mark itself."""
    if element.tag != "a" or element.get("role") == "doc-backlink":
        return bool(element.tag == "a")
    goes_back = _BACK.search((element.get("href") or "").partition("#")[2]) is not None
    return goes_back and re.search(r"[^\W\d_]{4,}", "".join(element.itertext())) is None


class Notes:
    """The footnotes of one page."""

    def __init__(self, root: Any) -> None:
        self._called: dict[str, str] = {}  # the marks of notes by the names to which links lead
        for link in root.iter("a"):
            mark, href = called(link), link.get("href") or ""
            if mark and href.startswith("#") and not _BACK.search(href):
                self._called.setdefault(href[1:], mark)
        _put_scripts(root)
        self.marks = {element: mark for element in root.iter(*_HOLDERS) if (mark := self._mark(element))}
        """The blocks that are footnotes, and their marks."""
        self.around = {up for element in self.marks for up in (element, *element.iterancestors())}
        """These blocks, and all elements around them."""

    def _mark(self, element: Any) -> str:
        """Return the mark of a footnote; an empty string if the block is not one.

        A footnote, or its first element, has the name to which a call leads, and may begin with its mark.
        """
        names = [*_names(element)]
        mark = next((self._called[name] for name in names if name in self._called), "")
        if mark:
            return mark if names[0] in self._called or not self._holds_several(element) else ""
        if not any(_NAME.match(name) and (name == names[0] or not _BACK.search(name)) for name in names):
            return ""
        begun = _BEGINS.match(_beginning(element))
        return (begun[1] or begun[2]) if begun else ""

    def _holds_several(self, element: Any) -> bool:
        """Return whether several footnotes are in a block."""
        names = (name for inner in element.iter() for name in (inner.get("id"), inner.get("name")))
        return len({self._called[name] for name in names if name in self._called}) > 1


def _names(element: Any) -> Iterator[str]:
    """Yield the name of a block, and those of its elements before the first words."""
    yield element.get("id") or ""
    for inner in islice(element.iter(), _FIRST):
        if inner is not element:
            yield from (name for name in (inner.get("id"), inner.get("name")) if name)
        if (inner.text or "").strip() or (inner is not element and (inner.tail or "").strip()):
            return


def _put_scripts(root: Any) -> None:
    """Replace superscripts and subscripts that are not marks of notes by plain text."""
    for element in list(root.iter()):
        made = script_of(element) if isinstance(element.tag, str) else None
        if made is None:
            continue
        if made is raised and (element.find(".//a") is not None or next(element.iterancestors("a"), None) is not None):
            continue
        element.tag = "span"
        for inner in element.iter():
            inner.text = made(inner.text) if inner.text else None
            if inner is not element and inner.tail:
                inner.tail = made(inner.tail)


def note_words(element: Any, mark: str, *, marked: bool) -> Words:
    """Return the words of a footnote behind its mark, without the link back.

    :param marked: whether tracked changes are marked.
    """

    def mark_of(inner: Any) -> str:
        return called(inner) if inner is not element and inner.tag == "a" else ""

    words = words_of(element, mark_of, marked=marked, is_left_out=_leads_back).stripped()
    begun = re.match(rf"\[?\(?{re.escape(mark)}\)?\]?(?![\w])[ .)\]]*|{re.escape(mark)}", words.text)
    return words[begun.end() :].stripped() if begun else words


# ----------------------------------------------------------------------
# Reads the style rules of a web page: italics, hiding, fonts, and the labels of lists, as Google Docs writes them.

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# "@media print { .c1 { display: none } }", with the rules in it: a rule that applies on a condition
_CONDITIONAL = re.compile(r"@[^@{};]*+\{(?:[^{}]|\{[^{}]*+\})*+(?:\}|\Z)")
_RULE = re.compile(r"(?<![^{};])([^{};]++)\{([^{}]*+)\}")  # "p.c1, span.c1 { font-style: italic }"
_SIMPLE = re.compile(r"([a-z]\w*)?\.([\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[ou]l)?\.([\w-]+)\s*>\s*li::?before", re.IGNORECASE)
# "font-style: italic": a declaration that matters
_SAID = re.compile(
    r"\s*(font-style|font-weight|vertical-align|font-family|display|list-style(?:-type)?|mso-hide|clip|clip-path)\s*:(.+)",
    re.IGNORECASE | re.DOTALL,
)
# "content: counter(lst-ctn-1, lower-latin) ') '"
_CONTENT = re.compile(r"\bcontent\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)", re.IGNORECASE)
_PIECE = re.compile(r"\"([^\"]*)\"|'([^']*)'|counters?\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LEVEL = re.compile(r"lst-\w+-(\d)")
_MOST_HIDDEN = 0.5  # of the words of a page; a page that hides more shows them on demand


class Rules:
    """The rules of one page."""

    def __init__(self, root: Any) -> None:
        """Read the rules of a page, and apply them to its elements."""
        self._declarations: dict[tuple[str, str], list[str]] = {}
        """Declarations, by the name of an element (empty for any element) and a class."""
        self._labels: dict[str, list[tuple[str, str, str]]] = {}
        """The labels of the lists of a class: words, or a counter and the style of its number."""
        self._counts: dict[str, int] = {}
        """The values of the counters."""
        for element in root.iter("style"):
            css = _CONDITIONAL.sub("", _COMMENT.sub("", element.text or ""))
            for selectors, body in _RULE.findall(css):
                self._add(selectors, body)
        if self._declarations:
            self._put(root)

    def _add(self, selectors: str, body: str) -> None:
        declarations = [
            f"{found[1].lower()}:{found[2].strip()}" for each in body.split(";") if (found := _SAID.fullmatch(each))
        ]
        content = _CONTENT.search(body)
        for selector in map(str.strip, selectors.split(",")):
            simple, before = _SIMPLE.fullmatch(selector), _BEFORE.fullmatch(selector)
            if simple is not None and declarations:
                self._declarations.setdefault(((simple[1] or "").lower(), simple[2]), []).extend(declarations)
            elif before is not None and content is not None:
                self._labels[before[1]] = [
                    (_ESCAPE.sub(_character, piece[1] or piece[2] or ""), piece[3] or "", piece[4] or "decimal")
                    for piece in _PIECE.finditer(content[1])
                ]

    def _put(self, root: Any) -> None:
        """Add the declarations of the rules to those of the elements themselves."""
        found = {
            element: ";".join(
                each
                for name in (element.get("class") or "").split()
                for tag in (element.tag, "")
                for each in self._declarations.get((tag, name), ())
            )
            for element in root.iter()
            if isinstance(element.tag, str)
        }
        hiding = {element for element, declarations in found.items() if hides(declarations)}
        outermost = (element for element in hiding if hiding.isdisjoint(element.iterancestors()))
        hidden = sum(_length(element) for element in outermost)
        if hidden > _MOST_HIDDEN * (_length(root) if hiding else 0):
            found = {element: declarations for element, declarations in found.items() if element not in hiding}
        for element, declarations in found.items():
            if declarations:
                own = element.get("style") or ""
                element.set("style", f"{own};{declarations}" if own else declarations)

    def label(self, element: Any, count: int) -> str | None:
        """Return the label before an item of a list; ``None`` if no rule defines one.

        :param count: the number of the item.
        """
        above = element.getparent()
        names = (above.get("class") or "").split() if above is not None and self._labels else []
        pieces = next((self._labels[name] for name in names if name in self._labels), None)
        if pieces is None:
            return None
        if counters := [counter for _, counter, _ in pieces if counter]:
            self._counts[counters[-1]] = count
        words = (
            FORMATS[CSS_STYLES.get(style, "decimal")](self._counts.get(counter, 1)) if counter else literal
            for literal, counter, style in pieces
        )
        label = " ".join("".join(words).split())
        return f"{label} " if label else ""

    def level(self, element: Any) -> int:
        """Return the level of a list among those that are siblings in the page: 1, 2 ...; 0 if it is unknown."""
        found = _LEVEL.search(element.get("class") or "") if self._labels else None
        return int(found[1]) + 1 if found is not None else 0


def _length(element: Any) -> int:
    """Return the number of characters in an element, without those of scripts and style sheets."""
    unseen = sum(len(each.text or "") for each in element.iter("style", "script"))
    return sum(map(len, element.itertext())) - unseen


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if int(found[1], 16) < 0x110000 else ""


# ----------------------------------------------------------------------
# Reads a page step by step.

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
