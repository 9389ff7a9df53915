"""Reads the style rules of a web page: italics, hiding, fonts, and the labels of lists, as Google Docs writes them.

Simple rules are read, ``.c1 { ... }`` and ``span.c1 { ... }``, and those for the labels of a list, ``.lst-1 >
li:before { content: counter(x, lower-latin) ") " }``; all others are ignored.
"""

from __future__ import annotations

import re
from typing import Any

from itu_texts.formats.html.elements import hides
from itu_texts.formats.number_formats import CSS_STYLES, FORMATS

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
        found = {element: self._said(element) for element in root.iter() if isinstance(element.tag, str)}
        hiding = {element for element, declarations in found.items() if hides(declarations)}
        outermost = (element for element in hiding if hiding.isdisjoint(element.iterancestors()))
        hidden = sum(_length(element) for element in outermost)
        if hidden > _MOST_HIDDEN * (_length(root) if hiding else 0):
            found = {element: declarations for element, declarations in found.items() if element not in hiding}
        for element, declarations in found.items():
            if declarations:
                own = element.get("style") or ""
                element.set("style", f"{own};{declarations}" if own else declarations)

    def _said(self, element: Any) -> str:
        """Return the declarations of all rules for an element."""
        return ";".join(
            each
            for name in (element.get("class") or "").split()
            for tag in (element.tag, "")
            for each in self._declarations.get((tag, name), ())
        )

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
