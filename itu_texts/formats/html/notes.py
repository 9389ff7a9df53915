"""Finds the footnotes of a web page: links that call them, and the blocks to which they lead.

pandoc writes ``<a href="#fn1"><sup>1</sup></a>`` and ``<li id="fn1">``, mammoth ``<sup><a href="#footnote-1">[1]</a>
</sup>`` and ``<li id="footnote-1">``, Word ``<a href="#_ftn1">[1]</a>`` and ``<a name="_ftn1">`` in a paragraph. Other
pages have no links: ``<sup>1</sup>`` in the words, and a paragraph that begins with it. These become raised figures in
the text, which the parser recognises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from itu_texts.formats.html.elements import script_of, words_of
from itu_texts.formats.marked_words import Words
from itu_texts.language.scripts import raised

_HOLDERS = ("p", "li", "div", "dd", "aside", "td")  # elements that may contain a footnote
_SIGN = r"\d{1,3}(?:bis|ter|quater)?|[a-z]|\*{1,3}|[†‡]"
_MARK = re.compile(rf"\[?\(?({_SIGN})\)?\]?")
_BEGINS = re.compile(rf"\[?\(?({_SIGN})\)?\]?(?![^\W\d_])\s*[.)\]]*\s*|\[?\(?(\d{{1,3}})\)?\]?\s*")
_TARGET = re.compile(r"#.*(?:foot|note|fn|ftn|edn)", re.IGNORECASE)
_NAME = re.compile(r"_?(?:foot|fn|ftn|edn|note)", re.IGNORECASE)
_BACK = re.compile(r"ref|back", re.IGNORECASE)
_FIRST = 100  # elements, or pieces of words, among which the beginning of a block is sought


def _first_words(element: Any) -> str:
    """Return the first words of an element; all of its words if it contains only a mark."""
    return "".join(islice(element.itertext(), _FIRST)).strip()


def called(element: Any) -> str:
    """Return the mark of the footnote that an element calls; an empty string if it calls none."""
    if element.tag not in ("a", "sup"):
        return ""
    link = element if element.tag == "a" else next(iter(element.iter("a")), None)
    matched = _MARK.fullmatch(_first_words(element))
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
        begun = _BEGINS.match(_first_words(element))
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
