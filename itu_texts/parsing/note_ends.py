"""Where a footnote ends that goes on below its first line: its lines were wrapped, or it has a list."""

from __future__ import annotations

from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    begins_capital,
    columns,
    ending,
    is_letter,
    without_blanks,
)
from itu_texts.parsing.layouts import fits
from itu_texts.parsing.thresholds import FULL_LINE, LINES_AHEAD, SHORTEST_LINE, WIDEST_LINE

__all__ = ["end_of_note"]

_BELOW: Final = regex(r"[^\S\n]*\n(?P<gap>[^\S\n]*\n[^\S\n]*+)?[^\S\n]*(?P<words>\S[^\n]*)")
# What begins another note, or is no part of any: a rule, a mark
_ANOTHER: Final = regex(r"_|(?:\[\d{1,2}\]|\(?\d{1,2}|\*{1,3}|[¹²³⁴-⁹]{1,2}|[†‡①-⑳])[.)]?(?:\s|(?<=[\])*¹²³⁴-⁹†‡①-⑳]))")
_PLAIN: Final = frozenset(("TEXT", "HEADING_LIKE"))
_CLOSES: Final = (SEMICOLON, COLON, FULL_STOP)
_ITEM_ENDS: Final = (SEMICOLON, COMMA, COLON)


def end_of_note(text: str, start: int, end: int, surface: Surface) -> int | None:
    """Where a footnote ends that goes on below its first line; ``None`` if it does not.

    A line goes on with it that it cannot have ended before: no stop ends the one above, which is as long as lines are
    that were wrapped, or the next word would not have fitted there.  Below a colon the items of a list do.
    """
    first = end
    begin = max(text.rfind("\n", 0, end) + 1, start)
    width = 0  # of the lines that were surely wrapped
    listed = False
    for _ in range(LINES_AHEAD):
        below = _BELOW.match(text, end)
        if below is None or _ANOTHER.match(below["words"]):
            break
        line, words = text[begin:end], below["words"]
        form = surface.line.match(words)
        kind = form.lastgroup if form is not None else "TEXT"
        if kind == "ITEM":
            stop = ending(line, len(line))
            if stop != COLON and not (listed and (stop in _ITEM_ENDS or surface.is_unfinished(line, len(line)))):
                break
            listed = True
        elif kind in _PLAIN and below["gap"] is None and _goes_on(line, words, width, surface):
            width = max(width, columns(line))
        else:
            break
        begin = below.start("words")
        end = without_blanks(text, below.end())
    return end if end > first else None


def _goes_on(line: str, words: str, width: int, surface: Surface) -> bool:
    """Whether a line of a note goes on in the words below it.

    :param width: of its lines that surely were wrapped; 0 if none was.
    """
    length = columns(line)
    last = ending(line, len(line))
    if length > WIDEST_LINE:
        return False
    if last == COMMA or surface.is_unfinished(line, len(line)) or (width and not fits(line, words, width)):
        return True
    if last in _CLOSES:
        return False
    return length >= FULL_LINE and is_letter(last) if begins_capital(words) else length >= SHORTEST_LINE
