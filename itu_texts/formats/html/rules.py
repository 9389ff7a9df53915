"""Reads the style rules of a web page: italics, hiding, fonts, and the labels of lists, as Google Docs writes them.

Simple rules are read, ``.c1 { ... }`` and ``span.c1 { ... }``, and those for the labels of a list, ``.lst-1 >
li:before { content: counter(x, lower-latin) ") " }``; all others are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from itu_texts.formats.html.elements import hides
from itu_texts.formats.number_formats import CSS_STYLES, FORMATS

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"([a-z]\w*)?\.([\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[ou]l)?\.([\w-]+)\s*>\s*li::?before", re.IGNORECASE)
_SAID = re.compile(
    r"\s*(font-style|font-weight|vertical-align|font-family|display|list-style(?:-type)?|mso-hide|clip|clip-path)\s*:(.+)",
    re.IGNORECASE | re.DOTALL,
)
_CONTENT = re.compile(r"\bcontent\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)", re.IGNORECASE)
_PIECE = re.compile(r"\"([^\"]*)\"|'([^']*)'|counters?\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LEVEL = re.compile(r"lst-\w+-(\d)")
_MOST_HIDDEN = 0.5  # of the words of a page; a page that hides more shows them on demand


@define
class Rules:
    """The rules of one page."""

    declarations: dict[tuple[str, str], list[str]] = field(factory=dict)
    """Declarations, by the name of an element (empty for any element) and a class."""
    labels: dict[str, list[tuple[str, str, str]]] = field(factory=dict)
    """The labels of the lists of a class: words, or a counter and the style of its number."""
    counts: dict[str, int] = field(factory=dict)
    """The values of the counters."""

    @classmethod
    def of(cls, root: Any) -> Rules:
        """Return the rules of a page, and apply them to its elements."""
        rules = cls()
        for element in root.iter("style"):
            for selectors, body in _rules(_COMMENT.sub("", element.text or "")):
                rules._add(selectors, body)
        if rules.declarations:
            rules._put(root)
        return rules

    def _add(self, selectors: str, body: str) -> None:
        declarations = [
            f"{found[1].lower()}:{found[2].strip()}" for each in body.split(";") if (found := _SAID.fullmatch(each))
        ]
        content = _CONTENT.search(body)
        for selector in selectors.split(","):
            simple, before = _SIMPLE.fullmatch(selector.strip()), _BEFORE.fullmatch(selector.strip())
            if simple is not None and declarations:
                self.declarations.setdefault(((simple[1] or "").lower(), simple[2]), []).extend(declarations)
            elif before is not None and content is not None:
                self.labels[before[1]] = [
                    (_ESCAPE.sub(_character, piece[1] or piece[2] or ""), piece[3] or "", piece[4] or "decimal")
                    for piece in _PIECE.finditer(content[1])
                ]

    def _put(self, root: Any) -> None:
        """Add the declarations of the rules to those of the elements themselves."""
        found: list[tuple[Any, str]] = []
        inside: set[Any] = set()
        hidden = whole = 0
        for element in root.iter():
            names = (element.get("class") or "").split() if isinstance(element.tag, str) else []
            declarations = ";".join(
                each for name in names for tag in (element.tag, "") for each in self.declarations.get((tag, name), ())
            )
            if declarations:
                found.append((element, declarations))
            words = sum(len(child.tail or "") for child in element)
            words += len(element.text or "") if element.tag not in ("style", "script") else 0
            whole += words
            if element.getparent() in inside or hides(declarations):
                inside.add(element)
                hidden += words
        for element, declarations in found:
            if hidden <= _MOST_HIDDEN * whole or not hides(declarations):
                own = element.get("style") or ""
                element.set("style", f"{own};{declarations}" if own else declarations)

    def label(self, element: Any, count: int) -> str | None:
        """Return the label before an item of a list; ``None`` if no rule defines one.

        :param count: the number of the item.
        """
        above = element.getparent()
        names = (above.get("class") or "").split() if above is not None and self.labels else []
        pieces = next((self.labels[name] for name in names if name in self.labels), None)
        if pieces is None:
            return None
        counters = [counter for _, counter, _ in pieces if counter]
        if counters:
            self.counts[counters[-1]] = count
        words = (
            FORMATS[CSS_STYLES.get(style, "decimal")](self.counts.get(counter, 1)) if counter else literal
            for literal, counter, style in pieces
        )
        label = " ".join("".join(words).split())
        return f"{label} " if label else ""

    def level(self, element: Any) -> int:
        """Return the level of a list among those that are siblings in the page: 1, 2 ...; 0 if it is unknown."""
        found = _LEVEL.search(element.get("class") or "") if self.labels else None
        return int(found[1]) + 1 if found is not None else 0


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the body of each unconditional rule."""
    depth = place = 0
    selectors = ""
    for found in re.finditer("[{}]", css):
        if found[0] == "{":
            depth += 1
            if depth == 1:
                selectors = css[place : found.start()].rpartition(";")[2].strip()
        elif depth:
            depth -= 1
            if not depth and not selectors.startswith("@"):
                yield selectors, css[place : found.start()]
        place = found.end()


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if int(found[1], 16) < 0x110000 else ""
