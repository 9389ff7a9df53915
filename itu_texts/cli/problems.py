"""The problems of a file as rows of plain values, for reports, each with its place and its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from itu_texts.api import check
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document

if TYPE_CHECKING:
    from itu_texts.api.batch import Input

__all__ = ["Checked", "Problem", "problem_in"]

_LONGEST = 100  # characters of a line that are kept around the place


class Problem(NamedTuple):
    """An oddity at a place of a file."""

    words: str
    """The line, or the part of it around the place."""
    mark: tuple[int, int]
    """Where in the words the place begins and ends."""
    code: str
    severity: str
    message: str
    file: str
    start: int
    """Offset of the first character in the text that was read."""
    end: int
    """Offset of the character after the last one."""
    line: int
    """In the text that was read, from 1."""
    column: int
    """In characters, from 1."""
    end_line: int
    end_column: int
    """The column after the last character."""
    place: str
    """The paragraph, element, or page and line of the file; empty for a text file."""


@frozen
class Checked:
    """Work for each document: its problems."""

    codes: frozenset[str]
    """The codes that are reported."""

    def __call__(self, file: Input, document: Document) -> Iterator[Problem]:
        for found in check(document):
            if found.code in self.codes:
                yield problem_in(file.name, document, found)


def problem_in(name: str, document: Document, found: Diagnostic) -> Problem:
    """Return a diagnostic as a row, with its place in the file."""
    start, end = found.span
    source = document.source
    line, column = source.line_column(start)
    end_line, end_column = source.line_column(end)
    text = source.text
    line_start = start - (column - 1)
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(line_start, min(start - _LONGEST // 2, line_end - _LONGEST))
    stop = min(line_end, begin + _LONGEST)
    origin = document.origins.at(start)
    return Problem(
        words=text[begin:stop],
        mark=(start - begin, max(min(end, stop), start + 1) - begin),
        code=found.code,
        severity=str(found.severity),
        message=found.message,
        file=name,
        start=start,
        end=end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        place=str(origin) if origin is not None else "",
    )
