"""Goes through the elements of a web page, and takes their words with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from itu_texts.formats.html.elements import BLOCKS, LEFT_OUT, is_in, is_no_text, symbol_font
from itu_texts.formats.marked_words import BOLD, ITALIC, Mark, Piece, Words
from itu_texts.formats.symbols import shown

_CHANGES = {"ins": "insertion", "del": "deletion"}
_TYPED = 0.8  # of the words of a page: the least share of preformatted words in a typed page
_LINE_END = re.compile(r"[ \t]*[\r\n\f][ \t\r\n\f]*")

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


Step: TypeAlias = tuple[Any, Path, Piece | None, bool]
"""An element with its path that begins, or, if the last value is true, ends; words in it or behind it have a piece."""


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

    def __iter__(self) -> Iterator[Step]:
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
        for look in (BOLD, ITALIC):
            if (is_set := is_in(look[0], element)) is not None:
                looks = (*(each for each in looks if each != look), *((look,) if is_set else ()))
        self._looks.append((looks, symbol_font(element) or font))
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
