"""Pages of volumes of which a program made one line each: where the lines were that their forms tell.

Such a page begins with its number and the section of the volume that it belongs to: "- 97 - (3.2 - The Council)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.grammar import Surface

__all__ = ["part_pages"]

_FRONT = 600  # characters, of what stands above the first clause
_SECTION = re.compile(r"\(\d[\d.]*[^\S\n]+[–—-]")  # in the head of such a page, and quick to find


def part_pages(text: str, surface: Surface) -> str:
    """The text with line breaks for the blanks where lines were; each character keeps its place.

    A line ends behind the head of a page, before the name of a text, before and behind the formula, and before
    a heading that stands behind a number.

    :param text: as :func:`itu_texts.writing.fold` gives it.
    """
    named = surface.words["NAME_OF_LINE"]
    if _SECTION.search(text) is None and named.search(text) is None:
        return text
    pieces: list[str] = []
    done = 0
    for place in _breaks(text, surface):
        if place >= done and text[place : place + 1] == " ":
            pieces += (text[done:place], "\n")
            done = place + 1
    return "".join((*pieces, text[done:])) if pieces else text


def _line_end(text: str, start: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _breaks(text: str, surface: Surface) -> Iterator[int]:
    """Where the blanks stand that were line breaks."""
    words = surface.words
    for name in words["NAME_OF_LINE"].finditer(text):
        formula = words["RUN_IN_FORMULA"].search(
            text, name.end(), min(_line_end(text, name.end()), name.end() + _FRONT)
        )
        if formula is not None:
            yield from (name.end(), formula.start() - 1, formula.end())
    for head in words["VOLUME_PAGE"].finditer(text):
        end = _line_end(text, head.end())
        yield head.end()
        start = head.end()
        for formula in words["RUN_IN_FORMULA"].finditer(text, head.end(), end):
            named = [*words["RUN_IN_NAME"].finditer(text, start, formula.start())]
            if named:
                yield named[-1].start() - 1
            yield formula.start() - 1
            yield formula.end()
            start = formula.end()
        yield from (heading.start() - 1 for heading in words["RUN_IN_GROUND"].finditer(text, start, end))
