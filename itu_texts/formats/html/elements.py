"""Classifies the elements of a web page, and extracts their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from itu_texts.formats.number_formats import CSS_STYLES, FORMATS, SIGNS, whole_number
from itu_texts.formats.style_names import bare_name
from itu_texts.formats.symbols import is_symbol_font, shown_anywhere
from itu_texts.language.scripts import lowered, picture, raised

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
_LETTERS = {
    "bold": (
        re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE),
        frozenset(("bold", "bolder", "600", "700", "800", "900")),
        frozenset(("b", "strong")),
    ),
    "italic": (
        re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE),
        frozenset(("italic", "oblique")),
        frozenset(("i", "em", "cite")),
    ),
}
"""For kinds of letters: the property of a style, its values, and elements."""
_ALIGN = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_SCRIPTS: dict[str, Callable[[str], str]] = {"sup": raised, "super": raised, "sub": lowered}


def is_blank_line(element: Any) -> bool:
    """Return whether an element is an empty paragraph that takes up a line of the page."""
    if element.tag != "p":
        return False
    text = "".join(element.itertext())
    return not text.strip() and ("\u00a0" in text or next(element.iter("br"), None) is not None)


def start_of(element: Any) -> int:
    """Return the number with which a list begins."""
    return whole_number(element.get("start"), 1)


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


def empty(root: Any, tag: str) -> None:
    """Empty all elements of a name."""
    for element in list(root.iter(tag)):
        element.text = None
        for child in list(element):
            element.remove(child)


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


def is_in(letters: str, element: Any) -> bool | None:
    """Return whether words are in a kind of letters, ``bold`` or ``italic``; ``None`` if the element does not say."""
    said, values, tags = _LETTERS[letters]
    style = element.get("style")
    found = said.search(style) if style else None
    if found is not None:
        return found[1].lower() in values
    return True if element.tag in tags else None


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
