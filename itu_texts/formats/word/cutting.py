"""Words of a Word file, cut out of the runs in which they stand, and put into them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from itu_texts.formats.word.tracking import removed
from itu_texts.formats.word.xml import W, made
from itu_texts.formats.xml_text import allowed

__all__ = ["Stretch", "cut", "divided", "isolated", "put_in", "run_of"]

_TEXT = W + "t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Stretch(NamedTuple):
    """Characters of the text, and what they were read from."""

    start: int
    end: int
    element: Any
    places: Sequence[int]
    """Where in the words of the element each of them stands."""


def run_of(words: str, letters: Any = None) -> Any:
    """Return a run of words in some letters: the properties of another run."""
    run = made("r", made("t"))
    if letters is not None:
        run.insert(0, deepcopy(letters))
        for each in run[0].findall(W + "rPrChange"):
            run[0].remove(each)
    _set_text(run[-1], words)
    return run


def divided(element: Any, place: int) -> Any:
    """Return the run that begins with the character at a place of an element; the element keeps the words before."""
    text, run = element.text or "" if element.tag == _TEXT else " ", element.getparent()
    if 0 < place < len(text):
        more = made("t")
        _set_text(more, text[place:])
        _set_text(element, text[:place])
        element.addnext(more)
    first = element if place == 0 else element.getnext()
    if first is None or (place == 0 and all(each.tag == W + "rPr" for each in first.itersiblings(preceding=True))):
        return run
    other = run.makeelement(run.tag, dict(run.attrib))
    if (letters := run.find(W + "rPr")) is not None:
        other.append(deepcopy(letters))
    other.extend([first, *first.itersiblings()])
    run.addnext(other)
    return other


def isolated(stretch: Stretch) -> Any:
    """Return a run with only the given words; what preceded and followed them gets runs of its own."""
    divided(stretch.element, stretch.places[-1] + 1)
    return divided(stretch.element, stretch.places[0])


def cut(stretch: Stretch, words: str) -> None:
    """Put words in the place of some in an element, in the run in which they stand."""
    element = stretch.element
    if element.tag == _TEXT:
        text = element.text or ""
        _set_text(element, text[: stretch.places[0]] + words + text[stretch.places[-1] + 1 :])
        if element.text or words:
            return
    elif words:
        put_in(stretch, words, after=True)
    run = element.getparent()
    run.remove(element)
    if run.tag == W + "r" and all(each.tag == W + "rPr" for each in run):
        removed(run)


def put_in(stretch: Stretch, words: str, *, after: bool) -> None:
    """Put words beside some in an element, in the run in which they stand."""
    element = stretch.element
    if element.tag == _TEXT:
        text, place = element.text or "", stretch.places[-1] + 1 if after else stretch.places[0]
        _set_text(element, text[:place] + words + text[place:])
        return
    new = made("t")
    element.addnext(new) if after else element.addprevious(new)
    _set_text(new, words)


def _set_text(element: Any, text: str) -> None:
    """Give an element words; tab stops in them get elements of their own."""
    first, *others = allowed(text).split("\t")
    element.text = first
    element.set(_SPACE, "preserve")
    for each in reversed(others):
        if each:
            more = made("t")
            _set_text(more, each)
            element.addnext(more)
        element.addnext(made("tab"))
