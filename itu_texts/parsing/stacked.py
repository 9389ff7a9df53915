"""Reads labels above one another, before the words to which they belong.

A program that takes a page for columns writes all labels of a list first, then its paragraphs::

    a)
    b)
    that boats leak;
    that oars float,

Each label is assigned to its paragraph; the label in the stack becomes page furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import Reading
from itu_texts.language.writing import STOPS, is_letter, is_number
from itu_texts.parsing.provision_numbers import may_have_provisions
from itu_texts.parsing.thresholds import DEEPEST_LIST, LINES_AHEAD
from itu_texts.parsing.twin import Edit, Twin, lines_of
from itu_texts.tree.readings import Evidence

# Two lines with a label each, from the line end before them on, for a fast search; most lines have more than one short
# word
_LABEL: Final = r"\(?(?:[^\W\d_]{1,4}|\d{1,2}(?:\.\d{1,2}){0,3})(?:bis|ter)?[.)]?"
_LINE: Final = rf"[^\S\n]{{0,40}}(?:{_LABEL}|[–—•-])[^\S\n]*\n"
_SHORT_WORD_AHEAD: Final = r"(?=[^\S\n]{0,40}+\S{1,16}+[^\S\n]*\n)"
_STACK: Final = regex(rf"\n{_SHORT_WORD_AHEAD}(?P<labels>{_LINE}(?:\s*?{_LINE})+)")


class _Line(NamedTuple):
    """A line that is not blank: its start and end, and whether a blank one is above it."""

    start: int
    end: int
    apart: bool


def read_stacks(twin: Twin, surface: Surface) -> list[Evidence]:
    """Return the labels of the paragraphs that have one in a stack, where it is silenced."""
    source = twin.text
    edits: list[Edit] = []
    evidence: list[Evidence] = []
    found = _STACK.search(source)
    while found is not None:
        start, end = found.span("labels")
        labels = list(_lines(source, start, end))
        of_provision = is_number(source[labels[0].start : labels[0].end]) and may_have_provisions(twin, surface)
        of_pages = "\x0c" in twin.source[start:end]
        listed = len(labels) <= LINES_AHEAD and not (of_provision or of_pages) and _are_list(source, labels)
        paragraphs = _paragraphs(source, end, labels, surface) if listed else []
        for label, paragraph in zip(labels, paragraphs, strict=False):
            evidence.append(Evidence("label", paragraph[0].start, paragraph[-1].end, source[label.start : label.end]))
            edits.append((label.start, label.end, ""))
            edits += ((one.end, other.start, " ") for one, other in pairwise(paragraph))
        found = _STACK.search(source, (paragraphs[-1][0].start if paragraphs else end) - 1)
    twin.edit(sorted(edits))
    return evidence


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines of a stretch that are not blank."""
    breaks = 0  # breaks before a line that is not set apart
    for begin, stop in lines_of(text, start, end):
        yield _Line(begin, stop, text.count("\n", start, begin) > breaks)
        start, breaks = stop, 1


def _are_list(text: str, labels: Sequence[_Line]) -> bool:
    """Return whether labels are those of one list and of lists in it, in order."""
    open_lists: list[Reading] = []
    for line in labels:
        readings = series.label(text[line.start : line.end]).readings
        if not readings[-1].path and is_letter(text[line.start]):  # a short line of words, such as a heading in Chinese
            return False
        going = next(
            (
                (place, reading)
                for place in range(len(open_lists) - 1, -1, -1)
                for reading in readings
                if reading.follows(open_lists[place])
            ),
            None,
        )
        first = series.first_of(readings)
        if going is not None:
            del open_lists[going[0] :]
            open_lists.append(going[1])
        elif (first is not None or not open_lists) and len(open_lists) < DEEPEST_LIST:
            open_lists.append(first or readings[-1])
        else:
            return False
    return True


def _paragraphs(text: str, start: int, labels: Sequence[_Line], surface: Surface) -> list[list[_Line]]:
    """Return the lines of each of the paragraphs to which labels belong; empty if their number differs."""
    lines: list[_Line] = []
    for line in _lines(text, start, len(text)):
        if len(lines) == LINES_AHEAD or surface.line.of(text[line.start : line.end]) not in ("TEXT", "HEADING_LIKE"):
            break
        lines.append(line)
    every = range(1, len(lines))
    behind_stops = [place for place in every if text[lines[place - 1].end - 1] in STOPS]
    behind_blanks = [place for place in every if lines[place].apart]
    for begins in (every, behind_stops, behind_blanks):
        if lines and len(begins) + 1 == len(labels):
            found = [lines[one:other] for one, other in pairwise((0, *begins, len(lines)))]
            beside = (
                f"{text[label.start : label.end]} {text[each[0].start : each[0].end]}"
                for label, each in zip(labels, found, strict=True)
            )
            return found if all(surface.line.of(line) == "ITEM" for line in beside) else []
    return []
